"""Which words name nothing by themselves (人人都用的字词), whatever tag the dictionary has for them; see vouched.py.

A word is everybody's where it says what is done, or how; where it is a trade, an ailment, what is worn, eaten at, kept in a
house; where it is a saying; and where a noun is used by nearly everybody, or is made of such.
"""

from __future__ import annotations

from drafter.flow.spans import Word
from drafter.flow.strange import GENERAL
from drafter.language.commonplace import COMMONPLACE
from drafter.language.late import late
from drafter.language.named_things import OF_A_KIND
from drafter.language.surnames import SURNAMES
from drafter.language.words import how_often, listed

_PAIR = 2

PROPER = ("nr", "ns", "nt", "nz", "x")
"""How the tags begin of what no use makes a general word."""
_THINGS = ("n", "j", "g", "b", "t", "s")
"""How the tags begin of what may name something where hardly anybody uses it."""
SPOKEN = 100
"""A word that it counts so often names nobody, whatever its tag and wherever it stands."""
_FOUR = 4
BOOKISH = frozenset("之其者而乃莫")
"""What no name has."""
_TAUGHT = ("主义", "思想", "理论")
"""What is everybody's, whoever it is called after."""
_OFTEN = 1000
"""A word the dictionary counts so often is behind a verb what it is done to."""
LONG = 3
"""Characters of a person's whole name at most."""
_COMMON = 20
"""A word the dictionary counts so often is everybody's."""
HEAD = late(
    "[路街巷桥渠坝堤港村庄屯寨坊铺店所站队厂社馆园楼寺庙塔院局校班组山岭河湖沟湾坡关岩洞苑坪会节杯奖案戏宴]"
    "|林场|农场|茶场|水库|梯田|社区|小区|公司|合作社|学校|小学|中学|医院|大桥|隧道|公园|广场|行动|工程|计划|品牌|夜市|早市|救援队|宣讲团"
    "|码头|桥头|街口|巷口|村口|垭口|百货|小镇|古镇|老街|书店|山庄|机场|矿区|牧场|渔港|港区|驿站|高速|宾馆|战队|突击队|专项行动"
)
"""What a place, a body or an undertaking is called by, behind its name."""
CALLED_BY = late(f"(?:{HEAD.pattern})$")
"""A word that ends so."""
_UNKNOWN = ("nr", "ns", "nt", "nz", "n", "j", "x")
"""How a word that the dictionary does not have is guessed to be where it may be a name."""
_DONE = ("v", "a", "d", "p", "m", "q", "r")
"""How the tags begin of characters that begin a phrase and no name."""
PARALLEL = late(
    r"([\u3400-\u9fff])(?!\1)([\u3400-\u9fff])(?!\1)[\u3400-\u9fff]\2|一[杯朵碗片条张个句口把块盏首股滴份群阵][\u3400-\u9fff]{1,2}"
)
"""What is said and no name, whoever says it (金杯银杯, 一杯酒)."""
DOES = frozenset(
    "做缺算学办跑吃喝买卖写说讲看听走拿打修找抓报管赚欠还补查问教练等睡忘怕想记种挖抹喊念拍摔拧踩埋搬扛挑砍剪擦扫倒拆装贴堵敲砸撞喂割拔摘晒煮炒熬抱摸掏扔捡藏躲骂吵哭笑逛愁辞骗"
)
"""What is done, and in hardly any name."""
OF_A_CLASS = late(
    "[\u3400-\u9fff]{1,3}[性度感率观战人员工者户手病症子儿头袋桶盒箱柜炉锅碗盆床桌椅凳灯钟具器机车船鞋帽衣裤被布纸笔款钱税账餐饭席摊档棚房墙窗梯坑灰尘土泥沙雨雪风难果柚橘橙梨枣莓瓜薯豆菜菇笋虾蟹鸭鹅]|阿[公婆伯爹妈嬷]"
)
"""A trade, an ailment, what is worn, eaten at, kept in a house: nobody's, however seldom the dictionary counts it."""
_TOLD_TWICE = late(r"(.).\1.|.(.).\2|(.)\3..|..(.)\4|(.)..\5")
"""Four characters one of which stands twice (种瓜得瓜): a saying, whatever its tag."""


def everybodys(word: Word) -> bool:
    """Whether the language has the word and uses it for nothing in particular. A single character makes no name."""
    if len(word.text) == 1:
        return True
    # 庄稼人, 花盆里: who people are and where things are, whatever the tag.
    if word.text.endswith(_TAUGHT) or (len(word.text) == LONG and word.text[-1] in "人者户们里上"):
        return True
    parts = listed(word.text)
    # 制茶|工, 卖|粮难
    if (
        (len(word.text) >= LONG or word.text[-1] == "难")
        and not word.tag.startswith("nr")
        and OF_A_CLASS.fullmatch(word.text)
    ):
        return True
    if len(parts) == 1 and word.text[1:-1] in tuple("了着过"):
        return True
    if len(parts) > 1:
        return not word.tag.startswith(_UNKNOWN) or _put_together(word, parts)
    if word.text in COMMONPLACE or _everywhere(word.text, word.tag) or _TOLD_TWICE.fullmatch(word.text):
        return True
    if word.tag in ("nr", "nz") and (_does_something(word.text) or saying(word)):
        return True
    # The dictionary has as persons what are none (老黄牛, 东道主).
    if word.tag.startswith(PROPER) and (not word.tag.startswith("nr") or word.text[0] in SURNAMES):
        return False
    if OF_A_CLASS.fullmatch(word.text):
        return True
    seldom = word.tag.startswith(_THINGS) and how_often(word.text) < _COMMON
    # 硬|道理, 考核|组: what seldom is said of what often is.
    return not seldom or any(how_often(part) >= _COMMON for part in _parts(word.text))


