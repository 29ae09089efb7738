"""What is amiss in people's bank files beyond what keeps them from being read (校验): for `drafter bank validate`.

Faults would do harm in silence: an entry that another one hides, a file nobody reads, an example that does not fit.
Hints are what an editor would ask about. Neither stops an outline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from drafter.bank.entries import EntryText, read_text
from drafter.bank.load import parsed
from drafter.bank.model import SLOT, Bank, Same, fingerprint, pattern
from drafter.bank.places import FOLDERS, PARTS, bank_files
from drafter.language.similar import edit_distance
from drafter.strict_yaml import Loaded, Path_, Value

KNOWN_FILES = ("corrections.yaml", "not_duplicates.yaml")
"""Other files of people in an office's phrasebank folder."""
COMMON = 10
"""Entries that have a slot before another name is taken for a slip of the pen."""
_MOST_COMMON = 200
"""Of the commonest slots, how many a name is compared with; the shipped bank has 30 that are common."""
SKELETON_SLOTS = ("主题", "轮换")
"""All the slots that a skeleton or its last row (末条) has."""
PLACES = "frames/、sets/、topics/ 三个文件夹，或 frames.yaml、sets.yaml、topics.yaml"
_FIGURE = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百千]{2,}年")
_WIDE_SLOT = re.compile(r"[＜‹⟨«]([^＜＞‹›⟨⟩«»<>]{0,24})[＞›⟩»>]?|<?([^＜＞‹›⟨⟩«»<>]{0,24})[＞›⟩»]")
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")
_GAP = re.compile(r"【[^【】]*】?")
_STOP = tuple("。；，、：")
RECOUNT = "字句和数次数、篇数时的不一样了：按自撰算，“来源”里的数目不再用，可以把“来源”删去"
LONGEST_NAME = 12
"""Characters of the longest name a brief gives a measure."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at (校验意见)."""

    fault: bool
    """True for a fault, False for a hint."""
    text: str
    """With file and line."""


def unread_files(folder: Path) -> tuple[Path, ...]:
    """YAML files in a bank folder that the bank does not read, because of their name or place."""
    known = {*bank_files([folder]), *(folder / name for name in KNOWN_FILES)}
    found = [*folder.rglob("*.yaml"), *folder.rglob("*.yml")]
    return tuple(sorted(path for path in found if path not in known and path.is_file()))


def misplaced(path: Path, folder: Path) -> Remark:
    """The remark about a file of `folder` that is not read."""
    place = path.relative_to(folder)
    if place.suffix == ".yml":
        return Remark(True, f"{path}：文件名要以 .yaml 结尾，这个文件没有读")
    if len(place.parts) > 1 and place.parts[0] in FOLDERS:
        return Remark(True, f"{path}：{place.parts[0]}/ 里不再分文件夹，这个文件没有读")
    return Remark(True, f"{path}：文件名或位置不对，这个文件没有读。条目请放进 {PLACES}；其余只认 {'、'.join(PARTS)}")


