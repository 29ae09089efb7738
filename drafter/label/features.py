"""What is noticed about each sentence (特征).

Features come in groups that recur from sentence to sentence (the same place, the same company); a group's names
and what they add up to are worked out once and kept with the lexicon, so that scoring a sentence is adding up
a dozen rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import sub
from re import Match

from drafter.label.lexicon import BRIEF, FIELD, HOMELY, MANY, WINDOW, Group, Lexicon
from drafter.label.lexicon import STRONG as STRONG_NAME
from drafter.label.structure import Layout, Unit

_FROM_START = ((1, "首句"), (3, "前三句"), (8, "前八句"))
_FROM_END = ((1, "末句"), (2, "末二句"), (5, "末五句"))
_TENTHS = ("首一成", "首二成", "首三成", *("中间",) * 5, "末二成", "末一成")
PARAGRAPH = 400
"""So many characters on, the opening of a paragraph says nothing any more: some texts are all one line."""
STRONG = 2.0
"""Cues of a step that together weigh so much are strong."""
REACH = WINDOW - 1
"""How many sentences before and after a sentence count as its company."""
NEAR = 2
"""How many sentences either way are near by."""
LAST_PARAGRAPHS = 3
BUCKETS = (60, 150, 300, 500, 800, 1200, 2000)
"""Distances from the beginning or the end of a speech (characters) that are told apart."""
_AFTER_CALL = (400, 1000, 3000)
"""Distances from the end that are told apart behind the last calls."""
SIZES = ((1500, "短"), (4000, "中"))
"""Speeches up to so many characters are short, of middling length; the rest are long. How long an opening runs depends on it."""
REVIEW = "成绩回顾"
PLANS = "@打算节"
"""The part of an account behind what was done, where no heading of its own says what it is."""
LIST = 3
"""So many items make a list whose last one is worth a look."""
_MASK = (1 << FIELD) - 1
_REVIEWS = frozenset(("往果", "往", "果", "缺"))
"""What a sentence does that tells what was done or is wrong."""
_TELLING = tuple(
    "求" if does & 1 else "缺" if does & 8 else ("往" * (does >> 1 & 1) + "果" * (does >> 2 & 1)) or "平"
    for does in range(16)
)
"""What a sentence does, by the bits of model.SORTS: who asks for something does not tell of it."""
_FAR = {
    size: tuple(
        (f"距首：{far}", f"距尾：{far}", f"距首：{far}{size}", f"距尾：{far}{size}") for far in range(len(BUCKETS) + 1)
    )
    for size in (*(name for _, name in SIZES), "长")
}
"""What the distances from either end are called, by the size of the speech."""


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
    """Index into model.JUNCTIONS."""

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
            headings[place], headed[place] = _heading_kinds(units[place], lexicon, told=place in past)
    first_word = lexicon.first_word
    first_inner = first_word + len(lexicon.words)
    cue_steps = lexicon.cue_steps
    packs = lexicon.packs
    sorts, word_sorts = lexicon.sorts, lexicon.word_sorts
    # Of where a sentence stands a short speech with points has nothing of its own.
    table = partial(lexicon.table, HOMELY if plain else "")
    said = partial(lexicon.table, own)
    word_groups = lexicon.words_of(own, _word)
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
    last_call, call_before = _calls(units)
    first_call = call_before if call_before >= 0 else last_call
    last_items = _last_items(units)
    left_at = _left(layout)
    paragraphs = _paragraphs(units)
    last_passage = units[-1].passage if units else 0
    length = layout.length
    size = next((name for limit, name in SIZES if length <= limit), "长")
    ahead = lexicon.ahead
    from_start, from_end, shaped, headed_by = (
        table(_from_start, size),
        table(_from_end, size),
        table(_shaped),
        said(_headed),
    )
    opened, followed, mostly, toned = (
        table(_of_steps, "段首", lexicon),
        table(_of_steps, "随后", lexicon),
        said(_mostly, lexicon),
        said(_toned),
    )
    # The company every sentence keeps: cues before and behind it; demands, 了 and figures near by (two sentences either
    # way) and around (four).
    wide = [_wide(packed) for packed in _windows(tenses, -REACH, REACH + 1)]
    company = zip(
        map(said(_company, "前窗", lexicon).__getitem__, _windows(counts, -REACH, 0)),
        map(said(_company, "后窗", lexicon).__getitem__, _windows(counts, 1, REACH + 1)),
        map(said(_near_by).__getitem__, map(_near, _windows(tenses, -NEAR, NEAR + 1))),
        map(said(_around).__getitem__, [around for around, _ in wide]),
        strict=True,
    )
    seen: list[Seen] = []
    nothing: list[Group] = []
    opening = nothing
    opened_at = 0
    about = nothing
    called = False
    """Whether the sentence before does nothing but address the audience."""
    stand: tuple[object, ...] = ()
    zone = ""
    under = ends = settled = nothing
    moving = _moving(units, length, (first_call, last_call))
    spoken = leading = told = said(_leading, zone)
    wide_leads = [lead for _, lead in wide]
    for index, (unit, strength, groups) in enumerate(zip(units, heard, grouped, strict=True)):
        accounted = f"@{REVIEW}节" if index in past else PLANS if index >= past.stop > unit.head and past else ""
        standing = (
            unit.head,
            unit.sub,
            unit.top,
            (index > layout.lead) - (index < layout.lead),
            index >= left_at,
            accounted,
        )
        if standing != stand:
            # Zone and headings stay the same for many sentences.
            stand = standing
            zone = _zone(unit, index, layout)
            part = accounted or parts[unit.head]
            under = [headed_by[_under(index, units, zone, part, headings, last_items, left_at)]]
            spoken, leading = said(_said, part or zone, size, lexicon), said(_leading, zone)
            told = said(_told, part or ("@点内" if unit.top or index > layout.lead >= 0 else ""), size)
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
                _after_call(index, left, last_call, call_before) if 0 <= first_call <= index else "",
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
        junction = 0 if called else _junction(unit, index, plain)
        if not (junction or called):
            turns = brief and (telling[index] in _REVIEWS) != (telling[index - 1] in _REVIEWS)
            junction = 7 if turns else int(turning)
        called = unit.call
        seen.append(Seen(groups, hits[index], strength, (), junction))
    for place, kinds in headed.items():
        seen[place].headed = kinds
    return seen


def _moving(units: Sequence[Unit], length: int, calls: Iterable[int]) -> set[int]:
    """The sentences that may stand elsewhere in the speech, in the terms of what is noticed, than the one before.

    calls: those from which on the last calls count.
    """
    total = len(units)
    places = {*range(min(9, total)), *range(max(0, total - 6), total), *calls}
    passages, starts = [unit.passage for unit in units], [unit.start for unit in units]
    if units:
        places.update(range(bisect_left(passages, passages[-1] - LAST_PARAGRAPHS), total))
    for limit in BUCKETS + _AFTER_CALL:
        places |= {find(starts, at) for at in (limit, length - limit) for find in (bisect_left, bisect_right)}
    return places | {bisect_left(starts, length * tenth / 10) for tenth in range(1, 10)}


def _windows(running: list[int], low: int, high: int) -> list[int]:
    """For each sentence what was counted from `low` sentences on, up to `high` on; neither is further off than REACH."""
    padded = running[:1] * REACH + running + running[-1:] * REACH
    return list(map(sub, padded[REACH + high : REACH + high + len(running) - 1], padded[REACH + low :]))


def _said(context: str, size: str, lexicon: Lexicon, key: int) -> list[str]:
    step, strong = divmod(key, 2)
    name = lexicon.step_names[step]
    names = [name, f"{name}{context}", f"{name}：{size}"]
    return [*names, name + STRONG_NAME] if strong else names


def _told(inside: str, size: str, telling: str) -> list[str]:
    names = [f"句意：{telling}"]
    return [*names, f"句意：{telling}{inside}", f"句意：{telling}{inside}{size}"] if inside else names


def _from_start(size: str, front: tuple[int, int, int]) -> list[str]:
    tenth, far, index = front
    near = ["位置：" + name for limit, name in _FROM_START if index < limit]
    return ["位置：" + _TENTHS[tenth], *_FAR[size][far][::2], *near]


def _from_end(size: str, back: tuple[int, int, int, str]) -> list[str]:
    far, backwards, ending, after_call = back
    names = [*_FAR[size][far][1::2], *("位置：" + name for limit, name in _FROM_END if backwards <= limit)]
    if ending:
        behind, calling = divmod(ending - 1, 2)
        names += [f"末段{behind}", f"末段{behind}{'！' if calling else '。'}"]
    if after_call:
        names.append(after_call)
    return names


def _of_steps(what: str, lexicon: Lexicon, steps: Sequence[int]) -> list[str]:
    return [what + lexicon.step_names[step] for step in steps]


def _shaped(shape: tuple[bool, bool, str, str]) -> list[str]:
    first, heading, style, zone = shape
    names = ["段首"] if first else []
    if heading:
        names.append("标题句")
    if style:
        names.append(f"标号：{style}")
    if zone:
        names += ["呼语", f"呼语{zone}"]
    return names


_Standing = tuple[str, str, tuple[str, ...], tuple[str, ...], bool, bool, bool]
"""Zone, part, what the level-1 heading and the nearest lower one say, whether that is an item of a list, and its last;
whether the last part was left (see `_left`)."""


def _left(layout: Layout) -> int:
    """The sentence from which on the speaker may have left the last part: a paragraph below its heading that begins by
    calling the audience (同志们！); behind the speech where there is none."""
    units = layout.units
    if layout.tops > 1:
        for index in range(len(units) - 1, -1, -1):
            if units[index].opens_top:
                return next(
                    (at for at in range(index + 1, len(units)) if units[at].vocative and units[at].first), len(units)
                )
    return len(units)


def _under(
    index: int,
    units: Sequence[Unit],
    zone: str,
    part: str,
    headings: Mapping[int, tuple[str, ...]],
    last_items: set[int],
    left_at: int,
) -> _Standing:
    unit = units[index]
    left = index >= left_at
    above = headings[unit.head] if unit.head >= 0 else ()
    below = headings[unit.sub] if unit.sub >= (left_at if left else 0) else ()
    listed = unit.sub >= 0 and units[unit.sub].style in "FGJ"
    return zone, part, above, below, listed, unit.sub in last_items, left


def _headed(standing: _Standing) -> list[str]:
    zone, part, above, below, listed, last, left = standing
    if left:
        # What the headings before the call say does not hold any more.
        names = ["常", zone, f"呼后{zone}", f"呼后{part}" if part else "呼后平"]
        return names + [("列举" if listed else "下级") + name for name in below]
    names = ["常", zone, *([part] if part else ())]
    names += [f"{zone}{name}" for name in above] + ["一级" + name for name in above]
    if part and not listed:
        # Under a heading that says review or leadership, a plain task heading says nothing.
        below = tuple(name for name in below if not name.startswith("标题：三点意见"))
    names += [("列举" if listed else "下级") + name for name in below]
    if last:
        names += [f"末条{zone}", *("末条" + name for name in below)]
    return names


def _company(side: str, lexicon: Lexicon, packed: int) -> list[str]:
    return [names[count] for names, shift in lexicon.counted[side] if (count := packed >> shift & _MASK)]


def _mostly(lexicon: Lexicon, packed: int) -> list[str]:
    counts = [packed >> FIELD * place & _MASK for place in range(len(lexicon.ids))]
    most = max(counts)
    names = [
        known[min(count, MANY)] for (known, _), count in zip(lexicon.counted["段内"], counts, strict=True) if count
    ]
    names += [f"段主：{move}" for move, count in zip(lexicon.ids, counts, strict=True) if count == most > 1]
    return names


@cache
def _near(packed: int) -> tuple[int, int]:
    """Of running counts (model.TENSES): demands proper and 了, three and more alike."""
    return min(3, packed >> FIELD * 3 & _MASK), min(3, packed >> FIELD & _MASK)


@cache
def _wide(packed: int) -> tuple[tuple[int, int, int], int]:
    """Of running counts: demands, 了 and figures in twos, six and more alike; by how many twos 了 is ahead of demands."""
    demands, dones, figures = (packed >> FIELD * place & _MASK for place in range(3))
    wide = min(demands, 6) // 2, min(dones, 6) // 2, min(figures, 6) // 2
    return wide, max(-2, min(2, (dones - demands) // 2))


def _tone(packed: int, sentences: int) -> str:
    """What most of a paragraph's sentences do, by their counts: tell what was done (成), ask for things (要), or
    neither (平)."""
    demands, dones = packed & _MASK, packed >> FIELD & _MASK
    lead = dones - demands
    if abs(lead) * 5 < sentences:
        return "平"
    return ("成" if lead > 0 else "要") + ("多" if abs(lead) * 2 >= sentences else "")


def _toned(tone: str) -> list[str]:
    return [f"段时：{tone}"]


def _word(name: str) -> list[str]:
    return [name] if name else []


def _near_by(tone: tuple[int, int]) -> list[str]:
    demands, dones = tone
    return [f"附近要求：{demands}", f"附近了字：{dones}"]


def _leading(zone: str, lead: int) -> list[str]:
    return [f"宽差：{lead}{zone}"]


def _around(tone: tuple[int, int, int]) -> list[str]:
    demands, dones, figures = tone
    return [f"宽要：{demands}", f"宽了：{dones}", f"宽数：{figures}"]


def _paragraphs(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """Passage → its first sentence and the one after its last, for paragraphs of several sentences that are no whole text."""
    spans: dict[int, tuple[int, int]] = {}
    begin = 0
    for index in range(1, len(units) + 1):
        if index == len(units) or units[index].passage != units[begin].passage:
            last = units[index - 1]
            if index - begin > 1 and last.start + len(last.text) - units[begin].start <= 2 * PARAGRAPH:
                spans[units[begin].passage] = (begin, index)
            begin = index
    return spans


def _last_items(units: Sequence[Unit]) -> set[int]:
    """The sentences that open the last of several items below a level-1 heading."""
    last: dict[tuple[int, str], int] = {}
    for unit in units:
        if unit.sub >= 0 and units[unit.sub].number >= LIST:
            last[unit.top, units[unit.sub].style] = unit.sub
    return set(last.values())


def _calls(units: Sequence[Unit]) -> tuple[int, int]:
    """The last and the last but one sentence that addresses the audience (同志们！), -1 for none."""
    calls = [index for index, unit in enumerate(units) if unit.vocative and index > 2]
    return (calls[-1] if calls else -1), (calls[-2] if len(calls) > 1 else -1)


def _after_call(index: int, left: int, last: int, before: int) -> str:
    if 0 <= last <= index:
        return "末呼后" + ("近" if left < _AFTER_CALL[0] else "中" if left < _AFTER_CALL[1] else "远")
    return "末二呼后" if 0 <= before <= index and left < _AFTER_CALL[2] else ""


def heading_text(unit: Unit) -> str:
    """What of a sentence that heads a part is looked at for what it announces."""
    return unit.body[:45].rstrip("。！；：*” ")


def _heading_kinds(
    unit: Unit, lexicon: Lexicon, *, told: bool = False
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """What a heading says of what is under it. told: it heads what was done, whatever it says (see Layout.told)."""
    found = sorted({lexicon.heading_owner[number] for number in lexicon.headings.find(heading_text(unit))})
    if told and REVIEW in lexicon.ids:
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


def _part(kinds: Sequence[str], lexicon: Lexicon) -> str:
    """What the level-1 heading says of its whole part, where it says one thing: @成绩回顾, @加强领导."""
    told = [move for move in lexicon.ids if f"标题：{move}" in kinds]
    return f"@{told[0]}节" if len(told) == 1 and told[0] != "三点意见" else ""


def _zone(unit: Unit, index: int, layout: Layout) -> str:
    if layout.lead >= 0 and index < layout.lead:
        return "@领起前"
    if index == layout.lead:
        return "@领起"
    if layout.tops < 2:
        return "@无标号后" if layout.lead >= 0 else "@无标号"
    if unit.top == 0:
        return "@首节前" if layout.lead < 0 else "@领起后"
    if unit.top == 1 and layout.tops > 1:
        return "@首节"
    if unit.top == layout.tops:
        return "@末节"
    return "@中节"


def _junction(unit: Unit, index: int, plain: bool) -> int:
    if unit.opens_top:
        return 2
    if unit.vocative:
        return 4
    if unit.style:
        return 5 if unit.number > 1 and unit.style in "EFGJ" else 3
    if unit.first or index == 0:
        return 6 if plain else 1
    return 0
