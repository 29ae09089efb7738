"""Writing into the person's own file (改写原文件): what was not changed stays as it was typed.

A brief is one block mapping. Each top-level key is a stretch of lines with the comments above it. A stretch whose value
is as the file has it is kept to the letter, comments, order and all; the others are written anew with their comments,
each at the row it stood at or before. Of a list with an element a line, and of a mapping with a key a line, what did
not change is kept in the same way.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from drafter.compose.data import ORDER, Data, lists, to_yaml
from drafter.errors import DrafterError
from drafter.strict_yaml import decode, load_text

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One top-level key of the file."""

    above: str
    """Blank lines and comments over it."""
    text: str
    """Its key and value as typed, line ends and all."""
    items: tuple[tuple[str, str], ...] = ()
    """Of a list with an element a line, or a mapping with a key a line: what stands above each of them, and it itself."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief file as it was typed (原文件): what stands where."""

    head: str
    """All above the first key."""
    stretches: dict[str, _Stretch]
    tail: str
    """Comments behind the last value."""
    data: Data
    """What the file holds, in the shape of compose/data.py."""
    mark: str = ""
    """The byte order mark of a file some editors write (记事本), "" where it has none."""
    ends: str = "\n"
    """What ends each of its lines."""

    def written(self, data: Data) -> str:
        """`data` as a file that keeps what this one has of it, to be read back equal."""
        return self.mark + self._written(data).replace("\n", self.ends)

    def _written(self, data: Data) -> str:
        if not self.stretches:
            return self.head + to_yaml(data)
        order = list(self.stretches)
        for place, key in enumerate(ORDER):
            if key in data and key not in order:
                before = [order.index(each) for each in ORDER[:place] if each in order]
                order.insert(max(before) + 1 if before else 0, key)
        for within in (True, False):
            text = self.head + "".join(self._part(key, data, within) for key in order) + self.tail
            try:
                if _held(load_text(text, "").value) == data:
                    return text
            except DrafterError:
                continue
        return to_yaml(data)

    def _part(self, key: str, data: Data, within: bool) -> str:
        """The lines of one key, "" when it is not there. within: keep what did not change of a list."""
        found = self.stretches.get(key)
        if found is not None and self.data.get(key) == data.get(key):
            return found.above + found.text
        if key not in data:
            return ""
        fresh = to_yaml({key: data[key]})
        if found is None:
            return fresh
        old = self.data.get(key)
        if within and found.items and isinstance(old, list) and len(old) == len(found.items):
            return found.above + found.text.partition("\n")[0] + "\n" + _items(found.items, old, key, data[key])
        if within and found.items and isinstance(old, dict) and len(old) == len(found.items):
            return found.above + found.text.partition("\n")[0] + "\n" + _pairs(found.items, old, key, data[key])
        return found.above + _commented(found.text, fresh)


def _items(typed: Sequence[tuple[str, str]], old: Sequence[Any], key: str, new: Sequence[Any]) -> str:
    """The elements of a list, those of `old` as `typed`; one in the place of another stands under its comments."""
    indent = typed[0][1][: -len(typed[0][1].lstrip(" "))]
    left = list(range(len(old)))
    parts = []
    for place, element in enumerate(new):
        same = next((index for index in left if old[index] == element), None)
        if same is not None:
            left.remove(same)
            parts.append("".join(typed[same]))
            continue
        _, _, fresh = to_yaml({key: [element]}).partition("\n")
        above, was = typed[place] if place < len(old) and old[place] not in new else ("", "")
        parts.append(above + _commented(was, "".join(indent + row[2:] + "\n" for row in fresh.splitlines())))
    return "".join(parts)


def _pairs(typed: Sequence[tuple[str, str]], old: Mapping[str, Any], key: str, new: Mapping[str, Any]) -> str:
    """The keys of a mapping, those of `old` as `typed`; one that holds another thing stands under its comments."""
    indent = typed[0][1][: -len(typed[0][1].lstrip(" "))]
    parts = []
    for (above, text), name in zip(typed, old, strict=True):
        if name in new:
            fresh = _pair(key, name, new[name], indent)
            parts.append(above + (text if new[name] == old[name] else _commented(text, fresh)))
    return "".join([*parts, *(_pair(key, name, new[name], indent) for name in new if name not in old)])


def _pair(key: str, name: str, value: Any, indent: str) -> str:
    _, _, fresh = to_yaml({key: {name: value}}).partition("\n")
    return "".join(indent + row[2:] + "\n" for row in fresh.splitlines())


_QUOTES = re.compile("[\"']")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*$", re.MULTILINE)


