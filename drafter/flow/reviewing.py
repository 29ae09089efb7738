"""Doubtful labels looked through one by one (逐段订正): what to ask, what the keys do. Holds no terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.flow.correcting import correct, place_in, with_scores
from drafter.keep.corrections import load_corrections
from drafter.keep.workspace import Workspace
from drafter.label.corrected import fingerprint
from drafter.label.decode import BY_HAND
from drafter.label.telling import SILENT
from drafter.records import Passage, Source, Speech


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A passage to ask about (没有把握的一段)."""

    source: Source
    speech: Speech
    number: int
    """Of the passage in its speech, from 1."""

    @property
    def passage(self) -> Passage:
        return self.speech.passages[self.number - 1]

    def under(self, closing: str) -> tuple[Passage, ...]:
        """Everything under the heading it is, to the next heading of its level or above; nothing where it is none.

        closing: the move of the ending (结束语), which is under no heading though it stands behind the last one.
        """
        level = self.passage.level
        behind = self.speech.passages[self.number :] if level else ()
        end = next((n for n, each in enumerate(behind) if 0 < each.level <= level), -1)
        if end < 0:
            end = len(behind)
            while end and behind[end - 1].move == closing and not behind[end - 1].level:
                end -= 1
        return tuple(each for each in behind[:end] if each.kind != "salutation")

    def beside(self, step: int) -> str:
        """The text of the passage before (-1) or behind (1), empty at the ends."""
        at = self.number - 1 + step
        return self.speech.passages[at].text.strip() if 0 <= at < len(self.speech.passages) else ""


def every(sources: Sequence[Source]) -> list[Doubtful]:
    """All passages but salutations, as they stand: also those whose label is sure, and those corrected already."""
    return [
        Doubtful(source, speech, number)
        for source in sources
        for speech in source.speeches
        if speech.duplicate_of is None
        for number, passage in enumerate(speech.passages, 1)
        if passage.kind != "salutation"
    ]


def doubtful(sources: Sequence[Source], below: float) -> list[Doubtful]:
    """Passages whose label is less sure than `below`, or has nothing in them to speak for it, least sure first."""
    found = [each for each in every(sources) if _doubted(each, below)]
    return sorted(found, key=lambda each: (each.passage.score, each.source.path, each.number))


UNSURE_STEP = 0.5
"""Below it the step of a sure move is asked about: it is as likely as not another."""


def unsure_steps(sources: Sequence[Source], below: float) -> list[Doubtful]:
    """Passages whose move is sure enough not to be `doubtful` and whose step is not (步骤没有把握), least sure first."""
    found = [
        each
        for each in every(sources)
        if each.passage.step_score < UNSURE_STEP
        and each.passage.step
        and each.passage.why != BY_HAND
        and not _doubted(each, below)
    ]
    return sorted(found, key=lambda each: (each.passage.step_score, each.source.path, each.number))


def _doubted(asked: Doubtful, below: float) -> bool:
    return asked.passage.score < below or SILENT in asked.passage.why


