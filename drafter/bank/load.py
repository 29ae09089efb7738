"""Reads the phrasebank's YAML into records and reports every fault with its line (读短语库).

Files of a bank folder, all optional: moves.yaml, occasions.yaml, collocations.yaml, slots.yaml, and frames, sets and
topics as one file (frames.yaml) or a folder of files (frames/*.yaml). Several folders are laid over one another: the shipped bank, then the office's
own, then what was mined; an entry with the same id (name, ending) in a later folder replaces the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from drafter.bank.model import (
    SLOT,
    Bank,
    Collocation,
    Evidence,
    Frame,
    Group,
    Measure,
    MoveDef,
    Occasion,
    ParallelSet,
    Stage,
    StepDef,
    Topic,
)
from drafter.errors import InvalidData
from drafter.language.similar import nearest
from drafter.strict_yaml import Loaded, Path_, Value, load_file

PARTS = ("moves.yaml", "occasions.yaml", "collocations.yaml", "slots.yaml")
FOLDERS = ("frames", "sets", "topics")


def bank_files(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The YAML files the bank is made of, in the order they are laid over one another."""
    found: list[Path] = []
    for folder in folders:
        found += [folder / name for name in PARTS if (folder / name).is_file()]
        for name in FOLDERS:
            single = folder / f"{name}.yaml"
            found += [single] if single.is_file() else []
            found += sorted((folder / name).glob("*.yaml"))
    return tuple(found)


def load_bank(folders: Sequence[Path], unreviewed: Path | None = None) -> Bank:
    """Read all bank folders. unreviewed: the one among them whose entries nobody accepted yet.

    Raises InvalidData listing every fault with file and line.
    """
    reader = _Reader()
    for folder in folders:
        reader.reviewed = folder != unreviewed
        for path in bank_files([folder]):
            try:
                reader.file(load_file(path), path.parent.name if path.parent.name in FOLDERS else path.stem)
            except InvalidData as error:
                reader.problems += error.problems
    if reader.problems:
        raise InvalidData(reader.problems)
    return reader.bank()


class _Entry:
    """A mapping of the YAML with typed access; complains with file and line, and about keys it does not know."""

    def __init__(self, reader: _Reader, loaded: Loaded, path: Path_, value: Value) -> None:
        self.reader = reader
        self.loaded = loaded
        self.path = path
        self.data: dict[str, Value] = value if isinstance(value, dict) else {}
        self.known: set[str] = set()
        if not isinstance(value, dict):
            self.complain("这里应当是“键: 值”")

    def complain(self, message: str, key: str | None = None) -> None:
        line = self.loaded.line((*self.path, key) if key else self.path)
        self.reader.problems.append(f"{self.loaded.name} 第 {line} 行：{message}")

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.complain(f"缺少“{key}”")
            return default
        if not isinstance(value, str):
            self.complain(f"“{key}”应当是一句话", key)
            return default
        return value

    def number(self, key: str, default: int = 0) -> int:
        value = self.text(key, str(default))
        if not value.isdigit():
            self.complain(f"“{key}”应当是整数", key)
            return default
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(f"“{key}”应当是一列词语，写成 [甲, 乙]", key)
            return ()
        return tuple(str(item) for item in value)

    def entries(self, key: str) -> Iterator[_Entry]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.complain(f"“{key}”应当是一列条目，每条以“- ”开头", key)
            return
        for index, item in enumerate(value):
            yield _Entry(self.reader, self.loaded, (*self.path, key, index), item)

    def mapping(self, key: str) -> dict[str, Value]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.complain(f"“{key}”应当是“键: 值”", key)
            return {}
        return value

    def evidence(self) -> Evidence:
        value = self.mapping("来源")
        inner = _Entry(self.reader, self.loaded, (*self.path, "来源"), value)
        result = Evidence(inner.text("类", "curated"), inner.number("次数"), inner.number("篇数"))
        inner.done()
        return result

    def done(self) -> None:
        for key in self.data:
            if key not in self.known:
                guess = nearest(key, sorted(self.known))
                self.complain(f"不认识“{key}”" + (f"，是否为“{guess}”？" if guess else ""), key)


