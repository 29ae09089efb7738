"""What is said on a point to guests, or by a visitor (寄语): a hope of those who sit there, no task of an office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.bank.model import Frame, Group, Topic
from drafter.language import audience, heads, parties
from drafter.language.clauses import doer_of
from drafter.language.compiled import compiled
from drafter.language.late import late
from drafter.language.similar import bigrams
from drafter.plan.assignments import GATHERING, Assignment
from drafter.plan.draft import Draft, Point
from drafter.plan.match import FIRMS, GENERAL
from drafter.plan.values import SERVED

WISH = "寄语"
"""What the cue of a frame for guests has; alone it asks for nothing, before it stands who hears it, after 寄语： what the
point says."""


_KINDS = (
    ("老同志", "老(?:干部|同志|党员|战士|教师|年人|人|兵)(?!局|处|办|科|中心|工作)|[离退]休|重阳"),
    ("企业家", "企业|商会|商户|工商户|[客台侨港]商|创业者|银企|政企|税企"),
    ("农户", "[蜂茶果菜药棉粮]农|农户|大户|[养种][一-龥]{1,3}户|农民(?!工)|机手|[渔牧]民|农场主|新农人"),
    ("学生", "(?<!大)学生|学子|考生|高三"),
    ("教师", "教师|老师|教育工作者|校长|园长"),
    ("青年", "青年|大学生|新兵|毕业生|选调生|留学"),
    ("奔波的人", "骑手|快递|司机|环卫|护林员|网格员|农民工|务工(?!作)|巡护|投递员|乘务员"),
    ("在外的人", "乡贤|校友|在外|[侨台]胞|乡友"),
)
"""Those whom one wishes something of their own (祝愿), by words they are called by; the first that fits."""


def kind_of_company(draft: Draft) -> str:
    """What kind of people those are who hear the wishes, "" for any others: retired people, farmers, entrepreneurs."""
    sitting = draft.occasion.name == "座谈会"
    for who in (draft.brief.audience, draft.values.guests, draft.brief.meeting if sitting else ""):
        if kind := next((kind for kind, words in _KINDS if compiled(words).search(who or "")), ""):
            return kind
    return ""


def wished_to(who: str) -> str:
    """How those are addressed whom one wishes something, who were named before: all of them, not only who came for them;
    "" where they are too many to be named in one breath.

    >>> wished_to("蜂农代表"), wished_to("广大护林员"), wished_to("人大代表"), wished_to("各乡镇、县直有关部门")
    ('各位蜂农朋友', '广大护林员', '各位人大代表', '')
    """
    if re.search("[、和及与（(]", who) or not (audience.is_people(who) or who.endswith("员")):
        return ""
    all_of_them = _CAME_FOR_THEM.sub("", who)
    return all_of_them if _ALL.search(all_of_them) else f"各位{all_of_them}{'朋友' * bool(_BARE.search(all_of_them))}"


_CAME_FOR_THEM = late("(?<!人大)(?<!党)(?<!各界)(?<!职工)代表$")
_BARE = late("(?:[人农户民手]|妇女|司机)$")
"""Who is no form of address by itself (各位残疾人)."""
_ALL = late("^(?:各|全|广大|在座|所有)")


def hoped_of(draft: Draft) -> str:
    """Those of whom one only hopes: the guests of a 座谈会, or whoever hears a visitor (上级代表); "" for all others.

    Where bodies are named besides those who came, the tasks are theirs.
    """
    who = draft.brief.audience or draft.values.guests
    if draft.occasion.name == "座谈会" and who and (not draft.brief.audience or audience.is_invited(who)):
        return who
    return (draft.brief.audience or draft.values.filled["主体"]) if draft.rank == "上级代表" else ""


def is_served(draft: Draft, point: Point) -> bool:
    """Whether a point is done for those who sit there, by others: by its name, or by what the bank has on it."""
    topic = point.match.topic if point.match and not point.match.general else None
    # The lines of other fields are written for the offices of that field, none of them for a firm.
    of_offices = topic is not None and topic.field not in (FIRMS, GENERAL) and topic.name != "企业主体责任"
    name, who = point.sibling.name, hoped_of(draft)
    if draft.rank == "上级代表":
        # A visitor has no offices at hand to serve anybody: he hopes of all who sit there.
        of_offices = False
    return is_for_them(name, who) or ("服务方" in draft.values.filled and of_offices and not _theirs_to_give(name, who))


_GIVEN_BY = (
    ("", "志愿|义工|公益|下乡"),
    ("志愿|义工|社工", ""),
    ("企业|厂", "员工|职工|工人"),
    ("教师|老师|班主任", "家校|家长|学生|孩子|课后"),
    ("护理|护工|护士|医生|医护|陪护", "家属|老人|病人|患者"),
    ("护士|护工|医生|医护|医务|教师|老师|警|司机|骑手|社工|导游|员$", "优质|质量|水平|态度|暖心|文明"),
    ("机构|院|学校|酒店|民宿|饭店|餐饮|物业|快递", "膳食|餐|护理|照料|诊疗|客房|接待|物业|配送|投递|住客|上门"),
)
"""Who sits there, and what a point has in it that is theirs to give; "" for anybody, or anything."""
_GIVEN = late("(?:服务|关爱|关心|帮扶|照料|照护|慰问|沟通|支持)$")


def _theirs_to_give(name: str, who: str) -> bool:
    """Whether a point that is done for somebody is done by those who sit there (志愿服务, for entrepreneurs 员工关爱)."""
    return _GIVEN.search(name) is not None and any(
        re.search(people, who) and re.search(matter, name) for people, matter in _GIVEN_BY
    )


def is_for_them(name: str, who: str) -> bool:
    """Whether by its name a point is done for those who sit there, by others.

    >>> is_for_them("融资对接", "各位企业家"), is_for_them("员工关爱", "各位企业家"), is_for_them("员工关爱", "职工代表")
    (True, False, True)
    """
    return SERVED.search(name) is not None and not _theirs_to_give(name, who)


def wish_for(draft: Draft, point: Point) -> tuple[list[Frame], str] | None:
    """The wishes that may stand under a point in place of measures, the best first, and whom they name; None where the
    bank's measures fit.

    What is done for guests stays a matter of those who do it. What their own field knows (entrepreneurs' firms, a
    body under a visitor) is said as it is; all else the bank has is written for offices.
    """
    who = hoped_of(draft)
    name = point.sibling.name
    if not who or point.sibling.safeguard or f"{point.node}/组" in draft.brief.chosen or is_for_them(name, who):
        return None
    told = draft.assigned.get(point.path)
    if (told and told.owner) or is_public_work(draft, name):
        # What an office is charged with, or does, is hoped of no guest.
        return None
    topic = point.match.topic if point.match and not point.match.general and point.match.topic.groups else None
    visited = draft.rank == "上级代表"
    if _at_home(draft, topic, who) or (
        visited and topic and topic.field != GENERAL and not _of_its_kind(draft, name, who)
    ):
        return None
    return _frames(draft, name, who), who


_FROM_AFAR = late("侨|台[胞属商]|乡贤|老(?:干部|同志|党员)|[离退]休|校友|在外|乡友|嘉宾|来宾|捐[赠助献]")
"""Guests who came to see or to give, and work on nothing of the kind themselves."""
_PUBLIC_WORK = late("(?:管理|保护|利用|扩容|改造|修缮|审批|配套|整治|监管|管护|扩建)$")
"""How a point ends that is work of whoever keeps such things (侨房保护利用, 善款管理)."""


def is_public_work(draft: Draft, name: str) -> bool:
    """Whether a point is work that guests from afar have no hand in: of that they hear what will be done."""
    sitting = draft.occasion.name == "座谈会" and draft.rank != "上级代表"
    return sitting and bool(_FROM_AFAR.search(hoped_of(draft)) and _PUBLIC_WORK.search(name))


ANY_OTHER, BY_NAME = "其他", "指名"
"""The kind of work of a point whose kind nobody knows; of a group that is for points of its own words (要点) alone."""


def hopes_for(draft: Draft, name: str) -> list[Group]:
    """The fresh groups of hopes for guests on a point (寄语): those of a word in its name (要点), those for its kind of work: of
    these, alone and before any single wish, where there are such; where a single wish is for points of such a kind, none
    for any other."""
    if draft.rank == "上级代表":
        return []
    fresh = [group for group in draft.topics.known.hopes if group.name not in draft.used.groups]
    fitting = _on_its_matter(draft, name, fresh)
    if not fitting and _fitting(draft, name, hoped_of(draft)):
        return []
    return [*fitting, *(group for group in fresh if ANY_OTHER in group.hopes)]


def _longest(group: Group, name: str) -> int:
    """How many characters the longest of a group's words (要点) has that stand in a name; 0 for none."""
    return max((len(word) for word in group.points if word in name), default=0)


