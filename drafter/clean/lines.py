"""Lines: numbers stuck between them, sentences broken over them, paragraphs that lost their breaks (行与段)."""

from __future__ import annotations

import re
from statistics import median

from drafter.clean.rule import HAN, NUMERALS, Outcome, cut, reworded
from drafter.records import Block, Loss

ITEM = re.compile(
    rf"[\s\u3000]*(?:[{NUMERALS}]{{1,3}}[、.．]|[（(][{NUMERALS}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)|[（(]\d{{1,2}}[)）]|[①-⑳]|"
    rf"第[{NUMERALS}]{{1,3}}(?:[，、,：:章节条部分篇]|个)|(?:首先|其次|再次|最后)[，,]|其[{NUMERALS}][，,：:]|[{NUMERALS}][是要](?=.)|"
    rf"—|[•·●■◆▲※]|(?:篇|范文)[{NUMERALS}\d])"
)
"""A line that begins with a number, a bullet or a chapter mark: an item of its own."""

_SALUTE = re.compile(r"[\s\u3000]*(?:同志们|各位|尊敬的|女士们|朋友们|老师们|同学们|大家好|[（(]\d{4})")
_FINISHED = "。！？：…”’）】!?:)》"
_CANNOT_START = "，。、；：）》”’！？,;:)"
# 明确会议目的, 把牢工作方向 are headings: only words that can stand at no end.
_CANNOT_END = re.compile(r"(?:(?<!目)的|[及与]|[，、（《“,(])$")
_RARELY_ENDS = re.compile(r"[和以对把被为向从将并且在]$")
_MID_SENTENCE = re.compile(r"是[：，]|[的了等][，。]|以及|的是")
_TITLE = re.compile(r"(?:讲话|发言|致辞|致词|报告|摘要|提纲|意见|通知|决定)[）)]?$")
_BROKEN_WIDTH = 30
_HEADING_WIDTH = 60

_NUMBER_HEAD = re.compile(r"^[ \t\u3000]*(\d{1,3})[、.．,，]?[ \t]*(?=\S)", re.M)
_NUMBER_INSIDE = re.compile(r"(\d{1,3})、")
_PAGE_LINE = re.compile(
    r"[\s\u3000]*(?:[-—–－~～·]*\s*(\d{1,4})\s*[-—–－~～·]*|第\s*(\d{1,4})\s*页(?:[\s/,，]*共\s*\d{1,4}\s*页)?|(\d{1,4})\s*/\s*\d{1,4}|"
    r"[Pp](?:age)?\.?\s*(\d{1,4})(?:\s*of\s*\d{1,4})?)[\s\u3000]*"
)
_CHAIN = 3
_REGULAR = 2.0
_PAGE_WIDTH = 120

_LINK = re.compile(rf"[{HAN}]{{2,8}}。")
_CLOSING = re.compile(r"散会|谢谢|完毕|结束|再见|完了|辛苦|同意|通过|鼓掌|好的?。|放假|闭幕|开会")
_ANSWER = re.compile(r"[《“（、，][。]?$|[《“][^》”]{0,30}。$")
_HANGING = re.compile(
    r"(?:积极|健全|完善|推动|加强|开展|关于|贯彻|学习|落实|实施|执行|按照|根据|通过|以及|依据|违反|制定|修订|深入|认真|全面|切实|广泛|"
    r"大力|扎实|努力|[的和与及对把以为])。$"
)

