"""What a frame says beyond the brief (断言): frames that claim what the brief does not bear out, or speak out of place.

Who was honoured, what begins only today, whose problems they are: no slot shows that such a thing is said.
"""

from __future__ import annotations

import re

from drafter.bank.model import Frame
from drafter.language.audience import guests_among, is_guest, is_honoured, names_apart, names_people
from drafter.language.late import late
from drafter.plan.draft import Draft
from drafter.plan.tendency import falls_short
from drafter.plan.wishes import hoped_of, kind_of_company

_WHEN_TOLD = late(
    "[今去前]年以?来?|[一两三四五近]年来|近[一两三四五几]年|[上下]半年|[一二三四前]个?季度|20[0-9]{2}年|以来|截至|“[一二三四十]{2,4}五”"
)
_LAUNCHED = late("(?:行动|活动|攻坚|整治|会战|战役|攻坚战|保卫战|歼灭战|持久战)(?:工作)?$")
"""A theme that is itself what is launched (动员): nothing of it has been done yet."""
_AWARDED = late("表彰|颁|授[予牌]|命名|通报表扬|奖")
_BODIES = late("集体|单位|支部|党组织|企业|班组|团队|窗口|示范[点村校]")
_PERSONS = late(
    "个人|[0-9一二三四五六七八九十百]名|医生|护士|教师|老师|工作者|同志|标兵|劳模|劳动模范|能手|工匠|楷模|好人|书记|党员|人物|民警|职工|青年|妇女|家庭"
)
_SAYS_BODIES = late("集体")
_SAYS_PERSONS = late("个人|受到?表彰的同志|家属|各位的家人")
_SUMMED_UP = late("总结|有高度|讲成绩|有进展")
_FOUND_WRONG = late("暗访|督[查察]|警示|曝光|排查|抽查|问题|案例|事故|火情|反馈")
_COMMANDS = late(
    "一抓到底|硬任务|限期|不收兵|不能[等拖]|要把|先把|拿它来检验|就从|就要从|就一件|就照着|突破口|出路在|不是小事|找原因|老办法|更治本|弄清|症结|要害|查明|压不下去"
)
"""What the head of the house demands of his own, not of guests, and a visitor of nobody."""
_CALLS_TO_ACCOUNT = late("认下来|有本账|不留尾巴")
"""What calls those to account who have come to be praised."""
_OF_CARE = late("教师|教育工作者|园丁|医[生护师务]|护士|家庭")
_DARING = late("敢闯敢试|冲锋|勇挑重担|攻关|攻坚")
"""Praise of those who break new ground, not of those who teach and nurse."""
NOTHING_TOLD = "无成绩"
"""What a frame asks for (条件) that leads in what is still to be filled, and says nothing of it."""
_SITS_THERE = "参加会议的还有<对象>"
_OF_FIRMS = late("企业的每一步|各位企业家")
"""What is said to those who run firms, though others' deeds may be told of firms, too."""
_SIDE_BY_SIDE = late("同<对象>一道")
"""What is said of people who help of their own will."""
_OURS = late("(?<!让)我们")
_ADVISERS = late("专家|学者|教授|顾问|院士")
_OWN_TOIL = late("打拼|坚守|贡献|没有大家|<主体>|<对象>")
"""What is said to those whose own work the matter is."""


