"""The third tier (拼音): by sound. Full syllables, first letters, characters among them, and wrong homophones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from drafter.search.aloud import (
    LETTERS_WORTH,
    LONG_INITIALS,
    begin_so,
    begun,
    being_typed,
    characters_of,
    codes_of,
    fits,
    fits_as_typed,
    heard,
    likeliest_first,
    near_by,
    with_codes,
    with_letters,
    with_units,
)
from drafter.search.borders import LONG, TORN, whole_first
from drafter.search.candidates import Ask, headings_first, narrowed, pairs
from drafter.search.closeness import Closeness
from drafter.search.found import Found
from drafter.search.pinyin import Unit, meanings, spelled_initials, unfinished
from drafter.search.shelf import Occur, Query, Row, Shelf

_HAN = re.compile("[\u4e00-\u9fff]")
LONGEST_PINYIN = 96
"""Letters and characters of a query that are read by sound."""
_BY_SOUND = 60
"""Candidates: they match as they come, and reading a text aloud takes its time."""
_MOST_READ = 960
"""So many are read where too few of those match as words."""
_SHORT = 400
"""Bytes of a passage, some 60 characters: to tell that longer ones are alike takes as long as to read them."""
_OTHER_CHARACTER = 0.49
"""What a match is worth that has another character of the same sound where one was typed (接受 for jie收): less than any that
has what was typed."""
_WHOLE_ELSEWHERE = 0.7
"""What a match is worth that seems to begin or end inside a word, of words that are whole in other passages."""
_INSIDE = 3
"""First letters that are looked for inside longer words, too: fewer are there anywhere."""
LESS_LIKELY = 0.05
"""A second way to cut the letters counts for so much less."""
SELDOM = 0.1
"""What first letters lose where hardly another passage has those words for them."""
_MOST_MISREAD = 2
"""Ways to cut the letters that are tried with every reading a character has, where no phrase reads so."""


def by_pinyin(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """A query with Latin letters: syllables, first letters, and characters, mixed as they come. A character that was typed is
    there, in its place; behind what has it comes what has another of the same sound.

    folded: apostrophes between letters part syllables (see pinyin.bordered).
    """
    folded = folded[:LONGEST_PINYIN]
    found = _as_typed(shelf, folded, ask)
    if not _HAN.search(folded) or _enough(found, 0.0, ask):
        return found
    known = {each.row[:2] for each in found}
    for units in likeliest_first(shelf, meanings(folded, shelf.pinyin))[:1]:
        read = _whole_only(_read_aloud(shelf, codes_of(shelf, units), ask, 1.0), ask)
        found += [_less(each, 1 - _OTHER_CHARACTER) for each in read if each.row[:2] not in known]
    return found


def _as_typed(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    latin = re.fullmatch("[a-z]+", folded) is not None
    found, inside = _first_letters(shelf, folded, ask) if latin else ([], [])
    ways = [(1 - LESS_LIKELY * nth, units) for nth, units in enumerate(meanings(folded, shelf.pinyin))]
    aloud = likeliest_first(shelf, [units for _, units in ways])
    spelled = [(1 - LESS_LIKELY * nth, units) for nth, units in enumerate(aloud)]
    cut: list[Found] = []
    for score, units in spelled:
        # A syllable that was typed is meant, and so is what else it may be (xian is 县, and xi'an 西安).
        if len(aloud[0]) == 1 or not _enough(found, score, ask):
            read = _spelled_out(shelf, units, ask, score)
            found += read
            cut += [each for each in read if len(units) > 1 and not _is_whole(each)]
    found = _whole_only(found, ask)
    later = [way for way in ways if _is_unfinished(way[1])]
    if not spelled or not found:
        for score, units in ways:
            kinds = {unit.kind for unit in units}
            # Nothing but first letters was looked up as such; a letter behind syllables begins one, most likely.
            mixed = "initial" in kinds and (len(kinds) > 1 or not latin)
            if mixed and (score, units) not in later and not _enough(found, score, ask):
                found += _mixed(shelf, units, ask, score)
    if not found:
        # As the characters could be read, but are not in their phrase.
        for score, units in spelled[:_MOST_MISREAD]:
            found += _mixed(shelf, units, ask, score)
    whole = any(map(_is_whole, found))
    # So many syllables that read so to the end are what was meant.
    long = any(end - start >= LONG for each in cut for start, end in each.close.spans)
    if not long and (not whole or (not spelled and not _enough(found, LETTERS_WORTH, ask))):
        found += _being_typed(shelf, folded, ask, spelled_only=whole)
    for score, units in later if not any(map(_is_whole, found)) else ():
        found += _mixed(shelf, units, ask, score)
    if len(folded) >= LONG_INITIALS or not (cut or any(map(_is_whole, found))):
        cut += inside
    # Two syllables or more that were spelled out are meant even where the library's habits say that they cut a word; so are
    # many first letters, and a few where nothing else reads so.
    return [*filter(_is_whole, found), *cut] if cut else _whole_only(found, ask)


def _is_unfinished(units: Sequence[Unit]) -> bool:
    """Whether all is spelled out but the last letter: `_being_typed` looks for words that go on with it."""
    return len(units) > 2 and units[-1].kind == "initial" and all(unit.kind == "syllable" for unit in units[:-1])


def _whole_only(found: list[Found], ask: Ask) -> list[Found]:
    """Those that are whole words; the best of all where none is."""
    if whole := list(filter(_is_whole, found)):
        return whole
    most = max(_BY_SOUND, 4 * ask.depth)
    ask.cut_short(len(found) > most)
    return sorted(found, key=lambda each: -each.close.score)[:most]


def _enough(found: Sequence[Found], score: float, ask: Ask) -> bool:
    """Whether as many different passages as are looked for are found already than which what is worth `score` at most
    cannot come before: then it is not looked for."""
    enough = _different(found, score) >= ask.depth
    ask.cut_short(enough)
    return enough


def _different(found: Sequence[Found], score: float) -> int:
    """How many different passages match so well."""
    return len({each.row.folded for each in found if each.close.score >= score})


def _is_whole(found: Found) -> bool:
    return found.close.score > TORN


def spelled(shelf: Shelf, syllables: Sequence[str], ask: Ask) -> list[Found]:
    """Texts that read so."""
    codes = "".join(map(shelf.pinyin.code.__getitem__, syllables))
    # Most are no words: each pair is looked up before the texts are.
    if not all(shelf.frequency("y", pair) for pair in pairs(codes)):
        return []
    return _read_aloud(shelf, codes, ask, 1.0)


def may_read(shelf: Shelf, runs: Iterable[Sequence[str]]) -> bool:
    """Whether a passage has the pairs of all these runs of syllables: without them no text of the library reads so."""
    code = shelf.pinyin.code
    wanted = sorted({pair for run in runs for pair in pairs("".join(map(code.__getitem__, run)))})
    if not all(shelf.frequency("y", pair) for pair in wanted):
        return False
    must = Query.boolean_query([(Occur.Must, shelf.term("y", pair)) for pair in wanted])
    return len(wanted) < 2 or bool(shelf.heaviest(Query.const_score_query(must, 1.0), 1))


def by_sound(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Chinese characters taken for any others that sound the same (同音)."""
    codes = shelf.pinyin.codes_of(folded, shelf.pinyin.by_phrase(folded))
    return _read_aloud(shelf, codes, ask, 1.0) if codes != folded else []


