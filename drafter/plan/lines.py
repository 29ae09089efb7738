"""Which line of content fits a measure the brief names: one of the bank's, how such things are done, or gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from drafter.bank.model import SLOT, Frame, Group, Measure, Same, Topic, fill
from drafter.language import heads, restraints
from drafter.language.late import late
from drafter.language.saying_little import ANYBODY, STOCK
from drafter.language.sectors import BODIES
from drafter.language.similar import bigrams, coverage
from drafter.language.things import kinds_of
from drafter.language.verbs import ACTIVITY_ENDINGS, HOW, OF_ANY_DOING, OPENING_VERBS
from drafter.plan.assignments import Assignment
from drafter.plan.called import Called, names_of
from drafter.plan.draft import Draft, Point
from drafter.plan.fitting import ITS_OWN, of_others, without_light
from drafter.plan.frames import frames_of, rank_frames
from drafter.plan.groups import CLOSE, REPORTING, SCORES
from drafter.plan.headed import best_measure, opening_measure, titled
from drafter.plan.match import FIRMS, FOR_FIRMS, GENERAL, WORD, Match
from drafter.plan.nearest import HOW_WELL, Near, assigned, does, does_such, labels, nearness, says_verb

OWN = 0.8
"""A measure as close as this to a topic is that topic."""
NEAR = 0.6
"""The same for a topic of no field (通用)."""
SPOKEN_LEAST = 0.3
"""Of what a measure is about a line of its own topic must say so much, unless the topic is called so."""
CALLED_LEAST = 0.78
"""So near must the name of a line of any field be to that of a measure (叫法)."""
CALLED_SO = 0.98
"""A line of any field so near, AT_HOME and IN_THE_FIELD with it, comes before one of the point's own topic that only
speaks of the measure."""
CALLED_PLAINLY = 0.9
"""A general line so near may stand under a point that is no safeguard."""
AT_HOME, IN_THE_FIELD = 0.18, 0.1
"""How much less near it may be where the line is of the point's or the meeting's own topic, or of the meeting's field."""
FIELD_LEAST = 0.5
"""A line of some other topic of the meeting's fields must be so near to a measure, 0 to 1."""
POINTED = 0.02
"""What it weighs that the group a line is out of speaks of the point, too."""
LONG_NAME = 4
"""A group called by so many characters is on just that (责任链条); a shorter name is but a word."""
TOLD_LEAST = 0.5
"""Of what a named measure is about a line of the point's own topic must say so much."""


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
    path: str = ""
    """Where in the brief it stands, if the line is the writer's own words."""


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


def near_lines(draft: Draft, match: Match | None, names: Mapping[str, Match | None]) -> dict[str, Line]:
    """Of `names`, with what each was taken to mean, those that some line is about, with the line: all at once.

    match: what the point means. The lines are all of its topic's, the meeting's and the measure's own.
    """
    choices: dict[str, list[Near]] = {}
    for name, own in names.items():
        sure = own and not own.general and not _sounds_alike(name, own) and own.score >= OWN
        known = (*draft.topics.home(match), *((own.topic,) if own and sure else ()))
        choices[name] = _choices(draft, name, known, match)
    return _one_each(choices, names)


def called_lines(
    draft: Draft, point: Point, names: Mapping[str, Match | None], *, at_home: bool = True
) -> dict[str, Line]:
    """Of `names`, with what each was taken to mean, those that offices call some line by (叫法), with the line: all at once.

    at_home: lines of the topics of the point, the meeting and the measure, and what is as good as called so; else all
    others. The further from the meeting's own matters a line is, the nearer its name must be.
    """
    choices = {}
    for name, own in names.items():
        home = _home_of(draft, point.match, own)
        near = _called(draft, point, name, home)
        if point.sibling.safeguard:
            home |= {one.topic.id for one in near if one.topic.field == GENERAL}
        choices[name] = [one for one in near if (one.topic.id in home or one.score >= CALLED_SO) is at_home]
    return _one_each(choices, names)


