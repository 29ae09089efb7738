"""One writer at a time (写锁). Readers never wait: what they read is replaced whole."""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import os
import random
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from drafter.errors import WorkspaceError
from drafter.files import NotOrdinary, afresh, on_network, open_file, open_to_write, read_file
from drafter.keep.atomic import come_to, hold, let_go, make_folder, refusal, still_there
from drafter.keep.workspace import Workspace

WAIT = 10.0
"""Seconds a second writer waits before it gives up."""
BEAT = 2.0
"""Seconds between two signs of life of a holder of a lock made of files."""
WATCH = 5 * BEAT
"""Seconds such a lock is watched for a sign of life before it counts as left behind, whatever clocks say."""
SILENT = 180.0
"""Seconds without a sign of life, by the drive's clock, after which that of another machine is watched so."""
MARK = "lock.held"
"""Beside the lock file, with a name of its own behind it: who holds a lock made of files."""

_PAUSE = 0.05
_SWAPS = 5
"""How often in a row the lock file may be found to be another one by now."""
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL}


_LET_GO: set[Path] = set()
"""Files of this process that could not be taken away when it let go of them."""


class InUse(WorkspaceError):
    """Somebody else writes (别人正在写): `holder`, who that is."""

    def __init__(self, root: Path, holder: str) -> None:
        super().__init__(f"{root}：另一个 drafter 正在更新工作区（{holder}）。请等它结束后再试，或换一个 --workspace")
        self.holder = holder


@contextmanager
def writing(workspace: Workspace, wait: float = WAIT) -> Iterator[None]:
    """Hold the workspace's write lock for a while.

    The lock is the operating system's (flock, or msvcrt on Windows) on the file `lock`: it goes when its holder
    goes, however it went, so that none is ever stale. The file says who: pid, host, time. On a network drive such a
    lock may hold within one machine alone, or one mount, or there is none: so a file `lock.held.…` is put down as
    well, see _Held. Not on network drives alone: who works on the machine that gives a drive to others has it as a
    disk of his own. wait: seconds; workspace.waiting is told at once what is waited for. Raises InUse when it is still
    held after `wait` (a lock that seems to be left behind is watched to the end even so), WorkspaceError when the lock
    cannot be made.
    """
    system = _System(workspace)
    held = _Held(workspace)
    try:
        _wait_for(system, held, wait)
        system.sign(f"{_self()}\n")
        with afresh(workspace.root):
            yield
    finally:
        system.sign("")
        held.release()  # also of who was interrupted while he waited
        system.close()


def _wait_for(system: _System, held: _Held, wait: float) -> None:
    deadline = time.monotonic() + wait
    told: set[bool] = set()
    root = system.workspace.root
    try:
        while not _locked(system, held):
            holder = held.holder() or _holder(system.workspace)
            if time.monotonic() >= deadline and not held.watching:
                raise InUse(root, holder)
            if held.watching not in told and system.workspace.waiting is not None:
                system.workspace.waiting(
                    f"有一个写锁像是丢下的（{holder}），看它 {WATCH:.0f} 秒，没有动静就接手……"
                    if held.watching
                    else f"另一个 drafter 正在更新工作区（{holder}），等它写完，最多等 {wait:.0f} 秒……"
                )
            told.add(held.watching)
            time.sleep(_PAUSE)
    except OSError as error:
        raise refusal(system.workspace.lock, error, root) from None


def _locked(system: _System, held: _Held) -> bool:
    try:
        taken = system.take()
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return held.take()
    # Each of those who reach the drive from elsewhere may be given the system's lock. Where the system does not tell
    # whether a holder is gone (_kernel), what he left behind on his own disk would keep him waiting: there it is only
    # looked for, as it is where a full disk takes no file.
    try:
        free = taken and (held.take() if system.shared or _kernel() else not held.others())
    except OSError as error:
        if system.shared or error.errno not in _FULL:
            raise
        free = not held.others()
    if taken and not free:
        system.release()
    return free


def _self() -> str:
    return f"进程 {os.getpid()}，主机 {socket.gethostname()}，{time.strftime('%Y-%m-%d %H:%M:%S')} 开始"


def _holder(workspace: Workspace) -> str:
    try:
        with open_file(workspace.lock) as file:
            text = file.read(400).decode("utf-8", "replace").strip()
    except OSError:
        text = ""
    return text or "刚刚开始"


