"""What is said of each achievement before its fact (分项成绩的评价): what the fact bears out, and never more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.bank.model import Bank, Same
from drafter.brief.schema import Achievement, Brief
from drafter.language import heads
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.language.troubles import core
from drafter.language.verbs import LIGHT_VERBS
from drafter.plan.tendency import carries_praise, goes_against, is_tally, moves, of_one_figure, told_so

_GAP = "【待填"
LONGEST_TOPIC = 6
"""An achievement's 要点 of up to so many characters is a bare noun phrase and wants a predicate."""


def praised(brief: Brief, bank: Bank) -> tuple[str, ...]:
    """Each achievement as 要点 + predicate + ，+ 事实; no predicate twice while others are left (评价不重复).

    One pattern for all: where the facts bear out no predicate for one of them, each is told of with 方面. What a problem
    of the brief is about as well went on and no more: praise would deny it.
    """
    items = brief.achievements
    if len(items) == 1:
        return (_named(items[0]) if _troubled(items[0], brief) else _alone(items[0], bank),)
    used: set[str] = set()
    found = [_one_of_several(item, bank, used, brief) for item in items]
    if all(found):
        return tuple(filter(None, found))
    return tuple(
        _named(item) if item.topic and not _says_how(item.topic) else (said or _named(item))
        for item, said in zip(items, found, strict=True)
    )


def _named(item: Achievement) -> str:
    """An achievement that is named and not praised: its 要点 before its fact; the fact alone where that says the 要点 itself
    (更新电梯58部), and one run of words where it only counts it (中蜂存栏 + 4.6万群)."""
    topic, fact = item.topic or "", item.fact or GAP_OF_A_FACT
    if not topic or topic in fact:
        return fact
    if _COUNTS.match(fact):
        return f"{topic}{fact}"
    return f"{topic}，{fact}" if is_tally(topic) or _GAP in topic else f"{topic}方面，{fact}"


_OWN_SUBJECT = late("[一-龥]{2,}率(?!.*率)[^，]*[0-9]|一次性[一-龥]+率")
"""What is left of a fact without its 要点 that has a subject of its own."""
GAP_OF_A_FACT = "【待填：具体成效】"
_COUNTS = late("[0-9０-９][0-9０-９.,．]*[多余]?[万亿]{0,2}(?:[％%]|[一-龥]{1,2})?(?:$|[，、；])")
"""A fact that begins with nothing but a figure and what it counts."""
_BARE = late("[0-9０-９][0-9０-９.,，．]*%?")
"""A figure of nobody knows what."""


def _alone(item: Achievement, bank: Bank) -> str:
    """The only achievement; one that is not praised is named with 方面."""
    if plainly := _without_predicate(item):
        return plainly
    topic, fact = item.topic or "", item.fact or GAP_OF_A_FACT
    choices = _choices(topic, fact, bank)
    return (
        f"{topic}{_unsaid(choices, set(), topic)}，{fact}"
        if choices and not goes_against(topic, fact)
        else _named(item)
    )


def _choices(topic: str, fact: str, bank: Bank) -> tuple[str, ...]:
    """The predicates that a fact bears out by itself, the nearest to it first."""
    told = _told_by_the_fact(topic, fact)
    if told or _GAUGE.search(topic):
        return told
    return _borne_out(topic, fact, bank) or _of_work_told(topic, fact, bank)


def _without_predicate(item: Achievement) -> str:
    """An achievement that has no topic, or one that praises itself, or a bare figure; "" for any other."""
    fact = item.fact or GAP_OF_A_FACT
    if not item.topic or _says_how(item.topic):
        return f"{item.topic}，{fact}" if item.topic else fact
    return f"{item.topic}为{fact}【待填：{item.topic}的单位】" if _BARE.fullmatch(fact) else ""


