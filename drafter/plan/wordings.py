"""How close a point is to what a topic is called (措辞相近): by the words they share, the rarer the weightier.

No dictionary is loaded, which would take as long as a whole outline: what the names of the topics begin and end with
are words enough. A word that many fields use (管理, 服务, 农村) weighs little, one that a single field uses weighs
most, and so does whatever no topic knows: it is what the point is about, and a topic that leaves it out is another.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.bank.model import Topic
from drafter.plan.having import Having

EXACT, SYNONYM, CONTAINED = 1.0, 0.86, 0.82
LIGHTEST = 0.12
"""What a character of a word all fields use weighs; one of a word that a single field uses weighs 1."""
ATOM = 3
"""A wording of so few characters is one word: a part of it says nothing (停车难 is not 打车难)."""
LEAST_SHARED, LEAST_KNOWN = 0.3, 0.6
"""Of the best wording's weight, and of the point's weight in all wordings together, so much must be shared."""
MOST = 0.8
"""Of the longer one's weight a wording of two characters must make up so much."""
WEIGHTY = 0.5
"""At least one shared word must weigh so much: with 服务保障 alone nothing is said."""
JOINT, IN_A_LINE = 0.6, 0.7
"""What a pair of characters that no topic has weighs, and one that stands in a line of content only."""
HEARD = 5
"""Two characters that fewer topics than this have side by side may be but the joint of two words (核对|校核)."""
KEPT = 2048
"""Points whose neighbours are remembered, and wordings whose rarity is."""
_GLUE = frozenset("的了和与及或等让把对以在中要上下好")


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a point is to a topic, 0 to 1, and the wording of the topic that came closest."""

    score: float
    by: str


class Wordings:
    """The names and synonyms of all topics, ready to be compared with. Pure after it is built."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = topics
        self._names = [topic.names for topic in topics]
        users: dict[str, set[str]] = defaultdict(set)
        for topic, names in zip(topics, self._names, strict=True):
            for name in names:
                for word in (name[:2], name[-2:]) if len(name) > ATOM else (name[:2],):
                    users[word].add(topic.field)
        most = math.log(max(2, len({topic.field for topic in topics})))
        self._weights = {
            word: max(LIGHTEST, 1 - math.log(len(fields)) / most) for word, fields in users.items() if len(word) == 2
        }
        self._called = Having([f"|{'|'.join(names)}" for names in self._names])
        """The topics by their names, each behind a stroke."""
        self._heavy: dict[str, float] = {}
        """Wording → its weight, worked out when it is first compared."""
        self._found: dict[str, dict[int, Closeness]] = {}
        """Point → what comes near it, worked out when it is first asked for."""
        self._rare: dict[str, float] = {}
        """Pair of characters → its rarity, worked out when it is first asked for, as are the next."""
        self._rarities: dict[str, dict[str, float]] = {}
        """Wording → what `_rarity` gives for it: each is held against the lines of many topics."""
        self._bursts: dict[str, float] = {}
        """Pair of characters → how much it keeps to few topics, worked out when it is first asked for."""
        self._tellers: dict[str, list[tuple[int, float]]] = {}
        """Pair of characters → (topic that says it, how much that counts)."""

    def near(self, point: str) -> dict[int, Closeness]:
        """Index of each topic that comes near the point → how near; not to be changed."""
        if point not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[point] = self._near(point)
        return self._found[point]

    def _near(self, point: str) -> dict[int, Closeness]:
        weights = self._weigh(point)
        whole = sum(weights)
        pairs = [(at, point[at : at + 2]) for at in range(len(point) - 1)]
        telling = [pair for at, pair in pairs if max(weights[at], weights[at + 1]) >= WEIGHTY]
        found: dict[int, Closeness] = {}
        having = set(self.named(point)).union(*(self._called[word] for word in telling))
        for index in sorted(having):
            close = self._closeness(point, pairs, weights, whole, self._names[index])
            if close.score > 0:
                found[index] = close
        return found

    def _holders(self, pair: str) -> list[int]:
        """Index of each topic that says a pair of characters."""
        return self._said[pair]

    def foresee(self, wordings: Iterable[str]) -> None:
        """Look for the pairs of characters of all these wordings at once, where they are so many that it saves time."""
        pairs = sorted({wording[at : at + 2] for wording in wordings for at in range(len(wording) - 1)})
        self._said.foresee(pairs)
        self._called.foresee([*pairs, *(f"|{pair}" for pair in pairs)])

    def is_name(self, point: str) -> bool:
        """Whether some topic is called so."""
        return any(point in self._names[index] for index in self.named(point))

    def named(self, point: str) -> list[int]:
        """Index of each topic that has the point in its name or a synonym."""
        return self._called[point]

    def opening(self, wording: str) -> list[int]:
        """Index of each topic that has a name or a synonym that begins with a pair of characters of the wording."""
        pairs = {wording[at : at + 2] for at in range(len(wording) - 1)}
        return sorted({index for pair in pairs for index in self._called[f"|{pair}"]})

    def told(self, point: str) -> list[tuple[float, int]]:
        """(share, index) of each topic: of the point's rarity how much stands in what the topic says, best first.

        A pair of characters weighs log(topics / topics that have it), the idf of Spärck Jones (1972); one that no
        topic has weighs as a rare one does, for less: it may be the joint of two words.
        """
        rarity = self._rarity(point)
        pairs = [point[at : at + 2] for at in range(len(point) - 1)]
        whole = sum(rarity[pair] for pair in pairs)
        told: dict[int, float] = defaultdict(float)
        for pair in pairs:
            if pair not in self._tellers:
                self._tellers[pair] = [
                    (index, 1.0 if pair in self._briefs[index] else IN_A_LINE) for index in self._holders(pair)
                ]
            for index, counts in self._tellers[pair]:
                told[index] += rarity[pair] * counts
        found = [(share / whole, index) for index, share in told.items() if share > 0]
        return sorted(found, key=lambda row: (-row[0], row[1]))

    def having(self, words: Collection[str]) -> list[int]:
        """Index of each topic whose names, aims, phrases or headings have any of the words."""
        return sorted({index for word in words for index in self._in_short[word]})

    def share(self, wording: str, text: str) -> float:
        """How much of the rarity of a wording's pairs of characters stands in `text`, 0 to 1; see `told`."""
        rarity = self._rarity(wording)
        whole = sum(rarity.values())
        return sum(weight for pair, weight in rarity.items() if pair in text) / whole if whole > 0 else 0.0

    def rarest_shared(self, wording: str, text: str) -> float:
        """The weight of the rarest pair of characters of a wording that stands in `text` (idf, see `told`); 0 for none."""
        return max((weight for pair, weight in self._rarity(wording).items() if pair in text), default=0.0)

    def _rarity(self, wording: str) -> dict[str, float]:
        """The rarity of each pair of characters of a wording; not to be changed."""
        if wording not in self._rarities:
            if len(self._rarities) >= KEPT:
                self._rarities.clear()
            self._rarities[wording] = self._rare_pairs(wording)
        return self._rarities[wording]

    def _rare_pairs(self, wording: str) -> dict[str, float]:
        pairs = dict.fromkeys(wording[at : at + 2] for at in range(len(wording) - 1))
        most = math.log(max(2, len(self._bodies)))
        found: dict[str, float] = {}
        for pair in pairs:
            if pair not in self._rare:
                holders = len(self._holders(pair))
                self._rare[pair] = most - math.log(holders + 0.5) if holders else most * JOINT
            found[pair] = self._rare[pair]
        return found

    def known(self, word: str) -> bool:
        """Whether any topic says the word."""
        return bool(self._holders(word))

    def says(self, index: int, word: str) -> bool:
        """Whether a topic has the word anywhere in what it says."""
        return word in self._bodies[index]

    def few(self, word: str, share: float) -> bool:
        """Whether no more than a share of all topics has a word, 0 to 1."""
        return len(self._holders(word)) <= share * len(self._bodies)

    def times(self, index: int, word: str) -> int:
        """How often a topic says a word."""
        return self._bodies[index].count(word)

    def burst(self, word: str) -> float:
        """How much a word keeps to few topics, though they say it often (residual idf, bits)."""
        if word not in self._bursts:
            having = self._holders(word)
            times = sum(self._bodies[index].count(word) for index in having)
            self._bursts[word] = residual(len(self._bodies), len(having), times)
        return self._bursts[word]

    def rarest(self, point: str) -> float:
        """How much the word of `point` that fewest fields use is one field's own, 0 to 1 (1 too where none uses it)."""
        return max(self._weigh(point), default=0.0)

    @cached_property
    def _briefs(self) -> list[str]:
        """What each topic says in short: names, aims, phrases, headings."""
        return [
            "|".join((*names, *topic.aims, *topic.phrases, *(m.heading for g in topic.groups for m in g.measures)))
            for topic, names in zip(self._topics, self._names, strict=True)
        ]

    @cached_property
    def _in_short(self) -> Having:
        """The topics by what they say in short."""
        return Having(self._briefs)

    @cached_property
    def _bodies(self) -> list[str]:
        """All each topic says."""
        return [
            "|".join((brief, *(m.text for g in topic.groups for m in g.measures)))
            for topic, brief in zip(self._topics, self._briefs, strict=True)
        ]

    @cached_property
    def _said(self) -> Having:
        """The topics by all they say."""
        return Having(self._bodies)

    def _weight(self, name: str) -> float:
        if name not in self._heavy:
            self._heavy[name] = sum(self._weigh(name))
        return self._heavy[name]

    def _weigh(self, text: str) -> list[float]:
        """The weight of each character: that of the word it stands in."""
        found: list[float] = []
        while len(found) < len(text):
            at = len(found)
            word = text[at : at + 2]
            if word in self._weights:
                found += [self._weights[word]] * 2
            else:
                found.append(LIGHTEST if text[at] in _GLUE else 1.0)
        return found

    def _closeness(
        self, point: str, pairs: Sequence[tuple[int, str]], weights: Sequence[float], whole: float, names: Sequence[str]
    ) -> Closeness:
        """pairs: where each pair of characters of the point begins."""
        known: set[int] = set()
        rows: list[tuple[float, bool, str]] = []
        """(share of the two wordings that is common, one holds the other, the wording)"""
        for name in names:
            if name == point:
                return Closeness(EXACT if name == names[0] else SYNONYM, name)
            if name in point or point in name:
                if _denied(point, name):
                    continue
                share, places = self._contained(point, weights, whole, name)
                rows.append((share, True, name))
            elif len(name) > ATOM and (starts := [at for at, pair in pairs if pair in name]):
                places = self._shared(point, name, starts)
                share = 2 * sum(weights[at] for at in places) / (whole + self._weight(name))
                rows.append((share, False, name))
            else:
                continue
            known |= places
        if not any(weights[at] >= WEIGHTY for at in known):
            return Closeness(0.0, "")
        coverage = sum(weights[at] for at in known) / whole
        best = Closeness(0.0, "")
        for share, holds, name in rows:
            if share < LEAST_SHARED:
                continue
            if holds:
                score = CONTAINED * (0.4 + 0.3 * share + 0.3 * coverage)
            elif coverage >= LEAST_KNOWN:
                score = CONTAINED * (share + 2 * coverage) / 3
            else:
                continue
            if score > best.score:
                best = Closeness(score, name)
        return best

    def _contained(self, point: str, weights: Sequence[float], whole: float, name: str) -> tuple[float, set[int]]:
        """Of the longer one the share that the shorter makes up, 校园食堂 of 校园食堂管理, and its places in the point.

        A share of 0 where what they have in common is not worth a thing.
        """
        if name in point:
            start = point.index(name)
            places = set(range(start, start + len(name)))
            share = sum(weights[at] for at in places) / whole
        else:
            places = set(range(len(point)))
            share = whole / max(self._weight(name), whole)
        if max(weights[at] for at in places) < WEIGHTY:
            return 0.0, set()
        if min(len(point), len(name)) < ATOM and share < MOST:
            # 智慧农业 is about farming, 数据 in 数据造假 about nothing yet: two characters must be all there is.
            return 0.0, set()
        return share, places

    def _shared(self, point: str, name: str, starts: Iterable[int]) -> set[int]:
        """Places in the point that stand in whole words of the name too. starts: where a pair of characters of the point
        begins that the name has; what does not even have the first two has no more of them."""
        found: set[int] = set()
        least = 0
        for at in starts:
            if at < least:
                continue
            for end in range(len(point), at + 1, -1):
                if self._whole(point, at, end, name):
                    found.update(range(at, end))
                    least = end
                    break
        return found

    def _whole(self, point: str, at: int, end: int, name: str) -> bool:
        """True when the characters from `at` to `end` stand in the name, and begin and end a word there."""
        part = point[at:end]
        start = name.find(part)
        if start < 0:
            return False
        stop = start + len(part)
        opens = (
            part[:2] in self._weights or (at == 0 and start == 0) or name[max(0, start - 2) : start] in self._weights
        )
        closes = (
            part[-2:] in self._weights
            or (end == len(point) and stop == len(name))
            or name[stop : stop + 2] in self._weights
        )
        return opens and closes


_DENYING = frozenset("非不无未")


def _denied(one: str, other: str) -> bool:
    """Whether one of two wordings is the other with 非, 不, 无 or 未 before it (非现场监管 is what 现场监管 is not)."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    at = longer.find(shorter)
    return at > 0 and longer[at - 1] in _DENYING


def residual(topics: int, having: int, times: int) -> float:
    """Residual idf in bits of a word that stands `times` times in all, in `having` of so many topics; 0 for one in fewer than
    HEARD."""
    if having < HEARD:
        return 0.0
    return math.log2(topics / having) + math.log2(1 - math.exp(-times / topics))
