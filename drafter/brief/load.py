"""Reads a brief and says everything that is wrong with it at once (读简要)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from drafter.brief.schema import MOST_ITEMS, MOST_POINTS, Brief, is_mark, parted, point_of, without_label, without_marks
from drafter.errors import InvalidData
from drafter.language.script import simplified
from drafter.language.similar import nearest
from drafter.language.visible import bare
from drafter.strict_yaml import WIDE_COLON, WIDE_COMMA, Loaded, Path_, Spoilt, load_file, shortened

MOST_VALUES = 5000
"""Values of one brief, all lists and mappings together; one with every list full, and a choice for each line, has 3000."""
MOST_READ = 20_000
"""Keys and values at which reading a brief ends; up to there it is told which list is too long."""
MANY_ITEMS = 200
"""A longer list is refused before anything in it is looked at."""
_MOST_IN_EXAMPLE = 10
"""Items repeated where a message shows how a list is written."""


def load_brief(path: Path, occasions: Sequence[str] = ()) -> Brief:
    """Read the brief at `path`. `occasions`: the names (and aliases) the phrasebank knows.

    Raises UnreadableFile, or InvalidData with one Chinese line per fault (file, line, key, nearest valid name).
    """
    try:
        return parse_brief(load_file(path, MOST_READ), occasions)
    except Spoilt as spoilt:
        # What else is wrong shows only in what was meant.
        try:
            parse_brief(spoilt.meant, occasions)
        except InvalidData as further:
            raise InvalidData(sorted({*spoilt.problems, *further.problems}, key=_line_of)) from None
        raise


def _line_of(problem: str) -> tuple[int, str]:
    match = re.search(r" 第 (\d+) 行：", problem)
    return int(match[1]) if match else 0, problem


def parse_brief(loaded: Loaded, occasions: Sequence[str] = ()) -> Brief:
    """The brief in `loaded`. Raises InvalidData as load_brief does."""
    if loaded.value is None:
        raise InvalidData([f"{loaded.name}：文件是空的。至少写上“会议”和“意见”两项，可用 drafter brief new 生成样板"])
    if not isinstance(loaded.value, dict):
        raise InvalidData([f"{loaded.name} 第 1 行：简要应当是“键: 值”，如 会议: 全市某某工作会议"])
    if many := sorted((loaded.line(where), reason) for where, reason in _too_many(loaded.value)):
        raise InvalidData([f"{loaded.name} 第 {line} 行：{text}" for line, text in many])
    problems: set[tuple[int, str]] = set()
    brief: Brief | None = None
    # A key with nothing behind it counts as left out.
    value = {key: item for key, item in loaded.value.items() if item is not None}
    spoilt = set()
    for where, reason in _spoilt(value, ()):
        spoilt.add(where)
        problems.add((loaded.line(where), reason))
    for where, reason in _cut_apart(loaded, value, ()):
        spoilt.add(where)
        problems.add((loaded.line(where), reason))
    problems |= {(loaded.line(where), reason) for where, reason in _no_text(loaded)}
    try:
        brief = Brief.model_validate(_seen(value))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where = tuple(part for part in fault["loc"] if not str(part).startswith("function-"))
            # What follows from a key that was not seen as one goes without saying.
            said = where in loaded.words and fault["type"] != "extra_forbidden"
            if (
                where not in spoilt
                and not said
                and not (fault["type"] == "missing" and any(each[: len(where) - 1] == where[:-1] for each in spoilt))
            ):
                problems.add((loaded.line(where), _say(fault, where)))
    problems |= {(loaded.line(where), reason) for where, reason in _run_together(loaded) if where not in spoilt}
    problems |= {(loaded.line(where), reason) for where, reason in _without_dashes(loaded)}
    problems |= {(loaded.line(where), reason) for where, reason in _twice(loaded)}
    occasion = loaded.value.get("场合")
    if occasions and isinstance(occasion, str) and occasion not in occasions and not is_mark(occasion):
        guess = nearest(occasion, list(occasions))
        remedy = f"，是否为“{guess}”？" if guess else f"。可用的有：{'、'.join(occasions)}"
        problems.add((loaded.line(("场合",)), f"不认识场合“{shortened(occasion)}”{remedy}"))
    if problems or brief is None:
        raise InvalidData([f"{loaded.name} 第 {line} 行：{text}" for line, text in sorted(problems)])
    return brief


def _seen(value: Any) -> Any:
    """`value` without the characters that cannot be seen: no outline is to have them."""
    if isinstance(value, dict):
        return {key: _seen(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_seen(item) for item in value]
    return bare(value) if isinstance(value, str) else value


def _too_many(value: dict[str, Any]) -> Iterator[tuple[Path_, str]]:
    """What is far too long to be looked at one by one: lists of the brief, or all that is in it.

    Lists a little too long are told of along with the rest.
    """
    left = MOST_VALUES
    todo: list[tuple[Path_, Any]] = [((), value)]
    for where, item in todo:
        inner = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        left -= len(item) if isinstance(item, dict | list) else 0
        if isinstance(item, list) and len(item) > MANY_ITEMS:
            most = MOST_POINTS if where == ("意见",) else MOST_ITEMS
            yield where, f"“{_readable(where)}”太多（{len(item)} 条，上限 {most} 条）"
        elif left < 0:
            yield where[:1], f"简要里的内容太多（上限 {MOST_VALUES} 项），请只写要点"
            return
        else:
            todo += (((*where, key), each) for key, each in inner)


def _spoilt(value: Any, where: Path_) -> Iterator[tuple[Path_, str]]:
    """Keys that YAML took for text because of their punctuation: 主题：甲, 姓名:乙, {姓名: 甲，身份：乙}."""
    keys = _keys_at(where)
    if isinstance(value, dict):
        for key, item in value.items():
            if keys and key not in keys and (reason := _reason(key, keys)):
                yield (*where, key), reason
            elif isinstance(item, str) and where:
                if reason := _reason(item, keys, first=False) or _reason(item, _keys_at((*where, key))):
                    yield (*where, key), reason
            else:
                yield from _spoilt(item, (*where, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spoilt(item, (*where, index))
    elif isinstance(value, str) and where and (reason := _reason(value, keys)):
        yield where, reason


def _cut_apart(loaded: Loaded, value: Any, where: Path_) -> Iterator[tuple[Path_, str]]:
    """Several things behind one key in { }, of which YAML took all but the first for keys: {措施: 甲, 乙}."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _cut_apart(loaded, item, (*where, index))
    if not isinstance(value, dict):
        return
    keys = _keys_at(where)
    owner, items = "", list[str]()
    for key, item in value.items():
        yield from _cut_apart(loaded, item, (*where, key))
        stray = bool(keys and owner) and item is None and key not in keys and nearest(key, keys) is None
        # Keys of one line stand in { }.
        if not stray or loaded.lines.get((*where, key)) != loaded.lines.get((*where, owner), 0):
            owner, items = key, [each for each in (item if isinstance(item, list) else [item]) if isinstance(each, str)]
            continue
        items.append(key)
        many = owner == "措施" or owner not in keys
        # A few of them show how it is written; each of thousands with all before it would be gigabytes.
        few = [*map(shortened, items[:_MOST_IN_EXAMPLE]), *(["…"] if len(items) > _MOST_IN_EXAMPLE else [])]
        shown = f"几条写在方括号里：{owner}: [{', '.join(few)}]" if many else f"并列用顿号：{owner}: {'、'.join(few)}"
        yield (*where, key), f"不认识“{shortened(key)}”；{shown}"