def _one_of_several(item: Achievement, bank: Bank, used: set[str], brief: Brief) -> str | None:
    """One of several achievements with its predicate; None where its fact bears out none at all.

    used: predicates said so far, to which this one's is added.
    """
    if plainly := _without_predicate(item):
        return plainly
    topic, fact = item.topic or "", item.fact or GAP_OF_A_FACT
    if fact.startswith(topic) and (rest := fact.removeprefix(topic)) and _OWN_SUBJECT.match(rest):
        # 初信初访 + 初信初访办结率94%: as parallel as the others.
        fact = rest
    if fact.startswith(topic) or _COUNTS.match(fact):
        return _named(item)
    if is_tally(topic):
        return _named(item)
    if goes_against(topic, fact) or _GAP in topic:
        return None
    if _troubled(item, brief):
        choices: Sequence[str] = _MOVED.get(moves(fact), ()) if _GAUGE.search(topic) else WENT_ON
    elif heads.kind(topic) == "动宾" and _EFFECT.match(topic):
        choices = _told_by_the_fact(topic, fact) or OF_EFFECTS
    else:
        choices = _choices(topic, fact, bank)
        if all(choice in used or bigrams(choice) & bigrams(topic) for choice in choices):
            choices = (*choices, *_at_least(topic))
    if not choices:
        # A fact that says its topic itself (登记失业率3.1%) stands beside what is praised.
        return _named(item) if topic in fact else None
    praise = _unsaid(choices, used, topic)
    used.add(praise)
    return f"{topic}{praise}，{fact}"


def _unsaid(choices: Sequence[str], used: set[str], topic: str) -> str:
    """The first predicate that is not said yet and has no word of its topic (审批提速|进一步提速), rather none of another."""
    fresh = [choice for choice in choices if choice not in used and not bigrams(choice) & bigrams(topic)]
    said = {word[at : at + 2] for word in used for at in range(len(word) - 1)}
    apart = [choice for choice in fresh if not any(choice[at : at + 2] in said for at in range(len(choice) - 1))]
    return (apart or fresh or list(choices))[0]


def _troubled(item: Achievement, brief: Brief) -> bool:
    """Whether a problem of the brief speaks of what an achievement with a bare 要点 is about (补贴到账慢 of 财政补贴)."""
    if not (item.topic and item.fact) or _says_how(item.topic):
        return False
    own = bigrams(item.topic) - bigrams(brief.meeting) - bigrams(brief.theme or "") - STOCK
    return any(own & bigrams(core(problem)) for problem in brief.problems)


def _says_how(topic: str) -> bool:
    """Whether an achievement's 要点 praises itself (组织建设迈上新台阶)."""
    return len(topic) > LONGEST_TOPIC or re.search("[了得]|取得|实现", topic) is not None


PROGRESS = "有新进展"
WENT_ON = (PROGRESS, "取得一定进展", "迈出新步伐", "取得阶段性成效")
"""What may be said of work that a problem is told of, too."""
OF_DOINGS = ("扎实推进", "有序开展", "稳步推进", "取得实效", "持续推进", PROGRESS)
OF_THINGS = (PROGRESS, "取得实效", "迈出新步伐", "取得新成效", "成效显现")
OF_EFFECTS = ("成效显现", "取得实效", "取得新成效", "见到成效", PROGRESS)
"""What may be said of any doing, of any thing that was worked at and of any effect (带动增收): no more than that it went on."""
_MOVED = {"升": ("有所增加", "有所提高"), "降": ("有所下降", "有所减少")}
"""The same of what goes up or down."""
_EFFECT = late("(?:带动|促进|助力|提升|提高|扩大|增加|降低|减少|服务|吸引|拉动|惠及|帮助|保障|增强)..")
_GAUGE = late(
    "(?:规模|数量|总[量额数]|面积|产[量值]|收入|存栏|出栏|销[量额]|交易[量额]|投资额|进度|时[限间长]|周期|成本|价格|费用|余额|价值"
    "|[人户件起宗例次批]数|批次|率|收费|客流|访量|案件|警情|事故)$"
)
"""What goes up or down, and has no course of its own (失业率, 审批时限): only a figure that moves tells of it."""


