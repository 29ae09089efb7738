"""The third tier (拼音): by sound. Full syllables, first letters, characters among them, and wrong homophones."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from functools import partial
from operator import contains
from typing import Literal, NamedTuple

from drafter.search import numbered
from drafter.search.candidates import Ask, all_of, candidates, headings_first, pairs, preferring_headings
from drafter.search.closeness import Closeness, gathered, occurrences
from drafter.search.fold import fold, places
from drafter.search.layout import INITIALS
from drafter.search.numbers import asked
from drafter.search.pinyin import LONGEST_SYLLABLE, Unit, meanings, spelled_initials, typed
from drafter.search.ranking import Found
from drafter.search.shelf import Occur, Query, Row, Shelf

LONGEST_PINYIN = 96
"""Letters and characters of a query that are read by sound."""
_BY_SOUND = 60
"""Candidates: they match as they come, and reading a text aloud takes its time."""
_FEWER = 4
"""So many times as many are read where too few of them match as words."""
_INITIALS = 0.9
"""First letters leave more open than syllables do."""
TORN = 0.55
"""What a match is worth that runs across punctuation, or begins or ends inside a word, where no other reads so."""
_UNSURE = 0.15
"""What a match loses that may begin or end inside a word."""
_WHOLE_ELSEWHERE = 0.7
"""What a match is worth that seems to begin or end inside a word, of words that are whole in other passages."""
_BEGINS_SYLLABLE = "[b-df-hj-np-tw-z](?=h?[aeiouv])"
"""A letter with which a syllable begins that is spelled right, mostly."""
_MOST_WORDS = 6
"""Words set apart that are looked for by sound."""
_LONG, _LONG_INITIALS = 4, 6
"""So many syllables, or first letters, in a row are not there by chance, even across punctuation."""
_PARTICLE = "的"
"""Of no use to look for: what few first letters mean neither begins nor ends with it. Behind it a word begins."""
_MORE_TORN = 0.1
"""What a match that seems to cut a word loses besides, by how much more often the library writes what it cuts."""
_LESS_LIKELY = 0.05
"""A second way to cut the letters counts for so much less."""
_SELDOM = 0.1
"""What first letters lose where hardly another passage has those words for them."""
_MISREAD = 0.5
"""What is lost when every character could be read as typed but is not in its phrase."""
_MOST_MISREAD = 2
"""Ways to cut the letters that are tried with every reading a character has, where no phrase reads so."""
_SURE, _LIKELY, _ANY = range(3)
_READ = 600
"""Passages that may hold all of several words by sound and are read; those first where one follows another."""
_COMPARED, _COPIES = 8, 3
"""Passages that are found, or so many more than are shown, some of which may be copies."""
_MOST_JOINED = 4
"""Words up to which it is looked for which follows which."""
_MOST_PAIRS = 3
"""Pairs of syllables, those fewest characters have, that are looked up with every reading: it takes 1 ms each."""
_BOUND, _LOOSE = 2, 0.5
"""So many times as often a pair must be written as the next to be taken for a word that the next one cuts: where that
one is a word, or, in three characters, is itself cut by the other pair (驱|动发|展)."""


def by_pinyin(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """A query with Latin letters: syllables, first letters, and characters, mixed as they come.

    folded: apostrophes between letters part syllables (see pinyin.bordered).
    """
    folded = folded[:LONGEST_PINYIN]
    latin = re.fullmatch("[a-z]+", folded) is not None
    found = _first_letters(shelf, folded, ask) if latin else []
    ways = [(1 - _LESS_LIKELY * nth, units) for nth, units in enumerate(meanings(folded, shelf.pinyin))]
    aloud = [units for _, units in ways if all(unit.kind != "initial" for unit in units)]
    # One syllable alone is part of nearly anything: xian is rather xi'an.
    aloud.sort(key=lambda units: len(units) == 1)
    spelled = [(1 - _LESS_LIKELY * nth, units) for nth, units in enumerate(aloud)]
    cut: list[Found] = []
    for score, units in spelled:
        if sum(map(_is_whole, found)) < ask.depth:
            read = _read_aloud(shelf, _codes(shelf, units), ask, score)
            found += read
            cut += [each for each in read if len(units) > 1 and not _is_whole(each)]
    found = _whole_only(found, ask)
    if not spelled or not found:
        for score, units in ways:
            kinds = {unit.kind for unit in units}
            # Nothing but first letters was looked up as such.
            if "initial" in kinds and (len(kinds) > 1 or not latin) and len(found) < ask.depth:
                found += _mixed(shelf, units, ask, score)
    if not found:
        # As the characters could be read, but are not in their phrase.
        for score, units in spelled[:_MOST_MISREAD]:
            found += _mixed(shelf, units, ask, score)
    # Two syllables or more that were spelled out are meant even where the library's habits say that they cut a word.
    return [*filter(_is_whole, found), *cut] if cut else _whole_only(found, ask)


def _whole_only(found: list[Found], ask: Ask) -> list[Found]:
    """Those that are whole words; the first of all where none is."""
    return list(filter(_is_whole, found)) or found[: max(_BY_SOUND, 4 * ask.depth)]


def _is_whole(found: Found) -> bool:
    return found.close.score > TORN


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
    """Less where what was read is seldom what is read so: see `_usual_first`. counts: what else may be read so."""
    if close.score <= TORN:
        return close
    share = counts[row.folded[slice(*close.spans[0])]] / max(counts.values())
    return replace(close, score=close.score * (1 - _SELDOM * (1 - share)))


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
        return self.score * (_INITIALS if self.kind == "letters" else 1.0)

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
                ways.append(_Way("letters", 1 - _LESS_LIKELY * nth, units))
    cuts = [(1 - _LESS_LIKELY * nth, units) for nth, units in enumerate(meanings(word[:LONGEST_PINYIN], shelf.pinyin))]
    aloud = [each for each in cuts if all(unit.kind != "initial" for unit in each[1])]
    ways += [_Way("aloud", score, units, _codes(shelf, units)) for score, units in aloud]
    for score, units in cuts:
        kinds = {unit.kind for unit in units}
        if kinds != {"initial"} and (most == _ANY or ("initial" in kinds and (most == _LIKELY or not ways))):
            ones = tuple(_characters(shelf, unit) for unit in units)
            if all(ones):
                ways.append(_Way("mixed", score, units, ones=ones))
    return ways


def _any_way(shelf: Shelf, ways: Iterable[_Way]) -> Query:
    """What passages have at least in which a word is read one of the ways."""
    queries = []
    for way in ways:
        if way.kind == "letters":
            queries.append(_with_letters(shelf, way.letters))
        elif way.kind == "aloud":
            queries.append(with_codes(shelf, way.codes))
        else:
            must = _near_by(shelf, way.units, way.ones)
            queries.append(Query.boolean_query([(Occur.Must, each) for each in must]))
    return Query.boolean_query([(Occur.Should, each) for each in queries]) if queries else Query.empty_query()


def _may_stand(shelf: Shelf, row: Row, way: _Way) -> Sequence[tuple[int, int]]:
    """Where a word may be read so, whole or cut out of others."""
    if way.kind == "letters":
        return occurrences(way.letters.encode(), shelf.initials(row))
    if way.kind == "aloud":
        return heard(shelf, row, way.codes)
    return _made_of(way.ones, row.folded)


def _read(shelf: Shelf, row: Row, way: _Way) -> Closeness:
    """Where a passage reads so, as whole words where it does; otherwise only what is spelled out."""
    if way.kind == "aloud":
        close = _whole_first(shelf, row, heard(shelf, row, way.codes), way.score)
    elif way.kind == "letters":
        close = _begin_so(shelf, row, way.letters, [unit.value for unit in way.units])
        close = replace(close, score=close.score * way.score)
    else:
        close = _fits(shelf, row, way.units, way.ones, way.score)
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


def in_part(shelf: Shelf, letters: str) -> Query:
    """What has a pair of syllables that stand side by side in a run of letters, however that is cut, or a few first
    letters as they follow each other there; by weight."""
    code, size = shelf.pinyin.code, range(1, LONGEST_SYLLABLE + 1)
    terms = {
        ("y", code[first] + code[second])
        for start in range(len(letters))
        for one in size
        if (first := letters[start : start + one]) in code
        for other in size
        if (second := letters[start + one : start + one + other]) in code
    }
    terms |= {("i", gram) for gram in _grams("".join(re.findall(_BEGINS_SYLLABLE, letters)))}
    counts = {term: count for term in sorted(terms) if (count := shelf.frequency(*term))}
    any_of = [
        (Occur.Should, Query.const_score_query(shelf.term(*term), math.log(1 + len(shelf) / count)))
        for term, count in counts.items()
    ]
    return Query.boolean_query(any_of) if any_of else Query.empty_query()


def spelled(shelf: Shelf, syllables: Sequence[str], ask: Ask) -> list[Found]:
    """Texts that read so."""
    codes = "".join(map(shelf.pinyin.code.__getitem__, syllables))
    # Most are no words: each pair is looked up before the texts are.
    if not all(shelf.frequency("y", pair) for pair in pairs(codes)):
        return []
    return _read_aloud(shelf, codes, ask, 1.0)


def _codes(shelf: Shelf, units: Sequence[Unit]) -> str:
    return "".join(
        shelf.pinyin.code[unit.value] if unit.kind == "syllable" else shelf.pinyin.codes_of(unit.value)
        for unit in units
    )


def by_sound(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Chinese characters taken for any others that sound the same (同音)."""
    codes = shelf.pinyin.codes_of(folded, shelf.pinyin.by_phrase(folded))
    return _read_aloud(shelf, codes, ask, 1.0) if codes != folded else []


