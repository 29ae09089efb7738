"""Going about in the outline (移动), and what every change of the brief has in common."""

from __future__ import annotations

from dataclasses import replace

from drafter.compose.data import Data, choices, lasting
from drafter.compose.desk import Desk
from drafter.compose.hands import NOTHING, Hands
from drafter.compose.looking import LOST, Look
from drafter.compose.questions import QUESTIONS
from drafter.compose.state import State, changed, redo, undo
from drafter.plan.slips import OVER, slips
from drafter.records import Item

_SETS = ("/句式", "/组")
_STOP = "。；"
"""What a line ends with that a message goes on behind."""


def focus(desk: Desk, state: State, node: str) -> State:
    """`state` with the current node at `node`, or as near to it as there is."""
    seen = desk.look(state.data)
    if not seen.nodes:
        return replace(state, mode="form", row=state.row or QUESTIONS[0].key)
    row = seen.rows[seen.place(node)]
    came = state.node if row.startswith(LOST) and not state.node.startswith(LOST) else state.came
    return replace(state, node=row, came=came, pick=0, marked=(), scroll=0)


def current(desk: Desk, state: State) -> Item | None:
    """The item of the current node."""
    return desk.look(state.data).item(state.node)


def amend(
    desk: Desk, state: State, data: Data, what: str, node: str = "", hands: Hands = NOTHING, under: str = ""
) -> State:
    """The brief changed: choices are settled anew, and the cursor stays as near as it can.

    hands: what the writer answers for in the text that was chosen. under: the node under which he saw the lines change
    before he took them.
    """
    after = changed(state, desk.grounded(state.data, desk.settle(data), hands), what, node)
    was, now = desk.look(state.data), desk.look(after.data)
    raised = {node for node, _ in now.doubts} - {node for node, _ in was.doubts} if was.brief else set()
    unfit = [why for key, why in now.misfits if key.endswith(_SETS) and key not in dict(was.misfits)]
    if unfit and was.brief:
        after = replace(after, message=unfit[0])
    if (renamed := _retitled(state.data, was, after.data, now)) and not state.asking:
        named = "、".join(renamed[:MOST_NAMED]) + ("等" if len(renamed) > MOST_NAMED else "")
        after = replace(after, message=f"{after.message.rstrip(_STOP)}；换了 {len(renamed)} 个标题（{named}）")
    if raised:
        after = replace(after, message=f"{after.message.rstrip(_STOP)}；有 {len(raised)} 处选定要核对，前面标着 !")
    if over := [slip for slip in _over(now) if slip not in _over(was)]:
        after = replace(after, message=f"{after.message.rstrip(_STOP)}；{over[0]}")
    if homeless := {one.node for one in now.lost if one.text} - {one.node for one in was.lost}:
        after = replace(
            after, message=f"{after.message.rstrip(_STOP)}；有 {len(homeless)} 句没处放了，留在提纲末尾（End）"
        )
    if after.mode != "form":
        # In the form one field may be in many lines; there it is told of the fields that are not looked at.
        after = also_changed(desk, state, after, under)
    if after.mode in ("outline", "candidates", "pattern"):
        return replace(focus(desk, after, after.node), pick=after.pick)
    return after


def _over(seen: Look) -> list[str]:
    """What is to be said of the deadlines of the brief that are over when the meeting is held."""
    return [slip.message for slip in slips(seen.brief) if slip.kind == OVER] if seen.brief else []


def _retitled(before: Data, was: Look, after: Data, now: Look) -> list[str]:
    """The headings that were there and still are and say something else, though nobody chose for them, by their labels
    (一, 二（一）)."""
    old = {lasting(before, item.id): item for item in was.nodes if item.level}
    found: list[str] = []
    above = ""
    for item in now.nodes:
        if item.level == 1:
            above = item.label.removesuffix("、")
        stood = old.get(lasting(after, item.id)) if item.level else None
        if stood and stood.text != item.text and choices(before).get(stood.id) == choices(after).get(item.id):
            found.append(above if item.level == 1 else above + item.label)
    return found


MOST_NAMED = 3
"""So many lines that changed on their own are named."""


def also_changed(desk: Desk, before: State, after: State, under: str = "") -> State:
    """`after`, with the running lines named that were there before, still are and say something else, though nobody chose
    for them: what comes in another order is said in other words further down. under: a node at and under which the
    writer sees what he does."""
    was, now = desk.look(before.data), desk.look(after.data)
    old = {lasting(before.data, item.id): item for item in was.nodes if not item.level}
    other = [
        item
        for item in now.nodes
        if not item.level
        and (stood := old.get(lasting(after.data, item.id))) is not None
        and stood.text != item.text
        and choices(before.data).get(stood.id) == choices(after.data).get(item.id)
        and not (under and f"{stood.id}/".startswith(f"{under}/"))
    ]
    if not other:
        return after
    labels = {item.id: short(item.text, 8) for item in now.nodes if item.level}
    names = dict.fromkeys(
        f"“{labels[head]}”下面" if (head := item.id.removesuffix("/文")) in labels else item.step for item in other
    )
    more = "等" if len(names) > MOST_NAMED else ""
    said = f"还有 {len(other)} 句跟着换了：{'、'.join([*names][:MOST_NAMED])}{more}"
    return replace(after, message=f"{after.message.rstrip(_STOP)}；{said}")


def remarked(desk: Desk, state: State, topic: str) -> State:
    """`state` with what the planner remarks on a point just named: it took it for something, or knows it not."""
    note = desk.look(state.data).note_of(topic)
    return replace(state, message="；".join(filter(None, (state.message, note)))) if note else state


def move(desk: Desk, state: State, by: int) -> State:
    """Another node of the outline."""
    seen = desk.look(state.data)
    if not seen.nodes:
        return state
    place = max(0, min(len(seen.rows) - 1, seen.place(state.node) + by))
    return replace(focus(desk, state, seen.rows[place]), message="", mode=state.mode)


def pick(state: State, by: int, count: int) -> State:
    """Another line of a list of `count`."""
    return replace(state, pick=max(0, min(count - 1, state.pick + by)), scroll=0, message="")


def back(desk: Desk, state: State) -> State:
    """Undo, wherever the change was made."""
    return _shown(desk, undo(state))


def again(desk: Desk, state: State) -> State:
    """Redo."""
    return _shown(desk, redo(state))


def _shown(desk: Desk, state: State) -> State:
    if state.mode == "form":
        return state
    if not desk.look(state.data).nodes:
        return replace(state, mode="form", row=QUESTIONS[0].key)
    return replace(focus(desk, replace(state, mode="outline"), state.node), message=state.message)


def short(text: str, most: int = 24) -> str:
    """The beginning of a line, for a message."""
    return text if len(text) <= most else text[:most] + "…"
