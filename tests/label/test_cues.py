"""Patterns are found by their anchors exactly as if every one were tried (提示语的查找)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InvalidData
from drafter.label.cues import Patterns, conditions, openings
from drafter.label.model import default_model

SOURCES = [cue.pattern for move in default_model().moves for step in move.steps for cue in step.cues]
SOURCES += [heading for move in default_model().moves for step in move.steps for heading in step.headings]
SOURCES += list(default_model().features.values())
SHIPPED = Patterns(SOURCES)
WORDS = sorted({word for source in SOURCES for word in re.findall("[一-龥]{1,6}", source)})


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(list("，。；：！0128%我了要"))), max_size=12))
def test_anchors_never_hide_a_match(pieces: list[str]) -> None:
    text = "".join(pieces)
    expected = {number for number, source in enumerate(SOURCES) if re.search(source, text)}
    assert set(SHIPPED.find(text)) == expected


def test_literals_are_found_inside_one_another_and_beside_half_a_character() -> None:
    patterns = Patterns(["社会各界", "会", "各界人士", "会各"])
    assert list(patterns.find("\ud842社会各界人士")) == [0, 1, 2, 3]


def test_a_faulty_pattern_nobody_tried_before_is_named_when_it_is_looked_for() -> None:
    with pytest.raises(InvalidData, match=r"“一\(二”不是合法的正则表达式"):
        Patterns(["一(二"]).find("一二三")


def test_most_shipped_patterns_ask_for_something() -> None:
    bare = [source for source in SOURCES if not conditions(source) and openings(source) is None and "|" not in source]
    assert len(bare) <= 0.05 * len(SOURCES), bare


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("总之", [{"总之"}]),
        ("(今天|今日)[^。]{0,9}召开", [{"召开"}, {"今天", "今日"}]),
        ("高度?重视", [{"重视"}, {"高"}]),
        ("(建立|形成)了", [{"建立了", "形成了"}]),
        ("(选|配)(好|强)[^。]{0,8}班子", [{"班子"}, {"选好", "选强", "配好", "配强"}]),
        ("要(?=加|把)(加强|把)", [{"要加强", "要把"}]),
        ("(甲|乙)+丙", [{"丙"}, {"甲", "乙"}]),
        ("(甲|乙?丙)丁", [{"丁"}, {"甲", "丙"}]),
        ("(甲|)丙丁", [{"丙丁"}]),
        ("(拖拉|垫底)[^。]{0,4}的", [{"拖拉", "垫底"}]),
        ("(甲|乙丙)丁?", [{"甲", "乙丙"}]),
        ("[0-9]+%?", [set("0123456789")]),
        ("[一-龥]{2}局", [{"局"}]),
        ("[^。]局", [{"局"}]),
        ("(?<!重)要(?!求)", [{"要"}]),
        ("((?<!重)要(?!求)|应(?!对|邀)|须)(加强|把)", [{"要加强", "要把", "应加强", "应把", "须加强", "须把"}]),
        (r"一\.二", [{"一.二"}]),
        ("社会各界", [{"社会各界"}]),
        ("(差距)，[^。]+$", [{"差距，"}]),
        (".", []),
    ],
)
def test_reads_the_literals_a_pattern_cannot_do_without(branch: str, expected: list[set[str]]) -> None:
    assert conditions(branch) == [frozenset(each) for each in expected]


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
    ("source", "text"),
    [
        (r"\u5728会上", "他在会上说了三点。"),
        (r"\x41级景区", "创建A级景区。"),
        ("(?i)app上线", "新APP上线。"),
        ("(?P<谁>同志们)啊", "同志们啊。"),
        ("𠮷村经验", "推广𠮷村经验。"),
        ("(?#注)经验", "推广经验。"),
    ],
)
def test_expressions_nothing_can_be_read_off_are_tried_all_the_same(source: str, text: str) -> None:
    assert list(Patterns([source]).find(text)) == [0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"[甲\]|乙]丙|丁", "]丙"),
        (r"[甲\]|乙]丙|丁", "丁"),
        (r"(甲|[)\]])丙", "]丙"),
        ("[^]甲|]丙|丁", "丁"),
        ("(?i)gdp|ppp", "PPP"),
        (r"(丁)|(甲)\2", "甲甲"),
        (r"((甲)\2|乙)", "甲甲"),
    ],
)
def test_a_pattern_is_cut_only_where_its_parts_stand_by_themselves(source: str, text: str) -> None:
    assert list(Patterns([source]).find(text)) == [0]
