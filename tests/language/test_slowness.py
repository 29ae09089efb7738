"""A regular expression of people's own that would never come to an end is refused, a harmless one is not."""

from __future__ import annotations

import re
import time

import pytest

from drafter.language.slowness import fault

SENTENCE = "要、" * 30 + "把甲乙丙一件一件办好"


@pytest.mark.parametrize(
    "pattern",
    [
        "(.{1,9}、?){1,99}不办",
        "(要+)+做",
        "((要)+)+做",
        "(要|要)+做",
        "(甲|甲乙)*丙丁",
        "(?=(甲+)+乙)丙",
        "([^。]*，?)*完",
        "[^。]*一[^。]*二[^。]*三[^。]*四[^。]*五",
    ],
)
def test_what_would_go_on_for_ever_is_refused(pattern: str) -> None:
    assert "慢得停不下来" in fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:[^。]+，){2}",
        "(?:我们|大家|同志){1,20}了",
        "(?:一|二|三)+是",
        "([一-龥]+市){1,2}",
        "[^。]*甲[^。]*乙[^。]{0,9}丙",
        "(新增|改造)[^。；，]{0,16}[0-9一二三四五]+(余|多)?(个|家)",
        "(?<!不)要(?!求)",
        "(?i)gdp|ppp",
    ],
)
def test_what_comes_to_an_end_is_taken_and_does(pattern: str) -> None:
    assert fault(pattern) == ""
    begun = time.process_time()
    re.search(pattern, SENTENCE)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("pattern", ["(未完", "甲{2}{3}", "[一-"])
def test_what_is_no_regular_expression_is_told_with_its_place(pattern: str) -> None:
    assert re.search("不是合法的正则表达式（毛病在第 [0-9]+ 个字符", fault(pattern))
