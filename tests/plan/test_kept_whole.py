"""A measure of the brief keeps its verb alone, how often it is done, and whose it is (措施原样入句)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def lines_of(brief: str, bank: Bank) -> list[str]:
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    return [item.text for item in walk(outline.items)]


def of_measures(measures: str, more: str = "") -> str:
    return (
        f"场合: 工作会议\n会议: 全县重点工作会议\n主题: 重点工作\n对象: 各乡镇和县直有关部门\n{more}"
        f"意见:\n  - {{主题: 任务落实, 措施: [{measures}]}}\n  - 队伍建设\n"
    )


@pytest.mark.parametrize(
    "measure", ["升级高清监控", "核查低保家庭收入台账", "升级农村供水设施", "清查村级集体资产账目"]
)
def test_a_measure_that_begins_with_a_verb_takes_no_other(bank: Bank, measure: str) -> None:
    lines = lines_of(of_measures(f"压减会议, {measure}, 兑现奖补"), bank)
    assert sum(line.endswith(measure) for line in lines) == sum(line == measure for line in lines) == 1


@pytest.mark.parametrize(
    ("measure", "often"),
    [("每季度开展交叉检查", "每季度"), ("每半年组织互查互评", "每半年"), ("每年举办技能比武", "每年")],
)
def test_how_often_a_measure_is_done_is_said_in_its_line(bank: Bank, measure: str, often: str) -> None:
    lines = lines_of(of_measures(f"压减会议, {measure}"), bank)
    at = lines.index(measure)
    assert often in lines[at + 1]


@pytest.mark.parametrize(
    "measure", ["推动诉调对接（市中级人民法院）", "推进访调对接（市信访局）", "深化警民联调（市公安局）"]
)
def test_whoever_a_visitor_names_is_hoped_of_before_others_act(bank: Bank, measure: str) -> None:
    brief = (
        "场合: 总结表彰会\n会议: 全市人民调解工作总结表彰会\n主题: 人民调解工作\n"
        "讲话人: {姓名: 尚某某, 职务: 省司法厅副厅长, 身份: 上级代表}\n对象: 各县（市、区）司法局\n"
        f"意见:\n  - {{主题: 专业调解, 措施: [规范文书, {measure}]}}\n  - 队伍建设\n"
    )
    owner = measure.partition("（")[2].removesuffix("）")
    (line,) = (line for line in lines_of(brief, bank) if owner in line)
    assert "希望" in line[: line.index(owner)]
    assert f"由{owner}负责" not in line


@pytest.mark.parametrize("pair", [("选树典型", "关爱激励"), ("压减会议", "走访慰问"), ("倒排工期", "督导帮扶")])
def test_two_doings_stand_beside_a_verb_with_its_object_as_they_are(bank: Bank, pair: tuple[str, str]) -> None:
    lines = lines_of(of_measures("、".join(pair).replace("、", ", ")), bank)
    assert set(pair) <= set(lines)
