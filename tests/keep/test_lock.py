"""One writer; the others are told who writes; a dead writer blocks nobody."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.errors import WorkspaceError
from drafter.keep.lock import SILENT, writing
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
        assert json.loads((tmp_path / HELD).read_text("utf-8"))["pid"] == os.getpid()
        told: list[str] = []
        with pytest.raises(WorkspaceError, match=f"进程 {os.getpid()}"), writing(workspace, 0.2, told.append):
            pass
        assert len(told) == 1
    assert not (tmp_path / HELD).exists()


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
    _left(held, pid=_gone())
    with writing(workspace, 0.5):
        pass
    _left(held, born="12345")  # the number lives, but as another process
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


@posix
def test_a_lock_taken_anew_while_it_was_looked_at_is_given_back(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two find the same lock left behind; the quicker one holds a new one when the other moves it aside."""
    held = tmp_path / HELD
    _left(held, pid=_gone())
    kill = os.kill

    def meanwhile(pid: int, number: int) -> None:
        if json.loads(held.read_text("utf-8"))["who"] == "别人":
            _left(held, host="另一台机器", who="更快的")
        kill(pid, number)

    monkeypatch.setattr("os.kill", meanwhile)
    with pytest.raises(WorkspaceError, match="更快的"), writing(open_workspace(tmp_path), 0.3):
        pass
    assert json.loads(held.read_text("utf-8"))["who"] == "更快的"
    assert {path.name for path in tmp_path.iterdir()} == {"lock", HELD}


@posix
def test_a_lock_of_another_machine_that_lives_is_respected(tmp_path: Path, no_locks: None) -> None:
    _left(tmp_path / HELD, age=SILENT / 2, host="另一台机器", who="进程 7，主机 另一台机器，早上开始")
    with pytest.raises(WorkspaceError, match="另一台机器，早上开始"), writing(open_workspace(tmp_path), 0.2):
        pass


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
