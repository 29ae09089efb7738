"""The numbered points (意见) and the safeguard (保障): their headings, and what stands under each."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from drafter.bank.model import Stage
from drafter.language.audience import offices_among
from drafter.language.cures import cures_of
from drafter.language.heads import asks, kind
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams, coverage
from drafter.plan import addressees
from drafter.plan.acting import guests_of_talk
from drafter.plan.answers import Answers
from drafter.plan.draft import Draft, Point
from drafter.plan.fitting import fitted
from drafter.plan.frames import GAP_MARK
from drafter.plan.match import Match
from drafter.plan.measures import OF_PHRASES, Heading, measures_of
from drafter.plan.pairing import OWN
from drafter.plan.problems import lead_in, left_open
from drafter.plan.sentence import item_of
from drafter.plan.sibling import Family, Sibling
from drafter.plan.siblings import PLAIN, families, use
from drafter.plan.steps import line_of
from drafter.plan.third import third_level
from drafter.plan.values import counted
from drafter.plan.wishes import wish_for
from drafter.records import Item, Origin

STAGE, SAFEGUARD_STAGE = "意见", "保障"
SAFEGUARD_SHARE = 12
"""Percent of the speech for a safeguard in an occasion whose order has no place for one."""


_SAFEGUARDING = (("组织领导", "领导"), ("责任落实", "责任"))
"""The steps of a safeguard without a number, each with the word of a point that says it already."""


@dataclass(frozen=True, slots=True)
class Alone:
    """The one point of a brief, which bears no number: its measures are the points of the speech (独点分条)."""

    point: Point
    measures: tuple[tuple[str, Heading], ...]
    """Each with its node; those the writer leaves out are gone."""

    @property
    def numbered(self) -> bool:
        """Whether there is anything to count: a single measure runs on as text."""
        return len(self.measures) > 1


def tell_apart(draft: Draft, answers: Answers) -> None:
    """Who gets which points, known before they are announced (各点对谁讲)."""
    stage = next((stage for stage in draft.occasion.stages if stage.name == STAGE), None)
    if stage is not None:
        found = _points(draft, stage, answers)
        addressees.tell_apart(draft, found, _hoped_in(draft, found))


def _hoped_in(draft: Draft, found: Sequence[Point]) -> set[int] | None:
    """The numbers of the points under which a line hopes something of the guests of a talk, as they will be; None where there
    are no guests. The lines are made on a copy and thrown away: what is used up in them is not used up."""
    if not guests_of_talk(draft):
        return None
    # What else could stand there (备选) is nobody's question here, and takes longest to find.
    style = draft.brief.style.model_copy(update={"alternatives": 0})
    trial = replace(
        draft,
        brief=draft.brief.model_copy(update={"style": style}),
        values=replace(draft.values, filled=dict(draft.values.filled), paths=dict(draft.values.paths)),
        used=deepcopy(draft.used),
        notes=[],
        silent=set(),
        shallow=[],
    )
    lines = {
        n: [item_of(trial, point, point.node, m.line) for m in measures_of(trial, point)]
        for n, point in enumerate(found, 1)
    }
    return {n for n, items in lines.items() if any(_HOPES.search(f"{item.text}{item.source.note}") for item in items)}


_HOPES = late("希望|盼着|请大家")


def alone(draft: Draft, answers: Answers) -> Alone | None:
    """The one point of the brief with its measures; None where there are more points, or a safeguard beside it."""
    stage = next((stage for stage in draft.occasion.stages if stage.name == STAGE), None)
    if draft.count != 1 or stage is None:
        return None
    point = replace(_points(draft, stage, answers)[0], level=1)
    measures = [(f"{point.node}/{k}", m) for k, m in enumerate(measures_of(draft, point), 1)]
    found = Alone(point, tuple((node, m) for node, m in measures if len(measures) == 1 or not draft.leaves_out(node)))
    if found.numbered:
        draft.values.filled["点数"] = counted(len(found.measures))
    else:
        # Nothing to announce: 我讲一点意见 would promise a count.
        draft.values.filled.pop("点数", None)
    return found


def unfolded(draft: Draft, stage: Stage, only: Alone, answers: Answers) -> list[Item]:
    """The measures of the one point as the points of the speech, after a line that says what all of them are about."""
    point = only.point
    about = {"要点": point.sibling.name, "点数": draft.values.filled.get("点数", "")}
    items = [line_of(draft, Stage("导语", point.move), extra=about, material="独点", node=point.node, joined=True)]
    items += lead_in(draft, point)
    budget = draft.budget(stage.share) // len(only.measures)
    depth = draft.brief.style.depth
    items += [replace(item, budget=budget) for item in _measures(draft, point, only.measures, third=depth >= 3)]
    return items + _left_open(draft, answers)


def unnumbered(draft: Draft, stage: Stage, only: Alone, answers: Answers) -> list[Item]:
    """The one point without a number, where it has a single measure: running text."""
    point = only.point
    items = lead_in(draft, point)
    for _, measure in only.measures:
        item = item_of(draft, point, point.node, measure.line, point.measures[0] if point.measures else "")
        items.append(replace(item, budget=draft.budget(stage.share)))
    return items + _left_open(draft, answers)


def points(draft: Draft, stage: Stage, answers: Answers) -> list[Item]:
    """The level-1 headings, parallel among themselves, each with what stands under it."""
    found = _points(draft, stage, answers)
    ranked = families(draft, [point.sibling for point in found], 1, f"{STAGE}/句式")
    family = ranked[0]
    use(draft, family)
    if family.ref == PLAIN and family.reason.startswith("没有"):
        draft.notes.append("没有合适的排比句式能容下全部要点，一级标题用并列动宾")
    each = draft.budget(stage.share) // len(draft.brief.points)
    share = next((s.share for s in draft.occasion.stages if s.name == SAFEGUARD_STAGE), SAFEGUARD_SHARE)
    items = []
    for index, point in enumerate(found):
        offered = [(other.headings[index], other.ref, other.reason) for other in ranked]
        others = offered[1:]
        under = _under(draft, point, answers.loose if point.sibling.safeguard else ())
        items.append(
            replace(
                _heading(draft, point, family, index, under, draft.by_ref(point.node, offered)),
                alternatives=draft.alternatives(others),
                items=(*_who_leads(draft, point, under), *under),
                budget=draft.budget(share) if point.sibling.safeguard else each,
            )
        )
    return items if draft.with_safeguard else items + _left_open(draft, answers)


def _left_open(draft: Draft, answers: Answers) -> list[Item]:
    return left_open(draft, answers.loose, "加强领导/对策待填", "加强领导")


def safeguard_paragraph(draft: Draft, stage: Stage) -> list[Item]:
    """The safeguard without a number, where the occasion has one and the brief none."""
    if draft.with_safeguard or draft.occasion.safeguard != "段落":
        return []
    names = [point.topic for point in draft.brief.points]
    # What a point is about is not said over again.
    wanted = [step for step, word in _SAFEGUARDING if not any(word in name for name in names)]
    # Guests who hear it lead nothing.
    offices = offices_among(draft.brief.audience or "")
    acting = {"主体": offices} if offices else {}
    return [
        line_of(draft, Stage(step, stage.move, share=0 if k else stage.share), extra=acting, joined=k > 0)
        for k, step in enumerate(wanted)
    ]


def _points(draft: Draft, stage: Stage, answers: Answers) -> list[Point]:
    acting = draft.values.filled["执行"]
    names = [point.topic for point in draft.brief.points]
    topics = [match.topic.id if match and not match.general else "" for match in draft.matches]
    found = [
        Point(
            node=f"意见/{index + 1}",
            path=f"意见[{index}]",
            sibling=_with_cures(
                draft,
                answers.by_point.get(index, ()),
                [*names[:index], *names[index + 1 :]],
                Sibling(
                    point.topic,
                    _own_aims(
                        () if asks(point.topic) else _aims_told(draft, match, point.topic, point.measures),
                        point.topic,
                        [*names[:index], *names[index + 1 :]],
                        match.topic.name if match and topics.count(match.topic.id) > 1 and not _own(match) else "",
                    ),
                    spare=_spare(draft, match, point.topic),
                    ills=tuple(draft.brief.problems[k] for k in answers.by_point.get(index, ())),
                ),
            ),
            match=match,
            measures=point.measures,
            actor=draft.assigned[f"意见[{index}]"].owner or acting if f"意见[{index}]" in draft.assigned else acting,
            move=stage.move,
            step="任务部署",
            problems=answers.by_point.get(index, ()),
        )
        for index, (point, match) in enumerate(zip(draft.brief.points, draft.matches, strict=True))
    ]
    # What the bank wants a point to come to is written for offices: of guests one only hopes.
    found = [replace(each, sibling=replace(each.sibling, aims=())) if wish_for(draft, each) else each for each in found]
    if draft.brief.safeguard:
        name = draft.values.safeguard
        known = draft.topics.match(name)
        if not draft.brief.safeguard.measures:
            known = fitted(draft.topics, name, known)
        found.append(
            Point(
                node="保障",
                path="保障",
                sibling=Sibling(name, known.topic.aims if known else (), safeguard=True),
                match=known,
                measures=draft.brief.safeguard.measures,
                actor=draft.brief.safeguard.actor or draft.values.filled.get("服务方") or acting,
                move="加强领导",
                step="组织领导",
                problems=answers.by_point.get(len(draft.brief.points), ()),
            )
        )
    return found


def _with_cures(draft: Draft, problems: Sequence[int], others: Sequence[str], sibling: Sibling) -> Sibling:
    """The sibling with what turns its problems round before its other aims (问题翻成对策), none with a word of another point."""
    turned = [(aim, f"问题[{k}]") for k in problems for aim in cures_of(draft.brief.problems[k])]
    kept = _own_aims(tuple(aim for aim, _ in turned), sibling.name, others, "")
    cures = tuple((aim, place) for aim, place in turned if aim in kept)
    return replace(sibling, aims=tuple(dict.fromkeys((*(aim for aim, _ in cures), *sibling.aims))), cures=cures)


def _aims(match: Match | None, name: str) -> tuple[str, ...]:
    """What the point should come to: known for its own topic, and in general terms by its head word, where the name ends
    in that; by what else is in it (维护 of 维护职工利益) it is known too little."""
    if match is None:
        return ()
    if match.general and match.topic.name.endswith("类"):
        return match.topic.aims if name.endswith(match.by) and kind(name) != "动宾" else ()
    return match.topic.aims if match.score >= OWN or match.general else ()


def _aims_told(draft: Draft, match: Match | None, name: str, measures: Sequence[str]) -> tuple[str, ...]:
    """The aims of a point called `name`; of a topic that only is near to it, or where the brief says itself what is to be done,
    none with a matter of that topic's own (落实门诊待遇 for 经办服务, 方便群众缴费) which the brief does not speak of."""
    aims = _aims(match, name)
    if match and match.by_group and not _own(match):
        # Over one group of a topic stands what that group speaks of, no other matter of the topic (变废为宝 over 宣传引导).
        spoken = "，".join(
            (name, *measures, *(f"{m.heading}，{m.text}" for g in match.topic.groups for m in g.measures))
        )
        aims = tuple(aim for aim in aims if any(aim[at : at + 2] in spoken for at in range(0, len(aim), 2)))
        if not measures:
            # Else what such work comes to whatever it is done to, save where the brief says what is to be done.
            aims += tuple(aim for aim in _spare(draft, match, name) if aim not in aims)
    called_so = match is not None and name in match.topic.names
    if match is None or match.general or (called_so and not measures):
        return aims
    said = "，".join((draft.brief.meeting, draft.brief.theme or "", name, *measures, *draft.brief.problems))
    called = {word for each in match.topic.names for word in bigrams(each)} - STOCK
    if measures:
        # What the topic's own measures are headed by is no aim of others (管紧进场材料 over 错峰施工).
        called |= {word for group in match.topic.groups for m in group.measures for word in bigrams(m.heading)} - STOCK
    strange = {word for word in called if word not in said}
    return tuple(aim for aim in aims if not any(aim[at : at + 2] in strange for at in range(0, len(aim), 2)))


