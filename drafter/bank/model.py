"""What the phrasebank (短语库) holds, as records. YAML in, these out; see load.py for the files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

SLOT = re.compile(r"<([^<>]{1,24})>")
"""A slot (空位) in a frame: <会议>. Chosen because YAML and Jinja both leave it alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often and where an entry was seen (证据)."""

    kind: str = "curated"
    """curated: written by hand; mined: found by `drafter mine`."""
    count: int = 0
    """Occurrences, copies of one speech counted once; of what was written by hand, see benchmarks/counting.py."""
    speeches: int = 0
    """Distinct speeches it was seen in. Of a mined frame, as `count`: in its own step."""
    range: float = 0.0
    """Share of the distinct speeches mined that it was seen in (分布)."""
    dispersion: float | None = None
    """Gries' DP_norm over the running text of the speeches mined, 0 even to 1 clumped (离散); None for one speech."""
    variability: float | None = None
    """Mean over the slots of different fillers ÷ fillers (变异). This and the two below: a filler that only holds another
    and a word more counts as that; what takes the rest of a sentence is no slot here; None below three places, of which
    nothing can be said."""
    predictability: float | None = None
    """Mean over the slots of the commonest filler's share (可测)."""
    entropy: float | None = None
    """Mean over the slots of the fillers' Shannon entropy in bits (熵)."""
    references: tuple[str, ...] = ()
    """Ids of some speeches it was seen in (例篇)."""
    words: str = ""
    """Fingerprint of the wording that was counted (指纹), see `fingerprint`; "" where the entry is not people's to edit."""

    @property
    def mined(self) -> bool:
        """True when it was found in speeches: then its range says how usual it is. What was written by hand is meant
        for what speeches seldom say just so; the few it happens to stand in do not make it better than the rest."""
        return self.kind == "mined" and self.speeches > 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with slots (短语框架)."""

    id: str
    move: str
    step: str
    text: str
    occasions: tuple[str, ...] = ()
    """Occasions (场合) it is meant for; empty: any."""
    ranks: tuple[str, ...] = ()
    """Ranks (身份) it is meant for; empty: any."""
    cue: str = ""
    """Regular expression the material must match (条件), e.g. 传达 for what was just done."""
    evidence: Evidence = Evidence()
    example: str = ""
    counter_example: str = ""
    reviewed: bool = True
    """False for what `drafter mine` found and nobody accepted yet: offered as an alternative, never chosen."""
    own: bool = False
    """True for an office's own (自己的短语库): of two that suit as well, it comes before a shipped one."""
    things: tuple[str, ...] = ()
    """Kinds of thing that a way of doing is done to (事物), of language.things.KINDS; empty: any."""

    @property
    def slots(self) -> tuple[str, ...]:
        """Slot names in order of appearance, repeats included."""
        return tuple(SLOT.findall(self.text))


@dataclass(frozen=True, slots=True)
class ParallelSet:
    """A family of sibling headings with one skeleton (排比标题组)."""

    id: str
    skeleton: str
    """With <主题> (the point), <要旨4> <要旨6> <要旨> (its aim in 4, 6, any characters) and <轮换> (the rotor)."""
    rotors: tuple[str, ...] = ()
    """Values of <轮换>, one a sibling; none where the skeleton has no rotor."""
    levels: tuple[int, ...] = (1,)
    head: str = ""
    """Head type (句型): 动宾, 要+动宾, 以…为…, 在…上…, 把…作为…, …"""
    fits: tuple[str, ...] = ()
    """Kinds of point it takes (适用): 活动, 事物, 动宾; empty: any."""
    lengths: tuple[int, ...] = ()
    """Lengths of the point it takes, in characters; empty: any."""
    occasions: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    last: str = ""
    """Skeleton for the safeguard point (保障) when it closes the set; empty: the same skeleton."""
    affinity: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rotor -> word endings of points it goes with best (搭配)."""
    cures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rotor -> words of the problems it answers, under whatever point (对症): 把渠道通起来 -> 不畅."""
    evidence: Evidence = Evidence()
    example: tuple[str, ...] = ()
    hopes: bool = False
    """True for one that is said to guests alone (寄语): what they are hoped to do, no task."""
    reviewed: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A level-2 heading with its one line of content (措施)."""

    heading: str
    text: str
    called: str = ""
    """What offices call such a measure in a list of measures (叫法), with 、 between: 全程代办、帮办代办."""

    @property
    def names(self) -> list[str]:
        """Its 叫法 one by one."""
        return self.called.split("、") if self.called else []


@dataclass(frozen=True, slots=True)
class Group:
    """Sibling measures of one pattern (措施组)."""

    name: str
    measures: tuple[Measure, ...]
    evidence: Evidence = Evidence()
    points: tuple[str, ...] = ()
    """What a point that the group stands under is called at meetings on its topic (要点): 基地建设 of 茶产业."""
    aims: tuple[str, ...] = ()
    """What such a point is to come to (要旨), in place of the topic's."""
    hopes: tuple[str, ...] = ()
    """Kinds of work (names of topics with head words, 其他 for any other) on which the group is said to guests (寄语): hopes
    of what they can do, and what is done for them; empty for the measures of offices."""
    troubles: tuple[str, ...] = ()
    """Kinds of trouble (see trouble_kinds: 违规, 缺人) of which a point that nobody knows is told by this group (问题)."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of office work (主题) and what is said under it."""

    id: str
    """领域/名称."""
    field: str
    name: str
    synonyms: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    evidence: Evidence = Evidence()
    reviewed: bool = True
    heads: tuple[str, ...] = ()
    """Head words (中心): how a point ends that no topic knows and that this one may answer in general terms."""
    beyond: tuple[str, ...] = ()
    """Words (除外) of points and themes the head words do not reach: 保护类 is for things, never for the 保护 of children."""
    by_theme: bool = False
    """True where the meeting's theme says what it comes to (随题): 重点整治 at a meeting on food safety is food safety."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called by: its name, then its synonyms."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Stage:
    """One place in the order of an occasion (次序)."""

    name: str
    """A step (称谓, 会议任务 …) or 意见 for the numbered points or 保障."""
    move: str = ""
    when: str = ""
    """Brief field that must be given for the stage to stand: 成绩, 问题, 刚才 …; empty: always."""
    ranks: tuple[str, ...] = ()
    joined: bool = False
    """Runs on in the paragraph of the stage before."""
    share: int = 0
    """Share of the speech's length in percent (字数建议)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of meeting (场合) and the order its speech follows."""

    name: str
    aliases: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    ending: str = "号召"
    """Default step of the closing."""
    title: str = "在<会议>上的讲话"
    characters: int = 5000
    """Suggested whole length."""
    safeguard: str = ""
    """What stands for 加强领导 when the brief names no 保障: 段落 (a paragraph without number) or 无."""
    address: str = "同志们"
    """Default salutation."""
    audience: str = ""
    """Who is spoken to where the brief names nobody (对象); "" for the bodies such a meeting has."""


