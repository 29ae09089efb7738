"""Whole characters misread (乱码): text read in a wrong codec, put right where that can be shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from drafter.clean.damage.gbk import everyday_characters, gbk_characters, gbk_codes
from drafter.clean.damage.marks import CHINESE
from drafter.clean.damage.spot import WRAPPED, Spot
from drafter.language.frequent import SIMPLIFIED, TRADITIONAL
from drafter.language.late import late
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN


@lru_cache(maxsize=1)
def _utf8_as_gbk() -> re.Pattern[str]:
    """Three GBK characters that are two Chinese ones in UTF-8: enough to look closer."""
    first, second, third = [], [], []
    for pair, c in gbk_characters().items():
        a, b = pair >> 8, pair & 0xFF
        if 0xE3 <= a <= 0xEF and 0x80 <= b <= 0xBF:
            first.append(c)
        if a <= 0xBF and 0xE3 <= b <= 0xEF:
            second.append(c)
        if a <= 0xBF and 0x80 <= b <= 0xBF:
            third.append(c)
    return re.compile(f"[{''.join(first)}][{''.join(second)}][{''.join(third)}]")


# What stands in cp1252 for 0x80-0x9F; the five bytes it lacks are shown as the control they are.
_CP1252 = {bytes((b,)).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_LATIN = "\x80-\xff" + "".join(map(re.escape, _CP1252))
# A second byte of GBK may be an ASCII letter.
_LATIN_RUN = late(f"[{_LATIN}](?:[{_LATIN} ]|[@-~](?=[{_LATIN}]))*[{_LATIN}]")
# “——”, ×××× and …… are Latin letters to the codec, and marks of any Chinese text.
_OWN_MARKS = late("[—–…“”‘’·×•° \x20-\x7e]+")
_GONE = late("(?:锟斤拷|斤拷锟|锟斤|斤拷|錕斤拷|\ufffd)+")
_UTF8_RUN = late(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xb8-\xbe][\x80-\xbf]|\xe2\x80[\x80-\xbf])+")
_TORN_RUN = late(rb"(?:[\xe2-\xef][\x80-\xbf]{0,2})*")
_TEXT = late("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef‐-⁞·×\x20-\x7e\t\n\r]+")
# Letters that Chinese text comes out as in a wrong codec: Chinese ones, kana, zhuyin, Hangul, private ones.
_LETTERS = "\u3040-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f\ue002-\uf8ff"
_LETTER = late(f"[{_LETTERS}]")
_FREQUENT = frozenset(SIMPLIFIED + TRADITIONAL)
# Six letters on end none of which is frequent: a line worth a closer look. Chinese text has one in a thousand lines.
_NO_LETTERS = "\x00-\u303f\u3100-\u3104\u3130-\u33ff\ua000-\uabff\ud7b0-\ue001\uf900-\uff60\uffa0-\uffff"
_UNUSUAL = late(f"(?:[^{_NO_LETTERS}{SIMPLIFIED}{TRADITIONAL}][^{_LETTERS}\n]{{0,2}}){{6}}")
_LEAST_LETTERS = 8
_MOST_FREQUENT, _MOST_COMMON = 0.2, 0.9
"""A line with smaller shares of frequent and of everyday characters is gibberish. Measured on 1,800 lines of speeches:
no share below 0.24 and 0.94; on lines in a wrong codec half are below 0.05 and 0.6."""
_DOUBTFUL = 0.35
"""Least share of frequent characters for a line in a document with gibberish."""
_MISREADINGS = (
    ("cp950", "gb18030", "GBK 误读为 Big5"),
    ("big5hkscs", "gb18030", "GBK 误读为 Big5"),
    ("gb18030", "cp950", "Big5 误读为 GBK"),
    ("cp950", "utf-8", "UTF-8 误读为 Big5"),
    ("cp949", "gb18030", "GBK 误读为韩文"),
    ("cp932", "gb18030", "GBK 误读为日文"),
)
_UTF8_CHARACTER = late("[\xe3-\xe9][\x80-\xbf]{2}")


def _frequent(text: str) -> float:
    """Share of frequent characters among the letters."""
    letters = _LETTER.findall(text)
    return sum(map(_FREQUENT.__contains__, letters)) / len(letters) if letters else 1.0


def _everyday(text: str) -> float:
    """Share of everyday characters among the letters."""
    letters = _LETTER.findall(text)
    common = everyday_characters()
    return sum(map(common.__contains__, letters)) / len(letters) if letters else 1.0


def _gibberish(text: str) -> list[tuple[int, int, str | None, str]]:
    """Lines that are Chinese in a wrong codec: (start, end, original or None, how)."""
    suspects = []
    at = 0
    while hit := _UNUSUAL.search(text, at):
        start, end = _line(text, hit.start())
        at = end
        if _suspect(text[start:end]):
            suspects.append((start, end))
    if not suspects:
        return []
    # Short lines beside them are held to more.
    found = []
    for match in re.finditer("[^\n]+", text):
        if DAMAGE_OPEN in match[0] or not _LETTER.search(match[0]):
            continue
        if match.span() in suspects or _frequent(match[0]) < _DOUBTFUL:
            original, how = _in_another_codec(match[0])
            found.append((*match.span(), original, how))
    return found


@lru_cache(maxsize=4096)
def _suspect(line: str) -> bool:
    """Whether a line with rare letters on end looks like gibberish. Kept: cleaning goes over a text twice."""
    letters = len(_LETTER.findall(line))
    # A wrong codec takes the marks along; where they stand, the rare characters are names.
    unmarked = sum(map(line.count, "，、。；：")) * 8 < letters
    return (
        letters >= _LEAST_LETTERS and unmarked and _frequent(line) < _MOST_FREQUENT and _everyday(line) < _MOST_COMMON
    )


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _in_another_codec(line: str) -> tuple[str | None, str]:
    """(what a line reads as in the codec it was in, how), or (None, why not)."""
    for shown_in, written_in, how in _MISREADINGS:
        try:
            original = line.encode(shown_in).decode(written_in)
        except UnicodeError:
            continue
        if _plausible(original, 2) and _frequent(original) >= _DOUBTFUL:
            return original, how
    return None, "乱码，原字已失"


def _broken_utf8(run: str) -> bool:
    """Whether a run of Western letters is UTF-8 with bytes missing: several of its characters are everyday ones."""
    raw = "".join(chr(_CP1252.get(c, ord(c))) for c in run)
    shown = [m[0].encode("latin-1").decode("utf-8", "replace") for m in _UTF8_CHARACTER.finditer(raw)]
    return sum(c in everyday_characters() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in shown) >= 2


def _share(text: str) -> float:
    """Share of everyday characters among the Chinese ones."""
    chinese = CHINESE.findall(text)
    common = everyday_characters()
    return sum(c in common for c in chinese) / len(chinese) if chinese else 0.0


def _plausible(text: str, least: int) -> bool:
    return len(CHINESE.findall(text)) >= least and _TEXT.fullmatch(text) is not None and _share(text) >= 0.8


def _from_gbk(text: str, start: int) -> tuple[int, int, str] | None:
    """The UTF-8 that was read as GBK from `start` on: (end, end of what cannot be told, original), or None."""
    codes = gbk_codes()
    limit = min(len(text), start + 4000)
    raw = bytearray()
    ends = {0: start}
    at = start
    while at < limit:
        code = codes.get(text[at])
        if code:
            raw += bytes(code)
        elif text[at] < "\x80" or text[at] == "€":
            raw.append(0x80 if text[at] == "€" else ord(text[at]))
        else:
            break
        at += 1
        ends[len(raw)] = at
        # Most of what looks like it is not, which shows soon.
        if (at - start) % 32 == 0 and ((run := _UTF8_RUN.match(raw)) is None or run.end() < len(raw) - 32):
            break
    run = _UTF8_RUN.match(raw)
    if run is None:
        return None
    # An odd number of bytes ends inside a GBK character; only what closes with one can be told exactly.
    length = run.end()
    while length and (length not in ends or length % 3):
        length -= 3
    if length < 6:
        return None
    try:
        original = bytes(raw[:length]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # What is left of the run, cut inside a character: the reader lost a byte there.
    torn_bytes = _TORN_RUN.match(raw, length)
    rest = torn_bytes.end() if torn_bytes else length
    while rest not in ends:
        rest += 1
    torn = ends[rest]
    while rest > length and text[torn : torn + 1] in ("?", "\ufffd"):
        torn += 1
    return ends[length], torn, original


_FROM_LATIN = (("utf-8", "UTF-8 误读为西文", 1), ("gbk", "GBK 误读为西文", 2))
"""Codec, what happened, least Chinese characters that prove it."""
_LATIN_PROVEN = 3
"""Runs mended for one reason that vouch for the rest of the file: £¨2024Äê is （2024年."""


def _from_latin(run: str, proven: str = "") -> tuple[str, str] | None:
    """(original, how) of a run of Latin letters that was UTF-8 or GBK, or None.

    proven: how the file is known to have been misread; then marks and single characters count too.
    """
    if _OWN_MARKS.fullmatch(run):
        return None
    try:
        raw = bytes(_CP1252.get(c, ord(c)) for c in run)
    except ValueError:
        return None
    for codec, how, least in _FROM_LATIN:
        try:
            original = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        known = how == proven and _TEXT.fullmatch(original) is not None
        if original.encode(codec) == raw and (known or _plausible(original, least)):
            return original, how
    return None


def _latin_spots(text: str) -> list[tuple[int, int, str | None, str]]:
    """Runs of Latin letters that were Chinese: (start, end, original or None, reason)."""

    def back(run: re.Match[str], proven: str) -> tuple[int, int, str | None, str] | None:
        longer = text[run.end() : run.end() + 1]
        for shown in (run[0], run[0] + longer) if "@" <= longer <= "~" else (run[0],):
            if mended := _from_latin(shown, proven):
                return run.start(), run.start() + len(shown), *mended
        return None

    runs = list(_LATIN_RUN.finditer(text))
    spots = [back(run, "") for run in runs]
    reasons = Counter(spot[3] for spot in spots if spot)
    proven = next((how for how, times in reasons.most_common(1) if times >= _LATIN_PROVEN), "")
    found: list[tuple[int, int, str | None, str]] = []
    for run, spot in zip(runs, spots, strict=True):
        spot = spot or (back(run, proven) if proven else None)
        if spot:
            found.append(spot)
        elif _broken_utf8(run[0]):
            found.append((*run.span(), None, "UTF-8 误读为西文，字节不全"))
    return found


def _reaches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether start to end has a part in one of `spans`, which are in order and apart."""
    before = bisect_left(spans, (end, 0))
    return before > 0 and start < spans[before - 1][1]


