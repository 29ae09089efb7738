"""What a brief fills into the slots of frames (空位的填充语)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.bank.model import Bank, Same
from drafter.brief.schema import Brief
from drafter.language import audience, heads, meetings, things
from drafter.language.late import late
from drafter.language.numerals import chinese, run_in
from drafter.language.troubles import noun_of
from drafter.language.verbs import runs_into
from drafter.plan.feasts import besides_the_feast, feast_of
from drafter.plan.occasion import occasion_of
from drafter.plan.praising import praised

GAP = "【待填"
LONGEST_NOUN = 6
"""A name of up to so many characters is a bare noun phrase that a verb goes before."""
SAFEGUARDS, SERVING = ("组织领导", "责任落实", "统筹协调"), "服务保障"
"""The names of the safeguard point (保障), the first that is no point's; where those who are spoken to are to be served by others, the second."""

_FIRMS_AMONG = late("企业|客商|商会|经营者|投资者")
SERVED = late(
    "(?:服务|保障|待遇|关爱|关心|权益|安居|慰问|引进|沟通|环境|扶持|减负|兑现|审批|供给|支持|对接|帮扶|照料|照护|松绑|招引|监管|执法"
    "|清欠|减税|降费|税费|退税|融资|证照|办[理证]|要素|负担|负累|诉求|惠企|助企|补贴|津贴|职称|编制|待遇落实|清退|贴息|贷款|场地|厂房)$|^(?:保障|减轻|兑现|尊)|涉企|拖欠|账款"
)
"""How a point ends that is done for those who sit there, not by them."""


_FIRMS_THEMSELVES = late("^[^、和及与]*(?:企业|公司|商户|门店|合作社)$")
"""Firms and nobody else: offices that sit with them are at their service."""
_LED = late("联席|会商|专班|考核|问责|追责|督[查办导]|调度|通报|责任|领导小组|书记")
"""How bodies are led."""
_GREETED = late("(?:尊敬的)?各位(?!同志|同事|领导|代表|委员)")
"""How guests are greeted at a talk, whoever is told to act."""
_SERVES = late("会办|走访|会诊|帮办|代办|一条龙|专项资金|[创发].{0,4}基金|绿色通道|结对|领导联系|服务站|优先安排")
"""What offices do at guests' service, or keep for them, however the measure ends."""


@dataclass(frozen=True, slots=True)
class Values:
    """Slot fillers of one brief.

    filled: slot name -> filler; a slot the brief leaves out is absent, or empty where a sentence reads without it
    (地区, 我地). paths: slot name -> the brief field it came from (出处).
    """

    filled: dict[str, str]
    paths: dict[str, str]

    @property
    def safeguard(self) -> str:
        """What the safeguard point is called: guests are served, bodies are led; by another name where a point has that."""
        if self.served and self.serves:
            return SERVING
        taken = self.filled.get("各点", "")
        return next((name for name in SAFEGUARDS if name not in taken), SAFEGUARDS[0])

    guests: str = ""
    """Those the meeting is held to listen to (座谈会), where 对象 names bodies or nobody; "" where they cannot be told."""
    served: bool = False
    """Whether those who are spoken to are guests."""
    serves: bool = True
    """Whether the safeguard names something that is done for them, or nothing in particular."""

    def within(self, **extra: str) -> dict[str, str]:
        """The fillers with `extra` laid over them."""
        return {**self.filled, **extra}


