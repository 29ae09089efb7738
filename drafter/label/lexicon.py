"""The patterns, weights and transitions of a model laid out for speed (语步模型的展开)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import exp
from struct import Struct
from typing import Any

from drafter.label.cues import Patterns
from drafter.label.moves import Cue, Move
from drafter.label.reasons import AT_EDGES, OUTERMOST, edge, tellable

JUNCTIONS = ("句间", "段间", "换节", "换条", "呼语", "接条", "转段", "转述")
"""Where a sentence stands to the one before it: each has transition weights of its own, but 转段, a new paragraph of a
homely speech (see features.manner), goes by those of 段间 where it has none, and 转述, where within a paragraph of a
short one with points telling what was done or is wrong begins or ends, by those of 句间."""
LIKE = {"转段": "段间", "转述": "句间"}
"""Junction -> the one whose weights it goes by where it has none."""
START = "起"
"""Pseudo-move before the first sentence, in the transitions under 段间."""

HOMELY, BRIEF = "口语·", "短稿·"
"""What the names of the features begin with that homely speeches, and short ones with points, alone have."""
BRIEF_WORDS = "词：短稿"
"""What the names of the words begin with that are looked for in short speeches with points alone."""
ANNOUNCING = "领起"
"""The step of the announcing sentence; what follows it is of another."""
STRONG = "（强）"
"""What the name of a step's cues ends in where they are strong."""
AHEAD = frozenset(("提示：加强领导/组织领导", "提示：结束语/号召", "提示：三点意见/领起", "提示：成绩回顾/总体评价"))
"""Cues worth knowing one or two sentences before they come."""
FIELD = 20
"""Bits a running count takes where several are kept in one number."""
MASK = (1 << FIELD) - 1
MANY, WINDOW = 3, 5
"""Counts from the one on are told alike; counts of company are below the other."""
WIDTH = 64
"""Bits a weight takes where those for every move are kept in one number."""
FINENESS = 1 << 24
"""Parts of 1 a weight is counted in there."""
_HALF = 1 << WIDTH - 1
TENSES = {"词：要求语气": (0, 3), "词：必须": (0,), "词：了": (1,), "词：数字": (2,)}
"""Words counted over the neighbourhood, and the counts they go into: demands, done, figures, demands proper."""
SORTS = {
    "求": ("词：要求语气", "词：必须", "词：今后", "词：将要", "词：希望", "提示：三点意见/任务部署"),
    "往": ("词：去年", "词：过去", "提示：成绩回顾/总体评价", "提示：成绩回顾/肯定感谢"),
    "果": ("词：了", "词：数字", "提示：成绩回顾/分项成绩"),
    "缺": ("提示：成绩回顾/问题不足", "词：短稿差额"),
}
"""What a sentence may do, and the words and cues that say so: ask for something, tell of what is past, of what came of
it, of what is wrong."""
MEMO = 10_000

CUE_WEIGHT = 0.7
"""What a cue is taken to count for its move before fitting."""
CLAIM = 1e-3
"""By so much the cues of a move of an office's own must outweigh those of the move it takes over."""
BARRED = -1e4
"""Score of a move that cannot be."""
TELLING = 0.25
"""From this lead over the other moves on, a feature is worth naming as a reason."""
HEADING_WEIGHT = 1.4
"""The same for a level-1 heading."""
STAY_WEIGHT = 1.0
"""Transition weight of staying, where none was fitted."""
UNFITTED = 6.0
"""How much more a cue counts where nothing was fitted for it and no other feature helps."""
ABSENT = 1.5
"""How far a move nothing was fitted for stays behind the best of the others where none of its cues speaks."""
ECHO = 3
"""For so many sentences behind its cue such a move may go on without one."""
OF_CUES = ("提示：", "一级标题：", "下级标题：")
"""What the names of the features begin with that a step has through its own cues."""


