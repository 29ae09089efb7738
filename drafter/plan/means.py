"""The work the planner does over and over in the same way (谋篇的功夫), remembered: from one outline to the next on the same
bank, and from one key of the composer to the next above all, nearly all of it stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from drafter.bank.model import Bank, Same
from drafter.plan.frames import Choice, frames_of, rank_frames
from drafter.plan.headings import bends
from drafter.plan.sibling import Family, Sibling
from drafter.plan.topics import Topics


class Means:
    """What was found on one bank; the memory shows in speed only."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._topics = lru_cache(maxsize=128)(partial(Topics, bank))
        self._bends = lru_cache(maxsize=512)(partial(bends, bank))
        self._frames = lru_cache(maxsize=2048)(self._ranked)

    def topics(self, theme: str, meeting: str) -> Topics:
        """The bank's topics, ready to be asked."""
        return self._topics(theme, meeting)

    def bends(
        self, siblings: tuple[Sibling, ...], level: int, occasion: str, rank: str, taken: frozenset[str]
    ) -> tuple[Family, ...]:
        """Every parallel set that can hold the siblings, see headings.bends."""
        # Of the aims used elsewhere only the siblings' own can get in the way.
        taken = taken.intersection(aim for one in siblings for aim in one.aims)
        return self._bends(siblings, level, occasion, rank, taken)

    def frames(
        self,
        step: str,
        values: Mapping[str, str],
        *,
        occasion: str,
        rank: str,
        material: str,
        unused: Iterable[str],
        avoid: frozenset[str],
        carry: frozenset[str],
    ) -> list[Choice]:
        """All frames of a step that may stand, best first, see frames.rank_frames."""
        # Of the frames used elsewhere only the step's own can get in the way.
        avoid = avoid.intersection(frame.id for frame in frames_of(Same(self._bank.frames), step))
        given = tuple(sorted(values.items()))
        return list(self._frames(step, given, occasion, rank, material, frozenset(unused), avoid, carry))

    def _ranked(
        self,
        step: str,
        values: tuple[tuple[str, str], ...],
        occasion: str,
        rank: str,
        material: str,
        unused: frozenset[str],
        avoid: frozenset[str],
        carry: frozenset[str],
    ) -> list[Choice]:
        return rank_frames(
            self._bank,
            step,
            dict(values),
            occasion=occasion,
            rank=rank,
            material=material,
            unused=unused,
            avoid=avoid,
            carry=carry,
        )


def means_of(bank: Bank) -> Means:
    """What was found on the bank so far."""
    return _means(Same(bank))


@lru_cache(maxsize=4)
def _means(bank: Same) -> Means:
    return Means(bank.value)
