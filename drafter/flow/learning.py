"""Learning from corrections of labels (从订正中学习): tried on what was not taught, and taken only where it helps."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError, UnreadableFile
from drafter.files import read_file
from drafter.flow.manifest import read_manifest, read_rejected
from drafter.flow.understanding import learnt_file, model_files, speeches_of
from drafter.keep.atomic import remove
from drafter.keep.corrections import load_corrections
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.label.decode import BY_HAND, label
from drafter.label.learn import Labelled, learn, weights_yaml
from drafter.label.learn_steps import by_sentence, learn_steps, steps_yaml
from drafter.label.model import Model, default_model, load_model
from drafter.label.structure import lay_out
from drafter.read.options import TrackedChanges
from drafter.records import Passage, Speech
from drafter.shipped import shipped

HEAD = "# drafter moves --learn 从订正中学来的权重；删去这个文件就回到程序自带的"
BESIDE_LEARNT = 24
"""In so many speeches without corrections all is to be judged as before when corrections are learnt."""
FEWEST, FEWEST_SPEECHES = 6, 2
"""With fewer corrected passages, or all of them in one speech, nothing can be tried: some teach and the others judge."""
SAFE, SAFE_MOVES = 15, 3
"""With fewer corrected passages, or of fewer moves, who learns is warned: the trial is too small to show what else moves."""
MOST_TOLD = 5
"""So many sentences that changed their move are shown."""
SHOWN = 16
"""Characters of each."""
FOLDS = 4
"""Into so many parts the corrected speeches are dealt at most; each is judged once by what the others teach."""
MOST_MOVED = 0.01
"""A larger share of the sentences of the sample speeches is not to change its move."""


@dataclass(frozen=True, slots=True)
class Right:
    """How many corrected passages are judged as the writer judged them, by a program they were not taught to."""

    moves: int
    steps: int
    """Move and step, of those with a step; one step out of several is harder than one move out of five."""

    def __add__(self, other: Right) -> Right:
        return Right(self.moves + other.moves, self.steps + other.steps)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of learning and was kept out of it to judge by (试学的结果)."""

    speeches: int
    """Those that hold corrections."""
    passages: int
    """The corrected ones, each of them judged once."""
    before: Right
    after: Right
    beside: int
    """Sentences of the sample speeches, which the program knows well, each of them judged once."""
    moved: int
    """Those of them that changed their move."""
    shifts: tuple[str, ...] = ()
    """A word on each of those, for the writer: what it is, from which move to which."""
    kinds: int = 0
    """How many moves the corrections are of."""
    elsewhere: int = 0
    """Sentences of the office's own speeches without corrections, each judged once."""
    strayed: int = 0
    """Those of them that changed their move."""
    lost: tuple[str, ...] = ()
    """A word, as of `shifts`, on each of the corrected passages that are judged otherwise than before and wrong by now."""

    @property
    def helps(self) -> bool:
        """Whether it tells more of the corrected passages, and leaves the sample speeches as they were."""
        return self.gains and not self.harms

    @property
    def gains(self) -> bool:
        """Whether more of the corrected passages are told, of moves or of steps, and fewer of neither."""
        gains = (self.after.moves - self.before.moves, self.after.steps - self.before.steps)
        return min(gains) >= 0 and max(gains) > 0

    @property
    def harms(self) -> bool:
        """Whether more goes wrong than comes right: in the sample speeches, or among the corrected passages."""
        gain = max(self.after.moves - self.before.moves, self.after.steps - self.before.steps)
        return self.moved > min(MOST_MOVED * self.beside, gain) or len(self.lost) > gain

    def told(self) -> str:
        """The figures, for the writer."""
        return (
            f"试学：{self.speeches} 篇里订正过的 {self.passages} 段，轮流拿没有学过的来考，"
            f"语步认对的由 {self.before.moves} 段到 {self.after.moves} 段，步骤认对的由 {self.before.steps} 段到 {self.after.steps} 段；"
            + (
                f"其中原来认对、学后认错的 {len(self.lost)} 段（{'；'.join(self.lost[:MOST_TOLD])}）；"
                if self.lost
                else ""
            )
            + f"自带样稿 {self.beside} 句，改判 {self.moved} 句"
            + (f"（{'；'.join(self.shifts[:MOST_TOLD])}；样稿原来几乎都认对，改判多半是判坏了）" if self.shifts else "")
            + (f"；没有订正的旧稿 {self.elsewhere} 句，改判 {self.strayed} 句" if self.elsewhere else "")
        )

    @property
    def warning(self) -> str:
        """What to tell where so little was learnt that other speeches may be judged otherwise by it, else empty."""
        if self.passages >= SAFE and self.kinds >= SAFE_MOVES:
            return ""
        return (
            f"只学了 {self.passages} 段、{self.kinds} 种语步，别的讲话里没有订正过的段落也可能跟着改判，不一定更准；"
            f"订正到 {SAFE} 段、{SAFE_MOVES} 种语步以上再学一遍，或删去工作区的 learnt 复原"
        )


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A speech with the corrections in it."""

    speech: Speech
    corrected: Speech
    """As labelled beside its corrections."""
    taught: tuple[tuple[int, ...], ...]
    """The sentences of each corrected passage."""


def relearn(workspace: Workspace, further: Sequence[Path] = (), tracked_changes: TrackedChanges = "accept") -> Trial:
    """Fit the weights anew to the speeches that hold corrections, where that helps; what the trial showed.

    Speeches are looked for in the mined files and in `further`. Only what was corrected is learnt; what was left standing is to be
    judged as it is beside the corrections, and other speeches, mined and shipped, as before. The weights go into a file of the
    program's own, over the shipped ones and under the office's moves.yaml, which stays as it is. Raises DrafterError when nothing
    was corrected, too little to be tried, or when the trial shows no gain (`Trial.helps`); what was learnt formerly stays then.
    """
    # What was learnt before is forgotten: the corrections are all still there, and none must count twice.
    model = load_model([file for file in model_files(workspace) if file != learnt_file(workspace)])
    corrections = load_corrections(workspace)
    lessons, beside = _material(workspace, further, tracked_changes, model, corrections)
    if not corrections:
        raise DrafterError(
            "还没有订正可学。先用 drafter moves 文件 --review 订正，再写 drafter moves 文件 --learn；"
            "drafter mine 过的文件不必再写"
        )
    if not lessons:
        raise DrafterError("有订正，但订正过的讲话不在 drafter mine 过的文件里，请写上文件：drafter moves 文件 --learn")
    count = sum(len(lesson.taught) for lesson in lessons)
    if count < FEWEST or len(lessons) < FEWEST_SPEECHES:
        raise DrafterError(
            f"订正过的只有 {len(lessons)} 篇里的 {count} 段，学了也没法验证，没有学；至少要 {FEWEST_SPEECHES} 篇、{FEWEST} 段，"
            "认可的也算；订正过的段落仍照订正"
        )
    trial = _tried(lessons, beside, model, corrections)
    if not trial.helps:
        why = "判坏的比判好的多" if trial.gains else "看不出好处"
        raise DrafterError(f"{trial.told()}。{why}，没有学，照旧；订正过的段落仍照订正。同一类段落多订正几篇再学")
    learnt = _learnt(lessons, beside, model, corrections)
    with writing(workspace):
        workspace.write(learnt_file(workspace), HEAD + "\n" + weights_yaml(learnt, model) + steps_yaml(learnt, model))
        # Earlier programs put the weights among the people's files, where they would now overrule the new ones.
        former = workspace.phrasebank / "moves.yaml"
        if former.is_file() and read_file(former).startswith(HEAD.encode("utf-8")):
            remove(former, workspace.root)
    return trial


def _material(
    workspace: Workspace,
    further: Sequence[Path],
    tracked_changes: TrackedChanges,
    model: Model,
    corrections: Mapping[str, tuple[str, str]],
) -> tuple[list[_Lesson], list[Speech]]:
    """The speeches with corrections and some of those without, the sample speeches first, in a fixed order; none of either without corrections."""
    rejected = read_rejected(workspace)
    choices: dict[Path, TrackedChanges] = dict.fromkeys(_samples(), "accept")
    choices |= {Path(name): "reject" if name in rejected else "accept" for name in sorted(read_manifest(workspace))}
    choices |= {file.absolute(): tracked_changes for file in further}
    lessons: dict[str, _Lesson] = {}
    beside: dict[str, Speech] = {}
    for file, choice in choices.items():
        if not corrections or not file.is_file():
            continue
        with contextlib.suppress(UnreadableFile):
            for speech in speeches_of(file, choice):
                corrected = label(speech, model, corrections, reasons=False)
                if taught := tuple(_by_hand(speech, corrected)):
                    lessons[speech.id] = _Lesson(speech, corrected, taught)
                else:
                    beside[speech.id] = speech
    return [lessons[key] for key in sorted(lessons)], [*beside.values()][:BESIDE_LEARNT]


def _samples() -> list[Path]:
    return sorted((shipped("templates") / "speeches").iterdir())


def _by_hand(speech: Speech, corrected: Speech) -> Iterator[tuple[int, ...]]:
    """The sentences of every passage a writer labelled, or confirmed."""
    places: dict[int, list[int]] = {}
    for at, passage in enumerate(by_sentence(speech, corrected)):
        if passage.why == BY_HAND:
            places.setdefault(passage.number, []).append(at)
    return map(tuple, places.values())


def _learnt(
    lessons: Sequence[_Lesson], beside: Sequence[Speech], model: Model, corrections: Mapping[str, tuple[str, str]]
) -> Model:
    """`model` with what the lessons teach."""
    ids = {move.name: move.id for move in model.moves}
    labelled = [_labelled(lesson, lesson.taught, ids) for lesson in lessons]
    kept = [Labelled(speech, ((),) * len(lay_out(speech).units)) for speech in beside]
    moves = learn([*labelled, *kept], model, adapt=True)
    # Steps are told apart within the moves as they are judged from now on.
    return learn_steps([lesson.speech for lesson in lessons], moves, corrections, default_model())


def _labelled(lesson: _Lesson, taught: Sequence[Sequence[int]], ids: Mapping[str, str]) -> Labelled:
    """The sentences of a speech with the moves a writer gave them; open where he said nothing."""
    places = {place for passage in taught for place in passage}
    said = [
        (ids[passage.move],) if at in places else ()
        for at, passage in enumerate(by_sentence(lesson.speech, lesson.corrected))
    ]
    return Labelled(lesson.speech, tuple(said))


def _tried(
    lessons: Sequence[_Lesson], beside: Sequence[Speech], model: Model, corrections: Mapping[str, tuple[str, str]]
) -> Trial:
    """Every corrected passage, and every speech beside, judged by what the others teach."""
    known = {speech.id for file in _samples() for speech in speeches_of(file, "accept")}
    before = after = Right(0, 0)
    sentences = elsewhere = strayed = 0
    shifts: list[str] = []
    lost: list[str] = []
    folds = min(FOLDS, len(lessons))
    for fold in range(folds):
        held = [lesson for at, lesson in enumerate(lessons) if at % folds == fold]
        taught = [lesson for at, lesson in enumerate(lessons) if at % folds != fold]
        shown = [speech for at, speech in enumerate(beside) if at % folds != fold]
        learnt = _learnt(taught, shown, model, corrections)
        for was, now in zip(_answers(held, model), _answers(held, learnt), strict=True):
            before += Right(int(was.move), int(was.both))
            after += Right(int(now.move), int(now.both))
            if was.move and not now.move:
                lost.append(f"“{was.text}”由{was.told}到{now.told}")
        for speech in (speech for at, speech in enumerate(beside) if at % folds == fold):
            units = lay_out(speech).units
            pairs = [*zip(units, _moves(speech, model), _moves(speech, learnt), strict=True)]
            changed = [(unit, one, other) for unit, one, other in pairs if one != other]
            if speech.id in known:
                sentences += len(pairs)
                shifts += [f"“{unit.text.strip()[:SHOWN]}”由{one}到{other}" for unit, one, other in changed]
            else:
                elsewhere += len(pairs)
                strayed += len(changed)
    passages = sum(len(lesson.taught) for lesson in lessons)
    kinds = {each.move for lesson in lessons for each in lesson.corrected.passages if each.why == BY_HAND}
    return Trial(
        len(lessons),
        passages,
        before,
        after,
        sentences,
        len(shifts),
        tuple(shifts),
        len(kinds),
        elsewhere,
        strayed,
        tuple(lost),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """How a corrected passage is judged, most of its sentences counting."""

    text: str
    """How it begins."""
    told: str
    """The move of its first sentence."""
    move: bool
    """Whether it is the writer's."""
    both: bool
    """Whether the step is, too."""


def _answers(held: Sequence[_Lesson], model: Model) -> Iterator[_Answer]:
    """How `model` judges every corrected passage of the lessons."""
    for lesson in held:
        got = _judged(lesson.speech, model)
        wanted = list(by_sentence(lesson.speech, lesson.corrected))
        for places in lesson.taught:
            moves = sum(got[at].move == wanted[at].move for at in places)
            both = sum((got[at].move, got[at].step) == (wanted[at].move, wanted[at].step) for at in places)
            text = wanted[places[0]].text.strip()[:SHOWN]
            yield _Answer(text, got[places[0]].move, moves * 2 > len(places), both * 2 > len(places))


def _judged(speech: Speech, model: Model) -> list[Passage]:
    return list(by_sentence(speech, label(speech, model, reasons=False)))


def _moves(speech: Speech, model: Model) -> list[str]:
    return [passage.move for passage in _judged(speech, model)]
