"""Names, dates and figures (实体): what belongs to one speech only, found by its shape.

One combined regular expression proposes, small closed lists of general words (全市, 老同志, 十大工程) dispose. No
dictionary is loaded. A name is taken only where its shape is certain: precision goes before completeness, since what is
found here is masked in mining and held against the brief in checking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafter.language.late import late
from drafter.language.place_words import (
    AFTER_AREA,
    BETWEEN_WORDS,
    CITIES,
    GENERAL_BEFORE,
    GENERAL_ENDINGS,
    GENERAL_STARTS,
    PROVINCES,
    REGIONS,
)
from drafter.language.surnames import SURNAMES
from drafter.language.verbs import OPENING_VERBS

Type = Literal["event", "org", "person", "place", "date", "number", "policy"]

SLOT: dict[Type, str] = {
    "event": "会议",
    "org": "单位",
    "person": "人名",
    "place": "地名",
    "date": "日期",
    "number": "数",
    "policy": "文件",
}
"""Entity type -> the slot that stands for it in a masked text: <会议>, <单位> …"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, date or figure at text[start:end] (实体)."""

    start: int
    end: int
    text: str
    type: Type


def entities(text: str) -> tuple[Entity, ...]:
    """All entities of `text`, left to right, not overlapping.

    >>> [(e.text, e.type) for e in entities("2023年3月，青岚市新建工会320家")]
    [('2023年3月', 'date'), ('青岚市', 'place'), ('320家', 'number')]
    """
    found: list[Entity] = []
    position = 0
    while match := _ENTITY.search(text, position):
        group = str(match.lastgroup)
        end = match.end()
        accept = _ACCEPT.get(group)
        if accept is not None:
            end = accept(text, match)
        if end <= match.start():
            # A general word of the same shape: look again one character on.
            position = match.start() + 1
            continue
        found.append(Entity(match.start(), end, text[match.start() : end], _TYPE[group]))
        position = end
    return tuple(found)


def mask(text: str) -> tuple[str, tuple[Entity, ...]]:
    """`text` with every entity replaced by its slot, and the entities in order.

    >>> mask("今年3月，青岚市新建工会320家")[0]
    '<日期>，<地名>新建工会<数>'
    """
    found = entities(text)
    if not found:
        return text, ()
    parts: list[str] = []
    position = 0
    for entity in found:
        parts += (text[position : entity.start], f"<{SLOT[entity.type]}>")
        position = entity.end
    parts.append(text[position:])
    return "".join(parts), found


# --- shapes ------------------------------------------------------------------------------------------

_H = "\u3400-\u9fff"
_CN = "零〇○一二三四五六七八九十百千万亿两"
# Where a name may begin: not after a character it would be part of.
_EDGE = rf"(?<![{_H}A-Za-z0-9])|(?<=[在到对向和与及从于由赴至往是为给让把被的了经过受请如像来自进遍照鉴习年月日省市县区州盟旗])"
# Characters no proper name of a place or body holds: function words, and the verbs that precede names.
_NOT_IN_NAME = "的了是在把被将对向从要有我你他她它们这那各每某该本此全其和与及或而但并以于由到为赴自遍就也都又很再更最不没让给使叫请所等上下内外前后里中个多过"
_N = rf"(?:(?![{_NOT_IN_NAME}])[{_H}])"

