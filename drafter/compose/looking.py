"""The brief seen as an outline (提纲的样子): its nodes, those left out among them, and the choices that no longer fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.bank.model import Bank
from drafter.brief.schema import Brief
from drafter.compose import grounds
from drafter.compose.data import GROUND, PARKED, SOURCE, Data, brief_of, choices, node_of, unchoose
from drafter.compose.grounds import Setting, set_of
from drafter.compose.hands import NOTHING, Hands, as_kept, marked_in, shortened, strange_in, unread, untold_of
from drafter.flow.foreign import Foreign, foreign
from drafter.flow.subjects import read as was_read
from drafter.plan.assignments import split
from drafter.plan.draft import LEFT_OUT
from drafter.plan.frames import compose
from drafter.plan.outline import walk
from drafter.plan.values import values_of
from drafter.records import Item, Outline

EVERY = 10_000
"""As many alternatives as there are."""
LOST = "没处放/"
"""Before the node of a choice whose place is gone: as the cursor names it."""
GONE = "这个节点现在没有了，选择还留着"
_BY_HAND = re.compile("，在选定里写“意见/[0-9]+/组”，可选：")
"""What a remark says of the file, where the writer has a key."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What was chosen for a node that is no more (没处放的)."""

    node: str
    text: str
    """Its words as they would be said; "" where it has none."""
    said: str
    """Its words, or what it is."""
    why: str

    @property
    def id(self) -> str:
        return LOST + self.node


@dataclass(frozen=True, slots=True)
class Look:
    """The outline a brief makes, every line with all its alternatives."""

    brief: Brief | None
    outline: Outline | None
    nodes: tuple[Item, ...] = ()
    """All items in reading order; those left out (不讲) stand where they would stand."""
    depths: tuple[int, ...] = ()
    """How deep each of them hangs."""
    silent: frozenset[str] = frozenset()
    """Ids of those that are left out, and of what hangs on them."""
    misfits: tuple[tuple[str, str], ...] = ()
    """(key under 选定, why it cannot stand at present)."""
    doubts: tuple[tuple[str, str], ...] = ()
    """(node, why what was chosen there wants looking at again): it stands, but what it was made for is another now."""
    lost: tuple[Lost, ...] = ()
    """Choices whose node is gone, behind the outline."""

    @property
    def rows(self) -> tuple[str, ...]:
        """All that the cursor may be at: nodes, then choices without one."""
        return (*(item.id for item in self.nodes), *(one.id for one in self.lost))

    def place(self, row: str) -> int:
        """The place of `row` among the rows; what is gone is at the end if it had no node, else at its ancestor's."""
        if not row.startswith(LOST):
            return self.index(row)
        rows = self.rows
        return rows.index(row) if row in rows else len(rows) - 1

    def lost_at(self, row: str) -> Lost | None:
        """The choice without a node the cursor is at."""
        return next((one for one in self.lost if one.id == row), None)

    def index(self, node: str) -> int:
        """The place of `node`; of its nearest ancestor, else 0, where it is gone."""
        places = {item.id: place for place, item in enumerate(self.nodes)}
        while node and node not in places:
            node = node.rpartition("/")[0]
        return places.get(node, 0)

    def trouble(self, node: str) -> str:
        """What is the matter with the choice at `node`; "" when nothing is."""
        found = next((why for key, why in self.misfits if self.shown_at(key) == node), "")
        doubt = next((why for key, why in self.doubts if key == node), "")
        return found or (f"{shortened(doubt)}，请核对；仍用按 y" if doubt else "")

    def shown_at(self, key: str) -> str:
        """The node that bears the sign of a key under 选定: of what shapes all points the first of them."""
        node = node_of(key)
        return node if node != "意见" else next((item.id for item in self.nodes if item.level == 1), "")

    @property
    def notes(self) -> tuple[str, ...]:
        """The planner's remarks; what is written in the file by hand is a key here."""
        notes = self.outline.notes if self.outline is not None else ()
        return tuple(_BY_HAND.sub("，到它的措施上按 g 换：", note) for note in notes)

    def note_of(self, topic: str) -> str:
        """What the planner remarks on the point or measure `topic` (“快递”按“物流”写…); "" where nothing."""
        return next((note for note in self.notes if topic and f"“{topic}”" in note), "")

    def note_at(self, node: str) -> str:
        """The planner's remark on the point or the measure of the brief that the heading `node` is, or its line."""
        match = re.fullmatch(r"意见/(\d+)(?:/(\d+)(?:/文)?)?", node)
        place = int(match[1]) - 1 if match else -1
        points = self.brief.points if self.brief is not None else ()
        if match is None or not 0 <= place < len(points):
            return ""
        if match[2] is None:
            return self.note_of(points[place].topic)
        measures = points[place].measures
        return self.note_of(split(measures[int(match[2]) - 1])[0]) if int(match[2]) <= len(measures) else ""

    def item(self, node: str) -> Item | None:
        """The item called `node`."""
        return next((item for item in self.nodes if item.id == node), None)

    def children(self, node: str) -> list[Item]:
        """The headings right under `node` that are said."""
        start = self.index(node)
        found: list[Item] = []
        for item, depth in zip(self.nodes[start + 1 :], self.depths[start + 1 :], strict=True):
            if depth <= self.depths[start]:
                break
            if depth == self.depths[start] + 1 and item.level and item.id not in self.silent:
                found.append(item)
        return found


