"""A wrong character of the same sound, characters in a wrong order (同音字、颠倒)."""

from pathlib import Path

import pytest

from drafter.search.found import TIERS
from drafter.search.index import Entry, build
from drafter.search.query import Library

COMMON = (
    "任务很重，时间很紧。",
    "任务要落实到人。",
    "责任在肩，不能松劲。",
    "安全第一，预防为主。",
    "安全工作要天天抓。",
    "服务求实，宣传求新。",
    "求实效，务求实，不图虚名。",
    "指标不能降，发挥不好要换人。",
    "查漏补报的材料月底交齐。",
    "立功建档，逐人登记。",
    "突破难点，施工要快。",
)
RARE = (
    "年初签了任务书，年底要算账。",
    "这个突破口要选准。",
    "各组的责任制要写清。",
    "让住户有安全感，才算办好了事。",
    "把网点的服务员请来听一听。",
    "前线指挥部设在闸口。",
    "工会要办成职工之家，大家愿意来。",
    "要雪中送炭，不做样子。",
    "众志成城修好这条堤。",
    "回头看要查漏补缺，一项一项过。",
    "青年人要建功立业，把本事用在地里。",
    "大家真抓实干，少说空话。",
    "求真务实是看家本领。",
    "攻坚克难要有办法。",
)


def _opened(folder: Path, *texts: str) -> Library:
    build((Entry(f"{n}#1", text, speech_id=f"{n:03d}") for n, text in enumerate(texts)), folder)
    return Library.open(folder)


def _marked(library: Library, query: str) -> list[tuple[str, list[str]]]:
    return [
        (hit.tier, [hit.text[start:end] for start, end in hit.spans]) for hit in library.search(query, limit=len(TIERS))
    ]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """What shares most of the query stands in many more passages than what was meant."""
    many = [f"{text[:-1]}，{place}也一样。" for text in COMMON for place in ("东滩", "西滩", "南滩", "北滩", "中滩")]
    return _opened(tmp_path_factory.mktemp("library"), *many, *RARE)


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("任务数", "任务书"),
        ("突破扣", "突破口"),
        ("责任至", "责任制"),
        ("安全敢", "安全感"),
        ("服务圆", "服务员"),
        ("指挥不", "指挥部"),
        ("职工之加", "职工之家"),
        ("雪中送碳", "雪中送炭"),
        ("重志成城", "众志成城"),  # 重 is read zhong by itself, and chong in other company
        ("公坚克难", "攻坚克难"),
        ("查缺补漏", "查漏补缺"),
        ("立功建业", "建功立业"),
        ("实抓真干", "真抓实干"),
        ("务真求实", "求真务实"),
        ("克坚攻难", "攻坚克难"),
        ("干真抓实", "真抓实干"),  # no two exchanged, one out of place
        ("城众志成", "众志成城"),
        ("务书任", "任务书"),
    ],
)
def test_what_sounds_so_or_has_the_same_characters_comes_first_marked_from_end_to_end(
    crowded: Library, query: str, right: str
) -> None:
    assert _marked(crowded, query)[0] == ("fuzzy", [right])


def test_of_one_wrong_character_the_one_that_sounds_right_is_closer(tmp_path: Path) -> None:
    texts = ("护林站要有人值守。", "护林队要有人值守。", "护林点要有人值守。")
    with _opened(tmp_path, *texts) as library:
        hits = library.search("护林战")
    assert hits[0].text == texts[0]
    assert hits[0].score > hits[1].score
    assert {hit.tier for hit in hits} == {"fuzzy"}


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("责任至", "先讲责任，制度后补。"),  # across a mark
        ("安全敢", "按全干法办。"),  # two of three characters are others
        ("实抓真干", "真抓，实干。"),
        ("立功建业", "建功要立业。"),  # another between them
    ],
)
def test_across_punctuation_or_with_little_in_common_no_word_is_marked_as_one(
    tmp_path: Path, query: str, text: str
) -> None:
    with _opened(tmp_path, text) as library:
        for tier, marked in _marked(library, query):
            assert tier == "pinyin" or not any(len(each) == len(query) for each in marked)


def test_all_that_are_found_for_few_are_the_first_of_many(crowded: Library) -> None:
    for query in ("任务数", "查缺补漏", "雪中送碳"):
        many = [hit.ref for hit in crowded.search(query, limit=30)]
        assert [hit.ref for hit in crowded.search(query, limit=3)] == many[:3]
