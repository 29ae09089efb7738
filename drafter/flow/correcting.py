"""Corrections of labels (语步订正): fed back and kept in the workspace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.errors import InvalidData
from drafter.files import read_file, unreadable
from drafter.flow.understanding import open_model, understand_files
from drafter.keep.corrections import load_corrections, save_correction, save_corrections
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.label.corrected import fingerprint, letters, place_of
from drafter.label.model import Model
from drafter.language.similar import nearest
from drafter.read.options import TrackedChanges
from drafter.records import Passage, Source, Speech
from drafter.strict_yaml import load_file


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

    changed: int
    """Labels that were touched in the file and differ from those the program gave."""
    lost: tuple[str, ...]
    """Openings of the passages that are not in the speeches any more."""
    stale: int = 0
    """Passages left untouched in the file that bear another label by now: that one stays."""


def feed_back(workspace: Workspace, path: Path, tracked_changes: TrackedChanges = "accept") -> Taken:
    """Take the labels of an edited `drafter moves` file (JSON or YAML): those that differ become corrections.

    A passage may have been cut in two or more at the ends of sentences. One whose label was not touched since the file
    was written is no correction: it bears what the program gives it, or what was corrected in between. tracked_changes: how revisions were read
    when the file was written. Raises InvalidData for a file of another form and for moves and steps nobody knows,
    with all that is wrong; nothing is kept then.
    """
    rows, files = _labels(path)
    model = open_model(workspace)
    names = {move.id: move.name for move in model.moves}
    rows = [replace(row, move=names.get(row.move, row.move)) for row in rows]
    _check_names(path, rows, steps_of(model))
    there = [file for file in files if file.is_file()]
    kept = load_corrections(workspace)
    changed: dict[str, tuple[str, str, str]] = {}
    """Place -> move, step, text."""
    stale = -1
    while True:
        labels = {place: (move, step) for place, (move, step, _) in changed.items()}
        found = understand_files(there, model, kept | labels, lambda _: tracked_changes)
        speeches = {speech.id: speech for _, sources, _ in found for source in sources for speech in source.speeches}
        if stale < 0:
            rows, stale = _touched(rows, speeches)
        differing, lost = _differing(rows, speeches, kept | labels, steps_of(model))
        if not differing.keys() - changed.keys():
            break
        # A correction may move other labels that were corrected as well: again until all stand.
        changed |= differing
    if changed:
        with writing(workspace):
            save_corrections(workspace, [(place, *told) for place, told in changed.items()])
    return Taken(len(changed), tuple(lost), stale)


def _touched(rows: Sequence[_Row], speeches: Mapping[str, Speech]) -> tuple[list[_Row], int]:
    """The rows that were touched, the others without a label, and how many of those bore another than their text does by
    now. One whose text is gone stays as it is, to be named."""
    result: list[_Row] = []
    stale = 0
    for row, speech, start in _placed(rows, speeches):
        if row.touched or speech is None or start < 0:
            result.append(row)
            continue
        stale += _now(start, start + len(letters(row.text)), speech.passages) != {(row.move, row.step)}
        result.append(replace(row, move="", step=""))
    return result, stale


def _placed(rows: Sequence[_Row], speeches: Mapping[str, Speech]) -> Iterator[tuple[_Row, Speech | None, int]]:
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
    rows: Sequence[_Row],
    speeches: Mapping[str, Speech],
    kept: Mapping[str, tuple[str, str]],
    steps: Mapping[str, Sequence[str]],
) -> tuple[dict[str, tuple[str, str, str]], list[str]]:
    """Of the rows that bear another label than the speeches: place -> move, step, text; openings of those not found."""
    changed: dict[str, tuple[str, str, str]] = {}
    lost = []
    for row, speech, start in _placed(rows, speeches):
        if speech is None or start < 0:
            if row.move:
                lost.append(row.text[:20])
            continue
        if not row.move:
            continue
        now = _now(start, start + len(letters(row.text)), speech.passages)
        step = row.step if row.step in steps[row.move] else ""
        place = place_of(speech, start, row.text)
        # The program may give another step than none: what is kept already is not kept again.
        known = kept.get(place) or kept.get(fingerprint(row.text))
        if (row.confirmed or any((row.move, row.step) != label for label in now)) and known != (row.move, step):
            changed[place] = (row.move, step, row.text)
    return changed, lost


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


def _check_names(path: Path, rows: Sequence[_Row], known: Mapping[str, Sequence[str]]) -> None:
    """Raises InvalidData naming every move and step nobody knows. A step left over from the former move is none."""
    steps = {step for each in known.values() for step in each}
    problems = []
    for row in rows:
        for what, name, names in (("语步", row.move, known), ("步骤", row.step, steps)):
            if name and name not in names:
                guess = nearest(name, list(names))
                there = f"是否为“{guess}”？" if guess else f"现有的是：{'、'.join(dict.fromkeys(names))}"
                problems.append(f"{path} {row.where}：没有{what}“{name}”，{there}")
    if problems:
        raise InvalidData(problems)


def was(move: str, step: str) -> str:
    """How a file that may be handed back tells beside a label what it was when the file was written."""
    return f"{move}/{step}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A passage of a file handed back."""

    where: str
    speech: str
    move: str
    step: str
    text: str
    touched: bool
    """The label is another than when the file was written, or the file does not say what it was, or it is confirmed."""
    confirmed: bool = False
    """The writer says that the label is right as it stands (ok: true)."""


