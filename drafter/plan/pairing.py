"""Which lines of the bank several named measures are about (配句): all at once, one line each, and what may stand in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from drafter.bank.model import SLOT, Group, Measure, Same, Topic
from drafter.language import heads
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.sectors import BODIES
from drafter.language.similar import bigrams
from drafter.language.verbs import ACTIVITY_ENDINGS, FURTHERS, HOW
from drafter.plan.belonging import elsewhere, own_matter
from drafter.plan.called import Called, names_of
from drafter.plan.draft import Draft, Point
from drafter.plan.fitting import ITS_OWN, of_others
from drafter.plan.line import Line
from drafter.plan.match import GENERAL, WORD, Match
from drafter.plan.named import Wording
from drafter.plan.nearest import (
    Near,
    does_such,
    ends_as,
    keeps_head,
    labels,
    names_people,
    nearness,
    says_verb,
)
from drafter.plan.ways import open_frames

OWN = 0.8
"""A measure as close as this to a topic is that topic."""
CALLED_LEAST = 0.78
"""So near must the name of a line of any field be to that of a measure (叫法)."""
CALLED_SO = 0.98
"""A line of any field so near, AT_HOME and IN_THE_FIELD with it, comes before one of the point's own topic that only
speaks of the measure."""
CALLED_PLAINLY = 0.9
"""A general line so near may stand under a point that is no safeguard."""
AT_HOME, IN_THE_FIELD = 0.18, 0.1
"""How much less near it may be where the line is of the point's or the meeting's own topic, or of the meeting's field."""
OF_ANY_OFFICE = 0.01
"""What fits any office comes before a line of another field's that is called as nearly."""
FIELD_LEAST = 0.5
"""A line of some other topic of the meeting's fields must be so near to a measure, 0 to 1."""
POINTED = 0.02
"""What it weighs that the group a line is out of speaks of the point, too."""


