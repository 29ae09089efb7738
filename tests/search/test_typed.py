"""Letters as they are typed, key by key (逐键): no better word comes behind those that are shown, however many are."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from drafter.search.borders import TORN
from drafter.search.index import Entry, build
from drafter.search.query import Library

WORDS = "会务 工棚 工会 大会 惠农 共管 这样 者也 折页 一定 意见 方案 反感 安排 按期 改制 制度 度汛 讯息 西安 县城 先行 城东 动工 东港 港口 口岸".split()
TIERS = ("exact", "fuzzy", "pinyin")


def _library(folder: Path, seed: int, passages: int) -> Library:
    draw = random.Random(seed)
    texts = []
    for _ in range(passages):
        words = draw.choices(WORDS, k=draw.randint(6, 14))
        texts.append("".join(word + draw.choice(("", "", "，", "的")) for word in words))
        if draw.random() < 0.2:
            texts += [texts[-1]] * draw.choice((1, 30))
    draw.shuffle(texts)
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), folder)
    return Library.open(folder)


def _keys(seed: int) -> list[str]:
    draw = random.Random(seed)
    spelled = {"".join(lazy_pinyin("".join(draw.sample(WORDS, 2))[draw.randrange(2) :][:3])) for _ in range(25)}
    return sorted({letters[:size] for letters in spelled for size in range(2, len(letters) + 1)})


@pytest.mark.parametrize("seed", range(3))
def test_within_a_tier_no_score_rises_and_the_first_of_many_are_those_of_few(tmp_path: Path, seed: int) -> None:
    full = 0
    with _library(tmp_path, seed, 500) as library:
        for query in _keys(seed):
            few, many = library.search(query, limit=10), library.search(query, limit=60)
            assert [hit.ref for hit in few] == [hit.ref for hit in many[:10]], query
            for one, other in pairwise(hit for hit in many if hit.tier != "pinyin" or hit.score > TORN):
                assert (TIERS.index(one.tier), -one.score) <= (TIERS.index(other.tier), -other.score), query
            assert few.limited or len(few) == len(many), query
            full += len(many) == 60
    assert full
