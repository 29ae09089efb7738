"""Byte damage (字节错位) and whole-text mojibake (乱码): found, simulated, reversed where provable.

How the damage arose. A scraper walked over the GBK bytes of a page without minding where characters
begin. Wherever the two bytes of an annotated character occur, also half in one character and half in
the next, it put ``(pinyin)`` behind them; likewise one ASCII byte before the bytes of ``，、。；！？``,
invisible unless a lead byte stands in front of it. Reading the result, a lead byte swallows a following
byte below 0x40 and shows as ``?``; from there on everything is read one byte off, until the next
swallowed byte or a character whose second byte is ASCII puts it right. Pairs that are no character vanish.

`damage` does the same to a clean text. `repair` turns it round: every character of a damaged run still
says its two bytes, so a candidate is spelled out byte by byte, only what was swallowed or vanished being
open; a candidate counts only if damaging it again gives exactly what stands in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from math import exp, inf, log
from operator import add
from typing import NamedTuple

from drafter.clean.wording import Wording, neighbours
from drafter.language.frequent import SIMPLIFIED, TRADITIONAL
from drafter.language.late import late
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN

MARGIN = log(19)
"""How far (natural log) the best candidate must lie before all others together: 95 in 100."""
STRICT = log(99)
"""How far it must lie before any single one where a character hangs on what stands on one side of it: the
last before a mark, or a mark whose place only the word before it shows."""

OWN, SURE, UNOPPOSED, FURTHER, LONGER = 0.7, 6.25, 2.5, 3.0, 3.0
"""The second opinion (`wording.Wording`): the weight of the text's own words beside it; how far (natural log) the best
must then lie before all others together, where the text alone did not decide and where it did; how much farther for
each further character that nothing shows; and what speaks for each longer original."""
_HOPELESS = 16.0
"""Candidates so far behind by the text's own words are not weighed again."""
_BEYOND = 25.0
"""Ways that far (natural log) behind the best are not gone: what stands behind a run never makes up for so much."""
_REACH = 6
"""Characters on either side that a word across a spot's edge may reach."""

_MARKS = "，、。；！？"
# Only these were ever seen to fire on two halves of other characters.
_FALSE_MARKS = "！；？"
_HALF, _FULL = ",;!?:()", "，；！？：（）"
_WIDEN = str.maketrans(_HALF, _FULL)
_NARROW = str.maketrans(_FULL, _HALF)
_DIGITS = str.maketrans("123456789", "000000000")
_DIGIT = late("[1-9]")
_BEAM = 24
_MANY = 72
_FLOATING_BEAM = 12
_LONGEST = 80
_MOST_VANISHED = 3

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONED_SYLLABLE = f"[a-zêü]{{0,3}}[{_TONED}][a-zêü]{{0,3}}"
_SYLLABLE = f"(?:{_TONED_SYLLABLE}|[a-z]{{1,6}})"
_ANNOTATION = late(f"\\((?<=[\u3007\u3400-\u9fff]\\()({_SYLLABLE})\\)")
_TONED_ANNOTATION = late(f"\\((?<=[\u3007\u3400-\u9fff]\\(){_TONED_SYLLABLE}\\)")
_PLAIN_SYLLABLE = late("(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouü]{1,3}(?:n|ng|r)?")
_START = late(f"\\?(?:({_SYLLABLE})\\)|([!;?！；？]))")
_SWALLOWED_ANNOTATION = late(f"({_SYLLABLE})\\)")
_INNER_ANNOTATION = late(f"\\(({_SYLLABLE})\\)")
_WRAPPED = late(f"{DAMAGE_OPEN}[^{DAMAGE_OPEN}{DAMAGE_CLOSE}]*{DAMAGE_CLOSE}")
_CHINESE = late("[\u3400-\u9fff]")
_NUMERALS = "零〇一二三四五六七八九十百千万萬亿億两兩半"
_HALF_WIDTH = late("[\u4e00-\u9fff”》],")


@dataclass(frozen=True, slots=True)
class Spot:
    """One damaged place (损坏处)."""

    start: int
    end: int
    """Half-open span in the RETURNED text; of an unrepaired spot it includes U+E000 and U+E001."""
    damaged: str
    """What stood in the text given."""
    repaired: str | None
    """What stands there now, None where nothing was proved and the damage was left and wrapped."""
    candidates: tuple[str, ...]
    """Originals that damage to exactly this, best first, at most five; may be empty."""
    reason: str
    """Short Chinese clause."""


# --- GBK, byte by byte -------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _pairs() -> dict[int, str]:
    """Lead << 8 | trail -> character, for every pair that is one."""
    found: dict[int, str] = {}
    trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
    for lead in range(0x81, 0xFF):
        for trail in trails:
            shown = bytes((lead, trail)).decode("gbk", "replace")
            if len(shown) == 1 and shown != "\ufffd":
                found[lead << 8 | trail] = shown
    return found


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[int, int]]:
    """Character -> its two bytes; the inverse of `_pairs`."""
    return {shown: (pair >> 8, pair & 0xFF) for pair, shown in _pairs().items()}


def _vanishes(first: int, second: int) -> bool:
    """Whether two bytes are read as a pair but are no character."""
    return first > 0x80 and 0x80 < second < 0xFF and first << 8 | second not in _pairs()


# First bytes a pair that is no character can have (its second is 0x81 and above).
_VANISHING = frozenset((*range(0xA1, 0xB0), 0xD7, *range(0xF8, 0xFF)))

_TOKEN = late(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][^\x40-\x7e\x80-\xfe]?|[^\x81-\xfe]", re.DOTALL)
_INSERTED = b"\x02"
_OPAQUE = "\x1a"


def _bytes(text: str) -> bytes:
    """GBK; what GBK lacks stands as one ASCII byte (on a web page it would be an entity, ASCII too)."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        codes = _codes()
        return "".join(c if c in codes or c < "\x80" else _OPAQUE for c in text).encode("gbk")


def _shown(raw: bytes, opaque: Iterator[str]) -> str:
    """Bytes as the reader shows them: pairs, `?` for a lead byte with what it swallowed, else ASCII."""
    pairs = _pairs()
    out: list[str] = []
    for token in _TOKEN.findall(raw):
        lead = token[0]
        if lead > 0x80 and lead < 0xFF:
            if len(token) == 2 and token[1] >= 0x40 and token[1] != 0x7F and token[1] != 0xFF:
                out.append(pairs.get(lead << 8 | token[1], ""))
            else:
                if token[1:] == b"\x1a":
                    next(opaque, "")
                out.append("?")
        elif token == b"\x1a":
            out.append(next(opaque, _OPAQUE))
        elif token != _INSERTED:
            out.append("€" if lead == 0x80 else chr(lead))
    return "".join(out)


def _occurrences(table: Mapping[str, str]) -> re.Pattern[bytes] | None:
    found = [re.escape(_bytes(c)) for c in table if c in _codes()]
    return re.compile(b"|".join(found), re.DOTALL) if found else None


def _with_annotations(
    raw: bytes, inserted: Iterable[int], pattern: re.Pattern[bytes] | None, sounds: Mapping[bytes, bytes]
) -> bytes:
    """The byte stream after the scraper: ``(pinyin)`` behind every occurrence, one byte before `inserted`."""
    cuts: list[tuple[int, int, bytes]] = [(at, 1, _INSERTED) for at in inserted]
    if pattern is not None:
        cuts += [(m.end(), 0, b"(" + sounds[m[0]] + b")") for m in pattern.finditer(raw)]
    out: list[bytes] = []
    done = 0
    for at, _, what in sorted(cuts):
        out += (raw[done:at], what)
        done = at
    out.append(raw[done:])
    return b"".join(out)


def _sounds(table: Mapping[str, str]) -> dict[bytes, bytes]:
    return {_bytes(c): sound.encode("gbk", "replace") for c, sound in table.items() if c in _codes()}


def _half_width(text: str) -> bool:
    """Whether the text's marks were made half-width afterwards (the bytes were those of the full-width ones)."""
    return "，" not in text and _HALF_WIDTH.search(text) is not None


