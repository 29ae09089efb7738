"""Whether a line of the bank says what a measure of the brief says (句子盖不盖得住措施): the thing it is about, what is done, who."""

from __future__ import annotations

from drafter.bank.model import SLOT
from drafter.language import heads
from drafter.language.clauses import doer_of
from drafter.language.late import late
from drafter.language.saying_little import ANYBODY, STOCK
from drafter.language.similar import bigrams
from drafter.language.verbs import ACTIVITY_ENDINGS, FURTHERS, OF_ANY_DOING
from drafter.plan.assignments import Assignment
from drafter.plan.line import Line
from drafter.plan.match import WORD
from drafter.plan.nearest import unsaid
from drafter.plan.rhythm import in_rhythm

_PREPOSITION = late("^(?:从|把|将|对|为|给|帮|向|由|在|每个?|[一每][个家户村]?)")
"""What stands before the thing of a predicate."""
_TO_THE_END = late("[管用动建立抓查发送退补]?(?:起来|下来|下去|到底|到位|到手|完|掉)$")
"""How far a thing is done, which a line need not say."""
HALF = 4
"""Characters at either end of a predicate in which its thing and its act are looked for."""
HALF_SAID = 0.5
"""So many of the characters that open a name and a line does not say must be in its heading or its group's name."""


def faithful(name: str, line: Line) -> bool:
    """Whether a line found for a measure by its words may stand under it; True for one that offices call just so.

    A clause or a predicate says all there is: both its beginning and its end must be heard. Of a name what opens it and
    what it is by its last word must be.
    """
    if line.path or f"又叫“{name}”" in line.reason:
        return True
    near = f"，与“{name}”相近" in line.reason
    if not near and "又叫“" not in line.reason:
        return True
    # What the line and its group are called (叫法) tells what it is about as well as what it says.
    groups = line.topic.groups if line.topic else ()
    called = next((f"{g.name}|{m.called}" for g in groups for m in g.measures if m.text == line.text), "")
    spoken = SLOT.sub("", in_rhythm(line.text, name, Assignment()))
    said = f"{spoken}|{line.reason.replace(f'，与“{name}”相近', '')}|{called}"
    who = doer_of(name)
    if who and who[-2:] not in line.text:
        return False
    if heads.is_predicate(name):
        bare = _TO_THE_END.sub("", _PREPOSITION.sub("", name))
        return _heard(bare[:HALF], said) and _heard(bare[-HALF:], said)
    verb = heads.verb_and_thing(name)[1]
    if verb:
        # What is to do well may be a doing itself (完善公司治理).
        done = near and verb in FURTHERS | OF_ANY_DOING and name[-WORD:] in ACTIVITY_ENDINGS
        return not done or _end_heard(name, said)
    if not near:
        return True
    if not _end_heard(name, said):
        return False
    # What opens a name and the line does not say (称重设备联网: 异地信息互认) its heading or its group must say half of.
    lost = [run for run in unsaid(name, spoken) if name.startswith(run)]
    return all(sum(char in said for char in run) >= HALF_SAID * len(run) for run in lost)


def _end_heard(name: str, said: str) -> bool:
    """Whether a text says the last word of a name, or one of its characters elsewhere than in the words before it
    (护林员网格巡护: 护 in 护林员 says nothing of 巡护)."""
    end, front = name[-WORD:], name[:-WORD]
    if end in said or end in STOCK | OF_ANY_DOING:
        return True
    for at in range(len(front) - 1):
        said = said.replace(front[at : at + WORD], "|")
    return any(char in said for char in end)


def _heard(part: str, said: str) -> bool:
    """Whether a text says a telling pair of characters of a part of a measure; True for a part without any."""
    pairs = bigrams(part) - STOCK - ANYBODY - OF_ANY_DOING
    return not pairs or any(pair in said for pair in pairs)
