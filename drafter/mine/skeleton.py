"""Skeletons (骨架): sentences as words and slots, and how much they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.language.words import FUNCTION_WORDS

OPEN = "<*>"
"""A slot nothing is known of yet, within a clause."""
REST = "<**>"
"""An open slot that takes all that is left of the sentence, commas included."""
COMMAS = frozenset("，：；")
ENDS = frozenset("。！？")
_MARKS = COMMAS | ENDS | frozenset("、“”‘’《》（）—…,.:; ")

PIVOTS = frozenset("向 表示 致以 强调 谈 提出 作出 取得 作为 纳入 作 讲 提 召开 代表 领导下 为契机 结合 相结合".split())
"""Verbs (and half-verbs) that hold a formula together even alone between two slots."""
ANNOUNCING = frozenset("讲 提 谈 强调".split())
"""Verbs that announce the points: what they end a clause with is a formula by itself."""
_COUNTED = "<数>"
CALLED = frozenset("各级 广大 全体 各位 所有".split())
"""Before those who are called upon."""
# A clause may begin with these without being another formula: 要切实|加强组织领导, 我再|讲几点意见.
LEADS = frozenset(
    "要 并 再 还 还要 也 也要 都 都要 必须 要求 切实 进一步 不断 大力 认真 积极 着力 努力 继续 坚决 全力 扎实 全面 始终 更加 充分 更好 将 会 能 应 应当 同时 谨 再次 重点 着重".split()
)
PRONOUNS = frozenset("我 我们 大家".split())

Skeleton = tuple[str, ...]
"""Words, marks, known slots <会议> and open slots, in order."""


@lru_cache(maxsize=1 << 16)
def weight(key: str) -> int:
    """Characters of matter in a literal: function words, marks and slots weigh nothing."""
    if key[0] == "<" or (key in FUNCTION_WORDS and key not in PIVOTS) or key in _MARKS:
        return 0
    return len(key)


def announces(skeleton: Sequence[str]) -> bool:
    """Whether it says how many points follow: 讲<数>点意见, 强调<数>点."""
    return _COUNTED in skeleton and not ANNOUNCING.isdisjoint(skeleton[: skeleton.index(_COUNTED)])


def matter(skeleton: Sequence[str]) -> int:
    """Characters of fixed matter."""
    return sum(map(weight, skeleton))


def known(skeleton: Sequence[str]) -> int:
    """Slots of which the masking knows what fills them."""
    return sum(key[0] == "<" and key != OPEN and key != REST for key in skeleton)


def substance(skeleton: Sequence[str]) -> int:
    """What a skeleton says: characters of matter; a known slot, and a pair that frames a clause, a word of two."""
    said = matter(skeleton) + 2 * known(skeleton)
    return said + 2 if not _FRAMING.isdisjoint(skeleton) and _PAIRED.search("".join(skeleton)) else said


_FRAMING = frozenset("把 以 是 就".split()) | CALLED
_PAIRED = re.compile(
    "把[^，]*<[^>]*>[^，]*(作为|起来|纳入|摆|放在|落到|转化|融入)|以[^，]*<[^>]*>为.|是[^，]*<[^>]*>的.|就[^，]*<[^>]*>(讲|谈|提|再|强调)|^(各级|广大|全体|各位|所有)<[^>]*>(要|必须|应|务必|一定)"
)


def clauses_of(skeleton: Skeleton) -> list[Skeleton]:
    """The skeleton cut at its commas, without them."""
    found: list[list[str]] = [[]]
    for key in skeleton:
        if key in COMMAS:
            found.append([])
        else:
            found[-1].append(key)
    return [tuple(clause) for clause in found]
