"""Where a skeleton stands among the moves, and whether it is one (所在语步): range, move and step, freedom of its slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from drafter.language.heads import OPENING_VERBS
from drafter.mine.folding import Found
from drafter.mine.forms import LEAST_MATTER
from drafter.mine.measures import predictability
from drafter.mine.places import Hit
from drafter.mine.skeleton import COMMAS, OPEN, PIVOTS, REST, Skeleton, matter, substance, weight
from drafter.mine.steps import step_by_form
from drafter.mine.units import MASS, NUMBER, Unit

MOST_PREDICTABLE = 0.6
"""Share of the commonest filler above which an open slot is no slot but part of a fixed phrase."""
SHARE = 0.5
"""Part of a frame's occurrences that must stand in one move."""
SIGNAL = 0.7
"""Part of its occurrences a skeleton of little matter must have in one move to be a signal of it."""
LEAST_SIGNAL = 3
"""Characters a signal has at least."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a skeleton is judged by."""

    found: Sequence[Unit]
    least: int
    """Distinct speeches a frame must be seen in."""
    bonds: Collection[Skeleton]
    """First and last words that draw each other."""

    def signals(self, skeleton: Skeleton, places: Collection[int]) -> bool:
        """True when nearly all its places are of one move, in speeches enough: 总之，<…>, 我相信，<…>一定<…>.

        Running argument counts as a move of its own, for which nothing is a signal.
        """
        if len(places) <= self.least or matter(skeleton) >= LEAST_MATTER:
            return False
        literal = sum(len(key) for key in skeleton if key[0] != "<" and key not in COMMAS)
        alone = literal < LEAST_SIGNAL
        if alone and skeleton[1:] != ("，", REST):
            return False
        speeches = len({self.found[index].speech for index in places})
        if speeches <= self.least + alone:
            return False
        moves = Counter("" if self.found[index].step in MASS else self.found[index].move for index in places)
        if step_by_form("".join(skeleton), moves):
            return True
        move, number = min(moves.items(), key=lambda item: (-item[1], item[0]))
        # A single word and a comma is much used: it must be seen more.
        inside = {self.found[index].speech for index in places if self.found[index].move == move}
        return (
            bool(move)
            and number >= SIGNAL * len(places)
            and len(inside) >= (2 * self.least + 2 if alone else self.least + 1)
        )

    def judge(self, skeleton: Skeleton, hits: Sequence[Hit], signals: Collection[Skeleton]) -> Found | None:
        """The skeleton with its places; None where it is too rare, stands in no one move, or a slot is none."""
        if len({self.found[index].speech for index, _ in hits}) < self.least:
            return None
        opens = [number for number, key in enumerate(k for k in skeleton if k.startswith("<")) if key in (OPEN, REST)]
        if any(not _free([fillers[number] for _, fillers in hits]) for number in opens):
            # Always the same words: no slot. The skeleton with those words is proposed by itself.
            return None
        if skeleton in signals and not self.signals(skeleton, {index for index, _ in hits}):
            return None
        steps = Counter((self.found[index].move, self.found[index].step) for index, _ in hits)
        moves: Counter[str] = Counter()
        for (move, _), count in steps.items():
            moves[move] += count
        argument = 2 * sum(number for (_, step), number in steps.items() if step in MASS) >= len(hits)
        if (
            argument
            and len(skeleton) == 3
            and skeleton[1] == OPEN
            and weight(skeleton[0])
            and skeleton not in self.bonds
        ):
            # Any verb and any noun of action: 推动<…>发展.
            return None
        by_form = step_by_form("".join(skeleton).replace(NUMBER, "<点数>"), moves)
        if argument and not by_form and skeleton[-1] == REST and "要" not in skeleton and len(opens) == 1:
            # 改革开放以来，<…>: when it was is no formula.
            return None
        move, count = min(moves.items(), key=lambda item: (-item[1], item[0]))
        if not by_form and 3 * count <= 2 * len(hits) and moves["三点意见"] and _measure(skeleton):
            # 增强<…>能力: what is to be done, asked for in whatever move.
            by_form = ("三点意见", "任务部署")
        if count < SHARE * len(hits) and not by_form:
            # What is said wherever something is argued is a task, if most of it stands in the points.
            if moves["三点意见"] + moves["加强领导"] < SHARE * len(hits):
                return None
            by_form = ("三点意见", "任务部署")
        inside = {self.found[index].speech for index, _ in hits if by_form or self.found[index].move == move}
        wanted = self.least + (argument and not by_form) * (
            1 if skeleton in self.bonds or substance(skeleton) >= 6 else 2
        )
        if len(inside) < wanted or (wanted == len(inside) == self.least and not _rich(skeleton, signals)):
            return None
        if by_form:
            move, step = by_form
        else:
            step = min(((s, n) for (m, s), n in steps.items() if m == move), key=lambda item: (-item[1], item[0]))[0]
            if step == "称谓":
                step = "背景"
            if step in MASS and (skeleton[0] in _DOING or skeleton[0][-2:] in OPENING_VERBS):
                # Verb, object and slot is a measure, wherever the labeller saw it.
                step = "任务部署"
        if step in MASS and not any(key[0] == "<" for key in skeleton):
            # 不忘初心、牢记使命: a slogan.
            return None
        return Found(skeleton, tuple(hits), frozenset(self.found[index].speech for index, _ in hits), move, step)


_DOING = frozenset("发挥 支持 解决 巩固 提供 办好 保护 保障 开展 构建 集中".split())


def _measure(skeleton: Skeleton) -> bool:
    """True for verb, slot, object alone."""
    return len(skeleton) == 3 and skeleton[1] == OPEN and skeleton[0][-2:] in OPENING_VERBS


def _free(fillers: Sequence[str]) -> bool:
    """True for a slot that is filled differently; of three fillers one other is enough."""
    # What only holds another and a word more is the same: 以人民为中心, 贯彻以人民为中心.
    cores = [
        min((other for other in fillers if other in filler and len(other) > 3), key=len, default=filler)
        for filler in fillers
    ]
    return predictability(cores) <= MOST_PREDICTABLE or (len(cores) <= 3 and len(set(cores)) > 1)


def _rich(skeleton: Skeleton, signals: Collection[Skeleton]) -> bool:
    """True for what may be believed of the fewest speeches: it cannot be chance."""
    if not any(key[0] == "<" for key in skeleton) or skeleton[-1] == REST:
        return True
    return matter(skeleton) >= 5 or skeleton in signals or any(key in PIVOTS for key in skeleton)
