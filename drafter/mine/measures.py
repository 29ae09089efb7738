"""Measures of a recurrent formula (度量): how widely and how evenly it is used, and how free its slots are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence


def shares_of(sizes: Mapping[str, int]) -> dict[str, float]:
    """Part -> its share of the whole. sizes: part -> length of the part, any unit; not all 0."""
    whole = sum(sizes.values())
    return {part: size / whole for part, size in sizes.items()}


def dp_norm(counts: Mapping[str, int], shares: Mapping[str, float]) -> float | None:
    """Gries' normalised deviation of proportions, 0 evenly spread to 1 clumped in the smallest part; None where there
    is nothing to spread over, or nothing that could be.

    counts: part -> occurrences; shares: every part -> its share of the whole. DP = ½ Σ |vᵢ/f − sᵢ| (Gries 2008),
    divided by 1 − min sᵢ (Lijffijt & Gries 2012). Parts without an occurrence deviate by their share, so that only
    those with one are gone through.
    """
    found = sum(counts.values())
    if not found or len(shares) < 2:
        return None
    present = sum(abs(count / found - shares[part]) - shares[part] for part, count in counts.items())
    return (1 + present) / 2 / (1 - min(shares.values()))


def cores(fillers: Sequence[str]) -> list[str]:
    """The fillers, each that only holds another and a word more as that other: 贯彻以人民为中心 is 以人民为中心."""
    return [
        min((other for other in fillers if other in filler and len(other) > 3), key=len, default=filler)
        for filler in fillers
    ]


def variability(fillers: Sequence[str]) -> float:
    """Filler types ÷ tokens: 1 when every place puts in something else (type–token ratio of a slot; Gray & Biber 2013)."""
    return len(set(fillers)) / len(fillers) if fillers else 0.0


def predictability(fillers: Sequence[str]) -> float:
    """Share of the commonest filler, 0 to 1 (Gray & Biber 2013)."""
    return max(Counter(fillers).values()) / len(fillers) if fillers else 0.0


def entropy(fillers: Sequence[str]) -> float:
    """Entropy of the fillers in bits, −Σ p·log₂ p over the filler types (Shannon 1948); 0 when it is always the same."""
    total = len(fillers)
    return -sum(n / total * math.log2(n / total) for _, n in sorted(Counter(fillers).items())) if fillers else 0.0


def log_likelihood(joint: int, one: int, two: int, total: int) -> float:
    """Log-likelihood ratio G² that two events draw each other, 0 where they meet as by chance or less (Dunning 1993).

    joint, one, two: how many of `total` cases show both, the one, the other. G² = 2 Σ O·ln(O/E) over the four cells.
    """
    if joint * total <= one * two:
        return 0.0
    cells = (
        (joint, one, two),
        (one - joint, one, total - two),
        (two - joint, total - one, two),
        (total - one - two + joint, total - one, total - two),
    )
    return 2 * sum(seen * math.log(seen * total / (row * column)) for seen, row, column in cells if seen > 0)