def within_lines(draft: Draft, point: Point, names: Mapping[str, Match | None]) -> dict[str, Line]:
    """Of `names` that no line is called nearly as those that say the name of one whole, with other words about it, with
    that line: of the topics at home and of the meeting's fields."""
    context = f"{point.sibling.name}|{draft.values.filled.get('主题', '')}|{draft.topics.core}"
    choices = {}
    for name, own in names.items():
        home = _home_of(draft, point.match, own)
        verb = heads.verb_and_thing(name)[1]
        choices[name] = [
            Near(
                one.topic, one.group.name, one.measure, one.score + (AT_HOME if one.topic.id in home else 0.0), one.name
            )
            for one in names_of(Same(draft.topics.named)).within(name, context)
            if one.topic.id in home
            or (one.topic.field in draft.topics.fields and _says_no_more(draft, one, name, context, abroad=True))
            if _does_it(f"{one.measure.heading}|{SLOT.sub('', one.measure.text)}|{one.name}", name, verb, context)
            if one.measure.text not in draft.used.lines
        ]
    return _one_each(choices, names)


def _does_it(said: str, name: str, verb: str, context: str) -> bool:
    """Whether a line (`said`) does to the end what a measure says is done, and is on nobody else's people."""
    last = name[-WORD:]
    told = last in said or (last in ACTIVITY_ENDINGS and last[-1] in said)
    ends = told or last in HOW or last in STOCK or (verb != "" and verb in said)
    others = any(who in said and who not in name + context for who in _OWN_PEOPLE)
    return ends and not others and does_such(name, said) and says_verb(verb, said) and _ends_as(name, said)


def _one_each(choices: Mapping[str, Sequence[Near]], names: Mapping[str, Match | None]) -> dict[str, Line]:
    """Of the lines that may stand under each measure one a measure, none twice. names: what each was taken to mean."""
    return {
        name: Line(
            near.measure.text,
            near.topic.id,
            _reason(near, name),
            topic=near.topic,
            own=bool((own := names[name]) and own.topic.id == near.topic.id),
        )
        for name, near in assigned(choices).items()
    }


def _home_of(draft: Draft, match: Match | None, own: Match | None) -> frozenset[str]:
    """The ids of the topics of what a point means, of the meeting, and of what a measure means itself."""
    known = own and not own.general and not draft.topics.strange(own.topic)
    found = (*draft.topics.home(match), *((own.topic,) if own and known else ()))
    return frozenset(topic.id for topic in found)


def _called(draft: Draft, point: Point, name: str, home: frozenset[str]) -> list[Near]:
    """The lines that offices call as a measure under `point` is called. home: ids of the topics at home."""
    context = f"{point.sibling.name}|{draft.values.filled.get('主题', '')}|{draft.topics.core}"
    verb = heads.verb_and_thing(name)[1]
    found = []
    for one in names_of(Same(draft.topics.named)).near(name, context, CALLED_LEAST - AT_HOME):
        if one.topic.id in home:
            bonus = AT_HOME
        elif one.topic.field == GENERAL:
            # What is called by a thing that is not meant (试点投入) is no general matter; nor is a point's own work what
            # backs it is called nearly as (经费管理: 经费保障).
            words = names_of(Same(draft.topics.named)).telling(one.name)
            backs = point.sibling.safeguard
            if any(word not in name + context for word in words) or not (backs or one.score >= CALLED_PLAINLY):
                continue
            bonus = AT_HOME if backs else 0.0
        elif _says_no_more(draft, one, name, context, abroad=one.topic.field not in draft.topics.fields):
            bonus = IN_THE_FIELD if one.topic.field in draft.topics.fields else 0.0
        else:
            continue
        said = f"{one.measure.heading}|{SLOT.sub('', one.measure.text)}|{one.name}"
        near = one.score + bonus >= CALLED_LEAST and does_such(name, said) and says_verb(verb, said)
        near = near and _ends_as(name, said)
        others = any(who in said and who not in name + context for who in _OWN_PEOPLE)
        if near and not others and one.measure.text not in draft.used.lines:
            found.append(Near(one.topic, one.group.name, one.measure, one.score + bonus, one.name))
    return found


