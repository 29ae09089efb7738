"""What a screen is made of (画面的材料): styled pieces, signs, and text laid out in lines of so many cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.compose.adapting import GAP
from drafter.compose.cells import cut, width, wrap
from drafter.compose.desk import Desk
from drafter.compose.state import State
from drafter.language.visible import one_line, visible
from drafter.records import Item

Piece = tuple[str, str]
"""(style class, text)."""
Line = list[Piece]


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs on the screen; a console that cannot show the fine ones gets plain ones."""

    here: str = "▶"
    chosen: str = "✓"
    gap: str = "○"
    misfit: str = "!"
    silent: str = "×"
    marked: str = "●"
    bar: str = "│"
    rule: str = "─"
    cut: str = "…"
    ask: str = "?"


FINE_MARKS = Marks()
PLAIN_MARKS = Marks(">", "*", "o", "!", "x", "#", "|", "-", "...")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is on the screen."""

    lines: tuple[Line, ...]
    caret: tuple[int, int] | None = None
    """Row and column of the caret, both from 0."""

    def text(self) -> str:
        """The screen without its styles, trailing spaces off."""
        return "\n".join("".join(piece for _, piece in line).rstrip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn, and with which signs."""

    desk: Desk
    state: State
    marks: Marks

    def here(self, yes: bool) -> str:
        """The sign of the current line, or the space it leaves."""
        return self.marks.here if yes else " " * width(self.marks.here)


def step_of(item: Item) -> str:
    """The step of a line as it is shown: what had been left to be filled (对策待填) is filled where no gap is left."""
    return item.step if item.gaps else item.step.removesuffix("待填")


def around(block: Callable[[int, bool], list[Line]], count: int, pick: int, rows: int) -> list[Line]:
    """As many of `count` blocks as fit around the one picked; only those that show are made (of a thousand, ten)."""
    if not count:
        return []
    pick = max(0, min(pick, count - 1))
    lines = block(pick, True)
    size = len(lines)
    above, below = pick - 1, pick + 1
    while above >= 0 and len(lines) < rows // 2:
        lines = block(above, False) + lines
        above -= 1
    over = len(lines) - size
    while below < count and len(lines) < rows:
        lines = lines + block(below, False)
        below += 1
    while above >= 0 and len(lines) < rows:
        lines = block(above, False) + lines
        above -= 1
    # At the end of the list the last block must show whole, else the picked one does as it stands high enough.
    start = min(over, max(0, len(lines) - rows)) if below >= count else 0
    return lines[start : start + rows]


def paragraphs(parts: Sequence[Piece], cells: int) -> list[Line]:
    """Each part wrapped and set in by one cell."""
    lines: list[Line] = []
    for style, text in parts:
        if text:
            lines += [gapped(style, " " + part) for part in wrap(visible(text), cells - 2)]
    return lines


def marked(text: str, spans: Sequence[tuple[int, int]], style: str, cells: int) -> list[Line]:
    """`text` wrapped and set in like a paragraph, its slots set off and text[start:end] of each of `spans` underlined."""
    lines: list[Line] = []
    begin = 0
    for part in wrap(text, cells - 2):
        at = begin = text.index(part, begin)
        line: Line = [("", " ")]
        for start, end in spans:
            low, high = max(start, at), min(end, begin + len(part))
            if low < high:
                line += [*gapped(style, text[at:low]), ("class:carried", text[low:high])]
                at = high
        lines.append([*line, *gapped(style, text[at : begin + len(part)])])
        begin += len(part)
    return lines


def gapped(style: str, text: str) -> Line:
    """A line with its slots to fill set off."""
    pieces: Line = []
    at = 0
    for match in GAP.finditer(text):
        pieces += [(style, text[at : match.start()]), ("class:gap", match[0])]
        at = match.end()
    return [*pieces, (style, text[at:])]


def scrolled(lines: list[Line], scroll: int, rows: int) -> list[Line]:
    """`rows` of the lines, from `scroll` on, never past the end; -1 is the last of them, -2 one line above that."""
    last = max(0, len(lines) - rows)
    first = max(0, min(scroll if scroll >= 0 else last + 1 + scroll, last))
    return lines[first : first + rows]


def pad(lines: Sequence[Line], rows: int, cells: int) -> list[Line]:
    """Exactly `rows` lines of exactly `cells` cells."""
    padded: list[Line] = []
    for line in lines[:rows]:
        used = 0
        kept: Line = []
        for style, text in line:
            # Whatever a line is made of, it passes here: nothing in it moves the cursor or begins another line.
            if not text.isprintable():
                # Emoji that a terminal may or may not join are shown side by side, so that the columns hold.
                text = one_line(text).replace("\u200d", "")
            taken = width(text)
            if used + taken > cells:
                text = cut(text, cells - used, "")
                taken = width(text)
            kept.append((style, text))
            used += taken
        kept.append(("", " " * (cells - used)))
        padded.append(kept)
    return padded + [[("", " " * cells)] for _ in range(rows - len(padded))]
