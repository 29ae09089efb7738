"""A line keeps the rhythm, the things and the actors of its measure (频次、所列事物、谁来做不走样)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

BRIEF = (
    "场合: {occasion}\n会议: 全县招商引资工作会议\n主题: 招商引资\n对象: {who}\n{problems}"
    "意见:\n  - {{主题: 项目落地, 措施: [{measures}]}}\n  - {other}\n"
    "保障: {{主体: {who}, 措施: [{backing}]}}\n"
)


def lines(bank: Bank, **said: str) -> dict[str, str]:
    told = {"occasion": "工作会议", "who": "各乡镇、园区和县直各单位", "problems": "", "measures": "签约履约, 用地报批"}
    text = BRIEF.format(**(told | {"other": "队伍建设", "backing": "落实经费, 明确分工"} | said))
    return {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}


@pytest.mark.parametrize(
    ("measure", "often"),
    [("半年一观摩", "每半年"), ("两月一观摩", "每两个月"), ("每周调度一次", "每周"), ("一季一会商", "每季度")],
)
def test_a_line_has_no_other_rhythm_than_its_measure(bank: Bank, measure: str, often: str) -> None:
    line = lines(bank, backing=f"落实经费, {measure}")["保障/2/文"]
    told = re.findall("每(?:半|两个|个)?(?:年|季度?|月|周|旬|天|日)", line.replace(measure, ""))
    assert set(told) <= {often}, line


def test_those_who_are_judged_do_not_use_their_own_marks(bank: Bank) -> None:
    line = lines(bank, backing="落实经费, 督查结果与评优挂钩")["保障/2/文"]
    assert not line.startswith("各乡镇"), line
    assert "督查结果" in line
    assert line.count("各乡镇") == 0


def test_what_people_do_is_put_to_the_point_on_conduct(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全县公园管理推进会\n主题: 公园管理\n问题: [随地丢弃果皮、垃圾不清理的投诉多]\n"
        "意见:\n  - {主题: 违建清理, 措施: [逐处登记, 限期拆除]}\n  - 不文明游园行为\n  - 设施养护\n"
    )
    items = walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)
    assert [item.id.split("/导语")[0] for item in items if "果皮" in item.text and "导语" in item.id] == ["意见/2"]


def test_a_thing_is_found_by_its_last_character_in_a_measure(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全县水稻病虫防治推进会\n主题: 病虫防治\n问题: [钉纹蛞蝓在部分田块蔓延, 农户认不出、不会防]\n"
        "意见:\n  - {主题: 源头管控, 措施: [查验种苗, 登记引种]}\n  - {主题: 田间清除, 措施: [夜间捉蝓撒灰, 清沟除草]}\n"
        "  - 宣传发动\n"
    )
    items = list(walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items))
    where = {
        word: [i.id.split("/导语")[0] for i in items if word in i.text and "导语" in i.id]
        for word in ("钉纹", "不会防")
    }
    assert where == {"钉纹": ["意见/2"], "不会防": ["意见/3"]}
    assert not any("具体对策" in gap for item in items for gap in item.gaps)


def test_what_firms_do_themselves_is_hoped_of_them_at_a_talk(bank: Bank) -> None:
    brief = (
        "场合: 座谈会\n会议: 全县酱醋酿造企业座谈会\n主题: 酿造业发展\n对象: 全县酱醋酿造企业\n"
        "意见:\n  - {主题: 走出新路子, 措施: [装出小瓶礼盒, 组团参加糖酒会（县商务局组织，10月底前）]}\n  - 品质提升\n"
        "保障: {主体: 县直有关部门, 措施: [用地手续集中会办, 每季度上门走访一次]}\n"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)}
    for node in ("意见/1/1/文", "意见/1/2/文"):
        assert "希望大家" in items[node].text, items[node].text
        assert not any("责任单位" in gap for gap in items[node].gaps)
    assert "县商务局组织" in items["意见/1/2/文"].text
    assert "服务保障" in items["保障"].text
