"""Frames (短语框架) out of sentences: formulae that recur in distinct speeches, with named slots.

The way: sentences of one move that share rare word pairs are laid side by side (pairs, align); what comes out is
counted over all masked sentences; what recurs, stands in one move, and is well-formed at every slot is kept; a frame
that says no more than a wider one, or nearly the same, goes.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.bank.model import Evidence, Frame
from drafter.language.heads import OPENING_VERBS, kind
from drafter.language.words import tagged
from drafter.mine.align import COMMAS, ENDS, OPEN, PIVOTS, Skeleton, skeletons, weight
from drafter.mine.clauses import ANNOUNCING, LEADS, PRONOUNS, recurrent
from drafter.mine.masking import Token, masked, plain
from drafter.mine.measures import dp_norm, entropy, predictability, variability
from drafter.mine.pairs import MASS, pairs
from drafter.mine.slots import open_name, typed_name
from drafter.mine.units import NUMBER, Unit
from drafter.records import Speech

LARGE = 60
"""Distinct speeches from which a corpus counts as large."""
LONGEST_RUN = 15
"""Chinese characters in a row a frame may keep; the contract's limit for text of others is below 20."""
MOST_SLOTS = 4
MOST_PREDICTABLE = 0.6
"""Share of the commonest filler above which an open slot is no slot but part of a fixed phrase."""
SHARE = 0.6
"""Part of a frame's occurrences that must stand in one move."""
LONGEST_FILLER = 60
REFERENCES = 3
"""Speeches named in the evidence."""


def required_range(speeches: int) -> int:
    """In how many distinct speeches a frame must occur: 2, from LARGE speeches on 3."""
    return 3 if speeches >= LARGE else 2


@dataclass(frozen=True, slots=True)
class Found:
    """A skeleton with where it was seen."""

    skeleton: Skeleton
    hits: tuple[tuple[int, tuple[str, ...]], ...]
    """(index of the unit, fillers slot by slot as written), one a unit."""
    speeches: frozenset[int]
    move: str
    step: str


def mine_frames(speeches: Sequence[Speech], found: Sequence[Unit], topics: frozenset[str]) -> tuple[Frame, ...]:
    """All frames of the units, the widest-spread first. speeches: those the units' indices point into."""
    ranges = _ranges(found)
    least = required_range(len(speeches))
    tags = _Tags()
    usable = frozenset(word for word, number in ranges.items() if number >= max(least, 3) and word not in topics) | {
        NUMBER
    }
    tokens = _Masked(found, topics)
    proposed: dict[Skeleton, set[int]] = defaultdict(set)
    for skeleton, places in recurrent(found, usable, least).items():
        proposed[skeleton].update(places)
    for left, right in pairs(found):
        for skeleton in skeletons(tokens[left], tokens[right]):
            for variant in (skeleton, skeleton[1:]) if skeleton[0] == OPEN else (skeleton,):
                proposed[variant].update((left, right))
    results: list[Found] = []
    for skeleton in sorted(proposed):
        places = sorted(proposed[skeleton])
        if skeleton and _worth(skeleton, places, found, least) and _well_formed(skeleton, ranges, least, tags):
            seen = _seen(skeleton, tokens, places, found, least)
            results += [seen] if seen else []
    sizes = {speech.id: sum(len(p.text) for p in speech.passages) for speech in speeches}
    frames = {result: frame for result in results if (frame := _frame(result, found, speeches, sizes))}
    unique: dict[str, Frame] = {}
    for frame in sorted((frames[result] for result in _merged(list(frames))), key=_rank):
        unique.setdefault(frame.text, frame)
    return tuple(unique.values())


def _rank(frame: Frame) -> tuple[int, int, str]:
    return (-frame.evidence.speeches, -frame.evidence.count, frame.text)


def _ranges(found: Sequence[Unit]) -> dict[str, int]:
    """Word -> distinct speeches it occurs in."""
    seen: dict[int, set[str]] = defaultdict(set)
    for unit in found:
        seen[unit.speech].update(unit.words)
    counts: Counter[str] = Counter()
    for words in seen.values():
        counts.update(words)
    return counts


