"""What belongs to one speech alone (一时一地的事), found in a passage that is taken over whole.

entities.py takes a name only where its shape is certain, since what is mined and checked leans on it. A line made from
a precedent had better show one gap too many: here everything that may be a name, a date or a figure is one. What is
general is told by wordings that name nobody (the shipped phrasebank's): what stands there is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator

from drafter.language.done_to import verb_before
from drafter.language.entities import SLOT, entities, is_name
from drafter.language.figures import AMOUNT, figures
from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME, PLACED_OFFICE, levels
from drafter.language.masked import NAMED, SHORTEST, Masked
from drafter.language.named_things import named_things
from drafter.language.official import OFFICIAL, WORDINGS
from drafter.language.persons import GIVEN, NO_SURNAME, SPEAKS, persons
from drafter.language.places import named_in_short, short_names
from drafter.language.quantities import PROVERBS
from drafter.language.speakers import HEARD, speakers
from drafter.language.surnames import SURNAMES
from drafter.language.words import tagged

_NUMERALS = "一二三四五六七八九十百千万亿两"
_OF_CHINA = late("中国<会议>")
_CUT_OFF = late(
    f"(?:(?<=[在从])|(?<=位于))(?P<one>(?![{NOT_IN_NAME}省市县区州旗乡镇村原去离来距到经过沿出往返赴找靠近向])[\u3400-\u9fff])<地名>(?=[上里下前边旁顶，。、修建的])(?!的(?:路|途|时|过程|班车|车))"
)
"""A character between a preposition and a place: part of the name, whatever it does elsewhere (在回|龙岭上)."""
_BESIDE_PLACE = late(
    "(?<=<地名>[和、及])(?![省市县区乡镇村全各本其周农城集邻两几别该所])[\u3400-\u9fff]{1,3}(?:[村镇乡])(?![民级里务组干])"
)
"""A place by its rank, whatever it is called, told in one breath with another (和下坪村)."""
_LEAGUE = late("团[省市县区州]委(?![员])")
_HOTLINE = late(
    r"(?<!\d)1\d{2,4}(?=[\u3400-\u9fff]{0,6}?(?:热线|平台|电话)|、1\d{2,4}[\u3400-\u9fff]{0,6}?(?:热线|平台|电话))|(?<!\d)(?:110|119|120|122)(?=[、，。的和接出]|指挥|急救|报警)"
)
"""A number that is rung up everywhere alike (12345热线)."""
_COUNTY = late(
    r"(?:(?<![\u3400-\u9fff])|(?<=[在到赴由向对与和及是为给自]))"
    r"(?![本全各该每我贵大小强穷富弱郡跨撤出进驻外邻两几数多整一二三四五六七八九十百千市省县区旗州乡镇村老旧原到在赴由向对与和及是为给自从让将])"
    r"[\u3400-\u9fff]县(?![域城级乡处直属里内外上下情志校长官中一])"
)
"""A county whose name has one character (莘县, 沛县)."""
_LANDSCAPE = "山河江湖海岭峡岛溪湾泉峰池沟塘"
_NO_LANDSCAPE = late("[大深河陆江山海湖融高兴上下入出进内外冰四两双青绿关沿靠登爬游开荒名火雪远近].|长[^江]|.{4}")
"""What ends like one and is a word of the language (深海, 江山, 入河), a saying of four characters (信口开河) included."""
_ROAD = late(
    rf"[东西南北]?(?:(?![{NOT_IN_NAME}])[\u3400-\u9fff]){{2}}(?:高铁|铁路|大道|国道|省道)|(?<![A-Za-z0-9])[GS]\d{{1,4}}(?![A-Za-z0-9])"
)
_POST = "副?(?:书记|主席|[省市县区州镇乡局厅部院校会行](?:长(?![期效远]))|主任|秘书长|总经理|董事长)|常委"
_TITLE = late(_POST)
_SOMEBODY = late(f"(?:[{SURNAMES}]某某?|某某某?)(?![省市县区州镇乡村局种个一些项类段年月日地处人方位次单部家件点])")
_POSTED = late(
    rf"(?<=书记|主席|[省市县区州镇乡局厅部院校会行事]长|主任|常委|[总经]理|教授|大姐|大妈|大爷|大叔|大娘|大嫂|大哥|师傅|阿姨)(?!任[双总副正主组常兼])(?=[{SURNAMES}])[\u3400-\u9fff]{{2,3}}"
)
_SOMEBODY_POSTED = late("<人名><职务>")
_WHOLE_NAME = late(f"(?<![\u3400-\u9fff])(?![{NO_SURNAME}])[{SURNAMES}]<人名>(?={_POST})")
"""A name that begins with what is a word by itself (方|向明市长)."""
_BESIDE = late(
    r"(?<=<(?P<kind>地名|单位|人名)>)[、和](?P<next>[\u3400-\u9fff]{2,8})|(?:(?<![\u3400-\u9fff>])|(?<=[、和]))(?P<last>(?:(?![和、])[\u3400-\u9fff]){2,8})[、和]<(?P<of>地名|单位|人名)>"
)
"""What is named in one breath with a name (双汇集团、红星美凯龙), on either side of it."""
_NAMES = ("ns", "nr", "nz", "nt", "x")
"""How the tags begin of what the dictionary does not know as an everyday word."""
_COMRADE = late(f"(?:(?![{NOT_IN_NAME}党部些位老少年女干员各会管])[\u3400-\u9fff]){{2}}(?=同志(?!们))")
"""Somebody by what friends call them (雄强同志), unless the bank says it (领导同志)."""
_PROVINCE = late("(?<=[来在赴驻入离返])[京沪渝冀豫鄂湘粤桂琼黔滇浙苏皖闽赣鲁晋辽](?!剧|菜)")
"""Provinces by their one character (来浙)."""
_AND_COMMUNITY = late(
    "(?:(?<![\u3400-\u9fff])|(?<=[到在由向对]))(?![村镇县街乡市区省户企家校])[\u3400-\u9fff]和(?:社区|小区|花园|家园|[街村])(?![级民务干])"
)
"""What is called with a 和 (春和社区)."""
_SETTLED, _SEEN_THERE = "洼坳坪坡屯铺庄寨堡墩圩垸塬峪湾岩", "亭渡桥台楼关"
"""What a settlement is called by, behind any noun (石板坡) or behind a name only (半山亭)."""
_ESTATES = ("花园", "家园", "公寓", "名苑", "新苑", "雅居")
"""What an estate is called by, behind a noun that the bank does not have (锦绣花园)."""
_BEARING = late(
    "(?:(?<!大)[城河江镇桥][东西南北](?![部面方侧边岸岭])|[东西南北](?:关|门|街|坡)(?![口键卡联系])|(?:(?<![\u3400-\u9fff])|(?<=[在到从]))[东西南北]门口|(?:铁路桥?|高速|国道|大桥|高架桥?)以[东西南北])"
)
"""A part of a town by where it lies (城北, 东关); 大江南北 is none."""
TRADES = "物流|物业|科技|建材|食品|电子|纺织|服饰|化工|机械|药业|重工|汽车|置业|地产|商贸|实业|能源|材料|装备|乳业|钢铁|水泥|包装|印染|粮贸|商砼|米业|面业"
"""What a firm is called by, behind its name."""
_TRADE_WORD = late(f"(?:{TRADES})$")
_SHOP = late(
    "[\u3400-\u9fff]锅店|酒楼|饭店|酒店|宾馆|超市|面包房|药店|药房|餐馆|饭馆|茶楼|担保|小贷|公馆|名邸|华庭|[雅佳嘉名]苑|志愿(?:服务)?队|平台"
)
"""What a shop, a lender, an estate or a team is called by, behind a word that is a name or made up (好运来火锅店)."""
_FIRM = late(
    rf"(?:(?<![\u3400-\u9fff>])|(?<=[像由让包跟])(?<!好像))(?P<name>(?:(?![{NOT_IN_NAME.replace('和', '').replace('家', '')}])[\u3400-\u9fff]){{2,3}})(?:物业|药业|重工|置业|实业|乳业|机电|粮贸|商砼|米业)(?![费管服公企人局部类员领化界]|专业|维修)"
)
"""A firm by a name that is none of the bank's words, wherever the cutter cuts (瑞景物业)."""
_OF_A_FIRM = late(
    "的?(?:工程师|技术员|技术人员|售后|客服|骑手|配送员|快递员?|门店|专卖店|专柜|配套厂|分厂|生产线|代理商|经销商|加盟店|总部|收奶车|运输车|货车|网点|云平台|机型|飞机|无人机|设备|产品|系统)"
)
"""What a firm has, behind its name."""
_TAKEN_UP = late("(?:跟着|引进|牵手|签约|对接|联手)$")
"""What stands before the name of a firm one works with."""
_SCHOOL = late(
    "(?:(?<![\u3400-\u9fff>])|(?<=[在到从由向和与及]))[省市县区]?(?:[一二三四五六七八九十]中|[二三四五六七八九]小)(?=[^\u3400-\u9fff]|[的和与也都门校]|$)"
)
"""A school by its number alone (三中, 二小)."""
_FAIR = late("[\u3400-\u9fff]博会|(?<![\u3400-\u9fff])[广高]交会|(?<=[到在赴去])[广高]交会|(?<=[到在]了)[广高]交会")
"""A fair that everybody knows by three characters (进博会)."""
_STATE_FIRM = late(
    "中国(?:移动|联通|电信|铁塔|邮政|石油|石化|海油|银行|铁建|中铁|建筑|交建|中车|烟草|电建|能建|人寿|人保|平安|太保)(?!化)"
    "|中国?[铁交建水冶核电][一二三四五六七八九十]{1,3}局|(?<![其空当])中(?:石油|石化|海油|储粮|粮(?![食油]))|农发行|国开行|邮储银行|(?<![省市县])农信联社|(?:工商|农业|建设|交通|招商|农业发展|邮政储蓄|国家开发)银行|(?<![施务动职分])[工农建交]行(?=[和与、的，。；网支柜分])"
)
"""A firm of the country by the short name everybody knows (中国移动, 农行)."""
RESULT = "成效"
"""The slot of what was brought about."""
_RESULT = late(
    "(?<![要争保力以向期能会望可])(?:(?:实现|取得|夺取|夺得|迎来|赢得|拿下|打响)了?|[获夺]了)(?![^，。；]{0,8}(?:奠定|打下))(?:(?:首季|全年|上半年|一季度|[^，。；的]{0,4})的?)?(?P<what>开门红|满堂红|双过半|大丰收|大满贯|开门稳)"
    "(?!打|奠|而|的?(?:目标|任务|要求|良好))"
)
"""What is claimed to be reached (实现了开门红): true of one place and one year; what is striven for is anybody's."""
_PROGRAMME = late(
    rf"(?<![统唯单专划])(?!一亩三分地)(?P<first>[{_NUMERALS}])(?![{_NUMERALS}个是要年月日天次届家到至])[\u3400-\u9fff](?P<second>[{_NUMERALS}])(?![{_NUMERALS}个是要年月日天次届])[\u3400-\u9fff]"
)
"""What is called by its numbers (两园一带)."""
_ISSUED = late(
    r"(?:(?![国中])[\u3400-\u9fff](?![国中省市县区州]))?[国中省市县区州政委党府办厅人大财教农水交住建改安民卫文旅环自资市监工信商审纪组宣统]{1,4}[发办函字电规通]{0,2}"
    r"[〔\[［][12]\d{3}[〕\]］]第?\d{1,4}号(?=文|[，。、；：）”]|$)"
)
"""A document by its number (苍政发〔2016〕15号)."""
_QUOTED = late("“(?P<name>[^“”。；：！？]{1,24})”")
"""What is called by a name between marks; what somebody said has stops."""
_SAID_SO = late(
    "的(?:意识|理念|思想|观念|精神|原则|态度|心态|作风|想法|要求|标准|道理)|等?(?:现象|倾向|心态|心理|观念|歪风|怪圈|误区)"
)
"""What stands behind what people say or think (“差不多”的心态): that is no name."""


