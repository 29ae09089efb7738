"""What a search may be narrowed to (筛选条件): move, step, speaker, position, year, occasion, place, topic, level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from drafter.errors import InvalidCondition
from drafter.search.candidates import MOST_GRAMS, Ask, pairs
from drafter.search.closeness import Closeness
from drafter.search.copies import Kept
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.layout import facet
from drafter.search.shelf import Occur, Query, Row, Shelf, SpeechInfo

_YEARS = range(1900, 2100)
_LEVELS = range(6)
_WHOLE = {"move": "m", "step": "s"}
_PART = {"speaker": "n", "position": "p", "occasion": "o", "place": "w"}
"""Facet -> its letter in the index: those meant by their whole name, those meant by any part of it."""


def narrowed(
    shelf: Shelf,
    named: dict[str, str | None],
    year: int | str | None = None,
    level: int | None = None,
    topic: str | None = None,
    kind_of: Callable[[str], str] | None = None,
) -> tuple[Query, ...] | None:
    """One query per facet asked for; None when some facet has no such value.

    named: move, step, speaker, position, occasion, place -> value, or None or empty when it does not matter. kind_of:
    see Library.search.
    """
    result = [shelf.term("f", facet(letter, value)) for name, letter in _WHOLE.items() if (value := named.get(name))]
    for name, letter in _PART.items():
        if wanted := "".join((named.get(name) or "").split()):
            wide = _wide(wanted)
            terms = [term for term in shelf.terms("f", f"{letter}:") if wide in _wide(term[2:])]
            if name == "occasion" and kind_of is not None and (kind := kind_of(wanted)):
                if kind != wanted and is_meeting(shelf, wanted):
                    # That very meeting, not its kind.
                    terms = [term for term in terms if wide == _wide(term[2:])]
                else:
                    terms = [*terms, *_of_kind(shelf, kind, kind_of)]
            if not terms:
                return None
            result.append(Query.term_set_query(shelf.schema, "f", terms))
    if year is not None and str(year).strip():
        years = [facet("y", str(each)) for each in years_of(str(year))]
        if not years:
            return None
        result.append(Query.term_set_query(shelf.schema, "f", years))
    if level is not None:
        result.append(shelf.term("f", facet("l", str(level))))
    if topic and (words := fold(topic)):
        grams = sorted(pairs(words)) if len(words) > 1 else []
        result += [shelf.term("t", gram) for gram in grams[:MOST_GRAMS]]
        if not grams:
            result.append(shelf.pattern("t", f"{words}.|.{words}"))
    return tuple(Query.const_score_query(query, 0.0) for query in result)


def check(year: int | str | None, level: int | None) -> None:
    """Raises InvalidCondition for a year that is none, or a level of heading there is not; blanks are no condition."""
    if year is not None and str(year).strip() and not years_of(str(year)):
        raise InvalidCondition(f"年份 {year}：认不出，请写成 2024、2023-2025、2023- 或 -2025")
    if level is not None and level not in _LEVELS:
        raise InvalidCondition(f"标题层级 {level}：只有 {_LEVELS[0]}（正文）到 {_LEVELS[-1]}")


def check_kinds(query: object, limit: object, texts: Mapping[str, object]) -> None:
    """Raises TypeError for a query or another text that is no str, or a limit that is no int; a text may be None."""
    for name, value in texts.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} 要写成文字（str），不能是 {value!r}")
    if not isinstance(query, str):
        raise TypeError(f"query 要写成文字（str），不能是 {query!r}")
    if not isinstance(limit, int):
        raise TypeError(f"limit 要写成整数（int），不能是 {limit!r}")


def unknown(shelf: Shelf, given: Mapping[str, Any], kind_of: Callable[[str], str] | None) -> tuple[str, ...]:
    """The names of those conditions that no passage of the library meets, whatever the others are."""

    def met(name: str, value: Any) -> bool:
        year, level, topic = (value if name == each else None for each in ("year", "level", "topic"))
        filters = narrowed(shelf, {name: value}, year, level, topic, kind_of)
        return filters is not None and bool(shelf.heaviest(_all(filters), 1))

    return tuple(name for name, value in given.items() if value is not None and not met(name, value))


def _all(filters: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, Query.all_query()), *((Occur.Must, each) for each in filters)])


def is_meeting(shelf: Shelf, name: str) -> bool:
    """Whether a meeting of the library is called so, by its whole name."""
    wide = _wide("".join(name.split()))
    return any(wide == _wide(term[2:]) for term in shelf.terms("f", f"{_PART['occasion']}:"))


def _wide(text: str) -> str:
    """A value with half-width and full-width characters as one: 区县(市) is 区县（市）."""
    return unicodedata.normalize("NFKC", text)


def _of_kind(shelf: Shelf, kind: str, kind_of: Callable[[str], str]) -> list[str]:
    """The index's terms for the speeches of one kind of occasion, by their title or else their meeting."""
    # Every speech is looked at once for all that is asked with one and the same `kind_of`.
    known, terms = shelf.by_kind
    if known is not kind_of:
        terms = {}
        for about in map(shelf.info, shelf.speeches()):
            terms.setdefault(_kind(about, kind_of), []).append(facet("r", about.id))
        shelf.by_kind = (kind_of, terms)
    return terms.get(kind, [])


