"""What is to be done about a point (措施): named in the brief or known to the phrasebank, its lines, its third level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.bank.model import SLOT, Frame, Group, Measure, Topic, fill
from drafter.language import heads
from drafter.language.similar import bigrams
from drafter.language.troubles import asks_for
from drafter.plan.assignments import Assignment, others_act, owned
from drafter.plan.draft import LEFT_OUT, Draft, Point
from drafter.plan.frames import GAP_MARK, compose, rank_frames
from drafter.plan.headings import Sibling
from drafter.plan.nearest import Near, assigned, does, labels, nearness
from drafter.plan.siblings import families, use
from drafter.plan.topics import STOCK, SURE, TOLD_IN_PASSING, Match, best_measure, coverage, opening_measure
from drafter.plan.wishes import is_served, wish_for
from drafter.records import Item, Origin

OWN = 0.8
"""A measure as close as this to a topic is that topic."""
NEAR = 0.6
"""The same for a topic of no field (通用)."""
CLOSE = 0.6
"""A group of another topic with a measure as close as this to a point may stand under it."""
KEPT = 0.4
"""A measure as close as this to a point stays where not all of its group have room."""
BUILT = 0.8
"""Weight of lines that look after what the brief says was built, for or against."""
CALLED = 0.6
"""Weight of a group whose name has a word of the point (纪律三条 for 培训纪律)."""
ASIDE = -20.0
"""Weight of groups that are only offered besides."""
TAIL = 0.3
"""Weight of a group that has the last word of the point."""
THEME = 2.5
"""Weight of the theme's own groups under a point that is about whatever the theme is."""
TOLD_LEAST = 0.5
"""Of what a named measure is about a line of the point's own topic must say so much."""
OWN_GROUP = 4.0
"""Weight of the group of the theme's topic that is called as the point is."""
GENERAL = "通用"
"""Where groups for points nobody knows come from."""
_LAST_RESORT = Group("清单", (Measure("列清单", "<主体>列出任务清单，由<牵头单位>牵头，<完成时限>前见到成效。"),))
_SAME_BODY = (
    ("党委", "党组织"),
    ("党组", "党组织"),
    ("党组织", "党组织"),
    ("工会组织", "工会"),
    ("部门", "部门"),
    ("学员", "同学"),
    ("学员", "学员"),
    ("领导", "负责同志"),
    ("领导", "主要负责人"),
    ("领导", "领导"),
)
"""How an actor ends, and what a line may name right after it that is the same body."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of content before its slots are filled."""

    text: str
    ref: str
    reason: str
    others: tuple[tuple[str, str, str], ...] = ()
    """(text, ref, reason) of what could stand there instead."""
    topic: Topic | None = None
    """Where it is from, for the third level."""
    own: bool = False
    """True where the topic is the measure itself, not what the measure is a part of."""
    assigned: Assignment | None = None
    """Who is to do it and by when, as the brief says."""
    actor: str = ""
    """Who does it by its own words (市级领导包库); "" where they do not say."""
    about: str = ""
    """The measure of the brief it is for."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A measure as it will stand: its level-2 heading and its line of content."""

    text: str
    line: Line
    origin: Origin
    others: tuple[tuple[str, str, str], ...]
    """(text, ref, reason) of other headings."""


def measures_of(draft: Draft, point: Point) -> list[Heading]:
    """The measures under `point`: the brief's, else a whole group of the bank's, or a wish to guests. At least one."""
    if point.measures:
        return _given(draft, point)
    return _wished(draft, point) or _phrased(draft, point) or _known(draft, point)


def besides_the_only_one(draft: Draft, point: Point) -> list[Heading]:
    """What the phrasebank knows of a point whose brief names a single measure (一条之外); nothing where it knows little.

    The one measure stands as text above them: it need not be bent to go with theirs.
    """
    match = point.match
    known = match and not match.general and match.topic.field != GENERAL and match.topic.groups
    if len(point.measures) != 1 or not known or point.sibling.safeguard or draft.after_the_speech:
        return []
    found = _known(draft, replace(point, measures=()))
    if len(found) < 2:
        return []
    draft.notes.append(f"“{point.sibling.name}”只写了一条措施，其余几条取自短语库，不要的请写“{LEFT_OUT}”")
    return found


def item_of(draft: Draft, point: Point, node: str, line: Line, also: str = "") -> Item:
    """`line` filled. also: a heading that has no place of its own and opens the line."""
    typed = draft.brief.chosen.get(node)
    if typed:
        return draft.own_line(node, 0, typed, point.move, point.step)
    told = line.assigned or Assignment()
    line = _unsaid(draft, point, line)
    line = replace(line, text=_addressed(draft, point, _in_rhythm(line.text, line.about), told.owner))
    actor = told.owner or line.actor or _actor(draft, point, line.text)
    known = told if told.owner or line.actor else replace(told, owner=_charged(draft, point))
    values = draft.values.within(主体=actor, 要点=_about(draft, point), **_as_slots(known, line.text))
    hints = draft.bank.hints
    text = _hoped(draft, point, line.text, told.owner) if draft.rank == "上级代表" else owned(line.text, told.owner)
    shown, gaps = compose(text, values, hints)
    shown = told.woven(shown, line.about)
    # Inside of a gap, or of the name of one, nobody hears it.
    if also and also not in GAP_MARK.sub("", shown):
        # Run in, a heading ends with a full stop (genre rule: 标题接排).
        shown = f"{also}。{shown}"
    draft.used.lines.add(line.text)
    if "<主体>" in text:
        draft.used.named.add(actor)
    return Item(
        node,
        0,
        _without_doubling(_at_home(draft, shown), actor),
        point.move,
        point.step,
        Origin("frame", line.ref, line.reason + ("；责任单位、时限照简要" if line.assigned else "")),
        slots={
            name: values[name]
            for name in ("主体", "主题", "要点")
            if f"<{name}>" in (text if name == "主体" else line.text) and name in values
        },
        gaps=gaps,
        alternatives=draft.alternatives(
            (_another(draft, point, other, told, actor, line.about), ref, reason) for other, ref, reason in line.others
        ),
    )


def _another(draft: Draft, point: Point, text: str, told: Assignment, actor: str, about: str) -> str:
    """Another line for a measure, with what the brief says on it as the one that stands has it (备选)."""
    text = _addressed(draft, point, _in_rhythm(text, about), told.owner)
    if draft.rank != "上级代表":
        text = owned(text, told.owner)
    known = told if told.owner else replace(told, owner=_charged(draft, point))
    values = draft.values.within(主体=actor, 要点=_about(draft, point), **_as_slots(known, text))
    shown = told.woven(compose(text, values, draft.bank.hints)[0], about)
    return _without_doubling(_at_home(draft, shown), actor)


_EVERY = re.compile("^(?:每|按|逐)?(?P<unit>[双半]?[日周旬月季年])(?!边|内|报|末|刊|光|期|(?<!季)度)")
"""How often a measure says it is done: 半月调度, 每周通报."""


def _in_rhythm(text: str, about: str) -> str:
    """The line with the rhythm its measure has where it asks for one (半月调度: 每半月, not 按<调度周期>)."""
    every = _EVERY.match(about)
    return re.sub("[按每]<[^>]{1,4}周期>", f"每{every['unit']}", text) if every else text


