"""A brief typed in traditional characters (繁体): the outline is planned and written in simplified ones."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from drafter.brief.schema import Brief
from drafter.language.script import simplified

KEPT = frozenset(("chosen",))
"""What is the writer's own wording of a line, and stands as it was typed."""


def in_simplified(brief: Brief) -> tuple[Brief, str]:
    """The brief in simplified characters, and the first wording that was not; the brief itself and "" where all are."""
    changed: list[str] = []
    folded: Brief = _folded(brief, changed)
    return folded, changed[0] if changed else ""


def _folded(value: Any, changed: list[str]) -> Any:
    if isinstance(value, str):
        simple = simplified(value)
        if simple != value:
            changed.append(value)
        return simple
    if isinstance(value, tuple):
        return tuple(_folded(item, changed) for item in value)
    if isinstance(value, BaseModel):
        old = {name: getattr(value, name) for name in type(value).model_fields if name not in KEPT}
        new = {name: _folded(item, changed) for name, item in old.items()}
        # Only what changed: a field that is set counts as one the writer gave.
        found = {name: item for name, item in new.items() if item != old[name]}
        return value.model_copy(update=found) if found else value
    return value
