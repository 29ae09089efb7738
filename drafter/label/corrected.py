"""Where the corrections of a speech stand (订正): the keys they are kept under, and their places found again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate

from drafter.label.model import Model
from drafter.label.structure import Layout
from drafter.records import Speech

AROUND = 16
"""So many letters before and behind a corrected passage tell its place again in an edited speech."""
PRINTS = 3
"""How many prints go with a corrected place; two of them tell it again, one where the speech has no title."""
OWN_PLACE = 20
"""So many letters that stand but once in a speech are the text that was corrected, whatever stands beside them."""


def fingerprint(text: str) -> str:
    """The key of a correction: depends on the Chinese characters, letters and digits of `text` alone."""
    kept = letters(text)
    return f"{len(kept)}-{blake2b(kept.encode(), digest_size=8).hexdigest()}"


def place_of(speech: Speech, start: int, text: str) -> str:
    """The key of a correction of `text` where it stands: start is how many letters (see `letters`) stand before it.

    FINGERPRINT@SPEECH+START, and prints of the title and of what stands before and behind, so that the place is found
    again when the speech was edited elsewhere.
    """
    return _key_at(speech, "".join(letters(passage.text) for passage in speech.passages), start, letters(text))


def _key_at(speech: Speech, stream: str, start: int, kept: str) -> str:
    around = (stream[max(0, start - AROUND) : start], stream[start + len(kept) : start + len(kept) + AROUND])
    prints = (_print(letters(speech.title or "")), *(_print(side if len(side) == AROUND else "") for side in around))
    return f"{fingerprint(kept)}@{speech.id}+{start}|{'|'.join(prints)}"


def _print(text: str) -> str:
    """A short print, empty for nothing; what stands beside is nothing where it is too short to tell places apart."""
    return blake2b(text.encode(), digest_size=4).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A correction of one place (见 place_of)."""

    speech: str
    start: int
    prints: tuple[str, ...]
    """Of the title, of what stands before, and behind."""
    value: tuple[str, str]
    when: int
    """Which one of all corrections it is, the oldest being 0."""


def settled(
    speech: Speech, layout: Layout, model: Model, corrections: Mapping[str, tuple[str, str]]
) -> dict[int, tuple[int, str, int]]:
    """Sentence → (move, step, number of the correction), for every run of sentences with a correction.

    corrections: see decode.label, the oldest first; one of a move the model does not have is passed over.
    """
    places = {name: n for n, move in enumerate(model.moves) for name in (move.id, move.name)}
    lengths = {int(digits) for key in corrections if (digits := key.partition("-")[0]).isdecimal()}
    placed: dict[str, list[_Placed]] = {}
    ages = {key: when for when, key in enumerate(corrections)}
    for key, value in corrections.items():
        text, _, rest = key.partition("@")
        if rest:
            id_, _, where = rest.rpartition("+")
            start, *prints = where.split("|")
            if start.isdecimal() and len(prints) == PRINTS:
                placed.setdefault(text, []).append(_Placed(id_, int(start), tuple(prints), value, ages[key]))
    kept = [letters(unit.text) for unit in layout.units]
    stream = "".join(kept)
    starts = [0, *accumulate(map(len, kept))]
    told: list[tuple[int, int, int, tuple[str, str]]] = []
    """(when, first sentence, last, correction): the later one wins where two meet."""
    longest = max(lengths, default=0)
    for begin, unit in enumerate(layout.units):
        for end in range(begin, len(layout.units)):
            size = starts[end + 1] - starts[begin]
            if layout.units[end].passage != unit.passage or size > longest:
                break
            if size not in lengths:
                continue
            mark = fingerprint(stream[starts[begin] : starts[end + 1]])
            here = _here(speech, stream, starts[begin], size, placed.get(mark, ()))
            if here and here.value[0] in places:
                told.append((here.when, begin, end, here.value))
            elif not here and mark in corrections and corrections[mark][0] in places:
                told.append((ages[mark], begin, end, corrections[mark]))
    fixed: dict[int, tuple[int, str, int]] = {}
    for count, (_, begin, end, (move, step)) in enumerate(sorted(told), 1):
        for place in range(begin, end + 1):
            fixed[place] = (places[move], step, count)
    return fixed


def _here(speech: Speech, stream: str, start: int, size: int, placed: Sequence[_Placed]) -> _Placed | None:
    """The correction among those of one text that is meant for this place; the last one where there are several."""
    if not placed:
        return None
    text = stream[start : start + size]
    others = [found.start() for found in re.finditer(f"(?={re.escape(text)})", stream)]
    found = None
    for each in placed:
        if each.speech == speech.id and stream.startswith(text, each.start):
            here = each.start == start
        else:
            # The speech was edited: of the places of the text the one that stands most like the place corrected.
            alike = {at: _alike(each.prints, _key_at(speech, stream, at, text)) for at in others}
            # A speech without a title has one print less to go by. A text that stands but once tells its place alone
            # where it is long, or the speech is of the same title.
            title = each.prints[0]
            own = len(others) == 1 and (size >= OWN_PLACE or (title and title == _print(letters(speech.title or ""))))
            least = 0 if own else 1 + bool(title)
            here = alike[start] >= least and all(alike[at] < alike[start] for at in others if at != start)
        if here:
            found = each
    return found


def _alike(prints: Sequence[str], key: str) -> int:
    """How many of the prints of a place are those of another."""
    return sum([bool(one) and one == other for one, other in zip(prints, key.split("|")[1:], strict=True)])


def letters(text: str) -> str:
    """The characters of `text` that a fingerprint depends on."""
    return "".join(filter(str.isalnum, text))
