"""One point that is to be a heading beside others (同级要点), and what is asked of it for every set there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from drafter.language.heads import Kind, is_predicate, kind, opens_with_verb
from drafter.language.late import late
from drafter.language.restraints import restrains
from drafter.language.standing import in_verbs
from drafter.language.troubles import as_task

LONGEST_BENT = 12
"""Characters of the longest point that a set can put anything around."""
SEVERAL = frozenset("，；：")
"""What a point of several clauses has between them."""
SAYING = late("^(?:再.再.|善作善成|驰而不息|久久为功)$")
"""A saying (再接再厉), which begins a heading and is nobody's object."""
_HELD_DOWN = late(
    "流浪|收容|乞讨|散坟|乱葬|殡葬|治丧|禁(?:养|渔|捕|猎|燃|放|烧|伐|种|限|毒|火|区)|不文明|违(?:法|规|章|建|禁|停)|失信|病死|废弃|废旧|入侵|疫(?!苗)|涝|逃费|欠费"
)
"""What is dealt with, or kept in bounds, however it is put: it brings no 动能 and is no 强项."""


@dataclass(frozen=True)
class Sibling:
    """One point to be made a heading (同级要点). What is asked of it for every set there is, is worked out once."""

    name: str
    aims: tuple[str, ...] = ()
    safeguard: bool = False
    spare: tuple[str, ...] = ()
    """Aims in more general terms, for a set that the writer names and that its own do not suit."""
    ills: tuple[str, ...] = ()
    """The problems of the brief that the point answers."""
    cures: tuple[tuple[str, str], ...] = ()
    """Aims that turn one of those problems round (均衡进度), each with where in the brief that stands; they come first."""
    as_a_name: bool = False
    """True for a short verb-object point that is to stand as the name of what is done (聚焦统筹施工)."""
    in_verbs: bool = False
    """True for a point that says how things are to stand, beside others that have a verb before them (确保通道畅通)."""

    as_done: bool = False
    """True for a point that may be read as a verb with its thing (扶持民宿发展), beside others that are no name for sure."""

    @cached_property
    def said(self) -> str:
        """The point as it stands in a heading: one that names an ill as what is done about it (治理工地扬尘)."""
        # What is gone through one by one is a task as it is.
        done = self.as_done or self.name.startswith(("逐", "挨")) or opens_with_verb(self.name)
        ill = "" if done else as_task(self.name)
        return ill or (in_verbs(self.name) if self.in_verbs else "") or self.name

    @cached_property
    def kind(self) -> Kind:
        if self.as_a_name:
            return "活动"
        return "动宾" if self.as_done or self.said != self.name else kind(self.name)

    @cached_property
    def is_good(self) -> bool:
        """Whether the point names something that is to thrive: no ill, nothing to be cut, no predicate that says all there is."""
        return (
            self.said == self.name
            and not is_predicate(self.name)
            and not restrains(self.name)
            and not _HELD_DOWN.search(self.name)
        )

    @cached_property
    def is_long(self) -> bool:
        """Whether a point says so much already that nothing more goes around it (推行楼栋长制度，一户一户做工作 …管长远)."""
        return not self.safeguard and (len(self.said) > LONGEST_BENT or not SEVERAL.isdisjoint(self.said))


@dataclass(frozen=True, slots=True)
class Family:
    """Siblings bent into one skeleton (一组标题)."""

    ref: str
    """Id of the parallel set; 并列动宾 for the plain fallback."""
    headings: tuple[str, ...]
    slots: tuple[dict[str, str], ...]
    score: float
    reason: str
    strange: int = 0
    """Siblings that got a rotor which is for other matters, in a set that says nothing else of them."""
