"""The brief as it is being written (正在写的简要): plain data, never changed in place.

Everything here takes data and gives new data. Scalars are strings, as `strict_yaml` reads them, so that what is in
memory and what is in the file are the same thing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import yaml
from pydantic import ValidationError

from drafter.brief.load import parse_brief
from drafter.brief.schema import Brief, achievement_of, point_of
from drafter.errors import InvalidData
from drafter.flow.subjects import GROUND as GROUND
from drafter.flow.subjects import SOURCE as SOURCE
from drafter.language.visible import bare
from drafter.plan.draft import LEFT_OUT
from drafter.strict_yaml import Loaded

Data: TypeAlias = Mapping[str, Any]
"""Key of the brief -> string, list or mapping; see brief/schema.py."""

ORDER = (
    *("场合", "会议", "标题", "讲话人", "日期", "地区", "称谓", "主题", "对象", "依据", "刚才", "成绩", "问题"),
    *("意见", "保障", "结束", "风格", "选定"),
)
PARKED = "/搁置"
"""Behind a node's id under 选定: a frame chosen earlier that cannot stand at present."""
_TAILS = (SOURCE, PARKED, GROUND, "/句式", "/组")
_NUMBERS = frozenset(("层级", "备选"))
_LISTS = ("依据", "刚才", "成绩", "问题", "意见")
_PLACEHOLDERS: dict[str, Any] = {"会议": "会议", "意见": ["要点"]}


class _Dumper(yaml.SafeDumper):
    """Lists indented under their key, as people write them; a dash at the beginning of a text in quotes."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="'" if data.startswith("-") else None)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(str, _Dumper.represent_str)


def to_yaml(data: Data) -> str:
    """`data` as a brief file: keys in the order of the contract, one thing a line. strict_yaml reads it back equal."""
    ordered = {key: data[key] for key in (*ORDER, *(key for key in data if key not in ORDER)) if key in data}
    if not ordered:
        return "# 还没有写\n"
    text: str = yaml.dump(
        _typed(_plain(ordered)),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
        default_flow_style=False,
    )
    return text


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the numbers and the date of the contract as such where that reads back the same: written bare."""
    typed = dict(data)
    if isinstance(style := data.get("风格"), dict):
        typed["风格"] = {
            key: int(item) if key in _NUMBERS and re.fullmatch("0|[1-9][0-9]?", item) else item
            for key, item in style.items()
        }
    if "日期" in data:
        try:
            typed["日期"] = datetime.date.fromisoformat(data["日期"])
        except ValueError:
            return typed
        if typed["日期"].isoformat() != data["日期"]:
            typed["日期"] = data["日期"]
    return typed


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return value
    return [_plain(item) for item in value]


def from_loaded(loaded: Loaded, occasions: Sequence[str] = ()) -> Data:
    """What a brief file holds; 会议 and 意见 may still be missing. Raises InvalidData for anything else amiss."""
    value = loaded.value
    if value is None:
        return {}
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if item is not None}
        missing = {key: item for key, item in _PLACEHOLDERS.items() if not value.get(key)}
        value = {key: item for key, item in value.items() if key not in missing}
        parse_brief(replace(loaded, value={**missing, **value}), occasions)
        return lists(value)
    parse_brief(loaded, occasions)
    return {}


def lists(value: dict[str, Any]) -> Data:
    """A single word stands for a list of one: written out, so that there is one shape only."""
    data = dict(value)
    for key in ("依据", "成绩", "问题", "意见"):
        if isinstance(data.get(key), str):
            data[key] = [data[key]]
    if isinstance(data.get("保障"), dict) and isinstance(data["保障"].get("措施"), str):
        data["保障"] = {**data["保障"], "措施": [data["保障"]["措施"]]}
    data["意见"] = [
        {**point, "措施": [point["措施"]]} if isinstance(point, dict) and isinstance(point.get("措施"), str) else point
        for point in map(point_of, data.get("意见", ()))
    ]
    if data.get("成绩"):
        data["成绩"] = [achievement_of(each) for each in data["成绩"]]
    if not data["意见"]:
        del data["意见"]
    return data


