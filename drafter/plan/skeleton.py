"""The outline of an existing speech (从现成讲话抽提纲): every numbered heading with its level and order, and the sentence
that carries each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.language.late import late
from drafter.plan.number import number
from drafter.plan.parallels import parallel
from drafter.plan.run_in import (
    LONGEST_ITEM,
    LONGEST_RUN_IN,
    LOST,
    LOST_HINT,
    LOWEST,
    first_clause,
    headed,
    is_item,
    is_list_label,
    ordinal,
    turns,
)
from drafter.records import Item, Origin, Outline, Passage, Speech

_LABEL_REST = late(r"^[、.．，,：:\s]+")
_END = late(r"[。！；;：:，,、]+$")
_SENTENCE = late(r"[^。！？；]*[。！？；]?")
_WHOLE_SENTENCE = late("[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")
_CALL = late("\\s*(?:[^，。；：！？、]{0,4}们|各位[^，。；：！？]{1,8}|大家好)[！，：。]?\\s*")
"""Those present called, and nothing said to them yet."""
_CUE = late("提示(?:语)?“(.+?)…?”(?=；|$)")
"""Words that made a passage its step, in the reasons of a passage; cut short where they are long."""

_CALLED_ON = late(
    "(?:^|[。；！\\s])(?:(?:首先|下面|接下来|最后|现在|然后)，?(?:继续)?(?:进行(?:会议)?的?第[一二三四五六七八九十]项(?:议程|内容|议题)?，)?(?:先|有)?请"
    "|请(?!各|大家|同志))(?:(?!贯彻|领会|落实|学习|结合|按照|根据|对照)[^。；！]){2,40}?(?:发言|讲话|通报|汇报|介绍|宣读|(?<!工)作(?!为|用|风))"
)
"""Somebody is called on to speak (下面，请某某同志发言): who says so twice chairs the meeting."""


def chairs(passages: Sequence[Passage]) -> bool:
    """Whether the speaker calls on others to speak, one after the other: a host (主持人)."""
    return sum(len(_CALLED_ON.findall(passage.text)) for passage in passages) > 1


def skeleton(speech: Speech) -> Outline:
    """The outline of `speech`: labelled passages in, headings at their levels, one line for each step between.

    Each item's source is the passage it came from (precedent SPEECH#NUMBER).
    """
    items = number(tuple(_nest(_flat(speech))))
    subtitle = tuple(
        part for part in (speech.date, " ".join(p for p in (speech.position, speech.speaker) if p)) if part
    )
    return Outline(speech.title or "（无题）", items, subtitle)


def headings_of(speech: Speech) -> dict[int, list[tuple[int, str]]]:
    """Number of a passage → the headings that stand in it, in order, each with its level in the outline (1 一、 2 （一） …).

    Headings lost from the text are in none. The moves of `speech` are called by their ids.
    """
    found: dict[int, list[tuple[int, str]]] = {}
    for item in _flat(speech):
        if item.level and item.text != LOST:
            found.setdefault(int(item.source.ref.rpartition("#")[2]), []).append((item.level, item.text))
    return found


def _flat(speech: Speech) -> list[Item]:
    found: list[Item] = []
    last = ("", "")
    called: set[str] = set()
    """The salutations that have been."""
    uncued = -1
    """Where in `found` the line of the last step stands, while no cue speaks for it."""
    ordinals: dict[int, tuple[int, int]] = {}
    """Rung → number of the last heading on it, and how many there are, for the rungs that are open."""
    headings = headed(speech.passages)
    passages = headings.passages
    plain = not any(_heading_of(passage) for passage in passages)
    """Whether there is no heading at all, under which what a passage goes on with would be looked for."""
    hosted = chairs(passages)
    """Whether it is a host's script, in which every line before the points is one of its own."""
    rungs = sorted({passage.level for passage in passages if passage.level})
    """Those in use: where ① stands under （1） under （一）, no rung is missing between them."""
    deeper = 0
    turned = False
    """Whether the speaker turned to all again since the last heading."""
    border = 0
    """Where in `found` the points begin."""
    for place, passage in enumerate(passages):
        if place == headings.apart:
            ordinals, border = {}, len(found)
            deeper = 1 if headings.anew else 0
        heading = "" if _alone(passages, place) else _heading_of(passage)
        ref = f"{speech.id}#{passage.number}"
        source = Origin("precedent", ref)
        node = f"{passage.move}/{passage.number}"
        turned = turned or (not heading and turns(passage.text))
        if heading:
            level = rungs.index(passage.level) + 1 if rungs[-1] > LOWEST else passage.level
            level = min(level, LOWEST - deeper)
            count = ordinal(passage.label)
            before, so_far = ordinals.get(level, (0, 0))
            if heading == LOST:
                found.append(_lost(node, level + deeper, passage, source))
                ordinals = _open(ordinals, level, before + 1, so_far + 1)
                last = ("", "")
                continue
            # A second list of one part (一是 … 三是 …… 一是 … 二是) goes on with the first, unless the part is over.
            listed = level > 1 and is_list_label(passage.label) and not turned
            if count == 1 and not listed and (before > 1 if level > 1 else deeper):
                # The count begins anew under the same parent: the parent's next heading was lost from the text.
                parent = max((rung for rung in ordinals if rung < level), default=level - 1)
                found.append(_lost(node, parent + deeper, passage, source))
                above, those = ordinals.get(parent, (0, 0))
                ordinals = _open(ordinals, parent, above + 1, those + 1)
                so_far = 0
            elif count == 2 and not so_far:
                # It begins with the second: the first stood before what is below it, or else after the announcement;
                # under a heading, right behind that.
                under = [n + 1 for n in range(border, len(found)) if 0 < found[n].level < level + deeper]
                behind = range(under[-1] if under else border, len(found))
                at = next((n for n in behind if found[n].level > level), None)
                if at is None:
                    at = next((n + 1 for n in behind if found[n].step == "领起"), under[-1] if under else None)
                if at is not None:
                    found.insert(at, _lost(node, level + deeper, passage, source))
                    so_far = 1
            elif count == before + 2 == so_far + 2:
                # 二、 and then 四、: the one between was lost.
                found.append(_lost(node, level + deeper, passage, source))
                so_far += 1
            ordinals = _open(ordinals, level, count, so_far + 1)
            hosted = False
            found.append(Item(node, level + deeper, heading, passage.move, passage.step, source))
            last = ("", "")
            turned = False
        elif _CALL.fullmatch(passage.text):
            if (words := _END.sub("", passage.text.strip())) not in called:
                found.append(Item(node, 0, passage.text.strip(), passage.move, passage.step, source))
                last = ("", "")
            called.add(words)
        elif plain and (alike := parallel(passage.text)):
            found += [
                Item(f"{node}/{n}", 0, said, passage.move, passage.step, source) for n, said in enumerate(alike, 1)
            ]
            last = (passage.move, passage.step)
        else:
            text, cued = _telling(passage)
            item = Item(node, 0, text, passage.move, passage.step, source)
            if passage.kind == "salutation" or (text and (plain or hosted or (passage.move, passage.step) != last)):
                uncued = -1 if cued else len(found)
                found.append(item)
                last = (passage.move, passage.step)
            elif cued and uncued >= 0 and found[uncued].step == passage.step:
                found[uncued] = item
                uncued = -1
    # The list of a review without a heading stands on the second level, below nothing.
    return [*_climb(found[:border], [1]), *_climb(found[border:], [])]


