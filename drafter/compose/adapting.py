"""Lines of others and of one's own turned into what 选定 holds (改写): facts become slots, what the brief says stays tied to it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.language.entities import mask
from drafter.search.index import LABEL

GAP = re.compile(r"【待填：([^【】]{1,24})】")
_MASKED = re.compile(r"<([^<>]{1,24})>")
# A precedent's meeting is not this meeting: names no field of the brief fills.
_ADAPTED = {
    "会议": "会议名称",
    "单位": "单位名称",
    "人名": "人名",
    "地名": "地名",
    "日期": "日期",
    "数": "数字",
    "文件": "文件名称",
}
SHORTEST = 2
"""A filler of fewer characters is not tied to its slot: it could stand there by chance."""


def adapt(text: str) -> str:
    """A precedent's passage as a line for the outline: label off, every name, date and figure a slot <…>.

    >>> adapt("（一）2023年3月，青岚市新建工会320家")
    '<日期>，<地名>新建工会<数字>'
    """
    bare = LABEL.sub("", text, count=1) if LABEL.match(text) else text
    masked, _ = mask(bare.replace("<", "〈").replace(">", "〉"))
    shown = _MASKED.sub(lambda match: f"<{_ADAPTED.get(match[1], match[1])}>", masked)
    return re.sub(r"\s+", " ", shown).strip()


def template(text: str, fillers: Mapping[str, str], hints: Mapping[str, str], filled: Mapping[str, str]) -> str:
    """A typed line as it is kept: 【待填：…】 as slots, and what came from the brief as slots that stay tied to it.

    fillers: slot -> value in this line, tied. hints: slot -> its hint. filled: slots the brief fills anywhere.
    """
    names = {hint: name for name, hint in hints.items()}

    def slot(match: re.Match[str]) -> str:
        name = names.get(match[1], match[1])
        # A slot the brief fills would not come back as a gap.
        return match[0] if name in filled or "<" in name or hints.get(name, name) != match[1] else f"<{name}>"

    text = GAP.sub(slot, text)
    pieces = [text]
    for name, value in sorted(fillers.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(value) < SHORTEST or "<" in value or filled.get(name) != value:
            continue
        pieces = [part for piece in pieces for part in _tie(piece, name, value)]
    return "".join(pieces)


def _tie(piece: str, name: str, value: str) -> list[str]:
    if piece.startswith("<") and piece.endswith(">"):
        return [piece]
    parts: list[str] = []
    for number, part in enumerate(piece.split(value)):
        parts += [f"<{name}>", part] if number else [part]
    return parts
