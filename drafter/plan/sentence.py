"""The line of content under a measure in its final words: who acts, the slots filled, what the brief says on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.bank.model import SLOT
from drafter.language import audience, heads, meetings
from drafter.language.clauses import doer_of
from drafter.language.late import late
from drafter.language.uncounted import uncounted
from drafter.plan.acting import SET_UP, actor_of, as_a_hope, guests_of_talk, house_of, part_named
from drafter.plan.assignments import Assignment
from drafter.plan.detailed import RHYTHM
from drafter.plan.draft import Draft, Point
from drafter.plan.facts import said_apart, stands_in
from drafter.plan.frames import GAP_MARK, compose, gap_text
from drafter.plan.line import Line
from drafter.plan.match import WORD
from drafter.plan.nearest import unsaid
from drafter.plan.owners import owned
from drafter.plan.pairing import OPENING_OFFICE
from drafter.plan.rhythm import as_often, in_rhythm
from drafter.plan.steps import FRAME_ID
from drafter.plan.ways import line_of_gaps
from drafter.records import Item, Origin

_SAME_BODY = (
    ("党委", "党组织"),
    ("党组", "党组织"),
    ("党组织", "党组织"),
    ("工会组织", "工会"),
    ("部门", "部门"),
    ("学员", "同学"),
    ("学员", "学员"),
    ("领导", "负责同志"),
    ("领导", "主要负责人"),
    ("领导", "领导"),
)
"""How an actor ends, and what a line may name right after it that is the same body."""


def item_of(draft: Draft, point: Point, node: str, line: Line, also: str = "") -> Item:
    """`line` filled. also: a heading that has no place of its own and opens the line."""
    typed = draft.brief.chosen.get(node)
    if typed and not _is_ref(draft, line, typed):
        return draft.own_line(node, 0, typed, point.move, point.step)
    told = line.assigned or Assignment()
    line = _unsaid(draft, point, line)
    others = _OTHERS if _of_those_dealt_with(draft, line) else ""
    charged = actor_charged(draft, point)
    if charged.startswith("各") and not told.owner and _JUDGED.search(line.about):
        # Who is judged does not put his own marks to use.
        charged = ""
        bare = _UNNAMED_OFFICE.sub("", line.text.removeprefix("<主体>"))
        line = replace(line, text=bare if line.about in bare else f"{line.about}，{bare}")
    if charged and _LEADS.match(line.actor):
        # 各级党组织主要领导: whose they are is said with them.
        line = replace(line, actor=f"{charged}{line.actor}", text=_LEADERS.sub("<主体>", line.text))
    line = replace(line, text=_put_to(draft, point, line.text, line.about, told))
    named = part_named(point.actor, line.about)
    actor = told.owner or line.actor or others or named or house_of(draft, line) or actor_of(draft, point, line)
    if charged and not told.owner and charged.startswith("各") and _ON_THEM.search(line.about):
        # Who is one of many does not report on himself: who does is not known.
        charged, actor = "", gap_text("通报单位", draft.bank.hints)
    line = replace(line, text=_with_object(point, line.text))
    if not told.owner and (helper := audience.beside(actor, line.about, line.text)):
        # What is not in the power of who is charged is done with those who have it.
        actor = f"{actor}会同{'财政所' if helper == '财政部门' and _of_a_town(draft) else helper}"
    known = told if told.owner or line.actor else replace(told, owner=charged)
    values = draft.values.within(主体=actor, 要点=matter_of(draft, point), **_as_slots(known, line.text, line.about))
    hints = draft.bank.hints
    if (who := doer_of(line.about)).startswith(("每", "各")) and told.owner[-2:] in who:
        # 每个乡镇建一处 says who does it: all of those the brief names as owners.
        told = replace(told, owner="")
    # What is said in the measure's own words is followed by who sees to it.
    text = line.text if line.text == f"{line.about}。" else owned(line.text, told.owner)
    # What one is charged with says more than that he is: 区城管局淘汰旧车, not 由区城管局负责.
    alone = line.topic is not None and heads.kind(line.about) == "动宾" and not line.actor
    clause = SLOT.sub("", line.text).partition("，")[0]
    in_full = alone and unsaid(line.about, clause) != ()
    if in_full and text == f"由{told.owner}负责，{line.text}":
        text = f"{told.owner}{line.about}，{but_once(line.about, line.text)}"
    if not told.owner and not point.sibling.safeguard:
        text = as_a_hope(draft, guests_of_talk(draft), actor, text)
    if draft.rank == "上级代表":
        # 希望由市水利局负责，水利部门…: two subjects; in the place of his like the owner is the only one.
        # Where others act in the line what he is asked comes first, as the brief has it.
        asked = text != line.text and text.endswith(line.text) and heads.opens_with_verb(line.about)
        unowned = f"<主体>{line.about}，{line.text}" if asked else line.text
        text = _hoped(draft, point, replace(line, text=unowned if text.endswith(line.text) else text), told.owner)
    shown, gaps = compose(text, values, hints)
    if in_full and charged and not told.owner and draft.rank != "上级代表" and charged not in shown:
        # Whoever is named before it is not named again.
        again = text.removeprefix("<主体>") if text.startswith("<主体>") else text
        # 教育优先投入 has no verb that he could do.
        does = "" if heads.opens_with_verb(line.about) or heads.says_what_is_done(line.about) else "做到"
        does = "" if heads.who_acts(line.about) or doer_of(line.about) else does
        shown = f"{charged}{does}{line.about}，{compose(again, values, hints)[0]}"
    shown = told.woven(shown, line.about)
    # Inside of a gap, or of the name of one, nobody hears it; who does it may stand within it.
    if also and not _opens_with(also, GAP_MARK.sub("", shown).partition("。")[0], told.owner):
        # Run in, a heading ends with a full stop (genre rule: 标题接排).
        shown = f"{also}。{shown}"
    if line.path and node.endswith(UNDER):
        shown = told_once(line.about, shown)
    others_too = tuple(_others(draft, point, line, told, actor))
    if typed and typed != line.ref:
        if wanted := draft.by_ref(node, others_too):
            said, ref, reason = wanted
            origin = Origin("frame", ref, f"手工选定；{reason}" if reason else "手工选定")
            return Item(node, 0, said, point.move, point.step, origin, gaps=tuple(GAP_MARK.findall(said)))
        draft.notes.append(f"选定的“{node}”：没有可用在这里的“{typed}”，改用最合适的一条；自己的话照写就行")
    draft.used.lines.add(line.text)
    if "<主体>" in text and "【" not in actor:
        draft.used.named.add(actor)
    return Item(
        node,
        0,
        _without_doubling(_at_home(draft, shown), actor),
        point.move,
        point.step,
        Origin(
            "brief" if line.path else "frame",
            line.ref,
            line.reason + ("；责任单位、时限照简要" if line.assigned else ""),
        ),
        slots={
            name: values[name]
            for name in ("主体", "主题", "要点")
            if f"<{name}>" in (text if name == "主体" else line.text) and name in values
        },
        gaps=gaps,
        alternatives=draft.alternatives(others_too),
    )


def _opens_with(heading: str, opening: str, owner: str) -> bool:
    """Whether a line's first sentence says a heading, be it with who does it in the midst (五天内，各乡镇把要点传达到户)."""
    run_on = opening.replace(owner, "").replace("，", "")
    return stands_in(heading, opening) or said_apart(heading, opening) or stands_in(heading.replace("，", ""), run_on)


