"""What a brief is asked for (简要的各项), in the order it is asked; each answer as one line of text and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from drafter.bank.model import Bank, Topic
from drafter.brief.schema import each_told, listed, parted, without_marks
from drafter.compose.adapting import without_bullet
from drafter.compose.data import Data, fault, follow_measures, get, insert_point, measures_of, put, topic_of
from drafter.language import audience, meetings
from drafter.language.similar import bigrams
from drafter.plan import slips
from drafter.plan.assignments import split
from drafter.plan.occasion import occasion_in
from drafter.plan.sibling import Sibling

Shape = Literal["text", "texts", "line", "points", "events", "achievements"]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the brief."""

    key: str
    ask: str
    hint: str
    shape: Shape = "text"
    """text: one value; texts: 、 between them on one line; the others: one a line, a row each."""
    core: bool = False
    """Asked at the start of a new brief."""
    needed: bool = False


QUESTIONS = (
    Question("会议", "会议全称？", "会写进开场和标题，例：全市养老服务工作会议", core=True, needed=True),
    Question("场合", "什么场合？", "决定先讲什么、后讲什么。空着按回车，用右边第一项", core=True),
    Question("讲话人.身份", "以什么身份讲？", "身份不同，话的分寸不同。空着按回车，按主要领导写", core=True),
    Question("主题", "讲的是哪项工作？", "例：养老服务工作；不写从会议名称里取", core=True),
    Question("对象", "要求谁去做？", "例：各县区和市直有关部门", core=True),
    Question("依据", "依据哪些会议、文件？", "几条就用顿号“、”隔开", "texts", core=True),
    Question(
        "刚才", "讲话之前会上有什么安排？", "写成“谁：作了什么”，一句话也行，每行一件，空行结束", "events", core=True
    ),
    Question("成绩", "有哪些成绩？", "写成“方面：事实和数字”，每行一件，空行结束", "achievements", core=True),
    Question("问题", "有哪些问题？", "每行一条，宜短，空行结束", "line", core=True),
    Question(
        "意见",
        "要讲哪几点？",
        "写成“主题”或“主题：措施、措施（责任单位）”，每行一点，空行结束",
        "points",
        core=True,
        needed=True,
    ),
    Question("保障.主体", "加强领导这一点，谁来保障？", "例：各级党委和政府；不写就不单列一点", core=True),
    Question("保障.措施", "怎样保障？", "几条就用顿号“、”隔开", "texts", core=True),
    Question("讲话人.职务", "讲话人职务？", "写全称，例：青澜市委书记；没定按回车", core=True),
    Question("讲话人.姓名", "讲话人姓名？", "印在题目下面；没定按回车", core=True),
    Question("日期", "哪天讲？", "例：2026-03-18；没定按回车。这是最后一问", core=True),
    # Not asked at the start: they stand in the form, behind the others.
    Question("标题", "题目？", "不写就用会议名称拼成"),
    Question("地区", "正文里怎样称呼本地？", "全省、全市、全县、全镇、全系统……"),
    Question("称谓", "怎样称呼到会的人？", "不带冒号；不写按场合通例"),
    Question("结束", "怎样收尾？", "号召、希望、总结、祝愿；不写按场合通例"),
    Question("风格.层级", "标题排几级？", "1、2、3；不写按 2"),
    Question("风格.备选", "每行附几种备选？", "0 到 9；不写按 3"),
)
BY_KEY = {question.key: question for question in QUESTIONS}
_FIXED: dict[str, tuple[str, ...]] = {
    "讲话人.身份": ("主要领导", "分管领导", "上级代表", "主持人"),
    "结束": ("号召", "希望", "总结", "祝愿"),
    "风格.层级": ("2", "1", "3"),
    "风格.备选": ("3", "5", "9", "0"),
    "地区": tuple(name for name, _, _ in meetings.REGIONS),
    "称谓": ("同志们", "各位代表、同志们", "各位来宾、同志们"),
}
LISTED: tuple[Shape, ...] = ("line", "points", "events", "achievements")
"""Shapes that take one thing a line."""
CLOSED = frozenset(("场合", "讲话人.身份", "结束", "风格.层级", "风格.备选"))
"""Fields that take one of a few words only."""
ADD = "+"
"""The last row of a field with several rows: where one is added."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form (一行)."""

    key: str
    index: int | None
    """Which element of a field with several, None for the row that adds one or for a single value."""
    text: str

    @property
    def id(self) -> str:
        if BY_KEY[self.key].shape not in LISTED:
            return self.key
        return f"{self.key}/{ADD if self.index is None else self.index + 1}"


