"""Mechanical faults of writing and their mending (标点与数字), genre.md 2, 6 and 13.

Every mend takes a line and gives it back mended: idempotent, and it touches no wording.
"""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
_N = "[一二三四五六七八九十]{1,3}"
_HEAD = r"^(?P<open>[\s\u3000]*(?:#{1,6}\s+)?(?:\*\*|__)?)"

_LABEL_MENDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(_HEAD + pattern), replacement)
    for pattern, replacement in (
        (rf"(?P<n>{_N})\s?[．.,，](?=[{HAN}“《【])", r"\g<open>\g<n>、"),
        (rf"(?P<n>{_N})、[ \u3000]+(?=\S)", r"\g<open>\g<n>、"),
        (rf"[（(]\s?(?P<n>{_N}|\d{{1,2}})\s?[）)][、，,.．]?[ \u3000]*(?=\S)", r"\g<open>（\g<n>）"),
        (rf"(?P<n>\d{{1,2}})\\?(?:[．、)）]|\.(?=[ \u3000]))[ \u3000]*(?=[{HAN}“《【])", r"\g<open>\g<n>."),
        (r"(?P<n>[①-⑳])[、，,.．][ \u3000]*(?=\S)", r"\g<open>\g<n>"),
        (rf"(?P<n>第{_N}|其{_N}|首先|其次|再次|最后)[、,：:．.](?=[{HAN}“《【])", r"\g<open>\g<n>，"),
        (rf"(?P<n>{_N}[是要])[，、,](?=[{HAN}“《【])", r"\g<open>\g<n>"),
    )
)
_RUN_IN_LABEL = re.compile(rf"(?<=[，。；：！？])({_N}[是要])[，、,](?=[{HAN}“《【])")
"""抓两件事：一是、建队伍: the label of a member inside its paragraph."""


_UNMARKED = re.compile(
    rf"{_HEAD}(?P<n>{_N})[ \u3000]+(?=[{HAN}“《【])(?![一二三四五六七八九十〇零百千万亿个名项条点件年月日次])"
    r"(?=[^。！？；，：]{2,30}$)"
)


def mend_unmarked_label(line: str) -> str:
    """三 加强领导 → 三、加强领导, where the line is a heading: short, without a stop."""
    return _UNMARKED.sub(r"\g<open>\g<n>、", line)


def mend_label(line: str) -> str:
    """1、→ 1.  (一)、→（一）  一. → 一、 第一、→ 第一，  一是、→ 一是 (GB/T 15834 B.3)."""
    for pattern, replacement in _LABEL_MENDS:
        line = pattern.sub(replacement, line)
    return _RUN_IN_LABEL.sub(r"\1", line)


_MARKED_HEADING = re.compile(rf"^[\s\u3000]*#{{2,6}}\s.*?[{HAN}”》】）](?P<end>[。，、；：;:,]+)(?=\s*$)")


def mend_heading_end(line: str) -> str:
    """No 。，、；： at the end of a Markdown heading."""
    match = _MARKED_HEADING.match(line)
    return line[: match.start("end")] + line[match.end("end") :] if match else line


def mend_standing_heading(line: str) -> str:
    """No 。，、；： at the end of a line known to be a heading alone."""
    return re.sub(r"(?<=.)[。，、；：;:,]+(?=(?:\*\*|__)?\s*$)", "", line)


_HALF = {":": "：", ";": "；", "?": "？", "!": "！"}
_HALF_WIDTH = re.compile(rf"(?<=[{HAN}”》）】])\s?([:;?!])\s?(?=[{HAN}“《（【]|\s*$)")
_HALF_BRACKETS = re.compile(rf"(?<!\])\((?=[^()\n]*[{HAN}])([^()\n]{{1,80}})\)")


def mend_half_width(line: str) -> str:
    """Half-width : ; ? ! between 汉字, and ( ) around them, become full-width (GB/T 15834 5.1)."""
    line = _HALF_WIDTH.sub(lambda match: _HALF[match.group(1)], line)
    return _HALF_BRACKETS.sub(r"（\1）", line)


_LABELLED = re.compile(
    _HEAD + rf"(?:[（(]?\s?(?:{_N}|\d{{1,2}})\s?[）)]?|第{_N}|其{_N}|首先|其次|再次|最后|{_N}[是要])[.．,，、]"
)
_HALF_STOP = re.compile(
    rf"(?P<before>[{HAN}”》）】])\s?(?:(?P<comma>,+)|(?P<stop>\.)(?![{HAN}\w-]{{1,20}}\.[A-Za-z]))\s?(?=(?P<after>[{HAN}“《（【])|\s*$)"
)
_IN_NAMES = frozenset(
    "卜阿艾依伊努奴买提古丽江力木尔汗克拜合曼玛孜热娜扎斯帕吐逊吾甫艾都布肉迪哈萨巴格罗加措旺次仁多吉"
)
"""Characters that names of other languages are written with: a point between two of them parts a name (间隔号)."""


def mend_half_stop(line: str) -> str:
    """Half-width , and . between 汉字 become ， and 。; not in labels, figures, names of files, names of people."""

    def full(match: re.Match[str]) -> str:
        if match["comma"]:
            return match["before"] + "，"
        if match["before"] in _IN_NAMES and match["after"] in _IN_NAMES:
            return match[0]
        return match["before"] + "。"

    label = _LABELLED.match(line)
    start = label.end() if label else 0
    return line[:start] + _HALF_STOP.sub(full, line[start:])


_DOUBLED = re.compile(r"([，。、；：])\s?\1+|[，、；]+(?=。)")


def mend_doubled(line: str) -> str:
    """，， → ，  。。 → 。  、、 → 、  ，。 → 。"""
    return _DOUBLED.sub(lambda match: match[1] or "", line)


_COMMA_ETC = re.compile(r"、(?=等(?![级级距值价同号式待候量温分次着身腰额效第]))")


def mend_comma_before_etc(line: str) -> str:
    """、等 → 等."""
    return _COMMA_ETC.sub("", line)


_DIGITS = r"\d+(?:\.\d+)?"
_PERCENT_RANGE = re.compile(
    rf"(?<![\d.\-—~～])({_DIGITS})\s?([%％]?)\s?(?:——|[-－–—~～]|至|到)\s?({_DIGITS})\s?([%％])"
)
_TEN_THOUSAND_RANGE = re.compile(rf"(?<![\d.\-—~～])({_DIGITS})(?:——|[-－–—~～])({_DIGITS})(万|亿)")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def mend_range(line: str) -> str:
    """10-20% → 10%—20%, 3-5万元 → 3万—5万元 (GB/T 15835 5.1.3: no doubt may remain)."""

    def percent(match: re.Match[str]) -> str:
        joint = "至" if "至" in match.group() else "到" if "到" in match.group() else "—"
        return f"{match.group(1)}%{joint}{match.group(3)}%"

    line = _PERCENT_RANGE.sub(percent, line)
    return _TEN_THOUSAND_RANGE.sub(
        lambda match: (
            match.group()
            if _YEAR_LIKE.fullmatch(match.group(1))
            else f"{match.group(1)}{match.group(3)}—{match.group(2)}{match.group(3)}"
        ),
        line,
    )


_PADDED = re.compile(r"(?<!\d)0([1-9])(?=月(?:\d|份|底|初|末|上|中|下|[至到—，。、]|$))|(?<=月)0([1-9])(?=[日号])")


def mend_date(line: str) -> str:
    """2026年03月08日 → 2026年3月8日."""
    return _PADDED.sub(lambda match: match.group(1) or match.group(2), line)
