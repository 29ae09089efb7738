"""How parallel sibling headings are (对仗): measured from shape alone, without a dictionary.

内容对头 > 句式对仗 > 用词对应 > 字数对等 (genre.md 7): clauses weigh most, then how each clause is built, then the words
that stand in the same place, then length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.language.heads import kind
from drafter.language.verbs import OPENING_VERBS

CLAUSES, BUILD, WORDS, LENGTH = 0.3, 0.35, 0.2, 0.15
"""Weights, by the order of importance the guides give; they add up to 1."""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("以…为", r"以.+为"),
        (
            "把…作为",
            r"[把将](?!握|关|脉).+(?:作为|[建变造化做办干练育]成|[落抓做送用实彻现导压沉]到(?!位)|[放摆抓写扛挺落记刻]在)",
        ),
        ("把…抓实", r"[把将](?!握|关|脉).{2,}"),
        ("在…上", r"在.+[上中下里前]"),
        ("从…看", r"从.+(?:看|抓|做|改)?"),
        ("为…而", r"为.+[而作当谋解办]"),
        ("让", r"[让使].{2,}"),
        ("要", r"(?:必须|务必|需要|要)"),
        ("问", r".*(?:什么|怎么|怎样|如何|为何|哪|谁).*"),
        # 用好…, 对接…, 靠前…: verbs.
        ("由", r"(?!用[好活足实准心]|对[接标表照]|靠[前近]|给[予足])[由靠用向对给].{2,}"),
    )
)
_SINGLE_VERBS = frozenset("抓管建强促守防保稳扩创争学做讲树立明严敢勇育引聚转提补带破解练拓优盯筑领压清补夯谋干练办护")
_PARTICLES = re.compile(
    r"作为|更加|进一步|到位|以|为|在|上|中|下|把|将|让|使|要|从|向|对|与|和|再|更|新|实|好|牢|不|有|着|的"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a heading is built (句式), clause by clause."""

    builds: tuple[str, ...]
    """Of each clause: 动宾, 以…为, 在…上, 要 …, 名 for what shows no pattern."""
    particles: tuple[tuple[str, ...], ...]
    """Function words of each clause, in order."""
    lengths: tuple[int, ...]
    """Characters of each clause."""


def shape(heading: str) -> Shape:
    """The shape of a heading without its label.

    >>> shape("聚焦长效管护，在健全机制上下功夫").builds
    ('动宾', '在…上')
    >>> shape("用好季度通报").builds, shape("用数据比对找疑点").builds
    (('动宾',), ('由',))
    """
    clauses = [clause for clause in re.split(r"[，、；：,;: \u3000]", heading) if clause]
    # 、 joins words more often than clauses: 重点区域、重点环节 are one.
    merged = [clause for clause in re.split(r"[，；：,;:\u3000 ]|——", heading) if clause]
    clauses = clauses if len(clauses) == len(merged) or _all_alike(clauses) else merged
    return Shape(
        tuple(_build(clause) for clause in clauses),
        tuple(tuple(_PARTICLES.findall(clause)) for clause in clauses),
        tuple(len(clause) for clause in clauses),
    )


def _all_alike(clauses: Sequence[str]) -> bool:
    return len(clauses) > 1 and len({_build(clause) for clause in clauses}) == 1 and min(map(len, clauses)) >= 4


def _build(clause: str) -> str:
    bare = clause.strip("“”《》‘’【】")
    for name, pattern in _PATTERNS:
        if pattern.match(bare):
            return name
    # 全力抓落实, 着力强基础: the verb follows its adverb.
    core = re.sub(
        r"^(?:着力|全力|大力|切实|坚决|持续|不断|进一步|深入|扎实|积极|主动|全面|认真|努力|奋力|更加|始终)", "", bare
    )
    if core[:2] in OPENING_VERBS or (len(core) >= 2 and kind(core) == "动宾") or core[:1] in _SINGLE_VERBS:
        return "动宾"
    if re.search(r"(?:要|再|更|有|需)[\u4e00-\u9fff]{1,6}$", bare):
        return "主谓"
    return "动宾" if core != bare else "名"


def closeness(left: str, right: str) -> float:
    """How parallel two headings are, 0 to 1: weighted agreement of clauses, build, words and length."""
    a, b = shape(left), shape(right)
    if not a.builds or not b.builds:
        return 0.0
    pairs = list(zip(a.builds, b.builds, strict=False))
    most = max(len(a.builds), len(b.builds))
    clauses = len(pairs) / most
    build = sum(_agree(x, y) for x, y in pairs) / most
    words = sum(_overlap(x, y) for x, y in zip(a.particles, b.particles, strict=False)) / most
    length = sum(min(x, y) / max(x, y) for x, y in zip(a.lengths, b.lengths, strict=False)) / most
    return CLAUSES * clauses**2 + BUILD * build + WORDS * words + LENGTH * length


def _agree(left: str, right: str) -> float:
    if left == right:
        return 1.0
    # A verb not in the list looks like a noun; that doubt counts half.
    return 0.5 if {left, right} <= {"动宾", "名", "主谓"} else 0.0


def _overlap(left: Sequence[str], right: Sequence[str]) -> float:
    """Longest common subsequence of two lists of function words, as a share of the longer."""
    if not left and not right:
        return 1.0
    previous = [0] * (len(right) + 1)
    for x in left:
        current = [0]
        for j, y in enumerate(right, 1):
            current.append(previous[j - 1] + 1 if x == y else max(previous[j], current[-1]))
        previous = current
    return previous[-1] / max(len(left), len(right))


def odd_ones(headings: Sequence[str], least: float) -> tuple[tuple[int, float, int], ...]:
    """(index, closeness, index of the pattern) of the headings below `least` to their family's most typical one."""
    if len(headings) < 2:
        return ()
    scores = [[closeness(x, y) for y in headings] for x in headings]
    typical = max(range(len(headings)), key=lambda i: (sum(scores[i]), -i))
    return tuple((i, score, typical) for i, score in enumerate(scores[typical]) if i != typical and score < least)
