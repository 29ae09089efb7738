"""Writing that is whole or not at all (原子写): temporary file, fsync, replace, fsync of the folder.

A generation (一代) is a folder written completely under a name of its own; a small pointer file `current` is
then replaced, so that a reader sees the old folder or the new one, never half of either.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafter.errors import DrafterError, WorkspaceError
from drafter.files import BAD_DISK, Mount, NotOrdinary, handed_over, mount_of, open_file, read_file, unreadable

POINTER = "current"
_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp", re.DOTALL)
"""The names tempfile.mkstemp makes for _replace."""
LONGEST_WRITE = 60.0
"""Seconds after which a temporary file of this program is no longer being written."""
UNDER_LOCK = ("learnt", "library", "mined", "phrasebank", "sources", ".ledger.json.", ".sources.json.")
"""What is written under the lock of a workspace alone: folders, and what names of files half written begin with."""
_GENERATION = re.compile(r"gen-(\d{8})\Z")

_REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已满，请腾出空间后重试",
    errno.EACCES: "没有写权限，请检查权限或换一个位置",
    errno.EPERM: "没有写权限，请检查权限或换一个位置",
    errno.EROFS: "磁盘是只读的，请换一个位置",
    errno.ENOENT: "所在的文件夹不存在，请先建好或检查路径",
    errno.ENOTDIR: "路径中间有一段不是文件夹，请检查路径",
    errno.EEXIST: "这个位置上有别的东西挡着（断了的链接，或同名的文件），请移走它再试",
    errno.EISDIR: "这是文件夹，不是文件，请给出文件名",
    errno.ENAMETOOLONG: "文件名太长，请换个短些的名字",
    errno.EFBIG: "文件超过这个磁盘允许的大小，请换一个位置",
    **dict.fromkeys(BAD_DISK, "磁盘读写出错，请检查磁盘或网络盘"),
    errno.ESTALE: "网络盘断开了，请重新连上后再试",
    errno.ENOTCONN: "网络盘断开了，请重新连上后再试",
    errno.EHOSTDOWN: "网络盘断开了，请重新连上后再试",
    errno.ETIMEDOUT: "网络盘没有回应，请检查网络后再试",
}
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}
"""What file systems say that have no modes, or no fsync of folders."""
STALE_AFTER = 3600.0
"""Seconds after which a temporary file beside its target is what a crash left, and no other writer's."""


def refusal(path: Path, error: OSError, within: Path | None = None) -> DrafterError:
    """The Chinese reason why `path` could not be written; a WorkspaceError inside the workspace."""
    if isinstance(error, NotOrdinary):
        return (WorkspaceError if within else DrafterError)(f"{path}：{error.strerror}，没有写。请移走它再试")
    reason = _REASONS.get(error.errno or 0, f"写不进去（{error.strerror or error}），请检查路径、权限和磁盘空间")
    return (WorkspaceError if within else DrafterError)(f"{path}：{reason}")


class LostLock(WorkspaceError):
    """The lock this process wrote under is no longer its own (写锁丢了)."""


class _Identity(NamedTuple):
    """By what a folder is known again (认得出是同一个文件夹)."""

    device: int
    inode: int
    label: int
    """f_fsid, what the file system calls itself; 0 where it does not say."""
    mount: Mount | None

    @staticmethod
    def of(root: Path) -> _Identity:
        known = root.stat()
        label = 0
        with contextlib.suppress(OSError, AttributeError):
            label = os.statvfs(root).f_fsid
        return _Identity(known.st_dev, known.st_ino, label, mount_of(root))

    def stands(self, root: Path) -> bool:
        """Whether it is this folder that is there. Raises OSError.

        A drive that was mounted again may bear another number, and a network drive may count its files anew: a label
        and the folder's number tell the first, the share it comes from and the place it stands at the second.
        """
        known = root.stat()
        if (known.st_dev, known.st_ino) == (self.device, self.inode):
            return True
        now = _Identity.of(root)
        if self.mount is not None and self.mount.shared:
            return now.mount is not None and now.mount._replace(options="") == self.mount._replace(options="")
        return self.label != 0 and (now.label, now.inode) == (self.label, self.inode)


