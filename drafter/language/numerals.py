"""Chinese numerals and the ladder of labels (数词与序号)."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 101 → 一百零一, 110 → 一百一十, up to 9999. Raises ValueError outside 0..9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"no Chinese numeral for {number} here")
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    found, skipped = "", False
    for unit, name in _UNITS:
        digit, number = divmod(number, unit)
        if digit:
            found += ("零" if skipped else "") + _DIGITS[digit] + name
        skipped = bool(found) and not digit
    return found


@lru_cache(1000)
def parse_chinese(text: str) -> int | None:
    """一 → 1, 二十一 → 21, 一百零一 → 101, 12 and １２ → 12; None when it is no numeral up to 9999 written in full."""
    if text.isdecimal():
        return int(text)
    text = text.replace("两", "二")
    if not text or any(c not in _DIGITS + "十百千" for c in text):
        return None
    if "百" not in text and "千" not in text:
        tens, ten, ones = text.rpartition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in tens or not (ten or ones):
            return None
        return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)
    value, rest = 0, text
    for unit, name in _UNITS:
        digit, named, behind = rest.removeprefix("零").partition(name) if name else (rest.removeprefix("零"), "", "")
        if len(digit) == 1 and digit in _DIGITS and (named or not name):
            value, rest = value + _DIGITS.index(digit) * unit, behind
    return value if not rest and chinese(value) == text else None


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