def _on_its_matter(draft: Draft, name: str, groups: Sequence[Group]) -> list[Group]:
    """Of the groups of hopes those that say a thing on a point or measure: by the longest of their words (要点) in its name,
    then by its kind of work."""
    named = sorted((group for group in groups if _longest(group, name)), key=lambda group: -_longest(group, name))
    work = draft.topics.by_head(name)
    return [*named, *(group for group in groups if work and work.topic.name in group.hopes and group not in named)]


_DONE_FOR_THEM = late(
    "^(?:简化|减轻|减免|畅通|出台|健全|完善|优化|兑现|搭建|举办|开展|选派|提供|加大|建立|组织|加强|强化|推进|推动|统筹|设立|落实|制定|编制|清理|清退|修建|新建|扩建|修缮|改造|发放|解决|安排|建[一-龥]{0,4}(?:房|馆|站|中心|公寓|食堂|场地)|引导|发动|打造|建设|实施|规范|拓宽)"
)
"""How a measure begins that offices take, whomever it is for."""


_ONLY_AN_OFFICE = late(
    "接待日|协调会|恳谈会|听证会|联席会|专员|联系人|服务官|代办|帮办|窗口|热线|绿色通道|一窗|限时办结|审批|公示|专户|兑现|补贴|补助|贴息|奖补|减免|资助标准|用地|财政|立项|督办|执法|监管|门诊|体检|扩容|扩建|配建"
)
"""What only an office does, or holds, whoever comes to it (每季度开一次侨商接待日)."""
_THEIR_OWN = late("(?:学习|研究|钻研|攻关|创作|修养|历练|锻炼|自律|团结)$")
"""What people do themselves, however it is put (加强基础研究)."""
_FIRMS_ALONE = late("^[^、和及与]*(?:企业|公司|商户|门店|合作社|农场|餐馆|酒店)$")
"""An audience of firms and nobody else."""
_KEPT_FROM = late("不(?!动产|锈|良|忘|怕|负|断|同|少于|低于)")
"""What is not done (节假日不涨价): one keeps to it, and needs not ask how."""
EVERYBODY = "大家"
"""Whom a wish under a measure addresses."""


