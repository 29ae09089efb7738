"""Labelling a speech (语步判定): the whole speech decoded at once, then passages, steps and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from operator import mul

from drafter.label.chain import Row, marginals
from drafter.label.corrected import settled
from drafter.label.features import Seen, observe
from drafter.label.lexicon import ANNOUNCING, BARRED, Lexicon
from drafter.label.model import Model
from drafter.label.structure import Layout, Unit, lay_out
from drafter.label.telling import Telling
from drafter.records import Passage, Speech

UNSURE = 0.8
"""A label with a score below this is told to be a guess, and may be asked about."""
TURN = 0.9
"""What the cues of a new step must weigh more than those of the step before for a paragraph to be cut there."""
TURN_AT_LABEL = 0.6
"""The same where the sentence bears a label (二是)."""
USUAL = 0.2
"""What counts for the step before going on, or for the usual one, at the first sentence."""
MOST = 3.0
"""More than this the cues of one sentence do not count for a step, but a single one that weighs more."""
UNDER = 1.0
"""What a heading counts at most for its step in every sentence under it."""
HEADING = 36
"""A sentence of more characters than this is no heading."""
ITEM = 14
"""The same for an item within a paragraph (二是)."""
ONE_BREATH = 120
"""A sentence of so many characters is one, though it counts items."""
KNOWN_STEP = 0.98
"""How often the step is right that the layout tells: the salutation's and the announcing sentence's. This and the next
three were counted on speeches the cues were not written for, on the labelled segments of up to 300 characters (longer
ones bear one label for many steps)."""
SILENT_STEP, GOING_ON_STEP = 0.55, 0.4
"""The same where no cue speaks: of the usual step, and of the step before going on."""
STEP_ODDS, STEP_ODDS_EACH, STEP_LEAD = -0.5, 0.6, 5.0
"""Log odds that a step is right whose cues weigh as much as those of the next best, what each by which they weigh more
adds, and how far."""
SURE = 2.0
"""From this weight on the cues of an announcing sentence are believed where the layout found none."""
BY_HAND = ("人工改定",)
"""The reason for a label that a correction fixed."""


def label(
    speech: Speech,
    model: Model,
    corrections: Mapping[str, tuple[str, str]] | None = None,
    *,
    reasons: bool = True,
) -> Speech:
    """`speech` with move, step, score (probability, 0 to 1) and, with `reasons`, step_score and why on every passage.

    A paragraph that holds several moves becomes several passages, cut between sentences. So does one in which cues
    say surely that another step of the move begins, for a passage has one step, and who looks for 督查考核 wants those
    sentences and not the paragraph they stand in. Passages are numbered anew and their texts still join to the same
    text. corrections: `corrected.place_of` a passage, or the `fingerprint` of its
    text for wherever it stands → (move name or id, step, empty for the program's choice); they win, and their
    neighbours are judged with them. A place counts before the text alone; one that is not there any more is where the
    same text stands between the same words, or beside some of them in a speech of the same title, or, where it stands
    but once and is long or in a speech of the same title, wherever it is. A correction that names a move the model does not have
    is passed over. Without `reasons`, for who does not tell them, only a correction says why (BY_HAND).
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
    fixed = settled(speech, layout, model, corrections) if corrections else {}
    for place, (move, _, _) in fixed.items():
        scores[place] = [0.0 if state == move else BARRED for state in range(len(lexicon.ids))]
    chances = marginals(scores, junctions, lexicon.lifted, [exp(weight) for weight in lexicon.start])
    # The likeliest move of each sentence over all rows; the single likeliest row (Viterbi) was no better on
    # held-out speeches.
    path = [chance.index(max(chance)) for chance in chances]
    _keep_whole(layout, path, chances, fixed)
    for place, claimed in enumerate(claims if lexicon.children else ()):
        if claimed:
            _hand_over(place, claimed, path, chances, lexicon)
    return replace(speech, passages=tuple(_passages(speech, layout, seen, path, chances, fixed, model, reasons)))


def _breath(units: Sequence[Unit], place: int) -> range:
    """The parts of the sentence that `place` is one of, parted by ；."""

    def goes_on(at: int) -> bool:
        return units[at].passage == units[place].passage and units[at].text.rstrip()[-1:] in ("；", ";")

    begin = next((at + 1 for at in range(place - 1, -1, -1) if not goes_on(at)), 0)
    end = next((at + 1 for at in range(place, len(units)) if not goes_on(at)), len(units))
    if end > begin + 1 and units[end - 1].passage != units[place].passage:
        end -= 1
    return range(begin, end)


def _keep_whole(layout: Layout, path: list[int], chances: list[Row], fixed: Mapping[int, object]) -> None:
    """Give the parts of one sentence, parted by ；, the move likeliest for all of them: nobody turns to another one there.

    The items of a long list (一是……；二是……) are as good as sentences.
    """
    units = layout.units
    begin = 0
    while begin < len(units):
        end = begin + 1
        while (
            end < len(units)
            and units[end].passage == units[begin].passage
            and units[end - 1].text.rstrip().endswith(("；", ";"))
        ):
            end += 1
        if end == begin + 1:
            begin = end
            continue
        places = range(begin, end)
        size = sum(len(units[place].text) for place in places)
        apart = size > ONE_BREATH and any(units[place].style for place in places[1:])
        moves = {path[place] for place in places}
        if len(moves) > 1 and not apart and not any(place in fixed or place == layout.lead for place in places):
            likely = {each: sum(chances[n][each] * len(units[n].text) for n in places) for each in sorted(moves)}
            # What leads a list in (会议有三项议程：一是……；) tells what it is a list of.
            move = path[begin] if "：" in units[begin].text else max(likely, key=lambda each: likely[each])
            path[begin:end] = [move] * len(places)
        begin = end


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
    result: list[Row] = lexicon.unpacked([sum(one.groups) for one in seen])
    lexicon.seat(result)
    return result, [one.junction for one in seen]


def _passages(
    speech: Speech,
    layout: Layout,
    seen: Sequence[Seen],
    path: Sequence[int],
    chances: Sequence[Row],
    fixed: Mapping[int, tuple[int, str, int]],
    model: Model,
    reasons: bool,
) -> list[Passage]:
    result: list[Passage] = []
    silent: list[int] = []
    steps = _Steps(layout, seen, model)
    telling = Telling(layout, seen, path, model.lexicon)
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
            # A part that begins in mid-paragraph (第二，……) is not about what the part before it is.
            and not units[end].opens_top
            and (not fixed or fixed.get(end, none)[2] == fixed.get(begin, none)[2])
        ):
            end += 1
        old = speech.passages[unit.passage]
        found = steps.choose(begin, end, move, old.kind, begin not in fixed)
        for close, step in found:
            unit = units[begin]
            texts = [each.text for each in units[begin:close]]
            text = "".join(texts)
            if begin in fixed:
                step = fixed[begin][1] or step
                steps.goes_on_from(move, step)
                why: tuple[str, ...] = BY_HAND
                probability = 1.0
                sureness = 1.0 if fixed[begin][1] or not reasons else steps.sureness(begin, close, move, step)
            else:
                sureness = steps.sureness(begin, close, move, step) if reasons else 0.0
                likely = [chance[move] for chance in chances[begin:close]]
                probability = sum(map(mul, likely, map(len, texts))) / max(len(text), 1)
                if reasons:
                    order = next((n for n, each in enumerate(model.moves[move].steps) if each.name == step), -1)
                    why = telling.why(begin, close, move, order, steps.said)
                    if probability < UNSURE and (rival := _rival(chances[begin:close], texts, move)) >= 0:
                        why = (f"拿不准，在“{model.moves[move].name}”“{model.moves[rival].name}”之间猜的", *why)
                else:
                    why = ()
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
                    step_score=sureness,
                )
            )
            if old.kind == "heading" and begin not in fixed and steps.silent:
                silent.append(len(result) - 1)
            begin = close
    for place in reversed(silent):
        # A heading that says nothing of its step heads what comes next.
        if place + 1 < len(result) and result[place + 1].move == result[place].move:
            below = result[place + 1]
            result[place] = replace(result[place], step=below.step, step_score=below.step_score)
    return result