def rows(data: Data) -> tuple[Row, ...]:
    """The whole form."""
    found: list[Row] = []
    for question in QUESTIONS:
        value = get(data, question.key)
        if question.shape in LISTED:
            found += [Row(question.key, index, show(question, item)) for index, item in enumerate(value or ())]
            found.append(Row(question.key, None, ""))
        else:
            found.append(Row(question.key, None, show(question, value) if value else ""))
    return tuple(found)


def row_of(data: Data, name: str) -> Row:
    """The row called `name` (会议, 意见/2, 意见/+), or the one that adds to its field."""
    key = name.split("/")[0]
    all_rows = rows(data)
    return next((row for row in all_rows if row.id == name), next(row for row in reversed(all_rows) if row.key == key))


def held_by(data: Data, row: Row) -> Any:
    """The value that stands in `row`, None where it adds one."""
    value = get(data, row.key)
    if BY_KEY[row.key].shape not in LISTED:
        return value
    return None if row.index is None else value[row.index]


def show(question: Question, value: Any) -> str:
    """A value as one line, which `read` takes back."""
    match question.shape:
        case "texts":
            return value if isinstance(value, str) else between(value).join(value)
        case "points":
            measures = measures_of(value)
            return topic_of(value) + (f"：{between(measures).join(measures)}" if measures else "")
        case "events":
            return f"{value.get('谁', '')}：{value.get('事', '')}"
        case "achievements":
            if isinstance(value, str):
                return value
            return "：".join(part for part in (value.get("要点"), value.get("事实")) if part)
    return str(value)


_BETWEEN = ("、", "；", "｜")


def between(items: Sequence[str]) -> str:
    """What stands between several things on one line: the first of 、；｜ that none of them would be cut at.

    >>> between(["护理培训", "统筹医疗、养老资源"])
    '；'
    """
    return next((mark for mark in _BETWEEN if all(len(_cut(one, mark)) < 2 for one in items)), _BETWEEN[-1])


def _cut(text: str, mark: str) -> list[str]:
    """The things in `text` with `mark` between them; 、 and ； both, where 、 is enough."""
    if mark == "、":
        return listed(text)
    if mark == "｜":
        return [bare for one in text.split(mark) if (bare := one.strip())]
    # What 、 would cut is put together again.
    pieces, place = listed(text), 0
    found: list[str] = []
    for piece in pieces:
        start = text.index(piece, place)
        gap, place = text[place:start], start + len(piece)
        if found and not set(gap) & set("；;"):
            found[-1] += gap + piece
        else:
            found.append(piece)
    return found


def things(text: str, old: Any, anew: bool = True) -> list[str]:
    """The things on a line. old: those that stood there; a mark that is part of one of them cuts none.

    anew: where nothing stood there, ； cuts before 、 does.
    >>> things("统筹医疗、养老资源；配强干部", [])
    ['统筹医疗、养老资源', '配强干部']
    >>> things("健全机制、配强干部；落实经费", ["健全机制", "配强干部"])
    ['健全机制', '配强干部', '落实经费']
    """
    stood = [old] if isinstance(old, str) else list(old or ())
    mark = between(stood)
    if mark == "、" and (stood or anew):
        apart = _cut(text, "；")
        mark = "；" if len(apart) > 1 and set(stood) <= set(apart) else mark
    return _cut(text, mark)


