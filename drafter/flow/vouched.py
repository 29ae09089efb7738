"""What nobody vouches for in a line made from a precedent (无人作保的字句): it becomes a gap before the line stands.

language/particulars.py finds facts by their kinds, and there is always another kind. Here it is the other way round: a
word stays only where somebody vouches for it,

    the brief      says it
    the bank       has it in its wording, which names nobody
    the language   has it as a word that names nothing by itself: no name (nr ns nt nz), no noun hardly anybody uses

and whatever else stands is a gap, with what it is called by behind it (渡口|桥, 城北|所). A noun that everybody uses and
only this bank lacks (阳台) stays, and is named with the residue (strange.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from drafter.flow.called import called
from drafter.flow.formed import TAIL, by_form
from drafter.flow.strange import GENERAL, NO_NEIGHBOUR, pieces
from drafter.language.late import late
from drafter.language.official import OFFICIAL
from drafter.language.particulars import SLOTS
from drafter.language.surnames import SURNAMES
from drafter.language.words import how_often, listed, tagged

PROPER = ("nr", "ns", "nt", "nz", "x")
"""How the tags begin of what no use makes a general word."""
_THINGS = ("n", "j", "g", "b", "t", "s")
"""How the tags begin of what may name something where hardly anybody uses it."""
_PAIR = 2
_SPOKEN = 100
"""A word that it counts so often names nobody, whatever its tag and wherever it stands."""
_LONG = 3
"""Characters of a person's whole name at most."""
_COMMON = 20
"""A word the dictionary counts so often is everybody's."""
HEAD = late(
    "[路街巷桥渠坝堤港村庄屯寨坊铺店所站队厂社馆园楼寺庙塔院局校班组山岭河湖沟湾坡关岩洞苑坪会节杯奖案戏宴]"
    "|林场|农场|茶场|水库|梯田|社区|小区|公司|合作社|学校|小学|中学|医院|大桥|隧道|公园|广场|行动|工程|计划|品牌|夜市|早市|救援队|宣讲团"
)
"""What a place, a body or an undertaking is called by, behind its name."""
_UNKNOWN = ("nr", "ns", "nt", "nz", "n", "j", "x")
"""How a word that the dictionary does not have is guessed to be where it may be a name."""
_DONE = ("v", "a", "d", "p", "m", "q", "r")
"""How the tags begin of characters that begin a phrase and no name."""
_SINGLE = ("n",)
"""How the tags begin of single characters that may be part of a name."""
_ROAD = late("[路街巷桥渠]")
"""What is called by any noun before it (渡口桥)."""
_BRIDGED = frozenset("解放 胜利 和平 跃进 前进".split())
"""No nouns, and roads and bridges are called so all the same."""
_SETTLED = late("[湾岭屯寨庄坪堡岛渡滩潭]")
"""What is called by any word before it (回水湾)."""
_GROUP = late("(?:救援|突击|志愿|服务|文艺|宣传)队|宣讲团|艺术团|合唱团|夜市|早市|梯田|公寓")
"""What goes by a name (蓝天救援队) unless the phrasebank knows what is said of it (消防救援, 党员突击)."""
_DOES = frozenset("做缺算学办跑吃喝买卖写说讲看听走拿打修找抓报管赚欠还补查问教练等睡忘怕想记")
"""What is done, and in hardly any name."""
_GOES_ON = ("地名", "名称", "单位")
"""Slots of names that may go on behind."""


def unvouched(text: str, said: str = "") -> list[tuple[int, int]]:
    """(start, end) of what nobody vouches for in `text`, a passage with slots <…>; in order, none overlapping. A slot
    whose name goes on beside it (<地名>所) is part of one.

    said: what the brief says.

    >>> text = "<时间>，鼓楼巷的阿依古丽开了店，大家都说好"
    >>> [text[start:end] for start, end in unvouched(text)]
    ['鼓楼巷', '阿依古丽']
    """
    bare = OFFICIAL.sub(_blank, SLOTS.sub(_blank, text))
    words, guessed = _placed(listed(bare)), _placed(tagged(bare))
    found = [span for span in pieces(bare, said) if _names(bare, span, guessed) or _headed(bare, span, words)]
    found += _by_place([*words, *guessed], said)
    for name in filter(_stands_for, called(bare, GENERAL, said)):
        found += (_without_deeds(match.span(), bare, guessed) for match in re.finditer(re.escape(name), bare))
    slots = [match.span() for match in SLOTS.finditer(text) if match[1] in _GOES_ON]
    grown = [_grown(words, *span) for span in (*found, *slots)]
    grown += by_form(text)
    for match in SLOTS.finditer(text):
        if match[1] == "人名":
            grown += _whole_person(words, *match.span())
    # 苏黎世|联邦理工学院
    grown += ((start, rest.end()) for start, end in found if (rest := TAIL.match(text, end)))
    joined = _joined(sorted(span for span in grown if span not in slots))
    return [span for span in joined if text[slice(*span)] not in said]


class _Word(NamedTuple):
    """A word at text[start:end]."""

    text: str
    tag: str
    start: int
    end: int


def _blank(match: re.Match[str]) -> str:
    return "，" * len(match[0])


def _placed(words: list[tuple[str, str]]) -> list[_Word]:
    """Words that follow each other, from 0 on."""
    ends = accumulate(len(word) for word, _ in words)
    return [_Word(word, tag, end - len(word), end) for (word, tag), end in zip(words, ends, strict=True)]


