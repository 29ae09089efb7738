"""What can stand at a node (候选): frames, headings and measures, ranked as the planner ranks them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.bank.model import SLOT, Bank, Evidence, Same, pattern
from drafter.brief.schema import Brief
from drafter.compose.adapting import GAP
from drafter.compose.data import SOURCE, Data, choices, edit_measures, unchoose
from drafter.compose.grounds import called, set_of
from drafter.compose.looking import Look, See
from drafter.plan.assignments import split
from drafter.plan.draft import LEFT_OUT
from drafter.plan.frames import compose
from drafter.plan.match import GENERAL
from drafter.plan.siblings import PLAIN
from drafter.plan.third import WHOLE
from drafter.plan.values import values_of
from drafter.records import Item


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording for a node, or one set of headings (候选)."""

    text: str
    """For a set: the heading of the first of the siblings."""
    value: str
    """What goes under 选定 when it is taken."""
    ref: str
    """Where the phrasebank has it; "" for the writer's own."""
    reason: str
    evidence: str
    """N篇, 自拟, 未审 …; 手写 for the writer's own."""


def candidates(node: str, data: Data, bank: Bank, see: See, evidence: Mapping[str, str]) -> tuple[Candidate, ...]:
    """All that may stand at `node`, best first, in an order that does not depend on which of them is chosen there.

    What stands there and is none of them, the writer's own, comes before. evidence: see `evidence_of`.
    """
    item = see(data).item(node)
    if item is None:
        return ()
    key, now = item.id, item
    if choices(data).keys() & {key, whole_line(item)}:
        # Without the choice, so that its rivals are seen as well.
        item = see(unchoose(unchoose(data, key), whole_line(item))).item(node) or item
    brief = see(data).brief
    filled = values_filled(brief, bank) if brief else {}
    lines = cache(lambda ref: _wordings(ref, bank))
    frames = {frame.id for frame in bank.frames}
    wordings = [(item.text, item.source.ref, item.source.note)]
    if not _grouped(item):
        wordings += [(entry.text, entry.ref, entry.reason) for entry in item.alternatives]
    if item.step == "称谓":
        # Those who only come to other meetings (各位学员) are not spoken to here.
        there = f"{brief.audience or ''}{brief.meeting}" if brief else ""
        wordings += [
            (f"{one.address}：", f"场合/{one.name}/称谓", f"{one.name}的通例")
            for one in bank.occasions
            if all(who in there for who in _THOSE.findall(one.address))
        ]
    found: dict[str, Candidate] = {}
    for text, ref, reason in wordings:
        # A frame is chosen by its id and follows the brief, and so does a line of the bank's by its slots.
        by_id = ref in frames and item.level == 0 and item.step != "称谓" and not item.id.endswith("/文")
        value = ref if by_id else tied(text, lines(ref), filled, bank)
        found.setdefault(text, Candidate(text, value, ref, in_words(reason, bank), evidence.get(ref, "")))
    if brief is not None and (said := _as_given(item, brief)):
        found.setdefault(said, Candidate(said, said, AS_GIVEN, "照简要的写法", AS_GIVEN))
    offered = tuple(found.values())
    held = choices(data).get(key, LEFT_OUT)
    if held == LEFT_OUT or now.text in found:
        return offered
    reason = "改自先例" if key + SOURCE in choices(data) else "自己写的"
    return (Candidate(now.text, held, "", reason, "手写"), *offered)


def whole_line(item: Item) -> str:
    """The node under which another line is chosen for `item`: its own, or on the third level, where the clauses of one line
    stand one by one, that line's."""
    return f"{item.id.rpartition('/')[0]}/{WHOLE}" if item.level == 3 else item.id


AS_GIVEN = "简要"
"""Where a heading is from that is a point or a measure of the brief as it stands."""


def _as_given(item: Item, brief: Brief) -> str:
    """The point or measure of the brief that the heading `item` is, in its own words; "" where it is none."""
    match = re.fullmatch(r"(意见/\d+|保障)(?:/(\d+))?", item.id)
    if match is None or not item.level or not (match[2] or match[1] != "保障"):
        return ""
    measures = given(match[1], brief)
    if not match[2]:
        return brief.points[int(match[1].split("/")[1]) - 1].topic
    return split(measures[int(match[2]) - 1])[0] if int(match[2]) <= len(measures) else ""


