"""Levels and what is called by them (层级、机关、职务): who a meeting at one level means by them, and whose they are else.

A level stands before, or in, the name of whoever belongs to it:

             itself            committee, assembly …      office                    post              paper
    国        全国              中央 国务院                国务院督查组 财政部 全总
    省        全省 省里 省直     省委 省政府 省人大          省教育厅 省总工会          省长 省委书记      省政府工作报告
    市州盟    我市 市级部门      市委 市政府                市金融办 市纪委监委        副市长            市委一号文件
    县区旗    各县区            县委 县政府                教育局 县政府督查室        县长
    乡镇      各乡镇            党委 政府                  乡镇食安办                乡长镇长
    村                                                                           村支书

What a level calls itself and a bare 市委 are the precedent's own where they are not this meeting's; what is above this
meeting stands above any of its kind. An office is somebody's unless the brief speaks of it, a post where it is of a level
above, or of one below that the brief does not speak to, a paper always.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late

WHOSE, BODY, POST, PAPER = "本级称呼", "单位", "职务", "文件"
"""The slots of a level, of a body, of a post, of a paper."""

_UNDER = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "乡": 4, "镇": 4, "村": 5}
"""Level -> how many steps below the country."""
_LEVEL = "省市县区州旗盟"
NOT_IN_NAME = "的了像是在把被将对从要有我你他她它们这那各每某该本全其和与及或而但并以于由到为就也都又很再更最让给使等上下内里中个两所名多新老家座"
"""Characters that no name of a body has."""

# --- what a level calls itself ------------------------------------------------------------------------

_OWN = late(
    rf"(?:[全本我]|我们)(?P<one>[{_LEVEL}])(?![{_LEVEL}长委域场位块间]|政府)"
    rf"|(?<![{_LEVEL}])(?:(?<=[由和与及在到向对报请经从让给了])|(?<![\u3400-\u9fff>]))(?P<two>[{_LEVEL}])(?:[里上](?!面)|直(?:各?(?:有关)?(?:部门|单位|机关))?(?!接|达|到|通|机?关?工委))"
    rf"|(?<![{_LEVEL}各])(?P<three>[{_LEVEL}])(?:直|级)(?:各?(?:有关)?(?:部门|单位|机关)|领导)"
    rf"|(?:(?<![\u3400-\u9fff>])|(?<=[由和与及在到向对报请经从让给]))(?P<four>[{_LEVEL}])(?:领导(?![力班小机])|财政(?![局厅部所]))"
)
"""A level that speaks of itself (全州, 县里, 区直部门)."""
_EACH = late(rf"各(?P<all>(?:[{_LEVEL}](?![级委直位域场民里别长])[、和（）]*)+)")
"""Those below that are spoken to (各旗县)."""

# --- committees, governments --------------------------------------------------------------------------

_COUNCIL = "(?:委|政府|人大|政协|纪委|监委)(?![员属])(?:常委会|常务委员会|常务会议|主席会议?|巡察[组办]|监委|办公室|办(?![理法事公好学证成])|组织部|宣传部|统战部|社会工作部|政法委)?"
_BODY_HERE = late(
    rf"(?:(?<![\u3400-\u9fff>])(?:代表|向|由|在|经|受|对|按照?|根据)?|(?<=代表)|(?<=[、和]))(?P<body>(?P<level>[市县区州旗]){_COUNCIL})"
)
"""A committee or government by its level alone, where it is whose speech this is."""
_COMMITTEE = "(?:[省市县区州旗]委(?:[、和]?[省市县区州旗]?(?:人民)?政府)?|[省市县区州旗](?:人民)?政府)"
_SPOKEN_FOR = late(_COMMITTEE)
_SPEAKS_FOR = late(f"(?<=代表){_COMMITTEE}")
"""Whom a speaker speaks for."""

# --- offices ------------------------------------------------------------------------------------------

BUSINESS = (
    "教育|教体|民政|财政|水利|水务|农业农村|公安|司法|人社|人力资源和社会保障|自然资源|住建|住房和城乡建设|城管|城市管理|交通|交通运输|卫健|卫生健康|文旅|文化和旅游"
    "|应急|应急管理|审计|市场监管|市场监督管理|统计|医保|医疗保障|林业|信访|生态环境|环保|气象|税务|商务|科技|工信|工业和信息化|乡村振兴|退役军人事务|退役军人|机关事务|粮食|体育|档案|烟草|供电|邮政|能源|数据"
)
"""What the offices of a place are for, as their names say it (教育|局)."""
_BEFORE_AN_OFFICE = "(?:(?<![各每])(?:乡镇|镇街|街道)|(?<![各每级两])[省市县区州旗]|(?<![各级镇乡每本该省市县区州旗]))"
_SERVES = "供电|供水|水务|自来水|燃气|热力|供热|公交|城投|交投|烟草|电力|盐业|邮政|电信|移动|联通"
"""What a firm of a place serves it with."""
_OFFICE_ALONE = late(
    rf"{_BEFORE_AN_OFFICE}(?:{BUSINESS})(?:[局厅](?![部级面限]|长(?!期))|部(?![门署分队]))"
    f"|{_BEFORE_AN_OFFICE}(?:食安办|防汛办|防火办|安委办|文明办|信访办(?!理)|督查办(?!理)|党政办(?![公理事])|编办(?!理)|食安委|安委会|督查室|督察室|发改委|卫健委|国资委|农商行|农信社|高新区|经开区)"
    rf"|{_BEFORE_AN_OFFICE}(?:(?:{BUSINESS})分局|(?:消防(?:救援)?|交警|巡?特警|刑警|治安|路政|综合执法|城管)(?:总队|支队|大队|中队))(?![长员级])"
    rf"|{_BEFORE_AN_OFFICE}(?:人民?武装部|武装部|人武部|公路段|疾控中心)(?![门署分队长落])"
    rf"|{_BEFORE_AN_OFFICE}老?(?:供电|派出|城管|养护|司法|财政|税务|自然资源|市场监管|国土|水务|林业|卫生监督|交管)所(?![长有在以])"
    rf"|(?:{BUSINESS}|住房保障|综合|人事|财务)科(?![技学目研普创室长])"
    r"|(?:(?<![\u3400-\u9fff>])|(?<=[由和与及在到向对从经请报跟]))(?:省厅|[市州县区]局(?![部面势限]))"
    rf"|(?<![城都超门{_LEVEL}])[省市县区州](?:{_SERVES})(?:集团|分?公司)+"
)
"""An office by its business alone, which every county has and not every meeting speaks to (教育局)."""
PLACED_OFFICE = late("[\u3400-\u9fff]{2}(?:省|市|县|区|州)民(?:政|宗|族)[\u3400-\u9fff]{0,6}?[局厅委]")
"""An office whose name runs into the place before it (青岚市民政局: no 市民)."""
_ZONES, _HAVING_ZONES = ("高新区", "经开区"), tuple("省市州县")
"""Zones that by themselves are this meeting's own, and the levels that have some."""
_SENT = "(?:督[察导查]|巡[察视]|考核|调查|检查|工作)组"
_OFFICE = late(
    rf"(?<![各本该全每级省市县区州旗个])(?P<level>[省市县区州旗])(?:委|政府)[\u3400-\u9fff]{{0,4}}?(?:督查室|办公室|办公厅|研究室|值班室|组织部|宣传部|统战部|社会工作部|社工部|政法委|{_SENT})"
)
"""An office of a government, by its level alone (县政府督查室)."""
_OFFICE_OF = late(
    r"(?:(?<![\u3400-\u9fff])|(?<=[在到由向对与和及从经请报实彻照据])|(?<=[一二三四五六七八九]是))[省市县区州旗]"
    rf"(?:(?!民(?![政宗族])|政(?!法委)|[委直级域内外里中长情容值区县辖上下]|市[县区级])(?:高新|(?![{NOT_IN_NAME}])[\u3400-\u9fff]){{1,8}}?"
    f"(?:局|厅|署|院|办(?![理法事公好学证成案结件会])|委(?![员派托书])(?:监委)?|中心(?![城镇任工组])|总队|支队|大队|管委会|指挥部|开发区|产业园|集聚区|{_SENT})"
    r"|(?:第[一二三四五]|人民|中心)?(?:少年宫|文化宫|图书馆|科技馆|博物馆|文化馆|档案馆|体育馆|电视台|医院|党校|供销社|农商行))(?![级面长们])"
)
"""An office with its level before it, those that entities.py leaves alone among them (市金融办)."""
_NATIONAL = late(
    "中国(?:工会|共青团|妇联|残联|文联|作协|科协)(?!章程)|(?:中华)?全国(?:总工会|妇联|妇女联合会|工商联|科协|残联|侨联|文联)|(?<![安健齐周完保成])全总(?!体|[量是结])"
    "|(?<![全本各该每我两级])[省市县区州](?:总工会|妇联|工商联|科协|残联|文联|侨联|红十字会|直(?:机关)?工委|总(?=[、，。：新的和与要对也都在全]|机关|党组|领导|部署))"
    rf"|(?<!党)(?:国务院|中央|国家)(?:(?![{NOT_IN_NAME}])[\u3400-\u9fff]){{0,8}}?(?:{_SENT}|办公[厅室]|总局|(?<!部)署(?!名)|(?<![大格布全结时当平开好破])局(?![面部势])|纪委|政法委|改革委)"
)
"""What is of the whole country (国务院督查组), and the trade unions and their like by their level alone or in short (全总)."""

