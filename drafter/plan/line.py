"""A line of content (一句内容) and where it comes from, before its slots are filled."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.bank.model import Topic
from drafter.plan.assignments import Assignment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of content before its slots are filled."""

    text: str
    ref: str
    reason: str
    others: tuple[tuple[str, str, str], ...] = ()
    """(text, ref, reason) of what could stand there instead."""
    topic: Topic | None = None
    """Where it is from, for the third level."""
    own: bool = False
    """True where the topic is the measure itself, not what the measure is a part of."""
    assigned: Assignment | None = None
    """Who is to do it and by when, as the brief says."""
    actor: str = ""
    """Who does it by its own words (市级领导包库); "" where they do not say."""
    about: str = ""
    """The measure of the brief it is for."""
    path: str = ""
    """Where in the brief it stands, if the line is the writer's own words."""
