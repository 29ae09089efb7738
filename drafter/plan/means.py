"""The work the planner does over and over in the same way (谋篇的功夫). One who plans after every key remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafter.bank.model import Bank
from drafter.plan.frames import Choice, rank_frames
from drafter.plan.headings import Family, Sibling, bends
from drafter.plan.topics import Topics


class Means:
    """Pure functions of what they are given: one that remembers gives the same answers, sooner."""

    def topics(self, bank: Bank, theme: str, meeting: str) -> Topics:
        """The bank's topics, ready to be asked."""
        return Topics(bank, theme, meeting)

    def bends(
        self, bank: Bank, siblings: tuple[Sibling, ...], level: int, occasion: str, rank: str, taken: frozenset[str]
    ) -> tuple[Family, ...]:
        """Every parallel set that can hold the siblings, see headings.bends."""
        return bends(bank, siblings, level, occasion, rank, taken)

    def frames(
        self,
        bank: Bank,
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
        return rank_frames(
            bank,
            step,
            values,
            occasion=occasion,
            rank=rank,
            material=material,
            unused=unused,
            avoid=avoid,
            carry=carry,
        )