_UNNAMED = re.compile(
    "^(?P<who>各地各(?:有关)?部门|各(?:有关)?部门|各单位|责任单位|(?:有关|相关|责任|牵头|(?:行业|业务)?主管)部门)(?![、和的及与])"
)
"""An office that stands for whoever it may be."""
_LEADERS = re.compile("^(?:牵头|分管|主要)(?:领导|负责同志)")
_OFFICES_NAMED = re.compile(
    "^(?!牵头|配合|业务|主管|有关|相关|责任|各)[一-龥]{2,4}(?:、[一-龥]{2,4})*部门(?=把|对|按|为|将|会同)"
)
"""An office of some field that does a thing in a line (水利、应急部门把…)."""
_BESIDE_OTHERS = re.compile("配合|协办|主办|参与单位|各部门|其他部门|有关单位|成员单位|责任部门|牵头部门|承办")
"""What such an office is told apart from: there it is none of those who are addressed."""


def _addressed(draft: Draft, point: Point, text: str, owner: str = "") -> str:
    """The line with those the brief addresses, or the owner it names, as who acts, where it names no office in particular."""
    if charged := _charged(draft, point):
        # Whom the brief charges is who does it, whoever does it elsewhere.
        text = _LEADERS.sub("<主体>\\g<0>", text, count=1)
        text = _OFFICES_NAMED.sub("<主体>", text, count=1)
    found = _UNNAMED.match(text)
    if not found or draft.rank == "上级代表" or _BESIDE_OTHERS.search(text[found.end() :]):
        return text
    rest = text[found.end() :]
    if owner or charged:
        return f"<主体>{rest}"
    if not draft.brief.audience:
        return text
    # What a department does is asked of no village and of no firm.
    actor = heads.departments_of(point.actor) if found["who"].endswith("部门") else "<主体>"
    return f"{actor}{rest}" if actor else text


def _as_slots(told: Assignment, text: str) -> dict[str, str]:
    """What the brief says on who and when, as fillers; 6月底前 loses its 前 before another.

    Where the owner acts in the line already, whoever else is to be named there is not the owner again.
    """
    named = told.owner and "<主体>" not in text
    owners = dict.fromkeys(("责任单位", "牵头单位", "承办单位"), told.owner) if named else {}
    if not told.deadline or not _DONE_BY.search(text):
        return owners
    return owners | {"完成时限": told.deadline.removesuffix("前") if "<完成时限>前" in text else told.deadline}


_DONE_BY = re.compile("<完成时限>前?(?:完工|完成|到位|集中办|办[完结]|见|取得)")
"""Where a line says by when all of it is done; anything else it dates (<完成时限>前公布名单) is an act of its own."""


def _charged(draft: Draft, point: Point) -> str:
    """Whom the brief charges with the measures of its safeguard (保障的主体); "" for other points, or where it names nobody."""
    given = draft.brief.safeguard if point.sibling.safeguard else None
    return (given.actor or "") if given else ""


def _unsaid(draft: Draft, point: Point, line: Line) -> Line:
    """`line`, or where the writer has put its very words somewhere else the first of its rivals, else gaps."""
    if not draft.typed:
        return line

    def said(text: str) -> str:
        values = draft.values.within(主体=_actor(draft, point, text), 要点=point.sibling.name)
        return compose(text, values, draft.bank.hints)[0]

    if said(line.text) not in draft.typed:
        return line
    fresh = [other for other in line.others if other[0] not in draft.used.lines and said(other[0]) not in draft.typed]
    if not fresh:
        measures = [m for group in (line.topic.groups if line.topic else ()) for m in group.measures]
        heading = next((m.heading for m in measures if m.text == line.text), "")
        return _open_line(draft, heading if heading and "<" not in heading else point.sibling.name)
    (text, ref, _), others = fresh[0], tuple(fresh[1:])
    return replace(line, text=text, ref=ref, others=others)


def _actor(draft: Draft, point: Point, line: str) -> str:
    """Who acts in `line`: of an audience that names those on the spot and the departments, the one whose work it is.

    Whoever acts is named in full once before being taken apart.
    """
    serving = draft.values.filled.get("服务方")
    served = is_served(draft, point) or _FOR_FIRMS.search(line)
    if serving and served and not point.sibling.safeguard:
        return serving
    parts = heads.audience_parts(point.actor)
    if parts is None or point.actor not in draft.used.named:
        return point.actor
    departments = heads.is_department_work(line)
    return heads.in_short(parts) if departments is None else parts[departments]


_FOR_FIRMS = re.compile(
    "(?<=[^，。；])(?:企业|经营主体|项目单位|办事人|诉求)|审批(?!节点|流程)|备案|能评|环评|督促|执法|检查组|拨付|授信|补贴|牵线|约请|会诊|政策|辖区|行业主管|金融机构|孵化载体"
)
"""What is done for entrepreneurs rather than by them (为企业做的事): 融资服务, 帮扩产."""


_WITHOUT_SUBJECT = re.compile("[把将对给用按以从向在围]")


def _hoped(draft: Draft, point: Point, line: str, owner: str) -> str:
    """The line as a visitor says it (上级代表): a hope wherever those who are hoped of are named, and first of all.

    owner: who does it as the brief says; "" where it does not.
    """
    if "希望" in line:
        draft.used.hoped.add(point.node)
        return line
    if not owner and not point.sibling.safeguard and draft.named(_actor(draft, point, line)):
        # Once in full is enough: they sit there.
        line = re.sub("^<主体>", "大家", line)
    if point.node in draft.used.hoped:
        return f"希望{line}" if line.startswith(("<主体>", "大家")) else line
    draft.used.hoped.add(point.node)
    told = "大家" if draft.named(_actor(draft, point, line)) and not point.sibling.safeguard else "<主体>"
    subject = told if told not in line and _WITHOUT_SUBJECT.match(line) else ""
    return f"希望{subject}{line}"


# --- the third level ---------------------------------------------------------------------------------

PHRASES = 3
"""Phrases of a third level at most."""
ALIKE = 2 / 3
"""A phrase that shares no word with its measure must share so many of its characters (劝导文明祭扫, 管祭祀火)."""


def third_level(draft: Draft, point: Point, measures: Sequence[tuple[str, Heading]]) -> list[tuple[Item, ...]]:
    """Phrases under each of the measures (node, measure) where one more level is wanted (第三层).

    Three each where every measure has three that are near it, else two. Where one has fewer all go without: a phrase
    far from it says nothing of it, gaps say nothing at all, and siblings are of one depth.
    """
    headings = [measure for _, measure in measures]
    pools = [_pool(draft, point, measure) for measure in headings]
    shared = _shared_out(headings, pools, PHRASES)
    if min(map(len, shared), default=0) < PHRASES:
        shared = _shared_out(headings, pools, PHRASES - 1)
    if min(map(len, shared), default=0) < PHRASES - 1:
        draft.shallow.append(point.sibling.name)
        return [()] * len(measures)
    below = []
    for (node, _), pool, phrases in zip(measures, pools, shared, strict=True):
        draft.used.lines |= set(phrases)
        rivals = [
            (phrase, f"{topic.id}/短语", "主题的其他短语")
            for phrase, topic in pool.items()
            if phrases and phrase not in phrases and len(phrase) == len(phrases[0])
        ]
        found = [
            _third(draft, point, f"{node}/{k}", phrase, pool[phrase], rivals) for k, phrase in enumerate(phrases, 1)
        ]
        below.append(_as_chosen(draft, point, found))
    return below


