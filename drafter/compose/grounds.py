"""What a choice was made for (所据): the words and fields it stood under, kept with it, so that a change of them shows.

A frame chosen by its id follows the brief and is put aside where it cannot stand (see looking.settle). A text does
not: one's own line, a body of the bank, several frames in one, a line left out. Behind its node 选定 holds

    意见/1/1/文/所据: 要点：居家养老｜标题：精准推进居家养老／居家有人帮

and where that is another now, the choice stays as it is and the writer is asked (请核对).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from types import MappingProxyType

from drafter.bank.model import SLOT, Bank, Same
from drafter.brief.schema import Brief
from drafter.compose.adapting import SHORTEST
from drafter.compose.hands import NOTHING, Hands, as_kept
from drafter.flow.subjects import BY_HAND, LEFT, MARKED, READ, fingerprint
from drafter.flow.subjects import answered as answered
from drafter.flow.subjects import by_hand as by_hand
from drafter.flow.subjects import hands_of as hands_of
from drafter.language import audience, meetings
from drafter.language.numerals import parse_chinese
from drafter.plan.draft import LEFT_OUT
from drafter.plan.match import GENERAL
from drafter.plan.siblings import PLAIN
from drafter.plan.values import values_of
from drafter.records import Item

_PART, _OF, _WORDS = "｜", "：", "／"
_OTHERS = str.maketrans({_PART: "|", _WORDS: "/"})
_AUTO = "（自动）"
"""Behind a heading that bends a point or measure of the brief in a set.

