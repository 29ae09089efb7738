"""One writer at a time (写锁). Readers never wait: what they read is replaced whole."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from drafter.errors import WorkspaceError
from drafter.keep.atomic import make_folder, refusal
from drafter.keep.workspace import Workspace

WAIT = 10.0
"""Seconds a second writer waits before it gives up."""

_PAUSE = 0.05


@contextmanager
def writing(workspace: Workspace, wait: float = WAIT, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the workspace's write lock for a while.

    The lock is the operating system's (flock, or msvcrt on Windows) on the file `lock`: it goes when its holder
    goes, however it went, so that none is ever stale. The file says who: pid, host, time. wait: seconds;
    waiting: called once with a Chinese line when somebody else holds it.
    Raises WorkspaceError when it is still held after `wait`, saying by whom, or when the lock cannot be made.
    """
    file = _open(workspace)
    try:
        deadline = time.monotonic() + wait
        told = False
        while not _take(file):
            holder = _holder(workspace)
            if time.monotonic() >= deadline:
                raise WorkspaceError(
                    f"{workspace.root}：另一个 drafter 正在更新工作区（{holder}）。请等它结束后再试，或换一个 --workspace"
                )
            if not told and waiting is not None:
                waiting(f"另一个 drafter 正在更新工作区（{holder}），等待中……")
            told = True
            time.sleep(_PAUSE)
        try:
            _sign(file)
            yield
        finally:
            file.seek(0)
            file.truncate()
            file.flush()
            _release(file)
    finally:
        file.close()


def _open(workspace: Workspace) -> IO[bytes]:
    try:
        make_folder(workspace.root)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(workspace.lock, flags, 0o600), "r+b")
    except OSError as error:
        raise refusal(workspace.lock, error, workspace.root) from None


def _sign(file: IO[bytes]) -> None:
    now = time.strftime("%Y-%m-%d %H:%M:%S")
    file.seek(0)
    file.truncate()
    file.write(f"进程 {os.getpid()}，主机 {socket.gethostname()}，{now} 开始\n".encode())
    file.flush()


def _holder(workspace: Workspace) -> str:
    try:
        text = workspace.lock.read_bytes().decode("utf-8", "replace").strip()
    except OSError:
        text = ""
    return text or "刚刚开始"


if os.name == "nt":
    import msvcrt

    # Far behind the text, so that the holder's line can still be read.
    _FAR = 1 << 30

    def _take(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
