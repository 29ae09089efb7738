"""Which passages are worth a closer look (候选): those the index gives most weight.

A pair of characters weighs log(1 + N/n), N passages in all, n with the pair (Robertson & Spärck Jones 1976).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from drafter.search.layout import facet
from drafter.search.shelf import Occur, Query, Row, Shelf

CANDIDATES = 200
"""How many passages the index proposes and are compared with the query."""
_WEIGHED = 140
"""So many of them, where they are compared for slips, which takes longest: of those behind the index says little."""
LONGEST = 80
"""Characters of a query that are compared one by one; a longer one is compared by the pairs it shares."""
MOST_GRAMS = 48
"""Pairs of a long query that are looked up: the rarest."""
NEIGHBOURLY = 10
"""Up to this length pairs with one character between them are looked up too: a slip leaves few others whole."""
BRIEF = 6
"""Up to this length the pairs that each single slip would leave are looked for together."""

_ONE_SLIP = 8.0
"""Weight of holding them all: that of a rare pair."""
_AROUND = 1.0
"""Weight of a pair found with one character more or less between."""
_HEADING, _OPENING, _WISHED, _JOINED = 1.0, 0.5, 0.4, 1.0
"""As `ranking` has it: a heading counts for more than the beginning of a sentence, that for more than the move wished for,
and the two together for less than a heading."""
WORTH = 0.3
"""Candidates with less than this share of the best one's weight are seldom worth comparing."""
_FURTHER, _TIED = 4000, 0.8
"""So many passages at most are looked through where the first candidates hold nothing close, of so much weight at least."""
_FEW = 10
"""So many are mostly asked for."""
_SMALL = 10_000
"""A library of so many passages at most is looked through for what seldom comes near: it takes a few ms."""
_MORE = 2
"""Where too few of those that were looked at fit, so many times as many are looked at."""
_SPOILT, _SHARE_NEEDED = 7, 0.6
"""One of so many pairs, or of this share of a long query's, a text must have; common ones only add weight."""
_MOST_WORDS = 12
_SHORT = 3
"""Characters of a word of which a slip leaves one pair."""


@dataclass(slots=True)
class Cut:
    """Whether a look was cut short that goes further where more are looked for (没有看到底)."""

    short: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """What a search is narrowed to (查询条件)."""

    filters: tuple[Query, ...] = ()
    """The facets asked for; every one must hold."""
    prefer: str = ""
    """The move that is wished for."""
    limit: int = 10
    """How many are shown."""
    depth: int = 10
    """How many are looked for: the same for every limit up to it, so that the first of many are those of a few."""
    typed: str = ""
    """The query as it was typed."""
    words: tuple[str, ...] = ()
    """Its words, folded, where spaces set them apart."""
    cut: Cut = field(default_factory=Cut, compare=False)

    def cut_short(self, short: bool) -> None:
        """Note whether a look that depends on `depth` left something out: then a deeper one may find more."""
        self.cut.short |= short

    @property
    def nominated(self) -> int:
        """How many candidates are looked at."""
        return max(CANDIDATES, 4 * self.depth)


def candidates(shelf: Shelf, wanted: Query, ask: Ask, worth: float = 0.0, most: int = 0, behind: int = 0) -> list[Row]:
    """The heaviest passages that pass the facets.

    worth: leave out those with less than this share of the heaviest one's weight. most: look at so many, or more where
    many are to be shown, rather than at `ask.nominated`. behind: leave out so many of the heaviest.
    """
    most = max(most, 4 * ask.depth) if most else ask.nominated
    found = shelf.heaviest(narrowed(wanted, ask), most, worth, behind)
    ask.cut_short(behind + len(found) >= most)
    return shelf.rows(found)


def batches(shelf: Shelf, wanted: Query, ask: Ask) -> Iterator[list[Row]]:
    """All passages that pass the facets, the heaviest first: as many as are nominated, then more at a time."""
    wanted, behind, most = narrowed(wanted, ask), 0, ask.nominated
    while behind < most:
        rows = shelf.rows(shelf.heaviest(wanted, most, behind=behind))
        yield rows
        behind, most = most, most * _MORE if len(rows) == most - behind else most


class Weighed(NamedTuple):
    """The candidates by the query's pairs (按分量提名), and how to have others."""

    rows: list[Row]
    further: Callable[[], list[Row]]
    """Those behind them that weigh (nearly) as much as the heaviest: in a library of formulas thousands may hold the same
    pairs, and only the order of these tells them apart."""
    lighter: Callable[[], list[Row]]
    """All that weigh less, which seldom come near: of a large library only those nominated, and it is noted that others were
    left out."""


