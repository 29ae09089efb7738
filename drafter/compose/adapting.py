"""Lines of others and of one's own turned into what 选定 holds (改写): facts become slots, what the brief says stays tied to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from drafter.brief.schema import without_label
from drafter.language.entities import SLOT, entities, is_name, mask
from drafter.language.heads import LIGHT_VERBS, OPENING_VERBS
from drafter.language.numerals import chinese
from drafter.language.places import named_in_short, short_names
from drafter.language.surnames import SURNAMES
from drafter.language.words import tagged
from drafter.search.layout import LABEL

GAP = re.compile(r"【待填：([^【】]{1,24})】")
_MASKED = re.compile(r"<([^<>]{1,24})>")
# A precedent's meeting is not this meeting: names no field of the brief fills.
_ADAPTED = {
    "会议": "会议名称",
    "单位": "单位名称",
    "人名": "人名",
    "地名": "地名",
    "日期": "日期",
    "数": "数字",
    "文件": "文件名称",
}
# Places and bodies whose names no shape makes certain (栖岭二中, 梧湾社区). What is mined and checked leaves them alone
# (see language/entities.py); a line that is taken over whole had better show one gap too many.
_THINGS = (
    "中学(?![习位]) 小学(?!位) 学校 幼儿园 [一二三四五六七八九十]中(?!全会|[学心国央间期]) 职校 医院 卫生院 敬老院 福利院 水厂 水库 (?<!充)电站 大桥 隧道 广场 公园 小区 "
    "社区 村(?![超晚播歌]|字号|[Bb][Aa]) 公司 集团 合作社 市场(?!化|经济|主体|准入|机制|体系|竞争力|活力|预期|在资源) 商场 车站 景区 园区"
).replace(" ", "|")
_NAMED_THING = re.compile(rf"(?:<地名>|([\u3400-\u9fff]{{2,8}}?))({_THINGS})(?![\u3400-\u9fff]?[级民务干部])")
_NOT_IN_NAME = "的了是在把被将对从要有我你他她它们这那各每某该本全其和与及或而但并以于由到为就也都又很再更最让给使等上下内里中个两所名多新老家座"
_GENERAL = (
    "深入 走进 走访 走遍 办好 建好 建设 改造 完成 推进 加强 学习 借鉴 推广 组织 带动 引导 支持 帮助 依托 确保 实现 覆盖 现场 查看 "
    "公办 民办 公立 私立 定点 重点 示范 中心 城乡 城镇 农村 乡镇 乡村 县城 城市 城区 集镇 行政 自然 美丽 先进 文明 智慧 老旧 住宅 "
    "农贸 专业 批发 综合 大型 中型 小型 龙头 国有 民营 上市 科技 旅游 工业 农业 产业 物流 农民 骨干 饮用 污水 实训 培训 普惠 党建 开展 改扩建 扩建 新建"
).split()
_VERBS = OPENING_VERBS - LIGHT_VERBS - {"丰富", "统一"} | frozenset(
    "发挥 放宽 形成 研究 弥补 熟悉 注重 通过 开拓 占领 引领 参与 扩建 提供 适应 面向 巩固 稳定 融入 列入 入选 妨碍 贯穿 事关 组建".split()
)
"""Verbs a thing stands behind; those that are names as well (团结公园, 创新园区) are none of them."""
_KIND = re.compile(
    "(?:社会主义|国际|国内|国外|境外|海外|世界|全球|全国|国家|统一大?|区域|外部|消费|客源|劳动力|电力|碳|资本|金融|股票|证券|房?地产|租赁|住房"
    "|零售|数据|要素|产品|文旅|交易|产权|股权|招标|投标|行业|高端|后端|前端|传统|新兴|超?大?规模|高标准|广大|农贸|集贸|批发|专业|综合|跨国|头部"
    "|派遣|劳务|运营|资产|征信|上市|供销|[省市县区]级|国家级|三甲|现代|收治|高水平|高职|职业|专科|本科|规范化|一届届|同类|义务教育段?|零碳"
    "|医疗|平安|劳动|关系|(?:增量)?配?电网|融合|发展|铁路|(?:全球)?(?:人形)?机器人|智能|具身|[省市县区境][外内]|[\u3400-\u9fff](?<![前先奋跃促共推引走跟并改])进|未来|精品|文化|体育|郊野|口袋|地质|湿地|森林|主题|病险|街道|典型|平行|不少|强大|县乡|首批|层次|大|[\u3400-\u9fff]{2}型)+$"
)
"""What kind of thing it is, between its name and the thing: without a name before it there is none."""
_SPOKEN_OF = frozenset("市场 公司 集团 合作社 学校 医院 园区 景区 公园 社区 水库".split())
"""Things that are spoken of in general more than by name. Of any other (小区, 大桥, 村) the word before is the name."""
_TRADE = re.compile(
    "(?:农贸|集贸|批发|专业|综合|建材|水产|果蔬|蔬菜|花卉|家具|家居|粮油|药材|茶叶|小商品|商贸|钢材|国际)$"
)
"""What a market that has a name deals in: any other (碳市场, 外需市场, 开拓市场) is spoken of in general."""
_OFFICE = re.compile(
    r"(?<![各本该全每级省市县区州旗个])(?P<level>[省市县区州旗])(?:委|政府)[\u3400-\u9fff]{0,4}?(?:督查室|办公室|办公厅|研究室|值班室)"
)
"""An office of a government, by its level alone (县政府督查室)."""
_BODY_HERE = re.compile(
    r"(?<![\u3400-\u9fff>])(?:向|由|在|经|受|按照?|根据)?(?P<level>[市县区州旗])(?:委|政府)(?![\u3400-\u9fff]{0,1}(?:[员书办常]))"
    r"|(?<=[、和])(?P<next>[市县区州旗])(?:委|政府)(?![\u3400-\u9fff]{0,1}(?:[员书办常]))"
)
"""A committee or government by its level alone, where it is whose speech this is."""
_COUNTY = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[在到赴由向对与和及是为给自]))"
    r"(?![本全各该每我贵大小强穷富弱郡跨撤出进驻外邻两几数多整一二三四五六七八九十百千市省县区旗州乡镇村老旧原到在赴由向对与和及是为给自从让将])"
    r"[\u3400-\u9fff]县(?![域城级乡处直属里内外上下情志校长官中一])"
)
"""A county whose name has one character (莘县, 沛县)."""
_LANDSCAPE = "山河江湖海岭峡岛溪湾泉峰池沟塘"
_NO_LANDSCAPE = re.compile("[大深河陆江山海湖融高兴上下入出进内外冰四两双青绿关沿靠登爬游开荒名火雪远近].|长[^江]|.{4}")
"""What ends like one and is a word of the language (深海, 江山, 入河), a saying of four characters (信口开河) included."""
_SMALL = re.compile(
    r"(?<![一二三四五六七八九十百千万第每月<])[两三四五六七八九](?=(?:天|年|周|个月|个小时|小时|分钟|户|家|所|座|名|次|台|辆|处|亩|吨|公里"
    r"|元|万|亿|倍|成|村|镇|栋|间|场|期|轮|岁|折)(?!一|[大小]))(?:个月|个小时|小时|分钟|公里|.)"
)
"""Small amounts in words (两天, 七户). What is mined and checked leaves them alone: most of them are no figures."""
_ABOUT_A_TENTH = re.compile("一成(?:多|半|左右|以上|以下)")
_ROAD = re.compile(
    rf"[东西南北]?(?:(?![{_NOT_IN_NAME}])[\u3400-\u9fff]){{2}}(?:高铁|铁路|大道|国道|省道)|(?<![A-Za-z0-9])[GS]\d{{1,4}}(?![A-Za-z0-9])"
)
_SOMEBODY = re.compile(
    f"(?:[{SURNAMES}]某某?|某某某?)(?![省市县区州镇乡村局种个一些项类段年月日地处人方位次单部家件点])"
)
_POSTED = re.compile(
    rf"(?<=书记|主席|[省市县区州镇乡局厅部院校会行]长|主任|常委|总理|教授)(?=[{SURNAMES}])[\u3400-\u9fff]{{2,3}}"
)
_FAMILIAR = re.compile(f"(?:(?<=[局委办厅镇乡村站所队处科社])|(?<=中心))[老小](?!康)[{SURNAMES}]")
_BESIDE = re.compile(
    r"(?<=<(?P<kind>地名|单位|人名)>)[、和](?P<next>[\u3400-\u9fff]{2,8})|(?:(?<![\u3400-\u9fff>])|(?<=[、和]))(?P<last>(?:(?![和、])[\u3400-\u9fff]){2,8})[、和]<(?P<of>地名|单位|人名)>"
)
"""What is named in one breath with a name (双汇集团、红星美凯龙), on either side of it."""
_NAMES = ("ns", "nr", "nz", "nt", "x")
"""How the tags begin of what the dictionary does not know as an everyday word."""
_HERE = re.compile(
    r"((?:今天|今日|这里|我们|此次|这次|本次)[^。；<>]{0,12}(?:召开|举行|举办|参加|出席)(?:的是|了)?)<会议名称[一二三四五六七八九十]*>"
)
"""Where a precedent names the meeting it was held at: it is this one's place."""
SHORTEST = 2
"""A filler of fewer characters is not tied to its slot: it could stand there by chance."""


