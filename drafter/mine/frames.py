"""Frames (短语框架) out of sentences: formulae that recur in distinct speeches, with named slots.

The way: clauses that begin and end alike, their chains, and beginnings of sentences propose skeletons (clauses); what
is well-formed (forms) is looked for in every masked sentence (places); what recurs in a step and has free slots
there is kept for that step (standing); what another skeleton of the move stands for goes (folding); the slots are
named, the evidence counted (entry).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from drafter.bank.model import Frame
from drafter.language.entities import entities
from drafter.mine.clauses import as_sentence, beginnings, recurrent
from drafter.mine.entry import entry
from drafter.mine.folding import Found, folded
from drafter.mine.forms import Grammar, fault, used_as
from drafter.mine.measures import shares_of
from drafter.mine.places import Sentences
from drafter.mine.repeats import Repeats
from drafter.mine.skeleton import Skeleton
from drafter.mine.standing import Standing
from drafter.mine.units import MASS, NUMBER, Unit, word_counts
from drafter.records import Speech

GENERAL = 3
"""Distinct speeches in which a word must occur to be a literal."""
SUBJECT = (3, 1.5)
"""Uses, and uses per 1,000 words, from which a topic word is what a speech is about."""


def required_range(speeches: int) -> int:
    """In how many distinct speeches a frame must occur: 2, from 60 speeches on 3, from 240 on 4, and so on."""
    least = 2
    while speeches >= 60 * 4 ** (least - 2):
        least += 1
    return least


def mine_frames(speeches: Sequence[Speech], found: Sequence[Unit], topics: frozenset[str]) -> tuple[Frame, ...]:
    """All frames of the units, the widest-spread first. speeches: those the units' indices point into."""
    least = required_range(len(speeches))
    counts = word_counts(speeches, found)
    subjects = [_subjects(count, topics) for count in counts]
    ranges = Counter(word for count, own in zip(counts, subjects, strict=True) for word in count if word not in own)
    often = max(least, GENERAL)
    usable = frozenset(word for word, number in ranges.items() if number >= often and not entities(word)) | {NUMBER}
    sentences = Sentences(found, subjects, usable)
    keys = [sentences.keys(index) for index in range(len(found))]
    chosen: dict[Skeleton, set[int]] = defaultdict(set)
    for proposals in (recurrent(found, keys, usable, least), beginnings(keys, usable)):
        for skeleton, places in proposals.items():
            # Of running argument more is asked below; what little is proposed there will not have it.
            if len(places) > least or any(found[index].step not in MASS for index in places):
                chosen[as_sentence(skeleton)] |= places
    standing = Standing(found, least, Counter((unit.move, unit.step) for unit in found), Repeats(found))
    signals = frozenset(skeleton for skeleton, places in chosen.items() if standing.signals(skeleton, places))
    grammar = Grammar(signals, *used_as(unit.words for unit in found))
    sizes = Counter[int]()
    for unit in found:
        # What a frame cannot stand in is no part of what it is spread over: headings, damaged lines.
        sizes[unit.speech] += len(unit.text)
    shares = shares_of({speeches[speech].id: size for speech, size in sizes.items()})
    entries: dict[Found, Frame] = {}
    for skeleton in sorted(chosen):
        if fault(skeleton, grammar):
            continue
        for result in standing.judge(skeleton, sentences.places(skeleton), signals):
            frame = entry(result, found, speeches, shares, signals)
            if frame:
                entries[result] = frame
    by_move: dict[str, list[Found]] = defaultdict(list)
    for result in entries:
        by_move[result.move].append(result)
    unique: dict[tuple[str, str], Frame] = {}
    kept = (folded(own) for own in by_move.values())
    whole = [result for own in kept for result in own if not _said_behind(result, own, found)]
    for frame in sorted((entries[result] for result in whole), key=_rank):
        unique.setdefault((frame.move, _alike(frame.text)), frame)
    return tuple(unique.values())


def _subjects(count: Counter[str], topics: frozenset[str]) -> frozenset[str]:
    """The topic words that are what this speech is about, whatever they are in others."""
    total = max(sum(count.values()), 1)
    uses, rate = SUBJECT
    return frozenset(word for word in topics if count[word] >= uses and count[word] * 1000 >= rate * total)


def _said_behind(result: Found, others: Sequence[Found], found: Sequence[Unit]) -> bool:
    """Whether it leaves nothing open, never begins a sentence, and another frame ends in it: 我完全赞同."""
    text, behind = "".join(result.skeleton), ("，", *result.skeleton)
    return (
        "<" not in text
        and not any(found[index].text.startswith(text) for index, _ in result.hits)
        and any(other.skeleton[-len(behind) :] == behind for other in others)
    )


def _alike(text: str) -> str:
    """What frames that differ by an aside, a comma or the name of a slot have in common: 党委（党组）, 向<…>，致以."""
    return re.sub("（[^）]*）|[，。！]", "", re.sub("<[^<>]+>", "<>", text))


def _rank(frame: Frame) -> tuple[int, int, str, str]:
    return (-frame.evidence.speeches, -frame.evidence.count, frame.text, frame.move)
