"""Which point answers which problem (问题归点): all problems against all points, weighed at once.

What decides is what the trouble is against what a point and its measures do, and the words both have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.bank.model import Measure, Same, Topic
from drafter.language.frequent import SIMPLIFIED
from drafter.language.heads import object_noun
from drafter.language.late import late
from drafter.language.other_names import same_matter, undone
from drafter.language.remedies import FIRST, OTHER, answer_of, asks_for, is_of_another_kind, kinds_of
from drafter.language.saying_little import LIGHT_IN_PROBLEM, STOCK, shares_word
from drafter.language.similar import bigrams, coverage, dice
from drafter.language.troubles import core, fault_of, is_misbehaviour
from drafter.language.verbs import ACTIVITY_ENDINGS
from drafter.plan.draft import Draft
from drafter.plan.match import GENERAL, WORD, Match
from drafter.plan.related import related_of
from drafter.plan.wordings import WEIGHTY

KINDRED = 0.4
CONDUCT = 0.44
"""A point on conduct as a whole (不文明行为) is as close to what people do that they should not."""
REMEDIED, ALSO, ASIDE = 0.42, 0.37, 0.345
"""A wording that mends trouble of the first kind a problem is, of another, or what a mere word in it tells, is as close as
this, whatever its words."""
TWICE = 0.04
"""What it adds that a point and a measure of it both mend the trouble."""
SAME_MATTER = 0.38
"""A wording that speaks of the same matter by another name is as close as this."""
TOLD = 0.38
"""A point whose topic has a measure for a problem is as close as this: its neighbours may have the same topic."""
NAMED = 0.39
"""A point or measure of the brief that names the same thing (护林员) is closer than what a topic merely knows of it."""
HOME = 0.36
"""Of what a problem is about a measure of the topic at hand must tell so much."""
LEAST = 0.34
"""A problem closer than this to a point is answered there; what is not close to any is asked for (对策待填)."""
CROWDED = 0.05
"""What each problem more costs a point that answers others already."""
WHOLE = 0.6
"""A point two words of which stand in a problem in a row is as close as this."""
PEOPLE = 0.45
"""What names the people of a problem who are called after the theme is as close as this."""
SURE = 2.0
"""What names the very people of a problem, and nobody else does, is where it is answered."""


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
    rows = [_row(draft, fault_of(_SEASON.sub("", problem))) for problem in brief.problems]
    found: dict[int, list[int]] = {}
    unanswered: list[int] = []
    for number, place in enumerate(_shared_out(rows)):
        if rows[number][place] < LEAST:
            unanswered.append(number)
        else:
            found.setdefault(place, []).append(number)
    if unanswered:
        # What is not seen here may well be answered: it is asked, not said.
        named = "、".join(f"“{brief.problems[k]}”" for k in unanswered)
        draft.notes.append(
            f"{named}由哪一点来回答？已经有的，把问题里的词写进那一点的要点或措施，就归到那里；没有的请补一条对策"
        )
    answering = draft.occasion.name in CHARGING or (draft.occasion.name in ANSWERING and draft.with_safeguard)
    loose = tuple(unanswered) if answering and draft.rank != "上级代表" else ()
    return Answers({index: tuple(numbers) for index, numbers in found.items()}, loose)


_SEASON = late("^(?:节假日|节日|节庆|假期|假日|春节|国庆|黄金周|旺季|淡季|高峰期?|早晚高峰)(?:期间|时段)?(?=.{4})")
"""When trouble comes: what else there is to be done at that time (节假日值守) is no answer to it (停车难)."""


def _row(draft: Draft, problem: str) -> list[float]:
    """How close each point is to a problem, and the safeguard behind them all; what is to win a tie a trifle closer."""
    places = range(len(draft.brief.points))
    near = [_closeness(draft, index, problem, beside_theme=True) for index in places]
    if max(near, default=0.0) < LEAST:
        near = [_closeness(draft, index, problem) for index in places]
    if (same := _named_whole(draft, problem)) is not None:
        near[same] = max(near[same], WHOLE)
    safeguarded = _safeguarded(draft, problem)
    best = max((*near, safeguarded))
    alone, named = _whose(draft, problem), _named_alone(draft, problem)
    if alone is None and best <= KINDRED:
        # What two have in common by topic or kind of remedy says less than the only point that has a word of it.
        alone = named
    if alone is None and best < LEAST:
        alone = _named_in_short(draft, problem)
        alone = _by_a_character(draft, problem) if alone is None else alone
    if alone is None and best <= SAME_MATTER and (goes := _goes_with(draft, problem)) is not None:
        # What comes together in many lines says more than a topic both may be of.
        if goes < len(near):
            near[goes] = max(near[goes], KINDRED)
        else:
            safeguarded = max(safeguarded, KINDRED)
    near.append(max(LEAST, safeguarded - BEHIND) if safeguarded >= LEAST else safeguarded)
    if alone is not None:
        near[alone] = max(near[alone], PEOPLE) if _in_passing(draft, problem, alone) else SURE
    elif named is not None:
        near[named] = _both(near[named], LEAST) if near[named] >= LEAST else KINDRED
    for rank, index in enumerate(sorted(places, key=lambda k: (_ties(draft, k, problem), -k))):
        near[index] += TRIFLE * rank
    return near


TRIFLE = 1e-6
"""What tells points equally close apart."""
BEHIND = 0.03
"""By so much the safeguard, which answers anything a little, stands back behind the points."""


def _shared_out(rows: Sequence[Sequence[float]]) -> list[int]:
    """For each problem the place that answers it, so that all are answered as closely as may be.

    Each begins with the closest; then whatever move, or change of places between two, brings all of them closer is made.
    None goes to a place that is too far. A handful of problems and points: no need of more.
    """
    taken = [max(range(len(row)), key=row.__getitem__) for row in rows]

    def worth(places: Sequence[int]) -> float:
        crowd = sum(places.count(place) * (places.count(place) - 1) / 2 for place in set(places))
        return sum(row[place] - (row[place] < LEAST) for row, place in zip(rows, places, strict=True)) - CROWDED * crowd

    best = worth(taken)
    while True:
        trials = [[*taken[:k], place, *taken[k + 1 :]] for k in range(len(taken)) for place in range(len(rows[k]))]
        for a in range(len(taken)):
            for b in range(a):
                trial = list(taken)
                trial[a], trial[b] = taken[b], taken[a]
                trials.append(trial)
        better = max(trials, key=worth, default=taken)
        if worth(better) <= best + TRIFLE / 10:
            return taken
        taken, best = better, worth(better)


def _named_alone(draft: Draft, problem: str) -> int | None:
    """The only point, the safeguard among them, that has a word of the problem (贷款门槛高: 推行信用贷款), in its own name or its
    measures; else None."""
    theme = _theme(draft)
    said = [(point.topic, *point.measures) for point in draft.brief.points]
    said += [draft.brief.safeguard.measures] if draft.brief.safeguard else []
    said = [tuple(text for text in texts if not is_of_another_kind(problem, text)) for texts in said]
    # What is done (维权) tells which point is meant only where no thing does.
    for light in (LIGHT_IN_PROBLEM, LIGHT_IN_PROBLEM - ACTIVITY_ENDINGS):
        pairs = [
            pair
            for pair in bigrams(problem) - _WHOSE
            if pair not in light and pair[-1] not in _PEOPLE and pair not in theme
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
    theme = _theme(draft)
    if not found or len(found["who"]) < SAME or found["who"] in theme:
        return None
    said = [(point.topic, *point.measures) for point in draft.brief.points]
    having = [k for k, texts in enumerate(said) if any(found["who"] in text for text in texts)]
    return having[0] if len(having) == 1 else None


def _in_passing(draft: Draft, problem: str, place: int) -> bool:
    """Whether a problem's people are called after the theme (网格员), and only a measure there has them: they come up in much."""
    found = _SUBJECT.match(problem)
    points = draft.brief.points
    named = place < len(points) and found is not None and found["who"] in points[place].topic
    return found is not None and found["who"][:2] in _theme(draft) and not named