def adapt(
    text: str,
    places: Collection[str] = (),
    level: str = "",
    subjects: Iterable[str] = (),
    theirs: str = "",
    title: str = "",
) -> str:
    """A precedent's passage as a line for the outline: label off, every name, date and figure a slot <…>.

    places: short names of places that are not this meeting's (see language/places.py). level: this meeting's, 市 or 县,
    "" where it is not known: an office of another level's government is another's. subjects: what its speech is about
    and this one is not, the longest first (see flow/subjects.py). theirs: the level of the precedent's own place, where
    that is known: where it is another than this meeting's, a bare 市委 in it is theirs. title: its speech's; whatever it names
    is a name in the passage as well. A name is one wherever its characters stand. One fact is one slot, wherever it stands: several of
    a kind are told apart by a number.

    >>> adapt("（一）2023年3月，青岚市新建工会320家")
    '<日期>，<地名>新建工会<数字>'
    >>> adapt("一百天很短，一百天也很长，要办好3件事；")
    '<数字一>很短，<数字一>也很长，要办好<数字二>。'
    """
    bare = text if _SERIES.match(text) else _unlabelled(text)
    masked, found = mask(bare.replace("<", "〈").replace(">", "〉"))
    line = _Masked(masked, [one.text for one in found])
    places = {*places, *short_names(bare)}
    for start, end in reversed(list(named_in_short(line.text, places))):
        line.put(start, end, "地名")
    for place in places:
        # 青禾镇电商园: the kind behind it makes it a name whatever follows.
        line.put_all(rf"{re.escape(place)}(?:街道|[省市县区州盟旗镇乡村])", "地名")
    for shape, slot in ((_ROAD, "地名"), (_SOMEBODY, "人名"), (_POSTED, "人名"), (_FAMILIAR, "人名")):
        for start, end in reversed(list(_by_form(line.text, shape))):
            line.put(start, end, slot)
    for match in reversed(list(_COUNTY.finditer(line.text))):
        line.put(*match.span(), "地名")
    if theirs and level and theirs != level:
        for match in reversed(list(_BODY_HERE.finditer(line.text))):
            group = "level" if match["level"] else "next"
            if match[group] == theirs:
                line.put(match.start(group), match.end(), "单位")
    for match in reversed(list(_OFFICE.finditer(line.text))):
        if match["level"] != level:
            line.put(*match.span(), "单位")
    for match in reversed(list(_NAMED_THING.finditer(line.text))):
        if (begins := _named_from(match)) is not None:
            line.put(begins, match.end(), "单位")
    # Behind those: 松湾社区 is a name as a whole.
    for start, end in reversed([*_landscape(line.text)]):
        line.put(start, end, "地名")
    for amount in (_SMALL, _ABOUT_A_TENTH):
        for match in reversed(list(amount.finditer(line.text))):
            line.put(*match.span(), "数")
    while (beside := _beside(line.text)) is not None:
        line.put(*beside)
    titled = {one.text: SLOT[one.type] for one in entities(title) if one.type in _NAMING}
    for name, slot in (line.names() | titled).items():
        line.put_all(re.escape(name), slot)
    for subject in subjects:
        for match in reversed(list(re.finditer(re.escape(subject), line.text))):
            line.put(*match.span(), SUBJECT)
    # The next item stood behind it: here it ends.
    return re.sub("[；;，,、]$", "。", re.sub(r"\s+", " ", line.shown()).strip())


