"""Numbers in their spellings."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.search.index import Entry, build
from drafter.search.numbers import asked, closed_up, numbers, numbers_at, spellings
from drafter.search.query import Library


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("二〇一六年", [("2016", "")]),
        ("二○一六年", [("2016", "")]),
        ("一万三千零五", [("13005", "")]),
        ("五亿三千万", [("530000000", "")]),
        ("１，３００.５万元", [("13005000", "")]),
        ("百分之三点五", [("3.5", "%")]),
        ("5.20％、3个百分点", [("5.2", "%"), ("3", "个百分点")]),
        ("两千", [("2000", "")]),
        ("十四五", [("十四五", "")]),
        ("一千三百四十六点四亿元", [("134640000000", "")]),
        ("三点九万、3.9萬", [("39000", ""), ("39000", "")]),
        ("三点五万亿", [("3500000000000", "")]),
        ("1百家、2.5百万、5百分点", [("100", ""), ("2500000", ""), ("5", "个百分点")]),
        ("13五", [("十三五", "")]),
        ("2，3", [("2", ""), ("3", "")]),
        ("三分之一、2/3、百分之五", [("1/3", ""), ("2/3", ""), ("5", "%")]),
        ("1亿2000万、3万5千、1亿2千万、2千5百万", [(n, "") for n in ("120000000", "35000", "120000000", "25000000")]),
        ("1万2000人、3万5000亿元、1万亿3000亿", [("12000", ""), ("3500000000000", ""), ("1300000000000", "")]),
        ("1.5亿3万2024年", [("150030000", ""), ("2024", "")]),
        ("投入3万2024年", [("30000", ""), ("2024", "")]),
        ("2023/5/16", [("2023", ""), ("5", ""), ("16", "")]),
    ],
)
def test_a_number_is_known_by_value_and_unit(text: str, known: list[tuple[str, str]]) -> None:
    assert [(each.value, each.unit) for each in numbers(text)] == known


@pytest.mark.parametrize(
    "word",
    [
        "三三改",
        "两一评",
        "长三一体化",
        "五一前后",
        "一一河",
        "三农",
        "一查到底",
        "千方百计",
        "千万百计",
        "3严3实",
        "在1地",
        "6中央",
        "一些",
        "一个",
    ],
)
def test_a_digit_that_is_part_of_a_word_is_no_number_to_insist_on(word: str) -> None:
    assert not asked(word)


@pytest.mark.parametrize("query", ["十三五", "一九五八", "二〇五", "三五家", "第二三项", "十二", "31改", "二三%"])
def test_digits_side_by_side_that_are_a_number_are_insisted_on(query: str) -> None:
    assert asked(query)


@pytest.mark.parametrize(
    ("query", "closed"),
    [
        ("投资 811.6 亿元", "投资 811.6亿元"),
        ("14.3 %", "14.3%"),
        ("3.9 万人 12 个百分点", "3.9万人 12个百分点"),
        ("312 家", "312家"),
        ("2024 万众一心", "2024 万众一心"),
        ("2024 年终总结", "2024 年终总结"),
    ],
)
def test_a_space_before_a_unit_parts_nothing(query: str, closed: str) -> None:
    assert closed_up(query) == closed


@given(st.integers(2, 99_999_999))
def test_every_spelling_is_the_same_number(whole: int) -> None:
    for way in spellings(f"共{whole}家"):
        assert [each.value for each in numbers(way)] == [str(whole)]


@given(st.text("12二十万〇两年第百个五%点，甲", max_size=9))
def test_spelled_otherwise_a_query_has_the_same_numbers(query: str) -> None:
    values = [each.value for each in asked(query)]
    assert all([each.value for each in asked(way)] == values for way in spellings(query))


@given(st.text("12３二十万〇两年第百分之个五億%，．点，甲乙", max_size=30), st.integers(0, 29), st.integers(1, 9))
def test_the_numbers_at_a_place_are_those_of_the_whole_text_that_touch_it(text: str, first: int, size: int) -> None:
    last = min(first + size, len(text)) - 1
    if first <= last:
        touching = [each for each in numbers(text) if each.start <= last and each.end > first]
        assert numbers_at(text, first, last) == touching


@given(st.decimals(min_value="0.1", max_value="9999.9", places=1), st.sampled_from(["", "万", "亿"]))
def test_every_spelling_of_a_decimal_is_the_same_number(value: Decimal, times: str) -> None:
    query = f"共{value}{times}元"
    (same,) = {each.value for way in [query, *spellings(query)] for each in asked(way)}
    assert same


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("1.2亿元", "1亿2000万元"),
        ("1.2亿元", "一亿二千万元"),
        ("1亿2000万元", "1.2亿元"),
        ("1.2万人", "1万2千人"),
        ("3000万元", "0.3亿元"),
        ("0.3亿元", "3000万元"),
    ],
)
def test_a_number_is_also_spelled_in_parts_and_as_a_part_of_the_next(query: str, way: str) -> None:
    assert way in spellings(query)


def test_a_number_of_several_parts_is_found_whole_and_in_other_spellings(tmp_path: Path) -> None:
    texts = ("整修渡口投资1亿2000万元。", "进厂务工1万2千人。", "护岸花去0.3亿元。")
    build((Entry(f"s{n}#1", text, speech_id=f"s{n}") for n, text in enumerate(texts)), tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        for query in ("2000万元", "2千人", "1亿元"):
            assert not library.search(query), query
        for query, text in (("1.2亿元", 0), ("12000万元", 0), ("1.2万人", 1), ("12000人", 1), ("3000万元", 2)):
            assert [hit.text for hit in library.search(query)] == [texts[text]], query
