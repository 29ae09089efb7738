"""One writer; the others are told who writes; a dead writer blocks nobody."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError, WorkspaceError
from drafter.keep import lock
from drafter.keep.atomic import LostLock, clear_leavings, current_folder, remove, replace_folder
from drafter.keep.corrections import load_corrections, load_not_duplicates, save_correction, save_not_duplicates
from drafter.keep.decisions import Decision, decisions, record
from drafter.keep.lock import SILENT, _Held, _kernel, abandoned, writing
from drafter.keep.workspace import Workspace, open_workspace, write_mined
from tests.drives import remember_absent

HOLD = """
import sys, time
from pathlib import Path
from drafter.keep.lock import writing
from drafter.keep.workspace import open_workspace
with writing(open_workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""

ADD = """
import sys
from pathlib import Path
from drafter.keep.lock import writing
from drafter.keep.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
path = workspace.root / "n"
for _ in range(int(sys.argv[2])):
    with writing(workspace, 60):
        path.write_text(str(int(path.read_text()) + 1 if path.exists() else 1))
"""


def _holder(root: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_learns_who_holds_the_lock(tmp_path: Path) -> None:
    process = _holder(tmp_path, 30)
    try:
        told: list[str] = []
        with (
            pytest.raises(WorkspaceError, match=f"进程 {process.pid}"),
            writing(open_workspace(tmp_path, told.append), 1),
        ):
            pass
        (line,) = told
        assert f"进程 {process.pid}" in line
        assert "最多等 1 秒" in line
    finally:
        process.kill()
        process.wait()


def test_a_second_writer_waits_for_its_turn(tmp_path: Path) -> None:
    process = _holder(tmp_path, 0.3)
    with writing(open_workspace(tmp_path), 20):
        assert f"进程 {os.getpid()}" in (tmp_path / "lock").read_text("utf-8")
    process.wait()
    assert (tmp_path / "lock").read_text("utf-8") == ""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_writer_leaves_no_lock_behind(tmp_path: Path) -> None:
    process = _holder(tmp_path, 30)
    process.send_signal(signal.SIGKILL)
    process.wait()
    start = time.monotonic()
    with writing(open_workspace(tmp_path), 0.5):
        assert time.monotonic() - start < 0.5


def test_the_lock_goes_when_the_work_fails(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    with pytest.raises(RuntimeError), writing(workspace):
        raise RuntimeError
    with writing(workspace, 0):
        pass


# --- a drive that knows no locks of its own: what fcntl says there stands for it ---------------------


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("drafter.keep.lock.fcntl.flock", flock)


HELD = "lock.held"
posix = pytest.mark.skipif(os.name == "nt", reason="such drives are met on POSIX")


@posix
def test_without_locks_a_file_stands_for_one(tmp_path: Path, no_locks: None) -> None:
    workspace = open_workspace(tmp_path)
    with writing(workspace):
        assert [json.loads(path.read_text("utf-8"))["pid"] for path in _held(tmp_path)] == [os.getpid()]
        told: list[str] = []
        waiting = open_workspace(tmp_path, told.append)
        with pytest.raises(WorkspaceError, match=f"进程 {os.getpid()}"), writing(waiting, 0.2):
            pass
        assert len(told) == 1
        assert len(_held(tmp_path)) == 1
    assert not _held(tmp_path)


def _held(root: Path) -> list[Path]:
    return sorted(root.glob(f"{HELD}*"))


def _left(path: Path, age: float = 0.0, **told: object) -> None:
    mine = {"who": "别人", "kernel": _kernel(), "pid": os.getpid(), "born": ""}
    path.write_text(json.dumps(mine | told), encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


def _gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that seems to be left behind is watched for a moment only, and holders live faster."""
    monkeypatch.setattr("drafter.keep.lock.BEAT", 0.02)
    monkeypatch.setattr("drafter.keep.lock.WATCH", 0.15)


@posix
def test_a_lock_left_behind_is_taken_away(tmp_path: Path, no_locks: None, briefly: None) -> None:
    workspace = open_workspace(tmp_path)
    held = tmp_path / HELD
    _left(held, pid=_gone())
    with writing(workspace, 0):
        pass
    _left(held, born="12345")  # the number lives, but as another process
    with writing(workspace, 0):
        pass
    _left(held, age=SILENT + 5, kernel="另一台机器", pid=1)
    with writing(workspace, 0):
        pass
    _left(held, age=-86400, kernel="另一台机器", pid=1)  # its clock went wrong
    with writing(workspace, 0):
        pass
    held.write_text("", encoding="utf-8")  # its writer died before it could sign
    os.utime(held, (0, 0))
    with writing(workspace, 0):
        pass
    assert not _held(tmp_path)


@posix
@pytest.mark.parametrize("off", [-300, 300, 86400])
def test_who_gives_signs_of_life_holds_the_lock_whatever_his_clock_says(
    off: int, tmp_path: Path, no_locks: None, briefly: None
) -> None:
    """Some clients of network drives write their own machine's time into the file, whatever the drive's is."""
    held = tmp_path / f"{HELD}.0123456789abcdef"
    ended = threading.Event()

    def live() -> None:
        for beat in range(10_000):
            if ended.wait(0.02):
                return
            with held.open("r+b") as file:
                file.write(json.dumps({"who": "别人", "beat": f"{beat:010}"}).encode())
            then = time.time() + off
            os.utime(held, (then, then))

    _left(held, age=-off, kernel="另一台机器")
    held.write_text(json.dumps({"who": "别人", "beat": f"{0:010}"}), encoding="utf-8")
    other = threading.Thread(target=live)
    other.start()
    try:
        with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.5):
            pass
        assert held.exists()
    finally:
        ended.set()
        other.join()


@posix
def test_on_a_full_disk_the_time_of_a_file_is_a_sign_of_life_too(tmp_path: Path, no_locks: None, briefly: None) -> None:
    held = tmp_path / HELD
    _left(held, age=86400, kernel="另一台机器")
    ended = threading.Event()

    def live() -> None:
        for beat in range(10_000):
            if ended.wait(0.02):
                return
            then = time.time() - 86400 + 2 * beat
            os.utime(held, (then, then))

    other = threading.Thread(target=live)
    other.start()
    try:
        with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.5):
            pass
        assert held.exists()
    finally:
        ended.set()
        other.join()


@posix
def test_a_holder_gives_signs_of_life_that_show_in_what_is_in_his_file(
    tmp_path: Path, no_locks: None, briefly: None
) -> None:
    with writing(open_workspace(tmp_path)):
        (held,) = _held(tmp_path)
        before = held.read_bytes()
        deadline = time.monotonic() + 5
        while (now := held.read_bytes()) == before and time.monotonic() < deadline:
            time.sleep(0.01)
        assert now != before
        assert len(now) == len(before)


class _Turns:
    """Lets several threads go one step at a time: a step is a call that looks at the folder or changes it."""

    def __init__(self, order: random.Random) -> None:
        self.order = order
        self.waiting: dict[int, threading.Event] = {}
        self.changed = threading.Condition()

    def step(self) -> None:
        event = threading.Event()
        with self.changed:
            self.waiting[threading.get_ident()] = event
            self.changed.notify()
        event.wait()

    def run(self, works: list[Callable[[], None]]) -> None:
        threads = [threading.Thread(target=work, daemon=True) for work in works]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            with self.changed:
                alive = sum(thread.is_alive() for thread in threads)
                if len(self.waiting) < alive:
                    self.changed.wait(0.001)
                    continue
                chosen = self.order.choice(sorted(self.waiting)) if self.waiting else None
                event = self.waiting.pop(chosen) if chosen is not None else None
            if event is not None:
                event.set()


@posix
def test_of_several_who_find_a_lock_left_behind_never_two_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes first, and whenever the others go on: seeded orders of all that touches the folder."""
    dead = _gone()
    monkeypatch.setattr("drafter.keep.lock._PAUSE", 0.0)
    monkeypatch.setattr("drafter.keep.lock.WATCH", 0.0)
    (tmp_path / "lock").touch()
    in_all = 0
    for seed in range(36):
        turns = _Turns(random.Random(seed))
        _left(tmp_path / HELD, pid=dead)
        inside: list[int] = []
        most: list[int] = []

        def work(number: int, inside: list[int] = inside, most: list[int] = most, turns: _Turns = turns) -> None:
            held = _Held(open_workspace(tmp_path))
            for _ in range(4):
                if held.take():
                    inside.append(number)
                    most.append(len(inside))
                    turns.step()
                    inside.remove(number)
                    held.release()

        with monkeypatch.context() as stepping:
            for name in ("open", "listdir", "unlink", "replace", "link", "utime"):
                stepping.setattr(f"os.{name}", _stepping(getattr(os, name), turns, tmp_path))
            turns.run([lambda number=number: work(number) for number in range(3)])  # type: ignore[misc]
        assert set(most) <= {1}, f"seed {seed}"
        in_all += len(most)
        for left in _held(tmp_path):
            left.unlink()
    assert in_all >= 36


def _stepping(call: Callable[..., Any], turns: _Turns, root: Path) -> Callable[..., Any]:
    def stepped(path: Any, *rest: Any, **named: Any) -> Any:
        if str(path).startswith(str(root)):
            turns.step()
        return call(path, *rest, **named)

    return stepped


@posix
def test_a_lock_of_another_machine_that_lives_is_respected(tmp_path: Path, no_locks: None) -> None:
    _left(tmp_path / HELD, age=SILENT / 2, kernel="另一台机器", who="进程 7，主机 另一台机器，早上开始")
    with pytest.raises(WorkspaceError, match="另一台机器，早上开始"), writing(open_workspace(tmp_path), 0.2):
        pass


@posix
def test_a_process_of_another_system_is_none_of_ours_whatever_its_number(tmp_path: Path, no_locks: None) -> None:
    """Machines made from one image bear one name; containers of one machine count their processes for themselves."""
    _left(tmp_path / HELD, age=SILENT / 2, pid=_gone(), kernel=_kernel() + "0")
    with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.1):
        pass
    assert _held(tmp_path)


@posix
def test_a_holder_of_whom_the_system_tells_nothing_is_not_taken_for_dead(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """hidepid: another user's process is there, and when it began is not told."""
    _left(tmp_path / HELD, age=0, pid=os.getppid(), kernel=_kernel())
    monkeypatch.setattr("drafter.keep.lock._born", lambda pid: "")
    with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.1):
        pass
    assert _held(tmp_path)


# --- a network drive whose system's lock holds within one machine, or one mount, alone -----------------

ALONE = """
import sys
import drafter.keep.lock as lock
lock.fcntl.flock = lambda *_: None
lock.on_network = lambda _: True
"""


@posix
def test_on_a_network_drive_the_lock_of_one_machine_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.keep.lock.fcntl.flock", lambda *_: None)
    monkeypatch.setattr("drafter.keep.lock.on_network", lambda _: True)
    workspace = open_workspace(tmp_path)
    with writing(workspace):
        assert len(_held(tmp_path)) == 1
        with pytest.raises(WorkspaceError, match=f"进程 {os.getpid()}"), writing(workspace, 0.2):
            pass
        workspace.write(workspace.ledger, "我的")
    assert not _held(tmp_path)


@posix
def test_on_a_network_drive_many_machines_write_one_after_another(tmp_path: Path) -> None:
    several = [
        subprocess.Popen([sys.executable, "-c", ALONE + ADD, str(tmp_path), "8"], cwd=Path(__file__).parents[2])
        for _ in range(3)
    ]
    assert [process.wait() for process in several] == [0] * 3
    assert (tmp_path / "n").read_text() == "24"


@posix
def test_who_has_let_go_and_is_listed_still_keeps_nobody_out(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a network drive says of a folder may be as old as a minute."""
    workspace = open_workspace(tmp_path)
    look = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: [*look(folder), f"{HELD}.0123456789abcdef"])
    with writing(workspace, 0):
        workspace.write(workspace.ledger, "我的")
    assert _Held(workspace).holder() == ""


@posix
def test_who_has_the_drive_of_others_as_a_disk_of_his_own_puts_his_file_down_too(tmp_path: Path) -> None:
    """The machine that gives it to them: his system's lock tells them nothing, nor theirs him."""
    if not _kernel():
        pytest.skip("this system does not tell whether a holder is gone")
    workspace = open_workspace(tmp_path)
    with writing(workspace):
        (held,) = _held(tmp_path)
        assert json.loads(held.read_text("utf-8"))["pid"] == os.getpid()
        assert not _Held(workspace).take()  # who comes from elsewhere
        held.unlink()
        with pytest.raises(LostLock):
            workspace.write(workspace.ledger, "我的")


@posix
def test_what_a_killed_holder_left_on_a_disk_of_ones_own_costs_nobody_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.keep.lock.WATCH", 60.0)
    monkeypatch.setattr("drafter.keep.lock.WAIT", 0.0)
    workspace = open_workspace(tmp_path)
    _left(tmp_path / f"{HELD}.0123456789abcdef", pid=_gone())
    assert abandoned(workspace) == (tmp_path / f"{HELD}.0123456789abcdef",)
    with writing(workspace, 0):
        pass
    assert not _held(tmp_path)
    assert abandoned(workspace) == ()


@posix
def test_who_could_not_take_his_file_away_is_not_kept_out_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that was cut off while somebody held the lock, and is there again."""

    def away(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    monkeypatch.setattr("drafter.keep.lock.on_network", lambda _: True)
    workspace = open_workspace(tmp_path)
    with monkeypatch.context() as cut, writing(workspace):
        cut.setattr(Path, "unlink", away)
    assert len(_held(tmp_path)) == 1
    with writing(workspace, 0):
        assert len(_held(tmp_path)) == 1
    assert not _held(tmp_path)


@posix
def test_where_the_system_does_not_tell_who_is_gone_what_is_left_behind_is_taken_away_once(
    tmp_path: Path, briefly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.keep.lock._kernel", lambda: "")
    _left(tmp_path / HELD, age=SILENT + 5, kernel="另一台机器", pid=1)
    told: list[str] = []
    with writing(open_workspace(tmp_path, told.append), 0):
        assert not _held(tmp_path)
    assert "像是丢下的（别人）" in told[0]


@posix
def test_a_file_that_cannot_be_read_any_more_is_not_watched_for_ever(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _left(tmp_path / HELD, age=SILENT + 5, kernel="另一台机器", pid=1)
    read, reads = lock._read, []

    def failing(path: Path) -> bytes:
        reads.append(path)
        if len(reads) > 3:
            raise OSError(errno.EIO, "I/O error")
        return read(path)

    monkeypatch.setattr(lock, "_read", failing)
    with pytest.raises(WorkspaceError, match="正在更新"), writing(open_workspace(tmp_path), 0.2):
        pass


@posix
def test_a_holder_is_not_left_behind_because_the_drives_clock_cannot_be_asked(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _left(tmp_path / HELD, kernel="另一台机器", pid=1)

    def away(_: object) -> float:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr("drafter.keep.lock._Held._now", away)
    assert not _Held(open_workspace(tmp_path)).take()
    assert _held(tmp_path) == [tmp_path / HELD]


# --- a network drive that answers from memory -------------------------------------------------------


@posix
def test_what_another_machine_has_just_added_is_read_before_a_file_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drive tells of a name it was asked for before what it told then; each writer adds to what he reads."""
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    workspace = open_workspace(tmp_path / "ws")
    decided = workspace.phrasebank / "decisions.jsonl"
    opened, known = os.open, {}

    def remembering(path: Any, flags: int, *rest: int) -> int:
        if Path(path).parent == workspace.phrasebank and not flags & os.O_CREAT:
            old = tmp_path / f"{len(known)}"
            if path not in known:
                old.write_bytes(Path(path).read_bytes())
            path = known.setdefault(path, old)
        return opened(path, flags, *rest)

    with monkeypatch.context() as drive:
        drive.setattr(os, "open", remembering)
        for number in range(3):
            with writing(workspace):
                record(workspace, [Decision(f"甲{number}", "跳过", "")])
            with decided.open("a", encoding="utf-8") as theirs:
                theirs.write(f'{{"id": "乙{number}", "verdict": "跳过"}}\n')
    assert known
    assert [each.id for each in decisions(workspace)] == ["甲0", "乙0", "甲1", "乙1", "甲2", "乙2"]
    assert [path.name for path in workspace.phrasebank.iterdir()] == ["decisions.jsonl"]


@posix
def test_a_name_made_to_read_afresh_that_is_cleared_away_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as old as the file it names, and whoever clears up may take it for what a crash left."""
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    workspace = open_workspace(tmp_path)
    linked, made = os.link, []

    def link(path: Path, new: Path) -> None:
        linked(path, new)
        made.append(new)
        if len(made) == 1:
            assert clear_leavings(tmp_path) == (new,)

    with writing(workspace):
        record(workspace, [Decision("甲", "跳过", "")])
        monkeypatch.setattr(os, "link", link)
        record(workspace, [Decision("乙", "跳过", "")])
    assert len(made) == 2
    assert [each.id for each in decisions(workspace)] == ["甲", "乙"]


_KEPT: dict[str, tuple[Callable[[Workspace, str], None], Callable[[Workspace], list[str]]]] = {
    "decisions.jsonl": (
        lambda workspace, name: record(workspace, [Decision(name, "跳过", "")]),
        lambda workspace: [each.id for each in decisions(workspace)],
    ),
    "corrections.yaml": (
        lambda workspace, name: save_correction(workspace, name, "开场", "称谓"),
        lambda workspace: list(load_corrections(workspace)),
    ),
    "not_duplicates.yaml": (
        lambda workspace, name: save_not_duplicates(workspace, name, "丙"),
        lambda workspace: sorted(({*pair} - {"丙"}).pop() for pair in load_not_duplicates(workspace)),
    ),
}
"""Files to which writers add -> how one entry is added, and how they are read."""


@posix
@pytest.mark.parametrize("absent", ["phrasebank", "file"])
@pytest.mark.parametrize("name", _KEPT)
def test_what_another_machine_was_the_first_to_write_is_not_taken_for_absent(
    name: str, absent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive may remember for many seconds that a file, or the folder it is in, was not there."""
    add, read = _KEPT[name]
    workspace = open_workspace(tmp_path / "ws")
    add(workspace, "乙")  # the other machine
    with monkeypatch.context() as drive:
        remember_absent(drive, workspace.phrasebank / ("" if absent == "phrasebank" else name))
        assert read(workspace) == []
        with writing(workspace):
            add(workspace, "甲")
    assert sorted(read(workspace)) == ["乙", "甲"]
    assert [path.name for path in workspace.phrasebank.iterdir()] == [name]


@posix
def test_what_is_absent_indeed_is_so_and_asking_for_it_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(tmp_path)
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    with writing(workspace):
        before = sorted(path.name for path in tmp_path.iterdir())
        assert load_corrections(workspace) == {}
        assert sorted(path.name for path in tmp_path.iterdir()) == before
        workspace.phrasebank.mkdir()
        assert load_corrections(workspace) == {}
        assert list(workspace.phrasebank.iterdir()) == []
        workspace.corrections.symlink_to(tmp_path / "precious")
        with pytest.raises(DrafterError, match="失效的链接"):
            load_corrections(workspace)
    assert not (tmp_path / "precious").exists()


@posix
@pytest.mark.parametrize("error", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_where_nothing_can_be_made_what_seems_absent_is_absent(
    error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be written over there; and whoever is to make room on a full disk must be able to read."""
    workspace = open_workspace(tmp_path)
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    opened = os.open

    def refusing(path: Any, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(error, os.strerror(error))
        return opened(path, flags, *rest)

    with writing(workspace), monkeypatch.context() as disk:
        disk.setattr(os, "open", refusing)
        assert decisions(workspace) == ()


@posix
def test_where_a_drive_has_no_hard_links_files_are_read_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)

    def link(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    workspace = open_workspace(tmp_path)
    for number in range(2):
        with writing(workspace):
            record(workspace, [Decision(f"甲{number}", "跳过", "")])
    assert len(decisions(workspace)) == 2


# --- the lock file deleted or replaced ----------------------------------------------------------------


@posix
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_who_holds_a_lock_file_that_is_gone_or_another_one_writes_nothing_more(how: str, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ws")
    workspace.write(workspace.mined / "a.yaml", "别人的")
    with writing(workspace):
        if how == "deleted":
            workspace.lock.unlink()
        else:
            (tmp_path / "n").write_bytes(b"")
            (tmp_path / "n").replace(workspace.lock)
        for work in (
            lambda: workspace.write(workspace.ledger, "我的"),
            lambda: write_mined(workspace, {}),
            lambda: remove(workspace.mined / "a.yaml", workspace.root),
        ):
            with pytest.raises(LostLock, match="写锁已经让给别人"):
                work()
    assert (workspace.mined / "a.yaml").read_text("utf-8") == "别人的"
    assert not workspace.ledger.exists()


@posix
def test_who_locks_a_file_that_was_replaced_meanwhile_takes_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(tmp_path)
    import fcntl

    real, swapped = fcntl.flock, []

    def flock(handle: int, what: int) -> None:
        if not swapped:
            swapped.append(handle)
            workspace.lock.unlink()  # after it was opened, before it is locked
        real(handle, what)

    with monkeypatch.context() as once:
        once.setattr("drafter.keep.lock.fcntl.flock", flock)
        with writing(workspace):
            with pytest.raises(WorkspaceError, match="正在更新"), writing(workspace, 0):
                pass
            workspace.write(workspace.ledger, "我的")
    assert swapped


@posix
def test_who_has_locks_of_the_system_looks_for_those_made_of_files_too(tmp_path: Path) -> None:
    _left(tmp_path / HELD, kernel="另一台机器")
    with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.1):
        pass
    (tmp_path / HELD).unlink()
    with writing(open_workspace(tmp_path), 0):
        pass


@posix
def test_a_holder_is_not_left_behind_because_the_lock_file_is_missing(tmp_path: Path, no_locks: None) -> None:
    workspace = open_workspace(tmp_path)
    _left(tmp_path / HELD, kernel="另一台机器")
    (tmp_path / "lock").unlink(missing_ok=True)
    assert not _Held(workspace).take()
    assert _held(tmp_path) == [tmp_path / HELD]


@posix
def test_a_holder_whose_lock_was_taken_from_him_writes_nothing_more(tmp_path: Path, no_locks: None) -> None:
    workspace = open_workspace(tmp_path)
    workspace.write(workspace.ledger, "别人的")

    def switched(folder: Path) -> None:
        (folder / "x").write_text("x", "utf-8")
        _held(tmp_path)[0].unlink()  # as another machine does after SILENT seconds

    with writing(workspace):
        with pytest.raises(WorkspaceError, match="写锁已经让给别人"):
            replace_folder(workspace.library, switched, within=workspace.root)
        with pytest.raises(WorkspaceError, match="写锁已经让给别人"):
            workspace.write(workspace.ledger, "我的")
    assert current_folder(workspace.library) is None
    assert workspace.ledger.read_text("utf-8") == "别人的"
    with writing(workspace):
        workspace.write(workspace.ledger, "我的")


@posix
def test_who_is_interrupted_while_he_takes_the_lock_leaves_none(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(tmp_path)
    look, looks = os.listdir, []

    def interrupted(folder: Any) -> list[str]:
        looks.append(_held(tmp_path))
        if looks[-1]:
            raise KeyboardInterrupt
        return look(folder)

    with monkeypatch.context() as once:
        once.setattr(os, "listdir", interrupted)
        with pytest.raises(KeyboardInterrupt), writing(workspace, 0):
            pass
    assert looks[-1]
    assert not _held(tmp_path)


@posix
def test_whatever_another_user_wrote_into_the_lock_file_nobody_is_kept_out_by_it(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"\x1b[2J" * 100_000)
    with writing(open_workspace(tmp_path), 0):
        pass


@posix
def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(WorkspaceError), writing(open_workspace(tmp_path / "ws"), 0):
        pass
    assert not (tmp_path / "precious").exists()


@posix
def test_many_writers_at_once_one_after_another(tmp_path: Path) -> None:
    several = [
        subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), "20"], cwd=Path(__file__).parents[2])
        for _ in range(4)
    ]
    assert [process.wait() for process in several] == [0] * 4
    assert (tmp_path / "n").read_text() == "80"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file sizes")
def test_a_full_disk_keeps_nobody_from_the_lock(tmp_path: Path) -> None:
    """Who holds it cannot be written down then; what is to be done under it (clearing up, say) still can be."""
    import resource

    workspace = open_workspace(tmp_path)
    with writing(workspace):
        pass
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with writing(workspace):
            done = True
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done
