"""What the rooms of the planner share while one outline is made (谋篇的底稿): the givens, what is used up, the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.bank.model import Bank, Occasion
from drafter.brief.schema import Brief
from drafter.language.heads import doing_last
from drafter.language.late import late
from drafter.language.meetings import quoted_inside
from drafter.language.restraints import restrains
from drafter.language.surnames import SURNAMES
from drafter.plan.assignments import Assignment, taken_out, unassigned
from drafter.plan.before import Before, nothing_before
from drafter.plan.by_kind import by_state
from drafter.plan.fitting import apart, fitted
from drafter.plan.frames import compose
from drafter.plan.match import THRESHOLD, Match
from drafter.plan.means import Means, means_of
from drafter.plan.occasion import occasion_of
from drafter.plan.sibling import Sibling
from drafter.plan.topics import Topics
from drafter.plan.values import Values, values_of
from drafter.records import Alternative, Item, Origin

LEFT_OUT = "不讲"
"""Under 选定 in place of a wording: the line, or the measure with all under it, is left out (略去)."""

CHOSEN = "选定."
"""What the source of a line begins with that the writer chose or typed."""


@dataclass(slots=True)
class Used:
    """What this outline has used already, so that it does not repeat itself (已用)."""

    frames: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    """The own words of the frames so far, in order."""
    lines: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    aims: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    """Bodies and people named so far."""
    built_on: set[str] = field(default_factory=set)
    """Achievements a point has already been tied to."""


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point, the safeguard (保障) among them, with all that decides what stands under it."""

    node: str
    path: str
    """Its field in the brief: 意见[0] …, 保障."""
    sibling: Sibling
    match: Match | None
    measures: tuple[str, ...]
    """Those the brief names."""
    actor: str
    move: str
    step: str
    """The step of the lines under it."""
    problems: tuple[int, ...] = ()
    """Which problems of the brief it answers."""
    level: int = 2
    """The level of the headings under it: 1 where the point itself bears no number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One outline in the making; only `used`, `notes`, `silent`, `shallow` and the fillers in `values` change."""

    brief: Brief
    bank: Bank
    occasion: Occasion
    rank: str
    count: int
    """Level-1 points, the safeguard included."""
    values: Values
    means: Means
    topics: Topics
    matches: tuple[Match | None, ...]
    """For each point of the brief, what it was taken to mean."""
    assigned: Mapping[str, Assignment] = field(default_factory=dict)
    """Path of a point or measure of the brief → who is to do it and by when, where the brief says so."""
    used: Used = field(default_factory=Used)
    notes: list[str] = field(default_factory=list)
    typed: frozenset[str] = frozenset()
    """The lines chosen or typed by the writer, as they stand (选定)."""
    silent: set[str] = field(default_factory=set)
    """Nodes left out because the writer said so."""
    before: Before = nothing_before
    """What old speeches have under a heading called as a point is."""
    shallow: list[str] = field(default_factory=list)
    """Measures whose line has no clauses for the third level that was asked for."""

    @property
    def with_safeguard(self) -> bool:
        """Whether the safeguard is a numbered point."""
        return self.brief.safeguard is not None

    @property
    def after_the_speech(self) -> bool:
        """Whether the host speaks after the leader has (讲话之后): what was said is not said over again."""
        return self.occasion.name == HOSTED and "讲话领导" in self.values.filled

    def gives(self, name: str) -> bool:
        """Whether the brief says anything under 刚才, 成绩, 问题 or 对象."""
        given = {
            "刚才": self.brief.events,
            "成绩": self.brief.achievements,
            "问题": self.brief.problems,
            "对象": self.brief.audience,
        }
        return bool(given.get(name))

    def leaves_out(self, node: str) -> bool:
        """Whether the writer wants nothing said here; remembered, so that it can be told apart from a stale choice."""
        if self.brief.chosen.get(node) != LEFT_OUT:
            return False
        self.silent.add(node)
        return True

    def named(self, who: str | None) -> bool:
        """Whether a line so far names `who`, if there is anybody to name."""
        return not who or any(who in name for name in self.used.named)

    def budget(self, share: int) -> int:
        """Suggested characters for `share` percent of the speech, in tens."""
        total = sum(stage.share for stage in self.occasion.stages) or 100
        return round(self.occasion.characters * share / total / 10) * 10

    def alternatives(self, found: Iterable[tuple[str, str, str]]) -> tuple[Alternative, ...]:
        """The first distinct (text, ref, reason), as many as the brief wants (备选)."""
        seen: dict[str, Alternative] = {}
        for text, ref, reason in found:
            if text not in seen:
                seen[text] = Alternative(text, ref, reason)
            if len(seen) >= self.brief.style.alternatives:
                break
        return tuple(seen.values()) if self.brief.style.alternatives else ()

    def by_ref(self, node: str, options: Iterable[tuple[str, str, str]]) -> tuple[str, str, str] | None:
        """The option (text, ref, reason) whose ref 选定 names for a node, as 备选 shows it; None for words of one's own."""
        wanted = self.brief.chosen.get(node)
        return next((option for option in options if option[1] == wanted), None) if wanted else None

    def own_line(
        self, node: str, level: int, text: str, move: str, step: str, joined: bool = False, budget: int = 0
    ) -> Item:
        """A line chosen or typed by the writer (选定)."""
        shown, gaps = compose(text, self.values.filled, self.bank.hints)
        origin = Origin("brief", f"{CHOSEN}{node}", "手工选定")
        return Item(node, level, shown, move, step, origin, gaps=gaps, joined=joined, budget=budget)


