"""What a point was taken to mean (主题匹配): a topic, how sure that is, and by which of its wordings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from drafter.bank.model import Topic

THRESHOLD = 0.5
"""Below this closeness a topic is not taken (fitted by eye on points of invented briefs)."""
SURE = 0.85
"""A topic so close is what is meant: it is called so, or nearly."""
PLAIN = 0.7
"""A topic of no field must be as close as this to come before the head word's."""
GENERAL = "通用"
"""The field of points that recur everywhere."""
FIRMS, FOR_FIRMS = "企业发展", "营商环境"
"""The field of what firms themselves do, and of what is done for them."""
TOLD_IN_PASSING = ""
"""No wording of the topic matched: its phrases and lines speak of the point (内容提到)."""
WORD = 2
"""Characters of a word."""
COMPOUND = 4
"""Characters of a word and what it is of: 发挥作用, 水源保护."""


@dataclass(frozen=True, slots=True)
class Match:
    """The topic a point was taken to mean (主题匹配)."""

    topic: Topic
    score: float
    by: str
    """The wording that matched: the name, a synonym, the head word (中心), or TOLD_IN_PASSING."""
    part: bool = False
    """True when the point is only a part of what the meeting is surely about, whose lines speak of it (主题的一部分)."""
    general: bool = False
    """True when nobody knows the point and only its head word says what kind of work it is (按中心词)."""
    wider: Topic | None = None
    """The topic the point is only a part of, or another office's, none of whose groups is about it (见 fitting)."""
    unspoken: bool = False
    """True when the topic is called so, too, though nothing it says is on the point's own words (没有专讲)."""
    said: str = ""
    """The point in the words it was found by, where those are not its own (换个说法)."""
    by_group: bool = False
    """True when the topic's groups that are left are called as the point is (措施组的要点)."""

    def bare(self) -> Match:
        """The match with nothing of its topic but the name."""
        return replace(self, topic=replace(self.topic, groups=(), aims=(), phrases=()), part=False)


def vague(match: Match | None) -> bool:
    """Whether a point found no topic by a name."""
    return match is None or match.general or match.by == TOLD_IN_PASSING
