"""A skeleton with its places as an entry of the phrasebank (条目): slots named, evidence counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from drafter.bank.model import Evidence, Frame
from drafter.language.verbs import OPENING_VERBS
from drafter.language.words import cut, tagged
from drafter.mine.folding import Found
from drafter.mine.forms import holds_fact
from drafter.mine.measures import cores, dp_norm, entropy, predictability, variability
from drafter.mine.skeleton import ANNOUNCING, OPEN, REST, Skeleton, announces, substance, weight
from drafter.mine.slots import open_name, rest_name, typed_name
from drafter.mine.units import Unit
from drafter.records import Speech

MEASURED = 3
"""Places from which it is measured how free the slots are."""
FIXED = 4
"""Characters of matter all fillers of a slot begin with that are no chance."""
REFERENCES = 3
"""Speeches named in the evidence."""


def entry(
    result: Found,
    found: Sequence[Unit],
    speeches: Sequence[Speech],
    shares: Mapping[str, float],
    signals: Collection[Skeleton],
) -> Frame | None:
    """The frame, not reviewed; None where a slot holds no phrase or nobody could say what belongs there.

    shares: of every speech, its share of all the text.
    """
    skeleton = result.skeleton
    worded = None if holds_fact(skeleton) else _worded(result)
    if worded is None:
        return None
    text, names = worded
    start = text.partition("<")[0]
    if start and not any(found[index].text.startswith(start) for index, _ in result.hits):
        tag = tagged(start)[0][1][0]
        if tag in "nb" or (tag == "v" and not names):
            # 主要任务是…, 听了很受启发: the end of sentences that began with whose task it is, who listened.
            return None
    if _vaguely_announced(skeleton, names) or (
        skeleton not in signals and not _telling(skeleton, names, len(result.speeches))
    ):
        return None
    marks = Counter(found[index].text[-1:] for index, _ in result.hits)
    closing = "！" if marks["！"] > marks["。"] and result.move in ("结束语", "开场", "成绩回顾") else "。"
    evidence = _evidence(result, found, speeches, shares)
    identity = hashlib.sha256(f"{result.move}{text}".encode()).hexdigest()[:8]
    return Frame(f"mf-{identity}", result.move, result.step, text + closing, evidence=evidence, reviewed=False)


def _worded(result: Found) -> tuple[str, list[str]] | None:
    """The frame's text with its slots named, and their names; None where a slot holds no phrase or has no name."""
    parts: list[str] = []
    names: list[str] = []
    skeleton = result.skeleton
    for position, key in enumerate(skeleton):
        if key[0] != "<":
            parts.append(key)
            continue
        left = _literal(skeleton[:position], before=True)
        right = _literal(skeleton[position + 1 :], before=False)
        fillers = [hit[1][len(names)] for hit in result.hits]
        fixed = _fixed(fillers) if key == OPEN and len(fillers) >= MEASURED else ""
        if fixed:
            # What all begin with is no filler.
            parts.append(fixed)
            left += fixed
            fillers = [filler[len(fixed) :] for filler in fillers]
        if key == OPEN and not _holds_phrases(left, right, fillers):
            return None
        if key == REST:
            name = rest_name(left, result.move, fillers)
            if not name:
                return None
        else:
            name = typed_name(key, left, right) if key != OPEN else open_name(left, right, fillers)
        if name in names:
            name += "二三四五"[sum(other.startswith(name) for other in names) - 1]
        names.append(name)
        parts.append(f"<{name}>")
    return "".join(parts), names


def _holds_phrases(left: str, right: str, fillers: Sequence[str]) -> bool:
    """Whether what fills an open slot are phrases by themselves. left, right: what stands around it."""
    inner = left[-2:] in OPENING_VERBS and right and not right.startswith(("，", "的"))
    if inner and sum(filler[:2] in OPENING_VERBS for filler in fillers) * 3 > len(fillers):
        # 加快<构建…>体系: the slot holds a verb of its own, so what stands around it is no phrase.
        return False
    if not left and not right.startswith("，") and not _subject(fillers):
        return False
    between = left and right and not left.endswith(("要", "是", "向", "对", "为", "把"))
    return not (between and 2 * _hung(fillers) > len(fillers))