def brief_of(data: Data) -> Brief | None:
    """The brief, or None while 会议 or 意见 is missing."""
    try:
        return Brief.model_validate(_plain(data))
    except ValidationError:
        return None


def is_shaped(value: Any) -> bool:
    """Whether a value from outside is of the types Data has: what is said in it may be wrong or missing all the same."""
    if not isinstance(value, dict) or any(isinstance(value.get(key), str) for key in _LISTS):
        return False
    try:
        Brief.model_validate({**_PLACEHOLDERS, **value})
    except ValidationError as error:
        return not any(
            each["type"].endswith("_type") for each in error.errors(include_url=False, include_context=False)
        )
    except RecursionError:
        return False
    return True


def fault(data: Data, occasions: Sequence[str] = ()) -> str:
    """What is wrong with `data`, in the writer's words; "" when nothing is. Missing 会议 and 意见 count as right."""
    try:
        whole = {**_PLACEHOLDERS, **_plain(data)}
        parse_brief(Loaded("", whole, {}), occasions)
    except InvalidData as error:
        return re.sub(r"^\s*第 \d+ 行：", "", error.problems[0])
    return ""


_LINE_END = re.compile(r"[ \t\u3000]*[\r\n\u2028\u2029\x0b\x0c\x85][\s\x85]*")


_ODD_BLANK = re.compile("[\xa0\u202f]+")
"""Blanks that web pages put between any two words."""
_FORM = re.compile("(?<=[\\w\u3001-\u3011\uff00-\uffef])[\ufe0e\ufe0f]+(?!\u20e3)")
"""What chooses how a pictograph is drawn, behind what is none."""


def clean(text: str) -> str:
    """What was typed or pasted as one line: line ends go, or become a space between words of letters; hidden characters
    go, what joins emoji aside.

    >>> clean("把底数\\n　　摸清，\\nAI plus\\nX\\n")
    '把底数摸清，AI plus X'
    >>> clean("按时\xa0办结\ufe0f，AI\xa0plus")
    '按时办结，AI plus'
    """
    text = _LINE_END.sub(_between, text)
    return bare(_ODD_BLANK.sub(_between, _FORM.sub("", text)).replace("\t", " "))


def _between(match: re.Match[str]) -> str:
    before, behind = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " if before and behind and before.isascii() and behind.isascii() else ""


# --- fields ------------------------------------------------------------------------------------------


def get(data: Data, key: str) -> Any:
    """The value at a dotted key (讲话人.姓名), or None."""
    value: Any = data
    for part in key.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def put(data: Data, key: str, value: Any) -> Data:
    """`data` with the value at a dotted key; None or an empty one takes the key out, and its parent if it was alone."""
    head, _, tail = key.partition(".")
    if tail:
        inner = data.get(head)
        value = put(inner if isinstance(inner, Mapping) else {}, tail, value)
    changed = {name: item for name, item in data.items() if name != head or value}
    if value:
        changed[head] = value
    return changed


def topic_of(point: Any) -> str:
    """The topic of one element of 意见."""
    return str(point.get("主题", "")) if isinstance(point, Mapping) else str(point)


def measures_of(point: Any) -> tuple[str, ...]:
    """The measures one element of 意见 names."""
    return tuple(point.get("措施") or ()) if isinstance(point, Mapping) else ()


# --- choices -----------------------------------------------------------------------------------------


def choices(data: Data) -> Mapping[str, str]:
    """选定: node -> frame id or text, with the keys that go with a node (/出处, /所据, /句式, /组, /搁置)."""
    return data.get("选定") or {}


def node_of(key: str) -> str:
    """The node a key under 选定 goes with: 意见/2/组 -> 意见/2."""
    return next((key.removesuffix(tail) for tail in _TAILS if key.endswith(tail)), key)


def _of(node: str) -> tuple[str, ...]:
    """The keys that hold what was chosen for `node` itself."""
    return (node, node + SOURCE, node + PARKED, node + GROUND)


