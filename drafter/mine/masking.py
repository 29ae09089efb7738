"""Words of a sentence with everything that belongs to one speech only behind a placeholder (遮实体)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.language.entities import SLOT, mask
from drafter.language.heads import PEOPLE_ENDINGS
from drafter.mine.units import NUMBER, words


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a stretch that a placeholder stands for (词或占位)."""

    key: str
    """The word itself, or the placeholder <会议>, <主题> …"""
    text: str
    """As written."""

    @property
    def masked(self) -> bool:
        return self.key.startswith("<")


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> Token:
    """The token of a word that stands for itself."""
    return Token(word, word)


_LEVEL = "省市县区州盟旗镇乡"
_BODY = re.compile(
    rf"(?<!全)(?<!各)(?:自治区|[{_LEVEL}])(?:党委|委|政府|人民政府|人大|政协|纪委|总工会)(?!员)|党中央|国务院|中央政治局|中央委员会"
)
_REGION = re.compile(rf"全[{_LEVEL}]|全自治区")
_OURS = re.compile(rf"我[{_LEVEL}]|我们[{_LEVEL}]")
_GROUP_STARTS = frozenset("各级 广大 全体 各位 所有 全市 全县 全省 全区 各 全党".split())
_GROUP_ENDS = ("组织", "部门", "单位", "机关", "企业", "工会", *PEOPLE_ENDINGS)
_GROUP_HEADS = frozenset("组织 干部 工作者 职工 群众 会员 主席 队伍 党员 代表 同志 积极分子 劳模 工人 人员".split())
_JOINTS = frozenset("和 与 及 以及 、 暨".split())
_COUNTED = re.compile("[二两三四五六七八九十几0-9]{1,2}(?:个|点|条|项|方面)")


def masked(text: str, topics: frozenset[str], *, names: bool = True) -> tuple[Token, ...]:
    """The words of `text`; entities, bodies, regions, audiences and topic words are placeholders. Joined they are `text`.

    names: False leaves all but numbers alone (finding entities costs most), where only general words are literals.
    """
    if not names:
        return tuple(_plain(text))
    return tuple(_groups(_subjects(list(_words(text)), topics)))


def _words(text: str) -> Iterator[Token]:
    at = 0
    for entity in mask(text)[1]:
        if entity.type == "number" and _COUNTED.fullmatch(entity.text):
            # 三点意见: only the number is a slot, the counter belongs to the formula.
            continue
        yield from _cut(text[at : entity.start])
        yield Token(f"<{SLOT[entity.type]}>", entity.text)
        at = entity.end
    yield from _cut(text[at:])


def _cut(text: str) -> Iterator[Token]:
    at = 0
    for body in _BODY.finditer(text):
        yield from _plain(text[at : body.start()])
        yield Token("<单位>", body.group())
        at = body.end()
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Token]:
    at = 0
    for word in words(text):
        length = len(word) if word != NUMBER else _numeral(text, at)
        yield plain(word) if word != NUMBER else Token(word, text[at : at + length])
        at += length


def _numeral(text: str, at: int) -> int:
    return 2 if text[at + 1 : at + 2] in "一二三四五六七八九十0123456789" and text[at + 1 : at + 2] else 1


def _subjects(tokens: list[Token], topics: frozenset[str]) -> list[Token]:
    """Bodies, regions and topic words one placeholder each, neighbours joined."""
    found: list[Token] = []
    for token in tokens:
        key = token.key
        if _REGION.fullmatch(key):
            key = "<地区>"
        elif _OURS.fullmatch(key):
            key = "<我地>"
        elif key in topics or (key[:-2] in topics and key[-2:] in _GROUP_HEADS):
            key = "<主题>"
        elif key.endswith("工作") and key[:-2] in topics:
            key = "<主题工作>"
        if found and key == "<主题>" and found[-1].key == "<主题>":
            found[-1] = Token(key, found[-1].text + token.text)
        elif key == "工作" and found and found[-1].key == "<主题>":
            found[-1] = Token("<主题工作>", found[-1].text + token.text)
        elif key == "<单位>" and len(found) > 1 and found[-1].key in _JOINTS and found[-2].key == "<单位>":
            joint = found.pop()
            found[-1] = Token(key, found[-1].text + joint.text + token.text)
        else:
            found.append(Token(key, token.text))
    return found


def _groups(tokens: list[Token]) -> list[Token]:
    """Who is spoken to, as one placeholder: 全市各级<工会>组织和广大<工会>干部 → <主体>."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _group(tokens, position)
        if end:
            while end + 1 < len(tokens) and tokens[end].key in _JOINTS:
                further = _group(tokens, end + 1)
                if not further:
                    break
                end = further
            found.append(Token("<主体>", "".join(t.text for t in tokens[position:end])))
            position = end
        else:
            found.append(tokens[position])
            position += 1
    return found


def _group(tokens: list[Token], start: int) -> int:
    """End of the group that begins at `start`, 0 for none."""
    position = start
    while position < len(tokens) and (tokens[position].key in _GROUP_STARTS or tokens[position].key == "<地区>"):
        position += 1
    opened = position > start
    if position < len(tokens) and tokens[position].key == "<主题>":
        text = tokens[position].text
        position += 1
        if position < len(tokens) and tokens[position].key in _GROUP_HEADS:
            return position + 1
        return position if text.endswith(_GROUP_ENDS) and (opened or text.endswith(PEOPLE_ENDINGS)) else 0
    if opened and position < len(tokens) and tokens[position].key in _GROUP_HEADS:
        return position + 1
    return 0
