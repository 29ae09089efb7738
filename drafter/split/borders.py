"""Where one speech ends and another begins (分篇): chapter headings, titles, salutations, closings and openings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafter.language.late import late
from drafter.records import Block, Loss
from drafter.split.around import (
    ATTACHMENT,
    LEAD_IN_BLOCKS,
    LEAST_BODY,
    LEAST_REST,
    TAIL_BLOCKS,
    without_attachments,
    without_lead_in,
)
from drafter.split.edges import (
    LEAD_IN,
    ORDER,
    SHORTEST,
    aside,
    ending_weight,
    forwarded,
    han_length,
    hands_on,
    names_speech,
    opening_weight,
    unspoken,
)
from drafter.split.labels import Label, label_of, number_of
from drafter.split.metadata import EVENT, is_head_line, is_stated, is_title
from drafter.split.passages import SALUTATION

_N = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_CHAPTER = late(
    rf"\s*(?:[^，。；！？：]{{0,40}}?(?:篇|范文|例文|范本)\s*[（(【]?{_N}[）)】]?(?:\s*[：:、].{{0,60}}|\s.{{0,60}})?|"
    rf"[【\[（(]?第{_N}篇[】\]）)]?(?:\s*[：:、]?.{{0,60}})?|[【\[](?:篇|范文){_N}[】\]].{{0,60}})\s*"
)
_NUMBERED_TITLE = late(
    rf"\s*(?:{_N}\s*[、.．]|[（(]{_N}[）)]|(?:讲话|发言)稿?{_N}[：:]?)\s*[^。；！？]{{2,60}}{EVENT}\s*|[^，。；！？]{{0,40}}(?:讲话|发言|致辞)稿?\s*[（(]?{_N}[）)]?\s*"
)
_CHAPTER_MARK = late(rf"^(?:{_N}\s*[、.．]|[（(]{_N}[）)]|.{{0,40}}?{_N}篇?[】\]）)]?\s*[：:、.．\s])\s*")
_CHAPTER_WIDTH = 90
_BARE_NUMBER = late(rf"\s*[（(【\[]?(?:之|第)?{_N}(?:讲|部分)?[）)】\]]?[、.．]?\s*")
_GOES_ON = late(
    rf"\s*(?:下面|接下来|接着|另外|此外|其次|同时|再者?[说讲谈，]|[^。！]{{0,12}}再(?:补充|强调|讲|说|谈)|[^。！]{{0,40}}{ORDER}|"
    r"[^。！]{0,40}，还[有要想])"
)
"""A paragraph that adds to what was said (再补充三点, 第二个问题, 还有一层意思) and opens nothing."""
_PARTED = 4
"""Weights of ending and opening that part two speeches; one more where the speech before has a salutation and the next
none, one less at a separator, two less where headings count anew."""
_GAP = 2
"""Blank lines in a row that may stand for a separator, where few places have as many: one block in eight."""
_NEAR = 300
"""Paragraphs looked at on either side for headings that count anew."""
_TOP_STYLES = frozenset(("bare", "part", "ordinal"))
_SERIES_STYLES = _TOP_STYLES | {"question"}
_PART_WIDTH = 30
_LONG_REST = 800


def chapters(blocks: tuple[Block, ...], dropped: list[Loss]) -> list[tuple[Block, ...]]:
    """The stretches between chapter headings (篇一, 第一篇, 范文一, numbered titles)."""
    heads = [
        i for i, block in enumerate(blocks) if len(block.text) <= _CHAPTER_WIDTH and _CHAPTER.fullmatch(block.text)
    ]
    numbered = [
        i
        for i, block in enumerate(blocks)
        if len(block.text) <= _CHAPTER_WIDTH and _NUMBERED_TITLE.fullmatch(block.text)
    ]
    if not heads and len(numbered) >= 2 and all(b - a > 2 for a, b in pairwise(numbered)):
        heads = numbered
    if not heads:
        heads = _bare_numbers(blocks)
    if not heads:
        return [blocks]
    chapters: list[tuple[Block, ...]] = []
    preface = blocks[: heads[0]]
    if preface:
        if han_length(preface) >= LEAST_REST and any(
            SALUTATION.fullmatch(block.text) or is_title(block.text) for block in preface
        ):
            chapters.append(preface)
        else:
            dropped.append(Loss("篇前文字", "\n".join(block.text for block in preface)))
    for i, head in enumerate(heads):
        end = heads[i + 1] if i + 1 < len(heads) else len(blocks)
        title = _inner_title(blocks[head].text)
        dropped.append(
            Loss("篇目标题", blocks[head].text.strip() if not title else blocks[head].text.strip().removesuffix(title))
        )
        chapter = blocks[head + 1 : end]
        chapters.append((Block(title), *chapter) if title else chapter)
    return chapters


def _bare_numbers(blocks: tuple[Block, ...]) -> list[int]:
    """Lines that hold nothing but 一, （二）, 3 …, counting from one, each above a title or a salutation."""
    heads = [
        i
        for i, block in enumerate(blocks[:-1])
        if len(block.text) <= 8
        and _BARE_NUMBER.fullmatch(block.text)
        and (is_title(blocks[i + 1].text) or SALUTATION.fullmatch(blocks[i + 1].text))
    ]
    numbers = [number_of(blocks[i].text) for i in heads]
    return heads if len(heads) >= 2 and numbers == list(range(1, len(heads) + 1)) else []


def _inner_title(heading: str) -> str:
    """The speech's own title in 篇一：在…上的讲话 or 1、在…上的讲话, empty where the heading only counts."""
    bare = _CHAPTER_MARK.sub("", heading.strip())
    return bare if re.fullmatch(rf"(?:[^：:\s]{{2,8}}[：:])?[^：:\s]*在[^：:\s]+{EVENT}", bare) else ""


