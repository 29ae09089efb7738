"""What a key does (按键的含义): desk and state in, state out. Nothing here touches disk, clock or terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from drafter.compose import data as paper
from drafter.compose import questions
from drafter.compose.adapting import adapt, template
from drafter.compose.candidates import Candidate, choosable, family_key, fillers
from drafter.compose.data import Data
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY, QUESTIONS, Row
from drafter.compose.state import Mode, Purpose, State, Typing, Wish, changed
from drafter.compose.typing_line import insert
from drafter.records import Hit, Item
from drafter.render.outline import Format
from drafter.search.query import Neighbour

FORMS: dict[str, Format] = {"m": "md", "w": "docx", "t": "txt", "h": "html", "s": "json"}
"""Key at the end -> format."""


# --- beginning ---------------------------------------------------------------------------------------


def opened(desk: Desk, state: State) -> State:
    """The brief is open: go on with the questions that must be answered, else to the outline."""
    state = replace(state, wish=None, typing=None, pick=0)
    asked = questions.missing(state.data)
    if asked:
        return ask(desk, replace(state, mode="form", asking=True), asked[0])
    return focus(desk, replace(state, mode="outline"), state.node)


def focus(desk: Desk, state: State, node: str) -> State:
    """`state` with the current node at `node`, or as near to it as there is."""
    seen = desk.look(state.data)
    if not seen.nodes:
        return replace(state, mode="form", row=state.row or QUESTIONS[0].key)
    place = seen.index(node)
    return replace(state, node=seen.nodes[place].id, pick=0, marked=(), scroll=0)


def current(desk: Desk, state: State) -> Item | None:
    """The item of the current node."""
    return desk.look(state.data).item(state.node)


def amend(desk: Desk, state: State, data: Data, what: str, node: str = "") -> State:
    """The brief changed: choices are settled anew, and the cursor stays as near as it can."""
    after = changed(state, desk.settle(data), what, node)
    if after.mode in ("outline", "candidates", "pattern"):
        return replace(focus(desk, after, after.node), pick=after.pick)
    return after


# --- the form ----------------------------------------------------------------------------------------


def ask(desk: Desk, state: State, row: str) -> State:
    """Ask for the row `row`: its value stands in the line, ready to be changed."""
    found = questions.row_of(state.data, row)
    typing = Typing("answer", found.text, len(found.text), target=found.id)
    return replace(state, mode="form", row=found.id, typing=typing, pick=-1, marked=())


def answer(desk: Desk, state: State) -> State:
    """Enter in an answer: accept it, or the completion the arrows chose, and go on."""
    if state.pick >= 0:
        state = accept_completion(desk, state)
    typing = state.typing
    if typing is None:
        return state
    row = questions.row_of(state.data, state.row)
    question = BY_KEY[row.key]
    text = typing.text.strip()
    if not text and not row.text and row.key == "场合" and state.asking:
        text = "工作会议"
    fault = questions.complaint(state.data, row.id, text, desk.occasions)
    if fault:
        return replace(state, typing=replace(typing, fault=fault))
    if not text and question.needed and not _held(state.data, row):
        return replace(state, typing=replace(typing, fault="这一项必须填写"))
    after = state
    if text != row.text:
        if row.key == "意见" and not text and row.index is not None:
            data = paper.remove_point(state.data, row.index)
        else:
            data = questions.answered(state.data, row.id, text)
        what = f"{row.key}：{text}" if text else f"清空{row.key}"
        after = amend(desk, state, data, what)
    adding = row.index is None and row.id.endswith(ADD)
    if adding and text:
        return ask(desk, after, row.id)
    if after.asking:
        return following(desk, after, row.key)
    return replace(after, typing=None, row=questions.row_of(after.data, row.id).id)


def _held(data: Data, row: Row) -> bool:
    """True when the field holds something without this row."""
    value = paper.get(data, row.key)
    return bool(value) if row.index is None else len(value or ()) > 1


def following(desk: Desk, state: State, key: str, backwards: bool = False) -> State:
    """The core question after (or before) `key`; behind the last one the outline."""
    core = [question for question in QUESTIONS if question.core]
    place = next((k for k, question in enumerate(core) if question.key == key), -1)
    place += -1 if backwards else 1
    if place >= len(core):
        return leave_form(desk, replace(state, typing=None))
    question = core[max(0, place)]
    return ask(desk, state, question.key if question.shape in ("text", "texts") else f"{question.key}/{ADD}")


_ROWS = {"称谓": "称谓", "回应前述": "刚才/1", "串联": "刚才/1", "分项成绩": "成绩/1", "问题不足": "问题/1"}


def row_for(desk: Desk, state: State) -> str:
    """The row of the form the current node mostly comes from."""
    item = current(desk, state)
    if item is None:
        return state.row or QUESTIONS[0].key
    point = _POINT.match(state.node)
    if point:
        return f"意见/{point[1]}"
    if state.node.startswith("保障"):
        return "保障.主体"
    row = "结束" if item.move == "结束语" else _ROWS.get(item.step, "会议")
    return questions.row_of(state.data, row).id


def leave_form(desk: Desk, state: State) -> State:
    """From the form to the outline, if the brief makes one."""
    if not desk.look(state.data).nodes:
        lacking = [q.key for q in QUESTIONS if q.needed and not paper.get(state.data, q.key)]
        return replace(state, typing=None, asking=False, message=f"还缺 {'、'.join(lacking)}，填了才有提纲")
    return focus(desk, replace(state, mode="outline", typing=None, asking=False), state.node)


def move_row(desk: Desk, state: State, by: int) -> State:
    """Another row of the form."""
    ids = [row.id for row in questions.rows(state.data)]
    place = ids.index(state.row) if state.row in ids else 0
    return replace(state, row=ids[max(0, min(len(ids) - 1, place + by))], message="")


def remove_row(desk: Desk, state: State) -> State:
    """Take the current row's value out of the brief."""
    row = questions.row_of(state.data, state.row)
    if not row.text:
        return replace(state, message="这一行本来就空着")
    if BY_KEY[row.key].needed and not _held(state.data, row):
        return replace(state, message=f"{row.key}不能没有，按回车改")
    if row.key == "意见" and row.index is not None:
        data = paper.remove_point(state.data, row.index)
    else:
        data = questions.answered(state.data, row.id, "")
    return amend(desk, state, data, f"删去{row.key}：{row.text}")