def particulars(
    text: str,
    general: Container[str] = "",
    places: Collection[str] = (),
    level: str = "",
    theirs: str = "",
    title: str = "",
    own: str = "",
    proxy: bool = True,
) -> Masked:
    """`text`, which holds no < and >, with a slot in place of every name, date and figure.

    general: what names nobody. places: short names of places that are not this meeting's (see places.py).
    level: this meeting's, 市 or 县, "" where it is not known: an office of another level's government is another's.
    theirs: the level of the precedent's own place, where that is known: where it is another than this meeting's, a bare
    市委 in it is theirs; so is a bare 区委 that is not above this meeting. own: what this speech says itself; offices in
    it (教育局) are no facts. proxy: whether its speaker may speak for a 县委 and 县政府. title: its speech's; whatever it names is a name in the passage as well. A name is one wherever
    its characters stand.

    >>> masked = particulars("柏书记到春和社区，两园一带开工，不少于一次")
    >>> masked.text, masked.facts
    ('<人名>书记到<单位>，<名称>开工，不少于<数>', ['柏', '春和社区', '两园一带', '一次'])
    """
    line = Masked.of(text, _without_verbs(text, _certain(text, general, own)))
    for start, end, slot in sorted(speakers(line.text), reverse=True):
        # 我 is whoever takes the line over: shown to him (see flow/carried.py), no fact of another's.
        if slot == HEARD:
            line.put(start, end, slot)
    for match in line.from_behind(_QUOTED):
        said = match["name"][0] in "不没" or _SAID_SO.match(line.text, match.end()) is not None
        if not said and not _wording(line.whole(*match.span("name")), general):
            line.put(*match.span("name"), NAMED)
    for match in line.from_behind(_RESULT):
        line.put(*match.span("what"), RESULT)
    for start, end in reversed(list(named_in_short(line.text, {*places, *short_names(text)}))):
        line.put(start, end, "地名")
    for place in places:
        # 青禾镇电商园: the kind behind it makes it a name whatever follows.
        line.put_all(rf"{re.escape(place)}(?:街道|[省市县区州盟旗镇乡村])", "地名")
    for shape, slot in ((_ROAD, "地名"), (_SOMEBODY, "人名"), (_POSTED, "人名")):
        for start, end in reversed(list(_by_form(line.text, shape))):
            line.put(start, end, slot)
    for start, end in reversed([*persons(line.text)]):
        line.put(start, end, "人名")
    for match in line.from_behind(_WHOLE_NAME):
        line.put(*match.span(), "人名")
    for start in reversed([*_surnames(line.text)]):
        line.put(start, start + 1, "人名")
    for match in line.from_behind(_BEARING):
        if match[0] not in general:
            line.put(*match.span(), "地名")
    for shape, slot in (
        (_BESIDE_PLACE, "地名"),
        (_STATE_FIRM, "单位"),
        (_PROVINCE, "地名"),
        (_COUNTY, "地名"),
        (_FAIR, "会议"),
        (_SCHOOL, "单位"),
        (_AND_COMMUNITY, "单位"),
    ):
        for match in line.from_behind(shape):
            line.put(*match.span(), slot)
    for match in line.from_behind(_FIRM):
        # 选聘物业 is no firm.
        if match["name"] not in general and not tagged(match["name"])[0][1].startswith(("v", "d", "a", "r", "p", "b")):
            line.put(*match.span(), "单位")
    for match in line.from_behind(_COMRADE):
        if f"{match[0]}同志" not in general:
            line.put(*match.span(), "人名")
    for match in line.from_behind(PLACED_OFFICE):
        if is_name(match[0][:3], ""):
            line.put(*match.span(), "单位")
    for start, end, slot in reversed(levels(line.text, level, theirs, own, proxy)):
        line.put(start, end, slot)
    # Somebody by surname and post is one, where the post is another level's.
    for match in line.from_behind(_SOMEBODY_POSTED):
        line.put(*match.span(), "人名")
    for match in line.from_behind(_OF_CHINA):
        line.put(*match.span(), "会议")
    for start, end in reversed([*named_things(line.text, general)]):
        line.put(start, end, "单位")
    # Behind those: 松湾社区 is a name as a whole.
    for start, end in reversed([*_landscape(line.text)]):
        line.put(start, end, "地名")
    for match in line.from_behind(_CUT_OFF):
        line.put(match.start("one"), match.end(), "地名")
    while (beside := _beside(line.text)) is not None:
        line.put(*beside)
    titled = {one.text: SLOT[one.type] for one in entities(title) if one.type in _NAMING}
    for name, slot in (line.names() | titled).items():
        line.put_all(re.escape(name), slot)
    return line


