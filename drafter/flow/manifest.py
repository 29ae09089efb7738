"""Which files the workspace rests on (旧稿清单): absolute path -> sha256, how their tracked changes were read, and the
number of the disk they were read from (st_dev): by it a drive that is cut off is told from a folder that was deleted."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from drafter.errors import WorkspaceError
from drafter.files import read_utf8, unreadable
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json

MANIFEST = "sources.json"
_REJECTED = "拒绝修订"
"""Behind the sha256 of a file whose tracked changes were read as rejected."""
_DISK = "盘"
"""Behind it, before the number of the disk."""


def read_manifest(workspace: Workspace) -> dict[str, str]:
    """The manifest; empty when there is none. Raises WorkspaceError when it is damaged, UnreadableFile when the disk
    refuses: neither must look like a workspace that rests on nothing, whose phrasebank would then be emptied."""
    return {path: entry.partition(" ")[0] for path, entry in _entries(workspace).items()}


def read_rejected(workspace: Workspace) -> frozenset[str]:
    """Absolute paths of the files whose tracked changes were read as rejected (拒绝修订)."""
    return frozenset(path for path, entry in _entries(workspace).items() if _REJECTED in entry.split())


def read_disks(workspace: Workspace) -> dict[str, int]:
    """Absolute path -> st_dev of the disk it was read from last; without those an earlier program wrote down."""
    return {
        path: int(mark.removeprefix(_DISK))
        for path, entry in _entries(workspace).items()
        for mark in entry.split()[1:]
        if mark.startswith(_DISK) and mark.removeprefix(_DISK).isdecimal()
    }


def write_manifest(
    workspace: Workspace,
    manifest: Mapping[str, str],
    rejected: Collection[str] = (),
    disks: Mapping[str, int] | None = None,
) -> None:
    """Replace it atomically. rejected, disks: as read_rejected and read_disks give. Raises WorkspaceError."""
    disks = disks or {}
    entries = {
        path: " ".join(
            [sha, *([_REJECTED] if path in rejected else []), *([f"{_DISK}{disks[path]}"] if path in disks else [])]
        )
        for path, sha in manifest.items()
    }
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
