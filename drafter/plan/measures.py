"""What is to be done about a point (措施): named in the brief, known to the phrasebank, or a wish to guests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.bank.model import SLOT, Group, Topic, fill
from drafter.language import heads
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.plan.before import going_together
from drafter.plan.detailed import SEEN_TO
from drafter.plan.draft import Draft, Point
from drafter.plan.finding import lines_of, way_of
from drafter.plan.groups import (
    LAST_RESORT,
    group_named,
    groups_for,
    kind_instead,
    kind_of_part,
    named_among,
    nearest_measures,
    of_another,
)
from drafter.plan.line import Line
from drafter.plan.lines import line_for_firms, stock_lines
from drafter.plan.match import GENERAL, SURE, TOLD_IN_PASSING, Match
from drafter.plan.named import cut
from drafter.plan.owners import for_owner, house_acts, others_act
from drafter.plan.pairing import rivals_of
from drafter.plan.sentence import actor_charged, matter_of
from drafter.plan.sibling import Sibling
from drafter.plan.siblings import families, use
from drafter.plan.ways import line_by_doing, line_of_gaps
from drafter.plan.whole import in_full, in_time, with_all_parts, with_every_word, with_quantity
from drafter.plan.wishes import EVERYBODY, hopes_for, is_theirs, wish_for, wish_for_measure, wished_to, with_help
from drafter.records import Origin


@dataclass(frozen=True, slots=True)
class Heading:
    """A measure as it will stand: its level-2 heading and its line of content."""

    text: str
    line: Line
    origin: Origin
    others: tuple[tuple[str, str, str], ...]
    """(text, ref, reason) of other headings."""


def measures_of(draft: Draft, point: Point) -> list[Heading]:
    """The measures under `point`: the brief's, else a whole group of the bank's, or a wish to guests. At least one."""
    if point.measures:
        return _given(draft, point)
    return _wished(draft, point) or _phrased(draft, point) or _headed_before(draft, point) or _known(draft, point)


# --- measures the brief names ------------------------------------------------------------------------


def _given(draft: Draft, point: Point) -> list[Heading]:
    """Headings and lines for measures the brief names (简要给的措施)."""
    if group := draft.brief.chosen.get(f"{point.node}/组"):
        draft.notes.append(f"“{point.sibling.name}”自己写了措施，选定里“{point.node}/组”的“{group}”没有用上")
    names = list(point.measures)
    wished = _wished_of_each(draft, point, names)
    cuts = cut(draft, point, wished)
    # A measure borrows the aims of a topic only when it is that topic: a near one's would miss the point.
    meant = [one.whole.meant for one in cuts]
    siblings = [
        Sibling(one.heading, m.topic.aims if m and m.by == m.topic.name else ())
        for one, m in zip(cuts, meant, strict=True)
    ]
    stock = stock_lines(draft, point, [name for name in names if name not in wished])
    # Measures named in the bank's own words stand as they are, and so do those put among them.
    many = len(stock) >= min(2, len(names) / 2)
    as_said = bool(stock) and many and f"{point.node}/句式" not in draft.brief.chosen
    draft.used.lines |= {line.text for line in stock.values()}
    firms = {
        one.said: line
        for one in cuts
        if not one.detailed and one.said not in stock.keys() | wished.keys()
        if (line := line_for_firms(draft, point, one.said))
    }
    told_already = stock.keys() | wished.keys() | firms.keys()
    found = lines_of(draft, point, [one for one in cuts if not one.detailed and one.said not in told_already])
    ranked = families(draft, siblings, point.level, f"{point.node}/句式")
    family = ranked[0]
    if len(names) > 1 and not as_said:
        use(draft, family)
    note = "照措施原来的话" if as_said else f"句式 {family.ref}（{family.reason}）"
    headings: list[Heading] = []
    for k, (one, bent) in enumerate(zip(cuts, family.headings, strict=True)):
        name = one.said
        heading = siblings[k].name if as_said else bent
        origin = Origin("brief", one.path, note)
        others = tuple((other.headings[k], other.ref, other.reason) for other in ranked[1:])
        told_so_far = len(draft.notes)
        told = draft.assigned.get(one.path)
        settled = bool(told or actor_charged(draft, point))
        line = (
            wished.get(name)
            or stock.get(name)
            or (one.detailed.line if one.detailed else None)
            or firms.get(name)
            or found.get(name)
            or way_of(draft, point, one)
            or _hoped_of_firms(draft, point, name, one.path)
            or line_of_gaps(draft, one.undated, settled=settled, told=told)
        )
        if line.reason == HOPED:
            wished[name] = line
        if one.detailed and line is one.detailed.line and not settled:
            # That everybody sees to it says nothing.
            line = replace(line, text=line.text.replace(SEEN_TO, ""))
        if _NAMES_WHO.search(name):
            line = replace(line, text=_WHO_ELSE.sub("", line.text))
        line = in_time(name, one.whole.text, line, told)
        if one.when and one.when not in line.text:
            line = replace(line, text=f"{one.when}，{line.text}")
        line = in_full(draft, one.whole.text, line, told.owner if told else actor_charged(draft, point))
        line = with_every_word(name, with_quantity(name, with_all_parts(draft, name, line)))
        if _has_own_line(draft, f"{point.node}/{k + 1}", lone=len(names) == 1):
            # What the writer has put there fits, whatever would have stood there.
            del draft.notes[told_so_far:]
        instead = rivals_of(draft, point, name, line, one.whole.meant)
        line = replace(line, actor=heads.own_actor(name), others=(*line.others, *instead))
        # At once: the next one must not take the same line.
        draft.used.lines.add(line.text)
        line = replace(line, about=name)
        if told and name in wished:
            line = replace(line, text=with_help(line.text, told), reason=f"{line.reason}；时限照简要")
            draft.used.named |= set(told.facts)
        elif told:
            if "又叫“" not in line.reason and others_act(line.text, told.owner):
                draft.used.lines.discard(line.text)
                line = line_by_doing(draft, one.undated) or line_of_gaps(draft, one.undated, settled=True, told=told)
            text = line.text if line.path else for_owner(line.text, told.owner, one.whole.text)
            line = replace(line, text=text, assigned=told, about=name)
        elif (charged := actor_charged(draft, point)) and house_acts(line.text, charged):
            # What an institution of another kind does is not what those who are charged do (职业院校会同企业…).
            draft.used.lines.discard(line.text)
            line = replace(line_by_doing(draft, name) or line, about=name)
        headings.append(Heading(heading, line, origin, others))
    return headings


OFFERED = 6
"""So many groups are named where a writer may take another."""
_NAMES_WHO = late(
    "由[一-龥]{1,8}(?:集体|组织|部门|单位|村|社|局|站|中心|企业|大户|农户|户主|业主|专人|谁)(?=[一-龥]{2})"
)
"""Where a measure says itself who does it (无人耕种的由村集体代耕)."""
_WHO_ELSE = late("，由?<(?:责任|牵头|承办)单位>(?:具体负责|抓好落实|负责|牵头|组织)(?=[，。])")
"""What asks for somebody to do it."""


HOPED = "提希望，不派任务"
"""Why a wish stands where a task would."""


def _hoped_of_firms(draft: Draft, point: Point, name: str, path: str) -> Line | None:
    """A wish for what firms that came to a 座谈会 do themselves and the bank knows nothing of (开发小包装): no office is asked
    to 牵头 it. None for anything else."""
    if draft.occasion.name != "座谈会" or not is_theirs(draft, point, name, path, firms=True):
        return None
    wish = wish_for_measure(draft, point, name, draft.assigned.get(path))
    if wish is None:
        return None
    draft.notes.append(f"“{name}”是对来的人讲的，只写了希望，没有派任务，请看合不合")
    return Line(wish.text, wish.ref, HOPED)


def _wished_of_each(draft: Draft, point: Point, names: list[str]) -> dict[str, Line]:
    """Of the measures the brief names those that guests themselves are to take, each with a wish (寄语)."""
    found: dict[str, Line] = {}
    for k, name in enumerate(names):
        path = f"{point.path}.措施[{k}]"
        wish = (
            wish_for_measure(draft, point, name, draft.assigned.get(path))
            if is_theirs(draft, point, name, path)
            else None
        )
        if wish:
            found[name] = Line(wish.text, wish.ref, HOPED)
    if found:
        open_ends = "，具体的请填" if any("<" in line.text for line in found.values()) else ""
        draft.notes.append(f"{'、'.join(f'“{n}”' for n in found)}是对来的人讲的，只写了希望，没有派任务{open_ends}")
    return found


def _has_own_line(draft: Draft, node: str, *, lone: bool = False) -> bool:
    """Whether the writer has chosen the line under the measure `node` (选定); a lone measure has no node but its line."""
    return f"{node}/文" in draft.brief.chosen or (lone and node in draft.brief.chosen)


def _wished(draft: Draft, point: Point) -> list[Heading]:
    """To guests, and from a visitor: a wish where the bank's lines are none for them (寄语)."""
    found = wish_for(draft, point)
    if found is None:
        return []
    (frame, *rest), who = found
    name = point.sibling.name
    known = point.match and not point.match.general
    about = f"“{name}”是对来的人讲的" if known else f"没有找到“{name}”这个主题，又是对来的人讲的"
    if groups := hopes_for(draft, name):
        draft.notes.append(f"{about}，写的是通用的希望，没有派任务，请看合不合")
        return _hoped(draft, groups, [(other.text.replace("<对象>", who), other.id) for other in found[0]], who)
    draft.used.frames.add(frame.id)
    others = tuple((other.text.replace("<对象>", who), other.id, "换一种希望") for other in rest)
    open_ends = "，具体的请填" if set(frame.slots) - {"对象", "要点"} else ""
    draft.notes.append(f"{about}，只写了希望，没有派任务{open_ends}，请看合不合")
    line = Line(frame.text.replace("<对象>", who), frame.id, HOPED, others)
    return [Heading(name, line, Origin("frame", frame.id, line.reason), ())]


