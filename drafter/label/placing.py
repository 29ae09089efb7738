"""Where the sentences of a speech stand (句子的位置): in which zone, under which headings, how far from either end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from drafter.label.structure import Layout, Unit

BUCKETS = (60, 150, 300, 500, 800, 1200, 2000)
"""Distances from the beginning or the end of a speech (characters) that are told apart."""
SIZES = ((1500, "短"), (4000, "中"))
"""Speeches up to so many characters are short, of middling length; the rest are long. How long an opening runs depends on it."""
PARAGRAPH = 400
"""So many characters on, the opening of a paragraph says nothing any more: some texts are all one line."""
LAST_PARAGRAPHS = 3
_AFTER_CALL = (400, 1000, 3000)
"""Distances from the end that are told apart behind the last calls."""
LIST = 3
"""So many items make a list whose last one is worth a look."""


def moving(units: Sequence[Unit], length: int, calls: Iterable[int]) -> set[int]:
    """The sentences that may stand elsewhere in the speech, in the terms of what is noticed, than the one before.

    calls: those from which on the last calls count.
    """
    total = len(units)
    places = {*range(min(9, total)), *range(max(0, total - 6), total), *calls}
    passages, starts = [unit.passage for unit in units], [unit.start for unit in units]
    if units:
        places.update(range(bisect_left(passages, passages[-1] - LAST_PARAGRAPHS), total))
    for limit in BUCKETS + _AFTER_CALL:
        places |= {find(starts, at) for at in (limit, length - limit) for find in (bisect_left, bisect_right)}
    return places | {bisect_left(starts, length * tenth / 10) for tenth in range(1, 10)}


Standing = tuple[str, str, tuple[str, ...], tuple[str, ...], bool, bool, bool]
"""Zone, part, what the level-1 heading and the nearest lower one say, whether that is an item of a list, and its last;
whether the last part was left (see `left`)."""


def left(layout: Layout) -> int:
    """The sentence from which on the speaker may have left the last part: a paragraph below its heading that begins by
    calling the audience (同志们！); behind the speech where there is none."""
    units = layout.units
    if layout.tops > 1:
        for index in range(len(units) - 1, -1, -1):
            if units[index].opens_top:
                return next(
                    (at for at in range(index + 1, len(units)) if units[at].vocative and units[at].first), len(units)
                )
    return len(units)


def under(
    index: int,
    units: Sequence[Unit],
    zone: str,
    part: str,
    headings: Mapping[int, tuple[str, ...]],
    last_items: set[int],
    left_at: int,
) -> Standing:
    unit = units[index]
    left = index >= left_at
    above = headings[unit.head] if unit.head >= 0 else ()
    below = headings[unit.sub] if unit.sub >= (left_at if left else 0) else ()
    listed = unit.sub >= 0 and units[unit.sub].style in "FGJ"
    return zone, part, above, below, listed, unit.sub in last_items, left


def paragraphs(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """Passage → its first sentence and the one after its last, for paragraphs of several sentences that are no whole text."""
    spans: dict[int, tuple[int, int]] = {}
    begin = 0
    for index in range(1, len(units) + 1):
        if index == len(units) or units[index].passage != units[begin].passage:
            last = units[index - 1]
            if index - begin > 1 and last.start + len(last.text) - units[begin].start <= 2 * PARAGRAPH:
                spans[units[begin].passage] = (begin, index)
            begin = index
    return spans


def last_items(units: Sequence[Unit]) -> set[int]:
    """The sentences that open the last of several items below a level-1 heading."""
    last: dict[tuple[int, str], int] = {}
    for unit in units:
        if unit.sub >= 0 and units[unit.sub].number >= LIST:
            last[unit.top, units[unit.sub].style] = unit.sub
    return set(last.values())


def calls(units: Sequence[Unit]) -> tuple[int, int]:
    """The last and the last but one sentence that addresses the audience (同志们！), -1 for none."""
    calls = [index for index, unit in enumerate(units) if unit.vocative and index > 2]
    return (calls[-1] if calls else -1), (calls[-2] if len(calls) > 1 else -1)


def after_call(index: int, left: int, last: int, before: int) -> str:
    if 0 <= last <= index:
        return "末呼后" + ("近" if left < _AFTER_CALL[0] else "中" if left < _AFTER_CALL[1] else "远")
    return "末二呼后" if 0 <= before <= index and left < _AFTER_CALL[2] else ""


def zone(unit: Unit, index: int, layout: Layout) -> str:
    if layout.lead >= 0 and index < layout.lead:
        return "@领起前"
    if index == layout.lead:
        return "@领起"
    if layout.tops < 2:
        return "@无标号后" if layout.lead >= 0 else "@无标号"
    if unit.top == 0:
        return "@首节前" if layout.lead < 0 else "@领起后"
    if unit.top == 1 and layout.tops > 1:
        return "@首节"
    if unit.top == layout.tops:
        return "@末节"
    return "@中节"


def junction(unit: Unit, index: int, plain: bool) -> int:
    if unit.opens_top:
        return 2
    if unit.vocative:
        return 4
    if unit.style:
        return 5 if unit.number > 1 and unit.style in "EFGJ" else 3
    if unit.first or index == 0:
        return 6 if plain else 1
    return 0
