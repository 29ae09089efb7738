"""A writer's own docx as the model (参照文档): its styles, page, headers and footers; nothing of its text.

Parts are taken by an allow-list. Comments, notes, properties, macros, custom XML, external links and pictures of the
body stay behind, so that nothing of the old document travels in the new one.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.container import damaged, open_zip, parse_xml, read_part, read_xml
from drafter.errors import UnreadableFile
from drafter.files import read_file, unreadable
from drafter.render.package import MEDIA, Part, Relation
from drafter.render.word_layout import NAMES, R_NS, W_NS, Layout, face_of, styles

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from lxml.etree import _Element

MOST_FILE = 32 * 1024 * 1024
MOST_READ = 64 * 1024 * 1024
"""Bytes unpacked in all: a page may point to one large header a thousand times."""

_W = f"{{{W_NS}}}"
_R = f"{{{R_NS}}}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TAKEN = {
    "numbering": _WORD + "numbering+xml",
    "fontTable": _WORD + "fontTable+xml",
}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = (
    ("ascii", "asciiTheme", "latin"),
    ("hAnsi", "hAnsiTheme", "latin"),
    ("eastAsia", "eastAsiaTheme", "ea"),
    ("cs", "cstheme", "cs"),
)
"""A font by name, by the theme, and the theme's element for it."""
_EAST_ASIAN, _LATIN = "宋体", "Times New Roman"
"""Where the theme leaves a font to the program."""
_MARGINS = {"header": _WORD + "header+xml", "footer": _WORD + "footer+xml"}
_NOT_BODY = tuple(role for role in NAMES if role not in ("Normal", "BodyText", "Salutation"))
_NOT_OURS = (_W + "footnotePr", _W + "endnotePr", _W + "sectPrChange")
_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE")
)
"""Fields of a header or footer that only tell of the document itself."""
_REMEDY = "请给出 Word 能打开的普通 docx"


@dataclass(frozen=True, slots=True)
class Reference:
    """What is taken from a reference docx."""

    styles: dict[str, str]
    """Our style id (Title, BodyText, Heading1 …) -> the id to use in this file."""
    fonts: dict[str, str]
    """Our style id → the East-Asian font its text stands in: what this file names, else the layout's."""
    indent: int
    """Twips by which to indent the first line of body text, 0 where the style does so by itself."""
    parts: dict[str, Part]
    relations: tuple[Relation, ...]
    section: str
    """w:sectPr of its last section."""
    two_sided: bool
    numbered: bool
    """Whether it has a footer of its own, where the page number would stand."""


def open_reference(path: Path, layout: Layout) -> Reference:
    """Read the docx at `path`; styles it lacks are taken from `layout`. Raises UnreadableFile."""
    try:
        data = read_file(path, MOST_FILE + 1)
    except FileNotFoundError:
        raise UnreadableFile(str(path), "没有这个参照文档", "请检查路径和文件名") from None
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > MOST_FILE:
        raise UnreadableFile(str(path), f"参照文档超过 {MOST_FILE // 1024 // 1024} MB", "请删去其中的图片后再用")
    with open_zip(data, str(path)) as container:
        return _Taking(path, container, layout).reference()


