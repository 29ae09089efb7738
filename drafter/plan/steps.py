"""One line for one step (一步一句), out of the frame that suits best or in the writer's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from drafter.bank.model import SLOT, Stage
from drafter.language.audience import LONG, is_guest, is_honoured, is_people, mostly_offices, names_apart, whole_names
from drafter.language.heads import kind, object_noun
from drafter.language.late import late
from drafter.language.levels import above
from drafter.language.numerals import chinese
from drafter.language.parties import blamed, is_party
from drafter.language.remedies import asks_for
from drafter.language.similar import coverage
from drafter.plan.addressees import CHARGED
from drafter.plan.claims import NOTHING_TOLD, all_fell, marks, out_of_place
from drafter.plan.draft import COURSE, Draft
from drafter.plan.firm import is_outside
from drafter.plan.frames import CARRIED, Choice, compose, gap_text
from drafter.plan.values import QUALITIES, before_the_event, counted
from drafter.plan.wishes import EVERYBODY, kind_of_company, wished_to
from drafter.records import Item, Origin

FRAME_ID = late(r"[a-z]{2,4}\d?-[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id of the phrasebank looks like; nobody types such a thing as a line of a speech."""

_COURSE = late("(?:培训|轮训|学习)(?:工作)?$")
"""A theme that is the course itself (村党组织书记培训)."""


_HOPES = late("希望|建议|期望")
_AGREES = late("赞[同成]|我都?同意")
_PROPOSED = late("建议|意见")
"""One agrees with what somebody proposed (提了建议), not with what was reported."""
_SAYS_PROPOSED = late("意见建议|又有建议|好的意见|提得中肯|条条有")
"""What claims that something was proposed, and how good it was."""
_AS_REMEDY = late(
    "从<要点>入手|(?:根子|出路)[^，]*在<要点>|以<要点>为突破口|把<要点>作为抓手|就看<要点>|在<要点>上(?:拿出实招|用心改)|<要点>做到位了"
)
"""A lead-in in which the point itself is what solves the problem."""
_TAKEN_UP = late("(?:抓|抓好|做好)<要点>")
"""A lead-in that has a verb of its own before the point."""
CIRCULAR = 0.5
"""A point so much of which is in the problem solves nothing by being named (管线改造不同步: 管线同步改造)."""

_THANKS = frozenset(("致意", "总体评价", "肯定感谢", "祝愿", "希望"))
"""Steps that speak to those who sit there, whoever is to act."""


_THANKED = frozenset(("致意", "总体评价", "肯定感谢"))
"""Those of them that look back on what was said."""


def _others_spoke(draft: Draft, guests: str) -> bool:
    """Whether others spoke besides the guests, where only who spoke tells that these are guests."""
    who = guests.removeprefix("各位")
    return who not in draft.brief.meeting and any(who not in event.who for event in draft.brief.events)


def _is_circular(point: str, problem: str) -> bool:
    """Whether a point is named no remedy by what it is called: most of it, or the thing it is done to, is in the problem.

    >>> _is_circular("老屋保护利用", "“老屋产权不清”"), _is_circular("面积核查", "“上报面积不实”"), _is_circular("土地流转", "“没人愿意接”")
    (True, True, False)
    """
    thing = object_noun(point)
    done_about_it = thing not in problem or len(thing) < 2 or asks_for(problem, point)
    return coverage(point, problem) >= CIRCULAR or not done_about_it


def _doubles(text: str, theme: str) -> bool:
    """Whether a frame says the last word of the theme, or the quality in it, again in the clause that names the theme.

    >>> _doubles("换来<主题工作>一次整体提升，很好", "干部能力提升")
    True
    """
    if "<主题" not in text:
        return False
    words = {theme[-2:], *(word for word in QUALITIES if word in theme)} - {"工作"}
    clauses = (clause for clause in re.split("[，。；！]", text) if "<主题" in clause)
    return any(word in clause for clause in clauses for word in words)


_FOUR = late("[一-龥]{4,}")


def _echoes(frame: str, praised: str) -> bool:
    """Whether four characters of a frame's own words stand in what is said next.

    >>> _echoes("<主题工作>扎实推进、亮点不少。", "一是修路扎实推进，通车3公里；二是架桥完成过半")
    True
    """
    own = (run for run in _FOUR.findall(re.sub("<[^>]*>", "，", frame)))
    return any(run[at : at + 4] in praised for run in own for at in range(len(run) - 3))


