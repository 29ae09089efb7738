"""Measures that say themselves how they are done: a short heading, the writer's whole words under it, no gap for the how."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

BRIEF = """
场合: 推进会
会议: 全县老旧小区改造推进会
讲话人: {姓名: 林某某, 职务: 副县长, 身份: 分管领导}
主题: 老旧小区改造工作
对象: 各街道和县直有关部门
意见:
  - 主题: 居民工作
    措施:
      - 推行楼栋长制度，一户一户做工作（各街道，7月15日前选齐楼栋长）
      - 改造方案张榜公示，七成以上居民同意再开工（责任单位：县住建局；时限：8月底前）
      - 居民意见收集：入户问、线上征、现场听
  - 主题: 长效管理
    措施:
      - 管好公共部位，用好维修资金
      - 先定物业再改造，物业没选定的不开工
保障: {主体: 各街道党工委, 措施: [季度通报, 群众满意度纳入年度考核]}
"""


@pytest.fixture(scope="module")
def lines(bank: Bank) -> dict[str, tuple[str, Item]]:
    """Node of a measure → its heading, and the line under it."""
    outline = plan(parse_brief(load_text(BRIEF, "简要")), bank)
    return {item.id: (item.text, item.items[0]) for item in walk(outline.items) if item.level == 2 and item.items}


def test_first_clause_is_the_heading_and_all_of_it_the_line(lines: dict[str, tuple[str, Item]]) -> None:
    heading, line = lines["意见/1/1"]
    assert heading.endswith("推行楼栋长制度")
    assert line.text == "各街道推行楼栋长制度，一户一户做工作，7月15日前选齐楼栋长。"
    assert (line.source.kind, line.source.ref) == ("brief", "意见[0].措施[0]")
    assert not line.gaps


def test_a_measure_without_a_verb_before_it_ends_with_who_sees_to_it(lines: dict[str, tuple[str, Item]]) -> None:
    heading, line = lines["意见/1/2"]
    assert "，" not in heading
    assert line.text == "8月底前，改造方案张榜公示，七成以上居民同意再开工，由县住建局抓好落实。"
    assert "入户问、线上征、现场听" in lines["意见/1/3"][1].text


def test_a_couplet_stays_one_heading_and_what_is_predicate_takes_no_verb(lines: dict[str, tuple[str, Item]]) -> None:
    assert lines["意见/2/1"][0] == "管好公共部位，用好维修资金"
    assert lines["意见/2/2"][0] == "先定物业再改造"
    assert lines["保障/2"][0] == "群众满意度纳入年度考核"


def test_a_gap_in_a_measure_is_not_cut(bank: Bank) -> None:
    measures = ("学习贯彻【待填：会议】精神要义", "部署开展好【待填：专项名称】")
    text = f"会议: 全县护林防火会议\n意见:\n- {{主题: 护林防火, 措施: [{', '.join(measures)}]}}\n- 造林绿化\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    headings = [item.text for item in items if item.level == 2]
    assert any("【待填：会议】精神" in heading for heading in headings)
    assert all(heading.count("【") == heading.count("】") for heading in headings)


def test_a_rhythm_is_no_half_of_a_couplet(bank: Bank) -> None:
    said = (
        "会议: 全县城市照明工作会议\n主题: 城市照明工作\n意见:\n- 主题: 日常维修\n  措施:\n  - 逐街夜查，一巷一档（县城管局，7月底前）\n"
        "  - 接报修复，主街24小时内（路灯所）\n  - 组织夜间巡查，每周不少于两次\n- 组织领导\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert items["意见/1/1"].endswith("逐街夜查")
    assert items["意见/1/1/文"] == "7月底前，县城管局逐街夜查，一巷一档。"
    assert items["意见/1/2/文"] == "路灯所接报修复，主街24小时内完成。"
    assert items["意见/1/3"] == "组织夜间巡查"
