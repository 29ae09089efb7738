"""The screen as text (画面): from desk and state to lines of styled pieces. Pure; every line fits its width exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from drafter.compose import keys, questions
from drafter.compose.acts.line import waiting
from drafter.compose.acts.moving import current
from drafter.compose.acts.patterns import why_plain
from drafter.compose.cells import cut, fit, width, wrap
from drafter.compose.data import GROUND, PARKED, SOURCE, choices
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY
from drafter.compose.state import State, Typing
from drafter.compose.view import offers, pages, precedents
from drafter.compose.view.left import left
from drafter.compose.view.picture import FINE_MARKS, Line, Marks, Picture, Scene, pad, paragraphs, step_of
from drafter.language.numerals import chinese
from drafter.language.visible import one_line, visible

LEAST_COLUMNS, LEAST_ROWS = 24, 8
TWO_PANES = 60
"""Columns from which there is room for two panes side by side."""
MOST_TYPING = 6
_ALWAYS = ("u", "q")
_LAST = ("x", "n")
"""Keys a message names where they are needed, or that are no way on: they give way to others."""
_POINTS = re.compile("^三点意见$")
LEAST_NAME = 12
"""Cells of the meeting's name that are left beside the file's; on a screen too narrow for that the file gives way."""
MOST_NOTE = 2
"""Lines a message or a hint may take."""
MOST_NAMED = 5
"""Lines the names of what a precedent left in the line being typed may take; on a low screen a quarter of it."""
THEIRS = "划线的是旧稿自己的字眼"
"""How the message under a line made from a precedent ends where words in it are underlined."""
_PROMPTS = {
    "own": "自己写",
    "edit": "编辑",
    "adapt": "改用先例",
    "point": "加一点",
    "measure": "加一条措施",
    "query": "查先例",
    "file": "存到哪个文件",
    "export": "导出到",
}


def draw(desk: Desk, state: State, columns: int, rows: int, marks: Marks = FINE_MARKS) -> Picture:
    """The whole screen, exactly `rows` lines of `columns` cells."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Picture(tuple(pad([[("", "窗口太小，请拉大")]], rows, columns)))
    scene = Scene(desk, state, marks)
    low, caret = _typing(scene, state.typing, columns, rows) if state.typing else (_status(scene, columns), None)
    body = rows - 2 - len(low)
    lines = [_title(scene, columns), *pad(_body(scene, columns, body), body, columns)]
    place = (len(lines) + caret[0], caret[1]) if caret else None
    lines += pad([*low, _keys(scene, columns)], len(low) + 1, columns)
    return Picture(tuple(lines), place)


# --- frame -------------------------------------------------------------------------------------------


def _title(scene: Scene, columns: int) -> Line:
    state, marks = scene.state, scene.marks
    seen = scene.desk.look(state.data)
    name = visible(str(state.data.get("会议") or ("" if state.mode == "start" else "新的简要")))
    if state.mode == "candidates" and (item := current(scene.desk, state)) is not None:
        # The arrows walk through candidates here, and w writes this line: which one is said first.
        name = f"给“{item.label.strip('、.') or step_of(item)}”挑：{visible(item.text)}"
    right = ""
    if seen.outline is not None:
        chosen = sum(not key.endswith((SOURCE, PARKED, GROUND)) for key in choices(state.data))
        misfits = f" 不合 {len(seen.misfits)}" if seen.misfits else ""
        doubts = f" 核对 {len(seen.doubts)}" if seen.doubts else ""
        right = f" 已选 {chosen} 待填 {len(seen.outline.gaps)}{misfits}{doubts}"
    right += " 有字待取" if waiting(scene.desk, state) else ""
    right = cut(f"{right} ", columns, marks.cut) if right else ""
    # Of a long path the name tells most; it must not be what is cut off.
    file = visible(PurePath(state.file).name)
    head = f" {keys.NAMES.get(state.mode, '按键')} {marks.bar} "
    room = columns - width(right)
    left_over = room - width(head) - width(file) - 2
    named = cut(name, left_over, marks.cut) if file and left_over >= LEAST_NAME else name
    shown = fit(one_line(f"{head}{f'{named}  {file}'.strip()}"), room, marks.cut)
    return [("class:title", shown + right)]


def _status(scene: Scene, columns: int) -> list[Line]:
    state = scene.state
    if state.message:
        return [[("class:message", " " + part)] for part in _noted(state.message, columns)]
    about = _about_node(scene) if state.mode in ("outline", "candidates") else ""
    return [[("class:dim", " " + part)] for part in _noted(about, columns)]


