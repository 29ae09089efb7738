"""A passage in which slots <…> take the place of facts (遮去事实的一段): where each stood, and what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.language.entities import SLOT
from drafter.language.late import late

NAMED = "名称"
"""The slot of what has a name that is no place's, body's or person's (“五力”, 两园一带)."""
SLOTS = late(r"<([^<>]{1,24})>")
SHORTEST = 2
"""Characters of the shortest name."""


class Masked:
    """A passage in which slots take the place of facts, and the facts in their order (遮去事实的一段)."""

    def __init__(self, text: str, facts: list[str]) -> None:
        self.text, self.facts = text, facts

    @classmethod
    def of(cls, text: str, spans: Iterable[tuple[int, int, str]]) -> Masked:
        """`text` with `spans`, (start, end, slot) of each in order, not overlapping, as slots."""
        spans = list(spans)
        masked = text
        for start, end, slot in reversed(spans):
            masked = f"{masked[:start]}<{_kind_of(text[start:end], slot)}>{masked[end:]}"
        return cls(masked, [text[start:end] for start, end, _ in spans])

    def put(self, start: int, end: int, slot: str) -> None:
        """<slot> in place of text[start:end], slots in it included."""
        first, inside = self.text.count("<", 0, start), self.text.count("<", start, end)
        self.facts[first : first + inside] = [self.whole(start, end)]
        slot = _kind_of(self.facts[first], slot)
        self.text = f"{self.text[:start]}<{slot}>{self.text[end:]}"

    def from_behind(self, shape: re.Pattern[str]) -> list[re.Match[str]]:
        """Where `shape` stands, the last first: what is put there moves none of the others."""
        return list(shape.finditer(self.text))[::-1]

    def whole(self, start: int, end: int) -> str:
        """text[start:end] with the facts in place of their slots."""
        facts = iter(self.facts[self.text.count("<", 0, start) :])
        return SLOTS.sub(lambda _: next(facts), self.text[start:end])

    def put_all(self, pattern: str, slot: str) -> None:
        """<slot> wherever `pattern` stands outside of slots."""
        for match in reversed(list(re.finditer(rf"<[^<>]*>|{pattern}", self.text))):
            if match[0][0] != "<":
                self.put(*match.span(), slot)

    def told(self) -> Iterator[tuple[int, str, str]]:
        """(start, fact, slot) of each fact in its order, `start` in the passage as it was.

        A surname is nobody without the post behind it (柏书记).
        """
        at = behind = 0
        for match, fact in zip(SLOTS.finditer(self.text), self.facts, strict=True):
            at += match.start() - behind
            short = len(fact) == 1 and match[1] == SLOT["person"]
            yield at, fact + self.text[match.end() : match.end() + 2] * short, match[1]
            at, behind = at + len(fact), match.end()

    def names(self) -> dict[str, str]:
        """Places, bodies and persons among the facts, the longest first, and the slot of each."""
        slots = [match[1] for match in SLOTS.finditer(self.text)]
        named = {fact: slot for fact, slot in zip(self.facts, slots, strict=True) if slot in ("地名", "单位", "人名")}
        return {fact: named[fact] for fact in sorted(named, key=lambda one: (-len(one), one)) if len(fact) >= SHORTEST}


def _kind_of(fact: str, slot: str) -> str:
    """The slot of a fact; what ends in 奖, 杯, 赛 is nobody's name though it begins with a surname (金鹭奖)."""
    return NAMED if slot == SLOT["person"] and fact.endswith(("奖", "杯", "赛")) else slot
