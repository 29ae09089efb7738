"""Figures and times in words (口语里的数、约数、时间), by their grammar: the one place that knows what a count or a time is.

What is mined and checked takes a figure only with its unit (entities.py). In a line that is taken over whole any tells
of another place and another day. quantities.py counts and measures, almanac.py has the days and feasts; what speech makes
of either is here. Where several readings meet they are one figure: no half of it stands. [ ] may be missing, | is or,
… goes on:

    digit    一 … 九 两 几                          number   [digit] 十百千万亿 [零] [digit] …      八千 一千五 八十有三
    pair     two digits in sequence [tens]          七八 三五 三四十 一二十
    some     近 上 过 好 小 大 数 几 … before tens     近百 好几百 小一万; 多 余 来 把 几 behind: 百来 万把
    amount   [每] number | pair | some, unit [多 余 半], [零 又] amount          百来户 两年零三个月 每十家 四成多
    half     [大 小] 半 unit, 一半 半数 过半           share    翻一番 打对折 一比十五
    few      仨 俩 month …                          仨月
    count    digit unit: always of what is measured (两天), of what is counted (两条) unless the bank says so
    clock    [part of day] number 点 [半 …] | 早 number 晚 number                   六点半 早七晚九
    day      今昨前大前 … 天 | 每 上 下 周 weekday | 腊月 正月 … | 周末 [part of day]
    decimal  number 点 digits [个点 …]                                               六点二 零点三个点
    span     上 下 本 月 季度 学期 | 去 前 明 年 [season] | 年底 | season or event 前 后 期间      上个月底 放学后

A number that stands in a saying (千家万户) or an official wording (三个代表), or that counts what a speech itself has
(三件事), is none.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from drafter.language.almanac import DURING, days
from drafter.language.late import late
from drafter.language.official import OFFICIAL
from drafter.language.quantities import PROVERBS, quantities
from drafter.language.words import tagged

AMOUNT, WHEN = "数", "时间"
"""The slots of a figure and of a time."""

# --- figures ------------------------------------------------------------------------------------------

_ONE = "一二三四五六七八九"
_TENS = "十百千万亿"
_ALL = f"零{_ONE}{_TENS}两几"
_FEW = "[两二三四五六七八九]|十[一二三四五六七八九]?|[二三四五六七八九]十[一二三四五六七八九]?"
_PAIR = "(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)"
_UNIT = (
    "(?:人次|平方米|平方公里|立方米|公里|千瓦|小时|分钟|星期|礼拜|季度|百分点|里地?(?![面头外])|口人|号人|块钱|人(?![民才均为])|个(?:月|小时|星期|百分点|工作日)?"
    "|家(?:人(?![民才均员]))?(?![庭长属园])|台(?![阶账帐风柱])|层(?![级次面])|场(?![所景地馆])|[名位户所座栋幢间套处辆条米亩分斤吨元块毛角方升天年周岁级倍成张床枚棵株头只项件次回趟遍期轮届批起例宗桩笔份本页篇顿支村镇乡县盏口眼]|步(?![骤伐调入行道子履兵]))"
)
_MORE = "(?:有余|出头|[多余来把](?![数半]))"
_STOP = "(?=[^\u3400-\u9fff]|[的了是以左]|$)"
"""What stands behind a figure without a unit: nothing that makes it part of a word (过百姓门前)."""
_HOUSE = "号(?:楼|院|库|桥|井|机组|厂房|车间|地块|公路|料场|泵站|煤矿|码头)"
_LONG = "(?:工作日|月|小时|星期|世纪|季度)"
_NUMBER = "|".join(
    (
        # 三四十个, 七八年, 三五百元, 三五回
        rf"(?<![{_ALL}第“])(?:{_PAIR}[{_TENS}]{{1,2}}[{_ALL}]*{_MORE}?{_UNIT}?(?![行里])|[{_TENS}]?{_PAIR}个?{_MORE}?{_UNIT})(?:{_MORE}(?=[^\u3400-\u9fff]))?",
        # 一千五, 八千, 两百多, 两千来万
        rf"(?<![{_ALL}第])[{_ONE}两几][百千万亿](?![个众里般])(?:零?[{_ONE}][十百千万]?)*+[多余来]?[万亿]?[多余]?{_UNIT}?(?![行里])",
        # 二十来个, 百来户, 百十号人, 万把块, 八十有三
        rf"(?<![{_ALL}第])[{_ONE}两]?十[{_ONE}]?来(?:{_UNIT}|[万亿]{_UNIT}?)|(?<![{_ALL}第])(?:[{_TENS}][来把][万亿]?|百十[来多]?){_UNIT}|[百千十][来把]万{_STOP}|[{_ONE}]十有[{_ONE}]",
        # 数百名, 大几百, 几十户, 小一万; 上千万, 近千, 过亿; 百万吨, 千亿级
        rf"(?:好几|大几|几|(?<![\u3400-\u9fff])数|(?<=[、，有的了到达共])数)[{_TENS}]{{1,2}}[多余]?{_UNIT}?|小[{_ONE}两][{_TENS}]{{1,2}}{_UNIT}?",
        rf"(?:(?<![以之向路线突])[上过近超逾破成]|将近|接近|(?<=突破))[{_TENS}]{{1,2}}(?!分之)[多余]?(?:{_UNIT}|{_STOP})",
        rf"(?<![{_ALL}])(?:[十百]万|[百千万]亿)[多余]?{_UNIT}",
        # 好几个月, 一米二, 一年零…, 三死七伤
        rf"好几{_UNIT}|[{_ONE}两][米块斤](?:[{_ONE}](?:(?=一[斤两亩吨张])|(?![{_ALL}个口次]))|半)|一(?:年|个月|天)(?=零[{_ONE}两十])|[{_ONE}十]{{1,3}}死[{_ONE}十]{{1,3}}伤",
        # 三分地, but not 一亩三分地
        rf"(?<![{_ALL}亩点第])[{_ONE}两几]分(?=[地田](?![^\u3400-\u9fff]?[位方]))",
        # 一半, 半数, 过半; 大半个月, 小半年, 个把月, 两年半, 十天半月
        rf"(?<![功的成另])一大?半(?![是在靠])|一多半|半数(?:以上)?|(?<=[\u3400-\u9fff])(?<![间务双])[过近]半{_STOP}",
        rf"(?<![上下前后多过])(?:大半(?:个{_LONG}?|年|天|辈子)|小半(?:个{_LONG}?|年|天)|半(?:个(?:工作日|月|小时|世纪|(?:百分)?点(?!子))|小时(?![\u3400-\u9fff]{0, 2}圈)|年多?|天|拉(?=停)))|个把{_LONG}"
        rf"|(?:半|[{_ONE}两几])个多(?:月|小时|星期)|(?<!比)(?:[{_ONE}两几]|\d)年(?:有余|半(?!载)|多(?![来前以]))|一个月(?=[都没未多里，。；])|[{_ONE}十两]{{1,2}}天半月",
        # 六点二, 零点三个点, 一点二亿元: a decimal as it is said. 三点一线 and 七点二十 are none.
        rf"(?<![{_ALL}点])[零{_ONE}十]{{1,3}}点(?!一[点滴线是要])[零{_ONE}]{{1,3}}(?:个(?:百分)?点|[万亿]?(?:元|倍|成|吨|亩|米|公里)|[万亿](?=[^\u3400-\u9fff]|$)|(?=[^\u3400-\u9fff]|左右|以[上下]|$))",
        # 二十余载, 换了五届, 条例第三十二条, 冲到第四, 过半任务, 一荤两素
        rf"(?<![{_ALL}第])(?:[{_ONE}两]?十[{_ONE}]?|[{_ONE}两几数])[余多几]?载(?![体人货重客物荷])|(?<=[了过])[{_ONE}两十]{{1,2}}届{_STOP}"
        rf"|(?<=[》例法定则程章])第(?:[{_ONE}十百零]{{1,5}}|\d{{1,3}})条(?![件线路])|(?<=[到至])第[{_ONE}十]{{1,3}}[位名]?(?![\u3400-\u9fff])"
        rf"|(?<![间务双])过半(?=任务|项目|指标)|[{_ONE}两]荤[{_ONE}两]素",
        # 得了二等奖, 仨月, 第六届
        r"(?<![\u3400-\u9fff])[特一二三]等奖|(?<=[的了获得到])[特一二三]等奖|[仨俩]多?(?:月|星期|礼拜|小时|钟头)"
        rf"|(?<!的)第[{_ONE}十]{{1,3}}届(?![中全人党])",
        # 三天三夜, 第五网格
        rf"[{_ONE}两]天[{_ONE}两]夜|第(?:[{_ONE}十]{{1,3}}|\d{{1,3}})(?=网格|村民小组|党小组|标段|工区|车间)",
        # 一天一个电话, 一周一次; 一天一个样 is only said so
        r"一[天日周旬](?:一[次趟遍通]|一个(?![样新变台进]))",
        # 翻了一番, 增长一倍, 打对折, 一比十五
        rf"(?:(?<=翻)|(?<=翻了))[{_ONE}两几]番|(?<=[长高加了翻])一倍多?|(?<=打)[{_ONE}对]折",
        rf"[{_ONE}两]{{1,2}}比[{_ONE}十百]+(?:点[{_ONE}]+)?(?![\u3400-\u9fff])|零的突破",
        # 三号楼, 17号楼, 倒数第三, 四层以上, 一成多
        rf"(?<![第\d])(?:[{_ONE}十]{{1,3}}|\d{{1,3}}){_HOUSE}|(?:倒数|正数|位[居列]|名列|(?<!安)排名?|(?<=全[国省市县区州])(?=第))第?[{_ONE}十]{{1,3}}[位名]?(?![书时责代线])",
        rf"(?<![{_ALL}第])[二三四五六七八九两](?:层(?=[以及住楼])|毛)|(?<![{_ALL}])(?:[{_ONE}两]成[多半]|一成(?:左右|以[上下]))",
        # 每两周, 每十家, 每百名
        rf"[每隔](?:[两三四五六七八九十]|半个?)(?:个?月|个?星期|个?小时|个季度|天|周|年)|每(?:{_FEW}|[百千万]){_UNIT}",
        # 不少于一次, 每季度一次, 一个月内, 一个半小时
        r"(?:(?<=[不至][少低多高超最][于过])|(?<=超过|至少|最多))一[次个项条家场件名天周]|每(?:季度|个月|[年季月周天日旬人个户家村处])(?:至少|最多|各|发|配)?(?P<one>一[次个项条家场件名天周])",
        "一(?:个月|周|天|年|个工作日|小时|季度)(?:以?内|之内|左右)|[一两二三四五六七八九十]个[半多来](?:小时|月|星期)",
    )
)
_AMOUNTS = late(_NUMBER)
_SMALL = late(
    r"(?<![一二三四五六七八九十百千万第每月])[两三四五六七八九](?=(?:天|年|周|个月|个小时|个百分点|小时|分钟|户|家|所|座|名|次|台|辆|处|亩|吨|公里"
    r"|里地|元|块钱|万|亿|倍|成|村|镇|栋|间|场|期|轮|岁|折|页|趟|遍|回(?![来去到落应家头])|起(?![来步伏])|例|宗|桩|顿|篇|斤|米|厘)(?!一[起体道样同直致]|[大小]|打鱼|晒网))(?:个月|个小时|个百分点|小时|分钟|公里|里地|块钱|家人(?![民才均员])|.)"
    r"|(?:十[一二三四五六七八九]?|[二三四五六七八九]十[一二三四五六七八九]?)多?(?:页|趟|遍|起(?![来步伏])|例|宗|桩|顿|篇)"
)
"""Small amounts of what is measured (两天, 七户), whoever says them."""
_COUNTED = late(
    rf"(?<![一二三四五六七八九十百千万亿两第每头前后])(?:{_FEW})(?:多|余|几)?"
    "(?:大(?![大家量小致多约型于力地概都体])|[个位条项套本张季力类种批件支块片段组道笔份门县区国省园厂校院站港城线桥馆库]|人(?![民才均为行])|方面)"
)
"""What is counted in few (两条, 三个, 十大, “五力”): a figure, unless the bank says it of what follows."""
_OF_A_PLACE = late(
    "[\u3400-\u9fff]{0,4}?(?:议程|县区|区县|县市|旗县|乡镇|镇街|街镇|街道|部门|单位|村|社区|企业|项目|园区|学校|医院)"
)
"""What is counted of one place or one meeting, however often the bank counts the like (四个重点县区)."""
_OF_ITSELF = late(
    "个?(?:方面|层面|维度|关键|要点|重点(?![\u3400-\u9fff]{0,2}(?:县|区|乡|镇|村|企业|项目|部门|单位)))|件(?:大|实|要)?事|个(?:问题|意见|要求|字|词|坚持|注重|突出|强化)|[句条]话|条?(?:意见|要求)|项要求"
)
"""What a speech counts its own parts by (三件事)."""
_SUM = late("[零又]?")
"""What joins two amounts into one (两年零三个月)."""


def figures(text: str, general: Container[str] = "", own: str = "") -> list[tuple[int, int, str]]:
    """(start, end, slot) of each figure (数) and time (时间) in words, in order, none overlapping.

    general: wordings that name nobody; what they count is no fact (两条底线). own: what this speech says itself: a 暑假 it
    speaks of is none.

    >>> text = "补贴从一千五提到两千，百来户等了两年零三个月，早七晚九有人，千家万户都办"
    >>> [text[start:end] for start, end, _ in figures(text)]
    ['一千五', '两千', '百来户', '两年零三个月', '早七晚九']
    """
    amounts = [*(match.span(match.lastgroup or 0) for match in _AMOUNTS.finditer(text)), *_counts(text, general)]
    amounts += quantities(text, general)
    whens = [*times(text, own), *days(text, own)]
    if not amounts and not whens:
        return []
    sayings = [*_sayings(text), *(match.span() for match in PROVERBS.finditer(text))]
    official = [match.span() for match in OFFICIAL.finditer(text)]
    # 三更半夜 is no time; 一年之计在于春 is one as a whole.
    found = [(*when, WHEN) for when in whens if not any(start < when[0] and when[1] <= end for start, end in sayings)]
    found += [
        (start, end, AMOUNT)
        for start, end in amounts
        # 三公|里 is no 三公.
        if not any(first <= start and end <= last for first, last in official)
        and not any(first < end and start < last for first, last in sayings)
    ]
    joined: list[tuple[int, int, str]] = []
    for start, end, slot in sorted(found):
        last = joined[-1] if joined else (0, 0, "")
        if start < last[1]:
            # Two readings of one figure make one gap: what either leaves out would stand by itself.
            joined[-1] = (last[0], max(last[1], end), WHEN if WHEN in (slot, last[2]) else slot)
        elif last[2] == slot and _SUM.fullmatch(text, last[1], start):
            joined[-1] = (last[0], end, slot)
        else:
            joined.append((start, end, slot))
    return joined


def _counts(text: str, general: Container[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _SMALL.finditer(text))
    for match in _COUNTED.finditer(text):
        # 查出的七个问题 are no parts of the speech.
        itself = not text.endswith("的", 0, match.start()) and _OF_ITSELF.match(text, match.end() - 1)
        said = text[match.start() : match.end() + 2]
        if itself or OFFICIAL.match(text, match.start()):
            continue
        if said not in general or _OF_A_PLACE.match(text, match.end()):
            yield match.span()


_TWICE = late(f"(?:[{_ALL}][^{_ALL}]){{2}}")
"""A saying that counts twice (三天两头), which the dictionary takes for a number."""


def _sayings(text: str) -> Iterator[tuple[int, int]]:
    """Where words of four characters stand that the dictionary has as sayings; those that are a figure say how much (三死七伤, 翻了一番)."""
    at = 0
    for word, tag in tagged(text):
        said = tag[0] in "il" or (tag[0] in "mj" and _TWICE.fullmatch(word))
        if len(word) > 3 and said and word[0] not in "翻零" and not _AMOUNTS.fullmatch(word.lstrip("有")):
            yield at, at + len(word)
        at += len(word)


# --- times --------------------------------------------------------------------------------------------

_BEFORE = "(?:(?:之前|以前|之内|以内|以来|期间|前后|前(?![所面列夕沿辈])|起(?![来步点])|之后|以后|后(?![备面台代])))"
_PART = "(?:上午|下午|早上|早晨|清晨|中午|晌午|傍晚|晚上|夜里|半夜|深夜|凌晨)"
_DIGITS = "一二三四五六七八九十两"
_FEAST = "“?[五七八]一”?|“?十一”?|春节|元旦|元宵节?|清明节?|端午节?|中秋节?|国庆节?|重阳节?|除夕|腊八|清明|[小大]雪|雨水|两节|双节|年关"
_TERM = "小满|芒种|谷雨|惊蛰|霜降|寒露|白露|处暑|[小大][暑寒]|[春秋]分|[夏冬]至|立[春夏秋冬]"
"""Solar terms (节气) that are no other words."""
_SEASON = "主?汛期|雨季|春耕|春播|夏收|秋收|麦收|三夏|三伏天?|伏天|春灌|冬灌|供暖[期季]|采暖[期季]|周末|双休日|寒暑假|[寒暑]假"
_EVENT = "天亮|开学|放学|上学|放假|上班|下班|[早午晚]饭|两会|[中高]考|入[春夏秋冬汛]|汛|供暖|采暖|封冻|上冻|霜冻"
"""What happens at a time: one itself only with 前 or 后 behind it (入汛前; 今年入汛偏早 tells of the weather)."""
_WITHIN = rf"(?:的?(?:开?[春夏秋冬][天季]?(?![装游耕播收灌节分至])|[上下]半年|[一二三四]季度|[底初末]|{_FEAST}|{_SEASON}|{_TERM}|(?:{_EVENT}){_BEFORE}))"
_TIME = late(
    "(?:"
    + "|".join(
        (
            # Days: 今天 alone is the day of any speech, 昨天的 and 明天 are figures of speech.
            rf"[今昨明前后][天日]{_PART}",
            rf"昨[天日](?![的和今])|昨[晚夜](?:[{_DIGITS}]{{1,3}}点(?:半|钟|多钟?)?)?|大?前天{_PART}?|今晚|前[几两三些]天",
            # 上周五, 每周三晚上, 每月逢五
            rf"(?<![{_DIGITS}每])[上这本下]个?(?:周|星期|礼拜(?!堂))(?:[一二三四五六日天])?(?![期末年转密边围到全岁]){_PART}?",
            rf"(?<![{_DIGITS}每])(?:周|星期)[一二三四五六日](?={_BEFORE}|{_PART})|(?:(?<=最后一个)|(?<![{_DIGITS}每个]))(?:星期|礼拜)[一二三四五六日天](?![次个回趟天])",
            # 周五之前 above; 周一例会, but not 一周一次, 每周一调度
            rf"(?<![{_DIGITS}每半隔])周[一二三四五六日](?![年期围边岁个次回趟天遍调总小])(?:[、和至到]周[一二三四五六日])*",
            rf"(?:(?<=[延推等排忙干守拖熬开业长前]到)|(?<=[延推开长]至))[{_DIGITS}]{{1,3}}点(?:多钟?|钟|半)?(?![要意建希任])|[{_DIGITS}]{{1,3}}点(?:多钟?)?(?=以后|之前|以前|之后|前(?![提面])|[开关]门|[上下]班|到岗|集合|收工|起床|出门|出发)",
            # 早上7点到7点半, 8:30; 3点要求 is no time
            rf"(?:{_PART}|[早晚])\d{{1,2}}点(?:半|钟|整|\d{{1,2}}分)?(?:[到至—-]\d{{1,2}}点(?:半|钟)?)?|(?<!\d)\d{{1,2}}点(?:半|钟|整|\d{{1,2}}分)|(?<![\d:：])\d{{1,2}}[:：][0-5]\d(?:[到至—-]{{1,2}}\d{{1,2}}[:：][0-5]\d)?(?![:：\d])",
            rf"每个?(?:周|星期)[一二三四五六日天](?:[、和至到](?:周|星期)?[一二三四五六日天])*{_PART}?|每[周月旬]?逢[{_DIGITS}](?:[、和]?逢?[{_DIGITS}])*|逢[{_DIGITS}][、和]?逢[{_DIGITS}]|(?:每月?)?逢(?:农历)?初[{_DIGITS}](?:[、和]初?[{_DIGITS}]{{1,2}})*|每?逢[单双][月日周]|每旬",
            # 晚上八点, 六点半, 凌晨两三点, 早七晚九. 三点半 is no number of points.
            rf"早[{_DIGITS}]{{1,3}}点?(?:到|至)?晚[{_DIGITS}]{{1,3}}点?|(?:{_PART}|[早晚])[{_DIGITS}]{{1,3}}点(?:半|钟|多钟?)?",
            rf"[{_DIGITS}]{{1,3}}点(?:半|钟|整)(?!点)|凌晨|清晨|晌午|傍晚|[前后]?半夜|天不亮|天(?=黑{_BEFORE})黑",
            # The moon's calendar.
            rf"农历[正腊{_DIGITS}]{{1,2}}月|腊月(?:[廿{_DIGITS}]{{1,3}})?|正月(?:初?[{_DIGITS}]{{1,3}})?|大?年三十|去冬今春|今冬明春",
            # Months, quarters, halves.
            rf"(?:[上下这本]个|[上下这本])月(?:[底初末]|[上中下]旬)?(?![球亮光饼])|(?<![{_DIGITS}几个当每])月[底初末]|[{_DIGITS}]{{1,2}}月(?:份?[上中下]{{1,2}}旬|(?={_BEFORE}))",
            "第?[一二三四]季度|[上下这本]一?个?季度|[上下这]个?学期|上半年|下半年|[今去明][春夏秋冬](?![装游])",
            # Years: what is done every 年底 is no deadline. A past or coming year may go on: 去年秋天, 明年一季度.
            rf"(?:大前|去|明|(?<![\u3400-\u9fff年以])来|[上下]一|(?<![目以])前)年{_WITHIN}?|[前早][些几]年|前些日子|今年{_WITHIN}",
            rf"(?<![{_DIGITS}几多半来青])(?:年[底末](?!考|评|述|总结|突击)|年内)|(?<![\u3400-\u9fff])上一?届",
            rf"(?<![{_DIGITS}环])(?:{_SEASON}|{_TERM})(?:里|天|时节|那天)?",
            rf"(?<![{_DIGITS}几])(?:一九)?[五六七八九]几年",
        )
    )
    + rf"){_BEFORE}?|(?<![{_DIGITS}环])(?:{_FEAST}|{_EVENT})(?:{_BEFORE}|[那这当][几两]?天|(?:(?:小长)?假期?|长假)?[三五七八]天)"
)
"""When it was, or is to be done."""
_LONGEST_WORD = 4
"""Characters behind a time that are looked at."""


def times(text: str, own: str = "") -> Iterator[tuple[int, int]]:
    """(start, end) of each time in words, in order. own: see `figures`.

    >>> text = "去年冬天停水，放学后没人管，上个月底才修，今天开会"
    >>> [text[start:end] for start, end in times(text)]
    ['去年冬天', '放学后', '上个月底']
    """
    for match in _TIME.finditer(text):
        start, end = match.span()
        if _TERM_ALONE.fullmatch(match[0]) and (
            _CALLED_BEFORE.search(text, 0, start) or _CALLED_BEHIND.match(text, end)
        ):
            continue
        # Every place has its 汛期 and its 春耕, every year; 汛期前 is a deadline, 今年汛期 this year's.
        if _OF_NATURE.fullmatch(match[0]) or (_SEASON_ALONE.fullmatch(match[0]) and match[0] in own):
            continue
        if own and _FEAST_ALONE.fullmatch(match[0]) and DURING.sub("", match[0]) in own:
            continue
        if (whole := _whole(text, start, end)) > start and (whole == end or _TIME.fullmatch(text, start, whole)):
            yield start, whole


_TERM_ALONE = late(_TERM)
_CALLED_BEFORE = late(
    "(?:书记|主任|支书|干部|同志|师傅|会计|文书|医生|护士|姑娘|媳妇|大姐|老板娘?|大户|[村乡镇站所队组班校厂]长|[委队社党教职学店]员|老师|学生|孩子|名叫|叫做)$"
)
"""Whom a solar term is the name of (支书谷雨),"""
_CALLED_BEHIND = late(
    "同志|大姐|茶(?!农)|[路街巷村镇乡](?![里上边头民])|社区|小区|小学|中学|学校|幼儿园|公司|合作社|民宿|客栈|酒店|家园|书院|计划|行动"
)
"""and what is called by one (谷雨社区)."""
_OF_NATURE = late("(?:主?汛期|雨季|春耕|春播|夏收|秋收|麦收|三夏|春灌|冬灌)(?:里|天|时节)?")
_SEASON_ALONE = late(f"(?:{_SEASON})[里天]?")
_FEAST_ALONE = late(f"(?:{_FEAST}){_BEFORE}")


def _whole(text: str, start: int, end: int) -> int:
    """Where what begins at `start` ends without a part of a word that goes on behind `end` (今年春耕生产)."""
    told = text[start:end]
    if (
        told[-1] in "前后内来间起多"
        or told.endswith("那天")
        or "逢" in told
        or any(one in "0123456789" for one in told)
    ):
        # What ends a time whatever the cutter makes of what follows it (春节前发钱, 逢五逢十到场).
        return end
    at = start
    for word, _ in tagged(text[start : end + _LONGEST_WORD]):
        if at + len(word) > end:
            break
        at += len(word)
    return at
