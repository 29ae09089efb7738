"""Labelled speeches in, mined frames, parallel sets and topics out (挖掘)."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from drafter.bank.model import Frame, ParallelSet, Topic
from drafter.mine.families import families
from drafter.mine.frames import mine_frames
from drafter.mine.sets import mine_sets
from drafter.mine.topical import topic_words
from drafter.mine.topics import mine_topics
from drafter.mine.units import distinct, units
from drafter.records import Speech


@dataclass(frozen=True, slots=True)
class Mined:
    """What mining found, each kind widest-spread first."""

    frames: tuple[Frame, ...]
    sets: tuple[ParallelSet, ...]
    topics: tuple[Topic, ...]


def mine(speeches: Sequence[Speech]) -> Mined:
    """Mine labelled speeches, in whatever order they come; copies and what is no speech count for nothing."""
    with _uncollected():
        chosen = distinct(speeches)
        found = units(chosen)
        subjects = topic_words(chosen, found)
        return Mined(
            mine_frames(chosen, found, subjects),
            mine_sets(chosen, families(chosen), subjects),
            mine_topics(chosen, found),
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic collector: mining makes tuples by the million and no cycles, and a sixth of its time went there."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
