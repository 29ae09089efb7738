"""One pattern for the headings of siblings (同级标题的句式): the writer's own choice, else the one that fits best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.bank.model import Bank, ParallelSet
from drafter.language.late import late
from drafter.plan.bare import in_company, mixed, unaided, without_verb
from drafter.plan.bending import bend
from drafter.plan.draft import Draft
from drafter.plan.headings import rank_families, wording
from drafter.plan.sibling import Family, Sibling
from drafter.plan.values import verbs_for
from drafter.plan.wishes import hoped_of

PLAIN = "并列动宾"
"""What headings without a pattern in common are called, where a set would be named by its id."""
_OF_OFFICES = late("短板|弱项|薄弱环节|提质增效|急难愁盼|红线底线|攻坚|硬仗|硬任务|(?:重点|长期|基础)(?:任务|工程)")
"""What headings promise that offices are to come to; guests, and those a visitor wishes well, are not to mend anything."""


def families(draft: Draft, siblings: Sequence[Sibling], level: int, node: str) -> list[Family]:
    """The families that hold `siblings`, the one asked for under `node` (选定, 风格.句式) or the best one first."""
    group, taken = in_company(siblings, level), frozenset(draft.used.aims)
    bent = draft.means.bends(group, level, draft.occasion.name, draft.rank, taken)
    to_guests = {entry.id for entry in draft.bank.sets if entry.hopes}
    hopes = [family for family in bent if family.ref in to_guests]
    bent = tuple(family for family in bent if family.ref not in to_guests)
    if hoped_of(draft):
        bent = tuple(family for family in bent if not any(map(_OF_OFFICES.search, family.headings)))
    found = rank_families(draft.bank, group, bent, frozenset(draft.used.sets), level)
    if level == 1 and found[0].ref == PLAIN and mixed(group):
        bare = without_verb(draft.bank, group)
        found = [*(_as_names(draft, group, taken) if bare else _with_verbs(draft, group, found[0], taken)), *found]
    if level == 1 and draft.occasion.name == "座谈会" and (who := hoped_of(draft)) and "企业" not in who:
        # What guests are wished is said as it stands: 永葆本色 can be neither 抓好 nor 突出实效.
        verbs = [_personal_verb(draft.bank, each) for each in group]
        if None not in verbs:
            headings = tuple(f"{verb}{each.name}" for verb, each in zip(verbs, group, strict=True))
        else:
            headings = tuple(f"做好{each.name}" if each.safeguard else each.name for each in group)
        as_said = Family(PLAIN, headings, tuple({} for _ in group), 0.0, "对来宾照要点原话")
        light = hopes if None in verbs and not any(_BEING.search(each.name) for each in group) else ()
        found = [*sorted(light, key=lambda family: (-family.score, family.ref)), as_said, *found]
    wanted = draft.brief.chosen.get(node) or (draft.brief.style.pattern if level == 1 else "自动")
    if wanted == "自动":
        if found[0].ref == PLAIN and (bare := unaided(draft.bank, group, level)):
            draft.notes.append(
                f"{'、'.join(f'“{each}”' for each in bare)}不知道配什么动词，标题照简要原话，请自己配上动词"
            )
        return found
    named = _named(draft, wanted)
    family = None
    if named:
        more = tuple(replace(each, aims=(*each.aims, *each.spare)) for each in group)
        family = bend(named, group) or bend(named, more)
    if wanted == PLAIN:
        # None of the bank's, and always there.
        family = replace(next(other for other in found if other.ref == PLAIN), reason="指定不排比，每条用自己的动词")
    if family is not None:
        return [family, *(other for other in found if other.ref != family.ref)]
    reason = "容不下这些要点" if named else "短语库里没有"
    draft.notes.append(f"指定的句式“{wanted}”{reason}，改用最合适的一组")
    return found


def _with_verbs(draft: Draft, group: Sequence[Sibling], told: Family, taken: frozenset[str]) -> list[Family]:
    """The set that holds the points best once those without a verb have theirs, as in `told`: what some say with a verb is
    no noun to be put into a set, but all of them may be (坚定信心，做…; 加快创新转型，做…)."""
    turned = tuple(replace(each, name=heading) for each, heading in zip(group, told.headings, strict=True))
    bent = draft.means.bends(turned, 1, draft.occasion.name, draft.rank, taken)
    if hoped_of(draft):
        bent = tuple(family for family in bent if not any(map(_OF_OFFICES.search, family.headings)))
    ranked = rank_families(draft.bank, turned, bent, frozenset(draft.used.sets), 1)
    return [family for family in ranked[:1] if family.ref != PLAIN]


_BEING = late(
    "(?:信念|信仰|理想|本色|初心|忠诚|荣誉|形象|情怀|品格|品德|传统|政治|精神|素养|修养|健康|身心|生活|晚年|余热)$"
)
"""What one is or has, and does nothing at (在职业荣誉上多用心思)."""
_SHORT = 4
"""Characters of the longest verb-object point that may be a name."""
_NAMING = ("聚焦<主题>", "围绕<主题>", "在<主题>上", "以<主题>为")
"""How the sets begin that take the name of whatever is done, no verb of their own before it."""


def _as_names(draft: Draft, group: Sequence[Sibling], taken: frozenset[str]) -> list[Family]:
    """The set that holds the points best with the short ones that have a verb taken as names, beside such as have none and
    that the bank knows none for (聚焦统筹施工，…; 聚焦居民工作，…); none where one with a verb is too long for that."""
    if any(each.kind == "动宾" and len(each.said) > _SHORT for each in group):
        return []
    turned = tuple(replace(each, as_a_name=not each.safeguard) for each in group)
    bent = draft.means.bends(turned, 1, draft.occasion.name, draft.rank, taken)
    naming = {entry.id for entry in draft.bank.sets if entry.skeleton.startswith(_NAMING)}
    bent = tuple(family for family in bent if family.ref in naming)
    ranked = rank_families(draft.bank, turned, bent, frozenset(draft.used.sets), 1)
    return [family for family in ranked[:1] if family.ref != PLAIN]


_PERSONAL = frozenset("坚定 坚持 立足 永葆 厚植 练就 锤炼 弘扬 传承 践行 涵养 恪守 敢于 勇于 乐于 增强".split())
"""Verbs of what a person does by himself, no office's."""


def _personal_verb(bank: Bank, sibling: Sibling) -> str | None:
    """The verb that is wished with a point (坚定理想信念): none for one that has its own; None where the bank knows none."""
    if sibling.kind == "动宾":
        return ""
    if sibling.safeguard:
        return "做好"
    return next((verb for verb in verbs_for(sibling.name, bank) if verb in _PERSONAL), None)


def use(draft: Draft, family: Family) -> None:
    """Count the set of `family`, its wording and its aims as used."""
    entry = _named(draft, family.ref)
    draft.used.sets |= {family.ref, wording(entry.skeleton)} if entry else {family.ref}
    for slots in family.slots:
        draft.used.aims |= {value for name, value in slots.items() if name.startswith("要旨")}


def _named(draft: Draft, ref: str) -> ParallelSet | None:
    return next((entry for entry in draft.bank.sets if entry.id == ref), None)
