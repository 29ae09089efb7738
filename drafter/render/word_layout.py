"""Page layouts for Word (版式): GB 公文, 宣读稿, 简单 — as data, and as the style parts of a docx.

Measures after GB/T 9704-2012 by analogy (genre.md, Layout profiles): type area 156 × 225 mm, 22 lines of 28
characters, size 3 仿宋 (16 pt). A fixed line of 28.95 pt gives 22 lines in 637.8 pt; 28 characters need a pitch of
442.2 pt ÷ 28 = 15.79 pt, so the styles set letters 0.25 pt closer (a whole number of twips) and justification gives
the rest back. A character grid (w:docGrid linesAndChars) would say it more plainly, but LibreOffice then gives a
16 pt letter two cells of 15.79 pt: measured, 14 characters a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Side = Literal["left", "right", "center"]

# Word takes these when the first is not installed (w:altName), else it falls back to a face of its own choice.
_ALTERNATIVES = {
    "方正小标宋简体": "方正小标宋_GBK",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


@dataclass(frozen=True, slots=True)
class Face:
    """How one kind of paragraph looks."""

    font: str
    """For Chinese and Latin letters alike: quotes and dashes then stay in the body's font."""
    size: float
    """Points."""
    align: Literal["left", "both", "center"] = "both"
    indent: int = 0
    """First line, characters."""
    before: float = 0
    after: float = 0
    """Points."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One profile. Lengths in millimetres, sizes in points."""

    name: str
    top: float
    bottom: float
    left: float
    right: float
    line: float
    """Fixed line height, points."""
    title: Face
    subtitle: Face
    body: Face
    headings: tuple[Face, Face, Face, Face]
    number: Face
    number_side: Literal["outer", "center"]
    footer: float
    """From the lower edge of the paper to the lower edge of the page number."""
    header: float = 15
    closer: float = 0
    """By how much body and headings are set closer than their size, points."""
    line_grid: bool = False
    """True: the page shows a line grid (指定行网格) of `line`."""
    heading_before: float = 0
    spoken: bool = False
    """True: the speaking time stands in the header."""

    @property
    def faces(self) -> tuple[Face, ...]:
        return (self.title, self.subtitle, self.body, *self.headings, self.number)


def _headings(size: float, first: str, second: str, rest: str) -> tuple[Face, Face, Face, Face]:
    faces = [Face(font, size, "both", 2) for font in (first, second, rest, rest)]
    return (faces[0], faces[1], faces[2], faces[3])


GB = Layout(
    name="公文",
    top=37,
    bottom=35,
    left=28,
    right=26,
    line=28.95,
    title=Face("方正小标宋简体", 22, "center"),
    subtitle=Face("楷体_GB2312", 16, "center"),
    body=Face("仿宋_GB2312", 16, "both", 2),
    headings=_headings(16, "黑体", "楷体_GB2312", "仿宋_GB2312"),
    number=Face("宋体", 14),
    number_side="outer",
    # The dash stands in the middle of its 16 pt line, 7 mm below the type area: 35 − 7 − 2.8 mm.
    footer=25.2,
    closer=0.25,
    line_grid=True,
)
READ = Layout(
    name="宣读稿",
    top=30,
    bottom=28,
    left=25,
    right=25,
    line=40,
    title=Face("方正小标宋简体", 28, "center"),
    subtitle=Face("楷体_GB2312", 20, "center"),
    body=Face("仿宋_GB2312", 22, "both", 2),
    headings=_headings(22, "黑体", "楷体_GB2312", "仿宋_GB2312"),
    number=Face("宋体", 16),
    number_side="center",
    footer=15,
    spoken=True,
)
PLAIN = Layout(
    name="简单",
    top=25.4,
    bottom=25.4,
    left=31.8,
    right=31.8,
    line=22,
    title=Face("黑体", 18, "center"),
    subtitle=Face("宋体", 12, "center"),
    body=Face("宋体", 12, "both", 2),
    headings=_headings(12, "黑体", "楷体_GB2312", "宋体"),
    number=Face("宋体", 10.5),
    number_side="center",
    footer=15,
    heading_before=6,
)
LAYOUTS = {"gb": GB, "read": READ, "plain": PLAIN}


