"""drafter.outline/1, the JSON form of an outline (product.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from drafter.language.visible import visible
from drafter.records import Item, Outline

FORMAT = "drafter.outline/1"


MOST_DEPTH, MOST_ITEMS = 12, 50_000
"""Bounds of an outline that is read back; ours have four levels and some hundred lines."""


def outline_from(text: str) -> Mapping[str, Any] | None:
    """The outline in JSON text of this form, None where it is anything else: it may come from a stranger's docx."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None
    subtitle = value.get("subtitle", [])
    sound = isinstance(subtitle, list) and len(subtitle) <= MOST_ITEMS and _count(value.get("items", []), 1) is not None
    return value if sound else None


def _count(items: Any, depth: int) -> int | None:
    """How many items there are, None when they are no sound list of them."""
    if not isinstance(items, list) or depth > MOST_DEPTH:
        return None
    total = len(items)
    for item in items:
        below = _count(item.get("items", []), depth + 1) if isinstance(item, dict) else None
        if below is None or total + below > MOST_ITEMS or not isinstance(item.get("source", {}), dict):
            return None
        total += below
    return total


def structured(outline: Outline, indent: int | None = 2) -> str:
    """JSON text, keys in the order of the contract, no ASCII escapes, ending in a newline.

    indent: spaces; None for one line, which takes a tenth of the time.
    """
    value = {
        "format": FORMAT,
        "title": outline.title,
        "subtitle": list(outline.subtitle),
        "items": [_item(item) for item in outline.items],
        "gaps": [{"id": node, "gap": gap} for node, gap in outline.gaps],
        "notes": list(outline.notes),
    }
    return json.dumps(_visible(value), ensure_ascii=False, indent=indent) + "\n"


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "level": item.level,
        "label": item.label,
        "text": item.text,
        "move": item.move,
        "step": item.step,
        "source": {"kind": item.source.kind, "ref": item.source.ref, "note": item.source.note},
        "slots": dict(item.slots),
        "gaps": list(item.gaps),
        "alternatives": [{"text": one.text, "ref": one.ref, "reason": one.reason} for one in item.alternatives],
        "joined": item.joined,
        "budget": item.budget,
        "items": [_item(child) for child in item.items],
    }


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): _visible(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_visible(child) for child in value]
    return value