UNDER = "/文"
"""What the node of a line ends in that has a heading of its own."""


def told_once(about: str, text: str) -> str:
    """A line in a measure's own words under its heading, which is its first clause: where nothing follows but how often, or
    into what it is told apart, that need not be said again.

    >>> told_once("建好联系名册，一年一更新", "6月底前，县侨联建好联系名册，一年一更新。")
    '6月底前，由县侨联负责，一年一更新。'
    >>> told_once("建好联系名册，一年一更新", "希望大家建好联系名册，一年一更新。")
    '希望大家建好联系名册，一年一更新。'
    """
    heading, _, rest = about.partition("，")
    if not RHYTHM.match(rest) or rest[0] in "逐随即" or not heads.opens_with_verb(heading):
        return text
    found = re.match(f"(?P<when>[^，]{{2,}}，)?(?P<who>(?!希望|请|由|要)[^，]{{2,}}?){re.escape(heading)}，", text)
    if not found:
        return text
    return f"{found['when'] or ''}由{found['who']}负责，{text[found.end() :]}"


def _is_ref(draft: Draft, line: Line, typed: str) -> bool:
    """Whether 选定 names an entry of the bank, as 备选 shows it (yj-cuoshi-09, 金融统计/普查调查), and is no line of one's own."""
    refs = {line.ref, *(ref for _, ref, _ in line.others), *(topic.id for topic in draft.topics.topics)}
    return typed in refs or FRAME_ID.fullmatch(typed) is not None