_REPEATED = re.compile(rf"^(?=([{HAN}“”《》、· ]{{6,60}}?)\s*\1).+?(?=\1)", re.M)
_LABEL_AHEAD = (
    rf"[{NUMERALS}]{{1,3}}、|（[{NUMERALS}]{{1,3}}）|\([{NUMERALS}]{{1,3}}\)|第[{NUMERALS}]{{1,2}}(?:[，,：]|个(?:问题|方面|意见)[，：:])|"
    rf"\d{{1,2}}[.．、](?=[{HAN}“])"
)
_INDENT_WIDTH = 100
_WIDE_BREAK = re.compile(r"(?<=[^\s\u3000])(?:\u3000{2,}|\u2003{2,})(?=[^\s\u3000])")
_WIDE_BREAK_AFTER = re.compile(r"(?<=[。！？：；”）])(?:\u3000{2,}|\u2003{2,})(?=[^\s\u3000])")
_FLAT = 600
_FLAT_SHARE = 0.6
_SERIES = re.compile(
    rf"(?<=[。！？])[”’）]?[ ]?(?P<mark>(?P<bare>[{NUMERALS}]{{1,3}})、|[（(](?P<bracket>[{NUMERALS}]{{1,3}})[)）]|"
    rf"第(?P<ordinal>[{NUMERALS}]{{1,2}})(?:[，,：]|个(?:问题|方面|意见)[，：:])|(?P<digit>\d{{1,2}})[.．、](?=[{HAN}“]))"
)
_ADDRESS = re.compile(r"(?<=[。！？])[”’）]?[ ]?(?=(?:同志们|各位代表|各位委员|朋友们)[！，：])")
_BLANK_BREAK = re.compile(rf"(?<=[。！？：]) (?![^。]{{0,20}}摄)(?=[{HAN}“《（(\d])")
_STUCK_HEADING = re.compile(
    rf"^((?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）])[^，。；：！？\n]{{4,30}}?)"
    rf"(?=(?:改革开放|党的[{NUMERALS}]+大|新中国成立|今年|去年|近年|近些年|多年|长期)以?来，|(?:当前|目前|现在|近期|过去一年)，)",
    re.M,
)
_SPACED_HEADING = re.compile(rf"^((?:{_LABEL_AHEAD})[^，。；：！？ ]{{2,40}}) (?=[{HAN}\d“《（(])", re.M)
_EVENT = r"(?:讲话|发言|致辞|致词|报告)(?:摘要|节选|提纲|要点|稿)?"
_DATE = r"[（(]\s*(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})\s*年[^（）()]{2,40}[)）]"
_FLAT_TITLE = re.compile(rf"^([^。！？：\n]{{2,120}}?{_EVENT})([^。！？：\n（(]{{0,40}})({_DATE})\s*")
_OPENER = r"(?:同志们|各位|今天|今年|刚才|这次|党的|大家|首先|在|\d|为了|尊敬|最近|当前|近年|我们|[ \u3000\n])"
_FLAT_NAME = re.compile(rf"([{HAN}]{{3}}|[{HAN}]{{2}}|[{HAN}]{{4}})(?={_OPENER})")
_FLAT_HEAD = re.compile(rf"^([^。，！？：\n]{{8,80}}?)([{HAN}]{{2,3}})(?=\d{{4}}年|今天，|同志们：|各位)")
_OFFICE = "总书记|同志|主席|书记|部长|省长|市长|区长|县长|乡长|镇长|主任|局长|厅长|校长|院长"


def drop_page_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """Numbers 1, 2, 3 … that run through the file: on lines of their own, before lines, inside sentences (页码与块号)."""
    for step in (_drop_page_lines, _strip_line_numbers, _strip_inner_numbers):
        outcome = step(blocks)
        if outcome.count:
            return outcome
    return Outcome(blocks)


def _drop_page_lines(blocks: tuple[Block, ...]) -> Outcome:
    numbered: list[tuple[int, int]] = []
    marked: set[int] = set()
    for index, block in enumerate(blocks):
        match = _PAGE_LINE.fullmatch(block.text) if len(block.text) <= 20 else None
        if match:
            number = next(int(group) for group in match.groups() if group)
            numbered.append((index, number))
            if not match.group(1) or re.search(r"[-—–－~～]\s*\d|\d\s*[-—–－~～]", block.text):
                marked.add(index)
    rising = [pair for i, pair in enumerate(numbered) if i == 0 or pair[1] == numbered[i - 1][1] + 1]
    pages = {index for index, _ in rising} if len(rising) >= _CHAIN and len(rising) == len(numbered) else set()
    pages |= marked
    if not pages:
        return Outcome(blocks)
    losses = tuple(Loss("页码", blocks[index].text.strip()) for index in sorted(pages))
    return Outcome(tuple(b for i, b in enumerate(blocks) if i not in pages), len(pages), losses)


