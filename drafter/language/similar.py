"""Closeness of short Chinese strings (近似), for hints and for matching topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

LONGEST_WORD = 50
"""Characters of a word that may be a slip of another; no name or key is half as long."""


@lru_cache(maxsize=2048)  # the same points and skeletons are compared many times over
def bigrams(text: str) -> frozenset[str]:
    """The character bigrams of `text`; the text itself when it has fewer than two characters."""
    if len(text) < 2:
        return frozenset((text,)) if text else frozenset()
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def coverage(wording: str, text: str) -> float:
    """Share of the wording's character bigrams that stand in `text`, 0 to 1."""
    grams = bigrams(wording)
    return sum(map(text.__contains__, grams)) / len(grams) if grams else 0.0


def runs_through(word: str, name: str) -> bool:
    """Whether the characters of a word stand in the name in their order: 配网 in 配电网改造."""
    rest = iter(name)
    return all(char in rest for char in word)


def dice(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice coefficient 2|A∩B| / (|A|+|B|), 0 to 1 (Dice 1945)."""
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def edit_distance(left: str, right: str, most: int) -> int:
    """Levenshtein distance over characters; `most` + 1 where it is above `most`."""
    from rapidfuzz.distance import Levenshtein  # takes 40 ms to load, which few runs need

    return Levenshtein.distance(left, right, score_cutoff=most)


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate a writer most likely meant by `word`, or None when none is close.

    Close: at most half of the longer word's characters differ, and at least one character is shared. Nothing is close
    to a word above LONGEST_WORD characters. Ties go to the first in `candidates`.
    """
    if len(word) > LONGEST_WORD:
        return None
    letters = set(word)
    best: tuple[int, str] | None = None
    for candidate in candidates:
        most = max(len(word), len(candidate)) // 2
        if best is not None:
            most = min(most, best[0] - 1)
        if abs(len(word) - len(candidate)) > most or letters.isdisjoint(candidate):
            continue
        distance = edit_distance(word, candidate, most)
        if distance <= most:
            best = (distance, candidate)
    return best[1] if best else None


def jaccard(left: Iterable[str], right: Iterable[str]) -> float:
    """Jaccard index |A∩B| / |A∪B|, 0 to 1."""
    a, b = set(left), set(right)
    return len(a & b) / len(a | b) if a or b else 0.0