_OTHER_WORDS = {
    "赛": ("赛", "比武", "比拼"),
    "惩戒": ("惩戒", "失信", "限制"),
    "取缔": ("取缔", "关停", "查封", "停"),
    "约谈": ("约谈", "谈话"),
    "曝光": ("曝光", "公布", "公开"),
    "公告": ("公告", "公布", "公示", "公开"),
    "通报": ("通报", "公布", "公开", "排名"),
    "调度": ("调度", "逐项看", "对进度", "周看"),
    "小分队": ("分队", "小组", "队伍"),
    "专班": ("专班", "专人", "小组"),
    "挂牌": ("牌",),
    "补贴": ("补", "奖", "减免"),
    "奖励": ("奖",),
    "意外险": ("险",),
    "建账": ("账", "册", "档", "登记", "清单"),
    "台账": ("账", "册", "档", "登记", "清单"),
    "登记": ("登记", "实名", "册", "档", "备案", "账"),
    "提速": ("提速", "限时", "时限", "压缩", "缩短", "快", "即时"),
    "评选": ("评", "选"),
    "首接负责": ("首接", "首问", "首办"),
    "有奖举报": ("奖",),
    "以奖代补": ("奖", "补"),
}
"""How a measure ends that says what is done → the words one of which a line on just that has, too."""


def _ends_as(name: str, said: str) -> bool:
    """Whether a line (`said`) has what a measure is by its end, where no other doing stands for that (护理员大赛: no line on
    护理员培训); True for any other measure."""
    return all(any(word in said for word in words) for end, words in _OTHER_WORDS.items() if name.endswith(end))


_NOBODYS = "(?<!有关|相关|责任|牵头|主管|配合|业务|职能|成员|办事|专门|首接|承办|主办)"
"""What does not stand before 部门 where that is some field's own."""
_OFFICE = late(f"([一-龥]{{2}}){_NOBODYS}(?:主管部门|部门|机关|机构)")
_OPENING_OFFICE = late(f"^[一-龥]{{2,6}}?{_NOBODYS}部门(?=[一-龥])")


def _says_no_more(draft: Draft, one: Called, name: str, context: str, *, abroad: bool) -> bool:
    """Whether a line of another topic is about the measure alone: it is called by no other thing and is on nobody else's
    people; abroad, in another field than the meeting's, it speaks neither of its own topic's matter nor of other offices."""
    known = f"{name}|{context}"
    said = f"{one.measure.heading}|{one.measure.text}"
    words = names_of(Same(draft.topics.named)).telling(one.name)
    if any(word not in known for word in words) or of_others(draft.topics, known, said):
        return False
    own = bigrams(one.topic.name) | bigrams(one.group.name.removeprefix("按")) | bigrams(one.name)
    strange = [word for word in (*(own - STOCK), *_OFFICE.findall(said)) if word in said and word not in known]
    return not (abroad and strange)


def _reason(near: Near, name: str) -> str:
    """Why a line stands under a measure, in Chinese."""
    return f"措施“{near.measure.heading}”，" + (f"又叫“{near.called}”" if near.called else f"与“{name}”相近")


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


def titled_line(draft: Draft, point: Point, name: str, own: Match | None) -> Line | None:
    """The fresh line whose heading names what a measure is about, of whatever field; None where there is none.

    own: what the measure means itself: where that is a topic called so, its lines say all there is.
    """
    called = (own.topic.name, *(own.topic.synonyms if own.topic.field == GENERAL else ())) if own else ()
    if heads.is_predicate(name) or name in called:
        return None
    for topic, title, measure in titled(draft.topics, name):
        # What the measure does with it the line must say, too (青少年维权: no line on 青少年科普).
        rest = "" if name in title else name.rpartition(title if title in name else heads.object_noun(name))[2]
        doing = without_light(rest)
        said = f"{measure.heading}|{SLOT.sub('', measure.text)}"
        theirs = (*_OFFICE.findall(said), *((topic.field,) if topic.field in said else ()))
        strange = any(office not in draft.topics.meeting + name for office in theirs)
        if strange and point.sibling.safeguard:
            # What holds a meeting's own work together is no business of other offices.
            continue
        line = measure.text
        if strange and draft.topics.strange(topic):
            # Elsewhere who does it there may be whoever is charged here (生态环境部门公布举报渠道); who else acts may not.
            line = _OPENING_OFFICE.sub("<主体>", line, count=1)
            if "<主体>" not in line or any(office in line for office in theirs):
                continue
        if measure.text not in draft.used.lines and does(name, measure) and doing in said and _ends_as(name, said):
            if draft.topics.strange(topic):
                draft.notes.append(f"“{name}”按别的领域的“{topic.id}”写，与本会未必合，请核改")
            reason = f"措施“{measure.heading}”，与“{name}”相近"
            draft.used.lines.add(measure.text)
            return Line(line, topic.id, reason, topic=topic)
    return None