def _everywhere(word: str, tag: str) -> bool:
    """Whether what is tagged as a name is a word (白发, 洪水, 集成电路): whole names of persons are hardly ever counted."""
    return (tag == "nr" or (tag == "nz" and len(word) > LONG)) and how_often(word) >= SPOKEN


def _parts(word: str) -> set[str]:
    """What two characters a longer word begins and ends with."""
    return {word[:2], word[-2:]} - {word}


def stands_for(name: str) -> bool:
    """Whether what stands where a name does is one: no longer word in it says what is done, or how (忙|起来), nor is it
    an everyday noun (友情, 洪水|中)."""
    words = listed(name)
    first, kind = words[0]
    if runs_on(name) or (kind == "d" and len(name) == _PAIR):
        return False
    # A general word of two characters before what makes no name of it runs on.
    if len(first) == _PAIR and len(name) == LONG and first in GENERAL and not HEAD.fullmatch(name[-1]):
        return False
    return not any(len(word) > 1 and tag.startswith(("v", "d", "p", "c")) and tag != "vn" for word, tag in words)


def runs_on(name: str) -> bool:
    """Whether what stands where a name does is everybody's, a phrase, or says what is done."""
    return (
        _everyday_noun(name)
        or PARALLEL.fullmatch(name) is not None
        or not BOOKISH.isdisjoint(name)
        or _phrase(listed(name))
        or _does_something(name)
    )


def _everyday_noun(name: str) -> bool:
    """Whether what stands where a name does is one word of everybody's, or says what is done."""
    words = listed(name)
    kind = words[0][1]
    if not DOES.isdisjoint(name):
        return True
    if len(words) > 1:
        # 果|盘子
        (first, kind), (second, _) = words[:2]
        plate = len(first) == 1 and len(words) == 2 and kind.startswith("n") and OF_A_CLASS.fullmatch(second)
        return bool(plate)
    if kind.startswith(PROPER):
        return (
            (len(name) == LONG and name[-1] in "人者户们")
            or _everywhere(name, kind)
            or (kind == "nr" and name[0] not in SURNAMES and len(name) == LONG and how_often(name) < _COMMON)
            or name in COMMONPLACE
            or name.startswith(tuple(OF_A_KIND))
        )
    common = not kind.startswith("m") and how_often(name) >= _COMMON
    return common or OF_A_CLASS.fullmatch(name) is not None or _TOLD_TWICE.fullmatch(name) is not None


def saying(word: Word) -> bool:
    """Whether four characters that the dictionary has as a person are two everyday words (殷切|期望)."""
    return (
        word.tag == "nr"
        and len(word.text) == _FOUR
        and min(how_often(word.text[:2]), how_often(word.text[2:])) >= _COMMON
    )


def _phrase(words: list[tuple[str, str]]) -> bool:
    """Whether words are a saying of four characters, or two everyday words side by side (规模|宏大), or begin as none (以|研)."""
    first, kind = words[0]
    if len(first) == 1 and kind.startswith(("p", "d")):
        return True
    if [len(word) for word, _ in words] == [_FOUR]:
        return not kind.startswith(("ns", "nt", "nz"))
    return [len(word) for word, _ in words] == [_PAIR, _PAIR] and all(
        not tag.startswith(PROPER) and how_often(word) >= SPOKEN and HEAD.fullmatch(word) is None for word, tag in words
    )


def _does_something(name: str) -> bool:
    """Whether three characters are what is done and an everyday word of two (促|发展)."""
    verb, thing = listed(name[:1]), name[1:]
    return len(name) == LONG and verb[0][1] == "v" and name[0] not in SURNAMES and how_often(thing) >= _OFTEN


def _put_together(word: Word, parts: list[tuple[str, str]]) -> bool:
    """Whether a word that the dictionary does not have is made of such as it has (考核|组, 谋|发展), or says what is done
    (编|筐)."""
    if any(part in "了着过的" for part, _ in parts[1:]):
        # 关|了|门 is done.
        return True
    longer = [Word(part, tag, 0, 0) for part, tag in parts if len(part) > 1]
    if longer:
        return all(map(everybodys, longer))
    return parts[0][1].startswith(_DONE) and not word.tag.startswith(PROPER)