_THING_THERE = late("^(?P<thing>[一-龥]{2,5}?)(?=[在已仍还又]|(?:扩散|蔓延|泛滥|反弹|爆发|成灾|上升|增多|外溢))")
"""What a problem says has spread or come up, at its beginning (松毛虫在两个林场爆发)."""


def _named_whole(draft: Draft, problem: str) -> int | None:
    """The only point of which a problem has two words in a row (夜间不放生态流量: 生态流量下泄), though the theme has them too."""
    having = [
        k
        for k, point in enumerate(draft.brief.points)
        if any(point.topic[at : at + 2 * WORD] in problem for at in range(len(point.topic) - 2 * WORD + 1))
    ]
    return having[0] if len(having) == 1 else None


def _named_in_short(draft: Draft, problem: str) -> int | None:
    """The only point of the brief with a measure that names the thing of a problem by its last character alone (捉虫, 捡螺), a
    seldom one; else None."""
    found = _THING_THERE.match(core(problem)) or _THING_THERE.match(problem)
    last = found["thing"][-1] if found else ""
    if not last or last in SIMPLIFIED or last in _theme(draft):
        return None
    having = [k for k, point in enumerate(draft.brief.points) if any(last in m for m in point.measures)]
    return having[0] if len(having) == 1 else None