def damage(text: str, table: Mapping[str, str]) -> str:
    """Do to a clean text what the scraper did (模拟损坏); with it a repair is proved.

    text: clean text, marks full-width, or half-width throughout (then they are taken as full-width while
    the damage is done and shown half-width again). table: character -> pinyin, as `annotation_table`
    gives. Returns the text annotated and damaged. Never raises; characters GBK lacks stay as they are.

    The rule for marks: a byte is put before each of ``，、。；！？``, and before the bytes of ``！；？`` lying
    across two characters unless a true mark begins at the second of them (勞模、 is whole) or an annotation
    was put between them; two bytes at least lie between one such place and the next. On the page this was
    learned from, that happened at most but not at all such places, so `repair` believes a run where it is
    and does not expect one where it is not.
    """
    half = _half_width(text)
    wide = text.translate(_WIDEN) if half else text
    raw = _bytes(wide)
    pattern = _occurrences(table)
    between = {m.end() for m in pattern.finditer(raw)} if pattern else set()
    starts = set()
    marks: list[tuple[int, bool]] = []
    at = 0
    codes = _codes()
    for c in wide:
        starts.add(at)
        if c in _MARKS:
            marks.append((at, True))
        at += 2 if c in codes else 1
    true = {where for where, _ in marks}
    for m in re.finditer(b"|".join(_bytes(c) for c in _FALSE_MARKS), raw):
        where = m.start()
        # A second byte may be ASCII, so a pair off the grid is one that starts inside a character.
        if where not in starts and where + 1 not in true and where + 1 not in between:
            marks.append((where, False))
    inserted: list[int] = []
    last_false = -9
    for where, is_true in sorted(marks):
        if where - last_false < 4:
            continue
        inserted.append(where)
        if not is_true:
            last_false = where
    opaque = iter([c for c in wide if c not in codes and c >= "\x80"])
    shown = _shown(_with_annotations(raw, inserted, pattern, _sounds(table)), opaque)
    return shown.translate(_NARROW) if half else shown


# --- the table in the text itself ----------------------------------------------------------------------


def annotation_table(text: str) -> dict[str, str]:
    """Annotated characters (注音字表) of a text: character -> pinyin as annotated, the most frequent.

    Empty unless the text has the habit: at least three annotations, each character counted annotated at
    least half the times it stands in the text, so that a gloss or two in a normal text is none. Pinyin
    without a tone mark counts only in a text with the habit and at least twice. Never raises.
    """
    if _TONED_ANNOTATION.search(text) is None:
        return {}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for found in _ANNOTATION.finditer(text):
        seen[text[found.start() - 1]][found[1]] += 1
    table: dict[str, str] = {}
    total = 0
    codes = _codes()
    everywhere = Counter(text)
    for c, sounds in seen.items():
        for sound, times in sounds.most_common():
            toned = any(v in _TONED for v in sound)
            if not toned and (times < 2 or not _PLAIN_SYLLABLE.fullmatch(sound)):
                continue
            if times * 2 >= everywhere[c] and c in codes:
                table[c] = sound
                total += times * toned
            break
    return table if total >= 3 else {}


def _inferred(text: str, table: Mapping[str, str]) -> dict[str, str]:
    """Annotated characters that stand nowhere but in damaged runs, told by what is shown of them.

    `?lián)` behind 擔 has the second byte of 擔 for its first and is read lián: one character fits, if it stands
    nowhere without its annotation.
    """
    sounds = set(table.values())
    spots = {
        (text[m.start() - 1 : m.start()], m[1])
        for m in _START.finditer(text)
        if m[1] is not None and m[1] not in sounds and any(v in _TONED for v in m[1])
    }
    if not spots:
        return {}
    from pypinyin import Style, pinyin  # costs 0.1 s to load, and few files need it

    codes = _codes()
    found: dict[str, str] = {}
    for before, sound in sorted(spots):
        if before not in codes:
            continue
        lead = codes[before][1]
        fitting = [
            c
            for trail in range(0x40, 0xFF)
            if (c := _pairs().get(lead << 8 | trail)) and _CHINESE.match(c) and c not in text
            and sound in pinyin(c, style=Style.TONE, heteronym=True)[0]
        ]  # fmt: skip
        common = [c for c in fitting if c in _common()] or fitting
        if len(common) == 1:
            found[common[0]] = sound
    return found


# --- the words around ----------------------------------------------------------------------------------


_STOPS = frozenset("，、。；：！？\n")


def _kind(c: str) -> str:
    return "mark" if c in _STOPS else "word"