def values_of(brief: Brief, bank: Bank, points: int) -> Values:
    """The fillers of `brief`; `points` is the number of level-1 points the outline will have."""
    filled: dict[str, str] = {}
    paths: dict[str, str] = {}

    meeting = besides_the_feast(brief.meeting)

    def put(slot: str, value: str | None, path: str) -> None:
        if value:
            filled[slot] = value
            paths[slot] = path

    put("会议", brief.meeting, "会议")
    theme, theme_path = (
        (brief.theme, "主题")
        if brief.theme
        else ("" if GAP in meeting else meetings.theme_of(meeting, brief.region or ""), "会议")
    )
    put("主题", theme, theme_path)
    put("主题事项", theme.removesuffix("工作") if len(theme) > len("工作") + 1 else theme, theme_path)
    put("主题工作", theme and _work_on(theme), theme_path)
    region, region_path = (brief.region, "地区") if brief.region else (meetings.region_of(meeting), "会议")
    # 县直机关 before 机关党建 would stutter.
    near = region[:-2] if region and theme.startswith(region[-2:]) else region
    filled["地区"] = near or ""
    filled["我地"] = next((ours for name, ours, _ in meetings.REGIONS if name == region), "")
    paths["地区"] = paths["我地"] = region_path
    sitting = occasion_of(brief, bank).name == "座谈会"
    # Where entrepreneurs sit with offices, the talk is with them, and the offices are those who serve them.
    firms = audience.guests_beside(brief.audience or "") if sitting else ""
    firms = firms if _FIRMS_AMONG.search(firms) else ""
    spoken_to = firms or brief.audience
    put("对象", spoken_to, "对象")
    if audience.is_guest(brief.audience or "") and not re.search("[、和及与]", brief.audience or ""):
        put(
            "来宾身份",
            re.sub("^(?:全[省市县区州盟旗镇乡系])?(?:广大|各位|全体|在座的?)", "", brief.audience or ""),
            "对象",
        )
    usual = occasion_of(brief, bank).audience
    bodies = meetings.bodies_of(meeting, region or "")
    if brief.audience:
        # A visitor is of no place here: 有关部门 without its city might be his own.
        own = "" if brief.speaker.rank == "上级代表" and not (region or "").startswith("全") else region or ""
        put("主体", audience.short_audience(spoken_to or "", own), "对象")
    elif usual:
        put("主体", usual, "场合")
    elif brief.safeguard and brief.safeguard.actor:
        put("主体", brief.safeguard.actor, "保障.主体")
    else:
        # Nobody named: the general bodies such a meeting has, which names no organisation.
        put("主体", bodies, region_path)
    # Tasks go to bodies, entrepreneurs and trainees; secretaries, honoured guests and the like hear them through their bodies.
    doers = late("企业|学员")
    # Where trainees are spoken to, those named are the trainees themselves.
    guests = brief.audience and not usual and audience.is_people(brief.audience) and not doers.search(brief.audience)
    told = (brief.safeguard.actor if brief.safeguard else None) or bodies
    behind = (
        ""
        if usual
        else audience.body_behind(filled["主体"]) or (audience.body_of_staff(brief.audience or "") if guests else "")
    )
    # What is asked of honoured guests who are of no body is done by those the safeguard names; beside offices they hear
    # what these are to do.
    offices = audience.offices_among(brief.audience or "")
    if sitting and not firms and not audience.guests_among(brief.audience or ""):
        # At a talk with owners and the like, who are no guests of the offices beside them, all are asked alike.
        offices = ""
    filled["执行"] = (
        (filled["主体"] if firms else offices)
        or behind
        or ((told if sitting else bodies) if guests else filled["主体"])
    )
    served = "企业" in (brief.audience or "") or (sitting and not usual)
    firms_only = sitting and bool(_FIRMS_THEMSELVES.search(brief.audience or ""))
    if brief.audience and served and (firms or firms_only or (not offices and audience.is_people(brief.audience))):
        # What is done for entrepreneurs, or for those who sit there, is done by others.
        filled["服务方"] = offices or told
    # 甲会议精神、乙会议精神 is no end of a sentence that is read aloud.
    put("依据", "和".join(filter(None, ("、".join(brief.bases[:-1]), *brief.bases[-1:]))), "依据")
    above = [basis.removesuffix("精神") for basis in brief.bases if re.search("会议?精神$", basis)]
    put("上级会议", "、".join(above), "依据")
    hosted = occasion_of(brief, bank).name == "主持讲话"
    # A host has an agenda of what will be done; what he looks back on is done.
    told_of = [event.who + (after_the_event(event.what) if hosted else event.what) for event in brief.events]
    apart = len(told_of) > 1 and hosted and "讲话" in brief.events[-1].what
    # What the host says of the leader's speech is said of nothing else.
    put("刚才", "。".join(("，".join(told_of[:-1]), told_of[-1])) if apart else "，".join(told_of), "刚才")
    speaks = next((event.who for event in reversed(brief.events) if "讲话" in event.what), None)
    put("讲话领导", speaks, "刚才")
    if hosted:
        put("出席领导", speaks, "刚才")
    put("讲话单位", meetings.unit_of(brief.speaker.position or ""), "讲话人.职务")
    # Whose lead is praised is not for a post to say: 副县长 alone would leave out 县委.
    said = "；".join((*brief.bases, *(event.who + event.what for event in brief.events), brief.audience or ""))
    if lead := _LEAD.search(said):
        put("领导单位", lead.group(), "依据、刚才")
    stands = dict.fromkeys(noun for item in brief.achievements for noun in things.built(item.fact or ""))
    put("建成设施", "、".join(stands), "成绩")
    items = praised(brief, bank)
    if len(items) == 1:
        put("单项", items[0], "成绩")
    put("分项", enumerate_run_in(items, "；"), "成绩")
    put("问题", enumerate_run_in(brief.problems, "；"), "问题")
    put("短板", shortcomings(brief.problems), "问题")
    put("节日", feast_of(brief, occasion_of(brief, bank).name), "会议")
    put("议程", "，".join(event.who + before_the_event(event.what) for event in brief.events), "刚才")
    filled["点数"] = counted(points)
    paths["点数"] = "意见"
    put("各点", "、".join(point.topic for point in brief.points), "意见")
    named = ""
    if sitting and not audience.is_people(brief.audience or ""):
        named = meetings.guests_of(brief.meeting, region or "", (event.who for event in brief.events))
    # Guests hear hopes and are served by others, whether the brief spells them out or not.
    measures = brief.safeguard.measures if brief.safeguard else ()
    led = any(_LED.search(each) for each in measures)
    serves = (
        not measures or (sitting and not led) or any(SERVED.search(each) or _SERVES.search(each) for each in measures)
    )
    told_to = brief.audience or named
    return Values(
        filled,
        paths,
        named,
        served=audience.is_guest(told_to)
        or (sitting and bool(_FIRMS_THEMSELVES.search(told_to) or _GREETED.match(brief.salutation or ""))),
        serves=serves,
    )


