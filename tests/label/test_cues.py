"""Patterns are found by their anchors exactly as if every one were tried (提示语的查找)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.label.cues import Patterns, anchors, needed, openings
from drafter.label.model import default_model

SOURCES = [cue.pattern for move in default_model().moves for step in move.steps for cue in step.cues]
SOURCES += [heading for move in default_model().moves for step in move.steps for heading in step.headings]
SOURCES += list(default_model().features.values())
WORDS = sorted({word for source in SOURCES for word in re.findall("[一-龥]{1,6}", source)})


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(list("，。；：！0128%我了要"))), max_size=12))
def test_anchors_never_hide_a_match(pieces: list[str]) -> None:
    text = "".join(pieces)
    expected = {number for number, source in enumerate(SOURCES) if re.search(source, text)}
    assert Patterns(SOURCES).find(text) == expected


def test_most_shipped_patterns_have_an_anchor() -> None:
    bare = [source for source in SOURCES if anchors(source) is None]
    assert len(bare) <= 0.05 * len(SOURCES), bare


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("总之", {"总之"}),
        ("(今天|今日)[^。]{0,9}召开", {"召开"}),
        ("高度?重视", {"重视"}),
        ("甲|乙丙", {"甲", "乙丙"}),
        ("[0-9]+%?", None),
        ("(?<!重)要(?!求)", {"要"}),
        (r"一\.二", {"一."}),
    ],
)
def test_reads_the_literals_a_pattern_cannot_do_without(source: str, expected: set[str] | None) -> None:
    found = anchors(source)
    assert found == (None if expected is None else frozenset(expected))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("^(今天|这次|本)会", {"今天", "这次", "本"}),
        ("^总之", {"总之"}),
        ("^各?级", None),
        ("^(一|二)?要", None),
        ("^今天|明天", None),
        ("今天", None),
        ("^[^。]{2,9}以来", None),
    ],
)
def test_a_pattern_bound_to_the_start_is_found_by_its_first_characters(source: str, expected: set[str] | None) -> None:
    assert openings(source) == (expected if expected is None else frozenset(expected))


@pytest.mark.parametrize(
    ("source", "expected"), [("(建立|形成)了", "了"), ("(取得|获得)[^。]{0,9}(成绩|成效)", ""), ("成绩|成效", "")]
)
def test_what_no_match_can_do_without_is_asked_for_first(source: str, expected: str) -> None:
    assert needed(source) == expected