_TO_ONES_OWN = late(
    "认真落实|可圈可点|充分肯定|给予肯定|应当肯定|值得肯定|点赞|理直气壮|值得珍惜|应当珍惜|苦干|大家辛苦了|成绩单|辛勤工作|精气神|推广|担当作为|都看在眼里|不服输|齐心协力"
)
"""How one's own staff is praised; guests are thanked."""
_OF_THE_POST = late(
    "岗位|比学赶超|辛苦|踏实|硬骨头|业绩|奋发有为|各项任务|本职|中心|敬业|干一行|攻关|攻坚|锐意|干事|比一比|标准|成绩作答|抓在手|一年接着一年干|工作干出|任务|苦干|真抓实干"
    "|咬定|迎难而上|各尽其责|团结奋进|齐心协力"
)
"""What is said to those who have a post, not to those who give of their own will."""
_BOASTS = late(
    "走得稳|步子更稳|新突破|亮点|可圈可点|答卷|有序推进|良好态势|新的成效|看得见的实事|平稳有序|新的面貌|新气象|总的情况是好的|精气神|劲头|劲儿|成绩单|有特色|方向对头|具备了再上|更稳|不断加快|向上的势头|往前走，每一步|过硬的答卷|今天的成绩"
)
"""What nobody says of work that by its own figures or problems is behind."""
_GIVING = late("献血|志愿|义工|捐[献赠助款]|慈善|公益|见义勇为|好人|道德模范|爱心|善举")
"""Matters in which people give of their own will, and those who are honoured have no post for it."""
_FROM_ELSEWHERE = late("侨|台[胞属商]|乡贤|校友|在外|乡友|嘉宾|客商|战略投资")
"""Who came from elsewhere and owes the place nothing."""
_FOR_KINDNESS = late("情意|情分|心意")
"""Thanks for a kindness."""
_BEHIND = late(
    "进度(?:不平衡|不均衡|缓?慢|滞后|偏慢|不快)|进展(?:缓?慢|滞后|不快|不平衡)|(?:整体|总体|完成率)(?:滞后|偏低|不高)|滞后于|落后于|后进|排名靠后|未完成|没有完成|完不成|欠账较?多|(?:至今|仍|还|迟迟)(?:没有?|未)(?:动|开|启动|落实|整改)|(?:率|进度)(?:还|仍|目前)?只有"
)
_OWNED_UP = late("检讨|作了?检查(?!情况)|认错|被约谈|靠后|后进")
"""What somebody has said, after whom nobody boasts."""
_DONE_OF_ALL = late("完成[^，；。]{0,8}?(?:任务|目标|计划)[^，；。0-9]{0,6}?(?P<share>[0-9]{1,3}(?:[.][0-9]+)?)[%％]")
"""How much of a task is done (完成年度任务的46%)."""
HALFWAY = 70.0
"""Percent of a task below which nobody boasts of it."""
TO_GUESTS, TO_GIVERS, BEHIND = "对客人", "做奉献的人", "有差距"
"""What a frame may ask for (条件): that guests are spoken to, or those who give of their own will; that the work is behind."""


def to_guests(draft: Draft) -> bool:
    """Whether those who sit there are guests who are not to be judged: people at a 座谈会 who are no one's staff."""
    return draft.occasion.name == "座谈会" and is_guest(hoped_of(draft).removesuffix("等"))


def to_givers(draft: Draft) -> bool:
    """Whether those who are honoured give of their own will (献血者, 志愿者), whoever else sits there."""
    brief = draft.brief
    said = (brief.meeting, brief.theme, brief.audience, brief.salutation)
    return draft.occasion.name == "总结表彰会" and any(_GIVING.search(each or "") for each in said)


def _called_as_guests(draft: Draft) -> bool:
    """Whether a talk greets guests first (各位侨胞、各位乡亲), whoever is told to act."""
    return draft.occasion.name == "座谈会" and _GUESTS_FIRST.match(draft.brief.salutation or "") is not None


def _of_peoples_lives(draft: Draft) -> bool:
    """Whether anything the brief says touches how people live: to revise the annals is no matter they wait for."""
    brief = draft.brief
    said = [brief.meeting, brief.theme or "", *brief.problems]
    said += [text for point in brief.points for text in (point.topic, *point.measures)]
    said += [text for item in brief.achievements for text in (item.topic or "", item.fact or "")]
    return any(_LIVES.search(text) for text in said)


def _of_long_ago(draft: Draft) -> bool:
    """Whether a fact tells of years, or of one before the last: that is no 这段时间."""
    facts = "；".join(item.fact or "" for item in draft.brief.achievements)
    if _FOR_YEARS.search(facts):
        return True
    last = draft.brief.date.year - 1 if draft.brief.date else 0
    return any(int(year) < last for year in _YEAR.findall(facts))


_GUESTS_FIRST = late("^(?:尊敬的)?各位(?!同志|同事|领导|代表|委员)")
_FOR_PEOPLE = late("群众期盼|民心|群众的急难愁盼|老百姓")
_LIVES = late(
    "群众|居民|村民|市民|百姓|民生|老人|老年|儿童|孩子|学生|患者|残疾|困难|住户|业主|游客|职工|农户|农民|工资|待遇|养老|托育|医|健康|教育|学校"
    "|住房|小区|物业|供水|饮水|供电|供暖|供气|出行|道路|公路|公交|停车|交通|食品|药品|就业|用工|社保|低保|救助|厕所|环境|卫生|市容|垃圾|污染|水质|安全|治安|信访|纠纷|法律|扶贫|振兴|增收|办事|政务|营商|便民|服务"
)
_LATELY = late("这段时间|一段时间|前一阶段|前一段|近段|近期")
_FOR_YEARS = late(
    "(?:连续|坚持|历时|持续)(?:[2-9]|[1-9][0-9]|[二三四五六七八九十]+)年|[0-9二三四五六七八九十]+年(?:来|如一日)"
)
_YEAR = late("(?<![0-9])(20[0-9]{2}|19[0-9]{2})年")


