"""The one window of the screen (画面的一块) and its colours: the picture as prompt_toolkit wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import UIContent, UIControl
from prompt_toolkit.styles import Style

from drafter.compose.cells import width
from drafter.compose.view.picture import Picture

# The sixteen colours only, and reverse and bold where there is no colour at all.
STYLE = Style(
    [
        ("title", "reverse"),
        ("bar", "ansibrightblack"),
        ("dim", "ansibrightblack"),
        ("key", "bold"),
        ("heading", "bold"),
        ("current", "reverse"),
        ("current-dim", "underline"),
        ("chosen", "ansigreen"),
        ("gap", "ansiyellow"),
        ("misfit", "ansired bold"),
        ("fault", "ansired bold"),
        ("message", "ansicyan"),
        ("prompt", "bold"),
        ("typing", ""),
        # The old console of Windows has neither bold nor underline.
        ("carried", "ansicyan underline"),
        ("marked", "reverse"),
        ("match", "ansicyan bold underline"),
    ]
)


class Pane(UIControl):
    """The whole screen as one control: what `draw` gives, painted."""

    def __init__(self, paint: Callable[[int, int], Picture]) -> None:
        self._paint = paint

    def create_content(self, width: int, height: int) -> UIContent:
        picture = self._paint(width, height)
        lines = picture.lines

        def line(number: int) -> StyleAndTextTuples:
            return [*lines[number]]

        caret = (
            Point(x=_characters(lines[picture.caret[0]], picture.caret[1]), y=picture.caret[0])
            if picture.caret
            else None
        )
        return UIContent(line, line_count=len(lines), cursor_position=caret, show_cursor=caret is not None)

    def is_focusable(self) -> bool:
        return True


def _characters(line: Sequence[tuple[str, str]], cells: int) -> int:
    """How many characters of a line lie before a column."""
    text = "".join(piece for _, piece in line)
    used = 0
    for place, character in enumerate(text):
        if used >= cells:
            # Marks that hang on the character before belong to it.
            while place < len(text) and width(text[place]) == 0:
                place += 1
            return place
        used += width(character)
    return len(text)
