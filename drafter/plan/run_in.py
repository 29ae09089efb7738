"""Headings that stand in the running text (接排的标题), and lists that follow the last point: passages in, passages
with every heading on its level out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.language.labels import ANOTHER, NUMERAL, RUNGLESS, STYLES, named
from drafter.language.late import late
from drafter.language.numerals import parse_chinese
from drafter.language.verbs import OPENING_VERBS
from drafter.records import Passage

_HAN_NUMERALS = "一二三四五六七八九十百零"
_NUMERALS = _HAN_NUMERALS + "0123456789"
_GLUED = late(rf"(?:^|(?<=[。！？；]))\s*({'|'.join(style.glued for style in STYLES if style.glued)})(?=[\"“《一-龥])")
"""A label in the middle of a paragraph, behind the end of a sentence or of a heading cut off before."""
_RUNGS = {"一、": 1, "（一）": 2, "(一)": 2}
"""Labels whose first one may stand in the middle of a paragraph, too, where a second follows: style → rung."""
_LISTS = {style.name.replace("-", "_"): style for style in STYLES if style.item}
_ITEM = late(
    r"(?:^|(?<=[。！？；：])|(?<=[。！？；]”)|(?<=，)(?=一[是要]|首先))\s*(?P<label>"
    + "|".join(named(style.item, name) for name, style in _LISTS.items())
    + ")"
)
"""The label of an item that runs on in a paragraph; the group names its style."""
_UNCOUNTED = ("dash", "called")
"""Kinds of list whose labels say no number."""
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3}
_ANOTHER = late(ANOTHER)
"""What the labels of a list that says 一个是……再一个是…… begin with behind the first."""
_LIST_LABEL = late(RUNGLESS)
"""Labels without a rung of their own: how deep their list lies is for what stands around it to say."""
_OF_OTHERS = late(
    "(?:(?<!解决)(?<!针对)(?:做法|经验|主张|政策|学派|理论|观点|看法|理由|原因|条件|表现|特点|特征|好处|启示|教训|成效|问题|困难|毛病"
    "|值得(?:学|借鉴))(?:主要|集中|突出|就|也)?(?:表现|体现|反映|包括|在于|[有是为在])*(?:以下|如下|这么)?[几两一二三四五六七八九十]?(?:个|条|点|种|类|项)?(?:方面)?"
    "|(?:认为|主张|提出|指出)(?!的)[^。；！？]{0,30})[：:。]\\s*$"
)
"""What a list that tells of others, or of how things are, is led in by; it sets no tasks."""
_ILLS = late("问题|困难|毛病")
_REMEDY = late("解决|针对|整改|破解|纠正|聚焦|围绕|[要须应](?!求|点|素)")
"""Words of a lead-in that sets a task after all: 针对这些问题，要做到三点："""
_CLAUSE = late(r"[^，。；：！？]+")
_SENTENCE = late(r"[^。；！？]*[。；！？]?[”’）)]?")
_CALLS = late(
    r"\s*(?:(?:(?:同志|朋友|代表|委员|同事|战友|乡亲)们|各位[^，！：。]{1,8})[！，：]|最后，?(?:我|再|就|还|强调))"
)
"""Who speaks turns to all those present again, or comes to what is last."""
LONGEST_ITEM = 20
"""A longer first clause (characters) is a sentence, no heading."""
LONGEST_RUN_IN = 42
"""The same for a sentence of its own that heads those after it."""
LOWEST = 4
"""The lowest rung of the ladder."""
POINTS = ("三点意见", "加强领导")
"""The moves whose lists are points."""
REVIEW = "成绩回顾"
LOST_HINT = "原稿这里没有标题"
LOST = f"【待填：{LOST_HINT}】"


@dataclass(frozen=True, slots=True)
class Headed:
    """The passages of a speech, cut so that every heading opens one, at its level (各级标题)."""

    passages: list[Passage]
    """A heading that was lost from the text is a passage of its own, LOST, where what was below it shows that it is
    missing behind the last point."""
    apart: int
    """How many passages from the first one on are before the points, with a list of the review that has headings below
    the second level and no heading above; 0 where there is none."""
    anew: bool
    """The highest labels begin anew behind those (一是 … 三是, 一是 … 四是): the parts they belong to have no headings."""


def headed(passages: Sequence[Passage]) -> Headed:
    """Where the headings of a labelled speech stand and on which level."""
    cut = _run_in(_unglued(passages))
    apart = _apart(cut)
    if apart:
        down = 2 - min(passage.level for passage in cut[:apart] if passage.level)
        cut[:apart] = [replace(each, level=each.level + down) if each.level else each for each in cut[:apart]]
    top = [ordinal(passage.label) for passage in cut[apart:] if passage.level == 1 and passage.label]
    anew = any(before > 1 and after == 1 for before, after in pairwise(top))
    return Headed([*cut[:apart], *_behind_the_points(cut[apart:], anew)], apart, anew)


def _apart(passages: Sequence[Passage]) -> int:
    """Passages before the points where the review counts its results in a list (一是 … 三是) and the points begin anew."""
    first = next((at for at, each in enumerate(passages) if each.level and each.move != REVIEW), 0)
    results = [passage.label for passage in passages[:first] if passage.level]
    lists = len(results) > 1 and all(map(_LIST_LABEL.match, results))
    return first if lists and ordinal(passages[first].label) == 1 else 0


def ordinal(label: str) -> int:
    """The number in a label: （二） → 2, 3. → 3, 其次 → 2; 0 where there is none."""
    if _ANOTHER.match(label):
        return 0
    for word, number in _ORDER.items():
        if label.startswith(word):
            return number
    if label[:1] and "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    return parse_chinese("".join(char for char in label if char in _NUMERALS)) or 0


def style(label: str) -> str:
    """What kind of label it is: its marks, with one kind of number in place of any: （三） → （一）, 12. → 1."""
    kinds = (
        ("一", f"[{_HAN_NUMERALS}]+"),
        ("1", r"\d+"),
        ("①", "[①-⑳]"),
        ("首先", "其次|再次|再者|最后"),
        ("第一", "头一"),
    )
    for one, numerals in kinds:
        label = re.sub(numerals, one, label)
    return label


def is_item(label: str) -> bool:
    """Whether a label is that of an item of a list that reads on (一是, 二要)."""
    return re.match(rf"{NUMERAL}(?:是|要)", label) is not None


def turns(text: str) -> bool:
    """Whether the speaker turns to all those present again here, or comes to what is last."""
    return _CALLS.match(text) is not None


def is_list_label(label: str) -> bool:
    """Whether a label has no rung of its own: 一是, 第一，, 首先，."""
    return _LIST_LABEL.match(label) is not None


def first_clause(text: str) -> str:
    """Up to the first mark: 建台账，哪个村有哪些设施…… is called 建台账."""
    found = _CLAUSE.match(text)
    return found.group() if found else text


def _unglued(passages: Sequence[Passage]) -> list[Passage]:
    """Passages cut before a label of the ladder that ran together with what is before it (……不干活。二、要弄清……)."""
    found: list[Passage] = []
    counts: dict[tuple[int, str], int] = {}
    """Rung and style of label → number last counted, for the rungs that are open."""
    since = ""
    """What was said since the last label that counted."""
    for at, passage in enumerate(passages):
        pieces = _heading_cut(passage, passages[at + 1 :])
        if passage.kind == "paragraph":
            begin = 0
            for match in _GLUED.finditer(passage.text):
                if match.start(1) == 0 and passage.level:
                    continue
                label = match[1]
                rung = next((rung for rung, form in counts if form == style(label)), 0)
                told = since + pieces[-1].text[: match.start(1) - begin]
                counts_on = bool(rung) and _goes_on(label, counts[rung, style(label)], told)
                if not rung and _begins(label, passage.text[match.end() :], passages[at + 1 :]):
                    rung, counts_on = _RUNGS[style(label)], True
                if counts_on:
                    before = pieces[-1]
                    cut = match.start(1) - begin
                    pieces[-1] = replace(before, text=before.text[:cut])
                    pieces.append(replace(passage, text=before.text[cut:], level=rung, label=label))
                    begin = match.start(1)
                    counts = _counting(counts, rung, label)
                    since = ""
        for piece in pieces:
            if piece.level and piece.label:
                counts = _counting(counts, piece.level, piece.label)
                since = ""
            since += piece.text.removeprefix(piece.label)
        found += [piece for piece in pieces if piece.text]
    return found


_IN_HEADING = late("(?<=[一-龥”])(?P<label>[（(]一[)）]|(?<![第统同唯万之专单合唯任])一[是要])(?=[一-龥]{2})")
"""The first label of a list that ran together with the heading before it."""


def _heading_cut(passage: Passage, after: Sequence[Passage]) -> list[Passage]:
    """A heading, cut before the first item of a list that ran together with it (……新热潮（一）集中力量抓开工), where the second
    follows in the same part."""
    found = _IN_HEADING.search(passage.text) if passage.kind == "heading" and passage.level else None
    if not found:
        return [passage]
    label = found["label"]
    second = label.replace("一", "二")
    end = next((n for n, each in enumerate(after) if 0 < each.level <= passage.level), len(after))
    if not any(re.search(f"(?:^|[。！？；])\\s*{re.escape(second)}", each.text) for each in after[:end]):
        return [passage]
    rung = _RUNGS.get(style(label), 0)
    own = replace(passage, text=passage.text[: found.start()])
    text = passage.text[found.start() :]
    if rung <= passage.level:
        return [own, replace(passage, kind="paragraph", text=text, level=0, label="")]
    return [own, replace(passage, text=text, level=rung, label=label)]


def _goes_on(label: str, last: int, told: str) -> bool:
    """Whether a label counts on from `last`; not where a list of its own style began in what was told in between."""
    if _LIST_LABEL.match(label) and style(label) in told:
        return False
    return ordinal(label) == last + 1 or (label.startswith("最后") and last > 1)


def _counting(counts: dict[tuple[int, str], int], rung: int, label: str) -> dict[tuple[int, str], int]:
    return {key: n for key, n in counts.items() if key[0] < rung} | {(rung, style(label)): ordinal(label)}


def _begins(label: str, behind: str, after: Sequence[Passage]) -> bool:
    """Whether a label is the first of a list: of those of its style the next one behind is a second."""
    form = style(label)
    if ordinal(label) != 1 or form not in _RUNGS:
        return False
    labels = [found[1] for found in _GLUED.finditer(behind) if found.start(1)]
    for passage in after:
        if passage.level and passage.label:
            labels.append(passage.label)
        elif passage.kind == "paragraph":
            labels += [found[1] for found in _GLUED.finditer(passage.text)]
        if any(style(each) == form for each in labels):
            break
    return ordinal(next((each for each in labels if style(each) == form), "")) == 2


def _run_in(passages: Sequence[Passage]) -> list[Passage]:
    """Passages of which the items of a list run into the text (一是……；二是……) have become headings.

    Only where lists are all the structure the part has: no heading under the one above, counted from one without a
    gap, most items short enough to be headings.
    """
    found: list[Passage] = []
    begin = 0
    while begin < len(passages):
        end = begin + 1
        while end < len(passages) and not passages[end].level:
            end += 1
        level = passages[begin].level
        childless = end == len(passages) or passages[end].level <= level
        part = list(passages[begin:end])
        if childless and level and passages[begin].move not in ("开场", "结束语"):
            # Behind the last heading the speaker may come to what is beside the points: a list of its own.
            turns = (at for at in range(1, len(part)) if end == len(passages) and _CALLS.match(part[at].text))
            turn = next(turns, len(part))
            inner = _itemised(part[:turn], level + 1) if level < LOWEST else part[:turn]
            part = [*inner, *_itemised(part[turn:], level + 1)]
        elif not level:
            if not any(passage.level for passage in passages):
                part = _itemised(part, 1)
            points = next((at for at, passage in enumerate(part) if passage.level), len(part))
            if points < len(part) or end < len(passages):
                # The review before the points is a part without a heading.
                review = next((at for at in range(points) if part[at].move == REVIEW), points)
                behind = next((at for at in range(review, points) if part[at].move != REVIEW), points)
                part[review:behind] = _itemised(part[review:behind], 2)
        found += part
        begin = end
    return found


@dataclass(frozen=True, slots=True)
class _Mark:
    """The label of an item where it stands."""

    passage: int
    begin: int
    """Of the label in the passage."""
    end: int
    kind: str
    number: int
    """0 for 最后."""


def _itemised(part: list[Passage], level: int) -> list[Passage]:
    """`part` cut before every item of its lists of one kind, the items at `level`, and lists within the items below them.

    As it was where there is none. Of lists of several kinds the outer one begins first.
    """
    marks = [mark for at, passage in enumerate(part) for mark in _marks(at, passage, at == 0, level)]
    for kind in dict.fromkeys(mark.kind for mark in marks if mark.number == 1 or mark.kind in _UNCOUNTED):
        lists = _lists([mark for mark in marks if mark.kind == kind])
        series = [each for one in lists if (each := _headings(part, one))]
        if len(series) > 1 and (heading := [each for each in series if any(item.heads for item in each)]):
            # Sentences that head others are headings rather than those of a list that is one sentence.
            series = heading
        if len(series) > 1 and not all(
            part[each[0].mark.passage].move == REVIEW or _sets_tasks(part, each) for each in series
        ):
            # Several lists of what is to be done are measures; beside those of how things came about (三个阶段) none are.
            series = []
        if not series:
            continue
        cut = _cut(part, [item for each in series for item in each], level)
        begins = [at for at, passage in enumerate(cut) if passage.level == level and at] + [len(cut)]
        whole = cut[: begins[0]]
        for begin, end in pairwise(begins):
            item = cut[begin:end]
            whole += _itemised(item, level + 1) if level < LOWEST else item
        return whole
    return part


def _lead(part: Sequence[Passage], first: _Mark) -> str:
    """What leads a list in: the text before it, else the passage before."""
    return part[first.passage].text[: first.begin] or (part[first.passage - 1].text if first.passage else "")


def _sets_tasks(part: Sequence[Passage], series: Sequence[_Item]) -> bool:
    sentences = _SENTENCE.findall(_lead(part, series[0].mark).strip())
    return bool(_REMEDY.search("".join(sentences[-2:])))


def _marks(at: int, passage: Passage, first: bool, level: int) -> list[_Mark]:
    if passage.kind != "paragraph" or (passage.level and not first):
        return []
    if passage.move not in POINTS and (level == 1 or passage.move != REVIEW):
        return []
    own = len(passage.label) if passage.level else 0
    return [
        _Mark(at, *found.span("label"), _kind(found), ordinal(found["label"]))
        for found in _ITEM.finditer(passage.text)
        if found.start("label") >= own
    ]


def _kind(found: re.Match[str]) -> str:
    return next(style.list_ for name, style in _LISTS.items() if found[name])


def _lists(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """The marks of one kind as lists counted from one, without a gap; none where the count goes wrong.

    最后 ends what 其次 went on with. Labels that say no number (——) are one list.
    """
    lists: list[list[_Mark]] = []
    for mark in marks:
        if mark.number == 1 or (mark.kind in _UNCOUNTED and not lists):
            lists.append([mark])
        elif lists and (
            mark.number == len(lists[-1]) + 1 or mark.kind in _UNCOUNTED or (not mark.number and len(lists[-1]) > 1)
        ):
            lists[-1].append(mark)
        elif mark.number:
            return []
    # A first without a second (干部首先要学) counts nothing.
    return [each for each in lists if len(each) > 1]


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that is a heading, or opens with one."""

    mark: _Mark
    heads: bool
    """Its first sentence is a heading of its own, above those behind it."""
    step: str
    """Its step: in the review that of the passage its list begins in, for a list tells of results or of ills."""


