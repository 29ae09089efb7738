"""What nearly matched (相近的说法), for a query that finds nothing: whole words of the library, no fragments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from drafter.language.words import cut, how_often
from drafter.search import ranking, sounding
from drafter.search.aloud import in_part
from drafter.search.borders import TORN, begins_surely, is_whole
from drafter.search.candidates import WORTH, Ask, by_pairs, candidates, with_all_pairs
from drafter.search.closeness import SPARE, Closeness, occurrences, pieces, slips
from drafter.search.fold import fold, places
from drafter.search.found import Found
from drafter.search.numbers import asked, without
from drafter.search.pinyin import begun_with, spelled_but_one
from drafter.search.shelf import Row, Shelf

_T = TypeVar("_T")
_LEAST = 0.4
"""Closeness below which a stretch would puzzle rather than help."""
_LONGEST = 300
"""Characters of a pasted query whose parts are looked for."""
_LONGEST_SPELLED = 40
"""Letters of a run that is looked through for a slip, some ten syllables: nobody spells out more."""
_LONG_SPELLED, _LOOSEST = 10, 75.0
"""Letters of a run in which two may be wrong; percentage of them (rapidfuzz partial ratio) a passage has then at least."""
_READ_AT_LEAST = 0.6
"""Share of a run of letters that a beginning of first letters has: less says nothing of what was meant (zzzzqqq)."""
_SYLLABLES = 2
"""Syllables of a beginning that is read: a single one is part of nearly anything."""
_MOSTLY = 0.8
"""Of the times that a part is written, so many with one and the same character behind it make the two a longer word."""
_OFTEN, _BEGUN = 4, 3
"""So many times as often as what was typed a word is written that may be meant by two characters, one of them wrong; so many
times as likely is one that begins so."""
_SELDOM = 10
"""So many times as seldom as the likeliest of these words, one is not told."""
_LINKS = "的了和与及在是"
"""What begins or ends no part worth naming."""
_SHORTEST, _LOOKED_AT = 2, 8
"""Characters of a part worth naming; passages in which it is looked at whether it is cut out of a word."""


def suggest(shelf: Shelf, query: str, limit: int) -> tuple[str, ...]:
    """Parts of the query that stand in the library, the longest first; then stretches of its text, nearest first.

    Words of letters, set apart from others, are such parts by their sound. Of a query with numbers the parts are between
    them, and only what is one slip away is near: it has another number. None is the query itself.
    """
    folded = fold(query)[:_LONGEST]
    if not folded:
        return ()
    if re.fullmatch("[a-z]+", folded):
        ask = Ask(limit=limit)
        words = [fold(word) for word in query.split()]
        parts = [word for word in words if _is_heard(shelf, word)] if len(words) > 1 else []
        near = _by_slip(shelf, folded, ask) or _by_two_slips(shelf, folded, ask)
        if len(words) == 1:
            near = near or _by_beginning(shelf, folded, ask)
        for word in words if not near else ():
            near |= _by_slip(shelf, word, ask) if word not in parts else {}
    else:
        counted = bool(asked(query))
        runs = [fold(run)[:_LONGEST] for run in (without(query) if counted else [query])]
        parts = [part for run in runs for part in _parts(shelf, run, limit)]
        parts += [word for word in map(fold, query[:_LONGEST].split()) if word not in parts and _is_heard(shelf, word)]
        near = {} if len(folded) < _SHORTEST else _by_characters(shelf, folded, Ask(limit=limit))
        near = near or _by_one_character(shelf, folded)
        near |= _gone_on_with(shelf, folded, parts)
        if counted:
            # 二大精神 may be 二十大精神; what is farther away has nothing in common but words around another number.
            near = {words: score for words, score in near.items() if len(folded) * (1 - score) <= 1 + SPARE}
    near = {words: score for words, score in near.items() if _says_more(fold(words), score, folded, parts)}
    ordered = [
        *sorted(parts, key=lambda part: -len(part)),
        *sorted(near, key=lambda words: (-near[words], len(words), words)),
    ]
    return tuple(dict.fromkeys(each for each in ordered if each != folded))[:limit]


def _says_more(words: str, score: float, folded: str, parts: Sequence[str]) -> bool:
    """Whether it is neither the query nor, as far as it is like it, one of the parts that are named already."""
    held = max((len(part) for part in parts if part in words), default=0)
    return words != folded and (not held or (words not in parts and score * len(folded) > held + SPARE))


def _parts(shelf: Shelf, run: str, most: int) -> list[str]:
    """The longest parts of a run that the library has as whole words, none overlapping."""
    rows = candidates(shelf, by_pairs(shelf, run), Ask(), worth=0.0) if len(run) >= _SHORTEST else []
    texts = "\n".join(row.folded for row in rows)
    longest = 0
    while any(run[at : at + longest + 1] in texts for at in range(len(run) - longest)):
        longest += 1
    found: list[tuple[int, int]] = []
    for size in range(longest, _SHORTEST - 1, -1):
        for at in range(len(run) - size + 1):
            free = all(at + size <= start or at >= end for start, end in found)
            if (
                len(found) < most
                and free
                and (part := run[at : at + size]) in texts
                and part == part.strip(_LINKS)
                and _cuts_none(run, at, at + size)
                and _is_word(shelf, rows, part)
            ):
                found.append((at, at + size))
    return [run[start:end] for start, end in found]


def _gone_on_with(shelf: Shelf, folded: str, parts: Sequence[str]) -> dict[str, float]:
    """Words that begin as a part of the query and nearly always go on with another character than it does (牛鼻子 for 牛鼻孑)."""
    near: dict[str, float] = {}
    for part in parts:
        end = folded.find(part) + len(part)
        if end == len(part) - 1 or end >= len(folded) or any(other.startswith(folded[end]) for other in parts):
            continue
        rows = candidates(shelf, with_all_pairs(shelf, part, Ask()), Ask())
        behind = Counter(row.folded[at : at + 1] for row in rows for _, at in occurrences(part, row.folded))
        ((character, count),) = behind.most_common(1) or [("", 0)]
        longer, mostly = part + character, count >= _MOSTLY * behind.total()
        # What is no word with the last character of the part begins a word of its own (文化遗产|要).
        if mostly and character and character != folded[end] and how_often(longer[-2:]):
            holding = [row for row in rows if longer in row.folded]
            if _is_word(shelf, holding, longer):
                near[longer] = (len(part) + 2 * SPARE) / len(folded)
    return near


def _is_heard(shelf: Shelf, word: str) -> bool:
    """Whether a word of letters, set apart from others, is whole words of the library by sound."""
    if not re.fullmatch("[a-z]{2,}", word):
        return False
    return any(each.close.score > TORN for each in sounding.by_pinyin(shelf, word, Ask()))


def _is_word(shelf: Shelf, rows: list[Row], part: str) -> bool:
    """Whether a part of a query is whole words in one of a few passages that hold it."""
    holding = [row for row in rows if part in row.folded][:_LOOKED_AT]
    return any(_cuts_none(shelf.text(row), *span) for row in holding for span in occurrences(part, row.folded)[:1])


def _cuts_none(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a folded text cuts no word of the text; what is left of one outside it may be words by itself
    (青年|志愿者)."""
    behind = 0
    for word in map(fold, cut(text)):
        at, behind = behind, behind + len(word)
        left = [word[: start - at]] if at < start < behind else []
        left += [word[end - at :]] if at < end < behind else []
        if any(len(each) < _SHORTEST or not how_often(each) for rest in left for each in cut(rest)):
            return False
    return True


