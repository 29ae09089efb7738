"""The line of the bank under each measure the brief names (措施配句): one ranked list of keys, one line a measure.

A measure is cut once (named.Named). Each key looks for lines by one of its wordings; of those found, one that says what the
measure says (`faithful`) is given to each, all at once, so that together they are nearest (`assigned`). What a key leaves
goes to the next; no later key takes a line from an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from drafter.language.late import late
from drafter.plan.draft import Draft, Point
from drafter.plan.faithful import faithful
from drafter.plan.line import Line
from drafter.plan.lines import (
    all_of_its_topic,
    charges_somebody,
    close_by,
    of_any_such_kind,
    of_its_kind,
    of_its_topic,
    reported,
    titled_so,
)
from drafter.plan.match import WORD
from drafter.plan.named import Named, Wording
from drafter.plan.nearest import Near, assigned
from drafter.plan.pairing import called_abroad, called_at_home, near, of_the_field, within
from drafter.plan.ways import line_by_doing, open_for_own_actor

Look = Callable[[Draft, Point, Wording], Sequence[Near]]
"""The fresh lines that may be on a wording, each with how near it is."""


def _whole(one: Named) -> Wording:
    return one.whole


def _matter(one: Named) -> Wording:
    return one.matter


def _thing(one: Named) -> Wording:
    return one.thing


def on_the_thing(draft: Draft, point: Point, wording: Wording) -> list[Near]:
    """The lines that offices call by the thing alone, else those near to it; people must be spoken of (直播带货人才)."""
    found = [*called_at_home(draft, point, wording), *called_abroad(draft, point, wording)]
    found = found or near(draft, point, wording)
    if not _PEOPLE.search(wording.text):
        return found
    return [one for one in found if wording.text[-WORD:] in f"{one.measure.heading}|{one.measure.text}"]


_PEOPLE = late("(?:人才|人员|队伍|干部|[^人成][员工师手户])$")


KEYS: tuple[tuple[Callable[[Named], Wording], Look], ...] = (
    (_whole, all_of_its_topic),
    (_whole, called_at_home),
    (_whole, near),
    (_whole, called_abroad),
    (_whole, within),
    (_thing, on_the_thing),
    (_whole, titled_so),
    (_matter, of_its_topic),
    (_matter, reported),
    (_matter, of_its_kind),
    (_matter, close_by),
)
"""By which wording of a measure lines are looked for, and how; what tells most comes first."""


def lines_of(draft: Draft, point: Point, measures: Sequence[Named]) -> dict[str, Line]:
    """Measure (Named.said) → its line of the bank, those without any left out. The lines and their notes are used then."""
    found: dict[str, Line] = {}
    for wording, look in KEYS:
        left = {one.said: wording(one) for one in measures if one.said not in found and wording(one).text}
        choices = {
            name: [one for one in look(draft, point, asked) if faithful(asked.text, _line(one))]
            for name, asked in left.items()
        }
        for name, one in assigned(choices).items():
            own = left[name].meant
            line = _line(one)
            found[name] = replace(line, own=one.own or (own is not None and own.topic.id == one.topic.id))
            draft.used.lines.add(line.text)
            if one.note:
                draft.notes.append(one.note)
    return found


def _line(one: Near) -> Line:
    return Line(one.measure.text, one.topic.id, one.reason, topic=one.topic)


def way_of(draft: Draft, point: Point, one: Named) -> Line | None:
    """For a measure the bank has no line on: how such things are done, else what is said of its kind of work in general."""
    # How many and by when is kept: nothing would say it after that.
    name = one.undated if one.matter.text == one.whole.text else one.matter.text
    if charges_somebody(name) and (open_line := open_for_own_actor(draft, name)):
        return open_line
    if by_doing := line_by_doing(draft, name):
        return by_doing
    for found in of_any_such_kind(draft, point, one.matter):
        draft.notes.append(found.note)
        return replace(_line(found), own=True)
    return next((line for near in of_the_field(draft, point, one.whole) if faithful(name, line := _line(near))), None)
