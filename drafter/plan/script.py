"""What a brief is typed in and no office writes (字形): traditional characters (繁体), pictographs (表情图案) and slots (空位). The
outline is planned and written in simplified characters, without pictures, and a slot is a gap (待填) in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from drafter.brief.schema import Brief
from drafter.language.script import simplified
from drafter.language.visible import unpictured
from drafter.plan.frames import gap_text

_BY_HAND = "chosen"
"""The field for the writer's own wording of a line, which stays in the script it was typed in."""


_SLOT = re.compile("《[^《》]*》|<([\u4e00-\u9fff]{1,24})>")
"""A slot, typed as the phrasebank has them. In a title (《关于修改<某条例>的决定》) it is a title."""


def as_written(brief: Brief, hints: Mapping[str, str]) -> tuple[Brief, tuple[str, ...]]:
    """The brief in simplified characters, without pictographs and with its slots as gaps, and what the writer is told of
    it; the brief itself and () where it has none of these.

    hints: slot -> what is to be filled in there. The slots of the title (标题) and of what is chosen (选定) stay: the brief
    fills them.
    """
    pictured, traditional = list[str](), list[str]()
    plain: Brief = _each(brief, _unpictured, pictured)
    hand = {node: _unpictured(text) for node, text in plain.chosen.items()}
    pictured += [text for node, text in plain.chosen.items() if hand[node] != text]
    if hand != plain.chosen:
        plain = plain.model_copy(update={_BY_HAND: hand})
    plain = _each(plain, simplified, traditional)
    told = []
    if pictured:
        told.append(f"简要里有表情图案（如“{pictured[0]}”），公文里不用，没有写进提纲")
    if traditional:
        # One script from the first line to the last: what the phrasebank says is simplified.
        told.append(f"简要里有繁体字（如“{traditional[0]}”），提纲里写成简体字")
    slotted: Brief = _each(plain, lambda text: _SLOT.sub(lambda m: gap_text(m[1], hints) if m[1] else m[0], text), [])
    return slotted if slotted.title == plain.title else slotted.model_copy(update={"title": plain.title}), tuple(told)


def _unpictured(text: str) -> str:
    """`text` without pictographs; as it is where nothing else would be left."""
    return unpictured(text) or text


def _each(value: Any, written: Callable[[str], str], changed: list[str]) -> Any:
    """`value` with each wording in it as it is `written`; those that were not go into `changed`."""
    if isinstance(value, str):
        new = written(value)
        if new != value:
            changed.append(value)
        return new
    if isinstance(value, tuple):
        return tuple(_each(item, written, changed) for item in value)
    if isinstance(value, BaseModel):
        old = {name: getattr(value, name) for name in type(value).model_fields if name != _BY_HAND}
        each = {name: _each(item, written, changed) for name, item in old.items()}
        # Only what changed: a field that is set counts as one the writer gave.
        found = {name: item for name, item in each.items() if item != old[name]}
        return value.model_copy(update=found) if found else value
    return value
