"""The screen as text (画面): from desk and state to lines of styled pieces. Pure; every line fits its width exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.compose import keys, questions
from drafter.compose.actions import current, pattern_data
from drafter.compose.adapting import GAP
from drafter.compose.candidates import Candidate, Look, family_key, siblings
from drafter.compose.cells import cut, fit, width, wrap
from drafter.compose.data import PARKED, SOURCE, choices
from drafter.compose.desk import Desk
from drafter.compose.questions import BY_KEY
from drafter.compose.state import State, Typing
from drafter.language.visible import one_line, visible
from drafter.records import Hit, Item

Piece = tuple[str, str]
Line = list[Piece]
TIERS = {"exact": "原文", "fuzzy": "近似", "pinyin": "拼音"}
LEAST_COLUMNS, LEAST_ROWS = 24, 8
TWO_PANES = 60
"""Columns from which there is room for two panes side by side."""
MOST_TYPING = 6
_HINTS = {
    "own": "自己写",
    "edit": "编辑",
    "point": "加一点",
    "measure": "加一条措施",
    "query": "查先例",
    "file": "存到哪个文件",
    "export": "导出到",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs on the screen; a console that cannot show the fine ones gets plain ones."""

    here: str = "▶"
    chosen: str = "✓"
    gap: str = "○"
    misfit: str = "!"
    marked: str = "●"
    bar: str = "│"
    rule: str = "─"
    cut: str = "…"


PLAIN_MARKS = Marks(">", "*", "o", "!", "#", "|", "-", "...")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is on the screen."""

    lines: tuple[Line, ...]
    caret: tuple[int, int] | None = None
    """Row and column of the caret, both from 0."""

    def text(self) -> str:
        """The screen without its styles, trailing spaces off."""
        return "\n".join("".join(piece for _, piece in line).rstrip() for line in self.lines)


def draw(desk: Desk, state: State, columns: int, rows: int, marks: Marks = Marks()) -> Picture:
    """The whole screen, exactly `rows` lines of `columns` cells."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Picture(tuple(_pad([[("", "窗口太小，请拉大")]], rows, columns)))
    return _Drawing(desk, state, columns, rows, marks).picture()


