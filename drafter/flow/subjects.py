"""What a line taken over from a precedent speaks of that this speech does not (先例自己的题目)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from drafter.bank.model import Bank, Same, Topic
from drafter.brief.schema import Brief
from drafter.flow.matters import fields_of, is_matter, said_there
from drafter.language import meetings
from drafter.language.late import late
from drafter.language.official import OFFICIAL
from drafter.plan.match import GENERAL
from drafter.plan.means import means_of

SOURCE, GROUND = "/出处", "/所据"
"""Behind a node's id under 选定: the precedent its line was made from; what its text was chosen for."""
BY_HAND = "手填"
"""The part of a ground that names what the brief does not have and the writer put into the line."""
LEFT = "照留"
"""The part that names what is the precedent's and the writer, having read it, left in the line."""
MARKED = "划线"
"""The part that names what was underlined when the line was accepted (see carried.py) and nobody has read yet."""
READ = "逐字看过"
"""The part that says which text the writer read word by word (see `fingerprint`): it holds for no other."""
_TOPIC = 3
"""Characters of the shortest name of a topic that is no everyday word."""
_SHORT = tuple(
    "防汛 抗旱 抗洪 春耕 夏收 秋收 粮食 秸秆 征兵 高考 中考 普查 禁毒 戒毒 反诈 文旅 旅游 招商 医保 殡葬 教师 师生 患者 护士 妇联 残联 "
    "工会 团员 法官 检察 渔民 渔船 矿山 船舶 电梯 燃气 气象 地震 造林 林长 河长 扶贫 脱贫 移民 外贸 双拥 侨务 棚改 征迁".split()
)
"""Matters of two characters that hardly any other speech has in passing: as names of topics they are too short."""
_SPEECH_AT = late("在(.+?)上的(?:主持|总结|动员|致辞|讲话|发言|即席)")
_EFFORT = late("(?:专项|集中|百日|三年)?(?:攻坚|整治|行动|整改|提升|治理)?(?:工作|行动|任务)?$")
"""What a matter is called a campaign by: the matter itself stands before it."""


def by_hand(ground: str, part: str = BY_HAND) -> frozenset[str]:
    """The facts the writer put in, as a ground holds them (手填：甲、乙); part: LEFT for those left standing, MARKED
    for words that were underlined."""
    held = next((one for one in ground.split("｜") if one.startswith(f"{part}：")), "")
    return frozenset(held.removeprefix(f"{part}：").split("、")) - {""}


def theirs_told(marked: Iterable[str], named: Collection[str] = ()) -> str:
    """What is said of the old speech's own words in a line, those aside that are `named` already; "" of none."""
    words = [one for one in dict.fromkeys(marked) if not any(one in other for other in named)]
    return f"旧稿自己的字眼：{'、'.join(words)}" if words else ""


def fingerprint(text: str) -> str:
    """What tells a chosen text from any other, as a ground holds it: eight characters."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def read(ground: str, text: str) -> bool:
    """Whether the ground says that `text`, as 选定 holds it, was read word by word."""
    return fingerprint(text) in by_hand(ground, READ)


def answered(ground: str, text: str) -> frozenset[str]:
    """All the writer answers for in `text`: what was put in and, where this is the text that was read, what was left."""
    return by_hand(ground) | (by_hand(ground, LEFT) if read(ground, text) else frozenset())


def subject_of(title: str) -> str:
    """What the speech with this title is about, "" where that does not say.

    >>> subject_of("在全区生活垃圾分类攻坚动员会上的讲话"), subject_of("在全市工作会议上的讲话"), subject_of("祁某某")
    ('生活垃圾分类', '', '')
    """
    at = _SPEECH_AT.search(title)
    meeting = at[1] if at else title
    theme = meetings.theme_of(meeting) if meeting.endswith(("会", "会议", "式", "班")) else ""
    return bare if len(bare := _EFFORT.sub("", theme)) >= _TOPIC else ""


def subjects_elsewhere(text: str, source: str, brief: Brief, bank: Bank, ours: Collection[str]) -> list[str]:
    """Matters `text` speaks of that are the precedent's and not this brief's, as they stand there.

    source: the precedent as it is cited, or its title; what it is about is looked for as well. ours: see topics_of.
    """
    said = said_of(brief)
    fields = fields_of(said, ours, bank)
    found = [
        one
        for one in _other_topics(text, Same(bank.topics), ours, said, fields)
        if one in source or not said_there(one, fields, bank)
    ]
    found += [
        one
        for one in _SHORT
        if one in text and one not in said and not any(one in other for other in found)
        if not said_there(one, fields, bank)
    ]
    own = next((one for part in re.split("[（，）]", source) if (one := subject_of(part))), "")
    if own and own in text and own not in said:
        found = [own, *(one for one in found if one not in own)]
    return found


def own_subjects(text: str, title: str, brief: Brief, bank: Bank, ours: Collection[str]) -> list[str]:
    """Of `subjects_elsewhere` those the precedent's own title has: what its whole speech is about, the longest first."""
    about = subject_of(title)
    found = subjects_elsewhere(text, title, brief, bank, ours) if about else []
    return sorted((one for one in found if one in about), key=lambda one: (-len(one), one))


