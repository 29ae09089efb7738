"""The right pane while writing (右栏): what may stand here above, what it would look like below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from drafter.compose.acts.moving import current
from drafter.compose.acts.patterns import previewed
from drafter.compose.candidates import AS_GIVEN, Candidate, family_key, given, in_words, of_one_group, siblings
from drafter.compose.cells import cut, fit, width, wrap
from drafter.compose.data import SOURCE, choices
from drafter.compose.hands import LONGEST_WHY
from drafter.compose.view.picture import Line, Piece, Scene, around, marked, paragraphs
from drafter.language.visible import visible
from drafter.records import Item


def completions(scene: Scene, cells: int, rows: int) -> list[Line]:
    """Words the line being typed may become."""
    state, marks = scene.state, scene.marks
    offered = scene.desk.completions(state)
    if state.typing is None:
        return [[("class:dim", " 回车填写或修改这一项")]]
    if not offered:
        return [[("class:dim", " 没有可补的词，直接打字")]]
    lines: list[Line] = []
    first = max(0, min(state.pick - rows // 2, len(offered) - rows))
    for place in range(first, min(first + rows, len(offered))):
        one = offered[place]
        here = place == state.pick
        note = cut(f" {visible(one.note)}" if one.note else "", cells // 3, marks.cut)
        text = fit(f"{scene.here(here)} {visible(one.text)}", cells - width(note), marks.cut)
        lines.append([("class:current" if here else "", text), ("class:current-dim" if here else "class:dim", note)])
    return lines


LEAST_SHARED = 8
"""Characters that wordings must begin alike with before they are left off."""
HANG = 2
"""Cells by which the second line of a wording is set in."""
_CLAUSE_END = "。！？；，、："


def begun_alike(text: str, others: Iterable[str]) -> int:
    """Length of the clauses that `text` begins with as most alike of `others` does; 0 where they differ in the first one.

    >>> begun_alike("过去一年，大家辛苦了，开局不错。", ["过去一年，大家辛苦了，成效很好。", "今天开会。"])
    11
    """
    most = max((sum(1 for _ in takewhile(_same, zip(text, other, strict=False))) for other in others), default=0)
    return max((place + 1 for place, char in enumerate(text[:most]) if char in _CLAUSE_END), default=0)


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def candidates(scene: Scene, offered: Sequence[Candidate], cells: int, rows: int) -> list[Line]:
    """Wordings for the current node, or sets for its siblings."""
    state, marks = scene.state, scene.marks
    if scene.desk.look(state.data).lost_at(state.node) is not None:
        return paragraphs(
            [("class:dim", part) for part in ("这句没处放了", "回车放回同一步骤的一行，x 丢掉，u 撤销")], cells
        )
    if not offered:
        return [[("class:dim", " 这里没有别的候选")], [("class:dim", " 按 w 自己写，按 / 查先例")]]
    item = current(scene.desk, state)
    focus = state.mode in ("candidates", "pattern")
    chosen = state.marked if state.mode == "candidates" else ()
    said = state.mode != "pattern" and state.node not in scene.desk.look(state.data).silent

    def block(place: int, here: bool) -> list[Line]:
        one = offered[place]
        used = said and item is not None and one.text == item.text
        sign = marks.marked if place in chosen else marks.chosen if used else " "
        head = scene.here(here and focus) + sign
        note = f" {one.evidence}" if one.evidence else ""
        room = cells - width(head) - width(note)
        style, faint = ("class:current", "class:current-dim") if here and focus else ("", "class:dim")
        text = visible(one.text)
        if width(text) <= room:
            return [[(style, head + fit(text, room)), (faint, note)]]
        shared = begun_alike(text, (visible(other.text) for k, other in enumerate(offered) if k != place))
        if width(text) > room - HANG + cells - width(head) and shared > LEAST_SHARED:
            # What all of them begin with tells none from another; the whole of the current one stands below.
            text = marks.cut + text[shared:]
        if width(text) <= room:
            return [[(style, head + fit(text, room)), (faint, note)]]
        # The note stands behind the end of the text, not in its middle. Of what is too long the middle is left off: that
        # is where lines of one step say the same of the same matter.
        first, *rest = wrap(text, cells - width(head))
        # Set in, it tells where the next one begins.
        last = fit(cut("".join(rest)[::-1], room - HANG, marks.cut[::-1])[::-1], room - HANG)
        hung = " " * (width(head) + HANG) + last
        return [[(style, head + fit(first, cells - width(head)))], [(style, hung), (faint, note)]]

    # Where the cursor is in the outline, the list begins at its beginning.
    lines = around(block, len(offered), state.pick if focus else 0, rows)
    if len(offered) > 1 or state.mode == "pattern" or item is None or item.text != offered[0].text:
        return lines
    whole = item.level and len(scene.desk.families(state)) > 1
    other = "同组的一起换按 g" if whole else "查先例按 /"
    return [*lines, [("class:dim", f" 没有别的候选：自己写按 w，{other}")]][:rows]


def _why(reason: str, ref: str) -> str:
    """Why a wording is offered, then the id by which the phrasebank knows it."""
    return "；".join(filter(None, (reason, f"编号 {ref}" if ref not in ("", AS_GIVEN) else "")))


def _moved_about(scene: Scene, item: Item) -> bool:
    """Whether a heading is a measure of the bank's that stands in the brief because the writer moved it (K, J)."""
    match = re.fullmatch(r"(意见/\d+|保障)/\d+", item.id)
    return match is not None and of_one_group(given(match[1], scene.desk.look(scene.state.data).brief), scene.desk.bank)


