"""Review of what was mined, and merging a colleague's bank (审阅与合并): joins bank → keep.

People's files are only ever added to, or changed at the one entry meant; comments and order stay. Decisions are on
disk before the next entry is shown, so that a review can be broken off at any key and taken up again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.bank.entries import KINDS, BankText, EntryText, appended, entries_in, entries_of, read_text, replaced
from drafter.bank.load import load_bank
from drafter.bank.model import Frame, ParallelSet, Topic
from drafter.bank.write import frame_yaml, scalar, set_yaml, topic_yaml
from drafter.errors import DrafterError, InvalidData
from drafter.flow.drafting import read_bank
from drafter.keep.atomic import write_bytes
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.language.similar import bigrams, dice
from drafter.language.visible import plain_json
from drafter.shipped import shipped
from drafter.strict_yaml import load_text

ACCEPT, EDIT, REJECT, UNDO = "接受", "修改", "拒绝", "撤销"
DECISIONS = "decisions.jsonl"
ACCEPTED = "审阅通过.yaml"
MERGED = "合并来的.yaml"
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
NEAR = 0.75
"""Dice closeness from which two frames are shown side by side."""

Entry = Frame | ParallelSet | Topic


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mined entry that waits for a verdict (待审条目)."""

    kind: str
    id: str
    text: str
    """What it says, in one line."""
    yaml: str
    evidence: str
    near: tuple[str, ...]
    """Reviewed entries that say nearly the same."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict (审阅决定)."""

    id: str
    verdict: str
    text: str
    """The entry's YAML as accepted; empty when rejected."""
    before: str = ""


def candidates(workspace: Workspace) -> tuple[Candidate, ...]:
    """Mined entries nobody decided yet: widest range first. Raises InvalidData."""
    bank = read_bank(workspace)
    decided = {decision.id for decision in decisions(workspace)}
    known = [(frame.id, frame.text, bigrams(frame.text)) for frame in bank.frames if frame.reviewed]
    waiting: list[tuple[int, str, Candidate]] = []
    for kind, entries in (("框架", bank.frames), ("标题组", bank.sets), ("主题", bank.topics)):
        for entry in entries:
            if entry.reviewed or entry.id in decided:
                continue
            waiting.append((-entry.evidence.speeches, entry.id, _candidate(kind, entry, known)))
    waiting.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in waiting)


def _candidate(kind: str, entry: Entry, known: Sequence[tuple[str, str, frozenset[str]]]) -> Candidate:
    near: tuple[str, ...] = ()
    if isinstance(entry, Frame):
        text, yaml = f"{entry.move}·{entry.step}　{entry.text}", frame_yaml(entry)
        grams = bigrams(entry.text)
        near = tuple(f"{id_}　{other}" for id_, other, theirs in known if dice(grams, theirs) >= NEAR)[:3]
    elif isinstance(entry, ParallelSet):
        text, yaml = f"{entry.skeleton}（{'、'.join(entry.rotors)}）", set_yaml(entry)
    else:
        text, yaml = f"{entry.id}　{'、'.join(entry.phrases)}", topic_yaml(entry)
    return Candidate(kind, entry.id, text, yaml, f"见于 {entry.evidence.speeches} 篇、{entry.evidence.count} 处", near)


def decisions(workspace: Workspace) -> tuple[Decision, ...]:
    """The verdicts that stand, oldest first: an undone one is gone."""
    path = workspace.phrasebank / DECISIONS
    standing: list[Decision] = []
    if not path.is_file():
        return ()
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            decision = Decision(str(row["id"]), str(row["verdict"]), str(row.get("text", "")))
        except (ValueError, RecursionError, KeyError, TypeError):
            raise InvalidData([f"{path} 第 {number} 行：审阅记录坏了，请删去这一行再试"]) from None
        if decision.verdict == UNDO:
            standing = [other for other in standing if other.id != decision.id]
        else:
            standing.append(decision)
    return tuple(standing)