def _noted(text: str, columns: int, most: int = MOST_NOTE, last: str = "") -> list[str]:
    """A message in as many lines as it may take, the end of one that is longer left off. last: what it ends with all the
    same."""
    last = f"；{last}" if text and last else last
    parts = wrap(visible(text + last), columns - 2)
    if len(parts) > most:
        rest = visible(text + last)[sum(map(len, parts[: most - 1])) :]
        parts = [*parts[: most - 1], cut(rest[: len(rest) - len(last)], columns - 2 - width(last)) + last]
    return parts


def _about_node(scene: Scene) -> str:
    seen = scene.desk.look(scene.state.data)
    if (lost := seen.lost_at(scene.state.node)) is not None:
        return f"{scene.marks.misfit} 原在 {lost.node}：{lost.why}"
    item = current(scene.desk, scene.state)
    if item is None:
        return ""
    if trouble := seen.trouble(item.id):
        return f"{scene.marks.misfit} {trouble}"
    if why := why_plain(scene.desk, scene.state):
        # The remark on the point itself stands in the preview as well.
        return why
    if item.level and (note := seen.note_at(item.id)):
        return note
    # 意见/2/1 is what the brief calls it under 选定; 开场/称谓 would say the same twice.
    numbered = f"  {item.id}" if any(part.isdigit() for part in item.id.split("/")) else ""
    points = len(seen.brief.points) + (seen.brief.safeguard is not None) if seen.brief else 0
    # The move is called 三点意见 whatever their number; the writer is told how many there are.
    move = _POINTS.sub(f"{chinese(points)}点意见", item.move) if points else item.move
    return f"{move}·{step_of(item)}{numbered}" + (f"  建议 {item.budget} 字" if item.budget else "")


def _keys(scene: Scene, columns: int) -> Line:
    """The line of keys, as many as there is room for."""
    state = scene.state
    if state.mode == "help":
        offered: Sequence[tuple[str, str]] = (("↑↓ PgUp/PgDn Home End", "翻"), ("别的键", "回去"))
    elif state.typing is not None:
        offered = keys.TYPING[state.typing.purpose]
    else:
        offered = [(one.shown, one.brief) for one in keys.bindings(state) if one.brief]
    last = ("F1", "回去" if state.mode == "help" else "全部")
    # The way back and the way out are shown however many others there are.
    if state.mode in ("outline", "candidates") and state.typing is None:
        offered = sorted(offered, key=lambda pair: pair[0] in _LAST)
    always = [pair for pair in offered if pair[0] in _ALWAYS and state.typing is None]
    room = columns - sum(width(f" {shown} {does}") for shown, does in (*always, last))
    shown_: list[tuple[str, str]] = []
    for pair in offered:
        taken = 0 if pair in always else width(f" {pair[0]} {pair[1]}")
        if taken > room:
            continue
        room -= taken
        shown_.append(pair)
    shown_ += [pair for pair in always if pair not in shown_]
    line: Line = [piece for shown, does in shown_ for piece in (("class:key", f" {shown}"), ("", f" {does}"))]
    return [*line, ("class:key", f" {last[0]}"), ("", f" {last[1]}")]


# --- the line being typed ----------------------------------------------------------------------------