def _third(
    draft: Draft, point: Point, node: str, text: str, topic: Topic, rivals: Sequence[tuple[str, str, str]]
) -> Item:
    origin = Origin("frame", f"{topic.id}/短语", "主题短语")
    return Item(node, point.level + 1, text, point.move, point.step, origin, alternatives=draft.alternatives(rivals))


def _pool(draft: Draft, point: Point, measure: Heading) -> dict[str, Topic]:
    """Phrases that may go under a measure, with their topic: its own topic's, the point's, the meeting's."""
    theme = draft.topics.theme.topic if draft.topics.theme else None
    found: dict[str, Topic] = {}
    for topic in (measure.line.topic, point.match.topic if point.match else None, theme):
        for phrase in topic.phrases if topic else ():
            if phrase not in draft.used.lines and phrase not in measure.text:
                found.setdefault(phrase, topic)  # type: ignore[arg-type]
    return found


def _shared_out(measures: Sequence[Heading], pools: Sequence[dict[str, Topic]], many: int) -> list[list[str]]:
    """Up to `many` phrases that are near it for each measure, none twice, those under one measure of one length.

    What has most in common comes first; then each pool's own order.
    """
    pairs = [
        (-near, order, at, phrase)
        for at, (measure, pool) in enumerate(zip(measures, pools, strict=True))
        for order, phrase in enumerate(_of_one_length(pool, measure, many))
        if (near := _akin(phrase, measure)) > 0
    ]
    ranked = [[phrase for _, _, at, phrase in sorted(pairs) if at == k] for k in range(len(measures))]
    shared: list[list[str]] = [[] for _ in measures]
    given: set[str] = set()
    # Those with the least to choose from choose first, or they would go without.
    for k in sorted(range(len(measures)), key=lambda k: (len(ranked[k]), k)):
        shared[k] = [phrase for phrase in ranked[k] if phrase not in given][:many]
        given |= set(shared[k])
    return shared


def _of_one_length(pool: Iterable[str], measure: Heading, many: int) -> list[str]:
    """Those of the pool that are of the length which has most that are near the measure."""
    near: dict[int, list[float]] = {}
    for phrase in pool:
        near.setdefault(len(phrase), []).append(_akin(phrase, measure))
    best = max(
        near, key=lambda n: (min(many, sum(a > 0 for a in near[n])), sum(sorted(near[n])[-many:]), -n), default=0
    )
    return [phrase for phrase in pool if len(phrase) == best]


_SINGLED_OUT = re.compile("(?:异常|可疑|重点|高危|问题)(?:人员|对象|人群)|(?:标出|揪出|清退|盯住)[一-龥]*人")
_SEARCHED = re.compile("排查|防控|筛查|管控|巡查|检查|整治|清退|监测")
_COMMON = re.compile("解决|难题|机构|困难|协调|产品")
"""Words that a phrase and a line may share without being about one thing."""


def _akin(phrase: str, measure: Heading) -> float:
    """How much a phrase has in common with a measure: words of its heading weigh most, then of its line, then characters.

    0 where they share neither a word nor two thirds of its characters: 发展林下种养 has nothing to do with 林长巡山.
    """
    words = frozenset[str]().union(*map(bigrams, _COMMON.split(phrase))) - STOCK
    if _SINGLED_OUT.search(phrase) and not _SEARCHED.search(measure.text):
        # Those who are cared for are nobody to be marked.
        return 0.0
    # A line of gaps says nothing that a phrase could be near to.
    line = measure.line.text if measure.line.topic else ""
    shared = 2 * len(words & bigrams(measure.text)) + len(words & bigrams(line))
    own = _COMMON.sub("", phrase)
    characters = len(set(own) & set(measure.text + line))
    if not shared and (not own or characters < ALIKE * len(own)):
        return 0.0
    return (shared + 0.1 * characters) / len(phrase)


def _as_chosen(draft: Draft, point: Point, below: list[Item]) -> tuple[Item, ...]:
    """Items of the third level with the writer's own words in, those left out gone; none when one alone would stay."""
    kept: list[Item] = []
    for item in below:
        if draft.leaves_out(item.id):
            continue
        typed = draft.brief.chosen.get(item.id)
        kept.append(draft.own_line(item.id, item.level, typed, point.move, point.step) if typed else item)
    return tuple(kept) if len(kept) >= 2 else ()


# --- measures the brief names ------------------------------------------------------------------------


def _given(draft: Draft, point: Point) -> list[Heading]:
    """Headings and lines for measures the brief names (简要给的措施)."""
    if group := draft.brief.chosen.get(f"{point.node}/组"):
        draft.notes.append(f"“{point.sibling.name}”自己写了措施，选定里“{point.node}/组”的“{group}”没有用上")
    names = list(point.measures)
    matches = [draft.topics.match(name) for name in names]
    # A measure borrows the aims of a topic only when it is that topic: a near one's would miss the point.
    siblings = [
        Sibling(name, m.topic.aims if m and m.by == m.topic.name else ())
        for name, m in zip(names, matches, strict=True)
    ]
    companion = _companion(names[0], point.match) if len(names) == 1 else None
    if companion:
        # One child is none: a second one, from the topic's own phrases, keeps it company.
        siblings.append(Sibling(companion[0]))
        matches.append(point.match)
        names.append(companion[0])
    stock = _stock(draft, point, names)
    # Measures named in the bank's own words stand as they are, and so do those put among them.
    many = len(stock) >= min(2, len(names) / 2)
    as_said = bool(stock) and many and f"{point.node}/句式" not in draft.brief.chosen
    draft.used.lines |= {line.text for line in stock.values()}
    # All lines of a topic are on the thing it is called by: its first one opens the matter.
    parts = {n: m for n, m in zip(names, matches, strict=True) if n not in stock and not (m and m.topic.name == n)}
    near = _near_lines(draft, point.match, parts)
    # Before any of them looks further: what is nearest to one is nobody else's.
    draft.used.lines |= {line.text for line in near.values()}
    ranked = families(draft, siblings, point.level, f"{point.node}/句式")
    family = ranked[0]
    if len(names) > 1 and not as_said:
        use(draft, family)
    note = "照措施原来的话" if as_said else f"句式 {family.ref}（{family.reason}）"
    found: list[Heading] = []
    for k, (name, bent) in enumerate(zip(names, family.headings, strict=True)):
        heading = name if as_said else bent
        origin = (
            Origin("frame", companion[1], note)
            if companion and k == len(point.measures)
            else Origin("brief", f"{point.path}.措施[{k}]", note)
        )
        others = tuple((other.headings[k], other.ref, other.reason) for other in ranked[1:])
        told_so_far = len(draft.notes)
        told = draft.assigned.get(f"{point.path}.措施[{k}]")
        settled = bool(told or _charged(draft, point))
        line = (
            stock.get(name)
            or near.get(name)
            or _fitting_line(draft, name, matches[k], point.match)
            or _open_line(draft, name, settled=settled)
        )
        if _has_own_line(draft, f"{point.node}/{k + 1}", lone=len(names) == 1):
            # What the writer has put there fits, whatever would have stood there.
            del draft.notes[told_so_far:]
        instead = _instead(draft, name, line, point.match, matches[k])
        line = replace(line, actor=heads.own_actor(name), others=(*line.others, *instead))
        # At once: the next one must not take the same line.
        draft.used.lines.add(line.text)
        line = replace(line, about=name)
        if told:
            if others_act(line.text, told.owner):
                draft.used.lines.discard(line.text)
                line = _by_doing(draft, name) or _open_line(draft, name, settled=True)
            line = replace(line, assigned=told, about=name)
        found.append(Heading(heading, line, origin, others))
    return found


