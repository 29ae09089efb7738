"""Which files the workspace rests on (旧稿清单): absolute path -> sha256."""

from __future__ import annotations

import json
from collections.abc import Mapping

from drafter.keep.workspace import Workspace

MANIFEST = "sources.json"


def read_manifest(workspace: Workspace) -> dict[str, str]:
    """The manifest; empty when there is none or it is damaged."""
    try:
        found = json.loads((workspace.root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(path): str(sha) for path, sha in found.items()} if isinstance(found, dict) else {}


def write_manifest(workspace: Workspace, manifest: Mapping[str, str]) -> None:
    """Replace it atomically. Raises WorkspaceError."""
    text = json.dumps(dict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    workspace.write(workspace.root / MANIFEST, text)
