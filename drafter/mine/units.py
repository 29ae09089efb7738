"""Speeches as sentences over words (句与词), the material of mining."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.language.words import cut
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, GAP, Passage, Speech

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*)?")
_VOCATIVE = re.compile(
    r"^(?:(?:尊敬的)?各位[^，。！：]{1,12}[，、！：]\s*)?(?:(?:同志们|朋友们|代表们|委员们)(?:、朋友们)?[，！：]\s*)?"
)
_LABEL = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]\s*(?=\D)")
UNUSABLE = re.compile(f"[{GAP}{DAMAGE_OPEN}{DAMAGE_CLOSE}]")
"""A sentence with a cut-out or damaged spot is no model for anything."""

MASS = frozenset(["任务部署", "分项成绩", "总体要求", "形势意义"])
"""Steps that are running argument, not formula."""
LONGEST = 160
"""Sentences beyond this many characters are enumerations, not formulae."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of running text (句)."""

    speech: int
    """Index of its speech in the speeches mined."""
    move: str
    step: str
    text: str
    """Without label and without 同志们， in front."""
    words: tuple[str, ...]
    first: bool
    """True for the first sentence of its passage."""


def distinct(speeches: Sequence[Speech]) -> tuple[Speech, ...]:
    """The speeches to mine, in id order: copies, what is no speech, and a second text with the same id left out."""
    kept: dict[str, Speech] = {}
    for speech in sorted(speeches, key=lambda s: (s.id, len(s.passages))):
        if speech.duplicate_of is None and speech.genre != "other":
            kept.setdefault(speech.id, speech)
    return tuple(kept.values())


def units(speeches: Sequence[Speech]) -> tuple[Unit, ...]:
    """All sentences of running text, in order; headings and salutations belong to other miners."""
    found: list[Unit] = []
    for index, speech in enumerate(speeches):
        for passage in speech.passages:
            if passage.kind == "paragraph":
                for number, text in enumerate(sentences(body(passage))):
                    found.append(Unit(index, passage.move, passage.step, text, words(text), number == 0))
    return tuple(found)


_COUNTED = re.compile("[二两三四五六七八九十几0-9]{1,2}[点个条项]")
_ANY_COUNT = re.compile("[二两三四五六七八九十几0-9](?:[点个条项]|方面)")
_NUMERAL = re.compile("[二两三四五六七八九十几0-9]{1,2}")
NUMBER = "<数>"


def words(text: str) -> tuple[str, ...]:
    """The words of a sentence; a number before its counter is NUMBER: 讲三点意见 → 讲 <数> 点 意见."""
    if not _ANY_COUNT.search(text):
        return tuple(cut(text))
    found: list[str] = []
    for word in cut(text):
        if word[0] in "二两三四五六七八九十几0123456789" and _COUNTED.fullmatch(word):
            found += [NUMBER, word[-1]]
        elif word in ("点", "个", "条", "项", "方面") and found and _NUMERAL.fullmatch(found[-1]):
            found[-1:] = [NUMBER, word]
        else:
            found.append(word)
    return tuple(found)


def word_counts(speeches: Sequence[Speech], found: Sequence[Unit]) -> list[Counter[str]]:
    """How often each speech uses each word. speeches: those the units' indices point into."""
    words: list[list[str]] = [[] for _ in speeches]
    for unit in found:
        words[unit.speech] += unit.words
    return [Counter(own) for own in words]


def body(passage: Passage) -> str:
    """The passage without its label."""
    text = passage.text.strip()
    if passage.label:
        text = text.removeprefix(passage.label).lstrip("、．.，, 　")
    return text


def sentences(text: str) -> Iterator[str]:
    """Sentences (。！？) fit for mining: no label or vocative in front, not damaged, not endless."""
    for match in _SENTENCE.finditer(text):
        sentence = _LABEL.sub("", _VOCATIVE.sub("", match.group().strip()))
        if 4 <= len(sentence) <= LONGEST and not UNUSABLE.search(sentence) and _balanced(sentence):
            yield sentence


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "（）", "‘’"))
