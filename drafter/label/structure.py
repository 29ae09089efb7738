"""The speech as a row of sentences, each knowing where it stands (句子与层次).

Labels are read from the sentences themselves as well as from the passages, because in scraped texts they are
often run in, lost or glued to the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.label.announce import announced
from drafter.language.genres import is_account
from drafter.language.labels import STYLES, named
from drafter.language.late import late
from drafter.language.numerals import parse_chinese
from drafter.records import Speech

_SENTENCE = late(r"[^。！？；\n]*(?:[。！？；]+[”’」』）)】]*|\n|$)")
_LABEL = late(rf"[\s*“#]*(?:{'|'.join(named(style.sentence, style.code) for style in STYLES if style.sentence)})")
_BEFORE_LABELS = frozenset("*“#（(—第头首其再最一二三四五六七八九十") | {
    char for char in map(chr, range(0x3001)) if char.isspace() or char.isdecimal()
}
"""What a label, or what may stand before it, begins with."""
_GENERAL = {"首先": 1, "其次": 2, "再次": 3, "再者": 3}
_OPENERS = frozenset(("首先", "最后"))
LAST = 99
"""Number of 最后 until it is known what it ends."""
_VOCATIVE = late(
    r"(?:(?:同志|朋友|老师|同学|代表|委员|乡亲|同事|战友|青年|企业家|工友|职工|女士|先生|孩子)(?:朋友|同志)?们|各位[^，。！：]{1,8}|[、，])+"
    r"[！，：。]\s*"
)


_MINE = late("[我提送]|拜托|叮嘱|嘱咐")
"""One of these an announcing sentence has that the speaker says of himself."""
_SPOKEN = ("讲", "谈", "强调", "下面", "这里", "在此", "借此", "借这", "最后强调")
"""How an announcing sentence begins that does not say who speaks."""


_AS_FOLLOWS = tuple(f"如下{mark}" for mark in ("", "。", "：", ":", "，请予评议。", "，请予审议。", "，请评议。"))
_NEXT = "(?:今后|下一?步|下一?阶段|下半年|新的一年|(?:明|来|下一)年|接下来|展望|面向未来)"
_AHEAD = late(f"{_NEXT}|[^。；，]{{0,8}}年，?[^。；，]{{0,8}}(?:我们?|本人|我[省市县区镇乡村局院校])[^。；，]{{0,4}}将")
"""How an account begins to tell of what will be done."""
_PLANS = late(
    f"^{_NEXT}|(?:打算|设想|(?:努力|改进|整改)(?:的?方向|措施)|(?:工作|发展)(?:思路|计划|安排|重点|目标)|奋斗目标|谋划)$"
)
"""How its heading says so."""
AHEAD_HEADING = 24
LEAD_LIMIT = 0.6
"""Before this share of the speech the points are announced."""
SHORT = 1500
"""A speech of so many characters may announce its points later."""


@dataclass(slots=True)
class Unit:
    """A sentence in its place (句). Built once per speech; `passage` counts from 0."""

    text: str
    """As it stands, spaces and line break included: the units of a passage join to its text."""
    body: str
    """Without label, vocative and surrounding space: what the patterns see."""
    passage: int
    first: bool
    """First sentence of its passage."""
    heading: bool
    style: str = ""
    """Kind of label: A 一、 B （一） C 1. D （1） E 第一， K 第一个问题 F 一是 J 一要 G 首先 H —— T heading without a label; empty for none."""
    number: int = 0
    vocative: bool = False
    call: bool = False
    """Nothing but a vocative (各位代表！), in mid-speech: it belongs to what follows."""
    start: int = 0
    """Characters of the speech before this sentence."""
    opener: str = ""
    """首先，or 最后，taken off the body as a label, which may also open what the body says (首先，我代表……)."""
    announces: bool = False
    top: int = 0
    """Which level-1 part it is in, 0 before the first or where there are none."""
    opens_top: bool = False
    head: int = -1
    """Index of the sentence that heads its level-1 part."""
    sub: int = -1
    """Index of the sentence that heads its nearest lower part."""


@dataclass(slots=True)
class Layout:
    """A speech laid out (篇章结构)."""

    units: list[Unit]
    length: int
    """Characters in the speech."""
    tops: int
    """How many level-1 parts there are."""
    lead: int
    """Index of the announcing sentence, -1 if there is none."""
    first_top: int
    """Index of the sentence that opens the first level-1 part, -1 if there is none."""
    told: range = range(0)
    """Sentences of an account (述职报告) that tell of what was done, however they and their headings are worded (抓学习，
    强本领): from the first heading, or the words 报告如下, to where it comes to what will be done. Empty for a speech."""


def sentences(text: str) -> list[str]:
    """Split at 。！？； and line breaks; the pieces join to `text`."""
    pieces = _SENTENCE.findall(text)
    result: list[str] = []
    for piece in pieces:
        if not piece:
            continue
        if result and piece.isspace():
            result[-1] += piece
        else:
            result.append(piece)
    return result


def lay_out(speech: Speech) -> Layout:
    """The sentences of `speech` with labels, level-1 parts and the announcing sentence worked out."""
    units: list[Unit] = []
    length = 0
    for index, passage in enumerate(speech.passages):
        pieces = [passage.text] if passage.kind != "paragraph" else sentences(passage.text)
        for place, piece in enumerate(pieces):
            units.append(_unit(piece, index, place == 0, passage.kind == "heading", length))
            length += len(piece)
    for index, unit in enumerate(units):
        if unit.call and (
            index < 2 or not unit.body.endswith(("！", "!", "，", "。", "：")) or index + 1 == len(units)
        ):
            unit.call = False
    _count_last(units)
    lead = _lead(units, length)
    tops, first_top = _number_parts(units, lead)
    return Layout(units, length, tops, lead, first_top, _told(units, first_top) if is_account(speech) else range(0))


def _told(units: Sequence[Unit], first_top: int) -> range:
    as_follows = next((n for n, unit in enumerate(units) if unit.body.endswith(_AS_FOLLOWS)), len(units)) + 1
    begin = min(as_follows, first_top if first_top >= 0 else as_follows)
    return range(begin, next((n for n in range(begin, len(units)) if _turns_ahead(units[n])), len(units)))


def _turns_ahead(unit: Unit) -> bool:
    """Whether an account comes to what will be done: in a heading, or where a paragraph begins."""
    if unit.style or unit.heading:
        return len(unit.body) <= AHEAD_HEADING and _PLANS.search(unit.body.rstrip("。：:")) is not None
    return unit.first and _AHEAD.match(unit.body) is not None


def _unit(text: str, passage: int, first: bool, heading: bool, start: int) -> Unit:
    at = 0
    style, number, opener = "", 0, ""
    if text[:1] in _BEFORE_LABELS and (found := _LABEL.match(text)):
        style = found.lastgroup or ""
        number = _value(found.group(style))
        at = found.end()
        opener = found.group(style) if found.group(style) in _OPENERS else ""
    vocative = call = False
    stripped = text[at:].lstrip(" \t　*#")
    if ("们" in stripped or stripped.startswith(("各位", "、", "，"))) and (found := _VOCATIVE.match(stripped)):
        vocative = True
        rest = stripped[found.end() :]
        call = not rest.strip()
        stripped = stripped if call else rest
    return Unit(text, stripped.rstrip(), passage, first, heading, style, number, vocative, call, start, opener)


def _value(written: str) -> int:
    if written == "最后":
        return LAST
    if written in _GENERAL:
        return _GENERAL[written]
    return parse_chinese(written.removeprefix("其")) or 0


def _count_last(units: list[Unit]) -> None:
    """Give every 最后 its number after 其次 or 再次; where no such list is open it is no label (最后，祝大家……)."""
    number = 0
    for unit in units:
        if unit.style == "G":
            if unit.number == LAST:
                unit.style, unit.number = ("G", number + 1) if number > 1 else ("", 0)
            number = unit.number
        elif unit.style or unit.vocative:
            number = 0


def _lead(units: list[Unit], length: int) -> int:
    numbered = False
    for index, unit in enumerate(units):
        numbered = numbered or unit.number > 1
        # Late in a short speech only what no list stands before and the first point follows announces the points.
        if unit.start > LEAD_LIMIT * length and (
            length > SHORT or numbered or index + 1 == len(units) or units[index + 1].number != 1
        ):
            if length > SHORT or numbered:
                break
            continue
        if unit.heading or len(unit.body) > 160:
            continue
        body = unit.body
        mine = _MINE.search(body) is not None or body.startswith(_SPOKEN)
        if mine or body.endswith(("：", ":")) or "希望" in body:
            unit.announces = announced(body) is not None
            if unit.announces and mine:
                return index
    return -1


def _number_parts(units: list[Unit], lead: int) -> tuple[int, int]:
    style = _top_style(units, lead)
    if not style:
        bare = [unit for unit in units if unit.heading and not unit.style]
        if len(bare) >= 2:
            # Headings without numbers (Markdown, Word styles) count in their order.
            style = "T"
            for number, unit in enumerate(bare, 1):
                unit.style, unit.number = style, number
    current, head, sub, first_top = 0, -1, -1, -1
    begin = lead if style in "EFGHJ" and lead >= 0 else 0
    at_starts = sum(unit.style == style and unit.first for unit in units) >= 2
    for index, unit in enumerate(units):
        if (
            style
            and unit.style == style
            and index >= begin
            and _continues(unit, current, at_starts and index != lead + 1)
        ):
            current = unit.number
            unit.opens_top = True
            head, sub = index, -1
            if first_top < 0:
                first_top = index
        elif unit.style and unit.style != style:
            sub = index
        unit.top, unit.head, unit.sub = current, head, sub
    return current, first_top


def _continues(unit: Unit, current: int, at_starts: bool) -> bool:
    return current < unit.number <= current + 2 - (current == 0 and unit.style not in "AK") and (
        unit.first or not at_starts
    )


def _top_style(units: list[Unit], lead: int) -> str:
    """The kind of label that numbers the level-1 parts, empty if nothing does."""
    reach: dict[str, int] = {}
    again: dict[str, int] = {}
    for index, unit in enumerate(units):
        if not unit.style or unit.style == "H":
            continue
        if unit.style in "FGJ" and (not (unit.first or index == lead + 1) or index < lead):
            continue
        if unit.number == reach.get(unit.style, 0) + 1:
            reach[unit.style] = unit.number
        if unit.number == 1:
            again[unit.style] = again.get(unit.style, 0) + 1
    for style in "AK":
        if reach.get(style, 0) >= 2:
            return style
    if lead >= 0:
        for unit in units[lead + 1 :]:
            if (
                unit.style
                and unit.style != "H"
                and unit.number == 1
                and (unit.style not in "FGJ" or unit.first or unit is units[lead + 1])
                # A label that begins anew belongs under headings that were lost.
                and (again.get(unit.style, 0) < 2 or unit.style in "FGJ")
                and _has_second(units, lead, unit.style)
            ):
                return unit.style
    for style in "EBCJFG":
        if reach.get(style, 0) >= 2 and again.get(style, 0) < 2:
            return style
    return "A" if any(unit.style == "A" and unit.number > 1 for unit in units) else ""


def _has_second(units: list[Unit], lead: int, style: str) -> bool:
    return any(unit.style == style and unit.number == 2 for unit in units[lead + 1 :])