def twips(millimetres: float) -> int:
    """1 mm = 56.6929 twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run_properties(font: str, size: float | None = None, extra: str = "") -> str:
    """w:rPr content: the one font for every script, the hint that makes “” and — East Asian, no theme font."""
    name = quoteattr(font)
    fonts = f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={name}/>'
    half = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return fonts + half + extra


def section(layout: Layout, references: str) -> str:
    """w:sectPr, with the header and footer references given."""
    width, height = 11906, 16838
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(layout.line * 20)}"/>' if layout.line_grid else ""
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(layout.top)}" w:right="{twips(layout.right)}" w:bottom="{twips(layout.bottom)}"'
        f' w:left="{twips(layout.left)}" w:header="{twips(layout.header)}" w:footer="{twips(layout.footer)}"'
        f' w:gutter="0"/>{grid}</w:sectPr>'
    )


# --- styles ----------------------------------------------------------------------------------------

HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
NAMES = {
    "Normal": "Normal",
    "BodyText": "Body Text",
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Salutation": "Salutation",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "Header": "header",
    "Footer": "footer",
    "CommentText": "annotation text",
    "CommentReference": "annotation reference",
}
"""Style id -> the name Word knows it by in every language."""


def face_of(layout: Layout, style: str) -> Face:
    """The face of the paragraph style `style`."""
    if style in HEADINGS:
        return layout.headings[HEADINGS.index(style)]
    return {"Title": layout.title, "Subtitle": layout.subtitle}.get(style, layout.body)


def styles(layout: Layout) -> dict[str, str]:
    """Style id -> w:style element, for every style of NAMES."""
    body = layout.body
    found = {
        "Normal": _style("Normal", layout, Face(body.font, body.size, "both"), based=""),
        "BodyText": _style("BodyText", layout, body),
        "Title": _style("Title", layout, layout.title, line=max(layout.line, layout.title.size * 1.3), keep=True),
        "Subtitle": _style("Subtitle", layout, layout.subtitle, keep=True),
        "Salutation": _style("Salutation", layout, Face(body.font, body.size, "both"), following="BodyText"),
    }
    for level, (style, face) in enumerate(zip(HEADINGS, layout.headings, strict=True)):
        # The third level has nothing under it: kept with what follows, whole rows of it would leave half a page empty.
        found[style] = _style(style, layout, face, before=layout.heading_before, keep=level < 2, level=level)
    small = Face("宋体", 10.5, "left")
    found["Header"] = _style("Header", layout, small, line=0, following="Header")
    found["Footer"] = _style("Footer", layout, layout.number, line=0, following="Footer")
    found["CommentText"] = _style("CommentText", layout, small, line=0, following="CommentText")
    found["CommentReference"] = (
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        f"<w:rPr>{run_properties('宋体', 10.5)}</w:rPr></w:style>"
    )
    return found


def _style(
    style: str,
    layout: Layout,
    face: Face,
    *,
    based: str = "Normal",
    following: str = "BodyText",
    line: float | None = None,
    before: float = 0,
    keep: bool = False,
    level: int | None = None,
) -> str:
    line = layout.line if line is None else line
    rule = f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ' w:line="240" w:lineRule="auto"'
    indent = round(face.indent * (face.size - layout.closer) * 20)
    paragraph = (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        # Lines pushed to the next page by widow control would leave a page of 21; half-width letters keep their cell.
        # Hanging punctuation is Word's default; said aloud, it is what keeps LibreOffice 7.4 (which reads the value
        # the wrong way round) from hanging it, losing the sign, and adding an empty line.
        + '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        + '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        + f'<w:spacing w:before="{round(before * 20)}" w:after="0"{rule}/>'
        + f'<w:ind w:left="0" w:right="0" w:firstLineChars="{face.indent * 100}" w:firstLine="{indent}"/>'
        + f'<w:jc w:val="{face.align}"/>'
        + (f'<w:outlineLvl w:val="{level}"/>' if level is not None else "")
    )
    closer = layout.closer if face.size == layout.body.size else 0
    default = ' w:default="1"' if style == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{NAMES[style]}"/>'
        + (f'<w:basedOn w:val="{based}"/><w:next w:val="{following}"/>' if based else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{_plain(face, closer)}</w:rPr></w:style>"
    )


def _plain(face: Face, closer: float) -> str:
    """No bold, no italics, black: what built-in heading styles bring along is taken back."""
    fonts, _, size = run_properties(face.font, face.size).partition("<w:sz ")
    spacing = f'<w:spacing w:val="{-round(closer * 20)}"/>' if closer else ""
    return (
        f'{fonts}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="000000"/>'
        f'{spacing}<w:kern w:val="0"/><w:sz {size}'
    )


def styles_part(layout: Layout) -> str:
    """word/styles.xml."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_properties(layout.body.font, layout.body.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    character = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    return f'<w:styles xmlns:w="{W_NS}">{defaults}{character}{"".join(styles(layout).values())}</w:styles>'


def fonts_part(layout: Layout) -> str:
    """word/fontTable.xml, with a second choice for faces that are not on every machine."""
    names = sorted({face.font for face in layout.faces} | {"宋体"})
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(_ALTERNATIVES[name])}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name in names
    )
    return f'<w:fonts xmlns:w="{W_NS}">{fonts}</w:fonts>'


def settings_part(*, two_sided: bool) -> str:
    """word/settings.xml. two_sided: odd and even pages have footers of their own."""
    return (
        f'<w:settings xmlns:w="{W_NS}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        "<w:bordersDoNotSurroundFooter/>"
        '<w:defaultTabStop w:val="420"/>' + ("<w:evenAndOddHeaders/>" if two_sided else "") + ""
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def footer_part(layout: Layout, side: Side) -> str:
    """A footer with — 1 —, one character in from the outer edge (GB/T 9704 7.5)."""
    face = layout.number
    inset = round(face.size * 20)
    indent = {
        "right": f'<w:ind w:rightChars="100" w:right="{inset}"/>',
        "left": f'<w:ind w:leftChars="100" w:left="{inset}"/>',
        "center": "",
    }[side]
    properties = f"<w:rPr>{run_properties(face.font, face.size)}</w:rPr>"

    def run(content: str) -> str:
        return f"<w:r>{properties}{content}</w:r>"

    number = (
        run('<w:t xml:space="preserve">— </w:t>')
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + run('<w:t xml:space="preserve"> —</w:t>')
    )
    line = round((face.size + 2) * 20)
    return (
        f'<w:ftr xmlns:w="{W_NS}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="{line}" w:lineRule="exact"/>{indent}<w:jc w:val="{side}"/>'
        f"</w:pPr>{number}</w:p></w:ftr>"
    )


def header_part(layout: Layout, text: str) -> str:
    """A header with one line of text, right."""
    return (
        f'<w:hdr xmlns:w="{W_NS}"><w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr>'
        f"<w:r><w:rPr>{run_properties('宋体', 10.5)}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p></w:hdr>"
    )
