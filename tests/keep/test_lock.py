"""One writer; the others are told who writes; a dead writer blocks nobody."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.errors import WorkspaceError
from drafter.keep.lock import writing
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
