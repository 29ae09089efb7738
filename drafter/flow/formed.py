"""Names that everyday words make by their form (按格式成名): honours, prizes and fairs, codes in Latin letters, firms and
houses behind a word of their own, people behind what they are.

    prize     won | level … 金奖 一等奖 冠军            honour    评为 | 获 … level 最美 模范 … kind of person or body
    kept      命名为 level … 文明 示范 … 村 单位          sum      双百 百千万 before 工程 行动
    merit     记 | 立 … 二等功; 五一奖章; level 劳模      feast    held … 节
    title     won | elected [level] “…” | … 鼎 杯 奖
    fair      [第…届] 中国 | 国际 … 博览会               code      letters [-] [figures]                 KX-300
    body      single character, or a word the phrasebank does not have, before 公司 集团 民宿 客栈; name … 学院 大学
    school    level … 中专 职中                           estate    … 家园 花园 小区
    side      [东西南北] 厂区 校区                        person    post, two or three characters, what is done            paper     … 〔year〕 number 号
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from drafter.flow.strange import GENERAL, NO_NEIGHBOUR, has_word
from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME
from drafter.language.persons import EVERYDAY, NO_SURNAME
from drafter.language.surnames import SURNAMES
from drafter.language.words import how_often, listed

_HAN = "[\u3400-\u9fff]"
_ONE = r"(?:<[^<>]*>|(?![的了，。、被把将])[\u3400-\u9fffA-Za-z0-9])"
_DID = "(?<=[荣记立给]立)|(?<=荣获)|(?<=记了)|(?<=立了)|(?<=立下)|(?<=[授颁记立获])|(?<=授予)|(?<=记上)"
_WON = "(?<=评上)|(?<=当上)|(?<=当选)|(?<=获评)|(?<=[评当]上了)|(?<=荣获)|(?<=获得)|(?<=[评选]为)|(?<=夺得)|(?<=捧回)|(?<=摘得)|(?<=拿下)|(?<=拿到)|(?<=授予)|(?<=[获夺]了)|(?<=[拿得回]了)"
_BEGINS = "(?<![\u3400-\u9fff>A-Za-z0-9])"
_LEVEL = "(?:全[国省市县区州]|[国省市县区州]级?|国家级?|中国|国际|第|<数>(?=中国|国际|全国)|<(?!数|时间)[^<>]*>)"
_TAIL = rf"(?:(?![{NOT_IN_NAME}]){_HAN}){{0,5}}(?:学院|大学|研究[院所]|集团)"
TAIL = late(_TAIL)
"""How the name of a body goes on behind that of a place or a person."""
_SHAPES = late(
    "|".join(
        (
            rf"(?:{_WON}|{_BEGINS}(?={_LEVEL}))(?!上届){_ONE}{{2,18}}?(?:[金银铜]奖|[特一二三]等奖|大奖|金牌|[冠亚季]军)",
            rf"(?:{_WON}|{_BEGINS}){_LEVEL}{_HAN}{{0,4}}?(?:最美|模范|优秀|先进|劳动|道德|十佳|杰出|五一){_HAN}{{0,5}}?"
            "(?:教师|工作者|劳模|模范|标兵|能手|个人|集体|党员|干部|工匠|民警|村医|好人|青年|家庭|单位)",
            # 荣立三等功, 五一劳动奖章, 省劳模
            rf"(?:{_DID})(?:个人|集体)?(?:[特一二三]等|大)功",
            rf"(?:全?[国省市县区州]级?|国家级?)?(?:五[一四]|三八|八一|七一)(?:劳动|青年|红旗|英模)*(?:奖[章状]|勋章|红旗手|标兵|荣誉称号)|(?:(?<=[颁获])|{_BEGINS}){_LEVEL}?巾帼(?:建功)?(?:标兵|奖章)",
            r"(?:(?<![\u3400-\u9fff])|(?<=[是选上为的]))(?:全[国省市县区州]|[国省市县区州]级?|国家级?)劳(?:模|动模范)",
            rf"(?:(?<=首届)|(?<=办起)|(?<=办起了)|(?<=办好)|(?<=举办)|(?<=[举承开]办)|(?<=办了))(?:首届|第?<数>届?)?(?![季环细情章关调时春小]节)(?:(?![{NOT_IN_NAME}]){_HAN}){{2,6}}?节(?![能水约目日气约电假奏点约俭])",
            # 西北工大, 拿了银牌
            rf"(?:{_BEGINS}|(?<=[请与和在到由向从])){_HAN}{{2}}(?:[工师农科交财医林矿]|政法|理工|外国语)大(?=[的、，。和与]|教授|专家|团队|师生)",
            rf"(?:{_WON})[金银铜]牌",
            # 命名为省级文明村; 百千万工程, 双百行动
            rf"(?:{_WON}|(?<=命名为)|(?<=认定为)){_LEVEL}{_HAN}{{0,4}}?(?:文明|示范|先进|卫生|生态|平安|法治|传统|园林|森林){_HAN}{{0,4}}?"
            "(?:村|镇|乡|县|区|市|城市|城镇|单位|社区|家庭|校园|学校|医院|基地|园区|企业|合作社|农场|车间|窗口|景区)",
            "(?<![一二三四五六七八九十百千万亿双])(?:双[百千万]|[十百千万亿]{2,4})(?:工程|行动|计划|活动)",
            rf"(?:第?<数>届?|第[一二三四五六七八九十\d]+届)?(?:中国|国际|全国|世界|亚洲){_HAN}{{0,10}}?(?:博览会|交易会|展销会|洽谈会|锦标赛|联赛)",
            rf"{_HAN}{{2,8}}〔(?:\d{{4}}|<数>)〕第?(?:\d{{1,4}}|<数>)号",
            rf"{_BEGINS}(?:(?![{NOT_IN_NAME}]){_HAN}){{2,3}}山庄",
            r"阿?(?<![A-Za-z0-9<])(?!PM(?:2\.5|10|<数>))(?:[A-Za-z]{2,}|[A-Za-z](?=-?[\d<]))(?:-?(?:<数>|\d+))?(?:-?[A-Za-z]+(?:<数>|\d+)?)?(?:\+(?:<数>|\d+))?(?![>])",
            r"[国省县乡]道(?:<数>|\d{1,4})",
            rf"<(?:名称|人名)>[省市县区镇乡村](?![{NOT_IN_NAME}民级域长])",
            "(?<![\u3400-\u9fff])[东西南北](?:厂区|校区|院区|矿区|营区)|(?<=[在到从由成将和与])[东西南北](?:厂区|校区|院区|矿区|营区)",
            rf"(?:{_BEGINS}|(?<=[在到从由向和与对入]))(?:(?![{NOT_IN_NAME}]){_HAN}){{1,4}}(?:家园|花园|花苑|嘉园|佳苑|名苑|[里苑府庭轩湾])小区",
            rf"<(?:地名|单位|名称)>{_TAIL}",
            # 渌州日报, 请同济大学的教授来
            rf"(?:{_BEGINS}|(?<=[在到从由向和与登的]))(?!人民|工人|农民|光明|经济|青年|法[治制]|科技|教育|中国)(?:(?![{NOT_IN_NAME}]){_HAN}){{2,4}}(?:[日晚晨时]报|都市报|电视台|广播电台)(?![告到社道名])",
            rf"(?:{_BEGINS}|(?<=[请与和在到由向从]))(?!老年|开放|电视|重点|高等|各|职业|一流|科研|有关|相关)(?:(?![{NOT_IN_NAME}]){_HAN}){{2,4}}(?<![型类])大学(?![生城级毕里])",
            rf"<人名>(?:·{_HAN}{{2,3}})+",
            rf"(?:{_BEGINS}|(?<=[在到从由向和与对完]))[省市县区州](?:(?![{NOT_IN_NAME}]){_HAN}){{0,4}}?(?:中专|职中|技校|技工学校|职高|职教中心)",
        )
    )
)
_TITLE = late(
    rf"(?:(?:荣获|获评|评[上为]|当上|获得|捧[回得]|夺得|摘得|拿[下回]|授予)了?|[荣喜]获|[获夺]了|[拿捧得]回了)(?:<[^<>]*>|全?[国省市县区州]级?)?的?"
    rf"(?:“(?P<quoted>[^“”<>]{{2,16}})”|(?P<prize>(?!.{{0,2}}奖[杯牌章状])(?:(?![{NOT_IN_NAME}，、。]){_HAN}){{1,6}}?(?:鼎|杯|奖(?![励金项])|勋章)))"
)
"""Titles and prizes behind how they are come by (评上了“最美乡医”, 荣获平安鼎), whatever they are called by."""
_KIND_OF_PRIZE = late("(?:[大特一二三]等?|[金银铜]|头|团体|优秀|优胜|这个|此)奖|奖杯")
_HEAD = frozenset("公司 集团 民宿 客栈".split())
_LODGES = ("民宿", "客栈")
"""What goes by any word that the phrasebank does not have (渔家傲民宿)."""
_PART = ("n", "j", "g", "b", "z", "i", "x")
"""How the tags begin of words a name is made of;"""
_LONGEST = 4
"""words of it at most."""
_POST = late(
    "<职务>|[站班厂矿店社科组所队船馆]长|大户|司机|护士|店主|业主|老板娘?|技师|匠人|主播|传承人|带头人|志愿者|队员|选手|能人|学生(?!会)|老师|教师|战士|工人(?!员)|师傅|雇员|职员|护士|村医|支书|文书|会计|教官|[女男]孩|姑娘|烈士|民警|辅警|(?:网格|护林|讲解|驾驶)员"
)
"""What stands before somebody."""
_NOBODY = (frozenset(NOT_IN_NAME) | NO_NEIGHBOUR) - frozenset("和得")
_PAIR = 2
_WHOLE = 3
"""Characters of a person's whole name."""
_EVERYDAY = 100
"""A noun that the dictionary counts so often is nobody (工人|日报)."""
_THING_TAGS = ("q", "nr", "ns", "nz", "i", "t", "n")
"""How the dictionary tags words that people are called by too (朵朵)."""