def but_once(about: str, text: str) -> str:
    """A line behind a measure's own words, without a first clause that says the same again, where enough is left.

    >>> but_once("明确一名撰稿人", "供稿部门明确撰稿人和负责人，数据核对盖章，人员变动先交接材料。")
    '数据核对盖章，人员变动先交接材料。'
    >>> but_once("明确一名撰稿人", "供稿部门排出交稿时间，数据核对盖章。")
    '供稿部门排出交稿时间，数据核对盖章。'
    """
    clause, _, rest = text.partition("，")
    _, verb, thing = heads.verb_and_thing(uncounted(about))
    noun = _ONE_OF.sub("", thing)
    again = verb and len(noun) > 1 and verb in clause and noun in clause
    return rest if again and rest.count("，") and not SLOT.match(rest) else text


_ONE_OF = late("^[一两二三]?[名个位支项条套份本]")
_OTHERS = "有关单位"
_JUDGED = late(
    "(?:考核|考评|督查|评比|测评|排名)(?:结果|情况|成绩|等次)[^，]*(?:挂钩|运用|依据|兑现)|^[^，]*(?:结果|排名)与[^，]*挂钩"
)
"""A measure by which those who are charged are judged themselves (考核结果与评先挂钩)."""
_UNNAMED_OFFICE = late("^(?:[一-龥]{2,4})?部门(?=把|将|按|对)")
_ON_THEM = late("(?:通报|排名|排位|晾晒|点评)(?:一次)?$")
"""What is done on those who are charged, from above (月通报), and by none of them on himself."""


def _of_those_dealt_with(draft: Draft, line: Line) -> bool:
    """Whether a line is on those the house deals with: at a meeting of an audit office, out of a group that speaks of
    审计机关 as somebody else. There those who are addressed are the auditors, not the audited."""
    office = meetings.office_of(draft.brief.meeting)
    if not office or not line.topic:
        return False
    group = next((group for group in line.topic.groups if any(m.text == line.text for m in group.measures)), None)
    named = re.compile(f"{office}(?:机关|组|人员|(?:、[一-龥]{{2,4}}){{0,3}}部门)")
    return group is not None and any(named.search(measure.text) for measure in group.measures)


def _others(draft: Draft, point: Point, line: Line, told: Assignment, actor: str) -> Iterator[tuple[str, str, str]]:
    """The other lines for a measure (text, ref, reason), with what the brief says on it as the one that stands has it (备选)."""
    charged, matter, about = actor_charged(draft, point), matter_of(draft, point), line.about
    known = told if told.owner or not charged else replace(told, owner=charged)
    for other, ref, reason in line.others:
        text = _put_to(draft, point, other, about, told)
        if draft.rank != "上级代表":
            text = owned(text, told.owner)
        values = draft.values.within(主体=actor, 要点=matter, **_as_slots(known, text, about))
        shown = told.woven(compose(text, values, draft.bank.hints)[0], about)
        yield _without_doubling(_at_home(draft, shown), actor), ref, reason


_ENTERED = late("(?<=^<主体>)(?=(?:[列纳编计][入进]|写[入进]|摆[上进]|提上|放[在进])[^，。]+[，。])")
"""Where a line begins with what something is put on (列入民生实事), and does not say what."""


def _with_object(point: Point, text: str) -> str:
    """A line that says what is put on a list, and not what: the matter of the point, under the safeguard that of the meeting.

    <主体>列入民生实事。 → <主体>把<主题事项>列入民生实事。
    """
    name = point.sibling.name
    matter = "<要点>" if heads.kind(name) != "动宾" and not point.sibling.safeguard else "<主题事项>"
    return _ENTERED.sub(f"把{matter}", text)


def _put_to(draft: Draft, point: Point, text: str, about: str, told: Assignment) -> str:
    """A line put to those who are to do it, as often as its measure says. told: what the brief says on it."""
    if point.sibling.kind == "活动":
        # 按标准组织实施作业准备: a doing needs no marks around it.
        text = text.replace("“<要点>”", "<要点>")
    elif heads.is_role(point.sibling.name):
        # The 要求 of 做群众的贴心人 runs together without them.
        text = text.replace("“<要点>”", "<要点>").replace("<要点>", "“<要点>”")
    text = _addressed(draft, point, in_rhythm(_of_those_named(text, about), about, told), told.owner)
    return as_often(text, about, told, audience.departments_of(point.actor))