def _spare(draft: Draft, match: Match | None, name: str) -> tuple[str, ...]:
    """What a point called `name` comes to by its kind of work, where only a group of the meeting's topic stands under it."""
    return _aims(draft.topics.by_head(name), name) if match and match.by_group else ()


def _own(match: Match) -> bool:
    """Whether the aims of a match are those of its group, which are for its point alone."""
    return match.by_group and match.wider is not None and match.topic.aims != match.wider.aims


def _own_aims(aims: tuple[str, ...], name: str, others: Sequence[str], shared: str) -> tuple[str, ...]:
    """The aims that are this point's, closest first: none that has a word of another point.

    shared: the name of a topic that answers more than one point; there an aim has to have something of the point's own.
    """
    own = set(name) - set(shared)
    foreign = frozenset[str]().union(*map(bigrams, others)) - bigrams(name) - STOCK
    kept = [aim for aim in aims if not bigrams(aim) & foreign and (not shared or own & set(aim) or name == shared)]
    # The verb of a longer one (管紧…) is nobody's own, though the point may have its character (管理).
    return tuple(sorted(kept, key=lambda aim: -len(own & set(aim[2:] if len(aim) > 4 else aim))))


def _heading(
    draft: Draft,
    point: Point,
    family: Family,
    index: int,
    under: Sequence[Item],
    named: tuple[str, str, str] | None = None,
) -> Item:
    """under: what stands below it. named: the heading of another set that the writer chose by its ref."""
    step = "组织领导" if point.sibling.safeguard else "标题"
    typed = draft.brief.chosen.get(point.node)
    if typed and draft.leaves_out(point.node):
        draft.notes.append(f"“{point.node}”是一整点，不讲就请从“{point.node.split('/')[0]}”里删去，这里仍旧写着")
    elif named and named[1] != family.ref:
        gaps = tuple(GAP_MARK.findall(named[0]))
        origin = Origin("frame", named[1], f"选定：{named[2]}；要点出自简要的 {point.path}")
        return Item(point.node, 1, named[0], point.move, step, origin, gaps=gaps)
    elif typed and not named:
        return draft.own_line(point.node, 1, typed, point.move, step)
    note = f"{family.reason}；要点出自简要的 {point.path}"
    note += "".join(
        f"，“{aim}”答的是{place}" for aim, place in point.sibling.cures if aim in family.slots[index].values()
    )
    if point.match and not point.sibling.safeguard:
        by = f"按“{point.match.by}”" if point.match.by else "它的内容提到"
        how = f"按中心词“{point.match.by}”" if point.match.general else f"{by}，{point.match.score:.2f}"
        phrases = next((item.source.ref for item in under if item.source.ref.endswith(OF_PHRASES)), "")
        own = f"小标题用自己短语库主题“{phrases.removesuffix(OF_PHRASES)}”的短语，句子先找" if phrases else ""
        note += f"；{own}主题“{point.match.topic.id}”（{how}）"
    origin = Origin("frame", family.ref, note)
    text = family.headings[index]
    if (told := draft.assigned.get(point.path)) and told.remark:
        text = text.replace(point.sibling.said, f"{point.sibling.said}{told.remark}", 1)
    gaps = tuple(GAP_MARK.findall(text))
    return Item(point.node, 1, text, point.move, step, origin, slots=dict(family.slots[index]), gaps=gaps)


