"""What can stand at a node (候选): frames, headings and measures, ranked as the planner ranks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drafter.bank.model import Bank, Evidence
from drafter.brief.schema import Brief
from drafter.compose.adapting import GAP
from drafter.compose.data import PARKED, SOURCE, Data, brief_of, choices, unchoose
from drafter.language.entities import entities
from drafter.plan.outline import facts, plan, walk
from drafter.plan.topics import Topics
from drafter.plan.values import values_of
from drafter.records import Item, Outline

EVERY = 10_000
"""As many alternatives as there are."""
PLAIN = "并列动宾"
"""The planner's fallback, which is no set and cannot be asked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording for a node, or one set of headings (候选)."""

    text: str
    value: str
    """What goes under 选定 when it is taken."""
    ref: str
    reason: str
    evidence: str
    """见于 N 篇, 自拟, 未审 …"""
    lines: tuple[str, ...] = ()
    """For a set: the headings of all siblings."""


@dataclass(frozen=True, slots=True)
class Look:
    """The brief seen as an outline (提纲的样子)."""

    brief: Brief | None
    outline: Outline | None
    nodes: tuple[Item, ...] = ()
    """All items in reading order."""
    depths: tuple[int, ...] = ()
    """How deep each of them hangs."""
    misfits: tuple[tuple[str, str], ...] = ()
    """(key under 选定, why it does not fit at present)."""

    def index(self, node: str) -> int:
        """The place of `node`; of its nearest ancestor, else 0, where it is gone."""
        places = {item.id: place for place, item in enumerate(self.nodes)}
        while node and node not in places:
            node = node.rpartition("/")[0]
        return places.get(node, 0)

    def item(self, node: str) -> Item | None:
        """The item called `node`."""
        return next((item for item in self.nodes if item.id == node), None)


See = Callable[[Data], Look]
"""How the thinking looks at a brief: `look`, remembered (see desk.py)."""


def look(data: Data, bank: Bank, topics_of: Callable[[Bank, str, str], Topics] = Topics) -> Look:
    """The outline `data` makes, with every alternative; empty while the brief is not whole yet."""
    brief = brief_of(data)
    if brief is None:
        return Look(None, None)
    outline = plan(_widened(brief), bank, topics_of)
    nodes = tuple(walk(outline.items))
    return Look(brief, outline, nodes, tuple(_depths(outline.items)), tuple(misfits(data, brief, nodes, bank)))


def _widened(brief: Brief) -> Brief:
    """The same brief, with every alternative shown: the lines of its outline are the same."""
    return brief.model_copy(update={"style": brief.style.model_copy(update={"alternatives": EVERY})})


def _depths(items: tuple[Item, ...], depth: int = 0) -> list[int]:
    found: list[int] = []
    for item in items:
        found.append(depth)
        found += _depths(item.items, depth + 1)
    return found


def choosable(item: Item) -> bool:
    """False for phrases of the third level: the planner takes them from the topic, whatever is chosen."""
    return item.level != 3


def candidates(node: str, data: Data, bank: Bank, see: See) -> tuple[Candidate, ...]:
    """All that may stand at `node`, best first, in an order that does not depend on what is chosen there."""
    item = see(data).item(node)
    if item is None or not choosable(item):
        return ()
    key = item.id
    if key in choices(data):
        # Without the choice, so that its rivals are seen as well.
        item = see(unchoose(data, key)).item(node) or item
    evidence = _evidence(bank)
    frames = {frame.id for frame in bank.frames}
    wordings = [(item.text, item.source.ref, item.source.note)]
    wordings += [(entry.text, entry.ref, entry.reason) for entry in item.alternatives]
    if item.step == "称谓":
        wordings += [(f"{o.address}：", f"场合/{o.name}/称谓", f"{o.name}的通例") for o in bank.occasions]
    found: dict[str, Candidate] = {}
    for text, ref, reason in wordings:
        # A frame is chosen by its id and follows the brief; any other wording as it stands.
        value = ref if ref in frames and item.level == 0 and not item.id.endswith("/文") else _kept(text, bank)
        found.setdefault(text, Candidate(text, value, ref, reason, evidence.get(ref, "")))
    return tuple(found.values())


def _kept(text: str, bank: Bank) -> str:
    """A wording as it is kept under 选定: its gaps as slots again, so that they are counted."""
    names = {hint: name for name, hint in bank.hints.items()}
    return GAP.sub(lambda match: f"<{names.get(match[1], match[1])}>", text)


def _evidence(bank: Bank) -> Mapping[str, str]:
    found = {frame.id: _seen(frame.evidence, frame.reviewed) for frame in bank.frames}
    found |= {entry.id: _seen(entry.evidence, entry.reviewed) for entry in bank.sets}
    found |= {f"通用/{group.name}": _seen(group.evidence, True) for group in bank.general}
    for topic in bank.topics:
        for group in topic.groups:
            found[f"{topic.id}/{group.name}"] = _seen(group.evidence, topic.reviewed)
    return found


def _seen(evidence: Evidence, reviewed: bool) -> str:
    seen = f"{evidence.speeches}篇" if evidence.speeches else "自拟"
    return seen if reviewed else f"{seen}·未审"


# --- sets of siblings --------------------------------------------------------------------------------


def family_key(node: str, seen: Look) -> tuple[str, str]:
    """(key under 选定 that sets the siblings of `node`, its parent's id): 意见/句式, 意见/2/句式 or 意见/2/组; "" if none."""
    item = seen.item(node)
    if item is None:
        return "", ""
    match = re.match(r"(意见/\d+|保障)(?:/(\d+))?", node)
    if match is None or item.level == 3:
        return "", ""
    if match[2] is None:
        return "意见/句式", ""
    given = _given(match[1], seen)
    return (f"{match[1]}/句式" if given else f"{match[1]}/组"), match[1]


