"""The records that travel between the stages: frozen, slotted, without behaviour beyond small views.

The stages never import each other; these are what they hand on (see ARCHITECTURE.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# A damaged spot that could not be repaired is wrapped in these two private-use characters by the
# cleaner; the splitter moves its sentence to `quarantined` and no later stage ever sees them.
DAMAGE_OPEN, DAMAGE_CLOSE = "\ue000", "\ue001"

# Where a publisher cut something out (20xx年, “”的开局之年), the text shows the editor's sign for a gap (阙文).
GAP = "□"

PassageKind = Literal["salutation", "heading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a source file, in order (原文块)."""

    text: str
    level: int = 0
    """Heading level the format itself states (Markdown #, Word Heading n, HTML h1…), 0 for running text."""
    furniture: bool = False
    """True where the format marks it as page header, footer, comment or note rather than body."""
    blank: int = field(default=0, compare=False)
    """Empty lines above it; layout says nothing, so two blocks that differ in it alone are equal."""
    ruled: bool = field(default=False, compare=False)
    """True right below a line of signs (***, ———) or a page break; layout as well."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: what came in, before any cleaning (读入的文件)."""

    path: str
    encoding: str
    """Codec name for text files, else the format ("docx", "pdf", …)."""
    sha256: str
    """Of the file's bytes."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """How often a cleaning rule changed something (修补)."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Text taken out of the passages, kept here so that nothing is lost in silence (剔除或隔离的文字)."""

    reason: str
    text: str
    speech: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text after cleaning (清洗后的文字)."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a speech with one function (段落): salutation, heading or paragraph."""

    number: int
    """1, 2, 3 … within the speech."""
    kind: PassageKind
    text: str
    """As it stands, its label included."""
    level: int = 0
    """0 running text, 1 一、 2 （一） 3 1. 4 （1） — the rung of its label or of its heading style."""
    label: str = ""
    """The label as written: 一、, （二）, 3., 第一，, 一是 …"""
    move: str = ""
    """Chinese name of the move (语步), empty until labelled."""
    step: str = ""
    score: float = 0.0
    """Probability that the move is right, 0 to 1."""
    why: tuple[str, ...] = ()
    """The cues that decided, short, in Chinese; told where they are asked for (drafter moves), empty elsewhere."""
    step_score: float = 0.0
    """Probability that the step is right if the move is, 0 to 1; told with `why`, 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech (讲话) out of a file."""

    id: str
    passages: tuple[Passage, ...]
    title: str | None = None
    speaker: str | None = None
    position: str | None = None
    occasion: str | None = None
    date: str | None = None
    """YYYY-MM-DD, or YYYY-MM or YYYY as far as the text says."""
    place: str | None = None
    genre: Literal["speech", "report", "other"] = "speech"
    """other: commentary, excerpts …: kept and searchable, never mined."""
    duplicate_of: str | None = None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """All that is known of one file (来源)."""

    path: str
    encoding: str
    sha256: str
    repairs: tuple[Repair, ...]
    speeches: tuple[Speech, ...]
    dropped: tuple[Loss, ...] = ()
    quarantined: tuple[Loss, ...] = ()


# --- outline ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from (出处)."""

    kind: Literal["brief", "frame", "precedent", "template"]
    ref: str
    """brief: the YAML path (成绩[0].事实); frame: the id in the phrasebank; precedent: SPEECH#PASSAGE; template: its name."""
    note: str = ""
    """Chinese, for --explain: evidence, reason of choice."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another wording for a node (备选)."""

    text: str
    ref: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the outline (提纲节点). Level 0 is running text, 1 一、, 2 （一）, 3 1., 4 （1）."""

    id: str
    """Stable path of the node: 开场/称谓, 意见/2/1 … — the key used under 选定 in a brief."""
    level: int
    text: str
    """Without its label."""
    move: str
    step: str
    source: Origin
    label: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    """Slot name -> what filled it."""
    gaps: tuple[str, ...] = ()
    """Names of the slots nobody filled, as in 【待填：…】."""
    alternatives: tuple[Alternative, ...] = ()
    items: tuple[Item, ...] = ()
    joined: bool = False
    """True when the line runs on in the paragraph of the item before (接前段)."""
    budget: int = 0
    """Suggested length in characters (字数建议), 0 for none."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A speech outline (讲话提纲)."""

    title: str
    items: tuple[Item, ...]
    subtitle: tuple[str, ...] = ()
    """Date line and speaker line, as they stand under the title."""
    gaps: tuple[tuple[str, str], ...] = ()
    """(node id, gap) in order, for the closing list."""
    notes: tuple[str, ...] = ()
    """Chinese remarks to the writer: a topic nobody knows, a fallback taken, a fact left unused."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What check found (校对结果)."""

    rule: str
    severity: Literal["error", "warning", "hint"]
    line: int
    """1-based line (Markdown, text, YAML) or paragraph (docx)."""
    text: str
    message: str
    fix: str | None = None
    """The line as mended, where the mending is mechanical."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A precedent found (先例)."""

    ref: str
    tier: Literal["exact", "fuzzy", "pinyin"]
    score: float
    """Closeness 0 to 1."""
    move: str
    step: str
    text: str
    spans: tuple[tuple[int, int], ...]
    """Half-open character ranges of `text` that matched."""
    speech_id: str
    title: str
    speaker: str
    date: str
    path: str
    copies: int = 1
    """How many passages that say the same were folded into this hit, itself counted."""
    lacks: tuple[str, ...] = ()
    """Of the words of a query that spaces set apart, those that are not in it, as typed."""


@dataclass(frozen=True, slots=True)
class Headed:
    """What stands under a heading of an old speech (旧稿的小标题)."""

    ref: str
    """The heading's passage, SPEECH#PASSAGE."""
    cite: str
    """The speech as it is cited, in Chinese."""
    under: tuple[tuple[str, str], ...]
    """(ref, text) of each sub-heading, in their order, without labels and facts."""
