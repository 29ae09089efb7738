"""How well the shipped weights tell moves apart in speeches they were never fitted to (判得准不准)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.moves_eval import (
    CHECKOUT,
    Case,
    SourceText,
    anchored_samples,
    gather,
    judged,
    marked,
    one_paragraph,
    shipped_model,
)
from drafter.label.decode import label

BAR = 0.88
"""Macro-F1 on speeches never seen."""
REVIEW, BODY = "成绩回顾", "三点意见"


def counted(cases: Sequence[Case]) -> Counter[tuple[str, str]]:
    """Characters by (move labelled by hand, move told); where either of two is right the one that was told."""
    found: Counter[tuple[str, str]] = Counter()
    for case in cases:
        for one in case.labelled:
            for text, allowed, move, _, _ in judged(one, label(one.speech, shipped_model(), reasons=False)):
                if allowed:
                    found[move if move in allowed else allowed[0], move] += len(text)
    return found


def f1(found: Counter[tuple[str, str]], move: str) -> float:
    right = found[move, move]
    wrong = sum(size for (wanted, told), size in found.items() if move in (wanted, told) and wanted != told)
    return 2 * right / max(2 * right + wrong, 1)


def test_the_sample_speeches_are_told_apart() -> None:
    sources: dict[Path, SourceText] = {}
    found = counted(anchored_samples(sources))
    scores = {move.name: f1(found, move.name) for move in shipped_model().moves}
    assert sum(scores.values()) / len(scores) >= 0.93, scores


@pytest.mark.parametrize("flat", [False, True])
def test_the_bar_holds_for_each_source_of_speeches_never_fitted(flat: bool) -> None:
    """Macro-F1 of the samples and of tests/gold/unseen, each by itself, as they stand and without line breaks."""
    sources: dict[Path, SourceText] = {}
    for cases in (anchored_samples(sources), marked(CHECKOUT / "tests" / "gold" / "unseen", sources)):
        found = counted([one_paragraph(case) for case in cases] if flat else cases)
        scores = {move.name: f1(found, move.name) for move in shipped_model().moves}
        assert sum(scores.values()) / len(scores) >= BAR, scores


@pytest.mark.parametrize(("flat", "least"), [(False, 0.6), (True, 0.5)])
def test_a_review_within_a_point_is_seen_and_tasks_with_figures_are_no_review(flat: bool, least: float) -> None:
    """tests/gold/unseen: every review stands within a point, beside tasks that name last year's figures or aims."""
    cases = marked(CHECKOUT / "tests" / "gold" / "unseen", {})
    found = counted([one_paragraph(case) for case in cases] if flat else cases)
    reviews = sum(size for (wanted, _), size in found.items() if wanted == REVIEW)
    bodies = sum(size for (wanted, _), size in found.items() if wanted == BODY)
    assert reviews > 1000
    assert bodies > 1500
    assert found[REVIEW, REVIEW] / reviews >= least
    assert found[BODY, REVIEW] / bodies <= 0.12


def test_the_benchmark_without_labelled_speeches_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no (gold files|speech)"):
        gather(tmp_path, tmp_path)