def _choices(draft: Draft, name: str, topics: Iterable[Topic], match: Match | None = None) -> list[Near]:
    """The lines of the topics, in all their groups, that are near to a measure called `name`.

    match: what its point means.
    """
    rows = [
        (topic, group, measure, Measure(measure.heading, f"{label}|{measure.text}"))
        for topic in {topic.id: draft.topics.whole(topic) for topic in topics}.values()
        for others in (_others(draft, name, topic, match),)
        for group in topic.groups
        for label, measure in zip(labels(group), group.measures, strict=True)
        if not _has(measure, others)
    ]
    scores = nearness(draft.topics.wordings, name, [labelled for *_, labelled in rows])
    # Of two lines as near, one out of a group that speaks of the point is nearer.
    pointed = bigrams(match.by) - STOCK if match else frozenset()
    return [
        Near(topic, group.name, measure, score + POINTED * _speaks(group, pointed))
        for (topic, group, measure, _), score in zip(rows, scores, strict=True)
        # What stands already still tells what all lines have in common.
        if score > 0 and measure.text not in draft.used.lines
        if _ends_as(name, measure.heading + measure.text)
    ]


def _speaks(group: Group, words: Set[str]) -> bool:
    """Whether a line of a group has one of the words."""
    return any(word in measure.heading + measure.text for measure in group.measures for word in words)


_OWN_PEOPLE = ("侨", "台胞", "台商", "残疾人", "退役军人", "烈属", "少数民族", "宗教", "团员", "红十字")
"""People whose matters are nobody else's, in fields that have several."""


def _others(draft: Draft, name: str, topic: Topic, point: Match | None) -> Sequence[str]:
    """The words of which a line of `topic` has one where it is other people's business than the measure called `name`;
    "", which every line has, where all of them are.

    It is so for a line out of another field than the meeting's that is on people whom neither the meeting nor the measure
    names, or where the measure is but a doing (节能改造), which says nothing of whose; what no other field is called by is
    nobody else's. point: what the point means: its own topic is no other field's.
    """
    if point and point.topic.id == topic.id:
        return ()
    known = draft.topics.meeting + name
    if not draft.topics.strange(topic):
        # 群团统战 has many a people's own matter in it.
        said = known + (point.by if point else "")
        return [who for who in _OWN_PEOPLE if who not in said]
    called = (word for word in topic.names if word in name)
    if any(draft.topics.wordings.rarest(word) >= ITS_OWN for word in called):
        # Who only helps there (妇联) is no stranger.
        people = (body for body in BODIES if body.endswith(("户", "民", "生", "者")) and body not in known)
        return [body for body in people if not draft.topics.knows(body)]
    return [body for body in BODIES if body not in known] if heads.object_noun(name) else [""]


def _has(measure: Measure, words: Iterable[str]) -> bool:
    """Whether the text of a line has one of the words."""
    return any(word in measure.text for word in words)


def line_of_field(draft: Draft, name: str) -> Line | None:
    """The fresh line of any topic of the meeting's fields that says most of a measure called `name`, both its first word
    and its last (转移避险预案); None for none."""
    if heads.is_predicate(name):
        return None
    topics = [topic for topic in draft.topics.neighbours() if topic.field in draft.topics.fields]
    matter = heads.object_of(name)
    words = (matter[:2], matter[-2:])
    near = max(_choices(draft, name, topics), key=lambda near: near.score, default=None)
    if (
        near is None
        or near.score < FIELD_LEAST
        or not all(w in near.measure.heading + near.measure.text for w in words)
    ):
        return None
    reason = f"措施“{near.measure.heading}”，与“{name}”相近"
    return Line(near.measure.text, near.topic.id, reason, topic=near.topic)


