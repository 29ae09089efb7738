"""Lines: numbers stuck between them, sentences broken over them, paragraphs that lost their breaks (行与段)."""

from __future__ import annotations

import re
from collections import Counter

from drafter.clean.rule import HAN, NUMERALS, Outcome, cut, parted, reworded
from drafter.language.late import late
from drafter.records import Block

_ONE_COLUMN = late("[^\u2001-\U0010ffff]")
ITEM = late(
    rf"[\s\u3000]*(?:[{NUMERALS}]{{1,3}}[、.．]|[（(][{NUMERALS}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)|[（(]\d{{1,2}}[)）]|[①-⑳]|"
    rf"第[{NUMERALS}]{{1,3}}(?:[，、,：:章节条部分篇]|个)|(?:首先|其次|再次|最后)[，,]|其[{NUMERALS}][，,：:]|[{NUMERALS}][是要](?=.)|"
    rf"—|[•·●■◆▲※]|(?:篇|范文)[{NUMERALS}\d])"
)
"""A line that begins with a number, a bullet or a chapter mark: an item of its own."""

_SALUTE = late(r"[\s\u3000]*(?:同志们|各位|尊敬的|女士们|朋友们|老师们|同学们|大家好|[（(]\d{4})")
_FINISHED = "。！？：…”’）】!?:)》"
_CANNOT_START = "，。、；：）》”’！？,;:)"
# 明确会议目的, 把牢工作方向 are headings: only words that can stand at no end.
_CANNOT_END = late(r"(?:(?<!目)的|(?<![普涉惠顾危])及|(?<!参)与|[，、（《“,(])$")
_RARELY_ENDS = late(r"[和以对把被为向从将并且在]$")
_MID_SENTENCE = late(r"是[：，]|[的了等][，。]|以及|的是")
_TITLE = late(r"(?:讲话|发言|致辞|致词|报告|摘要|提纲|意见|通知|决定)[）)]?$")
_BROKEN_WIDTH = 30
_SLACK = 4
"""Columns by which a full line may fall short: two signs that may not begin the next."""
_LEAST_BLANKS = 2
_INDENTS = ("\u3000", "  ", "\t")
# A half-width full stop behind Chinese or a figure ends a sentence like any other.
_HALF_STOP = late(rf"(?:[{HAN}][{HAN}]|\d\s?[{HAN}%％]|[{HAN}”][)）])\.$")
_HEADING_WIDTH = 60

_LINK = late(rf"[{HAN}]{{2,8}}。")
_CLOSING = late(r"散会|谢谢|完毕|结束|再见|完了|辛苦|同意|通过|鼓掌|好的?。|放假|闭幕|开会")
_ANSWER = late(r"[《“（、，][。]?$|[《“][^》”]{0,30}。$")
_HANGING = late(
    r"(?:积极|健全|完善|推动|加强|开展|关于|贯彻|学习|落实|实施|执行|按照|根据|通过|以及|依据|违反|制定|修订|深入|认真|全面|切实|广泛|"
    r"大力|扎实|努力|[的和与及对把以为])。$"
)

