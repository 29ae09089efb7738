"""Where no line is surely about a measure, its line only organises, and does so as befits the kind of measure (措施待填)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def _outlined(bank: Bank, meeting: str, point: str, *measures: str) -> dict[str, str]:
    said = f"会议: 全县{meeting}工作会议\n意见:\n- 主题: {point}\n  措施: [{', '.join(measures)}]\n- 组织领导\n"
    return {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}


@pytest.mark.parametrize(
    ("measures", "told"),
    [
        (("每周五碰头", "每半月会商一次"), "待填：参加人和要议的事"),
        (("专人把关", "专人盯窑"), "待填：人员名单"),
        (("竹山暗访", "逐片竹林核实"), "范围|待填：检查对象"),
        (("少开会多下田", "办事不过夜"), "^(?:少开会多下田|办事不过夜)，由【待填：责任单位】"),
        (("竹排末位约谈", "晾晒竹编排名"), "核实|核对|讲在前面"),
        (("增设竹编摊位", "开通竹编专线"), "待填：地点、规模和工期"),
    ],
)
def test_a_line_of_gaps_goes_by_what_kind_the_measure_is(bank: Bank, measures: tuple[str, str], told: str) -> None:
    found = _outlined(bank, "竹编产业", "竹编产业", *measures)
    lines = [found["意见/1/1/文"], found["意见/1/2/文"]]
    assert all(re.search(told, line) for line in lines), lines
    assert all("试点" not in line and "牵头抓好" not in line for line in lines)
    assert re.sub("“[^”]+”", "", lines[0]) != re.sub("“[^”]+”", "", lines[1])


def test_only_a_new_way_of_working_is_tried_out_first(bank: Bank) -> None:
    lines = [
        _outlined(bank, "竹编产业", "竹编产业", name, "竹编")["意见/1/1/文"] for name in ("竹编积分制", "竹编义卖")
    ]
    assert ["试点" in line for line in lines] == [True, False], lines


@pytest.mark.parametrize(
    ("meeting", "measure", "absurd"),
    [
        ("乡村旅游", "明码标价", "特色小吃"),
        ("教育", "城乡结对教研", "年龄、经历"),
        ("耕地保护", "纪检跟进监督", "裁量"),
        ("民营经济", "欠款台账", "不夸大"),
    ],
)
def test_a_word_in_passing_or_a_far_head_word_makes_no_line_fit(
    bank: Bank, meeting: str, measure: str, absurd: str
) -> None:
    found = _outlined(bank, meeting, f"{meeting}工作", measure, "办事不过夜")
    assert absurd not in found["意见/1/1/文"]


def test_what_has_no_items_is_not_crossed_off(bank: Bank) -> None:
    whole = "".join(_outlined(bank, "竹编产业", "竹笛定位").values())
    assert "销号" not in whole


@pytest.mark.parametrize(
    "measures",
    [
        ("垃圾日产日清", "一巷一长"),
        ("开学第一课讲师德", "推门听课"),
        ("设立转贷资金5000万元", "银企对接"),
        ("每周五下午3点开调度会", "联合会商"),
        ("分期办理不动产证", "逐楼盘摸底"),
    ],
)
def test_a_measure_that_is_a_clause_stands_as_it_is(bank: Bank, measures: tuple[str, str]) -> None:
    assert _outlined(bank, "城市管理", "城市管理", *measures)["意见/1/1"] == measures[0]


def test_a_lack_is_not_answered_by_what_else_its_topic_is_about(bank: Bank) -> None:
    said = (
        "场合: 总结表彰会\n会议: 全县教师节表彰大会\n主题: 教育工作\n问题: [乡村学校英语教师短缺, 班主任负担偏重]\n"
        "意见: [师德师风, 减轻教师负担]\n"
    )
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    led = {item.id: item.text for item in walk(outline.items) if "导语" in item.id}
    assert "班主任负担偏重" in led["意见/2/导语/1"]
    assert not any("教师短缺" in text for text in led.values())
    assert any("教师短缺”由哪一点来回答" in note for note in outline.notes)


@pytest.mark.parametrize(("meeting", "point"), [("教育", "师德师风"), ("民营经济", "账款清欠")])
def test_a_group_ordered_by_a_thing_is_about_it(bank: Bank, meeting: str, point: str) -> None:
    said = f"会议: 全县{meeting}工作会议\n主题: {meeting}工作\n意见: [{point}, 组织领导]\n"
    assert not any("没有专讲" in note for note in plan(parse_brief(load_text(said, "简要")), bank).notes)
