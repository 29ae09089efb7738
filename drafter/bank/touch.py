"""One entry of a bank file changed value by value (改一处): layout, order and comments of all else stay as typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import yaml

from drafter.bank.write import scalar
from drafter.errors import DrafterError
from drafter.language.visible import plain_json
from drafter.strict_yaml import Value, load_text

_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*", re.MULTILINE)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_Pair = tuple[yaml.Node, yaml.Node]


class _OtherLayout(Exception):
    """The text is laid out in a way that cannot be changed piece by piece."""


def touched(text: str, old: dict[str, Value], new: dict[str, Value]) -> str:
    """`text` with `new` for its value. What is equal stays as typed; a comment on what goes stays as a line of its own.

    text: one entry, from `- ` on, not indented; old: its value. Laid out in a way that cannot be changed piece by piece
    the entry is written anew, its comments behind it.
    """
    try:
        nodes = yaml.compose(text, Loader=yaml.SafeLoader)
        if isinstance(nodes, yaml.SequenceNode) and len(nodes.value) == 1:
            touch = _Touch(text, nodes)
            touch.change(nodes.value[0], old, new, flow=False)
            result = touch.written()
            if load_text(result, "").value == [new]:
                return result
    except (yaml.YAMLError, DrafterError, _OtherLayout):
        pass
    anew = "- " + "".join(written(key, value, "  ") for key, value in new.items())[2:]
    return anew + "".join(f"  {comment}\n" for comment in _COMMENT.findall(text))


def written(key: str, value: Value, indent: str) -> str:
    """One key as lines, block by block (写法)."""
    if isinstance(value, list) and any(isinstance(row, dict) for row in value):
        return f"{indent}{key}:\n" + "".join(f"{indent}- {_row(row, indent)}" for row in value)
    return f"{indent}{key}: {_scalar(value) if isinstance(value, str) else _flow(value)}\n"


def _row(row: Value, indent: str) -> str:
    """One element of a list behind its dash, as lines."""
    if isinstance(row, dict):
        return "".join(written(key, value, indent + "  ") for key, value in row.items())[len(indent) + 2 :]
    return f"{_flow(row)}\n"


def _flow(value: Value) -> str:
    """A value within [ ] and { }."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value, flow=True) if isinstance(value, str) else "" if value is None else plain_json(value)


def _scalar(text: str, *, flow: bool = False) -> str:
    """A figure needs no quotes: a bank's reader takes everything for text."""
    return text if _FIGURE.fullmatch(text) else scalar(text, flow=flow)


