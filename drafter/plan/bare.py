"""Headings of siblings without a set (并列动宾): each with a verb of its own, or as the brief says it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from drafter.bank.model import Bank
from drafter.language.heads import Kind, is_clause, is_doing, is_predicate, opens_with_verb, who_acts
from drafter.language.late import late
from drafter.language.standing import in_verbs, may_open_with_verb
from drafter.language.troubles import as_task
from drafter.language.verbs import runs_into
from drafter.plan.sibling import SAYING, SEVERAL, Family, Sibling
from drafter.plan.values import LONGEST_NOUN, fits_verb, verbs_for


def in_company(siblings: Sequence[Sibling], level: int = 1) -> tuple[Sibling, ...]:
    """The siblings, those that say how things are to stand in verbs where the others open with theirs.

    As they are where all say it alike, or where one stands by itself anyway: a verb before some would be one too many.
    """
    if level > 1 and any(each.kind == "动宾" and opens_with_verb(each.name) for each in siblings):
        siblings = [
            replace(each, as_done=True) if each.kind != "动宾" and may_open_with_verb(each.name) else each
            for each in siblings
        ]
    points = [sibling for sibling in siblings if not sibling.safeguard]
    told = [in_verbs(each.name) if not as_task(each.name) else "" for each in points]
    others = [each for each, said in zip(points, told, strict=True) if not said]
    alike = not others and len({said[:2] for said in told}) == 1
    if not any(told) or alike or any(map(_is_a_clause if level == 1 else stands_by_itself, others)):
        return tuple(siblings)
    turned = iter([replace(each, in_verbs=bool(said)) for each, said in zip(points, told, strict=True)])
    return tuple(each if each.safeguard else next(turned) for each in siblings)


_RHYMED = late("^(.)(?!\\1).\\1.$")
"""A saying of two like halves (快查快处), which 做到 goes before, beside points that have a verb of their own."""
KEEP_TO = "做到"


def _kept_to(sibling: Sibling) -> bool:
    """Whether a point is such a saying: a doing (快查快处), no two things (良种良法), none that begins a heading itself."""
    said = sibling.said
    return bool(_RHYMED.match(said)) and is_predicate(said) and not SAYING.match(said)


def as_said(siblings: Sequence[Sibling]) -> bool:
    """Whether the points stand as they are: all of them verb-object phrases, or one of them a clause of its own.

    应收尽收, 优惠落地, 严查偷逃: beside a saying those as long as it is are as parallel without a verb.
    """
    if any(map(_is_a_clause, siblings)):
        # What is a clause of its own takes no verb; beside it a verb that goes with anything would be one too many, too.
        return True
    if all(in_verbs(sibling.said) for sibling in siblings if not sibling.safeguard):
        return True
    kinds = {"动宾" if _is_two_doings(sibling) else _kind_in_heading(sibling) for sibling in siblings}
    if kinds == {"动宾"} and (
        len({len(sibling.said) for sibling in siblings}) == 1 or not any(map(_is_two_doings, siblings))
    ):
        return True
    saying = any(is_predicate(sibling.said) and not _kept_to(sibling) for sibling in siblings)
    return saying and len({len(sibling.said) for sibling in siblings}) == 1


def _is_a_clause(sibling: Sibling) -> bool:
    said = sibling.said
    return is_clause(said) or who_acts(said) != "" or (sibling.is_long and sibling.kind != "动宾")


_MADE_OF = late(
    "..(?:[访下送落沉跑走门派驻搬请]到|改为|改成|换成|捎|请|晒|按[日天周旬月季年]).{2,}|^[改换].{2,}[为成]..|[^，]{2,}(?:进|入)(?:村|社区|校园|企业|机关|农户|[茶果菜]园|厂|园区|市场|课堂|家庭)$"
    "|^(?:逐|挨)[一-龥].*[一两]遍|^(?:定期|不定期|按[日天周旬月季年]|随机)(?!存款)..+"
    "|^(?:[一-龥]{0,4}(?:书记|[省市县区镇乡局村]长|领导|一把手|班子成员|党员|干部|队员))(?:抓|包|带|联|管|盯|领|守|进).+"
)
"""A verb with its object in the middle of a measure (带案下访到村组, 书记抓乡村振兴): no name that a verb goes before."""


def stands_by_itself(sibling: Sibling) -> bool:
    """Whether a measure reads as a clause or a predicate (每日读网, 带案下访到村组): a verb before it, or before those
    beside it, would be one too many. 进社区 by itself is what one 开展s."""
    said = sibling.said
    if sibling.safeguard or in_verbs(said) or (sibling.in_verbs and in_verbs(sibling.name)):
        return False
    if _is_a_clause(sibling) or (is_predicate(said) and not opens_with_verb(said) and not _RHYMED.match(said)):
        return True
    if found := _INTO_PLACES.search(said):
        return not found.start()
    return _MADE_OF.search(said) is not None


_INTO_PLACES = late(
    "进(?:社区|校园|企业|农村|机关|家庭|课堂|军营|工地|园区|乡村|村居|单位|网络|农家|商圈|楼宇|景区|市场)$"
)
"""How a campaign is called that goes to where people are (安全乘梯进社区)."""


def _own_verb(bank: Bank, sibling: Sibling, used: Collection[str]) -> str:
    """The first verb not used yet that is known to go with a name and has no character of it; "" for none, or no name."""
    name = sibling.said
    if sibling.kind == "动宾" or is_predicate(name) or _is_two_doings(sibling) or len(name) > LONGEST_NOUN:
        return ""
    return next(
        (
            verb
            for verb in verbs_for(name, bank)
            if fits_verb(verb, name, bank)
            and verb not in used
            and not set(verb) & set(name)
            and not runs_into(verb, name)
        ),
        "",
    )


def _is_two_doings(sibling: Sibling) -> bool:
    """Whether a point is two doings side by side (关爱激励): as parallel to a verb with its object as another is."""
    said = sibling.said
    return sibling.kind == "活动" and len(said) == 4 and is_doing(said[:2]) and is_doing(said[2:])


def _kind_in_heading(sibling: Sibling) -> Kind:
    return "事物" if _kept_to(sibling) else sibling.kind


def mixed(siblings: Sequence[Sibling]) -> bool:
    """Whether some points have a verb of their own, not one that an ill is given, and others none (压减会议, 服务质量)."""
    points = [sibling for sibling in siblings if not sibling.safeguard]
    own = [_kind_in_heading(sibling) == "动宾" and sibling.said == sibling.name for sibling in points]
    return any(own) and not all(own) and not as_said(siblings)


def without_verb(bank: Bank, siblings: Sequence[Sibling]) -> tuple[str, ...]:
    """Of points beside such as have a verb of their own those that have none and that the bank knows none for."""
    if not mixed(siblings):
        return ()
    return tuple(
        sibling.said
        for sibling in siblings
        if sibling.kind == "事物"
        and not _kept_to(sibling)
        and not any(fits_verb(verb, sibling.said, bank) for verb in verbs_for(sibling.said, bank))
    )


LENT = ("突出", "注重")
"""Verbs that go before any matter called by a set phrase (突出仁心仁术), one each."""


def _is_a_saying(point: str) -> bool:
    """Whether a point is a set phrase of four characters (城乡同质), the name of no thing that could be 用好 or 管好."""
    return len(point) == 4 and not is_predicate(point) and SEVERAL.isdisjoint(point)


def unaided(bank: Bank, siblings: Sequence[Sibling], level: int) -> tuple[str, ...]:
    """Of the points that the bank knows no verb for those that stand without one, since none is lent to them."""
    bare = without_verb(bank, siblings)
    lent = [name for name in bare if _is_a_saying(name)][: len(LENT)] if level == 1 else []
    return tuple(name for name in bare if name not in lent)


_RESULTS = frozenset("好实牢细强住优活准密紧")
"""How a verb with its result ends (用好, 抓实); next to it 坚持 or 开展 is another build."""


def _of_a_build(verb: str, with_result: bool) -> bool:
    """Whether a verb stands beside those with their result, or those without; 加强 does beside either."""
    return verb in ("加强", "增强") or (verb[-1] in _RESULTS) is with_result


def _alike(bank: Bank, siblings: Sequence[Sibling]) -> bool | None:
    """Whether all points can have a verb with its result (True), or all one without (False); None where neither."""
    for wanted in (False, True):
        if all(
            _of_a_build(sibling.said[:2], wanted)
            if sibling.kind == "动宾"
            else any(_of_a_build(verb, wanted) for verb in _own_verbs(bank, sibling.said))
            for sibling in siblings
        ):
            return wanted
    return None


def _own_verbs(bank: Bank, name: str) -> list[str]:
    return [verb for verb in verbs_for(name, bank) if fits_verb(verb, name, bank) is not False]


def plain(bank: Bank, siblings: Sequence[Sibling], level: int = 1) -> Family:
    """Verb + point for each, no verb twice while others are left; a verb-object point stands as it is (并列动宾)."""
    used: set[str] = set()
    headings = [sibling.said for sibling in siblings]
    if level > 1 and any(map(stands_by_itself, siblings)):
        for k, sibling in enumerate(siblings):
            # A doing stands beside a clause as it is (食品留样), a thing does not (监管力量).
            if sibling.kind == "事物" and not is_doing(sibling.said[-2:]) and not stands_by_itself(sibling):
                verb = _own_verb(bank, sibling, used)
                if not verb.startswith("抓"):
                    used.add(verb)
                    headings[k] = verb + sibling.said
        return Family("并列动宾", tuple(headings), tuple({} for _ in siblings), -9.0, "照简要的写法")
    if as_said(siblings):
        one_length = len({len(heading) for heading in headings}) == 1
        for k, sibling in enumerate(siblings):
            if sibling.safeguard and sibling.kind != "动宾" and not one_length:
                headings[k] = next(iter(verbs_for(sibling.said, bank)), "抓好") + sibling.said
            elif any(map(_is_a_clause, siblings)) and (verb := _own_verb(bank, sibling, used)):
                # 配强监管力量 beside 考核结果与评优挂钩: a name has the verb that is known to be its own.
                used.add(verb)
                headings[k] = verb + sibling.said
        return Family("并列动宾", tuple(headings), tuple({} for _ in siblings), -9.0, "照简要的写法")
    bare = without_verb(bank, siblings)
    # Beside points with a verb of their own a name that no verb is known for takes one that goes before any name.
    lent = dict(zip((name for name in bare if _is_a_saying(name)), LENT if level == 1 else (), strict=False))
    bare = tuple(name for name in bare if name not in lent)
    alike = _alike(bank, [sibling for sibling in siblings if sibling.said not in bare])
    # The safeguard first: its verb does not hang on what the points are.
    for k, sibling in sorted(enumerate(siblings), key=lambda pair: not pair[1].safeguard):
        if _kept_to(sibling) and KEEP_TO not in used:
            used.add(KEEP_TO)
            headings[k] = KEEP_TO + sibling.said
            continue
        if sibling.kind == "动宾" or sibling.said in bare or (bare and len(sibling.said) > LONGEST_NOUN):
            # One that no verb is known for stands as it is; the others need not go without theirs for that.
            continue
        if sibling.said in lent:
            headings[k] = lent[sibling.said] + sibling.said
            continue
        verbs = verbs_for(sibling.said, bank) or ("抓好",)
        if alike is not None:
            verbs = tuple(sorted(verbs, key=lambda verb: not _of_a_build(verb, alike)))
        # A verb known to go with it comes before one that goes with anything (推进利用, no 抓细利用), of whatever build.
        verbs = tuple(sorted(verbs, key=lambda verb: fits_verb(verb, sibling.said, bank) is False))
        fresh = [verb for verb in verbs if verb not in used and verb not in sibling.said] or verbs[:1]
        # 优化优质服务, 抓好…抓总 stumble: a verb with a character of the point comes last.
        # One that reads as another word with what follows (抓实|用水) is worse than one said before.
        apart = [verb for verb in (*fresh, *verbs, "抓好") if not runs_into(verb, sibling.said)] or fresh
        verb = next((verb for verb in apart if not set(verb) & set(sibling.said)), apart[0])
        used.add(verb)
        headings[k] = verb + sibling.said
    reason = "有的没有相配的动词，照简要的写法" if bare else "没有更合适的句式，用并列动宾"
    return Family("并列动宾", tuple(headings), tuple({} for _ in siblings), -9.0, reason)
