"""A passage that answers a query, before it is put in order (查到的一段)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from drafter.search.closeness import Closeness
from drafter.search.shelf import Row

Tier = Literal["exact", "fuzzy", "pinyin"]
TIERS: tuple[Tier, ...] = ("exact", "fuzzy", "pinyin")


class Found(NamedTuple):
    """A passage that answers."""

    row: Row
    tier: Tier
    close: Closeness
    lacks: tuple[str, ...] | None = None
    """The words set apart that are not there, folded, or of a single one the digit in it; None where they were not looked for one by one."""
    beyond: tuple[tuple[int, int], ...] = ()
    """To the letter: the characters of the text that match before and behind each span, which folding leaves out."""
    whole: bool = False
    """Whether the spans are the words that were meant from end to end, though their ends are not those of the query."""
