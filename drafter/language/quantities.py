"""How much and how many, in words (数量), by a grammar that is closed on every side: numerals, classifiers, joints.

    numeral    digit tens [零] digit tens … [digit | two digits in sequence]    三十六 五十八万七千 两万三 58万7千 一百零八
    quantity   numeral [多 余 来 几] [万 亿] [classifier] [半 多 有余 digit]     三十六双 两千余株 三间半 十七八顶
    few        digit | two digits in sequence, classifier                       六眼 两三筐
    one        一 unit of measure                           一刻钟 一吨; 一 before anything else counts nothing (一件事)
    rank       百 千 万 unit of measure                     千亩 万吨
    part       digit 成 [digit 半], [digit] digit 折, 百分之 numeral, numeral 分之 numeral    四成七 八五折 三分之一
    place      第 numeral classifier | numeral 号 标段 期 | digit A 级      第三批 三标段 一号文件 4A级; 第一 alone is how a
               speech counts (第一，…)
    range      numeral [unit] 到 至 — quantity | part       两到三成 三至五年

figures.py adds what speech makes of it (百来户, 大半年, 一比十五). A numeral is part of a word where the dictionary has a
word across its edge (三|面包), a saying (三面红旗) or a proverb (十年磨一剑) over it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import accumulate

from drafter.language.late import late
from drafter.language.words import listed

_DIGIT = "一二三四五六七八九两几"
_SOME = "二三四五六七八九两"
_TENS = "十百千万亿"
_PAIR = "(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)"
_ARABIC = r"\d+(?:\.\d+)?"
_NOT_BEFORE = rf"(?<![{_DIGIT}{_TENS}零〇第\d.A-Za-z])"
_RANKS = "(?:[十百万亿]|千(?![瓦克伏]))+"
"""千 of 十一千瓦时 is its measure's."""
_TAIL = rf"(?:(?:[零〇]?[{_DIGIT}]|{_ARABIC}){_RANKS})*"
_RANKED_NUMERAL = rf"(?:(?:{_PAIR}|[{_DIGIT}]|{_ARABIC}){_RANKS}{_TAIL}(?:[零〇]?[{_DIGIT}\d])?|十(?:[{_DIGIT}]|[百千万亿]){_TAIL}(?:[零〇]?[{_DIGIT}])?)"
NUMERAL = rf"{_RANKED_NUMERAL}(?![{_DIGIT}零〇\d]|[十百万亿]|千(?![瓦克伏]))"
"""A numeral with a rank in it."""

_THINGS = (
    "个 位 名 口 只 头 匹 峰 羽 窝 群 对 双 副 把 班 瓣 包 本 笔 柄 拨 部 册 层 茬 场 床 串 丛 簇 档 道 滴 顶 锭 堵 段 堆 队 顿 朵 垛 方 份 封 幅 杆 "
    "根 股 挂 管 行 户 家 架 间 件 节 截 届 茎 具 句 卷 棵 颗 孔 块 捆 栏 类 粒 辆 列 领 令 缕 轮 摞 枚 门 面 幕 排 棚 批 篇 片 期 畦 起 圈 曲 任 扇 艘 首 "
    "束 所 胎 台 摊 堂 趟 套 条 帖 挺 通 团 坨 丸 汪 尾 席 项 眼 页 叶 则 扎 盏 章 张 阵 支 枝 帧 种 轴 株 炷 桩 宗 组 尊 座 遭 遍 次 回 步 架次 人次 车次 "
    "班次 台次 件次 户次 航次 场次 批次 人 课时 学时 工时 台套 台班 床位 车皮 标箱 栋 幢 处 例 村 镇 乡 县"
)
_VESSELS = "杯 餐 车 袋 缸 罐 盒 壶 筐 篮 箩 盘 盆 瓢 瓶 勺 筒 桶 碗 箱 桌 船 坛 锅"
_MEASURES = (
    "公里 华里 海里 英里 里路 里地 里 丈 尺 寸 公分 分米 厘米 毫米 微米 纳米 米 亩 公顷 顷 平方公里 平方米 平米 立方米 立方 升 毫升 斤 公斤 市斤 克 千克 毫克 "
    "吨 磅 摄氏度 度电 千瓦时 千瓦 兆瓦 千伏 兆 分贝 元钱 元 块钱 毛钱 毛 美元 欧元 港元 英镑 日元 秒 分钟 刻钟 小时 个小时 个钟头 钟头 天 周 星期 礼拜 个月 个季度 年 "
    "载 岁 周岁 周年 世纪 倍 个百分点 马力"
)
_SPENT = "刻钟 小时 个小时 个钟头 钟头 公里 里路 里地 吨 公斤 斤 公顷 平方米 立方米 毫米 厘米 块钱 美元"
"""Measures that 一 before them measures; 一天, 一年 and 一分钱 are said of anything."""
_WHOLESALE = "亩 公顷 元 吨 公里 平方米 立方米 立方"
"""Measures that a rank alone measures (千亩); 千里 and 百米 are said of anything far."""
_ELSEWHERE = frozenset(
    "个 位 条 项 套 本 张 类 种 批 件 支 块 片 段 组 道 笔 份 门 人 方 班 部 步 起 回 句 句话 节 令 通 面 头 口 手 行 家".split()
)
"""Classifiers of which figures.py knows more when a few are counted, or with which a digit is as often a word."""


