"""Everyday words that are a name by where they stand (凭位置成名).

kind      a saying, a name, or a single character with a word, before what firms, teams and campaigns are called by
          (开门红|公司, 好邻居|超市); between clause or preposition and the kind there is nothing else
slogan    what stands in quotes before 行动, 工程, 工作法 …, unless the bank has it again and again (“回头看”)
called    what stands in quotes before a house, a place or a team by its kind (“星火”储能基地), unless the bank has it before
          that word (“一站式”服务中心)
given     two characters people are called by where somebody speaks, sits, carries (水生说)
foreign   four characters or more that write foreign sounds and make no words (阿布都热合曼)
old       古 老 旧 and a kind of place of which there is one (古码头)
pair      two digits that make no number (三一的泵车)
year      a year by its animal or by the cycle (龙年, 乙巳年)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from drafter.flow.strange import GENERAL, shipped_wordings
from drafter.language.late import late
from drafter.language.named_things import CALLED, OF_A_KIND
from drafter.language.official import OFFICIAL
from drafter.language.words import FUNCTION_WORDS, how_often, listed

_HAN = "[\u3400-\u9fff]"
_KIND = late(
    "超市|大讲堂|讲堂|物业|物流|公司|集团|合作社|幼儿园|[渔农]家乐|山庄|战队|突击队|宣讲队|艺术团|服务站|服务中心|驿站|饭店|酒楼|酒店|书店|药店|客栈|民宿|茶庄|农场|品牌|专项行动|行动|计划|工程|项目|景区|码头|市场|矿区"
)
"""What goes by a name that everyday words make."""
TRADES = frozenset(
    "物流 物业 食品 科技 商贸 建材 家政 保洁 农业 餐饮 服装 电子 运输 快递 旅游 文化 传媒 教育 置业 建筑".split()
)
"""What a firm does, between its name and 公司."""
_DOINGS = ("行动", "计划", "工程", "项目", "市场", "品牌", "专项行动")
"""Undertakings: a saying before one says how it is done (一对一行动)."""
_LONGEST, _SHORTEST = 5, 2
"""Characters of such a name."""
_JOINING = frozenset("在 到 从 由 向 和 与 对 把 将 被 让 给 跟 、 的 去 是 叫 及 为".split())
"""What a name stands behind."""
_NAMING = ("nr", "ns", "nz", "nt")
_SAYING = ("i", "l")
_PART = ("n", "a", "z", "g", "b", "t", "q", "j")
"""How the tags begin of what a name of several words is made of."""
_NO_PART = ("v", "p", "r", "d", "m", "f", "s", "c")
_GOOD = frozenset("好美乐金红")
"""What a shop is called by before a word of its own (好|邻居, 金|太阳)."""
_KIND_BEHIND = late("(?<=[\u3400-\u9fff]{2})(?:超市|公司|集团|行动|计划|工程|山庄|大酒店|大厦)$")
_FEAST = late("(?<![关环季细情章礼气枝音时名调])节$")
_WHILE = late("期间|前后|前夕|开幕|当天|上(?=[，。])")
"""What a feast (桃花节) is spoken of by: its word begins a clause, or such stands behind it."""
_SIZE = frozenset("大小老新多旧高低全各本该其同某总副此几好些")
"""Single characters that say which and how big."""
_TWICE = late(r"(.).\1.|.(.).\2")

_OLD_PLACE = late(
    f"(?:(?<![\u3400-\u9fff])|(?<=[在到从由向和与对把将修护使])|(?<=[的了]))[古老旧](?:码头|渡口|戏台|祠堂|书院|城墙|牌坊|粮站|粮仓|茶馆|茶厂|驿站|驿道|寺|庙|塔|桥|井|街|巷|窑|火车站|汽车站|车站|电影院|百货大?楼|供销社|机场|船厂|糖厂|棉纺厂)(?!{_HAN}[年代])"
)
"""A place by its kind that everybody there knows which (古码头)."""

_SLOGAN = late(
    "“(?P<name>[^“”<>]{2,24})”(?=(?:专项|系列|主题|集中|攻坚|百日|宣讲)?(?:行动|活动|工程|计划|战役|战|工作法|模式|讲堂|课堂|品牌|战队|突击队|服务队|志愿队|大赛|奖|项目|平台|台风))"
)
_CALLED = late(
    "“(?P<name>[\u3400-\u9fff]{2,6})”(?P<behind>[\u3400-\u9fff]{0,6}?(?:基地|园区?|公园|食堂|餐厅|驿站|热线|书[屋房吧]|[学讲]堂|工作室|服务[站点]|中心|议事厅|调解室|超市|市集|小组|分队|[小车]队|团队|之家|学校|社区|小区|电站|水厂|工厂|车间|大厦|民宿|农场|茶园|合作社|联盟|直播间|小程序))"
)
_SORT = frozenset("式型类级化性制网微云零一二三四五六七八九十多全双")
"""What is in a word that says of which sort a house is."""
_AGAIN = 3
"""What the bank says so often is everybody's, in quotes as well."""

