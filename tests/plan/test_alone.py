"""A brief with one point: no lone 一、, its measures are the points of the speech (独点分条)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.label.announce import announced
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

LEAST = "会议: 全区冬春火灾防控工作会议\n"


def outlined(text: str, bank: Bank) -> list[Item]:
    return walk(plan(parse_brief(load_text(LEAST + text, "简要.yaml")), bank).items)


def headings(items: list[Item]) -> list[str]:
    return [item.label + item.text for item in items if item.level == 1]


@pytest.mark.parametrize(
    "point",
    [
        "隐患排查",
        "{主题: 隐患排查, 措施: [逐户排查, 挂牌督办]}",
        "井盖认领",
        "压实责任",
        "{主题: 隐患排查, 措施: [逐户排查]}",
    ],
)
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_lone_point_bears_no_number(bank: Bank, point: str, depth: int) -> None:
    items = outlined(f"意见: [{point}]\n风格: {{层级: {depth}}}\n", bank)
    tops = headings(items)
    said = [found.count for item in items if item.step == "领起" and (found := announced(item.text))]
    assert len(tops) != 1
    assert said == ([len(tops)] if tops else [])
    topic = re.split("[:,]", point.strip("{}"))[-1 if "{" not in point else 1].strip()
    assert any(topic in item.text for item in items)


def test_its_measures_are_numbered_and_the_problem_is_met(bank: Bank) -> None:
    items = outlined("问题: [老旧小区隐患多]\n意见: [{主题: 隐患排查, 措施: [逐户排查, 挂牌督办]}]\n", bank)
    one, two = headings(items)
    assert one.startswith("一、")
    assert "逐户排查" in one
    assert "挂牌督办" in two
    assert any(item.id == "意见/1/导语/1" and "老旧小区隐患多" in item.text for item in items)


def test_a_single_measure_is_not_announced_and_no_fact_goes_lost(bank: Bank) -> None:
    items = outlined("场合: 座谈会\n依据: [《消防条例》]\n意见: [{主题: 补齐短板, 措施: [专班推进]}]\n", bank)
    whole = "".join(item.text for item in items)
    assert all(fact in whole for fact in ("《消防条例》", "补齐短板", "专班推进"))
    assert "点意见" not in whole


def test_what_the_writer_leaves_out_is_not_counted(bank: Bank) -> None:
    items = outlined("意见: [隐患排查]\n", bank)
    silent = "选定: {意见/1/1: 不讲}\n"
    after = outlined("意见: [隐患排查]\n" + silent, bank)
    assert len(headings(after)) == len(headings(items)) - 1
    assert [found.count for i in after if (found := announced(i.text))] == [len(headings(after))]


def test_with_a_safeguard_there_are_two_points(bank: Bank) -> None:
    items = outlined("意见: [隐患排查]\n保障: {主体: 各街道, 措施: [专班推进, 定期调度]}\n", bank)
    assert len(headings(items)) == 2
    assert "隐患排查" in headings(items)[0]