def shift_row(desk: Desk, state: State, by: int) -> State:
    """Move the current element of a field up or down."""
    row = questions.row_of(state.data, state.row)
    items = list(paper.get(state.data, row.key) or ())
    if row.index is None or not 0 <= row.index + by < len(items):
        return replace(state, message="不能再移了")
    target = row.index + by
    if row.key == "意见":
        data = paper.move_point(state.data, row.index, target)
    else:
        items.insert(target, items.pop(row.index))
        data = paper.put(state.data, row.key, items)
    return replace(amend(desk, state, data, f"{row.key}移动一位"), row=f"{row.key}/{target + 1}")


def accept_completion(desk: Desk, state: State) -> State:
    """Tab in an answer: the highlighted completion into the line."""
    offered = desk.completions(state)
    if state.typing is None or not offered:
        return state
    choice = offered[max(0, min(state.pick, len(offered) - 1))]
    typing = state.typing
    text = typing.text[: choice.start] + choice.text
    rest = typing.text[typing.caret :]
    return typed(desk, state, replace(typing, text=text + rest, caret=len(text), mark=None))


# --- the line being typed ----------------------------------------------------------------------------


def typed(desk: Desk, state: State, line: Typing) -> State:
    """The line has changed: validate, look for completions, ask for precedents."""
    if line.purpose == "answer":
        fault = questions.complaint(state.data, state.row, line.text, desk.occasions)
        # While it is being typed, a 场合 is not wrong as long as one begins like it.
        if state.row == "场合" and any(name.startswith(line.text) for name in desk.occasions):
            fault = ""
        return replace(state, typing=replace(line, fault=fault), pick=-1, message="")
    if line.purpose == "point":
        fault = questions.complaint(state.data, f"意见/{ADD}", line.text, desk.occasions)
        return replace(state, typing=replace(line, fault=fault), pick=-1)
    if line.purpose == "query":
        search = state.search
        if line.text != search.query:
            search = replace(search, query=line.text, asked=search.asked + 1, pick=0, near=(), eager=False)
            if not line.text.strip():
                search = replace(search, hits=(), answered=search.asked, trouble="")
        return replace(state, typing=line, search=search)
    return replace(state, typing=line)


