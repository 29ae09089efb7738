"""What opens a speech, or its problems, is true of what the brief says (开场、问题的说法合不合实际)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def said(text: str, bank: Bank) -> str:
    return "\n".join(item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items))


def test_who_presides_announces_reports_only_where_there_are_some(bank: Bank) -> None:
    bare = "场合: 主持讲话\n会议: 全市气象工作会议\n主题: 气象工作\n意见: [预报服务, 设备维护]\n"
    assert "听取" not in said(bare, bank).partition("意见")[0]


@pytest.mark.parametrize(
    ("problems", "ill_joined"),
    [("夜间盗采多发, 部门协作不畅", False), ("超限运输屡禁不止, 信息共享不够", False), ("信息不通, 职责不清", True)],
)
def test_only_what_is_ill_joined_is_called_so(bank: Bank, problems: str, ill_joined: bool) -> None:
    text = (
        f"场合: 联席会议\n会议: 全市砂石监管联席会议\n主题: 砂石监管\n问题: [{problems}]\n意见: [执法监管, 信息共享]\n"
    )
    assert ("衔接不够紧" in said(text, bank)) is ill_joined


@pytest.mark.parametrize("who", ["各果企果农代表", "各界代表", "种粮大户代表"])
def test_representatives_beside_offices_are_addressed(bank: Bank, who: str) -> None:
    text = f"场合: 座谈会\n会议: 全县产业发展座谈会\n主题: 产业发展\n对象: {who}和县直有关部门\n意见: [品牌打造, 基地建设]\n"
    assert said(text, bank).startswith("各位代表，同志们：")