def rivals_of(draft: Draft, point: Point, name: str, line: Line, own: Match | None) -> tuple[tuple[str, str, str], ...]:
    """(text, ref, reason) of what could stand under a measure called `name` in place of its line (备选): what is near
    to it, nearest first, then what is left to be filled in, in other words.

    own: what it means itself.
    """
    wanted, match = draft.brief.style.alternatives, point.match
    if not wanted:
        return ()
    known = [found.topic for found in (own, match) if found and not found.general]
    home = draft.topics.home(match)
    near = [*_called(draft, point, name, _home_of(draft, match, own)), *_choices(draft, name, (*home, *known), match)]
    near.sort(key=lambda near: -near.score)
    told = {one.measure.text: (one.topic.id, _reason(one, name)) for one in reversed(near)}
    found = [(text, *told[text]) for text in dict.fromkeys(one.measure.text for one in near)]
    found += [(frame.text.replace("<措施>", name), frame.id, "留待填") for frame in _open_frames(draft, name)]
    return tuple([other for other in found if other[0] != line.text][:wanted])


def _sounds_alike(name: str, own: Match) -> bool:
    """Whether a measure was taken for a matter of any field that it is not called by (定位监管: 特色定位)."""
    topic = own.topic
    return not own.general and topic.field == GENERAL and name not in topic.names


def fitting_line(draft: Draft, name: str, own: Match | None, point: Match | None) -> Line | None:
    """The line of content for a named measure: its own topic's, a close one's, its head word's; None for none."""
    used = draft.used.lines
    # 督导考核 is near enough to 督查考核 where both are matters of any field.
    called = own and not _sounds_alike(name, own)
    if own and not called and (by_doing := line_by_doing(draft, name)):
        # 资金统筹 has a word of 统筹协调 and is no matter of it.
        return by_doing
    if own and not own.general:
        others = _others(draft, name, own.topic, point)
        theirs = {m.text for g in own.topic.groups for m in g.measures if _has(m, others)}
        used = used | theirs
    if own and not own.general and own.score >= (NEAR if called and own.topic.field == GENERAL else OWN):
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
        # 压实责任链条 is all that a group called 责任链条 is on.
        grouped = next((g for g in groups if len(g.name) >= LONG_NAME and g.name in name), None)
        opening = opening or (opening_measure((grouped,), used) if grouped else None)
        measure = near[0] if near else opening or _spoken_of(draft, name, tuple(groups), used, sure=sure)
        said = measure and _shares_a_word(name, measure) and does(name, measure)
        if measure and not said and (by_doing := line_by_doing(draft, name)):
            # Called so, and nothing of it said (文明施工 in 改造施工).
            return by_doing
        if measure and not _ends_as(name, measure.heading + measure.text):
            measure = None
        if measure and (said or not heads.verb_and_thing(name)[1]):
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
        named = [m for m in named if own.by not in REPORTING or not SCORES.search(m.text)]
        if own.by in STOCK or not own.topic.name.startswith(own.by):
            # A head word that is only put with that kind of work, or says next to nothing, does not make a line fit.
            named = [m for m in named if _shares_a_word(name, m)]
        # The one that says a word of it comes first (容缺办理: 可容缺的先行受理).
        named.sort(key=lambda m: -draft.topics.told(heads.object_noun(name) or name, m))
    # A general line that says a word of the measure comes before how such things are done, and that before a line of the
    # topic which is not as near as those paired already.
    # 评审投资项目 may be either, what is done to projects or what they are.
    verb = heads.verb_and_thing(name)[1]
    opened = bool(own and (verb or (heads.is_doing(name[:2]) and not heads.is_doing(own.by))))
    if own and opened and (name.endswith(own.by) or name.startswith(own.by)):
        # Where a verb opens it what its thing is called does not say what is done (下放经办事项), nor does the verb what to
        # (排查行车路线).
        named = []
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
    if by_doing := line_by_doing(draft, name):
        return by_doing
    return told or (_of_its_kind(draft, name, own, named[0]) if own and named else None)


def _of_its_kind(draft: Draft, name: str, own: Match, measure: Measure) -> Line:
    """A line in general terms for the kind of work a measure ends in."""
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条按“{own.topic.name}”写，请核改")
    reason = f"按中心词“{own.by}”取“{own.topic.name}”的措施"
    text = measure.text.replace("<要点>", heads.object_of(name))
    return Line(text, own.topic.id, reason, topic=own.topic, own=True)


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
    return does(name, measure) and _ends_as(name, said) and bool(_telling(name) & bigrams(said))


