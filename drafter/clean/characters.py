"""Characters: line breaks, invisible and full-width characters, spaces, punctuation (字符)."""

from __future__ import annotations

import re
import unicodedata

from drafter.clean.rule import HAN, NUMERALS, Outcome, chained, joined, parted, relined, reworded, substituted
from drafter.language.late import late
from drafter.records import Block

_LINE_BREAK = late("\r\n|[\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]")
# Patterns begin with the character they look for and look behind afterwards: that is several times faster.
_CONTROLS = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffc\ud800-\udfff"
)
_INVISIBLE = late(
    f"[{_CONTROLS}\ue000-\uf8ff](?:(?<=[{_CONTROLS}])"
    # A lone half of the damage mark is a stray character of the source; whole marks are the cleaner's own.
    "|(?<=\ue000)(?![^\ue000\ue001\n]+\ue001)|(?<=\ue001)(?<!\ue000\ue001)(?<![^\ue000\ue001\n]\ue001)"
    "|(?<=^[\ue002-\uf8ff])[\ue002-\uf8ff]*)",
    re.M,
)
_UNPAIRED_CLOSE = late("(\ue000[^\ue000\ue001\n]+\ue001)|\ue001")
_SPACE = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_WIDE = late(
    "[０-９Ａ-Ｚａ-ｚ％．](?:(?<=[０-９Ａ-Ｚａ-ｚ])[０-９Ａ-Ｚａ-ｚ]*|(?<=[0-9０-９]％)|(?<=[0-9０-９]．)(?=[0-9０-９]))"
)
_NARROW = {**{0xFF01 + i: 0x21 + i for i in range(94)}}
_RADICALS = late("[\u2e80-\u2fd5\uf900-\ufaff]")

_AND = late(
    rf"(?<=[{HAN}”》）0-9])[{_SPACE}]*\b(?:and|And|AND)\b[{_SPACE}]*(?=[{HAN}“《（0-9])|"
    rf"(?<=[{HAN}”》）])and(?=[{HAN}“《（])"
)

_PUNCTUATION = "，。、；：？！“”‘’《》（）【】〔〕…—"
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_BESIDE = rf"{HAN}{_PUNCTUATION}%％"
_MARK = late(rf"[,;:!?](?:(?<=[{_BESIDE}][,;:!?])|(?=[{HAN}“‘《（【]))")
_PAIR = late(rf"\((?<=[{HAN}”》]\()[^()\n]*\)|\([^()\n{HAN}]*[{HAN}][^()\n]*\)|\(\d+\)(?=[{HAN}])")
_OPEN = late(rf"\((?:(?=[{HAN}])|(?<=[{HAN}，。；：]\())")
_CLOSE = late(rf"\)(?<=[{HAN}”》]\))")
# 好.: three characters make a sentence of it, a figure before them two (15%. 90天.); 一. and 3. are labels.
_STOP = late(
    rf"\.(?=$|[{HAN}“])(?:(?<=[{HAN}][{HAN}][{HAN}]\.)(?<![{NUMERALS}〇零的]\.)|(?<=\d[{HAN}%％]\.)|(?<=[{HAN}”][)）]\.))",
    re.M,
)
# Essay sites strew full stops behind 的 to tell copies by.
_STRAY = late(rf"\.(?<=[{HAN}]的\.)(?=[{HAN}])")
_DOTS = late(rf"\.(?<=[{HAN}”》）]\.)\.{{2,}}")
_DASHES = late(rf"(?:-(?<!--)-++|－(?<!－－)－++)(?=[{HAN}“《（])")
_CORNER = {"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’"}
_CORNERS = late(f"[{''.join(_CORNER)}]")
_SINGLE = late(rf"'([^'\n{HAN}]*+[{HAN}][^'\n]*+)'")
_HAN = late(f"[{HAN}]")


