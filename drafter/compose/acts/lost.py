"""Choices whose place in the outline is gone (没处放的话): dropped, or put at another line of their step."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.compose import data as paper
from drafter.compose.acts.line import MOVED, laid_by, placed, start
from drafter.compose.acts.moving import amend, short
from drafter.compose.desk import Desk
from drafter.compose.looking import Look, Lost
from drafter.compose.state import State
from drafter.records import Item


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
    """Its words as a line of one's own at a node of the same step; Enter there takes it out of here.

    Where no node is the likeliest they are kept for Ctrl-Y, which fetches them at any line.
    """
    lost, seen = current(desk, state), desk.look(state.data)
    if lost is None or not seen.nodes:
        return state
    if not lost.text:
        return replace(state, message="这里没有话可放；不要就按 x 丢掉")
    item = _likeliest(seen, lost.node, state.came)
    if item is None:
        said = "没有同一步骤的一行；到要放的那一行按 w，再按 Ctrl-Y"
        return replace(laid_by(state, MOVED + lost.node, lost.text), message=said)
    after = start(desk, replace(state, node=item.id, mode="outline"), "own", lost.text)
    assert after.typing is not None  # begun one line above
    said = f"放到“{item.step}”：回车就换掉“{short(item.text, 12)}”；放别处先按 Esc，到那里按 w，再按 Ctrl-Y"
    return replace(after, typing=replace(after.typing, moved=lost.node), message=said)


def _likeliest(seen: Look, node: str, came: str) -> Item | None:
    """The line of the outline that says what `node` said: of several the one the cursor was at, or the only one there is
    under the same point; None where that does not tell."""
    kind, point = _kind(node), node.split("/")[:2]
    alike = [item for item in seen.nodes if _kind(item.id) == kind and item.id not in seen.silent]
    near = [item for item in alike if item.id.split("/")[:2] == point]
    at = [item for item in alike if item.id == came]
    return next((found[0] for found in (at, near, alike) if len(found) == 1), None)


def _kind(node: str) -> str:
    """A node without its numbers: 意见/文 of 意见/2/1/文."""
    return re.sub(r"/\d+", "", node)