class _Masked:
    """Masked words of the sentences, made when asked for: most sentences hold no formula."""

    def __init__(self, found: Sequence[Unit], topics: frozenset[str]) -> None:
        self.found = found
        self.topics = topics
        self.made: dict[int, tuple[Token, ...]] = {}

    def __getitem__(self, index: int) -> tuple[Token, ...]:
        tokens = self.made.get(index)
        if tokens is None:
            unit = self.found[index]
            if unit.step in MASS and NUMBER not in unit.words:
                tokens = tuple(map(plain, unit.words))
            else:
                tokens = masked(unit.text, self.topics, names=unit.step not in MASS)
            self.made[index] = tokens
        return tokens


def _worth(skeleton: Skeleton, places: Sequence[int], found: Sequence[Unit], least: int) -> bool:
    """True when enough speeches have it and one move has most of it.

    A thin formula, or one of running argument, must be seen in more speeches.
    """
    speeches = len({found[index].speech for index in places})
    if speeches < least:
        return False
    by_move: dict[str, int] = {}
    argument = 0
    for index in places:
        unit = found[index]
        by_move[unit.move] = by_move.get(unit.move, 0) + 1
        argument += unit.step in MASS
    if max(by_move.values()) < SHARE * len(places) or (argument * 2 >= len(places) and speeches < least + 2):
        return False
    if speeches > least or skeleton[:2] in SIGNATURES or any(key in PIVOTS for key in skeleton):
        return True
    return _matter(skeleton) >= 6


