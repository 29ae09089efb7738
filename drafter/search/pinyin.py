"""Pinyin, toneless (拼音): readings of characters, readings by phrase (多音字), and what a Latin query may mean.

The dictionary is pypinyin's (MIT), boiled down once when a library is built, since loading it takes a good
tenth of a second: a character has its readings, usual one first; a phrase is listed only where it reads otherwise.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter

FILE = "pinyin.json"
MAX_PHRASE = 4
_MAX_READINGS = 4
_FIRST_CODE = 0xE000
LONGEST_SYLLABLE = 6
_MOST_KEPT = 256
"""Stretches whose first letters are remembered."""
_OVERLOOKED = """
长效 chang xiao、长护险 chang hu xian、长治 chang zhi、长租 chang zu、长时间 chang shi jian、长三角 chang san jiao
长株潭 chang zhu tan、长抓 chang zhua、长管 chang guan、最长 zui chang、太长 tai chang、过长 guo chang
较长 jiao chang、偏长 pian chang、展所长 zhan suo chang、重塑 chong su、重构 chong gou
重整 chong zheng、重振 chong zhen、重做 chong zuo、重写 chong xie、重查 chong cha、重填 chong tian、重签 chong qian
重燃 chong ran、多重 duo chong、微调 wei tiao、上调 shang tiao、调减 tiao jian、调休 tiao xiu、调峰 tiao feng、调蓄 tiao xu
调账 tiao zhang、联调 lian tiao、调薪 tiao xin、调优 tiao you、统调 tong tiao、矛调 mao tiao、调压 tiao ya、还款 huan kuan
还林 huan lin、还田 huan tian、差旅 chai lv、弹窗 tan chuang、看似 kan si、似锦 si jin、薄膜 bo mo、支行 zhi hang
总行 zong hang、六十行 liu shi hang、颈椎 jing zhui、腰椎 yao zhui、圈养 juan yang、猪圈 zhu juan、流血 liu xue、献血 xian xue
"""
"""Words of speeches that the dictionary lacks, or has with another reading than people type."""
_VOWELS = frozenset("aeiouv")
_LONGEST_PIECE = 7
"""Letters of a syllable with one too many."""
_DIGRAPH = re.compile("[zcs]h|.")


@dataclass(frozen=True)
class Pinyin:
    """Readings of characters and phrases (读音表)."""

    characters: dict[str, tuple[str, ...]]
    """Character -> toneless readings, the usual first."""
    phrases: dict[str, tuple[str, ...]]
    """Phrase of 2 to 4 characters -> readings, only where they differ from the usual ones."""
    syllables: dict[str, str] = field(default_factory=dict)
    """Syllable -> every character that can be read so."""

    alphabet: tuple[str, ...] = ()
    """Every syllable there is, in order; the place of one here makes its code."""

    _letters: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def number(self) -> dict[str, int]:
        """Syllable -> its place in the alphabet."""
        return {syllable: number for number, syllable in enumerate(self.alphabet)}

    @cached_property
    def code(self) -> dict[str, str]:
        """Syllable -> one character of the private use area that stands for it in the index."""
        return {syllable: chr(_FIRST_CODE + number) for syllable, number in self.number.items()}

    @cached_property
    def _usual(self) -> dict[int, str]:
        """str.translate table: character -> code of its usual reading."""
        return {ord(character): self.code[readings[0]] for character, readings in self.characters.items()}

    @cached_property
    def _first_letters(self) -> dict[int, str]:
        """str.translate table: character -> first letter of its usual reading."""
        return {ord(character): readings[0][0] for character, readings in self.characters.items()}

    @cached_property
    def by_initial(self) -> dict[str, str]:
        """First letter -> every character with a reading that begins with it."""
        found: dict[str, list[str]] = {}
        for character, readings in self.characters.items():
            for letter in sorted({reading[0] for reading in readings}):
                found.setdefault(letter, []).append(character)
        return {letter: "".join(sorted(characters)) for letter, characters in sorted(found.items())}

    @cached_property
    def _shifting(self) -> re.Pattern[str]:
        """Characters that some phrase reads otherwise."""
        changed = {
            character
            for phrase, readings in self.phrases.items()
            for character, reading in zip(phrase, readings, strict=True)
            if reading != self.characters.get(character, ("",))[0]
        }
        return re.compile(f"[{''.join(sorted(changed))}]") if changed else re.compile("(?!)")

    def knows(self, folded: str) -> bool:
        """Whether every Chinese character of a text is in the table."""
        return all(character in self.characters for character in folded if "\u4e00" <= character <= "\u9fff")

    def shifts(self, folded: str, cut: Callable[[str], list[str]]) -> tuple[tuple[int, str], ...]:
        """Where a character of a folded text does not have its usual reading: place, syllable.

        cut: text -> its words. A phrase counts where it lies within a word or is made of whole ones, so that 行 is
        xing in 推行|长期, for all that 行长 is a phrase.
        """
        places = [match.start() for match in self._shifting.finditer(folded) if self._phrases_at(folded, match.start())]
        if not places:
            return ()
        ends = list(accumulate(map(len, cut(folded))))
        borders = frozenset((0, *ends))
        found = []
        for place in places:
            for start, phrase in self._phrases_at(folded, place):
                end = start + len(phrase)
                within = bisect_right(ends, start) == bisect_left(ends, end)
                if within or (start in borders and end in borders):
                    reading = self.phrases[phrase][place - start]
                    if reading != self.characters.get(folded[place], ("",))[0]:
                        found.append((place, reading))
                    break
        return tuple(found)

    def codes_of(self, folded: str, shifts: Iterable[tuple[int, str]] = ()) -> str:
        """A folded text as codes of its syllables, `shifts` applied; other characters stand for themselves.

        The length is that of `folded`.
        """
        plain = folded.translate(self._usual)
        letters: list[str] = []
        for place, reading in shifts:
            letters = letters or list(plain)
            letters[place] = self.code[reading]
        return "".join(letters) or plain

    def by_phrase(self, folded: str) -> tuple[tuple[int, str], ...]:
        """The shifts of a short text, the longest phrase deciding: a query is not worth loading a dictionary for."""
        return tuple(
            (match.start(), self.phrases[found[0][1]][match.start() - found[0][0]])
            for match in self._shifting.finditer(folded)
            if (found := self._phrases_at(folded, match.start()))
        )

    def initials_of(self, folded: str, shifts: Iterable[tuple[int, str]] = ()) -> str:
        """The first letters of a folded text, `shifts` applied, one per character."""
        plain = folded.translate(self._first_letters)
        letters: list[str] = []
        for place, reading in shifts:
            letters = letters or list(plain)
            letters[place] = reading[0]
        return "".join(letters) or plain

    @cached_property
    def begun(self) -> dict[str, str]:
        """Beginning of a syllable that is none typed to its end (ling, d of dao) -> the codes of all that begin so."""
        found: dict[str, list[str]] = {}
        for syllable in self.syllables:
            for size in range(1, len(syllable)):
                found.setdefault(syllable[:size], []).append(self.code[syllable])
        return {piece: "".join(codes) for piece, codes in found.items()}

    @cached_property
    def syllable(self) -> dict[str, str]:
        """Code -> syllable."""
        return {code: syllable for syllable, code in self.code.items()}

    def letters_of(self, codes: str) -> bytes:
        """The first letters of codes, one a code, as a library keeps them; they are asked for with every passage."""
        letters = self._letters.get(codes)
        if letters is None:
            if len(self._letters) >= _MOST_KEPT:
                self._letters.clear()
            first = "".join(self.syllable.get(code, code)[0] for code in codes)
            letters = self._letters[codes] = first.encode("latin-1", "replace")
        return letters

    def spelled(self, codes: str) -> list[str]:
        """The syllables of codes; other characters stand for themselves."""
        return [self.syllable.get(code, code) for code in codes]

    def _phrases_at(self, folded: str, place: int) -> list[tuple[int, str]]:
        """The listed phrases a character is part of, with where they begin; longest first, then from the left."""
        return [
            (start, phrase)
            for size in range(MAX_PHRASE, 1, -1)
            for start in range(max(0, place - size + 1), place + 1)
            if len(phrase := folded[start : start + size]) == size and phrase in self.phrases
        ]


@dataclass(frozen=True, slots=True)
class Unit:
    """One character of what a query may mean: a literal, a syllable, or its first letters."""

    kind: str
    """literal, syllable, initial, or begun: a last syllable of which more is to be typed."""
    value: str


@cache
def compile_pinyin() -> Pinyin:
    """The table out of pypinyin's dictionaries. Takes about half a second, once a process."""
    # Only when a library is built: see above.
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    characters: dict[str, tuple[str, ...]] = {}
    for code, toned in pinyin_dict.items():
        if 0x4E00 <= code <= 0x9FFF:
            readings = list(dict.fromkeys(plain for each in toned.split(",") if (plain := toneless(each))))
            if readings:
                characters[chr(code)] = tuple(readings[:_MAX_READINGS])
    spoken = {
        phrase: tuple(toneless(column[0]) for column in columns)
        for phrase, columns in phrases_dict.items()
        if 2 <= len(phrase) <= MAX_PHRASE and len(columns) == len(phrase)
    }
    for phrase, *readings in map(str.split, re.split("[、\n]", _OVERLOOKED.strip())):
        spoken[phrase] = tuple(readings)
    phrases = {
        phrase: readings
        for phrase, readings in spoken.items()
        if all(readings)
        and any(
            reading != characters.get(character, ("",))[0] for character, reading in zip(phrase, readings, strict=True)
        )
    }
    return with_syllables(characters, phrases)


