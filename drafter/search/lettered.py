"""A query with letters in it, as it is typed (带字母的查询): its numbers are whole and in any spelling, as elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.search import apart_by_sound, sounding
from drafter.search.candidates import Ask, all_of
from drafter.search.closeness import gathered, occurrences
from drafter.search.fold import fold, places
from drafter.search.found import Found
from drafter.search.numbers import Number, asked, either_term, numbers_at, same, spellings
from drafter.search.pinyin import bordered, typed
from drafter.search.shelf import Query, Row, Shelf

_NUMERALS = {"wan": "万", "yi": "亿", "qian": "千", "bai": "百", "wu": "五"}
_SPELLED_NUMERAL = re.compile(rf"(?<=[0-9])(?:{'|'.join(_NUMERALS)})(?![a-z])|(?<=1[0-9])wu(?=gui)")
"""Letters behind digits that go on with the number: 20wan亩, 13wu规划."""
_SPELLED = 0.95
"""What a number in another spelling is worth."""
_BORDER = re.compile("(?<=[a-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z])")
_LEAST_LETTERS = 4
"""Letters of a part that stands by itself, two syllables mostly: fewer are part of nearly anything."""


def by_letters(shelf: Shelf, query: str, ask: Ask) -> list[Found]:
    """What reads so. query: as typed, or a spelling of it."""
    goes_on = _SPELLED_NUMERAL.sub(lambda match: _NUMERALS[match.group()], query)
    ways = dict.fromkeys((query, goes_on, *spellings(query), *spellings(goes_on)))
    found: list[Found] = []
    for way in ways:
        wanted = _wanted(way)
        holding = (
            Query.const_score_query(shelf.any_of(("f", term) for term in either_term(number, open_end=goes)), 0.0)
            for number, goes in wanted
        )
        narrow = replace(ask, filters=(*ask.filters, *holding))
        for each in sounding.by_pinyin(shelf, typed(bordered(way, fold)), narrow):
            spans = tuple(span for span in each.close.spans if not _cuts_digits(each.row.folded, *span))
            if wanted:
                spans = tuple(span for span in spans if _has_all(shelf, each.row, span, wanted))
            if spans:
                worth = 1.0 if way in (query, goes_on) else _SPELLED
                found.append(each._replace(close=replace(each.close, score=each.close.score * worth, spans=spans)))
    return found


def _wanted(way: str) -> list[tuple[Number, bool]]:
    """The numbers that must be there; whether it may go on in the letters behind it (30wanqianwa). One in characters beside
    letters may be but a part of what is meant (十四wu, shi九大): that it reads so is enough."""
    found = []
    for each in asked(way):
        before, behind = way[max(0, each.start - 1) : each.start], way[each.end : each.end + 1]
        arabic = way[each.start : each.end].isascii()
        if arabic or not (_is_letter(before) or _is_letter(behind)):
            found.append((each, arabic and not each.unit and _is_letter(behind)))
    return found


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _has_all(shelf: Shelf, row: Row, span: tuple[int, int], wanted: Sequence[tuple[Number, bool]]) -> bool:
    """Whether a stretch of a passage has all the numbers wanted, whole."""
    text = shelf.text(row)
    at = places(text)[slice(*span)]
    known = numbers_at(text, at[0], at[-1])
    return all(any(same(number, each, open_end=goes_on) for each in known) for number, goes_on in wanted)


def _cuts_digits(folded: str, start: int, end: int) -> bool:
    """Whether a stretch begins or ends among digits: 6年 in 2016年."""
    borders = (folded[max(0, start - 1) : start + 1], folded[end - 1 : end + 1])
    return any(len(each) == 2 and each.isascii() and each.isdecimal() for each in borders)


def in_parts(shelf: Shelf, query: str, ask: Ask) -> list[Found]:
    """Passages that hold the parts of a query, those in letters by sound, not side by side: 2016nian工作会议 as
    2016nian 工作会议; none where a part is too short to be looked for by itself."""
    parts = _BORDER.sub(" ", query.lower()).split()
    counted = [part for part in parts if re.search("[0-9]", part) and re.search("[a-z]", part)]
    others = [part for part in parts if part not in counted]
    if len(parts) < 2 or not all(map(_says_something, others)):
        return []
    if not counted:
        apart = replace(ask, typed=" ".join(parts), words=tuple(map(fold, parts)))
        return [each for each in apart_by_sound.beside(shelf, apart) if not each.lacks]
    if len(counted) > 1 or re.search("[a-z]", "".join(others)):
        return []
    words = list(map(fold, others))
    narrow = replace(ask, filters=(*ask.filters, Query.const_score_query(all_of(shelf, words), 0.0)))
    found = []
    for each in by_letters(shelf, counted[0], narrow):
        places_of = [each.close.spans, *(occurrences(word, each.row.folded) for word in words)]
        if all(places_of):
            close = gathered(places_of, sum(spans[0][1] - spans[0][0] for spans in places_of))
            found.append(each._replace(close=replace(close, score=close.score * each.close.score)))
    return found


def _says_something(part: str) -> bool:
    letters = re.findall("[a-z]", part)
    return len(letters) >= _LEAST_LETTERS or (not letters and len(fold(part)) > 1)
