"""Two sentences laid side by side over words: what is common stays, what differs becomes a slot (对齐)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from drafter.language.words import FUNCTION_WORDS
from drafter.mine.masking import Token

OPEN = "<*>"
"""A slot nothing is known of yet."""
COMMAS = frozenset("，：；")
ENDS = frozenset("。！？")
_MARKS = COMMAS | ENDS | frozenset("、“”‘’《》（）—…,.:; ")
_STRUCTURE = frozenset("为 向 以 把 让 而 在 将 对 从 要".split())

PIVOTS = frozenset("向 表示 致以 强调 谈 提出 作出 取得 作为 纳入 作 讲 提 召开 代表 领导下 为契机 结合".split())
"""Verbs (and half-verbs) that hold a formula together even alone between two slots."""

Skeleton = tuple[str, ...]
"""Words, marks, typed slots <会议> and open slots <*>, in order."""


def weight(key: str) -> int:
    """Characters of matter in a literal: function words, marks and slots weigh nothing."""
    if key.startswith("<") or (key in FUNCTION_WORDS and key not in PIVOTS) or key in _MARKS:
        return 0
    return len(key)


def skeletons(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Skeleton]:
    """The stretches of whole clauses that both sentences share, slots where they differ.

    A stretch begins and ends with a clause that has matter in common; clauses that differ altogether inside it are
    one open slot. Each clause with enough matter is also given on its own.
    """
    for stretch in _stretches(_columns([t.key for t in left], [t.key for t in right])):
        clauses = _clauses(stretch)
        strong = [_strong(clause) for clause in clauses]
        start = 0
        while start < len(clauses):
            if not strong[start]:
                start += 1
                continue
            end = start
            while end + 1 < len(clauses) and (strong[end + 1] or (end + 2 < len(clauses) and strong[end + 2])):
                end += 1 if strong[end + 1] else 2
            whole = _join(clauses[start : end + 1])
            if whole:
                yield whole
            if end > start:
                for clause, good in zip(clauses[start : end + 1], strong[start : end + 1], strict=True):
                    alone = _join([clause])
                    if good and alone:
                        yield alone
            start = end + 1


def _columns(a: list[str], b: list[str]) -> list[str | None]:
    """Keys of the columns; None where one sentence has nothing and no neighbour can be drawn in (a break)."""
    columns: list[str | None] = []
    at_a = at_b = 0
    blocks = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(a, b) if op.tag == "equal"
    ]
    for start_a, start_b, length in [*blocks, (len(a), len(b), 0)]:
        keys: list[str | None] = list(a[start_a : start_a + length])
        more, less = max(start_a - at_a, start_b - at_b), min(start_a - at_a, start_b - at_b)
        if less:
            columns.append(OPEN)
        elif more and not columns:
            columns.append(None)
        elif more:
            # One side is empty here: the slot takes in a neighbouring word, so that no filler is empty.
            before = columns[-1]
            if before != OPEN:
                if keys and keys[0] not in _MARKS and not str(keys[0]).startswith("<"):
                    keys[0] = OPEN
                elif before is not None and before not in _MARKS and not before.startswith("<"):
                    columns[-1] = OPEN
                else:
                    columns.append(None)
        columns += keys
        at_a, at_b = start_a + length, start_b + length
    return columns


def _stretches(columns: Sequence[str | None]) -> Iterator[list[str]]:
    """Whole clauses without a break in them."""
    clause: list[str] = []
    current: list[str] = []
    whole = True
    for key in columns:
        if key is None:
            whole = False
            continue
        clause.append(key)
        if key in COMMAS or key in ENDS:
            if whole:
                current += clause
            elif current:
                yield _pruned(current)
                current = []
            clause, whole = [], True
    if whole:
        current += clause
    if current:
        yield _pruned(current)


def _pruned(keys: list[str]) -> list[str]:
    """Words between two open slots that carry little (的, 和, a comma, one chance word) go into one slot with them."""
    found: list[str] = []
    island: list[str] = []
    for key in keys:
        if key != OPEN:
            island.append(key)
            continue
        if found and found[-1] == OPEN and not _stands(island):
            island = []
            continue
        found += island
        island = []
        if not found or found[-1] != OPEN:
            found.append(OPEN)
    found += island
    joined: list[str] = []
    for key in found:
        # Two slots side by side are one of which nothing is known.
        if joined and joined[-1].startswith("<") and key.startswith("<"):
            joined[-1] = OPEN
        else:
            joined.append(key)
    return joined


def _stands(island: list[str]) -> bool:
    matter = [key for key in island if weight(key) >= 2]
    if len(matter) >= 2 or any(len(key) >= 3 or key in PIVOTS for key in island if not key.startswith("<")):
        return True
    if matter and len([key for key in island if not key.startswith("<") and key not in _MARKS]) >= 2:
        return True
    return len(island) >= 2 and island[0] in COMMAS and island[1] in _STRUCTURE


def _clauses(keys: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for key in keys:
        found[-1].append(key)
        if key in COMMAS:
            found.append([])
    return [clause for clause in found if clause]


def _strong(clause: list[str]) -> bool:
    matter = sum(weight(key) for key in clause)
    return matter >= 4 or (
        matter >= 2 and sum(len(k) for k in clause if not k.startswith("<") and k not in _MARKS) >= 4
    )


def _join(clauses: list[list[str]]) -> Skeleton:
    """The clauses as one skeleton without closing mark; clauses of slots only in between are one open slot."""
    keys: list[str] = []
    for clause in clauses:
        if any(weight(key) for key in clause):
            keys += clause
        elif keys and keys[-1] in COMMAS and (len(keys) < 2 or keys[-2] != OPEN):
            keys += [OPEN, clause[-1]] if clause[-1] in COMMAS else [OPEN]
    while keys and keys[-1] in COMMAS | ENDS:
        keys.pop()
    return tuple(keys)
