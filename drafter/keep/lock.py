"""One writer at a time (写锁). Readers never wait: what they read is replaced whole."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import re
import secrets
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from drafter.errors import WorkspaceError
from drafter.files import open_file, open_to_write
from drafter.keep.atomic import come_to, hold, let_go, make_folder, refusal, still_there
from drafter.keep.workspace import Workspace

WAIT = 10.0
"""Seconds a second writer waits before it gives up."""
BEAT = 20.0
"""Seconds between two signs of life of a holder, where the file system has no locks of its own."""
FRESH = 3 * BEAT
"""Seconds after a sign of life within which such a lock is held, whatever its file says: two machines may bear one name."""
SILENT = 180.0
"""Seconds without a sign of life after which such a lock counts as left behind by a machine that is gone."""
MARK = "lock.held"
"""Beside the lock file, with a name of its own behind it: who holds it, where the file system has no locks of its own."""

_PAUSE = 0.05
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL}


@contextmanager
def writing(workspace: Workspace, wait: float = WAIT, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the workspace's write lock for a while.

    The lock is the operating system's (flock, or msvcrt on Windows) on the file `lock`: it goes when its holder
    goes, however it went, so that none is ever stale. The file says who: pid, host, time. On a network drive that
    knows no such locks a file `lock.held.…` stands for it, see _Held; who has such locks there looks for these files,
    too. wait: seconds; waiting: called once with a Chinese line when somebody else holds it.
    Raises WorkspaceError when it is still held after `wait`, saying by whom, or when the lock cannot be made.
    """
    file = _open(workspace)
    held = _Held(workspace)
    try:
        _wait_for(workspace, file, held, wait, waiting)
        try:
            _write(file, f"{_self()}\n")
            yield
        finally:
            _write(file, "")
            held.release()
            with contextlib.suppress(OSError):
                _release(file)
    finally:
        held.release()  # also of who was interrupted while he waited
        file.close()


def _wait_for(
    workspace: Workspace, file: IO[bytes], held: _Held, wait: float, waiting: Callable[[str], None] | None
) -> None:
    deadline = time.monotonic() + wait
    told = False
    try:
        while not _locked(file, held):
            holder = held.holder() or _holder(workspace)
            if time.monotonic() >= deadline:
                raise WorkspaceError(
                    f"{workspace.root}：另一个 drafter 正在更新工作区（{holder}）。请等它结束后再试，或换一个 --workspace"
                )
            if not told and waiting is not None:
                waiting(f"另一个 drafter 正在更新工作区（{holder}），等待中……")
            told = True
            time.sleep(_PAUSE)
    except OSError as error:
        raise refusal(workspace.lock, error, workspace.root) from None


