"""Words that neither the shipped phrasebank nor a brief has (余字): what a line made from a precedent is named for.

One covering of the line by known words, the fewest and longest the dictionary has; each is explained or not:

    ours      the brief has it, or the phrasebank has it as a word, or it is made of such pieces and an ending
    plain     a function word, a saying, a verb or adverb: names nothing wherever it comes from
    single    one character by itself; several together that are no known word may be a name the dictionary lacks (顺|丰)
    strange   any other word, and a character the phrasebank never has

What is strange and stands together is one piece, with the unknown verbs between (祥瑞|烘焙|坊) and the single characters
beside it that nothing explains. A piece so begins and ends where a word does, and is no word of the phrasebank; single
characters that stand there across two words only (理顺|链条: 顺链) may be a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import accumulate, groupby, islice

from drafter.bank.places import bank_files
from drafter.files import read_utf8
from drafter.language.levels import NOT_IN_NAME
from drafter.language.words import FUNCTION_WORDS, cut, listed, tagged
from drafter.shipped import shipped

_HAN = re.compile("[\u3400-\u9fff]+")
_PAIR, _LOOKED_AT, _AROUND = 2, 20, 6
"""Characters of the shortest word; so many of its places in the bank are looked at, with so many characters around."""


@cache
def shipped_wordings() -> str:
    """All that the shipped phrasebank says: it names no place and no body, so what stands there is a general word."""
    folder = shipped("phrasebank")
    return "\n".join(read_utf8(path) for path in bank_files([folder]))


@cache
def _file_ends() -> tuple[int, ...]:
    """Where in `shipped_wordings` the words of each file end."""
    return tuple(accumulate(len(read_utf8(path)) + 1 for path in bank_files([shipped("phrasebank")])))


@lru_cache(maxsize=8192)
def widely(words: str) -> bool:
    """Whether more files of the shipped phrasebank than `_FEW` say `words`, whatever each is about: then they are anybody's;
    what only a topic or two say (变电站, 油茶) is of a trade or a place.

    >>> widely("清单"), widely("变电站")
    (True, False)
    """
    text, ends, at = shipped_wordings(), _file_ends(), 0
    for _ in range(_FEW + 1):
        if words not in GENERAL or (at := text.find(words, at)) < 0:
            return False
        at = ends[bisect_right(ends, at)]
    return True


_FEW = 3
"""Files of the phrasebank, of some sixty, that may say what is not everybody's."""


@cache
def shipped_pairs() -> frozenset[str]:
    """Every two characters in a row of `shipped_wordings`. Takes some 0.3 s the first time.

    In pieces: while a screen waits for it in a thread, none of its keys waits for long.
    """
    pair, found = re.compile("..", re.DOTALL), set[str]()
    text = shipped_wordings()
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE + 1]
        found.update(pair.findall(piece), pair.findall(piece, 1))
    return frozenset(found)


_PIECE = 1 << 14


class _General:
    """The shipped wordings, asked whether they say something: most of what they do not is told by its pairs."""

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and _says(words)


GENERAL = _General()
"""What belongs to nobody."""


@lru_cache(maxsize=4096)
def _says(words: str) -> bool:
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return all(pair in shipped_pairs() for pair in pairs if _HAN.fullmatch(pair)) and words in shipped_wordings()


@cache
def _characters() -> frozenset[str]:
    """Every character of `shipped_wordings`."""
    return frozenset("".join(shipped_pairs()))


_THINGS = ("n", "vn", "j", "b", "g", "t", "x", "eng")
"""How the tags begin of words that may name something."""
_SAYINGS = ("i", "l", "m", "q")
"""How the tags begin of words that say something as a whole, or count."""
_NAMES = ("nr", "ns", "nz", "nt", "x")
_JOINS = frozenset(
    "甚至 乃至 譬如 倘若 抑或 尚且 岂能 恰恰 偏偏 竟然 居然 似乎 宛如 犹如 俨然 丝毫 悄悄 渐渐 骤然 倏然".split()
)
"""Words that join or qualify and that hold a character the phrasebank never has; a rare adverb (鸿渐) is more often a name."""
BY_NUMBER = frozenset("两二三四五六七八九十")
_ENDS = frozenset("性化型级率式者观力度员制区市省国处期法部们家")
"""Characters that make a word of another (结构性)."""

_QUALIFY = "太真同常很挺越先再曾仍往朝"
NO_NEIGHBOUR = (FUNCTION_WORDS | frozenset(NOT_IN_NAME + _QUALIFY)) - BY_NUMBER
"""Single characters that join no piece."""
OURS, PLAIN, SINGLE, STRANGE = "ours", "plain", "single", "strange"


def residue(text: str, said: str = "") -> list[str]:
    """The pieces of `text` that neither the shipped phrasebank nor `said` has, each once, in the order in which they stand.

    >>> residue("要推进工作，擦亮鸱吻彩绘", "彩绘")
    ['鸱吻']
    """
    return list(dict.fromkeys(text[start:end] for start, end in pieces(text, said)))


def pieces(text: str, said: str = "") -> list[tuple[int, int]]:
    """(start, end) of each, in order, none overlapping."""
    own = frozenset(said[at : at + 2] for at in range(len(said) - 1))
    found, at = list[tuple[int, int]](), 0
    words = [(word, _explained(word, kind, said, own)) for word, kind in _kinds(text)]
    for ours, run in groupby(words, lambda one: one[1] == OURS):
        standing = list(run)
        begin, at = at, at + sum(len(word) for word, _ in standing)
        if not ours:
            found += [(begin + start, begin + end) for start, end in _within(standing)]
    return found


