"""What stands at a node (选与改): candidates taken, one or several; lines written, edited, adapted, left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter.bank.model import SLOT
from drafter.compose import data as paper
from drafter.compose.acts.line import MOVED, drop, placed, start
from drafter.compose.acts.moving import amend, current, focus, move, short
from drafter.compose.acts.moving import pick as move_pick
from drafter.compose.adapting import STOPS, as_heading, template
from drafter.compose.candidates import Candidate, fillers, whole_line
from drafter.compose.data import choices, clean
from drafter.compose.desk import Desk
from drafter.compose.hands import NOTHING, Hands, filled_by_hand, handed_on
from drafter.compose.looking import LOST
from drafter.compose.state import State, Typing
from drafter.compose.typing_line import jump, settled
from drafter.flow.foreign import foreign
from drafter.flow.subjects import GROUND, SOURCE, read
from drafter.plan.draft import LEFT_OUT
from drafter.records import Item


def enter(desk: Desk, state: State) -> State:
    """To the candidates of the current node, the one in use highlighted."""
    offered = desk.candidates(state)
    if not offered:
        return replace(state, message="这里没有别的候选，按 w 自己写，或按 / 查先例")
    return replace(state, mode="candidates", pick=in_use(desk, state, offered), marked=(), message="")


def in_use(desk: Desk, state: State, offered: Sequence[Candidate]) -> int:
    """Which candidate stands in the outline now; 0 when none does."""
    item = current(desk, state)
    return next((k for k, one in enumerate(offered) if item is not None and one.text == item.text), 0)


_ONCE = ("称谓", "领起", "回应前述")
"""Steps that are said once: two of their lines one after the other announce, address or tell the agenda twice."""


def mark(desk: Desk, state: State) -> State:
    """Mark the highlighted candidate to be taken with others, or unmark it."""
    if state.pick in state.marked:
        marked = tuple(place for place in state.marked if place != state.pick)
    else:
        marked = (*state.marked, state.pick)
    return move_pick(replace(state, marked=marked), 1, len(desk.candidates(state)))


def take(desk: Desk, state: State) -> State:
    """Take the highlighted candidate, or all marked ones one after another, and go on to the next node."""
    offered = desk.candidates(state)
    item = current(desk, state)
    if item is None or not offered:
        return state
    places = state.marked or (state.pick,)
    chosen = [offered[place] for place in places if place < len(offered)]
    if len(chosen) > 1 and (item.level or item.step in _ONCE):
        what = "标题" if item.level else item.step
        return replace(state, message=f"{what}只用一条，{len(chosen)} 条连着念就重了；按空格去掉多标的")
    if len(chosen) == 1 and not chosen[0].ref:
        # It stands there as it is.
        return _onward(desk, replace(state, marked=(), message=f"仍用：{short(chosen[0].text)}"))
    if len(chosen) == 1:
        value = chosen[0].value
    else:
        # Several lines in one node: the frames' own wording, so that it follows the brief.
        frames = {frame.id: frame.text for frame in desk.bank.frames}
        value = "".join(_kept_line(desk, state, item, frames.get(one.value, one.value), one.text) for one in chosen)
    key = item.id if chosen[0].text == item.text else whole_line(item)
    data = paper.choose(state.data, key, value)
    what = "选用" if len(chosen) == 1 else f"选用 {len(chosen)} 条"
    after = amend(desk, replace(state, marked=()), data, f"{what}：{short(chosen[0].text)}")
    return _onward(desk, after)


def _kept_line(desk: Desk, state: State, item: Item, wording: str, text: str) -> str:
    """The frame's wording where it gives this very text in this brief, else the text."""
    brief = desk.look(state.data).brief
    if brief is None:
        return text
    _, filled = fillers(item, brief, desk.bank)
    names = re.findall(r"<([^<>]+)>", wording)
    hints = desk.bank.hints
    same = all(name in filled or f"【待填：{hints.get(name, name)}】" in text for name in names)
    return wording if same else text


def _onward(desk: Desk, state: State) -> State:
    """The next node that is said, in the candidates pane where it has any; at the end the outline."""
    seen = desk.look(state.data)
    rest = [item.id for item in seen.nodes[seen.index(state.node) + 1 :] if item.id not in seen.silent]
    if not rest:
        return replace(state, mode="outline", pick=0)
    after = replace(state, node=rest[0], pick=0, marked=(), scroll=0)
    offered = desk.candidates(after)
    return replace(after, mode="candidates" if offered else "outline", pick=in_use(desk, after, offered))


