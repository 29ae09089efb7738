"""What a bank knows whatever the meeting: its topics, ready to be asked by name and by head word (词库所知)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.bank.model import Bank, Group, Same, Topic
from drafter.plan.firm import groups_inside, inside
from drafter.plan.match import GENERAL
from drafter.plan.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Known:
    """What a bank knows whatever the meeting, spoken of as the government does or as a firm does."""

    topics: tuple[Topic, ...]
    general: tuple[Group, ...]
    hopes: tuple[Group, ...]
    """What is said to guests on a kind of work (寄语); `general` has none of these."""
    named: tuple[Topic, ...]
    """Without those for a head word, which go by that word alone: their name (服务类) is nobody's wording."""
    wordings: Wordings
    by_id: Mapping[str, Topic]
    """All the topics, each under its id."""
    heads: Mapping[str, Sequence[Topic]]
    """Head word → the topics it is one of."""
    kinds: tuple[str, ...]
    """All that is said of each general kind of work (服务类), and by each topic of no field."""
    phrased: tuple[Topic, ...]
    """Those that hold phrases (短语) and no measures, as accepted ones out of old speeches do: they say how a matter is
    put, what is to be done is said by another topic, which they must not come before."""


def known_of(bank: Bank, firm: bool) -> Known:
    """What the bank knows. firm: whether the meeting is a firm's own."""
    return _known(Same(bank.topics), Same(bank.general), firm)


@lru_cache(maxsize=4)
def _known(topics: Same, general: Same, firm: bool) -> Known:
    """Kept, since a bank answers many briefs."""
    reviewed = tuple(topic for topic in topics.value if topic.reviewed)
    phrased = tuple(topic for topic in reviewed if topic.phrases and not topic.groups)
    reviewed = tuple(topic for topic in reviewed if topic not in phrased)
    spoken = tuple(map(inside, reviewed)) if firm else reviewed
    named = tuple(topic for topic in spoken if not topic.heads)
    heads: dict[str, list[Topic]] = {}
    for topic in spoken:
        for head in topic.heads:
            heads.setdefault(head, []).append(topic)
    by_id = {topic.id: topic for topic in spoken}
    general_ones = groups_inside(general.value) if firm else general.value
    hopes = tuple(group for group in general.value if group.hopes)
    general_ones = tuple(group for group in general_ones if not group.hopes)
    kinds = tuple(
        "|".join(measure.heading + measure.text for group in topic.groups for measure in group.measures)
        for topic in spoken
        if topic.heads or topic.field == GENERAL
    )
    return Known(spoken, general_ones, hopes, named, Wordings(named), by_id, heads, kinds, phrased)