def _unfinished(text: str) -> bool:
    text = text.rstrip()
    return bool(text) and text[-1] not in _FINISHED and text[-1] not in "；;"


def _strip_line_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """Every line begins with its number, and most lines end in mid-sentence: the numbers are not the author's."""
    chain: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        match = _NUMBER_HEAD.match(block.text)
        if (
            match
            and int(match.group(1)) == len(chain) + 1
            and (chain or not any(b.text.strip() for b in blocks[:index]))
        ):
            chain.append((index, match.end()))
    if len(chain) < _CHAIN:
        return Outcome(blocks)
    broken = 0
    for index, _ in chain[1:]:
        before = next((b.text for b in reversed(blocks[:index]) if b.text.strip()), "")
        broken += _unfinished(before)
    lengths = [len(blocks[index].text) for index, _ in chain[:-1]]
    typical = median(lengths)
    # A list of short numbered lines is the author's own; pages are long and alike.
    if (
        broken * 2 < len(chain) - 1
        or typical < _PAGE_WIDTH
        or not typical / _REGULAR <= min(lengths) <= max(lengths) <= typical * _REGULAR
    ):
        return Outcome(blocks)
    starts = dict(chain)
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if index not in starts:
            kept.append(block)
            continue
        text = block.text[starts[index] :]
        above = len(kept) - 1
        while above >= 0 and not kept[above].text.strip():
            above -= 1
        if index != chain[0][0] and above >= 0 and _unfinished(kept[above].text):
            kept[above:] = [reworded(kept[above], kept[above].text.rstrip() + text)]
        else:
            kept.append(reworded(block, text))
    return Outcome(tuple(kept), len(chain))


def _strip_inner_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """`各项工2、作取得`: 1、2、3、… at regular distances through one line, mostly in the middle of words."""
    for index, block in enumerate(blocks):
        text = block.text
        if len(text) < _FLAT or "4、" not in text:
            continue
        found = [(m.start(), m.end(), int(m.group(1))) for m in _NUMBER_INSIDE.finditer(text)]
        chain = _regular_chain(found)
        if len(chain) <= _CHAIN:
            continue
        inside = sum(1 for start, _, _ in chain if start and re.match(f"[{HAN}，、]", text[start - 1]))
        if inside * 5 < len(chain) * 3:
            continue
        pieces: list[str] = []
        position = 0
        for start, end, _ in chain:
            pieces.append(text[position:start])
            position = end
        pieces.append(text[position:])
        return Outcome((*blocks[:index], reworded(block, "".join(pieces)), *blocks[index + 1 :]), len(chain))
    return Outcome(blocks)


