"""An existing speech in, its outline and a starter brief out: joins understand → skeleton → render (抽提纲流程)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.errors import DrafterError
from drafter.flow.drafting import open_drafting
from drafter.flow.strange import GENERAL
from drafter.flow.understanding import by_id, open_model, understand_file
from drafter.flow.vouched import HEAD, PROPER, unvouched
from drafter.keep.corrections import load_corrections
from drafter.label.announce import announced
from drafter.label.model import ANNOUNCING, Model, default_model
from drafter.language.entities import SLOT, entities, mask
from drafter.language.particulars import NAMED, particulars
from drafter.language.visible import visible
from drafter.language.words import listed
from drafter.plan.run_in import LOST
from drafter.plan.skeleton import headings_of, skeleton, starter_brief
from drafter.records import Item, Outline, Speech
from drafter.render.outline import Format, render


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One speech taken apart."""

    content: bytes
    """The outline, rendered."""
    brief: str
    """YAML that `drafter outline` accepts."""
    remarks: tuple[str, ...] = ()
    """Where the speech announces another number of points than were found, or has no headings."""
    unplaced: tuple[str, ...] = ()
    """What the brief has no place for."""


def skeletons(path: Path, workspace_path: Path | None, form: Format) -> tuple[Skeleton, ...]:
    """The skeleton of each speech in the file, as the workspace's corrections have its moves.

    Raises UnreadableFile, InvalidData for corrections that cannot be read, DrafterError when there is no speech in it.
    """
    drafting = open_drafting(workspace_path, only_read=True)
    model = open_model(drafting.workspace)
    sources, problems = understand_file(path, model, load_corrections(drafting.workspace), reasons=True)
    speeches = [speech for source in sources for speech in source.speeches if speech.passages]
    if not speeches:
        raise DrafterError(*(problems or (f"{path}：没有认出讲话。用 drafter moves {path} 看看它被怎样理解",)))
    found = []
    shipped_moves = default_model().moves
    names = {move.id: move.name for move in model.moves}
    for speech in (by_id(each, model) for each in speeches):
        outline = skeleton(speech)
        remarks = miscounted(outline)
        if not any(item.level for item in _flat(outline.items)):
            remarks = (*remarks, "没有认出标题：原稿没有编号，提纲里只有正文，要点请照原稿自己写")
        brief = starter_brief(speech, drafting.bank, masking(speech))
        head, _, rest = brief.partition("\n")
        # What hides in an old speech must not hide in a file that is to be written on.
        brief = visible("\n".join((head, *(f"# {remark}" for remark in remarks), rest)))
        # Headings are points, whatever their move.
        own = {item.move for item in _flat(outline.items) if not item.level} - {move.id for move in shipped_moves}
        unplaced = tuple(f"简要里没有“{names[id_]}”的位置，这一段没有写进去，要讲请写成要点" for id_ in sorted(own))
        outline = replace(outline, items=_named(outline.items, names))
        found.append(
            Skeleton(render(outline, form, template_folders=drafting.template_folders), brief, remarks, unplaced)
        )
    return tuple(found)


def headings_in(speech: Speech, model: Model) -> dict[int, list[tuple[int, str]]]:
    """Number of a passage → the headings the outline of `speech` has from it, each with its level there."""
    return headings_of(by_id(speech, model))


def _named(items: Sequence[Item], names: Mapping[str, str]) -> tuple[Item, ...]:
    """The items with their moves called as the office calls them."""
    return tuple(replace(item, move=names.get(item.move, item.move), items=_named(item.items, names)) for item in items)


def miscounted(outline: Outline) -> tuple[str, ...]:
    """What to tell of every announcement (我讲三点意见) whose number is not that of the headings found after it."""
    flat = list(_flat(outline.items))
    levels = {
        place: next((item.level for item in flat[place + 1 :] if item.level), 0)
        for place, item in enumerate(flat)
        if not item.level and item.step == ANNOUNCING
    }
    remarks = []
    for place, level in levels.items():
        said = announced(flat[place].text)
        if said is None or said.count is None or not level or _LISTED.search(flat[place].text):
            continue
        count = lost = 0
        for at, item in enumerate(flat[place + 1 :], place + 1):
            if 0 < item.level < level:
                break
            if item.level == level:
                if count and _FIRST.match(item.label or item.text) and any(place < each < at for each in levels):
                    break  # what another announcement counts anew
                count += 1
                lost += item.text == LOST
        # A heading that was lost behind the last point may head what was not announced.
        if said.count not in (count, count - lost):
            remarks.append(f"原稿说“{said.text}”，这里找到 {count} 点，请核对原稿")
    return tuple(remarks)