def _given(parent: str, seen: Look) -> tuple[str, ...]:
    if seen.brief is None:
        return ()
    if parent == "保障":
        return seen.brief.safeguard.measures if seen.brief.safeguard else ()
    return seen.brief.points[int(parent.split("/")[1]) - 1].measures


def siblings(key: str, parent: str, seen: Look) -> list[Item]:
    """The items one set shapes."""
    if key == "意见/句式":
        return [item for item in seen.nodes if item.level == 1]
    depth = seen.depths[seen.index(parent)] + 1
    return [
        item
        for item, deep in zip(seen.nodes, seen.depths, strict=True)
        if deep == depth and re.fullmatch(re.escape(parent) + r"/\d+", item.id)
    ]


def families(node: str, data: Data, bank: Bank, see: See) -> tuple[Candidate, ...]:
    """The sets that can hold the siblings of `node`, best first, the one in use among them."""
    key, parent = family_key(node, see(data))
    if not key:
        return ()
    bare = see(unchoose(data, key)) if key in choices(data) else see(data)
    # A heading of one's own shows nothing of its rivals: ask the others.
    refs: dict[str, tuple[str, str]] = {}
    group = siblings(key, parent, bare)
    for item in group:
        refs.setdefault(_set_of(item, key), (item.text, item.source.note))
    for item in group:
        for entry in item.alternatives:
            refs.setdefault(entry.ref, (entry.text, entry.reason))
    known = {entry.id for entry in bank.sets} if key.endswith("句式") else None
    evidence = _evidence(bank)
    skeletons = {entry.id: entry.skeleton for entry in bank.sets}
    return tuple(
        Candidate(skeletons.get(ref, text), ref, ref, reason, evidence.get(ref, ""))
        for ref, (text, reason) in refs.items()
        if ref and ref != PLAIN and (ref in known if known is not None else "/" in ref)
    )


def _set_of(item: Item, key: str) -> str:
    """The set or group an item's wording is from."""
    if item.source.kind == "frame":
        return item.source.ref
    match = re.match(r"句式 (\S+?)（", item.source.note)
    return match[1] if match and key.endswith("句式") else ""


# --- what does not fit -------------------------------------------------------------------------------


def misfits(data: Data, brief: Brief, nodes: tuple[Item, ...], bank: Bank) -> list[tuple[str, str]]:
    """Choices that have no node, no longer stand, or say what the brief does not (不再合用的选择)."""
    places = {item.id: item for item in nodes}
    sets = {entry.id for entry in bank.sets}
    found: list[tuple[str, str]] = []
    for key, value in choices(data).items():
        if key.endswith(SOURCE):
            if key.removesuffix(SOURCE) not in places:
                found.append((key, "这个节点现在没有了，选择还留着"))
        elif key.endswith(PARKED):
            found.append((key, f"原先选的框架 {value} 现在的场合、身份用不上，先放着，条件回来就恢复"))
        elif key.endswith(("/句式", "/组")):
            parent = key.rpartition("/")[0]
            if parent != "意见" and parent not in places:
                found.append((key, "这个节点现在没有了，选择还留着"))
            elif key == "意见/句式" and not _in_use(value, nodes) and value in sets:
                found.append((key, f"句式 {value} 容不下现在的要点，暂用别的一组"))
        elif key not in places:
            found.append((key, "这个节点现在没有了，选择还留着"))
        else:
            item = places[key]
            if item.source.kind == "brief" and (strange := _strange(item.text, _known(brief))):
                found.append((key, f"“{strange}”简要里没有，请核对"))
    return found


def _in_use(ref: str, nodes: tuple[Item, ...]) -> bool:
    headings = [item for item in nodes if item.level == 1]
    return any(item.source.ref == ref for item in headings) or all(item.source.kind == "brief" for item in headings)


def _known(brief: Brief) -> str:
    extra = (brief.title, brief.region, brief.salutation, brief.speaker.name, brief.speaker.position, str(brief.date))
    return "\n".join([value for _, value in facts(brief)] + [part for part in extra if part])


def _strange(text: str, known: str) -> str:
    return next((e.text for e in entities(GAP.sub("", text)) if e.text not in known), "")


def settle(data: Data, bank: Bank, see: See) -> Data:
    """`data` with frames that cannot stand put aside (搁置), and those put aside that can stand again put back.

    A frame's id that does not stand would be taken for a line of text.
    """
    brief = brief_of(data)
    if brief is None or not choices(data):
        return data
    frames = {frame.id for frame in bank.frames}
    if not any(key.endswith(PARKED) or value in frames for key, value in choices(data).items()):
        return data
    restored = {
        key.removesuffix(PARKED) if key.endswith(PARKED) and key.removesuffix(PARKED) not in choices(data) else key: v
        for key, v in choices(data).items()
    }
    trial = {**data, "选定": restored}
    stands = {item.id: item.source.ref for item in see(trial).nodes}
    kept = {
        key + PARKED if value in frames and not key.endswith(PARKED) and stands.get(key, value) != value else key: value
        for key, value in restored.items()
    }
    return data if kept == choices(data) else {**data, "选定": kept}


# --- fillers -----------------------------------------------------------------------------------------


def fillers(item: Item, brief: Brief, bank: Bank) -> tuple[dict[str, str], dict[str, str]]:
    """(slots of this line with what fills them, all slots the brief fills)."""
    count = len(brief.points) + (brief.safeguard is not None)
    filled = values_of(brief, bank, count).filled
    tied = {name: value for name, value in item.slots.items() if filled.get(name) == value}
    return {"会议": filled.get("会议", ""), **tied}, filled
