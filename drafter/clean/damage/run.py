"""A run of text read one byte off (错位的一段), cut out of the text: its bytes, and what they leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.clean.damage.annotation import INNER_ANNOTATION, SYLLABLE
from drafter.clean.damage.gbk import gbk_codes
from drafter.clean.damage.marks import MARKS, WIDEN
from drafter.language.late import late

_LONGEST = 80
"""A run of so many characters never was put right: no damage."""
_SWALLOWED_ANNOTATION = late(f"({SYLLABLE})\\)")


@dataclass(frozen=True, slots=True)
class Run:
    """A run read one byte off, cut out of the text."""

    start: int
    end: int
    leads: tuple[int, ...]
    """Possible first open byte: the lead byte of the first character read off."""
    mark: str
    """The false mark it starts with, full-width, or "" if it starts with an annotation."""
    pairs: tuple[tuple[int, int], ...]
    annotated: frozenset[int]
    """Indexes into `pairs` of those that carry an annotation themselves."""
    ending: str
    """"byte", "sound", "mark", "letter"; "lost" where what was swallowed is gone; "broken" if unreadable."""
    last: int
    """The closing byte, for "byte" and "letter"."""
    closers: tuple[str, ...]
    """The characters the annotation swallowed ("sound") or standing behind ("byte") can belong to."""
    after: str
    """For "mark": the mark, full-width."""


def run_at(text: str, m: re.Match[str], readings: Mapping[str, list[str]], table: Mapping[str, str], half: bool) -> Run:
    codes = gbk_codes()
    start, at = m.start(), m.end()
    mark = ""
    leads: tuple[int, ...] = ()
    if m[1] is not None:
        before = text[start - 1 : start]
        before = before.translate(WIDEN) if half else before
        trail = codes.get(before, (0, 0))[1]
        leads = tuple(codes[c][1] for c in readings.get(m[1], ()) if codes[c][0] == trail)
    else:
        mark = m[2].translate(WIDEN)
        leads = (codes[mark][1],)
    pairs: list[tuple[int, int]] = []
    annotated: set[int] = set()

    def run(end: int, ending: str, last: int = 0, closers: tuple[str, ...] = (), after: str = "") -> Run:
        return Run(start, end, leads, mark, tuple(pairs), frozenset(annotated), ending, last, closers, after)

    while at < len(text) and len(pairs) < _LONGEST:
        c = text[at]
        if c == "?":
            sound = _SWALLOWED_ANNOTATION.match(text, at + 1)
            if sound:
                return run(sound.end(), "sound", closers=tuple(readings.get(sound[1], ())))
            behind = text[at + 1 : at + 2]
            behind = behind.translate(WIDEN) if half else behind
            if behind and behind in MARKS:
                return run(at + 1, "mark", after=behind)
            return run(at + 1, "lost")
        if "@" <= c <= "~" or c == "€":
            sound = INNER_ANNOTATION.match(text, at + 1)
            closers = tuple(r for r in readings.get(sound[1], ()) if codes[r][1] == ord(c)) if sound else ()
            return run(at + 1, "byte", last=0x80 if c == "€" else ord(c), closers=closers)
        if half:
            c = c.translate(WIDEN)
        code = codes.get(c)
        if code is None:
            break
        if code[1] < 0x80:
            pairs.append((code[0], 0))
            return run(at + 1, "letter", last=code[1])
        if code[1] == 0x80:
            break
        pairs.append(code)
        at += 1
        inner = INNER_ANNOTATION.match(text, at)
        if inner and table.get(c) == inner[1]:
            annotated.add(len(pairs) - 1)
            at = inner.end()
    # Nothing put it right before the line ended: not how this damage looks. Only the sure part is the spot.
    pairs.clear()
    return run(m.end(), "broken")
