"""The shell around the thinking (外壳): prompt_toolkit gives keys and paints lines; what they mean is decided elsewhere.

Order of things for a key: the new state is computed, what changed is put on disk, then the screen is painted. When the
disk refuses, the old state stands and the reason is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import math
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output import Output

from drafter.compose import doing, hands
from drafter.compose.acts import pasting, precedents
from drafter.compose.acts.moving import current
from drafter.compose.burst import ENDS, MOST_AHEAD, Pace, in_turn, pasted, text_of, with_alt
from drafter.compose.console import fitting_marks, forget_typed
from drafter.compose.desk import Desk
from drafter.compose.journal import Session
from drafter.compose.keys import adapts, bindings, press
from drafter.compose.painting import LinePainter
from drafter.compose.pane import STYLE, Pane
from drafter.compose.searching import Answer, Question, Searcher
from drafter.compose.state import Mode, State, Wish
from drafter.compose.view.frame import draw
from drafter.compose.view.picture import Marks, Picture
from drafter.errors import DrafterError, in_one_line
from drafter.flow.drafting import Drafting

ESCAPE_WAIT = 0.1
"""Seconds after which an escape character is the key Esc: long enough for an arrow key over a slow line."""

SWITCH = 0.001
"""Seconds a thread may hold the interpreter while another waits; the usual 0.005 would show between key and paint."""

PAUSE = 0.02
"""Seconds without a key after which the next ones are thought ahead."""
GLANCE = 0.15
"""Seconds what was brought up must have been on the screen before an Enter can be meant for it."""
DRAFT = 1.0
"""Seconds after a key within which the line being typed is on disk: a program that is killed loses what came since."""
SLOW = 0.3
"""Seconds a plan may take before a writer is told to wait for the next one."""
AT_ONCE = 0.003
"""Seconds within which the rest of a paste comes that was read in part."""
_LIKELY: dict[Mode, tuple[str, ...]] = {
    "outline": ("down", "up", "g"),
    "candidates": ("enter", "down", "left"),
    "pattern": ("down", "enter", "up"),
}
"""Keys that may take a whole plan of the outline, by where they are likely."""

_NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete", "escape", "tab", "s-tab"),
    *("enter", "c-j", "backspace", "c-a", "c-c", "c-e", "c-f", "c-k", "c-q", "c-r", "c-u", "c-w", "c-x", "c-y", "f1"),
)


_ACCEPTS = ("enter", "c-j")
_NOT_TAKEN = "这一行刚换上来，回车没有算，看过再按；"


def _lone_end(event: KeyPressEvent, waiting: Sequence[KeyPress]) -> bool:
    """Whether a line end came all by itself: the Enter behind a paste."""
    return not waiting and text_of(event.key_sequence) in tuple(ENDS)


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
        pastes_marked: bool = False,
    ) -> None:
        """session: the brief opened already; None to begin with the choice in `state.entries`, or a file name.

        pastes_marked: the terminal is known to say what is a paste (see burst.py); seen once, it is known as well.
        """
        self.drafting = drafting
        self.desk = desk
        self.state = state
        self.session = session
        self.marks = marks or fitting_marks()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._searcher: Searcher | None = None
        self._prepared = False
        self._asked = 0
        self._recalling = ""
        self._reviews = 0
        self._leaving = False
        self._guessing: asyncio.TimerHandle | None = None
        self._draft_timer: asyncio.TimerHandle | None = None
        self._pace = Pace()
        self._pastes_marked = pastes_marked
        self._reading = False
        """Keys of this read are still waiting."""
        self._answering = False
        """What a key leads to is being thought out."""
        self._at_once = self._going_on = self._more = False
        """Of the read: nothing held it up; it goes on with a paste; and the paste goes on behind it."""
        self._ahead = MOST_AHEAD
        self._unseen = False
        """Enter would accept what the last key brought up."""
        self._seen_from = math.inf
        """When that will have been seen (monotonic seconds): it is painted first."""
        self._interval = sys.getswitchinterval()
        self.application: Application[None] = Application(
            layout=Layout(Window(Pane(self._paint), wrap_lines=False, always_hide_cursor=False)),
            key_bindings=self._bindings(),
            style=STYLE,
            full_screen=True,
            mouse_support=False,
            input=input,
            output=output,
        )
        self.application.renderer = LinePainter(self.application.renderer, self._paint)
        self.application.after_render += lambda _: self._painted()
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
        self.desk.planning = None
        if self._draft_timer is not None and self.state.typing is not None:
            # The input ended in the middle of a line (a connection that broke off): what was typed is kept.
            self._draft()
        for timer in (self._guessing, self._draft_timer):
            if timer is not None:
                timer.cancel()
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
        if self.session is not None:
            self.session.close()
        gc.unfreeze()
        sys.setswitchinterval(self._interval)

    def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._pace.worked()
        for name in ("SIGHUP", "SIGTERM"):
            # Not on Windows, and not where the loop runs beside the main thread.
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                self._loop.add_signal_handler(getattr(signal, name), self._cut_off, getattr(signal, name))
        self.desk.planning = self._planning
        # Bank and dictionaries stay for good: looking through them for garbage would hold up a key now and then.
        gc.freeze()
        # A search in its thread hands the screen's thread its turn back sooner.
        sys.setswitchinterval(SWITCH)

    def _paint(self, columns: int, rows: int) -> Picture:
        return draw(self.desk, self.state, columns, rows, self.marks)

    # --- keys ------------------------------------------------------------------------------------------

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        def named(name: str) -> Callable[[KeyPressEvent], None]:
            return lambda event: self._pressed(event, name)

        for name in _NAMED:
            bindings.add(name)(named(name))

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            self._pressed(event, event.data)

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._pastes_marked = True
            self.key("paste", event.data)

        @bindings.add("c-l")
        def _(event: KeyPressEvent) -> None:
            event.app.renderer.clear()

        @bindings.add("c-z")
        def _(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        return bindings

    def _pressed(self, event: KeyPressEvent, name: str) -> None:
        """A key, or the first of a burst that is a paste."""
        waiting = event.key_processor.input_queue
        if not self._reading:
            self._at_once, self._ahead = self._pace.read()
            self._going_on = self._more and not _lone_end(event, waiting)
        run = text_of([*event.key_sequence, *waiting]) if len(name) == 1 or name in ("enter", "c-j", "tab") else ""
        if name == "escape" and (letter := with_alt([*waiting])):
            waiting.popleft()
            self._reading = bool(waiting)
            self.show(replace(self.state, message=f"没有 Alt-{letter} 这个键；先按 Esc 再按 {letter} 的，请分开按"))
            return
        typing = self.state.typing is not None and self.state.mode != "help"
        if typing and pasting.in_turn(self.state) and in_turn(run):
            self._more = False
            for _ in range(len(run) - 1):
                waiting.popleft()
            self.key("answers", run)
            self._reading = bool(waiting)
            return
        known = {key for binding in bindings(self.state) for key in binding.keys}
        taken = pasted(run, typing, self._at_once, self._going_on, self._ahead, self._pastes_marked, known)
        if self._pastes_marked:
            self._more = False
        elif typing and self._at_once and 1 < taken == len(run.rstrip(ENDS)) < len(run) and self._comes_more():
            taken = len(run)
        if taken:
            for _ in range(taken - 1):
                waiting.popleft()
            more = self._more = not self._pastes_marked and self._goes_on(run, taken, typing and not waiting)
            self.key("pasting" if more else "paste", run[:taken])
        else:
            self._more = False
            self.key(name)
        self._reading = bool(waiting)
        if not self._reading:
            self._pace.worked()

    def _goes_on(self, run: str, taken: int, last: bool) -> bool:
        """Whether the paste `run` goes on in the next read. last: nothing of this one is left."""
        whole = taken == len(run) and (len(run) > MOST_AHEAD or bool(set(ENDS) & set(run)))
        return last and whole and self._comes_more()

    def _comes_more(self) -> bool:
        """Whether more of a paste is to be read at this moment; no console of Windows can say."""
        with contextlib.suppress(OSError, ValueError, NotImplementedError):
            return bool(select.select([self.application.input.fileno()], [], [], AT_ONCE)[0])
        return False

    def key(self, name: str, text: str = "") -> None:
        """One key: think, keep, carry out, and only then show."""
        if name in _ACCEPTS and self._unseen and time.monotonic() < self._seen_from:
            said = self.state.message.removeprefix(_NOT_TAKEN)
            self.show(replace(self.state, message=_NOT_TAKEN + said))
            return
        old = self.state
        adapting = adapts(old, name)
        if adapting and self._searcher is not None and not self._searcher.ready:
            self._say("正在认先例里的名字和数……")
            self._searcher.get_ready()
        self._answering = True
        try:
            new = press(self.desk, old, name, text)
        except DrafterError as error:
            new = replace(old, message=in_one_line(error))
        finally:
            self._answering = False
        brought = adapting and new.typing is not None and new.typing.purpose != "query"
        onward = name in _ACCEPTS and (old.mode, new.mode) == ("candidates", "candidates") and new.node != old.node
        self._unseen = brought or onward
        self._seen_from = math.inf
        self.show(new)

    def _painted(self) -> None:
        self._pace.worked()
        if self._unseen and self._seen_from == math.inf:
            self._seen_from = time.monotonic() + GLANCE

    def _planning(self, took: float) -> None:
        """Behind a key the outline is to be planned anew, which took so many seconds the last time: a writer who would
        have to wait is told at once."""
        if took < SLOW or not self._answering:
            return
        self._answering = False  # once is enough
        self._say("正在重排……")

    def _say(self, message: str) -> None:
        """Paint `message` before the work that follows; it is gone with the next painting."""
        if not self.application.is_running:
            return
        state, self.state = self.state, replace(self.state, message=message)
        try:
            self.application.renderer.render(self.application, self.application.layout)
        finally:
            self.state = state

    def show(self, new: State) -> None:
        """Make `new` the state: on disk first."""
        self.state = doing.keep(self.session, self.state, new)
        if self.state.wish is not None:
            self._carry_out(self.state.wish)
        self._ask_library()
        self._guess()
        if self._draft_timer is None and self._loop is not None:
            self._draft_timer = self._loop.call_later(DRAFT, self._draft)
        self.application.invalidate()

    def _cut_off(self, number: int) -> None:
        """The terminal is gone or the system goes down: the line being typed on disk, then the end the signal asks for."""
        self._draft()
        if self.session is not None:
            self.session.close()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _draft(self) -> None:
        self._draft_timer = None
        if self.session is not None:
            doing.drafted(self.session, self.state)
            self._pace.worked()

    # --- while nothing is pressed ----------------------------------------------------------------------

    def _guess(self) -> None:
        """Think ahead in the pause after a key: what the likely next keys lead to is then remembered (see desk.py)."""
        if self._guessing is not None:
            self._guessing.cancel()
            self._guessing = None
        if self.state.typing is not None and not self._prepared:
            # What an accepted line is looked through with, while it is being typed.
            self._prepared = True
            threading.Thread(target=hands.prepare, name="预备", daemon=True).start()
        if self._loop is not None and self.state.typing is None and self.state.mode in _LIKELY:
            self._guessing = self._loop.call_later(PAUSE, self._think_ahead, _LIKELY[self.state.mode])

    def _think_ahead(self, names: tuple[str, ...]) -> None:
        size = self.application.output.get_size()
        with contextlib.suppress(DrafterError):
            ahead = press(self.desk, self.state, names[0])
            draw(self.desk, ahead, size.columns, size.rows, self.marks)
        self._pace.worked()
        # One at a time: a key that comes meanwhile waits for one of them at most.
        self._guessing = None
        if names[1:] and self._loop is not None:
            self._guessing = self._loop.call_later(PAUSE, self._think_ahead, names[1:])

    # --- what the state wants done ---------------------------------------------------------------------

    def _carry_out(self, wish: Wish) -> None:
        self.state = replace(self.state, wish=None)
        match wish.kind:
            case "leave" if self.state.ended.exporting:
                self._leaving = True
                self.state = replace(self.state, message=f"在写 {self.state.ended.exporting}，写完就离开")
            case "leave":
                if self.session is not None:
                    self.session.end()
                self.application.exit()
            case "open":
                self._open(wish)
            case "context":
                self._library().ask(Question(0, ref=wish.path))
            case "review":
                self._reviews += 1
                number = self._reviews
                check = doing.review(self.session, self.desk, self.state, self.drafting.workspace.root)
                # The first check loads a dictionary; keys must not wait for it. A later one makes it stale.
                self._aside("校对", check, lambda: number == self._reviews)
            case "export" if self.session is not None:
                written = self.state.ended.written
                self._aside("导出", doing.export(self.session, self.drafting, wish, written), lambda: True)

    def _aside(self, name: str, work: Callable[[], doing.Then], wanted: Callable[[], bool]) -> None:
        """Do `work` in a thread of its own; the screen's takes up what comes of it, if it is still wanted."""

        def hear(then: doing.Then) -> None:
            if not wanted():
                return
            before = self.state.ended.written
            self.show(then(self.state))
            if self._leaving and not self.state.ended.exporting:
                self._leaving = False
                if self.state.ended.written is not before:
                    self.show(replace(self.state, wish=Wish("leave")))

        threading.Thread(target=lambda: self._tell(hear, work()), name=name, daemon=True).start()

    def _open(self, wish: Wish) -> None:
        path = Path(wish.path).expanduser()
        if self.application.is_running:
            # Reading back a long session and planning its first screen may take a while: it is said before it begins.
            self.state = replace(self.state, message="正在打开……")
            self.application.renderer.render(self.application, self.application.layout)
        try:
            session = Session(path, self.drafting.workspace, self.desk.occasions)
        except DrafterError as error:
            self.state = replace(self.state, message=in_one_line(error))
            return
        try:
            self.state = doing.begin(self.desk, session, wish.resume, self.state.laid)
        except DrafterError as error:
            session.close()
            self.state = replace(self.state, message=in_one_line(error))
            return
        self.session = session
        if self.application.is_running:
            with contextlib.suppress(NotImplementedError):
                forget_typed(self.application.input.fileno())

    # --- precedents ------------------------------------------------------------------------------------

    def _library(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self.drafting.workspace.library, self.drafting.bank, self._hear)
        return self._searcher

    def _ask_library(self) -> None:
        search = self.state.search
        if self.state.mode == "search":
            self._library()
        ref = precedents.wanted(self.state)
        if ref and ref != self._recalling:
            self._library().ask(Question(0, ref=ref))
        self._recalling = ref
        if search.asked != self._asked:
            self._asked = search.asked
            if search.query.strip():
                item = current(self.desk, self.state)
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
            after = precedents.recalled(self.state, question.ref, answer.context, answer.trouble)
            self.show(precedents.in_context(after, question.ref, answer.context, answer.trouble))
        else:
            self.show(
                precedents.found(self.state, question.number, answer.hits, answer.near, answer.trouble, answer.places)
            )
