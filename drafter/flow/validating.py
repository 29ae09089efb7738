"""A bank folder, a bank file or a workspace's own bank looked through (校验): joins bank → keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.bank.entries import EntryText, entries_in, read_text
from drafter.bank.inspect import KNOWN_FILES, misplaced, remarks, unread_files
from drafter.bank.load import load_bank
from drafter.bank.model import Bank
from drafter.bank.places import FOLDERS, bank_files
from drafter.errors import DrafterError, InvalidData, UnreadableFile
from drafter.keep.workspace import Workspace
from drafter.label.model import load_model
from drafter.shipped import shipped

MOVES = "moves.yaml"
_LINE = re.compile(r"^(.*?) 第 (\d+) 行：", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Validated:
    """What validation found (校验结果)."""

    faults: tuple[str, ...]
    hints: tuple[str, ...]
    bank: Bank
    """What was looked through, without what it is laid over; empty of what could not be read."""
    cues: int = 0
    """Cues (提示语) of the moves files that were looked through, which the labeller reads and the bank does not."""


def validate(workspace: Workspace, target: Path | None) -> Validated:
    """Look through `target`, a folder or one file, laid over the shipped bank; the workspace's own bank for None.

    Raises DrafterError when there is nothing to look through.
    """
    if target is None:
        return _look(workspace, _below(workspace, workspace.phrasebank), workspace.phrasebank, {})
    if target.is_dir():
        if inner := [path for path in _yaml_below(target) if _bank_of(path)]:
            return _files(workspace, inner)
        folder = _bank_folder(target)
        stray = {path: read_text(path).text for path in unread_files(folder)}
        return _look(workspace, _below(workspace, folder), folder, stray)
    if not target.exists():
        raise DrafterError(f"{target}：没有这个文件或文件夹，请检查路径")
    if target.suffix not in (".yaml", ".yml"):
        raise DrafterError(f"{target}：不是 YAML 文件，请给出短语库的 .yaml 文件或文件夹")
    return _files(workspace, [target])


def _below(workspace: Workspace, bank: Path | None) -> tuple[Path, ...]:
    """The folders that lie under a bank folder: what was mined only under the workspace's own."""
    if bank and _is_shipped(bank):
        return ()
    own = bank is not None and bank.resolve() == workspace.phrasebank.resolve()
    return (shipped("phrasebank"), *((workspace.mined,) if own else ()))


def _files(workspace: Workspace, paths: Sequence[Path]) -> Validated:
    """Look through some files of one bank folder, or one file that lies in none: what is said of others is left out."""
    bank = _bank_of(paths[0])
    below = (*_below(workspace, bank), *((bank,) if bank else ()))
    found = _look(workspace, below, None, {path: read_text(path).text for path in paths})
    faults, hints = (tuple(line for line in lines if _file(line) in paths) for lines in (found.faults, found.hints))
    return replace(found, faults=faults, hints=hints)


def _file(line: str) -> Path | None:
    match = _LINE.match(line)
    return Path(match[1]) if match else None


def _bank_of(path: Path) -> Path | None:
    """The bank folder whose file this is; None for a file that none reads."""
    return next((folder for folder in (path.parent, path.parent.parent) if path in bank_files([folder])), None)


def _is_shipped(folder: Path) -> bool:
    return folder.resolve() == shipped("phrasebank").resolve()


def _yaml_below(folder: Path) -> list[Path]:
    """The files of a folder that is a part of a bank (frames/)."""
    return sorted(folder.glob("*.yaml")) if folder.name in FOLDERS else []


def _bank_folder(folder: Path) -> Path:
    """The folder itself, or the phrasebank/ of the workspace it is. Raises DrafterError where there is nothing."""
    within = folder / "phrasebank"
    if not bank_files([folder]) and within.is_dir():
        folder = within
    elif (folder / "mined").is_dir() and not bank_files([folder]):
        raise DrafterError(f"{folder}：这是工作区，里面还没有自己的短语库（phrasebank/）")
    if not bank_files([folder]) and not unread_files(folder):
        raise DrafterError(f"{folder}：里面没有短语库的 YAML 文件（frames.yaml、topics/… 等），请检查路径")
    return folder