def _no_text(loaded: Loaded) -> Iterator[tuple[Path_, str]]:
    """Words without quotes that YAML has another meaning for: nobody speaks of null."""
    for where in loaded.words:
        found: Any = loaded.value
        for part in where:
            found = found[part]
        what = "空值" if found == "~" or found.lower() == "null" else "真假值"
        yield where, f"“{_readable(where)}”写成了 {found}（YAML 的{what}），请填写或删去；确实是这个词请加英文引号"


def _reason(text: str, keys: Sequence[str], first: bool = True) -> str:
    """What spoilt the first of `keys` that stands in `text` like a key, at its start or (not `first`) behind a comma."""
    text = without_marks(text)
    if not any(key in text for key in keys):
        return ""
    match = re.search(
        rf"{'^' if first else '(?P<comma>[，,；;、])'}\s*(?:{'|'.join(map(re.escape, keys))})\s*(?P<colon>[：:])", text
    )
    if match is None:
        return ""
    if not first:
        return WIDE_COMMA if match["colon"] == ":" else f"{WIDE_COMMA}；{WIDE_COLON}"
    if match["colon"] == ":":
        return "英文冒号后面缺空格，请补上"
    return f"{WIDE_COLON}；{WIDE_COMMA}" if _reason(text, keys, first=False) else WIDE_COLON