def start_line(state: State, purpose: Purpose, text: str = "", target: str = "") -> State:
    """Begin to type."""
    return replace(
        state,
        pick=-1 if purpose in ("point", "measure") else state.pick,
        typing=Typing(purpose, text, len(text), target=target or state.node),
        message="",
    )


def drop_line(state: State) -> State:
    """Esc: the line is given up, nothing changes."""
    return replace(state, pick=max(0, state.pick), typing=None, message="没有改动")


# --- nodes and candidates ----------------------------------------------------------------------------


def move_node(desk: Desk, state: State, by: int) -> State:
    """Another node of the outline."""
    nodes = desk.look(state.data).nodes
    if not nodes:
        return state
    place = desk.look(state.data).index(state.node)
    return replace(focus(desk, state, nodes[max(0, min(len(nodes) - 1, place + by))].id), message="", mode=state.mode)


def next_gap(desk: Desk, state: State) -> State:
    """The next node with something to fill in."""
    seen = desk.look(state.data)
    here = seen.index(state.node)
    order = [*range(here + 1, len(seen.nodes)), *range(here + 1)]
    place = next((k for k in order if seen.nodes[k].gaps), None)
    if place is None:
        return replace(state, message="没有待填之处了")
    return replace(focus(desk, state, seen.nodes[place].id), message="")


def enter_candidates(desk: Desk, state: State) -> State:
    """To the candidates of the current node, the one in use highlighted."""
    offered = desk.candidates(state)
    if not offered:
        item = current(desk, state)
        if item is not None and not choosable(item):
            return replace(state, message="第三级短语随主题走，不能单独改")
        return replace(state, message="这里没有别的候选，按 w 自己写，或按 / 查先例")
    return replace(state, mode="candidates", pick=in_use(desk, state, offered), marked=(), message="")


def in_use(desk: Desk, state: State, offered: Sequence[Candidate]) -> int:
    """Which candidate stands in the outline now; 0 when none does."""
    item = current(desk, state)
    return next((k for k, one in enumerate(offered) if item is not None and one.text == item.text), 0)


def move_pick(state: State, by: int, count: int) -> State:
    """Another line of a list of `count`."""
    return replace(state, pick=max(0, min(count - 1, state.pick + by)), scroll=0, message="")


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
    if len(chosen) == 1:
        value = chosen[0].value
    else:
        # Several lines in one node: the frames' own wording, so that it follows the brief.
        frames = {frame.id: frame.text for frame in desk.bank.frames}
        value = "".join(_kept_line(desk, state, item, frames.get(one.value, one.value), one.text) for one in chosen)
    data = paper.choose(state.data, item.id, value)
    what = "选用" if len(chosen) == 1 else f"选用 {len(chosen)} 条"
    after = amend(desk, replace(state, marked=()), data, f"{what}：{_short(chosen[0].text)}")
    return _onward(desk, after)


def _kept_line(desk: Desk, state: State, item: Item, wording: str, text: str) -> str:
    """The frame's wording where it gives this very text in this brief, else the text."""
    brief = desk.look(state.data).brief
    if brief is None:
        return text
    _, filled = fillers(item, brief, desk.bank)
    names = re.findall(r"<([^<>]+)>", wording)
    return (
        wording
        if all(name in filled or f"【待填：{desk.bank.hints.get(name, name)}】" in text for name in names)
        else text
    )


def _onward(desk: Desk, state: State) -> State:
    """The next node that has candidates, in the candidates pane; at the end the outline."""
    seen = desk.look(state.data)
    place = seen.index(state.node) + 1
    if place >= len(seen.nodes):
        return replace(state, mode="outline", pick=0)
    after = replace(state, node=seen.nodes[place].id, pick=0, marked=(), scroll=0)
    offered = desk.candidates(after)
    return replace(after, mode="candidates" if offered else "outline", pick=in_use(desk, after, offered))


def clear(desk: Desk, state: State) -> State:
    """Take back what was chosen here; where nothing was, skip to the next node."""
    item = current(desk, state)
    if item is None:
        return state
    key = item.id
    held = paper.choices(state.data)
    if key in held or key + paper.PARKED in held:
        return amend(desk, state, paper.unchoose(state.data, key), f"取消选定：{_short(item.text)}")
    return replace(move_node(desk, state, 1), message="跳过，用程序选的")


