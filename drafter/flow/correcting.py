"""Corrections of labels (语步订正): fed back and kept in the workspace."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.flow.handed import Row, check_names, rows_of
from drafter.flow.understanding import link_duplicates, open_model, understand_files
from drafter.keep.corrections import load_corrections, save_correction, save_corrections
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.label.corrected import fingerprint, letters, place_of
from drafter.label.model import Model
from drafter.read.options import TrackedChanges
from drafter.records import Passage, Source, Speech


def steps_of(model: Model) -> dict[str, tuple[str, ...]]:
    """Move name -> its step names, in order."""
    return {move.name: tuple(step.name for step in move.steps) for move in model.moves}


def with_scores(passage: Passage) -> str:
    """Move and step of a labelled passage, each with how sure it is: 开场 0.97·会议任务 0.71."""
    step = f"{passage.step} {passage.step_score:.2f}" if passage.step else "—"
    return f"{passage.move} {passage.score:.2f}·{step}"


def correct(workspace: Workspace, text: str, move: str, step: str, place: str = "") -> None:
    """Keep one correction of the passage `text`: on disk when this returns. An empty move takes earlier ones back.

    place: where it stands (`place_of`), empty for wherever the text stands.
    """
    with writing(workspace):
        save_correction(workspace, place or fingerprint(text), move, step, text)


def place_in(speech: Speech, number: int) -> str:
    """The place of a passage of `speech`, its number counted from 1."""
    before = sum(len(letters(passage.text)) for passage in speech.passages[: number - 1])
    return place_of(speech, before, speech.passages[number - 1].text)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file handed back (交回的结果)."""

    touched: int
    """Rows whose label was changed in the file, or confirmed."""
    changed: int
    """Of them those that became corrections. The others are missed, or told the same before."""
    missed: tuple[str, ...]
    """A line, for the writer, of every row that could not be taken, or is none of the speech: what it is, and why."""
    stale: int = 0
    """Passages left untouched in the file that bear another label by now: that one stays."""
    unlisted: int = 0
    """Passages of the speeches in the file that it has no row of."""
    along: tuple[str, ...] = ()
    """See `moved_along`."""


def feed_back(workspace: Workspace, path: Path, tracked_changes: TrackedChanges = "accept") -> Taken:
    """Take the labels of an edited `drafter moves` file (JSON or YAML): those that differ become corrections.

    A passage may have been cut in two or more at the ends of sentences. One whose label was not touched since the file
    was written is no correction: it bears what the program gives it, or what was corrected in between. tracked_changes: how revisions were read
    when the file was written. Raises InvalidData for a file of another form, for moves and steps nobody knows and for a
    step of another move, with all that is wrong; nothing is kept then.
    """
    model = open_model(workspace)
    names = {move.id: move.name for move in model.moves}
    rows = [replace(row, move=names.get(row.move, row.move)) for row in rows_of(path)]
    check_names(path, rows, steps_of(model))
    there = [*dict.fromkeys(filter(None, map(_on_disk, dict.fromkeys(row.file for row in rows))))]
    kept = load_corrections(workspace)
    changed: dict[str, tuple[str, str, str]] = {}
    """Place -> move, step, text."""
    taken: Taken | None = None
    former: list[Speech] = []
    while True:
        labels = {place: (move, step) for place, (move, step, _) in changed.items()}
        found = understand_files(there, model, kept | labels, lambda _: tracked_changes)
        speeches = _by_listed_id([source for _, sources, _ in found for source in sources])
        if taken is None:
            taken, former = _looked_at(rows, speeches), [*speeches.values()]
        differing = _differing(rows, speeches, kept | labels)
        if not differing.keys() - changed.keys():
            break
        # A correction may move other labels that were corrected as well: again until all stand.
        changed |= differing
    along = moved_along(former, speeches, changed)
    if changed:
        with writing(workspace):
            # The same file may have been handed back by somebody else meanwhile.
            kept = load_corrections(workspace)
            changed = {place: told for place, told in changed.items() if kept.get(place) != told[:2]}
            if changed:
                save_corrections(workspace, [(place, *told) for place, told in changed.items()])
    return replace(taken, changed=len(changed), along=along)


def _on_disk(path: Path) -> Path | None:
    """The file `path` is read from: itself, or the zip that a member (旧稿.zip/甲.txt) is in; None where neither is there."""
    return next((file for file in (path, *path.parents) if file.is_file()), None)


def _by_listed_id(sources: Sequence[Source]) -> dict[str, Speech]:
    """The speeches by the ids a listing has: of the same characters in several files only the first keeps its own."""
    listed = [speech.id for source in link_duplicates(sources) for speech in source.speeches]
    return dict(zip(listed, (speech for source in sources for speech in source.speeches), strict=True))


