"""How close a folded text comes to a folded query, and where (近似). Pure functions over strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel

LEAST = 0.6
"""Closeness from which two wordings count as the same one: one slip in three characters, two in five."""
_LOOSE, _SCATTERED = 0.95, 0.3
"""What words in another order are worth where they stand together, and how much of it is lost where they do not."""
_BREAK = 1.2
"""A query torn into pieces costs so many slips for every break: a little more than one wrong character."""
_END, _WHOLE = 0.15, 0.1
"""In slips: a first or last character that does not match costs more; a query none of whose characters is lost, less."""
_WIDE = 12
"""Stretches of so many times the query's length count as far apart."""
_SLACK = 2
_SHORT = 4
"""Up to this length a single slip already leaves room for doubt about the ends."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """score: 0 to 1; spans: half-open ranges of the folded text that match, in order."""

    score: float
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0] if self.spans else 0


def occurrences(query: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the query stands in the text word for word, not overlapping."""
    found = []
    place = text.find(query)
    while place >= 0:
        found.append((place, place + len(query)))
        place = text.find(query, place + len(query))
    return tuple(found)


def slips(query: str, text: str) -> Closeness:
    """Nearest stretch of the text: 1 - (wrong, missing, extra, swapped characters) / length of the query.

    Optimal string alignment distance (Damerau 1964) against the stretch rapidfuzz's partial alignment proposes, its
    ends moved by up to two characters. Of stretches equally far, one whose ends match and that holds all of the
    query comes out a little closer: who leaves a character out or mistypes one seldom does it at the end.
    Score 0 when nothing resembles the query.
    """
    if not query or not text:
        return Closeness(0.0, ())
    if len(text) <= len(query):
        low, high = 0, len(text)
    else:
        found = fuzz.partial_ratio_alignment(query, text)
        if found is None or not found.score:
            return Closeness(0.0, ())
        low, high = found.dest_start, found.dest_end
    best = _nearest(query, text, low, high, 0)
    if best.distance == 1 and best.cost <= 1:
        # One slip inside, both ends in place: moving the ends makes it no better.
        return Closeness(1 - best.cost / len(query), _equal_runs(query, text, best.start, best.end))
    best = _nearest(query, text, low, high, 1)
    if best.distance > 1 or (best.distance and len(query) <= _SHORT):
        best = _nearest(query, text, low, high, _SLACK)
    if best.distance >= len(query):
        return Closeness(0.0, ())
    return Closeness(max(0.0, 1 - best.cost / len(query)), _equal_runs(query, text, best.start, best.end))


def pieces(query: str, text: str, shortest: int = 2) -> Closeness:
    """The query in whatever order: the share of it found in pieces of at least `shortest` characters.

    Cut greedily into the longest pieces the text holds; every break counts as a slip and a bit, and pieces far
    apart for less.
    """
    found: list[str] = []
    place = 0
    while place < len(query):
        size = 0
        while place + size < len(query) and query[place : place + size + 1] in text:
            size += 1
        if size >= shortest:
            found.append(query[place : place + size])
        place += max(size, 1)
    spans, spread = _together(found, len(query), text)
    covered = sum(end - start for start, end in spans) - _BREAK * max(1, len(found) - 1)
    return Closeness(max(0.0, covered / max(1, len(query)) - _SCATTERED * spread), tuple(spans))


def words(wanted: Sequence[str], text: str) -> Closeness:
    """The words a writer set apart by spaces, in whatever order: the share of their characters that is found."""
    length = sum(map(len, wanted))
    spans, spread = _together([word for word in wanted if word in text], length, text)
    covered = sum(end - start for start, end in spans)
    return Closeness((_LOOSE - _SCATTERED * spread) * covered / max(1, length), tuple(spans))


def _together(found: list[str], length: int, text: str) -> tuple[list[tuple[int, int]], float]:
    """Where the words stand closest together, roughly, and how scattered that is, 0 to 1.

    The longest is placed first, each next one as near to it as can be.
    """
    spans: list[tuple[int, int]] = []
    for word in sorted(found, key=lambda word: -len(word)):
        free = [(start, end) for start, end in occurrences(word, text) if all(end <= a or start >= b for a, b in spans)]
        if free:
            anchor = spans[0][0] if spans else 0
            spans.append(min(free, key=lambda span: (abs(span[0] - anchor), span)))
    if not spans:
        return [], 0.0
    covered = sum(end - start for start, end in spans)
    spans = merged(spans)
    return spans, min(1.0, (spans[-1][1] - spans[0][0] - covered) / (_WIDE * max(1, length)))


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, touching and overlapping ones joined."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class _Stretch(NamedTuple):
    cost: float
    distance: int
    start: int
    end: int


def _nearest(query: str, text: str, low: int, high: int, slack: int) -> _Stretch:
    """The nearest stretch with ends about `low` and `high`."""
    best = _Stretch(len(query) + 1.0, len(query) + 1, low, high)
    for start in range(max(0, low - slack), low + slack + 1):
        for end in range(max(start + 1, high - slack), min(len(text), high + slack) + 1):
            stretch = text[start:end]
            distance = OSA.distance(query, stretch, score_cutoff=best.distance)
            if distance > best.distance:
                continue
            whole = Indel.distance(query, stretch) == len(stretch) - len(query)
            # Swapped ends match, too.
            loose = query[0] != stretch[0] and query[:2] != stretch[1::-1]
            frayed = query[-1] != stretch[-1] and query[-2:] != stretch[:-3:-1]
            cost = distance + _END * (loose + frayed) - _WHOLE * (whole and distance > 0)
            if cost < best.cost:
                best = _Stretch(cost, distance, start, end)
    return best


def _equal_runs(query: str, text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    runs = [
        (start + block.dest_start, start + block.dest_end)
        for block in Indel.opcodes(query, text[start:end])
        if block.tag == "equal"
    ]
    return tuple(merged(runs)) or ((start, end),)