def edit(desk: Desk, state: State) -> State:
    """Edit the line as it stands, or the highlighted candidate."""
    item = current(desk, state)
    if item is None:
        return state
    if not choosable(item):
        return replace(state, message="第三级短语随主题走，不能单独改")
    text = item.text
    if state.mode == "candidates":
        offered = desk.candidates(state)
        text = offered[state.pick].text if state.pick < len(offered) else text
    return start_line(state, "edit", text)


def write(desk: Desk, state: State) -> State:
    """Write a line of one's own."""
    item = current(desk, state)
    if item is None or not choosable(item):
        return replace(state, message="第三级短语随主题走，不能单独改")
    return start_line(state, "own")


def accept_line(desk: Desk, state: State) -> State:
    """Enter in a line for the node: into the brief, tied to its facts where it can be."""
    typing = state.typing
    item = desk.look(state.data).item(typing.target) if typing else None
    brief = desk.look(state.data).brief
    if typing is None or item is None or brief is None:
        return replace(state, typing=None)
    text = typing.text.strip()
    if not text:
        return replace(state, typing=replace(typing, fault="空行不收；要取消选定请按 Esc，再按 x"))
    state = replace(state, typing=None)
    if text == item.text:
        return replace(state, message="没有改动")
    key = item.id
    tied, filled = fillers(item, brief, desk.bank)
    source = paper.choices(state.data).get(key + paper.SOURCE, "") if typing.purpose == "edit" else ""
    data = state.data
    # The line must come back as it was typed; what would not is kept to the letter.
    for fill in (tied, {}):
        data = paper.choose(state.data, key, template(text, fill, desk.bank.hints, filled), source)
        planned = desk.look(data).item(item.id)
        if planned is not None and planned.text == text:
            break
    what = "改写" if typing.purpose == "edit" else "自己写"
    return amend(desk, state, data, f"{what}：{_short(text)}", item.id)


# --- points and measures -----------------------------------------------------------------------------

_POINT = re.compile(r"意见/(\d+)")
_MEASURE = re.compile(r"(意见/\d+|保障)/(\d+)(?:/.*)?")


def _measure(state: State) -> tuple[str, int] | None:
    """(parent, index) when the current node hangs on a measure the brief names."""
    match = _MEASURE.fullmatch(state.node)
    if match is None:
        return None
    parent, index = match[1], int(match[2]) - 1
    given = _given(state, parent)
    return (parent, index) if index < len(given) else None


def _given(state: State, parent: str) -> tuple[str, ...]:
    points = state.data.get("意见") or ()
    holder = state.data.get("保障") if parent == "保障" else points[int(parent.split("/")[1]) - 1]
    return paper.measures_of(holder)


def _point(state: State) -> int | None:
    """Index of the point the current node belongs to."""
    match = _POINT.match(state.node)
    return int(match[1]) - 1 if match else None


def add(desk: Desk, state: State) -> State:
    """Type a new point, or a new measure where the current node is one the brief names."""
    if _measure(state) is not None:
        return start_line(state, "measure")
    return start_line(state, "point")


def accept_added(desk: Desk, state: State) -> State:
    """Enter in a new point or measure: behind the current one."""
    if state.pick >= 0 and state.typing is not None and state.typing.purpose == "point":
        state = accept_completion(desk, state)
    typing = state.typing
    if typing is None:
        return state
    text = typing.text.strip()
    if not text:
        return drop_line(state)
    if typing.fault:
        return state
    measure = _measure(state)
    state = replace(state, typing=None)
    if typing.purpose == "measure" and measure is not None:
        parent, index = measure
        order: list[int | str] = [*range(len(_given(state, parent)))]
        order.insert(index + 1, text)
        data = paper.edit_measures(state.data, parent, order)
        return amend(desk, state, data, f"加一条措施：{text}", f"{parent}/{index + 2}")
    points = state.data.get("意见") or ()
    here = _point(state)
    place = len(points) if here is None else here + 1
    data = paper.insert_point(state.data, place, questions.read(BY_KEY["意见"], text))
    return amend(desk, state, data, f"加一点：{text}", f"意见/{place + 1}")


