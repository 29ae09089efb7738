"""Bytes to text without losing a character (解码).

A text file does not say how it was encoded. Every codec Chinese text comes in proposes a reading of the bytes;
each reading is scored as text (how likely its characters are in Chinese writing, bytes it cannot read count as
heavy penalties), and the likeliest wins. This is naive Bayes over single characters:
log P(codec) + sum of log P(character). The winner must then read the whole file strictly. So UTF-8 with a few
damaged bytes is recognised as damaged UTF-8 and refused with its lines named, although GB18030 could "read" it
into 涓枃-like nonsense without any error.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from drafter.errors import UnreadableFile
from drafter.language.frequent import SIMPLIFIED, TRADITIONAL
from drafter.language.late import late

SAMPLE_BYTES = 8 * 1024
"""How much of a file is scored; the rest only has to agree with the verdict, strictly."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: FF FE 00 00 begins with FF FE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# log P(codec): how often such files turn up, and how easily the codec reads nonsense without an error.
# UTF-8 hardly ever does; any even number of bytes is nearly legal UTF-16.
_PRIORS = {
    "utf-8": 0.0,
    "gb18030": -3.0,
    "cp950": -5.0,
    "big5hkscs": -8.0,
    "utf-16-le": -6.0,
    "utf-16-be": -7.0,
}

