"""Measures of a brief that say themselves how they are done (自带做法): their first clause is the heading, all of it the line."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.language import heads
from drafter.language.late import late
from drafter.plan.line import Line
from drafter.plan.sibling import LONGEST_BENT

SHORTEST_HEADING, SHORTEST_DETAIL = 4, 4
"""Characters that a heading, and what is said beside it, must have."""
_PARTED = late("[，：；](?![^【】]*】)")
"""Not within a gap: 【待填：会议】."""
RHYTHM = late(
    "^(?:一([^，]{1,2})一[^，]{1,2}|[日周旬月季年][^，]{1,2}[日周旬月季年][^，]{1,2}|[每逐随即][^，]{2,5}|[0-9一二两三四五六七八九十半]+(?:小时|[天日周旬月季年次])一[^，]{1,2})$"
)
"""How often, or into what, a thing is told apart (一巷一档, 日测日报, 每日两报, 七天一翻): how it is done, no other half of a couplet."""
SHORTEST_BEFORE_RHYTHM = 3
_ONE_BY_ONE = late("^[^，一]{1,2}一(?P<unit>.)[^，一]{1,2}一(?P=unit)$")
"""How it goes on with each of them (整治一条销号一条), however long what is done is."""
_BY_WAY = late(
    "^(?:逐[一-龥]|分[批类级段片户期]|挨[家户]|早晚|昼夜|夜间|入户|上门|定[点时期人向]|现场|当场|就[地近]|进[村校企厂园](?![一-龥]?$)|一[一-龥]一[一-龥]|每[日天周旬月季年])[一-龥]{2,}$"
)
"""A doing with how, where or when it is done before it (逐街夜查): who does it may stand before all of it."""
_NO_CALENDAR = late("(?:小时|分钟|天|个?工作日|日|周|个月)(?:之)?内$")
"""A time within which a thing is to be done, with no verb to say so."""


SEEN_TO = "，由<主体>抓好落实"
"""Who sees to what is told in clauses of its own."""


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
    >>> detailed("逐街夜查，一巷一档", "").line.text, detailed("接报修复，主干道24小时内、小巷48小时内", "").line.text
    ('<主体>逐街夜查，一巷一档。', '<主体>接报修复，主干道24小时内、小巷48小时内完成。')
    >>> detailed("破损路灯逐盏更换，更换一盏点亮一盏", "").heading, detailed("用好村史馆，常态化举办展览", "").heading
    ('破损路灯逐盏更换', '用好村史馆')
    >>> detailed("定点停车，入栏还车", "").line.text
    '<主体>定点停车，入栏还车。'
    >>> detailed("到期不达标的，依法停产整顿", "")
    >>> detailed("管好火源，守好山林", ""), detailed("推行楼栋长制度", ""), detailed("学习贯彻【待填：会议】精神要义", "")
    (None, None, None)
    """
    found = _PARTED.search(name)
    if not found:
        return None
    heading, rest = name[: found.start()], name[found.end() :]
    rhythm = RHYTHM.match(rest) is not None
    couplet = (
        not rhythm
        and not _BY_WAY.match(heading)
        and len(rest) == len(heading)
        and heads.opens_with_verb(heading) == heads.opens_with_verb(rest)
        # 抓好主阵地，常态化开展活动: only one of two that match has a manner before its verb.
        and heads.says_how_and_what(heading) == heads.says_how_and_what(rest)
        and not _ONE_BY_ONE.match(rest)
    )
    if (
        not (SHORTEST_BEFORE_RHYTHM if rhythm else SHORTEST_HEADING) <= len(heading) <= LONGEST_BENT
        or len(rest) < SHORTEST_DETAIL
        or couplet
        or heading.endswith("的")
    ):
        return None
    # What is done within a time (接报修复，24小时内) is a doing, and what is told in three characters (测冰厚，日测日报) begins with one.
    timed = _NO_CALENDAR.search(name) is not None
    doing = timed or len(heading) < SHORTEST_HEADING or _BY_WAY.match(heading) is not None
    name = f"{name}完成" if timed else name
    if heads.own_actor(name) or heads.who_acts(heading):
        text = f"{name}。"
    elif doing or heads.opens_with_verb(heading):
        text = f"<主体>{name}。"
    else:
        text = f"{name}{SEEN_TO}。"
    return Detailed(heading, Line(text, path, "措施自己说了怎么做，照简要原话", path=path))
