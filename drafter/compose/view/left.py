"""The left pane (左栏): the outline as it stands, the form, or what to begin with."""

from __future__ import annotations

from drafter.compose import questions
from drafter.compose.acts.patterns import previewed
from drafter.compose.cells import fit, width
from drafter.compose.data import Data, choices
from drafter.compose.looking import Lost
from drafter.compose.questions import BY_KEY, title
from drafter.compose.view.picture import Line, Scene, around, paragraphs, step_of
from drafter.language.visible import visible
from drafter.records import Item

_WELCOME = (
    "一份讲话提纲，三步写成：",
    "1. 答几个问题：什么会、讲什么、要讲哪几点。答不上的按回车跳过。",
    "2. 逐行挑、逐行改。每一步都存在简要文件里，断了也能接着写。",
    "3. 按 q 收尾：看还缺什么，导出 Word。",
)


def left(scene: Scene, cells: int, rows: int, alone: bool = False) -> list[Line]:
    """What stands on the left, at most `rows` lines of at most `cells` cells; alone: there is no other pane."""
    state = scene.state
    seen = scene.desk.look(state.data)
    if state.mode == "start":
        return _entries(scene, cells, rows, alone)
    if state.mode == "form" or (state.mode in ("search", "context") and not seen.nodes):
        return _form(scene, cells, rows)
    data = previewed(scene.desk, state) if state.mode == "pattern" else state.data
    return _tree(scene, data, cells, rows)


def _tree(scene: Scene, data: Data, cells: int, rows: int) -> list[Line]:
    """The outline `data` makes, with the signs of its own choices."""
    state, marks = scene.state, scene.marks
    seen = scene.desk.look(data)
    if not seen.nodes:
        return [[("class:dim", " 填了“会议”和“意见”才有提纲")]]
    misfits = {key for key, _ in seen.misfits}
    troubled = {seen.shown_at(key) for key in misfits} | {node for node, _ in seen.doubts}
    held = choices(data)
    here = seen.place(state.node)
    # What has no place must not be missed: while its rows are out of sight, one line tells of it.
    count = len(seen.rows)
    first = max(0, min(here - rows // 2, count - rows))
    told = bool(seen.lost) and first + rows <= len(seen.nodes)
    room = rows - told
    first = max(0, min(here - room // 2, count - room))
    lines: list[Line] = []
    for place in range(first, min(first + room, count)):
        if place >= len(seen.nodes):
            lines.append(_lost(scene, seen.lost[place - len(seen.nodes)], place == here, cells))
            continue
        item = seen.nodes[place]
        key = item.id
        sign, style = " ", ""
        if key in troubled:
            sign, style = marks.misfit, "class:misfit"
        elif key in seen.silent:
            sign, style = marks.silent, "class:dim"
        elif key in held:
            sign, style = marks.chosen, "class:chosen"
        elif item.level and "请核改" in seen.note_at(key):
            # What the planner asks at the end to look at (收尾的提示), where it stands.
            sign, style = marks.ask, "class:misfit"
        elif item.gaps:
            sign, style = marks.gap, "class:gap"
        lines.append(_node(scene, item, seen.depths[place], (sign, style), place == here, key in seen.silent, cells))
    if told:
        said = f"{marks.misfit} {len(seen.lost)} 句没处放（End 去看）：{visible(seen.lost[0].said)}"
        lines.append([("class:misfit", fit(said, cells, marks.cut))])
    return lines


def _lost(scene: Scene, lost: Lost, here: bool, cells: int) -> Line:
    """The row of a choice without a place."""
    shown = fit(f"{scene.here(here)}{scene.marks.misfit} 没处放：{visible(lost.said)}", cells, scene.marks.cut)
    return [("class:current" if here and scene.state.mode == "outline" else "class:misfit", shown)]


def _node(scene: Scene, item: Item, depth: int, signed: tuple[str, str], here: bool, silent: bool, cells: int) -> Line:
    marks = scene.marks
    sign, style = signed
    head = "" if item.label or "/" not in item.id or item.id.endswith(("/文", "/领")) else f"{step_of(item)} "
    mark = scene.here(here)
    said = "（不讲）" if silent else item.label
    text = f"{'  ' * min(depth, 3)}{said}{'' if item.level else head}{visible(item.text)}"
    tail = marks.gap if item.gaps and sign != marks.gap and not silent else ""
    shown = fit(text, cells - width(mark) - width(sign) - width(tail), marks.cut)
    if here:
        tint = "class:current" if scene.state.mode == "outline" else "class:current-dim"
        return [(tint, mark + sign + shown + tail)]
    body = "class:dim" if silent else "class:heading" if item.level else ""
    return [("", mark), (style, sign), (body, shown), ("class:gap", tail)]


def _entries(scene: Scene, cells: int, rows: int, alone: bool) -> list[Line]:
    entries, marks = scene.state.entries, scene.marks
    if not entries:
        return paragraphs([("", line) for line in _WELCOME], cells)

    def block(place: int, here: bool) -> list[Line]:
        label = f"{scene.here(here)} {visible(entries[place].label)}"
        return [[("class:current" if here else "", fit(label, cells, marks.cut))]]

    lines = around(block, len(entries), scene.state.pick, rows)
    if not alone:
        return lines
    # Without a pane beside it, what is to be known of the entry stands below.
    return [*lines, *paragraphs([("class:dim", entries[scene.state.pick].detail)], cells)][:rows]


def _form(scene: Scene, cells: int, rows: int) -> list[Line]:
    data, marks = scene.state.data, scene.marks
    all_rows = questions.rows(data)
    place = next((k for k, row in enumerate(all_rows) if row.id == scene.state.row), 0)
    first = max(0, min(place - rows // 2, len(all_rows) - rows))
    lines: list[Line] = []
    for number in range(first, min(first + rows, len(all_rows))):
        row = all_rows[number]
        several = row.id != row.key
        held = bool(data.get(row.key.split(".")[0]))
        # The name stands at the first row of its field only.
        named = not several or row.index == 0 or (row.index is None and not held)
        lacking = BY_KEY[row.key].needed and not held
        asked = BY_KEY[row.key].core or not scene.state.asking
        text = row.text or ("（必填）" if lacking else "＋" if several else "" if asked else "（不问，以后可填）")
        name = title(row.key) if named or number == first else ""
        shown = fit(f"{scene.here(number == place)} {fit(name, 11)} {visible(text)}", cells, marks.cut)
        lines.append([("class:current" if number == place else ("" if row.text else "class:dim"), shown)])
    return lines
