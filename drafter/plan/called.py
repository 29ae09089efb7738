"""The lines of the phrasebank that offices call as a brief does (叫法): 错峰施工 is 午休夜间不扰，机器停在静时.

Headings are often figures of speech; what a measure is called in a list is written beside it. A name in a brief is
compared with those names by the words they share, the rarer the weightier (idf, Spärck Jones 1972). Words are pairs of
characters that some name begins or ends with: no dictionary is loaded.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from drafter.bank.model import Group, Measure, Same, Topic
from drafter.language.heads import verb_and_thing
from drafter.language.saying_little import LIGHT_IN_MEASURE
from drafter.language.verbs import ACTIVITY_ENDINGS
from drafter.plan.having import Having

_DOINGS = ACTIVITY_ENDINGS
LITTLE, DOING, ALONE = 0.2, 0.6, 0.5
"""What such a word weighs, a doing (排查), and a character that is in no word known."""
ANCHOR = 0.24
"""At least one shared word of the thing itself must weigh so much of what the rarest one does."""
SHARED = 0.35
"""All shared words of the thing must weigh so much of the name."""
IN_THE_LINE, IN_THE_TOPIC = 0.8, 0.4
"""What a word counts for that the line says and its name does not, and one that only its topic is called by."""
MINE_LEAST = 0.6
"""Of what a measure is called so much must be told."""
OF_THE_POINT = 0.9
"""The same for a word of its name that only the point or the meeting says."""
SAID_WHOLE, TOLD_LEAST = 0.85, 0.3
"""Of a line's name a longer measure must say so much, and the name tell so much of the measure."""
KEPT = 1024
"""Measures whose lines are remembered: the alternatives of a line ask for them again."""
NAME_LEAST = 4
"""Characters a name has at least."""
EVERYDAY = 20
"""So many names would begin with a word that says little, were they not there to say much."""
_GLUE = frozenset("、，的了和与及或等把对以在中要上下好为各个是有同将让做抓")


@dataclass(frozen=True, slots=True)
class Called:
    """A line whose name is near to that of a measure: how near, 0 to 1, and which name it is."""

    topic: Topic
    group: Group
    measure: Measure
    score: float
    name: str


