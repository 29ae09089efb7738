"""Disks that are full, folders that may not be written, drives that go away: a clear message, and the old stands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter.cli.main import run
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.journal import Session
from drafter.compose.keys import press
from drafter.compose.state import State
from drafter.errors import DrafterError
from drafter.files import mount_of
from drafter.flow.drafting import open_drafting, read_bank
from drafter.flow.examining import Sign, examine, tidy
from drafter.flow.mining import mine_paths
from drafter.flow.remembering import note_written, remember
from drafter.keep.decisions import Decision, record
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace, open_workspace
from drafter.records import Outline
from drafter.search.query import Library
from drafter.shipped import shipped
from tests.command import drafter

NOBODY = 65534
BRIEF = "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育, 应急演练]\n"
BANK = "框架:\n- {id: own-1, 语步: 开场, 步骤: 会议任务, 文: 今天，我们召开<会议>。}\n"


def old_speeches(folder: Path, count: int) -> Path:
    old = folder / "旧稿"
    old.mkdir(exist_ok=True)
    for path in sorted((shipped("templates") / "speeches").iterdir())[:count]:
        shutil.copyfile(path, old / path.name)
    return old


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace in it that rests on one speech."""
    folder = tmp_path_factory.mktemp("hardship")
    workspace = Workspace(folder / "ws")
    workspace.root.mkdir(mode=0o700)
    mine_paths([old_speeches(folder, 1)], workspace)
    (folder / "简要.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "同事" / "frames").mkdir(parents=True)
    (folder / "同事" / "frames" / "a.yaml").write_text(BANK, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of a few megabytes, where the system lets one be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = None
    if sys.platform == "linux" and shutil.which("mount"):
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True, check=False
        )
    if done is None or done.returncode:
        pytest.skip("mounting is not allowed")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False, stderr=subprocess.DEVNULL)  # gone already, perhaps