_REPEATED = late(rf"^([{HAN}“”《》、· ]{{6,60}}?)\s*(?:\1\s*)*(?=\1)", re.M)
_LABEL_AHEAD = (
    rf"[{NUMERALS}]{{1,3}}、|（[{NUMERALS}]{{1,3}}）|\([{NUMERALS}]{{1,3}}\)|第[{NUMERALS}]{{1,2}}(?:[，,：]|个(?:问题|方面|意见)[，：:])|"
    rf"\d{{1,2}}[.．、](?=[{HAN}“])"
)
_INDENT_WIDTH = 100
_WIDE_BREAK = late(r"(?<=[^\s\u3000])(?:\u3000{2,}|\u2003{2,})(?=[^\s\u3000])")
_WIDE_BREAK_AFTER = late(r"(?<=[。！？：；”）])(?:\u3000{2,}|\u2003{2,})(?=[^\s\u3000])")
_FLAT = 600
_FLAT_ALONE = 200
_FLAT_SHARE = 0.6
_SERIES = late(
    rf"(?:(?<=[。！？])|(?<=[ /／]摄))[”’）]?[ ]?(?P<mark>(?P<bare>[{NUMERALS}]{{1,3}})、|[（(](?P<bracket>[{NUMERALS}]{{1,3}})[)）]|"
    rf"第(?P<question>[{NUMERALS}]{{1,2}})个(?:问题|方面|意见)[，：:]|第(?P<ordinal>[{NUMERALS}]{{1,2}})[，,：]|(?P<digit>\d{{1,2}})[.．、](?=[{HAN}“]))"
)
_ADDRESS = late(r"(?<=[。！？])[”’）]?[ ]?(?=(?:同志们|各位代表|各位委员|朋友们)[！，：])")
_BLANK_BREAK = late(rf"(?<=[。！？：]) (?![^。]{{0,20}}摄)(?=[{HAN}“《（(\d])")
_STUCK_HEADING = late(
    rf"^((?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）])[^，。；：！？\n]{{4,30}}?)"
    rf"(?=(?:改革开放|党的[{NUMERALS}]+大|新中国成立|今年|去年|近年|近些年|多年|长期)以?来，|(?:当前|目前|现在|近期|过去一年)，|我(?:在|曾|说过|多次|一直|反复)[^。]{{0,40}}，)",
    re.M,
)
_SPACED_HEADING = late(rf"^((?:{_LABEL_AHEAD})[^，。；：！？ ]{{2,40}}) (?=[{HAN}\d“《（(])", re.M)
_SPACE_BEHIND_HEADING = late(
    rf"\s*(?:{_LABEL_AHEAD})[^，。；：！？…\s]{{4,20}}(?P<space>[ \u3000]+)(?P<sentence>[{HAN}“《\d][^。！？\s]*[。！？])[^ \u3000]*"
)
_LEAST_BODY = 18
_EVENT = r"(?:讲话|发言|致辞|致词|报告)(?:摘要|节选|提纲|要点|稿)?"
_DATE = r"[（(]\s*(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})\s*年[^（）()]{2,40}[)）]"
_FLAT_TITLE = late(rf"^([^。！？：\n]{{2,120}}?{_EVENT})([^。！？：\n（(]{{0,40}})({_DATE})\s*")
# All of a head in one line: title, day, office and name, salutation.
_FLAT_GREETED = late(
    rf"^(?P<title>[^。！？：\n]{{2,120}}?{_EVENT})\s*(?P<date>{_DATE})?\s*(?P<byline>[^。！？：，\n]{{0,40}}?)\s*"
    r"(?P<greeting>(?:同志们|各位|尊敬的|女士们|老师们|同学们|朋友们)[^。！？：\n]{0,30}[：:])"
)
_OPENER = r"(?:同志们|各位|今天|今年|刚才|这次|党的|大家|首先|在|\d|为了|尊敬|最近|当前|近年|我们|[ \u3000\n])"
_FLAT_NAME = late(rf"([{HAN}]{{3}}|[{HAN}]{{2}}|[{HAN}]{{4}})(?={_OPENER})")
_FLAT_HEAD = late(rf"^([^。，！？：\n]{{8,80}}?)([{HAN}]{{2,3}})(?=\d{{4}}年|今天，|同志们：|各位)")
_OFFICE = "总书记|同志|主席|书记|部长|省长|市长|区长|县长|乡长|镇长|主任|局长|厅长|校长|院长"


def unfinished(text: str) -> bool:
    """Whether a line ends in the middle of a sentence."""
    text = text.rstrip()
    return bool(text) and text[-1] not in _FINISHED and text[-1] not in "；;"


