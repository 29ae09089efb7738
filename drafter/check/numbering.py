"""Rules on labels and levels (序号与层次), genre.md 1 to 5."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.check.lines import Line, Text
from drafter.language.labels import NO_MEMBER
from drafter.language.numerals import chinese, parse_chinese

Found = tuple[Line, str]
"""A line and what is wrong with it, Chinese; an empty message takes the rule's own."""

_STYLE_NAMES = {
    "bare": "一、",
    "bracket": "（一）",
    "digit": "1.",
    "bracket-digit": "（1）",
    "circle": "①",
    "ordinal": "第一，",
    "its": "其一，",
    "first": "首先，",
    "is": "一是",
    "must": "一要",
    "": "不编号",
}
_RUN_IN = ("is", "must", "first", "ordinal", "its")


def ladder(text: Text) -> Iterator[Found]:
    """A rung skipped going down, or one above the rung the text began on (跳级、越级)."""
    if not text.headings:
        return
    pure = {line.style for line in text.headings if line.style not in _RUN_IN} == {"bare", "digit"}
    top = text.headings[0].level
    before = top
    for line in text.headings:
        if line.style in _RUN_IN:
            continue
        if line.level < top:
            yield line, f"层次越到了第一个标题（{text.headings[0].label or '首个标题'}）之上"
            top = line.level
        elif line.level > before + 1 and not pure:
            yield (
                line,
                f"从第{chinese(before)}层直接跳到第{chinese(line.level)}层，中间缺{_missing(before, line.level)}这一层",
            )
        before = line.level


def _missing(before: int, after: int) -> str:
    names = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）", 5: "①"}
    return "、".join(f"“{names[level]}”" for level in range(before + 1, after) if level in names)


def order(text: Text) -> Iterator[Found]:
    """Siblings run 1 to k and begin anew under a new parent (编号连续); one slip is one finding."""
    for family in text.families:
        lines = [line for line in family if line.ordinal and line.style != "first"]
        seen: set[int] = set()
        for line, (wanted, kind) in zip(lines, _counted([line.ordinal for line in lines]), strict=True):
            if kind:
                place = f"第{chinese(min(wanted, 99))}个"
                if line.ordinal in seen:
                    yield line, f"序号“{line.label}”重复，此处应为{place}"
                elif wanted == 1:
                    yield line, f"序号“{line.label}”不连续，应从第一个编起"
                elif kind == "wrong":
                    yield line, f"序号“{line.label}”不连续，此处应为{place}"
                else:
                    yield line, f"序号“{line.label}”不连续，前面缺{place}"
            seen.add(line.ordinal)


_MOST_WAYS = 8


def _counted(ordinals: Sequence[int]) -> list[tuple[int, str]]:
    """For each ordinal the one that was due there, and what is amiss: nothing, "wrong" or "break".

    After a "wrong" label counting goes on as if it were right (一、三、三、四), after a "break" from where it stands
    (一、三、四). Of all ways to count, one with the fewest slips.
    """
    # What is due next -> slips so far, and for each ordinal what was due and what is amiss.
    ways: dict[int, tuple[int, tuple[tuple[int, str], ...]]] = {1: (0, ())}
    for ordinal in ordinals:
        following: dict[int, tuple[int, tuple[tuple[int, str], ...]]] = {}
        for due, (slips, way) in sorted(ways.items(), key=lambda each: (each[1][0], each[0])):
            steps = [(due + 1, 0, "")] if ordinal == due else [(due + 1, 1, "wrong"), (ordinal + 1, 1, "break")]
            for then, cost, kind in steps:
                if then not in following or slips + cost < following[then][0]:
                    following[then] = (slips + cost, (*way, (due, kind)))
        ways = dict(sorted(following.items(), key=lambda each: (each[1][0], each[0]))[:_MOST_WAYS])
    return list(min(ways.values(), key=lambda each: each[0])[1])


def style(text: Text) -> Iterator[Found]:
    """One style of label per level (同层同式)."""
    by_level: dict[int, list[Line]] = {}
    told: set[int] = set()
    for family in text.families:
        by_level.setdefault(family[0].level, []).extend(line for line in family if line.style not in _RUN_IN)
    # 一是 in one point and （一） in the next is common; within one series it is not.
    for lines in (*by_level.values(), *text.families):
        styles = Counter(line.style for line in lines)
        if len(styles) < 2:
            continue
        order_of = [line.style for line in lines]
        usual = max(styles, key=lambda name: (styles[name], -order_of.index(name)))
        for line in lines:
            if line.style != usual and line.number not in told:
                told.add(line.number)
                yield line, f"同一层序号不统一：此处是“{_STYLE_NAMES[line.style]}”，其余是“{_STYLE_NAMES[usual]}”"


