"""Undoes byte damage in a text (还原字节错位), where the original is proved and stands alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from drafter.clean.damage.annotation import (
    ANNOTATION,
    INNER_ANNOTATION,
    START,
    TONED,
    annotation_table,
    inferred,
    occurrences_of,
    sounds_in_bytes,
)
from drafter.clean.damage.gbk import gbk_codes
from drafter.clean.damage.judging import FURTHER, REACH, SURE, UNOPPOSED, judge, second_opinion
from drafter.clean.damage.marks import CHINESE, FALSE_MARKS, FULL, HALF, MARKS, NARROW, is_half_width
from drafter.clean.damage.run import Run, run_at
from drafter.clean.damage.search import Search
from drafter.clean.damage.spot import WRAPPED, Spot
from drafter.clean.damage.trigrams import Trigrams
from drafter.clean.wording import Wording, neighbours
from drafter.language.late import late
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN

_DIGIT = late("[1-9]")
_MANY = 72
"""How many candidates are weighed for the second opinion."""
# Kana, zhuyin, Greek, Cyrillic, boxes: GBK has them, a Chinese speech does not.
_FOREIGN = late("[\u0370-\u04ff\u2500-\u257f\u3040-\u3129]")
_UNDECIDED = "几种原文难分高下"
_NOT_ASKED = ("错位没有终点", "注音不在表内", "吞掉的字节带着内容")


def _traditional(text: str) -> bool:
    """Whether a text is in traditional script, by the commonest characters that differ."""
    return sum(map(text.count, "們國這會對發業務")) > sum(map(text.count, "们国这会对发业务"))


def _context(text: str, half: bool) -> str:
    text = ANNOTATION.sub("", text)
    for narrow, wide in zip(HALF, FULL, strict=True) if half else ():
        text = text.replace(narrow, wide)
    return _DIGIT.sub("0", text)


def repair(text: str, table: Mapping[str, str] | None = None, *, extra: str = "") -> tuple[str, tuple[Spot, ...]]:
    """Undo byte damage (还原字节错位) wherever the original is proved and stands alone.

    text: as scraped. table: annotated characters, by default `annotation_table(text)`; without one nothing
    is done. extra: other undamaged text in the same script; its words decide
    where the text's own do not. Returns the text and its spots in
    order. A repaired spot is replaced, annotations inside it are gone, one directly behind it and all
    others stay. A spot that is not proved stays as it was, wrapped in U+E000 … U+E001.

    A candidate wins if damaging it again gives exactly the damaged text, if its neighbours are attested in
    the text, and if it is `MARGIN` before the next one by the character trigrams of the undamaged text; an
    exact phrase found elsewhere counts through these. Where a byte with content was swallowed (獎章?0名:
    a digit) nothing is guessed. Repairing again changes nothing. Never raises.
    """
    if "?" not in text:
        return text, ()
    known = dict(table) if table is not None else annotation_table(text)
    if not known:
        return text, ()
    if table is None:
        known |= inferred(text, known)
    spots: tuple[Spot, ...] = ()
    # What a repair teaches may show another spot; the last round finds none, so repairing is idempotent.
    for _ in range(4):
        text, more = _round(text, known, extra)
        if not more:
            break
        spots = _merged(spots, more)
    return text, spots


def _merged(old: tuple[Spot, ...], new: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Spots of two rounds in order, the older moved to where they stand after the newer."""
    moved = list(new)
    for spot in old:
        shift = 0
        for s in new:
            length = s.end - s.start
            if s.start <= spot.start + shift:
                shift += length - len(s.damaged)
        moved.append(replace(spot, start=spot.start + shift, end=spot.end + shift))
    return tuple(sorted(moved, key=lambda s: s.start))


def _round(text: str, table: Mapping[str, str], extra: str) -> tuple[str, tuple[Spot, ...]]:
    """The text with every run put right or wrapped, and the spots; see `repair`."""
    wrapped = [m.span() for m in WRAPPED.finditer(text)]
    half = is_half_width(text)
    runs = _runs_in(text, wrapped, table, half)
    if not runs:
        return text, ()
    judgement = _Judgement(_sane(text, sorted([(run.start, run.end) for run in runs] + wrapped)), extra, table, half)
    out: list[str] = []
    spots: list[Spot] = []
    done = length = 0
    for i, run in enumerate(runs):
        between = text[done : run.start]
        out.append(between)
        length += len(between)
        until = runs[i + 1].start if i + 1 < len(runs) else len(text)
        after = run.end
        behind = INNER_ANNOTATION.match(text, after)
        if run.ending == "byte" and behind:
            after = behind.end()
        shown = text[run.start : run.end]
        right = text[after : max(after, min(until, after + 40))]
        original, found, reason, damaged = judgement.of(run, shown, "".join(out[-3:]), right, cramped=after >= until)
        if not damaged:
            now = shown
        else:
            now = DAMAGE_OPEN + shown + DAMAGE_CLOSE if original is None else original
            spots.append(Spot(length, length + len(now), shown, original, found, reason))
        out.append(now)
        length += len(now)
        done = run.end
    out.append(text[done:])
    return "".join(out), tuple(spots)


