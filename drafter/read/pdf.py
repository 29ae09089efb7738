"""PDF with text (版式文件): lines put together from where their characters stand, paragraphs from their lines.

A PDF knows glyphs at places, no paragraphs. A line begins a paragraph when it is indented against its page's left
edge, or the line before it ended well short of the right edge, or the letters change size, or the gap above it is
wide. Running heads and page numbers are told by their place at the edge of the page and by their repetition.
"""

from __future__ import annotations

import io
import logging
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf import errors as pypdf_errors
from pypdf.errors import DependencyError
from pypdf.generic import NameObject, StreamObject

from drafter.errors import UnreadableFile
from drafter.language.late import late
from drafter.read.options import Options, Understood
from drafter.records import Block

MAX_PAGES: Final = 2000
MAX_SECONDS: Final = 120.0
MAX_OPERATORS: Final = 300_000
"""Of one page, those of its forms each time they are drawn included. A page of text has some 2,000."""
MAX_PAGE_BYTES: Final = 8 * 1024 * 1024
"""Of one page's content and forms, unpacked, and of a font's character table: they are parsed as a whole."""

_PAGE_NUMBER: Final = late(
    r"[-—–－―·.\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*[/／]\s*\d{1,4})?[-—–－―·.\s]*"
    r"|[-—–－\s]*第\s*[\d一二三四五六七八九十百〇]{1,5}\s*页(?:[\s,，/／]*共\s*[\d一二三四五六七八九十百〇]{1,5}\s*页)?[-—–－\s]*"
)
_NUMBERS: Final = late(r"\d+|[一二三四五六七八九十百〇]+(?=页)")
_WIDE: Final = "[\u2014\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef]"
_GAP: Final = late(f"(?<={_WIDE}) +(?={_WIDE})")
_UNREADABLE: Final = late("[\x00-\x08\x0b\x0e-\x1f\ufffd\ue000-\uf8ff]")
_CHINESE: Final = late("[\u3400-\u9fff]")
_ENDS: Final = tuple("。！？：；…”）》")
# What a heading begins with: behind a finished sentence it begins a paragraph, however full the line before.
_LABELLED: Final = late(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_EDGE_LINES: Final = 2
_COLUMN_LINES: Final = 6

# pypdf tells of every irregularity through logging, which would land on the writer's screen; what matters becomes
# an UnreadableFile here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_LIMIT_REACHED: Final[tuple[type[Exception], ...]] = tuple(
    found for found in (getattr(pypdf_errors, "LimitReachedError", None),) if found
)
"""What pypdf raises at limits of its own; older ones have none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (行), measures in points, y upwards."""

    text: str
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends, a Chinese character being as wide as it is high and a Latin letter half so."""
        halves = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in self.text)
        return self.x + halves * self.size / 2


class _Enough(BaseException):
    """A page goes too far. No Exception, since pypdf passes over any of these that a form raises."""


def read(data: bytes, name: str, options: Options) -> Understood:
    """Paragraphs of a PDF with text, page numbers and repeated heads as furniture; encoding "pdf".

    A page that is only a picture among others with text is told of in a furniture block.
    Raises UnreadableFile: password, scan without text, fonts without a character table, too many pages, damaged.
    """
    try:
        pages, pictures = _pages(data, name)
    except UnreadableFile:
        raise
    except _LIMIT_REACHED:
        raise UnreadableFile(
            name, "PDF 里有的内容解压后大得不正常（可能是压缩炸弹），没有读", "请确认文件来源"
        ) from None
    except DependencyError:
        raise UnreadableFile(name, "加了密码或使用了加密", "请先解除密码，另存为不加密的 PDF") from None
    except Exception:  # a broken PDF makes pypdf raise nearly anything, RecursionError and KeyError among them
        raise UnreadableFile(name, "PDF 文件已损坏或不完整", "请重新下载，或用阅读器打开后另存") from None
    text = "".join(line.text for page in pages for line in page)
    shown = sum(not character.isspace() for character in text)
    if shown == 0 or (2 * len(pictures) >= len(pages) and len(_CHINESE.findall(text)) < 10 * len(pages)):
        raise UnreadableFile(name, "PDF 里没有文字，只有图片（扫描件）", "请先做文字识别（OCR），或找电子原稿")
    if len(_UNREADABLE.findall(text)) * 10 > shown:
        raise UnreadableFile(name, "PDF 的字体里没有文字对照表，取出来是乱码", "请找 Word 原稿，或做文字识别（OCR）")
    return Understood("pdf", tuple(_blocks(pages, pictures)))


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], frozenset[int]]:
    """Lines of each page, and the pages (0-based) that show pictures but hold no text."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile(name, "加了密码", "请先解除密码")
    number = len(reader.pages)
    if number > MAX_PAGES:
        raise UnreadableFile(name, f"PDF 有 {number} 页，超过 {MAX_PAGES} 页的上限", "请拆成几个文件")
    deadline = time.monotonic() + MAX_SECONDS
    pages: list[list[Line]] = []
    pictures: set[int] = set()
    for index, page in enumerate(reader.pages):
        try:
            lines = _lines(page, deadline)
        except _Enough as enough:
            raise UnreadableFile(
                name, f"PDF 第 {index + 1} 页{enough}", "请拆成几个文件，或用阅读器打开后另存"
            ) from None
        pages.append(lines)
        if not any(_CHINESE.search(line.text) for line in lines) and _has_picture(page):
            pictures.add(index)
    return pages, frozenset(pictures)


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return any(item.get_object().get("/Subtype") in ("/Image", "/Form") for item in found)