def glue_links(blocks: tuple[Block, ...]) -> Outcome:
    """Link text scraped into a paragraph of its own goes back: 推动《。 / 劳动合同。 / 法》的 (抓取拆散的链接文字).

    A paragraph of two to eight characters and a full stop is link text where the line before it cannot end
    there (open mark, hanging verb), or where the same file proves the fault elsewhere. Below a full line of a
    hard-wrapped file it is the end of a paragraph.
    """
    candidates = [
        i
        for i in range(1, len(blocks) - 1)
        if _LINK.fullmatch(blocks[i].text.strip()) and not _CLOSING.search(blocks[i].text)
    ]
    width = _wrap_width(blocks) if candidates else 0
    if width:
        candidates = [i for i in candidates if _columns(blocks[i - 1].text.rstrip()) < width - _SLACK]
    if not candidates:
        return Outcome(blocks)

    def proven(i: int) -> bool:
        before = blocks[i - 1].text.rstrip()
        after = blocks[i + 1].text.lstrip()
        return bool(
            _ANSWER.search(before)
            or _HANGING.search(before)
            or (len(before) >= 20 and unfinished(before) and not ITEM.match(before) and not _TITLE.search(before))
            or (before.endswith("”") and before.count("”") > before.count("“"))
            or after[:1] in tuple(_CANNOT_START)
        )

    evident = [i for i in candidates if proven(i)]
    if not evident:
        return Outcome(blocks)
    kept: list[Block] = list(blocks[:1])
    count = 0
    index = 1
    chosen = set(evident)
    while index < len(blocks):
        if index in chosen and index + 1 < len(blocks) and not ITEM.match(blocks[index + 1].text):
            before = kept[-1].text.rstrip().removesuffix("。")
            link = blocks[index].text.strip().removesuffix("。")
            kept[-1] = reworded(kept[-1], before + link + blocks[index + 1].text.lstrip())
            count += 1
            index += 2
        else:
            kept.append(blocks[index])
            index += 1
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def join_broken(blocks: tuple[Block, ...]) -> Outcome:
    """A sentence broken over two lines becomes one (断行); never over a heading or a finished sentence.

    Where lines are of one width and blank lines part the paragraphs, a full line goes on in the next even though a
    sentence ends there, and no line goes on below a blank one for its width.
    """
    width = _wrap_width(blocks)
    indented = width > 0 and sum(block.text.startswith(_INDENTS) for block in blocks) >= 2
    parting = _usual_blanks(blocks, width) if width else None
    kept: list[Block] = []
    count = 0
    last = -1
    previous = 0
    blank = 0
    for block in blocks:
        if not block.text.strip():
            kept.append(block)
            blank += 1
            continue
        apart = parting is not None and blank + block.blank > parting[0]
        blank = 0
        full = width > 0 and previous >= width - _SLACK and not apart
        if last >= 0 and (
            _continues(kept[last], block, full, full and indented)
            or (full and parting is not None and _runs_on(kept[last], block, items_apart=parting[1]))
        ):
            a, b = kept[last].text.rstrip(), block.text.strip()
            glue = " " if a[-1].isascii() and b[0].isascii() and a[-1].isalpha() and b[0].isalpha() else ""
            kept[last:] = [reworded(kept[last], a + glue + b)]
            count += 1
        else:
            kept.append(block)
            last = len(kept) - 1
        previous = _columns(block.text.rstrip()) if width else 0
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def _columns(line: str) -> int:
    """Width of a line on a terminal: two columns for a Chinese character or mark, one for a letter."""
    return 2 * len(line) - len(_ONE_COLUMN.findall(line))


def _wrap_width(blocks: tuple[Block, ...]) -> int:
    """Columns at which a hard-wrapped file breaks its lines, 0 where it is not hard-wrapped.

    Such a file breaks in mid-sentence at one width again and again, and has next to no longer line.
    """
    lines = [block.text.rstrip() for block in blocks if block.text.strip()]
    broken = {line: width for line in lines if unfinished(line) and (width := _columns(line)) >= 32}
    if len(broken) < 4:
        return 0
    usual = Counter(broken.values()).most_common(1)[0][0]
    full = [line for line, width in broken.items() if abs(width - usual) <= 2]
    longer = sum(_columns(line) > usual + 2 for line in lines)
    # Lines of a wrapped text break anywhere, so marks stand inside them; slogans of equal length have none.
    inside = sum(1 for line in full if re.search(r"[。，；、].", line.strip()))
    wrapped = len(full) * 5 >= len(broken) * 3 and longer * 10 <= len(lines) and inside * 2 >= len(full)
    return usual if wrapped else 0


def _usual_blanks(blocks: tuple[Block, ...], width: int) -> tuple[int, bool] | None:
    """Blank lines beneath a line of a file wrapped at `width`, where more of them part paragraphs; else None.

    Second: whether they part items, too, so that one below a full line without them begins there by chance.

    0 in most files, 1 where every line has an empty one below it. More part paragraphs where nearly every line
    above them ends a sentence or falls short of the width (not so where they stand at the end of every page), and
    where paragraphs mostly end so.
    """
    joints: list[tuple[int, bool, bool]] = []  # blank lines, whether the line above is full, and cut off
    above_items: list[int] = []
    before = ""
    blank = 0
    for block in blocks:
        line = block.text.rstrip()
        if not line:
            blank += 1
            continue
        if before:
            full = _columns(before) >= width - _SLACK
            joints.append((blank + block.blank, full, full and unfinished(before)))
            if ITEM.match(line):
                above_items.append(blank + block.blank)
        before, blank = line, 0
    inside = Counter(blank for blank, _, cut_off in joints if cut_off)
    usual = inside.most_common(1)[0][0] if inside else 0
    above = [cut_off for blank, _, cut_off in joints if blank > usual]
    short = sum(not full for blank, full, _ in joints if blank <= usual)
    if len(above) < max(_LEAST_BLANKS, short) or sum(above) * 5 > len(above):
        return None
    return usual, sum(blank > usual for blank in above_items) * 4 >= len(above_items) * 3