class _System:
    """The operating system's lock on the file `lock` (系统锁)."""

    def __init__(self, workspace: Workspace) -> None:
        """Raises WorkspaceError."""
        self.workspace = workspace
        self.file = self._open()
        self.shared = on_network(workspace.root)
        self.taken = self.signed = False

    def _open(self) -> IO[bytes]:
        root, path = self.workspace.root, self.workspace.lock
        try:
            still_there(root)
            make_folder(root)
            come_to(root)
            return open_to_write(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise refusal(path, error, root) from None

    def take(self) -> bool:
        """Raises OSError, also where the file system knows no locks."""
        for _ in range(_SWAPS):
            if not _take(self.file):
                return False
            self.taken = True
            # On a drive of others the file made for the lock decides, and files may be counted anew at any time;
            # Windows lets nobody delete a file that is open.
            if self.shared or os.name == "nt":
                return True
            # Who locks a file that was deleted or replaced since he opened it keeps nobody out.
            known = os.fstat(self.file.fileno())
            if self._is_named(known):
                hold(self.workspace.root, self.workspace.lock, known)
                return True
            self.close()
            self.file = self._open()
        return False

    def _is_named(self, known: os.stat_result) -> bool:
        try:
            return os.path.samestat(os.lstat(self.workspace.lock), known)
        except FileNotFoundError:
            return False

    def sign(self, text: str) -> None:
        """Who holds the lock is a courtesy: a full disk must not keep anybody from working or letting go."""
        if not text and not self.signed:
            return  # what stands there is another's
        self.signed = True
        with contextlib.suppress(OSError):
            self.file.seek(0)
            self.file.truncate()
            self.file.write(text.encode())
            self.file.flush()

    def release(self) -> None:
        """Of a drive that is gone the lock went with it."""
        let_go(self.workspace.root, self.workspace.lock)
        if self.taken:
            self.taken = False
            with contextlib.suppress(OSError):
                _release(self.file)

    def close(self) -> None:
        self.release()
        with contextlib.suppress(OSError):
            self.file.close()


class _Held:
    """A lock made of files, one for each who wants it: {who, kernel, pid, born}, under a name nobody else ever has.

    Whoever has put his file there and then sees no other one that lives holds the lock; else he takes his away and
    tries again. Of two at once the one who looks later sees the other, so that never both hold it. A file does not go
    with its holder, so he gives a sign of life every BEAT: what is in it changes. One is left behind when it is of a
    process of this very system that is gone, or whose number another one has now (born: when it started). Of any other
    system's it counts as left behind when it has been silent for SILENT seconds, and then has not changed for WATCH
    seconds while it was looked at. Whoever's clock is wrong is watched, no more. As its name is never used again, to remove it
    removes no other's. A holder that slept so long that his file was taken away writes nothing more (atomic.hold).
    """

    def __init__(self, workspace: Workspace) -> None:
        self.root = workspace.root
        self.path: Path | None = None
        self.beat: threading.Event | None = None
        self.watched: dict[Path, tuple[object, float]] = {}
        """Files that seem to be left behind -> what they were and since when, by our own clock."""
        self.lively: set[Path] = set()
        """Of these, the ones that changed since."""
        self.alive: frozenset[Path] = frozenset()
        """The files that stood in the way when it was looked last."""

    @property
    def watching(self) -> bool:
        """Whether nothing stands in the way but files that seem to be left behind and have shown no sign of life yet."""
        return bool(self.alive) and self.watched.keys() - self.lively >= self.alive

    def take(self) -> bool:
        if self._looked_at()[0]:
            return False
        told = {"who": _self(), "kernel": _kernel(), "pid": os.getpid(), "born": _born(os.getpid())}
        name = secrets.token_hex(4)
        new = self.root / f".{MARK}.{name}.tmp"
        self.path = self.root / f"{MARK}.{name}{secrets.token_hex(4)}"  # known before it is there: see release
        try:
            # Signed before it stands for anything: who is killed between leaves nothing that nobody knows.
            os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _beat(new, told, 0)
            os.replace(new, self.path)
            alive, left = self._looked_at()
        except BaseException:
            with contextlib.suppress(OSError):
                new.unlink()
            self.release()
            raise
        if alive:
            self.release()
            time.sleep(random.uniform(0, _PAUSE))  # or two would step aside for each other for ever
            return False
        _clear(left)  # and none that has come since: whoever put it there trusts that it stays
        hold(self.root, self.path)
        self.beat = threading.Event()
        threading.Thread(target=self._live, args=(self.beat, self.path, told), name="写锁", daemon=True).start()
        return True

    def release(self) -> None:
        if self.beat is not None:
            self.beat.set()
            self.beat = None
        if self.path is not None:
            let_go(self.root, self.path)
            try:
                self.path.unlink(missing_ok=True)
            except OSError:
                _LET_GO.add(self.path)  # of a drive that is away
            self.path = None

    def others(self) -> bool:
        """Whether anybody else holds it so."""
        alive, left = self._looked_at()
        _clear(left)
        return bool(alive)

    def abandoned(self) -> list[Path]:
        """The files that are left behind, or would be watched to see whether they are."""
        _, left = self._looked_at()
        return sorted({*left, *self.watched})

    def holder(self) -> str:
        for path in self._looked_at()[0]:
            with contextlib.suppress(OSError):
                if who := str(_told(_read(path)).get("who", "")):
                    return who
        return ""

    def _looked_at(self) -> tuple[list[Path], list[Path]]:
        """The files of others who live, and those left behind."""
        alive: list[Path] = []
        left: list[Path] = []
        for name in sorted(os.listdir(self.root)):
            path = self.root / name
            if path != self.path and (name == MARK or name.startswith(f"{MARK}.")):
                (left if self._left_behind(path) else alive).append(path)
        self.alive = frozenset(alive)
        self.watched = {path: seen for path, seen in self.watched.items() if path in alive or path in left}
        return alive, left

    def _live(self, ended: threading.Event, path: Path, told: dict[str, Any]) -> None:
        beats = 0
        while not ended.wait(BEAT):
            beats += 1
            _beat(path, told, beats)

    def _left_behind(self, path: Path) -> bool:
        try:
            text, changed = _read(path), path.lstat().st_mtime
        except FileNotFoundError:
            return True  # let go of since, though a network drive may list it for a while
        except NotOrdinary:
            return True  # a pipe or a link somebody put there: nobody's lock
        except OSError:
            self.watched.pop(path, None)
            return False
        if path in _LET_GO:
            return True
        told = _told(text)
        pid = told.get("pid")
        if told.get("kernel") == _kernel() != "" and isinstance(pid, int):
            if not _alive(pid):
                return True
            if born := _born(pid):
                return born != told.get("born")
            # Of another user's process the system may not tell when it began (hidepid): it is watched as others are.
        if not self._silent(changed):
            self.watched.pop(path, None)
            return False
        sign = (text, int(changed) // 2)  # some drives give no finer times, once they are asked again
        before, since = self.watched.get(path, (None, 0.0))
        if before != sign:
            self.lively |= {path} if before else set()
            self.watched[path] = (sign, time.monotonic())
            return False
        return time.monotonic() - since >= WATCH

    def _silent(self, changed: float) -> bool:
        # The drive's clock, or the machine's of who touched it last, against the drive's, or ours: too old, or of the
        # future, and a clock was put right since.
        try:
            return abs(self._now() - changed) > SILENT
        except OSError:
            return False

    def _now(self) -> float:
        probe = self.root / "lock"
        try:
            os.utime(probe)
        except FileNotFoundError:  # somebody tidied up
            open_to_write(probe, os.O_RDWR | os.O_CREAT).close()
            os.utime(probe)
        return probe.stat().st_mtime


def abandoned(workspace: Workspace) -> tuple[Path, ...]:
    """Locks made of files whose holders seem to be gone: the workspace's, and those of the briefs composed in it.

    Whoever writes there next takes them away. Raises OSError.
    """
    roots = [workspace.root, *(path.parent for path in workspace.root.glob(f"compose/*/{MARK}.*"))]
    return tuple(path for root in dict.fromkeys(roots) for path in _Held(Workspace(root)).abandoned())


def _clear(left: list[Path]) -> None:
    """Take away what is left behind. Each bore its name alone, so that none of anybody who lives can go."""
    for path in left:
        with contextlib.suppress(OSError):
            path.unlink()


def _read(path: Path) -> bytes:
    # Opened each time: what a network drive says of a name may be as old as a minute.
    return read_file(path, 2000, links=False)


def _told(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _beat(path: Path, told: dict[str, Any], beats: int) -> None:
    """A sign of life, in place, in as many bytes as before. Of a full disk or a drive that is away: none."""
    text = json.dumps(told | {"beat": f"{beats:010}"}, ensure_ascii=False).encode()
    with contextlib.suppress(OSError), open_to_write(path, os.O_RDWR) as file:
        file.write(text)
    with contextlib.suppress(OSError):
        os.utime(path)


@functools.cache
def _kernel() -> str:
    """What tells this running system, and the processes one can see in it, from every other (Linux); else empty.

    Machines made from one image may bear one name.
    """
    try:
        with open_file("/proc/sys/kernel/random/boot_id") as file:
            return f"{file.read(100).decode('ascii').strip()} {os.stat('/proc/self/ns/pid').st_ino}"
    except (OSError, ValueError):
        return ""


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


try:
    import fcntl
except ImportError:
    # Windows.
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

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
