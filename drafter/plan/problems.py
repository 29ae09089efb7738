"""Problems and the points that answer them (问题与对策)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.bank.model import Measure, Stage, Topic
from drafter.language.audience import is_guest, is_people, offices_among
from drafter.language.frequent import SIMPLIFIED
from drafter.language.heads import is_predicate, kind, object_noun, object_of, verb_and_thing, who_acts
from drafter.language.late import late
from drafter.language.restraints import restrains
from drafter.language.saying_little import LIGHT_IN_PROBLEM, STOCK, shares_word
from drafter.language.similar import bigrams, coverage, dice
from drafter.language.troubles import asks_for, core, is_misbehaviour, is_of_another_kind
from drafter.language.verbs import ACTIVITY_ENDINGS, OPENING_VERBS
from drafter.plan.claims import to_guests
from drafter.plan.detailed import detailed
from drafter.plan.draft import LEFT_OUT, Draft, Point
from drafter.plan.frames import compose
from drafter.plan.match import GENERAL, Match
from drafter.plan.steps import line_of
from drafter.plan.values import LONGEST_NOUN, SERVED, counted, enumerate_run_in, shortcomings
from drafter.plan.wishes import is_of_offices
from drafter.plan.wordings import ATOM, WEIGHTY
from drafter.records import Item

BY_OTHERS = "服务方："
"""What stands before a problem that those who serve are to solve, where the cue of a frame asks for one of the guests' own."""
KINDRED = 0.4
CONDUCT = 0.42
"""A point on conduct as a whole (不文明行为) is as close to what people do that they should not."""
REMEDIED = 0.36
"""A wording of the kind of remedy that a problem asks for is as close as this, whatever its words."""
TOLD = 0.38
"""A point whose topic has a measure for a problem is as close as this: its neighbours may have the same topic."""
NAMED = 0.39
"""A point or measure of the brief that names the same thing (护林员) is closer than what a topic merely knows of it."""
HOME, ABROAD = 0.36, 0.6
"""Of what a problem is about a measure must tell so much, of the topic at hand and of another of the meeting's field."""
LEAST = 0.34
"""A problem closer than this to a point is answered there; what is not close to any is asked for (对策待填)."""


CHARGING = frozenset(("工作会议", "推进会", "动员会", "联席会议"))
"""Occasions that charge somebody with every problem they name."""
ANSWERING = frozenset(("总结表彰会", "座谈会"))
"""Occasions at which a problem that is named has an answer as well, where a part on leadership has room for it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Which point answers which problem, both by their place in the brief; the safeguard behind all points (问题归点)."""

    by_point: Mapping[int, tuple[int, ...]]
    loose: tuple[int, ...] = ()
    """Problems that no point is seen to answer: none is charged with them, one line asks for the answers."""


def answers_of(draft: Draft) -> Answers:
    """Where each problem of the brief is answered; one question in the notes for all that none is seen to answer."""
    brief = draft.brief
    found: dict[int, list[int]] = {}
    unanswered: list[int] = []
    for number, problem in enumerate(brief.problems):
        near = [_closeness(draft, index, problem, beside_theme=True) for index in range(len(brief.points))]
        if max(near, default=0.0) < LEAST:
            near = [_closeness(draft, index, problem) for index in range(len(brief.points))]
        # Points that answer others already stand back a little. None stands back for one too far.
        ranked = [near[k] - 0.05 * len(found.get(k, ())) - (near[k] < LEAST) for k in range(len(near))]
        first = max(range(len(near)), key=lambda k: (ranked[k], *_ties(draft, k, problem), -k))
        best = near[first]
        safeguarded = _safeguarded(draft, problem)
        # What two have in common by topic or kind of remedy says less than the only point that has a word of it.
        alone = _whose(draft, problem)
        if alone is None and max(best, safeguarded) <= KINDRED:
            alone = _named_alone(draft, problem)
        if alone is None and safeguarded >= LEAST and (best < LEAST or safeguarded > best):
            # The safeguard answers it, by one of the measures the brief names there.
            found.setdefault(len(brief.points), []).append(number)
            continue
        if alone is None and max(best, safeguarded) < LEAST:
            alone = _named_in_short(draft, problem)
        if alone is not None:
            first = alone
        elif best < LEAST:
            unanswered.append(number)
            continue
        found.setdefault(first, []).append(number)
    if unanswered:
        # What is not seen here may well be answered: it is asked, not said.
        named = "、".join(f"“{brief.problems[k]}”" for k in unanswered)
        draft.notes.append(
            f"{named}由哪一点来回答？已经有的，把问题里的词写进那一点的要点或措施，就归到那里；没有的请补一条对策"
        )
    answering = draft.occasion.name in CHARGING or (draft.occasion.name in ANSWERING and draft.with_safeguard)
    loose = tuple(unanswered) if answering and draft.rank != "上级代表" else ()
    return Answers({index: tuple(numbers) for index, numbers in found.items()}, loose)


