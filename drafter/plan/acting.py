"""Who acts in a line (一行的主体): of those who sit there the one whose work it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from drafter.bank.model import Same
from drafter.language import audience, heads, parties
from drafter.language.late import late
from drafter.language.similar import bigrams
from drafter.plan.draft import Draft, Point
from drafter.plan.line import Line
from drafter.plan.wishes import EVERYBODY, hoped_of, is_served

_HOUSE = late("^(?P<house>[一-龥]{2,4}?(?P<end>馆|院|站|所|校|园))(?!长|藏|区|[务务士])")
"""An institution that acts in a line."""


def house_of(draft: Draft, line: Line) -> str:
    """The institution whose own things a line is on (馆藏: 档案馆): one that acts in other lines of its topic; "" for none.

    Nobody else does it, whoever is spoken to.
    """
    if not line.topic or not line.text.startswith("<主体>"):
        return ""
    acting = _acting(Same(draft.topics.whole(line.topic).groups))
    return next((house for house, end in acting if _inside(end, line.text)), "")


_OFTEN_ACTS = 3
"""Lines of its topic in which an institution acts that is at home there."""


@lru_cache(maxsize=1024)
def _acting(groups: Same) -> tuple[tuple[str, str], ...]:
    """(institution, its last character) of those that are at home in a topic with these groups, the most often named first."""
    found = (_HOUSE.match(measure.text) for group in groups.value for measure in group.measures)
    times = Counter((one["house"], one["end"]) for one in found if one)
    return tuple(house for house, often in times.most_common() if often >= _OFTEN_ACTS)


def _inside(end: str, text: str) -> bool:
    """Whether a text is on what is inside such an institution (馆藏, 跨馆, 院内)."""
    return re.search(f"{end}[藏内际间]|[跨本全各]{end}(?![长员])", text) is not None


def actor_of(draft: Draft, point: Point, line: Line) -> str:
    """Who acts in `line`: of an audience that names those on the spot and the departments, the one whose work it is.

    Whoever acts is named in full once before being taken apart, save where one of them alone does such a thing.
    """
    serving = draft.values.filled.get("服务方")
    served = is_served(draft, point) or _FOR_FIRMS.search(line.text) is not None
    served = served or (guests_of_talk(draft) != "" and parties.is_for_businesses(line.about))
    if serving and served and not point.sibling.safeguard:
        return serving
    if above := _over_them(draft, point, line):
        return above
    if theirs := _by_a_party(draft, point, line):
        return theirs
    fit = audience.body_for(point.actor, line.about, line.text)
    # A room or a box for the guides is set up by who is in charge of them.
    if fit and (_A_BODY.search(fit) or heads.verb_and_thing(line.about)[1] not in SET_UP):
        return fit
    if only := audience.only_body(point.actor, line.about, line.text):
        return only
    told = line.about if audience.is_department_work(line.about) is not None else line.text
    return among_offices(draft, point.actor, told)


def among_offices(draft: Draft, actor: str, line: str) -> str:
    """Those of `actor` whose work a line is, in short once they were named in full.

    Whoever acts is named in full once before being taken apart.
    """
    parts = audience.audience_parts(actor)
    if not all(map(draft.named, actor.split("、"))):
        return actor
    if parts is None:
        return audience.named_again(actor)
    departments = audience.is_department_work(line)
    return audience.in_short(parts) if departments is None else audience.named_again(parts[departments])


def guests_of_talk(draft: Draft) -> str:
    """Those with whom a talk is held (座谈会), of whom one only hopes; "" at any other meeting, and at a talk of offices.

    A visitor hopes of all and everybody anyway.
    """
    if draft.occasion.name != "座谈会" or draft.rank == "上级代表":
        return ""
    who = draft.values.filled["主体"]
    all_guests = all(parties.is_party(part) or audience.is_guest(part) for part in audience.names_apart(who))
    return who if all_guests else hoped_of(draft)


def as_a_hope(draft: Draft, guests: str, actor: str, text: str) -> str:
    """A line at a talk, whatever it is out of, with 希望 before what guests do in it.

    actor: who acts in it, as it will be filled.
    """
    if "希望" in text or not guests:
        return text
    theirs = all(part in guests or part == EVERYBODY for part in actor.split("、"))
    clauses = re.split("(?<=[，。；])", text)
    for k, clause in enumerate(clauses):
        if clause.startswith("<主体>") and theirs:
            again = clause.replace("<主体>", EVERYBODY, 1) if all(map(draft.named, actor.split("、"))) else clause
            return "".join((*clauses[:k], "希望", again, *clauses[k + 1 :]))
        if parties.one_of(guests, clause):
            return "".join((*clauses[:k], "希望", *clauses[k:]))
    return text


_OFFICE = late("[省市县区州镇乡](?:[一-龥]{1,8}(?:局|委|办|厅|办公室|中心|委员会)|政府)$")


def _over_them(draft: Draft, point: Point, line: Line) -> str:
    """Who does what takes authority where none but firms and the like are spoken to: whom the safeguard names, else the office of
    who speaks, else whoever is in charge; "" for anything else."""
    if (
        point.sibling.safeguard
        or draft.topics.firm
        or not parties.of_authority(line.about or _acting_clause(line.text))
    ):
        return ""
    if point.actor != draft.values.filled["执行"] or not all(map(parties.is_party, audience.names_apart(point.actor))):
        return ""
    safeguard = draft.brief.safeguard
    unit = draft.values.filled.get("讲话单位", "")
    return (safeguard.actor if safeguard and safeguard.actor else "") or (unit if _OFFICE.search(unit) else "主管部门")


def _by_a_party(draft: Draft, point: Point, line: Line) -> str:
    """Of those who are regulated or do business, and sit there beside offices, the ones whose act a line is; "" for an act of
    the offices."""
    who = draft.brief.audience or ""
    there = audience.parties_among(who) if point.actor == draft.values.filled["执行"] else []
    there = [part for part in there if not audience.is_honoured(part)]
    about = line.about or _acting_clause(line.text)
    if not there or parties.administers(about):
        return ""
    if parties.on_a_trade(line.text):
        return ""
    if own := _whose_point(draft, point.sibling.name, there):
        return own
    if parties.of_a_business(point.sibling.name, line.text):
        # Under a point on what is theirs (企业主体责任) all is theirs that is not done to them.
        return "、".join(there)
    if (fit := audience.body_for(who, line.about, line.text)) in there:
        return fit
    return "、".join(there) if parties.of_a_business(about, line.text) else ""


_TAKEN_IN_HAND = late("(?:管理|治理|监管|整治|监督|规范|服务|改革)$")
"""How a point ends that is work on those who are named in it (维保监管)."""


def _whose_point(draft: Draft, name: str, there: Sequence[str]) -> str:
    """The only party a point is called after (加快施工: 施工单位), by a word that is not what the whole meeting is about; "" for none."""
    if _TAKEN_IN_HAND.search(name) or parties.administers(name):
        return ""
    theme = f"{draft.values.filled.get('主题', '')}{draft.brief.meeting}"
    own = {part: bigrams(part.removesuffix(parties.kind_of(part)[-2:])) - bigrams(theme) for part in there}
    found = [part for part, words in own.items() if words & bigrams(name)]
    return found[0] if len(found) == 1 else ""


def _acting_clause(text: str) -> str:
    """The clause of a line in which <主体> acts, "" where he acts in none."""
    return next((clause for clause in re.split("[，。；]", text) if "<主体>" in clause), "")


_A_BODY = late(
    "(?:企业|公司|单位|机构|部门|组织|中心|学校|幼儿园|[社院校馆所站局委办镇乡会场厂队]|街道|社区|园区|开发区|村|[（(]市、区[)）]|政府|党委)$"
)
_DRAWN_UP = late("(?:预案|方案|制度|章程|规程|办法|台账|清单)$")


def part_named(audience: str, about: str) -> str:
    """Of those who are addressed the one whose own paper a measure is about (修订园区应急预案: 化工园区); "" for none."""
    parts = re.split("[、和及与]", audience) if _DRAWN_UP.search(about) else ()
    return next((part for part in parts if len(part) > 2 and part[0] != "各" and part[-2:] in about), "")


_FOR_FIRMS = late(
    "(?<=[^，。；])(?:企业|经营主体|项目单位|办事人|诉求)|审批(?!节点|流程)|备案|能评|环评|督促|执法|检查组|拨付|授信|补贴|牵线|约请|会诊|政策|辖区|行业主管|金融机构|孵化载体"
)
"""What is done for entrepreneurs rather than by them (为企业做的事): 融资服务, 帮扩产."""


SET_UP = frozenset("推行 实行 建立 健全 制定 出台 组建 设立 落实 实施 构建 开通 吸收 选聘 聘请 招募".split())
"""Verbs of what a body sets up."""
