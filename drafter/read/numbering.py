"""Effective list numbers of a Word document (自动编号): what Word shows but the text does not hold.

Rules after ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level (ilvl) itself or through its style;
the list points to an abstract definition whose levels say format, start and text (第%1章). Lists sharing a
definition go on counting together unless they override the start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from drafter.language.late import late
from drafter.read.counting import format_number

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = late("%([1-9])")
_CLOSES_ITSELF: Final = "、.．。:：)）]】〕，,;；"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (编号级别)."""

    start: int = 1
    format_: str = "decimal"
    text: str = ""
    restart: int | None = None
    """Restarts after this level (1-based); 0 never; None after any higher level."""
    legal: bool = False
    """All numbers of the label in plain digits (正规形式编号)."""
    suffix: str = "tab"
    style: str = ""
    """Paragraph style tied to the level."""


@dataclass(frozen=True, slots=True)
class List:
    """A list: which definition it counts with, and its levels after overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    """Overridden starts, which take effect once, where the list first reaches the level."""


@dataclass(slots=True)
class Numbering:
    """Counts through a document in order (编号计数)."""

    lists: dict[str, List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style is tied to (0-based), if any."""
        known = self.lists.get(list_id)
        if known is None:
            return None
        return next((number for number, level in known.levels.items() if style and level.style == style), None)

    def label(self, list_id: str, number: int) -> str:
        """Count one paragraph at level `number` (0-based) of a list; its label as shown, with its space if any.

        "" for bullets, unnumbered levels and lists the document does not define.
        """
        known = self.lists.get(list_id)
        level = known.levels.get(number) if known else None
        if known is None or level is None:
            return ""
        counts = self.counts.setdefault(known.abstract, {})
        first = (list_id, number) not in self.begun
        self.begun.add((list_id, number))
        if first and number in known.starts:
            counts[number] = known.starts[number]
        elif number in counts:
            counts[number] += 1
        else:
            counts[number] = level.start
        for deeper in [other for other in counts if other > number]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or restart > number:
                del counts[deeper]
        if level.format_ in ("bullet", "none") and not _PLACE.search(level.text):
            return "" if level.format_ == "bullet" else self._spaced(level.text, level)
        if level.format_ == "bullet":
            return ""
        return self._spaced(
            _PLACE.sub(lambda found: self._number(known, counts, int(found[1]) - 1, level), level.text), level
        )

    @staticmethod
    def _number(known: List, counts: dict[int, int], number: int, shown_in: Level) -> str:
        level = known.levels.get(number, Level())
        count = counts.get(number, level.start)
        counts.setdefault(number, count)  # a level passed over counts as begun
        return format_number(count, "decimal" if shown_in.legal else level.format_)

    @staticmethod
    def _spaced(label: str, level: Level) -> str:
        # 一、加强领导 needs no gap between label and text, 第一章 总则 does.
        if not label or level.suffix == "nothing" or label[-1] in _CLOSES_ITSELF:
            return label
        return label + " "


def load_numbering(root: etree._Element | None, style_lists: dict[str, str]) -> Numbering:
    """Numbering from the root of numbering.xml (None: a document without lists).

    style_lists: list style id → numId, for definitions that only refer to a list style.
    """
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {item.get(W + "abstractNumId", ""): item for item in root.iterfind(W + "abstractNum")}
    numbers = {item.get(W + "numId", ""): item for item in root.iterfind(W + "num")}

    def definition(abstract_id: str) -> tuple[str, etree._Element | None]:
        for _ in range(8):  # a list style may refer on, a faulty one to itself
            item = abstracts.get(abstract_id)
            link = None if item is None else item.find(W + "numStyleLink")
            if link is None:
                return abstract_id, item
            target = numbers.get(style_lists.get(link.get(W + "val", ""), ""))
            abstract_id = _value(target, "abstractNumId") if target is not None else ""
        return abstract_id, None

    for list_id, item in numbers.items():
        abstract_id, abstract = definition(_value(item, "abstractNumId"))
        if abstract is None:
            continue
        levels = {_integer(level.get(W + "ilvl")): _level(level) for level in abstract.iterfind(W + "lvl")}
        starts: dict[int, int] = {}
        for override in item.iterfind(W + "lvlOverride"):
            number = _integer(override.get(W + "ilvl"))
            replaced = override.find(W + "lvl")
            if replaced is not None:
                levels[number] = _level(replaced)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[number] = _integer(start.get(W + "val"))
        numbering.lists[list_id] = List(abstract_id, levels, starts)
    return numbering


def _level(item: etree._Element) -> Level:
    restart = item.find(W + "lvlRestart")
    legal = item.find(W + "isLgl")
    # A custom format stands inside mc:AlternateContent; its fallback is the plain one.
    format_ = next((found.get(W + "val", "decimal") for found in item.iter(W + "numFmt")), "decimal")
    if format_ == "custom":
        fallback = [found.get(W + "val", "") for found in item.iter(W + "numFmt")][1:]
        format_ = fallback[0] if fallback else "decimal"
    return Level(
        start=_integer(_value(item, "start"), 1) if item.find(W + "start") is not None else 0,
        format_=format_,
        text=_value(item, "lvlText"),
        restart=None if restart is None else _integer(restart.get(W + "val")),
        legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false", "off"),
        suffix=_value(item, "suff") or "tab",
        style=_value(item, "pStyle"),
    )


def _value(item: etree._Element, tag: str) -> str:
    found = item.find(W + tag)
    return "" if found is None else str(found.get(W + "val", ""))


def _integer(text: str | None, default: int = 0) -> int:
    try:
        return min(max(int(text or default), 0), 1_000_000)
    except ValueError:
        return default