def _first_letters(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """gzxt: first letters in a row."""
    result = []
    for initials in spelled_initials(folded):
        if len(initials) < 2:
            continue
        letters = "".join(initial[0] for initial in initials)
        found = _matching(
            shelf, _with_letters(shelf, letters), ask, partial(_begin_so, shelf, letters=letters, initials=initials)
        )
        # z, h are two characters rather than zh one, where both can be.
        result += [_less(each, _LESS_LIKELY) if len(initials) < len(folded) else each for each in found]
    return _usual_first(result)


def _matching(shelf: Shelf, wanted: Query, ask: Ask, read: Callable[[Row], Closeness]) -> list[Found]:
    """What of the first candidates `read` finds something in; of more of them where too few match as words."""
    wanted = headings_first(shelf, wanted)
    found: list[Found] = []
    looked = 0
    for most in (_BY_SOUND, _FEWER * _BY_SOUND):
        rows = candidates(shelf, wanted, ask, most=most, behind=looked)
        found += [Found(row, "pinyin", close) for row in rows if (close := read(row)).spans]
        looked += len(rows)
        if sum(map(_is_whole, found)) >= ask.depth or looked < most:
            break
    return found


def _with_letters(shelf: Shelf, letters: str) -> Query:
    """What has these first letters in a row, or nearly."""
    if len(letters) < INITIALS:
        return shelf.pattern("i", letters + "." * (INITIALS - len(letters)))
    return Query.boolean_query([(Occur.Must, shelf.term("i", gram)) for gram in _grams(letters)])


def with_codes(shelf: Shelf, codes: str) -> Query:
    """What has the pairs of these syllables."""
    if len(codes) == 1:
        return shelf.pattern("y", f"{codes}.")
    return Query.boolean_query([(Occur.Must, shelf.term("y", pair)) for pair in sorted(pairs(codes))])


def _less(found: Found, share: float) -> Found:
    return Found(found.row, found.tier, Closeness(found.close.score * (1 - share), found.close.spans))


def _usual_first(found: list[Found]) -> list[Found]:
    """What many of the passages read so comes before what one does: the others may be cut out of a phrase."""
    read = [each.row.folded[slice(*each.close.spans[0])] for each in found]
    counts = Counter(read)
    most = max(counts.values(), default=1)
    return [_less(each, _SELDOM * (1 - counts[words] / most)) for each, words in zip(found, read, strict=True)]


def _begin_so(shelf: Shelf, row: Row, letters: str, initials: Sequence[str]) -> Closeness:
    """Where words begin with these letters, one a character."""
    spans = occurrences(letters.encode(), shelf.initials(row))
    if spans and len("".join(initials)) > len(letters):
        syllable = shelf.pinyin.syllable
        spans = tuple(
            span
            for span in spans
            if all(
                syllable.get(code, code).startswith(each)
                for code, each in zip(shelf.codes(row, *span), initials, strict=True)
            )
        )
    if len(letters) >= _LONG_INITIALS:
        return _whole_first(shelf, row, spans, _INITIALS)
    spans = tuple(span for span in spans if _PARTICLE not in (row.folded[span[0]], row.folded[span[1] - 1]))
    # Few letters are found in the midst of words anywhere.
    return _whole_first(shelf, row, spans, _INITIALS, torn=False)


def _read_aloud(shelf: Shelf, codes: str, ask: Ask, score: float) -> list[Found]:
    """Texts that read so, phrases read as phrases."""

    def read(row: Row) -> Closeness:
        return _whole_first(shelf, row, heard(shelf, row, codes), score)

    found = _matching(shelf, with_codes(shelf, codes), ask, read)
    whole = {words for each in found if _is_whole(each) for words in _words(each)}
    return [_whole_elsewhere(each, whole, score) for each in found]


def _words(found: Found) -> list[str]:
    return [found.row.folded[slice(*span)] for span in found.close.spans]


def _whole_elsewhere(found: Found, whole: Container[str], score: float) -> Found:
    """Where the very words are whole in other passages, they are likely no less here (的重|大问题): marked, they come
    before what only sounds the same."""
    if _is_whole(found):
        return found
    spans = tuple(span for span, words in zip(found.close.spans, _words(found), strict=True) if words in whole)
    return found._replace(close=Closeness(score * _WHOLE_ELSEWHERE, spans)) if spans else found


def heard(shelf: Shelf, row: Row, codes: str) -> list[tuple[int, int]]:
    """Where a passage reads so, not overlapping."""
    letters = shelf.pinyin.letters_of(codes)
    initials = shelf.initials(row)
    found: list[tuple[int, int]] = []
    place = initials.find(letters)
    while place >= 0:
        end = place + len(letters)
        if reads := shelf.codes(row, place, end) == codes:
            found.append((place, end))
        place = initials.find(letters, end if reads else place + 1)
    return found


def _mixed(shelf: Shelf, units: Sequence[Unit], ask: Ask, score: float) -> list[Found]:
    """Texts each character of which has a reading that fits its unit, most of them in their phrase, too."""
    ones = [_characters(shelf, unit) for unit in units]
    if not all(ones):
        return []
    must = _near_by(shelf, units, ones)
    wanted = headings_first(shelf, Query.boolean_query([(Occur.Must, each) for each in must]))
    rows = candidates(shelf, wanted, ask, most=_BY_SOUND)
    return [Found(row, "pinyin", close) for row in rows if (close := _fits(shelf, row, units, ones, score)).spans]


def _fits(shelf: Shelf, row: Row, units: Sequence[Unit], ones: Sequence[str], score: float) -> Closeness:
    """Where each character is one of `ones`, and most read as the units were typed."""
    spans = _made_of(ones, row.folded)
    reads = [(_read_as(shelf, shelf.codes(row, *span), units), span) for span in spans]
    best = max((share for share, _ in reads), default=0.0)
    if best <= 0.5:
        return Closeness(0.0, ())
    spans = [span for share, span in reads if share == best]
    # 加强l is being typed: where the word it begins will end is not known.
    begun = len(units) > 2 and units[-1].kind == "initial" and units[-2].kind == "literal"
    return _whole_first(shelf, row, spans, score * (1 - _MISREAD * (1 - best)), begun=begun)


def _made_of(ones: Sequence[str], folded: str) -> list[tuple[int, int]]:
    """Where characters in a row are each one of `ones`, not overlapping."""
    size, first, behind = len(ones), ones[0], ones[1:]
    found: list[tuple[int, int]] = []
    free = 0
    for start in range(len(folded) - size + 1):
        if folded[start] in first and start >= free and all(map(contains, behind, folded[start + 1 : start + size])):
            free = start + size
            found.append((start, free))
    return found


def _near_by(shelf: Shelf, units: Sequence[Unit], ones: Sequence[str]) -> list[Query]:
    """What texts that fit the units have at least: pairs of characters, and first letters in a row."""
    classes = [f"[{each}]" if len(each) > 1 else re.escape(each) for each in ones]
    must, spelled = [], []
    for (one, first), (other, second) in itertools.pairwise(zip(units, classes, strict=True)):
        if one.kind == other.kind == "literal":
            must.append(shelf.term("b", one.value + other.value))
        # Classes of first letters, large and slow, are left to the letters.
        elif "initial" not in (one.kind, other.kind):
            spelled.append((len(first) * len(second), first + second))
    must += [shelf.pattern("b", pair) for _, pair in sorted(spelled)[:_MOST_PAIRS]]
    letters = [_first_of(shelf, unit) for unit in units]
    size = max(1, len(letters) - INITIALS + 1)
    rows = ["".join(letters[at : at + INITIALS]) + "." * (INITIALS - len(letters)) for at in range(size)]
    must += [shelf.pattern("i", row) for row in dict.fromkeys(rows) if row.strip(".")]
    return must or [shelf.pattern("b", f"{classes[0]}.")]


def _first_of(shelf: Shelf, unit: Unit) -> str:
    """The first letters a unit may have, as a pattern: a character may have several readings."""
    if unit.kind != "literal" or unit.value.isascii():
        return re.escape(unit.value[0])
    first = sorted({reading[0] for reading in shelf.pinyin.characters.get(unit.value, ())})
    return f"[{''.join(first)}]" if first else "."


def _characters(shelf: Shelf, unit: Unit) -> str:
    """The characters a unit stands for; empty when there are none."""
    if unit.kind == "literal":
        return unit.value
    table = shelf.pinyin.syllables if unit.kind == "syllable" else shelf.pinyin.by_initial
    return table.get(unit.value, "")


def _read_as(shelf: Shelf, codes: str, units: Sequence[Unit]) -> float:
    """The share of the units that read as typed where they stand."""
    syllable = shelf.pinyin.syllable
    right = 0
    for code, unit in zip(codes, units, strict=True):
        reading = syllable.get(code, code)
        right += unit.kind == "literal" or (
            reading == unit.value if unit.kind == "syllable" else reading[0] == unit.value
        )
    return right / len(units)


def _grams(letters: str) -> list[str]:
    return sorted({letters[i : i + INITIALS] for i in range(len(letters) - INITIALS + 1)})


def _whole_first(
    shelf: Shelf,
    row: Row,
    spans: Iterable[tuple[int, int]],
    score: float,
    *,
    begun: bool = False,
    torn: bool = True,
) -> Closeness:
    """The spans that are whole words; where there are none, and unless torn is False, those that may be meant all the
    same, at less than `score`.

    begun: their last characters begin words.
    """
    spans = tuple(spans)
    if not spans:
        return Closeness(0.0, ())
    text = shelf.text(row)
    whole = tuple(
        (start, end)
        for start, end in spans
        if is_whole(shelf, row.folded, text, start, end - begun) and (not begun or row.folded[start:end] in text)
    )
    if whole:
        sure = tuple(
            (start, end) for start, end in whole if _is_surely_whole(shelf, row.folded, text, start, end - begun)
        )
        return Closeness(score if sure else score * (1 - _UNSURE), sure or whole)
    if not torn:
        return Closeness(0.0, ())
    cut = tuple(span for span in spans if span[1] - span[0] >= _LONG or row.folded[slice(*span)] in text)
    share = max((_torn_little(shelf, row.folded, *span) for span in cut), default=0.0)
    return Closeness(score * TORN * (1 - _MORE_TORN * (1 - share)) if cut else 0.0, cut)


def _torn_little(shelf: Shelf, folded: str, start: int, end: int) -> float:
    """How often a stretch's ends are written as they are for once that they are written with what is outside, 0 to 1."""
    share = 1.0
    for outer, own in ((start - 1, start), (end - 1, end - 2)):
        if 0 <= outer < len(folded) - 1:
            often = shelf.frequency("b", folded[outer : outer + 2])
            share = min(share, shelf.frequency("b", folded[own : own + 2]) / max(1, often))
    return share


def is_whole(shelf: Shelf, folded: str, text: str, start: int, end: int, *, across: bool = False) -> bool:
    """Whether a stretch does not cut a word at either end, as the library writes, and (unless across) holds no
    punctuation."""
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
    begins = start == 0 or text[first - 1] == _PARTICLE or not text[first - 1 : first].isalnum()
    ends = end == len(folded) or not text[last : last + 1].isalnum()
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
    if outer < own or outer <= chance or folded[start - 1] == _PARTICLE:
        return True
    return not text[places(text)[start] - 1].isalnum()


def _is_surely_whole(shelf: Shelf, folded: str, text: str, start: int, end: int) -> bool:
    """Whether a word begins at the first and ends at the last character of a stretch."""
    if end - start < 2:
        return True
    if not begins_surely(shelf, folded, text, start, chance=1):
        return False
    if end == len(folded):
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