_GIVEN = "国华建军民强志明辉伟刚勇毅俊峰涛海波江河山川林森松柏桂兰花香芳芬芝英秀莲梅菊荷珍玉翠凤霞云春夏秋冬生根柱栓锁旺福贵富宝发德义仁礼智忠孝诚厚亮星月红丽美娟娜婷雅洁慧敏淑贤惠琴琳玲珊珠莹艳娥牛虎龙马武斌彬东南平安康长庆祥瑞喜水金银铜铁石满囤力兴盛昌胜树"
_SOMEBODY = late(
    rf"(?:(?<![\u3400-\u9fffA-Za-z0-9>])|(?<=[和跟、]))(?P<name>[{_GIVEN}]{{2}})(?=说[，：“]|说，|笑着|哭着|把自[家己]|自己|家里|家的|守着|守在|带着|领着|蹲在|坐在|站在|躺在|睡在|摔|扛着|背着|抱着|揣着|掏出|抹了?把|在(?!建|[内外上下])[\u3400-\u9fff]{{1,4}}(?:守|站|蹲|坐|住|干|跑|等|泡|忙)了?|心里|一家)"
)
_SEVERAL = frozenset(
    "军民 国民 学生 民生 花生 水利 林海 江南 海南 华东 华南 河南 云南 海军 民警 山林 山民 江海 河山 江山".split()
)
"""Words of such characters that are several people, or a field."""

_SOUNDS = "阿埃艾奥巴贝比博布查达戴德迪蒂杜厄尔法费菲夫弗福盖戈格哈海赫亨霍基吉加卡凯科克库拉莱兰劳勒雷里丽莉利列林卢鲁伦罗洛马玛麦曼梅蒙米密莫穆娜纳内尼宁努诺欧帕佩皮普奇乔切日萨塞森瑟沙莎圣史斯丝思苏索塔泰坦汤特提廷图托瓦万威韦维沃乌西希夏谢辛雅亚扬耶叶伊因尤约泽扎詹朱兹佐古买江热合吐孙依木力别吾提都卓央措桑顿珠旺才仁多杰拿迦茨济隆芬干"
_FOREIGN = late(f"[{_SOUNDS}]{{4,}}")
_TAUGHT = late("马克思|列宁")
_SOUNDLESS = "都日才多江木合热万内切提比约因"
"""Those that begin and end none: words by themselves."""
_WORD = 20
"""A word the dictionary counts so often is one wherever it stands."""