_DIGITS = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_DATE = (
    r"(?:公元)?(?:(?:19|20)\d\d|(?<!\d)\d\d(?=年\d{1,2}月))年(?:度|代)?(?:\d{1,2}月(?:份)?(?:\d{1,2}[日号])?|[上下]半年|第?[一二三四]季度|[初中末底]|(?:[前]?[一二三四]个?季度))?"
    r"|(?:19|20)\d\d(?:年)?[—－–~～至到-](?:(?:19|20)\d\d|\d\d)年(?:度)?"
    r"|(?:(?:今|去|前|明|当|每|同)年|(?<!\d))\d{1,2}(?:[—－–~～至到-]\d{1,2})?月(?:份|底|初|末|上旬|中旬|下旬)?(?:\d{1,2}(?:[—－–~～至到-]\d{1,2})?[日号])?"
    r"|(?<![\d.])\d{1,2}[日号](?=上午|下午|[至到，。、；])"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|[一二][零〇○一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
    r"|(?<!\d)(?:\d\d世纪)?\d0年代|[一二三四五六七八九]十年代|上世纪|本世纪[初中末]?"
    r"|(?:[今去前明当每同]年|(?<![一二三四五六七八九十]))[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十廿]{1,3}[日号]|份|底|初|末|上旬|中旬|下旬)"
)
_UNITS = (
    "平方公里 平方千米 平方米 立方米 个百分点 周年 千瓦时 公里 千米 海里 公顷 公斤 千克 厘米 毫米 分钟 小时 个月 季度 人次 人民币 美元 港元 欧元 元 角 亩 吨 斤 克 米 里 升 "
    "户次 户 家 名 位 人 口 个 件 项 次 场 起 篇 条 座 栋 幢 套 间 所 处 台 辆 艘 架 只 头 棵 株 份 批 支 对 部 本 册 张 幅 枚 块 片 段 层 届 例 宗 笔 户籍 岁 周岁 年 周 天 日 倍 成 折 度 分 秒 种 类 级 "
    "千瓦 兆瓦 千伏 兆 寸 尺 丈 吨级 车次 班次 架次 床 张床位 席 班 期 轮 集 首 万 亿 村 县 市 乡 镇 省 国 街道 社区 企业 项目 点 万亿"
)
_GOES_ON = {
    "台": "阶账帐风柱",
    "家": "庭长属园",
    "部": "门分队署",
    "场": "所景地馆",
    "点": "位",
    "层": "级次面",
    "人": "民",
}
"""Unit -> what makes it the beginning of another word (五百亿台阶)."""
_UNIT = "|".join(
    f"{unit}(?![{_GOES_ON[unit]}])" if unit in _GOES_ON else unit
    for unit in sorted(dict.fromkeys(_UNITS.split()), key=lambda unit: (-len(unit), unit))
)
_PERCENT = rf"(?:百分之[{_CN}]+(?:点[{_CN}]+)?|[{_CN}]{{1,3}}分之[{_CN}]{{1,3}})"
_NUMBER = (
    rf"(?<![\d.A-Za-z])(?:约|近|超|逾)?(?:第)?{_DIGITS}(?:[—－–~～至到-]{_DIGITS})?(?:%|％|‰)(?:[—－–~～至到-]{_DIGITS}(?:%|％|‰))?(?:以上|以下|左右)?"
    rf"|(?<![\d.A-Za-z])(?:第)?{_DIGITS}(?:[—－–~～至到-]{_DIGITS})?(?:多|余|几)?[百千万亿]{{0,2}}(?:多|余|几)?(?:{_UNIT})?(?:多|余)?(?:以上|以下|左右)?"
    rf"|{_PERCENT}"
    rf"|(?<![{_CN}第])(?:[一二三四五六七八九两几][百千万亿](?:[{_CN}]*)|[一二三四五六七八九两几]?十[一二三四五六七八九]?)(?:多|余|几)?[万亿]?(?:{_UNIT})"
)

_KNOWN = "|".join(sorted(dict.fromkeys((*PROVINCES, *CITIES, *REGIONS)), key=lambda name: (-len(name), name)))
_AREA = "新区|街道|省|市|县|区|州|盟|旗|镇|乡|村"
_STRICT = rf"(?<![{_H}A-Za-z0-9])"
_PLACE = (
    rf"(?:{_KNOWN})(?:自治区|省|市|地区|自治州|州|盟)?(?:{_N}{{1,3}}?(?:自治县|县|区|市|镇|乡|村|街道|旗)){{0,2}}"
    rf"|(?:{_EDGE}){_N}{{2,3}}?(?:街道|市|县|镇|乡|村)(?:{_N}{{2,3}}(?:县|区|镇|乡|村|街道))?"
    rf"|(?:{_STRICT}|(?<=[在到对向和与由市赴])){_N}{{2}}(?:新区|区)(?:{_N}{{2,3}}(?:镇|乡|村|街道))?"
)
FULL_NAME = late(rf"(?:{_EDGE})(?P<stem>{_N}{{2,3}}?)(?:街道|[省市县区州盟旗镇乡])")
"""What has the shape of a place's name in full; see is_name."""

# The commonest surnames (百家姓 in today's order); those that are everyday words as well need more around them.
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|东方|令狐|慕容|公孙|夏侯"
_TITLES = (
    "总书记 书记 副书记 同志 主席 副主席 总理 副总理 委员长 副委员长 市长 副市长 省长 副省长 县长 副县长 区长 副区长 州长 镇长 乡长 部长 副部长 局长 副局长 厅长 副厅长 主任 副主任 秘书长 常委 "
    "院长 校长 会长 副会长 司令员 政委 检察长 董事长 总经理 理事长 行长 先生 女士 教授 院士 老师 部长 等同志"
)
_TITLE = "|".join(sorted(dict.fromkeys(_TITLES.split()), key=lambda title: (-len(title), title)))
_GIVEN = rf"(?:(?![{_NOT_IN_NAME.replace('全', '').replace('中', '').replace('前', '').replace('多', '')}委员书记部门等常])[{_H}])"
_PERSON = (
    rf"(?:(?:{_COMPOUND})|[{SURNAMES}])(?!总书记){_GIVEN}{{1,2}}(?=(?:{_TITLE}))"
    rf"|(?:某某某?|[{SURNAMES}]某某?|[XＸ×]{{2,3}})(?=(?:{_TITLE}))"
    # Whoever is called so is meant to be somebody, whatever comes after.
    rf"|[{SURNAMES}]某某(?!某)"
)
_POST_BEFORE = "".join(
    f"(?<={post})|"
    for post in [
        "书记",
        "主席",
        "市长",
        "省长",
        "县长",
        "区长",
        "局长",
        "厅长",
        "部长",
        "主任",
        "院长",
        "校长",
        "秘书长",
        "同志",
        "会长",
        "行长",
        "代表",
        "常委",
        "总理",
        "教授",
    ]
).rstrip("|")
_POSTED = (  # 市委书记江一帆主持会议: after a post, before what a person does
    rf"(?:{_POST_BEFORE})(?:{_COMPOUND}|[{SURNAMES}]){_GIVEN}{{1,2}}"
    r"(?=[，。、；：）)\s]|同志|和|与|等|主持|作了?|在|就|对|讲话|发言|出席|参加|传达|宣读|通报|分别|围绕|代表|先后|也|都|$)"
)
_FAMILIAR = rf"(?<![{_H}])[王李张刘陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董曹袁邓许沈曾彭吕苏蒋蔡丁魏薛叶潘杜姜崔邱侯](?=(?:{_TITLE}))"

_ORG_END = (
    "人民代表大会常务委员会 人大常委会 人民代表大会 人民政府 政府 人民法院 法院 人民检察院 检察院 总工会 妇联 团委 科协 工商联 残联 文联 侨联 红十字会 纪委监委 纪委 监委 政法委 组织部 宣传部 统战部 "
    "委员会 办公厅 办公室 管委会 研究院 研究所 研究中心 服务中心 开发区 联合会 协会 学会 商会 基金会 集团有限公司 股份有限公司 有限责任公司 有限公司 集团公司 集团 公司 大学 学院 中学 小学 医院 银行 合作社 出版社 日报社 电视台 党校 "
    "总队 支队 指挥部 发展改革委 发改委 卫健委 国资委 厅 局 委 部 署"
)
_ORG_SHORT = "|".join(
    sorted(
        (end for end in dict.fromkeys(_ORG_END.split()) if end not in ("部", "委", "署", "政府")),
        key=lambda end: (-len(end), end),
    )
)
_BODY = (
    # a named place + its body: 青岚市委、云溪县人民政府、柳河镇党委
    rf"(?:(?:{_KNOWN})(?:省|市|自治区|州|地区|盟)?|(?:{_EDGE}){_N}{{2,3}}(?:市|县|区|镇|乡|街道))(?:委员会|党委|党工委|委(?![员派托书])|(?:{_N}|和){{0,10}}?(?:{_ORG_SHORT}|政府)(?![级面长们习]))"
    # a level + a named office: 省教育厅、市总工会、县发改局
    rf"|(?:{_EDGE})(?:国家|省|市|县|区|州)(?!委|政府|直|级|场|域|民)(?:{_N}|和){{1,10}}?(?:厅|(?<![大格布全结时当平僵破开棋])局|总工会|妇联|科协|工商联|残联|文联|侨联|委员会|联合会|发改委|发展改革委|卫健委|国资委|法院|检察院|党校)(?![级面长们习])"
    # a name of its own: 恒达集团、北辰大学附属医院
    rf"|(?:{_STRICT}|(?<=[在到由与和及向对从])){_N}{{2,8}}?(?:集团有限公司|股份有限公司|有限责任公司|有限公司|集团公司|集团|大学|学院|医院|银行|合作社|日报社|电视台|基金会)(?![级面长们生习])"
)

_LEVELS = "中共中央|中央|全国|全省|全市|全县|全区|全州|国务院|省委|市委|县委|区委|州委|省政府|市政府|县政府"
_SMALL_LEVELS = rf"(?<![{_H}])(?:省|市|县|区|州)(?![长委直级场域民区县])"
_MEETING = "工作会议|电视电话会议|座谈会|推进会|现场会|表彰会|表彰大会|动员会|动员大会|部署会|联席会议|研讨会|会议|大会|全会|论坛|党代会|博览会|运动会"
_INSIDE = rf"(?:(?!贯彻|落实|召开|举行|按照|参加|出席|通过|认真|提出|要求|部署要|是|上下)(?![的了是在把被将对向从要我们这那各每本此其以为也都还很就让])[{_H}“”、])"
_EVENT = (
    rf"党的[{_CN}]{{1,3}}(?:大|届[一二三四五六七八九]中全会)(?:[和、][{_CN}]{{0,3}}届?[一二三四五六七八九]?[、和]?(?:[{_CN}]{{0,3}}届)?[一二三四五六七八九]中全会)?"
    rf"|(?<![{_CN}])(?:党的)?[{_CN}]{{1,3}}届(?:[一二三四五六七八九]中[、和]?)*[一二三四五六七八九](?:中全会|次全会|次全体会议|次会议)"
    r"|(?:十[一二三四五六七八九]|二十)大(?=以来|精神|报告|召开|提出|作出|[，。、；）和的](?!\w?(?:工程|行动)))"
    rf"|(?:{_LEVELS}|{_SMALL_LEVELS})?(?:工会|妇女|共青团)?第[{_CN}\d]{{1,4}}[次届](?:党代会|党员代表大会|代表大会|全国代表大会|人民代表大会|代表会议)"
    rf"|(?:{_LEVELS}|{_SMALL_LEVELS}){_INSIDE}{{1,16}}?(?:{_MEETING})(?!室)"
)
_POLICY = (
    r"《[^《》]{1,60}》(?:（[^（）]{1,30}号）)?"
    r"|习近平新时代中国特色社会主义思想|习近平(?:总书记)?(?:关于[^，。；]{2,20}的)?(?:系列)?重要(?:讲话|论述|指示|批示)(?:精神)?"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?=时期|规划|期间|开局|收官|末|以来|[，。、])(?:规划)?|“十[一二三四五六]五”"
)
_PARTS: tuple[tuple[str, Type, str], ...] = (
    ("policy", "policy", _POLICY),
    ("event", "event", _EVENT),
    ("date", "date", _DATE),
    ("body", "org", _BODY),
    ("posted", "person", _POSTED),
    ("person", "person", _PERSON),
    ("familiar", "person", _FAMILIAR),
    ("place", "place", _PLACE),
    ("number", "number", _NUMBER),
)