def _who_leads(draft: Draft, point: Point, under: Sequence[Item]) -> list[Item]:
    """A sentence that names who stands for the safeguard, where no line under it does (保障主体).

    That others were addressed by a longer name with his in it (各区县政府和市直有关部门) does not charge him with this.
    """
    actor = draft.brief.safeguard.actor if draft.brief.safeguard and point.sibling.safeguard else None
    lines = [line.text for item in under for line in (item, *item.items)]
    if not actor or any(actor in line for line in lines):
        return []
    stage = Stage("导语", point.move)
    extra = {"主体": actor, "要点": point.sibling.name}
    carry = frozenset(("主体",))
    # Each lead-in has a number of its own, by which it can be chosen (选定).
    number = 1 + sum(item.id.startswith(f"{point.node}/导语/") for item in under)
    return [line_of(draft, stage, extra=extra, material="保障", node=f"{point.node}/导语/{number}", carry=carry)]


def _under(draft: Draft, point: Point, loose: Sequence[int] = ()) -> list[Item]:
    """What stands under a level-1 heading: a lead-in where a problem is answered, then the measures.

    loose: problems no point answers, which the safeguard takes up.
    """
    items = lead_in(draft, point)
    items += [
        replace(item, joined=True) if items else item
        for item in left_open(draft, loose, f"{point.node}/对策", point.move)
    ]
    if (told := draft.assigned.get(point.path)) and told.assigns:
        origin = Origin("brief", point.path, "责任单位、时限照简要")
        text = f"这一点{told.sentence()}"
        items.append(Item(f"{point.node}/责任", 0, text, point.move, point.step, origin, joined=bool(items)))
        draft.used.named |= set(told.facts)
    found = measures_of(draft, point)
    depth = draft.brief.style.depth
    if draft.after_the_speech and not point.measures and "depth" not in draft.brief.style.model_fields_set:
        # The leader has spoken: a demand to carry out for each point, the one that says most of it, no second speech.
        found = [max(found, key=lambda m: coverage(point.sibling.name, f"{m.text}|{m.line.text}"))]
    headed = depth > 1 and len(found) > 1
    # What is left out keeps its number among the nodes, so that the choices for the others stay theirs.
    measures = [(f"{point.node}/{k}", m) for k, m in enumerate(found, 1)]
    measures = [(node, m) for node, m in measures if not (headed and draft.leaves_out(node))]
    if not headed or len(measures) == 1:
        # A parent has no child or at least two: a single measure runs on as text.
        for node, measure in measures:
            # A single measure needs no pattern that makes it one of several.
            also = (point.measures[0] if len(found) == 1 else measure.text) if point.measures else ""
            items.append(item_of(draft, point, f"{node}/文" if headed else node, measure.line, also))
        return items
    return items + _measures(draft, point, measures, third=depth >= 3)


def _measures(draft: Draft, point: Point, measures: Sequence[tuple[str, Heading]], *, third: bool) -> list[Item]:
    """The headings of the measures (node, measure), each with its line, or with the clauses of that where one more level is
    wanted."""
    found = []
    for node, measure in measures:
        line = item_of(draft, point, f"{node}/文", measure.line)
        under = third_level(draft, point, measure, line) if third else (line,)
        found.append(replace(_measure(draft, point, node, measure), items=under))
    return found


def _measure(draft: Draft, point: Point, node: str, measure: Heading) -> Item:
    typed = draft.brief.chosen.get(node)
    same = (measure.text, measure.origin.ref, measure.origin.note)
    named = draft.by_ref(node, (same, *measure.others))
    if typed and not named:
        return draft.own_line(node, point.level, typed, point.move, point.step)
    text, origin = measure.text, measure.origin
    if named and named != same:
        text, origin = named[0], Origin("frame", named[1], f"选定：{named[2]}")
    return Item(
        node,
        point.level,
        text,
        point.move,
        point.step,
        origin,
        gaps=tuple(GAP_MARK.findall(text)),
        alternatives=draft.alternatives(measure.others),
    )
