"""What stands around a speech and is none of it: attachments, what leads it in, a signature below (篇前、篇后)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.late import late
from drafter.records import Block, Loss
from drafter.split.edges import LEAD_IN, ending_weight, han_length, hands_on, names_speech, opening_weight, unspoken
from drafter.split.metadata import is_head_line, is_wrapper
from drafter.split.passages import SALUTATION

LEAST_BODY, LEAST_REST, LEAST_SPEECH = 200, 300, 60
"""Characters of a speech above what may end it, of one below what may begin it, and of one that says nothing of itself."""
LEAD_IN_BLOCKS, TAIL_BLOCKS = 24, 4
"""Paragraphs looked at above a salutation, and below the last sentence."""
ATTACHMENT = late(
    r"\s*(?:附件|附录|附表|附)\s*[:：]?\s*[一二三四五六七八九十\d]{0,2}\s*[:：.．]?.{0,30}|\s*(?:名词解释|注释)\s*[:：]?\s*"
)


def without_attachments(part: tuple[Block, ...], dropped: list[Loss]) -> tuple[Block, ...]:
    """A speech without what is attached to it (附件), which is added to `dropped`."""
    for index, block in enumerate(part):
        if len(block.text) <= 40 and ATTACHMENT.fullmatch(block.text):
            closed = any(ending_weight(before.text) >= 2 for before in part[max(0, index - 4) : index])
            named = re.match(r"\s*附件", block.text)
            least = LEAST_BODY if closed and named else 500
            if (closed or named) and han_length(part[:index]) >= least:
                dropped.append(Loss("附件", "\n".join(each.text for each in part[index:])))
                return part[:index]
    return part


def without_lead_in(part: tuple[Block, ...], dropped: list[Loss]) -> tuple[Block, ...]:
    """What stands above the title or the salutation of a speech: red heads, forwarding notes, editors' words."""
    salutation = next((i for i, block in enumerate(part[: LEAD_IN_BLOCKS + 1]) if SALUTATION.fullmatch(block.text)), 0)
    top = salutation or min(len(part), LEAD_IN_BLOCKS)
    title = next((i for i in range(top - 1, -1, -1) if names_speech(part, i)), -1)
    if title >= 0 and (salutation or all(is_head_line(block.text) for block in part[:title])):
        start = _main_title(part, title)
        above = part[:start]
        if sum(len(block.text) for block in above) > LEAD_IN or han_length(part[title:]) < LEAST_SPEECH:
            return part
        if all(is_head_line(block.text) for block in above):
            return part  # they may name place and day
        dropped.append(Loss("篇前文字", "\n".join(block.text for block in above)))
        return part[start:]
    size = next((i for i, block in enumerate(part) if not hands_on(block.text)), 0)
    if size and not salutation and opening_weight(part[size].text) >= 2:
        dropped.append(Loss("篇前引语", "\n".join(block.text for block in part[:size])))
        return part[size:]
    above = part[:salutation]
    lead = [block for block in above if not is_head_line(block.text)]
    if not lead or sum(len(block.text) for block in above) > LEAD_IN or han_length(part[salutation:]) < LEAST_REST:
        return part
    dropped.append(Loss("篇前引语", "\n".join(block.text for block in lead)))
    return tuple(block for block in above if is_head_line(block.text)) + part[salutation:]


def _main_title(part: Sequence[Block], title: int) -> int:
    """Where the lines of a title begin, of which `title` is the last: 把…落到实处 / ——在…上的讲话."""
    start = title
    while start and title - start < 2 and is_head_line(part[start - 1].text) and not is_wrapper(part[start - 1].text):
        start -= 1
    return start


def without_tail(part: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """(the speech, what stands below its last sentence): a signature or a day nobody spoke (落款)."""
    end = len(part)
    while end > 1 and len(part) - end < TAIL_BLOCKS and not part[end - 1].level and unspoken(part[end - 1].text):
        end -= 1
    if end == len(part) or not re.search(r"[。！？][”’）]*\s*$", part[end - 1].text):
        return part, ()
    return part[:end], part[end:]