def with_syllables(
    characters: dict[str, tuple[str, ...]], phrases: dict[str, tuple[str, ...]], alphabet: tuple[str, ...] = ()
) -> Pinyin:
    """A Pinyin with its table of syllables worked out. alphabet: of the dictionary it was taken from."""
    found: dict[str, set[str]] = {}
    for character, readings in characters.items():
        for reading in readings:
            found.setdefault(reading, set()).add(character)
    for phrase, readings in phrases.items():
        for character, reading in zip(phrase, readings, strict=True):
            found.setdefault(reading, set()).add(character)
    syllables = {each: "".join(sorted(found[each])) for each in sorted(found)}
    return Pinyin(characters, phrases, syllables, alphabet or tuple(syllables))


@cache
def toneless(syllable: str) -> str:
    """lǜ → lv, háng → hang; empty when it is no plain syllable."""
    folded = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ê", "e"))
    plain = "".join(c for c in folded if not unicodedata.combining(c) or c == "\u0308").replace("u\u0308", "v")
    return plain if plain.isascii() and plain.isalpha() and _VOWELS & set(plain) else ""


def typed(query: str) -> str:
    """A folded query with its Latin letters as the table spells syllables: lǜ → lv, lüe, lue → lve."""
    plain = "".join(toneless(each) or each for each in query) if not query.isascii() else query
    return re.sub("([ln])ue(?![nr])", r"\1ve", plain)


