"""The brief (写作要求) as JSON Schema, for editors: what load.py takes, as far as JSON Schema can say it.

Values are meant as YAML readers give them: numbers are numbers, a key with nothing behind it is null, and a date may be
an object that JSON has no name for. What it cannot say stays with load.py: points made twice, a list run together in
one text, days that no month has, the length of what a short form (主题：措施、措施) is taken apart into.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, get_args

from drafter.brief.schema import (
    DATE,
    MOST_ITEMS,
    MOST_NAME,
    MOST_POINTS,
    MOST_TEXT,
    NO_TOPIC,
    NO_WORDS,
    ONLY_MARKS,
    Brief,
    Ending,
    Rank,
)

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_JSON_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def json_schema(occasions: Sequence[str] = ()) -> Schema:
    """The schema of a brief, draft 2020-12. `occasions`: the names and aliases 场合 may have; none: any name."""
    return {
        "$schema": DIALECT,
        "title": "写作要求（简要）",
        "description": "一篇讲话要讲什么。除“会议”和“意见”外都可以不写",
        "type": "object",
        "required": ["会议", "意见"],
        "additionalProperties": False,
        "properties": _properties(occasions),
        "$defs": {
            "名称": _text(MOST_NAME, "一个词或一个短句"),
            "文字": _text(MOST_TEXT, "一句话"),
            "事实": {
                "title": "事实",
                "description": "数字和结果，原样引用",
                "anyOf": [_text(MOST_TEXT, digits=True), {"type": "number"}],
            },
            "待填": {
                "title": "待填",
                "description": "还没有定的，写成【待填：…】",
                "type": "string",
                "pattern": ONLY_MARKS,
            },
        },
    }


def _properties(occasions: Sequence[str]) -> Schema:
    name, text, fact = _ref("名称"), _ref("文字"), _ref("事实")
    texts = _one_or_more(text, text)
    occasion: Schema = {"enum": list(occasions)} if occasions else name
    achievement = _object(
        "成绩", "做成了什么", {"要点": _blank(_say(name, "要点", "哪一方面")), "事实": _blank(_say(fact, "事实"))}
    )
    measures = _say(texts, "措施", "这一点下面的小标题；可以不写，由短语库补")
    point = _object("要点", "一点意见", {"主题": _say(name, "主题", "这一点讲什么"), "措施": measures}, ("主题",))
    short = {
        "title": "要点",
        "description": "主题，或“主题：措施、措施”",
        "type": "string",
        "pattern": r"\S",
        "not": {"pattern": NO_WORDS},
    }
    # With an English colon YAML makes a mapping of it.
    short_point = _alone(_blank(texts), "要点", "主题: 措施")
    short_fact = _alone(fact, "成绩", "要点: 事实")
    speaker = {
        "姓名": _blank(_say(name, "姓名", "印在题目下面")),
        "职务": _blank(_say(name, "职务", "写全称，印在姓名前面")),
        "身份": _say(_or_mark({"enum": list(get_args(Rank))}), "身份", "决定讲话的口气；不写按主要领导"),
    }
    event = {"谁": _say(name, "谁", "发言的人或单位"), "事": _say(text, "事", "做了什么：作了……、通报了……")}
    style = {
        "层级": _say(_or_mark(_number(1, 3)), "层级", "1 只有一、二、三；2 加（一）（二）；3 再加 1. 2."),
        "句式": _say(name, "句式", "自动，或排比标题组的编号"),
        "备选": _say(_or_mark(_number(0, 9)), "备选", "每行另给几种说法，0 至 9"),
    }
    actor = _blank(_say(name, "主体", "由谁来保障"))
    date = {
        "anyOf": [
            {"type": "string", "pattern": DATE},
            _ref("待填"),
            {"not": {"type": list(_JSON_TYPES)}, "description": "YAML 的日期"},
        ]
    }
    optional = {
        "标题": _say(name, "标题", "讲话稿的题目；不写按会议名称拼成"),
        "讲话人": _object("讲话人", "谁来讲", speaker),
        "日期": _say(date, "日期", "讲话那天，写成 2026-03-18"),
        "地区": _say(name, "地区", "全市、全县、全系统：正文里这样称呼"),
        "称谓": _say(name, "称谓", "怎样称呼到会的人，不带冒号；不写按场合通例"),
        "主题": _say(name, "主题", "讲的是哪项工作"),
        "对象": _say(name, "对象", "要求谁去做：他们是各条措施的主语"),
        "依据": _say(texts, "依据", "上级会议、文件或要求"),
        "刚才": _list(_object("议程", "谁做了什么", event, ("谁", "事")), "刚才", "讲话之前会上的安排，按先后"),
        "成绩": _say(_one_or_more(text, {"anyOf": [text, achievement, short_fact]}), "成绩", "已经做成的事"),
        "问题": _say(texts, "问题", "存在的不足，一条一句"),
        "保障": _object("保障", "加强领导那一部分", {"主体": actor, "措施": _say(texts, "措施", "怎样保障")}),
        "结束": _say(_or_mark({"enum": list(get_args(Ending))}), "结束", "怎样收尾；不写按场合通例"),
        "风格": _object("风格", "排法", style),
        "选定": {
            "title": "选定",
            "description": "手工选定的：节点 → 框架编号或自己的话；写“不讲”就略去",
            "type": "object",
            "additionalProperties": {"type": ["string", "number"]},
        },
    }
    points = {
        "anyOf": [short, {**_list({"anyOf": [short, point, short_point]}), "minItems": 1, "maxItems": MOST_POINTS}]
    }
    found = {
        "场合": _blank(_say(_or_mark(occasion), "场合", "开什么会，决定先讲什么后讲什么；不写按会名猜")),
        "会议": _say(name, "会议", "会议全称；必填"),
        "意见": _say(points, "意见", "要讲的几点，有几条就是几点；必填"),
        **{key: _blank(each) for key, each in optional.items()},
    }
    return {key: found[key] for key in (info.alias or "" for info in Brief.model_fields.values())}


def _alone(value: Schema, title: str, description: str) -> Schema:
    """A mapping of one key that is no key of a brief and most likely no slip for one: it is a topic."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {**_ref("名称"), "not": {"pattern": NO_TOPIC}},
        "additionalProperties": value,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _say(schema: Schema, title: str, description: str = "") -> Schema:
    return {"title": title, **({"description": description} if description else {}), **schema}


