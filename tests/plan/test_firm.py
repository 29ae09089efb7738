"""A firm's own meeting: nothing is said from the government's side of the counter."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank, Group, Measure
from drafter.brief.load import parse_brief
from drafter.plan.firm import groups_inside, is_firm, is_outside
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> list[Item]:
    return walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)


@pytest.mark.parametrize(
    ("meeting", "firm"),
    [
        ("北岭矿业公司安全生产工作会议", True),
        ("江南化工集团2026年度总结会", True),
        ("设备检修动员会各车间和各班组", True),
        ("全市民营企业家座谈会广大民营企业家", False),
        ("全市国有企业改革推进会市属各企业", False),
        ("全区物业公司负责人会议", False),
    ],
)
def test_what_is_a_firms_own_meeting(meeting: str, firm: bool) -> None:
    assert is_firm(meeting) is firm


def test_lines_are_turned_or_left_out() -> None:
    said = (
        Measure("管住外包", "<主体>督促企业把承包队伍纳入统一管理。"),
        Measure("管住设备", "企业给关键设备建履历，到期必检。"),
        Measure("管住人员", "企业对新进人员先培训后上岗，<主体>到车间抽考。"),
        Measure("送服务，让企业有人帮着干", "专家组上门帮中小企业。"),
    )
    (group,) = groups_inside([Group("四管", said)])
    assert [m.text for m in group.measures] == [
        "<主体>把承包队伍纳入统一管理。",
        "<主体>给关键设备建履历，到期必检。",
        "对新进人员先培训后上岗，<主体>到车间抽考。",
    ]


@pytest.mark.parametrize(
    "points", ["[外包队伍, 安全投入, 隐患排查]", "[成本管控, 技术创新, 班组建设]", "[党建引领, 作风建设, 人才培养]"]
)
def test_no_line_speaks_to_firms_or_of_the_people(bank: Bank, points: str) -> None:
    brief = (
        "会议: 北岭矿业公司年度工作会议\n讲话人: {职务: 公司总经理, 身份: 主要领导}\n对象: 各矿区和公司各部门\n"
        f"意见: {points}\n保障: {{主体: 公司各部门, 措施: [领导带班, 考核奖惩]}}\n"
    )
    items = outlined(brief, bank)
    assert [item.text for item in items if is_outside(item.text)] == []


def test_a_speaker_does_not_praise_his_own_lead(bank: Bank) -> None:
    brief = "场合: 推进会\n会议: 全市河湖治理现场会\n成绩: [{要点: 水质改善, 事实: 优良率92%}]\n意见: [清河整治, 河长履职]\n"
    head = outlined(brief + "讲话人: {职务: 市水利局局长, 身份: 分管领导}\n", bank)
    deputy = outlined(brief + "讲话人: {职务: 副市长, 身份: 分管领导}\n", bank)
    assert not any("正确领导" in item.text for item in head)
    assert not any("正确领导" in item.text for item in deputy)
    named = outlined(brief + "讲话人: {职务: 副市长, 身份: 分管领导}\n依据: [市委、市政府的部署]\n", bank)
    assert any("在市委、市政府的正确领导下" in item.text for item in named)
