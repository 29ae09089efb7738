"""Which points are for those who sit there and which for those who serve them (各点对谁讲), and how that is announced."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from drafter.language.numerals import chinese
from drafter.plan.draft import Draft, Point
from drafter.plan.values import counted
from drafter.plan.wishes import hoped_of, is_office_work

SHARED, CHARGED, CHARGED_WITH = "共勉点", "交办点", "交办对象"
"""The slots of an announcement that tells both apart: which points guests get, which the others, and who these are."""
ASKED = "希望对象"
"""The slot for those of whom every point is asked, so that 我对他们提三点希望 is true of all three."""


def tell_apart(draft: Draft, points: Sequence[Point], hoped: Collection[int] | None = None) -> None:
    """Put into the fillers which points go to guests and which to others; nothing where all go to the same.

    hoped: at a talk with guests the numbers of the points under which a line hopes something of them; None elsewhere.
    """
    others = _for_others(draft, points, hoped)
    if draft.rank == "上级代表" and any(point.measures for n, point in enumerate(points, 1) if n not in others):
        # To points with measures of their own nobody is only company (共勉): all of them are hopes.
        others = {}
    filled, paths = draft.values.filled, draft.values.paths
    if not 0 < len(others) < len(points):
        if not others and not draft.with_safeguard and filled["执行"] == filled["主体"]:
            filled[ASKED] = filled["主体"]
        return
    theirs = [n for n in range(1, len(points) + 1) if n not in others]
    filled[SHARED], filled[CHARGED] = named(theirs, len(points)), named(list(others), len(points))
    filled[CHARGED_WITH] = "、".join(dict.fromkeys(others.values()))
    paths[SHARED] = paths[CHARGED] = "意见"
    paths[CHARGED_WITH] = "保障.主体" if draft.brief.safeguard else "对象"


def _for_others(draft: Draft, points: Sequence[Point], hoped: Collection[int] | None) -> dict[int, str]:
    """Number of a point that those who serve have to do → who they are; nothing where nobody is served."""
    serving = draft.values.filled.get("服务方", "")
    if not serving and not hoped_of(draft):
        return {}
    found: dict[int, str] = {}
    for n, point in enumerate(points, 1):
        told = draft.assigned.get(point.path)
        if told and told.owner:
            found[n] = told.owner
        elif point.sibling.safeguard:
            found[n] = point.actor
        elif is_office_work(draft, point) if hoped is None else n not in hoped:
            found[n] = serving or point.actor
    return found


def named(numbers: Sequence[int], count: int) -> str:
    """Points by their numbers, of `count` in all.

    >>> named([1, 2, 3], 4), named([4], 4), named([3, 4], 4), named([2, 4], 4), named([1], 4)
    ('前三点', '最后一点', '后两点', '第二、四点', '第一点')
    """
    many, run = len(numbers), numbers[-1] - numbers[0] + 1 == len(numbers)
    if numbers[0] == count:
        return "最后一点"
    if run and many > 1 and numbers[0] == 1:
        return f"前{counted(many)}点"
    if run and many > 1 and numbers[-1] == count:
        return f"后{counted(many)}点"
    return f"第{'、'.join(map(chinese, numbers))}点"
