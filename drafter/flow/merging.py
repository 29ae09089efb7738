"""A colleague's bank merged into one's own, three ways (合并): joins bank → keep.

People's files are only ever added to, or changed at the entry meant; comments and order stay.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from drafter.bank.entries import KINDS, EntryText, entries_in, entries_of, read_text
from drafter.bank.places import PARTS, bank_files
from drafter.bank.touch import touched, written
from drafter.bank.write import scalar
from drafter.errors import DrafterError
from drafter.files import read_utf8
from drafter.flow.amending import Amendment, check_bank
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json
from drafter.shipped import shipped
from drafter.strict_yaml import Value

MERGED = "合并来的.yaml"
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
Side = Literal["ours", "theirs"]
_Key = tuple[str, str]
"""Kind and name of an entry."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key of an entry that both sides changed (冲突), each as it stands; ours stays."""

    name: str
    ours: str
    """Empty where we have deleted the entry."""
    base: str
    """How it stood before either changed it; empty when nobody knows."""
    theirs: str
    our_place: str = ""
    """File and line of the entry; empty as `ours` is."""
    their_place: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do (合并结果)."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    dropped: tuple[str, ...] = ()
    """What they have deleted since the last merge; ours stays."""
    settled: tuple[str, ...] = ()
    """What both changed, where ours stays for good because ours are preferred."""
    doubled: tuple[str, ...] = ()
    """Where both replaced the same words of a list (短语) by words of their own: both are kept, as a Chinese clause."""
    written: tuple[Path, ...] = ()
    """Files of ours that were changed, or would be."""
    left: tuple[str, ...] = ()
    """Files of theirs that hold no entries to merge (moves.yaml …)."""


def merge(workspace: Workspace, other: Path, *, prefer: Side | None = None, only_look: bool = False) -> Merged:
    """Three-way merge of a colleague's bank folder (or one file) into the people's files.

    The base of an entry is how it stood at the last merge from that bank, else the shipped or the mined entry of that
    id. Only theirs changed: taken. Both changed: key by key, measure by measure, synonym by synonym, both changes are kept
    as long as it is not the same line; that is a conflict: our entry stays as it is, all of it, and comes up again
    until `prefer` settles it. So does what we deleted and they changed.
    Neither side loses what only it has, whatever is preferred. Theirs is read by
    the bank reader first, laid over ours, and then the bank as it will be; where either is faulty InvalidData says so
    and nothing is written. only_look: nothing is written in any case. Raises DrafterError children.
    """
    if not bank_files([other]) and (other / "phrasebank").is_dir():
        other = other / "phrasebank"
    theirs = _entries_at(other)
    if not theirs:
        raise DrafterError(f"{other}：里面没有短语库条目（框架、标题组、主题）。请给出同事的 phrasebank 文件夹")
    if other.is_dir():
        if other.resolve() == workspace.phrasebank.resolve():
            raise DrafterError(f"{other}：这就是自己的短语库，不用合并")
        check_bank(workspace, {}, [other])
    else:
        check_bank(workspace, {other: read_text(other).text})
    with contextlib.nullcontext() if only_look else writing(workspace):
        base_path = workspace.cache / "merge-base.json"
        last = _load_base(base_path, other)
        merging = _Merging(workspace, last, prefer)
        for entry in theirs:
            merging.take(entry)
        written = merging.amendment.changed()
        if not only_look:
            merging.amendment.commit()
            unsettled = {conflict.name for conflict in merging.conflicts}
            settled = {(e.kind, e.name): e.value for e in theirs if e.name not in unsettled}
            kept = {key: value for key, value in last.items() if key[1] in unsettled}
            _save_base(workspace, base_path, other, kept | settled)
        gone = [name for kind, name in last if (kind, name) not in {(e.kind, e.name) for e in theirs}]
        mine = {name for _, name in merging.ours}
        return Merged(
            tuple(merging.added),
            tuple(merging.updated),
            merging.same,
            tuple(merging.conflicts),
            tuple(name for name in gone if name in mine),
            tuple(merging.settled),
            tuple(merging.doubled),
            tuple(written),
            tuple(name for name in PARTS if other.is_dir() and (other / name).is_file()),
        )


