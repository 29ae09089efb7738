"""Where words begin and end (词的边界), as the library writes: whether a stretch cuts one."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.search.closeness import Closeness
from drafter.search.fold import places
from drafter.search.shelf import Row, Shelf

TORN = 0.55
"""What a match is worth that runs across punctuation, or begins or ends inside a word, where no other reads so."""
_UNSURE = 0.15
"""What a match loses that may begin or end inside a word."""
_MORE_TORN = 0.1
"""What a match that seems to cut a word loses besides, by how much more often the library writes what it cuts."""
LONG = 4
"""So many syllables in a row are not there by chance, even across punctuation."""
PARTICLE = "的"
"""Behind it a word begins."""
_BOUND, _LOOSE = 2, 0.5
"""So many times as often a pair must be written as the next to be taken for a word that the next one cuts: where that
one is a word, or, in three characters, is itself cut by the other pair (驱|动发|展)."""


def whole_first(
    shelf: Shelf,
    row: Row,
    spans: Iterable[tuple[int, int]],
    score: float,
    *,
    begun: bool = False,
    open_end: bool = False,
    torn: bool = True,
) -> Closeness:
    """The spans that are whole words; where there are none, and unless torn is False, those that may be meant all the
    same, at less than `score`.

    begun: their last characters begin words. open_end: they may end anywhere.
    """
    spans = tuple(spans)
    if not spans:
        return Closeness(0.0, ())
    text = shelf.text(row)
    whole = tuple(
        (start, end)
        for start, end in spans
        if is_whole(shelf, row.folded, text, start, end - begun, open_end=open_end)
        and (not begun or row.folded[start:end] in text)
    )
    if whole:
        sure = tuple(
            (start, end)
            for start, end in whole
            if _is_surely_whole(shelf, row.folded, text, start, end - begun, open_end)
        )
        return Closeness(score if sure else score * (1 - _UNSURE), sure or whole)
    if not torn:
        return Closeness(0.0, ())
    cut = tuple(span for span in spans if span[1] - span[0] >= LONG or row.folded[slice(*span)] in text)
    share = max((_torn_little(shelf, row.folded, *span) for span in cut), default=0.0)
    return Closeness(score * TORN * (1 - _MORE_TORN * (1 - share)) if cut else 0.0, cut)


def is_whole(
    shelf: Shelf, folded: str, text: str, start: int, end: int, *, across: bool = False, open_end: bool = False
) -> bool:
    """Whether a stretch does not cut a word at either end (open_end: where it begins), as the library writes, and (unless
    across) holds no punctuation."""
    size = end - start
    # Folding mostly drops characters only, so that a place in the text is seldom before that in its folded form.
    words = folded[start:end]
    first = text.find(words, start)
    last = first + size
    if first < 0:
        at = places(text)
        first, last = at[start], at[end - 1] + 1
        if last - first != size and not across:
            return False
    if size < 2:
        return True
    begins = start == 0 or text[first - 1] == PARTICLE or not text[first - 1 : first].isalnum()
    ends = open_end or end == len(folded) or not text[last : last + 1].isalnum()
    inner = (folded[start + 1 : start + 3], folded[end - 3 : end - 1]) if size == 3 else ("", "")
    return (begins or not _cuts(shelf, folded[start - 1 : start + 1], folded[start : start + 2], inner[0])) and (
        ends or not _cuts(shelf, folded[end - 1 : end + 1], folded[end - 2 : end], inner[1])
    )


def begins_surely(shelf: Shelf, folded: str, text: str, start: int, chance: int = 0) -> bool:
    """Whether a word begins there: its first character is written more often with the next one than with the one before.

    chance: so often it says nothing that it is written with the one before.
    """
    if start == 0 or start == len(folded) - 1:
        return True
    outer, own = (shelf.frequency("b", folded[at - 1 : at + 1]) for at in (start, start + 1))
    if outer < own or outer <= chance or folded[start - 1] == PARTICLE:
        return True
    return not text[places(text)[start] - 1].isalnum()


def _is_surely_whole(shelf: Shelf, folded: str, text: str, start: int, end: int, open_end: bool) -> bool:
    """Whether a word begins at the first and (unless open_end) ends at the last character of a stretch."""
    if end - start < 2:
        return True
    if not begins_surely(shelf, folded, text, start, chance=1):
        return False
    if open_end or end == len(folded):
        return True
    outer, own = (shelf.frequency("b", folded[at - 2 : at]) for at in (end + 1, end))
    return outer < own or outer <= 1 or not text[places(text)[end - 1] + 1].isalnum()


def _cuts(shelf: Shelf, outer: str, own: str, inner: str) -> bool:
    """Whether the character at an end of a stretch, in the pairs `outer` and `own`, belongs to the one outside.

    inner: the other pair of a stretch of three characters, else empty.
    """
    inside = shelf.frequency("b", own)
    loose = inner and shelf.frequency("b", inner) > _BOUND * inside
    return shelf.frequency("b", outer) > (_LOOSE if loose else _BOUND) * inside


def _torn_little(shelf: Shelf, folded: str, start: int, end: int) -> float:
    """How often a stretch's ends are written as they are for once that they are written with what is outside, 0 to 1."""
    share = 1.0
    for outer, own in ((start - 1, start), (end - 1, end - 2)):
        if 0 <= outer < len(folded) - 1:
            often = shelf.frequency("b", folded[outer : outer + 2])
            share = min(share, shelf.frequency("b", folded[own : own + 2]) / max(1, often))
    return share
