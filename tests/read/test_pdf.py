"""PDF: paragraphs from lines, page furniture, and what cannot be read."""

from __future__ import annotations

import io
import time

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from drafter.errors import UnreadableFile
from drafter.read import pdf as pdf_reader
from drafter.read.options import Options
from drafter.read.pdf import MAX_PAGE_BYTES, Line, _columns, read

from .fixtures import pdf

SIZE, LEFT, INDENT, WIDTH = 12.0, 90.0, 114.0, 34

SENTENCES = (
    "护林防火关系到千家万户的安宁和全县的发展，各镇各部门要把这件事放在心上、抓在手上，一刻也不能松劲，一处也不能遗漏。",
    "要把巡山的路走实，把看火的眼睁亮，把救火的队伍练强，做到早发现、早报告、早处置，决不让一点火星落进林子里，也决不让一处隐患过夜。",
    "同志们，岭上的树是几代人栽下的，看住它就是看住我们的家底。",
)


def page_lines(paragraphs: list[str], top: float = 760.0) -> list[tuple[float, float, float, str]]:
    """Set paragraphs as Word does: first line indented by two characters, full lines WIDTH characters."""
    lines, y = [], top
    for text in paragraphs:
        x, room = INDENT, WIDTH - 2
        while text:
            lines.append((x, y, SIZE, text[:room]))
            text, x, room, y = text[room:], LEFT, WIDTH, y - 20
    return lines


def test_lines_are_joined_into_paragraphs() -> None:
    blocks = read(pdf([page_lines(list(SENTENCES))]), "稿.pdf", Options()).blocks
    assert [b.text for b in blocks] == list(SENTENCES)


def test_a_paragraph_runs_over_the_page_and_furniture_stays_out_of_it() -> None:
    lines = page_lines([SENTENCES[0], SENTENCES[1]])
    cut = len(lines) - 2
    head, size = "青禾县文件汇编", 9.0
    first = [(LEFT, 800.0, size, head), *lines[:cut], (290.0, 40.0, size, "— 1 —")]
    moved = [(x, 760.0 - 20 * n, s, text) for n, (x, _, s, text) in enumerate(lines[cut:])]
    second = [(LEFT, 800.0, size, head), *moved, (290.0, 40.0, size, "— 2 —")]
    blocks = read(pdf([first, second]), "稿.pdf", Options()).blocks
    assert [b.text for b in blocks if not b.furniture] == [SENTENCES[0], SENTENCES[1]]
    assert sorted(b.text for b in blocks if b.furniture) == sorted([head, "— 1 —", head, "— 2 —"])


@pytest.mark.parametrize("number", ["3", "- 3 -", "－3－", "第3页", "第 3 页 共 9 页", "3/9", "iv"])
def test_page_numbers_are_furniture(number: str) -> None:
    page = [*page_lines([SENTENCES[0]]), (290.0, 40.0, 9.0, number)]
    assert [b.furniture for b in read(pdf([page]), "稿.pdf", Options()).blocks] == [False, True]


def test_a_year_or_a_heading_at_the_foot_of_a_page_is_text() -> None:
    page = [*page_lines([SENTENCES[0]]), (INDENT, 40.0, SIZE, "一、认清形势")]
    assert not any(b.furniture for b in read(pdf([page]), "稿.pdf", Options()).blocks)


def test_headings_stand_apart_from_the_text_below() -> None:
    page = [(200.0, 790.0, 20.0, "在护林现场会上的讲话"), *page_lines([SENTENCES[0]])]
    assert [b.text for b in read(pdf([page]), "稿.pdf", Options()).blocks] == ["在护林现场会上的讲话", SENTENCES[0]]


def test_a_heading_behind_a_full_line_begins_a_paragraph() -> None:
    body = "各乡镇要把防火摆上重要位置，主要负责同志要到山上去看一看。"
    lines = [body, "一、提高认识", body, "（一）讲清道理", body, body]
    page = [(60.0, 740.0 - 20 * n, SIZE, text) for n, text in enumerate(lines)]
    blocks = read(pdf([page]), "稿.pdf", Options()).blocks
    assert [b.text for b in blocks] == [*lines[:4], body + body]


def test_two_columns_are_read_one_after_the_other() -> None:
    """A paragraph runs from the foot of the left column to the head of the right, under a title across both."""
    long = [SENTENCES[0], SENTENCES[1], SENTENCES[2], SENTENCES[0][::-1]]
    lines = []
    for text in long:
        x, room = 24.0, 16
        while text:
            lines.append((x, text[:room]))
            text, x, room = text[room:], 0.0, 18
    half = 7
    page = [(150.0, 780.0, 18.0, "在全县护林防火工作会议上的讲话")]
    page += [(60.0 + x, 740.0 - 20 * n, SIZE, text) for n, (x, text) in enumerate(lines[:half])]
    page += [(310.0 + x, 740.0 - 20 * n, SIZE, text) for n, (x, text) in enumerate(lines[half:])]
    blocks = read(pdf([page]), "稿.pdf", Options()).blocks
    assert [b.text for b in blocks] == ["在全县护林防火工作会议上的讲话", *long]


