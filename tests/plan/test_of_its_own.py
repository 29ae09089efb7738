"""What stands beside a point or a measure is of its own field, and whoever the brief names does it (搭配、主体)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.owners import owned
from drafter.plan.praising import praised
from drafter.records import Item
from drafter.strict_yaml import load_text


def items(bank: Bank, text: str) -> dict[str, Item]:
    return {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}


@pytest.mark.parametrize(
    ("meeting", "theme", "point", "strange"),
    [
        ("全县水土保持工作会议", "水土保持工作", "综合治理", "风沙"),
        ("全区生活垃圾分类动员会", "生活垃圾分类工作", "宣传引导", "变废为宝"),
    ],
)
def test_over_one_part_of_a_topic_stands_no_other_matter_of_it(
    bank: Bank, meeting: str, theme: str, point: str, strange: str
) -> None:
    found = items(bank, f"会议: {meeting}\n主题: {theme}\n意见: [{point}, 监督执法, 队伍建设]\n")
    assert point in found["意见/1"].text
    assert strange not in found["意见/1"].text


def test_two_acts_side_by_side_are_as_parallel_as_their_siblings(bank: Bank) -> None:
    for point in ("清退整治", "关停整治"):
        found = items(bank, f"场合: 推进会\n会议: 全县湿地保护推进会\n意见: [{point}, 生态修复, 巡护监测]\n")
        said = [found[f"意见/{k}"].text for k in (1, 2, 3)]
        tails = [text.replace(name, "") for text, name in zip(said, (point, "生态修复", "巡护监测"), strict=True)]
        assert len({re.sub("[^，]", "", tail) for tail in tails}) == 1
        # None stands bare where the others have a word around them.
        assert not any(tail.startswith("，") for tail in tails) or all(tail.startswith("，") for tail in tails)


def test_no_sibling_has_the_word_of_the_safeguard(bank: Bank) -> None:
    text = (
        "会议: 全市全民阅读工作会议\n意见: [阵地提质, 品牌培育, 队伍建设]\n"
        "保障: {主体: 各县区, 措施: [经费保障, 监测评估]}\n风格: {句式: pst-rang-qilai}\n"
    )
    found = items(bank, text)
    said = [found[node].text[-3:] for node in ("意见/1", "意见/2", "意见/3", "保障")]
    assert len(set(said)) == 4


@pytest.mark.parametrize(
    ("line", "owner", "told"),
    [
        ("公积金中心逐笔监测贷款逾期。", "市住房公积金管理中心", "市住房公积金管理中心逐笔监测贷款逾期。"),
        (
            "残联、人社部门摸清技能和意愿。",
            "省人力资源社会保障厅",
            "省人力资源社会保障厅会同残联摸清技能和意愿。",
        ),
        ("学校、妇联、图书馆开设亲子阅读课。", "市妇联", "市妇联会同学校、图书馆开设亲子阅读课。"),
        ("住建部门逐栋核对。", "市住房和城乡建设局", "市住房和城乡建设局逐栋核对。"),
        # Another office stays another office.
        ("民政部门逐户核对。", "市财政局", "由市财政局负责，民政部门逐户核对。"),
    ],
)
def test_an_owner_takes_the_place_of_himself_called_in_short(line: str, owner: str, told: str) -> None:
    assert owned(line, owner) == told


def test_what_is_done_in_a_rhythm_and_by_whom_is_the_briefs(bank: Bank) -> None:
    text = "会议: 全县湿地保护推进会\n意见: [生态修复]\n保障: {主体: 沿湖各乡镇党委, 措施: [%s, 包片联系]}\n"
    for measure, often in (("半月调度", "每半月"), ("季度会商", "每季度")):
        line = items(bank, text % measure)["保障/1/文"].text
        assert often in line
        assert "牵头领导" not in line
        assert "定期" not in line


def test_those_addressed_are_called_in_short_by_their_own_name(bank: Bank) -> None:
    text = (
        "会议: 全县湿地保护推进会\n对象: 沿湖各乡镇和县直有关部门\n"
        "意见:\n  - {主题: 清退整治, 措施: ['拆除违建设施，一处一档销号', '建立警长机制，一片湿地一名警长']}\n"
    )
    said = "".join(item.text for item in items(bank, text).values())
    assert "各地各部门" not in said
    assert "各乡镇各部门" in said


def test_achievements_side_by_side_are_told_alike(bank: Bank) -> None:
    text = (
        "会议: 全市住房公积金工作会议\n意见: [风险防控]\n问题: [逾期贷款催收不力]\n成绩: "
        "[{要点: 归集扩面, 事实: 新增缴存职工1.8万人}, {要点: 贷款支持, 事实: 发放个人住房贷款23.6亿元}]\n"
    )
    said = praised(parse_brief(load_text(text, "")), bank)
    assert not any("方面，" in one for one in said)
    wetland = (
        "会议: 全县湿地保护推进会\n意见: [生态修复]\n成绩: "
        "[{要点: 退塘还湿, 事实: 恢复湿地2100亩}, {要点: 候鸟保护, 事实: 救护候鸟360只}]\n"
    )
    assert not any("方面，" in one for one in praised(parse_brief(load_text(wetland, "")), bank))


@pytest.mark.parametrize("occasion", ["推进会", "总结表彰会", "工作会议"])
def test_no_period_is_asked_for_where_the_brief_tells_none(bank: Bank, occasion: str) -> None:
    text = (
        f"场合: {occasion}\n会议: 全县供水{occasion}\n讲话人: {{职务: 县长, 身份: 主要领导}}\n主题: 供水工作\n对象: 各乡镇\n"
        "成绩: [{要点: 管网改造, 事实: 更换管道31公里}]\n意见: [工程建设]\n"
    )
    assert "统计时段" not in items(bank, text)["成绩回顾/总体评价"].text


def test_no_verb_is_missed_before_a_measure_that_has_its_own(bank: Bank) -> None:
    for measure in ("妥善安置退养渔民", "组织专场招聘会", "组织专题辅导会"):
        text = f"会议: 全县湿地保护推进会\n意见:\n  - {{主题: 生态修复, 措施: [清除外来水草, {measure}]}}\n"
        notes = plan(parse_brief(load_text(text, "简要.yaml")), bank).notes
        assert not any("不知道配什么动词" in note for note in notes), measure


@pytest.mark.parametrize("measure", ["推动送书下乡", "开展送药进村"])
def test_where_somebody_goes_does_not_tell_what_he_brings(bank: Bank, measure: str) -> None:
    text = f"会议: 全市全民阅读工作会议\n意见:\n  - {{主题: 品牌培育, 措施: [{measure}, 开展书香家庭评选]}}\n"
    assert not re.search("采风|创作", items(bank, text)["意见/1/1/文"].text)


def test_a_line_that_goes_through_the_matters_of_another_topic_is_none_of_this_meeting(bank: Bank) -> None:
    text = "会议: 全县湿地保护推进会\n意见: [生态修复]\n保障: {主体: 沿湖各乡镇党委, 措施: [落实林长责任, 包片联系]}\n"
    assert not re.search("造林|病虫|森林", items(bank, text)["保障/1/文"].text)
    # At a meeting on woods it is.
    woods = text.replace("湿地保护", "林长制工作").replace("落实林长责任", "林长考核")
    assert "造林" in items(bank, woods)["保障/1/文"].text


@pytest.mark.parametrize("who", ["归侨侨眷", "台胞台属", "乡贤"])
def test_guests_are_addressed_as_who_they_are(bank: Bank, who: str) -> None:
    text = f"场合: 座谈会\n会议: 全市{who}座谈会\n对象: 广大{who}\n意见: [爱国爱乡, 牵线搭桥]\n"
    assert items(bank, text)["开场/称谓"].text == f"各位{who}，同志们："


def test_a_field_that_only_ends_what_the_point_is_called_lends_no_line_on_its_own_people(bank: Bank) -> None:
    text = "会议: 全县%s工作会议\n意见: [{主题: %s, 措施: [扩大学位, 规范管理]}, 组织领导]\n"
    assert "出生人口" not in items(bank, text % ("老年教育和银龄志愿服务", "办好老年大学"))["意见/1/1/文"].text
    # At a meeting on schools it does.
    assert "出生人口" in items(bank, text % ("教育优质均衡", "学校建设"))["意见/1/1/文"].text
