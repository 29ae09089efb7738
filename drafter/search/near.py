"""What nearly matched (相近的说法), for a query that finds nothing."""

from __future__ import annotations

import re

from drafter.search import ranking, sounding
from drafter.search.candidates import WORTH, Ask, by_pairs, candidates
from drafter.search.closeness import pieces, slips
from drafter.search.fold import fold, places
from drafter.search.shelf import Shelf

_LEAST = 0.3
"""Closeness below which a stretch would puzzle rather than help."""


def suggest(shelf: Shelf, folded: str, limit: int) -> tuple[str, ...]:
    """Stretches of the library's own text, nearest first; none is the query itself."""
    if not folded:
        return ()
    if len(folded) >= 2 and not re.fullmatch("[a-z]+", folded):
        near = _by_characters(shelf, folded, Ask(limit=limit))
    else:
        near = _by_beginning(shelf, folded, Ask(limit=limit))
    others = [words for words in near if fold(words) != folded]
    return tuple(sorted(others, key=lambda words: (-near[words], words)))[:limit]


def _by_characters(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    near: dict[str, float] = {}
    for row in candidates(shelf, by_pairs(shelf, folded), ask, worth=WORTH):
        close = max(slips(folded, row.folded), pieces(folded, row.folded), key=lambda close: close.score)
        if close.score >= _LEAST and close.spans[-1][1] - close.spans[0][0] >= 2:
            text = shelf.text(row)
            at = places(text)
            words = text[at[close.spans[0][0]] : at[close.spans[-1][1] - 1] + 1]
            if len(words) <= 2 * len(folded) + 8:
                near[words] = max(close.score, near.get(words, 0.0))
    return near


def _by_beginning(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    """A run of letters one of which is wrong: what can be read of its longest beginning.

    Found by halving, since what begins a beginning that is read is nearly always read, too.
    """
    near: dict[str, float] = {}
    read, unread = 1, len(folded)
    while unread - read > 1:
        size = (read + unread) // 2
        found = ranking.best(shelf, sounding.by_pinyin(shelf, folded[:size], ask), ask)
        if found:
            read = size
            hits = [ranking.hit(shelf, each, copies) for each, copies in found]
            near = {hit.text[slice(*hit.spans[0])]: hit.score for hit in hits}
        else:
            unread = size
    return near