_BORDER = re.compile("(?<=[A-Za-zÀ-ǜ])['’‘＇`](?=[A-Za-zÀ-ǜ])")


def bordered(query: str, fold: Callable[[str], str]) -> str:
    """A query folded, but for the apostrophes between letters that part syllables.

    >>> bordered("Xi’an", str.lower)
    "xi'an"
    """
    return "'".join(map(fold, _BORDER.split(query)))


def restricted(pinyin: Pinyin, alphabet: frozenset[str]) -> Pinyin:
    """The table for texts written in `alphabet` only: small enough to load while a query waits."""
    characters = {c: readings for c, readings in pinyin.characters.items() if c in alphabet}
    phrases = {p: readings for p, readings in pinyin.phrases.items() if all(c in alphabet for c in p)}
    return with_syllables(characters, phrases, pinyin.alphabet)


def to_text(pinyin: Pinyin) -> str:
    """The table as JSON text, the same for the same table."""
    data = {
        "syllables": " ".join(pinyin.alphabet),
        "characters": {c: " ".join(pinyin.characters[c]) for c in sorted(pinyin.characters)},
        "phrases": {p: " ".join(pinyin.phrases[p]) for p in sorted(pinyin.phrases)},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2)
def load_pinyin(kept: bytes) -> Pinyin:
    """The table a library keeps. Raises ValueError or KeyError when it is damaged."""
    data = json.loads(kept)
    return with_syllables(
        {character: tuple(readings.split()) for character, readings in data["characters"].items()},
        {phrase: tuple(readings.split()) for phrase, readings in data["phrases"].items()},
        tuple(data["syllables"].split()),
    )


def meanings(query: str, pinyin: Pinyin, most: int = 4) -> list[tuple[Unit, ...]]:
    """What a folded query with Latin letters may stand for, likeliest first: 加强, ling, d → 加强 + ling + d.

    Letters are cut into full syllables where they can be, first letters otherwise; fewer pieces are likelier.
    Letters without a vowel are first letters (gzxt). Digits and Chinese characters stand for themselves. A syllable ends
    at an apostrophe (xi'an; see `bordered`).
    """
    parts: list[list[tuple[float, tuple[Unit, ...]]]] = []
    for run in re.findall(r"[a-z]+|[^a-z']", query):
        if "a" <= run[0] <= "z":
            parts.append(list(_cut(run, pinyin, most)))
        else:
            parts.append([(0.0, (Unit("literal", run),))])
    ways: list[tuple[float, tuple[Unit, ...]]] = [(0.0, ())]
    for part in parts:
        ways = sorted(
            ((cost + more, units + tail) for cost, units in ways for more, tail in part),
            key=lambda way: (way[0], [unit.value for unit in way[1]]),
        )[:most]
    return [units for _, units in ways if units]


_Cuts = list[tuple[float, tuple[str, ...], tuple[Unit, ...]]]


