"""Review of what was mined (审阅): joins bank → keep.

Every verdict is on disk before the next entry is shown, so that a review can be broken off at any key and taken up
again; several at once are one step to undo. Accepted entries are added to people's files, whose comments and order
stay.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from drafter.bank.entries import KINDS, entries_in, entries_of, read_text
from drafter.bank.inspect import remarks
from drafter.bank.load import load_bank
from drafter.bank.model import SLOT, Bank, Evidence, Frame, ParallelSet, Topic, fill, fingerprint, pattern
from drafter.bank.touch import touched
from drafter.bank.write import frame_yaml, set_yaml, topic_yaml
from drafter.errors import DrafterError, InvalidData, WorkspaceError
from drafter.files import read_utf8
from drafter.flow.amending import OWN, Amendment, check_bank
from drafter.flow.drafting import whole_bank
from drafter.keep.atomic import remove
from drafter.keep.decisions import (
    ACCEPT,
    DRAFT,
    EDIT,
    REJECT,
    SKIP,
    UNDO,
    Decision,
    decisions,
    drafts,
    forget_texts,
    record,
)
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.language.similar import bigrams, dice, jaccard
from drafter.language.visible import plain_json
from drafter.search.cite import name_of
from drafter.search.query import Library
from drafter.shipped import shipped
from drafter.strict_yaml import Value, load_text

ACCEPTED = "审阅通过.yaml"
TYPING = "review-typing.json"
EDITED = Path("修改后的条目")
NEAR = 0.75
"""Dice closeness from which two wordings are shown side by side."""
MOST_NEAR = 3
SEARCHED, MOST_INSTANCES, LONGEST_INSTANCE = 60, 2, 90
"""Passages looked through for sentences to show, how many of these are shown, their characters at most."""
NAMES = {"frames": "框架", "sets": "标题组", "topics": "主题"}

Entry = Frame | ParallelSet | Topic


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that says nearly the same (相近条目)."""

    id: str
    text: str
    reviewed: bool
    """False for another one that waits for a verdict."""
    place: str = ""
    """As a candidate's: where the wording is the same, that is the difference."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mined entry that waits for a verdict (待审条目)."""

    entry: Entry
    near: tuple[Near, ...] = ()
    skipped: bool = False
    draft: str = ""
    """YAML typed for it that could not be taken: to be offered again."""
    typing: str = ""
    """A wording that was being typed when the program was ended from outside."""

    @property
    def kind(self) -> str:
        """框架, 标题组 or 主题."""
        return "框架" if isinstance(self.entry, Frame) else "标题组" if isinstance(self.entry, ParallelSet) else "主题"

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def place(self) -> str:
        """Move and step of a frame, head type of a set, field and name of a topic."""
        return _place(self.entry)

    @property
    def wording(self) -> str:
        """What can be edited in one line: text of a frame, skeleton of a set, phrases of a topic."""
        return _wording(self.entry)

    @property
    def typed_wording(self) -> str:
        """The wording as it was last typed, where that could not be taken; else as it is."""
        if self.typing:
            return self.typing
        if not self.draft:
            return self.wording
        try:
            value = _entry_in(self.kind, self.draft)[1]
        except InvalidData:
            return self.wording
        key = {"框架": "文", "标题组": "骨架", "主题": "短语"}[self.kind]
        said = value.get(key) if isinstance(value, dict) else None
        return "、".join(map(str, said)) if isinstance(said, list) else str(said or self.wording)

    @property
    def text(self) -> str:
        """The entry in one line."""
        rotors = self.entry.rotors if isinstance(self.entry, ParallelSet) else ()
        return f"{self.place}　{self.wording}" + (f"（{'、'.join(rotors)}）" if rotors else "")

    @property
    def yaml(self) -> str:
        """The entry as it will stand in people's files."""
        return _yaml(self.entry, self.entry.evidence)

    @property
    def evidence(self) -> str:
        """Where it was seen, in words."""
        return f"见于 {self.entry.evidence.speeches} 篇、{self.entry.evidence.count} 处"

    def reworded(self, wording: str) -> str:
        """Its YAML with another wording. Raises InvalidData when nothing is left.

        The counts go with the words they were counted for: other words are the writer's own, other slot names are not.
        """
        wording = wording.strip()
        entry = self.entry
        if not wording:
            raise InvalidData([f"{EDITED}：改成空的了，请写一句话"])
        evidence = entry.evidence if _alike(wording, self.wording) else Evidence()
        if isinstance(entry, Frame):
            return _yaml(replace(entry, text=wording), evidence)
        if isinstance(entry, ParallelSet):
            return _yaml(replace(entry, skeleton=wording), evidence)
        return topic_yaml(replace(entry, phrases=tuple(p for p in re.split(r"[、,，;；\s]+", wording) if p)))

    def own_words(self, yaml: str) -> str:
        """The YAML as a person's own where its words are other than those found (other slot names are not); else "".

        Raises InvalidData.
        """
        value = _entry_in(self.kind, yaml)[1]
        key = {"框架": "文", "标题组": "骨架"}.get(self.kind)
        if key is None or not isinstance(value, dict) or _alike(str(value.get(key)), self.wording):
            return ""
        source: dict[str, Value] = {"来源": {"类": Evidence().kind}}
        return touched(yaml, value, value | source)


