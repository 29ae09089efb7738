"""Everyday words that name something by what they end in are found; what is said of anybody's work is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.flow.by_kind import by_kind
from drafter.flow.spans import placed
from drafter.language.words import listed


def found(line: str, said: str = "") -> list[str]:
    return [line[start:end] for start, end in by_kind(line, placed(listed(line)), said)]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("要办好晨光早餐工程，一周一查。", ["晨光早餐工程"]),
        ("我们在县二中礼堂开会。", ["县二中礼堂"]),
        ("东方救援队随时待命，四电厂的余热要用起来。", ["东方救援队", "四电厂"]),
        ("从五一忙到小雪，打12349的也不少。", ["五一", "小雪", "12349"]),
        ("九六年的水，央视也来拍过。", ["九六年", "央视"]),
        ("返乡恳谈会要请客商来。", ["返乡恳谈会"]),
        ("抗洪突击连上了堤，青松大渠通了水，亲农直通车开到村口。", ["抗洪突击连", "青松大渠", "亲农直通车"]),
    ],
)
def test_what_is_called_by_its_kind_is_found(line: str, named: list[str]) -> None:
    assert set(named) <= set(found(line))


@pytest.mark.parametrize(
    "line",
    [
        "要抓好重点工程，推进重点项目，开展专项行动。",
        "新建改建学校，扩大供给，三个项目都要开工。",
        "雨水管要疏通，清明廉洁，大雪纷飞也要巡线。",
        "十一个村、五一级台账、八一三类问题都要清零。",
        "各级党组织、广大党员干部要走在前面，干在实处。",
        "以饱满的状态抓项目，把口号变成行动。",
        "把标准化项目做好，把信息化平台用好。",
    ],
)
def test_what_is_said_of_anybodys_work_is_not(line: str) -> None:
    assert found(line) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["晨光", "早餐", "工程", "五一", "，", "12349", "要", "的", "三", "电厂"]), max_size=10
    ).map("".join)
)
def test_each_stands_in_the_line_and_the_brief_has_none_of_them(line: str) -> None:
    spans = sorted(by_kind(line, placed(listed(line))))
    assert all(0 <= start < end <= len(line) for start, end in spans)
    assert all(first != second for first, second in pairwise(spans))
    assert found(line, line) == []