def _unlabelled(text: str) -> str:
    """`text` without the label it begins with; what counts on inside of it (…三件事。一是…二是…) stays whole."""
    label = LABEL.match(text)
    return text[label.end() :] if label else text


_SERIES = re.compile(
    r"\s*(?:[一二三四五六七八九](?P<kind>[是要])[\s\S]*[二三四五六七八九十](?P=kind)|第[一二三四五六七八九][，、,][\s\S]*第[二三四五六七八九十][，、,])"
)
"""A passage that counts on from what it begins with (一要…二要…): its first number is no label of the passage."""
SUBJECT = "讲的事"
"""The slot of what the precedent's whole speech is about."""


class _Masked:
    """A passage in which slots take the place of facts, and the facts in their order (遮去事实的一段)."""

    def __init__(self, text: str, facts: list[str]) -> None:
        self.text, self.facts = text, facts

    def put(self, start: int, end: int, slot: str) -> None:
        """<slot> in place of text[start:end], slots in it included."""
        first, inside = self.text.count("<", 0, start), self.text.count("<", start, end)
        whole = iter(self.facts[first : first + inside])
        self.facts[first : first + inside] = [_MASKED.sub(lambda _: next(whole), self.text[start:end])]
        self.text = f"{self.text[:start]}<{slot}>{self.text[end:]}"

    def put_all(self, pattern: str, slot: str) -> None:
        """<slot> wherever `pattern` stands outside of slots."""
        for match in reversed(list(re.finditer(rf"<[^<>]*>|{pattern}", self.text))):
            if match[0][0] != "<":
                self.put(*match.span(), slot)

    def names(self) -> dict[str, str]:
        """Places, bodies and persons among the facts, the longest first, and the slot of each."""
        slots = [match[1] for match in _MASKED.finditer(self.text)]
        named = {fact: slot for fact, slot in zip(self.facts, slots, strict=True) if slot in ("地名", "单位", "人名")}
        return {fact: named[fact] for fact in sorted(named, key=lambda one: (-len(one), one)) if len(fact) >= SHORTEST}

    def shown(self) -> str:
        """The passage with the slots as the writer reads them."""
        names = [_ADAPTED.get(match[1], match[1]) for match in _MASKED.finditer(self.text)]
        told: dict[str, list[str]] = {}
        for name, fact in zip(names, self.facts, strict=True):
            if fact not in told.setdefault(name, []):
                told[name].append(fact)
        numbered = iter(
            name + (chinese(told[name].index(fact) + 1) if 1 < len(told[name]) < MOST_APART else "")
            for name, fact in zip(names, self.facts, strict=True)
        )
        return _MASKED.sub(lambda _: f"<{next(numbered)}>", self.text)


