"""The docx: what Word reads in it."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from drafter.errors import DrafterError, UnreadableFile
from drafter.language.words import cut
from drafter.records import Hit, Item, Origin, Outline
from drafter.render.embedded import read_embedded
from drafter.render.gap_note import gap_note
from drafter.render.outline import render
from drafter.render.word_layout import READ
from drafter.render.word_title import title_margin
from drafter.shipped import shipped


def made(outline: Outline, **more: object) -> bytes:
    return render(outline, "docx", template_folders=[], **more)  # type: ignore[arg-type]


def opened(data: bytes):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8")


def rewritten(data: bytes, change: dict[str, tuple[str, str]], drop: str = "") -> bytes:
    """The package again with text of its parts changed, as an editor would leave it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in change:
                assert change[name][0] in content.decode()
                content = content.decode().replace(*change[name]).encode()
            if not drop or drop not in name:
                new.writestr(name, content)
    return buffer.getvalue()


def test_paragraphs_and_styles(outline: Outline) -> None:
    found = [(p.style.name, p.text) for p in opened(made(outline)).paragraphs]
    assert found[:6] == [
        ("Title", "在全县河湖长制工作会议上的讲话"),
        ("Subtitle", "（2026年3月18日）"),
        ("Subtitle", "副县长 某某某"),
        ("Salutation", "同志们："),
        ("Body Text", "今天，我们召开全县河湖长制工作会议，主要任务是部署全年治水工作。刚才，青石镇作了发言。"),
        ("Body Text", "清理河道【待填：长度】，<b>&amp;*治理*</b>小流域3条。"),
    ]
    assert [(style, text) for style, text in found if style.startswith("Heading")] == [
        ("Heading 1", "一、在清淤护岸上下功夫"),
        ("Heading 2", "（一）摸清淤积底数"),
        ("Heading 3", "1.测"),
        ("Heading 3", "2.记"),
        ("Heading 2", "（二）排好施工次序"),
        ("Heading 1", "二、在日常巡护上见实效"),
    ]


def test_what_is_open_is_listed_on_a_page_of_its_own(outline: Outline) -> None:
    paragraphs = opened(made(outline)).paragraphs
    at = next(n for n, p in enumerate(paragraphs) if p.text == "待填清单：")
    assert paragraphs[at].paragraph_format.page_break_before
    assert [p.text for p in paragraphs[at + 1 :]] == ["1.分项成绩：长度", "2.一（一）摸清淤积底数：重点河段"]
    filled = replace(outline, gaps=())
    assert not any("待填清单" in p.text for p in opened(made(filled)).paragraphs)