class _Taking:
    def __init__(self, path: Path, container: ZipFile, layout: Layout) -> None:
        self.path = path
        self.container = container
        self.layout = layout
        self.names = {member.filename: member for member in container.infolist()}
        self.parts: dict[str, Part] = {}
        self.relations: list[Relation] = []
        self.left = MOST_READ
        self.fonts: dict[str, str] = {}
        """major or minor + latin, ea or cs → the name of the theme's font."""

    def reference(self) -> Reference:
        from lxml import etree  # takes 30 ms to load, which a docx without a reference does not need

        main = next((target for kind, target, _ in self._related("") if kind == "officeDocument"), "")
        document = self._parse(main)
        if document.tag != _W + "document":
            raise UnreadableFile(str(self.path), "是“严格 Open XML”格式或别的文件", "请另存为普通 docx")
        related = self._related(main)
        sheet = next((self._parse(target) for kind, target, _ in related if kind == "styles"), None)
        if sheet is None:
            sheet = etree.fromstring(f'<w:styles xmlns:w="{W_NS}"/>')
        self.fonts = self._theme_fonts(related)
        east_asian = self._east_asian(sheet)
        _named_fonts(sheet, self.fonts)
        names = self._styles(sheet, document)
        self._add("styles", "word/styles.xml", _WORD + "styles+xml", etree.tostring(sheet))
        for kind, target, _ in related:
            if kind in _TAKEN and f"word/{kind}.xml" not in self.parts:
                self._add(kind, f"word/{kind}.xml", _TAKEN[kind], self._cleared(target))
        section = self._section(document, {ident: (kind, target) for kind, target, ident in related})
        return Reference(
            styles=names,
            fonts={
                role: east_asian.get(names[role]) or face_of(self.layout, role).font for role in NAMES if role in names
            },
            indent=_missing_indent(sheet, names["BodyText"]),
            parts=self.parts,
            relations=tuple(self.relations),
            section=section,
            two_sided=self._two_sided(related),
            numbered="footerReference" in section,
        )

    def _theme_fonts(self, related: list[tuple[str, str, str]]) -> dict[str, str]:
        target = next((target for kind, target, _ in related if kind == "theme" and target in self.names), "")
        found: dict[str, str] = {}
        scheme = self._parse(target).find(f"{_A}themeElements/{_A}fontScheme") if target else None
        for which in ("major", "minor"):
            fonts = None if scheme is None else scheme.find(f"{_A}{which}Font")
            if fonts is None:
                continue
            for kind in ("latin", "ea", "cs"):
                face = fonts.find(_A + kind)
                name = face.get("typeface", "") if face is not None else ""
                if not name and kind == "ea":
                    # What the theme has for simplified Chinese in particular.
                    name = next(
                        (f.get("typeface", "") for f in fonts.iterfind(_A + "font") if f.get("script") == "Hans"), ""
                    )
                if name:
                    found[which + kind] = name
        return found

    def _east_asian(self, sheet: _Element) -> dict[str, str]:
        """Style id → the East-Asian font that it, or what it is based on, names itself or by the theme; "" where none does."""
        by_id = {style.get(_W + "styleId", ""): style for style in sheet.iterfind(_W + "style")}

        def named(properties: _Element | None) -> str:
            fonts = properties.find(_W + "rFonts") if properties is not None else None
            if fonts is None:
                return ""
            theme = fonts.get(_W + "eastAsiaTheme", "")
            which = "major" if theme.startswith("major") else "minor"
            return str((self.fonts.get(which + "ea") if theme else "") or fonts.get(_W + "eastAsia", ""))

        usual = named(sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        found = {}
        for ident in by_id:
            at, font = ident, ""
            for _ in range(20):
                style = by_id.get(at)
                if style is None or (font := named(style.find(_W + "rPr"))):
                    break
                based = style.find(_W + "basedOn")
                at = based.get(_W + "val", "") if based is not None else ""
            found[ident] = font or usual
        return found

    def _styles(self, sheet: _Element, document: _Element) -> dict[str, str]:
        from lxml import etree  # as in reference

        present: dict[str, str] = {}
        for style in sheet.iterfind(_W + "style"):
            name = style.find(_W + "name")
            if name is not None:
                present.setdefault(name.get(_W + "val", "").lower(), style.get(_W + "styleId", ""))
        taken = set(present.values())
        body = _body_style(
            document, {present[NAMES[role].lower()] for role in _NOT_BODY if NAMES[role].lower() in present}
        )
        names: dict[str, str] = {}
        own = styles(self.layout)
        for ident, name in NAMES.items():
            if ident == "BodyText" and (body in taken or "normal" in present):
                names[ident] = body if body in taken else present["normal"]
            elif name.lower() in present:
                names[ident] = present[name.lower()]
            elif ident == "Salutation" and "normal" in present:
                names[ident] = present["normal"]
            else:
                fresh = ident
                while fresh in taken:
                    fresh += "0"
                style = etree.fromstring(f'<x xmlns:w="{W_NS}">{own[ident]}</x>')[0]
                style.set(_W + "styleId", fresh)
                for link, role in (("basedOn", "Normal"), ("next", "BodyText")):
                    element = style.find(_W + link)
                    if element is not None:
                        element.set(_W + "val", names.get(role, "Normal"))
                sheet.append(style)
                names[ident] = fresh
                taken.add(fresh)
        etree.cleanup_namespaces(sheet)
        return names

    def _section(self, document: _Element, related: dict[str, tuple[str, str]]) -> str:
        from lxml import etree  # as in reference

        body = document.find(_W + "body")
        section = body.find(_W + "sectPr") if body is not None else None
        if section is None:
            section = etree.fromstring(f'<w:sectPr xmlns:w="{W_NS}"/>')
        for element in list(section):
            kind, target = related.get(element.get(_R + "id", ""), ("", ""))
            if kind in _MARGINS and element.tag == f"{_W}{kind}Reference":
                ident = self._margin(kind, target)
                if ident:
                    element.set(_R + "id", ident)
                    continue
            elif _R + "id" not in element.attrib and element.tag not in _NOT_OURS:
                continue
            section.remove(element)
        return str(etree.tostring(section, encoding="unicode"))

    def _margin(self, kind: str, target: str) -> str:
        """Take a header or footer along with its pictures; "" when it leads outside the package."""
        inner = []
        for other, picture, ident in self._related(target):
            ending = picture.rpartition(".")[2].lower()
            if other != "image" or ending not in MEDIA or picture not in self.names:
                return ""
            name = f"word/media/{posixpath.basename(picture)}"
            self.parts.setdefault(name, Part("", self._read(picture)))
            inner.append(Relation(ident, _OFFICE + "image", name))
        number = sum(name.startswith(f"word/{kind}") for name in self.parts) + 1
        name = f"word/{kind}{number}.xml"
        return self._add(kind, name, _MARGINS[kind], self._cleared(target), tuple(inner))

    def _cleared(self, target: str) -> bytes:
        """A part without embedded fonts (their files stay behind) and without fields that act."""
        from lxml import etree  # as in reference

        root = self._parse(target)
        for font in root.iterfind(_W + "font"):
            for child in list(font):
                if isinstance(child.tag, str) and child.tag.startswith(_W + "embed"):
                    font.remove(child)
        _still(root)
        _named_fonts(root, self.fonts)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _two_sided(self, related: list[tuple[str, str, str]]) -> bool:
        settings = next((self._parse(target) for kind, target, _ in related if kind == "settings"), None)
        found = settings.find(_W + "evenAndOddHeaders") if settings is not None else None
        return found is not None and found.get(_W + "val", "1") not in ("0", "false", "off")

    def _add(self, kind: str, name: str, content_type: str, content: bytes, inner: tuple[Relation, ...] = ()) -> str:
        ident = f"rId{len(self.relations) + 1}"
        self.relations.append(Relation(ident, _OFFICE + kind, name))
        self.parts[name] = Part(content_type, content, inner)
        return ident

    def _related(self, part: str) -> list[tuple[str, str, str]]:
        """(kind, target part, id) of a part's relationships; an external target is "" and kind "external"."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", file + ".rels")
        if name not in self.names:
            return []
        found = []
        for relation in self._parse(name):
            if not isinstance(relation.tag, str):
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                found.append(("external", "", relation.get("Id", "")))
            else:
                full = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found.append((kind, full, relation.get("Id", "")))
        return found

    def _parse(self, name: str) -> _Element:
        return parse_xml(read_xml(self.container, self._member(name), str(self.path)), str(self.path))

    def _read(self, name: str) -> bytes:
        return read_part(self.container, self._member(name), str(self.path))

    def _member(self, name: str) -> ZipInfo:
        """The part, its size taken off what may be unpacked."""
        member = self.names.get(name)
        if member is None:
            raise damaged(str(self.path))
        self.left -= member.file_size
        if self.left < 0:
            raise UnreadableFile(str(self.path), f"其中的 {name} 太大", _REMEDY)
        return member


def _named_fonts(root: _Element, fonts: dict[str, str]) -> None:
    """Name every font that is given by the theme: another program has another theme (主题字体)."""
    for element in root.iter(_W + "rFonts"):
        for by_name, by_theme, kind in _SCRIPTS:
            theme = element.attrib.pop(_W + by_theme, None)
            if theme is not None:
                usual = _EAST_ASIAN if kind == "ea" else _LATIN
                which = "major" if str(theme).startswith("major") else "minor"
                element.set(_W + by_name, element.get(_W + by_name) or fonts.get(which + kind) or usual)


def _still(root: _Element) -> None:
    """Take the fields (域) out of a header or footer that fetch or start something (DDE, INCLUDETEXT …); what they show stays."""
    for simple in list(root.iter(_W + "fldSimple")):
        if not _harmless(simple.get(_W + "instr", "")):
            around = simple.getparent()
            if around is not None:
                place = around.index(simple)
                around[place : place + 1] = list(simple)
    open_fields: list[list[_Element]] = []
    for element in list(root.iter(_W + "fldChar", _W + "instrText")):
        kind = element.get(_W + "fldCharType", "")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(element)
        if kind == "end" and open_fields:
            _drop_acting(open_fields.pop())
    for field in open_fields:  # never ended
        _drop_acting(field)


def _drop_acting(field: list[_Element]) -> None:
    """field: its fldChar and instrText elements in order."""
    # An instruction may lie in pieces over several runs.
    if not _harmless("".join(element.text or "" for element in field)):
        for element in field:
            run = element.getparent()
            if run is not None:
                run.remove(element)


def _harmless(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() in _FIELDS


def _body_style(document: _Element, known: set[str]) -> str:
    """The style most letters of the body stand in, titles and headings aside; "" for the default style."""
    letters: dict[str, int] = {}
    for paragraph in document.iter(_W + "p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        ident = style.get(_W + "val", "") if style is not None else ""
        size = sum(len(text.text or "") for text in paragraph.iter(_W + "t"))
        letters[ident] = letters.get(ident, 0) + size
    running = {ident: size for ident, size in letters.items() if ident not in known and size}
    return max(running, key=lambda ident: running[ident], default="")


def _missing_indent(sheet: _Element, ident: str) -> int:
    by_id = {style.get(_W + "styleId"): style for style in sheet.iterfind(_W + "style")}
    half_points = 0
    for _ in range(20):
        style = by_id.get(ident)
        if style is None:
            break
        indent = style.find(f"{_W}pPr/{_W}ind")
        if indent is not None and (indent.get(_W + "firstLine") or indent.get(_W + "firstLineChars")):
            return 0
        half_points = half_points or _half_points(style.find(f"{_W}rPr/{_W}sz"))
        based = style.find(_W + "basedOn")
        ident = based.get(_W + "val", "") if based is not None else ""
    default = _half_points(sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz"))
    # Two characters; a half-point is ten twips; Word's own size where nothing is said is 10 pt.
    return 2 * 10 * (half_points or default or 20)


def _half_points(size: _Element | None) -> int:
    value = size.get(_W + "val", "") if size is not None else ""
    return int(value) if value.isdecimal() else 0
