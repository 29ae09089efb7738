"""Nothing that acts on a screen, or shows nothing, gets past; everything a writer reads stays as it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError, InvalidData
from drafter.language.visible import bare, one_line, plain_json, visible

HOSTILE = [
    "\x1b[2J",
    "\x1b]0;标题\x07",
    "\x9b31m",
    "\x08\x08改",
    "\r覆盖",
    "\u202e倒写",
    "\u2066\u2069",
    "\u200b\u200d\u2060\ufeff",
    "\u034f\u115f\u3164\uffa0",
    *"\u115f\u1160\u2800\u3164\uffa0\U00016fe4\U0001d159",
    "\U000e0041\U000e007f",
    "甲\ufe01\ufe02\ufe03",
    "\U000e0101",
    *("①\u200d②", "─\u200d─", "→\u200d→", "\u2190\u200d\u2190", "①\ufe0f\u200d②", "葛\ufe0f\u200d☀", "☀\u200d甲"),
    "\u2028换行\u2029",
    "\x85换行",
    "\ud800",
    "a" + "\u0301" * 40,
]


def acts(character: str) -> bool:
    """Whether a character must never reach a screen or a file by itself, told from the Unicode tables."""
    code = ord(character)
    if character in "\t\n":
        return False
    # The signs of Cf that are drawn: number signs and the like of Arabic, Syriac, Kaithi.
    drawn = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and code not in drawn) or code & 0xFFFE == 0xFFFE


def test_every_character_of_unicode_is_judged_as_its_tables_say() -> None:
    for code in range(0x110000):
        character = chr(code)
        assert not (acts(character) and visible(character) == character), hex(code)
    kept = "会议，。《》“”（）①㈠—…　·ａé葛\U000e0100 x\t\n𠮷\U0001f600"
    assert visible(kept) == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_what_hides_or_moves_is_replaced(text: str) -> None:
    assert visible(text) != text
    assert not any(acts(character) for character in visible(text))


def test_no_mark_of_any_script_is_piled_up() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    for mark in marks:
        assert visible("字" + mark * 40).count(mark) <= 3, hex(ord(mark))
    spelt = "Việt a\u0302\u0323 \u0f66\u0f92\u0fb2\u0f74\u0f56 \u0e17\u0e35\u0e48 \u0915\u094d\u0937\u093f " * 3
    assert visible(spelt) == spelt
    assert json.loads(plain_json("字" + "\u0e49" * 9)) == "字" + "\u0e49" * 9


@pytest.mark.parametrize("selector", "\ufe01\ufe0f\U000e0100\U000e01ef")
def test_no_selector_behind_every_character_hides_a_message(selector: str) -> None:
    assert visible(f"葛{selector}" * 40).count(selector) <= 16
    names = f"葛{selector}、辻{selector}\n" * 40
    assert visible(names) == names
    assert json.loads(plain_json(f"葛{selector}" * 40)) == f"葛{selector}" * 40


def test_no_row_of_emoji_hides_a_message() -> None:
    for row, sign in (("\u2600\ufe0f" * 200, "\ufe0f"), ("\u2600\u200d" * 200 + "\u2600", "\u200d")):
        assert 20 <= visible(row).count(sign) <= 40
        assert json.loads(plain_json(row)) == row
    mixed = "\u2764\ufe0f\u200d\U0001f525" * 60
    assert visible(visible(mixed)) == visible(mixed)
    assert visible(mixed).count("\ufe0f") + visible(mixed).count("\u200d") <= 40
    for circled in ("①\ufe0f" * 40, "─\ufe0f" * 40, "\u2b4d\ufe0f" * 40):
        assert visible(circled).count("\ufe0f") <= 16
    family = (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467、\u2764\ufe0f\u200d\U0001f525、\U0001f44d\U0001f3fd\u200d\U0001f525"
    )
    assert visible(family) == family
    assert bare(family) == family
    assert bare("①\u200d②") == "①②"


@pytest.mark.parametrize("blank", "\xa0\u1680\u2000\u2001\u200a\u202f\u205f\u3000")
def test_no_run_of_blanks_drives_the_rest_of_a_line_out_of_sight(blank: str) -> None:
    assert len(one_line(f"甲{blank * 500}乙")) == 10
    assert len(one_line(f"甲{(blank + ' ') * 500}乙")) == 10
    assert one_line(f"{blank * 4}乙") == f"{blank * 4}乙"


@given(st.text())
def test_visible_is_settled_after_one_pass_and_keeps_the_length(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize("text", HOSTILE + [f"葛{selector}" * 40 for selector in "\ufe01\U000e01ef"])
def test_among_much_else_it_is_seen_no_less(text: str) -> None:
    much = "会议、a。\n" * 1000
    for long in (f"{much}{text}\n{much}", f"{text}\n{much}", f"{much}{text}"):
        assert visible(long) == long.replace(text, visible(text))


@given(st.text())
def test_long_or_short_a_text_is_shown_alike(text: str) -> None:
    much = "会议、a。\n" * 400
    assert visible(f"{much}{text}\n") == f"{much}{visible(text)}\n"


@given(st.text())
def test_one_line_is_one(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
)
def test_json_loses_nothing_and_shows_nothing_raw(value: object) -> None:
    text = plain_json(value)
    assert json.loads(text) == value
    assert visible(text) == text
    text.encode("utf-8")


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_name_cannot_begin_a_line_of_a_message(line_break: str) -> None:
    message = str(InvalidData([f"a{line_break}drafter：一切正常.yaml 第 1 行：坏了", "b 第 2 行：坏了"]))
    assert len(message.splitlines()) == 2


def test_a_flood_of_faults_is_cut() -> None:
    assert len(str(InvalidData(["坏" * 10_000_000] * 100_000))) < 500_000
    assert str(DrafterError(*["坏"] * 1000)).endswith("…… 共 1000 处，其余从略")