def _alike(wording: str, other: str) -> bool:
    return fingerprint(wording) == fingerprint(other)


def _yaml(entry: Entry, evidence: Evidence) -> str:
    """The entry as people's own: its counts bear the words they were counted for, which may be edited by hand."""
    if isinstance(entry, Topic):
        return topic_yaml(entry)
    counted = replace(evidence, words=fingerprint(_wording(entry))) if evidence.mined else evidence
    if isinstance(entry, Frame):
        return frame_yaml(replace(entry, evidence=counted))
    return set_yaml(replace(entry, evidence=counted))


def _place(entry: Entry) -> str:
    if isinstance(entry, Frame):
        return f"{entry.move}·{entry.step}"
    return entry.head if isinstance(entry, ParallelSet) else entry.id


def candidates(workspace: Workspace, bank: Bank | None = None, *, compared: bool = True) -> tuple[Candidate, ...]:
    """Mined entries nobody decided yet: widest range first, skipped ones last. bank: the whole bank (whole_bank), if read already.

    compared: with the entries that say nearly the same, which takes a while.

    Raises InvalidData.
    """
    bank = bank or whole_bank(workspace)
    standing = {decision.id: decision.verdict for decision in decisions(workspace)}
    typed, typing = drafts(workspace), _typing(workspace)
    every: tuple[Sequence[Entry], ...] = (bank.frames, bank.sets, bank.topics)
    found = []
    for entries in every:
        waiting = [each for each in entries if not each.reviewed and standing.get(each.id, SKIP) == SKIP]
        compare = compared and bool(waiting)
        rivals = [
            Near(e.id, _wording(e), e.reviewed, _place(e)) for e in entries if compare and (e.reviewed or e in waiting)
        ]
        grams = [bigrams(rival.text) for rival in rivals]
        found += [
            Candidate(e, _near(e, rivals, grams), standing.get(e.id) == SKIP, typed.get(e.id, ""), typing.get(e.id, ""))
            for e in waiting
        ]
    found.sort(key=lambda each: (each.skipped, -each.entry.evidence.speeches, each.id))
    return tuple(found)


def selected(waiting: Iterable[Candidate], *, kind: str = "", word: str = "", least: int = 0) -> list[Candidate]:
    """Those of a kind (框架, 标题组, 主题), a move, step or field, seen in `least` speeches."""
    return [
        each
        for each in waiting
        if (not kind or each.kind == kind)
        and (not word or word in re.split("[·/]", each.place) or word.replace("/", "·") == each.place.replace("/", "·"))
        and each.entry.evidence.speeches >= least
    ]


def named(workspace: Workspace, waiting: Iterable[Candidate], ids: Sequence[str]) -> list[Candidate]:
    """Those of the given ids. Raises DrafterError for an id that does not wait, with what became of it."""
    by_id = {each.id: each for each in waiting}
    if missing := [id_ for id_ in ids if id_ not in by_id]:
        refused_ids = {each.id for each in decisions(workspace) if each.verdict == REJECT}
        places = {each.name: f"{each.path} 第 {each.first + 1} 行" for each in entries_of(workspace.phrasebank)}
        told = [
            f"{id_} 拒绝过，收回用 drafter bank review --restore {id_}"
            if id_ in refused_ids
            else f"{id_} 已经在自己的短语库里：{places[id_]}"
            if id_ in places
            else f"待审的条目里没有 {id_}，编号用 drafter bank review --list 查"
            for id_ in missing
        ]
        raise DrafterError(f"{'；'.join(told)}。这一次一条也没有动")
    return [by_id[id_] for id_ in dict.fromkeys(ids)]


def _wording(entry: Entry) -> str:
    if isinstance(entry, Frame):
        return entry.text
    return entry.skeleton if isinstance(entry, ParallelSet) else "、".join(entry.phrases)


