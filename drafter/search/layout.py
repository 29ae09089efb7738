"""The library on disk (先例库的文件): what its files hold, for those who write it (index.py) and those who read it (shelf.py).

library/current            names the generation in use (see keep/atomic.py)
library/gen-00000001/
    index/                 tantivy: b bigrams, s pairs with one character between, y pairs of
                           syllables as codes, i first letters of the pinyin, four at a time, t bigrams of title and
                           headings above, f facets, numbers (=5%, ~5) and what says the same (c:), id speech << 24 |
                           passage, n how many different bigrams b has, the end left out
    rows.bin               one ROW a passage
    texts-00000001.bin …   one a part: each passage folded, then as it stands, UTF-8, then the first letters of the pinyin, Latin-1,
                           one a folded character, then a SHIFT for every unusual reading
    speeches.bin .idx      one JSON record a speech, and one PLACE a speech
    pinyin.json            readings of the characters that occur
    meta.json              format, whether there are sums, counts, names of the files of texts, of moves and steps,
                           sizes of the other files; of each part, in the order of the texts, the segments of index/
                           that hold its passages and what its unusual characters are folded to
    sums.json              a checksum a file (see integrity.py)

A speech lies in one part, in its texts as in its segments. A part is never written to again: an update makes other parts
in place of those that hold what changed.
"""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

from drafter.files import read_utf8

FORMAT = 7
ROW = struct.Struct("<IIIIIHHHBBB")
"""Offset within the speech, bytes of the folded text, bytes of the text behind it, first letters behind that, passage
number, number of shifts at the end, move, step, level, kind, formulaic * 255."""
PLACE = struct.Struct("<QIQIIIH")
"""Text offset and length, record offset and length, first row, number of rows, number of the file of texts; all zero
where no speech has the number."""
TEXT_PLACE = struct.Struct("<Q16xI4xH")
"""Of a PLACE what finds a text: text offset, first row, number of the file of texts."""
SHIFT = struct.Struct("<HH")
"""Place in the folded text of a character that does not have its usual reading, and the syllable it has."""
META = "meta.json"
RECORDS, SPEECHES, ROWS = "speeches.bin", "speeches.idx", "rows.bin"
KINDS = ("paragraph", "heading", "salutation")
INITIALS = 4
PASSAGE_BITS = 24
"""Of a passage's number in the index, its place in the speech: many times the lines a file may have."""
_LAST_PASSAGE = (1 << PASSAGE_BITS) - 1
LABEL = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．]"
    r"|第[一二三四五六七八九十\d]{1,3}[，,、：:]|[一二三四五六七八九十]{1,2}[是要][，,、：:]?)\s*"
)
"""What may stand before the first word of a sentence or heading: 一、（二）3. 第四， 五是"""


def read_meta(generation: Path) -> dict[str, Any] | None:
    """meta.json of a generation, or None when it is missing, damaged or of another format."""
    meta = _any_meta(generation)
    return meta if meta.get("format") == FORMAT else None


def of_another_format(generation: Path) -> bool:
    """Whether a generation was written by a program whose libraries have another format."""
    return bool(_any_meta(generation).get("format", FORMAT) != FORMAT)


def _any_meta(generation: Path) -> dict[str, Any]:
    try:
        meta = json.loads(read_utf8(generation / META))
    except (OSError, ValueError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}


def identity(speech: int, passage: int) -> int:
    """The number a passage has in the index."""
    return speech << PASSAGE_BITS | passage


def parts(identity: int) -> tuple[int, int]:
    """Speech and passage of an `identity`."""
    return identity >> PASSAGE_BITS, identity & _LAST_PASSAGE


def facet(name: str, value: str) -> str:
    """The term for a facet's value; white space never matters."""
    return f"{name}:{''.join(value.split())}"