_IMAGES = late(
    "硬仗|硬骨头|答卷|一步一|一件一件|一项一项|接力|一盘棋|蓝图|号角|一家|对号入座|接续奋斗|劲往|爬坡|沉甸甸|扛在肩|旗帜|一粒种|添砖|桥梁"
)
"""Figures of speech that are heard when they come twice (意象)."""
_THANKING = late("感谢|谢谢|道谢|谢意|辛苦了")
DEARER = 4.5
"""A frame whose score is so much higher suits the occasion that much better: it stands, though an image comes twice."""


def thanked(draft: Draft) -> bool:
    """Whether a line so far has said thanks."""
    return any(map(_THANKING.search, draft.used.said))


def _heard(draft: Draft, text: str) -> bool:
    """Whether an earlier line has an image of `text`, or has said thanks already."""
    said = "".join(draft.used.said)
    if _THANKING.search(text) and thanked(draft):
        return True
    return any(image in said for image in _IMAGES.findall(text))


def _unheard(draft: Draft, stage: Stage, choices: Sequence[Choice]) -> Sequence[Choice]:
    """The choices that sound like no line before, where they take up the same facts as the best one; else all."""
    best = choices[0]
    if stage.name not in _PHRASES or best.frame.own:
        return choices
    fresh = [
        choice
        for choice in choices
        if best.score - choice.score < DEARER
        and (choice.frame.id not in draft.used.frames or best.frame.id in draft.used.frames)
        and len(choice.gaps) <= len(best.gaps)
        and set(best.slots) & _FACTS - draft.used.facts <= set(choice.slots)
        and not _heard(draft, choice.frame.text)
    ]
    return fresh or choices


def _course_is_theme(draft: Draft) -> bool:
    """Whether the meeting is a course, about itself as its name says, and needs no line for what it rests on."""
    theme = draft.brief.theme or ""
    course = draft.occasion.name == COURSE and _COURSE.search(theme)
    return bool(course) and theme in draft.brief.meeting and not draft.brief.bases


def line_of(
    draft: Draft,
    stage: Stage,
    *,
    joined: bool = False,
    extra: dict[str, str] | None = None,
    material: str | None = None,
    node: str = "",
    carry: frozenset[str] = frozenset(),
) -> Item:
    """The item of one step; a gap when the bank has no frame for it.

    extra: fillers for this line alone. material: what cues are matched against, else what the brief says on the step.
    node: its id, else 语步/步骤. carry: slots whose fact no other line can take any more.
    """
    node = node or f"{stage.move}/{stage.name}"
    if stage.name == "称谓":
        return _salutation(draft, stage, node)
    choices = _choices(draft, stage, extra or {}, material, carry)
    typed = draft.brief.chosen.get(node)
    asked = next((choice for choice in choices if choice.frame.id == typed), None)
    if typed and asked is None:
        if not FRAME_ID.fullmatch(typed):
            return draft.own_line(node, 0, typed, stage.move, stage.name, joined, draft.budget(stage.share))
        draft.notes.append(f"选定的“{node}”：没有可用在这里的框架“{typed}”，改用最合适的一条")
    if not choices:
        draft.notes.append(f"短语库里没有“{stage.name}”的框架，这一步空着，请自己写")
        return Item(
            node,
            0,
            gap_text(stage.name, {}),
            stage.move,
            stage.name,
            Origin("template", f"空位/{stage.name}"),
            gaps=(stage.name,),
            budget=draft.budget(stage.share),
        )
    chosen = asked or _in_turn(draft, stage, _unheard(draft, stage, choices))
    _use(draft, chosen)
    others = [choice for choice in choices if choice is not chosen and choice.text != chosen.text]
    return Item(
        id=node,
        level=0,
        text=chosen.text,
        move=stage.move,
        step=stage.name,
        source=Origin("frame", chosen.frame.id, _note(draft, chosen)),
        slots=chosen.slots,
        gaps=chosen.gaps,
        alternatives=draft.alternatives((choice.text, choice.frame.id, choice.reason) for choice in others),
        joined=joined,
        budget=draft.budget(stage.share),
    )


