"""The topic a point names (按名称): by its name or a synonym, whole, in parts, or in words close to one.

How close a wording is, is for `wordings` to say; here it is told which of the topics that come near may be meant at
this meeting: 基金监管 at one on 医疗保障 is 医保基金监管, and 源头治理 is of every field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.bank.model import Topic
from drafter.language.heads import object_noun
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams, runs_through
from drafter.language.verbs import ACTIVITY_ENDINGS, HOW, OPENING_VERBS
from drafter.plan.known import Known
from drafter.plan.match import COMPOUND, FIRMS, GENERAL, SURE, THRESHOLD, WORD, Match
from drafter.plan.wordings import EXACT, SYNONYM

FIELD_BONUS = 0.12
"""How much closer a topic of the meeting's own field counts as, one of no field a third of that."""
FOREIGN, OWN_WORD = 0.8, 0.55
"""At a meeting of a known field a topic of another one must be as close as this, by a word as much its own as this."""
OWN_DOING = 0.8
"""The same for a point that names but doings."""
RIVAL = 0.3
"""A topic so little further away that speaks of what the point is about comes before one that does not."""
JOINED, SCATTERED = 0.7, 0.6
"""How close a topic is all of whose names together are the point, and one of whose names has other words inside there."""
_ANY_FIELDS = ACTIVITY_ENDINGS | HOW | STOCK


@dataclass(frozen=True, slots=True)
class Here:
    """Where a point is heard (会上): what is known, and what is known of the meeting."""

    known: Known
    meeting: str
    """What it is about, its name and whom it addresses."""
    core: str
    """What it is about, without 工作 and the name of a campaign."""
    fields: frozenset[str] = frozenset()
    """The fields it belongs to; empty where that is not known."""
    unknown: bool = False
    """Whether the meeting is about something of its own whose field nobody knows: what any field may have is not meant."""


def best(here: Here, point: str, skip: str = "") -> Match | None:
    """The topic whose wording comes closest to the point, of those that may be meant here; None where none is close enough.

    skip: a field whose topics are not asked for.
    """
    rows: list[tuple[float, str, Match]] = []
    near = {index: (close.score, close.by) for index, close in here.known.wordings.near(point).items()}
    near |= _meant_here(here, point)
    for index, (score, by) in near.items():
        topic = here.known.named[index]
        if topic.field == skip or score < THRESHOLD - FIELD_BONUS or _another_kind(point, by):
            continue
        if not _about_the_same(point, by, topic.names):
            continue
        elsewhere = topic.field not in here.fields and topic.field != GENERAL
        if elsewhere and here.fields and not _sure_abroad(here, point, score):
            continue
        if elsewhere and here.unknown and not names_a_thing(point):
            continue
        if topic.field in here.fields:
            score += FIELD_BONUS
        elif topic.field == GENERAL:
            # A field's own topic, as close, knows more; a general one beats another field's.
            score += FIELD_BONUS / 3
        if score >= THRESHOLD:
            rows.append((score, topic.id, Match(topic, score, by)))
    if not rows:
        return None
    found = max(rows, key=lambda row: row[:2])
    if not _speaks_of(found[2].topic, point):
        # 管网改造 may be called a matter of 老旧小区: a topic with lines on pipes says more about it.
        so_called = point in found[2].topic.names and here.known.wordings.rarest(point) >= OWN_WORD
        saying = [
            row
            for row in rows
            if row[0] >= found[0] - RIVAL
            and _speaks_of(row[2].topic, point)
            # 管网改造工程 is 管网改造; neither 医疗保障 nor 基层医疗服务 is the 医疗服务 by which a topic is called.
            and (not so_called or (row[2].by.startswith(point) and len(row[2].by) <= len(point) + WORD))
        ]
        found = max(saying, key=lambda row: row[:2], default=found)
    return found[2]


