"""Words that say little: each stands in the table once, and is light where the table says so and nowhere else."""

from __future__ import annotations

from collections import Counter

import pytest

from drafter.language import saying_little
from drafter.language.saying_little import LIGHT_IN_MEASURE, LIGHT_IN_PART, LIGHT_IN_POINT, STOCK, shares_word


def test_no_word_stands_in_the_table_twice() -> None:
    words = Counter(word for _, words in saying_little._TABLE for word in words.split())
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "point", "part", "measure"),
    [
        ("建设", True, True, True),
        ("全面", True, True, True),
        ("打造", True, False, True),  # a verb: of a measure the thing it is done to is telling
        ("整治", False, True, False),
        ("行动", False, True, True),
        ("规模", False, False, True),
        ("食堂", False, False, False),
    ],
)
def test_what_a_word_is_light_in_depends_on_what_is_compared(word: str, point: bool, part: bool, measure: bool) -> None:
    found = (word in LIGHT_IN_POINT, word in LIGHT_IN_PART, word in LIGHT_IN_MEASURE)
    assert found == (point, part, measure)


def test_stock_words_are_light_everywhere() -> None:
    assert STOCK <= LIGHT_IN_POINT & LIGHT_IN_PART & LIGHT_IN_MEASURE


def test_a_word_is_shared_only_where_it_says_something() -> None:
    assert shares_word("食堂管理", "食堂每周晒账本")
    assert not shares_word("食堂管理", "宿舍管理")
    assert not shares_word("食堂", "食堂每周晒账本")
