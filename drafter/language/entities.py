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

_PROVINCES = "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 内蒙古 香港 澳门 台湾"
# Prefectures and places often named alone. Names that are common words too (长治, 安康, 新乡, 中山, 保定 …) need 市.
_CITIES = """
    石家庄 唐山 秦皇岛 邯郸 邢台 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同市 阳泉 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒
    沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春市 四平市 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭
    南京 无锡 徐州 常州 苏州 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山市 滁州 阜阳 宿州 六安 亳州 池州 宣城
    福州 厦门 莆田 三明市 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 威海 日照市 临沂 德州 聊城 滨州 菏泽
    郑州 开封 洛阳 平顶山 安阳 鹤壁 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 襄樊 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门市 神农架
    长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 潮州 揭阳 云浮
    南宁 柳州 桂林 梧州 北海市 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾市 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山
    贵阳 六盘水 遵义 安顺市 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 昭通 普洱 临沧 楚雄 红河 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 那曲 阿里地区
    西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 商洛 兰州 嘉峪关 金昌 白银市 天水 武威 张掖 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东市 玉树 银川 石嘴山 吴忠 固原 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 伊犁 塔城 石河子
"""
_REGIONS = "长三角 珠三角 京津冀 粤港澳大湾区 成渝 井冈山 西柏坡 浦东 美国 日本 韩国 俄罗斯 英国 法国 德国 印度 越南 新加坡 欧盟"
_KNOWN = "|".join(
    sorted(dict.fromkeys(_PROVINCES.split() + _CITIES.split() + _REGIONS.split()), key=lambda name: (-len(name), name))
)
PROVINCES = tuple(_PROVINCES.split())
"""Provinces and what ranks with them, without 省 (省份)."""
CITIES = tuple(_CITIES.split())
"""Prefectures, without 市 but where the bare name is a common word as well (地市)."""
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

