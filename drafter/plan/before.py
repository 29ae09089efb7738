"""Headings of old speeches under a point that the phrasebank does not know by name (旧稿的小标题): which of them go together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from drafter.brief.schema import Brief
from drafter.language import heads
from drafter.language.similar import bigrams
from drafter.records import Headed

Before = Callable[[str, Brief], Sequence[Headed]]
"""(point, brief) → headings of old speeches on the point with what stood under them, the closest first."""


def nothing_before(point: str, brief: Brief) -> Sequence[Headed]:
    """Where there are no old speeches."""
    return ()


def going_together(texts: Sequence[str], about: str, used: Collection[str], most: int) -> list[str]:
    """Of headings about one thing those that stand side by side: of one kind (all 动宾, or all of another), with neither
    their verbs nor, what they are about aside, any word in common; of one length where two are. In their order, `most`
    at most; nothing where fewer than two do."""

    def apart(row: Iterable[str]) -> list[str]:
        kept: list[str] = []
        for text in row:
            own = bigrams(text.replace(about, "|"))
            if all(text[:2] != other[:2] and not own & bigrams(other.replace(about, "|")) for other in kept):
                kept.append(text)
        return kept[:most]

    fitting = [(heads.kind(text), text) for text in dict.fromkeys(texts) if text not in used and text != about]
    for kind in sorted({kind for kind, _ in fitting}, key=lambda kind: kind != "动宾"):
        of_kind = [text for each, text in fitting if each == kind]
        rows = [apart(text for text in of_kind if len(text) == length) for length in dict.fromkeys(map(len, of_kind))]
        best = max(rows, key=len, default=[])
        best = best if len(best) >= 2 else apart(of_kind)
        if len(best) >= 2:
            return best
    return []
