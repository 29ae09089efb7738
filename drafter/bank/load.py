"""Reads the phrasebank's YAML into records and reports every fault with its line (读短语库).

Files of a bank folder, all optional: moves.yaml, occasions.yaml, collocations.yaml, slots.yaml, and frames, sets and
topics as one file (frames.yaml) or a folder of files (frames/*.yaml). Several folders are laid over one another: the shipped bank, then the office's
own, then what was mined; an entry with the same id (name, ending) in a later folder replaces the earlier one.

What a reviewed entry points to (步骤, 语步, 场合, 身份 …) must exist; what was mined is the program's own affair and is
not held against the writer.
"""

from __future__ import annotations

import contextlib
import copy
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

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
    fingerprint,
    move_id,
    name_taken,
)
from drafter.errors import MOST_SHOWN, InvalidData
from drafter.files import unreadable
from drafter.language.similar import nearest
from drafter.language.things import KINDS
from drafter.strict_yaml import Loaded, Path_, Value, decode, load_text, read_bounded, shortened

PARTS = ("moves.yaml", "occasions.yaml", "collocations.yaml", "slots.yaml")
FOLDERS = ("frames", "sets", "topics")


RANKS = ("主要领导", "分管领导", "上级代表", "主持人")
ENDINGS = ("号召", "希望", "总结", "祝愿")
GIVEN = ("成绩", "刚才", "问题", "对象")
"""Fields of the brief a stage may depend on (须有), bare or with 无 before them."""
FITS = ("活动", "事物", "动宾")
LEVELS = ("1", "2", "3")
PLANNED = ("意见", "保障", "结束", "串联", "标题", "导语", "措施待填", "措施做法", "对策待填", "致谢", *ENDINGS)
"""Steps the planner itself asks for, beside those of moves.yaml and the stages of the occasions."""
LONGEST_CUE, OPEN_REPEATS, CHOICES = 200, 2, 10_000
"""A cue's (条件) characters, its unbounded repeats, and the ways its other choices multiply to, at most."""


