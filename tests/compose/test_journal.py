"""What was accepted is on disk before it is shown, whatever happens then."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.brief.load import load_brief
from drafter.compose.acts.form import opened
from drafter.compose.data import to_yaml
from drafter.compose.desk import Desk
from drafter.compose.doing import begin, drafted, entries_for, keep, review
from drafter.compose.journal import ChangedElsewhere, Session
from drafter.compose.keys import press
from drafter.compose.sessions import JOURNAL, MOST_BYTES, Known, earlier_briefs, read_journal, replay, sessions
from drafter.compose.state import State, changed, depth, undo
from drafter.errors import DrafterError, InvalidData, WorkspaceError
from drafter.keep.atomic import LostLock
from drafter.keep.workspace import Workspace
from drafter.plan.outline import plan
from drafter.strict_yaml import load_file
from tests.compose.conftest import BRIEF, Writer, data_of
from tests.drives import remember_absent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "简要.yaml"
    found.write_text(BRIEF, "utf-8")
    return found


class Kept(Writer):
    """A writer whose changes are kept, as the screen keeps them."""

    def __init__(self, desk: Desk, session: Session, resume: bool = False) -> None:
        self.session = session
        super().__init__(desk, begin(desk, session, resume))

    def press(self, *names: str) -> Kept:
        for name in names:
            old = self.state
            super().press(name)
            self.session.keep(old, self.state)
        return self


def work(writer: Kept) -> None:
    writer.go("开场/会议任务").press("right", "down", "enter")
    writer.go("意见/1").press("e").type("好").press("enter")
    writer.go("意见/2").press("w").type("自己的一点").press("enter")
    writer.press("u")


def test_every_change_is_in_the_file_at_once(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    writer = Kept(desk, session)
    writer.go("意见/2").press("w").type("自己的一点")
    assert "自己的一点" not in path.read_text("utf-8")
    writer.press("enter")
    assert load_file(path).value == writer.state.data
    assert plan(load_brief(path), desk.bank).items[0].text == writer.lines()["开场/称谓"]
    session.close()


def test_a_session_broken_off_comes_back_with_its_undo_chain(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    writer = Kept(desk, session)
    work(writer)
    session.close()  # as the system does for a process that was killed: no end is written

    again = Session(path, fresh)
    assert again.unfinished
    back = Kept(desk, again, resume=True)
    assert back.state.data == writer.state.data
    assert back.state.node == writer.state.node
    assert depth(back.state.past) == 2
    back.press("c-r")
    assert back.line("意见/2") == "自己的一点"
    back.press("u", "u", "u")
    assert back.state.data == data_of(BRIEF)
    assert load_file(path).value == to_yaml_value(back)
    again.close()


def to_yaml_value(writer: Kept) -> object:
    from drafter.strict_yaml import load_text

    return load_text(to_yaml(writer.state.data), "").value


def test_a_torn_last_line_costs_only_itself(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    work(Kept(desk, session))
    session.close()
    journal = session.folder / JOURNAL
    whole, _ = replay(journal)
    data = journal.read_bytes()
    for length in range(len(data) - 40, len(data)):
        journal.write_bytes(data[:length])
        told, _ = replay(journal)
        assert depth(told.past) in (depth(whole.past), depth(whole.past) + 1)
    again = Session(path, fresh)
    back = Kept(desk, again, resume=True)
    back.go("意见/3").press("w").type("又一点").press("enter")
    again.close()
    told, _ = replay(journal)
    assert told.data == back.state.data


def test_broken_off_between_journal_and_file_the_change_still_counts(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    writer = Kept(desk, session)
    work(writer)
    before = path.read_bytes()
    writer.go("意见/3").press("w").type("刚确认的").press("enter")
    session.close()
    path.write_bytes(before)
    again = Session(path, fresh)
    back = Kept(desk, again, resume=True)
    assert back.line("意见/3") == "刚确认的"
    assert "刚确认的" in path.read_text("utf-8")
    again.close()


def test_a_file_changed_elsewhere_wins_and_can_be_undone(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    writer = Kept(desk, session)
    work(writer)
    session.close()
    path.write_text(BRIEF.replace("居家养老", "社区养老"), "utf-8")
    again = Session(path, fresh)
    back = Kept(desk, again, resume=True)
    assert back.state.data["意见"][0] == "社区养老"
    back.press("u")
    assert back.state.data == writer.state.data
    again.close()


def test_a_finished_session_is_not_offered_again(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    work(Kept(desk, session))
    session.end()
    session.close()
    again = Session(path, fresh)
    assert not again.unfinished
    again.close()
    (known,) = sessions(fresh)
    assert known.finished
    assert known.path == path.resolve()
    assert earlier_briefs(fresh, None)[0]["会议"] == "全县养老服务工作会议"


def test_the_second_composer_is_told_who_has_the_brief(path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    with pytest.raises(WorkspaceError, match=r"另一个 drafter compose 正开着这份简要（进程 \d+，主机"):
        Session(path, fresh)
    session.close()
    Session(path, fresh).close()


def test_when_the_disk_refuses_nothing_is_taken(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    state = opened(desk, State(data=session.data))
    session.begin(state)
    path.unlink()
    path.mkdir()
    with pytest.raises(Exception, match="文件夹"):
        session.keep(state, replace(Writer(desk, state).go("意见/1").press("e").type("好").press("enter").state))
    session.close()


def test_a_faulty_brief_is_refused_and_let_go_of(path: Path, fresh: Workspace) -> None:
    path.write_text("会议: 甲\n意见: []\n成迹: []\n", "utf-8")
    for _ in range(2):
        with pytest.raises(InvalidData, match="是否为“成绩”"):
            Session(path, fresh)


def test_the_journal_is_the_writers_own(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    work(Kept(desk, session))
    journal = session.folder / JOURNAL
    assert journal.stat().st_mode & 0o077 == 0
    head = json.loads(journal.read_text("utf-8").splitlines()[0])
    assert head == {"format": "drafter.compose/1", "path": str(path.resolve())}
    session.close()


def test_two_workspaces_on_one_brief_never_write_over_each_other(desk: Desk, path: Path, tmp_path: Path) -> None:
    """The lock is the workspace's; a colleague with another one is found out by what stands in the file."""
    ours, theirs = (Session(path, Workspace(tmp_path / name)) for name in ("甲", "乙"))
    one, two = Kept(desk, ours), Kept(desk, theirs)
    one.go("意见/1").press("w").type("甲写的").press("enter")
    two.go("意见/2").press("w").type("乙写的")
    with pytest.raises(ChangedElsewhere) as told:
        two.press("enter")
    assert told.value.data == one.state.data
    assert "甲写的" in path.read_text("utf-8")
    assert "乙写的" not in path.read_text("utf-8")
    ours.close()
    theirs.close()


