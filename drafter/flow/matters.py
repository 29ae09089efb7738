"""What a passage is about (讲的是哪方面的事), told by the names and the words of the phrasebank's topics.

A word counts for a field by how much more often that field says it than all of them together. A passage is on another
matter where its words speak for a field that is none of the brief's far more than for those that are, where it
calls several matters by their names (垃圾分类、厨余) of which the brief's own topics say nothing, or where it speaks of a
thing that only another field speaks of (游客) and of nothing that is the brief's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from drafter.bank.model import SLOT, Bank, Same, Topic
from drafter.language.figures import times
from drafter.language.words import cut, how_often, tagged
from drafter.plan.match import GENERAL

_EVERYWHERE = ("公共事务", "机关作风")
"""Fields that, like the general one, speak of what any meeting may."""
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_PRIOR = 1500
"""Words by which a field is thought to speak like all of them: of a small field one word says little."""
_OURS = 1.0
"""From so much on the brief's words speak for a field, which is then one of its own."""
_MARGIN = 3.0
"""By so much more the words of a passage must speak for another field than for the brief's."""
_TELLS = 1.0
"""From so much on a single word tells a field; what is named are those."""
_SEVERAL = 2
"""So many names of other topics make a passage one on another matter."""
_PAIR = 2
"""Characters of names that are one only as a word of their own."""
_NAME = 3
"""A longer name says what it is about by itself."""
_NAMED = 3
"""Words that are named of one passage."""


@dataclass(frozen=True, slots=True)
class _Fields:
    """How often each field says each word."""

    counts: Mapping[str, Counter[str]]
    all: Counter[str]
    size: Mapping[str, int]
    """Words of each field; of all of them under ""."""

    def speaks(self, word: str, field: str) -> float:
        """How much `word` speaks for `field`: the logarithm of how much oftener the field says it than all do."""
        there, share = self.counts[field], self.all[word] / self.size[""]
        return log((there[word] + _PRIOR * share) / (self.size[field] + _PRIOR) / share)


def fields_of(said: str, ours: Collection[str], bank: Bank) -> frozenset[str]:
    """The fields of work a brief is about: those of its topics and those its words speak for.

    said: what the brief says. ours: ids of the topics it is about (see subjects.topics_of).
    """
    return _own(said, frozenset(one.partition("/")[0] for one in ours), Same(bank.topics))


def prepare(bank: Bank) -> None:
    """Count and sort what the bank knows of every field, which is remembered: the first question need not wait for it."""
    fields_of("", (), bank)
    _names(Same(bank.topics))


@lru_cache(maxsize=64)
def _own(said: str, fields: frozenset[str], topics: Same) -> frozenset[str]:
    known = _fields_of(topics)
    words = _words(said, known)
    meant = (field for field in known.counts if sum(known.speaks(word, field) for word in words) >= _OURS)
    return fields.union(meant).intersection(known.counts) - {GENERAL}


def said_there(name: str, own: frozenset[str], bank: Bank) -> bool:
    """Whether each word of `name` tells of the fields `own`: 农资供应 is a matter of farming as well."""
    known = _fields_of(Same(bank.topics))
    words = _words(name, known)
    return bool(words) and all(any(known.speaks(word, field) >= _TELLS for field in own) for word in words)


def other_matter(text: str, said: str, ours: Collection[str], bank: Bank) -> tuple[str, ...]:
    """Words of `text` that tell of a matter which is none of this brief's, what it is called by before any others, in the
    order in which they stand there; () where the passage is on the brief's matters, or on nobody's.

    said: what the brief says. ours: ids of the topics it is about (see subjects.topics_of); where the bank knows of no
    field it is about nothing can be said.
    """
    return _other_matter(text, said, frozenset(ours), fields_of(said, ours, bank), Same(bank.topics))


@lru_cache(maxsize=256)
def _other_matter(text: str, said: str, ours: frozenset[str], own: frozenset[str], topics: Same) -> tuple[str, ...]:
    known = _fields_of(topics)
    ours_too = said + _said_by_all(ours, topics)
    called = _called(text, ours_too, ours, topics) if own else {}
    # A sentence on another matter stays one among others that may be anybody's.
    pieces = [text, *re.findall("[^。！？；]{8,}", text)]
    words = next(filter(None, (_of_another_field(piece, ours_too, own, known) for piece in pieces)), ())
    # What it says twice it is about.
    twice = any(len(name) > _NAME and text.count(name) > 1 for name in called)
    if not words and not twice and max(Counter(called.values()).values(), default=0) < _SEVERAL:
        return _one_thing(text, ours_too, own, known) if own else ()
    return tuple(sorted([*(called or words)][:_NAMED], key=text.index))


def _called(text: str, said: str, ours: frozenset[str], topics: Same) -> dict[str, str]:
    """Names of topics that stand in `text` -> the field of each, those first that most names of topics have in them
    (防汛); without those in `said` and those that are part of another. None where the passage calls one of `ours` by its
    name.
    """
    words = frozenset(cut(text))
    mine, others = list[str](), dict[str, str]()
    names, every = _names(topics)
    for name, topic in (one for first in dict.fromkeys(text) for one in names.get(first, ())):
        if name not in (text if len(name) > _PAIR else words):
            continue
        if topic.id in ours:
            mine.append(name)
        elif topic.field != GENERAL and topic.field not in _EVERYWHERE and name not in said:
            others[name] = topic.field
    if mine:
        return {}
    # 工会要把困难职工帮扶做细: the field itself is what it is about.
    others |= {field: field for field in others.values() if field in words and field not in said}
    whole = [name for name in others if not any(name != other and name in other for other in others)]
    return {name: others[name] for name in sorted(whole, key=lambda name: (-every.count(name), text.index(name)))}