def begin(brief: Brief, bank: Bank, before: Before = nothing_before) -> Draft:
    """An empty draft for `brief`; before: see plan.outline.plan. Raises InvalidData when the bank has no occasion at all."""
    whole = brief
    brief, assigned = taken_out(brief)
    occasion = occasion_of(brief, bank)
    if occasion.name == HOSTED:
        brief = _comrades(brief)
    count = len(brief.points) + (brief.safeguard is not None)
    values = values_of(brief, bank, count)
    for path, when in _times_to_pass_on(brief, assigned):
        values.filled["传达时限"], values.paths["传达时限"] = when.removesuffix("前"), path
    means = means_of(bank)
    topics = means.topics(values.filled.get("主题", ""), f"{brief.meeting}{brief.audience or ''}")
    topics.wordings.foresee(_said(brief))
    notes = []
    if asked := list(unassigned(whole)):
        named = "、".join(f"“{wording}”" for wording in asked)
        notes.append(f"{named}括号里的认不出是责任单位还是时限，照原样留着；是的话请写明，如（责任单位：…；时限：…）")
    if "occasion" not in brief.model_fields_set:
        notes.append(f"简要没有写场合，按会名作“{occasion.name}”，不对请写上“场合”")
    if brief.theme is None and (theme := values.filled.get("主题")):
        notes.append(f"简要没有写主题，按会名取“{quoted_inside(theme)}”，不对请写上“主题”")
    told = any(item.topic for item in brief.achievements)
    if told and (bare := [item.fact for item in brief.achievements if item.fact and not item.topic]):
        notes.append(f"成绩里{'、'.join(f'“{fact}”' for fact in bare)}没有写要点，和别的几条不齐，请补上“要点”")
    notes += _overlapping([*(point.topic for point in brief.points), *([values.safeguard] if brief.safeguard else [])])
    trainees = occasion.name == COURSE and (not brief.audience or "学员" in brief.audience)
    # One line that speaks of a point is enough after the leader's speech, and so it is for measures of the writer's own.
    single = occasion.name == HOSTED and "讲话领导" in values.filled
    meant = tuple(
        _match(topics, point.topic, trainees=trainees, whole=single or bool(point.measures)) for point in brief.points
    )
    notes += _of_one_topic(brief, meant)
    given = zip(brief.points, meant, strict=True)
    matches = apart([found if point.measures else _unmeasured(topics, point.topic, found) for point, found in given])
    return Draft(
        notes=notes,
        brief=brief,
        bank=bank,
        occasion=occasion,
        rank="主持人" if occasion.name == HOSTED else brief.speaker.rank,
        count=count,
        values=values,
        topics=topics,
        matches=matches,
        assigned=assigned,
        means=means,
        before=before,
        typed=frozenset(compose(text, values.filled, bank.hints)[0] for text in brief.chosen.values()),
    )


def _said(brief: Brief) -> Iterator[str]:
    """What topics and lines will be compared with: the points, their measures and what they answer."""
    for point in brief.points:
        yield from (point.topic, *point.measures)
        # What no topic is called is looked for with its verb behind it as well.
        yield from map(doing_last, (point.topic, *point.measures))
    yield from brief.problems
    yield from brief.safeguard.measures if brief.safeguard else ()


_PASSED_ON = late("传达|学习")


