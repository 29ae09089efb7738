"""Sibling headings as units (兄弟标题): what a parallel set is found in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.mine.units import UNUSABLE, body
from drafter.records import Passage, Speech

FEWEST = 3
"""Siblings a family needs: two headings of one pattern may be chance."""
LONGEST = 36
"""A sibling of more characters is a sentence, no heading."""

_RUN_IN = re.compile(r"(?:^|[。；：，\s])([一二三四五六七八九十]{1,2})(是要|要|是)(?=[^，。；：]{3})")
_NUMBER = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)}
_ORDER = re.compile(r"[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})")
_LABEL_MARK = re.compile(r"[一二三四五六七八九十\d]+")


@dataclass(frozen=True, slots=True)
class Family:
    """Headings of one level under one parent (标题组)."""

    speech: int
    move: str
    level: int
    run_in: bool
    texts: tuple[str, ...]
    """Without labels and closing marks."""


def families(speeches: Sequence[Speech]) -> tuple[Family, ...]:
    """All families of FEWEST siblings or more, in order."""
    found: list[Family] = []
    for index, speech in enumerate(speeches):
        found += _headings(index, speech.passages)
        for passage in speech.passages:
            if passage.kind == "paragraph":
                found += _run_in(index, passage)
    return tuple(found)


def _headings(index: int, passages: Sequence[Passage]) -> Iterator[Family]:
    """Siblings: same level and label style, nothing of a higher level between; labelled paragraphs count too."""
    open_: dict[tuple[int, str], list[tuple[int, Passage]]] = {}
    for passage in passages:
        if not passage.label or (passage.kind != "heading" and passage.level == 0):
            continue
        style = _LABEL_MARK.sub("#", passage.label)
        key = (passage.level, style)
        order = _order(passage.label)
        for other in [k for k in open_ if k[0] > passage.level]:
            yield from _close(index, open_.pop(other))
        current = open_.setdefault(key, [])
        # A label given twice by mistake, （三）（三）, does not end the family; a new 一 does.
        if current and (order < current[-1][0] or order == 1):
            yield from _close(index, current)
            open_[key] = current = []
        current.append((order, passage))
    for members in open_.values():
        yield from _close(index, members)


def _close(index: int, members: list[tuple[int, Passage]]) -> Iterator[Family]:
    texts = tuple(_head(body(p)) for _, p in members)
    first = members[0][1] if members else None
    if first is not None:
        yield from _family(index, first.move, first.level, False, texts)


def _run_in(index: int, passage: Passage) -> Iterator[Family]:
    """一要…；二要…；三要… inside a paragraph."""
    marks = list(_RUN_IN.finditer(passage.text))
    start = 0
    while start < len(marks):
        end = start
        while end + 1 < len(marks) and _NUMBER.get(marks[end + 1][1], 0) == _NUMBER.get(marks[end][1], 0) + 1:
            end += 1
        if end > start and marks[start][1] == "一":
            texts = []
            for position in range(start, end + 1):
                mark = marks[position]
                stop = marks[position + 1].start() if position < end else len(passage.text)
                text = re.split("[。；：]", passage.text[mark.end() : stop])[0]
                texts.append(("要" if "要" in mark[2] else "") + text)
            yield from _family(index, passage.move, 0, True, tuple(_head(text) for text in texts))
        start = end + 1


def _family(index: int, move: str, level: int, run_in: bool, texts: tuple[str, ...]) -> Iterator[Family]:
    texts = tuple(text for text in texts if 3 <= len(text) <= LONGEST and not UNUSABLE.search(text))
    if len(texts) >= FEWEST:
        yield Family(index, move, level, run_in, texts)


def _head(text: str) -> str:
    """The heading itself: the first sentence of a labelled paragraph, without closing mark."""
    return re.split("[。；！？\n]", text.strip())[0].rstrip("，、：,:;； ")


def _order(label: str) -> int:
    match = _ORDER.search(label)
    if not match:
        return 0
    text = match[1]
    if text.isdigit():
        return int(text)
    if "十" in text:
        head, _, tail = text.partition("十")
        return _NUMBER.get(head, 1 if not head else 0) * 10 + _NUMBER.get(tail, 0)
    return _NUMBER.get(text, 0)
