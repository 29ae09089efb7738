"""GBK byte by byte: which two bytes a character is, which pairs are none, how bytes are shown one off (内码)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.language.late import late


@lru_cache(maxsize=1)
def gbk_characters() -> dict[int, str]:
    """Lead << 8 | trail -> character, for every pair that is one."""
    found: dict[int, str] = {}
    trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
    for lead in range(0x81, 0xFF):
        for trail in trails:
            shown = bytes((lead, trail)).decode("gbk", "replace")
            if len(shown) == 1 and shown != "\ufffd":
                found[lead << 8 | trail] = shown
    return found


@lru_cache(maxsize=1)
def gbk_codes() -> dict[str, tuple[int, int]]:
    """Character -> its two bytes; the inverse of `gbk_characters`."""
    return {shown: (pair >> 8, pair & 0xFF) for pair, shown in gbk_characters().items()}


@lru_cache(maxsize=1)
def by_first_byte() -> dict[int, tuple[str, ...]]:
    """First byte -> the characters that have it, for every one there is."""
    found: dict[int, list[str]] = {lead: [] for lead in range(0x81, 0xFF)}
    for pair, shown in gbk_characters().items():
        found[pair >> 8].append(shown)
    return {lead: tuple(characters) for lead, characters in found.items()}


@lru_cache(maxsize=1)
def vanishing_codes() -> dict[str, tuple[int, int]]:
    """`gbk_codes` of the characters whose second byte can be the first of a pair that vanishes (VANISHING)."""
    return {shown: code for shown, code in gbk_codes().items() if code[1] in VANISHING}


# First bytes a pair that is no character can have (its second is 0x81 and above).
VANISHING = frozenset((*range(0xA1, 0xB0), 0xD7, *range(0xF8, 0xFF)))
_TOKEN = late(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][^\x40-\x7e\x80-\xfe]?|[^\x81-\xfe]", re.DOTALL)
INSERTED = b"\x02"
_OPAQUE = "\x1a"


def gbk_bytes(text: str) -> bytes:
    """GBK; what GBK lacks stands as one ASCII byte (on a web page it would be an entity, ASCII too)."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        codes = gbk_codes()
        return "".join(c if c in codes or c < "\x80" else _OPAQUE for c in text).encode("gbk")


def shown_one_off(raw: bytes, opaque: Iterator[str]) -> str:
    """Bytes as the reader shows them: pairs, `?` for a lead byte with what it swallowed, else ASCII."""
    pairs = gbk_characters()
    out: list[str] = []
    for token in _TOKEN.findall(raw):
        lead = token[0]
        if lead > 0x80 and lead < 0xFF:
            if len(token) == 2 and token[1] >= 0x40 and token[1] != 0x7F and token[1] != 0xFF:
                out.append(pairs.get(lead << 8 | token[1], ""))
            else:
                if token[1:] == b"\x1a":
                    next(opaque, "")
                out.append("?")
        elif token == b"\x1a":
            out.append(next(opaque, _OPAQUE))
        elif token != INSERTED:
            out.append("€" if lead == 0x80 else chr(lead))
    return "".join(out)


@lru_cache(maxsize=1)
def everyday_characters() -> frozenset[str]:
    """Characters of everyday text: level 1 of GB 2312 (simplified) and of Big5 (traditional)."""
    found = {c for pair, c in gbk_characters().items() if 0xB0 <= pair >> 8 <= 0xD7 and pair & 0xFF >= 0xA1}
    for lead in range(0xA4, 0xC7):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            c = bytes((lead, trail)).decode("big5", "ignore")
            if "\u4e00" <= c <= "\u9fff":
                found.add(c)
    return frozenset(found)
