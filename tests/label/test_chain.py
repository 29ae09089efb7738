"""The chain over sentences, against summing over every row of moves (线性链与穷举)."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.label.chain import RESCALED, marginals

WEIGHTS = st.floats(-6, 6)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[list[float]], list[int], list[list[list[float]]], list[float]]:
    size = draw(st.integers(1, 3))
    length = draw(st.integers(1, 5))
    row = st.lists(WEIGHTS, min_size=size, max_size=size)
    scores = draw(st.lists(row, min_size=length, max_size=length))
    junctions = draw(st.lists(st.integers(0, 1), min_size=length, max_size=length))
    tables = draw(st.lists(st.lists(row, min_size=size, max_size=size), min_size=2, max_size=2))
    return scores, junctions, tables, draw(row)


def lifted(tables: list[list[list[float]]]) -> list[list[list[float]]]:
    return [[[exp(weight) for weight in row] for row in table] for table in tables]


@given(chains())
def test_the_probabilities_are_those_of_summing_over_every_row(chain: tuple) -> None:  # type: ignore[type-arg]
    scores, junctions, tables, start = chain
    size, length = len(start), len(scores)
    rows = list(product(range(size), repeat=length))
    worth = {
        row: exp(
            start[row[0]]
            + sum(score[state] for score, state in zip(scores, row, strict=True))
            + sum(tables[junctions[n]][row[n - 1]][row[n]] for n in range(1, length))
        )
        for row in rows
    }
    whole = sum(worth.values())
    pairs = [[[0.0] * size for _ in range(size)] for _ in tables]
    found = marginals(scores, junctions, lifted(tables), [exp(weight) for weight in start], pairs)
    for place in range(length):
        for state in range(size):
            expected = sum(w for row, w in worth.items() if row[place] == state) / whole
            assert found[place][state] == pytest.approx(expected, abs=1e-9)
    for junction, table in enumerate(pairs):
        for a, b in product(range(size), repeat=2):
            expected = sum(
                w * sum(junctions[n] == junction and row[n - 1 : n + 1] == (a, b) for n in range(1, length))
                for row, w in worth.items()
            )
            assert table[a][b] == pytest.approx(expected / whole, abs=1e-9)
    assert marginals(scores, junctions, lifted(tables), [exp(weight) for weight in start]) == found


def test_bringing_the_products_back_to_one_changes_no_probability() -> None:
    """By summing over every row of two moves, past the sentence where the products are brought back."""
    length = RESCALED + 2
    scores = [[0.3 * place, 1.1 - 0.2 * place] for place in range(length)]
    table = [[0.7, -0.4], [0.2, 0.9]]
    start = [0.5, -0.1]
    worth = {
        row: exp(
            start[row[0]]
            + sum(score[state] for score, state in zip(scores, row, strict=True))
            + sum(table[a][b] for a, b in pairwise(row))
        )
        for row in product(range(2), repeat=length)
    }
    whole = sum(worth.values())
    found = marginals(scores, [0] * length, lifted([table]), [exp(weight) for weight in start])
    for place, row in enumerate(found):
        expected = sum(w for states, w in worth.items() if states[place] == 1) / whole
        assert row[1] == pytest.approx(expected, abs=1e-9)


def test_a_long_speech_does_not_run_into_underflow() -> None:
    length = 400 * RESCALED
    scores = [[-300.0, 300.0 if place % 2 else -300.0] for place in range(length)]
    table = [[1e-3, 1e-3], [1e-3, 1e-3]]
    found = marginals(scores, [0] * length, [table], [1e-3, 1e-3])
    assert all(row[1] == pytest.approx(1.0 if place % 2 else 0.5) for place, row in enumerate(found))


def test_no_sentences_have_no_moves() -> None:
    assert marginals([], [], [[[1.0]]], [1.0]) == []


def test_products_of_rows_are_made_for_any_number_of_moves() -> None:
    size = 9
    found = marginals([[0.0] * size] * 3, [0, 0, 0], [[[1.0] * size for _ in range(size)]], [1.0] * size)
    assert prod(len(row) for row in found) == size**3
    assert all(value == pytest.approx(1 / size) for row in found for value in row)
