"""A measure the brief names, cut once (措施拆开): by when and how much, its verb, its thing, and what each wording means."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafter.language import heads
from drafter.language.standing import turned
from drafter.language.uncounted import uncounted, without_deadline
from drafter.language.verbs import FURTHERS, OF_ANY_DOING
from drafter.plan.detailed import Detailed, detailed
from drafter.plan.draft import Draft, Point
from drafter.plan.match import GENERAL, SURE, Match

LEAST_THING = 4
"""Characters of a thing that tells by itself which line is on it."""


class Wording(NamedTuple):
    """A measure, or a part of it, as it is looked for, and what topic that is; "" for a measure without such a part."""

    text: str
    meant: Match | None


@dataclass(frozen=True, slots=True)
class Named:
    """A measure of the brief and the wordings a line may be found by."""

    said: str
    """As the brief has it, brackets aside (责任单位、时限 are taken out before)."""
    path: str
    """Its field in the brief: 意见[0].措施[1]."""
    when: str
    """By when it is to be done, where it says so itself."""
    heading: str
    detailed: Detailed | None
    """Where it says itself how it is done."""
    whole: Wording
    """Without numbers, how often and when, which do not say what is meant (遴选8个重点专科), its verb first (限期加固病险坝体)."""
    matter: Wording
    """The same without a verb of any doing, where the rest is what its topic is called (落实经费保障: 经费保障)."""
    thing: Wording
    """What is to do well or to be as it should, without saying so (规范涉企检查: 涉企检查)."""

    @property
    def undated(self) -> str:
        """What is said of it where the bank has no line: in its own words, its verb first, a day it begins with left to stand
        in front of who does it."""
        dated = self.when and self.said.startswith(self.when)
        said = without_deadline(self.said)[1] if dated else self.said
        return heads.allotted(said) or turned(said)


def cut(draft: Draft, point: Point, wished: Container[str] = ()) -> list[Named]:
    """The measures the brief names under `point`, in order. wished: those that stand as a wish, whatever they say themselves."""
    names = point.measures
    # What is left of several must tell them apart.
    bare = _apart(names, [turned(uncounted(name)) for name in names])
    parted = [None if name in wished else detailed(name, f"{point.path}.措施[{k}]") for k, name in enumerate(names)]
    headings = _apart(
        names,
        [own.heading if own else without_deadline(name)[1] for name, own in zip(names, parted, strict=True)],
    )
    return [_cut(draft, point, k, bare[k], headings[k], parted[k]) for k in range(len(names))]


def _apart(names: Sequence[str], cuts: Sequence[str]) -> Sequence[str]:
    return cuts if len(set(cuts)) == len(names) else names


def _cut(draft: Draft, point: Point, k: int, bare: str, heading: str, own: Detailed | None) -> Named:
    name = point.measures[k]
    meant = _of_any_office(draft, point, bare) or _meant(draft, bare)
    _, verb, thing = heads.verb_and_thing(bare)
    alone = thing if verb in FURTHERS and len(thing) >= LEAST_THING else ""
    return Named(
        said=name,
        path=f"{point.path}.措施[{k}]",
        when=without_deadline(name)[0] if heading != name else "",
        heading=heading,
        detailed=own,
        whole=Wording(bare, meant),
        matter=Wording(_without_light_verb(bare, meant), meant),
        thing=Wording(alone, _meant(draft, alone) if alone else None),
    )


def _of_any_office(draft: Draft, point: Point, name: str) -> Match | None:
    """The general topic that a measure of the safeguard is called by (作风建设, 健全机制), whatever else of the meeting's is
    called so: there it is what backs the work, not a part of it."""
    general = (topic for topic in draft.topics.topics if topic.field == GENERAL and name in topic.names)
    topic = next(general, None) if point.sibling.safeguard else None
    return Match(topic, SURE, name) if topic else None


def _meant(draft: Draft, name: str) -> Match | None:
    """What a measure means, whatever verb of any doing opens it (落实经费保障: 经费保障)."""
    found = draft.topics.match(name)
    if found is None or found.general:
        other = draft.topics.match(heads.object_of(name))
        return other if _without_light_verb(name, other) != name else found
    return found


def _without_light_verb(name: str, match: Match | None) -> str:
    """A measure without a verb of any doing, where the rest is what its topic is called; else as it is."""
    thing = heads.object_of(name)
    called = match is not None and thing in match.topic.names
    return thing if called and heads.verb_and_thing(name)[1] in OF_ANY_DOING else name
