"""The kind of work a point is (按中心词), where nobody knows the point itself: what it ends in says that (课程育人: 育人)."""

from __future__ import annotations

from dataclasses import replace

from drafter.language.heads import is_predicate, kind, object_of, opens_with_verb
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.standing import in_verbs
from drafter.language.things import kinds_of
from drafter.language.troubles import as_task
from drafter.language.verbs import ACTIVITY_ENDINGS, DONE_OPENLY
from drafter.plan.by_content import says
from drafter.plan.by_name import called
from drafter.plan.match import COMPOUND, GENERAL, THRESHOLD, WORD, Match
from drafter.plan.meeting import Meeting

LEADING = {word: word for word in "公示 公开 宣传 排查 巡查 检查 抽查".split()} | {"公布": "公示"}
"""Doings that say in front what kind of work is done to the thing after them."""
OPENLY = "公开"
STRUCK = ("打击", "严打")
"""Before what is against the law (打击走私) these say the kind of work: nobody examines and permits it."""
TO_RULE = "规范"
"""Before whatever is done (规范交易) this says the kind of work: that it is to keep to rules."""
WORKERS = ("员", "工", "者", "师", "手", "医生", "民警", "干部")
"""How those are called who do some work."""
_WAYS = ("安全", "节约", "诚信", "文明", "依法")
"""How a thing is to be done, which says the kind of work where the doing says none (安全送餐)."""
RAISED = ("培育", "孵化", "引进", "招引", "招募")
"""What is done to trades and to people: with people before it (工匠培育, 司机招募) the work is theirs."""
_BETTERED = ("升级", "提升", "优化", "改进", "完善")
"""What is done to anything: with what is built or set up before it (网箱升级) it is 改造."""
_REBUILT = "改造"
_TURNED_INTO = late("^[^整修更批悔删]改[^革造制进善变动正建装]$")
"""One thing made another (渡改桥, 煤改电)."""
_SMART = ("智能", "智慧", "数字", "在线", "线上", "远程")
"""By what means a thing is done, which says the kind of work where the doing says none (智能测温)."""
_SMART_WORK = "数字化"
_SAID_BACK = "反馈"
"""What people say (老人反馈) is their opinion; of anything else (信息反馈) it is a report."""
_PEOPLE, _STAFF = "人群", "人才"
_AT_POSTS = late("(?<![会船学人党团队社成])员$|[师匠]$|(?:医生|民警|干部)$")
"""How those are called whom one trains and employs (播音员), not whom one serves."""
_BY_THING = {
    "设施": "设施",
    "设备": "设备",
    "人": _PEOPLE,
    "队伍": "队伍",
    "资金": "资金",
    "合同": "合同",
    "制度": "制度",
    "系统": "系统",
    "活动": "活动",
    "产品": "产品",
    "土地": "土地",
    "毛病": "整治",
}
"""Kind of thing → the head word of the work on such things."""


_INDICATOR = late(
    "(?:(?<![效频汇利税费概速功倍斜曲])率"
    "|(?:满意|知晓|活跃|参与|认可|信任|辨识|关注|便利|准确|精准|完整|真实|规范|成熟|达成|贡献|契合|匹配|集中|依存|影响)度"
    "|(?:人均|亩均|户均|单位|每)[一-龥]{2,4}[量额值])(?=(?:稳定|提升|提高|达标|监测)?$)"
)
"""How a point ends that is a figure to be reached or held (入托率, 会员活跃度, 人均阅读量)."""
_FIGURE = "率"
_ALL_OF_THEM, _ALL = late("..应(.)尽\\1$"), "应保尽保"
"""None of those who have a right to it is to be left out (养殖证应发尽发)."""
_TO_STAND = "到位"
"""The kind of work where a point says how things are to stand (票据真实, 售粮不排长队)."""