def moved_along(before: Iterable[Speech], after: Mapping[str, Speech], corrected: Container[str]) -> tuple[str, ...]:
    """A line of every passage that was not corrected and bears another label by now, for it is judged with those beside it.

    after: the same speeches by their ids; corrected: the places (`place_in`) of passages that were.
    """
    told = []
    for speech in before:
        at = 0
        for passage in speech.passages:
            begin, at = at, at + len(letters(passage.text))
            now = _now(begin, at, after[speech.id].passages) if speech.id in after else set()
            if now and now != {(passage.move, passage.step)} and place_in(speech, passage.number) not in corrected:
                labels = "、".join(f"{move}·{step or '—'}" for move, step in sorted(now))
                told.append(f"第 {passage.number} 段 {passage.move}·{passage.step or '—'} → {labels}")
    return tuple(told)


def _looked_at(rows: Sequence[Row], speeches: Mapping[str, Speech]) -> Taken:
    """What there is to take, before anything is."""
    missed = []
    stale = 0
    reached: dict[str, list[tuple[int, int]]] = {row.speech: [] for row in rows}
    for row, speech, start in _placed(rows, speeches):
        if speech is not None and start >= 0:
            end = start + len(letters(row.text))
            reached[row.speech].append((start, end))
            stale += not row.touched and _now(start, end, speech.passages) != {(row.move, row.step)}
        elif speech is not None:
            missed.append(f"{row.shown}：原文里没有这段话，text 请照原文，不要改")
        elif row.touched:
            why = "原文件改过了，没有这一篇了，请重新写出再改"
            if _on_disk(row.file) is None:
                why = f"找不到原文件 {row.file}，请在写出这个文件时所在的目录里运行"
            missed.append(f"{row.shown}：{why}")
    unlisted = sum(_beside(speeches[id_], spans) for id_, spans in reached.items() if id_ in speeches)
    return Taken(sum(row.touched for row in rows), 0, tuple(missed), stale, unlisted)


def _beside(speech: Speech, spans: Sequence[tuple[int, int]]) -> int:
    """How many passages of `speech` none of the spans of letters touches."""
    count = at = 0
    for passage in speech.passages:
        end = at + len(letters(passage.text))
        count += end > at and not any(first < end and at < last for first, last in spans)
        at = end
    return count


def _placed(rows: Sequence[Row], speeches: Mapping[str, Speech]) -> Iterator[tuple[Row, Speech | None, int]]:
    """Every row with its speech, None where that is gone, and how many letters stand before it, -1 where it is gone."""
    reached: dict[str, int] = {}
    """Speech → how far its rows have come, in letters: of equal sentences each is looked for behind the last row."""
    for row in rows:
        speech = speeches.get(row.speech)
        start = _start(row.text, speech, reached.get(row.speech, 0)) if speech else -1
        if start >= 0:
            reached[row.speech] = start + len(letters(row.text))
        yield row, speech, start


def _differing(
    rows: Sequence[Row], speeches: Mapping[str, Speech], kept: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str, str]]:
    """Of the touched rows that bear another label than the speeches, or confirm theirs: place -> move, step, text."""
    changed: dict[str, tuple[str, str, str]] = {}
    for row, speech, start in _placed(rows, speeches):
        if not row.touched or speech is None or start < 0:
            continue
        now = _now(start, start + len(letters(row.text)), speech.passages)
        place = place_of(speech, start, row.text)
        # The program may give another step than none: what is kept already is not kept again.
        known = kept.get(place) or kept.get(fingerprint(row.text))
        if (row.confirmed or any((row.move, row.step) != label for label in now)) and known != (row.move, row.step):
            changed[place] = (row.move, row.step, row.text)
    return changed


def _start(text: str, speech: Speech, after: int) -> int:
    """How many letters of the speech stand before `text`, looked for from `after` on and then from the beginning."""
    wanted = letters(text)
    stream = "".join(letters(passage.text) for passage in speech.passages)
    if not wanted:
        return -1
    place = stream.find(wanted, after)
    return place if place >= 0 else stream.find(wanted)


def _now(begin: int, end: int, passages: Sequence[Passage]) -> set[tuple[str, str]]:
    """The (move, step) the letters from begin to end bear now, several where they lie in several passages."""
    labels = set()
    at = 0
    for passage in passages:
        size = len(letters(passage.text))
        if at < end and at + size > begin:
            labels.add((passage.move, passage.step))
        at += size
    return labels
