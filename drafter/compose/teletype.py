"""The shell of a session without a screen (逐行的外壳): prints lines, reads lines; what they mean is decided in lines.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from drafter.compose import doing
from drafter.compose.acts import precedents
from drafter.compose.acts.moving import current
from drafter.compose.desk import Desk
from drafter.compose.journal import Session
from drafter.compose.lines import HELP, heard, listed, prompt, said
from drafter.compose.searching import Answer, Question, ask
from drafter.compose.state import State, Wish
from drafter.errors import DrafterError, in_one_line
from drafter.flow.drafting import Drafting
from drafter.search.query import Library

UNREAD = "\ufffd"
"""What stands for bytes that are no character in the terminal's encoding."""


class Teletype:
    """A composing session on a terminal that only prints. One for each run."""

    def __init__(
        self,
        drafting: Drafting,
        desk: Desk,
        state: State,
        session: Session | None = None,
        *,
        read: Callable[[str], str] = input,
        write: Callable[[str], object] = print,
    ) -> None:
        """session: the brief opened already. read: asks for a line, raises EOFError at the end of input."""
        self.drafting = drafting
        self.desk = desk
        self.state = state
        self.session = session
        self._read = read
        self._write = write
        self._library: Library | None = None
        self._left = False

    def run(self) -> None:
        """Compose until the writer leaves or the input ends. What was accepted is on disk whatever ends it."""
        try:
            for text in HELP:
                self._write(text)
            while not self._left:
                for text in said(self.desk, self.state):
                    self._write(text)
                self._hear()
        finally:
            if self._library is not None:
                self._library.close()
            if self.session is not None:
                self.session.close()

    def _hear(self) -> None:
        try:
            text = self._read(prompt(self.desk, self.state))
        except EOFError:
            self._write("")
            self._take(replace(self.state, wish=Wish("leave")))
            return
        if UNREAD in text:
            self._write("！这一行有读不出来的字，没有收下，请重新打")
            return
        if text.strip() == "l" and self.state.typing is None:
            for row in listed(self.desk, self.state):
                self._write(row)
            return
        try:
            new = heard(self.desk, self.state, text)
        except DrafterError as error:
            new = replace(self.state, message=in_one_line(error))
        self._take(new)

    def _take(self, new: State) -> None:
        """Make `new` the state, on disk first; then do what it wants done."""
        asked = self.state.search.asked
        self.state = doing.keep(self.session, self.state, new)
        if self.state.search.asked != asked:
            self._search()
        if ref := precedents.wanted(self.state):
            told = self._ask(Question(0, ref=ref))
            self.state = precedents.recalled(self.state, ref, told.context, told.trouble)
        while self.state.wish is not None and not self._left:
            wish, self.state = self.state.wish, replace(self.state, wish=None)
            self._carry_out(wish)

    def _carry_out(self, wish: Wish) -> None:
        match wish.kind:
            case "leave":
                self._left = True
                if self.session is not None:
                    self.session.end()
            case "open":
                self._open(wish)
            case "context":
                told = self._ask(Question(0, ref=wish.path))
                self.state = precedents.in_context(self.state, wish.path, told.context, told.trouble)
            case "review":
                self._write("在校对……")
                root = self.drafting.workspace.root
                self.state = doing.review(self.session, self.desk, self.state, root)()(self.state)
            case "export" if self.session is not None:
                write = doing.export(self.session, self.drafting, wish, self.state.ended.written)
                self.state = write()(self.state)

    def _open(self, wish: Wish) -> None:
        try:
            session = Session(Path(wish.path).expanduser(), self.drafting.workspace, self.desk.occasions)
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

    def _search(self) -> None:
        search = self.state.search
        if search.query.strip():
            item = current(self.desk, self.state)
            told = self._ask(Question(search.asked, search.query, item.move if item else ""))
            self.state = precedents.found(self.state, search.asked, told.hits, told.near, told.trouble, told.places)

    def _ask(self, question: Question) -> Answer:
        self._library, told = ask(self._library, self.drafting.workspace.library, question)
        return told