def _has_own_line(draft: Draft, node: str, *, lone: bool = False) -> bool:
    """Whether the writer has chosen the line under the measure `node` (选定); a lone measure has no node but its line."""
    return f"{node}/文" in draft.brief.chosen or (lone and node in draft.brief.chosen)


def _stock(draft: Draft, point: Point, names: Sequence[str]) -> dict[str, Line]:
    """Of `names` those that are headings of the bank's measures for such a point, with their lines (照短语库原题)."""
    match, theme = point.match, draft.topics.theme
    topics = [found.topic for found in (match, theme) if found] + list(draft.topics.neighbours() if not match else ())
    groups: list[tuple[str, Topic | None, Group]] = [
        (topic.id, topic, group) for topic in topics for group in topic.groups
    ]
    groups += [(GENERAL, None, group) for group in draft.topics.general]
    about = {"要点": point.sibling.name, "主题": draft.values.filled.get("主题", "")}
    found: dict[str, Line] = {}
    for ref, topic, group in groups:
        for measure in group.measures:
            name = fill(measure.heading, about)
            if name in names and name not in found and measure.text not in draft.used.lines:
                full = f"{ref}/{group.name}"
                found[name] = Line(measure.text, full, f"措施组“{group.name}”", topic=topic)
    return found


def _near_lines(draft: Draft, match: Match | None, names: Mapping[str, Match | None]) -> dict[str, Line]:
    """Of `names`, with what each was taken to mean, those that some line is about, with the line: all at once.

    match: what the point means. The lines are all of its topic's, the meeting's and the measure's own.
    """
    choices: dict[str, list[Near]] = {}
    for name, own in names.items():
        sure = own and not own.general and own.score >= (NEAR if own.topic.field == GENERAL else OWN)
        choices[name] = _choices(draft, name, (*draft.topics.home(match), *((own.topic,) if own and sure else ())))
    return {
        name: Line(
            near.measure.text,
            near.topic.id,
            f"措施“{near.measure.heading}”，与“{name}”相近",
            topic=near.topic,
            own=bool((own := names[name]) and own.topic.id == near.topic.id),
        )
        for name, near in assigned(choices).items()
    }


def _choices(draft: Draft, name: str, topics: Iterable[Topic]) -> list[Near]:
    """The lines of the topics, in all their groups, that are near to a measure called `name`."""
    rows = [
        (Near(topic, group.name, measure, 0.0), replace(measure, text=f"{label}|{measure.text}"))
        for topic in dict.fromkeys(map(draft.topics.whole, topics))
        for group in topic.groups
        for label, measure in zip(labels(group), group.measures, strict=True)
        if measure.text not in draft.used.lines
    ]
    scores = nearness(draft.topics.wordings, name, [labelled for _, labelled in rows])
    return [replace(row, score=score) for (row, _), score in zip(rows, scores, strict=True) if score > 0]


def _instead(
    draft: Draft, name: str, line: Line, match: Match | None, own: Match | None
) -> tuple[tuple[str, str, str], ...]:
    """(text, ref, reason) of what could stand under a measure called `name` in place of its line (备选): what is near
    to it, nearest first, then what is left to be filled in, in other words.

    match: what its point means. own: what it means itself.
    """
    wanted = draft.brief.style.alternatives
    if not wanted:
        return ()
    known = [found.topic for found in (own, match) if found and not found.general]
    near = sorted(_choices(draft, name, (*draft.topics.home(match), *known)), key=lambda near: -near.score)
    found = [(one.measure.text, one.topic.id, f"措施“{one.measure.heading}”，与“{name}”相近") for one in near]
    found += [(frame.text.replace("<措施>", name), frame.id, "留待填") for frame in _open_frames(draft, name)]
    return tuple([other for other in found if other[0] != line.text][:wanted])


def _companion(name: str, match: Match | None) -> tuple[str, str] | None:
    """A phrase of the topic that goes with a lone measure, and its ref: of its length, and a verb-object one like it."""
    if match is None or heads.kind(name) != "动宾":
        return None
    fitting = (p for p in match.topic.phrases if len(p) == len(name) and not bigrams(p) & bigrams(name))
    phrase = next((p for p in fitting if heads.kind(p) == "动宾"), None)
    return (phrase, f"{match.topic.id}/短语") if phrase else None


def _fitting_line(draft: Draft, name: str, own: Match | None, point: Match | None) -> Line | None:
    """The line of content for a named measure: its own topic's, a close one's, its head word's; None for none."""
    used = draft.used.lines
    # 督导考核 is near enough to 督查考核 where both are matters of any field.
    sounds_alike = (
        own and not own.general and own.topic.field == GENERAL and name not in (own.topic.name, *own.topic.synonyms)
    )
    if sounds_alike and (by_doing := _by_doing(draft, name)):
        # 资金统筹 has a word of 统筹协调 and is no matter of it.
        return by_doing
    if own and not own.general and own.score >= (NEAR if own.topic.field == GENERAL else OWN):
        near = best_measure(name, own.topic.groups, used)
        # A group that is called so comes first (尊师重教 in 教师待遇).
        groups = sorted(own.topic.groups, key=lambda group: coverage(name, group.name) < CLOSE)
        # What is only called alike must be spoken of, or the first line there is would do (分流改造, 透水铺装).
        sure = own.by == own.topic.name or name in own.topic.name or own.topic.field == GENERAL
        # All of a general topic is on what it is called besides (经费保障): its first line opens the matter.
        opens = own.topic.field == GENERAL and (
            name in own.topic.synonyms or (own.by in own.topic.synonyms and name.removeprefix(own.by) in STOCK)
        )
        opening = opening_measure(tuple(groups), used) if opens else None
        measure = near[0] if near else opening or _spoken_of(draft, name, tuple(groups), sure=sure)
        said = measure and _shares_a_word(name, measure) and does(name, measure)
        if measure and not said and (by_doing := _by_doing(draft, name)):
            # Called so, and nothing of it said (文明施工 in 改造施工).
            return by_doing
        if measure:
            return Line(measure.text, own.topic.id, f"主题“{own.topic.name}”的措施", topic=own.topic, own=True)
    if own and own.general and own.by in REPORTING and (report := _report(draft, name, own.by)):
        return report
    if heads.own_actor(name) and (open_line := _open_for_own_actor(draft, name)):
        return open_line
    named: list[Measure] = []
    if own and own.general and _says_its_kind(name):
        # A group that is called so comes first (公开公示).
        groups = sorted(
            own.topic.groups, key=lambda group: not any(word in group.name for word in bigrams(name) - STOCK)
        )
        named = [m for group in groups for m in group.measures if "<要点>" in m.text and m.text not in used]
        named = [m for m in named if own.by not in REPORTING or not _SCORES.search(m.text)]
        if own.by in STOCK or not own.topic.name.startswith(own.by):
            # A head word that is only put with that kind of work, or says next to nothing, does not make a line fit.
            named = [m for m in named if _shares_a_word(name, m)]
        # The one that says a word of it comes first (容缺办理: 可容缺的先行受理).
        named.sort(key=lambda m: -draft.topics.told(heads.object_noun(name) or name, m))
    # A general line that says a word of the measure comes before how such things are done, and that before a line of the
    # topic which is not as near as those paired already.
    if own and named and _shares_a_word(name, named[0], besides=own.by):
        return _of_its_kind(draft, name, own, named[0])
    best: tuple[float, Topic, Measure] | None = None
    # Only the point's own topic and the meeting's: a word in common with another field says nothing (联合检查).
    spoken = _ALL_DAY.sub("", name)
    for topic in draft.topics.home(point):
        # Of a kind of work in general a run of characters in common says nothing (合同推广: 协同推进).
        found = best_measure(spoken, topic.groups, used) if not topic.heads else None
        if found and (best is None or found[1] > best[0]):
            best = (found[1], topic, found[0])
    if best and not _tells(name, best[2]):
        best = None
    if best is None and point and not point.general:
        best = _told_of(draft, name, point.topic)
    told = None
    if best:
        _, topic, close = best
        told = Line(close.text, topic.id, f"措施“{close.heading}”，与“{name}”相近", topic=topic)
    if told and best and does(name, best[2]) and _telling(name) & bigrams(best[2].heading):
        # What its heading names it is about.
        return told
    if by_doing := _by_doing(draft, name):
        return by_doing
    return told or (_of_its_kind(draft, name, own, named[0]) if own and named else None)