class _Words:
    """Character bigram and trigram counts (字串频次) of the undamaged text, digits taken as one."""

    __slots__ = (
        "_around",
        "_codes",
        "_contexts",
        "_drifting",
        "_followers",
        "_hit",
        "_kinds",
        "_lone",
        "_next",
        "_rows",
        "_starting",
        "by_lead",
        "by_trail",
        "pairs",
        "single",
        "size",
        "text",
        "triples",
    )

    def __init__(self, text: str, hit: frozenset[int]) -> None:
        """text: as `_context` gives it."""
        s = text
        self._hit = hit
        self.text = s
        self.single = Counter(s)
        pairs = list(map(add, s, s[1:]))
        self.pairs = Counter(pairs)
        self.triples = Counter(map(add, pairs, s[2:]))
        self.size = len(s) + 1
        self._rows: dict[str, dict[str, float]] = {}
        """Context -> character -> `weigh`, as far as it was asked."""
        self._drifting: dict[str, list[tuple[str, int, int]]] = {}
        self._followers: dict[str, list[tuple[str, int, int]]] = {}
        self._next: dict[str, list[str]] | None = None
        self._kinds: dict[str, int] | None = None
        self._lone: dict[str, float] = {}
        """Character -> log of its share, smoothed."""
        self._codes = _codes()
        self._around: Mapping[str, tuple[str, ...]] = {}
        self._contexts: dict[str, tuple[int, float, float, float]] = {}
        self._starting: dict[int, list[tuple[str, int]]] = {}
        codes = _codes()
        self.by_lead: dict[int, list[str]] = defaultdict(list)
        self.by_trail: dict[int, list[str]] = defaultdict(list)
        for c in self.single:
            code = codes.get(c)
            if code:
                self.by_lead[code[0]].append(c)
                self.by_trail[code[1]].append(c)

    def widened(self, around: Mapping[str, tuple[str, ...]]) -> _Words:
        """The same counts, with characters and neighbours of common words to try besides.

        around: as `wording.neighbours` gives.
        """
        wide = copy(self)
        wide._around = around
        wide._drifting, wide._starting, wide._followers = {}, {}, {}
        wide.by_lead = defaultdict(list, {lead: list(known) for lead, known in self.by_lead.items()})
        wide.by_trail = defaultdict(list, {trail: list(known) for trail, known in self.by_trail.items()})
        codes = _codes()
        for c in sorted(set(around) - set(self.single)):
            code = codes.get(c)
            if code:
                wide.by_lead[code[0]].append(c)
                wide.by_trail[code[1]].append(c)
        return wide

    def after(self, c: str) -> list[tuple[str, int, int]]:
        """Characters seen behind `c`, with their two bytes."""
        found = self._followers.get(c)
        if found is None:
            found = self._followers[c] = self._after(c)
        return found

    def _after(self, c: str) -> list[tuple[str, int, int]]:
        codes = _codes()
        if self._next is None:
            self._next = defaultdict(list)
            for first, second in self.pairs:
                self._next[first].append(second)
        common = [o for o in self._around.get(c, ()) if c + o not in self.pairs]
        return [(o, *codes[o]) for o in self._next.get(c, []) + common if o in codes]

    def drifting(self, c: str) -> list[tuple[str, int, int]]:
        """Those of `after` whose second byte can be the first of a pair that vanishes."""
        found = self._drifting.get(c)
        if found is None:
            found = self._drifting[c] = [one for one in self.after(c) if one[2] in _VANISHING]
        return found

    def starting(self, lead: int) -> list[tuple[str, int]]:
        """Characters with this first byte whose second can be the first of a pair that vanishes; that byte."""
        found = self._starting.get(lead)
        if found is None:
            codes = _codes()
            found = self._starting[lead] = [
                (c, codes[c][1]) for c in self.by_lead.get(lead, ()) if codes[c][1] in _VANISHING
            ]
        return found

    def weigh(self, context: str, c: str) -> float:
        """Log of how likely `c` is behind `context`: three, two, one character, each smoothed by the next."""
        context = context[-2:]
        row = self._rows.get(context)
        if row is None:
            row = self._rows[context] = {}
        weight = row.get(c)
        if weight is None:
            weight = row[c] = self._weigh(context, c)
        return weight

    def weigh_each(self, context: str, characters: Iterable[str], floor: float) -> list[tuple[str, float]]:
        """`weigh` for many characters behind one context (at most two), those below `floor` left out."""
        if not context:
            return [(c, weight) for c in characters if (weight := self.weigh(context, c)) >= floor]
        row = self._rows.get(context)
        if row is None:
            row = self._rows[context] = {}
        pairs, hit, lone, leads = self.pairs, self._hit, self._lone, self._codes
        b = context[-1]
        trail, _, _, base = self._know(context)
        least = floor - base
        found: list[tuple[str, float]] = []
        for c in characters:
            known = row.get(c)
            if known is not None:
                weight = known
            elif b + c in pairs or (trail >= 0 and (code := leads.get(c)) and trail | code[0] in hit):
                weight = row[c] = self._weigh(context, c)
            else:
                # Never seen together: all there is to ask is how often the character stands anywhere.
                alone = lone.get(c)
                if alone is None:
                    alone = lone[c] = log((self.single.get(c, 0) + 0.05) / self.size)
                if alone >= least:
                    found.append((c, base + alone))
                continue
            if weight >= floor:
                found.append((c, weight))
        return found

    def _weigh(self, context: str, c: str) -> float:
        p = (self.single.get(c, 0) + 0.05) / self.size
        if context:
            b = context[-1]
            trail, times, believed, _ = self._know(context)
            if trail >= 0 and (code := self._codes.get(c)) is not None and trail | code[0] in self._hit:
                p = self._by_kind(b, c, p)
            else:
                p = (self.pairs.get(b + c, 0) + 8.0 * p) / times
                if believed:
                    p = (self.triples.get(context + c, 0) + 3.0 * p) / believed
        return log(p)

    def _know(self, context: str) -> tuple[int, float, float, float]:
        """What `weigh` asks of a context alone: second byte of its last character << 8 (-1 where it has none),
        what to divide by for that character, and for both (0 where the two are no evidence); and the weight of a
        character never seen behind it beyond that of the character by itself."""
        known = self._contexts.get(context)
        if known is None:
            b = context[-1]
            code = self._codes.get(b)
            believed = self.pairs.get(context, 0) + 3.0 if len(context) > 1 and not self.hit(context[0], b) else 0.0
            times = self.single.get(b, 0) + 8.0
            base = log(8.0 / times) + (log(3.0 / believed) if believed else 0.0)
            known = self._contexts[context] = code[1] << 8 if code else -1, times, believed, base
        return known

    def hit(self, b: str, c: str) -> bool:
        """Whether these two neighbours are such as get damaged: then their count says nothing."""
        codes = _codes()
        return b in codes and c in codes and codes[b][1] << 8 | codes[c][0] in self._hit

    def _by_kind(self, b: str, c: str, p: float) -> float:
        """How likely `c` is behind a mark, or behind a character, of the kind of `b`: all that is left to
        ask of neighbours the damage has removed from the text wherever they stood."""
        if self._kinds is None:
            self._kinds = self._count_kinds()
        kind = _kind(b)
        return (self._kinds.get(kind + c, 0) + 1.0) / (self._kinds[kind] + 1.0 / p)

    def _count_kinds(self) -> dict[str, int]:
        """How often each character, and any, stands behind a mark and behind any other ("mark…", "word…"),
        neighbours left out that get damaged."""
        codes, hit = self._codes, self._hit
        trails, leads = {pair >> 8 for pair in hit}, {pair & 0xFF for pair in hit}
        trail = {c: code[1] << 8 for c in self.single if (code := codes.get(c)) and code[1] in trails}
        lead = {c: code[0] for c in self.single if (code := codes.get(c)) and code[0] in leads}
        behind: dict[str, dict[str, int]] = {"mark": defaultdict(int), "word": defaultdict(int)}
        marks, words = behind["mark"], behind["word"]
        for (first, second), times in self.pairs.items():
            if first in trail and second in lead and trail[first] | lead[second] in hit:
                continue
            if first in _STOPS:
                marks[second] += times
            else:
                words[second] += times
        kinds = {kind: sum(counts.values()) for kind, counts in behind.items()}
        return kinds | {kind + c: times for kind, counts in behind.items() for c, times in counts.items()}

    def begins(self, c: str) -> bool:
        """Whether `c` is seen right behind a mark; one hardly seen at all has not had the occasion."""
        self._by_kind("，", c, 0.5)
        return self._kinds is not None and (self._kinds.get("mark" + c, 0) > 0 or self.single.get(c, 0) < 6)

    def novel(self) -> float:
        """Log of how likely a character is one the text has not shown yet, and fits one byte given."""
        return log((sum(n == 1 for n in self.single.values()) + 1) / self.size / 8)

    def weigh_all(self, context: str, text: str) -> float:
        total = 0.0
        for c in text:
            total += self.weigh(context, c)
            context = context[-1:] + c
        return total


# --- one damaged run -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """A run read one byte off, cut out of the text."""

    start: int
    end: int
    leads: tuple[int, ...]
    """Possible first open byte: the lead byte of the first character read off."""
    mark: str
    """The false mark it starts with, full-width, or "" if it starts with an annotation."""
    pairs: tuple[tuple[int, int], ...]
    annotated: frozenset[int]
    """Indexes into `pairs` of those that carry an annotation themselves."""
    ending: str
    """"byte", "sound", "mark", "letter"; "lost" where what was swallowed is gone; "broken" if unreadable."""
    last: int
    """The closing byte, for "byte" and "letter"."""
    closers: tuple[str, ...]
    """The characters the annotation swallowed ("sound") or standing behind ("byte") can belong to."""
    after: str
    """For "mark": the mark, full-width."""


def _parse(
    text: str, m: re.Match[str], readings: Mapping[str, list[str]], table: Mapping[str, str], half: bool
) -> _Run:
    codes = _codes()
    start, at = m.start(), m.end()
    mark = ""
    leads: tuple[int, ...] = ()
    if m[1] is not None:
        before = text[start - 1 : start]
        before = before.translate(_WIDEN) if half else before
        trail = codes.get(before, (0, 0))[1]
        leads = tuple(codes[c][1] for c in readings.get(m[1], ()) if codes[c][0] == trail)
    else:
        mark = m[2].translate(_WIDEN)
        leads = (codes[mark][1],)
    pairs: list[tuple[int, int]] = []
    annotated: set[int] = set()

    def run(end: int, ending: str, last: int = 0, closers: tuple[str, ...] = (), after: str = "") -> _Run:
        return _Run(start, end, leads, mark, tuple(pairs), frozenset(annotated), ending, last, closers, after)

    while at < len(text) and len(pairs) < _LONGEST:
        c = text[at]
        if c == "?":
            sound = _SWALLOWED_ANNOTATION.match(text, at + 1)
            if sound:
                return run(sound.end(), "sound", closers=tuple(readings.get(sound[1], ())))
            behind = text[at + 1 : at + 2]
            behind = behind.translate(_WIDEN) if half else behind
            if behind and behind in _MARKS:
                return run(at + 1, "mark", after=behind)
            return run(at + 1, "lost")
        if "@" <= c <= "~" or c == "€":
            sound = _INNER_ANNOTATION.match(text, at + 1)
            closers = tuple(r for r in readings.get(sound[1], ()) if codes[r][1] == ord(c)) if sound else ()
            return run(at + 1, "byte", last=0x80 if c == "€" else ord(c), closers=closers)
        if half:
            c = c.translate(_WIDEN)
        code = codes.get(c)
        if code is None:
            break
        if code[1] < 0x80:
            pairs.append((code[0], 0))
            return run(at + 1, "letter", last=code[1])
        if code[1] == 0x80:
            break
        pairs.append(code)
        at += 1
        inner = _INNER_ANNOTATION.match(text, at)
        if inner and table.get(c) == inner[1]:
            annotated.add(len(pairs) - 1)
            at = inner.end()
    # Nothing put it right before the line ended: not how this damage looks. Only the sure part is the spot.
    pairs.clear()
    return run(m.end(), "broken")