def _commented(typed: str, fresh: str) -> str:
    """`fresh` with the comments of `typed`, the same thing as it was: each at the row that is still there or stands in
    its place. What was said of a row that is gone goes with it."""
    if "#" not in typed or _BLOCK.search(typed):
        return fresh
    parsed = [_remarked(row) for row in typed.splitlines()]
    rows = fresh.splitlines()
    before, after = (
        [_QUOTES.sub("", row).strip() for row in kind if row] for kind in ([one for one, _ in parsed], rows)
    )
    places: list[int | None] = []
    for _, start, stop, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        places += [min(first + k, last - 1) if last > first else None for k in range(stop - start)]
    above: list[list[str]] = [[] for _ in range(len(rows) + 1)]
    behind = [""] * len(rows)
    places.append(len(rows))
    number = 0
    for bare, remark in parsed:
        at = places[number]
        number += bool(bare)
        if at is None or not remark:
            continue
        if bare and not behind[at]:
            behind[at] = f"  {remark}"
        else:
            above[at].append(remark)
    found = []
    for row, end, over in zip([*rows, rows[-1]], [*behind, ""], above, strict=True):
        margin = row[: len(row) - len(row.lstrip(" "))]
        found += [*(margin + one for one in over), row + end]
    return "\n".join(found[:-1]) + "\n"


def _remarked(row: str) -> tuple[str, str]:
    """A row without its comment, and the comment with its #; both may be empty.

    >>> _remarked("  - '5#楼'  # 新的")
    ("- '5#楼'", '# 新的')
    """
    quote = ""
    for at, character in enumerate(row):
        before = row[at - 1 : at] or " "
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and before in " [{,":
            quote = character
        elif character == "#" and before in " \t":
            return row[:at].strip(), row[at:].strip()
    return row.strip(), ""


def sheet(data: bytes) -> Sheet:
    """The file with these bytes; one without stretches when it is not there, or not laid out key by key."""
    try:
        typed = decode(data, "").removeprefix("\ufeff")
        text = re.sub("\r\n?", "\n", typed)
        value = load_text(text, "").value
        node = yaml.compose(text, Loader=_Loader)
    except (DrafterError, yaml.YAMLError):
        return _NONE
    # Where they are mixed, as where there is one line only, the lines end as elsewhere.
    mark = "\ufeff" if data.startswith(BOM_UTF8) else ""
    ends = "\r\n" if 0 < typed.count("\n") == typed.count("\r") == typed.count("\r\n") else "\n"
    if value is None:
        whole = text.rstrip("\n") + "\n" if text.strip() and text != to_yaml({}) else ""
        return Sheet(whole, {}, "", {}, mark, ends)
    held = _held(value)
    plain = Sheet("", {}, "", {}, mark, ends)
    if held is None or not isinstance(node, yaml.MappingNode) or node.flow_style or _OTHER_BREAKS.search(text):
        return plain
    starts = [key.start_mark.line for key, _ in node.value]
    if any(key.start_mark.column for key, _ in node.value):
        return plain
    rows = [row + "\n" for row in text.removesuffix("\n").split("\n")]
    stretches: dict[str, _Stretch] = {}
    above = ""
    for (key, content), start, stop in zip(node.value, starts, [*starts[1:], len(rows)], strict=True):
        end = stop
        while end > _last(content, start) + 1 and _is_aside(rows[end - 1]):
            end -= 1
        items = _elements(rows[:end], content, start)
        stretches[key.value] = _Stretch(above, "".join(rows[start:end]), items)
        above = "".join(rows[end:stop])
    return Sheet("".join(rows[: starts[0]]), stretches, above, held, mark, ends)


def _held(value: object) -> Data | None:
    """What a file holds, None where that is no mapping."""
    if not isinstance(value, dict):
        return None if value is not None else {}
    return lists({key: item for key, item in value.items() if item is not None and (item or key not in _NEEDED)})


_NEEDED = ("会议", "意见")


def _is_aside(row: str) -> bool:
    """Whether a row is blank or a comment at the margin, which belongs to what follows."""
    return not row.strip() or row.startswith("#")


def _elements(rows: list[str], content: yaml.Node, start: int) -> tuple[tuple[str, str], ...]:
    """The elements of a list, or the pairs of a mapping, under its key in line `start`, each with what stands above it.

    None of another layout.
    """
    if not isinstance(content, yaml.CollectionNode) or content.flow_style or not content.value:
        return ()
    pairs = isinstance(content, yaml.MappingNode)
    values = [item[1] if pairs else item for item in content.value]
    starts = [(item[0] if pairs else item).start_mark.line for item in content.value]
    # 措施: at the margin of its mapping, - at that of its list.
    heads = {
        row[: len(row) - len(row.lstrip(" "))] if pairs else row[: row.find("-") + 1]
        for row in map(rows.__getitem__, starts)
    }
    if len(set(starts)) < len(starts) or starts[0] == start or len(heads) > 1:
        return ()
    if (heads.pop().strip(" ") or "-") != "-":
        return ()
    found = []
    above = "".join(rows[start + 1 : starts[0]])
    for item, line, stop in zip(values, starts, [*starts[1:], len(rows)], strict=True):
        end = stop
        while stop < len(rows) and end > _last(item, line) + 1 and rows[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        found.append((above, "".join(rows[line:end])))
        above = "".join(rows[end:stop])
    return tuple(found)


def _last(node: yaml.Node, start: int) -> int:
    """The last line of a value, from 0, at least; `start`: that of its key."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(max(start, node.start_mark.line))
    return int(max(start, node.end_mark.line))


_NONE = Sheet("", {}, "", {})
