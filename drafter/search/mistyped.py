"""What a keyboard makes of a word (输入之误): another character of the same sound; the same characters in a wrong order.

Both leave the text a character by character equal of the query, so that the whole of it is what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice, pairwise, permutations

from drafter.search.aloud import heard, with_codes
from drafter.search.borders import is_whole
from drafter.search.candidates import MOST_GRAMS, Ask, candidates, headings_first, pairs
from drafter.search.closeness import LEAST, Closeness, occurrences
from drafter.search.found import Found
from drafter.search.shelf import Occur, Query, Row, Shelf

_HAN = re.compile("[\u4e00-\u9fff]+")
_SOUNDING, _EXCHANGED, _MOVED = 0.8, 0.9, 0.95
"""In slips: a wrong character that sounds right, likeliest of all with a pinyin keyboard; two characters exchanged,
as two swapped; characters otherwise out of place."""
_CUT = 0.15
"""In slips: what is lost where the stretch seems to begin or end inside a word."""
_LONGEST_SOUND = 10
"""Length up to which it is looked for what sounds alike: of a longer query a wrong character leaves enough."""
_ORDERED = range(3, 7)
"""Lengths of a query whose characters may be out of order."""
_EVERY_ORDER = 4
"""Length up to which every order is tried; in longer ones two are exchanged, or one is out of place."""
_MOST_ORDERS, _MOST_READINGS = 12, 3
"""Orders, those first whose pairs are written most, and ways to read the query that are looked for."""
_LONGEST_READ = 6
"""Length up to which a character is tried in its other readings: in a longer query its neighbours tell more."""
_LOOKED_AT = 40
"""Passages that are looked at: nearly all that hold the pairs hold them in their order."""


def sounding_so(shelf: Shelf, folded: str, row: Row, codes: str) -> Closeness:
    """Where a row reads as a query of three characters or more does, most of its characters those of the query. Score 0
    where it does not.

    codes: of the query's syllables.
    """
    best, spans = LEAST, list[tuple[int, int]]()
    text = ""
    for start, end in heard(shelf, row, codes):
        words = row.folded[start:end]
        wrong = sum(map(str.__ne__, folded, words))
        if not wrong or _score(folded, _SOUNDING * wrong) < best:
            continue
        text = text or shelf.text(row)
        if words in text:
            cut = not is_whole(shelf, row.folded, text, start, end)
            score = _score(folded, _SOUNDING * wrong + _CUT * cut)
            if score > best:
                best, spans = score, []
            if score == best:
                spans.append((start, end))
    return Closeness(best if spans else 0.0, tuple(spans))


def readings(shelf: Shelf, folded: str) -> list[str]:
    """The ways to read a text, as codes: as its phrases are read; then each character in its other readings, since the
    phrase of a wrong one says nothing of it (重志成城). Only those whose every pair of syllables the library has."""
    pinyin = shelf.pinyin
    usual = pinyin.codes_of(folded, pinyin.by_phrase(folded))
    found = [usual]
    for place, character in enumerate(folded if len(folded) <= _LONGEST_READ else ""):
        for each in pinyin.characters.get(character, ()):
            if (code := pinyin.code[each]) != usual[place]:
                found.append(usual[:place] + code + usual[place + 1 :])
    known = (codes for codes in found if all(shelf.frequency("y", one + other) for one, other in pairwise(codes)))
    return list(islice(known, _MOST_READINGS))


def sounding_alike(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows that read as the query does, of three to ten characters, with other ones for as few of them as leave it LEAST close
    (see `sounding_so`)."""
    if not (3 <= len(folded) <= _LONGEST_SOUND and _HAN.fullmatch(folded)):
        return []
    ways = readings(shelf, folded)
    if not ways:
        return []
    wanted = Query.boolean_query([(Occur.Should, with_codes(shelf, codes)) for codes in ways])
    found = []
    for row in candidates(shelf, headings_first(shelf, wanted), ask, most=_LOOKED_AT):
        close = max((sounding_so(shelf, folded, row, codes) for codes in ways), key=lambda close: close.score)
        if close.spans:
            found.append(Found(row, "fuzzy", close, whole=True))
    return found


def out_of_order(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows with the characters of a short query, all of them and no other between, in another order."""
    if not (len(folded) in _ORDERED and _HAN.fullmatch(folded)):
        return []
    known = []
    for order in _orders(folded):
        least = min(shelf.frequency("b", one + other) for one, other in pairwise(order))
        if least:
            known.append((-least, order))
    orders = [order for _, order in sorted(known)[:_MOST_ORDERS]]
    if not orders:
        return []
    wanted = Query.boolean_query([(Occur.Should, _all_pairs(shelf, order)) for order in orders])
    found = []
    for row in candidates(shelf, headings_first(shelf, wanted), ask, most=_LOOKED_AT):
        text = ""
        for order in orders:
            if order not in row.folded:
                continue
            text = text or shelf.text(row)
            if order not in text:
                continue
            spans = occurrences(order, row.folded)
            whole = tuple(span for span in spans if is_whole(shelf, row.folded, text, *span))
            slips = _EXCHANGED if sum(map(str.__ne__, folded, order)) == 2 else _MOVED
            score = _score(folded, slips + _CUT * (not whole))
            if score >= LEAST:
                found.append(Found(row, "fuzzy", Closeness(score, whole or spans), whole=True))
    return found


def _all_pairs(shelf: Shelf, order: str) -> Query:
    grams = sorted(pairs(order))[:MOST_GRAMS]
    return Query.boolean_query([(Occur.Must, shelf.term("b", pair)) for pair in grams])


@lru_cache(maxsize=64)
def _orders(folded: str) -> tuple[str, ...]:
    """The other orders of the characters that may have been meant."""
    return tuple(sorted(set(_every_order(folded)) - {folded}))


def _every_order(folded: str) -> Iterator[str]:
    size = len(folded)
    if size <= _EVERY_ORDER:
        yield from map("".join, permutations(folded))
        return
    for low, high in combinations(range(size), 2):
        yield folded[:low] + folded[high] + folded[low + 1 : high] + folded[low] + folded[high + 1 :]
    for place in range(size):
        rest = folded[:place] + folded[place + 1 :]
        yield from (rest[:at] + folded[place] + rest[at:] for at in range(size))


def _score(folded: str, slips: float) -> float:
    return 1 - slips / len(folded)
