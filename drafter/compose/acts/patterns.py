"""Parallel sets (换句式): one skeleton for all siblings of the current node, seen before it is taken."""

from __future__ import annotations

from dataclasses import replace

from drafter.compose import data as paper
from drafter.compose.acts.moving import amend
from drafter.compose.candidates import family_key, given, siblings
from drafter.compose.data import Data
from drafter.compose.desk import Desk
from drafter.compose.grounds import set_of
from drafter.compose.state import State
from drafter.plan.draft import CHOSEN, LEFT_OUT
from drafter.plan.sibling import Sibling
from drafter.plan.siblings import PLAIN


def enter(desk: Desk, state: State) -> State:
    """Choose the set that shapes all siblings of the current node."""
    seen = desk.look(state.data)
    key, parent = family_key(state.node, seen, desk.bank)
    offered = desk.families(state)
    if not key:
        return replace(state, message="这一行没有同级标题可换句式；请到“意见”的各级标题上按 g")
    if all(one.ref == PLAIN for one in offered):
        return replace(state, message=_why_none(state, parent))
    # The one that stands there now, chosen or not: nothing changes before the arrows are pressed.
    used = [set_of(item) for item in siblings(key, parent, seen) if not item.source.ref.startswith(CHOSEN)]
    place = next((k for k, one in enumerate(offered) if used and used[0].endswith(one.ref)), 0)
    own = _own(desk, state)
    message = f"有 {own} 条标题是自己写的，不随句式变；到那一条上按 x 就随着变" if own else ""
    if key.endswith("/组") and given(parent, seen.brief):
        message = "这几条措施的次序是您排的；换一组，就照那一组自己的次序"
    return replace(state, mode="pattern", back=state.mode, pick=place, message=message)


def why_plain(desk: Desk, state: State) -> str:
    """Why the headings beside the current node have no pattern in common, and which of them is the odd one; "" where they
    have one, or could have."""
    seen = desk.look(state.data)
    key, parent = family_key(state.node, seen, desk.bank)
    item = seen.item(state.node)
    if item is None or not item.level or not key.endswith("句式") or set_of(item) != PLAIN:
        return ""
    points = state.data.get("意见") or ()
    offered = desk.families(state)
    return _why_none(state, parent) if len(points) > 1 and all(one.ref == PLAIN for one in offered) else ""


def _own(desk: Desk, state: State) -> int:
    """How many of the siblings of the current node have words of the writer's own, which no set changes."""
    seen = desk.look(state.data)
    return sum(item.source.ref.startswith(CHOSEN) for item in siblings(*family_key(state.node, seen, desk.bank), seen))


def _why_none(state: State, parent: str) -> str:
    """Why no set holds the siblings under `parent`, "" for the points themselves."""
    points = state.data.get("意见") or ()
    if not parent:
        names = [paper.topic_of(point) for point in points]
    else:
        names = list(
            paper.measures_of(state.data.get("保障") if parent == "保障" else points[int(parent.split("/")[1]) - 1])
        )
    kinds = {name: Sibling(name).kind for name in names}
    doing = [name for name in names if kinds[name] == "动宾"]
    thing = [name for name in names if kinds[name] != "动宾"]
    if doing and thing:
        # The few are to follow the many. What was written over a heading is no point: only the brief's words count.
        few = min(doing, thing, key=len)
        said, other = ("动作的说法", "事物的名称") if few is doing else ("事物的名称", "动作的说法")
        named = "、".join(f"“{name}”" for name in few[:3])
        what = "措施" if parent else "要点"
        return f"没有句式能换：{what}{named}是{said}，别的是{other}；按 b 在简要里把{what}改成一样的说法，再按 g"
    return "没有句式能换：短语库里没有一组句式放得下这几条"


def previewed(desk: Desk, state: State) -> Data:
    """The brief as it would be with the highlighted set."""
    key, parent = family_key(state.node, desk.look(state.data), desk.bank)
    offered = desk.families(state)
    if not key or not offered:
        return state.data
    choice = offered[min(state.pick, len(offered) - 1)]
    data = state.data
    if key.endswith("/组") and given(parent, desk.look(data).brief):
        # Measures of the bank in an order of the writer's: another group has its own.
        data = paper.edit_measures(data, parent, ())
    held = paper.choices(data)
    if key.endswith("/组"):
        # What was left out were measures of another group.
        parent = key.removesuffix("组")
        held = {k: value for k, value in held.items() if not (k.startswith(parent) and value == LEFT_OUT)}
    return paper.put(data, "选定", {**held, key: choice.value})


def take(desk: Desk, state: State) -> State:
    """The highlighted set for all siblings."""
    offered = desk.families(state)
    choice = offered[min(state.pick, len(offered) - 1)]
    after = replace(state, mode="outline", pick=0)
    _, parent = family_key(state.node, desk.look(state.data), desk.bank)
    what = f"整组换成“{choice.text}”这样的"
    after = amend(desk, after, previewed(desk, state), what, state.node, under=parent or "意见")
    own = _own(desk, state)
    return replace(after, message=f"{after.message}；您改过的 {own} 个没动") if own else after
