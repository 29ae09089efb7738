"""What the terminal is (终端本身): which signs it can draw, and the keys that wait in it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

from drafter.compose.view.picture import FINE_MARKS, PLAIN_MARKS, Marks

_WIDE_PAGES = (932, 936, 949, 950)
"""Code pages of Windows consoles that draw the fine signs two cells wide, which no table of widths knows."""


def fitting_marks() -> Marks:
    """Plain signs where the console's encoding or kind has not the fine ones, or draws them too wide."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    if os.environ.get("TERM", "") in ("dumb", "linux") or _code_page() in _WIDE_PAGES:
        return PLAIN_MARKS
    # In the Chinese code pages of other systems they are wide as well.
    return FINE_MARKS if encoding.lower().replace("-", "").startswith("utf") else PLAIN_MARKS


def _code_page() -> int:
    """The output code page of a Windows console, 0 elsewhere."""
    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetConsoleOutputCP()) if windows is not None else 0


def forget_typed(terminal: int) -> None:
    """Drop the keys pressed before there was a screen to press them on: none can be meant for what stands on it.

    terminal: its file descriptor; what is no terminal keeps what it has.
    """
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios

    with contextlib.suppress(termios.error, OSError, ValueError):
        termios.tcflush(terminal, termios.TCIFLUSH)