def _first_letters(shelf: Shelf, folded: str, ask: Ask) -> tuple[list[Found], list[Found]]:
    """gzxt: first letters in a row. What begins and ends as words do, here or where the library says them elsewhere (稳中求进
    in 稳中求进工作总基调); and what seems to be cut out of longer words."""
    ways = [
        ("".join(initial[0] for initial in initials), initials)
        for initials in spelled_initials(folded)
        if len(initials) > 1
    ]

    def matching(torn: bool) -> list[Found]:
        result = []
        for letters, initials in ways:
            read = partial(begin_so, shelf, letters=letters, initials=initials, torn=torn and len(letters) >= _INSIDE)
            found = _matching(shelf, with_letters(shelf, letters), ask, read, LETTERS_WORTH)
            # z, h are two characters rather than zh one, where both can be.
            result += [_less(each, LESS_LIKELY) if len(initials) < len(folded) else each for each in found]
        return result

    found = matching(torn=False)
    whole = list(filter(_is_whole, found))
    torn = [each for each in found if not _is_whole(each)]
    elsewhere: list[Found] = []
    # Looked for only where it may be shown: there is much of it.
    if not _enough(whole, 0.0, ask):
        torn = [each for each in matching(torn=True) if not _is_whole(each)]
        marked = _with_those_whole_elsewhere([*whole, *torn], LETTERS_WORTH)[len(whole) :]
        elsewhere, torn = list(filter(_is_whole, marked)), [each for each in marked if not _is_whole(each)]
    if len(folded) < LONG or (len(folded) < LONG_INITIALS and whole):
        torn = []
    return [*_usual_first(whole), *elsewhere], [_torn(shelf, each) for each in torn]


def _torn(shelf: Shelf, found: Found) -> Found:
    """What is read of first letters that seem to cut words; see `begin_so`."""
    if found.close.score:
        return found
    return found._replace(close=whole_first(shelf, found.row, found.close.spans, LETTERS_WORTH))


