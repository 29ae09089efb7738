"""Readings, and what Latin letters may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.search.pinyin import (
    Pinyin,
    compile_pinyin,
    load_pinyin,
    meanings,
    restricted,
    spelled_initials,
    to_text,
    toneless,
)


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    return compile_pinyin()


@pytest.mark.parametrize(("toned", "plain"), [("lǜ", "lv"), ("háng", "hang"), ("ńg", ""), ("nüè", "nve"), ("ê̄", "e")])
def test_tones_go(toned: str, plain: str) -> None:
    assert toneless(toned) == plain


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("银行行长", "yhhz"),
        ("长期增长", "cqzz"),
        ("重要重庆", "zycq"),
        ("会计会议", "kjhy"),
        ("调整调研", "tzdy"),
        ("参与参加", "cycj"),
        ("5g网络abc", "5gwlabc"),
        ("", ""),
    ],
)
def test_first_letters_follow_the_phrase(pinyin: Pinyin, text: str, letters: str) -> None:
    assert pinyin.initials_of(pinyin.codes_of(text)) == letters


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("jiaqianglingdao", "jia qiang ling dao"),
        ("gzxt", "g z x t"),
        ("jiaqiangld", "jia qiang l d"),
        ("jqlingdao", "j q ling dao"),
        ("加强ling", "加 强 ling"),
        ("5gwangluo", "5 g wang luo"),
        ("lvshi", "lv shi"),
        ("jiaqianglingd", "jia qiang ling d"),
    ],
)
def test_letters_are_cut_the_likeliest_way_first(pinyin: Pinyin, query: str, pieces: str) -> None:
    assert " ".join(unit.value for unit in meanings(query, pinyin)[0]) == pieces


def test_a_run_with_two_cuts_gives_both(pinyin: Pinyin) -> None:
    cuts = [" ".join(unit.value for unit in units) for units in meanings("fangan", pinyin)]
    assert {"fang an", "fan gan"} <= set(cuts)


def test_retroflex_initials_may_be_spelled_out() -> None:
    assert spelled_initials("zhgj") == ("zhgj", "zgj")
    assert spelled_initials("gzxt") == ("gzxt",)


@given(st.text(max_size=30))
def test_codes_have_one_character_for_one(text: str) -> None:
    pinyin = Pinyin({"行": ("xing", "hang"), "银": ("yin",)}, {"银行": ("yin", "hang")}, {}, ("hang", "xing", "yin"))
    codes = pinyin.codes_of(text)
    assert len(codes) == len(text)
    assert len(pinyin.initials_of(codes)) == len(text)


def test_the_kept_table_is_the_table(pinyin: Pinyin) -> None:
    small = restricted(pinyin, frozenset("银行长重庆要"))
    assert load_pinyin(to_text(small).encode()) == small
    assert small.codes_of("银行重庆") == pinyin.codes_of("银行重庆")
