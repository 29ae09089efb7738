"""Chooses the frame for a step (选框架): the one that suits occasion, rank and facts best, deterministically."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from drafter.bank.model import SLOT, Bank, Frame, Same
from drafter.language.compiled import compiled
from drafter.language.late import late

# Weights of the choice. Inferred, not fitted: a frame that fits occasion and rank beats a general one; a gap
# costs more than either is worth; a fact the outline has not used yet is worth a gap.
OCCASION, RANK, CUE, FACT, GAP, EVIDENCE = 2.0, 2.0, 2.5, 1.5, -1.6, 0.3
CARRIER = 6.0
"""A fact that has no other place in the outline outweighs everything else."""
FILLABLE = frozenset(
    (
        "主题",
        "主题工作",
        "主题事项",
        "短板",
        "领导单位",
        "依据",
        "刚才",
        "对象",
        "分项",
        "单项",
        "问题",
        "各点",
        "讲话单位",
        "议程",
        "共勉点",
        "交办点",
        "希望对象",
    )
)
"""What a brief could have said and did not: a frame built around it is out of place."""
STANDING = frozenset(("各点",))
"""What the numbered points carry anyway: no reason to choose a frame."""
CARRIED = frozenset(("会议", "点数", "依据", "刚才", "问题", "问题点", "分项", "单项", "议程", "事"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A frame filled (选定的框架)."""

    frame: Frame
    text: str
    slots: dict[str, str]
    gaps: tuple[str, ...]
    score: float
    reason: str


GAP_MARK = late("【待填：([^】]*)】")
"""A gap as it is shown; a brief may hold some of its own."""


def gap_text(name: str, hints: Mapping[str, str]) -> str:
    """The mark for a slot nobody filled: 【待填：提示】."""
    return f"【待填：{hints.get(name, name)}】"


_TWICE = late("“(“[^“”]*”)”")


def nested(text: str) -> str:
    """Quotation marks inside of others as single ones (引号里的引号); unchanged where they do not pair.

    >>> nested("“个别企业“重效益”问题”改没改"), nested("“一”和“二”"), nested("抓好““种苗””")
    ('“个别企业‘重效益’问题”改没改', '“一”和“二”', '抓好“种苗”')
    """
    if "“" not in text:
        return text
    text = _TWICE.sub(r"\1", text)
    if text.count("“") != text.count("”") or not re.search("“[^”]*“", text):
        return text
    depth, shown = 0, []
    for char in text:
        depth -= char == "”"
        inner = char in "“”" and depth % 2 == 1
        shown.append({"“": "‘", "”": "’"}[char] if inner else char)
        depth += char == "“"
        if depth < 0:
            return text
    return "".join(shown)


def compose(text: str, values: Mapping[str, str], hints: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Slots filled from `values`, the others shown as marks; the text and the gaps it shows, in order.

    One pass: what a writer typed is never looked through for slots again.
    """
    shown = nested(SLOT.sub(lambda match: values.get(match[1], gap_text(match[1], hints)), text))
    return shown, tuple(GAP_MARK.findall(shown))


@lru_cache(maxsize=128)
def frames_of(frames: Same, step: str) -> tuple[Frame, ...]:
    """The frames of one step. frames: of the bank, which has many more. Kept, since a bank answers many briefs."""
    return tuple(frame for frame in frames.value if frame.step == step)


def rank_frames(
    bank: Bank,
    step: str,
    values: Mapping[str, str],
    *,
    occasion: str,
    rank: str,
    material: str = "",
    unused: Iterable[str] = (),
    avoid: frozenset[str] = frozenset(),
    carry: frozenset[str] = frozenset(),
) -> list[Choice]:
    """All frames of `step` that may stand, best first.

    values: slot fillers. material: what the frame's cue (条件) is matched against. unused: slots whose fact no
    line has used yet. avoid: frame ids used elsewhere in this outline, or whose wording would repeat. carry: slots whose
    fact has no other place than this line.
    """
    wanted = set(unused)
    choices = []
    for frame in frames_of(Same(bank.frames), step):
        if (frame.occasions and occasion not in frame.occasions) or (frame.ranks and rank not in frame.ranks):
            continue
        if frame.cue and not compiled(frame.cue).search(material):
            continue
        choices.append(_choice(frame, values, bank.hints, wanted, frame.id in avoid, CARRIED | carry))
    carried = {id(choice): len(wanted & (CARRIED | carry) & choice.slots.keys()) for choice in choices}
    most = max(carried.values(), default=0)

    def place(choice: Choice) -> tuple[bool, float, str]:
        # An office's own wording comes first, unless a fact that has no other place would go lost.
        own = choice.frame.own and choice.frame.id not in avoid and carried[id(choice)] == most
        return not own, -choice.score, choice.frame.id

    return sorted(choices, key=place)


def _choice(
    frame: Frame,
    values: Mapping[str, str],
    hints: Mapping[str, str],
    unused: set[str],
    avoided: bool,
    carried: frozenset[str],
) -> Choice:
    names = list(dict.fromkeys(frame.slots))
    filled = {name: values[name] for name in names if name in values}
    text, gaps = compose(frame.text, filled, hints)
    reasons = []
    score = 0.0
    if frame.occasions:
        score += OCCASION
        reasons.append("合场合")
    if frame.ranks:
        score += RANK
        reasons.append("合身份")
    if frame.cue:
        score += CUE
        reasons.append("合所述事项")
    fresh = [name for name in filled if name in unused and name not in STANDING]
    # What the brief itself leaves to be filled is none of the frame's making.
    score += sum(CARRIER if name in carried else FACT for name in fresh)
    score += GAP * sum(name not in values for name in frame.slots)
    score += 3 * GAP * sum(name in FILLABLE and name not in values for name in names)
    if fresh:
        reasons.append("用上" + "、".join(fresh))
    if frame.evidence.mined:
        score += EVIDENCE * min(frame.evidence.speeches, 5) ** 0.5
        reasons.append(f"见于 {frame.evidence.speeches} 篇")
    if gaps:
        reasons.append(f"有 {len(gaps)} 处待填")
    if frame.own:
        reasons.append("自己的短语库")
    if avoided:
        score -= 6.0
    if not frame.reviewed:
        score -= 100.0
        reasons.append("新挖未审")
    return Choice(frame, text, filled, gaps, score, "、".join(reasons) or "通用")