def near(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The lines of the topics of the point, the meeting and the measure itself that share its words (就近), none with a name
    that somebody else's matter goes by."""
    name, own = wording
    sure = own and not own.general and not sounds_alike(name, own) and own.score >= OWN
    known = (*draft.topics.home(point.match), *((own.topic,) if own and sure else ()))
    return _choices(draft, name, known, point.match)


def called_at_home(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The lines that offices call as a measure is called (叫法), of the topics of the point, the meeting and the measure, and
    what is as good as called so. The further from the meeting's own matters a line is, the nearer its name must be."""
    return _called_where(draft, point, wording, at_home=True)


def called_abroad(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The same of all other topics."""
    return _called_where(draft, point, wording, at_home=False)


def _called_where(draft: Draft, point: Point, wording: Wording, *, at_home: bool) -> list[Near]:
    home = _home_of(draft, point.match, wording.meant)
    found = _called(draft, point, wording.text, home)
    if point.sibling.safeguard:
        home |= {one.topic.id for one in found if one.topic.field == GENERAL}
    return [one for one in found if (one.topic.id in home or one.score >= CALLED_SO) is at_home]


def within(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The lines whose name a measure says whole, with other words about it: of the topics at home and of the meeting's
    fields."""
    name = wording.text
    context = f"{point.sibling.name}|{draft.values.filled.get('主题', '')}|{draft.topics.core}"
    fields = _fields(draft, point.match)
    home = _home_of(draft, point.match, wording.meant)
    verb = heads.verb_and_thing(name)[1]
    return [
        Near(
            one.topic,
            one.group.name,
            one.measure,
            one.score + (AT_HOME if one.topic.id in home else 0.0),
            also_called(one.measure, one.name),
        )
        for one in names_of(Same(draft.topics.named)).within(name, context)
        if one.topic.id in home or (one.topic.field in fields and _says_no_more(draft, one, name, context, abroad=True))
        if _does_it(f"{one.measure.heading}|{SLOT.sub('', one.measure.text)}|{one.name}", name, verb, context)
        if _fits_here(draft, point.match, one, name, context)
        if one.measure.text not in draft.used.lines
    ]


def _does_it(said: str, name: str, verb: str, context: str) -> bool:
    """Whether a line (`said`) does to the end what a measure says is done, and is on nobody else's people."""
    last = name[-WORD:]
    told = last in said or (last in ACTIVITY_ENDINGS and last[-1] in said)
    ends = told or last in HOW or last in STOCK or (verb != "" and verb in said)
    others = any(who in said and who not in name + context for who in _OWN_PEOPLE)
    does_so = does_such(name, said) and says_verb(verb, said) and ends_as(name, said)
    return ends and not others and does_so and keeps_head(name, said)


def _home_of(draft: Draft, match: Match | None, own: Match | None) -> frozenset[str]:
    """The ids of the topics of what a point means, of the meeting, and of what a measure means itself."""
    known = own and not own.general and not draft.topics.strange(own.topic)
    found = (*draft.topics.home(match), *((own.topic,) if own and known else ()))
    return frozenset(topic.id for topic in found)


def _fields(draft: Draft, match: Match | None) -> frozenset[str]:
    """The meeting's fields, without one that only ends what its name calls a topic of another field, the meeting's own or
    the point's: 老年教育 is no matter of schools. match: what the point means."""
    home = draft.topics.home(match)
    called = [name for topic in home for name in topic.names if name in draft.topics.meeting]
    own = {topic.field for topic in home}
    return frozenset(
        field for field in draft.topics.fields if field in own or not any(name.endswith(field) for name in called)
    )


def _called(draft: Draft, point: Point, name: str, home: frozenset[str]) -> list[Near]:
    """The lines that offices call as a measure under `point` is called. home: ids of the topics at home."""
    context = f"{point.sibling.name}|{draft.values.filled.get('主题', '')}|{draft.topics.core}"
    verb = heads.verb_and_thing(name)[1]
    meant = {topic.id for topic in draft.topics.home(point.match)}
    fields = _fields(draft, point.match)
    found = []
    for one in names_of(Same(draft.topics.named)).near(name, context, CALLED_LEAST - AT_HOME):
        known = one.topic.id in home or one.topic.field in fields
        if (
            one.name == name
            and (known or _of_no_office(draft, one, context))
            and not elsewhere(draft, one.measure.text)
        ):
            # Called just so at home it is meant, whatever it says; abroad where no office acts that is a stranger here.
            bonus = AT_HOME if one.topic.id in home else IN_THE_FIELD if known else 0.0
            if one.measure.text not in draft.used.lines:
                found.append(
                    Near(
                        one.topic,
                        one.group.name,
                        one.measure,
                        max(one.score, 1.0) + bonus,
                        also_called(one.measure, one.name),
                    )
                )
            continue
        if one.topic.id in home:
            bonus = AT_HOME
        elif _EACH_ITS_OWN.search(name):
            continue
        elif one.topic.field == GENERAL:
            # What is called by a thing that is not meant (试点投入) is no general matter; nor is a point's own work what
            # backs it is called nearly as (经费管理: 经费保障).
            words = names_of(Same(draft.topics.named)).telling(one.name)
            backs = point.sibling.safeguard
            if any(word not in name + context for word in words) or not (backs or one.score >= CALLED_PLAINLY):
                continue
            bonus = AT_HOME if backs else OF_ANY_OFFICE
        elif _says_no_more(draft, one, name, context, abroad=one.topic.field not in fields):
            bonus = IN_THE_FIELD if one.topic.field in fields else 0.0
        else:
            continue
        said = f"{one.measure.heading}|{SLOT.sub('', one.measure.text)}|{one.name}"
        # A line called just so is on what a verb of any promotion only furthers (发展零工市场: 零工市场).
        furthered = verb in FURTHERS and name.removeprefix(verb) == one.name
        near = one.score + bonus >= CALLED_LEAST
        near = near and (furthered or (does_such(name, said) and says_verb(verb, said)))
        near = near and ends_as(name, said) and keeps_head(name, said)
        near = near and (one.topic.id in home or names_people(name, said))
        near = near and not (one.topic.id not in meant and _goes_through(draft, one, name, context))
        near = near and _fits_here(draft, point.match, one, name, context)
        others = any(who in said and who not in name + context for who in _OWN_PEOPLE)
        if near and not others and one.measure.text not in draft.used.lines:
            found.append(
                Near(one.topic, one.group.name, one.measure, one.score + bonus, also_called(one.measure, one.name))
            )
    return found


def _of_no_office(draft: Draft, one: Called, context: str) -> bool:
    """Whether a line of another field names no office of that field, and is called by more than two words (处置低效资产)."""
    offices = OFFICE.findall(f"，{one.measure.text}")
    known = f"{context}|{draft.topics.meeting}"
    return len(one.name) >= NAMED_ABROAD and all(office in known for office in offices)


NAMED_ABROAD = 6
"""Characters of a name that means the same in any field."""
_EACH_ITS_OWN = late("^一[^，一]{1,3}一[^，一]{1,3}$")
"""A measure that says no more than that each has its own (一楼一策): other topics have it for other matters."""
_NOBODYS = "(?<!有关|相关|责任|牵头|主管|配合|业务|职能|成员|办事|专门|首接|承办|主办)"
"""What does not stand before 部门 where that is some field's own."""
OFFICE = late(f"([一-龥]{{2}}){_NOBODYS}(?:主管部门|部门|机关|机构)")
_LISTED = late("^(?P<who>[一-龥]{2,4}(?:、[一-龥]{2,4})+)等(?:有关|相关)?(?:单位|部门)")
"""Bodies in a row that a line opens with (民政、电力等单位): whose field it is of is known by them."""
OPENING_OFFICE = late(f"^[一-龥]{{2,6}}?{_NOBODYS}部门(?=[一-龥])")


def _says_no_more(draft: Draft, one: Called, name: str, context: str, *, abroad: bool) -> bool:
    """Whether a line of another topic is about the measure alone: it is called by no other thing and is on nobody else's
    people; abroad, in another field than the meeting's, it speaks neither of its own topic's matter nor of other offices."""
    known = f"{name}|{context}"
    said = f"{one.measure.heading}|{one.measure.text}"
    words = names_of(Same(draft.topics.named)).telling(one.name)
    if any(word not in known for word in words) or of_others(draft.topics, known, said):
        return False
    listed = _LISTED.match(one.measure.text)
    if abroad and listed and any(who not in known for who in listed["who"].split("、")):
        return False
    own = bigrams(one.topic.name) | bigrams(one.group.name.removeprefix("按")) | bigrams(one.name)
    strange = [word for word in (*(own - STOCK), *OFFICE.findall(said)) if word in said and word not in known]
    return not (abroad and strange)


def _fits_here(draft: Draft, match: Match | None, one: Called, name: str, context: str) -> bool:
    """Whether a line speaks neither of places the speech is not on nor of another topic's own matter."""
    known = f"{name}|{context}|{one.name}|{draft.brief.meeting}"
    if elsewhere(draft, one.measure.text):
        return False
    just_so = one.score >= CALLED_SO and not draft.topics.strange(one.topic)
    return just_so or not own_matter(draft, match, one.topic, one.measure.text, one.name, known)


def _goes_through(draft: Draft, one: Called, name: str, context: str) -> bool:
    """Whether a line of a topic that neither the point nor the meeting is on goes through several matters of that topic
    (林长考核: 森林督查, 造林成活, at a meeting on wetlands)."""
    known = f"{name}|{context}|{draft.brief.meeting}"
    matters = {word[:2] for word in one.topic.names if len(word) >= WORD + WORD} - STOCK
    return sum(word in one.measure.text and word not in known for word in matters) > 1


def also_called(measure: Measure, name: str) -> str:
    """Why a line stands under a measure that offices call it by, in Chinese."""
    return f"措施“{measure.heading}”，又叫“{name}”"


def akin_to(measure: Measure, name: str) -> str:
    """Why a line stands under a measure called `name` whose words it has, in Chinese."""
    return f"措施“{measure.heading}”，与“{name}”相近"


def _choices(draft: Draft, name: str, topics: Iterable[Topic], match: Match | None = None) -> list[Near]:
    """The lines of the topics, in all their groups, that are near to a measure called `name`.

    match: what its point means.
    """
    known = {topic.id: draft.topics.whole(topic) for topic in topics}
    asked = (name, tuple(known), match and (match.topic.id, match.by))
    near = draft.topics.once(asked, lambda: _near(draft, name, known.values(), match))
    # What stands already still tells what all lines have in common.
    return [one for one in near if one.measure.text not in draft.used.lines]


def _near(draft: Draft, name: str, topics: Iterable[Topic], match: Match | None) -> list[Near]:
    """The same, whatever stands already."""
    rows = [
        (topic, group, measure, Measure(measure.heading, f"{label}|{measure.text}"))
        for topic in topics
        for others in (others_there(draft, name, topic, match),)
        for group in topic.groups
        for label, measure in zip(labels(group), group.measures, strict=True)
        if not has_any(measure, others)
    ]
    scores = nearness(draft.topics.wordings, name, [labelled for *_, labelled in rows])
    # Of two lines as near, one out of a group that speaks of the point is nearer.
    pointed = bigrams(match.by) - STOCK if match else frozenset()
    return [
        Near(topic, group.name, measure, score + POINTED * _speaks(group, pointed), akin_to(measure, name))
        for (topic, group, measure, _), score in zip(rows, scores, strict=True)
        if score > 0
        and ends_as(name, measure.heading + measure.text)
        and keeps_head(name, f"{measure.heading}|{SLOT.sub('', measure.text)}")
        and not elsewhere(draft, measure.text)
    ]


def _speaks(group: Group, words: Set[str]) -> bool:
    """Whether a line of a group has one of the words."""
    return any(word in measure.heading + measure.text for measure in group.measures for word in words)


_OWN_PEOPLE = ("侨", "台胞", "台商", "残疾人", "退役军人", "烈属", "少数民族", "宗教", "团员", "红十字")
"""People whose matters are nobody else's, in fields that have several."""


def others_there(draft: Draft, name: str, topic: Topic, point: Match | None) -> Sequence[str]:
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


def has_any(measure: Measure, words: Iterable[str]) -> bool:
    """Whether the text of a line has one of the words."""
    return any(word in measure.text for word in words)


def of_the_field(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The lines of any topic of the meeting's fields that say most of a measure, both its first word and its last
    (转移避险预案)."""
    name = wording.text
    if heads.is_predicate(name):
        return []
    topics = [topic for topic in draft.topics.neighbours() if topic.field in draft.topics.fields]
    matter = heads.object_of(name)
    words = (matter[:2], matter[-2:])
    found = sorted(_choices(draft, name, topics), key=lambda one: -one.score)
    found = [one for one in found if one.score >= FIELD_LEAST]
    return [one for one in found if all(w in one.measure.heading + one.measure.text for w in words)]


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
    found = [*_called(draft, point, name, _home_of(draft, match, own)), *_choices(draft, name, (*home, *known), match)]
    found.sort(key=lambda one: -one.score)
    told = {one.measure.text: (one.topic.id, one.reason) for one in reversed(found)}
    others = [(text, *told[text]) for text in dict.fromkeys(one.measure.text for one in found)]
    others += [(frame.text.replace("<措施>", name), frame.id, "留待填") for frame in open_frames(draft, name)]
    return tuple([other for other in others if other[0] != line.text][:wanted])


def sounds_alike(name: str, own: Match) -> bool:
    """Whether a measure was taken for a matter of any field that it is not called by (定位监管: 特色定位)."""
    topic = own.topic
    return not own.general and topic.field == GENERAL and name not in topic.names
