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
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from drafter.bank.cues import cue_fault
from drafter.bank.fields import Fields
from drafter.bank.model import (
    SLOT,
    Bank,
    Collocation,
    Frame,
    Group,
    Measure,
    MoveDef,
    Occasion,
    ParallelSet,
    Stage,
    StepDef,
    Topic,
    move_id,
    name_taken,
)
from drafter.bank.places import FOLDERS, PARTS, bank_files
from drafter.errors import InvalidData
from drafter.language.things import KINDS
from drafter.strict_yaml import Loaded, Value, decode, load_text, read_bounded, shortened

RANKS = ("主要领导", "分管领导", "上级代表", "主持人")
ENDINGS = ("号召", "希望", "总结", "祝愿")
GIVEN = ("成绩", "刚才", "问题", "对象")
"""Fields of the brief a stage may depend on (须有), bare or with 无 before them."""
FITS = ("活动", "事物", "动宾")
LEVELS = ("1", "2", "3")
PLANNED = ("意见", "保障", "结束", "串联", "标题", "导语", "措施待填", "措施做法", "对策待填", "致谢", *ENDINGS)
"""Steps the planner itself asks for, beside those of moves.yaml and the stages of the occasions."""
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


class _Reader:
    """The files of a bank read one after the other: what they hold so far, and all that is wrong with them."""

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
        self.references: list[tuple[Fields, str, str]] = []
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

    def refer(self, entry: Fields, key: str, values: Iterable[str]) -> None:
        if self.reviewed:
            self.references += [(entry, key, value) for value in values if value]

    def once(self, entry: Fields, kind: str, name: str, key: str) -> None:
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
            entry = Fields(self.problems, entry.loaded, entry.path, entry.data)  # another reader may have met with it
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
        top = Fields(self.problems, loaded, (), loaded.value)
        readers: dict[str, Callable[[Fields], None]] = {
            "moves": self.read_moves,
            "occasions": self.read_occasions,
            "frames": self.read_frames,
            "sets": self.read_sets,
            "topics": self.read_topics,
            "collocations": self.read_collocations,
            "slots": self.read_slots,
        }
        readers[part](top)

    def read_moves(self, top: Fields) -> None:
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

    def read_occasions(self, top: Fields) -> None:
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

    def read_frames(self, top: Fields) -> None:
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

    def read_sets(self, top: Fields) -> None:
        for entry in top.entries("标题组"):
            affinity, cures = (
                {
                    rotor: tuple(str(v) for v in values) if isinstance(values, list) else (str(values),)
                    for rotor, values in entry.mapping(key).items()
                }
                for key in ("搭配", "对症")
            )
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
                cures,
                entry.evidence(skeleton),
                entry.texts("例"),
                entry.one_of("寄语", ("是", "否")) == "是",
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

    def read_topics(self, top: Fields) -> None:
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

    def groups(self, entry: Fields, key: str) -> tuple[Group, ...]:
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
            kinds = group.texts("寄语"), group.texts("问题")
            found.append(Group(name, tuple(measures), group.evidence(), points, aims, *kinds))
            group.done()
        return tuple(found)

    def read_collocations(self, top: Fields) -> None:
        for entry in top.entries("搭配"):
            for ending in entry.texts("词尾"):
                self.collocations[ending] = Collocation(ending, entry.texts("动词"), entry.texts("评价"))
            entry.done()
        top.done()

    def read_slots(self, top: Fields) -> None:
        for name, hint in top.mapping("空位").items():
            self.hints[name] = str(hint or name)
        top.done()

    def check_ranks(self, entry: Fields, ranks: Sequence[str]) -> None:
        if self.reviewed:
            entry.check("身份", ranks, RANKS)

    def check_slots(self, entry: Fields, key: str, texts: Iterable[str]) -> None:
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
