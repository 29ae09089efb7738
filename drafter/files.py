"""Opening files to read (打开文件来读): the only place of the program that does.

A pipe where a file is expected makes whoever opens it wait for ever; a device may do anything. So nothing is read
but ordinary files, opened without waiting and looked at again once open, when nobody can swap them any more.
"""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from drafter.errors import MissingFile, UnreadableFile

BAD_DISK = frozenset(
    getattr(errno, name)
    for name in ("EIO", "EBADMSG", "EUCLEAN", "EREMOTEIO", "ENODEV", "ENXIO", "ENOMEDIUM")
    if hasattr(errno, name)
)
"""What systems say of disks and drives that fail or are gone."""
_HANDED_OVER = re.compile(r"/dev/(?:(stdin|stdout|stderr)|fd/(\d{1,6}))|/proc/self/fd/(\d{1,6})")

_KINDS = (
    (stat.S_ISDIR, "文件夹"),
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISSOCK, "套接字"),
    (stat.S_ISLNK, "符号链接"),
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_QUIET = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class NotOrdinary(OSError):
    """What stands at a path is no ordinary file (不是普通文件). kind: what it is, in Chinese."""

    def __init__(self, path: Path | str, mode: int) -> None:
        self.kind = next((name for test, name in _KINDS if test(mode)), "设备")
        super().__init__(errno.EINVAL, f"不是普通文件，是{self.kind}", str(path))


_LINKS = 3
"""How often a file is given one more name to be read by, when that is gone again before it is opened."""
_AFRESH: list[Path] = []
"""Files and folders on network drives that are read `afresh` now."""


@contextmanager
def afresh(place: Path) -> Iterator[None]:
    """Until the end, a file at `place` or below is read as it is, if that is on a network drive (重新读).

    Such a drive answers from memory: the size of a file another machine has just replaced may be told wrong for
    many seconds, and what is read is then cut off there. Whoever changes a file and writes it whole would write away
    what the other has added. Of a name that was never there before nothing is remembered: the file is given one more
    (a hard link) and read by that; one that seems not to be there is asked for as if to be made.
    """
    fresh = [place] if on_network(place if place.is_dir() else place.parent) else []
    _AFRESH.extend(fresh)
    try:
        yield
    finally:
        for each in fresh:
            _AFRESH.remove(each)


def _open_new(path: Path, flags: int) -> int:
    """Open a file under a name nobody has asked for yet; where the drive has no hard links, under its own."""
    # Named as writers' temporary files are, which are cleared away behind a crash.
    for _ in range(_LINKS):
        new = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
        try:
            os.link(path, new)
        except OSError:
            break
        try:
            return os.open(new, flags)
        except FileNotFoundError:
            continue  # it is as old as the file itself: whoever cleared up took it for a leaving
        finally:
            with suppress(OSError):
                new.unlink()
    return os.open(path, flags)


_MAKES_NOTHING = frozenset((errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT))
"""What systems say where nothing can be made: what cannot be made is not written over either."""


def _open_unremembered(path: Path, place: Path) -> int:
    """Open a file the drive says is not there: it may only remember so, and another machine has made it since.

    Who asks to make a file (or its folder) is not answered from memory. What was made by asking is taken away again.
    place: below it folders may be made. Raises FileNotFoundError when it is not there indeed, other OSErrors as open does.
    """
    absent = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    flags = os.O_RDONLY | os.O_CREAT | _QUIET | _NO_LINK
    made: list[Path] = []
    try:
        for folder in reversed(path.parents):
            if place not in folder.parents or folder.exists():
                continue
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
                made.append(folder)
        os.close(os.open(path, flags | os.O_EXCL, 0o600))
        path.unlink()
    except OSError as error:
        if path.is_symlink() or error.errno in _MAKES_NOTHING:
            raise absent from None
        # Not all drives tell in so many words that it is there (sshfs: EPERM).
        return os.open(path, flags, 0o600)
    finally:
        for folder in reversed(made):
            with suppress(OSError):  # another machine has put something there
                folder.rmdir()
    raise absent