def split_lines(blocks: tuple[Block, ...]) -> Outcome:
    """A block with line breaks inside becomes several (换行)."""
    if not _LINE_BREAK.search("".join([block.text for block in blocks])):
        return Outcome(blocks)
    count = 0
    kept: list[Block] = []
    for block in blocks:
        if _LINE_BREAK.search(block.text):
            lines = _LINE_BREAK.split(block.text)
            count += len(lines) - 1
            kept.extend(parted(block, lines))
        else:
            kept.append(block)
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def strip_invisible(blocks: tuple[Block, ...]) -> Outcome:
    """BOM, zero-width, bidirectional and control characters (不可见字符)."""
    outcome = substituted(blocks, _INVISIBLE, "")
    if not any("\ue001" in block.text for block in outcome.blocks):
        return outcome
    text = joined(outcome.blocks)
    repaired = _UNPAIRED_CLOSE.sub(lambda match: match.group(1) or "", text)
    if repaired == text:
        return outcome
    return Outcome(relined(outcome.blocks, repaired), outcome.count + len(text) - len(repaired))


def narrow(blocks: tuple[Block, ...]) -> Outcome:
    """Full-width letters and digits; radicals and compatibility forms that only look like characters (全角字符)."""
    return chained(
        blocks,
        lambda each: substituted(each, _WIDE, lambda match: match.group().translate(_NARROW)),
        lambda each: substituted(each, _RADICALS, _composed),
    )


def _composed(match: re.Match[str]) -> str:
    form = unicodedata.normalize("NFKC", match.group())
    return form if len(form) == 1 else match.group()


def replace_and(blocks: tuple[Block, ...]) -> Outcome:
    """` and ` where the Chinese has 和: an OCR or translation slip (英文插入)."""
    if not any("and" in block.text or "AND" in block.text or "And" in block.text for block in blocks):
        return Outcome(blocks)
    return substituted(blocks, _AND, "和")


def widen_punctuation(blocks: tuple[Block, ...]) -> Outcome:
    """Half-width marks beside Chinese become full-width; 3.5, 1., 10:30 and addresses stay (半角标点)."""
    return chained(
        blocks,
        lambda each: substituted(each, _PAIR, lambda match: f"（{match.group()[1:-1]}）"),
        lambda each: substituted(each, _OPEN, "（"),
        lambda each: substituted(each, _CLOSE, "）"),
        lambda each: substituted(each, _MARK, lambda match: _FULL[match.group()]),
        lambda each: substituted(each, _DOTS, "……"),
        lambda each: substituted(each, _STRAY, ""),
        lambda each: substituted(each, _STOP, "。"),
        lambda each: substituted(each, _DASHES, "——"),
        lambda each: substituted(each, _SINGLE, r"‘\1’"),
        lambda each: substituted(each, _CORNERS, lambda match: _CORNER[match.group()]),
        _curl_quotes,
    )


def _curl_quotes(blocks: tuple[Block, ...]) -> Outcome:
    if not any('"' in block.text for block in blocks):
        return Outcome(blocks)
    count = 0
    kept: list[Block] = []
    for block in blocks:
        marks = block.text.count('"')
        if marks and marks % 2 == 0 and _HAN.search(block.text):
            pieces = block.text.split('"')
            curled = "".join(piece + ("“" if i % 2 == 0 else "”") for i, piece in enumerate(pieces[:-1]))
            kept.append(reworded(block, curled + pieces[-1]))
            count += marks
        else:
            kept.append(block)
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


_ODD_SPACE = late(rf"[^\S\n](?:(?<=[{_SPACE}])[{_SPACE}]+|(?<! ))")
_AT_MARK = late(
    rf" (?:(?<=[，。、；：？！“‘《（【〔”’》）】〕…—·] )(?=[{HAN}0-9A-Za-z“‘《（【〔—])|(?=[，。、；：？！”’》）】〕…—·％（《“]))"
)
_AT_DIGIT = late(rf" (?:(?<=[{HAN}] )(?=\d)(?!\d{{4}}[.\-/]\d)|(?<=[0-9%％] )(?=[{HAN}])|(?<=\d[.．、] )(?=[{HAN}]))")
_AT_LETTER = late(rf" (?:(?<=[{HAN}] )(?=[A-Za-z])|(?<=[A-Za-z] )(?=[{HAN}]))")
_BETWEEN = late(rf" (?<=[{HAN}] )(?=[{HAN}])")
_SINGLE_BEFORE = late(rf"(?:(?<=^)|(?<= ))([{HAN}]) (?=[{HAN}])")
_SENTENCE = late(r"[。！？；，]")
_EVENT = late(r"在[^ ，。]*(?: [^ ，。]+)*(?:讲话|致辞|发言|报告|讲稿|致词)")
_TITLE_WIDTH = 50
_LABELLED = late(
    rf"(?:[{NUMERALS}]{{1,3}}[、.．]|[（(][{NUMERALS}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)|第[{NUMERALS}]{{1,3}}，)"
)


