"""A brief to start from, out of an existing speech: joins skeleton → bank, its facts taken out (照旧稿起简要)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.flow.drafting import read_bank
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import HEAD, PROPER, unvouched
from drafter.keep.workspace import Workspace
from drafter.language.entities import SLOT, entities, mask
from drafter.language.official import TIMELESS
from drafter.language.particulars import NAMED, particulars
from drafter.language.visible import visible
from drafter.language.words import listed
from drafter.plan.starter import starter_brief
from drafter.records import Speech


def started(speech: Speech, remarks: Sequence[str], workspace: Workspace) -> str:
    """The starter brief (YAML) of `speech`, whose moves are called by their ids, with `remarks` as comments.

    Raises InvalidData for a faulty bank.
    """
    brief = starter_brief(speech, read_bank(workspace), masking(speech))
    head, _, rest = brief.partition("\n")
    # What hides in an old speech must not hide in a file that is to be written on.
    return visible("\n".join((head, *(f"# {remark}" for remark in remarks), rest)))


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
    dates and counts go. Wordings of the Party and the State (两个维护) stay as they are."""
    # Every other part is such a wording.
    parts = enumerate(TIMELESS.split(text))
    return _GAPS_BESIDE.sub("", "".join(part if n % 2 else _without_facts(part) for n, part in parts))


def _without_facts(text: str) -> str:
    # What a publisher cut out (□) cannot be written on: the wording around it is left to the writer.
    text = _CODE.sub("【待填：专项名称】", _CUT_OUT.sub("【待填：原文缺字】", text))
    _, entities = mask(text)
    for entity in sorted(entities, key=lambda e: -e.start):
        gap = "" if entity.type in ("number", "date") else f"【待填：{SLOT[entity.type]}】"
        text = text[: entity.start] + gap + text[entity.end :]
    return _without_names(_FIGURE.sub("", _COUNT.sub(_uncounted, text)))


def _uncounted(count: re.Match[str]) -> str:
    """Nothing, but for what goes on with classes: 四类、五类桥."""
    before = count.string[: count.start()]
    return count.group() if before.endswith(f"{count.group()[-1]}、") else ""


_GAP = re.compile("【待填：[^【】]*】")
_GAPS_BESIDE = re.compile("(?:【待填：[^【】]*】[、和与及]?)+(?=【待填)")
_BEFORE_BODY = re.compile(f"(?P<before>[一-龥]{{2}})<{SLOT['org']}>")
_NAMES = frozenset((*(SLOT[kind] for kind in ("place", "org", "person", "event", "policy")), NAMED))
"""The slots of what has a name: a time that is no date (年内) is no speech's own."""


def _without_names(text: str) -> str:
    """`text` with a gap for every name in it, and for whatever else nobody vouches for (see vouched.py)."""
    line = particulars(_GAP.sub(lambda gap: "，" * len(gap[0]), text), GENERAL)
    mottoes = [found.span() for found in _MOTTO.finditer(line.text)]
    for start, end in reversed(unvouched(line.text)):
        if any(begin < end and start < stop for begin, stop in mottoes):
            continue
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


_DOING, _VIRTUE = (
    "明崇尚弘笃慎修立守铸养励厚树正固增知力善敬重求",
    "理道德学行信善文志身心业能教责廉法义礼勤公思本魂根智仁实新真",
)
_MOTTO = re.compile(
    f"(?<![一-龥][{_DOING}])(?:[{_DOING}][{_VIRTUE}]){{2}}(?![路街巷桥楼馆园]|书院|学[校院堂]|中学|小学|大道|广场|公园)"
)
"""Two classical pairs of a verb and what it honours (明理弘道), which name nobody unless something is called after them."""


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