def _look(workspace: Workspace, below: Sequence[Path], folder: Path | None, extra: Mapping[Path, str]) -> Validated:
    """below: folders laid under what is looked at. extra: files outside of the places the bank reads."""
    own = [folder] if folder else []
    faults: list[str] = []
    try:
        bank = load_bank([*below, *own], workspace.mined, extra)
    except InvalidData as error:
        faults += error.problems
        bank = _readable([*below, *own], workspace.mined, extra, {_file(fault) for fault in faults})
    files = [*bank_files(own), *extra]
    told = {match[0] for fault in faults if (match := _LINE.match(fault))}
    # The labeller reads of moves.yaml what the bank leaves to it: cues, weights.
    faults += [fault for fault in _of_cues(files) if (match := _LINE.match(fault)) is None or match[0] not in told]
    found = list(remarks(_entries(files), bank, _unparsed([*bank_files([*below, *own]), *extra]) if faults else ()))
    found += [misplaced(path, folder) for path in extra if folder]
    faults += [remark.text for remark in found if remark.fault]
    try:
        # What it points to may stand below it, so nothing is looked up here: that has been done.
        alone = load_bank(own, unreviewed=folder, pending=extra)
    except InvalidData:
        alone = load_bank([])
    hints = (remark.text for remark in found if not remark.fault)
    return Validated(tuple(_in_order(faults)), tuple(_in_order(hints)), alone, _cues_in(files))


def _readable(
    folders: Sequence[Path], unreviewed: Path, extra: Mapping[Path, str], faulty: Collection[Path | None]
) -> Bank:
    """The bank without the files that have faults; with nothing but what is shipped where it cannot be had."""
    ground = load_bank([shipped("phrasebank")])
    texts = {path: read_text(path).text for path in bank_files(folders[1:])} | dict(extra)
    sound = {path: text for path, text in texts.items() if path not in faulty}
    try:
        bank = load_bank(folders[:1], unreviewed, sound)
    except InvalidData:
        bank = ground
    # An entry of a faulty file, too, will stand in the place of the shipped one.
    ids = tuple(each.id for kind in (ground.frames, ground.sets, ground.topics) for each in kind)
    return bank if _is_shipped(folders[0]) and len(folders) == 1 and not extra else replace(bank, replaced=ids)


def _unparsed(files: Sequence[Path]) -> Iterator[str]:
    """The texts of those files of which nobody can tell the entries."""
    for path in files:
        with suppress(UnreadableFile):
            text = read_text(path).text
            try:
                entries_in(path, text)
            except InvalidData:
                yield text


def _of_cues(files: Sequence[Path]) -> Iterator[str]:
    """What keeps the labeller from reading the moves files among `files`."""
    for path in files:
        if path.name == MOVES:
            try:
                load_model([shipped("phrasebank") / MOVES, path])
            except InvalidData as error:
                yield from error.problems


def _cues_in(files: Sequence[Path]) -> int:
    """How many cues the moves files among `files` have; one that cannot be read has none."""
    count = 0
    for path in files:
        if path.name == MOVES:
            with suppress(DrafterError):
                count += sum(len(step.cues) for move in load_model(path).moves for step in move.steps)
    return count


def _entries(files: Sequence[Path]) -> Iterator[EntryText]:
    for path in files:
        if path.name in KNOWN_FILES:
            continue
        try:
            yield from entries_in(path, read_text(path).text)
        except DrafterError:
            # What cannot be read has been told already.
            continue


def _in_order(lines: Iterator[str] | Sequence[str]) -> list[str]:
    """By file and line, each once."""

    def place(line: str) -> tuple[str, int]:
        match = _LINE.match(line)
        return (match[1], int(match[2])) if match else (line, 0)

    return sorted(dict.fromkeys(lines), key=place)
