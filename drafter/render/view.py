"""The outline as a page (版面): headings and paragraphs in reading order, worded for the writer.

This is all a template sees. Every text has passed `visible`, so no output can carry hidden characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drafter.language.late import late
from drafter.language.remarks import gathered
from drafter.language.visible import visible
from drafter.records import Hit, Item, Origin, Outline
from drafter.shipped import short_name

SLOW, FAST = 180, 200
"""Characters a minute, read aloud (genre.md, layout profiles: 宣读稿)."""
MOST_PRECEDENTS = 3

GAP = late(r"【待(?:填|明确)[^【】]*】")
GAP_HINT = late(r"【待(?:填|明确)[：:]([^【】]+)】")
"""A gap and the hint in it."""
_BREAK = late(r"\s*\n\s*")
_CHINESE_BREAK = late(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_WORDS = {"brief": "简要·", "frame": "短语框架 ", "precedent": "先例 ", "template": "程序通例 "}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, either running text or a gap (待填)."""

    text: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Option:
    """Another wording with where it is from and why (备选)."""

    text: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A precedent cited (先例引文)."""

    text: str
    title: str
    date: str
    speaker: str
    file: str

    @property
    def place(self) -> str:
        """《题目》，日期，讲话人，文件 — as far as known."""
        parts = (f"《{self.title}》" if self.title else "", self.date, self.speaker, self.file)
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Line:
    """What one item of the outline shows (一行), and what is known of it."""

    id: str
    text: str
    """One line, no newline in it, the label not included."""
    move: str
    step: str
    source: str
    """Chinese: 简要·成绩[0].事实, 短语框架 kc-renwu-01, 先例 X#3, 程序通例 …"""
    reason: str
    kind: str
    ref: str
    alternatives: tuple[Option, ...]
    precedents: tuple[Citation, ...]
    budget: int
    """Characters, to the nearest ten, 0 for none."""
    gaps: tuple[str, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text cut at its gaps; joined again it is the text."""
        return pieces(self.text)

    @property
    def minutes(self) -> str:
        """How long the budget takes to say, Chinese; empty without a budget."""
        return speaking_time(self.budget) if self.budget else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph (标题或段落)."""

    kind: Literal["heading", "paragraph", "salutation"]
    level: int
    """0 for paragraphs, 1 一、 2 （一） 3 1. 4 （1） for headings."""
    label: str
    lines: tuple[Line, ...]
    """One line for a heading; for a paragraph all that run on in it."""

    @property
    def text(self) -> str:
        """Label and lines, as they stand on paper."""
        return self.label + "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Open:
    """An entry of the closing list (待填清单): where, and what belongs there."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole outline, ready to be laid out."""

    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[Block, ...]
    gaps: tuple[Open, ...]
    notes: tuple[str, ...]
    characters: int
    """Characters of the body as it stands, gaps and white space not counted."""
    budget: int
    """Suggested characters of the whole, 0 when no item states any."""

    @property
    def time(self) -> str:
        """How long the body takes to read aloud as it stands (时长)."""
        return speaking_time(self.characters)

    @property
    def budget_time(self) -> str:
        """How long the whole takes at the suggested length; empty without one."""
        return speaking_time(self.budget) if self.budget else ""


def page(outline: Outline, precedents: Mapping[str, Sequence[Hit]]) -> Page:
    """Lay `outline` out as a page. `precedents`: item id -> hits, best first; three a line are kept."""
    blocks = tuple(_Layout(precedents).blocks(outline.items))
    body = "".join(piece.text for block in blocks for piece in pieces(block.text) if not piece.gap)
    return Page(
        title=_flat(outline.title),
        subtitle=tuple(_flat(line) for line in outline.subtitle),
        blocks=blocks,
        gaps=_gap_list(outline),
        notes=tuple(_flat(note) for note in gathered(outline.notes)),
        characters=len(re.sub(r"\s", "", body)),
        budget=_tens(sum(_budget(item) for item in outline.items)),
    )


def speaking_time(characters: int) -> str:
    """约3分钟, 约25—28分钟, 不到1分钟: `characters` read at 180 to 200 a minute (genre.md)."""
    if characters < FAST:
        return "不到1分钟" if characters < SLOW else "约1分钟"
    low, high = round(characters / FAST), round(characters / SLOW)
    return f"约{low}分钟" if low == high else f"约{low}—{high}分钟"


def pieces(text: str) -> tuple[Piece, ...]:
    """`text` cut at its gaps 【待填：…】 and 【待明确…】."""
    found: list[Piece] = []
    end = 0
    for match in GAP.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()], False))
        found.append(Piece(match.group(), True))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:], False))
    return tuple(found)