def test_a_file_broken_elsewhere_is_not_written_over_either(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    writer = Kept(desk, session)
    writer.go("意见/1").press("w").type("一行").press("enter")
    path.write_text("会议: 甲\n意见: [乙\n", "utf-8")
    writer.go("意见/2").press("w").type("又一行")
    with pytest.raises(InvalidData):
        writer.press("enter")
    assert path.read_text("utf-8") == "会议: 甲\n意见: [乙\n"
    session.close()


def test_a_record_of_the_wrong_shape_costs_only_itself(fresh: Workspace) -> None:
    journal = fresh.root / "compose" / "a" / JOURNAL
    journal.parent.mkdir(parents=True)
    journal.write_text(
        '{"path": "/没有/甲.yaml"}\n{"path": 5}\n{"do": "change", "data": {"主题": "甲"}, "what": ""}\n',
        encoding="utf-8",
    )
    assert sessions(fresh) == []
    assert replay(journal)[0].data == {"主题": "甲"}


def test_a_journal_too_long_to_replay_is_put_aside_and_the_session_begins_from_the_brief(
    desk: Desk, path: Path, fresh: Workspace
) -> None:
    session = Session(path, fresh)
    work(Kept(desk, session))
    session.close()
    journal = session.folder / JOURNAL
    with journal.open("r+b") as file:
        before = file.read()
        file.truncate(MOST_BYTES + 1)  # a hole: takes no room
    assert [(one.path, one.finished) for one in sessions(fresh)] == [(path, True)]

    again = Session(path, fresh)
    assert again.aside is not None
    assert not again.unfinished
    writer = Kept(desk, again)
    assert writer.state.data == data_of(path.read_text("utf-8"))
    assert "64 MB" in writer.state.message
    assert str(again.aside) in writer.state.message
    with again.aside.open("rb") as file:
        assert file.read(len(before)) == before
    writer.press("u")
    work(writer)
    again.close()
    third = Session(path, fresh)
    assert third.aside is None
    assert third.unfinished
    third.close()


GOOD = {"do": "change", "data": {"会议": "甲会", "意见": ["乙事"]}, "what": "写了乙事", "at": "", "node": "意见/1"}


@pytest.mark.parametrize(
    "wrong",
    [
        *({key: value} for key in ("do", "what", "node", "at", "time", "path") for value in (["x"], {"a": 1}, 5, None)),
        *(
            {"data": data}
            for data in (
                ["x"],
                {"会议": ["x"]},
                {"会议": 5},
                {"意见": "乙事"},
                {"意见": {"a": "b"}},
                {"意见": [[[]]]},
                {"意见": [5]},
                {"意见": [{"主题": ["x"]}]},
                {"选定": {"意见/1": ["x"]}},
                {"讲话人": "某某"},
                {"保障": []},
            )
        ),
    ],
    ids=str,
)
def test_a_record_of_the_wrong_types_is_passed_over(wrong: dict[str, object], fresh: Workspace) -> None:
    journal = fresh.root / "compose" / "a" / JOURNAL
    journal.parent.mkdir(parents=True)
    lines = [{"path": "/没有/甲.yaml"}, GOOD, {**GOOD, "what": "坏", **wrong}]
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told, before = replay(journal)
    assert (told.data, told.node, before) == (GOOD["data"], "意见/1", {})
    known = read_journal(journal)
    assert known is not None
    assert (known.path, known.changes, known.what) == (Path("/没有/甲.yaml"), 1, "写了乙事")


def test_a_brief_not_yet_right_is_a_record_all_the_same(fresh: Workspace) -> None:
    journal = fresh.root / "compose" / "a" / JOURNAL
    journal.parent.mkdir(parents=True)
    data = {
        "会议": "",
        "日期": "明天",
        "意见": [{"主题": "乙事", "措施": ["丙"]}],
        "成绩": [{"要点": "丁"}],
        "风格": {"层级": "9"},
    }
    journal.write_text(json.dumps({**GOOD, "data": data}) + "\n", encoding="utf-8")
    assert replay(journal)[0].data == data


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_what_was_accepted_is_asked_to_the_disk_before_it_is_shown(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fsync of the journal comes first, with the record in it, then the brief."""
    session = Session(tmp_path / "简要.yaml", workspace)
    state = State()
    session.begin(state)
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")).name)
        if synced[-1] == JOURNAL:
            assert "第一处" in (session.folder / JOURNAL).read_text("utf-8")
            assert not session.path.exists()
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    session.keep(state, changed(state, {"会议": "全县会议"}, "第一处"))
    session.close()
    assert synced.index(JOURNAL) < next(k for k, name in enumerate(synced) if name.startswith(".简要.yaml."))


def test_what_can_be_undone_is_counted_as_it_is(desk: Desk, tmp_path: Path, workspace: Workspace) -> None:
    """Steps that were taken back are no changes that can be taken back."""
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    for number in range(3):
        new = changed(state, {**state.data, "地区": f"第{number}县"}, f"第{number}处")
        session.keep(state, new)
        state = new
    for _ in range(2):
        new = undo(state)
        session.keep(state, new)
        state = new
    session.close()
    again = Session(path, workspace, desk.occasions)
    message = begin(desk, again, True).message
    again.close()
    assert "1 步可以撤销" in message
    assert "2 步可以重做" in message


@pytest.mark.parametrize("first", [True, False], ids=["文件删了", "还没写成文件"])
def test_a_brief_that_is_gone_is_written_again_from_the_journal(
    desk: Desk, tmp_path: Path, workspace: Workspace, first: bool
) -> None:
    path = tmp_path / "简要.yaml"
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    session.keep(state, changed(state, data_of(BRIEF), "写了一份"))
    if first:
        state = changed(state, data_of(BRIEF), "写了一份")
        session.keep(state, changed(state, {**state.data, "地区": "全市"}, "地区：全市"))
    session.close()
    path.unlink()
    (known,) = [one for one in sessions(workspace) if one.path == path]
    assert not known.finished
    again = Session(path, workspace, desk.occasions)
    resume, anew = entries_for(again)
    assert "文件不在了" in anew.detail
    back = begin(desk, again, resume.resume)
    assert back.data["会议"] == "全县养老服务工作会议"
    assert load_file(path).value == back.data, "画面出来之前已经写回"
    assert "写回" in back.message
    again.close()


def test_a_journal_that_holds_more_than_the_file_is_never_written_over(
    desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    session.keep(state, changed(state, data_of(BRIEF), "写了一份"))
    session.close()
    path.unlink()
    again = Session(path, workspace, desk.occasions)
    state = begin(desk, again, False)
    assert again.aside is not None
    assert replay(again.aside)[0].data == data_of(BRIEF)
    assert str(again.aside) in state.message
    again.end()
    again.close()
    last = Session(path, workspace, desk.occasions)
    assert (last.missing, last.behind) == (False, False)
    last.close()


# --- the drive goes away, or the lock ------------------------------------------------------------------


def _typed(session: Session, old: State, meeting: str) -> State:
    new = changed(old, {**old.data, "会议": meeting}, meeting)
    session.keep(old, new)
    return new


@pytest.mark.skipif(os.name == "nt", reason="a socket is no descriptor there")
def test_a_journal_whose_drive_went_and_came_back_is_opened_again(tmp_path: Path, fresh: Workspace) -> None:
    session = Session(tmp_path / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    state = _typed(session, state, "一")
    assert session._file is not None
    with socket.socket(socket.AF_UNIX) as dead:  # says what a file on a drive that was cut off says: not connected
        os.dup2(dead.fileno(), session._file.fileno())
    state = _typed(session, state, "二")
    assert load_file(session.path).value == {"会议": "二"}
    session.close()
    assert [entry.data for entry in _chain(replay(session.folder / JOURNAL)[0])] == [{}, {"会议": "一"}, {"会议": "二"}]


def _chain(state: State) -> list[State]:
    return [*(_chain(undo(state)) if state.past is not None else []), state]


@pytest.mark.skipif(os.name == "nt", reason="the system's lock keeps the file there")
def test_while_the_drive_is_away_every_change_is_refused_and_afterwards_taken(tmp_path: Path, fresh: Workspace) -> None:
    session = Session(tmp_path / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    state = _typed(session, state, "一")
    fresh.root.rename(tmp_path / "断开")
    for _ in range(2):
        with pytest.raises(WorkspaceError, match="断开了"):
            _typed(session, state, "二")
    session.end()  # leaving is not refused
    assert not fresh.root.exists()
    (tmp_path / "断开").rename(fresh.root)
    _typed(session, state, "二")
    assert load_file(session.path).value == {"会议": "二"}
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="the system's lock keeps the file there")
@pytest.mark.parametrize("shared", [False, True])
def test_who_lost_the_lock_of_a_brief_writes_only_when_nobody_else_has_it(
    shared: bool, tmp_path: Path, fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.keep.lock.on_network", lambda _: shared)
    session = Session(tmp_path / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    state = _typed(session, state, "一")
    for lock in session.folder.glob("lock.held.*" if shared else "lock*"):
        lock.unlink()  # as others do with one that gave no sign of life
    if shared:
        monkeypatch.setattr("drafter.keep.lock.fcntl.flock", lambda *_: None)
    held: dict[Path, Any] = {}

    @contextmanager
    def elsewhere() -> Iterator[None]:
        """As in another process, which knows nothing of the locks of this one."""
        with monkeypatch.context() as there:
            there.setattr("drafter.keep.atomic._HELD", held)
            yield

    with elsewhere():
        other = Session(tmp_path / "简要.yaml", fresh)
        theirs = _typed(other, other.resumed(State()), "二")
    journal = (session.folder / JOURNAL).read_bytes()
    for _ in range(2):
        with pytest.raises(WorkspaceError, match="另一个 drafter compose"):
            _typed(session, state, "一一")
    assert (session.folder / JOURNAL).read_bytes() == journal
    assert load_file(session.path).value == {"会议": "二"}
    with elsewhere():
        _typed(other, theirs, "三")
        other.close()
    with pytest.raises(ChangedElsewhere):
        _typed(session, state, "一一")
    with elsewhere(), pytest.raises(WorkspaceError, match="另一个 drafter compose"):
        Session(tmp_path / "简要.yaml", fresh)
    _typed(session, changed(state, session.data, "别处"), "四")
    assert load_file(session.path).value == {"会议": "四"}
    session.close()


def test_a_brief_taken_away_meanwhile_is_there_again_at_the_end(
    desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    path.unlink()
    review(session, desk, state, workspace.root)
    assert load_file(path).value == state.data
    session.close()


def test_where_the_last_session_ended_it_is_said_that_undoing_begins_anew(
    desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    assert "撤销" not in state.message
    session.keep(state, changed(state, data_of(BRIEF), "写了一份"))
    session.end()
    session.close()
    again = Session(path, workspace, desk.occasions)
    assert "撤销从现在算起" in begin(desk, again, False).message
    again.close()


def _kept_titles(desk: Desk, path: Path, workspace: Workspace, *, ended: bool) -> list[bytes]:
    """A session that wrote three headings; what the file was before each of them, and at the end."""
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace, desk.occasions)
    writer = Kept(desk, session)
    versions = [path.read_bytes()]
    for number in (1, 2, 3):
        writer.go(f"意见/{number}").press("w").type(f"把第{number}件事办好").press("enter")
        versions.append(path.read_bytes())
    if ended:
        session.end()
    session.close()
    return versions


@pytest.mark.parametrize("ended", [True, False], ids=["收尾", "中断"])
@pytest.mark.parametrize("how", ["没了", "空了", "旧的"])
def test_a_file_that_is_gone_emptied_or_older_is_written_again(
    how: str, ended: bool, desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    versions = _kept_titles(desk, path, workspace, ended=ended)
    if how == "没了":
        path.unlink()
    else:
        path.write_bytes(b"" if how == "空了" else versions[0])
    again = Session(path, workspace, desk.occasions)
    assert again.resumable
    assert any("写回" in entry.detail for entry in entries_for(again)) or not ended
    back = begin(desk, again, True)
    again.close()
    assert load_file(path).value == back.data
    assert path.read_text("utf-8").count("件事办好") == 3
    assert "写回" in back.message
    if how == "旧的":
        for _ in range(3):
            back = undo(back)
        assert back.data == data_of(BRIEF)


@pytest.mark.parametrize("how", ["没了", "空了", "旧的", "别处改了"])
def test_what_a_finished_session_wrote_is_put_aside_when_the_file_lacks_it(
    how: str, desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    versions = _kept_titles(desk, path, workspace, ended=True)
    path.unlink()
    if how != "没了":
        path.write_bytes({"空了": b"", "旧的": versions[0]}.get(how, versions[3] + "结束: 号召\n".encode()))
    again = Session(path, workspace, desk.occasions)
    assert again.resumable == (how != "别处改了")
    state = begin(desk, again, False)
    again.close()
    assert again.aside is not None
    assert "件事办好" in again.aside.read_text("utf-8")
    assert str(again.aside) in state.message
    assert "都在" not in state.message


def test_a_file_changed_elsewhere_is_told_when_the_session_goes_on(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh)
    work(Kept(desk, session))
    session.close()
    path.write_text(BRIEF.replace("居家养老", "社区养老"), "utf-8")
    again = Session(path, fresh)
    message = begin(desk, again, True).message
    again.close()
    assert "接着上次的做" in message
    assert "文件在别处改过，以文件为准" in message


@pytest.mark.skipif(os.name == "nt", reason="a folder in use stays there")
def test_a_step_the_disk_refused_is_no_step_for_the_next_session(desk: Desk, tmp_path: Path, fresh: Workspace) -> None:
    folder = tmp_path / "甲"
    folder.mkdir()
    session = Session(folder / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    state = _typed(session, state, "一")
    folder.rename(tmp_path / "乙")
    with pytest.raises(DrafterError):
        _typed(session, state, "二")
    (tmp_path / "乙").rename(folder)
    assert replay(session.folder / JOURNAL)[0].data == {"会议": "一"}
    state = _typed(session, state, "三")
    session.close()
    assert [entry.data for entry in _chain(replay(session.folder / JOURNAL)[0])] == [{}, {"会议": "一"}, {"会议": "三"}]


@pytest.mark.skipif(os.name == "nt", reason="a file is told of by its descriptor")
@pytest.mark.parametrize("code", [errno.ENOTCONN, errno.EIO], ids=["away", "bad"])
@pytest.mark.parametrize("cut", [True, False], ids=["cut", "kept"])
def test_a_step_the_disk_took_and_would_not_vouch_for_is_replayed_once(
    code: int, cut: bool, tmp_path: Path, fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(tmp_path / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    for what in "一二三四":
        state = _typed(session, state, what)
    fsync, refused = os.fsync, []

    def once(handle: int) -> None:
        if not refused and session._file is not None and handle == session._file.fileno():
            refused.append(handle)
            raise OSError(code, os.strerror(code))
        fsync(handle)

    def no(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", once)
        if not cut:
            disk.setattr(os, "ftruncate", no)
        before, state = state, undo(state)
        if code == errno.EIO:  # told, and done again
            with pytest.raises(WorkspaceError):
                session.keep(before, state)
            if cut:
                assert replay(session.folder / JOURNAL)[0].data == before.data
        session.keep(before, state)
    assert refused
    session.close()  # as when it is killed
    again = Session(tmp_path / "简要.yaml", fresh)
    assert again.resumed(State()).data == {"会议": "三"}
    state = _typed(again, again.resumed(State()), "五")
    again.close()
    assert [entry.data for entry in _chain(replay(session.folder / JOURNAL)[0])] == [
        {},
        *({"会议": what} for what in "一二三五"),
    ]


def test_a_brief_is_one_wherever_the_drive_is_mounted(tmp_path: Path) -> None:
    """Two mounts of one drive, which the file system shows as two folders with the same in them."""
    one, other = tmp_path / "甲", tmp_path / "乙"
    folders = set()
    for place in (one, other):
        (place / "工作区").mkdir(parents=True)
        session = Session(place / "简要.yaml", Workspace(place / "工作区"))
        folders.add(session.folder.relative_to(place))
        session.close()
    assert len(folders) == 1


def test_a_session_of_an_earlier_program_is_found_under_its_old_name(tmp_path: Path, fresh: Workspace) -> None:
    path = tmp_path / "简要.yaml"
    old = fresh.root / "compose" / hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
    old.mkdir(parents=True)
    session = Session(path, fresh)
    assert session.folder == old
    session.close()


def test_a_brief_on_a_network_drive_is_read_as_it_is(
    tmp_path: Path, fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drive tells of a name it was asked for before what it told then: what a colleague wrote would be lost."""
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    path = tmp_path / "简要.yaml"
    path.write_text("会议: 一\n", encoding="utf-8")
    session = Session(path, fresh)
    state = session.resumed(replace(State(), data=session.data))
    session.begin(state)
    path.write_text("会议: 同事的\n", encoding="utf-8")
    (tmp_path / "旧").write_text("会议: 一\n", encoding="utf-8")
    opened = os.open

    def remembering(name: Any, flags: int, *rest: int) -> int:
        return opened(tmp_path / "旧" if Path(name) == path and not flags & os.O_CREAT else name, flags, *rest)

    with monkeypatch.context() as drive:
        drive.setattr(os, "open", remembering)
        with pytest.raises(ChangedElsewhere):
            _typed(session, state, "二")
    assert session.data == {"会议": "同事的"}
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="such drives are met on POSIX")
@pytest.mark.parametrize("when", ["before", "meanwhile", "at the end"])
def test_a_brief_another_machine_was_the_first_to_write_is_not_taken_for_absent(
    when: str, tmp_path: Path, fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "简要.yaml"
    theirs = "会议: 同事的\n"
    with monkeypatch.context() as drive:
        if when == "before":
            path.write_text(theirs, encoding="utf-8")
            remember_absent(drive, path)
        drive.setattr("drafter.files.on_network", lambda _: True)
        session = Session(path, fresh)
        assert session.data == ({"会议": "同事的"} if when == "before" else {})
        if when != "before":
            path.write_text(theirs, encoding="utf-8")
            remember_absent(drive, path)
        if when == "meanwhile":
            with pytest.raises(ChangedElsewhere):
                _typed(session, State(), "我的")
        session.restore({"会议": "我的"})
        session.close()
    assert path.read_text("utf-8") == theirs


@pytest.mark.skipif(os.name == "nt", reason="the system's lock keeps the file there")
def test_between_journal_and_file_the_lock_is_looked_at_once_more(
    tmp_path: Path, fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loses it there must not write over what another has put into the file."""
    session = Session(tmp_path / "简要.yaml", fresh)
    state = State()
    session.begin(state)
    state = _typed(session, state, "一")
    append = session._append

    def stopped(record: dict[str, Any]) -> None:
        append(record)
        for lock in session.folder.glob("lock*"):  # while the machine slept
            lock.unlink()
        session.path.write_text("会议: 同事的\n", encoding="utf-8")

    with monkeypatch.context() as asleep:
        asleep.setattr(session, "_append", stopped)
        with pytest.raises(LostLock):
            _typed(session, state, "二")
    assert load_file(session.path).value == {"会议": "同事的"}
    session.close()


@pytest.mark.parametrize("resume", [True, False])
def test_the_line_being_typed_outlives_a_kill(desk: Desk, path: Path, fresh: Workspace, resume: bool) -> None:
    session = Session(path, fresh, desk.occasions)
    writer = Writer(desk, begin(desk, session, False))

    def play(*names: str) -> None:
        for name in names:
            writer.state = keep(session, writer.state, press(desk, writer.state, name))
            drafted(session, writer.state)

    writer.go("意见/1/1/文")
    long = "上门服务的次数、项目和费用都写进协议，" * 40
    play("w", "改", "好", "enter")
    writer.go("意见/1/1/文")
    play("w", *long)
    session.close()
    again = Session(path, fresh, desk.occasions)
    writer.state = begin(desk, again, resume)
    writer.go("意见/1/1/文").press("w", "c-y")
    assert writer.state.typing is not None
    assert writer.state.typing.text == long
    again.close()
    known = read_journal(again.folder / JOURNAL)
    assert known is not None
    assert list(known.laid.values()) == [long], "取回之前又断了，也还在"


def test_a_line_that_was_accepted_or_given_up_is_no_draft(desk: Desk, path: Path, fresh: Workspace) -> None:
    session = Session(path, fresh, desk.occasions)
    writer = Writer(desk, begin(desk, session, False)).go("意见/1/1/文")

    def known() -> Known:
        found = read_journal(session.folder / JOURNAL)
        assert found is not None
        return found

    for names, drafts, laid in (
        (("w", *"一句话"), 1, 0),
        (("enter",), 0, 0),
        (("up", "w", *"又一句"), 1, 0),
        (("c-u", "escape"), 0, 0),
        (("w", *"再一句", "escape"), 0, 1),
    ):
        for name in names:
            writer.state = keep(session, writer.state, press(desk, writer.state, name))
            drafted(session, writer.state)
        assert (bool(known().draft[1]), len(known().laid)) == (bool(drafts), laid)
    session.close()
