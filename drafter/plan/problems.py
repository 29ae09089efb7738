"""What is said of a problem where it is answered (导语), and of one that nothing answers (对策待填)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.bank.model import Measure, Stage, Topic
from drafter.language.audience import is_guest, is_people, offices_among
from drafter.language.heads import is_predicate, kind, object_of, verb_and_thing, who_acts
from drafter.language.late import late
from drafter.language.remedies import asks_for, kind_answered
from drafter.language.restraints import restrains
from drafter.language.saying_little import STOCK, shares_word
from drafter.language.troubles import core, fault_of
from drafter.language.verbs import OPENING_VERBS
from drafter.plan.acting import among_offices
from drafter.plan.answers import HOME, KINDRED, Answers, kinship, measures_of_topic
from drafter.plan.claims import to_guests
from drafter.plan.detailed import detailed
from drafter.plan.draft import LEFT_OUT, Draft, Point
from drafter.plan.frames import compose
from drafter.plan.match import GENERAL, Match
from drafter.plan.steps import line_of
from drafter.plan.values import LONGEST_NOUN, counted, enumerate_run_in, shortcomings
from drafter.plan.wishes import hoped_of, is_for_them, is_of_offices
from drafter.plan.wordings import ATOM
from drafter.records import Item

BY_OTHERS = "服务方："
"""What stands before a problem that those who serve are to solve, where the cue of a frame asks for one of the guests' own."""
ABROAD = 0.6
"""Of what a problem is about a measure of another topic of the meeting's field must tell so much."""


def put_in_order(draft: Draft, answers: Answers) -> None:
    """At a 推进会 problems and answers bite into each other only when they come in one order (问题与对策同序).

    Elsewhere the writer's order stands.
    """
    if draft.occasion.name != "推进会":
        return
    problems = draft.brief.problems
    answered = [k for index in sorted(answers.by_point) for k in answers.by_point[index]]
    order = answered + [k for k in range(len(problems)) if k not in answered]
    if order:
        if order != sorted(order):
            draft.notes.append("推进会上问题和对策要对得上，问题按意见的次序排了，与简要里的次序不同")
        draft.values.filled["问题"] = enumerate_run_in(tuple(problems[k] for k in order), "；")
        if "短板" in draft.values.filled:
            draft.values.filled["短板"] = shortcomings(tuple(problems[k] for k in order))


def lead_in(draft: Draft, point: Point) -> list[Item]:
    """One sentence for each problem this point answers, in one paragraph (导语); else one on what it builds on."""
    items: list[Item] = []
    # What is done for those who sit there is not demanded of them.
    by_others = point.sibling.safeguard or is_for_them(point.sibling.name, draft.brief.audience or hoped_of(draft))
    serving = draft.values.filled.get("服务方", "") if by_others else ""
    offices = offices_among(draft.brief.audience or "")
    # People hear what is done for them by those they work for, or who serve them.
    backing = draft.brief.safeguard.actor if draft.brief.safeguard else None
    for_them = (backing or draft.values.filled["执行"]) if is_people(draft.brief.audience or "") else ""
    who = among_offices(draft, serving or offices or for_them, "")
    if point.sibling.safeguard and backing and to_guests(draft):
        who = who or backing
    acting = {"主体": who} if who else {}
    if not point.problems and (done := _built_on(draft, point)):
        extra = {"要点": point.sibling.name, "成绩要点": done} | acting
        # 有初信初访的底子，初信初访办理…: one thing is named once.
        carried = "承绩同名" if done in point.sibling.name else "承绩"
        items.append(
            line_of(draft, Stage("导语", point.move), extra=extra, material=carried, node=f"{point.node}/导语/1")
        )
    for order, k in enumerate(point.problems):
        problem = draft.brief.problems[k]
        step, material, note = "导语", f"{BY_OTHERS if by_others else ''}问题：{problem}", ""
        answer = _answer(point, problem)
        # Who has that measure is not spoken past to all who sit there.
        k_named = point.measures.index(answer) if answer in point.measures else -1
        if by_others and k_named < 0:
            # What is a clause (对接会每季度开一次) leads in nothing, and yet he who has it is the one to see to it.
            mends = [k for k, name in enumerate(point.measures) if asks_for(problem, name)]
            k_named = mends[0] if mends else -1
        told = draft.assigned.get(f"{point.path}.措施[{k_named}]")
        office = bool(told and told.owner and not is_guest(told.owner))
        charged = {"主体": told.owner} if told and office else acting
        office = office or is_of_offices(problem) or (answer in point.measures and is_of_offices(answer))
        if office and not by_others and to_guests(draft):
            # What an office has to mend is not left to guests.
            charged = charged or {"主体": draft.values.filled.get("服务方") or draft.values.filled["执行"]}
            material = f"{BY_OTHERS}问题：{problem}"
        # Of a measure that says how it is done what is done leads in.
        answer = _first_of(answer)
        if answer == point.sibling.name and answer.endswith("行为"):
            # 从不文明行为入手: what is begun with is what is done about it.
            answer = point.sibling.said
        extra = {"要点": _as_work(answer), "问题点": f"“{problem}”"} | charged
        kind_of = kind_answered(fault_of(problem), (point.sibling.name, *point.measures))
        if "、" in kind_of:
            # A cure of one clause would be half a cure: a frame may ask for both.
            material, kind_of = f"{material}；几类：{kind_of}", ""
        if named := _named(point, problem):
            material, extra["举措"] = f"{material}；有举措", "、".join(named)
        elif len(point.measures) > 1 or (point.match and not point.measures):
            material = f"{material}；有几条"
        if kind_of:
            material = f"{material}；类：{kind_of}"
        unknown = answer in (point.sibling.name, point.sibling.said) and (point.match is None or point.match.general)
        # Where the bank knows the problem better than the point, what it knows is worth more than a promise.
        # Guests are not told whom it is pressed out of.
        found = _remedy(draft, point.match, problem) if unknown and (by_others or not to_guests(draft)) else None
        if found:
            step, material = "对策待填", "有对策"
            extra["对策"], note = _told(draft, found, serving or point.actor)
        node = f"{point.node}/导语/{order + 1}"
        if draft.brief.chosen.get(node) == LEFT_OUT:
            draft.notes.append(f"选定里“{node}”不讲，“{problem}”就没有哪一句回答了，请看要不要在别处写上一句")
        item = line_of(draft, Stage(step, point.move), extra=extra, material=material, node=node, joined=order > 0)
        items.append(replace(item, source=replace(item.source, note=item.source.note + note)) if note else item)
    return items


