"""Bends the points of a brief into one family of parallel headings (排比标题).

What makes siblings parallel, in this order (genre rule 7): head type, number of clauses, words answering by
position, equal length. All siblings of a set share one skeleton, so the first three hold by construction; the
choice among sets is about fit: what the points are, which aims are known, occasion, length, variety.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from drafter.bank.model import SLOT, Bank, ParallelSet
from drafter.plan.bare import as_said, mixed, plain, stands_by_itself, without_verb
from drafter.plan.bending import HOLLOW, bend, liking_of
from drafter.plan.sibling import Family, Sibling
from drafter.plan.values import fits_verb, verbs_of_others

HEARD, MISFIT = 4.0, 1.0
"""What a set loses that was heard before, and for each verb that does not take its point."""
PLAIN, PLAIN_HEARD, UNEVEN = 1.4, 0.3, 0.3
"""What verb + point is worth under a point where each verb is the point's own; what it loses when heard before, and for
each character that the longest has more than the shortest."""
MIXED, MIXED_UNEVEN = 0.6, 0.1
"""The same where a verb that goes with anything stands before some of the points."""
SAID = 2.2
"""What the writer's own verb-object phrases are worth as they stand: only a set that adds an aim to each says more."""


def bends(
    bank: Bank, siblings: tuple[Sibling, ...], level: int, occasion: str, rank: str, taken: frozenset[str]
) -> tuple[Family, ...]:
    """Every set of the bank that can hold the siblings, in the bank's order. taken: aims used elsewhere."""
    found = []
    for entry in bank.sets:
        if level not in entry.levels or not entry.reviewed:
            continue
        if (entry.occasions and occasion not in entry.occasions) or (entry.ranks and rank not in entry.ranks):
            continue
        family = bend(entry, siblings, taken)
        if family is not None:
            found.append(family)
    return tuple(found)


def rank_families(
    bank: Bank,
    siblings: Sequence[Sibling],
    bent: Sequence[Family],
    avoid: frozenset[str] = frozenset(),
    level: int = 1,
) -> list[Family]:
    """The siblings bent into sets, best first; the plain fallback is last, save where its verbs are the points' own.

    bent: see `bends`. avoid: ids and wordings of sets used elsewhere in this outline.
    """
    sets = {entry.id: entry for entry in bank.sets}
    found = []
    wrong = [_wrong_verbs(bank, sibling) for sibling in siblings]
    for family in bent:
        heard = family.ref in avoid or wording(sets[family.ref].skeleton) in avoid
        loss = MISFIT * _misfits(siblings, family, wrong) + (HEARD if heard else 0.0)
        if level > 1:
            loss += HOLLOW * _at_random(sets[family.ref], siblings, family)
        found.append(replace(family, score=family.score - loss) if loss else family)
    last = plain(bank, siblings, level)
    if mixed(siblings) or (level > 1 and any(map(stands_by_itself, siblings))):
        # What has a verb of its own is no noun to be put into a set: the others come to it.
        last = replace(last, score=SAID, reason=_why_plain(bank, siblings, last))
        found.sort(key=lambda family: (-family.score, family.ref))
        return [last, *found]
    if level > 1 and _collocated(bank, siblings, last):
        # Each with the verb that is its own: under a point this is as good a set as any.
        lengths = [len(heading) for heading in last.headings]
        said = as_said(siblings)
        score = (SAID if said else PLAIN) - UNEVEN * (max(lengths) - min(lengths))
        score -= PLAIN_HEARD if last.ref in avoid and not said else 0.0
        last = replace(last, score=score, reason="动词与名词相配")
        found.append(last)
    elif level > 1:
        # Each with a verb that goes with anything says more than a tail that does (水费收缴抓在经常).
        lengths = [len(heading) for heading in last.headings]
        score = MIXED - MIXED_UNEVEN * (max(lengths) - min(lengths)) - (PLAIN_HEARD if last.ref in avoid else 0.0)
        last = replace(last, score=score, reason="都作动宾")
        found.append(last)
    found.sort(key=lambda family: (-family.score, family.ref))
    # Two sets that give the same headings are one choice.
    distinct = {family.headings: family for family in reversed(found)}
    ranked = [family for family in found if distinct[family.headings] is family]
    ranked = ranked if last in ranked else [*ranked, last]
    if level == 1:
        # What is strained is worse than a verb of its own before each point.
        fit = _in_turn([family for family in ranked if not family.strange and family.ref != last.ref], siblings)
        if not fit:
            last = replace(last, reason="没有合适的排比句式能容下全部要点，每条用自己的动词")
            fit = [last]
        strained = [family for family in ranked if family.ref != last.ref and family.strange]
        ranked = [*fit, *([last] if last not in fit else []), *strained]
    return ranked


