"""What stands in a line made from a precedent and is not this brief's (改自先例的字句): one answer for composer and check.

Two kinds: what is known for a fact (see language/particulars.py) or for the precedent's own subject; and the residue
(余字), what may be a name and neither the shipped phrasebank, whose wording names nobody, nor the brief has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from drafter.bank.model import Bank
from drafter.brief.schema import Brief
from drafter.check.leaks import Told
from drafter.check.lines import Line, Text
from drafter.flow import matters
from drafter.flow.carried import GAPS, carried, standing
from drafter.flow.matters import other_matter
from drafter.flow.strange import GENERAL, shipped_pairs
from drafter.flow.subjects import (
    GROUND,
    MARKED,
    SOURCE,
    by_hand,
    said_of,
    speaks_for_all,
    subjects_elsewhere,
    theirs_told,
    topics_of,
)
from drafter.flow.subjects import read as was_read
from drafter.flow.vouched import doubtful
from drafter.language.masked import SLOTS
from drafter.language.meetings import region_of
from drafter.language.official import OFFICIAL
from drafter.language.particulars import particulars
from drafter.language.script import simplified
from drafter.plan.facts import facts as facts_of
from drafter.records import Finding

UNREAD, KEPT = "unread-precedent", "kept-precedent"
"""Rules of the findings on a line made from a precedent: nobody has said that it was read; it was, and holds these words."""
_CLAUSE = 6
"""As many characters in a row of a chosen text are its own."""


def told(brief: Brief) -> list[str]:
    """Everything the brief says, as strings: what may stand in its outline."""
    said = [fact for _, fact in facts_of(brief)] + [brief.title or "", brief.region or "", brief.salutation or ""]
    said += [brief.speaker.name or "", brief.speaker.position or ""]
    if brief.date:
        day = brief.date
        said += [f"{day.year}年{day.month}月{day.day}日", f"{day.year}年", f"{day.month}月{day.day}日"]
    # An outline of a brief in traditional characters is in simplified ones.
    said += [simple for text in said if (simple := simplified(text)) != text]
    return [text for text in said if text]


def level_of(brief: Brief) -> str:
    """The level of the brief's meeting (市, 县 …), "" where it tells none."""
    return region_of(brief.meeting + (brief.region or ""))[1:]


@dataclass(frozen=True, slots=True)
class Foreign:
    """What of a line is not the brief's, each named once, in the order in which it stands there."""

    subjects: tuple[str, ...] = ()
    """Matters the precedent speaks of and this speech does not."""
    facts: tuple[str, ...] = ()
    """Names, dates, figures."""
    words: tuple[str, ...] = ()
    """The residue."""
    matter: tuple[str, ...] = ()
    """Words that tell of another field of work, where the whole line is about that (see matters.py)."""

    @property
    def named(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.matter, *self.subjects, *self.facts, *self.words)

    def within(self, text: str, but: Collection[str] = ()) -> Foreign:
        """What of it stands in `text`, without `but`."""
        kept = (
            [one for one in part if one in text and one not in but]
            for part in (self.subjects, self.facts, self.words, self.matter)
        )
        return Foreign(*map(tuple, kept))

    def told(self, place: str = "") -> str:
        """What is said of it, "" of nothing; place: what is said of where the precedent stood in its speech."""
        subjects, facts, matter = (
            "、".join(f"“{one}”" for one in part) for part in (self.subjects, self.facts, self.matter)
        )
        return "；".join(
            filter(
                None,
                (
                    f"这段讲的是{matter}，与本次会议的主题不同" if matter else "",
                    f"{subjects}是先例原文讲的事" if subjects else "",
                    place,
                    f"{facts}简要里没有" if facts else "",
                    f"简要和短语库里都没有的字句：{'、'.join(self.words)}——逐个核" if self.words else "",
                ),
            )
        )