def remarks(entries: Iterable[EntryText], bank: Bank, beside: Iterable[str] = ()) -> tuple[Remark, ...]:
    """All remarks about entries of people's. bank: the one they are laid over, where they may stand already.

    beside: texts of files that cannot be read, whose slots are not unheard of for that.
    """
    found: list[Remark] = []
    entries = list(entries)
    steps = {step.name: move.name for move in bank.moves for step in move.steps}
    own = {(entry.kind, entry.name) for entry in entries}
    named = [names for key, names in _slots_of(bank) if key not in own]
    named += [_slots_in(text for _, text in _slotted(e.value)) for e in entries if isinstance(e.value, dict)]
    named += [_slots_in((text,)) for text in beside]
    slots = Counter(name for names in named for name in names)
    common = {name: uses for name, uses in slots.most_common(_MOST_COMMON) if uses >= COMMON}
    usual = "、".join(f"<{slot}>" for slot in _usual_slots(bank))
    first: dict[tuple[str, str], EntryText] = {}
    documents: dict[Path, _Document] = {}
    for entry in entries:
        if entry.path not in documents:
            # As its entries were read: whoever asks has had it parsed.
            documents[entry.path] = _Document(parsed(read_text(entry.path).text, str(entry.path)))
        place = _Place(entry, documents[entry.path])
        if entry.name and (entry.kind, entry.name) in first:
            other = first[entry.kind, entry.name]
            if other.path != entry.path:
                found.append(
                    place.fault(
                        f"“{entry.name}”在 {other.path} 第 {other.first + 1} 行已经有了，先读的那一条会被盖掉，请改编号或合并"
                    )
                )
        first.setdefault((entry.kind, entry.name), entry)
        if not isinstance(entry.value, dict):
            continue
        data = entry.value
        if entry.name in bank.replaced:
            found.append(
                place.hint(
                    f"程序自带的也有“{entry.name}”，用的是这一条，自带的那一条不再用（bank show 可对照）；不是有意替换，就改个编号或名称"
                )
            )
        if recount(entry):
            found.append(place.hint(RECOUNT, "来源"))
        found += {"框架": _of_frame, "标题组": _of_set, "主题": _of_topic}[entry.kind](place, data, steps)
        found += _of_slots(place, data, slots, common, bank)
        if entry.kind == "框架":
            found += _strange_slots(place, data, slots, common, usual, bank)
    return tuple(found)


def recount(entry: EntryText) -> bool:
    """Whether an entry bears counts (来源) of another wording than its own."""
    data = entry.value if isinstance(entry.value, dict) else {}
    source = data.get("来源")
    counted = _text(source, "指纹") if isinstance(source, dict) else ""
    return counted not in ("", fingerprint(_text(data, "文") or _text(data, "骨架")))


class _Document:
    """A file of people's, ready to be asked for the line of an entry."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._indices: dict[str, dict[str, int]] = {}
        """Kind → entry as it is written → its place in the list, worked out when it is first asked for."""

    def line(self, kind: str, value: Value, path: Path_) -> int:
        """The line of what `path` leads to in the first entry of a kind that is as `value`."""
        if kind not in self._indices:
            rows = self._loaded.value
            listed = (rows.get(kind) if isinstance(rows, dict) else None) or ()
            # To compare each entry with all before it takes seconds where there are thousands.
            self._indices[kind] = {repr(row): index for index, row in reversed(list(enumerate(listed)))}
        return self._loaded.line((kind, self._indices[kind].get(repr(value), 0), *path))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands."""

    entry: EntryText
    document: _Document

    def fault(self, message: str, *path: str | int) -> Remark:
        return Remark(True, f"{self.where(path)}：{message}")

    def hint(self, message: str, *path: str | int) -> Remark:
        return Remark(False, f"{self.where(path)}：{message}")

    def where(self, path: Path_) -> str:
        line = self.document.line(self.entry.kind, self.entry.value, path) if path else self.entry.first + 1
        return f"{self.entry.path} 第 {line} 行"


_Data = Mapping[str, Value]


def _of_frame(place: _Place, data: _Data, steps: Mapping[str, str]) -> Iterator[Remark]:
    text, step = _text(data, "文"), _text(data, "步骤")
    move = _text(data, "语步") or place.entry.move
    if not move:
        yield place.fault("没有写“语步”，这一条归不到任何语步")
    elif move in steps.values() and steps.get(step, move) != move:
        yield place.fault(f"“{step}”是“{steps[step]}”的步骤，不是“{move}”的", "步骤")
    shape = pattern(text)
    example, counter = _text(data, "例"), _text(data, "反例")
    if example and not shape.fullmatch(example):
        yield place.fault("“例”和“文”对不上：把“文”里的空位填上，应当正好是“例”", "例")
    if counter and shape.search(counter):
        yield place.fault("“反例”也能套进“文”，就不成反例了", "反例")
    yield from _figures(place, (("文", text),))


