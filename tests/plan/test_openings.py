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


def _opening(text: str, step: str, bank: Bank) -> str:
    brief = parse_brief(load_text(text, "简要.yaml"))
    return next((item.text for item in walk(plan(brief, bank).items) if item.id == f"开场/{step}"), "")


@pytest.mark.parametrize(
    ("occasion", "events", "said", "unsaid"),
    [
        ("动员会", "[{谁: 县水利局, 事: 说明了清淤方案}, {谁: 云泽镇, 事: 介绍了试点的做法}]", "照着干", "信心足"),
        ("动员会", "[{谁: 县水利局, 事: 解读了清淤方案}, {谁: 三个乡镇, 事: 作了表态发言}]", "态度也表明了", "信心足"),
        (
            "座谈会",
            "[{谁: 6位果农, 事: 谈了销路上的难处}, {谁: 县供销社, 事: 作了现场答复}]",
            "没有答完的",
            "很有针对性",
        ),
    ],
)
def test_what_was_done_decides_what_is_said_of_it(
    bank: Bank, occasion: str, events: str, said: str, unsaid: str
) -> None:
    text = f"场合: {occasion}\n会议: 云泽县果业{occasion}\n刚才: {events}\n意见: [品种改良, 产销对接]\n"
    found = _opening(text, "回应前述", bank)
    assert said in found
    assert unsaid not in found


def test_guests_who_have_spoken_are_not_asked_to_speak(bank: Bank) -> None:
    head = "场合: 座谈会\n会议: 云泽县果农座谈会\n讲话人: {身份: 主要领导}\n依据: [全省果业大会精神]\n意见: [品种改良, 产销对接]\n"
    assert "敞开谈" not in _opening(head + "刚才: [{谁: 6位果农, 事: 谈了销路上的难处}]\n", "会议任务", bank)


@pytest.mark.parametrize("measure", ["会后三天内向主要负责人汇报会议精神", "两日内传达到乡镇"])
def test_what_the_brief_says_of_passing_on_is_not_asked_for_again(bank: Bank, measure: str) -> None:
    text = (
        "场合: 主持讲话\n会议: 云泽县果业工作会议\n讲话人: {身份: 主持人}\n刚才: [{谁: 县长邱某某, 事: 讲话}]\n"
        f"意见: [{{主题: 会议传达, 措施: [{measure}]}}, 产销对接]\n"
    )
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    assert "传达时限" not in {gap for _, gap in outline.gaps}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("大家好", "大家好！"),
        ("同志们、大家好：", "同志们、大家好！"),
        ("同志们！", "同志们！"),
        ("各位代表", "各位代表："),
    ],
)
def test_a_greeting_calls_on_nobody_to_hear_something(bank: Bank, typed: str, line: str) -> None:
    text = f"会议: 全县防汛会\n称谓: {typed}\n意见: [隐患排查, 值班值守]\n"
    assert said(text, bank).splitlines()[0] == line