def _named_alone(draft: Draft, problem: str) -> int | None:
    """The only point, the safeguard among them, that has a word of the problem (贷款门槛高: 推行信用贷款), in its own name or its
    measures; else None."""
    theme = draft.values.filled.get("主题", "")
    said = [(point.topic, *point.measures) for point in draft.brief.points]
    said += [draft.brief.safeguard.measures] if draft.brief.safeguard else []
    said = [tuple(text for text in texts if not is_of_another_kind(problem, text)) for texts in said]
    # What is done (维权) tells which point is meant only where no thing does.
    for light in (LIGHT_IN_PROBLEM, LIGHT_IN_PROBLEM - ACTIVITY_ENDINGS):
        pairs = [
            pair for pair in bigrams(problem) if pair not in light and pair[-1] not in _PEOPLE and pair not in theme
        ]
        words = [pair for pair in pairs if draft.topics.wordings.known(pair)]
        having = [k for k, texts in enumerate(said) if any(word in text for word in words for text in texts)]
        if having:
            return having[0] if len(having) == 1 else None
    return None


_SUBJECT = late(
    "^(?:部分|个别|一些|少数|有的|有些|不少)?(?P<who>[一-龥]{1,3}(?:员(?!工)|[医教]师|医生|队伍|[队组]员|[户农民主]))"
)


def _whose(draft: Draft, problem: str) -> int | None:
    """The only point whose name or measures say the very people a problem is about (普查员年龄偏大: 普查员选聘培训); else None."""
    found = _SUBJECT.match(problem)
    theme = draft.values.filled.get("主题", "")
    if not found or len(found["who"]) < SAME or found["who"] in theme:
        return None
    said = [(point.topic, *point.measures) for point in draft.brief.points]
    having = [k for k, texts in enumerate(said) if any(found["who"] in text for text in texts)]
    return having[0] if len(having) == 1 else None


_THING_THERE = late("^(?P<thing>[一-龥]{2,5}?)(?=[在已仍还又]|(?:扩散|蔓延|泛滥|反弹|爆发|成灾|上升|增多|外溢))")
"""What a problem says has spread or come up, at its beginning (松毛虫在两个林场爆发)."""


def _named_in_short(draft: Draft, problem: str) -> int | None:
    """The only point of the brief with a measure that names the thing of a problem by its last character alone (捉虫, 捡螺), a
    seldom one; else None."""
    found = _THING_THERE.match(core(problem)) or _THING_THERE.match(problem)
    last = found["thing"][-1] if found else ""
    if not last or last in SIMPLIFIED or last in draft.values.filled.get("主题", ""):
        return None
    having = [k for k, point in enumerate(draft.brief.points) if any(last in m for m in point.measures)]
    return having[0] if len(having) == 1 else None


def _ties(draft: Draft, index: int, problem: str) -> tuple[bool, float, str]:
    """What tells points equally close to a problem apart, whatever their order: the point itself names the remedy, it
    and its measures share more words with the problem; where nothing does, its name decides, so that moving it does not."""
    point = draft.brief.points[index]
    shared = max(_kinship(problem, text) for text in (point.topic, *point.measures))
    return asks_for(problem, point.topic), shared, point.topic