def _rival(chances: Sequence[Row], texts: Sequence[str], move: int) -> int:
    """The move that is likeliest for these sentences but for the one they bear, -1 where there is no other."""
    shares = [sum(map(mul, column, map(len, texts))) for column in zip(*chances, strict=True)]
    shares[move] = 0.0
    return shares.index(max(shares)) if any(shares) else -1


class _Steps:
    """Chooses the steps within a passage's move."""

    def __init__(self, layout: Layout, seen: Sequence[Seen], model: Model) -> None:
        self.layout = layout
        self.seen = seen
        self.model = model
        self.lexicon = model.lexicon
        self.last: tuple[int, int] = (-1, -1)
        """Move and step of the passage before, -1 for a step that does not go on."""
        self.above: dict[tuple[int, int, bool], tuple[tuple[int, float], ...]] = {}
        self.silent = False
        """Whether no cue spoke for the step last chosen."""
        self.begin, self.rows, self.outright = 0, list[dict[int, float]](), 0.0
        """The sentence last chosen from, what is said of the steps from there on, and how sure the step is, 0 where that
        is for the rows to tell."""
        self.said: list[tuple[int, int, float, int]] = []
        """(sentence, step, weight, cue) of all that the cues say within the move, in the sentences last chosen for."""

    def goes_on_from(self, move: int, step: str) -> None:
        """A correction put a passage into `step`: what follows without a cue goes on from there."""
        names = [each.name for each in self.model.moves[move].steps]
        self.last = (move, names.index(step) if step in names and step != ANNOUNCING else -1)

    def choose(self, begin: int, end: int, move: int, kind: str, cut: bool) -> list[tuple[int, str]]:
        """The steps of the sentences from begin to end, one move's: where each ends, and its name.

        What the cues and headings say of every sentence is weighed against TURN for each change of step (Viterbi).
        Without cues the step before goes on, else it is the usual one. cut: whether there may be several steps.
        """
        steps = self.model.moves[move].steps
        self.silent = False
        rows = self._rows(begin, end, move)
        self.begin, self.rows, self.outright = begin, rows, 0.0
        if not steps:
            return [(end, "")]
        size = len(steps)
        if kind == "salutation" and end - begin == 1 and steps[0].name == "称谓":
            self.last, self.outright = (move, -1), KNOWN_STEP
            return [(end, steps[0].name)]
        if begin <= self.layout.lead < end and any(step.name == ANNOUNCING for step in steps):
            # What follows the announcing sentence is not announced once more.
            self.last, self.outright = (move, -1), KNOWN_STEP
            return [(end, ANNOUNCING)]
        goes_on = self.last[0] == move and self.last[1] >= 0 and not self.layout.units[begin].style
        usual = self.last[1] if goes_on else self.lexicon.usual[move]
        spoken = {step for row in rows for step in row}
        if len(spoken) < 2:
            # Nothing to weigh: most paragraphs of measures.
            self.silent = not spoken
            self.outright = 0.0 if spoken else GOING_ON_STEP if goes_on else SILENT_STEP
            step = next(iter(spoken), usual)
            self.last = (move, -1 if steps[step].name == ANNOUNCING else step)
            return [(end, steps[step].name)]
        total = [0.0] * size
        total[usual] = USUAL
        turns: list[tuple[int, list[float], float, int]] = []
        """Where the step may change: what had been said of each step up to there, what a step has that is turned to, and
        the one turned from."""
        for place, row in enumerate(rows, begin):
            # A cueless sentence stays with what is before it, but a heading goes with what is behind it. What stands
            # behind a run-in heading goes with it, and the parts of a sentence go together.
            if (
                place > begin
                and cut
                and (row or self._headed(place))
                and not self._headed(place - 1)
                and not self._in_one_breath(place)
            ):
                best = max(total)
                turned = best - (TURN_AT_LABEL if self.layout.units[place].style else TURN)
                turns.append((place, total, turned, total.index(best)))
                total = [t if t > turned else turned for t in total]
            for step, worth in row.items():
                total[step] += worth
        step = total.index(max(total))
        self.silent = False
        found = [(end, steps[step].name)]
        self.last = (move, -1 if steps[step].name == ANNOUNCING else step)
        for place, before, turned, source in reversed(turns):
            if before[step] <= turned and step != source:
                step = source
                found.append((place, steps[step].name))
        return found[::-1]

    def _in_one_breath(self, place: int) -> bool:
        """Whether a sentence goes on here that is short enough to be one (一是……；二是……)."""
        units = self.layout.units
        if not units[place - 1].text.rstrip().endswith(("；", ";")):
            return False
        return sum(len(units[at].text) for at in _breath(units, place)) <= ONE_BREATH

    def _headed(self, place: int) -> bool:
        """Whether a sentence within a passage heads those behind it (二要保障教师权益。)."""
        unit = self.layout.units[place]
        return unit.style != "" and len(unit.body) <= (ITEM if unit.style in "FGJ" and not unit.first else HEADING)

    def sureness(self, begin: int, end: int, move: int, step: str) -> float:
        """How likely the step chosen for these sentences is right, 0 to 1, given that the move is; 0 without steps."""
        if self.outright or not self.model.moves[move].steps:
            return self.outright
        total: dict[int, float] = {}
        for row in self.rows[begin - self.begin : end - self.begin]:
            for order, worth in row.items():
                total[order] = total.get(order, 0.0) + worth
        chosen = next(n for n, each in enumerate(self.model.moves[move].steps) if each.name == step)
        lead = total.pop(chosen, 0.0) - max(total.values(), default=0.0)
        return round(1 / (1 + exp(-STEP_ODDS - STEP_ODDS_EACH * min(lead, STEP_LEAD))), 3)

    def _rows(self, begin: int, end: int, move: int) -> list[dict[int, float]]:
        """What the cues of each sentence and the headings it is under say for each step of a move.

        The headings above the first count there, once, or every sentence would say what they do.
        """
        votes, announcing = self.lexicon.votes[move], self.lexicon.announcing[move]
        said = self.said = []
        rows: list[dict[int, float]] = []
        for place, seen, unit in zip(
            range(begin, end), self.seen[begin:end], self.layout.units[begin:end], strict=True
        ):
            row: dict[int, float] = {}
            for number in seen.hits:
                if number in votes:
                    step, worth = votes[number]
                    row[step] = _together(row[step], worth) if step in row else worth
                    said.append((place, step, worth, number))
            if place == begin or unit.head == place or unit.sub == place:
                for head in (unit.head, unit.sub):
                    if head >= 0 and (place == begin or head == place):
                        for step, worth in self._above(head, move, head == place):
                            row[step] = _together(row[step], worth) if step in row else worth
            if announcing in row and row[announcing] < SURE:
                del row[announcing]
            rows.append(row)
        return rows

    def _above(self, head: int, move: int, itself: bool) -> tuple[tuple[int, float], ...]:
        """What a heading says for the steps of what is under it, or, as a heading, for its own."""
        key = (head, move, itself)
        found = self.above.get(key)
        if found is None:
            row: dict[int, float] = {}
            # What a long item of a list says holds for itself alone.
            unit = self.layout.units[head]
            if len(unit.body) <= (ITEM if unit.style and unit.style in "FGJ" and not unit.first else HEADING):
                row = {} if itself else self._heard(head, move)
                for owner, step in self.seen[head].headed:
                    if owner == move:
                        row[step] = UNDER
            found = self.above[key] = tuple((step, min(worth, UNDER)) for step, worth in row.items())
        return found

    def _heard(self, place: int, move: int) -> dict[int, float]:
        row: dict[int, float] = {}
        votes = self.lexicon.votes[move]
        for number in self.seen[place].hits:
            if number in votes:
                step, worth = votes[number]
                row[step] = row.get(step, 0.0) + worth
        return row


def _together(one: float, other: float) -> float:
    """What two cues of one step say in a sentence: up to MOST, or what the weightier says alone."""
    return max(one, other, min(one + other, MOST))
