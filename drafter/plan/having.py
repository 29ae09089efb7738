"""Which of many short texts have a word (查哪些里有): found in all of them at once, not one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Having:
    """Texts in a row, ready to be asked which of them have a word. Pure after it is built."""

    def __init__(self, texts: Sequence[str]) -> None:
        rows = [f"{text}\n" for text in texts]
        self._all = "".join(rows)
        self._starts = list(accumulate(map(len, rows), initial=0))

    def __getitem__(self, word: str) -> list[int]:
        """Index of each text that has the word, in their order; of none that has "". A word has no line break in it."""
        found: list[int] = []
        at = self._all.find(word) if word else -1
        while at >= 0:
            found.append(bisect_right(self._starts, at) - 1)
            at = self._all.find(word, self._starts[found[-1] + 1])
        return found