def open_file(path: Path | str, *, links: bool = True, name_alone: bool = False) -> io.BufferedReader:
    """Open an ordinary file to read its bytes; never waits.

    links: follow a symlink at the end of the path; False for what only the program itself puts there. name_alone:
    whether it is there matters more than what is in it, so that `afresh` is not needed.
    Raises NotOrdinary for a folder, pipe, socket or device, other OSErrors as open does; filename is set.
    """
    flags = os.O_RDONLY | _QUIET | (0 if links else _NO_LINK)
    fresh = None if name_alone else next((place for place in _AFRESH if Path(path).is_relative_to(place)), None)
    # Looked at before it is opened, too: opening is enough to set off some devices.
    try:
        check_ordinary(path, os.stat(path, follow_symlinks=links).st_mode)
        descriptor = _open_new(Path(path), flags) if fresh else os.open(path, flags)
    except ValueError:  # a NUL or half a character in a name that comes from a file
        raise OSError(errno.EINVAL, "路径写法不对", str(path)) from None
    except FileNotFoundError:
        if fresh is None:
            raise
        descriptor = _open_unremembered(Path(path), fresh)
    try:
        check_ordinary(path, os.fstat(descriptor).st_mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def open_to_write(path: Path, flags: int) -> io.FileIO:
    """Open an ordinary file of the program's own to write, 0600 where `flags` make it; unbuffered, never waits.

    Unbuffered: what a full disk would not take must not be tried again, and fail, when the file is closed.
    Raises NotOrdinary (a symlink is refused too), OSError.
    """
    descriptor = -1
    try:
        if not flags & os.O_CREAT or os.path.lexists(path):
            check_ordinary(path, os.lstat(path).st_mode)
        descriptor = os.open(path, flags | _QUIET | _NO_LINK, 0o600)
        check_ordinary(path, os.fstat(descriptor).st_mode)
        return io.FileIO(descriptor, "ab" if flags & os.O_APPEND else "r+b")
    except BaseException:
        if descriptor >= 0:
            os.close(descriptor)
        raise


def handed_over(path: Path | str) -> int | None:
    """The descriptor `path` names, of those the shell has opened already: `outline <(…)`, `-o /dev/stdout`."""
    found = _HANDED_OVER.fullmatch(str(path))
    if found is None:
        return None
    return ("stdin", "stdout", "stderr").index(found[1]) if found[1] else int(found[2] or found[3])


def read_handed(path: Path | str, most: int) -> bytes:
    """No more than `most` bytes of what is handed_over: an ordinary file or a pipe, waited for. Raises OSError."""
    with open(path, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISFIFO(mode):
            check_ordinary(path, mode)
        return file.read(most)


def check_ordinary(path: Path | str, mode: int) -> None:
    """Raise NotOrdinary unless `mode` (st_mode) is that of an ordinary file."""
    if not stat.S_ISREG(mode):
        raise NotOrdinary(path, mode)


def read_file(path: Path | str, most: int | None = None, *, links: bool = True) -> bytes:
    """The bytes of an ordinary file, no more than `most`. Raises OSError as open_file does."""
    with open_file(path, links=links) as file:
        try:
            return file.read(-1 if most is None else most)
        except OSError as error:
            error.filename = str(path)
            raise


def read_utf8(path: Path | str, errors: str = "strict", *, links: bool = True) -> str:
    """The text of an ordinary file, line ends as \\n. Raises OSError as open_file does, UnicodeDecodeError."""
    return read_file(path, links=links).decode("utf-8", errors).replace("\r\n", "\n").replace("\r", "\n")


_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|ncpfs|davfs|fuse(?:\..+)?|virtiofs|glusterfs|lustre|gfs2|ocfs2|gpfs|beegfs|coda"
    r"|vboxsf|prl_fs"
)


class Mount(NamedTuple):
    """Where a disk or drive comes from, as the system tells (Linux, /proc/self/mountinfo)."""

    kind: str
    """Of file system, such as ext4, nfs4, fuse.sshfs."""
    source: str
    """A device, or the share of a server."""
    part: str
    """The folder of it that is mounted."""
    place: str
    """Where."""
    options: str = ""
    """Of the mount and of the file system, between commas."""

    @property
    def shared(self) -> bool:
        """Whether others reach it from their own machines."""
        return _NETWORK.fullmatch(self.kind) is not None


def mount_of(path: Path) -> Mount | None:
    """The mount a file is on; None where the system does not tell, or the file is not there."""
    try:
        disk = os.stat(path).st_dev
        number = f"{os.major(disk)}:{os.minor(disk)}"
        rows = read_utf8("/proc/self/mountinfo", "replace").split("\n")
    except (OSError, AttributeError):
        return None
    # ID PARENT MAJOR:MINOR PART PLACE OPTIONS [FIELDS…] - KIND SOURCE OPTIONS, see proc(5)
    found = []
    for left, _, right in (row.partition(" - ") for row in rows):
        about, drive = left.split(" "), right.split(" ")
        if number in about[2:3] and len(about) > 4 and len(drive) > 1:
            found.append(Mount(drive[0], drive[1], about[3], about[4], ",".join([*about[5:6], *drive[2:3]])))
    real = os.path.realpath(path)
    # One disk may be mounted in several places; blanks in them are told as \040.
    here = [mount for mount in found if Path(real).is_relative_to(_OCTAL.sub(_unescaped, mount.place))]
    return max(here or found, key=lambda mount: len(mount.place), default=None)


_OCTAL = re.compile(r"\\([0-7]{3})")


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 8))


