"""What was drafted is kept, so that `trace` finds it again (溯源底稿). Apart from proofing: drafting must start fast."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from drafter.keep.workspace import Workspace
from drafter.records import Outline
from drafter.render.outline import render

TRACES = "traces"
KEPT = 200
"""Outlines remembered; the oldest go first."""


def remember(outline: Outline, workspace: Workspace) -> None:
    """Keep what was drafted, so that `trace` finds it after the text was edited (溯源底稿)."""
    content = render(outline, "json", template_folders=())
    folder = workspace.root / TRACES
    name = hashlib.sha256(content).hexdigest()[:24]
    path = folder / f"{name}.json"
    if not path.exists():
        workspace.write(path, content.decode("utf-8"))
    old = sorted(folder.glob("*.json"), key=lambda kept: (kept.stat().st_mtime_ns, kept.name))
    for kept in old[:-KEPT]:
        kept.unlink(missing_ok=True)


WRITTEN = "written.json"


def edited_since(path: Path, workspace: Workspace) -> bool:
    """True when there is a file at `path` that holds something else than drafter last wrote there (被人改过)."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    if not content or not path.is_file():
        return False
    return _written(workspace).get(str(path.absolute())) != hashlib.sha256(content).hexdigest()


def note_written(path: Path, content: bytes, workspace: Workspace) -> None:
    """Remember what was written to `path`. A pipe or device is not remembered."""
    if path.is_file():
        known = _written(workspace) | {str(path.absolute()): hashlib.sha256(content).hexdigest()}
        newest = dict(list(known.items())[-1000:])
        workspace.write(workspace.cache / WRITTEN, json.dumps(newest, ensure_ascii=False, indent=0))


def _written(workspace: Workspace) -> dict[str, str]:
    try:
        found = json.loads((workspace.cache / WRITTEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
