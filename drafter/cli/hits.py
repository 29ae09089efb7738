"""Hits as they are shown at the terminal (查到的怎样显示)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from drafter.records import Hit
from drafter.search.fold import fold

TIERS = {"exact": "原文", "fuzzy": "近似", "pinyin": "拼音"}
WIDTH = 30
"""Characters either side of the match under a hit's line."""
BESIDE = 18
"""Characters either side of the match in the one-line view."""
BETWEEN, MOST_PIECES = 6, 4
"""Characters shown behind a piece of a match and before the next; pieces of one that are shown in a line."""


def as_row(number: int, hit: Hit, name: str) -> str:
    head = f"{number:>2}. {_tier(hit)}{hit.move}·{hit.step or '—'}  {hit.ref}"
    about = " · ".join(part for part in (hit.title or name, hit.speaker, hit.date) if part)
    copies = f"（另有 {hit.copies - 1} 处相同）" if hit.copies > 1 else ""
    return f"{head}  {about}{copies}{_lacking(hit)}"


def _lacking(hit: Hit) -> str:
    return f"（没有{'、'.join(f'“{word}”' for word in hit.lacks)}）" if hit.lacks else ""


def _tier(hit: Hit) -> str:
    """Empty where conditions alone were given: nothing is compared."""
    return f"[{TIERS[hit.tier]} {hit.score:.2f}] " if hit.spans or hit.tier != "exact" else ""


def as_line(hit: Hit, name: str, width: int) -> str:
    """Keyword in context: the matches of all hits below each other, what stands before and behind them, the source.

    width: cells from the match on that the source begins behind.
    """
    start = _pieces(hit)[0][0]
    left = hit.text[max(0, start - BESIDE) : start].replace("\n", " ")
    keyword = keyword_of(hit)
    # Only the year may tell meetings of one name apart; what has a title is called by that.
    year = f"（{hit.date[:4]}）" if not hit.title and hit.date[:4] not in name else ""
    # What has no other name is called by its speaker already.
    speaker = f" · {hit.speaker}" if hit.speaker and hit.speaker not in name else ""
    behind = f"{' ' * (width - cells(keyword))}  {_tier(hit)}{hit.ref}  {name}{year}{speaker}{_lacking(hit)}"
    return f"{' ' * (2 * BESIDE - cells(left))}{left}{keyword}{behind}"


def keyword_of(hit: Hit) -> str:
    """The match that is shown, and what stands behind it."""
    return _around_pieces(hit, 0, BESIDE)


def _pieces(hit: Hit) -> list[tuple[int, int]]:
    """What a hit is shown by, in order: the first of the longest matches, and those nearest to it that say something else."""
    longest = max(hit.spans, key=lambda span: span[1] - span[0], default=(0, 0))
    shown: dict[str, tuple[int, int]] = {}
    for span in sorted(hit.spans, key=lambda span: abs(span[0] - longest[0])):
        shown.setdefault(fold(hit.text[slice(*span)]), span)
    return sorted(list(shown.values())[:MOST_PIECES]) or [longest]


def _around_pieces(hit: Hit, before: int, behind: int) -> str:
    """The pieces of a hit, so many characters before the first and behind the last; what lies far between is left out."""
    pieces = _pieces(hit)
    text = _marked(hit, max(0, pieces[0][0] - before), pieces[0][1])
    for (_, end), (start, last) in pairwise(pieces):
        if start - end > 2 * BETWEEN:
            text += f"{_marked(hit, end, end + BETWEEN)}……{_marked(hit, start - BETWEEN, last)}"
        else:
            text += _marked(hit, end, last)
    return text + _marked(hit, pieces[-1][1], pieces[-1][1] + behind)


def cells(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character. Marks that may be either count as one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def shown(hit: Hit, full: bool) -> str:
    """The text with its matches in 【】; cut around one of them (KWIC) unless full."""
    if full:
        return _marked(hit, 0, len(hit.text))
    pieces = _pieces(hit)
    left, right = pieces[0][0] > WIDTH, pieces[-1][1] + WIDTH < len(hit.text)
    return f"{'……' * left}{_around_pieces(hit, WIDTH, WIDTH)}{'……' * right}"


def _marked(hit: Hit, left: int, right: int) -> str:
    """A stretch of the text, what matches of it in 【】."""
    pieces, at = [], left
    for first, last in ((max(left, first), min(right, last)) for first, last in hit.spans):
        if first < last:
            pieces += [hit.text[at:first], "【", hit.text[first:last], "】"]
            at = last
    return "".join([*pieces, hit.text[at:right]]).replace("\n", " ")
