"""Lines of the bank for a measure the brief names: headed as it is, of its own topic, close to it, of its kind of work."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.bank.model import SLOT, Group, Measure, Topic, fill
from drafter.language import heads, restraints
from drafter.language.clauses import doer_of
from drafter.language.late import late
from drafter.language.saying_little import ANYBODY, STOCK
from drafter.language.similar import bigrams, coverage
from drafter.language.verbs import ACTIVITY_ENDINGS, OF_ANY_DOING, OPENING_VERBS
from drafter.plan.belonging import elsewhere, own_matter
from drafter.plan.draft import Draft, Point
from drafter.plan.fitting import without_light
from drafter.plan.groups import CLOSE, REPORTING, SCORES
from drafter.plan.headed import best_measure, opening_measure, titled
from drafter.plan.line import Line
from drafter.plan.match import FIRMS, FOR_FIRMS, GENERAL, Match
from drafter.plan.named import Wording
from drafter.plan.nearest import Near, does, ends_as, keeps_head
from drafter.plan.pairing import OFFICE, OPENING_OFFICE, OWN, akin_to, has_any, others_there, sounds_alike

NEAR = 0.6
"""A measure as close as this to a topic of no field (通用) is that topic; of any other, see pairing.OWN."""
SPOKEN_LEAST = 0.3
"""Of what a measure is about a line of its own topic must say so much, unless the topic is called so."""
LONG_NAME = 4
"""A group called by so many characters is on just that (责任链条); a shorter name is but a word."""
TOLD_LEAST = 0.5
"""Of what a named measure is about a line of the point's own topic must say so much."""


def stock_lines(draft: Draft, point: Point, names: Sequence[str]) -> dict[str, Line]:
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


def line_for_firms(draft: Draft, point: Point, name: str) -> Line | None:
    """At a meeting with entrepreneurs, what departments do for firms by a name that offices have, too (减轻负担); else None."""
    if not point.sibling.safeguard or draft.topics.firm or FIRMS not in draft.topics.fields:
        return None
    for topic in draft.topics.named:
        for group in topic.groups if topic.field == FOR_FIRMS else ():
            for measure in group.measures:
                if measure.heading.partition("，")[0] == name and measure.text not in draft.used.lines:
                    return Line(measure.text, topic.id, f"措施“{measure.heading}”，讲的是为企业做的事", topic=topic)
    return None


