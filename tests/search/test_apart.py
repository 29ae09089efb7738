"""Words a writer sets apart by spaces."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from drafter.search.index import Entry, build
from drafter.search.query import Library

WORDS = ("组织领导", "工会", "主力军", "合法权益", "困难", "劳动关系", "企业", "竞赛")
SLIPS = {"组织领导": "组织领道", "主力军": "主利军", "合法权益": "合法权宜", "劳动关系": "劳动关细", "困难": "困南"}
FILLER = "山川草木花鸟虫鱼风霜雨雪春夏秋冬东西南北红黄蓝白"


def _made(folder: Path, *texts: str) -> Path:
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), folder)
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[str]]]:
    """A library of passages that hold up to three of the words each, and their texts."""
    chance = random.Random(3)
    texts = []
    for _ in range(300):
        parts = ["".join(chance.sample(FILLER, 9)) for _ in range(4)]
        for word in chance.sample(WORDS, chance.choice((0, 1, 1, 2, 3))):
            place = chance.randrange(len(parts))
            parts[place] += word + chance.choice(FILLER)
        texts.append("，".join(parts) + "。")
    with Library.open(_made(tmp_path_factory.mktemp("库"), *texts)) as library:
        yield library, texts


def _holding(texts: list[str], *words: str) -> set[str]:
    return {text for text in texts if all(word in text for word in words)}


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(WORDS, 2)))
def test_all_the_words_then_all_with_a_slip_then_some_in_whatever_order(
    many: tuple[Library, list[str]], one: str, other: str
) -> None:
    library, texts = many
    right = _holding(texts, one, other)
    hits = library.search(f"{one} {other}", limit=300)
    assert hits == library.search(f"{other} {one}", limit=300)
    if right:
        assert {hit.text for hit in hits} == right
        assert {hit.lacks for hit in hits} == {()}
    if one in SLIPS:
        hits = library.search(f"{SLIPS[one]} {other}", limit=300)
        assert [hit.ref for hit in hits] == [hit.ref for hit in library.search(f"{other} {SLIPS[one]}", limit=300)]
        whole = [hit for hit in hits if not hit.lacks]
        assert hits[: len(whole)] == whole
        assert {hit.text for hit in whole} == right
        assert all(one in hit.text or other in hit.text for hit in hits)


def test_where_no_passage_has_all_those_with_half_of_the_words_are_listed(tmp_path: Path) -> None:
    texts = ("工会要有作为。", "国有企业要带头。", "大会工作要抓实。", "把工作做好。")
    with Library.open(_made(tmp_path, *texts)) as library:

        def told(query: str) -> list[tuple[str, list[str], tuple[str, ...]]]:
            return [(h.text, [h.text[slice(*s)] for s in h.spans], h.lacks) for h in library.search(query)]

        assert told("工会 火星") == told("火星 工会") == [(texts[0], ["工会"], ("火星",))]
        assert told("国家 企业") == [(texts[1], ["企业"], ("国家",))]
        assert told("土豆 火星 工会") == []


def test_a_word_there_by_sound_is_never_told_to_be_lacking(tmp_path: Path) -> None:
    texts = ("工会要有作为。", "工会要争取组织领导重视。", "领导干部要走在前，组织领导要跟上。")
    with Library.open(_made(tmp_path, *texts)) as library:
        assert [(h.text, h.tier, h.lacks) for h in library.search("工会 zzld")] == [(texts[1], "pinyin", ())]
        assert {hit.lacks for hit in library.search("工会 xxyz")} == {("xxyz",)}


def test_words_that_overlap_at_one_place_are_found_at_another(tmp_path: Path) -> None:
    texts = ("组织领导干部学习，又加强组织领导。", "领导干部要走在前。")
    with Library.open(_made(tmp_path, *texts)) as library:
        hits = library.search("zzld ldgb")
        assert [hit.text for hit in hits] == [texts[0]]
        assert [texts[0][slice(*span)] for span in hits[0].spans] == ["领导干部", "组织领导"]


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(WORDS, 2)))
def test_by_sound_the_same_passages_are_found_and_the_first_few_are_the_first_of_many(
    many: tuple[Library, list[str]], one: str, other: str
) -> None:
    library, texts = many
    right = _holding(texts, one, other)
    for query in (
        " ".join("".join(lazy_pinyin(word)) for word in (one, other)),
        f"{one} {''.join(lazy_pinyin(other))}",
    ):
        hits = library.search(query, limit=300)
        assert {hit.text for hit in hits} == right
        assert [hit.ref for hit in library.search(query, limit=2)] == [hit.ref for hit in hits[:2]]


def test_words_by_sound_are_found_behind_many_passages_that_hold_their_syllables_apart(tmp_path: Path) -> None:
    texts = [f"第{n}个组织要之，其之领地，领导{n}次看发展。" for n in range(80)] + ["组织领导发展。"]
    with Library.open(_made(tmp_path, *texts)) as library:
        assert [hit.text for hit in library.search("zuzhilingdao fazhan")] == [texts[-1]]
        assert [hit.text for hit in library.search("fazhan zuzhilingdao")] == [texts[-1]]


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("zzld 312家", 1),
        ("三百一十二家 zuzhilingdao", 1),
        ("zzld 24", 2),
        ("zzld gzxt 2025", 3),
        ("zzld 14.3%", 4),
        ("zzld 143", None),
    ],
)
def test_a_number_beside_letters_is_the_same_number(tmp_path: Path, query: str, right: int | None) -> None:
    texts = (
        "组织领导3312家企业和12025户，2024年工作协调得好，有2443人。",
        "加强组织领导，联系三百一十二家企业。",
        "加强组织领导，开会24次。",
        "2025年加强组织领导，工作协调得好。",
        "加强组织领导，增长百分之十四点三。",
    )
    with Library.open(_made(tmp_path, *texts)) as library:
        assert [hit.text for hit in library.search(query)] == ([] if right is None else [texts[right]])