def clear(desk: Desk, state: State) -> State:
    """Take back what was chosen here, be it a wording or silence, under which an earlier choice comes back; where nothing
    was, skip to the next node."""
    item = current(desk, state)
    if item is None:
        return state
    seen, held = desk.look(state.data), choices(state.data)
    # Under a measure that is left out: it is that choice which is taken back.
    heads = [item.id[: match.start()] for match in re.finditer("/", item.id)] if item.id in seen.silent else []
    for key in (
        *dict.fromkeys((item.id, whole_line(item))),
        *(head for head in reversed(heads) if held.get(head) == LEFT_OUT),
    ):
        if key in held or key + paper.PARKED in held:
            what = "恢复" if held.get(key) == LEFT_OUT else "取消选定"
            data = desk.settle(paper.take_back(state.data, key))
            # What comes back may be the writer's own words, which were not to be seen meanwhile.
            stands = desk.look(data).item(item.id) if what == "恢复" else None
            return amend(desk, state, data, f"{what}：{short((stands or item).text)}")
    return replace(move(desk, state, 1), message="跳过，用程序选的")


def keep(desk: Desk, state: State) -> State:
    """What is chosen here is right as it is (仍用), and on a heading what hangs on it: it is marked no more. A line
    made from a precedent that nobody has read is kept at itself only."""
    seen = desk.look(state.data)
    here = [node for node, _ in seen.doubts if node == state.node or node.startswith(f"{state.node}/")]
    nodes = [node for node in here if node == state.node or not _unread(state, node)]
    if here and not nodes:
        return replace(state, message=f"下面改自先例的 {len(here)} 行还没有逐字看过，请到那一行看过再按 y")
    if nodes:
        what = (
            f"仍用：{short(seen.nodes[seen.index(nodes[0])].text)}"
            if len(nodes) == 1
            else f"仍用这里的 {len(nodes)} 处"
        )
        return amend(desk, state, desk.confirmed(state.data, nodes), what, state.node)
    if seen.trouble(state.node):
        return replace(state, message="这条框架现在用不上，不能仍用；按 → 另选一条，或按 w 自己写")
    return replace(state, message="这里没有要核对的")


def keep_all(desk: Desk, state: State) -> State:
    """The same for the whole outline, but for lines made from precedents that nobody has read word by word: each is
    kept by itself, and the first of them is gone to."""
    nodes = [node for node, _ in desk.look(state.data).doubts]
    if not nodes:
        return replace(state, message="没有要核对的")
    # The current line is in sight, but for the end page.
    seen = "" if state.mode == "end" else state.node
    unread = [node for node in nodes if node != seen and _unread(state, node)]
    kept = [node for node in nodes if node not in unread]
    if not unread:
        return amend(desk, state, desk.confirmed(state.data, kept), f"仍用全部 {len(kept)} 处", state.node)
    left = f"改自先例的 {len(unread)} 行还没有逐字看过，请一行一行看，看过一行按一次 y"
    if not kept:
        return replace(focus(desk, state, unread[0]), message=left)
    after = amend(desk, state, desk.confirmed(state.data, kept), f"仍用 {len(kept)} 处", unread[0])
    return replace(after, message=f"{after.message}；{left}")


def _unread(state: State, node: str) -> bool:
    """Whether the text at `node` was made from a precedent and was not read word by word."""
    held = choices(state.data)
    return node + SOURCE in held and not read(held.get(node + GROUND, ""), held.get(node, ""))


def leave_out(desk: Desk, state: State) -> State:
    """The current line is not said (不讲), nor is what hangs on it."""
    seen = desk.look(state.data)
    item = seen.item(state.node)
    if item is None:
        return state
    if item.id in seen.silent:
        return replace(state, message="这里已经不讲了，按 x 恢复")
    if item.level == 3 and len(seen.children(item.id.rpartition("/")[0])) < 3:
        return replace(state, message="第三级至少要有两条，可按 e 改写，或到上一级按 d")
    data = paper.leave_out(state.data, item.id)
    what = f"不讲：{short(item.text)}"
    after = amend(desk, state, data, what)
    return replace(after, message=f"不讲了：{short(item.text, 16)}（按 x 恢复）{after.message.removeprefix(what)}")


def edit(desk: Desk, state: State) -> State:
    """Edit the line as it stands, or the highlighted candidate."""
    item = current(desk, state)
    if item is None:
        return state
    text = item.text
    if state.mode == "candidates":
        offered = desk.candidates(state)
        text = offered[state.pick].text if state.pick < len(offered) else text
    begun = start(desk, state, "edit", text)
    # In its first gap, which is what there is to write; without one at the end.
    if begun.typing is None:
        return begun
    at = jump(begun.typing)
    told = (
        "第一处待填已经选中，直接打字就填上；Tab 到下一处"
        if at.mark is not None and not begun.message
        else begun.message
    )
    return replace(begun, typing=at, message=told)


def write(desk: Desk, state: State) -> State:
    """Write a line of one's own."""
    return start(desk, state, "own") if current(desk, state) is not None else state


_WHAT = {"edit": "改写", "own": "自己写", "adapt": "改用先例"}


