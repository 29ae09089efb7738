"""Closeness of short Chinese strings (近似), for hints and for matching topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def bigrams(text: str) -> frozenset[str]:
    """The character bigrams of `text`; the text itself when it has fewer than two characters."""
    if len(text) < 2:
        return frozenset((text,)) if text else frozenset()
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def dice(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice coefficient 2|A∩B| / (|A|+|B|), 0 to 1 (Dice 1945)."""
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def edit_distance(left: str, right: str) -> int:
    """Levenshtein distance over characters."""
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1]


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate a writer most likely meant by `word`, or None when none is close.

    Close: at most half of the longer word's characters differ, and at least one character is shared.
    Ties go to the first in `candidates`.
    """
    best: tuple[int, str] | None = None
    for candidate in candidates:
        distance = edit_distance(word, candidate)
        if (
            distance * 2 <= max(len(word), len(candidate))
            and set(word) & set(candidate)
            and (best is None or distance < best[0])
        ):
            best = (distance, candidate)
    return best[1] if best else None


def jaccard(left: Iterable[str], right: Iterable[str]) -> float:
    """Jaccard index |A∩B| / |A∪B|, 0 to 1."""
    a, b = set(left), set(right)
    return len(a & b) / len(a | b) if a or b else 0.0
