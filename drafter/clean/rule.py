"""What a cleaning rule is, and the few ways rules change blocks (清洗规则的样子)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, repeat

from drafter.records import Block, Loss

HAN = "\u3400-\u9fff"
"""Inside of a character class: the Chinese characters the ledger counts."""

NUMERALS = "一二三四五六七八九十百"

SEPARATOR = "装饰行"
"""Why a line of signs was taken out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did: the blocks after it, how often it changed something, what it took out."""

    blocks: tuple[Block, ...]
    count: int = 0
    dropped: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One small repair (一条规则).

    id: as in the JSON ledger; name_zh: for the writer; apply: pure, blocks in, Outcome out. A rule that has
    nothing to do returns the very tuple it was given.
    """

    id: str
    name_zh: str
    apply: Callable[[tuple[Block, ...]], Outcome]
    by_line: bool = False
    """Whether what it does to a line depends on that line's text alone: a line it left alone needs no second look."""


def joined(blocks: Iterable[Block]) -> str:
    """The texts of the blocks, one a line."""
    return "\n".join([block.text for block in blocks])


def reworded(block: Block, text: str) -> Block:
    """The block with another text."""
    return Block(text, block.level, block.furniture, block.blank, block.ruled)


def parted(block: Block, lines: Iterable[str]) -> list[Block]:
    """The block as several, one a line: only the first stands below what the block stood below."""
    return [
        Block(line, block.level, block.furniture, *((block.blank, block.ruled) if first else ()))
        for first, line in zip(chain((True,), repeat(False)), lines, strict=False)
    ]


def ruled(block: Block) -> Block:
    """The block below a line of signs."""
    return Block(block.text, block.level, block.furniture, block.blank, ruled=True)


def relined(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    """The blocks with the lines of `text` in place of their own, line by line.

    text: as many lines as there are blocks; blocks hold no line break (rule "line-breaks" sees to that).
    """
    return tuple(
        block if block.text == line else reworded(block, line)
        for block, line in zip(blocks, text.split("\n"), strict=True)
    )


def substituted(
    blocks: tuple[Block, ...], pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]
) -> Outcome:
    """Replace every match; neither the pattern nor the replacement may touch a line break."""
    before = joined(blocks)
    text, count = pattern.subn(replacement, before)
    return Outcome(relined(blocks, text), count) if text != before else Outcome(blocks)


def cut(blocks: tuple[Block, ...], pattern: re.Pattern[str], reason: str, replacement: str = "") -> Outcome:
    """Take every match out of its line and keep it as a loss; a line left empty goes too."""
    text = joined(blocks)
    losses = tuple(Loss(reason, match.group().strip()) for match in pattern.finditer(text))
    if not losses:
        return Outcome(blocks)
    changed = relined(blocks, pattern.sub(replacement, text))
    kept = tuple(after for before, after in zip(blocks, changed, strict=True) if after is before or after.text.strip())
    return Outcome(kept, len(losses), losses)


def sifted(blocks: tuple[Block, ...], reason_of: Callable[[int, Block], str]) -> Outcome:
    """Take out every block for which `reason_of(index, block)` names a reason; of a separator (装饰行) a trace stays."""
    kept: list[Block] = []
    losses: list[Loss] = []
    below = False
    for index, block in enumerate(blocks):
        reason = reason_of(index, block)
        if reason:
            losses.append(Loss(reason, block.text.strip()))
            below = below or block.ruled or reason == SEPARATOR
        elif below and block.text.strip():
            kept.append(ruled(block))
            below = False
        else:
            kept.append(block)
    return Outcome(tuple(kept), len(losses), tuple(losses)) if losses else Outcome(blocks)


def chained(blocks: tuple[Block, ...], *steps: Callable[[tuple[Block, ...]], Outcome]) -> Outcome:
    """Several steps as one rule: counts and losses add up."""
    count = 0
    dropped: tuple[Loss, ...] = ()
    for step in steps:
        outcome = step(blocks)
        blocks, count, dropped = outcome.blocks, count + outcome.count, dropped + outcome.dropped
    return Outcome(blocks, count, dropped)