See = Callable[[Data], Look]
"""How the thinking looks at a brief: `look`, remembered (see desk.py)."""
Plan = Callable[[Brief], Outline]
Ours = Callable[[Brief], frozenset[str]]
"""The topics a brief is about (see flow/subjects.py)."""


def look(data: Data, bank: Bank, plan: Plan, see: See, ours: Ours) -> Look:
    """The outline `data` makes; empty while the brief is not whole yet. see: for briefs other than `data`."""
    brief = brief_of(data)
    if brief is None:
        return Look(None, None)
    outline = plan(_widened(brief))
    nodes, depths = walk(outline.items), _depths(outline.items)
    silent: frozenset[str] = frozenset()
    if LEFT_OUT in choices(data).values():
        nodes, depths, silent = _with_silent(nodes, depths, data, see)
    said = [item for item in nodes if item.id not in silent]
    unfit = misfits(data, said, silent, bank)
    return Look(
        brief,
        outline,
        tuple(nodes),
        tuple(depths),
        silent,
        tuple(unfit),
        tuple(doubts(data, brief, nodes, bank, see, ours)),
        tuple(_lost(data, brief, unfit, {item.id for item in nodes}, bank)),
    )


def _widened(brief: Brief) -> Brief:
    """The same brief, with every alternative shown: the lines of its outline are the same."""
    return brief.model_copy(update={"style": brief.style.model_copy(update={"alternatives": EVERY})})


def _depths(items: tuple[Item, ...], depth: int = 0) -> list[int]:
    found: list[int] = []
    for item in items:
        found.append(depth)
        found += _depths(item.items, depth + 1)
    return found


def _with_silent(
    nodes: list[Item], depths: list[int], data: Data, see: See
) -> tuple[list[Item], list[int], frozenset[str]]:
    """The nodes with those left out put back where they would stand, and the ids of these."""
    named = {key for key, value in choices(data).items() if value == LEFT_OUT}
    bare = data
    for key in named:
        bare = unchoose(bare, key)
    whole = see(bare)
    there = {item.id for item in nodes}
    silent: set[str] = set()
    nodes, depths = list(nodes), list(depths)
    last = -1
    for item, depth in zip(whole.nodes, whole.depths, strict=True):
        if item.id in there:
            last = next(place for place, one in enumerate(nodes) if one.id == item.id)
        elif item.id in named or any(item.id.startswith(f"{head}/") for head in silent):
            last += 1
            nodes.insert(last, item)
            depths.insert(last, depth)
            silent.add(item.id)
    return nodes, depths, frozenset(silent)


def _lost(data: Data, brief: Brief, unfit: Iterable[tuple[str, str]], there: set[str], bank: Bank) -> Iterable[Lost]:
    """The choices of `unfit` whose node is not `there`, one a node."""
    gone = {node: why for key, why in unfit if (node := node_of(key)) not in there and node != "意见"}
    if not gone:
        return
    filled = values_of(brief, bank, len(brief.points) + (brief.safeguard is not None)).filled
    frames = {frame.id: frame.text for frame in bank.frames}
    held = choices(data)
    for node, why in gone.items():
        value = held.get(node) or held.get(node + PARKED, "")
        text = "" if value == LEFT_OUT else compose(frames.get(value, value), filled, bank.hints)[0]
        kinds = (key for key in held if node_of(key) == node and key.endswith(("/句式", "/组")))
        other = (
            "（不讲）" if value else next((f"整组的{key.rpartition('/')[2]} {held[key]}" for key in kinds), "（出处）")
        )
        yield Lost(node, text, text or other, why)


# --- what does not fit -------------------------------------------------------------------------------