def _came_to_give(draft: Draft) -> bool:
    """Whether guests have done a kindness (捐赠者, 乡贤, 侨胞): of those who live by their work it is no favour."""
    brief = draft.brief
    said = (brief.meeting, brief.audience, brief.salutation)
    return any(_GIVING.search(each or "") or _FROM_ELSEWHERE.search(each or "") for each in said)


def marks(draft: Draft) -> str:
    """What a cue may ask of those who are spoken to, and of how the work goes, each after "；"."""
    guests, givers = to_guests(draft), to_givers(draft)
    behind = is_behind(draft) and not (guests or givers)
    named = any(is_guest(one) and not is_honoured(one) for one in names_apart(draft.brief.audience or ""))
    there = f"；{TO_GIVERS}{'；就在场' * named}"
    return f"；{TO_GUESTS}" * guests + there * givers + f"；{BEHIND}" * behind


def is_behind(draft: Draft) -> bool:
    """Whether the brief itself says that the work is behind: by a problem of its pace, by who has owned up to it (检讨) before, or
    by little of the task done."""
    shares = (found for item in draft.brief.achievements for found in _DONE_OF_ALL.finditer(item.fact or ""))
    return (
        any(_BEHIND.search(problem) for problem in draft.brief.problems)
        or any(_OWNED_UP.search(event.who + event.what) for event in draft.brief.events)
        or any(float(found["share"]) < HALFWAY for found in shares)
    )


_CLOSING = frozenset(("致意", "号召", "希望", "祝愿"))
_TO_GIVERS_TOO = frozenset("会议任务 祝贺 总体评价 肯定感谢 事迹精神 号召 希望 祝愿".split())
_AT_WORK = late("工作顺[利心]|岗位|事业|前程|再立新功|再创佳绩")
"""What nobody wishes those who are retired, or asks of them."""


def _others_greeted(salutation: str) -> bool:
    """Whether a salutation greets others by name beside entrepreneurs (各位企业家、各位业主).

    >>> _others_greeted("各位企业家、各位业主，同志们"), _others_greeted("各位企业家、同志们")
    (True, False)
    """
    greeted = re.split("[、，：:]", salutation)
    return any(who.startswith("各位") and "企业家" not in who and who[2:] not in ("同志", "朋友") for who in greeted)


_TO_STAFF = late(
    "任务|奋发有为|业绩|岗位|抓落实|落到实处|履职|本职|担当作为|作风|一件事接着一件事|一年接着一年干|新水平"
)
"""What is hoped of one's own staff at the end, not of guests."""


