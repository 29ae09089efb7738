"""Characters that could move the cursor, reverse the reading order or hide text are made visible (可见化).

Whatever comes from a file, a file's name or a colleague's bank passes here on its way to a screen or a file: `visible`
for text of several lines, `one_line` for what must not begin a line of its own, `plain_json` for JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

# C0 and C1 controls save tab and newline; whatever shows nothing by itself (Unicode: default ignorable): soft hyphen,
# joiners, fillers, zero-width, bidi marks, overrides and isolates, separators, BOM, annotation, tags; format controls
# of rare scripts; and what is a sign to the tables and nothing to the eye: the empty braille cell, a note head that is
# not drawn, the filler of Khitan. Lone surrogates and non-characters, which no UTF-8 or XML file can hold, go with them.
_CLASS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001345f\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
# One selector behind a character chooses its form (葛 of a name); a run of them is a hidden message.
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# A few marks over a letter are spelling; a pile of them is painted over the lines around it.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# One class first, the rest looked at behind it: most text is passed over without a look back.
_HIDDEN = re.compile(
    f"[{_CLASS}{_SELECTORS}{_MARKS}]"
    f"(?:(?<=[{_CLASS}])|(?<=[{_SELECTORS}\\s][{_SELECTORS}])|(?<=^[{_SELECTORS}])|(?<=[{_MARKS}]{{5}}))"
)


def visible(text: str) -> str:
    """`text` with every hidden or controlling character replaced by U+FFFD; tab and newline stay."""
    return _HIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`visible`, and tab and newline as one of them too: what a name or value must not begin is a line of its own."""
    return visible(text).replace("\t", " ").replace("\n", "\ufffd")


def plain_json(value: Any, **layout: Any) -> str:
    """`value` as JSON, Chinese as it is, hidden characters as \\uXXXX: nothing is lost, and nothing acts on a screen.

    layout: indent, separators, sort_keys of json.dumps.
    """
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False, **layout))


def plain_yaml(value: Any) -> str:
    """`value` as one line of flow YAML, which is JSON but for characters beyond U+FFFF: these are no pairs there."""
    text = json.dumps(value, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\U{ord(match.group()):08x}", text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