def _any(*lists: str, but: frozenset[str] = frozenset()) -> str:
    names = {name for one in lists for name in one.split()} - but
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


CLASSIFIERS = tuple(f"{_any(_THINGS, _VESSELS, _MEASURES)}".split("|"))
"""Everything that counts and measures (量词), the longest first."""
_UNIT = "|".join(CLASSIFIERS)
_MORE = (
    rf"(?:有余|出头|半(?![数夜路山途])|[多余](?![数半次样])|(?<=[块毛米斤尺丈])[{_DIGIT}](?![{_DIGIT}{_TENS}成折个]))?"
)
_RANKED = late(
    rf"{_NOT_BEFORE}(?P<core>{NUMERAL})[多余来几]?[万亿]?(?:(?P<unit>{_UNIT}){_MORE}|[多余](?![数半]))?"
    rf"|{_NOT_BEFORE}(?P<pair>[{_DIGIT}十百千万亿]*十{_PAIR})(?P<units>{_UNIT}){_MORE}"
)
_FEW = late(
    rf"{_NOT_BEFORE}(?<![前头后每])(?:[{_SOME}]|{_PAIR}|十)[多来]?(?P<unit>{_any(_THINGS, _VESSELS, _MEASURES, but=_ELSEWHERE)}){_MORE}"
    rf"|{_NOT_BEFORE}(?<![每后])一(?P<measure>{_any(_SPENT)}){_MORE}"
    rf"|{_NOT_BEFORE}[百千万][多余]?(?P<wholesale>{_any(_WHOLESALE)})"
)
_PART = late(
    rf"(?:{_NOT_BEFORE}[{_DIGIT}]|{_NOT_BEFORE}{_ARABIC})成(?:[{_DIGIT}\d]|半|多)"
    rf"|{_NOT_BEFORE}[{_SOME}]成(?![立为功员果就效本长熟群风材像交是没])"
    rf"|{_NOT_BEFORE}[{_DIGIT}]{{1,2}}折(?![腾不扣旧叠返射])"
    rf"|[百千万]分之[{_DIGIT}{_TENS}零〇\d]+(?:[.点][零〇{_DIGIT}\d]+)?|{_NOT_BEFORE}[{_DIGIT}十]{{1,3}}分之[{_DIGIT}十]{{1,3}}"
)
_PLACE = late(
    rf"第(?:[二三四五六七八九十百零\d]{{1,5}}|一(?=[批轮期]))(?:批|轮|期|次|个?季度|学期|个年头|梯队|方阵|号|标段|页|集|卷)(?!全[会体国])"
    rf"|{_NOT_BEFORE}(?:[{_DIGIT}十百]{{1,4}}|\d{{1,4}})(?:标段|(?<!中央[一1])号(?:文件|公告|线)|期(?=[，。、；的工项]|$))|[1-5]A级?"
)
_UP_TO = late(
    rf"(?<![{_DIGIT}{_TENS}零〇第\d])(?:[{_TENS}]?[{_DIGIT}]|十|{_RANKED_NUMERAL}|{_ARABIC})(?:{_UNIT})?(?:到|至|或|[—–~～-]{{1,2}})$"
)
_LONGEST = 14
"""Characters before a quantity in which its range begins."""
PROVERBS = late(
    "不?怕一万|十二分[的热努用精]|两眼[向盯一]|说一千|道一万|三七二十一|十年磨一剑|三分钟热度|三百六十(?:行|度)|七十二变|三十六计|二十四节气|[两二]万五千里|五十步|一百个(?:不|放心|愿意)|一[百千万]个理由"
    "|千儿八百|八竿子|八抬大轿|两肋插刀|三头六臂|一千零一[个夜]|五十六个民族|二八定律|十[之有]八九|四梁八柱|三个臭皮匠|一亩三分地|最后一公里"
    "|一寸光阴|万里长征|半斤八两|一斤一两|百里挑一|千里之行|十万八千里|三尺讲台|十五个吊桶|两个巴掌|一窝蜂|三驾马车|十里八[乡村]|四季[如常]|三餐四季|两套班子|千斤"
    "|(?:九|十二|9|12)年(?=一贯制?|义务教育)|(?:二十四|24)小时(?:(?:不打烊|不间断)|(?=[专轮]?[人班]?(?:值[班守]|在[岗线]|有人|待命|开机|服务|轮[班流]|巡[查护逻])))"
)
"""Proverbs and figures of speech that the dictionary does not have as one word."""
_PARTY = late(
    "(?<=党的)[一二三四五六七八九十]+|十[二三四]五|[一二]十[一二三四五六七八九]?(?=大(?:[，。、；]|$|以来|精神|报告|召开)|届)|十[一二三四五六七八九](?=大(?:[，。、；]|$|以来|精神|报告|召开)|届[一二三四五六七八九中])"
)
"""Congresses and plans are everybody's (二十大, 十四五); entities.py knows them by their names."""


