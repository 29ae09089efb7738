"""What in a brief most likely is a slip (疑误): an achievement told twice, a deadline that is over when the meeting is held, a hope
taken for a point."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.brief.schema import Brief
from drafter.language.late import late
from drafter.language.numerals import parse_chinese
from drafter.plan.assignments import Assignment, taken_out

TWICE, OVER, HOPE = "told-twice", "past-deadline", "hope-as-point"
"""How `check` calls the three kinds."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One of them."""

    kind: str
    text: str
    """The words of the brief."""
    message: str


def slips(brief: Brief) -> tuple[Slip, ...]:
    """Everything in `brief` that most likely is a slip."""
    told = [(item.topic or "", item.fact or "") for item in brief.achievements]
    repeated = (twice(item, told[:k]) for k, item in enumerate(told))
    found = [Slip(TWICE, one[1], told_again(*one)) for one in repeated if one]
    bare, assigned = taken_out(brief)
    wordings = {f"意见[{k}]": point.topic for k, point in enumerate(bare.points)}
    wordings |= {f"意见[{k}].措施[{n}]": m for k, point in enumerate(bare.points) for n, m in enumerate(point.measures)}
    wordings |= {f"保障.措施[{n}]": m for n, m in enumerate(bare.safeguard.measures if bare.safeguard else ())}
    found += [Slip(HOPE, point.topic, only_hoped(point.topic)) for point in bare.points if only_hoped(point.topic)]
    return (*found, *_over(brief.date, assigned, wordings))


_A_HOPE = late("^(?:几点|[一两二三四五]点)?希望.{0,5}$|(?:的|几点|[一两二三四五]点)希望$")


def only_hoped(topic: str) -> str:
    """What a writer is told of a point that is called a hope, which says nothing of its matter; "" of any other.

    >>> bool(only_hoped("对老同志的希望")), bool(only_hoped("希望老同志")), only_hoped("希望工程"), only_hoped("发挥余热")
    (True, True, '', '')
    """
    if not _A_HOPE.search(topic) or topic.startswith(_NAMED_SO):
        return ""
    return f"要点“{topic}”只说是希望：要点写讲什么事（如“发挥余热”），希望谁做什么写在它的措施里"


_NAMED_SO = ("希望工程", "希望小学", "希望学校", "希望之")


_FIGURE = late("(?<![0-9.])(?P<number>[0-9]+(?:\\.[0-9]+)?)(?P<unit>[万亿千百]?[一-龥])")
_TIME = frozenset("年月日时分")
LEAST_DIGITS = 2
"""Digits of a number that two achievements hardly have in common by chance."""


def figures(fact: str) -> frozenset[str]:
    """The numbers of two digits and more in a fact, each with its unit; times are none.

    >>> sorted(figures("2026年新建3个，改造126部、1.86亿元"))
    ['1.86亿元', '126部']
    """
    return frozenset(
        f"{one['number']}{one['unit']}"
        for one in _FIGURE.finditer(fact)
        if len(one["number"].replace(".", "")) >= LEAST_DIGITS and one["unit"] not in _TIME
    )


def twice(item: tuple[str, str], others: Sequence[tuple[str, str]]) -> tuple[int, str] | None:
    """Of an achievement (要点, 事实): which of the `others` tells the same, counted from 0, and what both have in common,
    the whole fact or a figure; None where none does."""
    topic, fact = item
    said = fact or topic
    for at, (other_topic, other_fact) in enumerate(others):
        if said and said == (other_fact or other_topic):
            return at, said
    for at, (_, other_fact) in enumerate(others):
        if shared := sorted(figures(fact) & figures(other_fact)):
            return at, shared[0]
    return None


def told_again(at: int, what: str) -> str:
    """What a writer is told of an achievement that says `what` as the one at place `at` (from 0) does."""
    return f"“{what}”在第{at + 1}条成绩里已经有了，请看是不是写重了"


_DAY = late(
    "^(?:于|在)?(?:(?P<year>[0-9]{4})年|今年|本年)?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月"
    "(?:(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?P<part>[上中下]旬|[底末]|份)?)"
)
_FIRST_THIRD, _SECOND_THIRD = 10, 20
"""Last days of 上旬 and 中旬."""


def last_day(deadline: str, year: int) -> datetime.date | None:
    """The last day a deadline leaves; in `year` where it names none; None where it names no month.

    >>> last_day("9月底前", 2026), last_day("7月15日前", 2026), last_day("2025年3月上旬", 2026), last_day("年底前", 2026)
    (datetime.date(2026, 9, 30), datetime.date(2026, 7, 15), datetime.date(2025, 3, 10), None)
    """
    found = _DAY.match(deadline)
    month = parse_chinese(found["month"]) if found else None
    if not found or not month or month > 12:
        return None
    year = int(found["year"]) if found["year"] else year
    if not 1 <= year <= datetime.MAXYEAR:
        return None
    end = calendar.monthrange(year, month)[1]
    ends = {"上旬": _FIRST_THIRD, "中旬": _SECOND_THIRD}
    day = parse_chinese(found["day"]) if found["day"] else ends.get(found["part"] or "", end)
    return datetime.date(year, month, day) if day and day <= end else None


def _over(day: datetime.date | None, assigned: Mapping[str, Assignment], wordings: Mapping[str, str]) -> list[Slip]:
    found = []
    for path, told in assigned.items():
        last = last_day(told.deadline, day.year) if day else None
        if day and last and last < day:
            meeting = f"{day.year}年{day.month}月{day.day}日"
            message = f"“{wordings.get(path, path)}”的时限“{told.deadline}”在开会那天（{meeting}）之前，请核对；是明年的，写上年份"
            found.append(Slip(OVER, told.deadline, message))
    return found