def _told(draft: Draft, remedy: tuple[Topic, Measure], actor: str) -> tuple[str, str]:
    """What the phrasebank knows to do, filled, and where it is from; used up with that."""
    topic, measure = remedy
    draft.used.lines.add(measure.text)
    values = draft.values.within(主体=among_offices(draft, actor, measure.text))
    text = compose(measure.text.rstrip("。"), values, draft.bank.hints)[0]
    return text, f"；对策取自主题“{topic.id}”的“{measure.heading}”"


def left_open(draft: Draft, loose: Sequence[int], node: str, move: str) -> list[Item]:
    """What no point answers (没有归点的问题): a sentence each where the phrasebank knows what to do, one that asks for the rest."""
    items: list[Item] = []
    asked: list[str] = []

    def add(extra: dict[str, str], material: str, note: str = "") -> None:
        stage, place = Stage("对策待填", move), f"{node}/{len(items) + 1}"
        item = line_of(draft, stage, extra=extra, material=material, node=place, joined=bool(items))
        items.append(replace(item, source=replace(item.source, note=item.source.note + note)))

    for k in loose:
        problem = draft.brief.problems[k]
        if found := _remedy(draft, None, problem):
            remedy, note = _told(draft, found, draft.values.filled["执行"])
            add({"问题点": f"“{problem}”", "对策": remedy}, "有对策", note)
        else:
            asked.append(f"“{problem}”")
    if asked:
        alone = len(asked) == 1
        wanted = "解决这个问题的具体对策" if alone else f"这{counted(len(asked))}个问题各自的具体对策"
        add({"问题点": "".join(asked), "具体对策": f"【待填：{wanted}】"}, "问题" if alone else "几个问题")
    return items


def _built_on(draft: Draft, point: Point) -> str:
    """The achievement a point carries on (承前): one that shares a word with it; each is taken up once."""
    if point.sibling.safeguard or point.sibling.kind == "动宾" or is_guest(draft.brief.audience or ""):
        return ""
    for item in draft.brief.achievements:
        topic = item.topic or ""
        if not 2 <= len(topic) <= LONGEST_NOUN or topic in draft.used.built_on or topic == point.sibling.name:
            continue
        # What the whole meeting is about (安全) ties nothing to anything.
        halves = {half for name in (topic, point.sibling.name) for half in _halves(name)}
        shared = {half for half in halves if half in topic and half in point.sibling.name}
        if any(half not in draft.values.filled.get("主题", "") for half in shared):
            draft.used.built_on.add(topic)
            return topic
    return ""