def remove(desk: Desk, state: State) -> State:
    """Remove the current measure or point, and what was chosen for it (u brings both back)."""
    measure = _measure(state)
    if measure is not None:
        parent, index = measure
        given = _given(state, parent)
        order = [k for k in range(len(given)) if k != index]
        return amend(desk, state, paper.edit_measures(state.data, parent, order), f"删去措施：{given[index]}", parent)
    point = _point(state)
    if point is None:
        return replace(state, message="这一行不是哪一点，不能删；按 x 取消选定")
    points = state.data.get("意见") or ()
    if len(points) < 2:
        return replace(state, message="只剩一点了，不能再删")
    what = f"删去第{point + 1}点：{paper.topic_of(points[point])}"
    return amend(desk, state, paper.remove_point(state.data, point), what, f"意见/{min(point + 1, len(points) - 1)}")


def shift(desk: Desk, state: State, by: int) -> State:
    """Move the current measure or point up or down; its choices go with it."""
    measure = _measure(state)
    if measure is not None:
        parent, index = measure
        order = list(range(len(_given(state, parent))))
        if not 0 <= index + by < len(order):
            return replace(state, message="不能再移了")
        order.insert(index + by, order.pop(index))
        data = paper.edit_measures(state.data, parent, order)
        return amend(desk, state, data, "移动措施", f"{parent}/{index + by + 1}")
    point = _point(state)
    if point is None or not 0 <= point + by < len(state.data.get("意见") or ()):
        return replace(state, message="不能再移了")
    data = paper.move_point(state.data, point, point + by)
    tail = state.node.partition("/")[2].partition("/")[2]
    node = f"意见/{point + by + 1}" + (f"/{tail}" if tail else "")
    return amend(desk, state, data, f"第{point + 1}点移到第{point + by + 1}", node)


# --- parallel sets -----------------------------------------------------------------------------------


def enter_pattern(desk: Desk, state: State) -> State:
    """Choose the set that shapes all siblings of the current node, seen live."""
    key, _ = family_key(state.node, desk.look(state.data))
    offered = desk.families(state)
    if not key or not offered:
        return replace(state, message="这一行没有同级标题可换句式；请到“意见”的各级标题上按 g")
    held = paper.choices(state.data).get(key)
    place = next((k for k, one in enumerate(offered) if one.value == held), 0)
    return replace(state, mode="pattern", back=state.mode, pick=place, message="")


def pattern_data(desk: Desk, state: State) -> Data:
    """The brief as it would be with the highlighted set."""
    key, _ = family_key(state.node, desk.look(state.data))
    offered = desk.families(state)
    if not key or not offered:
        return state.data
    choice = offered[min(state.pick, len(offered) - 1)]
    return paper.put(state.data, "选定", {**paper.choices(state.data), key: choice.value})


def take_pattern(desk: Desk, state: State) -> State:
    """The highlighted set for all siblings."""
    offered = desk.families(state)
    choice = offered[min(state.pick, len(offered) - 1)]
    after = replace(state, mode="outline", pick=0)
    return amend(desk, after, pattern_data(desk, state), f"整组换成 {choice.value}", state.node)


# --- precedents --------------------------------------------------------------------------------------


def enter_search(state: State) -> State:
    """Look for precedents, from anywhere; what was looked for before still stands."""
    back: Mode = state.back if state.mode in ("search", "context", "help") else state.mode
    query = state.search.query
    held = state.held if state.typing is None or state.typing.purpose == "query" else state.typing
    line = Typing("query", query, len(query))
    return replace(state, mode="search", back=back, typing=line, held=held, message="")


def found(state: State, asked: int, hits: tuple[Hit, ...], near: tuple[str, ...], trouble: str = "") -> State:
    """The library's answer; dropped when a newer question has been asked."""
    if asked != state.search.asked:
        return state
    eager = state.search.eager and state.mode == "search"
    search = replace(state.search, answered=asked, hits=hits, near=near, trouble=trouble, pick=0, eager=False)
    state = replace(state, search=search)
    return read_hit(state) if eager else state


def in_context(state: State, ref: str, neighbours: tuple[Neighbour, ...], trouble: str = "") -> State:
    """The passages around a hit; dropped when another hit is looked at by now."""
    search = state.search
    if state.mode != "context" or not search.hits or search.hits[search.pick].ref != ref:
        return state
    return replace(state, search=replace(search, context=neighbours, trouble=trouble))


def move_hit(state: State, by: int) -> State:
    """Another hit."""
    search = state.search
    pick = max(0, min(len(search.hits) - 1, search.pick + by))
    return replace(state, search=replace(search, pick=pick), scroll=0)


