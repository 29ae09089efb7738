"""An existing speech in, its outline and a starter brief out: joins understand → skeleton → render (抽提纲流程)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.flow.understanding import by_id, open_model, understand_file
from drafter.keep.corrections import load_corrections
from drafter.keep.workspace import Workspace, open_workspace
from drafter.label.announce import announced
from drafter.label.lexicon import ANNOUNCING
from drafter.label.model import Model, default_model
from drafter.language.genres import other_kind
from drafter.plan.parallels import points
from drafter.plan.run_in import LOST, ordinal
from drafter.plan.skeleton import headings_of, skeleton
from drafter.records import Item, Outline, Speech
from drafter.split.edges import ending_weight, opening_weight
from drafter.split.passages import SALUTATION

if TYPE_CHECKING:
    from drafter.render.outline import Format


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One speech taken apart. Its outline and its brief are made when asked for."""

    speech: Speech
    """Its moves are called by their ids."""
    outline: Outline
    """Its moves are called as the office calls them."""
    workspace: Workspace
    remarks: tuple[str, ...] = ()
    """Where the speech announces another number of points than were found, or has no headings."""
    unplaced: tuple[str, ...] = ()
    """What the brief has no place for."""

    def content(self, form: Format) -> bytes:
        """The outline, rendered."""
        # What renders takes a while to load, and who asks for moves alone renders nothing.
        from drafter.render.outline import render

        return render(self.outline, form, template_folders=self.workspace.template_folders)

    def brief(self) -> str:
        """YAML that `drafter outline` accepts. Raises InvalidData for a faulty bank."""
        # The bank, and all that tells a name from a word, take longer to load than the outline takes to make.
        from drafter.flow.starting import started

        return started(self.speech, (*self.remarks, *self.only_a_start), self.workspace)

    @property
    def only_a_start(self) -> tuple[str, ...]:
        """What to tell of the brief where the text is no speech of a leader's to a meeting."""
        kind = other_kind(self.speech)
        return (
            (
                f"原稿像是{kind}，drafter 不起草述职、表态、总结、经验交流这类稿子，简要只是起个头：提纲会写成领导对会议的讲话",
            )
            if kind
            else ()
        )


def skeletons(path: Path, workspace_path: Path | None) -> tuple[Skeleton, ...]:
    """The skeleton of each speech in the file, as the workspace's corrections have its moves.

    Raises UnreadableFile, InvalidData for corrections that cannot be read, DrafterError when there is no speech in it.
    """
    workspace = open_workspace(workspace_path, missing="empty")
    model = open_model(workspace)
    sources, problems = understand_file(path, model, load_corrections(workspace), reasons=True)
    speeches = [speech for source in sources for speech in source.speeches if speech.passages]
    if not speeches:
        raise DrafterError(*(problems or (f"{path}：没有认出讲话。用 drafter moves {path} 看看它被怎样理解",)))
    shipped_moves = {move.id for move in default_model().moves}
    names = {move.id: move.name for move in model.moves}
    found = []
    for speech in (by_id(each, model) for each in speeches):
        outline = skeleton(speech)
        further = {f"{speech.id}#{each.number}" for each in speech.passages if _FURTHER.match(each.label)}
        remarks = miscounted(outline, further)
        if not any(item.level for item in _flat(outline.items)):
            alike = "开头相同的几句，简要当作要点" if points(speech.passages) else "要点请照原稿自己写"
            remarks = (*remarks, f"没有认出标题：原稿没有编号，提纲里只有正文，{alike}")
        remarks += stuck(speech, [item.text for item in _flat(outline.items) if item.level])
        # Headings are points, whatever their move.
        own = {item.move for item in _flat(outline.items) if not item.level} - shipped_moves
        unplaced = tuple(f"简要里没有“{names[id_]}”的位置，这一段没有写进去，要讲请写成要点" for id_ in sorted(own))
        outline = replace(outline, items=_named(_run_in(outline.items), names))
        found.append(Skeleton(speech, outline, workspace, remarks, unplaced))
    return tuple(found)