def _near(entry: Entry, rivals: Sequence[Near], grams: Sequence[frozenset[str]]) -> tuple[Near, ...]:
    """The closest others, people's own before those that wait, too."""
    if isinstance(entry, Topic):
        close = [
            (jaccard(entry.phrases, rival.text.split("、")) or float(rival.id.endswith(f"/{entry.name}")), rival)
            for rival in rivals
        ]
        near = [(score, rival) for score, rival in close if score > 0.2]
    else:
        own = bigrams(_wording(entry))
        near = [(score, rival) for rival, g in zip(rivals, grams, strict=True) if (score := dice(own, g)) >= NEAR]
    near = [row for row in near if row[1].id != entry.id]
    near.sort(key=lambda row: (not row[1].reviewed, -row[0], row[1].id))
    return tuple(rival for _, rival in near[:MOST_NEAR])


def instances(library: Library, candidate: Candidate) -> tuple[str, ...]:
    """Sentences of the old speeches that an entry was found in (原句), each with the speech: one of a speech for a frame,
    and for each rotor of a set or phrase of a topic."""
    entry = candidate.entry
    wordings: tuple[str, ...] = (candidate.wording.rstrip("。！？"),)
    if isinstance(entry, ParallelSet) and entry.rotors:
        wordings = tuple(fill(entry.skeleton, {"轮换": rotor}) for rotor in entry.rotors)
    elif isinstance(entry, Topic):
        wordings = entry.phrases
    found: dict[tuple[str, str], str] = {}
    for text in wordings:
        literals = sorted(SLOT.split(text)[::2], key=len, reverse=True)
        shape = _shape(text)
        move = entry.move if isinstance(entry, Frame) and entry.move in library.values("move") else None
        for hit in library.search(f"“{literals[0]}”", move=move, limit=SEARCHED) if literals[0] else ():
            for sentence in re.findall(r"[^。！？\n]+[。！？]?", hit.text):
                said = (hit.speech_id, text)
                if said not in found and shape.search(sentence) and len(sentence) <= LONGEST_INSTANCE:
                    found[said] = f"{sentence}（{name_of(library.speech(hit.ref))}）"
        if len(found) >= MOST_INSTANCES:
            break
    return tuple(found.values())[:MOST_INSTANCES]


def seen_in(library: Library, candidate: Candidate) -> tuple[str, ...]:
    """What some of the speeches are called that an entry was found in, those the library still has."""
    names: list[str] = []
    for speech in candidate.entry.evidence.references:
        with suppress(WorkspaceError):
            names.append(name_of(library.speech(speech)))
    return tuple(names)


def _shape(text: str) -> re.Pattern[str]:
    """A wording with what may fill its slots: part of a clause, or whole clauses where the slot begins one."""
    shape = re.sub(r"(^|，)\(\.\+\?\)", r"\1([^。；：！？]+?)", pattern(text).pattern)
    return re.compile(shape.replace("(.+?)", "([^，。；：！？]+?)") + r"(?=[，。；：！？]|$)")


def marked(candidate: Candidate, near: Near) -> tuple[str, str]:
    """Both wordings with 〔〕 around what the other one does not have, to be shown one above the other."""
    one, other = candidate.wording, near.text
    if candidate.kind == "主题":
        ours, theirs = one.split("、"), other.split("、")
        return _marked_list(ours, theirs), _marked_list(theirs, ours)
    left, right = "", ""
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += one[a:b] if tag == "equal" or a == b else f"〔{one[a:b]}〕"
        right += other[c:d] if tag == "equal" or c == d else f"〔{other[c:d]}〕"
    return left, right


def _marked_list(phrases: Sequence[str], others: Sequence[str]) -> str:
    return "、".join(phrase if phrase in others else f"〔{phrase}〕" for phrase in phrases)


def decide(workspace: Workspace, candidate: Candidate, verdict: str, text: str = "", bank: Bank | None = None) -> None:
    """Accept (as it is or as edited in `text`, YAML), reject or skip one entry. On disk when this returns.

    bank: the whole bank, if read already: then only people's files are read again to check what is coming. Raises
    InvalidData where the bank with the entry could not be read; nothing is written then. Raises DrafterError children.
    """
    yaml = (text or candidate.yaml).replace("\r\n", "\n")
    with writing(workspace):
        if verdict == EDIT:
            _check_edited(workspace, candidate.kind, yaml, bank)
        _accept(workspace, [(candidate.kind, yaml)] if verdict in (ACCEPT, EDIT) else [], bank)
        record(workspace, [Decision(candidate.id, verdict, yaml if verdict in (ACCEPT, EDIT) else "")])


