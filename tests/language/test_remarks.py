"""Remarks beside an outline: what weighs most first, one line for what is said of several."""

from __future__ import annotations

from drafter.language.remarks import MANY, gathered


def test_what_the_writer_gave_and_lost_comes_before_what_was_left_out() -> None:
    left, guessed, lost = "简要没有写成绩，略去了", "按会名作“推进会”，不对请写上“场合”", "简要里的“甲”没有写进提纲"
    assert gathered([left, guessed, lost]) == (lost, guessed, left)


def test_remarks_on_pairs_are_not_torn_apart() -> None:
    pairs = ("“甲”和“乙”说的像是一件事", "“丙”和“丁”说的像是一件事")
    assert gathered(pairs) == pairs


def test_of_many_the_first_are_named_and_all_are_counted() -> None:
    (shown,) = gathered([f"没有贴合“第{k}”的内容，这一条留了待填" for k in range(MANY + 3)])
    assert shown.count("“") == MANY
    assert f"等{MANY + 3}条的内容，这几条留了待填" in shown
