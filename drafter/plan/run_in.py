"""Headings that stand in the running text (接排的标题), and lists that follow the last point: passages in, passages
with every heading on its level out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.language.numerals import parse_chinese
from drafter.records import Passage

_N = "[一二三四五六七八九十]{1,3}"
_NUMERALS = "一二三四五六七八九十0123456789"
_GLUED = re.compile(
    rf"(?:^|(?<=[。！？；]))\s*({_N}、|[（(](?:{_N}|\d{{1,2}})[)）]|第{_N}，|\d{{1,2}}[.．、](?!\d)|[①-⑳])(?=[\"“《一-龥])"
)
"""A label of the ladder in the middle of a paragraph, behind the end of a sentence or of a heading cut off before."""
_RUNGS = {"一、": 1, "（一）": 2, "(一)": 2}
"""Labels whose first one may stand in the middle of a paragraph, too, where a second follows: style → rung."""
_ITEM = re.compile(
    r"(?:^|(?<=[。！？；：])|(?<=[。！？；]”)|(?<=，)(?=一[是要]|首先))\s*(?P<label>"
    rf"(?P<is>{_N})(?:是要?|要(?!素))(?=[一-龥“《])"
    rf"|(?P<nth>第{_N}[，、：]|(?:首先|其次|再次|再者|最后)(?:[，是]|(?=要))(?!请|让我|我(?:谨?代表|向)|允许|谨|向|祝))"
    r"|(?P<its>其[一二三四五六七])[，：是]"
    r"|(?P<round>[（(]\d{1,2}[)）])|(?P<circle>[①-⑳])|(?P<digit>\d{1,2})[.．、](?!\d))"
)
"""The label of an item that runs on in a paragraph; the group names the kind of list."""
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3}
_LIST_LABEL = re.compile(rf"{_N}[是要]|第{_N}|其[一二三四五六七]|首先")
"""Labels without a rung of their own: how deep their list lies is for what stands around it to say."""
_OF_OTHERS = re.compile(
    "(?:(?<!解决)(?<!针对)(?:做法|经验|主张|政策|学派|理论|观点|看法|理由|原因|条件|表现|特点|特征|好处|启示|教训|成效|问题|困难|毛病"
    "|值得(?:学|借鉴))(?:主要|集中|突出|就|也)?(?:表现|体现|反映|包括|在于|[有是为在])*(?:以下|如下|这么)?[几两一二三四五六七八九十]?(?:个|条|点|种|类|项)?(?:方面)?"
    "|(?:认为|主张|提出|指出)(?!的)[^。；！？]{0,30})[：:。]\\s*$"
)
"""What a list that tells of others, or of how things are, is led in by; it sets no tasks."""
_REMEDY = re.compile("解决|针对|整改|破解|纠正|聚焦|围绕|[要须应](?!求|点|素)")
"""Words of a lead-in that sets a task after all: 针对这些问题，要做到三点："""
_CLAUSE = re.compile(r"[^，。；：！？]+")
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?[”’）)]?")
_CALLS = re.compile(
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
LOST_HINT = "原稿这里缺一个标题"
LOST = f"【待填：{LOST_HINT}】"


def headed(passages: Sequence[Passage], counts_anew: bool) -> list[Passage]:
    """`passages` cut so that every heading opens one, at its level.

    A heading that was lost from the text is a passage of its own, LOST, where what was below it shows that it is
    missing behind the last point. counts_anew: the highest labels begin anew within the speech.
    """
    return _behind_the_points(_run_in(_unglued(passages)), counts_anew)


def ordinal(label: str) -> int:
    """The number in a label: （二） → 2, 3. → 3, 其次 → 2; 0 where there is none."""
    for word, number in _ORDER.items():
        if label.startswith(word):
            return number
    if label[:1] and "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    return parse_chinese("".join(char for char in label if char in _NUMERALS)) or 0


def style(label: str) -> str:
    """What kind of label it is: its marks, with one kind of number in place of any: （三） → （一）, 12. → 1."""
    kinds = (("一", f"[{_NUMERALS[:10]}]+"), ("1", r"\d+"), ("①", "[①-⑳]"))
    for one, numerals in kinds:
        label = re.sub(numerals, one, label)
    return label


def is_item(label: str) -> bool:
    """Whether a label is that of an item of a list that reads on (一是, 二要)."""
    return re.match(rf"{_N}(?:是|要)", label) is not None


def first_clause(text: str) -> str:
    """Up to the first mark: 建台账，哪个村有哪些设施…… is called 建台账."""
    found = _CLAUSE.match(text)
    return found.group() if found else text


def _unglued(passages: Sequence[Passage]) -> list[Passage]:
    """Passages cut before a label of the ladder that ran together with what is before it (……不干活。二、要弄清……)."""
    found: list[Passage] = []
    counts: dict[tuple[int, str], int] = {}
    """Rung and style of label → number last counted, for the rungs that are open."""
    for at, passage in enumerate(passages):
        pieces = [passage]
        if passage.kind == "paragraph":
            begin = 0
            for match in _GLUED.finditer(passage.text):
                if match.start(1) == 0 and passage.level:
                    continue
                label = match[1]
                rung = next((rung for rung, form in counts if form == style(label)), 0)
                counts_on = bool(rung) and ordinal(label) == counts[rung, style(label)] + 1
                if not rung and _begins(label, passage.text[match.end() :], passages[at + 1 :]):
                    rung, counts_on = _RUNGS[style(label)], True
                if counts_on:
                    before = pieces[-1]
                    cut = match.start(1) - begin
                    pieces[-1] = replace(before, text=before.text[:cut])
                    pieces.append(replace(passage, text=before.text[cut:], level=rung, label=label))
                    begin = match.start(1)
                    counts = _counting(counts, rung, label)
        for piece in pieces:
            if piece.level and piece.label:
                counts = _counting(counts, piece.level, piece.label)
        found += [piece for piece in pieces if piece.text]
    return found


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

    Only where the list is all the structure the part has: no heading under the one above, counted from one without
    a gap, most items short enough to be headings.
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
        elif not any(passage.level for passage in passages):
            part = _itemised(part, 1)
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
    """`part` cut before every item of its one list, the items at `level`, and lists within the items below them.

    As it was where there is none or more than one. Of lists of several kinds the outer one begins first.
    """
    marks = [mark for at, passage in enumerate(part) for mark in _marks(at, passage, at == 0, level)]
    for kind in dict.fromkeys(mark.kind for mark in marks if mark.number == 1):
        lists = _lists([mark for mark in marks if mark.kind == kind])
        cuts = [cut for each in lists if (cut := _cut(part, each, level))]
        if len(cuts) > 1:
            # Sentences that head others are headings rather than those of a list that is one sentence.
            cuts = [cut for cut in cuts if any(each.kind == "heading" and each.level == level for each in cut)]
        if len(cuts) != 1:
            continue
        cut = cuts[0]
        begins = [at for at, passage in enumerate(cut) if passage.level == level and at] + [len(cut)]
        whole = cut[: begins[0]]
        for begin, end in pairwise(begins):
            item = cut[begin:end]
            whole += _itemised(item, level + 1) if level < LOWEST else item
        return whole
    return part


def _marks(at: int, passage: Passage, first: bool, level: int) -> list[_Mark]:
    reviewed = level > 1 and passage.move == REVIEW and passage.step != "问题不足"
    if passage.kind != "paragraph" or (passage.level and not first) or not (passage.move in POINTS or reviewed):
        return []
    own = len(passage.label) if passage.level else 0
    return [
        _Mark(at, *found.span("label"), _kind(found), ordinal(found["label"]))
        for found in _ITEM.finditer(passage.text)
        if found.start("label") >= own
    ]


def _kind(found: re.Match[str]) -> str:
    return next(name for name, text in found.groupdict().items() if text and name != "label")


def _lists(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """The marks of one kind as lists counted from one, without a gap; none where the count goes wrong.

    最后 ends what 其次 went on with.
    """
    lists: list[list[_Mark]] = []
    for mark in marks:
        if mark.number == 1:
            lists.append([mark])
        elif lists and (mark.number == len(lists[-1]) + 1 or (not mark.number and len(lists[-1]) > 1)):
            lists[-1].append(mark)
        elif mark.number:
            return []
    # A first without a second (干部首先要学) counts nothing.
    return [each for each in lists if len(each) > 1]


def _cut(part: Sequence[Passage], series: Sequence[_Mark], level: int) -> list[Passage]:
    """`part` with the items of `series` as passages of their own; empty where they are no headings."""
    first = series[0]
    lead = part[first.passage].text[: first.begin] or (part[first.passage - 1].text if first.passage else "")
    told = _OF_OTHERS.search(lead)
    if told and part[first.passage].move in POINTS and not _REMEDY.search(lead[: told.start()].rpartition("。")[2]):
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
    cut: list[Passage] = []
    for at, passage in enumerate(part):
        begin = 0
        piece = passage
        for mark, heads in zip(series, runs_in, strict=True):
            if mark.passage != at:
                continue
            cut.append(replace(piece, text=passage.text[begin : mark.begin]))
            label = passage.text[mark.begin : mark.end]
            begin = mark.begin
            piece = replace(passage, kind="paragraph", level=level, label=label)
            if headed_all and heads:
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
        lost = replace(first, kind="heading", text=LOST, label="", level=level)
        moved = [replace(each, level=each.level + down) if each.level else each for each in passages[at:]]
        return [*passages[:at], *([] if counts_anew else [lost]), *moved]
    return passages


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
