"""Fitting to corrections how much a cue says of the steps within a move (学分步).

A perceptron (Collins 2002): a sentence that gets another step than it should have strengthens the cues of the
right step that it holds and weakens those of the wrong one. Sentences nobody corrected are to keep the step they had,
so that what one correction asks for is not paid by the rest of the speech. The round with the fewest sentences wrong
is kept, those of corrections counting more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.label.decode import BY_HAND, label
from drafter.label.features import Seen, observe
from drafter.label.model import Model
from drafter.label.moves import Cue, Move, Step
from drafter.label.structure import lay_out
from drafter.records import Passage, Speech

_Key = tuple[str, str, str, str]
"""Move, step, 提示 or 定步, pattern."""
Votes = Mapping[int, tuple[int, float]]
"""Number of a cue → (step, weight), as in `Lexicon.votes`."""

ROUNDS = 12
RATE = 0.2
MOST = 3.0
"""No cue learns to say more than this: as much as the surest ones that ship."""
CORRECTED = 4
"""A sentence that was corrected counts for so many that were not."""


def learn_steps(
    speeches: Sequence[Speech], model: Model, corrections: Mapping[str, tuple[str, str]], shipped: Model
) -> Model:
    """`model` with the weights within moves (定步) of its cues fitted to the steps in `corrections`. Deterministic.

    corrections: see `label`; those without a step teach none. Cues that are not in `shipped`, too, are the office's
    own and stay as the office wrote them.
    """
    moves_only = {key: (move, "") for key, (move, _) in corrections.items()}
    trial = replace(model)
    votes = trial.lexicon.votes
    ships = set(_cues(shipped.moves))
    free = {number for key, number in _numbered(trial).items() if key in ships}
    lessons = [(speech, observe(lay_out(speech), trial.lexicon)) for speech in speeches]
    wanted = [_wanted(speech, trial, corrections, moves_only) for speech, _ in lessons]
    best, fewest = [dict(row) for row in votes], -1
    for turn in range(ROUNDS + 1):
        wrong = 0
        pushes: list[tuple[Seen, int, int, int]] = []
        for (speech, seen), right in zip(lessons, wanted, strict=True):
            got = by_sentence(speech, label(speech, trial, moves_only, reasons=False))
            for one, (move, due, fixed), passage in zip(seen, right, got, strict=True):
                if passage.move == move and passage.step != due:
                    wrong += CORRECTED if fixed else 1
                    place, names = _names(trial.moves, move)
                    if due in names and passage.step in names:
                        pushes.append((one, place, names.index(due), names.index(passage.step)))
        if fewest < 0 or wrong < fewest:
            best, fewest = [dict(row) for row in votes], wrong
        if not pushes or turn == ROUNDS:
            break
        for one, place, step, instead in pushes:
            for number in one.hits:
                order, worth = votes[place].get(number, (-1, 0.0))
                if number in free and order in (step, instead):
                    votes[place][number] = (order, min(max(worth + (RATE if order == step else -RATE), 0.0), MOST))
    return replace(model, moves=tuple(_reweighed(trial, best)))


def _wanted(
    speech: Speech, model: Model, corrections: Mapping[str, tuple[str, str]], moves_only: Mapping[str, tuple[str, str]]
) -> list[tuple[str, str, bool]]:
    """Move and step each sentence is to have, and whether a writer said so."""
    ours = by_sentence(speech, label(speech, model, moves_only, reasons=False))
    theirs = by_sentence(speech, label(speech, model, corrections, reasons=False))
    return [
        (told.move, told.step, True) if told.why == BY_HAND else (own.move, own.step, False)
        for own, told in zip(ours, theirs, strict=True)
    ]


def by_sentence(speech: Speech, labelled: Speech) -> Iterator[Passage]:
    """For each sentence of a speech the passage it is in."""
    passages = iter(labelled.passages)
    left = 0
    for unit in lay_out(speech).units:
        while left <= 0:
            passage = next(passages)
            left += len(passage.text)
        yield passage
        left -= len(unit.text)


def _names(moves: Sequence[Move], name: str) -> tuple[int, list[str]]:
    place = next(n for n, move in enumerate(moves) if move.name == name)
    return place, [step.name for step in moves[place].steps]


def _cues(moves: Sequence[Move]) -> Iterator[_Key]:
    """Every cue of the moves by what it stands under, those for the moves (提示) first, as the lexicon numbers them."""
    for kind in ("提示", "定步"):
        for move in moves:
            for step in move.steps:
                for cue in step.cues if kind == "提示" else step.inner:
                    yield move.id, step.name, kind, cue.pattern


def _numbered(model: Model) -> dict[_Key, int]:
    """Cue → its number in `Lexicon.votes`, where the word features stand between those of either kind."""
    words = len(model.lexicon.words)
    first = model.lexicon.first_word
    return {key: n if n < first else n + words for n, key in enumerate(_cues(model.moves))}


def _reweighed(model: Model, votes: Sequence[Votes]) -> Iterator[Move]:
    """The moves of a model with the weights within them that `votes` says."""
    numbers = _numbered(model)
    for move, own in zip(model.moves, votes, strict=True):

        def anew(step: Step, kind: str, cues: Sequence[Cue], move: Move = move, own: Votes = own) -> tuple[Cue, ...]:
            keys = [(move.id, step.name, kind, cue.pattern) for cue in cues]
            worth = [round(own[numbers[key]][1], 2) for key in keys]
            return tuple([replace(cue, within=w) for cue, w in zip(cues, worth, strict=True)])

        yield replace(
            move,
            steps=tuple([replace(s, cues=anew(s, "提示", s.cues), inner=anew(s, "定步", s.inner)) for s in move.steps]),
        )


def steps_yaml(model: Model, beyond: Model) -> str:
    """The cues of `model` that weigh differently within their moves than in `beyond`, as a 语步 section of YAML.

    Empty where none does. A cue of the same words (式) takes the place of the one it stands for when read after it.
    """
    lines: list[str] = []
    for move, former in zip(model.moves, beyond.moves, strict=True):
        of_move: list[str] = []
        for step, old in zip(move.steps, former.steps, strict=True):
            of_step: list[str] = []
            anew = [
                (("口语" if cue.homely else "提示") if cues is step.cues else "定步", cue)
                for cues, before in ((step.cues, old.cues), (step.inner, old.inner))
                for cue, was in zip(cues, before, strict=True)
                if cue.within != was.within
            ]
            for key in ("提示", "口语", "定步"):
                changed = [cue for under, cue in anew if under == key]
                if changed:
                    of_step.append(f"        {key}:")
                    of_step += [
                        f"          - {{式: {_quoted(cue.pattern)}, 权重: {cue.weight:g}, 定步: {cue.within:g}}}"
                        for cue in changed
                    ]
            if of_step:
                of_move += [f"      - 名称: {_quoted(step.name)}", *of_step]
        if of_move:
            lines += [f"  - 编号: {_quoted(move.id)}", "    步骤:", *of_move]
    return "\n".join(["语步:", *lines]) + "\n" if lines else ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
