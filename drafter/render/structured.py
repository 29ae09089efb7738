"""drafter.outline/1, the JSON form of an outline (product.md)."""

from __future__ import annotations

import json
from typing import Any

from drafter.language.visible import visible
from drafter.records import Item, Outline

FORMAT = "drafter.outline/1"


def structured(outline: Outline) -> str:
    """JSON text, keys in the order of the contract, no ASCII escapes, ending in a newline."""
    value = {
        "format": FORMAT,
        "title": outline.title,
        "subtitle": list(outline.subtitle),
        "items": [_item(item) for item in outline.items],
        "gaps": [{"id": node, "gap": gap} for node, gap in outline.gaps],
        "notes": list(outline.notes),
    }
    return json.dumps(_visible(value), ensure_ascii=False, indent=2) + "\n"


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