def _ties(draft: Draft, index: int, problem: str) -> tuple[bool, float, str]:
    """What tells points equally close to a problem apart, whatever their order: the point itself names the remedy, it
    and its measures share more words with the problem; where nothing does, its name decides, so that moving it does not."""
    point = draft.brief.points[index]
    shared = max(kinship(problem, text) for text in (point.topic, *point.measures))
    return asks_for(problem, point.topic), shared, point.topic


_OF_NO_MATTER = frozenset(
    "缺够滞拖乱差偏低薄健纠障碍督促协措施治弱慢松散虚淡浅粗懒拉扯推诿迟缓停顿欠短匮衡稳畅堵漏隐患惩罚奖励激鼓舞宣引执居严紧突普遍降增升扩健培训练核查巡"
)
"""Characters of how bad a thing is and of what is done about it: they tell no matter."""


def _by_a_character(draft: Draft, problem: str) -> int | None:
    """The only point that has a seldom character of a problem that nothing else places (常用药配不齐: 药品供应); else None."""
    theme = _theme(draft)
    telling = (
        {c for c in problem if "一" <= c <= "龥"} - set(SIMPLIFIED) - _OF_NO_MATTER - set("".join(_WHOSE)) - set(theme)
    )
    having = [k for k, point in enumerate(draft.brief.points) if telling & set("".join((point.topic, *point.measures)))]
    return having[0] if len(having) == 1 else None


_OF_PEOPLE = frozenset(("后继", "流失", "缺人", "参与少"))
"""Kinds of trouble with people, whatever they do."""


def _goes_with(draft: Draft, problem: str) -> int | None:
    """The only point, the safeguard after them all, whose words go with those of a problem in the lines of the bank.

    None where people are too few or too old: the problem then says whose, and any line on them has that.
    """
    if not _OF_PEOPLE.isdisjoint(kinds_of(problem)):
        return None
    said = [(point.topic, *point.measures) for point in draft.brief.points]
    said += [draft.brief.safeguard.measures] if draft.brief.safeguard else []
    return related_of(Same(draft.bank.topics)).best(problem, said, "|".join((_theme(draft), *sorted(_WHOSE))))


def _safeguarded(draft: Draft, problem: str) -> float:
    """How close the measures of the safeguard are to a problem, as those of the points are (see `_closeness`), 0 to 1."""
    measures = draft.brief.safeguard.measures if draft.brief.safeguard else ()
    said = max((_said_close(draft, name, problem) for name in measures), default=0.0)
    return _both(said, max(map(_mending, (answer_of(problem, name) for name in measures)), default=0.0))


def _mending(answer: float) -> float:
    """How close a wording is by how well what it does answers the kind of trouble (see `answer_of`)."""
    return REMEDIED if answer >= FIRST else ALSO if answer >= OTHER else ASIDE if answer else 0.0


def _both(said: float, mended: float) -> float:
    """Two grounds that hold apart from each other are surer than either (noisy-or, Pearl 1988); a word or two in common are
    no ground beside what is done."""
    return 1 - (1 - said) * (1 - mended) if said >= LEAST else max(said, mended)


def _said_close(draft: Draft, wording: str, problem: str) -> float:
    """How close a wording of the brief is to a problem by what both say, 0 to 1."""
    if is_of_another_kind(problem, wording):
        return 0.0
    if _left_undone(problem, wording):
        return 0.0
    # That there is too little of a thing is not mended by what else is done with it.
    lacks = _LACKS.search(problem) is not None and not asks_for(problem, wording)
    return max(
        kinship(problem, wording),
        CONDUCT if is_misbehaviour(problem, wording) else 0.0,
        KINDRED if _shares_matter(wording, problem) or (not lacks and _shares_piece(draft, problem, wording)) else 0.0,
        NAMED if _names_the_same(draft, wording, problem) else 0.0,
        SAME_MATTER if not lacks and same_matter(problem, wording, _theme(draft)) else 0.0,
        KINDRED if undone(problem, wording) else 0.0,
    )