def by_form(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, a passage with slots <…>, whole slots in it included; in no order.

    >>> text = "他获得省科技进步一等奖，把KX-<数>交给高新投公司，文书朵朵记下来。"
    >>> [text[start:end] for start, end in by_form(text)]
    ['省科技进步一等奖', 'KX-<数>', '高新投公司', '朵朵']
    """
    for match in _SHAPES.finditer(text):
        # The phrasebank has 大功 in 下大功夫 only.
        if match[0] not in GENERAL or (re.fullmatch(_HAN * _PAIR, match[0]) and not has_word(match[0], "n")):
            yield match.span()
    for match in _TITLE.finditer(text):
        what = "quoted" if match["quoted"] else "prize"
        if not _KIND_OF_PRIZE.fullmatch(match[what]):
            yield match.span(what)
    if any(head in text for head in (*_HEAD, "学院")):
        yield from _bodies(text)
    posts = list(_POST.finditer(text))
    borders = set(accumulate(len(word) for word, _ in listed(text))) if posts else set[int]()
    for match in posts:
        # 教师|节 is no teacher.
        end = _somebody(text, match.end()) if match.end() in borders else 0
        if end:
            yield match.end(), end


def _bodies(text: str) -> Iterator[tuple[int, int]]:
    """What a firm or a house is called by, with its head."""
    words = listed(text)
    ends = list(accumulate(len(word) for word, _ in words))
    for at, (head, tag) in enumerate(words):
        first = at
        if tag == "nt" and head.endswith("学院") and head not in GENERAL:
            yield ends[at] - len(head), ends[at]
        if head not in _HEAD:
            continue
        while first and at - first < _LONGEST and _part(*words[first - 1]):
            first -= 1
        parts = [word for word, _ in words[first:at]]
        name = "".join(parts)
        own = any(word not in GENERAL for word in parts) if head in _LODGES else any(len(word) == 1 for word in parts)
        if len(name) > 1 and own and name + head not in GENERAL:
            yield ends[at] - len(head) - len(name), ends[at]


def _part(word: str, tag: str) -> bool:
    """Whether a word may be part of a name (高新|投)."""
    if not re.fullmatch(_HAN + "+", word) or word in NO_NEIGHBOUR:
        return False
    return tag.startswith(_PART) or (tag == "vn" and len(word) == 1) or (tag == "d" and len(word) > 1)


def _somebody(text: str, at: int) -> int:
    """Where the name ends that begins at text[at], behind a post; 0 where none does."""
    for length in (3, 2):
        name = text[at : at + length]
        # 鲍有田: behind a surname a given name may begin with what no other name has.
        given_so = length == _WHOLE and name[:1] in SURNAMES and name[:1] not in (*NO_SURNAME, *EVERYDAY)
        no_name = _NOBODY - frozenset("有得中里上新") if given_so else _NOBODY
        if len(name) < length or not re.fullmatch(_HAN + "+", name) or name[0] == "和" or not no_name.isdisjoint(name):
            continue
        # 布和 stands in the bank across two words only (土布|和…).
        if name in GENERAL and has_word(name, "n"):
            continue
        parts, behind = listed(name), listed(text[at + length : at + length + 4])
        stops = not behind or not re.match(_HAN, behind[0][0])
        if not stops and behind[0][0][0] in "着了过":
            # 白雪|连着: what runs into what is done is no part of it.
            continue
        # 连|着: what goes on is done.
        goes_on = len(behind) > 1 and behind[1][0][0] in "着了过"
        does = stops or goes_on or behind[0][1].startswith(("v", "p", "d", "l")) or behind[0][0][0] in "上下"
        noun = len(parts) == 1 and parts[0][1] == "n" and (stops or how_often(name) >= _EVERYDAY)
        word = len(parts) == 1 and parts[0][1].startswith(_THING_TAGS) and not noun
        apart = all(len(part) == 1 for part, _ in parts) and (length == 2 or name[0] in SURNAMES)
        given = (
            len(parts) == 2
            and len(parts[1][0]) == 2
            and name[0] in SURNAMES
            and name[0] not in (*NO_SURNAME, *EVERYDAY)
        )
        if (does or (given and behind[0][1] == "t")) and (word or apart or given):
            return at + length
    return 0