_THOSE = re.compile("各位((?!同志|代表|来宾|领导)[^、，]+)")


def in_words(reason: str, bank: Bank) -> str:
    """A reason in the writer's words: 意见[0].措施[1] as 第1点措施第2条, a set by its skeleton."""
    reason = _POINT_PATH.sub(lambda match: f"第{int(match[1]) + 1}点", reason)
    reason = _ITEM_PATH.sub(
        lambda match: f"{match[1]}第{int(match[2]) + 1}条" + (f"的“{match[3]}”" if match[3] else ""), reason
    )
    names = called(bank) if "句式 " in reason else {}
    return _SET_IN_REASON.sub(lambda match: f"句式“{names[match[1]]}”" if match[1] in names else match[0], reason)


_POINT_PATH = re.compile(r" ?意见\[(\d+)\]\.?")
_ITEM_PATH = re.compile(r"\.?([\u4e00-\u9fff]+)\[(\d+)\](?:\.(谁|事|要点|事实|主题))?")
_SET_IN_REASON = re.compile(r"句式 ([a-z][a-z0-9-]+)")


def _grouped(item: Item) -> bool:
    """Whether a heading belongs to a group of measures: one of another group would stand over a line that is not its own.

    The groups are changed as wholes (see `families`).
    """
    ref = item.source.ref
    return 0 < item.level < 3 and item.source.kind == "frame" and "/" in ref and not ref.endswith("/短语")


def tied(text: str, wordings: Iterable[str], filled: Mapping[str, str], bank: Bank) -> str:
    """`text` as it is kept under 选定: with the slots of that of `wordings` it was made from, where that gives it again.

    filled: slot -> what the brief fills it with. What one line alone was filled with (要点, a part of those who act)
    stays as it stands, and so does what was put before or behind.
    """
    for wording in wordings:
        names = SLOT.findall(wording)
        match = re.fullmatch(f"(.*?){pattern(wording).pattern}(.*)", text, re.DOTALL) if names else None
        if match is None:
            continue
        before, *values, behind = match.groups()
        put = [
            f"<{name}>" if filled.get(name) == value else kept(value, bank)
            for name, value in zip(names, values, strict=True)
        ]
        first, *rest = SLOT.split(wording)[::2]
        middle = "".join(slot + words for slot, words in zip(put, rest, strict=True))
        found = kept(before, bank) + first + middle + kept(behind, bank)
        if compose(found, filled, bank.hints)[0] == text:
            return found
    return kept(text, bank)


def _wordings(ref: str, bank: Bank) -> list[str]:
    """The lines a wording with this ref may be from, with their slots: a frame, a group's, or all of a topic."""
    return _all_wordings(Same(bank.frames), Same(bank.topics), Same(bank.general)).get(ref, [])


@lru_cache(maxsize=4)
def _all_wordings(frames: Same, topics: Same, general: Same) -> Mapping[str, list[str]]:
    """Ref → its lines, of all frames and groups of a bank."""
    found: dict[str, list[str]] = {}
    for frame in frames.value:
        found.setdefault(frame.id, []).append(frame.text)
    groups = [(topic.id, group) for topic in topics.value for group in topic.groups]
    for of, group in (*groups, *((GENERAL, group) for group in general.value)):
        lines = [one.text for one in group.measures]
        for ref in (of, f"{of}/{group.name}"):
            found.setdefault(ref, []).extend(lines)
    return found


def kept(text: str, bank: Bank) -> str:
    """A wording as it is kept under 选定: its gaps as slots again, so that they are counted."""
    names = {hint: name for name, hint in bank.hints.items()}
    return GAP.sub(lambda match: f"<{names.get(match[1], match[1])}>", text)


def evidence_of(bank: Bank) -> Mapping[str, str]:
    """Ref of a frame, a set, a group of measures or the phrases of a topic -> how well it is borne out, in a word."""
    found = {frame.id: _seen(frame.evidence, frame.reviewed) for frame in bank.frames}
    found |= {entry.id: _seen(entry.evidence, entry.reviewed) for entry in bank.sets}
    found |= {f"通用/{group.name}": _seen(group.evidence, True) for group in bank.general}
    for topic in bank.topics:
        found[f"{topic.id}/短语"] = _seen(topic.evidence, topic.reviewed)
        for group in topic.groups:
            found[f"{topic.id}/{group.name}"] = _seen(group.evidence, topic.reviewed)
    return found


