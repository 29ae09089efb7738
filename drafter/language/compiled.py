"""Regular expressions compiled once and kept from one run to the next (正则只编译一次).

A drafted outline needs some five hundred, and to compile them takes a seventh of its time; what they compile to is a list
of numbers that may be kept. Python itself has no way to hand that back but the one its `re` uses inside: where that is
not as expected, or what was kept is damaged, they are compiled as ever. `_sre.compile` refuses a faulty list by itself.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import sys
from array import array
from base64 import b64decode, b64encode
from typing import Any, cast

ENOUGH = 24
"""So many must be new before it is worth keeping them."""
MOST = 6000
"""So many are kept at most."""

_Row = list[Any]
"""Flags, code in base64, how many groups, group name → number, names by number: what `_sre.compile` takes."""
_ready: dict[tuple[str, int], re.Pattern[str]] = {}
_known: dict[tuple[str, int], _Row] = {}
_new: dict[tuple[str, int], _Row] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without compiling what an earlier run compiled. Raises re.error."""
    key = (pattern, int(flags))
    found = _ready.get(key)
    if found is None:
        row = _known.get(key)
        found = _ready[key] = (_from(pattern, row) if row else None) or _compiled(pattern, int(flags))
    return found


def recall(text: str) -> None:
    """Take over what `kept` gave to an earlier run; anything else is passed over."""
    digest, _, body = text.partition("\n")
    if digest == _digest(body):
        _known.update({(pattern, flags): row for pattern, flags, *row in json.loads(body)})


def kept() -> str | None:
    """All expressions compiled so far and those taken over, to be given to `recall` by a later run; None where so few are
    new that they are not worth keeping."""
    if not ENOUGH <= len(_new) <= MOST - len(_known):
        return None
    _known.update(_new)
    _new.clear()
    body = json.dumps([[*key, *row] for key, row in _known.items()], separators=(",", ":"))
    return f"{_digest(body)}\n{body}"


def _digest(body: str) -> str:
    """Tells what is damaged, and what another Python compiled."""
    return hashlib.sha256(f"{sys.version}\n{sys.byteorder}\n{body}".encode()).hexdigest()


def _from(pattern: str, row: _Row) -> re.Pattern[str] | None:
    try:
        flags, code, groups, names, numbers = row
        words = array("I", b64decode(code)).tolist()
        found = importlib.import_module("_sre").compile(pattern, flags, words, groups, names, tuple(numbers))
        return cast("re.Pattern[str]", found)
    except _NOT_AS_EXPECTED:
        return None


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    try:
        parsed = importlib.import_module("re._parser").parse(pattern, flags)
        code = importlib.import_module("re._compiler")._code(parsed, flags)
        names = dict(parsed.state.groupdict)
        numbers: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            numbers[number] = name
        packed = b64encode(array("I", code).tobytes()).decode("ascii")
        row = [flags | parsed.state.flags, packed, parsed.state.groups - 1, names, numbers]
        if found := _from(pattern, row):
            _new[pattern, flags] = row
            return found
    except _NOT_AS_EXPECTED:
        pass
    return re.compile(pattern, flags)


_NOT_AS_EXPECTED = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError)