def by_head(meeting: Meeting, point: str) -> Match | None:
    """The general topic for the kind of work a point ends in (课程育人 → 育人); the longest ending decides, else
    the verb it opens with (拆除旁屋 → 拆除).

    A lone word says too little to go by; one that is a doing (教育), has 工作 after it (宣传工作), or is of four
    characters, is a point.
    """
    if is_predicate(point) and not point.startswith("每"):
        return None  # 第一时间报告 is all that is done: no line on 报告 in general takes it
    core = point.removesuffix("工作")
    if (
        len(core) > COMPOUND
        and core[:WORD] in LEADING
        and core[WORD] not in "员人队站点组单表栏"
        and not (core.startswith(OPENLY) and core[WORD : 2 * WORD] in DONE_OPENLY)
        and kind(core[WORD:]) == "事物"
    ):
        # 公示收费标准 is a matter of 公示, not of 标准.
        core = LEADING[core[:WORD]]
        point = core + "工作"
    if core.startswith(TO_RULE) and core[WORD:] != "" and core[WORD] != "化" and core not in meeting.known.heads:
        core = TO_RULE
    if core.startswith(STRUCK):
        core = core[:WORD]
    figure = _INDICATOR.search(core)
    if figure:
        # 参保率稳定 is no matter of calm.
        core = core[: figure.end()]
    found = [
        (head, topic)
        for head in (core[at:] for at in range(len(core)))
        if len(head) > 1
        and (len(point) > len(head) or len(head) >= COMPOUND or head in ACTIVITY_ENDINGS or figure is not None)
        for topic in meeting.known.heads.get(head, ())
        if not any(word in point or word in meeting.core for word in topic.beyond)
    ]
    verb, thing = core[:WORD], core[WORD:]
    if not found and _ALL_OF_THEM.search(core):
        found = [(_ALL, topic) for topic in meeting.known.heads.get(_ALL, ())]
    if not found and figure:
        found = [(core[-1], topic) for topic in meeting.known.heads.get(_FIGURE, ())]
    if not found and opens_with_verb(core) and kind(thing) == "事物":
        # 拆除旁屋: where nothing is known of the thing, what is done to it says the kind of work.
        found = [(verb, topic) for topic in meeting.known.heads.get(verb, ())]
    if not found and core[:WORD] in _WAYS:
        found = [(verb, topic) for topic in meeting.known.heads.get(verb, ())]
    for work, so in ((_REBUILT, _TURNED_INTO.search(core)), (_SMART_WORK, core[:WORD] in _SMART and core != thing)):
        if not found and so:
            found = [(work, topic) for topic in meeting.known.heads.get(work, ())]
    if not found:
        return None
    head, topic = min(found, key=lambda pair: (-len(pair[0]), pair[1].id))
    if head in RAISED and core.removesuffix(head).endswith((*WORKERS, "匠", "人", "家", "司机")):
        topic = next(iter(meeting.known.heads.get("人才", ())), topic)
    if head == _SAID_BACK and kinds_of(core.removesuffix(head)) == frozenset(("人",)):
        topic = next(iter(meeting.known.heads.get("意见", ())), topic)
    if head in _BETTERED and kinds_of(core.removesuffix(head)) in (frozenset(("设施",)), frozenset(("设备",))):
        head, topic = _REBUILT, next(iter(meeting.known.heads.get(_REBUILT, ())), topic)
    return Match(topic, THRESHOLD, head, general=True)


def is_figure(match: Match | None) -> bool:
    """Whether a point is known for no more than being a figure to be reached (入托率)."""
    return match is not None and match.general and match.by in tuple("率度量额值")


def by_thing(meeting: Meeting, point: str) -> Match | None:
    """The general topic for a point that names a thing and no doing, by what kind of thing it is (换热站: 设施); None where
    nobody knows that, or it may be of several kinds."""
    core = point.removesuffix("工作")
    kinds = kinds_of(core) if kind(core) == "事物" and not is_predicate(point) else frozenset[str]()
    head = _BY_THING.get(next(iter(kinds)), "") if len(kinds) == 1 else ""
    if head == _PEOPLE and _AT_POSTS.search(core):
        head = _STAFF
    return next((Match(topic, THRESHOLD, head, general=True) for topic in meeting.known.heads.get(head, ())), None)


def by_last_verb(meeting: Meeting, point: str) -> Match | None:
    """The general topic for a point that nobody knows: of an ill by what is done about it (占道晾晒: 整治), else by the one
    verb its last two characters have, the last of them (线路巡防: 防) or the one before its object (鲜茧售茧: 售); None
    where that says nothing."""
    core = point.removesuffix("工作")
    about_ill = as_task(point)[:WORD]
    if about_ill in meeting.known.heads:
        return Match(meeting.known.heads[about_ill][0], THRESHOLD, about_ill, general=True)
    if len(core) <= WORD or is_predicate(point):
        return None
    found = ((char, meeting.known.heads.get(char, ())) for char in (core[-1], core[-2]))
    return next((Match(topics[0], THRESHOLD, char, general=True) for char, topics in found if topics), None)


def by_state(meeting: Meeting, point: str) -> Match | None:
    """The general topic for a point that says how things are to stand (票据真实), is a whole predicate, or opens with a verb
    that no line can leave off (列出近期要办的事); None for others. Its own words are all its heading says."""
    if not in_verbs(point) and (kind(point) != "动宾" or object_of(point) != point):
        return None
    topics = meeting.known.heads.get(_TO_STAND, ())
    return next((Match(replace(topic, aims=()), THRESHOLD, point, general=True) for topic in topics), None)


def by_its_tail(meeting: Meeting, found: Match, point: str) -> Match | None:
    """What else a point is, where its topic goes by whose it is and says nothing of what it is; else None.

    乡镇卫生院债务 is a matter of debts, 公租房资金监管 one of funds.
    """
    whose = found.by and found.by != found.topic.name and point.startswith(found.by)
    tail = point.removeprefix(found.by) if whose else ""
    if len(tail) < WORD or tail.endswith(("队伍", "人才", "人员")):
        return None
    work = by_head(meeting, point)
    # 筛查率 is a matter of 筛查.
    by = work.by if work and tail.endswith(work.by) else ""
    word = tail.removesuffix(by) if is_figure(work) else by or tail
    if word in STOCK or word in ACTIVITY_ENDINGS or says(found.topic, word):
        return None
    matter = called(meeting.known, tail) if not meeting.fields else None
    if matter and matter.topic.field != GENERAL:
        return replace(matter, score=THRESHOLD)
    return replace(work, wider=found.topic) if work else None


def is_own_kind(meeting: Meeting, general: Match | None, point: str) -> bool:
    """Whether a point that is a head word as a whole (矛盾化解) is not what a general topic is called besides."""
    names = (name for topic in meeting.named if topic.field == GENERAL for name in topic.names)
    return general is not None and general.by == point and point not in names
