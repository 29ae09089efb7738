"""Corrections of labels (语步订正): fed back, kept in the workspace, and learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError, InvalidData
from drafter.flow.manifest import read_manifest
from drafter.flow.understanding import open_model, understand_files
from drafter.keep.corrections import load_corrections, save_correction
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.label.decode import fingerprint
from drafter.label.learn import align, learn, weights_yaml
from drafter.label.model import Model
from drafter.language.similar import nearest
from drafter.records import Passage, Source

LEARNT = "moves.yaml"


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


def feed_back(workspace: Workspace, path: Path) -> int:
    """Take the labels of an edited `drafter moves --json` file; how many differ from the program's own.

    Raises InvalidData for a file of another form, with what is wrong.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DrafterError(f"{path}：打不开（{error.strerror}）") from None
    except ValueError as error:
        raise InvalidData([f"{path}：不是合法的 JSON（{error}）"]) from None
    if not isinstance(data, dict) or data.get("format") != "drafter.moves/1":
        raise InvalidData([f"{path}：不是 drafter moves --json 的输出（format 应为 drafter.moves/1）"])
    files = [Path(str(source.get("path", ""))) for source in data.get("sources", [])]
    model = open_model(workspace)
    now = {
        (speech.id, passage.number): passage
        for _, sources, _ in understand_files([f for f in files if f.is_file()], model, load_corrections(workspace))
        for source in sources
        for speech in source.speeches
        for passage in speech.passages
    }
    changed = 0
    for source in data.get("sources", []):
        for speech in source.get("speeches", []):
            for row in speech.get("passages", []):
                passage = now.get((speech.get("id"), row.get("number")))
                if passage is None or passage.text != row.get("text"):
                    continue
                move, step = str(row.get("move", "")), str(row.get("step", ""))
                if (move, step) != (passage.move, passage.step):
                    correct(workspace, passage, move, step if step in steps_of(model).get(move, ()) else "")
                    changed += 1
    return changed


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
    into the workspace's own moves.yaml, over the shipped ones. Raises DrafterError when nothing was corrected.
    """
    model = open_model(workspace)
    corrections = load_corrections(workspace)
    files = [Path(name) for name in sorted(read_manifest(workspace)) if Path(name).is_file()]
    plain = {s.id: s for _, srcs, _ in understand_files(files, model, {}) for src in srcs for s in src.speeches}
    fixed = {
        s.id: s for _, srcs, _ in understand_files(files, model, corrections) for src in srcs for s in src.speeches
    }
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
        path = workspace.phrasebank / LEARNT
        if path.exists() and not path.read_text(encoding="utf-8").startswith(HEAD):
            raise DrafterError(f"{path}：这是手写的语步文件，没有覆盖。请把它改名后再学")
        workspace.write(path, HEAD + "\n" + weights_yaml(learnt))
    return len(labelled)


HEAD = "# drafter moves --learn 从订正中学来的权重；删去这个文件就回到程序自带的"