def choose(data: Data, node: str, value: str, source: str = "") -> Data:
    """`data` with `value` chosen for `node`; source: the precedent it comes from."""
    kept = {key: item for key, item in choices(data).items() if key not in _of(node)}
    kept[node] = value
    if source:
        kept[node + SOURCE] = source
    return put(data, "选定", kept)


def unchoose(data: Data, node: str) -> Data:
    """`data` without a choice for `node`."""
    return put(data, "选定", {key: item for key, item in choices(data).items() if key not in _of(node)})


def leave_out(data: Data, node: str) -> Data:
    """`data` with nothing said at `node`; what was chosen there is put aside (搁置), a precedent with it."""
    held = choices(data)
    aside = held.get(node) or held.get(node + PARKED, "")
    left = choose(data, node, LEFT_OUT, held.get(node + SOURCE, "") if aside else "")
    return put(left, "选定", {**choices(left), node + PARKED: aside}) if aside else left


def take_back(data: Data, node: str) -> Data:
    """`data` without the choice for `node`; where nothing was to be said there, what had been put aside for that stands
    again."""
    held = choices(data)
    if held.get(node) == LEFT_OUT and (aside := held.get(node + PARKED)):
        return choose(data, node, aside, held.get(node + SOURCE, ""))
    return unchoose(data, node)


def forget(data: Data, node: str) -> Data:
    """`data` without anything chosen for `node`, sets of what is under it included."""
    return rekeyed(data, lambda key: None if node_of(key) == node else key)


def rekeyed(data: Data, rename: Callable[[str], str | None]) -> Data:
    """`data` with every key under 选定 renamed; None drops it."""
    kept: dict[str, str] = {}
    for key, item in choices(data).items():
        name = rename(key)
        if name is not None:
            kept[name] = item
    return put(data, "选定", kept)


# --- points ------------------------------------------------------------------------------------------

_POINT_KEY = re.compile(r"(意见|[^/]+/导语)/(\d+)(/.*)?")


def move_point(data: Data, index: int, target: int) -> Data:
    """`data` with point `index` (from 0) at `target`; its choices go with it."""
    points = list(data.get("意见") or ())
    points.insert(target, points.pop(index))
    order = list(range(len(points)))
    order.insert(target, order.pop(index))
    return _renumber(put(data, "意见", points), order, len(points))


def remove_point(data: Data, index: int) -> Data:
    """`data` without point `index` (from 0) and what was chosen for it; the others keep their choices.

    What was written there by hand is kept behind the last point, where it has no place.
    """
    points = list(data.get("意见") or ())
    order = [number for number in range(len(points)) if number != index]
    del points[index]
    return _renumber(put(data, "意见", points), order, len(points) + 1)


def insert_point(data: Data, index: int, topic: Any) -> Data:
    """`data` with a new point at `index` (from 0)."""
    points = list(data.get("意见") or ())
    order: list[int] = list(range(len(points)))
    points.insert(index, topic)
    order.insert(index, -1)
    return _renumber(put(data, "意见", points), order, len(points) - 1)


def _renumber(data: Data, order: Sequence[int], old: int) -> Data:
    """order: at each new place the old index of the point that stands there, -1 for a new one. old: how many there were."""
    places = {was + 1: now + 1 for now, was in enumerate(order) if was >= 0}
    return _moved(data, _POINT_KEY, places, old, len(order))


def _moved(
    data: Data, pattern: re.Pattern[str], places: Mapping[int, int], old: int, new: int, whole: bool = False
) -> Data:
    """`data` with what was chosen under numbers (group 2 of `pattern`, from 1) under those of `places`.

    old, new: how many there were and are. A number beyond the old ones has no place and gets none. What stood at an old
    one that is gone goes behind all; whole: all of it, else only what was written by hand.
    """
    held = choices(data)
    found = {key: match for key in held if (match := pattern.fullmatch(key))}
    more = max(0, new - old)
    top = max([old, new, *(int(match[2]) + more for match in found.values() if int(match[2]) > old)])

    def rename(key: str) -> str | None:
        match = found.get(key)
        if match is None:
            return key
        number = int(match[2])
        if number > old:
            place = number + more
        elif number in places:
            place = places[number]
        elif whole or _by_hand(held, key):
            place = top + number
        else:
            return None
        return f"{match[1]}/{place}{match[3] or ''}"

    return rekeyed(data, rename)