def source_words(origin: Origin) -> str:
    """Where a line comes from, in the writer's words (出处)."""
    return _flat(_WORDS[origin.kind] + origin.ref)


def ref_in(words: str) -> str:
    """The source's own name in what `source_words` says; `words` as they are where they say no kind."""
    return next((words[len(kind) :] for kind in _WORDS.values() if words.startswith(kind)), words)


class _Layout:
    def __init__(self, precedents: Mapping[str, Sequence[Hit]]) -> None:
        self.precedents = precedents
        self.found: list[Block] = []

    def blocks(self, items: Sequence[Item]) -> list[Block]:
        self._walk(items, after_text=False)
        return self.found

    def _walk(self, items: Sequence[Item], *, after_text: bool) -> None:
        """after_text: the line just before is running text that a joined line may run on from."""
        for item in items:
            before = len(self.found)
            self._one(item, run_on=item.joined and after_text)
            self._walk(item.items, after_text=item.level == 0)
            # A paragraph under a heading belongs to that heading: nothing outside runs on from it.
            under_heading = any(block.level for block in self.found[before:])
            after_text = not under_heading and self.found[-1].kind == "paragraph"

    def _one(self, item: Item, *, run_on: bool) -> None:
        if item.level:
            line = self._line(item, _flat(item.text))
            self.found.append(Block("heading", item.level, visible(item.label), (line,)))
            return
        for part, text in enumerate(_BREAK.split(item.text.strip())):
            line = self._line(item, _flat(text))
            if part:  # What a writer typed in several paragraphs: what is known of it is said once.
                line = replace(line, alternatives=(), precedents=(), budget=0, gaps=())
            if run_on:
                last = self.found[-1]
                self.found[-1] = Block(last.kind, 0, last.label, (*last.lines, line))
            else:
                kind: Literal["paragraph", "salutation"] = "salutation" if item.step == "称谓" else "paragraph"
                self.found.append(Block(kind, 0, visible(item.label), (line,)))
            run_on = False

    def _line(self, item: Item, text: str) -> Line:
        hits = self.precedents.get(item.id, ())[:MOST_PRECEDENTS]
        return Line(
            id=visible(item.id),
            text=text,
            move=visible(item.move),
            step=visible(item.step),
            source=source_words(item.source),
            reason=_flat(item.source.note),
            kind=item.source.kind,
            ref=_flat(item.source.ref),
            alternatives=tuple(
                Option(_flat(other.text), _flat(other.ref), _flat(other.reason)) for other in item.alternatives
            ),
            precedents=tuple(
                Citation(
                    _flat(hit.text), _flat(hit.title), _flat(hit.date), _flat(hit.speaker), _flat(short_name(hit.path))
                )
                for hit in hits
            ),
            budget=_tens(item.budget),
            gaps=tuple(_flat(gap) for gap in item.gaps),
        )


def _budget(item: Item) -> int:
    """A heading's budget covers what stands under it."""
    return item.budget or sum(_budget(child) for child in item.items)


def _tens(characters: int) -> int:
    """A suggestion is no measurement: to the nearest ten, as 约 says."""
    return max(10, round(characters / 10) * 10) if characters else 0


def _gap_list(outline: Outline) -> tuple[Open, ...]:
    """What is to be filled in, once each, with all its places: several by their labels alone (一（一）、二（三）)."""
    places: dict[str, str] = {}
    labelled: dict[str, str] = {}

    def walk(items: Sequence[Item], above: str, inherited: str) -> None:
        for item in items:
            labels = above + item.label.rstrip("、")
            heading = labels + item.text if above else item.label + item.text
            here = heading if item.level else inherited or item.step or item.move or item.id
            places.setdefault(item.id, here)
            labelled.setdefault(here, labels)
            walk(item.items, labels if item.level else above, here if item.level else inherited)

    walk(outline.items, "", "")
    wanted: dict[str, list[str]] = {}
    for node, gap in outline.gaps:
        wanted.setdefault(_flat(gap), []).append(places.get(node, node))
    return tuple(
        Open(
            _flat(where[0] if len(where) == 1 else "、".join(dict.fromkeys(labelled.get(w) or w for w in where))),
            what,
        )
        for what, where in wanted.items()
    )


def _flat(text: str) -> str:
    """One line, nothing hidden in it; a line break between two Chinese characters leaves no space."""
    text = visible(text).strip()
    if "\n" not in text and "\t" not in text:
        return text
    return re.sub(r"[\t\n]+", " ", _CHINESE_BREAK.sub("", text))
