"""The brief seen as an outline (提纲的样子): its nodes, those left out among them, and the choices that no longer fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drafter.bank.model import Bank
from drafter.brief.schema import Brief
from drafter.compose.adapting import GAP
from drafter.compose.data import PARKED, SOURCE, Data, brief_of, choices, unchoose
from drafter.language.entities import entities
from drafter.plan.draft import LEFT_OUT
from drafter.plan.outline import facts, walk
from drafter.records import Item, Outline

EVERY = 10_000
"""As many alternatives as there are."""
GONE = "这个节点现在没有了，选择还留着"


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


def look(data: Data, bank: Bank, plan: Plan, see: See) -> Look:
    """The outline `data` makes; empty while the brief is not whole yet. see: for briefs other than `data`."""
    brief = brief_of(data)
    if brief is None:
        return Look(None, None)
    outline = plan(_widened(brief))
    nodes, depths = walk(outline.items), _depths(outline.items)
    silent: frozenset[str] = frozenset()
    if LEFT_OUT in choices(data).values():
        nodes, depths, silent = _with_silent(nodes, depths, data, see)
    found = misfits(data, brief, [item for item in nodes if item.id not in silent], silent, bank)
    return Look(brief, outline, tuple(nodes), tuple(depths), silent, tuple(found))


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


# --- what does not fit -------------------------------------------------------------------------------


def misfits(
    data: Data, brief: Brief, nodes: Iterable[Item], silent: frozenset[str], bank: Bank
) -> list[tuple[str, str]]:
    """Choices that have no node, no longer stand, or say what the brief does not (不再合用的选择)."""
    places = {item.id: item for item in nodes}
    sets = {entry.id for entry in bank.sets}
    found: list[tuple[str, str]] = []
    for key, value in choices(data).items():
        if key.endswith(SOURCE):
            if key.removesuffix(SOURCE) not in {*places, *silent}:
                found.append((key, GONE))
        elif key.endswith(PARKED):
            found.append((key, f"原先选的框架 {value} 现在的场合、身份用不上，先放着，条件回来就恢复"))
        elif key.endswith(("/句式", "/组")):
            parent = key.rpartition("/")[0]
            if parent != "意见" and parent not in {*places, *silent}:
                found.append((key, GONE))
            elif key == "意见/句式" and not _in_use(value, places) and value in sets:
                found.append((key, f"句式 {value} 容不下现在的要点，暂用别的一组"))
        elif key in places:
            item = places[key]
            if item.source.kind == "brief" and (strange := _strange(item.text, _known(brief))):
                found.append((key, f"“{strange}”简要里没有，请核对"))
        elif key not in silent:
            found.append((key, GONE))
    return found


def _in_use(ref: str, places: Mapping[str, Item]) -> bool:
    headings = [item for item in places.values() if item.level == 1]
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