def _open(workspace: Workspace) -> IO[bytes]:
    try:
        still_there(workspace.root)
        make_folder(workspace.root)
        come_to(workspace.root)
        return open_to_write(workspace.lock, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise refusal(workspace.lock, error, workspace.root) from None


def _locked(file: IO[bytes], held: _Held) -> bool:
    try:
        taken = _take(file)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return held.take()
    if taken and held.others():  # of machines whose system knows no locks on this drive
        _release(file)
        return False
    return taken


def _self() -> str:
    return f"进程 {os.getpid()}，主机 {socket.gethostname()}，{time.strftime('%Y-%m-%d %H:%M:%S')} 开始"


def _write(file: IO[bytes], text: str) -> None:
    # Who holds the lock is a courtesy: a full disk must not keep anybody from working or letting go.
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(text.encode())
        file.flush()


def _holder(workspace: Workspace) -> str:
    try:
        with open_file(workspace.lock) as file:
            text = file.read(400).decode("utf-8", "replace").strip()
    except OSError:
        text = ""
    return text or "刚刚开始"


class _Held:
    """A lock made of files, one for each who wants it: {who, host, pid, born}, under a name nobody else ever has.

    Whoever has put his file there and then sees no other one that lives holds the lock; else he takes his away and
    tries again. Of two at once the one who looks later sees the other, so that never both hold it. A file does not go
    with its holder, so one that was left behind is told: the holder touches it every BEAT, and it has been silent for
    FRESH seconds and is of a process of this machine that is gone, or whose number another one has now (born: when it
    started); or it is another machine's, silent for SILENT seconds. As its name is never used again, to remove it
    removes no other's. A holder that slept so long that his file was taken away writes nothing more (atomic.hold).
    """

    def __init__(self, workspace: Workspace) -> None:
        self.root = workspace.root
        self.path: Path | None = None
        self.beat: threading.Event | None = None

    def take(self) -> bool:
        if self._looked_at()[0]:
            return False
        host, pid = socket.gethostname(), os.getpid()
        told = json.dumps({"who": _self(), "host": host, "pid": pid, "born": _born(pid)}, ensure_ascii=False)
        self.path = self.root / f"{MARK}.{secrets.token_hex(8)}"  # known before it is there: see release
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with contextlib.suppress(OSError), os.fdopen(handle, "wb", buffering=0) as file:  # a full disk: as in _write
            file.write(told.encode())
        try:
            alive, left = self._looked_at()
        except OSError:
            self.release()
            raise
        if alive:
            self.release()
            time.sleep(random.uniform(0, _PAUSE))  # or two would step aside for each other for ever
            return False
        for path in left:  # and none that has come since: whoever put it there trusts that it stays
            with contextlib.suppress(OSError):
                path.unlink()
        hold(self.root, self.path)
        self.beat = threading.Event()
        threading.Thread(target=self._live, args=(self.beat, self.path), name="写锁", daemon=True).start()
        return True

    def release(self) -> None:
        if self.beat is not None:
            self.beat.set()
            self.beat = None
        if self.path is not None:
            let_go(self.root, self.path)
            with contextlib.suppress(OSError):
                self.path.unlink()
            self.path = None

    def others(self) -> bool:
        """Whether anybody else holds it so."""
        return bool(self._looked_at()[0])

    def holder(self) -> str:
        return next((who for path in self._looked_at()[0] if (who := str(self._told(path).get("who", "")))), "")

    def _looked_at(self) -> tuple[list[Path], list[Path]]:
        """The files of others who live, and those left behind."""
        alive: list[Path] = []
        left: list[Path] = []
        for name in sorted(os.listdir(self.root)):
            path = self.root / name
            if path != self.path and (name == MARK or name.startswith(f"{MARK}.")):
                (left if self._left_behind(path) else alive).append(path)
        return alive, left

    def _live(self, ended: threading.Event, path: Path) -> None:
        while not ended.wait(BEAT):
            with contextlib.suppress(OSError):
                os.utime(path)

    def _told(self, path: Path) -> dict[str, Any]:
        try:
            with open_file(path) as file:
                found = json.loads(file.read(2000))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _left_behind(self, path: Path) -> bool:
        told = self._told(path)
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                return True  # a pipe or a link somebody put there: nobody's lock
            # The drive's clock wrote the time, so the drive's clock is asked: a file touched now.
            quiet = self._now() - path.stat().st_mtime
        except FileNotFoundError:
            return not os.path.lexists(path)  # let go of since
        except OSError:
            return False
        if abs(quiet) <= FRESH:  # beyond: a sign of life of the future, and the clock was put right since
            return False
        pid = told.get("pid")
        if told.get("host") == socket.gethostname() and isinstance(pid, int):
            return not _alive(pid) or _born(pid) != told.get("born")
        return abs(quiet) > SILENT

    def _now(self) -> float:
        probe = self.root / "lock"
        try:
            os.utime(probe)
        except FileNotFoundError:  # somebody tidied up
            open_to_write(probe, os.O_RDWR | os.O_CREAT).close()
            os.utime(probe)
        return probe.stat().st_mtime


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _born(pid: int) -> str:
    """When a process of this machine began, as far as the system tells (Linux: clock ticks since it was started)."""
    try:
        with open_file(f"/proc/{pid}/stat") as file:
            return re.sub(rb".*\)", b"", file.read(4000)).split()[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return ""


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
