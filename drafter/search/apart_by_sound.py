"""Words a writer set apart by spaces, some of them letters (分开写的拼音): passages that hold them all, by sound."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from drafter.search import numbered
from drafter.search.aloud import (
    LETTERS_WORTH,
    begin_so,
    characters_of,
    codes_of,
    fits,
    heard,
    likeliest_first,
    made_of,
    near_by,
    with_codes,
    with_letters,
)
from drafter.search.borders import TORN, whole_first
from drafter.search.candidates import Ask, all_of, candidates, preferring_headings
from drafter.search.closeness import Closeness, gathered, occurrences
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.layout import INITIALS
from drafter.search.numbers import asked
from drafter.search.pinyin import Unit, meanings, spelled_initials, typed
from drafter.search.shelf import Occur, Query, Row, Shelf
from drafter.search.sounding import LESS_LIKELY, LONGEST_PINYIN, SELDOM, is_character

_MOST_WORDS = 6
"""Words set apart that are looked for by sound."""
_SURE, _LIKELY, _ANY = range(3)
_READ = 600
"""Passages that may hold all of several words by sound and are read; those first where one follows another."""
_COMPARED, _COPIES = 8, 3
"""Passages that are found, or so many more than are shown, some of which may be copies."""
_MOST_JOINED = 4
"""Words up to which it is looked for which follows which."""


def beside(shelf: Shelf, ask: Ask) -> list[Found]:
    """Words set apart, those with letters by sound, in passages that hold them all (jqzzld 2024, gzxt jzgt); where none
    has, in those that lack one of three or more."""
    words = [word for word in ask.typed.split() if fold(word)]
    if len(words) > _MOST_WORDS:
        return []
    found = _together(shelf, words, ask)
    for lacking in words if not found and len(words) > 2 else ():
        for each in _together(shelf, [word for word in words if word != lacking], ask):
            close = replace(each.close, score=each.close.score * (1 - 1 / len(words)))
            found.append(Found(each.row, each.tier, close, (fold(lacking),)))
    return found


def _together(shelf: Shelf, words: Sequence[str], ask: Ask) -> list[Found]:
    """Passages that hold all the words, those with letters by sound; none where no word has any.

    Read some way only a few do (zuzhild, an unusual reading) where no passage has them all otherwise.
    """
    counted = [word for word in words if asked(word)]
    spoken = [typed(fold(word)) for word in words if word not in counted and _has_letters(word)]
    others = [fold(word) for word in words if word not in counted and not _has_letters(word)]
    written = [*([all_of(shelf, others)] if others else []), *numbered.narrowing(shelf, " ".join(counted))]
    for most in (_SURE, _LIKELY, _ANY) if spoken else ():
        ways = [_ways(shelf, word, most) for word in spoken]
        must = [
            (Occur.Must, Query.const_score_query(each, 1.0))
            for each in (*written, *(_any_way(shelf, each) for each in ways))
        ]
        joined = [(Occur.Should, Query.const_score_query(each, 1.0)) for each in _joins(shelf, [*ways, *others])]
        rows = candidates(shelf, preferring_headings(shelf, Query.boolean_query([*must, *joined])), ask, most=_READ)
        if result := _read_together(shelf, rows, others, counted, ways, ask):
            return result
    return []


def _read_together(
    shelf: Shelf,
    rows: Iterable[Row],
    others: Sequence[str],
    counted: Sequence[str],
    ways: Sequence[Sequence[_Way]],
    ask: Ask,
) -> list[Found]:
    """Rows that hold the words, those with numbers, and those read in one of their ways.

    Whether words are cut takes long to tell: it is asked of those first that are closest at best, until enough are
    closer than any that follows can be.
    """
    near = []
    usual: list[Counter[str]] = [Counter() for _ in ways]
    for row in rows:
        places = [occurrences(word, row.folded) for word in others]
        places += [numbered.held(shelf, row, word) for word in counted]
        sounds = [{span: way.best for way in each for span in _may_stand(shelf, row, way)} for each in ways]
        if all(places) and all(sounds):
            best = min(max(each.values()) for each in sounds)
            near.append((_together_at([*places, *map(sorted, sounds)]).score * best, row, places))
            for counts, each in zip(usual, sounds, strict=True):
                counts.update({row.folded[slice(*span)] for span in each})
    near.sort(key=lambda each: -each[0])
    enough = max(_COMPARED, ask.depth + _COPIES)
    result: list[Found] = []
    scores: dict[str, float] = {}
    for best, row, places in near:
        if len(scores) >= enough and best < sorted(scores.values())[-enough]:
            ask.cut_short(True)
            break
        read = [
            _less_if_seldom(row, max((_read(shelf, row, way) for way in each), key=lambda close: close.score), counts)
            for each, counts in zip(ways, usual, strict=True)
        ]
        if all(close.spans for close in read):
            close = _together_at([*places, *(each.spans for each in read)])
            if score := close.score * min(each.score for each in read):
                result.append(Found(row, "pinyin", replace(close, score=score)))
                scores[row.folded] = score
    return result


def _less_if_seldom(row: Row, close: Closeness, counts: Counter[str]) -> Closeness:
    """Less where what was read is seldom what is read so: see `sounding._usual_first`. counts: what else may be read so."""
    if close.score <= TORN:
        return close
    share = counts[row.folded[slice(*close.spans[0])]] / max(counts.values())
    return replace(close, score=close.score * (1 - SELDOM * (1 - share)))


def _together_at(places: Sequence[Sequence[tuple[int, int]]]) -> Closeness:
    return gathered(places, sum(each[0][1] - each[0][0] for each in places))


def _has_letters(word: str) -> bool:
    return re.search("[a-z]", typed(fold(word))) is not None


class _Way(NamedTuple):
    """A way to read a word of letters, and maybe characters: as first letters, as syllables, or each unit by itself."""

    kind: Literal["letters", "aloud", "mixed"]
    score: float
    units: tuple[Unit, ...]
    codes: str = ""
    """Of syllables."""
    ones: tuple[str, ...] = ()
    """For each unit the characters it may stand for."""

    @property
    def best(self) -> float:
        """What it is worth at most."""
        return self.score * (LETTERS_WORTH if self.kind == "letters" else 1.0)

    @property
    def letters(self) -> str:
        """First letters, blank for a character, which may be read in several ways."""
        return "".join(each.value[0] if each.kind != "literal" or each.value.isascii() else " " for each in self.units)


def _ways(shelf: Shelf, word: str, most: int) -> list[_Way]:
    """The ways a word set apart may be read. most: the surest of them, the likely ones, too, or any."""
    ways: list[_Way] = []
    if re.fullmatch("[a-z]{2,}", word):
        for nth, initials in enumerate(spelled_initials(word)):
            if len(initials) > 1:
                units = tuple(Unit("initial", each) for each in initials)
                ways.append(_Way("letters", 1 - LESS_LIKELY * nth, units))
    cuts = [(1 - LESS_LIKELY * nth, units) for nth, units in enumerate(meanings(word[:LONGEST_PINYIN], shelf.pinyin))]
    for nth, units in enumerate(likeliest_first(shelf, [units for _, units in cuts])):
        if most > _SURE or not any(map(is_character, units)):
            ways.append(_Way("aloud", 1 - LESS_LIKELY * nth, units, codes_of(shelf, units)))
    for score, units in cuts:
        kinds = {unit.kind for unit in units}
        # A character that was typed is meant before another of the same sound is.
        as_typed = most == _SURE and "initial" not in kinds and any(map(is_character, units))
        unusual = most == _ANY or ("initial" in kinds and (most == _LIKELY or not ways))
        if kinds != {"initial"} and (as_typed or unusual):
            ones = tuple(characters_of(shelf, unit) for unit in units)
            if all(ones):
                ways.append(_Way("mixed", score, units, ones=ones))
    return ways


def _any_way(shelf: Shelf, ways: Iterable[_Way]) -> Query:
    """What passages have at least in which a word is read one of the ways."""
    queries = []
    for way in ways:
        if way.kind == "letters":
            queries.append(with_letters(shelf, way.letters))
        elif way.kind == "aloud":
            queries.append(with_codes(shelf, way.codes))
        elif must := near_by(shelf, way.units, way.ones, as_typed=False):
            queries.append(Query.boolean_query([(Occur.Must, each) for each in must]))
    return Query.boolean_query([(Occur.Should, each) for each in queries]) if queries else Query.empty_query()


def _may_stand(shelf: Shelf, row: Row, way: _Way) -> Sequence[tuple[int, int]]:
    """Where a word may be read so, whole or cut out of others."""
    if way.kind == "letters":
        return occurrences(way.letters.encode(), shelf.initials(row))
    if way.kind == "aloud":
        return heard(shelf, row, way.codes)
    return made_of(way.ones, row.folded)


def _read(shelf: Shelf, row: Row, way: _Way) -> Closeness:
    """Where a passage reads so, as whole words where it does; otherwise only what is spelled out."""
    if way.kind == "aloud":
        close = whole_first(shelf, row, heard(shelf, row, way.codes), way.score)
    elif way.kind == "letters":
        close = begin_so(shelf, row, way.letters, [unit.value for unit in way.units])
        close = replace(close, score=close.score * way.score)
    else:
        close = fits(shelf, row, way.units, way.ones, way.score)
    spelled_out = way.kind == "aloud" and len(way.units) > 1
    return close if spelled_out or close.score > TORN else Closeness(0.0, ())


def _joins(shelf: Shelf, words: Sequence[Sequence[_Way] | str]) -> list[Query]:
    """What passages have in which one word follows another, as far as first letters tell."""
    if len(words) > _MOST_JOINED:
        return []
    letters = [
        shelf.pinyin.initials_of(word, shelf.pinyin.by_phrase(word)) if isinstance(word, str) else word[0].letters
        for word in words
        if word
    ]
    half = INITIALS // 2
    joins = {one[-half:] + other[:half] for one, other in itertools.permutations(letters, 2)}
    return [shelf.term("i", join) for join in sorted(joins) if len(join) == INITIALS and " " not in join]
