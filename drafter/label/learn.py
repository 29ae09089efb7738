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

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt
from zlib import crc32

from rapidfuzz import fuzz

from drafter.label.chain import Row, Table, marginals
from drafter.label.features import observe
from drafter.label.model import JUNCTIONS, START, Model, priors
from drafter.label.structure import lay_out
from drafter.records import Speech

ROUNDS = 20
RATE = 0.1
DECAY = 0.05
HIDDEN = 0.3
"""Share of the families of features hidden in a round."""
MIN_SPEECHES = 3
"""A feature counts when so many speeches show it; all six chosen on held-out speeches."""
FIRST_CHOICE = 0.5
"""How much (log odds) the better of two allowed moves is preferred."""
NEAR = 1500
"""How far ahead (characters) a sentence is looked for before the whole rest: 各位代表 stands in many places,
and a title may come again in the last sentence."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A speech with what each of its sentences may be (标注过的讲话)."""

    speech: Speech
    allowed: tuple[tuple[str, ...], ...]
    """For each sentence in order the move ids it may bear, best first; empty where nobody said."""


def learn(labelled: Sequence[Labelled], base: Model, *, rounds: int = ROUNDS, decay: float = DECAY) -> Model:
    """`base` with weights and transitions fitted to `labelled`. Deterministic."""
    ids = tuple(move.id for move in base.moves)
    place = {move: number for number, move in enumerate(ids)}
    size = len(ids)
    lexicon = base.lexicon
    spread: Counter[str] = Counter()
    prepared = []
    for item in labelled:
        seen = observe(lay_out(item.speech), lexicon)
        spread.update({name for one in seen for name in one.names})
        prepared.append((seen, item.allowed))
    least = min(MIN_SPEECHES, max(1, len(labelled) // 2))
    vocabulary = {name: n for n, name in enumerate(sorted(n for n, c in spread.items() if c >= least))}
    runs = []
    for seen, allowed in prepared:
        feats = [[vocabulary[name] for name in one.names if name in vocabulary] for one in seen]
        for row in feats:
            row.sort()
        rows = []
        for options in allowed:
            known = [place[o] for o in options if o in place]
            if known:
                rows.append([0.0 if s == known[0] else (-FIRST_CHOICE if s in known else -30.0) for s in range(size)])
            else:
                rows.append([0.0] * size)
        runs.append((feats, [one.junction for one in seen], rows))
    known_priors = priors(base.moves)
    zero = (0.0,) * size
    nothing = list(zero)
    prior = [known_priors.get(name, zero) for name in vocabulary]
    weights = [list(row) for row in prior]
    squares = [[1.0] * size for _ in vocabulary]
    width = len(JUNCTIONS)
    tables = [[[1.0 if a == b else 0.0 for b in range(size)] for a in range(size)] for _ in range(width)]
    table_squares = [[[1.0] * size for _ in range(size)] for _ in range(width)]
    start = [0.0] * size
    start_squares = [1.0] * size
    families = [name.partition("：")[0] for name in vocabulary]
    kinds = sorted(set(families))
    mean_weights = [[0.0] * size for _ in vocabulary]
    mean_tables = [[[0.0] * size for _ in range(size)] for _ in range(width)]
    mean_start = [0.0] * size
    settled = rounds - rounds // 2
    for turn in range(rounds):
        for number, (whole, junctions, rows) in enumerate(runs):
            if not whole:
                continue
            shown = {kind for kind in kinds if crc32(f"{kind}|{turn}|{number}".encode()) % 1000 >= 1000 * HIDDEN}
            present = {f for row in whole for f in row}
            feats = [[f for f in row if families[f] in shown] for row in whole]
            # What is shown counts for what is hidden.
            lift = 1 / (1 - HIDDEN)
            scores = [
                [lift * sum(column) for column in zip(*[weights[f] for f in row])] if row else list(zero)  # noqa: B905
                for row in feats
            ]
            bound = [[a + b for a, b in zip(s, r)] for s, r in zip(scores, rows)]  # noqa: B905
            lifted = [[[exp(w) for w in row] for row in table] for table in tables]
            first = [exp(w) for w in start]
            free, free_pairs = _expect(scores, junctions, lifted, first)
            held, held_pairs = _expect(bound, junctions, lifted, first)
            gradient: dict[int, Row] = {}
            for row, one, other in zip(feats, held, free):  # noqa: B905
                delta = [a - b for a, b in zip(one, other)]  # noqa: B905
                if max(delta) < 1e-4 and min(delta) > -1e-4:
                    continue
                for name in row:
                    if name in gradient:
                        gradient[name] = [a + b for a, b in zip(gradient[name], delta)]  # noqa: B905
                    else:
                        gradient[name] = delta
            for name in present:
                delta = gradient.get(name, nothing)
                weight, square, mean = weights[name], squares[name], prior[name]
                for s in range(size):
                    g = lift * delta[s] - decay * (weight[s] - mean[s])
                    square[s] += g * g
                    weight[s] += RATE * g / sqrt(square[s])
            for j in range(width):
                for a in range(size):
                    for b in range(size):
                        g = held_pairs[j][a][b] - free_pairs[j][a][b] - decay * tables[j][a][b]
                        table_squares[j][a][b] += g * g
                        tables[j][a][b] += RATE * g / sqrt(table_squares[j][a][b])
            for s in range(size):
                g = held[0][s] - free[0][s] - decay * start[s]
                start_squares[s] += g * g
                start[s] += RATE * g / sqrt(start_squares[s])
        if turn >= settled:
            share = 1 / (rounds - settled)
            for total, weight in zip(mean_weights, weights, strict=True):
                total[:] = [a + share * b for a, b in zip(total, weight, strict=True)]
            for totals, table in zip(mean_tables, tables, strict=True):
                for total, now in zip(totals, table, strict=True):
                    total[:] = [a + share * b for a, b in zip(total, now, strict=True)]
            mean_start = [a + share * b for a, b in zip(mean_start, start, strict=True)]
    if rounds - settled:
        weights, tables, start = mean_weights, mean_tables, mean_start
    fitted = {
        name: {
            move: round(w, 2)
            for move, w in zip(ids, weights[n], strict=True)
            if abs(w) >= 0.005 or name in known_priors
        }
        for name, n in vocabulary.items()
    }
    transitions = {
        junction: {a: {b: round(tables[j][x][y], 2) for y, b in enumerate(ids)} for x, a in enumerate(ids)}
        for j, junction in enumerate(JUNCTIONS)
    }
    transitions["段间"][START] = {move: round(w, 2) for move, w in zip(ids, start, strict=True)}
    return replace(base, weights={k: v for k, v in fitted.items() if v}, transitions=transitions)


def _expect(scores: list[Row], junctions: list[int], tables: list[Table], start: Row) -> tuple[list[Row], list[Table]]:
    gammas, alphas, onward, _ = marginals(scores, junctions, tables, start)
    size = len(start)
    pairs: list[Table] = [[[0.0] * size for _ in range(size)] for _ in tables]
    for t in range(1, len(scores)):
        table = tables[junctions[t]]
        alpha, ahead = alphas[t - 1], onward[t]
        joint = [[a * x * w for x, w in zip(row, ahead)] for a, row in zip(alpha, table)]  # noqa: B905
        total = sum(map(sum, joint))
        into = pairs[junctions[t]]
        for a in range(size):
            target, row = into[a], joint[a]
            for b in range(size):
                target[b] += row[b] / total
    return gammas, pairs


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


def weights_yaml(model: Model) -> str:
    """The 权重 and 转移 sections of `model` as YAML text, sorted, one line a feature."""
    order = {move.id: number for number, move in enumerate(model.moves)}
    lines = ["权重:"]
    for name in sorted(model.weights):
        lines.append(f"  {_key(name)}: {_inline(model.weights[name], order)}")
    lines.append("转移:")
    for junction in JUNCTIONS:
        if junction in model.transitions:
            lines.append(f"  {junction}:")
            lines += [f"    {_key(a)}: {_inline(row, order)}" for a, row in model.transitions[junction].items()]
    return "\n".join(lines) + "\n"


def _inline(row: Mapping[str, float], order: Mapping[str, int]) -> str:
    cells = sorted(row.items(), key=lambda cell: (order.get(cell[0], len(order)), cell[0]))
    return "{" + ", ".join(f"{_key(move)}: {value:g}" for move, value in cells) + "}"


def _key(name: str) -> str:
    return "'" + name.replace("'", "''") + "'" if not name.isidentifier() else name