def _other_topics(text: str, topics: Same, ours: Collection[str], said: str, fields: Collection[str] = ()) -> list[str]:
    """Names of topics the passage `text` speaks of that are not this speech's, as they stand there.

    topics: of the bank. ours: ids of the topics of theme and points. said: the words of the brief. fields: those it is
    about; a meeting on schools may speak of their canteens.
    """
    names_of = _places(topics)
    there = {place for first in set(text) for name, place in names_of.get(first, ()) if name in text}
    found = list[str]()
    for topic in (topics.value[place] for place in sorted(there)):
        if topic.field == GENERAL or topic.field in fields or topic.id in ours:
            continue
        # Whether it says when is asked of the few that stand in either: the bank has thousands.
        names = [name for name in _called(topic) if (name in text or name in said) and is_matter(name)]
        if not any(name in said for name in names):
            found += [name for name in names if len(name) >= _TOPIC and not OFFICIAL.fullmatch(name)][:1]
    found = list(dict.fromkeys(found))
    return [one for one in found if not any(one != other and one in other for other in found)]


def _called(topic: Topic) -> tuple[str, ...]:
    """What a topic is called by, the name of its field included where that is no everyday word."""
    return (*topic.names, *[topic.field] * (len(topic.field) > _TOPIC))


@lru_cache(maxsize=4)
def _places(topics: Same) -> dict[str, list[tuple[str, int]]]:
    """What the topics are called by, under its first character, each with the place of its topic: every line that was
    made from a precedent is looked through for them whenever the brief changes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for place, topic in enumerate(topics.value):
        for name in filter(None, _called(topic)):
            found.setdefault(name[0], []).append((name, place))
    return found


def topics_of(brief: Brief, bank: Bank) -> frozenset[str]:
    """Ids of the topics of the bank that the theme and the points are about."""
    theme = brief.theme or meetings.theme_of(brief.meeting, brief.region or "")
    topics = means_of(bank).topics(theme, f"{brief.meeting}{brief.audience or ''}")
    found = [topics.theme, *(topics.match(name) for name in (theme, *(point.topic for point in brief.points)))]
    return frozenset(match.topic.id for match in found if match is not None)


def speaks_for_all(brief: Brief) -> bool:
    """Whether the speaker may speak for the committee and the government of a place, not for one office of them only."""
    return not brief.speaker.position or _FOR_ALL.search(brief.speaker.position) is not None


_FOR_ALL = late("[省市县区州旗](?:委(?:副?书记|常委|秘书长)|长|政府)|^副?书记|^常委|主席|人大|政协")


def said_of(brief: Brief) -> str:
    """What the brief says it is about."""
    measures = [measure for point in brief.points for measure in point.measures]
    measures += brief.safeguard.measures if brief.safeguard is not None else ()
    return "／".join(
        (brief.meeting, brief.theme or "", *(point.topic for point in brief.points), *measures, *brief.problems)
    )


def answered_for(brief: Brief) -> list[str]:
    """Facts in lines of the brief that none of its fields has and the writer answers for."""
    return [fact for facts in hands_of(brief.chosen) for fact in sorted(facts)]


def put_in(brief: Brief) -> list[str]:
    """Those of them that the writer put in; what was left standing is the precedent's still."""
    return [fact for key, ground in brief.chosen.items() if key.endswith(GROUND) for fact in sorted(by_hand(ground))]


def hands_of(chosen: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """What the writer answers for in each of the chosen texts. chosen: 选定."""
    for key, ground in chosen.items():
        if key.endswith(GROUND):
            yield answered(ground, chosen.get(key.removesuffix(GROUND), ""))