def _typing(scene: Scene, typing: Typing, columns: int, rows: int) -> tuple[list[Line], tuple[int, int]]:
    """The line being typed, wrapped, as much of it as there is room for; and where the caret is in it."""
    prompt = f" {_prompt(scene, typing)} "
    lines = wrap(prompt + typing.text, columns - 1)
    at = len(prompt) + typing.caret
    row, column, start = 0, 0, 0
    for number, line in enumerate(lines):
        if at <= start + len(line):
            row, column = number, width(line[: at - start])
            if at == start + len(line) and number + 1 < len(lines):
                row, column = number + 1, 0
            break
        start += len(line)
    most = max(1, min(MOST_TYPING, rows - 8))
    first = max(0, min(row - most // 2, len(lines) - most)) if len(lines) > most else 0
    styled: list[Line] = []
    place = 0
    theirs = scene.desk.carried(scene.state)
    for number, line in enumerate(lines):
        if first <= number < first + most:
            styled.append(_styled(line, place - len(prompt), typing, theirs))
        place += len(line)
    hint = questions.hint_of(scene.state.data, scene.state.row) if typing.purpose == "answer" else ""
    note = "；".join(filter(None, (typing.fault, scene.state.message, scene.desk.left_standing(scene.state))))
    if note or theirs:
        style = "class:fault" if typing.fault else "class:message"
        named = max(MOST_NOTE, min(MOST_NAMED, rows // 4)) if typing.cited else MOST_NOTE
        styled += [[(style, " " + part)] for part in _noted(note, columns, named, THEIRS if theirs else "")]
    if hint and not typing.fault:
        styled += [[("class:dim", " " + part)] for part in _noted(hint, columns)]
    return styled, (row - first, min(column, columns - 1))


def _prompt(scene: Scene, typing: Typing) -> str:
    if typing.purpose != "answer":
        return _PROMPTS[typing.purpose]
    row = questions.row_of(scene.state.data, scene.state.row)
    count = len(scene.state.data.get(row.key) or ()) if row.id.endswith("/" + ADD) else 0
    return BY_KEY[row.key].ask + (f"（已有 {count} 条）" if count else "")


def _styled(line: str, begins: int, typing: Typing, theirs: Sequence[tuple[int, int]] = ()) -> Line:
    """A line of what is typed; begins: where in the text, negative for the prompt. theirs: (start, end) of what is
    underlined."""
    pieces: Line = []
    for at, character in enumerate(line, begins):
        style = "class:prompt" if at < 0 else "class:typing"
        if any(start <= at < end for start, end in theirs):
            style = "class:carried"
        if typing.mark is not None and typing.mark <= at < typing.caret:
            style = "class:marked"
        if pieces and pieces[-1][0] == style:
            pieces[-1] = (style, pieces[-1][1] + character)
        else:
            pieces.append((style, character))
    return pieces


# --- body --------------------------------------------------------------------------------------------


def _body(scene: Scene, columns: int, rows: int) -> list[Line]:
    state, marks = scene.state, scene.marks
    if state.mode == "help":
        return pages.help_page(scene, columns, rows)
    if state.mode == "end":
        return pages.end_page(scene, columns, rows)
    if columns < TWO_PANES:
        alone = state.mode in ("outline", "form", "start") and (
            state.typing is None or (state.typing.purpose not in ("answer", "point") and not state.typing.original)
        )
        return left(scene, columns, rows, alone=True) if alone else _right(scene, columns, rows)
    wide = max(30, columns * 46 // 100)
    narrow = columns - wide - width(marks.bar)
    ours = pad(left(scene, wide, rows), rows, wide)
    theirs = pad(_right(scene, narrow, rows), rows, narrow)
    return [[*one, ("class:bar", marks.bar), *other] for one, other in zip(ours, theirs, strict=True)]


def _right(scene: Scene, cells: int, rows: int) -> list[Line]:
    if scene.state.mode == "context":
        return precedents.context(scene, cells, rows)
    if scene.state.typing is not None and scene.state.typing.original and scene.state.mode != "search":
        return precedents.original(scene.state.typing, cells, rows)
    low = max(4, rows * 45 // 100)
    high = rows - low - 1
    rule = scene.marks.rule
    top, name = _top(scene, cells, high)
    middle = f"{rule * 2} {name} "
    bar: Line = [("class:bar", middle + rule * max(0, cells - width(middle)))]
    return [*pad(top, high, cells), bar, *_bottom(scene, cells, low)]


def _top(scene: Scene, cells: int, rows: int) -> tuple[list[Line], str]:
    desk, state = scene.desk, scene.state
    match state.mode:
        case "start":
            return [], "说明"
        case "search":
            return precedents.hits(scene, cells, rows), "原文"
        case "form":
            return offers.completions(scene, cells, rows), "提纲"
        case "pattern":
            return offers.candidates(scene, desk.families(state), cells, rows), "这组标题"
    if state.typing is not None and state.typing.purpose == "point":
        return offers.completions(scene, cells, rows), "预览"
    return offers.candidates(scene, desk.candidates(state), cells, rows), "预览"


def _bottom(scene: Scene, cells: int, rows: int) -> list[Line]:
    state = scene.state
    match state.mode:
        case "start" if state.typing is not None:
            return paragraphs([("", "写一个文件名，简要就存在那里；已有的简要会打开接着写")], cells)
        case "start":
            return paragraphs([("", state.entries[state.pick].detail)] if state.entries else [], cells)
        case "search":
            return precedents.hit(scene, cells, rows)
        case "form":
            return offers.so_far(scene, cells, rows)
        case "pattern":
            return offers.headings(scene, cells)
    return offers.preview(scene, cells, rows)
