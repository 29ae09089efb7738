"""What was drafted is kept, so that `trace` finds it again (溯源底稿). Apart from proofing: drafting must start fast."""

from __future__ import annotations

import hashlib

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