def test_gb_page_and_faces(outline: Outline) -> None:
    document = opened(made(outline))
    section = document.sections[0]
    millimetres = [
        round(x.mm) for x in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ]
    assert millimetres == [37, 28, 26, 35]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    room = (section.page_height - section.top_margin - section.bottom_margin) / Pt(1)
    across = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    line = document.styles["Body Text"].paragraph_format.line_spacing.pt
    assert int(room / line) == 22
    closer = int(document.styles["Body Text"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert int(across / (16 + closer)) == 28
    faces = {}
    for name in ("Title", "Subtitle", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        font = document.styles[name].font
        assert font.bold is False
        faces[name] = (font.name, font.size.pt)
    assert faces == {
        "Title": ("方正小标宋简体", 22),
        "Subtitle": ("楷体_GB2312", 16),
        "Body Text": ("仿宋_GB2312", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Heading 3": ("仿宋_GB2312", 16),
        "Heading 4": ("仿宋_GB2312", 16),
    }


@pytest.mark.parametrize("profile", ["gb", "read", "plain"])
def test_every_style_and_run_names_its_font_for_every_script(profile: str, outline: Outline) -> None:
    data = made(outline, profile=profile, comments=True)
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
    whole = "".join(archive.read(name).decode() for name in names)
    assert "Theme" not in whole
    assert not any("theme" in name for name in names)
    fonts = re.findall(r"<w:rFonts ([^>]*)/>", whole)
    assert fonts
    for attributes in fonts:
        assert 'w:hint="eastAsia"' in attributes
        values = {re.search(rf'w:{script}="([^"]*)"', attributes)[1] for script in ("ascii", "hAnsi", "eastAsia", "cs")}  # type: ignore[index]
        assert len(values) == 1
    for run in re.findall(r"<w:r>(.*?)</w:r>", part(data, "word/document.xml")):
        assert "<w:rFonts" in run or "commentReference" in run
    for style in re.findall(r'<w:style w:type="paragraph".*?</w:style>', part(data, "word/styles.xml")):
        assert "<w:rFonts" in style


def test_page_numbers_odd_right_even_left(outline: Outline) -> None:
    document = opened(made(outline))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side
        assert paragraph.text == "— 1 —"
        assert " PAGE " in footer._element.xml
        assert {run.font.name for run in paragraph.runs} == {"宋体"}
        assert {run.font.size.pt for run in paragraph.runs} == {14}


def test_reading_copy_is_larger_and_says_how_long(outline: Outline) -> None:
    document = opened(made(outline, profile="read"))
    assert document.styles["Body Text"].font.size.pt >= 20
    assert re.match(r"宣读.*分钟（\d+字，每分钟180—200字）", document.sections[0].header.paragraphs[0].text)


def test_gaps_are_yellow_and_nothing_else(outline: Outline) -> None:
    runs = [run for p in opened(made(outline)).paragraphs for run in p.runs]
    assert [run.text for run in runs if run.font.highlight_color] == ["【待填：长度】", "【待填：重点河段】"]


def test_comments_on_request(outline: Outline, precedents: dict[str, list[Hit]]) -> None:
    assert not list(opened(made(outline)).comments)
    plain = [c.text for c in opened(made(outline, comments=True)).comments]
    assert plain[0] == "出处：程序通例 场合/工作会议/称谓"
    # One a line, the joined ones each their own, and one for each of two gaps.
    assert len([text for text in plain if text.startswith("出处")]) == 12
    assert len(plain) == 14
    explained = [c.text for c in opened(made(outline, explain=True, precedents=precedents)).comments]
    assert "备选1：这次会议的任务是部署治水工作。（kc-renwu-02，更短）" in explained[1]
    assert "先例3：" in explained[1]
    assert "先例4：" not in explained[1]


def test_comment_ranges_are_whole(outline: Outline) -> None:
    data = made(outline, comments=True)
    body = part(data, "word/document.xml")
    count = len(list(opened(data).comments))
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(map(int, re.findall(rf'<w:{mark} w:id="(\d+)"', body))) == list(range(count))
    # A range inside another one ends before it.
    around: list[str] = []
    for end, ident in re.findall(r'<w:commentRange(Start|End) w:id="(\d+)"', body):
        assert end != "End" or around.pop() == ident
        around += [ident] if end == "Start" else []


def test_what_belongs_into_a_gap_is_said_at_the_gap(outline: Outline) -> None:
    """A comment of its own on the mark, none without comments asked for, and the text for trace stays whole."""
    data = made(outline, comments=True)
    told = [c.text for c in opened(data).comments if c.text.startswith("待填“")]
    gaps = [gap for _, gap in outline.gaps]
    assert gaps
    assert [text.split("”")[0].removeprefix("待填“") for text in told] == gaps
    assert all(len(text.split("：", 1)[1]) > 8 for text in told)
    assert [p.text for p in opened(data).paragraphs] == [p.text for p in opened(made(outline)).paragraphs]


@pytest.mark.parametrize(
    ("hint", "word"),
    [
        ("完成时限", "到日"),
        ("牵头单位", "全称"),
        ("判断原文要点", "照原文"),
        ("观摩点位", "名称"),
        ("想到的话", "删去"),
    ],
)
def test_the_note_goes_by_the_kind_of_gap(hint: str, word: str) -> None:
    assert word in gap_note(hint)
    assert f"“{hint}”" in gap_note(hint)


def test_properties_give_nobody_away(outline: Outline) -> None:
    data = made(outline, comments=True)
    properties = opened(data).core_properties
    assert properties.title == "在全县河湖长制工作会议上的讲话"
    assert (properties.author, properties.last_modified_by, properties.created) == ("", "", None)
    assert "w:date=" not in part(data, "word/comments.xml")
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "docProps/app.xml" not in archive.namelist()


def test_nothing_hidden_gets_in() -> None:
    nasty = "\u202e倒\u200b\x1b\x00\ufeff\ud800\uffff"
    item = Item(nasty, 0, nasty, nasty, nasty, Origin("frame", nasty, nasty), label=nasty)
    data = made(Outline(nasty, (item,), (nasty,)), explain=True)
    assert opened(data).paragraphs[0].text == "\ufffd倒" + "\ufffd" * 6
    assert read_embedded(data, "稿.docx") is not None


# --- what trace finds again ------------------------------------------------------------------------


def test_every_line_is_found_by_its_bookmark(outline: Outline) -> None:
    found = read_embedded(made(outline), "稿.docx")
    assert found is not None
    nodes = {paragraph.text: paragraph.nodes for paragraph in found.paragraphs}
    assert nodes["一、在清淤护岸上下功夫"] == ("意见/1",)
    joined = "今天，我们召开全县河湖长制工作会议，主要任务是部署全年治水工作。刚才，青石镇作了发言。"
    assert nodes[joined] == ("开场/会议任务", "开场/回应前述")
    assert found.outline["format"] == "drafter.outline/1"
    assert found.outline["items"][1]["source"] == {"kind": "frame", "ref": "kc-renwu-01", "note": ""}


def test_the_file_carries_no_alternatives(outline: Outline) -> None:
    assert "kc-renwu-02" not in part(made(outline), "customXml/item1.xml")
    assert "岸线复绿" not in part(made(outline), "customXml/item1.xml")


def test_found_after_an_edit_and_a_new_part_name(outline: Outline) -> None:
    data = made(outline)
    edited = rewritten(data, {"word/document.xml": ("在日常巡护上见实效", "把日常巡护抓到底")})
    found = read_embedded(edited, "稿.docx")
    assert found is not None
    assert next(p.nodes for p in found.paragraphs if p.text == "二、把日常巡护抓到底") == ("意见/2",)


def test_a_split_paragraph_keeps_its_node_in_both_halves(outline: Outline) -> None:
    cut = "</w:t></w:r></w:p><w:p><w:r><w:t>"
    edited = rewritten(made(outline), {"word/document.xml": ("同志们，让我们", f"同志们，{cut}让我们")})
    found = read_embedded(edited, "稿.docx")
    assert found is not None
    assert [p.nodes for p in found.paragraphs if "结束语/号召" in p.nodes] == [("结束语/号召",), ("结束语/号召",)]


def test_other_files_hold_no_sources(outline: Outline) -> None:
    assert read_embedded(rewritten(made(outline), {}, drop="customXml"), "稿.docx") is None
    with pytest.raises(DrafterError, match="已损坏"):
        read_embedded(b"PK\x03\x04 nonsense", "稿.docx")


def test_bookmark_names_suit_word(outline: Outline) -> None:
    double = Outline("题", (outline.items[0], outline.items[0]))
    names = re.findall(r'w:name="(_[^"]*)"', part(made(double), "word/document.xml"))
    assert len(names) == len(set(names)) == 2
    assert all(re.fullmatch(r"_[a-z0-9_]{1,39}", name) for name in names)


# --- the writer's own file as model ----------------------------------------------------------------


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    document = docx.Document()
    document.styles["Heading 1"].font.name = "隶书"
    document.add_heading("旧题保密", 1)
    paragraph = document.add_paragraph("旧文保密")
    document.add_comment(paragraph.runs, "旧批注保密", author="旧作者")
    document.core_properties.author = "旧作者"
    document.sections[0].header.paragraphs[0].text = "机关用稿"
    path = tmp_path / "参照.docx"
    document.save(str(path))
    return path


def test_reference_gives_styles_and_header_and_none_of_its_text(reference: Path, outline: Outline) -> None:
    data = made(outline, reference=reference)
    document = opened(data)
    assert document.styles["Heading 1"].font.name == "隶书"
    assert document.sections[0].header.paragraphs[0].text == "机关用稿"
    assert document.paragraphs[0].text == "在全县河湖长制工作会议上的讲话"
    assert document.paragraphs[4].style.name == "Normal"  # what the body of that file stands in
    archive = zipfile.ZipFile(io.BytesIO(data))
    whole = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert "保密" not in whole
    assert "旧作者" not in whole
    assert read_embedded(data, "稿.docx") is not None
    assert data == made(outline, reference=reference)


def test_the_reference_among_the_templates_of_ones_own_is_used(reference: Path, outline: Outline) -> None:
    folders = (reference.parent / "没有", reference.parent, shipped("templates"))
    ours = render(outline, "docx", template_folders=folders)
    reference.rename(reference.parent / "reference.docx")
    found = render(outline, "docx", template_folders=folders)
    assert opened(ours).styles["Heading 1"].font.name != "隶书"
    assert opened(found).styles["Heading 1"].font.name == "隶书"
    other = reference.parent / "另一份.docx"
    docx.Document().save(str(other))
    assert render(outline, "docx", template_folders=folders, reference=other) == made(outline, reference=other)


def test_fonts_that_the_theme_of_a_reference_gives_are_named(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "普通.docx"
    docx.Document().save(str(path))
    assert "Theme=" in part(path.read_bytes(), "word/styles.xml")
    data = made(outline, reference=path)
    package = zipfile.ZipFile(io.BytesIO(data))
    assert not any("theme" in name for name in package.namelist())
    texts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    assert not any(re.search("(?:ascii|hAnsi|eastAsia|cs)[Tt]heme=", text) for text in texts)
    assert opened(data).styles.element.xpath("w:docDefaults//w:rFonts/@w:eastAsia") == ["宋体"]


def test_every_run_names_its_font_and_every_page_its_number_whatever_the_reference_lacks(
    tmp_path: Path, outline: Outline
) -> None:
    path = tmp_path / "普通.docx"
    plain = docx.Document()
    fonts = plain.styles["Heading 1"].element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), "隶书")
    plain.save(str(path))
    data = made(outline, reference=path, comments=True)
    runs = re.findall("<w:r>.*?</w:r>", part(data, "word/document.xml"))
    said = [run for run in runs if "<w:t " in run]
    assert said
    assert all(re.search('w:eastAsia="[^"]+"', run) for run in said)
    document = opened(data)
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert 'w:eastAsia="隶书"' in heading.runs[0]._r.xml
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml
    assert data == made(outline, reference=path, comments=True)


def test_our_own_docx_serves_as_reference(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(made(outline))
    document = opened(made(outline, reference=path, comments=True))
    assert [p.style.name for p in document.paragraphs[:5]] == [
        "Title",
        "Subtitle",
        "Subtitle",
        "Salutation",
        "Body Text",
    ]
    assert document.sections[0].even_page_footer.paragraphs[0].text == "— 1 —"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "没有这个参照文档"), (b"text", "损坏"), (b"PK\x05\x06" + b"\0" * 18, "损坏")],
)
def test_a_reference_that_is_none(content: bytes | None, reason: str, tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "r.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        made(outline, reference=path)


FIELDS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DD</w:instrText></w:r>'
    '<w:r><w:instrText>EAUTO c:\\x "机密" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>甲</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:fldSimple w:instr=" INCLUDETEXT http://x/y "><w:r><w:t>乙</w:t></w:r></w:fldSimple>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
)


def test_fields_of_the_header_that_fetch_or_start_something_stay_behind(reference: Path, outline: Outline) -> None:
    names = zipfile.ZipFile(reference).namelist()
    header = next(name for name in names if name.startswith("word/header"))
    reference.write_bytes(rewritten(reference.read_bytes(), {header: ("</w:p>", f"{FIELDS}</w:p>")}))
    made_header = opened(made(outline, reference=reference)).sections[0].header
    assert made_header.paragraphs[0].text == "机关用稿甲乙"  # python-docx leaves out what stands in a simple field
    xml = made_header._element.xml
    assert not re.search("DD|EAUTO|INCLUDETEXT|机密", xml)
    assert " PAGE " in xml
    assert " NUMPAGES " in xml
    assert xml.count("<w:fldChar ") == 2


def test_a_reference_with_names_that_are_no_utf8_is_refused(reference: Path, outline: Outline) -> None:
    with zipfile.ZipFile(reference, "a") as archive:
        archive.writestr("甲乙丙.bin", b"")
    reference.write_bytes(reference.read_bytes().replace("甲乙丙".encode(), b"\xff" * 9))
    with pytest.raises(UnreadableFile, match="损坏"):
        made(outline, reference=reference)


def test_a_reference_with_entities_behind_a_long_comment_is_refused(reference: Path, outline: Outline) -> None:
    behind = f"<!--{'x' * 5000}--><!DOCTYPE x [<!ENTITY a 'b'>]><w:styles"
    reference.write_bytes(rewritten(reference.read_bytes(), {"word/styles.xml": ("<w:styles", behind)}))
    with pytest.raises(UnreadableFile, match="实体定义"):
        made(outline, reference=reference)


def test_a_reference_with_entities_is_refused(reference: Path, outline: Outline) -> None:
    bomb = rewritten(
        reference.read_bytes(), {"word/styles.xml": ("<w:styles", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:styles")}
    )
    reference.write_bytes(bomb)
    with pytest.raises(UnreadableFile, match="实体定义"):
        made(outline, reference=reference)


def lying(data: bytes, name: str) -> bytes:
    """The package with 64 MB of blanks as part `name`, of which its directory says that they are 1000 bytes."""
    size = 64 * 1024 * 1024
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, b" " * size if each == name else old.read(each))
    return buffer.getvalue().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


@pytest.mark.parametrize("name", ["customXml/item1.xml", "word/document.xml"])
def test_a_docx_that_lies_about_its_sizes_gets_no_more_out_of_trace(name: str, outline: Outline) -> None:
    data = lying(made(outline), name)
    _takes_little(lambda: read_embedded(data, "稿.docx"))


def test_nor_as_a_reference(reference: Path, outline: Outline) -> None:
    reference.write_bytes(lying(reference.read_bytes(), "word/styles.xml"))
    _takes_little(lambda: made(outline, reference=reference))


def _takes_little(refused: Callable[[], object]) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match="损坏"):
            refused()
        assert tracemalloc.get_traced_memory()[1] < 48 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("title", ["在全县渡口渡船安全管理推进会上的讲话", "在云泽县果业高质量发展大会上的讲话"])
def test_a_title_of_two_lines_breaks_at_a_word_and_leaves_no_character_alone(title: str) -> None:
    room = (210 - READ.left - READ.right) / 25.4 * 72
    first = int((room - 2 * title_margin(READ, title) / 20) / READ.title.size)
    assert len(title) / 2 <= first < len(title) - 1
    assert first in accumulate(map(len, cut(title)))
