"""Files in, labelled speeches out: joins read → clean → split → label (读懂流程)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from drafter.clean.pipeline import RULES, clean
from drafter.errors import UnreadableFile
from drafter.flow import expressions
from drafter.keep.workspace import Workspace
from drafter.label.decode import label
from drafter.label.model import Model, load_model
from drafter.read.files import read_all
from drafter.read.options import TrackedChanges
from drafter.records import Document, Loss, Source, Speech
from drafter.shipped import shipped
from drafter.split.duplicates import mark_duplicates
from drafter.split.pipeline import split


def learnt_file(workspace: Workspace) -> Path:
    """Where `drafter moves --learn` keeps the weights it fitted: the program's file, as mined/ is."""
    return workspace.root / "learnt" / "moves.yaml"


def model_files(workspace: Workspace) -> tuple[Path, ...]:
    """What the model is read from, later over earlier: the shipped moves.yaml, what was learnt, the office's own."""
    files = (shipped("phrasebank") / "moves.yaml", learnt_file(workspace), workspace.phrasebank / "moves.yaml")
    return tuple(path for path in files if path.exists())


def open_model(workspace: Workspace) -> Model:
    """The labeller's model out of model_files. Raises InvalidData.

    What reading needs compiled is recalled with it (see keep_compiled): it takes a third of a command that reads one file.
    """
    expressions.recall(workspace.reading_expressions)
    return load_model(model_files(workspace))


def keep_compiled(workspace: Workspace) -> None:
    """Keep for later commands what it took time to compile."""
    expressions.keep(workspace, workspace.reading_expressions)


def by_id(speech: Speech, model: Model) -> Speech:
    """`speech` with its moves called by their ids (编号): the frames and the planner know those, whatever an office calls
    them (名称)."""
    ids = {move.name: move.id for move in model.moves if move.name != move.id}
    if not ids:
        return speech
    passages = (dataclasses.replace(each, move=ids.get(each.move, each.move)) for each in speech.passages)
    return dataclasses.replace(speech, passages=tuple(passages))


def understand(
    document: Document,
    model: Model,
    corrections: Mapping[str, tuple[str, str]] | None = None,
    *,
    reasons: bool = False,
) -> Source:
    """All that is known of one document; duplicates are found later, over all sources (link_duplicates).

    corrections: passage fingerprint -> (move, step), which win over the program. reasons: whether passages say why
    they bear their move.
    """
    cleaned = clean(document.blocks)
    speeches, dropped, quarantined = split(cleaned, document.path, document.sha256)
    labelled = tuple(label(speech, model, corrections or {}, reasons=reasons) for speech in speeches)
    return Source(
        document.path,
        document.encoding,
        document.sha256,
        cleaned.repairs,
        labelled,
        (*cleaned.dropped, *dropped),
        quarantined,
    )


def speeches_of(path: Path, tracked_changes: TrackedChanges = "accept") -> Iterator[Speech]:
    """The speeches of a file, not labelled yet. Raises UnreadableFile."""
    for document in read_all(path, tracked_changes=tracked_changes).documents:
        yield from split(clean(document.blocks), document.path, document.sha256)[0]


def understand_file(
    path: Path,
    model: Model,
    corrections: Mapping[str, tuple[str, str]] | None = None,
    tracked_changes: TrackedChanges = "accept",
    *,
    reasons: bool = False,
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources of one file (several for a zip), and what inside it could not be read. Raises UnreadableFile."""
    reading = read_all(path, tracked_changes=tracked_changes)
    sources = tuple(understand(document, model, corrections, reasons=reasons) for document in reading.documents)
    return sources, reading.problems


def understand_files(
    paths: Sequence[Path],
    model: Model,
    corrections: Mapping[str, tuple[str, str]] | None = None,
    tracked_changes: Callable[[Path], TrackedChanges] = lambda _: "accept",
    *,
    reasons: bool = False,
) -> Iterator[tuple[Path, tuple[Source, ...], tuple[str, ...]]]:
    """One result a file, in order; an unreadable file gives no source and one problem, the rest goes on.

    tracked_changes: how the revisions of each file are to be read.
    """
    for path in paths:
        try:
            sources, problems = understand_file(path, model, corrections, tracked_changes(path), reasons=reasons)
        except UnreadableFile as error:
            sources, problems = (), (str(error),)
        yield path, sources, problems


def link_duplicates(
    sources: Sequence[Source], not_duplicates: frozenset[frozenset[str]] = frozenset()
) -> tuple[Source, ...]:
    """The sources with copies of a speech, in whatever file, pointing to the fullest one.

    A speech whose very characters another file holds, too, gets an id of its own there, in the losses as well.
    """
    speeches: list[Speech] = [speech for source in sources for speech in source.speeches]
    linked = iter(mark_duplicates(speeches, not_duplicates))
    return tuple(_with_speeches(source, tuple(next(linked) for _ in source.speeches)) for source in sources)


def _with_speeches(source: Source, speeches: tuple[Speech, ...]) -> Source:
    renamed = {old.id: new.id for old, new in zip(source.speeches, speeches, strict=True) if old.id != new.id}
    if not renamed:
        return dataclasses.replace(source, speeches=speeches)

    def told(losses: tuple[Loss, ...]) -> tuple[Loss, ...]:
        return tuple(dataclasses.replace(loss, speech=renamed.get(loss.speech, loss.speech)) for loss in losses)

    return dataclasses.replace(
        source, speeches=speeches, dropped=told(source.dropped), quarantined=told(source.quarantined)
    )


def rule_names() -> dict[str, str]:
    """Cleaning rule id -> its Chinese name."""
    return {rule.id: rule.name_zh for rule in RULES}