def _by_hand(held: Mapping[str, str], key: str) -> bool:
    """Whether `key` belongs to words of the writer's own: ids of the bank hold no Chinese."""
    value = held.get(node_of(key), LEFT_OUT)
    return key in _of(node_of(key)) and value != LEFT_OUT and not value.isascii()


_LAST = re.compile(r"(.*)/(\d+)")


def edit_measures(data: Data, parent: str, order: Sequence[int | str]) -> Data:
    """`data` with the measures of `parent` (意见/2 or 保障) in a new order; a string in `order` is a new measure."""
    key, position = ("保障", None) if parent == "保障" else ("意见", int(parent.split("/")[1]) - 1)
    holder = data.get(key)
    point = holder if position is None else (holder or ())[position]
    old = measures_of(point)
    new = [old[entry] if isinstance(entry, int) else entry for entry in order]
    changed: Any = {**(point if isinstance(point, Mapping) else {"主题": topic_of(point)}), "措施": new}
    if not new:
        changed = {name: item for name, item in changed.items() if name != "措施"}
    if position is None:
        data = put(data, key, changed)
    else:
        points = list(holder or ())
        points[position] = changed
        data = put(data, key, points)
    places = {entry: place for place, entry in enumerate(order) if isinstance(entry, int)}
    return _under(data, parent, places, len(old), len(order))


def _under(data: Data, parent: str, places: Mapping[int, int], old: int, new: int, whole: bool = False) -> Data:
    """`data` with what was chosen under the measures of `parent` at their new places, from 0 (see _moved)."""
    pattern = re.compile(rf"({re.escape(parent)})/(\d+)(/.*)?")
    return _moved(data, pattern, {was + 1: now + 1 for was, now in places.items()}, old, new, whole)


def follow_measures(data: Data, parent: str, old: Sequence[str], new: Sequence[str]) -> Data:
    """`data`, where the measures of `parent` were typed anew, with what was chosen under each of them following it.

    One that is called otherwise now is the one that stood at the same place; what was chosen under one that is gone is
    kept behind the last, where it has no place.
    """
    if not old or not new or list(old) == list(new):
        return data
    places = {at: list(new).index(name) for at, name in enumerate(old) if name in new}
    taken = set(places.values())
    places |= {at: at for at in range(min(len(old), len(new))) if at not in places and at not in taken}
    return _under(data, parent, places, len(old), len(new), whole=True)


# --- names that last ---------------------------------------------------------------------------------

_OF_POINT = re.compile(r"[^/]+/(导语|串联)/\d+")


def lasting(data: Data, target: str) -> str:
    """A node or row of the form by what it says instead of its number, which others may take: 意见/养老服务/1."""
    key, *rest = target.split("/")
    found = [key]
    if _OF_POINT.fullmatch(target):
        # 三点意见/导语/2 goes with the second point, 主持/串联/2 with the second event.
        found.append(rest.pop(0))
        key = "意见" if found[-1] == "导语" else "刚才"
    items: object = _named_under(data.get(key)) if key == "保障" else data.get(key)
    while rest and rest[0].isdigit() and isinstance(items, list | tuple) and 0 < int(rest[0]) <= len(items):
        item = items[int(rest.pop(0)) - 1]
        found.append(_called(item))
        items = _named_under(item)
    return "/".join([*found, *rest])


def _named_under(item: object) -> object:
    return item.get("措施") if isinstance(item, Mapping) else None


def _called(item: object) -> str:
    """What an item of a list is called: its topic, else all it says."""
    if isinstance(item, Mapping):
        words = item.get("主题") or item.get("要点") or "，".join(map(str, item.values()))
        return _called(words)
    return str(item).replace("/", "／").replace("\n", " ")