class _Merging:
    """A merge under way."""

    def __init__(self, workspace: Workspace, last: dict[_Key, object], prefer: Side | None) -> None:
        """last: their entries as they stood at the last merge."""
        self.workspace = workspace
        self.last = last
        self.shipped = _values(shipped("phrasebank"))
        self.base = _values(workspace.mined) | self.shipped | last
        self.prefer = prefer
        self.amendment = Amendment(workspace)
        self.ours = {(entry.kind, entry.name): entry for entry in entries_of(workspace.phrasebank)}
        self.added: list[str] = []
        self.updated: list[str] = []
        self.same = 0
        self.settled: list[str] = []
        self.doubled: list[str] = []
        self.conflicts: list[Conflict] = []

    def take(self, entry: EntryText) -> None:
        """One entry of theirs."""
        key = (entry.kind, entry.name)
        mine, base = self.ours.get(key), self.base.get(key)
        if mine is None:
            self._alone(entry, self.last.get(key), self.shipped.get(key))
        elif entry.value in (standing := _whole(mine).value, base):
            self.same += 1
        elif base == standing and isinstance(mine.value, dict) and isinstance(entry.value, dict):
            self._put(mine, touched(_dedent(mine.text), mine.value, _moveless(mine, entry.value)))
        else:
            self._both(mine, base, entry)

    def _alone(self, entry: EntryText, last: object, shipped_one: object) -> None:
        """An entry that only they have. What was only mined here nobody accepted yet: theirs is news."""
        if entry.value in (last, shipped_one):
            self.same += 1
        elif last in (None, shipped_one) or self.prefer == "theirs":
            self._add(entry)
        elif self.prefer == "ours":
            self.settled.append(entry.name)
        else:
            # We had it from them and deleted it; they changed it since.
            self.conflicts.append(Conflict(entry.name, "", _shown(last), entry.text.rstrip(), "", _place(entry)))

    def _both(self, mine: EntryText, base: object, theirs: EntryText) -> None:
        """An entry both have, differently: key by key, and within a key name by name, see _three."""
        places = _place(mine), _place(theirs)
        if not (isinstance(mine.value, dict) and isinstance(theirs.value, dict)):
            self.conflicts.append(Conflict(mine.name, mine.text.rstrip(), _shown(base), theirs.text.rstrip(), *places))
            return
        ours, them = mine.value, _moveless(mine, theirs.value)
        known = _moveless(mine, base) if isinstance(base, dict) else {}
        parts, their_parts = _parts(mine), _parts(theirs)
        merged, conflicts, doubled, settled = dict(ours), [], [], False
        for key in dict.fromkeys((*them, *known)):
            wanted, clash = _three(key, ours.get(key), known.get(key), them.get(key), self.prefer)
            settled |= clash and self.prefer == "ours"
            if clash and self.prefer is None:
                shown = _shown({key: known[key]}) if key in known else ""
                texts = [p[key].rstrip() if key in p else "" for p in (parts, their_parts)]
                conflicts.append(Conflict(mine.name, texts[0], shown, texts[1], *places))
            if both := _doubled(key, ours.get(key), known.get(key), them.get(key)):
                doubled.append(f"{mine.name} 的{key}：{both}")
            if wanted is None:
                merged.pop(key, None)
            else:
                merged[key] = wanted
        self.conflicts += conflicts
        if conflicts:
            return
        self.doubled += doubled
        if settled:
            self.settled.append(mine.name)
        if merged != ours:
            self._put(mine, touched(_dedent(mine.text), ours, merged))
        elif not settled:
            self.same += 1

    def _add(self, entry: EntryText) -> None:
        field = entry.name.rpartition("/")[0]
        # A file of topics has one field: theirs must not become another one on the way.
        name = f"{Path(MERGED).stem}-{_FORBIDDEN.sub('_', field)}.yaml" if entry.kind == "主题" else MERGED
        path = self.workspace.phrasebank / KINDS[entry.kind] / name
        self.amendment.add(path, entry.kind, _dedent(entry.text), field)
        self.added.append(entry.name)

    def _put(self, mine: EntryText, text: str) -> None:
        self.amendment.put(mine, _dedent(text))
        self.updated.append(mine.name)


def _place(entry: EntryText) -> str:
    return f"{entry.path} 第 {entry.first + 1} 行"


def _moveless(mine: EntryText, value: dict[str, Value]) -> dict[str, Value]:
    """The value without the move that stands at the head of our file: it need not stand in the entry."""
    return {key: each for key, each in value.items() if (key, each) != ("语步", mine.move)}


def _doubled(key: str, ours: Value, base: Value, theirs: Value) -> str:
    """What both took out of a list whose order says nothing, and what each put there; empty unless both did."""
    if key not in _BAGS or not (isinstance(ours, list) and isinstance(base, list) and isinstance(theirs, list)):
        return ""
    gone = [value for value in base if value not in ours and value not in theirs]
    new = [
        [value for value in side if value not in base and value not in other]
        for side, other in ((ours, theirs), (theirs, ours))
    ]
    if not (gone and all(new)):
        return ""
    was, mine, his = ("、".join(map(str, values)) for values in (gone, *new))
    return f"原来的“{was}”，我的改作“{mine}”，对方的改作“{his}”"


def _values(folder: Path) -> dict[_Key, object]:
    return {(entry.kind, entry.name): _whole(entry).value for entry in entries_of(folder)}


_BAGS = frozenset(("同义", "要点", "要旨", "寄语", "短语", "中心", "除外", "场合", "身份"))
"""Keys whose lists say nothing by their order: what either side added to one is wanted."""