_NAMING = ("place", "org", "person")


def _certain(text: str, general: Container[str], own: str) -> list[tuple[int, int, str]]:
    """(start, end, slot) of what is certain by its shape, in order: names, what is called by its numbers, figures, times.

    A figure that entities.py has a part of (四成|多) is one with it; what is part of a name (十里铺镇) is none.
    """
    # 两个一百年 holds no figure, nor does a proverb.
    said_by_all = [match.span() for shape in (PROVERBS, OFFICIAL, _HOTLINE) for match in shape.finditer(text)]
    found = [
        (one.start, one.end, SLOT[one.type])
        for one in entities(text)
        if one.type not in ("number", "date") or not any(a < one.end and one.start < b for a, b in said_by_all)
    ]
    leagues = [match.span() for match in _LEAGUE.finditer(text) if match[0] not in own]
    found = [one for one in found if not any(a < one[1] and one[0] < b for a, b in leagues)]
    found += [(start, end, SLOT["org"]) for start, end in leagues]
    for start, end, slot in _by_words(text, general):
        met = [one for one in found if start < one[1] and one[0] < end]
        if all(start <= one[0] and one[1] <= end and one[:2] != (start, end) for one in met):
            found = [*(one for one in found if one not in met), (start, end, slot)]
    told = [one for one in figures(text, general, own) if _HOTLINE.fullmatch(text, *one[:2]) is None]
    said = [*found, *(one for one in told if one[2] != AMOUNT)]
    found += [
        (*match.span(), NAMED)
        for match in _PROGRAMME.finditer(text)
        # 千线万线 is said of any.
        if not (
            match["first"] == match["second"] == "一"
            or match[0][1] == match[0][3]
            or _saying(match[0])
            or _wording(match[0], general)
        )
        and not any(match.start() < end and start < match.end() for start, end, _ in said)
        # No name begins or ends in a figure (六百来万|物业费, 一餐|八块钱).
        and not any(_cuts(match.span(), figure) for figure in told)
    ]
    for start, end, slot in told:
        met = [one for one in found if start < one[1] and one[0] < end]
        if all(one[2] in _FIGURES for one in met):
            found = [one for one in found if one not in met]
            kind = SLOT["date"] if any(one[2] == SLOT["date"] for one in met) else slot
            found.append((min([start, *(one[0] for one in met)]), max([end, *(one[1] for one in met)]), kind))
    issued = [(*match.span(), SLOT["policy"]) for match in _ISSUED.finditer(text)]
    found = [one for one in found if not any(start < one[1] and one[0] < end for start, end, _ in issued)]
    return sorted([*found, *issued])


