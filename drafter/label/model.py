"""The moves as data: steps, cues, features, weights, transitions (语步模型)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import repeat
from math import exp
from pathlib import Path
from struct import Struct
from typing import Any

from drafter.bank.model import move_id, name_taken
from drafter.errors import InvalidData
from drafter.label.cues import Patterns
from drafter.label.reasons import AT_EDGES, tellable
from drafter.shipped import shipped
from drafter.strict_yaml import Loaded, Path_, Value, load_bytes, read_bounded, shortened

JUNCTIONS = ("句间", "段间", "换节", "换条", "呼语", "接条", "转段", "转述")
"""Where a sentence stands to the one before it: each has transition weights of its own, but 转段, a new paragraph of a
homely speech (see features.manner), goes by those of 段间 where it has none, and 转述, where within a paragraph of a
short one with points telling what was done or is wrong begins or ends, by those of 句间."""
LIKE = {"转段": "段间", "转述": "句间"}
"""Junction -> the one whose weights it goes by where it has none."""
START = "起"
"""Pseudo-move before the first sentence, in the transitions under 段间."""

Group = tuple[tuple[str, ...], int, tuple[str, ...]]
"""Names of features, what they add up to for each move (see `Lexicon.unpacked`), and which of them may be named as
a reason."""
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
STEEPEST = 30.0
"""Bound of a transition weight: eight of them in a row are far from what a number can hold."""
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
ADDED = 3.5
"""How much more a cue says within its move where it is of a step an office added to one: the office knows what it calls
so, and a single such cue is to outweigh all that is said of the other steps in a sentence (decode.MOST)."""
OF_CUES = ("提示：", "一级标题：", "下级标题：")
"""What the names of the features begin with that a step has through its own cues."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a step (提示语)."""

    pattern: str
    weight: float = 1.0
    """For its move, against other moves."""
    within: float = 1.0
    """For its step, against the other steps of the move (定步)."""
    homely: bool = False
    """Whether it counts in homely speeches alone (口语; see features.homely)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a move (步骤)."""

    name: str
    description: str = ""
    cues: tuple[Cue, ...] = ()
    headings: tuple[str, ...] = ()
    """Patterns for headings that announce this step."""
    inner: tuple[Cue, ...] = ()
    """Cues that tell this step from the others of its move and say nothing of the move (定步)."""
    default: bool = False
    """Taken where a passage of the move shows no cue (默认)."""


@dataclass(frozen=True, slots=True)
class Move:
    """A rhetorical move (语步)."""

    id: str
    """Stable; weights and transitions go by it."""
    name: str
    """What writers see."""
    description: str = ""
    steps: tuple[Step, ...] = ()
    parent: str = ""
    """The move whose weights it takes over (承接)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything the labeller knows. Made by `load_model` or `learn`; read only."""

    moves: tuple[Move, ...]
    features: Mapping[str, str]
    """Name → regular expression of the word features."""
    weights: Mapping[str, Mapping[str, float]]
    """Feature → move id → weight."""
    transitions: Mapping[str, Mapping[str, Mapping[str, float]]]
    """Junction → move id before → move id after → weight."""
    lexicon: Lexicon = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lexicon", Lexicon(self))

    def names(self) -> tuple[str, ...]:
        """Names of the moves, in order."""
        return tuple(move.name for move in self.moves)


class Groups(dict[Any, Group]):
    """Groups of one kind by what tells them apart, each worked out when first asked for.

    With too many to be worth keeping it is emptied.
    """

    __slots__ = ("lexicon", "names", "own")

    def __init__(self, lexicon: Lexicon, names: Callable[[Any], Sequence[str]], own: str) -> None:
        self.lexicon = lexicon
        self.names = names
        self.own = own

    def __missing__(self, key: object) -> Group:
        if len(self) >= MEMO:
            self.clear()
        names = self.names(key)
        if self.own:
            names = [*names, *(self.own + name for name in names)]
        group = self[key] = self.lexicon.group(names)
        return group