class _Tags:
    """Parts of speech, looked up once a word."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        tag = self.known.get(word)
        if tag is None:
            parts = tagged(word)
            tag = self.known[word] = parts[-1][1] if parts else "x"
        return tag


# --- what a skeleton must be like ---------------------------------------------------------------------

_NO_START = frozenset(
    "的 了 着 过 地 得 和 与 及 以及 而 并 并且 而且 且 也 又 等 、 ” ） 》 中 上 下 里 后 时 来 起来 性 化 们 之 所".split()
)
_NO_END = frozenset(
    "的 地 和 与 及 以及 而 并 、 “ （ 《 在 把 向 对 为 以 从 由 将 被 让 使 更 最 很 不 要 进一步 不断 切实 就 都 是".split()
)
_GOVERNS = frozenset(
    "我 要 为 向 把 对 以 在 从 由 将 与 同 就 是 有 让 使 按照 围绕 根据 通过 结合 随着 的 到 给 了 于 关于 代表 来 必须 应 应当 一定 务必 能 会 能够 即 就是 希望 相信 我们 大家 请".split()
)
_FACT = re.compile(
    r"[0-9０-９A-Za-z□“”‘’《》（）]|[零〇一二两三四五六七八九十百千万亿]+(?:年|月|日|届|次全|大精神|万|亿|个|项|家)"
)
_DEPENDENT_STARTS = frozenset("在 随着 围绕 按照 根据 通过 为了 以 从 当 自 经过 针对 结合".split())
_DEPENDENT_ENDS = (
    "下",
    "中",
    "上",
    "时",
    "后",
    "前",
    "来",
    "之际",
    "同时",
    "基础",
    "期间",
    "以来",
    "过程",
    "时期",
    "目的",
    "方面",
)


def _well_formed(skeleton: Skeleton, ranges: dict[str, int], least: int, tags: _Tags) -> bool:
    slots = [key for key in skeleton if key.startswith("<")]
    literals = [key for key in skeleton if not key.startswith("<")]
    matter = sum(weight(key) for key in literals)
    pivot = any(key in PIVOTS for key in literals)
    signed = skeleton[:2] in SIGNATURES
    if len(slots) > MOST_SLOTS or slots.count("<主题>") > 1:
        return False
    if not signed and (matter < (3 if pivot else 4) or matter < 2 * len(slots) - pivot):
        return False
    if skeleton[0] in _NO_START or skeleton[0] in COMMAS or skeleton[-1] in _NO_END:
        return False
    if any(weight(key) and ranges.get(key, 0) < max(least, 3) for key in literals):
        return False
    text = "".join(literals)
    if _FACT.search(text) or ("、" in text and OPEN in skeleton):
        return False
    if not signed and not any(
        key in PIVOTS or key in _VERBAL or (len(key) > 1 and tags(key).startswith("v")) for key in literals
    ):
        return False
    if _odd(skeleton, tags):
        return False
    run = 0
    for key in skeleton:
        run = 0 if key.startswith("<") else run + len(re.sub(r"[^\u3400-\u9fff]", "", key))
        if run > LONGEST_RUN:
            return False
    if not slots and (matter > 14 or matter < 6):
        return False
    clauses = "".join(skeleton).split("，")
    if len(clauses) == 1 and skeleton[0] in _DEPENDENT_STARTS and clauses[0].endswith(_DEPENDENT_ENDS):
        return False
    if clauses[-1].endswith(_DEPENDENT_ENDS) and not clauses[-1].endswith(("起来", "而来", "下来")):
        return False
    return all(_slot_stands(skeleton, position, tags) for position, key in enumerate(skeleton) if key.startswith("<"))


_MODALS = frozenset("要 必须 应当 应 都要 就要 还要 务必 我 我们 大家".split())
_ADVERBIAL = frozenset(
    "持续 深入 全面 进一步 切实 不断 大力 积极 着力 努力 全力 扎实 继续 坚决 有效 充分 更好 更加 始终 稳步".split()
)
_PREPOSITIONS = frozenset("对 为 向 把 以 在 由 从 将 用 同 与 就".split())
_NEEDS_NOUN = frozenset("讲 提 强调 谈 作 的 作出 做出 提出 取得 表示热烈".split())
_FRAGMENT = frozenset("表示 致以 作出 是 提出 作了".split())
_NOMINAL = frozenset("发展 建设 工作 要求 贡献 领导 管理 服务 改革 保障 监督 支持 创新 合作 保护 作用".split())


def _odd(skeleton: Skeleton, tags: _Tags) -> bool:
    """Shapes that come of chance: a slot between a modal and its verb, a beginning of adverbs alone, half a phrase."""
    for position, key in enumerate(skeleton):
        if key != OPEN:
            continue
        before = skeleton[position - 1] if position else ""
        after = skeleton[position + 1] if position + 1 < len(skeleton) else ""
        if (
            after
            and after not in COMMAS
            and before in _MODALS
            and after not in PIVOTS
            and tags(after).startswith("v")
            and len(skeleton) < 5
        ):
            return True
        if after in ("结合起来", "统一起来", "结合", "统一") and "把" not in skeleton[:position]:
            return True
        if "、" in skeleton[position + 1 : position + 4]:
            return True
        # <…>时代形象的社会氛围: the slot ends inside a phrase.
        if "的" in skeleton[position + 2 : position + 5] and weight(after) and not tags(after).startswith("v"):
            return True
        if not after and (before in _PREPOSITIONS or before == "代表"):
            return True
        if not after and before in _NEEDS_NOUN:
            return True
        if position and skeleton[:position] in SIGNATURES and after and after not in COMMAS:
            return True
        if _verbs_meet(before, after, tags) or before == "强调":
            return True
        if before not in ("在", "以") and (
            after in ("上", "为中心") or (after == "为" and "以" not in skeleton[:position])
        ):
            return True
        if "结合起来" in "".join(skeleton[position + 2 :]):
            return True
        if before in COMMAS and after and after not in COMMAS and not tags(after).startswith(("v", "p", "d")):
            return True
        if before in ("请", "希望", "让") and after and not tags(after).startswith("v"):
            return True
        if (
            before in COMMAS
            and after in COMMAS
            and skeleton[0] != "刚才"
            and min(_matter(skeleton[:position]), _matter(skeleton[position:])) < 4
        ):
            return True
        if (
            after
            and position
            and all(k in _ADVERBIAL or not weight(k) for k in skeleton[:position])
            and any(k in _ADVERBIAL for k in skeleton[:position])
        ):
            return True
    if skeleton[0] in _FRAGMENT and len(skeleton) < 8:
        return True
    return skeleton[0] in _PREPOSITIONS and not any(
        key in PIVOTS or key in _VERBAL or (tags(key).startswith("v") and len(key) > 1 and key not in _NOMINAL)
        for key in skeleton[1:]
        if not key.startswith("<")
    )


def _verbs_meet(before: str, after: str, tags: _Tags) -> bool:
    """Verb, slot, verb: the slot would have to be a clause (做到<…>关心照顾); a noun of action after it is an object."""
    if not before or not after or {before, after} & PIVOTS or before in _GOVERNS:
        return False
    return tags(before).startswith("v") and tags(after).startswith(("v", "l")) and kind(after) != "活动"


SIGNATURES = frozenset([("让", "我们"), ("我", "相信"), ("我们", "相信"), ("希望", "大家"), ("刚才", "，")])
"""Beginnings that make a formula by themselves, whatever follows."""
_VERBAL = frozenset("结合起来 统一起来 代表 意义 强调 祝贺 感谢 问候 敬意 贡献 成绩 团结 要求 希望 意见 讲话".split())


def _slot_stands(skeleton: Skeleton, position: int, tags: _Tags) -> bool:
    before = skeleton[position - 1] if position else ""
    after = skeleton[position + 1] if position + 1 < len(skeleton) else ""
    if (before.startswith("<") and skeleton[position] == OPEN) or (
        after.startswith("<") and skeleton[position] == OPEN
    ):
        return False
    if skeleton[position] != OPEN:
        # A subject word before another noun is half a compound: <主题>关系.
        return skeleton[position] != "<主题>" or not (
            after and len(after) > 1 and tags(after).startswith("n") and after not in _AFTER_THEME
        )
    if before and before not in COMMAS and before not in _GOVERNS and not tags(before).startswith(("v", "p")):
        return False
    if after in ("、", "等", "之", "们") or before in ("、", "和"):
        return False
    return bool(before or after)


_AFTER_THEME = frozenset("事业 队伍 领域 战线 系统 改革 建设 发展 制度".split())


_INNER_VERBS = frozenset("讲 提 提出 表示 致以 作出 作了 代表 强调 指出 是".split())


def _fills(filler: tuple[Token, ...], before: str, after: str) -> bool:
    """True when the words may fill an open slot between these neighbours."""
    if not filler:
        return False
    text = "".join(t.text for t in filler)
    first, last = filler[0].key, filler[-1].key
    if len(text) > LONGEST_FILLER or first in _NO_START or first in COMMAS or last in _NO_END or last in COMMAS:
        return False
    if after and after not in COMMAS and any(t.key in _INNER_VERBS for t in filler):
        return False
    if after and after not in COMMAS and any(t.key == after for t in filler):
        return False
    if after in ("表示", "致以") and before == "代表" and any(t.key in ("向", "对") for t in filler):
        return False
    if "，" in text and before not in ("", "，", "：", "要", "是", "我们", "希望", "就是"):
        return False
    if before == "的" and after == "的":
        return False
    return (
        not re.search(r"[。！？；□]", text)
        and text.count("“") == text.count("”")
        and text.count("《") == text.count("》")
    )


# --- where a skeleton is seen -------------------------------------------------------------------------


def _seen(skeleton: Skeleton, tokens: _Masked, where: Sequence[int], found: Sequence[Unit], least: int) -> Found | None:
    hits: list[tuple[int, tuple[str, ...]]] = []
    moves: Counter[tuple[str, str]] = Counter()
    for index in where:
        fillers = match(skeleton, tokens[index])
        if fillers is not None:
            hits.append((index, fillers))
            moves[found[index].move, found[index].step] += 1
    speeches = frozenset(found[index].speech for index, _ in hits)
    if len(speeches) < least:
        return None
    opens = [number for number, key in enumerate(k for k in skeleton if k.startswith("<")) if key == OPEN]
    columns = [[fillers[number] for _, fillers in hits] for number in opens]
    if any(predictability(column) > MOST_PREDICTABLE for column in columns):
        # Always the same words: no slot. The skeleton with those words is proposed by itself.
        return None
    by_move: Counter[str] = Counter()
    for (move, _), count in moves.items():
        by_move[move] += count
    move, count = min(by_move.items(), key=lambda item: (-item[1], item[0]))
    if count < SHARE * len(hits):
        return None
    step = min(((s, n) for (m, s), n in moves.items() if m == move), key=lambda item: (-item[1], item[0]))[0]
    in_move = {found[index].speech for index, _ in hits if found[index].move == move}
    if len(in_move) < least:
        return None
    if step == "称谓":
        step = "背景"
    if step in MASS:
        if len(in_move) < least + 2 or OPEN not in skeleton[1:-1]:
            return None
        # Verb, object and slot is a measure, wherever the labeller saw it.
        step = "任务部署" if skeleton[0] in _DOING or skeleton[0] in OPENING_VERBS else step
    return Found(skeleton, tuple(hits), speeches, move, step)


def match(skeleton: Skeleton, words: Sequence[Token]) -> tuple[str, ...] | None:
    """Fillers of the skeleton's slots at the first place in the sentence where whole clauses fit it, else None."""
    starts = [0] + [i + 1 for i, t in enumerate(words) if t.key in COMMAS]
    if skeleton[0] in ANNOUNCING:
        starts += [i for i, t in enumerate(words) if t.key == skeleton[0]]
    for start in starts:
        while start < len(words):
            fillers = _match(skeleton, 0, words, start)
            if fillers is not None:
                return fillers
            if words[start].key not in LEADS and words[start].key not in PRONOUNS:
                break
            start += 1
    return None


