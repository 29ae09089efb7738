"""Each measure the brief names finds its own line, says it once, and stands under a heading in verbs (措施配句)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def _items(bank: Bank, meeting: str, *measures: str) -> dict[str, Item]:
    told = "".join(f"    - {measure}\n" for measure in measures)
    brief = f"会议: 全县{meeting}推进会\n主题: {meeting}\n对象: 各乡镇、县直有关部门\n意见:\n- 主题: 重点任务\n  措施:\n{told}- 队伍建设\n"
    return {item.id: item for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items)}


def test_a_lone_measure_is_said_once(bank: Bank) -> None:
    """Who does it may stand within the measure's own words."""
    found = _items(bank, "茶园管护", "会后五天内把修剪要点传达到每一户茶农（各乡镇）")
    said = found["意见/1/1/文"].text if "意见/1/1/文" in found else found["意见/1/1"].text
    assert said.count("传达到每一户茶农") == 1
    assert "各乡镇" in said


def test_a_lone_measure_is_told_in_its_own_words_where_the_line_speaks_of_more(bank: Bank) -> None:
    """签订造林和管护协议 is not what the brief says."""
    found = _items(bank, "候鸟保护", "签订管护协议（市档案馆）")
    assert "签订管护协议" in found["意见/1/1"].text


def test_how_it_is_done_does_not_repeat_the_heading(bank: Bank) -> None:
    found = _items(bank, "古桥保护", "建好石桥病害名册，一季一更新（县文旅局；6月底前）", "修补桥面")
    assert found["意见/1/1"].text == "建好石桥病害名册"
    assert found["意见/1/1/文"].text == "6月底前，由县文旅局负责，一季一更新。"


@pytest.mark.parametrize(
    ("measure", "heading"),
    [
        ("危旧吊桥限期加固", "限期加固危旧吊桥"),
        ("扶持茶坊发展", "扶持茶坊发展"),
        ("保障物资", "保障物资"),
        ("送戏曲下乡", "送戏曲下乡"),
        ("抑制扬尘", "抑制扬尘"),
        ("坚决不收摊位费", "坚决不收摊位费"),
        ("开好一堂安全课", "开好一堂安全课"),
    ],
)
def test_a_measure_that_has_a_verb_gets_no_other(bank: Bank, measure: str, heading: str) -> None:
    found = _items(bank, "集镇建设", "拓宽集镇道路", measure)
    assert found["意见/1/2"].text == heading
    assert not found["意见/1/2/文"].text.removeprefix("各乡镇").startswith(("抓好开", "抓好送", "抓好保障"))


def test_no_line_stands_under_two_measures(bank: Bank) -> None:
    measures = ("完善公司治理", "推进战略重组", "压缩管理层级", "推进专业化整合")
    found = _items(bank, "国企改革", *measures)
    lines = [item.text for node, item in found.items() if node.startswith("意见/1/") and node.endswith("/文")]
    assert len(lines) == len(measures)
    assert len(set(lines)) == len(lines)


def test_what_is_done_to_the_end_must_be_heard(bank: Bank) -> None:
    """A line on the same thing that does something else to it is no line on it (危险水域包保到人: no lesson at school)."""
    line = _items(bank, "预防溺水", "危险水域包保到人", "配齐救生杆")["意见/1/1/文"].text
    assert "防溺水课" not in line
    assert "包保" in line


def test_governance_is_no_ill_to_be_cured(bank: Bank) -> None:
    for measure in ("完善小区治理", "做细院落治理", "推进公司治理"):
        assert "治好一处" not in _items(bank, "社区工作", measure, "开放议事厅")["意见/1/1/文"].text


def test_the_owner_stands_in_place_of_another_body(bank: Bank) -> None:
    line = _items(bank, "侨务工作", "开通侨务服务热线（县政务服务中心）", "走访侨眷")["意见/1/1/文"].text
    assert line.startswith("县政务服务中心")
    assert "侨联公布" not in line