class _State(NamedTuple):
    score: float
    text: str
    open: int
    """Lead byte waiting for its trail; -1 while a vanished pair leaves it open."""
    trail: int
    """While `open` is -1: first byte of the vanished pair."""
    free: tuple[tuple[int, int], ...] = ()
    """(index in `text`, how many of its bytes the damage does not show) of every character not certain."""


_Way = tuple[float, _State, str, int, int, int]
"""A step not yet taken: its score, the state before it, the character, then `open`, `trail` and the unknown bytes."""


def _grown(way: _Way) -> _State:
    score, state, c, open_, trail, unknown = way
    free = (*state.free, (len(state.text), unknown)) if unknown else state.free
    return _State(score, state.text + c, open_, trail, free)


def _best_grown(ways: list[_Way], most: int) -> list[_State]:
    """The states the best `most` ways lead to, all of them where there are no more (or `most` is 0).

    Only ways that can be among the best are gone: most of the time lies in making states.
    """
    if not most or len(ways) <= most:
        return [_grown(way) for way in ways]
    least = nlargest(most, [way[0] for way in ways])[-1]
    return nlargest(most, [_grown(way) for way in ways if way[0] >= least])


def _least(ways: list[_Way], most: int) -> float:
    """The score a further way must reach to be among the best `most`; where all are asked for, not to be hopeless."""
    scores = [way[0] for way in ways]
    if not most:
        return max(scores, default=-inf) - _BEYOND
    return nlargest(most, scores)[-1] if len(scores) >= most else -inf


