"""YAML read strictly, every value with its line (严格读 YAML).

Scalars stay the text that was typed: YAML 1.1 would turn `no` into False, `12:30` into 750 and a date into
an object, and a writer's brief means none of these. Refused: aliases and anchors, duplicate keys, custom
tags, nesting deeper than MAX_DEPTH, files larger than MAX_BYTES.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """Parse YAML text. Raises InvalidData naming file, line and reason."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InvalidData([f"{name} 第 {line} 行：不是合法的 YAML（{_explain(error, text, line)}）"]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidData([f"{name}：含有 YAML 不允许的字符（{str(error).splitlines()[0]}）"]) from None
    except RecursionError:
        raise InvalidData([f"{name}：嵌套太深，超过 {MAX_DEPTH} 层"]) from None
    lines: dict[Path_, int] = {}
    if node is None:
        return Loaded(name, None, lines)
    value = _Walk(name, lines).value(node, ())
    return Loaded(name, value, lines)


class _Walk:
    """Turns the composed nodes into plain values, noting lines and refusing what is not taken."""

    def __init__(self, name: str, lines: dict[Path_, int]) -> None:
        self.name = name
        self.lines = lines
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Value:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self.seen:
            raise InvalidData([f"{self.name} 第 {line} 行：不接受锚点和引用（& 和 *），请把内容直接写出来"])
        if len(path) > MAX_DEPTH:
            raise InvalidData([f"{self.name} 第 {line} 行：嵌套太深，超过 {MAX_DEPTH} 层"])
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            raise InvalidData([f"{self.name} 第 {line} 行：不接受标记“{node.tag}”，请删去"])
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL_TAG and not node.value else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self.mapping(node, path)

    def mapping(self, node: yaml.Node, path: Path_) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise InvalidData([f"{self.name} 第 {line} 行：键必须是一个词（带 {{}} 或 [] 的内容请加引号）"])
            key = str(key_node.value)
            if key in result:
                raise InvalidData([f"{self.name} 第 {line} 行：“{key}”写了两次，请合并"])
            self.lines[(*path, key)] = line
            result[key] = self.value(child, (*path, key))
        return result


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
    if "\t" in row and "character '\\t'" in problem:
        return "行首用了制表符，请改成空格"
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
