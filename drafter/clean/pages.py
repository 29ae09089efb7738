"""Pages (版面): page and block numbers, and the heads that come back on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from drafter.clean.lines import ITEM, unfinished
from drafter.clean.rule import HAN, Outcome, cut, joined, reworded
from drafter.clean.wording import is_word
from drafter.language.late import late
from drafter.records import Block, Loss

_NUMBER_HEAD = late(r"^[ \t\u3000]*(\d{1,3})[、.．,，]?[ \t]*(?=\S)", re.M)
_NUMBER_INSIDE = late(r"(\d{1,3})、")
_PAGE_LINE = late(
    r"[\s\u3000]*(?:[-—–－~～·•]*\s*(\d{1,4})\s*[-—–－~～·•]*|"
    r"[\[【(（]?第\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页(?:[\s/,，]*共\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页)?[\]】)）]?|"
    r"(\d{1,4})\s*[/／]\s*\d{1,4}|[Pp](?:age)?\.?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?)[\s\u3000]*"
)
_PAGE_INSIDE = late(
    rf"(?<=[{HAN}，。、；：！？”）])[ \t\u3000]*(?:[—–－\-][ ]?(\d{{1,3}})[ ]?[—–－\-]|第[ ]?(\d{{1,3}})[ ]?页[ ，,/]*共[ ]?\d{{1,3}}[ ]?页)"
    rf"[ \t\u3000]*(?=[{HAN}，。、；“]|$)",
    re.M,
)
_PAGE_SIGN = late(r"[—–－\-第] ?\d")
_LONE = late(r"[ \t\u3000]*\d{1,3}[ \t\u3000]*")
_HALF = 8
"""Characters of a line that may be half a sentence."""
_WANTS_NUMBER = late(r"[第达为是约近超过到至共计有余于增减升降占排仅只满逾足含每前后上下了]$")
_HEAD_WIDTH = 40
_HEAD_END = late(r"[。！？；：:!?;，,、]\s*$")
_CHAIN = 3
_REGULAR = 2.0
_PAGE_WIDTH = 120
_LONG_LINE = 600


def drop_page_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """Numbers 1, 2, 3 … that run through the file, on lines of their own, before lines, inside sentences, and the
    heads that stand beside them (页码、块号、书眉)."""
    for step in (_drop_page_lines, _drop_lone_pages, _drop_inner_pages, _strip_line_numbers, _strip_inner_numbers):
        outcome = step(blocks)
        if outcome.count:
            return outcome
    return Outcome(blocks)


def _drop_page_lines(blocks: tuple[Block, ...]) -> Outcome:
    numbered: list[tuple[int, int]] = []
    marked: set[int] = set()
    for index, block in enumerate(blocks):
        match = _PAGE_LINE.fullmatch(block.text) if len(block.text) <= 20 else None
        if match:
            word = next(group for group in match.groups() if group)
            number = int(word) if word.isdigit() else 0
            numbered.append((index, number))
            if not match.group(1) or re.search(r"[-—–－~～·•]\s*\d|\d\s*[-—–－~～·•]", block.text):
                marked.add(index)
    rising = [pair for i, pair in enumerate(numbered) if i == 0 or pair[1] == numbered[i - 1][1] + 1]
    pages = {index for index, _ in rising} if len(rising) >= _CHAIN and len(rising) == len(numbered) else set()
    pages |= marked
    heads = _running_heads(blocks, pages)
    if not pages and not heads:
        return Outcome(blocks)
    losses = tuple(
        Loss("书眉" if index in heads else "页码", blocks[index].text.strip()) for index in sorted(pages | heads)
    )
    gone = pages | heads
    # The blank lines around a page number are the page's, not between paragraphs.
    kept = tuple(
        Block(block.text, block.level, block.furniture, ruled=block.ruled)
        if block.blank and index - 1 in gone
        else block
        for index, block in enumerate(blocks)
        if index not in gone
    )
    return Outcome(kept, len(gone), losses)


def _drop_lone_pages(blocks: tuple[Block, ...]) -> Outcome:
    """A number alone on its line in the middle of a sentence (巡 / 7 / ，夜里): it goes, the halves are joined.

    The first half ends in a character and the second goes on with a mark, or both make one word there (公 / 里).
    A number the sentence needs (排在第 / 3 / ，比去年) stays.
    """
    filled = [index for index, block in enumerate(blocks) if block.text.strip()]
    found: dict[int, tuple[int, int]] = {}
    for before, index, after in zip(filled, filled[1:], filled[2:], strict=False):
        if _LONE.fullmatch(blocks[index].text) and before not in found:
            one, other = blocks[before], blocks[after]
            if not (one.level or other.level) and _one_sentence(one.text.rstrip(), other.text.lstrip()):
                found[index] = before, after
    if not found:
        return Outcome(blocks)
    kept: list[Block] = []
    joint: tuple[int, int] | None = None
    for index, block in enumerate(blocks):
        if index in found:
            joint = found[index]
        elif joint and index < joint[1]:
            continue
        elif joint:
            above = next(i for i in range(len(kept) - 1, -1, -1) if kept[i].text.strip())
            kept[above:] = [reworded(kept[above], kept[above].text.rstrip() + block.text.lstrip())]
            joint = None
        else:
            kept.append(block)
    return Outcome(tuple(kept), len(found), tuple(Loss("页码", blocks[index].text.strip()) for index in found))


def _one_sentence(before: str, after: str) -> bool:
    """Whether a sentence runs over a number between these two lines, and says the same without it."""
    if len(before) < _HALF or not re.match(f"[{HAN}]", before[-1]) or _WANTS_NUMBER.search(before) or ITEM.match(after):
        return False
    if re.match("[，。；：、！？）”》]", after):
        return len(after) > 1
    if not re.match(f"[{HAN}]", after) or len(after) < _HALF:
        return False
    # Between two words a number may be meant (水库 / 12 / 座); within one it cannot.
    return is_word(before[-1] + after[0]) and not is_word(before[-2:]) and not is_word(after[:2])


def _running_heads(blocks: tuple[Block, ...], pages: set[int]) -> set[int]:
    """Short lines that come back in the same words (their numbers apart) where pages end.

    Twice beside a page number, or thrice where at least once a sentence is cut in two by it and the other times
    too nothing tells against it: a heading that several speeches share stands between finished sentences.
    """
    places: dict[str, list[int]] = defaultdict(list)
    filled = [index for index, block in enumerate(blocks) if block.text.strip()]
    for index in filled:
        line = "".join(blocks[index].text.split())
        if index not in pages and len(line) <= _HEAD_WIDTH and not _HEAD_END.search(line) and not ITEM.match(line):
            places[re.sub(r"\d+", "#", line)].append(index)
    order = {index: place for place, index in enumerate(filled)}
    heads: set[int] = set()
    for key, found in places.items():
        if len(found) < 2 or not re.search(f"[{HAN}]", key):
            continue
        beside = broken = 0
        for index in found:
            place = order[index]
            before = filled[place - 1] if place else -1
            after = filled[place + 1] if place + 1 < len(filled) else -1
            beside += before in pages or after in pages
            broken += before >= 0 and after >= 0 and _cut_in_two(blocks[before].text, blocks[after].text)
        if beside >= max(2, len(found) // 2) or (
            broken and len(found) >= _CHAIN and beside + broken >= len(found) // 2
        ):
            heads.update(found)
    return heads


def _cut_in_two(before: str, after: str) -> bool:
    """Whether one sentence runs from a long line on into the next."""
    return len(before.strip()) >= 16 and unfinished(before) and not ITEM.match(after) and not after.startswith("\u3000")


def _drop_inner_pages(blocks: tuple[Block, ...]) -> Outcome:
    """`各项工— 3 —作取得`: at least two, one number after the other."""
    if not _PAGE_SIGN.search(joined(blocks)):
        return Outcome(blocks)
    signed = [block.text for block in blocks if _PAGE_SIGN.search(block.text)]
    numbers = [int(m[1] or m[2]) for line in signed for m in _PAGE_INSIDE.finditer(line)]
    if len(numbers) < 2 or any(b - a not in (1, 2) for a, b in pairwise(numbers)):
        return Outcome(blocks)
    return cut(blocks, _PAGE_INSIDE, "页码")


def _strip_line_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """Every line begins with its number, and most lines end in mid-sentence: the numbers are not the author's."""
    chain: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        match = _NUMBER_HEAD.match(block.text)
        if (
            match
            and int(match.group(1)) == len(chain) + 1
            and (chain or not any(b.text.strip() for b in blocks[:index]))
        ):
            chain.append((index, match.end()))
    if len(chain) < _CHAIN:
        return Outcome(blocks)
    broken = 0
    for index, _ in chain[1:]:
        before = next((b.text for b in reversed(blocks[:index]) if b.text.strip()), "")
        broken += unfinished(before)
    lengths = [len(blocks[index].text) for index, _ in chain[:-1]]
    typical = median(lengths)
    # A list of short numbered lines is the author's own; pages are long and alike.
    if (
        broken * 2 < len(chain) - 1
        or typical < _PAGE_WIDTH
        or not typical / _REGULAR <= min(lengths) <= max(lengths) <= typical * _REGULAR
    ):
        return Outcome(blocks)
    starts = dict(chain)
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if index not in starts:
            kept.append(block)
            continue
        text = block.text[starts[index] :]
        above = len(kept) - 1
        while above >= 0 and not kept[above].text.strip():
            above -= 1
        if index != chain[0][0] and above >= 0 and unfinished(kept[above].text):
            kept[above:] = [reworded(kept[above], kept[above].text.rstrip() + text)]
        else:
            kept.append(reworded(block, text))
    return Outcome(tuple(kept), len(chain))