def _cut(letters: str, pinyin: Pinyin, most: int) -> Iterator[tuple[float, tuple[Unit, ...]]]:
    """Ways to cut a run of letters, cheapest first. A syllable costs 1, a first letter 1.6."""
    yield from ((cost, units) for cost, _, units in _cuts(letters, pinyin, most)[-1])


def _cuts(letters: str, pinyin: Pinyin, most: int) -> list[_Cuts]:
    """For each beginning of a run of letters the cheapest few ways to cut it, each with its cost, its pieces, what these
    stand for."""
    best: list[_Cuts] = [[] for _ in range(len(letters) + 1)]
    best[0] = [(0.0, (), ())]
    for end in range(1, len(letters) + 1):
        ways: _Cuts = []
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            for more, unit in _pieces(letters[start:end], pinyin):
                ways += [(cost + more, (*cut, unit.value), (*units, unit)) for cost, cut, units in best[start]]
        ways.sort(key=itemgetter(0, 1))
        best[end] = ways[:most]
    return best


def _pieces(piece: str, pinyin: Pinyin) -> Iterator[tuple[float, Unit]]:
    """What a piece of a run of letters may be, and what that costs."""
    if piece in pinyin.syllables and (len(piece) > 1 or piece in "ae"):
        yield 1.0, Unit("syllable", piece)
    if piece in pinyin.by_initial or piece in ("zh", "ch", "sh"):
        yield 1.6, Unit("initial", piece[0])


def unfinished(query: str, pinyin: Pinyin, most: int = 4) -> list[tuple[Unit, ...]]:
    """What a folded query may stand for whose last syllable is still being typed, likeliest first: jiaqiang, ling, da for
    加强领导. Its last unit is `begun`.

    A single letter begins a syllable behind two syllables at least: behind less it may be anything. So may more letters
    behind a single first letter.
    """
    ways: list[tuple[tuple[int, int, list[str]], tuple[Unit, ...]]] = []
    for size in range(1, LONGEST_SYLLABLE):
        piece = query[-size:]
        if len(query) <= size or piece not in pinyin.begun:
            continue
        for units in meanings(query[:-size], pinyin, most):
            letters = sum(unit.kind == "initial" for unit in units)
            syllables = sum(unit.kind == "syllable" for unit in units)
            if (len(units) > 1 or not letters) and (size > 1 or syllables == len(units) > 1):
                way = (*units, Unit("begun", piece))
                ways.append(((letters, len(way), [unit.value for unit in way]), way))
    return [way for _, way in sorted(ways, key=itemgetter(0))[:most]]


def spelled_but_one(letters: str, pinyin: Pinyin) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """The ways to take a run of letters for syllables but for one piece, which may be one with a slip in it.

    What is before the piece, the piece, what is behind; two syllables are right at least, a single one may be chance.
    """
    heads, tails = begun_with(letters, pinyin), _ended_with(letters, pinyin)
    for start, before in enumerate(heads[:-1]):
        if before is None:
            continue
        for end in range(start + 1, min(len(letters), start + _LONGEST_PIECE) + 1):
            behind = tails[end]
            if behind is not None and len(before) + len(behind) >= 2:
                yield before, letters[start:end], behind


def begun_with(letters: str, pinyin: Pinyin) -> list[tuple[str, ...] | None]:
    """For each beginning of a run of letters the likeliest way to cut it, where that is into syllables; else None."""
    return [
        tuple(unit.value for unit in units) if all(unit.kind == "syllable" for unit in units) else None
        for _, _, units in (
            ways[0] if ways else (0.0, (), (Unit("initial", ""),)) for ways in _cuts(letters, pinyin, 1)
        )
    ]


def _ended_with(letters: str, pinyin: Pinyin) -> list[tuple[str, ...] | None]:
    """The same for what is behind each place of the run."""
    best: list[tuple[float, tuple[str, ...], bool] | None] = [None] * len(letters) + [(0.0, (), True)]
    for start in reversed(range(len(letters))):
        ways = []
        for end in range(start + 1, min(len(letters), start + LONGEST_SYLLABLE) + 1):
            if rest := best[end]:
                ways += [
                    (cost + rest[0], (unit.value, *rest[1]), unit.kind == "syllable" and rest[2])
                    for cost, unit in _pieces(letters[start:end], pinyin)
                ]
        best[start] = min(ways, default=None)
    return [each[1] if each and each[2] else None for each in best]


def spelled_initials(query: str) -> tuple[tuple[str, ...], ...]:
    """The initials a folded query may spell, z, c and s standing for zh, ch and sh, too: zhgj → z h g j, zh g j."""
    letters = tuple(query)
    digraphs = tuple(_DIGRAPH.findall(query))
    return (letters,) if digraphs == letters else (letters, digraphs)
