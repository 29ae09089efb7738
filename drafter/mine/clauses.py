"""Clauses that begin and end alike in several speeches (句首句尾的固定搭配): the candidates for frames of one clause
and, joined, of several.

A frame of one clause is a beginning, a slot and an end: 向<…>表示热烈的祝贺. Only beginnings and ends that recur by
themselves are combined (Agrawal & Srikant 1994), so the work stays in proportion to the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafter.language.words import FUNCTION_WORDS
from drafter.mine.align import COMMAS, ENDS, OPEN, PIVOTS, Skeleton
from drafter.mine.pairs import MASS
from drafter.mine.units import Unit

EDGE = 5
"""Words of a beginning or an end at most."""
LONGEST_CLAUSE = 40
"""Words; longer ones are enumerations."""

Clause = tuple[str, ...]
Edges = tuple[Clause, Clause, Clause]
"""Beginning, pivot (empty for none) and end of a clause; the whole clause is a beginning alone."""

def clauses(words: Sequence[str]) -> Iterator[Clause]:
    """The clauses of a sentence without their marks; what stands in quotes or brackets stays whole."""
    current: list[str] = []
    for word in words:
        if word in COMMAS or word in ENDS:
            if current:
                yield tuple(current)
            current = []
        else:
            current.append(word)
    if current:
        yield tuple(current)


def recurrent(found: Sequence[Unit], usable: frozenset[str], least: int) -> dict[Skeleton, list[int]]:
    """Skeletons that occur in `least` speeches -> indices of the sentences with them.

    usable: the words a literal may be made of.
    """
    parts = [tuple(c for c in clauses(unit.words) if 2 <= len(c) <= LONGEST_CLAUSE) for unit in found]
    # Running argument proposes nothing but its opening sentences; what is proposed is counted there too.
    formulaic = [i for i, unit in enumerate(found) if unit.first or unit.step not in MASS]
    begins = _frequent(((found[i].speech, e) for i in formulaic for c in parts[i] for e in _begins(c, usable)), least)
    ends = _frequent(((found[i].speech, e) for i in formulaic for c in parts[i] for e in _ends(c, usable)), least)
    where: dict[Edges, list[int]] = defaultdict(list)
    for index, clauses_ in enumerate(parts):
        for clause in clauses_:
            for edges in dict.fromkeys(_edges(clause, begins, ends, usable)):
                where[edges].append(index)
    kept = {edges: places for edges, places in where.items() if len({found[i].speech for i in places}) >= least}
    result = {_skeleton(edges): places for edges, places in kept.items()}
    result.update(_chains(found, parts, kept, least))
    return result


def _begins(clause: Clause, usable: frozenset[str]) -> Iterator[Clause]:
    for length in range(1, min(EDGE, len(clause)) + 1):
        if clause[length - 1] not in usable:
            return
        yield clause[:length]
    if len(clause) > EDGE and all(word in usable for word in clause):
        yield clause


def _ends(clause: Clause, usable: frozenset[str]) -> Iterator[Clause]:
    for length in range(1, min(EDGE, len(clause) - 1) + 1):
        if clause[-length] not in usable:
            return
        yield clause[-length:]


def _frequent(seen: Iterable[tuple[int, Clause]], least: int) -> frozenset[Clause]:
    """What is seen in `least` speeches or more. Speeches come in order, so a change of speech is a new speech."""
    last: dict[Clause, int] = {}
    count: Counter[Clause] = Counter()
    for speech, edge in seen:
        if last.get(edge) != speech:
            last[edge] = speech
            count[edge] += 1
    return frozenset(edge for edge, number in count.items() if number >= least)


def _edges(
    clause: Clause, begins: frozenset[Clause], ends: frozenset[Clause], usable: frozenset[str]
) -> Iterator[Edges]:
    if clause in begins:
        yield clause, (), ()
    before = [edge for edge in _begins(clause, usable) if edge in begins and len(edge) < len(clause)]
    after = [edge for edge in _ends(clause, usable) if edge in ends]
    for begin in before:
        yield begin, (OPEN,), ()
        for end in after:
            if len(begin) + len(end) < len(clause):
                yield begin, (OPEN,), end
    pivots = [i for i, word in enumerate(clause) if i and word in PIVOTS and word in usable]
    for at in pivots:
        for begin in before:
            if len(begin) < at:
                if at + 1 < len(clause):
                    yield begin, (OPEN, clause[at], OPEN), ()
                for end in after:
                    if at + 1 + len(end) < len(clause):
                        yield begin, (OPEN, clause[at], OPEN), end


def _skeleton(edges: Edges) -> Skeleton:
    begin, middle, end = edges
    return (*begin, *middle, *end)


def _chains(
    found: Sequence[Unit], parts: Sequence[tuple[Clause, ...]], kept: dict[Edges, list[int]], least: int
) -> dict[Skeleton, list[int]]:
    """Two or three recurrent clauses that follow one another, or have other clauses between, in one sentence."""
    of_unit: dict[int, list[Edges]] = defaultdict(list)
    for edges, places in kept.items():
        if sum(len(w) for w in edges[0] + edges[2] if w not in FUNCTION_WORDS) >= 2:
            for index in places:
                of_unit[index].append(edges)
    where: dict[Skeleton, list[int]] = defaultdict(list)
    for index in sorted(of_unit):
        clauses_ = parts[index]
        options = [_best([e for e in of_unit[index] if _is(e, clause)], kept) for clause in clauses_]
        for i, first in enumerate(options):
            if first is None:
                continue
            for j in range(i + 1, len(options)):
                second = options[j]
                if second is None:
                    continue
                joint = ("，",) if j == i + 1 else ("，", OPEN, "，")
                where[(*_skeleton(first), *joint, *_skeleton(second))].append(index)
                if j == i + 1 and j + 1 < len(options) and options[j + 1] is not None:
                    third = options[j + 1]
                    assert third is not None
                    where[(*_skeleton(first), "，", *_skeleton(second), "，", *_skeleton(third))].append(index)
    return {s: places for s, places in where.items() if len({found[i].speech for i in places}) >= least}


def _is(edges: Edges, clause: Clause) -> bool:
    begin, middle, end = edges
    return clause[: len(begin)] == begin and (not end or clause[-len(end) :] == end) and (bool(middle) or clause == begin)


def _best(options: Sequence[Edges], kept: dict[Edges, list[int]]) -> Edges | None:
    """The edges with the most matter; the wider spread first where equal."""
    return min(
        options,
        key=lambda e: (-sum(len(w) for w in e[0] + e[2] if w not in FUNCTION_WORDS), -len(kept[e]), e),
        default=None,
    )
