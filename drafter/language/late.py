"""Regular expressions compiled when first used (用到才编译).

Compiling takes longer than most of what a command does: a class of Chinese characters alone takes a tenth of a
millisecond, and there are hundreds of them. A command pays for those it uses.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

from drafter.language.compiled import compiled

_HAN, _HAN_QUICKLY = "[一-龥]", r"[^\W\d_a-zA-Z]"
"""Any Chinese character, and what compiles ten times as fast: any letter but those of ASCII. In text where those are the
only letters the two are one."""
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Late:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Met once: from then on the methods of the compiled expression are found as attributes, without a detour.
        if name not in _METHODS:
            raise AttributeError(name)
        if isinstance(self.pattern, str):
            found: Any = compiled(self.pattern.replace(_HAN, _HAN_QUICKLY), self._flags)
        else:
            found = re.compile(self.pattern, self._flags)
        self.__dict__.update((method, getattr(found, method)) for method in _METHODS)
        return self.__dict__[name]


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What re.compile gives, compiled at the first search; its methods and `pattern` work, the functions of `re` do not.

    A faulty expression raises re.error then, not here: for expressions of our own, written in the code.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
