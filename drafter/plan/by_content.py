"""The topic that speaks of a point (按内容), where none is called so: in a phrase, a heading or the lines under it."""

from __future__ import annotations

from drafter.bank.model import Topic
from drafter.language.heads import object_noun
from drafter.language.saying_little import STOCK
from drafter.language.similar import coverage
from drafter.plan.by_name import OWN_DOING, OWN_WORD, named_in
from drafter.plan.match import GENERAL, THRESHOLD, TOLD_IN_PASSING, WORD, Match
from drafter.plan.meeting import Meeting

PART, PART_LEAST = 0.7, 0.5
"""What a phrase with all of the point is worth, and how much of it a phrase must have."""
TOLD, TOLD_MARGIN, TELLS = 0.65, 0.25, 0.75
"""Of a point's rarity a topic must tell so much, so much more than any of another field; what that is worth."""


def part_of(meeting: Meeting, point: str) -> Match | None:
    """The topic of the meeting's own field that speaks of the point in a phrase or a measure (分项归主题)."""
    if len(point) < 3:
        return None
    best: Match | None = None
    theme = meeting.theme.topic if meeting.theme else None
    noun = object_noun(point)
    for topic in meeting.neighbours():
        # Where the theme is known a phrase of another topic's work is no name for the point (开展诚信教育).
        if topic is not theme and theme and not named_in(noun, topic.names):
            continue
        wordings = (*topic.phrases, *(measure.heading for group in topic.groups for measure in group.measures))
        for wording in wordings:
            known = topic is theme or len(point) > 4 or point in wording
            score = PART * coverage(point, wording) if known and _tells_all(point, wording) else 0.0
            if score > (best.score if best else PART * PART_LEAST):
                best = Match(topic, score, wording)
    return best


def of_its_word(meeting: Meeting, point: str, general: Match | None) -> Match | None:
    """The one topic a name of which stands whole in the point, no more of which is left than a kind of work and
    what that topic speaks of, too: 山火防控, 耕地撂荒治理.
    """
    if meeting.core and not meeting.fields:
        return None  # 岸线清理 at a meeting on docks, whose field nobody knows, is no matter of rivers
    core = point.removesuffix(general.by) if general else point
    found: list[tuple[int, str, Match]] = []
    for index in meeting.wordings.opening(core):
        topic = meeting.named[index]
        if topic.field == GENERAL or (meeting.fields and topic.field not in meeting.fields):
            continue
        for name in topic.names:
            if general and topic is meeting.wider and not in_groups(topic, name):
                continue  # what else the topic is about has nothing to say at this meeting
            if WORD <= len(name) <= len(core) and name in core and meeting.wordings.rarest(name) >= OWN_DOING:
                rest = core.replace(name, " ").split()
                if all(run in STOCK or meeting.wordings.says(index, run) for run in rest):
                    found.append((len(name), topic.id, Match(topic, THRESHOLD, name)))
    longest = max(found, default=None, key=lambda row: row[0])
    alone = longest and len({ref for size, ref, _ in found if size == longest[0]}) == 1
    return longest[2] if longest and alone else None


def told_by_one(meeting: Meeting, point: str) -> Match | None:
    """The topic that says nearly all of the point in its phrases and lines, where those of no other field do.

    None at a meeting on something that nobody knows (技术服务 at one on 莲藕): what is said of other things is not meant.
    """
    if meeting.here.unknown:
        return None
    told = ((share, meeting.named[index]) for share, index in meeting.wordings.told(point))
    near = ((share, topic) for share, topic in told if topic.field != GENERAL and meeting.is_near(topic))
    best = next(near, None)
    noun = object_noun(point)
    if best is None or best[0] < TOLD or not noun or meeting.wordings.rarest(noun) < OWN_WORD:
        # 质量验收 is of every field.
        return None
    share, topic = best
    rival = next((other for other, t in near if t.field != topic.field), 0.0)
    return Match(topic, max(THRESHOLD, TELLS * share), TOLD_IN_PASSING) if share - rival >= TOLD_MARGIN else None


def _tells_all(point: str, wording: str) -> bool:
    """Whether a wording has all words of a point of four characters that are not stock words (建后管护 is no 建后管住用)."""
    return len(point) != 4 or all(word in wording for word in (point[:2], point[2:]) if word not in STOCK)


def in_groups(topic: Topic, word: str) -> bool:
    """Whether any measure of the topic has the word."""
    return any(word in m.heading + m.text for group in topic.groups for m in group.measures)


def says(topic: Topic, word: str) -> bool:
    """Whether the topic says the word anywhere in its phrases and measures."""
    return any(word in text for text in topic.phrases) or in_groups(topic, word)
