"""The third level (第三层): the clauses of a measure's own line of content, one by one (按分句列成 1. 2. 3.).

A line of content says in its clauses who does what, then what, then how it is looked after. Where one more level is wanted
they stand below the heading as items of their own, each in its own words, instead of the line: nothing is said twice,
nothing is added, and every item comes from where the line does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.language.late import late
from drafter.plan.draft import Draft, Point
from drafter.plan.frames import GAP_MARK
from drafter.plan.measures import Heading
from drafter.records import Item

MOST = 4
"""Items under one measure at most; what is left runs on in the last one."""
SHORT = 4
"""A clause of fewer characters says too little alone: it goes with the one before it."""
LEAD, WHOLE = "领", "文"
"""The last part of the node of what stands over the items (由谁负责), and of the line as a whole."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A line of content in its parts (分条)."""

    lead: str
    """Who does it and by when, as a sentence; "" where the line does not say so apart from what is done."""
    items: tuple[str, ...]
    """At least two, without a full stop."""


def third_level(draft: Draft, point: Point, measure: Heading, line: Item) -> tuple[Item, ...]:
    """What stands under a measure where one more level is wanted: its line of content clause by clause, else the line itself.

    line: as it is in its final words. A line whose clauses do not make two items, or is left out, stays as it is.
    """
    node = line.id.rpartition("/")[0]
    told = measure.line.assigned
    owner = (told.owner if told else "") or line.slots.get("主体", "")
    parted = None if draft.leaves_out(line.id) else part(line.text, owner, measure.line.about or measure.text)
    if parted and measure.text in parted.items:
        # What the heading says already is no item below it.
        rest = tuple(item for item in parted.items if item != measure.text)
        parted = Parted(parted.lead, rest) if len(rest) > 1 else None
    if parted is None:
        if not draft.leaves_out(line.id):
            draft.shallow.append(measure.text)
        return (line,)
    found = []
    for k, text in enumerate(parted.items, 1):
        gaps = tuple(GAP_MARK.findall(text))
        others = line.alternatives if k == 1 else ()
        item = replace(
            line, id=f"{node}/{k}", level=point.level + 1, text=text, slots={}, gaps=gaps, alternatives=others
        )
        if draft.leaves_out(item.id):
            continue
        typed = draft.brief.chosen.get(item.id)
        found.append(draft.own_line(item.id, item.level, typed, point.move, point.step) if typed else item)
    lead = replace(
        line, id=f"{node}/{LEAD}", text=parted.lead, gaps=tuple(GAP_MARK.findall(parted.lead)), alternatives=()
    )
    if typed := draft.brief.chosen.get(lead.id):
        lead = draft.own_line(lead.id, 0, typed, point.move, point.step)
    above = (lead,) if parted.lead and not draft.leaves_out(lead.id) else ()
    if len(found) < 2:
        # A parent has no child or at least two: what is left runs on as text.
        return (*above, *(replace(item, id=line.id, level=0, text=f"{item.text}。") for item in found))
    return (*above, *found)


def part(text: str, owner: str = "", about: str = "") -> Parted | None:
    """A line of content in its parts; None where they are fewer than two.

    owner: who does it, "" where that is not known. about: the measure it is for, or its heading.

    >>> part("各乡镇登记蜜源树种，荒坡补栽蜜源植物，采伐避开主花期。", "各乡镇")
    Parted(lead='由各乡镇负责。', items=('登记蜜源树种', '荒坡补栽蜜源植物', '采伐避开主花期'))
    >>> part("县水利局逐段验收，不合格的，限期返工。").items, part("县水利局逐段验收。")
    (('县水利局逐段验收', '不合格的，限期返工'), None)
    >>> part("各村推行河段长制，划清河段，上图，逐段签字。", "各村", "河段长制").items
    ('划清河段，上图', '逐段签字')
    >>> part("各村为清掏排好时间，在使用之前完成，清出来的有去处。", "各村").items
    ('为清掏排好时间', '在使用之前完成', '清出来的有去处')
    >>> part("县局组织测绘单位会同乡镇，对沿河院落逐处测量，结果当面告知。", "县局").items
    ('组织测绘单位会同乡镇，对沿河院落逐处测量', '结果当面告知')
    >>> part("8月底前，园区装在线监测，执法队夜间取样。"), part("24小时有人值守，电话有人接听。")
    (Parted(lead='8月底前完成。', items=('园区装在线监测', '执法队夜间取样')), None)
    >>> part("由县农业农村局牵头，6月底前完成，门店统一建档，进出货逐笔登记。")
    Parted(lead='由县农业农村局牵头，6月底前完成。', items=('门店统一建档', '进出货逐笔登记'))
    """
    clauses = _clauses(_with_helper(text, owner))
    first = [clause for clause in clauses[:3] if _CHARGES.match(clause)]
    last = [clause for clause in clauses[-2:] if _CHARGES.match(clause) and clause not in first]
    rest = [clause for clause in clauses if clause not in (*first, *last)]
    lead = "，".join((*first, *last))
    if rest and not lead:
        lead, rest = _led(rest, owner, about)
    items = _items(rest)
    if len(items) < 2:
        # Without the clause that says the measure again, or who does it, too little is left.
        items = _items([clause for clause in clauses if clause not in (*first, *last)])
        lead = "，".join((*first, *last))
    if (
        len(items) < 2
        or any(map(_STOCK.match, items))
        or any(GAP_MARK.sub("", item) == "" or item[0].isdecimal() for item in items)
    ):
        # A figure right behind the label would be read as part of it (1.24小时值守).
        return None
    return Parted(f"{lead}。" if lead else "", tuple(items))