def keep_typed(workspace: Workspace, candidate: Candidate, yaml: str) -> Candidate:
    """Put what was typed for an entry on disk before it is read; the entry with it, to be offered again."""
    yaml = yaml.replace("\r\n", "\n")
    with writing(workspace):
        record(workspace, [Decision(candidate.id, DRAFT, yaml)])
    return replace(candidate, draft=yaml)


def keep_typing(workspace: Workspace, candidate: Candidate | None, wording: str = "") -> None:
    """Put a wording on disk while it is being typed, key by key; None: nothing is being typed any more."""
    path = workspace.cache / TYPING
    if candidate is not None:
        workspace.write(path, plain_json({candidate.id: wording}))
    elif path.exists():
        workspace.write(path, plain_json({}))


def forget_typing(workspace: Workspace, still: Collection[str]) -> None:
    """Of what was typed in a review nothing stays but for an entry that is still there (ids) or was accepted. Raises
    OSError, InvalidData, WorkspaceError."""
    forget_texts(workspace, still)
    typed = _typing(workspace)
    if not typed or not typed.keys() <= set(still):
        remove(workspace.cache / TYPING, workspace.root)


def _typing(workspace: Workspace) -> dict[str, str]:
    """Id -> the wording that was being typed when the program was ended; {} where nobody knows."""
    try:
        stored = json.loads(read_utf8(workspace.cache / TYPING, links=False))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(id_): str(wording) for id_, wording in stored.items()} if isinstance(stored, dict) else {}


def decide_all(workspace: Workspace, verdicts: Sequence[tuple[Candidate, str]], bank: Bank | None = None) -> None:
    """Verdicts (接受, 拒绝, 跳过) for several entries, all or none; one step to undo. Raises as `decide` does.

    Ended between two files, those of the first stand: the next review records them (see `adopt`), a step of their own.
    """
    if not verdicts:
        return
    with writing(workspace):
        _accept(workspace, [(each.kind, each.yaml) for each, verdict in verdicts if verdict == ACCEPT], bank)
        batch = _batch(workspace, verdicts[0][0].id) if len(verdicts) > 1 else ""
        rows = [Decision(each.id, verdict, each.yaml if verdict == ACCEPT else "", batch) for each, verdict in verdicts]
        record(workspace, rows)


def _batch(workspace: Workspace, first: str) -> str:
    """A name for verdicts given at once, after the first of them. Where that one was taken back by itself and is
    decided again, the others still bear its name."""
    used = {each.batch for each in decisions(workspace)}
    while first in used:
        first += "+"
    return first


def refused(workspace: Workspace, bank: Bank | None = None) -> tuple[tuple[str, Candidate | None], ...]:
    """Entries that stand rejected, oldest first: id, and the entry where it is still mined. Raises InvalidData."""
    bank = bank or whole_bank(workspace)
    mined = {each.id: each for kind in (bank.frames, bank.sets, bank.topics) for each in kind if not each.reviewed}
    ids = [each.id for each in decisions(workspace) if each.verdict == REJECT]
    return tuple((id_, Candidate(mined[id_]) if id_ in mined else None) for id_ in ids)


