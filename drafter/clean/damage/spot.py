"""A damaged place and what became of it (损坏处)."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.language.late import late
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN

WRAPPED = late(f"{DAMAGE_OPEN}[^{DAMAGE_OPEN}{DAMAGE_CLOSE}]*{DAMAGE_CLOSE}")


@dataclass(frozen=True, slots=True)
class Spot:
    """One damaged place (损坏处)."""

    start: int
    end: int
    """Half-open span in the RETURNED text; of an unrepaired spot it includes U+E000 and U+E001."""
    damaged: str
    """What stood in the text given."""
    repaired: str | None
    """What stands there now, None where nothing was proved and the damage was left and wrapped."""
    candidates: tuple[str, ...]
    """Originals that damage to exactly this, best first, at most five; may be empty."""
    reason: str
    """Short Chinese clause."""