def _halves(name: str) -> tuple[str, ...]:
    """The two words of a wording of four characters that say something."""
    return tuple(half for half in (name[:2], name[2:]) if len(name) == 4 and half not in STOCK)


def _answer(point: Point, problem: str) -> str:
    """What of the point answers the problem: the measure that says so, else the point itself."""
    ranked = [(kinship(problem, name), shares_word(name, problem), asks_for(problem, name)) for name in point.measures]
    own = max(kinship(problem, point.sibling.name), KINDRED * shares_word(point.sibling.name, problem))
    # 抓把敬老院改造成…: what is a whole predicate is nobody's object.
    ranked = [
        (-1.0, False, False)
        if (is_predicate(n) and not _remedies_as_said(problem, n)) or who_acts(n) or n.startswith("不")
        else rank
        for n, rank in zip(point.measures, ranked, strict=True)
    ]
    best = max(range(len(ranked)), key=lambda k: (ranked[k], -k), default=None)
    if best is None or own >= KINDRED or (ranked[best][0] <= own and not any(ranked[best][1:])):
        name = point.sibling.name
        # 减少检查, 关爱学生: 检查 is no answer to 检查过多, and what is done to a thing says more than the thing.
        as_said = restrains(name) or verb_and_thing(name)[1] not in OPENING_VERBS
        return name if as_said else object_of(name)
    return point.measures[best]


def _named(point: Point, problem: str) -> tuple[str, ...]:
    """The measures of a point that answer a problem and can be told in a row (要从甲、乙抓起): verbs with their things, or
    activities; not more than LISTED."""
    close = [
        _first_of(name)
        for name in point.measures
        if asks_for(problem, name) or shares_word(name, problem) or kinship(problem, name) >= KINDRED
    ]
    return tuple(name for name in close if len(name) <= TOLD_IN_A_ROW and _is_done(name))[:LISTED]


def _is_done(name: str) -> bool:
    """Whether a measure says what is done, as no clause."""
    how, verb, thing = verb_and_thing(name)
    whole = bool(verb and thing and (how or not is_predicate(name))) or (
        kind(name) == "活动" and not is_predicate(name)
    )
    return whole and not who_acts(name) and not name.startswith("不")


LISTED, TOLD_IN_A_ROW = 2, 12
"""Measures that are told in a row, and characters of the longest."""


def _remedies_as_said(problem: str, name: str) -> bool:
    """Whether the first clause of a measure is the remedy itself, a verb with its thing (逐户摸排犬只，一犬一档)."""
    first = _first_of(name)
    return bool(verb_and_thing(first)[1]) and asks_for(problem, first)


def _first_of(name: str) -> str:
    """What is done, of a measure that also says how; the whole of any other."""
    told = detailed(name, "")
    return told.heading if told else name


_BUILT_UP = ("队伍", "体系", "机制", "制度", "能力", "作风", "班子")


def _as_work(name: str) -> str:
    """A thing as the work on it, where that is called so (招商队伍建设): a 队伍 is neither 抓 nor a 任务."""
    return f"{name}建设" if name.endswith(_BUILT_UP) and kind(name) == "事物" else name


_AGEING = late("年龄|老龄化|断档|断层|青黄不接")
_RENEWING = late("年轻|招[聘录募]|选[聘拔配]|补充|新人|接班|轮换|培养")
"""That those who do a thing grow old, and what is done about it."""


def _remedy(draft: Draft, match: Match | None, problem: str) -> tuple[Topic, Measure] | None:
    """What the phrasebank knows to do about a problem: of the point's topic or the meeting's, then of its field."""
    about = core(problem)
    home = draft.topics.home(match)
    best: tuple[float, Topic, Measure] | None = None
    for topic in (*home, *(topic for topic in draft.topics.neighbours() if topic not in home)):
        if topic.heads or topic.field == GENERAL:
            continue
        for measure in measures_of_topic(topic):
            if measure.text in draft.used.lines or "<要点>" in measure.text:
                continue
            if _AGEING.search(problem) and not _RENEWING.search(measure.text):
                # What else is done with those people (护林员巡护) makes them no younger.
                continue
            told = draft.topics.told(about, measure)
            # A single word in common is nothing abroad.
            abroad = len(about) > ATOM and told >= ABROAD and asks_for(problem, measure.heading)
            fits = told >= HOME if topic in home else abroad
            if fits and (best is None or told > best[0]):
                best = (told, topic, measure)
    return (best[1], best[2]) if best else None
