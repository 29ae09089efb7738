"""Saying in Chinese why a passage bears its move (判定理由)."""

from __future__ import annotations

import re

from drafter.label.structure import Layout, Unit

_PLAIN = {
    "@领起前": "位置：在领起句之前",
    "@领起": "领起句",
    "@首节前": "位置：在第一个标题之前",
    "@末节": "位置：最后一个标题以下",
    "末呼后近": "从最后一次称呼听众起",
    "末呼后中": "从最后一次称呼听众起",
    "呼语": "呼语起头",
    "词：取得": "词语“取得”",
    "词：了": "说已经做了的事",
    "词：要求语气": "提要求（要……）",
    "附近要求：3": "前后都在提要求",
    "附近要求：2": "前后都在提要求",
    "附近了字：3": "前后都在说已做的事",
    "附近了字：2": "前后都在说已做的事",
}
AT_EDGES = ("距首：", "距尾：", "位置：首", "位置：前", "位置：末")
"""What the names of the features begin with that say something only near the beginning or the end of a speech."""
_OPENING = ("位置：首句", "位置：前三句", "位置：首一成")
_ENDING = ("位置：末句", "位置：末二句", "位置：末五句", "位置：末一成")
BEGINNING, END = "位置：篇首", "位置：篇末"
OUTERMOST = {BEGINNING: "位置：首句", END: "位置：末句"}
"""The features of the first and the last sentence: only the move they speak for most is told to be what it is for its
place."""
EDGE, EDGE_LENGTH = 0.1, 600
"""A passage stands at the beginning (the end) of a speech where no more of it is before (behind) than this share and so
many characters."""


SHORTEST, QUOTED = 4, 8
"""A cue of fewer characters is quoted with what follows it, up to so many."""
_CLAUSE = re.compile("[^，。；：！？、“”‘’《》（）()\\s]*")
_FIGURE = re.compile("[0-9０-９.．]*(?:[%％]|个?百分点|[万亿]*[个家项名人所亩户件场次套台座元吨]?(?:公里)?)")


def tellable(feature: str, move: str) -> bool:
    """Whether `feature`, speaking for the move with this id, is something a writer can be told."""
    kind, _, rest = feature.partition("：")
    if kind == "提示":
        return rest.partition("/")[0] == move and "@" not in rest and "：" not in rest
    if kind in ("一级标题", "下级标题"):
        return rest.partition("/")[0] == move
    if kind == "段主":
        return rest == move
    return bool(edge(feature)) or feature in _PLAIN


def tell(feature: str, unit: Unit, layout: Layout) -> str:
    """The reason that `feature` of `unit`, not one of its own cues, is; empty where it would say nothing; see `untrue`
    for the place.
    """
    kind = feature.partition("：")[0]
    if kind in ("一级标题", "下级标题"):
        return under(unit.head if kind == "一级标题" else unit.sub, unit, layout)
    if kind == "段主":
        return "全段多是这类提示语"
    return edge(feature) or _PLAIN.get(feature, "")


def edge(feature: str) -> str:
    """The reason of place that a feature is, empty for any other."""
    kind = feature.partition("：")[0]
    if kind == "距首" or feature in _OPENING:
        return BEGINNING
    return END if kind == "距尾" or feature in _ENDING else ""


def under(head: int, unit: Unit, layout: Layout) -> str:
    """The reason that a sentence stands under another, -1 for none; empty where that is an item run in to a paragraph
    (一是……) the sentence is not in."""
    if head < 0:
        return ""
    above = layout.units[head]
    return f"所在标题“{short(above.body)}”" if above.first or above.passage == unit.passage else ""


def untrue(before: int, behind: int, length: int) -> tuple[str, ...]:
    """The reasons of place that do not hold for a passage: characters of the speech before and behind it, and in all."""
    edge = min(EDGE * length, EDGE_LENGTH)
    return tuple(reason for reason, far in ((BEGINNING, before), (END, behind)) if far > edge)


def quoted(hit: str | re.Match[str], body: str) -> str:
    """The words a cue matched as a reason quotes them: a few characters (要, 把) with what they begin in their clause, a
    figure whole.

    body: the sentence; a cue of the next sentence stands for a call before it, and is quoted as it is.
    """
    text, end = (hit, body.find(hit) + len(hit)) if isinstance(hit, str) else (hit.group(), hit.end())
    where = body if isinstance(hit, str) else hit.string
    begin = end - len(text)
    if not where.startswith(text, begin):
        return short(text)
    # A figure is quoted whole (11月底前完成, not 1月底前完成).
    while text[:1].isdecimal() and begin and where[begin - 1].isdecimal():
        begin -= 1
        text = where[begin] + text
    if len(text) < SHORTEST:
        clause = _CLAUSE.match(where, end)
        rest = clause.group() if clause else ""
        text += rest if len(text) + len(rest) <= QUOTED else rest[: QUOTED - len(text)] + "…"
    elif text[-1].isdecimal() and (figure := _FIGURE.match(where, end)):
        text += figure.group()
    return short(text)


def short(text: str) -> str:
    """Words of a speech as a reason quotes them: without stops at the ends, cut where long."""
    text = text.strip("，。；：！ ")
    return text if len(text) <= 14 else text[:13] + "…"
