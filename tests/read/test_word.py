"""Word: numbers made visible, revisions resolved, every piece of text once and in its place."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_BREAK

from drafter.errors import UnreadableFile
from drafter.read.numbering import W
from drafter.read.options import Options, TrackedChanges
from drafter.read.word import read

from .fixtures import R, archive, docx, level, numbered, numbering, paragraph, part

LADDER = numbering(
    {
        0: [
            level(0, "chineseCountingThousand", "第%1章"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
            level(3, "decimalEnclosedCircle", "%4"),
        ],
        1: [level(0, "japaneseCounting", "%1、"), level(1, "decimal", "%2.")],
        2: [level(0, "bullet", "\uf0b7")],
        3: [level(0, "upperLetter", "%1)", start=3)],
    },
    {
        1: (0, ""),
        2: (1, ""),
        3: (1, ""),
        4: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        5: (2, ""),
        6: (3, ""),
    },
)


def texts(data: bytes, tracked_changes: TrackedChanges = "accept") -> list[str]:
    return [b.text for b in read(data, "稿.docx", Options(tracked_changes)).blocks if not b.furniture]


def furniture(data: bytes, tracked_changes: TrackedChanges = "accept") -> list[str]:
    return [b.text for b in read(data, "稿.docx", Options(tracked_changes)).blocks if b.furniture]


def numbered_texts(*items: str) -> list[str]:
    return texts(docx("".join(items), numbering=LADDER))


# --- numbers ---------------------------------------------------------------------------------------


def test_levels_count_and_start_again_under_a_new_parent() -> None:
    assert numbered_texts(
        numbered("总则", 1), numbered("目的", 1, 1), numbered("依据", 1, 1), numbered("细目", 1, 2),
        numbered("附则", 1), numbered("解释", 1, 1), numbered("条", 1, 2), numbered("圈", 1, 3),
    ) == ["第一章 总则", "（一）目的", "（二）依据", "1.2.1 细目", "第二章 附则", "（一）解释", "2.1.1 条", "① 圈"]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_they_say_where_to_start() -> None:
    assert numbered_texts(
        numbered("甲", 2), numbered("乙", 3), numbered("丙", 4), numbered("丁", 4), numbered("戊", 2)
    ) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_a_start_other_than_one() -> None:
    assert numbered_texts(numbered("甲", 6), numbered("乙", 6)) == ["C)甲", "D)乙"]


def test_bullets_and_switched_off_and_unknown_lists_show_nothing() -> None:
    assert numbered_texts(numbered("点", 5), numbered("无", 0), numbered("缺", 77)) == ["点", "无", "缺"]


def test_a_deeper_level_that_was_passed_over_counts_from_its_start() -> None:
    assert numbered_texts(numbered("细", 1, 2)) == ["1.1.1 细"]


def test_numbers_that_come_with_the_style() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/>'
        '</w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="公文二级"/><w:basedOn w:val="B"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
    )
    ladder = numbering(
        {
            9: [
                level(0, "chineseCounting", "%1、", '<w:pStyle w:val="B"/>'),
                level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="C"/>'),
            ]
        },
        {7: (9, "")},
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in [("形势", "B"), ("举措", "B"), ("清单", "C")]
    )
    blocks = read(docx(body, styles=styles, numbering=ladder), "稿.docx", Options()).blocks
    assert [(b.text, b.level) for b in blocks] == [("一、形势", 1), ("二、举措", 1), ("（一）清单", 2)]


def test_what_python_docx_writes_reads_as_word_shows_it() -> None:
    document = Document()
    document.add_heading("在护林现场会上的讲话", 0)
    document.add_heading("一、认清形势", 1)
    document.add_paragraph("头一条", style="List Number")
    document.add_paragraph("第二条", style="List Number")
    document.sections[0].header.paragraphs[0].text = "青禾县文件"
    target = io.BytesIO()
    document.save(target)
    blocks = read(target.getvalue(), "稿.docx", Options()).blocks
    assert [(b.text, b.level, b.furniture) for b in blocks] == [
        ("在护林现场会上的讲话", 1, False),
        ("一、认清形势", 1, False),
        ("1.头一条", 0, False),
        ("2.第二条", 0, False),
        ("青禾县文件", 0, True),
    ]


# --- revisions -------------------------------------------------------------------------------------

REVISED = docx(
    "<w:p><w:r><w:t>全县要</w:t></w:r><w:del><w:r><w:delText>适当</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>坚决</w:t></w:r></w:ins><w:r><w:t>管住火源。</w:t></w:r></w:p>"
    "<w:moveFrom><w:r><w:t/></w:r></w:moveFrom>"
    "<w:p><w:moveFrom><w:r><w:t>搬走的话。</w:t></w:r></w:moveFrom></w:p>"
    + paragraph("中间的话。")
    + "<w:p><w:moveTo><w:r><w:t>搬走的话。</w:t></w:r></w:moveTo></w:p>"
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>" + paragraph("后半句。")
)


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ("accept", ["全县要坚决管住火源。", "中间的话。", "搬走的话。", "前半句，后半句。"]),
        ("reject", ["全县要适当管住火源。", "搬走的话。", "中间的话。", "前半句，", "后半句。"]),
    ],
)
def test_tracked_changes_read_as_accepted_or_rejected(choice: TrackedChanges, shown: list[str]) -> None:
    assert texts(REVISED, choice) == shown


def test_text_a_revision_takes_away_stays_accounted_for_as_furniture() -> None:
    assert furniture(REVISED, "accept") == ["适当", "搬走的话。"]
    assert furniture(REVISED, "reject") == ["坚决", "搬走的话。"]


# --- the rest of the page --------------------------------------------------------------------------


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>框前</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框后</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["框前框后", "框里的话"]


def test_a_table_is_read_row_by_row_and_a_layout_table_paragraph_by_paragraph() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    body = (
        "<w:tbl>"
        + row(paragraph("镇"), paragraph("亩数"))
        + row(paragraph("云台"), paragraph("300"))
        + row(paragraph("整段一。") + paragraph("整段二。"), paragraph("边栏"))
        + "</w:tbl>"
    )
    assert texts(docx(body)) == ["镇｜亩数", "云台｜300", "整段一。", "整段二。", "边栏"]


def test_soft_breaks_end_a_block_and_fields_show_their_result() -> None:
    body = (
        "<w:p><w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t></w:r></w:p>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE 指令</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:hyperlink><w:r><w:t>三月</w:t></w:r></w:hyperlink>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:sdt><w:sdtContent><w:r><w:t>八日</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert texts(docx(body)) == ["上行", "下行", "三月八日"]


def test_heads_notes_comments_contents_and_hidden_text_are_furniture() -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>')
    body = (
        paragraph("一、形势 1", '<w:pStyle w:val="T"/>')
        + "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
    )
    data = docx(
        body,
        styles=styles,
        header1=part("hdr", paragraph("页眉")),
        footer1=part("ftr", paragraph("第1页")),
        footnotes=part("footnotes", f'<w:footnote w:id="1">{paragraph("脚注")}</w:footnote>'),
        endnotes=part("endnotes", f'<w:endnote w:id="1">{paragraph("尾注")}</w:endnote>'),
        comments=part("comments", f'<w:comment w:id="1">{paragraph("批注")}</w:comment>'),
    )
    assert texts(data) == ["正文"]
    assert furniture(data) == ["一、形势 1", "藏", "页眉", "第1页", "脚注", "尾注", "批注"]


def test_strict_files_read_like_the_others() -> None:
    data = docx(paragraph("严格的格式"))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    from_zip = texts(data)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for member in source.infolist():
            content = source.read(member)
            copy.writestr(
                member, content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
            )
    assert texts(target.getvalue()) == from_zip == ["严格的格式"]


# --- hostile and broken files ----------------------------------------------------------------------


def test_an_entity_bomb_is_refused() -> None:
    laughs = "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghij", "abcdefghi", strict=True))
    prolog = f'<!DOCTYPE w [<!ENTITY a "哈">{laughs}]>'
    with pytest.raises(UnreadableFile, match="实体定义"):
        texts(docx(paragraph("&j;"), prolog=prolog))


def test_definitions_behind_a_long_comment_are_refused_too() -> None:
    with pytest.raises(UnreadableFile, match="实体定义"):
        texts(docx(paragraph("&a;"), prolog=f"<!--{'x' * 5000}--><!DOCTYPE w [<!ENTITY a '哈'>]>"))


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        texts(docx(paragraph("字" + " " * 40_000_000)))


@pytest.mark.parametrize("element", ["<w:p/>", "<w:p w:a='' w:b='' w:c='' w:d='' w:e=''/>"])
def test_more_elements_or_attributes_than_any_speech_has_are_refused(
    element: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ratio tells nothing here: in random order they pack to no less than a twenty-fifth."""
    monkeypatch.setattr("drafter.container.MAX_ELEMENTS", 1000)
    monkeypatch.setattr("drafter.container.MAX_ATTRIBUTES", 4000)
    assert texts(docx(paragraph("甲") + element * 700)) == ["甲"]
    with pytest.raises(UnreadableFile, match=r"word/document\.xml 有 \d{4} 个标记"):
        texts(docx(paragraph("甲") + element * 1000))


