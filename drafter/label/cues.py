"""Finding many patterns in a sentence cheaply (提示语的查找).

A bank holds hundreds of patterns and a sentence matches a handful. Patterns are cut at their outermost | into
branches. For every branch up to two sets of literals (one or two characters) are read off of each of which no match
can do without one (锚), and, where it begins with ^, the first characters it begins with. A sentence is looked up
once by its characters and character pairs; a bit mask tells which branches have all they need, and only these are
tried. Branches compile when first tried; plain words are looked for as they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_

_QUANTIFIERS = "?*+{"
_SPECIAL = set("^$.|()[]{}?*+\\")
_MARKS = frozenset("，。；：！、？")
_EVERYWHERE = frozenset(
    "工作 主要 全面 我们 发展 建设 成功 进一 不断 目标 社会 推进 经济 人民 创新 推动 坚持 加强 问题 加快 提升 产业 党的 "
    "实现 水平 重大 重要 教育 实施 质量 历史 企业 提高 深化 中央 服务 干部 群众 改革 精神 领导 组织".split()
)
"""Pairs that stand in so many sentences that another anchor is the better one."""
_LARGEST_CLASS = 20
"""A class of more characters ([一-龥]) says nothing."""


class Patterns:
    """A numbered list of regular expressions searched together.

    sources: the expressions; a leading ^ means the start of the sentence. Order is kept: the numbers `find`
    returns are positions in this list.
    """

    __slots__ = (
        "_always",
        "_bits",
        "_branches",
        "_openers",
        "_owners",
        "_pairs",
        "_single",
        "_singles",
        "_tests",
        "_width",
        "sources",
    )

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = tuple(sources)
        branches = [(branch, number) for number, source in enumerate(self.sources) for branch in _split(source)]
        # `find` looks at the highest bit first: the last branch has the lowest.
        branches.reverse()
        self._branches = [branch for branch, _ in branches]
        self._owners = [number for _, number in branches]
        """Branch → number of its expression."""
        self._width = len(branches)
        # In a mask every branch has two bits, `width` apart: that the first of what it needs is there, and the second.
        self._always = 0
        openers: dict[str, int] = {}
        index: dict[str, int] = {}
        for place, branch in enumerate(self._branches):
            heads = openings(branch)
            needed = [(openers, heads)] if heads is not None else []
            needed += [(index, literals) for literals in conditions(branch)]
            bits = [1 << place, 1 << self._width + place]
            for bit, (table, literals) in zip(bits, needed, strict=False):
                for literal in literals:
                    table[literal] = table.get(literal, 0) | bit
            self._always |= sum(bits[len(needed) :])
        self._openers = openers
        self._bits = [1 << place for place in range(self._width)]
        self._pairs = {_code(literal): mask for literal, mask in index.items() if len(literal) > 1}
        self._single = {literal: mask for literal, mask in index.items() if len(literal) == 1}
        self._singles = re.compile(f"[{''.join(map(re.escape, sorted(self._single)))}]" if self._single else "(?!)")
        self._tests: list[str | Callable[[str], re.Match[str] | None] | None] = [
            branch if _SPECIAL.isdisjoint(branch) else None for branch in self._branches
        ]

    def find(self, text: str) -> dict[int, str | re.Match[str]]:
        """Numbers of the patterns that occur in `text`, each with what it matched (see `words`), in their order."""
        hits: dict[int, str | re.Match[str]] = {}
        mask = self._always | self._openers.get(text[:1], 0) | self._openers.get(text[:2], 0)
        mask = reduce(or_, map(self._single.__getitem__, self._singles.findall(text)), mask)
        get = self._pairs.get
        # Pairs (from the first and from the second character on) as numbers of four bytes: quicker than as strings.
        codes = memoryview(text.encode("utf-16-le", "surrogatepass"))
        size = len(codes)
        mask = reduce(or_, filter(None, map(get, codes[: size & ~3].cast("I"))), mask)
        if size > 2:
            mask = reduce(or_, filter(None, map(get, codes[2 : 2 + (size - 2 & ~3)].cast("I"))), mask)
        left = mask & mask >> self._width
        owners, tests, bits = self._owners, self._tests, self._bits
        while left:
            place = left.bit_length() - 1
            left ^= bits[place]
            number = owners[place]
            if number in hits:
                continue
            test = tests[place] or self._compile(place)
            if isinstance(test, str):
                if test in text:
                    hits[number] = test
            elif match := test(text):
                hits[number] = match
        return hits

    def _compile(self, place: int) -> Callable[[str], re.Match[str] | None]:
        source = self._branches[place]
        compiled = re.compile(source)
        # Searching for what can only stand at the start would go through the whole sentence.
        test = compiled.match if source.startswith("^") else compiled.search
        self._tests[place] = test
        return test


def words(hit: str | re.Match[str]) -> str:
    """The words of a text that a pattern matched."""
    return hit if isinstance(hit, str) else hit.group()


def _code(key: str) -> int:
    """Two characters as the number `find` sees."""
    return int.from_bytes(key.encode("utf-16-le"), sys.byteorder)


def _split(source: str) -> list[str]:
    """`source` cut into branches one of which matches wherever it does; brackets around all of it are taken off."""
    branches = _branches(source)
    if len(branches) > 1:
        return [each for branch in branches for each in _split(branch)]
    if source.startswith("(") and not source.startswith("(?") and _closing(source) == len(source) - 1:
        return _split(source[1:-1])
    return [source]


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


def conditions(branch: str) -> list[frozenset[str]]:
    """Up to two sets of literals (1 or 2 characters), of each of which every match of `branch` contains one.

    The most telling first; empty where nothing can be read off the expression, which is then tried on every sentence.
    """
    found = _candidates(branch, 0)[0]
    rare = [literals for literals in found if _MARKS.isdisjoint(literals)]
    return sorted(rare or found, key=_telling, reverse=True)[:2]


def _telling(found: frozenset[str]) -> tuple[float, list[str]]:
    """The rarer the more telling: less the share of sentences in which one of them is to be expected."""
    return -sum(_share(literal) for literal in found), sorted(found)


def _share(literal: str) -> float:
    """The share of sentences a literal stands in, roughly."""
    if literal in _MARKS:
        return 0.8
    if len(literal) == 1:
        return 0.1
    return 0.08 if literal in _EVERYWHERE else 0.01


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
    return max(candidates, key=_telling), at


def _class(inside: str) -> frozenset[str] | None:
    """The characters of a class [inside], None where they are too many or not listed one by one."""
    inside = inside.replace("0-9", "0123456789")
    if inside.startswith("^") or "-" in inside or "\\" in inside or len(inside) > _LARGEST_CLASS:
        return None
    return frozenset(inside) or None


def _candidates(source: str, at: int) -> tuple[list[frozenset[str]], int]:
    """Sets of literals, of each of which every match of the sequence at `at` contains one; where it ends."""
    candidates: list[frozenset[str]] = []
    run = ""

    def close() -> None:
        candidates.extend(frozenset((pair,)) for pair in dict.fromkeys((run[:2], run[-2:])) if pair)

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
            atom = _class(source[at + 1 : end])
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
