"""What the features of a sentence are called (特征的名称)."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.label.lexicon import FIELD, MANY, MASK, Lexicon
from drafter.label.lexicon import STRONG as STRONG_NAME
from drafter.label.placing import BUCKETS, SIZES, Standing

_FROM_START = ((1, "首句"), (3, "前三句"), (8, "前八句"))
_FROM_END = ((1, "末句"), (2, "末二句"), (5, "末五句"))
_TENTHS = ("首一成", "首二成", "首三成", *("中间",) * 5, "末二成", "末一成")
_FAR = {
    size: tuple(
        (f"距首：{far}", f"距尾：{far}", f"距首：{far}{size}", f"距尾：{far}{size}") for far in range(len(BUCKETS) + 1)
    )
    for size in (*(name for _, name in SIZES), "长")
}
"""What the distances from either end are called, by the size of the speech."""


def said(context: str, size: str, lexicon: Lexicon, key: int) -> list[str]:
    step, strong = divmod(key, 2)
    name = lexicon.step_names[step]
    names = [name, f"{name}{context}", f"{name}：{size}"]
    return [*names, name + STRONG_NAME] if strong else names


def told(inside: str, size: str, telling: str) -> list[str]:
    names = [f"句意：{telling}"]
    return [*names, f"句意：{telling}{inside}", f"句意：{telling}{inside}{size}"] if inside else names


def from_start(size: str, front: tuple[int, int, int]) -> list[str]:
    tenth, far, index = front
    near = ["位置：" + name for limit, name in _FROM_START if index < limit]
    return ["位置：" + _TENTHS[tenth], *_FAR[size][far][::2], *near]


def from_end(size: str, back: tuple[int, int, int, str]) -> list[str]:
    far, backwards, ending, after_call = back
    names = [*_FAR[size][far][1::2], *("位置：" + name for limit, name in _FROM_END if backwards <= limit)]
    if ending:
        behind, calling = divmod(ending - 1, 2)
        names += [f"末段{behind}", f"末段{behind}{'！' if calling else '。'}"]
    if after_call:
        names.append(after_call)
    return names


def of_steps(what: str, lexicon: Lexicon, steps: Sequence[int]) -> list[str]:
    return [what + lexicon.step_names[step] for step in steps]


def shaped(shape: tuple[bool, bool, str, str]) -> list[str]:
    first, heading, style, zone = shape
    names = ["段首"] if first else []
    if heading:
        names.append("标题句")
    if style:
        names.append(f"标号：{style}")
    if zone:
        names += ["呼语", f"呼语{zone}"]
    return names


def headed(standing: Standing) -> list[str]:
    zone, part, above, below, listed, last, left = standing
    if left:
        # What the headings before the call say does not hold any more.
        names = ["常", zone, f"呼后{zone}", f"呼后{part}" if part else "呼后平"]
        return names + [("列举" if listed else "下级") + name for name in below]
    names = ["常", zone, *([part] if part else ())]
    names += [f"{zone}{name}" for name in above] + ["一级" + name for name in above]
    if part and not listed:
        # Under a heading that says review or leadership, a plain task heading says nothing.
        below = tuple(name for name in below if not name.startswith("标题：三点意见"))
    names += [("列举" if listed else "下级") + name for name in below]
    if last:
        names += [f"末条{zone}", *("末条" + name for name in below)]
    return names


def company(side: str, lexicon: Lexicon, packed: int) -> list[str]:
    return [names[count] for names, shift in lexicon.counted[side] if (count := packed >> shift & MASK)]


def mostly(lexicon: Lexicon, packed: int) -> list[str]:
    counts = [packed >> FIELD * place & MASK for place in range(len(lexicon.ids))]
    most = max(counts)
    names = [
        known[min(count, MANY)] for (known, _), count in zip(lexicon.counted["段内"], counts, strict=True) if count
    ]
    names += [f"段主：{move}" for move, count in zip(lexicon.ids, counts, strict=True) if count == most > 1]
    return names


def toned(tone: str) -> list[str]:
    return [f"段时：{tone}"]


def word(name: str) -> list[str]:
    return [name] if name else []


def near_by(tone: tuple[int, int]) -> list[str]:
    demands, dones = tone
    return [f"附近要求：{demands}", f"附近了字：{dones}"]


def leading(zone: str, lead: int) -> list[str]:
    return [f"宽差：{lead}{zone}"]


def around(tone: tuple[int, int, int]) -> list[str]:
    demands, dones, figures = tone
    return [f"宽要：{demands}", f"宽了：{dones}", f"宽数：{figures}"]