def _regular_chain(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The run 1, 2, 3 … whose distances stay within a factor of two of each other."""
    first = [item for item in found if item[2] == 1][:3]
    for head in first:
        for second in [item for item in found if item[2] == 2 and item[0] > head[0]][:4]:
            step = second[0] - head[0]
            chain = [head, second]
            while True:
                wanted = [item for item in found if item[2] == len(chain) + 1 and item[0] > chain[-1][0]]
                near = [item for item in wanted if step / 1.5 <= item[0] - chain[-1][0] <= step * 1.5]
                if not near:
                    break
                chain.append(min(near, key=lambda item: abs(item[0] - chain[-1][0] - step)))
            if (
                len(chain) > _CHAIN
                and step > 80
                and not any(item[2] == len(chain) + 1 for item in found if item[0] > chain[-1][0])
            ):
                return chain
    return []


def glue_links(blocks: tuple[Block, ...]) -> Outcome:
    """Link text scraped into a paragraph of its own goes back: 推动《。 / 劳动合同。 / 法》的 (抓取拆散的链接文字).

    A paragraph of two to eight characters and a full stop is link text where the line before it cannot end
    there (open mark, hanging verb), or where the same file proves the fault elsewhere.
    """
    candidates = [
        i
        for i in range(1, len(blocks) - 1)
        if _LINK.fullmatch(blocks[i].text.strip()) and not _CLOSING.search(blocks[i].text)
    ]
    if not candidates:
        return Outcome(blocks)

    def proven(i: int) -> bool:
        before = blocks[i - 1].text.rstrip()
        after = blocks[i + 1].text.lstrip()
        return bool(
            _ANSWER.search(before)
            or _HANGING.search(before)
            or (len(before) >= 20 and _unfinished(before) and not ITEM.match(before) and not _TITLE.search(before))
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
    """A sentence broken over two lines becomes one (断行); never over a heading or a finished sentence."""
    width = _wrap_width(blocks)
    kept: list[Block] = []
    count = 0
    last = -1
    previous = 0
    for block in blocks:
        if not block.text.strip():
            kept.append(block)
            continue
        if last >= 0 and _continues(kept[last], block, width and previous >= width - 2 and last == len(kept) - 1):
            a, b = kept[last].text.rstrip(), block.text.strip()
            glue = " " if a[-1].isascii() and b[0].isascii() and a[-1].isalpha() and b[0].isalpha() else ""
            kept[last:] = [reworded(kept[last], a + glue + b)]
            count += 1
        else:
            kept.append(block)
            last = len(kept) - 1
        previous = len(block.text.rstrip())
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def _wrap_width(blocks: tuple[Block, ...]) -> int:
    """Width at which a hard-wrapped file breaks its lines, 0 where it is not hard-wrapped."""
    widths = [len(block.text.rstrip()) for block in blocks if block.text.strip()]
    if len(widths) < 8 or not 16 <= max(widths) <= 60:
        return 0
    full = [block.text for block in blocks if len(block.text.rstrip()) >= max(widths) - 2]
    # Lines of a wrapped text break anywhere, so marks stand inside them; slogans of equal length have none.
    inside = sum(1 for line in full if re.search(r"[。，；、].", line.strip()))
    return max(widths) if len(full) * 2 >= len(widths) and inside * 2 >= len(full) else 0


def _continues(before: Block, after: Block, wrapped: object) -> bool:
    a, b = before.text.rstrip(), after.text.lstrip()
    if before.level or after.level or ITEM.match(after.text) or _SALUTE.match(b):
        return False
    if after.text.startswith(("\u3000\u3000", "    ")) and not _CANNOT_END.search(a):
        return False
    if wrapped and a[-1] not in "。！？：":
        return True
    if a[-1] in _FINISHED:
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
    flat = longest >= _FLAT and longest >= _FLAT_SHARE * total
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
            kept.extend(reworded(block, line) for line in text.split("\n") if line.strip())
    count = len(kept) - len(blocks)
    return Outcome(tuple(kept), count) if count else Outcome(blocks)


def _broken_up(text: str) -> str:
    head, rest = _flat_head(text)
    last: dict[str, int] = {}
    pieces: list[str] = []
    position = 0
    for match in _SERIES.finditer(rest):
        series = (
            match.lastgroup
            if match.lastgroup != "mark"
            else next(name for name in ("bare", "bracket", "ordinal", "digit") if match.group(name))
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
    """Blank lines (空行)."""
    kept = tuple(block for block in blocks if block.text.strip())
    return Outcome(kept, len(blocks) - len(kept)) if len(kept) < len(blocks) else Outcome(blocks)
