"""A colleague's bank merged into one's own, three ways (合并): joins bank → keep.

People's files are only ever added to, or changed at the entry meant; comments and order stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter.bank.entries import KINDS, EntryText, entries_in, entries_of, read_text
from drafter.bank.load import PARTS, bank_files
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
    """An entry that both sides changed (冲突), each as it stands; ours stays."""

    name: str
    ours: str
    base: str
    """How it stood before either changed it; empty when nobody knows."""
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do (合并结果)."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    dropped: tuple[str, ...] = ()
    """What they have deleted since the last merge; ours stays."""
    left: tuple[str, ...] = ()
    """Files of theirs that hold no entries to merge (moves.yaml …)."""


def merge(workspace: Workspace, other: Path, *, prefer: Side | None = None, only_look: bool = False) -> Merged:
    """Three-way merge of a colleague's bank folder (or one file) into the people's files.

    The base of an entry is how it stood at the last merge from that bank, else the shipped or the mined entry of that
    id. Only theirs changed: taken. Both changed, but different keys of the entry: both changes are kept. Both changed
    the same key: a conflict; ours stays, and the conflict comes up again until `prefer` settles it. Theirs is read by
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
    with writing(workspace):
        base_path = workspace.cache / "merge-base.json"
        last = _load_base(base_path, other)
        merging = _Merging(workspace, last, prefer)
        for entry in theirs:
            merging.take(entry)
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
        self.conflicts: list[Conflict] = []

    def take(self, entry: EntryText) -> None:
        """One entry of theirs."""
        key = (entry.kind, entry.name)
        mine, base = self.ours.get(key), self.base.get(key)
        if mine is None:
            # What was only mined here nobody accepted yet: theirs is news. What we had and deleted is none.
            if entry.value in (self.last.get(key), self.shipped.get(key)):
                self.same += 1
            else:
                self._add(entry)
        elif entry.value in (mine.value, base):
            self.same += 1
        elif base == mine.value:
            self._put(mine, entry.text)
        elif (both := _both_changes(mine, base, entry)) is not None:
            self._put(mine, both)
        elif self.prefer == "theirs":
            self._put(mine, entry.text)
        elif self.prefer == "ours":
            self.same += 1
        else:
            self.conflicts.append(Conflict(entry.name, mine.text.rstrip(), _shown(base), entry.text.rstrip()))

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


def _values(folder: Path) -> dict[_Key, object]:
    return {(entry.kind, entry.name): entry.value for entry in entries_of(folder)}


def _both_changes(mine: EntryText, base: object, theirs: EntryText) -> str | None:
    """Our entry with the keys that only they changed as they have them; None where a key was changed on both sides."""
    if not (isinstance(mine.value, dict) and isinstance(base, dict) and isinstance(theirs.value, dict)):
        return None
    ours_changed = _changed(base, mine.value)
    theirs_changed = _changed(base, theirs.value)
    if ours_changed & theirs_changed:
        return None
    parts, their_parts = _parts(mine), _parts(theirs)
    if not parts or not their_parts:
        return None
    for key in sorted(theirs_changed):
        if key in their_parts:
            parts[key] = their_parts[key]
        else:
            parts.pop(key, None)
    text = "".join(parts.values())
    return text if text.startswith("- ") else None


def _changed(base: dict[str, Value], value: dict[str, Value]) -> set[str]:
    return {key for key in {*base, *value} if base.get(key) != value.get(key)}


def _parts(entry: EntryText) -> dict[str, str]:
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


def _shown(base: object) -> str:
    """The base in short, one key a line."""
    if not isinstance(base, dict):
        return ""
    return "\n".join(f"  {key}: {plain_json(value)}" for key, value in base.items())


def _entries_at(other: Path) -> list[EntryText]:
    if other.is_dir():
        return list(entries_of(other))
    if not other.is_file():
        raise DrafterError(f"{other}：没有这个文件或文件夹，请检查路径")
    return list(entries_in(other, read_text(other).text))


def _load_base(path: Path, other: Path) -> dict[_Key, object]:
    try:
        stored = json.loads(read_utf8(path, links=False))[str(other.resolve())]
        return {(kind, name): value for kind, name, value in stored}
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return {}


def _save_base(workspace: Workspace, path: Path, other: Path, values: Mapping[_Key, object]) -> None:
    try:
        stored = json.loads(read_utf8(path, links=False))
    except (OSError, ValueError, RecursionError):
        stored = {}
    stored[str(other.resolve())] = [[kind, name, value] for (kind, name), value in values.items()]
    workspace.write(path, plain_json(stored))


def _dedent(text: str) -> str:
    lines = text.splitlines(keepends=True)
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return "".join(line[indent:] if line[:indent].isspace() or not indent else line for line in lines)
