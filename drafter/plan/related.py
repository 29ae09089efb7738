"""How far two wordings speak of one thing without a word in common (同现): the phrasebank says what goes with what.

药材晒在公路上 and 烘干场地 share nothing, and yet lines of the bank that speak of 晒 speak of 烘干. Two words are as close
as their lines are, by the cosine of the two sets of lines (Ochiai 1957).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from drafter.bank.model import Same
from drafter.language.frequent import SIMPLIFIED
from drafter.language.saying_little import LIGHT_IN_PROBLEM
from drafter.language.similar import bigrams
from drafter.language.words import cut
from drafter.plan.having import Having

RARE, COMMON = 0.03, 0.05
"""A word of the problem, and one of its answer, in a larger share of all lines goes with everything."""
SEEN, APART = 0.16, 1.5
"""How close the best of several wordings must be, and how many times as close as the next (chosen on 12 invented briefs: of 36
problems 16 went right and 2 wrong; held against the points of the 11 other briefs, 2 in 100 went anywhere)."""


class Related:
    """The lines of a bank, asked which words come together in them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._having = Having(lines)

    def best(self, problem: str, answers: Sequence[Sequence[str]], beside: str) -> int | None:
        """Which of `answers`, each of several wordings, goes with a problem; None where none does, or two do about as well.

        beside: the theme of the meeting, whose words go with everything said there.
        """
        asked = [lines for word in sorted(_words(problem, beside)) if (lines := self._few(word, RARE))]
        together = ["\n".join(self._lines[k] for k in sorted(lines)) for lines in asked]
        close = [
            # Most words stand in none of the few lines of the problem: no need to know which others have them.
            sum(
                max((_cosine(lines, self._few(word, COMMON)) for word in said if word in text), default=0.0)
                for lines, text in zip(asked, together, strict=True)
            )
            for said in ({word for text in texts for word in _words(text, beside)} for texts in answers)
        ]
        first = max(range(len(close)), key=lambda k: (close[k], -k), default=None)
        if first is None or close[first] < SEEN:
            return None
        rival = max((value for k, value in enumerate(close) if k != first), default=0.0)
        return first if close[first] >= APART * rival else None

    def _few(self, word: str, share: float) -> frozenset[int]:
        """The lines with a word, none where more than such a share of all have it."""
        found = self._having[word]
        return frozenset(found) if len(found) <= share * len(self._lines) else frozenset()


@lru_cache(maxsize=4)
def related_of(topics: Same) -> Related:
    """What goes with what by the measures of all topics but those of a head word, which go with any matter. Kept, since a
    bank answers many briefs."""
    return Related(
        [
            f"{measure.heading}|{measure.text}|{measure.called}"
            for topic in topics.value
            if not topic.heads
            for group in topic.groups
            for measure in group.measures
        ]
    )


def _cosine(some: frozenset[int], others: frozenset[int]) -> float:
    both = len(some & others)
    return both / sqrt(len(some) * len(others)) if both else 0.0


@lru_cache(maxsize=512)
def _words(text: str, beside: str) -> frozenset[str]:
    """The words of a wording and the pairs of characters in the long ones, such as any wording may have left out; a character
    by itself where it is no frequent one."""
    found = {
        part
        for word in cut(text)
        for part in ((word, *bigrams(word)) if len(word) > 1 else (word,) if word not in SIMPLIFIED else ())
    }
    return frozenset(
        word
        for word in found
        if word not in LIGHT_IN_PROBLEM and word not in beside and all("一" <= char <= "龥" for char in word)
    )