def on_network(path: Path) -> bool:
    """Whether a file is on a drive that others reach from their own machines, as far as the system tells (Linux)."""
    mount = mount_of(path)
    return mount is not None and mount.shared


def copy_file(source: Path, target: Path) -> None:
    """Copy the bytes of an ordinary file to one that does not exist yet. Raises OSError."""
    with open_file(source) as file, target.open("xb") as copy:
        shutil.copyfileobj(file, copy)


def unreadable(path: Path | str, error: OSError) -> UnreadableFile:
    """Why a file could not be read, in Chinese, with what to do."""
    shown = str(path)
    if isinstance(error, NotOrdinary):
        if error.kind == "文件夹":
            return UnreadableFile(shown, "这是文件夹，不是文件", "请给出其中的文件；在工作区里就移走它再试")
        return UnreadableFile(shown, f"不是普通文件，是{error.kind}，没有读", "请换成普通文件；在工作区里就移走它再试")
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return UnreadableFile(shown, "这是个失效的链接，指向的文件已不在", "请找回原文件")
    reason, remedy = _REASONS.get(error.errno or 0, (f"打不开（{error.strerror or error}）", "请检查路径和权限"))
    return (MissingFile if isinstance(error, FileNotFoundError) else UnreadableFile)(shown, reason, remedy)


AWAY = frozenset(
    (errno.ESTALE, errno.ENOTCONN, errno.ECONNABORTED, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT)
)
"""What the system says of a file on a drive that is cut off, or was and came back: a file opened before is lost then."""
_AWAY = ("网络盘断开了，读不了", "请重新连上后再试")
_REASONS = {
    errno.ENOENT: ("没有这个文件", "请检查路径和文件名"),
    errno.ENOTDIR: ("没有这个文件，路径中间有一段不是文件夹", "请检查路径"),
    errno.EISDIR: ("这是文件夹，不是文件", "请给出其中的文件"),
    errno.EACCES: ("打不开，没有读取权限", "请检查权限"),
    errno.EPERM: ("打不开，没有读取权限", "请检查权限"),
    errno.ELOOP: ("打不开，是符号链接或链接绕圈", "请换成普通文件"),
    errno.ENAMETOOLONG: ("打不开，文件名太长", "请检查路径"),
    **dict.fromkeys(BAD_DISK, ("磁盘读写出错，读不了", "请检查磁盘或网络盘，连好后再试")),
    errno.ESTALE: _AWAY,
    errno.ENOTCONN: _AWAY,
    errno.ECONNABORTED: _AWAY,
    errno.EHOSTDOWN: _AWAY,
    errno.EHOSTUNREACH: _AWAY,
    errno.ETIMEDOUT: ("网络盘没有回应，读不了", "请检查网络后再试"),
}
