"""The third level (第三层): siblings go equally deep, and every entry is a piece of the work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

DEEP = "会议: 全县林长制工作会议\n风格: {层级: 3}\n"


def outlined(text: str, bank: Bank) -> list[Item]:
    return walk(plan(parse_brief(load_text(DEEP + text, "简要.yaml")), bank).items)


@pytest.mark.parametrize(
    "points",
    [
        "[巡护监测, 火源管控, 宣传引导]",
        "[{主题: 巡护监测, 措施: [护林员巡护, 猫头鹰认养, 卡口检查]}, 屋顶花园]",
        "[压实责任, {主题: 队伍建设, 措施: [读原著, 联系实际]}]",
    ],
)
def test_all_siblings_go_deeper_alike_or_none_does(bank: Bank, points: str) -> None:
    items = outlined(f"意见: {points}\n保障: {{主体: 各乡镇, 措施: [专班推进, 定期调度]}}\n", bank)
    for parent in (item for item in items if item.level == 1):
        measures = [item for item in parent.items if item.level == 2]
        assert len({sum(child.level == 3 for child in item.items) for item in measures}) <= 1, parent.text
    second = [item for item in items if item.level == 2]
    assert len(second) > 3
    for item in second:
        below = [child for child in item.items if child.level == 3]
        assert not below or 2 <= len(below) <= 3, item.text
        assert not any(child.gaps for child in below)
        assert [child.label for child in below] == ["1.", "2.", "3."][: len(below)]


def test_entries_are_phrases_that_stand_once(bank: Bank) -> None:
    items = outlined("意见: [落地见效, 结果运用, 督查督办]\n", bank)
    third = [item.text for item in items if item.level == 3]
    assert len(third) == len(set(third)) > 6
    assert sum(not item.gaps for item in items if item.level == 3) > 6
    for item in items:
        assert len({len(child.text) for child in item.items if child.level == 3 and not child.gaps}) <= 1
        assert item.level != 2 or item.items[0].level == 0


def test_what_has_most_in_common_goes_together(bank: Bank) -> None:
    measures = (
        Measure("查火种", "<主体>在路口登记火种。"),
        Measure("巡山头", "<主体>让护林员巡遍山头。"),
    )
    phrases = ("天天巡遍山头", "路口登记火种", "护林员换班岗", "收缴随身火种")
    topic = Topic("林业/试", "林业", "看山护林", groups=(Group("查巡", measures),), phrases=phrases)
    items = walk(
        plan(
            parse_brief(load_text(DEEP + "意见: [看山护林, 宣传引导]\n", "简要.yaml")),
            replace(bank, topics=(topic,)),
        ).items
    )
    under = {item.text: {child.text for child in item.items if child.level == 3} for item in items if item.level == 2}
    assert under["查火种"] == {"路口登记火种", "收缴随身火种"}
    assert under["巡山头"] == {"天天巡遍山头", "护林员换班岗"}


def test_where_nothing_real_can_be_said_nothing_is(bank: Bank) -> None:
    measures = (
        Measure("查火种", "<主体>在路口登记火种。"),
        Measure("巡山头", "<主体>让护林员巡遍山头。"),
    )
    phrases = ("发展林下种养", "路口登记火种", "收缴随身火种", "天天巡遍山头")
    topic = Topic("林业/试", "林业", "看山护林", groups=(Group("查巡", measures),), phrases=phrases)
    brief = parse_brief(load_text(DEEP + "意见: [看山护林, 宣传引导]\n", "简要.yaml"))
    outline = plan(brief, replace(bank, topics=(topic,)))
    under = {item.text: [child for child in item.items if child.level == 3] for item in walk(outline.items)}
    assert under["查火种"] == under["巡山头"] == []
    assert not any("具体事项" in gap for _, gap in outline.gaps)
    assert sum("第三级" in note for note in outline.notes) == 1


def test_a_word_that_any_matter_has_brings_no_phrase_near(bank: Bank) -> None:
    text = (
        "会议: 全省残疾人工作会议\n意见: [{主题: 康复服务, 措施: [儿童康复, 辅具适配, 社区康复, 精神康复]}]\n"
        "保障: {主体: 各级党委和政府, 措施: [健全机制, 配强干部]}\n风格: {层级: 3}\n"
    )
    third = [item.text for item in walk(plan(parse_brief(load_text(text, "")), bank).items) if item.level == 3]
    assert not {"标出异常人员", "筹建托养机构", "协调解决难题"} & set(third)
