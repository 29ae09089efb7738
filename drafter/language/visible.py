"""Characters that could move the cursor, reverse the reading order or hide text are made visible (可见化)."""

from __future__ import annotations

import re

# C0 and C1 controls save tab and newline; soft hyphen; zero-width, bidi marks, overrides and isolates; line and
# paragraph separators; BOM; interlinear annotation; tag characters. Lone surrogates and non-characters, which no
# UTF-8 or XML file can hold, go with them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def visible(text: str) -> str:
    """`text` with every hidden or controlling character replaced by U+FFFD."""
    return _HIDDEN.sub("\ufffd", text)
