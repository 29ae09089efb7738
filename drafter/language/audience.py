"""Who is spoken to (对象): people, guests or offices, and which bodies act for them."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.language import parties
from drafter.language.late import late

PEOPLE_ENDINGS = tuple(
    "家 者 户 模范 标兵 老师 干警 书记 责任人 负责人 个人 同志 干部 职工 群众 代表 师生 员工 青年 党员 学员 委员 教师 村民 居民 人员 战士 工人 妇女 企业家 "
    "军人 军属 台属 劳模 工匠 家属 家长 台商 侨商 客商 港商 商户 侨胞 台胞 侨眷 烈属 乡贤 校友 骑手 司机 农民工 老人 农民 农 渔民 牧民 市民 运动员 快递员 志愿军 能人 艺人 匠人 传承人 师傅 院士 教授 亲友 朋友 老兵 嘉宾 来宾 学生 人士 律师 医生 移民 "
    "护士 护工 记者 编辑 民警 辅警 消防员 社工".split()
)
_OFFICE_NAMED = late(
    "(?:科室|处室|股室|镇街|街镇|镇|乡|街道|[县区市州盟旗][）)]?|局|委|办|办公室|政府|部门|单位|机关|组织|管委会|指挥部)(?:(?:主要|分管|有关)?(?:负责同志|负责人|领导))?$"
    "|^(?:各|沿线各|有关)(?:行政|自然|中心)?村(?:（社区）)?(?:“?两委”?)?(?:干部|负责人|负责同志)?$"
)
"""How offices end that are to act, named beside people; firms and schools may stand for people of theirs (学校、企业代表)."""


def is_people(audience: str) -> bool:
    """Whether people are spoken to; where as many offices are named with guests, it is the offices that are.

    >>> is_people("广大民营企业家"), is_people("各乡镇和县直有关部门"), is_people("各镇街、区城管局、物业企业代表")
    (True, False, False)
    >>> is_people("各位老船工"), is_people("各位局长和市直有关部门")
    (True, False)
    """
    # 各位 is said to people alone, whatever they do.
    named = audience.endswith((*PEOPLE_ENDINGS, "人才")) or names_apart(audience)[-1].startswith("各位")
    return named and not (mostly_offices(audience) and not audience.endswith(_STAFF))


def mostly_offices(audience: str) -> bool:
    """Whether at least half of those named are offices.

    >>> mostly_offices("各镇街、区城管局、物业企业代表"), mostly_offices("医护人员和患者代表")
    (True, False)
    """
    parts = names_apart(audience)
    return 2 * sum(_OFFICE_NAMED.search(part) is not None for part in parts) >= len(parts)


_GUESTS = tuple("老干部 离退休干部 退休干部 老同志 老党员 老战士 农民工 老教师".split())
"""Who ends like those who serve and is served."""
_STAFF = tuple(
    "书记 责任人 负责人 干部 职工 党员 员工 人员 干警 委员 学员 教师 老师 战士 工人 同志 护士 护工 记者 编辑 民警 辅警 消防员 社工".split()
)


def is_guest(audience: str) -> bool:
    """True for those who are served (广大民营企业家, 各界代表), False for those who serve (全体职工, 各村党组织书记)."""
    return is_people(audience) and (audience.endswith(_GUESTS) or not audience.endswith(_STAFF))


_OF_A_CALLING = tuple(
    "教师 老师 工人 战士 护士 护工 记者 编辑 民警 辅警 消防员 社工 医务人员 医护人员 科技人员 技术人员".split()
)
"""Staff who come to a talk (座谈会) for themselves, as those of their calling; cadres come for their bodies."""


def is_invited(audience: str) -> bool:
    """Whether at a talk (座谈会) one only hopes of those who are spoken to: guests, and those of a calling.

    >>> [is_invited(who) for who in ("各位青年教师", "广大医护人员", "各位民宿主", "各村党组织书记", "全体干部职工")]
    [True, True, True, False, False]
    """
    return is_guest(audience) or (is_people(audience) and audience.endswith(_OF_A_CALLING))


def names_people(audience: str) -> bool:
    """True where people are spoken to, alone or beside bodies (广大妇女和各级妇联组织)."""
    return any(is_people(part) for part in names_apart(audience))


def guests_among(audience: str) -> str:
    """The first of those named who is a guest, "" where all of them serve.

    >>> guests_among("各乡镇和特邀嘉宾"), guests_among("全体职工")
    ('特邀嘉宾', '')
    """
    return next((part for part in names_apart(audience) if is_guest(part)), "")


def offices_among(audience: str) -> str:
    """Those who are to act where guests, or people of firms, are named beside offices; "" for any other audience.

    >>> offices_among("各乡镇、县直有关部门和种粮大户"), offices_among("民营企业家代表、各高校和市直有关部门")
    ('各乡镇、县直有关部门', '各高校、市直有关部门')
    >>> offices_among("各乡镇和县直有关部门"), offices_among("医护人员和患者代表"), offices_among("各乡镇、县直部门负责人")
    ('', '', '')
    >>> offices_among("各乡镇、县直各单位和受表彰的集体、个人")
    '各乡镇、县直各单位'
    >>> offices_among("各村干部和烟农代表"), offices_among("各村、种植大户和村民"), offices_among("各村“两委”干部、村民")
    ('各村', '各村', '各村')
    >>> offices_among("县直部门负责同志、民营企业家代表（县工商联组织）、回乡客商")
    '县直部门'
    >>> offices_among("各县（市、区）政府、市直有关部门和养老机构"), offices_among("各分公司和集团各部门")
    ('各县（市、区）政府、市直有关部门', '')
    """
    acting = [part for part in whole_names(audience) if not _comes_as_guest(_BRACKETS.sub("", part))]
    offices = [part for part in acting if not parties.is_party(_BRACKETS.sub("", part))]
    if any(map(_OFFICE_NAMED.search, offices)):
        acting = offices
    if len(acting) == len(whole_names(audience)) or not any(map(_OFFICE_NAMED.search, acting)):
        return ""
    # What is asked of an office is asked of it, not of those who sit there for it.
    return "、".join(_WHO_LEADS_IT.sub("", part) for part in acting)


def parties_among(audience: str) -> list[str]:
    """Those in an audience who are regulated or do business, where offices sit there to administer them; none else.

    >>> parties_among("各街道、区直有关部门和电梯使用管理单位、维保单位"), parties_among("职业院校、企业"), parties_among("各乡镇")
    (['电梯使用管理单位', '维保单位'], [], [])
    """
    return list(filter(parties.is_party, names_apart(audience))) if offices_among(audience) else []


_BRACKETS = late("[（(][^（）()]*[）)]")
_BETWEEN = late("(?:[、和及与，]|以及)(?![^（(]*[）)])")
LONGEST_TRADE = 4
"""Characters of what a trade is called by itself (电力、通信 before 广电企业)."""
_TRADE_OF_FIRMS = late("(?:企业|公司|单位|机构)$")
_A_BODY_ENDS = late(
    "(?:[局委办厅镇乡村校院园馆站所队会厂店户县区市道门位行社场司]|企业|中心|机构|园区|人员?|代表|干部|群众)$"
)
"""How those are called who are no trade."""


def whole_names(audience: str) -> list[str]:
    """Those named in an audience, each with its brackets (各县（市、区）政府); firms of several trades as one.

    >>> whole_names("河口镇、县直有关部门和电力、通信、广电企业"), whole_names("各学校、企业"), whole_names("各镇、物业、施工单位")
    (['河口镇', '县直有关部门', '电力、通信、广电企业'], ['各学校', '企业'], ['各镇', '物业', '施工单位'])
    """
    return _trades_together([part for part in _BETWEEN.split(audience) if part])


def _trades_together(parts: list[str]) -> list[str]:
    """The parts of an audience with trades that share the word for their firms joined to it (电力、通信、广电企业)."""
    found: list[str] = []
    for part in reversed(parts):
        shared = found and len(_TRADE_OF_FIRMS.sub("", found[-1].partition("、")[0])) > 1
        if (
            shared
            and 2 <= len(part) <= LONGEST_TRADE
            and _TRADE_OF_FIRMS.search(found[-1])
            and not part.startswith("各")
            and not parties.is_party(part)
            and not _A_BODY_ENDS.search(part)
        ):
            found[-1] = f"{part}、{found[-1]}"
        else:
            found.append(part)
    return found[::-1]


def guests_beside(audience: str) -> str:
    """Those who are no office's where offices are named beside them; "" for any other audience.

    >>> guests_beside("县直部门负责同志、民营企业家代表（县工商联组织）、回乡客商"), guests_beside("各乡镇")
    ('民营企业家代表、回乡客商', '')
    """
    beside = [part for part in names_apart(audience) if _comes_as_guest(part) or parties.is_party(part)]
    return "、".join(beside) if offices_among(audience) else ""


def named_among(audience: str) -> tuple[str, ...]:
    """All who are named in an audience of offices and guests, each by itself; the audience as it is for any other.

    >>> named_among("各乡镇、市直各单位和受表彰的集体、个人"), named_among("各乡镇和特邀嘉宾"), named_among("各乡镇")
    (('各乡镇', '市直各单位'), ('各乡镇', '特邀嘉宾'), ('各乡镇',))
    """
    beside = guests_beside(audience)
    if not beside:
        return (audience,)
    # Who comes to be honoured is told of as that, whatever he is called in 对象.
    return (*offices_among(audience).split("、"), *(one for one in beside.split("、") if not is_honoured(one)))


_WHO_LEADS_IT = late("(?:主要|分管|有关)?(?:负责同志|负责人|领导)$|(?<=村)(?:“?两委”?)?干部$")


_HONOURED = late("^(?:受到?|获得?|荣获)[^，]{0,6}(?:表彰|表扬|奖)|^(?:先进|获奖|受奖)(?:集体|单位|个人)$")
"""Who comes to be honoured, not to be charged (受表彰的集体)."""


def is_honoured(part: str) -> bool:
    """Whether one named in an audience comes to be honoured: by that, or as the rest of it (受表彰的集体、个人)."""
    return _HONOURED.search(part) is not None or part == "个人"


def _comes_as_guest(part: str) -> bool:
    return is_guest(part) or is_honoured(part) or ("企业" in part and is_people(part))


def names_apart(audience: str) -> list[str]:
    """Those named in an audience, each by himself, without what brackets say of them; [""] for none."""
    return _trades_together(re.split("[、和及与，]|以及", re.sub("[（(][^（）()]*[）)]", "", audience)))


_SECRETARY = late("(?<=党组织|党支部|党总支|[一-龥]党委|[一-龥]党组|党工委)书记$")


def body_behind(audience: str) -> str:
    """The body that does what its head is told: 各村党组织书记 → 各村党组织; empty when no body is named.

    >>> body_behind("各乡镇党委书记"), body_behind("各级林长")
    ('各乡镇党委', '')
    """
    return _SECRETARY.sub("", audience) if audience.endswith("书记") and _SECRETARY.search(audience) else ""


_STAFF_OF = (
    ("教师 老师 教育工作者 教职工 校长 园长 师生", "各学校"),
    ("医务工作者 医务人员 医护人员 卫生健康工作者 医生 医师 护士", "各医疗卫生单位"),
    ("民警 干警 政法干警 辅警", "各政法单位"),
    ("科技工作者 科研人员", "各科研单位"),
    ("环卫工人 环卫工作者", "各环卫单位"),
    ("文艺工作者 文化工作者", "各文艺单位"),
    ("新闻工作者 记者", "各新闻单位"),
    ("社会工作者 社区工作者 社工", "各社区"),
    ("网格员 护林员 河管员", "各村（社区）"),
    ("劳模 劳动模范 先进工作者 职工 工人", "各单位"),
)


def body_of_staff(audience: str) -> str:
    """The bodies that those who are spoken to work in, named in general; empty where they are of none.

    >>> body_of_staff("全区广大教师和教育工作者"), body_of_staff("广大快递员")
    ('各学校', '')
    """
    # 教师代表 come from the same schools as the teachers they stand for.
    who = audience.removesuffix("代表") or audience
    found = [(len(word), body) for words, body in _STAFF_OF for word in words.split() if who.endswith(word)]
    return max(found, default=(0, ""))[1]


def short_audience(audience: str, region: str) -> str:
    """The audience in short: 全市各级工会组织和广大工会干部 → 各级工会组织; unchanged when it has one part, or ends in guests.

    >>> short_audience("全市各级工会组织和广大工会干部", "全市"), short_audience("茶叶合作社、茶叶企业和广大茶农", "")
    ('各级工会组织', '茶叶合作社、茶叶企业和广大茶农')
    """
    text = audience.removeprefix(region) if region else audience
    for joint in ("和广大", "及广大", "以及", "、广大"):
        head, found, tail = text.partition(joint)
        # Guests are none of those who stand before them (茶叶企业和广大茶农): without them their meeting would lose them.
        apart = is_guest(tail) and not mostly_offices(head)
        if found and len(head) >= 4 and not apart:
            return head
    return text or audience


_LOCAL = late(
    "(?:乡镇|镇街|街镇|街道|镇（街道）|乡（镇）|(?:乡镇|镇街|街道|[县区])（(?:[一-龥]{1,4}、?)+）|县区|区县|市县|旗县|县（市、区）|旗县（市、区）|市州|盟市|镇村|村（社区）|村居|社区|分公司|项目部|支部|年级|车间|班组)$"
)
_ON_THE_SPOT = late("(?:乡镇|镇|乡|街道|林场|农场|园区|开发区|新区|管委会|景区|保护区|企业|公司|社区|村)$")
_HOUSE_ENDS = late("(?:企业|公司|单位|学校|院校|高校|大学|院所|研究院|医院|机构|幼儿园)$")
_OF_A_HOUSE = late("(?:科室|处室|股室)$")
_LAND = late("(?:林场|农场|园区|开发区|新区|管委会|景区|保护区|街道|社区)$")
_DEPARTMENTS = late("(?:部门|科室|处室|机关|职能部室|成员单位|直各?有?关?单位)$")
_OFFICE = late("^[省市县区旗州].{2,}(?:局|委|办|社|中心|院|大队|支队|站|所|处|会|馆|公司)$")
"""How an office is named."""
_DEPARTMENT_WORK = late(
    "标准|验收|审[批核查]|跨[省市域]|核定|督查|督导|通报|指导|监管|执法|资金|预算|统筹|会同|印发|立项|规划|出台|政策|考评|评估|培训|联合|平台|数据|协调|检测|抽检|抽查|办法|汇总"
)
_LOCAL_WORK = late(
    "入户|逐户|上门|村|群众|居民|登记|排查|摸底|摸清|巡查|日常|发动|宣传|现场|点位|台账|张榜|公示|走访|清理|看守|施工|在建|包保|网格"
)


def audience_parts(audience: str) -> tuple[str, str] | None:
    """Those on the spot and the departments, out of an audience that names both; None for any other.

    >>> audience_parts("各乡镇和县直有关部门"), audience_parts("各乡镇、县直有关部门和国有林场")
    (('各乡镇', '县直有关部门'), ('各乡镇、国有林场', '县直有关部门'))
    >>> audience_parts("各乡镇和县水利局、县供销社"), audience_parts("各乡镇和县水利局、合作社社员")
    (('各乡镇', '县水利局、县供销社'), None)
    """
    parts = re.split("[、和及与]", audience.replace("县（市、区）", "县\0市\1区\2")) if audience else []
    named = [part.replace("\0", "（").replace("\1", "、").replace("\2", "）") for part in parts]
    if len(named) == 3 and _DEPARTMENTS.search(named[2]) and _ON_THE_SPOT.search(named[1]):
        # 各乡镇、林场和县直有关部门: two kinds on the spot.
        named = [f"{named[0]}、{named[1]}", named[2]]
    if len(named) == 3 and _DEPARTMENTS.search(named[1]) and _LAND.search(named[2]) and _LOCAL.search(named[0]):
        # 各乡镇、县直有关部门和国有林场: the same in another order.
        named = [f"{named[0]}、{named[2]}", named[1]]
    if len(named) > 1 and _OF_A_HOUSE.search(named[0]) and all(map(_HOUSE_ENDS.search, named[1:])):
        # 局机关各科室、各学校: those on the spot come after those who lead them.
        named = ["、".join(named[1:]), named[0]]
    if len(named) > 2 and _DEPARTMENTS.search(named[1]) and all(map(_HOUSE_ENDS.search, named[2:])):
        # Firms, schools and the like are told apart by the lines themselves.
        named = named[:2]
    if len(named) == 2 and (_LOCAL.search(named[0]) or "、" in named[0]) and _DEPARTMENTS.search(named[1]):
        return named[0], named[1]
    if len(named) > 2 and _LOCAL.search(named[0]) and all(map(_OFFICE.search, named[1:])):
        # 各乡镇和县水利局、县供销社: offices by their names.
        return named[0], "、".join(named[1:])
    return None


@lru_cache(maxsize=1024)  # asked of the same people for every line that may stand under a measure
def departments_of(audience: str) -> str:
    """The departments out of an audience, alone or beside others; "" where none are spoken to.

    >>> departments_of("各街道、区直有关部门和各学校"), departments_of("各学校")
    ('区直有关部门', '')
    """
    return next((part for part in re.split("[、和及与]", audience) if _DEPARTMENTS.search(part)), "")


LONG = 12
"""A name of so many characters is not said in full again and again."""
LONG_FOR_PEOPLE = 10
"""The same of people, whom a shorter name always stands for."""
_IN_SHORT = (
    ("成员单位", "各成员单位"),
    ("有关部门", "各有关部门"),
    ("有关单位", "各有关单位"),
    ("部门", "各部门"),
    ("单位", "各单位"),
)


def named_again(body: str) -> str:
    """A long name of many offices as it is said once it was said in full; as it is where that would be another's.

    >>> named_again("县职业病防治联席会议成员单位"), named_again("县直有关部门"), named_again("县城乡供水一体化工程建设指挥部")
    ('各成员单位', '县直有关部门', '县城乡供水一体化工程建设指挥部')
    >>> named_again("县委理论学习中心组成员"), named_again("全县各村党组织书记")
    ('大家', '全县各村党组织书记')
    >>> named_again("县水利局、县供销社、市生态环境局洼里分局"), named_again("县水利局、县供销社")
    ('各有关部门', '县水利局、县供销社')
    """
    offices = body.split("、")
    if len(offices) > 2 and all(map(_OFFICE.search, offices)):
        return "各有关部门"
    if "、" in body or "和" in body:
        return body
    if len(body) >= LONG_FOR_PEOPLE and (is_people(body) or body.endswith("成员")):
        # People who sit there are told so.
        return "大家"
    if len(body) < LONG:
        return body
    return next((short for end, short in _IN_SHORT if body.endswith(end)), body)


def in_short(parts: tuple[str, str]) -> str:
    """Those on the spot and the departments together, once both were named in full, in the brief's own words.

    各地 only where those on the spot are called by a name too long.

    >>> in_short(("各乡镇", "县直有关部门")), in_short(("各分公司", "集团各部门"))
    ('各乡镇各部门', '各分公司各部门')
    >>> in_short(("各县（市、区）", "市直各单位")), in_short(("各镇街", "指挥部成员单位"))
    ('各县（市、区）各单位', '各镇街各成员单位')
    >>> in_short(("各乡镇（园区）", "县治超领导小组成员单位"))
    '各乡镇（园区）各成员单位'
    >>> in_short(("各村（社区）", "镇直各单位")), in_short(("各街道、各园区", "区直有关部门"))
    ('各村各单位', '各街道各园区各部门')
    >>> in_short(("沿湖各乡镇", "县直有关部门")), in_short(("各乡镇、漂流企业", "县直有关部门"))
    ('各乡镇各部门', '各乡镇、漂流企业和各部门')
    >>> in_short(("项目乡镇", "县直有关部门")), in_short(("沿江沿湖的各乡镇", "县直各部门"))
    ('项目乡镇和各部门', '各地各部门')
    """
    ours = next((each for each in ("成员单位", "单位", "科室", "处室") if parts[1].endswith(each)), "部门")
    there = re.match("各(?:行政)?村(?=（|$)", parts[0])
    several = re.split("、(?![^（]*）)", parts[0])
    # Where they are (沿湖各乡镇) was said when they were named in full.
    several = [_WHERE.sub("", each) for each in several]
    if len(several) > 1 and len(parts[0]) <= _LONGEST_IN_SHORT and not all(_SHORT.fullmatch(each) for each in several):
        # 各乡镇、漂流企业和各部门: firms are of no 各地.
        return f"{'、'.join(several)}和各{ours}"
    if len(several) == 1 and not _SHORT.fullmatch(several[0]) and len(several[0]) <= _SHORT_ENOUGH:
        return f"{several[0]}和各{ours}"
    local = "各村" if there else "".join(several) if all(_SHORT.fullmatch(each) for each in several) else "各地"
    return f"{local}各{ours}"


_SHORT = late("各(?:[一-龥]{2,3}|[一-龥]{1,2}（[一-龥、]{1,5}）)")
_LONGEST_IN_SHORT = 10
_SHORT_ENOUGH = 4
"""Characters of a name that needs no shorter one (项目乡镇)."""
_WHERE = late("^[沿环临][一-龥]{1,3}(?=各)")


def is_department_work(line: str) -> bool | None:
    """True for what departments do (定标准、管验收), False for what is done on the spot (入户、巡查), None when unclear."""
    department, local = len(_DEPARTMENT_WORK.findall(line)), len(_LOCAL_WORK.findall(line))
    return None if department == local else department > local


_PAYS = late(
    "拨付|兑付|拨到|打到|发到(?:本人|个人|账户)|直接拨|代发|申领办法|预算|(?:补贴|补助|奖金|经费).{0,6}(?:发放|拨)"
)
"""What only an office that has the money does."""
_TRADES = late("投递|揽收|派送|派件|客户经理|供货|出厂|生产线|车间|班组|门店|柜台|售后|承运|装车|专线|备货|试运行|检修")
"""What only a firm does."""
_FIRM = late("(?:企业|公司|门店|商户|合作社)$")
_OF_ITS_OWN = late("^[各全有关]+|(?:企业|公司|单位|机构|部门)$")


_ALL_ALIKE = late(
    "(?:乡镇|镇街|街镇|街道|各[县区市州旗]|直[^、和及与]{0,4}(?:部门|单位|机关)|成员单位|各(?:有关|相关)?(?:部门|单位))(?=[、和及与（(]|$)"
)
"""Who is spoken to as a whole: places and offices of every kind."""
_OF_ONE_KIND = (
    (
        late(
            "停[产业工](?:整[顿改]|检修)|停[产业]$|责令|查封|扣押|吊销|罚款|(?<!后)(?<!被)处罚(?!决定|过的|信息|[、和])|拘留|取缔|从[严重]查处|依法查处|强制拆除|(?:查处|惩处|严惩)，"
        ),
        "执法部门",
    ),
    (
        late(
            "信用评级|企业评级|评定?(?:信用)?等级|联合惩戒|黑名单|(?<!帮)(?<!代)(?:办|发|颁)证(?!进度|遗留|难)|核发|许可证"
        ),
        "主管部门",
    ),
    (
        late("随访|诊疗|接诊|巡诊|门诊|处方(?:审核|点评)|病[房区床]|采血|输血|用血|手术|救治(?!费|保障|基金)"),
        "医疗机构",
    ),
    (late("作业(?:设计|布置|批改|总量)|教案|听课|评课|均衡编班|课后服务|学籍"), "学校"),
    (late("庭审|开庭|判决|跨域立案|网上立案"), "法院"),
    (late("检察建议|审查起诉|公益诉讼"), "检察机关"),
    (late("侦办|侦破|破案|抓捕|警情|追逃"), "公安机关"),
)
"""What only one kind of body does → what that is called in general."""
_HAS_IT_DONE = late(
    "<主体>(?:[^，。]{0,8}?)(?:督促|组织|指导|会同|协调|支持|推动|动员|引导|邀请|聘请|配合|协助|发动|联合|统筹|督导)"
)
"""Who has others do it, or does it with them."""


def only_body(audience: str, about: str, line: str) -> str:
    """The kind of body whose act a line is and nobody else's, where places and offices are spoken to as a whole; "" where any
    of them may do it, one of that kind is among them, or who acts has others do it.

    about: the measure the line is on.

    >>> only_body("各乡镇和县直有关部门", "屡改屡犯的停业整顿", "屡改屡犯的停业整顿，由<主体>抓好落实。")
    '执法部门'
    >>> only_body("各乡镇和县直各单位", "随访建档", "<主体>上门随访。"), only_body("各乡镇卫生院", "随访", "<主体>上门随访。")
    ('医疗机构', '')
    >>> only_body("各乡镇、县直有关部门", "课堂教学", "<主体>督促学校上满课时。"), only_body("各单位", "清理", "<主体>逐处清理，拒不改的依法处罚。")
    ('', '')
    """
    found = _one_kind(about, line) if _ALL_ALIKE.search(audience) else ""
    return "" if found[:2] in audience else found


def beside(body: str, about: str, line: str) -> str:
    """Whom a body that only brings offices together (专班, 领导小组) does a thing with that is not in its own power: those who
    hold the purse, or have the law; "" for what it does itself, and for any other body.

    >>> beside("区攻坚专班", "经费保障", "<主体>把要花的钱逐项列清。"), beside("区攻坚专班", "督查", "<主体>到现场看。")
    ('财政部门', '')
    >>> beside("县创业领导小组", "提供场地", "<主体>提供场地。"), beside("县创业领导小组", "提供场地", "<主体>协调提供场地。")
    ('有关部门', '')
    >>> beside("各级政府", "经费保障", "<主体>把要花的钱逐项列清。"), beside("市安委会", "停业整顿", "<主体>责令停业整顿。")
    ('', '执法部门')
    """
    if not parties.coordinates(body):
        return ""
    if parties.of_the_purse(about, line):
        return "财政部门"
    return _one_kind(about, line) or ("有关部门" if parties.gives(about) and not _HAS_IT_DONE.search(line) else "")


def _one_kind(about: str, line: str) -> str:
    """The kind of body whose act alone a line is, "" where who acts has others do it."""
    if _HAS_IT_DONE.search(line):
        return ""
    clause = next((each for each in re.split("[，。；]", line) if "<主体>" in each), "")
    said = f"{about}，{clause}"
    return next((body for act, body in _OF_ONE_KIND if act.search(said)), "")


_AT_SCHOOL = late(
    "课程|课堂|课后|作业|班级|班会|班主任|食堂|食材|教师|教研|学生|家校|家长会|校园|晨检|午检|陪餐|体育课"
)
_AT_HOSPITAL = late("诊|病|处方|手术|护理|医师|药房|床位|转诊|分娩|产检")
_AT_A_COLLEGE = late("成果转化|科研|学科|职称|论文|专利|实验室|导师|研究生")
_HOUSES = (
    (late("(?:高校|院校|大学|学院|院所|研究院)$"), _AT_A_COLLEGE),
    (late("(?:学校|院校|中小学|幼儿园|学院|大学)$"), _AT_SCHOOL),
    (late("(?:医院|卫生院|医疗[^、]{0,4}机构|医疗[^、]{0,4}单位)$"), _AT_HOSPITAL),
)
"""Houses that may be named among others, and what is done in them."""


def body_for(audience: str, about: str, line: str) -> str:
    """Of those who are spoken to the one whose act a line is, by what only such a body does; "" where any of them may.

    about: the measure the line is on. A body called by a word of it does it; money comes from offices, what is done in a
    trade from its firms. Of a body that stands for many (各成员单位) those concerned.

    >>> body_for("各乡镇、县直有关部门和各快递企业", "推行按址投递承诺", "<主体>公开承诺。")
    '各快递企业'
    >>> body_for("各街道、区直有关部门和各施工单位", "整改施工围挡", "<主体>逐处加固。")
    '各施工单位'
    >>> body_for("各乡镇和县直有关部门", "落实护林补贴", "<主体>公布标准，直接拨到本人账户。"), body_for("各成员单位", "兑现补贴", "<主体>按月拨付。")
    ('县直有关部门', '有关成员单位')
    >>> body_for("各乡镇和县直有关部门", "落实责任", "<主体>把责任分到人。")
    ''
    >>> body_for("各乡镇、县直有关部门和各中小学校", "丰富课程", ""), body_for("各乡镇和各中小学校", "课后服务检查", "")
    ('各中小学校', '')
    """
    parts = [part for part in re.split("[、和及与]", re.sub("[（(][^（）()]*[）)]", "", audience)) if part]
    if _PAYS.search(line):
        collective = re.match("^(?:各地)?各(?:有关)?(?P<who>成员单位|部门|单位)$", audience)
        return f"有关{collective['who']}" if collective else departments_of(audience) if len(parts) > 1 else ""
    if len(parts) < 2:
        return ""
    if not parties.administers(about):
        for house, acts in _HOUSES:
            if acts.search(about or line) and (found := [part for part in parts if house.search(part)]):
                return "、".join(found)
    for part in parts:
        own = _OF_ITS_OWN.sub("", part)
        if (
            len(own) >= 2
            and not _DEPARTMENTS.search(part)
            and any(own[at : at + 2] in about for at in range(len(own) - 1))
        ):
            return part
    return next((part for part in parts if _FIRM.search(part) and _TRADES.search(f"{about}{line}")), "")