def _runs_on(before: Block, after: Block, *, items_apart: bool) -> bool:
    """Whether a full line goes on in the next where only blank lines end paragraphs: after a finished sentence not
    into a salutation, nor into an item unless those stand below blank lines, too."""
    if before.level or after.level or after.text.startswith(_INDENTS):
        return False
    begins = _SALUTE.match(after.text) or (not items_apart and ITEM.match(after.text))
    return not begins or before.text.rstrip()[-1] not in "。！？："


def _continues(before: Block, after: Block, full: bool, unindented: bool) -> bool:
    """Whether a line goes on in the next.

    full: the line before is as wide as a hard-wrapped file makes them; unindented: so it is, and the file
    indents its paragraphs.
    """
    a, b = before.text.rstrip(), after.text.lstrip()
    if before.level or after.level:
        return False
    if after.text.startswith(("\u3000\u3000", "    ")) and not _CANNOT_END.search(a):
        return False
    if unindented and not after.text.startswith(_INDENTS) and before.text.startswith(_INDENTS):
        return True
    if ITEM.match(after.text) or _SALUTE.match(b):
        return False
    if full and a[-1] not in "。！？：":
        return True
    if a[-1] in _FINISHED or _HALF_STOP.search(a):
        return False
    if b[0] in _CANNOT_START or _MID_SENTENCE.match(b):
        return len(a) > 1
    if a[-1] in "；;":
        return len(a) >= 20 and ("。" in a or not ITEM.match(a))
    if ITEM.match(a) and len(a) <= _HEADING_WIDTH and not re.search(r"[。，]", a):
        return False
    if _TITLE.search(a) or len(b) == 0:
        return False
    if _CANNOT_END.search(a) or (len(a) >= _BROKEN_WIDTH and _RARELY_ENDS.search(a)):
        return True
    tail = re.split(r"[。！？]", a)[-1]
    if len(tail) < len(a) and tail:
        return True
    if re.search(r"[A-Za-z]$", a) and re.match(r"\d", b):
        return True
    return len(a) >= _BROKEN_WIDTH and ("，" in a or "," in a) and len(a) > _HEADING_WIDTH // 2 and len(b) > 8


def rebuild_paragraphs(blocks: tuple[Block, ...]) -> Outcome:
    """One-line texts: paragraphs from 　　, numbering, titles and dates; a break is only ever added (重建分段)."""
    total = sum(len(block.text) for block in blocks)
    longest = max((len(block.text) for block in blocks), default=0)
    flat = longest >= _FLAT_SHARE * total and (longest >= _FLAT or (len(blocks) == 1 and longest >= _FLAT_ALONE))
    kept: list[Block] = []
    for block in blocks:
        text = block.text
        if "\u3000" in text or "\u2003" in text:
            text = (_WIDE_BREAK if len(text) > _INDENT_WIDTH else _WIDE_BREAK_AFTER).sub("\n", text)
        if flat and len(block.text) == longest:
            text = _broken_up(text)
        if text == block.text:
            kept.append(block)
        else:
            kept.extend(parted(block, (line for line in text.split("\n") if line.strip())))
    count = len(kept) - len(blocks)
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def part_headings(blocks: tuple[Block, ...]) -> Outcome:
    """A labelled heading that nothing but a space parts from the text under it (一、摸清底数　各镇逐条走一遍，……), on a line
    of its own (标题后面的空格).

    Where the other side is short and one clause, the space stands for the comma within a heading.
    """
    kept: list[Block] = []
    for block in blocks:
        found = None if block.level else _SPACE_BEHIND_HEADING.fullmatch(block.text)
        if found and (len(found["sentence"]) > _LEAST_BODY or "，" in found["sentence"]):
            kept += parted(block, (block.text[: found.start("space")], block.text[found.end("space") :]))
        else:
            kept.append(block)
    return Outcome(tuple(kept), len(kept) - len(blocks)) if len(kept) > len(blocks) else Outcome(blocks)