LONGEST_CALL = 8
"""Characters of those who may be named where a point begins, before they are 大家."""


def _hoped(draft: Draft, groups: Sequence[Group], single: Sequence[tuple[str, str]], who: str) -> list[Heading]:
    """The first of the groups of hopes (寄语) as headings and lines, those of the others beside them; where it begins, it names
    those of whom it is hoped, as they are called.

    groups: at least one. single: (text, ref) of wishes that stand alone, to be offered after those.
    """
    called = wished_to(who)
    whom = called if 0 < len(called) <= LONGEST_CALL else EVERYBODY
    first, *rest = groups
    draft.used.groups |= {f"{GENERAL}/{first.name}", first.name}
    found = []
    for k, measure in enumerate(first.measures[: 3 if draft.count <= 5 else 2]):
        rivals = [(group.measures[k], f"{GENERAL}/{group.name}") for group in rest if k < len(group.measures)]
        lines = [*((other.text, ref) for other, ref in rivals), *single]
        others = tuple((text, ref, "换一种希望") for text, ref in lines)
        headings = tuple((other.heading, ref, "换一种希望") for other, ref in rivals)
        text = measure.text if k else measure.text.replace(f"希望{EVERYBODY}", f"希望{whom}", 1)
        line = Line(text, f"{GENERAL}/{first.name}", HOPED, others)
        found.append(Heading(measure.heading, line, Origin("frame", line.ref, line.reason), headings))
    return found


