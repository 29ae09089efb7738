"""Lines fit who speaks, to whom, and what the brief says (语气)."""

from __future__ import annotations

import re

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.facts import stands_in
from drafter.plan.outline import plan, walk
from drafter.records import Outline
from drafter.strict_yaml import load_text

HOST = """\
场合: 主持讲话
会议: 全县河道清淤工作调度会
讲话人: {身份: 主持人}
对象: 各乡镇和县直有关部门
刚才: [{谁: 县水利局, 事: 通报了进度}, {谁: 柳溪镇, 事: 作了表态发言}, {谁: 县长季某某, 事: 作了讲话}]
意见: [清淤进度, 质量把关]
"""
VISITOR = """\
场合: 座谈会
会议: 云津古镇保护工作座谈会
讲话人: {职务: 省文物局副局长, 身份: 上级代表}
地区: 云津市
对象: 云津市有关部门
问题: [商业业态雷同, 消防隐患较多]
意见: [业态提升, 消防安全]
"""


def planned(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def said(text: str, bank: Bank) -> str:
    return "\n".join(item.text for item in walk(planned(text, bank).items))


def test_a_host_counts_the_agenda_and_claps_for_the_leader_alone(bank: Bank) -> None:
    text = said(HOST, bank)
    assert re.findall("进行第(.)项议程", text) == ["一", "二", "三"]
    assert "季某某同志出席会议并讲话，让我们以热烈的掌声表示欢迎" in text
    assert "认真听" not in text


def test_what_is_said_of_the_leaders_speech_is_said_of_it_alone(bank: Bank) -> None:
    assert "柳溪镇作了表态发言。县长季某某同志作了讲话，" in said(HOST, bank)


def test_a_visitor_hopes_where_a_problem_is_taken_up(bank: Bank) -> None:
    leads = [item.text for item in walk(planned(VISITOR, bank).items) if item.step == "导语"]
    assert len(leads) == 2
    assert all("希望" in text and not re.search("硬任务|限期|一抓到底", text) for text in leads), leads


def test_every_achievement_keeps_its_name(bank: Bank) -> None:
    brief = "会议: 全县防火工作会议\n意见: [巡护, 值守]\n成绩: [{要点: 防火通道, 事实: 新建防火通道42公里}, {要点: 火情处置, 事实: 去年处置火情17起}]\n"
    assert "防火通道方面，新建防火通道42公里" in said(brief, bank)


def test_a_problem_goes_to_the_point_whose_measure_names_the_same(bank: Bank) -> None:
    brief = (
        "会议: 全县森林草原防灭火工作动员会\n问题: [护林员年龄偏大]\n"
        "意见:\n- 火源管控\n- {主题: 巡护监测, 措施: [护林员网格巡护, 视频监控补点]}\n"
    )
    leads = [item.id for item in walk(planned(brief, bank).items) if item.step == "导语" and "护林员" in item.text]
    assert leads == ["意见/2/导语/1"]


def test_teachers_are_not_praised_for_daring(bank: Bank) -> None:
    brief = "场合: 表彰会\n会议: 全市教育工作表彰大会\n对象: 广大教师\n意见: [立德树人, 师德师风]\n"
    assert not re.search("敢闯敢试|攻坚|攻关", said(brief, bank))


def test_a_choice_under_half_a_name_is_told_the_whole_one(bank: Bank) -> None:
    outline = planned(f"{HOST}选定: {{回应前述: 好}}\n", bank)
    assert any("要写全：开场/回应前述" in note for note in outline.notes)


def test_a_percent_sign_is_one_in_either_width() -> None:
    assert stands_in("提高到61%", "就业率提高到61％。")