def _safeguarded(draft: Draft, problem: str) -> float:
    """How close the measures of the safeguard are to a problem, as those of the points are (see `_closeness`), 0 to 1."""
    measures = draft.brief.safeguard.measures if draft.brief.safeguard else ()
    return max((_said_close(draft, name, problem) for name in measures), default=0.0)


def _said_close(draft: Draft, wording: str, problem: str) -> float:
    """How close a wording of the brief is to a problem by what both say, 0 to 1."""
    if is_of_another_kind(problem, wording):
        return 0.0
    if _left_undone(problem, wording):
        return 0.0
    return max(
        _kinship(problem, wording),
        CONDUCT if is_misbehaviour(problem, wording) else 0.0,
        KINDRED if shares_word(wording, problem) else 0.0,
        NAMED if _names_the_same(draft, wording, problem) else 0.0,
        REMEDIED if asks_for(problem, wording) else 0.0,
    )


def _left_undone(problem: str, wording: str) -> bool:
    """Whether all that a wording shares with a problem is a doing that people leave undone there (粪便不清理: 违建清理)."""
    doing = wording[-2:]
    if doing not in ACTIVITY_ENDINGS or f"不{doing}" not in problem:
        return False
    rest = bigrams(wording.removesuffix(doing)) - STOCK
    return bool(rest) and not any(pair in problem for pair in rest)


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
    by_others = point.sibling.safeguard or SERVED.search(point.sibling.name)
    serving = draft.values.filled.get("服务方", "") if by_others else ""
    offices = offices_among(draft.brief.audience or "")
    # People hear what is done for them by those they work for, or who serve them.
    backing = draft.brief.safeguard.actor if draft.brief.safeguard else None
    for_them = (backing or draft.values.filled["执行"]) if is_people(draft.brief.audience or "") else ""
    who = serving or offices or for_them
    acting = {"主体": who} if who else {}
    if not point.problems and (done := _built_on(draft, point)):
        extra = {"要点": point.sibling.name, "成绩要点": done} | acting
        items.append(
            line_of(draft, Stage("导语", point.move), extra=extra, material="承绩", node=f"{point.node}/导语/1")
        )
    for order, k in enumerate(point.problems):
        problem = draft.brief.problems[k]
        step, material, note = "导语", f"{BY_OTHERS if by_others else ''}问题：{problem}", ""
        answer = _answer(point, problem)
        # Who has that measure is not spoken past to all who sit there.
        k_named = point.measures.index(answer) if answer in point.measures else -1
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
        in_full = answer if any(m.startswith(answer) for m in point.measures) else point.sibling.said
        extra = {"要点": _as_work(answer), "要点原话": _as_work(in_full), "问题点": f"“{problem}”"} | charged
        if point.measures and order == 0 and not by_others and not to_guests(draft):
            extra |= _named_there(point)
            material = f"{material}；有措施"
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


def _named_there(point: Point) -> dict[str, str]:
    """The measures the brief names under a point, as they are listed where a problem leads in to them."""
    names = [name if (first := _first_of(name)).endswith("的") else first for name in point.measures]
    joint = "；" if any("、" in name for name in names) else "、" if all(len(n) <= LISTED for n in names) else "，"
    return {"各措施": joint.join(names), "措施数": counted(len(names))}


LISTED = 6
"""Characters of the longest name of several that are listed in a breath."""


def _told(draft: Draft, remedy: tuple[Topic, Measure], actor: str) -> tuple[str, str]:
    """What the phrasebank knows to do, filled, and where it is from; used up with that."""
    topic, measure = remedy
    draft.used.lines.add(measure.text)
    values = draft.values.within(主体=actor)
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
    ranked = [(_kinship(problem, name), shares_word(name, problem), asks_for(problem, name)) for name in point.measures]
    own = max(_kinship(problem, point.sibling.name), KINDRED * shares_word(point.sibling.name, problem))
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