def by_weight(shelf: Shelf, folded: str, ask: Ask) -> Weighed:
    """What holds most of the query's pairs. Who asks for many, or of whose query a slip leaves one pair, has the lightest, too."""
    wanted = narrowed(by_pairs(shelf, folded, ask, start=folded[:2]), ask)
    most = max(_WEIGHED, 4 * ask.depth)
    weights, places = shelf.weighed(wanted, ask.nominated)
    every = len(folded) <= _SHORT or ask.depth > _FEW
    least = 0.0 if every or not weights else WORTH * weights[0]
    heavy = sum(weight >= least for weight in weights)
    ask.cut_short(heavy > most or heavy >= ask.nominated)
    # Where the last of those nominated weighs less, so does all that is behind it.
    tied = heavy >= ask.nominated and weights[-1] >= _TIED * weights[0]

    def further() -> list[Row]:
        return shelf.rows(shelf.heaviest(wanted, _FURTHER, _TIED, behind=most)) if tied else []

    def lighter() -> list[Row]:
        if heavy == len(weights) or heavy > most:
            return []
        if len(shelf) <= _SMALL:
            return shelf.rows(shelf.heaviest(wanted, len(shelf), behind=heavy))
        ask.cut_short(len(weights) >= ask.nominated)
        return shelf.rows(places[heavy:])

    return Weighed(shelf.rows(places[: min(heavy, most)]), further, lighter)


def narrowed(wanted: Query, ask: Ask) -> Query:
    """What passes the facets asked for, too."""
    if not ask.filters:
        return wanted
    return Query.boolean_query([(Occur.Must, wanted), *((Occur.Must, each) for each in ask.filters)])


def by_pairs(
    shelf: Shelf, folded: str, ask: Ask | None = None, start: str = "", spellings: Sequence[str] = ()
) -> Query:
    """Any of the query's pairs, by weight; headings, sentence starts and the preferred move a little more.

    start: the first pair, for the sentences that begin with it. spellings: the query with its numbers written
    otherwise: what most of its pairs have in common is looked up once.
    """
    ways = [_weights(shelf, way) for way in (folded, *spellings)]
    wanted = {each: weight for way in ways for each, weight in way.items()}
    heaviest = dict(sorted(wanted.items(), key=lambda each: (-each[1], each[0]))[:MOST_GRAMS])
    if not heaviest:
        return Query.empty_query()
    weighed = {each: Query.const_score_query(shelf.term(*each), weight) for each, weight in heaviest.items()}
    shared = frozenset(heaviest).intersection(*ways)
    needed = frozenset(_enough([*heaviest], folded) if len(folded) <= LONGEST else heaviest)
    any_of = [(Occur.Should, query) for each, query in weighed.items() if each in shared and each in needed]
    others = [(Occur.Should, query) for each, query in weighed.items() if each in shared and each not in needed]
    # One number spelled in two ways is no more than spelled in one.
    alone = [
        [(Occur.Should, query) for each, query in weighed.items() if each in way and each not in shared] for way in ways
    ]
    if apart := [Query.boolean_query(each) for each in alone if each]:
        any_of.append((Occur.Should, Query.disjunction_max_query(apart)))
    slipped = [clause for way in (folded, *spellings) for clause in _one_slip(shelf, way)]
    wanted_any = Query.boolean_query([*any_of, *slipped])
    nominated = Query.boolean_query([(Occur.Must, wanted_any), *others]) if others else wanted_any
    return _preferring(nominated, _preferred(shelf, ask, start))


def _weights(shelf: Shelf, folded: str) -> dict[tuple[str, str], float]:
    """The terms by which a text is nominated, and the weight of each: the pairs of the query, and those a slip leaves."""
    total = max(1, len(shelf))
    wanted: dict[tuple[str, str], float] = {}

    def want(field: str, pair: str, share: float) -> None:
        count = shelf.frequency(field, pair)
        if count:
            weight = share * math.log(1 + total / count)
            wanted[field, pair] = max(weight, wanted.get((field, pair), 0.0))

    for pair in sorted(pairs(folded[:2000])):
        want("b", pair, 1.0)
    if len(folded) <= NEIGHBOURLY:
        for i in range(len(folded) - 1):
            want("s", folded[i : i + 2], _AROUND)  # the query lacks a character
        for i in range(len(folded) - 2):
            want("s", folded[i] + folded[i + 2], _AROUND)  # the one between is wrong
            want("b", folded[i] + folded[i + 2], _AROUND)  # the one between is too many, or two are swapped
    return wanted


