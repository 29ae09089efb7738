"""Points and their measures (要点与措施): added, removed, moved; their choices go with them."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.compose import data as paper
from drafter.compose import questions
from drafter.compose.acts import line
from drafter.compose.acts.choosing import leave_out, told_of
from drafter.compose.acts.moving import amend, remarked
from drafter.compose.adapting import as_heading
from drafter.compose.data import Data, choices, node_of
from drafter.compose.desk import Desk
from drafter.compose.questions import BY_KEY
from drafter.compose.state import State, Typing
from drafter.plan.draft import LEFT_OUT
from drafter.records import Item

_POINT = re.compile(r"意见/(\d+)")
_MEASURE = re.compile(r"(意见/\d+|保障)/(\d+)(?:/.*)?")


def _point(state: State) -> int | None:
    """Index of the point the current node belongs to."""
    match = _POINT.match(state.node)
    return int(match[1]) - 1 if match else None


def _measure(state: State) -> tuple[str, int] | None:
    """(parent, index) of the measure the current node is or hangs on, whether the brief names it or the bank gave it."""
    match = _MEASURE.fullmatch(state.node)
    return (match[1], int(match[2]) - 1) if match else None


def _given(state: State, parent: str) -> tuple[str, ...]:
    points = state.data.get("意见") or ()
    holder = state.data.get("保障") if parent == "保障" else points[int(parent.split("/")[1]) - 1]
    return paper.measures_of(holder)


def _kept(desk: Desk, data: Data, parent: str) -> list[Item]:
    """The measures under `parent` that are said, and those left out under which the writer has put something."""
    seen, held = desk.look(data), choices(data)
    return [
        item
        for item in seen.nodes
        if item.level
        and re.fullmatch(re.escape(parent) + r"/\d+", item.id)
        and (item.id not in seen.silent or any(node_of(key).startswith(f"{item.id}/") for key in held))
    ]


def _adopted(desk: Desk, data: Data, parent: str) -> Data:
    """`data` with the bank's measures under `parent` named in the brief, where they stand to the word as they did.

    Those left out are gone, unless there is something of the writer's under them: then they stay, left out as they
    were. What was chosen goes with each, and the rest stays the planner's.
    """
    measures = _kept(desk, data, parent)
    held = choices(data)
    # A heading of the writer's own stands over a measure of the bank, which is found again by its name.
    own = {item.id for item in measures if held.get(item.id, LEFT_OUT) != LEFT_OUT}
    bare = desk.look(paper.put(data, "选定", {key: value for key, value in held.items() if key not in own}))
    names: list[int | str] = [(bare.item(item.id) or item).text for item in measures]
    chosen = {key: value for key, value in held.items() if not re.match(re.escape(parent) + r"/(\d|组)", key)}
    there = {item.id for item in desk.look(data).nodes}
    for key, value in held.items():
        # What has no place under the bank's measures has none under the brief's.
        match = re.match(re.escape(parent) + r"/\d+", key)
        if match and match[0] not in there:
            chosen[key] = value
    for number, item in enumerate(measures, 1):
        for key, value in held.items():
            if key == item.id or key.startswith(f"{item.id}/"):
                chosen[f"{parent}/{number}{key.removeprefix(item.id)}"] = value
    return paper.put(paper.edit_measures(data, parent, names), "选定", chosen)


def add(desk: Desk, state: State) -> State:
    """Type a new point, or a new measure where the current node is one."""
    return line.start(desk, state, "measure" if _measure(state) is not None else "point")


def accept(desk: Desk, state: State) -> State:
    """Enter in a new point or measure: behind the current one."""
    if state.pick >= 0 and state.typing is not None and state.typing.purpose == "point":
        state = line.complete(desk, state)
    typing = state.typing
    if typing is None:
        return state
    text = typing.text.strip()
    if not text:
        return line.drop(state)
    if typing.fault:
        return state
    text, off = as_heading(text)
    if not text:
        return replace(state, typing=replace(typing, fault="只有序号，没有字；序号不用写，由提纲来编"))
    return told_of(_accepted(desk, state, typing, text), off)


def _accepted(desk: Desk, state: State, typing: Typing, text: str) -> State:
    measure = _measure(state)
    point = questions.read(BY_KEY["意见"], text)
    # 完善设施：新建站点、改造老站 is a whole point, as it is in the brief.
    if typing.purpose == "measure" and measure is not None and len(paper.measures_of(point)) < 2:
        return _add_measure(desk, state, measure, text)
    state = replace(state, typing=None)
    points = state.data.get("意见") or ()
    here = _point(state)
    place = len(points) if here is None else here + 1
    data = paper.insert_point(state.data, place, point)
    what = "写的是一整点，加在这一点后面" if typing.purpose == "measure" else "加一点"
    return remarked(desk, amend(desk, state, data, f"{what}：{text}", f"意见/{place + 1}"), paper.topic_of(point))


def _add_measure(desk: Desk, state: State, measure: tuple[str, int], text: str) -> State:
    parent, index = _in_order(desk, state, measure)
    data = state.data if _given(state, parent) else _adopted(desk, state.data, parent)
    count = len(_given(replace(state, data=data), parent))
    order: list[int | str] = [*range(count)]
    order.insert(index + 1, text)
    data = paper.edit_measures(data, parent, order)
    fault = paper.fault(data, desk.occasions)
    if fault and state.typing is not None:
        return replace(state, typing=replace(state.typing, fault=fault))
    return amend(desk, replace(state, typing=None), data, f"加一条措施：{text}", f"{parent}/{index + 2}")


def _in_order(desk: Desk, state: State, measure: tuple[str, int]) -> tuple[str, int]:
    """The measure's place among those that stay: what is left out goes when the bank's become the brief's."""
    parent, index = measure
    if _given(state, parent):
        return parent, index
    numbers = [int(item.id.rpartition("/")[2]) - 1 for item in _kept(desk, state.data, parent)]
    return parent, max(0, sum(number <= index for number in numbers) - 1)


