import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.numerals import chinese, label, parse_chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1020, "一千零二十"),
    ],
)
def test_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@given(st.integers(min_value=0, max_value=9999))
def test_reading_back_gives_the_number(number: int) -> None:
    assert parse_chinese(chinese(number)) == number


@pytest.mark.parametrize(
    ("level", "number", "text"),
    [(1, 3, "三、"), (2, 12, "（十二）"), (1, 102, "一百零二、"), (3, 4, "4."), (4, 5, "（5）"), (5, 6, "⑥")],
)
def test_ladder(level: int, number: int, text: str) -> None:
    assert label(level, number) == text


@pytest.mark.parametrize(("level", "number"), [(6, 1), (0, 1), (5, 21), (1, 10000)])
def test_no_label_is_made_up(level: int, number: int) -> None:
    with pytest.raises(ValueError):
        label(level, number)


@pytest.mark.parametrize("text", ["", "百", "一一", "十十", "三四", "一百零", "零一百", "百百"])
def test_what_is_no_numeral(text: str) -> None:
    assert parse_chinese(text) is None
