"""Measures of a recurrent formula (度量): how widely and how evenly it is used, and how free its slots are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence


def dp_norm(counts: Mapping[str, int], sizes: Mapping[str, int]) -> float:
    """Gries' normalised deviation of proportions, 0 evenly spread to 1 clumped in the smallest part.

    counts: part -> occurrences; sizes: part -> length of the part, any unit. DP = ½ Σ |vᵢ/f − sᵢ| (Gries 2008),
    divided by 1 − min sᵢ (Lijffijt & Gries 2012).
    """
    whole, found = sum(sizes.values()), sum(counts.values())
    if not found or not whole or len(sizes) < 2:
        return 0.0
    shares = {part: size / whole for part, size in sizes.items()}
    dp = sum(abs(counts.get(part, 0) / found - share) for part, share in shares.items()) / 2
    return dp / (1 - min(shares.values()))


def variability(fillers: Sequence[str]) -> float:
    """Different fillers ÷ fillers: 1 when every speech puts in something else."""
    return len(set(fillers)) / len(fillers) if fillers else 0.0


def predictability(fillers: Sequence[str]) -> float:
    """Share of the commonest filler, 0 to 1."""
    return max(Counter(fillers).values()) / len(fillers) if fillers else 0.0


def entropy(fillers: Sequence[str]) -> float:
    """Shannon entropy of the fillers in bits."""
    total = len(fillers)
    return -sum(n / total * math.log2(n / total) for _, n in sorted(Counter(fillers).items())) if fillers else 0.0


def npmi(joint: int, one: int, two: int, total: int) -> float:
    """Normalised pointwise mutual information of two events: −1 never together, 0 by chance, 1 always (Bouma 2009).

    joint, one, two: how many of `total` cases show both, the one, the other; joint is at least 1.
    """
    if joint == total:
        return 1.0
    return math.log(joint * total / (one * two)) / -math.log(joint / total)