def is_theirs(draft: Draft, point: Point, name: str, path: str, *, firms: bool = False) -> bool:
    """Whether guests themselves are to take a measure the brief names (学懂电商经营 under 学习本领): nobody else is named for it,
    nor is it done for them. path: of the measure in the brief. firms: whether firms count, too, for whom the bank has lines.
    """
    told = draft.assigned.get(path)
    if told and told.leads == GATHERING:
        # Who only gets them together for it leaves it theirs.
        told = None
    if told and told.owner and draft.occasion.name == "座谈会":
        # Also where offices sit there beside them.
        return audience.is_guest(told.owner)
    who = hoped_of(draft) or (
        (draft.brief.audience or "") if firms and _FIRMS_ALONE.search(draft.brief.audience or "") else ""
    )
    guests = draft.values.filled["主体"] if draft.occasion.name == "座谈会" else ""
    named = parties.one_of(guests, name)
    if not named and any(map(parties.is_party, audience.names_apart(guests))):
        # What is done in a business is hoped of those who run one (订单履约).
        named = name if parties.of_a_business(name, "") and not told else ""
        if not named and parties.is_for_businesses(name) and not (told and told.owner):
            return False
    if named and not point.sibling.safeguard and not (told and told.owner):
        return True
    if not who or draft.rank == "上级代表" or ("企业" in who and not firms) or point.sibling.safeguard:
        return False
    if told and told.owner:
        return audience.is_guest(told.owner)
    if audience.is_guest(heads.who_acts(name)):
        return True
    done_for_them = _DONE_FOR_THEM.search(name) and not _THEIR_OWN.search(name)
    return not (
        is_for_them(point.sibling.name, who)
        or is_for_them(name, who)
        or _DONE_FOR_THEM.search(point.sibling.name)
        or done_for_them
        or (_ONLY_AN_OFFICE.search(name) and draft.occasion.name == "座谈会")
    )


