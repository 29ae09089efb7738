"""What is on the terminal is the picture, whatever was there before: an output that keeps a grid of cells stands in."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from prompt_toolkit.application.current import set_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from drafter.compose.acts import ending, precedents
from drafter.compose.cells import clusters, width
from drafter.compose.desk import Desk
from drafter.compose.keys import BINDINGS, press
from drafter.compose.screen import Composer
from drafter.compose.state import State
from drafter.compose.view.frame import draw
from drafter.compose.view.picture import FINE_MARKS
from drafter.flow.drafting import Drafting
from drafter.keep.workspace import Workspace
from tests.compose.conftest import BRIEF, HIT, Writer, data_of


class Grid(DummyOutput):
    """A terminal of so many cells, as far as the composer uses one; a wide character fills its cell and the next."""

    def __init__(self, columns: int, rows: int) -> None:
        self.size = Size(rows=rows, columns=columns)
        self.erase_screen()
        self.shown = True

    def get_size(self) -> Size:
        return self.size

    def erase_screen(self) -> None:
        self.cells = [[" "] * self.size.columns for _ in range(self.size.rows)]
        self.row = self.column = 0

    def erase_down(self) -> None:
        for row in range(self.row, self.size.rows):
            start = self.column if row == self.row else 0
            self.cells[row][start:] = [" "] * (self.size.columns - start)

    def erase_end_of_line(self) -> None:
        self.cells[self.row][self.column :] = [" "] * (self.size.columns - self.column)

    def write(self, data: str) -> None:
        for part in re.findall(r"[\r\n]|[^\r\n]+", data):
            for first, last in pairwise(clusters(part)):
                self._put(part[first:last])

    write_raw = write

    def _put(self, piece: str) -> None:
        if piece == "\r":
            self.column = 0
        elif piece == "\n":
            self.row = min(self.size.rows - 1, self.row + 1)
        else:
            wide = width(piece)
            if wide == 0 and self.column:
                self.cells[self.row][self.column - 1] += piece
                return
            # Without wrapping round, what does not fit stays off.
            if self.column + wide <= self.size.columns:
                self.cells[self.row][self.column : self.column + wide] = [piece] + [""] * (wide - 1)
                self.column += wide

    def cursor_up(self, amount: int) -> None:
        self.row = max(0, self.row - amount)

    def cursor_down(self, amount: int) -> None:
        self.row = min(self.size.rows - 1, self.row + amount)

    def cursor_forward(self, amount: int) -> None:
        self.column = min(self.size.columns - 1, self.column + amount)

    def cursor_backward(self, amount: int) -> None:
        self.column = max(0, self.column - amount)

    def cursor_goto(self, row: int = 0, column: int = 0) -> None:
        self.row, self.column = max(0, row - 1), max(0, column - 1)

    def hide_cursor(self) -> None:
        self.shown = False

    def show_cursor(self) -> None:
        self.shown = True

    def text(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.cells)


_KEYS = sorted({name for table in BINDINGS.values() for key in table for name in key.keys})
_KEYS += ["养", "老", "é", "👍", "，", "f1", "c-f", "c-c", "backspace"]


@pytest.mark.parametrize("seed", range(3))
def test_the_terminal_shows_the_picture_after_every_key(desk: Desk, workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    grid = Grid(80, 24)
    state = Writer(desk, State(data=data_of(BRIEF), file="简要.yaml")).state
    with create_pipe_input() as pipe:
        composer = Composer(Drafting(desk.bank, workspace), desk, state, marks=FINE_MARKS, input=pipe, output=grid)
        application = composer.application
        for number in range(80):
            composer.state = press(desk, composer.state, chance.choice(_KEYS))
            if composer.state.wish is not None:
                composer.state = ending.reviewed(composer.state, ())
            if composer.state.search.answered != composer.state.search.asked:
                composer.state = precedents.found(composer.state, composer.state.search.asked, (HIT,), ())
            if number % 25 == 24:
                application.renderer.erase(leave_alternate_screen=False)
                grid.size = Size(rows=chance.randint(6, 40), columns=chance.randint(20, 120))
                grid.erase_screen()
            with set_app(application):
                application.renderer.render(application, application.layout)
            picture = draw(desk, composer.state, grid.size.columns, grid.size.rows, FINE_MARKS)
            assert grid.text() == picture.text(), number
            assert grid.shown == (picture.caret is not None)
            if picture.caret:
                assert (grid.row, grid.column) == picture.caret