def _with_helper(text: str, owner: str) -> str:
    """A line with who leads in it and who helps in front, as what stands over the items.

    >>> _with_helper("5月底前，县城管局牵头，各乡镇配合，逐杆编号，逐线登记。", "县城管局")
    '由县城管局牵头，各乡镇配合，5月底前完成，逐杆编号，逐线登记。'
    """
    found = _LED_WITH_HELPER.match(text)
    if not found or found["who"] != owner:
        return text
    when = f"{found['when']}完成，" if found["when"] and _BY_THEN.search(found["when"]) else ""
    rest = text[found.end() :]
    return text if found["when"] and not when else f"由{owner}牵头，{found['helper']}，{when}{rest}"


_LED_WITH_HELPER = late(
    "^(?:(?P<when>[^，]{2,10}(?:前|内|底|末))，)?(?P<who>[^，]{2,}?)牵头，(?P<helper>[^，]{2,}配合)，"
)
_CHARGES = late(
    "^(?:由[^，]{2,}(?:负责|牵头|带队|组织|抓总|落实|监督执行|监督)(?:，[^，]+配合)?|[^，]{2,12}配合|"
    "(?=[^，]*[0-9一二三四五六七八九十年月季旬周节汛])[^，]{2,10}(?:前|内|底|末)完成|完成时限为[^，]+|[^，]{2,12}(?:起执行|进行))$"
)
"""A clause that only says who is charged, or by when."""
_STOCK = late(
    "^(?:具体(?:要求|标准|办法)(?:事先|提前)?(?:公布|明确)|(?:执行)?标准统一|口径一致、数据可查|(?:各自)?(?:范围|要求|标准|责任|分工|时限)(?:和(?:范围|要求|标准|责任|分工|时限))?(?:予以)?明确"
    "|(?:落实)?情况(?:逐项|定期)(?:核对|检查)|不搞一阵风|不走过场|[一-龥]{2,4}到位)$"
)
"""A stock phrase that would be no item of work by itself."""
_COMMAS = late("[，；](?![^【《“（]*[】》”）])")
_LEANS = late(
    "^(?:并(?!联|网|购|入|行|轨)|也|又|还(?!款|贷|田|建)|其(?!他|它|余)|该|此(?!类)|这|那|它|则|否则|才|就(?!近|地|业|医|诊|读|学)|再犯)"
)
"""How a clause begins that leans on the one before it."""
_WAITS = late(
    "(?:的|时|后|前|起|期间|之外|以外|为(?:主|重点|依据|准)|情况下|"
    "(?:会同|联合|协同|组织|发动|安排)[^，]{0,12}(?:部门|单位|机构|协会|学会|队伍|人员|专家|力量|干部|企业|院校|乡镇|街道|社区|村组?))$"
)
"""How a clause ends that waits for the one after it; nor does who is brought along (会同乡镇) say what is done."""
_OFFICES = late("^(?:[一-龥]{2,6}、){0,4}[一-龥]{2,8}?部门(?![、和与及的会同])(?=[一-龥]{4})")
_TIME = late("^[^，]{2,10}(?:前|内|底|末|起)$")


def _clauses(text: str) -> list[str]:
    return [clause for clause in _COMMAS.split(text.strip().removesuffix("。")) if clause]


def _led(clauses: list[str], owner: str, about: str) -> tuple[str, list[str]]:
    """What stands over the items of a line, "" for nothing, and the clauses that are left for them."""
    when = clauses[0] if _TIME.match(clauses[0]) and len(clauses) > 1 else ""
    opening, *rest = clauses[1:] if when else clauses
    named = _OFFICES.match(opening)
    who = owner if owner and opening.startswith(owner) else named[0] if named else ""
    done = opening[len(who) :]
    again = about != "" and _says_again(done, about)
    by_then = f"{when}完成" if _BY_THEN.search(when) else when
    if not (who or again) or (not again and (len(done) < SHORT or _NO_ACT.match(done))):
        return (by_then, [opening, *rest]) if _BY_THEN.search(when) else ("", clauses)
    return "，".join(filter(None, (f"由{who}负责" if who else "", by_then))), rest if again else [done, *rest]


_NO_ACT = late("^(?:[、和与及的会同]|负责)")
_BY_THEN = late("[前内底末]$")


def _says_again(clause: str, about: str) -> bool:
    """Whether a clause says no more than what a measure is called (推行河段长制: 河段长制).

    >>> _says_again("抓好河道采砂整治", "整治河道采砂"), _says_again("河道采砂先查清底数", "整治河道采砂")
    (True, False)
    """
    return len([char for char in clause if char not in about]) <= VERBS


VERBS = 2
"""Characters of the verb that a clause may have more than the measure it says again."""


def _items(clauses: Sequence[str]) -> list[str]:
    """Clauses as items: those that lean on a neighbour with it."""
    found: list[str] = []
    waiting = False
    for clause in clauses:
        leans = bool(found) and (len(clause) < SHORT or _LEANS.match(clause) is not None or len(found) >= MOST)
        if found and (waiting or leans):
            found[-1] = f"{found[-1]}，{clause}"
        else:
            found.append(clause)
        waiting = _WAITS.search(clause) is not None or (len(found) == 1 and len(found[0]) < SHORT)
    return found
