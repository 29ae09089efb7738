"""The shell around the thinking (外壳): prompt_toolkit gives keys and paints lines; what they mean is decided elsewhere.

Order of things for a key: the new state is computed, what changed is put on disk, then the screen is painted. When the
disk refuses, the old state stands and the reason is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import UIContent, UIControl
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from drafter.compose import actions
from drafter.compose.cells import width
from drafter.compose.desk import Desk
from drafter.compose.journal import Session
from drafter.compose.keys import press
from drafter.compose.searching import Answer, Question, Searcher
from drafter.compose.state import Entry, State, Wish
from drafter.compose.view import PLAIN_MARKS, Marks, Picture, draw
from drafter.errors import DrafterError
from drafter.flow.drafting import Drafting, draft
from drafter.flow.proofing import proofread
from drafter.keep.atomic import write_bytes

ESCAPE_WAIT = 0.1
"""Seconds after which an escape character is the key Esc: long enough for an arrow key over a slow line."""

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
        ("marked", "reverse"),
        ("match", "bold underline"),
    ]
)
_NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete", "escape", "tab", "s-tab"),
    *("enter", "c-j", "backspace", "c-a", "c-c", "c-e", "c-f", "c-k", "c-q", "c-r", "c-u", "c-w", "f1"),
)


class _Pane(UIControl):
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


class Composer:
    """A composing session on a terminal. One for each run."""

    def __init__(
        self,
        drafting: Drafting,
        desk: Desk,
        state: State,
        session: Session | None = None,
        *,
        marks: Marks | None = None,
        input: Input | None = None,
        output: Output | None = None,
    ) -> None:
        """session: the brief opened already; None to begin with the choice in `state.entries`, or a file name."""
        self.drafting = drafting
        self.desk = desk
        self.state = state
        self.session = session
        self.marks = marks or fitting_marks()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._searcher: Searcher | None = None
        self._asked = 0
        self._reviews = 0
        self.application: Application[None] = Application(
            layout=Layout(Window(_Pane(self._paint), wrap_lines=False, always_hide_cursor=False)),
            key_bindings=self._bindings(),
            style=STYLE,
            full_screen=True,
            mouse_support=False,
            input=input,
            output=output,
        )
        self.application.ttimeoutlen = ESCAPE_WAIT
        self.application.timeoutlen = ESCAPE_WAIT

    def run(self) -> None:
        """Compose until the writer leaves. What was accepted is on disk whatever ends it."""
        try:
            self.application.run(pre_run=self._begin)
        finally:
            self.close()

    async def run_async(self) -> None:
        """The same inside a running event loop."""
        try:
            await self.application.run_async(pre_run=self._begin)
        finally:
            self.close()

    def close(self) -> None:
        """Stop the search and let go of the brief."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
        if self.session is not None:
            self.session.close()

    def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()

    def _paint(self, columns: int, rows: int) -> Picture:
        return draw(self.desk, self.state, columns, rows, self.marks)

    # --- keys ------------------------------------------------------------------------------------------

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        def named(name: str) -> Callable[[KeyPressEvent], None]:
            return lambda event: self.key(name)

        for name in _NAMED:
            bindings.add(name)(named(name))

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            self.key(event.data)

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self.key("paste", event.data)

        @bindings.add("c-l")
        def _(event: KeyPressEvent) -> None:
            event.app.renderer.clear()

        @bindings.add("c-z")
        def _(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        return bindings

    def key(self, name: str, text: str = "") -> None:
        """One key: think, keep, carry out, and only then show."""
        try:
            new = press(self.desk, self.state, name, text)
        except DrafterError as error:
            new = replace(self.state, message=str(error))
        self.show(new)

    def show(self, new: State) -> None:
        """Make `new` the state: on disk first."""
        old = self.state
        if self.session is not None:
            try:
                self.session.keep(old, new)
            except DrafterError as error:
                self.state = replace(old, message=f"没有存上，这一步不算：{error}")
                self.application.invalidate()
                return
        self.state = new
        if new.wish is not None:
            self._carry_out(new.wish)
        self._ask_library()
        self.application.invalidate()

    # --- what the state wants done ---------------------------------------------------------------------

    def _carry_out(self, wish: Wish) -> None:
        self.state = replace(self.state, wish=None)
        match wish.kind:
            case "leave":
                if self.session is not None:
                    self.session.end()
                self.application.exit()
            case "open":
                self._open(wish)
            case "context":
                self._library().ask(Question(0, ref=wish.path))
            case "review":
                self._review()
            case "export":
                self._export(wish)

    def _open(self, wish: Wish) -> None:
        path = Path(wish.path).expanduser()
        try:
            session = Session(path, self.drafting.workspace, self.desk.occasions)
        except DrafterError as error:
            self.state = replace(self.state, message=str(error))
            return
        self.session = session
        self.state = begin(self.desk, session, wish.resume)

    def _review(self) -> None:
        if self.session is None or not self.desk.look(self.state.data).nodes or not self.session.path.exists():
            self.state = actions.reviewed(self.state, ())
            return
        self._reviews += 1
        number, path, root = self._reviews, self.session.path, self.drafting.workspace.root

        def check() -> None:
            try:
                findings = proofread(path, root).findings
                said = tuple(f"第 {finding.line} 行 {finding.message}" for finding in findings)
                self._tell(self._reviewed, number, said, "")
            except (DrafterError, OSError, ValueError) as error:
                self._tell(self._reviewed, number, (), str(error))

        # The first check loads a dictionary; keys must not wait for it.
        threading.Thread(target=check, name="校对", daemon=True).start()

    def _reviewed(self, number: int, findings: tuple[str, ...], trouble: str) -> None:
        if number == self._reviews:
            self.state = actions.reviewed(self.state, findings, trouble)
            self.application.invalidate()

    def _export(self, wish: Wish) -> None:
        if self.session is None:
            return
        target = Path(wish.path).expanduser()
        try:
            if target.exists() and target.resolve() == self.session.path:
                raise DrafterError(f"{target}：这是简要本身，请换一个文件名")
            if target.exists() and not wish.sure and wish.path not in self.state.ended.written:
                self.state = actions.occupied(self.state, wish.path, wish.form)
                return
            # From the file, as `drafter outline` reads it: the same bytes.
            write_bytes(target, draft(self.session.path, self.drafting, wish.form).content)
        except DrafterError as error:
            self.state = actions.exported(self.state, wish.path, str(error))
            return
        self.state = actions.exported(self.state, wish.path)

    # --- precedents ------------------------------------------------------------------------------------

    def _library(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self.drafting.workspace.library, self._hear)
        return self._searcher

    def _ask_library(self) -> None:
        search = self.state.search
        if search.asked != self._asked:
            self._asked = search.asked
            if search.query.strip():
                item = actions.current(self.desk, self.state)
                self._library().ask(Question(search.asked, search.query, item.move if item else ""))

    def _hear(self, answer: Answer) -> None:
        """In the search thread: hand the answer to the screen's."""
        self._tell(self._heard, answer)

    def _tell(self, hear: Callable[..., None], *told: object) -> None:
        """From another thread: let the screen's own hear it."""
        if self._loop is None or self._loop.is_closed():
            return
        # The screen may close at this very moment; then nobody is left to hear it.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(hear, *told)

    def _heard(self, answer: Answer) -> None:
        question = answer.question
        if question.ref:
            self.show(actions.in_context(self.state, question.ref, answer.context, answer.trouble))
        else:
            self.show(actions.found(self.state, question.number, answer.hits, answer.near, answer.trouble))


def begin(desk: Desk, session: Session, resume: bool) -> State:
    """The first state on an open session: where the last one broke off, or the file anew."""
    state = State(file=str(session.brief))
    if resume and session.unfinished and session.known is not None:
        state = replace(session.resumed(state), message=f"接着上次的做，{session.known.changes} 处改动都可撤销")
    else:
        state = replace(state, data=session.data)
        session.begin(state)
    after = actions.opened(desk, state)
    return replace(after, message=state.message or after.message)


def entries_for(session: Session) -> tuple[Entry, ...]:
    """What to offer when the last session on this brief broke off."""
    known = session.known
    if known is None:
        return ()
    name = str(session.brief)
    return (
        Entry("接着上次的做", name, True, f"{known.when} 中断，{known.changes} 处改动，最后一处：{known.what}"),
        Entry("只看文件，不要上次的撤销记录", name, False, "文件里已有上次确认过的全部内容"),
    )


def fitting_marks() -> Marks:
    """Plain signs where the console's encoding or kind has not the fine ones."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    if os.environ.get("TERM", "") in ("dumb", "linux"):
        return PLAIN_MARKS
    try:
        "▶✓○●│─…".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN_MARKS
    # In the Chinese code pages these signs are two cells wide, which no table here knows.
    return Marks() if encoding.lower().replace("-", "").startswith("utf") else PLAIN_MARKS
