"""A heading whose second half turns the problem round that its point answers (问题翻成对策)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.cures import cures_of
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

ROADS = (
    "场合: 推进会\n会议: 全县乡村建设推进会\n主题: 乡村建设工作\n对象: 各乡镇\n问题: [{}]\n"
    "意见: [长效管护, 群众发动, 项目建设]\n"
)
THREE = ("工程进展缓慢", "管护机制不完善", "村民参与度不高")


def headings(bank: Bank, *problems: str) -> list[Item]:
    brief = parse_brief(load_text(ROADS.format(", ".join(problems)), "简要.yaml"))
    return [item for item in walk(plan(brief, bank).items) if item.level == 1]


def test_a_heading_answers_the_problem_of_its_point_and_says_where_that_stands(bank: Bank) -> None:
    found = headings(bank, *THREE)
    for item, cure, place in zip(found, ("健全机制", "扩大参与", "加快进度"), (1, 2, 0), strict=True):
        assert cure in item.text
        assert f"“{cure}”答的是问题[{place}]" in item.source.note


def test_what_answers_no_problem_says_so_of_none(bank: Bank) -> None:
    notes = [item.source.note for item in headings(bank, *THREE[:2])]
    assert not any("问题[2]" in note for note in notes)
    assert "答的是" not in notes[1]


def test_a_problem_that_cannot_be_turned_round_leaves_the_heading_as_it_is(bank: Bank) -> None:
    notes = [item.source.note for item in headings(bank, "管护没人愿意管")]
    assert not any("答的是" in note for note in notes)


@pytest.mark.parametrize(
    ("problem", "cure"),
    [
        ("部分园区配套较为薄弱", "完善配套"),
        ("监管责任落实不到位", "压实责任"),
        ("审批环节偏多", "精简环节"),
        ("散户底数不清", "摸清底数"),
        ("老旧供水管网破损", "改造管网"),
        ("企业参与积极性不高", "激发热情"),
        ("村级力量还比较薄弱", "充实力量"),
    ],
)
def test_what_is_wrong_with_a_thing_is_set_right_by_its_own_verb(problem: str, cure: str) -> None:
    assert cures_of(problem)[0] == cure


@pytest.mark.parametrize(
    "problem", ["群众反映强烈", "有12条路进度滞后", "机制不健全、人手不足", "猫咪不健全", "水价不高"]
)
def test_what_is_doubtful_is_not_turned_round(problem: str) -> None:
    assert cures_of(problem) == ()
