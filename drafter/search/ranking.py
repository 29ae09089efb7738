"""What is shown, in which order (排序): tier, closeness, standing, preferred move, formula; near-identical ones once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from drafter.records import Hit
from drafter.search.candidates import Ask
from drafter.search.closeness import Closeness
from drafter.search.fold import fold, places
from drafter.search.layout import KINDS, LABEL
from drafter.search.shelf import Row, Shelf

Tier = Literal["exact", "fuzzy", "pinyin"]
TIERS: tuple[Tier, ...] = ("exact", "fuzzy", "pinyin")

COPY = 90.0
"""Percentage of characters alike (rapidfuzz ratio) from which passages are one and the same."""

_LONGEST_LABEL = 8
_SENTENCE_ENDS = "。！？；\n"


class Found(NamedTuple):
    """A passage that answers."""

    row: Row
    tier: Tier
    close: Closeness


def best(shelf: Shelf, found: Iterable[Found], ask: Ask) -> list[tuple[Found, int]]:
    """The first `limit` in order, each with the number of near-identical passages it stands for."""
    kept: list[tuple[Found, int]] = []
    seen: set[tuple[int, int]] = set()
    for _, equals in groupby(sorted(found, key=_closeness), _closeness):
        as_close = list(equals)
        for headings in (True, False):
            part = [each for each in as_close if _is_heading(each.row) == headings]
            # Where the words stand is only looked up while there is room.
            if len(kept) < ask.limit:
                part.sort(key=lambda each: _rank(shelf, each, ask))
            for each in part:
                passage = (each.row.speech, each.row.place)
                if passage not in seen:
                    seen.add(passage)
                    keep(kept, each, ask.limit)
    return kept


def keep(kept: list[tuple[Found, int]], found: Found, limit: int) -> bool:
    """Add a passage, or count it with the one it is a copy of; False when there is no more room for it."""
    for place, (first, copies) in enumerate(kept):
        if _copy(first.row.folded, found.row.folded):
            kept[place] = (first, copies + 1)
            return True
    if len(kept) < limit:
        kept.append((found, 1))
        return True
    return False


def hit(shelf: Shelf, found: Found, copies: int) -> Hit:
    """As others see it."""
    row = found.row
    info = shelf.info(row.speech)
    text = shelf.text(row)
    at = places(text)
    return Hit(
        ref=f"{info.id}#{row.number}",
        tier=found.tier,
        score=round(found.close.score, 4),
        move=shelf.names[row.move],
        step=shelf.names[row.step],
        text=text,
        spans=tuple((at[start], at[end - 1] + 1) for start, end in found.close.spans),
        speech_id=info.id,
        title=info.title,
        speaker=info.speaker,
        date=info.date,
        path=info.path,
        copies=copies,
    )


def _closeness(found: Found) -> tuple[int, float]:
    """Tier, then closeness."""
    return TIERS.index(found.tier), -round(found.close.score, 3)


def _rank(shelf: Shelf, found: Found, ask: Ask) -> tuple[int, bool, int, int, int, int]:
    """Of equally close ones: standing, preferred move, formulaic; then the shorter, then as they stand in the library."""
    row = found.row
    return (
        _standing(shelf, found),
        bool(ask.prefer) and shelf.names[row.move] != ask.prefer,
        -row.formulaic,
        len(row.folded),
        row.speech,
        row.place,
    )


def _is_heading(row: Row) -> bool:
    return KINDS[row.kind] == "heading"


def _standing(shelf: Shelf, found: Found) -> int:
    """0 in a heading, 1 at the start of a sentence, 2 elsewhere."""
    if _is_heading(found.row):
        return 0
    text = shelf.text(found.row)
    at: list[int] = []
    spans = found.close.spans[:3]
    for start, end in ((found.close.stretch[0], spans[0][1]), *spans[1:]) if spans else ():
        # Mostly the words stand in the text as they were folded; only else is every character counted.
        place = text.find(found.row.folded[start:end])
        if place < 0:
            at = at or places(text)
            place = at[start]
        sentence = text[max(text.rfind(mark, 0, place) for mark in _SENTENCE_ENDS) + 1 : place]
        if len(sentence) <= _LONGEST_LABEL and (not fold(sentence) or LABEL.fullmatch(sentence)):
            return 1
    return 2


def _copy(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) * 100 < COPY * max(len(one), len(other)) * 0.9:
        return False
    return fuzz.ratio(one, other, score_cutoff=COPY) > 0
