"""Firms and roads by what they are called and what they do (名号加行业): 仁和医药, 驰远电子, 沿江高速.

Before a trade the language has what sort it is (生物医药, 小区物业) and what is done with it (管好物业); such words the
phrasebank has before many nouns. What it has before hardly any is a name there, in whatever sense the dictionary has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.flow.spans import Word, placed
from drafter.flow.strange import GENERAL, shipped_wordings
from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME
from drafter.language.named_things import OF_A_KIND
from drafter.language.particulars import TRADES
from drafter.language.verbs import OPENING_VERBS, SURE
from drafter.language.words import FUNCTION_WORDS, how_often, listed

_SPOKEN_OF = frozenset("物业 药业 置业 重工 酒业 矿业 实业 传媒 路桥 地产 商贸".split())
"""Trades that hardly anything is done with: a seldom word of doing before one is a name (安居物业)."""
TRADE_WORDS = frozenset(TRADES.split("|")) | _SPOKEN_OF | frozenset("医药 家具 高速 高铁 铁路 影视 网络".split())
"""What firms and roads are called by, behind their names."""
_SORTS = frozenset(
    "石油 天然 风力 水力 火力 预制 高端 中端 低端 装配 石化 同城 跨境 原料 生鲜 精细 海洋 航空 航天 轻型 钢铁 有色 稀土 水产 豆制 肉类 婴儿 婴幼儿 保健 休闲 速冻 进出口 消费 半导体 轨道 城际 市域".split()
)
"""Sorts of what is made and carried that the phrasebank hardly speaks of."""
NO_FIRM = (
    OPENING_VERBS
    | SURE
    | FUNCTION_WORDS
    | frozenset(OF_A_KIND)
    | frozenset(
        "所有 个别 部分 全部 有关 相关 联手 携手 合力 联合 会同 协同 代表 世界 国际 全球 国内 落户 入驻 进驻 搬进 迁入 投产 零售 批发 古典 三甲 现代 传统 竞赛".split()
    )
)
"""Words that are no name of a firm."""
_FOLLOWED = 5
"""A word with so many different nouns behind it in the phrasebank says of which sort they are."""
_LOOKED_AT = 400
"""So many of its places are looked at;"""
_BEHIND = 6
"""with so many characters behind."""
_SELDOM = 1000
"""A word of doing that the dictionary counts so often is one wherever it stands."""
_HARDLY = 100
"""A word of what things are like that the dictionary counts less often is one hardly anywhere."""
_NO_NAME = ("p", "c", "u", "r", "d", "y", "q", "m", "x")
"""How the tags begin of what is no part of a name."""
_NOT_IN_FIRMS = frozenset(NOT_IN_NAME) - frozenset("和新家老上中")
_DOES = ("v", "a")
_PARTS = ("n", "a", "v", "g", "b", "t", "z", "j", "f")
"""How the tags begin of two single characters that are a name together (驰|远)."""
_HAN = late("[\u3400-\u9fff]{1,2}")
_PAIR = 2


def firms(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, a passage with slots <…>; in order.

    >>> text = "仁和医药和驰远电子来了，发展生物医药，小区物业要管好，食品安全要抓，沿江高速通了。"
    >>> [text[start:end] for start, end in firms(text)]
    ['仁和医药', '驰远电子', '沿江高速']
    """
    words = placed(listed(text))
    for at, trade in enumerate(words):
        if trade.text not in TRADE_WORDS or not at:
            continue
        behind = words[at + 1].text if at + 1 < len(words) else ""
        # 食品|安全, 物业|公司
        if len(behind) > 1 and trade.text + behind in GENERAL:
            continue
        start = _name_before(words, at)
        if start is not None and text[start : trade.end] not in GENERAL:
            yield start, trade.end


def _name_before(words: list[Word], at: int) -> int | None:
    """Where the name begins that stands before words[at], None where none does."""
    one = words[at - 1]
    if len(one.text) == _PAIR:
        return one.start if _is_name(one, words[at].text) else None
    if at < _PAIR or len(words[at - 2].text) > 1:
        return None
    first = words[at - 2]
    name = first.text + one.text
    single = all(_HAN.fullmatch(word.text) and word.tag.startswith(_PARTS) for word in (first, one))
    if not single or set(name) & ((FUNCTION_WORDS - {"和"}) | _NOT_IN_FIRMS) or name in GENERAL or first.tag == "v":
        return None
    return first.start


def _is_name(word: Word, trade: str) -> bool:
    """Whether a word of two characters before a trade is a name."""
    if not _HAN.fullmatch(word.text) or word.tag.startswith(_NO_NAME) or word.text in NO_FIRM | _SORTS | TRADE_WORDS:
        return False
    if set(word.text) & _NOT_IN_FIRMS:
        return False
    # 宏远|建材: the dictionary has what hardly anybody says as what things are like.
    seldom = word.tag == "a" and how_often(word.text) < _HARDLY and word.text not in GENERAL
    if word.tag.startswith(_DOES) and not seldom and (trade not in _SPOKEN_OF or how_often(word.text) >= _SELDOM):
        return False
    return not of_a_sort(word.text)


@lru_cache(maxsize=1024)
def of_a_sort(word: str) -> bool:
    """Whether the phrasebank has `word` before several nouns, as what says of which sort they are (生物, 小区)."""
    text, found, at = shipped_wordings(), set[str](), -1
    for _ in range(_LOOKED_AT):
        at = text.find(word, at + 1)
        if at < 0:
            return False
        behind = text[at + len(word) : at + len(word) + _BEHIND]
        noun, tag = next(iter(listed(behind)), ("", ""))
        if tag.startswith(("n", "vn")) and len(noun) > 1 and re.match("[\u3400-\u9fff]", noun):
            found.add(noun)
            if len(found) >= _FOLLOWED:
                return True
    return False
