"""The rules take time in proportion to a line's length, whatever signs it repeats."""

from __future__ import annotations

import time

import pytest

from drafter.clean import characters, gaps, markup, notes
from drafter.clean.damage.mojibake import mojibake
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Block, Cleaned
from drafter.split.pipeline import split

SHORT, TIMES = 2000, 8
LINES = (
    *(f"甲{{{sign}}}{end}" for sign in "*＊※_＿○△×x.-－= \t\u3000(（“《'1#[" for end in ("", "乙", "Z")),
    *(
        "甲'{乙}",
        "甲'{乙 }",
        "# 甲{ }乙",
        "# 甲{ #}乙",
        "{<!--}",
        "{<!-- }甲",
        "{**甲 }",
        "{![}",
        "{![甲](}",
        "{a }",
        "{a}{{",
    ),
    *("{[a](}", "{*甲}", "{__甲 }"),
)
RULES = (
    *(gaps.mark_blanked, gaps.mark_gaps, markup.strip_html, markup.strip_markdown),
    *(characters.widen_punctuation, characters.close_spaces, characters.replace_and),
)


def line(pattern: str, length: int) -> str:
    """`pattern` with what stands in { } so often that it is `length` long."""
    head, _, rest = pattern.partition("{")
    repeated, _, tail = rest.partition("}")
    return head + repeated * (length // len(repeated)) + tail


def seconds(rule: object, text: object) -> float:
    """Of the processor, the least of two."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        rule(text)  # type: ignore[operator]
        taken.append(time.process_time() - started)
    return min(taken)


def in_proportion(rule: object, pattern: str) -> bool:
    """Twice what proportion allows, and what a clock cannot tell apart; by the square it were four times as much."""
    once = seconds(rule, line(pattern, SHORT))
    return seconds(rule, line(pattern, TIMES * SHORT)) < 2 * TIMES * once + 0.05


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_line_that_repeats_itself_takes_time_in_proportion(rule: object) -> None:
    slow = [each for each in LINES if not in_proportion(lambda text: rule((Block(text),)), each)]  # type: ignore[operator]
    assert not slow


def test_many_damaged_places_take_time_in_proportion() -> None:
    wrapped = f"{{{DAMAGE_OPEN}甲{DAMAGE_CLOSE}\ufffd乙}}"
    assert in_proportion(mojibake, wrapped)
    assert in_proportion(mojibake, "{\ufffd甲}")


@pytest.mark.parametrize("sign", "。—…·")
def test_a_line_of_leaders_costs_no_more_than_one_of_letters(sign: str) -> None:
    """A table of contents is looked for in it: by every place where its dots may begin."""
    plain, leaders = (seconds(notes.drop_contents, (Block(f"甲{one * 40_000}乙"),)) for one in ("丙", sign))
    assert leaders < 10 * plain + 0.05
    leaders = seconds(notes.drop_contents, (Block(f"甲{sign * 40_000}乙1甲2"),))
    assert leaders < 0.2


CYCLES = (
    ("在全县会议上的讲话", "同志们：", "今天开会。", "谢谢大家！"),
    ("目录", "一、甲"),
    ("目录",),
)


@pytest.mark.parametrize("cycle", CYCLES, ids="-".join)
def test_many_short_lines_take_time_in_proportion(cycle: tuple[str, ...]) -> None:
    def both(count: int) -> float:
        blocks = tuple(Block(cycle[i % len(cycle)]) for i in range(count))
        contents = seconds(notes.drop_contents, blocks)
        return contents + seconds(lambda each: split(Cleaned(each, (), ()), "a.txt", "0" * 64), blocks)

    assert both(8000) < 3 * 8 * both(1000) + 0.1
