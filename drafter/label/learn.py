"""Fitting weights and transitions to labelled speeches (拟合).

A conditional random field with partly known labels: where a sentence may bear either of two moves, the
likelihood sums over both (Tsuboi et al. 2008). AdaGrad (Duchi et al. 2011) over speeches in a fixed order,
with L2 decay towards what the cues are taken to mean before fitting. In every round each speech is looked at
with some families of features hidden (dropout by kind, after Srivastava et al. 2014), so that no family is
leant on alone: texts nobody has seen lack one or the other. Which are hidden is worked out from their names;
nothing is random. The weights of the last rounds are averaged.

The moves are uneven: 三点意见 has about 70 % of the characters, 结束语 under 2 %, and macro-F1 counts the five
alike. Weighting sentences by the rarity of their move was tried (powers 0.25 and 0.5) and lowered macro-F1 on
held-out speeches, so all sentences count alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, sqrt
from operator import add, sub
from zlib import crc32

from rapidfuzz import fuzz

from drafter.label.chain import Row, Table, marginals
from drafter.label.features import manner, observe
from drafter.label.lexicon import BRIEF, HOMELY, JUNCTIONS, OF_CUES, START, priors
from drafter.label.model import Model
from drafter.label.structure import lay_out
from drafter.records import Speech

ROUNDS = 20
RATE = 0.1
DECAY = 0.05
HOLD = 0.3
"""The same for weights that were fitted before: how hard a few speeches of one office pull at them."""
CLOSE = 1.0
"""The same for what homely speeches have of their own: twenty short ones are soon learnt by heart; between 0.5 and 2
those held out fared alike."""
LOOSE = 0.1
"""The same for what short speeches with points have of their own: between 0.02 and 0.1 those held out fared alike, with 1 fewer
of the reviews within a point were found."""
REVIEW = "成绩回顾"
"""The move whose weights alone such speeches have of their own: how the others are told from each other stays as it is."""
FAINT = 0.005
"""Weights below this are not kept; ten times that of what homely speeches have of their own, where it changes nothing."""
HIDDEN = 0.3
"""Share of the families of features hidden in a round."""
MIN_SPEECHES = 3
"""A feature counts when so many speeches show it; all six chosen on held-out speeches."""
FIRST_CHOICE = 0.5
"""How much (log odds) the better of two allowed moves is preferred."""
_SAID = re.compile(f"(?:{HOMELY}|{BRIEF})?(?:(?:段首|随后)?(?:提示|词)：|.*标题：(?!其他))")
"""Features of what a sentence or its heading says, not of where it stands or what is around it."""
NEAR = 1500
"""How far ahead (characters) a sentence is looked for before the whole rest: 各位代表 stands in many places,
and a title may come again in the last sentence."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A speech with what each of its sentences may be (标注过的讲话)."""

    speech: Speech
    allowed: tuple[tuple[str, ...], ...]
    """For each sentence in order the move ids it may bear, best first; empty where nobody said."""


@dataclass(slots=True)
class _Run:
    """A labelled speech as the fitting sees it."""

    groups: list[list[int]]
    """The distinct groups of features, as numbers of the vocabulary."""
    rows: list[list[int]]
    """The groups of each sentence."""
    junctions: list[int]
    bounds: list[Row]
    """Added to the scores of each sentence: rules out what it may not bear."""
    present: list[int]
    """All features of the speech."""
    open: list[int]
    """The sentences nobody said anything of."""
    before: list[Row] = field(default_factory=list)
    """How likely each move was at each sentence before anything was learnt, where that is to be kept."""