def _shares_a_word(name: str, measure: Measure, besides: str = "") -> bool:
    """Whether a measure of the bank says a telling word of the one called `name`, whatever fills its slots.

    besides: a word of the name that tells nothing.
    """
    said = SLOT.sub("，", f"{measure.heading}，{measure.text}")
    return bool((bigrams(name) - bigrams(besides) - STOCK) & bigrams(said))


_ALL_DAY = late("^(?:[0-9一二两十]+小时|全天候?|昼夜|全时段|必须|务必|一律)+(?=..)")
"""What stands before a doing and says only that it goes on all the time, or must (24小时值班)."""


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
_TAKES_NO_OBJECT = frozenset(
    "招商 引资 就业 创业 应急 执法 造林 留样 陪餐 履职 维权 养老 助餐 健身 体检 议事 走访 接访 值守 值班 带班 巡逻 备勤 保密 安保 维稳 普法 禁毒 反诈 治超 节能 减排 减负 托育 防火 防汛 练兵 集训 演练 养护 管护 调解".split()
)
"""Doings that, in front of a thing, say whose it is more often than what is done to it (防火宣传月, 养护工意外险)."""
LONGEST_NAMED = 10
"""A measure longer than this is no mere doing with its thing."""


def line_by_doing(draft: Draft, name: str) -> Line | None:
    """How a measure is done, in its own words, by what kind of doing it is; None where none is left or it is none.

    What it is about is not known: nothing is said of it that would not hold of any other (水质检测, 饲料检测).
    """
    if heads.is_predicate(name) or len(name) > LONGEST_NAMED:
        return _line_of_way(draft, name, f"{MEASURE}：{name}，{WHOLE}", ways_for(draft.bank.frames, name))
    about = heads.object_of(name)
    how, verb, thing = heads.verb_and_thing(name)
    turned = (heads.doing_last(name), "")
    # What the verb itself is done like (安装动态监控), else its thing turned before it (修缮老旧粮仓: 老旧粮仓修缮): how a doing in
    # the thing is done only where the verb is one of anything (开展实战演练).
    of_any = not thing or verb in OF_ANY_DOING or verb[1] in HOW_WELL
    wordings = ((name, thing or about), *(((about, ""), turned) if of_any else (turned,)))
    wordings += ((verb + thing, thing),) if how else ()
    wordings += () if thing else ((name, ""),)
    # A doing at the end may be none that names an activity (检漏): the thing stands before it all the same.
    done_to = kinds_of(thing) if thing else kinds_of(heads.object_noun(name)) or kinds_of(name[:-WORD])
    for wording, not_for in dict.fromkeys(wordings):
        if not wording or wording == not_for:
            continue
        material = f"{MEASURE}：{wording}"
        ways = ways_for(frames_of(Same(draft.bank.frames), WAYS), wording, done_to)
        if less := restraints.lessening(name):
            # How a thing is done is no way of doing less of it (减少检查, 压减会议).
            done = f"{MEASURE}：开展{name.removeprefix(less)}"
            ways = tuple(
                frame for frame in ways if re.search(frame.cue, f"{MEASURE}：{less}") or not re.search(frame.cue, done)
            )
        if wording == turned[0]:
            # What is done stands last in it: a cue that goes by the thing alone is for another doing (收缴率提高: 收缴).
            thing_alone = f"{MEASURE}：{wording[:-WORD]}甲乙"
            ways = tuple(frame for frame in ways if not re.search(frame.cue, thing_alone))
        if not_for:
            # The thing with something else before it: a cue may ask for two characters there (轮训网格员).
            things = (f"{MEASURE}：{not_for}", f"{MEASURE}：各种{not_for}")
            ways = tuple(frame for frame in ways if not any(re.search(frame.cue, thing) for thing in things))
        if line := _line_of_way(draft, name, material, ways, said=name if wording == verb + thing else wording):
            return line
    if verb in _TAKES_NO_OBJECT or name.endswith(tuple(_OTHER_WORDS)):
        # What looks like a verb in front is part of the thing (陪餐记录公示, 维修资金审批提速).
        return _line_of_way(draft, name, f"{MEASURE}：{name}", ways_for(draft.bank.frames, name, done_to))
    return None