def only_child(text: Text) -> Iterator[Found]:
    """A parent with one child (独子)."""
    top = min((line.level for line in text.headings), default=0)
    for family in text.families:
        if len(family) == 1 and family[0].level > top:
            yield family[0], ""


def depth(text: Text) -> Iterator[Found]:
    """More than two levels in a text of at most ten pages of 22 × 28 characters (层次过深)."""
    if sum(len(line.body) for line in text.prose) > 10 * 22 * 28:
        return
    levels = sorted({line.level for line in text.headings if line.style not in _RUN_IN})
    if len(levels) > 2:
        deep = next(line for line in text.headings if line.level == levels[2])
        yield deep, f"全文不到十页，用了{chinese(len(levels))}层标题"


_ANNOUNCED = re.compile(
    r"(?:讲|谈|提|强调|说)(?:一讲|一下|以下|如下|这么|这|出|明)?([一二两三四五六七八九十]{1,3}|\d{1,2})(?:点|条|个方面|方面|个问题|个事|件事)(?:的)?(?:具体|重点|主要)?"
    r"(?:意见|要求|希望|看法|体会|建议|想法|认识|问题|内容|感受|期望)?[。：:，！]"
)


def announced(text: Text) -> Iterator[Found]:
    """讲三点意见 is followed by three points of the first level (点数相符)."""
    lines = text.lines
    for at, line in enumerate(lines):
        if line.kind != "paragraph":
            continue
        matches = list(_ANNOUNCED.finditer(line.body))
        if not matches or line.body[matches[-1].end() :].strip("。 ") != "":
            continue
        number = parse_chinese(matches[-1].group(1))
        rest: list[Line] = []
        for after in lines[at + 1 :]:
            if after.kind in ("title", "salutation"):
                break
            if after.kind == "heading":
                rest.append(after)
        level = min((one.level for one in rest), default=0)
        above = [one for one in lines[:at] if one.kind == "heading"]
        if above and rest and above[-1].level < rest[0].level:
            # Announced inside a point: its own children count.
            level = rest[0].level
            count = 0
            for one in rest:
                if one.level < level:
                    break
                count += one.level == level
        else:
            count = sum(1 for one in rest if one.level == level)
        if number and number != count and (rest or not above):
            has = f"后面的一级标题有{_so_many(count)}个" if count else "后面没有编号的标题"
            yield line, f"这里说讲{matches[-1].group(1)}点，{has}"


_LOOKED_BACK = re.compile(
    "(?:以上|上述|上面)(?:讲的|说的|所讲的?)?(?:这)?([一二三四五六七八九十两]{1,3})(?:点|个方面|条)"
)


def looked_back(text: Text) -> Iterator[Found]:
    """以上四点 after three points of the first level (回头数错): neither those nor the last one's own are so many."""
    lines = text.lines
    for at, line in enumerate(lines):
        match = _LOOKED_BACK.search(line.body) if line.kind == "paragraph" else None
        number = parse_chinese(match.group(1)) if match else None
        above: list[Line] = []
        for before in reversed(lines[:at]):
            if before.kind in ("title", "salutation"):
                break
            above += [before] if before.kind == "heading" else []
        if not number or not match or not above:
            continue
        counts = set()
        for level in {one.level for one in above}:
            # Those of a level up to the next one above it: all of the first, the last point's own of the others.
            upto = next((k for k, one in enumerate(above) if one.level < level), len(above))
            counts.add(sum(one.level == level for one in above[:upto]))
        run_in = len(_SERIES_MARK.findall("。".join(one.text for one in lines[max(at - 3, 0) : at + 1])))
        if number not in counts and number != run_in:
            top = min(one.level for one in above)
            has = sum(one.level == top for one in above)
            yield line, f"这里说“{match.group()}”，前面的一级标题有{_so_many(has)}个"


_SERIES_MARK = re.compile(
    r"(?:(?<=[，。；：、！？”）;,:])|^)(?:(?P<is>[一二三四五六七八九十]{1,3})是"
    rf"(?!{NO_MEMBER})|(?P<must>[一二三四五六七八九十]{{1,3}})要)"
)


