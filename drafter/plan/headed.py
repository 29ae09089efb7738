"""Lines of content by what heads them (按标题找措施): headed so in any field, closest to a wording, the first unused."""

from __future__ import annotations

from drafter.bank.model import Group, Measure, Topic
from drafter.language.heads import object_noun
from drafter.language.saying_little import shares_word
from drafter.language.similar import coverage
from drafter.plan.by_name import OWN_WORD, only_doings
from drafter.plan.match import GENERAL
from drafter.plan.meeting import Meeting

TITLED, TITLED_ABROAD, TITLE = 0.55, 0.7, 3
"""So much of a heading, or of a measure, must be the other one, in another field than the meeting's so much; so many
characters it has at least."""


def titled(meeting: Meeting, name: str) -> list[tuple[Topic, str, Measure]]:
    """(topic, title, line) of any field whose heading begins with what a measure is about (its title), closest first.

    撂荒地整治 is the matter of 撂荒地复耕，一块块有人种, whatever the meeting is about. What fields share
    (队伍建设) names no line of another field.
    """
    if only_doings(name):
        return []  # 巡查值守 names no thing
    noun = object_noun(name)
    found: list[tuple[float, bool, int, Topic, str, Measure]] = []
    # Few topics have anything of it in their headings.
    runs = {name[at : at + TITLE] for at in range(len(name) - TITLE + 1)}
    for topic in map(meeting.named.__getitem__, meeting.wordings.having(runs)):
        if topic.field == GENERAL:
            continue
        at_home = topic.field in meeting.fields
        for group in topic.groups:
            for measure in group.measures:
                title = measure.heading.partition("，")[0]
                close = max(_title_closeness(name, title), _title_closeness(noun, title) * len(noun) / len(name))
                if (
                    close >= (TITLED if at_home else TITLED_ABROAD)
                    and meeting.wordings.rarest(min(name, title, key=len)) >= OWN_WORD
                ):
                    found.append((close, at_home, -len(found), topic, title, measure))
    return [(row[3], row[4], row[5]) for row in sorted(found, key=lambda row: row[:3], reverse=True)]


def _title_closeness(wording: str, title: str) -> float:
    """How much of the longer of the two the shorter one is, 0 to 1, where it stands in it whole and says enough."""
    short, long = sorted((wording, title), key=len)
    return len(short) / len(long) if len(short) >= TITLE and short in long else 0.0


def opening_measure(groups: tuple[Group, ...], used: set[str]) -> Measure | None:
    """The first measure of a topic that no line has used yet."""
    return next((m for group in groups for m in group.measures if m.text not in used), None)


def best_measure(
    wording: str, groups: tuple[Group, ...], used: set[str], least: float = 0.6
) -> tuple[Measure, float] | None:
    """The measure closest to a wording among `groups`, if at least `least` of it is covered; unused ones only."""
    best: tuple[float, Measure] | None = None
    for group in groups:
        for measure in group.measures:
            if measure.text in used:
                continue
            score = max(coverage(wording, measure.heading) * 1.1, coverage(wording, measure.text))
            if shares_word(wording, measure.heading):
                score = max(score, least)
            if score >= least and (best is None or score > best[0]):
                best = (score, measure)
    return (best[1], best[0]) if best else None