Which tail a set gives it hangs on all the siblings: from one to another of them nothing new is said of the point.
"""
_AND = "、"
_POINT = re.compile(r"(意见/(\d+)|保障)(?:/(\d+))?(?:/.*)?")
_FIELDS = {
    "称谓": ("称谓", "称呼"),
    "会议任务": ("依据",),
    "回应前述": ("刚才",),
    "串联": ("刚才",),
    "总体评价": ("成绩",),
    "分项成绩": ("成绩",),
    "肯定感谢": ("成绩",),
    "问题不足": ("问题",),
    "领起": ("点数",),
}
"""Step -> what of the brief its line is about."""
_TIED = {
    "依据": ("依据",),
    "刚才": ("刚才", "谁", "事", "讲话单位", "议程"),
    "成绩": ("分项", "单项"),
    "问题": ("问题", "问题点", "短板"),
    "点数": ("点数",),
}
"""Field -> slots by which a line follows it: with one of them in the text there is nothing to ask."""
_SAID_OF = {
    "对象": ("对象", "主体", "执行", "服务方"),
    "地区": ("地区", "我地"),
    "主题": ("主题", "主题工作", "主题事项"),
    "会议": ("会议",),
}
"""Field -> slots whose fillers, put into a text as they are, tie it to what the field said then."""
_HANDS = (BY_HAND, LEFT, MARKED, READ)
"""Parts that say what the writer answers for."""
_UNASKED = frozenset((*_HANDS, "句式", "措施"))
"""Parts that say nothing when they are new: a measure of the bank that is named in the brief is the same measure."""
_OFFERED_FOR = frozenset((*_SAID_OF, "要点", "措施", "提到"))
"""Parts by which the planner offers lines: one it still offers for what they say now fits it."""
_COUNT, _NAMED, _ORDER, _TROUBLES = "点数", "提到", "次序", "问题数"
_NUMBER = r"([一两二三四五六七八九十]{1,3}|\d{1,2})"
_COUNTED = re.compile(
    rf"(?<![午晚晨早前后.第\d一两二三四五六七八九十]){_NUMBER}(?=点(?![钟半\d])|个?方面|个(?:要点|重点|问题|任务)|件(?:大|实|要)?事"
    r"|条(?:意见|要求)|项(?:重点|主要|具体)?(?:工作|任务|要求))"
)
"""Where a line counts what is said in the speech."""
_PLACED = re.compile(rf"(第|[前头]|[后末]){_NUMBER}(?=点(?![钟半\d]))")
"""Where a line says which of the points it means: 第三点, 前两点."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What choices stand in (选择所处): the brief, and all nodes of its outline, those left out among them."""

    brief: Brief
    nodes: Mapping[str, Item]
    filled: Mapping[str, str]
    """Slot -> what the brief fills it with."""
    address: str = ""
    """The salutations meant for just those who sit there (条件); none where everybody is spoken to alike."""

    @classmethod
    def of(cls, brief: Brief, nodes: Iterable[Item], bank: Bank) -> Setting:
        """nodes: see looking.Look."""
        filled = values_of(brief, bank, len(brief.points) + (brief.safeguard is not None)).filled
        meant = [
            SLOT.sub(lambda slot: filled.get(slot[1], slot[0]), one.text)
            for one in bank.frames
            if one.step == "称谓" and one.cue and _fits(one.cue, brief.audience)
        ]
        return cls(brief, {item.id: item for item in nodes}, filled, _AND.join(dict.fromkeys(meant)))

    @property
    def counts(self) -> frozenset[int]:
        """How many headings stand beside each other, wherever that is."""
        found: dict[str, int] = {}
        for item in self.nodes.values():
            if item.level:
                beside = f"{item.level} {_parent(item.id)}"
                found[beside] = found.get(beside, 0) + 1
        return frozenset(found.values())

    def ground(self, node: str, value: str, was: Mapping[str, str] | None = None) -> dict[str, str]:
        """Part -> words: what `value` stands on at `node`; empty where there is no such node.

        was: the parts it stood on, to see what they are now; without it, the parts it stands on from now on.
        """
        if node not in self.nodes:
            return {}
        match = _POINT.fullmatch(node)
        found = self._of_point(node, value, match) if match else self._of_step(node, value)
        fields = self._fields()
        for field in was if was is not None else self._said(value):
            if field in fields:
                found.setdefault(field, fields[field])
        found |= self._pointed_at(node, value, was)
        return {part: words.translate(_OTHERS) if part != "标题" else words for part, words in found.items() if words}

    def planned(self, node: str) -> frozenset[str]:
        """The planner's wordings of the heading of 保障 above `node`, if it stands there by its doing."""
        head = self.nodes.get("保障") if node.startswith("保障/") else None
        if head is None or self._asked(head.id):
            return frozenset()
        return frozenset((head.text, *(one.text for one in head.alternatives)))

    def _fields(self) -> dict[str, str]:
        """What the fields say that a text may have taken up word for word."""
        filled = self.filled
        return {
            "对象": self.brief.audience or filled.get("主体", ""),
            "地区": filled.get("地区", ""),
            "主题": filled.get("主题", ""),
            "会议": self.brief.meeting,
        }

    def _pointed_at(self, node: str, value: str, was: Mapping[str, str] | None) -> dict[str, str]:
        """What a line names or counts, wherever it stands: 以上四点, 第三点, 前面讲的居家养老."""
        text, brief = SLOT.sub("，", value), self.brief
        found: dict[str, str] = {}
        numbers = [(parse_chinese(match[1]), text[match.end() :]) for match in _COUNTED.finditer(text)]
        count = len(brief.points) + (brief.safeguard is not None)
        if any(number == count for number, _ in numbers) if was is None else _COUNT in was:
            found[_COUNT] = str(count)
        troubles = len(brief.problems)
        counted = any(number == troubles and unit.startswith("个问题") for number, unit in numbers)
        if counted if was is None else _TROUBLES in was:
            found[_TROUBLES] = str(troubles)
        if meant := self._meant(text) if was is None or _ORDER in was else []:
            found[_ORDER] = _AND.join(meant)
        held = [as_kept(one) for one in self._names(node)]
        if was is None:
            named = [one for one in held if len(one) >= SHORTEST and one in as_kept(text)]
        else:
            # A name that was made longer is still the same one's.
            named = [one for one in was.get(_NAMED, "").split(_AND) if one and any(one in other for other in held)]
        found[_NAMED] = _AND.join(dict.fromkeys(named))
        return found

    def _meant(self, text: str) -> list[str]:
        """The points a line calls by their place, in their order."""
        points = [point.topic for point in self.brief.points] + ["保障"] * (self.brief.safeguard is not None)
        meant: set[int] = set()
        for match in _PLACED.finditer(text):
            number = parse_chinese(match[2]) or 0
            if match[1] == "第":
                meant.add(number - 1)
            elif match[1] in "前头":
                meant.update(range(number))
            else:
                meant.update(range(max(0, len(points) - number), len(points)))
        return [as_kept(one) for place, one in enumerate(points) if place in meant]

    def _names(self, node: str) -> list[str]:
        """What of the brief a line at `node` may name: other points and measures, those who acted, problems, the speaker."""
        brief, match = self.brief, _POINT.fullmatch(node)
        own = f"{match[1]}/{match[3] or ''}".rstrip("/") if match else ""
        there = {f"意见/{place}": (point.topic, point.measures) for place, point in enumerate(brief.points, 1)}
        if brief.safeguard is not None:
            there["保障"] = ("", brief.safeguard.measures)
        found: list[str] = []
        for place, (topic, measures) in there.items():
            found += [topic] if match is None or match[1] != place else []
            found += [one for number, one in enumerate(measures, 1) if f"{place}/{number}" != own]
        actor = brief.safeguard.actor if brief.safeguard is not None else None
        if actor and not (match and match[1] == "保障"):
            # 各级党委和政府: a line may call on one of them.
            found += [actor, *(part for part in re.split("[、和与及]", actor) if len(part) > SHORTEST)]
        if not match:
            _, step, *_ = [*node.split("/"), ""]
            found += brief.problems if "问题" not in _FIELDS.get(step, ()) else ()
            found += [event.who for event in brief.events] if "刚才" not in _FIELDS.get(step, ()) else []
        else:
            found += [*brief.problems, *(event.who for event in brief.events)]
        return [*found, *filter(None, (brief.speaker.name, brief.speaker.position))]

    def _said(self, value: str) -> list[str]:
        """The fields whose words stand in a text as they are, and so will not follow them (see _TIED)."""
        text = SLOT.sub("，", value)
        found = []
        for field, slots in _SAID_OF.items():
            words = [self.filled.get(slot, "") for slot in slots]
            if field == "地区":
                # Where nobody is named, the bodies such a place has are spoken to.
                words.append(meetings.bodies_of(self.brief.meeting, self.filled.get("地区", "")))
            for one in tuple(words):
                # Whoever was named in full is taken apart from then on.
                parts = audience.audience_parts(one)
                again = map(audience.named_again, parts or (one,))
                words += (*parts, audience.in_short(parts), *again) if parts else tuple(again)
            if any(len(one) >= SHORTEST and one in text for one in words):
                found.append(field)
        return found

    def _of_point(self, node: str, value: str, match: re.Match[str]) -> dict[str, str]:
        brief = self.brief
        point = brief.points[int(match[2]) - 1] if match[2] else None
        found = {"要点": point.topic} if point else {"主体": (brief.safeguard.actor if brief.safeguard else None) or ""}
        named = point.measures if point else brief.safeguard.measures if brief.safeguard else ()
        measure = named[int(match[3]) - 1] if match[3] and len(named) >= int(match[3]) else ""
        found["措施"] = measure
        above = [node[: slash.start()] for slash in re.finditer("/", node)]
        # What is said of 保障 has no 要点: its heading is always the planner's, unless the writer had a hand in it.
        meant = {match[1]: point.topic if point else match[1], f"{match[1]}/{match[3]}": measure}
        words = [
            self.nodes[one].text + (_AUTO if meant.get(one) and not self._asked(one) else "")
            for one in above
            if one in self.nodes and self.nodes[one].level
        ]
        found["标题"] = _WORDS.join(one.translate(_OTHERS) for one in words)
        if self.nodes[node].level:
            found["句式"] = self._set_beside(node)
        if "/导语/" in node and not _follows(value, "问题"):
            found["问题"] = _AND.join(brief.problems)
        return found

    def _asked(self, node: str) -> bool:
        """Whether the wording of a heading is the writer's own: what a set puts to it, chosen or not, says nothing new."""
        return node in self.brief.chosen

    def _set_beside(self, node: str) -> str:
        """The set or group that shapes the siblings of a heading; "" where all of them are one's own."""
        level, parent = self.nodes[node].level, _parent(node)
        beside = (one for one in self.nodes.values() if one.level == level and one.id != node)
        refs = (set_of(one) for one in beside if _parent(one.id) == parent)
        return next((ref for ref in refs if ref not in ("", PLAIN)), "")

    def _of_step(self, node: str, value: str) -> dict[str, str]:
        brief = self.brief
        found = {"场合": brief.occasion}
        if value == LEFT_OUT:
            return found
        _, step, *number = [*node.split("/"), ""]
        found |= {"身份": brief.speaker.rank}
        if step != "称谓":
            found["主题"] = brief.theme or meetings.theme_of(brief.meeting, brief.region or "")
        events = [event.who + event.what for event in brief.events]
        if step == "串联" and number[0].isdigit():
            events = events[int(number[0]) - 1 : int(number[0])]
        fields = {
            "称谓": brief.salutation or "",
            "称呼": "" if brief.salutation else self.address,
            "依据": _AND.join(brief.bases),
            "刚才": _AND.join(events),
            "成绩": _AND.join(f"{item.topic or ''}{item.fact or ''}" for item in brief.achievements),
            "问题": _AND.join(brief.problems),
            "点数": str(len(brief.points) + (brief.safeguard is not None)),
        }
        return found | {field: fields[field] for field in _FIELDS.get(step, ()) if not _follows(value, field)}