def _evidence(
    result: Found, found: Sequence[Unit], speeches: Sequence[Speech], shares: Mapping[str, float]
) -> Evidence:
    """How often and where the frame was seen, and how free its slots are."""
    counts = Counter(speeches[found[index].speech].id for index, _ in result.hits)
    # Two places can only read 1, ½ and 1; the rest of a sentence is never said twice.
    at = [number for number, key in enumerate(k for k in result.skeleton if k.startswith("<")) if key != REST]
    columns = [cores([fillers[number] for _, fillers in result.hits]) for number in at if len(result.hits) >= MEASURED]
    spread = dp_norm(counts, shares)
    return Evidence(
        "mined",
        len(result.hits),
        len(result.speeches),
        round(len(result.speeches) / len(speeches), 3),
        spread if spread is None else round(spread, 3),
        _mean([variability(column) for column in columns]),
        _mean([predictability(column) for column in columns]),
        _mean([entropy(column) for column in columns]),
        tuple(sorted(counts, key=lambda name: (-counts[name], name))[:REFERENCES]),
    )


def _fixed(fillers: Sequence[str]) -> str:
    """The words all fillers begin with, FIXED characters of matter at least: 向大会报告 of 向大会报告工作, …报告农业工作."""
    words = [cut(filler) for filler in fillers]
    same = takewhile(lambda column: len(set(column)) == 1, zip(*(own[:-1] for own in words), strict=False))
    shared = [column[0] for column in same]
    return "".join(shared) if sum(map(weight, shared)) >= FIXED else ""


def _subject(fillers: Sequence[str]) -> bool:
    """True when what opens the clause is most often a noun phrase: no adverb or preposition first, no modal."""
    good = 0
    for filler in fillers:
        words = tagged(filler)
        good += (
            words[-1][1][0] in "nrqsfj"
            and words[0][1][0] not in "pdc"
            and words[0][0] not in ("请", "让", "使")
            and not any(word in ("要", "必须") for word, _ in words)
        )
    return good * 3 >= len(fillers) * 2


def _hung(fillers: Sequence[str]) -> int:
    """How many begin with a preposition: 严格<按照法律>办事; or are half of 以…为…: 坚持<以科学>思想为指导."""
    return sum(
        filler.startswith(_BEFORE_PHRASES) or (filler.startswith("以") and "为" not in filler) for filler in fillers
    )


_BEFORE_PHRASES = ("按照", "依照", "根据", "通过", "围绕", "关于", "对于", "随着", "在", "从", "由")


_VAGUE = frozenset("领域 事项 修饰语 工作要求 具体内容 工作内容 领域 要抓的事项 工作领域 程度用语 事项二".split())
_SUBJECTS = frozenset(
    "主体 对象 统计时段 单位 人名 主题 主题工作 会议 本地区 本地 地区 日期 点数 数 刚才 会议背景 发言人 所谈工作".split()
)


def _vaguely_announced(skeleton: Skeleton, names: Sequence[str]) -> bool:
    """讲<何种意见>意见, 讲点意见: what is announced is a number of points."""
    if ANNOUNCING.isdisjoint(skeleton):
        return False
    return any(name.startswith(("何种", "事项")) for name in names) or ("点" in skeleton and not announces(skeleton))


def _telling(skeleton: Skeleton, names: Sequence[str], speeches: int) -> bool:
    """False for what is too thin to be of use: slots nobody can name, little matter, an unclear beginning."""
    if skeleton[0] == OPEN and names[0] not in _SUBJECTS:
        return False
    said = substance(skeleton)
    named = names[:-1] if skeleton[-1] == REST else names
    vague = sum(name.rstrip("二三四五") in _VAGUE or name.startswith("何种") for name in named)
    if vague and (said < 6 and speeches < 3):
        return False
    at_edge = skeleton[-1] == OPEN and names[-1] in _VAGUE
    return said >= 4 + 2 * at_edge + 2 * max(vague - 1, 0) or not vague


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def _literal(keys: Sequence[str], *, before: bool) -> str:
    """The literal text next to a slot, as far as the next slot."""
    found: list[str] = []
    for key in reversed(keys) if before else keys:
        if key[0] == "<":
            break
        found.append(key)
    return "".join(reversed(found) if before else found)