def foreign(text: str, source: str, brief: Brief, bank: Bank, ours: Collection[str]) -> Foreign:
    """What stands in `text`, made from the precedent that is cited as `source`, and is not this brief's.

    Gaps and slots are nobody's. ours: see subjects.topics_of.
    """
    said = told(brief)
    subjects = subjects_elsewhere(text, source, brief, bank, ours)
    bare = SLOTS.sub("，", GAPS.sub("，", text)).replace("<", "〈").replace(">", "〉")
    theirs = next(filter(None, (region_of(part.removeprefix("在"))[1:] for part in re.split("[（，）]", source))), "")
    facts, rest = _facts_in(bare, level_of(brief), "\n".join(said), speaks_for_all(brief), theirs)
    known = Told(said)
    found = list(dict.fromkeys(one for one, slot in facts if not known.has_told(one, slot, GENERAL)))
    found = [one for one in found if not _inside(one, subjects)]
    words = doubtful(rest, "\n".join(said))
    about = said_of(brief)
    matter = other_matter(bare, about, ours, bank)
    subjects = [one for one in subjects if not _inside(one, matter)]
    words = [one for one in words if not _inside(one, (*subjects, *found, *matter))]
    return Foreign(tuple(subjects), tuple(found), tuple(words), matter)


def prepare(bank: Bank) -> None:
    """Get ready what `foreign` needs the first time: words, shapes, pairs, fields. Takes a second; after that nothing."""
    doubtful(_facts_in("，")[1])
    shipped_pairs()
    matters.prepare(bank)


def _inside(word: str, others: Collection[str]) -> bool:
    return any(word in other for other in others)


@lru_cache(maxsize=256)
def _facts_in(
    text: str, level: str = "", own: str = "", proxy: bool = True, theirs: str = ""
) -> tuple[tuple[tuple[str, str], ...], str]:
    """(fact, slot) of each fact in `text`, and the text without them. The same lines are asked about at every key."""
    masked = particulars(text, GENERAL, level=level, theirs=theirs, own=own, proxy=proxy)
    return tuple((fact, slot) for _, fact, slot in masked.told()), OFFICIAL.sub("，", SLOTS.sub("，", masked.text))


def precedents_of(brief: Brief) -> dict[str, str]:
    """Node -> the precedent its line was made from, as it is cited."""
    return {key.removesuffix(SOURCE): value for key, value in brief.chosen.items() if key.endswith(SOURCE)}


def taken_over(
    brief: Brief, bank: Bank, text: Text, originals: Mapping[str, str] = MappingProxyType({})
) -> list[Finding]:
    """A finding for each line of `text` that the brief says was made from a precedent, naming what of it is not the
    brief's: a warning until the writer has said that it was read word by word, then a hint while there is anything.

    originals: citation -> the passage itself, as far as the library has it: what the line has in common with that and is
    one's own words (see carried.py) is named whoever put it there. What was taken out of `text` since is not named. No
    list of what is the precedent's own ends, hence a warning even where nothing is named.
    """
    cited = precedents_of(brief)
    ours = topics_of(brief, bank) if cited else frozenset()
    own = "\n".join(told(brief)) if cited else ""
    found = []
    for node, source in cited.items():
        chosen, ground = brief.chosen.get(node, ""), brief.chosen.get(node + GROUND, "")
        read = was_read(ground, chosen)
        line = _line_of(chosen, text)
        if line is None:
            continue
        strange = foreign(chosen, source, brief, bank, ours).within(line.text, by_hand(ground))
        words = {*by_hand(ground, MARKED), *_carried_in(chosen, own), *_carried_in(originals.get(source, ""), own)}
        words -= by_hand(ground)
        marked = [line.text[start:end] for start, end in standing(line.text, words)]
        if read and not strange.named and not marked:
            continue
        said = f"这一行改自先例（{source}），{'逐字看过，照留的' if read else '请逐字看'}："
        named = "；".join(filter(None, (strange.told(), theirs_told(marked, strange.named))))
        said += named or "原文的人、地、事也许没有换全"
        where = (*strange.named, *marked, line.text)[0]
        found.append(Finding(KEPT if read else UNREAD, "hint" if read else "warning", line.number, where, said))
    return found


def _carried_in(text: str, said: str) -> set[str]:
    """The old speech's own words in `text`."""
    return {text[start:end] for start, end in carried(text, said)} if text else set()


def _line_of(chosen: str, text: Text) -> Line | None:
    """The line of `text` that has most of what was chosen; None where none has any of it."""
    clauses = [piece for piece in re.split(r"<[^<>]*>|[，。；！？：、]", chosen) if len(piece) >= _CLAUSE]
    line, whole = max(
        ((line, sum(len(piece) for piece in clauses if piece in line.text)) for line in text.prose),
        key=lambda pair: pair[1],
        default=(None, 0),
    )
    return line if whole else None