_ROW = late("(?P<row>(?:(?!和)[一-龥]){2,4}(?:、(?:(?!和)[一-龥]){2,4})+(?:和[一-龥]{2,6})?)")


def _of_those_named(text: str, about: str) -> str:
    """A line on several things side by side, with those alone that its measure names where that names two of them or more.

    >>> _of_those_named("<主体>查验：水果、蔬菜、肉类和水产，不合格的退回。", "水果蔬菜查验")
    '<主体>查验：水果、蔬菜，不合格的退回。'
    >>> _of_those_named("<主体>查验：水果、蔬菜、肉类，不合格的退回。", "水果查验")
    '<主体>查验：水果、蔬菜、肉类，不合格的退回。'
    >>> _of_those_named("<主体>演练困人、泄漏、断电等情形。", "困人救援演练")
    '<主体>演练困人等情形。'
    """
    for found in _ROW.finditer(text):
        listed, *others = _AND_SO_ON.split(found["row"], maxsplit=1)
        members = re.split("[、和]", listed)
        named = [each for each in members if each in about or each[-2:] in about]
        # Of an open row (困人、泄漏、断电等情形) the one that is meant is enough.
        open_row = len(named) == 1 and bool(others or _AND_SO_ON.match(text, found.end()))
        if (len(named) >= 2 or open_row) and len(named) < len(members):
            # What stands before the first one and belongs to it (查验苗木, 对就业) stays.
            before, first = _parted(members[0])
            if members[0] not in named and len(first) > WORD:
                # Where the first of them begins cannot be told (登记隐患的部位、等级).
                return text
            kept = [first if each == members[0] else each for each in named]
            row = before + "、".join(kept)
            last = listed.rpartition("和")[2] if "和" in listed else members[-1]
            tail = _WHAT_IS_DONE.search(last)
            ends = tail[0] if tail and members[-1] not in named else ""
            return text.replace(listed, row + ends, 1)
    return text


_AND_SO_ON = late("等(?![级同于候待第值])")


def _parted(member: str) -> tuple[str, str]:
    """The first of a row without the verb or preposition it runs on from: what that is, and the thing itself.

    >>> _parted("查验苗木"), _parted("对就业"), _parted("隔离带"), _parted("部位")
    (('查验', '苗木'), ('对', '就业'), ('', '隔离带'), ('', '部位'))
    """
    for end in (WORD, 1):
        before, thing = member[:end], member[end:]
        if len(thing) >= WORD and (before in _BEFORE_A_ROW if end == 1 else heads.is_doing(before)):
            return before, thing
    return "", member


_BEFORE_A_ROW = frozenset("对把将从向按给为在用查管抓核补装种养收卖")


_WHAT_IS_DONE = late("(?:调运|运输|销售|进货|经营|加工|使用|生产|流通|种植|养殖|储存|管理)$")
"""What the things of a row have in common, behind the last of them (苗木、饲料调运)."""
_UNNAMED = late(
    "^(?P<who>各地各(?:有关)?部门|各(?:有关)?部门|各单位|责任单位|(?:有关|相关|责任|牵头|(?:行业|业务)?主管)部门)(?![、和的及与])"
)
"""An office that stands for whoever it may be."""
_LEADERS = late("^(?:牵头|分管|主要)?(?:领导|负责同志)(?!班子|干部|小组)")
_LEADS = late("^(?:主要|分管|班子|领导班子)")
_PAPER = late("^(?:通报|公告|简报|台账|清单|名单|方案|预案)(?=[指写列载注]明)")
_OWN_LEADERS = late("^领导班子")
_STAFF = late("^(?!工作|专业)[一-龥]{2}人员(?![的、和])")
"""Whoever does such work (检查人员), of whatever body."""
_DEALING = late("^(?:把(?!关)|将|对(?![口标接照])|按(?!照))")
"""How a line begins that says what is done, not by whom."""


def _opens_with_a_group(text: str) -> bool:
    """Whether a group of whoever is charged acts in a line (业务组, 督导组): he sets it to work."""
    return text[2:3] == "组" and text[0] != "小" and text[3:4] not in "织成建长员"


_OFFICES_NAMED = late(
    "^(?!牵头|配合|业务|主管|有关|相关|责任|各)[一-龥]{2,4}(?:、[一-龥]{2,4})*部门(?=把|对|按|为|将|会同)"
)
"""An office of some field that does a thing in a line (水利、应急部门把…)."""
_BESIDE_OTHERS = late("配合|协办|主办|参与单位|各部门|其他部门|有关单位|成员单位|责任部门|牵头部门|承办")
"""What such an office is told apart from: there it is none of those who are addressed."""