def series(text: Text) -> Iterator[Found]:
    """一是…二是… counts on without a break and does not change to 二要 (段内序数)."""
    last = {"is": 0, "must": 0}
    prose = list(text.prose)
    for at, line in enumerate(prose):
        if line.kind == "heading" and line.style in ("is", "must"):
            # Points of their own are `order`'s matter; a series inside one begins anew.
            last = {"is": 0, "must": 0}
            last[line.style] = line.ordinal
        elif line.kind != "paragraph":
            last = {"is": 0, "must": 0}
        marks = list(_SERIES_MARK.finditer(line.body)) if line.kind == "paragraph" else []
        for place, mark in enumerate(marks):
            kind, other = ("is", "must") if mark.group("is") else ("must", "is")
            number = parse_chinese(mark.group(kind)) or 0
            # 做到一要快、二要准: the first of them has no mark before it.
            begun = (
                number == 2
                and not last[kind]
                and f"一{mark.group()[-1]}" in re.split("[。！？]", line.body[: mark.start()])[-1]
            )
            if number > 1 and number != last[kind] + 1 and not begun:
                if last[kind] == 0 and last[other] == number - 1:
                    yield (
                        line,
                        f"“{mark.group()}”与前面的“{chinese(number - 1)}{'是' if other == 'is' else '要'}”不是一种写法",
                    )
                elif number == last[kind]:
                    yield line, f"“{mark.group()}”出现了两次"
                else:
                    yield line, f"“{mark.group()}”前面缺“{chinese(min(number - 1, 99))}{mark.group()[-1]}”"
                if _number_after(prose, at, marks[place + 1 :], kind) == last[kind] + 2:
                    # Only this one is wrong: those behind count on as if it were right.
                    number = last[kind] + 1
            last[kind] = number


def _number_after(prose: list[Line], at: int, marks: Sequence[re.Match[str]], kind: str) -> int:
    """The number of the next mark of its kind, in the rest of its paragraph or the paragraph behind; 0 for none."""
    following = list(marks)
    if at + 1 < len(prose) and prose[at + 1].kind == "paragraph":
        following += _SERIES_MARK.finditer(prose[at + 1].body)
    return next((parse_chinese(mark.group(kind)) or 0 for mark in following if mark.group(kind)), 0)


SHORT_MEMBER = 40
"""Characters up to which a member of a series is a clause of one sentence; longer ones may each be a sentence."""
_MEMBER = re.compile(
    rf"(?:(?<=[，。；：、！？”）;,:])|^|(?=一))([一二三四五六七八九十]{{1,3}})([是要])(?!{NO_MEMBER}|非)"
)


def series_marks(text: Text) -> Iterator[Found]:
    """The members of a run-in series part with one mark (；, or 。, or ，), never with 、, and the last closes with 。 ."""
    for line in text.prose:
        if line.kind not in ("paragraph", "heading"):
            continue
        body = line.body if line.kind == "paragraph" or line.style not in ("is", "must") else ""
        for members in _runs(body):
            marks = [body[member.start() - 1] for member in members[1:]]
            if "、" in marks:
                at = members[1 + marks.index("、")].group()
                yield line, f"“{at}”前面用了顿号，分句之间用分号"
            elif len(mixed := [mark for mark in "；。，" if mark in marks]) > 1:
                yield line, f"“一{members[0].group(2)}”起的各分句之间{'和'.join(mixed)}混用，统一用分号"
            elif "。" in marks and _one_sentence(body, members):
                yield line, f"“{members[1].group()}”前面用了句号，一句话里的各项用分号隔开"
            elif body[members[-1].end() :].rstrip("”’）)】").endswith(("；", "，", "、", ";", ",")):
                yield line, "最后一个分句末尾用句号"
            elif re.fullmatch(r"[^。；！？]*[\u3400-\u9fff]{2}", body[members[-1].end() :]):
                yield line, "最后一个分句末尾缺句号"


def _one_sentence(body: str, members: list[re.Match[str]]) -> bool:
    """Whether each member is short and ends at its first stop: the series reads as one sentence."""
    texts = [body[one.end() : two.start() - 1] for one, two in pairwise(members)]
    return all(len(text) <= SHORT_MEMBER and not re.search("[。！？；]", text) for text in texts)


def _runs(body: str) -> Iterator[list[re.Match[str]]]:
    """The series of a paragraph: marks of one kind that count from one, two at least."""
    run: list[re.Match[str]] = []
    for member in _MEMBER.finditer(body):
        number = parse_chinese(member.group(1)) or 0
        if run and number == len(run) + 1 and member.group(2) == run[0].group(2):
            run.append(member)
            continue
        if len(run) > 1:
            yield run
        run = [member] if number == 1 else []
    if len(run) > 1:
        yield run


def unmarked(text: Text) -> Iterator[Found]:
    """三 加强领导: a label without its 、 (序号缺标点)."""
    for line in text.headings:
        if line.style == "bare" and "、" not in line.label and re.fullmatch(r"[一二三四五六七八九十]+\s*", line.label):
            yield line, f"序号“{line.label.strip()}”后面缺顿号"


def _so_many(count: int) -> str:
    """A count before 个: 两, not 二."""
    return "两" if count == 2 else chinese(min(count, 99))