def _match(skeleton: Skeleton, at: int, words: Sequence[Token], start: int) -> tuple[str, ...] | None:
    fillers: tuple[str, ...] = ()
    while at < len(skeleton):
        key = skeleton[at]
        if key != OPEN:
            if start >= len(words) or words[start].key != key:
                return None
            if key.startswith("<"):
                fillers += (words[start].text,)
            at += 1
            start += 1
            continue
        before = skeleton[at - 1] if at else ""
        after = skeleton[at + 1] if at + 1 < len(skeleton) else ""
        if not after:
            end = start
            while end < len(words) and words[end].key not in ENDS and words[end].key not in COMMAS:
                end += 1
            span = tuple(words[start:end])
            return (*fillers, "".join(t.text for t in span)) if _fills(span, before, after) else None
        for end in range(start + 1, min(len(words), start + 40)):
            if words[end].key == after:
                span = tuple(words[start:end])
                if _fills(span, before, after):
                    rest = _match(skeleton, at + 1, words, end)
                    if rest is not None:
                        return (*fillers, "".join(t.text for t in span), *rest)
            if words[end].key in ENDS:
                break
        return None
    if start < len(words) and words[start].key not in COMMAS and words[start].key not in ENDS:
        return None
    return fillers


# --- merging ------------------------------------------------------------------------------------------