def learn(
    labelled: Sequence[Labelled], base: Model, *, adapt: bool = False, own: str = "", rounds: int = ROUNDS
) -> Model:
    """`base` with weights and transitions fitted to `labelled`. Deterministic.

    From nothing but what the cues are taken to mean, or, with `adapt`, from the weights `base` has, which are then
    left only as far as the speeches ask for it (a Gaussian prior around them: Chelba & Acero 2004): for a few
    speeches of one office, added to the many the program was fitted to. Sentences nobody said anything of are then to
    be judged as before (learning without forgetting: Li & Hoiem 2016).

    With `own` (HOMELY, BRIEF), on top of what `base` was fitted to: of `labelled` the speeches of that manner alone (see
    features.manner) are looked at, and nothing but the features and joints that are theirs is fitted; each feature once more as their own
    is what tells their ways from those of all (Daumé 2007). What is told of other speeches stays as it is.
    """
    decay = HOLD if adapt else CLOSE if own == HOMELY else LOOSE if own else DECAY
    ids = tuple(move.id for move in base.moves)
    size = len(ids)
    families: dict[str, int] = {}
    if own:
        labelled = [each for each in labelled if manner(lay_out(each.speech)) == own]
    kept = adapt or bool(own)
    own_junction = {HOMELY: "转段", BRIEF: "转述"}.get(own, "")
    vocabulary, runs = _prepare(labelled, base, alike=not kept, keep=bool(own))
    kind_of = [families.setdefault(name.partition("：")[0], len(families)) for name in vocabulary]
    known_priors = priors(base.moves)
    zero = (0.0,) * size
    # Of a move an office added only what its own cues count is fitted: a few speeches tell no more.
    guests = base.lexicon.guests if adapt else ()
    others = tuple(state for state, move in enumerate(ids) if own == BRIEF and move != REVIEW)
    fixed = [
        tuple(range(size))
        if (own and not name.startswith(own)) or (adapt and not _SAID.match(name))
        else others + tuple(g for g in guests if not name.startswith(tuple(f"{kind}{ids[g]}/" for kind in OF_CUES)))
        for name in vocabulary
    ]
    if kept:
        prior = [base.lexicon.rows.get(name, zero) for name in vocabulary]
        means = [base.lexicon.junctions[junction] for junction in JUNCTIONS]
        first_mean = base.lexicon.start
    else:
        prior = [known_priors.get(name, zero) for name in vocabulary]
        means = [[[0.0] * size for _ in ids] for _ in JUNCTIONS]
        first_mean = [0.0] * size
    weights = [list(row) for row in prior]
    if kept:
        tables = [[list(row) for row in table] for table in means]
    else:
        tables = [[[1.0 if a == b else 0.0 for b in range(size)] for a in range(size)] for _ in JUNCTIONS]
    start = list(first_mean)
    squares = [[1.0] * size for _ in vocabulary]
    table_squares = [[[1.0] * size for _ in ids] for _ in JUNCTIONS]
    start_squares = [1.0] * size
    totals = [[0.0] * size for _ in vocabulary]
    table_totals = [[[0.0] * size for _ in ids] for _ in JUNCTIONS]
    start_totals = [0.0] * size
    settled = rounds - rounds // 2
    # What is shown counts for what is hidden. Weights that were fitted so already are left with all families in sight.
    hidden = 0.0 if adapt else HIDDEN
    lift = 1 / (1 - hidden)

    def judged(run: _Run, groups: Sequence[Sequence[int]]) -> list[Row]:
        worth = [[sum(column) for column in zip(*[weights[f] for f in group])] or zero for group in groups]  # noqa: B905
        scores = [[lift * sum(column) for column in zip(*[worth[g] for g in row])] for row in run.rows]  # noqa: B905
        base.lexicon.seat(scores)
        return scores

    if adapt:
        for run in runs:
            # What stands beside a correction is to be judged as it is beside it: as it was before, it would speak against it.
            known = [list(map(add, *rows)) for rows in zip(judged(run, run.groups), run.bounds, strict=True)]
            run.before = _expect(known, run.junctions, tables, start)[0]
    for turn in range(rounds):
        for number, run in enumerate(runs):
            shown = [crc32(f"{kind}|{turn}|{number}".encode()) % 1000 >= 1000 * hidden for kind in families]
            visible = [[f for f in group if shown[kind_of[f]]] for group in run.groups]
            scores = judged(run, visible)
            free, free_pairs = _expect(scores, run.junctions, tables, start)
            for row, bound in zip(scores, run.bounds, strict=True):
                row[:] = map(add, row, bound)
            held, held_pairs = _expect(scores, run.junctions, tables, start)
            for place in run.open if adapt else ():
                held[place] = run.before[place]
            _step(_gradient(run, visible, held, free), lift, run.present, fixed, weights, squares, prior, decay)
            for junction, table, square, mean, wanted, got in zip(
                JUNCTIONS, tables, table_squares, means, held_pairs, free_pairs, strict=True
            ):
                for a in range(size) if not kept or junction == own_junction else ():
                    _climb(table[a], square[a], mean[a], list(map(sub, wanted[a], got[a])), decay)
            if not kept:
                _climb(start, start_squares, first_mean, list(map(sub, held[0], free[0])), decay)
        if turn >= settled:
            _gather(totals, weights)
            for table_total, table in zip(table_totals, tables, strict=True):
                _gather(table_total, table)
            _gather([start_totals], [start])
    share = 1 / max(rounds - settled, 1)
    least = 10 * FAINT if own else FAINT
    fitted = {
        name: {
            move: round(share * w, 2)
            for state, (move, w) in enumerate(zip(ids, total, strict=True))
            if state not in held_back and (abs(share * w) >= least or name in known_priors)
        }
        for name, total, held_back in zip(vocabulary, totals, fixed, strict=True)
    }
    transitions = {
        junction: {
            a: {b: round(share * w, 2) for b, w in zip(ids, row, strict=True)}
            for a, row in zip(ids, table, strict=True)
        }
        for junction, table in zip(JUNCTIONS, table_totals, strict=True)
    }
    transitions["段间"][START] = {move: round(share * w, 2) for move, w in zip(ids, start_totals, strict=True)}
    if not kept:
        del transitions["转段"], transitions["转述"]
    former = base.weights if kept else {}
    weighed = {**former, **{k: v for k, v in fitted.items() if v}}
    own_joints = {own_junction: transitions[own_junction]} if own else {}
    return replace(base, weights=weighed, transitions={**base.transitions, **own_joints} if kept else transitions)