# --- posts, papers ------------------------------------------------------------------------------------

_HEAD = "副?(?:乡镇|[省市县区州旗乡镇])长"
_POST = late(
    rf"(?<![城都片社园小学湖河街楼队家])(?:{_HEAD}(?:[、和]?{_HEAD})*|[省市县区州旗乡镇]委副?(?:书记|常委|秘书长)|村(?:党?支部书记|支书|主任)|(?<![\u3400-\u9fff])(?:人大(?:常委会)?主任(?!会)|政协主席(?!会))|(?:驻村)?第一书记)"
    "(?![期效远足久大]|热线|信箱|质量奖|接待日|负责制|<人名>)"
)
"""Whoever holds a post, by the post."""
_NUMBERED_PAPER = late(
    r"(?:(?:[省市县区州旗](?:委|政府)[、和]?)+|国务院)(?:\d{1,3}|[一二三四五六七八九十]{1,3})号文件|[省市县区州旗](?:人大|政府)?(?:政府)?工作报告"
)
"""A paper by whose it is and its number (市委一号文件), and the report of a year."""


def levels(
    text: str, level: str = "", theirs: str = "", own: str = "", proxy: bool = True
) -> list[tuple[int, int, str]]:
    """(start, end, slot) of each, in order, none overlapping; what stands in slots <…> of `text` is left alone.

    level: this meeting's (市, 县 …), "" where it is not known: what a level calls itself is then another's. theirs: that
    of the precedent's own place, where it is known. own: what this speech says itself. proxy: whether its speaker speaks
    for a committee and a government.

    >>> text = "区里成立专班，副市长带队，县教育局、县纪委监委跟上"
    >>> [(text[start:end], slot) for start, end, slot in levels(text, "县", own="县教育局")]
    [('区里', '本级称呼'), ('副市长', '职务'), ('县纪委监委', '单位')]
    """
    found = sorted(_found(text, level, theirs, own, proxy), key=lambda one: (one[0], -one[1]))
    whole: list[tuple[int, int, str]] = []
    for start, end, slot in found:
        if not whole or start >= whole[-1][1]:
            whole.append((start, end, slot))
        elif end > whole[-1][1]:
            whole[-1] = (whole[-1][0], end, slot)
    return whole


