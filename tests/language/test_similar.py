"""What a mistyped word was meant to be."""

from __future__ import annotations

from drafter.language.similar import LONGEST_WORD, edit_distance, nearest


def test_the_nearest_of_those_that_share_at_least_half_is_meant() -> None:
    assert nearest("推进回", ["座谈会", "推进会", "动员会"]) == "推进会"
    assert nearest("推进", ["推进会", "推进组"]) == "推进会"  # the first of two that are as near
    assert nearest("推进会", ["推进会", "推进组"]) == "推进会"
    assert nearest("茶话", ["推进会", "动员会"]) is None
    assert nearest("会", ["甲"]) is None
    assert nearest("", ["会"]) is None


def test_to_a_word_longer_than_any_name_nothing_is_near() -> None:
    assert nearest("会" * LONGEST_WORD, ["会" * LONGEST_WORD]) == "会" * LONGEST_WORD
    assert nearest("会" * (LONGEST_WORD + 1), ["会" * LONGEST_WORD]) is None


def test_a_distance_is_counted_up_to_what_is_asked() -> None:
    assert edit_distance("组织领导", "组织领道", 2) == 1
    assert edit_distance("组织领导", "领导", 4) == 2
    assert edit_distance("组织领导", "年度总结", 2) == 3