def test_a_part_larger_than_any_speech_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.container.MAX_PART", 4096)
    with pytest.raises(UnreadableFile, match=r"word/document\.xml 有 0 MB，大得不正常"):
        texts(docx(paragraph("甲" * 4096)))


def test_a_document_embedded_over_and_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.read.word.MAX_PART", 30_000)
    names = f"xmlns:w='{W[1:-1]}' xmlns:r='{R}'"
    page = "护林防火，人人有责。" * 300
    for times in (3, 4):
        body = "<w:altChunk r:id='c'/>" * times
        package = archive(
            {
                "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>".encode(),
                "word/_rels/document.xml.rels": b"<r><r Id='c' Type='x/aFChunk' Target='a.txt'/></r>",
                "word/a.txt": page.encode(),
            }
        )
        if times == 3:
            assert texts(package) == [page] * 3
        else:
            with pytest.raises(UnreadableFile, match="嵌着的文档加起来"):
                texts(package)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_file_is_refused(share: float) -> None:
    data = docx(paragraph("完整的话" * 500))
    with pytest.raises(UnreadableFile, match="损坏"):
        texts(data[: int(len(data) * share)])


def test_a_file_of_pictures_alone_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        texts(docx("<w:p><w:r><w:drawing/></w:r></w:p>"))


def test_pages_ended_by_hand_and_empty_paragraphs_leave_a_trace_on_the_block_below() -> None:
    file = Document()
    file.add_paragraph("甲")
    file.add_page_break()
    file.add_paragraph("乙").add_run().add_break(WD_BREAK.PAGE)
    file.add_paragraph("丙")
    file.add_paragraph("")
    file.add_paragraph("　")
    file.add_paragraph("丁")
    file.add_paragraph("戊").paragraph_format.page_break_before = True
    stream = io.BytesIO()
    file.save(stream)
    blocks = read(stream.getvalue(), "稿.docx", Options()).blocks
    assert [(block.text, block.blank, block.ruled) for block in blocks] == [
        ("甲", 0, False),
        ("乙", 1, True),
        ("丙", 0, True),
        ("丁", 2, False),
        ("戊", 0, True),
    ]
