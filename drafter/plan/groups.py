"""Which group of measures (措施组) stands under a point that has none of its own, best first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from drafter.bank.model import Group, Measure, Same, Topic
from drafter.language import heads, restraints
from drafter.language.late import late
from drafter.language.remedies import asks_for, kinds_of
from drafter.language.saying_little import LIGHT_IN_MEASURE, STOCK
from drafter.language.similar import bigrams, coverage
from drafter.language.troubles import core
from drafter.plan.by_kind import STRUCK, is_figure
from drafter.plan.draft import Draft
from drafter.plan.match import GENERAL, SURE, Match
from drafter.plan.matter import strange_lines
from drafter.plan.nearest import labels

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
LISTED = 6.0
"""Weight against a group for certain works of a kind that its name lists (突查、暗访), where the point has none of them."""
STRANGE, OF_OTHERS = 1.0, 3.0
"""Weight against a group of several lines on a matter of its own, which comes after the others of its kind then, and against one
all of whose lines are: it comes after those that fit any work. One line alone may have but an odd joint of two words."""
TAIL = 0.3
"""Weight of a group that has the last word of the point."""
KIND_FIRST = 4.0
"""Weight of the kind of work before a topic of another field that is only near."""
OTHERS = 0.6
"""Weight of a measure that another point is about, against its group."""
THEME = 2.5
"""Weight of the theme's own groups under a point that is about whatever the theme is."""
OWN_GROUP = 4.0
"""Weight of the group of the theme's topic that is called as the point is."""
LAST_RESORT = Group("清单", (Measure("列清单", "<主体>列出任务清单，由<牵头单位>牵头，<完成时限>前见到成效。"),))
"""The group where the bank has none at all."""
REPORTING = frozenset("通报 督办 督查 督导 调度 问责 约束".split())
"""Doings that are looked up with 考核 but score nobody."""
SCORES = late("权重|扣分|评分|打分|名次|评优|年终|考核")
"""What a line says that scores somebody."""


def kind_instead(draft: Draft, name: str, match: Match) -> Topic | None:
    """The kind of work that says more of a point than a topic of another field that only sounds like it (惠民补贴 for the 补贴
    of bus lines); None where the topic is called so, or the kind is not known."""
    if name in match.topic.names or match.general or not draft.topics.abroad(match, name):
        return None
    kind = draft.topics.by_head(name)
    return kind.topic if kind else None


def group_named(draft: Draft, wanted: str, ranked: Sequence[tuple[str, Group]]) -> tuple[str, Group] | None:
    """(ref, group) that 选定 asks for, by its name or 领域/主题/组: one that is offered, else the first in the whole bank."""
    everywhere = [(topic.id, group) for topic in draft.topics.topics for group in topic.groups]
    everywhere += [(GENERAL, group) for group in (*draft.topics.general, *draft.topics.known.hopes)]
    for ref, group in (*ranked, *everywhere):
        if wanted in (group.name, f"{ref}/{group.name}"):
            return ref, group
    return None


def groups_for(draft: Draft, name: str, match: Match | None, problems: Sequence[str] = ()) -> list[tuple[str, Group]]:
    """(ref, group) of all that may stand under the point called `name`, best first; never empty.

    problems: those the point answers; of groups in general terms the one with the remedy they ask for comes first.
    """
    # 打击走私 is a matter of cases, not of clearing the old and keeping out the new.
    restrained = restraints.restrains(name) and (match is None or (match.general and match.by not in STRUCK))
    if restrained:
        # Nothing that promotes it: what clears the old, keeps out the new, stops gaps.
        match = None
    found: list[_Ranked] = []
    if match:
        found += _of_its_topic(draft, name, match, problems)
        found += _of_topics_beside(draft, name, match, problems)
        if instead := kind_instead(draft, name, match):
            for weight, order, ref, group in _weighed(draft, instead, KIND_FIRST):
                listed = any(word in name for word in group.name.split("、"))
                found.append((weight + listed - LISTED * _lists_others(name, match, group), order, ref, group))
    if not restrained and (match is None or is_figure(match)):
        # Of a figure the meeting's own topic may say how it comes about (合格证开具率).
        known = 2.0 if match else 0.0
        theme = draft.topics.theme
        for topic in draft.topics.neighbours() if match is None else (theme.topic,) if theme else ():
            for group in topic.groups:
                close = max(_closest(name, measure) for measure in group.measures)
                if close >= CLOSE:
                    found.append((1.0 + known + close + _freshness(draft, topic.id, group), 0, topic.id, group))
    if match and match.wider:
        # Offered, never chosen: they are about something else.
        found += _weighed(draft, match.wider, ASIDE)
    if not restrained:
        found += _by_doing(draft, name, match, problems)
    for order, group in enumerate(draft.topics.general):
        if group.troubles or group.points:
            continue  # for those alone whose doing or trouble it is
        # For a point nobody knows, groups whose lines name the point come first.
        fits = 5.0 * (restrained and all(restraints.restrains(measure.heading) for measure in group.measures))
        score = (
            fits
            - (_is_itemised(Same(group.measures)) and not _HAS_ITEMS.search(name))
            + (-0.3 if heads.asks(name) else 0.3) * _naming(group)
            + _remedies(problems, group)
            + _freshness(draft, GENERAL, group)
        )
        found.append((score, -order, GENERAL, group))
    found = _own_matter_last(draft, name, match, found)
    return [(ref, group) for _, _, ref, group in found] or [(GENERAL, LAST_RESORT)]