_PHRASES = frozenset(
    "会议任务 组织领导 责任落实 致意 祝贺 总体评价 肯定感谢 问题不足 事迹精神 导语 号召 希望 祝愿 总结".split()
)
"""Steps in which frames differ in wording more than in matter."""
_OF_THE_HOUSE = frozenset(("主要领导", "分管领导"))
"""Whose wordings anybody of the house may use; a visitor and a host have their own."""
EVEN = 2.1
"""Frames whose scores differ by less, and which are as much the occasion's and carry the same facts, are as good."""
_FACTS = CARRIED | {"对象", "讲话单位", "举措"}


def _in_turn(draft: Draft, stage: Stage, choices: Sequence[Choice]) -> Choice:
    """The best choice; of those that are as good, one that goes with the meeting's name (因会而异).

    One office's speeches would all thank and close in the same words otherwise. The same brief has the same one.
    """
    best = choices[0]
    if stage.name not in _PHRASES or best.frame.own:
        return best
    charges = stage.name == "导语" and "主体" in best.slots
    even = [
        choice
        for choice in choices
        if best.score - choice.score < EVEN
        and len(choice.gaps) <= len(best.gaps)
        and bool(choice.frame.occasions) >= bool(best.frame.occasions)
        and (bool(choice.frame.ranks) >= bool(best.frame.ranks) or draft.rank in _OF_THE_HOUSE)
        and bool(choice.frame.cue) >= bool(best.frame.cue)
        and set(best.slots) & _FACTS <= set(choice.slots)
        # Whom a lead-in charges by name is charged, whichever it is.
        and (not charges or "主体" in choice.slots)
        and not choice.frame.own
        and choice.frame.evidence.mined == best.frame.evidence.mined
    ]
    return min(even, key=lambda c: (crc32(f"{draft.brief.meeting}|{c.frame.id}".encode()), c.frame.id))


def links(draft: Draft, stage: Stage) -> list[Item]:
    """主持: one line to call each event up (串联), before the line that looks back on them all."""
    found: list[Item] = []
    events = draft.brief.events
    for index, event in enumerate(events):
        order = "首先" if index == 0 else "最后" if index == len(events) - 1 and index > 1 else "下面"
        extra = {"序": order, "谁": event.who, "事": before_the_event(event.what)}
        if len(events) > 1:
            extra["项"] = chinese(index + 1)
        node = f"{stage.move}/{stage.name}/{index + 1}"
        # Several are counted on, each in the words of the one before.
        frames, said = set(draft.used.frames), len(draft.used.said)
        found.append(line_of(draft, stage, extra=extra, material="逐项" if len(events) > 1 else order, node=node))
        draft.used.frames.intersection_update(frames)
        del draft.used.said[said:]
    return found


def _salutation(draft: Draft, stage: Stage, node: str) -> Item:
    typed = draft.brief.chosen.get(node) or draft.brief.salutation
    # What is chosen here is a line like any other: a slot in it is filled or a gap.
    text, gaps = compose(typed or draft.occasion.address, draft.values.filled, draft.bank.hints)
    origin = Origin("brief", "称谓")
    if not typed:
        # Only a salutation meant for those who sit there (条件) is surer than the occasion's own.
        fitting = [choice for choice in _choices(draft, stage, {}, None, frozenset()) if choice.frame.cue]
        text, gaps = (fitting[0].text, fitting[0].gaps) if fitting else (text, gaps)
        origin = (
            Origin("frame", fitting[0].frame.id, fitting[0].reason)
            if fitting
            else Origin("template", f"场合/{draft.occasion.name}/称谓", "简要没有写称谓，用这一场合的通例")
        )
    said = text.rstrip("：:，, ！!")
    # Who is greeted is not called on to hear something: 大家好！
    mark = "！" if said.endswith("好") or text.rstrip().endswith(("！", "!")) else "："
    return Item(node, 0, said + mark, stage.move, stage.name, origin, gaps=gaps)