def hint_of(data: Data, name: str) -> str:
    """What is said of how to answer, for the row `name`."""
    row = row_of(data, name)
    question, value = BY_KEY[row.key], held_by(data, row)
    if row.key == "主题" and not value and data.get("会议"):
        # What is guessed is said where it can be put right.
        theme = meetings.theme_of(str(data["会议"]), str(data.get("地区") or ""))
        return (
            f"不写就从会议名称里取“{meetings.quoted_inside(theme)}”，不对请写上"
            if theme
            else "会议名称里看不出讲哪项工作，请写上"
        )
    if question.shape not in ("texts", "points") or not value:
        return question.hint
    mark = between(measures_of(value) if question.shape == "points" else [value] if isinstance(value, str) else value)
    return question.hint if mark == "、" else f"有一条本身带顿号，几条之间用“{mark}”隔开"


def _head(text: str, old: str) -> tuple[str, str]:
    """`text` in two at a colon, as `parted` does; what stood before it in the row had as many colons as `old`."""
    head, tail = parted(text)
    while tail and parted(old)[1]:
        old = parted(old)[1]
        at = text.index(tail, len(head))
        behind, tail = parted(tail)
        head = text[:at] + behind
    return head, tail


def read(question: Question, text: str, old: Any = None) -> Any:
    """A typed line as a value; "" becomes None. old: what stood there, which is taken apart no further than it was, and
    whose parts that are not on the line stay."""
    text = text.strip()
    if not text:
        return None
    fields = old if isinstance(old, Mapping) else {}
    match question.shape:
        case "texts":
            return things(text, old)
        case "points":
            head, tail = _head(text, topic_of(old or ""))
            rest = {name: item for name, item in fields.items() if name not in ("主题", "措施")}
            measures = things(tail, measures_of(old), anew=False)
            if not measures_of(old):
                # Once they stand apart, each has what is its own.
                measures = each_told(measures)
            if not (rest or (head and tail) or parted(text)[1]):
                return head or text
            return {"主题": head or text, **({"措施": measures} if measures else {}), **rest}
        case "events":
            head, tail = _head(text, str(fields.get("谁", "")))
            return {**fields, "谁": head, "事": tail}
        case "text" if question.key == "日期" and (day := _DAY.fullmatch(text)):
            return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        case "achievements":
            fact, topic = (
                str(fields.get("事实") or (old if isinstance(old, str) else "")),
                str(fields.get("要点") or ""),
            )
            head, tail = _head(text, topic)
            if not topic and parted(fact)[1] and not _head(text, fact)[1]:
                return {"事实": text}
            if topic and not fact and not tail:
                return {"要点": text}
            if not tail and not fields and Sibling(head).kind == "活动" and not any(map(str.isdigit, head)):
                # 宣传培训 is what was done, not what came of it: that is left to be filled in.
                return {"要点": head}
            return {"要点": head, "事实": tail} if tail else {"事实": head}
    return text


def answered(data: Data, name: str, text: str) -> Data:
    """`data` with the row `name` holding `text`; an empty text takes the row out."""
    row = row_of(data, name)
    question = BY_KEY[row.key]
    value = read(question, text, held_by(data, row))
    if question.shape not in LISTED:
        if row.key == "称谓" and value:
            value = value.rstrip("：: ") or None
        changed = put(data, row.key, value)
        if row.key == "保障.措施":
            old, new = (measures_of(one.get("保障")) for one in (data, changed))
            return follow_measures(changed, "保障", old, new)
        return changed
    items = list(get(data, row.key) or ())
    if question.shape == "events" and not parted(text)[1] and (events := events_of(text)):
        place = len(items) if row.index is None else row.index
        items[place : place + 1] = events
        return put(data, row.key, items)
    if row.index is None and row.key == "意见" and value:
        return insert_point(data, len(items), value)
    if row.index is None:
        return put(data, row.key, [*items, value] if value else items)
    if value is None:
        del items[row.index]
    else:
        old, new = measures_of(items[row.index]), measures_of(value)
        items[row.index] = value
        if row.key == "意见":
            return follow_measures(put(data, row.key, items), row.id, old, new)
    return put(data, row.key, items)


