"""Which sentences are worth laying side by side (分桶): few enough that the work grows with the text, not its square."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from drafter.language.words import FUNCTION_WORDS
from drafter.mine.units import Unit

BUCKET = 24
"""Sentences of one bucket that are compared; a word pair in more of them tells nothing and is passed over."""
OPENING = 3
"""Words of a sentence-initial bundle."""
LEAST_SHARED = 4
"""Rare word pairs (the opening counts as one) two sentences must share to be compared."""
PARTNERS = 3
"""Comparisons a sentence begins."""
MASS = frozenset(["任务部署", "分项成绩", "总体要求", "形势意义"])
"""Steps that are running argument, not formula."""


def pairs(found: Sequence[Unit]) -> list[tuple[int, int]]:
    """Index pairs of sentences of one move in different speeches that share rare word pairs or their opening."""
    buckets: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    keys_of: list[list[tuple[str, str, str]]] = []
    for index, unit in enumerate(found):
        keys: list[tuple[str, str, str]] = []
        if unit.step not in MASS:
            words = unit.words
            keys = list(
                dict.fromkeys(
                    (unit.move, one, two)
                    for one, two in itertools.pairwise(words)
                    if (len(one) > 1 and one not in FUNCTION_WORDS) or (len(two) > 1 and two not in FUNCTION_WORDS)
                )
            )
            keys.append((unit.move, "^", "".join(words[:OPENING])))
        keys_of.append(keys)
        for key in keys:
            buckets[key].append(index)
    chosen: list[tuple[int, int]] = []
    for index, keys in enumerate(keys_of):
        score: Counter[int] = Counter()
        for key in keys:
            members = buckets[key]
            if 2 <= len(members) <= BUCKET or (key[1] == "^" and len(members) > 1):
                if len(members) > BUCKET:
                    place = members.index(index) if len(members) < 4 * BUCKET else index % (len(members) - BUCKET)
                    members = members[max(0, place - BUCKET) : place + BUCKET]
                for other in members:
                    if other > index and found[other].speech != found[index].speech:
                        score[other] += 1
        best = sorted(score.items(), key=lambda item: (-item[1], item[0]))[:PARTNERS]
        chosen += [(index, other) for other, shared in best if shared >= LEAST_SHARED]
    return chosen
