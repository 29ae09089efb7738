"""How long a regular expression may take at worst (正则会不会慢得停不下来), told from how it is built."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

LONGEST = 100
"""Characters of a sentence for which the ways are counted."""
MOST_WAYS = 100_000_000
"""Ways to go through a sentence, from every place on: a few seconds where all of them are in vain."""
_PARSER: Any = importlib.import_module("re._parser")
"""The parser `re` itself uses; Python has no other way to ask how an expression is built."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def endless(pattern: str) -> bool:
    """Whether the ways `pattern` can be gone through in vain, at worst, are more than can be tried in a few seconds.

    Counted is how often each repeat may end elsewhere and each alternative be taken, multiplied where they stand one
    behind the other or one within the other: (.{1,9}、?){1,99} has more than there are atoms, (?:[^。]+，){2} some
    thousands. Raises re.error, OverflowError, RecursionError for what is no regular expression.
    """
    parsed = _PARSER.parse(pattern)
    anchored = len(parsed) > 0 and str(parsed[0][0]) == "AT"
    return _ways(parsed) * (1 if anchored else LONGEST) > MOST_WAYS


def _ways(sequence: Iterable[tuple[Any, Any]]) -> int:
    """Ways through a parsed sequence, not counted on beyond MOST_WAYS."""
    ways = 1
    for kind, what in sequence:
        ways = min(ways * _ways_of(str(kind), what), MOST_WAYS + 1)
    return ways


def _ways_of(kind: str, what: Any) -> int:
    if kind in _REPEATS:
        return _repeated(*what)
    if kind == "POSSESSIVE_REPEAT":
        return _ways(what[2])
    if kind == "BRANCH":
        told = [(_beginning(branch), _ways(branch)) for branch in what[1]]
        # Of alternatives only those are gone into whose literals at the beginning go on from one another.
        return max(sum(ways for other, ways in told if _agree(begin, other)) for begin, _ in told)
    if kind == "SUBPATTERN":
        return _ways(what[-1])
    if kind in ("ASSERT", "ASSERT_NOT"):
        return _ways(what[1])
    if kind == "ATOMIC_GROUP":
        return _ways(what)
    if kind == "GROUPREF_EXISTS":
        return sum(_ways(branch) for branch in what[1:] if branch is not None)
    return 1


def _beginning(sequence: Iterable[tuple[Any, Any]]) -> list[int]:
    """The literal characters, as numbers, that every match of a parsed sequence begins with."""
    return [what for kind, what in takewhile(lambda part: str(part[0]) == "LITERAL", sequence)]


def _agree(one: list[int], other: list[int]) -> bool:
    size = min(len(one), len(other))
    return one[:size] == other[:size]


def _repeated(least: int, most: int, body: Any) -> int:
    inner = _ways(body)
    # A body of no width is tried once in vain and then no more.
    rounds: int = min(int(most), LONGEST // max(body.getwidth()[0], 1))
    if inner == 1:
        return max(rounds - least, 0) + 1
    ways = 0
    power: int = inner**least if least < 64 else MOST_WAYS + 1
    for _ in range(least, rounds + 1):
        ways += power
        power *= inner
        if ways > MOST_WAYS:
            break
    return max(min(ways, MOST_WAYS + 1), 1)


def fault(pattern: str) -> str:
    """Why `pattern` is not taken, as a Chinese clause; empty where it is fine."""
    try:
        re.compile(pattern)
        slow = endless(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        where = f"毛病在第 {place + 1} 个字符，" if place is not None else ""
        return f"不是合法的正则表达式（{where}常见的是括号没有配对），请改正"
    return "里可选的地方太多，或重复里又套重复，会慢得停不下来，请改写" if slow else ""