def _times_to_pass_on(brief: Brief, assigned: Mapping[str, Assignment]) -> list[tuple[str, str]]:
    """(path, deadline) of the first measure on what the meeting is to be passed on by (传达时限), where the brief dates one."""
    wordings = [
        (f"意见[{k}].措施[{n}]", f"{point.topic}{measure}")
        for k, point in enumerate(brief.points)
        for n, measure in enumerate(point.measures)
    ]
    dated = ((path, text, assigned[path].deadline) for path, text in wordings if path in assigned)
    found = [
        (path, when) for path, text, when in dated if when.endswith("前") and "会议" in text and _PASSED_ON.search(text)
    ]
    return found[:1]


HOSTED = "主持讲话"
"""The occasion that calls up the others and closes the meeting."""
_LEADER = late(
    "(?:书记|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主任|部长|局长|厅长|院长|检察长|秘书长|主席)"
    f"[{SURNAMES}][一-龥]{{1,2}}$"
)


def _comrades(brief: Brief) -> Brief:
    """A host names leaders as 同志: 县长韩某某 → 县长韩某某同志."""
    events = tuple(
        event.model_copy(update={"who": event.who + "同志"}) if _LEADER.search(event.who) else event
        for event in brief.events
    )
    return brief.model_copy(update={"events": events}) if events != brief.events else brief


COURSE, STUDY = "培训班开班", frozenset(("学习类", "参训类"))
"""The occasion that speaks to trainees, and the kinds of work that are theirs."""


def _match(topics: Topics, point: str, *, trainees: bool, whole: bool) -> Match | None:
    """What a point means; to trainees 理论武装 is their own study, not what a party committee arranges.

    whole: all of its topic is wanted, not only the part that is about the point.
    """
    studied = topics.by_head(point) if trainees else None
    if studied and studied.topic.name in STUDY:
        return studied
    found = topics.match(point) if whole else fitted(topics, point, topics.match(point))
    if trainees and (found is None or found.general):
        # How they are to behave, what they are to learn, else (报表审核) what they are to do at their posts with it.
        wanted = "参训类" if _RULES.search(point) else "学习类" if _LEARNT.search(point) else "返岗类"
        kind = next((topic for topic in topics.topics if topic.name == wanted), None)
        return Match(kind, THRESHOLD, point, general=True) if kind else found
    return found


def _unmeasured(topics: Topics, point: str, found: Match | None) -> Match | None:
    """What a point without measures means: one of which next to nothing is known is told by how things are to stand."""
    if found and found.topic.groups and (not found.general or len(found.by) > 1):
        return found
    state = None if restrains(point) else by_state(topics, point)
    return replace(state, wider=found.topic if found else None) if state else found


_RULES = late("态度|纪律|学风|作风|规矩|守|廉|自律|管理")
_LEARNT = late("学|读书|读原|研讨|悟|理论|知识|吃透|弄懂|领会|思考")


_TRIMMINGS = late("^(?:加强|强化|做好|抓好|推进)|(?:工作|建设)$")


def _overlapping(points: Sequence[str]) -> list[str]:
    """A note for every two points that say nearly the same (要点重叠): 维权服务, 维权服务工作, 职工维权服务."""
    cores = [_TRIMMINGS.sub("", point) or point for point in points]
    return [
        f"“{points[i]}”和“{points[j]}”说的像是一件事，请看要不要并成一点"
        for i in range(len(points))
        for j in range(i + 1, len(points))
        if cores[i] == cores[j]
        or (min(len(cores[i]), len(cores[j])) >= 4 and (cores[i] in cores[j] or cores[j] in cores[i]))
    ]


def _of_one_topic(brief: Brief, matches: Sequence[Match | None]) -> list[str]:
    """A note for every two points that are two names of one topic (同一主题): 精文减会, 基层减负.

    Not where each has measures of its own in the brief, or in the topic, which tell them apart.
    """
    named = [
        (point.topic, match.topic, bool(point.measures))
        for point, match in zip(brief.points, matches, strict=True)
        if match and not match.general and point.topic in match.topic.names
    ]
    return [
        f"“{a}”和“{b}”都归在“{topic.name}”名下，内容容易重叠，请看要不要并成一点"
        for k, (a, topic, told) in enumerate(named)
        for b, other, told_too in named[k + 1 :]
        if topic.id == other.id and a != b and not (told and told_too) and set(topic.groups) & set(other.groups)
    ]