# --- general words of the same shape -----------------------------------------------------------------

_AREA_AT_END = late(rf"(?:{_AREA})$")


def _place(text: str, match: re.Match[str]) -> int:
    """End of the place, or 0 for a general word (示范区, 美丽乡村)."""
    position = match.start()
    known = _KNOWN_HEAD.match(text, position, match.end())
    if known:
        if _between_words(text, position):
            return 0
        position = known.end()
        if set(text[position : position + 1]) & set(AFTER_AREA.get(text[position - 1], "")):
            # 广东|省域, 杭州|市民: the last character belongs to the next word.
            position -= known.end("name") < position
    # 浙江省青岚市云溪县: each part must be a name; what follows the last one is no part of the place.
    for part in _PART.finditer(text, position, match.end()):
        end = part.end()
        if part.start() != position:
            break
        if not is_name(part.group(), text[end : end + 2]):
            # 平利县老县镇: a town called after a county.
            end += 1
            town = text[position:end]
            if not _TOWN.fullmatch(town) or not is_name(town, text[end : end + 2]):
                break
        position = end
    return position if position > match.start() else 0


def _between_words(text: str, start: int) -> bool:
    """Whether the known name at `start` is the end of one word and the beginning of another."""
    name = _KNOWN_START.match(text, start)
    if name is None or name.group() not in BETWEEN_WORDS:
        return False
    before, behind = BETWEEN_WORDS[name.group()]
    left, right = text[max(0, start - 1) : start], text[name.end() : name.end() + 1]
    return bool(right) and (behind == "-" or right in behind) and (before == "-" or (bool(left) and left in before))