def _choices(
    draft: Draft, stage: Stage, extra: dict[str, str], material: str | None, carry: frozenset[str]
) -> list[Choice]:
    used = draft.used
    values = draft.values.within(**extra)
    if "对象" not in used.facts and draft.brief.audience and "主体" not in extra:
        # Named in full the first time, in short from then on.
        values["主体"] = draft.brief.audience
    if who := _named_again(draft, stage, values.get("主体", "")):
        values["主体"] = values["对象"] = who
    listened = draft.occasion.name == "座谈会" and stage.name in _THANKS and not is_people(draft.brief.audience or "")
    if stage.name == "希望" and draft.brief.audience:
        # What is hoped is asked of those the brief addresses, whoever else sits there.
        listened = False
    guests = draft.values.guests if listened else ""
    if guests and stage.name in _THANKED and _others_spoke(draft, guests):
        # Thanks that name some of those who spoke would leave out the others.
        values["主体"] = values["对象"] = "大家"
    elif guests:
        values["主体"] = values["对象"] = guests
    if stage.move == "加强领导" and "主体" not in extra and is_guest(draft.brief.audience or ""):
        # Villagers and the like lead nobody: those who act for them do.
        values["主体"] = draft.values.filled["执行"]
    if stage.name == "祝愿" and not carry and draft.brief.audience:
        # Who sits there was said in full; the wish is short.
        values["对象"] = wished_to(draft.brief.audience) or "大家"
    if stage.name == "总体评价" and all(map(is_honoured, names_apart(values.get("主体", "")))):
        # What all have done is no merit of the honoured alone.
        values["主体"] = "大家"
    if "依据" in used.facts and (short := _in_short(draft.brief.bases)):
        values["依据"] = short
    if (stage.name == "领起" and draft.with_safeguard) or stage.move == "成绩回顾":
        # 围绕甲、乙、丙讲四点 would name one point too few; and the points are tasks to come, no work done.
        values.pop("各点", None)
    elif "各点" in used.facts and "各点" not in extra:
        # All points in a row are heard once in a speech.
        values.pop("各点", None)
    choices = draft.means.frames(
        stage.name,
        values,
        occasion=draft.occasion.name,
        rank=draft.rank,
        material=_material(draft, stage.name) if material is None else material,
        unused={
            slot
            for slot in values
            if (slot not in used.facts or slot in extra or slot in carry)
            # The sentence after 现在开会 names the meeting.
            and not (slot == "会议" and stage.name == "宣布开会")
        },
        avoid=frozenset(used.frames),
        carry=carry,
    )
    if listened and not guests:
        # Bodies that are to act are not those who came to be heard.
        choices = [c for c in choices if not {"主体", "对象"} & set(c.frame.slots)] or choices
    choices = [choice for choice in choices if not out_of_place(draft, stage.name, choice.frame)] or choices
    day = draft.values.filled.get("节日", "") if stage.name == "祝愿" else ""
    if day in ("新春", "春节") or (day and kind_of_company(draft) != "老同志"):
        # The day that the meeting is named after is wished first of all; on any but the New Year the old are wished health.
        choices = [choice for choice in choices if choice.frame.own or "节日：" in choice.frame.cue] or choices
    if stage.name == "总体评价":
        # The particulars (分项) come next: no word of praise twice in a row.
        praised = draft.values.filled.get("分项", "")
        choices = [
            choice for choice in choices if choice.frame.own or not _echoes(choice.frame.text, praised)
        ] or choices
    if stage.name in _SPOKEN_LAST and len(draft.brief.points) > TOLD_AGAIN:
        # So many points read out once more are no call.
        choices = [choice for choice in choices if choice.frame.own or "<各点>" not in choice.frame.text] or choices
    theme = draft.values.filled.get("主题", "")
    if theme:
        choices = [choice for choice in choices if not _doubles(choice.frame.text, theme)] or choices
    if stage.name == "形势意义" and draft.occasion.name == COURSE:
        # What trainees are to do is no matter of weight for all to see.
        choices = [choice for choice in choices if "<各点>" not in choice.frame.text] or choices
    if stage.name == "领起" and CHARGED in values:
        # Who is to do what is said before it is counted: what is the others' task is none to 共勉 with guests.
        choices = [choice for choice in choices if choice.frame.own or f"<{CHARGED}>" in choice.frame.text] or choices
    if stage.name == "领起" and draft.rank == "上级代表":
        # Who only hopes announces no 意见.
        choices = [choice for choice in choices if choice.frame.own or _HOPES.search(choice.frame.text)] or choices
    if stage.name == "领起" and "点数" not in values:
        # Nothing is counted, so nothing is announced.
        choices = [choice for choice in choices if "<点数>" not in choice.frame.text] or choices
    if _course_is_theme(draft):
        # A course is not held to get better at the course.
        choices = [choice for choice in choices if "<主题" not in choice.frame.text] or choices
    if stage.name == "回应前述" and not _PROPOSED.search("；".join(event.what for event in draft.brief.events)):
        # The leader's assent is a fact: it is claimed only where there is something to assent to.
        choices = [choice for choice in choices if choice.frame.own or not _AGREES.search(choice.frame.text)] or choices
        choices = [
            choice for choice in choices if choice.frame.own or not _SAYS_PROPOSED.search(choice.frame.text)
        ] or choices
    if stage.name == "导语" and _is_circular(values.get("要点", ""), values.get("问题点", "")):
        choices = [
            choice for choice in choices if choice.frame.own or not _AS_REMEDY.search(choice.frame.text)
        ] or choices
    if stage.name == "导语" and kind(values.get("要点", "")) == "动宾":
        # 抓减轻负担: one verb too many.
        choices = [
            choice for choice in choices if choice.frame.own or not _TAKEN_UP.search(choice.frame.text)
        ] or choices
    if "各点" not in values and "各点" in draft.values.filled:
        choices = [choice for choice in choices if choice.frame.own or "<各点>" not in choice.frame.text] or choices
    if draft.topics.firm:
        # In a firm one does not speak of what the people outside expect.
        choices = [choice for choice in choices if not is_outside(choice.frame.text)] or choices
    return choices


