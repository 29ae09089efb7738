"""Expressions kept from one run to the next: the same as compiled anew, and passed over where they are not."""

from __future__ import annotations

import re

import pytest

from drafter.language import compiled as keeping
from drafter.language.compiled import compiled, kept, recall

SOME = [f"(?P<谁>[县市区]{{{n}}})(?:把|将)(.{{1,{n + 2}}}?)抓[^实]" for n in range(keeping.ENOUGH)]


@pytest.fixture(autouse=True)
def _as_a_new_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_ready", "_known", "_new"):
        monkeypatch.setattr(keeping, name, {})


def _new_run() -> None:
    for memory in (keeping._ready, keeping._known, keeping._new):
        memory.clear()


def test_what_was_kept_is_what_would_be_compiled() -> None:
    for pattern in SOME:
        compiled(pattern, re.IGNORECASE)
    text = kept()
    assert text is not None
    _new_run()
    recall(text)
    for pattern in SOME:
        found, expected = compiled(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
        assert (found.flags, found.groups, found.groupindex) == (expected.flags, expected.groups, expected.groupindex)
        for said in ("县市把台账抓细", "区将进度抓实", "县县县把它抓X"):
            got, wanted = found.search(said), expected.search(said)
            assert (got and (got.span(), got.groupdict(), got.lastgroup)) == (
                wanted and (wanted.span(), wanted.groupdict(), wanted.lastgroup)
            )
    assert not keeping._new, "nothing of it was compiled again"


def test_a_few_new_ones_are_not_worth_writing() -> None:
    compiled("甲+")
    assert kept() is None


def test_what_is_damaged_is_passed_over() -> None:
    for pattern in SOME:
        compiled(pattern)
    text = kept()
    assert text is not None
    for damaged in ("", "{", text[:-9], text.replace("A", "B", 1), text.partition("\n")[2]):
        _new_run()
        recall(damaged)
        assert not keeping._known


def test_a_faulty_list_of_numbers_is_compiled_anew() -> None:
    compiled(SOME[1])
    row = keeping._new[SOME[1], 0]
    _new_run()
    keeping._known[SOME[1], 0] = [row[0], "AAAA" + row[1][8:], *row[2:]]
    assert compiled(SOME[1]).search("县把事抓细")


def test_a_faulty_expression_is_an_error() -> None:
    with pytest.raises(re.error):
        compiled("(一")