# --- phrases of an own topic as measures -------------------------------------------------------------


OF_PHRASES = "/短语"
"""What a source that is the phrases of a topic ends in, after the topic's id."""


def _phrased(draft: Draft, point: Point) -> list[Heading]:
    """Phrases out of old speeches (短语) as the headings under a point that is called as their topic is; nothing where fewer
    than two go together. Who asks for a group of measures (选定) gets it instead."""
    name = point.sibling.name
    topic = draft.topics.phrased(name)
    if not topic or f"{point.node}/组" in draft.brief.chosen:
        return []
    told = [phrase for phrase in topic.phrases if phrase != name and heads.kind(phrase) == "动宾"]
    phrases = going_together(told, topic.name, draft.used.lines, 3 if draft.count <= 5 else 2)
    ref = f"{topic.id}{OF_PHRASES}"
    others = tuple((p, ref, "主题的其他短语") for p in topic.phrases if p not in phrases and p not in draft.used.lines)
    origin = Origin("frame", ref, f"自己短语库主题“{topic.name}”的短语")
    found, vague = _with_lines(draft, point, [(phrase, origin) for phrase in phrases], others)
    if vague:
        draft.notes.append(
            f"“{name}”的小标题用的是自己短语库主题“{topic.id}”的短语，其中{vague}"
            "没有专讲它的措施，下面一句用的是通用措施，请重点核改；有自己的做法，写进这个主题的“措施”"
        )
    return found