def _runs_in(text: str, wrapped: Sequence[tuple[int, int]], table: Mapping[str, str], half: bool) -> list[Run]:
    """The runs read one byte off, in order; none inside what is wrapped already."""
    opens = [a for a, _ in wrapped]

    def closed(at: int) -> int:
        """End of the wrapped spot `at` lies in, else -1."""
        i = bisect_right(opens, at) - 1
        return wrapped[i][1] if i >= 0 and at < wrapped[i][1] else -1

    codes = gbk_codes()
    readings: dict[str, list[str]] = defaultdict(list)
    for c, sound in table.items():
        if c in codes:
            readings[sound].append(c)
    runs: list[Run] = []
    at = 0
    while m := START.search(text, at):
        inside = closed(m.start())
        if inside >= 0:
            at = inside
            continue
        if m[2] is not None and not half and m[2] in HALF:
            at = m.start() + 1  # the damage leaves marks full-width, these are the writer's
            continue
        # `?abc)` without a tone mark is only damage if it is a reading of the table.
        if m[1] is not None and m[1] not in readings and not any(v in TONED for v in m[1]):
            at = m.start() + 1
            continue
        run = run_at(text, m, readings, table, half)
        runs.append(run)
        at = run.end if run.ending != "broken" else m.end()
    return runs


def _sane(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the spans, a line break in the place of each."""
    sane: list[str] = []
    done = 0
    for a, b in spans:
        sane.append(text[done:a])
        done = max(done, b)
    sane.append(text[done:])
    return "\n".join(sane)


_Verdict = tuple[str | None, tuple[str, ...], str, bool]
"""(original or None, candidates, Chinese reason, whether it is damage at all)."""


class _Judgement:
    """What decides on the runs of a text: its own words, then others in the same script, then common words."""

    def __init__(self, sane: str, extra: str, table: Mapping[str, str], half: bool) -> None:
        """sane: the text without its runs. extra: other undamaged text, "" for none."""
        codes = gbk_codes()
        self._hit = frozenset(a << 8 | b for a, b in (codes[c] for c in (*table, *FALSE_MARKS) if c in codes))
        self._table, self._half, self._extra = table, half, extra
        self._pattern, self._sounds = occurrences_of(table), sounds_in_bytes(table)
        self._own = _context(sane, half)
        self._words = Trigrams(self._own, self._hit)

    @cached_property
    def _wider(self) -> Trigrams:
        return Trigrams(self._own + "\n" + _context(self._extra, self._half), self._hit)

    @cached_property
    def _common(self) -> Trigrams:
        return self._words.widened(neighbours(_traditional(self._own)))

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._own, self._words.pairs)

    def of(self, run: Run, shown: str, before: str, behind: str, cramped: bool) -> _Verdict:
        """The verdict on a run. before, behind: the text on both sides. cramped: whether the next run follows at once."""
        left = _context(before[-24:], self._half)[-3:]
        right = _context(behind, self._half)
        right = right[1:] if run.after and right.startswith(run.after) else right
        around = (_context(before[-120:], self._half)[-60:], run.after + right[:REACH])
        search = Search(
            run, shown, left, right[:3], self._words, self._table, self._pattern, self._sounds, self._half, around
        )
        original, found, reason, damaged = self._by_words(search)
        if damaged and reason not in _NOT_ASKED:
            # Next to another spot nothing is known of that side.
            cramped = cramped or DAMAGE_CLOSE in around[0][-2:]
            original, reason = self._asked_again(search, original, reason, cramped)
        if original is not None and _FOREIGN.search(original):
            original, reason = None, _UNDECIDED
        if self._half:
            found = tuple(each.translate(NARROW) for each in found)
            original = original.translate(NARROW) if original is not None else None
        return original, found, reason, damaged

    def _by_words(self, search: Search) -> _Verdict:
        """By the text's own words, which come first; others decide where they do not, or object."""
        original, found, reason, damaged = judge(search)
        if self._extra and damaged and search.run.ending not in ("lost", "broken"):
            search.words = self._wider
            if original is None:
                return judge(search)
            if search.objects(original):
                original, reason = None, _UNDECIDED
        return original, found, reason, damaged

    def _asked_again(self, search: Search, original: str | None, reason: str, cramped: bool) -> tuple[str | None, str]:
        """(original or None, reason) after the second opinion, which may prove what was not proved, or object."""
        if original is None:
            search.words, search.most, search.ranked = self._common, _MANY, None
        opinion = second_opinion(search, self._wording)
        if original is not None:
            # 。 before a plain word hangs on the left alone.
            bare = original[0] in MARKS and CHINESE.match(original[1:2]) is not None
            least = SURE if bare or cramped else UNOPPOSED
            agreed = opinion is not None and opinion[0].text == original and opinion[1] >= least
            return (original, reason) if agreed else (None, _UNDECIDED)
        if opinion is None or cramped:
            return None, reason
        state, lead = opinion
        # Each further character that nothing shows may stand for one nobody thought of.
        far = lead >= SURE + FURTHER * max(0, len(state.free) - 1)
        known = all(c in self._words.single or search.words.is_common(c) for c in state.text if c >= "\u3400")
        return (state.text, "错位已还原") if far and known else (None, reason)
