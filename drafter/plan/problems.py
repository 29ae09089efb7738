"""Problems and the points that answer them (问题与对策)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter.bank.model import Stage
from drafter.language.similar import bigrams, dice
from drafter.plan.draft import Draft, Point
from drafter.plan.steps import line_of
from drafter.plan.topics import coverage, shares_word
from drafter.plan.values import enumerate_run_in
from drafter.records import Item

KINDRED = 0.4
LEAST = 0.34
"""A problem closer than this to a point is answered there; at a 推进会 every problem is answered somewhere."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Which point answers which problem, both by their place in the brief (问题归点)."""

    by_point: Mapping[int, tuple[int, ...]]
    forced: frozenset[int]
    """Problems that were put somewhere only because every problem needs an answer."""


def answers_of(draft: Draft) -> Answers:
    """Where each problem of the brief is answered; a note for each that is answered nowhere."""
    brief = draft.brief
    found: dict[int, list[int]] = {}
    forced: set[int] = set()
    for number, problem in enumerate(brief.problems):
        # Points that answer others already stand back a little; of equals the first.
        best, negative = max(
            (_closeness(draft, index, problem) - 0.05 * len(found.get(index, ())), -index)
            for index in range(len(brief.points))
        )
        if best < LEAST and draft.occasion.name != "推进会":
            draft.notes.append(f"问题“{problem}”没有哪一点正对着它，请看要不要补一条对策")
            continue
        if best < LEAST / 2:
            free = [index for index in range(len(brief.points)) if index not in found]
            negative = -free[0] if free else negative
        found.setdefault(-negative, []).append(number)
        if best < LEAST:
            forced.add(number)
    return Answers({index: tuple(numbers) for index, numbers in found.items()}, frozenset(forced))


def put_in_order(draft: Draft, answers: Answers) -> None:
    """At a 推进会 problems and answers bite into each other only when they come in one order (问题与对策同序).

    Elsewhere the writer's order stands.
    """
    if draft.occasion.name != "推进会":
        return
    problems = draft.brief.problems
    answered = [k for index in sorted(answers.by_point) for k in answers.by_point[index]]
    order = answered + [k for k in range(len(problems)) if k not in answered]
    if order:
        if order != sorted(order):
            draft.notes.append("推进会上问题和对策要对得上，问题按意见的次序排了，与简要里的次序不同")
        draft.values.filled["问题"] = enumerate_run_in(tuple(problems[k] for k in order), "；")


def lead_in(draft: Draft, point: Point, forced: frozenset[int]) -> list[Item]:
    """One sentence for each problem this point answers, in one paragraph (导语)."""
    items: list[Item] = []
    for order, k in enumerate(point.problems):
        # A problem that was only put here because every problem needs an answer gets no promise, but a gap.
        stage = Stage("对策待填" if k in forced else "导语", point.move)
        extra = {"要点": point.sibling.name, "问题点": f"“{draft.brief.problems[k]}”"}
        node = f"{point.node}/导语/{order + 1}"
        items.append(line_of(draft, stage, extra=extra, material="问题", node=node, joined=order > 0))
    return items


def _closeness(draft: Draft, index: int, problem: str) -> float:
    point, match = draft.brief.points[index], draft.matches[index]
    # Measures named in the brief count as the point's own words.
    score = max(_kinship(problem, text) for text in (point.topic, *point.measures))
    if shares_word(point.topic, problem):
        score = max(score, KINDRED)
    if match:
        known = " ".join((match.topic.name, *match.topic.synonyms, *match.topic.aims, *match.topic.phrases))
        score = max(score, 0.8 * coverage(problem, known))
    return score


def _kinship(problem: str, wording: str) -> float:
    return max(coverage(wording, problem), dice(bigrams(problem), bigrams(wording)))