def _headed_before(draft: Draft, point: Point) -> list[Heading]:
    """What stood under the same heading in an old speech (旧稿的小标题), where the phrasebank has nothing but general measures
    for a point; nothing where it has, or where fewer than two go together."""
    known = point.match and not point.match.general
    if known or point.sibling.safeguard or f"{point.node}/组" in draft.brief.chosen:
        return []
    name = point.sibling.name
    speeches = draft.before(name, draft.brief)
    for speech in speeches:
        refs = {text: ref for ref, text in speech.under}
        texts = going_together(tuple(refs), name, draft.used.lines, 3 if draft.count <= 5 else 2)
        if not texts:
            continue
        why = f"旧稿这一点的小标题：{speech.cite}"
        chosen = [(text, Origin("precedent", refs[text], why)) for text in texts]
        others = tuple(
            (text, ref, f"旧稿这一点的小标题：{other.cite}")
            for other in (speech, *(each for each in speeches if each is not speech))
            for ref, text in other.under
            if text not in texts and text not in draft.used.lines
        )
        ref, group = groups_for(draft, name, point.match)[0]
        others += tuple((m.heading, f"{ref}/{group.name}", f"通用的措施组“{group.name}”") for m in group.measures)
        found, vague = _with_lines(draft, point, chosen, others)
        told = f"；其中{vague}下面一句用的是通用措施" if vague else ""
        draft.notes.append(f"短语库里没有“{name}”这个主题，小标题照旧稿（{speech.cite}）{told}，请重点核改")
        return found
    return []


def _with_lines(
    draft: Draft, point: Point, chosen: Sequence[tuple[str, Origin]], others: tuple[tuple[str, str, str], ...]
) -> tuple[list[Heading], str]:
    """Each heading with a line of the phrasebank on the same matter, else in general terms, and which have such a one."""
    cuts = cut(draft, replace(point, measures=tuple(text for text, _ in chosen))) if chosen else []
    known = lines_of(draft, point, cuts)
    found: list[Heading] = []
    vague: list[str] = []
    for one, (text, origin) in zip(cuts, chosen, strict=True):
        line = known.get(one.said) or way_of(draft, point, one)
        if line is None:
            vague.append(f"“{text}”")
            line = _in_general(draft, point.sibling.name, text)
        draft.used.lines |= {text, line.text}
        found.append(Heading(text, line, origin, others))
    return found, "、".join(vague)


def _in_general(draft: Draft, point: str, phrase: str) -> Line:
    """A line in general terms for a phrase under a point: what opens a group, since the others go on from there."""
    rows = [(ref, group) for ref, group in groups_for(draft, point, None) if ref == GENERAL]
    rows = rows or [(GENERAL, LAST_RESORT)]
    ref, group = next((row for row in rows if row[1].measures[0].text not in draft.used.lines), rows[0])
    text = group.measures[0].text
    draft.used.lines.add(text)
    return Line(text.replace("<要点>", heads.object_of(phrase)), f"{ref}/{group.name}", f"通用的措施组“{group.name}”")


# --- measures the phrasebank knows -------------------------------------------------------------------


