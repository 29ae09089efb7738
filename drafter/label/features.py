"""What is noticed about each sentence (特征).

Features come in groups that recur from sentence to sentence (the same place, the same company); a group's names
and what they add up to are worked out once and kept with the lexicon, so that scoring a sentence is adding up
a dozen rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import sub
from re import Match

from drafter.label import naming, placing
from drafter.label.cues import words
from drafter.label.lexicon import BRIEF, FIELD, HOMELY, MASK, WINDOW, Group, Lexicon
from drafter.label.placing import BUCKETS, LAST_PARAGRAPHS, PARAGRAPH, SIZES
from drafter.label.structure import Layout, Unit

STRONG = 2.0
"""Cues of a step that together weigh so much are strong."""
REACH = WINDOW - 1
"""How many sentences before and after a sentence count as its company."""
NEAR = 2
"""How many sentences either way are near by."""
REVIEW = "成绩回顾"
PLANS = "@打算节"
"""The part of an account behind what was done, where no heading of its own says what it is."""
_REVIEWS = frozenset(("往果", "往", "果", "缺"))
"""What a sentence does that tells what was done or is wrong."""
_TELLING = tuple(
    "求" if does & 1 else "缺" if does & 8 else ("往" * (does >> 1 & 1) + "果" * (does >> 2 & 1)) or "平"
    for does in range(16)
)
"""What a sentence does, by the bits of lexicon.SORTS: who asks for something does not tell of it."""


@dataclass(slots=True)
class Seen:
    """A sentence as the model sees it."""

    groups: list[Group]
    """Names and summed weights of the features present; no name stands twice."""
    hits: Mapping[int, str | Match[str]]
    """Numbers of the cues and words that matched, and what they matched."""
    strength: Mapping[int, float]
    """Steps whose cues matched, by their numbers in the lexicon, and the cues' weights together."""
    headed: Sequence[tuple[int, int]]
    """(move, step) of the heading cues, where the sentence heads a part."""
    junction: int
    """Index into lexicon.JUNCTIONS."""

    @property
    def names(self) -> list[str]:
        """The features present."""
        return [name for group in self.groups for name in group.names]


def manner(layout: Layout) -> str:
    """HOMELY for a speech without numbered points that is not long: there a paragraph is what a part is elsewhere, and
    most who speak so use plain words (大白话). BRIEF for one with points that is not long: what was done and what is wrong
    is told in a few sentences within a point, where a long one goes on for pages. Empty for a long one; what is noticed
    of those does not depend on the others."""
    if layout.length > SIZES[-1][0]:
        return ""
    return HOMELY if layout.tops < 2 else BRIEF