def _meant_here(here: Here, point: str) -> dict[int, tuple[float, str]]:
    """Topics that a point means at this meeting: 应急救援 at one on lifts is 电梯应急救援, 基金监管 at one on 医疗保障
    医保基金监管 (会上的意思)."""
    found: dict[int, tuple[float, str]] = {}
    if len(point) < WORD:
        return found
    for index in here.known.wordings.named(point):
        topic = here.known.named[index]
        if here.fields and topic.field not in here.fields:
            # 隐患排查 at a meeting on 安全生产 is not the 安全隐患排查 of schools.
            continue
        for name in topic.names:
            before = name.removesuffix(point)
            if before == name or len(before) < WORD:
                continue
            if before in here.meeting or _short_for(before, here.core):
                found[index] = (1.0, name)
    return found


def _sure_abroad(here: Here, point: str, score: float) -> bool:
    """Whether a topic of another field may be taken: 工程质量 and 源头治理 every field has, 就业创业 only one.

    What names only doings and no thing (监测预警) must be the more one field's own.
    """
    least = OWN_DOING if only_doings(point) else OWN_WORD
    return score >= FOREIGN and here.known.wordings.rarest(point) >= least


def called(known: Known, point: str) -> Match | None:
    """The topic of another field that is called just so: its content says more than any class of work does."""
    having = map(known.named.__getitem__, known.wordings.named(point))
    topic = min(
        (topic for topic in having if point in topic.names),
        key=lambda topic: (topic.name != point, topic.id),
        default=None,
    )
    return Match(topic, EXACT if topic.name == point else SYNONYM, point) if topic else None


def thing_called(known: Known, point: str) -> Match | None:
    """The topic that is called by what a point is about: 农业面源污染 for 农业面源污染防治."""
    noun = object_noun(point)
    return called(known, noun) if len(noun) >= COMPOUND and noun != point else None


def scattered(here: Here, point: str) -> Match | None:
    """The topic whose names stand in the point, one of them with something between its words, or several that tell all.

    电动车充电 in 电动车在楼道充电; 商标 and 侵权 in 商标侵权. None where topics of two fields do.
    """
    if here.core and not here.fields and here.core not in STOCK | HOW:
        return None  # whose matter it is nobody knows
    whole: list[tuple[float, str, Match]] = []
    for topic in map(here.known.named.__getitem__, here.known.wordings.opening(point)):
        if topic.field == GENERAL or (here.fields and topic.field not in here.fields):
            continue
        told = [name for name in topic.names if len(name) >= WORD and name in point]
        left = point
        for name in sorted(told, key=len, reverse=True):
            left = left.replace(name, "|")
        if len(told) > 1 and all(run in STOCK for run in left.split("|") if run):
            whole.append((float(len(told)), topic.id, Match(topic, JOINED, max(told, key=len))))
        for name in topic.names:
            tail = point.endswith(name) and bool(object_noun(name))
            if len(name) >= COMPOUND and (tail or (name not in point and _parted(name, point))):
                whole.append((len(name) / len(point), topic.id, Match(topic, SCATTERED, name)))
    most = max(whole, key=lambda row: (row[2].score, row[0]), default=None)
    if most is None or here.known.wordings.rarest(most[2].by) < OWN_WORD:
        return None
    rivals = {row[2].topic.field for row in whole if (row[2].score, row[0]) == (most[2].score, most[0])}
    return most[2] if len(rivals) == 1 else None


def field_named(known: Known, point: str) -> Match | None:
    """The first topic of the field a point names: 营商环境 is a field, not a topic (领域名作要点)."""
    core = point.removesuffix("工作").removesuffix("建设")
    if point in ACTIVITY_ENDINGS:
        # 教育 alone is what is done, not the sector.
        return None
    first = next((topic for topic in known.topics if topic.field == core), None)
    return Match(first, SURE if point == core else THRESHOLD, core) if first else None