def bank_files(folders: Sequence[Path], pending: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The YAML files the bank is made of, in the order they are laid over one another.

    pending: files that are about to be written and count as being there. Raises UnreadableFile where a folder is shut.
    """
    coming = set(pending)
    found: list[Path] = []
    for folder in folders:
        try:
            found += [folder / name for name in PARTS if (folder / name).exists() or folder / name in coming]
            for name in FOLDERS:
                single = folder / f"{name}.yaml"
                found += [single] if single.exists() or single in coming else []
                new = {path for path in coming if path.parent == folder / name and path.suffix == ".yaml"}
                found += sorted({*_yaml_in(folder / name), *new})
        except OSError as error:
            raise unreadable(error.filename or folder, error) from None
    return tuple(found)


def _yaml_in(folder: Path) -> list[Path]:
    """glob would pass over a folder it may not look into, and the entries in it would be missing without a word."""
    try:
        return [folder / name for name in os.listdir(folder) if name.endswith(".yaml")]
    except (FileNotFoundError, NotADirectoryError):
        return []


_Kept = TypeVar("_Kept", Frame, ParallelSet, Topic)


def load_bank(
    folders: Sequence[Path],
    unreviewed: Path | None = None,
    pending: Mapping[Path, str] | None = None,
    known: Bank | None = None,
) -> Bank:
    """Read all bank folders. unreviewed: the one among them whose entries nobody accepted yet.

    pending: path -> text of files as they are about to be; a path outside of the folders is laid over everything.
    known: a bank read before, whose entries count as being there, so that one folder alone can be checked quickly.
    Raises InvalidData listing every fault with file and line.
    """
    reader = _Reader(known)
    texts = dict(pending or {})
    laid: set[Path] = set()

    for number, folder in enumerate(folders):
        reader.reviewed = folder != unreviewed
        # The first folder is the shipped one; what people lay over it is their own.
        reader.own = number > 0 and reader.reviewed
        paths = bank_files([folder], texts)
        if number == 0 and known is None and texts.keys().isdisjoint(paths):
            with contextlib.suppress(InvalidData):  # one cannot be read: told below, with what ails the others
                files = tuple((path, read_bounded(path)) for path in paths)
                reader, paths = _ground(files, reader.reviewed).going_on(), ()
        for path in paths:
            laid.add(path)
            reader.take(path, texts.get(path))
    reader.reviewed = reader.own = True
    for path, text in texts.items():
        if path not in laid:
            reader.take(path, text)
    reader.cross_check()
    if reader.problems:
        raise InvalidData(reader.problems)
    return reader.bank()


def load_occasions(folders: Sequence[Path]) -> tuple[Occasion, ...]:
    """The occasions alone, as load_bank has them, for who needs no more: what they refer to is not looked up.

    Raises InvalidData for faults in their own files.
    """
    reader = _Reader()
    for folder in folders:
        for path in bank_files([folder]):
            if path == folder / "occasions.yaml":
                reader.take(path)
    if reader.problems:
        raise InvalidData(reader.problems)
    return tuple(reader.occasions.values())


@lru_cache(maxsize=4)
def _ground(files: tuple[tuple[Path, bytes], ...], reviewed: bool) -> _Reader:
    """What was read of the first folder out of the names and bytes of its files: to go on from, not to be changed.

    The shipped bank is by far the largest; what reads it many times over (review, validate, merge) pays for it once.
    """
    reader = _Reader()
    reader.reviewed = reviewed
    for path, data in files:
        reader.take(path, data)
    return reader


@lru_cache(maxsize=128)
def parsed(text: str, name: str) -> Loaded:
    """A bank file's text parsed. Kept for what reads the bank many times over (review, validate, merge) or by its
    entries as well (show); nobody writes into it.

    Raises InvalidData.
    """
    return load_text(text, name)


def _part(path: Path, value: Value) -> str:
    """Which part of the bank a file holds: by its folder, else its name, else its first list."""
    if path.parent.name in FOLDERS:
        return path.parent.name
    if path.name in PARTS or path.stem in FOLDERS:
        return path.stem
    lists = {"框架": "frames", "标题组": "sets", "主题": "topics", "通用组": "topics"}
    if isinstance(value, list):
        first = value[0] if value and isinstance(value[0], dict) else {}
        return "sets" if "骨架" in first else "topics" if "名称" in first else "frames"
    keys = value if isinstance(value, dict) else {}
    return next((lists[key] for key in keys if key in lists), "frames")


class _Entry:
    """A mapping of the YAML with typed access; complains with file and line, and about keys it does not know."""

    def __init__(self, reader: _Reader, loaded: Loaded, path: Path_, value: Value) -> None:
        self.reader = reader
        self.loaded = loaded
        self.path = path
        self.data: dict[str, Value] = value if isinstance(value, dict) else {}
        self.known: set[str] = set()
        self.told = False
        """True once the entry is known to be no mapping: then there is nothing more to say of it."""
        if not isinstance(value, dict):
            self.complain("这里应当是“键: 值”")
            self.told = True

    def complain(self, message: str, key: str | None = None) -> None:
        if self.told:
            return
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
        if required and not value.strip():
            self.complain(f"“{key}”是空的", key)
        return value

    def number(self, key: str, default: int = 0) -> int:
        value = self.text(key, str(default))
        if not value.isdecimal():
            self.complain(f"“{key}”应当是整数", key)
            return default
        return int(value)

    def decimal(self, key: str) -> float:
        value = self.text(key, "0")
        if not re.fullmatch(r"\d+(?:\.\d+)?", value):
            self.complain(f"“{key}”应当是数", key)
            return 0.0
        return float(value)

    def measure(self, key: str) -> float | None:
        """A number that may not have been measured."""
        self.known.add(key)
        return self.decimal(key) if key in self.data else None

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

    def one_of(self, key: str, allowed: Sequence[str], default: str = "") -> str:
        """The text at `key`, which must be one of `allowed`."""
        value = self.text(key, default)
        self.check(key, (value,) if key in self.data else (), allowed)
        return value

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """The texts at `key`, each one of `allowed`."""
        values = self.texts(key)
        self.check(key, values, allowed)
        return values

    def check(self, key: str, values: Iterable[str], allowed: Sequence[str]) -> None:
        """Complain about each value that is not among the allowed ones, with the nearest of these."""
        for value in values:
            if value and value not in allowed:
                self.unknown(key, value, allowed)

    def unknown(self, key: str, value: str, allowed: Sequence[str]) -> None:
        """Complain about a value that is not among the allowed ones, with the nearest of these."""
        guess = self.guess(value, allowed)
        self.complain(
            f"“{key}”里没有“{shortened(value)}”这一种"
            + (f"，是否为“{guess}”？" if guess else f"。可用的有：{'、'.join(allowed[:20])}"),
            key,
        )

    def guess(self, word: str, candidates: Sequence[str]) -> str | None:
        """What was meant by `word`; no longer asked once more faults are found than a message shows: a hostile bank
        may have a hundred thousand, and as many names to compare each with."""
        return nearest(word, candidates) if len(self.reader.problems) < MOST_SHOWN else None

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

    def evidence(self, wording: str = "") -> Evidence:
        """Of an entry whose `wording` is no longer the one that was counted, no counts: only the fingerprint is left."""
        value = self.mapping("来源")
        inner = _Entry(self.reader, self.loaded, (*self.path, "来源"), value)
        result = Evidence(
            inner.text("类", "curated"),
            inner.number("次数"),
            inner.number("篇数"),
            inner.decimal("分布"),
            inner.measure("离散"),
            inner.measure("变异"),
            inner.measure("可测"),
            inner.measure("熵"),
            inner.texts("例篇"),
            inner.text("指纹"),
        )
        inner.done()
        return result if result.words in ("", fingerprint(wording)) else Evidence(words=result.words)

    def done(self) -> None:
        for key in self.data:
            if key not in self.known:
                guess = self.guess(key, sorted(self.known))
                self.complain(f"不认识“{shortened(key)}”" + (f"，是否为“{guess}”？" if guess else ""), key)


class _Reader:
    def __init__(self, known: Bank | None = None) -> None:
        self.problems: list[str] = []
        self.reviewed = True
        self.own = False
        self.moves: dict[str, MoveDef] = {move.name: move for move in known.moves} if known else {}
        self.occasions: dict[str, Occasion] = {each.name: each for each in known.occasions} if known else {}
        self.frames: dict[str, Frame] = {frame.id: frame for frame in known.frames} if known else {}
        self.sets: dict[str, ParallelSet] = {}
        self.topics: dict[str, Topic] = {}
        self.general: dict[str, Group] = {}
        self.collocations: dict[str, Collocation] = {}
        self.hints: dict[str, str] = {}
        self.move_names: dict[str, None] = dict.fromkeys(self.moves)
        """Also those an office has renamed: entries under the old name stay valid."""
        self.references: list[tuple[_Entry, str, str]] = []
        """(entry, key, value) to be looked up when everything has been read."""
        self.seen: set[tuple[str, str]] = set()
        """(kind, id) of the file being read."""
        self.owned: set[str] = set()
        """Ids of people's own entries read so far."""
        self.replaced: dict[str, None] = {}
        """Ids of shipped entries that these stand in the place of."""

    def going_on(self) -> _Reader:
        """A reader that knows what this one read; this one stays as it is."""
        other = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict | list | set):
                setattr(other, name, value.copy())
        return other

    def take(self, path: Path, content: str | bytes | None = None) -> None:
        """The next file. content: what it holds, None for what lies on the disk."""
        try:
            name = str(path)
            if isinstance(content, str):
                loaded = load_text(content, name)
            else:
                loaded = parsed(decode(read_bounded(path) if content is None else content, name), name)
            self.file(loaded, _part(path, loaded.value))
        except InvalidData as error:
            self.problems += error.problems

    def refer(self, entry: _Entry, key: str, values: Iterable[str]) -> None:
        if self.reviewed:
            self.references += [(entry, key, value) for value in values if value]

    def once(self, entry: _Entry, kind: str, name: str, key: str) -> None:
        if name and (kind, name) in self.seen:
            entry.complain(f"“{shortened(name)}”在这个文件里已经有了，请改{'编号' if key == 'id' else '名'}或合并", key)
        self.seen.add((kind, name))

    def lay(self, table: dict[str, _Kept], entry: _Kept) -> None:
        """Over what was read before; what nobody accepted yet never takes the place of what is reviewed (shipped)."""
        before = table.get(entry.id)
        if self.own and entry.id not in self.owned:
            self.owned.add(entry.id)
            if before is not None and before.reviewed:
                self.replaced[entry.id] = None
        if self.reviewed or before is None or not before.reviewed:
            table[entry.id] = entry

    def cross_check(self) -> None:
        """Complain about everything that points to nothing. A part no folder has at all is not held against it."""
        steps = {step.name for move in self.moves.values() for step in move.steps}
        stages = {stage.name for occasion in self.occasions.values() for stage in occasion.stages}
        framed = {frame.step for frame in self.frames.values()}
        known: dict[str, set[str]] = {
            "语步": set(self.move_names),
            "步骤": {*steps, *stages, *PLANNED} if steps else set(),
            "环节": {*steps, *framed, *PLANNED} if steps and framed else set(),
            "场合": set(self.occasions),
        }
        listed = {key: sorted(names) for key, names in known.items()}
        aliases = {alias: occasion.name for occasion in self.occasions.values() for alias in occasion.aliases}
        for entry, key, value in self.references:
            alias = key == "场合" and value in aliases
            if not known[key] or (value in known[key] and not alias):
                continue
            entry = _Entry(self, entry.loaded, entry.path, entry.data)  # another reader may have met with it
            if alias:
                entry.complain(f"“{value}”是“{aliases[value]}”的别名，“场合”里请写“{aliases[value]}”", key)
            else:
                entry.unknown(key, value, listed[key])

    def file(self, loaded: Loaded, part: str) -> None:
        if loaded.value is None:
            return
        self.seen = set()
        if isinstance(loaded.value, list):
            above = {"moves": "“语步:”", "occasions": "“场合:”", "frames": "“框架:”", "sets": "“标题组:”"}
            lacking = above.get(part, "“领域: …”和“主题:”" if part == "topics" else "")
            if lacking:
                self.problems.append(
                    f"{loaded.name} 第 {loaded.line(())} 行：条目上面缺{lacking}一行，请补上，条目写在它下面"
                )
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
            given, called = entry.text("编号"), entry.text("名称")
            if not given and not called:
                entry.complain("缺少“编号”或“名称”")
                continue
            known = {each: move.name for each, move in self.moves.items()}
            id_ = move_id(given, called, known)
            if not id_:
                entry.complain(name_taken(called, known), "名称")
                continue
            self.once(entry, "语步", id_, "编号")
            old = self.moves.get(id_, MoveDef(id_, ()))
            name = called or old.name
            steps = {step.name: step for step in old.steps}
            for inner in entry.entries("步骤"):
                step = inner.text("名称", required=True)
                described = inner.text("说明") or (steps[step].description if step in steps else "")
                steps[step] = StepDef(step, described)
            self.moves[id_] = MoveDef(name, tuple(steps.values()), entry.text("说明") or old.description)
            self.move_names[name] = None

    def read_occasions(self, top: _Entry) -> None:
        for entry in top.entries("场合"):
            name = entry.text("名称", required=True)
            self.once(entry, "场合", name, "名称")
            stages = []
            for stage in entry.entries("次序"):
                found = Stage(
                    stage.text("环节", required=True),
                    stage.text("语步"),
                    stage.one_of("须有", (*GIVEN, *(f"无{field}" for field in GIVEN))),
                    stage.some_of("身份", RANKS),
                    stage.one_of("接前", ("是", "否")) == "是",
                    stage.number("篇幅"),
                )
                stage.done()
                self.refer(stage, "环节", (found.name,))
                self.refer(stage, "语步", (found.move,))
                stages.append(found)
            self.occasions[name] = Occasion(
                name,
                entry.texts("别名"),
                tuple(stages),
                entry.one_of("结束", ENDINGS, "号召"),
                entry.text("标题", "在<会议>上的讲话"),
                entry.number("字数", 5000),
                entry.one_of("无保障时", ("段落", "无"), "无"),
                entry.text("称谓", "同志们"),
                entry.text("对象"),
            )
            entry.done()
        top.done()

    def read_frames(self, top: _Entry) -> None:
        move = top.text("语步")
        self.refer(top, "语步", (move,))
        for entry in top.entries("框架"):
            text = entry.text("文", required=True)
            frame = Frame(
                entry.text("id", required=True),
                entry.text("语步", move),
                entry.text("步骤", required=True),
                text,
                entry.texts("场合"),
                entry.texts("身份"),
                entry.text("条件"),
                entry.evidence(text),
                entry.text("例"),
                entry.text("反例"),
                self.reviewed,
                self.own,
                entry.texts("事物"),
            )
            entry.done()
            entry.check("事物", frame.things, KINDS)
            self.once(entry, "框架", frame.id, "id")
            self.check_slots(entry, "文", (frame.text,))
            if "语步" in entry.data:
                self.refer(entry, "语步", (frame.move,))
            self.refer(entry, "步骤", (frame.step,))
            self.refer(entry, "场合", frame.occasions)
            self.check_ranks(entry, frame.ranks)
            if fault := cue_fault(frame.cue):
                entry.complain(f"“条件”{fault}", "条件")
            self.lay(self.frames, frame)
        top.done()

    def read_sets(self, top: _Entry) -> None:
        for entry in top.entries("标题组"):
            affinity = {
                rotor: tuple(str(v) for v in values) if isinstance(values, list) else (str(values),)
                for rotor, values in entry.mapping("搭配").items()
            }
            levels = tuple(int(level) for level in entry.texts("层级") if level.isdecimal()) or (1,)
            lengths = tuple(int(length) for length in entry.texts("字数") if length.isdecimal())
            skeleton = entry.text("骨架", required=True)
            found = ParallelSet(
                entry.text("id", required=True),
                skeleton,
                entry.texts("轮换"),
                levels,
                entry.text("句型"),
                entry.texts("适用"),
                lengths,
                entry.texts("场合"),
                entry.texts("身份"),
                entry.text("末条"),
                affinity,
                entry.evidence(skeleton),
                entry.texts("例"),
                self.reviewed,
                self.own,
            )
            entry.done()
            self.once(entry, "标题组", found.id, "id")
            self.check_slots(entry, "骨架", (found.skeleton,))
            self.check_slots(entry, "末条", (found.last,))
            self.refer(entry, "场合", found.occasions)
            if self.reviewed:
                self.check_ranks(entry, found.ranks)
                entry.check("层级", entry.texts("层级"), LEVELS)
                entry.check("适用", found.fits, FITS)
                for length in entry.texts("字数"):
                    if not (length.isdecimal() and 1 <= int(length) <= 30):
                        entry.complain(f"“字数”里的“{shortened(length)}”应当是 1 到 30 的整数", "字数")
            if found.skeleton and "<主题>" not in found.skeleton:
                entry.complain("骨架里没有 <主题>，要点就没有地方写了", "骨架")
            if ("<轮换>" in found.skeleton) != bool(found.rotors):
                entry.complain("骨架里的<轮换>和“轮换”一列要么都有，要么都没有")
            self.lay(self.sets, found)
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
                entry.texts("中心"),
                entry.texts("除外"),
                entry.one_of("随题", ("是", "否")) == "是",
            )
            entry.done()
            self.check_slots(entry, "要旨", topic.aims)
            self.check_slots(entry, "短语", topic.phrases)
            self.once(entry, "主题", topic.id, "名称")
            self.lay(self.topics, topic)
        for group in self.groups(top, "通用组"):
            self.general[group.name] = group
        top.done()

    def groups(self, entry: _Entry, key: str) -> tuple[Group, ...]:
        found = []
        for group in entry.entries(key):
            measures = []
            for item in group.entries("条目"):
                called = "、".join(item.texts("叫法"))
                measure = Measure(item.text("题", required=True), item.text("文", required=True), called)
                self.check_slots(item, "题", (measure.heading,))
                self.check_slots(item, "文", (measure.text,))
                item.done()
                measures.append(measure)
            if not measures:
                group.complain("这一组没有条目，请至少写一条“题”和“文”，或把整组删去", "条目")
            name, points, aims = group.text("组", required=True), group.texts("要点"), group.texts("要旨")
            self.check_slots(group, "要旨", aims)
            found.append(Group(name, tuple(measures), group.evidence(), points, aims))
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

    def check_ranks(self, entry: _Entry, ranks: Sequence[str]) -> None:
        if self.reviewed:
            entry.check("身份", ranks, RANKS)

    def check_slots(self, entry: _Entry, key: str, texts: Iterable[str]) -> None:
        for text in texts if self.reviewed else ():
            rest = SLOT.sub("", text)
            if "<" in rest or ">" in rest:
                entry.complain("空位没有写完整，应当像 <会议> 这样成对，里面是 1 到 24 个字的名称", key)

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
            tuple(self.replaced),
        )