_GENERAL_BEFORE = {
    # area word -> last characters of what is no name: 园区, 城市, 农村 …
    "区": "地社小园景山库矿林牧灾城辖校厂郊老新特片街战军禁误盲雷湖赛选考港农海工住片跨分",
    "市": "城都超股上门夜集本入出进跨撤后面互",
    "县": "本郡跨撤强大出驻",
    "村": "农乡本壳新旧山渔建驻住进包帮联下回出穷空各跨强富",
    "镇": "城小乡建重村强坐冰市",
    "乡": "城下故家侨返老水梦他离回穷城家跨强",
    "省": "节本外反跨强大出",
    "州": "神九本",
    "旗": "红国党军锦大升彩团扛举",
    "盟": "联同结加",
}
_GENERAL_ENDINGS = tuple(
    """
    贫困 深度贫困 典型 连片 县镇 示范 试点 重点 先进 文明 行政 自然 生态 旅游 工业 农业 开发 高新 经济 发达 沿海 沿边 内陆 边远 边疆 民族 落后 薄弱 百强 特色 中心 美丽 和谐 平安 法治 数字 智慧 健康 卫生 园林 森林 宜居
    创新型 节约型 直辖 省级 地级 县级 副省级 市级 乡级 兄弟 周边 相邻 邻近 有关 相关 部分 多数 少数 一些 不少 脱贫 摘帽 出列 实验 试验 自贸 保税 综合 风景 保护 聚集 集聚 集中 核心 合作 管理 功能 服务 住宅 居民 集镇
    城市 农村 产业 科技 教育 文化 人口 资源 大型 新型 现代 革命 偏远 高原 山地 草原 平原 丘陵 西部 东部 中部 北部 南部 东北 华北 华东 华南 西南 西北 边境 口岸 高寒 干旱 牧业 林业 粮食 畜牧 空心 易地 搬迁 安置
    双拥 模范 标兵 优秀 样板 领先 后进 基层 主城 老城 新城 县城 城郊 郊野 商务 商业 金融 物流 港口 临港 临空 度假 休闲 工矿 库容 淹没 特别 特殊 牧业 亿元 万元 千亿 百亿 十强 强弱 深水 贸易
    """.split()
)
_GENERAL_STARTS = tuple(
    """
    建设 发展 服务 支持 帮助 走进 深入 奔赴 来自 位于 通过 包括 依托 覆盖 涉及 辐射 带动 创建 打造 统筹 推进 推动 加快 加强 促进 实施 实现 坚持 振兴 改造 开展 提升 提高 深化 扩大 引导 鼓励 组织 选派 派驻 下沉
    农业 工业 全国 全省 全市 全县 新型 传统 现代 国家 社会 人民 群众 城乡 农村 城市 乡村 城镇 所有 相关 有关 一批 若干 分别 已经 正在 目前 现在 过去 今年 去年 明年 同时 特别 尤其 继续 努力 进一步 集中 重点 一线 基层
    民营 国有 大型 龙头 骨干 上市 科技型 企业 公立 定点 商业 专业 农民 高等 职业 普通 知名 著名 优质 重要 区域 三甲 二级 三级 乡镇 村镇 办好 高水平 高质量 一流 综合性 地方 政策性 中央 省属 市属 央企 跨国 中小 外资
    时期 今天 这次 提交 打响 开放 普惠 改革 财政 发挥 开拓 增强 爭取 争取 配合 引导 消费 电动 时代 巩固 技师 研究型
    共商 共建 共享 共治 共抓 共促 共谋 共话 共管 商讨 协商 会商 磋商 研究 讨论 商议 听取 汇报 审议 通报 传达 部署 安排 指导 督促 督导 检查 考核 表彰 命名 列入 纳入 划归 撤销 升格
    赶赴 前往 抵达 走遍 跑遍 遍布 管理 治理 守护 激活 打通 畅通 连接 贯通 惠及 普及 延伸 下放 赋能 助力 助推 赋权 融入 对接 承接 承办 主办 协办 举办 联合 会同 协同 协助 借调 抽调 选调 招录 培训
    评选 推荐 推选 推广 涌现 认定 授予 援藏 援疆 援建 对标 比肩 争当 致富 富民 强化 优化 完善 健全 理顺 落户 兼顾 关心 关爱 关注 保障 监督 约束 激励 规范 整合 撬动 倒逼 压实 明确 请示 报经
    完成 首家 首批 新组建 提请 参照 立志 世界 每家 运营 项目 绿色 圆满 评定 提前 整体 预计 展示 东亚 亚太 接 驻 对口 援助 挂钩 结对 定点 成立 组建 召开 举行 参加 出席 学习 贯彻 落实 走访 调研 视察 慰问 联系 负责 主持 代表 率领 感谢 欢迎 希望 要求 带领 团结 动员 依靠 面向 立足 抓住 围绕 聚焦 按照 根据 结合 随着 作为 成为 争创 建成 建立 建好
    停车 摊贩 作业 施工 办公 生活 教学 等候 候诊 就餐 用餐 加工 操作 储存 堆放 投放 分类 功能 隔离 缓冲 核心 试验 保护 养殖 种植 禁养 限养 禁渔 住院 门诊 急诊 安置 避险 警戒 疏散 活动 休息 体验 游客 公共 重灾 易涝 低洼 风险
    """.split()
)
# A known name that two words make between them (聚焦|作风, 幸福|建设, 均衡|水平): the name, what stands before it, what
# stands behind it; both must be there. - : whatever stands there.
_BETWEEN_WORDS = {
    name: (before, behind)
    for name, before, behind in (
        row.split()
        for row in """
        焦作 聚 业为出品战用风物|重庆 隆 典祝贺|福建 幸祝造 设成立筑造|衡水 均平抗 平位土源权分|广安 推 -|广东 推 -
        广西 推 -|丽水 美秀 乡系域面利质景|怀化 关心满 解为|成都 完建形变组促做达造 市城是要有能没可|大连 重强伟扩加 接锁续带
        开封 公离展召解避打张敞 闭建锁存|法国 宪依司执立 家企有务际|德国 道品 家防民|美国 完优健精 家企民|越南 超跨 部方北
        承德 继传 育治才|常德 日平正 育|大理 - 论想念由|天水 今每昨当蓝几半整多两数冬夏春秋雨晴 利源平质位准库上|海口 沿出进 岸径|海南 沿 部方岸北
        江西 长沿 部岸|河北 黄大 岸部方|河南 黄大 岸部方|安庆 公平 祝典贺|定西 稳规一 部|延安 拖呼 排全置|合肥 结综混 料
        信阳 诚自 光|庆阳 国 光|资阳 投工 光|益阳 公效 光|安阳 平公治 光|德阳 道品 光|新余 更创 额|运城 航搬货客水 市乡区
        营口 经运 岸碑|镇江 乡城 河|固原 巩 有则因|上海 海以 域洋水岸|日本 今当节 市县地级来人区省|济南 经 部北方
        厦门 大 口厅前|澳门 港 户|江门 沿长临 户|自贡 独出 献品|内江 国境省市县区域 河海湖|绍兴 介 办建起盛|达州 发 市县
        恩施 感 策教工|河源 黄大江 头区|乐山 快 村区|六安 周 排|铁岭 地 南
        """.replace("|", "\n").splitlines()
        if row.strip()
    )
}
_AREA_AT_END = late(rf"(?:{_AREA})$")
_AFTER_AREA = {
    "乡": "村镇土情亲音贤愁",
    "村": "民庄级集落支干务规",
    "镇": "村化区级",
    "市": "场場民值政容区县集",
    "县": "域城级乡处市",
    "区": "域块位别分间",
    "省": "级域吃下略去时力",
    "旗": "帜舰号",
    "州": "级",
    "盟": "友约",
}