def is_name(found: str, after: str) -> bool:
    """Whether `found`, two or three characters and what kind of place it is, names one; after: one or two characters
    behind it.

    >>> [is_name(found, "") for found in ("柳河镇", "示范镇", "结果报县", "区按村")], is_name("云溪县", "城")
    ([True, False, False, False], False)
    """
    area = _AREA_AT_END.search(found)
    if area is None:
        return False
    stem, kind = found[: area.start()], area.group()
    if (
        len(stem) < 2
        or stem[-1] in "一轮两名强管大小等级副"
        or stem[0] in _CN + "几数首第由的是在把各每该"
        or (after and after[0] in AFTER_AREA.get(kind, ""))
        or (kind == "县" and after in ("镇村", "乡村"))
    ):
        return False
    if _HANDED_ON.search(found) or set(stem) <= _LEVELS_ALONE:
        return False
    if stem[-1] in GENERAL_BEFORE.get(kind, "") or stem.endswith(GENERAL_ENDINGS):
        return False
    if len(stem) > 2 and stem[-1] in (_MADE_BY if kind in "市县" else _GONE_TO):
        return False
    return not stem.startswith(GENERAL_STARTS) and stem[:2] not in OPENING_VERBS


_MADE_BY, _GONE_TO = "兴立活旺靓归", "归"
"""What is done to a place at the end of a saying of four characters (质量兴市, 坐商归市), names of two (嘉兴) aside."""
_LEVELS_ALONE = frozenset("省市县区州盟旗镇乡村长")
"""Levels after each other, or their posts (省区市党委, 乡长镇长), name no place."""
# 结果报县, 村推镇定: what one level hands to another. One that does so to its own kind is no name either (村带村), nor
# is a level and the word before the next one (各县|区按村|居).
_HANDED_ON = late(
    "(?:[报推送交评审批促抓拨派催督]|[村乡镇县市户][带帮扶联包管助领查看跟学赛比]|[帮兴进扶联带包][百千万]"
    "|[省市县区州镇乡村][按依照逐向对就据沿])(?:街道|[市县区镇乡村])$"
)
_KNOWN_START = late(_KNOWN)
_KNOWN_HEAD = late(
    rf"(?P<name>{_KNOWN})(?:自治区|市|地区|自治州|州|盟|(?:{'|'.join(f'(?<={name})' for name in PROVINCES)})省)?"
)
_TOWN = late(rf"(?![省市县区镇乡])[{_H}][市县区][镇乡村]")
_PART = late(rf"[{_H}]{{1,3}}?(?:{_AREA})")
_PLACE_IN_BODY = late(rf"({_N}{{2,3}}(?:省|市|县|区|州|盟|旗|镇|乡|街道))(.*)")
_LEVEL_START = late(r"(?:国家|省|市|县|区|州)")
_OWN_END = late(
    r"(?:集团有限公司|股份有限公司|有限责任公司|有限公司|集团公司|集团|大学|学院|医院|银行|合作社|日报社|电视台|基金会)$"
)


