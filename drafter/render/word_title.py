"""Where the title of a Word file breaks (题名回行): at a word, the lines near to one length, no character alone on one.

The text stays as it is, so that it is found again: margins make the lines shorter.
"""

from __future__ import annotations

from itertools import accumulate

from drafter.language.words import cut
from drafter.render.word_layout import Layout

PAPER = 210
"""Width of A4, millimetres."""
_NO_OPENING = ("的", "上", "中", "和", "与", "及", "、", "）", "”", "》", "】", "，")
"""What no second line begins with."""
_SPARE = 0.4
"""Of a character's width so much is left over, so that the first line holds what it is to hold."""


def title_margin(layout: Layout, title: str) -> int:
    """How far the title is to be set in on either side, in twips (1/20 pt), for two lines; 0 for one line or more than two,
    and where no word ends in a fitting place.

    >>> from drafter.render.word_layout import GB, READ
    >>> title_margin(READ, "在全县供水会议上的讲话"), title_margin(READ, "在全县渡口渡船安全管理推进会上的讲话") > 0
    (0, True)
    """
    size = layout.title.size
    room = (PAPER - layout.left - layout.right) / 25.4 * 72 / size
    words = cut(title)
    ends = list(accumulate(sum(0.5 if character.isascii() else 1.0 for character in word) for word in words))
    whole = ends[-1] if ends else 0.0
    if not room < whole <= 2 * (room - 1):
        return 0
    fitting = (
        end
        for end, after in zip(ends, words[1:], strict=False)
        if whole / 2 <= end <= room - _SPARE and not after.startswith(_NO_OPENING)
    )
    first = next(fitting, None)
    return 0 if first is None else round((room - first - _SPARE) / 2 * size * 20)