class _Touch:
    """Changes to a text, gathered and then made."""

    def __init__(self, text: str, root: yaml.Node) -> None:
        self.text = text
        self.edits: list[tuple[int, int, str]] = []
        scalars = [(node.start_mark.index, node.end_mark.index) for node in _scalars(root)]
        self.comments = [
            (match.start(), match.group())
            for match in _COMMENT.finditer(text)
            if not any(start <= match.start() < end for start, end in scalars)
        ]

    def written(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < at:
                raise _OtherLayout
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def change(self, node: yaml.Node, old: Value, new: Value, *, flow: bool) -> None:
        """flow: within [ ] or { }."""
        if old == new:
            return
        flow = flow or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))
        if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict) and old and new:
            self._mapping(node.value, old, new, flow=flow)
        elif isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list) and old and new:
            self._sequence(node.value, old, new, flow=flow)
        else:
            start, end = node.start_mark.index, self._end(node)
            shown = _scalar(new) if isinstance(new, str) and not flow else _flow(new)
            self.edits.append((start, end, f" {shown}" if start == end else shown))

    def _mapping(self, pairs: Sequence[_Pair], old: dict[str, Value], new: dict[str, Value], *, flow: bool) -> None:
        gone = []
        for number, (key, value) in enumerate(pairs):
            if key.value in new:
                self.change(value, old[key.value], new[key.value], flow=flow)
            else:
                gone.append(number)
        more = {key: value for key, value in new.items() if key not in old}
        spans = [(key.start_mark.index, self._end(value)) for key, value in pairs]
        if flow:
            self._drop(spans, gone)
            self._add(spans[-1][1], "".join(f", {_flow({key: value})[1:-1]}" for key, value in more.items()))
            return
        indent = " " * pairs[0][0].start_mark.column
        for number in gone:
            # The first key of an entry stands behind its dash.
            self._drop_lines(spans[number][0], spans[number][1], indent)
        self._add_line(spans[-1][1], "".join(written(key, value, indent) for key, value in more.items()))

    def _sequence(self, nodes: Sequence[yaml.Node], old: list[Value], new: list[Value], *, flow: bool) -> None:
        spans = [(node.start_mark.index, self._end(node)) for node in nodes]
        if not flow:
            spans = [(self.text.rindex("-", 0, start), end) for start, end in spans]
        indent = "" if flow else self._margin(spans[0][0])
        gone: list[int] = []
        names = [_names(old), _names(new)]
        if not all(names):
            names = [[json.dumps(row, ensure_ascii=False) for row in rows] for rows in (old, new)]
        for tag, a, b, c, d in SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
            both = min(b - a, d - c)
            for number in range(both):
                self.change(nodes[a + number], old[a + number], new[c + number], flow=flow)
            if tag == "equal":
                continue
            gone += range(a + both, b)
            fresh = new[c + both : d]
            after = a + both - 1
            if not fresh:
                continue
            like = nodes[max(after, 0)]
            braced = isinstance(like, yaml.MappingNode) and like.flow_style
            if flow:
                if after < 0:
                    self._add(spans[0][0], "".join(f"{_flow(row)}, " for row in fresh))
                else:
                    self._add(spans[after][1], "".join(f", {_flow(row)}" for row in fresh))
            else:
                lines = "".join(indent + "- " + (_flow(row) + "\n" if braced else _row(row, indent)) for row in fresh)
                if after < 0:
                    self._add(spans[0][0] - len(indent), lines)
                else:
                    self._add_line(spans[after][1], lines)
        if flow:
            self._drop(spans, gone)
        else:
            for number in gone:
                self._drop_lines(*spans[number], indent)

    def _end(self, node: yaml.Node) -> int:
        """Where what is typed of a node ends; yaml has a block end where the next thing begins."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style:
            if not node.value:
                break
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self.text[:end].rstrip())
        return end

    def _margin(self, at: int) -> str:
        """What stands before `at` in its line: blanks."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        if before.strip():
            raise _OtherLayout
        return before

    def _add(self, at: int, new: str) -> None:
        if new:
            self.edits.append((at, at, new))

    def _add_line(self, behind: int, new: str) -> None:
        """Lines behind the line with `behind`."""
        at = self.text.find("\n", behind)
        if new:
            self._add(at + 1 if at >= 0 else len(self.text), new if at >= 0 else "\n" + new)

    def _drop_lines(self, start: int, end: int, indent: str) -> None:
        """The lines from `start` to `end`, which begin and end with them; their comments stay."""
        self._margin(start)
        stop = self.text.find("\n", end)
        stop = stop + 1 if stop >= 0 else len(self.text)
        notes = "".join(f"{indent}{note}\n" for at, note in self.comments if start <= at < stop)
        self.edits.append((start - len(indent), stop, notes))

    def _drop(self, spans: Sequence[tuple[int, int]], gone: Sequence[int]) -> None:
        """Elements within [ ] or { } and a comma each, never all of them."""
        if len(gone) == len(spans):
            raise _OtherLayout
        kept = [number for number in range(len(spans)) if number not in gone]
        for number in gone:
            start, end = spans[number]
            if number < kept[-1]:
                comma = self.text.index(",", end)
                stop = comma + 1 + (self.text[comma + 1 : comma + 2] == " ")
                self.edits.append((start, stop, ""))
            else:
                comma = self.text.index(",", spans[number - 1][1])
                self.edits += [(comma, comma + 1, ""), (start, end, "")]
                if not self.text[comma + 1 : start].strip(" "):
                    self.edits[-2:] = [(comma, end, "")]


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            yield from _scalars(part)


def _names(rows: Sequence[Value]) -> list[str]:
    """What groups (组) and measures (题) are called; none when one has no name or two have the same."""
    found = [str(row.get("组") or row.get("题") or "") if isinstance(row, dict) else "" for row in rows]
    return found if all(found) and len(set(found)) == len(found) else []
