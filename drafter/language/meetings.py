"""What the name of a meeting says (会名): the region, the theme, whose it is, who are the guests; whom a post speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.language.audience import PEOPLE_ENDINGS
from drafter.language.heads import kind
from drafter.language.late import late

REGIONS = (
    # what a region word makes of 我…, and who carries things out there when the brief names nobody
    ("全国", "我国", "各地区各部门"),
    ("全省", "我省", "各地各有关部门"),
    ("全自治区", "我区", "各地各有关部门"),
    ("全市", "我市", "各地各有关部门"),
    ("全州", "我州", "各地各有关部门"),
    ("全盟", "我盟", "各地各有关部门"),
    ("全县", "我县", "各乡镇各有关部门"),
    ("全旗", "我旗", "各乡镇各有关部门"),
    ("全区", "我区", "各街道各有关部门"),
    ("全镇", "我镇", "各村（社区）和镇直各部门"),
    ("全乡", "我乡", "各村和乡直各部门"),
    ("全街道", "我街道", "各社区和各科室"),
    ("全村", "我村", "村“两委”和各村民小组"),
    ("全校", "我校", "各部门各年级"),
    ("全院", "我院", "各科室各部门"),
    ("全局", "我局", "各科室各单位"),
    ("全委", "我委", "各科室各单位"),
    ("全厅", "我厅", "各处室各单位"),
    ("全行", "我行", "各部门各支行"),
    ("全公司", "我公司", "各部门各单位"),
    ("全集团", "我集团", "各部门各单位"),
    ("全厂", "我厂", "各车间各部门"),
    ("全系统", "我系统", "各单位各部门"),
    ("全队", "我队", "各中队各科室"),
)
_UNITS = (
    # what kind of body a meeting is held in, where its name says so, and who carries things out there
    (late("(?:中学|小学|学校|大学|学院|幼儿园|附中|附小|高中)(?!生)"), "各部门各年级"),
    (late("(?:医院|卫生院|保健院|疾控中心)"), "各科室各部门"),
    (late("(?:公司|集团|银行|.厂|矿业|煤矿)"), "各部门各单位"),
    (late("(?:局|厅|委|办|院|中心)(?:党组|党委|机关)"), "各科室各单位"),
    (late("(?:[局厅委办馆校站所社]|中心)(?:机关)?(?:全体|全系统)?(?:干部职工|党员干部|职工)"), "各科室"),
    (late("^.{2,3}街道"), "各社区和各科室"),
    (late("^.{2,3}[镇乡](?![村镇化建])"), "各村（社区）和各部门"),
)
_COUNCIL = late("(?:委员会|联席会议|领导小组|指挥部|工作专班)(?:第.{1,3}次)?(?:全体|扩大)?(?:会议|会)?$")
_PARTY_COMMITTEE = late("中共|中国共产党|[省市县区]委员会|代表大会")


def bodies_of(meeting: str, region: str) -> str:
    """Who carries things out when the brief names nobody: the general bodies such a meeting has, no organisation.

    A meeting of one school or firm has its own; one of a whole region (全市中小学…) has the region's.
    """
    if _COUNCIL.search(meeting) and not _PARTY_COMMITTEE.search(meeting):
        return "各成员单位"
    if not region_of(meeting):
        for pattern, bodies in _UNITS:
            if pattern.search(meeting):
                return bodies
    return next((bodies for name, _, bodies in REGIONS if name == region), "各有关单位和部门")


_HOUSES = ("全校", "全院", "全局", "全委", "全厅", "全行", "全公司", "全集团", "全厂", "全系统", "全队")


def of_one_house(meeting: str) -> bool:
    """Whether a meeting is that of one school, office or firm among themselves.

    >>> of_one_house("全校命题质量座谈会"), of_one_house("全市中小学座谈会")
    (True, False)
    """
    region = region_of(meeting)
    return region in _HOUSES or (not region and any(pattern.search(meeting) for pattern, _ in _UNITS))


_HOUSE_OFFICE = late("^(?:[一-龥]{0,4}?[省市县区州盟旗])?(?P<sphere>[一-龥]{2,8}?)(?:局|厅|委|办)(?:党组|党委|机关)")


def office_of(meeting: str) -> str:
    """The business of the office that a meeting of its own house is held in; empty for any other meeting.

    >>> office_of("县审计局党组（扩大）会议"), office_of("全县审计工作会议")
    ('审计', '')
    """
    found = _HOUSE_OFFICE.match(meeting) if of_one_house(meeting) else None
    return found["sphere"] if found else ""


def region_of(meeting: str) -> str:
    """全市 in 全市工会工作会议; empty when the name opens with none."""
    for region, _, _ in REGIONS:
        if meeting.startswith(region):
            return region
    return ""


_MEETING_ENDINGS = tuple(
    sorted(
        """
        工作会议 会议 推进会 推进会议 现场推进会 现场会 工作推进会 动员会 动员大会 动员部署会 动员部署大会 部署会 部署会议 总结表彰会 总结表彰大会 表彰大会 表彰会 总结大会 总结会
        座谈会 恳谈会 茶话会 圆桌会 交流会 传达学习会 传达学习会议 学习会 宣讲会 联席会议 联席会 协调会 全体会议 全体会 调度会 调度会议 启动会 启动仪式 誓师大会 大会 培训班 培训会 开班式
        开班仪式 开工仪式 集中开工仪式 签约仪式 揭牌仪式 仪式 视频会 视频调度会 视频调度会议 专题调度会 现场办公会 总结会议 务虚会 碰头会 会商会
        例会 职代会 职工代表大会 会 专题会 专题会议 电视电话会议 视频会议 述职会 述职评议会 考核会 点评会 年会 例会 党组会议 委员会全体会议 领导小组会议 代表大会
        """.split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_WHEN = late(
    "^(?:[0-9]{4}年(?:度|[春夏秋冬]季?)?|[春夏秋冬]季|[上下]半年|第?[一二三四]季度|[0-9一二三四五六七八九十]+月份?|[国省市县区]?两会期间)"
)
_HOST = late("^[一-龥]{0,8}?(?:集团公司|集团|公司|局党组|党组|党委|机关)(?=[一-龥]{4}|[0-9]{4}年)")
_NO_PART = late(
    "(?:视频|紧急|[（(]扩大[）)]|常务|部署|专题|现场|集中|工作月|[0-9一二三四五六七八九十]+月份?|(?<=[一-龥]{3})[月周日]|[上下]半年|年度|第[一-龥]{1,3}次(?:全体|扩大)?)$"
)
_NO_THEME = late(
    "^(?:年度|年中|半年|重点|当前)?工作$|^[二三四五]级$|^[三四]干$|^(?:年度|工作)?总结$|(?:委会|委员会|领导小组|指挥部|[届节]|节(?:庆祝|纪念|慰问|团拜)?|[换会节][届议日]?后)$"
    "|(?:促会|商会|协会|联合会|理事会|科协|常委会|全体|常务|听证|议事|书记办公|报告|方案)$"
    "|^(?:五四|七一|八一|六一|三八|五一|十一|国庆|元旦|新年|新春|春节|中秋|重阳)$"
)
_PLACE = late(
    "^(?:[一-龥]{2,3}(?:省|市|县|区|镇|乡|街道|自治州|自治县|州|盟|旗)(?:人民政府|政府|委员会|委|直)?"
    "|[省市县区](?:人民政府|政府|委|直))(?=[一-龥0-9]{4})"
)
_OFFICE = late("^[一-龥]{1,8}?(?:局|厅|办公室|委员会|联合会|总社|指挥部)(?=[一-龥0-9]{4})")
_RUNNING_NUMBER = late("[0-9]|第[一二三四五六七八九十]+[次届]|[一二三四五六七八九十]+届[一二三四五六七八九十]+次")
_NUMBERED_MATTER = late(
    "第[一二三四五六七八九十]+[次届][一-龥]{2,}(?:普查|调查|清查|筹备|筹办|承办|保障|服务|工作|建设|活动|行动)$"
)
"""A matter that bears a number itself (第四次全国农业普查)."""
_LIFE = late("(?:民主|组织)生活会")
_TOLD = late(
    "(?:(?:情况|成绩|结果|形势)?(?:通报|反馈|汇报|分析|研判)|情况说明|征求意见|意见征求|(?:任前|任职|集体)*谈话|欢送|欢迎|荣休|团拜|促进|开学典礼|毕业典礼|典礼)$"
)
"""What a meeting does with its matter, or for those who come: it tells of it, asks for opinions on it."""
_JUDGED = late("(?:工作)?(?:述职|评议|考核|测评|述责|述廉)+$")
"""What a meeting does with the work it is about (基层党建述职评议考核会)."""
_FIELD_OF = (
    ("退役军人 转业军人 复退军人", "退役军人工作"),
    ("老干部 离退休干部 退休干部 老同志", "老干部工作"),
    ("劳模 劳动模范", "劳模工作"),
    ("妇女", "妇女工作"),
    ("青年", "青年工作"),
    ("人才 专家", "人才工作"),
    ("教师 教育工作者", "教育工作"),
    ("医务工作者 医师 护士", "卫生健康工作"),
    ("台商 台胞 台属", "对台工作"),
    ("侨商 侨胞 侨眷", "侨务工作"),
)
"""Whose matters there is an office for: a meeting with them is about those, as far as its name says."""
_PASSED_ON = late(
    "(?:传达|学习|贯彻|宣讲|落实)+(?:(?:全[国省市县区州]|中央|[省市县区州]委)?(?P<matter>[一-龥]{2,8}?)"
    "(?:电视电话|视频)?(?:大会|会议|座谈会|推进会)|[一-龥]*(?:全会|讲话))精神$"
)


def theme_of(meeting: str, region: str = "") -> str:
    """What a meeting's name says it is about: 全市工会工作会议 → 工会工作; empty when it does not say so plainly.

    region: the place the brief names, which is no part of it.

    >>> theme_of("集团公司安全生产月动员会"), theme_of("全县防汛视频调度会"), theme_of("2026年度全县供水会")
    ('安全生产', '防汛', '供水')
    >>> theme_of("县教育局传达学习全县教育大会精神会议"), theme_of("传达学习全省供水工作会议精神会议")
    ('教育工作', '供水工作')
    >>> theme_of("全县民营企业家座谈会"), theme_of("全县退役军人代表座谈会"), theme_of("全市安委会第三次全体会议")
    ('', '退役军人工作', '')
    >>> theme_of("临港建设集团2026年安全生产工作会议"), theme_of("全县第四次全国农业普查动员会")
    ('安全生产工作', '第四次全国农业普查')
    >>> theme_of("全市科技创新表彰暨高层次人才座谈会"), theme_of("全市安全生产动员部署暨培训会")
    ('科技创新', '安全生产')
    >>> theme_of("全县“一老一小”照护现场会暨托育推进会"), theme_of("最美园丁表彰会暨教师队伍建设座谈会")
    ('“一老一小”照护', '教师队伍建设')
    >>> theme_of("全县三级干部大会暨招商引资动员会")
    '招商引资'
    >>> theme_of("全市银企座谈会"), theme_of("全县银企对接推进会"), theme_of("老干部情况通报会"), theme_of("全市防汛工作情况通报会")
    ('', '银企对接', '', '防汛工作')
    >>> theme_of("全区森林防火暨病虫害防治工作会议"), theme_of("全县返乡青年暨民宿经营户座谈会")
    ('森林防火和病虫害防治工作', '')
    """
    first, joined, second = meeting.partition("暨")
    if not joined:
        return _theme_of(meeting, region)
    # 科技创新表彰暨人才座谈会: the first of the two is a meeting as well, and says what of.
    itself = _MEETING_TOO.search(first)
    whole = first.endswith(("会", "式", "班", "会议"))
    one = _theme_of(first if whole else first + ("会" if itself else "会议"), region)
    other = _theme_of(second, region)
    return f"{one}和{other}" if one and other and not itself else one or other


_MEETING_TOO = late(
    "(?:会议?|式|班|表彰|动员|部署|启动|开工|签约|揭牌|庆祝|总结|述职|评议|培训|观摩|调度|宣誓|授[牌旗]|颁奖)$"
)
"""How the first of two meetings ends, where its matter is that of both (科技创新表彰暨人才座谈会)."""
_COMMENDED = late("^[“”]?(?:最美|十佳|十大|优秀|先进(?:集体|个人|单位|工作者)|模范)")
"""Who is commended: no matter of work."""
_WHO_SIT = late(
    "(?:企业?|学院|大学|中学|小学|校|医院|中心组|人士|群体|党派|律师|英雄|医生|村医|移民|[村居渔牧]民|手"
    "|(?<![增成生特延])长|(?<![动全兵])员|(?<![务支惠助三])农|(?<![预报接出示处])警)$"
    "|^(?:党?[政银税校院警检法村]{1,2}企|政银|[检警]民|军[地民]|家校|医患|校地|干群|党群|党政)$"
)
"""Those who sit down together, and nothing they would talk about (银企座谈会)."""
_IN_GENERAL = "高质量发展"
"""What any work comes to, behind the matter itself (养老服务高质量发展)."""
_QUOTED = late("[“《](?P<name>[^“”《》]*)[”》]")


def _theme_of(meeting: str, region: str) -> str:
    """What one meeting is about, by its name."""
    meeting = _WHEN.sub("", meeting)
    meeting = meeting.removeprefix(region) if region else meeting
    region = region_of(meeting)
    rest = _HOST.sub("", meeting[len(region) :])
    rest = _WHEN.sub(
        "", _OFFICE.sub("", rest) if region or not _PLACE.match(rest) else _OFFICE.sub("", _PLACE.sub("", rest))
    )
    if _SITTING.search(rest) and _HONOURED.fullmatch(_SITTING.sub("", rest)):
        who = _SITTING.sub("", rest).removesuffix("节").removesuffix("代表")
        return next((field for words, field in _FIELD_OF if who.endswith(tuple(words.split()))), "")
    for ending in _MEETING_ENDINGS:
        if rest.endswith(ending):
            rest = rest[: -len(ending)] + ("工作" if ending.startswith("工作会") else "")
            break
    if rest.endswith("生活") and _LIFE.search(meeting):
        # 民主生活会 is about itself.
        return ""
    judged = _JUDGED.sub("", rest)
    rest = f"{judged}工作" if judged != rest and len(judged) >= 2 else rest
    rest = _TOLD.sub("", rest)
    while _NO_PART.search(rest) and len(_NO_PART.sub("", rest)) >= 2:
        rest = _NO_PART.sub("", rest)
    rest = rest.strip(" ")
    bare = rest.removesuffix(_IN_GENERAL)
    rest = bare if kind(bare) == "活动" else rest
    # Marks around the whole go, those around a part of it stay.
    rest = whole["name"] if (whole := _QUOTED.fullmatch(rest)) else rest
    if passed_on := _PASSED_ON.search(rest):
        # What a meeting passes on is the spirit of another; the matter is that one's.
        matter = passed_on["matter"] or ""
        rest = matter + ("" if matter.endswith("工作") else "工作") if len(matter) >= 2 else ""
    # Those who come, and the body that meets, are not what the meeting is about.
    return (
        ""
        if len(rest) < 2
        or rest.endswith(PEOPLE_ENDINGS)
        or _WHO_SIT.search(rest)
        or _COMMENDED.match(rest)
        or _NO_THEME.search(rest)
        or (_RUNNING_NUMBER.search(rest) and not _NUMBERED_MATTER.match(rest))
        else rest
    )


_HEADS_OF_UNITS = tuple(
    "副董事长 董事长 副总经理 总经理 副厂长 厂长 副馆长 馆长 副行长 行长 副主席 主席 副会长 会长 副局长 局长 副厅长 厅长 副主任 主任 副院长 院长 副校长 校长 副书记 书记".split()
)
_PLACED = late(
    "^(?:中共|中国共产党)?[一-龥]{2,8}?(?=(?P<body>(?P<level>[省市县区州盟旗镇乡])(?:委(?!员会|会)|(?:人民)?政府|人大|政协)))"
)


def _bare_post(post: str) -> str:
    """青禾县委副书记 → 县委副书记, 青禾县人民政府县长 → 县长: a post as it is called at home."""
    bare = _PLACED.sub("", post.strip()).replace("人民政府", "政府", 1)
    return re.sub("^([省市县区州盟旗镇乡])政府(?=(?:代|副|常务副)?\\1长$)", "", bare)


def unit_of(position: str) -> str:
    """Whom a post speaks for: 市委副书记 → 市委, 副县长 → 县政府, 市总工会主席 → 市总工会; empty when unclear.

    One who heads the government speaks for both: 县委副书记、县长 → 县委、县政府. Between its sessions a people's congress is
    spoken for by its standing committee; one of it, or of the 政协, who heads a body besides speaks for that, too.

    >>> unit_of("县人大常委会副主任、县红十字会会长"), unit_of("市人大主任"), unit_of("区政协副主席")
    ('县人大常委会、县红十字会', '市人大常委会', '区政协')
    """
    first, _, second = (_bare_post(post) for post in position.strip().partition("、"))
    for level in ("省", "市", "县", "区", "州", "盟", "旗"):
        if first.startswith(f"{level}委") and second in (f"{level}长", f"代{level}长", f"{level}政府{level}长"):
            return f"{level}委、{level}政府"
    position = first
    for title in ("党组书记", "党委书记", "党工委书记"):
        if position.endswith(title) and len(position) > len(title):
            return position[: -len("书记")]
    for level in ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"):
        if position.startswith(f"{level}委"):
            return f"{level}委"
        if position in (
            f"{level}长",
            f"副{level}长",
            f"代{level}长",
            f"常务副{level}长",
            f"{level}委常委、副{level}长",
        ):
            return f"{level}政府"
        if position.startswith(f"{level}政府"):
            return position[:3]
        if position.startswith((f"{level}人大", f"{level}政协")):
            council = position[:3] + "常委会" * (position[1:3] == "人大")
            besides = unit_of(second) if second[:1] == level else ""
            return f"{council}、{besides}" if besides else council
    for ending in _HEADS_OF_UNITS:
        if position.endswith(ending) and len(position) > len(ending):
            unit = position[: -len(ending)]
            # 市教育局局长 names the unit in full, 市教育局长 lends it the last character.
            office = ending[-2] if ending.endswith(("局长", "厅长")) else ""
            return unit if unit.endswith(office) else unit + office
    return ""


_HONOURED = late(
    "(?P<who>[一-龥]*?(?:企业家|人才|专家|学者|艺术家|作家|科学家|工作者|教师|医师|医生|护士|劳模|劳动模范|模范|标兵|工匠|青年|"
    "代表|委员|退役军人|军属|台商|台胞|台属|侨商|侨眷|老干部|老同志|离退休干部|客商|乡贤|校友|侨胞|妇女|骑手|快递员|司机|农民工|户外劳动者|"
    "人士|律师|会长|务工人员|[一-龥]{2}工人|老党员|大户|[养种]殖?[一-龥]户|[蜂茶果菜药棉渔]农|[渔牧移]民|机手))(?:节|日)?$"
)
_HOW_MANY = late("^(?:各|[0-9一二两三四五六七八九十几]+)(?:位|名)")
_SITTING = late(
    "(?:新春|迎春|迎新春|春节|中秋|国庆|重阳|年终|岁末|节前)?(?:专题)?(?:座谈会|恳谈会|茶话会|交流会|座谈)$"
)
_ON_THE_FEAST = late("^[一-龥]{2,3}节(?=[一-龥]{2})")
"""When guests are invited, before who they are (重阳节老干部)."""


def guests_of(meeting: str, region: str, spoke: Iterable[str]) -> str:
    """Those a meeting is held to listen to, by its name, else by who `spoke` there; "" where neither tells.

    >>> guests_of("全县教师节座谈会", "", ()), guests_of("全市人才工作座谈会", "", ["市人社局", "八位青年人才"])
    ('各位教师', '各位青年人才')
    >>> guests_of("全区重阳节老干部座谈会", "全区", ())
    '各位老干部'
    """
    named = _WHEN.sub("", meeting).removeprefix(region)
    named = _SITTING.sub("", _WHEN.sub("", named[len(region_of(named)) :]))
    named = _ON_THE_FEAST.sub("", named)
    for who in (named, *spoke):
        found = _HONOURED.match(_HOW_MANY.sub("", who))
        if found:
            return "各位" + found["who"].removeprefix("广大")
    return ""


def quoted_inside(text: str) -> str:
    """A theme as it stands within quotation marks.

    >>> quoted_inside("“一老一小”服务")
    '‘一老一小’服务'
    """
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")
