"""How formulaic a passage is (套话程度): how many of the mined frames it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import add

from drafter.bank.model import SLOT, Frame, pattern
from drafter.records import Passage

_FULL = 2
"""Frames that make a passage wholly formulaic."""


class Formulae:
    """The frames of a bank, by move, so that a passage is held only against those it can hold."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        frames = tuple(frames)
        known = Counter(pair for frame in frames for pair in _pairs(frame.text))
        self._by_pair: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._always: dict[str, list[str]] = defaultdict(list)
        for frame in frames:
            if pairs := _pairs(frame.text):
                # The pair fewest frames share is likely the rarest in the texts, too.
                rarest = min(pairs, key=lambda pair: (known[pair], pair))
                self._by_pair[frame.move][rarest].append(frame.text)
            else:
                self._always[frame.move].append(frame.text)

    def share(self, passage: Passage) -> float:
        """0 to 1: the frames of its move that a passage holds, two being full."""
        text = passage.text
        by_pair = self._by_pair.get(passage.move, {})
        near = by_pair.keys() & set(map(add, text, text[1:])) if by_pair else ()
        held = 0
        for frames in (self._always.get(passage.move, ()), *(by_pair[pair] for pair in near)):
            for frame in frames:
                held += pattern(frame).search(text) is not None
                if held == _FULL:
                    return 1.0
        return held / _FULL


def _pairs(frame: str) -> set[str]:
    """The pairs of characters a text that holds the frame has."""
    return {pair for literal in SLOT.split(frame)[:: SLOT.groups + 1] for pair in map(add, literal, literal[1:])}