def _known(draft: Draft, point: Point) -> list[Heading]:
    """A whole group of measures for a point without any of its own (主题的措施组)."""
    name = point.sibling.name
    ranked = groups_for(draft, name, point.match, [draft.brief.problems[k] for k in point.problems])
    wanted = draft.brief.chosen.get(f"{point.node}/组")
    chosen = group_named(draft, wanted, ranked) if wanted else None
    if wanted and chosen is None:
        draft.notes.append(f"选定里“{point.node}/组”要的“{wanted}”短语库里没有，没有用上")
    ref, group = chosen or ranked[0]
    by_kind = kind_of_part(draft, name, point.match) or (point.match and kind_instead(draft, name, point.match))
    told_so_far = len(draft.notes)
    if wider := _only_a_part(point.match, ref):
        groups = draft.topics.whole(wider).groups
        offered = "".join(f"“{group.name}”" for group in groups[:OFFERED]) + "等" * (len(groups) > OFFERED)
        choice = f"；要用它的，在选定里写“{point.node}/组”，可选：{offered}" if offered else ""
        how = f"按“{by_kind.name}”的通用措施写" if by_kind and ref == by_kind.id else "用的是通用措施"
        draft.notes.append(
            f"没有专讲“{name}”的措施（“{wider.id}”讲的是别的，或已用在别的要点下），这一条{how}，请重点核改{choice}"
        )
    elif by_kind and ref == by_kind.id:
        draft.notes.append(f"没有找到“{name}”这个主题，这一条按“{by_kind.name}”的通用措施写，请重点核改")
    elif ref == GENERAL:
        draft.notes.append(f"短语库里没有合用于“{name}”的主题，这一条用的是通用措施，请重点核改")
    elif point.match is None:
        draft.notes.append(f"短语库里没有“{name}”这个主题，借用了“{ref}”的措施，请重点核改")
    elif point.match.general:
        draft.notes.append(f"没有找到“{name}”这个主题，这一条按“{point.match.topic.name}”的通用措施写，请重点核改")
    elif point.match.part and point.match.by == name:
        draft.notes.append(f"“{name}”各行各业都有，按本会主题“{ref}”的措施写，请核改")
    elif point.match.part:
        draft.notes.append(f"没有找到“{name}”这个主题，按本会主题“{ref}”里说到“{point.match.by}”的措施写，请核改")
    elif draft.topics.abroad(point.match, name):
        draft.notes.append(f"“{name}”按别的领域的“{ref}”写，与本会未必合，请核改")
    elif beside := draft.topics.beside(point.match, name):
        draft.notes.append(
            f"没有找到“{name}”这个主题，按相近的“{ref}”写（“{'、'.join(beside)}”是它多出来的意思），请核改"
        )
    elif point.match.by == TOLD_IN_PASSING:
        draft.notes.append(f"没有找到“{name}”这个主题，按内容里提到它的“{ref}”写，请核改")
    elif point.match.score < SURE and name not in point.match.topic.names:
        draft.notes.append(f"“{name}”按“{ref}”写（与“{point.match.by}”相近），不对请改要点的说法或自己写措施")
    elif point.match.unspoken:
        draft.notes.append(f"“{name}”归在“{ref}”里写，措施没有专讲它的话，不合请改")
    if chosen:
        # The writer knows what stands here.
        del draft.notes[told_so_far:]
    full = f"{ref}/{group.name}"
    draft.used.groups |= {full, group.name}
    # Four measures that belong together are not torn apart while there is room.
    limit = 4 if len(group.measures) == 4 and draft.count <= 3 else 3 if draft.count <= 5 else 2
    origin = Origin("frame", full, f"主题 {ref} 的措施组“{group.name}”")
    found: list[Heading] = []
    # A line that stands already is not said again, as long as a pair of siblings is left.
    fresh = [measure for measure in group.measures if measure.text not in draft.used.lines]
    # What another point is about is left to it, and so are the other things that the group lists beside the point's.
    apart = [measure for measure in fresh if chosen or not of_another(draft, name, measure)]
    listed = [] if chosen else named_among(name, group)
    if len(listed) > 1:
        # 居家社区养老 out of 按居家、社区、机构.
        apart = [measure for measure in apart if measure in listed]
    elif listed:
        own = bigrams(SLOT.sub("，", listed[0].heading + listed[0].text)) - STOCK
        apart = [measure for measure in apart if own & bigrams(SLOT.sub("，", measure.heading + measure.text))]
    rest = next((row for row in (apart, fresh) if len(row) >= 2), group.measures)
    kept = nearest_measures(name, rest, limit)
    for k, measure in enumerate(kept):
        rivals = [(g.measures[k], r, g.name) for r, g in ranked if g is not group and k < len(g.measures)]
        others = tuple((m.text, f"{r}/{g}", "同组其他措施") for m, r, g in rivals)
        topic = next((t for t in draft.topics.topics if t.id == ref), None) if chosen else None
        topic = point.match.topic if point.match and ref == point.match.topic.id else topic
        line = Line(measure.text, full, f"措施组“{group.name}”", others, topic, bool(topic and topic.heads))
        heading = fill(measure.heading, {"要点": matter_of(draft, point), "主题": draft.values.filled.get("主题", "")})
        headings = tuple((m.heading, f"{r}/{g}", f"换一种切法：{g}") for m, r, g in rivals)
        found.append(Heading(heading, line, origin, headings))
    return found


def _only_a_part(match: Match | None, ref: str) -> Topic | None:
    """The topic none of whose groups is about the point, where general measures stand instead; else None."""
    return match.wider if match and match.wider and ref != match.wider.id else None