_BY_DOING, _BY_TROUBLE, _BY_VERB = 6.0, 4.0, 3.5
"""Weight of a group for how a point ends, for the trouble it answers, and for the one verb its last two characters have."""


def _by_doing(draft: Draft, name: str, match: Match | None, problems: Sequence[str]) -> list[_Ranked]:
    """The groups of no topic for the doing a point ends in (旧瓦转运: 转运), else for the kind of trouble it answers.

    Only where nothing else is known of it, or less of its end: one verb of one character, a shorter word.
    """
    if match and match.topic.groups and not match.general:
        return []
    core = name.removesuffix("工作")
    # What is known by the kind of thing alone (滑雪伤员: 人) is no word it ends in.
    known = 0 if not match or not match.topic.groups else len(match.by) if core.endswith(match.by) else 1
    # A point may name the trouble itself (偷电).
    told = [kind for text in (name, *problems) for kind in kinds_of(text)]
    found: list[_Ranked] = []
    for order, group in enumerate(draft.topics.general):
        longest = max((len(end) for end in group.points if core.endswith(end)), default=0)
        by_verb = any(len(end) == 1 and end in core[-2:] for end in group.points) and len(core) > 2
        weight = 0.0
        if longest > max(known, 1):
            weight = _BY_DOING + longest / 10
        elif known <= 1 and any(kind in group.troubles for kind in told):
            weight = _BY_TROUBLE - min(told.index(kind) for kind in group.troubles if kind in told) / 10
        elif not known and by_verb:
            weight = _BY_VERB
        if weight:
            found.append((weight + _freshness(draft, GENERAL, group), -order, GENERAL, group))
    return found


def _own_matter_last(draft: Draft, name: str, match: Match | None, found: list[_Ranked]) -> list[_Ranked]:
    """The groups best first, those in general terms weighed against by each line on a matter of its own (见 matter).

    Only as many are looked at as come before the first that stands the test.
    """
    kinds = {topic.id: topic for topic in draft.topics.topics if topic.heads}
    foreign = match.topic.id if match and match.score < SURE and draft.topics.abroad(match, name) else GENERAL
    heap = [(-weight, -order, ref, group.name, False, group) for weight, order, ref, group in found]
    heap.sort(key=lambda row: row[:4])
    while heap:
        weight, order, ref, label, seen, group = heap[0]
        if seen or (ref not in (GENERAL, foreign) and ref not in kinds):
            break
        if not (match and _called_by(name, match, group)):
            strange = strange_lines(draft, name, group, kinds.get(ref))
            weight += OF_OTHERS if strange == len(group.measures) else STRANGE * (strange > 1)
        heap[0] = (weight, order, ref, label, True, group)
        heap.sort(key=lambda row: row[:4])
    return [(-weight, -order, ref, group) for weight, order, ref, _, _, group in heap]


_Ranked = tuple[float, int, str, Group]
"""What a group weighs under a point, minus its place in its topic, its ref, the group."""