_LEAD = late("(?P<level>[省市县区州盟旗])委、(?P=level)(?:人民)?政府(?!办|研究|督查)")
"""Both bodies whose lead a deputy praises, as a brief names them."""
_DOING = ("工作", "活动", "行动", "提升", "工程", "计划", "攻坚战", "大会战")
"""What is done already: one does not say 活动工作."""
_SPIRITS = ("精神", "传统", "美德", "风尚", "家风")
QUALITIES = ("能力", "本领", "素质", "素养", "水平", "质量", "质效", "效能")


_TEACHING = late(
    "(?:会议?|讲话|指示|批示|回信|文件|决定|条例)精神$|重要(?:讲话|论述|指示|思想)$|^(?:传达|学习|宣传|宣讲)+贯彻"
)
"""A theme that is what a superior meeting or leader said: it is carried into whatever one works at."""


def _work_on(theme: str) -> str:
    """What is done about the theme: 供水 → 供水工作, 履职能力 → 履职能力提升, 安全生产月活动 as it stands.

    >>> [_work_on(theme) for theme in ("学习贯彻省委全会精神", "劳模精神", "供水", "履职能力")]
    ['各项工作', '弘扬劳模精神工作', '供水工作', '履职能力提升']
    """
    if theme.endswith(_DOING):
        return theme
    if _TEACHING.search(theme):
        return "各项工作"
    if theme.endswith(_SPIRITS):
        return theme + "工作" if heads.kind(theme) == "动宾" else f"弘扬{theme}工作"
    return theme + ("提升" if theme.endswith(QUALITIES) else "工作")