def _headings(part: Sequence[Passage], series: Sequence[_Mark]) -> list[_Item]:
    """The items of `series`, empty where they are no headings: they tell of others or of ills, or are whole sentences."""
    first = series[0]
    opening = part[first.passage]
    lead = _lead(part, first)
    told = _OF_OTHERS.search(lead)
    # What was done well (做法) is told in just such lists in the review.
    if (
        told
        and (opening.move in POINTS or _ILLS.match(told.group()))
        and not _REMEDY.search(lead[: told.start()].rpartition("。")[2])
    ):
        return []
    if opening.move == REVIEW and opening.step == "问题不足":
        return []
    runs_in: list[bool] = []
    """Whether a sentence stands behind the first one of the item: the first is a heading then."""
    short = 0
    for mark, after in zip(series, [*series[1:], None], strict=True):
        text = part[mark.passage].text
        end = after.begin if after and after.passage == mark.passage else len(text)
        item = text[mark.end : end].strip()
        sentence = _SENTENCE.match(item)
        whole = sentence.group() if sentence else ""
        more = item[len(whole) :] or (not after or after.passage > mark.passage + 1)
        heads = bool(more) and whole.endswith("。") and len(whole) <= LONGEST_RUN_IN and whole.count("，") < 3
        runs_in.append(heads)
        short += heads or 2 <= len(first_clause(item)) <= LONGEST_ITEM
    if short * 2 <= len(series):
        return []
    headed_all = sum(runs_in) * 2 > len(series)
    steps = [opening.step if opening.move == REVIEW else part[mark.passage].step for mark in series]
    return [_Item(mark, headed_all and heads, step) for mark, heads, step in zip(series, runs_in, steps, strict=True)]