def quantities(text: str, general: Container[str] = "") -> Iterator[tuple[int, int]]:
    """(start, end) of each quantity in `text`; they may overlap. general: see figures.figures.

    >>> text = "十二面锦旗、三十六双胶鞋，两到三成，一刻钟；三|面包和一件事，十分用心"
    >>> [text[start:end] for start, end in sorted(quantities(text))]
    ['十二面', '三十六双', '两到三成', '一刻钟']
    """
    found = [match.span() for match in _PART.finditer(text)]
    found += [match.span() for match in _PLACE.finditer(text) if match[0] not in general]
    ranked, few = [*_RANKED.finditer(text)], [*_FEW.finditer(text)]
    if not (found or ranked or few):
        return
    words = _Words(text)
    for match in ranked:
        start, end = match.span()
        # The numeral is a figure whatever it counts; of three 百|面包 what seems the classifier begins the next word.
        core = match.end("core") if match["core"] else match.start("units")
        if words.allow(start, core):
            unit = max(match.end("unit"), match.end("units"))
            found.append((start, end if unit < 0 or words.end_at(unit) else core))
    for match in few:
        start, end = match.span()
        first, last = match.span(match.lastgroup or 0)
        # What 三张 stands before in the phrasebank is no fact.
        if words.allow(start, first) and words.end_at(last) and text[start : last + 1] not in general:
            found.append((start, end))
    party = [match.span() for match in _PARTY.finditer(text)]
    for start, end in found:
        if not any(first < end and start < last for first, last in party):
            before = max(0, start - _LONGEST)
            joined = _UP_TO.search(text[before:start])
            yield (before + joined.start() if joined else start), end


class _Words:
    """The words of a text, to ask what they make of a numeral."""

    def __init__(self, text: str) -> None:
        words = listed(text)
        ends = list(accumulate(len(word) for word, _ in words))
        self.spans = [(end - len(word), end, tag) for (word, tag), end in zip(words, ends, strict=True)]

    def allow(self, start: int, end: int) -> bool:
        """Whether text[start:end], a numeral, is one: no word begins before it, or with it and goes on, that is none.

        What begins within and goes on is how the dictionary cuts (一百零|一篮).
        """
        return not any(
            first <= start < last and (first < start or end < last) and not tag.startswith(("m", "q", "t"))
            for first, last, tag in self.spans
        )

    def end_at(self, place: int) -> bool:
        """Whether a word ends there."""
        return any(last == place for _, last, _ in self.spans)
