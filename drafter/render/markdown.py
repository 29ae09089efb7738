"""What Markdown would take for markup is escaped where, and only where, it would act (转义)."""

from __future__ import annotations

import re

from drafter.language.late import late

_INLINE = late(
    r"[\\`*~]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|<(?=[A-Za-z/!?])|\](?=[(\[:])|&(?=#?\w+;)"
    r"|:(?=//)|(?<=www)\.",  # many programs make links of bare addresses
    re.IGNORECASE | re.ASCII,
)
_LINE_START = late(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-\s*){3,}$|=+\s*$|\|)")
_NUMBERED = late(r"^(\d{1,9})([.)])(?=\s|$)")


def escape_markdown(text: str) -> str:
    """`text` so that Markdown shows it as it is; ordinary Chinese prose comes back unchanged."""
    text = _INLINE.sub(lambda match: "\\" + match.group(), text)
    text = _LINE_START.sub(lambda match: "\\" + match.group(), text)
    return _NUMBERED.sub(r"\1\\\2", text)