def _explained(word: str, kind: str, said: str, own: Collection[str]) -> str:
    """OURS where `said` has the word, or all its pairs that the phrasebank does not have."""
    # What the bank has only across two words must stand in `said` as it is.
    mine = kind != OURS and (word in said if len(word) > 1 or kind == STRANGE else False)
    return OURS if mine or (len(word) > 1 and kind != OURS and not _known(word) and _known(word, own)) else kind


def _within(run: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """(start, end) of the pieces in what stands together and is not ours: [(word, kind)]."""
    ends = [0, *accumulate(len(word) for word, _ in run)]
    anchors = [at for at, (_, kind) in enumerate(run) if kind == STRANGE]
    while anchors:
        first = last = anchors.pop(0)
        while anchors and all(kind != PLAIN or len(word) > 1 for word, kind in run[last + 1 : anchors[0]]):
            last = anchors.pop(0)
        while first and run[first - 1][1] == SINGLE:
            first -= 1
        while last + 1 < len(run) and run[last + 1][1] == SINGLE and last + 1 not in anchors:
            last += 1
        yield ends[first], ends[last + 1]


@lru_cache(maxsize=256)
def _kinds(text: str) -> tuple[tuple[str, str], ...]:
    """The words of `text` by the dictionary and of which kind each is; joined they are `text` again."""
    guessed = _guessed(text)
    found: list[tuple[str, str]] = []
    single: list[tuple[str, str]] = []
    at = 0
    for word, tag in listed(text):
        named = guessed.get(at)
        at += len(word)
        kind = _kind(word, tag)
        if named is None and kind == SINGLE:
            single.append((word, tag))
            continue
        found += _made_up(single)
        single = []
        found.append((word, kind) if named is None else (word, STRANGE))
    return (*found, *_made_up(single))


def _guessed(text: str) -> dict[int, str]:
    """Where a character stands that is part of a name nobody has in a dictionary (顺丰) -> the name."""
    single, at = set[int](), 0
    for word, _ in listed(text):
        if len(word) == 1:
            single.add(at)
        at += len(word)
    found, at = dict[int, str](), 0
    for word, tag in tagged(text):
        # 缺环要: what runs into a word nobody knows is none of it.
        name = word.rstrip(_RUN_IN + _DONE)
        start, name = at + len(name) - len(name.lstrip(_RUN_IN)), name.lstrip(_RUN_IN)
        places, at = range(start, start + len(name)), at + len(word)
        shaped = _PAIR <= len(name) <= _LONGEST and single.issuperset(places) and NO_NEIGHBOUR.isdisjoint(name[1:])
        may = tag.startswith(_THINGS) or name[:1] in BY_NUMBER or not _characters().issuperset(name)
        if shaped and may and name[0] != name[-1] and not (name in GENERAL and has_word(name, "n")):
            found.update(dict.fromkeys(places, name))
    return found


def _made_up(run: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Single characters that stand together: STRANGE as one where the whole of them may be a name, else each by itself."""
    name = "".join(word for word, _ in run)
    proper = any(tag.startswith(_NAMES) for _, tag in run)
    if _PAIR <= len(name) <= _LONGEST and proper and name not in GENERAL:
        yield name, STRANGE
    else:
        yield from ((word, SINGLE) for word, _ in run)


_RUN_IN = "".join(one for one in NO_NEIGHBOUR if len(one) == 1)
_DONE = "用来去到做走看"
"""What is done with what stands before (钢|用得多), and ends no name."""
_LONGEST = 4
"""Characters of a name made of single ones at most."""


def _kind(word: str, tag: str) -> str:
    if not _HAN.fullmatch(word):
        return OURS
    if len(word) == 1:
        if not _known(word) and tag[0] not in "yeo":
            return STRANGE
        return SINGLE if tag.startswith(("n", "g", "j", "z", "x")) and word not in NO_NEIGHBOUR else OURS
    if word in FUNCTION_WORDS or word in _JOINS or (tag.startswith(_SAYINGS) and not _numbered(word)):
        return OURS
    if tag.startswith(_THINGS):
        return OURS if _known(word) and has_word(word, tag) else STRANGE
    if word[0] in BY_NUMBER or not _characters().issuperset(word):
        return STRANGE
    return OURS if _known(word) else PLAIN


def _numbered(word: str) -> bool:
    """Whether a word is a name made with a number (五爱), no count."""
    return len(word) == _PAIR and word[0] in BY_NUMBER and not _known(word)


@lru_cache(maxsize=4096)
def has_word(word: str, tag: str) -> bool:
    """Whether the shipped phrasebank has a noun of two characters as a word, not across two (规|格力|求)."""
    if len(word) != _PAIR or not tag.startswith("n"):
        return True
    text = shipped_wordings()
    for match in islice(re.finditer(word, text), _LOOKED_AT):
        start = max(0, match.start() - _AROUND)
        borders = {start, *accumulate(map(len, cut(text[start : match.end() + _AROUND])), initial=start)}
        if match.start() in borders and match.end() in borders:
            return True
    return False


def _known(word: str, own: Collection[str] = ()) -> bool:
    """Whether `word` is made of endings and of pieces every pair of which the shipped phrasebank or `own` has."""
    if len(word) == 1:
        return word in _characters() or any(word in pair for pair in own)
    known = shipped_pairs()
    joined = [pair in known or pair in own for pair in (word[at : at + 2] for at in range(len(word) - 1))]
    reached = {0}
    for end in range(2, len(word) + 1):
        piece = any(begin in reached and all(joined[begin : end - 1]) for begin in range(end - 1))
        if piece or (end > 2 and end - 1 in reached and word[end - 1] in _ENDS):
            reached.add(end)
    return len(word) in reached
