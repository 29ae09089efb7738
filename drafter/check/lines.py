"""A text as numbered lines (行): what each is, which label it carries, on which rung it stands.

From Markdown, plain text, the blocks a reader took out of any other file (docx …), and outline JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from drafter.check.characters import mend_unmarked_label
from drafter.language.labels import NO_MEMBER
from drafter.language.numerals import parse_chinese
from drafter.language.verbs import OPENING_VERBS
from drafter.records import Block

Kind = Literal["title", "subtitle", "salutation", "heading", "paragraph", "note", "blank"]
Style = Literal["", "bare", "bracket", "digit", "bracket-digit", "circle", "ordinal", "its", "first", "is", "must"]

_N = "[一二三四五六七八九十]{1,3}"
_LABELS: tuple[tuple[Style, int, str], ...] = (
    ("bare", 1, rf"{_N}\s?[、．.,，](?=\S)|{_N}、"),
    ("bracket", 2, rf"[（(]\s?{_N}\s?[）)][、，,.．]?"),
    ("digit", 3, r"\d{1,2}(?:[.．、](?!\d)|[)）])"),
    ("bracket-digit", 4, r"[（(]\d{1,2}[）)][、，,.．]?"),
    ("circle", 5, r"[①-⑳][、，,.．]?"),
    ("ordinal", 0, rf"第{_N}(?:[，、,：:．.]|点[，、,：:])"),
    ("its", 0, rf"其{_N}[，、,：:]"),
    ("first", 0, r"(?:首先|其次|再次|最后)[，、,]"),
    ("is", 0, rf"{_N}是(?=\S)(?!{NO_MEMBER})"),
    ("must", 0, rf"{_N}要(?=[\u4e00-\u9fff“])"),
)
_LABEL = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (_, _, pattern) in enumerate(_LABELS)))
_UNMARKED = re.compile(rf"({_N})(?:[ \u3000]+|(?=[\u4e00-\u9fff]))(?=[\u3400-\u9fff“《【])")
_FIRST = {"首先": 1, "其次": 2, "再次": 3}
_HASHES = re.compile(r"\s*(#{1,6})\s+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&|~=])")
_EMPHASIS = re.compile(r"^(\*\*|__)(.+)\1$")
_SALUTATION = re.compile(r"(?:尊敬的|各位|同志们|朋友们|女士们|老师们|同学们|大家好)[^。！？]{0,60}[：:！!]?$")
_BYLINE = re.compile(r"[（(]?\s*(?:二〇|20|19|【)[^。]{2,20}[）)]?$|[^，。；：！？]{2,30}$")
_SENTENCE_END = re.compile(r"[。！？!?]")
_NOTES = ("待填清单：", "提示：", "<!-- why -->", "---")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph (行)."""

    number: int
    """1-based line of the file, paragraph of a docx, or item of an outline."""
    text: str
    """As it stands, markup and label included, without the line end."""
    level: int
    """0 running text; 1 一、 2 （一） 3 1. 4 （1） 5 ① for a line that opens a point."""
    label: str
    body: str
    """Without markup, label and surrounding space."""
    kind: Kind
    style: Style = ""
    ordinal: int = 0
    """Value of the label, 0 where it has none."""
    alone: bool = True
    """For a heading: it has the line for itself; False for a run-in heading (段首标题)."""
    gaps: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading's words without label and end mark; of a run-in heading its first sentence."""
        if self.kind != "heading":
            return ""
        words = self.body if self.alone else _SENTENCE_END.split(self.body, maxsplit=1)[0]
        return words.rstrip("。，、；：;:,. ")


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text as lines (全文)."""

    lines: tuple[Line, ...]
    occasion: str = ""
    """场合, where known; the length cap depends on it."""
    families: tuple[tuple[Line, ...], ...] = field(init=False)
    """Headings that are siblings under one parent, in order of their first (同级标题)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "families", _families(self.lines))

    @property
    def headings(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == "heading")

    @property
    def prose(self) -> tuple[Line, ...]:
        """All that is spoken: no blank lines and no notes."""
        return tuple(line for line in self.lines if line.kind not in ("blank", "note"))

    def section(self, heading: Line) -> tuple[Line, ...]:
        """The lines under `heading`, up to the next heading of its rung or above."""
        inside: list[Line] = []
        begun = False
        for line in self.lines:
            if line is heading:
                begun = True
            elif begun:
                if line.kind == "heading" and line.level <= heading.level:
                    break
                inside.append(line)
        return tuple(inside)


