"""In which steps a skeleton recurs (所在步骤), as the labeller has them, and whether it is one: range, freedom of slots.

A formula belongs to the step most of its places are in, and to any other that draws it: where it recurs in distinct
speeches more often than the length of that step alone would have it. Each is a frame of its own with the places of its
step alone, one step a move.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafter.language.words import tagged
from drafter.mine.folding import Found
from drafter.mine.forms import LEAST_MATTER
from drafter.mine.measures import cores, log_likelihood, predictability
from drafter.mine.places import Hit
from drafter.mine.repeats import Repeats
from drafter.mine.skeleton import COMMAS, OPEN, PIVOTS, REST, Skeleton, announces, matter, substance, weight
from drafter.mine.units import MASS, Unit

MOST_PREDICTABLE = 0.6
"""Share of the commonest filler above which an open slot is no slot but part of a fixed phrase."""
SIGNAL = 0.6
"""Part of its occurrences a skeleton of little matter must have in one move to be a signal of it."""
SURE = 15.1
"""Log-likelihood from which a signal is drawn by its move and not by chance: p < 0.0001 at one degree of freedom."""
ANNOUNCED = "领起"
"""The step of what announces the points."""
LEAST_SIGNAL = 3
"""Characters a signal has at least."""

Step = tuple[str, str]
"""(move, step)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a skeleton is judged by."""

    found: Sequence[Unit]
    least: int
    """Distinct speeches a frame must be seen in."""
    lengths: Mapping[Step, int]
    """Step -> sentences it has in all."""
    repeats: Repeats

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
        move, number = min(moves.items(), key=lambda item: (-item[1], item[0]))
        if not move or number < SIGNAL * len(places):
            return False
        length = sum(own for (of, step), own in self.lengths.items() if of == move and step not in MASS)
        inside = {self.found[index].speech for index in places if self.found[index].move == move}
        return len(inside) > self.least and log_likelihood(number, len(places), length, len(self.found)) >= SURE

    def judge(self, skeleton: Skeleton, hits: Sequence[Hit], signals: Collection[Skeleton]) -> list[Found]:
        """The skeleton with its places, once a move it belongs to; none where it is too rare or a slot is none."""
        if len({self.found[index].speech for index, _ in hits}) < self.least:
            return []
        if skeleton in signals and not announces(skeleton) and not self.signals(skeleton, {index for index, _ in hits}):
            return []
        hits = self.repeats.independent(skeleton, hits)
        if announces(skeleton):
            # Wherever the labeller has it, what announces points is nothing but that.
            hits = [hit for hit in hits if self.found[hit[0]].step == ANNOUNCED]
        if len(self._speeches(hits)) < self.least:
            return []
        moves: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            moves[self.found[hit[0]].move].append(hit)
        argument = 2 * sum(self.found[index].step in MASS for index, _ in hits) >= len(hits)
        if argument and len(skeleton) == 3 and skeleton[1] == OPEN and weight(skeleton[0]):
            # Any verb and any noun of action: 推动<…>高质量发展.
            return []
        # What leaves nothing open tells a step only where most of its places are: 我完全赞同, not 抓好贯彻落实.
        closed = not any(key[0] == "<" for key in skeleton)
        most = max(map(len, moves.values()))
        kept: list[Found] = []
        for move in sorted(moves):
            own = moves[move]
            if closed and len(own) < SIGNAL * len(hits):
                continue
            length = sum(number for (of, _), number in self.lengths.items() if of == move)
            drawn = len(own) * len(self.found) >= len(hits) * length
            if (len(own) == most or drawn) and self._recurs(skeleton, own, signals):
                step = self._step(own)
                inside = [hit for hit in own if self.found[hit[0]].step == step]
                speeches = self._speeches(inside)
                if (
                    len(speeches) >= self.least
                    and self._draws(move, step, len(inside), len(hits))
                    and self._formula(skeleton, step, inside)
                ):
                    kept.append(Found(skeleton, tuple(inside), speeches, move, step))
        return kept

    def _draws(self, move: str, step: str, inside: int, everywhere: int) -> bool:
        """Whether a step may call a skeleton its own: half of all places are in it, or far more than chance would have."""
        if step in MASS or 2 * inside >= everywhere:
            return True
        return log_likelihood(inside, everywhere, self.lengths[move, step], len(self.found)) >= SURE

    def _speeches(self, hits: Iterable[Hit]) -> frozenset[int]:
        return frozenset(self.found[index].speech for index, _ in hits)

    def _step(self, hits: Sequence[Hit]) -> str:
        """The step half of these places of one move are in or more; else, of those it recurs in, the one that draws it most."""
        steps: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            steps[self.found[hit[0]].step].append(hit)
        move = self.found[hits[0][0]].move

        def worth(step: str) -> tuple[bool, bool, float, str]:
            own = steps[step]
            recurs = len(self._speeches(own)) >= self.least
            return (2 * len(own) < len(hits), not recurs, -len(own) / self.lengths[move, step], step)

        return min(steps, key=worth)

    def _recurs(self, skeleton: Skeleton, hits: Sequence[Hit], signals: Collection[Skeleton]) -> bool:
        """Whether these places in one move are in speeches enough."""
        argument = 2 * sum(self.found[index].step in MASS for index, _ in hits) >= len(hits)
        speeches = len(self._speeches(hits))
        wanted = self.least + argument * (1 if substance(skeleton) >= 6 else 2)
        return speeches >= wanted and (speeches > self.least or _rich(skeleton, signals))

    def _formula(self, skeleton: Skeleton, step: str, hits: Sequence[Hit]) -> bool:
        """Whether what stands in these places of one step is one, with slots that are free."""
        opens = [number for number, key in enumerate(k for k in skeleton if k[0] == "<") if key in (OPEN, REST)]
        said = [key for key in skeleton if key[0] != "<" and key[0] not in "，、：。！"]
        if skeleton[-1] == REST and len(said) == 1 and (said[0] in _HERE or said[0].endswith("以来")):
            # 下面，<…>, 长期以来，<…>: it says where in the speech one is or since when, and the formula is what follows.
            return False
        if step in MASS:
            if skeleton[-1] == REST and "要" not in skeleton and len(opens) == 1:
                # 改革开放以来，<…>: when it was is no formula.
                return False
            if not any(key[0] == "<" for key in skeleton):
                # 不忘初心、牢记使命: a slogan.
                return False
        topical = [number for number, key in enumerate(k for k in skeleton if k[0] == "<") if key in _TOPICAL]
        if any(len({fillers[number] for _, fillers in hits}) == 1 for number in topical):
            # Always of the same subject: what one field says of itself, 工会工作是…的重要组成部分.
            return False
        if any(bound(skeleton, number, hits) for number in range(sum(key[0] == "<" for key in skeleton))):
            return False
        # Always the same words: no slot. The skeleton with those words is proposed by itself.
        return all(_free([fillers[number] for _, fillers in hits]) for number in opens)


_HERE = frozenset("下面 这里 在这里 在此 最后 首先 现在 接下来 另外 同时 此外 今天".split())
_TOPICAL = frozenset(("<主题>", "<主题工作>"))


def bound(skeleton: Skeleton, number: int, hits: Sequence[Hit]) -> bool:
    """Whether all that stands in a slot ends in one word that belongs to what follows: 接受<省政协, 政协>民主监督."""
    at = [position for position, key in enumerate(skeleton) if key[0] == "<"][number]
    after = skeleton[at + 1] if at + 1 < len(skeleton) else "，"
    if skeleton[at] != OPEN or not weight(after) or not tagged(after)[-1][1].startswith("n"):
        return False
    return len({fillers[number][-2:] for _, fillers in hits}) == 1


def _free(fillers: Sequence[str]) -> bool:
    """True for a slot that is filled differently; of three fillers one other is enough."""
    said = cores(fillers)
    return predictability(said) <= MOST_PREDICTABLE or (len(said) <= 3 and len(set(said)) > 1)


def _rich(skeleton: Skeleton, signals: Collection[Skeleton]) -> bool:
    """True for what may be believed of the fewest speeches: it cannot be chance."""
    if not any(key[0] == "<" for key in skeleton) or skeleton[-1] == REST:
        return True
    if any(key in PIVOTS for key in skeleton):
        return True
    # 推进<…>常态化长效化: words that may meet by themselves.
    plain = all(weight(key) for key in skeleton if key[0] != "<")
    return skeleton in signals or (matter(skeleton) >= 5 and not plain)