def _labels(path: Path) -> tuple[list[_Row], list[Path]]:
    """Every passage of a file handed back, and the files they are from."""
    data: Any
    if path.suffix.lower() in (".yaml", ".yml"):
        data = load_file(path).value
    else:
        try:
            data = json.loads(read_file(path).decode("utf-8-sig"))
        except OSError as error:
            raise unreadable(path, error) from None
        except (ValueError, RecursionError) as error:
            raise InvalidData([f"{path}：不是合法的 JSON（{error}）"]) from None
    if not isinstance(data, dict) or data.get("format") != "drafter.moves/1":
        raise InvalidData([f"{path}：不是 drafter moves 写出的 JSON 或 YAML（format 应为 drafter.moves/1）"])
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
                move = field(row, at, "move", str, "文字", "").strip()
                step = field(row, at, "step", str, "文字", "").strip()
                confirmed = row.get("ok", False)
                # Our YAML keeps what is typed: true is a text there.
                if isinstance(confirmed, str) and confirmed.strip().lower() in ("true", "false"):
                    confirmed = confirmed.strip().lower() == "true"
                if not isinstance(confirmed, bool):
                    problems.append(f"{path} {at}：“ok”写法不对，认可写 ok: true")
                touched = confirmed is True or field(row, at, "was", str, "文字", "") != was(move, step)
                text = field(row, at, "text", str, "文字")
                rows.append(_Row(at, id_, move, step, text, touched, confirmed is True))
    if problems:
        raise InvalidData(problems)
    return rows, files


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A passage to ask about (没有把握的一段)."""

    source: Source
    speech: Speech
    number: int
    """Of the passage in its speech, from 1."""

    @property
    def passage(self) -> Passage:
        return self.speech.passages[self.number - 1]

    def beside(self, step: int) -> str:
        """The text of the passage before (-1) or behind (1), empty at the ends."""
        at = self.number - 1 + step
        return self.speech.passages[at].text.strip() if 0 <= at < len(self.speech.passages) else ""


def every(sources: Sequence[Source]) -> list[Doubtful]:
    """All passages but salutations, as they stand: also those whose label is sure, and those corrected already."""
    return [
        Doubtful(source, speech, number)
        for source in sources
        for speech in source.speeches
        if speech.duplicate_of is None
        for number, passage in enumerate(speech.passages, 1)
        if passage.kind != "salutation"
    ]


def doubtful(sources: Sequence[Source], below: float) -> list[Doubtful]:
    """Passages whose label is less sure than `below`, least sure first."""
    found = [each for each in every(sources) if each.passage.score < below]
    return sorted(found, key=lambda each: (each.passage.score, each.source.path, each.number))


class Review:
    """Doubtful passages looked through one by one, key by key (逐段订正). Holds no terminal.

    Every correction is on disk before the next question.
    """

    def __init__(self, workspace: Workspace, waiting: Sequence[Doubtful], known: Mapping[str, Sequence[str]]) -> None:
        self._workspace = workspace
        self._waiting = waiting
        self._known = known
        self._moves = list(known)
        self._place = 0
        self._chosen = ""
        """The move just chosen, while its step is asked for."""
        self._done: set[int] = set()
        """The places of `waiting` corrected in this sitting."""
        self.ended = not waiting

    @property
    def corrected(self) -> int:
        """How many passages bear a correction of this sitting."""
        return len(self._done)

    def question(self) -> str:
        """What to show before the keys."""
        if self._chosen:
            return ""
        asked = self._waiting[self._place]
        passage = asked.passage
        before, behind = asked.beside(-1), asked.beside(1)
        return (
            f"\n[{self._place + 1}/{len(self._waiting)}] {asked.source.path} 第 {passage.number} 段\n"
            + (f"  上文：{_end(before)}\n" if before else "")
            + f"{passage.text.strip()}\n"
            + (f"  下文：{_beginning(behind)}\n" if behind else "")
            + f"  现为 {with_scores(passage)}　因：{'；'.join(passage.why)}"
        )

    def options(self) -> str:
        """The keys that may be pressed now."""
        if self._chosen:
            steps = "  ".join(f"{number} {step}" for number, step in enumerate(self._known[self._chosen], 1))
            return f"{self._chosen}的步骤：{steps}  回车 由程序定  u 重选语步  q 步骤由程序定并退出"
        moves = "  ".join(f"{number} {move}" for number, move in enumerate(self._moves, 1))
        return f"{moves}  = 认可  回车 跳过  u 退回上一段  q 退出  ? 帮助"

    def help(self) -> str:
        """What the keys do, and every move with its steps."""
        steps = "\n".join(f"  {move}：{'、'.join(names)}" for move, names in self._known.items())
        return (
            "输入语步的编号或名称，再选步骤；也可以直接输入步骤的名称。名称写出开头、分得清是哪一个就行（督查）。\n"
            "= 认可现在的语步和步骤（也算订正，供学习用）；回车跳过；u 退回上一段并撤销它的订正；q 退出，订正过的都已存好。\n"
            f"语步和步骤：\n{steps}"
        )

    def press(self, key: str) -> str:
        """Take one answer; what to tell the writer, mostly nothing. Raises what saving raises."""
        if key in ("?", "？"):
            return self.help()
        if self._chosen:
            return self._take_step(key)
        if key == "q":
            self.ended = True
        elif key == "":
            self._on()
        elif key == "u":
            return self._back()
        elif key == "=":
            passage = self._waiting[self._place].passage
            self._keep(passage.move, passage.step)
        elif both := _chosen_both(key, self._known):
            self._keep(*both)
        elif step := _chosen_step(key, self._known):
            self._keep(*step)
        elif move := _chosen(key, self._moves):
            if len(self._known[move]) > 1:
                self._chosen = move
            else:
                self._keep(move, "")
        else:
            return f"不认识“{key}”，请按列出的键，? 看帮助"
        return ""

    def _take_step(self, key: str) -> str:
        steps = self._known[self._chosen]
        if key == "q":
            # The move was chosen: only its step is left to the program.
            self._keep(self._chosen, "")
            self.ended = True
            return ""
        if key == "u":
            self._chosen = ""
            return "重选语步"
        step = _chosen(key, steps)
        if key and not step:
            return f"不认识“{key}”，请按列出的键，? 看帮助"
        move, self._chosen = self._chosen, ""
        self._keep(move, step)
        return ""

    def _keep(self, move: str, step: str) -> None:
        self._save(move, step)
        self._done.add(self._place)
        self._on()

    def _save(self, move: str, step: str) -> None:
        asked = self._waiting[self._place]
        correct(self._workspace, asked.passage.text, move, step, place_in(asked.speech, asked.number))

    def _on(self) -> None:
        self._place += 1
        self.ended = self._place == len(self._waiting)

    def _back(self) -> str:
        if not self._place:
            return "已经是第一段"
        self._place -= 1
        if self._place in self._done:
            self._done.discard(self._place)
            self._save("", "")
            return "已退回上一段，它的订正撤销了"
        return ""


def _chosen(key: str, names: Sequence[str]) -> str:
    """The name a key stands for, by its number, by itself or by a beginning no other has; "" for none."""
    if key in names:
        return key
    if key.isdecimal():
        return names[int(key) - 1] if 1 <= int(key) <= len(names) else ""
    begun = [name for name in names if key and name.startswith(key)]
    return begun[0] if len(begun) == 1 else ""


def _chosen_both(key: str, known: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The move and step of a key that names both, apart (开场 会议任务)."""
    first, _, second = re.sub("[\\s·/、，]+", " ", key.strip()).partition(" ")
    move = _chosen(first, list(known)) if second else ""
    step = _chosen(second, known[move]) if move else ""
    return (move, step) if step else None


def _chosen_step(key: str, known: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The move and step a key names by the step alone, where it is the beginning of no move and of one step only."""
    if not key or key.isdecimal() or any(move.startswith(key) for move in known):
        return None
    steps = [(move, step) for move, names in known.items() for step in names]
    found = [one for one in steps if one[1] == key] or [one for one in steps if one[1].startswith(key)]
    return found[0] if len(found) == 1 else None


BESIDE = 40
"""So many characters are shown of the passages beside the one asked about."""


def _end(text: str) -> str:
    return text if len(text) <= BESIDE else "……" + text[-BESIDE:]


def _beginning(text: str) -> str:
    return text if len(text) <= BESIDE else text[:BESIDE] + "……"