def of_text(source: str, *, occasion: str = "") -> Text:
    """Markdown or plain text. Line numbers are those of the file."""
    return Text(_parse(enumerate(source.removeprefix("\ufeff").splitlines(), 1)), occasion)


def of_blocks(blocks: Sequence[Block], *, occasion: str = "") -> Text:
    """The paragraphs a reader found (docx …): heading levels from styles, list numbers already in the text.

    A line's number is that of its block. Readers give the title style level 1, too: the first block, when it has a
    level and no label, is the title.
    """
    first = next((number for number, block in enumerate(blocks) if block.text.strip() and not block.furniture), -1)

    def marked(number: int, block: Block) -> str:
        if number == first and block.level and not _label_of(block.text.strip()):
            return "# " + block.text
        return "#" * (block.level + 1) + " " + block.text if 0 < block.level <= 5 else block.text

    lines = _parse((number, marked(number - 1, block)) for number, block in enumerate(blocks, 1) if not block.furniture)
    return Text(tuple(replace(line, text=blocks[line.number - 1].text) for line in lines), occasion)


def of_outline(outline: Mapping[str, Any], *, occasion: str = "") -> Text:
    """drafter.outline/1. A line's number is its place: title, lines below the title, items."""
    lines = [Line(1, str(outline.get("title", "")), 0, "", str(outline.get("title", "")), "title")]
    for number, below in enumerate(outline.get("subtitle", ()), 2):
        lines.append(Line(number, str(below), 0, "", str(below), "subtitle"))

    def walk(items: Iterable[Mapping[str, Any]]) -> None:
        for item in items:
            level, label, text = item.get("level", 0), str(item.get("label", "")), str(item.get("text", ""))
            level = level if isinstance(level, int) else 0
            number = lines[-1].number + 1
            if level:
                found = _label_of(label + text)
                style, ordinal = (found[1], found[3]) if found else ("", 0)
                lines.append(Line(number, label + text, level, label, text, "heading", style, ordinal))
            elif item.get("joined") and lines[-1].kind == "paragraph":
                last = lines[-1]
                lines[-1] = Line(last.number, last.text + text, 0, "", last.body + text, "paragraph")
            else:
                kind: Kind = "salutation" if item.get("step") == "称谓" else "paragraph"
                lines.append(Line(number, text, 0, "", text, kind))
            walk(item.get("items", ()))

    walk(outline.get("items", ()))
    return Text(tuple(lines), occasion)


def _label_of(text: str) -> tuple[str, Style, int, int] | None:
    """(label, style, rung, value), None where the text opens with none."""
    match = _LABEL.match(text)
    if not match or not text[match.end() :].strip():
        return None
    style, rung, _ = _LABELS[int(str(match.lastgroup)[1:])]
    label = match.group()
    numeral = re.search(r"\d+|[一二三四五六七八九十]+", label)
    if style == "circle":
        value = ord(label[0]) - ord("①") + 1
    elif style == "first":
        value = _FIRST.get(label[:2], 0)
    else:
        value = (parse_chinese(numeral.group()) or 0) if numeral else 0
    return label, style, rung, value


