"""List numbers written out as Word and browsers show them (编号的写法).

Format names and their meaning: ECMA-376 part 1, 17.18.59 ST_NumberFormat.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"

# First character of a run in which n stands at offset n - 1, and how many there are.
_SIGNS: Final = {
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
}
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def format_number(number: int, format_: str) -> str:
    """Write `number` (0 or more) in a number format, e.g. (12, "chineseCountingThousand") → 十二.

    "bullet" and "none" give nothing; an unknown format, or a number beyond its signs, gives decimal digits.
    """
    if format_ in ("bullet", "none"):
        return ""
    if format_ in _SIGNS:
        first, count = _SIGNS[format_]
        return chr(ord(first) + number - 1) if 1 <= number <= count else str(number)
    if format_ in ("chineseCountingThousand", "taiwaneseCountingThousand"):
        return _chinese(number, _DIGITS.replace("〇", "零"), "十百千万", short_ten=True)
    if format_ in ("chineseCounting", "taiwaneseCounting", "japaneseCounting"):
        if number > 99 and format_ != "japaneseCounting":
            return _by_digit(number)
        return _chinese(number, _DIGITS, "十百千万", short_ten=True)
    if format_ in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(number, _CAPITALS, "拾佰仟万", short_ten=False)
    if format_ in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return _by_digit(number)
    if format_ in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if format_ == "ideographTraditional" else _BRANCHES
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if format_ in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(_FULL_WIDTH)
    if format_ == "decimalZero":
        return f"{number:02d}"
    if format_ in ("upperRoman", "lowerRoman"):
        return _roman(number) if format_ == "upperRoman" else _roman(number).lower()
    if format_ in ("upperLetter", "lowerLetter"):
        return _letter(number) if format_ == "upperLetter" else _letter(number).lower()
    return str(number)


def _by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _chinese(number: int, digits: str, units: str, *, short_ten: bool) -> str:
    """十二, 二十, 一百零一; `short_ten`: 十二 rather than 一十二."""
    if not 0 < number < 100_000:
        return digits[0] if number == 0 else str(number)
    written, gap = "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return written[1:] if short_ten and 10 <= number < 20 else written


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    for value, sign in zip(
        values, ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True
    ):
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    # Word repeats the letter: Z, AA, BB …
    if not 0 < number <= 26 * 20:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
