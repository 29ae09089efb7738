"""Finding many patterns in a sentence cheaply (提示语的查找).

A bank holds hundreds of patterns and a sentence matches a handful. From every pattern the literal characters
it cannot do without are taken (锚: one or two characters); a sentence is first looked up by its characters
and character pairs, and only patterns whose anchor it contains are tried. Patterns compile when first tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import add

_QUANTIFIERS = "?*+{"
_SPECIAL = set("^$.|()[]{}?*+\\")


class Patterns:
    """A numbered list of regular expressions searched together.

    sources: the expressions; a leading ^ means the start of the sentence. Order is kept: the numbers `find`
    returns are positions in this list.
    """

    __slots__ = ("_always", "_compiled", "_index", "sources")

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = tuple(sources)
        self._compiled: list[re.Pattern[str] | None] = [None] * len(self.sources)
        self._always: list[int] = []
        index: dict[str, list[int]] = {}
        plain: dict[str, list[int]] = {}
        for number, source in enumerate(self.sources):
            found = anchors(source)
            if found is None:
                self._always.append(number)
                continue
            literal = frozenset(source.split("|")) if _SPECIAL.isdisjoint(source.replace("|", "")) else frozenset()
            for anchor in sorted(found):
                # One or two characters that are a whole alternative: their presence is the match.
                (plain if anchor in literal else index).setdefault(anchor, []).append(number)
        self._index = {
            key: (tuple(plain.get(key, ())), tuple(index.get(key, ()))) for key in sorted(plain.keys() | index.keys())
        }

    def find(self, text: str) -> set[int]:
        """Numbers of the patterns that occur in `text`."""
        keys = set(map(add, text, text[1:]))
        keys.update(text)
        hits: set[int] = set()
        tried: set[int] = set(self._always)
        index = self._index
        for key in index.keys() & keys:
            sure, likely = index[key]
            if sure:
                hits.update(sure)
            if likely:
                tried.update(likely)
        compiled = self._compiled
        for number in tried:
            if number not in hits and (compiled[number] or self._compile(number)).search(text):
                hits.add(number)
        return hits

    def matched(self, number: int, text: str) -> str:
        """What pattern `number` matched in `text`, empty if it does not match."""
        found = (self._compiled[number] or self._compile(number)).search(text)
        return found.group() if found else ""

    def _compile(self, number: int) -> re.Pattern[str]:
        compiled = self._compiled[number] = re.compile(self.sources[number])
        return compiled


def anchors(source: str) -> frozenset[str] | None:
    """Literals (1 or 2 characters) of which every match of `source` contains at least one.

    None where no such set can be read off the expression; such a pattern is tried on every sentence.
    """
    found, _ = _alternatives(source, 0)
    return found


def _alternatives(source: str, at: int) -> tuple[frozenset[str] | None, int]:
    branches: list[frozenset[str] | None] = []
    while True:
        branch, at = _sequence(source, at)
        branches.append(branch)
        if at < len(source) and source[at] == "|":
            at += 1
            continue
        break
    return _union(branches), at


def _union(branches: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    result: frozenset[str] = frozenset()
    for branch in branches:
        if branch is None:
            return None
        result |= branch
    return result


def _sequence(source: str, at: int) -> tuple[frozenset[str] | None, int]:
    candidates: list[frozenset[str]] = []
    run = ""

    def close() -> None:
        if run:
            candidates.append(frozenset({run[:2]}))

    while at < len(source) and source[at] not in "|)":
        atom: frozenset[str] | None = None
        char = source[at]
        literal = ""
        if char == "(":
            silent = source.startswith(("(?!", "(?<!", "(?=", "(?<="), at)
            start = at + 1
            if source.startswith("(?:", at):
                start = at + 3
            elif silent:
                start = at + (4 if source[at + 2] == "<" else 3)
            atom, at = _alternatives(source, start)
            at += 1
            if silent:
                atom = None
        elif char == "[":
            end = at + 1
            if source.startswith("^", end):
                end += 1
            if source.startswith("]", end):
                end += 1
            while end < len(source) and source[end] != "]":
                end += 2 if source[end] == "\\" else 1
            at = end + 1
        elif char == "\\":
            if at + 1 < len(source) and not source[at + 1].isalnum():
                literal = source[at + 1]
            at += 2
        else:
            if char not in "^$.":
                literal = char
            at += 1
        optional = False
        repeated = False
        while at < len(source) and source[at] in _QUANTIFIERS:
            repeated = True
            optional = optional or source[at] in "?*" or source.startswith(("{0", "{,"), at)
            at = source.find("}", at) + 1 or len(source) if source[at] == "{" else at + 1
        if literal and not repeated:
            run += literal
            continue
        if literal and not optional:
            run += literal
        close()
        run = ""
        if atom is not None and not optional:
            candidates.append(atom)
    close()
    if not candidates:
        return None, at
    # Pairs say more than single characters, few alternatives more than many.
    return max(candidates, key=lambda found: (min(map(len, found)), -len(found), sorted(found))), at