def mojibake(text: str) -> tuple[str, tuple[Spot, ...]]:
    """Undo misread encodings (乱码): UTF-8 read as GBK (浣犲ソ), UTF-8 or GBK read as Latin-1 or cp1252, GBK and Big5
    read as each other.

    A span is put back only if the way there and back is exact and what comes out is everyday Chinese.
    锟斤拷 and U+FFFD have lost what they stood for: each run is wrapped in U+E000 … U+E001, and so is a line that is
    gibberish in some other way, and UTF-8 among Western letters with bytes missing. Returns the text
    and its spots in order; doing it again changes nothing. Never raises.
    """
    latin = _LATIN_RUN.search(text) is not None
    gone = "\ufffd" in text or "斤拷" in text or "锟斤" in text
    chinese = _utf8_as_gbk().search(text) is not None
    unusual = _UNUSUAL.search(text) is not None
    if not (latin or gone or chinese or unusual):
        return text, ()
    wrapped = [m.span() for m in WRAPPED.finditer(text)]
    found: list[tuple[int, int, str | None, str]] = []
    if gone:
        found += [(m.start(), m.end(), None, "原字已失") for m in _GONE.finditer(text)]
    if latin:
        found += _latin_spots(text)
    if chinese:
        at = 0
        while hit := _utf8_as_gbk().search(text, at):
            start, at = hit.start(), hit.start() + 1
            span = _from_gbk(text, start)
            if span and _plausible(span[2], 2) and _share(text[start : span[0]]) < _share(span[2]):
                found.append((start, span[0], span[2], "UTF-8 误读为 GBK"))
                at = span[0]
                if span[1] > span[0]:
                    found.append((span[0], span[1], None, "末字不全"))
                    at = span[1]
    if unusual:
        mended = {_line(text, start)[0] for start, _, original, _ in found if original is not None}
        found += [line for line in _gibberish(text) if line[0] not in mended]
    out: list[str] = []
    spots: list[Spot] = []
    done = length = 0
    # The longer of two that begin together: a line before a spot in it.
    for start, end, original, reason in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < done or _reaches(wrapped, start, end):
            continue
        out.append(text[done:start])
        length += start - done
        shown = text[start:end]
        now = DAMAGE_OPEN + shown + DAMAGE_CLOSE if original is None else original
        found_as = () if original is None else (original,)
        spots.append(Spot(length, length + len(now), shown, original, found_as, reason))
        out.append(now)
        length += len(now)
        done = end
    out.append(text[done:])
    return "".join(out), tuple(spots)
