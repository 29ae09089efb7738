"""Puts labels on an outline (编号)."""

from __future__ import annotations

from dataclasses import replace

from drafter.language.numerals import label
from drafter.records import Item


def number(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Label every heading by its level and place among its siblings; running text (level 0) gets none."""
    counts: dict[int, int] = {}
    numbered = []
    for item in items:
        if item.level:
            counts[item.level] = counts.get(item.level, 0) + 1
            item = replace(item, label=label(item.level, counts[item.level]), items=number(item.items))
        elif item.items:
            item = replace(item, items=number(item.items))
        numbered.append(item)
    return tuple(numbered)
