"""The verb that stands before a name and is none of it (名字前面的动词): 引来|浙江…, 对标|苏州, 报|市防办, 学|淄博.

Shapes and cutters take it for the beginning of the name. It is no part where the rest by itself begins as a name does:
with a place or a brand of the dictionary's, or a level (市防办).
"""

from __future__ import annotations

from drafter.language.verbs import OPENING_VERBS, SURE
from drafter.language.words import listed

_NEW = frozenset("对标 引来 对接 对表 比肩 携手 牵手 签约 联手 走进 赶超 奔赴 请来 来到 赶到 迎来".split())
"""Verbs before a name, some of which the dictionary does not have."""
_VERBS = _NEW | OPENING_VERBS | SURE
_ONE = frozenset("报送找请赴去学跟比像叫派接访")
"""Verbs of one character that hardly any name begins with."""
_LEVELS = frozenset("省市县区州")
_PLACES = _LEVELS | frozenset("乡镇村")
_NAMES = ("ns", "nt", "nz")
_PAIR = 2


def verb_before(text: str, start: int, end: int) -> int:
    """How many characters of the name text[start:end] are the verb before it; 0 mostly.

    >>> text = "引来浙江恒翠集团，对标苏州市，报市防办，建设银行"
    >>> [verb_before(text, *span) for span in ((0, 8), (10, 14), (15, 19), (20, 24))]
    [2, 1, 1, 0]
    """
    if end - start > _PAIR + 1 and text[start : start + _PAIR] in _VERBS and _begins(text[start + _PAIR : end]):
        return _PAIR
    if end - start <= _PAIR:
        return 0
    run_in = start > 0 and text[start - 1 : start + 1] in _VERBS
    placed = run_in and text[end - 1] in _PLACES
    return int(placed or ((run_in or text[start] in _ONE) and _begins(text[start + 1 : end])))


def _begins(rest: str) -> bool:
    """Whether a name, or the slot of one, begins with `rest`."""
    if rest[0] == "<":
        return True
    word, tag = listed(rest)[0]
    level = rest[0] in _LEVELS and len(rest) > _PAIR and len(word) == 1
    return level or (len(word) > 1 and tag.startswith(_NAMES))