_PAIR = late(
    rf"(?<![\u3400-\u9fff0-9A-Za-z>])(?!一[一二]|二三|三[二四五]|四五|五六|六七|七八|八九|九九|五一|六一|七一|八一|三八|五四)[一二三四五六七八九]{{2}}(?=的{_HAN}{{2}}|重工|集团|公司|农机|汽车)"
)
_YEAR = late(
    "(?<![\u3400-\u9fff])(?:[鼠牛虎兔龙蛇马羊猴鸡狗猪]年)(?![产出存内底均度限])(?!马月)|(?<=[在到从是为迎过由送辞的])[鼠牛虎兔龙蛇马羊猴鸡狗猪]年(?![产出存内底均度限])"
    "|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)


def by_standing(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, a passage with slots <…>, outside of these; in no order.

    >>> text = "龙年开工，好邻居超市和开门红公司来了，“百日攻坚”行动里，水生说，阿布都热合曼在。"
    >>> [text[start:end] for start, end in by_standing(text)]
    ['好邻居超市', '开门红公司', '百日攻坚', '水生', '龙年', '阿布都热合曼']
    """
    if _KIND.search(text) or "节" in text:
        yield from _before_a_kind(text)
    yield from (match.span() for match in _OLD_PLACE.finditer(text) if match[0] not in GENERAL)
    for match in _SLOGAN.finditer(text):
        if not OFFICIAL.search(match[0]) and shipped_wordings().count(match["name"]) < _AGAIN:
            yield match.span("name")
    for match in _CALLED.finditer(text):
        sort = not _SORT.isdisjoint(match["name"]) or match["name"] + listed(match["behind"])[0][0] in GENERAL
        if not sort and not OFFICIAL.search(match["name"]):
            yield match.span("name")
    for match in _SOMEBODY.finditer(text):
        name = match["name"]
        if name[0] != name[1] and name not in _SEVERAL and how_often(name) < 1000:
            yield match.span("name")
    for shape in (_YEAR, _PAIR):
        yield from (match.span() for match in shape.finditer(text))
    for match in _FOREIGN.finditer(text):
        yield from _foreign(match)


def _foreign(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The run of sounds without what joins it; nothing where everyday words stand in it."""
    # 马克思列宁主义 is everybody's.
    name = "" if _TAUGHT.search(match[0]) else match[0].strip(_SOUNDLESS)
    start = match.start() + match[0].index(name) if name else 0
    words = [(word, tag) for word, tag in listed(name) if len(word) > 1]
    if len(name) > 3 and not any(not tag.startswith(_NAMING) and how_often(word) >= _WORD for word, tag in words):
        yield start, start + len(name)


def _before_a_kind(text: str) -> Iterator[tuple[int, int]]:
    """The name before a kind and the kind."""
    words = listed(text)
    ends = list(accumulate(len(word) for word, _ in words))
    begins = {end - len(word): at for at, ((word, _), end) in enumerate(zip(words, ends, strict=True))}
    for (word, tag), end in zip(words, ends, strict=True):
        if (_by_itself(word) or (tag == "t" and word.endswith("节"))) and word not in GENERAL:
            yield end - len(word), end
    for (word, tag), end in zip(words, ends, strict=True):
        start = end - len(word)
        apart = not re.match(_HAN, text[start - 1 : start]) or _WHILE.match(text, end)
        if len(word) > len("两节") and tag.startswith("n") and _FEAST.search(word) and apart and word not in GENERAL:
            yield start, end
    for match in _KIND.finditer(text):
        last = at = begins.get(match.start(), 0)
        if at and words[at - 1][0] in TRADES and match[0] in ("公司", "集团"):
            last = at = at - 1
        while at and re.fullmatch(_HAN + "+", words[at - 1][0]) and words[at - 1][0] not in _JOINING:
            at -= 1
        run = words[at:last]
        name = "".join(word for word, _ in run)
        if not _SHORTEST <= len(name) <= _LONGEST or name + match[0] in GENERAL:
            continue
        if _called_so(run, name, match[0]):
            yield ends[at] - len(words[at][0]), match.end()


def _by_itself(word: str) -> bool:
    """Whether the dictionary has a name and its kind as one word, which hardly anybody uses (春蕾计划)."""
    kind = _KIND_BEHIND.search(word)
    return kind is not None and word[: kind.start()] not in GENERAL and how_often(word) < _WORD


def _called_so(run: list[tuple[str, str]], name: str, kind: str) -> bool:
    """Whether the words before a kind are a name."""
    # The dictionary has 邻居 as a verb.
    good = run[0][0] in _GOOD and len(run) == 2 and len(run[1][0]) == 2 and kind not in _DOINGS
    if any(
        word in FUNCTION_WORDS or word in OF_A_KIND or (tag.startswith(_NO_PART) and not good and tag != "mq")
        for word, tag in run
    ):
        return False
    if len(run) == 1:
        word, tag = run[0]
        said = tag in _SAYING and kind not in _DOINGS
        return (
            said
            or (word in CALLED and kind not in _DOINGS)
            or ((tag.startswith(_NAMING) or tag == "mq") and word not in GENERAL)
        )
    if good:
        return True
    if kind in _DOINGS or not all(tag.startswith((*_PART, *_NAMING, *_SAYING)) for _, tag in run):
        return False
    if _TWICE.fullmatch(name):
        return True
    single = [word for word, _ in run if len(word) == 1]
    return bool(single) and run[0][0] not in _SIZE and name not in GENERAL