def _run_in(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The results a review counts before the points, below no heading (一是…，二是…), as the running text they are, without
    numbers that the points would go on from: no outline begins below its first level and climbs above where it began."""
    first = next((at for at, item in enumerate(items) if item.level == 1), 0)
    lone = [item for item in items[:first] if item.level]
    if any(below.level for item in lone for below in _flat(item.items)):
        return items
    told: list[Item] = []
    for item in items[:first]:
        told += (
            [replace(item, level=0, label="", text=f"{item.text}。", items=()), *item.items] if item.level else [item]
        )
    return (*told, *items[first:])


def headings_in(speech: Speech, model: Model) -> dict[int, list[tuple[int, str]]]:
    """Number of a passage → the headings the outline of `speech` has from it, each with its level there."""
    return headings_of(by_id(speech, model))


def _named(items: Sequence[Item], names: Mapping[str, str]) -> tuple[Item, ...]:
    """The items with their moves called as the office calls them."""
    return tuple(replace(item, move=names.get(item.move, item.move), items=_named(item.items, names)) for item in items)


def miscounted(outline: Outline, further: Container[str] = ()) -> tuple[str, ...]:
    """What to tell of every announcement (我讲三点意见) whose number is not that of the headings found after it.

    further: where headings stand that come on top of those announced (最后说说保障), as their items' sources say it.
    """
    flat = list(_flat(outline.items))
    levels = {
        place: next((item.level for item in flat[place + 1 :] if item.level), 0)
        for place, item in enumerate(flat)
        if not item.level and item.step == ANNOUNCING
    }
    remarks = []
    for place, level in levels.items():
        said = announced(flat[place].text)
        if said is None or said.count is None or not level or _LISTED.search(flat[place].text):
            continue
        count = lost = 0
        for at, item in enumerate(flat[place + 1 :], place + 1):
            if 0 < item.level < level:
                break
            if item.level == level:
                if count and _FIRST.match(item.label or item.text) and any(place < each < at for each in levels):
                    break  # what another announcement counts anew
                count += 1
                lost += item.text == LOST or item.source.ref in further
        # A heading that was lost behind the last point may head what was not announced.
        if said.count not in (count, count - lost):
            remarks.append(f"原稿说“{said.text}”，这里找到 {count} 点，请核对原稿")
    return tuple(remarks)


def stuck(speech: Speech, headings: Sequence[str]) -> tuple[str, ...]:
    """What to tell of numbers in the midst of running text (……攻坚战（一）摸底要全) that the outline has no heading of, among
    `headings`: what is said under them may be missing there; of headings that may have swallowed their text; and of where
    another speech may begin."""
    found = [
        label["label"] + label["said"]
        for passage in speech.passages
        for label in _STUCK.finditer(passage.text)
        if not any(heading.startswith(label["said"]) for heading in headings)
    ]
    remarks = tuple(
        f"“{text[:SHOWN_OF_HEADING]}……”像是另一篇讲话的开头，前面的已经讲完了：文件里可能连着几篇，请分开再看"
        for text in _begun_again(speech)
    )
    remarks += tuple(
        f"“{text[:SHOWN_OF_HEADING]}……”后面带着正文，别的一级标题都独占一行：标题和正文可能粘在了一起，请核对原稿"
        for text in _run_together(speech, headings)
    )
    if not found:
        return remarks
    shown = "、".join(f"“{each}……”" for each in found[:MOST_STUCK])
    return (
        *remarks,
        f"有 {len(found)} 个编号粘在句子中间，没有分成标题（{shown}{'等' if len(found) > MOST_STUCK else ''}），"
        "下面的话可能没有进提纲；请在原稿里把它们另起一行",
    )


def _begun_again(speech: Speech) -> list[str]:
    """Where another speech may begin: all are greeted again on a line of its own, or behind what ends a speech a meeting is
    opened, or points are announced or counted anew. The splitter leaves together what has one sign too few of being two."""
    passages = speech.passages
    found: list[str] = []
    since = 0
    for at, passage in enumerate(passages):
        if at < since + LEAST_PASSAGES or passage.level or at + 1 == len(passages):
            continue
        text, after = passage.text.strip(), passages[at + 1].text.strip()
        greets = passages[since].kind == "salutation" and SALUTATION.fullmatch(text) is not None
        # A heading that ends in 胜利 ends nothing.
        ended = 0 if passages[at - 1].level else ending_weight(passages[at - 1].text)
        if not (ended or greets):
            continue
        above, below = passages[since:at], passages[at:]
        counts = [[ordinal(one.label) for one in part if one.level == 1 and one.label] for part in (above, below)]
        anew = max(counts[0], default=0) > 1 and counts[1][:2] == [1, 2]
        anew = anew or all(any(_announces(one.text) for one in part) for part in (above, below))
        opens = max(opening_weight(text), opening_weight(after) if greets else 0)
        if 3 * greets + (ended > 1) + (ended > 3) + (opens > 1) + (opens > 2) + 2 * anew >= PARTS:
            found.append(text + after if greets else text)
            since = at
    return found


def _announces(text: str) -> bool:
    return (said := announced(text)) is not None and said.count is not None


LEAST_PASSAGES = 3
"""Passages of a speech at least."""
PARTS = 3
"""So many signs tell of another speech."""


def _run_together(speech: Speech, headings: Sequence[str]) -> list[str]:
    """Numbered lines of the first level that end in a stop, where most of their siblings are headings without one; not
    those that the outline has the beginning of as a heading."""
    tops = [passage for passage in speech.passages if passage.level == 1 and passage.label]
    stopped = [passage.text.strip() for passage in tops if passage.text.rstrip().endswith("。")]
    alone = sum(passage.kind == "heading" and not passage.text.rstrip().endswith("。") for passage in tops)
    if alone < 2 or alone <= len(stopped):
        return []
    bodies = {passage.text.strip(): passage.text.strip().removeprefix(passage.label).strip(" 。") for passage in tops}
    return [
        text for text in stopped if not any(bodies[text].startswith(head) and head != bodies[text] for head in headings)
    ]


SHOWN_OF_HEADING = 16
"""Characters shown of a line that may be a heading and its text."""
MOST_STUCK = 5
"""So many numbers in the midst of text are shown."""
_STUCK = re.compile(
    "(?<![第\\s条款项和、及至到见])(?P<label>[（(][一二三四五六七八九十]{1,3}[)）])(?P<said>[一-龥]{2,8})"
)


def _flat(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.items)


_FURTHER = re.compile("最后(?!$|[，是])")
_LISTED = re.compile("[：:]一[是要].*二[是要]")
"""What was announced follows in the same sentence."""
_FIRST = re.compile("[（(]?(?:第?[一1１](?![0-9０-９一-龥])|第一|首先)")
"""The label of a list's first item."""
