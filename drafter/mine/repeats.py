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


def independent(skeleton: Skeleton, hits: Sequence[Hit], found: Sequence[Unit]) -> list[Hit]:
    """The places without those whose surroundings stand in an earlier speech with the skeleton, too.

    Surroundings: the rest of the sentence, the sentence before and the one behind. What fills the slots is none: the
    same formula filled alike is still said twice.
    """
    seen: dict[str, int] = {}
    kept: list[Hit] = []
    for hit in hits:
        speech = found[hit[0]].speech
        runs = _runs(skeleton, hit, found)
        if any(seen.get(run, speech) != speech for run in runs):
            continue
        kept.append(hit)
        seen.update(dict.fromkeys(runs, speech))
    return kept


def _runs(skeleton: Skeleton, hit: Hit, found: Sequence[Unit]) -> list[str]:
    index, fillers = hit
    text = found[index].text
    rest = iter(fillers)
    said = "".join(next(rest) if key[0] == "<" else key for key in skeleton)
    at = max(text.find(said), 0)
    sides = (_neighbour(found, index, -1) + text[:at], text[at + len(said) :] + _neighbour(found, index, 1))
    return [run for side in sides for run in _grams(_OTHER.sub("", side))]


def _neighbour(found: Sequence[Unit], index: int, step: int) -> str:
    at = index + step
    return found[at].text if 0 <= at < len(found) and found[at].speech == found[index].speech else ""


def _grams(text: str) -> list[str]:
    return [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