class Review:
    """Doubtful passages looked through one by one, key by key (逐段订正). Holds no terminal.

    Every correction is on disk before the next question.
    """

    def __init__(
        self,
        workspace: Workspace,
        waiting: Sequence[Doubtful],
        known: Mapping[str, Sequence[str]],
        closing: str = "结束语",
    ) -> None:
        """known: move → its steps; closing: what the move of the ending is called."""
        self._workspace = workspace
        self._closing = closing
        self._waiting = waiting
        self._known = known
        self._moves = list(known)
        self._place = 0
        self._chosen = ""
        """The move just chosen, while its step is asked for."""
        self._whole = False
        """What is answered goes for everything under the heading, too."""
        self._done: dict[int, list[_Told]] = {}
        """Place of `waiting` → the passages corrected there in this sitting."""
        self.ended = not waiting

    @property
    def corrected(self) -> frozenset[str]:
        """The places (`place_in`) of the passages that bear a correction of this sitting."""
        return frozenset(one.place for told in self._done.values() for one in told)

    @property
    def _through(self) -> bool:
        """Whether all was asked, and only the last answer may still be taken back."""
        return self._place == len(self._waiting)

    def question(self) -> str:
        """What to show before the keys."""
        if self._chosen or self._through:
            return ""
        asked = self._waiting[self._place]
        passage = asked.passage
        before, behind = asked.beside(-1), asked.beside(1)
        under = asked.under(self._closing)
        return (
            f"\n[{self._place + 1}/{len(self._waiting)}] {asked.source.path} 第 {passage.number} 段\n"
            + (f"  上文：{_end(before)}\n" if before else "")
            + f"{passage.text.strip()}\n"
            + (f"  下文：{_beginning(behind)}\n" if behind else "")
            + f"  现为 {with_scores(passage)}　因：{'；'.join(passage.why)}"
            + (
                f"\n  下面还有 {len(under)} 段（到“{_end(under[-1].text.strip())}”），答案后面加 + 就连它们一起"
                if under
                else ""
            )
        )

    def options(self) -> str:
        """The keys that may be pressed now."""
        if self._through:
            return "都问完了，订正都已存好：回车 结束  u 退回上一段"
        if self._chosen:
            steps = "  ".join(f"{number} {step}" for number, step in enumerate(self._known[self._chosen], 1))
            return f"{self._chosen}的步骤：{steps}  回车 由程序定  u 重选语步  q 步骤由程序定并退出"
        moves = "  ".join(f"{number} {move}" for number, move in enumerate(self._moves, 1))
        return f"{moves}  = 认可  回车 跳过  u 退回上一段  q 退出  ? 帮助"

    def help(self) -> str:
        """What the keys do, and every move with its steps."""
        steps = "\n".join(f"  {move}：{'、'.join(names)}" for move, names in self._known.items())
        return (
            "输入语步的编号或名称，再选步骤；也可以直接输入步骤的名称。名称写出开头、分得清是哪一个就行（督查）。\n"
            "= 认可现在的语步和步骤（也算订正，供学习用）；回车跳过；u 退回上一段并撤销这次对它的订正；q 退出，订正过的都已存好。\n"
            "问到标题，答案后面加 +（4+、督查+、=+）就连标题下面各段一起：订正的都改成一样的，认可的各照现在的。\n"
            f"语步和步骤：\n{steps}"
        )

    def press(self, key: str) -> str:
        """Take one answer; what to tell the writer, what was recorded among it. Raises what saving raises."""
        key = _as_meant(key)
        if self._through:
            if key == "u":
                return self._back()
            self.ended = key in ("", "q")
            return "" if self.ended else "都问完了：回车 结束，u 退回上一段"
        if key == "?":
            return self.help()
        if self._chosen:
            return self._take_step(key)
        if key == "q":
            self.ended = True
            return ""
        if key == "":
            self._on()
            return ""
        if key == "u":
            return self._back()
        answer, self._whole = _without_plus(key)
        if self._whole and not self._waiting[self._place].under(self._closing):
            return "这一段不是标题，或下面没有别的段落，不用加 +"
        if answer == "=":
            return self._keep(None)
        if label := _chosen_both(answer, self._known) or _chosen_step(answer, self._known):
            return self._keep(label)
        if move := _chosen(answer, self._moves):
            if len(self._known[move]) < 2:
                return self._keep((move, ""))
            self._chosen = move
            return ""
        return self._unknown(answer)

    def _take_step(self, key: str) -> str:
        steps = self._known[self._chosen]
        if key == "q":
            # The move was chosen: only its step is left to the program.
            told = self._keep((self._chosen, ""))
            self.ended = True
            return told
        if key == "u":
            self._chosen = ""
            return "重选语步"
        answer, whole = _without_plus(key)
        label = _chosen_both(answer, self._known)
        step = _chosen(answer, steps)
        if answer and not step and not label:
            return self._unknown(answer)
        if whole and not self._waiting[self._place].under(self._closing):
            return "这一段不是标题，或下面没有别的段落，不用加 +"
        self._whole = self._whole or whole
        move, self._chosen = self._chosen, ""
        return self._keep((move, step) if step or not label else label)

    def _unknown(self, key: str) -> str:
        """What to tell of an answer that names nothing, or more than one thing."""
        steps = [(step, move) for move, names in self._known.items() for step in names]
        if self._chosen:
            steps = [(step, "") for step in self._known[self._chosen]]
        begun = [f"{step}（{move}）" if move else step for step, move in steps if key and step.startswith(key)]
        if not self._chosen:
            begun = [move for move in self._moves if move.startswith(key)] + begun
        if len(begun) > 1:
            return f"“{key}”合得上{len(begun)}个：{'、'.join(begun)}，请多写几个字"
        return f"不认识“{key}”，请按列出的键，? 看帮助"

    def _keep(self, label: tuple[str, str] | None) -> str:
        """Record the label asked for, None for the one there is, and go on; what was recorded."""
        asked = self._waiting[self._place]
        # What was asked about below and answered already stands as answered.
        answered = self.corrected
        passages = [asked.passage, *(asked.under(self._closing) if self._whole else ())]
        told = []
        before = load_corrections(self._workspace)
        for passage in passages:
            place = place_in(asked.speech, passage.number)
            if passage is asked.passage or place not in answered:
                correct(self._workspace, passage.text, *(label or (passage.move, passage.step)), place)
                told.append(_Told(passage.text, place, _former(passage, place, before)))
        self._done[self._place] = told
        move, step = label or (asked.passage.move, asked.passage.step)
        also = f"，下面 {len(told) - 1} 段{'也一样' if label else '各照现在的'}" if len(told) > 1 else ""
        self._whole = False
        self._on()
        return f"记下：{move}·{step or '步骤由程序定'}{also}"

    def _on(self) -> None:
        """To the next passage that was not answered for together with a heading."""
        self._place += 1
        while self._place < len(self._waiting) and self._place_of(self._place) in self.corrected:
            self._place += 1
        self.ended = self._through and not self._done

    def _place_of(self, number: int) -> str:
        waiting = self._waiting[number]
        return place_in(waiting.speech, waiting.number)

    def _back(self) -> str:
        """To the passage asked about before, whose corrections are taken back."""
        answered = {one.place for at, told in self._done.items() for one in told if self._place_of(at) != one.place}
        before = self._place - 1
        while before >= 0 and before not in self._done and self._place_of(before) in answered:
            before -= 1
        if before < 0:
            return "已经是第一段"
        self._place = before
        if told := self._done.pop(before, None):
            for one in told:
                correct(self._workspace, one.text, *one.former, one.place)
            also = f"，连下面 {len(told) - 1} 段" if len(told) > 1 else ""
            again = "，从前的订正恢复了" if any(move for move, _ in (one.former for one in told)) else ""
            return f"已退回上一段，它的订正撤销了{also}{again}"
        return ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage corrected in this sitting."""

    text: str
    place: str
    """See `place_in`."""
    former: tuple[str, str]
    """The move and step corrected before this sitting, empty where none were: what taking back restores."""


def _former(passage: Passage, place: str, kept: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    if known := kept.get(place) or kept.get(fingerprint(passage.text)):
        return known
    # A correction of the speech before it was edited is kept under the place it had then.
    return (passage.move, passage.step) if passage.why == BY_HAND else ("", "")


_KEYS = "=+?0123456789quQU"
_NARROW = {ord(key) + 0xFEE0: key for key in _KEYS}
"""Keys as an input method in full-width mode gives them (＝, ｑ) -> themselves; the letters of names stay as they are."""


def _as_meant(key: str) -> str:
    """An answer in half-width keys, capital letters that are keys taken for small ones."""
    plain = key.translate(_NARROW).strip()
    return plain.lower() if plain in ("Q", "U") else plain


def _without_plus(key: str) -> tuple[str, bool]:
    """An answer without the sign that it goes for everything under the heading, and whether it bore it."""
    plain = key.rstrip("+ ")
    return (plain, True) if plain and "+" in key[len(plain) :] else (key, False)


def _chosen(key: str, names: Sequence[str]) -> str:
    """The name a key stands for, by its number, by itself or by a beginning no other has; "" for none."""
    if key in names:
        return key
    if key.isdecimal():
        return names[int(key) - 1] if 1 <= int(key) <= len(names) else ""
    begun = [name for name in names if key and name.startswith(key)]
    return begun[0] if len(begun) == 1 else ""


def _chosen_both(key: str, known: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The move and step of a key that names both, apart (开场 会议任务)."""
    first, _, second = re.sub("[\\s·/、，]+", " ", key.strip()).partition(" ")
    move = _chosen(first, list(known)) if second else ""
    step = _chosen(second, known[move]) if move else ""
    return (move, step) if step else None


def _chosen_step(key: str, known: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The move and step a key names by the step alone, where it is the beginning of no move and of one step only."""
    if not key or key.isdecimal() or any(move.startswith(key) for move in known):
        return None
    steps = [(move, step) for move, names in known.items() for step in names]
    found = [one for one in steps if one[1] == key] or [one for one in steps if one[1].startswith(key)]
    return found[0] if len(found) == 1 else None


BESIDE = 40
"""So many characters are shown of the passages beside the one asked about."""


def _end(text: str) -> str:
    return text if len(text) <= BESIDE else "……" + text[-BESIDE:]


def _beginning(text: str) -> str:
    return text if len(text) <= BESIDE else text[:BESIDE] + "……"