def decide(workspace: Workspace, candidate: Candidate, verdict: str, text: str = "") -> None:
    """Accept (as it is or as edited in `text`) or reject. On disk when this returns.

    Raises InvalidData where the bank with the entry could not be read; nothing is written then. Raises DrafterError
    children.
    """
    with writing(workspace):
        if verdict in (ACCEPT, EDIT):
            yaml = (text or candidate.yaml).replace("\r\n", "\n")
            name, value = _check_entry(workspace, candidate.kind, yaml, alone=verdict == EDIT)
            path = workspace.phrasebank / KINDS[candidate.kind] / ACCEPTED
            coming = _Coming(workspace)
            # A crash between entry and record leaves the entry: it is not added twice.
            if (candidate.kind, name, value) not in [(e.kind, e.name, e.value) for e in coming.entries(path)]:
                coming.add(path, candidate.kind, yaml)
                coming.commit()
            _record(workspace, candidate.id, verdict, yaml)
        else:
            _record(workspace, candidate.id, REJECT, "")


def undo(workspace: Workspace) -> str:
    """Take the last verdict back; its id. Raises DrafterError when there is none, or its entry was changed since."""
    with writing(workspace):
        standing = decisions(workspace)
        if not standing:
            raise DrafterError("没有可以撤销的审阅决定")
        last = standing[-1]
        if last.text:
            _remove(workspace, last)
        _record(workspace, last.id, UNDO, "")
        return last.id


def _record(workspace: Workspace, id_: str, verdict: str, text: str) -> None:
    path = workspace.phrasebank / DECISIONS
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    row = {"id": id_, "verdict": verdict, **({"text": text} if text else {})}
    workspace.write(path, before + plain_json(row) + "\n")


EDITED = Path("修改后的条目")


def _check_entry(workspace: Workspace, kind: str, yaml: str, *, alone: bool) -> tuple[str, object]:
    """Name and value of the one entry in `yaml`. alone: read it over the bank, too. Raises InvalidData with its faults, lines counted in `yaml`."""
    head = f"领域: {OWN}\n{kind}:\n" if kind == "主题" else f"{kind}:\n"
    try:
        top = load_text(head + yaml, str(EDITED)).value
        found = list(entries_in(EDITED, head + yaml))
        if len(found) != 1 or not isinstance(top, dict) or set(top) - {"领域"} != {kind}:
            raise InvalidData([f"{EDITED}：这里应当正好是一个条目，以“- ”开头"])
        if alone:
            check_bank(workspace, {EDITED: head + yaml})
    except InvalidData as error:
        above = head.count("\n")
        raise InvalidData(
            [
                re.sub(rf"^{EDITED} 第 (\d+) 行", lambda m: f"{EDITED} 第 {max(1, int(m[1]) - above)} 行", problem)
                for problem in error.problems
            ]
        ) from None
    return found[0].name, found[0].value


OWN = "自有稿件"


class _Coming:
    """Bank files as they are about to be: read by the bank reader first, and only then written (先验后写)."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.before: dict[Path, BankText] = {}
        self.texts: dict[Path, str] = {}

    def text(self, path: Path) -> str:
        if path not in self.texts:
            self.before[path] = read_text(path)
            self.texts[path] = self.before[path].text
        return self.texts[path]

    def entries(self, path: Path) -> list[EntryText]:
        return list(entries_in(path, self.text(path)))

    def add(self, path: Path, kind: str, yaml: str, field: str = OWN) -> None:
        """One more entry at the end of the file; a new file of topics is one of `field` (领域)."""
        before = self.text(path)
        if not before and kind == "主题":
            before = f"领域: {scalar(field)}\n主题: []\n"
        self.texts[path] = appended(before, kind, yaml if yaml.endswith("\n") else yaml + "\n")

    def put(self, entry: EntryText, yaml: str) -> None:
        """`entry`'s lines replaced, or taken out when `yaml` is empty."""
        current = next(e for e in self.entries(entry.path) if (e.kind, e.name) == (entry.kind, entry.name))
        self.texts[entry.path] = replaced(self.texts[entry.path], current, yaml)

    def commit(self) -> None:
        """Write what changed, in the encoding it had. Raises InvalidData, and writes nothing, for a faulty bank."""
        changed = {path: text for path, text in self.texts.items() if text != self.before[path].text}
        check_bank(self.workspace, changed)
        for path, text in changed.items():
            write_bytes(path, self.before[path].encode(text), within=self.workspace.root)


