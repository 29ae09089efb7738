"""Facts that the brief does not have (漏入的事实): last year's numbers and names in this year's text.

A number, date, person, place or body in the text must stand in the brief. What stands in a precedent instead was
copied; what stands nowhere was made up or filled in by hand, and is only asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Literal

from drafter.check.lines import Text
from drafter.check.names import copied, of_general_words
from drafter.language.entities import SLOT, Entity, Type, entities
from drafter.language.levels import WHOSE, is_office
from drafter.language.masked import NAMED
from drafter.language.numerals import parse_chinese
from drafter.language.particulars import particulars
from drafter.language.places import named_in_short
from drafter.language.similar import bigrams
from drafter.language.words import tagged
from drafter.records import Finding

_GAP = re.compile(r"【待(?:填|明确)[^【】]*】")
_KINDS = {
    "number": "这个数字",
    "date": "这个日期",
    "person": "这个人名",
    "place": "这个地名",
    "org": "这个单位",
    "event": "这个会议",
    "policy": "这个文件",
}
_TYPE: dict[str, Type] = {slot: kind for kind, slot in SLOT.items()}
_NAMES = ("地名", "单位", "人名")
"""Slots of what is a name wherever it stands."""
_BESIDE = 2
"""So many characters beside a fact that is no name must have been copied with it (补贴从|一千五)."""
COVERED = 0.8
"""Share of a meeting's or a body's character pairs the brief must have for it to count as the brief's."""


_BEFORE_A_NAME = re.compile(
    "^(?:刚才|刚刚|正如|正像|比如|例如|譬如|去年|前年|今年|当年|昨天|今天|前不久|最近|其中|特别是|尤其是|包括|以及|还有|听了|感谢|请)(?=[一-龥]{3})"
)
"""What stands before a name and is cut off with it as one word (刚才县民政局)."""


def fact_key(text: str) -> str:
    """A fact as it is compared: no blanks, thousands commas, 约, or padding in it; ％ as %, － as —.

    >>> fact_key("约 1,200 家") == fact_key("1200家"), fact_key("刚才县民政局")
    (True, '县民政局')
    """
    key = re.sub(r"\s", "", text)
    key = re.sub(r"(?<=\d)[,，](?=\d{3})", "", key)
    key = re.sub(r"^[约近超逾](?=\d)", "", key)
    key = re.sub(r"(?<=[年月])0(?=\d)", "", key).replace("％", "%")
    key = re.sub(r"[－–~～](?=\d)|(?<=[\d%])-(?=\d)", "—", key)
    return _BEFORE_A_NAME.sub("", key.strip("《》“”"))


def facts_of(text: str) -> tuple[Entity, ...]:
    """The facts in a piece of text: its entities, gaps and official wordings (提法) aside."""
    return tuple(one for one in entities(_bare(text)) if one.type != "policy" or one.text.startswith("《"))


