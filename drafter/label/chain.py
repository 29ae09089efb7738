"""A linear chain over sentences: the probability of every move at every sentence (线性链).

Forward-backward with scaling: L. R. Rabiner, A tutorial on hidden Markov models (1989);
as a conditional random field: Lafferty, McCallum, Pereira (2001).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
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
    if not scores:
        return []
    evidence: list[Row] = []
    for row in scores:
        top = max(row)
        evidence.append([exp(score - top) for score in row])
    size = len(start)
    gammas, alphas, onwards, betas = _passes(size, joints is not None)(evidence, junctions, tables, start)
    if joints is not None:
        meetings: list[Table] = [[[0.0] * size for _ in range(size)] for _ in tables]
        for place in range(1, len(scores)):
            before, onward = alphas[place - 1], onwards[place]
            share = 1.0 / sum(map(mul, before, betas[place - 1]))
            meeting = meetings[junctions[place]]
            for state, a in enumerate(before):
                weight = a * share
                meeting[state] = [m + weight * o for m, o in zip(meeting[state], onward)]  # noqa: B905
        for joint, meeting, table in zip(joints, meetings, tables, strict=True):
            for a in range(size):
                joint[a] = [j + m * t for j, m, t in zip(joint[a], meeting[a], table[a], strict=True)]
    return gammas


_Passes = Callable[
    [Sequence[Row], Sequence[int], Sequence[Table], Row], tuple[list[Row], list[Row], list[Row], list[Row]]
]


@cache
def _passes(size: int, whole: bool) -> _Passes:
    """Both passes over the chain for `size` states.

    (evidence, junctions, exp tables, exp start) → probabilities; the forward products; the backward ones with the
    evidence, and without it (these two only where `whole`). As many rows as sentences; scaled, so that only ratios
    within a row mean something.
    The products are written out state by state, which takes a third of the time of loops over them.
    """
    states = range(size)

    def each(line: str) -> str:
        return "; ".join(line.format(s=state) for state in states)

    def total(parts: str) -> str:
        return " + ".join(parts.format(s=state) for state in states)

    e, s, x, y = ("".join(f"{name}{state}, " for state in states) for name in "esxy")
    table = "".join("(" + "".join(f"t{a}_{b}, " for b in states) + "), " for a in states)
    forward = "; ".join(f"y{b} = e{b} * ({total(f'x{{s}} * t{{s}}_{b}')})" for b in states)
    backward = "; ".join(f"x{a} = {total(f't{a}_{{s}} * y{{s}}')}" for a in states)
    source = f"""
def passes(evidence, junctions, tables, start):
    length = len(evidence)
    alphas, gammas, onwards, betas = [None] * length, [None] * length, [None] * length, [None] * length
    {s} = start
    {e} = evidence[0]
    {each("x{s} = s{s} * e{s}")}
    alphas[0] = [{x}]
    for place in range(1, length):
        {e} = evidence[place]
        {table} = tables[junctions[place]]
        {forward}
        {each("x{s} = y{s}")}
        if place % {RESCALED} == 0:
            scale = 1.0 / ({total("x{s}")})
            {each("x{s} *= scale")}
        alphas[place] = [{x}]
    {each("x{s} = 1.0")}
    for place in range(length - 1, -1, -1):
        {y} = alphas[place]
        {each("y{s} *= x{s}")}
        scale = 1.0 / ({total("y{s}")})
        gammas[place] = [{"".join(f"y{state} * scale, " for state in states)}]
        if place:
            {e} = evidence[place]
            {each("y{s} = x{s} * e{s}")}
            {f"onwards[place] = [{y}]" if whole else ""}
            {table} = tables[junctions[place]]
            {backward}
            {f"betas[place - 1] = [{x}]" if whole else ""}
            if place % {RESCALED} == 0:
                scale = 1.0 / ({total("x{s}")})
                {each("x{s} *= scale")}
    return gammas, alphas, onwards, betas
"""
    found: dict[str, _Passes] = {}
    exec(source, {}, found)  # the text is made of the number of states alone
    return found["passes"]
