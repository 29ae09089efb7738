"""Letters while they are typed (边打边查): last syllables that are not whole, and which of several readings comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

TEXTS = (
    "澄岸街道要坚强领导班子。",
    "坚强领导来自平时。",
    "这份方案要细。",
    "方案已经印发。",
    "方案报来再议。",
    "不要反感批评。",
    "今天下雨。",
    "每一件提案都要答复。",
    "青澜县要带头。",
    "从西安引进设备。",
    "高质量办学。",
    "书香家庭评选。",
    "党支部书记要带队。",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(TEXTS)), folder)
    return Library.open(folder)


def read(library: Library, query: str, limit: int = 10) -> list[str]:
    """What was found by sound, in order."""
    hits = library.search(query, limit=limit)
    assert all(hit.tier == "pinyin" for hit in hits)
    return [hit.text[slice(*hit.spans[0])] for hit in hits]


WHOLE = {
    "坚强领导": ("jian", "qiang", "ling", "dao"),
    "西安": ("xi", "an"),
    "高质量": ("gao", "zhi", "liang"),
    "书香家庭": ("shu", "xiang", "jia", "ting"),
}


@pytest.mark.parametrize("words", WHOLE)
def test_what_is_found_whole_is_found_with_every_letter_of_its_last_syllable(library: Library, words: str) -> None:
    *before, last = WHOLE[words]
    assert words in read(library, "".join((*before, last)))
    shortest = 1 if len(before) > 1 else 2
    for size in range(shortest, len(last)):
        assert words in read(library, "".join((*before, last[:size]))), last[:size]


@pytest.mark.parametrize("query", ["jqlda", "jqldao", "坚强lingda", "坚强领da", "jianqiang lingda"])
def test_first_letters_and_characters_may_stand_before_a_syllable_that_is_begun(library: Library, query: str) -> None:
    assert set(read(library, query)) == {"坚强领导"}


def test_a_word_may_go_on_behind_a_syllable_that_is_begun(library: Library) -> None:
    assert read(library, "dangzhibushuj") == ["党支部书记"]
    assert read(library, "dangzhibush") == ["党支部书"]


@pytest.mark.parametrize("query", ["jianqianglingxa", "xda", "dax", "dangzhibushuq"])
def test_what_no_syllable_begins_with_is_not_found(library: Library, query: str) -> None:
    assert library.search(query) == []


def test_what_reads_so_to_the_end_comes_before_what_only_begins_so(tmp_path: Path) -> None:
    texts = ("县乡联动打基础。", "县乡联动道理要讲清。")
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("liandongda")] == ["s0#1"]
        assert [hit.ref for hit in library.search("liandongdao")] == ["s1#1"]


@pytest.mark.parametrize(("query", "first", "other"), [("tian", "天", "提案"), ("xian", "县", "西安")])
def test_a_syllable_comes_before_the_two_it_may_be_cut_into(
    library: Library, query: str, first: str, other: str
) -> None:
    words = read(library, query)
    assert words[0] == first
    assert other in words
    apart = f"{query[:2]}'{query[2:]}"
    assert read(library, apart) == [other]


def test_the_two_are_found_however_many_passages_have_the_one(tmp_path: Path) -> None:
    texts = [
        *(f"{'甲乙丙丁戊己庚辛'[k % 8]}组第{k}天{'春夏秋冬'[k % 4]}季{k * 37}号" for k in range(90)),
        "提案要办好。",
    ]
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        hits = library.search("tian", limit=200)
        assert hits[0].text[slice(*hits[0].spans[0])] == "天"
        assert [hit.text for hit in hits if hit.text[slice(*hit.spans[0])] == "提案"] == ["提案要办好。"]


def test_of_two_ways_to_cut_letters_the_one_the_library_writes_more_comes_first(library: Library) -> None:
    assert read(library, "fangan") == ["方案", "方案", "方案", "反感"]
    assert read(library, "fan'gan") == ["反感"]


def test_first_letters_of_a_word_are_found_inside_a_longer_one(tmp_path: Path) -> None:
    inside = [f"{who}要守牢清滩护岸工程线。" for who in ("各镇", "各村", "各站", "各组", "水务局", "堤防所")]
    texts = ["清滩护岸，人人有责。", "抓紧清滩护岸。", *inside]
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        hits = library.search("qtha", limit=20)
        assert {hit.text[slice(*hit.spans[0])] for hit in hits} == {"清滩护岸"}
        assert [hit.text for hit in hits[:2]] == texts[:2] or [hit.text for hit in hits[1::-1]] == texts[:2]
        assert sum(hit.copies for hit in hits) == len(texts)
        assert {hit.tier for hit in hits} == {"pinyin"}


def test_four_first_letters_that_only_seem_to_cut_words_are_found_where_nothing_else_reads_so(tmp_path: Path) -> None:
    texts = ["坝区守护站的船。", *(f"守护{what}。" for what in ("堤坝", "河湾", "山林"))]
    texts += [f"{what}区有船。" for what in ("大坝", "堤坝", "水坝", "土坝")]
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        (hit,) = library.search("qshz")
        assert hit.text[slice(*hit.spans[0])] == "区守护站"
        assert not library.search("shz")
