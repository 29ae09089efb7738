"""Writing that is whole or not at all (原子写): temporary file, fsync, replace, fsync of the folder.

A generation (一代) is a folder written completely under a name of its own; a small pointer file `current` is
then replaced, so that a reader sees the old folder or the new one, never half of either.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from drafter.errors import DrafterError, WorkspaceError

POINTER = "current"
_GENERATION = re.compile(r"gen-(\d{8})\Z")

_REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已满，请腾出空间后重试",
    errno.EACCES: "没有写权限，请检查权限或换一个位置",
    errno.EPERM: "没有写权限，请检查权限或换一个位置",
    errno.EROFS: "磁盘是只读的，请换一个位置",
    errno.ENOENT: "所在的文件夹不存在，请先建好或检查路径",
    errno.ENOTDIR: "路径中间有一段不是文件夹，请检查路径",
    errno.EISDIR: "这是文件夹，不是文件，请给出文件名",
}


def refusal(path: Path, error: OSError, within: Path | None = None) -> DrafterError:
    """The Chinese reason why `path` could not be written; a WorkspaceError inside the workspace."""
    reason = _REASONS.get(error.errno or 0, f"写不进去（{error.strerror or error}），请检查路径、权限和磁盘空间")
    return (WorkspaceError if within else DrafterError)(f"{path}：{reason}")


def write_text(path: Path, text: str, *, within: Path | None = None) -> None:
    """write_bytes of the UTF-8 form of `text`."""
    write_bytes(path, text.encode("utf-8"), within=within)


def write_bytes(path: Path, data: bytes, *, within: Path | None = None) -> None:
    """Put `data` at `path`, whole or not at all; a reader never sees a part.

    within: the workspace. Given it, a path that leads out of it (by .. or a symlink) is refused and missing
    folders are made, 0700. Without it (a writer's output file) a symlink is followed, an existing file keeps its
    mode, and what is no regular file (a pipe, /dev/stdout) is written straight. New files are 0600.
    Raises DrafterError, WorkspaceError inside the workspace; the old content then still stands.
    """
    try:
        if within is not None:
            _stay(path, within)
            make_folder(path.parent)
        else:
            path = path.resolve() if path.is_symlink() else path
        _replace(path, data, keep_mode=within is None)
    except OSError as error:
        raise refusal(path, error, within) from None


def _replace(path: Path, data: bytes, *, keep_mode: bool) -> None:
    mode = 0o600
    try:
        known = path.lstat()
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if keep_mode:
            mode = stat.S_IMODE(known.st_mode)
            if not stat.S_ISREG(known.st_mode):
                path.write_bytes(data)
                return
    # mkstemp opens with O_EXCL and O_NOFOLLOW semantics under a name nobody else has, in the same folder: the
    # replace stays on one file system.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """The folder and its missing parents, each new one 0700. Raises OSError."""
    missing = []
    while not path.exists():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """fsync of a folder, where the system has such a thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stay(path: Path, within: Path) -> None:
    root = Path(os.path.realpath(within))
    folder = Path(os.path.realpath(path.parent))
    if path.name in ("", ".", "..") or not folder.is_relative_to(root):
        raise WorkspaceError(f"{path}：指向工作区 {within} 之外，没有写。请检查工作区里的符号链接")


def current_folder(parent: Path) -> Path | None:
    """The generation the pointer names, or None when there is none yet (or it names nothing that exists)."""
    try:
        name = (parent / POINTER).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    folder = parent / name
    return folder if _GENERATION.match(name) and folder.is_dir() else None


def replace_folder(parent: Path, fill: Callable[[Path], None], *, within: Path | None = None) -> Path:
    """Make the next generation under `parent`: `fill(folder)` writes it, then the pointer is moved to it.

    fill gets an empty folder, 0700; it may read the current generation and hard-link files of it that are never
    written again. Everything in it is fsynced before the pointer moves. When fill raises, the old generation still
    stands. Other generations are then removed as far as the system lets go of them. One writer at a time: hold the
    workspace's lock. Returns the new folder. Raises WorkspaceError when the disk refuses.
    """
    try:
        if within is not None:
            _stay(parent / POINTER, within)
        make_folder(parent)
        numbers = [int(found.group(1)) for entry in parent.iterdir() if (found := _GENERATION.match(entry.name))]
        folder = parent / f"gen-{max(numbers, default=0) + 1:08d}"
        folder.mkdir(mode=0o700)
        try:
            fill(folder)
            _sync_tree(folder)
            sync_folder(parent)
            write_text(parent / POINTER, folder.name + "\n", within=within)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise refusal(parent, error, parent) from None
    remove_old(parent)
    return folder


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
            handle = os.open(path, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(base))