def _prepare(labelled: Sequence[Labelled], base: Model, *, alike: bool, keep: bool) -> tuple[list[str], list[_Run]]:
    """The features that count, sorted, and the speeches in their terms; speeches without a sentence are left out.

    alike: see `observe`. keep: what `base` has weights for counts however seldom it is met.
    """
    place = {move.id: number for number, move in enumerate(base.moves)}
    size = len(place)
    observed = [(observe(lay_out(item.speech), base.lexicon, alike=alike), item.allowed) for item in labelled]
    observed = [(seen, allowed) for seen, allowed in observed if seen]
    # What a feature is to say can be learnt where something was said; the other speeches only keep it in bounds.
    told = [seen for seen, allowed in observed if any(allowed)]
    spread = Counter(name for seen in told for name in {name for one in seen for name in one.names})
    least = min(MIN_SPEECHES, max(1, len(told) // 2))
    kept = base.lexicon.rows if keep else {}
    vocabulary = sorted(name for name, count in spread.items() if count >= least or name in kept)
    number_of = {name: number for number, name in enumerate(vocabulary)}
    runs = []
    for seen, allowed in observed:
        groups: dict[tuple[str, ...], int] = {}
        rows = [[groups.setdefault(group.names, len(groups)) for group in one.groups] for one in seen]
        bounds = []
        for options in allowed:
            known = [place[o] for o in options if o in place]
            bounds.append(
                [0.0 if not known or s == known[0] else -FIRST_CHOICE if s in known else -30.0 for s in range(size)]
            )
        numbers = [[number_of[name] for name in names if name in number_of] for names in groups]
        runs.append(
            _Run(
                numbers,
                rows,
                [one.junction for one in seen],
                bounds,
                sorted({n for row in numbers for n in row}),
                [place for place, options in enumerate(allowed) if not options],
            )
        )
    return vocabulary, runs


def _expect(scores: list[Row], junctions: list[int], tables: list[Table], start: Row) -> tuple[list[Row], list[Table]]:
    """Expected moves of each sentence, and expected pairs at each kind of junction."""
    size = len(start)
    pairs: list[Table] = [[[0.0] * size for _ in range(size)] for _ in tables]
    lifted = [[list(map(exp, row)) for row in table] for table in tables]
    return marginals(scores, junctions, lifted, list(map(exp, start)), pairs), pairs


def _gradient(run: _Run, visible: list[list[int]], held: list[Row], free: list[Row]) -> dict[int, Row]:
    """What each feature that is not hidden should gain: wanted less expected."""
    by_group: dict[int, Row] = {}
    for row, one, other in zip(run.rows, held, free, strict=True):
        delta = list(map(sub, one, other))
        if max(delta) < 1e-4 and min(delta) > -1e-4:
            continue
        for group in row:
            by_group[group] = list(map(add, by_group[group], delta)) if group in by_group else delta
    gradient: dict[int, Row] = {}
    for group, delta in by_group.items():
        for feature in visible[group]:
            gradient[feature] = list(map(add, gradient[feature], delta)) if feature in gradient else delta
    return gradient


def _step(
    gradient: Mapping[int, Row],
    lift: float,
    present: Sequence[int],
    fixed: Sequence[Sequence[int]],
    weights: list[Row],
    squares: list[Row],
    prior: Sequence[Sequence[float]],
    decay: float,
) -> None:
    """One step for the features of a speech; those that are hidden or change nothing only decay."""
    still: Row = [0.0] * len(weights[0]) if weights else []
    for feature in present:
        delta = gradient.get(feature)
        push = [lift * d for d in delta] if delta else still
        if fixed[feature]:
            _hold(push, fixed[feature])
        _climb(weights[feature], squares[feature], prior[feature], push, decay)


def _hold(push: Row, states: Sequence[int]) -> None:
    for state in states:
        push[state] = 0.0


def _climb(weight: Row, square: Row, mean: Sequence[float], push: Row, decay: float) -> None:
    """One step of AdaGrad up `push`, drawn back to `mean`."""
    for state, wanted in enumerate(push):
        g = wanted - decay * (weight[state] - mean[state])
        square[state] += g * g
        weight[state] += RATE * g / sqrt(square[state])


def _gather(totals: list[Row], rows: Sequence[Row]) -> None:
    for total, row in zip(totals, rows, strict=True):
        total[:] = map(add, total, row)


def align(speech: Speech, segments: Sequence[tuple[tuple[str, ...], str]]) -> Labelled:
    """Carry labelled text over to the sentences of `speech`.

    segments: (allowed move ids, text) in order. Compared by Chinese characters alone; where the text was
    cleaned differently, by closest match. Sentences without a counterpart stay open.
    """
    units = lay_out(speech).units
    stream: list[str] = []
    owner: list[int] = []
    for number, unit in enumerate(units):
        chars = _han(unit.text)
        stream.append(chars)
        owner.extend([number] * len(chars))
    text = "".join(stream)
    votes: list[Counter[tuple[str, ...]]] = [Counter() for _ in units]
    after = 0
    for allowed, segment in segments:
        for piece in _pieces(segment):
            place = _locate(piece, text, after)
            if place is None:
                continue
            if place[0] - after < NEAR:
                after = place[1]
            for number in owner[place[0] : place[1]]:
                votes[number][allowed] += 1
    return Labelled(speech, tuple(vote.most_common(1)[0][0] if vote else () for vote in votes))


def _han(text: str) -> str:
    return "".join(char for char in text if "\u3400" <= char <= "\u9fff")


def _pieces(text: str) -> list[str]:
    parts = text
    for mark in "！？；!?;\n":
        parts = parts.replace(mark, "。")
    return [han for part in parts.split("。") if len(han := _han(part)) >= 2]


def _locate(needle: str, text: str, after: int) -> tuple[int, int] | None:
    at = text.find(needle, after, after + NEAR)
    if at < 0 and len(needle) >= 8:
        at = text.find(needle, after)
    if at >= 0:
        return at, at + len(needle)
    if len(needle) < 8:
        return None
    best = fuzz.partial_ratio_alignment(needle, text[after : after + NEAR], score_cutoff=80)
    return (after + best.dest_start, after + best.dest_end) if best else None


def weights_yaml(model: Model, beyond: Model | None = None) -> str:
    """The 权重 and 转移 sections of `model` as YAML text, sorted, one line a feature.

    beyond: leave out the weights and transitions that are the same in this model.
    """
    order = {move.id: number for number, move in enumerate(model.moves)}
    same = beyond.weights if beyond else {}
    names = sorted(name for name, row in model.weights.items() if same.get(name) != row)
    lines = ["权重:"] if names else []
    for name in names:
        lines.append(f"  {_key(name)}: {_inline(model.weights[name], order)}")
    known = beyond.transitions if beyond else {}
    joints = [each for each in JUNCTIONS if each in model.transitions and model.transitions[each] != known.get(each)]
    if joints:
        lines.append("转移:")
    for junction in joints:
        lines.append(f"  {junction}:")
        lines += [f"    {_key(a)}: {_inline(row, order)}" for a, row in model.transitions[junction].items()]
    return "".join(f"{line}\n" for line in lines)


def _inline(row: Mapping[str, float], order: Mapping[str, int]) -> str:
    cells = sorted(row.items(), key=lambda cell: (order.get(cell[0], len(order)), cell[0]))
    return "{" + ", ".join(f"{_key(move)}: {value:g}" for move, value in cells) + "}"


def _key(name: str) -> str:
    return "'" + name.replace("'", "''") + "'" if not name.isidentifier() else name