def _found(text: str, level: str, theirs: str, own: str, proxy: bool) -> Iterator[tuple[int, int, str]]:
    for match in _OWN.finditer(text):
        if (match["one"] or match["two"] or match["three"] or match["four"]) != level:
            yield *match.span(), WHOSE
    for match in _EACH.finditer(text):
        if any(not _below(one, level) for one in match["all"] if one in _UNDER):
            yield match.start(), match.start() + len(match[0].rstrip("、和（")), WHOSE
    for match in _BODY_HERE.finditer(text):
        one = match["level"]
        if level and one != level and (one == theirs or not above(one, level)):
            yield *match.span("body"), BODY
    if not proxy:
        yield from ((*match.span(), BODY) for match in _SPEAKS_FOR.finditer(text))
    for match in _OFFICE.finditer(text):
        if match["level"] != level or match[0] not in own:
            yield *match.span(), BODY
    for shape in (_OFFICE_OF, _OFFICE_ALONE, _NATIONAL):
        for match in shape.finditer(text):
            if match[0] not in own and not (match[0] in _ZONES and level in _HAVING_ZONES):
                yield *match.span(), BODY
    for match in _POST.finditer(text):
        if level and not all(
            _same(one, level) or (_below(one, level) and one in own.replace("农村", "")) for one in _levels_in(match[0])
        ):
            yield *match.span(), POST
    yield from ((*match.span(), PAPER) for match in _NUMBERED_PAPER.finditer(text) if match[0] not in own)


def _levels_in(post: str) -> str:
    # A post of an assembly without its level is whose the speech was.
    return "".join(one for one in post if one in _UNDER) or ("省" if post[0] in "人政" else "村")


def above(one: str, level: str) -> bool:
    """Whether those called `one` are above a meeting at `level`."""
    return _UNDER.get(one, 0) < _UNDER.get(level, 0)


def _same(one: str, level: str) -> bool:
    return _UNDER[one] == _UNDER.get(level)


def _below(one: str, level: str) -> bool:
    """Whether a meeting at `level` speaks to those called `one`; 旗, 盟 and 州 only some places have."""
    return level in _UNDER and one not in "旗盟州" and _UNDER[one] > _UNDER[level]


def is_office(name: str) -> bool:
    """Whether `name` is an office by its business, with or without its level: general words say it, it is somebody."""
    return any(shape.fullmatch(name) is not None for shape in (_OFFICE_ALONE, _OFFICE, _SPOKEN_FOR))
