"""Places by the short form of their names (地名简称): 青澜 where 青澜市 is said in full beside it.

No shape tells a short name from a word. What does is that the same speech has the name in full.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import accumulate

from drafter.language.entities import FULL_NAME, is_name
from drafter.language.late import late
from drafter.language.words import cut, tagged

_OF_NAMES = ("ns", "nr", "nz", "x")
"""How the tags begin of what may stand in a name of three characters."""
_KIND = late("街道|[省市县区州盟旗镇乡村]")


def short_names(text: str) -> frozenset[str]:
    """The places that `text` names in full, without 省, 市, 县, 区, 州, 盟, 旗, 镇, 乡, 街道; everyday words among them.

    >>> sorted(short_names("青澜市和柳河镇的经验，示范区、老城区的做法")), sorted(short_names("自觉接受省里的督导"))
    (['柳河', '青澜'], [])
    """
    return frozenset(
        stem
        for match in FULL_NAME.finditer(text)
        if is_name(match.group(), text[match.end() : match.end() + 2]) and not _with_a_word(stem := match["stem"])
    )


def _with_a_word(stem: str) -> bool:
    """Whether three characters before 市 or 县 are an everyday word or have one in them (地表水, 觉|接受): no name."""
    return len(stem) > 2 and any(len(word) > 1 and not tag.startswith(_OF_NAMES) for word, tag in tagged(stem))


def named_in_short(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where in `text` one of `names` stands by itself: (start, end) of each, in order, not overlapping.

    >>> text = "青澜的企业家，长治久安。"
    >>> [text[start:end] for start, end in named_in_short(text, {"青澜", "长治"})]
    ['青澜']
    """
    found = [name for name in sorted(names, key=lambda name: (-len(name), name)) if name in text]
    if not found:
        return
    borders = {0, *accumulate(map(len, cut(text)))}
    for match in re.finditer("|".join(map(re.escape, found)), text):
        # 长治久安: a name that is a word stands in longer ones; what is no word does not.
        whole = len(tagged(match.group())) > 1 or {match.start(), match.end()} <= borders
        if whole and not _KIND.match(text, match.end()):
            yield match.span()