def _of_its_topic(draft: Draft, name: str, match: Match, problems: Sequence[str]) -> list[_Ranked]:
    """The groups of the topic that the point was taken to mean."""
    found: list[_Ranked] = []
    for order, group in enumerate(match.topic.groups):
        # A point that is only a part of the topic wants the group that deals with it.
        close = sum(_closest(name, measure) for measure in group.measures) / len(group.measures)
        if name in group.points or match.by in group.points or _called_by(name, match, group):
            # One called by the thing alone says more than one that has it among others.
            close += CALLED + (1.0 if name in group.points else coverage(group.name, name)) / 3
        elif _tail_said(name, match, group):
            close += TAIL
        elif match.general:
            close -= LISTED * _lists_others(name, match, group)
        # In general terms, the lines that name the point say most.
        named = 0.3 * _naming(group) + _remedies(problems, group) if match.general else 0.0
        if heads.asks(name):
            # 围绕为什么学… is no Chinese: a question stands in no line.
            named -= 2 * 0.3 * _naming(group)
        if match.general and match.by in REPORTING:
            # 通报 and 督办 score nobody.
            named -= sum(bool(SCORES.search(measure.text)) for measure in group.measures)
        if any("<建成设施>" in measure.text for measure in group.measures):
            named += BUILT if "建成设施" in draft.values.filled else -BUILT
        if not any(word in measure.heading for word in bigrams(name) - STOCK for measure in group.measures):
            # One with a heading of the point's own spares the others' instead.
            named -= OTHERS * sum(of_another(draft, name, measure) for measure in group.measures)
        score = 2.0 + close + named + _freshness(draft, match.topic.id, group)
        found.append((score, -order, match.topic.id, group))
    return found


def _of_topics_beside(draft: Draft, name: str, match: Match, problems: Sequence[str]) -> list[_Ranked]:
    """The groups of other topics that may say more: the meeting's own, the kind of work, what a problem is about."""
    found: list[_Ranked] = []
    if match.topic.field == GENERAL and draft.topics.sure and draft.topics.theme:
        # What the meeting's own topic has under that very name (宣传教育) says more than what fits any meeting.
        theme_topic = draft.topics.theme.topic
        for group in theme_topic.groups:
            if group.name == name:
                found.append((OWN_GROUP + _freshness(draft, theme_topic.id, group), 0, theme_topic.id, group))
    if kind := kind_of_part(draft, name, match):
        # Where the theme's own group stands already, the kind of work still says more than what fits anything.
        for weight, order, ref, group in _weighed(draft, kind, KIND_OF_PART):
            found.append((weight - LISTED * _lists_others(name, match, group), order, ref, group))
    for topic in _to_put_right(draft, problems) if match.topic.by_theme else ():
        found += _weighed(draft, topic, THEME)
    return found


def _weighed(draft: Draft, topic: Topic, weight: float) -> list[_Ranked]:
    """All groups of a topic with the same weight, fresh ones first."""
    return [
        (weight + _freshness(draft, topic.id, group), -order, topic.id, group)
        for order, group in enumerate(topic.groups)
    ]


def _remedies(problems: Sequence[str], group: Group) -> float:
    """How well a group has the remedy that one of the problems asks for."""
    return max((_remedied(problem, group) for problem in problems), default=0.0)


NAMED = 0.65
"""A topic as close as this to a problem is what the problem is about."""
_TO_THRIVE = late(
    "(?:保护|关爱|关心|服务|保障|发展|振兴|就业|创业|养老|托育|教育|文化|培育|培养|帮扶|救助|创新|招商|引资|建设|创建)(?:工作)?$"
)
"""How a theme ends that nobody puts right: what stands against it is."""


def _to_put_right(draft: Draft, problems: Sequence[str]) -> list[Topic]:
    """What a point such as 重点整治 comes to: what its problems are about, else what the meeting is, where that is known, is
    nothing that is to thrive, and no point of its own."""
    meant = [draft.topics.match(core(problem)) for problem in problems]
    theme = draft.topics.theme
    thrives = theme is None or _TO_THRIVE.search(draft.values.filled.get("主题", "")) is not None
    named = [m.topic for m in meant if m and not m.general and m.topic.field != GENERAL and m.score >= NAMED]
    named = [topic for topic in named if not (theme and thrives and topic.id == theme.topic.id)]
    if named or thrives or not theme:
        return list(dict.fromkeys(named))
    return [] if theme.topic.id in {m.topic.id for m in draft.matches if m} else [theme.topic]


def of_another(draft: Draft, name: str, measure: Measure) -> bool:
    """Whether a measure is headed by what another point of the brief begins or ends with (宣传跑在诈骗前: 防骗宣传), where
    that says something of which measure is meant (发现要早 is no matter of 线索发现 alone)."""
    theme = draft.values.filled.get("主题", "")
    others = (point.topic for point in draft.brief.points if point.topic != name)
    words = {word for other in others if len(other) >= 4 for word in (other[:2], other[-2:])}
    words = {word for word in words if word not in LIGHT_IN_MEASURE and word not in name and word not in theme}
    return any(clause.startswith(word) for clause in measure.heading.split("，") for word in words)


