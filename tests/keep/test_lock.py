"""One writer; the others are told who writes; a dead writer blocks nobody."""

import errno
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import WorkspaceError
from drafter.keep.atomic import current_folder, replace_folder
from drafter.keep.lock import FRESH, SILENT, _Held, writing
from drafter.keep.workspace import open_workspace

HOLD = """
import sys, time
from pathlib import Path
from drafter.keep.lock import writing
from drafter.keep.workspace import open_workspace
with writing(open_workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
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
            writing(open_workspace(tmp_path), 0.2, told.append),
        ):
            pass
        assert len(told) == 1
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
        with pytest.raises(WorkspaceError, match=f"进程 {os.getpid()}"), writing(workspace, 0.2, told.append):
            pass
        assert len(told) == 1
        assert len(_held(tmp_path)) == 1
    assert not _held(tmp_path)


def _held(root: Path) -> list[Path]:
    return sorted(root.glob(f"{HELD}*"))


def _left(path: Path, age: float = 0.0, **told: object) -> None:
    mine = {"who": "别人", "host": socket.gethostname(), "pid": os.getpid(), "born": ""}
    path.write_text(json.dumps(mine | told), encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


def _gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@posix
def test_a_lock_left_behind_is_taken_away(tmp_path: Path, no_locks: None) -> None:
    workspace = open_workspace(tmp_path)
    held = tmp_path / HELD
    _left(held, age=FRESH + 5, pid=_gone())
    with writing(workspace, 0.5):
        pass
    _left(held, age=FRESH + 5, born="12345")  # the number lives, but as another process
    with writing(workspace, 0.5):
        pass
    _left(held, age=SILENT + 5, host="另一台机器", pid=1)
    with writing(workspace, 0.5):
        pass
    _left(held, age=-86400, host="另一台机器", pid=1)  # its clock went wrong
    with writing(workspace, 0.5):
        pass
    held.write_text("", encoding="utf-8")  # its writer died before it could sign
    os.utime(held, (0, 0))
    with writing(workspace, 0.5):
        pass
    assert not _held(tmp_path)


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
    (tmp_path / "lock").touch()
    for seed in range(36):
        turns = _Turns(random.Random(seed))
        _left(tmp_path / HELD, age=FRESH + 5, pid=dead)
        inside: list[int] = []
        most: list[int] = []

        def work(number: int, inside: list[int] = inside, most: list[int] = most, turns: _Turns = turns) -> None:
            held = _Held(open_workspace(tmp_path))
            for _ in range(2):
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
        for left in _held(tmp_path):
            left.unlink()


def _stepping(call: Callable[..., Any], turns: _Turns, root: Path) -> Callable[..., Any]:
    def stepped(path: Any, *rest: Any, **named: Any) -> Any:
        if str(path).startswith(str(root)):
            turns.step()
        return call(path, *rest, **named)

    return stepped


@posix
def test_a_lock_of_another_machine_that_lives_is_respected(tmp_path: Path, no_locks: None) -> None:
    _left(tmp_path / HELD, age=SILENT / 2, host="另一台机器", who="进程 7，主机 另一台机器，早上开始")
    with pytest.raises(WorkspaceError, match="另一台机器，早上开始"), writing(open_workspace(tmp_path), 0.2):
        pass


@posix
def test_a_sign_of_life_counts_for_more_than_the_name_of_a_machine(tmp_path: Path, no_locks: None) -> None:
    """Machines made from one image bear one name: a process of the other's is none of ours."""
    _left(tmp_path / HELD, age=FRESH / 2, pid=_gone())
    with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.1):
        pass
    assert _held(tmp_path)


@posix
def test_who_has_locks_of_the_system_looks_for_those_made_of_files_too(tmp_path: Path) -> None:
    _left(tmp_path / HELD, host="另一台机器")
    with pytest.raises(WorkspaceError, match="别人"), writing(open_workspace(tmp_path), 0.1):
        pass
    (tmp_path / HELD).unlink()
    with writing(open_workspace(tmp_path), 0):
        pass


@posix
def test_a_holder_is_not_left_behind_because_the_lock_file_is_missing(tmp_path: Path, no_locks: None) -> None:
    workspace = open_workspace(tmp_path)
    _left(tmp_path / HELD, host="另一台机器")
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
    add = (
        "import sys; from pathlib import Path; from drafter.keep.lock import writing;"
        "from drafter.keep.workspace import open_workspace; w = open_workspace(Path(sys.argv[1]));\n"
        "for _ in range(20):\n with writing(w, 60):\n  p = w.root / 'n'; n = int(p.read_text()) if p.exists() else 0; p.write_text(str(n + 1))"
    )
    several = [
        subprocess.Popen([sys.executable, "-c", add, str(tmp_path)], cwd=Path(__file__).parents[2]) for _ in range(4)
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