def _strip_inner_numbers(blocks: tuple[Block, ...]) -> Outcome:
    """`各项工2、作取得`: 1、2、3、… at regular distances through one line, mostly in the middle of words."""
    for index, block in enumerate(blocks):
        text = block.text
        if len(text) < _LONG_LINE or "4、" not in text:
            continue
        found = [(m.start(), m.end(), int(m.group(1))) for m in _NUMBER_INSIDE.finditer(text)]
        chain = _regular_chain(found)
        if len(chain) <= _CHAIN:
            continue
        inside = sum(1 for start, _, _ in chain if start and re.match(f"[{HAN}，、]", text[start - 1]))
        if inside * 5 < len(chain) * 3:
            continue
        pieces: list[str] = []
        position = 0
        for start, end, _ in chain:
            pieces.append(text[position:start])
            position = end
        pieces.append(text[position:])
        return Outcome((*blocks[:index], reworded(block, "".join(pieces)), *blocks[index + 1 :]), len(chain))
    return Outcome(blocks)


def _regular_chain(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The run 1, 2, 3 … whose distances stay within a factor of two of each other."""
    first = [item for item in found if item[2] == 1][:3]
    for head in first:
        for second in [item for item in found if item[2] == 2 and item[0] > head[0]][:4]:
            step = second[0] - head[0]
            chain = [head, second]
            while True:
                wanted = [item for item in found if item[2] == len(chain) + 1 and item[0] > chain[-1][0]]
                near = [item for item in wanted if step / 1.5 <= item[0] - chain[-1][0] <= step * 1.5]
                if not near:
                    break
                chain.append(min(near, key=lambda item: abs(item[0] - chain[-1][0] - step)))
            if (
                len(chain) > _CHAIN
                and step > 80
                and not any(item[2] == len(chain) + 1 for item in found if item[0] > chain[-1][0])
            ):
                return chain
    return []