def _addressed(draft: Draft, point: Point, text: str, owner: str = "") -> str:
    """The line with those the brief addresses, or the owner it names, as who acts, where it names no office in particular."""
    if charged := actor_charged(draft, point):
        # Whom the brief charges is who does it, whoever does it elsewhere.
        # 牵头领导 is one of several in charge; of a body that is charged alone it is anybody who leads it.
        text = re.sub("^牵头(?:领导|负责同志)(?!班子|干部|小组)", "<主体>", text)
        text = _LEADERS.sub("<主体>\\g<0>", text, count=1)
        # A paper that says something (通报指明…) is his.
        text = f"<主体>的{text}" if _PAPER.match(text) else text
        text = _OFFICES_NAMED.sub("<主体>", text, count=1)
        text = _OWN_LEADERS.sub("<主体>负责同志", text)
        text = f"<主体>组织{text}" if _opens_with_a_group(text) or _STAFF.match(text) else text
        # Where nobody is said to act, he is.
        text = f"<主体>{text}" if "<主体>" not in text and _DEALING.match(text) else text
    found = _UNNAMED.match(text)
    if not found or (draft.rank == "上级代表" and not charged):
        return text
    if _BESIDE_OTHERS.search(text[found.end() :]) and not ((charged or owner) and found["who"] == "牵头部门"):
        # Who is charged leads, whoever helps; any other office may be one of those beside him.
        return text
    if charged.endswith(_OF_THE_PARTY) and not owner and "主管" in found["who"]:
        # What the offices of a line of business do is no act of a party committee (把要求写进行业标准).
        return text
    rest = text[found.end() :]
    if owner or charged:
        return f"<主体>{rest}"
    if not draft.brief.audience:
        return text
    # What a department does is asked of no village and of no firm.
    actor = audience.departments_of(point.actor) if found["who"].endswith("部门") else "<主体>"
    return f"{actor}{rest}" if actor else text


_OF_THE_PARTY = ("党委", "党工委", "党组织", "党组", "党支部", "党总支")


def _as_slots(told: Assignment, text: str, about: str) -> dict[str, str]:
    """What the brief says on who and when, as fillers; 6月底前 loses its 前 before another.

    Where the owner acts in the line already, whoever else is to be named there is not the owner again.
    """
    named = told.owner and "<主体>" not in text
    owners = dict.fromkeys(("责任单位", "牵头单位", "承办单位"), told.owner) if named else {}
    if not told.deadline:
        return owners
    own = next((slot for slot in re.findall("<([^<>]{2}时限)>", text) if slot[:2] in about), "")
    if own and own != "完成时限":
        # 除险加固 is to be done by then, and the line dates 除险.
        return owners | {own: told.deadline.removesuffix("前") if f"<{own}>前" in text else told.deadline}
    if not _DONE_BY.search(text):
        return owners
    return owners | {"完成时限": told.deadline.removesuffix("前") if "<完成时限>前" in text else told.deadline}


_DONE_BY = late("<完成时限>前?(?:完工|完成|到位|集中办|办[完结]|见|取得|照着办|推开|落[实地])")
"""Where a line says by when all of it is done; anything else it dates (<完成时限>前公布名单) is an act of its own."""


def actor_charged(draft: Draft, point: Point) -> str:
    """Whom the brief charges with the measures of its safeguard (保障的主体); "" for other points, or where it names nobody."""
    given = draft.brief.safeguard if point.sibling.safeguard else None
    return (given.actor or "") if given else ""


def _unsaid(draft: Draft, point: Point, line: Line) -> Line:
    """`line`, or where the writer has put its very words somewhere else the first of its rivals, else gaps."""
    if not draft.typed:
        return line

    def said(text: str) -> str:
        values = draft.values.within(主体=actor_of(draft, point, replace(line, text=text)), 要点=point.sibling.name)
        return compose(text, values, draft.bank.hints)[0]

    if said(line.text) not in draft.typed:
        return line
    fresh = [other for other in line.others if other[0] not in draft.used.lines and said(other[0]) not in draft.typed]
    if not fresh:
        measures = [m for group in (line.topic.groups if line.topic else ()) for m in group.measures]
        heading = next((m.heading for m in measures if m.text == line.text), "")
        return line_of_gaps(draft, heading if heading and "<" not in heading else point.sibling.name)
    (text, ref, _), others = fresh[0], tuple(fresh[1:])
    return replace(line, text=text, ref=ref, others=others)


