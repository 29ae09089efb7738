"""Putting the picture on the terminal (上屏): only lines that changed are written, each of them whole.

prompt_toolkit's renderer compares two screens cell by cell, which takes longer than all the thinking behind most keys;
the picture is made of whole lines, so comparing them is enough. First frames, resizing and the end are left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout import Layout
from prompt_toolkit.renderer import Renderer

from drafter.compose.view.picture import Line, Picture


class LinePainter(Renderer):
    """A full-screen renderer for an application whose only window shows `paint(columns, rows)`."""

    def __init__(self, base: Renderer, paint: Callable[[int, int], Picture]) -> None:
        """base: the application's own renderer, which this one takes the place of."""
        self._paint = paint
        self._lines: tuple[Line, ...] = ()
        super().__init__(base.style, base.output, full_screen=True)

    def render(self, app: Application[Any], layout: Layout, is_done: bool = False) -> None:
        size = self.output.get_size()
        picture = self._paint(size.columns, size.rows)
        if is_done or self._last_screen is None or size != self._last_size:
            # What was written line by line since is not in the screen it remembers.
            self._last_screen = None
            super().render(app, layout, is_done)
        else:
            self._repaint(app, picture)
        self._lines = picture.lines

    def _repaint(self, app: Application[Any], picture: Picture) -> None:
        output, attrs = self.output, self._attrs_for_style
        assert attrs is not None  # made with the first frame
        output.hide_cursor()
        row = self._cursor_pos.y
        for number, (line, before) in enumerate(zip(picture.lines, self._lines, strict=True)):
            if line == before:
                continue
            self._move(row, number)
            row = number
            for style, text in line:
                output.set_attributes(attrs[style], app.color_depth)
                output.write(text)
        output.reset_attributes()
        place = picture.caret or (row, 0)
        self._move(row, place[0])
        if place[1]:
            output.cursor_forward(place[1])
        self._cursor_pos = Point(x=place[1], y=place[0])
        if picture.caret:
            output.show_cursor()
        output.flush()

    def _move(self, row: int, target: int) -> None:
        """To the beginning of a line."""
        self.output.write_raw("\r")
        if target > row:
            self.output.cursor_down(target - row)
        elif target < row:
            self.output.cursor_up(row - target)