def read_hit(state: State) -> State:
    """Show the hit in its context; the first one when it comes, if it is still being looked for."""
    if state.search.answered != state.search.asked:
        return replace(state, search=replace(state.search, eager=True))
    if not state.search.hits:
        return state
    hit = state.search.hits[state.search.pick]
    return replace(
        state,
        mode="context",
        typing=None,
        scroll=0,
        search=replace(state.search, context=()),
        wish=Wish("context", path=hit.ref),
    )


def adapt_hit(desk: Desk, state: State) -> State:
    """The hit into the current node, its facts as slots, ready to be edited before it is accepted."""
    search = state.search
    item = current(desk, state)
    if not search.hits:
        return replace(state, message="还没有查到先例")
    if item is None:
        return replace(state, message="提纲还没有成形，先填完“会议”和“意见”")
    if not choosable(item):
        return replace(state, message="第三级短语随主题走，请先选别的行")
    hit = search.hits[search.pick]
    brief = desk.look(state.data).brief
    text = adapt(hit.text)
    if item.level:
        text = text.rstrip("。；，：")
    if brief is not None:
        _, filled = fillers(item, brief, desk.bank)
        # A name the brief fills would bring this meeting where another was meant.
        text = re.sub(r"<([^<>]+)>", lambda m: f"<{m[1]}名称>" if m[1] in filled else m[0], text)
    key = item.id
    data = paper.choose(state.data, key, text, _cited(hit))
    back = replace(state, mode="outline", typing=None, held=None)
    after = amend(desk, back, data, f"改用先例 {hit.ref}")
    line = current(desk, after)
    gaps = len(line.gaps) if line else 0
    return replace(after, message=f"已放入并把事实换成待填（{gaps} 处）；按 e 编辑，Tab 跳到下一处，u 撤销")


def _cited(hit: Hit) -> str:
    """SPEECH#PASSAGE and whose words they are, for the note beside the choice."""
    about = "，".join(part for part in (hit.speaker, hit.title, hit.date) if part)
    return paper.clean(f"{hit.ref}（{about}）" if about else hit.ref)


# --- the end -----------------------------------------------------------------------------------------


def finish(state: State) -> State:
    """To the end page."""
    back: Mode = state.back if state.mode in ("help", "search", "context") else state.mode
    ended = replace(state.ended, findings=(), trouble="", checking=True)
    return replace(state, mode="end", back=back, typing=None, scroll=0, message="", ended=ended, wish=Wish("review"))


def export(state: State, key: str) -> State:
    """Ask for the file to export to."""
    form = FORMS[key]
    return start_line(state, "export", str(PurePath(state.file).with_suffix(f".{form}")), form)


def accept_export(state: State) -> State:
    """Enter in the name of the export."""
    typing = state.typing
    if typing is None or not typing.text.strip():
        return drop_line(state)
    form = next(form for form in FORMS.values() if form == typing.target)
    path = typing.text.strip()
    return replace(state, typing=None, wish=Wish("export", path, form, sure=typing.sure == path))


def exported(state: State, path: str, trouble: str = "") -> State:
    """The export is written, or was refused."""
    state = replace(state, wish=None)
    if trouble:
        return replace(state, message=trouble)
    written = (*(one for one in state.ended.written if one != path), path)
    return replace(state, ended=replace(state.ended, written=written), message=f"已导出 {path}")


def occupied(state: State, path: str, form: Format) -> State:
    """There is such a file already, which this session did not write: ask before it is replaced."""
    line = Typing("export", path, len(path), target=form, sure=path, fault="已有这个文件：再按回车就覆盖，或改个名字")
    return replace(state, wish=None, typing=line)


def reviewed(state: State, findings: tuple[str, ...], trouble: str = "") -> State:
    """What check found, for the end page."""
    return replace(state, wish=None, ended=replace(state.ended, findings=findings, trouble=trouble, checking=False))


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else text[:most] + "…"


def paste(desk: Desk, state: State, text: str) -> State:
    """A paste goes into the line being typed, whole."""
    if state.typing is None:
        return replace(state, message="粘贴的内容没有地方放：先按 w（自己写）或 e（编辑）")
    line = insert(state.typing, text)
    return typed(desk, state, line)