_SPOKE = re.compile(
    r"(?:刚才|会前|会上)?[，,]?(?P<who>[^，,；;：:]{2,30}?)(?P<what>"
    r"(?:分别|先后|依次|就[^，,；;]{1,20})?(?:作了|做了|作|通报了|介绍了|汇报了|交流了|宣读了|宣布了|传达了|表了态|发了言|签了|递交了"
    r"|(?:现场|实地|集中|共同|一起|一同|集体)?(?:观摩|参观|考察|查看|察看|观看|听取|学习|签订|签署|颁发|颁授|举行|播放|解读|点评|讲解|看|听)了).{1,})"
)
"""Who did what in one clause, without a colon: 石桥镇、柳河镇作了交流发言."""


_DONE_THERE = re.compile(
    "(?:刚才|会前|会上)?[，,]?(?P<what>(?:宣读|宣布|传达|学习|通报|播放|观看|颁发|颁授|举行|签订|签署|表彰)了.{1,})"
)
"""What is done at a meeting without anybody said to do it."""


def events_of(text: str) -> list[dict[str, str]]:
    """The events a sentence tells, one for each clause with somebody who acts; [] when it tells none.

    >>> events_of("县邮政公司通报了情况，石桥镇、柳河镇作了交流发言。")
    [{'谁': '县邮政公司', '事': '通报了情况'}, {'谁': '石桥镇、柳河镇', '事': '作了交流发言'}]
    >>> events_of("宣读了表彰决定，三名护林员作了事迹报告")
    [{'谁': '会议', '事': '宣读了表彰决定'}, {'谁': '三名护林员', '事': '作了事迹报告'}]
    """
    found: list[dict[str, str]] = []
    clauses = re.split("[，,；;]", text.strip().rstrip("。．."))
    for place, clause in enumerate(clauses):
        match = _SPOKE.fullmatch(clause.strip())
        if match is None and not found and place + 1 < len(clauses) and (done := _DONE_THERE.fullmatch(clause.strip())):
            # Before what somebody did, it is the meeting's own.
            found.append({"谁": "会议", "事": done["what"]})
            continue
        if match is not None:
            found.append({"谁": match["who"], "事": match["what"]})
        elif found:
            # 通报了情况，分析了问题: still the same one's.
            found[-1]["事"] += f"，{clause.strip()}"
        elif clause.strip() not in ("刚才", "会前", "会上"):
            return []
    return found


_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")


def title(key: str) -> str:
    """A field as the writer reads it: 讲话人·身份."""
    return key.replace(".", "·")


