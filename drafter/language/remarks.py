"""What a writer is told beside an outline (提示): in order of weight, and what is said of several things said once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.late import late

_QUOTED = late("“((?:[^“”]|“[^“”]*”)*)”")
_OF_ONE_LINE = late("这一条|，只写了希望")
"""What a remark on one point or measure says, so that remarks on others can be put together with it."""
_WEIGHT = (
    late("没有写进|没有用上|没有对应|空着|仍旧写着|没有可用"),
    late("不对请写|由哪一点来回答|并成一点|繁体"),
    late("重点核改"),
    late("核改|请改|合不合|待填"),
)
"""What weighs most comes first: words of the brief that went lost, what was guessed, what was written from afar."""
MANY = 6
"""So many are named; of more the first, and how many there are."""


def gathered(remarks: Sequence[str]) -> tuple[str, ...]:
    """Remarks as they are shown: the weightiest first, those of one kind in one line.

    >>> gathered(["略去了“甲”", "没有贴合“乙”的内容，这一条留了待填", "没有贴合“丙”的内容，这一条留了待填"])
    ('没有贴合“乙”、“丙”的内容，这几条留了待填', '略去了“甲”')
    >>> gathered(["没有“乙”这个主题，这一条按“丁类”写，请核改", "没有“丙”这个主题，这一条按“戊类”写，请核改"])
    ('没有“乙”、“丙”这些主题，分别按“丁类”、“戊类”写，请核改',)
    """
    kinds: dict[str, list[str]] = {}
    for remark in remarks:
        told = len(_QUOTED.findall(remark)) <= 2 and _OF_ONE_LINE.search(remark)
        kinds.setdefault(_QUOTED.sub("“”", remark) if told else remark, []).append(remark)
    shown = [_as_one(kind, same) for kind, same in kinds.items()]
    return tuple(sorted(shown, key=_weight))


def _weight(remark: str) -> int:
    return next((k for k, words in enumerate(_WEIGHT) if words.search(remark)), len(_WEIGHT))


def _as_one(kind: str, same: Sequence[str]) -> str:
    """Remarks that differ in what they quote as one."""
    if len(same) == 1:
        return same[0]
    names = list(zip(*(_QUOTED.findall(remark) for remark in same), strict=True))
    apart = len(names) > 1 and len(set(names[1])) > 1
    lists = iter([names[0], *(each if apart else each[:1] for each in names[1:])])
    text = kind.replace("这个主题", "这些主题")
    text = text.replace("这一条按", "分别按") if apart else text.replace("这一条", "这几条")
    return re.sub("“”", lambda _: _listed(next(lists)), text)


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:MANY])
    return shown if len(names) <= MANY else f"{shown}等{len(names)}条"
