"""Characters and pinyin in one word (汉字夹拼音): the characters that were typed are meant as they are."""

from __future__ import annotations

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

HOMOPHONES = {
    "jie收": ("接收", "接受"),
    "xing式": ("形式", "形势"),
    "议shi": ("议事", "一是"),
    "重fu": ("重复", "冲服"),
}
"""Query -> the word that has the character as typed, and one that only sounds so."""
MANY = 70
"""More than are read of those that match alike."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    texts = []
    for meant, other in HOMOPHONES.values():
        texts += [f"{other}，要看{number}个院子。" for number in range(MANY)]
        texts += [f"院子里的老人说，{meant}，还得慢慢来。", f"{meant}，不在快慢。"]
    build((Entry(f"s{k:04}#1", text, speech_id=f"s{k:04}") for k, text in enumerate(texts)), folder)
    return Library.open(folder)


@pytest.mark.parametrize("query", HOMOPHONES)
def test_what_has_the_characters_typed_comes_before_what_sounds_the_same(library: Library, query: str) -> None:
    meant, other = HOMOPHONES[query]
    hits = library.search(query, limit=5)
    words = [hit.text[slice(*hit.spans[0])] for hit in hits]
    assert words[:2] == [meant, meant]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert set(words[2:]) <= {other}
    assert all(hit.score < 0.5 for hit in hits[2:])


def test_so_they_do_among_words_set_apart(library: Library) -> None:
    hits = library.search("jie收 院子", limit=5)
    assert [hit.text for hit in hits] == ["院子里的老人说，接收，还得慢慢来。"]


def test_where_nothing_has_them_what_sounds_the_same_is_found(library: Library) -> None:
    hits = library.search("届shou", limit=3)
    assert {hit.text[slice(*hit.spans[0])] for hit in hits} <= {"接受", "接收"}
    assert len(hits) == 3
