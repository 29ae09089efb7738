"""One pattern for the headings of siblings (同级标题的句式): the writer's own choice, else the one that fits best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.bank.model import ParallelSet
from drafter.plan.draft import Draft
from drafter.plan.headings import Family, Sibling, bend, rank_families, wording
from drafter.plan.wishes import hoped_of

_OF_OFFICES = re.compile(
    "短板|弱项|薄弱环节|提质增效|急难愁盼|红线底线|攻坚|硬仗|硬任务|(?:重点|长期|基础)(?:任务|工程)"
)
"""What headings promise that offices are to come to; guests, and those a visitor wishes well, are not to mend anything."""


def families(draft: Draft, siblings: Sequence[Sibling], level: int, node: str) -> list[Family]:
    """The families that hold `siblings`, the one asked for under `node` (选定, 风格.句式) or the best one first."""
    group, taken = tuple(siblings), frozenset(draft.used.aims)
    bent = draft.means.bends(draft.bank, group, level, draft.occasion.name, draft.rank, taken)
    if hoped_of(draft):
        bent = tuple(family for family in bent if not any(map(_OF_OFFICES.search, family.headings)))
    found = rank_families(draft.bank, group, bent, frozenset(draft.used.sets), level)
    if level == 1 and draft.occasion.name == "座谈会" and (who := hoped_of(draft)) and "企业" not in who:
        # What guests are wished is said as it stands: 永葆本色 can be neither 抓好 nor 突出实效.
        headings = tuple(f"做好{each.name}" if each.safeguard else each.name for each in group)
        found = [Family("并列动宾", headings, tuple({} for _ in group), 0.0, "对来宾照要点原话"), *found]
    wanted = draft.brief.chosen.get(node) or (draft.brief.style.pattern if level == 1 else "自动")
    if wanted == "自动":
        return found
    named = _named(draft, wanted)
    family = bend(named, siblings) if named else None
    if family is not None:
        return [family, *(other for other in found if other.ref != family.ref)]
    reason = "容不下这些要点" if named else "短语库里没有"
    draft.notes.append(f"指定的句式“{wanted}”{reason}，改用最合适的一组")
    return found


def use(draft: Draft, family: Family) -> None:
    """Count the set of `family`, its wording and its aims as used."""
    entry = _named(draft, family.ref)
    draft.used.sets |= {family.ref, wording(entry.skeleton)} if entry else {family.ref}
    for slots in family.slots:
        draft.used.aims |= {value for name, value in slots.items() if name.startswith("要旨")}


def _named(draft: Draft, ref: str) -> ParallelSet | None:
    return next((entry for entry in draft.bank.sets if entry.id == ref), None)