def named_among(name: str, group: Group) -> list[Measure]:
    """The measures of a group that are on the point called `name`, where the group's name lists what each is on (按守田、利用、
    补贴: 综合利用); none where it does not."""
    return [m for label, m in zip(labels(group), group.measures, strict=True) if label and label in name]


_ITEMISED = late("销号|入账")
_HAS_ITEMS = late(
    "问题|隐患|短板|弱项|矛盾|纠纷|积案|欠账|遗留|存量|清单|事项|违建|整治|整改|治理|化解|清理|清查|清零|清欠|排查|攻坚|处置|消除"
)
"""Matters that are done with one by one (隐患整改): nothing else is registered and crossed off (特色定位)."""


@lru_cache(maxsize=1024)  # asked of all in general terms for every point
def _is_itemised(measures: Same) -> bool:
    """Whether the measures of a group go through items."""
    return bool(_ITEMISED.search("|".join(measure.text for measure in measures.value)))


def _called_by(name: str, match: Match, group: Group) -> bool:
    """Whether a group goes by a word of a point. The word that the whole kind goes by is no such word (图册利用 is a matter of
    利用, of no 综合利用), unless all the group is called stands in the point."""
    words = bigrams(name) - STOCK - {match.topic.name.removesuffix("类")}
    return any(word in group.name for word in words) or any(label in name for label in group.name.split("、") if label)


def _lists_others(name: str, match: Match, group: Group) -> float:
    """1 for a group on certain works of a kind (突查、暗访) none of which a point is, 0 for any other; a little less than 0 for
    the one it is."""
    if "、" not in group.name:
        return 0.0
    return -0.1 if _called_by(name, match, group) else 1.0


def _tail_said(name: str, match: Match, group: Group) -> bool:
    """Whether a group has the last word of a point whose topic goes by whose it is (网格员兼职补贴: 补贴)."""
    whose = match.by and match.by != match.topic.name and name != match.by and name.startswith(match.by)
    tail = name[-2:]
    return (
        bool(whose) and tail not in STOCK and any(tail in measure.heading + measure.text for measure in group.measures)
    )


KIND_OF_PART = 1.4
"""Weight of the groups for a kind of work under a part of the theme."""


def kind_of_part(draft: Draft, name: str, match: Match | None) -> Topic | None:
    """The general topic for the kind of work that a point of some field's topic is (水源建设 → 创建类); None for any other."""
    own = match is not None and not match.general and match.topic.field != GENERAL
    kind = draft.topics.by_head(name) if own else None
    return kind.topic if kind else None


REMEDY = 0.5
"""Weight of a group all of whose measures are of the kind of remedy a problem asks for."""


def _remedied(problem: str, group: Group) -> float:
    return REMEDY * sum(asks_for(problem, m.heading + m.text) for m in group.measures) / len(group.measures)


def _naming(group: Group) -> float:
    """Share of the group's lines that name the point, 0 to 1."""
    return _share_naming(Same(group.measures))


@lru_cache(maxsize=1024)
def _share_naming(measures: Same) -> float:
    return sum("<要点>" in measure.text for measure in measures.value) / len(measures.value)


def _freshness(draft: Draft, ref: str, group: Group) -> float:
    penalty = 0.0
    if f"{ref}/{group.name}" in draft.used.groups:
        penalty -= 1.5
    elif group.name in draft.used.groups:
        penalty -= 0.5
    return penalty - 0.6 * sum(measure.text in draft.used.lines for measure in group.measures)


def nearest_measures(point: str, measures: Sequence[Measure], most: int) -> list[Measure]:
    """So many of the measures in their order: those that speak of the point, then the first ones."""
    close = [coverage(point, f"{measure.heading}|{measure.text}") for measure in measures]
    order = sorted(range(len(measures)), key=lambda k: (-close[k] if close[k] >= KEPT else 0.0, k))
    return [measures[k] for k in sorted(order[:most])]


_OFFICE = late("[一-龥]{2}(?:部门|机构|人员)")
"""Whoever does a thing, who is called by a word of it whatever he does (宣传部门)."""


def _closest(point: str, measure: Measure) -> float:
    return max(coverage(point, measure.heading), coverage(point, _OFFICE.sub("，", measure.text)))
