"""The first two tiers (原文、近似): word for word; with slips or in another order. Also: to the letter, and more of the same."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest

from rapidfuzz import fuzz, process

from drafter.search import apart, numbered
from drafter.search.borders import is_whole
from drafter.search.candidates import (
    BRIEF,
    MOST_GRAMS,
    WORTH,
    Ask,
    all_of,
    batches,
    by_pairs,
    by_weight,
    candidates,
    likely_words,
    narrowed,
    pairs,
    with_all_pairs,
)
from drafter.search.closeness import (
    LEAST,
    SPARE,
    Closeness,
    at_most,
    in_pieces,
    occurrences,
    pieced_at_most,
    pieces,
    slips,
)
from drafter.search.fold import fold, literal, literal_places, places
from drafter.search.found import Found
from drafter.search.layout import KINDS, parts
from drafter.search.mistyped import out_of_order, sounding_alike
from drafter.search.numbers import absent, asked, beside, is_wording, may_slip, slipped, without
from drafter.search.shelf import Occur, Query, Row, Shelf

_COMPARED, _COPIES, _MOST_COMPARED, _FOR_EACH = 8, 3, 36, 3
"""Passages that are compared with the query character by character: until none left can be closer than so many, some of
which may be copies; so many at most, or for each that is looked for."""
_TURNED = 40
"""Passages that are looked at for the query's words in another order."""
_LOOSEST = 50.0
_LITTLE = 1e-6
"""What a score computed back and forth may be off, in slips."""
_DIGITS = re.compile(r"\d\d")
_STOP, _CLAUSE = re.compile(r"[。！？；\n]"), re.compile("[，：]")
_ACROSS = 0.03
"""What words in another order lose where they stand in two clauses."""
_RUN_TOGETHER = 0.9
"""What a slip in words set apart is worth that only shows when they are run together."""
_COUNTED, _MORE = 2000, 8
"""So many passages that share most pairs with another are compared with it first; then so many times as many."""
_ALIKE, _PASTED, _RESEMBLING = 0.1, 0.3, 0.34
"""Share of pairs in common from which a passage is like another; like a pasted paragraph; has enough of a line."""