LONGEST_SHORTCOMINGS = 24
"""Shortcomings of up to so many characters can be named in one breath."""


def shortcomings(problems: tuple[str, ...]) -> str:
    """What the problems are about, named in a breath (项目进度、管护机制这几处); empty where that cannot be done."""
    nouns = [noun_of(problem) for problem in problems]
    named = "、".join(nouns)
    if not named or not all(nouns) or len(named) > LONGEST_SHORTCOMINGS:
        return ""
    return named + ("这几处" if len(nouns) > 1 else "这一处")


def counted(number: int) -> str:
    """A number before a measure word: 两点, not 二点."""
    return "两" if number == 2 else chinese(number)


def before_the_event(what: str) -> str:
    """What somebody will do, out of what somebody did, without praise in advance.

    >>> before_the_event("作了工作报告"), before_the_event("作了发言"), before_the_event("就用地报批作了很好的说明")
    ('作工作报告', '发言', '就用地报批作说明')
    >>> before_the_event("签订了责任书"), before_the_event("观看了《为了谁》"), before_the_event("讲了了解到的情况")
    ('签订责任书', '观看《为了谁》', '讲了解到的情况')
    """
    # What is between quotation marks, every other part, is the name of something.
    told = "".join(part if n % 2 else _DONE.sub("", part) for n, part in enumerate(_NAMED.split(what)))
    return _ONLY_MADE.sub("", _PRAISE.sub("", told))


def after_the_event(what: str) -> str:
    """What somebody did, out of what the agenda says he does.

    >>> after_the_event("作交流发言"), after_the_event("讲话"), after_the_event("通报了情况"), after_the_event("就用地作说明")
    ('作了交流发言', '作了讲话', '通报了情况', '就用地作了说明')
    """
    if re.search("[了过]", what):
        return what
    if _BY_ITSELF.fullmatch(what):
        return f"作了{what}"
    return _TO_BE_DONE.sub("\\g<0>了", what, count=1)


_BY_ITSELF = late("(?:交流|典型|表态|大会)?发言|讲话|汇报|报告|点评|说明|回应|部署")
_TO_BE_DONE = late(
    "^(?:通报|汇报|报告|传达|宣读|介绍|解读|部署|安排|点评|回应|讲解|提出|签订|签署|颁发|播放|观看|学习|分析|总结|作|做)"
    "|(?<=[一-龥])[作做](?=(?:[一-龥]{2})?(?:发言|汇报|报告|讲话|点评|说明|回应|部署|表态))"
)
_DONE = late("(?<=[一-龥》”])(?<![为除])(?<!不得)了(?![然不结却])(?!解(?!读|答|说|释|决))")
_NAMED = late("(《[^《》]*》|“[^“”]*”)")
_PRAISE = late("(?:很|非常|十分|特别)[一-龥]{1,3}的")
_ONLY_MADE = late("^作(?=(?:交流|典型|表态|简短)?(?:发言|汇报|报告|讲话|点评|说明|回应|部署)$)")


def enumerate_run_in(items: tuple[str, ...], joint: str) -> str:
    """一是…；二是… ; a single item stands as it is."""
    if len(items) == 1:
        return items[0]
    return joint.join(run_in(index) + run_on(item) for index, item in enumerate(items, 1))


_INNER_STOP = late("[。；;](?=[^”’」』）])")


def run_on(item: str) -> str:
    """One of several items run in, without stops of its own: they would end 一是 before 二是 comes.

    >>> run_on("纳税14.6亿元。占比71%；就业3万人"), run_on("提出“快、准。”的要求")
    ('纳税14.6亿元，占比71%，就业3万人', '提出“快、准。”的要求')
    """
    return _INNER_STOP.sub("，", item.rstrip("。；;"))