def titled_so(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The fresh line whose heading names what a measure is about, of whatever field.

    Where the measure is a topic called so, its lines say all there is: none then.
    """
    name, own = wording
    called = (own.topic.name, *(own.topic.synonyms if own.topic.field == GENERAL else ())) if own else ()
    if heads.is_predicate(name) or name in called:
        return []
    for topic, title, measure in titled(draft.topics, name):
        # What the measure does with it the line must say, too (青少年维权: no line on 青少年科普).
        rest = "" if name in title else name.rpartition(title if title in name else heads.object_noun(name))[2]
        doing = without_light(rest)
        said = f"{measure.heading}|{SLOT.sub('', measure.text)}"
        theirs = (*OFFICE.findall(said), *((topic.field,) if topic.field in said else ()))
        strange = any(office not in draft.topics.meeting + name for office in theirs)
        if strange and point.sibling.safeguard:
            # What holds a meeting's own work together is no business of other offices.
            continue
        known = f"{name}|{point.sibling.name}|{draft.topics.meeting}"
        # What names no thing (严把入口) says nothing of whose.
        unnamed = draft.topics.strange(topic) and heads.kind(title) == "动宾"
        alien = unnamed and own_matter(draft, point.match, topic, measure.text, "", known)
        if alien or elsewhere(draft, measure.text):
            continue
        line = measure.text
        if strange and draft.topics.strange(topic):
            # Elsewhere who does it there may be whoever is charged here (生态环境部门公布举报渠道); who else acts may not.
            line = OPENING_OFFICE.sub("<主体>", line, count=1)
            if "<主体>" not in line or any(office in line for office in theirs):
                continue
        if (
            measure.text not in draft.used.lines
            and does(name, measure)
            and doing in said
            and ends_as(name, said)
            and keeps_head(name, said)
        ):
            note = f"“{name}”按别的领域的“{topic.id}”写，与本会未必合，请核改" if draft.topics.strange(topic) else ""
            here = Measure(measure.heading, line, measure.called)
            return [Near(topic, "", here, 1.0, akin_to(measure, name), note)]
    return []


_IN_CHARGE = late("(?:书记|支书|主任|领导|负责人|负责同志|班子成员|(?<!家|校|院)长)$")
"""How those are called who have a thing in charge, each his own: which of them has what is a list."""


def all_of_its_topic(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The line of a topic that a measure is called just as: all its lines are on it, the first one opens the matter."""
    called = wording.meant is not None and wording.meant.topic.name == wording.text
    return of_its_topic(draft, point, wording) if called else []


def of_its_topic(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The line of the topic a measure is."""
    name, own = wording
    if own is None or own.general:
        return []
    topic = own.topic
    if own.score < (NEAR if topic.field == GENERAL and not sounds_alike(name, own) else OWN):
        return []
    others = others_there(draft, name, topic, point.match)
    used = draft.used.lines | {m.text for g in topic.groups for m in g.measures if has_any(m, others)}
    near = best_measure(name, topic.groups, used)
    # A group that is called so comes first (尊师重教 in 教师待遇).
    groups = sorted(topic.groups, key=lambda group: coverage(name, group.name) < CLOSE)
    # What is only called alike must be spoken of, or the first line there is would do (分流改造, 透水铺装).
    sure = own.by == topic.name or name in topic.name or topic.field == GENERAL
    # All of a general topic is on what it is called besides (经费保障): its first line opens the matter.
    opens = topic.field == GENERAL and (
        name in topic.synonyms or (own.by in topic.synonyms and name.removeprefix(own.by) in STOCK)
    )
    opening = opening_measure(tuple(groups), used) if opens else None
    # 压实责任链条 is all that a group called 责任链条 is on.
    grouped = next((g for g in groups if len(g.name) >= LONG_NAME and g.name in name), None)
    opening = opening or (opening_measure((grouped,), used) if grouped else None)
    # So wide a measure (转变作风, 健全机制) is all that its general topic, or the group with its name, is on.
    all_of_it = _is_all_of(name, own) or (topic.field == GENERAL and name in topic.names)
    wide = tuple(g for g in groups if name in g.points) or (tuple(groups) if all_of_it else ())
    fresh = [m for group in wide for m in group.measures if m.text not in used]
    if fresh and (all_of_it or not near):
        pairs = bigrams(name) - bigrams(topic.name)
        closest = (
            near[0]
            if near
            else max(fresh, key=lambda m: sum(pair in f"{m.heading}{m.text}{m.called}" for pair in pairs))
        )
        return [_own_line(topic, closest)]
    measure = near[0] if near else opening or _spoken_of(draft, name, tuple(groups), used, sure=sure)
    if measure is None:
        return []
    if name not in (topic.name, *topic.synonyms) and not ends_as(name, measure.heading + measure.text):
        return []
    # Called so, and nothing of it said (文明施工 in 改造施工), is no line on it.
    said = _shares_a_word(name, measure) and does(name, measure)
    return [_own_line(topic, measure)] if said else []


def _own_line(topic: Topic, measure: Measure) -> Near:
    return Near(topic, "", measure, 1.0, f"主题“{topic.name}”的措施", own=True)


def _is_all_of(name: str, own: Match) -> bool:
    """Whether a measure is what its topic is as a whole, with a verb (改造老旧小区, 建设口袋公园): nothing in it is left out
    of a name of the topic that has the topic's own."""
    called = own.said or own.by
    thing = heads.verb_and_thing(name)[2] or name
    return own.by in own.topic.names and own.topic.name in called and set(thing) <= set(called)


def of_its_kind(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The line in general terms for the kind of work a measure ends in that says a word of it."""
    name, own = wording
    if own is None or not own.general or charges_somebody(name) or not _says_its_kind(name):
        return []
    found = _in_general(draft, name, own)
    return [_kind_line(name, own, found[0])] if found and _shares_a_word(name, found[0], besides=own.by) else []


def of_any_such_kind(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The line in general terms for the kind of work a measure ends in, whether or not it says more of it."""
    name, own = wording
    if own is None or not own.general or not _says_its_kind(name):
        return []
    return [_kind_line(name, own, measure) for measure in _in_general(draft, name, own)[:1]]


def _kind_line(name: str, own: Match, measure: Measure) -> Near:
    text = measure.text.replace("<要点>", heads.object_of(name))
    reason = f"按中心词“{own.by}”取“{own.topic.name}”的措施"
    note = f"没有找到贴合“{name}”的具体内容，这一条按“{own.topic.name}”写，请核改"
    return Near(own.topic, "", Measure(measure.heading, text), 1.0, reason, note, own=True)


def charges_somebody(name: str) -> bool:
    """Whether a measure says itself which of those in charge do it (市级领导包库): which of them has what is a list."""
    return bool(heads.own_actor(name) or _IN_CHARGE.search(doer_of(name)))


def _in_general(draft: Draft, name: str, own: Match) -> list[Measure]:
    """The fresh lines in general terms for the kind of work a measure ends in (own), best first."""
    used = draft.used.lines
    # 评审投资项目 may be either, what is done to projects or what they are.
    verb = heads.verb_and_thing(name)[1]
    # 组织认养 and 开展巡展 are but the doing itself.
    verb = "" if verb in OF_ANY_DOING and heads.is_doing(own.by) else verb
    opened = verb or (heads.is_doing(name[:2]) and not heads.is_doing(own.by))
    if opened and (name.endswith(own.by) or name.startswith(own.by)):
        # Where a verb opens it what its thing is called does not say what is done (下放经办事项), nor does the verb what to
        # (排查行车路线).
        return []
    # A group that is called so comes first (公开公示).
    doing = name[:2] if heads.is_doing(name[:2]) else ""
    groups = sorted(own.topic.groups, key=lambda group: not any(word in group.name for word in bigrams(name) - STOCK))
    if doing and doing in groups[0].name:
        # What the others say of its thing is on another doing (公布认养清单: 对照清单检查).
        groups = groups[:1]
    named = [m for group in groups for m in group.measures if "<要点>" in m.text and m.text not in used]
    named = [m for m in named if own.by not in REPORTING or not SCORES.search(m.text)]
    if own.by in STOCK or not own.topic.name.startswith(own.by):
        # A head word that is only put with that kind of work, or says next to nothing, does not make a line fit.
        named = [m for m in named if _shares_a_word(name, m)]
    # The one that says a word of it comes first (容缺办理: 可容缺的先行受理).
    return sorted(named, key=lambda m: -draft.topics.told(heads.object_noun(name) or name, m))


def close_by(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The line of the point's topic or the meeting's that is closest to a measure and whose heading names what it is about."""
    name, used = wording.text, draft.used.lines
    if charges_somebody(name):
        return []
    best: tuple[float, Topic, Measure] | None = None
    # Only the point's own topic and the meeting's: a word in common with another field says nothing (联合检查).
    spoken = _ALL_DAY.sub("", name)
    for topic in draft.topics.home(point.match):
        # Of a kind of work in general a run of characters in common says nothing (合同推广: 协同推进).
        found = best_measure(spoken, topic.groups, used) if not topic.heads else None
        if found and (best is None or found[1] > best[0]):
            best = (found[1], topic, found[0])
    if best and not _tells(name, best[2]):
        best = None
    if best is None and point.match and not point.match.general:
        best = _told_of(draft, name, point.match.topic)
    if best is None or not does(name, best[2]) or not _telling(name) & bigrams(best[2].heading):
        return []
    score, topic, close = best
    return [Near(topic, "", close, score, akin_to(close, name))]


def _telling(name: str) -> frozenset[str]:
    """The pairs of characters of a measure that tell what it is about: not its doing, nor people in general (资金统筹: 资金).

    All that a measure of doings alone has are its doings.
    """
    pairs = bigrams(name) - STOCK - ANYBODY
    doing = name[-2:] if name[-2:] in ACTIVITY_ENDINGS else ""
    rest = pairs - bigrams(name[-3:]) if doing else pairs
    return rest or (pairs if len(name) <= 4 and name[:2] in ACTIVITY_ENDINGS else rest)


def _tells(name: str, measure: Measure) -> bool:
    """Whether a measure of the bank speaks of what the one called `name` is about, where that is known."""
    said = f"{measure.heading}|{measure.text}"
    return (
        does(name, measure) and ends_as(name, said) and keeps_head(name, said) and bool(_telling(name) & bigrams(said))
    )


def _shares_a_word(name: str, measure: Measure, besides: str = "") -> bool:
    """Whether a measure of the bank says a telling word of the one called `name`, whatever fills its slots.

    besides: a word of the name that tells nothing.
    """
    said = SLOT.sub("，", f"{measure.heading}，{measure.text}")
    return bool((bigrams(name) - bigrams(besides) - STOCK) & bigrams(said))


_ALL_DAY = late("^(?:[0-9一二两十]+小时|全天候?|昼夜|全时段|必须|务必|一律)+(?=..)")
"""What stands before a doing and says only that it goes on all the time, or must (24小时值班)."""


_OF_CASES = late("案例|事例|典型|事故")
"""What is made known for others to learn from: no progress that is reported (典型案例通报)."""


def reported(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """What the general topics say of a 通报 or 督办, in a measure headed by that word."""
    name, own = wording
    if own is None or not own.general or own.by not in REPORTING or _OF_CASES.search(name):
        return []
    return [
        Near(topic, group.name, measure, 1.0, akin_to(measure, name))
        for topic in draft.topics.named
        for group in (topic.groups if topic.field == GENERAL else ())
        for measure in group.measures
        if measure.heading.startswith(own.by) and measure.text not in draft.used.lines
    ][:1]


def _spoken_of(draft: Draft, name: str, groups: Sequence[Group], used: set[str], *, sure: bool) -> Measure | None:
    """The measure that tells most of what `name` is about; where none does, the first one of a topic that is sure.

    What does not tell half of it must say what the thing is called (老年食堂: 食堂). used: lines not to be had.
    """
    # Of a whole predicate the last word says what is done (纳入…考核).
    about = name[-2:] if heads.is_predicate(name) else heads.object_noun(name) or name
    fresh = [m for group in groups for m in group.measures if m.text not in used]
    told = [(draft.topics.told(about, measure), -k) for k, measure in enumerate(fresh)]
    best = max(told, default=(0.0, 0))
    if best[0] >= TOLD_LEAST or (best[0] >= SPOKEN_LEAST and about[-2:] in fresh[-best[1]].text):
        return fresh[-best[1]]
    return opening_measure(tuple(groups), used) if sure else None


PLAIN = 6
"""Characters up to which a measure's last word says what kind of work it is."""


def _says_its_kind(name: str) -> bool:
    """Whether general lines for a kind of work fit: not where something is to be stopped or is said in particular.

    严控两高项目上马 is no work on projects to be sped up, 雨季前完成土方工程 no project to be laid in store.
    """
    return len(name) <= PLAIN and not restraints.restrains(name) and not any(char.isdecimal() for char in name)


def _told_of(draft: Draft, name: str, topic: Topic) -> tuple[float, Topic, Measure] | None:
    """The measure of the point's own topic that says most of the rare words of `name`, if it says a word of it whole."""
    words = [word for word in (name[at : at + 2] for at in range(len(name) - 1)) if word not in STOCK]
    words = [word for word in words if word not in OPENING_VERBS]
    best: tuple[float, Topic, Measure] | None = None
    for group in topic.groups:
        for measure in group.measures:
            text = f"{measure.heading}|{measure.text}"
            told = draft.topics.told(heads.object_of(name), measure)
            # What only the last of several clauses has, the line says in passing.
            matter = text.rpartition("，")[0] if measure.text.count("，") > 1 else text
            said = any(word in matter for word in words) and does(name, measure) and ends_as(name, text)
            if said and told >= TOLD_LEAST and measure.text not in draft.used.lines and (not best or told > best[0]):
                best = (told, topic, measure)
    return best
