"""How likely a stretch of Chinese is, by the words in it (用词可能性): a second opinion where a text's own words are few.

The dictionary of jieba says how often each word is used, the text itself how often here. A stretch is as likely as
its likeliest cutting into words (one Viterbi pass over the products of their shares), marks counting by how often
they stand in speeches.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from math import inf, log
from operator import add

import opencc

# Share of all words and marks of a speech, counted on the sample speeches.
_MARKS = {
    "，": 0.06, "。": 0.03, "、": 0.035, "“": 0.009, "”": 0.009, "：": 0.004, "；": 0.006, "《": 0.003, "》": 0.003,
    "（": 0.002, "）": 0.002, "！": 0.003, "？": 0.001, "\n": 0.012, "\u3000": 0.012, "—": 0.002, "…": 0.0005,
    "·": 0.0005, "%": 0.003, "‘": 0.0003, "’": 0.0003,
}  # fmt: skip
_WORDS = 0.8
"""Share of words among words and marks."""
_DIGIT = log(0.01)
_STRANGE = log(1e-6)
"""Any other sign."""
_UNKNOWN = log(1e-9)
"""A character that is no word of the dictionary."""
_LONGEST = 6
_IN_USE = 20
"""Occurrences from which a word is not a mere entry."""
_COMMON = 300
"""Occurrences (in the 60 million words jieba counted) from which a word's neighbours are worth trying."""


@cache
def _frequencies() -> tuple[Mapping[str, int], int]:
    """Word -> occurrences (0 for mere beginnings of words), and all occurrences."""
    # Loading the dictionary takes 0.4 s: only where a damaged spot needs a second opinion.
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt.FREQ, jieba.dt.total


def is_word(text: str) -> bool:
    """Whether the dictionary holds `text`, in simplified characters, as a word in use."""
    return _frequencies()[0].get(text, 0) >= _IN_USE


class _Simple(dict[int, int]):
    """Code point -> that of the simplified character, looked up as it is met."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(_simplifier().convert(chr(code))[0]) if code > 0x2000 else code
        return self[code]


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_SIMPLE = _Simple()


class Wording:
    """Likelihood of stretches of one text: its own words count beside those of the dictionary, half and half."""

    def __init__(self, own: str, pairs: Mapping[str, int] | None = None) -> None:
        """own: the undamaged text, in either script. pairs: how often two characters stand side by side in it, where
        that is known."""
        self._own = own.translate(_SIMPLE)
        counted = Counter(map(add, own, own[1:])) if pairs is None else pairs
        simple = "".join(counted).translate(_SIMPLE)
        self._pairs: dict[str, int] = defaultdict(int)
        """The same in simplified characters: to look for each of hundreds of words would go through the text each time."""
        for pair, times in zip(map(add, simple[::2], simple[1::2]), counted.values(), strict=True):
            self._pairs[pair] += times
        self._known, total = _frequencies()
        self._scale = 0.5 * _WORDS / total
        # Words are 1.6 characters long on the average.
        self._own_scale = 0.5 * _WORDS * 1.6 / max(1, len(own))
        self._weights: dict[str, float | None] = {}
        self._seen: dict[str, float] = {}

    def likelihood(self, text: str) -> float:
        """Natural log of how likely `text` is as Chinese, traditional or simplified; 0 for the empty text."""
        known = self._seen.get(text)
        if known is None:
            known = self._seen[text] = self._likelihood(text.translate(_SIMPLE))
        return known

    def _likelihood(self, simplified: str) -> float:
        size = len(simplified)
        best = [0.0] + [-1e18] * size
        for start, character in enumerate(simplified):
            so_far = best[start]
            if not "\u3400" <= character <= "\u9fff":
                share = _MARKS.get(character)
                weight = so_far + (log(share) if share else _DIGIT if character.isdigit() else _STRANGE)
                if weight > best[start + 1]:
                    best[start + 1] = weight
                continue
            for end in range(start + 1, min(size, start + _LONGEST) + 1):
                word = self._word(simplified[start:end])
                if word is None:
                    if end > start + 1:
                        break  # the dictionary holds every beginning of its words
                    word = _UNKNOWN
                if so_far + word > best[end]:
                    best[end] = so_far + word
        return best[size]

    def _word(self, piece: str) -> float | None:
        """Log of a word's share; -inf for a mere beginning of words, None for neither."""
        if piece not in self._weights:
            times = self._known.get(piece)
            if times is None:
                self._weights[piece] = None
            else:
                # A single character mostly stands inside longer words: of those the dictionary alone can tell.
                own = self._times(piece) * self._own_scale if times and len(piece) > 1 else times * self._scale
                share = times * self._scale + own
                self._weights[piece] = log(share) if share else -inf
        return self._weights[piece]

    def _times(self, piece: str) -> int:
        """How often two characters or more stand in the text, one after the other."""
        times = self._pairs.get(piece[:2], 0)
        return times if not times or (len(piece) == 2 and piece[0] != piece[1]) else self._own.count(piece)


@cache
def neighbours(traditional: bool) -> dict[str, tuple[str, ...]]:
    """Character -> the characters that stand behind it in common words, in the script asked for."""
    known, _ = _frequencies()
    text = "\n".join(word for word, times in known.items() if times >= _COMMON and len(word) > 1)
    if traditional:
        text = opencc.OpenCC("s2tw").convert(text)
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairwise(text):
        if one != "\n" and other != "\n":
            found[one].add(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}
