"""Duplicates (重复稿): the same speech cut, re-headed, lightly edited or inside another file.

Two speeches are compared by the containment of their character 8-grams, |A ∩ B| / min(|A|, |B|) (Broder 1997),
which stays high for a cut copy. What to compare whole is told by a sample of the shingles, chosen by themselves and
not by where they stand (as FracMinHash does, Irber et al. 2022), which estimates containment, where banded MinHash
would only estimate resemblance and miss the short part of a long whole.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from drafter.language.late import late
from drafter.records import Speech

SHINGLE = 8
THRESHOLD = 0.5
"""Containment from which two speeches count as one; distinct speeches of the genre stay below 0.15."""
REPEATED = 0.95
"""The same for two that were given by two speakers, in two years or at two meetings: last year's speech, written over for
this one, is another, and what it says is searched for, too."""
_SMALL = 60
_GLANCE = 8
"""One in so many shingles is in the sample, chosen by its first character."""
_TELLING = 100
_UNLIKE = 0.25
"""Of so many shingles compared at a glance, fewer than this share in common leave no doubt: containment would lie
five standard deviations off THRESHOLD."""
_CANDIDATE = 0.3
_COMMON = 200
_NOT_HAN = late("[^\u3400-\u9fff]+")


def _characters(speech: Speech) -> str:
    """The Chinese characters of a speech."""
    return _NOT_HAN.sub("", "".join([passage.text for passage in speech.passages]))


def _shingles(text: str) -> frozenset[str]:
    """The 8-grams of a text."""
    return frozenset([text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))] if text else ())


def _glance(text: str) -> frozenset[str]:
    """Some of the shingles, chosen by their first character."""
    starts = text[: max(0, len(text) - SHINGLE + 1)]
    return frozenset([text[i : i + SHINGLE] for i, first in enumerate(starts) if not ord(first) % _GLANCE])


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """|A ∩ B| / min(|A|, |B|), 0 for an empty set."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def copy_id(id_: str, number: int) -> str:
    """The id of the `number`-th speech (from 2) with the same Chinese characters as the one called `id_`."""
    return hashlib.sha256(f"{id_}#{number}".encode()).hexdigest()[:10]


def mark_duplicates(
    speeches: Sequence[Speech], not_duplicates: frozenset[frozenset[str]] = frozenset()
) -> tuple[Speech, ...]:
    """The speeches in their order, copies pointing to the fullest one (`duplicate_of`, `similarity`).

    The fullest has most Chinese characters (then the smaller id). not_duplicates: pairs of ids a writer has told
    apart; they are never linked. Of speeches with one id (the same characters in several files) the first keeps
    it, the others are named by `copy_id`, so that no copy is one of itself. Deterministic, and where the ids
    differ independent of the order of the speeches.
    """
    ids = [speech.id for speech in speeches]
    speeches = _told_apart(speeches)
    # Of a large collection only the speeches that may be copies are held whole: the sets take the most memory of all.
    texts = [_characters(speech) for speech in speeches]
    sets = cache(lambda i: _shingles(texts[i]))
    glances = cache(lambda i: _glance(texts[i]))

    def unlike(i: int, j: int) -> bool:
        least = min(len(glances(i)), len(glances(j)))
        return least >= _TELLING and len(glances(i) & glances(j)) < _UNLIKE * least

    order = sorted(
        range(len(speeches)), key=lambda i: (-len(texts[i]), ids[i], speeches[i].id != ids[i], speeches[i].title or "")
    )
    rank = {i: place for place, i in enumerate(order)}
    near = _candidates([glances(i) for i in range(len(speeches))]) if len(speeches) > _SMALL else None
    heads: list[int] = []
    head_set: set[int] = set()
    marked = [replace(speech, duplicate_of=None, similarity=0.0) for speech in speeches]
    for i in order:
        best, original = 0.0, -1
        for j in heads if near is None else sorted((j for j in near[i] if j in head_set), key=rank.__getitem__):
            if frozenset((speeches[i].id, speeches[j].id)) in not_duplicates:
                continue
            value = 0.0 if unlike(i, j) else containment(sets(i), sets(j))
            least = REPEATED if _given_apart(speeches[i], speeches[j]) else THRESHOLD
            if value >= least and value > best:
                best, original = value, j
        if original < 0:
            heads.append(i)
            head_set.add(i)
        else:
            marked[i] = replace(marked[i], duplicate_of=speeches[original].id, similarity=round(best, 4))
    return tuple(marked)


def _given_apart(one: Speech, other: Speech) -> bool:
    """Whether both say who gave them, when or where, and it is not the same man, year or meeting."""
    speakers = one.speaker and other.speaker and one.speaker != other.speaker
    years = one.date and other.date and one.date[:4] != other.date[:4]
    return bool(speakers or years or _two_meetings(one.occasion or "", other.occasion or ""))


_OF_ANY = late(
    "[全本我各这此][省市县区州盟旗镇乡系校院局]|工作|会议?|[大全]会|推进|动员|部署|座谈|总结|表彰|调度|专题|现场|紧急|电视电话|视频|"
    "暨|启动|仪式|年度?|[0-9一二三四五六七八九十○〇]+"
)
"""What the name of any meeting may have."""
_MOST_SHARED = 1 / 3
"""Share of the shorter name's pairs of characters that two names for one meeting have in common at least."""


def _two_meetings(one: str, other: str) -> bool:
    """Whether two meetings are named for two matters: a copy that is headed anew still says what the meeting was about."""
    first, second = (
        {part[i : i + 2] for part in _OF_ANY.split(name) for i in range(len(part) - 1)} for name in (one, other)
    )
    return min(len(first), len(second)) > 1 and len(first & second) < _MOST_SHARED * min(len(first), len(second))


def _told_apart(speeches: Sequence[Speech]) -> Sequence[Speech]:
    """The speeches, each under an id of its own."""
    taken = {speech.id for speech in speeches}
    if len(taken) == len(speeches):
        return speeches
    met: set[str] = set()
    kept: list[Speech] = []
    for speech in speeches:
        if speech.id in met:
            number = 2
            while (own := copy_id(speech.id, number)) in taken:
                number += 1
            taken.add(own)
            speech = replace(speech, id=own)
        met.add(speech.id)
        kept.append(speech)
    return kept


def _candidates(samples: Sequence[frozenset[str]]) -> list[set[int]]:
    """For each speech those that share a fair part of its sampled shingles."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, sample in enumerate(samples):
        for shingle in sample:
            holders[shingle].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for owners in holders.values():
        # A shingle in very many speeches is a set phrase and says nothing about copying.
        if 1 < len(owners) <= _COMMON:
            for a, one in enumerate(owners):
                for other in owners[a + 1 :]:
                    shared[one, other] += 1
    near: list[set[int]] = [set() for _ in samples]
    for (one, other), count in shared.items():
        if count >= _CANDIDATE * min(len(samples[one]), len(samples[other])):
            near[one].add(other)
            near[other].add(one)
    return near
