"""Corrections of labels (语步订正): fed back, kept in the workspace, and learnt from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError, InvalidData
from drafter.flow.manifest import read_manifest, read_rejected
from drafter.flow.understanding import learnt_file, open_model, understand_files
from drafter.keep.corrections import load_corrections, save_correction
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.label.decode import fingerprint
from drafter.label.learn import align, learn, weights_yaml
from drafter.label.model import Model
from drafter.language.similar import nearest
from drafter.read.options import TrackedChanges
from drafter.records import Passage, Source, Speech


def steps_of(model: Model) -> dict[str, tuple[str, ...]]:
    """Move name -> its step names, in order."""
    return {move.name: tuple(step.name for step in move.steps) for move in model.moves}


def correct(workspace: Workspace, passage: Passage, move: str, step: str) -> None:
    """Keep one correction. Raises DrafterError for a move nobody knows."""
    known = steps_of(open_model(workspace))
    if move not in known:
        guess = nearest(move, list(known))
        raise DrafterError(
            f"没有语步“{move}”" + (f"，是否为“{guess}”？" if guess else f"。可用的有：{'、'.join(known)}")
        )
    with writing(workspace):
        save_correction(workspace, fingerprint(passage.text), move, step, passage.text)


def feed_back(workspace: Workspace, path: Path, tracked_changes: TrackedChanges = "accept") -> int:
    """Take the labels of an edited `drafter moves --json` file; how many differ from the program's own.

    tracked_changes: how revisions were read when that file was written.
    Raises InvalidData for a file of another form and for moves nobody knows, with all that is wrong; nothing is kept
    then.
    """
    rows, files = _labels(path)
    model = open_model(workspace)
    known = steps_of(model)
    problems = []
    for where, _, _, move, _, _ in rows:
        if move and move not in known:
            guess = nearest(move, list(known))
            problems.append(f"{path} {where}：没有语步“{move}”" + (f"，是否为“{guess}”？" if guess else ""))
    if problems:
        raise InvalidData(problems)
    there = [file for file in files if file.is_file()]
    found = understand_files(there, model, load_corrections(workspace), lambda _: tracked_changes)
    now = {
        (speech.id, passage.number): passage
        for _, sources, _ in found
        for source in sources
        for speech in source.speeches
        for passage in speech.passages
    }
    changed = 0
    for _, speech_id, number, move, step, text in rows:
        passage = now.get((speech_id, number))
        if passage is None or passage.text != text:
            continue
        if move and (move, step) != (passage.move, passage.step):
            correct(workspace, passage, move, step if step in known[move] else "")
            changed += 1
    return changed


def _labels(path: Path) -> tuple[list[tuple[str, str, int, str, str, str]], list[Path]]:
    """(place in the file, speech id, passage number, move, step, text) of each passage, and the files they are from."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DrafterError(f"{path}：打不开（{error.strerror}）") from None
    except (ValueError, RecursionError) as error:
        raise InvalidData([f"{path}：不是合法的 JSON（{error}）"]) from None
    if not isinstance(data, dict) or data.get("format") != "drafter.moves/1":
        raise InvalidData([f"{path}：不是 drafter moves --json 的输出（format 应为 drafter.moves/1）"])
    problems: list[str] = []

    def field(row: dict[str, Any], where: str, key: str, kind: type, what: str, default: Any = None) -> Any:
        value = row.get(key, default)
        if not isinstance(value, kind) or isinstance(value, bool):
            problems.append(f"{path} {where}：“{key}”缺了或写法不对，应当是{what}")
            return kind()
        return value

    rows = []
    files = []
    for i, source in enumerate(field(data, "顶层", "sources", list, "一列来源")):
        at = f"sources[{i}]"
        if not isinstance(source, dict):
            problems.append(f"{path} {at}：这里应当是一个对象（{{…}}）")
            continue
        files.append(Path(field(source, at, "path", str, "文字")))
        for j, speech in enumerate(field(source, at, "speeches", list, "一列讲话")):
            at = f"sources[{i}].speeches[{j}]"
            if not isinstance(speech, dict):
                problems.append(f"{path} {at}：这里应当是一个对象（{{…}}）")
                continue
            id_ = field(speech, at, "id", str, "文字")
            for k, row in enumerate(field(speech, at, "passages", list, "一列段落")):
                at = f"sources[{i}].speeches[{j}].passages[{k}]"
                if not isinstance(row, dict):
                    problems.append(f"{path} {at}：这里应当是一个对象（{{…}}）")
                    continue
                rows.append(
                    (
                        at,
                        id_,
                        field(row, at, "number", int, "整数"),
                        field(row, at, "move", str, "文字", "").strip(),
                        field(row, at, "step", str, "文字", "").strip(),
                        field(row, at, "text", str, "文字"),
                    )
                )
    if problems:
        raise InvalidData(problems)
    return rows, files


def doubtful(sources: Sequence[Source], below: float) -> list[tuple[Source, Passage]]:
    """Passages whose label is less sure than `below`, least sure first."""
    found = [
        (source, passage)
        for source in sources
        for speech in source.speeches
        if speech.duplicate_of is None
        for passage in speech.passages
        if passage.score < below and passage.kind != "salutation"
    ]
    return sorted(found, key=lambda pair: (pair[1].score, pair[0].path, pair[1].number))


def relearn(workspace: Workspace) -> int:
    """Fit the weights anew on the mined speeches that hold corrections; how many speeches were used.

    A speech with at least one correction counts as looked through: what was left standing was right. The weights go
    into a file of the program's own, over the shipped ones and under the office's moves.yaml, which stays as it is.
    Raises DrafterError when nothing was corrected.
    """
    model = open_model(workspace)
    corrections = load_corrections(workspace)
    files = [Path(name) for name in sorted(read_manifest(workspace)) if Path(name).is_file()]
    rejected = read_rejected(workspace)

    def understood(known: Mapping[str, tuple[str, str]]) -> dict[str, Speech]:
        found = understand_files(files, model, known, lambda file: "reject" if str(file) in rejected else "accept")
        return {speech.id: speech for _, sources, _ in found for source in sources for speech in source.speeches}

    plain, fixed = understood({}), understood(corrections)
    ids = {move.name: move.id for move in model.moves}
    labelled = []
    for key in sorted(fixed):
        before = [(p.text, p.move) for p in plain[key].passages]
        after = [(p.text, p.move) for p in fixed[key].passages]
        if before != after:
            segments = [((ids[move],), text) for text, move in after if move in ids]
            labelled.append(align(replace(fixed[key]), segments))
    if not labelled:
        raise DrafterError("还没有订正可学。先用 drafter moves 文件 --review 订正，并且 drafter mine 过这些文件")
    learnt = learn(labelled, model)
    with writing(workspace):
        workspace.write(learnt_file(workspace), HEAD + "\n" + weights_yaml(learnt))
        # Earlier programs put the weights among the people's files, where they would now overrule the new ones.
        former = workspace.phrasebank / "moves.yaml"
        if former.is_file() and former.read_bytes().startswith(HEAD.encode("utf-8")):
            former.unlink()
    return len(labelled)


HEAD = "# drafter moves --learn 从订正中学来的权重；删去这个文件就回到程序自带的"