def of_firms(known: Known, point: str) -> Match | None:
    """The topic of what firms do that has a name with the point's last word (技术创新 for 科技创新), if that says anything."""
    word = point[-WORD:]
    for topic in known.named:
        by = next((name for name in topic.names if name.endswith(word)), "")
        if topic.field == FIRMS and by and word not in STOCK:
            return Match(topic, THRESHOLD, by)
    return None


def of_many(known: Known, topic: Topic, point: str) -> bool:
    """Whether other fields than the topic's have something that ends in the point (源头治理: 农产品源头治理)."""
    if only_doings(point):
        return False  # 监测预警 names no thing that the theme could have
    return any(
        other.field != topic.field and name != point and name.endswith(point)
        for other in map(known.named.__getitem__, known.wordings.named(point))
        for name in other.names
    )


def phrased(known: Known, point: str) -> Topic | None:
    """The topic of phrases alone that a point is about: called so, stock words aside (推进消费工作); None for none."""
    for topic in known.phrased:
        for name in topic.names:
            left = point.partition(name)
            if left[1] and all(not run or run in STOCK or run in OPENING_VERBS for run in (left[0], left[2])):
                return topic
    return None


def only_doings(point: str) -> bool:
    """Whether a point is but names of doings, two characters each (监测预警)."""
    return all(point[at : at + WORD] in ACTIVITY_ENDINGS for at in range(0, len(point), WORD))


def names_a_thing(point: str) -> bool:
    """Whether a point has a word that is no doing and no way of doing, as any field may have them (源头治理)."""
    return any(point[at : at + WORD] not in _ANY_FIELDS for at in range(0, len(point), WORD))


def _parted(name: str, point: str) -> bool:
    """Whether a name of two words stands in the point with other words between them."""
    return any(
        (at := point.find(name[:cut])) >= 0 and name[cut:] in point[at + cut :] and not STOCK & {name[:cut], name[cut:]}
        for cut in range(WORD, len(name) - 1)
    )


def _another_kind(point: str, name: str) -> bool:
    """True for two wordings of four characters that share one word and differ in another that says something.

    司法保护 is no 司法改革, 课程育人 no 实践育人; 水质提升 may be 水质改善.
    """
    if not len(point) == len(name) == 4 or point == name:
        return False
    mine, theirs = (point[:2], point[2:]), (name[:2], name[2:])
    different = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return len(different) == 1 and not any(a in STOCK or b in STOCK or set(a) & set(b) for a, b in different)


def _about_the_same(point: str, by: str, names: Iterable[str]) -> bool:
    """Whether what the point is about (its object noun) is spoken of in the topic's names.

    全面排查 and 全面发展 share but how it is done, 作业票管理 and 作业管理 but a doing. A wording that holds the point, or
    is held by it, needs no more proof.
    """
    if point in by or by in point:
        return True
    return named_in(object_noun(point), names)


def named_in(noun: str, names: Iterable[str]) -> bool:
    """Whether the names have the noun: a short one whole, of a longer one a word that says something."""
    if len(noun) <= COMPOUND - 1:
        return bool(noun) and any(runs_through(noun, name) for name in names)
    words = bigrams(noun) - STOCK - HOW
    return any(word in name for name in names for word in words)


def _speaks_of(topic: Topic, point: str) -> bool:
    """Whether the topic's name or any of its measures is about what the point is about (its object noun)."""
    noun = object_noun(point)
    if not noun or topic.name in point or point in topic.name:
        return True
    texts = [topic.name, *(m.heading + m.text for group in topic.groups for m in group.measures)]
    return named_in(noun, texts) if len(noun) >= COMPOUND else any(noun in text for text in texts)


def _short_for(word: str, whole: str) -> bool:
    """Whether two characters are the short form of what four begin with, one of each word of it: 医保 of 医疗保障."""
    return len(word) == WORD and len(whole) >= 2 * WORD and word == whole[0] + whole[WORD]