def _names(text: str, span: tuple[int, int], guessed: list[_Word]) -> bool:
    """Whether a word in the piece `span` is none of the language."""
    start, end = span
    inside = [one for one in guessed if one.start < end and start < one.end]
    return _DOES.isdisjoint(text[start:end]) and not all(map(_everybodys, inside))


def _everybodys(word: _Word) -> bool:
    """Whether the language has the word and uses it for nothing in particular. A single character makes no name."""
    if len(word.text) == 1:
        return True
    parts = listed(word.text)
    if len(parts) > 1:
        return not word.tag.startswith(_UNKNOWN) or _put_together(word, parts)
    # The dictionary has as persons what are none (老黄牛, 东道主).
    if word.tag.startswith(PROPER) and (not word.tag.startswith("nr") or word.text[0] in SURNAMES):
        return False
    seldom = word.tag.startswith(_THINGS) and how_often(word.text) < _COMMON
    # 硬|道理, 考核|组: what seldom is said of what often is.
    return not seldom or any(how_often(part) >= _COMMON for part in _parts(word.text))


def _everywhere(word: str, tag: str) -> bool:
    """Whether what is tagged as a name is a word (白发, 洪水, 集成电路): whole names of persons are hardly ever counted."""
    return (tag == "nr" or (tag == "nz" and len(word) > _LONG)) and how_often(word) >= _SPOKEN


def _parts(word: str) -> set[str]:
    """What two characters a longer word begins and ends with."""
    return {word[:2], word[-2:]} - {word}


def _stands_for(name: str) -> bool:
    """Whether what stands where a name does is one: no longer word in it says what is done, or how (忙|起来), nor is it
    an everyday noun (友情, 洪水|中)."""
    words = listed(name)
    first, kind = words[0]
    if len(words) == 1 and ((kind in ("n", "vn") and how_often(name) >= _SPOKEN) or _everywhere(name, kind)):
        return False
    if "之" in name or (kind == "d" and len(name) == _PAIR):
        return False
    # A general word of two characters before what makes no name of it runs on.
    if len(first) == _PAIR and len(name) == _LONG and first in GENERAL and not HEAD.fullmatch(name[-1]):
        return False
    return not any(len(word) > 1 and tag.startswith(("v", "d", "p", "c")) and tag != "vn" for word, tag in words)


def _put_together(word: _Word, parts: list[tuple[str, str]]) -> bool:
    """Whether a word that the dictionary does not have is made of such as it has (考核|组, 谋|发展), or says what is done
    (编|筐)."""
    longer = [_Word(part, tag, 0, 0) for part, tag in parts if len(part) > 1]
    if longer:
        return all(map(_everybodys, longer))
    return parts[0][1].startswith(_DONE) and not word.tag.startswith(PROPER)


def _headed(text: str, span: tuple[int, int], words: list[_Word]) -> bool:
    """Whether what is called by its kind stands behind a piece (夜鹰|行动)."""
    head = next((one for one in words if one.start == span[1]), None)
    return head is not None and HEAD.fullmatch(head.text) is not None and text[span[0] : head.end] not in GENERAL


def _by_place(words: list[_Word], said: str) -> Iterator[tuple[int, int]]:
    """(start, end) of everyday words that are a name together by where they stand: no general wording has them so."""
    for before, word in pairwise(words):
        name = before.text + word.text
        if before.end == word.start and len(before.text) > 1 and name not in GENERAL and name not in said:
            noun, unknown = before.tag.startswith("n"), len(listed(before.text)) > 1
            if (
                ((noun or before.text in _BRIDGED) and _ROAD.fullmatch(word.text))
                or (len(before.text) == _PAIR and before.tag != "x" and _SETTLED.fullmatch(word.text))
                or (
                    (noun or unknown) and _GROUP.fullmatch(word.text) and before.text + word.text[:_PAIR] not in GENERAL
                )
                # 幸福里: what is like something has no inside.
                or (before.tag == "a" and word.text == "里")
            ):
                yield before.start, word.end


def _without_deeds(span: tuple[int, int], text: str, guessed: list[_Word]) -> tuple[int, int]:
    """A name without what runs into it from behind (冯立|连, 吴妈|会)."""
    start, end = span
    for one, behind in pairwise(guessed):
        if one.start == start and one.tag == "nr" and one.end < end and not behind.tag.startswith("n"):
            end = one.end
    while end - start > _PAIR and text[end - 1] in NO_NEIGHBOUR:
        end -= 1
    return start, end


def _grown(words: list[_Word], first: int, last: int) -> tuple[int, int]:
    """The name with the characters beside it that make no word, and with what it is called by behind it."""
    for word in reversed(words):
        if word.end == first and _alone(word, (*_SINGLE, "a")):
            first = word.start
    for word in words:
        # 郭家馄|饨: a word is no part of a name only.
        if word.start < last < word.end or (
            word.start == last and (HEAD.fullmatch(word.text) or _alone(word, _SINGLE))
        ):
            last = word.end
    return first, last


def _whole_person(words: list[_Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The slot of a name with the character before it (麦|小青) that was cut off; nothing where there is none."""
    for word in words:
        if word.end == first and _alone(word, ("n", "z", "g")):
            yield word.start, last


def _alone(word: _Word, tags: tuple[str, ...]) -> bool:
    """Whether a word is one character that may belong to the name beside it."""
    return (
        len(word.text) == 1 and word.tag.startswith(tags) and word.tag != "x" and word.text not in (*NO_NEIGHBOUR, "好")
    )


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those that meet or overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