def complaint(data: Data, name: str, text: str, occasions: Sequence[str]) -> str:
    """What is wrong with `text` as the row `name`, "" when it may be accepted."""
    row = row_of(data, name)
    question = BY_KEY[row.key]
    if not text.strip():
        return ""
    if row.key == "日期" and re.fullmatch(r"\d{1,2}(?:月|[./-])\d{1,2}[日号]?", text.strip()):
        return "还差年份：写成“年-月-日”，如 2026-12-03"
    if question.shape == "events" and not parted(text)[1] and not events_of(text):
        return _unsaid(text.strip(), [one for one in get(data, "刚才") or () if one.get("谁")][: row.index])
    if question.shape in ("points", "achievements", "events") and not parted(text)[0]:
        return "冒号前面还空着"
    if row.key == "地区" and _SPOKEN_TO.search(text):
        return "“地区”写全市、全县、某某市；怎样称呼到会的人写在“称谓”"
    if row.key in _NO_DATES and _DATED.match(text.strip()):
        return f"这像是日期；哪天讲写在“日期”，这里写{_NO_DATES[row.key]}"
    if row.key == "保障.措施" and _POST.search(text.strip()) and not _BY_SOMEBODY.search(text):
        return "这像是职务；讲话人的职务写在“讲话人·职务”，这里写怎样保障"
    if row.key == "讲话人.职务" and without_bullet(text) != text.strip():
        return "这像是一条措施；这里写讲话人的职务，例：青澜市委书记"
    # A refused post stays in the line, and a name typed behind it makes it no name.
    if row.key == "讲话人.姓名" and _POST_WITHIN.search(text.strip()):
        return "这里写姓名；职务写在上一问“讲话人·职务”"
    # Other fields may be faulty only if the file was, and then nothing would have been opened.
    said = fault(answered(data, name, text), occasions)
    # The words that may stand there are on the screen already, and a row of the file is none of the screen's.
    return said.partition("。可用的有")[0] if row.key in CLOSED else said.replace("就删去这一行", "就空着回车")


_NO_DATES = {"讲话人.职务": "职务", "讲话人.姓名": "姓名", "保障.主体": "谁来保障", "保障.措施": "怎样保障"}
"""Fields in which no date stands alone -> what is to stand there."""
_DATED = re.compile(r"(?:\d{4}[年./-]\d{1,2}(?:[月./-]\d{1,2}[日号]?|月)?|\d{1,2}月\d{1,2}[日号]?)$")
_BY_SOMEBODY = re.compile("抓|负责|牵头|包|带|挂|当|设|配|选|派")
"""What makes a measure of a post (一把手任组长, 包抓县长)."""
_SPOKEN_TO = re.compile("同志|各位|你们|大家|[，：:。！!]")
_POSTS = "(?:[省市县区州旗镇乡厅局处科部院校会行队组庭所站社馆]长|秘书长|书记|主任|主席|总理|委员|经理|调研员|巡视员)"
_POST = re.compile(f"{_POSTS}$")
_POST_WITHIN = re.compile(f"{_POSTS}$|(?:^副?|..){_POSTS}")
"""A post alone, or before a name (副市长陶某某); one character before it may begin a name (陈会长)."""


def advice(data: Data, name: str, text: str) -> str:
    """What is to be thought of before `text` is taken as the row `name`, which may be right all the same; "" for nothing."""
    row = row_of(data, name)
    if row.key == "成绩" and text.strip():
        told = [_told(item) for item in get(data, "成绩") or ()]
        others = told if row.index is None else told[: row.index]
        repeated = slips.twice(_told(read(BY_KEY["成绩"], text)), others)
        return slips.told_again(*repeated) if repeated else ""
    question = BY_KEY[row.key]
    if question.shape in LISTED and text.strip():
        said = _all_it_says(read(question, text))
        before = [_all_it_says(item) for item in get(data, row.key) or ()]
        before = before if row.index is None else before[: row.index]
        if said in before:
            return f"和第 {before.index(said) + 1} 条一样，写一次就够"
        return slips.only_hoped(topic_of(read(question, text))) if row.key == "意见" else ""
    if name == "对象" and data.get("场合") != "座谈会" and (who := audience.guests_among(text.strip())):
        # A talk is held with them.
        return f"“对象”是要去做事的；“{who}”只来听会就不用写"
    return ""


def _all_it_says(item: Any) -> str:
    """What an item of a list says, however it is written: a point without measures is its topic."""
    return str(item.get("主题")) if isinstance(item, Mapping) and {*item} <= {"主题"} else str(item)


def _told(item: Any) -> tuple[str, str]:
    """An achievement as (要点, 事实)."""
    if not isinstance(item, Mapping):
        return "", str(item)
    return str(item.get("要点") or ""), str(item.get("事实") or "")


