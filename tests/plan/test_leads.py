"""Lead-ins that answer: trouble goes to the safeguard that mends it, and what is said of it is of its kind (导语对症)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def leads(bank: Bank, said: str) -> dict[str, str]:
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    return {item.id: item.text for item in walk(outline.items) if "/导语/" in item.id or "/对策/" in item.id}


def test_a_measure_of_the_safeguard_is_a_home_for_trouble(bank: Bank) -> None:
    said = (
        "场合: 推进会\n会议: 全县渡船推进会\n主题: 渡船管护\n对象: 各渡口所\n"
        "问题: [旺季回城堵车, 船主融资难]\n"
        "意见: [{主题: 渡口整修, 措施: [旺季值守排班, 加固码头护栏]}, 渡工培训]\n"
        "保障: {主体: 县航道站, 措施: [增设临时停车位, 银企见面会每半年开一次]}\n"
    )
    found = leads(bank, said)
    assert [node for node, text in found.items() if "堵车" in text or "融资" in text] == ["保障/导语/1", "保障/导语/2"]


@pytest.mark.parametrize("problem", ["部分渡船救生衣不达标", "个别渡口存在超载"])
def test_a_bottom_line_is_no_matter_of_opinion(bank: Bank, problem: str) -> None:
    said = (
        "场合: 座谈会\n会议: 全县渡船业主座谈会\n讲话人: {姓名: 葛某某, 职务: 县长, 身份: 主要领导}\n主题: 渡船经营\n"
        f"对象: 各渡船业主\n问题: [{problem}]\n意见: [{{主题: 渡船安全, 措施: [更换救生衣, 渡船定员核载]}}, 客源拓展]\n"
    )
    text = " ".join(leads(bank, said).values())
    assert problem in text
    assert not any(word in text for word in ("想法", "出主意", "大家一起来做", "尽大家的力"))


def test_the_honoured_are_not_told_to_lighten_their_own_burden(bank: Bank) -> None:
    said = (
        "场合: 总结表彰会\n会议: 全县护林员表彰大会\n讲话人: {姓名: 葛某某, 职务: 县委书记, 身份: 主要领导}\n主题: 护林工作\n"
        "对象: 全县护林员\n问题: [护林员填表负担偏重]\n意见: [巡护值守, 队伍建设]\n"
        "保障: {主体: 县直有关部门, 措施: [减轻护林员填表负担, 护林装备更新]}\n"
    )
    text = " ".join(leads(bank, said).values())
    assert "负担偏重" in text
    assert "减轻护林员填表负担上" not in text
    assert "荣誉面前" not in text


WORKS = (
    "场合: {}\n会议: 全县渡口整修会议\n讲话人: {{姓名: 葛某某, 职务: 副县长, 身份: 分管领导}}\n主题: 渡口整修\n对象: 各渡口所\n"
    "问题: [{}]\n意见: [{{主题: {}, 措施: [{}]}}, 船员培训]\n"
)


def test_what_the_measures_do_is_told_where_the_cure_is_in_doubt(bank: Bank) -> None:
    # Two clauses, two kinds of trouble: what cures one alone would miss the other.
    said = WORKS.format(
        "推进会", "'候船棚杂物乱堆，渡口之间来回推诿'", "候船秩序", "清理候船棚杂物, 建立渡口联席会商机制"
    )
    text = " ".join(leads(bank, said).values())
    assert "候船棚杂物乱堆" in text
    assert "清理候船棚杂物、建立渡口联席会商机制" in text


def test_guests_hear_what_offices_will_do_about_it(bank: Bank) -> None:
    said = (
        "场合: 座谈会\n会议: 全县渡船业主座谈会\n讲话人: {姓名: 葛某某, 职务: 县长, 身份: 主要领导}\n主题: 渡船经营\n"
        "对象: 各渡船业主\n问题: [码头停车难]\n意见: [客源拓展]\n保障: {主体: 县航道站, 措施: [增设码头停车位]}\n"
    )
    text = leads(bank, said)["保障/导语/1"]
    assert text.startswith("“码头停车难”的问题")
    assert "增设码头停车位" in text


def test_what_others_do_is_no_fault_of_the_honoured(bank: Bank) -> None:
    said = WORKS.format("总结表彰会", "航道里偷采河砂时有发生", "航道保护", "夜间巡查, 设立界桩")
    text = " ".join(leads(bank, said).values())
    assert "偷采河砂" in text
    assert "短处" not in text
    assert "不足" not in text


def test_one_thing_is_named_once_where_a_point_builds_on_what_was_done(bank: Bank) -> None:
    said = (
        WORKS.format("工作会议", "船员年龄偏大", "渡工巡航管理", "定点巡航")
        + "成绩: [{要点: 渡工巡航, 事实: 巡航320次}]\n"
    )
    told = [text for node, text in leads(bank, said).items() if node.startswith("意见/1")]
    assert all(text.count("渡工巡航") < 2 for text in told)


def test_lead_ins_of_the_safeguard_have_names_of_their_own(bank: Bank) -> None:
    said = (
        WORKS.format("推进会", "个别渡口值守走过场", "渡口整修", "加固护栏")
        + "保障: {主体: 各渡口所党支部, 措施: [值守点名抽查]}\n"
    )
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    ids = [item.id for item in walk(outline.items)]
    assert len(ids) == len(set(ids))