_WHOSE = frozenset("乡村 农村 城乡 城市 城区 城镇 社区 基层 机关 校园 领导 干部 单位 部门".split())
"""Words that say whose a matter is, not which."""


def _shares_matter(wording: str, problem: str) -> bool:
    """Whether both share a word, and not one alone that says whose two different matters are (乡村产业, 乡村治理)."""
    whose, other = wording[:2], wording[2:]
    if whose in _WHOSE and len(wording) == 2 * len(whose) and other not in problem:
        return False
    return shares_word(wording, problem)


_PIECES = (6, 8)
"""Characters of a wording that is three or four words of two (保障改善民生)."""


def _shares_piece(draft: Draft, problem: str, wording: str) -> bool:
    """Whether one of several words of two characters in a wording is in a problem, too, and tells something."""
    theme = _theme(draft)
    pieces = [wording[at : at + 2] for at in range(0, len(wording), 2)] if len(wording) in _PIECES else []
    known = draft.topics.wordings.known
    return any(p in problem and p not in theme and p not in LIGHT_IN_PROBLEM and known(p) for p in pieces)


def _theme(draft: Draft) -> str:
    return draft.values.filled.get("主题", "")


def _left_undone(problem: str, wording: str) -> bool:
    """Whether all that a wording shares with a problem is a doing that people leave undone there (粪便不清理: 违建清理)."""
    doing = wording[-2:]
    if doing not in ACTIVITY_ENDINGS or f"不{doing}" not in problem:
        return False
    rest = bigrams(wording.removesuffix(doing)) - STOCK
    return bool(rest) and not any(pair in problem for pair in rest)


def _closeness(draft: Draft, index: int, problem: str, *, beside_theme: bool = False) -> float:
    """How close a point is to a problem, 0 to 1. beside_theme: what the whole meeting is about (污染) tells no point."""
    point, match = draft.brief.points[index], draft.matches[index]
    # Measures named in the brief count as the point's own words.
    wordings: tuple[str, ...] = (point.topic, *point.measures)
    # What is done stands in the first clause, how in the next ones (接报修复，24小时内).
    wordings += tuple(clause for m in point.measures if (clause := m.partition("，")[0]) != m)
    if beside_theme:
        theme = _pairs_of(_theme(draft))
        wordings = tuple(theme.sub("|", wording) if theme else wording for wording in wordings)
    said = max(_said_close(draft, text, problem) for text in wordings)
    mending = [_mending(answer_of(problem, text)) for text in wordings]
    twice = TWICE if mending[0] and any(mending[1:]) and max(mending) >= REMEDIED else 0.0
    score = _both(said, max(mending) + twice)
    if is_of_another_kind(problem, point.topic):
        return score
    # What a topic knows beside the measures the brief names is not said in this speech.
    if match and not point.measures:
        known = " ".join((*match.topic.names, *match.topic.aims, *match.topic.phrases))
        score = max(score, 0.8 * coverage(problem, known))
    if match and not point.measures and not match.general and match.topic.field != GENERAL:
        told = max((draft.topics.told(core(problem), m) for m in measures_of_topic(match.topic)), default=0.0)
        score = max(score, TOLD if told >= HOME else 0.0)
    asked = any(mending)
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
    theme = _theme(draft)
    runs = (wording[at : at + SAME] for at in range(len(wording) - SAME + 1))
    return any(
        run in problem
        and run not in theme
        and not (run[:2] in theme and run[2] in _PEOPLE)
        and draft.topics.wordings.rarest(run) >= WEIGHTY
        and not bigrams(run) <= STOCK
        for run in runs
    )


_LACKS = late("(?:短缺|紧缺|不足|不够|偏少)$|缺口")


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
    return SAME_MATTER if meant.topic.field == match.topic.field and ((shared and not lacks) or asked) else 0.0


def _by_name(match: Match) -> str:
    """The name its topic was found by: a point that goes by a group (要点) is no name of the topic's."""
    return match.topic.name if match.by_group else match.by


def measures_of_topic(topic: Topic) -> tuple[Measure, ...]:
    """All measures the phrasebank has for a topic."""
    return tuple(measure for group in topic.groups for measure in group.measures)


def kinship(problem: str, wording: str) -> float:
    return max(coverage(wording, problem), dice(bigrams(problem), bigrams(wording)))