MOST_APART = 100
"""So many facts of one kind are no longer told apart: no passage has them."""


def at_this_meeting(text: str) -> str:
    """An adapted line with the slot of this meeting where it says what is being held (今天，我们召开<会议>).

    >>> at_this_meeting("今天，我们召开<会议名称>，传达<会议名称>精神。")
    '今天，我们召开<会议>，传达<会议名称>精神。'
    """
    return _HERE.sub(r"\1<会议>", text)


_NAMING = ("place", "org", "person")


def _everyday(word: str, tag: str) -> bool:
    return not tag.startswith(_NAMES) or bool(set(word) & set(_NOT_IN_NAME)) or not "\u3400" <= word[0] <= "\u9fff"


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
            if not _everyday(word, tag) and SHORTEST <= len(word) <= 3:
                yield start, start + len(word)
        elif shape is not _FAMILIAR or len(word) == 1 or (word == match[0] and tag.startswith("nr")):
            yield start, end


_NO_ROAD = ("康庄大道", "阳光大道")


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


def _named_from(match: re.Match[str]) -> int | None:
    """Where the name of a thing with a name of its own begins, None for one without."""
    before, thing = match[1], match[2]
    if before is None:
        return match.start()
    verbs = _VERBS if thing in _SPOKEN_OF else ()
    # Right behind a place all of it is the name (青岚国际市场).
    placed = match.string.endswith("<地名>", 0, match.start()) and not set(before) & set(_NOT_IN_NAME)
    if thing == "市场" and not (placed or _TRADE.search(before)):
        return None
    if thing in _SPOKEN_OF and not placed:
        before = _KIND.sub("", before)
    start = max((place + 1 for place, char in enumerate(before) if char in _NOT_IN_NAME), default=0)
    for word in (*_GENERAL, *verbs):
        place = before.rfind(word)
        start = max(start, place + len(word)) if place >= 0 else start
    name = before[start:]
    behind = match.string[match.end() : match.end() + 1]
    if len(name) < SHORTEST or (thing == "村" and not is_name(name[-3:] + "村", behind)):
        return None
    # Of a longer run it is not known where the name begins; most have two characters.
    at = start if len(name) <= 4 else len(before) - 2
    return match.start() + at


