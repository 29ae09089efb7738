"""An outline as a Word document (docx).

The package is written part by part rather than through python-docx: every style, run, relationship and date in it
is then ours, nothing of a default template (theme fonts, author, thumbnail) comes along, and the same outline gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from drafter.language.visible import visible
from drafter.records import Outline
from drafter.render.embedded import NAMESPACE, Bookmarks, embedded_part
from drafter.render.gap_note import gap_note
from drafter.render.package import Part, Relation, pack, xml_part
from drafter.render.reference import Reference, open_reference
from drafter.render.view import FAST, GAP_HINT, SLOW, Block, Line, Page, pieces
from drafter.render.word_layout import (
    HEADINGS,
    LAYOUTS,
    R_NS,
    W_NS,
    Layout,
    face_of,
    fonts_part,
    footer_part,
    header_part,
    run_properties,
    section,
    settings_part,
    styles_part,
)
from drafter.render.word_title import title_margin

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ITEM_ID = "{D7AF7E50-0000-4000-8000-647261667465}"
_AUTHOR = "drafter"
_YELLOW = '<w:highlight w:val="yellow"/>'


def word(
    page: Page,
    outline: Outline,
    profile: str = "gb",
    *,
    comments: bool = False,
    explain: bool = False,
    reference: Path | None = None,
) -> bytes:
    """The docx of `page`; `outline` is what it carries along for trace.

    profile: gb, read or plain. comments: sources as Word comments; explain: alternatives and precedents in them too.
    reference: a docx whose styles, page and headers are used instead of the profile's. Raises DrafterError when that
    file cannot be used.
    """
    layout = LAYOUTS[profile]
    base = open_reference(reference, layout) if reference else None
    body = _Body(layout, base, comments=comments, explain=explain)
    content = "".join(body.paragraphs(page))
    parts: dict[str, Part] = {}
    related: list[Relation] = []

    def add(name: str, kind: str, part: Part) -> str:
        ident = f"rId{len(related) + 1}"
        related.append(Relation(ident, _OFFICE + kind, name))
        parts[name] = part
        return ident

    if base:
        parts |= base.parts
        related += base.relations
        references = base.section
        if not base.numbered:
            # A page needs its number, whatever else that file has on it.
            feet = "".join(_footers(layout, add))
            references = _after_the_tag(references, feet)
    else:
        add("word/styles.xml", "styles", xml_part(_WORD + "styles+xml", styles_part(layout)))
        add("word/fontTable.xml", "fontTable", xml_part(_WORD + "fontTable+xml", fonts_part(layout)))
        references = section(layout, "".join(_margins(layout, page, add)))
    two_sided = base.two_sided if base and base.numbered else layout.number_side == "outer"
    add("word/settings.xml", "settings", xml_part(_WORD + "settings+xml", settings_part(two_sided=two_sided)))
    if body.comments:
        text = f'<w:comments xmlns:w="{W_NS}">{"".join(body.comments)}</w:comments>'
        add("word/comments.xml", "comments", xml_part(_WORD + "comments+xml", text))
    add("customXml/item1.xml", "customXml", _sources(outline, body.bookmarks))
    parts["customXml/itemProps1.xml"] = xml_part(
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        f'<ds:datastoreItem ds:itemID="{_ITEM_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>',
    )
    parts["docProps/core.xml"] = _properties(page.title)
    document = f'<w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}"><w:body>{content}{references}</w:body></w:document>'
    parts = {"word/document.xml": xml_part(_WORD + "document.main+xml", document, related)} | parts
    return pack(
        parts,
        [
            Relation("rId1", _OFFICE + "officeDocument", "word/document.xml"),
            Relation(
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ],
    )


class _Body:
    """Writes the paragraphs, and gathers the bookmarks and comments they need."""

    def __init__(self, layout: Layout, base: Reference | None, *, comments: bool, explain: bool) -> None:
        self.layout = layout
        self.base = base
        self.wants_comments = comments
        self.explain = explain
        self.bookmarks = Bookmarks()
        self.comments: list[str] = []

    def paragraphs(self, page: Page) -> Iterator[str]:
        head = [("Title", page.title), *(("Subtitle", line) for line in page.subtitle)]
        for number, (style, text) in enumerate(head, 1):
            # One empty line between the head and the speech, as space rather than as an empty paragraph.
            gap = round(self.layout.line * 20) if number == len(head) else 0
            side = 0 if self.base or style != "Title" else title_margin(self.layout, text)
            yield self._paragraph(style, self._runs(style, text), after=gap, side=side)
        for block in page.blocks:
            style = HEADINGS[min(block.level, 4) - 1] if block.level else "BodyText"
            yield self._paragraph("Salutation" if block.kind == "salutation" else style, self._block(style, block))
        yield from self._gap_list(page)

    def _gap_list(self, page: Page) -> Iterator[str]:
        """待填清单, on a page of its own behind the speech, so that it can be taken away; nothing without gaps."""
        if page.gaps:
            yield self._paragraph("BodyText", self._runs("BodyText", "待填清单："), new_page=True)
        for number, gap in enumerate(page.gaps, 1):
            yield self._paragraph("BodyText", self._runs("BodyText", f"{number}.{gap.where}：{gap.what}"))

    def _block(self, style: str, block: Block) -> str:
        return "".join(
            self._line(style, line, (block.label if number == 0 else "") + line.text)
            for number, line in enumerate(block.lines)
        )

    def _line(self, style: str, line: Line, text: str) -> str:
        name = self.bookmarks.name(line.id)
        ident = len(self.bookmarks.nodes) - 1
        if self.wants_comments:
            comment = self._begin_comment(self._source_said(line))
            runs = self._commented(comment, self._runs(style, text, told=True))
        else:
            runs = self._runs(style, text)
        return f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{ident}"/>'

    def _runs(self, style: str, text: str, *, told: bool = False) -> str:
        """The runs of `text`. told: a comment at each gap says what belongs there."""
        # A reference file's styles say which font; the hint makes “” and — East Asian there.
        fonts = _east_asian(self.base.fonts[style]) if self.base else run_properties(face_of(self.layout, style).font)
        runs = []
        for piece in pieces(text):
            run = (
                f"<w:r><w:rPr>{fonts}{_YELLOW if piece.gap else ''}</w:rPr>"
                f'<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'
            )
            hint = GAP_HINT.fullmatch(piece.text) if told and piece.gap else None
            runs.append(self._commented(self._begin_comment([gap_note(hint[1])]), run) if hint else run)
        return "".join(runs)

    def _paragraph(self, style: str, content: str, *, after: int = 0, side: int = 0, new_page: bool = False) -> str:
        # Labels are typed, as office writers do; a reference style that counts by itself must not count again.
        silent = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if self.base else ""
        spacing = f'<w:spacing w:after="{after}"/>' if after else ""
        indent = f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""
        if self.base and style == "BodyText" and self.base.indent:
            indent = f'<w:ind w:firstLineChars="200" w:firstLine="{self.base.indent}"/>'
        ident = self.base.styles[style] if self.base else style
        breaks = "<w:pageBreakBefore/>" if new_page else ""
        properties = f'<w:pPr><w:pStyle w:val="{escape(ident)}"/>{breaks}{silent}{spacing}{indent}</w:pPr>'
        return f"<w:p>{properties}{content}</w:p>"

    def _source_said(self, line: Line) -> list[str]:
        """Where the line is from and why it is as it is, a paragraph each."""
        said = [f"出处：{line.source}"]
        if line.reason:
            said.append(f"理由：{line.reason}")
        if line.budget:
            said.append(f"字数建议：约{line.budget}字，{line.minutes}")
        if self.explain:
            said += [
                f"备选{number}：{other.text}（{'，'.join(part for part in (other.source, other.reason) if part)}）"
                for number, other in enumerate(line.alternatives, 1)
            ]
            said += [f"先例{number}：{hit.text}——{hit.place}" for number, hit in enumerate(line.precedents, 1)]
        return said

    def _begin_comment(self, said: list[str]) -> int:
        """The number of a new comment, a paragraph for each of `said`."""
        ident = len(self.comments)
        fonts = _east_asian(self.base.fonts["CommentText"]) if self.base else run_properties("宋体", 10.5)
        text_style = self.base.styles["CommentText"] if self.base else "CommentText"
        mark_style = self.base.styles["CommentReference"] if self.base else "CommentReference"
        mark = f'<w:r><w:rPr><w:rStyle w:val="{escape(mark_style)}"/></w:rPr>'
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{escape(text_style)}"/></w:pPr>'
            + (f"{mark}<w:annotationRef/></w:r>" if number == 0 else "")
            + f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
            for number, text in enumerate(said)
        )
        self.comments.append(f'<w:comment w:id="{ident}" w:author="{_AUTHOR}" w:initials="d">{paragraphs}</w:comment>')
        return ident

    def _commented(self, ident: int, runs: str) -> str:
        """The runs with comment number `ident` on them."""
        mark_style = self.base.styles["CommentReference"] if self.base else "CommentReference"
        mark = f'<w:r><w:rPr><w:rStyle w:val="{escape(mark_style)}"/></w:rPr>'
        return (
            f'<w:commentRangeStart w:id="{ident}"/>{runs}<w:commentRangeEnd w:id="{ident}"/>'
            f'{mark}<w:commentReference w:id="{ident}"/></w:r>'
        )


def _margins(layout: Layout, page: Page, add: Callable[[str, str, Part], str]) -> Iterator[str]:
    """Header and footer parts, added to the package; yields the references to them."""
    if layout.spoken:
        text = f"宣读{page.time}（{page.characters}字，每分钟{SLOW}—{FAST}字）"
        ident = add("word/header1.xml", "header", xml_part(_WORD + "header+xml", header_part(layout, text)))
        yield f'<w:headerReference w:type="default" r:id="{ident}"/>'
    yield from _footers(layout, add)


def _east_asian(font: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:eastAsia="{escape(font)}"/>'


def _after_the_tag(section: str, references: str) -> str:
    """A w:sectPr with more references, which stand first in it."""
    if section.endswith("/>") and section.count("<") == 1:
        return f"{section[:-2]}>{references}</w:sectPr>"
    at = section.index(">") + 1
    return section[:at] + references + section[at:]


def _footers(layout: Layout, add: Callable[[str, str, Part], str]) -> Iterator[str]:
    """Footers with the page number, added to the package; yields the references to them."""
    outer = layout.number_side == "outer"
    odd = xml_part(_WORD + "footer+xml", footer_part(layout, "right" if outer else "center"))
    yield f'<w:footerReference w:type="default" r:id="{add("word/footer1.xml", "footer", odd)}"/>'
    if outer:
        even = xml_part(_WORD + "footer+xml", footer_part(layout, "left"))
        yield f'<w:footerReference w:type="even" r:id="{add("word/footer2.xml", "footer", even)}"/>'


def _sources(outline: Outline, bookmarks: Bookmarks) -> Part:
    properties = Relation("rId1", _OFFICE + "customXmlProps", "customXml/itemProps1.xml")
    return xml_part("", embedded_part(outline, bookmarks.nodes), [properties])


def _properties(title: str) -> Part:
    """Title and nothing else: no author, no company, no date."""
    return xml_part(
        "application/vnd.openxmlformats-package.core-properties+xml",
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(visible(title))}</dc:title><dc:creator></dc:creator></cp:coreProperties>",
    )
