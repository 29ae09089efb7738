"""A measure that says all there is stands in its own words, with who and when, and at most one gap (整句照写)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def _items(bank: Bank, *measures: str, occasion: str = "推进会", backing: str = "") -> dict[str, Item]:
    said = (
        f"场合: {occasion}\n会议: 全县竹编产业{occasion}\n主题: 竹编产业\n对象: 各乡镇和县直有关部门\n"
        f"意见:\n- 主题: 竹编产业\n  措施:\n" + "".join(f"  - {measure}\n" for measure in measures) + "- 竹笛传艺\n"
    )
    said += f"保障: {{主体: 县竹编专班, 措施: [{backing}]}}\n" if backing else ""
    return {item.id: item for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}


CLAUSES = [
    "竹篾不合规的退回重来",
    "老竹园逐片过一遍秤",
    "竹器店见一家登记一家",
    "竹编师傅带头收徒弟",
    "烂竹竿随见随清",
    "村村立竹编招牌",
    "竹蔸年底前全部挖掉",
    "竹编协会订立行规",
]


@pytest.mark.parametrize("measure", CLAUSES)
def test_a_clause_takes_no_verb_and_asks_for_one_thing_at_most(bank: Bank, measure: str) -> None:
    items = _items(bank, measure, "办好竹编夜校")
    # By when it is to be done is said in the line alone.
    assert items["意见/1/1"].text == measure.replace("年底前", "")
    line = items["意见/1/1/文"]
    assert line.text.startswith(measure), line.text
    assert len(line.gaps) <= 1, line.text
    assert not line.gaps or line.text.index("【") > len(measure), line.text


@pytest.mark.parametrize("measure", CLAUSES)
def test_a_clause_with_owner_and_deadline_has_no_gap(bank: Bank, measure: str) -> None:
    line = _items(bank, f"{measure}（县林业局，9月底前）", "办好竹编夜校")["意见/1/1/文"]
    assert not line.gaps, line.text
    assert line.text.startswith("9月底前，") or "，9月底前完成" in line.text, line.text
    assert "县林业局" in line.text


def test_what_names_its_own_actor_asks_for_no_other(bank: Bank) -> None:
    items = _items(bank, "各乡镇三天内开会部署", "竹编厂自己定价", "散会后两天内向班子汇报")
    lines = [items[f"意见/1/{n}/文"].text for n in (1, 2, 3)]
    assert not any("责任单位" in line or "负责" in line for line in lines), lines
    assert lines[2].startswith("散会后两天内，各乡镇")


@pytest.mark.parametrize("measure", ["竹编义卖", "竹灯夜游", "疏松竹园", "首席篾匠", "竹排少捆多绑", "半月碰头"])
def test_no_line_of_gaps_has_more_than_one(bank: Bank, measure: str) -> None:
    for item in _items(bank, measure, "办好竹编夜校").values():
        if item.source.ref.startswith("yj-cuoshi"):
            assert len(item.gaps) <= 1, item.text
            assert all(alternative.text.count("【") <= 1 for alternative in item.alternatives)


def test_what_guests_keep_from_is_kept_to(bank: Bank) -> None:
    said = "场合: 座谈会\n会议: 全县篾匠座谈会\n对象: 各位篾匠\n意见: [{主题: 诚信经营, 措施: [竹席不短尺寸, 竹料不掺旧]}, 传艺]\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert "多琢磨" not in items["意见/1/1/文"] + items["意见/1/2/文"]
    assert "大家竹席不短尺寸" in items["意见/1/1/文"]


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "covered"),
    [
        ("货车超限超载治理", "源头监管", "称重设备联网", "相邻地区"),
        ("高标准农田建设", "建后管护", "从水费中提取管护经费", "谁毁坏谁赔"),
        ("禁毒", "戒毒帮扶", "帮戒毒人员找份活干", "定期检测"),
        ("松材线虫病防控", "媒介昆虫防治", "挂设诱捕器", "天敌"),
    ],
)
def test_a_line_that_covers_up_its_measure_is_not_taken(
    bank: Bank, meeting: str, point: str, measure: str, covered: str
) -> None:
    said = f"会议: 全县{meeting}工作会议\n主题: {meeting}工作\n意见:\n- 主题: {point}\n  措施: [{measure}, 办好夜校]\n- 组织领导\n"
    line = next(
        item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items) if item.id == "意见/1/1/文"
    )
    assert covered not in line
    assert measure[-4:] in line


def test_helpers_stand_behind_owners_and_everybody_is_not_named_twice(bank: Bank) -> None:
    items = _items(
        bank,
        "竹篾不合规的退回重来（县林业局牵头，县市场监管局配合，9月底前）",
        "每个乡镇建成一处竹编集市（各乡镇，年底前）",
    )
    first, second = items["意见/1/1/文"].text, items["意见/1/2/文"].text
    assert first.index("县林业局") < first.index("县市场监管局配合")
    assert second.count("乡镇") == 1, second
    assert second.startswith("年底前，每个乡镇")


def test_a_weekday_is_said_once(bank: Bank) -> None:
    line = _items(bank, "办好竹编夜校", "竹灯夜游", backing="每周五通报竹编订单, 竹编经费")["保障/1/文"].text
    assert line.count("每周五") == 1
    assert "五五" not in line