def _cut(part: Sequence[Passage], items: Sequence[_Item], level: int) -> list[Passage]:
    """`part` with the items as passages of their own."""
    cut: list[Passage] = []
    for at, passage in enumerate(part):
        begin = 0
        piece = passage
        for item in items:
            mark = item.mark
            if mark.passage != at:
                continue
            cut.append(replace(piece, text=passage.text[begin : mark.begin]))
            label = passage.text[mark.begin : mark.end]
            begin = mark.begin
            piece = replace(passage, kind="paragraph", level=level, label=label, step=item.step)
            if item.heads:
                sentence = _SENTENCE.match(passage.text, mark.end)
                begin = sentence.end() if sentence else mark.end
                cut.append(replace(piece, kind="heading", text=passage.text[mark.begin : begin]))
                piece = replace(passage, kind="paragraph", level=0, label="")
        cut.append(replace(piece, text=passage.text[begin:]))
    return [piece for piece in cut if piece.text.strip()]


def _behind_the_points(passages: list[Passage], counts_anew: bool) -> list[Passage]:
    """Passages of which a list behind the last point stands beside the points and not below the last of them.

    What leads it in shows that the points are over: the speaker turns to all again, goes on to 加强领导, or adds a
    paragraph where every point before had but one. The list stands below a heading that was lost then.
    """
    headings = [at for at, passage in enumerate(passages) if passage.level]
    for above, at in pairwise(headings):
        last, first = passages[above], passages[at]
        items = [passage for passage in passages[at:] if passage.level]
        between = passages[above + 1 : at]
        if (
            first.level <= last.level
            or ordinal(first.label) != 1
            or not _LIST_LABEL.match(first.label)
            or not between
            or ordinal(last.label) < 2
            or any(passage.level < first.level for passage in items)
        ):
            continue
        called = any(_CALLS.match(passage.text) for passage in between)
        leads = last.move not in (POINTS[1], REVIEW) and all(
            passage.move == POINTS[1] for passage in (between[-1], *items)
        )
        if called or leads:
            level = 1
        elif len(between) > 1 and between[-1].text.rstrip().endswith(("：", ":")) and _single(passages[:above], last):
            level = last.level
        else:
            continue
        down = (level if counts_anew else level + 1) - first.level
        named = _led_in_by(between[-1].text)
        # Its words stand in what leads it in, which is a part of its own then.
        number = between[-1].number if named else first.number
        lost = replace(first, number=number, kind="heading", text=named or LOST, label="", level=level)
        moved = [replace(each, level=each.level + down) if each.level else each for each in passages[at:]]
        return [*passages[:at], *([] if counts_anew else [lost]), *moved]
    return passages


_COUNTED = late(
    '(?P<verb>[一-龥]{2})(?:好|以下|如下|这|抓好)?[“"]?(?P<things>[两三四五六七八九十](?:个|种|项|条|对|方面)[^”"，。：、]{2,8})[”"]?[：:]$'
)
"""The end of what leads a list in and says what is counted: 进一步强化以下“四种意识”："""


def _led_in_by(text: str) -> str:
    """The heading a list has by what leads it in (强化四种意识), "" where that names nothing."""
    found = _COUNTED.search(text.strip())
    named = found and found["verb"] in OPENING_VERBS and not found["things"].endswith(("方面", "工作", "问题", "意见"))
    return found["verb"] + found["things"] if found and named else ""


def _single(before: Sequence[Passage], last: Passage) -> bool:
    """Whether every heading counted up to `last` has no more than one paragraph below it."""
    series = [at for at, passage in enumerate(before) if passage.level == last.level]
    for at in reversed(series):
        below = before[at + 1 : at + 3]
        if len(below) > 1 and not any(each.level for each in below):
            return False
        if ordinal(before[at].label) == 1:
            break
    return True
