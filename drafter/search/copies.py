"""What says the same as what (同样的话): such passages are shown once, with their number.

Another number, name, date or 不 is another thing said, however much else is alike: then both are shown.
"""

from __future__ import annotations

import re

from drafter.search.candidates import Ask, narrowed, pairs
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.layout import LABEL
from drafter.search.numbers import numbers
from drafter.search.shelf import Occur, Query, Row, Shelf

_VARIANTS = ("的地得", "做作", "账帐", "象像")
"""Characters of which one writer has the one and the next another, where the same is meant (做的好, 做得好; 作主, 做主)."""
_CLASS = {each: variants for variants in _VARIANTS for each in variants}
_FIRST = [(each, variants[0]) for variants in _VARIANTS for each in variants[1:]]
_IN_LABELS = frozenset("一二三四五六七八九十第0123456789")
_DIGIT = re.compile("[0-9]")
_NUMERAL = re.compile("[一二三四五六七八九十0-9０-９]")
_LONGEST_LABEL = 24
_MOST_PAIRS = 12
"""Pairs of characters by which copies are looked up: all of them are in every copy."""


class Kept:
    """The passages to be shown, at most `limit`, no two of which say the same."""

    def __init__(self, limit: int) -> None:
        self.shown: list[tuple[Found, int]] = []
        """Each with the number of those it stands for."""
        self._places: dict[str, list[int]] = {}
        """What is said -> which of those shown say it: more than one where a number is another for all that (5.2, 52)."""
        self._limit = limit

    def take(self, found: Found, copies: int = 0, alike: int = 1) -> bool:
        """Add a passage, or count it with the one that says the same; False when there is no more room for it.

        copies: how many it is known to stand for, where they have been counted already; alike: how many say the very
        same, itself counted, none of which was taken before.
        """
        words = said(found.row)
        places = self._places.get(words, ())
        place = next((each for each in places if _same_numbers(self.shown[each][0].row, found.row)), None)
        if place is not None:
            first, known = self.shown[place]
            self.shown[place] = (first, max(known, copies) if copies else known + alike)
        elif len(self.shown) < self._limit:
            self._places.setdefault(words, []).append(len(self.shown))
            self.shown.append((found, copies or alike))
        else:
            return False
        return True


def said(row: Row) -> str:
    """What a passage says: folded, without the label it begins with, variants of a character taken for one."""
    words = _without_label(row)
    for variant, first in _FIRST:
        words = words.replace(variant, first)  # ten times as fast as str.translate
    return words


def _same_numbers(one: Row, other: Row) -> bool:
    """Whether passages that say the same, as folded, have the same numbers, too: a point and % are folded away."""
    if one.packed == other.packed or not _DIGIT.search(one.folded):
        return True
    ours, theirs = ([each[2:4] for each in numbers(_text(row)[_label_end(row) :])] for row in (one, other))
    return ours == theirs


def _text(row: Row) -> str:
    return row.packed[row.start : row.start + row.length].decode()


def _label_end(row: Row) -> int:
    """Where the label ends that a passage begins with, in its text."""
    if row.folded[:1] not in _IN_LABELS:
        return 0
    text = row.packed[row.start : row.start + min(row.length, 3 * _LONGEST_LABEL)].decode("utf-8", "ignore")
    label = LABEL.match(text)
    # 3.5万 and 三、四季度 begin with no label.
    return label.end() if label and not _NUMERAL.match(text, label.end()) else 0


def _without_label(row: Row) -> str:
    end = _label_end(row)
    return row.folded[len(fold(_text(row)[:end])) :] or row.folded if end else row.folded


def copies_of(shelf: Shelf, row: Row, ask: Ask) -> list[tuple[int, int]]:
    """All passages that say the same as one and pass the facets, itself included, as they stand in the library: speech and
    place in it."""
    own = said(row)
    if len(own) < 2:
        return [row[:2]]
    wanted = sorted(pairs(own), key=lambda pair: (shelf.frequency("b", pair), pair))[:_MOST_PAIRS]
    holding = [Query.const_score_query(shelf.any_of(("b", way) for way in _ways(pair)), 0.0) for pair in wanted]
    found = Query.boolean_query([(Occur.Must, each) for each in holding])
    rows = shelf.rows(shelf.heaviest(narrowed(found, ask), len(shelf)))
    return sorted(each[:2] for each in rows if said(each) == own and _same_numbers(row, each))


def _ways(pair: str) -> list[str]:
    return [one + other for one in _CLASS.get(pair[0], pair[0]) for other in _CLASS.get(pair[1], pair[1])]
