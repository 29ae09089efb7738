"""Finding out why a passage bears its move: what spoke for it, the weightiest first (判定理由的挑选)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.label.features import REACH, Seen, heading_text
from drafter.label.lexicon import Lexicon
from drafter.label.reasons import quoted, tell, under, untrue
from drafter.label.structure import Layout
from drafter.language.late import late

REASONS = 3
OVERLAP = 4
"""Characters that two quotes share where they are of one place."""
SILENT = "没有明显提示，按前后次序"
"""The reason for a label that nothing in its passage, or around it, speaks for."""
MANY = 2
"""So many sentences around with a cue of the move, more than of any other, are worth telling where nothing else is."""

_OTHERWISE = {
    "词：了": late("[要会能将别应若]|怎么|如果|必须|希望|[？?]$|^(?:为|除)了"),
    "词：要求语气": late("要是|只要|[需想还]要|[？?]$"),
}
"""Features of words that do not say what they are told to where one of these stands beside them."""


class Telling:
    """Why the passages of one speech bear the moves they were given."""

    def __init__(self, layout: Layout, seen: Sequence[Seen], path: Sequence[int], lexicon: Lexicon) -> None:
        """path: the move of every sentence."""
        self.layout = layout
        self.seen = seen
        self.path = path
        self.lexicon = lexicon

    def why(
        self, begin: int, end: int, move: int, step: int, said: Sequence[tuple[int, int, float, int]]
    ) -> tuple[str, ...]:
        """Up to REASONS short reasons for the sentences from begin to end, then what spoke for the step, if it is not
        among them.

        step: its place in the move, -1 for none. said: (sentence, step, weight, cue) of what the cues say within the move.
        """
        lexicon = self.lexicon
        step_of = lexicon.step_of
        units, length = self.layout.units, self.layout.length
        behind = length - units[end - 1].start - len(units[end - 1].text)
        misplaced = untrue(units[begin].start, behind, length)
        gains = (lexicon.gains_inside if len(misplaced) == 2 else lexicon.gains)[move]
        ranked = [
            (-gains[name], place, name)
            for place in range(begin, min(end, begin + REASONS))
            for group in self.seen[place].groups
            for name in group.telling
            if name in gains
        ]
        ranked.sort()
        found: list[str] = []
        for _, place, name in ranked:
            if name in step_of:
                reason = self._cue(step_of[name], place)
            elif self._holds(name, place):
                reason = self._heading(name, place) or tell(name, units[place], self.layout)
            else:
                continue
            if reason and reason not in misplaced and not any(_alike(_words(reason), each) for each in found):
                found.append(reason)
                if len(found) == REASONS:
                    break
        if not found:
            found = [next(self._around(begin, end, move), SILENT)]
        decisive = self._decisive(begin, end, move, step, said)
        if decisive and not any(_alike(decisive, reason) for reason in found):
            found[REASONS - 1 :] = [f"分步提示“{decisive}”"]
        return tuple(found)

    def _holds(self, name: str, place: int) -> bool:
        """Whether what a feature says of a sentence is so: the pattern of one sees 了 and 要, and not what they do there."""
        if name.startswith("段主："):
            # Of two moves with as many cues in a paragraph none has most of them.
            return sum(each.startswith("段主：") for each in self.seen[place].names) == 1
        otherwise = _OTHERWISE.get(name)
        return otherwise is None or not otherwise.search(self.layout.units[place].body)

    def _around(self, begin: int, end: int, move: int) -> Iterator[str]:
        """What speaks for a move where the sentences themselves say nothing of it."""
        units, path = self.layout.units, self.path
        unit = units[begin]
        for head in (unit.sub, unit.head):
            if 0 <= head < begin and path[head] == move and (reason := under(head, unit, self.layout)):
                yield reason
        heard = [0] * len(self.lexicon.ids)
        for seen in self.seen[max(0, begin - REACH) : end + REACH]:
            for owner in {
                self.lexicon.cue_owner[number][0] for number in seen.hits if number < self.lexicon.first_word
            }:
                heard[owner] += 1
        if heard[move] >= MANY and heard.count(max(heard)) == 1 and heard[move] == max(heard):
            yield "前后多是这类提示语"
        if begin and path[begin - 1] == move:
            yield "承接上文"

    def _heading(self, name: str, place: int) -> str:
        """What a heading says for its own move (一级标题：加强领导/责任落实): the words of it; empty for other sentences."""
        kind, _, owner = name.partition("：")
        unit = self.layout.units[place]
        if place != {"一级标题": unit.head, "下级标题": unit.sub}.get(kind, -1):
            return ""
        for number, hit in self.lexicon.headings.find(heading_text(unit)).items():
            move, step = self.lexicon.heading_owner[number]
            if (move, step) in self.seen[place].headed and owner in (
                self.lexicon.ids[move],
                self.lexicon.label(move, step),
            ):
                return f"标题里的“{quoted(hit, unit.body)}”"
        return ""

    def _decisive(self, begin: int, end: int, move: int, step: int, said: Sequence[tuple[int, int, float, int]]) -> str:
        """The words of the cue that spoke loudest for a step among the steps of its move; empty where none did."""
        if len(self.lexicon.labels[move]) < 2:
            return ""
        most, loudest = 0.0, (0, 0)
        for place, order, worth, number in said:
            if order == step and worth > most and begin <= place < end:
                most, loudest = worth, (place, number)
        place, number = loudest
        return quoted(self.seen[place].hits[number], self.layout.units[place].body) if most else ""

    def _cue(self, step: int, place: int) -> str:
        """The reason that the first matching cue of a step in a sentence is; empty where none matched."""
        steps = self.lexicon.cue_steps
        # Hits come in the order of the cues, and words after all of them.
        for number, hit in self.seen[place].hits.items():
            if number >= len(steps):
                break
            if steps[number][0] == step:
                return f"提示语“{quoted(hit, self.layout.units[place].body)}”"
        return ""


def _alike(words: str, reason: str) -> bool:
    """Whether a reason quotes these words, or as many of them as it has room for, or is them, or quotes words that run
    into them (要充分认识……, 充分认识……的意义)."""
    said = _words(reason)
    if said == reason:
        return words in reason
    words, said = words.rstrip("…"), said.rstrip("…")
    return words in said or words.startswith(said) or _runs_into(words, said) or _runs_into(said, words)


def _runs_into(one: str, other: str) -> bool:
    return any(one.endswith(other[:shared]) for shared in range(OVERLAP, min(len(one), len(other)) + 1))


def _words(reason: str) -> str:
    """What a reason quotes, or all of one that quotes nothing."""
    return reason.partition("“")[2].removesuffix("”") or reason