def heading_of(text: str) -> str:
    """The heading that a passage is or begins with, without the stop behind it; "" where it has none.

    >>> heading_of("（一）把底数摸清。各乡镇要逐户登记，不漏一人。"), heading_of("同志们，" + "把工作做在平时，" * 5)
    ('（一）把底数摸清', '')
    """
    first = re.split("[。！？；\n]", text, maxsplit=1)[0].strip()
    return first.rstrip(STOPS) if len(_unlabelled(first)) <= LONGEST_HEADING else ""


LONGEST_HEADING = 30
"""Characters of the longest line that is taken for a heading."""
STOPS = "。．；，、：;,.: "
"""What a heading does not end with."""


_ORDINAL = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}(?:[，、,：:]|\s+)|\d{1,2}[)）])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[•·●○■□◆◇▪▫★☆➢➤✓√→]+|[-–—*+]+(?!\d))\s*(?=\S)|^[一二三四五六七八九十]是[，：]?(?=\S)")


def _unnumbered(text: str) -> str:
    return _ORDINAL.sub("", without_label(text))


def as_item(text: str) -> str:
    """A line of a list as the thing it names: without bullet and number before it, and stop behind it.

    >>> [as_item(line) for line in ("1. 护理人员不足；", "- （二）设施老化", "二是经费不足。", "14所幸福院")]
    ['护理人员不足', '设施老化', '经费不足', '14所幸福院']
    >>> [as_item(line) for line in ("一、二、三产融合", "三、二、三产融合；", "二、三产业发展", "二、三农工作")]
    ['一、二、三产融合', '二、三产融合', '二、三产业发展', '三农工作']
    """
    return without_bullet(text).rstrip("；;，,、。 ")


def without_bullet(text: str) -> str:
    """`text` without the bullets and numbers it begins with."""
    text = text.strip()
    while (shorter := _unnumbered(_BULLET.sub("", text)).strip()) != text:
        text = shorter
    return text


def as_heading(text: str) -> tuple[str, str]:
    """A typed heading without the number it begins with, which is the outline's, and the stop behind it; what went.

    >>> as_heading("（一）把底数摸清。")
    ('把底数摸清', '（一）…。')
    >>> as_heading("第一，把底数摸清")
    ('把底数摸清', '第一，')
    >>> as_heading("把底数摸清！")
    ('把底数摸清！', '')
    """
    bare = text
    # A character behind it, so that a number alone is seen as one.
    while (shorter := _unnumbered(bare + "题")[:-1].strip()) != bare:
        bare = shorter
    before = text[: len(text) - len(bare)]
    bare = bare.rstrip(STOPS)
    behind = text[len(before) + len(bare) :]
    return bare, "…".join(part.strip() for part in (before, behind)) if before and behind else (
        before or behind
    ).strip()


def template(text: str, fillers: Mapping[str, str], hints: Mapping[str, str], filled: Mapping[str, str]) -> str:
    """A typed line as it is kept: 【待填：…】 as slots, and what came from the brief as slots that stay tied to it.

    fillers: slot -> value in this line, tied. hints: slot -> its hint. filled: slots the brief fills anywhere.
    """
    names = {hint: name for name, hint in hints.items()}

    def slot(match: re.Match[str]) -> str:
        name = names.get(match[1], match[1])
        # A slot the brief fills would not come back as a gap.
        return match[0] if name in filled or "<" in name or hints.get(name, name) != match[1] else f"<{name}>"

    text = GAP.sub(slot, text)
    pieces = [text]
    for name, value in sorted(fillers.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(value) < SHORTEST or "<" in value or filled.get(name) != value:
            continue
        pieces = [part for piece in pieces for part in _tie(piece, name, value)]
    return "".join(pieces)


def _tie(piece: str, name: str, value: str) -> list[str]:
    if piece.startswith("<") and piece.endswith(">"):
        return [piece]
    parts: list[str] = []
    for number, part in enumerate(piece.split(value)):
        parts += [f"<{name}>", part] if number else [part]
    return parts