def _of_its_kind(draft: Draft, name: str, own: Match, measure: Measure) -> Line:
    """A line in general terms for the kind of work a measure ends in."""
    draft.notes.append(f"短语库里没有贴合“{name}”的具体内容，这一条按“{own.topic.name}”写，请核改")
    reason = f"按中心词“{own.by}”取“{own.topic.name}”的措施"
    text = measure.text.replace("<要点>", heads.object_of(name))
    return Line(text, own.topic.id, reason, topic=own.topic, own=True)


_ANYBODY = frozenset("领导 干部 群众 部门 单位 人员 党员 责任".split())
"""Words for people in general: that a line has them, too, says nothing (领导带班, 领导包联)."""


def _telling(name: str) -> frozenset[str]:
    """The pairs of characters of a measure that tell what it is about: not its doing, nor people in general (资金统筹: 资金).

    All that a measure of doings alone has are its doings.
    """
    pairs = bigrams(name) - STOCK - _ANYBODY
    doing = name[-2:] if name[-2:] in heads.ACTIVITY_ENDINGS else ""
    rest = pairs - bigrams(name[-3:]) if doing else pairs
    return rest or (pairs if len(name) <= 4 and name[:2] in heads.ACTIVITY_ENDINGS else rest)


def _tells(name: str, measure: Measure) -> bool:
    """Whether a measure of the bank speaks of what the one called `name` is about, where that is known."""
    return does(name, measure) and bool(_telling(name) & bigrams(f"{measure.heading}|{measure.text}"))


def _shares_a_word(name: str, measure: Measure, besides: str = "") -> bool:
    """Whether a measure of the bank says a telling word of the one called `name`, whatever fills its slots.

    besides: a word of the name that tells nothing.
    """
    said = SLOT.sub("，", f"{measure.heading}，{measure.text}")
    return bool((bigrams(name) - bigrams(besides) - STOCK) & bigrams(said))


_ALL_DAY = re.compile("^(?:[0-9一二两十]+小时|全天候?|昼夜|全时段|必须|务必|一律)+(?=..)")
"""What stands before a doing and says only that it goes on all the time, or must (24小时值班)."""
REPORTING = frozenset("通报 督办 督查 督导 调度 问责 约束".split())
"""Doings that are looked up with 考核 but score nobody."""
_SCORES = re.compile("权重|扣分|评分|打分|名次|评优|年终|考核")


def _report(draft: Draft, name: str, doing: str) -> Line | None:
    """What the general topics say of a 通报 or 督办, in a measure headed by that word, in the rhythm that `name` has."""
    for topic in draft.topics.named:
        for group in topic.groups if topic.field == GENERAL else ():
            for measure in group.measures:
                if measure.heading.startswith(doing) and measure.text not in draft.used.lines:
                    draft.used.lines.add(measure.text)
                    reason = f"措施“{measure.heading}”，与“{name}”相近"
                    return Line(measure.text, f"{topic.id}/{group.name}", reason, topic=topic)
    return None


WAYS = "措施做法"
"""The step of the frames that say how a measure of one kind is done (培训, 检测), whatever it is about."""
LONGEST_NAMED = 10
"""A measure longer than this is no mere doing with its thing."""