@dataclass(frozen=True, slots=True)
class StepDef:
    """A step (步骤) of a move."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class MoveDef:
    """A rhetorical move (语步)."""

    name: str
    steps: tuple[StepDef, ...]
    description: str = ""


def move_id(id_: str, name: str, known: Mapping[str, str]) -> str:
    """The id (编号) of the move that an entry with this 编号 and 名称, either perhaps empty, is or adds to.

    known: id → name of the moves there are. What stands under 编号 may be a name, too. Empty where the name is that of
    another move: `name_taken` says so.
    """
    ids = {called: each for each, called in known.items()}
    found = id_ or name
    found = found if found in known else ids.get(found, found)
    return "" if name and ids.get(name, found) != found else found


def name_taken(name: str, known: Mapping[str, str]) -> str:
    """What to tell who calls a move as another one is called."""
    other = next(each for each, called in known.items() if called == name)
    return f"“{name}”已是编号为“{other}”的语步的名称：给它加步骤请写“编号: {other}”，另立一个语步请换个名称"


@dataclass(frozen=True, slots=True)
class Collocation:
    """What goes with a word ending (搭配): 能力 → 提升; 稳步提升."""

    ending: str
    verbs: tuple[str, ...] = ()
    """Verbs that take it as object: 强化 理论武装."""
    praises: tuple[str, ...] = ()
    """Predicates that praise it: 理论武装 不断深化."""


@dataclass(frozen=True, slots=True)
class Bank:
    """The whole phrasebank as the planner sees it."""

    moves: tuple[MoveDef, ...]
    occasions: tuple[Occasion, ...]
    frames: tuple[Frame, ...]
    sets: tuple[ParallelSet, ...]
    topics: tuple[Topic, ...]
    general: tuple[Group, ...]
    """Groups for points whose topic nobody knows; <要点> stands for the point."""
    collocations: tuple[Collocation, ...]
    hints: dict[str, str]
    """Slot name -> what belongs there, shown in 【待填：…】."""
    replaced: tuple[str, ...] = ()
    """Ids of shipped entries in whose place an office's own stand (顶替)."""


class Same:
    """A bank, or a tuple of one, as a key, equal to itself alone: to compare two whole takes longer than what is kept of one."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


def fingerprint(wording: str) -> str:
    """Eight hex digits for the words of a wording; what its slots are called makes no difference."""
    return hashlib.sha256(SLOT.sub("<>", wording).encode()).hexdigest()[:8]


@lru_cache(maxsize=4096)
def pattern(text: str) -> re.Pattern[str]:
    """The frame as a regular expression: literals as they stand, each slot a lazy group (反查用)."""
    parts: list[str] = []
    at = 0
    for match in SLOT.finditer(text):
        parts.append(re.escape(text[at : match.start()]))
        parts.append("(.+?)")
        at = match.end()
    parts.append(re.escape(text[at:]))
    return re.compile("".join(parts))


def fill(text: str, values: dict[str, str]) -> str:
    """Put `values` into the slots of `text`; slots without a value stay."""
    return SLOT.sub(lambda match: values.get(match[1], match[0]), text)