def preview(scene: Scene, cells: int, rows: int) -> list[Line]:
    """The highlighted candidate in full, or the line as it stands; and why. Where not all of it fits into `rows`, what wants
    looking at comes first."""
    state = scene.state
    lost = scene.desk.look(state.data).lost_at(state.node)
    if lost is not None:
        return paragraphs([("", lost.said), ("class:dim", f"原在 {lost.node}")], cells)
    item = current(scene.desk, state)
    if item is None:
        return []
    offered = scene.desk.candidates(state)
    parts: list[Piece] = []
    warning: list[Piece] = []
    if state.mode == "candidates" and offered:
        one = offered[min(state.pick, len(offered) - 1)]
        parts += [("", one.text), ("class:dim", _why(one.reason, one.ref))]
    else:
        silent = item.id in scene.desk.look(state.data).silent
        source = choices(state.data).get(item.id + SOURCE)
        about = _why(in_words(item.source.note, scene.desk.bank), item.source.ref)
        if item.source.kind == "template" and item.source.note:
            about = item.source.note
        elif item.source.kind == "brief":
            whence = "字句出自短语库，次序是您排的" if _moved_about(scene, item) else "出自简要"
            about = "；".join(part for part in (item.source.note, whence) if part)
        if silent:
            about = "不讲了，按 x 恢复"
        elif source:
            about = f"改自先例 {source}"
        elif item.source.ref.startswith("选定."):
            about = "手工选定"
        parts += [("class:dim" if silent else "", item.label + item.text), ("class:dim", about)]
        doubt = dict(scene.desk.look(state.data).doubts).get(item.id, "")
        if doubt and (source or len(doubt) > LONGEST_WHY):
            # All of it: the line at the bottom holds the first words.
            warning.append(("class:misfit", doubt))
        if item.source.kind != "brief" and (note := scene.desk.look(state.data).note_at(item.id)):
            parts.append(("class:dim", f"提示：{in_words(note, scene.desk.bank)}"))
        said = 2
        # What was underlined as the line was accepted stays so until it was read.
        head = len(item.label)
        theirs = [(a + head, b + head) for a, b in scene.desk.marked(state.data, item.id, item.text)]
        line = marked(visible(parts[0][1]), theirs, parts[0][0], cells)
        whole = [*line, *paragraphs([*parts[1:said], *warning, *parts[said:]], cells)]
        return whole if len(whole) <= rows else [*paragraphs(warning, cells), *line, *paragraphs(parts[1:], cells)]
    return paragraphs(parts, cells)


def headings(scene: Scene, cells: int) -> list[Line]:
    """All siblings in the highlighted set."""
    state = scene.state
    key, parent = family_key(state.node, scene.desk.look(state.data), scene.desk.bank)
    seen = scene.desk.look(previewed(scene.desk, state))
    offered = scene.desk.families(state)
    parts: list[Piece] = [("", item.label + item.text) for item in siblings(key, parent, seen)]
    if offered:
        one = offered[min(state.pick, len(offered) - 1)]
        skeleton = next((entry.skeleton for entry in scene.desk.bank.sets if entry.id == one.ref), "")
        parts.append(("class:dim", f"{skeleton}  {_why(one.reason, one.ref)}".strip()))
    return paragraphs(parts, cells)


def so_far(scene: Scene, cells: int, rows: int) -> list[Line]:
    """The headings the brief makes at present, while its fields are being filled."""
    seen = scene.desk.look(scene.state.data)
    if not seen.nodes:
        return [[("class:dim", " 填了“会议”和“意见”，这里就有提纲")]]
    said = [item for item in seen.nodes if item.level in (1, 2) and item.id not in seen.silent]
    return [
        [("", fit("  " * (item.level - 1) + " " + item.label + visible(item.text), cells, scene.marks.cut))]
        for item in said[:rows]
    ]
