"""Editing one line (行内编辑): text, caret and the slot the caret stands behind. Pure; keys come by name."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.compose.adapting import GAP, unit_of
from drafter.compose.cells import clusters
from drafter.compose.data import clean
from drafter.compose.state import Typing

LONGEST = 20_000
"""Characters a line may have; what is typed or pasted beyond is not taken."""
_GOING = frozenset(("left", "right", "home", "end", "c-a", "c-e"))
"""Keys that leave what is being put into a gap."""
_STOPS = re.compile(r"[，。、；：！？,.;:!? 　]")


def insert(line: Typing, text: str) -> Typing:
    """`line` with `text` at the caret, or in place of the slot marked."""
    start = line.caret if line.mark is None else line.mark
    room = LONGEST - (len(line.text) - (line.caret - start))
    taken = clean(text)[: max(0, room)]
    whole = line.text[:start] + taken + line.text[line.caret :]
    changed = replace(line, text=whole, caret=start + len(taken), mark=None)
    if start < line.caret and GAP.fullmatch(line.text[start : line.caret]):
        return replace(changed, filling=line.text[start : line.caret], since=start)
    return changed


def settled(line: Typing) -> Typing:
    """`line` with what was put in for a gap in every other gap that asks for the same (同一事实只问一次)."""
    if not line.filling:
        return line
    value, before, behind = line.text[line.since : line.caret], line.text[: line.since], line.text[line.caret :]
    # 六十天 before 天: what is counted stands there already.
    if (unit := unit_of(value)) and behind.startswith(unit):
        value = value.removesuffix(unit)
    done = replace(line, filling="", since=0)
    if not value or GAP.search(value):
        return done
    before = before.replace(line.filling, value)
    whole = before + value + behind.replace(line.filling, value)
    return replace(done, text=whole, caret=len(before) + len(value)) if len(whole) <= LONGEST else done


def key(line: Typing, name: str) -> Typing | None:
    """`line` after the editing key `name`, None where the key edits nothing."""
    if name in _GOING:
        line = settled(line)
    text, caret = line.text, line.caret
    # A slot is one unit: half of one (【待填：) would be neither asked for nor found again.
    slots = [(match.start(), match.end()) for match in GAP.finditer(text)]
    places = [place for place in clusters(text) if not any(start < place < end for start, end in slots)]
    before = max((place for place in places if place < caret), default=0)
    after = min((place for place in places if place > caret), default=len(text))
    match name:
        case "backspace" | "c-h":
            start = before if line.mark is None else line.mark
            return replace(line, text=text[:start] + text[caret:], caret=start, mark=None)
        case "delete":
            if line.mark is not None:
                return replace(line, text=text[: line.mark] + text[caret:], caret=line.mark, mark=None)
            return replace(line, text=text[:caret] + text[after:])
        case "left":
            return replace(line, caret=before if line.mark is None else line.mark, mark=None)
        case "right":
            return replace(line, caret=after if line.mark is None else caret, mark=None)
        case "home" | "c-a":
            return replace(line, caret=0, mark=None)
        case "end" | "c-e":
            return replace(line, caret=len(text), mark=None)
        case "c-u":
            return replace(line, text="", caret=0, mark=None, filling="")
        case "c-k":
            return replace(line, text=text[:caret], mark=None)
        case "c-w":
            start = _clause(text, caret) if line.mark is None else line.mark
            return replace(line, text=text[:start] + text[caret:], caret=start, mark=None)
    return None


def _clause(text: str, caret: int) -> int:
    """Where the clause before the caret begins: what a word is in other scripts. No slot is parted."""
    plain = GAP.sub(lambda match: "x" * len(match[0]), text)
    stops = [match.end() for match in _STOPS.finditer(plain, 0, max(0, caret - 1))]
    return stops[-1] if stops else 0


def jump(line: Typing, backwards: bool = False) -> Typing:
    """To the next slot 【待填：…】 (or the one before), marked so that typing replaces it; round at the end."""
    line = settled(line)
    slots = [(match.start(), match.end()) for match in GAP.finditer(line.text)]
    if not slots:
        return line
    here = line.caret if line.mark is None else line.mark
    if backwards:
        start, end = next((slot for slot in reversed(slots) if slot[1] <= here), slots[-1])
    else:
        behind = line.caret if line.mark is not None else here
        start, end = next((slot for slot in slots if slot[0] >= behind), slots[0])
    return replace(line, mark=start, caret=end)
