"""How close a folded text comes to a folded query, and where (近似). Pure functions over strings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import AnyStr

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

LEAST = 0.6
"""Closeness from which two wordings count as the same one: one slip in three characters, two in five."""
_LOOSE, _SCATTERED = 0.95, 0.3
"""What words in another order are worth where they stand together, and how much of it is lost where they do not."""
_BREAK, _TURN = 1.2, 0.9
"""A query torn into pieces costs so many slips for every break: a little more than one wrong character where some
of it is missing, a little less where nothing is."""
_END, _WHOLE = 0.15, 0.1
"""In slips: a first or last character that does not match costs more where a stretch is chosen, but not in what that is
worth, for slips fall anywhere; a query none of whose characters is lost costs less."""
SPARE = 0.15
"""How much closer than rapidfuzz's partial ratio says a stretch can come out, in slips."""
_WIDE = 12
"""Stretches of so many times the query's length count as far apart."""
_ANCHORS = 8
"""Places of the longest of several words about which the others are looked for."""
_SLACK = 2
_BRIEF = range(3, 7)
"""Lengths of a query so short that many stretches of a text share as much with it as the one a single slip made."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """score: 0 to 1; spans: half-open ranges of the folded text that match, in order, slips inside them included."""

    score: float
    spans: tuple[tuple[int, int], ...]
    fringe: tuple[int, int] = (0, 0)
    """Characters before the first span and behind the last that stand where the query has others."""

    @property
    def stretch(self) -> tuple[int, int]:
        """From the first character compared to behind the last, those that did not match included."""
        return (self.spans[0][0] - self.fringe[0], self.spans[-1][1] + self.fringe[1]) if self.spans else (0, 0)


def occurrences(query: AnyStr, text: AnyStr) -> tuple[tuple[int, int], ...]:
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
    ends moved by up to two characters. Of stretches equally far in one text the one whose ends match is taken; one that
    holds all of the query comes out a little closer.
    Score 0 when nothing resembles the query.
    """
    if not query or not text:
        return Closeness(0.0, ())
    low, high, least = 0, len(text), abs(len(query) - len(text))
    brief = len(query) in _BRIEF and len(text) > len(query)
    if brief and query not in text and (near := _slipped_once(query, text)):
        low, high, least = *near, 1
    elif len(text) > len(query):
        found = fuzz.partial_ratio_alignment(query, text)
        if found is None or not found.score:
            return Closeness(0.0, ())
        low, high = found.dest_start, found.dest_end
        # A slip costs the alignment no more than two of the characters of both, hence:
        least = math.ceil(len(query) * (1 - found.score / 100) - 1e-6)
    # Formulas stand in many passages alike: what surrounds a stretch is compared with the query once.
    first = max(0, low - _SLACK)
    score, spans, fringe = _settled(query, text[first : high + _SLACK], low - first, high - first, least)
    return Closeness(score, tuple((first + start, first + end) for start, end in spans), fringe)


@lru_cache(maxsize=512)
def _settled(
    query: str, text: str, low: int, high: int, least: int
) -> tuple[float, tuple[tuple[int, int], ...], tuple[int, int]]:
    """Score, spans and fringe of the stretch nearest to the query about text[low:high]; least: slips there are at least."""
    distance = OSA.distance(query, text[low:high])
    cost = _cost(query, text[low:high], distance)
    # An end of which the text has no character matches nowhere.
    ends = _END * ((query[0] not in text) + (query[-1] not in text))
    if distance > max(1, least) or cost > distance + ends or (cost >= distance and high - low != len(query)):
        # Fewer slips may be possible, or an end may be out of place.
        distance, cost, low, high = _nearest(query, text, low, high, distance)
    if distance >= len(query):
        return 0.0, (), (0, 0)
    spans = _equal_runs(query, text, low, high)
    cost -= _END * _frayed(query, text[low:high])
    return max(0.0, 1 - cost / len(query)), spans, (spans[0][0] - low, high - spans[-1][1])


def at_most(query: str, ratio: float) -> float:
    """The closeness of `slips` that a text can reach, given rapidfuzz's partial ratio of query and text, 0 to 100.

    d slips cost the ratio d characters at most.
    """
    return ratio / 100 + SPARE / len(query)


def _slipped_once(query: str, text: str) -> tuple[int, int] | None:
    """The first stretch with one character of the query missing or two swapped, else one inside wrong, else none."""
    for pattern in _once(query):
        if found := pattern.search(text):
            return found.span()
    return None