class _Search:
    """Originals of one run, best first."""

    __slots__ = (
        "around",
        "half",
        "left",
        "most",
        "pattern",
        "ranked",
        "right",
        "run",
        "shown",
        "sounds",
        "table",
        "words",
    )

    def __init__(
        self,
        run: _Run,
        shown: str,
        left: str,
        right: str,
        words: _Words,
        table: Mapping[str, str],
        pattern: re.Pattern[bytes] | None,
        sounds: Mapping[bytes, bytes],
        half: bool,
        around: tuple[str, str],
    ) -> None:
        self.run, self.shown, self.left, self.right = run, shown, left, right
        self.around = around
        """What stands before and behind, as far as a word may reach."""
        self.most = _BEAM
        """How many candidates are weighed."""
        self.ranked: list[_State] | None = None
        """The candidates, once they were looked for."""
        self.words, self.table, self.pattern, self.sounds, self.half = words, table, pattern, sounds, half

    def _score(self, state: _State, context: str, c: str) -> float:
        """Weight of `state` with `c` behind it. context: the last two characters before it."""
        score = state.score + self.words.weigh(context, c)
        return score - self._strange(state, c) if c in _MARKS or c == "\u3000" else score

    def _scored(
        self, state: _State, context: str, characters: Iterable[str], least: float
    ) -> Iterator[tuple[str, float]]:
        """Every one of the characters with `_score`, those of less than `least` left out."""
        base = state.score
        for c, weight in self.words.weigh_each(context, characters, least - base):
            yield c, base + weight - (self._strange(state, c) if c in _MARKS or c == "\u3000" else 0.0)

    def _strange(self, state: _State, c: str) -> float:
        """What speaks against a mark or indentation behind `state`."""
        # A mark inside a run would have had its byte and ended the run, unless one was put just before.
        if c in _MARKS:
            return 3.0 if len(state.text) >= (3 if self.run.mark else 1) else 0.0
        # Indentation stands at the start of a line, or behind a mark where the line was lost.
        lined = _kind((self.left + state.text)[-1:] or "\n") == "mark" or state.text[-1:] == c
        return 0.0 if lined else 8.0

    def _context(self, state: _State) -> str:
        return state.text[-2:] if len(state.text) > 1 else (self.left + state.text)[-2:]

    def _grow(self, state: _State, c: str, open_: int, trail: int, unknown: int = 0) -> _State:
        return _grown((self._score(state, self._context(state), c), state, c, open_, trail, unknown))

    def _inside(self, c: str, index: int) -> bool:
        """Whether `c` can stand read off: an annotated character would have ended the run, unless its
        first byte was already used by the annotation before it."""
        return c not in self.table or index == 0 or bool(self.run.annotated)

    def _floating(self, states: list[_State], least: float) -> list[_State]:
        """The best of every way one more pair can have vanished here.

        least: what would not come to this much is left out; a score only ever falls.
        """
        words, pairs = self.words, _pairs()
        ways: list[_Way] = []
        for state in states:
            if state.score < least:
                continue
            barred: Mapping[str, str] = {} if not state.text or self.run.annotated else self.table
            if state.open >= 0:
                trails = {c: trail for c, trail in words.starting(state.open) if c not in barred}
                unknown = 1
            elif state.trail > 0x80:
                first = state.trail << 8
                trails = {
                    c: trail
                    for c, lead, trail in words.drifting(state.text[-1])
                    if first | lead not in pairs and c not in barred
                }
                unknown = 2
            else:
                continue
            for c, score in self._scored(state, self._context(state), trails, least):
                ways.append((score, state, c, -1, trails[c], unknown))
        return _best_grown([way for way in ways if way[0] >= least], _BEAM)

    def _complete(
        self, states: list[_State], trail: int, open_: int, only: tuple[str, ...] = (), most: int = 0
    ) -> list[_State]:
        """States after a character whose second byte is `trail`, with any pairs vanished before it.

        most: how many of the best to return, 0 for all.
        """
        pairs, codes = _pairs(), _codes()
        ways: list[_Way] = []
        for state in states:
            c = pairs.get(state.open << 8 | trail, "")
            if c and (c in only if only else self._inside(c, len(state.text))):
                ways.append((self._score(state, self._context(state), c), state, c, open_, 0, 0))
        floating = states
        ends = [(c, codes[c][0]) for c in only or self.words.by_trail.get(trail, ()) if codes[c][1] == trail]
        barred: Mapping[str, str] = {} if only or self.run.annotated else self.table
        fitting: dict[int, list[str]] = {}
        """First byte of the vanished pair -> the characters that can follow it."""
        unknown = 0 if only else 1
        for _ in range(_MOST_VANISHED):
            least = _least(ways, most)
            floating = self._floating(self._best(floating, _FLOATING_BEAM), least)
            for state in floating:
                if state.trail <= 0x80:
                    continue
                fits = fitting.get(state.trail)
                if fits is None:
                    first = state.trail << 8
                    fits = [c for c, lead in ends if first | lead not in pairs and c not in barred]
                    fitting[state.trail] = fits
                for c, score in self._scored(state, self._context(state), fits, least):
                    ways.append((score, state, c, open_, 0, unknown))
        return _best_grown(ways, most)

    @staticmethod
    def _best(states: list[_State], most: int = _BEAM) -> list[_State]:
        return states if len(states) <= most else nlargest(most, states)

    def candidates(self) -> list[_State]:
        """Weight and original of everything that damages to exactly this, best first."""
        run, words = self.run, self.words
        states = [_State(0.0, "", lead, 0) for lead in run.leads]
        if run.mark:
            first = _codes()[run.mark][0]
            empty = states[0]
            states = self._best([self._grow(empty, c, run.leads[0], 0, 1) for c in words.by_trail.get(first, ())])
        for p, q in run.pairs[: len(run.pairs) - (run.ending == "letter")]:
            states = self._complete(states, p, q, most=_BEAM)
        if run.ending == "byte":
            states = self._complete(states, run.last, -1, run.closers)
        elif run.ending == "letter":
            states = self._complete(states, run.pairs[-1][0], -1)
            states = [self._grow(s, chr(run.last), -1, 0) for s in states]
        elif run.ending == "sound":
            codes = _codes()
            ends: list[_State] = []
            for c in run.closers:
                ends += self._complete(states, codes[c][1], -1, (c,))
            states = ends
        else:
            states = self._open_end(states)
        tail = (run.after or "") + self.right
        ranked: dict[str, _State] = {}
        for s in states:
            score = s.score + words.weigh_all((self.left + s.text)[-2:], tail[:3])
            if s.text not in ranked or score > ranked[s.text].score:
                ranked[s.text] = s._replace(score=score)
        ordered = sorted(ranked.values(), key=lambda s: (-s.score, s.text))
        return [s for s in ordered[: self.most] if self.proves(s.text)]

    def _open_end(self, states: list[_State]) -> list[_State]:
        """The last character's second byte was swallowed with the mark's byte: any that the text knows."""
        pairs = _pairs()
        barred: Mapping[str, str] = {} if self.run.annotated else self.table
        ways: list[_Way] = []
        for state in states:
            known = [c for c in self.words.by_lead.get(state.open, ()) if c not in barred]
            for c, score in self._scored(state, self._context(state), known, -inf):
                ways.append((score, state, c, -1, 0, 1))
        floating = states
        for _ in range(_MOST_VANISHED):
            least = _least(ways, _BEAM)
            floating = self._floating(self._best(floating, _FLOATING_BEAM), least)
            for state in floating:
                if state.trail <= 0x80:
                    continue
                first = state.trail << 8
                known = [
                    c
                    for c, lead, _ in self.words.after(state.text[-1])
                    if first | lead not in pairs and c not in barred
                ]
                for c, score in self._scored(state, self._context(state), known, -inf):
                    ways.append((score, state, c, -1, 0, 2))
        return _best_grown(ways, self.most)

    def proves(self, text: str) -> bool:
        """Whether damaging `text` in its place gives exactly what stands there."""
        run = self.run
        before = "" if run.mark else self.left[-1:]
        raw = _bytes(before + text + run.after)
        inserted: list[int] = [1] if run.mark else []
        if run.after:
            inserted.append(len(raw) - 2)
        shown = _shown(_with_annotations(raw, inserted, self.pattern, self.sounds), iter(()))
        if run.after and shown.endswith(run.after):
            shown = shown[: -len(run.after)]
        if run.ending == "byte" and run.closers:
            shown = shown[: shown.rindex("(")] if "(" in shown else shown
        expected = before + (self.shown.translate(_WIDEN) if self.half else self.shown)
        # Half-width and full-width cannot be told apart where the text has only the one.
        return (shown.translate(_WIDEN) if self.half else shown) == expected

    def objects(self, original: str) -> bool:
        """Whether these words clearly prefer another original."""
        ranked = self.candidates()
        mine = next((s.score for s in ranked if s.text == original), -1e9)
        return bool(ranked) and ranked[0].score - mine > 1.0

    def elsewhere(self, ranked: list[_State]) -> bool:
        """Whether the very phrase, two characters around it, stands elsewhere with the first and no other."""
        if len(ranked[0].text) < 3:
            return False
        around = [self.left[-2:] + s.text + (self.run.after + self.right)[:2] for s in ranked]
        return [a.translate(_DIGITS) in self.words.text for a in around] == [True] + [False] * (len(ranked) - 1)

    def attested(self, state: _State) -> bool:
        """Whether the text knows every character, and the uncertain ones beside their neighbours here."""
        words, text = self.words, state.text
        if any(c not in words.single for c in text.translate(_DIGITS)):
            return False
        before = self.left[-2:]
        whole = (before + text + (self.run.after + self.right)[:3]).translate(_DIGITS)
        unknown = dict(state.free)
        for i in range(len(before), len(before) + len(text)):
            known = new = 0
            new_left = False
            for j in (i - 1, i):
                joint = whole[max(j, 0) : j + 2]
                if len(joint) == 2 and not words.hit(joint[0], joint[1]):
                    known += joint in words.pairs
                    new += joint not in words.pairs
                    new_left |= j < i and joint not in words.pairs
            open_ = unknown.get(i - len(before), 0)
            if not open_:
                # Certain only if nothing vanished beside it; 是 and the like stand beside anything.
                if new == 2 and words.single[whole[i]] * 500 < words.size:
                    return False
                continue
            if whole[i] in _MARKS and new < 2 and words.begins(whole[i + 1 : i + 2]):
                continue  # a mark goes with any word before it
            if whole[i] in _NUMERALS:
                # A number is what must not be guessed: only the very phrase elsewhere will do.
                if not any(whole[j : j + 5] in words.text for j in range(max(i - 4, 0), max(i, 1))):
                    return False
                continue
            if new == 1 and new_left and whole[i : i + 3] in words.triples and len(whole) >= i + 3:
                continue  # a word of its own, new only beside what stands before it
            if new or not known or open_ > 1:
                size = 4 if new else 3
                windows = (whole[j : j + size] for j in range(max(i - size + 1, 0), i + 1))
                if not any(len(w) == size and w in words.text for w in windows):
                    return False
        return True


def _judge(search: _Search) -> tuple[str | None, tuple[str, ...], str, bool]:
    """(original or None, candidates, Chinese reason, whether it is damage at all)."""
    run = search.run
    if run.ending == "broken":
        # `?!` may be the writer's own where marks are half-width; an ASCII `?` before ！ is not.
        return None, (), "错位没有终点", not run.mark or not search.half
    if not run.leads:
        return None, (), "注音不在表内", True
    if run.ending == "lost":
        damaged = not run.mark or not search.half or _off(search)
        return None, (), "吞掉的字节带着内容", damaged
    ranked = search.ranked = search.candidates()
    found = tuple(s.text for s in ranked[:5])
    if run.mark:
        as_it_is = search.shown.translate(_WIDEN) if search.half else search.shown
        as_it_is = _INNER_ANNOTATION.sub("", as_it_is)
        own = search.words.weigh_all(search.left[-2:], as_it_is + ((run.after or "") + search.right)[:3])
        if not ranked:
            return None, (), "没有可证的原文", not search.half or _off(search)
        if own >= ranked[0].score:
            return None, found, "损坏与否难定", not search.half
    if not ranked:
        return None, (), "没有可证的原文", True
    best, text = ranked[0].score, ranked[0].text
    # All others together, and the character the text does not know at all.
    rivals = [s.score for s in ranked[1:]]
    if ranked[0].free:
        rivals.append(max(best, *rivals, -1e9) + search.words.novel())
    if run.after:
        # The swallowed byte may have been a digit of the text's own rather than the mark's.
        tail = ("0" + run.after + search.right)[:4]
        base = best - search.words.weigh_all((search.left + text)[-2:], (run.after + search.right)[:3])
        rivals.append(base + search.words.weigh_all((search.left + text)[-2:], tail))
    if not search.attested(ranked[0]):
        return None, found, "文中无旁证", True
    total = log(sum(exp(r - best) for r in rivals)) if rivals else -1e9
    head = bool(run.mark) and text[0] in _MARKS and _CHINESE.match(text[1:2]) is not None
    near = [s.score for s in ranked[1:] if (run.after and s.text[-1] != text[-1]) or (head and s.text[0] != text[0])][
        :1
    ]
    clear = -total >= MARGIN and all(best - score >= STRICT for score in near)
    if not clear and not search.elsewhere(ranked[:5]):
        return None, found, "几种原文难分高下", True
    return text, found, "错位已还原", True