def remove(desk: Desk, state: State) -> State:
    """The current point or measure is removed from the brief; a line that is neither is left out. u brings all back."""
    measure = _measure(state)
    if state.node in desk.look(state.data).silent:
        return leave_out(desk, state)
    given = _given(state, measure[0]) if measure is not None else []
    # Behind the one measure of a known point stand the bank's own: those are left out, like any line of its.
    if measure is not None and state.node == f"{measure[0]}/{measure[1] + 1}" and measure[1] < len(given):
        parent, index = measure
        order = [k for k in range(len(given)) if k != index]
        # To the measure that moves up, never to the point: a second d must not take that as well.
        node = f"{parent}/{max(1, min(index + 1, len(order)))}"
        data = paper.edit_measures(state.data, parent, order)
        return amend(desk, state, data, f"删去措施：{given[index]}", node)
    if state.node == "保障":
        return amend(desk, state, paper.put(state.data, "保障", None), "删去保障这一点")
    point = _point(state)
    if point is None or state.node != f"意见/{point + 1}":
        return leave_out(desk, state)
    points = state.data.get("意见") or ()
    if len(points) < 2:
        return replace(state, message="只剩一点了，不能再删")
    what = f"删去第{point + 1}点：{paper.topic_of(points[point])}"
    node = f"意见/{min(point + 1, len(points) - 1)}"
    return amend(desk, state, paper.remove_point(state.data, point), what, node)


def shift(desk: Desk, state: State, by: int) -> State:
    """Move the current measure or point up or down; its choices go with it."""
    measure = _measure(state)
    if measure is not None:
        return _shift_measure(desk, state, measure, by)
    point = _point(state)
    if point is None:
        return replace(state, message="这一行的位置是定的；能移的是各点和各条措施")
    if not 0 <= point + by < len(state.data.get("意见") or ()):
        return replace(state, message="不能再移了")
    data = paper.move_point(state.data, point, point + by)
    tail = state.node.partition("/")[2].partition("/")[2]
    node = f"意见/{point + by + 1}" + (f"/{tail}" if tail else "")
    return amend(desk, state, data, f"第{point + 1}点移到第{point + by + 1}点", node)


def _shift_measure(desk: Desk, state: State, measure: tuple[str, int], by: int) -> State:
    seen = desk.look(state.data)
    if state.node in seen.silent or choices(state.data).get(state.node) == LEFT_OUT:
        return replace(state, message="不讲的不能移，按 x 恢复")
    parent, index = _in_order(desk, state, measure)
    data = state.data if _given(state, parent) else _adopted(desk, state.data, parent)
    given = _given(replace(state, data=data), parent)
    order = list(range(len(given)))
    if not 0 <= index + by < len(order):
        return replace(state, message="不能再移了")
    order.insert(index + by, order.pop(index))
    data = paper.edit_measures(data, parent, order)
    what = f"{'下移' if by > 0 else '上移'}措施：{given[index]}"
    return amend(desk, state, data, what, f"{parent}/{index + by + 1}")
