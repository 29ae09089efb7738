"""Text measured in the cells of a terminal (屏幕宽度): cut, padded, wrapped. A Chinese character takes two."""

from __future__ import annotations

from itertools import accumulate

from prompt_toolkit.utils import get_cwidth
from wcwidth import iter_graphemes

_NO_START = "，。、；：？！）】》”’…"
_NO_END = "（【《“‘"
_MOST_STOPS = 4
"""Characters that may go over to the next line so that it does not begin with a stop."""


def width(text: str) -> int:
    """Cells `text` takes."""
    return int(get_cwidth(text))


def cut(text: str, cells: int, mark: str = "…") -> str:
    """`text` in at most `cells` cells, `mark` at its end where something was left off."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    if room < 0:
        return ""
    used = 0
    for place, character in enumerate(text):
        used += width(character)
        if used > room:
            return text[:place] + mark
    return text


def fit(text: str, cells: int, mark: str = "…") -> str:
    """`text` in exactly `cells` cells: cut or padded with spaces."""
    shown = cut(text, cells, mark)
    return shown + " " * max(0, cells - width(shown))


def wrap(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells, broken where a Chinese line may be broken.

    Joined, the lines are the text. At least one line; a character wider than `cells` stands alone.
    """
    lines: list[str] = []
    start = used = 0
    for place, character in enumerate(text):
        taken = width(character)
        if used + taken > cells and place > start:
            end = _break(text, start, place)
            if width(text[end:place]) + taken > cells:
                end = place
            lines.append(text[start:end])
            start = end
            used = width(text[start:place])
        used += taken
    lines.append(text[start:])
    return lines


def _break(text: str, start: int, place: int) -> int:
    """Where the line from `start` that is full before `place` may end: words of letters stay whole, a line begins with no
    stop and ends with no opening bracket (避头尾)."""
    end = place
    if _in_word(text, end) and (head := _word_start(text, end)) > start:
        end = head
    elif text[end] in _NO_START:
        head = end - 1
        while head > start and text[head] in _NO_START:
            head -= 1
        if head - start > 1 and end - head <= _MOST_STOPS:
            end = head
    while end - start > 2 and text[end - 1] in _NO_END:
        end -= 1
    return end


def _in_word(text: str, place: int) -> bool:
    return _letter(text[place - 1]) and _letter(text[place])


def _letter(character: str) -> bool:
    """Part of what is not torn apart: a word, a number, an id (kc-renwu-05, 2026-03-18)."""
    return character.isascii() and (character.isalnum() or character in "-_.")


def _word_start(text: str, place: int) -> int:
    while place > 0 and _letter(text[place - 1]):
        place -= 1
    return place


def clusters(text: str) -> list[int]:
    """Places where the cursor may stand: never within what is read as one character (UAX 29: marks, flags, joined signs)."""
    return [0, *accumulate(len(cluster) for cluster in iter_graphemes(text))]