def _used_by(page: PageObject) -> tuple[list[Any], list[Any]]:
    """Fonts and forms of a page, those of its forms included; each once, however often they name each other."""
    fonts: list[Any] = []
    forms: list[Any] = []
    todo, seen = [page], {id(page)}
    for owner in todo:
        resources = owner.get("/Resources")
        resources = resources.get_object() if resources is not None else {}
        for kind, found in (("/Font", fonts), ("/XObject", forms)):
            named = resources.get(kind)
            for item in named.get_object().values() if named is not None else ():
                item = item.get_object()
                if id(item) not in seen and (kind == "/Font" or item.get("/Subtype") == "/Form"):
                    seen.add(id(item))
                    found.append(item)
                    if kind == "/XObject":
                        todo.append(item)
    return fonts, forms


def _two_byte_codes(fonts: list[Any]) -> None:
    """Read fonts with a code table of their own as two-byte fonts, which is what their ToUnicode table speaks of.

    pypdf takes such fonts for one-byte ones and shows wrong characters without a word.
    """
    for font in fonts:
        table = font.get("/Encoding")
        own = isinstance(table.get_object(), StreamObject) if table is not None else False
        if own and font.get("/Subtype") == "/Type0" and "/ToUnicode" in font:
            font[NameObject("/Encoding")] = NameObject("/Identity-H")


def _weigh(page: PageObject, fonts: list[Any], forms: list[Any]) -> None:
    """Raises _Enough for more than can be parsed in a moment."""
    content = page.get_contents()
    total = len(content.get_data()) if content is not None else 0
    for form in forms:
        if total <= MAX_PAGE_BYTES:
            total += len(form.get_data())
    for font in fonts:
        table = font.get("/ToUnicode")
        if isinstance(table := table and table.get_object(), StreamObject):
            total = max(total, len(table.get_data()))
    if total > MAX_PAGE_BYTES:
        raise _Enough(f"的内容解压后超过 {MAX_PAGE_BYTES // (1024 * 1024)} MB，大得不正常，没有读")


def _lines(page: PageObject, deadline: float) -> list[Line]:
    """Raises _Enough for a page with too much on it, or when the deadline (of time.monotonic) has passed."""
    fonts, forms = _used_by(page)
    _weigh(page, fonts, forms)
    _two_byte_codes(fonts)
    left = MAX_OPERATORS

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Enough(f"上的绘图指令超过 {MAX_OPERATORS} 条，多得不正常，没有读")
        if time.monotonic() > deadline:
            raise _Enough(f"还没读完，已经用了 {MAX_SECONDS:.0f} 秒，已停止")

    pieces: list[Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if text.strip("\n "):
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs(size * (abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1])))
            pieces.append(Line(text, x, y, height or 10.0))

    page.extract_text(visitor_text=visit, visitor_operand_before=count)
    lines: list[list[Line]] = []
    for piece in pieces:
        for number, row in enumerate(piece.text.strip("\n").split("\n")):
            part = Line(row, piece.x, piece.y - number * 1.2 * piece.size, piece.size)
            near = lines and abs(lines[-1][0].y - part.y) < 0.4 * max(part.size, lines[-1][0].size)
            if near:
                lines[-1].append(part)
            else:
                lines.append([part])
    return [line for parts in lines if (line := _joined(parts)).text.strip()]


def _joined(parts: list[Line]) -> Line:
    ordered = sorted(parts, key=lambda part: part.x)
    text = _GAP.sub("", "".join(part.text for part in ordered)).rstrip()
    biggest = max(ordered, key=lambda part: len(part.text))
    return Line(text, ordered[0].x, biggest.y, biggest.size)