_MAGIC = (
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 Word 文档"),
    (b"PK\x05\x06", "压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文档"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3\x00", "数据库"),
)

# Characters no text holds more than a stray few of. NUL never stands in text at all.
_CONTROL = late("[\x01-\x08\x0e-\x1f\x7f]")
_BAD = late("[\udc00-\udcff]")
# Behind a Western letter U+0085 is a byte of a misread character, no line end.
_NEWLINE = late("\r\n|[\r\n\x0c\u2028\u2029]|\x85(?<![\x80-\xff]\x85)")

_BAD_BYTE = -25.0
_IMPLAUSIBLE = -11.5
"""Mean log P of the characters beyond ASCII below which a reading is no Chinese text. Measured on stretches of 100
characters: speeches -6.1 to -8.1, bare lists of personal names -9.0, at worst -10.3."""


class Reading(NamedTuple):
    """One codec's proposal for the bytes (一种读法)."""

    codec: str
    score: float
    text: str
    bad: int


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return (text, codec name) of a text file's bytes; the text is without byte order mark, else complete.

    Codec names are "utf-8", "gb18030", "cp950" or "big5hkscs" (both Big5), "utf-16-le", "utf-16-be",
    "utf-32-le", "utf-32-be".
    Raises UnreadableFile, `name` in its message: empty, binary, damaged (with the lines), or no known encoding.
    """
    if not data:
        raise UnreadableFile(name, "文件是空的", "请确认内容已保存")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(name, f"不是文本文件，实际是{what}", "请改回原来的后缀名，或另存为文本")
    codec, start = _declared(data) or (_likeliest(data, name), 0)
    body = data[start:]
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        raise _damaged(_forgiving(body, codec, final=True), codec, name) from None
    controls = len(_CONTROL.findall(text))
    if controls > max(2, len(text) // 100):
        raise UnreadableFile(name, "不是文本文件（含有大量控制字符）", "请确认文件类型")
    nul = text.find("\x00")
    if nul >= 0:
        line = _line_of(text, nul)
        raise UnreadableFile(name, f"不是文本文件，或已损坏（第 {line} 行含有空字节）", "请用编辑器另存后再试")
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise UnreadableFile(name, "文件里没有文字", "请确认内容已保存")
    return text, codec


def split_lines(text: str) -> list[str]:
    """Split at every kind of line end (CRLF, CR, LF, form feed, NEL, U+2028/2029), which are left out."""
    return _NEWLINE.split(text)


def readings(data: bytes) -> list[Reading]:
    """All codecs' readings of (a sample of) the bytes, likeliest first."""
    sample, final = _sample(data)
    found: list[Reading] = []
    for codec, prior in _PRIORS.items():
        text = _forgiving(sample, codec, final=final)
        score, bad = _score(text)
        found.append(Reading(codec, prior + score, text, bad))
    return sorted(found, key=lambda reading: -reading.score)


def _declared(data: bytes) -> tuple[str, int] | None:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, len(bom)
    return None


def _likeliest(data: bytes, name: str) -> str:
    if _surely_utf8(data):
        return "utf-8"
    best = readings(data)[0]
    strange = best.bad + best.text.count("\x00") + len(_CONTROL.findall(best.text))
    if strange > max(2, len(best.text) // 10):
        raise UnreadableFile(name, "不是文本文件，或者编码无法识别", "请确认文件类型，或用编辑器另存为 UTF-8")
    if best.codec != "utf-8" and (not _plausible(best.text) or _japanese_or_korean(data, best.text)):
        raise UnreadableFile(name, "认不出文字编码，按任何中文编码读出来都不成文", "请用编辑器另存为 UTF-8")
    return best.codec


def _surely_utf8(data: bytes) -> bool:
    # Thirty well-formed three-byte sequences and no error do not happen by chance.
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text and len(data) - len(text) >= 60


def _sample(data: bytes) -> tuple[bytes, bool]:
    """The part to score and whether it reaches the end of the data."""
    if len(data) <= SAMPLE_BYTES:
        return data, True
    # A long English or HTML head says nothing: begin at the first byte that is not ASCII, on an even offset.
    first = re.search(rb"[\x80-\xff]", data)
    start = (first.start() if first else 0) & ~1
    return data[start : start + SAMPLE_BYTES], start + SAMPLE_BYTES >= len(data)


def _forgiving(data: bytes, codec: str, *, final: bool) -> str:
    """Decode, every unreadable byte b standing as U+DC00 + b, which no codec here yields otherwise."""
    return codecs.getincrementaldecoder(codec)("drafter.mark").decode(data, final)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end] or error.object[error.start : error.start + 1]
    return "".join(chr(0xDC00 + byte) for byte in wrong), error.start + len(wrong)


codecs.register_error("drafter.mark", _mark)


def _score(text: str) -> tuple[float, int]:
    """(sum of log P, number of unreadable bytes) of a reading."""
    weights = _weights()
    total, bad = 0.0, 0
    for character, count in Counter(text).items():
        weight = weights.get(character)
        if weight is None:
            weight = _rare(ord(character))
            if "\udc00" <= character <= "\udcff":
                bad += count
        total += weight * count
    return total, bad


def _plausible(text: str) -> bool:
    beyond = Counter(character for character in text if character > "\x7f")
    number = sum(beyond.values())
    if number == 0:
        return True
    weights = _weights()
    total = sum((weights.get(c) or _rare(ord(c))) * n for c, n in beyond.items())
    # A name or two may well be rare characters; a whole file of them is not Chinese.
    return total / number > _IMPLAUSIBLE - 6.0 / number


def _japanese_or_korean(data: bytes, text: str) -> bool:
    # EUC-JP keeps its kana in the very cells GB2312 has them; EUC-KR has its syllables where GB2312 has its
    # common characters, so Chinese bytes read as Korean come out about half syllables, Korean ones nearly all.
    beyond = sum(character > "\x7f" for character in text)
    if sum("\u3041" <= character <= "\u30ff" for character in text) > 0.3 * beyond:
        return True
    try:
        korean = _sample(data)[0].decode("euc_kr")
    except UnicodeDecodeError:
        return False
    syllables = sum("\uac00" <= character <= "\ud7a3" for character in korean)
    return syllables >= 12 and syllables > 0.9 * sum(character > "\x7f" for character in korean)


@cache
def _weights() -> dict[str, float]:
    """log P of the characters of Chinese text that matter; _rare has the others."""
    weights: dict[str, float] = {}
    for row in range(0xB0, 0xF8):  # GB2312 rows 16-55 by frequency, 56-87 the rarer ones
        _add_row(weights, row, range(0xA1, 0xFF), "gb2312", -10.3 if row < 0xD8 else -13.0)
    for row in range(0xA4, 0xFA):
        trail = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        _add_row(weights, row, trail, "big5", -10.6 if row < 0xC7 else -13.5)
    scale = sum(1 / (rank + 20) for rank in range(500))
    for table in (SIMPLIFIED, TRADITIONAL):
        for rank, character in enumerate(table):
            weights[character] = math.log(0.65 / scale / (rank + 20))
    for rank, character in enumerate("，。、“”：；？！（）《》—‘’…·　"):
        weights[character] = -3.2 - 0.25 * rank
    for code in range(0xFF10, 0xFF5B):
        weights.setdefault(chr(code), -9.5)
    for character in "「」『』【】〔〕〈〉～－％＋．①②③④⑤⑥⑦⑧⑨⑩○〇□■●◆★△→×℃ＡＢ﹐﹒﹑":
        weights[character] = -9.0
    for code in range(0x20, 0x7F):
        weights[chr(code)] = -5.5
    for character in "etaoinsrhldcu \n\r0123456789":
        weights[character] = -3.5
    for character in "mfpgwybvkxjqz.,-:/\t":
        weights[character] = -4.5
    return weights


def _add_row(weights: dict[str, float], row: int, trail: range | tuple[int, ...], codec: str, weight: float) -> None:
    for byte in trail:
        character = bytes((row, byte)).decode(codec, "ignore")  # unassigned cells of the code table
        if character:
            weights.setdefault(character, weight)


_RANGES = (
    # (first, last, log P): blocks of characters not listed above
    (0x00, 0x00, -25.0),
    (0x01, 0x1F, -18.0),
    (0x7F, 0x9F, -20.0),
    (0xA0, 0xBF, -11.0),
    (0xC0, 0xFF, -11.5),
    (0x100, 0x2AF, -13.5),
    (0x370, 0x3FF, -13.0),
    (0x400, 0x45F, -13.0),
    (0x2000, 0x206F, -11.0),
    (0x2070, 0x2BFF, -12.5),
    (0x3000, 0x303F, -11.0),
    (0x3040, 0x30FF, -12.0),
    (0x3400, 0x4DBF, -16.5),
    (0x4E00, 0x9FFF, -14.5),
    (0xAC00, 0xD7A3, -14.5),
    (0xDC00, 0xDCFF, _BAD_BYTE),
    (0xE000, 0xF8FF, -17.0),
    (0xF900, 0xFAFF, -16.0),
    (0xFE30, 0xFFEF, -12.5),
    (0x20000, 0x3FFFF, -18.0),
)


def _rare(code: int) -> float:
    for first, last, weight in _RANGES:
        if first <= code <= last:
            return weight
    return -17.0


def _line_of(text: str, offset: int) -> int:
    return len(_NEWLINE.findall(text, 0, offset)) + 1


def _damaged(text: str, codec: str, name: str) -> UnreadableFile:
    lines = list(dict.fromkeys(_line_of(text, match.start()) for match in _BAD.finditer(text)))
    shown = "、".join(str(line) for line in lines[:5])
    more = f" 等 {len(lines)} 行" if len(lines) > 5 else " 行"
    return UnreadableFile(
        name,
        f"按 {codec.upper()} 编码读，第 {shown}{more}有损坏的字节",
        "请用编辑器打开，补正这些行后另存为 UTF-8",
    )
