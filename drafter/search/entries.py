"""What the library takes in (入库的段落)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Passage, Source

_DAMAGE = (DAMAGE_OPEN, DAMAGE_CLOSE, "\ufffd")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the library takes it in (入库的段落)."""

    ref: str
    """SPEECH#NUMBER, as in Hit.ref."""
    text: str
    move: str = ""
    step: str = ""
    level: int = 0
    kind: str = "paragraph"
    speech_id: str = ""
    title: str = ""
    speaker: str = ""
    position: str = ""
    date: str = ""
    place: str = ""
    occasion: str = ""
    path: str = ""
    formulaic: float = 0.0
    """0 to 1: how much of it is formula rather than matter of its own."""


INDEXED = tuple(each.name for each in fields(Entry) if each.name != "formulaic")
"""What the index knows of it."""


def entries_of(source: Source, formulaic: Callable[[Passage], float] = lambda passage: 0.0) -> Iterator[Entry]:
    """The passages of a source as entries. Damaged ones, should any come this far, are left out (contract 2).

    formulaic: passage -> 0 to 1. Copies of a speech are entries too: hits fold them.
    """
    for speech in source.speeches:
        for passage in speech.passages:
            if any(mark in passage.text for mark in _DAMAGE):
                continue
            yield Entry(
                f"{speech.id}#{passage.number}",
                passage.text,
                passage.move,
                passage.step,
                passage.level,
                passage.kind,
                speech.id,
                speech.title or "",
                speech.speaker or "",
                speech.position or "",
                speech.date or "",
                speech.place or "",
                speech.occasion or "",
                source.path,
                formulaic(passage),
            )