def _of_set(place: _Place, data: _Data, steps: Mapping[str, str]) -> Iterator[Remark]:
    rotors = _list(data, "轮换")
    for rotor, count in Counter(rotors).items():
        if count > 1:
            yield place.fault(f"轮换词“{rotor}”写了 {count} 次", "轮换")
    if len({len(rotor) for rotor in rotors}) > 1:
        yield place.hint("轮换词字数不一样，排出来不齐", "轮换")
    if "轮换" in data and len(set(rotors)) == 1:
        yield place.fault("只有一个轮换词，不成排比", "轮换")
    for key in ("搭配", "对症"):
        words = data.get(key)
        for rotor in words if isinstance(words, dict) else ():
            if rotor not in rotors:
                yield place.fault(f"“{key}”里的“{rotor}”不在“轮换”里", key)
    shapes = [pattern(shape) for shape in (_text(data, "骨架"), _text(data, "末条")) if shape]
    for text in _list(data, "例"):
        if not any(shape.fullmatch(text) for shape in shapes):
            yield place.fault(f"例“{text}”套不进骨架", "例")
    yield from _figures(place, (("骨架", _text(data, "骨架")),))


def _of_topic(place: _Place, data: _Data, steps: Mapping[str, str]) -> Iterator[Remark]:
    name = _text(data, "名称")
    if name in _list(data, "同义"):
        yield place.hint(f"“同义”里不必再写名称“{name}”", "同义")
    for key in ("同义", "要旨", "短语"):
        for text, count in Counter(_list(data, key)).items():
            if count > 1:
                yield place.hint(f"“{key}”里“{text}”写了 {count} 次", key)
    yield from _figures(place, ((key, text) for key in ("要旨", "短语") for text in _list(data, key)))
    seen: dict[str, str] = {}
    for path, measure in _measures(data):
        heading, text = _text(measure, "题"), _text(measure, "文")
        if heading.endswith(_STOP):
            yield place.hint("小标题末尾不加标点", *path, "题")
        if text and not text.endswith(("。", "！", "？")):
            yield place.hint("措施应当是完整的一句，以句号收尾", *path, "文")
        for wording in (heading, text):
            if wording and wording in seen:
                yield place.hint(f"“{wording}”在这个主题里写了两次", *path)
            seen[wording] = wording
        yield from _figures(place, (("题", heading), ("文", text)), path)
        for name in "、".join(_list(measure, "叫法")).split("、"):
            if len(name) > LONGEST_NAME or SLOT.search(name):
                yield place.hint(f"“叫法”是这条措施在简要里的短名称，用“、”隔开，“{name}”不像", *path, "叫法")


def _of_slots(
    place: _Place, data: _Data, known: Counter[str], common: Mapping[str, int], bank: Bank
) -> Iterator[Remark]:
    """Slots written otherwise than <会议>, and names of nobody else's a slip of the pen away from a common one."""
    meant = dict.fromkeys(("文", "题", "要旨", "短语"), common)
    meant["骨架"] = meant["末条"] = dict.fromkeys(SKELETON_SLOTS, COMMON)
    for path, text in _slotted(data):
        if fault := slot_fault(text):
            yield place.fault(fault, *path)
        for name in SLOT.findall(text):
            if known[name] <= 1 and name not in bank.hints and (guess := _meant(name, meant[str(path[-1])])):
                yield place.hint(f"空位“<{name}>”别处没有，是否为“<{guess}>”？", *path)


def _slotted(data: _Data) -> Iterator[tuple[Path_, str]]:
    """The texts of an entry that may have slots, each with the keys that lead to it."""
    for key in ("文", "骨架", "末条"):
        if text := _text(data, key):
            yield (key,), text
    for path, measure in _measures(data):
        for key in ("题", "文"):
            yield (*path, key), _text(measure, key)
    for key in ("要旨", "短语"):
        for text in _list(data, key):
            yield (key,), text


def _meant(name: str, common: Mapping[str, int]) -> str:
    """The common slot, of those with their uses, that `name` is a slip of the pen away from; "" for none."""
    near = [other for other in common if edit_distance(name, other, 1) == 1] if len(name) > 1 else []
    return max(near, key=lambda other: (common[other], other), default="")


