"""The table of verbs: a word stands in it once, with all its marks."""

from __future__ import annotations

from collections import Counter

from drafter.language import verbs


def test_a_word_stands_in_one_line_with_all_its_marks() -> None:
    words = Counter(word for line in verbs._TABLE.split("\n") for word in line.partition(": ")[2].split())
    assert [word for word, times in words.items() if times > 1] == []


def test_no_mark_is_misspelt() -> None:
    """Each mark is asked for by one of the sets below the table; a new one would be asked for by none."""
    asked = "opens compound sure noun people manner how somehow ending doing any many well".split()
    assert sorted(verbs._MARKED) == sorted(asked)
    assert all(verbs._MARKED.values())


def test_a_verb_never_is_both_sure_and_a_noun() -> None:
    assert frozenset() == verbs.SURE & verbs.NOUNS_TOO
