"""How close, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from drafter.search.closeness import gathered, in_pieces, merged, occurrences, pieces, slips, words


@pytest.mark.parametrize(
    ("query", "text", "score", "spans"),
    [
        ("加强领导", "要加强领导才行", 1.0, ((1, 5),)),
        ("加墙领导", "要加强领导才行", 0.75, ((1, 5),)),
        ("加强领道", "要加强领导才行", 0.75, ((1, 5),)),
        ("佳强领导", "要加强领导才行", 0.75, ((1, 5),)),
        ("加强了领导", "要加强领导才行", 0.8, ((1, 5),)),
        ("加领导", "要加强领导才行", 0.7, ((1, 2), (3, 5))),
        ("强加领导", "要加强领导才行", 0.775, ((1, 5),)),
        ("甲乙丙丁", "要加强领导才行", 0.0, ()),
        ("切实加强领导工作", "加强领导", 0.5, ((0, 4),)),
        ("", "加强", 0.0, ()),
        ("加强", "", 0.0, ()),
    ],
)
def test_a_slip_costs_its_share_of_the_query(
    query: str, text: str, score: float, spans: tuple[tuple[int, int], ...] | None
) -> None:
    close = slips(query, text)
    assert close.score == pytest.approx(score)
    assert spans is None or close.spans == spans


@given(st.text("甲乙丙丁", min_size=1, max_size=12), st.text("甲乙丙丁", max_size=40))
def test_no_better_than_the_best_stretch(query: str, text: str) -> None:
    best = min(
        (OSA.distance(query, text[i:j]) for i in range(len(text) + 1) for j in range(i, len(text) + 1)),
        default=len(query),
    )
    close = slips(query, text)
    assert 0 <= close.score <= 1 - (best - 0.1) / len(query) + 1e-9
    assert all(0 <= start < end <= len(text) for start, end in close.spans)
    # What is marked begins and ends on characters of the query, save where the first or the last of them is wrong.
    ends = [at for start, end in close.spans for at in (start, end - 1)][1:-1]
    assert all(text[at] in query for at in ends)
    assert all(set(text[start:end]) & set(query) for start, end in close.spans)
    assert sum(end - start for start, end in close.spans) <= len(query) + len(ends)
    assert 0 <= close.stretch[0] <= close.stretch[1] <= len(text)


def test_all_the_words_in_another_order_are_closer_than_two_slips() -> None:
    assert in_pieces(6, 3) == pytest.approx(0.7)
    assert in_pieces(6, 3) > slips("加强组织领导", "加快组织领到").score
    assert pieces("领导组织加强", "要加强组织").score < 0.5


def test_words_in_another_order_are_found_near_rather_than_far() -> None:
    near = pieces("领导加强", "要切实加强组织领导")
    far = pieces("领导加强", "要加强" + "十" * 60 + "领导")
    assert near.score > far.score > 0
    assert near.spans == ((3, 5), (7, 9))


def test_words_set_apart_count_even_when_short() -> None:
    close = words(("抓落实", "狠"), "改进作风狠抓落实")
    assert close.score == pytest.approx(0.95)
    assert close.spans == ((4, 8),)
    assert words(("抓落实", "快"), "改进作风狠抓落实").score < close.score
    assert words(("没有",), "改进作风").score == 0


def test_occurrences_do_not_overlap_and_spans_join() -> None:
    assert occurrences("哈哈", "哈哈哈哈哈") == ((0, 2), (2, 4))
    assert merged([(4, 6), (0, 2), (2, 3)]) == [(0, 3), (4, 6)]


def test_all_in_one_run_comes_before_scattered_however_many_pieces() -> None:
    assert pieces("领导组织加强", "要加强组织领导").score == pytest.approx(in_pieces(6, 2))
    assert pieces("领导组织加强", "要加强组织领导").score > pieces("领导组织加强", "党的领导下组织加强").score


def test_of_a_short_query_the_stretch_one_slip_made_is_seen_among_others_that_share_as_much() -> None:
    close = slips("压实任", "压实党建任务" + "十" * 40 + "，压紧压实责任到人")
    assert close.score == pytest.approx(0.7)
    assert close.spans == ((49, 51), (52, 53))


def test_words_that_overlap_at_one_place_are_gathered_at_another() -> None:
    both = gathered([((0, 4), (9, 13)), ((2, 6),)], 8)
    assert both.spans == ((2, 6), (9, 13))
    assert gathered([((0, 4),), ((2, 6),)], 8).score == 0
