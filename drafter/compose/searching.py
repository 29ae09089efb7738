"""Precedents looked up off the screen's thread (后台查先例): a keystroke never waits, a stale question is not answered."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from drafter.bank.model import Bank
from drafter.errors import DrafterError, in_one_line
from drafter.flow.foreign import prepare
from drafter.language.places import short_names
from drafter.records import Hit
from drafter.search.query import Library, Neighbour

LIMIT = 30
BREATH = 0.015
"""Seconds a question waits for a newer one."""
AROUND = 3
"""Passages shown before and after a hit."""
MOST_PLACES = 1000
"""Places of the library that are looked for in a precedent."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; ref: context of a hit rather than a search."""

    number: int
    query: str = ""
    move: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a question."""

    question: Question
    hits: tuple[Hit, ...] = ()
    near: tuple[str, ...] = ()
    context: tuple[Neighbour, ...] = ()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Speech of a hit -> the places it names, in short."""
    trouble: str = ""


class Searcher:
    """A thread that owns the library. `tell` is called in that thread with each answer. bank: what hits are adapted by."""

    def __init__(self, library: Path, bank: Bank, tell: Callable[[Answer], None]) -> None:
        self._folder = library
        self._tell = tell
        self._wanted: list[Question] = []
        self._condition = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="先例", daemon=True)
        self._thread.start()
        # What adapting a hit needs is got ready while the writer types what to look for, not at the key that does it.
        self._preparing = threading.Thread(target=prepare, args=(bank,), name="预备", daemon=True)
        self._preparing.start()

    @property
    def ready(self) -> bool:
        """Whether a hit is adapted without a wait."""
        return not self._preparing.is_alive()

    def get_ready(self) -> None:
        """Wait until one is."""
        self._preparing.join()

    def ask(self, question: Question) -> None:
        """Look for this; searches not begun yet are forgotten."""
        with self._condition:
            self._wanted = [one for one in self._wanted if bool(one.ref) != bool(question.ref)]
            self._wanted.append(question)
            self._condition.notify()

    def close(self) -> None:
        """Stop after the question in hand."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        library: Library | None = None
        try:
            while True:
                with self._condition:
                    while not self._wanted and not self._closing:
                        self._condition.wait()
                    if not self._closing:
                        # The key that asked is painted first, and the next one may already be on its way.
                        self._condition.wait(BREATH)
                    if self._closing:
                        return
                    question = self._wanted.pop(0)
                library, told = ask(library, self._folder, question)
                self._tell(told)
        finally:
            if library is not None:
                library.close()


@lru_cache(maxsize=1)
def _places_of(library: Library) -> frozenset[str]:
    """Where its speeches were given, in short. Looked up once: it goes through all of them."""
    return short_names("\n".join(library.values("place", MOST_PLACES)))


def ask(library: Library | None, folder: Path, question: Question) -> tuple[Library | None, Answer]:
    """The answer of the library in `folder`, and the library, open as it stands now; its troubles are in the answer."""

    def answer(library: Library) -> Answer:
        if question.ref:
            return Answer(question, context=library.context(question.ref, AROUND, AROUND))
        hits = library.search(question.query, prefer_move=question.move or None, limit=LIMIT)
        if not hits:
            return Answer(question, near=library.suggest(question.query))
        # A place is another's as well where only other speeches of the library are from there.
        known = _places_of(library)
        return Answer(question, tuple(hits), places={hit.speech_id: library.places(hit.ref) | known for hit in hits})

    try:
        return Library.asked(library, folder, answer)
    except (DrafterError, OSError, ValueError) as error:
        if library is not None:
            with contextlib.suppress(OSError):
                library.close()
        return None, Answer(question, trouble=in_one_line(error))