def with_all_pairs(shelf: Shelf, folded: str, ask: Ask) -> Query:
    """All of the query's pairs; sentences that begin with the first, headings and the preferred move before others.

    A single character stands anywhere.
    """
    if len(folded) == 1:
        return Query.const_score_query(shelf.pattern("b", f"{folded}."), 1.0)
    wanted = sorted(pairs(folded))[:MOST_GRAMS]
    if not all(shelf.frequency("b", pair) for pair in wanted):
        return Query.empty_query()
    must = [(Occur.Must, Query.const_score_query(shelf.term("b", pair), 0.0)) for pair in wanted]
    return _preferring(Query.boolean_query(must), _preferred(shelf, ask, folded[:2]))


def _preferring(wanted: Query, preferred: Iterable[Query]) -> Query:
    """The same passages, those first that others find, too.

    One inside the other, since of queries side by side the index walks over all that each of them finds.
    """
    for each in preferred:
        wanted = Query.boolean_query([(Occur.Must, wanted), (Occur.Should, each)])
    return wanted


def _preferred(shelf: Shelf, ask: Ask | None, start: str) -> list[Query]:
    """What puts one passage before others that hold the same: being a heading, the beginning, the move wished for."""
    bonuses = [("k:heading", _HEADING)]
    if start:
        bonuses.append((f"^{start}", _OPENING))
    if ask is not None and ask.prefer:
        bonuses.append((facet("m", ask.prefer), _WISHED))
    return [Query.const_score_query(shelf.term("f", term), weight) for term, weight in bonuses]


def _enough(heaviest: Sequence[tuple[str, str]], folded: str) -> Sequence[tuple[str, str]]:
    """The rarest terms of which a text that is close has one: slips spoil at most three of the query's pairs each."""
    own = frozenset(("b", pair) for pair in pairs(folded))
    ours = [each for each in heaviest if each in own]
    least = max(_SPOILT, round(_SHARE_NEEDED * len(ours)))
    return ours[:least] if len(ours) > least else heaviest


def all_of(shelf: Shelf, words: Sequence[str], lacking: int = 0) -> Query:
    """Passages that hold every one of the words somewhere; those first where one follows another, and headings.

    words: folded. lacking: so many of them may be missing.
    """
    words = words[:_MOST_WORDS]
    holding = [(Occur.Must, _holding(shelf, word)) for word in words]
    if lacking:
        # The index walks over what holds all of some words much faster than over what holds any of them. A passage
        # that lacks no word is found by every choice, which comes to 1 more.
        share = 1 / max(1, math.comb(len(words), lacking) - 1)
        choices = itertools.combinations(holding, len(words) - lacking)
        each_choice = [Query.const_score_query(Query.boolean_query(list(choice)), share) for choice in choices]
        all_words = Query.boolean_query([(Occur.Should, each) for each in each_choice])
    else:
        all_words = Query.const_score_query(Query.boolean_query(holding), 1.0)
    joins = {one[-1] + other[0] for one, other in itertools.permutations(words, 2)}
    should = [Query.const_score_query(shelf.term("b", join), _JOINED) for join in sorted(joins)]
    joined = Query.boolean_query([(Occur.Must, all_words), *((Occur.Should, each) for each in should)])
    return _preferring(joined, [Query.const_score_query(shelf.term("f", "k:heading"), _JOINED)])


def _holding(shelf: Shelf, word: str) -> Query:
    if len(word) == 1:
        return shelf.pattern("b", f"{word}.")
    return Query.boolean_query([(Occur.Must, shelf.term("b", pair)) for pair in sorted(pairs(word))[:MOST_GRAMS]])


def near_all_of(
    shelf: Shelf,
    words: Sequence[str],
    sounds: Mapping[str, str],
    counted: Mapping[str, Sequence[Query]] | None = None,
    *,
    every: bool,
) -> Query:
    """Passages that hold the words, every one or any, each perhaps with a slip in it; by how much of them stands as it is
    typed.

    words: folded; sounds: for those of them that may be typed with a wrong homophone their syllables (codes); counted:
    for those that are numbers, which have no slip, what the passages that hold them are found by.
    """
    words = sorted(set(words[:_MOST_WORDS]))
    numbers = {
        word: Query.boolean_query([(Occur.Must, each) for each in held]) for word, held in (counted or {}).items()
    }
    near = [(word, numbers.get(word) or _near(shelf, word, sounds.get(word, ""))) for word in words]
    occur = Occur.Must if every else Occur.Should
    partly = [(occur, Query.const_score_query(each, float(len(word)))) for word, each in near]
    whole = [
        (Occur.Should, Query.const_score_query(numbers.get(word) or _holding(shelf, word), float(len(word))))
        for word in words
    ]
    return preferring_headings(shelf, Query.boolean_query([*partly, *whole]))


