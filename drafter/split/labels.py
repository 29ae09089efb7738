"""Labels (序号): what a paragraph begins with, and the rung it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.language.labels import LONG_NUMERAL, STYLES, UNNUMBERED
from drafter.language.late import late
from drafter.language.numerals import parse_chinese

_STYLES = tuple(style for style in STYLES if style.head)
_LABEL = late("|".join(f"(?P<s{i}>{style.head})" for i, style in enumerate(_STYLES)))
PART = late(rf"\s*[（(【\[]?\s*(?:第{LONG_NUMERAL}(?:部分|章|讲|节)|[上中下]篇)\s*[）)】\]]?\s*")
"""The heading of a part alone on its line, also in brackets: （第一部分）, 下篇."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the head of a paragraph (序号)."""

    text: str
    """As written: 一、, （二）, 3., 第一，, 一是."""
    style: str
    rung: int
    """1 to 5 on the ladder, 0 for a style that takes its level from what encloses it."""
    number: int
    """Its value, 0 where it has none (首先)."""


def number_of(text: str) -> int:
    """The first number in a text, in digits or 汉字 up to 999; 0 where there is none."""
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits.group())
    word = re.search("[零一二三四五六七八九十百]+", text)
    return (parse_chinese(word.group()) or 0) if word else 0


def label_of(text: str) -> Label | None:
    """The label a paragraph begins with, None where it has none.

    一是/一要 count only as written at the head: whether they make a heading is for the passages to say.
    """
    match = _LABEL.match(text)
    if not match or not text[match.end() :].strip():
        return None
    style = _STYLES[int(str(match.lastgroup)[1:])]
    label = match.group().rstrip()
    return Label(label, style.name, style.rung, 0 if style.name in UNNUMBERED else number_of(label))


@dataclass(frozen=True, slots=True)
class _Rung:
    style: str
    level: int
    number: int


def _nested(labels: Sequence[Label]) -> dict[str, int]:
    """Style → level by how the kinds of label stand in one another, empty where they do so as on the ladder."""
    kinds = sorted({(label.rung, label.style) for label in labels})
    order = [style for _, style in kinds]
    for _ in kinds:
        for at in range(len(order) - 1):
            if _stands_above(order[at + 1], order[at], labels):
                order[at : at + 2] = order[at + 1], order[at]
    if order == [style for _, style in kinds]:
        return {}
    return {style: level for level, style in enumerate(order, 1)}


def _stands_above(upper: str, lower: str, labels: Sequence[Label]) -> bool:
    """Whether one kind of label stands above another throughout: it comes first and counts on over the other, which
    begins at one again behind each of it."""
    counted = [(label.style == upper, label.number) for label in labels if label.style in (upper, lower)]
    if not counted or not counted[0][0]:
        return False
    over, last, between = 0, 0, False
    for is_upper, number in counted:
        if is_upper:
            over += between and number == last + 1
            last, between = number, False
        elif not between and number != 1:
            return False
        else:
            between = True
    return over > 0


class Ladder:
    """Gives each label of a speech, in order, its level (层次)."""

    def __init__(self, labels: Sequence[Label | None] = ()) -> None:
        """labels: all of the speech, in order: old speeches nest some kinds otherwise than the ladder does (1、→（一）)."""
        self._open: list[_Rung] = []
        self._levels = _nested([label for label in labels if label and label.rung])

    def has(self, style: str) -> bool:
        """Whether a series of this style is open."""
        return any(rung.style == style for rung in self._open)

    def counts(self) -> bool:
        """Whether any series is open that has come to a second."""
        return any(rung.number > 1 or rung.style in UNNUMBERED for rung in self._open)

    def level(self, label: Label) -> int:
        """Level 1 to 5: its own rung, or one below what encloses it for a style without rung.

        A series without rung that counts on (一是 … 二要) goes on at its level; one that begins again at 1
        under a deeper style begins below that.
        """
        known = next((i for i, rung in enumerate(self._open) if rung.style == label.style), None)
        if label.style == "last" and self._open:
            level = self._open[0].level
            self._open.clear()
        elif label.rung:
            level = self._levels.get(label.style, label.rung)
            while self._open and self._open[-1].level >= level:
                self._open.pop()
        elif known is not None and (label.number != 1 or known == len(self._open) - 1):
            level = self._open[known].level
            del self._open[known:]
        elif self._counts_on(label):
            level = self._open.pop().level
        else:
            if known is not None:
                del self._open[known:]
            level = min(5, (self._open[-1].level if self._open else 0) + 1)
        self._open.append(_Rung(label.style, level, label.number))
        return level

    def _counts_on(self, label: Label) -> bool:
        if not self._open or label.number < 2:
            return False
        last = self._open[-1]
        return last.style in ("is", "must", "ordinal") and last.number == label.number - 1

    def enter(self, level: int) -> None:
        """A heading without label at a level: what was open at or below it is closed."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        self._open.append(_Rung("", level, 0))
