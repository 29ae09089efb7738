"""Names of campaigns, plans, projects and sites in a heading (专项行动名、项目名): 春风行动 is one speech's own, 整治行动
is anybody's.

A name is told by what it is made of: a run before 行动, 工程 … with a word that names no field of work and no doing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from drafter.bank.model import Bank
from drafter.language.verbs import ACTIVITY_ENDINGS, OPENING_VERBS

GAP = "【待填：专项名称】"
_SUFFIX = "专项行动|行动计划|行动|工程|计划|项目"
_FOUGHT = "攻坚战?|大?会战|战役|歼灭战|保卫战"
"""What a campaign is called besides, where quotation marks tell that it has a name."""
_QUOTED = re.compile(
    f'[“"《](?P<first>[^“”"《》]{{1,16}}?)(?:(?P<within>{_SUFFIX}|{_FOUGHT})[”"》]|[”"》](?P<behind>{_SUFFIX}|{_FOUGHT}))'
)
_RUN = re.compile(f"(?P<before>[一-龥]{{2,12}}?)(?P<suffix>{_SUFFIX})(?![一-龥]?[目程划])")
SITE = "【待填：项目名称】"
_SITES = (
    "产业园|工业园|科技园|创业园|物流园|示范园|开发区|园区|隧道|大桥|水库|机场|电站|码头|体育馆|博物馆|纪念馆|"
    "博览会|交易会|文化节|艺术节|旅游节|运动会|马拉松"
)
_SITE = re.compile(f"(?P<before>[一-龥]{{2,12}}?)(?P<suffix>{_SITES})")
_HELD = re.compile("第[一二三四五六七八九十百0-9]+届[一-龥]{0,10}?(?:博览会|交易会|会|节|赛|展)")
_BUILT = tuple("建设 打通 建成 新建 推进 备战 办好 举办 筹办 承办 开工 修建 改造 贯通 依托 支持 围绕".split())
_FIGURES = frozenset(
    "阳光 蓝天 碧水 净土 清朗 先锋 温暖 暖心 金秋 头雁 银龄 千万 巾帼 火炬 星火 百千 万企 点亮 金种".split()
)
"""Words a campaign likes to be called by, though a field of work may have them in its names too."""
_PLAIN = frozenset(
    "专项 重点 重大 年度 集中 联合 系统 基础 示范 惠民 民生 实事 配套 公益 综合 长期 后续 在建 新建 续建 政府 企业 群众 农村 城市 城乡 县域 中央 省级 市级 县级 三年 五年 近期 "
    "春季 夏季 秋季 冬季 攻坚 作战 会战 大会 落实 实施 方案 措施 一批 标准".split()
)
_HOW = frozenset(
    "迅速 立即 立刻 马上 即刻 火速 快速 从速 尽快 尽早 及早 及时 提早 提前 抢先 率先 带头 主动 积极 自觉 果断 坚决 坚定 务实 扎实 认真 统一 一致 "
    "共同 合力 协同 联合 联手 携手 联动 齐心 全员 全民 全体 全力 全面 全速 上下 闻令 闻风 雷厉 切实 付诸 化为 见诸 实际 具体 大胆 分头 按时 依法 有序 有力".split()
)
"""What says how, or who, acts: 迅速行动, 全员行动 name no campaign."""
_OPENERS = tuple(
    sorted(
        {*OPENING_VERBS, *"组织 参与 配合 抓好 做好 确保 保证 掀起 主攻 完成 紧盯 冲刺 争取 招引 引进".split()},
        key=lambda verb: (-len(verb), verb),
    )
)


_RESULT = re.compile("(?![崛奋雄兴]起)[一-龥][起住牢紧]")
"""A verb with its result (掀起, 盯紧), which what it is done to stands behind."""


def without_names(bank: Bank, known: Collection[str] = ()) -> Callable[[str], str]:
    """What replaces every named campaign and site of a text by a gap: 开展春风行动 → 开展【待填：专项名称】.

    known: names of campaigns that stand for themselves (see `campaigns_in`). A word that a topic of the bank begins or ends with names nothing: 专项整治行动 stays.
    """
    plain = _plain_words(bank) - _FIGURES
    named = re.compile("|".join(sorted(map(re.escape, known), key=lambda name: (-len(name), name))) or "(?!)")

    def replaced(match: re.Match[str], verbs: Sequence[str], gap: str) -> str:
        before = match["before"]
        # The verbs that set a campaign going, and what runs up to them, are no part of its name.
        ends = [before.rfind(verb) + len(verb) for verb in verbs if verb in before]
        at = max([0, *ends, *(found.end() for found in _RESULT.finditer(before))])
        name = before[at:]
        acts = match["suffix"] == "行动" and (name[-2:] in _HOW or match.string.startswith("起来", match.end()))
        return match[0] if len(name) < 2 or acts or _all_plain(name, plain) else before[:at] + gap

    def unnamed(text: str) -> str:
        text = _RUN.sub(lambda match: replaced(match, _OPENERS, GAP), named.sub(GAP, _QUOTED.sub(GAP, text)))
        return _SITE.sub(lambda match: replaced(match, (*_OPENERS, *_BUILT), SITE), _HELD.sub(SITE, text))

    return unnamed


def campaigns_in(text: str) -> set[str]:
    """The names of campaigns a text has in quotation marks, without the marks, as it may have them elsewhere.

    >>> sorted(campaigns_in("开展“百日攻坚”项目建设和“雷霆”专项行动，学习“老黄牛”"))
    ['百日攻坚', '雷霆专项行动']
    """
    return {found["first"] + (found["behind"] or found["within"]) for found in _QUOTED.finditer(text)}


def _plain_words(bank: Bank) -> frozenset[str]:
    """Two characters each: what topics' names begin and end with, names of campaigns among the synonyms aside."""
    found = {*ACTIVITY_ENDINGS, *_PLAIN}
    for topic in bank.topics:
        for name in (topic.name, *topic.synonyms, *topic.heads):
            if len(name) > 3 and not name.endswith(("行动", "工程", "计划")):
                found |= {name[:2], name[-2:]}
            elif len(name) == 2:
                found.add(name)
    return frozenset(found)


def _all_plain(name: str, plain: frozenset[str]) -> bool:
    """Whether the name is made of plain words only; one character may stand between two of them (大提升, 再攻坚)."""
    at = 0
    while at < len(name):
        if name[at : at + 2] in plain:
            at += 2
        elif name[at + 1 : at + 3] in plain or at + 1 == len(name):
            at += 1
        else:
            return False
    return True
