"""Clauses that begin and end alike in several speeches (句首句尾的固定搭配): the candidates for frames of one clause
and, joined, of several.

A frame of one clause is a beginning, a slot and an end: 向<…>表示热烈的祝贺. Only beginnings and ends that recur by
themselves are combined (Agrawal & Srikant 1994), so the work stays in proportion to the text. Of running
argument only the opening sentences propose anything, since any verb and any noun of action meet somewhere.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafter.language.words import tagged
from drafter.mine.forms import OPENS_PREDICATE, dependent
from drafter.mine.skeleton import (
    ANNOUNCING,
    CALLED,
    COMMAS,
    ENDS,
    LEADS,
    OPEN,
    PIVOTS,
    PRONOUNS,
    REST,
    Skeleton,
    clauses_of,
    matter,
    substance,
)
from drafter.mine.units import MASS, Unit

EDGE = 6
"""Words of a beginning or an end at most."""
LONGEST_CLAUSE = 40
"""Words; longer ones are enumerations."""
LONGEST_SUBJECT = 8
"""Words of a subject behind 各级, 广大."""
CHAINED = 5
"""Patterns of one clause that are tried in chains."""

Clause = tuple[str, ...]
Edges = tuple[Clause, Clause, Clause]
"""Beginning, middle (empty for none) and end of a clause; the whole clause is a beginning alone."""


def clauses(words: Sequence[str]) -> Iterator[Clause]:
    """The clauses of a sentence without their marks."""
    start = 0
    for at, word in enumerate(words):
        if word in _BREAKS:
            if at > start:
                yield tuple(words[start:at])
            start = at + 1
    if start < len(words):
        yield tuple(words[start:])


_BREAKS = COMMAS | ENDS


def recurrent(
    found: Sequence[Unit], keys: Sequence[Clause], usable: frozenset[str], least: int
) -> dict[Skeleton, set[int]]:
    """Skeletons that occur in `least` speeches -> indices of sentences with them, not of all.

    keys: of each sentence, its words with placeholders where it is a formulaic one. usable: the words a literal may
    be made of.
    """
    # Running argument proposes nothing but its opening sentences; what is proposed is counted there too.
    formulaic = [i for i, unit in enumerate(found) if unit.first or unit.step not in MASS]
    parts = {i: tuple(_bare(c) for c in clauses(keys[i]) if len(c) <= LONGEST_CLAUSE) for i in formulaic}
    bare = {i: tuple(_bare(c[1:]) for c in p if c[0] in PRONOUNS and len(c) > 2) for i, p in parts.items()}
    both = {i: (*parts[i], *bare[i]) for i in formulaic}
    spoken = [(found[i].speech, clause) for i in formulaic for clause in both[i]]
    begins = _frequent(spoken, usable, least)
    # A whole clause counts as a beginning, not as an end.
    ends = frozenset(
        edge[::-1] for edge in _frequent([(s, c[:0:-1]) for s, c in spoken if len(c) > 1], usable, least, whole=False)
    )
    where: dict[Edges, set[int]] = defaultdict(set)
    clauses_of: dict[int, list[tuple[int, list[Edges]]]] = {}
    for index in formulaic:
        options: list[tuple[int, list[Edges]]] = []
        for number, clause in enumerate(parts[index]):
            edges = list(_edges(clause, begins, ends, usable))
            options.append((number, edges))
            for one in edges:
                where[one].add(index)
        for clause in bare[index]:
            for one in _edges(clause, begins, ends, usable):
                where[one].add(index)
        if found[index].step not in MASS:
            clauses_of[index] = options
    kept = {edges: places for edges, places in where.items() if _range(places, found) >= least}
    result = {_skeleton(edges): places for edges, places in kept.items()}
    result |= _chains(found, clauses_of, {edges: len(places) for edges, places in kept.items()}, least)
    return result


def _range(places: Iterable[int], found: Sequence[Unit]) -> int:
    return len({found[index].speech for index in places})


def _bare(clause: Clause) -> Clause:
    """The clause without modal and adverbs in front."""
    start = 0
    while start < len(clause) - 1 and clause[start] in LEADS:
        start += 1
    return clause[start:]


def _fixed(key: str, usable: frozenset[str]) -> bool:
    return key in usable or key[0] == "<"


def _frequent(
    spoken: Sequence[tuple[int, Clause]], usable: frozenset[str], least: int, *, whole: bool = True
) -> frozenset[Clause]:
    """Beginnings seen in `least` speeches or more, and whole clauses. spoken: (speech, clause) in order of speeches.

    Word by word: what begins with a rare beginning is rare.
    """
    alive = [(speech, clause) for speech, clause in spoken if _fixed(clause[0], usable)]
    result: set[Clause] = set()
    for size in range(1, EDGE + 1):
        seen = _spread((speech, clause[:size]) for speech, clause in alive)
        kept = {edge for edge, number in seen.items() if number >= least}
        result |= kept
        alive = [
            (speech, clause)
            for speech, clause in alive
            if len(clause) > size and _fixed(clause[size], usable) and clause[:size] in kept
        ]
    if whole:
        long = _spread(one for one in alive if all(_fixed(word, usable) for word in one[1]))
        result.update(clause for clause, number in long.items() if number >= least)
    return frozenset(result)


def _spread(seen: Iterable[tuple[int, Clause]]) -> Counter[Clause]:
    """In how many speeches each is seen. A change of speech is a new speech."""
    last: dict[Clause, int] = {}
    count: Counter[Clause] = Counter()
    for speech, edge in seen:
        if last.get(edge) != speech:
            last[edge] = speech
            count[edge] += 1
    return count


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
    after: list[Clause] = []
    for size in range(1, min(EDGE, length - 1) + 1):
        edge = clause[-size:]
        if edge not in ends:
            break
        after.append(edge)
    for end in after:
        # Whatever it is about comes first: 就…再强调几点意见; …取得明显成效.
        if end[0] in ANNOUNCING and len(end) > 2:
            yield end, (), ()
        if not end[0].startswith("<") and matter(end) >= 4:
            yield (OPEN,), (), end
        for at in range(1, length - len(end) - 1):
            if clause[at] in _DEEDS and clause[at] in usable:
                # Who did it is open too: 几位同志作了很好的发言.
                did = (clause[at], clause[at + 1]) if clause[at + 1] == "了" else (clause[at],)
                if at + len(did) + len(end) < length:
                    yield (OPEN, *did), (OPEN,), end
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


_DEEDS = PIVOTS - frozenset("作为 纳入 领导下 为契机 结合 相结合 代表 向".split())
"""Pivots that are what somebody did."""


def _skeleton(edges: Edges) -> Skeleton:
    begin, middle, end = edges
    return (*begin, *middle, *end)


def _chains(
    found: Sequence[Unit],
    clauses_of: dict[int, list[tuple[int, list[Edges]]]],
    kept: dict[Edges, int],
    least: int,
) -> dict[Skeleton, set[int]]:
    """Two or three recurrent clauses that follow one another, or have other clauses between, in one sentence."""
    where: dict[Skeleton, set[int]] = defaultdict(set)
    for index, clauses_ in clauses_of.items():
        options = [(number, best) for number, edges in clauses_ if (best := _fullest(edges, kept))]
        for i, (at, first) in enumerate(options):
            for j in range(i + 1, len(options)):
                then, second = options[j]
                joint = ("，",) if then == at + 1 else ("，", OPEN, "，")
                # What follows on without a gap is taken along, in its fullest form: the rest of a long formula.
                further: list[Skeleton] = [()]
                for k in range(j + 1, len(options) if then == at + 1 else 0):
                    if options[k][0] != then + k - j:
                        break
                    further.append((*further[-1], "，", *options[k][1][0]))
                for a, b in itertools.product(first, second):
                    for more in further:
                        where[*a, *joint, *b, *more].add(index)
    return {skeleton: places for skeleton, places in where.items() if _range(places, found) >= least}


def _fullest(edges: list[Edges], kept: dict[Edges, int]) -> list[Skeleton]:
    """The patterns of a clause of which none is fuller and as widely spread, the fullest first."""
    ranked = sorted(
        (-substance((*one[0], *one[1], *one[2])), -kept[one], -len(one[0]) - len(one[2]), one)
        for one in edges
        if one in kept and (one[0][0] != OPEN or one[1])
    )
    chosen: list[Skeleton] = []
    widest = 0
    for said, spread, _, one in ranked:
        if -spread > widest and (said <= -2 or _signs(one)):
            widest = -spread
            chosen.append(_skeleton(one))
    return chosen if len(chosen) <= CHAINED else [*chosen[: CHAINED - 1], chosen[-1]]


def _signs(edges: Edges) -> bool:
    """True for a clause of little matter that says where in a speech one is (刚才，) or to whom one turns (向<…>，)."""
    return edges[2] == () and len(edges[0]) == 1 and (edges[1] == () or edges[0][0] in ("向", "对"))


def beginnings(keys: Sequence[tuple[str, ...]], usable: frozenset[str]) -> dict[Skeleton, set[int]]:
    """First clauses of a word or three, and first words up to what opens a predicate, with the rest open.

    Whoever is called upon by rank or number (各级党委要…, 广大党员要…) is a slot.
    """
    places: dict[Skeleton, set[int]] = defaultdict(set)
    for index, words in enumerate(keys):
        if words[0] in CALLED and words[0] in usable:
            for at, word in enumerate(words[2 : 2 + LONGEST_SUBJECT], 2):
                if word in COMMAS:
                    break
                if word in OPENS_PREDICATE and at + 1 < len(words) and words[at + 1] not in COMMAS:
                    places[words[0], OPEN, word, REST].add(index)
                    break
        for at, word in enumerate(words[:4]):
            if word == "，" and at:
                places[*words[: at + 1], REST].add(index)
            if word not in usable:
                break
            if word in OPENS_PREDICATE and at + 1 < len(words) and words[at + 1] not in COMMAS:
                places[*words[: at + 1], REST].add(index)
    return places


def as_sentence(skeleton: Skeleton) -> Skeleton:
    """The skeleton as a sentence: what hangs in the air gets the rest of the sentence as a slot."""
    if skeleton[0] == "是" or (len(skeleton) > 1 and _state(skeleton[:2])):
        # What it says something of is the clause before.
        return as_sentence((OPEN, "，", *skeleton))
    if skeleton[0] in ANNOUNCING:
        # 就…讲三点意见 has its speaker in front; 讲三点意见 alone would have none.
        return as_sentence(("我", *skeleton))
    if skeleton[-1] == REST:
        return skeleton
    if dependent(clauses_of(skeleton)[-1]) or skeleton[-1] in _SAYING or skeleton[0] == "以":
        return (*skeleton, "，", REST)
    if skeleton[-1] == OPEN and len(skeleton) > 1 and skeleton[-2] in OPENS_PREDICATE | COMMAS:
        return (*skeleton[:-1], REST)
    return skeleton


def _state(start: Skeleton) -> bool:
    """凝聚着…, 饱含着…: what something is like, not what anybody does."""
    verb = start[0].removesuffix("着") if start[0].endswith("着") else start[0] if start[1] == "着" else ""
    return len(verb) > 1 and verb not in PRONOUNS and tagged(verb)[0][1].startswith("v")


_SAYING = frozenset("相信 深信 坚信 认为 希望".split())