EVEN = 0.7
"""Sets whose scores differ by less suit the points as well."""


def _in_turn(ranked: list[Family], siblings: Sequence[Sibling]) -> list[Family]:
    """`ranked`, of those that suit as well as the first one that first which goes with what the points are called: one
    meeting's headings would sound like another's otherwise, though never like different ones of its own."""
    even = [family for family in ranked if ranked[0].score - family.score < EVEN]
    named = "|".join(sibling.name for sibling in siblings)
    best = sorted(even, key=lambda family: (crc32(f"{named}|{family.ref}".encode()), family.ref))[:1]
    return [*best, *(family for family in ranked if family not in best)]


def _verb_before(heading: str, name: str) -> str:
    """The two characters a heading has right before the point."""
    return heading.partition(name)[0][-2:]


def _misfits(siblings: Sequence[Sibling], family: Family, wrong: Sequence[frozenset[str]]) -> int:
    """How many things stand after a verb that does not take them (抓好维修资金). wrong: for each sibling those verbs."""
    return sum(
        _verb_before(heading, sibling.said) in verbs
        for sibling, heading, verbs in zip(siblings, family.headings, wrong, strict=True)
    )


def _at_random(entry: ParallelSet, siblings: Sequence[Sibling], family: Family) -> float:
    """Share of the siblings with a tail that has nothing to do with them (教育投入抓在经常), 0 to 1.

    A verb before the point, and a tail beside an aim of its own, say what they say of any point.
    """
    if "<轮换>" not in entry.skeleton.partition("<主题>")[2] or "<要旨" in entry.skeleton or not entry.affinity:
        return 0.0
    strange = [
        not liking_of(entry, slots.get("轮换", ""), sibling)
        for sibling, slots in zip(siblings, family.slots, strict=True)
    ]
    return sum(strange) / len(strange)


def _wrong_verbs(bank: Bank, sibling: Sibling) -> frozenset[str]:
    """Verbs of the bank that do not take the sibling; none for a doing, which can always be 抓好."""
    return verbs_of_others(sibling.said, bank) if sibling.kind == "事物" else frozenset()


def _collocated(bank: Bank, siblings: Sequence[Sibling], family: Family) -> bool:
    """Whether each of the plain headings has a verb of its own that takes its point, or is a verb-object phrase."""
    if as_said(siblings):
        return True
    verbs = [heading[:2] for heading in family.headings]
    return len(set(verbs)) == len(verbs) and all(
        sibling.kind == "动宾" or fits_verb(verb, sibling.said, bank)
        for sibling, verb in zip(siblings, verbs, strict=True)
    )


def _why_plain(bank: Bank, siblings: Sequence[Sibling], family: Family) -> str:
    """Why points of which some have a verb stand as they do, in Chinese."""
    if without_verb(bank, siblings) or any(map(stands_by_itself, siblings)):
        return family.reason
    return "动词与名词相配" if _collocated(bank, siblings, family) else "都作动宾"


def wording(skeleton: str) -> str:
    """The literal words of a skeleton: two sets with the same ones sound the same (重在 at both levels)."""
    return SLOT.sub("", skeleton)