def facts_of_library(passages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """fact key -> citation, from (citation, text) pairs; the first citation is kept."""
    facts: dict[str, str] = {}
    for citation, text in passages:
        for fact in facts_of(text):
            facts.setdefault(fact_key(fact.text), citation)
    return facts


def leaks(
    text: Text,
    brief_facts: Iterable[str],
    precedent_facts: Mapping[str, str],
    general: Container[str] = "",
    precedents: Sequence[tuple[str, str]] = (),
    places: Mapping[str, str] = MappingProxyType({}),
    speakers: Sequence[str] = (),
    level: str = "",
    opened: Callable[[str], Mapping[str, bool]] = lambda text: {},
) -> Iterator[Finding]:
    """Findings `leak`: an error where a precedent has the fact, a warning where nobody has it.

    general: wordings that belong to no place and no body (the shipped phrasebank's); a name that stands in them is a
    word of the shape of a name (信用村). places: short name of a place -> citation. speakers: those who gave
    the precedents. precedents: (citation, text), for what only a precedent gives away: what its adapting would leave
    open (六点半, 柏书记, 柳树屯). level: the meeting's, see language/particulars.py. opened: what else adapting a text
    would leave open, since nobody vouches for it, and whether it has ground to be a name; a warning where not (see
    flow/vouched.py).
    """
    brief = Told(brief_facts)
    theirs = [(*one, _left_open(one[1], general, level)) for one in precedents]
    counts = frozenset(len(family) for family in text.families)
    for line in text.prose:
        told: set[str] = set()
        if (signed := brief.signed_by(line.body)) and line.kind == "subtitle":
            told.add(signed)
            yield Finding("leak", "warning", line.number, signed, f"题下的讲话人“{signed}”简要里没有，请核对")
        for fact in untold(line.body, brief, counts, general, precedent_facts):
            key = fact_key(fact.text)
            if key in told:
                continue
            citation = precedent_facts.get(key)
            told.add(key)
            name = f"{_KINDS[fact.type]}“{_BEFORE_A_NAME.sub('', fact.text)}”"
            yield Finding(
                "leak",
                "error" if citation is not None else "warning",
                line.number,
                fact.text,
                f"{name}在先例〈{citation}〉里有，简要里没有" if citation is not None else f"{name}简要里没有，请核对",
            )
        body = _bare(line.body)
        strange = [name for name in places if name not in brief.text and name not in general]
        vouched_by_none = opened(body) if precedents else {}
        found = chain(
            (("place", body[slice(*span)], places[body[slice(*span)]]) for span in named_in_short(body, strange)),
            (("person", name, "") for name in _named(speakers, body, brief)),
            copied(body, brief.text, precedents, general) if precedents else (),
            _borrowed(body, theirs, brief, general, level),
            _unvouched(vouched_by_none, precedents, brief),
        )
        for kind, name, citation in found:
            if not any(name in known or known in name for known in told):
                told.add(name)
                where = f"在先例〈{citation}〉里有" if citation else "是先例里的讲话人"
                message = f"{_KINDS.get(kind, f'这个{kind}')}“{name}”{where}，简要里没有"
                # A word that nothing makes a name but that nobody has it is asked about only.
                severity: Literal["error", "warning"] = "error" if vouched_by_none.get(name, True) else "warning"
                yield Finding("leak", severity, line.number, name, message)


def _left_open(text: str, general: Container[str], level: str) -> dict[str, str]:
    """What adapting `text` would leave open -> its slot; without what nobody can borrow: a level by itself where the
    meeting's own is not known (see language/particulars.py), a body of no name (供水公司)."""
    return {
        fact: slot
        for _, fact, slot in particulars(_bare(text), general, level=level).told()
        if (level or slot != WHOSE) and (slot != "单位" or is_office(fact) or not of_general_words(fact, general))
    }


def _borrowed(
    body: str,
    precedents: Iterable[tuple[str, str, Mapping[str, str]]],
    brief: Told,
    general: Container[str],
    level: str,
) -> Iterator[tuple[str, str, str]]:
    """(type or slot, fact, citation) of what a line has in common with a precedent and not with its brief.

    precedents: (citation, text, its facts, see `_left_open`). What is a fact on either side is one on both, however the
    other is cut. A time or a small figure (去年, 三天) any two speeches may have: it is copied only with what stands
    beside it.
    """
    if not precedents:
        return
    own = _left_open(body, general, level)
    for citation, text, theirs in precedents:
        shared = {fact: slot for fact, slot in theirs.items() if fact in body}
        shared |= {fact: slot for fact, slot in own.items() if fact in text}
        strange = {fact: slot for fact, slot in shared.items() if not brief.has_told(fact, slot, general)}
        names = [fact for fact, slot in strange.items() if slot in _NAMES]
        standing = {body[start:end] for start, end in named_in_short(body, names)}.union(own)
        for fact, slot in strange.items():
            places = re.finditer(re.escape(fact), body)
            if (
                fact in standing
                if slot in _NAMES
                else any(_copied_with(body, *place.span(), text, general) for place in places)
            ):
                yield _TYPE.get(slot, slot), fact, citation


def _unvouched(
    names: Collection[str], precedents: Sequence[tuple[str, str]], brief: Told
) -> Iterator[tuple[str, str, str]]:
    """(slot, name, citation) of what nobody vouches for in a line and a precedent has, too."""
    for name in names:
        citation = next((citation for citation, text in precedents if name in text), None)
        if citation is not None and not brief.has_told(name, NAMED, ()):
            yield NAMED, name, citation


def _copied_with(body: str, start: int, end: int, text: str, general: Container[str]) -> bool:
    """Whether body[start:end] stands in `text` with what stands beside it, which `general` does not say."""
    around = [(max(0, start - _BESIDE), end), (start, end + _BESIDE)]
    said = [body[first:last] for first, last in around if min(last, len(body)) - first == end - start + _BESIDE]
    return any(one in text and one not in general for one in said)


def _bare(text: str) -> str:
    """`text` without gaps and what looks like a slot, as long as it was."""
    masked = _GAP.sub(lambda match: "　" * len(match.group()), text)
    return masked.replace("<", "〈").replace(">", "〉")


def _named(speakers: Sequence[str], body: str, brief: Told) -> list[str]:
    """The speakers of the library that a line names and the brief does not; of two characters (高原) any word may be."""
    return [
        name
        for name in speakers
        if len(name) > 2 and name in body and name not in brief.text and re.fullmatch("[一-龥·]+", name)
    ]


def untold(
    text: str, brief: Told, counts: Collection[int], general: Container[str], cited: Container[str] = ()
) -> Iterator[Entity]:
    """The facts in a line that the brief does not have. counts: how many headings stand beside each other.

    general: see `leaks`. cited: keys of facts that a precedent has; these are no words of a name's shape.
    """
    for fact in facts_of(text):
        key = fact_key(fact.text)
        if brief.has(fact, key) or _own_count(fact, counts):
            continue
        if fact.type in ("place", "org") and (key in general or (key not in cited and _general_place(fact))):
            continue
        yield fact


_COUNT = re.compile(r"([一二三四五六七八九十]{1,3})(?:个|点|条|项|件)")


def _own_count(fact: Entity, counts: Collection[int]) -> bool:
    """十个方面 before ten headings: the text counts its own points."""
    match = _COUNT.fullmatch(fact.text) if fact.type == "number" else None
    return match is not None and (parse_chinese(match.group(1)) or 0) in counts


_VILLAGE = re.compile(r"(.{2,4})(?:街道|村|乡|镇)")
_VERBS_IN_NAMES = frozenset(
    "解放 跃进 奋斗 前进 胜利 建设 联合 合作 团结 建国 兴国 建新 创新 立新 创业 兴业 保卫 革新".split()
)
"""Verbs that villages are called by."""


def _general_place(fact: Entity) -> bool:
    """A village by its shape alone, before which stands a verb or a pronoun: no name (发动村干部, 哪些村)."""
    match = _VILLAGE.fullmatch(fact.text) if fact.type == "place" else None
    if match is None or match.group(1) in _VERBS_IN_NAMES:
        return False
    words = tagged(match.group(1))
    return len(words) == 1 and words[0][1][0] in "vr"


class Told:
    """All the brief says, to hold facts against."""

    def __init__(self, facts: Iterable[str]) -> None:
        facts = [str(fact) for fact in facts]
        dates = (re.search(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})", fact) for fact in facts)
        spoken = [f"{int(d[1])}年{int(d[2])}月{int(d[3])}日" for d in dates if d]
        self.text = "\n".join(fact_key(fact) for fact in (*facts, *spoken))
        self.pairs = bigrams(self.text)
        self.apart = tuple(bigrams(fact) for fact in self.text.split("\n"))
        self.whole = frozenset(facts)

    def signed_by(self, line: str) -> str:
        """The name after the speaker's post that is no name of the brief's (秦某 for 秦某某); "" where all is well.

        >>> Told(("县长", "秦某某")).signed_by("县长 秦某"), Told(("县长", "秦某某")).signed_by("县长 秦某某")
        ('秦某', '')
        """
        post, _, name = line.strip().replace("\u3000", " ").rpartition(" ")
        name = name if post.strip() in self.whole and re.fullmatch("[一-龥·]{2,8}", name) else ""
        return "" if name in self.whole else name

    def has_told(self, fact: str, slot: str, general: Container[str]) -> bool:
        """Whether the brief has what stands for `slot` (see language/particulars.py), or it is everybody's: an official
        wording (提法), a place or a body that `general` says and that is no office."""
        kind = _TYPE.get(slot, "place")
        if kind == "policy" and not fact.startswith("《"):
            return True
        if slot in ("地名", "单位") and fact in general and not is_office(fact):
            return True
        return self.has(Entity(0, len(fact), fact, kind), fact_key(fact))

    def has(self, fact: Entity, key: str) -> bool:
        """Whether the brief has the fact; key: see `fact_key`."""
        if fact.type in ("number", "date"):
            # 1864户 stands in 1864户5217人, 18 not in 18.5.
            rest = r"(?!\.?\d)" if key[-1:].isdigit() else ""
            return re.search(rf"(?<![\d.]){re.escape(key)}{rest}", self.text) is not None
        if key in self.text:
            return True
        pairs = bigrams(key)
        if fact.type == "org":
            # Out of one fact: 云台县 here and 县教育局 there are no 云台县教育局.
            return any(len(pairs & one) >= COVERED * len(pairs) for one in self.apart)
        return fact.type == "event" and len(pairs & self.pairs) >= COVERED * len(pairs)