_FIGURES = (SLOT["number"], SLOT["date"])


def _without_verbs(text: str, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """`spans` without the verb that a name seems to begin with (引来|浙江恒翠集团)."""
    for start, end, slot in spans:
        run_in = slot == "地名" and end - start > SHORTEST and _ON_THE_WAY.match(text, start - 1) is not None
        yield start + run_in + (verb_before(text, start, end) if slot in ("地名", "单位", NAMED) else 0), end, slot


_ON_THE_WAY = late("[在从][去离距沿经原老]")
"""What stands before a place and runs into it (在|去|桐山镇的路上)."""


def _cuts(name: tuple[int, int], figure: tuple[int, int, str]) -> bool:
    """Whether `name` has a part of `figure` only, or nothing else."""
    start, end, _ = figure
    return name[0] < end and start < name[1] and not (name[0] <= start and end <= name[1] and name != (start, end))


def _wording(name: str, general: Container[str]) -> bool:
    return name in WORDINGS or name in general


def _saying(words: str) -> bool:
    """Whether four characters are a saying of the language (千方百计)."""
    pieces = tagged(words)
    return len(pieces) == 1 and pieces[0][1][0] in "ildmj"


def _everyday(word: str, tag: str) -> bool:
    return not tag.startswith(_NAMES) or bool(set(word) & set(NOT_IN_NAME)) or not "\u3400" <= word[0] <= "\u9fff"


def _by_words(text: str, general: Container[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, slot) of rivers (白马河), settlements (柳树屯) and firms (蓝海物流): a word, and behind it what such are called by.

    What `general` says is none.
    """
    for match in _RIVER.finditer(text):
        if not _everyday(*tagged(match[0])[0]) and match[0] not in general:
            yield *match.span(), "地名"
    at, words = 0, tagged(text)
    for (word, tag), (behind, _) in zip(words, [*words[1:], ("", "")], strict=False):
        end, at = at + len(word), at + len(word)
        start, named = end - len(word), not _everyday(word, tag)
        if tag == "ns" and len(word) == 1 and len(behind) == SHORTEST and behind[1] == "村":
            # 永|联村: the dictionary has 联村 for what is done to a village.
            if word + behind not in general and word not in NOT_IN_NAME:
                yield start, end + SHORTEST, "地名"
        elif tag == "ns" and len(word) > SHORTEST and word[-1] in _PLACED and word not in general:
            yield start, end, "地名"
        elif len(word) == SHORTEST and tag.startswith("n") and behind:
            settled = behind[0] in (_SETTLED + _SEEN_THERE * named) and (len(behind) == 1 or behind not in general)
            if settled and word + behind[0] not in general:
                yield start, end + 1, "地名"
            elif (behind in _ESTATES or (named and _TRADE_WORD.search(behind))) and word not in general:
                yield start, end + len(behind), "单位"
        if _firm_by_what_it_has(word, tag, text, start, end) and word not in general:
            yield start, end, "单位"
        elif _SHOP.fullmatch(behind) and tag.startswith(_MADE_UP) and word + behind not in general and len(word) > 1:
            # 红|马甲|志愿队: the colour is cut off.
            yield start - (text[start - 1 : start] in _COLOURS), end + len(behind), "单位"
        elif tag.startswith("nr") and _full_name(word, general) and behind not in _TEACHING:
            # 阮冰作|了发言
            yield start, end - (word[-1] in "作做" and SPEAKS.match(text, end - 1) is not None), "人名"


def _firm_by_what_it_has(word: str, tag: str, text: str, start: int, end: int) -> bool:
    """Whether text[start:end], a word no dictionary has as an everyday one, is a firm by what stands beside it (华为的工程师)."""
    if not tag.startswith(_NAMES) or not _HAN.fullmatch(word) or not SHORTEST <= len(word) <= _FIRM_NAME:
        return False
    return _OF_A_FIRM.match(text, end) is not None or _TAKEN_UP.search(text, max(0, start - 2), start) is not None


_HAN = late("[\u3400-\u9fff]+")
_FIRM_NAME = 4
"""Characters of the name of a firm at most."""
_COLOURS = tuple("红橙黄绿蓝紫白金银")
"""What a team is called by before what it wears."""
_RIVER = late(
    "(?:(?<![\u3400-\u9fff])|(?<=[在到沿由对把和与]))[\u3400-\u9fff]{2}[河江溪湖](?=的?(?:[上中下]游|流域|[两沿]岸|干流|支流))"
)
"""A river or lake by what is said of such alone (白马河下游), not a person."""
_MADE_UP = (*_NAMES, "l")
"""How the tags begin of what a shop is called: names, and what the dictionary has as a phrase (好运来)."""
_NO_GIVEN = NOT_IN_NAME + _SETTLED + _SEEN_THERE + "港村镇乡县市区州街路巷寺庙阁塔会"
"""What nobody is called by; a place is."""
_TEACHING = ("思想", "理论", "主义", "精神")
"""What is everybody's, whoever it is called after."""
_PLACED = _SETTLED + _SEEN_THERE + "路街巷"


def _full_name(word: str, general: Container[str]) -> bool:
    """Whether a word is a surname and a given name of two characters in which no word of the bank stands (范围|广)."""
    if len(word) != 1 + GIVEN or word[0] not in SURNAMES or set(word) & set(_NO_GIVEN):
        return False
    return word[:2] not in general and word[1:] not in general


def _by_form(text: str, shape: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where `shape` is a name: (start, end) of each. Of roads and persons everyday words have the same shape."""
    matches = list(shape.finditer(text))
    if not matches:
        return
    words: dict[int, tuple[str, str]] = {}
    at = 0
    for word, tag in tagged(text):
        words[at] = word, tag
        at += len(word)
    for match in matches:
        start, end = match.span()
        word, tag = words.get(start, ("", "n"))
        if shape is _ROAD and match[0][0] in "GS":
            yield start, end
        elif shape is _ROAD:
            # 东平高铁, 昌景高铁: 城际铁路 and 康庄大道 are no names.
            if not _everyday(word, tag) and word not in _NO_ROAD:
                yield start, end
        elif shape is _POSTED:
            if word in SURNAMES and word not in NO_SURNAME:
                # 郑|海波: a given name is cut off with whatever word it makes.
                given, tag = words.get(start + 1, ("", ""))
                if _TRADE_WORD.fullmatch(words.get(start + 1 + len(given), ("", ""))[0]):
                    # 副市长包宏图药业: what a post looks after is a firm.
                    continue
                if given and len(given) <= GIVEN and tag.startswith("n"):
                    yield start, start + 1 + len(given)
            elif not _everyday(word, tag) and SHORTEST <= len(word) <= 3:
                yield start, start + len(word)
            elif len(word) == GIVEN and word[0] not in NO_SURNAME and _given_behind(words, start + len(word)):
                # 董事长|严守|成|答应
                yield start, start + 1 + GIVEN
        else:
            yield start, end


def _given_behind(words: dict[int, tuple[str, str]], at: int) -> bool:
    """Whether one character stands at `at` by itself that may end a given name, and behind it what somebody does."""
    given, tag = words.get(at, ("", ""))
    _, does = words.get(at + 1, ("", ""))
    return len(given) == 1 and tag.startswith("n") and given not in _NO_GIVEN + "人事账钱车物地粮路" and does == "v"


_NO_ROAD = ("康庄大道", "阳光大道")


def _surnames(text: str) -> Iterator[int]:
    """Where a surname stands by itself before a post (柏书记)."""
    if not _TITLE.search(text):
        return
    at = 0
    for word, _ in tagged(text):
        if len(word) == 1 and word in SURNAMES and word not in NO_SURNAME and _TITLE.match(text, at + 1):
            yield at
        at += len(word)


def _beside(text: str) -> tuple[int, int, str] | None:
    """(start, end, slot) of what stands beside a name and is no everyday word; None where there is nothing like it."""
    for match in _BESIDE.finditer(text):
        behind = match["kind"] is not None
        at = match.start("next" if behind else "last")
        named: list[tuple[int, int]] = []
        for word, tag in tagged(match["next"] if behind else match["last"]):
            if not _everyday(word, tag) and len(word) >= SHORTEST:
                named.append((at, at + len(word)))
            elif behind:
                break
            else:
                named = []
            at += len(word)
        if named:
            return named[0][0], named[-1][1], match["kind"] or match["of"]
    return None


def _landscape(text: str) -> Iterator[tuple[int, int]]:
    """Where mountains and waters stand by name (太行山, 澜江): (start, end) of each, in order.

    The dictionary has the great ones; of the others, what stands before 河 or 山 is no word.
    """
    if not any(char in text for char in _LANDSCAPE):
        return
    at = 0
    for word, tag in tagged(text):
        if len(word) >= SHORTEST and tag == "ns" and word[-1] in _LANDSCAPE and not _NO_LANDSCAPE.fullmatch(word):
            yield at, at + len(word)
        at += len(word)
