"""Measures of a brief that say themselves how they are done (自带做法): their first clause is the heading, all of it the line."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.language import heads
from drafter.language.late import late
from drafter.plan.headings import LONGEST_BENT
from drafter.plan.line import Line

SHORTEST_HEADING, SHORTEST_DETAIL = 4, 4
"""Characters that a heading, and what is said beside it, must have."""
_PARTED = late("[，：；](?![^【】]*】)")
"""Not within a gap: 【待填：会议】."""


@dataclass(frozen=True, slots=True)
class Detailed:
    """A measure in two parts: what is done (推行楼栋长制度) and how (一户一户做工作)."""

    heading: str
    line: Line


def detailed(name: str, path: str) -> Detailed | None:
    """A measure with its own line; None for one of a single clause, a couplet (管好火源，守好山林), or one too long to part.

    path: where it stands in the brief, which the line is from.

    >>> [told.heading, told.line.text] if (told := detailed("推行楼栋长制度，一户一户做工作", "意见[1].措施[0]")) else []
    ['推行楼栋长制度', '<主体>推行楼栋长制度，一户一户做工作。']
    >>> detailed("方案张榜公示，七成以上居民同意再开工", "意见[1].措施[1]").line.text
    '方案张榜公示，七成以上居民同意再开工，由<主体>抓好落实。'
    >>> detailed("管好火源，守好山林", ""), detailed("推行楼栋长制度", ""), detailed("学习贯彻【待填：会议】精神要义", "")
    (None, None, None)
    """
    found = _PARTED.search(name)
    if not found:
        return None
    heading, rest = name[: found.start()], name[found.end() :]
    couplet = len(rest) == len(heading) and heads.opens_with_verb(heading) == heads.opens_with_verb(rest)
    if not SHORTEST_HEADING <= len(heading) <= LONGEST_BENT or len(rest) < SHORTEST_DETAIL or couplet:
        return None
    if heads.own_actor(name) or heads.who_acts(heading):
        text = f"{name}。"
    elif heads.opens_with_verb(heading):
        text = f"<主体>{name}。"
    else:
        text = f"{name}，由<主体>抓好落实。"
    return Detailed(heading, Line(text, path, "措施自己说了怎么做，照简要原话", path=path))
