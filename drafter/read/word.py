"""Word documents (docx): what a reader of the printed page sees, as blocks in reading order.

Read from the XML itself rather than through python-docx, whose paragraphs hold neither automatic numbers nor text
boxes nor revisions, and whose parser is not ours to bound.
"""

from __future__ import annotations

import email
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import policy
from typing import Final

from lxml import etree

from drafter.container import MAX_PART, MEGABYTE, damaged, open_zip, parse_xml, read_part, read_xml
from drafter.errors import UnreadableFile
from drafter.language.late import late
from drafter.read import html, text
from drafter.read.numbering import Numbering, W, load_numbering
from drafter.read.options import Options, Understood
from drafter.records import Block

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# "Strict" files differ in their namespaces alone.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _A[1:-1].encode()),
)
_CELL_JOINT: Final = "｜"
_CHINESE: Final = late("[\u3400-\u9fff]")
_HEADING_NAME: Final = late(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME: Final = late(r"(?:toc\s*[1-9]|目录\s*[1-9]?|toc heading)", re.IGNORECASE)
_OFF: Final = ("0", "false", "off")
_PROPERTIES: Final = frozenset(
    W + tag
    for tag in [
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "smartTagPr",
        "customXmlPr",
        "rubyPr",
        "instrText",
        "delInstrText",
        "fldChar",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "separator",
        "continuationSeparator",
        "pgNum",
    ]
)
_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_PAGE_END: Final = "\f"
_BREAKS: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read(data: bytes, name: str, options: Options) -> Understood:
    """Blocks of a document; encoding "docx".

    Automatic numbers stand in the text as Word shows them (bullets do not). Heading styles and outline levels give
    the level, the title style level 1. Soft line breaks end a block. A table row is one block, its cells joined
    with ｜, unless a cell holds several paragraphs, which then stay apart. Text boxes follow their paragraph.
    Furniture: headers, footers, notes, comments, tables of contents, hidden text, and text that tracked changes
    take away. Raises UnreadableFile.
    """
    return Understood("docx", tuple(_blocks(data, name, options, depth=0)))


def _blocks(data: bytes, name: str, options: Options, depth: int) -> list[Block]:
    package = _Package(data, name)
    root = package.xml(package.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise damaged(name)
    related = package.related(package.main)
    styles = _load_styles(_root(package, related.get("styles")))
    lists = {style.id: style.list_id for style in styles.values() if style.list_id}
    numbering = load_numbering(_root(package, related.get("numbering")), lists)
    reader = _Reader(package, options, styles, numbering, depth)
    reader.container(body)
    for kind in ("header", "footer", "footnotes", "endnotes", "comments", "diagramData"):
        for part in related.get(kind, ()):
            extra = package.xml(part)
            if extra is not None:
                reader.aside(extra, kind)
    if not any(_CHINESE.search(block.text) or not block.furniture for block in reader.blocks):
        raise UnreadableFile(name, "文档里没有文字（可能全是图片）", "请先做文字识别（OCR）再试")
    return reader.blocks


def _root(package: _Package, parts: list[str] | None) -> etree._Element | None:
    return package.xml(parts[0]) if parts else None


def _chunk(package: _Package, part: str, options: Options, depth: int) -> list[Block]:
    """The blocks of a document embedded whole (altChunk), as web editors write their Word exports."""
    data = package.bytes(part)
    if data is None:
        return []
    name = f"{package.name}/{posixpath.basename(part)}"
    suffix = posixpath.splitext(part)[1].lower()
    if suffix in (".mht", ".mhtml"):
        message = email.message_from_bytes(data, policy=policy.default)
        page = next((item for item in message.walk() if item.get_content_type() == "text/html"), None)
        payload = page.get_payload(decode=True) if page is not None else b""
        data, suffix = payload if isinstance(payload, bytes) else b"", ".html"
    if suffix in (".html", ".htm", ".xhtml"):
        return list(html.read(data, name, options).blocks)
    if suffix == ".txt":
        return list(text.read(data, name, options).blocks)
    if suffix == ".docx" and depth == 0:
        return _blocks(data, name, options, depth + 1)
    raise UnreadableFile(
        package.name, f"里面嵌着一份读不了的文档（{posixpath.basename(part)}）", "请用 Word 打开后另存一份"
    )


# --- the package -----------------------------------------------------------------------------------


class _Package:
    """The zip and the relations between its parts."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.container = open_zip(data, name)
        self.members = {member.filename.replace("\\", "/").lstrip("/"): member for member in self.container.infolist()}
        self._relations: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self.left = MAX_PART
        """Bytes of documents embedded whole that may still be read: a body may call for one of them any number of times."""
        office = self.related("").get("officeDocument", [])
        self.main = office[0] if office else "word/document.xml"

    def bytes(self, part: str) -> bytes | None:
        """The content of a part that is no XML, None where the package has none of that name."""
        member = self.members.get(part)
        if member is None:
            return None
        self.left -= member.file_size
        if self.left < 0:
            most = MAX_PART // MEGABYTE
            raise UnreadableFile(self.name, f"里面嵌着的文档加起来超过 {most} MB，没有读", "请用 Word 打开后另存一份")
        return read_part(self.container, member, self.name)

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part, None where there is none."""
        member = self.members.get(part)
        if member is None:
            return None
        content = read_xml(self.container, member, self.name)
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
        return parse_xml(content, self.name)

    def relations(self, part: str) -> tuple[tuple[str, str, str], ...]:
        """(id, kind, part) of a part's internal relations; "" is the package itself."""
        if part not in self._relations:
            folder, base = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._relations[part] = tuple(
                (
                    item.get("Id", ""),
                    item.get("Type", "").rsplit("/", 1)[-1],
                    posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/"),
                )
                for item in (root if root is not None else ())
                if item.get("TargetMode") != "External"
            )
        return self._relations[part]

    def related(self, part: str) -> dict[str, list[str]]:
        """Parts by kind of relation, each once, in the order of the relations."""
        found: dict[str, list[str]] = {}
        for _, kind, target in self.relations(part):
            if target not in found.setdefault(kind, []):
                found[kind].append(target)
        return found

    def target(self, part: str, relation: str) -> str:
        """The part a relation id points to, "" for none."""
        return next((target for id_, _, target in self.relations(part) if id_ == relation), "")


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style, with what it inherits filled in."""

    id: str
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int | None = None


def _load_styles(root: etree._Element | None) -> dict[str, _Style]:
    """Styles by id; "" is the default paragraph style."""
    own: dict[str, _Style] = {}
    default = ""
    for item in root.iterfind(W + "style") if root is not None else ():
        id_ = item.get(W + "styleId", "")
        if item.get(W + "type") == "paragraph" and item.get(W + "default", "0") not in _OFF:
            default = id_
        properties = item.find(W + "pPr")
        list_id, list_level = _list_of(properties)
        own[id_] = _Style(
            id_, _attribute(item, "name"), _attribute(item, "basedOn"), _outline(properties), list_id, list_level
        )
    whole = {id_: _inherit(own, id_) for id_ in own}
    whole[""] = replace(whole.get(default, _Style("")), id="")
    return whole


def _inherit(own: dict[str, _Style], id_: str) -> _Style:
    style, seen = own[id_], {id_}
    base = style.based_on
    while base in own and base not in seen:
        seen.add(base)
        above = own[base]
        style = replace(
            style,
            outline=above.outline if style.outline is None else style.outline,
            list_id=style.list_id or above.list_id,
            list_level=above.list_level if style.list_level is None else style.list_level,
        )
        base = above.based_on
    return style


def _attribute(item: etree._Element | None, tag: str) -> str:
    found = None if item is None else item.find(W + tag)
    return "" if found is None else str(found.get(W + "val", ""))


def _is_on(item: etree._Element | None, tag: str) -> bool:
    found = None if item is None else item.find(W + tag)
    return found is not None and found.get(W + "val", "1") not in _OFF


def _outline(properties: etree._Element | None) -> int | None:
    value = _attribute(properties, "outlineLvl")
    return int(value) if value.isdecimal() and len(value) < 3 else None


def _list_of(properties: etree._Element | None) -> tuple[str, int | None]:
    item = None if properties is None else properties.find(W + "numPr")
    level = _attribute(item, "ilvl")
    return _attribute(item, "numId"), int(level) if level.isdecimal() and len(level) < 3 else None


# --- the text --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """A paragraph being put together."""

    shown: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Text that tracked changes take away, hidden text, Chinese readings above characters."""
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Goes through the parts of one document in order."""

    package: _Package
    options: Options
    styles: dict[str, _Style]
    numbering: Numbering
    depth: int
    blocks: list[Block] = field(default_factory=list)
    furniture: int = 0
    carried: str = ""
    """Text of a paragraph whose end is taken away by a tracked change: it runs on into the next."""
    blank: int = 0
    """Empty paragraphs since the last block."""
    ruled: bool = False
    """Whether a page was ended by hand since."""

    @property
    def accept(self) -> bool:
        return self.options.tracked_changes == "accept"

    def emit(self, text_: str, level: int = 0, *, furniture: bool = False) -> None:
        aside = furniture or self.furniture > 0
        for line in text_.split("\n"):
            self.ruled = self.ruled or (_PAGE_END in line and not aside)
            if line.strip():
                line = line.replace(_PAGE_END, "")
                self.blocks.append(Block(line, level, aside, *(() if aside else (self.blank, self.ruled))))
                if not aside:
                    self.blank, self.ruled = 0, False

    def container(self, parent: etree._Element) -> None:
        """Paragraphs and tables of a body, cell, note or box."""
        before, self.carried = self.carried, ""
        self.children(parent)
        self.emit(self.carried)
        self.carried = before

    def children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "p":
                self.paragraph(child)
            elif tag == W + "tbl":
                self.table(child)
            elif tag == W + "altChunk":
                part = self.package.target(self.package.main, child.get(_R + "id", ""))
                self.blocks += _chunk(self.package, part, self.options, self.depth) if part else []
            elif tag == W + "sdt":
                contents = any(
                    "Table of Contents" in gallery.get(W + "val", "") for gallery in child.iter(W + "docPartGallery")
                )
                self.furniture += contents
                self.children(child)
                self.furniture -= contents
            elif tag == _MC + "AlternateContent":
                self.children(_alternative(child))
            elif isinstance(tag, str) and tag not in _PROPERTIES:
                self.children(child)

    def paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(W + "pPr")
        style = self.styles.get(_attribute(properties, "pStyle"), self.styles[""])
        line = _Line()
        self.inline(paragraph, line, shown=True)
        shown = self.carried + "".join(line.shown)
        self.carried = ""
        if self.end_is_gone(properties):
            self.carried = shown
        else:
            label = self.label(properties, style)
            if shown.strip():
                contents = _CONTENTS_NAME.fullmatch(style.name.strip()) is not None
                body = shown.lstrip("\n" + _PAGE_END)
                self.ruled = (
                    self.ruled or _PAGE_END in shown[: len(shown) - len(body)] or _is_on(properties, "pageBreakBefore")
                )
                self.emit(label + body, _level(properties, style), furniture=contents)
            elif not line.boxes:
                self.blank += 1
                self.ruled = self.ruled or _PAGE_END in shown
        if line.gone:
            self.emit("".join(line.gone), furniture=True)
        for box in line.boxes:
            self.container(box)

    def inline(self, parent: etree._Element, line: _Line, *, shown: bool) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _PROPERTIES:
                continue
            if tag in (W + "t", W + "delText", _M + "t"):
                (line.shown if shown else line.gone).append(child.text or "")
            elif tag in _BREAKS:
                if shown:
                    line.shown.append(_BREAKS[tag] + (_PAGE_END if child.get(W + "type") == "page" else ""))
            elif tag == W + "sym":
                code = child.get(W + "char", "")
                if shown and re.fullmatch("[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE100:
                    line.shown.append(chr(int(code, 16)))
            elif tag == W + "r":
                self.inline(child, line, shown=shown and not _is_on(child.find(W + "rPr"), "vanish"))
            elif tag in _INSERTED:
                self.inline(child, line, shown=shown and self.accept)
            elif tag in _DELETED:
                self.inline(child, line, shown=shown and not self.accept)
            elif tag == W + "txbxContent":
                line.boxes.append(child)
            elif tag == W + "rt":  # the reading above characters
                reading = "".join(child.itertext(W + "t", with_tail=False))
                line.gone += [reading] if _CHINESE.search(reading) else []
            elif tag == _MC + "AlternateContent":
                self.inline(_alternative(child), line, shown=shown)
            else:
                self.inline(child, line, shown=shown)

    def end_is_gone(self, properties: etree._Element | None) -> bool:
        mark = None if properties is None else properties.find(W + "rPr")
        gone = _DELETED if self.accept else _INSERTED
        return mark is not None and any(child.tag in gone for child in mark)

    def label(self, properties: etree._Element | None, style: _Style) -> str:
        list_id, level = _list_of(properties)
        if not list_id:
            list_id = style.list_id
            if level is None:
                tied = self.numbering.level_of_style(list_id, style.id)
                level = style.list_level if tied is None else tied
        return self.numbering.label(list_id, level or 0) if list_id not in ("", "0") else ""

    def table(self, table: etree._Element) -> None:
        for row in _within(table, W + "tr"):
            properties = row.find(W + "trPr")
            gone = _DELETED if self.accept else _INSERTED
            removed = properties is not None and any(child.tag in gone for child in properties)
            self.furniture += removed
            cells = [self.cell(cell) for cell in _within(row, W + "tc")]
            self.furniture -= removed
            bodies = [[block for block in cell if not block.furniture] for cell in cells]
            if sum(map(bool, bodies)) > 1 and all(len(body) <= 1 for body in bodies):
                joined = _CELL_JOINT.join(body[0].text for body in bodies if body)
                self.blocks.append(Block(joined, 0, False))
                self.blocks += [block for cell in cells for block in cell if block.furniture]
            else:
                self.blocks += [block for cell in cells for block in cell]

    def cell(self, cell: etree._Element) -> list[Block]:
        before, self.blocks = self.blocks, []
        self.container(cell)
        found, self.blocks = self.blocks, before
        return found

    def aside(self, root: etree._Element, kind: str) -> None:
        """Headers, footers, notes, comments, diagrams: all of it furniture."""
        self.furniture += 1
        if kind == "diagramData":
            for paragraph in root.iter(_A + "p"):
                self.emit("".join(paragraph.itertext(_A + "t", with_tail=False)))
        elif kind in ("header", "footer"):
            self.container(root)
        else:
            for note in root:
                self.container(note)
        self.furniture -= 1


def _level(properties: etree._Element | None, style: _Style) -> int:
    outline = _outline(properties)
    if outline is None:
        outline = style.outline
    if outline is not None:
        return outline + 1 if outline < 9 else 0
    name = style.name.strip()
    heading = _HEADING_NAME.fullmatch(name)
    if heading:
        return int(heading[1])
    return 1 if name.lower() in ("title", "标题", "標題") else 0


def _alternative(element: etree._Element) -> etree._Element:
    """One of the versions of the same content: the modern one, or the old one where only that holds text."""
    choices = [child for child in element if child.tag in (_MC + "Choice", _MC + "Fallback")]
    for choice in choices:
        if next(choice.iter(W + "t", W + "delText"), None) is not None:
            return choice
    return choices[0] if choices else element


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with a tag, also inside content controls and the like, in order."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _PROPERTIES and child.tag != W + "tbl":
            yield from _within(child, tag)