class Names:
    """What all measures of a bank are called, ready to be compared with. Pure after it is built."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._rows = [
            (topic, group, measure)
            for topic in topics
            for group in topic.groups
            for measure in group.measures
            if measure.called
        ]
        rows = [f"|{measure.called.replace('、', '|')}|" for _, _, measure in self._rows]
        self._having = Having(rows)
        """The rows by their names."""
        self._most = math.log(len(self._rows) + 1)
        called = "".join(rows).replace("||", "|").split("|")[1:-1]
        self._all = frozenset(called)
        """Every name. To see that a wording is none costs next to nothing, to look for it in the rows does not."""
        self._ends = Counter(map(itemgetter(slice(2)), called))
        self._ends.update(map(itemgetter(slice(-2, None)), called))
        """Pair of characters → how many names begin or end with it."""
        self._words: dict[str, dict[str, float]] = {}
        """Wording → its words with their weights."""
        self._worth: dict[str, float] = {}
        """Pair of characters → what it is worth as a word, beside 1 for being one; 0 for none."""
        self._heavy: dict[str, float] = {}
        """Word → what it weighs."""

    @lru_cache(maxsize=KEPT)  # noqa: B019 - names_of keeps but two of them
    def near(self, name: str, point: str, least: float) -> Sequence[Called]:
        """The lines whose name is as near as `least` to `name`, nearest first. point: what the point, the theme and the
        meeting are called, whose words need not be said again."""
        _, verb, _ = verb_and_thing(name)
        words = self._words_of(name)
        just_so = {name}
        if verb and verb not in _DOINGS:
            # What is done to the thing says little of which one is meant (编制图谱: 图谱绘制); that a line does it is seen to apart.
            bare = name.replace(verb, "", 1)
            words = self._words_of(bare) | {verb: LITTLE * self._weigh(verb)}
            just_so |= {bare} if len(bare) >= NAME_LEAST else set()
        exactly = {at for wording in just_so & self._all for at in self._having[f"|{wording}|"]}
        whole = sum(words.values())
        telling = [word for word in self._telling(words) if word not in point] or self._telling(words)
        if not telling:
            # All doings (招商考核): only what is called just so.
            return [Called(*self._rows[at], 1.0, name) for at in sorted(exactly)]
        telling_least = ANCHOR * self._most
        shares: dict[int, float] = defaultdict(float)
        for word in telling:
            for row in self._having[word]:
                shares[row] += words[word]
        found = []
        # Characters in no word known (挥发|性|有|机|物) are no words that could be shared.
        least_shared = SHARED * sum(weight for word, weight in words.items() if word not in point and len(word) > 1)
        for at in sorted(row for row, weight in shares.items() if weight >= least_shared):
            topic, group, measure = self._rows[at]
            if at not in exactly and _in_passing(telling, measure):
                continue
            best = (0.0, "")
            said = ""
            for called in measure.names:
                if not any(word in called for word in telling):
                    continue
                theirs = self._words_of(called)
                shared = sum(w * (1.0 if x in name else OF_THE_POINT if x in point else 0.0) for x, w in theirs.items())
                other = shared / sum(theirs.values())
                if 2 * other / (1 + other) < least:
                    continue
                said = said or f"{measure.heading}|{measure.text}|{group.name}"
                mine = (
                    sum(
                        weight
                        * (
                            1.0
                            if word in called
                            else IN_THE_LINE
                            if word in said or word in point
                            else _of_topic(topic, word)
                        )
                        for word, weight in words.items()
                    )
                    / whole
                )
                # Two wordings each of which says a thing that the other does not are two things (防汛物资, 防火物资补充).
                unsaid = any(w >= telling_least and x not in called + said + point for x, w in words.items())
                besides = any(w >= telling_least and x not in name + point for x, w in theirs.items())
                if mine < MINE_LEAST or (unsaid and besides):
                    continue
                best = max(best, (2 * mine * other / (mine + other), called))
            if best[0] >= least:
                found.append(Called(topic, group, measure, *best))
        return sorted(found, key=lambda one: -one.score)

    def within(self, name: str, point: str) -> Sequence[Called]:
        """The lines whose name a longer measure says nearly whole, beside more words (预警见面劝阻 in
        高危预警30分钟内见面劝阻), what tells most of it first; the score is the share of the measure that the name tells."""
        words = self._words_of(name)
        telling = [word for word in self._telling(words) if word not in point] or self._telling(words)
        whole = sum(words.values())
        runs = {name[at:end] for at in range(len(name)) for end in range(at + NAME_LEAST, len(name) + 1)}
        just_so = {row for run in runs & self._all for row in self._having[f"|{run}|"]}
        found = []
        for at in sorted(just_so.union(*(self._having[word] for word in telling))):
            topic, group, measure = self._rows[at]
            best = (0.0, "")
            for called in measure.names:
                theirs = self._words_of(called)
                own = [word for word in self._telling(theirs) if word not in point]
                if called not in name and (not own or any(word not in name for word in own)):
                    continue
                told = sum(weight for word, weight in theirs.items() if word in name or word in point)
                share = sum(weight for word, weight in words.items() if word in called) / whole
                if told >= SAID_WHOLE * sum(theirs.values()):
                    best = max(best, (share, called))
            if best[0] >= TOLD_LEAST:
                found.append(Called(topic, group, measure, *best))
        return sorted(found, key=lambda one: -one.score)

    def telling(self, name: str) -> tuple[str, ...]:
        """The words of a name that say which measure is meant: neither stock words nor doings."""
        return self._telling(self._words_of(name))

    def _telling(self, words: Mapping[str, float]) -> tuple[str, ...]:
        least = ANCHOR * self._most
        return tuple(
            word for word, weight in words.items() if len(word) > 1 and weight >= least and word not in _DOINGS
        )

    def _words_of(self, wording: str) -> dict[str, float]:
        if wording not in self._words:
            found = {word: self._weigh(word) for word in self._cut(wording) if word not in _GLUE}
            self._words[wording] = found or {wording: self._most}
        return self._words[wording]

    def _cut(self, wording: str) -> list[str]:
        """A wording cut into words, so that the words most names begin or end with are whole (技能|人才, 扩大|学徒|制)."""
        worth = self._worth
        # What the best words are worth up to the character before and to this one; whether a word of two ends here.
        before = here = 0.0
        paired = [False]
        for at in range(len(wording) - 1):
            pair = wording[at : at + 2]
            if pair not in worth:
                worth[pair] = self._worth_of(pair)
            two = before + 1 + worth[pair] if worth[pair] else 0.0
            paired.append(two > here)
            before, here = here, max(here, two)
        words: list[str] = []
        end = len(wording)
        while end:
            start = end - 2 if paired[end - 1] else end - 1
            words.append(wording[start:end])
            end = start
        return words[::-1]

    def _worth_of(self, pair: str) -> float:
        known = max(self._ends[pair], EVERYDAY if pair in LIGHT_IN_MEASURE else 0)
        return math.log(known + 1) if known else 0.0

    def _weigh(self, word: str) -> float:
        if word not in self._heavy:
            rare = max(0.0, self._most - math.log(self._ends[word] + 1))
            kept = LITTLE if word in LIGHT_IN_MEASURE else DOING if word in _DOINGS else 1.0
            self._heavy[word] = rare * kept if len(word) > 1 else self._most * ALONE
        return self._heavy[word]


def _in_passing(words: Iterable[str], measure: Measure) -> bool:
    """Whether a line says what is meant further on only: its heading and its first clause are on another thing."""
    first, _, rest = measure.text.partition("，")
    opening = f"{measure.heading}|{first}"
    return any(word in rest for word in words) and not any(word in opening for word in words)


def _of_topic(topic: Topic, word: str) -> float:
    return IN_THE_TOPIC if word in topic.name or any(word in name for name in topic.synonyms) else 0.0


@lru_cache(maxsize=2)
def names_of(topics: Same) -> Names:
    """The names in those topics of a bank. Kept, since a bank answers many briefs."""
    return Names(topics.value)