class Group(int):
    """Features that come together: what they add up to for each move, packed (see `Lexicon.unpacked`).

    Their names are worked out where somebody asks for them.
    """

    table: Groups
    key: Any
    _names: tuple[str, ...] | None = None
    _telling: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the features."""
        if self._names is None:
            self._names = tuple(self.table.names(self.key))
        return self._names

    @property
    def telling(self) -> tuple[str, ...]:
        """Which of them may be named as a reason."""
        if self._telling is None:
            self._telling = tuple(self.table.lexicon.tellable.intersection(self.names))
        return self._telling


class Groups(dict[Any, Group]):
    """Groups of one kind by what tells them apart, each worked out when first asked for.

    With too many to be worth keeping it is emptied.
    """

    __slots__ = ("_bare_names", "lexicon", "own", "worth")

    def __init__(self, lexicon: Lexicon, names: Callable[[Any], Sequence[str]], own: str) -> None:
        self.lexicon = lexicon
        self._bare_names = names
        self.own = own
        self.worth = lexicon.worth(own)

    def __missing__(self, key: Any) -> Group:
        if len(self) >= MEMO:
            self.clear()
        group = self[key] = Group(sum(map(self.worth.__getitem__, self._bare_names(key))))
        group.table, group.key = self, key
        return group

    def names(self, key: Any) -> Sequence[str]:
        """The names of the features of a group, with those that such speeches alone have."""
        names = self._bare_names(key)
        return [*names, *(self.own + name for name in names)] if self.own else names


class _Worth(dict[str, int]):
    """What a feature counts for each move, packed, in speeches of one manner: with the same feature of their own."""

    __slots__ = ("own", "packed")

    def __init__(self, packed: Mapping[str, int], own: str) -> None:
        self.packed = packed
        self.own = own

    def __missing__(self, name: str) -> int:
        get = self.packed.get
        worth = self[name] = get(name, 0) + (get(self.own + name, 0) if self.own else 0)
        return worth


class Lexicon:
    """The patterns and weights of a model laid out for speed. Internal to the package."""

    __slots__ = (
        "_cues",
        "_homely",
        "ahead",
        "announcing",
        "children",
        "counted",
        "cue_owner",
        "cue_steps",
        "doubtful",
        "fields",
        "first_step",
        "first_word",
        "gains",
        "gains_inside",
        "guests",
        "heading_owner",
        "headings",
        "ids",
        "junctions",
        "labels",
        "lifted",
        "memo",
        "packed",
        "packs",
        "rows",
        "sorts",
        "sources",
        "start",
        "step_names",
        "step_of",
        "tellable",
        "usual",
        "votes",
        "word_groups",
        "word_sorts",
        "words",
        "worths",
        "zeros",
    )

    def __init__(
        self,
        moves: Sequence[Move],
        features: Mapping[str, str],
        weights: Mapping[str, Mapping[str, float]],
        transitions: Mapping[str, Mapping[str, Mapping[str, float]]],
    ) -> None:
        """The fields of a `drafter.label.model.Model`."""
        self.ids = tuple(move.id for move in moves)
        names = [[step.name for step in move.steps] for move in moves]
        # Move → its usual step, and the one that announces, -1 for none.
        self.usual = [next((n for n, step in enumerate(move.steps) if step.default), 0) for move in moves]
        self.announcing = [row.index(ANNOUNCING) if ANNOUNCING in row else -1 for row in names]
        self.labels = [[f"{move.id}/{step.name}" for step in move.steps] for move in moves]
        self.cue_owner: list[tuple[int, int, float]] = []
        self.heading_owner: list[tuple[int, int]] = []
        patterns: list[str] = []
        headings: list[str] = []
        votes: list[tuple[int, int, float]] = []
        inner: list[tuple[int, int, Cue]] = []
        homely: set[int] = set()
        doubtful: set[int] = set()
        for place, move in enumerate(moves):
            for order, step in enumerate(move.steps):
                for cue in step.cues:
                    if cue.homely:
                        homely.add(len(patterns))
                    patterns.append(cue.pattern)
                    self.cue_owner.append((place, order, cue.weight))
                    votes.append((place, order, cue.within))
                inner += [(place, order, cue) for cue in step.inner]
                for heading in (*step.headings, *step.borne_out):
                    headings.append(heading)
                    self.heading_owner.append((place, order))
                doubtful.update(range(len(headings) - len(step.borne_out), len(headings)))
        self.first_word = len(patterns)
        self.words = tuple("词：" + name for name in features)
        everything = [*patterns, *features.values(), *(cue.pattern for _, _, cue in inner)]
        self.sources = tuple(everything)
        self._homely = frozenset(homely)
        self._cues: dict[bool, Patterns] = {}
        # Move → what a match says of the steps within it: pattern → (step, weight).
        self.votes: list[dict[int, tuple[int, float]]] = [{} for _ in self.ids]
        inner_votes = [(place, order, cue.within) for place, order, cue in inner]
        for first, owned in ((0, votes), (len(patterns) + len(self.words), inner_votes)):
            for number, (place, order, within) in enumerate(owned, first):
                self.votes[place][number] = (order, within)
        self.headings = Patterns(headings)
        # Those of `headings` that only count where what stands under them bears them out.
        self.doubtful = frozenset(doubtful)
        parents = {move.id: move.parent for move in moves}
        known = {move for name, row in weights.items() if not name.startswith(OF_CUES) for move in row}

        def source(move: str) -> str:
            seen = set()
            while move not in known and parents.get(move) and move not in seen:
                seen.add(move)
                move = parents[move]
            return move

        sources = [source(move) for move in self.ids]
        # Moves that take over the weights of another (承接) -> that one.
        self.children = {
            place: self.ids.index(one)
            for place, (move, one) in enumerate(zip(self.ids, sources, strict=True))
            if one != move and one in self.ids
        }
        self.guests = tuple(place for place, move in enumerate(sources) if move not in known) if known else ()
        self.rows: dict[str, tuple[float, ...]] = {}
        for name, row in weights.items():
            self.rows[name] = tuple(row.get(move, 0.0) for move in sources)
        # A cue nobody fitted, of a move an office added for one, speaks with a fixed weight.
        for name, prior in priors(moves).items():
            worth = [
                weight * (1.0 if source in known else UNFITTED) for weight, source in zip(prior, sources, strict=True)
            ]
            self.rows.setdefault(name, tuple(worth))
        self.fields = Struct(f"<{len(self.ids)}q")
        self.zeros = sum(_HALF << WIDTH * place for place in range(len(self.ids)))
        self.packed = {
            name: sum(round(weight * FINENESS) << WIDTH * place for place, weight in enumerate(row))
            for name, row in self.rows.items()
        }
        # How much a feature speaks for a move rather than the others, where it is worth telling the writer.
        self.gains: list[dict[str, float]] = [{} for _ in self.ids]
        outermost = {reason: self.rows.get(name, (0.0,)) for reason, name in OUTERMOST.items()}
        owners = {reason: row.index(max(row)) for reason, row in outermost.items()}
        for name, values in self.rows.items():
            for place, weight in enumerate(values):
                if place != owners.get(edge(name), place):
                    continue
                gain = weight - (sum(values) - weight) / max(len(values) - 1, 1)
                if gain > TELLING and tellable(name, self.ids[place]):
                    self.gains[place][name] = gain
        self.tellable = frozenset(name for gains in self.gains for name in gains)
        # The same without what says something only at the edges of a speech.
        self.gains_inside = [
            {name: gain for name, gain in gains.items() if not name.startswith(AT_EDGES)} for gains in self.gains
        ]
        self.junctions: dict[str, list[list[float]]] = {}
        for junction in JUNCTIONS:
            table = transitions.get(junction) or transitions.get(LIKE.get(junction, ""), {})
            self.junctions[junction] = [
                [
                    table.get(sources[before], {}).get(sources[after], STAY_WEIGHT if before == after else 0.0)
                    if before == after or sources[before] != sources[after]
                    else 0.0
                    for after in range(len(self.ids))
                ]
                for before in range(len(self.ids))
            ]
        self._prepare()
        self.lifted = [[[exp(w) for w in row] for row in self.junctions[j]] for j in JUNCTIONS]
        opening = transitions.get("段间", {}).get(START, {})
        self.start = [opening.get(move, 0.0) for move in sources]

    def _prepare(self) -> None:
        self.memo: dict[tuple[object, ...], Groups] = {}
        self.worths: dict[str, _Worth] = {}
        # Manner of a speech -> the group of each word, empty for the words that are none of such speeches.
        self.word_groups: dict[str, list[Group]] = {}
        places: dict[tuple[int, int], int] = {}
        for move, row in enumerate(self.labels):
            for step in range(len(row)):
                places[move, step] = len(places)
        self.first_step = [places.get((move, 0), -1) for move in range(len(self.labels))]
        """Move → number of its first step; those of its other steps follow."""
        self.step_names = tuple(f"提示：{self.label(*place)}" for place in places)
        self.step_of = {name + strong: step for step, name in enumerate(self.step_names) for strong in ("", STRONG)}
        # Cue → (step, weight, its move as a bit of the running counts).
        self.cue_steps = [(places[move, step], weight, 1 << FIELD * move) for move, step, weight in self.cue_owner]
        # What counts of cues before, behind and in a paragraph are called, by move and count (of WINDOW names the last
        # stands for all above), and where the running counts keep them.
        self.counted = {
            side: [
                ([f"{side}{move}：{min(n, MANY)}" for n in range(WINDOW)], FIELD * place)
                for place, move in enumerate(self.ids)
            ]
            for side in ("前窗", "后窗", "段内")
        }
        self.ahead = frozenset(step for step, name in enumerate(self.step_names) if name in AHEAD)
        fields = {name: sum(1 << FIELD * place for place in places) for name, places in TENSES.items()}
        sorts = {name: 1 << place for place, names in enumerate(SORTS.values()) for name in names}
        # Step of a cue, or word -> what of SORTS it says, as bits.
        self.sorts = [sorts.get(name, 0) for name in self.step_names]
        self.word_sorts = [sorts.get(name, 0) for name in self.words]
        self.packs = [fields.get(name, 0) for name in self.words]

    def seat(self, rows: Sequence[list[float]]) -> None:
        """Set the scores of the moves an office added (guests) in relation to the others, sentence by sentence.

        Nothing was fitted for them but what their cues are taken to mean, while the others are used to losing
        points wherever they seldom stand; a guest begins a little behind the best of them. It has no part in what
        stands before its cues or well behind them, or every move added would make all answers less sure.
        """
        if self.guests:
            hosts = [place for place in range(len(self.ids)) if place not in self.guests]
            heard = dict.fromkeys(self.guests, -1 - ECHO)
            for place, row in enumerate(rows):
                base = max([row[host] for host in hosts]) - ABSENT
                for guest in self.guests:
                    if row[guest] > 0:
                        heard[guest] = place
                    row[guest] = row[guest] + base if place - heard[guest] <= ECHO else BARRED

    def fold(self, rows: Sequence[list[float]]) -> list[dict[int, float]]:
        """Weigh a move and those that take over its weights as one; for each sentence what each of these claims.

        All they differ in are their own cues: as states of their own they would tie, and share its chances.
        """
        if not self.children:
            return [{} for _ in rows]
        found: list[dict[int, float]] = []
        for row in rows:
            claims = {child: row[child] - row[parent] for child, parent in self.children.items()}
            for child, parent in self.children.items():
                row[parent] = max(row[parent], row[child])
                row[child] = BARRED
            found.append({child: claim for child, claim in claims.items() if claim > CLAIM})
        return found

    def worth(self, own: str) -> Mapping[str, int]:
        """What each feature counts in speeches of a manner (own: HOMELY or BRIEF, empty for any other)."""
        if own not in self.worths:
            self.worths[own] = _Worth(self.packed, own)
        return self.worths[own]

    def forget(self) -> None:
        """Drop what is remembered of the sentences met so far, as a program just started."""
        self.memo.clear()
        for cues in self._cues.values():
            cues.find.cache_clear()
        self.headings.find.cache_clear()

    def unpacked(self, totals: Iterable[int]) -> list[list[float]]:
        """The weights for each move in sums of packed ones.

        A packed weight is one number with a field for every move: adding up numbers adds up all fields at once.
        """
        # Raised by half its range no field borrows from the next; turning the highest bits makes signed numbers of them.
        zeros, size, unpack = self.zeros, self.fields.size, self.fields.unpack
        rows = [unpack((total + zeros ^ zeros).to_bytes(size, "little")) for total in totals]
        return [[field / FINENESS for field in row] for row in rows]

    def cues(self, plain: bool) -> Patterns:
        """The patterns looked for in a sentence, those that count in homely speeches alone only where `plain`.

        Made when the first such speech is met: most commands meet speeches of one kind.
        """
        if plain not in self._cues:
            self._cues[plain] = Patterns(self.sources, () if plain else self._homely)
        return self._cues[plain]

    def words_of(self, own: str, names: Callable[[str], Sequence[str]]) -> list[Group]:
        """The groups of the words as a speech has them whose manner is `own`: those of short speeches are nobody else's."""
        found = self.word_groups.get(own)
        if found is None:
            table = self.table(own, names)
            told = ["" if own != BRIEF and word.startswith(BRIEF_WORDS) else word for word in self.words]
            found = self.word_groups[own] = [table[word] for word in told]
        return found

    def table(self, own: str, names: Callable[..., Sequence[str]], *context: object) -> Groups:
        """The groups of one kind met so far; names(*context, key) are the features of a group.

        own: HOMELY or BRIEF, for each feature and the same again as such speeches' own; empty for the features alone.
        """
        kind = (names, own, *context)
        found = self.memo.get(kind)
        if found is None:
            found = self.memo[kind] = Groups(self, partial(names, *context), own)
        return found

    def label(self, move: int, step: int) -> str:
        """开场/称谓 and the like."""
        return self.labels[move][step]


def priors(moves: Sequence[Move]) -> dict[str, tuple[float, ...]]:
    """What the features of the cues count before anything is fitted; fitting pulls towards this."""
    rows: dict[str, tuple[float, ...]] = {}
    for place, move in enumerate(moves):
        for step in move.steps:
            own = f"{move.id}/{step.name}"
            for name, worth in (
                (f"提示：{own}", CUE_WEIGHT),
                (f"提示：{own}{STRONG}", CUE_WEIGHT),
                (f"一级标题：{own}", HEADING_WEIGHT),
                (f"下级标题：{own}", CUE_WEIGHT),
            ):
                rows[name] = tuple(worth if p == place else 0.0 for p in range(len(moves)))
    return rows