class _Drawing:
    def __init__(self, desk: Desk, state: State, columns: int, rows: int, marks: Marks) -> None:
        self.desk = desk
        self.state = state
        self.columns = columns
        self.rows = rows
        self.marks = marks

    def picture(self) -> Picture:
        state = self.state
        low, caret = self._typing(state.typing) if state.typing else ([self._status()], None)
        body = self.rows - 2 - len(low)
        lines = [self._title(), *_pad(self._body(body), body, self.columns)]
        place = (len(lines) + caret[0], caret[1]) if caret else None
        lines += _pad(low, len(low), self.columns)
        lines += _pad([self._keys()], 1, self.columns)
        return Picture(tuple(lines), place)

    # --- frame -----------------------------------------------------------------------------------------

    def _title(self) -> Line:
        seen = self.desk.look(self.state.data)
        name = visible(str(self.state.data.get("会议", "新的简要")))
        chosen = sum(not key.endswith((SOURCE, PARKED)) for key in choices(self.state.data))
        right = ""
        if seen.outline is not None:
            misfits = f" 不合 {len(seen.misfits)}" if seen.misfits else ""
            right = f"已选 {chosen} 待填 {len(seen.outline.gaps)}{misfits} "
        left = f" {keys.NAMES.get(self.state.mode, '按键')} {self.marks.bar} {name}  {visible(self.state.file)}"
        room = self.columns - width(right)
        return [("class:title", fit(one_line(left), room, self.marks.cut) + right)]

    def _status(self) -> Line:
        message = self.state.message
        if not message and self.state.mode in ("outline", "candidates"):
            message = self._about_node()
        return [("class:message" if self.state.message else "class:dim", " " + visible(message))]

    def _about_node(self) -> str:
        seen = self.desk.look(self.state.data)
        item = current(self.desk, self.state)
        if item is None:
            return ""
        for key, why in seen.misfits:
            if key.split("/搁置")[0] == item.id:
                return f"{self.marks.misfit} {why}"
        return f"{item.move}·{item.step}  {item.id}" + (f"  建议 {item.budget} 字" if item.budget else "")

    def _keys(self) -> Line:
        state = self.state
        if state.mode == "help":
            offered: Sequence[tuple[str, str]] = (("↑↓", "翻"), ("任意键", "回去"))
        elif state.typing is not None:
            offered = keys.TYPING[state.typing.purpose]
        else:
            offered = [(one.shown, one.brief) for one in keys.BINDINGS[state.mode] if one.brief]
        line: Line = []
        room = self.columns - width(" F1 全部")
        for shown, does in offered:
            piece = f" {shown} {does}"
            if width(piece) > room:
                break
            room -= width(piece)
            line += [("class:key", f" {shown}"), ("", f" {does}")]
        return [*line, ("class:key", " F1"), ("", " 全部" if state.mode != "help" else " 回去")]

    def _typing(self, typing: Typing) -> tuple[list[Line], tuple[int, int]]:
        """The line being typed, wrapped, as much of it as there is room for; and where the caret is in it."""
        label = _HINTS.get(typing.purpose, "")
        if typing.purpose == "answer":
            row = questions.row_of(self.state.data, self.state.row)
            label = BY_KEY[row.key].ask
            if row.id.endswith("/" + questions.ADD) and (count := len(self.state.data.get(row.key) or ())):
                label += f"（已有 {count} 条）"
        shown = typing.text
        prompt = f" {label} "
        cells = self.columns - 1
        lines = wrap(prompt + shown, cells)
        at = len(prompt) + typing.caret
        row_, column, start = 0, 0, 0
        for number, line in enumerate(lines):
            if at <= start + len(line):
                row_, column = number, width(line[: at - start])
                if at == start + len(line) and number + 1 < len(lines):
                    row_, column = number + 1, 0
                break
            start += len(line)
        most = max(1, min(MOST_TYPING, self.rows - 8))
        first = max(0, min(row_ - most + 1, len(lines) - most)) if len(lines) > most else 0
        if len(lines) > most:
            first = max(0, min(row_ - most // 2, len(lines) - most))
        styled: list[Line] = []
        place = 0
        for number, line in enumerate(lines):
            if first <= number < first + most:
                styled.append(self._styled_typing(line, place, len(prompt), typing))
            place += len(line)
        note = typing.fault or self.state.message
        if note or typing.purpose == "answer":
            hint = BY_KEY[self.state.row.split("/")[0]].hint if typing.purpose == "answer" else ""
            styled.append([("class:fault" if typing.fault else "class:dim", f" {visible(note or hint)}")])
        return styled, (row_ - first, min(column, self.columns - 1))

    def _styled_typing(self, line: str, place: int, prompt: int, typing: Typing) -> Line:
        pieces: Line = []
        for offset, character in enumerate(line):
            at = place + offset - prompt
            style = "class:prompt" if at < 0 else "class:typing"
            if typing.mark is not None and typing.mark <= at < typing.caret:
                style = "class:marked"
            if pieces and pieces[-1][0] == style:
                pieces[-1] = (style, pieces[-1][1] + character)
            else:
                pieces.append((style, character))
        return pieces

    # --- body ------------------------------------------------------------------------------------------

    def _body(self, rows: int) -> list[Line]:
        mode = self.state.mode
        if mode == "help":
            return self._help(rows)
        if mode == "end":
            return self._end(rows)
        if self.columns < TWO_PANES:
            alone = mode in ("outline", "form", "start") and (
                self.state.typing is None or self.state.typing.purpose not in ("answer", "point")
            )
            return self._left(self.columns, rows) if alone else self._right(self.columns, rows)
        left = max(30, self.columns * 46 // 100)
        right = self.columns - left - 1
        ours = _pad(self._left(left, rows), rows, left)
        theirs = _pad(self._right(right, rows), rows, right)
        return [[*one, ("class:bar", self.marks.bar), *other] for one, other in zip(ours, theirs, strict=True)]

    def _left(self, cells: int, rows: int) -> list[Line]:
        match self.state.mode:
            case "start":
                return self._entries(cells, rows)
            case "form":
                return self._form(cells, rows)
            case "search" | "context" if not self.desk.look(self.state.data).nodes:
                return self._form(cells, rows)
        data = pattern_data(self.desk, self.state) if self.state.mode == "pattern" else self.state.data
        return self._tree(self.desk.look(data), cells, rows)

    def _right(self, cells: int, rows: int) -> list[Line]:
        if self.state.mode == "context":
            return self._context(cells, rows)
        low = max(4, rows * 45 // 100)
        high = rows - low - 1
        top, name = self._top(cells, high)
        rule = f"{self.marks.rule * 2} {name} "
        middle: Line = [("class:bar", rule + self.marks.rule * max(0, cells - width(rule)))]
        return [*_pad(top, high, cells), middle, *self._bottom(cells, low)]

    def _top(self, cells: int, rows: int) -> tuple[list[Line], str]:
        state = self.state
        typing = state.typing
        if state.mode == "start":
            return [], "说明"
        if state.mode == "search":
            return self._hits(cells, rows), "原文"
        if state.mode == "form" or (typing is not None and typing.purpose == "point"):
            return self._completions(cells, rows), "提纲" if state.mode == "form" else "补全"
        if state.mode == "pattern":
            return self._offers(self.desk.families(state), cells, rows, ()), "这组标题"
        return self._offers(self.desk.candidates(state), cells, rows, state.marked), "预览"

    def _bottom(self, cells: int, rows: int) -> list[Line]:
        match self.state.mode:
            case "start":
                entry = self.state.entries[self.state.pick] if self.state.entries else None
                return _paragraphs([("", entry.detail)] if entry else [], cells)
            case "search":
                return self._hit(cells, rows)
            case "form":
                return self._so_far(cells, rows)
            case "pattern":
                return self._headings(cells)
        return self._preview(cells, rows)

    # --- lists -----------------------------------------------------------------------------------------

    def _tree(self, seen: Look, cells: int, rows: int) -> list[Line]:
        if not seen.nodes:
            return [[("class:dim", " 填了“会议”和“意见”才有提纲")]]
        misfits = {key for key, _ in seen.misfits}
        held = choices(self.state.data)
        here = seen.index(self.state.node)
        orphans = [key for key in misfits if key not in {item.id for item in seen.nodes}]
        room = rows - (1 if orphans else 0)
        first = max(0, min(here - room // 2, len(seen.nodes) - room))
        focus = self.state.mode == "outline"
        lines: list[Line] = []
        for place in range(first, min(first + room, len(seen.nodes))):
            item, depth = seen.nodes[place], seen.depths[place]
            key = item.id
            sign, style = " ", ""
            if key in misfits or key + PARKED in misfits:
                sign, style = self.marks.misfit, "class:misfit"
            elif key in held:
                sign, style = self.marks.chosen, "class:chosen"
            elif item.gaps:
                sign, style = self.marks.gap, "class:gap"
            lines.append(self._node(item, depth, sign, style, place == here, focus, cells))
        if orphans:
            keys_ = "、".join(sorted(orphans))
            lines.append([("class:misfit", fit(f"{self.marks.misfit} 选择没处放：{keys_}", cells, self.marks.cut))])
        return lines

    def _node(self, item: Item, depth: int, sign: str, style: str, here: bool, focus: bool, cells: int) -> Line:
        gaps = bool(item.gaps) and sign != self.marks.gap
        head = "" if item.label or "/" not in item.id or item.id.endswith("/文") else f"{item.step} "
        body = f"{'  ' * min(depth, 3)}{item.label}"
        mark = self.marks.here if here else " "
        text = f"{body}{'' if item.level else head}{visible(item.text)}"
        tail = self.marks.gap if gaps else ""
        room = cells - width(mark) - width(sign) - width(tail)
        shown = fit(text, room, self.marks.cut)
        if here:
            tint = "class:current" if focus else "class:current-dim"
            return [(tint, mark + sign + shown + tail)]
        return [("", mark), (style, sign), ("class:heading" if item.level else "", shown), ("class:gap", tail)]

    def _entries(self, cells: int, rows: int) -> list[Line]:
        def block(place: int, here: bool) -> list[Line]:
            label = f"{self.marks.here if here else ' '} {visible(self.state.entries[place].label)}"
            return [[("class:current" if here else "", fit(label, cells, self.marks.cut))]]

        return _around(block, len(self.state.entries), self.state.pick, rows)

    def _form(self, cells: int, rows: int) -> list[Line]:
        all_rows = questions.rows(self.state.data)
        place = next((k for k, row in enumerate(all_rows) if row.id == self.state.row), 0)
        first = max(0, min(place - rows // 2, len(all_rows) - rows))
        lines: list[Line] = []
        for number in range(first, min(first + rows, len(all_rows))):
            row = all_rows[number]
            question = BY_KEY[row.key]
            several = row.id != row.key
            name = row.key.replace(".", "·")
            if several and row.index not in (None, 0):
                name = ""
            if several and row.index is None and len(self.state.data.get(row.key) or ()):
                name = ""
            lacking = question.needed and not self.state.data.get(row.key)
            text = row.text or ("（必填）" if lacking else "＋" if several else "")
            mark = self.marks.here if number == place else " "
            shown = fit(f"{mark} {fit(name, 11)} {visible(text)}", cells, self.marks.cut)
            style = "class:current" if number == place else ("" if row.text else "class:dim")
            lines.append([(style, shown)])
        return lines

    def _completions(self, cells: int, rows: int) -> list[Line]:
        state = self.state
        offered = self.desk.completions(state)
        if state.typing is None:
            return [[("class:dim", " 回车填写或修改这一项")]]
        if not offered:
            return [[("class:dim", " 没有可补的词，直接打字")]]
        lines: list[Line] = []
        first = max(0, min(state.pick - rows // 2, len(offered) - rows))
        for place in range(first, min(first + rows, len(offered))):
            one = offered[place]
            here = place == state.pick
            note = f" {visible(one.note)}" if one.note else ""
            note = cut(note, cells // 3, self.marks.cut)
            text = fit(f"{self.marks.here if here else ' '} {visible(one.text)}", cells - width(note), self.marks.cut)
            lines.append(
                [("class:current" if here else "", text), ("class:current-dim" if here else "class:dim", note)]
            )
        return lines

    def _offers(self, offered: Sequence[Candidate], cells: int, rows: int, marked: tuple[int, ...]) -> list[Line]:
        if not offered:
            return [[("class:dim", " 这里没有别的候选")], [("class:dim", " 按 w 自己写，按 / 查先例")]]
        item = current(self.desk, self.state)
        focus = self.state.mode in ("candidates", "pattern")

        def block(place: int, here: bool) -> list[Line]:
            one = offered[place]
            used = item is not None and one.text == item.text and self.state.mode != "pattern"
            sign = self.marks.marked if place in marked else self.marks.chosen if used else " "
            head = f"{self.marks.here if here and focus else ' '}{sign}"
            note = f" {one.evidence}" if one.evidence else ""
            room = cells - width(head) - width(note)
            first, *rest = wrap(visible(one.text), room)
            style, faint = ("class:current", "class:current-dim") if here and focus else ("", "class:dim")
            found: list[Line] = [[(style, head + fit(first, room)), (faint, note)]]
            if rest:
                indent = " " * width(head)
                found.append([(style, indent + fit("".join(rest), cells - width(head), self.marks.cut))])
            return found

        return _around(block, len(offered), self.state.pick, rows)

    # --- previews --------------------------------------------------------------------------------------

    def _preview(self, cells: int, rows: int) -> list[Line]:
        state = self.state
        item = current(self.desk, state)
        if item is None:
            return []
        offered = self.desk.candidates(state)
        parts: list[Piece] = []
        if state.mode == "candidates" and offered:
            one = offered[min(state.pick, len(offered) - 1)]
            parts += [("", one.text), ("class:dim", f"{one.ref}  {one.reason}")]
        else:
            parts.append(("", item.label + item.text))
            source = choices(state.data).get(item.id + SOURCE)
            about = f"先例 {source}" if source else f"{item.source.ref}  {item.source.note}"
            parts.append(("class:dim", about))
        return _paragraphs(parts, cells)

    def _headings(self, cells: int) -> list[Line]:
        state = self.state
        key, parent = family_key(state.node, self.desk.look(state.data))
        seen = self.desk.look(pattern_data(self.desk, state))
        offered = self.desk.families(state)
        parts: list[Piece] = [("", item.label + item.text) for item in siblings(key, parent, seen)]
        if offered:
            one = offered[min(state.pick, len(offered) - 1)]
            parts.append(("class:dim", f"{one.ref}  {one.reason}"))
        return _paragraphs(parts, cells)

    def _so_far(self, cells: int, rows: int) -> list[Line]:
        seen = self.desk.look(self.state.data)
        if not seen.nodes:
            return [[("class:dim", " 填了“会议”和“意见”，这里就有提纲")]]
        headings = [item for item in seen.nodes if item.level in (1, 2)]
        return [
            [("", fit("  " * (item.level - 1) + " " + item.label + visible(item.text), cells, self.marks.cut))]
            for item in headings[:rows]
        ]

    # --- precedents ------------------------------------------------------------------------------------

    def _hits(self, cells: int, rows: int) -> list[Line]:
        search = self.state.search
        if search.trouble:
            return _paragraphs([("class:fault", search.trouble)], cells)
        if not search.query.strip():
            return _paragraphs([("class:dim", "打几个字就查；错字、漏字、拼音、首字母都行")], cells)
        if not search.hits:
            if search.answered != search.asked:
                return [[("class:dim", " 在查……")]]
            near = "；".join(search.near)
            return _paragraphs(
                [("class:dim", "没有查到" + (f"。相近的有：{near}" if near else "，换个说法再试"))], cells
            )

        def block(place: int, here: bool) -> list[Line]:
            hit = search.hits[place]
            style, faint = ("class:current", "class:current-dim") if here else ("", "class:dim")
            head = f"{self.marks.here if here else ' '}{TIERS[hit.tier]} "
            about = f"   {hit.move} {hit.title or hit.path} {hit.date}"
            return [
                [(style, fit(head + _around_match(hit, cells - width(head), self.marks.cut), cells))],
                [(faint, fit(visible(about), cells, self.marks.cut))],
            ]

        return _around(block, len(search.hits), search.pick, rows)

    def _hit(self, cells: int, rows: int) -> list[Line]:
        search = self.state.search
        if not search.hits or search.trouble:
            return []
        hit = search.hits[search.pick]
        return _spanned(hit.text, hit.spans, cells)[:rows]

    def _context(self, cells: int, rows: int) -> list[Line]:
        search = self.state.search
        if not search.hits:
            return []
        hit = search.hits[search.pick]
        about = "  ".join(part for part in (hit.title, hit.speaker, hit.date, hit.path) if part)
        lines = _paragraphs([("class:dim", f"{hit.ref}  {about}")], cells)
        if search.trouble:
            lines += _paragraphs([("class:fault", search.trouble)], cells)
        elif not search.context:
            lines.append([("class:dim", " 在取原文……")])
        for one in search.context:
            if one.ref == hit.ref:
                text = _spanned(one.text, hit.spans, cells - 1)
                lines += [[("class:key", self.marks.here if k == 0 else " "), *line] for k, line in enumerate(text)]
            else:
                lines += [[("class:dim", " " + part)] for part in wrap(visible(one.text), cells - 1)]
        return _scrolled(lines, self.state.scroll, rows)

    # --- whole pages -----------------------------------------------------------------------------------

    def _help(self, rows: int) -> list[Line]:
        lines: list[Line] = []
        for shown, does in keys.help_rows():
            if shown:
                lines.append([("class:key", f"   {fit(shown, 12)}"), ("", f" {does}")])
            else:
                lines.append([("class:heading", f" {does}")])
        return _scrolled(lines, self.state.scroll, rows)

    def _end(self, rows: int) -> list[Line]:
        state = self.state
        seen = self.desk.look(state.data)
        cells = self.columns
        lines: list[Line] = _paragraphs([("class:heading", f"简要已存：{state.file}")], cells)
        if seen.outline is None:
            lines += _paragraphs([("class:misfit", "还没有“会议”和“意见”，暂时不成提纲；下次接着填就行")], cells)
            return _scrolled(lines, state.scroll, rows)
        lines += _paragraphs([("class:dim", f"再做一遍：drafter outline {state.file}")], cells)
        for path in state.ended.written:
            lines += _paragraphs([("", f"已导出：{path}")], cells)
        lines.append([])
        gaps = seen.outline.gaps
        lines += _paragraphs([("class:heading", f"待填 {len(gaps)} 处" if gaps else "没有待填之处")], cells)
        by_id = {item.id: item for item in seen.nodes}
        for node, gap in gaps:
            item = by_id[node]
            lines.append([("", cut(f"   {gap}：{item.label}{item.text}", cells, self.marks.cut))])
        if state.ended.checking:
            lines += _paragraphs([("class:dim", "在校对……")], cells)
        elif state.ended.trouble:
            lines += _paragraphs([("class:fault", f"校对没有做成：{state.ended.trouble}")], cells)
        elif state.ended.findings:
            lines += _paragraphs([("class:heading", f"校对 {len(state.ended.findings)} 条")], cells)
            for finding in state.ended.findings:
                lines += _paragraphs([("", "  " + finding)], cells)
        if seen.misfits:
            lines += _paragraphs([("class:heading", f"不再合用的选择 {len(seen.misfits)} 条")], cells)
            for key, why in seen.misfits:
                lines += _paragraphs([("", f"  {key}：{why}")], cells)
        if seen.outline.notes:
            lines += _paragraphs([("class:heading", "提示")], cells)
            for note in seen.outline.notes:
                lines += _paragraphs([("", "  " + note)], cells)
        return _scrolled(lines, state.scroll, rows)


# --- pieces --------------------------------------------------------------------------------------------


def _around(block: Callable[[int, bool], list[Line]], count: int, pick: int, rows: int) -> list[Line]:
    """As many of `count` blocks as fit around the one picked; only those that show are made (of a thousand, ten)."""
    if not count:
        return []
    pick = max(0, min(pick, count - 1))
    lines = block(pick, True)
    above, below = pick - 1, pick + 1
    while above >= 0 and len(lines) < rows // 2:
        lines = block(above, False) + lines
        above -= 1
    while below < count and len(lines) < rows:
        lines = lines + block(below, False)
        below += 1
    while above >= 0 and len(lines) < rows:
        lines = block(above, False) + lines
        above -= 1
    # At the end of the list the last block must show whole, else the picked one does as it stands high enough.
    return lines[-rows:] if below >= count else lines[:rows]


def _paragraphs(parts: Sequence[Piece], cells: int) -> list[Line]:
    lines: list[Line] = []
    for style, text in parts:
        if text:
            lines += [_gapped(style, " " + part) for part in wrap(visible(text), cells - 2)]
    return lines


def _gapped(style: str, text: str) -> Line:
    """A line with its slots to fill set off."""
    pieces: Line = []
    at = 0
    for match in GAP.finditer(text):
        pieces += [(style, text[at : match.start()]), ("class:gap", match[0])]
        at = match.end()
    return [*pieces, (style, text[at:])]


def _spanned(text: str, spans: Sequence[tuple[int, int]], cells: int) -> list[Line]:
    """A passage wrapped, what matched set off."""
    lines: list[Line] = []
    start = 0
    for part in wrap(re.sub(r"[\r\n\t]", " ", visible(text)), cells - 1):
        end = start + len(part)
        line: Line = [("", " ")]
        at = start
        for first, last in spans:
            low, high = max(first, at), min(last, end)
            if low < high:
                line += [("", text[at:low]), ("class:match", text[low:high])]
                at = high
        line.append(("", text[at:end]))
        lines.append([(style, re.sub(r"[\r\n\t]", " ", visible(piece))) for style, piece in line])
        start = end
    return lines


def _around_match(hit: Hit, cells: int, mark: str) -> str:
    """The stretch of a hit around its first match, in one line."""
    text = re.sub(r"[\r\n\t]", " ", visible(hit.text))
    start = hit.spans[0][0] if hit.spans else 0
    before = max(0, start - cells // 6)
    if width(text) <= cells or before == 0:
        return cut(text, cells, mark)
    return cut(mark + text[before:], cells, mark)


def _scrolled(lines: list[Line], scroll: int, rows: int) -> list[Line]:
    first = max(0, min(scroll, len(lines) - rows))
    return lines[first : first + rows]


def _pad(lines: Sequence[Line], rows: int, cells: int) -> list[Line]:
    """Exactly `rows` lines of exactly `cells` cells."""
    padded: list[Line] = []
    for line in list(lines)[:rows]:
        used = 0
        kept: Line = []
        for style, text in line:
            # Whatever a line is made of, it passes here: nothing in it moves the cursor or begins another line.
            text = one_line(text)
            if used + width(text) > cells:
                text = cut(text, cells - used, "")
            kept.append((style, text))
            used += width(text)
        kept.append(("", " " * (cells - used)))
        padded.append(kept)
    return padded + [[("", " " * cells)] for _ in range(rows - len(padded))]
