"""Whether a line in general terms speaks of a matter of its own (别的事), which nobody at the meeting has spoken of.

What fits any meeting is said evenly by all topics; what is of one trade (承租, 取餐, 转诊) comes up again and again
in few. Residual idf (Church and Gale 1995) tells the two apart: how much fewer topics have a word than would if it fell
on them by chance.
"""

from __future__ import annotations

from drafter.bank.model import SLOT, Group, Topic
from drafter.plan.draft import Draft

BURST = 0.6
"""Of so much residual idf (bits) a pair of characters is somebody's matter …"""
FEW = 0.12
"""… where no more than this share of all topics have it …"""
OFFICE = 3
"""… nor more general kinds of work than this: what they have in common is the language of offices (承办, 经办). Chosen on the
shipped bank: of the lines of general kinds about one in four has such a pair, of those of trades nearly all."""


def strange_lines(draft: Draft, name: str, group: Group, topic: Topic | None) -> int:
    """How many lines of a group in general terms speak of what neither the brief nor the point called `name`, the meeting's own
    topic nor the kind of work itself has.

    topic: the general kind of work that the group is of; None for a group of no topic.
    """
    said = draft.topics.wordings
    texts = [f"{measure.heading}|{SLOT.sub('，', measure.text)}" for measure in group.measures]
    theme = draft.topics.theme
    at_home = draft.topics.named.index(theme.topic) if theme and theme.topic in draft.topics.named else -1
    spoken = _spoken(draft, name, group, topic)
    kinds = draft.topics.known.kinds
    # The language of offices first: of the few pairs that are left few topics have any.
    rare = [
        pair
        for pair in sorted({text[at : at + 2] for text in texts for at in range(len(text) - 1)})
        if pair not in spoken
        and sum(pair in text for text in texts) < len(texts)
        and sum(pair in kind for kind in kinds) <= OFFICE
    ]
    said.foresee(rare)
    strange = [
        pair
        for pair in rare
        if said.few(pair, FEW) and said.burst(pair) >= BURST and not (at_home >= 0 and said.says(at_home, pair))
    ]
    return sum(any(pair in text for pair in strange) for text in texts)


def _spoken(draft: Draft, name: str, group: Group, topic: Topic | None) -> str:
    """What the brief says of its matter, and what a kind of work says of itself: its names and what several of its groups have."""
    brief = draft.brief
    words = [name, group.name, *group.points, draft.topics.meeting, brief.theme or "", brief.audience or ""]
    words += brief.problems
    words += (part for point in brief.points for part in (point.topic, *point.measures))
    if topic:
        others = ("".join(m.heading + m.text for m in other.measures) for other in topic.groups if other is not group)
        words += (topic.name, *topic.heads, *topic.aims, *topic.phrases, *others)
    return "|".join(words)
