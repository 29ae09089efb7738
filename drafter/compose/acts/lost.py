"""Choices whose place in the outline is gone (没处放的话): dropped, or put where the cursor last was."""

from __future__ import annotations

from dataclasses import replace

from drafter.compose import data as paper
from drafter.compose.acts.line import MOVED, placed, start
from drafter.compose.acts.moving import amend, short
from drafter.compose.desk import Desk
from drafter.compose.looking import Lost
from drafter.compose.state import State


def current(desk: Desk, state: State) -> Lost | None:
    """The choice without a place that the cursor is at."""
    return desk.look(state.data).lost_at(state.node)


def drop(desk: Desk, state: State) -> State:
    """It is wanted no more; u brings it back."""
    lost = current(desk, state)
    if lost is None:
        return state
    return amend(
        desk, placed(state, MOVED + lost.node), paper.forget(state.data, lost.node), f"丢掉没处放的：{short(lost.said)}"
    )


def place(desk: Desk, state: State) -> State:
    """Its words as a line of one's own at the node where the cursor last was; Enter there takes it out of here."""
    lost, seen = current(desk, state), desk.look(state.data)
    if lost is None or not seen.nodes:
        return state
    if not lost.text:
        return replace(state, message="这里没有话可放；不要就按 x 丢掉")
    item = seen.nodes[seen.index(state.came)]
    after = start(desk, replace(state, node=item.id, mode="outline"), "own", lost.text)
    assert after.typing is not None  # begun one line above
    said = f"放到“{item.step}”：回车就换掉“{short(item.text, 12)}”；放别处先按 Esc，到那里按 w，再按 Ctrl-Y"
    return replace(after, typing=replace(after.typing, moved=lost.node), message=said)
