"""The moves and their steps as data: names and cues (语步、步骤).

Read from YAML by `drafter.label.model`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a step (提示语)."""

    pattern: str
    weight: float = 1.0
    """For its move, against other moves."""
    within: float = 1.0
    """For its step, against the other steps of the move (定步)."""
    homely: bool = False
    """Whether it counts in homely speeches alone (口语; see features.homely)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a move (步骤)."""

    name: str
    description: str = ""
    cues: tuple[Cue, ...] = ()
    headings: tuple[str, ...] = ()
    """Patterns for headings that announce this step."""
    borne_out: tuple[str, ...] = ()
    """The same for headings that do so only where what stands under them is of the move too (标题看下文)."""
    inner: tuple[Cue, ...] = ()
    """Cues that tell this step from the others of its move and say nothing of the move (定步)."""
    default: bool = False
    """Taken where a passage of the move shows no cue (默认)."""


@dataclass(frozen=True, slots=True)
class Move:
    """A rhetorical move (语步)."""

    id: str
    """Stable; weights and transitions go by it."""
    name: str
    """What writers see."""
    description: str = ""
    steps: tuple[Step, ...] = ()
    parent: str = ""
    """The move whose weights it takes over (承接)."""
