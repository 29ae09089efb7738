"""What is shown, in which order (排序): tier, closeness, standing, preferred move, formula; what says the same once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from drafter.records import Hit
from drafter.search.candidates import Ask
from drafter.search.closeness import SPARE, merged
from drafter.search.copies import Kept
from drafter.search.fold import fold, literal, places, unfolded
from drafter.search.found import TIERS, Found
from drafter.search.layout import KINDS, LABEL
from drafter.search.numbers import asked
from drafter.search.shelf import Row, Shelf

_ORDER = {tier: number for number, tier in enumerate(TIERS)}
_DIGITS = 3
"""Of a score: those told are those by which hits are in order."""
_SIGN, _SIGNS = re.compile(r"(?<=\d)[%％﹪‰]"), ("%", "‰")
_LONGEST_LABEL = 8
_SENTENCE_ENDS = "。！？；\n"


def best(shelf: Shelf, found: Iterable[Found], ask: Ask) -> list[tuple[Found, int]]:
    """The first `limit` in order, each with the number of passages that say the same."""
    kept = Kept(ask.limit)
    seen: set[tuple[int, int]] = set()
    marks = literal(ask.typed)
    if marks == fold(ask.typed):
        marks = ""

    def unmarked(each: Found) -> bool:
        """Whether the punctuation the query was typed with (《工会法》) is not there."""
        if marks == "" or each.tier != "exact":
            return False
        text = shelf.text(each.row)
        # Of what is meant to the letter only its own quotes may not be there, and they are seldom written otherwise.
        return (each.beyond != () and marks[0] not in text) or marks not in literal(text)

    standing: dict[tuple[object, ...], tuple[bool, bool, int]] = {}

    def rank(each: Found) -> tuple[object, ...]:
        # Of thousands that are alike it is looked up once.
        alike = (each.row.packed, each.row.kind, each.tier, each.close.spans)
        if alike not in standing:
            standing[alike] = (unmarked(each), *_standing(shelf, each))
        return *standing[alike], *_rank(shelf, each.row, ask)

    by_closeness = sorted(((_closeness(each), each) for each in found), key=itemgetter(0))
    for _, equals in groupby(by_closeness, itemgetter(0)):
        alike: dict[tuple[object, ...], list[Found]] = {}
        for _, each in equals:
            alike.setdefault((each.row.packed, each.close.spans), []).append(each)
        groups = list(alike.values())
        # Where the words stand is only looked up while there is room.
        if len(kept.shown) < ask.limit:
            groups = _settled(shelf, groups, rank)
        for group in groups:
            new: dict[tuple[int, int], Found] = {}
            for each in group:
                if (passage := each.row[:2]) not in seen:
                    new.setdefault(passage, each)
            if new:
                seen.update(new)
                kept.take(next(iter(new.values())), alike=len(new))
    return kept.shown


def _settled(
    shelf: Shelf, groups: Iterable[list[Found]], rank: Callable[[Found], tuple[object, ...]]
) -> list[list[Found]]:
    """Groups of those that say the same, by the rank of their first, which begins each; the same words in several places by
    the id of the speech and the number in it.

    Never by where they stand in the library, which tells what was mined first. An id is read from disk: only for these.
    """
    ranked = []
    for group in groups:
        if len(group) > 1:
            # What a rank goes by beside the words is one of a few.
            abouts = [(each.row.kind, each.row.move, each.row.formulaic) for each in group]
            ranks = {about: rank(each) for about, each in dict(zip(abouts, group, strict=True)).items()}
            least = min(ranks.values())
            equals = (each for about, each in zip(abouts, group, strict=True) if ranks[about] == least)
            ranked.append((least, [min(equals, key=partial(_place, shelf)), *group]))
        else:
            ranked.append((rank(group[0]), group))
    ranked.sort(key=itemgetter(0))
    result: list[list[Found]] = []
    for _, same_rank in groupby(ranked, itemgetter(0)):
        tied = [group for _, group in same_rank]
        if len(tied) > 1:
            tied.sort(key=lambda group: _place(shelf, group[0]))
        result += tied
    return result


def _place(shelf: Shelf, found: Found) -> tuple[str, int]:
    return shelf.info(found.row.speech).id, found.row.number


def continued(shown: Sequence[tuple[Found, int]], more: Sequence[tuple[Found, int]]) -> list[tuple[Found, int]]:
    """What is shown and what else was found by looking further, as close as it is: of what is as close, what was found
    first comes first; copies of one are one."""
    kept = Kept(len(shown) + len(more))
    for found, copies in (*shown, *more):
        kept.take(found, copies)
    return sorted(kept.shown, key=lambda each: _closeness(each[0]))


def hit(shelf: Shelf, found: Found, copies: int, lacks: tuple[str, ...] = (), query: str = "") -> Hit:
    """As others see it. lacks: words of the query that are not in it. query: as typed, where it is what was compared."""
    row = found.row
    info = shelf.info(row.speech)
    text = shelf.text(row)
    at = places(text)
    spans = found.close.spans
    if query and found.tier == "fuzzy" and not found.whole:
        spans = _with_the_rest(found, text, at, _well_ended(shelf, found, at, query), fold(query))
    marked = [(at[start], at[end - 1] + 1) for start, end in spans]
    if found.beyond:
        # Two may have the punctuation between them in common.
        marked = merged(
            [(a - before, b + behind) for (a, b), (before, behind) in zip(marked, found.beyond, strict=True)]
        )
    if any(each.unit in _SIGNS for each in asked(query)):
        marked = [(start, _behind_sign(text, end)) for start, end in marked]
    return Hit(
        ref=f"{info.id}#{row.number}",
        tier=found.tier,
        score=round(found.close.score, _DIGITS),
        move=shelf.names[row.move],
        step=shelf.names[row.step],
        text=text,
        spans=tuple(marked),
        speech_id=info.id,
        title=info.title,
        speaker=info.speaker,
        date=info.date,
        path=info.path,
        copies=copies,
        lacks=lacks,
    )


def _behind_sign(text: str, end: int) -> int:
    """Behind the percent sign of the number that ends there, if it has one."""
    return end + 1 if end < len(text) and _SIGN.search(text, end, end + 1) else end


def _well_ended(shelf: Shelf, found: Found, at: Sequence[int], typed: str) -> tuple[tuple[int, int], ...]:
    """The spans of a wording with slips, from the first to the last of their characters that the query has.

    Where nothing else is wrong, one that stands for a wrong first or last character stays (领导 for 领道) that belongs
    to the word beside it, unless punctuation parts them, or the wrong one stands at the other end: the words are turned
    round. at: places of the text. typed: the query as typed; its numbers may be spelled otherwise.
    """
    folded, spans = found.row.folded, []
    query, counted = fold(typed), bool(asked(typed))
    lone = found.lacks is not None or (1 - found.close.score) * len(query) <= 1 + SPARE

    def matches(place: int) -> bool:
        return folded[place] in query or (counted and (folded[place].isnumeric() or folded[place] == "两"))

    def joined(place: int) -> int:
        """How often the character there is written with the next one; 0 where punctuation parts them."""
        beside = 0 <= place < len(folded) - 1 and at[place + 1] - at[place] == 1
        return shelf.frequency("b", folded[place : place + 2]) if beside else 0

    for start, end in found.close.spans:
        first = next((place for place in range(start, end) if matches(place)), start)
        last = next((place for place in reversed(range(first, end)) if matches(place)), end - 1)
        if end - 1 > last:
            if start > 0 and folded[start - 1] == query[-1]:
                first -= first == start
            elif lone and last == end - 2 and joined(last) > joined(last + 1):
                last += 1
        if first > start:
            if end < len(folded) and folded[end] == query[0]:
                last += last == end - 1
            elif lone and first == start + 1 and joined(start) > joined(start - 1):
                first -= 1
        spans.append((first, last + 1))
    # One character before or behind the rest that is not the query's first or last met there by chance (进一步 for 第一).
    while len(spans) > 1 and spans[0][1] - spans[0][0] == 1 and folded[spans[0][0]] != query[0]:
        del spans[0]
    while len(spans) > 1 and spans[-1][1] - spans[-1][0] == 1 and folded[spans[-1][0]] != query[-1]:
        del spans[-1]
    return tuple(spans)


def _with_the_rest(
    found: Found, text: str, at: Sequence[int], spans: tuple[tuple[int, int], ...], query: str
) -> tuple[tuple[int, int], ...]:
    """The spans; and, where they are but one end of the query, the other where it stands nearby in the sentence
    (加强对活动的组织领导). at: places of the text. query: folded."""
    folded, (start, end) = found.row.folded, (spans[0][0], spans[-1][1])
    marked = "".join(folded[slice(*span)] for span in spans)
    if query.endswith(marked) and len(rest := query.removesuffix(marked)) > 1:
        place = folded.rfind(rest, 0, start)
        between = (place, start)
    elif query.startswith(marked) and len(rest := query.removeprefix(marked)) > 1:
        place = folded.find(rest, end)
        between = (end - 1, place)
    else:
        return spans
    if place < 0 or any(mark in text[at[between[0]] : at[between[1]]] for mark in _SENTENCE_ENDS):
        return spans
    return tuple(merged([*spans, (place, place + len(rest))]))


def _closeness(found: Found) -> tuple[int, float]:
    """Tier, then closeness."""
    return _ORDER[found.tier], -round(found.close.score, _DIGITS)


def _rank(shelf: Shelf, row: Row, ask: Ask) -> tuple[bool, int, int, str]:
    """Of those that are as close and stand alike: preferred move, formulaic; then the shorter, then by their text."""
    return (
        bool(ask.prefer) and shelf.names[row.move] != ask.prefer,
        -row.formulaic,
        len(row.folded),
        row.folded,
    )


def _standing(shelf: Shelf, found: Found) -> tuple[bool, int]:
    """Whether a full stop parts what was found word for word; 0 at the beginning of a heading, 1 elsewhere in one, 2 at the
    beginning of a sentence, 3 anywhere else."""
    heading = KINDS[found.row.kind] == "heading"
    text = shelf.text(found.row)
    at: list[int] = []
    parted = begins = False
    last = 0
    spans = found.close.spans[:3]
    for start, end in ((found.close.stretch[0], spans[0][1]), *spans[1:]) if spans else ():
        # Mostly the words stand in the text as they were folded; only else is every character counted.
        words = found.row.folded[start:end]
        place = text.find(words, max(start, last))
        if place >= 0:
            last = place + len(words)
        else:
            if found.tier == "exact" and (match := unfolded(words).search(text, last)):
                place, last = match.span()
            else:
                at = at or places(text)
                place, last = at[start], at[end - 1]
            parted = parted or (found.tier == "exact" and any(mark in text[place:last] for mark in _SENTENCE_ENDS))
        near = text[max(0, place - _LONGEST_LABEL - 1) : place]
        sentence = near[max(map(near.rfind, _SENTENCE_ENDS)) + 1 :]
        if len(sentence) <= _LONGEST_LABEL and (not fold(sentence) or LABEL.fullmatch(sentence)):
            begins = True
            break
    return parted, 2 * (not heading) + (not begins)
