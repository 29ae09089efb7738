"""What is to be stopped is never spoken of as something to be promoted (管住、压减的事)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

MEASURES = "严控两高项目上马 遏制高耗能项目盲目发展 杜绝违规新增产能 严禁虚报统计数据 限住粗钢产量 叫停违法建设".split()


def planned(points: str, bank: Bank) -> dict[str, Item]:
    brief = f"会议: 全市工业经济工作会议\n对象: 各县区和市直有关部门\n意见:\n{points}"
    return {item.id: item for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)}


@pytest.mark.parametrize("pair", [MEASURES[:2], MEASURES[2:4], MEASURES[4:]])
def test_a_measure_that_restrains_gets_a_gap_and_no_line_of_its_noun(pair: list[str], bank: Bank) -> None:
    items = planned(f"- {{主题: 产业结构, 措施: [{', '.join(pair)}]}}\n- 企业服务\n", bank)
    for number, name in enumerate(pair, 1):
        text = items[f"意见/1/{number}/文"].text
        assert "【待填" in text, text
        assert name in text, text


def test_what_is_to_be_less_is_told_how_it_is_made_less(bank: Bank) -> None:
    """压减粗钢产量 is 粗钢产量压减, and there is a way of 压减."""
    items = planned("- {主题: 产业结构, 措施: [压减粗钢产量, 叫停违法建设]}\n- 企业服务\n", bank)
    assert "粗钢产量压减定出看得见的指标" in items["意见/1/1/文"].text


def test_a_point_that_restrains_gets_what_clears_the_old_and_keeps_out_the_new(bank: Bank) -> None:
    items = planned("- 遏制低水平重复建设\n- 企业服务\n", bank)
    said = "".join(item.text for id_, item in items.items() if id_.startswith("意见/1/"))
    assert "控增量" in said
    assert "不合要求的不开口子" in said
    assert not any(word in said for word in ("引导参与", "疏通堵点", "铺开", "做成样子")), said


def test_a_measure_said_in_particular_gets_no_line_of_its_last_word(bank: Bank) -> None:
    items = planned("- {主题: 高标准农田, 措施: [雨季前完成土方工程, 5月底前完成渠系工程]}\n- 企业服务\n", bank)
    assert "备选库" not in items["意见/1/1/文"].text


def test_a_heading_chosen_by_its_number_is_that_heading_and_no_number(bank: Bank) -> None:
    items = planned("- 企业服务\n- 项目建设\n- 技术改造\n风格: {备选: 3}\n", bank)
    for node in ("意见/1", "意见/1/1"):
        other = items[node].alternatives[0]
        brief = f"- 企业服务\n- 项目建设\n- 技术改造\n选定: {{{node}: {other.ref}}}\n"
        assert planned(brief, bank)[node].text == other.text
        assert planned(brief, bank)[node].source.ref == other.ref


@pytest.mark.parametrize("name", "减少检查 压减会议 停止评比 减少考核 逐步减少考核 取消培训 禁止摊派 精简文件".split())
def test_what_is_to_be_done_less_is_not_told_how_to_be_done(name: str, bank: Bank) -> None:
    """减少检查 orders no inspection: what is said is on doing less, or the gaps of any measure."""
    items = planned(f"- {{主题: 企业服务, 措施: [{name}, 帮办代办]}}\n- 组织领导\n", bank)
    doing_it = "逐项看 看什么 检查什么 召集 一次不落 评前 评后 讲在前面 核实清楚 逐人 学什么".split()
    assert [word for word in doing_it if word in items["意见/1/1/文"].text] == []


def test_what_is_to_be_done_less_is_not_taken_up_before_its_problem(bank: Bank) -> None:
    """检查过多 is answered by 减少检查, not by 抓检查 or 在检查上见行动."""
    brief = "会议: 全市营商环境推进会\n问题: [多头检查时有发生, 收费项目偏多]\n意见: [减少检查, 取消收费项目]\n"
    items = walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)
    for point in ("减少检查", "取消收费项目"):
        told = next(item.text for item in items if item.step == "导语" and point[2:] in item.text)
        assert not any(f"{taken}{point[2:]}" in told for taken in ("抓", "在", "从", "把")), told
