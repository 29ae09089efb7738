"""A linear chain over sentences: the probability of every move at every sentence (线性链).

Forward-backward with scaling: L. R. Rabiner, A tutorial on hidden Markov models (1989);
as a conditional random field: Lafferty, McCallum, Pereira (2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

RESCALED = 8
"""Every so many sentences the running products are brought back to a sum of 1: far from any underflow."""

Row = list[float]
Table = list[Row]


def marginals(
    scores: Sequence[Row],
    junctions: Sequence[int],
    tables: Sequence[Table],
    start: Row,
    joints: Sequence[Table] | None = None,
) -> list[Row]:
    """Probability of each state at each place (forward-backward with scaling).

    tables and start hold exp(weights). joints: a table of zeros for each junction; the expected number of times
    each pair of states meets there is added to it.
    """
    alphas: list[Row] = []
    evidence: list[Row] = []
    columns = [list(zip(*table, strict=True)) for table in tables]
    alpha: Row = []
    for place, row in enumerate(scores):
        top = max(row)
        emitted = [exp(score - top) for score in row]
        evidence.append(emitted)
        if place:
            alpha = [e * sum(map(mul, alpha, c)) for e, c in zip(emitted, columns[junctions[place]])]  # noqa: B905
        else:
            alpha = [e * s for e, s in zip(emitted, start)]  # noqa: B905
        if place % RESCALED == 0:
            scale = 1.0 / sum(alpha)
            alpha = [a * scale for a in alpha]
        alphas.append(alpha)
    size = len(start)
    beta = [1.0] * size
    gammas: list[Row] = [[]] * len(scores)
    meetings: list[Table] = [[[0.0] * size for _ in range(size)] for _ in tables] if joints is not None else []
    for place in range(len(scores) - 1, -1, -1):
        gamma = list(map(mul, alphas[place], beta))
        scale = 1.0 / sum(gamma)
        gammas[place] = [g * scale for g in gamma]
        if place:
            junction = junctions[place]
            onward = list(map(mul, beta, evidence[place]))
            beta = [sum(map(mul, row, onward)) for row in tables[junction]]
            if joints is not None:
                before = alphas[place - 1]
                share = 1.0 / sum(map(mul, before, beta))
                meeting = meetings[junction]
                for state, a in enumerate(before):
                    weight = a * share
                    meeting[state] = [m + weight * o for m, o in zip(meeting[state], onward)]  # noqa: B905
            if place % RESCALED == 0:
                scale = 1.0 / sum(beta)
                beta = [b * scale for b in beta]
    if joints is not None:
        for joint, meeting, table in zip(joints, meetings, tables, strict=True):
            for a in range(size):
                joint[a] = [j + m * t for j, m, t in zip(joint[a], meeting[a], table[a], strict=True)]
    return gammas
