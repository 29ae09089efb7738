"""Whole pages (整页): all keys, and the end with what is left to do."""

from __future__ import annotations

from drafter.compose import keys
from drafter.compose.acts.ending import Remark, marked, remarks, stored
from drafter.compose.cells import fit, wrap
from drafter.compose.view.picture import Line, Scene, around, gapped, paragraphs, scrolled
from drafter.language.visible import visible


def help_page(scene: Scene, cells: int, rows: int) -> list[Line]:
    """All keys, those of the place one comes from first."""
    lines: list[Line] = []
    for shown, does in (*keys.help_of(scene.state), *_signs(scene)):
        if shown:
            first, *rest = wrap(does, cells - 17)
            lines.append([("class:key", f"   {fit(shown, 12)}"), ("", f" {first}")])
            lines += [[("", " " * 16 + part)] for part in rest]
        else:
            lines.append([("class:heading", f" {does}")])
    return scrolled(lines, scene.state.scroll, rows)


def _signs(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The signs on the screen, as this terminal shows them, and what each says."""
    marks = scene.marks
    return (
        ("", "屏幕上的记号"),
        (marks.here, "光标在这一行"),
        (marks.gap, "这一行有待填"),
        (marks.chosen, "左栏：选定了的；右栏：现在用的"),
        (marks.marked, "按空格标记了的，按回车一起用"),
        (marks.misfit, "要核对，或不再合用；为什么，看屏幕下面"),
        (marks.silent, "不讲的，按 x 恢复"),
        (marks.cut, "太长，没有显示全"),
        ("划线", "旧稿自己的字眼，简要里没有；看过留下的按 y"),
    )


def end_page(scene: Scene, cells: int, rows: int) -> list[Line]:
    """Where the brief is, what was exported, and what is left to see to, line by line."""
    state = scene.state
    seen = scene.desk.look(state.data)
    lines: list[Line] = paragraphs([("class:heading", stored(state))], cells)
    if seen.outline is None:
        lines += paragraphs([("class:misfit", "还没有“会议”和“意见”，暂时不成提纲；下次接着填就行")], cells)
        return lines[:rows]
    lines += paragraphs([("class:dim", f"再做一遍：drafter outline {state.file}")], cells)
    if state.ended.exporting:
        lines += paragraphs([("", f"在导出：{state.ended.exporting}……")], cells)
    for path in state.ended.written:
        lines += paragraphs([("class:chosen", f"已导出：{path}")], cells)
    found = remarks(scene.desk, state)
    lines += paragraphs([_summary(scene, found)], cells)
    if state.ended.trouble:
        lines += paragraphs([("class:fault", f"校对没有做成：{state.ended.trouble}")], cells)
    most = max(1, rows - len(lines))

    def block(place: int, here: bool) -> list[Line]:
        return _remark(scene, found, place, here, cells)

    return lines + around(block, len(found), state.pick, most)


def _summary(scene: Scene, found: tuple[Remark, ...]) -> tuple[str, str]:
    counts = [(kind, sum(one.kind == kind for one in found)) for kind in dict.fromkeys(one.kind for one in found)]
    said = [f"{kind} {count} 条" for kind, count in counts]
    if theirs := marked(scene.desk, scene.state):
        said.append(f"划过线的旧稿字眼 {theirs} 处")
    if "待填" not in dict(counts):
        said.insert(0, "没有待填之处")
    ended = scene.state.ended
    if ended.checking:
        said.append("在校对……")
    elif not ended.trouble and "校对" not in dict(counts):
        said.append("校对没有发现别的问题")
    return "class:heading", "，".join(said)


def _remark(scene: Scene, found: tuple[Remark, ...], place: int, here: bool, cells: int) -> list[Line]:
    """One remark: its kind once for a run of them, the highlighted one whole."""
    one = found[place]
    first = place == 0 or found[place - 1].kind != one.kind
    head = f"{scene.here(here)} {fit(one.kind if first or here else '', 8)} "
    text = visible(one.text)
    room = cells - 12
    if not here:
        return [gapped("class:dim" if one.kind == "提示" else "", head + fit(text, room, scene.marks.cut))]
    parts = wrap(text, room)
    return [[("class:current", (head if k == 0 else " " * 11) + fit(part, room))] for k, part in enumerate(parts)]
