"""Passages one speech took over from another (沿用): what is said twice in the same words is one piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.mine.places import Hit
from drafter.mine.skeleton import Skeleton
from drafter.mine.units import Unit

RUN = 13
"""Chinese characters in a row two speeches have in common around a place to have it from one hand."""
_OTHER = re.compile(r"[^\u3400-\u9fff]+")


class Repeats:
    """The sentences of all speeches, with what they are looked up by."""

    def __init__(self, found: Sequence[Unit]) -> None:
        """found: all sentences, speech by speech."""
        self.found = found
        self._near: dict[int, frozenset[str]] = {}

    def independent(self, skeleton: Skeleton, hits: Sequence[Hit]) -> list[Hit]:
        """The places without those whose surroundings stand in an earlier speech with the skeleton, too.

        Surroundings: the rest of the sentence, the sentence before and the one behind. What fills the slots is none:
        the same formula filled alike is still said twice.
        """
        if not self._shared(hits):
            return list(hits)
        seen: dict[str, int] = {}
        kept: list[Hit] = []
        for hit in hits:
            speech = self.found[hit[0]].speech
            runs = self._runs(skeleton, hit)
            if any(seen.get(run, speech) != speech for run in runs):
                continue
            kept.append(hit)
            seen.update(dict.fromkeys(runs, speech))
        return kept

    def _shared(self, hits: Sequence[Hit]) -> bool:
        """Whether the places of two speeches have any run in common, the formula itself counted in."""
        seen: set[str] = set()
        own: set[str] = set()
        speech = -1
        for index, _ in hits:
            if self.found[index].speech != speech:
                seen |= own
                own, speech = set(), self.found[index].speech
            near = self._near.get(index)
            if near is None:
                around = self._neighbour(index, -1) + self.found[index].text + self._neighbour(index, 1)
                near = self._near[index] = frozenset(_grams(around))
            if not seen.isdisjoint(near):
                return True
            own |= near
        return False

    def _runs(self, skeleton: Skeleton, hit: Hit) -> list[str]:
        index, fillers = hit
        text = self.found[index].text
        rest = iter(fillers)
        said = "".join(next(rest) if key[0] == "<" else key for key in skeleton)
        at = max(text.find(said), 0)
        sides = (self._neighbour(index, -1) + text[:at], text[at + len(said) :] + self._neighbour(index, 1))
        return [run for side in sides for run in _grams(side)]

    def _neighbour(self, index: int, step: int) -> str:
        at = index + step
        return (
            self.found[at].text
            if 0 <= at < len(self.found) and self.found[at].speech == self.found[index].speech
            else ""
        )


def _grams(text: str) -> list[str]:
    text = _OTHER.sub("", text)
    return [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