def _open(ordinals: dict[int, tuple[int, int]], level: int, number_: int, count: int) -> dict[int, tuple[int, int]]:
    return {rung: last for rung, last in ordinals.items() if rung < level} | {level: (number_, count)}


def _lost(node: str, level: int, passage: Passage, source: Origin) -> Item:
    return Item(f"{node}/缺", level, LOST, passage.move, passage.step, source, gaps=(LOST_HINT,))


def _alone(passages: Sequence[Passage], place: int) -> bool:
    """Whether running text opens with a first (首先，) that no second follows: no list, so no heading."""
    passage = passages[place]
    first = passage.label[:2] == "首先"
    if (passage.kind != "paragraph" and not first) or ordinal(passage.label) != 1:
        return False
    for other in passages[place + 1 :]:
        if 0 < other.level < passage.level:
            break
        if other.level == passage.level and (not first or _GOES_ON.match(other.label)):
            return False
    return True


def unlisted(speech: Speech) -> Speech:
    """`speech` with what opens with a first that no second follows as running text, which is no heading."""
    told = tuple(
        replace(each, kind="paragraph", level=0) if each.level and _alone(speech.passages, place) else each
        for place, each in enumerate(speech.passages)
    )
    return replace(speech, passages=told)


_GOES_ON = late("其次|再次|再者|最后|第二|二是")
"""The label that follows 首先 in a list; 首先，由某局长宣读方案 is no list with the points behind it (一、…二、)."""