def _named_again(draft: Draft, stage: Stage, who: str) -> str:
    """How those who sit there are called in a step that has their whole name in it: in praise without whoever a problem of the
    brief blames, and 大家 once many were named in full; "" where their name stays as it is.
    """
    brief = draft.brief
    if not brief.audience or who not in (brief.audience, draft.values.filled.get("主体")):
        return ""
    parts = names_apart(brief.audience)
    at_fault = blamed([part for part in parts if is_party(part) or is_guest(part)], brief.problems)
    if at_fault and stage.name in _PRAISE:
        praised = [part for part in whole_names(brief.audience) if names_apart(part)[0] not in at_fault]
        return "和".join(filter(None, ("、".join(praised[:-1]), *praised[-1:]))) or EVERYBODY
    again = draft.named(brief.audience) and len(brief.audience) >= LONG and len(parts) > 2
    return EVERYBODY if again and stage.name in _SPOKEN_TO else ""


_SPOKEN_LAST = frozenset(("号召", "希望", "总结", "总括", "祝愿"))
TOLD_AGAIN = 3
"""Points that may be named in a row at the end."""
_PRAISE = frozenset(("总体评价", "肯定感谢"))
"""Steps that say how well those who sit there have done."""
_SPOKEN_TO = _PRAISE | frozenset("致意 形势意义 希望 号召 总结 总括 落实要求".split())
"""Steps that speak to all who sit there, and charge no single body."""


def _in_short(bases: Sequence[str]) -> str:
    """What several meetings are called once their names were said (这两次会议精神); "" for one, or where not all are meetings."""
    if len(bases) < 2 or not all(basis.endswith("会议精神") for basis in bases):
        return ""
    return f"这{counted(len(bases))}次会议精神"


def _use(draft: Draft, chosen: Choice) -> None:
    draft.used.frames.add(chosen.frame.id)
    draft.used.said.append(SLOT.sub("，", chosen.frame.text))
    thanked = draft.values.guests and chosen.slots.get("对象") in (draft.values.guests, "大家")
    draft.used.facts |= set(chosen.slots) - ({"对象"} if thanked else set())
    draft.used.named |= {chosen.slots[slot] for slot in ("对象", "主体") if slot in chosen.slots}
    if "主体" in chosen.slots and chosen.slots["主体"] == draft.brief.audience:
        draft.used.facts.add("对象")


