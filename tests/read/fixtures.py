"""Source files made by code for the tests of this folder; the places and the wording are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:r="{R}"'

# Several kinds of text, so that an encoding is not told by one manner of writing alone.
SAMPLES = (
    "同志们：青禾县林长制现场会今天在云台镇召开，主要任务是看现场、找差距、定举措，把护林防火抓得更实。",
    "今年入春以来雨水偏少，岭下的塘坝存水不足三成，抗旱保苗的担子很重，各镇要挨家挨户算清用水账。",
    "2031年1—6月，全县完成造林3.6万亩，占计划的72.5%；新修防火道48公里，处置火情11起（含边界2起）。",
    "渡口的老船工说，早些年摆一趟渡要半个时辰，如今桥通了，孩子上学再不用摸黑起床，茶叶也卖得出山去。",
    "一要摸清家底，二要划清责任，三要配齐器材。谁的山头谁看护，谁的火种谁管住，出了问题谁也推脱不掉。",
    "“护一片林，富一方人”，这是老支书常挂在嘴边的话。《护林公约》写得明白：进山不带火，清明不烧纸。",
    "财务科、人事科、信访科、督查室、档案室：请于周五下班前报送半年小结，联系人小薛，电话另附。",
    "窗外的玉兰谢了，巷口卖豆腐脑的吆喝还是老样子；祖母眯着眼纳鞋底，针脚细密得像她数过的日子。",
)


def paragraph(text: str, properties: str = "") -> str:
    """A w:p with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    """A w:p of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, format_: str, text: str, extra: str = "", start: int = 1) -> str:
    """A w:lvl of a list definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(definitions: Mapping[int, Sequence[str]], lists: Mapping[int, tuple[int, str]]) -> str:
    """numbering.xml: definition → levels; list → (definition, overrides)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'
        for id_, levels in definitions.items()
    )
    concrete = "".join(
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
        for id_, (of, overrides) in lists.items()
    )
    return f"<w:numbering {_NAMES}>{abstract}{concrete}</w:numbering>"


def docx(body: str, *, prolog: str = "", **parts: str) -> bytes:
    """A Word file around the XML of its body; `parts` are numbering, styles, header1, footnotes, comments …"""
    related = "".join(
        f'<Relationship Id="r{index}" Type="{R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for index, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<?xml version='1.0'?>{prolog}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(related),
    }
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    return archive({name: content.encode() for name, content in files.items()})


def part(kind: str, content: str) -> str:
    """The XML of a header, of notes, of styles: w:`kind` around `content`."""
    return f"<w:{kind} {_NAMES}>{content}</w:{kind}>"


def archive(files: Mapping[str, bytes], *, level: int = 6) -> bytes:
    """A zip, names with the UTF-8 flag where they are not ASCII."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return target.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, picture: bool = False, own_table: bool = False
) -> bytes:
    """A PDF by hand. Each page is a list of (x, y, size, text); characters are UTF-16 codes mapped to themselves.

    own_table: the font brings its code table along, as fpdf2 writes it, instead of naming a standard one.
    """
    characters = sorted({character for page in pages for *_, text in page for character in text})
    table = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in characters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    last = 7 + 2 * len(pages)
    table_of_codes = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /B def /CMapType 1 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        "1 begincidrange <0000> <FFFF> 0 endcidrange endcmap end end"
    )
    encoding = f"{last} 0 R" if own_table else "/Identity-H"
    image = "/XObject << /I 6 0 R >>" if picture else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding {encoding} /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n0\nendstream",
    ]
    for number, page in enumerate(pages):
        content = "\n".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {8 + 2 * number} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {image} >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< /Type /CMap /CMapName /B /Length {len(table_of_codes)} >>\nstream\n{table_of_codes}\nendstream")
    written, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(written)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    return written + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def _content_types(parts: Mapping[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind.format(name.rstrip("0123456789"))}"/>'
        for name in parts
    )
    return (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/word/document.xml' ContentType='{kind.format('document.main')}'/>{rows}</Types>"
    )


def _relations(content: str) -> str:
    return (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{content}</Relationships>"
    )