class Lexicon:
    """The patterns and weights of a model laid out for speed. Internal to the package."""

    __slots__ = (
        "_homely_cues",
        "_own_words",
        "ahead",
        "announcing",
        "children",
        "counted",
        "cue_owner",
        "cue_steps",
        "cues",
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
        "start",
        "step_names",
        "step_of",
        "tellable",
        "usual",
        "votes",
        "word_groups",
        "word_sorts",
        "words",
        "zeros",
    )

    def __init__(self, model: Model) -> None:
        self.ids = tuple(move.id for move in model.moves)
        names = [[step.name for step in move.steps] for move in model.moves]
        # Move → its usual step, and the one that announces, -1 for none.
        self.usual = [next((n for n, step in enumerate(move.steps) if step.default), 0) for move in model.moves]
        self.announcing = [row.index(ANNOUNCING) if ANNOUNCING in row else -1 for row in names]
        self.labels = [[f"{move.id}/{step.name}" for step in move.steps] for move in model.moves]
        self.cue_owner: list[tuple[int, int, float]] = []
        self.heading_owner: list[tuple[int, int]] = []
        patterns: list[str] = []
        headings: list[str] = []
        votes: list[tuple[int, int, float]] = []
        inner: list[tuple[int, int, Cue]] = []
        homely: set[int] = set()
        for place, move in enumerate(model.moves):
            for order, step in enumerate(move.steps):
                for cue in step.cues:
                    if cue.homely:
                        homely.add(len(patterns))
                    patterns.append(cue.pattern)
                    self.cue_owner.append((place, order, cue.weight))
                    votes.append((place, order, cue.within))
                inner += [(place, order, cue) for cue in step.inner]
                for heading in step.headings:
                    headings.append(heading)
                    self.heading_owner.append((place, order))
        self.first_word = len(patterns)
        self.words = tuple("词：" + name for name in model.features)
        everything = [*patterns, *model.features.values(), *(cue.pattern for _, _, cue in inner)]
        self.cues = Patterns(everything, homely)
        self._homely_cues: Patterns | None = None
        # Move → what a match says of the steps within it: pattern → (step, weight).
        self.votes: list[dict[int, tuple[int, float]]] = [{} for _ in self.ids]
        inner_votes = [(place, order, cue.within) for place, order, cue in inner]
        for first, owned in ((0, votes), (len(patterns) + len(self.words), inner_votes)):
            for number, (place, order, within) in enumerate(owned, first):
                self.votes[place][number] = (order, within)
        self.headings = Patterns(headings)
        parents = {move.id: move.parent for move in model.moves}
        known = {move for name, row in model.weights.items() if not name.startswith(OF_CUES) for move in row}

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
        for name, row in model.weights.items():
            self.rows[name] = tuple(row.get(move, 0.0) for move in sources)
        # A cue nobody fitted, of a move an office added for one, speaks with a fixed weight.
        for name, prior in priors(model.moves).items():
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
        for name, values in self.rows.items():
            for place, weight in enumerate(values):
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
            table = model.transitions.get(junction) or model.transitions.get(LIKE.get(junction, ""), {})
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
        opening = model.transitions.get("段间", {}).get(START, {})
        self.start = [opening.get(move, 0.0) for move in sources]

    def _prepare(self) -> None:
        self.memo: dict[tuple[object, ...], Groups] = {}
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
        # What counts of cues before and behind are called, by move and count, and where the running counts keep them.
        self.counted = {
            side: [([f"{side}{move}：{n}" for n in range(4)], FIELD * place) for place, move in enumerate(self.ids)]
            for side in ("前窗", "后窗")
        }
        self.ahead = frozenset(step for step, name in enumerate(self.step_names) if name in AHEAD)
        self._own_words: dict[str, list[Group]] = {}
        self.word_groups = [self.group(() if name.startswith(BRIEF_WORDS) else (name,)) for name in self.words]
        fields = {name: sum(1 << FIELD * place for place in places) for name, places in TENSES.items()}
        sorts = {name: 1 << place for place, names in enumerate(SORTS.values()) for name in names}
        # Step of a cue, or word -> what of SORTS it says, as bits.
        self.sorts = [sorts.get(name, 0) for name in self.step_names]
        self.word_sorts = [sorts.get(name, 0) for name in self.words]
        self.packs = {self.first_word + n: fields[name] for n, name in enumerate(self.words) if name in fields}

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

    def group(self, names: Sequence[str]) -> Group:
        """`names` and what they add up to for each move."""
        return tuple(names), sum(map(self.packed.get, names, repeat(0))), tuple(self.tellable.intersection(names))

    def forget(self) -> None:
        """Drop what is remembered of the sentences met so far, as a program just started."""
        self.memo.clear()
        self._own_words.clear()
        self.cues.find.cache_clear()
        self._homely_cues = None
        self.headings.find.cache_clear()

    def unpacked(self, totals: Iterable[int]) -> list[list[float]]:
        """The weights for each move in sums of packed ones.

        A packed weight is one number with a field for every move: adding up numbers adds up all fields at once.
        """
        # Raised by half its range no field borrows from the next; turning the highest bits makes signed numbers of them.
        zeros, size, unpack = self.zeros, self.fields.size, self.fields.unpack
        rows = [unpack((total + zeros ^ zeros).to_bytes(size, "little")) for total in totals]
        return [[field / FINENESS for field in row] for row in rows]

    def homely_cues(self) -> Patterns:
        """`cues` and those that count in homely speeches alone; made when the first such speech is met."""
        if self._homely_cues is None:
            self._homely_cues = Patterns(self.cues.sources)
        return self._homely_cues

    def words_of(self, own: str, names: Callable[[str], Sequence[str]]) -> list[Group]:
        """The groups of the words as a speech has them whose manner is `own`: those of short speeches are nobody else's."""
        if own not in self._own_words:
            table = self.table(own, names)
            told = [own == BRIEF or not word.startswith(BRIEF_WORDS) for word in self.words]
            self._own_words[own] = [
                table[word] if any_ else ((), 0, ()) for word, any_ in zip(self.words, told, strict=True)
            ]
        return self._own_words[own]

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