def _parse(numbered: Iterable[tuple[int, str]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    notes = False
    body_begun = False
    open_styles: list[tuple[Style, int]] = []
    for number, text in numbered:
        plain = text.strip().strip("\u3000").strip()
        if not plain:
            lines.append(Line(number, text, 0, "", "", "blank"))
            continue
        hashes = _HASHES.match(text)
        notes = notes or plain in _NOTES
        if notes or plain.startswith((">", "〔", "<!--")):
            lines.append(Line(number, text, 0, "", plain, "note"))
            continue
        if hashes:
            plain = text[hashes.end() :].strip()
        emphasis = _EMPHASIS.match(plain)
        plain = _ESCAPED.sub(r"\1", emphasis.group(2) if emphasis else plain)
        found = _label_of(plain) or _unmarked_label(plain, lines, bool(hashes))
        spoken = [line for line in lines if line.kind != "blank"]
        if hashes and len(hashes.group(1)) == 1 and not found:
            lines.append(Line(number, text, 0, "", plain, "title"))
        elif not found and not hashes and _SALUTATION.match(plain) and not body_begun:
            body_begun = True
            lines.append(Line(number, text, 0, "", plain, "salutation"))
        elif found and _opens_point(plain, found, bool(hashes)):
            body_begun = True
            label, style, rung, value = found
            body = plain[len(label) :].strip()
            level = _level(open_styles, style, rung)
            alone = bool(hashes) or not _runs_on(body)
            lines.append(Line(number, text, level, label, body, "heading", style, value, alone))
        elif hashes:
            body_begun = True
            level = max(1, len(hashes.group(1)) - 1)
            open_styles[:] = [(known, at) for known, at in open_styles if at < level]
            lines.append(Line(number, text, level, "", plain, "heading"))
        elif not body_begun and not spoken and len(plain) <= 60 and not _SENTENCE_END.search(plain):
            lines.append(Line(number, text, 0, "", plain, "title"))
        elif (
            not body_begun
            and spoken
            and spoken[-1].kind in ("title", "subtitle")
            and _BYLINE.match(plain)
            and len(plain) <= 40
        ):
            lines.append(Line(number, text, 0, "", plain, "subtitle"))
        else:
            body_begun = True
            lines.append(Line(number, text, 0, "", plain, "paragraph"))
    return tuple(lines)


def _unmarked_label(plain: str, before: Sequence[Line], marked: bool) -> tuple[str, Style, int, int] | None:
    """三 加强领导, 三加强领导: the label of a heading whose 、 is missing, None where the line is no such heading.

    With a blank the line itself tells; without one the heading before must be the one due, and a verb must follow.
    """
    match = _UNMARKED.match(plain)
    if match is None:
        return None
    label, numeral, rest = match.group(), match.group(1), plain[match.end() :]
    value = parse_chinese(numeral) or 0
    last = next((line for line in reversed(before) if line.kind == "heading" and line.style == "bare"), None)
    due = last is not None and value == last.ordinal + 1
    spaced = label != numeral and mend_unmarked_label(plain) != plain
    run_on = label == numeral and due and rest[:2] in OPENING_VERBS and not re.search("[。！？；，：]", rest)
    return (label, "bare", 1, value) if spaced or (run_on and (marked or len(rest) <= 24)) else None


def _opens_point(plain: str, found: tuple[str, Style, int, int], marked: bool) -> bool:
    """一是 … 二是 … in one paragraph is a run-in series, not a point; so is a paragraph led by 首先."""
    _, style, _, value = found
    if marked or style not in ("is", "must", "first"):
        return True
    if style == "first" or not value:
        return False
    later = (parse_chinese(numeral) or 0 for numeral in re.findall(rf"[；。，、]({_N})[是要]", plain))
    return all(number <= value for number in later)


def _runs_on(body: str) -> bool:
    """Whether more than the heading stands on its line."""
    first = _SENTENCE_END.search(body)
    if first is not None:
        return bool(body[first.end() :].strip("”’）)》 "))
    return len(body) > 60


def _level(open_styles: list[tuple[Style, int]], style: Style, rung: int) -> int:
    """The rung of its style; a style without one stands a step below what encloses it."""
    known = next((at for name, at in open_styles if name == style), 0)
    if known:
        level = known
    elif rung:
        level = rung
    else:
        level = min(5, (open_styles[-1][1] if open_styles else 0) + 1)
    open_styles[:] = [(name, at) for name, at in open_styles if at < level]
    open_styles.append((style, level))
    return level


def _families(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    families: list[list[Line]] = []
    open_at: dict[int, list[Line]] = {}
    for line in lines:
        if line.kind in ("title", "salutation"):
            open_at.clear()  # Another speech begins, and its numbers with it.
        if line.kind != "heading":
            continue
        for level in [level for level in open_at if level > line.level]:
            del open_at[level]
        # A series without a rung (一是, 第一，) that starts again is another one.
        again = line.ordinal == 1 and line.style in ("ordinal", "its", "is", "must", "first")
        if line.level not in open_at or again:
            open_at[line.level] = []
            families.append(open_at[line.level])
        open_at[line.level].append(line)
    return tuple(tuple(family) for family in families)