def _by_doing(draft: Draft, name: str) -> Line | None:
    """How a measure is done, in its own words, by what kind of doing it is; None where none is left or it is none.

    What it is about is not known: nothing is said of it that would not hold of any other (水质检测, 饲料检测).
    """
    if heads.is_predicate(name) or len(name) > LONGEST_NAMED:
        return None
    for wording in dict.fromkeys((heads.object_of(name), name)):
        material = f"{MEASURE}：{wording}"
        choices = rank_frames(draft.bank, WAYS, {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
        fresh = [choice.frame for choice in choices if choice.frame.id not in draft.used.frames]
        if fresh:
            draft.used.frames.add(fresh[0].id)
            draft.notes.append(f"短语库里没有贴合“{name}”的具体内容，这一条按这类事的一般做法写，请核改")
            others = tuple((frame.text.replace("<措施>", wording), frame.id, "同类事的做法") for frame in fresh[1:])
            return Line(fresh[0].text.replace("<措施>", wording), fresh[0].id, "按是哪一类事取的做法", others)
    return None


MEASURE = "措施"
"""What stands before a measure where the cue of a frame asks for its kind (措施：每周调度)."""
DOES_IT = "自带主体"
"""What the cue of a frame for a measure that names its own actor asks for."""


def _open_for_own_actor(draft: Draft, name: str) -> Line | None:
    """A line of gaps for a measure that says itself who does it: nobody else 牵头s it (自带主体)."""
    found = _cued(draft, DOES_IT)
    if found is None:
        return None
    draft.notes.append(f"短语库里没有贴合“{name}”的具体内容，这一条留了待填，没有凑句")
    return Line(found.text.replace("<措施>", name), found.id, "措施自己写明了谁来做，其余留待填")


def _cued(draft: Draft, cue: str) -> Frame | None:
    """The frame of 措施待填 with just this cue that is fresh; it is used then."""
    cued = [frame for frame in draft.bank.frames if frame.step == "措施待填" and frame.cue == f"^{cue}$"]
    if not cued:
        return None
    frame = min(cued, key=lambda frame: (frame.id in draft.used.frames, frame.id))
    draft.used.frames.add(frame.id)
    return frame


def _spoken_of(draft: Draft, name: str, groups: Sequence[Group], *, sure: bool) -> Measure | None:
    """The measure that tells most of what `name` is about; where none does, the first one of a topic that is sure."""
    # Of a whole predicate the last word says what is done (纳入…考核).
    about = name[-2:] if heads.is_predicate(name) else heads.object_noun(name) or name
    fresh = [m for group in groups for m in group.measures if m.text not in draft.used.lines]
    told = [(draft.topics.told(about, measure), -k) for k, measure in enumerate(fresh)]
    best = max(told, default=(0.0, 0))
    if best[0] > 0:
        return fresh[-best[1]]
    return opening_measure(tuple(groups), draft.used.lines) if sure else None


PLAIN = 6
"""Characters up to which a measure's last word says what kind of work it is."""


def _says_its_kind(name: str) -> bool:
    """Whether general lines for a kind of work fit: not where something is to be stopped or is said in particular.

    严控两高项目上马 is no work on projects to be sped up, 雨季前完成土方工程 no project to be laid in store.
    """
    return len(name) <= PLAIN and not heads.restrains(name) and not any(char.isdecimal() for char in name)


def _told_of(draft: Draft, name: str, topic: Topic) -> tuple[float, Topic, Measure] | None:
    """The measure of the point's own topic that says most of the rare words of `name`, if it says a word of it whole."""
    words = [word for word in (name[at : at + 2] for at in range(len(name) - 1)) if word not in STOCK]
    words = [word for word in words if word not in heads.OPENING_VERBS]
    best: tuple[float, Topic, Measure] | None = None
    for group in topic.groups:
        for measure in group.measures:
            text = f"{measure.heading}|{measure.text}"
            told = draft.topics.told(heads.object_of(name), measure)
            said = any(word in text for word in words)
            if said and told >= TOLD_LEAST and measure.text not in draft.used.lines and (not best or told > best[0]):
                best = (told, topic, measure)
    return best


def _about(draft: Draft, point: Point) -> str:
    """What lines in general terms name: 推进标准统一 is a doing, its lines speak of 标准统一, of a question's the theme."""
    name = point.sibling.name
    if heads.asks(name):
        return draft.values.filled.get("主题") or name
    return heads.object_of(name) if point.match is None or point.match.general else name


SETTLED = "已定"
"""What stands before a measure there instead, where the brief says who does it or by when: all that is left open is how."""


def _open_frames(draft: Draft, name: str, *, settled: bool = False) -> list[Frame]:
    """The frames of gaps for a measure called `name`, those for its kind of measure first; none for a bank without."""
    # A clause has a subject of its own, nobody 牵头s it; nor what stands by itself as a name.
    built = "谓语" if heads.opens_with_verb(name) else "事项"
    material = f"{SETTLED if settled else MEASURE}：{name}；{built}"
    choices = rank_frames(draft.bank, "措施待填", {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
    # All are gaps, so their number decides nothing: of kinds, and within one, what the bank has first comes first.
    frames = sorted(
        (choice.frame for choice in choices),
        key=lambda frame: (not frame.own, not frame.ranks, not frame.cue, frame.id),
    )
    kinds = list(dict.fromkeys(map(_kind_of, frames)))
    return sorted(frames, key=lambda frame: kinds.index(_kind_of(frame)))


def _kind_of(frame: Frame) -> tuple[tuple[str, ...], str]:
    """What kind of measure, and whose speech, a frame of gaps is for."""
    return tuple(frame.ranks), frame.cue.partition("；")[2] or frame.cue


def _open_line(draft: Draft, name: str, *, settled: bool = False) -> Line:
    """For a measure the bank has nothing fitting for: what ought to stand there, as gaps (措施待填).

    settled: whether the brief says who does it or by when.
    """
    draft.notes.append(f"短语库里没有贴合“{name}”的具体内容，这一条留了待填，没有凑句")
    used = draft.used.frames
    frames = _open_frames(draft, name, settled=settled)
    if not frames:
        return Line(f"<主体>抓好“{name}”，<具体做法>。", "空位/措施待填", "没有贴合的内容")
    # Those for its kind of measure take turns.
    kind = _kind_of(frames[0])
    frames = [frame for frame in frames if _kind_of(frame) == kind]
    if used.issuperset(frame.id for frame in frames):
        used -= {frame.id for frame in frames}
    frame = next(frame for frame in frames if frame.id not in used)
    used.add(frame.id)
    return Line(frame.text.replace("<措施>", name), frame.id, "没有贴合的内容，留待填")


def _wished(draft: Draft, point: Point) -> list[Heading]:
    """To guests, and from a visitor: a wish where the bank's lines are none for them (寄语)."""
    found = wish_for(draft, point)
    if found is None:
        return []
    (frame, *rest), who = found
    draft.used.frames.add(frame.id)
    name = point.sibling.name
    others = tuple((other.text.replace("<对象>", who), other.id, "换一种希望") for other in rest)
    open_ends = "，具体的请填" if set(frame.slots) - {"对象", "要点"} else ""
    known = point.match and not point.match.general
    about = f"“{name}”是对来的人讲的" if known else f"没有找到“{name}”这个主题，又是对来的人讲的"
    draft.notes.append(f"{about}，只写了希望，没有派任务{open_ends}，请看合不合")
    line = Line(frame.text.replace("<对象>", who), frame.id, "提希望，不派任务", others)
    return [Heading(name, line, Origin("frame", frame.id, line.reason), ())]


# --- phrases of an own topic as measures -------------------------------------------------------------


OF_PHRASES = "/短语"
"""What a source that is the phrases of a topic ends in, after the topic's id."""


def _phrased(draft: Draft, point: Point) -> list[Heading]:
    """Phrases out of old speeches (短语) as the headings under a point that is called as their topic is, with lines of the
    shipped topic of the same matter, else in general terms; nothing where fewer than two go together.

    Who asks for a group of measures (选定) gets it instead.
    """
    name = point.sibling.name
    topic = draft.topics.phrased(name)
    phrases = _going_together(draft, topic, name) if topic and f"{point.node}/组" not in draft.brief.chosen else []
    if not topic or not phrases:
        return []
    matches = {phrase: draft.topics.match(phrase) for phrase in phrases}
    near = _near_lines(draft, point.match, matches)
    # Before any of them looks further: what is nearest to one is nobody else's.
    draft.used.lines |= {line.text for line in near.values()}
    ref = f"{topic.id}{OF_PHRASES}"
    others = tuple((p, ref, "主题的其他短语") for p in topic.phrases if p not in phrases and p not in draft.used.lines)
    found: list[Heading] = []
    vague: list[str] = []
    for phrase in phrases:
        line = near.get(phrase) or _fitting_line(draft, phrase, matches[phrase], point.match)
        if line is None:
            vague.append(phrase)
            line = _in_general(draft, name, phrase)
        draft.used.lines |= {phrase, line.text}
        found.append(Heading(phrase, line, Origin("frame", ref, f"自己短语库主题“{topic.name}”的短语"), others))
    if vague:
        draft.notes.append(
            f"“{name}”的小标题用的是自己短语库主题“{topic.id}”的短语，其中{'、'.join(f'“{each}”' for each in vague)}"
            "没有专讲它的措施，下面一句用的是通用措施，请重点核改；有自己的做法，写进这个主题的“措施”"
        )
    return found


def _going_together(draft: Draft, topic: Topic, name: str) -> list[str]:
    """Phrases that stand side by side: verb-object ones that have neither their verbs nor, the topic's name aside, any
    word in common; of one length where two are. In their order, nothing where fewer than two do."""
    fitting = [p for p in topic.phrases if p not in draft.used.lines and p != name and heads.kind(p) == "动宾"]

    def apart(phrases: Iterable[str]) -> list[str]:
        kept: list[str] = []
        for phrase in phrases:
            own = bigrams(phrase.replace(topic.name, "|"))
            if all(phrase[:2] != other[:2] and not own & bigrams(other.replace(topic.name, "|")) for other in kept):
                kept.append(phrase)
        return kept[: 3 if draft.count <= 5 else 2]

    rows = [apart(p for p in fitting if len(p) == length) for length in dict.fromkeys(map(len, fitting))]
    best = max(rows, key=len, default=[])
    best = best if len(best) >= 2 else apart(fitting)
    return best if len(best) >= 2 else []


def _in_general(draft: Draft, point: str, phrase: str) -> Line:
    """A line in general terms for a phrase under a point: what opens a group, since the others go on from there."""
    rows = [(ref, group) for ref, group in _groups_for(draft, point, None) if ref == GENERAL]
    rows = rows or [(GENERAL, _LAST_RESORT)]
    ref, group = next((row for row in rows if row[1].measures[0].text not in draft.used.lines), rows[0])
    text = group.measures[0].text
    draft.used.lines.add(text)
    return Line(text.replace("<要点>", heads.object_of(phrase)), f"{ref}/{group.name}", f"通用的措施组“{group.name}”")


# --- measures the phrasebank knows -------------------------------------------------------------------


def _known(draft: Draft, point: Point) -> list[Heading]:
    """A whole group of measures for a point without any of its own (主题的措施组)."""
    name = point.sibling.name
    ranked = _groups_for(draft, name, point.match, [draft.brief.problems[k] for k in point.problems])
    wanted = draft.brief.chosen.get(f"{point.node}/组")
    chosen = _group_named(draft, wanted, ranked) if wanted else None
    if wanted and chosen is None:
        draft.notes.append(f"选定里“{point.node}/组”要的“{wanted}”短语库里没有，没有用上")
    ref, group = chosen or ranked[0]
    by_kind = _kind_of_part(draft, name, point.match)
    told_so_far = len(draft.notes)
    if wider := _only_a_part(draft, point.match, ref):
        offered = "".join(f"“{group.name}”" for group in draft.topics.whole(wider).groups)
        choice = f"；要用它的，在选定里写“{point.node}/组”，可选：{offered}" if offered else ""
        draft.notes.append(
            f"没有专讲“{name}”的措施（“{wider.id}”讲的是别的），这一条用的是通用措施，请重点核改{choice}"
        )
    elif ref == GENERAL:
        draft.notes.append(f"短语库里没有合用于“{name}”的主题，这一条用的是通用措施，请重点核改")
    elif point.match is None:
        draft.notes.append(f"短语库里没有“{name}”这个主题，借用了“{ref}”的措施，请重点核改")
    elif point.match.general:
        draft.notes.append(f"没有找到“{name}”这个主题，这一条按“{point.match.topic.name}”的通用措施写，请重点核改")
    elif by_kind and ref == by_kind.id:
        draft.notes.append(f"没有找到“{name}”这个主题，这一条按“{by_kind.name}”的通用措施写，请重点核改")
    elif point.match.part and point.match.by == name:
        draft.notes.append(f"“{name}”各行各业都有，按本会主题“{ref}”的措施写，请核改")
    elif point.match.part:
        draft.notes.append(f"没有找到“{name}”这个主题，按本会主题“{ref}”里说到“{point.match.by}”的措施写，请核改")
    elif draft.topics.abroad(point.match, name):
        draft.notes.append(f"“{name}”按别的领域的“{ref}”写，与本会未必合，请核改")
    elif beside := draft.topics.beside(point.match, name):
        draft.notes.append(
            f"没有找到“{name}”这个主题，按相近的“{ref}”写（“{'、'.join(beside)}”是它多出来的意思），请核改"
        )
    elif point.match.by == TOLD_IN_PASSING:
        draft.notes.append(f"没有找到“{name}”这个主题，按内容里提到它的“{ref}”写，请核改")
    elif point.match.score < SURE and name not in (point.match.topic.name, *point.match.topic.synonyms):
        draft.notes.append(f"“{name}”按“{ref}”写（与“{point.match.by}”相近），不对请改要点的说法或自己写措施")
    elif point.match.unspoken:
        draft.notes.append(f"“{name}”归在“{ref}”里写，措施没有专讲它的话，不合请改")
    if chosen:
        # The writer knows what stands here.
        del draft.notes[told_so_far:]
    full = f"{ref}/{group.name}"
    draft.used.groups |= {full, group.name}
    # Four measures that belong together are not torn apart while there is room.
    limit = 4 if len(group.measures) == 4 and draft.count <= 3 else 3 if draft.count <= 5 else 2
    origin = Origin("frame", full, f"主题 {ref} 的措施组“{group.name}”")
    found: list[Heading] = []
    # A line that stands already is not said again, as long as a pair of siblings is left.
    fresh = [measure for measure in group.measures if measure.text not in draft.used.lines]
    kept = _nearest(name, fresh if len(fresh) >= 2 else group.measures, limit)
    for k, measure in enumerate(kept):
        rivals = [(g.measures[k], r, g.name) for r, g in ranked if g is not group and k < len(g.measures)]
        others = tuple((m.text, f"{r}/{g}", "同组其他措施") for m, r, g in rivals)
        topic = next((t for t in draft.topics.topics if t.id == ref), None) if chosen else None
        topic = point.match.topic if point.match and ref == point.match.topic.id else topic
        line = Line(measure.text, full, f"措施组“{group.name}”", others, topic, bool(topic and topic.heads))
        heading = fill(measure.heading, {"要点": _about(draft, point), "主题": draft.values.filled.get("主题", "")})
        headings = tuple((m.heading, f"{r}/{g}", f"换一种切法：{g}") for m, r, g in rivals)
        found.append(Heading(heading, line, origin, headings))
    return found


def _only_a_part(draft: Draft, match: Match | None, ref: str) -> Topic | None:
    """The topic none of whose groups is about the point, where general measures stand instead; else None."""
    return match.wider if match and match.wider and ref != match.wider.id else None


def _group_named(draft: Draft, wanted: str, ranked: Sequence[tuple[str, Group]]) -> tuple[str, Group] | None:
    """(ref, group) that 选定 asks for, by its name or 领域/主题/组: one that is offered, else the first in the whole bank."""
    everywhere = [(topic.id, group) for topic in draft.topics.topics for group in topic.groups]
    everywhere += [(GENERAL, group) for group in draft.topics.general]
    for ref, group in (*ranked, *everywhere):
        if wanted in (group.name, f"{ref}/{group.name}"):
            return ref, group
    return None


def _groups_for(draft: Draft, name: str, match: Match | None, problems: Sequence[str] = ()) -> list[tuple[str, Group]]:
    """(ref, group) of all that may stand under the point called `name`, best first; never empty.

    problems: those the point answers; of groups in general terms the one with the remedy they ask for comes first.
    """

    def remedies(group: Group) -> float:
        return max((_remedied(problem, group) for problem in problems), default=0.0)

    found: list[tuple[float, int, str, Group]] = []
    restrained = heads.restrains(name) and (match is None or match.general)
    if restrained:
        # Nothing that promotes it: what clears the old, keeps out the new, stops gaps.
        match = None
    if match:
        for order, group in enumerate(match.topic.groups):
            # A point that is only a part of the topic wants the group that deals with it.
            close = sum(_closest(name, measure) for measure in group.measures) / len(group.measures)
            if any(word in group.name for word in bigrams(name) - STOCK):
                # One called by the thing alone says more than one that has it among others.
                close += CALLED + coverage(group.name, name) / 3
            elif _tail_said(name, match, group):
                close += TAIL
            # In general terms, the lines that name the point say most.
            named = 0.3 * _naming(group) + remedies(group) if match.general else 0.0
            if heads.asks(name):
                # 围绕为什么学… is no Chinese: a question stands in no line.
                named -= 2 * 0.3 * _naming(group)
            if match.general and match.by in REPORTING:
                # 通报 and 督办 score nobody.
                named -= sum(bool(_SCORES.search(measure.text)) for measure in group.measures)
            if any("<建成设施>" in measure.text for measure in group.measures):
                named += BUILT if "建成设施" in draft.values.filled else -BUILT
            score = 2.0 + close + named + _freshness(draft, match.topic.id, group)
            found.append((score, -order, match.topic.id, group))
        if match.topic.field == GENERAL and draft.topics.sure and draft.topics.theme:
            # What the meeting's own topic has under that very name (宣传教育) says more than what fits any meeting.
            theme_topic = draft.topics.theme.topic
            for group in theme_topic.groups:
                if group.name == name:
                    found.append((OWN_GROUP + _freshness(draft, theme_topic.id, group), 0, theme_topic.id, group))
        if kind := _kind_of_part(draft, name, match):
            # Where the theme's own group stands already, the kind of work still says more than what fits anything.
            for order, group in enumerate(kind.groups):
                score = KIND_OF_PART + _freshness(draft, kind.id, group)
                found.append((score, -order, kind.id, group))
        theme = draft.topics.theme
        if match.topic.by_theme and theme and theme.topic.id not in {m.topic.id for m in draft.matches if m}:
            # What is to be put right (重点整治) is what the meeting is about, where that is known.
            for order, group in enumerate(theme.topic.groups):
                score = THEME + _freshness(draft, theme.topic.id, group)
                found.append((score, -order, theme.topic.id, group))
    elif not restrained:
        for topic in draft.topics.neighbours():
            for group in topic.groups:
                close = max(_closest(name, measure) for measure in group.measures)
                if close >= CLOSE:
                    found.append((1.0 + close + _freshness(draft, topic.id, group), 0, topic.id, group))
    if match and match.wider:
        # Offered, never chosen: they are about something else.
        for order, group in enumerate(match.wider.groups):
            score = ASIDE + _freshness(draft, match.wider.id, group)
            found.append((score, -order, match.wider.id, group))
    for order, group in enumerate(draft.topics.general):
        # For a point nobody knows, groups whose lines name the point come first.
        fits = 5.0 * restrained * all(heads.restrains(measure.heading) for measure in group.measures)
        score = (
            fits
            - bool(_ITEMISED.search(_text(group)) and not _HAS_ITEMS.search(name))
            + (-0.3 if heads.asks(name) else 0.3) * _naming(group)
            + remedies(group)
            + _freshness(draft, GENERAL, group)
        )
        found.append((score, -order, GENERAL, group))
    found.sort(key=lambda entry: (-entry[0], -entry[1], entry[2], entry[3].name))
    return [(ref, group) for _, _, ref, group in found] or [(GENERAL, _LAST_RESORT)]


_ITEMISED = re.compile("销号|入账")
_HAS_ITEMS = re.compile(
    "问题|隐患|短板|弱项|矛盾|纠纷|积案|欠账|遗留|存量|清单|事项|违建|整治|整改|治理|化解|清理|清查|清零|清欠|排查|攻坚|处置|消除"
)
"""Matters that are done with one by one (隐患整改): nothing else is registered and crossed off (特色定位)."""


def _text(group: Group) -> str:
    return "|".join(measure.text for measure in group.measures)


def _tail_said(name: str, match: Match, group: Group) -> bool:
    """Whether a group has the last word of a point whose topic goes by whose it is (网格员兼职补贴: 补贴)."""
    whose = match.by and match.by != match.topic.name and name != match.by and name.startswith(match.by)
    tail = name[-2:]
    return (
        bool(whose) and tail not in STOCK and any(tail in measure.heading + measure.text for measure in group.measures)
    )


KIND_OF_PART = 1.4
"""Weight of the groups for a kind of work under a part of the theme."""


def _kind_of_part(draft: Draft, name: str, match: Match | None) -> Topic | None:
    """The general topic for the kind of work that a part of the theme is (水源建设 → 创建类); None for any other point."""
    kind = draft.topics.by_head(name) if match and match.part else None
    return kind.topic if kind else None


REMEDY = 0.5
"""Weight of a group all of whose measures are of the kind of remedy a problem asks for."""


def _remedied(problem: str, group: Group) -> float:
    return REMEDY * sum(asks_for(problem, m.heading + m.text) for m in group.measures) / len(group.measures)


def _naming(group: Group) -> float:
    """Share of the group's lines that name the point, 0 to 1."""
    return sum("<要点>" in measure.text for measure in group.measures) / len(group.measures)


def _freshness(draft: Draft, ref: str, group: Group) -> float:
    penalty = 0.0
    if f"{ref}/{group.name}" in draft.used.groups:
        penalty -= 1.5
    elif group.name in draft.used.groups:
        penalty -= 0.5
    return penalty - 0.6 * sum(measure.text in draft.used.lines for measure in group.measures)


def _nearest(point: str, measures: Sequence[Measure], most: int) -> list[Measure]:
    """So many of the measures in their order: those that speak of the point, then the first ones."""
    close = [coverage(point, f"{measure.heading}|{measure.text}") for measure in measures]
    order = sorted(range(len(measures)), key=lambda k: (-close[k] if close[k] >= KEPT else 0.0, k))
    return [measures[k] for k in sorted(order[:most])]


def _closest(point: str, measure: Measure) -> float:
    return max(coverage(point, measure.heading), coverage(point, measure.text))


_LOWEST = re.compile("^(?:全|[一-龥]{2,3})(?P<level>镇|乡|街道)")
_ITS_OWN = re.compile("属地(?:乡镇街道|乡镇（街道）|镇街|街镇|乡镇|街道)")


def _at_home(draft: Draft, text: str) -> str:
    """属地乡镇 as it is called at a meeting of the town itself: 镇里, 乡里, 街道."""
    found = _LOWEST.match(draft.brief.region or draft.brief.meeting)
    if not found or "属地" not in text:
        return text
    return _ITS_OWN.sub("街道" if found["level"] == "街道" else f"{found['level']}里", text)


def _without_doubling(text: str, actor: str) -> str:
    """各级党委党组织把… → 各级党委把…: an actor that already is the body the line goes on to name."""
    for ending, doubled in _SAME_BODY:
        if actor.endswith(ending):
            text = text.replace(actor + doubled, actor)
    # 各村党组织组织薄弱村: the same two characters twice, once as a noun and once as a verb.
    return text.replace(f"{actor}组织", f"{actor}发动") if actor.endswith("组织") else text