def load_model(path: Path | Sequence[Path]) -> Model:
    """Read moves from one YAML file, or from several of which later ones add to and override earlier ones.

    A move with a known 编号 replaces name and description and adds its steps, one with a known 名称 alone adds its steps
    too; a step of a known name adds
    its cues, of which one with a known 式 replaces the one there. Raises UnreadableFile, InvalidData (all faults at once, with lines).
    The patterns of the file that comes with the program are not compiled here, which would take longer than labelling
    a speech: a fault in one shows when it is first looked for.
    """
    paths = [path] if isinstance(path, Path) else list(path)
    own = shipped("phrasebank") / "moves.yaml"
    return _model(tuple((str(each), read_bounded(each), each == own) for each in paths))


@lru_cache(maxsize=4)
def _model(files: tuple[tuple[str, bytes, bool], ...]) -> Model:
    """The model out of its files: the name of each, its bytes, and whether its patterns are known to compile.

    Kept for a process that mines or labels again and again.
    """
    reader = _Reader()
    for name, data, reader.tried in files:
        reader.take(load_bytes(data, name))
    reader.close()
    if reader.problems:
        raise InvalidData(reader.problems)
    if not reader.moves:
        raise InvalidData([f"{files[-1][0] if files else '语步文件'}：没有语步，请在“语步”下至少写一个"])
    return Model(tuple(reader.moves.values()), reader.features, reader.weights, reader.transitions)


def default_model() -> Model:
    """The model shipped with the program."""
    return load_model(shipped("phrasebank") / "moves.yaml")


def _merged(cues: Sequence[Cue], further: Sequence[Cue]) -> tuple[Cue, ...]:
    """Cues and further ones; one of the same pattern takes the place of the one before."""
    anew = {cue.pattern: cue for cue in further}
    kept = tuple(anew.pop(cue.pattern, cue) for cue in cues)
    return (*kept, *anew.values())


