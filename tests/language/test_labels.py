"""One table of labels, read at the head of a paragraph, of a sentence and within a paragraph (编号样式)."""

from __future__ import annotations

import pytest

from drafter.label.structure import lay_out
from drafter.language.labels import STYLES, Style
from drafter.plan.run_in import headed, is_list_label, ordinal
from drafter.records import Passage, Speech
from drafter.split.labels import label_of

SAMPLES = {
    "bare": ("一、", "十二、"),
    "part": ("第二部分：",),
    "bracket": ("（一）", "(三)"),
    "digit": ("1.", "12．"),
    "bracket-digit": ("（3）", "(4)"),
    "circle": ("②",),
    "question": ("第一个问题，", "第二条，", "头一件事，"),
    "another": ("一个是", "再一个是"),
    "ordinal": ("第一，", "第二是"),
    "first": ("首先，", "其次，"),
    "its": ("其一，",),
    "is": ("一是", "二是"),
    "must": ("一要", "三要"),
}
CASES = [(style, label) for style in STYLES for label in SAMPLES.get(style.name, ())]


def _speech(*texts: str) -> Speech:
    return Speech("甲", tuple(Passage(n, "paragraph", text, move="三点意见") for n, text in enumerate(texts, 1)))


@pytest.mark.parametrize(("style", "label"), CASES, ids=[label for _, label in CASES])
def test_a_label_is_of_one_style_for_all_who_read_it(style: Style, label: str) -> None:
    found = label_of(label + "抓好巡护。")
    assert found is not None
    assert (found.style, found.rung) == (style.name, style.rung)
    (unit,) = lay_out(_speech(label + "抓好巡护。")).units
    # A sentence has no style of its own for 其一, which counts as 首先 does, and none for what heads a paragraph alone.
    code = {"its": "G", "part": "K"}.get(found.style, style.code if style.sentence else "")
    assert unit.style == code
    assert is_list_label(label) is (not found.rung or found.style == "part")


@pytest.mark.parametrize(
    ("one", "two", "three"),
    [
        (s.replace("N", "一"), s.replace("N", "二"), s.replace("N", "三"))
        for s in ("N是", "N要", "第N，", "第N条，", "其N，")
    ]
    + [("（1）", "（2）", "（3）"), ("①", "②", "③"), ("首先，", "其次，", "再次，"), ("一是", "二要", "三要")],
)
def test_a_list_within_a_paragraph_is_cut_at_every_label_of_its_kind(one: str, two: str, three: str) -> None:
    text = f"守山要做到三条。{one}登记。进山留名。{two}劝返。雪天封山。{three}值守。夜里有人。"
    labels = [each.label for each in headed(_speech(text).passages).passages if each.level]
    assert [label.rstrip() for label in labels] == [one, two, three]
    assert [ordinal(label) for label in labels] == [1, 2, 3]


@pytest.mark.parametrize("rest", ["一些泵房无人看管。", "一把手没有到场。", "三资台账不全。"])
def test_a_member_may_begin_with_a_numeral(rest: str) -> None:
    for label in ("一是", "二是"):
        assert label_of(label + rest) is not None
        (unit,) = lay_out(_speech(label + rest)).units
        assert (unit.style, unit.body) == ("F", rest)


def test_a_list_is_cut_where_a_member_begins_with_a_numeral() -> None:
    text = "守山要做到三条。一是一处一册。进山留名。二是一人一哨。雪天封山。三是值守。夜里有人。"
    labels = [each.label.rstrip() for each in headed(_speech(text).passages).passages if each.level]
    assert labels == ["一是", "二是", "三是"]


@pytest.mark.parametrize("text", ["一是一，二是二，有什么说什么。", "一是一、二是二地说清楚。"])
def test_one_is_one_counts_nothing(text: str) -> None:
    assert label_of(text) is None
    assert lay_out(_speech(text)).units[0].style == ""