def _kind(speech: SpeechInfo, kind_of: Callable[[str], str]) -> str:
    return kind_of(speech.title) or kind_of(speech.occasion)


def values(shelf: Shelf, name: str, limit: int, kind_of: Callable[[str], str] | None = None) -> tuple[str, ...]:
    """The values a facet has, those of most passages first; none for a topic, or for what is no facet.

    kind_of: see Library.values.
    """
    counts: dict[str, int] = {}
    if letter := _WHOLE.get(name):
        counts = {each: shelf.frequency("f", facet(letter, each)) for each in shelf.names if each}
    elif name == "level":
        counts = {str(level): shelf.frequency("f", facet("l", str(level))) for level in _LEVELS}
    elif name == "year":
        counts = {str(year): shelf.frequency("f", facet("y", str(year))) for year in _YEARS}
    elif name in _PART:
        for speech in shelf.speeches():
            about = shelf.info(speech)
            kind = _kind(about, kind_of) if name == "occasion" and kind_of is not None else ""
            value = kind or str(getattr(about, name))
            counts[value] = counts.get(value, 0) + shelf.count(speech)
    known = [value for value, count in counts.items() if value and count]
    return tuple(sorted(known, key=lambda value: (-counts[value], value)))[:limit]


def listed(shelf: Shelf, ask: Ask) -> list[tuple[Found, int]]:
    """The passages the facets leave, newest speech first, each once."""
    kept = Kept(ask.limit)
    for row in chain.from_iterable(_by_date(shelf, ask)):
        if not kept.take(Found(row, "exact", Closeness(1.0, ()))):
            break
    return kept.shown


def _by_date(shelf: Shelf, ask: Ask) -> Iterator[Iterator[Row]]:
    """The passages that pass the facets, a year at a time, the newest first, the undated last."""
    dated = [
        shelf.term("f", value) for year in reversed(_YEARS) if shelf.frequency("f", value := facet("y", str(year)))
    ]
    undated = Query.boolean_query([(Occur.Must, Query.all_query()), *((Occur.MustNot, each) for each in dated)])
    for of_year in (*dated, undated):
        wanted = Query.boolean_query([(Occur.Must, each) for each in (of_year, *ask.filters)])
        found = shelf.heaviest(wanted, len(shelf))
        about = {speech: shelf.info(speech) for speech in sorted({speech for speech, _ in found})}
        order = sorted(sorted(about, key=lambda each: about[each].id), key=lambda each: about[each].date, reverse=True)
        rank = {speech: number for number, speech in enumerate(order)}
        found.sort(key=lambda each: (rank[each[0]], each[1]))
        yield (shelf.row(*each) for each in found)


_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def years_of(wanted: str) -> range:
    """The years a writer names: 2024, 2023-2025 either way round, 2023-, -2025, 二〇二四; none where it is no year.

    >>> years_of("2023-2025"), years_of("二〇二四年")
    (range(2023, 2026), range(2024, 2025))
    >>> years_of("2999")
    range(2999, 3000)
    """
    match = _years(wanted)
    if not match or not (match[1] or match[3]):
        return range(0)
    open_end = match[2] or match[0].endswith(("以来", "以后", "至今", "起"))
    first = int(match[1] or _YEARS[0])
    last = int(match[3]) if match[3] else _YEARS[-1] if open_end else first
    first, last = sorted((first, last))
    if first > _YEARS[-1] or last < _YEARS[0]:
        return range(first, last + 1)  # a year like any other, with nothing in it
    return range(max(first, _YEARS[0]), min(last, _YEARS[-1]) + 1)


def years_turned(wanted: object) -> str:
    """The years that are looked for where a writer names the later one first, the earlier first; else empty.

    >>> years_turned("2020-2016"), years_turned("2016-2020"), years_turned(None)
    ('2016-2020', '', '')
    """
    match = _years(str(wanted))
    return f"{match[3]}-{match[1]}" if match and match[1] and match[3] and match[3] < match[1] else ""


def _years(wanted: str) -> re.Match[str] | None:
    text = "".join(wanted.split()).translate(_HAN_DIGITS)
    return re.fullmatch(r"(?:(\d{4})年?)?(?:([-—–~～至到]+)(?:(\d{4})年?)?)?(?:以[来后]|至今|起)?", text)
