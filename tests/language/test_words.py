"""The same words on every machine, whichever program cuts them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.words import Cutter, _dictionary, cut, how_often, listed, tagged, with_jieba, with_rjieba

SENTENCES = [
    "各乡镇要把林区巡护抓在手上，做到火情早发现、早处置。",
    "云河县2023-11-12召开了第3-4次会议，PM_2.5下降了2.5%。",
    "材料见 www.yunhe.example 的 72641.htm，时间是2022.10.23。",
    "---\n（一）压实责任",
]


@pytest.mark.parametrize("word", "一 龥 沙子 顺丰达 海尔 吉林 高姓大名 阿Q AA制 一 鼽 工会工作 龙马精神".split())
def test_a_word_is_found_in_the_dictionary_wherever_it_stands(word: str) -> None:
    text = _dictionary().decode()
    entry = re.search(f"\n{re.escape(word)} (\\d+)", text)
    assert how_often(word) == (int(entry[1]) if entry else 0)


@pytest.fixture(scope="module")
def both() -> tuple[Cutter, Cutter]:
    fast = with_rjieba()
    assert fast is not None, "rjieba 是 pyproject 里写明的依赖"
    return fast, with_jieba()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_programs_cut_alike(both: tuple[Cutter, Cutter], sentence: str) -> None:
    fast, slow = both
    assert fast.cut(sentence) == slow.cut(sentence)
    assert [word for word, _ in fast.tagged(sentence)] == [word for word, _ in slow.tagged(sentence)]
    assert [word for word, _ in fast.listed(sentence)] == [word for word, _ in slow.listed(sentence)]


def test_words_of_the_dictionary_are_tagged_alike(both: tuple[Cutter, Cutter]) -> None:
    fast, slow = both
    for word in ("加强", "组织", "领导", "的", "把", "工会", "2026", "和"):
        assert fast.tagged(word) == slow.tagged(word)


@given(st.text("林区巡护加强的 -_.，0123a会议工作县", max_size=30))
def test_nothing_is_lost_in_cutting(text: str) -> None:
    assert "".join(cut(text)) == text
    assert "".join(word for word, _ in tagged(text)) == text
    assert "".join(word for word, _ in listed(text)) == text