@lru_cache(maxsize=8)
def _once(query: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    inside = range(1, len(query))
    # What is between two characters is missing in the query.
    kept = [f"{query[:at]}.{query[at:]}" for at in inside]
    kept += [query[: at - 1] + query[at] + query[at - 1] + query[at + 1 :] for at in inside]
    wrong = [f"{query[:at]}.{query[at + 1 :]}" for at in inside[:-1]]
    return re.compile("|".join(kept)), re.compile("|".join(wrong))


def pieces(query: str, text: str, shortest: int = 2, least: float = 0.0) -> Closeness:
    """The query in whatever order: the share of it found in pieces of at least `shortest` characters, two or more.

    Cut greedily into the longest pieces the text holds; every break counts for about a slip, and pieces far apart
    for less. All of it in one run counts for one break, in however many pieces; two pieces that have changed places about
    what stands between them (农村带城市) for two. Score 0 where it would be below `least` however close the pieces stand.
    """
    found: list[str] = []
    place, size = 0, len(query)
    while place < size - 1:
        end = place + 1  # from a single character, there or not, the next place is the next character
        while end < size and query[place : end + 1] in text:
            end += 1
        if end - place >= shortest:
            found.append(query[place:end])
        place = end
    covered = sum(map(len, found))
    if len(found) == 2 and covered < size and query.startswith(found[0]) and query.endswith(found[1]):
        turned = found[1] + query[len(found[0]) : -len(found[1])] + found[0]
        if (place := text.find(turned)) >= 0 and (score := in_pieces(size, 3)) >= least:
            return Closeness(score, ((place, place + size),))
    if in_pieces(size, 2 if covered == size else max(2, len(found)), covered) < least:
        return Closeness(0.0, ())
    spans, spread = _together(found, size, text)
    covered = sum(end - start for start, end in spans)
    together = covered == size and len(spans) == 1
    score = in_pieces(size, 2 if together else max(2, len(found)), covered)
    return Closeness(max(0.0, score - _SCATTERED * spread), tuple(spans))


def pieced_at_most(query: str, text: str) -> float:
    """The closeness of `pieces` that a text can reach, given the characters of the query it holds."""
    return in_pieces(len(query), 2, sum(map(text.__contains__, query)))


def in_pieces(length: int, pieces: int, covered: int | None = None) -> float:
    """Closeness of a query of `length` characters whose `pieces` stand together, `covered` characters of it (all)."""
    lost = 0 if covered is None else length - covered
    return 1 - (lost + (_BREAK if lost else _TURN) * (pieces - 1)) / max(1, length)


def words(wanted: Sequence[str], text: str) -> Closeness:
    """The words a writer set apart by spaces, in whatever order: the share of their characters that is found."""
    places = [spans for word in wanted if (spans := occurrences(word, text))]
    return gathered(places, sum(map(len, wanted)), overlapping=True)


def _together(found: list[str], length: int, text: str) -> tuple[list[tuple[int, int]], float]:
    """Where the words stand closest together, roughly, and how scattered that is, 0 to 1.

    The longest is placed first, each next one as near to it as can be.
    """
    spans: list[tuple[int, int]] = []
    anchor = 0
    for word in sorted(found, key=len, reverse=True):
        size = len(word)
        behind = text.find(word, anchor)
        while behind >= 0 and any(behind < end and behind + size > start for start, end in spans):
            behind = text.find(word, behind + 1)
        # Before the anchor only what is no farther away than that.
        first = max(0, 2 * anchor - behind) if behind >= 0 else 0
        before = text.rfind(word, first, anchor + size - 1) if anchor else -1
        while before >= 0 and any(before < end and before + size > start for start, end in spans):
            before = text.rfind(word, first, before + size - 1)
        place = before if before >= 0 else behind
        if place >= 0:
            spans.append((place, place + size))
            anchor = spans[0][0]
    return _scattered(spans, length)


def gathered(places: Sequence[Sequence[tuple[int, int]]], length: int, *, overlapping: bool = False) -> Closeness:
    """Words of `length` characters together, each of which may stand at several places: where they are closest together.

    Score 0 where two of them would overlap; overlapping: what stands within another then adds nothing.
    """
    spans = _placed(sorted(places, key=lambda each: (each[0][0] - each[0][1], len(each), tuple(each))))
    if len(spans) < len(places) and not overlapping:
        return Closeness(0.0, ())
    covered = sum(end - start for start, end in spans)
    spans, spread = _scattered(spans, length)
    return Closeness((_LOOSE - _SCATTERED * spread) * min(1.0, covered / max(1, length)), tuple(spans))


def _placed(places: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One place of each word, none overlapping: as many of the words as can be, as close together as can be, roughly."""
    if not places:
        return []
    first, *others = places
    ways = [_nearest_to([[anchor], *others]) for anchor in first[:_ANCHORS]]
    return min(ways, key=lambda way: (-len(way), max(end for _, end in way) - min(start for start, _ in way)))


def _nearest_to(places: Iterable[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One place of each word: of the first its first, of the others the nearest to that which is free, if any is."""
    spans: list[tuple[int, int]] = []
    for each in places:
        if free := [(start, end) for start, end in each if all(end <= a or start >= b for a, b in spans)]:
            anchor = spans[0][0] if spans else 0
            spans.append(min(free, key=lambda span: (abs(span[0] - anchor), span)))
    return spans


def _scattered(spans: list[tuple[int, int]], length: int) -> tuple[list[tuple[int, int]], float]:
    """The spans in order, and how far apart they are, 0 to 1."""
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


def _nearest(query: str, text: str, low: int, high: int, distance: int) -> tuple[int, float, int, int]:
    """Distance, cost and ends of the nearest stretch whose ends lie about `low` and `high`, itself `distance` away."""
    first, last, size = high - _SLACK, min(len(text), high + _SLACK) + 1, len(query)
    # One so much shorter or longer than the query is farther away.
    ends = [
        (start, end)
        for start in range(max(0, low - _SLACK), low + _SLACK + 1)
        for end in range(max(start + 1, first, start + size - distance), min(last, start + size + distance + 1))
    ]
    ranked = process.extract(
        query,
        [text[start:end] for start, end in ends],
        scorer=OSA.distance,
        processor=None,
        limit=None,
        score_cutoff=distance,
    )
    least = ranked[0][1]
    # What an end is worth never makes up for a slip.
    nearest = [(_cost(query, stretch, least), number) for stretch, distance, number in ranked if distance == least]
    # Of two as near, a wrong character at the end is likelier than a missing one.
    cost, number = nearest[0]
    if len(nearest) > 1:
        cost, number = min(
            nearest,
            key=lambda each: (
                each[0],
                abs(ends[each[1]][1] - ends[each[1]][0] - size),
                _moved(ends[each[1]], low, high),
                each[1],
            ),
        )
    return int(least), cost, *ends[number]


def _moved(ends: tuple[int, int], low: int, high: int) -> int:
    return abs(ends[0] - low) + abs(ends[1] - high)


def _cost(query: str, stretch: str, distance: int | float) -> float:
    """The distance, a little more for ends that do not match, a little less where nothing of the query is lost."""
    kept = distance > 0 and (
        Indel.distance(query, stretch) == len(stretch) - len(query)
        or (distance == 1 and len(query) == len(stretch) and sorted(query) == sorted(stretch))
    )
    return distance + _END * _frayed(query, stretch) - _WHOLE * kept


def _frayed(query: str, stretch: str) -> int:
    """How many ends of a stretch do not match: 0, 1 or 2. Swapped ones do."""
    loose = query[0] != stretch[0] and query[:2] != stretch[1::-1]
    return loose + (query[-1] != stretch[-1] and query[-2:] != stretch[:-3:-1])


def _equal_runs(query: str, text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the query's characters stand in text[start:end], both of two that are swapped included, and what stands
    in the place of those that are wrong. Some of them must stand there."""
    runs: list[tuple[int, int]] = []
    lacking: dict[int, str] = {}
    spare: list[int] = []
    other: list[tuple[int, int]] = []
    for block in Indel.opcodes(query, text[start:end]):
        low, high = start + block.dest_start, start + block.dest_end
        if block.tag == "equal":
            runs.append((low, high))
        elif block.tag == "delete":
            lacking[low] = query[block.src_start : block.src_end]
        else:
            spare += range(low, high)
            other.append((low, high))
    # A character the text has too many and lacks on the other side of its neighbour: the two are swapped.
    runs += [(at, at + 1) for at in spare if text[at] in lacking.get(at + 2, "") or text[at] in lacking.get(at - 1, "")]
    wrong = [each for each in other if (each[1] - each[0]) in (len(lacking.get(at, "")) for at in each)]
    return tuple(merged([*runs, *wrong]))
