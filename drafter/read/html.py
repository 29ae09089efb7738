"""Web pages (网页): block elements become blocks, headings keep their level, page furniture is marked."""

from __future__ import annotations

import codecs
import re
import time
from typing import Final

from lxml import etree

from drafter.errors import UnreadableFile
from drafter.language.late import late
from drafter.read.counting import format_number
from drafter.read.decode import decode, split_lines
from drafter.read.options import Options, Understood
from drafter.records import Block

MAX_DEPTH = 1000
MAX_SECONDS = 60.0
_CHUNK: Final = 16 * 1024

_BLOCK: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
        "br",
    ]
)
_CELL: Final = frozenset({"td", "th"})
_LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
# Not <form>: whole pages of many government sites stand inside one.
_FURNITURE: Final = frozenset(
    [
        "nav",
        "header",
        "footer",
        "aside",
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "select",
        "button",
        "title",
        "textarea",
        "iframe",
        "svg",
    ]
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_NUMBERS: Final = {
    "1": ("decimal", "."),
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"),
}
_SPACE: Final = late(r"[ \t\r\n\f]+")
# A page's source is wrapped anywhere; between Chinese characters the line end means nothing.
_WIDE: Final = "[\u2018-\u201d\u3001-\u9fff\uff00-\uffef]"
_WRAP: Final = late(f"(?<={_WIDE})[ \\t]*[\\r\\n]\\s*(?={_WIDE})")
_SUBSET: Final = late(r"\A\s*(?:<\?xml[^>]{0,500}>\s*)?<!DOCTYPE[^<>\[]{0,500}\[[^\]]*\]\s*>", re.IGNORECASE)
_CHINESE: Final = late("[\u3400-\u9fff]")
_CHARSET: Final = late(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.\-]{2,30})""", re.IGNORECASE)
_STATED: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}
_HIDDEN: Final = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_STYLE: Final = late(r"list-style(?:-type)?\s*:[^;]*?([a-z]+-[a-z\-]+)", re.IGNORECASE)


def read(data: bytes, name: str, options: Options) -> Understood:
    """Blocks of a page in reading order.

    h1 to h6 give the level; items of numbered lists carry their number; a table row is one block, its cells joined
    with ｜. Furniture: nav, header, footer, aside, title, buttons, hidden elements, and what is Chinese in
    scripts. The encoding is the codec's name. Raises UnreadableFile.
    """
    text, codec = _decode(data, name)
    # The HTML parser knows no entity definitions, so an entity bomb has nothing to expand; depth and time are
    # bounded here because closing tags against a deep pile of open ones costs quadratic time.
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8", no_network=True)
    markup = _SUBSET.sub("", text).encode("utf-8")
    deadline = time.monotonic() + MAX_SECONDS
    try:
        for start in range(0, len(markup), _CHUNK):
            parser.feed(markup[start : start + _CHUNK])
            if time.monotonic() > deadline:
                raise _TooTangled
        blocks: list[Block] = parser.close()
    except (etree.LxmlError, _TooTangled):
        raise UnreadableFile(name, "网页结构损坏，读不出来", "请在浏览器里打开，把正文另存为文本") from None
    if not any(block.text.strip() for block in blocks):
        raise UnreadableFile(name, "网页里没有文字", "请确认保存的是正文页面")
    return Understood(codec, tuple(blocks))


def _decode(data: bytes, name: str) -> tuple[str, str]:
    # What a page states about its charset is wrong often enough (browsers re-encode what they save and leave the
    # meta alone), so the bytes decide, as for any text; the statement is asked when the bytes give no answer.
    try:
        return decode(data, name)
    except UnreadableFile as refusal:
        stated = _CHARSET.search(data[:4096])
        label = stated[1].decode("ascii").lower() if stated else ""
        if label in ("", "utf-8", "utf8"):
            raise
        try:
            codec = codecs.lookup(_STATED.get(label, label)).name
            return data.decode(codec), codec
        except (LookupError, UnicodeDecodeError):
            raise refusal from None


class _TooTangled(Exception):
    """Nested too deep, or too slow to read."""


class _Page:
    """Parser target: collects blocks while the elements go by."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self.furniture: list[bool] = []
        """For each open element, whether it makes its content furniture."""
        self.asides = 0
        self.level = 0
        self.pre = 0
        self.articles = 0
        self.lists: list[tuple[str, str, int]] = []
        """Open lists: number format ("" for none), mark after the number, next number."""
        self.blank = 0
        """Empty lines since the last block."""
        self.ruled = False
        """Whether a rule stood since."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _BLOCK:
            self.end_block(empty=tag == "br")
            self.ruled = self.ruled or tag == "hr"
        elif tag in _CELL and "".join(self.pieces).strip():
            self.pieces.append("｜")
        aside = tag in _FURNITURE or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        if self.articles and tag in ("header", "footer"):
            aside = False  # inside an article it is the heading of the text, not the page's
        if len(self.tags) >= MAX_DEPTH:
            raise _TooTangled
        self.tags.append(tag)
        self.furniture.append(aside)
        self.asides += aside
        self.pre += tag == "pre"
        self.articles += tag == "article"
        self.level = _HEADINGS.get(tag, self.level)
        if tag in _LISTS:
            self.lists.append(_numbering(tag, attributes))
        elif tag == "li" and self.lists and self.lists[-1][0]:
            format_, mark, number = self.lists[-1]
            value = attributes.get("value", "")
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            self.pieces.append(format_number(number, format_) + mark)
            self.lists[-1] = (format_, mark, number + 1)

    def end(self, tag: str) -> None:
        if tag in _BLOCK:
            self.end_block()
        self.tags.pop()
        self.asides -= self.furniture.pop()
        self.pre -= tag == "pre"
        self.articles -= tag == "article"
        if tag in _HEADINGS:
            self.level = 0
        if tag in _LISTS:
            self.lists.pop()

    def data(self, data: str) -> None:
        inside = self.tags[-1] if self.tags else ""
        if inside in ("rt", "rp"):  # readings above the characters (注音)
            self.blocks += [Block(data, 0, True)] if _CHINESE.search(data) else []
        else:
            self.pieces.append(data)

    def comment(self, text: str) -> None:
        """Comments are nobody's text."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are nobody's text."""

    def close(self) -> list[Block]:
        self.end_block()
        return self.blocks

    def end_block(self, *, empty: bool = False) -> None:
        """Close the running block. empty: one without text is an empty line."""
        raw = "".join(self.pieces)
        self.pieces.clear()
        inside = self.tags[-1] if self.tags else ""
        if inside in ("script", "style"):
            # Chinese inside a script may be the text of the page; the rest of it is nobody's reading.
            lines = [line for line in split_lines(raw) if _CHINESE.search(line)]
        elif self.pre:
            lines = split_lines(raw)
        else:
            lines = split_lines(_SPACE.sub(" ", _WRAP.sub("", raw)).strip(" ").rstrip("｜"))
        if not raw.strip():
            self.blank += empty or "\xa0" in raw or "\u3000" in raw
            return
        for line in lines:
            if line.strip():
                self.blocks.append(Block(line, self.level, self.asides > 0, self.blank, self.ruled))
                self.blank, self.ruled = 0, False
            else:
                self.blank += self.pre > 0


def _numbering(tag: str, attributes: dict[str, str]) -> tuple[str, str, int]:
    if tag != "ol":
        return "", "", 0
    styled = _LIST_STYLE.search(attributes.get("style", ""))
    kind = styled[1].lower() if styled else attributes.get("type", "1")
    format_, mark = _NUMBERS.get(kind, _NUMBERS["1"])
    start = attributes.get("start", "1")
    return format_, mark, int(start) if start.isdecimal() and len(start) < 6 else 1
