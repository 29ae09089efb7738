"""Regular expressions kept in the workspace from one command to the next (编译好的正则), see language.compiled."""

from __future__ import annotations

import contextlib
from pathlib import Path

from drafter.errors import DrafterError
from drafter.files import read_utf8
from drafter.keep.workspace import Workspace
from drafter.language import compiled


def recall(path: Path) -> None:
    """Take over what an earlier command kept at `path`, if anything."""
    with contextlib.suppress(OSError, ValueError):
        compiled.recall(read_utf8(path, links=False))


def keep(workspace: Workspace, path: Path) -> None:
    """Keep what was compiled at `path`, where there is a workspace: who only reads makes none for the sake of this."""
    with contextlib.suppress(DrafterError, OSError):
        if workspace.root.is_dir() and (expressions := compiled.kept()):
            workspace.write(path, expressions)
