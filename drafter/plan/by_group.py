"""The group of measures a point is (按措施组): one of the meeting's own topic that is called so or speaks of its thing.

An office has names of its own for what it does: 网络建设 at a meeting of 供销合作 is neither roads nor computers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from drafter.bank.model import Group, Same, Topic
from drafter.language.heads import doing_last, is_doing, kind, object_noun, object_of, opens_with_verb
from drafter.language.late import late
from drafter.language.restraints import DONE_AWAY
from drafter.language.saying_little import LIGHT_IN_PART, LIGHT_IN_POINT, STOCK
from drafter.language.similar import bigrams
from drafter.language.verbs import HOW, OPENING_VERBS
from drafter.plan.by_kind import by_head
from drafter.plan.by_name import OWN_WORD
from drafter.plan.match import COMPOUND, THRESHOLD, WORD, Match
from drafter.plan.meeting import Meeting
from drafter.plan.nearest import labels
from drafter.plan.wordings import SYNONYM

RARE, PART_OF_THEME = 3.3, 0.3
"""A part of the theme's own topic shares a pair of characters as rare as this (idf) with a group that says so much of it."""
_NO_AIM = late("[先再了不也都只就才，]")


def by_group(meeting: Meeting, point: str) -> Match | None:
    """The groups that stand under points called so (要点): those of the meeting's own topic; where only its field is known,
    those of the one topic there that has such, if that name is hardly anybody else's. Else None."""
    names = {
        point,
        object_of(point),
        doing_last(point),
        point.removesuffix("工作"),
        point.removeprefix(meeting.core),
    } - {""}
    if meeting.theme:
        mine = [meeting.theme.topic] if meeting.sure or _called_so(meeting.core, meeting.theme.by) else []
    else:
        mine = _alone_called(meeting, names) if meeting.wordings.rarest(point) >= OWN_WORD else []
    found = [(topic, groups) for topic in mine if (groups := _groups_of(topic, names))]
    if not found and meeting.theme and mine:
        # 队伍壮大 is 队伍建设 there, 阵地打造 阵地建设: what says little of a point says little of its name.
        found = [(topic, groups) for topic in mine if (groups := _groups_near(topic, point))]
    if not found and mine and meeting.wordings.rarest(point) >= OWN_WORD:
        # 林相改造 at a meeting on a pest of trees is another matter of foresters, told by that name alone.
        found = [(topic, _groups_of(topic, {point})) for topic in _alone_called(meeting, {point})]
    if not found and mine:
        # What the whole field does (信访工作: 依法处置) is done at a meeting on one matter of it (信访积案化解), too.
        found = [(topic, groups) for topic in _of_whole(meeting, mine[0]) if (groups := _groups_of(topic, names))]
    if len(found) != 1:
        return None
    topic, groups = found[0]
    aims = tuple(aim for group in groups for aim in group.aims if _is_aim(aim))
    part = replace(topic, groups=groups, aims=aims or topic.aims)
    return Match(part, SYNONYM, point, wider=topic, by_group=True)


def _of_whole(meeting: Meeting, own: Topic) -> list[Topic]:
    """The topic that is called as the field of the meeting's own topic is (信访/信访工作)."""
    return meeting.once(
        ("whole field", own.id),
        lambda: [
            topic
            for topic in meeting.named
            if topic.field == own.field and topic.id != own.id and topic.name.removesuffix("工作") == topic.field
        ],
    )


def one_of_several(group: Group, theme: Match, point: str) -> bool:
    """Whether the lines of a group are on three things or more, of which the meeting is on one: its theme names one of them
    alone, which the name of the topic does not (茶 of 茶, 果 and 菌 at a meeting on 茶产业), and the point none of the others."""
    heads = [measure.heading.partition("，")[0] for measure in group.measures]
    things = [label or head for label, head in zip(labels(group), heads, strict=True)]
    named = [thing for thing in things if _names(theme.by, thing) and thing not in theme.topic.name]
    wanted = [thing for thing in things if thing not in named and len(thing) > 1 and thing in point]
    return len(named) == 1 and len(things) > 2 and not wanted


