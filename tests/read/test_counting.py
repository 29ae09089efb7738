"""Numbers as Word writes them."""

from __future__ import annotations

import pytest

from drafter.read.counting import format_number


@pytest.mark.parametrize(
    ("format_", "numbers", "written"),
    [
        ("chineseCounting", (1, 10, 11, 20, 99, 101), "一 十 十一 二十 九十九 一〇一"),
        ("chineseCountingThousand", (1, 10, 21, 100, 101, 110, 1001), "一 十 二十一 一百 一百零一 一百一十 一千零一"),
        ("japaneseCounting", (3, 10, 12, 100), "三 十 十二 一百"),
        ("chineseLegalSimplified", (1, 10, 21, 101), "壹 壹拾 贰拾壹 壹佰零壹"),
        ("ideographDigital", (7, 10, 12), "七 一〇 一二"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedCircleChinese", (3,), "③"),
        ("decimalEnclosedParen", (2,), "⑵"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (3, 12), "03 12"),
        ("upperLetter", (1, 26, 27), "A Z AA"),
        ("lowerRoman", (4, 9), "iv ix"),
        ("decimal", (12,), "12"),
        ("someFutureFormat", (12,), "12"),
    ],
)
def test_formats(format_: str, numbers: tuple[int, ...], written: str) -> None:
    assert " ".join(format_number(number, format_) for number in numbers) == written


@pytest.mark.parametrize("format_", ["bullet", "none"])
def test_formats_without_a_number(format_: str) -> None:
    assert format_number(3, format_) == ""
