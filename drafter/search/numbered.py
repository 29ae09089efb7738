"""Queries with numbers in them (带数的查询): another number is another fact, no slip; another spelling of it is the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from drafter.search.candidates import BRIEF, WORTH, Ask, by_pairs, candidates, with_all_pairs
from drafter.search.closeness import LEAST, SPARE, Closeness, at_most, occurrences, pieced_at_most, pieces, slips, words
from drafter.search.copies import Kept
from drafter.search.fold import fold, places, unfolded
from drafter.search.found import Found
from drafter.search.numbers import (
    Number,
    as_words,
    asked,
    bare,
    breaks,
    either_term,
    numbers,
    numbers_at,
    same,
    spellings,
)
from drafter.search.shelf import Query, Row, Shelf

_PART = 0.9
"""What 13 is worth in 2013 while it is typed."""
_SPELLED = 0.95
"""What the very words are worth with their numbers spelled otherwise."""
_NOT_SO_MANY = ("几", "数", "第", "好多")
"""Behind these a number counts about so many, or is a place in a row (几十年 for 10年, 第二次 for 2次): another fact."""
_LOOSEST = 45.0
"""Partial ratio below which nothing about a number is close, in whatever order."""
_COMPARED, _COPIES = 8, 3
"""Passages that are found, or so many more than are shown, some of which may be copies."""
_BELOW = math.nextafter(LEAST, 0)
"""What a closeness must be more than."""
_WAYS, _PLACES, _MOST_COMPARED = 3, 4, 28
"""Spellings in which slips are looked for; places of a text where its number stands that may be compared; places of all
texts that are."""


def exact(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows that hold the query word for word, its numbers whole; then parts of longer ones, where it may not be typed
    to its end."""
    holding = _holding(shelf, ask.typed, ask)
    found = _exact(shelf, folded, ask.typed, candidates(shelf, with_all_pairs(shelf, folded, holding), holding))
    wanted = asked(ask.typed)
    if wanted and len(found) < ask.limit and _open(ask.typed, wanted[-1]):
        known = {each.row[:2] for each in found}
        rows = candidates(shelf, with_all_pairs(shelf, folded, ask), ask)
        found += _exact(shelf, folded, ask.typed, [row for row in rows if row[:2] not in known])
    return found


def _holding(shelf: Shelf, query: str, ask: Ask) -> Ask:
    """`ask`, of the passages that have the query's numbers: among many with the same digits they alone are nominated."""
    return replace(ask, filters=(*ask.filters, *narrowing(shelf, query)))


def narrowing(shelf: Shelf, query: str) -> list[Query]:
    """What passages with the query's numbers are found by, all of them, without weight."""
    must = [shelf.any_of(("f", term) for term in _terms(query, each)) for each in asked(query)]
    return [Query.const_score_query(each, 0.0) for each in must]


def _terms(query: str, number: Number) -> tuple[str, ...]:
    """The terms of which a passage has one that has a number of the query."""
    return either_term(number, open_end=_at_end(query, number))


def held(shelf: Shelf, row: Row, word: str) -> tuple[tuple[int, int], ...]:
    """Where a word with numbers stands in a passage, these in any spelling, and whole."""
    found = (each for way in (word, *spellings(word)) for each in _exact(shelf, fold(way), way, [row]))
    return tuple(sorted({span for each in found if each.close.score == 1 for span in each.close.spans}))


def _exact(shelf: Shelf, folded: str, typed: str, rows: Iterable[Row]) -> list[Found]:
    wanted = asked(typed)
    parted = breaks(typed, folded, places(typed), numbers(typed))
    result = []
    for row in rows:
        if spans := occurrences(folded, row.folded):
            text = shelf.text(row)
            stretches = _stretches(folded, text, spans)
            known = numbers_at(text, stretches[0][0], stretches[-1][-1])
            worth = [
                (_worth(typed, wanted, _touched(known, (stretch,))), span)
                for span, stretch in zip(spans, stretches, strict=True)
                if breaks(text, folded, stretch, known) == parted
            ]
            if best := max((share for share, _ in worth), default=0.0):
                result.append(
                    Found(row, "exact", Closeness(best, tuple(span for share, span in worth if share == best)))
                )
    return result


