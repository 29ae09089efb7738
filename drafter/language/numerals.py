"""Chinese numerals and the ladder of labels (数词与序号)."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, up to 99. Raises ValueError outside 0..99."""
    if not 0 <= number <= 99:
        raise ValueError(f"no Chinese numeral for {number} here")
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


@lru_cache(1000)
def parse_chinese(text: str) -> int | None:
    """一 → 1, 二十一 → 21, 12 and １２ → 12; None when it is no numeral up to 99."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in _DIGITS + "十两" for c in text):
        return None
    text = text.replace("两", "二")
    if "十" not in text:
        return _DIGITS.index(text) if len(text) == 1 else None
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    if "十" in ones:
        return None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def label(level: int, number: int) -> str:
    """The label of the `number`-th sibling at `level` (GB/T 15834 B.3, GB/T 9704 7.3.3).

    1 一、 2 （一） 3 1. 4 （1） 5 ①. Raises ValueError for other levels, and above 20 at level 5.
    """
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
        case 5 if 1 <= number <= 20:
            return _CIRCLED[number - 1]
    raise ValueError(f"no label for level {level}, number {number}")


def run_in(number: int) -> str:
    """The run-in ordinal 一是, 二是 …"""
    return f"{chinese(number)}是"
