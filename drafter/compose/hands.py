"""What the writer answers for in a line (经手的): what was put into its gaps, what of a precedent was left in it or is still
underlined, whether it was read word by word; and what is said of a line nobody has read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.brief.schema import Brief
from drafter.check.leaks import Told, untold
from drafter.compose.adapting import GAP
from drafter.flow.carried import standing
from drafter.flow.foreign import Foreign, told
from drafter.flow.strange import shipped_wordings
from drafter.flow.subjects import MARKED, by_hand, theirs_told
from drafter.language.entities import entities
from drafter.language.levels import is_office

_AND = "、"
_OTHERS = str.maketrans({"｜": "|", "／": "/", _AND: "，"})
"""What parts a ground, or the facts in it, from each other, as a fact has it there."""
_LONGEST = 2000
"""Characters of an edit that are compared to tell what filled a gap; a longer one was written anew."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What the writer answers for in one text (经手的)."""

    facts: Collection[str] = ()
    """Those the writer put in where there was a gap."""
    left: Collection[str] = ()
    """What of a precedent was left standing."""
    read: bool = False
    """Made from a precedent, it was read word by word."""
    marked: Collection[str] = ()
    """What was underlined in it when it was accepted: the old speech's own words (see flow/carried.py)."""


NOTHING = Hands()


def handed_on(ground: str, after: str) -> Hands:
    """What of a ground still holds once the writer has made its text into `after`: facts that were put in and stand there,
    and what is underlined. That the text was read holds for that text alone: another is asked about anew.
    """
    facts = [fact for fact in by_hand(ground) if fact in as_kept(after)]
    return Hands(sorted(facts), marked=sorted(marked_in(after, ground)))


def strange_in(text: str, brief: Brief, counts: Collection[int] = ()) -> list[str]:
    """Names, dates and figures of a line that the brief does not have, as the check sees it. counts: see leaks.untold."""
    found = untold(GAP.sub(_blank, text), Told(told(brief)), counts, shipped_wordings())
    return list(dict.fromkeys(fact.text for fact in found))


def prepare() -> None:
    """Get ready what `strange_in` needs the first time: the shapes of facts, the wordings of the phrasebank. Takes 0.1 s."""
    entities("，")
    shipped_wordings()


def _blank(match: re.Match[str]) -> str:
    return "，" * len(match[0])


def as_kept(fact: str) -> str:
    """A fact as a ground holds it among others."""
    return fact.translate(_OTHERS)


def untold_of(facts: Sequence[str]) -> str:
    """What is said of facts the brief does not have; "" of none."""
    return f"{_AND.join(f'“{fact}”' for fact in facts)}简要里没有" if facts else ""


def marked_in(text: str, ground: str) -> list[str]:
    """What was underlined in a line when it was accepted, as its ground says, and still stands in `text`."""
    return [text[start:end] for start, end in standing(text, by_hand(ground, MARKED))]


def unread(strange: Foreign, place: str = "", marked: Sequence[str] = ()) -> str:
    """What is said of a line made from a precedent that nobody has read word by word yet, and of what is in it.

    marked: what is underlined in it.
    """
    told = "；".join(filter(None, (strange.told(place), theirs_told(marked, strange.named))))
    return f"改自先例，还没有逐字看过{'：' if told else ''}{told}"


_UNTOLD = re.compile("“[^”]+”(?:、“[^”]+”)+(?=简要里没有(?:；|$))")


LONGEST_WHY = 62
"""Characters of a reason that leave room for what to do about it, in two lines of 80 cells."""


def shortened(why: str, most: int = 24) -> str:
    """`why` with no more facts named than there is room for, at least one, and the end of one still too long left off."""
    why = _fewer_named(why, most)
    return why if len(why) <= LONGEST_WHY else why[: LONGEST_WHY - 1] + "…"


def _fewer_named(why: str, most: int) -> str:
    match = _UNTOLD.search(why)
    if match is None or len(match[0]) <= most:
        return why
    facts = match[0][1:-1].split("”、“")
    shown = 1
    while sum(len(fact) + 3 for fact in facts[: shown + 1]) <= most:
        shown += 1
    named = _AND.join(f"“{fact}”" for fact in facts[:shown])
    return f"{why[: match.start()]}{named}等{len(facts)}处{why[match.end() :]}"


def filled_by_hand(before: str, after: str, brief: Brief, named: Collection[str] = ()) -> list[str]:
    """Facts that stand in `after` where `before` had a gap to fill in, and that the brief does not have.

    named: what else `after` is named for, made from a precedent (一千五, 老邵; see flow/foreign.py).
    """
    if not GAP.search(before):
        return []
    bare, told_of = GAP.sub(_blank, after), {*strange_in(after, brief)}
    facts = [(one.start, one.text) for one in entities(bare) if one.text in told_of]
    # Whether the speaker may speak for an office is no matter of what fills a gap.
    others = [one for one in named if not is_office(one)]
    facts += [(match.start(), one) for one in others for match in re.finditer(re.escape(one), bare)]
    put_in = [(c, d) for a, b, c, d in _edits(before, after) if _at_gap(before, a, b)]
    found = (one for at, one in sorted(facts) if any(at < end and begin < at + len(one) for begin, end in put_in))
    return list(dict.fromkeys(found))


def _at_gap(before: str, start: int, end: int) -> bool:
    """Whether a piece of `before` has part of a gap."""
    return any(start < gap.end() and gap.start() < end for gap in GAP.finditer(before))


def _edits(before: str, after: str) -> list[tuple[int, int, int, int]]:
    """What was put in: (start, end) in `before` of what it stands for, and in `after`. All of a long rest is one edit."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    if max(len(before), len(after)) - start > _LONGEST:
        return [(start, start, start, len(after))]
    match = SequenceMatcher(None, before[start:], after[start:], autojunk=False)
    edits = (edit for edit in match.get_opcodes() if edit[0] in ("replace", "insert"))
    return [(start + a, start + b, start + c, start + d) for _, a, b, c, d in edits]
