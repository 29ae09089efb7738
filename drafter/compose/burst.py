"""Keys that come faster than anybody types (一阵键): a paste, where the terminal does not say that it is one.

A terminal without bracketed paste (the console of Linux, some serial lines) hands a paste over as keys. Its line ends
would then accept the line being typed, and what follows would act as commands. What comes in one read while nothing
held the program up was not typed by hand; what piled up while it was busy may have been (打在前头).

Where pastes are marked, nothing is guessed: on a slow line the network hands over in one read what was typed over
seconds, and a line end in it is the key Enter.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Container, Mapping, Sequence

from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

ENDS = "\r\n"
_LINE_ENDS = {Keys.ControlM: "\r", Keys.ControlJ: "\n", Keys.ControlI: "\t"}
GRACE = 0.005
"""Seconds: a read that comes so soon after some work may hold what piled up meanwhile."""
START = 0.5
"""Seconds after the first frame within which the first read holds what was typed before it."""
MOST_AHEAD = 64
"""Keys somebody may have typed ahead while the program was busy; more of them are a paste."""
FEW = 4
"""As many characters without Chinese behind a line end may be commands typed ahead."""
_OPENERS = frozenset("weab/" + ENDS)
"""Keys that open a line: text behind one of them is meant for it."""
_ELSEWHERE = frozenset("gqlh\t")
"""Keys that lead where other keys do something."""


_MARKING = ("xterm", "tmux", "rxvt-unicode", "alacritty", "foot", "kitty", "wezterm", "ghostty", "konsole", "iterm")


def marks_pastes(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that say what is a paste (bracketed paste), as $TERM tells.

    >>> [marks_pastes({"TERM": term}) for term in ("xterm-256color", "linux", "screen", "")]
    [True, False, False, False]
    """
    term = environment.get("TERM", "")
    # tmux calls itself screen by default; GNU screen itself hands no marks on.
    return term.startswith(_MARKING) or (term.startswith("screen") and bool(environment.get("TMUX")))


def text_of(keys: Sequence[KeyPress]) -> str:
    """The text that the first of `keys` make, one character a key, up to the first that is none."""
    found: list[str] = []
    for press in keys:
        character = _LINE_ENDS.get(press.key) if isinstance(press.key, Keys) else press.key
        if character is None or len(character) != 1:
            break
        found.append(character)
    return "".join(found)


def with_alt(waiting: Sequence[KeyPress]) -> str:
    """The character pressed together with Alt, where one alone came in the same read as the Esc before it; "" for none.

    A terminal sends Alt-d as Esc and d: taken for these it would give up a line and delete another.
    """
    text = text_of(waiting)
    return text if len(text) == 1 and text.isascii() and text.isprintable() else ""


def pasted(
    run: str,
    typing: bool,
    at_once: bool,
    going_on: bool = False,
    ahead: int = MOST_AHEAD,
    marked: bool = False,
    keys: Container[str] | None = None,
) -> int:
    """How many characters of `run` are to be taken together as one paste; 0 where the first is a key by itself.

    typing: a line is being typed. at_once: nothing held the program up before. going_on: the read before was a paste
    that this one goes on with. ahead: keys that may have been typed ahead. marked: pastes are marked here, so that what
    comes is keys: they are taken together only up to a line end, which is the same; but a line of text is one even
    then, and no row of commands. keys: those that do something where no line is open.

    >>> pasted("第一行\\r第二行\\r", True, True)
    8
    >>> pasted("写好了\\rq", True, True)
    3
    >>> pasted("第一行\\r第二行", True, False)
    3
    >>> pasted("AI plus\\r", False, True, keys="jkxu")
    8
    """
    if not typing:
        return len(run) if len(run) > 1 and _is_text(run, keys) else 0
    if marked:
        return head if (head := _line(run)) > 1 else 0
    if going_on:
        return len(run)
    head = _line(run)
    if 0 < head < len(run) and (at_once or len(run) > ahead):
        more = run[head:].strip(ENDS + "\t")
        if not more.isascii() or len(more) >= FEW:
            return len(run)
    return head if head > 1 else 0


def _is_text(run: str, keys: Container[str] | None) -> bool:
    """Whether something that is no key comes before any key that opens a line or leads elsewhere."""
    for character in run:
        if not character.isascii():
            return True
        if character in _OPENERS or (keys is not None and character in _ELSEWHERE):
            return False
        if keys is not None and character.isprintable() and character not in keys:
            return True
    return False


def in_turn(run: str) -> bool:
    """Whether `run` answers more than one question: a line end with something behind it."""
    head = _line(run)
    return run[head : head + 1] in tuple(ENDS) and bool(run.rstrip(ENDS)[head:]) and "\t" not in run


def _line(run: str) -> int:
    return next((place for place, character in enumerate(run) if character in ENDS + "\t"), len(run))


class Pace:
    """When the program was at work (忙闲), so that it is known whether keys may have piled up. Seconds, monotonic."""

    def __init__(self) -> None:
        self._free = 0.0
        self._starting = True

    def worked(self) -> None:
        """A piece of work is done at this moment."""
        self._free = time.monotonic()

    def read(self) -> tuple[bool, int]:
        """Of what is read at this moment: whether nothing held it up; how many keys may have been typed ahead.

        While the program starts, as many as you like.
        """
        started, self._starting = self._starting, False
        idle = time.monotonic() - self._free
        if started and idle < START:
            return False, sys.maxsize
        return idle > GRACE, MOST_AHEAD
