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

EDGE = 6
"""Words of a beginning or an end at most."""
LONGEST_CLAUSE = 40
"""Words; longer ones are enumerations."""

Clause = tuple[str, ...]
Edges = tuple[Clause, Clause, Clause]
"""Beginning, pivot (empty for none) and end of a clause; the whole clause is a beginning alone."""


ANNOUNCING = frozenset("讲 提 谈 强调".split())
"""Verbs that announce the points: what they end a clause with is a formula by itself."""


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
    parts = [tuple(_bare(c) for c in clauses(unit.words) if len(c) <= LONGEST_CLAUSE) for unit in found]
    # Running argument proposes nothing but its opening sentences; what is proposed is counted there too.
    formulaic = [i for i, unit in enumerate(found) if unit.first or unit.step not in MASS]
    bare = [tuple(_bare(c[1:]) for c in p if c[0] in PRONOUNS and len(c) > 2) for p in parts]
    both = [(*p, *b) for p, b in zip(parts, bare, strict=True)]
    begins = _frequent(((found[i].speech, e) for i in formulaic for c in both[i] for e in _begins(c, usable)), least)
    ends = _frequent(((found[i].speech, e) for i in formulaic for c in both[i] for e in _ends(c, usable)), least)
    where: dict[Edges, list[int]] = defaultdict(list)
    clauses_of: dict[Edges, list[tuple[int, int]]] = defaultdict(list)
    for index, clauses_ in enumerate(parts):
        for number, clause in enumerate(clauses_):
            for edges in _edges(clause, begins, ends, usable):
                where[edges].append(index)
                clauses_of[edges].append((index, number))
        for clause in bare[index]:
            for edges in _edges(clause, begins, ends, usable):
                where[edges].append(index)
    kept = {edges: places for edges, places in where.items() if len({found[i].speech for i in places}) >= least}
    result = {_skeleton(edges): places for edges, places in kept.items()}
    result.update(_chains(found, {edges: clauses_of[edges] for edges in kept if edges in clauses_of}, least))
    return result


# A clause may begin with these without being another formula: 要切实|加强组织领导, 我再|讲几点意见.
LEADS = frozenset(
    "要 并 再 还 还要 也 也要 都 都要 必须 要求 切实 进一步 不断 大力 认真 积极 着力 努力 继续 坚决 全力 扎实 全面 始终 更加 充分 更好 将 会 能 应 应当 同时 谨 再次 重点 着重".split()
)


PRONOUNS = frozenset("我 我们 大家".split())


def _bare(clause: Clause) -> Clause:
    """The clause without modal and adverbs in front."""
    start = 0
    while start < len(clause) - 1 and clause[start] in LEADS:
        start += 1
    return clause[start:]


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
    # What begins with a rare beginning is rare: the first miss ends the search.
    before: list[Clause] = []
    length = len(clause)
    for size in range(1, min(EDGE, length) + 1):
        edge = clause[:size]
        if edge not in begins:
            break
        before.append(edge)
    if before and before[-1] == clause:
        yield before.pop(), (), ()
    elif length > EDGE and clause in begins:
        yield clause, (), ()
    if not before and ANNOUNCING.isdisjoint(clause):
        return
    after: list[Clause] = []
    for size in range(1, min(EDGE, length - 1) + 1):
        edge = clause[-size:]
        if edge not in ends:
            break
        after.append(edge)
    for end in after:
        # Whatever it is about comes first: 就…再强调几点意见.
        if end[0] in ANNOUNCING and len(end) > 2:
            yield end, (), ()
    for begin in before:
        yield begin, (OPEN,), ()
        for end in after:
            if len(begin) + len(end) < length:
                yield begin, (OPEN,), end
    pivots = [i for i, word in enumerate(clause) if word in PIVOTS and i and word in usable]
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


_JUST_NOW: Edges = (("刚才",), (), ())


def _chains(
    found: Sequence[Unit],
    kept: dict[Edges, list[tuple[int, int]]],
    least: int,
) -> dict[Skeleton, list[int]]:
    """Two or three recurrent clauses that follow one another, or have other clauses between, in one sentence.

    kept: edges -> (sentence, number of the clause) where they stand.
    """
    best: dict[tuple[int, int], tuple[int, int, int, Edges]] = {}
    for edges, places in kept.items():
        matter = sum(len(w) for w in edges[0] + edges[2] if w not in FUNCTION_WORDS)
        if matter >= 2:
            rank = (-matter, -len(places), -len(edges[0]) - len(edges[2]), edges)
            for place in places:
                if place not in best or rank < best[place]:
                    best[place] = rank
    of_unit: dict[int, list[tuple[int, Edges]]] = defaultdict(list)
    for (index, number), (*_, edges) in sorted(best.items()):
        of_unit[index].append((number, edges))
    where: dict[Skeleton, list[int]] = defaultdict(list)
    for index, options in of_unit.items():
        if options[0] == (0, _JUST_NOW):
            where[("刚才", "，", OPEN)].append(index)
        for i, (at, first) in enumerate(options):
            for j in range(i + 1, len(options)):
                then, second = options[j]
                joint = ("，",) if then == at + 1 else ("，", OPEN, "，")
                where[(*_skeleton(first), *joint, *_skeleton(second))].append(index)
                if then == at + 1 and j + 1 < len(options) and options[j + 1][0] == then + 1:
                    third = options[j + 1][1]
                    where[(*_skeleton(first), "，", *_skeleton(second), "，", *_skeleton(third))].append(index)
    return {s: places for s, places in where.items() if len({found[i].speech for i in places}) >= least}