def _at_least(topic: str) -> tuple[str, ...]:
    """What may be said of an achievement whose fact tells of no course; nothing of what goes up or down."""
    if _GAUGE.search(topic):
        return ()
    if _EFFECT.match(topic):
        return OF_EFFECTS
    return _ended(topic) or (OF_DOINGS if _is_done(topic) else OF_THINGS)


def _is_done(topic: str) -> bool:
    """Whether a topic is the name of something done (资金发放), by its last word at least."""
    return heads.kind(topic) != "事物" or heads.is_doing(topic[-2:])


_HONOURED = late(
    "获[评得批奖]|荣获|命名为|授予|入[选围]|评[为上选]|[上列]入.{0,6}名[单录]|通过.{0,12}(?:认[证定]|验收)|注册.{0,8}商标"
)
_SOONER = late(
    "(?:时[间限长]|用时|耗时|周期|工作日|[0-9]个?(?:小时|分钟|天|日|秒))[^，]{0,8}(?:缩短|压缩|压减|减少|降)"
    "|(?:缩短|压缩|压减|减少|降)[^，]{0,10}(?:小时|分钟|工作日|天|日|秒)|提速"
)
_OF_TIME = late("(?:时[间限长]|用时|耗时|周期)$")
_OF_SIZE = late("(?:规模|面积|覆盖面)$")
_REACHED = late("达到?[0-9]|突破|发展到|超过?[0-9]")


def _told_by_the_fact(topic: str, fact: str) -> tuple[str, ...]:
    """What the fact says itself, put as a predicate: honours, time saved, a figure that went up or down (据实而评)."""
    if _SOONER.search(fact):
        if _OF_TIME.search(topic):
            return ("进一步缩短", "继续压缩")
        if topic.endswith(("效率", "效能")):
            return ("进一步提升", "继续提升")
        if _is_done(topic):
            return ("进一步提速", "明显加快")
    if _GAUGE.search(topic):
        way = moves(fact)
        if way == "降":
            return ("有所下降", "进一步下降")
        if way == "升" or _REACHED.search(fact):
            if topic.endswith("率"):
                return ("稳步提高", "进一步提升") if way else ()
            return ("稳步扩大", "不断扩大") if _OF_SIZE.search(topic) else ("稳步增长", "持续增长")
        # What was built adds to how many there are.
        return ("稳步增加", "不断增加") if topic.endswith("数量") and _WORK_TOLD.search(fact) else ()
    if _IN_FRONT.search(fact):
        return ("走在前列", "保持领先", "位居前列")
    if _HONOURED.search(fact) and not _COURSE_TOLD.search(fact) and not topic.endswith(("监管", "执法", "整治")):
        return ("取得新成果", "再上新台阶", "收获新成果")
    return ()


_IN_FRONT = late(
    "连续(?:[2-9]|[1-9][0-9]|[二三四五六七八九十]+)年[^，]{0,8}(?:优秀|第[一二三]|先进|领先|前列|一等)|(?:居|列|排名?|位)[^，0-9]{0,4}(?:全[国省市州县区]|第[一二三]|首位|榜首|前列)[^，]{0,3}(?:第[一二三]|首位|榜首|前列|$)"
)
"""A fact that says how far in front something is."""
_COURSE_TOLD = late(
    "增长|增加|提高|提升|上升|下降|降低|减少|压减|压缩|缩短|同比|环比|较[上去前往]|比[上去前往]|翻[一两番]|新增|净增|扩大|改善|好转|[由从].*[至到升降增减]|创.*新|首次|提前"
    "|发展到|突破|(?<!率)达到?[0-9]"
)
"""A fact that tells how things went, not only how they stand."""
_WORK_TOLD = late(
    "^[一-龥]{0,6}(?:新建|新增|新开|建成|恢复|改造|修缮|修复|清理|整治|开工|完工|竣工|办结|受理)[一-龥]{0,12}[0-9]|[0-9][^，]{1,6}(?:开工|建成|完工)"
)
"""A fact that counts work done."""
_MEASURED = late("明显|显著|大幅|更加|普遍|全面|日益|日趋|稳中|平稳|稳定|总体|形势|势头|增长|升温|下降")
"""What says how much, or how it goes on, of which a count of work done tells nothing."""
_COURSE = late(
    "更加|不断|日益|日趋|日见|逐步|稳中|平稳|稳定|总体|形势|势头|持续(?!加强|深化|用力|从严|巩固)|明显|稳步(?!推进|实施)|提升|增强|改善|好转|向好|进步|增长|扩大|壮大|下降|升温|见效|提高|升级|拓展"
)
"""A predicate that says how things went (稳步向好), which nobody may say of what is not told."""