# --- cues --------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\((?:\?(?:P?<\w+>|P=\w+|<?[=!:]|[aiLmsux-]+:))?)|(?P<close>\))"""
    r"""|(?P<or>\|)|(?P<repeat>[*+?]|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})|.""",
    re.DOTALL,
)


def cue_fault(cue: str) -> str:
    """Why a cue (条件) is not taken, as a Chinese clause; empty when it is fine.

    A regular expression over all that was said in the meeting must come to an end: it is kept short, without
    back references and repeats within repeats, and the ways it can be gone through are counted.
    """
    if len(cue) > LONGEST_CUE:
        return f"有 {len(cue)} 个字符，最多 {LONGEST_CUE} 个，请拆成几条框架"
    try:
        re.compile(cue)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        return "不是合法的正则表达式" + (f"（毛病在第 {place + 1} 个字符）" if place is not None else "")
    if re.search(r"\\[1-9]|\(\?P=|\(\?\(", cue):
        return "里不能用反向引用，请改写"
    choices, endless = 1, 0
    branches = [1]
    """Alternatives of each open group."""
    loose = [False]
    """Whether each open group holds a repeat or an alternative."""
    closed = False
    """Whether what stands before is a group that holds one."""
    for token in _TOKEN.finditer(cue):
        before, closed = closed, False
        mark = token["repeat"]
        if token["open"]:
            branches.append(1)
            loose.append(False)
        elif token["close"]:
            choices *= branches.pop()
            closed = loose.pop()
            loose[-1] |= closed
        elif token["or"]:
            branches[-1] += 1
            loose[-1] = True
        elif mark:
            if before and mark != "?":
                return "里重复又套重复，会慢得停不下来，请改写"
            loose[-1] = True
            if mark in "*+" or (token["comma"] and not token["high"]):
                endless += 1
            elif mark == "?":
                choices *= 2
            elif token["comma"]:
                choices *= max(1, int(token["high"]) - int(token["low"] or 0) + 1)
    choices *= branches[0]
    if endless > OPEN_REPEATS:
        return f"里的 * 和 + 有 {endless} 处，最多 {OPEN_REPEATS} 处，否则会慢得停不下来，请改写"
    if choices > CHOICES:
        return "里可选的地方太多，会慢得停不下来，请改写"
    return ""