def restore(workspace: Workspace, ids: Sequence[str]) -> None:
    """Take back the rejection of these entries, all or none: they wait for a verdict again.

    Raises DrafterError for an id that does not stand rejected, InvalidData for a spoilt record.
    """
    with writing(workspace):
        standing = {each.id for each in decisions(workspace) if each.verdict == REJECT}
        if unknown := [id_ for id_ in ids if id_ not in standing]:
            raise DrafterError(
                f"拒绝过的条目里没有 {'、'.join(unknown)}，这一次一条也没有动。用 drafter bank review --rejected 查编号"
            )
        record(workspace, [Decision(id_, UNDO, "") for id_ in dict.fromkeys(ids)])


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back (撤销)."""

    ids: tuple[str, ...]
    """Entries whose verdict is gone."""
    verdicts: tuple[str, ...]
    """接受, 修改, 拒绝, 跳过: of each."""
    kept: tuple[str, ...] = ()
    """Of these, what somebody changed or moved since stays as it is: its id, file and line."""


def undo(workspace: Workspace, bank: Bank | None = None) -> Undone:
    """Take back the last verdict, or all that were given with it at once.

    An accepted entry goes out of people's files again, but not when somebody changed it there: then it is theirs.
    Raises DrafterError when there is no verdict.
    """
    with writing(workspace):
        standing = decisions(workspace)
        if not standing:
            raise DrafterError("没有可以撤销的审阅决定")
        batch = standing[-1].batch
        taken = [each for each in standing if batch and each.batch == batch] or [standing[-1]]
        kept = _take_out(workspace, [each for each in taken if each.text], bank)
        record(workspace, [Decision(each.id, UNDO, "") for each in taken])
        return Undone(tuple(each.id for each in taken), tuple(each.verdict for each in taken), kept)


def adopt(workspace: Workspace) -> tuple[str, ...]:
    """Record as accepted what stands in people's files as a review put it there and nobody decided: the program was
    ended in between. One step to undo; their ids. Raises InvalidData, WorkspaceError."""
    files = [workspace.phrasebank / folder / ACCEPTED for folder in KINDS.values()]
    if not any(map(os.path.lexists, files)):
        return ()  # to lock a workspace makes it
    with writing(workspace):
        decided = {each.id for each in decisions(workspace)}
        there = [each for path in files for each in entries_in(path, read_text(path).text) if each.name not in decided]
        if not there:
            return ()
        bank, typed = load_bank([shipped("phrasebank"), workspace.mined], workspace.mined), drafts(workspace)
        kinds: tuple[Sequence[Entry], ...] = (bank.frames, bank.sets, bank.topics)
        mined = {each.id: _bare(Candidate(each).yaml) for entries in kinds for each in entries if not each.reviewed}
        left = [
            each
            for each in there
            if each.name in mined and _bare(each.text) in (mined[each.name], _bare(typed.get(each.name, "")))
        ]
        if left:
            batch = _batch(workspace, left[0].name) if len(left) > 1 else ""
            record(workspace, [Decision(each.name, ACCEPT, each.text, batch) for each in left])
        return tuple(each.name for each in left)


def doubts(workspace: Workspace, kind: str, yaml: str, bank: Bank) -> tuple[str, ...]:
    """What validation says of an accepted entry with these lines. bank: the whole bank. Raises InvalidData."""
    path = workspace.phrasebank / KINDS[kind] / ACCEPTED
    there = [each for each in entries_in(path, read_text(path).text) if _bare(each.text) == _bare(yaml)]
    return tuple(remark.text for remark in remarks(there, bank))


def _accept(workspace: Workspace, entries: Sequence[tuple[str, str]], bank: Bank | None) -> None:
    coming = Amendment(workspace, bank)
    there: dict[Path, list[tuple[str, object]]] = {}
    for kind, yaml in entries:
        path = workspace.phrasebank / KINDS[kind] / ACCEPTED
        if path not in there:
            there[path] = [(each.name, each.value) for each in coming.entries(path)]
        # A crash between entry and record leaves the entry: it is not added twice.
        if (found := _entry_in(kind, yaml)) not in there[path]:
            coming.add(path, kind, yaml)
            there[path].append(found)
    coming.commit()


def _head(kind: str) -> str:
    return f"领域: {OWN}\n{kind}:\n" if kind == "主题" else f"{kind}:\n"


def _entry_in(kind: str, yaml: str) -> tuple[str, Value]:
    """Name and value of the one entry in `yaml`. Raises InvalidData when it is not one."""
    text = _head(kind) + yaml
    top = load_text(text, str(EDITED)).value
    found = list(entries_in(EDITED, text))
    if len(found) != 1 or not isinstance(top, dict) or set(top) - {"领域"} != {kind}:
        raise InvalidData([f"{EDITED}：这里应当正好是一个条目，以“- ”开头"])
    return found[0].name, found[0].value


def _check_edited(workspace: Workspace, kind: str, yaml: str, bank: Bank | None) -> None:
    """Read an edited entry over the bank. Raises InvalidData with its faults, lines counted in `yaml`."""
    head = _head(kind)
    try:
        _entry_in(kind, yaml)
        check_bank(workspace, {EDITED: head + yaml}, bank=bank)
    except InvalidData as error:
        above = head.count("\n")
        raise InvalidData(
            [
                re.sub(rf"^{EDITED} 第 (\d+) 行", lambda m: f"{EDITED} 第 {max(1, int(m[1]) - above)} 行", problem)
                for problem in error.problems
            ]
        ) from None


def _take_out(workspace: Workspace, taken: Sequence[Decision], bank: Bank | None) -> tuple[str, ...]:
    """Take accepted entries out of the file they were added to, all or none; those that stay because they were changed."""
    coming = Amendment(workspace, bank)
    there = list(entries_of(workspace.phrasebank))
    kept: list[str] = []
    for decision in taken:
        own = [each for each in there if each.path.name == ACCEPTED and _bare(each.text) == _bare(decision.text)]
        if own:
            coming.put(own[0], "")
        else:
            kept += [f"{each.name}（{each.path} 第 {each.first + 1} 行）" for each in there if each.name == decision.id]
    coming.commit()
    return tuple(kept)


def _bare(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