def is_matter(name: str) -> bool:
    """Whether what a topic is called by says what it is about, not when (一季度, which meetings on the economy go by)."""
    return bool(name) and all(span != (0, len(name)) for span in times(name))


@lru_cache(maxsize=4)
def _names(topics: Same) -> tuple[dict[str, list[tuple[str, Topic]]], str]:
    """The names of all topics by their first character, and all of them as one text."""
    found: dict[str, list[tuple[str, Topic]]] = {}
    for topic in topics.value:
        for name in filter(is_matter, topic.names):
            found.setdefault(name[0], []).append((name, topic))
    return found, "\n".join(name for names in found.values() for name, _ in names)


@lru_cache(maxsize=8)
def _said_by_all(ours: frozenset[str], topics: Same) -> str:
    return "\n".join(_said_by(topic) for topic in topics.value if topic.id in ours)


def _of_another_field(text: str, said: str, own: frozenset[str], known: _Fields) -> tuple[str, ...]:
    """The words that tell of another field, the most telling first, where the passage as a whole does."""
    others = [field for field in known.counts if field not in own and field != GENERAL]
    if not own or not others:
        return ()
    words = _words(text, known)
    # Who is charged with something tells of no matter.
    matter = frozenset(_words(_WHO_ACTS.sub("，", text), known)).intersection(words)
    # What the brief says itself speaks for it whoever else says it.
    for_us = {
        word: _TELLS if word in said else max(known.speaks(word, field) for field in (*own, GENERAL)) for word in words
    }
    for_it, field = max((sum(known.speaks(word, field) for word in words if word in matter), field) for field in others)
    if for_it - sum(for_us.values()) < _MARGIN:
        return ()
    things = {word: tag for word, tag in tagged(text) if tag != "a" and not tag.startswith(_NO_MATTER)}
    telling = {
        word: known.speaks(word, field)
        for word in words
        if word in things and word in matter and known.all[word] >= _SAID
    }
    found = sorted(
        (word for word in telling if telling[word] >= _TELLS > for_us[word]), key=lambda word: -telling[word]
    )
    # What anybody does (伸手, 讲课) tells of no matter without a thing.
    return tuple(found) if any(things[word] != "v" for word in found) else ()


def _one_thing(text: str, said: str, own: frozenset[str], known: _Fields) -> tuple[str, ...]:
    """Things that only another field speaks of (游客, 茶园): one tells where nothing in the passage speaks for the brief's."""
    words = _words(text, known)
    if any(known.speaks(word, field) >= _ALONE for word in words for field in own):
        return ()
    tags = dict(tagged(text))
    others = [field for field in known.counts if field not in own and field != GENERAL]

    def tells(word: str) -> bool:
        thing = tags.get(word, "").startswith("n") and _SOMEBODY.search(word) is None and how_often(word) < _ANYBODYS
        if not thing or word in said or known.all[word] < _OFTEN_SAID:
            return False
        ours = max(known.speaks(word, field) for field in (*own, GENERAL))
        return ours <= -_TELLS and any(known.speaks(word, field) >= _ALONE for field in others)

    return tuple(filter(tells, words))[:_NAMED]


_ALONE = 2.3
"""From so much on a thing tells its field by itself;"""
_OFTEN_SAID = 6
"""where the topics say it so often,"""
_ANYBODYS = 5000
"""and the dictionary counts it no more often than this (国家)."""
_SOMEBODY = re.compile("(?:书记|[员长部组室委姓民警办局队村镇乡县区人户])$|全部|部分|个别|单元|门口|一半")
"""What ends those who act, in every field (支书, 指挥部)."""
_WHO_ACTS = re.compile("[一-龥]{2,4}?(?:部门|机关)|纪委监委|(?:党员|领导)干部|党委|(?<!数字)政府|街道|社区|乡镇")
"""Those whom any meeting charges with something, whatever it is about (财政部门, 纪检监察机关)."""
_NO_MATTER = tuple("tmdrcfpuqy")
"""How the tags begin of words that are no matter: times, counts, adverbs (上半年, 过半, 宁可); nor are adjectives (平常)."""
_SAID = 2
"""So often the topics must say a word that is named; one said once tells nothing of who says it (老百姓)."""


def _words(text: str, known: _Fields) -> list[str]:
    """The words of `text` that the topics have as well, each once."""
    return [word for word in dict.fromkeys(cut(text)) if _HAN.fullmatch(word) and word in known.all]


@lru_cache(maxsize=4)
def _fields_of(topics: Same) -> _Fields:
    """Takes half a second."""
    counts: dict[str, Counter[str]] = {}
    for topic in topics.value:
        # Topic by topic: while a screen waits for it in a thread, none of its keys waits for long.
        words = (word for word in cut(_said_by(topic)) if _HAN.fullmatch(word))
        counts.setdefault(GENERAL if topic.field in _EVERYWHERE else topic.field, Counter()).update(words)
    total = Counter[str]()
    for one in counts.values():
        total.update(one)
    return _Fields(counts, total, {field: one.total() for field, one in counts.items()} | {"": total.total()})


def _said_by(topic: Topic) -> str:
    measures = [measure for group in topic.groups for measure in group.measures]
    said = (topic.name, *topic.synonyms, *topic.aims, *topic.phrases)
    return SLOT.sub("，", "\n".join((*said, *(f"{one.heading}\n{one.text}" for one in measures))))
