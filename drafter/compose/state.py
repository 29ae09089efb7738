"""The state of a session (会话状态) and its history. Frozen; every action gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from drafter.compose.data import Data
from drafter.records import Finding, Hit
from drafter.render.outline import Format
from drafter.search.query import Neighbour

Mode = Literal["start", "form", "outline", "candidates", "pattern", "search", "context", "help", "end"]
Purpose = Literal["file", "answer", "own", "edit", "adapt", "point", "measure", "query", "export"]


@dataclass(frozen=True, slots=True)
class Step:
    """The brief as it stood before or after a change, one link of a chain (撤销链)."""

    data: Data
    what: str
    """What the change was, in the writer's words."""
    node: str
    before: Step | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A line being typed (正在输入的一行)."""

    purpose: Purpose
    text: str = ""
    caret: int = 0
    """Place in `text` where the next character goes."""
    mark: int | None = None
    """Where a slot begins that the next character replaces; it ends at the caret."""
    fault: str = ""
    """What is wrong with the text so far."""
    target: str = ""
    """The node or form row it is for; the format for an export."""
    sure: str = ""
    """The file an export may overwrite: the writer has been warned."""
    cited: str = ""
    """The precedent a line being adapted comes from."""
    taken: str = ""
    """Its words, where they went into a line that was begun otherwise."""
    original: str = ""
    """The passage itself, as it stands in the library: seen beside the line while that is being adapted."""
    moved: str = ""
    """The node without a place whose words these are; they leave it when the line is accepted."""
    fetched: str = ""
    """Under which name lay what was fetched into it (see acts/line.py)."""
    filling: str = ""
    """The gap 【待填：…】 that is being filled in; what goes there goes into every other one like it as well."""
    since: int = 0
    """Where what fills it begins; it ends at the caret."""
    begun: str = ""
    """What stood there when it was begun: facts that come where this had a gap were filled in by hand."""


@dataclass(frozen=True, slots=True)
class Searching:
    """Looking for precedents (查先例)."""

    query: str = ""
    asked: int = 0
    """Number of the latest question; answers to earlier ones are stale."""
    answered: int = 0
    hits: tuple[Hit, ...] = ()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Speech of a hit -> the places it names, in short."""
    near: tuple[str, ...] = ()
    """What nearly matched, when nothing did."""
    pick: int = 0
    eager: bool = False
    """Enter was pressed before the answer came: its first hit is opened then."""
    context: tuple[Neighbour, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to begin with (开始时的选择)."""

    label: str
    path: str
    """The brief; "" for a new one."""
    resume: bool = False
    """Take up the session that was broken off."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """What is said at the end (收尾)."""

    checking: bool = False
    """The check has not answered yet."""
    findings: tuple[Finding, ...] = ()
    exporting: str = ""
    """The file being written at this moment."""
    written: tuple[str, ...] = ()
    """Files exported in this session."""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the state wants done outside: the shell does it and hands the result back (请外壳做的事)."""

    kind: Literal["open", "context", "review", "export", "leave"]
    path: str = ""
    form: Format = "md"
    resume: bool = False
    sure: bool = False
    """An existing file may be overwritten."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything the screen shows follows from this and the desk (see desk.py)."""

    data: Data = field(default_factory=dict)
    past: Step | None = None
    future: Step | None = None
    mode: Mode = "outline"
    back: Mode = "outline"
    """Where Esc leads from search, help and the end."""
    node: str = ""
    """Current node of the outline."""
    pick: int = 0
    """Highlighted candidate, completion or entry."""
    marked: tuple[int, ...] = ()
    """Candidates marked to be taken together, in the order they were marked."""
    came: str = ""
    """The line of the outline the cursor was at before it went to a choice without a place."""
    row: str = ""
    """Current row of the form: 会议, 意见/1, 意见/+ …"""
    locked: bool = False
    """The brief cannot be written where it lies: nothing that is changed will be kept."""
    asking: bool = False
    """Going through the questions one after another."""
    reached: str = ""
    """While asking: the furthest field asked for so far. An earlier answer that was put right leads back here."""
    typing: Typing | None = None
    held: Typing | None = None
    """The line that was being typed when the search was called up; it comes back."""
    laid: Mapping[str, str] = field(default_factory=dict)
    """Lines that were given up (放下的行): where they were being typed -> their text, to be fetched there again, the
    latest last; see acts/line.py."""
    search: Searching = Searching()
    ended: Ended = Ended()
    entries: tuple[Entry, ...] = ()
    file: str = ""
    """The brief file, as the writer named it."""
    message: str = ""
    wish: Wish | None = None
    scroll: int = 0


def changed(state: State, data: Data, what: str, node: str = "") -> State:
    """`state` with the brief changed; the change can be undone. Nothing happens when nothing changes."""
    if data == state.data:
        return replace(state, message=what)
    past = Step(state.data, what, state.node, state.past)
    return replace(state, data=data, past=past, future=None, node=node or state.node, message=what)


def undo(state: State) -> State:
    """Back by one change, wherever it was made."""
    step = state.past
    if step is None:
        return replace(state, message="没有可撤销的了")
    future = Step(state.data, step.what, state.node, state.future)
    return replace(
        state,
        data=step.data,
        past=step.before,
        future=future,
        node=step.node or state.node,
        message=f"撤销：{step.what}",
    )


def redo(state: State) -> State:
    """Forward again by one change that was undone."""
    step = state.future
    if step is None:
        return replace(state, message="没有可重做的了")
    past = Step(state.data, step.what, state.node, state.past)
    return replace(
        state, data=step.data, past=past, future=step.before, node=step.node or state.node, message=f"重做：{step.what}"
    )


def depth(step: Step | None) -> int:
    """How many changes hang on the chain."""
    count = 0
    while step is not None:
        count, step = count + 1, step.before
    return count
