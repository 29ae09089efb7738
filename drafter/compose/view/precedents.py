"""Precedents on the screen (先例): hits as one types, one of them below, or in its context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import PurePath

from drafter.compose.adapting import taken_out
from drafter.compose.cells import cut, fit, width, wrap
from drafter.compose.state import Typing
from drafter.compose.view.picture import Line, Scene, around, paragraphs, scrolled
from drafter.language.visible import visible
from drafter.records import Hit

TIERS = {"exact": "原文", "fuzzy": "近似", "pinyin": "拼音"}


def hits(scene: Scene, cells: int, rows: int) -> list[Line]:
    """What the library answers."""
    search, marks = scene.state.search, scene.marks
    if search.trouble:
        return paragraphs([("class:fault", search.trouble)], cells)
    if not search.query.strip():
        return paragraphs([("class:dim", "打几个字就查；错字、漏字、拼音、首字母都行")], cells)
    if not search.hits:
        if search.answered != search.asked:
            return [[("class:dim", " 在查……")]]
        said = f"没有查到。相近的有：{'；'.join(search.near)}。回车就查“{search.near[0]}”" if search.near else ""
        return paragraphs([("class:dim", said or "没有查到，换个说法再试")], cells)

    def block(place: int, here: bool) -> list[Line]:
        hit = search.hits[place]
        style, faint = ("class:current", "class:current-dim") if here else ("", "class:dim")
        head = f"{scene.here(here)}{TIERS[hit.tier]} "
        about = f"   {hit.move} {hit.title or PurePath(hit.path).name} {hit.date}"
        return [
            [(style, fit(head + _around_match(hit, cells - width(head), marks.cut), cells))],
            [(faint, fit(visible(about), cells, marks.cut))],
        ]

    return around(block, len(search.hits), search.pick, rows)


def hit(scene: Scene, cells: int, rows: int) -> list[Line]:
    """The highlighted hit in full; of one with more lines than `rows`, from before where it matched."""
    search = scene.state.search
    if not search.hits or search.trouble:
        return []
    one = search.hits[search.pick]
    lines = _spanned(one.text, one.spans, cells)
    first = next((place for place, line in enumerate(lines) if any(style == "class:match" for style, _ in line)), 0)
    start = max(0, min(first - 1, len(lines) - rows)) if first >= rows else 0
    return lines[start : start + rows]


def context(scene: Scene, cells: int, rows: int) -> list[Line]:
    """A hit among the passages before and after it."""
    search = scene.state.search
    if not search.hits:
        return []
    one = search.hits[search.pick]
    about = [one.title, one.speaker, one.date, PurePath(one.path).name]
    lines = paragraphs([("class:dim", "  ".join(part for part in about if part))], cells)
    if search.trouble:
        lines += paragraphs([("class:fault", search.trouble)], cells)
    elif not search.context:
        lines.append([("class:dim", " 在取原文……")])
    for near in search.context:
        if near.ref == one.ref:
            text = _spanned(near.text, one.spans, cells - 1)
            lines += [[("class:key", scene.here(k == 0)), *line] for k, line in enumerate(text)]
        else:
            lines += [[("class:dim", " " + part)] for part in wrap(visible(near.text), cells - 1)]
    return scrolled(lines, scene.state.scroll, rows)


def original(typing: Typing, cells: int, rows: int) -> list[Line]:
    """The passage that the line being typed was made from, what was taken out of it set off; of one with more lines than
    `rows` the part that the caret is in."""
    adapted = typing.taken or typing.begun
    lines = _spanned(typing.original, taken_out(typing.original, adapted), cells)
    room = rows - 1
    first = max(0, min(_line_at(typing, cells) - room // 2, len(lines) - room))
    return [[("class:dim", " 原文，标出的没有抄过来：")], *lines[first : first + room]]


_BESIDE = 6
"""So many characters before the caret tell where in the passage it is."""


def _line_at(typing: Typing, cells: int) -> int:
    """In which line of the passage the caret is, by what stands before it in the line being typed."""
    caret = typing.caret if typing.mark is None else typing.mark
    before = typing.text[:caret].rpartition("】")[2][-_BESIDE:]
    at = typing.original.find(before) if before else 0
    ends = accumulate(map(len, wrap(_flat(typing.original), cells - 1)))
    return next((place for place, end in enumerate(ends) if at < end), 0)


def _spanned(text: str, spans: Sequence[tuple[int, int]], cells: int) -> list[Line]:
    """A passage wrapped, what matched set off."""
    lines: list[Line] = []
    start = 0
    for part in wrap(_flat(text), cells - 1):
        end = start + len(part)
        line: Line = [("", " ")]
        at = start
        for first, last in spans:
            low, high = max(first, at), min(last, end)
            if low < high:
                line += [("", text[at:low]), ("class:match", text[low:high])]
                at = high
        line.append(("", text[at:end]))
        lines.append([(style, _flat(piece)) for style, piece in line])
        start = end
    return lines


def _around_match(hit: Hit, cells: int, mark: str) -> str:
    """The stretch of a hit around its first match, in one line."""
    text = _flat(hit.text)
    start = hit.spans[0][0] if hit.spans else 0
    before = max(0, start - cells // 6)
    if width(text) <= cells or before == 0:
        return cut(text, cells, mark)
    return cut(mark + text[before:], cells, mark)


def _flat(text: str) -> str:
    """On one line, hidden characters shown; as many characters as before."""
    return re.sub(r"[\r\n\t]", " ", visible(text))