def _keys_at(where: Path_) -> list[str]:
    """The keys of what may stand at `where`; none where it is a text."""
    model: type[BaseModel] | None = Brief
    for part in where:
        if isinstance(part, str) and model is not None:
            infos = [info for info in model.model_fields.values() if info.alias == part]
            model = _model_in(infos[0].annotation) if infos else None
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


_LISTS = (("依据",), ("问题",), ("保障", "措施"))


def _run_together(loaded: Loaded) -> Iterator[tuple[Path_, str]]:
    """A list typed as one text: 意见: 甲、乙、丙 or [甲，乙，丙], without quotes."""
    value = loaded.value if isinstance(loaded.value, dict) else {}
    points = value.get("意见")
    lists: list[tuple[Path_, str]] = [(("意见",), "、，,；;"), *((where, "，；") for where in _LISTS)]
    if isinstance(points, list):
        # Of a point written short, 主题: [措施], the list stands behind the topic.
        lists += [(("意见", index, key), "，；") for index, point in enumerate(points) for key in _list_keys(point)]
    if isinstance(points, str) and parted(points)[1]:
        # 主题：措施、措施 is one point.
        lists[0] = (("意见",), "，,；;")
    for where, marks in lists:
        found: Any = value
        for part in where:
            if isinstance(found, list) and isinstance(part, int):
                found = found[part]
            else:
                found = found.get(part) if isinstance(found, dict) else None
        at = where
        if isinstance(found, list) and len(found) == 1:
            found, at = found[0], (*where, 0)
        elif marks == "，；":
            # A text of its own is a sentence; only in [ ] was a list meant.
            continue
        # A text of several lines is a list without dashes, which is said elsewhere.
        if not isinstance(found, str) or at not in loaded.bare or (at == where and at in loaded.rows):
            continue
        # What stands in a title, a quotation or brackets belongs together.
        apart = re.compile(rf"《[^》]*》|“[^”]*”|（[^）]*）|(?P<mark>[{marks}])")
        places = [match.start() for match in apart.finditer(without_marks(found)) if match["mark"]]
        bounds = zip([-1, *places], [*places, None], strict=True)
        pieces = [piece for a, b in bounds if (piece := without_marks(found)[a + 1 : b].strip(" ［］[]"))]
        if len(pieces) < 2:
            continue
        shown = f"请写成 [{', '.join(pieces)}]（用英文逗号）"
        if where == ("意见",):
            yield at, f"“意见”疑似 {len(pieces)} 点：{shown}；确实只有一点请写成 - {{主题: …}}"
        else:
            yield at, f"“{_readable(where)}”疑似 {len(pieces)} 条：{shown}；确实只有一条请加英文引号"


def _list_keys(point: Any) -> tuple[str, ...]:
    """The key of a point behind which its measures stand: 措施, or the topic itself."""
    if not isinstance(point, dict):
        return ()
    return ("措施",) if "措施" in point or point_of(point) is point else tuple(point)


def _without_dashes(loaded: Loaded) -> Iterator[tuple[Path_, str]]:
    """A list typed line by line without dashes, which YAML joins to one text."""
    for where, rows in loaded.rows.items():
        measures = len(where) == 3 and where[0] == "意见" and where[2] != "主题"
        if where in (("意见",), ("成绩",), *_LISTS) or measures:
            what = "点" if where == ("意见",) else "条"
            first = without_label(rows[0].removeprefix("-").strip())
            yield (
                where,
                f"“{_readable(where)}”每{what}一行，前面写“- ”，如“- {shortened(first)}”；确实只有一{what}请写在一行里",
            )


