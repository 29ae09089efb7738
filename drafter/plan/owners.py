"""The owner the brief names in a line of the bank (责任单位入句): in the place of his like, else before whoever else acts."""

from __future__ import annotations

import re

from drafter.language.late import late

_SPHERE = late(
    "^(?:[省市县区州旗镇乡]|[一-龥]{2,3}[省市县区州旗镇乡])(?=.{2})|(?:管理|督)?[局委办]$|办公室$|委员会$|公司$"
)
"""What stands around the matter an office is called by (县市场监管局: 市场监管)."""
_ON_THE_SPOT = late("^属地(?P<who>街道|乡镇|镇村|社区|村)")
_LOCAL = late("^各(?:[省市县区州旗乡镇（）、]|街道|管委会|新区|园区)+(?:人民政府|政府|党委|党工委|办事处)?$")
"""Those whose own ground a thing is done on (属地), all of them (各区政府)."""
_TOGETHER = late("^(?P<first>[一-龥]{2,4})部门(?:与|同|会同|和)(?P<others>[一-龥]{2,5}(?:、[一-龥]{2,5}){0,3})部门")
"""Offices that do a thing with each other, of which one may be the owner."""
_LISTED = late("^(?P<who>[一-龥]{2,4}(?:、[一-龥]{2,4}){1,3})部门")
"""Offices in a row that do a thing, of which one may be the owner."""
OWNERS = ("责任单位", "牵头单位", "承办单位")
"""Slots of lines that name who is to do it."""
_PREPOSITIONS = "由与和会同请经向对被把"


def owned(text: str, owner: str) -> str:
    """The line with the owner the brief names as who does it: in the place of his like, else before whoever else acts.

    >>> owned("医保部门与民政、农业农村部门比对名单，逐户核实。", "市民政局"), owned("属地街道指导选聘物业。", "各街道")
    ('市民政局会同医保、农业农村部门比对名单，逐户核实。', '各街道指导选聘物业。')
    >>> owned("医保部门与民政、农业农村部门比对名单。", "市财政局")
    '由市财政局负责，医保部门与民政、农业农村部门比对名单。'
    >>> owned("水利、应急部门把预案印发到村。", "县应急局"), owned("施工单位公布作业时段。", "各施工单位")
    ('县应急局会同水利部门把预案印发到村。', '各施工单位公布作业时段。')
    >>> owned("施工企业缴存保证金，人社部门核对到期情况。", "区人社局")
    '施工企业缴存保证金，区人社局核对到期情况。'
    >>> owned("住建、城管部门比对视频和施工时间，倒查排放单位。", "市城管局会同市住建局")
    '市城管局会同市住建局比对视频和施工时间，倒查排放单位。'
    >>> owned("民政、金融监管部门查存管。", "市民政局、市金融办"), owned("民政、消防部门查存管。", "市民政局、市金融办")
    ('市民政局、市金融办查存管。', '市民政局、市金融办会同消防部门查存管。')
    >>> owned("城管、公安交管部门设禁停牌。", "县公安局交警大队、县城管局")
    '县公安局交警大队、县城管局设禁停牌。'
    >>> owned("住建部门核对清单。", "市住建局和市城管局"), owned("公安部门核对清单。", "市住建局和市城管局")
    ('市住建局和市城管局核对清单。', '由市住建局和市城管局负责，公安部门核对清单。')
    >>> owned("市场监管、知识产权部门受理登记。", "县市场监管局"), owned("农业农村、畜牧部门受理登记。", "县水利局")
    ('县市场监管局受理登记。', '由县水利局负责，农业农村、畜牧部门受理登记。')
    >>> owned("属地逐户签订协议。", "各区政府")
    '各区政府逐户签订协议。'
    >>> owned("人社部门会同乡镇摸清缺口。", "县人社局")
    '县人社局会同乡镇摸清缺口。'
    >>> owned("水利部门、乡镇和水域经营单位设警示牌。", "市水务局")
    '市水务局、乡镇和水域经营单位设警示牌。'
    >>> owned("水利、气象部门的雨量连成一张图。", "县气象局")
    '由县气象局负责，水利、气象部门的雨量连成一张图。'

    A line with <主体>, or <责任单位> and the like, has a place for him; a list of owners stands before the rest as a whole.
    """
    if not owner or "<主体>" in text or owner in text or any(f"<{slot}>" in text for slot in OWNERS):
        return text
    clause, comma, rest = text.partition("，")
    listed = _LISTED.match(clause)
    several_own = [_SPHERE.sub("", one) for one in re.split("会同|[、和与]", owner)]
    if listed and not clause[listed.end() :].startswith("的") and len(several_own) > 1:
        others = [one for one in listed["who"].split("、") if not any(_alike(one, own) for own in several_own)]
        if len(others) < listed["who"].count("、") + 1:
            # Of those who do it some are the owners, or all of them.
            beside = f"会同{'、'.join(others)}部门" if others else ""
            return f"{owner}{beside}{text[listed.end() :]}"
    if (
        len(several_own) > 1
        and (alone := _ALONE.match(clause))
        and any(_alike(alone["who"], own) for own in several_own)
    ):
        return f"{owner}{text[alone.end() :]}"
    if listed and not clause[listed.end() :].startswith("的") and set(listed["who"].split("、")) <= set(several_own):
        return f"{owner}{text[listed.end() :]}"
    like = "" if _SEVERAL.search(owner) else _SPHERE.sub("", owner)
    if (other := _ALSO_CALLED.get(like)) and like not in clause and other in clause:
        like = other
    if like and (alone := _ALONE.match(clause)) and _same_office(alone["who"], like):
        return f"{owner}{text[alone.end() :]}"
    if like and listed:
        # 人社 is what 人力资源社会保障 is called in short.
        like = next((one for one in listed["who"].split("、") if _same_office(one, like)), like)
    if (local := _ON_THE_SPOT.match(clause)) and owner.removeprefix("各") == local["who"]:
        return f"{owner}{text[local.end() :]}"
    if (several := _TOGETHER.match(clause)) and like in (others := several["others"].split("、")):
        beside = "、".join([several["first"], *(other for other in others if other != like)])
        return f"{owner}会同{beside}部门{text[several.end() :]}"
    if listed and (housed := [one for one in listed["who"].split("、") if one in _HOUSED.get(like, ())]):
        # What is a part of the owner's own house is nobody he is with.
        rest_of = [one for one in listed["who"].split("、") if one not in (like, *housed)]
        if not rest_of:
            return f"{owner}{text[listed.end() :]}"
        return owned(f"{'、'.join([like, *rest_of])}部门{text[listed.end() :]}", owner)
    if listed and like in (others := listed["who"].split("、")):
        if clause[listed.end() :].startswith("的"):
            # What is theirs, not what they do.
            return f"由{owner}负责，{text}"
        rest_of = [other for other in others if other != like]
        ending = "" if _BODY_ITSELF.search(rest_of[-1]) else "部门"
        return f"{owner}会同{'、'.join(rest_of)}{ending}{text[listed.end() :]}"
    if owner.startswith("各") and clause.startswith("属地") and _LOCAL.search(owner):
        return f"{owner}{text[len('属地') :]}"
    if owner.startswith("各") and clause.startswith(owner[1:]):
        return f"{owner}{text[len(owner) - 1 :]}"
    at = clause.find(like) if len(like) >= 2 else -1
    if at == 0 or (at > 0 and clause[at - 1] in "、会同"):
        after = clause[at + len(like) :]
        before = clause[:at].removesuffix("、")
        if at and after.startswith("、") and _BODIES_ONLY.match(before):
            # In the middle of others he is the one they are with.
            return f"{owner}会同{before}{after}{comma}{rest}"
        if re.match("部门|、|会同|主管部门|和", after):
            return f"{clause[:at]}{owner}{re.sub('^(?:主管)?部门', '', after)}{comma}{rest}"
    his = re.search(f"，(?P<office>{re.escape(like)}(?:主管)?(?:部门|机关))(?![、和与的])", text)
    if his and len(like) >= 2:
        # Whoever else begins, he has an act of his own in it.
        return f"{text[: his.start('office')]}{owner}{text[his.end('office') :]}"
    # Who is to do it and what others do in it stand side by side: he sees to it.
    return f"由{owner}负责，{text}" if clause[:1] not in _PREPOSITIONS else text