_ROOTS: dict[Path, _Identity] = {}
"""Workspaces this process has come to -> the folder as it was when it did."""

_HELD: dict[Path, dict[Path, os.stat_result | None]] = {}
"""Workspaces this process writes to under a lock -> the files that stand for it and, where it must be the very file,
what it was. A file made for the lock is taken away by others when its holder has given no sign of life for long (a
machine that was put to sleep); the file the system's lock is on may be deleted or replaced by anybody."""


def hold(root: Path, held: Path, known: os.stat_result | None = None) -> None:
    """From now on nothing is written to the workspace `root` once the file `held` is gone, or is not `known` any more."""
    _HELD.setdefault(root, {})[held] = known


def let_go(root: Path, held: Path) -> None:
    """The end of `hold`."""
    _HELD.get(root, {}).pop(held, None)


def come_to(root: Path) -> None:
    """From now on nothing is written to the workspace `root`, which is there, once another disk has come in its place.

    A network drive that is cut off leaves an empty folder behind, in which half a workspace would be made. Raises OSError.
    """
    _ROOTS[root] = _Identity.of(root)


def still_there(root: Path) -> None:
    """Raise WorkspaceError when the workspace a process has come to is gone, or another disk is in its place; LostLock
    when the lock this process wrote under has been taken away (hold). Raises OSError."""
    try:
        same = root not in _ROOTS or _ROOTS[root].stands(root)
    except (FileNotFoundError, NotADirectoryError):
        same = False
    if not same:
        raise WorkspaceError(
            f"{root}：工作区不在了，或它所在的磁盘断开了，没有写。请重新连上网络盘后再试，原来的都在那里"
        )
    if not all(_is_held(held, known) for held, known in _HELD.get(root, {}).items()):
        raise LostLock(
            f"{root}：写锁已经让给别人（这台机器停了太久，或锁文件被删去、换掉了），没有再写。"
            "请等别人写完后再运行一次，原来的都在那里"
        )


def _is_held(held: Path, known: os.stat_result | None) -> bool:
    try:
        # Opened, not only looked at: what a network drive says of a name may be as old as a minute.
        with open_file(held, links=False, name_alone=True) as file:
            return known is None or os.path.samestat(os.fstat(file.fileno()), known)
    except (FileNotFoundError, NotOrdinary):
        return False


def remove(path: Path, within: Path) -> None:
    """Delete a file of the workspace `within`, as long as it is ours to write. Raises WorkspaceError."""
    try:
        still_there(within)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refusal(path, error, within) from None


def write_text(path: Path, text: str, *, within: Path | None = None) -> None:
    """write_bytes of the UTF-8 form of `text`."""
    write_bytes(path, text.encode("utf-8"), within=within)


def write_bytes(path: Path, data: bytes, *, within: Path | None = None) -> None:
    """Put `data` at `path`, whole or not at all; a reader never sees a part.

    within: the workspace. Given it, a path that leads out of it (by .. or a symlink) is refused and missing
    folders are made, 0700. Without it (a writer's output file) a symlink is followed within its own folder and
    refused where it leads out of it, the writer's own existing file keeps its mode, and what is no file (a pipe,
    /dev/stdout, >(…)) is written straight, unless it is a pipe of another user. Other files are 0600.
    Raises DrafterError, WorkspaceError inside the workspace; the old content then still stands.
    """
    try:
        if within is not None:
            still_there(within)
            inside(path, within)
            make_folder(path.parent)
        else:
            descriptor = handed_over(path)
            if descriptor is not None:
                with os.fdopen(os.dup(descriptor), "wb") as file:
                    file.write(data)
                return
            path = _followed(path)
        _replace(path, data, keep_mode=within is None)
    except OSError as error:
        raise refusal(path, error, within) from None