def _state(folder: Path) -> dict[str, bytes]:
    """What people and the next run rely on: all but caches, locks and memories of work done."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not {"cache", "sources"} & set(path.relative_to(folder).parts)
        and not path.name.startswith("lock")
    }


def _fill(disk: Path, leave: int) -> None:
    """Take all the room there is but `leave` bytes."""
    free = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(b"\0" * max(0, free - leave))


@pytest.mark.parametrize("leave", [0, 65536])
def test_a_full_disk_is_said_and_the_old_library_stands(
    leave: int, small: Path, mined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(mined / "ws", small / "ws")
    old = old_speeches(small.parent, 4)
    _fill(small, leave)
    before = _state(small / "ws")
    assert run(["mine", str(old), "--workspace", str(small / "ws")]) == 1
    told = capsys.readouterr().err
    assert "磁盘" in told, told
    assert "出了意外" not in told
    assert _state(small / "ws") == before
    with Library.open(small / "ws" / "library") as library:
        assert library.search("工作")
    (small / "ballast").unlink()
    assert run(["mine", str(old), "--workspace", str(small / "ws")]) == 0


def test_on_a_full_disk_every_verb_that_writes_says_so(
    small: Path, mined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(mined / "ws", small / "ws")
    shutil.copyfile(mined / "简要.yaml", small / "简要.yaml")
    (small / "稿.md").write_text("同志们:\n\n一，隐患排查,要抓紧.\n", encoding="utf-8")
    _fill(small, 0)
    before = _state(small)
    for command in (
        ["outline", str(small / "简要.yaml"), "-o", str(small / "提纲.docx")],
        ["brief", "new", "推进会", "-o", str(small / "新.yaml")],
        ["check", str(small / "稿.md"), "--fix"],
        ["bank", "merge", str(mined / "同事"), "--theirs"],
    ):
        assert run([*command, "--workspace", str(small / "ws")] if command[0] != "brief" else command) == 1, command
        told = capsys.readouterr().err
        assert "磁盘已满" in told, (command, told)
        assert _state(small) == before, command


@contextmanager
def _no_room() -> Iterator[None]:
    """No file may grow, as on a full disk; any user can have that."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_no_file_may_grow_every_verb_that_writes_says_so_and_the_old_stands(
    mined: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(mined, tmp_path / "here"))
    workspace = ["--workspace", str(folder / "ws")]
    speech = str(next((folder / "旧稿").iterdir()))
    old_speeches(folder, 2)
    (folder / "稿.md").write_text("同志们:\n\n一，隐患排查,要抓紧.\n", encoding="utf-8")
    assert run(["moves", speech, "--json", *workspace]) == 0
    labels = json.loads(capsys.readouterr().out)
    for passage in labels["sources"][0]["speeches"][0]["passages"][:3]:
        passage["move"], passage["step"] = "结束语", ""
    (folder / "改.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    before = _state(folder)
    for command in (
        ["mine", str(folder / "旧稿")],
        ["mine", "--forget", str(next((mined / "旧稿").iterdir()))],
        ["mine", "--not-duplicate", "甲", "乙"],
        ["moves", "--corrections", str(folder / "改.json")],
        ["outline", str(folder / "简要.yaml"), "-o", str(folder / "提纲.docx")],
        ["skeleton", speech, "--brief", "-o", str(folder / "抽.yaml")],
        ["check", str(folder / "稿.md"), "--fix"],
    ):
        with _no_room():
            status = run([*command, *workspace])
        told = capsys.readouterr().err
        assert status == 1, (command, told)
        assert "允许的大小" in told or "磁盘" in told, (command, told)
        assert _state(folder) == before, command
    assert run(["mine", str(folder / "旧稿"), *workspace]) == 0


@pytest.fixture
def readonly(mined: Path) -> Iterator[Path]:
    """A workspace this process may read and not write: it works as another user meanwhile."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only the superuser can become somebody else")
    # Not among pytest's own folders, which nobody else may enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(mined, folder, dirs_exist_ok=True)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)


def _reading(folder: Path) -> list[list[str]]:
    return [["search", "工作"], ["outline", str(folder / "简要.yaml")], ["bank", "list"]]


def _writing(folder: Path) -> list[list[str]]:
    return [
        ["mine", str(folder / "旧稿")],
        ["bank", "merge", str(folder / "同事"), "--theirs"],
        ["outline", str(folder / "简要.yaml"), "-o", str(folder / "提纲.md")],
        ["doctor", "--repair"],
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["mine", "旧稿"],
        ["mine", "--forget", "旧稿"],
        ["mine", "--not-duplicate", "甲", "乙"],
        ["moves", "--corrections", "语步.yaml"],
        ["bank", "merge", "同事"],
        ["bank", "review", "--undo"],
        ["doctor", "--repair"],
    ],
    ids=" ".join,
)
def test_who_has_to_wait_is_told_at_once_for_whom_and_how_long(
    command: list[str], mined: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine's lock: nobody knows whether its holder lives, and it is watched for seconds."""
    folder = Path(shutil.copytree(mined, tmp_path / "我们"))
    (speech,) = (folder / "旧稿").iterdir()
    labelled = drafter("moves", "--yaml", str(speech), cwd=folder, workspace=folder / "ws").stdout
    (folder / "语步.yaml").write_text(
        re.sub("move: .*?, step: .*?,", "move: 结束语, step: '',", labelled, count=1), encoding="utf-8"
    )
    held = folder / "ws" / "lock.held.0123456789abcdef"
    held.write_text('{"who": "进程 7，主机 档案室", "kernel": "另一台机器", "pid": 7}', encoding="utf-8")
    os.utime(held, (0, 0))
    monkeypatch.setattr("drafter.keep.lock.WATCH", 1.0)
    if "--forget" in command:
        command = ["mine", "--forget", str(mined / "旧稿")]  # where the copied workspace knows it from
    first = drafter(*command, cwd=folder, workspace=folder / "ws").stderr.splitlines()[0]
    assert first == "有一个写锁像是丢下的（进程 7，主机 档案室），看它 1 秒，没有动静就接手……"
    assert not held.exists()


def test_a_workspace_that_may_only_be_read_serves_and_refuses_in_chinese(
    mined: Path, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    # Once as who we are: what is loaded late may lie where the other user cannot read it.
    ours = Path(shutil.copytree(mined, tmp_path / "ours"))
    for command in (*_reading(ours), *_writing(ours)):
        run([*command, "--workspace", str(ours / "ws")])
    capsys.readouterr()
    readonly: Path = request.getfixturevalue("readonly")
    before = _state(readonly)
    for command in _reading(readonly):
        status = run([*command, "--workspace", str(readonly / "ws")])
        told = capsys.readouterr().err
        assert status == 0, (command, told)
        assert "出了意外" not in told
    for command in _writing(readonly):
        assert run([*command, "--workspace", str(readonly / "ws")]) == 1, command
        told = capsys.readouterr().err
        assert "没有写权限" in told, (command, told)
    assert _state(readonly) == before


def _shut(path: Path, mode: int) -> None:
    """chmod by the superuser this process still is behind its other user."""
    os.seteuid(0)
    path.chmod(mode)
    os.seteuid(NOBODY)


def test_what_is_another_users_own_is_refused_in_chinese(
    mined: Path, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = Path(shutil.copytree(mined, tmp_path / "ours"))
    for command in (*_reading(ours), ["mine", str(ours / "旧稿")], ["doctor"]):  # as above
        run([*command, "--workspace", str(ours / "ws")])
    folder: Path = request.getfixturevalue("readonly")
    everything = (*_reading(folder), ["mine", str(folder / "旧稿")], ["doctor"])
    capsys.readouterr()
    for shut, told_of in (("ws", everything), ("ws/mined", _reading(folder)[1:]), ("简要.yaml", _reading(folder)[1:2])):
        _shut(folder / shut, 0)
        for command in told_of:
            assert run([*command, "--workspace", str(folder / "ws")]) == 1, (shut, command)
            told = "".join(capsys.readouterr())
            assert "权限" in told, (shut, command, told)
            assert not re.search("没有写权限|readable|出了意外", told) or command[0] == "mine", (shut, command, told)
        _shut(folder / shut, 0o755)


_WRITABLE = "/office 别的用户也能写，他能换掉工作区，建议把工作区移到自己的文件夹里"


@pytest.mark.parametrize(
    ("mode", "owner", "group", "told"),
    [
        (0o755, 0, 0, ""),
        (0o775, 0, 0, ""),  # the group many systems give each user for himself
        (0o775, 0, 12345, _WRITABLE),
        (0o757, 0, 0, _WRITABLE),
        (0o777, 0, 12345, _WRITABLE),
        (0o1777, 0, 0, ""),  # as /tmp is: nobody moves what is another's
        (0o755, 12345, 0, "/office 是别的用户的，他能换掉工作区，建议把工作区移到自己的文件夹里"),
    ],
)
def test_doctor_names_who_could_put_another_workspace_in_its_place(
    mode: int, owner: int, group: int, told: str, tmp_path: Path
) -> None:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only the superuser can give a folder away")
    workspace = open_workspace(tmp_path / "office" / "ws")
    os.chown(tmp_path / "office", owner, group)
    (tmp_path / "office").chmod(mode)
    sign = _about_the_workspace(workspace)
    assert (sign.good, sign.finding) == (not told, f"{tmp_path}{told}" if told else str(workspace.root))


def test_doctor_names_whose_the_workspace_is(tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only the superuser can give a folder away")
    workspace = open_workspace(tmp_path / "ws")
    os.chown(workspace.root, 12345, 12345)
    sign = _about_the_workspace(workspace)
    assert (sign.good, "ws 是别的用户的，他能换掉工作区" in sign.finding) == (False, True)


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
@pytest.mark.parametrize("mode", [0o777, 0o710, 0o701])
def test_doctor_tells_of_a_workspace_others_may_enter_and_shuts_it(mode: int, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ws")
    workspace.root.chmod(mode)
    sign = _about_the_workspace(workspace)
    assert (sign.good, f"别的用户也能进（{mode:o}）" in sign.finding) == (False, True)
    assert "工作区改为只有本人能进" in tidy(workspace)
    assert workspace.root.stat().st_mode & 0o777 == 0o700
    assert _about_the_workspace(workspace).good


def _about_the_workspace(workspace: Workspace) -> Sign:
    (sign,) = [sign for sign in examine(workspace) if sign.name == "工作区"]
    return sign


def test_a_drive_that_goes_away_while_mining_is_said(mined: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    shutil.copytree(mined / "ws", workspace.root)
    old = old_speeches(tmp_path, 3)

    def unplug(done: int, _: int, __: str) -> None:
        if done == 3:
            workspace.root.rename(tmp_path / "unplugged")
            workspace.root.write_text("no folder any more")

    with pytest.raises(DrafterError, match=r"检查|请"):
        mine_paths([old], workspace, unplug)
    with Library.open(tmp_path / "unplugged" / "library") as library:
        assert library.search("工作")


@pytest.mark.parametrize("when", [1, 3])
def test_a_drive_cut_off_while_mining_is_said_and_nothing_is_made_in_its_place(
    when: int, small: Path, mined: Path
) -> None:
    shutil.copytree(mined / "ws", small / "ws")
    old = old_speeches(small.parent, 3)
    workspace = Workspace(small / "ws")
    before = _state(workspace.root)
    drive = os.open(small, os.O_RDONLY)

    def unplug(done: int, _: int, __: str) -> None:
        if done == when:
            subprocess.run(["umount", "-l", str(small)], check=True)

    with pytest.raises(DrafterError, match="断开了"):
        mine_paths([old], workspace, unplug)
    assert not list(small.iterdir())
    assert _state(Path(f"/proc/self/fd/{drive}/ws")) == before
    os.close(drive)


def test_a_drive_cut_off_under_who_drafts_is_said_and_nothing_is_made_in_its_place(
    small: Path, mined: Path, tmp_path: Path
) -> None:
    shutil.copytree(mined / "ws", small / "盘" / "ws")
    shutil.copyfile(mined / "简要.yaml", tmp_path / "简要.yaml")
    workspaces = [open_workspace(small / "盘" / "ws"), open_workspace(small)]  # below the mount point, and it
    subprocess.run(["umount", "-l", str(small)], check=True)
    for workspace in workspaces:
        assert read_bank(workspace).frames  # kept nowhere, and served
        for work in (
            lambda w: remember(Outline("", ()), w),
            lambda w: note_written(tmp_path / "提纲.md", b"", w),
            lambda w: record(w, [Decision("mf-1", "拒绝", "")]),
            lambda w: Session(tmp_path / "简要.yaml", w, ()),
            lambda w: writing(w).__enter__(),
        ):
            with pytest.raises(DrafterError, match="断开了"):
                work(workspace)
        assert not list(small.iterdir())


def test_a_drive_with_the_old_speeches_cut_off_while_mining_keeps_what_was_mined_of_it(
    small: Path, mined: Path, tmp_path: Path
) -> None:
    workspace = Workspace(Path(shutil.copytree(mined / "ws", tmp_path / "ws")))
    old = old_speeches(small, 3)
    whole = mine_paths([old], workspace)

    def unplug(done: int, _: int, __: str) -> None:
        if done == 2:
            subprocess.run(["umount", "-l", str(small)], check=True)

    (old / "0.txt").write_bytes(sorted(old.iterdir())[0].read_bytes() + "\n补记。\n".encode())
    cut = mine_paths([old], workspace, unplug)
    assert cut.gone == 0
    assert cut.passages >= whole.passages
    assert any("网络盘" in problem for problem in cut.problems)


def test_old_speeches_at_the_top_of_a_drive_stay_when_it_is_cut_off_and_go_when_they_are_deleted(
    small: Path, mined: Path, tmp_path: Path
) -> None:
    workspace = Workspace(Path(shutil.copytree(mined / "ws", tmp_path / "ws")))
    for path in sorted(old_speeches(tmp_path, 3).iterdir())[1:]:
        shutil.copyfile(path, small / path.name)
    whole = mine_paths([small], workspace)
    sorted(small.iterdir())[0].unlink()
    fewer = mine_paths([small], workspace)
    assert (fewer.gone, fewer.problems) == (1, ())
    subprocess.run(["umount", "-l", str(small)], check=True)
    cut = mine_paths([mined / "旧稿"], workspace)
    assert (cut.gone, cut.passages) == (0, fewer.passages)
    assert fewer.passages < whole.passages
    assert any("网络盘" in problem for problem in cut.problems)


def test_an_open_library_answers_on_when_its_folder_is_gone_and_another_opening_is_refused(
    mined: Path, tmp_path: Path
) -> None:
    shutil.copytree(mined / "ws", tmp_path / "ws")
    with Library.open(tmp_path / "ws" / "library") as library:
        shutil.rmtree(tmp_path / "ws")
        assert library.search("工作")
        assert library.outdated
    with pytest.raises(DrafterError, match="先例库"):
        Library.open(tmp_path / "ws" / "library")


def test_where_a_disk_comes_from_and_stands_is_told(small: Path) -> None:
    (small / "盘 一").mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "甲机:/旧 稿\u2028", str(small / "盘 一")], check=True)
    try:
        mount = mount_of(small / "盘 一")
        assert mount is not None
        assert (mount.kind, mount.source, mount.part) == ("tmpfs", "甲机:/旧\\040稿\u2028", "/")
        assert mount.place.endswith(r"盘\040一")
        assert not mount.shared
        assert mount_of(small) != mount
        assert mount_of(small / "没有") is None
    finally:
        subprocess.run(["umount", str(small / "盘 一")], check=True)


def _type(desk: Desk, session: Session, state: State, keys: tuple[str, ...]) -> None:
    for key in keys:
        new = press(desk, state, key)
        session.keep(state, new)
        state = new


def test_who_types_when_the_drive_is_gone_is_told(mined: Path, tmp_path: Path) -> None:
    shutil.copytree(mined, tmp_path / "盘")
    drafting = open_drafting(tmp_path / "盘" / "ws")
    desk = Desk(drafting.bank, ())
    session = Session(tmp_path / "盘" / "简要.yaml", drafting.workspace, desk.occasions)
    state = begin(desk, session, False)
    shutil.rmtree(tmp_path / "盘")
    (tmp_path / "盘").write_text("no folder any more")
    try:
        with pytest.raises(DrafterError, match="请"):
            _type(desk, session, state, ("a", "甲", "乙", "enter"))
    finally:
        session.close()
