"""YAML read strictly, every value with its line (严格读 YAML).

Scalars stay the text that was typed: YAML 1.1 would turn `no` into False, `12:30` into 750 and a date into
an object, and a writer's brief means none of these. Refused: aliases and anchors, duplicate keys, custom
tags, nesting deeper than MAX_DEPTH, files larger than MAX_BYTES.

Where a file is no YAML, its lines are also read as an input method for Chinese would have spoilt them: ： and ， for
: and , and tabs for spaces. Each such line is named, since the place where the parser gave up seldom is the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from drafter.errors import InvalidData, UnreadableFile

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL_TAG = "tag:yaml.org,2002:null"
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("null", "bool", "int", "float", "timestamp", "str", "seq", "map", "merge", "value")
)

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path_: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A YAML document: its value, and the 1-based line of every key and element."""

    name: str
    value: Value
    lines: dict[Path_, int]
    bare: frozenset[Path_] = frozenset()
    """Text without quotes that stands behind its key or in [ ], where commas are easily meant to part it."""

    def line(self, path: Path_) -> int:
        """The line of `path`, or of its nearest ancestor that has one; 1 for an empty file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def load_file(path: Path) -> Loaded:
    """Read one YAML file.

    Raises UnreadableFile when it cannot be opened or is too large, InvalidData when it is not the YAML we take.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(
                str(path), f"文件有 {size // 1024} KB，超过 {MAX_BYTES // 1024} KB 的上限", "请拆成几个文件"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(str(path), "没有这个文件", "请检查路径和文件名") from None
    except IsADirectoryError:
        raise UnreadableFile(str(path), "这是文件夹，不是文件", "请给出其中的 YAML 文件") from None
    except OSError as error:
        raise UnreadableFile(str(path), f"打不开（{error.strerror}）", "请检查权限") from None
    return load_bytes(data, str(path))


def load_bytes(data: bytes, name: str) -> Loaded:
    """Parse YAML bytes (UTF-8 with or without BOM, UTF-16 with BOM, or GB18030). Raises InvalidData."""
    return load_text(_decode(data, name), name)


def load_text(text: str, name: str) -> Loaded:
    """Parse YAML text. Raises InvalidData naming file, line and reason of all that is wrong."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise InvalidData(_located(name, _faults(text, error))) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidData([f"{name}：含有 YAML 不允许的字符（{str(error).splitlines()[0]}）"]) from None
    except RecursionError:
        raise InvalidData([f"{name}：嵌套太深，超过 {MAX_DEPTH} 层"]) from None
    if node is None:
        return Loaded(name, None, {})
    if isinstance(node, yaml.ScalarNode):
        # No file of ours is one text: its keys were not seen as such.
        slips = [(slip.line, reason) for slip in _slips(text) for reason in slip.reasons]
        if slips:
            raise InvalidData(_located(name, slips))
    walk = _Walk()
    value = walk.value(node, ())
    if walk.faults:
        raise InvalidData(_located(name, walk.faults))
    return Loaded(name, value, walk.lines, frozenset(walk.bare))


def _located(name: str, faults: list[tuple[int, str]]) -> list[str]:
    return [f"{name} 第 {line} 行：{reason}" for line, reason in sorted(set(faults))]


@dataclass(slots=True)
class _Walk:
    """Turns the composed nodes into plain values, noting lines and what is not taken."""

    lines: dict[Path_, int] = field(default_factory=dict)
    bare: list[Path_] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: Path_) -> Value:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        refusal = ""
        if id(node) in self.seen:
            refusal = "不接受锚点和引用（& 和 *），请把内容直接写出来"
        elif len(path) > MAX_DEPTH:
            refusal = f"嵌套太深，超过 {MAX_DEPTH} 层"
        elif node.tag not in _PLAIN_TAGS:
            refusal = f"不接受标记“{node.tag}”，请删去"
        if refusal:
            self.faults.append((line, refusal))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if not node.style:
                self.bare.append(path)
            return None if node.tag == _NULL_TAG and not node.value else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            before = len(self.bare)
            found = [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
            if not node.flow_style:
                own = len(path) + 1
                self.bare[before:] = [each for each in self.bare[before:] if len(each) != own]
            return found
        return self.mapping(node, path)

    def mapping(self, node: yaml.Node, path: Path_) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append((line, "键必须是一个词（带 {} 或 [] 的内容请加引号）"))
                continue
            key = str(key_node.value)
            if key in result:
                self.faults.append((line, f"“{key}”写了两次（前一处在第 {self.lines[*path, key]} 行），请合并"))
                continue
            # A text on a line of its own is where its faults are.
            own = isinstance(child, yaml.ScalarNode) and child.value
            self.lines[(*path, key)] = child.start_mark.line + 1 if own else line
            result[key] = self.value(child, (*path, key))
        return result


# --- lines spoilt by an input method -----------------------------------------------------------------

TAB = "用了制表符，请换成空格"
WIDE_COLON = "冒号用成了全角“：”，请改成英文冒号加空格"
WIDE_COMMA = "逗号用成了全角“，”，请改成英文逗号加空格"

_KEY = r"[^\s：:，,。；;、“”\"'\[\]{}#&*!|>%@`-][^\s：:，,。；;、“”\"'\[\]{}#]{0,11}"
_ITEM = re.compile(r"\s*(?:-\s+)*")
_WIDE_KEY = re.compile(rf"{_KEY}\s*：")
_TIGHT_KEY = re.compile(rf"(?!\d+:)({_KEY}):(?=[^\s/])(?!.*:(?:\s|$))")
_WIDE_IN_BRACES = re.compile(rf"(?<=[{{,，])\s*{_KEY}\s*：")
_PARTED_IN_BRACES = re.compile(rf"，(?=\s*{_KEY}\s*[:：])")
_BRACES = re.compile(r"\{[^{}]*\}?")
_BRACKETS = re.compile(r"\[[^\[\]]*\]?")
# What is in quotes or is a gap to fill is text, whatever it holds; so is what follows a #.
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|【[^【】]*】|(?:^|(?<=\s))#.*")
_BLOCK = re.compile(r"(?:^|[:\s-])\s*[|>][+-]?\d*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class _Slip:
    """A line that an input method spoilt; repaired: as it was meant."""

    line: int
    reasons: tuple[str, ...]
    repaired: str


def _slips(text: str, refused: frozenset[int] = frozenset()) -> list[_Slip]:
    """The spoilt lines. refused: lines the parser gave up at, where a ， in [ ] counts too: else it may be text."""
    rows = text.splitlines()
    found = []
    for number, row in _structural(rows):
        shown = _TEXT.sub(lambda match: "\0" * len(match.group()), row)
        reasons: list[str] = []
        repaired = row
        lead = _ITEM.match(shown)
        start = lead.end() if lead else 0
        if "\t" in shown[:start]:
            reasons.append(TAB)
            repaired = shown[:start].replace("\t", "  ") + repaired[start:]
            shown = shown[:start].replace("\t", "  ") + shown[start:]
            start = len(lead[0].replace("\t", "  ")) if lead else 0
        # “- 甲：乙” is a text like any other, unless keys follow under it.
        item = "-" in shown[:start]
        if not item or _opens_mapping(rows, number, start):
            if wide := _WIDE_KEY.match(shown, start):
                reasons.append(WIDE_COLON)
                repaired = f"{repaired[: wide.end() - 1]}: {repaired[wide.end() :]}"
                shown = f"{shown[: wide.end() - 1]}: {shown[wide.end() :]}"
            elif tight := _TIGHT_KEY.match(shown, start):
                reasons.append(f"“{tight[1]}:”后面缺空格，请写成“{tight[1]}: …”")
                repaired = f"{repaired[: tight.end()]} {repaired[tight.end() :]}"
                shown = f"{shown[: tight.end()]} {shown[tight.end() :]}"
        meant = list(repaired)
        for braces in _BRACES.finditer(shown):
            for wide in _WIDE_IN_BRACES.finditer(shown, *braces.span()):
                reasons.append(WIDE_COLON)
                meant[wide.end() - 1] = ": "
            for comma in _PARTED_IN_BRACES.finditer(shown, *braces.span()):
                reasons.append(WIDE_COMMA)
                meant[comma.start()] = ", "
        if reasons or number in refused:
            for brackets in _BRACKETS.finditer(shown):
                for place in range(*brackets.span()):
                    if shown[place] == "，":
                        reasons.append(WIDE_COMMA)
                        meant[place] = ", "
        if reasons:
            found.append(_Slip(number, tuple(dict.fromkeys(reasons)), "".join(meant)))
    return found


def _structural(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Rows with their 1-based numbers, without blank ones, comments, and the text under | and >."""
    block: int | None = None
    for number, row in enumerate(rows, 1):
        indent = len(row) - len(row.lstrip())
        if not row.strip() or (block is not None and indent > block):
            continue
        block = indent if _BLOCK.search(row) else None
        if not row.lstrip().startswith("#"):
            yield number, row


def _opens_mapping(rows: list[str], number: int, start: int) -> bool:
    """Whether the row after row `number` stands where a further key of an item beginning at `start` would."""
    after = rows[number] if number < len(rows) else ""
    return len(after) - len(after.lstrip()) == start and re.match(rf"\s*{_KEY}\s*[:：]", after) is not None


def _faults(text: str, error: yaml.MarkedYAMLError) -> list[tuple[int, str]]:
    """The lines an input method spoilt; where these do not explain it all, what the parser says of the rest."""
    line = _line_of(error)
    slips = _slips(text, frozenset((line, _first_line_of(error))))
    rows = text.splitlines()
    for slip in slips:
        rows[slip.line - 1] = slip.repaired
    found = [(slip.line, reason) for slip in slips for reason in slip.reasons]
    mended = "\n".join(rows)
    try:
        if slips:
            yaml.compose(mended, Loader=_Loader)
            return found
    except yaml.MarkedYAMLError as left:
        error = left
        line = _line_of(error)
        if any(reason == TAB and at <= line for at, reason in found):
            # How far a tab was to indent nobody knows: what seems amiss behind one may not be.
            return found
    except (yaml.YAMLError, ValueError, RecursionError):
        return found
    reason = _explain(error, mended, line)
    return [*found, (line, reason if reason == TAB else f"不是合法的 YAML（{reason}）")]


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """Where the fault is: for a bracket or quote left open, where it was opened."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(word in (error.context or "") for word in ("quoted", "flow")):
        mark = error.context_mark
    return int(mark.line) + 1 if mark else 1


def _first_line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.context_mark or error.problem_mark
    return int(mark.line) + 1 if mark else 1


def decode(data: bytes, name: str) -> str:
    """The text of YAML bytes, as load_bytes decodes them. Raises InvalidData."""
    return _decode(data, name)


def _decode(data: bytes, name: str) -> str:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    codecs = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise InvalidData([f"{name}：认不出编码，请另存为 UTF-8"])


def _explain(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    problem = (error.problem or "").strip()
    rows = text.splitlines()
    row = rows[line - 1] if line - 1 < len(rows) else ""
    if "\t" in row and ("character" in problem):
        return TAB
    if "quoted scalar" in (error.context or ""):
        return "从这一行起，引号没有配对"
    if "mapping values are not allowed" in problem:
        return "这一行有两个冒号；值里有英文冒号时请加引号"
    if "could not find expected ':'" in problem:
        return "缺冒号，或冒号用成了全角“：”；键后面要用英文冒号加空格"
    if "did not find expected" in problem or "while parsing a flow" in (error.context or ""):
        return "括号、引号或缩进没有配对，请对照上一行检查"
    if "found character that cannot start any token" in problem:
        return "以特殊符号开头的值请加引号"
    if "block end" in problem or "block mapping" in (error.context or ""):
        return "缩进没有对齐"
    return problem or "格式有误"