def _near(shelf: Shelf, word: str, codes: str) -> Query:
    """What passages have at least that hold the word, or it with a slip."""
    if len(word) > BRIEF:
        return by_pairs(shelf, word)
    ways = [_holding(shelf, word)]
    if len(word) > 1:
        for left in _left_by_slips(word, least=1 if len(word) == _SHORT else 2):
            if all(shelf.frequency(field, pair) for field, pair in left):
                ways.append(Query.boolean_query([(Occur.Must, shelf.term(*each)) for each in sorted(left)]))
    if len(word) == 2:
        ways += [shelf.term("s", word), shelf.term("b", word[::-1])]
    if codes:
        ways.append(shelf.term("y", codes))
    return Query.boolean_query([(Occur.Should, each) for each in ways])


def headings_first(shelf: Shelf, wanted: Query) -> Query:
    """The same passages, all of one weight but for headings."""
    return preferring_headings(shelf, Query.const_score_query(wanted, 1.0))


def preferring_headings(shelf: Shelf, wanted: Query) -> Query:
    """The same passages, headings a little before others."""
    return _preferring(wanted, _preferred(shelf, None, ""))


def likely_words(shelf: Shelf, folded: str) -> tuple[str, ...]:
    """The words a query without spaces is likely made of: the pairs that the library writes most, none overlapping.

    Chosen so that the sum of log(1 + n) is highest: 领导组织加强 → 领导, 组织, 加强, since 导组 and 织加 are rare.
    A character no pair takes is left out.
    """
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())] * (len(folded) + 1)
    for end in range(2, len(folded) + 1):
        pair = folded[end - 2 : end]
        worth, words = best[end - 2]
        taken = (worth + math.log1p(shelf.frequency("b", pair)), (*words, pair))
        best[end] = max(best[end - 1], taken, key=lambda way: way[0])
    return best[-1][1]


def pairs(folded: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))


def _one_slip(shelf: Shelf, folded: str) -> list[tuple[Occur, Query]]:
    """For a short query: passages that hold all the pairs one slip leaves come before those with rarer pairs. Those with
    two characters swapped are looked for by themselves (mistyped.py)."""
    if not 3 <= len(folded) <= BRIEF:
        return []
    clauses = [
        Query.const_score_query(
            Query.boolean_query([(Occur.Must, shelf.term(field, pair)) for field, pair in sorted(left)]), _ONE_SLIP
        )
        for left in _left_by_slips(folded, swapped=False)
        if all(shelf.frequency(field, pair) for field, pair in left)
    ]
    return [(Occur.Should, Query.disjunction_max_query(clauses))] if clauses else []


def _left_by_slips(folded: str, least: int = 2, *, swapped: bool = True) -> list[frozenset[tuple[str, str]]]:
    """For each single slip the query may hold, the pairs (field, pair) a text has that was meant.

    A pair of the query itself, or in field s one with a character between; `least` pairs at least: fewer say nothing.
    """
    found = []
    size = len(folded)
    whole = [("b", folded[i : i + 2]) for i in range(size - 1)]
    for i in range(size):
        before, behind = whole[: max(0, i - 1)], whole[i + 1 :]
        inside = 0 < i < size - 1
        # folded[i] is wrong; or it is one too many
        found.append([*before, *([("s", folded[i - 1] + folded[i + 1])] if inside else []), *behind])
        found.append([*before, *([("b", folded[i - 1] + folded[i + 1])] if inside else []), *behind])
        if i < size - 1:
            # one is missing between i and i + 1; or the two are swapped
            found.append([*whole[:i], ("s", folded[i : i + 2]), *whole[i + 1 :]])
        if i < size - 1 and swapped:
            turned = folded[:i] + folded[i + 1] + folded[i] + folded[i + 2 :]
            found.append([("b", turned[j : j + 2]) for j in range(size - 1)])
    return sorted({frozenset(each) for each in found if len(set(each)) >= least}, key=sorted)
