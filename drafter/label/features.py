"""What is noticed about each sentence (特征)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.label.model import Lexicon
from drafter.label.structure import Layout, Unit

_FROM_START = ((1, "首句"), (3, "前三句"), (8, "前八句"))
_FROM_END = ((1, "末句"), (2, "末二句"), (5, "末五句"))
_DEMANDS = tuple(f"附近要求：{min(3, count)}" for count in range(6))
_DONE = tuple(f"附近了字：{min(3, count)}" for count in range(6))
AHEAD = frozenset(("提示：加强领导/组织领导", "提示：结束语/号召", "提示：三点意见/领起", "提示：成绩回顾/总体评价"))
"""Cues worth knowing one or two sentences before they come."""


@dataclass(slots=True)
class Seen:
    """A sentence as the model sees it."""

    names: list[str]
    """Features present, each once."""
    hits: set[int]
    """Numbers of the cues and words that matched."""
    headed: Sequence[tuple[int, int]]
    """(move, step) of the heading cues, where the sentence heads a part."""
    junction: int
    """Index into model.JUNCTIONS."""


def observe(layout: Layout, lexicon: Lexicon) -> list[Seen]:
    """The features of every sentence, in order."""
    units = layout.units
    total = len(units)
    find = lexicon.cues.find
    hits = [find(unit.body) for unit in units]
    for index in range(total - 2, -1, -1):
        if units[index].call:
            hits[index] = hits[index + 1]
    headings: dict[int, list[str]] = {}
    headed: dict[int, Sequence[tuple[int, int]]] = {}
    for place in {unit.head for unit in units} | {unit.sub for unit in units}:
        if place >= 0:
            headings[place], headed[place] = _heading_kinds(units[place], lexicon)
    cue_names = _cue_names(lexicon)
    word_count = lexicon.first_word
    words = lexicon.words
    demand = words.index("词：要求语气") + word_count if "词：要求语气" in words else -1
    past = words.index("词：了") + word_count if "词：了" in words else -1
    demands = [demand in found for found in hits]
    dones = [past in found for found in hits]
    seen: list[Seen] = []
    opening = 0
    for index, unit in enumerate(units):
        names = ["常"]
        zone = _zone(unit, index, layout)
        names.append(zone)
        part = _part(headings.get(unit.head, ()), lexicon)
        if part:
            names.append(part)
        own = hits[index]
        strength: dict[str, float] = {}
        for number in own:
            if number < word_count:
                name, weight = cue_names[number]
                strength[name] = strength.get(name, 0.0) + weight
            else:
                names.append(words[number - word_count])
        for name, weight in strength.items():
            names.append(name)
            names.append(name + (part or zone))
            if weight >= 2:
                names.append(name + "（强）")
        # Place in the speech.
        ratio = unit.start / max(layout.length, 1)
        left = layout.length - unit.start
        names.append(
            "位置：" + ("首一成", "首二成", "首三成", *("中间",) * 5, "末二成", "末一成")[min(9, int(ratio * 10))]
        )
        names.append(f"距首：{_bucket(unit.start)}")
        names.append(f"距尾：{_bucket(left)}")
        for limit, name in _FROM_START:
            if index < limit:
                names.append("位置：" + name)
        for limit, name in _FROM_END:
            if index >= total - limit:
                names.append("位置：" + name)
        # Place in the paragraph, label, heading.
        if unit.first:
            opening = index
            names.append("段首")
        else:
            for number in hits[opening]:
                if number < word_count:
                    names.append("段首" + cue_names[number][0])
        if unit.heading:
            names.append("标题句")
        if unit.style:
            names.append("标号：" + unit.style)
        called = index > 0 and units[index - 1].call
        if unit.vocative or called:
            names.append("呼语")
            names.append("呼语" + zone)
        for place, kind in ((unit.head, "一级"), (unit.sub, "下级")):
            if place >= 0:
                kinds = headings[place]
                if kind == "一级":
                    names.extend(zone + name for name in kinds)
                elif units[place].style in "FGJ":
                    kind = "列举"
                elif part:
                    # Under a heading that says review or leadership, a plain task heading says nothing.
                    kinds = [name for name in kinds if not name.startswith("标题：三点意见")]
                names.extend(kind + name for name in kinds)
        if unit.first or unit.call or called or unit.style:
            for near in (index + 1, index + 2):
                if near < total and units[near].passage == unit.passage:
                    for number in hits[near]:
                        if number < word_count and cue_names[number][0] in AHEAD:
                            names.append("随后" + cue_names[number][0])
        # The company it keeps: demands and past tense around it.
        low, high = max(0, index - 2), min(total, index + 3)
        names.append(_DEMANDS[sum(demands[low:high])])
        names.append(_DONE[sum(dones[low:high])])
        seen.append(Seen(list(dict.fromkeys(names)), own, (), 0 if called else _junction(unit, index)))
    for place, found in headed.items():
        seen[place].headed = found
    return seen


def _cue_names(lexicon: Lexicon) -> list[tuple[str, float]]:
    return [(f"提示：{lexicon.label(move, step)}", weight) for move, step, weight in lexicon.cue_owner]


def _heading_kinds(unit: Unit, lexicon: Lexicon) -> tuple[list[str], list[tuple[int, int]]]:
    text = unit.body[:45].rstrip("。！；：*” ")
    found = sorted({lexicon.heading_owner[number] for number in lexicon.headings.find(text)})
    pooled = sorted({move for move, _ in found})
    names = [
        *(f"标题：{lexicon.label(move, step)}" for move, step in found),
        *(f"标题：{lexicon.ids[move]}" for move in pooled),
    ]
    return names or ["标题：其他"], found


def _part(kinds: Sequence[str], lexicon: Lexicon) -> str:
    """What the level-1 heading says of its whole part, where it says one thing: @成绩回顾, @加强领导."""
    told = [move for move in lexicon.ids if f"标题：{move}" in kinds]
    return f"@{told[0]}节" if len(told) == 1 and told[0] != "三点意见" else ""


def _zone(unit: Unit, index: int, layout: Layout) -> str:
    if layout.lead >= 0 and index < layout.lead:
        return "@领起前"
    if index == layout.lead:
        return "@领起"
    if layout.tops < 2:
        return "@无标号后" if layout.lead >= 0 else "@无标号"
    if unit.top == 0:
        return "@首节前" if layout.lead < 0 else "@领起后"
    if unit.top == 1 and layout.tops > 1:
        return "@首节"
    if unit.top == layout.tops:
        return "@末节"
    return "@中节"


def _bucket(length: int) -> int:
    for place, limit in enumerate((60, 150, 300, 500, 800, 1200, 2000)):
        if length <= limit:
            return place
    return 9


def _junction(unit: Unit, index: int) -> int:
    if unit.opens_top:
        return 2
    if unit.vocative:
        return 4
    if unit.style:
        return 5 if unit.number > 1 and unit.style in "EFGJ" else 3
    if unit.first or index == 0:
        return 1
    return 0
