"""Names that are made of everyday words (常用字词合成的名字): 万和物业, 三河、七里、双桥等乡镇, 柏长青.

Word by word nothing gives them away: the phrasebank has 物业, and 七里 is a distance. What does is that a thing goes by
a name, that names are told in one breath, and that a surname comes first; and that no general wording has the whole.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from drafter.check.names import candidates
from drafter.flow.trades import NO_FIRM, TRADE_WORDS, of_a_sort
from drafter.language.late import late
from drafter.language.named_things import CALLED
from drafter.language.words import FUNCTION_WORDS, tagged

_THING = late(
    "(?:物业|科技|公司|集团|银行|支行|超市|商场|商城|学校|医院|诊所|药店|[小中]学|幼儿园|市场|工业园|产业园|科创园|开发区|片区|酒店|宾馆|饭店|药业|重工|培训中心|服务部|书院|图书馆|少年宫"
    "|花园|[佳名嘉雅]?苑|名邸|花城|新村|大厦|广场|农场|林场|茶场|[\u3400-\u9fff]厂|煤矿|基金|[大中]桥|码头|渡口|^[路街巷厂])$"
)
"""What goes by a name: a word that ends so, or such a word behind the name."""
_ROAD = late("[\u3400-\u9fff]{2,}[路街巷]$")
"""A road with its name as one word (和平路)."""
_NO_NAME = ("p", "c", "u", "r", "b", "d", "f", "y", "q", "m", "x")
"""How the tags begin of what is no part of a name."""
OF_A_SORT = tuple("级型式性化类平制碳")
"""What ends a word that says of which sort something is (高水平, 星级)."""
_TOWARDS = "去往到在从"
"""What leads to a place and is no part of its name."""
_LONGEST = 4
"""Characters of a name before its thing."""
_HAN = re.compile("[\u3400-\u9fff]+")
_NAMES = ("nz", "ns", "nr", "x")
"""How what the dictionary has as a name, or not at all, is tagged."""
_LISTED = re.compile("[\u3400-\u9fff]{2,5}")
_PARTS = 3
"""Words of a name in a list at most."""
_AND = "、"
_RUN_IN = "要将把被都也就还了在是的"
"""What ends no name, however the words are cut (苗木|要)."""


def called(text: str, general: Container[str], told: str = "") -> list[str]:
    """Names in `text` that neither `general` nor `told` has, each once, in the order of their kinds.

    >>> called("万和物业撤了，三河、七里、双桥等乡镇要开会。", ("三河", "双桥"))
    ['万和物业']
    >>> called("三河、七里、榆桥等乡镇要开会。", "")
    ['三河', '七里', '榆桥']
    """
    words = tagged(text)
    persons = (name for kind, name in candidates(text) if kind == "person" and name[-1] not in _RUN_IN)
    found = [*persons, *_by_thing(words), *_in_a_list(words, general, told)]
    names = [one for one in dict.fromkeys(found) if one not in general and one not in told]
    return [one for one in names if not any(one != other and one in other for other in names)]


def _by_thing(words: list[tuple[str, str]]) -> Iterator[str]:
    """What stands before a thing that goes by a name, the thing with it (大成科技, 和平路人才市场)."""
    for end, (word, tag) in enumerate(words):
        if tag in _NAMES and _ROAD.match(word):
            yield word
        if _THING.search(word) and end:
            name = _name_before(words, end)
            # 小区|物业
            if name and not (word in TRADE_WORDS and of_a_sort(name)):
                yield name + word


def _name_before(words: list[tuple[str, str]], end: int) -> str:
    """One word of two characters or more before words[end], or two of one; "" where that is none of a name's."""
    word, tag = words[end - 1]
    if len(word) > 1:
        # 优秀|公司: what a firm is like is no name of it, 幸福 and its like aside.
        if (tag == "a" and word not in CALLED) or word.endswith(OF_A_SORT):
            return ""
        return "" if word in NO_FIRM or len(word) > _LONGEST or tag.startswith(_NO_NAME) else word
    if end < 2 or len(words[end - 2][0]) > 1 or not _HAN.fullmatch(word):
        return ""
    before, tag = words[end - 2]
    if before in _TOWARDS and word not in FUNCTION_WORDS:
        # 去|老|渡口
        return word
    # 万|和: a 和 behind a single character joins nothing.
    joined = word == "和" or not tag.startswith(_NO_NAME)
    single = _HAN.fullmatch(before) and before not in FUNCTION_WORDS - {"万"}
    named = joined and single and (word == "和" or word not in FUNCTION_WORDS) and before + word not in NO_FIRM
    return before + word if named else ""


def _in_a_list(words: list[tuple[str, str]], general: Container[str], told: str) -> Iterator[str]:
    """All that is told in one breath with what no general wording has (七里 beside 双桥)."""
    at = 0
    while at < len(words):
        listed, at = _list_from(words, at)
        strange = [one for one in listed if one not in general and one not in told]
        if len(strange) * 2 > len(listed) > 1:
            yield from strange


def _list_from(words: list[tuple[str, str]], at: int) -> tuple[list[str], int]:
    """The members of the list that begins behind words[at], each as long as a name, and where to go on."""
    if at + 1 >= len(words) or words[at + 1][0] != _AND:
        return [], at + 1
    # A slot stood before the first 、 where nothing does: the list is one all the same.
    first = words[at][0]
    listed = [first if len(first) > 1 else _name_before(words, at + 1)] if _HAN.fullmatch(first) else []
    at += 1
    while at < len(words) and words[at][0] == _AND:
        begin = at = at + 1
        while at < len(words) and words[at][0] != _AND and at - begin < _PARTS:
            at += 1
        if at < len(words) and words[at][0] == _AND:
            listed.append("".join(word for word, _ in words[begin:at]))
        else:
            # Of what follows the last 、 as much as makes a name.
            last = words[begin : begin + 2]
            listed.append("".join(word for word, _ in last[: 1 + (len(last[0][0]) < 2)]) if last else "")
            break
    return listed if all(map(_LISTED.fullmatch, listed)) else [], at