_WITHOUT_SUBJECT = late("[把将对给用按以从向在围]")


def _hoped(draft: Draft, point: Point, said: Line, owner: str) -> str:
    """The line as a visitor says it (上级代表): each is a hope.

    owner: who does it as the brief says; "" where it does not.
    """
    line = said.text
    if "希望" in line or line.startswith("盼"):
        return line
    actor = actor_of(draft, point, said)
    told_of = f"{draft.brief.audience or ''}{draft.brief.safeguard.actor if draft.brief.safeguard else ''}"
    ours = not draft.brief.audience or actor in told_of
    everybody = "大家" if (draft.named(actor) or not ours) and not point.sibling.safeguard else ""
    body = audience.short_audience(actor, "")
    if everybody and ours and body != (draft.brief.audience or body) and heads.verb_and_thing(said.about)[1] in SET_UP:
        # What is set up or introduced is no matter of the people who sit beside the body.
        everybody = body
    if not owner and (office := OPENING_OFFICE.match(line)) and office[0][:2] not in draft.topics.meeting + told_of:
        # Of an office that nobody named nothing is hoped: those who sit there are asked.
        line = f"<主体>{line[office.end() :]}"
    # 希望由市里召集: whoever is hoped of is the subject.
    line = re.sub("^由(?=<(?:主体|牵头单位|责任单位|承办单位)>)", "", line)
    if not owner and everybody:
        # Once in full is enough: they sit there.
        line = re.sub("^<主体>", everybody, line)
    told = everybody or "<主体>"
    if line.startswith("“"):
        # How well a thing is done (“…”成效如何，…) is nobody's act.
        return f"希望{told}心里有数，{line}"
    subject = ""
    if _WITHOUT_SUBJECT.match(line):
        # 希望从一线发现典型，县工会组织其宣讲: one who is hoped of does all of it.
        subject, line = told, line.replace(f"，{told}", "，", 1)
    return f"希望{subject}{line}"


def matter_of(draft: Draft, point: Point) -> str:
    """What lines in general terms name: 推进标准统一 is a doing, its lines speak of 标准统一, of a question's the theme."""
    name = point.sibling.name
    if heads.asks(name):
        return draft.values.filled.get("主题") or name
    if point.match and point.match.general and name.startswith(point.match.by) and not name.endswith(point.match.by):
        # 拆除旁屋 goes by its verb: lines on 拆除 are on all of it.
        return name
    return heads.object_of(name) if point.match is None or point.match.general else name


_LOWEST = late("^(?:全|[一-龥]{2,3})(?P<level>镇|乡|街道)")
_ITS_OWN = late("属地(?:乡镇街道|乡镇（街道）|镇街|街镇|乡镇|街道)")


def _of_a_town(draft: Draft) -> re.Match[str] | None:
    """The town or street whose own meeting it is, None for any other."""
    return _LOWEST.match(draft.brief.region or draft.brief.meeting)


def _at_home(draft: Draft, text: str) -> str:
    """属地乡镇 as it is called at a meeting of the town itself: 镇里, 乡里, 街道."""
    found = _of_a_town(draft)
    if not found or "属地" not in text:
        return text
    return _ITS_OWN.sub("街道" if found["level"] == "街道" else f"{found['level']}里", text)


def _without_doubling(text: str, actor: str) -> str:
    """各级党委党组织把… → 各级党委把…: an actor that already is the body the line goes on to name."""
    if actor.startswith(("各科室", "各部门")):
        # Who leads the house leads it as a whole: a section has no 领导班子.
        text = text.replace(f"{actor}领导班子", "领导班子")
    for ending, doubled in _SAME_BODY:
        if actor.endswith(ending):
            text = text.replace(actor + doubled, actor)
    if actor.startswith("各") and len(actor) > 2:
        # 各街道和街道逐小区摸清: whoever acts does it with nobody of his own name.
        text = re.sub(f"{actor}(?:和|会同|、){actor[1:]}(?![、和])", actor, text)
    # <时限>内 with a time that says so itself (3个工作日内).
    text = text.replace("内内", "内")
    # <主体>把<主题>… with a topic that says so itself (把污水管住).
    text = text.replace("把把", "把")
    # 各村党组织组织薄弱村: the same two characters twice, once as a noun and once as a verb.
    return text.replace(f"{actor}组织", f"{actor}发动") if actor.endswith("组织") else text