def _stretches(folded: str, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[Sequence[int]]:
    """For each of the query's occurrences in a folded text the places of its characters in the text as it stands."""
    found = [match.span() for match in unfolded(folded).finditer(text)]
    # None of them overlaps another, and none has a sign in it that says something folded (㎡).
    same = len(found) == len(spans) and folded[0] not in folded[1:]
    if same and all(fold(text[slice(*span)]) == folded for span in found):
        return [[at for at in range(*span) if text[at].isalnum()] for span in found]
    at = places(text)
    return [at[slice(*span)] for span in spans]


def spelled(shelf: Shelf, ask: Ask) -> list[Found]:
    """Rows that hold the query with its numbers spelled otherwise: 二〇一六年 for 2016年."""
    result = []
    for way in spellings(ask.typed):
        folded = fold(way)
        holding = _holding(shelf, way, ask)
        rows = candidates(shelf, with_all_pairs(shelf, folded, holding), holding)
        opens = bool(asked(way)) and asked(way)[0].start == 0
        for each in _exact(shelf, folded, way, rows):
            spans = tuple(
                span for span in each.close.spans if not (opens and each.row.folded[: span[0]].endswith(_NOT_SO_MANY))
            )
            if each.close.score == 1 and spans:
                result.append(Found(each.row, "fuzzy", Closeness(_SPELLED, spans)))
    return result


def respelled(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows that hold the query with the digits in its words written the other way: 三严三实 for 3严3实."""
    result = []
    for way in map(fold, as_words(ask.typed)):
        for row in candidates(shelf, with_all_pairs(shelf, way, ask), ask):
            if folded not in row.folded and (spans := occurrences(way, row.folded)):
                result.append(Found(row, "fuzzy", Closeness(_SPELLED, spans)))
    return result


def fuzzy(shelf: Shelf, ask: Ask) -> list[Found]:
    """Rows with slips around the query's numbers, or with its words in another order; the numbers are the same."""
    ways = (ask.typed, *spellings(ask.typed))[:_WAYS]
    # What holds a number is found by what it is, however it is spelled: one look at the index serves every spelling.
    terms = [
        {term for way, each in zip(ways, same_number, strict=True) for term in _terms(way, each)}
        for same_number in zip(*map(asked, ways), strict=True)
    ]
    holding = [Query.const_score_query(shelf.any_of(("f", term) for term in sorted(each)), 0.0) for each in terms]
    narrow = replace(ask, filters=(*ask.filters, *holding))
    folded, *others = map(fold, ways)
    near = by_pairs(shelf, folded, narrow, start=folded[:2], spellings=others)
    rows = candidates(shelf, near, narrow, worth=WORTH)
    return _closest(shelf, ways, rows, max(_COMPARED, ask.depth + _COPIES), ask)


def _closest(shelf: Shelf, ways: Sequence[str], rows: Sequence[Row], enough: int, ask: Ask) -> list[Found]:
    """The `enough` of the rows that are closest to one of the spellings of a query and have its numbers, copies of one
    passage counted as one. Only of what is closer than those known is the text read."""
    found: dict[tuple[int, int], Found] = {}
    different = Kept(len(rows))
    least = _BELOW

    def take(way: str, row: Row, close: Closeness, low: int = 0) -> None:
        other = found.get(row[:2])
        nonlocal least
        if close.score > max(least, other.close.score if other else 0.0):
            spans = tuple((low + start, low + end) for start, end in close.spans)
            text = shelf.text(row)
            at = places(text)
            known = numbers_at(text, at[spans[0][0]], at[spans[-1][1] - 1])
            if _worth(way, asked(way), _touched(known, [at[slice(*span)] for span in spans])) == 1:
                found[row[:2]] = Found(row, "fuzzy", Closeness(close.score, spans, close.fringe))
                if other is None:
                    different.take(found[row[:2]])
                if len(different.shown) >= enough:
                    least = max(least, sorted(found[each.row[:2]].close.score for each, _ in different.shown)[-enough])

    for way in ways:
        query, apart = fold(way), tuple(filter(None, map(fold, way.split())))
        rest = [row for row in rows if query not in row.folded]
        for row in rest if len(apart) > 1 else ():
            take(way, row, words(apart, row.folded))
        number = max((fold(way[each.start : each.end]) for each in asked(way)), key=len)
        most = max(_MOST_COMPARED, 2 * enough)
        windows = list(_windows(query, number, rest, most))
        ask.cut_short(len(windows) >= most)
        for window, ratio, standing in windows:
            if at_most(query, ratio) > least:
                close = slips(query, window)
                for row, low in standing:
                    take(way, row, close, low)
        # Who has found so many characters with one slip looks for no other order.
        if len(query) > BRIEF and any((1 - each.close.score) * len(query) <= 1 + SPARE for each in found.values()):
            continue
        for window, _, standing in windows:
            if pieced_at_most(query, window) > least:
                close = pieces(query, window, least=least)
                for row, low in standing:
                    take(way, row, close, low)
    ask.cut_short(least > _BELOW)
    return sorted(found.values(), key=lambda each: -each.close.score)


def _windows(
    query: str, number: str, rows: Sequence[Row], most: int
) -> Iterator[tuple[str, float, list[tuple[Row, int]]]]:
    """About each place where its number is written, what may be the query: text, rapidfuzz's ratio, and the rows it
    stands in, each with where it begins.

    The `most` different ones of the highest ratio, highest first.
    """
    reach, size = len(query) + 2, len(number)
    alike: dict[str, list[tuple[Row, int]]] = {}
    for row in rows:
        folded, place = row.folded, -size
        for _ in range(_PLACES):
            place = folded.find(number, place + size)
            if place < 0:
                break
            low = place - reach if place > reach else 0
            alike.setdefault(folded[low : place + size + reach], []).append((row, low))
    ranked = process.extract(
        query, list(alike), scorer=fuzz.partial_ratio, processor=None, limit=most, score_cutoff=_LOOSEST
    )
    return ((text, ratio, alike[text]) for text, ratio, _ in ranked)


def _touched(known: Sequence[Number], stretches: Iterable[Sequence[int]]) -> list[Number]:
    """The numbers of a text that have a character in one of the stretches, each the places of its characters."""
    ends = [(stretch[0], stretch[-1]) for stretch in stretches]
    return [each for each in known if any(each.start <= last and each.end > first for first, last in ends)]


def _same(query: str, wanted: Number, found: Number) -> bool:
    return same(wanted, found, open_end=_at_end(query, wanted))


def _at_end(query: str, number: Number) -> bool:
    return number.end == len(query.rstrip())


def _open(query: str, number: Number) -> bool:
    """Whether a number may not be typed to its end."""
    return _at_end(query, number) and not number.unit and number.value == number.digits


def _worth(query: str, wanted: Sequence[Number], touched: Sequence[Number]) -> float:
    """1 where all the numbers wanted are there, _PART where the last may become one of them, else 0."""
    lacking = [one for one in wanted if not any(_same(query, one, each) for each in touched)]
    if not lacking:
        return 1.0
    last = lacking[0]
    if len(lacking) > 1 or not _open(query, last):
        return 0.0
    if bare(query, wanted):
        return _PART if any(last.digits in each.digits for each in touched) else 0.0
    return _PART if any(each.digits.startswith(last.digits) for each in touched) else 0.0