def speeches_in(chapter: tuple[Block, ...], dropped: list[Loss]) -> list[tuple[Block, ...]]:
    """A chapter cut where a new speech begins without a chapter heading."""
    if not chapter:
        return []
    lengths = [len(block.text) for block in chapter]
    rest = [0] * (len(chapter) + 1)
    for i in range(len(chapter) - 1, -1, -1):
        rest[i] = rest[i + 1] + lengths[i]
    parted = _separated(chapter)
    labels = [label_of(block.text) for block in chapter]
    starts = [0]
    spoken = False
    index = 0
    while index < len(chapter):
        if index > starts[-1] and spoken and _begins(chapter, starts[-1], index, rest, parted, labels):
            start = index
            while start - 1 > starts[-1] and _is_preamble(chapter[start - 1].text):
                start -= 1
            starts.append(start)
            spoken = False
            while (
                index + 1 < len(chapter)
                and (is_head_line(chapter[index + 1].text) or SALUTATION.fullmatch(chapter[index + 1].text))
                and lengths[index] <= 64
            ):
                index += 1
        spoken = spoken or not (is_head_line(chapter[index].text) or SALUTATION.fullmatch(chapter[index].text))
        index += 1
    starts.append(len(chapter))
    parts: list[tuple[Block, ...]] = []
    for begin, end in pairwise(starts):
        part = chapter[begin:end]
        part = without_attachments(part, dropped)
        part = without_lead_in(part, dropped)
        if part:
            parts.append(part)
    return parts


def _is_preamble(text: str) -> bool:
    return bool(is_title(text) or (is_head_line(text) and len(text) <= 40 and not re.search("[。！？]", text)))


