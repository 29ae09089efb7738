"""What a named problem is about, and which remedies it asks for."""

from __future__ import annotations

import pytest

from drafter.language.remedies import asks_for
from drafter.language.troubles import core, noun_of


@pytest.mark.parametrize(
    ("problem", "about"),
    [
        ("部分支流水质差", "支流水质"),
        ("离田收储能力不足", "离田收储能力"),
        ("群众参与度不高", "群众参与度"),
        ("少数单位台账还不够规范", "单位台账"),
        ("居民意见难统一", "居民意见"),
        ("班组活动流于形式", "班组活动"),
        ("群众反映强烈", "群众反映强烈"),
    ],
)
def test_who_has_it_and_how_bad_it_is_are_left_aside(problem: str, about: str) -> None:
    assert core(problem) == about


@pytest.mark.parametrize(
    ("problem", "noun"),
    [("管护机制不健全", "管护机制"), ("个别单位重视不够", ""), ("群众反映强烈", ""), ("部分项目开工晚", "")],
)
def test_only_what_can_stand_by_itself_is_named_again(problem: str, noun: str) -> None:
    assert noun_of(problem) == noun


@pytest.mark.parametrize(
    ("problem", "yes", "no"),
    [
        ("部分项目开工晚", "倒排工期", "典型曝光"),
        ("班组活动流于形式", "督查考核", "设施改造"),
        ("维修资金归集率低", "经费筹措", "联合执法"),
        ("居民意见难统一", "协商议事", "倒排工期"),
    ],
)
def test_a_problem_asks_for_one_kind_of_remedy(problem: str, yes: str, no: str) -> None:
    assert asks_for(problem, yes)
    assert not asks_for(problem, no)
