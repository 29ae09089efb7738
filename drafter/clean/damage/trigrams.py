"""What a text is worded like (字串频次): how likely a character is behind two others, and what may follow a byte."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from math import log
from operator import add

from drafter.clean.damage.gbk import VANISHING, by_first_byte, gbk_codes, vanishing_codes

_STOPS = frozenset("，、。；：！？\n")


def kind_of(c: str) -> str:
    return "mark" if c in _STOPS else "word"


class Trigrams:
    """Character bigram and trigram counts (字串频次) of the undamaged text, digits taken as one."""

    __slots__ = (
        "_around",
        "_codes",
        "_contexts",
        "_drifting",
        "_followers",
        "_hit",
        "_hit_behind",
        "_kinds",
        "_known_behind",
        "_lone",
        "_next",
        "_rows",
        "_starting",
        "by_lead",
        "by_trail",
        "pairs",
        "single",
        "size",
        "text",
        "triples",
    )

    def __init__(self, text: str, hit: frozenset[int]) -> None:
        """text: as `_context` gives it."""
        s = text
        self._hit = hit
        self._hit_behind: dict[int, list[int]] = defaultdict(list)
        """Second byte of a character << 8 -> first bytes of those behind it with which it is such as get damaged."""
        for pair in hit:
            self._hit_behind[pair & 0xFF00].append(pair & 0xFF)
        self._known_behind: dict[str, frozenset[str]] = {}
        self.text = s
        pairs = list(map(add, s, s[1:]))
        self.pairs = Counter(pairs)
        self.triples = Counter(map(add, pairs, s[2:]))
        # Every character but the last begins a pair; there are a quarter as many kinds of these as characters.
        single: dict[str, int] = defaultdict(int)
        for (first, _), times in self.pairs.items():
            single[first] += times
        if s:
            single[s[-1]] += 1
        self.single = Counter(single)
        self.size = len(s) + 1
        self._rows: dict[str, dict[str, float]] = {}
        """Context -> character -> `weigh`, as far as it was asked."""
        self._drifting: dict[str, list[tuple[str, int, int]]] = {}
        self._followers: dict[str, list[tuple[str, int, int]]] = {}
        self._next: dict[str, list[str]] | None = None
        self._kinds: dict[str, int] | None = None
        self._lone: dict[str, float] = {}
        """Character -> log of its share, smoothed."""
        self._codes = gbk_codes()
        self._around: Mapping[str, tuple[str, ...]] = {}
        self._contexts: dict[str, tuple[int, float, float, float]] = {}
        self._starting: dict[int, list[tuple[str, int]]] = {}
        codes = gbk_codes()
        self.by_lead: dict[int, list[str]] = defaultdict(list)
        self.by_trail: dict[int, list[str]] = defaultdict(list)
        for c in self.single:
            code = codes.get(c)
            if code:
                self.by_lead[code[0]].append(c)
                self.by_trail[code[1]].append(c)

    def widened(self, around: Mapping[str, tuple[str, ...]]) -> Trigrams:
        """The same counts, with characters and neighbours of common words to try besides.

        around: as `wording.neighbours` gives.
        """
        wide = copy(self)
        wide._around = around
        wide._drifting, wide._starting, wide._followers = {}, {}, {}
        wide.by_lead = defaultdict(list, {lead: list(known) for lead, known in self.by_lead.items()})
        wide.by_trail = defaultdict(list, {trail: list(known) for trail, known in self.by_trail.items()})
        codes = gbk_codes()
        for c in sorted(set(around) - set(self.single)):
            code = codes.get(c)
            if code:
                wide.by_lead[code[0]].append(c)
                wide.by_trail[code[1]].append(c)
        return wide

    def is_common(self, c: str) -> bool:
        """Whether a character is tried besides, as one of common words."""
        return c in self._around

    def after(self, c: str) -> list[tuple[str, int, int]]:
        """Characters seen behind `c`, with their two bytes."""
        found = self._followers.get(c)
        if found is None:
            found = self._followers[c] = self._after(c)
        return found

    def _after(self, c: str) -> list[tuple[str, int, int]]:
        codes = gbk_codes()
        return [(o, *code) for o in self._behind(c) if (code := codes.get(o))]

    def _seen_behind(self, c: str) -> list[str]:
        if self._next is None:
            self._next = defaultdict(list)
            for first, second in self.pairs:
                self._next[first].append(second)
        return self._next.get(c, [])

    def _behind(self, c: str) -> list[str]:
        """Characters seen behind `c`, then those tried besides."""
        seen = self._seen_behind(c)
        return seen + [o for o in self._around.get(c, ()) if c + o not in self.pairs]

    def drifting(self, c: str) -> list[tuple[str, int, int]]:
        """Those of `after` whose second byte can be the first of a pair that vanishes."""
        found = self._drifting.get(c)
        if found is None:
            codes = vanishing_codes()
            found = self._drifting[c] = [(o, *code) for o in self._behind(c) if (code := codes.get(o))]
        return found

    def starting(self, lead: int) -> list[tuple[str, int]]:
        """Characters with this first byte whose second can be the first of a pair that vanishes; that byte."""
        found = self._starting.get(lead)
        if found is None:
            codes = gbk_codes()
            found = self._starting[lead] = [
                (c, codes[c][1]) for c in self.by_lead.get(lead, ()) if codes[c][1] in VANISHING
            ]
        return found

    def weigh(self, context: str, c: str) -> float:
        """Log of how likely `c` is behind `context`: three, two, one character, each smoothed by the next."""
        context = context[-2:]
        row = self._rows.get(context)
        if row is None:
            row = self._rows[context] = {}
        return row[c] if c in row else self._remembered(row, context, c)

    def _remembered(self, row: dict[str, float], context: str, c: str) -> float:
        weight = row[c] = self._weigh(context, c)
        return weight

    def weigh_each(self, context: str, characters: Iterable[str], floor: float) -> list[tuple[str, float]]:
        """`weigh` for many characters behind one context (at most two), those below `floor` left out."""
        if not context:
            return [(c, weight) for c in characters if (weight := self.weigh(context, c)) >= floor]
        row = self._rows.get(context)
        if row is None:
            row = self._rows[context] = {}
        known, lone = self._known(context[-1]), self._lone
        base = self._know(context)[-1]
        least = floor - base
        found: list[tuple[str, float]] = []
        for c in characters:
            if c in known:
                weight = row[c] if c in row else self._remembered(row, context, c)
                if weight >= floor:
                    found.append((c, weight))
                continue
            # Never seen together: all there is to ask is how often the character stands anywhere.
            alone = lone.get(c)
            if alone is None:
                alone = lone[c] = log((self.single.get(c, 0) + 0.05) / self.size)
            if alone >= least:
                found.append((c, base + alone))
        return found

    def _known(self, b: str) -> frozenset[str]:
        """The characters that stand behind `b` here, and those that would be damaged there."""
        known = self._known_behind.get(b)
        if known is None:
            found = set(self._seen_behind(b))
            if code := self._codes.get(b):
                for lead in self._hit_behind.get(code[1] << 8, ()):
                    found.update(by_first_byte().get(lead, ()))
            known = self._known_behind[b] = frozenset(found)
        return known

    def _weigh(self, context: str, c: str) -> float:
        p = (self.single.get(c, 0) + 0.05) / self.size
        if context:
            b = context[-1]
            trail, times, believed, _ = self._know(context)
            if trail >= 0 and (code := self._codes.get(c)) is not None and trail | code[0] in self._hit:
                p = self._by_kind(b, c, p)
            else:
                p = (self.pairs.get(b + c, 0) + 8.0 * p) / times
                if believed:
                    p = (self.triples.get(context + c, 0) + 3.0 * p) / believed
        return log(p)

    def _know(self, context: str) -> tuple[int, float, float, float]:
        """What `weigh` asks of a context alone: second byte of its last character << 8 (-1 where it has none),
        what to divide by for that character, and for both (0 where the two are no evidence); and the weight of a
        character never seen behind it beyond that of the character by itself."""
        known = self._contexts.get(context)
        if known is None:
            b = context[-1]
            code = self._codes.get(b)
            believed = self.pairs.get(context, 0) + 3.0 if len(context) > 1 and not self.hit(context[0], b) else 0.0
            times = self.single.get(b, 0) + 8.0
            base = log(8.0 / times) + (log(3.0 / believed) if believed else 0.0)
            known = self._contexts[context] = code[1] << 8 if code else -1, times, believed, base
        return known

    def hit(self, b: str, c: str) -> bool:
        """Whether these two neighbours are such as get damaged: then their count says nothing."""
        codes = gbk_codes()
        return b in codes and c in codes and codes[b][1] << 8 | codes[c][0] in self._hit

    def _by_kind(self, b: str, c: str, p: float) -> float:
        """How likely `c` is behind a mark, or behind a character, of the kind of `b`: all that is left to
        ask of neighbours the damage has removed from the text wherever they stood."""
        if self._kinds is None:
            self._kinds = self._count_kinds()
        kind = kind_of(b)
        return (self._kinds.get(kind + c, 0) + 1.0) / (self._kinds[kind] + 1.0 / p)

    def _count_kinds(self) -> dict[str, int]:
        """How often each character, and any, stands behind a mark and behind any other ("mark…", "word…"),
        neighbours left out that get damaged."""
        codes, hit = self._codes, self._hit
        trails, leads = {pair >> 8 for pair in hit}, {pair & 0xFF for pair in hit}
        trail = {c: code[1] << 8 for c in self.single if (code := codes.get(c)) and code[1] in trails}
        lead = {c: code[0] for c in self.single if (code := codes.get(c)) and code[0] in leads}
        behind: dict[str, dict[str, int]] = {"mark": defaultdict(int), "word": defaultdict(int)}
        marks, words = behind["mark"], behind["word"]
        for (first, second), times in self.pairs.items():
            if first in trail and second in lead and trail[first] | lead[second] in hit:
                continue
            if first in _STOPS:
                marks[second] += times
            else:
                words[second] += times
        kinds = {kind: sum(counts.values()) for kind, counts in behind.items()}
        return kinds | {kind + c: times for kind, counts in behind.items() for c, times in counts.items()}

    def begins(self, c: str) -> bool:
        """Whether `c` is seen right behind a mark; one hardly seen at all has not had the occasion."""
        self._by_kind("，", c, 0.5)
        return self._kinds is not None and (self._kinds.get("mark" + c, 0) > 0 or self.single.get(c, 0) < 6)

    def novel(self) -> float:
        """Log of how likely a character is one the text has not shown yet, and fits one byte given."""
        return log((sum(n == 1 for n in self.single.values()) + 1) / self.size / 8)

    def weigh_all(self, context: str, text: str) -> float:
        total = 0.0
        for c in text:
            total += self.weigh(context, c)
            context = context[-1:] + c
        return total