def exact(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Word for word. Asked first and by itself: the few that hold every pair are found in no time."""
    if _DIGITS.search(folded) or asked(ask.typed):
        return numbered.exact(shelf, folded, ask)
    return _exact(folded, candidates(shelf, with_all_pairs(shelf, folded, ask), ask))


def fuzzy(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """With slips, or in another order. Another number is another fact, no slip."""
    if asked(ask.typed):
        words = any(map(fold, without(ask.typed)))  # a number and what it counts have no slip: 312 家 are not 312 台
        near = numbered.fuzzy(shelf, ask) if words else []
        found = numbered.spelled(shelf, ask) + numbered.respelled(shelf, folded, ask)
        found += [*(each for each in near if not lacking(each, ask))]
        if may_slip(ask.typed) and len(ask.words) == 1 and not any(_within_one(folded, each) for each in found):
            found += _by_slip_numbered(shelf, folded, ask)
        if not found and len(ask.words) == 1 and is_wording(ask.typed):
            found = _with_other_numbers(shelf, folded, ask)
        return found
    if len(folded) == 1 or folded.isdecimal():
        return []
    respelled = numbered.respelled(shelf, folded, ask)
    return [*respelled, *_near(shelf, folded, ask)]


def _by_slip_numbered(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows one slip away from the query that have another number than it, or none, because of that slip."""
    rows = candidates(shelf, by_pairs(shelf, folded, ask, start=folded[:2]), ask, worth=WORTH)
    if any(folded in row.folded for row in rows):
        return []
    found = []
    for each in _slipped(folded, rows, ask, once=True):
        if _within_one(folded, each):
            start, end = beside(each.row.folded, *each.close.stretch)
            lacks = slipped(folded, each.row.folded[start:end])
            if lacks is not None:
                found.append(each._replace(lacks=lacks))
    return found


def _with_other_numbers(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows one slip away from a longer wording, whatever numbers they have: what they lack of the query's is told."""
    rows = candidates(shelf, by_pairs(shelf, folded, ask, start=folded[:2]), ask, worth=WORTH)
    found = []
    for each in _slipped(folded, rows, ask, once=True):
        if _within_one(folded, each):
            start, end = beside(each.row.folded, *each.close.stretch)
            found.append(each._replace(lacks=absent(ask.typed, each.row.folded[start:end])))
    return found


def _near(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    if folded.isascii() and len(ask.words) == 1:
        return []  # letters that are not there as they stand are pinyin
    if len(ask.words) > 1:
        if whole := apart.with_all(shelf, ask):
            return [each for each in whole if folded not in each.row.folded]
        found = apart.with_slips(shelf, ask)
        return found or ([] if re.search("[a-z]", folded) else _run_together(shelf, folded, ask))
    weighed = by_weight(shelf, folded, ask)
    rest = [row for row in weighed.rows if folded not in row.folded]
    found = [*sounding_alike(shelf, folded, ask), *_slipped(folded, rest, ask), *out_of_order(shelf, folded, ask)]
    if len(rest) == len(weighed.rows):
        found += _swapped(shelf, folded, ask)
    # What has the very words leaves room: another order of them is wanted, too. So many characters with one slip are what
    # was meant.
    holding = len(rest) < len(weighed.rows)
    if holding or len(folded) <= BRIEF or not any(_within_one(folded, each) for each in found):
        found += _turned(shelf, folded, found, ask)
    if not holding and not any(_within_one(folded, each) for each in found):
        found += _slipped(folded, weighed.further(), ask)
    if len({each.row.folded for each in found}) < ask.depth:
        found += _slipped(folded, [row for row in weighed.lighter() if folded not in row.folded], ask)
    return found


def all_there(found: list[Found], ask: Ask) -> list[Found]:
    """Of words set apart, what has them all; where none has, everything. Numbers are there in any spelling already."""
    wanted = [word for word in ask.words if not asked(word)] if len(ask.words) > 1 else []
    return [each for each in found if all(word in each.row.folded for word in wanted)] or found


def lacking(found: Found, ask: Ask) -> tuple[str, ...]:
    """The words a writer set apart that are not in what was found, as typed; a slip may be in them, a number is there."""
    if found.lacks is not None and len(ask.words) == 1:
        return found.lacks  # a digit inside it
    if found.lacks is not None:
        return tuple(word for word in ask.typed.split() if fold(word) in found.lacks)
    if found.tier != "fuzzy" or len(ask.words) < 2:
        return ()
    marked = [found.row.folded[slice(*span)] for span in found.close.spans]
    marked.append("".join(marked))
    return tuple(
        word
        for word in ask.typed.split()
        if (folded := fold(word))
        and folded not in found.row.folded
        and not asked(word)
        and max(slips(folded, each).score for each in marked) < LEAST
    )


def pasted(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """A pasted paragraph: passages that hold it, then those that share most of its pairs."""
    return _sharing(folded, candidates(shelf, by_pairs(shelf, folded, ask), ask, worth=WORTH), ask, least=_PASTED)


def alike(shelf: Shelf, ref: str, folded: str, ask: Ask, *, widely: bool = False) -> Iterator[list[Found]]:
    """More of the same as the passage `ref`, of what holds the pairs of `folded`: what holds it word for word, then
    the nearest others, then more and more. Of these many may be copies of a few: who asks sees how many are wanted.

    widely: as the passage, its neighbours and the headings it stands under together.
    """
    model = shelf.row_of(ref)
    ours = _with_surroundings(shelf, model) if widely else [model]
    known = {row[:2] for row in ours}
    line = "".join(row.folded for row in ours)
    if len(line) < 2:
        return  # a single character is like nothing
    wanted = replace(ask, filters=(*ask.filters, *_holding(shelf, folded)))
    found = _exact(line, candidates(shelf, with_all_pairs(shelf, line, wanted), wanted))
    found = [each for each in found if each.row[:2] not in known]
    yield found
    known |= {each.row[:2] for each in found}
    behind, most = 0, ask.nominated
    while behind < most:
        near = _nearest(shelf, line, wanted, known, most)
        rows = shelf.rows(place for _, place in near[behind:])
        yield [_alike(line, row, score) for row, (score, _) in zip(rows, near[behind:], strict=True)]
        behind, most = most, most * _MORE if len(near) == most else most


def _nearest(
    shelf: Shelf, line: str, ask: Ask, known: Container[tuple[int, int]], wanted: int
) -> list[tuple[float, tuple[int, int]]]:
    """The `wanted` passages, but for those known, whose pairs come nearest to those of `line`, nearest first: Dice
    coefficient (Dice 1945) of _ALIKE at least, and place.

    None is missed. The index counts the pairs c that a passage shares with the a of the line and knows how many, b, it
    has; the coefficient is 2c / (a + b), and 2c / (a + c) at most, since b is no less than c. Passages come by c,
    highest first: those behind the last that was looked at have no greater c, and where 2c / (a + c) is less than what
    is nearest already, none of them belongs to it.
    """
    ours = pairs(line)
    any_of = [(Occur.Should, Query.const_score_query(shelf.term("b", pair), 1.0)) for pair in sorted(ours)]
    shared = narrowed(Query.boolean_query(any_of), ask)
    most = _COUNTED
    while True:
        counts, sizes, numbers = shelf.counted(shared, most)
        scored = ((-2 * c / (len(ours) + b), number) for c, b, number in zip(counts, sizes, numbers, strict=True))
        near = nsmallest(wanted, (each for each in scored if -each[0] >= _ALIKE and parts(each[1]) not in known))
        least = -near[-1][0] if len(near) == wanted else _ALIKE
        if len(counts) < most or 2 * counts[-1] / (len(ours) + counts[-1]) < least:
            return [(-score, parts(number)) for score, number in near]
        most *= _MORE


def _with_surroundings(shelf: Shelf, model: Row) -> list[Row]:
    """The headings a passage stands under, the passages before and behind it, and itself, in their order."""
    rows = shelf.rows((model.speech, place) for place in range(shelf.count(model.speech)))
    above: list[Row] = []
    for row in rows[: model.place + 1]:
        if KINDS[row.kind] == "heading":
            above = [*(each for each in above if each.level < row.level), row]
    above = [row for row in above if row.place != model.place]
    near = rows[max(0, model.place - 1) : model.place + 2]
    return [*(row for row in above if row not in near), *near]


def resembling(shelf: Shelf, line: str, folded: str, ask: Ask) -> list[Found]:
    """Passages with a good part of the pairs of `line` in them, of what holds those of `folded`; any may be longer."""
    ours = pairs(line)
    found = []
    wanted = replace(ask, filters=(*ask.filters, *_holding(shelf, folded)))
    for row in candidates(shelf, by_pairs(shelf, line, ask), wanted):
        share = len(ours & pairs(row.folded)) / max(1, len(ours))
        if share >= _RESEMBLING:
            close = Closeness(share, pieces(line[:1000], row.folded, shortest=3).spans)
            found.append(Found(row, "exact" if line in row.folded else "fuzzy", close))
    return found


def _holding(shelf: Shelf, folded: str) -> list[Query]:
    """What has all the pairs of `folded`, without weight."""
    return [Query.const_score_query(shelf.term("b", pair), 0.0) for pair in sorted(pairs(folded))[:MOST_GRAMS]]


# --- to the letter ---------------------------------------------------------------------------------------

_QUOTED = re.compile(r"(?:^|(?<=\s))(?:“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」)(?=\s|$)")


def quoted(query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts in quotes that stand by themselves, and the other words, folded. Quotes inside a text are its own."""
    texts = tuple(text for groups in _QUOTED.findall(query.strip()) if fold(text := "".join(groups)))
    rest = tuple(word for each in _QUOTED.sub(" ", query.strip()).split() if (word := fold(each)))
    return texts, rest


def to_the_letter(shelf: Shelf, texts: Sequence[str], rest: Sequence[str], ask: Ask) -> Iterator[list[Found]]:
    """Passages that hold every quoted text as it is typed, and the other words: the likeliest, then more and more.

    The index knows nothing of punctuation: how many must be looked at, who asks sees.
    """
    if len(texts) == 1 and not rest:
        wanted = with_all_pairs(shelf, fold(texts[0]), ask)
    else:
        wanted = all_of(shelf, [*map(fold, texts), *rest])
    phrases = [_Phrase(text) for text in texts]
    known: dict[bytes, Found | None] = {}
    for rows in batches(shelf, wanted, ask):
        found = []
        for row in rows:
            # Of what stands in thousands of passages alike each is compared with the query once.
            if row.packed not in known:
                known[row.packed] = _to_the_letter(shelf, row, phrases, rest)
            if alike := known[row.packed]:
                found.append(alike._replace(row=row))
        yield found


def _to_the_letter(shelf: Shelf, row: Row, phrases: Sequence[_Phrase], rest: Sequence[str]) -> Found | None:
    if not all(each in row.folded for each in rest):
        return None
    text = shelf.text(row)
    reaching: dict[tuple[int, int], tuple[int, int]] = {}
    for phrase in phrases:
        found = phrase.standing(row.folded, text)
        if not found:
            return None
        reaching.update(found)
    if len(phrases) == 1 and not rest:
        return Found(row, "exact", Closeness(1.0, tuple(reaching)), beyond=tuple(reaching.values()))
    spans = _in_order([*reaching, *(span for each in rest for span in occurrences(each, row.folded)[:1])])
    return Found(row, "exact", Closeness(1.0, spans), beyond=tuple(reaching.get(span, (0, 0)) for span in spans))


class _Phrase:
    """A text in quotes (一字不差的词句): as it was typed, folded, and with its punctuation."""

    def __init__(self, typed: str) -> None:
        self.typed = typed = typed.strip()
        self.folded, self.literal = fold(typed), literal(typed)
        at = places(typed)
        self._around = (at[0], len(typed) - 1 - at[-1])
        """Characters of it that folding leaves out, before and behind."""
        self._overlaps = any(self.folded.startswith(self.folded[at:]) for at in range(1, len(self.folded)))
        """Whether one occurrence may begin within another."""

    def standing(self, folded: str, text: str) -> dict[tuple[int, int], tuple[int, int]]:
        """Where it stands in a text: spans of the folded one -> characters of `text` it has before and behind them."""
        if text.count(self.typed) == len(spans := occurrences(self.folded, folded)) and not self._overlaps:
            return dict.fromkeys(spans, self._around)  # most texts: no place need be looked up
        with_marks = literal(text)
        if self.literal not in with_marks:
            return {}
        at, at_marks = places(text), literal_places(text)
        found = {}
        for first, last in occurrences(self.literal, with_marks):
            low, high = at_marks[first], at_marks[last - 1]
            start = len(fold(text[:low]))
            end = start + len(self.folded)
            found[start, end] = (max(0, at[start] - low), max(0, high - at[end - 1]))
        return found


def _in_order(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap an earlier one left out."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return tuple(result)


# --- word for word ---------------------------------------------------------------------------------------


def _exact(folded: str, rows: Iterable[Row]) -> list[Found]:
    """Rows that hold the query. Of those that are alike one is looked through."""
    known: dict[str, Closeness] = {}
    found = []
    for row in rows:
        close = known.get(row.folded)
        if close is None:
            close = known[row.folded] = Closeness(1.0, occurrences(folded, row.folded))
        if close.spans:
            found.append(Found(row, "exact", close))
    return found


# --- slips, and another order ----------------------------------------------------------------------------


def _slipped(folded: str, rows: Sequence[Row], ask: Ask, *, once: bool = False) -> list[Found]:
    """Rows with characters wrong, missing, too many or swapped; once: all that are one slip away, and perhaps others.

    They are taken in the order of rapidfuzz's partial ratio, which bounds how close one can be. Once enough are closer
    than any that follows, those are not compared. It compares the ends of a text with part of the query alone, which
    would put 五一 at one of them before 五位一体 for 五一体: no text ends where it ends.
    """
    least = max(LEAST, 1 - (1 + SPARE) / len(folded)) if once else LEAST
    cutoff = max(_LOOSEST, 100 * (least - at_most(folded, 0))) if len(folded) > 2 else _LOOSEST
    most = max(_MOST_COMPARED, _FOR_EACH * ask.depth)
    ranked = process.extract(
        folded,
        [f"\0{row.folded}\0" for row in rows],
        scorer=fuzz.partial_ratio,
        processor=None,
        limit=most,
        score_cutoff=cutoff,
    )
    ask.cut_short(len(ranked) == most < len(rows))
    enough = max(_COMPARED, ask.depth + _COPIES)
    result: list[Found] = []
    scores: list[float] = []
    compared: set[str] = set()
    for _, ratio, number in ranked:
        if len(scores) >= enough and at_most(folded, ratio) < scores[-enough]:
            ask.cut_short(True)
            break
        text = rows[number].folded
        close = slips(folded, text)
        if _same(folded, text, close):
            result.append(Found(rows[number], "fuzzy", close))
            # Copies of a few take no room of others.
            if text not in compared:
                compared.add(text)
                insort(scores, close.score)
    return result


def _swapped(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Rows with the two characters of a query swapped, as a word the library writes more often."""
    turned = folded[::-1]
    if len(folded) != 2 or shelf.frequency("b", turned) <= shelf.frequency("b", folded):
        return []
    result = []
    for row in candidates(shelf, with_all_pairs(shelf, turned, ask), ask):
        text = shelf.text(row)
        spans = tuple(span for span in occurrences(turned, row.folded) if is_whole(shelf, row.folded, text, *span))
        if spans and folded not in row.folded:
            result.append(Found(row, "fuzzy", Closeness(in_pieces(2, 2), spans)))
    return result


def _within_one(query: str, found: Found) -> bool:
    """Whether one slip parts the wording from the query."""
    return (1 - found.close.score) * len(query) <= 1 + SPARE + _LITTLE


def _same(query: str, text: str, close: Closeness) -> bool:
    """Whether a wording is close enough to count as the same."""
    if close.score >= LEAST:
        return True
    # Of two characters one may stand between them or they may be swapped: both must be there.
    return (
        len(query) == 2
        and close.score >= 0.4
        and set(query) <= set(text[max(0, close.stretch[0] - 2) : close.stretch[0] + 4])
    )


def _turned(shelf: Shelf, folded: str, known: Sequence[Found], ask: Ask) -> list[Found]:
    """Rows with the query's words in another order, where they can be closer than what is known."""
    if len(folded) < 4 or folded.isascii():
        return []
    enough = max(_COMPARED, ask.depth + _COPIES)
    # Copies of one passage are shown as one.
    scores: dict[str, float] = {}
    for each in known:
        scores[each.row.folded] = max(each.close.score, scores.get(each.row.folded, 0.0))
    closest = sorted(scores.values())[-enough:]
    least = max(LEAST, closest[0]) if len(closest) == enough else LEAST
    ask.cut_short(least > LEAST)
    if least >= in_pieces(len(folded), 2):
        return []
    likely = likely_words(shelf, folded)
    if len(likely) < 2 or not all(shelf.frequency("b", part) for part in likely):
        return []  # a pair the library does not know has a slip in it
    result = []
    # A pair of three or more may be none of the words, but the end of one and the beginning of the next.
    for row in candidates(shelf, all_of(shelf, likely, lacking=int(len(likely) > 2)), ask, most=_TURNED):
        if folded not in row.folded and pieced_at_most(folded, row.folded) >= least:
            close = pieces(folded, row.folded, least=LEAST)
            if close.score >= LEAST and not _STOP.search(ask.typed):
                between = _between(text := shelf.text(row), row.folded, close)
                if between is None or _STOP.search(between):
                    within = _within_a_sentence(folded, text, least)
                    close = within if within.score >= least else Closeness(LEAST, close.spans)
                elif _CLAUSE.search(between):
                    close = replace(close, score=max(LEAST, close.score - _ACROSS))
            if close.score >= least:
                result.append(Found(row, "fuzzy", close))
    return result


def _between(text: str, folded: str, close: Closeness) -> str | None:
    """The text from the first to the last piece that matches; None where folding changed more than punctuation."""
    low, high = close.spans[0], close.spans[-1]
    first = text.find(folded[slice(*low)], low[0])
    last = text.find(folded[slice(*high)], max(first, high[0]))
    return text[first : last + high[1] - high[0]] if min(first, last) >= 0 else None


def _within_a_sentence(folded: str, text: str, least: float) -> Closeness:
    """The pieces of the query in that sentence of the text where they are closest, as `pieces` has them."""
    best, at = Closeness(0.0, ()), 0
    for sentence in map(fold, _STOP.split(text)):
        if pieced_at_most(folded, sentence) >= least:
            close = pieces(folded, sentence, least=least)
            if close.score > best.score:
                best = Closeness(close.score, tuple((at + start, at + end) for start, end in close.spans))
        at += len(sentence)
    return best


def _run_together(shelf: Shelf, folded: str, ask: Ask) -> list[Found]:
    """Words set apart taken for one run: a slip that took no heed of where they were set apart is less likely."""
    rows = candidates(shelf, by_pairs(shelf, folded, ask, start=folded[:2]), ask, worth=WORTH)
    found = [
        each._replace(close=replace(each.close, score=each.close.score * _RUN_TOGETHER))
        for each in _slipped(folded, rows, ask, once=True)
        if _within_one(folded, each)
    ]
    return [each for each in found if not any(len(word) > 1 for word in lacking(each, ask))]


def _sharing(folded: str, rows: Iterable[Row], ask: Ask, least: float) -> list[Found]:
    """Dice coefficient of the pairs (Dice 1945), for texts too long to be compared character by character."""
    ours = pairs(folded)
    result = _exact(folded, rows)
    scored = []
    for row in rows:
        if folded not in row.folded:
            theirs = pairs(row.folded)
            score = 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
            if score >= least:
                scored.append((score, row))
    scored.sort(key=lambda each: -each[0])
    # Where they are alike takes longer to find than how much.
    ask.cut_short(len(scored) > ask.nominated)
    return result + [_alike(folded, row, score) for score, row in scored[: ask.nominated]]


def _alike(folded: str, row: Row, score: float) -> Found:
    return Found(row, "fuzzy", Closeness(score, pieces(folded[:1000], row.folded, shortest=3).spans))
