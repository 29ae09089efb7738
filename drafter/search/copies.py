"""What says the same as what (同样的话): such passages are shown once, with their number.

Another number, name, date or 不 is another thing said, however much else is alike: then both are shown.
"""

from __future__ import annotations

import hashlib
import re

from drafter.search.candidates import Ask, narrowed
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.layout import LABEL, facet
from drafter.search.numbers import numbers
from drafter.search.shelf import Query, Row, Shelf

_VARIANTS = ("的地得", "做作", "账帐", "象像")
"""Characters of which one writer has the one and the next another, where the same is meant (做的好, 做得好; 作主, 做主)."""
_FIRST = [(each, variants[0]) for variants in _VARIANTS for each in variants[1:]]
_IN_LABELS = frozenset("一二三四五六七八九十第0123456789")
_DIGIT = re.compile("[0-9]")
_NUMERAL = re.compile("[一二三四五六七八九十0-9０-９]")
_LONGEST_LABEL = 24


class Kept:
    """The passages to be shown, at most `limit`, no two of which say the same."""

    def __init__(self, limit: int) -> None:
        self.shown: list[tuple[Found, int]] = []
        """Each with the number of those it stands for."""
        self._places: dict[str, list[int]] = {}
        """What is said -> which of those shown say it: more than one where a number is another for all that (5.2, 52)."""
        self._limit = limit

    def take(self, found: Found, copies: int = 0, alike: int = 1) -> bool:
        """Add a passage, or count it with the one that says the same; False when there is no more room for it. Of those the
        library has, only so many are counted as come here: what is told is `count_of`.

        copies: how many it is known to stand for, where they have been counted already; alike: how many say the very
        same, itself counted, none of which was taken before.
        """
        words = said(found.row.folded, _text(found.row))
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


def said(folded: str, text: str) -> str:
    """What a passage says: folded, without the label it begins with, variants of a character taken for one."""
    end = _label_end(folded, text)
    words = (folded[len(fold(text[:end])) :] or folded) if end else folded
    for variant, first in _FIRST:
        words = words.replace(variant, first)  # ten times as fast as str.translate
    return words


def mark(folded: str, text: str) -> str:
    """The index's term for all passages that say the same as this one."""
    said_so = repr((said(folded, text), _numbers(folded, text)))
    return facet("c", hashlib.blake2b(said_so.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest())


def _numbers(folded: str, text: str) -> list[tuple[str, str]]:
    """The numbers of what is said, where it has digits: a point and % are folded away (5.2, 52)."""
    if not _DIGIT.search(said(folded, text)):
        return []
    return [each[2:4] for each in numbers(text[_label_end(folded, text) :])]


def _same_numbers(one: Row, other: Row) -> bool:
    """Whether passages that say the same, as folded, have the same numbers, too."""
    if one.packed == other.packed or not _DIGIT.search(one.folded):
        return True
    return _numbers(one.folded, _text(one)) == _numbers(other.folded, _text(other))


def _text(row: Row) -> str:
    return row.packed[row.start : row.start + row.length].decode()


def _label_end(folded: str, text: str) -> int:
    """Where the label ends that a passage begins with, in its text."""
    if folded[:1] not in _IN_LABELS:
        return 0
    label = LABEL.match(text[:_LONGEST_LABEL])
    # 3.5万 and 三、四季度 begin with no label.
    return label.end() if label and not _NUMERAL.match(text, label.end()) else 0


def count_of(shelf: Shelf, row: Row, ask: Ask) -> int:
    """How many passages say the same as one and pass the facets, itself included: as many as `copies_of` has."""
    return shelf.number_of(_same(shelf, row, ask))


def copies_of(shelf: Shelf, row: Row, ask: Ask) -> list[tuple[int, int]]:
    """All passages that say the same as one and pass the facets, itself included, as they stand in the library: speech and
    place in it."""
    return sorted(shelf.heaviest(_same(shelf, row, ask), max(1, count_of(shelf, row, ask))))


def _same(shelf: Shelf, row: Row, ask: Ask) -> Query:
    return narrowed(Query.const_score_query(shelf.term("f", mark(row.folded, _text(row))), 0.0), ask)