def out_of_place(draft: Draft, step: str, frame: Frame) -> bool:
    """Whether `frame` claims or presumes at `step` what does not hold for this brief. An office's own frames may."""
    if frame.own:
        return False
    occasion, visitor = draft.occasion.name, draft.rank == "上级代表"
    if _SITS_THERE in frame.text:
        # Of a body its people sit there: 各乡镇的同志.
        return (f"{_SITS_THERE}的同志" in frame.text) == names_people(draft.brief.audience or "")
    if (
        step in ("总体评价", "肯定感谢")
        and _OF_FIRMS.search(frame.text)
        and "企业" not in f"{draft.brief.meeting}{draft.brief.audience or ''}"
    ):
        return True
    if (
        step in ("致意", "祝愿")
        and "企业家" in frame.text
        and not any(
            "企业家" in (said or "") for said in (draft.brief.audience, draft.brief.meeting, draft.brief.salutation)
        )
    ):
        # They are called as the brief calls them.
        return True
    if step == "祝愿" and "企业家" in frame.text and _others_greeted(draft.brief.salutation or ""):
        # Who was greeted beside them is not left out at the end.
        return True
    if step == "祝愿" and draft.values.filled.get("节日") in ("新春", "春节") and "节日快乐" in frame.text:
        return True
    if step in ("总体评价", "肯定感谢") and _TO_ONES_OWN.search(frame.text) and to_guests(draft):
        return True
    if step in ("总体评价", "肯定感谢") and _TO_ONES_OWN.search(frame.text) and _called_as_guests(draft):
        return True
    if step == "形势意义" and _FOR_PEOPLE.search(frame.text) and not _of_peoples_lives(draft):
        return True
    if step == "总体评价" and _LATELY.search(frame.text) and _of_long_ago(draft):
        return True
    if step in ("总体评价", "肯定感谢") and _FOR_KINDNESS.search(frame.text) and not _came_to_give(draft):
        return True
    if step in _TO_GIVERS_TOO and _OF_THE_POST.search(frame.text) and to_givers(draft):
        return True
    if step in ("总体评价", "肯定感谢") and _BOASTS.search(frame.text) and is_behind(draft):
        return True
    if step in ("号召", "希望") and _TO_STAFF.search(frame.text) and to_guests(draft):
        return True
    if step in _CLOSING and _AT_WORK.search(frame.text) and kind_of_company(draft) == "老同志":
        return True
    if (
        step == "回应前述"
        and _SUMMED_UP.search(frame.text)
        and any(_FOUND_WRONG.search(event.what) for event in draft.brief.events)
    ):
        # A bulletin of what is wrong is no summary of what went well.
        return True
    if (
        step == "总体评价"
        and not draft.brief.achievements
        and occasion != "总结表彰会"
        and NOTHING_TOLD not in frame.cue
    ):
        # Of work the brief says nothing of, nobody can say how it went.
        return True
    if step == "总体评价" and all_fell(draft):
        return NOTHING_TOLD not in frame.cue or "几件事" in frame.text
    if step == "分项成绩" and _SHOWS_OFF.search(frame.text) and any(_fell(draft)):
        return True
    if (
        step == "总体评价"
        and ("统计时段" in frame.slots or _WHEN_TOLD.search(frame.text))
        and any(_WHEN_TOLD.search(item.fact or "") for item in draft.brief.achievements)
    ):
        # The facts say themselves since when.
        return True
    if occasion == "动员会" and step == "总体评价":
        return "<主题" in frame.text and bool(_LAUNCHED.search(draft.values.filled.get("主题", "")))
    if (
        step == "事迹精神"
        and _OF_CARE.search(draft.brief.meeting + (draft.brief.audience or ""))
        and _DARING.search(frame.text)
    ):
        return True
    if occasion == "总结表彰会":
        bodies, persons = honoured(draft)
        if (not bodies and _SAYS_BODIES.search(frame.text)) or (not persons and _SAYS_PERSONS.search(frame.text)):
            return True
        # Where praise is the matter, a problem is put mildly.
        if step == "导语" and (_COMMANDS.search(frame.text) or _CALLS_TO_ACCOUNT.search(frame.text)):
            return True
        return step == "问题不足" and not frame.occasions
    if (visitor or (occasion == "座谈会" and hoped_of(draft))) and step == "导语" and _COMMANDS.search(frame.text):
        return True
    if step == "领起" and draft.after_the_speech and "要求" in frame.text:
        # Who calls the leader up makes no demands on top of his: he underlines.
        return True
    if _SIDE_BY_SIDE.search(frame.text) and not names_people(draft.brief.audience or ""):
        # Offices are told to act; nobody calls on them to go along with themselves.
        return True
    if visitor and _OURS.search(frame.text) and step in _OF_THE_HOSTS:
        return True
    if occasion == "座谈会" and step == "回应前述" and _CARRY_OUT.search(frame.text) and _has_guests(draft):
        # What guests have proposed is for others to carry out.
        return True
    if occasion == "座谈会":
        if step == "问题不足":
            return not frame.occasions and not (visitor and frame.ranks)
        advised = visitor or _ADVISERS.search(draft.values.guests) or _ADVISERS.search(draft.brief.audience or "")
        return step in ("总体评价", "肯定感谢") and bool(advised) and bool(_OWN_TOIL.search(frame.text))
    return False


def _has_guests(draft: Draft) -> bool:
    """Whether guests are spoken to, alone or beside others (茶农和茶叶企业)."""
    return hoped_of(draft) != "" or guests_among(draft.brief.audience or "") != ""


def all_fell(draft: Draft) -> bool:
    """Whether every achievement the brief tells is of something that went the wrong way."""
    fell = _fell(draft)
    return bool(fell) and all(fell)


def _fell(draft: Draft) -> list[bool]:
    return [falls_short(item.topic or "", item.fact or "") for item in draft.brief.achievements]


_SHOWS_OFF = late("特别是|特点|印象深刻|亮点|数下来|实绩|值得一提|成果|体现在")
_CARRY_OUT = late("请大家.{0,12}落实|对号入座|硬任务|抓好落实|对照检查")
_OF_THE_HOSTS = frozenset("回应前述 总体评价 分项成绩 肯定感谢 问题不足 希望".split())
"""Steps about the hosts' own affairs, of which a visitor does not speak as 我们."""


def honoured(draft: Draft) -> tuple[bool, bool]:
    """Whether bodies, and whether persons, are honoured, as far as the brief says."""
    brief = draft.brief
    said = [brief.meeting, *(event.what for event in brief.events if _AWARDED.search(event.what))]
    text = "；".join(said)
    return bool(_BODIES.search(text)), bool(_PERSONS.search(text))
