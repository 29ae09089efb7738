"""The draw of mined entries that are judged by hand: the same seed the same, another seed others."""

from __future__ import annotations

from benchmarks.precision import DRAWN, Row, draw, explained, rows
from drafter.mine.mine import mine
from tests.mine.speeches import four

EVERY: list[Row] = [(f"mf-{number:04}", "开场·致意", "2/2", f"框架{number}") for number in range(255)]


def test_a_seed_draws_evenly_and_always_the_same() -> None:
    drawn = draw(EVERY, 1)
    assert len(drawn) == DRAWN
    assert [row[0] for row in drawn[:3]] == ["mf-0001", "mf-0003", "mf-0006"]
    assert draw(EVERY, 1) == drawn
    assert set(draw(EVERY, 0)).isdisjoint(drawn)


def test_every_entry_is_drawn_by_some_seed_and_the_draw_reaches_the_end() -> None:
    assert {row for seed in range(3) for row in draw(EVERY, seed)} == set(EVERY)
    assert draw(EVERY, 0)[-1] in EVERY[-3:]
    assert draw([], 1) == []


def test_every_kind_of_entry_can_be_drawn() -> None:
    every = rows(mine(four()))
    assert every == sorted(every)
    assert {row[1] for row in every} >= {"三点意见·领起", "结束语·号召"}
    assert draw(every, 5) == every


def test_a_slot_is_shown_with_what_a_writer_is_told_of_it() -> None:
    assert explained("刚才，<刚才>，<其他>。", {"刚才": "会上发言"}) == "刚才，<刚才：会上发言>，<其他>。"