def test_a_font_with_a_code_table_of_its_own_is_read_as_it_is_shown() -> None:
    blocks = read(pdf([page_lines(list(SENTENCES))], own_table=True), "稿.pdf", Options()).blocks
    assert [b.text for b in blocks] == list(SENTENCES)


def test_a_scan_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="扫描件"):
        read(pdf([[], []], picture=True), "稿.pdf", Options())


def test_a_scanned_page_among_others_is_told_of() -> None:
    pages = [page_lines(list(SENTENCES)), page_lines(list(SENTENCES)), []]
    blocks = read(pdf(pages, picture=True), "稿.pdf", Options()).blocks
    assert blocks[-1].furniture
    assert "第 3 页" in blocks[-1].text


def test_a_password_is_asked_for() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([page_lines([SENTENCES[0]])]))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(UnreadableFile, match="加了密码"):
        read(target.getvalue(), "稿.pdf", Options())


def test_a_font_without_character_table_is_refused() -> None:
    page = [(LEFT, 700.0, SIZE, "".join(chr(0xE100 + n) for n in range(30)))]
    with pytest.raises(UnreadableFile, match="对照表"):
        read(pdf([page]), "稿.pdf", Options())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(200), b"not a pdf at all"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"损坏|没有文字"):
        read(data, "稿.pdf", Options())


def written(content: bytes, forms: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page with that content; form F0 may draw F1, F1 F2 and so on."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for number, drawn in reversed([*enumerate(forms)]):
        form = StreamObject()
        form.set_data(drawn)
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/Resources")] = resources
        named = DictionaryObject({NameObject(f"/X{number}"): writer._add_object(form)})
        resources = DictionaryObject({**resources, NameObject("/XObject"): named})
    page[NameObject("/Resources")] = resources
    stream = StreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        written(b"BT /F1 10 Tf " + b"(a) Tj " * 2000 + b"ET"),
        # Ten forms, each drawing the next ten times: 10,000,000,000 of the last in 1 KB.
        written(b"/X0 Do " * 10, (*(f"/X{n} Do ".encode() * 10 for n in range(1, 10)), b"BT (a) Tj ET")),
    ],
    ids=["one page", "forms in forms"],
)
def test_a_page_with_too_much_on_it_is_refused_in_its_midst(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_OPERATORS", 1000)
    with pytest.raises(UnreadableFile, match="第 1 页上的绘图指令超过 1000 条"):
        read(data, "稿.pdf", Options())


def test_the_number_of_pages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_lines(list(SENTENCES))
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 2)
    assert read(pdf([page] * 2), "稿.pdf", Options()).blocks
    with pytest.raises(UnreadableFile, match="PDF 有 3 页，超过 2 页的上限"):
        read(pdf([page] * 3), "稿.pdf", Options())


def test_the_time_limit_holds_within_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []
    monkeypatch.setattr(time, "monotonic", lambda: asked.append(None) or float(len(asked)))
    with pytest.raises(UnreadableFile, match="第 1 页还没读完，已经用了 120 秒"):
        read(written(b"BT /F1 10 Tf " + b"(a) Tj " * 2000 + b"ET"), "稿.pdf", Options())
    assert len(asked) < 200


@pytest.mark.parametrize("form", [False, True])
def test_a_page_that_unpacks_to_too_much_is_not_parsed(form: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = b" " * (MAX_PAGE_BYTES + 1)
    data = written(b"/X0 Do" if form else blank, (blank,) if form else ())
    monkeypatch.setattr(PageObject, "extract_text", lambda *_, **__: pytest.fail("parsed"))
    with pytest.raises(UnreadableFile, match="第 1 页的内容解压后超过 8 MB"):
        read(data, "稿.pdf", Options())


def test_columns_are_told_apart_without_comparing_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with each it were a million times."""
    compared: list[None] = []
    monkeypatch.setattr(Line, "__eq__", lambda *_: compared.append(None) or False)
    body = [Line("甲乙丙丁", 60.0 if n % 2 else 310.0, 800.0 - n, 12.0) for n in range(2000)]
    assert [len(column) for column in _columns(body)] == [1000, 1000]
    assert len(compared) <= len(body)