def is_office_work(draft: Draft, point: Point) -> bool:
    """Whether a point that is not the safeguard is for offices, where guests are spoken to: by its name, or as every
    measure the brief names under it has another owner or is what only an office does; no point with a measure that is the guests' own."""
    paths = {name: f"{point.path}.措施[{k}]" for k, name in enumerate(point.measures)}
    if any(is_theirs(draft, point, name, path) for name, path in paths.items()):
        return False
    if paths and all(
        ((told := draft.assigned.get(path)) and told.owner)
        or (draft.occasion.name == "座谈会" and _ONLY_AN_OFFICE.search(name))
        for name, path in paths.items()
    ):
        return True
    if not paths and is_public_work(draft, point.sibling.name):
        return True
    if "服务方" in draft.values.filled and _OF_OFFICIALS.search(point.sibling.name):
        return True
    return (bool(paths) or not wish_for(draft, point)) and is_served(draft, point)


_OF_OFFICIALS = late("干部|部门|机关|政府|政务|窗口|作风")
"""What a point is on that is the business of officials, whoever hears of it."""


def is_of_offices(wording: str) -> bool:
    """Whether a wording names what only an office does or holds (诉求协调会), whoever comes to it."""
    return _ONLY_AN_OFFICE.search(wording) is not None


_SO_MANY = late("[一-龥]{1,2}[一二两三几多0-9]{1,3}[个名位项件家次场条份篇]")
"""What begins with so many of a thing has a verb before that (推荐一个项目)."""
_DONE_TO_A_THING = late("(?P<thing>[一-龥]{3,}?)[一-龥](?:[下出起上回]来|[出下上]去)(?:、|$)")
"""What is done to a thing named before it (老手艺录下来、记下来): one takes it with 把."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished under a measure."""

    text: str
    ref: str
    """The frame, or the group of hopes, it comes from."""


def wish_for_measure(draft: Draft, point: Point, name: str, told: Assignment | None) -> Wish | None:
    """What is wished under a measure that is the guests' own: in the measure's own words where it has a verb, with what people
    are wished on such a matter where the bank knows that. told: what the brief says on it."""
    who = hoped_of(draft)
    acting = heads.who_acts(name) or doer_of(name) or parties.one_of(draft.values.filled["主体"], name)
    whom = told.owner if told and told.owner not in ("", who) and told.leads != GATHERING else EVERYBODY
    done_to = _DONE_TO_A_THING.match(name)
    handled = done_to is not None and heads.kind(done_to["thing"]) == "事物"
    wish = f"希望{name}" if acting else f"希望{whom}{'把' * handled}{name}"
    acts = heads.verb_and_thing(name)[1] or heads.is_predicate(name) or handled or _SO_MANY.match(name)
    own = "动宾" if acts else heads.kind(name)
    if not acting and (known := _known_wish(draft, name, who, acts=own == "动宾")):
        begun = wish if own == "动宾" else f"希望{whom}"
        text = known.text.replace(f"希望{EVERYBODY}", begun + "，" * (own == "动宾"), 1)
        return Wish(text.replace("<要点>", name), known.ref)
    kind = f"{WISH}措施：{'主谓' if acting else '守约' if _KEPT_FROM.search(name) else own}"
    frames = [f for f in draft.bank.frames if f.step == "措施待填" and f.cue.startswith(f"^{WISH}措施")]
    fitting = [frame for frame in frames if compiled(frame.cue).search(kind)]
    if draft.used.frames.issuperset(frame.id for frame in fitting):
        # They take turns.
        draft.used.frames -= {frame.id for frame in fitting}
    found = next((frame for frame in fitting if frame.id not in draft.used.frames), None)
    if found is None:
        return None
    draft.used.frames.add(found.id)
    said = f"把{name}" if handled else name
    return Wish(found.text.replace(f"{EVERYBODY}<措施>", f"{whom}<措施>").replace("<措施>", said), found.id)