def _names(theme: str, thing: str) -> bool:
    """Whether a theme names a thing, no doing (利用 of 秸秆综合利用): one of one character as a trade (茶产业), no part of another
    word (贷 of 首贷拓展)."""
    if len(thing) > 1:
        return thing in theme and thing not in STOCK and not is_doing(thing[-2:])
    return re.search(f"{re.escape(thing)}(?:产?业|叶)", theme) is not None


def _called_so(core: str, name: str) -> bool:
    """Whether a theme is called by a name of its topic, give or take what says nothing of it (科普: 科普工作)."""
    return name in core or (core in name and name.replace(core, "", 1) in STOCK)


def _alone_called(meeting: Meeting, names: Collection[str]) -> list[Topic]:
    """Of the topics of a field that the whole meeting is about those with a group for a point by one of the names: none
    where another field has such a point, too, or a topic is called so (压实责任, 应急救援)."""
    having_each = _having(Same(meeting.named))
    having = list({topic.id: topic for name in sorted(names) for topic in having_each.get(name, ())}.values())
    alone = len({topic.field for topic in having}) == 1
    if not alone or any(map(meeting.wordings.is_name, names)):
        return []
    return [topic for topic in having if topic.field in meeting.fields]


def theme_for_short(meeting: Meeting, point: str) -> Match | None:
    """The meeting's own topic, where the point is a verb and the last word of a theme of four characters (改善服务 at a
    meeting on 医疗服务); else None."""
    core = meeting.core
    if not meeting.theme or len(core) != COMPOUND or point[:WORD] not in OPENING_VERBS or point[WORD:] != core[WORD:]:
        return None
    return Match(meeting.theme.topic, SYNONYM, core) if meeting.theme.topic.id == meeting.matter() else None


def of_theme(meeting: Meeting, point: str) -> Match | None:
    """The topic of the meeting, with its group that speaks of the point's own thing, where that topic is sure.

    备用水源建设 at a meeting on 水源地保护 is no 建设 of just anything. What the kind of work alone says
    (护林员待遇), or a word that everybody has (居民), makes no part of it.
    """
    noun = object_noun(point)
    if not meeting.sure or not meeting.theme or not noun:
        return None
    topic = meeting.theme.topic
    work = by_head(meeting, point)
    # That it is a figure to be reached (持证率) is said in no line on its thing.
    told = work is not None and len(work.by) >= WORD and noun.endswith(work.by) and noun != work.by
    tail = work.by if work and told else ""
    best: tuple[float, int] = (0.0, 0)
    for order, group in enumerate(topic.groups):
        text = "|".join(measure.heading + measure.text for measure in group.measures)
        if _as_lasting(group, point) and tail in text and meeting.wordings.rarest_shared(noun, text) >= RARE:
            best = max(best, (meeting.wordings.share(noun, text), -order))
    if best[0] < PART_OF_THEME:
        return None
    return Match(replace(topic, groups=(topic.groups[-best[1]],)), THRESHOLD, noun, part=True)


def group_called(meeting: Meeting, point: str, work: Match | None) -> Match | None:
    """The topic of the meeting with its group that goes by a word of the point (按行业: 行业监管), where any does.

    What the point ends in says what kind of work it is, in any group; nor does what the whole meeting is about.
    """
    if not meeting.theme:
        return None
    words = bigrams(point) - STOCK - HOW - bigrams(meeting.core) - (bigrams(work.by) if work else frozenset())
    topic = meeting.theme.topic
    for group in topic.groups:
        word = next((word for word in sorted(words) if word == group.name.removeprefix("按")), "")
        if word:
            return Match(replace(topic, groups=(group,)), THRESHOLD, word, part=True)
    return None