def _by_characters(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    """Whole words of passages that are like the query, and how close they come."""
    near: dict[str, float] = {}
    for row in candidates(shelf, by_pairs(shelf, folded), ask, worth=WORTH):
        close = _like(folded, row.folded)
        if close.score >= _LEAST:
            words = _in_whole_words(shelf.text(row), folded, close.spans[0][0], close.spans[-1][1])
            plain = fold(words)
            # With a mark in it, it is no part of a clause, and half of a quotation perhaps.
            if _SHORTEST <= len(words) == len(plain) <= 2 * len(folded) + 8 and words not in near:
                near[words] = _like(folded, plain).score
    return {words: score for words, score in near.items() if score >= _LEAST}


def _by_one_character(shelf: Shelf, folded: str) -> dict[str, float]:
    """Of two characters one of which is wrong (扶贪): what the library writes most with the other in its place. Who
    types a word gets its beginning right more often."""
    if not re.fullmatch("[\u4e00-\u9fff]{2}", folded):
        return {}
    least = _OFTEN * max(1, shelf.frequency("b", folded))
    pairs = {pair for each in shelf.pinyin.characters for pair in (folded[0] + each, each + folded[1])} - {folded}
    often = {pair: count for pair in sorted(pairs) if (count := shelf.often("b", pair)) >= least}
    worth = {pair: count * (_BEGUN if pair[0] == folded[0] else 1) for pair, count in often.items() if how_often(pair)}
    most = max(worth.values(), default=1)
    return {pair: _LEAST * each / most for pair, each in worth.items() if each * _SELDOM >= most}


def _like(folded: str, text: str) -> Closeness:
    return max(slips(folded, text), pieces(folded, text), key=lambda close: close.score)


def _in_whole_words(text: str, folded: str, start: int, end: int) -> str:
    """The words of a text from the one in which a stretch of it (folded) begins to the one in which it ends, but for those
    at either end that have nothing of the query."""
    at = places(text)
    words = cut(text)
    ends = list(accumulate(map(len, words)))
    first, last = bisect_right(ends, at[start]), bisect_right(ends, at[end - 1])

    def strange(word: str) -> bool:
        return word in _LINKS or not any(character in folded for character in fold(word))

    while first < last and strange(words[first]):
        first += 1
    while last > first and strange(words[last]):
        last -= 1
    return "".join(words[first : last + 1])


def _by_slip(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    """A run of letters: the words of the library that read so with one syllable a letter off."""
    near: dict[str, float] = {}
    known: dict[tuple[tuple[str, ...], ...], bool] = {}

    def stand(*runs: tuple[str, ...]) -> bool:
        if runs not in known:
            known[runs] = sounding.may_read(shelf, runs)
        return known[runs]

    for before, wrong, behind in spelled_but_one(folded, shelf.pinyin) if len(folded) <= _LONGEST_SPELLED else ():
        # Mostly what is right of it is in no passage together: then no syllable for the wrong one need be tried.
        if not (stand(before) and stand(behind) and stand(before, behind)):
            continue
        for right, distance, _ in process.extract(
            wrong, shelf.pinyin.alphabet, scorer=OSA.distance, processor=None, limit=None, score_cutoff=1
        ):
            if distance == 1:
                for each in sounding.spelled(shelf, (*before, right, *behind), ask):
                    if each.close.score > TORN:
                        hit = ranking.hit(shelf, each, 1)
                        words = hit.text[slice(*hit.spans[0])]
                        near[words] = near.get(words, 0.0) + 1
    return near


def _by_two_slips(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    """A longer run of letters: the words of the library that read nearly so, as two slips leave it.

    Looked for, by all their letters, in passages that hold pairs of its syllables or a few of its first letters.
    """
    if not _LONG_SPELLED <= len(folded) <= _LONGEST_SPELLED:
        return {}
    near: dict[str, float] = {}
    rows = candidates(shelf, in_part(shelf, folded), ask)
    spelled = [shelf.pinyin.spelled(shelf.codes(row, 0, len(row.folded))) for row in rows]
    texts = ["".join(each) for each in spelled]
    for text, _, number in process.extract(
        folded, texts, scorer=fuzz.partial_ratio, processor=None, limit=_LOOKED_AT, score_cutoff=_LOOSEST
    ):
        row, ends = rows[number], [0, *accumulate(map(len, spelled[number]))]
        found = fuzz.partial_ratio_alignment(folded, text)
        low, high = (bisect_left(ends, found.dest_start), bisect_left(ends, found.dest_end)) if found else (0, 0)
        distance, start, end = min(
            (OSA.distance(folded, text[ends[start] : ends[end]]), start, end)
            for start in range(max(0, low - 1), min(len(row.folded), low + 2))
            for end in range(max(start, high - 1), min(len(row.folded), high + 1) + 1)
        )
        whole = shelf.text(row)
        if distance <= 2 and is_whole(shelf, row.folded, whole, start, end):
            at = places(whole)
            words = whole[at[start] : at[end - 1] + 1]
            near[words] = near.get(words, 0.0) + 1 / max(1, distance)
    return near


def _by_beginning(shelf: Shelf, folded: str, ask: Ask) -> dict[str, float]:
    """A run of letters one of which is wrong: what can be read of its longest beginning.

    Found by halving, since what begins a beginning that is read is nearly always read, too: first among those that are
    spelled out, then letter by letter.
    """
    syllables = next(filter(None, reversed(begun_with(folded, shelf.pinyin))), ())
    heads = [syllables[: size + 1] for size in range(len(syllables))]
    near, read = _read_longest(shelf, heads, lambda head: sounding.spelled(shelf, head, ask), ask)
    if read + 1 >= _SYLLABLES:
        return near
    beginnings = [folded[: size + 1] for size in range(len(folded) - 1)]
    if not beginnings:
        # A letter alone begins nothing shorter.
        return near
    near, read = _read_longest(shelf, beginnings, lambda each: sounding.by_pinyin(shelf, each, ask), ask)
    spelled = re.search("[aeiouv]", beginnings[read])
    return near if spelled or read + 1 >= _READ_AT_LEAST * len(folded) else {}


def _read_longest(
    shelf: Shelf, beginnings: Sequence[_T], found_by: Callable[[_T], list[Found]], ask: Ask
) -> tuple[dict[str, float], int]:
    """What is read of the longest of `beginnings` that is, and which one that is; the first is taken for read."""
    near: dict[str, float] = {}
    read, unread = 0, len(beginnings)
    while unread - read > 1:
        size = (read + unread) // 2
        found = ranking.best(shelf, found_by(beginnings[size]), ask)
        if found:
            read = size
            hits = [ranking.hit(shelf, each, copies) for each, copies in found]
            # What is cut out of a word, or runs across a stop, is worth less than its letters.
            words = {
                hit.text[slice(*hit.spans[0])]: hit.score
                for hit, (each, _) in zip(hits, found, strict=True)
                if hit.score > TORN and begins_surely(shelf, each.row.folded, hit.text, each.close.spans[0][0])
            }
            near = {word: score for word, score in words.items() if len(word) >= _SHORTEST} or near
        else:
            unread = size
    return near, read
