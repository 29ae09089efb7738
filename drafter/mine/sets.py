"""Parallel sets (排比标题组) out of sibling headings: skeleton, place of the topic, rotor."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from drafter.bank.model import Evidence, ParallelSet
from drafter.language.entities import mask
from drafter.language.heads import kind
from drafter.language.verbs import OPENING_VERBS
from drafter.language.words import cut, tagged
from drafter.mine.families import FEWEST, Family
from drafter.mine.skeleton import LEADS, PIVOTS, weight
from drafter.records import Speech

LONGEST_ROTOR = 5
LONGEST_TURN = 3
"""Characters of a predicate that may stand behind any matter; longer ones share a character: 做出新…, 推出新…."""
LEAST_LEAD = 4
"""Characters of matter before the one slot of siblings that share nothing else."""
MOST_ROTORS = 8
_MARKS = "，、：“”‘’（）《》—"
# 上 that is no end of 在…上.
_UPPER = re.compile("上级|上下(?!功夫)|以上|向上|上新|上台阶|赶上|跟上|网上")


@dataclass(frozen=True, slots=True)
class _Shape:
    skeleton: str
    rotors: tuple[str, ...]
    points: tuple[str, ...]


def mine_sets(speeches: Sequence[Speech], found: Sequence[Family], topics: frozenset[str]) -> tuple[ParallelSet, ...]:
    """All parallel sets of the families, the widest-spread first; equal skeletons of several speeches are one set."""
    seen: dict[str, list[tuple[Family, _Shape]]] = defaultdict(list)
    for family in found:
        shape = shape_of(family.texts, topics)
        if shape is not None:
            seen[shape.skeleton].append((family, shape))
    sets = [_entry(skeleton, cases, speeches) for skeleton, cases in sorted(seen.items())]
    return tuple(
        sorted(
            (entry for entry in sets if entry is not None),
            key=lambda e: (-e.evidence.speeches, -e.evidence.count, e.skeleton),
        )
    )


def shape_of(texts: Sequence[str], topics: frozenset[str] = frozenset()) -> _Shape | None:
    """What the siblings have in common, or None when they follow no pattern. One stray sibling among four is left out.

    >>> shape_of(["以改革为动力", "以服务为中心", "以能力为关键"]).skeleton
    '以<主题>为<轮换>'
    """
    texts = [re.sub("^(?:我们|还)?", "", text) for text in texts]
    shape = _shape(texts, topics)
    if shape is None and len(texts) > FEWEST:
        for left_out in range(len(texts)):
            shape = _shape([t for i, t in enumerate(texts) if i != left_out], topics)
            if shape is not None:
                return shape
    return shape


def _shape(texts: Sequence[str], topics: frozenset[str]) -> _Shape | None:
    rows = _rows(texts)
    if len({tuple(row) for row in rows}) < len(rows):
        return None
    common = rows[0]
    for row in rows[1:]:
        ops = LCSseq.opcodes(common, row)
        common = [word for op in ops if op.tag == "equal" for word in common[op.src_start : op.src_end]]
    columns = _columns(rows, common)
    return _named(columns, topics) if columns is not None else None


def _rows(texts: Sequence[str]) -> list[list[str]]:
    """Words of each sibling; what all begin or end with, clause by clause, is one word whatever the cutting says."""
    split = [text.split("，") for text in texts]
    if len({len(clauses) for clauses in split}) > 1:
        return [_words(text) for text in texts]
    rows: list[list[str]] = [[] for _ in texts]
    for position in range(len(split[0])):
        clauses = [clauses[position] for clauses in split]
        anchors = _anchors(clauses)
        words = [_words(clause, anchors) for clause in clauses]
        lead = _shared(words)
        tail = _shared([_from_end(w, len(lead)) for w in words], end=True)
        for row, clause in zip(rows, clauses, strict=True):
            middle = clause[len(lead) : len(clause) - len(tail)]
            row += (["，"] if position else []) + ([lead] if lead else [])
            row += _words(middle, anchors) + ([tail] if tail else [])
    return rows


def _from_end(words: Sequence[str], skip: int) -> list[str]:
    """The words after the first `skip` characters."""
    found: list[str] = []
    for word in words:
        if skip >= len(word):
            skip -= len(word)
        else:
            found.append(word[skip:])
            skip = 0
    return found


def _shared(words: Sequence[Sequence[str]], *, end: bool = False) -> str:
    """Longest common beginning (or end) that is a word boundary in at least half of the siblings."""
    texts = ["".join(w)[::-1] if end else "".join(w) for w in words]
    length = 0
    shortest = min(len(text) for text in texts)
    while length < shortest - 1 and len({text[length] for text in texts}) == 1:
        length += 1
    while length:
        borders = 0
        for row in words:
            at, edges = 0, set()
            for word in reversed(row) if end else row:
                at += len(word)
                edges.add(at)
            borders += length in edges
        if borders * 2 >= len(words):
            text = texts[0][:length]
            return text[::-1] if end else text
        length -= 1
    return ""


def _anchors(clauses: Sequence[str]) -> str:
    """Which of 上 and 为 stands once in every clause: cutting sometimes joins them to a neighbour (上强化, 为主|线)."""
    return "".join(
        mark
        for mark in "上为"
        if all(clause.count(mark) == 1 and not (mark == "上" and _UPPER.search(clause)) for clause in clauses)
    )


def _words(text: str, anchors: str = "") -> list[str]:
    parts = re.split(f"([{anchors}])", text) if anchors else [text]
    return [word for part in parts if part for word in cut(part)]


def _columns(rows: Sequence[Sequence[str]], common: Sequence[str]) -> list[str | tuple[str, ...]] | None:
    """Literal words, and tuples of fillers where the siblings differ; None when nothing useful is common."""
    cuts: list[list[list[str]]] = []
    for row in rows:
        parts: list[list[str]] = [[]]
        at = 0
        for word in row:
            if at < len(common) and word == common[at]:
                parts.append([])
                at += 1
            else:
                parts[-1].append(word)
        if at < len(common):
            return None
        cuts.append(parts)
    columns: list[str | tuple[str, ...]] = []
    for position in range(len(common) + 1):
        fillers = tuple("".join(parts[position]) for parts in cuts)
        if all(fillers):
            columns.append(fillers)
        elif any(fillers):
            return None
        if position < len(common):
            columns.append(common[position])
    columns = _joined(columns)
    literal = [c for c in columns if isinstance(c, str)]
    return columns if any(c not in _MARKS and c not in ("的", "和", "与") for c in literal) else None


def _joined(columns: list[str | tuple[str, ...]]) -> list[str | tuple[str, ...]]:
    """Two slots with nothing but 、 和 的 between them are one."""
    found: list[str | tuple[str, ...]] = []
    for column in columns:
        if (
            isinstance(column, tuple)
            and len(found) > 1
            and found[-1] in ("、", "和", "与", "的")
            and not _turns(column, found[-1])
            and isinstance(found[-2], tuple)
        ):
            joint, before = str(found.pop()), found.pop()
            assert isinstance(before, tuple)
            found.append(tuple(a + joint + b for a, b in zip(before, column, strict=True)))
        else:
            found.append(column)
    return found


def _turns(column: tuple[str, ...], joint: object) -> bool:
    """做…的{带头人|贴心人}: after 的 a short column of one length is a rotor of its own."""
    return (
        joint == "的" and len({len(f) for f in column}) == 1 and len(column[0]) <= 3 and len(set(column)) == len(column)
    )


def _named(columns: list[str | tuple[str, ...]], topics: frozenset[str]) -> _Shape | None:
    slots = [c for c in columns if isinstance(c, tuple)]
    literal = "".join(c for c in columns if isinstance(c, str))
    if not 1 <= len(slots) <= 3 or any(mark in literal for mark in "“”《》（）"):
        return None
    words = _without_subject(list(columns), topics)
    if words is None or mask(literal)[1]:
        return None
    rotor_at = _rotor(words)
    names: list[str] = []
    parts: list[str] = []
    rotors: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    for position, column in enumerate(words):
        if isinstance(column, str):
            parts.append(column)
        elif position == rotor_at:
            parts.append("<轮换>")
            rotors = column
        else:
            if any(not _clean(filler) for filler in column):
                return None
            if not names:
                names.append("主题")
                points = column
            elif names == ["主题"]:
                lengths = {len(filler) for filler in column}
                names.append(f"要旨{lengths.copy().pop()}" if lengths in ({4}, {6}) else "要旨")
            else:
                return None
            parts.append(f"<{names[-1]}>")
    if not names:
        return None
    skeleton = "".join(parts)
    matter = re.sub("<[^<>]+>|[，、：]", "", skeleton)
    if skeleton.startswith("<主题>") and not re.match("<主题>(?:是|要|需要|，|必须|为)", skeleton):
        return None
    if _COMPLETED.search(skeleton) and all(len(filler) == 2 for column in slots for filler in column):
        return None
    if _SPOILT.search(skeleton) or _doubled(skeleton) or (matter[:2] == matter[-2:] and len(matter) > 2):
        return None
    bare = len(names) == 1 or any(re.fullmatch("<[^<>]+>", clause) for clause in skeleton.split("，"))
    if not rotors and _said(columns) < (LEAST_LEAD if bare and skeleton.endswith(">") else 1):
        # 着力…, 体现…, 进一步…，…: a word that may stand before anything is no pattern.
        return None
    if any(isinstance(word, str) and 0 < at < len(words) - 1 and not _joins(word) for at, word in enumerate(words)):
        return None
    if not matter or (len(matter) < 2 and not rotors and "要旨" not in skeleton) or len(matter) > 14:
        return None
    if matter in ("，", "的", "和", "要") and not rotors:
        return None
    if not rotors and len(names) == 1 and _runs_on(skeleton):
        return None
    return _Shape(skeleton, tuple(dict.fromkeys(rotors)), points)


def _runs_on(skeleton: str) -> bool:
    """进一步强化<主题>意识, 要<主题>抓落实: a word of matter straight behind the slot makes one word with the point, or
    goes on from it, which only points like those seen can bear; any point may have its 工作."""
    behind = re.split("[<，、]", skeleton.partition("<主题>")[2])[0]
    word = next(iter(cut(behind)), "") if behind else ""
    return bool(word) and weight(word) > 0 and word not in PIVOTS and not behind.startswith("工作")


def _joins(literal: str) -> bool:
    """Whether what stands between two slots holds the pattern together; a noun there (…发展…) is chance."""
    return any(mark in literal for mark in _MARKS) or any(weight(word) == 0 or word in PIVOTS for word in cut(literal))


def _said(columns: Sequence[str | tuple[str, ...]]) -> int:
    """Characters of matter in the literals; function words and adverbs are none."""
    words = [word for column in columns if isinstance(column, str) for word in cut(column)]
    return sum(weight(word) for word in words if word not in LEADS)


def _without_subject(
    columns: list[str | tuple[str, ...]], topics: frozenset[str]
) -> list[str | tuple[str, ...]] | None:
    """做好<工会>工作 loses its subject, or goes where it only says whose the rotor is; any other subject word in the
    literals spoils the set."""
    found: list[str | tuple[str, ...]] = []
    literal = ""
    for column in [*columns, ()]:
        if isinstance(column, str):
            literal += column
            continue
        if literal:
            for topic in sorted(topics, key=lambda t: (-len(t), t)):
                if topic in literal:
                    own = re.escape(topic.removesuffix("工作"))
                    # 作为做好<工会>工作的<压舱石>: what a rotor belongs to goes with the subject.
                    literal = re.sub(f"(?<=[为成是])(?:做好|抓好|开展){own}工作的$", "", literal)
                    # Only where 工作 can stand alone as the object: 做好工作, not 加强工作.
                    literal = re.sub(f"(?<=做好|抓好|开展){own}(?=工作)", "", literal)
                if topic in literal:
                    return None
            found.append(literal)
            literal = ""
        if column:
            found.append(column)
    return found


def _rotor(columns: list[str | tuple[str, ...]]) -> int:
    """Index of the rotor column, -1 for none: short, of one length, another in every sibling, at the end of its clause;
    the last such, or the verbs the headings begin with."""
    slots = [i for i, c in enumerate(columns) if isinstance(c, tuple)]
    for position in reversed(slots):
        column = columns[position]
        assert isinstance(column, tuple)
        lengths = {len(filler) for filler in column}
        if len(lengths) != 1 or max(lengths) > LONGEST_ROTOR or len(set(column)) < len(column) or len(slots) < 2:
            continue
        if any(mask(filler)[1] or not _clean(filler) for filler in column):
            continue
        after = columns[position + 1] if position + 1 < len(columns) else "，"
        if position != slots[0] and not str(after).startswith("，"):
            # 以{人才|质量}为本: what stands inside a clause is matter, no turn of phrase.
            continue
        before = columns[position - 1] if position else ""
        if position != slots[0] and not (
            str(before).endswith(_BEFORE_NOUNS) or (str(before).endswith(_BEFORE_VERBS) and _one_turn(column))
        ):
            continue
        if position != slots[0] or all(filler in OPENING_VERBS for filler in column):
            return position
    return -1


_BEFORE_NOUNS = ("为", "的", "成", "是", "有")
_BEFORE_VERBS = ("上", "中", "里", "下", "，")


def _one_turn(column: Sequence[str]) -> bool:
    """True for verbs that say the same of any matter: 下功夫 出实招, 做出新贡献 推出新举措; 全面覆盖 选优配强 are what is
    to be done."""
    shared = any(len(set(characters)) == 1 for characters in zip(*column, strict=True))
    return len(column[0]) <= LONGEST_TURN or shared


# 这条道路 points at something said before; 要…机制 is chance, not a pattern.
_SPOILT = re.compile("这(?!一)|^要<[^<>]+>[^<，]{1,2}$|^<轮换>[^<，]|^要<[^<>]+>$|坚持<主题>为|<主题>以<")
# 要学习好、领悟好: a verb alone, and no point of a brief.
_COMPLETED = re.compile("<[^<>]+>(?:好|牢|实|稳|细|透|到位|起来)(?:$|[，、])")
_LAST = re.compile("([^<>，]+)<[^<>]+>(?=，|$)")
_COVERBS = frozenset("用 把 将 以 由 让 使 对 向 从".split())


def _doubled(skeleton: str) -> bool:
    """用<要旨>: what it is done with and what is done are two things, and no one phrase fills both."""
    return any(cut(before)[-1] in _COVERBS for before in _LAST.findall(skeleton))


# After an adverb alone only a verb-object phrase can follow.
_ADVERB = re.compile("(?:切实|着力|进一步|努力|全力|希望大家)<主题>(?:$|，)")
_BAD_START = frozenset("的 了 和 与 及 ， 、".split())
_BAD_END = frozenset("的 和 与 及 ， 、 把 在 对 向 为 以".split())


def _clean(filler: str) -> bool:
    words = cut(filler)
    return words[0] not in _BAD_START and words[-1] not in _BAD_END


def _does(point: str) -> bool:
    """True for a verb with what it is done to, however it is led in, or a clause: 密切联系群众, 勇于创新, 为全县探路."""
    if "动宾" in (kind(point), kind(point[2:])):
        return True
    (first, tag), *rest = tagged(point)
    return bool(rest) and (tag == "p" or (tag == "v" and len(first) > 1))


def _entry(skeleton: str, cases: Sequence[tuple[Family, _Shape]], speeches: Sequence[Speech]) -> ParallelSet | None:
    counts: Counter[str] = Counter()
    for _, shape in cases:
        counts.update(shape.rotors)
    lengths = Counter(len(rotor) for rotor in counts)
    rotors: tuple[str, ...] = ()
    if counts:
        length = min(lengths, key=lambda n: (-lengths[n], n))
        rotors = tuple(sorted((r for r in counts if len(r) == length), key=lambda r: (-counts[r], r))[:MOST_ROTORS])
        if len(rotors) < FEWEST:
            return None
    affinity: dict[str, tuple[str, ...]] = {}
    if _BOUND.search(skeleton):
        pairs = [pair for _, shape in cases for pair in zip(shape.rotors, shape.points, strict=True)]
        for rotor in rotors:
            own = tuple(
                dict.fromkeys(_ending(point) for other, point in pairs if other == rotor and not mask(point)[1])
            )
            affinity |= {rotor: own} if own else {}
        # 以党的…精神为指针: where each rotor goes with points of its own, one seen with a doctrine or a meeting alone
        # goes with no point of a brief.
        rotors = tuple(rotor for rotor in rotors if rotor in affinity)
        if len(rotors) < FEWEST:
            return None
    levels = tuple(sorted({1 if family.level <= 1 and not family.run_in else 2 for family, _ in cases}))
    seen = {speeches[family.speech].id for family, _ in cases}
    points = [point for _, shape in cases for point in shape.points]
    kinds = {kind(point) for point in points}
    # One in ten may be told wrongly.
    doing = _ADVERB.match(skeleton) or sum(not _does(point) for point in points) * 10 < len(points)
    # Three of one length may be chance.
    point_lengths = {len(point) for point in points}
    identity = hashlib.sha256(skeleton.encode()).hexdigest()[:8]
    return ParallelSet(
        f"ms-{identity}",
        skeleton,
        rotors,
        levels,
        head_of(skeleton),
        fits=("动宾",) if doing else tuple(kinds) if len(kinds) == 1 else (),
        lengths=tuple(point_lengths) if len(point_lengths) == 1 and len(points) > FEWEST else (),
        affinity=affinity,
        evidence=Evidence(
            "mined", len(cases), len(seen), round(len(seen) / len(speeches), 3), references=tuple(sorted(seen)[:3])
        ),
        reviewed=False,
    )


# 群众的贴心人, 以生态为底线要求: what a point is called is its own. 有新举措, 上下功夫 are as good of any other.
_BOUND = re.compile("[为的成是]<轮换>")
LONGEST_POINT = 6
"""Characters of a point that is named whole in 搭配; of a longer one its end."""


def _ending(point: str) -> str:
    """The last word or two of a long point: 安全屏障."""
    if len(point) <= LONGEST_POINT:
        return point
    words = cut(point)
    pair = "".join(words[-2:])
    return pair if len(pair) <= LONGEST_POINT else words[-1]


def head_of(skeleton: str) -> str:
    """Head type (句型): the skeleton with … for its slots; 动宾 where it only opens with a verb."""
    head = re.sub("(?:<[^<>]+>)+", "…", skeleton)
    lead = re.fullmatch("([^…，]{2,6})…", head)
    if lead and lead[1][-2:] in OPENING_VERBS:
        return "要+动宾" if head.startswith("要") else "动宾"
    return head