def observe(layout: Layout, lexicon: Lexicon, *, alike: bool = False) -> list[Seen]:
    """The features of every sentence, in order.

    A homely speech has every feature twice, once as all speeches have it and once as its own, with the cues, tones and
    joints that are for such speeches alone; a short one with points (see `manner`) has those of what is said twice.
    `alike` sees both as any other.
    """
    units, past = layout.units, layout.told
    total = len(units)
    own = "" if alike else manner(layout)
    plain, brief = own == HOMELY, own == BRIEF
    find = lexicon.cues(plain).find
    hits = [find(unit.body) for unit in units]
    for index, unit in enumerate(units):
        if unit.opener and (more := find(f"{unit.opener}，{unit.body}").items() - hits[index].items()):
            hits[index] = dict(sorted({**dict(more), **hits[index]}.items()))
    for index in range(total - 2, -1, -1):
        if units[index].call:
            hits[index] = hits[index + 1]
    headings: dict[int, tuple[str, ...]] = {}
    headed: dict[int, Sequence[tuple[int, int]]] = {}
    for place in {unit.head for unit in units} | {unit.sub for unit in units}:
        if place >= 0:
            headings[place], headed[place] = _heading_kinds(place, layout, hits, lexicon)
    first_word = lexicon.first_word
    first_inner = first_word + len(lexicon.words)
    cue_steps = lexicon.cue_steps
    packs = lexicon.packs
    sorts, word_sorts = lexicon.sorts, lexicon.word_sorts
    # Of where a sentence stands a short speech with points has nothing of its own.
    table = partial(lexicon.table, HOMELY if plain else "")
    said = partial(lexicon.table, own)
    word_groups = lexicon.words_of(own, naming.word)
    # Running counts of the sentences with a cue of each move, and of those with a demand, a 了, a figure.
    counts = [0]
    tenses = [0]
    heard: list[dict[int, float]] = []
    telling: list[str] = []
    grouped: list[list[Group]] = []
    counted = tensed = 0
    for unit, found in zip(units, hits, strict=True):
        strength: dict[int, float] = {}
        moves = 0
        tense = 0
        does = int(unit.style == "J")  # The label asks (二要……).
        groups: list[Group] = []
        # In the order of their numbers: cues, words, and what tells steps apart alone.
        for number in found:
            if number < first_word:
                step, weight, pack = cue_steps[number]
                strength[step] = strength[step] + weight if step in strength else weight
                moves |= pack
                does |= sorts[step]
            elif number < first_inner:
                groups.append(word_groups[number - first_word])
                does |= word_sorts[number - first_word]
                tense |= packs[number - first_word]
            else:
                break
        heard.append(strength)
        telling.append(_TELLING[does])
        grouped.append(groups)
        counted += moves
        tensed += tense
        counts.append(counted)
        tenses.append(tensed)
    parts = {head: _part(headings.get(head, ()), lexicon) for head in {unit.head for unit in units}}
    last_call, call_before = placing.calls(units)
    first_call = call_before if call_before >= 0 else last_call
    last_items = placing.last_items(units)
    left_at = placing.left(layout)
    paragraphs = placing.paragraphs(units)
    last_passage = units[-1].passage if units else 0
    length = layout.length
    size = next((name for limit, name in SIZES if length <= limit), "长")
    ahead = lexicon.ahead
    from_start, from_end, shaped, headed_by = (
        table(naming.from_start, size),
        table(naming.from_end, size),
        table(naming.shaped),
        said(naming.headed),
    )
    opened, followed, mostly, toned = (
        table(naming.of_steps, "段首", lexicon),
        table(naming.of_steps, "随后", lexicon),
        said(naming.mostly, lexicon),
        said(naming.toned),
    )
    # The company every sentence keeps: cues before and behind it; demands, 了 and figures near by (two sentences either
    # way) and around (four).
    wide = [_wide(packed) for packed in _windows(tenses, -REACH, REACH + 1)]
    company = zip(
        map(said(naming.company, "前窗", lexicon).__getitem__, _windows(counts, -REACH, 0)),
        map(said(naming.company, "后窗", lexicon).__getitem__, _windows(counts, 1, REACH + 1)),
        map(said(naming.near_by).__getitem__, map(_near, _windows(tenses, -NEAR, NEAR + 1))),
        map(said(naming.around).__getitem__, [around for around, _ in wide]),
        strict=True,
    )
    seen: list[Seen] = []
    nothing: list[Group] = []
    opening = nothing
    opened_at = 0
    about = nothing
    called = False
    """Whether the sentence before does nothing but address the audience."""
    zone = ""
    under = ends = settled = nothing
    moving = placing.moving(units, length, (first_call, last_call))
    spoken = leading = told = said(naming.leading, zone)
    wide_leads = [lead for _, lead in wide]
    lead = layout.lead
    # Where zone and headings may change although the sentence stands under the same ones as that before.
    turns_at = {0, lead, lead + 1, left_at, past.start, past.stop}
    head = sub = top = -2
    for index, (unit, strength, groups) in enumerate(zip(units, heard, grouped, strict=True)):
        if unit.head != head or unit.sub != sub or unit.top != top or index in turns_at:
            head, sub, top = unit.head, unit.sub, unit.top
            accounted = f"@{REVIEW}节" if index in past else PLANS if index >= past.stop > head and past else ""
            zone = placing.zone(unit, index, layout)
            part = accounted or parts[unit.head]
            under = [headed_by[placing.under(index, units, zone, part, headings, last_items, left_at)]]
            spoken, leading = said(naming.said, part or zone, size, lexicon), said(naming.leading, zone)
            told = said(naming.told, part or ("@点内" if top or index > lead >= 0 else ""), size)
            settled = under + ends
        if index in moving:
            # Where it stands in the speech.
            begin = unit.start
            left = length - begin
            behind = last_passage - unit.passage
            tenth = min(9, begin * 10 // length) if length else 0
            front = (tenth, bisect_left(BUCKETS, begin), index if index < 8 else 8)
            back = (
                bisect_left(BUCKETS, left),
                total - index if total - index < 6 else 6,
                0 if behind >= LAST_PARAGRAPHS else 2 * behind + 1 + unit.body.endswith(("！", "!")),
                placing.after_call(index, left, last_call, call_before) if 0 <= first_call <= index else "",
            )
            ends = [from_start[front], from_end[back]]
            settled = under + ends
        groups += next(company)
        groups += settled
        groups.append(leading[wide_leads[index]])
        if brief:
            groups.append(told[telling[index]])
        # What it says.
        turning = False
        for step, weight in strength.items():
            if weight >= STRONG:
                turning = True
                groups.append(spoken[2 * step + 1])
            else:
                groups.append(spoken[2 * step])
        # In its paragraph: how the paragraph opens and what it is mostly about, label, vocative.
        first, style = unit.first, unit.style
        if first:
            opening = [opened[tuple(sorted(strength))]] if strength else nothing
            opened_at = unit.start
            span = paragraphs.get(unit.passage)
            about = [mostly[counts[span[1]] - counts[span[0]]]] if span else nothing
            if span and own:
                about.append(toned[_tone(tenses[span[1]] - tenses[span[0]], span[1] - span[0])])
        elif opening and unit.start - opened_at < PARAGRAPH:
            groups += opening
        groups += about
        if first or style or called or unit.vocative or unit.heading:
            addressed = unit.vocative or called
            groups.append(shaped[first, unit.heading, style, zone if addressed else ""])
        if first or style or called or unit.call:
            near: set[int] = set()
            for next_ in range(index + 1, min(index + 3, total)):
                if units[next_].passage == unit.passage:
                    near |= ahead & heard[next_].keys()
            if near:
                groups.append(followed[tuple(sorted(near))])
        # Inside a paragraph a strong cue turns to something new as a paragraph does.
        junction = 0 if called else placing.junction(unit, index, plain)
        if not (junction or called):
            turns = brief and (telling[index] in _REVIEWS) != (telling[index - 1] in _REVIEWS)
            junction = 7 if turns else int(turning)
        called = unit.call
        seen.append(Seen(groups, hits[index], strength, (), junction))
    for place, kinds in headed.items():
        seen[place].headed = kinds
    return seen


def _windows(running: list[int], low: int, high: int) -> list[int]:
    """For each sentence what was counted from `low` sentences on, up to `high` on; neither is further off than REACH."""
    padded = running[:1] * REACH + running + running[-1:] * REACH
    return list(map(sub, padded[REACH + high : REACH + high + len(running) - 1], padded[REACH + low :]))


@cache
def _near(packed: int) -> tuple[int, int]:
    """Of running counts (lexicon.TENSES): demands proper and 了, three and more alike."""
    return min(3, packed >> FIELD * 3 & MASK), min(3, packed >> FIELD & MASK)


@cache
def _wide(packed: int) -> tuple[tuple[int, int, int], int]:
    """Of running counts: demands, 了 and figures in twos, six and more alike; by how many twos 了 is ahead of demands."""
    demands, dones, figures = (packed >> FIELD * place & MASK for place in range(3))
    wide = min(demands, 6) // 2, min(dones, 6) // 2, min(figures, 6) // 2
    return wide, max(-2, min(2, (dones - demands) // 2))


def _tone(packed: int, sentences: int) -> str:
    """What most of a paragraph's sentences do, by their counts: tell what was done (成), ask for things (要), or
    neither (平)."""
    demands, dones = packed & MASK, packed >> FIELD & MASK
    lead = dones - demands
    if abs(lead) * 5 < sentences:
        return "平"
    return ("成" if lead > 0 else "要") + ("多" if abs(lead) * 2 >= sentences else "")


def heading_text(unit: Unit) -> str:
    """What of a sentence that heads a part is looked at for what it announces."""
    return unit.body[:45].rstrip("。！；：*” ")


def _heading_kinds(
    place: int, layout: Layout, hits: Sequence[Mapping[int, str | Match[str]]], lexicon: Lexicon
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """What the sentence at `place` says of what is under it as its heading. Over what an account says was done (see
    Layout.told) nothing but that, whatever it says."""
    patterns = lexicon.headings.find(heading_text(layout.units[place]))
    if lexicon.doubtful.isdisjoint(patterns):
        found = sorted({lexicon.heading_owner[number] for number in patterns})
    else:
        found = _borne_out(place, layout, hits, lexicon, patterns)
    if place in layout.told and REVIEW in lexicon.ids:
        review = lexicon.ids.index(REVIEW)
        found = [each for each in found if each[0] == review]
        if not found:
            return (f"标题：{REVIEW}",), found
    pooled = sorted({move for move, _ in found})
    names = (
        *(f"标题：{lexicon.label(move, step)}" for move, step in found),
        *(f"标题：{lexicon.ids[move]}" for move in pooled),
    )
    return names or ("标题：其他",), found


BORNE_OUT = 6
"""A paragraph on who leads has more than one such sentence in so many; a list of tasks has one by chance at most. With
half of the sentences asked for, held-out macro-F1 was .955; with one in six .965."""


def _borne_out(
    place: int,
    layout: Layout,
    hits: Sequence[Mapping[int, str | Match[str]]],
    lexicon: Lexicon,
    patterns: Iterable[int],
) -> list[tuple[int, int]]:
    """What a heading announces that may head anything (狠抓落实): of its doubtful `patterns` those of whose move at least
    one in BORNE_OUT of the sentences under it has a cue, but for words that are as doubtful (抓好落实). One with nothing
    under it is taken at its word."""
    units = layout.units
    below = [at for at in range(place + 1, placing.left(layout)) if place in (units[at].head, units[at].sub)]
    said: Counter[int] = Counter()
    for at in below:
        said.update(
            {
                lexicon.cue_owner[number][0]
                for number, hit in hits[at].items()
                if number < lexicon.first_word and lexicon.doubtful.isdisjoint(lexicon.headings.find(words(hit)))
            }
        )
    return sorted(
        {
            owner
            for number in patterns
            if (owner := lexicon.heading_owner[number])
            and (number not in lexicon.doubtful or BORNE_OUT * said[owner[0]] >= len(below))
        }
    )


def _part(kinds: Sequence[str], lexicon: Lexicon) -> str:
    """What the level-1 heading says of its whole part, where it says one thing: @成绩回顾, @加强领导."""
    told = [move for move in lexicon.ids if f"标题：{move}" in kinds]
    return f"@{told[0]}节" if len(told) == 1 and told[0] != "三点意见" else ""