def accept(desk: Desk, state: State) -> State:
    """Enter in a line for the node: into the brief, tied to its facts where it can be."""
    typing = settled(state.typing) if state.typing else None
    seen = desk.look(state.data)
    item = seen.item(typing.target) if typing else None
    if typing is None or item is None or seen.brief is None:
        return drop(state)
    text = typing.text.strip()
    if not text:
        return replace(state, typing=replace(typing, fault="空行不收；不要这一行请按 Esc，再按 d"))
    if text == LEFT_OUT:
        return replace(state, typing=replace(typing, fault="“不讲”是略去的记号；要略去请按 Esc，再按 d"))
    text, off = as_heading(text) if item.level else (text, "")
    text = text if item.level else _stopped(text, item.step)
    if not text:
        return replace(state, typing=replace(typing, fault=f"标题只写了“{off}”；序号不用写，由提纲来编"))
    theirs = [typing.text[start:end] for start, end in desk.carried(replace(state, typing=typing))]
    state = replace(state, typing=None)
    if text == item.text and typing.purpose != "adapt" and item.id not in seen.silent:
        # Looked at and left as it is: that is an answer too.
        return keep(desk, state) if seen.trouble(item.id) else replace(state, message="没有改动")
    key = item.id
    tied, filled = fillers(item, seen.brief, desk.bank)
    if typing.purpose == "edit":
        # What the line followed it goes on following.
        names = SLOT.findall(choices(state.data).get(key, ""))
        tied |= {name: filled[name] for name in names if name in filled}
    source = typing.cited or (choices(state.data).get(key + paper.SOURCE, "") if typing.purpose == "edit" else "")
    precedent = typing.taken or (typing.begun if typing.purpose == "adapt" else item.text)
    source = source if _left_of(precedent, text) else ""
    lost = seen.lost_at(LOST + typing.moved) if typing.moved else None
    # Words without a place leave it only for a line in which they stand whole.
    moved = typing.moved if lost is not None and clean(lost.text).strip() in typing.text else ""
    if moved:
        # They bring the precedent they are from.
        source = choices(state.data).get(moved + paper.SOURCE, source)
    bare = data = paper.forget(state.data, moved) if moved else state.data
    # The line must come back as it was typed; what would not is kept to the letter.
    for fill in (tied, {}):
        data = paper.choose(bare, key, template(text, fill, desk.bank.hints, filled), source)
        planned = desk.look(data).item(item.id)
        if planned is not None and planned.text == text:
            break
    hands = _hands(choices(state.data), item, typing, text)
    named = foreign(text, source, seen.brief, desk.bank, desk.topics_of(seen.brief)).named if source else ()
    facts = [*hands.facts, *filled_by_hand(typing.begun, text, seen.brief, named)]
    hands = replace(hands, facts=facts, marked=theirs if source else ())
    after = amend(desk, state, data, f"{_WHAT[typing.purpose]}：{short(text)}", item.id, hands)
    if after.mode == "candidates":
        after = replace(after, pick=in_use(desk, after, desk.candidates(after)), marked=())
    return told_of(placed(after, MOVED + moved) if moved else after, off)


def _hands(held: Mapping[str, str], item: Item, typing: Typing, text: str) -> Hands:
    """What the writer goes on answering for: of the line as it stood, if it is that which was edited."""
    if typing.purpose != "edit" or typing.begun != item.text or typing.cited or typing.moved:
        return NOTHING
    return handed_on(held.get(item.id + paper.GROUND, ""), text)


_CLAUSE = 6
"""As many characters in a row of a precedent are its words; fewer are anybody's."""
_SHORTEST = 4
"""Characters of a clause that tells; shorter ones (一是) tell only where there is nothing else."""


def _left_of(precedent: str, text: str) -> bool:
    """Whether words of `precedent` are left in `text`; gaps and stops are nobody's.

    >>> _left_of("把服务送到门口，办到心坎上。", "要把服务送到门口。"), _left_of("把服务送到门口。", "明天开标。")
    (True, False)
    """
    pieces = [piece for piece in re.split(r"【[^【】]*】|[，。、；：！？“”‘’\s]", precedent) if piece]
    telling = [piece for piece in pieces if len(piece) >= _SHORTEST] or pieces
    return any(piece[at : at + _CLAUSE] in text for piece in telling for at in range(max(1, len(piece) - _CLAUSE + 1)))


_ENDED = re.compile(r"[。．！？；：…，、—.!?;:][”’」』）)》]*$")


def _stopped(text: str, step: str) -> str:
    """Running text with a full stop where it has no stop; whom one addresses is followed by a colon.

    >>> _stopped("县民政局公开招标", "任务部署"), _stopped("他说：“好！”", "任务部署"), _stopped("同志们", "称谓")
    ('县民政局公开招标。', '他说：“好！”', '同志们：')
    """
    return text if _ENDED.search(text) else text + ("：" if step == "称谓" else "。")


def told_of(state: State, off: str) -> State:
    """`state` with what went off a heading said: the writer typed it."""
    if not off:
        return state
    numbered, stopped = off[0] not in STOPS, off[0] in STOPS or "…" in off
    why = "、".join(["序号由提纲来编"] * numbered + ["标题末尾不用标点"] * stopped)
    return replace(state, message=f"{state.message}（去掉了“{off}”：{why}）")