def _known_wish(draft: Draft, name: str, who: str, *, acts: bool) -> Wish | None:
    """A fresh wish on the matter of a measure, as one said to 大家: a line of the groups of hopes, else a single wish; None where
    the bank has none. acts: whether the measure has a verb of its own, which the wish takes: its kind of work says too little then.
    """
    groups = _on_its_matter(draft, name, list(draft.topics.known.hopes))
    closest = max((_longest(group, name) for group in groups), default=0)
    if closest or acts:
        # Where the lines on its very matter are all said, none on a wider one stands in for them.
        groups = [group for group in groups if closest and _longest(group, name) == closest]
    said = bigrams(name)
    for group in groups:
        ref = f"{GENERAL}/{group.name}"
        if ref in draft.used.groups:
            # All of it stands under another point.
            continue
        fresh = [m for m in group.measures if m.text not in draft.used.lines and f"希望{EVERYBODY}" in m.text]
        if fresh:
            nearest = max(fresh, key=lambda m: len(said & bigrams(f"{m.heading}|{m.text}")))
            draft.used.lines.add(nearest.text)
            draft.used.groups.add(group.name)
            return Wish(nearest.text, ref)
    known = _fitting(draft, name, who)
    if not known:
        return None
    draft.used.frames.add(known[0].id)
    return Wish(known[0].text.replace("希望<对象>", f"希望{EVERYBODY}"), known[0].id)


def with_help(text: str, told: Assignment) -> str:
    """A wish with what the brief says on it besides who is hoped of it: who gets them together first, who helps and when last.

    >>> with_help("希望大家把口诀讲出来。", Assignment(helper="县文化馆", besides="年底前完成首批20个"))
    '希望大家把口诀讲出来，县文化馆配合，年底前完成首批20个。'
    >>> with_help("希望大家参加研修班。", Assignment("县文旅局", deadline="6月底前", leads=GATHERING))
    '县文旅局组织，希望大家参加研修班，6月底前完成。'
    """
    gathers = f"{told.owner}{GATHERING}，" if told.leads == GATHERING else ""
    besides = replace(told, owner="", leads="")
    return f"{gathers}{text.removesuffix('。')}，{besides.sentence()}" if besides.assigns else f"{gathers}{text}"


def _at_home(draft: Draft, topic: Topic | None, who: str) -> bool:
    """Whether the lines of a topic are written for those who are spoken to."""
    if draft.rank == "上级代表" and not audience.names_people(who):
        # A body hears what a body does, of whatever matter.
        return True
    if topic is None or topic.field == GENERAL:
        return False
    # 思想引领 said to women is no matter of trade unions, though only those have lines on it.
    at_home = topic.field in draft.topics.fields and not audience.is_guest(who)
    return "企业" in who or "商会" in who or (draft.rank == "上级代表" and at_home)


_YOUNG = late("青年|青少年|少年|学生|学员|年轻|毕业生|新[任进入录]")


def _material(name: str, who: str) -> str:
    """What the cue of a wish is matched against (条件): 寄语：理想信念; to the young 年轻人；寄语：理想信念, since nobody
    tells them of what they did for many years."""
    return f"{'年轻人；' if _YOUNG.search(who) else ''}{WISH}：{name}"


def _of_its_kind(draft: Draft, name: str, who: str) -> list[Frame]:
    """The wishes for points of such a kind, and for such people, that have not been used."""
    return [
        frame
        for frame in draft.bank.frames
        if frame.step == "措施待填"
        and f"{WISH}：" in frame.cue
        and frame.id not in draft.used.frames
        and compiled(frame.cue).search(_material(name, who))
    ]


def _fitting(draft: Draft, name: str, who: str) -> list[Frame]:
    """The fresh wishes of the kind of a point or measure, that whose word comes last in it first."""
    fitting = _of_its_kind(draft, name, who)
    ends = {frame.id: match.end() for frame in fitting if (match := compiled(frame.cue).search(_material(name, who)))}
    return sorted(fitting, key=lambda frame: (-ends[frame.id], frame.id))


def _frames(draft: Draft, name: str, who: str) -> list[Frame]:
    """The fresh wishes of the point's kind, then those that leave open what is hoped."""
    cued = [frame for frame in draft.bank.frames if frame.step == "措施待填" and frame.cue == f"^{WISH}$"]
    return [*_fitting(draft, name, who), *sorted(cued, key=lambda frame: (frame.id in draft.used.frames, frame.id))]
