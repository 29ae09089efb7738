"""A linear chain over sentences: best row of moves and probabilities (线性链).

Viterbi and forward-backward with scaling: L. R. Rabiner, A tutorial on hidden Markov models (1989);
as a conditional random field: Lafferty, McCallum, Pereira (2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from operator import add, mul

Row = list[float]
Table = list[Row]


def best_path(scores: Sequence[Row], junctions: Sequence[int], tables: Sequence[Table], start: Row) -> list[int]:
    """The states of the best row (Viterbi). Ties go to the earlier state."""
    if not scores:
        return []
    columns = [list(zip(*table, strict=True)) for table in tables]
    states = range(len(start))
    value = [a + b for a, b in zip(scores[0], start, strict=True)]
    back: list[list[int]] = []
    for place in range(1, len(scores)):
        new: Row = []
        row: list[int] = []
        given = scores[place]
        for state, column in zip(states, columns[junctions[place]]):  # noqa: B905
            sums = list(map(add, value, column))
            top = max(sums)
            row.append(sums.index(top))
            new.append(top + given[state])
        back.append(row)
        value = new
    path = [value.index(max(value))]
    for row in reversed(back):
        path.append(row[path[-1]])
    path.reverse()
    return path


def marginals(
    scores: Sequence[Row], junctions: Sequence[int], tables: Sequence[Table], start: Row
) -> tuple[list[Row], list[Row], list[Row], float]:
    """Probability of each state at each place, with scaled forward, backward×evidence rows and log Z.

    tables hold exp(weights). Returns (gamma, alpha, beta_times_evidence, log Z).
    """
    alphas: list[Row] = []
    evidence: list[Row] = []
    log_z = 0.0
    columns = [list(zip(*table, strict=True)) for table in tables]
    alpha: Row = []
    for place, row in enumerate(scores):
        top = max(row)
        emitted = [exp(score - top) for score in row]
        evidence.append(emitted)
        if place:
            column = columns[junctions[place]]
            alpha = [e * sum(map(mul, alpha, c)) for e, c in zip(emitted, column)]  # noqa: B905
        else:
            alpha = [e * s for e, s in zip(emitted, start)]  # noqa: B905
        scale = sum(alpha)
        alpha = [a / scale for a in alpha]
        alphas.append(alpha)
        log_z += log(scale) + top
    size = len(start)
    beta = [1.0] * size
    gammas: list[Row] = [[]] * len(scores)
    onward: list[Row] = [[]] * len(scores)
    for place in range(len(scores) - 1, -1, -1):
        gamma = list(map(mul, alphas[place], beta))
        total = sum(gamma)
        gammas[place] = [g / total for g in gamma]
        weighted = list(map(mul, beta, evidence[place]))
        onward[place] = weighted
        if place:
            beta = [sum(map(mul, row, weighted)) for row in tables[junctions[place]]]
            scale = sum(beta)
            beta = [b / scale for b in beta]
    return gammas, alphas, onward, log_z
