"""Brief in, outline out: joins brief → plan → render → check (起草流程)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.bank.cache import cached_bank
from drafter.bank.model import Bank
from drafter.brief.load import load_brief
from drafter.errors import WorkspaceError
from drafter.keep.workspace import Workspace, open_workspace
from drafter.plan.outline import plan, walk
from drafter.records import Hit, Outline
from drafter.render.outline import Format, render
from drafter.shipped import shipped

PRECEDENTS = 3


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafting needs besides the brief (起草所需)."""

    bank: Bank
    workspace: Workspace

    @property
    def occasions(self) -> tuple[str, ...]:
        return tuple(name for occasion in self.bank.occasions for name in (occasion.name, *occasion.aliases))

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The writer's own templates win over the shipped ones."""
        return (self.workspace.root / "templates", shipped("templates"))


@dataclass(frozen=True, slots=True)
class Drafted:
    """One outline made (成稿)."""

    outline: Outline
    content: bytes


def read_bank(workspace: Workspace) -> Bank:
    """Shipped, then mined, then the office's own: people's files win over the program's. Raises InvalidData."""
    folders = (shipped("phrasebank"), workspace.mined, workspace.phrasebank)
    return cached_bank(folders, workspace.mined, workspace.cache / "bank.json", workspace.write)


def open_bank(workspace_path: Path | None) -> Bank:
    """The bank as it stands with this workspace laid over it. Raises InvalidData, WorkspaceError."""
    return read_bank(open_workspace(workspace_path))


def open_drafting(workspace_path: Path | None) -> Drafting:
    """Open bank and workspace. Raises InvalidData for a faulty bank, WorkspaceError for a faulty workspace."""
    workspace = open_workspace(workspace_path)
    return Drafting(read_bank(workspace), workspace)


def draft(path: Path, drafting: Drafting, form: Format, *, explain: bool = False, **layout: Any) -> Drafted:
    """The outline of the brief at `path`, rendered as `form` (md, docx, txt, html, json).

    layout: profile, comments, reference, as render takes them. Raises DrafterError children.
    """
    brief = load_brief(path, drafting.occasions)
    outline = plan(brief, drafting.bank)
    near = precedents(outline, drafting.workspace) if explain else {}
    content = render(
        outline, form, explain=explain, precedents=near, template_folders=drafting.template_folders, **layout
    )
    return Drafted(outline, content)


def precedents(outline: Outline, workspace: Workspace) -> dict[str, Sequence[Hit]]:
    """Item id -> up to three passages of the library that speak of the same (相近先例); {} without a library."""
    # tantivy takes a while to load, which only --explain needs to pay.
    from drafter.search.query import Library

    try:
        library = Library.open(workspace.library)
    except WorkspaceError:
        return {}
    with library:
        found: dict[str, Sequence[Hit]] = {}
        for item in walk(outline.items):
            if item.level in (1, 2):
                hits = library.search(item.text, limit=PRECEDENTS, prefer_move=item.move)
            elif not item.gaps and item.step not in ("称谓", "散会"):
                hits = library.search(item.text[:40], limit=PRECEDENTS, move=item.move)
            else:
                continue
            if hits:
                found[item.id] = hits
        return found
