"""A paste (粘贴): into the line being typed; of several lines, where one thing a line is asked for, one thing each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from drafter.compose.acts import form, points
from drafter.compose.acts.line import (
    LEFT,
    accepted,
    laid_by,
    next_laid,
    noted,
    placed,
    shelf,
    start,
    takes_several,
    typed,
)
from drafter.compose.acts.line import fetch as fetched
from drafter.compose.adapting import as_item
from drafter.compose.data import clean, get
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY, between, things
from drafter.compose.state import State, Step, Typing
from drafter.compose.typing_line import insert

_ENDS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+")
_SEPARATE = "、；;，,。 "
"""What stands behind a thing that goes between 、."""


def paste(desk: Desk, state: State, text: str, whole: bool = True) -> State:
    """The state after a paste into the line being typed. whole: False where more of it is still to come.

    Of several lines each becomes an item of its own where the question takes one a line, and one between 、 where it
    takes several on one; anywhere else they are joined.
    """
    typing = state.typing
    if typing is None:
        return state
    several = sum(bool(line.strip()) for line in _ENDS.split(text)) > 1 or (not whole and bool(_ENDS.search(text)))
    if several and typing.purpose == "answer":
        shape = BY_KEY[state.row.split("/")[0]].shape
        if shape == "texts":
            return _between(desk, state, typing, text)
        if shape == "text" and whole:
            # One value is asked for: what is more than that is not run into it.
            first, *rest = [line for one in _ENDS.split(text) if (line := clean(one).strip())]
            after = _kept(typed(desk, state, insert(typing, first)), rest)
            return replace(after, message=f"这一问只写一句，收第一行；{after.message}")
    if several and takes_several(typing):
        return _items(desk, state, typing, text, whole)
    after = noted(text, typed(desk, state, insert(typing, text)))
    if several and typing.purpose in ("own", "edit", "adapt") and not after.message:
        count = sum(bool(line.strip()) for line in _ENDS.split(text))
        return replace(after, message=f"粘贴的 {count} 行接成了一行，断句的标点请看一眼")
    return after


def in_turn(state: State) -> bool:
    """Whether a question stands there that takes one thing and leads to the next one: its answers come a line each."""
    typing = state.typing
    return (
        state.asking
        and typing is not None
        and typing.purpose == "answer"
        and BY_KEY[state.row.split("/")[0]].shape == "text"
    )


def answers(desk: Desk, state: State, text: str) -> State:
    """Several lines at once, an answer each to one question after another, as if each had been typed with Enter.

    The first that cannot be taken stays in the line; what comes behind it is kept for Ctrl-Y, never joined to it.
    """
    lines = re.split("\r\n|[\r\n]", text)
    for place, one in enumerate(lines):
        if state.typing is None or state.typing.purpose != "answer":
            return _kept(state, lines[place:])
        state = typed(desk, state, insert(state.typing, one))
        if place + 1 == len(lines):
            return state
        before = state
        state = accepted(before, form.answer(desk, state))
        if state.typing is not None and state.typing.fault:
            return _kept(state, lines[place + 1 :])
    return state


def _kept(state: State, lines: list[str]) -> State:
    left = [line for line in lines if line.strip()]
    for line in reversed(left):
        state = laid_by(state, LEFT, clean(line))
    return replace(state, message=f"后面 {len(left)} 行没有收，留着，按 Ctrl-Y 一句一句取") if left else state


_NOWHERE = "没有地方放，留着"


def homeless(state: State, text: str, opener: str, again: str) -> State:
    """`state` with what was typed or pasted where no line is open kept for Ctrl-Y. opener: what opens one.

    again: the message that stood there; what follows on words without a place is one line with them.
    """
    lines = [line for one in _ENDS.split(text) if (line := clean(one)).strip()]
    if not lines:
        return state
    if _NOWHERE in again:
        lines[0] = state.laid.get(LEFT, "") + lines[0]
    kept = laid_by(state, LEFT, "\n".join(lines), LEFT if _NOWHERE in again else "")
    shown = clean(kept.laid[LEFT])
    return replace(kept, message=f"“{shown[:4]}{'…' * (len(shown) > 4)}”{_NOWHERE}按 Ctrl-Y 取：{opener}")


def fetch(desk: Desk, state: State) -> State:
    """Ctrl-Y: the line given up here. What a paste left over for this very list goes on where it stopped."""
    name = next_laid(desk, state)
    left = state.laid.get(name, "")
    several, here = len(_lines(left)) > 1, _list_of(state)
    if several and takes_several(state.typing) and name.partition("\n")[0] in (LEFT, here) and state.typing:
        # What was typed meanwhile is an item of its own.
        begun = state.typing.text.strip() and state.typing.text != state.typing.begun
        return paste(desk, placed(state, name), ("\n" if begun else "") + left)
    if several:
        # Where one thing goes, they come one at a time, the first one first.
        state = placed(state, name)
        for one in reversed(_ENDS.split(left)):
            state = laid_by(state, LEFT, one) if one.strip() else state
    return fetched(desk, state)


def _list_of(state: State) -> str:
    """Under which name the rest of a paste is kept: that of the list it was pasted into."""
    typing = state.typing
    if typing is not None and typing.purpose == "answer":
        typing = replace(typing, target=f"{state.row.split('/')[0]}/{ADD}")
    return shelf(state, typing)


def _lines(text: str) -> list[str]:
    return [bare for line in _ENDS.split(text) if (bare := as_item(clean(line)))]


def _between(desk: Desk, state: State, typing: Typing, text: str) -> State:
    lines = [bare for line in _lines(text) if (bare := line.strip(_SEPARATE))]
    value = get(state.data, state.row)
    old = [value] if isinstance(value, str) else list(value or ())
    mark, told = between([*old, *lines]), f"粘贴了 {len(lines)} 条，合成一行，回车收下"
    if mark != between(old) and (there := mark.join(things(typing.text, old))):
        # What stands in the line already is told apart by the same mark.
        typing = replace(typing, text=there, caret=len(there), mark=None)
        lines = ["", *lines]
    after = noted(text, typed(desk, state, insert(typing, mark.join(lines))))
    return after if after.message else replace(after, message=told)


def _items(desk: Desk, state: State, typing: Typing, text: str, whole: bool) -> State:
    """One item a line. The first that cannot stand is left in the line, what comes behind it is kept for Ctrl-Y."""
    untouched = typing.purpose == "answer" and typing.text and typing.text == typing.begun
    if untouched:
        # An item that was opened stays what it is; what is pasted comes behind the last one.
        state = form.ask(desk, state, f"{state.row.split('/')[0]}/{ADD}")
    else:
        text = typing.text[: typing.caret] + text + typing.text[typing.caret :]
    rest = "" if whole or _ENDS.search(text[-1:]) else _ENDS.split(text)[-1]
    lines = _lines(text[: len(text) - len(rest)])
    before, count = state, 0
    for count, line in enumerate(lines):
        after = _taken(desk, state, line)
        if after.typing is not None and after.typing.fault:
            return _stopped(before, after, [*lines, *[rest] * bool(rest)], count)
        state = after
        count += 1
    state = _opened(desk, _one_step(before, state, count), typing)
    if rest:
        state = typed(desk, state, replace(state.typing or typing, text=clean(rest), caret=len(clean(rest))))
    return replace(state, message=_told(count))


def _told(count: int) -> str:
    return f"粘贴了 {count} 条"


def _act(typing: Typing) -> Callable[[Desk, State], State]:
    return form.answer if typing.purpose == "answer" else points.accept


def _taken(desk: Desk, state: State, line: str) -> State:
    """`state` with `line` accepted as if it had been typed, or with what is wrong with it in the line."""
    typing = state.typing
    if typing is None:
        return state
    state = typed(desk, state, replace(typing, text=line, caret=len(line), mark=None, fault=""))
    after = _act(typing)(desk, replace(state, pick=-1))
    return _opened(desk, after, typing)


def _opened(desk: Desk, state: State, typing: Typing) -> State:
    """`state` with the line open in which the next item goes."""
    if state.typing is not None:
        return state
    if typing.purpose == "answer":
        return form.ask(desk, state, f"{state.row.split('/')[0]}/{ADD}")
    return start(desk, state, typing.purpose)


def _stopped(before: State, after: State, lines: list[str], count: int) -> State:
    state = _one_step(before, after, count)
    left = lines[count + 1 :]
    said = f"{_told(count)}；第 {count + 1} 条要改"
    if left and state.typing is not None:
        # A line end behind it says that it is a list, also where one thing is left.
        state = laid_by(state, _list_of(state), "".join(f"{line}\n" for line in left))
        said += f"，改好回车后按 Ctrl-Y 接着收后面 {len(left)} 条"
    return replace(state, message=said)


def _one_step(before: State, after: State, count: int) -> State:
    """All that a paste changed is undone at once."""
    if after.data is before.data:
        return after
    return replace(after, past=Step(before.data, _told(count), before.node, before.past))
