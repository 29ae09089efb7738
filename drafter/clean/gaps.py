"""Places where a publisher cut a name, a year or a number out (阙文): marked with □, never filled in."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import partial

from drafter.clean.rule import HAN, Outcome, joined, relined
from drafter.language.late import late
from drafter.records import GAP, Block

_HEADING_LABEL = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])"
# What a blanked-out word is a part of: 20××年, **市, 第__次, ○○镇, ××同志, △%.
_UNIT = "省市县区州盟旗镇乡村组局厅部委办院校厂社会站所科处年月日届次号期个家名人户亩里元吨万亿千百米公%％同书主副先某"
# 20xx年, 党的xx届, xx市; letters of a product name (XX-3) have no Chinese on either side.
_LETTERS = late(rf"[xX](?:(?<=[0-9{HAN}“《（][xX])[xX]+(?=[{HAN}”》）%％])|(?<![A-Za-z0-9][xX])[xX]+(?=[{HAN}]))")
# One letter or star for a surname or a figure: x县长, *局长, x月, x.x%.
_OFFICES = "(?:副?(?:书记|省长|市长|区长|县长|乡长|镇长|局长|厅长|处长|科长|部长|主任|主席|校长|院长|秘书长)|同志|总经理|董事长)"
_LETTER = late(
    rf"[xX](?<![A-Za-z0-9][xX])(?:(?<!\.[xX])[xX]{{0,3}}[.．][xX]{{1,2}}(?=[%％{HAN}])|(?={_OFFICES}|[年月日届次个名%％]))"
)
_STAR = late(rf"(?<![*\w])\*(?={_OFFICES})|(?<=[{HAN}，。、；：])\*(?={_OFFICES})")
# × stands for a word or figure where it is doubled or something counted follows; between two words it may be a
# sign of its own (产业×文化), so there only where the file has the habit.
_CROSSES = late(rf"[×╳✕](?:(?<![×╳✕][×╳✕])[×╳✕]++(?=[{HAN}%％”》），。、；])|(?=[{_UNIT}]))")
_LONE_CROSS = late(rf"[×╳✕](?<=[{HAN}“《（，、；：][×╳✕])(?=[{HAN}”》），。、；])")
# Of a run only its first sign begins a match: else a long one would be gone through from each of its signs.
_STARS = late(rf"\*(?<!\*\*)\*++(?=[{_UNIT}])")
_WIDE_STARS = late(
    rf"(?<=[\d{HAN}“《（，。、；：])[＊※]{{2,}}(?=[{HAN}%％”》），。、；])|[＊※](?<![＊※][＊※])[＊※]++(?=[{_UNIT}])"
)
_LINES = late(rf"(?<=[\d{HAN}“《（，。、；：])[_＿]{{2,}}(?=[{HAN}%％”》），。、；])")
# __一要……。__各级, __一、……__各级: underlines that enclose a heading at the head of a line are Markdown's, no blanks.
_BOLD = late(
    rf"^\s*__(?=[^\s_])(?:[^_\n]{{1,500}}?[。！？；：]|{_HEADING_LABEL}[^_\n。！？；：]{{1,100}}?)__(?!_)", re.M
)
# ○ is also a zero: 二○○八年.
_RINGS = late(rf"(?<![一二三四五六七八九十零〇○◯])[○◯]{{2,}}(?=[{_UNIT}])|[△▲](?<![△▲][△▲])[△▲]++(?=[{_UNIT}])")
_CERTAIN = late(
    # “”的开局之年, 《》
    r"“(?=”)|‘(?=’)|《(?=》)"
    # 习在视察我省时: a surname whose given name is gone, before a verb of speaking or going
    r"|习(?<=[，。；、！？：\n]习)(?=在|主持|强调|指出|视察|考察|亲自|多次|反复|先后|同)"
    # 以为的党中央周围, 以为核心的党中央
    r"|在以(?=为(?:核心|总书记)?的党中央)|在以□为(?=的党中央)"
    # 迎接党的胜利召开, 党的的胜利召开, 党的以来
    r"|党的(?=的?胜利召开|以来)"
)
# Only where the file is known to be cut: a sentence that says what somebody said, and nobody says it.
_SUBJECT = late(r"[。！？\n](?=(?:多次|曾|反复|明确|深刻)?(?:强调|指出|要求)(?:指出|强调)?，)")
_WISHES = late("牢记(?=的(?:嘱托|重托))")
_FRAGMENT = late(r"^(?=[，、；：。）》”](?!$))|^(?=[^“”□\n]{1,12}”)|^(?=[上中下内外里后前时间]，)", re.M)
_PROVEN = 2


def _gapped(match: re.Match[str]) -> str:
    return match.group() + GAP


def _blank(bold: Set[int], match: re.Match[str]) -> str:
    """□, unless the match ends where the underlines of a heading do."""
    return match.group() if match.end() in bold else GAP


def mark_blanked(blocks: tuple[Block, ...]) -> Outcome:
    """□ for stars, underlines and rings that stand for a word: **市, ____亿元, ○○镇 (涂去的字).

    Before Markdown marks go: stars are a publisher's blanks where they mostly stand before what a blanked-out
    word is a part of; those of Markdown enclose whole phrases.
    """
    text = marked = joined(blocks)
    if "**" in text:
        stars = len(_STARS.findall(text))
        if stars and stars * 5 >= len(re.findall(r"\*{2,}", text)) * 3:
            marked = _STARS.sub(GAP, marked)
    if "*" in text:
        marked = _STAR.sub(GAP, marked)
    # Each sign is looked for first: a text without it costs next to nothing.
    for signs, pattern in (("＊※", _WIDE_STARS), ("_＿", _LINES), ("○◯△▲", _RINGS)):
        if any(sign in text for sign in signs):
            bold = {found.end() for found in _BOLD.finditer(marked)} if "__" in marked else frozenset()
            marked = pattern.sub(partial(_blank, bold), marked)
    count = marked.count(GAP) - text.count(GAP)
    return Outcome(relined(blocks, marked), count) if marked != text else Outcome(blocks)


def mark_gaps(blocks: tuple[Block, ...]) -> Outcome:
    """□ at every place where something was cut out."""
    text = marked = joined(blocks)
    count = 0
    if "x" in text or "X" in text:
        marked, single = _LETTER.subn(GAP, marked)
        marked, count = _LETTERS.subn(GAP, marked)
        count += single
    if any(cross in text for cross in "×╳✕"):
        marked, crosses = _CROSSES.subn(GAP, marked)
        count += crosses
        if crosses >= _PROVEN:
            marked, lone = _LONE_CROSS.subn(GAP, marked)
            count += lone
    marked, certain = _CERTAIN.subn(_gapped, marked)
    # 以□为的党中央: the second half of the phrase shows only after the first is marked.
    marked, more = re.subn(r"在以□为(?=的党中央)", _gapped, marked)
    count += certain + more
    if marked.count(GAP) >= _PROVEN:
        marked, soft = _SUBJECT.subn(_gapped, "\n" + marked)
        marked, wishes = _WISHES.subn(_gapped, marked[1:])
        soft += wishes
        count += soft
    marked, fragments = _FRAGMENT.subn(GAP, marked)
    count += fragments
    return Outcome(relined(blocks, marked), count) if count else Outcome(blocks)