def _blocks(pages: list[list[Line]], pictures: frozenset[int]) -> Iterator[Block]:
    heads = _repeated(pages)
    right = _right_edge(pages)
    paragraph: list[Line] = []
    before_edge = right
    held: list[Block] = []
    """Furniture met inside a paragraph that runs over a page: it follows the paragraph."""
    for index, page in enumerate(pages):
        outside = _furniture(page, heads)
        held += [Block(line.text.strip(), 0, True) for line in page if line in outside]
        if index in pictures:
            held.append(Block(f"【第 {index + 1} 页没有文字，可能是图片】", 0, True))
        columns = _columns([line for line in page if line not in outside])
        for body in columns:
            left = min((line.x for line in body), default=0.0)
            edge = right if len(columns) == 1 else _right_edge([body])
            at_left = sum(line.x <= left + 1.2 * line.size for line in body)
            hanging = at_left < 0.4 * len(body)
            for line in body:
                if paragraph and _begins(line, paragraph[-1], left, before_edge, hanging):
                    yield _paragraph(paragraph)
                    yield from held
                    paragraph, held = [], []
                paragraph.append(line)
                before_edge = edge
    if paragraph:
        yield _paragraph(paragraph)
    yield from held


def _columns(body: list[Line]) -> list[list[Line]]:
    """The lines of a page by columns (分栏), in reading order: what runs across the page above, left, right, below.

    Two columns where many lines end before the middle, many begin behind it, and few cross it.
    """
    middle = (min((line.x for line in body), default=0.0) + max((line.right for line in body), default=0.0)) / 2
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in body:
        ends_before = line.right <= middle + line.size
        (left if ends_before else right if line.x >= middle - line.size else across).append(line)
    if min(len(left), len(right)) < _COLUMN_LINES or len(across) * 4 > len(body):
        return [body]
    top = max(line.y for line in left + right)
    above = [line for line in across if line.y >= top]
    below = [line for line in across if line.y < top]
    ordered = [sorted(part, key=lambda line: -line.y) for part in (above, left, right, below)]
    return [part for part in ordered if part]


def _begins(line: Line, before: Line, left: float, right: float, hanging: bool) -> bool:
    """Whether a line begins a new paragraph. right: where full lines of the column of `before` end; `hanging`: most
    lines of the page stand indented anyway."""
    size = max(line.size, before.size)
    # Widths are estimates, and punctuation moves line ends about: within a sentence only a line far too short counts.
    short = before.right < right - (1.6 if before.text.endswith(_ENDS) else 8.0) * size
    indented = line.x > left + 1.2 * line.size or line.text.startswith(("\u3000", "  "))
    same_edge = abs(line.x - before.x) < 0.8 * line.size and not line.text.startswith(("\u3000", "  "))
    apart = before.y - line.y > 2.6 * size  # never so over a page, where the next line stands above
    changed = abs(line.size - before.size) > 0.12 * size
    labelled = before.text.endswith(("。", "！", "？", "：")) and _LABELLED.match(line.text) is not None
    if short or apart or changed or labelled:
        return True
    # Where most lines are indented, two full ones with the same edge belong together unless a sentence ended.
    return indented and (not hanging or not same_edge or before.text.endswith(_ENDS))


def _paragraph(lines: list[Line]) -> Block:
    text = ""
    for line in lines:
        row = line.text if not text else line.text.lstrip(" ")
        latin = text[-1:].isascii() and row[:1].isascii() and text[-1:].isalnum() and row[:1].isalnum()
        text += (" " if latin and not (text[-1].isdigit() and row[0].isdigit()) else "") + row
    return Block(text)


def _edges(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]


def _key(line: Line) -> str:
    return _NUMBERS.sub("#", "".join(line.text.split()))


def _repeated(pages: list[list[Line]]) -> frozenset[str]:
    """What stands at the edges of several pages, numbers apart: on two at least, and on three in ten."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    enough = max(2, round(0.3 * len(pages)))
    return frozenset(key for key, count in counts.items() if count >= enough and len(key) <= 30)


def _furniture(page: list[Line], heads: frozenset[str]) -> frozenset[Line]:
    """Heads and page numbers, peeled off from the top and from the bottom as far as they go."""
    found: set[Line] = set()
    ordered = sorted(page, key=lambda line: -line.y)
    for edge in (ordered[:_EDGE_LINES], ordered[: -_EDGE_LINES - 1 : -1]):
        for line in edge:
            if _key(line) not in heads and _PAGE_NUMBER.fullmatch(line.text.strip()) is None:
                break
            found.add(line)
    return frozenset(found)


def _right_edge(pages: list[list[Line]]) -> float:
    """Where full lines end: nine in ten of the long half of all lines reach no further."""
    ends = sorted(line.right for page in pages for line in page)
    long = ends[len(ends) // 2 :]
    return long[int(0.9 * (len(long) - 1))] if long else 0.0