def akin(meeting: Meeting, point: str, work: Match | None) -> Match | None:
    """The topic of the meeting with its group whose names and headings have most of the words by which the point differs
    from any other of its kind (普查监测 at a meeting on 外来入侵物种: 普查); None where no group or half of them has such.

    What the point ends in says what kind of work it is, what the whole meeting is about sets no group apart.
    """
    if not meeting.theme or not (meeting.sure or _called_so(meeting.core, meeting.theme.by)):
        return None
    if work and work.by in _REPORTS:
        return None
    topic = meeting.theme.topic
    words = bigrams(point) - LIGHT_IN_PART - STOCK - HOW - OPENING_VERBS - bigrams(work.by if work else "")
    apart = {
        word for word in words if word not in meeting.core and meeting.wordings.rarest_shared(point, word) >= COMMON
    }
    # 传承人培养 at a meeting on 传承: a word of the meeting's own tells the one group that has it.
    said = {group: _names_of(group) for group in topic.groups}
    alone = {word for word in words - apart if sum(word in text for text in said.values()) == 1}
    telling = apart | alone
    # What points are called by tells more than what a measure is.
    called = {group: "|".join((group.name, *group.points)) for group in said}
    scores = {group: sum((word in text) + (word in called[group]) for word in telling) for group, text in said.items()}
    most = max(scores.values(), default=0)
    near = [group for group, score in scores.items() if score * 2 > most and _as_lasting(group, point)]
    on_it = [group for group in near if _is_on(group, telling, work)]
    having = sorted(on_it, key=lambda group: -scores[group])
    if not most or not having or len(having) * 2 > max(len(said), 2):
        return None
    return Match(replace(topic, groups=tuple(having)), THRESHOLD, point, by_group=True)


_REPORTS = frozenset("通报 督办 督查 督导 调度 问责 约谈".split())
"""How work of any kind is followed up, whatever it is on."""
_MEANS = frozenset("待遇 制度 机制 体系 经费 资金 教育 培训 考核 责任 队伍 人员".split())
"""What work of any kind takes, of which other lines say nothing."""


def _is_on(group: Group, words: Collection[str], work: Match | None) -> bool:
    """Whether a group is on what these words tell: it is called so, or two of its measures speak of it; and on the means that
    the point ends in (护林员待遇 is a matter of pay, of which a group on rangers says nothing)."""
    measures = [f"{measure.heading}|{measure.text}|{'|'.join(measure.names)}" for measure in group.measures]
    called = any(word in name for word in words for name in (group.name, *group.points))
    told = sum(any(word in text for word in words) for text in measures) > 1
    spoken = not work or work.by not in _MEANS or any(work.by in text for text in (*measures, *group.points))
    return (called or told) and spoken


def _as_lasting(group: Group, point: str) -> bool:
    """Whether a group fits what a point does with its thing: one on having it says nothing of doing away with it (网箱清退)."""
    text = "|".join(measure.heading + measure.text for measure in group.measures)
    return not point.endswith(DONE_AWAY) or any(word in text for word in DONE_AWAY)


COMMON = 2.5
"""A pair of characters that more topics have than this says (idf) sets no group apart."""


def _names_of(group: Group) -> str:
    """What a group is called by, its points' and its measures' names and headings in one."""
    own = (group.name, *group.points)
    return "|".join((*own, *(text for measure in group.measures for text in (measure.heading, *measure.names))))


def _is_aim(text: str) -> bool:
    """Whether a text can follow a point as what it comes to: a verb with its object, no rule of how a thing is done (先学后上)."""
    return kind(text) == "动宾" and opens_with_verb(text) and not _NO_AIM.search(text)


@lru_cache(maxsize=4)
def _having(topics: Same) -> Mapping[str, Sequence[Topic]]:
    """Name of a point → the topics with a group that stands under it. Kept, since a bank answers many points."""
    found: dict[str, list[Topic]] = defaultdict(list)
    for topic in topics.value:
        for name in dict.fromkeys(name for group in topic.groups for name in group.points):
            found[name].append(topic)
    return dict(found)


def _groups_of(topic: Topic, names: Collection[str]) -> tuple[Group, ...]:
    """The groups of a topic that stand under a point by any of the names."""
    return tuple(group for group in topic.groups if any(name in names for name in group.points))


def _groups_near(topic: Topic, point: str) -> tuple[Group, ...]:
    """The groups of a topic that stand under a point of four characters whose words are those of `point`, in any order and
    save such as say little (阵地打造: 阵地建设)."""
    words = _said_by(point)
    return tuple(group for group in topic.groups if words and any(_said_by(name) == words for name in group.points))


def _said_by(name: str) -> frozenset[str]:
    """The words of a name of four characters that say something; none for any other name."""
    words = {name[:WORD], name[WORD:]} if len(name) == COMPOUND else set()
    return frozenset(words) - LIGHT_IN_POINT