def _of_work_told(topic: str, fact: str, bank: Bank) -> tuple[str, ...]:
    """What was built or cleared made the thing itself grow or improve, by how much nobody knows; () where no work is told."""
    if not (_WORK_TOLD.search(fact) and carries_praise(topic, fact)):
        return ()
    own = told_so(_of_its_own(topic, bank), topic, fact)
    return tuple(said for said in own if not _MEASURED.search(said)) or _ended(topic) or (PROGRESS,)


_BY_ENDING = (
    ("队伍 力量 师资", ("得到加强", "得到充实")),
    ("条件 环境 面貌 设施", ("得到改善", "有新改善")),
    ("发展", ("势头良好", "步子加快")),
)
"""What may be said of a thing whose fact tells of work done, by its last word: 取得实效 goes with none of them."""


def _ended(topic: str) -> tuple[str, ...]:
    return next((said for ends, said in _BY_ENDING if topic.endswith(tuple(ends.split()))), ())


def _borne_out(topic: str, fact: str, bank: Bank) -> tuple[str, ...]:
    """The predicates for a topic that its fact bears out (事实撑得起的评价): how things went only where that is told."""
    if _GAP not in fact and not carries_praise(topic, fact):
        return ()
    known = told_so(of_one_figure(praises_for(topic, bank), fact), topic, fact)
    if not _IN_RHYTHM.search(f"{topic}{fact}"):
        # What was counted once (汛前检查) is nothing that goes on for good.
        known = tuple(praise for praise in known if "常态" not in praise)
    if _COURSE_TOLD.search(fact):
        return known
    own = tuple(praise for praise in known if praise in _of_its_own(topic, bank))
    plain = tuple(praise for praise in known if not _COURSE.search(praise))
    mild = tuple(praise for praise in plain if praise in own)
    return mild or (plain if heads.kind(topic) != "事物" else ())


def _of_its_own(topic: str, bank: Bank) -> tuple[str, ...]:
    """The predicates of the topic's last word that do not go with everything."""
    general = {praise for c in bank.collocations if not c.ending for praise in c.praises}
    return tuple(praise for praise in praises_for(topic, bank) if praise not in general)


_IN_RHYTHM = late("每[天日周月季年]|日常|常态|定期|长年|常年|经常|[日月周季]度?(?:一|次|均)|全年|轮流")
"""What says that a thing is done again and again."""
_OF_A_DOING = late("(?:推进|开展|实施|实效)$")
"""General predicates that only a doing takes."""


def praises_for(topic: str, bank: Bank) -> tuple[str, ...]:
    """Predicates that go with the topic's last word, longest ending first, then the general ones.

    What is done (加装电梯) is praised as a doing: its object's own predicates (运行平稳) are none of it. A thing (订单)
    that no ending knows is no doing: 扎实推进 and the like are none of it.
    """
    return _praises_for(topic, Same(bank.collocations))


@lru_cache(maxsize=2048)
def _praises_for(topic: str, collocations: Same) -> tuple[str, ...]:
    done = heads.kind(topic) == "动宾" and topic[:2] not in LIGHT_VERBS
    matching = sorted(
        (c for c in collocations.value if c.praises and topic.endswith(c.ending) and not (done and c.ending)),
        key=lambda c: (-len(c.ending), c.ending),
    )
    thing = heads.kind(topic) == "事物"
    praises = (
        praise for c in matching for praise in c.praises if c.ending or not (thing and _OF_A_DOING.search(praise))
    )
    return tuple(dict.fromkeys(praises))
