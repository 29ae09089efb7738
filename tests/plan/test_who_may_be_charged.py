"""What is asked, and of whom: guests hear wishes, trainees study, firms do what is theirs (各有其分)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item, Outline
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def under(outline: Outline, node: str) -> list[Item]:
    return [item for item in walk(outline.items) if item.id.startswith(f"{node}/")]


def test_guests_hear_a_wish_on_what_nobody_knows_and_no_task(bank: Bank) -> None:
    outline = outlined(
        "场合: 座谈会\n会议: 全市专家人才座谈会\n对象: 各位专家人才\n主题: 人才工作\n"
        "意见: [潜心钻研, 成果转化, 甘坐冷板凳]\n保障: {主体: 各级各部门, 措施: [兑现政策]}\n",
        bank,
    )
    for node in ("意见/1", "意见/3"):
        told = "".join(item.text for item in under(outline, node))
        assert "各位专家人才" in told or "希望" in told
        assert not any(word in told for word in ("摸底", "台账", "销号", "各级各部门"))
    assert any("潜心钻研" in note and "没有找到" in note for note in outline.notes)


def test_whatever_is_asked_of_trainees_is_study_or_conduct(bank: Bank) -> None:
    outline = outlined(
        "场合: 培训班开班\n会议: 全县村干部培训班\n对象: 全体学员\n主题: 村干部培训\n意见: [学懂政策, 学会方法, 严守纪律]\n",
        bank,
    )
    refs = {item.source.ref.split("/")[1] for n in (1, 2, 3) for item in under(outline, f"意见/{n}") if item.level == 0}
    assert refs == {"学习类", "参训类"}
    text = "".join(item.text for item in walk(outline.items))
    assert "大有可为" not in text
    assert "哪一件抓不好" not in text


def test_firms_are_not_made_to_do_the_work_of_offices(bank: Bank) -> None:
    outline = outlined(
        "场合: 总结表彰会\n会议: 全县民营经济发展总结表彰大会\n对象: 广大民营企业家\n主题: 民营经济发展\n"
        "意见: [科技创新, 诚信经营, 融资服务]\n",
        bank,
    )
    assert {item.source.ref.split("/")[0] for item in under(outline, "意见/1") if item.level == 0} == {"企业发展"}
    served = [item.text for item in under(outline, "意见/3") if item.level == 0]
    assert not any("广大民营企业家" in text for text in served)


MASTERS = (
    "场合: 座谈会\n会议: 全县非遗传承人座谈会\n地区: 全县\n主题: 非遗传承\n对象: 各位非遗传承人代表\n问题: [传习场地紧张]\n"
    "意见:\n  - {主题: 传艺育人, 措施: [带出年轻徒弟, 参加研修班（县文旅局组织，6月底前）, 整理技艺口诀（县非遗中心负责）]}\n"
    "  - {主题: 场所建设, 措施: [搭建展示平台, 减免场地租金]}\n"
    "保障: {主体: 县直有关部门, 措施: [解决传习场地]}\n"
)


def test_what_guests_are_to_do_themselves_is_hoped_of_them(bank: Bank) -> None:
    text = {item.id: item.text for item in walk(outlined(MASTERS, bank).items)}
    assert "带出年轻徒弟" in text["意见/1/1/文"]
    assert "望大家" in text["意见/1/1/文"]
    assert "县文旅局组织" in text["意见/1/2/文"]
    assert "6月底前" in text["意见/1/2/文"]
    assert "家参加研修班" in text["意见/1/2/文"]
    assert not any("责任单位" in text[f"意见/1/{n}/文"] for n in (1, 2))


def test_what_others_are_named_for_or_do_for_guests_is_not_hoped_of_them(bank: Bank) -> None:
    text = {item.id: item.text for item in walk(outlined(MASTERS, bank).items)}
    assert "县非遗中心" in text["意见/1/3/文"]
    assert not any(
        "希望大家" in text[node] or "盼着大家" in text[node] for node in ("意见/1/3/文", "意见/2/1/文", "意见/2/2/文")
    )


def test_what_the_safeguard_answers_is_not_demanded_of_guests(bank: Bank) -> None:
    told = [item.text for item in walk(outlined(MASTERS, bank).items) if item.id.startswith("保障")]
    assert not any("传承人代表要" in line for line in told)


def test_a_visitor_does_not_open_the_meeting_of_his_hosts(bank: Bank) -> None:
    brief = (
        "场合: 总结表彰会\n会议: 全市防震减灾总结表彰大会\n地区: 全市\n主题: 防震减灾工作\n依据: [全省防震减灾工作会议精神]\n"
        "讲话人: {姓名: 顾某某, 职务: WHO, 身份: RANK}\n意见: [监测预报, 震害防御]\n"
    )
    for who, rank, opens in (("省地震局副局长", "上级代表", False), ("市长", "主要领导", True)):
        items = walk(outlined(brief.replace("WHO", who).replace("RANK", rank), bank).items)
        first = next(item.text for item in items if item.step == "会议任务")
        assert ("召开" in first) is opens
        assert "全省防震减灾工作会议精神" in first


CHEMICALS = (
    "场合: 推进会\n会议: 全县消防安全推进会\n地区: 全县\n主题: 消防安全工作\n对象: 各乡镇、临港园区和县直有关部门\n"
    "意见:\n  - {主题: 应急准备, 措施: [修订园区灭火预案, 修订灭火预案]}\n"
    "保障: {主体: 县消防安全委员会, 措施: [每季联合检查, 压实责任链条]}\n"
)


def test_the_paper_of_one_who_is_addressed_is_his_to_mend(bank: Bank) -> None:
    text = {item.id: item.text for item in walk(outlined(CHEMICALS, bank).items)}
    assert text["意见/1/1/文"].startswith("临港园区要修订")
    assert "临港园区要" not in text["意见/1/2/文"]
    assert "再作修订" not in text["意见/1/1/文"]


def test_whom_the_safeguard_names_sets_the_staff_to_work(bank: Bank) -> None:
    for rank in ("分管领导", "上级代表"):
        brief = CHEMICALS.replace("地区:", f"讲话人: {{姓名: 顾某某, 职务: 副局长, 身份: {rank}}}\n地区:")
        text = {item.id: item.text for item in walk(outlined(brief, bank).items)}
        assert all("县消防安全委员会" in text[f"保障/{n}/文"] for n in (1, 2))


def test_at_a_meeting_of_one_house_its_sections_act(bank: Bank) -> None:
    brief = (
        "场合: 传达学习会\n会议: 县图书馆干部职工传达学习会\n地区: 全县\n主题: 图书馆工作\n意见: [学深悟透, 借阅服务]\n"
    )
    told = [item.text for item in walk(outlined(brief, bank).items)]
    assert any("各科室" in text for text in told)
    assert not any("各乡镇" in text for text in told)
    wider = brief.replace("县图书馆干部职工", "全县干部职工")
    assert any("各乡镇" in item.text for item in walk(outlined(wider, bank).items))


def test_a_deadline_of_the_measure_dates_its_own_act_in_the_line(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全市水库安全推进会\n地区: 全市\n主题: 水库安全工作\n讲话人: {姓名: 顾某某, 职务: 省水利厅副厅长, 身份: 上级代表}\n"
        "意见:\n  - {主题: 水库除险, 措施: [加快病险水库除险加固（市水利局牵头，2028年3月底前）, 水库巡查]}\n"
    )
    text = {item.id: item.text for item in walk(outlined(brief, bank).items)}["意见/1/1/文"]
    assert text.count("2028年3月底前") == 1
    assert "时限" not in text
    assert "水利部门" not in text


GUESTS = (
    "场合: 座谈会\n会议: 全县非遗传承人座谈会\n地区: 全县\n讲话人: {职务: 县长, 身份: 主要领导}\n主题: 非遗传承\n"
    "对象: 广大文化工作者\n问题: [工坊经营困难, 传承人填表负担重]\n意见:\n"
    "  - {主题: 勇攀艺术高峰, 措施: [瞄准失传技艺攻关, 加强技艺研究]}\n"
    "  - {主题: 带活一方工坊, 措施: [把作品带进工坊（广大文化工作者）, 建好传习所（县文旅局）]}\n"
    "  - {主题: 带出新人, 措施: [老艺人带好徒弟, 支持青年学徒挑大梁（县文旅局牵头）]}\n"
    "保障: {主体: 各级各部门, 措施: [减轻传承人负担（县文旅局，7月底前）, 保障传习经费]}\n"
)


def test_a_measure_of_the_guests_own_is_hoped_in_its_own_words(bank: Bank) -> None:
    text = {item.id: item.text for item in walk(outlined(GUESTS, bank).items)}
    assert "大家瞄准失传技艺攻关，" in text["意见/1/1/文"]
    assert "大家加强技艺研究，" in text["意见/1/2/文"]
    # The brackets name the guests: they are no part of the heading, and the line is a hope still.
    assert text["意见/2/1"] == "把作品带进工坊"
    assert "大家把作品带进工坊，" in text["意见/2/1/文"]
    assert "负责" not in text["意见/2/1/文"]
    assert "县文旅局" in text["意见/2/2/文"]
    # Who acts in it already is not 大家 once more, and nobody is told to mind it himself.
    assert "希望老艺人带好徒弟，" in text["意见/3/1/文"] or "盼着老艺人带好徒弟，" in text["意见/3/1/文"]
    assert not any("责任单位" in line for node, line in text.items() if node.startswith("意见/"))


def test_which_points_are_for_guests_is_counted_by_what_stands_under_them(bank: Bank) -> None:
    text = next(item.text for item in walk(outlined(GUESTS, bank).items) if item.step == "领起")
    assert "前三点" in text
    assert "最后一点" in text
    assert "各级各部门" in text
    charged = GUESTS.replace("把作品带进工坊（广大文化工作者）", "办好工坊集市（县商务局）")
    text = next(item.text for item in walk(outlined(charged, bank).items) if item.step == "领起")
    assert "第一、三点" in text
    assert "第二、四点" in text


def test_guests_are_not_commanded_by_a_lead_in(bank: Bank) -> None:
    leads = [item.text for item in walk(outlined(GUESTS, bank).items) if item.step == "导语"]
    assert leads
    assert not any(word in lead for lead in leads for word in ("硬任务", "限期", "一抓到底", "不能等"))


def test_a_problem_goes_to_the_measure_on_it_though_a_point_names_the_same_people(bank: Bank) -> None:
    outline = outlined(GUESTS, bank)
    assert "传承人填表负担重" not in "".join(item.text for item in under(outline, "意见/3"))
    lead = next(item.text for item in under(outline, "保障") if "传承人填表负担重" in item.text)
    assert "抓减轻" not in lead


@pytest.mark.parametrize(
    ("audience", "measure", "actor"),
    [
        ("各乡镇、县直有关部门和各公交企业", "公布车辆检修安排", "各公交企业"),
        ("各街道、区直有关部门和各施工单位", "加固施工围挡，逐处验牢靠", "各施工单位"),
        ("各乡镇、县直有关部门和各供水企业", "打造抄表专线，一条专线一名客户经理", "各供水企业"),
        ("各乡镇和县直有关部门", "落实护林员补贴", "县直有关部门"),
        ("各成员单位", "落实稳岗补贴", "有关成员单位"),
    ],
)
def test_what_one_kind_of_body_does_is_put_to_it_alone(bank: Bank, audience: str, measure: str, actor: str) -> None:
    outline = outlined(
        f"场合: 推进会\n会议: 全县重点工作推进会\n主题: 重点工作\n对象: {audience}\n"
        f"意见:\n  - {{主题: 任务落实, 措施: [压减会议, '{measure}']}}\n  - 队伍建设\n",
        bank,
    )
    (line,) = (item.text for item in under(outline, "意见/1/2"))
    # Where the heading says what is done the line says by whom (由各施工单位负责).
    assert line.removeprefix("由").startswith(actor)


@pytest.mark.parametrize("point", ["数字转型", "开放利用"])
def test_what_is_inside_an_institution_is_its_own_work(bank: Bank, point: str) -> None:
    outline = outlined(f"场合: 工作会议\n会议: 全市档案工作会议\n主题: 档案工作\n意见: [{point}, 安全保管]\n", bank)
    inside = [item.text for item in under(outline, "意见/1") if "馆藏" in item.text or "跨馆" in item.text]
    assert inside
    assert all(text.startswith("档案馆") for text in inside)


@pytest.mark.parametrize("measure", ["推行五色预警", "建立回访台账", "组建评审专班"])
def test_a_visitor_hopes_of_the_body_what_no_crowd_sets_up(bank: Bank, measure: str) -> None:
    outline = outlined(
        "场合: 总结表彰会\n会议: 全市人民调解工作总结表彰会\n主题: 人民调解工作\n"
        "讲话人: {姓名: 尚某某, 职务: 省司法厅副厅长, 身份: 上级代表}\n对象: 各县区司法局和广大人民调解员\n"
        f"意见:\n  - {{主题: 排查预防, 措施: [规范文书, {measure}]}}\n  - 队伍建设\n",
        bank,
    )
    (line,) = (item.text for item in under(outline, "意见/1/2"))
    assert line.startswith("希望各县区司法局")


FUMES = (
    "场合: 推进会\n会议: 全县油烟整治推进会\n地区: 全县\n主题: 油烟整治工作\n对象: AUDIENCE\n成绩: [{要点: 设施, 事实: 安装186套}]\n"
    "意见:\n  - {主题: 监管执法, 措施: [屡查屡犯的停业整顿, 上门送清单]}\n  - 设施清洗\n"
    "保障: {主体: 县油烟办, 措施: [部门联动, 每月通报]}\n"
)


def test_a_penalty_is_laid_on_those_who_may_impose_one(bank: Bank) -> None:
    text = {i.id: i.text for i in walk(outlined(FUMES.replace("AUDIENCE", "各乡镇和县直有关部门"), bank).items)}
    assert not re.search("(?:各乡镇|各部门|县直有关部门)[^，]*(?:停业|抓好落实)", text["意见/1/1/文"]), text[
        "意见/1/1/文"
    ]


def test_who_is_charged_leads_himself(bank: Bank) -> None:
    text = {i.id: i.text for i in walk(outlined(FUMES.replace("AUDIENCE", "各乡镇和县直有关部门"), bank).items)}
    assert "牵头部门" not in text["保障/1/文"]
    assert text["保障/1/文"].startswith("县油烟办")
    assert "班子成员" not in text["保障/2/文"]


def test_a_long_name_is_said_in_full_once_in_the_points(bank: Bank) -> None:
    long = "各乡镇（园区）和县油烟污染整治工作领导小组成员单位"
    items = walk(outlined(FUMES.replace("AUDIENCE", long), bank).items)
    told = [item.text for item in items if item.id.startswith("意见") and item.id.endswith("/文")]
    assert sum(long in line for line in told) <= 1
    assert sum("成员单位" in line for line in told) >= 1