def _body(text: str, match: re.Match[str]) -> int:
    """End of the body's name, or 0 for a general one (大型企业集团, 乡镇党委)."""
    found = match.group()
    if _KNOWN_START.match(found):
        return 0 if _between_words(text, match.start()) else match.end()
    placed = _PLACE_IN_BODY.match(found)
    if placed:
        if not is_name(placed.group(1), placed.group(2)[:1]):
            return 0
        return match.end()
    if _LEVEL_START.match(found):
        # 市县两级总工会, 市区总工会: those of several levels.
        general = found[1:].startswith((*_LEVELS_ALONE, "两级", "级", "直", "属", "各", "有关", "相关"))
        return 0 if general else match.end()
    if re.search("(?:部门|单位|机关)[同会]", found):
        # 医保部门同医院: two bodies and what joins them.
        return 0
    own = _OWN_END.search(found)
    stem = found[: own.start()] if own else found
    if stem.startswith(GENERAL_STARTS) or stem.endswith(GENERAL_ENDINGS) or stem[:2] in OPENING_VERBS:
        return 0
    return (
        0
        if stem.endswith(("企业", "产业", "专业", "利益", "职业", "老年", "开放", "附属", "专科", "教学"))
        else match.end()
    )


_NO_NAMES = frozenset(
    """
    高校 任何 成员 常务 常任 单位 方面 文化 文旅 文体 文明 文艺 司法 林业 林草 金融 江苏 安监 安全 时任 曾任 历任 龙头 万人 许多 程序 关工 史志 车间 段长 房管 边防 景区 华侨 纪检 项目 武装 武警 董事 石油 石化 左右 程度
    强调 强化 强大 关系 关心 关注 关爱 曾经 曾说 高度 常常 常态 应邀 田间 解读 安康 宣布 向全 于全 单靠 齐心 易懂 牛鼻 龙江
    尤其 康养 易地 文广 农业 水利 学习 习惯 周边 古田 高级 高等 高新 马上 国家 钱款 方便 温暖 柳州 贺信 童工 党组 商务 商会 法院 支部 解放 解决 查办 甘肃 向前 金牌 方向 文件 安排 华人 欧美 路线 包联 包村 游客 毛病
    关键 管理 计划 申请 应急 应该 白天 黄金 万名 康复 于今 常年 梅花 成立 成都 时代 万户 易于 全体 单独 牛羊 丁香 石头 方法 雷锋 焦裕 宁夏 宁波 苏州 徐州 常州 杭州 郑州 温州 柳编 江西 江南 江北 云南 金华 石家庄 马克思 邹平
    """.split()
) - {"雷锋"}
_WORD_BEFORE = frozenset(
    [
        "感谢",
        "学习",
        "允许",
        "也许",
        "担任",
        "时任",
        "现任",
        "历任",
        "曾任",
        "关于",
        "由于",
        "对于",
        "至于",
        "属于",
        "基于",
        "提高",
        "崇高",
        "有关",
        "各方",
        "双方",
        "地方",
        "单方",
        "祝贺",
        "庆祝",
        "了解",
        "理解",
        "公安",
        "信任",
        "责任",
        "兼任",
        "主任",
        "党员",
    ]
)
_CHARGED = "总全线片面段块好住理保村户抓干联案"
_MAYBE_WORDS = "于向时任成易关解管方高万许谢习江史祝贺"
_NOT_GIVEN = frozenset("负责领导副任兼务位名员会局部委办厅处科组校区县市省面界间级届队院所站段机构们年月日号同老男女")


