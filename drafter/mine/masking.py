"""Words of a sentence with everything that belongs to one speech only behind a placeholder (遮实体)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.language.audience import PEOPLE_ENDINGS
from drafter.language.words import tagged
from drafter.mine import units
from drafter.mine.units import NUMBER


class Token(NamedTuple):
    """A word, or a stretch that a placeholder stands for (词或占位)."""

    key: str
    """The word itself, or the placeholder <会议>, <主题> …"""
    text: str
    """As written."""


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
PEOPLE_STARTS = frozenset("各级 广大 全体 各位 所有 全市 全县 全省 全区 各 全党".split())
_GROUP_ENDS = ("组织", "部门", "单位", "机关", "企业", "队伍", *PEOPLE_ENDINGS)
_JOINTS = frozenset("和 与 及 以及 、 暨".split())


def masked(text: str, topics: frozenset[str], words: Sequence[str] | None = None) -> tuple[Token, ...]:
    """The words of `text`; bodies, meetings, regions, audiences and topic words are placeholders. Joined they are `text`.

    words: those of `text` where they are known.
    """
    tokens = _governed(_subjects(_cut(text) if _BODY.search(text) else _plain(text, words), topics))
    return tuple(tokens if _OPENERS.isdisjoint(token.key for token in tokens) else _groups(tokens))


def unmasked(text: str, topics: frozenset[str], words: Sequence[str]) -> tuple[Token, ...]:
    """The words of `text`, all but topic words and numbers as they are. Joined they are `text`."""
    tokens = _plain(text, words)
    if topics.isdisjoint(words):
        return tuple(tokens)
    return tuple(Token("<主题>", token.text) if token.key in topics else token for token in tokens)


def _cut(text: str) -> Iterator[Token]:
    at = 0
    for body in _BODY.finditer(text):
        yield from _plain(text[at : body.start()])
        yield Token("<单位>", body.group())
        at = body.end()
    yield from _plain(text[at:])


def _plain(text: str, words: Sequence[str] | None = None) -> Iterable[Token]:
    words = units.words(text) if words is None else words
    return map(plain, words) if NUMBER not in words else _counted(text, words)


def _counted(text: str, words: Sequence[str]) -> Iterator[Token]:
    at = 0
    for word in words:
        length = len(word) if word != NUMBER else _numeral(text, at)
        yield plain(word) if word != NUMBER else Token(word, text[at : at + length])
        at += length


def _numeral(text: str, at: int) -> int:
    return 2 if text[at + 1 : at + 2] in "一二三四五六七八九十0123456789" and text[at + 1 : at + 2] else 1


@lru_cache(maxsize=1 << 16)
def _place(word: str) -> str:
    """The placeholder of a region word; the word itself for any other."""
    return "<地区>" if _REGION.fullmatch(word) else "<我地>" if _OURS.fullmatch(word) else word


def _subjects(tokens: Iterable[Token], topics: frozenset[str]) -> list[Token]:
    """Bodies, regions and topic words one placeholder each, neighbours joined."""
    found: list[Token] = []
    for token in tokens:
        key = token.key
        if key[0] in "全我":
            key = _place(key)
        if len(key) > 1 and (key in topics or key[:-2] in topics):
            key = (
                "<主题>" if key in topics or key.endswith(_GROUP_ENDS) else "<主题工作>" if key[-2:] == "工作" else key
            )
        if found and key == "<主题>" and found[-1].key == "<主题>":
            found[-1] = Token(key, found[-1].text + token.text)
        elif key == "工作" and found and found[-1].key == "<主题>":
            found[-1] = Token("<主题工作>", found[-1].text + token.text)
        elif key == "<单位>" and len(found) > 1 and found[-1].key in _JOINTS and found[-2].key == "<单位>":
            joint = found.pop()
            found[-1] = Token(key, found[-1].text + joint.text + token.text)
        else:
            found.append(token if key == token.key else Token(key, token.text))
    return found


def _governed(tokens: list[Token]) -> list[Token]:
    """Whom the speaker speaks for, and what meeting is held, however named: 我代表<省直工委>向…; 召开<企业家座谈会>."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        found.append(tokens[position])
        position += 1
        if found[-1].key == "代表" and len(found) > 1 and found[-2].key in ("我", "谨"):
            end = position
            while end < len(tokens) and tokens[end].key not in _AFTER_BODY:
                end += 1
            if position < end < len(tokens):
                found.append(Token("<单位>", "".join(token.text for token in tokens[position:end])))
                position = end
        elif found[-1].key in _TITLES and len(found) > 1 and _is_name(found[-2].key):
            found[-2] = Token("<人名>", found[-2].text)
        elif found[-1].key == "精神" and len(found) > 1 and found[-2].key in _BARE_MEETINGS:
            spirit = found.pop()
            found[-1] = Token("<依据>", found[-1].text + spirit.text)
        elif found[-1].key in ("全会精神", "会议精神"):
            found[-1] = Token("<依据>", found[-1].text)
        elif found[-1].key in _HOLDING:
            end = _meeting(tokens, position)
            if end:
                found.append(Token("<会议>", "".join(token.text for token in tokens[position:end])))
                position = end
    return found


_TITLES = frozenset(
    "同志 书记 副书记 主席 副主席 市长 副市长 省长 县长 主任 局长 部长 院长 校长 教授 先生 女士".split()
)


@lru_cache(maxsize=1 << 12)
def _is_name(word: str) -> bool:
    """Whether the dictionary takes a word for somebody's name."""
    return 2 <= len(word) <= 3 and tagged(word)[0][1].startswith("nr")


_AFTER_BODY = frozenset("向 对 就 在 ， 。 ！".split())
_BARE_MEETINGS = frozenset("全会 大会 会议 座谈会 <会议>".split())
_HOLDING = frozenset("召开 举行 举办 参加 出席 开好".split())
_MEETINGS = re.compile("(?:大会|会议|[^机社委工学协]会|论坛|仪式|研讨班|培训班)$")


def _meeting(tokens: list[Token], start: int) -> int:
    """End of the name of a meeting that begins at `start`, 0 for none."""
    position = start
    while position < len(tokens) and (tokens[position].key not in _AFTER_BODY or tokens[position].key == "对"):
        if _MEETINGS.search(tokens[position].text) and tokens[position].key not in ("机会", "社会"):
            following = tokens[position + 1].key if position + 1 < len(tokens) else "。"
            if following in _AFTER_MEETING:
                return position + 1
        position += 1
    return 0


_AFTER_MEETING = frozenset("， 。 ； ： ！ 、 的 时 上 之后 以来 期间 召开".split())


_OPENERS = PEOPLE_STARTS | {"<地区>", "<主题>"}


def _groups(tokens: list[Token]) -> list[Token]:
    """Who is spoken to, as one placeholder: 全市各级<工会>组织和广大<工会>干部 → <主体>."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _group(tokens, position) if tokens[position].key in _OPENERS else 0
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
    while position < len(tokens) and (tokens[position].key in PEOPLE_STARTS or tokens[position].key == "<地区>"):
        position += 1
    opened = position > start
    if position < len(tokens) and tokens[position].key == "<主题>":
        text = tokens[position].text
        position += 1
        if position < len(tokens) and tokens[position].key.endswith(_GROUP_ENDS):
            return position + 1
        return position if text.endswith(_GROUP_ENDS) and (opened or text.endswith(PEOPLE_ENDINGS)) else 0
    if opened and position < len(tokens) and tokens[position].key.endswith(_GROUP_ENDS):
        return position + 1
    return 0
