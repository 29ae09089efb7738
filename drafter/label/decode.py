"""Labelling a speech (语步判定): the whole speech decoded at once, then passages, steps and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from math import exp

from drafter.label.chain import Row, marginals
from drafter.label.cues import words
from drafter.label.features import Seen, observe
from drafter.label.model import BARRED, Lexicon, Model
from drafter.label.reasons import AT_EDGES, EDGE, tell
from drafter.label.structure import Layout, lay_out
from drafter.records import Passage, Speech

REASONS = 3
ANNOUNCING = "领起"
"""The step of the announcing sentence; what follows it is of another."""
BY_HAND = ("人工改定",)
"""The reason for a label that a correction fixed."""


def fingerprint(text: str) -> str:
    """The key of a correction: depends on the Chinese characters, letters and digits of `text` alone."""
    kept = letters(text)
    return f"{len(kept)}-{blake2b(kept.encode(), digest_size=8).hexdigest()}"


def label(speech: Speech, model: Model, corrections: Mapping[str, tuple[str, str]] | None = None) -> Speech:
    """`speech` with move, step, score (probability, 0 to 1) and why on every passage.

    A paragraph that holds several moves becomes several passages, cut between sentences; passages are numbered
    anew and their texts still join to the same text. corrections: `fingerprint` of a passage's text → (move
    name or id, step, empty for the program's choice); they win, and their neighbours are judged with them.
    A correction that names a move the model does not have is passed over.
    """
    if not speech.passages:
        return speech
    lexicon = model.lexicon
    layout = lay_out(speech)
    if not layout.units:
        return speech
    seen = observe(layout, lexicon)
    scores, junctions = score(seen, lexicon)
    claims = lexicon.fold(scores)
    fixed = _fixed(layout, model, corrections) if corrections else {}
    for place, (move, _, _) in fixed.items():
        scores[place] = [0.0 if state == move else BARRED for state in range(len(lexicon.ids))]
    chances = marginals(scores, junctions, lexicon.lifted, [exp(weight) for weight in lexicon.start])
    # The likeliest move of each sentence over all rows; the single likeliest row (Viterbi) was no better on
    # held-out speeches.
    path = [chance.index(max(chance)) for chance in chances]
    for place, claimed in enumerate(claims):
        _hand_over(place, claimed, path, chances, lexicon)
    return replace(speech, passages=tuple(_passages(speech, layout, seen, path, chances, fixed, model)))


def _hand_over(place: int, claimed: Mapping[int, float], path: list[int], chances: list[Row], lexicon: Lexicon) -> None:
    """Give a sentence of a move to the one of its heirs whose cues claim it most, with all its chances."""
    heirs = [(claim, -child) for child, claim in claimed.items() if lexicon.children[child] == path[place]]
    if heirs:
        child = -max(heirs)[1]
        row = chances[place]
        row[child] += row[path[place]]
        row[path[place]] = 0.0
        path[place] = child


def score(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[list[Row], list[int]]:
    """What the features of each sentence say for each move, and how the sentences join."""
    unpacked = lexicon.unpacked
    result: list[Row] = [unpacked(sum([total for _, total, _ in one.groups])) for one in seen]
    lexicon.seat(result)
    return result, [one.junction for one in seen]


def _fixed(layout: Layout, model: Model, corrections: Mapping[str, tuple[str, str]]) -> dict[int, tuple[int, str, int]]:
    """Sentence → (move, step, number of the correction), for every run of sentences with a correction."""
    places = {name: n for n, move in enumerate(model.moves) for name in (move.id, move.name)}
    lengths = {int(digits) for key in corrections if (digits := key.partition("-")[0]).isdecimal()}
    kept = [letters(unit.text) for unit in layout.units]
    fixed: dict[int, tuple[int, str, int]] = {}
    count = 0
    longest = max(lengths, default=0)
    for begin, unit in enumerate(layout.units):
        if begin in fixed:
            continue
        size = 0
        for end in range(begin, len(layout.units)):
            if layout.units[end].passage != unit.passage or size > longest:
                break
            size += len(kept[end])
            if size not in lengths:
                continue
            found = corrections.get(fingerprint("".join(kept[begin : end + 1])))
            if found and found[0] in places:
                count += 1
                for place in range(begin, end + 1):
                    fixed[place] = (places[found[0]], found[1], count)
                break
    return fixed


def _passages(
    speech: Speech,
    layout: Layout,
    seen: Sequence[Seen],
    path: Sequence[int],
    chances: Sequence[Row],
    fixed: Mapping[int, tuple[int, str, int]],
    model: Model,
) -> list[Passage]:
    result: list[Passage] = []
    steps = _Steps(layout, seen, model)
    units, lead = layout.units, layout.lead
    begin = 0
    total = len(path)
    none = (0, "", 0)
    while begin < total:
        end = begin + 1
        unit = units[begin]
        move = path[begin]
        while (
            end < total
            and path[end] == move
            and units[end].passage == unit.passage
            # The announcing sentence stands alone: what follows answers to it, what precedes it does not.
            and begin != lead != end
            and (not fixed or fixed.get(end, none)[2] == fixed.get(begin, none)[2])
        ):
            end += 1
        old = speech.passages[unit.passage]
        step = steps.choose(begin, end, move, old.kind)
        if begin in fixed:
            chosen = fixed[begin][1]
            why: tuple[str, ...] = BY_HAND
            probability = 1.0
            step = chosen or step
        else:
            why = steps.reasons(begin, end, move, path[begin - 1] if begin else -1)
            sizes = [len(each.text) for each in units[begin:end]]
            probability = sum([chance[move] * n for chance, n in zip(chances[begin:end], sizes, strict=True)])
            probability /= max(sum(sizes), 1)
        text = "".join([each.text for each in units[begin:end]])
        first = unit.first
        result.append(
            Passage(
                number=len(result) + 1,
                kind=old.kind if first else "paragraph",
                text=text,
                level=old.level if first else 0,
                label=old.label if first else "",
                move=model.moves[move].name,
                step=step,
                score=round(min(probability, 1.0), 3),
                why=why,
            )
        )
        begin = end
    return result


class _Steps:
    """Chooses the step of a passage within its move, and says why the passage bears the move."""

    def __init__(self, layout: Layout, seen: Sequence[Seen], model: Model) -> None:
        self.layout = layout
        self.seen = seen
        self.model = model
        self.lexicon = model.lexicon
        self.last: tuple[int, str] = (-1, "")
        """Move and step of the passage before, the step empty where it does not go on."""

    def choose(self, begin: int, end: int, move: int, kind: str) -> str:
        """The step with the strongest cues; the step before where there are none; else the usual one."""
        steps = self.model.moves[move].steps
        if not steps:
            return ""
        lexicon = self.lexicon
        if kind == "salutation" and end - begin == 1 and steps[0].name == "称谓":
            self.last = (move, "")
            return steps[0].name
        votes = [0.0] * len(steps)
        first = lexicon.first_step[move]
        for place in range(begin, end):
            weight = 2.0 if place == begin else 1.0
            for number, strength in self.seen[place].strength.items():
                if 0 <= number - first < len(steps):
                    votes[number - first] += weight * strength
        unit = self.layout.units[begin]
        for head, worth in ((unit.head, 2.0), (unit.sub, 1.0)):
            if head >= 0:
                for owner, step in self.seen[head].headed:
                    if owner == move:
                        votes[step] += worth * (end - begin)
        best = max(votes)
        announces = begin <= self.layout.lead < end
        if announces and any(step.name == ANNOUNCING for step in steps):
            name = ANNOUNCING
        elif best > 0:
            name = steps[votes.index(best)].name
        elif self.last[0] == move and self.last[1]:
            name = self.last[1]
        else:
            name = next((step.name for step in steps if step.default), steps[0].name)
        # What follows the announcing sentence is not announced once more.
        self.last = (move, "" if announces or name == ANNOUNCING else name)
        return name

    def reasons(self, begin: int, end: int, move: int, before: int) -> tuple[str, ...]:
        """Up to three short reasons, the weightiest first. before: the move of the passage before, -1 for none."""
        gains = self.lexicon.gains[move]
        step_of = self.lexicon.step_of
        units, length = self.layout.units, self.layout.length
        ranked: list[tuple[float, int, str]] = []
        for place in range(begin, min(end, begin + REASONS)):
            inside = EDGE * length <= units[place].start <= (1 - EDGE) * length
            for _, _, names in self.seen[place].groups:
                for name in names:
                    gain = gains.get(name)
                    if gain and not (inside and name.startswith(AT_EDGES)):
                        ranked.append((-gain, place, name))
        ranked.sort()
        found: list[str] = []
        for _, place, name in ranked:
            cue = self._cue(step_of[name], place) if name in step_of else ""
            reason = tell(name, units[place], self.layout, cue)
            if reason and reason not in found:
                found.append(reason)
                if len(found) == REASONS:
                    break
        return tuple(found) or (("承接上文",) if before == move else ("没有明显提示，按前后次序",))

    def _cue(self, step: int, place: int) -> str:
        """The words in a sentence that the first matching cue of a step matched."""
        steps = self.lexicon.cue_steps
        hits = self.seen[place].hits
        # Hits come in the order of the cues, and words after all of them.
        for number, hit in hits.items():
            if number >= len(steps):
                break
            if steps[number][0] == step:
                return words(hit)
        return ""


def letters(text: str) -> str:
    """The characters of `text` that a fingerprint depends on."""
    return "".join(filter(str.isalnum, text))