def _person(text: str, match: re.Match[str]) -> int:
    """End of the name, or 0 for a general word before a title (高校校长, 常务副市长)."""
    found = match.group()
    if "某" in found or found[0] in "XＸ×":
        return match.end()
    if found[:2] in _NO_NAMES or _NOT_GIVEN.intersection(found[1:]):
        return 0
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if before + found[0] in _WORD_BEFORE:
        return 0
    if found[0] in "管包" and found[1] in _CHARGED:
        # 书记管总、副书记包片: what the post is in charge of.
        return 0
    if found[0] in _MAYBE_WORDS and len(found) > 2 and found[1] in SURNAMES:
        return 0
    return match.end()


_BARE_NUMBER = late(r"(?:约|近|超|逾)?\d+$")


def _number(text: str, match: re.Match[str]) -> int:
    """End of the figure, or 0 for a label (1. （2））, for 十分, and for 3点意见."""
    found = match.group()
    after = text[match.end() : match.end() + 2]
    if found == "十分" or (found.endswith("点") and after in ("意见", "要求", "希望", "建议")):
        return 0
    if _BARE_NUMBER.match(found):
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if before in ("（", "(") and after[:1] in ("）", ")"):
            return 0
        if after[:1] in (".", "．", "、") and not before.strip("\n 　。；：") and len(found) <= 2:
            return 0
    return match.end()


_ACCEPT = {"place": _place, "body": _body, "posted": _person, "person": _person, "number": _number}
_TYPE: dict[str, Type] = {group: kind for group, kind, _ in _PARTS}
_ENTITY = late("|".join(f"(?P<{group}>{pattern})" for group, _, pattern in _PARTS))
