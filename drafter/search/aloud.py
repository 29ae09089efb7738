"""How passages read (读音对照): where one has what was typed, and what the index finds such passages by."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from operator import contains

from drafter.search.borders import PARTICLE, whole_first
from drafter.search.candidates import pairs
from drafter.search.closeness import Closeness, occurrences
from drafter.search.layout import INITIALS
from drafter.search.pinyin import LONGEST_SYLLABLE, Unit
from drafter.search.shelf import Occur, Query, Row, Shelf

_BEGINS_SYLLABLE = "[b-df-hj-np-tw-z](?=h?[aeiouv])"
"""A letter with which a syllable begins that is spelled right, mostly."""
LETTERS_WORTH = 0.9
"""First letters leave more open than syllables do."""
LONG_INITIALS = 6
"""So many first letters in a row are not there by chance, even across punctuation."""
_MISREAD = 0.5
"""What is lost when every character could be read as typed but is not in its phrase."""
_MOST_PAIRS = 3
"""Pairs of syllables, those fewest characters have, that are looked up with every reading: it takes 1 ms each."""


def codes_of(shelf: Shelf, units: Sequence[Unit]) -> str:
    return "".join(
        shelf.pinyin.code[unit.value] if unit.kind == "syllable" else shelf.pinyin.codes_of(unit.value)
        for unit in units
    )


def characters_of(shelf: Shelf, unit: Unit) -> str:
    """The characters a unit stands for; empty when there are none."""
    if unit.kind == "literal":
        return unit.value
    pinyin = shelf.pinyin
    if unit.kind == "begun":
        codes = pinyin.begun.get(unit.value, "")
        return "".join(sorted({each for code in codes for each in pinyin.syllables[pinyin.syllable[code]]}))
    return (pinyin.syllables if unit.kind == "syllable" else pinyin.by_initial).get(unit.value, "")


def with_letters(shelf: Shelf, letters: str) -> Query:
    """What has these first letters in a row, or nearly."""
    if len(letters) < INITIALS:
        return shelf.pattern("i", letters + "." * (INITIALS - len(letters)))
    return Query.boolean_query([(Occur.Must, shelf.term("i", gram)) for gram in _grams(letters)])


def with_codes(shelf: Shelf, codes: str) -> Query:
    """What has the pairs of these syllables."""
    if len(codes) == 1:
        return shelf.pattern("y", f"{codes}.")
    return Query.boolean_query([(Occur.Must, shelf.term("y", pair)) for pair in sorted(pairs(codes))])


def with_units(shelf: Shelf, units: Sequence[Unit]) -> Query:
    """What has the pairs of these syllables and characters: a character as it is, a syllable as anything that is read so."""
    must = []
    for one, other in itertools.pairwise(units):
        if one.kind == other.kind == "syllable":
            must.append(shelf.term("y", codes_of(shelf, (one, other))))
            continue
        pairs = map("".join, itertools.product(characters_of(shelf, one), characters_of(shelf, other)))
        terms = [("b", pair) for pair in pairs if shelf.frequency("b", pair)]
        if not terms:
            return Query.empty_query()
        must.append(shelf.any_of(terms))
    return Query.boolean_query([(Occur.Must, each) for each in must])


def likeliest_first(shelf: Shelf, ways: Sequence[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """Of ways to cut letters those that are spelled out: of fewer syllables first; then by how often the library has
    the rarest pair of them (fang an rather than fan gan)."""

    def written(units: Sequence[Unit]) -> int:
        return min((shelf.frequency("y", pair) for pair in pairs(codes_of(shelf, units))), default=0)

    spelled = [units for units in ways if all(unit.kind != "initial" for unit in units)]
    return sorted(spelled, key=lambda units: (len(units), -written(units)))


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


def near_by(shelf: Shelf, units: Sequence[Unit], ones: Sequence[str], *, as_typed: bool) -> list[Query]:
    """What texts that fit the units have at least: pairs of characters, and first letters in a row; nothing where no
    passage has these. as_typed: pairs of syllables as phrases read, else of characters that have these among their
    readings."""
    must = _letters_in_a_row(shelf, units)
    if len(must) > 1 and not shelf.heaviest(Query.boolean_query([(Occur.Must, each) for each in must]), 1):
        return []
    classes = [f"[{each}]" if len(each) > 1 else re.escape(each) for each in ones]
    spelled = []
    for (one, first), (other, second) in itertools.pairwise(zip(units, classes, strict=True)):
        if one.kind == other.kind == "literal":
            must.append(shelf.term("b", one.value + other.value))
        elif as_typed and one.kind == other.kind == "syllable":
            must.append(shelf.term("y", codes_of(shelf, (one, other))))
        # Classes of first letters, large and slow, are left to the letters.
        elif not {"initial", "begun"} & {one.kind, other.kind}:
            spelled.append((len(first) * len(second), first + second))
    must += [shelf.pattern("b", pair) for _, pair in sorted(spelled)[:_MOST_PAIRS]]
    return must or [shelf.pattern("b", f"{classes[0]}.")]


def _letters_in_a_row(shelf: Shelf, units: Sequence[Unit]) -> list[Query]:
    """What has the first letters of the units, as many in a row as the index knows."""
    letters = [_first_of(shelf, unit) for unit in units]
    if len(letters) < INITIALS:
        row = "".join(letters)
        return [shelf.pattern("i", row + "." * (INITIALS - len(letters)))] if row.strip(".") else []
    rows = ["".join(letters[at : at + INITIALS]) for at in range(len(letters) - INITIALS + 1)]
    return [
        shelf.term("i", row) if len(row) == INITIALS and "." not in row else shelf.pattern("i", row)
        for row in dict.fromkeys(rows)
        if row.strip(".")
    ]


def _first_of(shelf: Shelf, unit: Unit) -> str:
    """The first letters a unit may have, as a pattern: a character may have several readings."""
    if unit.kind != "literal" or unit.value.isascii():
        return re.escape(unit.value[0])
    first = sorted({reading[0] for reading in shelf.pinyin.characters.get(unit.value, ())})
    return f"[{''.join(first)}]" if first else "."


def _grams(letters: str) -> list[str]:
    return sorted({letters[i : i + INITIALS] for i in range(len(letters) - INITIALS + 1)})


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


def begun(shelf: Shelf, codes: str, last: str) -> Query:
    """What has these syllables, and behind them one of those in `last` (codes)."""
    behind = [("y", codes[-1] + code) for code in last if shelf.frequency("y", codes[-1] + code)]
    if not behind:
        return Query.empty_query()
    must = [shelf.any_of(behind)]
    if len(codes) > 1:
        must.append(with_codes(shelf, codes))
    return Query.boolean_query([(Occur.Must, each) for each in must])


def being_typed(shelf: Shelf, row: Row, codes: str, last: str, score: float) -> Closeness:
    """Where a passage reads so, and then as one of the syllables in `last`; where the word will end is not known."""
    spans = [
        (start, end + 1)
        for start, end in heard(shelf, row, codes)
        if end < len(row.folded) and shelf.codes(row, end, end + 1) in last
    ]
    return whole_first(shelf, row, spans, score, open_end=True, torn=False)


def begin_so(shelf: Shelf, row: Row, letters: str, initials: Sequence[str], *, torn: bool = False) -> Closeness:
    """Where words begin with these letters, one a character. torn: where none do, what may be cut out of longer ones, with
    score 0: it takes long to tell how much, and is seldom wanted."""
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
    if len(letters) >= LONG_INITIALS:
        return whole_first(shelf, row, spans, LETTERS_WORTH)
    spans = tuple(span for span in spans if PARTICLE not in (row.folded[span[0]], row.folded[span[1] - 1]))
    # Few letters are found in the midst of words anywhere.
    close = whole_first(shelf, row, spans, LETTERS_WORTH, torn=False)
    return Closeness(0.0, spans) if torn and not close.spans else close


def made_of(ones: Sequence[str], folded: str) -> list[tuple[int, int]]:
    """Where characters in a row are each one of `ones`, not overlapping."""
    size, first, behind = len(ones), ones[0], ones[1:]
    found: list[tuple[int, int]] = []
    free = 0
    for start in range(len(folded) - size + 1):
        if folded[start] in first and start >= free and all(map(contains, behind, folded[start + 1 : start + size])):
            free = start + size
            found.append((start, free))
    return found


def fits(shelf: Shelf, row: Row, units: Sequence[Unit], ones: Sequence[str], score: float) -> Closeness:
    """Where each character is one of `ones`, and most read as the units were typed."""
    spans = made_of(ones, row.folded)
    reads = [(_read_as(shelf, shelf.codes(row, *span), units), span) for span in spans]
    best = max((share for share, _ in reads), default=0.0)
    if best <= 0.5:
        return Closeness(0.0, ())
    spans = [span for share, span in reads if share == best]
    return whole_first(shelf, row, spans, score * (1 - _MISREAD * (1 - best)), begun=_is_begun(units))


def fits_as_typed(shelf: Shelf, row: Row, units: Sequence[Unit], score: float) -> Closeness:
    """Where a passage reads as the units were typed, every one."""
    spans: list[tuple[int, int]] = []
    for match in _in_a_row(tuple(units)).finditer(shelf.initials(row)):
        start = match.start()
        end = start + len(units)
        free = not spans or start >= spans[-1][1]
        if (
            free
            and _has_literals(units, row.folded[start:end])
            and _read_as(shelf, shelf.codes(row, start, end), units) == 1
        ):
            spans.append((start, end))
    return whole_first(shelf, row, spans, score, begun=_is_begun(units))


def _has_literals(units: Sequence[Unit], words: str) -> bool:
    return all(unit.value == character for unit, character in zip(units, words, strict=True) if unit.kind == "literal")


@lru_cache(maxsize=16)
def _in_a_row(units: tuple[Unit, ...]) -> re.Pattern[bytes]:
    """First letters of units as a library keeps them, wherever they begin."""
    letters = "".join(
        re.escape(unit.value[0]) if unit.kind != "literal" or unit.value.isascii() else "." for unit in units
    )
    return re.compile(f"(?s:(?={letters}))".encode("latin-1", "replace"))


def _is_begun(units: Sequence[Unit]) -> bool:
    """Whether the word is still being typed (加强l), so that it is not known where it will end."""
    return len(units) > 2 and units[-1].kind == "initial" and units[-2].kind == "literal"


def _read_as(shelf: Shelf, codes: str, units: Sequence[Unit]) -> float:
    """The share of the units that read as typed where they stand."""
    syllable = shelf.pinyin.syllable
    right = 0
    for code, unit in zip(codes, units, strict=True):
        reading = syllable.get(code, code)
        right += unit.kind == "literal" or (
            reading == unit.value if unit.kind == "syllable" else reading.startswith(unit.value)
        )
    return right / len(units)