def _broken_up(text: str) -> str:
    head, rest = _flat_head(text)
    last: dict[str, int] = {}
    pieces: list[str] = []
    position = 0
    for match in _SERIES.finditer(rest):
        series = (
            match.lastgroup
            if match.lastgroup != "mark"
            else next(name for name in ("bare", "bracket", "question", "ordinal", "digit") if match.group(name))
        )
        number = _number(match.group(str(series)))
        # 首先…其次…第三 inside a paragraph is no list of paragraphs: a series must count from one.
        if number == 1 or number == last.get(str(series), -1) + 1:
            last[str(series)] = number
            pieces.append(rest[position : match.start("mark")].rstrip(" ") + "\n")
            position = match.start("mark")
    rest = "".join(pieces) + rest[position:]
    rest = _ADDRESS.sub(lambda match: match.group().rstrip(" ") + "\n", rest)
    rest = _BLANK_BREAK.sub("\n", rest)
    rest = _SPACED_HEADING.sub(r"\1" + "\n", rest)
    rest = _STUCK_HEADING.sub(r"\1" + "\n", rest)
    return head + rest


def _number(text: str) -> int:
    """Value of 1 to 99 in digits or 汉字; 0 where it is none."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    if not ten:
        return digits.find(text) + 1 if len(text) == 1 else 0
    return ((digits.find(tens) + 1) if tens else 1) * 10 + (digits.find(ones) + 1 if ones else 0)


def _flat_head(text: str) -> tuple[str, str]:
    """Title, byline and date of a flattened text on lines of their own, and the rest."""
    greeted = _FLAT_GREETED.match(text)
    if greeted:
        lines = [
            _titled(greeted["title"].strip()),
            greeted["date"] or "",
            greeted["byline"].strip(),
            greeted["greeting"],
        ]
        return "".join(line + "\n" for line in lines if line), text[greeted.end() :].lstrip(" \u3000")
    title = _FLAT_TITLE.match(text)
    if title:
        head = [_titled(title.group(1).strip()), title.group(2).strip(), title.group(3)]
        rest = text[title.end() :]
        name = None if head[1] else _FLAT_NAME.match(rest)
        if name:
            head.append(name.group(1))
            rest = rest[name.end() :]
        return "".join(line + "\n" for line in head if line), rest
    named = _FLAT_HEAD.match(text)
    if named and re.search(rf"{named.group(2)}(?:{_OFFICE})", text[named.end() :]):
        return f"{named.group(1)}\n{named.group(2)}\n", text[named.end() :]
    return "", text


def _titled(title: str) -> str:
    """Blanks in a flattened head part title, subtitle, office and name."""
    parts = title.split(" ")
    lines: list[str] = []
    for part in parts:
        if lines and not re.match(
            rf"在|——|[{HAN}]{{2,30}}[会委局府室厅](?:副|常务)?[{HAN}]{{0,6}}(?:书记|主席|主任|市长|省长|局长|部长)",
            part,
        ):
            lines[-1] += " " + part
        else:
            lines.append(part)
    return "\n".join(lines)


def drop_repeated_title(blocks: tuple[Block, ...]) -> Outcome:
    """A title that stands twice at the head of the file (重复的标题)."""
    first = next((i for i, block in enumerate(blocks) if block.text.strip()), None)
    if first is None:
        return Outcome(blocks)
    outcome = cut(blocks[first : first + 1], _REPEATED, "重复的标题")
    if not outcome.count:
        return Outcome(blocks)
    return Outcome(blocks[:first] + outcome.blocks + blocks[first + 1 :], outcome.count, outcome.dropped)


def drop_blank(blocks: tuple[Block, ...]) -> Outcome:
    """Blank lines (空行): the block below says how many there were."""
    kept: list[Block] = []
    blank = 0
    for block in blocks:
        if not block.text.strip():
            blank += 1 + block.blank
        elif blank:
            kept.append(Block(block.text, block.level, block.furniture, block.blank + blank, block.ruled))
            blank = 0
        else:
            kept.append(block)
    return Outcome(tuple(kept), len(blocks) - len(kept)) if len(kept) < len(blocks) else Outcome(blocks)
