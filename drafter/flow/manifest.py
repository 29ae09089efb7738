"""Which files the workspace rests on (旧稿清单): absolute path -> sha256, and how their tracked changes were read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from drafter.errors import WorkspaceError
from drafter.files import read_utf8, unreadable
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json

MANIFEST = "sources.json"
_REJECTED = " 拒绝修订"
"""Behind the sha256 of a file whose tracked changes were read as rejected."""


def read_manifest(workspace: Workspace) -> dict[str, str]:
    """The manifest; empty when there is none. Raises WorkspaceError when it is damaged, UnreadableFile when the disk
    refuses: neither must look like a workspace that rests on nothing, whose phrasebank would then be emptied."""
    return {path: entry.removesuffix(_REJECTED) for path, entry in _entries(workspace).items()}


def read_rejected(workspace: Workspace) -> frozenset[str]:
    """Absolute paths of the files whose tracked changes were read as rejected (拒绝修订)."""
    return frozenset(path for path, entry in _entries(workspace).items() if entry.endswith(_REJECTED))


def write_manifest(workspace: Workspace, manifest: Mapping[str, str], rejected: Collection[str] = ()) -> None:
    """Replace it atomically. rejected: paths as read_rejected gives. Raises WorkspaceError."""
    entries = {path: sha + (_REJECTED if path in rejected else "") for path, sha in manifest.items()}
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
