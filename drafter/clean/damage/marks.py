"""The marks byte damage fires on, full-width and half-width (标点)."""

from __future__ import annotations

from drafter.language.late import late

MARKS = "，、。；！？"
# Only these were ever seen to fire on two halves of other characters.
FALSE_MARKS = "！；？"
HALF, FULL = ",;!?:()", "，；！？：（）"
WIDEN = str.maketrans(HALF, FULL)
NARROW = str.maketrans(FULL, HALF)
CHINESE = late("[\u3400-\u9fff]")
_HALF_WIDTH = late("[\u4e00-\u9fff”》],")


def is_half_width(text: str) -> bool:
    """Whether the text's marks were made half-width afterwards (the bytes were those of the full-width ones)."""
    return "，" not in text and _HALF_WIDTH.search(text) is not None