def _three(key: str, ours: Value, base: Value, theirs: Value, prefer: Side | None) -> tuple[Value, bool]:
    """The value of one key out of three, and whether both sides changed it to different things.

    Additions of both are kept, as is what one side changed alone. Measures go by their group (组) and heading (题). Of
    a clash ours stays unless theirs is preferred. base: None where nobody knows; then nothing counts as deleted.
    """
    if theirs in (ours, base) or (theirs is None and base is None):
        return ours, False
    if ours == base:
        return theirs, False
    if isinstance(ours, dict) and isinstance(theirs, dict):
        known = base if isinstance(base, dict) else {}
        return _by_name(ours, known, theirs, prefer)
    if isinstance(ours, list) and isinstance(theirs, list):
        old = base if isinstance(base, list) else []
        if key in _BAGS:
            kept = [value for value in ours if value in theirs or value not in old]
            return kept + [value for value in theirs if value not in kept and value not in old], False
        named = [_named(rows) for rows in (ours, old, theirs)]
        if named[0] and named[2] and (named[1] or not old):
            merged, clash = _by_name(named[0], named[1], named[2], prefer)
            return list(merged.values()), clash
    return (theirs if prefer == "theirs" else ours), True


def _by_name(
    ours: dict[str, Value], base: dict[str, Value], theirs: dict[str, Value], prefer: Side | None
) -> tuple[dict[str, Value], bool]:
    """The same for what has names. What they deleted and we changed stays; so does what we deleted and they changed."""
    found: dict[str, Value] = {}
    clashes = False
    for name in dict.fromkeys((*ours, *theirs)):
        if name in ours and name in theirs:
            found[name], clash = _three(name, ours[name], base.get(name), theirs[name], prefer)
            clashes |= clash
        elif (left := ours.get(name, theirs.get(name))) != base.get(name):
            found[name] = left
    return found, clashes


def _named(rows: list[Value]) -> dict[str, Value]:
    """Groups by 组, measures by 题; empty when a row has no name or two have the same."""
    found: dict[str, Value] = {}
    for row in rows:
        name = (row.get("组") or row.get("题")) if isinstance(row, dict) else None
        if not isinstance(name, str) or name in found:
            return {}
        found[name] = row
    return found


def _parts(entry: EntryText) -> dict[str, str]:
    """Key of an entry → its lines, each behind two characters; as good as written anew when it is not one key a line."""
    return _lines(entry) or {
        key: written(key, value, "  ") for key, value in (entry.value.items() if isinstance(entry.value, dict) else ())
    }


def _lines(entry: EntryText) -> dict[str, str]:
    """Key of an entry → its lines, without the entry's indent; empty when it is not written key by key."""
    lines = _dedent(entry.text).splitlines(keepends=True)
    starts: list[tuple[str, int]] = []
    for key in entry.value if isinstance(entry.value, dict) else {}:
        mark = re.compile(rf"(?:- |  )[\"']?{re.escape(key)}[\"']?\s*:")
        line = next((index for index, line in enumerate(lines) if mark.match(line)), None)
        if line is None:
            return {}
        starts.append((key, line))
    ends = [start for _, start in starts[1:]] + [len(lines)]
    found = {key: "".join(lines[start:end]) for (key, start), end in zip(starts, ends, strict=True)}
    return {key: part if part.endswith("\n") else part + "\n" for key, part in found.items()}


def _whole(entry: EntryText) -> EntryText:
    """The entry with the move its file gives all its frames (文件开头的语步), which it would lose in another file."""
    if not entry.move or not isinstance(entry.value, dict):
        return entry
    dash = re.match(r"\s*-\s+(\{?)", entry.text)
    head = dash[0] if dash else "- "
    row = f"语步: {scalar(entry.move)}"
    column = len(head.rpartition("\n")[2])
    between = ", " if dash and dash[1] else "\n" + " " * column
    return replace(
        entry, text=head + row + between + entry.text[len(head) :], value={"语步": entry.move, **entry.value}
    )


def _shown(base: object) -> str:
    """The base in short, one key a line."""
    if not isinstance(base, dict):
        return ""
    return "\n".join(f"  {key}: {plain_json(value)}" for key, value in base.items())


def _entries_at(other: Path) -> list[EntryText]:
    if other.is_dir():
        return [_whole(entry) for entry in entries_of(other)]
    if not other.is_file():
        raise DrafterError(f"{other}：没有这个文件或文件夹，请检查路径")
    return [_whole(entry) for entry in entries_in(other, read_text(other).text)]


def _load_base(path: Path, other: Path) -> dict[_Key, object]:
    try:
        return {(kind, name): value for kind, name, value in _stored(path)[str(other.resolve())]}
    except (ValueError, KeyError, TypeError):
        return {}


def _stored(path: Path) -> dict[str, Any]:
    """All bases; empty when there are none, or what is there is none of ours."""
    try:
        stored = json.loads(read_utf8(path, links=False))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _save_base(workspace: Workspace, path: Path, other: Path, values: Mapping[_Key, object]) -> None:
    stored = _stored(path)
    stored[str(other.resolve())] = [[kind, name, value] for (kind, name), value in values.items()]
    workspace.write(path, plain_json(stored))


def _dedent(text: str) -> str:
    lines = text.splitlines(keepends=True)
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return "".join(line[indent:] if line[:indent].isspace() or not indent else line for line in lines)