_ALSO_CALLED = {
    "水务": "水利",
    "城管": "城市管理",
    "卫健": "卫生健康",
    "教体": "教育",
    "发改": "发展改革",
    "文广旅": "文旅",
}
"""What an office is called by in some places, and in most."""
_HOUSED = {
    "市场监管": ("知识产权", "质监", "食药监"),
    "农业农村": ("乡村振兴", "畜牧", "畜牧兽医", "农机", "渔业"),
    "文旅": ("文物", "旅游", "文化", "广电"),
    "文广旅": ("文物", "旅游", "文化", "广电"),
    "卫健": ("疾控", "中医药"),
    "教体": ("教育", "体育"),
    "住建": ("房管",),
}
"""Office → those that are a part of it in most counties and cities since the reform of 2018 (机构改革)."""
_ALONE = late("^(?P<who>[一-龥]{2,6}?(?:中心(?!部门|机关)|(?=部门|机关)))(?:部门|机关|(?<=中心))(?![、的和及与]|会同)")
"""The one office that a line begins with (公积金中心, 人社部门)."""
_BODY_ITSELF = late("(?:联|工会|妇联|团委|法院|检察院|中心|学校|图书馆)$")
"""A body that no 部门 stands after."""
_SEVERAL = late("[、及]|和(?!城乡建设|信息化|草原|旅游|规划)")
"""What joins several owners; within the name of one (住房和城乡建设局) it joins none."""
_BODIES_ONLY = late("^[一-龥]{2,5}(?:、[一-龥]{2,5})*$")