def _matching(
    shelf: Shelf, wanted: Query, ask: Ask, read: Callable[[Row], Closeness], score: float, *, usual: bool = False
) -> list[Found]:
    """What of the first candidates `read` finds something in; of more of them where too few match as well as any can,
    with `score`: others may do so behind them. usual: what is said less often will be worth less, as `_usual_first` has it."""
    first = max(_BY_SOUND, 4 * ask.depth)
    places = shelf.heaviest(narrowed(headings_first(shelf, wanted), ask), most := max(_MOST_READ, first))
    found: list[Found] = []
    known: dict[bytes, Closeness] = {}
    looked = 0
    while looked < len(places):
        rows = shelf.rows(places[looked : looked + max(first, looked)])
        for row in rows:
            # Of what stands in hundreds of passages alike, which are short, one is read.
            close = known.get(row.packed) if len(row.packed) <= _SHORT else None
            if close is None:
                close = read(row)
                if len(row.packed) <= _SHORT:
                    known[row.packed] = close
            if close.spans:
                found.append(Found(row, "pinyin", close))
        looked += len(rows)
        if _different(_usual_first(found) if usual else found, score) >= ask.depth:
            break
    ask.cut_short(looked < len(places) or len(places) >= most)
    return found


def _less(found: Found, share: float) -> Found:
    return Found(found.row, found.tier, Closeness(found.close.score * (1 - share), found.close.spans))


def _usual_first(found: list[Found]) -> list[Found]:
    """What many of the passages read so comes before what one does: the others may be cut out of a phrase."""
    read = [each.row.folded[slice(*each.close.spans[0])] for each in found]
    counts = Counter(read)
    most = max(counts.values(), default=1)
    return [_less(each, SELDOM * (1 - counts[words] / most)) for each, words in zip(found, read, strict=True)]


def _read_aloud(shelf: Shelf, codes: str, ask: Ask, score: float) -> list[Found]:
    """Texts that read so, phrases read as phrases."""

    def read(row: Row) -> Closeness:
        return whole_first(shelf, row, heard(shelf, row, codes), score)

    return _with_those_whole_elsewhere(_matching(shelf, with_codes(shelf, codes), ask, read, score), score)


def _spelled_out(shelf: Shelf, units: Sequence[Unit], ask: Ask, score: float) -> list[Found]:
    """Texts that read so, and have the characters that were typed where they were."""
    if not any(map(is_character, units)):
        return _read_aloud(shelf, codes_of(shelf, units), ask, score)
    wanted = with_units(shelf, units)
    read = partial(fits_as_typed, shelf, units=units, score=score)
    return _with_those_whole_elsewhere(_matching(shelf, wanted, ask, read, score), score)


def is_character(unit: Unit) -> bool:
    """Whether it was typed as a Chinese character."""
    return unit.kind == "literal" and _HAN.fullmatch(unit.value) is not None


def _being_typed(shelf: Shelf, folded: str, ask: Ask, *, spelled_only: bool) -> list[Found]:
    """Whole words for letters the last of which only begin a syllable. spelled_only: those before are all syllables."""
    found: list[Found] = []
    for nth, units in enumerate(unfinished(folded, shelf.pinyin)):
        spelled = all(unit.kind == "syllable" for unit in units[:-1])
        if not spelled and (found or spelled_only):
            break
        score = LETTERS_WORTH * (1 - LESS_LIKELY * nth)
        if spelled:
            codes, last = codes_of(shelf, units[:-1]), shelf.pinyin.begun[units[-1].value]
            read = partial(being_typed, shelf, codes=codes, last=last, score=score)
            found += _matching(shelf, begun(shelf, codes, last), ask, read, score, usual=True)
        else:
            found += filter(_is_whole, _mixed(shelf, units, ask, score))
    return _usual_first(found)


def _words(found: Found) -> list[str]:
    return [found.row.folded[slice(*span)] for span in found.close.spans]


def _with_those_whole_elsewhere(found: list[Found], score: float) -> list[Found]:
    """Where the very words are whole in other passages, they are likely no less in one that seems to cut them (的重|大问题):
    marked, they come before what only sounds the same."""
    whole = {words for each in found if _is_whole(each) for words in _words(each)}

    def marked(each: Found) -> Found:
        if _is_whole(each):
            return each
        spans = tuple(span for span, words in zip(each.close.spans, _words(each), strict=True) if words in whole)
        return each._replace(close=Closeness(score * _WHOLE_ELSEWHERE, spans)) if spans else each

    return list(map(marked, found))


def _mixed(shelf: Shelf, units: Sequence[Unit], ask: Ask, score: float) -> list[Found]:
    """Texts that read as the units were typed; where none does as whole words, those each character of which has a reading
    that fits its unit, most of them in their phrase, too."""
    ones = [characters_of(shelf, unit) for unit in units]
    found: list[Found] = []
    if not all(ones):
        return []
    for as_typed in (True, False):
        must = near_by(shelf, units, ones, as_typed=as_typed)
        if not must:
            break
        wanted = Query.boolean_query([(Occur.Must, each) for each in must])
        read = partial(fits_as_typed, shelf, units=units, score=score)
        if not as_typed:
            read = partial(fits, shelf, units=units, ones=ones, score=score)
        # Where none is whole either way, what reads as it was typed is the likelier.
        found = _matching(shelf, wanted, ask, read, score) or found
        if any(map(_is_whole, found)):
            break
    return found
