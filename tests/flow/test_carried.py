"""What a line made from a precedent still has of the old speech's own words is shown in it: nouns, never verbs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.flow.carried import carried, still

PARTS = [
    "【待填：地名】",
    "粮站",
    "火工品库",
    "要抓紧",
    "落实责任",
    "，",
    "的",
    "“蓝背篓”",
    "鸱吻",
    "城南",
    "三",
    "看了",
]


@pytest.mark.parametrize(
    ("line", "said", "shown"),
    [
        ("【待填：地名】的粮站、火工品库都要查。", "", ["粮站", "火工品库"]),
        ("【待填：地名】的粮站、火工品库都要查。", "粮站改造", ["火工品库"]),
        ("【待填：数字】户住进了老年病院，“蓝背篓”上了山。", "", ["老年病院", "蓝背篓"]),
        ("要压实责任，强化监管，确保各项任务落到实处。", "", []),
        ("大家卷起袖子，一针一线地干。", "", []),
        ("全方位、全领域、全要素推进，农业高质高效，有的“不能为”。", "", []),
        ("送了【待填：数字】双鞋、【待填：数字二】床被子。", "", []),
        ("按照“谁审批、谁监管”的要求来办。", "", []),
        ("把<名称>的德邦请进景区。", "", ["德邦"]),
        ("坐在一条板凳上，移民子女、教授团队都来，副组长记账，修好煤炉子。", "", []),
        ("由我牵头，我希望大家看一看。", "", ["我"]),
        ("变电站和锅炉房都查过，春运没有停。", "", ["变电站", "锅炉房", "春运"]),
        ("变电站查过，春运没有停。", "变电站检修", ["春运"]),
        ("新的征程上要有新的姿态，影响力、生命线都要上台阶。", "", []),
        ("拿下了国家湿地标志，取得全国领先的成绩，成为全国一流。", "", ["国家湿地标志"]),
        ("省委督改办发了话，州政府督查室来过，省委的决定要落实。", "", ["省委督改办", "州政府督查室"]),
        ("办了糍粑山歌节，青白线抢通了，这个环节、战线都重要。", "", ["糍粑山歌节", "青白线"]),
    ],
)
def test_nouns_that_neither_the_bank_nor_the_brief_has_are_shown(line: str, said: str, shown: list[str]) -> None:
    assert [line[start:end] for start, end in carried(line, said)] == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("城南的粮站、火工品库都要查。", ["粮站", "火工品库"]),
        ("城南的粮食站、火工品库都要查。", ["火工品库"]),
        ("城南的仓库都要查。", []),
        ("粮站，再说一次粮站。", ["粮站", "粮站"]),
        ("城南的粮站要种葡萄，火工品库。", ["粮站", "火工品库"]),
    ],
)
def test_what_was_changed_or_put_in_is_the_writers(typed: str, shown: list[str]) -> None:
    assert [typed[start:end] for start, end in still(typed, "【待填：地名】的粮站、火工品库都要查。")] == shown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_is_shown_stands_in_order_outside_of_gaps_and_is_none_of_the_briefs(line: str) -> None:
    found = carried(line)
    assert found == sorted(found)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert all("【" not in line[start:end] and "】" not in line[start:end] for start, end in found)
    assert "待填" not in "".join(line[start:end] for start, end in found)
    assert carried(line, line) == []