def close_spaces(blocks: tuple[Block, ...]) -> Outcome:
    """Spaces inside Chinese text and beside digits; a space between two phrases of a title line stays (空格)."""
    return chained(
        blocks,
        _trim_edges,
        lambda each: substituted(each, _ODD_SPACE, " "),
        lambda each: substituted(each, _AT_MARK, ""),
        lambda each: substituted(each, _AT_DIGIT, ""),
        _close_lines,
    )


# A sign alone behind the end of a line is layout, or a speck the scanner took for one; ~ may close a friendly word.
_STRAY_SIGNS = late(rf"(?:[{_SPACE}]*[■◆◇●▲△▼▽★☆◎]|[{_SPACE}]+[~～]|(?<=[。！？；])[~～])+[{_SPACE}]*$", re.M)
_SPACED_LABEL = late(
    rf"(^[{_SPACE}]*|(?<=[。！？；：])[{_SPACE}]*)"
    rf"((?:[{NUMERALS}]{{1,3}}|\d{{1,2}})[{_SPACE}]+、|第[{_SPACE}]*[{NUMERALS}]{{1,3}}[{_SPACE}]+[，、]"
    rf"|[（(](?:[{_SPACE}]+(?:[{NUMERALS}]{{1,3}}|\d{{1,2}})[{_SPACE}]*|(?:[{NUMERALS}]{{1,3}}|\d{{1,2}})[{_SPACE}]+)[)）])",
    re.M,
)
_SPACES = late(f"[{_SPACE}]+")
# Looked for first, from their rarest character on: most texts have neither, and the whole expressions begin anywhere.
_SIGN = late("[■◆◇●▲△▼▽★☆◎~～]")
_SPACE_IN_LABEL = late(
    rf"[（(第{NUMERALS}\d](?:(?<=[（(第])[{_SPACE}]+[{NUMERALS}\d]|(?<=[{NUMERALS}\d])[{_SPACE}]+[、，)）])"
)


def drop_stray_signs(blocks: tuple[Block, ...]) -> Outcome:
    """Signs left standing behind the end of a line: ■, ◆ or  ~ (行末的版面符号)."""
    return substituted(blocks, _STRAY_SIGNS, "") if _SIGN.search(joined(blocks)) else Outcome(blocks)


def close_labels(blocks: tuple[Block, ...]) -> Outcome:
    """Spaces inside a label (二 、, （ 一 ）), before lines are joined, parted and counted by their labels (序号里的空格)."""
    if not _SPACE_IN_LABEL.search(joined(blocks)):
        return Outcome(blocks)
    return substituted(blocks, _SPACED_LABEL, lambda match: match[1] + _SPACES.sub("", match[2]))


def _trim_edges(blocks: tuple[Block, ...]) -> Outcome:
    edges = 0
    kept: list[Block] = []
    for block in blocks:
        line = block.text.lstrip(_SPACE)
        edges += len(line) < len(block.text)
        bare = line.rstrip(_SPACE)
        edges += len(bare) < len(line)
        kept.append(block if len(bare) == len(block.text) else reworded(block, bare))
    return Outcome(tuple(kept), edges) if edges else Outcome(blocks)


def _close_lines(blocks: tuple[Block, ...]) -> Outcome:
    closed = 0
    kept: list[Block] = []
    for block in blocks:
        line = block.text
        if not _BETWEEN.search(line) and not _AT_LETTER.search(line):
            kept.append(block)
            continue
        if len(line) > _TITLE_WIDTH or _SENTENCE.search(line) or _LABELLED.match(line):
            tight = _AT_LETTER.sub("", _BETWEEN.sub("", line))
        else:
            tight = _EVENT.sub(lambda event: _BETWEEN.sub("", event.group()), _SINGLE_BEFORE.sub(r"\1", line))
        closed += len(line) - len(tight)
        kept.append(reworded(block, tight))
    return Outcome(tuple(kept), closed) if closed else Outcome(blocks)