class _Reader:
    """Takes YAML documents one after another and notes every fault."""

    def __init__(self) -> None:
        self.moves: dict[str, Move] = {}
        self.features: dict[str, str] = {}
        self.weights: dict[str, dict[str, float]] = {}
        self.transitions: dict[str, dict[str, dict[str, float]]] = {}
        self.problems: list[str] = []
        self.heirs: list[tuple[Loaded, Path_, str]] = []
        """Where a move takes over another's weights, and whose."""
        self.tried = False
        """Whether the patterns of the document being taken are known to compile."""

    def close(self) -> None:
        """Look at what can only be told when all files are read."""
        for loaded, path, parent in self.heirs:
            if parent not in self.moves:
                self._fault(loaded, path, f"没有编号为“{parent}”的语步，有：{'、'.join(self.moves)}")
            elif self._circles(parent):
                self._fault(loaded, path, f"绕了一圈又承接到自己，请把“承接: {parent}”改成另一个语步或删去")

    def _circles(self, move: str) -> bool:
        """Whether the parents of a move (承接) lead back to it."""
        seen = {move}
        at = self.moves[move].parent
        while at and at in self.moves:
            if at in seen:
                return at == move
            seen.add(at)
            at = self.moves[at].parent
        return False

    def take(self, loaded: Loaded) -> None:
        root = self._mapping(loaded, loaded.value, (), ("语步", "特征", "权重", "转移"))
        for index, value in enumerate(self._list(loaded, root.get("语步"), ("语步",))):
            self._move(loaded, value, ("语步", index))
        for name, pattern in self._mapping(loaded, root.get("特征"), ("特征",)).items():
            if text := self._pattern(loaded, pattern, ("特征", name)):
                self.features[name] = text
        for name, row in self._mapping(loaded, root.get("权重"), ("权重",)).items():
            self.weights[name] = self._numbers(loaded, row, ("权重", name))
        for junction, table in self._mapping(loaded, root.get("转移"), ("转移",), JUNCTIONS).items():
            rows = self.transitions.setdefault(junction, {})
            for before, row in self._mapping(loaded, table, ("转移", junction)).items():
                rows[before] = self._numbers(loaded, row, ("转移", junction, before), STEEPEST)

    def _move(self, loaded: Loaded, value: Value, path: Path_) -> None:
        entry = self._mapping(loaded, value, path, ("编号", "名称", "说明", "步骤", "承接"))
        if not self._text(loaded, entry.get("编号") or entry.get("名称"), (*path, "编号")):
            return
        given, called = (value.strip() if isinstance(value := entry.get(key), str) else "" for key in ("编号", "名称"))
        known = {each: move.name for each, move in self.moves.items()}
        id_ = move_id(given, called, known)
        if not id_:
            self._fault(loaded, (*path, "名称"), f"里的{name_taken(called, known)}")
            return
        old = self.moves.get(id_, Move(id_, id_))
        steps = {step.name: step for step in old.steps}
        for index, each in enumerate(self._list(loaded, entry.get("步骤"), (*path, "步骤"))):
            where = (*path, "步骤", index)
            fields = self._mapping(loaded, each, where, ("名称", "说明", "提示", "口语", "定步", "标题", "默认"))
            name = self._text(loaded, fields.get("名称"), (*where, "名称"))
            if not name:
                continue
            step = steps.get(name, Step(name))
            within = ADDED if old.steps and name not in steps else 1.0
            cues = [
                cue
                for n, raw in enumerate(self._list(loaded, fields.get("提示"), (*where, "提示")))
                if (cue := self._cue(loaded, raw, (*where, "提示", n), within))
            ]
            cues += [
                replace(cue, homely=True)
                for n, raw in enumerate(self._list(loaded, fields.get("口语"), (*where, "口语")))
                if (cue := self._cue(loaded, raw, (*where, "口语", n), within))
            ]
            inner = [
                cue
                for n, raw in enumerate(self._list(loaded, fields.get("定步"), (*where, "定步")))
                if (cue := self._cue(loaded, raw, (*where, "定步", n), within))
            ]
            headings = [
                text
                for n, raw in enumerate(self._list(loaded, fields.get("标题"), (*where, "标题")))
                if (text := self._pattern(loaded, raw, (*where, "标题", n)))
            ]
            description = fields.get("说明")
            steps[name] = Step(
                name,
                description if isinstance(description, str) else step.description,
                _merged(step.cues, cues),
                (*step.headings, *headings),
                _merged(step.inner, inner),
                step.default if fields.get("默认") is None else fields.get("默认") == "是",
            )
        description, parent = entry.get("说明"), entry.get("承接")
        if isinstance(parent, str):
            self.heirs.append((loaded, (*path, "承接"), parent))
        self.moves[id_] = Move(
            id_,
            called or old.name,
            description if isinstance(description, str) else old.description,
            tuple(steps.values()),
            parent if isinstance(parent, str) else old.parent,
        )

    def _cue(self, loaded: Loaded, value: Value, path: Path_, usual: float) -> Cue | None:
        """usual: how many times its weight a cue says within its move, where it is not told (定步)."""
        if not isinstance(value, dict):
            text = self._pattern(loaded, value, path)
            return Cue(text, within=usual) if text else None
        entry = self._mapping(loaded, value, path, ("式", "权重", "定步"))
        text = self._pattern(loaded, entry.get("式"), (*path, "式"))
        weight = self._number(loaded, entry.get("权重", "1"), (*path, "权重"), least=0)
        within = weight * usual
        if "定步" in entry:
            within = self._number(loaded, entry["定步"], (*path, "定步"), least=0)
        return Cue(text, weight, within) if text else None

    def _pattern(self, loaded: Loaded, value: Value, path: Path_) -> str:
        text = self._text(loaded, value, path)
        if self.tried:
            return text
        try:
            re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            place = getattr(error, "pos", None)
            where = f"毛病在第 {place + 1} 个字符，" if place is not None else ""
            self._fault(
                loaded, path, f"里的“{shortened(text)}”不是合法的正则表达式（{where}常见的是括号没有配对），请改正"
            )
            return ""
        if text and re.search(r"[)+*}][+*{]", text) and re.search(r"\([^)]*[+*][^)]*\)[+*{]", text):
            self._fault(loaded, path, f"里的“{shortened(text)}”重复里又套重复，会慢得停不下来，请改写")
            return ""
        return text

    def _text(self, loaded: Loaded, value: Value, path: Path_) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._fault(loaded, path, "应当写一段文字")
        return ""

    def _number(
        self, loaded: Loaded, value: Value, path: Path_, most: float = 1000, least: float | None = None
    ) -> float:
        try:
            number = float(value) if isinstance(value, str) else float("nan")
        except ValueError:
            number = float("nan")
        low = -most if least is None else least
        if not low <= number <= most:
            self._fault(loaded, path, f"应当是一个数（{low:g} 到 {most:g}）")
            return 0.0
        return number

    def _numbers(self, loaded: Loaded, value: Value, path: Path_, most: float = 1000) -> dict[str, float]:
        cells = self._mapping(loaded, value, path).items()
        return {key: self._number(loaded, raw, (*path, key), most) for key, raw in cells}

    def _list(self, loaded: Loaded, value: Value, path: Path_) -> list[Value]:
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self._fault(loaded, path, "应当是一个列表（每行以“- ”起头）")
        return []

    def _mapping(self, loaded: Loaded, value: Value, path: Path_, keys: Sequence[str] = ()) -> dict[str, Value]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._fault(loaded, path, "应当写成“键: 值”")
            return {}
        if keys:
            for key in value:
                if key not in keys:
                    self._fault(loaded, (*path, key), f"不认识“{key}”，这里可以写：{'、'.join(keys)}")
        return value

    def _fault(self, loaded: Loaded, path: Path_, message: str) -> None:
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if path and isinstance(path[-1], int):
            name += f"第 {path[-1] + 1} 条"
        self.problems.append(f"{loaded.name} 第 {loaded.line(path)} 行：{f'“{name}”' if name else ''}{message}")
