"""Brief in, outline out: joins brief → plan → render → check (起草流程)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.bank.cache import Places, cached_bank
from drafter.bank.model import Bank
from drafter.bank.places import bank_files
from drafter.brief.load import load_brief
from drafter.errors import InvalidData, WorkspaceError
from drafter.flow import expressions
from drafter.flow.headed import said_before
from drafter.keep.atomic import write_text
from drafter.keep.decisions import rejected
from drafter.keep.workspace import Workspace, open_workspace
from drafter.language.similar import bigrams
from drafter.plan.frames import GAP_MARK
from drafter.plan.outline import plan, walk
from drafter.records import Hit, Item, Outline
from drafter.render.outline import Format, render
from drafter.shipped import beside_the_program, shipped

PRECEDENTS = 3
LOOKED_AT = 4 * PRECEDENTS
"""Passages whose sentences are held against a line."""
SHORTEST = 4
"""Character pairs a line must have to be worth looking for."""
LEAST = 0.34
"""Share of a line's character pairs that a sentence must have to be shown as its precedent."""
LAST_LEVEL = 2
"""Headings below this level are too short to have precedents worth showing."""


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
        return self.workspace.template_folders


@dataclass(frozen=True, slots=True)
class Drafted:
    """One outline made (成稿)."""

    outline: Outline
    content: bytes


def read_bank(workspace: Workspace) -> Bank:
    """The whole bank without the mined entries that were refused in a review. Raises InvalidData."""
    bank = whole_bank(workspace)
    if not (refused := rejected(workspace)):
        return bank
    return replace(
        bank,
        frames=tuple(each for each in bank.frames if each.reviewed or each.id not in refused),
        sets=tuple(each for each in bank.sets if each.reviewed or each.id not in refused),
        topics=tuple(each for each in bank.topics if each.reviewed or each.id not in refused),
    )


def whole_bank(workspace: Workspace) -> Bank:
    """Shipped, then mined, then the office's own: people's files win over the program's. Raises InvalidData."""
    expressions.recall(workspace.expressions)
    folders = (shipped("phrasebank"), workspace.mined, workspace.phrasebank)
    # Who only reads makes no workspace for the sake of a cache.
    places: Places = [(workspace.bank_cache, workspace.write)] if workspace.root.is_dir() else []
    try:
        if not bank_files(folders[1:]):
            places = [(beside_the_program("phrasebank.json"), _write_for_all), *places]
        return cached_bank(folders, workspace.mined, places)
    except InvalidData as error:
        # A file that cannot be parsed hides what else is amiss in it, and nobody looks for examples that do not fit.
        raise InvalidData([*error.problems, "短语库要改好才能用；drafter bank validate 一次列出全部毛病"]) from None


def _write_for_all(path: Path, text: str) -> None:
    """Nothing of a writer's is in it: whoever uses this installation may read it. Raises DrafterError, OSError."""
    path.parent.mkdir(exist_ok=True)
    write_text(path, text)
    path.chmod(0o644)


def open_bank(workspace_path: Path | None) -> Bank:
    """The bank as it stands with this workspace, if there is one, laid over it. Raises InvalidData, WorkspaceError."""
    return read_bank(open_workspace(workspace_path, missing="empty"))


def open_drafting(workspace_path: Path | None, *, only_read: bool = False) -> Drafting:
    """Open bank and workspace. only_read: a workspace that is not there is not made.

    Raises InvalidData for a faulty bank, WorkspaceError for a faulty workspace.
    """
    workspace = open_workspace(workspace_path, missing="empty" if only_read else "make")
    return Drafting(read_bank(workspace), workspace)


def draft(path: Path, drafting: Drafting, form: Format, *, explain: bool = False, **layout: Any) -> Drafted:
    """The outline of the brief at `path`, rendered as `form` (md, docx, txt, html, json).

    layout: profile, comments, reference, as render takes them. Raises DrafterError children.
    """
    brief = load_brief(path, drafting.occasions)
    outline = plan(brief, drafting.bank, said_before(drafting.workspace, drafting.bank))
    near = precedents(outline, drafting.workspace) if explain else {}
    content = render(
        outline, form, explain=explain, precedents=near, template_folders=drafting.template_folders, **layout
    )
    expressions.keep(drafting.workspace, drafting.workspace.expressions)
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
        moves = library.values("move")
        for item in walk(outline.items):
            if item.step in ("称谓", "散会") or item.level > LAST_LEVEL:
                continue
            line = said(item)
            # The library calls a move as the office does; of one that it calls otherwise nothing is left out.
            move = item.move if item.move in moves else None
            hits = _sentences(line, library.search(resembling=line, limit=LOOKED_AT, move=move))
            if hits:
                found[item.id] = hits
        return found


def said(item: Item) -> str:
    """What a line says whatever the occasion: without its gaps and, in running text, without what filled its slots."""
    text = GAP_MARK.sub("", item.text)
    if item.level == 0:
        for filler in sorted(item.slots.values(), key=len, reverse=True):
            text = text.replace(filler, "") if filler else text
    return text


_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def _sentences(line: str, hits: Sequence[Hit]) -> list[Hit]:
    """The sentence of each hit that has most of `line`, the closest first; a passage may be a page long."""
    wanted = bigrams(line)
    if len(wanted) < SHORTEST:
        return []
    found: list[tuple[float, str, Hit]] = []
    for hit in hits:
        share, text = max((len(wanted & bigrams(s)) / len(wanted), s) for s in _SENTENCE.findall(hit.text))
        if share >= LEAST:
            found.append((-share, hit.ref, replace(hit, text=text.strip(), spans=())))
    return [hit for _, _, hit in sorted(found)[:PRECEDENTS]]