def check_bank(workspace: Workspace, pending: Mapping[Path, str], over: Sequence[Path] = ()) -> None:
    """Read the whole bank with `pending` files in place and the folders `over` laid on top. Raises InvalidData."""
    folders = (shipped("phrasebank"), workspace.mined, workspace.phrasebank, *over)
    load_bank(folders, unreviewed=workspace.mined, pending=pending)


def _remove(workspace: Workspace, decision: Decision) -> None:
    for entry in entries_of(workspace.phrasebank):
        if entry.path.name == ACCEPTED and _dedented(entry.text) == _dedented(decision.text):
            coming = _Coming(workspace)
            coming.put(entry, "")
            coming.commit()
            return
    raise DrafterError(f"“{decision.id}”接受之后又被人改过，没有撤销；请直接编辑 {workspace.phrasebank}")


def _dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


# --- merging ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did (合并结果)."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: int
    conflicts: tuple[tuple[str, str, str], ...]
    """(id, ours, theirs): both sides changed it; ours stays."""


def merge(workspace: Workspace, other: Path, *, take_theirs: bool = False) -> Merged:
    """Three-way merge of a colleague's bank folder (or one file) into the people's files.

    The base of an entry is how it stood at the last merge from that bank, else the shipped entry of that id. Only
    theirs changed: taken. Both changed: a conflict; ours stays unless take_theirs. Theirs is read by the bank reader
    first, laid over ours, and then the bank as it will be; where either is faulty InvalidData says so and nothing is
    written. Raises DrafterError children.
    """
    theirs = list(_entries_at(other))
    if not theirs:
        raise DrafterError(f"{other}：里面没有短语库条目（框架、标题组、主题）。请给出同事的 phrasebank 文件夹")
    if other.is_dir():
        check_bank(workspace, {}, [other])
    else:
        check_bank(workspace, {other: read_text(other).text})
    with writing(workspace):
        coming = _Coming(workspace)
        ours = {(entry.kind, entry.name): entry for entry in entries_of(workspace.phrasebank)}
        base: dict[tuple[str, str], object] = {(e.kind, e.name): e.value for e in entries_of(shipped("phrasebank"))}
        base_path = workspace.cache / "merge-base.json"
        base |= _load_base(base_path, other)
        added: list[str] = []
        updated: list[str] = []
        conflicts: list[tuple[str, str, str]] = []
        same = 0
        for entry in theirs:
            key = (entry.kind, entry.name)
            mine = ours.get(key)
            if mine is None:
                if key in base and base[key] == entry.value:
                    same += 1
                    continue
                field = entry.name.rpartition("/")[0]
                # A file of topics has one field: theirs must not become another one on the way.
                name = f"{Path(MERGED).stem}-{_FORBIDDEN.sub('_', field)}.yaml" if entry.kind == "主题" else MERGED
                coming.add(workspace.phrasebank / KINDS[entry.kind] / name, entry.kind, _dedent(entry.text), field)
                added.append(entry.name)
            elif mine.value == entry.value or base.get(key) == entry.value:
                same += 1
            elif base.get(key) == mine.value or take_theirs:
                coming.put(mine, _dedent(entry.text))
                updated.append(entry.name)
            else:
                conflicts.append((entry.name, mine.text.rstrip(), entry.text.rstrip()))
        coming.commit()
        _save_base(workspace, base_path, other, theirs)
        return Merged(tuple(added), tuple(updated), same, tuple(conflicts))


def _entries_at(other: Path) -> list[EntryText]:
    if other.is_dir():
        return list(entries_of(other))
    if not other.is_file():
        raise DrafterError(f"{other}：没有这个文件或文件夹，请检查路径")
    return list(entries_in(other, read_text(other).text))


def _load_base(path: Path, other: Path) -> dict[tuple[str, str], object]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))[str(other.resolve())]
        return {(kind, name): value for kind, name, value in stored}
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return {}


def _save_base(workspace: Workspace, path: Path, other: Path, theirs: Sequence[EntryText]) -> None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        stored = {}
    stored[str(other.resolve())] = [[entry.kind, entry.name, entry.value] for entry in theirs]
    workspace.write(path, plain_json(stored))


def _dedent(text: str) -> str:
    lines = text.splitlines(keepends=True)
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return "".join(line[indent:] if line[:indent].isspace() or not indent else line for line in lines)