def _heading_of(passage: Passage) -> str:
    """The heading a passage is, or opens with; empty for running text."""
    if not passage.level or passage.kind == "salutation":
        return ""
    text = passage.text.strip()
    if passage.kind != "heading":
        text = _opening(text)
    text = _LABEL_REST.sub("", text.removeprefix(passage.label).strip())
    if passage.kind != "heading" and (is_item(passage.label) or len(text) > LONGEST_RUN_IN):
        text = first_clause(text)
    # 压实责任：各级林长要巡林，一级抓一级。is one line, of which only the beginning is a heading.
    head, _, body = text.removesuffix("。").partition("：")
    if text.endswith("。") and 2 <= len(head) < len(body) and len(head) <= LONGEST_ITEM and "，" not in head:
        text = head
    return _END.sub("", text)


def _telling(passage: Passage) -> tuple[str, bool]:
    """The sentence that carries the step of running text, and whether a cue says so; else the first one.

    "" where the text is only the beginning of a sentence (清明将近，) that went on in headings.
    """
    if passage.kind == "salutation":
        return passage.text.strip(), True
    sentences: list[str] = []
    for piece in _WHOLE_SENTENCE.findall(passage.text.strip()):
        before = sentences[-1] if sentences else ""
        # A quotation is not cut, and who is called is called to hear something.
        open_ = any(before.count(mark) > before.count(end) for mark, end in ("“”", "《》", "（）"))
        if before and (open_ or _CALL.fullmatch(before)):
            sentences[-1] += piece
        else:
            sentences.append(piece)
    sentences = [sentence.strip() for sentence in sentences if not sentence.rstrip().endswith(("，", "、"))]
    cues = _CUE.findall("；".join(passage.why))
    told = next((sentence for cue in cues for sentence in sentences if cue in sentence), "")
    return told or next(iter(sentences), ""), bool(told)


def _opening(text: str) -> str:
    match = _SENTENCE.match(text.strip())
    return match.group() if match else text


def _climb(items: list[Item], rungs: list[int]) -> list[Item]:
    """Levels closed up: a speech that begins at 1. or skips a rung still gives a ladder without gaps.

    rungs: those that are open before the first item.
    """
    closed = []
    for item in items:
        if item.level:
            while rungs and rungs[-1] > item.level:
                rungs.pop()
            if not rungs or rungs[-1] < item.level:
                rungs.append(item.level)
            item = Item(item.id, len(rungs), item.text, item.move, item.step, item.source)
        closed.append(item)
    return closed


def _nest(items: Sequence[Item]) -> list[Item]:
    """Flat items into a tree: running text under the heading before it, while it is of the same move or more
    headings of the same part follow."""
    top: list[tuple[Item, list[Item]]] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        below: list[Item] = []
        if item.level:
            end = next((n for n in range(index, len(items)) if 0 < items[n].level <= item.level), len(items))
            inner = next((n for n in range(end - 1, index - 1, -1) if items[n].level), -1)
            while index < end and (index <= inner or items[index].level or items[index].move == item.move):
                below.append(items[index])
                index += 1
        top.append((item, below))
    return [
        Item(item.id, item.level, item.text, item.move, item.step, item.source, items=tuple(_nest(below)))
        for item, below in top
    ]