_DID = re.compile(
    r"(?:并|还|又|也|同时|随后|接着|最后)?(?:分别|先后|依次|就[^，,；;]{1,20})?(?:作|做|\w{1,2}(?=[了过]))[了过]"
)


def _unsaid(text: str, before: Sequence[Mapping[str, str]]) -> str:
    """What an event lacks in which nobody is seen to do anything. before: the events already told."""
    if _DID.match(text):
        same = f"；还是上一位的，就写“{before[-1]['谁'][:12]}：{text[:12]}{'…' * (len(text) > 12)}”" if before else ""
        return f"还差“谁”：写成“谁：作了什么”{same}"
    if re.search("[了过]", text):
        return "看不出是谁做的：在“谁”后面加冒号，写成“谁：作了什么”"
    return "还差“做了什么”：写成“谁：作了什么”"


def words(key: str, data: Data, bank: Bank, earlier: Iterable[Data]) -> tuple[tuple[str, str], ...]:
    """What may be offered for a field, with where it comes from: what this brief suggests, earlier briefs, the bank."""
    question = BY_KEY[key]
    found: list[tuple[str, str]] = []
    if key == "场合":
        likely = occasion_in(str(data.get("会议") or ""), bank.occasions)
        names = sorted(bank.occasions, key=lambda one: (one.name != likely, one.name != "工作会议"))
        return tuple((one.name, "从会议名称" if one.name == likely else "、".join(one.aliases)) for one in names)
    if key == "主题" and data.get("会议"):
        theme = meetings.theme_of(str(data["会议"]))
        found += [(theme, "从会议名称")] if theme else []
    if key == "地区" and data.get("会议"):
        region = meetings.region_of(str(data["会议"]))
        found += [(region, "从会议名称")] if region else []
    if key == "标题" and data.get("会议"):
        found.append((f"在{data['会议']}上的讲话", "从会议名称"))
    found += [(word, "") for word in _FIXED.get(key, ())]
    # What happened at another meeting, and what went wrong before it, is that one's.
    told = question.shape == "events" or key == "问题"
    for other in earlier:
        value = get(other, key) if not told or other.get("会议") == data.get("会议") else None
        if value is None:
            continue
        many = question.shape in LISTED
        if question.shape == "points" and other.get("会议") != data.get("会议"):
            # By whom and till when its measures are carried out is that meeting's.
            value = [split(topic_of(point))[0] for point in value]
        if question.shape == "achievements":
            # What was achieved is another meeting's; what is spoken of may be this one's, too.
            value = [f"{item['要点']}：" for item in value if isinstance(item, Mapping) and item.get("要点")]
            found += [(text, "以前的简要") for text in value]
            continue
        shown = [show(question, item) for item in (value if many else [value])]
        # What an earlier brief left to be filled in is no wording.
        found += [(text, "以前的简要") for text in shown if without_marks(text) == text]
    if question.shape == "points":
        theme = str(data.get("主题") or data.get("会议") or "")
        near = [(-_near(theme, topic), topic.name, topic.field) for topic in bank.topics if topic.reviewed]
        # Stable: what has nothing to do with the theme keeps the order of the bank.
        found += [(name, field) for _, name, field in sorted(near, key=lambda entry: entry[0])]
    return tuple(found)


def _near(theme: str, topic: Topic) -> float:
    """How much of the theme a topic's names hold, 0 to 1."""
    own = bigrams(theme.removesuffix("工作"))
    known = frozenset[str]().union(*(bigrams(name) for name in (topic.name, topic.field, *topic.synonyms)))
    return len(own & known) / len(own) if own else 0.0


def missing(data: Data) -> tuple[str, ...]:
    """Row ids to be asked for at the start: everything at the core of a new brief, else only what must not lack."""
    new = not any(key for key in data if key != "选定")
    asked = [q for q in QUESTIONS if (q.core if new else q.needed) and not get(data, q.key)]
    return tuple(f"{q.key}/{ADD}" if q.shape in LISTED else q.key for q in asked)
