"""What does not matter when looking for words is folded away (归一): width, case, script, punctuation, spaces.

Folding works character by character, so that a place in the folded text leads back to one in the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import compress
from typing import Any


class _Folding(dict[int, str]):
    """A str.translate table that fills itself as characters turn up."""

    def __init__(self, stays: Callable[[str], bool]) -> None:
        self._stays = stays

    def __missing__(self, code: int) -> str:
        folded = "".join(c for c in unicodedata.normalize("NFKC", _simple(chr(code))).lower() if self._stays(c))
        self[code] = folded
        return folded


_TABLE = _Folding(str.isalnum)
_LITERAL = _Folding(lambda character: not character.isspace())


def _simple(character: str) -> str:
    if ord(character) < 0x3400 or not character.isalpha():
        return character
    try:
        character.encode("gb2312")
        return character
    except UnicodeEncodeError:
        # Only a character outside GB2312 can need it; `teach` spares the texts'.
        simple: str = _dictionary().convert(character)
        return simple if len(simple) == 1 else character


@cache
def _dictionary() -> Any:
    """OpenCC, which takes 30 ms to load and 3 ms to make ready: once, when first wanted."""
    import opencc

    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """`text` in half-width, lower case, simplified characters, letters and digits only.

    >>> fold("（一）加強 ＧＤＰ、领导！")
    '一加强gdp领导'
    """
    return text.translate(_TABLE)


def literal(text: str) -> str:
    """`text` as fold has it, but with its punctuation: only white space is left out.

    >>> literal("改革， 創新")
    '改革,创新'
    """
    return text.translate(_LITERAL)


_PLAIN = re.compile("[\u4e00-\u9fff\u3000-\u3020\u2010-\u2027\uff01-\uff9d\xa0-\xbb\x20-\x7e]*")
"""Texts in which a letter, digit or character folds to one, anything else to nothing."""


def places(text: str) -> list[int]:
    """For each character of fold(text) the index in `text` it comes from."""
    if _PLAIN.fullmatch(text):
        return list(compress(range(len(text)), map(str.isalnum, text)))
    return [index for index, character in enumerate(text) for _ in _TABLE[ord(character)]]


def literal_places(text: str) -> list[int]:
    """For each character of literal(text) the index in `text` it comes from."""
    return [index for index, character in enumerate(text) for _ in _LITERAL[ord(character)]]


@lru_cache(maxsize=8)
def unfolded(folded: str) -> re.Pattern[str]:
    """What a folded text may stand for where none of its characters is written otherwise: any punctuation between them."""
    return re.compile(r"[\W_]*".join(map(re.escape, folded)))


def unusual(text: str) -> str:
    """The characters of `text` whose folding needs a dictionary (outside GB2312)."""
    try:
        text.encode("gb2312")
        return ""
    except UnicodeEncodeError:
        return "".join(c for c in text if ord(c) >= 0x3400 and c.isalpha() and not _in_gb2312(c))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def teach(known: Mapping[str, str]) -> None:
    """Character -> its folding, as found when the library was built, so that no dictionary is loaded to search."""
    for character, folded in known.items():
        if len(character) == 1:
            _TABLE[ord(character)] = _LITERAL[ord(character)] = folded