def _followed(path: Path) -> Path:
    """Where an output goes that is a symlink. One that leads out of its folder may be somebody else's trap."""
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    if target.is_relative_to(Path(os.path.realpath(path.parent))) or (target.exists() and not target.is_file()):
        return target
    raise DrafterError(f"{path}：是符号链接，指向别处的 {target}，没有写。请直接给出要写的位置，或先删去链接")


def _replace(path: Path, data: bytes, *, keep_mode: bool) -> None:
    mode = 0o600
    try:
        known = path.lstat()
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        # A link that has come since _followed is replaced, not followed.
        if keep_mode and not stat.S_ISLNK(known.st_mode):
            # A file somebody else has put there may lie open to him; a pipe of his is his to read.
            strange = os.name != "nt" and known.st_uid != os.getuid()
            if not strange:
                mode = stat.S_IMODE(known.st_mode)
            if not stat.S_ISREG(known.st_mode):
                if strange and known.st_uid != 0 and (stat.S_ISFIFO(known.st_mode) or stat.S_ISSOCK(known.st_mode)):
                    raise DrafterError(f"{path}：是别的用户建的管道，写了就会被他读去，没有写。请换一个文件名")
                if stat.S_ISBLK(known.st_mode):
                    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))
                _write_straight(path, data, known)
                return
    # mkstemp opens with O_EXCL and O_NOFOLLOW semantics under a name nobody else has, in the same folder: the
    # replace stays on one file system.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode != 0o600 and os.name != "nt":
                with _where_supported():  # of what was written, not of what may bear its name by now
                    os.fchmod(file.fileno(), mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    _sweep(path)


def _write_straight(path: Path, data: bytes, known: os.stat_result) -> None:
    """To a pipe or a device. known: what it was when it was looked at; whatever was swapped in since is not written."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOCTTY", 0))
    with os.fdopen(descriptor, "wb") as file:
        now = os.fstat(descriptor)
        if (now.st_dev, now.st_ino, now.st_rdev) != (known.st_dev, known.st_ino, known.st_rdev):
            raise DrafterError(f"{path}：正要写时被换成了别的东西，没有写。请换一个只有自己能写的文件夹")
        file.write(data)


def _sweep(path: Path) -> None:
    """Take away what writers of this file that were killed left beside it. Best effort."""
    for left in path.parent.glob(f".{glob.escape(path.name[:40])}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > STALE_AFTER:
                left.unlink()


def clear_leavings(root: Path) -> tuple[Path, ...]:
    """Remove the temporary files writers left anywhere under `root` when they were killed; which went.

    The workspace's lock is held. Only what bears a name _replace gives: a file of people's stays; so does, until it is
    older than any write lasts, one that may be written without that lock (not UNDER_LOCK). Raises OSError, LostLock.
    """
    gone = []
    for path in sorted(root.rglob(".*.tmp")):
        if not _TEMPORARY.fullmatch(path.name):
            continue
        with contextlib.suppress(FileNotFoundError):
            known = path.lstat()
            first, *within = path.relative_to(root).parts
            nobodys = first in UNDER_LOCK if within else first.startswith(UNDER_LOCK)
            if stat.S_ISREG(known.st_mode) and (nobodys or abs(time.time() - known.st_mtime) > LONGEST_WRITE):
                remove(path, root)
                gone.append(path)
    return tuple(gone)


@contextlib.contextmanager
def _where_supported() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def make_folder(path: Path) -> None:
    """The folder and its missing parents, each new one 0700. Raises OSError."""
    missing = []
    while not path.exists():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """fsync of a folder, where the system (and a network drive) has such a thing."""
    if os.name == "nt":
        return
    with _where_supported():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def inside(path: Path, within: Path) -> None:
    """Raise WorkspaceError where the folder of `path` lies, by .. or a symlink, outside the workspace `within`."""
    root = Path(os.path.realpath(within))
    folder = Path(os.path.realpath(path.parent))
    if path.name in ("", ".", "..") or not folder.is_relative_to(root):
        raise WorkspaceError(f"{path}：指向工作区 {within} 之外，没有写。请检查工作区里的符号链接")


def current_folder(parent: Path) -> Path | None:
    """The generation the pointer names, or None when there is none yet (or it names nothing that exists).

    Raises UnreadableFile when the disk refuses to say.
    """
    before = ""
    while True:
        try:
            name = _pointed_to(parent)
        except OSError as error:
            raise unreadable(parent / POINTER, error) from None
        folder = parent / name
        if _GENERATION.match(name) and folder.is_dir():
            return folder
        if name == before:
            return None
        before = name  # a writer may have replaced it between the two looks: what does the pointer name now?


def _pointed_to(parent: Path) -> str:
    """What the pointer says, whether that exists or not; empty where there is none. Raises OSError."""
    try:
        return read_file(parent / POINTER, 100, links=False).decode("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return ""


def replace_folder(parent: Path, fill: Callable[[Path], None], *, within: Path | None = None) -> Path:
    """Make the next generation under `parent`: `fill(folder)` writes it, then the pointer is moved to it.

    fill gets an empty folder, 0700; it may read the current generation and hard-link files of it that are never
    written again. Everything in it is fsynced before the pointer moves. When fill raises, the old generation still
    stands; where the disk refuses, or the program is stopped, only after the pointer was moved, the new one. Other generations are then removed as far as the system lets go of them. One writer at a time: hold the
    workspace's lock. Returns the new folder. Raises WorkspaceError when the disk refuses.
    """
    try:
        if within is not None:
            still_there(within)
            inside(parent / POINTER, within)
        make_folder(parent)
        # What the pointer names is never made anew, though it be gone: it would be in use while it is being filled.
        names = [entry.name for entry in parent.iterdir()]
        with contextlib.suppress(NotOrdinary):
            names.append(_pointed_to(parent))
        numbers = [int(found.group(1)) for found in map(_GENERATION.match, names) if found]
        folder = _next_folder(parent, max(numbers, default=0) + 1)
        try:
            fill(folder)
            _sync_tree(folder)
            sync_folder(parent)
            write_text(parent / POINTER, folder.name + "\n", within=within)
        except BaseException:
            # It may have come when the pointer was moved already; where that cannot be told, the next writer removes it.
            with contextlib.suppress(OSError):
                if _pointed_to(parent) != folder.name:
                    shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise refusal(parent, error, parent) from None
    with contextlib.suppress(WorkspaceError, OSError):  # else what goes now may be another writer's
        if within is not None:
            still_there(within)
        remove_old(parent)
    return folder


def _next_folder(parent: Path, number: int) -> Path:
    """A new generation, from `number` on: a network drive may not list yet what another machine has just made."""
    while True:
        folder = parent / f"gen-{number:08d}"
        try:
            folder.mkdir(mode=0o700)
            return folder
        except FileExistsError:
            number += 1


def remove_old(parent: Path) -> None:
    """Remove generations the pointer does not name, and temporary files a crash left. Best effort.

    A reader that has one open keeps its data on POSIX (unlinked, still mapped); on Windows its files cannot be
    removed and the folder stays until the next time.
    """
    current = current_folder(parent)
    if current is None:
        return
    for entry in sorted(parent.iterdir()):
        if _GENERATION.match(entry.name) and entry.name != current.name:
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith(f".{POINTER}.") and entry.name.endswith(".tmp"):
            entry.unlink(missing_ok=True)


def _sync_tree(folder: Path) -> None:
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name)
            if path.stat().st_nlink > 1:
                continue  # a hard link to a file of the generation before, on disk already
            handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            try:
                if os.name != "nt":
                    with _where_supported():
                        os.fchmod(handle, 0o600)  # libraries create as the umask says
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(base))
