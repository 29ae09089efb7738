"""Whether there are more than are shown (后面可能还有): never denied where there are, whatever copies stand before them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

WORDS = (
    "河堤",
    "巡查",
    "粮站",
    "晾晒",
    "渡口",
    "值守",
    "茶园",
    "采摘",
    "社火",
    "排练",
    "林场",
    "防火",
    "水窖",
    "清淤",
    "集市",
    "摆摊",
)
TAIL = "由各村安排专人逐户上门登记造册并在月底以前报到镇里汇总"


def _texts(seed: int) -> list[str]:
    """Hundreds of near copies of a few passages, and among them some that say the same words otherwise."""
    draw = random.Random(seed)
    texts = []
    for _ in range(3):
        words = "".join(draw.sample(WORDS, 3))
        texts += [f"{words}的事{TAIL}，第{draw.choice('甲乙丙丁戊')}组。" for _ in range(draw.choice((150, 260, 500)))]
    for _ in range(160):
        texts.append(f"{''.join(draw.sample(WORDS, draw.randint(1, 4)))}要办好，{''.join(draw.sample(WORDS, 3))}。")
    draw.shuffle(texts)
    return texts


def _queries(seed: int) -> list[str]:
    draw = random.Random(seed)
    queries = []
    for _ in range(5):
        one, other = draw.sample(WORDS, 2)
        wrong = one[0] + other[1]
        queries += [
            one,
            one + other,
            wrong + other,
            one + other[0] + "们" + other[1],
            f"{one} {other}",
            f"{one} {wrong}",
        ]
    return [
        *queries,
        TAIL[:9],
        TAIL[2:7] + "们" + TAIL[7:12],
        "hedi",
        "xuncha",
        "cyuan",
        "hdxc",
        "chay",
        "河d",
        "zhishou hedi",
    ]


@pytest.mark.parametrize("seed", range(3))
def test_more_are_never_denied(tmp_path: Path, seed: int) -> None:
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(_texts(seed))), tmp_path)
    tiers, denied = set(), 0
    with Library.open(tmp_path) as library:
        for query in _queries(seed):
            every = library.search(query, limit=1000)
            for limit in (3, 10, 40):
                hits = library.search(query, limit=limit)
                if not hits.limited:
                    assert [hit.ref for hit in hits] == [hit.ref for hit in every], (query, limit)
                    denied += bool(hits)
                tiers.update(hit.tier for hit in hits)
    assert tiers == {"exact", "fuzzy", "pinyin"}
    assert denied


def test_copies_of_one_passage_do_not_take_the_room_of_others(tmp_path: Path) -> None:
    texts = [f"{WORDS[0]}{TAIL}。"] * 700 + ["河堤要勤看。", "河堤连着千家万户。", "守好河堤就是守好家。"]
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        for query in ("河堤", "hedi", "河提连着千家"):
            hits = library.search(query, limit=5)
            assert {hit.text for hit in hits} >= ({*texts[700:]} if len(query) < 6 else {texts[701]}), query
        assert [hit.copies for hit in library.search("河堤", limit=5) if hit.text == texts[0]] == [700]


def test_all_that_are_as_close_are_listed_or_said_to_be_left_out(tmp_path: Path) -> None:
    """Of three characters one of which is wrong, a single pair is left: those that hold it are lighter than a chance find."""
    texts = [f"{WORDS[number % len(WORDS)]}的责任要落到人，第{number}项。" for number in range(150)]
    texts += [f"责怪今天的人，{words}。" for words in WORDS] + [f"{words}由各村办。" for words in WORDS * 12]
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    close = {text for text in texts if "责任" in text}
    with Library.open(tmp_path) as library:
        every = library.search("责任天", limit=1000)
        assert not every.limited
        assert sum(hit.copies for hit in every if "责任" in hit.text) == len(close)
        for limit in (5, 10, 40):
            hits = library.search("责任天", limit=limit)
            assert len(hits) == limit
            assert hits.limited
