"""What each rule does, shown on text cases, and what none of them may do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from drafter.clean import script
from drafter.clean.pipeline import RULES, clean
from drafter.records import Block

from . import cases
from .strategies import texts

CASES = cases.load()
BY_ID = {rule.id: rule for rule in RULES}
# These turn characters into other characters; what they may do is shown by their own tests.
CHANGING = {"byte-damage", "traditional-simplified", "mojibake"}
# 和 for and, 中 for &#20013;, 工 for ⼯: characters nobody counted before.
ADDING = {"english-and", "html", "full-width"}


def han(parts: Iterable[str]) -> Counter[str]:
    return Counter(re.findall("[\u3400-\u9fff]", "".join(parts)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.title}")
def test_case(case: cases.Case) -> None:
    if case.rule == "pipeline":
        cleaned = clean(case.given)
        blocks, dropped, count = cleaned.blocks, cleaned.dropped, sum(r.count for r in cleaned.repairs)
    else:
        outcome = BY_ID[case.rule].apply(case.given)
        blocks, dropped, count = outcome.blocks, outcome.dropped, outcome.count
    assert blocks == case.expected
    assert dropped == case.dropped
    assert bool(count) == (case.given != case.expected), "动过就要计数，没动就不计数"


def test_every_rule_of_ours_has_a_case() -> None:
    damage = {"byte-damage", "mojibake"}  # tests/clean/test_damage.py
    assert {rule.id for rule in RULES} - damage == {case.rule for case in CASES} - {"pipeline"}


def test_rules_are_named_once_and_in_chinese() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(re.search("[\u4e00-\u9fff]", rule.name_zh) for rule in RULES)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_no_rule_loses_a_chinese_character(text: str) -> None:
    blocks = tuple(Block(line) for line in re.split("\r\n|[\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]", text))
    for rule in RULES:
        outcome = rule.apply(blocks)
        if rule.id not in CHANGING:
            before = han(block.text for block in blocks)
            after = han([*(b.text for b in outcome.blocks), *(loss.text for loss in outcome.dropped)])
            assert not before - after, rule.id
            if rule.id not in ADDING:
                assert not after - before, rule.id
        assert bool(outcome.count) == (outcome.blocks != blocks), rule.id
        blocks = outcome.blocks


@settings(max_examples=150, deadline=None)
@given(texts)
def test_cleaning_cleaned_text_changes_nothing(text: str) -> None:
    once = clean((Block(text),))
    twice = clean(once.blocks)
    assert twice.blocks == once.blocks
    assert [(b.blank, b.ruled) for b in twice.blocks] == [(b.blank, b.ruled) for b in once.blocks]
    assert twice.repairs == ()
    assert twice.dropped == ()


def test_a_row_of_bullets_before_a_line_goes_at_once() -> None:
    (block,) = clean((Block("* " * 40 + "各位代表："),)).blocks
    assert block.text == "各位代表："


def test_blank_lines_and_separators_leave_a_trace_on_the_block_below() -> None:
    lines = ["上半场", "", "", "下半场", "◆◆◆◆", "散会前", "", "* * *", "", "散会了"]
    blocks = clean(tuple(map(Block, lines))).blocks
    assert [(block.text, block.blank, block.ruled) for block in blocks] == [
        ("上半场", 0, False),
        ("下半场", 2, False),
        ("散会前", 0, True),
        ("散会了", 2, True),
    ]


def test_blank_lines_about_a_page_number_part_nothing() -> None:
    above = [
        Block("今年要修通村的水泥路四十里"),
        Block("- 3 -", blank=1),
        Block("谁的路段谁来管", blank=1),
        Block("散会", blank=1),
    ]
    assert [block.blank for block in BY_ID["page-number"].apply(tuple(above)).blocks] == [0, 0, 1]


@given(one=texts, other=texts)
def test_places_that_differ_are_counted_as_one_by_one(one: str, other: str) -> None:
    for a, b in ((one, other), (one, one[::-1]), (one + "\ud800", one + "x")):
        assert script._different(a, b) == sum(x != y for x, y in zip(a, b, strict=False))


SHOT = "这是2月11日上午，江晚舟在石坪村看望困难户。 新华社记者 林某某/摄"


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("新春佳节来临之际，县委书记江晚舟来到石坪村考察调研，看望慰问乡亲们，致以新春祝福。", ""),
        (
            "前不久我陪县委书记江晚舟到石坪村调研，看了三户人家。",
            "前不久我陪县委书记江晚舟到石坪村调研，看了三户人家。",
        ),
        ("各乡镇都要到村里调研。", "各乡镇都要到村里调研。"),
    ],
)
def test_a_caption_goes_whole_and_the_speakers_words_stay(before: str, kept: str) -> None:
    outcome = BY_ID["photo-caption"].apply((Block(f"要把路修到户。{before}{SHOT}一是抓紧开工。"),))
    assert [block.text for block in outcome.blocks] == [f"要把路修到户。{kept}一是抓紧开工。"]
    assert [loss.text for loss in outcome.dropped] == [SHOT if kept else before + SHOT]