# Kana, zhuyin, Greek, Cyrillic, boxes: GBK has them, a Chinese speech does not.
_FOREIGN = late("[\u0370-\u04ff\u2500-\u257f\u3040-\u3129]")
_NOT_ASKED = ("错位没有终点", "注音不在表内", "吞掉的字节带着内容")


def _second_opinion(search: _Search, wording: Wording) -> tuple[_State, float] | None:
    """The original that the text's words and common words together prefer, and how far it lies before all others."""
    before, behind = search.around
    ranked = search.candidates() if search.ranked is None else search.ranked
    weighed = sorted(
        (
            (
                OWN * state.score
                + wording.likelihood(before[-_REACH:] + state.text + behind)
                + _quoting(before, state.text),
                state,
            )
            for state in ranked
            if state.score > ranked[0].score - _HOPELESS
        ),
        key=lambda pair: (-pair[0], pair[1].text),
    )
    if not weighed:
        return None
    best, top = weighed[0]
    # Words that vanished make a text longer and by that alone less likely: they are given the benefit of the doubt.
    rivals = [weight + LONGER * (len(state.text) > len(top.text)) for weight, state in weighed[1:]]
    if search.run.after:
        # The swallowed byte may have been a digit of the text's own rather than the mark's.
        behind_top = (search.left + top.text)[-2:]
        tail = (search.run.after + search.right)[:3]
        more = search.words.weigh_all(behind_top, "0" + tail) - search.words.weigh_all(behind_top, tail)
        rivals.append(OWN * (top.score + more) + wording.likelihood(before[-_REACH:] + top.text + "0" + behind))
    # A number is what must not be guessed.
    if any(top.text[at] in _NUMERALS for at, _ in top.free):
        return None
    return top, best - _log_sum(rivals)


def _log_sum(values: list[float]) -> float:
    """Natural log of the sum of the exponentials, -inf for none."""
    if not values:
        return -inf
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


def _quoting(before: str, text: str) -> float:
    """What speaks for or against 。” behind an opened “: “三保” quotes a name, ：“…， … a sentence."""
    opened = before.rfind("“")
    if not text.startswith("。”") or opened < 0 or "”" in before[opened:]:
        return 0.0
    return -6.0 if len(before) - opened <= 4 else 2.0 if before[:opened].endswith(("：", "，", "。")) else 0.0


def _off(search: _Search) -> bool:
    """Whether a run that starts with `?!` in half-width text reads like damage, not like the writer's own:
    most neighbours new to the text, and a character among them nobody uses."""
    shown = _INNER_ANNOTATION.sub("", search.shown)[2:]
    pairs = [shown[i : i + 2] for i in range(len(shown) - 1)]
    new = sum(p not in search.words.pairs for p in pairs)
    known, common = search.words.single, _common()
    odd = any(c > "\x7f" and c not in known and c not in common for c in shown)
    return not pairs or (odd and new * 3 >= len(pairs) * 2)


def _traditional(text: str) -> bool:
    """Whether a text is in traditional script, by the commonest characters that differ."""
    return sum(map(text.count, "們國這會對發業務")) > sum(map(text.count, "们国这会对发业务"))


def _context(text: str, half: bool) -> str:
    text = _ANNOTATION.sub("", text)
    for narrow, wide in zip(_HALF, _FULL, strict=True) if half else ():
        text = text.replace(narrow, wide)
    return _DIGIT.sub("0", text)


def repair(text: str, table: Mapping[str, str] | None = None, *, extra: str = "") -> tuple[str, tuple[Spot, ...]]:
    """Undo byte damage (还原字节错位) wherever the original is proved and stands alone.

    text: as scraped. table: annotated characters, by default `annotation_table(text)`; without one nothing
    is done. extra: other undamaged text in the same script; its words decide
    where the text's own do not. Returns the text and its spots in
    order. A repaired spot is replaced, annotations inside it are gone, one directly behind it and all
    others stay. A spot that is not proved stays as it was, wrapped in U+E000 … U+E001.

    A candidate wins if damaging it again gives exactly the damaged text, if its neighbours are attested in
    the text, and if it is `MARGIN` before the next one by the character trigrams of the undamaged text; an
    exact phrase found elsewhere counts through these. Where a byte with content was swallowed (獎章?0名:
    a digit) nothing is guessed. Repairing again changes nothing. Never raises.
    """
    if "?" not in text:
        return text, ()
    known = dict(table) if table is not None else annotation_table(text)
    if not known:
        return text, ()
    if table is None:
        known |= _inferred(text, known)
    spots: tuple[Spot, ...] = ()
    # What a repair teaches may show another spot; the last round finds none, so repairing is idempotent.
    for _ in range(4):
        text, more = _round(text, known, extra)
        if not more:
            break
        spots = _merged(spots, more)
    return text, spots


