"""What a session stands on and does not change (写字台): the bank, earlier briefs, and looks already taken."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from drafter.bank.model import Bank
from drafter.brief.schema import Brief
from drafter.compose import candidates as choosing
from drafter.compose import looking, questions
from drafter.compose.candidates import Candidate, evidence_of
from drafter.compose.completing import Completion, complete
from drafter.compose.data import GROUND, SOURCE, Data, choices
from drafter.compose.hands import NOTHING, Hands
from drafter.compose.looking import Look
from drafter.compose.questions import CLOSED
from drafter.compose.state import State
from drafter.flow.carried import standing, still
from drafter.flow.foreign import foreign
from drafter.flow.foreign import told as told_by
from drafter.flow.subjects import MARKED, by_hand, read, topics_of
from drafter.plan.before import Before, nothing_before
from drafter.plan.outline import plan
from drafter.records import Outline

REMEMBERED = 128
READ_ALL = "其余请逐字看"
"""How the message ends that names what a precedent brought."""


_T = TypeVar("_T")


@dataclass(slots=True)
class Desk:
    """The bank and what follows from it; remembers the latest looks, since planning takes tens of milliseconds.

    Same question, same answer: the memory shows in speed only.
    """

    bank: Bank
    earlier: tuple[Data, ...] = ()
    before: Before = nothing_before
    """What old speeches have under a heading called as a point is (see flow/headed.py)."""
    _memory: dict[str, OrderedDict[Hashable, Any]] = field(default_factory=dict)
    _evidence: Mapping[str, str] = field(default_factory=dict)
    planning: Callable[[float], None] | None = None
    """Told before an outline is planned, with the seconds the last one took."""
    _took: float = 0.0

    def __post_init__(self) -> None:
        self._evidence = evidence_of(self.bank)

    @property
    def occasions(self) -> tuple[str, ...]:
        """Every name a 场合 may have."""
        return tuple(name for occasion in self.bank.occasions for name in (occasion.name, *occasion.aliases))

    def look(self, data: Data) -> Look:
        """The outline `data` makes."""
        return self._remember(
            "look", _key(data), lambda: looking.look(data, self.bank, self._plan, self.look, self.topics_of)
        )

    def candidates(self, state: State) -> tuple[Candidate, ...]:
        """What can stand at the current node."""
        return self._remember(
            "candidates",
            (state.node, _key(state.data)),
            lambda: choosing.candidates(state.node, state.data, self.bank, self.look, self._evidence),
        )

    def families(self, state: State) -> tuple[Candidate, ...]:
        """The sets that can hold the siblings of the current node."""
        return self._remember(
            "families",
            (state.node, _key(state.data)),
            lambda: choosing.families(state.node, state.data, self.bank, self.look, self._evidence),
        )

    def settle(self, data: Data) -> Data:
        """`data` with frames put aside or put back, as they can stand."""
        return looking.settle(data, self.bank, self.look)

    def grounded(self, before: Data, after: Data, hands: Hands = NOTHING) -> Data:
        """`after` with what its new choices stand on written down."""
        return looking.grounded(before, after, self.bank, self.look, hands)

    def confirmed(self, data: Data, nodes: Iterable[str]) -> Data:
        """`data` with the choices at `nodes` looked at and found right."""
        return looking.confirmed(data, nodes, self.bank, self.look, self.topics_of)

    def completions(self, state: State) -> tuple[Completion, ...]:
        """What the line being typed may become."""
        typing = state.typing
        if typing is None or typing.purpose not in ("answer", "point", "measure"):
            return ()
        key = state.row.split("/")[0] if typing.purpose == "answer" else "意见"
        about = (key, state.data.get("会议"), state.data.get("主题"))
        text = typing.text[: typing.caret]

        def found() -> tuple[Completion, ...]:
            offered = self._remember("words", about, lambda: questions.words(key, state.data, self.bank, self.earlier))
            # One of a few words stands there already: the others are what one may want instead.
            whole = key in CLOSED and text in {word for word, _ in offered}
            return complete("" if whole else text, offered)

        return self._remember("complete", (*about, text), found)

    def topics_of(self, brief: Brief) -> frozenset[str]:
        """Ids of the topics of the bank that the theme and the points are about."""
        return topics_of(brief, self.bank)

    def left_standing(self, state: State) -> str:
        """What is said of the words of a precedent that still stand in the line being typed, "" where the brief has all of
        them or the message of the screen names them already. What the writer put in himself is not among them."""
        typing = state.typing
        if typing is None or not typing.cited or READ_ALL in state.message:
            return ""
        taken = typing.taken or typing.begun

        def told() -> str:
            brief = self.look(state.data).brief
            if brief is None:
                return ""
            return foreign(typing.text, typing.cited, brief, self.bank, self.topics_of(brief)).within(taken).told()

        return self._remember("standing", (typing.text, taken, typing.cited, _key(state.data)), told)

    def carried(self, state: State) -> tuple[tuple[int, int], ...]:
        """(start, end) of the old speech's own words in the line being typed (see flow/carried.py): of a precedent that is
        adapted into it, or as they were underlined when the line was accepted."""
        typing = state.typing
        if typing is None or not (typing.purpose in ("adapt", "edit") or typing.taken):
            return ()
        held = choices(state.data)
        ground = held.get(typing.target + GROUND, "")
        # A line that was read is underlined anew once it becomes another.
        anew = typing.target + SOURCE in held and read(ground, held.get(typing.target, ""))
        if typing.purpose == "edit" and not typing.taken and not anew:
            return self.marked(state.data, typing.target, typing.text)
        taken = typing.taken or typing.begun

        def found() -> tuple[tuple[int, int], ...]:
            brief = self.look(state.data).brief
            return tuple(still(typing.text, taken, "\n".join(told_by(brief)) if brief else ""))

        return self._remember("carried", (typing.text, taken, _key(state.data)), found)

    def marked(self, data: Data, node: str, text: str) -> tuple[tuple[int, int], ...]:
        """(start, end) of what was underlined when the line at `node` was accepted and still stands in `text`."""
        ground = choices(data).get(node + GROUND, "")
        return tuple(standing(text, by_hand(ground, MARKED))) if MARKED in ground else ()

    def _plan(self, brief: Brief) -> Outline:
        # What a choice stands on changes no byte of the outline: the same one is not planned again for it.
        chosen = {key: value for key, value in brief.chosen.items() if not key.endswith(GROUND)}
        bare = brief.model_copy(update={"chosen": chosen})

        def planned() -> Outline:
            if self.planning is not None:
                self.planning(self._took)
            began = time.monotonic()
            outline = plan(bare, self.bank, self.before)
            self._took = time.monotonic() - began
            return outline

        return self._remember("plan", bare.model_dump_json(), planned)

    def _remember(self, kind: str, key: Hashable, find: Callable[[], _T]) -> _T:
        """What `find` gave for `key` before, or gives now; of each kind the latest are kept."""
        memory = self._memory.setdefault(kind, OrderedDict())
        if key in memory:
            memory.move_to_end(key)
            known: _T = memory[key]
            return known
        value = find()
        memory[key] = value
        while len(memory) > REMEMBERED:
            memory.popitem(last=False)
        return value


def _key(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