def _material(draft: Draft, step: str) -> str:
    brief = draft.brief
    after = "；讲话之后" if draft.after_the_speech else ""
    feast = f"节日：{draft.values.filled['节日']}；" if "节日" in draft.values.filled else ""
    if feast and is_people(brief.audience or ""):
        feast += "对人；"
    if step == "祝贺":
        return feast
    if step == "会议概况" and "、" in draft.values.filled.get("上级会议", ""):
        return "几个会议"
    if step == "事迹精神":
        return f"{brief.meeting}；{brief.audience or ''}；{brief.theme or ''}{marks(draft)}"
    if step == "领起" and "点数" not in draft.values.filled:
        return "不报数"
    if step == "领起":
        # A frame may take up the problems named right before (条件: 有问题), or be for who speaks after the leader.
        ills = ["有问题"] * bool(brief.problems)
        return "；".join([*(event.who + event.what for event in brief.events), *ills]) + after
    if step == "问题不足":
        return "；".join(brief.problems) + after
    if step == "称谓":
        # Guests come first where a meeting is held for them: the bodies that sit there as well hear 同志们. At any other
        # meeting that is mostly of offices the few who stand for others do.
        sitting = draft.occasion.name == "座谈会"
        audience = brief.audience if sitting or not mostly_offices(brief.audience or "") else ""
        seated = (draft.values.guests if sitting else "", audience)
        return "；".join(filter(None, seated)) or draft.values.guests
    if step == "祝愿":
        feast += ("" if "对人" in feast or not is_people(brief.audience or draft.values.guests) else "对人；") + (
            f"来的人：{kind_of_company(draft) or '不限'}；"
        )
    if step in ("致意", "祝愿", "希望", "号召"):
        # A frame may ask for problems named before (条件: 有问题), to come back to them at the end.
        told = "有问题" if brief.problems and step == "号召" else ""
        if step == "希望" and draft.occasion.name == "座谈会":
            # Those who came to be heard are asked to go on speaking, bodies to act on what they heard.
            told = "交办" if brief.audience and not is_people(brief.audience) else "听意见"
        given = (brief.audience, brief.salutation, brief.meeting, brief.theme, told)
        return feast + "；".join(part for part in given if part) + marks(draft) + _matter(draft)
    if step in ("形势意义", "总体要求"):
        return f"{brief.meeting}；{brief.theme or ''}{_matter(draft)}"
    if step == "参会人员":
        # One's own head needs no welcome, who came from above does.
        leader, area = draft.values.filled.get("出席领导", ""), brief.region or ""
        came = re.match("[一-龥]{0,6}?([省市县区州旗])", leader)
        return "上级来的" if came and area and above(came[1], area[-1]) else ""
    if step == "落实要求":
        told = "；传达已定" if _passing_on_is_set(draft) else ""
        return "；".join(event.who + event.what for event in brief.events) + told
    if step == "会议任务" and draft.occasion.name == "培训班开班":
        return f"{brief.meeting}；{brief.theme or ''}"
    if step in ("会议任务", "回应前述"):
        events = [event.who + event.what for event in brief.events]
        return "；".join((*events, "看现场") if "现场" in brief.meeting else events) + marks(draft)
    if step == "总体评价" and (not brief.achievements or all_fell(draft)):
        return NOTHING_TOLD
    if step in ("总体评价", "分项成绩", "肯定感谢"):
        return "；".join(f"{item.topic or ''}{item.fact or ''}" for item in brief.achievements) + after + marks(draft)
    return "；".join(event.who + event.what for event in brief.events)


_PASSED_ON = late("传达|会议精神|向.{0,8}汇报|开会部署|学习贯彻")
_BY_WHEN = late("[日天周]内|[日号月]底?前|当[天日]|本周|月内|会后")


def _passing_on_is_set(draft: Draft) -> bool:
    """Whether the brief itself says by when the meeting is to be passed on (传达时限), in words or in brackets."""
    if "传达时限" in draft.values.filled:
        return False
    wordings = [
        f"{point.topic}：{measure}{draft.assigned[path].deadline if path in draft.assigned else ''}"
        for k, point in enumerate(draft.brief.points)
        for n, measure in enumerate(point.measures)
        for path in (f"意见[{k}].措施[{n}]",)
    ]
    return any(_PASSED_ON.search(wording) and _BY_WHEN.search(wording) for wording in wordings)


def _matter(draft: Draft) -> str:
    """What a frame of one field asks for (条件: 事项：…；), see Topics.matter."""
    return f"；事项：{draft.topics.matter()}；"


def _note(draft: Draft, choice: Choice) -> str:
    paths = draft.values.paths
    fields = dict.fromkeys(paths[slot] for slot in choice.slots if slot in paths and choice.slots[slot])
    return choice.reason + (f"；用到简要的 {'、'.join(fields)}" if fields else "")
