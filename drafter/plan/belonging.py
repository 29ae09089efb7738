"""Whether a line of the bank may stand in this speech at all (放得进这篇讲话): whose matter it speaks of, and of what places."""

from __future__ import annotations

from itertools import islice

from drafter.bank.model import SLOT, Topic
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.plan.draft import Draft
from drafter.plan.match import GENERAL, Match

OFTEN = 3
"""A pair of characters that a topic says so often …"""
FEW, RARE = 0.05, 0.02
"""… and that no more than this share of all topics have is that topic's own matter (下游 of industrial chains); a word that no
more than RARE have tells a matter by itself (诉访分离). Fitted on the shipped bank: three lines in four have such a pair, those
that would do for any meeting have none."""
AT_HOME_IN_FIELD = 2
"""So many words of its own matter make a line of another topic of the meeting's field one on something else."""


def own_matter(draft: Draft, point: Match | None, topic: Topic, text: str, called: str, known: str) -> bool:
    """Whether a line of another topic than the point's and the meeting's is on that topic's own matter alone.

    A line called by a word that few topics have (诉访分离, 红色物业) is meant, whatever it speaks of; one called as a line of any
    topic might be (产销对接, 隐患台账) may be on what this speech has nothing to do with.

    point: what the point means. called: by what the line was found, "" where that tells nothing. known: what the measure, its point and the meeting say.
    """
    home = {one.id for one in draft.topics.home(point)}
    if topic.field == GENERAL or topic.id in home:
        return False
    said = draft.topics.wordings
    words = {called[at : at + 2] for at in (*range(0, len(called) - 1, 2), max(0, len(called) - 2))}
    if any(word and said.few(word, RARE) for word in words):
        return False
    places = {one.id: at for at, one in enumerate(draft.topics.named)}
    here = [places[each] for each in home if each in places]
    # How many topics have a pair takes longest to find out: it is asked of those alone that pass all else, and of no more
    # than are needed.
    own = (
        pair
        for pair in sorted(bigrams(SLOT.sub("，", text)) - STOCK)
        if pair not in known
        and said.times(places[topic.id], pair) >= OFTEN
        and not any(said.says(at, pair) for at in here)
        and said.few(pair, FEW)
    )
    least = 1 if draft.topics.strange(topic) else AT_HOME_IN_FIELD
    return len(list(islice(own, least))) == least


_URBAN = late("街道|社区|小区|楼栋|楼道|城区|镇街|街镇")
_RURAL = late("[乡镇村]|农|林场|牧")
_OF_VILLAGES = late(
    "行政村|自然村|村组|村干部|村民|村级|村里|村口|村广播|村规|村头|村委|村支书|[进到入驻逐各本联]村|村村|农户|农机|农田|田间|田头|乡镇|圈舍|赶集"
)
_OF_TOWNS = late("(?<!镇)街道|楼栋|楼道|写字楼|地铁|街巷|商圈")
_OF_BOTH = late("村（社区）|村居|村社|镇街|街镇|乡镇（街道）|乡镇、街道|街道、乡镇|村、社区|社区、村|城乡")

_ABOVE_BOTH = late("全[省市]|[省市]直|县区|区县|县（市、区）|市县")
"""Meetings that have towns and villages under them."""


def elsewhere(draft: Draft, text: str) -> bool:
    """Whether a line speaks of villages at a meeting of streets alone (街道), or of streets at one of villages."""
    brief = draft.brief
    said = "".join((brief.meeting, brief.audience or "", brief.theme or "", *brief.problems))
    said += "".join(part for point in brief.points for part in (point.topic, *point.measures))
    said += brief.safeguard.actor or "" if brief.safeguard else ""
    if _OF_BOTH.search(text) or _ABOVE_BOTH.search(f"{brief.meeting}|{brief.audience or ''}"):
        return False
    if _URBAN.search(said) and not _RURAL.search(said):
        return _OF_VILLAGES.search(text) is not None
    return _RURAL.search(said) is not None and not _URBAN.search(said) and _OF_TOWNS.search(text) is not None
