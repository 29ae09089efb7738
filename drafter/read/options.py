"""What every format reader takes and gives (读取选项与结果)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from drafter.records import Block

TrackedChanges = Literal["accept", "reject"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file."""

    tracked_changes: TrackedChanges = "accept"
    """Word revisions: as if all were accepted (接受修订) or all rejected (拒绝修订)."""


class Understood(NamedTuple):
    """A format reader's answer: the encoding for records.Document, and the blocks in order."""

    encoding: str
    blocks: tuple[Block, ...]
