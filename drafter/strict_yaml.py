"""YAML read strictly, every value with its line (严格读 YAML).

Scalars stay the text that was typed: YAML 1.1 would turn `no` into False, `12:30` into 750 and a date into
an object, and a writer's brief means none of these. Refused, with line and reason: aliases and anchors, duplicate
keys, tags of any other kind, nesting deeper than MAX_DEPTH, texts longer than MAX_TEXT, more than MAX_NODES values,
files larger than MAX_BYTES. The parser's events are walked as they come, so that a hostile file is left at the first
place where it goes too far.

Where a file is no YAML, its lines are also read as an input method for Chinese would have spoilt them: ： and ， for
: and , and tabs for spaces. Each such line is named, since the place where the parser gave up seldom is the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypeAlias

import yaml

from drafter.errors import InvalidData, UnreadableFile
from drafter.files import handed_over, read_file, read_handed, unreadable

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
MAX_TEXT = 64 * 1024
"""Characters of one key or value; the longest a writer can type at the prompt is 20,000."""
LONGEST_KEY = 1024
"""Characters of a key before its colon, which YAML itself bounds."""
MOST_ROWS = 20_000
"""Lines that are looked at for slips of an input method."""
LONGEST_ROW = 20_000
"""Characters of a line that is looked at for slips."""
MAX_NODES = 400_000
"""Values of one file: at some 300 bytes each, what memory they take stays bounded."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL_TAG = "tag:yaml.org,2002:null"
_WORD = re.compile(r"~|(?i:null|true|false|yes|no|on|off)")
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
    words: frozenset[Path_] = frozenset()
    """Text without quotes that YAML has another meaning for: null, ~, yes, false."""
    rows: dict[Path_, tuple[str, ...]] = field(default_factory=dict)
    """Text without quotes that stands on several lines, which YAML joins: the lines as typed."""

    def line(self, path: Path_) -> int:
        """The line of `path`, or of its nearest ancestor that has one; 1 for an empty file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def load_file(path: Path, most: int = MAX_NODES) -> Loaded:
    """Read one YAML file of at most so many values; what goes beyond is not read.

    Raises UnreadableFile when it cannot be opened or is too large, InvalidData when it is not the YAML we take.
    """
    return load_bytes(read_bounded(path), str(path), most)


def read_bounded(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a small file a writer named, at most `most`. Of pipes only one that the shell has opened for us
    (/dev/stdin, <(…)) is read, to its end.

    Raises UnreadableFile.
    """
    name = str(path)
    try:
        data = read_handed(path, most + 1) if handed_over(path) is not None else read_file(path, most + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > most:
        raise UnreadableFile(name, f"文件超过 {most // 1024} KB 的上限", "请拆成几个文件")
    return data


def load_bytes(data: bytes, name: str, most: int = MAX_NODES) -> Loaded:
    """Parse YAML bytes (UTF-8 with or without BOM, UTF-16 with BOM, or GB18030). Raises InvalidData."""
    return load_text(_decode(data, name), name, most)


class Spoilt(InvalidData):
    """Punctuation of an input method is all that keeps a file from being read. meant: what it is without that."""

    def __init__(self, problems: list[str], meant: Loaded) -> None:
        super().__init__(problems)
        self.meant = meant


def load_text(text: str, name: str, most: int = MAX_NODES) -> Loaded:
    """Parse YAML text. Raises InvalidData naming file, line and reason of all that is wrong, Spoilt where it may."""
    walk = _Walk(tuple(text.splitlines()), most)
    try:
        value = walk.document(yaml.parse(text, Loader=_Loader))
    except _TooMuch:
        raise InvalidData(_located(name, walk.faults)) from None
    except yaml.MarkedYAMLError as error:
        raise _refusal(name, text, *_faults(text, error)) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidData([_strange(name, text, error)]) from None
    # No file of ours is one text: its keys were not seen as such.
    if isinstance(value, str) and (slips := _slips(text)):
        raise _refusal(name, text, [(slip.line, reason) for slip in slips for reason in slip.reasons], slips)
    if walk.tight:
        rows = ((number, walk.rows[number - 1]) for number in walk.tight)
        slips = [_Slip(number, (TIGHT_DASH,), _loosened(row)) for number, row in rows]
        raise _refusal(name, text, [*walk.faults, *((slip.line, TIGHT_DASH) for slip in slips)], slips)
    if walk.faults:
        raise InvalidData(_located(name, walk.faults))
    return walk.loaded(name, value)


def _refusal(name: str, text: str, faults: list[tuple[int, str]], slips: Sequence[_Slip]) -> InvalidData:
    """What is wrong with a file. slips: the faulty lines where, mended, they leave nothing that is no YAML."""
    problems = _located(name, faults)
    if slips:
        mended = _mended(text, slips)
        walk = _Walk(tuple(mended.splitlines()))
        try:
            value = walk.document(yaml.parse(mended, Loader=_Loader))
        except (_TooMuch, yaml.YAMLError, ValueError, RecursionError):
            return InvalidData(problems)
        if not walk.faults:
            return Spoilt(problems, walk.loaded(name, value))
    return InvalidData(problems)


def _mended(text: str, slips: Sequence[_Slip]) -> str:
    rows = text.splitlines()
    for slip in slips:
        rows[slip.line - 1] = slip.repaired
    return "\n".join(rows)


def _strange(name: str, text: str, error: Exception) -> str:
    """What a character YAML does not allow is called, and where it stands."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return f"{name}：含有 YAML 不允许的字符（{str(error).splitlines()[0]}）"
    line = text.count("\n", 0, found.start()) + 1
    return f"{name} 第 {line} 行：含有 YAML 不允许的字符（U+{ord(found.group()):04X}），请删去"


def _located(name: str, faults: list[tuple[int, str]]) -> list[str]:
    return [f"{name} 第 {line} 行：{reason}" for line, reason in sorted(set(faults))]


class _TooMuch(Exception):
    """The file goes beyond a bound; its last fault says which. Nothing behind that place is read."""


Events: TypeAlias = Iterator[yaml.Event]


@dataclass(slots=True)
class _Walk:
    """Turns the parser's events into plain values, noting lines and what is not taken. rows: the text's lines."""

    rows: tuple[str, ...]
    most: int = MAX_NODES
    lines: dict[Path_, int] = field(default_factory=dict)
    bare: list[Path_] = field(default_factory=list)
    words: list[Path_] = field(default_factory=list)
    joined: dict[Path_, tuple[str, ...]] = field(default_factory=dict)
    tight: list[int] = field(default_factory=list)
    """Lines that begin with a dash and no space behind it, in a text without quotes: a list was meant."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    nodes: int = 0
    dashed: bool = field(init=False)
    """Whether any line begins so at all; few files have one, and looking at every text takes its time."""

    def __post_init__(self) -> None:
        self.dashed = any(map(_TIGHT_DASH.match, self.rows))

    def loaded(self, name: str, value: Value) -> Loaded:
        """What was found, `value` being what document() gave."""
        return Loaded(name, value, self.lines, frozenset(self.bare), frozenset(self.words), self.joined)

    def document(self, events: Events) -> Value:
        """The one document there may be; None for an empty file."""
        value: Value = None
        seen = False
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event, events, ())
            elif isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self.stop(event, "一个文件只能有一份内容，请删去“---”及其后的部分，或另存一个文件")
                seen = True
        return value

    def value(self, event: yaml.Event, events: Events, path: Path_) -> Value:
        self.lines.setdefault(path, _line(event))
        if len(path) > MAX_DEPTH:
            self.stop(event, f"嵌套太深，超过 {MAX_DEPTH} 层")
        self.check(event)
        if isinstance(event, yaml.ScalarEvent):
            if not event.style:
                self.bare.append(path)
                if len(typed := self.typed(event)) > 1:
                    self.joined[path] = typed
                if event.tag is None and _WORD.fullmatch(event.value):
                    self.words.append(path)
            empty = not event.value and (event.tag == _NULL_TAG or (event.tag is None and not event.style))
            return None if empty else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, path)
        return self.mapping(events, path) if isinstance(event, yaml.MappingStartEvent) else None

    def sequence(self, event: yaml.SequenceStartEvent, events: Events, path: Path_) -> list[Value]:
        before = len(self.bare)
        found: list[Value] = []
        while not isinstance(child := next(events), yaml.SequenceEndEvent):
            found.append(self.value(child, events, (*path, len(found))))
        if not event.flow_style:
            own = len(path) + 1
            self.bare[before:] = [each for each in self.bare[before:] if len(each) != own]
        return found

    def mapping(self, events: Events, path: Path_) -> dict[str, Value]:
        result: dict[str, Value] = {}
        while not isinstance(head := next(events), yaml.MappingEndEvent):
            line = _line(head)
            if not isinstance(head, yaml.ScalarEvent):
                if isinstance(head, yaml.AliasEvent):
                    self.check(head)
                else:
                    self.faults.append((line, "键必须是一个词（带 {} 或 [] 的内容请加引号）"))
                self.pass_over(head, events)
                self.pass_over(next(events), events)
                continue
            self.check(head)
            key = str(head.value)
            child = next(events)
            if key in result:
                self.faults.append(
                    (line, f"“{shortened(key)}”写了两次（前一处在第 {self.lines[*path, key]} 行），请合并")
                )
                self.pass_over(child, events)
                continue
            # A text on a line of its own is where its faults are.
            own = isinstance(child, yaml.ScalarEvent) and child.value
            self.lines[(*path, key)] = _line(child) if own else line
            result[key] = self.value(child, events, (*path, key))
        return result

    def check(self, event: yaml.Event) -> None:
        """Note what of a node is not taken. Raises _TooMuch beyond a bound."""
        self.nodes += 1
        if self.nodes > self.most:
            self.stop(
                event, f"内容太多，超过 {self.most} 项，请{'拆成几个文件' if self.most == MAX_NODES else '只写要点'}"
            )
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.faults.append((_line(event), "不接受锚点和引用（& 和 *），请把内容直接写出来"))
        if self.dashed and isinstance(event, yaml.ScalarEvent) and not event.style:
            # Its first line counts where nothing stands before it.
            begins = _column(event) == len(row := self.row(_line(event))) - len(row.lstrip())
            for number in range(_line(event) + (not begins), _last_line(event) + 1):
                if _TIGHT_DASH.match(self.row(number)):
                    self.tight.append(number)
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag is not None and tag not in _PLAIN_TAGS:
            self.faults.append((_line(event), f"不接受标记“{shortened(tag)}”，请删去"))
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_TEXT:
            self.stop(event, f"一项内容有 {len(event.value)} 个字符，超过 {MAX_TEXT} 个的上限，请拆开")

    def row(self, number: int) -> str:
        """Line `number`, from 1; "" behind the last one, and where YAML counts more lines than there are."""
        return self.rows[number - 1] if number <= len(self.rows) else ""

    def typed(self, event: yaml.ScalarEvent) -> tuple[str, ...]:
        """The lines of a text without quotes, blank ones left out."""
        first, last = _line(event), _last_line(event)
        found = (self.row(number).strip() for number in range(first, last + 1)) if last > first else ()
        return tuple(row for row in found if row)

    def pass_over(self, event: yaml.Event, events: Events) -> None:
        """Read on to the end of a node that is not taken."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                self.stop(event, f"嵌套太深，超过 {MAX_DEPTH} 层")
            if not depth:
                return
            event = next(events)

    def stop(self, event: yaml.Event, reason: str) -> NoReturn:
        self.faults.append((_line(event), reason))
        raise _TooMuch


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _column(event: yaml.Event) -> int:
    """From 0."""
    return int(event.start_mark.column) if event.start_mark else 0


def _last_line(event: yaml.Event) -> int:
    return int(event.end_mark.line) + 1 if event.end_mark else _line(event)


def shortened(text: str, most: int = 60) -> str:
    """`text` as a message may quote it."""
    return text if len(text) <= most else text[: most - 2] + "……"


# --- lines spoilt by an input method -----------------------------------------------------------------

TAB = "用了制表符，请换成空格"
WIDE_COLON = "冒号用成了全角“：”，请改成英文冒号加空格"
WIDE_COMMA = "逗号用成了全角“，”，请改成英文逗号加空格"
TIGHT_DASH = "短横后面要空一格，请写成“- …”"

_KEY = r"[^\s：:，,。；;、“”\"'\[\]{}#&*!|>%@`-][^\s：:，,。；;、“”\"'\[\]{}#]{0,11}"
# Not a negative number, and no line of dashes. Those of keys are compiled where a line may have one.
_TIGHT_DASH = re.compile(r"\s*-(?=[^\s\d-])")
_ITEM = re.compile(r"\s*(?:-\s+)*")
_WIDE_KEY = rf"{_KEY}\s*："
_TIGHT_KEY = rf"(?!\d+:)({_KEY}):(?=[^\s/])(?!.*:(?:\s|$))"
_WIDE_IN_BRACES = rf"(?<=[{{,，])\s*{_KEY}\s*："
_TIGHT_IN_BRACES = rf"(?<=[{{,，])\s*(?!\d+:)({_KEY}):(?=[^\s/])"
_PARTED_IN_BRACES = rf"，(?=\s*{_KEY}\s*[:：])"
_TIGHT = re.compile(r":[^\s/]")
"""Without it no colon lacks its space: quicker to find out than to look for the keys."""
_BRACES = re.compile(r"\{[^{}]*\}?")
_BRACKETS = re.compile(r"\[[^\[\]]*\]?")
# What is in quotes or is a gap to fill is text, whatever it holds; so is what follows a #.
_TEXT = re.compile(r"(?<!\\)\"(?:[^\"\\]|\\.)*+\"|'[^']*'|【[^【】]*】|(?:^|(?<=\s))#.*")
_BLOCK = re.compile(r"(?<![^:\s-])[|>][+-]?\d*\s*(?:#.*)?$")


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
    for number, row in _structural(rows[:MOST_ROWS]):
        if len(row) > LONGEST_ROW:
            continue
        shown = _TEXT.sub(lambda match: "\0" * len(match.group()), row)
        reasons: list[str] = []
        repaired = row
        lead = _ITEM.match(shown)
        start = lead.end() if lead else 0
        if _TIGHT_DASH.match(shown):
            reasons.append(TIGHT_DASH)
            repaired, shown = _loosened(repaired), _loosened(shown)
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
            if "：" in shown and (wide := re.compile(_WIDE_KEY).match(shown, start)):
                reasons.append(WIDE_COLON)
                repaired = f"{repaired[: wide.end() - 1]}: {repaired[wide.end() :]}"
                shown = f"{shown[: wide.end() - 1]}: {shown[wide.end() :]}"
            elif _TIGHT.search(shown) and (tight := re.compile(_TIGHT_KEY).match(shown, start)):
                reasons.append(f"“{tight[1]}:”后面缺空格，请写成“{tight[1]}: …”")
                repaired = f"{repaired[: tight.end()]} {repaired[tight.end() :]}"
                shown = f"{shown[: tight.end()]} {shown[tight.end() :]}"
        meant = list(repaired)
        for braces in _BRACES.finditer(shown):
            for wide in re.compile(_WIDE_IN_BRACES).finditer(shown, *braces.span()) if "：" in braces[0] else ():
                reasons.append(WIDE_COLON)
                meant[wide.end() - 1] = ": "
            for tight in (
                re.compile(_TIGHT_IN_BRACES).finditer(shown, *braces.span()) if _TIGHT.search(braces[0]) else ()
            ):
                reasons.append(f"“{tight[1]}:”后面缺空格，请写成“{tight[1]}: …”")
                meant[tight.end() - 1] = ": "
            for comma in re.compile(_PARTED_IN_BRACES).finditer(shown, *braces.span()) if "，" in braces[0] else ():
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


def _loosened(row: str) -> str:
    """A line with a space behind the dash it begins with."""
    return _TIGHT_DASH.sub(lambda match: f"{match[0]} ", row, count=1)


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


def _faults(text: str, error: yaml.MarkedYAMLError) -> tuple[list[tuple[int, str]], list[_Slip]]:
    """The lines an input method spoilt; where these do not explain it all, what the parser says of the rest.

    The slips come with them only where they do explain it all.
    """
    line = _line_of(error)
    slips = _slips(text, frozenset((line, _first_line_of(error))))
    found = [(slip.line, reason) for slip in slips for reason in slip.reasons]
    mended = _mended(text, slips)
    try:
        if slips:
            yaml.compose(mended, Loader=_Loader)
            return found, slips
    except yaml.MarkedYAMLError as left:
        error = left
        line = _line_of(error)
        if any(reason == TAB and at <= line for at, reason in found):
            # How far a tab was to indent nobody knows: what seems amiss behind one may not be.
            return found, []
    except (yaml.YAMLError, ValueError, RecursionError):
        return found, []
    reason = _explain(error, mended, line)
    return [*found, (line, reason if reason == TAB else f"不是合法的 YAML（{reason}）")], []


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
    if "nesting depth" in problem:
        return f"嵌套太深，超过 {MAX_DEPTH} 层"
    rows = text.splitlines()
    row = rows[line - 1] if line - 1 < len(rows) else ""
    if "\t" in row and ("character" in problem):
        return TAB
    if "quoted scalar" in (error.context or ""):
        return "从这一行起，引号没有配对"
    if "mapping values are not allowed" in problem:
        return "这一行有两个冒号；值里有英文冒号时请加引号"
    if "could not find expected ':'" in problem:
        if len(row) > LONGEST_KEY:
            return f"这一行有 {len(row)} 个字符，冒号前的键不能超过 {LONGEST_KEY} 个；是正文就写到键的冒号后面"
        return "缺冒号，或冒号用成了全角“：”；键后面要用英文冒号加空格"
    if "did not find expected" in problem or "while parsing a flow" in (error.context or ""):
        return "括号、引号或缩进没有配对，文字里有 { } [ ] 的要加引号，请对照上一行检查"
    if "found character that cannot start any token" in problem:
        return "以特殊符号开头的值请加引号"
    if "block end" in problem or "block mapping" in (error.context or ""):
        return "缩进没有对齐"
    return "格式有误，请对照样板检查这一行"