def _usual_slots(bank: Bank) -> list[str]:
    """The six slots that frames have most often."""
    uses = Counter(slot for frame in bank.frames for slot in frame.slots)
    return sorted(uses, key=lambda slot: (-uses[slot], slot))[:6]


def _strange_slots(
    place: _Place, data: _Data, known: Counter[str], common: Mapping[str, int], usual: str, bank: Bank
) -> Iterator[Remark]:
    """Slots of a frame that no other entry has and slots.yaml does not tell of: nothing of a brief goes there.

    What `drafter mine` named is left alone (何种活动), and so are the slots of a row (主要成绩一, 主要成绩二).
    """
    source = data.get("来源")
    if isinstance(source, dict) and source.get("类") == "mined":
        return
    names = SLOT.findall(_text(data, "文"))
    rows = Counter(_unnumbered(name) for name in names)
    for name in names:
        if known[name] > 1 or name in bank.hints or rows[_unnumbered(name)] > 1 or _meant(name, common):
            continue
        yield place.hint(
            f"空位“<{name}>”别处没有，提纲里会一直是【待填：{name}】；常用的有 {usual} 等。"
            "有意留给人填的，在 slots.yaml 的“空位”里写上一行就不再提醒",
            "文",
        )


def _unnumbered(name: str) -> str:
    return name.rstrip("一二三四五六七八九")


def slot_fault(text: str) -> str:
    """What is wrong with the slots (空位) of a text that can be read, as a Chinese clause; empty for nothing."""
    rest = SLOT.sub("", text)
    if wide := _WIDE_SLOT.search(rest):
        return f"空位“{wide[0]}”用的不是半角尖括号，请改成半角的 <{wide[1] or wide[2] or '会议'}>"
    if braced := _BRACED.search(rest):
        return f"空位不用花括号，“{braced[0]}”请改成 <会议> 这样"
    if gap := _GAP.search(rest):
        return f"“{gap[0]}”是提纲里待填的记号；短语库里请写成空位，像 <会议>"
    for name in SLOT.findall(text):
        if name != "".join(name.split()) or any(mark in name for mark in "，。；：！？"):
            return f"空位“<{name}>”的名称里不要有空格和标点"
    return ""


def _figures(place: _Place, texts: Iterable[tuple[str, str]], path: Path_ = ()) -> Iterator[Remark]:
    for key, text in texts:
        if found := _FIGURE.search(SLOT.sub("", text)):
            yield place.hint(f"“{found[0]}”像是具体的数或年份，短语库里宜写成空位", *path, key)


def _measures(data: _Data) -> Iterator[tuple[Path_, _Data]]:
    groups = data.get("措施")
    for g, group in enumerate(groups if isinstance(groups, list) else ()):
        items = group.get("条目") if isinstance(group, dict) else None
        for i, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield ("措施", g, "条目", i), item


def _text(data: _Data, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _list(data: _Data, key: str) -> list[str]:
    value = data.get(key)
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _slots_of(bank: Bank) -> Iterator[tuple[tuple[str, str], Set[str]]]:
    """Kind and id of each entry with the names of its slots."""
    yield from ((("框架", frame.id), _slots_in((frame.text,))) for frame in bank.frames)
    yield from ((("标题组", entry.id), _slots_in((entry.skeleton, entry.last))) for entry in bank.sets)
    yield from ((("主题", topic.id), _slots_of_groups(Same(topic.groups))) for topic in bank.topics)
    yield ("主题", ""), _slots_of_groups(Same(bank.general))


@lru_cache(maxsize=4096)  # a review asks after each entry, and hardly one of the topics is another
def _slots_of_groups(groups: Same) -> Set[str]:
    return _slots_in(f"{measure.heading}|{measure.text}" for group in groups.value for measure in group.measures)


def _slots_in(texts: Iterable[str]) -> Set[str]:
    return frozenset(SLOT.findall("|".join(texts)))