def _fits(cue: str, audience: str | None) -> bool:
    return re.search(cue, audience or "") is not None


def set_of(item: Item) -> str:
    """The set or the group of measures that a heading's wording is from; "" for one's own."""
    if item.source.kind == "frame":
        return item.source.ref
    match = re.match(r"句式 (\S+?)（", item.source.note)
    return match[1] if match else ""


def _parent(node: str) -> str:
    return "意见" if node == "保障" else node.rpartition("/")[0]


def _follows(value: str, field: str) -> bool:
    return any(name in _TIED.get(field, ()) for name in SLOT.findall(value))


# --- as it is kept -----------------------------------------------------------------------------------


def kept(parts: Mapping[str, str], hands: Hands = NOTHING, value: str = "") -> str:
    """A ground as 选定 holds it. value: the text it is for, as 选定 holds it."""
    said = (
        (BY_HAND, hands.facts),
        (LEFT, hands.left),
        (MARKED, hands.marked),
        (READ, [fingerprint(value)] * hands.read),
    )
    answered_for = {part: _AND.join(dict.fromkeys(map(as_kept, one))) for part, one in said}
    return _PART.join(f"{part}{_OF}{words}" for part, words in ({**parts, **answered_for}).items() if words)


def parsed(ground: str) -> dict[str, str]:
    """Part -> words of a ground as it is kept; what is none of it (written by hand) is left out."""
    found: dict[str, str] = {}
    for one in ground.split(_PART):
        part, colon, words = one.partition(_OF)
        if colon:
            found[part] = words
    return found


