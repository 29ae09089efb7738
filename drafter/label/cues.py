"""Finding many patterns in a sentence cheaply (提示语的查找).

A bank holds hundreds of patterns and a sentence matches a handful. From every pattern the literal characters
it cannot do without are taken (锚: one or two characters); a sentence is first looked up by its characters
and character pairs, and only patterns whose anchor it contains are tried; of those that begin with ^ only the
ones whose first characters it begins with. Patterns compile when first tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import add

_QUANTIFIERS = "?*+{"
_SPECIAL = set("^$.|()[]{}?*+\\")
_MARKS = frozenset("，。；：！、？")
_EVERYWHERE = frozenset(("工作", "主要", "全面", "我们", "发展", "建设", "成功", "进一", "不断", "目标"))
"""Pairs that stand in so many sentences that another pair of the same literal is the better anchor."""


class Patterns:
    """A numbered list of regular expressions searched together.

    sources: the expressions; a leading ^ means the start of the sentence. Order is kept: the numbers `find`
    returns are positions in this list.
    """

    __slots__ = ("_always", "_index", "_needs", "_openers", "_pairs", "_singles", "_tests", "sources")

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = tuple(sources)
        self._tests: list[Callable[[str], re.Match[str] | None] | None] = [None] * len(self.sources)
        self._always: list[int] = []
        likely: dict[str, list[int]] = {}
        sure: dict[str, list[int]] = {}
        openers: dict[str, list[int]] = {}
        for number, source in enumerate(self.sources):
            heads = openings(source)
            if heads is not None:
                for head in sorted(heads):
                    openers.setdefault(head, []).append(number)
                continue
            found = anchors(source)
            if found is None:
                self._always.append(number)
                continue
            literal = frozenset(source.split("|")) if _SPECIAL.isdisjoint(source.replace("|", "")) else frozenset()
            if source == "[0-9]":
                literal = found
            for anchor in sorted(found):
                # One or two characters that are a whole alternative: their presence is the match.
                (sure if anchor in literal else likely).setdefault(anchor, []).append(number)
        self._openers = {head: tuple(numbers) for head, numbers in openers.items()}
        # Numbers that match for sure are kept as their complement, so that one flat list serves for both.
        self._index = {
            key: (*(~number for number in sure.get(key, ())), *likely.get(key, ()))
            for key in sorted(sure.keys() | likely.keys())
        }
        self._pairs = frozenset(key for key in self._index if len(key) == 2)
        self._singles = frozenset(key for key in self._index if len(key) == 1)
        # A single literal no match can do without is asked for before the expression is tried.
        self._needs = [needed(source) for source in self.sources]

    def find(self, text: str) -> set[int]:
        """Numbers of the patterns that occur in `text`."""
        index = self._index
        tried = set(self._always)
        for key in self._pairs.intersection(map(add, text, text[1:])):
            tried.update(index[key])
        for key in self._singles.intersection(text):
            tried.update(index[key])
        if text:
            tried.update(self._openers.get(text[0], ()))
            tried.update(self._openers.get(text[:2], ()))
        hits: set[int] = set()
        tests = self._tests
        needs = self._needs
        for number in tried:
            if number < 0:
                hits.add(~number)
            elif needs[number] in text and (tests[number] or self._compile(number))(text):
                hits.add(number)
        return hits

    def matched(self, number: int, text: str) -> str:
        """What pattern `number` matched in `text`, empty if it does not match."""
        found = (self._tests[number] or self._compile(number))(text)
        return found.group() if found else ""

    def _compile(self, number: int) -> Callable[[str], re.Match[str] | None]:
        source = self.sources[number]
        compiled = re.compile(source)
        # Searching for what can only stand at the start would go through the whole sentence.
        test = compiled.match if source.startswith("^") and not _branches(source)[1:] else compiled.search
        self._tests[number] = test
        return test


def openings(source: str) -> frozenset[str] | None:
    """The first one or two characters, one of which every match of `source` begins with.

    None where `source` may match elsewhere than at the start, or its beginnings cannot be read off.
    """
    if not source.startswith("^") or len(_branches(source)) > 1:
        return None
    rest = source[1:]
    if rest.startswith("("):
        end = _closing(rest)
        if rest.startswith("(?") or rest[end + 1 : end + 2] in tuple(_QUANTIFIERS):
            return None
        branches = _branches(rest[1:end])
    else:
        branches = [rest]
    heads: set[str] = set()
    for branch in branches:
        plain = ""
        for at, char in enumerate(branch[:3]):
            if char in _SPECIAL:
                if char in _QUANTIFIERS:
                    plain = plain[:-1]
                break
            if at < 2:
                plain += char
        if not plain:
            return None
        heads.add(plain)
    return frozenset(heads)


def _branches(source: str) -> list[str]:
    """`source` cut at the | that stand outside brackets."""
    result = [""]
    depth = 0
    at = 0
    while at < len(source):
        char = source[at]
        size = 2 if char == "\\" else 1
        if char == "[":
            size = max(2, source.find("]", at + 2) - at + 1)
        elif char in "()":
            depth += 1 if char == "(" else -1
        if char == "|" and not depth:
            result.append("")
        else:
            result[-1] += source[at : at + size]
        at += size
    return result


def _closing(source: str) -> int:
    """Where the bracket that opens `source` closes."""
    depth = 0
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = max(at + 1, source.find("]", at + 2))
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return at
        at += 1
    return len(source)


def anchors(source: str) -> frozenset[str] | None:
    """Literals (1 or 2 characters) of which every match of `source` contains at least one.

    None where no such set can be read off the expression; such a pattern is tried on every sentence.
    """
    if source == "[0-9]":
        return frozenset("0123456789")
    found, _ = _alternatives(source, 0)
    return found


def needed(source: str) -> str:
    """A literal that every match of `source` contains, beside its anchors; empty where there is none."""
    if len(_branches(source)) > 1:
        return ""
    candidates = _candidates(source, 0)[0]
    found = [next(iter(one)) for one in candidates if len(one) == 1]
    return max(found, key=lambda one: (one not in _MARKS, len(one), one), default="")


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
    candidates, at = _candidates(source, at)
    if not candidates:
        return None, at
    # Pairs say more than single characters, few alternatives more than many, marks next to nothing.
    return max(
        candidates, key=lambda found: (_MARKS.isdisjoint(found), min(map(len, found)), -len(found), sorted(found))
    ), at


def _candidates(source: str, at: int) -> tuple[list[frozenset[str]], int]:
    """Sets of literals, of each of which every match of the sequence at `at` contains one; where it ends."""
    candidates: list[frozenset[str]] = []
    run = ""

    def close() -> None:
        if run:
            candidates.append(frozenset({run[-2:] if run[:2] in _EVERYWHERE else run[:2]}))

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
    return candidates, at