def _twice(loaded: Loaded) -> Iterator[tuple[Path_, str]]:
    """A point that was already made."""
    points = loaded.value.get("意见") if isinstance(loaded.value, dict) else None
    first: dict[str, int] = {}
    for index, point in enumerate(points if isinstance(points, list) else ()):
        meant = point_of(point)
        topic = meant.get("主题") if isinstance(meant, dict) else meant
        if not isinstance(topic, str) or not (key := "".join(without_marks(topic).split())):
            continue
        if key in first:
            before = f"（第 {loaded.line(('意见', first[key]))} 行）" if loaded.lines else ""
            yield (
                ("意见", index),
                f"“意见”第 {index + 1} 条“{shortened(topic.strip())}”与第 {first[key] + 1} 条{before}重复，请合并或改写",
            )
        first.setdefault(key, index)


def _say(fault: Any, where: Path_) -> str:
    """One pydantic fault in the writer's words."""
    kind, key = fault["type"], str(where[-1]) if where else ""
    place = _readable(where)
    match kind:
        case "extra_forbidden":
            # A key in traditional characters is the key.
            simple = simplified(key)
            guess = simple if simple in _siblings(where) else nearest(key, _siblings(where))
            return f"不认识“{shortened(key)}”" + (
                f"，是否为“{guess}”？" if guess else f"。这里可写：{'、'.join(_siblings(where))}"
            )
        case "missing":
            return f"缺少“{key}”" + (f"（{_readable(where[:-1])}）" if len(where) > 1 else "，请补上")
        case "literal_error":
            allowed = fault["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
            return f"“{place}”只能是 {allowed}，现在是“{shortened(str(fault['input']))}”"
        case "string_type":
            return f"“{place}”应当是一句话，现在是{_shape(fault['input'])}"
        case "tuple_type" | "list_type":
            parts = ", ".join(f"{name}: …" for name in _keys_at(where))
            shown = f"每行一个“- {{{parts}}}”" if parts else "写成 [甲, 乙] 或每行一个“- ”"
            return f"“{place}”应当是一列，{shown}，现在是{_shape(fault['input'])}"
        case "model_type" | "model_attributes_type" | "dict_type":
            fields = ["节点"] if where == ("选定",) else _siblings((*where, ""))
            return f"“{place}”应当写成 {{{', '.join(f'{name}: …' for name in fields)}}}，现在是{_shape(fault['input'])}"
        case "string_too_short":
            return f"“{place}”是空的，请填写或删去"
        case "string_too_long":
            return f"“{place}”太长（上限 {fault['ctx']['max_length']} 字），请只写要点"
        case "too_short":
            return f"“{place}”至少要有一条"
        case "too_long":
            return f"“{place}”太多（上限 {fault['ctx']['max_length']} 条）"
        case "int_parsing" | "int_type":
            return f"“{place}”应当是整数，现在是“{shortened(str(fault['input']))}”"
        case "greater_than_equal" | "less_than_equal":
            limit = fault["ctx"].get("ge", fault["ctx"].get("le"))
            return f"“{place}”超出范围（界限 {limit}），现在是 {shortened(str(fault['input']))}"
        case "value_error":
            return f"“{place}”：{fault['ctx']['error']}"
    return f"“{place}”写法不对"


def _readable(where: Path_) -> str:
    parts: list[str] = []
    for part in where:
        if isinstance(part, int):
            parts[-1:] = [f"{parts[-1]}第 {part + 1} 条"] if parts else [f"第 {part + 1} 条"]
        else:
            parts.append(shortened(part))
    return "·".join(parts)


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "“键: 值”"
    if value is None:
        return "空的"
    return "一列" if isinstance(value, list) else f"“{shortened(str(value))}”"


def _siblings(where: Path_) -> list[str]:
    """The keys allowed where the last element of `where` stands."""
    model: type[BaseModel] = Brief
    for part in where[:-1]:
        if isinstance(part, int):
            continue
        for info in model.model_fields.values():
            if info.alias == part:
                inner = _model_in(info.annotation)
                if inner is not None:
                    model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