def _flat(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.items)


_LISTED = re.compile("[：:]一[是要].*二[是要]")
"""What was announced follows in the same sentence."""
_FIRST = re.compile("[（(]?(?:第?[一1１](?![0-9０-９一-龥])|第一|首先)")
"""The label of a list's first item."""

# 统一大市场 and 同一件 hold no count, and who says 这三项 has named them.
_COUNT = re.compile(
    "(?<![统唯单同专划均归万第这那])(?:[一二两三四五六七八九十百千万几]+|[0-9０-９]+)(?:个|项|条|批|类|大|件|种|支|张|座|家)(?=[一-龥]{2})"
)
_CUT_OUT = re.compile("[^，。；：、的“”《》]*□[^，。；：、“”《》]*?(?=精神|讲话|$|[，。；：、“”《》])")
_CODE = re.compile("[A-Za-z]+[0-9]+[A-Za-z0-9]*")
_FIGURE = re.compile("[0-9０-９]+(?:[.．][0-9０-９]+)?[%％]?年?")


_PLACE = re.compile("[一-龥]{2,6}?(?=(?:自治)?[省市县区州盟旗镇乡村])")
GAP = f"【待填：{SLOT['place']}】"


def masking(speech: Speech) -> Callable[[str], str]:
    """`without_facts` for the headings of one speech: a place it names in full (青岚市) goes where it stands bare, too."""
    names: set[str] = set()
    for text in (speech.title or "", *(passage.text for passage in speech.passages)):
        for entity in entities(text):
            if entity.type == "place" and (found := _PLACE.match(entity.text)):
                names.add(found.group())
    if not names:
        return without_facts
    named = re.compile(
        f"(?:{'|'.join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))})(?![省市县区州盟旗镇乡村])"
    )
    return lambda text: without_facts(named.sub(GAP, text))


def without_facts(text: str) -> str:
    """`text` with what is a fact of its own speech taken out (去事实): names and places become gaps, numbers,
    dates and counts go."""
    # What a publisher cut out (□) cannot be written on: the wording around it is left to the writer.
    text = _CODE.sub("【待填：专项名称】", _CUT_OUT.sub("【待填：原文缺字】", text))
    _, entities = mask(text)
    for entity in sorted(entities, key=lambda e: -e.start):
        gap = "" if entity.type in ("number", "date") else f"【待填：{SLOT[entity.type]}】"
        text = text[: entity.start] + gap + text[entity.end :]
    return _without_names(_FIGURE.sub("", _COUNT.sub("", text)))


_GAP = re.compile("【待填：[^【】]*】")
_GAPS_BESIDE = re.compile("(?:【待填：[^【】]*】[、和与及]?)+(?=【待填)")
_BEFORE_BODY = re.compile(f"(?P<before>[一-龥]{{2}})<{SLOT['org']}>")
_NAMES = frozenset((*(SLOT[kind] for kind in ("place", "org", "person", "event", "policy")), NAMED))
"""The slots of what has a name: a time that is no date (年内) is no speech's own."""


def _without_names(text: str) -> str:
    """`text` with a gap for every name in it, and for whatever else nobody vouches for (see vouched.py)."""
    line = particulars(_GAP.sub(lambda gap: "，" * len(gap[0]), text), GENERAL)
    for start, end in reversed(unvouched(line.text)):
        if _names_something(line.text[start:end]):
            line.put(start, end, NAMED)
    for match in line.from_behind(_BEFORE_BODY):
        # 宏远|机械公司: no general wording has the two characters.
        if match["before"] not in GENERAL:
            line.put(*match.span(), SLOT["org"])
    for start, fact, slot in reversed([*line.told()]):
        if slot in _NAMES:
            text = f"{text[:start]}【待填：{slot}】{text[start + len(fact) :]}"
    # Two names in one breath are one gap.
    return _GAPS_BESIDE.sub("", text)


def _names_something(words: str) -> bool:
    """Whether what nobody vouches for is more than a rare noun (伟力, 鳏寡) or a doing (治|林), which a heading may have
    from anybody."""
    parts = listed(words)
    found = [(word, tag) for word, tag in parts if len(word) > 1]
    return (
        HEAD.fullmatch(words[-1]) is not None
        or not (found or parts[0][1].startswith("v"))
        or any(
            HEAD.fullmatch(word) is not None or (tag.startswith(PROPER) and word not in GENERAL) for word, tag in found
        )
    )