def _merged(old: tuple[Spot, ...], new: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Spots of two rounds in order, the older moved to where they stand after the newer."""
    moved = list(new)
    for spot in old:
        shift = 0
        for s in new:
            length = s.end - s.start
            if s.start <= spot.start + shift:
                shift += length - len(s.damaged)
        moved.append(replace(spot, start=spot.start + shift, end=spot.end + shift))
    return tuple(sorted(moved, key=lambda s: s.start))


def _round(text: str, table: Mapping[str, str], extra: str) -> tuple[str, tuple[Spot, ...]]:
    wrapped = [m.span() for m in _WRAPPED.finditer(text)]
    opens = [a for a, _ in wrapped]

    def closed(at: int) -> int:
        """End of the wrapped spot `at` lies in, else -1."""
        i = bisect_right(opens, at) - 1
        return wrapped[i][1] if i >= 0 and at < wrapped[i][1] else -1

    codes = _codes()
    readings: dict[str, list[str]] = defaultdict(list)
    for c, sound in table.items():
        if c in codes:
            readings[sound].append(c)
    half = _half_width(text)
    runs: list[_Run] = []
    at = 0
    while m := _START.search(text, at):
        inside = closed(m.start())
        if inside >= 0:
            at = inside
            continue
        if m[2] is not None and not half and m[2] in _HALF:
            at = m.start() + 1  # the damage leaves marks full-width, these are the writer's
            continue
        # `?abc)` without a tone mark is only damage if it is a reading of the table.
        if m[1] is not None and m[1] not in readings and not any(v in _TONED for v in m[1]):
            at = m.start() + 1
            continue
        run = _parse(text, m, readings, table, half)
        runs.append(run)
        at = run.end if run.ending != "broken" else m.end()
    if not runs:
        return text, ()

    sane: list[str] = []
    done = 0
    for a, b in sorted([(r.start, r.end) for r in runs] + wrapped):
        sane.append(text[done:a])
        done = max(done, b)
    sane.append(text[done:])
    hit = frozenset(a << 8 | b for a, b in (codes[c] for c in (*table, *_FALSE_MARKS) if c in codes))
    own = _context("\n".join(sane), half)
    words = _Words(own, hit)
    wider: _Words | None = None
    common: _Words | None = None
    wording: Wording | None = None
    pattern, sounds = _occurrences(table), _sounds(table)

    out: list[str] = []
    spots: list[Spot] = []
    done = length = 0
    for i, run in enumerate(runs):
        between = text[done : run.start]
        out.append(between)
        length += len(between)
        left = _context("".join(out[-3:])[-24:], half)[-3:]
        until = runs[i + 1].start if i + 1 < len(runs) else len(text)
        after = run.end
        behind = _INNER_ANNOTATION.match(text, after)
        if run.ending == "byte" and behind:
            after = behind.end()
        right = _context(text[after : max(after, min(until, after + 40))], half)
        right = right[1:] if run.after and right.startswith(run.after) else right
        shown = text[run.start : run.end]
        around = (_context("".join(out[-3:])[-120:], half)[-60:], run.after + right[:_REACH])
        search = _Search(run, shown, left, right[:3], words, table, pattern, sounds, half, around)
        original, found, reason, damaged = _judge(search)
        if extra and damaged and run.ending not in ("lost", "broken"):
            # The text's own words come first; others decide where they do not, or object.
            wider = wider or _Words(own + "\n" + _context(extra, half), hit)
            search.words = wider
            if original is None:
                original, found, reason, damaged = _judge(search)
            elif search.objects(original):
                original, reason = None, "几种原文难分高下"
        if damaged and reason not in _NOT_ASKED:
            wording = wording or Wording(own)
            if original is None:
                if common is None:
                    common = words.widened(neighbours(_traditional(own)))
                search.words, search.most, search.ranked = common, _MANY, None
            opinion = _second_opinion(search, wording)
            # Next to another spot nothing is known of that side.
            cramped = after >= until or DAMAGE_CLOSE in around[0][-2:]
            if original is None:
                # Each further character that nothing shows may stand for one nobody thought of.
                if (
                    opinion is not None
                    and not cramped
                    and opinion[1] >= SURE + FURTHER * max(0, len(opinion[0].free) - 1)
                    and all(c in words.single or c in search.words._around for c in opinion[0].text if c >= "\u3400")
                ):
                    original, reason = opinion[0].text, "错位已还原"
            else:
                # 。 before a plain word hangs on the left alone.
                bare = original[0] in _MARKS and _CHINESE.match(original[1:2]) is not None
                least = SURE if bare or cramped else UNOPPOSED
                if opinion is None or opinion[0].text != original or opinion[1] < least:
                    original, reason = None, "几种原文难分高下"
        if original is not None and _FOREIGN.search(original):
            original, reason = None, "几种原文难分高下"
        if half:
            found = tuple(f.translate(_NARROW) for f in found)
            original = original.translate(_NARROW) if original is not None else None
        if not damaged:
            now = shown
        elif original is None:
            now = DAMAGE_OPEN + shown + DAMAGE_CLOSE
            spots.append(Spot(length, length + len(now), shown, None, found, reason))
        else:
            now = original
            spots.append(Spot(length, length + len(now), shown, now, found, reason))
        out.append(now)
        length += len(now)
        done = run.end
    out.append(text[done:])
    return "".join(out), tuple(spots)


# --- whole characters misread ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Characters of everyday text: level 1 of GB 2312 (simplified) and of Big5 (traditional)."""
    found = {c for pair, c in _pairs().items() if 0xB0 <= pair >> 8 <= 0xD7 and pair & 0xFF >= 0xA1}
    for lead in range(0xA4, 0xC7):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            c = bytes((lead, trail)).decode("big5", "ignore")
            if "\u4e00" <= c <= "\u9fff":
                found.add(c)
    return frozenset(found)


@lru_cache(maxsize=1)
def _utf8_as_gbk() -> re.Pattern[str]:
    """Three GBK characters that are two Chinese ones in UTF-8: enough to look closer."""
    first, second, third = [], [], []
    for pair, c in _pairs().items():
        a, b = pair >> 8, pair & 0xFF
        if 0xE3 <= a <= 0xEF and 0x80 <= b <= 0xBF:
            first.append(c)
        if a <= 0xBF and 0xE3 <= b <= 0xEF:
            second.append(c)
        if a <= 0xBF and 0x80 <= b <= 0xBF:
            third.append(c)
    return re.compile(f"[{''.join(first)}][{''.join(second)}][{''.join(third)}]")


# What stands in cp1252 for 0x80-0x9F; the five bytes it lacks are shown as the control they are.
_CP1252 = {bytes((b,)).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_LATIN = "\x80-\xff" + "".join(map(re.escape, _CP1252))
# A second byte of GBK may be an ASCII letter.
_LATIN_RUN = late(f"[{_LATIN}](?:[{_LATIN} ]|[@-~](?=[{_LATIN}]))*[{_LATIN}]")
# “——”, ×××× and …… are Latin letters to the codec, and marks of any Chinese text.
_OWN_MARKS = late("[—–…“”‘’·×•° \x20-\x7e]+")
_GONE = late("(?:锟斤拷|斤拷锟|锟斤|斤拷|錕斤拷|\ufffd)+")
_UTF8_RUN = late(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xb8-\xbe][\x80-\xbf]|\xe2\x80[\x80-\xbf])+")
_TORN_RUN = late(rb"(?:[\xe2-\xef][\x80-\xbf]{0,2})*")
_TEXT = late("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef‐-⁞·×\x20-\x7e\t\n\r]+")


# Letters that Chinese text comes out as in a wrong codec: Chinese ones, kana, zhuyin, Hangul, private ones.
_LETTERS = "\u3040-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f\ue002-\uf8ff"
_LETTER = late(f"[{_LETTERS}]")
_FREQUENT = frozenset(SIMPLIFIED + TRADITIONAL)
# Six letters on end none of which is frequent: a line worth a closer look. Chinese text has one in a thousand lines.
_NO_LETTERS = "\x00-\u303f\u3100-\u3104\u3130-\u33ff\ua000-\uabff\ud7b0-\ue001\uf900-\uff60\uffa0-\uffff"
_UNUSUAL = late(f"(?:[^{_NO_LETTERS}{SIMPLIFIED}{TRADITIONAL}][^{_LETTERS}\n]{{0,2}}){{6}}")
_LEAST_LETTERS = 8
_MOST_FREQUENT, _MOST_COMMON = 0.2, 0.9
"""A line with smaller shares of frequent and of everyday characters is gibberish. Measured on 1,800 lines of speeches:
no share below 0.24 and 0.94; on lines in a wrong codec half are below 0.05 and 0.6."""
_DOUBTFUL = 0.35
"""Least share of frequent characters for a line in a document with gibberish."""
_MISREADINGS = (
    ("cp950", "gb18030", "GBK 误读为 Big5"),
    ("big5hkscs", "gb18030", "GBK 误读为 Big5"),
    ("gb18030", "cp950", "Big5 误读为 GBK"),
    ("cp950", "utf-8", "UTF-8 误读为 Big5"),
    ("cp949", "gb18030", "GBK 误读为韩文"),
    ("cp932", "gb18030", "GBK 误读为日文"),
)
_UTF8_CHARACTER = late("[\xe3-\xe9][\x80-\xbf]{2}")


def _frequent(text: str) -> float:
    """Share of frequent characters among the letters."""
    letters = _LETTER.findall(text)
    return sum(map(_FREQUENT.__contains__, letters)) / len(letters) if letters else 1.0


def _everyday(text: str) -> float:
    """Share of everyday characters among the letters."""
    letters = _LETTER.findall(text)
    common = _common()
    return sum(map(common.__contains__, letters)) / len(letters) if letters else 1.0


def _gibberish(text: str) -> list[tuple[int, int, str | None, str]]:
    """Lines that are Chinese in a wrong codec: (start, end, original or None, how)."""
    suspects = []
    at = 0
    while hit := _UNUSUAL.search(text, at):
        start, end = _line(text, hit.start())
        at = end
        if _suspect(text[start:end]):
            suspects.append((start, end))
    if not suspects:
        return []
    # Short lines beside them are held to more.
    found = []
    for match in re.finditer("[^\n]+", text):
        if DAMAGE_OPEN in match[0] or not _LETTER.search(match[0]):
            continue
        if match.span() in suspects or _frequent(match[0]) < _DOUBTFUL:
            original, how = _in_another_codec(match[0])
            found.append((*match.span(), original, how))
    return found


@lru_cache(maxsize=4096)
def _suspect(line: str) -> bool:
    """Whether a line with rare letters on end looks like gibberish. Kept: cleaning goes over a text twice."""
    letters = len(_LETTER.findall(line))
    # A wrong codec takes the marks along; where they stand, the rare characters are names.
    unmarked = sum(map(line.count, "，、。；：")) * 8 < letters
    return (
        letters >= _LEAST_LETTERS and unmarked and _frequent(line) < _MOST_FREQUENT and _everyday(line) < _MOST_COMMON
    )


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _in_another_codec(line: str) -> tuple[str | None, str]:
    """(what a line reads as in the codec it was in, how), or (None, why not)."""
    for shown_in, written_in, how in _MISREADINGS:
        try:
            original = line.encode(shown_in).decode(written_in)
        except UnicodeError:
            continue
        if _plausible(original, 2) and _frequent(original) >= _DOUBTFUL:
            return original, how
    return None, "乱码，原字已失"


def _broken_utf8(run: str) -> bool:
    """Whether a run of Western letters is UTF-8 with bytes missing: several of its characters are everyday ones."""
    raw = "".join(chr(_CP1252.get(c, ord(c))) for c in run)
    shown = [m[0].encode("latin-1").decode("utf-8", "replace") for m in _UTF8_CHARACTER.finditer(raw)]
    return sum(c in _common() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in shown) >= 2


def _share(text: str) -> float:
    """Share of everyday characters among the Chinese ones."""
    chinese = _CHINESE.findall(text)
    common = _common()
    return sum(c in common for c in chinese) / len(chinese) if chinese else 0.0


def _plausible(text: str, least: int) -> bool:
    return len(_CHINESE.findall(text)) >= least and _TEXT.fullmatch(text) is not None and _share(text) >= 0.8


def _from_gbk(text: str, start: int) -> tuple[int, int, str] | None:
    """The UTF-8 that was read as GBK from `start` on: (end, end of what cannot be told, original), or None."""
    codes = _codes()
    limit = min(len(text), start + 4000)
    raw = bytearray()
    ends = {0: start}
    at = start
    while at < limit:
        code = codes.get(text[at])
        if code:
            raw += bytes(code)
        elif text[at] < "\x80" or text[at] == "€":
            raw.append(0x80 if text[at] == "€" else ord(text[at]))
        else:
            break
        at += 1
        ends[len(raw)] = at
        # Most of what looks like it is not, which shows soon.
        if (at - start) % 32 == 0 and ((run := _UTF8_RUN.match(raw)) is None or run.end() < len(raw) - 32):
            break
    run = _UTF8_RUN.match(raw)
    if run is None:
        return None
    # An odd number of bytes ends inside a GBK character; only what closes with one can be told exactly.
    length = run.end()
    while length and (length not in ends or length % 3):
        length -= 3
    if length < 6:
        return None
    try:
        original = bytes(raw[:length]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # What is left of the run, cut inside a character: the reader lost a byte there.
    torn_bytes = _TORN_RUN.match(raw, length)
    rest = torn_bytes.end() if torn_bytes else length
    while rest not in ends:
        rest += 1
    torn = ends[rest]
    while rest > length and text[torn : torn + 1] in ("?", "\ufffd"):
        torn += 1
    return ends[length], torn, original


_FROM_LATIN = (("utf-8", "UTF-8 误读为西文", 1), ("gbk", "GBK 误读为西文", 2))
"""Codec, what happened, least Chinese characters that prove it."""
_LATIN_PROVEN = 3
"""Runs mended for one reason that vouch for the rest of the file: £¨2024Äê is （2024年."""


def _from_latin(run: str, proven: str = "") -> tuple[str, str] | None:
    """(original, how) of a run of Latin letters that was UTF-8 or GBK, or None.

    proven: how the file is known to have been misread; then marks and single characters count too.
    """
    if _OWN_MARKS.fullmatch(run):
        return None
    try:
        raw = bytes(_CP1252.get(c, ord(c)) for c in run)
    except ValueError:
        return None
    for codec, how, least in _FROM_LATIN:
        try:
            original = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        known = how == proven and _TEXT.fullmatch(original) is not None
        if original.encode(codec) == raw and (known or _plausible(original, least)):
            return original, how
    return None


def _latin_spots(text: str) -> list[tuple[int, int, str | None, str]]:
    """Runs of Latin letters that were Chinese: (start, end, original or None, reason)."""

    def back(run: re.Match[str], proven: str) -> tuple[int, int, str | None, str] | None:
        longer = text[run.end() : run.end() + 1]
        for shown in (run[0], run[0] + longer) if "@" <= longer <= "~" else (run[0],):
            if mended := _from_latin(shown, proven):
                return run.start(), run.start() + len(shown), *mended
        return None

    runs = list(_LATIN_RUN.finditer(text))
    spots = [back(run, "") for run in runs]
    reasons = Counter(spot[3] for spot in spots if spot)
    proven = next((how for how, times in reasons.most_common(1) if times >= _LATIN_PROVEN), "")
    found: list[tuple[int, int, str | None, str]] = []
    for run, spot in zip(runs, spots, strict=True):
        spot = spot or (back(run, proven) if proven else None)
        if spot:
            found.append(spot)
        elif _broken_utf8(run[0]):
            found.append((*run.span(), None, "UTF-8 误读为西文，字节不全"))
    return found


def _reaches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether start to end has a part in one of `spans`, which are in order and apart."""
    before = bisect_left(spans, (end, 0))
    return before > 0 and start < spans[before - 1][1]


def mojibake(text: str) -> tuple[str, tuple[Spot, ...]]:
    """Undo misread encodings (乱码): UTF-8 read as GBK (浣犲ソ), UTF-8 or GBK read as Latin-1 or cp1252, GBK and Big5
    read as each other.

    A span is put back only if the way there and back is exact and what comes out is everyday Chinese.
    锟斤拷 and U+FFFD have lost what they stood for: each run is wrapped in U+E000 … U+E001, and so is a line that is
    gibberish in some other way, and UTF-8 among Western letters with bytes missing. Returns the text
    and its spots in order; doing it again changes nothing. Never raises.
    """
    latin = _LATIN_RUN.search(text) is not None
    gone = "\ufffd" in text or "斤拷" in text or "锟斤" in text
    chinese = _utf8_as_gbk().search(text) is not None
    unusual = _UNUSUAL.search(text) is not None
    if not (latin or gone or chinese or unusual):
        return text, ()
    wrapped = [m.span() for m in _WRAPPED.finditer(text)]
    found: list[tuple[int, int, str | None, str]] = []
    if gone:
        found += [(m.start(), m.end(), None, "原字已失") for m in _GONE.finditer(text)]
    if latin:
        found += _latin_spots(text)
    if chinese:
        at = 0
        while hit := _utf8_as_gbk().search(text, at):
            start, at = hit.start(), hit.start() + 1
            span = _from_gbk(text, start)
            if span and _plausible(span[2], 2) and _share(text[start : span[0]]) < _share(span[2]):
                found.append((start, span[0], span[2], "UTF-8 误读为 GBK"))
                at = span[0]
                if span[1] > span[0]:
                    found.append((span[0], span[1], None, "末字不全"))
                    at = span[1]
    if unusual:
        mended = {_line(text, start)[0] for start, _, original, _ in found if original is not None}
        found += [line for line in _gibberish(text) if line[0] not in mended]
    out: list[str] = []
    spots: list[Spot] = []
    done = length = 0
    # The longer of two that begin together: a line before a spot in it.
    for start, end, original, reason in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < done or _reaches(wrapped, start, end):
            continue
        out.append(text[done:start])
        length += start - done
        shown = text[start:end]
        now = DAMAGE_OPEN + shown + DAMAGE_CLOSE if original is None else original
        found_as = () if original is None else (original,)
        spots.append(Spot(length, length + len(now), shown, original, found_as, reason))
        out.append(now)
        length += len(now)
        done = end
    out.append(text[done:])
    return "".join(out), tuple(spots)
