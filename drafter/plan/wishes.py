"""What is said on a point to guests, or by a visitor (寄语): a hope of those who sit there, no task of an office."""

from __future__ import annotations

import re

from drafter.bank.model import Frame, Topic
from drafter.language import heads
from drafter.language.late import late
from drafter.plan.draft import Draft, Point
from drafter.plan.topics import FIRMS, GENERAL
from drafter.plan.values import SERVED

WISH = "寄语"
"""What the cue of a frame for guests has; alone it asks for nothing, before it stands who hears it, after 寄语： what the
point says."""


def hoped_of(draft: Draft) -> str:
    """Those of whom one only hopes: the guests of a 座谈会, or whoever hears a visitor (上级代表); "" for all others.

    Where bodies are named besides those who came, the tasks are theirs.
    """
    who = draft.brief.audience or draft.values.guests
    if draft.occasion.name == "座谈会" and who and (not draft.brief.audience or heads.is_guest(who)):
        return who
    return (draft.brief.audience or draft.values.filled["主体"]) if draft.rank == "上级代表" else ""


def is_served(draft: Draft, point: Point) -> bool:
    """Whether a point is done for those who sit there, by others: by its name, or by what the bank has on it."""
    topic = point.match.topic if point.match and not point.match.general else None
    # The lines of other fields are written for the offices of that field, none of them for a firm.
    of_offices = topic is not None and topic.field not in (FIRMS, GENERAL) and topic.name != "企业主体责任"
    return SERVED.search(point.sibling.name) is not None or ("服务方" in draft.values.filled and of_offices)


def wish_for(draft: Draft, point: Point) -> tuple[list[Frame], str] | None:
    """The wishes that may stand under a point in place of measures, the best first, and whom they name; None where the
    bank's measures fit.

    What is done for guests stays a matter of those who do it. What their own field knows (entrepreneurs' firms, a
    body under a visitor) is said as it is; all else the bank has is written for offices.
    """
    who = hoped_of(draft)
    name = point.sibling.name
    if not who or point.sibling.safeguard or f"{point.node}/组" in draft.brief.chosen or SERVED.search(name):
        return None
    told = draft.assigned.get(point.path)
    if told and told.owner:
        # What an office is charged with is hoped of no guest.
        return None
    topic = point.match.topic if point.match and not point.match.general and point.match.topic.groups else None
    visited = draft.rank == "上级代表"
    if _at_home(draft, topic, who) or (
        visited and topic and topic.field != GENERAL and not _of_its_kind(draft, name, who)
    ):
        return None
    return _frames(draft, name, who), who


_DONE_FOR_THEM = late(
    "^(?:简化|减轻|减免|畅通|出台|健全|完善|优化|兑现|搭建|举办|开展|选派|提供|加大|建立|组织|加强|强化|推进|推动|统筹|设立|落实|制定|编制|引导|发动|打造|建设|实施|规范|拓宽)"
)
"""How a measure begins that offices take, whomever it is for."""


def wish_for_measure(draft: Draft, point: Point, name: str, path: str) -> Frame | None:
    """The wish under a measure the brief names that the guests themselves are to take (学懂电商经营 under 学习本领); None where
    others are: whoever is named for it, or those who serve.

    It is theirs where the point is of a kind that one wishes people. path: of the measure in the brief.
    """
    who = hoped_of(draft)
    if not who or draft.rank == "上级代表" or "企业" in who or point.sibling.safeguard:
        return None
    told = draft.assigned.get(path)
    if (told and told.owner) or SERVED.search(point.sibling.name) or SERVED.search(name) or _DONE_FOR_THEM.search(name):
        return None
    if not any(
        f"{WISH}：" in frame.cue and re.search(frame.cue, _material(point.sibling.name, who))
        for frame in draft.bank.frames
        if frame.step == "措施待填"
    ):
        return None
    kind = f"{WISH}措施：{heads.kind(name)}"
    frames = [f for f in draft.bank.frames if f.step == "措施待填" and f.cue.startswith(f"^{WISH}措施")]
    fitting = [frame for frame in frames if re.search(frame.cue, kind)]
    if draft.used.frames.issuperset(frame.id for frame in fitting):
        # They take turns.
        draft.used.frames -= {frame.id for frame in fitting}
    return next((frame for frame in fitting if frame.id not in draft.used.frames), None)


def _at_home(draft: Draft, topic: Topic | None, who: str) -> bool:
    """Whether the lines of a topic are written for those who are spoken to."""
    if draft.rank == "上级代表" and not heads.names_people(who):
        # A body hears what a body does, of whatever matter.
        return True
    if topic is None or topic.field == GENERAL:
        return False
    # 思想引领 said to women is no matter of trade unions, though only those have lines on it.
    at_home = topic.field in draft.topics.fields and not heads.is_guest(who)
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
        and re.search(frame.cue, _material(name, who))
    ]


def _frames(draft: Draft, name: str, who: str) -> list[Frame]:
    """The fresh wishes of the point's kind whose word comes last in it first, then those that leave open what is hoped."""
    fitting = _of_its_kind(draft, name, who)
    ends = {frame.id: match.end() for frame in fitting if (match := re.search(frame.cue, _material(name, who)))}
    cued = [frame for frame in draft.bank.frames if frame.step == "措施待填" and frame.cue == f"^{WISH}$"]
    return [
        *sorted(fitting, key=lambda frame: (-ends[frame.id], frame.id)),
        *sorted(cued, key=lambda frame: (frame.id in draft.used.frames, frame.id)),
    ]