def _line_of_way(draft: Draft, name: str, material: str, ways: tuple[Frame, ...], said: str = "") -> Line | None:
    """A line for a measure out of the first fresh one of `ways` whose cue fits the material; None for none.

    said: the measure in the words the line has it in.
    """
    bank = replace(draft.bank, frames=ways)
    choices = rank_frames(bank, WAYS, {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
    fresh = [choice.frame for choice in choices if choice.frame.id not in draft.used.frames]
    if not fresh:
        return None
    draft.used.frames.add(fresh[0].id)
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条按这类事的一般做法写，请核改")
    others = tuple((frame.text.replace("<措施>", said or name), frame.id, "同类事的做法") for frame in fresh[1:])
    return Line(fresh[0].text.replace("<措施>", said or name), fresh[0].id, "按是哪一类事取的做法", others)


def ways_for(frames: Iterable[Frame], wording: str, done_to: Set[str] | None = None) -> tuple[Frame, ...]:
    """Of the frames of WAYS those that may be for a measure: an office's own, and those whose cue has two characters of it
    in a row.

    Compiling the cues of all the others takes longer than reading the bank's frames.

    done_to: kinds of the thing it is done to: a frame for some kinds (事物) is for no other, nor for a thing nobody knows;
    None for any.
    """
    words = bigrams(wording)
    return tuple(
        frame
        for frame in frames
        if (frame.own or any(word in frame.cue for word in words))
        and (done_to is None or not frame.things or bool(done_to & set(frame.things)))
    )


MEASURE = "措施"
"""What stands before a measure where the cue of a frame asks for its kind (措施：每周调度)."""
WHOLE = "整句"
"""What stands behind a measure there that is a predicate or long: only frames whose cue asks for it say how that is done."""
DOES_IT = "自带主体"
"""What the cue of a frame for a measure that names its own actor asks for."""


def _open_for_own_actor(draft: Draft, name: str) -> Line | None:
    """A line of gaps for a measure that says itself who does it: nobody else 牵头s it (自带主体)."""
    found = _cued(draft, DOES_IT)
    if found is None:
        return None
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条留了待填，没有凑句")
    return Line(found.text.replace("<措施>", name), found.id, "措施自己写明了谁来做，其余留待填")


def _cued(draft: Draft, cue: str) -> Frame | None:
    """The frame of 措施待填 with just this cue that is fresh; it is used then."""
    cued = [frame for frame in draft.bank.frames if frame.step == "措施待填" and frame.cue == f"^{cue}$"]
    if not cued:
        return None
    frame = min(cued, key=lambda frame: (frame.id in draft.used.frames, frame.id))
    draft.used.frames.add(frame.id)
    return frame


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
            said = any(word in matter for word in words) and does(name, measure) and _ends_as(name, text)
            if said and told >= TOLD_LEAST and measure.text not in draft.used.lines and (not best or told > best[0]):
                best = (told, topic, measure)
    return best


SETTLED = "已定"
"""What stands before a measure there instead, where the brief says who does it or by when: all that is left open is how."""


def _open_frames(draft: Draft, name: str, *, settled: bool = False) -> list[Frame]:
    """The frames of gaps for a measure called `name`, those for its kind of measure first; none for a bank without."""
    # A clause has a subject of its own, nobody 牵头s it; nor what stands by itself as a name.
    built = "谓语" if heads.opens_with_verb(name) else "事项"
    material = f"{SETTLED if settled else MEASURE}：{name}；{built}"
    choices = rank_frames(draft.bank, "措施待填", {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
    if less := restraints.lessening(name):
        material = material.replace(name, less)
        choices = [choice for choice in choices if re.search(choice.frame.cue, material)]
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


def line_of_gaps(draft: Draft, name: str, *, settled: bool = False) -> Line:
    """For a measure the bank has nothing fitting for: what ought to stand there, as gaps (措施待填).

    settled: whether the brief says who does it or by when.
    """
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条留了待填，没有凑句")
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