def _closeness(draft: Draft, index: int, problem: str, *, beside_theme: bool = False) -> float:
    """How close a point is to a problem, 0 to 1. beside_theme: what the whole meeting is about (污染) tells no point."""
    point, match = draft.brief.points[index], draft.matches[index]
    # Measures named in the brief count as the point's own words.
    wordings: tuple[str, ...] = (point.topic, *point.measures)
    # What is done stands in the first clause, how in the next ones (接报修复，24小时内).
    wordings += tuple(clause for m in point.measures if (clause := m.partition("，")[0]) != m)
    if beside_theme:
        theme = _pairs_of(draft.values.filled.get("主题", ""))
        wordings = tuple(theme.sub("|", wording) if theme else wording for wording in wordings)
    score = max(_said_close(draft, text, problem) for text in wordings)
    if is_of_another_kind(problem, point.topic):
        return score
    # What a topic knows beside the measures the brief names is not said in this speech.
    if match and not point.measures:
        known = " ".join((*match.topic.names, *match.topic.aims, *match.topic.phrases))
        score = max(score, 0.8 * coverage(problem, known))
    if match and not point.measures and not match.general and match.topic.field != GENERAL:
        told = max((draft.topics.told(core(problem), m) for m in _measures(match.topic)), default=0.0)
        score = max(score, TOLD if told >= HOME else 0.0)
    asked = any(asks_for(problem, text) for text in wordings)
    return max(score, _kin_by_topic(draft, match, problem, wordings, asked))


@lru_cache(maxsize=4)
def _pairs_of(theme: str) -> re.Pattern[str] | None:
    """What finds the pairs of characters of a theme, beside stock words, in a wording; None for a theme without any."""
    pairs = sorted(bigrams(theme.removesuffix("工作")) - STOCK)
    return re.compile("|".join(map(re.escape, pairs))) if pairs else None


SAME = 3
"""A point and a problem that share a run of so many characters name the same thing."""


_PEOPLE = frozenset("者员工民人户师生医")
"""What turns a theme into those it is about (志愿服务: 志愿者): they are in everything said there."""


def _names_the_same(draft: Draft, wording: str, problem: str) -> bool:
    """Whether both name one thing (保护区) that is not what the whole meeting is about."""
    theme = draft.values.filled.get("主题", "")
    runs = (wording[at : at + SAME] for at in range(len(wording) - SAME + 1))
    return any(
        run in problem
        and run not in theme
        and not (run[:2] in theme and run[2] in _PEOPLE)
        and draft.topics.wordings.rarest(run) >= WEIGHTY
        and not bigrams(run) <= STOCK
        for run in runs
    )


_LACKS = late("(?:短缺|紧缺|不足|不够|缺口大?|偏少)$")


def _kin_by_topic(draft: Draft, match: Match | None, problem: str, wordings: Sequence[str], asked: bool) -> float:
    """How close a point is to a problem by what both are about (主题相同): one topic, or one field and a noun in common."""
    meant = draft.topics.match(core(problem))
    if meant is None or match is None or meant.general or match.general or meant.topic.field == GENERAL:
        return 0.0
    lacks = not asked and _LACKS.search(problem) is not None
    if lacks and wordings[0] not in match.topic.name and not bigrams(_by_name(match)) & bigrams(problem) - STOCK:
        # What there is too little of is not made more by whatever else its topic is about (教师短缺: 师德师风).
        return 0.0
    if meant.topic.id == match.topic.id:
        # Where the whole meeting is about that topic it tells no point from another.
        theme = draft.topics.theme
        return 0.0 if theme and theme.topic.id == meant.topic.id and not asked else KINDRED
    nouns = bigrams(object_noun(core(problem))) - STOCK
    shared = any(noun in text for noun in nouns for text in wordings)
    return REMEDIED if meant.topic.field == match.topic.field and ((shared and not lacks) or asked) else 0.0


def _by_name(match: Match) -> str:
    """The name its topic was found by: a point that goes by a group (要点) is no name of the topic's."""
    return match.topic.name if match.by_group else match.by


def _measures(topic: Topic) -> tuple[Measure, ...]:
    return tuple(measure for group in topic.groups for measure in group.measures)


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
        for measure in _measures(topic):
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


def _kinship(problem: str, wording: str) -> float:
    return max(coverage(wording, problem), dice(bigrams(problem), bigrams(wording)))
