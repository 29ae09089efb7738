"""Notes beside the words (旁注): what the audience did, footnote marks and their list, letter heads, contents lists."""

from __future__ import annotations

import re

from drafter.clean.rule import HAN, Outcome, chained, cut, joined, sifted, substituted
from drafter.language.late import late
from drafter.records import Block, Loss

_OPEN, _CLOSE = "[（(\\[［【〔]", "[）)\\]］】〕]"
_NOT_BRACKET = "[^（）()\\[\\]［］【】〔〕。\n]"
_AUDIENCE = r"(?:全场|台下|会场|场内|全体(?:同志|代表)?|众人?|大家|响起|发出|报以|长时间|经久不息|热烈|一片|阵阵|再次|多次|雷鸣般|暴风雨般|会心|起立|[的地、，])*"
_REACTION = r"(?:掌声|鼓掌|笑声|大笑|哄笑|欢呼|喝彩|叫好|起立|停顿|笑)"
_STAGE = late(
    rf"{_OPEN}\s*(?:(?:{_AUDIENCE}{_REACTION}){{1,4}}(?:致意|不止|不息|通过)?|插话\s*[:：]{_NOT_BRACKET}{{1,60}})\s*{_CLOSE}"
)

# [1], 〔3〕, 【12】 behind a word; 青政发〔2024〕17号 has a year in it and a number behind.
_MARK = late(
    rf"[\[［〔【](?<=[{HAN}”’》）。，；：、！？][\[［〔【])"
    r"(?:(?<=\[)\d{1,2}\]|(?<=［)\d{1,2}］|(?<=〔)\d{1,2}〕|(?<=【)\d{1,2}】)(?!\s*号)"
)
_NOTE = late(r"\s*(?:\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕|【\d{1,2}】).+")
_NOTES_HEAD = late(r"[\s\u3000【\[]*(?:注释|注|脚注|尾注|参考文献|参考资料|附注)[】\]]?\s*[:：]?\s*")
_MARKS_LEAST = 2

_LETTER = late(
    r"\s*(?:发件人|发信人|寄件人|收件人|发送时间|发送日期|抄送|密送|主题|日期|时间|附件|From|To|Cc|Bcc|Sent|Date|Subject)\s*[:：].{0,200}"
)
_LETTER_SURE = late(r"\s*(?:发件人|发信人|寄件人|收件人|发送时间|From|Subject)\s*[:：]")
_SIGNATURE = late(r"\s*(?:发自|Sent from)\s?(?:我的|my)?.{1,20}", re.I)

_CONTENTS_HEAD = late(r"\s*[【\[]?目\s*[录錄次][】\]]?\s*")
# Possessive: given back one by one, the dots of a long line would be tried eighty times over.
_LEADER = late(r"\s*\S.{0,80}?[.．。·…‥⋯─—_\-]{3,}+\s*[（(]?\d{1,4}[）)]?\s*")
_LISTED = late(r"\s*(\S.{1,80}?)(?:[ \t\u3000]{2,}|\t)\s*[（(]?\d{1,4}[）)]?\s*")
_CONTENTS_LINE = late(r"[^。；！？]{2,60}")


def drop_stage_notes(blocks: tuple[Block, ...]) -> Outcome:
    """What the audience did, as a record notes it: （掌声）, （笑声）, ［插话：…］ (现场说明)."""
    return cut(blocks, _STAGE, "现场说明")


def drop_footnotes(blocks: tuple[Block, ...]) -> Outcome:
    """Footnote marks [1] 〔2〕 behind words, and the list of notes at the end (注码与注释)."""
    text = joined(blocks)
    if len(_MARK.findall(text)) < _MARKS_LEAST:
        return Outcome(blocks)
    return chained(blocks, lambda each: substituted(each, _MARK, ""), _drop_notes)


def _drop_notes(blocks: tuple[Block, ...]) -> Outcome:
    start = len(blocks)
    while start and (_NOTE.fullmatch(blocks[start - 1].text) or not blocks[start - 1].text.strip()):
        start -= 1
    if not any(_NOTE.fullmatch(block.text) for block in blocks[start:]):
        return Outcome(blocks)
    if start and _NOTES_HEAD.fullmatch(blocks[start - 1].text):
        start -= 1
    loss = Loss("注释", "\n".join(block.text for block in blocks[start:] if block.text.strip()))
    return Outcome(blocks[:start], len(blocks) - start, (loss,))


_GAPS_HEAD = late(r"[\s\u3000]*待填清单：\s*")
_GAPS_LINE = late(r"[\s\u3000]*(?:[-·•]\s*|\d{1,3}[.．]\s*)?[^：\n]{1,200}：[^：。\n]{1,60}")


def drop_gap_list(blocks: tuple[Block, ...]) -> Outcome:
    """The list of gaps an outline ends with, up to the first line that is none of it (待填清单)."""
    listed: set[int] = set()
    inside = False
    for index, block in enumerate(blocks):
        if _GAPS_HEAD.fullmatch(block.text):
            inside = True
        elif block.text.strip():
            inside = inside and bool(_GAPS_LINE.fullmatch(block.text))
        if inside:
            listed.add(index)
    if not listed:
        return Outcome(blocks)
    return sifted(blocks, lambda index, _: "待填清单" if index in listed else "")


def drop_letter_head(blocks: tuple[Block, ...]) -> Outcome:
    """The head of a forwarded letter, three lines at least, and 发自我的手机 (信头)."""
    letter: set[int] = set()
    run: list[int] = []
    for index, block in enumerate((*blocks, Block(""))):
        if _LETTER.fullmatch(block.text):
            run.append(index)
            continue
        if len(run) >= 3 and any(_LETTER_SURE.match(blocks[i].text) for i in run):
            letter.update(run)
        run = []
    return sifted(blocks, lambda index, block: "信头" if index in letter or _SIGNATURE.fullmatch(block.text) else "")


def _has_leader(text: str) -> bool:
    end = text.rstrip()[-1:]
    # The end first: it is where nearly every other line differs.
    return (end.isdecimal() or end in tuple("）)")) and bool(_LEADER.fullmatch(text) and re.search(f"[{HAN}]", text))


def drop_contents(blocks: tuple[Block, ...]) -> Outcome:
    """A table of contents: lines with leaders and a page number, or under 目录 what stands again below (目录)."""
    leaders = {i for i, block in enumerate(blocks) if _has_leader(block.text)}
    if len(leaders) < 2:
        leaders = set()
    heads = [index for index, block in enumerate(blocks) if _CONTENTS_HEAD.fullmatch(block.text)]
    lines = [block.text.strip() for block in blocks] if heads else []
    last = {line: index for index, line in enumerate(lines)}
    for head in heads:
        if head in leaders:
            continue  # listed by a head above, and with it all that it could list
        listed: set[int] = set()
        for index in range(head + 1, len(lines)):
            line = lines[index]
            if not line or index in leaders:
                continue
            if not _CONTENTS_LINE.fullmatch(line) or not (_LISTED.fullmatch(line) or last[line] > index):
                break
            listed.add(index)
        if listed or max(leaders, default=-1) > head:
            leaders |= listed | {head}
    if not leaders:
        return Outcome(blocks)
    return sifted(blocks, lambda index, _: "目录" if index in leaders else "")