def _seen(evidence: Evidence, reviewed: bool) -> str:
    seen = f"{evidence.speeches}篇" if evidence.speeches else "自拟"
    return seen if reviewed else f"{seen}·未审"


# --- sets of siblings --------------------------------------------------------------------------------


def family_key(node: str, seen: Look, bank: Bank) -> tuple[str, str]:
    """(key under 选定 that sets the siblings of `node`, its parent's id): 意见/句式, 意见/2/句式 or 意见/2/组; "" if none."""
    item = seen.item(node)
    if item is None:
        return "", ""
    match = re.match(r"(意见/\d+|保障)(?:/(\d+))?", node)
    if match is None or item.level == 3:
        return "", ""
    if match[2] is None:
        return "意见/句式", ""
    named = given(match[1], seen.brief)
    return (f"{match[1]}/句式" if named and not of_one_group(named, bank) else f"{match[1]}/组"), match[1]


def of_one_group(measures: Collection[str], bank: Bank) -> bool:
    """Whether the measures a brief names are a group's of the bank, in whatever order: the writer only moved them about."""
    return len(measures) > 1 and any(
        headings.issuperset(measures) for headings in _groups(Same(bank.topics), Same(bank.general))
    )


@lru_cache(maxsize=4)
def _groups(topics: Same, general: Same) -> tuple[frozenset[str], ...]:
    """The headings of each group of a bank."""
    groups = [*(group for topic in topics.value for group in topic.groups), *general.value]
    return tuple(frozenset(one.heading for one in group.measures) for group in groups)


def given(parent: str, brief: Brief | None) -> tuple[str, ...]:
    """The measures the brief names for `parent` (意见/2 or 保障)."""
    if brief is None:
        return ()
    if parent == "保障":
        return brief.safeguard.measures if brief.safeguard else ()
    return brief.points[int(parent.split("/")[1]) - 1].measures


def siblings(key: str, parent: str, seen: Look) -> list[Item]:
    """The items one set shapes."""
    if key == "意见/句式":
        return [item for item in seen.nodes if item.level == 1]
    depth = seen.depths[seen.index(parent)] + 1
    return [
        item
        for item, deep in zip(seen.nodes, seen.depths, strict=True)
        if deep == depth and item.id not in seen.silent and re.fullmatch(re.escape(parent) + r"/\d+", item.id)
    ]


def families(node: str, data: Data, bank: Bank, see: See, evidence: Mapping[str, str]) -> tuple[Candidate, ...]:
    """The sets that can hold the siblings of `node`, best first, the one in use among them."""
    key, parent = family_key(node, see(data), bank)
    if not key:
        return ()
    if key.endswith("/组") and given(parent, see(data).brief):
        data = edit_measures(data, parent, ())
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
    return tuple(
        Candidate(text, ref, ref, _EACH_ITS_OWN if ref == PLAIN else in_words(reason, bank), evidence.get(ref, ""))
        for ref, (text, reason) in refs.items()
        if ref and (ref in known or ref == PLAIN if known is not None else "/" in ref)
    )


_EACH_ITS_OWN = "不排比，每条用自己的动词"


def _set_of(item: Item, key: str) -> str:
    """The set or group an item's wording is from."""
    return set_of(item) if item.source.kind == "frame" or key.endswith("句式") else ""


# --- fillers -----------------------------------------------------------------------------------------


def fillers(item: Item, brief: Brief, bank: Bank) -> tuple[dict[str, str], dict[str, str]]:
    """(slots of this line with what fills them, all slots the brief fills)."""
    filled = values_filled(brief, bank)
    own = {name: value for name, value in item.slots.items() if filled.get(name) == value}
    return {"会议": filled.get("会议", ""), **own}, filled


def values_filled(brief: Brief, bank: Bank) -> dict[str, str]:
    """Slot -> what the brief fills it with in any line."""
    return values_of(brief, bank, len(brief.points) + (brief.safeguard is not None)).filled
