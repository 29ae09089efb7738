"""What neither the brief nor the phrasebank has is named in whole pieces (余字)."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.flow.strange import GENERAL, pieces, residue
from drafter.language.words import listed

WORDS = (
    "要 把 的 工作 推进 鸱吻 缫丝 坊 祥瑞 烘焙 责任 落实 顺 丰 德邦 湖 科 创 园 大家 ， 。 学习 群众 编 筐 五 链 了 在"
).split()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("祥瑞的老板来了，德邦水务中了标。", ["祥瑞", "德邦"]),
        ("顺丰在这里设了点，瑞幸门前有台阶。", ["顺丰", "瑞幸"]),
        ("鸿渐湖科创园留好了地。", ["鸿渐湖科创园"]),
        ("银行要敢贷愿贷，水质要常检，代价太大了。", []),
        ("缺环要补齐。", []),
        ("顺链来了。", ["顺链"]),
        ("钢用得多，人来得少，组到一起就好办。", []),
    ],
)
def test_a_piece_is_whole_and_everyday_words_run_together_are_none(text: str, named: list[str]) -> None:
    assert residue(text) == named


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_pieces_stand_apart_begin_and_end_where_words_do_and_are_no_words_of_the_bank(text: str) -> None:
    found = pieces(text)
    borders = {0, *accumulate(len(word) for word, _ in listed(text))}
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert all(start in borders and end in borders for start, end in found)
    # Single characters may stand in the bank across two words (理顺|链条: 顺链), and be a name all the same.
    wholes = [text[start:end] for start, end in found]
    assert not any(whole in GENERAL for whole in wholes if any(len(word) > 1 for word, _ in listed(whole)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=10).map("".join))
def test_what_the_brief_says_itself_is_never_named(text: str) -> None:
    assert residue(text, text) == []