def _merged(results: Sequence[Found]) -> list[Found]:
    """Without what a frame of the same or wider range says better."""
    order = sorted(
        results,
        key=lambda r: (-len(r.speeches), -_matter(r.skeleton), _open(r.skeleton), -len(r.skeleton), r.skeleton),
    )
    kept: list[Found] = []
    by_word: dict[str, list[Found]] = defaultdict(list)
    for result in order:
        words = [key for key in dict.fromkeys(result.skeleton) if weight(key)]
        if any(_covers(rival, result) for word in words for rival in by_word[word]):
            continue
        kept.append(result)
        for word in words:
            by_word[word].append(result)
    return kept


def _covers(kept: Found, other: Found) -> bool:
    """True when `other` adds too little to `kept`, which is spread at least as widely."""
    if kept.move != other.move:
        return False
    mine = Counter(key for key in kept.skeleton if weight(key))
    theirs = Counter(key for key in other.skeleton if weight(key))
    shared = sum(len(k) * n for k, n in (mine & theirs).items())
    return shared >= 0.65 * sum(len(k) * n for k, n in theirs.items())


def _matter(skeleton: Skeleton) -> int:
    return sum(weight(key) for key in skeleton)


def _open(skeleton: Skeleton) -> int:
    return skeleton.count(OPEN)


# --- records ------------------------------------------------------------------------------------------