def _separated(chapter: Sequence[Block]) -> frozenset[int]:
    """Blocks with a separator (***, a page break, an unusual gap) above them or above the head lines they follow.

    A separator parts no speeches by itself: it stands between the sections of one as well.
    """
    gaps = sorted((block.blank for block in chapter[1:] if block.blank >= _GAP), reverse=True)
    few = max(2, len(chapter) // 8)
    gap = gaps[few] + 1 if len(gaps) > few else _GAP
    found: set[int] = set()
    for index, block in enumerate(chapter):
        above = index - 1 in found and _is_preamble(chapter[index - 1].text)
        if index and (block.ruled or block.blank >= gap or above):
            found.add(index)
    return frozenset(found)


def _begins(
    chapter: tuple[Block, ...],
    start: int,
    index: int,
    rest: Sequence[int],
    parted: frozenset[int],
    labels: Sequence[Label | None],
) -> bool:
    """Whether a new speech begins at `index`, where the last began at `start`.

    rest: characters from each block on; parted: the blocks below a separator; labels: of each block.
    """
    text = chapter[index].text
    after = chapter[index + 1].text if index + 1 < len(chapter) else ""
    before = chapter[index - 1].text
    remaining = rest[index + 1]
    body = rest[start] - rest[index]
    if hands_on(text) and (opening_weight(after) >= 2 or SALUTATION.fullmatch(after)):
        return remaining >= SHORTEST and body >= LEAST_BODY // 2
    if SALUTATION.fullmatch(text):
        if remaining < LEAST_REST or body < LEAST_BODY or _counts_on(labels, start, index):
            return False
        ended = ending_weight(before)
        opened = opening_weight(after)
        return (
            opened >= 2
            or ended == 4
            or (ended >= 2 and remaining >= _LONG_REST)
            or (index in parted and bool(opened or ended))
        )
    if names_speech(chapter, index):
        if before.rstrip().endswith(("：", "，", "、", "《")) or (
            rest[0] - rest[index] <= LEAD_IN and forwarded(chapter[:index])
        ):
            return False
        least = SHORTEST if _stated_head(chapter, index) else LEAST_REST
        return remaining >= least and body >= min(least, LEAST_BODY)
    if remaining < SHORTEST or body < LEAST_BODY // 2:
        return False
    if any(ATTACHMENT.fullmatch(block.text) for block in chapter[max(start, index - TAIL_BLOCKS) : index + 1]):
        return False
    opening, ending = _joint(chapter, start, index)
    apart = index in parted
    if opening + ending + apart < _PARTED - 2 or _GOES_ON.match(text) or _counts_on(labels, start, index):
        return False
    anew = _counts_anew(chapter, start, index, labels)
    if anew and not any(
        sum(_joint(chapter, start, later)) + (later in parted) > opening + ending + apart
        for later in range(index + 1, anew)
    ):
        return True
    greeted = any(SALUTATION.fullmatch(block.text) for block in chapter[start : min(index, start + LEAD_IN_BLOCKS)])
    wanting = _PARTED + greeted - opening - ending
    if apart and wanting <= 1 and (opening >= 2 + greeted or (ending >= 3 and remaining >= LEAST_REST)):
        return True
    return bool(opening >= 2 and ending and wanting <= 0) or (opening == 1 and ending == 4)


def _joint(chapter: Sequence[Block], start: int, index: int) -> tuple[int, int]:
    """How surely a speech opens at `index`, and how surely one ends above it."""
    text = chapter[index].text
    return (0, 0) if label_of(text) else (opening_weight(text), ending_weight(_last_spoken(chapter, start, index)))


def _last_spoken(chapter: Sequence[Block], start: int, index: int) -> str:
    """The last paragraph before `index` that is no signature, day or note."""
    above = (chapter[i].text for i in range(index - 1, max(start, index - 1 - TAIL_BLOCKS), -1))
    return next((text for text in above if not (unspoken(text) or aside(text))), "")


def _counts_on(labels: Sequence[Label | None], start: int, index: int) -> bool:
    """Whether headings counted since `start` go on counting below `index`: 二、 above, 三、 below is one speech."""
    counted: dict[str, int] = {}
    for label in labels[max(start, index - _NEAR) : index]:
        if label and label.style in _SERIES_STYLES:
            counted[label.style] = label.number
    for label in labels[index : index + _NEAR] if counted else ():
        if label and (last := counted.pop(label.style, 0)) and label.number == last + 1:
            return True
    return False


def _counts_anew(chapter: Sequence[Block], start: int, index: int, labels: Sequence[Label | None]) -> int:
    """Where headings of the first level, counted to two or more since `start`, begin again at one; 0 if nowhere.

    Not where each series stands under a heading of its own (第一部分, 上篇, 怎么抓): those are parts of one speech.
    """
    first = max(start, index - _NEAR)
    counted = [(i, label) for i in range(first, index) if (label := labels[i]) and label.style in _TOP_STYLES]
    style = counted[0][1].style if counted else ""
    if max((label.number for _, label in counted if label.style == style), default=0) < 2:
        return 0
    for later in range(index, min(len(chapter), index + _NEAR)):
        label = labels[later]
        if label and label.style == style:
            if label.number != 1 or any(re.search(ORDER, block.text[:60]) for block in chapter[index:later]):
                return 0
            return 0 if _in_parts(chapter, (start, counted[0][0]), (index, later)) else later
    return 0


def _in_parts(chapter: Sequence[Block], first: tuple[int, int], again: tuple[int, int]) -> bool:
    """Whether two series of headings stand under unlabelled headings (抓什么), the first in mid-speech.

    first: where the speech and its series begin; again: the same for what may be another speech.
    """
    spoken = next(
        (i for i in range(*first) if not (is_head_line(chapter[i].text) or SALUTATION.fullmatch(chapter[i].text))),
        first[1],
    )
    return any(_heads_part(chapter[i]) for i in range(spoken, first[1])) and any(
        _heads_part(chapter[i]) for i in range(again[0] - 1, again[1])
    )


def _heads_part(block: Block) -> bool:
    """Whether a line may head a part of a speech: short, no sentence, neither title nor byline."""
    if is_title(block.text) or is_stated(block.text) or SALUTATION.fullmatch(block.text):
        return False
    return block.level > 0 or (len(block.text) <= _PART_WIDTH and not re.search(r"[。！？；，][”’]?\s*$", block.text))


def _stated_head(chapter: tuple[Block, ...], index: int) -> bool:
    """Whether day, name or salutation follow a title."""
    for block in chapter[index + 1 : index + 5]:
        if SALUTATION.fullmatch(block.text) or is_stated(block.text):
            return True
        if not is_head_line(block.text):
            return False
    return False
