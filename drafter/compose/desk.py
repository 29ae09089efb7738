"""What a session stands on and does not change (写字台): the bank, earlier briefs, and looks already taken."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from drafter.bank.model import Bank
from drafter.compose import candidates as thinking
from drafter.compose import questions
from drafter.compose.candidates import Candidate, Look
from drafter.compose.completing import Completion, complete
from drafter.compose.data import Data
from drafter.compose.state import State
from drafter.plan.topics import Match, Topics

REMEMBERED = 64
MATCHES = 500


class _Matched(Topics):
    """Topics that remember what they were asked: matching a point against every topic is most of the planner's work."""

    def __init__(self, bank: Bank, theme: str, meeting: str) -> None:
        super().__init__(bank, theme, meeting)
        self._matches: dict[str, Match | None] = {}

    def match(self, point: str) -> Match | None:
        if point not in self._matches:
            if len(self._matches) >= MATCHES:
                self._matches.clear()
            self._matches[point] = super().match(point)
        return self._matches[point]


_T = TypeVar("_T")


@dataclass(slots=True)
class Desk:
    """The bank and what follows from it; remembers the latest looks, since planning takes tens of milliseconds.

    Same question, same answer: the memory shows in speed only.
    """

    bank: Bank
    earlier: tuple[Data, ...] = ()
    _memory: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    @property
    def occasions(self) -> tuple[str, ...]:
        """Every name a 场合 may have."""
        return tuple(name for occasion in self.bank.occasions for name in (occasion.name, *occasion.aliases))

    def look(self, data: Data) -> Look:
        """The outline `data` makes."""
        return self._remember(("look", _key(data)), lambda: thinking.look(data, self.bank, self._topics))

    def candidates(self, state: State) -> tuple[Candidate, ...]:
        """What can stand at the current node."""
        return self._remember(
            ("candidates", state.node, _key(state.data)),
            lambda: thinking.candidates(state.node, state.data, self.bank, self.look),
        )

    def families(self, state: State) -> tuple[Candidate, ...]:
        """The sets that can hold the siblings of the current node."""
        return self._remember(
            ("families", state.node, _key(state.data)),
            lambda: thinking.families(state.node, state.data, self.bank, self.look),
        )

    def settle(self, data: Data) -> Data:
        """`data` with frames put aside or put back, as they can stand."""
        return thinking.settle(data, self.bank, self.look)

    def completions(self, state: State) -> tuple[Completion, ...]:
        """What the line being typed may become."""
        typing = state.typing
        if typing is None or typing.purpose not in ("answer", "point", "measure"):
            return ()
        key = state.row.split("/")[0] if typing.purpose == "answer" else "意见"

        def found() -> tuple[Completion, ...]:
            offered = self._remember(
                ("words", key, state.data.get("会议")),
                lambda: questions.words(key, state.data, self.bank, self.earlier),
            )
            return complete(typing.text[: typing.caret], offered)

        return self._remember(("complete", key, state.data.get("会议"), typing.text[: typing.caret]), found)

    def _topics(self, bank: Bank, theme: str, meeting: str) -> Topics:
        return self._remember(("topics", theme, meeting), lambda: _Matched(bank, theme, meeting))

    def _remember(self, key: Hashable, find: Callable[[], _T]) -> _T:
        if key in self._memory:
            self._memory.move_to_end(key)
            known: _T = self._memory[key]
            return known
        value = find()
        self._memory[key] = value
        while len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
        return value


def _key(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
