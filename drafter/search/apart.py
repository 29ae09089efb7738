"""Words a writer set apart by spaces (分开写的词), in whatever order: passages with all of them, with slips, with some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.search import numbered
from drafter.search.aloud import heard
from drafter.search.borders import is_whole
from drafter.search.candidates import Ask, all_of, candidates, near_all_of
from drafter.search.closeness import LEAST, Closeness, gathered, occurrences, slips
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.numbers import asked
from drafter.search.shelf import Row, Shelf

_HEARD = 0.6
"""What a word of two characters is worth that is there with them swapped, or one of them a homophone."""


def with_all(shelf: Shelf, ask: Ask) -> list[Found]:
    """Passages that hold all the words."""
    rows = [
        row for row in candidates(shelf, all_of(shelf, ask.words), ask) if all(word in row.folded for word in ask.words)
    ]
    return [_found(shelf, row, ask, {}) for row in rows]


def with_slips(shelf: Shelf, ask: Ask) -> list[Found]:
    """Passages that hold all the words, one or more with a slip in it: each is looked for by itself."""
    return [each for each in _near(shelf, ask, every=True) if not each.lacks]


def with_some(shelf: Shelf, ask: Ask, behind: Sequence[Found]) -> list[Found]:
    """Passages that hold half of the words, or most of their characters, but not all; which words are lacking is told.

    A single character alone is in any passage. behind: what has them all, with slips; none of the others is worth as much.
    """
    most = min((each.close.score for each in behind), default=1.0)
    known = {each.row[:2] for each in behind}
    return [
        each._replace(close=replace(each.close, score=most * each.close.score))
        for each in _near(shelf, ask, every=False)
        if each.lacks
        and any(len(word) > 1 for word in ask.words if word not in each.lacks)
        and each.row[:2] not in known
        and (2 * len(each.lacks) <= len(set(ask.words)) or each.close.score >= LEAST)
    ]


def _near(shelf: Shelf, ask: Ask, *, every: bool) -> list[Found]:
    sounds = {word: codes for word in ask.words if (codes := _sound(shelf, word))}
    counted = {fold(word): numbered.narrowing(shelf, word) for word in ask.typed.split() if asked(word)}
    rows = candidates(shelf, near_all_of(shelf, ask.words, sounds, counted, every=every), ask)
    return [_found(shelf, row, ask, sounds) for row in rows]


def _sound(shelf: Shelf, word: str) -> str:
    """The syllables of a word of two characters, as codes: too short for a slip in it to be told by its look."""
    return shelf.pinyin.codes_of(word, shelf.pinyin.by_phrase(word)) if re.fullmatch("[\u4e00-\u9fff]{2}", word) else ""


def _found(shelf: Shelf, row: Row, ask: Ask, sounds: dict[str, str]) -> Found:
    """How close the words stand, and which are lacking."""
    places, lacks, lost = [], [], 0.0
    counted = {fold(word): word for word in ask.typed.split() if asked(word)}
    for word in dict.fromkeys(ask.words):
        if word in counted:
            if spans := numbered.held(shelf, row, counted[word]):
                places.append(spans)
            else:
                lacks.append(word)
        elif spans := occurrences(word, row.folded):
            places.append(spans)
        elif (close := _slipped(shelf, row, word, sounds.get(word, ""))).spans:
            places.append(close.spans)
            lost += (1 - close.score) * len(word)
        else:
            lacks.append(word)
    length = sum(map(len, set(ask.words)))
    close = gathered(places, length, overlapping=True)
    # What stands among the characters of a word is no more of the query (组织的领导 for 组织领导).
    there = length - sum(map(len, lacks))
    marked = sum(end - start for start, end in close.spans)
    score = max(0.0, close.score * min(1.0, there / max(1, min(marked, length))) * (1 - lost / length))
    return Found(row, "fuzzy", Closeness(score, close.spans), tuple(lacks))


def _slipped(shelf: Shelf, row: Row, word: str, codes: str) -> Closeness:
    """Where a word stands with a slip in it; of two characters at all such places, as whole words."""
    nowhere = Closeness(0.0, ())
    if re.search("[a-z0-9]", word) or len(word) < 2:
        return nowhere  # letters may be pinyin
    if len(word) > 2:
        close = slips(word, row.folded)
        return Closeness(close.score, ((close.spans[0][0], close.spans[-1][1]),)) if close.score >= LEAST else nowhere
    spans = [*occurrences(word[::-1], row.folded)]
    if codes:
        spans += [
            (start, end) for start, end in heard(shelf, row, codes) if any(map(str.__eq__, word, row.folded[start:end]))
        ]
    # What is written more seldom than the word itself is no word that was meant (大会|工作 for 工会).
    often = shelf.frequency("b", word)
    spans = [span for span in spans if shelf.frequency("b", row.folded[slice(*span)]) > often]
    text = shelf.text(row) if spans else ""
    whole = [span for span in spans if is_whole(shelf, row.folded, text, *span)]
    return Closeness(_HEARD, tuple(sorted(whole))) if whole else nowhere
