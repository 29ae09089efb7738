"""Which files the workspace rests on (旧稿清单): absolute path -> sha256, how their tracked changes were read, and
the disk they were read from: by it a drive that is cut off, or another one in its place, is told from a folder that
was deleted."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from drafter.errors import DrafterError, WorkspaceError
from drafter.files import mount_of, open_file, read_utf8, unreadable
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json

MANIFEST = "sources.json"
_REJECTED = "拒绝修订"
"""Behind the sha256 of a file whose tracked changes were read as rejected."""
_DISK = "盘"
"""Behind it, before the number of the disk; an earlier program wrote nothing more behind that."""
_PLACE = re.compile(rf"{_DISK}(\d+(?::\d+){{4,5}}|\d+)")
_MANY_AS_ONE = ("fuse.gvfsd-fuse", "fuse.portal")
"""File systems that show many drives as one: whether one of them is there it does not tell."""


class Place(NamedTuple):
    """The disk a file is on, and the file on it. A number alone does not tell a disk: the next one may be given it."""

    device: int
    """st_dev."""
    root: int = -1
    """Inode of the folder the disk is mounted at; -1 where an earlier program did not write it down."""
    label: int = -1
    """f_fsid, what the file system calls itself; 0 where it does not say."""
    size: int = -1
    """Bytes of the whole disk."""
    file: int = -1
    """Inode of the file."""
    source: int = -1
    """48 bits of a digest of the share a network drive comes from; 0 of other disks, and where the system does not
    tell; -1 where an earlier program did not write it down."""

    @property
    def disk(self) -> Place | None:
        """The disk, without the file and the share; None where too little is known to tell it from another one."""
        return self._replace(file=-1, source=-1) if self.root >= 0 else None

    def may_share(self, other: Place) -> bool:
        """Whether the two may be on one disk, as far as the shares tell: every sshfs drive bears the same numbers."""
        if self.source >= 0 and other.source >= 0:
            return self.source == other.source
        # Written down by an earlier program: a drive that has no name of its own is not known again.
        return all(each.source <= 0 or each.label != 0 for each in (self, other))


def place_of(path: Path, roots: dict[int, Place]) -> Place:
    """The place of a file or folder that is there. roots: disks seen in this run, by st_dev; grows. Raises OSError."""
    known = path.stat()
    if known.st_dev not in roots:
        at = Path(os.path.realpath(path))
        while at != at.parent and at.parent.stat().st_dev == known.st_dev:
            at = at.parent
        told = os.statvfs(at) if hasattr(os, "statvfs") else None
        mount = mount_of(at)
        share = f"{mount.kind}\0{mount.source}\0{mount.part}" if mount and mount.shared else ""
        roots[known.st_dev] = Place(
            known.st_dev,
            -1 if mount and mount.kind in _MANY_AS_ONE else at.stat().st_ino,
            told.f_fsid if told else 0,
            told.f_blocks * told.f_frsize if told else 0,
            source=int(hashlib.sha256(share.encode("utf-8", "replace")).hexdigest()[:12], 16) if share else 0,
        )
    return roots[known.st_dev]._replace(file=known.st_ino)


def read_manifest(workspace: Workspace) -> dict[str, str]:
    """The manifest; empty when there is none. Raises WorkspaceError when it is damaged, UnreadableFile when the disk
    refuses: neither must look like a workspace that rests on nothing, whose phrasebank would then be emptied."""
    return {path: entry.partition(" ")[0] for path, entry in _entries(workspace).items()}


def read_rejected(workspace: Workspace) -> frozenset[str]:
    """Absolute paths of the files whose tracked changes were read as rejected (拒绝修订)."""
    return frozenset(path for path, entry in _entries(workspace).items() if _REJECTED in entry.split())


def read_places(workspace: Workspace) -> dict[str, Place]:
    """Absolute path -> where it was read last; without those an earlier program did not write down."""
    return {
        path: Place(*map(int, found[1].split(":")))
        for path, entry in _entries(workspace).items()
        for mark in entry.split()[1:]
        if (found := _PLACE.fullmatch(mark))
    }


def stale_files(workspace: Workspace, paths: Collection[str]) -> dict[str, Literal["changed", "missing"]]:
    """Which sources are no longer what was mined: not there any more, or with other bytes.

    paths: as Hit.path has them; a member of a folder.zip is as its zip is. Only a file that was written to since the
    last mining is read; one that is named from elsewhere (by an older program), or not of the manifest, is not told of.
    """
    try:
        manifest = read_manifest(workspace)
        mined = (workspace.root / MANIFEST).stat().st_mtime_ns
    except (DrafterError, OSError):
        return {}
    found: dict[str, Literal["changed", "missing"]] = {}
    for path in paths:
        zipped = path.partition(".zip/")
        name = path if path in manifest else zipped[0] + ".zip"
        if name not in manifest:
            continue
        try:
            now = os.stat(name)
            if max(now.st_mtime_ns, now.st_ctime_ns) >= mined:
                digest = hashlib.sha256()
                with open_file(Path(name)) as file:
                    for piece in iter(partial(file.read, 1 << 20), b""):
                        digest.update(piece)
                if digest.hexdigest() != manifest[name]:
                    found[path] = "changed"
        except OSError:
            found[path] = "missing"
    return found


def write_manifest(
    workspace: Workspace,
    manifest: Mapping[str, str],
    rejected: Collection[str] = (),
    places: Mapping[str, Place] | None = None,
) -> None:
    """Replace it atomically. rejected, places: as read_rejected and read_places give. Raises WorkspaceError."""
    entries = {}
    for path, sha in manifest.items():
        place = (places or {}).get(path)
        told = () if place is None else place if place.disk else place[:1]
        mark = _DISK + ":".join(map(str, told))
        entries[path] = " ".join([sha, *([_REJECTED] if path in rejected else []), *([mark] if told else [])])
    text = plain_json(entries, indent=1, sort_keys=True)
    workspace.write(workspace.root / MANIFEST, text)


def _entries(workspace: Workspace) -> dict[str, str]:
    path = workspace.root / MANIFEST
    try:
        found = json.loads(read_utf8(path, links=False))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise WorkspaceError(
            f"{path}：旧稿清单坏了，看不出挖过哪些文件，没有动工作区。请把它移走，再对每个旧稿文件夹运行一次 drafter mine"
        )
    return {str(path): str(entry) for path, entry in found.items()}