def misfits(data: Data, nodes: Iterable[Item], silent: frozenset[str], bank: Bank) -> list[tuple[str, str]]:
    """Choices that have no node or cannot stand (不再合用的选择)."""
    places = {item.id: item for item in nodes}
    sets = {entry.id for entry in bank.sets}
    found: list[tuple[str, str]] = []
    for key, value in choices(data).items():
        if key.endswith(GROUND):
            continue
        if key.endswith(SOURCE):
            if key.removesuffix(SOURCE) not in {*places, *silent}:
                found.append((key, GONE))
        elif key.endswith(PARKED):
            if choices(data).get(node_of(key)) == LEFT_OUT:
                continue  # put aside with the line, and back with it
            found.append((key, f"原先选的框架 {value} 现在的场合、身份用不上，先放着，条件回来就恢复"))
        elif key.endswith(("/句式", "/组")):
            parent = key.rpartition("/")[0]
            if parent != "意见" and parent not in {*places, *silent}:
                found.append((key, GONE))
            elif (value in sets or key.endswith("/组")) and not _in_use(value, parent, places):
                found.append((key, _unfit_set(key, value, parent, places, bank)))
        elif key not in places and key not in silent:
            found.append((key, GONE))
    return found


def _unfit_set(key: str, value: str, parent: str, places: Mapping[str, Item], bank: Bank) -> str:
    """Why the set or group that was chosen for the headings under `parent` does not hold them."""
    entry = next((one for one in bank.sets if one.id == value), None)
    name = f"{key.rpartition('/')[2]}“{grounds.called(bank).get(value, value)}”"
    count = len(_under(parent, places))
    if entry is not None and 0 < len(entry.rotors) < count:
        name += f"用不上了：点数 {count}，句式 {len(entry.rotors)}"
    else:
        name += "容不下现在的要点"
    return f"{name}；暂用别的一组，按 g 另选"


def _under(parent: str, places: Mapping[str, Item]) -> list[Item]:
    """The headings under `parent` (意见, 意见/2, 保障)."""
    below = re.escape(f"{parent}/")
    return [
        item
        for item in places.values()
        if item.level and (item.level == 1 if parent == "意见" else re.fullmatch(rf"{below}\d+", item.id))
    ]


def _in_use(ref: str, parent: str, places: Mapping[str, Item]) -> bool:
    """Whether a heading under `parent` is shaped by the set or group `ref`, or all are one's own."""
    used = [set_of(item) for item in _under(parent, places)]
    return not any(used) or any(one == ref or one.endswith(f"/{ref}") for one in used)


# --- what wants looking at again ---------------------------------------------------------------------


def doubts(data: Data, brief: Brief, nodes: Iterable[Item], bank: Bank, see: See, ours: Ours) -> list[tuple[str, str]]:
    """Texts that stand, though what they were made for is another now, or a fact in them is not the brief's (请核对),
    or nobody has said that the precedent they were made from was read word by word.

    see: for briefs other than `data`.
    """
    held = choices(data)
    setting = Setting.of(brief, nodes, bank)
    stood = [(key, value) for key, value in _texts(data, bank) if key in setting.nodes]
    names = grounds.called(bank) if stood else {}

    def told(key: str, value: str, offered: bool) -> str:
        was = held.get(key + GROUND, "")
        now = setting.ground(key, value, grounds.parsed(was))
        return grounds.moved(was, now, names, planned=setting.planned(key), offered=offered)

    moved = {key: why for key, value in stood if (why := told(key, value, False))}
    # All lines are looked for without a choice at once: the next one that is typed asks the same again.
    asked = {key for key, value in stood if key in moved and value != LEFT_OUT and not told(key, value, True)}
    bare = [key for key, value in stood if key in asked or (value != LEFT_OUT and not setting.nodes[key].level)]
    offered = _offered(data, bare, see) if asked else {}
    found: list[tuple[str, str]] = []
    for key, value in stood:
        ground = held.get(key + GROUND, "")
        checked = grounds.answered(ground, value)
        strange = Foreign() if value == LEFT_OUT else _strange(setting, data, key, bank, ours)
        taken_over = value != LEFT_OUT and not was_read(ground, value) and key + SOURCE in held
        said = (
            "" if key in asked and setting.nodes[key].text in offered.get(key, ()) else moved.get(key, ""),
            untold_of([fact for fact in strange.facts if as_kept(fact) not in checked]),
            unread(
                replace(strange, facts=()),
                misplaced(setting.nodes[key], held[key + SOURCE]),
                marked_in(setting.nodes[key].text, ground),
            )
            if taken_over
            else "",
        )
        if why := "；".join(filter(None, said)):
            found.append((key, why))
    return found


