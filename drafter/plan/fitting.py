"""Whether what is known of a topic is about the point at hand (贴合): of its part of the topic, of its kind of office.

A point often is only a part of the topic it leads to (考古研究 of 文物保护, 农资供应 of 供销合作), or another office's
matter by the same name (数字化转型 in an archive). Its measures are then those groups that speak of it and of nobody
else's people; where there are none, what is said of its kind of work in general.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.bank.model import Group, Topic
from drafter.language.heads import asks, is_predicate, object_of
from drafter.language.saying_little import LIGHT_IN_PART, STOCK
from drafter.language.sectors import BODIES
from drafter.language.similar import bigrams, coverage, runs_through
from drafter.language.troubles import as_task
from drafter.language.verbs import ACTIVITY_ENDINGS
from drafter.plan.by_group import akin
from drafter.plan.match import GENERAL, THRESHOLD, TOLD_IN_PASSING, WORD, Match
from drafter.plan.topics import Topics

SPOKEN = 0.5
"""Of the rare pairs of characters of what a point is about a line that speaks of it has so much."""
TELLING = 2.5
"""A pair of characters (idf) that tells one thing from another."""
ITS_OWN = 0.8
"""A topic called by a word of its field alone (文物保护) is the same matter at any meeting."""
SHORT = 3
"""An abbreviation of so few characters may leave out some in between (科普 for 科学普及)."""


def fitted(topics: Topics, point: str, match: Match | None) -> Match | None:
    """What a point means, with such groups alone as are about it; its kind of work in general, or None, where none is.

    What it was first taken to mean stays its `wider` topic then.
    """
    found = _about(topics, point, match)
    if found is match or not match:
        return found
    if found and not found.general and found.topic.groups:
        return found
    # The meeting's own topic says more than what fits any work: by the words they share, else whatever it says at all.
    own = akin(topics, point, found if found and found.general else None)
    if own:
        return replace(own, wider=found.wider if found and found.wider != own.topic else None)
    # 不文明养犬行为 at a meeting on 文明养犬, which is called 不文明养犬, too, is all of it.
    mine = topics.sure and topics.theme is not None and topics.theme.topic.id == match.topic.id
    longer = match.by in match.topic.names and match.by in point and match.by != point
    return match if mine and longer and found and not found.general else found


def _about(topics: Topics, point: str, match: Match | None) -> Match | None:
    """`match` with the groups that are about the point; its kind of work in general, or none, where none is."""
    if match is None or match.by_group or match.general or match.topic.field == GENERAL or asks(point):
        return match
    if (
        is_predicate(point)
        and match.by == TOLD_IN_PASSING
        and not (topics.theme and match.topic.id == topics.theme.topic.id)
    ):
        return None
    if match.said or as_task(point) or is_predicate(point):
        # How an ill is told, and a whole predicate, is no part of anything; an ill of its own kind must be spoken of.
        rest = point.replace(match.by, "", 1) if match.by in point and not match.said else ""
        of_its_kind = as_task(point).startswith(("整治", "打击", "治理")) or rest == "扰民"
        if of_its_kind and len(rest) >= WORD and not bigrams(rest) & bigrams("|".join(map(_text, match.topic.groups))):
            return replace(topics.by_head(point) or match.bare(), wider=match.topic)
        return match
    topic = match.topic
    groups = topic.groups
    if match.part:
        if match.by == point and not match.by_group:
            # What many fields have is told by those groups of the meeting's own that go on about it.
            groups = tuple(group for group in groups if _goes_on_about(point, group))
            if not groups:
                return replace(topics.by_head(point) or match.bare(), wider=topic)
            return replace(match, topic=replace(topic, groups=groups))
        doing = point.rpartition(match.by)[2]
        told = doing in LIGHT_IN_PART or all(doing in _text(group) for group in groups)
        return match if told else replace(topics.by_head(point) or match.bare(), wider=topic)
    called_so = point in topic.names
    if topics.strange(topic) and not (called_so and topics.wordings.rarest(point) >= ITS_OWN):
        groups = tuple(group for group in groups if not of_others(topics, point, _text(group)))
    exact = any(name == point or (name == match.by and name.endswith(point)) for name in topic.names)
    about, a_part = part_of(object_of(point), topic)
    unspoken = False
    if about and groups:
        called = tuple(
            group for group in groups if group.name == point or group.name in match.by or point in group.points
        )
        speaking = tuple(group for group in groups if _speaks(topics, about, group))
        # What only comes up in the lines of a group is less its matter than what it is headed by (建议 of 代表培训).
        headed = tuple(group for group in speaking if _headed(topics, about, group))
        speaking = called or headed or speaking
        # A doing in the very name of a topic (兑现 of 政策兑现) is no thing of which only one line would speak.
        named = called_so and about in ACTIVITY_ENDINGS
        # 困境儿童关爱 is what 儿童关爱保护 says, in nearly its own words.
        akin = called_so and coverage(point, topic.name) >= SPOKEN
        unspoken = not speaking and not named and not akin
        if speaking:
            groups = speaking
        elif a_part and not named and (not exact or _one_of_several(topics, about, topic)):
            word, groups = _own_nearest(topics, about, match)
            if groups:
                return replace(match, topic=replace(topic, groups=groups, aims=()), score=THRESHOLD, by=word, part=True)
    if not groups:
        return replace(topics.by_head(point) or match.bare(), wider=topic)
    if len(groups) == len(topic.groups):
        return replace(match, unspoken=unspoken)
    aims = tuple(aim for aim in topic.aims if not about or topics.wordings.rarest_shared(about, aim) >= TELLING)
    return replace(match, topic=replace(topic, groups=groups, aims=aims), unspoken=unspoken)


def apart(matches: Sequence[Match | None]) -> tuple[Match | None, ...]:
    """Points of one topic: what is about one of them alone is left to it, where the others have more to choose from."""
    found = []
    for match in matches:
        taken = {
            group
            for other in matches
            if match and other and other is not match and other.topic.id == match.topic.id
            if len(other.topic.groups) < len(match.topic.groups)
            for group in other.topic.groups
        }
        rest = tuple(group for group in match.topic.groups if group not in taken) if match else ()
        found.append(replace(match, topic=replace(match.topic, groups=rest)) if match and taken and rest else match)
    return tuple(found)


def part_of(point: str, topic: Topic) -> tuple[str, bool]:
    """What of a point its topic's name does not say, "" for nothing, and whether the point comes to that in the end.

    考古研究 of 文物保护 is 考古研究, 档案执法 of 档案工作 执法: parts; 路边停车 of 停车治理 is some 停车 still, its 路边 none.
    """
    rest, before, at = "", "", 0
    while at < len(point):
        end = _known_until(point, at, topic.name)
        if end:
            rest, before, at = "", before or rest, end
        else:
            rest, at = rest + point[at], at + 1
    part = without_light(rest)
    return (part, True) if part else (without_light(before), False)


def without_light(run: str) -> str:
    """A run of characters without the light doings at its end; "" where nothing else is left."""
    while len(run) >= 2 * WORD and run[-WORD:] in LIGHT_IN_PART:
        run = run[:-WORD]
    return "" if len(run) < WORD or run in LIGHT_IN_PART else run


def _known_until(point: str, at: int, name: str) -> int:
    """The end of the longest run of two characters or more from `at` on that the name has; 0 for none."""
    for end in range(len(point), at + 1, -1):
        run = point[at:end]
        if run in name or (len(run) <= SHORT and runs_through(run, name)):
            return end
    return 0


def _text(group: Group) -> str:
    return "|".join(measure.heading + measure.text for measure in group.measures)


def _says(topics: Topics, about: str, text: str) -> bool:
    return about in text or topics.wordings.share(about, text) >= SPOKEN


def _speaks(topics: Topics, about: str, group: Group) -> bool:
    """Whether a group is about a thing: two of its lines speak of it, or its name does and not for one line among others."""
    headed = sum(_says(topics, about, measure.heading) for measure in group.measures)
    told = sum(_says(topics, about, f"{measure.heading}|{measure.text}") for measure in group.measures)
    # A name that lists (按水库、灌区) has each thing in one line of its own.
    named = "、" not in group.name and _says(topics, about, group.name)
    called = any(name in about for name in _names_of(group)) or (
        named and (headed == 0 or group.name.startswith(about))
    )
    return told >= min(2, len(group.measures)) or called


def _goes_on_about(point: str, group: Group) -> bool:
    """Whether more than one line of a group has a word of the point that says something (老人照料), or its name has, or one
    of its lines is on just that (花木，…)."""
    words = bigrams(point) - STOCK
    said = sum(any(word in measure.heading + measure.text for word in words) for measure in group.measures)
    on_it = any(measure.heading.partition("，")[0] in words for measure in group.measures)
    return said > 1 or on_it or any(word in group.name for word in words)


def _own_nearest(topics: Topics, about: str, match: Match) -> tuple[str, tuple[Group, ...]]:
    """Of the meeting's own topic the groups with a line that opens with a word of a thing, and that word (库房安全: 库房);
    "" and none at another's topic, or where there are none.

    The rest of the thing the group's name says (档案安全), or the topic's (巡查管控: 禁烧管控): else the other lines of the
    group would be on something else.
    """
    topic = match.topic
    if not topics.theme or topics.theme.topic.id != topic.id or len(about) != 2 * WORD:
        return "", ()
    names = "|".join(topic.names)
    for word, rest in ((about[:WORD], about[WORD:]), (about[WORD:], about[:WORD])):
        groups = tuple(
            group
            for group in topic.groups
            if word not in LIGHT_IN_PART
            and (rest in group.name or rest in names)
            and len(_listed(group)) != len(group.measures)
            and any(word in measure.heading.partition("，")[0] for measure in group.measures)
        )
        if groups:
            return word, groups
    return "", ()


def _names_of(group: Group) -> tuple[str, ...]:
    """What a group goes by: its name, and what it is ordered by (按师德; 清欠 of 按清欠、工程款时序).

    One that lists as many things as it has lines goes by none of them.
    """
    listed = _listed(group)
    own = (
        ()
        if len(listed) == len(group.measures)
        else tuple(x for x in listed if len(x) >= WORD and x not in LIGHT_IN_PART)
    )
    return (group.name, *own)


def _listed(group: Group) -> list[str]:
    """The things a group's name lists (按水库、灌区)."""
    return group.name.removeprefix("按").split("、")


def _headed(topics: Topics, about: str, group: Group) -> bool:
    return any(_says(topics, about, text) for text in (group.name, *(measure.heading for measure in group.measures)))


def _one_of_several(topics: Topics, about: str, topic: Topic) -> bool:
    """Whether a thing has a single line of some group for itself: the others are on other things then."""
    return any(_says(topics, about, measure.heading) for group in topic.groups for measure in group.measures)


def of_others(topics: Topics, point: str, text: str) -> bool:
    """Whether a text speaks of people whom neither the meeting's own field nor the point has to do with."""
    return any(body in text and not (bigrams(body) & bigrams(point)) and not topics.knows(body) for body in BODIES)
