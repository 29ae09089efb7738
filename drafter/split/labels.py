"""Labels (序号): what a paragraph begins with, and the rung it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.language.late import late

_N = "[一二三四五六七八九十百]{1,4}"
_HAN = "\u3400-\u9fff"

_THINGS = "问题|方面|意见|要求|任务|希望|建议|环节|关键词|词语|词|字|意思|故事"

# Styles in the order of the ladder 一、→（一）→1.→（1）→① (GB/T 15834 B.3.8); then those without a rung of their own.
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("bare", 1, rf"{_N}[、．.](?=\S)"),
    ("part", 1, rf"第{_N}(?:部分|章|篇)[：:，,、 ]?"),
    ("bracket", 2, rf"[（(]{_N}[）)][、，,.．]?"),
    ("digit", 3, r"\d{1,2}(?:[.．、](?!\d)|[)）])"),
    ("bracket-digit", 4, r"[（(]\d{1,2}[）)]"),
    ("circle", 5, r"[①-⑳⑴-⒇㈠-㈩]"),
    (
        "question",
        0,
        rf"(?:第{_N}|头一)个(?:{_THINGS})(?:[：:，,、]|是)?|"
        rf"(?:第{_N}|头一)(?:个|句话?|层(?:意思)?|件(?:事情?)?|点|条|步)(?:{_THINGS})?(?:[：:，,、]|是)|问题{_N}[：:]",
    ),
    ("another", 0, rf"(?:(?:再|还有|另外?)一个(?:就)?|一个)(?:{_THINGS})?是(?=(?!非)[{_HAN}“《])"),
    # 最后说说保障。: one point more, whatever the others are counted by.
    (
        "last",
        0,
        rf"最后，?(?:我?再|还)?(?:说说|讲讲|谈谈|[说讲谈]一[说讲谈])(?![我你几点些一两三个这]|心里话|感[想受谢悟]|体会)(?=[{_HAN}“]{{2,10}}。)",
    ),
    ("ordinal", 0, rf"第{_N}[，、,：:．.是]"),
    # 首先，我代表县委… and 首先，请…发言 open a speech or a sitting, not a list.
    ("first", 0, r"(?:首先|其次|再次|再者|最后)[，,](?!请|让我|我(?:谨?代表|向)|允许|谨|向)"),
    ("its", 0, rf"其{_N}[，,、：:是]"),
    ("is", 0, rf"{_N}是(?=[^一])"),
    ("must", 0, rf"{_N}要(?=[{_HAN}“《])"),
    ("called", 0, r"所谓(?=[“\"][^”\"]{1,12}[”\"])"),
)
UNNUMBERED = frozenset(("first", "called", "another", "last"))
"""Styles whose labels say no number."""
_LABEL = late("|".join(f"(?P<s{i}>{pattern})" for i, (_, _, pattern) in enumerate(_STYLES)))
PART = late(rf"\s*[（(【\[]?\s*(?:第{_N}(?:部分|章|讲|节)|[上中下]篇)\s*[）)】\]]?\s*")
"""The heading of a part alone on its line, also in brackets: （第一部分）, 下篇."""

_DIGITS = "零一二三四五六七八九"


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
    """The first number in a text, in digits or 汉字 up to 99; 0 where there is none."""
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits.group())
    word = re.search(f"[{_DIGITS}十]+", text)
    if not word:
        return 0
    tens, ten, ones = word.group().rpartition("十")
    if not ten:
        return _DIGITS.find(word.group()[-1])
    return (_DIGITS.find(tens[-1]) if tens else 1) * 10 + (_DIGITS.find(ones[0]) if ones else 0)


def label_of(text: str) -> Label | None:
    """The label a paragraph begins with, None where it has none.

    一是/一要 count only as written at the head: whether they make a heading is for the passages to say.
    """
    match = _LABEL.match(text)
    if not match or not text[match.end() :].strip():
        return None
    style, rung, _ = _STYLES[int(str(match.lastgroup)[1:])]
    label = match.group().rstrip()
    return Label(label, style, rung, 0 if style in UNNUMBERED else number_of(label))


@dataclass(frozen=True, slots=True)
class _Rung:
    style: str
    level: int
    number: int


class Ladder:
    """Gives each label of a speech, in order, its level (层次)."""

    def __init__(self) -> None:
        self._open: list[_Rung] = []

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
            level = label.rung
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
