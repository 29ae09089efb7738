"""A brief typed in traditional characters (繁体): planned in simplified ones, its own words shown as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from drafter.brief.schema import Brief
from drafter.language.script import simplified
from drafter.records import Alternative, Item, Outline

_PARTS = re.compile("[、和及与，；]|以及")
KEPT = frozenset(("chosen", "title"))
"""What is the writer's own wording of a line, and is shown, not looked through."""


def in_simplified(brief: Brief) -> tuple[Brief, dict[str, str]]:
    """The brief in simplified characters, and simplified → as typed for each of its words that changed.

    The brief itself, and nothing, where no word has a traditional character.
    """
    typed: dict[str, str] = {}
    folded: Brief = _folded(brief, typed)
    return folded, typed


def _folded(value: Any, typed: dict[str, str]) -> Any:
    if isinstance(value, str):
        simple = simplified(value)
        if simple != value:
            typed.update(_words(value, simple))
        return simple
    if isinstance(value, tuple):
        return tuple(_folded(item, typed) for item in value)
    if isinstance(value, BaseModel):
        old = {name: getattr(value, name) for name in type(value).model_fields if name not in KEPT}
        new = {name: _folded(item, typed) for name, item in old.items()}
        # Only what changed: a field that is set counts as one the writer gave.
        changed = {name: item for name, item in new.items() if item != old[name]}
        return value.model_copy(update=changed) if changed else value
    return value


def _words(value: str, simple: str) -> Iterator[tuple[str, str]]:
    """(simplified, as typed) for the whole wording and for each of its parts: 各鄉鎮 out of 各鄉鎮和縣直部門."""
    yield simple, value
    at = 0
    for part in _PARTS.split(simple):
        at = simple.index(part, at) if part else at
        was = value[at : at + len(part)]
        if len(part) > 1 and was != part:
            yield part, was
        at += len(part)


def as_typed(outline: Outline, typed: dict[str, str]) -> Outline:
    """The outline with the brief's words as they were typed."""
    found = re.compile("|".join(map(re.escape, sorted(typed, key=lambda word: (-len(word), word)))))

    def shown(text: str) -> str:
        return found.sub(lambda match: typed[match[0]], text)

    def item(old: Item) -> Item:
        return replace(
            old,
            text=shown(old.text),
            slots={name: shown(value) for name, value in old.slots.items()},
            gaps=tuple(map(shown, old.gaps)),
            alternatives=tuple(Alternative(shown(a.text), a.ref, shown(a.reason)) for a in old.alternatives),
            items=tuple(map(item, old.items)),
        )

    return replace(
        outline,
        title=shown(outline.title),
        items=tuple(map(item, outline.items)),
        subtitle=tuple(map(shown, outline.subtitle)),
        gaps=tuple((where, shown(gap)) for where, gap in outline.gaps),
        notes=tuple(map(shown, outline.notes)),
    )
