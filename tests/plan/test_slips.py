"""Likely slips of a brief (疑误): told in the outline's remarks, by the check, and while the brief is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.flow.proofing import proofread
from drafter.plan.outline import plan
from drafter.plan.slips import HOPE, OVER, TWICE, slips
from drafter.strict_yaml import load_text

BRIEF = (
    "会议: 全区加装电梯推进会\n日期: 2026-12-03\n"
    "成绩: [累计建成126部, {{要点: 建成电梯, 事实: {}}}]\n"
    "意见:\n  - {{主题: 邻里协商, 措施: [张榜公布（区住建局，{}）, 党员上门]}}\n  - 资金兑付\n"
)


@pytest.mark.parametrize(
    ("fact", "deadline", "kinds"),
    [
        ("累计建成126部", "明年3月底前", [TWICE]),
        ("今年投用126部", "12月底前", [TWICE]),
        ("惠及居民1260户", "7月15日前", [OVER]),
        ("惠及居民1260户", "2025年12月底前", [OVER]),
        ("惠及居民1260户", "九月底前", [OVER]),
        ("惠及居民1260户", "2027年3月底前", []),
        ("惠及居民1260户", "每年9月底前", []),
        ("惠及居民1260户", "12月上旬前", []),
        ("2026年惠及3个小区", "年底前", []),
    ],
)
def test_a_slip_is_told_by_outline_and_check(
    fact: str, deadline: str, kinds: list[str], bank: Bank, tmp_path: Path
) -> None:
    text = BRIEF.format(fact, deadline)
    brief = parse_brief(load_text(text, ""))
    found = slips(brief)
    assert [one.kind for one in found] == kinds
    assert {one.message for one in found} <= set(plan(brief, bank).notes)
    (tmp_path / "简要.yaml").write_text(text, encoding="utf-8")
    told = proofread(tmp_path / "简要.yaml", tmp_path / "工作区").findings
    assert [one.rule for one in told if one.rule in (TWICE, OVER)] == kinds


def test_without_a_day_no_deadline_is_over() -> None:
    text = BRIEF.format("惠及居民1260户", "7月15日前").replace("日期: 2026-12-03\n", "")
    assert slips(parse_brief(load_text(text, ""))) == ()


def test_a_theme_with_marks_is_told_with_inner_ones(bank: Bank) -> None:
    brief = parse_brief(load_text("会议: 全县“一老一小”照护推进会\n意见: [托育服务, 养老服务]\n", ""))
    assert any("按会名取“‘一老一小’照护”" in note for note in plan(brief, bank).notes)


@pytest.mark.parametrize(
    ("topic", "hoped"), [("对老同志的希望", True), ("希望老同志", True), ("发挥余热", False), ("希望工程", False)]
)
def test_a_point_that_only_says_it_is_a_hope_is_told(topic: str, hoped: bool, bank: Bank, tmp_path: Path) -> None:
    text = f"会议: 全县老干部座谈会\n场合: 座谈会\n意见: [发展形势, {topic}]\n"
    brief = parse_brief(load_text(text, ""))
    assert any("只说是希望" in note for note in plan(brief, bank).notes) is hoped
    (tmp_path / "简要.yaml").write_text(text, encoding="utf-8")
    told = proofread(tmp_path / "简要.yaml", tmp_path / "工作区").findings
    assert [one.rule for one in told if one.rule == HOPE] == [HOPE] * hoped