def _frame(result: Found, found: Sequence[Unit], speeches: Sequence[Speech], sizes: dict[str, int]) -> Frame | None:
    parts: list[str] = []
    names: list[str] = []
    skeleton = result.skeleton
    for position, key in enumerate(skeleton):
        if not key.startswith("<"):
            parts.append(key)
            continue
        left = _literal(skeleton[:position], before=True)
        right = _literal(skeleton[position + 1 :], before=False)
        fillers = [hit[1][len(names)] for hit in result.hits]
        inner = key == OPEN and left[-2:] in OPENING_VERBS and right and not right.startswith(("，", "的"))
        if inner and sum(filler[:2] in OPENING_VERBS for filler in fillers) * 3 > len(fillers):
            # 加快<构建…>体系: the slot holds a verb of its own, so what stands around it is no phrase.
            return None
        name = typed_name(key, left, right) if key != OPEN else open_name(left, right, fillers)
        if name in names:
            name += "二"
        names.append(name)
        parts.append(f"<{name}>")
    text = "".join(parts)
    if not _telling(skeleton, names, len(result.speeches)):
        return None
    step = next((step for move, form, step in _STEPS if move == result.move and form.search(text)), result.step)
    marks = Counter(found[index].text[-1:] for index, _ in result.hits)
    closing = "！" if marks["！"] > marks["。"] and result.move in ("结束语", "开场") else "。"
    counts = Counter(speeches[found[index].speech].id for index, _ in result.hits)
    at = [number for number, key in enumerate(k for k in skeleton if k.startswith("<")) if key == OPEN]
    columns = [[fillers[number] for _, fillers in result.hits] for number in at]
    evidence = Evidence(
        "mined",
        len(result.hits),
        len(result.speeches),
        round(dp_norm(counts, sizes), 3),
        _mean([variability(column) for column in columns]),
        _mean([predictability(column) for column in columns]),
        _mean([entropy(column) for column in columns]),
        tuple(sorted(counts, key=lambda name: (-counts[name], name))[:REFERENCES]),
    )
    identity = hashlib.sha256(f"{result.move}{text}".encode()).hexdigest()[:8]
    return Frame(f"mf-{identity}", result.move, step, text + closing, evidence=evidence, reviewed=False)


_DOING = frozenset("发挥 支持 解决 巩固 提供 办好 保护 保障 开展 构建 集中".split())
_VAGUE = frozenset("领域 事项 修饰语 工作要求 具体内容 工作内容 领域 要抓的事项 工作领域 程度用语 事项二".split())
_SUBJECTS = frozenset("主体 对象 统计时段 单位 人名 主题 主题工作 会议 本地区 本地 地区 日期 点数 数".split())
# What a sentence by its own form does (步骤), where a passage of several steps was labelled as one.
_STEPS = tuple(
    (move, re.compile(form), step)
    for move, form, step in (
        ("三点意见", "<点数>(点|个)|[几数]点(意见|要求|希望)", "领起"),
        ("开场", "表示|致以", "致意"),
        ("开场", "召开|主要任务|向大会报告|请予审议", "会议任务"),
        ("开场", "刚才|作了.*(报告|发言|讲话)|讲得|听了|贯彻落实|赞同", "回应前述"),
        ("成绩回顾", "(表示|致以).*(谢意|感谢|敬意|问候)|来之不易|离不开|凝聚", "肯定感谢"),
        ("成绩回顾", "不足|差距|短板|存在.*问题|清醒", "问题不足"),
        ("成绩回顾", "取得了?.*(成绩|成效|成就|进展)", "总体评价"),
        ("加强领导", "组织领导|党的领导|议事日程|党对", "组织领导"),
        ("加强领导", "形式主义|作风|反腐|不敢腐|纪律", "作风"),
        ("加强领导", "主体责任|责任制|压实|抓落实|落到实处", "责任落实"),
        ("加强领导", "干部队伍|领导班子|党组织", "队伍建设"),
        ("加强领导", "密切配合|协同|合力|各司其职", "协同配合"),
        ("结束语", "让我们|谱写|作出.*贡献|而.*奋斗", "号召"),
        ("结束语", "相信|希望|祝", "希望"),
    )
)


def _telling(skeleton: Skeleton, names: Sequence[str], speeches: int) -> bool:
    """False for what is too thin to be of use: slots nobody can name, little matter, an unclear beginning."""
    if skeleton[0] == OPEN and names[0] not in _SUBJECTS:
        return False
    if skeleton[:2] in SIGNATURES:
        return True
    matter = sum(weight(key) for key in skeleton)
    vague = sum(name in _VAGUE or name.startswith("何种") for name in names)
    if vague and matter < 6 and speeches < 3:
        return False
    at_edge = skeleton[-1].startswith("<") and names[-1] in _VAGUE
    return matter >= 4 + 2 * at_edge + 2 * max(vague - 1, 0) or not vague


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0


def _literal(keys: Sequence[str], *, before: bool) -> str:
    """The literal text next to a slot, as far as the next slot."""
    found: list[str] = []
    for key in reversed(keys) if before else keys:
        if key.startswith("<"):
            break
        found.append(key)
    return "".join(reversed(found) if before else found)
