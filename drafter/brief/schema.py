"""The brief (写作要求) as a schema: what a writer may say about a speech, and nothing else.

The field names in YAML are Chinese (aliases below); all but 会议 and 意见 may be left out.
"""

from __future__ import annotations

import datetime
import os
import re
from typing import Annotated, Any, Literal

# No plugin of pydantic's has a say in a brief, and to look for some takes all installed packages being gone through.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from drafter.language.bodies import names_bodies
from drafter.language.late import late
from drafter.language.numerals import parse_chinese

Rank = Literal["主要领导", "分管领导", "上级代表", "主持人"]
Ending = Literal["号召", "希望", "总结", "祝愿"]

MOST_NAME = 300
"""Characters of a name or heading."""
MOST_TEXT = 2000
"""Characters of running text."""
MOST_ITEMS = 40
MOST_POINTS = 20

NO_WORDS = r"^[\s0-9０-９.,:/%+-]+$"
"""A text of digits, a date, a time of day: nothing that could be spoken of. A pattern JSON Schema takes as well."""
_NO_WORDS = late(NO_WORDS)
_D, _C = "[0-9０-９]", "[〇零○一二三四五六七八九十]"
DATE = (
    rf"^\s*(?:({_D}{{4}})[-年/.－／．]({_D}{{1,2}})[-月/.－／．]({_D}{{1,2}})[日号]?"
    rf"|({_D}{{4}})({_D}{{2}})({_D}{{2}})|({_C}{{4}})年({_C}{{1,2}})月({_C}{{1,3}})[日号])\s*$"
)
_DATE = late(DATE)


def _number(text: str) -> int:
    """２０２６, 2026, 二〇二六 → 2026; 十一 → 11. Raises ValueError for what is no number."""
    if text.isdecimal():
        return int(text)
    if len(text) == 4:
        return int("".join(str("〇一二三四五六七八九".index(char)) for char in re.sub("[零○]", "〇", text)))
    number = parse_chinese(text)
    if number is None:
        raise ValueError(text)
    return number


_MONTH = late(r"^\s*[0-9]{4}(?:[-年/.][0-9]{1,2}月?|年)?\s*$")
NO_TEXTS = frozenset(("场合", "日期", "身份", "结束", "层级", "句式", "备选"))
_ENDING_STOPS = "。；，、;,. "
ONLY_MARKS = rf"^[{_ENDING_STOPS}]*(【[^【】]*】[{_ENDING_STOPS}]*)+$"
"""What is_mark takes, as a pattern for JSON Schema."""

_MARK = late(r"【[^【】]*】")


def without_marks(text: str) -> str:
    """`text` without what stands in 【】: gaps still to be filled (【待填：…】), which count for nothing.

    >>> without_marks("【待填：主题】工作")
    '工作'
    """
    return _MARK.sub("", text)


def is_mark(value: Any) -> bool:
    """Whether a value is a text of nothing but 【待填：…】."""
    return isinstance(value, str) and bool(_MARK.search(value)) and not without_marks(value).strip(_ENDING_STOPS)


def _in_words(text: str) -> str:
    if _NO_WORDS.match(text):
        raise ValueError(f"只有数字（{text}），请写成文字")
    return text


Fact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NAME), AfterValidator(_in_words)
]
Text = Annotated[Fact, AfterValidator(_in_words)]


def _as_list(value: Any) -> Any:
    """A single word stands for a list of one."""
    return [value] if isinstance(value, str) else value


_ASIDE = (
    r"【[^【】]{0,300}】|《[^》]{0,300}》|“[^”]{0,300}”"
    r"|[（(](?:[^（）()]|[（(][^（）()]{0,100}[）)]){0,300}[）)]"
)
"""What belongs together whatever it holds: gaps, titles, quotations, brackets."""
_PARTED = late(rf"{_ASIDE}|(?P<colon>(?<!\d)[：:]|[：:](?!\d))")
_LISTED = late(rf"{_ASIDE}|(?P<mark>[、；;])")


def parted(text: str) -> tuple[str, str]:
    """What stands before and behind the first colon; "" behind where there is none. A time of day has none.

    >>> parted("管护队伍：健全制度、落实经费")
    ('管护队伍', '健全制度、落实经费')
    """
    for match in _PARTED.finditer(text):
        if match["colon"]:
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.strip(), ""


def listed(text: str) -> list[str]:
    """Things between 、 (or ；).

    >>> listed("学习《甲、乙条例》、落实经费")
    ['学习《甲、乙条例》', '落实经费']
    """
    places = [match.start() for match in _LISTED.finditer(text) if match["mark"]]
    bounds = zip([-1, *places], [*places, None], strict=True)
    return [piece for start, end in bounds if (piece := text[start + 1 : end].strip())]