def _text(most: int, description: str = "", *, digits: bool = False) -> Schema:
    """A text of at most `most` characters. digits: also one that is nothing else."""
    limits: Schema = {"type": "string", "pattern": r"\S", "maxLength": most}
    return {
        **({"description": description} if description else {}),
        **limits,
        **({} if digits else {"not": {"pattern": NO_WORDS}}),
    }


def _number(least: int, most: int) -> Schema:
    return {
        "anyOf": [
            {"type": "integer", "minimum": least, "maximum": most},
            {"type": "string", "pattern": rf"^\s*[{least}-{most}]\s*$"},
        ]
    }


def _or_mark(schema: Schema) -> Schema:
    return {"anyOf": [schema, _ref("待填")]}


def _blank(schema: Schema) -> Schema:
    """Also null: a key with nothing behind it counts as left out."""
    told: Schema = {key: schema[key] for key in ("title", "description") if key in schema}
    return {**told, "anyOf": [{key: each for key, each in schema.items() if key not in told}, {"type": "null"}]}


def _list(items: Schema, title: str = "", description: str = "") -> Schema:
    found: Schema = {"type": "array", "items": items, "maxItems": MOST_ITEMS}
    return _say(found, title, description) if title else found


def _one_or_more(one: Schema, item: Schema) -> Schema:
    """A single text stands for a list of one."""
    return {"anyOf": [one, _list(item)]}


def _object(title: str, description: str, properties: Schema, required: Sequence[str] = ()) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
    }