def _offered(data: Data, keys: Sequence[str], see: See) -> dict[str, frozenset[str]]:
    """Node -> the lines the planner offers there today, if nothing is chosen at any of `keys`."""
    bare = data
    for key in keys:
        bare = unchoose(bare, key)
    wanted = set(keys)
    items = [item for item in see(bare).nodes if item.id in wanted]
    return {item.id: frozenset((item.text, *(one.text for one in item.alternatives))) for item in items}


def _strange(setting: Setting, data: Data, node: str, bank: Bank, ours: Ours) -> Foreign:
    """What stands in the text at `node` and the brief does not have: in the writer's own the facts that are certain."""
    item, source = setting.nodes[node], choices(data).get(node + SOURCE)
    if source is not None:
        return foreign(item.text, source, setting.brief, bank, ours(setting.brief))
    facts = strange_in(item.text, setting.brief, setting.counts) if item.source.kind == "brief" else ()
    return Foreign(facts=tuple(facts))


_FROM = "，原文是"
"""In the note on a precedent: the step its passage has in its speech, where that is another than the line's."""


def from_step(item: Item, move: str, step: str) -> str:
    """What is noted of a precedent that serves another step than `item`; "" where it is in its place.

    Under a numbered point any passage of the move may stand.
    """
    same = move == item.move and (step == item.step or item.id.startswith(("意见/", "保障/")))
    return f"{_FROM}{step}" if step and not same else ""


ORDERS = frozenset("任务部署 组织领导 责任落实 协同配合 队伍建设 督查考核 作风".split())
"""Steps that say what is to be done: a sentence of one may stand where another does."""


def misplaced(item: Item, source: str) -> str:
    """What is said of a precedent, cited as `source`, that serves another step than `item` has; "" of one in its place."""
    step = source.rpartition(_FROM)[2].rstrip("）") if _FROM in source else ""
    here = item.step.removesuffix("待填")
    return (
        f"原文讲的是“{step}”，这里是“{here}”"
        if step and step not in (item.step, here) and not {step, here} <= ORDERS
        else ""
    )


def _texts(data: Data, bank: Bank) -> list[tuple[str, str]]:
    """(node, text) of all choices that do not follow the brief by themselves; a line left out is one."""
    held = choices(data)
    if not held:
        return []
    frames = {frame.id for frame in bank.frames}
    return [(key, value) for key, value in held.items() if node_of(key) == key and value not in frames]


def grounded(before: Data, after: Data, bank: Bank, see: See, hands: Hands = NOTHING) -> Data:
    """`after` with the ground written down for what was chosen since `before`; hands: what is answered for in it.

    Choices of a file without grounds get theirs when it first changes: until then nothing is the matter with them.
    """
    fresh = [key for key, _ in _texts(after, bank) if key + GROUND not in choices(after)]
    now, then = see(after), see(before)
    if not fresh or now.brief is None:
        return after
    here = Setting.of(now.brief, now.nodes, bank)
    there = Setting.of(then.brief, then.nodes, bank) if then.brief is not None else here
    kept: dict[str, str] = {}
    for key, value in choices(after).items():
        kept[key] = value
        if key not in fresh:
            continue
        parts = here.ground(key, value)
        if choices(before).get(key) == value:
            was = there.ground(key, value)
            parts = was if grounds.moved(grounds.kept(was), here.ground(key, value, was)) else {}
        if parts:
            kept[key + GROUND] = grounds.kept(parts, NOTHING if choices(before).get(key) == value else hands, value)
    return {**after, "选定": kept}


def confirmed(data: Data, nodes: Iterable[str], bank: Bank, see: See, ours: Ours) -> Data:
    """`data` with the choices at `nodes` said to be right as they are (核过了): they stand on what is there now."""
    seen = see(data)
    if seen.brief is None:
        return data
    setting = Setting.of(seen.brief, seen.nodes, bank)
    held = dict(choices(data))
    for node in nodes:
        strange, was = _strange(setting, data, node, bank, ours), held.get(node + GROUND, "")
        hands = Hands(strange.named)
        if node + SOURCE in held:
            put = grounds.by_hand(was)
            hands = Hands(sorted(put), [one for one in strange.named if one not in put], read=True)
        held[node + GROUND] = grounds.kept(setting.ground(node, held[node]), hands, held[node])
    return {**data, "选定": held}


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