NO_TOPIC = (
    r"^\s*(?:[主措]..?|.[题題施]|场合|会议|小?标题|题目|讲话人|日期|地区|称谓|对象|依据|刚才|成绩|问题|意见|保障|结束|风格|选定"
    r"|姓名|职务|身份|谁|事|要.|.[实實]|事.|层级|句式|备选|内容|名称|做法|举措|办法|任务|目标)\s*$"
)
"""Keys of a brief, the ones near 主题, 措施, 要点 and 事实 that are most likely slips, and other names of them: what a
key must not be to stand for a topic. A pattern JSON Schema takes as well."""
_NO_TOPIC = late(NO_TOPIC)


def _alone(value: Any) -> tuple[str, Any] | None:
    """Key and value of a mapping that is a topic and what belongs to it, as an English colon makes one: 主题: 措施."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((key, item),) = value.items()
    return (key, item) if isinstance(key, str) and key.strip() and not _NO_TOPIC.match(key) else None


def point_of(value: Any) -> Any:
    """A point written short: 主题, or 主题：措施、措施 (the colon may be an English one) as a mapping of the two.

    >>> point_of({"管护队伍": "健全制度、落实经费"})
    {'主题': '管护队伍', '措施': ['健全制度', '落实经费']}
    """
    if isinstance(value, str):
        head, tail = parted(value)
        return {"主题": head, "措施": each_told(listed(tail))} if head and tail else head or value
    pair = _alone(value)
    if pair is None or not isinstance(pair[1], str | list | None):
        return value
    topic, measures = pair
    if not measures:
        return topic
    return {"主题": topic, "措施": each_told(listed(measures)) if isinstance(measures, str) else measures}


_TOLD = late("[（(](?:[^（）()]|[（(][^（）()]{1,20}[）)]){2,80}[）)]$")
_WHO_OR_WHEN = late(
    "[（(；;，,](?:责任|主责|牵头|承办|完成|办结|时限|期限)[^；;，,]*[:：]|(?:牵头|负责|[月日年节汛]底?[前底末])[；;，,）)]"
)


_RHYTHM = late(
    "(?:每[一-龥]{0,2}[日天周旬月季年]度?|[每逐]半?[日天周旬月季年]|长期|常年|全年|持续|常态化?|即日起|.{1,6}(?:内|起|底|末|季度))(?:坚持|推进|开展|进行)?$"
)
"""How often, how long, from or until when."""


def _says_who_or_when(brackets: str) -> bool:
    """Whether （…） holds a deadline or a rhythm, or who does it: named as such, or bodies in a part of their own
    (市民政局、市财政局，每月)."""
    parts = [part.strip() for part in re.split("[；;，,]", brackets[1:-1])]
    return _WHO_OR_WHEN.search(brackets) is not None or any(
        names_bodies(p) or _RHYTHM.match(p) or p.endswith("代表") for p in parts
    )


def each_told(measures: list[str]) -> list[str]:
    """Who and when in brackets at the end of a whole row of measures, for each of them (甲、乙（县教育局，5月底前）)."""
    told = _TOLD.search(measures[-1]) if len(measures) > 1 else None
    if not told or not _says_who_or_when(told.group()) or any(m.endswith(("）", ")")) for m in measures[:-1]):
        return measures
    return [*(measure + told.group() for measure in measures[:-1]), measures[-1]]


def achievement_of(value: Any) -> Any:
    """An achievement written short, 要点: 事实, as a mapping of the two; any other as it is.

    >>> achievement_of({"管网改造": "更换老旧管道31公里"})
    {'要点': '管网改造', '事实': '更换老旧管道31公里'}
    """
    pair = _alone(value)
    return {"要点": pair[0], "事实": pair[1]} if pair and isinstance(pair[1], str) else value


def _as_point(value: Any) -> Any:
    value = point_of(value)
    return {"主题": value} if isinstance(value, str) else value


def _as_achievement(value: Any) -> Any:
    return {"事实": value} if isinstance(value, str) else achievement_of(value)


_LABEL = late(
    # 一、二、三产融合 and 二、三产业 begin with no label.
    r"^(?:[一二三四五六七八九十]{1,3}[、．.](?![一二三四五六七八九十]{1,2}(?:、|次?产))|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳])\s*(?=\S)"
)


def without_label(text: str) -> str:
    """`text` without the label it begins with: 一、, （二）, 3."""
    return _LABEL.sub("", text) if text[:1].isnumeric() or text[:1] in "（(" else text


def _bare(value: str) -> str:
    """A wording that is to stand within a sentence, without the label before it and the stop behind it."""
    return without_label(value.lstrip(_ENDING_STOPS)).rstrip(_ENDING_STOPS + "！？!?：:") or value


Wording = Annotated[Name, AfterValidator(_bare)]
Clause = Annotated[Text, AfterValidator(_bare)]
Clauses = Annotated[tuple[Clause, ...], BeforeValidator(_as_list), Field(max_length=MOST_ITEMS)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(max_length=MOST_ITEMS)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, serialize_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _unfilled(cls, value: Any) -> Any:
        """What is no text but a date, a number or one of a few words, and still to be filled, counts as left out."""
        if not isinstance(value, dict):
            return value
        return {key: item for key, item in value.items() if key not in NO_TEXTS or not is_mark(item)}


class Speaker(_Part):
    """讲话人."""

    name: Name | None = Field(None, alias="姓名")
    position: Name | None = Field(None, alias="职务")
    rank: Rank = Field("主要领导", alias="身份")


class Event(_Part):
    """刚才: who did what in the meeting before this speech."""

    who: Wording = Field(alias="谁")
    what: Clause = Field(alias="事")


class Achievement(_Part):
    """成绩: a topic and the fact that shows it."""

    topic: Name | None = Field(None, alias="要点")
    fact: Fact | None = Field(None, alias="事实")

    @field_validator("fact")
    @classmethod
    def _no_stop(cls, value: str | None) -> str | None:
        return value.rstrip(_ENDING_STOPS) if value else value

    @model_validator(mode="after")
    def _says_of_what(self) -> Achievement:
        # 参保率: 98% says something, 98% alone nothing.
        if self.topic is None and self.fact:
            _in_words(self.fact)
        return self


class Point(_Part):
    """意见: one numbered point and, if known, its measures."""

    topic: Wording = Field(alias="主题")
    measures: Clauses = Field((), alias="措施")


class Safeguard(_Part):
    """保障: the point that works as 加强领导."""

    actor: Wording | None = Field(None, alias="主体")
    measures: Clauses = Field((), alias="措施")


class Style(_Part):
    """风格."""

    depth: Annotated[int, Field(ge=1, le=3)] = Field(2, alias="层级")
    pattern: Name = Field("自动", alias="句式")
    """自动, or the id of a parallel set."""
    alternatives: Annotated[int, Field(ge=0, le=9)] = Field(3, alias="备选")


class Brief(_Part):
    """写作要求."""

    occasion: Name = Field("工作会议", alias="场合")
    meeting: Name = Field(alias="会议")
    title: Name | None = Field(None, alias="标题")
    speaker: Speaker = Field(default_factory=lambda: Speaker.model_validate({}), alias="讲话人")
    date: datetime.date | None = Field(None, alias="日期")
    region: Name | None = Field(None, alias="地区")
    salutation: Name | None = Field(None, alias="称谓")
    theme: Wording | None = Field(None, alias="主题")
    audience: Wording | None = Field(None, alias="对象")
    bases: Clauses = Field((), alias="依据")
    events: Annotated[tuple[Event, ...], Field(max_length=MOST_ITEMS)] = Field((), alias="刚才")
    achievements: Annotated[
        tuple[Annotated[Achievement, BeforeValidator(_as_achievement)], ...],
        BeforeValidator(_as_list),
        Field(max_length=MOST_ITEMS),
    ] = Field((), alias="成绩")
    problems: Texts = Field((), alias="问题")
    points: Annotated[
        tuple[Annotated[Point, BeforeValidator(_as_point)], ...],
        BeforeValidator(_as_list),
        Field(min_length=1, max_length=MOST_POINTS),
    ] = Field(alias="意见")
    safeguard: Safeguard | None = Field(None, alias="保障")
    ending: Ending | None = Field(None, alias="结束")
    style: Style = Field(default_factory=lambda: Style.model_validate({}), alias="风格")
    chosen: dict[str, str] = Field(default_factory=dict, alias="选定")

    @field_validator("date", mode="before")
    @classmethod
    def _date(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _DATE.match(value)
        if not match:
            need = "要写到哪一天，如" if _MONTH.match(value) else "应当写成"
            raise ValueError(f"日期{need} 2026-03-18；还没定就删去这一行")
        try:
            year, month, day = (_number(part) for part in match.groups() if part)
            return datetime.date(year, month, day)
        except ValueError:
            raise ValueError(f"没有“{value}”这一天") from None

    @field_validator("problems")
    @classmethod
    def _problems(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(item.rstrip(_ENDING_STOPS) for item in value)