def _same_office(short: str, name: str) -> bool:
    """Whether an office is called so in short: by characters of its name in their order, from its end on for a centre.

    >>> _same_office("人社", "人力资源社会保障"), _same_office("公积金中心", "住房公积金管理中心"), _same_office("民政", "财政")
    (True, True, False)
    """
    left = iter(name)
    whole = (
        short == name or (short.endswith("中心") and name.endswith("中心")) or (len(short) == 2 and short[0] == name[0])
    )
    return whole and all(char in left for char in short)


def _alike(short: str, own: str) -> bool:
    """Whether an office of a line is one of the owners, however much of its name either has (金融监管: 金融办)."""
    if short.startswith(_POLICE) and own.startswith(_POLICE):
        return True  # 公安交管 is what 公安局交警大队 does
    return len(own) > 1 and (short.startswith(own) or own.startswith(short) or _same_office(short, own))


_POLICE = ("公安", "交警")
"""How the police, or the part of them that sees to traffic, are called."""


_GUIDED = late(
    "^[一-龥]{2,6}?(?:部门|机关)(?:指导|督促|引导|推动|帮助)(?:行业|本地|辖区|有关)?(?P<who>企业|学校|医院|农户|业主|商户|院校|单位|公司|物业|协会|合作社)(?=[把按将对在为给建设制定订签])"
)
"""An office that has others do a thing: where they are charged themselves, they do it."""
_ONE_OFFICE = late(
    "^(?!各|有关|相关)(?:[一-龥]{2,5}(?:部门|机关|(?:服务|主管|牵头|责任|承办)单位)|[侨残妇文科社]联|工商联|工会|团委|文明办|红十字会)(?![、的和及会系])"
)
_EXPERTS = late("^(?:(?:专业|技术|业务|工作)人员|专家|志愿者)(?![、的和及])")
"""Who does it without an office of his own: whoever is charged sets him to work."""


_PERSONS = late("(?:领导|领导干部|负责同志|负责人|书记|[^家校]长|主任)$")
_THEIR_LEADERS = late("^<主体>(?:主要|分管)?(?:领导|负责同志|负责人)(?!班子)")


def for_owner(text: str, owner: str, about: str = "") -> str:
    """A line on just the measure, with a place for the owner the brief names where a single office of another name acts.

    about: the measure, where the line may begin with it: he does all that follows, too.

    >>> for_owner("招商部门摸清缺哪一环，标出企业。", "县工信局"), for_owner("施工单位公布时段。", "县住建局")
    ('<主体>摸清缺哪一环，标出企业。', '施工单位公布时段。')
    >>> for_owner("人社部门指导企业把等级与薪酬挂钩。", "参赛企业"), for_owner("民政部门指导行业协会订立公约。", "县竹编协会")
    ('<主体>把等级与薪酬挂钩。', '<主体>订立公约。')
    >>> for_owner("<主体>落实六必查，住建部门督促工地冲洗。", "市住建局", "落实六必查")
    '<主体>落实六必查，督促工地冲洗。'
    >>> for_owner("侨联公布诉求的电话。", "县政务服务中心"), for_owner("专业人员制定办法。", "县档案馆")
    ('<主体>公布诉求的电话。', '<主体>组织专业人员制定办法。')
    """
    own = f"<主体>{about}，"
    if owner and about and text.startswith(own):
        return own + _ONE_OFFICE.sub("", text[len(own) :])
    if (guided := _GUIDED.match(text)) and owner.endswith(guided["who"]):
        return f"<主体>{text[guided.end() :]}"
    if _PERSONS.search(owner):
        # 党政主要负责同志 are persons already.
        text = _THEIR_LEADERS.sub("<主体>", text)
    text = _EXPERTS.sub("<主体>组织\\g<0>", text) if owner else text
    return _ONE_OFFICE.sub("<主体>", text) if owned(text, owner).startswith(f"由{owner}负责") else text


_OFFICES = late("部门|机关|^(?:公安|法院|检察|税务|财政|住建|民政)")
_ACTING_OFFICE = late("^[一-龥]{2,4}(?:部门|机关)")
_HOUSE = late(
    "^(?:各|职业|高等|本科|中小|示范|定点|公立)?[一-龥]{0,2}(?:院校|学校|医院|银行)(?=[会同把按为对请][一-龥])"
)


def house_acts(text: str, charged: str) -> bool:
    """Whether a school, a hospital or the like does what a line says, and is none of those who are charged.

    >>> house_acts("职业院校会同企业制定方案。", "各级工会"), house_acts("各学校把食谱公开。", "各学校党组织")
    (True, False)
    """
    found = _HOUSE.match(text)
    return found is not None and found[0][-2:] not in charged


def others_act(text: str, owner: str) -> bool:
    """Whether other offices than the owner the brief names do what a line says: it is no line for him."""
    clause = text.partition("，")[0]
    like = _SPHERE.sub("", owner)
    # An office that acts on those who are charged (指导企业) is not theirs.
    acting = _ACTING_OFFICE.match(clause)
    akin = any(like[at : at + 2] in (acting[0] if acting else clause) for at in range(len(like) - 1))
    return bool(owner) and "<主体>" not in text and not akin and _OFFICES.search(clause) is not None
