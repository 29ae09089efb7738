"""Looks for the originals of a run (找原文).

Every character of a damaged run still says its two bytes, so a candidate is spelled out byte by byte, only what was
swallowed or vanished being open; a candidate counts only if damaging it again gives exactly what stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import inf
from typing import NamedTuple

from drafter.clean.damage.annotation import with_annotations
from drafter.clean.damage.gbk import gbk_bytes, gbk_characters, gbk_codes, shown_one_off
from drafter.clean.damage.marks import MARKS, WIDEN
from drafter.clean.damage.run import Run
from drafter.clean.damage.trigrams import Trigrams, kind_of

_BEYOND = 25.0
"""Ways that far (natural log) behind the best are not gone: what stands behind a run never makes up for so much."""
_DIGITS = str.maketrans("123456789", "000000000")
_BEAM = 24
"""How many candidates are weighed, where nothing else is asked for."""
_FLOATING_BEAM = 12
"""The same for those that end in a pair that vanished."""
_MOST_VANISHED = 3
"""So many pairs may have vanished on end."""
_STRANGE = frozenset((*MARKS, "\u3000"))
"""Marks and indentation."""
NUMERALS = "零〇一二三四五六七八九十百千万萬亿億两兩半"


class State(NamedTuple):
    """A candidate as far as it is spelled out."""

    score: float
    text: str
    open: int
    """Lead byte waiting for its trail; -1 while a vanished pair leaves it open."""
    trail: int
    """While `open` is -1: first byte of the vanished pair."""
    free: tuple[tuple[int, int], ...] = ()
    """(index in `text`, how many of its bytes the damage does not show) of every character not certain."""


_Way = tuple[float, State, str, int, int, int]
"""A step not yet taken: its score, the state before it, the character, then `open`, `trail` and the unknown bytes."""


def _grown(way: _Way) -> State:
    score, state, c, open_, trail, unknown = way
    free = (*state.free, (len(state.text), unknown)) if unknown else state.free
    # Thousands are made for a run: this is what State(…) comes to in the end.
    return tuple.__new__(State, (score, state.text + c, open_, trail, free))


def _best_grown(ways: list[_Way], most: int) -> list[State]:
    """The states the best `most` ways lead to, all of them where there are no more (or `most` is 0).

    Only ways that can be among the best are gone: most of the time lies in making states.
    """
    if not most or len(ways) <= most:
        return [_grown(way) for way in ways]
    least = nlargest(most, [way[0] for way in ways])[-1]
    return nlargest(most, [_grown(way) for way in ways if way[0] >= least])


def _least(ways: list[_Way], most: int) -> float:
    """The score a further way must reach to be among the best `most`; where all are asked for, not to be hopeless."""
    scores = [way[0] for way in ways]
    if not most:
        return max(scores, default=-inf) - _BEYOND
    return nlargest(most, scores)[-1] if len(scores) >= most else -inf


class Search:
    """Originals of one run, best first."""

    __slots__ = (
        "around",
        "half",
        "left",
        "most",
        "pattern",
        "ranked",
        "right",
        "run",
        "shown",
        "sounds",
        "table",
        "words",
    )

    def __init__(
        self,
        run: Run,
        shown: str,
        left: str,
        right: str,
        words: Trigrams,
        table: Mapping[str, str],
        pattern: re.Pattern[bytes] | None,
        sounds: Mapping[bytes, bytes],
        half: bool,
        around: tuple[str, str],
    ) -> None:
        self.run, self.shown, self.left, self.right = run, shown, left, right
        self.around = around
        """What stands before and behind, as far as a word may reach."""
        self.most = _BEAM
        """How many candidates are weighed."""
        self.ranked: list[State] | None = None
        """The candidates, once they were looked for."""
        self.words, self.table, self.pattern, self.sounds, self.half = words, table, pattern, sounds, half

    def _score(self, state: State, context: str, c: str) -> float:
        """Weight of `state` with `c` behind it. context: the last two characters before it."""
        score = state.score + self.words.weigh(context, c)
        return score - self._strange(state, c) if c in _STRANGE else score

    def _scored(self, state: State, context: str, characters: Iterable[str], least: float) -> list[tuple[str, float]]:
        """Every one of the characters with `_score`, those of less than `least` left out."""
        base = state.score
        return [
            (c, base + weight - (self._strange(state, c) if c in _STRANGE else 0.0))
            for c, weight in self.words.weigh_each(context, characters, least - base)
        ]

    def _strange(self, state: State, c: str) -> float:
        """What speaks against a mark or indentation behind `state`."""
        # A mark inside a run would have had its byte and ended the run, unless one was put just before.
        if c in MARKS:
            return 3.0 if len(state.text) >= (3 if self.run.mark else 1) else 0.0
        # Indentation stands at the start of a line, or behind a mark where the line was lost.
        lined = kind_of((self.left + state.text)[-1:] or "\n") == "mark" or state.text[-1:] == c
        return 0.0 if lined else 8.0

    def _context(self, state: State) -> str:
        return state.text[-2:] if len(state.text) > 1 else (self.left + state.text)[-2:]

    def _grow(self, state: State, c: str, open_: int, trail: int, unknown: int = 0) -> State:
        return _grown((self._score(state, self._context(state), c), state, c, open_, trail, unknown))

    def _inside(self, c: str, index: int) -> bool:
        """Whether `c` can stand read off: an annotated character would have ended the run, unless its
        first byte was already used by the annotation before it."""
        return c not in self.table or index == 0 or bool(self.run.annotated)

    def _floating(self, states: list[State], least: float) -> list[State]:
        """The best of every way one more pair can have vanished here.

        least: what would not come to this much is left out; a score only ever falls.
        """
        words, pairs = self.words, gbk_characters()
        ways: list[_Way] = []
        starting: dict[tuple[int, bool], dict[str, int]] = {}
        """Of those that wait for a trail: their lead byte, and whether all may stand there, which most have in common."""
        for state in states:
            if state.score < least:
                continue
            barred: Mapping[str, str] = {} if not state.text or self.run.annotated else self.table
            if state.open >= 0:
                key = state.open, not barred
                if key not in starting:
                    starting[key] = {c: trail for c, trail in words.starting(state.open) if c not in barred}
                trails = starting[key]
                unknown = 1
            elif state.trail > 0x80:
                first = state.trail << 8
                trails = {
                    c: trail
                    for c, lead, trail in words.drifting(state.text[-1])
                    if first | lead not in pairs and c not in barred
                }
                unknown = 2
            else:
                continue
            ways += [
                (score, state, c, -1, trails[c], unknown)
                for c, score in self._scored(state, self._context(state), trails, least)
                if score >= least
            ]
        return _best_grown(ways, _BEAM)

    def _complete(
        self, states: list[State], trail: int, open_: int, only: tuple[str, ...] = (), most: int = 0
    ) -> list[State]:
        """States after a character whose second byte is `trail`, with any pairs vanished before it.

        most: how many of the best to return, 0 for all.
        """
        pairs, codes = gbk_characters(), gbk_codes()
        ways: list[_Way] = []
        for state in states:
            c = pairs.get(state.open << 8 | trail, "")
            if c and (c in only if only else self._inside(c, len(state.text))):
                ways.append((self._score(state, self._context(state), c), state, c, open_, 0, 0))
        floating = states
        ends = [(c, codes[c][0]) for c in only or self.words.by_trail.get(trail, ()) if codes[c][1] == trail]
        barred: Mapping[str, str] = {} if only or self.run.annotated else self.table
        fitting: dict[int, list[str]] = {}
        """First byte of the vanished pair -> the characters that can follow it."""
        unknown = 0 if only else 1
        for _ in range(_MOST_VANISHED):
            least = _least(ways, most)
            floating = self._floating(self._best(floating, _FLOATING_BEAM), least)
            for state in floating:
                if state.trail <= 0x80 or state.score < least:
                    continue
                fits = fitting.get(state.trail)
                if fits is None:
                    first = state.trail << 8
                    fits = [c for c, lead in ends if first | lead not in pairs and c not in barred]
                    fitting[state.trail] = fits
                ways += [
                    (score, state, c, open_, 0, unknown)
                    for c, score in self._scored(state, self._context(state), fits, least)
                ]
        return _best_grown(ways, most)

    @staticmethod
    def _best(states: list[State], most: int = _BEAM) -> list[State]:
        return states if len(states) <= most else nlargest(most, states)

    def candidates(self) -> list[State]:
        """Weight and original of everything that damages to exactly this, best first."""
        run, words = self.run, self.words
        states = [State(0.0, "", lead, 0) for lead in run.leads]
        if run.mark:
            first = gbk_codes()[run.mark][0]
            empty = states[0]
            states = self._best([self._grow(empty, c, run.leads[0], 0, 1) for c in words.by_trail.get(first, ())])
        for p, q in run.pairs[: len(run.pairs) - (run.ending == "letter")]:
            states = self._complete(states, p, q, most=_BEAM)
        if run.ending == "byte":
            states = self._complete(states, run.last, -1, run.closers)
        elif run.ending == "letter":
            states = self._complete(states, run.pairs[-1][0], -1)
            states = [self._grow(s, chr(run.last), -1, 0) for s in states]
        elif run.ending == "sound":
            codes = gbk_codes()
            ends: list[State] = []
            for c in run.closers:
                ends += self._complete(states, codes[c][1], -1, (c,))
            states = ends
        else:
            states = self._open_end(states)
        tail = (run.after or "") + self.right
        ranked: dict[str, State] = {}
        for s in states:
            score = s.score + words.weigh_all((self.left + s.text)[-2:], tail[:3])
            if s.text not in ranked or score > ranked[s.text].score:
                ranked[s.text] = s._replace(score=score)
        ordered = sorted(ranked.values(), key=lambda s: (-s.score, s.text))
        return [s for s in ordered[: self.most] if self.proves(s.text)]

    def _open_end(self, states: list[State]) -> list[State]:
        """The last character's second byte was swallowed with the mark's byte: any that the text knows."""
        pairs = gbk_characters()
        barred: Mapping[str, str] = {} if self.run.annotated else self.table
        ways: list[_Way] = []
        for state in states:
            known = [c for c in self.words.by_lead.get(state.open, ()) if c not in barred]
            for c, score in self._scored(state, self._context(state), known, -inf):
                ways.append((score, state, c, -1, 0, 1))
        floating = states
        for _ in range(_MOST_VANISHED):
            least = _least(ways, _BEAM)
            floating = self._floating(self._best(floating, _FLOATING_BEAM), least)
            for state in floating:
                if state.trail <= 0x80:
                    continue
                first = state.trail << 8
                known = [
                    c
                    for c, lead, _ in self.words.after(state.text[-1])
                    if first | lead not in pairs and c not in barred
                ]
                for c, score in self._scored(state, self._context(state), known, -inf):
                    ways.append((score, state, c, -1, 0, 2))
        return _best_grown(ways, self.most)

    def proves(self, text: str) -> bool:
        """Whether damaging `text` in its place gives exactly what stands there."""
        run = self.run
        before = "" if run.mark else self.left[-1:]
        raw = gbk_bytes(before + text + run.after)
        inserted: list[int] = [1] if run.mark else []
        if run.after:
            inserted.append(len(raw) - 2)
        shown = shown_one_off(with_annotations(raw, inserted, self.pattern, self.sounds), iter(()))
        if run.after and shown.endswith(run.after):
            shown = shown[: -len(run.after)]
        if run.ending == "byte" and run.closers:
            shown = shown[: shown.rindex("(")] if "(" in shown else shown
        expected = before + (self.shown.translate(WIDEN) if self.half else self.shown)
        # Half-width and full-width cannot be told apart where the text has only the one.
        return (shown.translate(WIDEN) if self.half else shown) == expected

    def objects(self, original: str) -> bool:
        """Whether these words clearly prefer another original."""
        ranked = self.candidates()
        mine = next((s.score for s in ranked if s.text == original), -1e9)
        return bool(ranked) and ranked[0].score - mine > 1.0

    def elsewhere(self, ranked: list[State]) -> bool:
        """Whether the very phrase, two characters around it, stands elsewhere with the first and no other."""
        if len(ranked[0].text) < 3:
            return False
        around = [self.left[-2:] + s.text + (self.run.after + self.right)[:2] for s in ranked]
        return [a.translate(_DIGITS) in self.words.text for a in around] == [True] + [False] * (len(ranked) - 1)

    def attested(self, state: State) -> bool:
        """Whether the text knows every character, and the uncertain ones beside their neighbours here."""
        words, text = self.words, state.text
        if any(c not in words.single for c in text.translate(_DIGITS)):
            return False
        before = self.left[-2:]
        whole = (before + text + (self.run.after + self.right)[:3]).translate(_DIGITS)
        unknown = dict(state.free)
        for i in range(len(before), len(before) + len(text)):
            known = new = 0
            new_left = False
            for j in (i - 1, i):
                joint = whole[max(j, 0) : j + 2]
                if len(joint) == 2 and not words.hit(joint[0], joint[1]):
                    known += joint in words.pairs
                    new += joint not in words.pairs
                    new_left |= j < i and joint not in words.pairs
            open_ = unknown.get(i - len(before), 0)
            if not open_:
                # Certain only if nothing vanished beside it; 是 and the like stand beside anything.
                if new == 2 and words.single[whole[i]] * 500 < words.size:
                    return False
                continue
            if whole[i] in MARKS and new < 2 and words.begins(whole[i + 1 : i + 2]):
                continue  # a mark goes with any word before it
            if whole[i] in NUMERALS:
                # A number is what must not be guessed: only the very phrase elsewhere will do.
                if not any(whole[j : j + 5] in words.text for j in range(max(i - 4, 0), max(i, 1))):
                    return False
                continue
            if new == 1 and new_left and whole[i : i + 3] in words.triples and len(whole) >= i + 3:
                continue  # a word of its own, new only beside what stands before it
            if new or not known or open_ > 1:
                size = 4 if new else 3
                windows = (whole[j : j + size] for j in range(max(i - size + 1, 0), i + 1))
                if not any(len(w) == size and w in words.text for w in windows):
                    return False
        return True
