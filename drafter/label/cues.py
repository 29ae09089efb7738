"""Finding many patterns in a sentence cheaply (提示语的查找).

A bank holds hundreds of patterns and a sentence matches a handful. Patterns are cut at their outermost | into
branches. For every branch up to two sets of literals are read off of each of which no match can do without one (锚):
what stands side by side is one literal, however it alternates. Where it begins with ^, so are the first characters. A sentence is searched once for all literals
(Aho-Corasick); a bit mask tells which branches have all they need, and only these are tried. Branches compile when
first tried; a plain word is its own literal and needs no trying.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache, partial, reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

from drafter.errors import InvalidData
from drafter.language.compiled import compiled
from drafter.language.late import late
from drafter.strict_yaml import shortened

_Test = Callable[[str], "re.Match[str] | None"]
_QUANTIFIERS = "?*+{"
_SPECIAL = set("^$.|()[]{}?*+\\")
_MARKS = frozenset("，。；：！、？")
_SHARES = {
    literal: share
    for share, literals in (
        (0.4, "。 ， 的 、"),
        (0.25, "和 要 大 会"),
        (0.15, "全 作 实 建 一 发展 人 在 是 我 有 设"),
        (
            0.08,
            "不 为 工作 社会 提 建设 好 经 以 开 能 上 对 深 家 了 各 时 个 工会 推进 同 年 用 定 经济 我们 把 来",
        ),
        (
            0.04,
            "点 到 创新 推动 这 事 职工 就 加强 0 1 多 人民 做 共 主义 本 总 全面 坚持 向 组 项 前 问题 "
            "企业 于 2 重要 群众 ； 加快 党的 提升 想 期 产业 组织 实现 十 当 得 落实 应 场 实施 水平 "
            "重大 5 提高 开展 不断 抓 从 也 广大 与",
        ),
        (
            0.02,
            "质量 思想 深入 最 3 干部 积极 次 领导 教育 五 中央 要求 重点 三 深化 历史 政府 制度 表 支持 "
            "机制 时代 难 完善 能力 % 层 万 四 4 各级 持续 方面 都 办 基础 促进 来， 达 做好 发挥 些 保障 "
            "可 增强 6 大力 研究 增长 同志 作用 贯彻 行动 第 创造 学习 政策 活动 台 一步 中心 8 任务 后 "
            "20 9 解决 两 环境 作为 件 努力 所 充分 批 条 优化 须 实践 率 讲 事业 必须 聚 工程 7 比 目标 "
            "县 强化 打造 取得 紧 维护 ： 新时 感 基本 有效 优势 提出 处 健全 攻坚 书记 形成 成果 ！",
        ),
    )
    for literal in literals.split()
}
"""In which share of the sentences of speeches a character or pair stands, counted on 6,500 sentences of 37."""
_RARE, _COMMON = 0.06, 0.2
"""Up to the one share of sentences literals are rare, beyond the other common."""
_UNREADABLE = late(r"\(\?(?![:=!]|<[=!])|\\[uUxN0-9]")
"""Flags, names and escapes: the literals of an expression with one are not read off."""
_LOOKED_AT = late(r"\(\?<?[!=][^()]*\)")
"""What must or must not stand before or behind."""
_NOTHING = frozenset(("",))
_MOST_JOINED = 200
"""So many literals may come of joining what stands side by side: (建立|完善|健全)(机制|制度) makes six."""
_LARGEST_CLASS = 20
"""A class of more characters ([一-龥]) says nothing."""


MEMO = 4_000
"""Sentences whose patterns are remembered."""


class Patterns:
    """A numbered list of regular expressions searched together.

    sources: the expressions; a leading ^ means the start of the sentence. without: positions of those that are not
    looked for. find(text) gives the numbers of those that occur in `text`, positions in this list and in its order,
    each with what it matched (see `words`); the answers are shared, not to be changed. It raises InvalidData where a
    pattern tried is no regular expression.
    """

    __slots__ = ("_always", "_branches", "_literals", "_masks", "_openers", "_width", "find", "sources")

    def __init__(self, sources: Sequence[str], without: Container[int] = ()) -> None:
        self.sources = tuple(sources)
        looked_for = [each for each in enumerate(self.sources) if each[0] not in without]
        branches = [(branch, number) for number, source in looked_for for branch in _split(source)]
        # `find` looks at the highest bit first: the last branch has the lowest.
        branches.reverse()
        self._width = len(branches)
        # In a mask every branch has two bits, `width` apart: that the first of what it needs is there, and the second.
        self._always = 0
        self._openers: dict[str, int] = {}
        self._masks: dict[str, int] = {}
        self._branches: list[tuple[int, int, str, _Test]] = []
        """Bit, number of the expression, the branch where it is a plain word, else how to try it."""
        for place, (branch, number) in enumerate(branches):
            heads = openings(branch)
            needed = [(self._openers, heads)] if heads is not None else []
            needed += [(self._masks, literals) for literals in conditions(branch)]
            bits = [1 << place, 1 << self._width + place]
            for bit, (table, literals) in zip(bits, needed, strict=False):
                for literal in literals:
                    table[literal] = table.get(literal, 0) | bit
            self._always |= sum(bits[len(needed) :])
            plain = branch if _SPECIAL.isdisjoint(branch) else ""
            self._branches.append((bits[0], number, plain, partial(self._try_first, place, branch)))
        self._literals = AhoCorasick(self._masks, store_patterns=True)
        # Old speeches repeat one another sentence by sentence.
        self.find = lru_cache(MEMO)(self._find)

    def _find(self, text: str) -> Mapping[int, str | re.Match[str]]:
        openers = self._openers
        always = self._always | openers.get(text[:1], 0) | openers.get(text[:2], 0)
        mask = reduce(or_, map(self._masks.__getitem__, self._found(text)), always)
        left = mask & mask >> self._width
        branches = self._branches
        hits: dict[int, str | re.Match[str]] = {}
        while left:
            bit, number, plain, test = branches[left.bit_length() - 1]
            left ^= bit
            if number in hits:
                continue
            if plain:
                hits[number] = plain
            elif match := test(text):
                hits[number] = match
        return hits

    def _found(self, text: str) -> list[str]:
        """The literals in `text`, wherever they stand."""
        try:
            return self._literals.find_matches_as_strings(text, overlapping=True)
        except UnicodeEncodeError:
            # Half a surrogate pair is in no literal.
            return self._found(text.encode("utf-8", "replace").decode())

    def _try_first(self, place: int, branch: str, text: str) -> re.Match[str] | None:
        """Try a branch for the first time: from then on its compiled expression is tried."""
        try:
            expression = compiled(branch)
        except re.error as error:
            raise InvalidData([f"语步文件里的“{shortened(branch)}”不是合法的正则表达式，请改正"]) from error
        # Searching for what can only stand at the start would go through the whole sentence.
        test = expression.match if branch.startswith("^") else expression.search
        self._branches[place] = (*self._branches[place][:3], test)
        return test(text)


def words(hit: str | re.Match[str]) -> str:
    """The words of a text that a pattern matched."""
    return hit if isinstance(hit, str) else hit.group()


def _split(source: str) -> list[str]:
    """`source` cut into branches one of which matches wherever it does; brackets around all of it are taken off.

    Flags and groups referred to go for all of it: with such it stays whole.
    """
    if _UNREADABLE.search(source):
        return [source]
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
    if "|" not in source:
        return [source]
    result = [""]
    depth = 0
    at = 0
    while at < len(source):
        char = source[at]
        size = 2 if char == "\\" else 1
        if char == "[":
            size = max(2, _class_end(source, at) - at + 1)
        elif char in "()":
            depth += 1 if char == "(" else -1
        if char == "|" and not depth:
            result.append("")
        else:
            result[-1] += source[at : at + size]
        at += size
    return result


def _class_end(source: str, at: int) -> int:
    """Where the class of characters ([^]甲\\]]) that opens at `at` closes."""
    end = at + 1
    if source.startswith("^", end):
        end += 1
    if source.startswith("]", end):
        end += 1
    while end < len(source) and source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    return end


def _closing(source: str) -> int:
    """Where the bracket that opens `source` closes."""
    depth = 0
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = max(at + 1, _class_end(source, at))
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return at
        at += 1
    return len(source)


def conditions(branch: str) -> list[frozenset[str]]:
    """Up to two sets of literals, of each of which every match of `branch` contains one; of a plain word itself.

    Only one where it is rare and the other common: to find 的 everywhere costs more than a few trials in vain. The most telling first; empty where nothing can be read off the expression, which is then tried on every sentence.
    """
    if _UNREADABLE.search(branch):
        return []
    found = _candidates(branch, 0)[0]
    rare = [literals for literals in found if _MARKS.isdisjoint(literals)]
    best = sorted(rare or found, key=_telling, reverse=True)[:2]
    shares = [-_telling(literals)[0] for literals in best]
    return best[:1] if len(best) == 2 and shares[0] <= _RARE and shares[1] > _COMMON else best


def _telling(found: frozenset[str]) -> tuple[float, list[str]]:
    """The rarer the more telling: less the share of sentences in which one of them is to be expected."""
    return -sum(_share(literal) for literal in found), sorted(found)


def _share(literal: str) -> float:
    """The share of sentences a literal stands in, roughly."""
    return _SHARES.get(literal, 0.005 if len(literal) > 1 else 0.01)


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
    run = _NOTHING
    """What stands right before, where it can be nothing but one of these."""

    def close() -> None:
        if run != _NOTHING:
            candidates.append(run)

    while at < len(source) and source[at] not in "|)":
        atom: frozenset[str] | None = None
        exact = True
        silent = False
        char = source[at]
        if char == "(":
            silent = source.startswith(("(?!", "(?<!", "(?=", "(?<="), at)
            start = at + 1
            if source.startswith("(?:", at):
                start = at + 3
            elif silent:
                start = at + (4 if source[at + 2] == "<" else 3)
            asserting = not silent and "(?" in source[start : source.find(")", start)]
            end = at + _closing(source[at:]) if asserting else source.find(")", start)
            # What is only looked at from there takes no room: (应(?!对)|须) is one of 应, 须.
            inside = _LOOKED_AT.sub("", source[start:end]) if asserting else source[start:end]
            listed = inside.split("|")
            exact = end > 0 and all(listed) and all(map(_SPECIAL.isdisjoint, listed))
            atom, at = (frozenset(listed), end) if exact else _alternatives(source, start)
            at += 1
        elif char == "[":
            end = _class_end(source, at)
            atom = _class(source[at + 1 : end])
            at = end + 1
        elif char == "\\":
            if at + 1 < len(source) and not source[at + 1].isalnum():
                atom = frozenset(source[at + 1])
            at += 2
        else:
            if char not in "^$.":
                atom = frozenset(char)
            at += 1
        optional = False
        repeated = False
        while at < len(source) and source[at] in _QUANTIFIERS:
            repeated = True
            optional = optional or source[at] in "?*" or source.startswith(("{0", "{,"), at)
            at = source.find("}", at) + 1 or len(source) if source[at] == "{" else at + 1
        if silent:
            continue
        if atom is None or optional or not exact or len(run) * len(atom) > _MOST_JOINED:
            close()
            run = _NOTHING
        if atom is None or optional:
            continue
        if exact:
            run = frozenset(before + after for before in run for after in atom)
            if not repeated:
                continue
            atom = run
        candidates.append(atom)
        run = _NOTHING
    close()
    return candidates, at
