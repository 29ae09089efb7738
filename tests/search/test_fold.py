"""Width, case, script, punctuation and spaces never matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.search.fold import fold, places, unfolded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（一）加強 ＧＤＰ、领导！", "一加强gdp领导"),
        ("5.2％", "52"),
        ("一、\u3000\u200b二\n", "一二"),
        ("", ""),
        ("□", ""),
        ("①㈠", "1一"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)  # the first traditional character loads a dictionary
@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    at = places(text)
    assert len(at) == len(fold(text))
    assert at == sorted(at)
    assert all(character in fold(text[index]) for character, index in zip(fold(text), at, strict=True))


@settings(deadline=None)  # the first traditional character loads a dictionary
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("要加强组织领导。", "加强组织领导"), ("加强“组织”，领导", "加强“组织”，领导"), ("加强组织的领导", None)],
)
def test_what_was_folded_is_found_with_its_punctuation(text: str, found: str | None) -> None:
    match = unfolded("加强组织领导").search(text)
    assert (match[0] if match else None) == found
