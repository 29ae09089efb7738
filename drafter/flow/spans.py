"""Words and pieces by where they stand in a text (字句的位置)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple


class Word(NamedTuple):
    """A word at text[start:end], with its tag in the dictionary."""

    text: str
    tag: str
    start: int
    end: int


def placed(words: list[tuple[str, str]]) -> list[Word]:
    """(word, tag) that follow each other, from 0 on."""
    ends = accumulate(len(word) for word, _ in words)
    return [Word(word, tag, end - len(word), end) for (word, tag), end in zip(words, ends, strict=True)]


def joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(start, end) in order, those that meet or overlap as one.

    >>> list(joined([(0, 2), (2, 3), (5, 6)]))
    [(0, 3), (5, 6)]
    """
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def blank(match: re.Match[str]) -> str:
    """As many commas as what matched has characters: what stands beside it keeps its place and has a border there."""
    return "，" * len(match[0])
