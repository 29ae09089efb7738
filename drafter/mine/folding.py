"""Which of the skeletons found say the same (归并): the fuller one stays where it has the evidence, else the wider one.

A pattern is closed when every fuller pattern has clearly less evidence (Pasquier et al. 1999); what is not closed is
only a part of what people say. A fuller pattern of less evidence stays when it adds matter enough to be a formula of
its own. Only patterns of the same sentences are compared, so the work stays in proportion to what was found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.mine.places import Hit
from drafter.mine.skeleton import COMMAS, LEADS, OPEN, REST, Skeleton, clauses_of, substance, weight
from drafter.mine.units import MASS

CLOSED = 0.75
"""Part of a pattern's speeches a fuller one must have to take its place."""
ADDS = 2
"""Substance (adverbs of degree aside; twice as much in running argument) a fuller pattern of less evidence must add to stay beside the wider one."""
ALIKE = 0.65
"""Part of the smaller pattern's matter two patterns of the same sentences may have in common."""


@dataclass(frozen=True, slots=True)
class Found:
    """A skeleton with where it was seen."""

    skeleton: Skeleton
    hits: tuple[Hit, ...]
    speeches: frozenset[int]
    move: str
    step: str

    @property
    def substance(self) -> int:
        """What it says, see align."""
        return substance(self.skeleton)

    @property
    def open(self) -> int:
        """Slots of which nothing is known."""
        return self.skeleton.count(OPEN) + self.skeleton.count(REST)


def folded(results: Sequence[Found]) -> list[Found]:
    """The patterns without those another one stands for, the widest-spread first."""
    closed = _closed(sorted(results, key=lambda found: fullness(found.skeleton)))
    kept: list[Found] = []
    by_unit: dict[int, list[int]] = defaultdict(list)
    for result in sorted(closed, key=_worth):
        rivals = Counter(number for index, _ in result.hits for number in by_unit[index])
        if any(_tells_nothing_new(kept[number], result, shared) for number, shared in sorted(rivals.items())):
            continue
        for index, _ in result.hits:
            by_unit[index].append(len(kept))
        kept.append(result)
    return kept


def fullness(skeleton: Skeleton) -> tuple[int, int, int, int, Skeleton]:
    """Sorts the skeleton that says most first."""
    return (
        -substance(skeleton),
        -len("".join(_literals(skeleton))),
        skeleton.count(OPEN) + skeleton.count(REST),
        -len(skeleton),
        skeleton,
    )


def _worth(found: Found) -> tuple[int, int, int, int, Skeleton]:
    return (-len(found.speeches), -found.substance, found.open, -len(found.skeleton), found.skeleton)


def _closed(results: Sequence[Found]) -> list[Found]:
    """Without the patterns a fuller one of nearly the same speeches takes the place of. results: the fullest first."""
    kept: list[Found] = []
    by_unit: dict[int, list[int]] = defaultdict(list)
    for result in results:
        fuller = Counter(number for index, _ in result.hits for number in by_unit[index])
        if any(
            len(kept[number].speeches) >= CLOSED * len(result.speeches)
            and within(result.skeleton, kept[number].skeleton)
            for number in sorted(fuller)
        ):
            continue
        for index, _ in result.hits:
            by_unit[index].append(len(kept))
        kept.append(result)
    return kept


def within(small: Skeleton, large: Skeleton) -> bool:
    """True when the literals of `small` stand in `large` in the same order."""
    rest = iter(large)
    return all(any(key == other for other in rest) for key in _literals(small))


def _literals(skeleton: Skeleton) -> tuple[str, ...]:
    return tuple(key for key in skeleton if key[0] != "<" and key not in COMMAS)


def _unnamed(skeleton: Skeleton) -> tuple[str, ...]:
    return tuple(OPEN if key[0] == "<" else key for key in skeleton)


def _weighty(skeleton: Skeleton) -> Counter[str]:
    """The words of matter; of a signal without any (让我们…), its words."""
    return Counter(key for key in skeleton if weight(key)) or Counter(_literals(skeleton))


def _content(found: Found) -> int:
    """Substance without what may stand before any verb: 充分, 进一步."""
    return found.substance - sum(weight(key) for key in found.skeleton if key in LEADS)


def _instance(kept: Skeleton, other: Skeleton) -> bool:
    """Whether `other` only says in fixed words what `kept` leaves open at its end: 我代表…，向大会报告工作，请予审议."""
    begin, rest = other[: len(kept) - 1], other[len(kept) - 1 :]
    return kept[-1] == REST and begin == kept[:-1] and "，" in rest and not _open(rest)


def _filled(kept: Skeleton, other: Skeleton) -> bool:
    """Whether `other` only says in fixed words a clause that `kept` leaves open, with or without one of its own before."""
    wide, own = clauses_of(kept), clauses_of(other)
    lead, rest = own[: len(own) - len(wide)], own[len(own) - len(wide) :]
    return (
        len(own) >= len(wide)
        and wide != rest
        and not any(map(_open, lead))
        and all(
            ours == theirs or (ours == (OPEN,) and not _open(theirs)) for ours, theirs in zip(wide, rest, strict=True)
        )
    )


def _open(words: Skeleton) -> bool:
    return any(key[0] == "<" for key in words)


def _tells_nothing_new(kept: Found, other: Found, shared: int) -> bool:
    """True when `other`, seen no more widely, adds too little to `kept`. shared: sentences they have in common."""
    if _unnamed(kept.skeleton) == _unnamed(other.skeleton):
        return True
    if _instance(kept.skeleton, other.skeleton) or _filled(kept.skeleton, other.skeleton):
        return True
    mine, theirs = _weighty(kept.skeleton), _weighty(other.skeleton)
    common = sum(len(key) * number for key, number in (mine & theirs).items())
    if mine == theirs and kept.skeleton.count("，") != other.skeleton.count("，"):
        # Said in one clause or in two: filled, it is another sentence.
        return False
    if (mine & theirs) == mine:
        return _content(other) - _content(kept) < ADDS * (1 + (other.step in MASS))
    if 2 * shared <= len(other.hits):
        return False
    if common and shared == len(kept.hits) == len(other.hits):
        # Two cuts of one formula: 现在，我代表…，向… and 我代表…，向…，请予审议 of the same sentences.
        return True
    matter = min(sum(len(key) * number for key, number in words.items()) for words in (mine, theirs))
    return common >= ALIKE * matter
