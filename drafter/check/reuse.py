"""Sentences taken over from a precedent (照搬)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from drafter.check.lines import Text
from drafter.records import Finding

LEAST = 16
"""Characters of a sentence, marks not counted, from which its being the same is no accident."""
NEAR = 90.0
"""Ratio (0 to 100, 2·matches / total length, Indel) from which two sentences count as the same but for a word or two."""
_GRAM = 5

_SENTENCE = re.compile(r"[^。！？!?；\n]+")
_ADDRESS = re.compile(r"^(?:同志们|各位[\u4e00-\u9fff、]{0,12})[：，,:！]")
_MARKS = re.compile(r"[\s，、：:,.“”‘’（）()《》【】—-]")


@dataclass(frozen=True, slots=True)
class Known:
    """A passage of the library (先例原文)."""

    text: str
    citation: str
    """How the writer knows it: 2016年12月8日在…的讲话."""


def _plain(sentence: str) -> str:
    return _MARKS.sub("", _ADDRESS.sub("", sentence.strip()))


def reused(text: Text, library: Iterable[Known]) -> Iterator[Finding]:
    """Findings `reuse`: a warning for a sentence that equals one of the library, a hint for one nearly equal.

    The library is read once, in one pass; only its sentences that share a run of five characters are compared.
    """
    asked: list[tuple[int, str, str]] = []
    by_gram: dict[str, set[int]] = defaultdict(set)
    for line in text.prose:
        for match in _SENTENCE.finditer(line.body):
            plain = _plain(match.group())
            if len(plain) >= LEAST and "待填" not in plain:
                for i in range(len(plain) - _GRAM + 1):
                    by_gram[plain[i : i + _GRAM]].add(len(asked))
                asked.append((line.number, match.group().strip(), plain))
    if not asked:
        return
    best: dict[int, tuple[float, str]] = {}
    for known in library:
        for match in _SENTENCE.finditer(known.text):
            plain = _plain(match.group())
            if len(plain) < LEAST:
                continue
            shared: dict[int, int] = defaultdict(int)
            # Nearly equal sentences share a run wherever the one difference is not; every fifth is enough to meet.
            for i in range(0, len(plain) - _GRAM + 1, 2):
                for index in by_gram.get(plain[i : i + _GRAM], ()):
                    shared[index] += 1
            for index in sorted(shared):
                score = fuzz.ratio(asked[index][2], plain, score_cutoff=NEAR)
                if score > best.get(index, (0.0, ""))[0]:
                    best[index] = (score, known.citation)
    for index in sorted(best):
        number, sentence, _ = asked[index]
        score, citation = best[index]
        same = score == 100
        yield Finding(
            "reuse",
            "warning" if same else "hint",
            number,
            sentence if len(sentence) <= 60 else sentence[:59] + "…",
            f"这句话{'就是' if same else f'和先例几乎一样（{score:.0f}%），见'}〈{citation}〉{'里的原话' if same else ''}",
        )