def _place(text: str, match: re.Match[str]) -> int:
    """End of the place, or 0 for a general word (示范区, 美丽乡村)."""
    position = match.start()
    known = _KNOWN_HEAD.match(text, position, match.end())
    if known:
        if _between_words(text, position):
            return 0
        position = known.end()
        if set(text[position : position + 1]) & set(_AFTER_AREA.get(text[position - 1], "")):
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
    if name is None or name.group() not in _BETWEEN_WORDS:
        return False
    before, behind = _BETWEEN_WORDS[name.group()]
    left, right = text[max(0, start - 1) : start], text[name.end() : name.end() + 1]
    return bool(right) and (behind == "-" or right in behind) and (before == "-" or (bool(left) and left in before))


def is_name(found: str, after: str) -> bool:
    """Whether `found`, two or three characters and what kind of place it is, names one; after: one or two characters
    behind it.

    >>> [is_name(found, "") for found in ("柳河镇", "示范镇", "结果报县")], is_name("云溪县", "城")
    ([True, False, False], False)
    """
    area = _AREA_AT_END.search(found)
    if area is None:
        return False
    stem, kind = found[: area.start()], area.group()
    if (
        len(stem) < 2
        or stem[-1] in "一轮两名强管大小等级副"
        or stem[0] in _CN + "几数首第由的是在把各每该"
        or (after and after[0] in _AFTER_AREA.get(kind, ""))
        or (kind == "县" and after in ("镇村", "乡村"))
    ):
        return False
    if _HANDED_ON.search(found) or set(stem) <= _LEVELS_ALONE:
        return False
    if stem[-1] in _GENERAL_BEFORE.get(kind, "") or stem.endswith(_GENERAL_ENDINGS):
        return False
    return not stem.startswith(_GENERAL_STARTS) and stem[:2] not in OPENING_VERBS


_LEVELS_ALONE = frozenset("省市县区州盟旗镇乡村长")
"""Levels after each other, or their posts (省区市党委, 乡长镇长), name no place."""
# 结果报县, 村推镇定: what one level hands to another. One that does so to its own kind is no name either (村带村).
_HANDED_ON = late(
    "(?:[报推送交评审批促抓拨派催督]|[村乡镇县市户][带帮扶联包管助领查看跟学赛比]|[帮兴进扶联带包][百千万])(?:街道|[市县区镇乡村])$"
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
    if stem.startswith(_GENERAL_STARTS) or stem.endswith(_GENERAL_ENDINGS) or stem[:2] in OPENING_VERBS:
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