def moved(
    was: str,
    now: Mapping[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
    *,
    planned: Collection[str] = (),
    offered: bool = False,
) -> str:
    """What of the ground `was` is another now, or new, in the writer's words; "" where nothing is.

    names: what the writer calls a set or group of measures (see `called`). planned: the planner's wordings of the
    headings above, for grounds that do not say which of them nobody chose. offered: the text is offered for what
    the fields say now, letter for letter.
    """
    then = parsed(was)
    meant = {now.get("要点"), now.get("措施"), *planned}
    # What is no ground (written by hand, or a node that was not there) says nothing of what is new.
    for part in (*then, *(part for part in now if then and part not in _UNASKED and part not in then)):
        words, other = then.get(part, ""), now.get(part, "")
        if (
            part in _HANDS
            or (offered and part in _OFFERED_FOR)
            or (part == "句式" and part not in now)
            or words == other
        ):
            continue
        if part == "标题":
            words, other = _other_heading(words.split(_WORDS), other.split(_WORDS), meant)
            if words == other:
                continue
        if part == "句式":
            words, other = names.get(words, words), names.get(other, other)
        name = _SAID.get(part, part)
        if not words:
            return f"{name}原来没有，现在是“{_short(other)}”"
        return f"{name}原是“{_short(words)}”，" + (f"现在是“{_short(other)}”" if other else "现在没有了")
    return ""


def _other_heading(was: Sequence[str], now: Sequence[str], meant: Collection[str | None]) -> tuple[str, str]:
    """The first heading that says another thing now, then and now; two empty ones where none does.

    meant: what a heading nobody chose bends; earlier sessions wrote that down in its place.
    """
    for then, here in zip_longest(was, now, fillvalue=""):
        words, other = then.removesuffix(_AUTO), here.removesuffix(_AUTO)
        bent = then != words or any(one and one in words for one in meant)
        if words != other and not (bent and here != other):
            return words, other
    return "", ""


def called(bank: Bank) -> Mapping[str, str]:
    """Id of a set or of a group of measures -> what the writer sees of it: its skeleton, or the name of the group."""
    return _called(Same(bank.sets), Same(bank.topics), Same(bank.general))


@lru_cache(maxsize=4)  # asked after every key
def _called(sets: Same, topics: Same, general: Same) -> Mapping[str, str]:
    found = {one.id: _skeleton(one.skeleton, one.rotors) for one in sets.value}
    groups = [(topic.id, group.name) for topic in topics.value for group in topic.groups]
    groups += [(GENERAL, group.name) for group in general.value]
    return found | {f"{ref}/{name}": name for ref, name in groups}


def _skeleton(skeleton: str, rotors: Sequence[str]) -> str:
    """推进<主题> as 推进…, <轮换><主题> with the first of what takes turns."""
    return SLOT.sub(lambda match: rotors[0] if match[1] == "轮换" and rotors else "…", skeleton)


_SAID = {"称谓": "简要里的称谓", "称呼": "对这些人的称呼", "要点": "这一点", "标题": "上面的标题", "句式": "同级的句式"}
_SAID |= {_NAMED: "提到的", _ORDER: "按次序说的那几点", _TROUBLES: "问题的个数"}


def _short(words: str, most: int = 14) -> str:
    return words if len(words) <= most else words[:most] + "…"