def fits_verb(verb: str, noun: str, bank: Bank) -> bool | None:
    """Whether a verb takes the noun as object; None where the bank does not know the noun (or the verb is none of its)."""
    return _fits_verb(verb, noun, Same(bank.collocations))


@lru_cache(maxsize=8192)
def _fits_verb(verb: str, noun: str, collocations: Same) -> bool | None:
    if is_in_rhythm(noun):
        return verb in KEPT_TO
    if is_by_rule(noun):
        return verb in BY_RULE
    if _ON_TIME.match(noun):
        return verb in MADE_SURE
    if not any(verb in c.verbs for c in collocations.value):
        return None
    known = _taking(noun, collocations)
    return any(verb in verbs for verbs in known) if known else None


@lru_cache(maxsize=2048)
def _taking(noun: str, collocations: Same) -> tuple[tuple[str, ...], ...]:
    """The verbs of each ending of a noun: many verbs are asked for one noun."""
    return tuple(c.verbs for c in collocations.value if c.ending and c.verbs and noun.endswith(c.ending))


def verbs_of_others(noun: str, bank: Bank) -> frozenset[str]:
    """Verbs of the bank that do not take the noun; none where the bank does not know it."""
    return _verbs_of_others(noun, Same(bank.collocations))


@lru_cache(maxsize=2048)
def _verbs_of_others(noun: str, collocations: Same) -> frozenset[str]:
    own = _taking(noun, collocations)
    return frozenset(verb for c in collocations.value for verb in c.verbs).difference(*own) if own else frozenset()


def verbs_for(noun: str, bank: Bank) -> tuple[str, ...]:
    """Verbs that take the noun as object, longest ending first, then the general ones."""
    return _verbs_for(noun, Same(bank.collocations))


_AGAIN_AND_AGAIN = late(
    "^[每按]?(?:[一二两三四五六七八九十半双]{0,2}(?:周|旬|季度|季|月|年)|[一二两三四五六七八九十][日天])[一两三]?"
    "(?:调度|督查|督导|通报|会商|研判|例会|检查|巡查|评比|评议|观摩|小结|总结|点评|排名|报告|碰头|会办|清零|盘点|复盘|分析|汇报|述职)$"
)
"""What is done in a rhythm (季度通报, 半月一调度): it is kept to, and is neither 强化 nor 用好."""
KEPT_TO = ("坚持", "实行")
_BY_RULE = late("^(?:依法|依规|依纪|从严)..$")
BY_RULE = ("坚持", "推进")
"""What goes before a doing that names the rule it is done by (依法普查): it is no undertaking that one 开展s."""


_ON_TIME = late("^(?:按时|按期|如期|准时|足额|按质|保质)[一-龥]{2,}$")
"""What is done as it is due (按时交稿): it is made sure of."""
MADE_SURE = ("确保",)


def is_by_rule(noun: str) -> bool:
    """Whether a name is a doing and the rule it is done by (从严治党)."""
    return _BY_RULE.match(noun) is not None


def is_in_rhythm(noun: str) -> bool:
    """Whether a name says how often it is done (季度通报)."""
    return _AGAIN_AND_AGAIN.match(noun) is not None


@lru_cache(maxsize=2048)
def _verbs_for(noun: str, collocations: Same) -> tuple[str, ...]:
    if is_in_rhythm(noun):
        return KEPT_TO
    if is_by_rule(noun):
        return BY_RULE
    if _ON_TIME.match(noun):
        return MADE_SURE
    matching = sorted(
        (c for c in collocations.value if c.verbs and noun.endswith(c.ending)),
        key=lambda c: (-len(c.ending), c.ending),
    )
    verbs = tuple(dict.fromkeys(verb for c in matching for verb in c.verbs))
    # 抓实|用水 reads as another word.
    return tuple(verb for verb in verbs if not runs_into(verb, noun)) or verbs