class _Reader:
    def __init__(self) -> None:
        self.problems: list[str] = []
        self.reviewed = True
        self.moves: dict[str, MoveDef] = {}
        self.occasions: dict[str, Occasion] = {}
        self.frames: dict[str, Frame] = {}
        self.sets: dict[str, ParallelSet] = {}
        self.topics: dict[str, Topic] = {}
        self.general: dict[str, Group] = {}
        self.collocations: dict[str, Collocation] = {}
        self.hints: dict[str, str] = {}

    def file(self, loaded: Loaded, part: str) -> None:
        if loaded.value is None:
            return
        top = _Entry(self, loaded, (), loaded.value)
        readers: dict[str, Callable[[_Entry], None]] = {
            "moves": self.read_moves,
            "occasions": self.read_occasions,
            "frames": self.read_frames,
            "sets": self.read_sets,
            "topics": self.read_topics,
            "collocations": self.read_collocations,
            "slots": self.read_slots,
        }
        readers[part](top)

    def read_moves(self, top: _Entry) -> None:
        # Cues, weights and transitions in the same file are the labeller's; it reads them itself.
        for entry in top.entries("语步"):
            name = entry.text("名称", required=True)
            steps = tuple(StepDef(s.text("名称", required=True), s.text("说明")) for s in entry.entries("步骤"))
            self.moves[name] = MoveDef(name, steps, entry.text("说明"))

    def read_occasions(self, top: _Entry) -> None:
        for entry in top.entries("场合"):
            name = entry.text("名称", required=True)
            stages = []
            for stage in entry.entries("次序"):
                stages.append(
                    Stage(
                        stage.text("环节", required=True),
                        stage.text("语步"),
                        stage.text("须有"),
                        stage.texts("身份"),
                        stage.text("接前") == "是",
                        stage.number("篇幅"),
                    )
                )
                stage.done()
            self.occasions[name] = Occasion(
                name,
                entry.texts("别名"),
                tuple(stages),
                entry.text("结束", "号召"),
                entry.text("标题", "在<会议>上的讲话"),
                entry.number("字数", 5000),
                entry.text("无保障时", "无"),
                entry.text("称谓", "同志们"),
            )
            entry.done()
        top.done()

    def read_frames(self, top: _Entry) -> None:
        move = top.text("语步")
        for entry in top.entries("框架"):
            frame = Frame(
                entry.text("id", required=True),
                entry.text("语步", move),
                entry.text("步骤", required=True),
                entry.text("文", required=True),
                entry.texts("场合"),
                entry.texts("身份"),
                entry.text("条件"),
                entry.evidence(),
                entry.text("例"),
                entry.text("反例"),
                self.reviewed,
            )
            entry.done()
            self.check_slots(entry, frame.text)
            if frame.cue:
                try:
                    re.compile(frame.cue)
                except re.error as error:
                    entry.complain(f"“条件”不是合法的正则表达式（{error}）", "条件")
            self.frames[frame.id] = frame
        top.done()

    def read_sets(self, top: _Entry) -> None:
        for entry in top.entries("标题组"):
            affinity = {
                rotor: tuple(str(v) for v in values) if isinstance(values, list) else (str(values),)
                for rotor, values in entry.mapping("搭配").items()
            }
            levels = tuple(int(level) for level in entry.texts("层级") if level.isdigit()) or (1,)
            lengths = tuple(int(length) for length in entry.texts("字数") if length.isdigit())
            found = ParallelSet(
                entry.text("id", required=True),
                entry.text("骨架", required=True),
                entry.texts("轮换"),
                levels,
                entry.text("句型"),
                entry.texts("适用"),
                lengths,
                entry.texts("场合"),
                entry.texts("身份"),
                entry.text("末条"),
                affinity,
                entry.evidence(),
                entry.texts("例"),
                self.reviewed,
            )
            entry.done()
            self.check_slots(entry, found.skeleton)
            if ("<轮换>" in found.skeleton) != bool(found.rotors):
                entry.complain("骨架里的<轮换>和“轮换”一列要么都有，要么都没有")
            self.sets[found.id] = found
        top.done()

    def read_topics(self, top: _Entry) -> None:
        area = top.text("领域", required=True)
        for entry in top.entries("主题"):
            name = entry.text("名称", required=True)
            topic = Topic(
                f"{area}/{name}",
                area,
                name,
                entry.texts("同义"),
                entry.texts("要旨"),
                entry.texts("短语"),
                self.groups(entry, "措施"),
                entry.evidence(),
                self.reviewed,
            )
            entry.done()
            self.topics[topic.id] = topic
        for group in self.groups(top, "通用组"):
            self.general[group.name] = group
        top.done()

    def groups(self, entry: _Entry, key: str) -> tuple[Group, ...]:
        found = []
        for group in entry.entries(key):
            measures = []
            for item in group.entries("条目"):
                measure = Measure(item.text("题", required=True), item.text("文", required=True))
                self.check_slots(item, measure.text)
                item.done()
                measures.append(measure)
            found.append(Group(group.text("组", required=True), tuple(measures), group.evidence()))
            group.done()
        return tuple(found)

    def read_collocations(self, top: _Entry) -> None:
        for entry in top.entries("搭配"):
            for ending in entry.texts("词尾"):
                self.collocations[ending] = Collocation(
                    ending, entry.texts("动词"), entry.texts("评价"), entry.texts("问题")
                )
            entry.done()
        top.done()

    def read_slots(self, top: _Entry) -> None:
        for name, hint in top.mapping("空位").items():
            self.hints[name] = str(hint or name)
        top.done()

    def check_slots(self, entry: _Entry, text: str) -> None:
        if SLOT.sub("", text).count("<") or SLOT.sub("", text).count(">"):
            entry.complain("空位没有写完整，应当像 <会议> 这样成对")

    def bank(self) -> Bank:
        return Bank(
            tuple(self.moves.values()),
            tuple(self.occasions.values()),
            tuple(self.frames.values()),
            tuple(self.sets.values()),
            tuple(self.topics.values()),
            tuple(self.general.values()),
            tuple(self.collocations.values()),
            self.hints,
        )
