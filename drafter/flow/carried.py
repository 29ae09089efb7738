"""What a line made from a precedent still has of the old speech's own words (旧稿自己的字眼), to be shown in the line.

flow/vouched.py opens what has grounds to be a name. Names that everyday words make have none (安居|物业, 老年病|院), and
no list of them ends: what stays is shown instead. Nouns only,

    name    what may be one (flow/vouched.py, `doubtful`)
    kind    everyday words that end in what something is called by (阳光|午餐|工程; flow/by_kind.py)
    word    a noun that neither the phrasebank nor the brief has and by which something is called (粮站), or a name
    pair    two nouns side by side that neither has so, by the second of which something is called (火工品|库)
    quoted  what stands in quotes and neither says (“红马甲”)
    我      where it is who did or will do something (由我牵头): another speaker's task

and never a verb, an adverb, a saying: these are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from drafter.flow.by_kind import KIND, by_kind
from drafter.flow.everyday import CALLED_BY, OF_A_CLASS, PROPER
from drafter.flow.spans import Word, blank, joined, placed
from drafter.flow.strange import GENERAL, NO_NEIGHBOUR, pieces, widely
from drafter.flow.trades import TRADE_WORDS
from drafter.flow.vouched import doubtful, parallel
from drafter.language.abstract import abstract
from drafter.language.commonplace import COMMONPLACE
from drafter.language.late import late
from drafter.language.official import OFFICIAL
from drafter.language.quantities import CLASSIFIERS
from drafter.language.speakers import WHO, speakers
from drafter.language.surnames import SURNAMES
from drafter.language.verbs import OPENING_VERBS, SURE
from drafter.language.words import FUNCTION_WORDS, how_often, listed

_NOUN = ("n", "j", "s", "q")
"""How the tags of nouns begin (圩口 is 圩|口, and 口 counts)."""
_PART = "zg"
"""Single characters so tagged are part of a noun beside another of its characters, by themselves they are anything (往)."""
_BEFORE = ("n", "j", "s", "b", "vn", "g", "f")
"""How the tags of what stands before a noun as part of it begin."""
_HAN = late("[\u3400-\u9fff]+")
GAPS = late(rf"【待填：数字[^【】]*】(?:{'|'.join(CLASSIFIERS)})|【待[填明][^【】]*】|<[^<>]*>")
"""What is to be filled, with what is counted behind a figure (【待填：数字】双|鞋)."""
_QUOTED = late("“([^“”，。；！？<>【】]{2,12})”")
_WON = late(
    "(?:拿下|获得|荣获|获评|入选|跻身|列入|纳入|创成|摘得|捧回|夺得|成为|评为|[夺获]得?|授予)了?(?:了|首批)?"
    "(?P<what>(?:全国|国家|中国|世界|国际|亚洲|全省|省级|部级)(?:(?![的了和与为]|支持|认可|肯定|补助|资金|政策|领先|先进|一流|前列|强国)[\u3400-\u9fff]){2,14}?)"
    "(?=(?:荣誉|光荣)?称号|名单|名录|行列|试点|[，。；、：]|$)"
)
"""What is won, or what one is counted among, with its level before it (拿下了国家地理标志)."""
_WHOEVER = late("谁[\u3400-\u9fff]{1,4}[、，]?谁|[不没]")
"""How what is said of anybody begins (谁审批、谁监管; 不能为)."""
_SPOKEN = 100
"""A noun that the dictionary counts so often is everybody's."""
_OFTEN = 1000
"""One that it counts so often is no place or house, whatever it ends in (团队)."""
_SELDOM = 700
"""One that it counts less often, and that hardly any topic has, is of a trade or a place."""
_PAIR = 2
_ROOMS = tuple("房室棚仓")
"""What a house is called by that every place has."""
_GOING = "上下出入进回去来"
"""What begins a word for what is done, though the dictionary has it as a noun (上街)."""
_WHOLE = 3
"""Characters of a noun that the phrasebank must have as it is, though it has all its pairs (生物|医药)."""


def carried(text: str, said: str = "") -> list[tuple[int, int]]:
    """(start, end) of each such word in `text`, which may have gaps 【待填：…】; in order, none overlapping.

    said: what the brief says.

    >>> text = "【待填：地名】的粮站、火工品库都要查，工作要落实，“蓝背篓”要上街"
    >>> [text[start:end] for start, end in carried(text)], carried(text, text)
    (['粮站', '火工品库', '蓝背篓'], [])
    """
    bare = OFFICIAL.sub(blank, GAPS.sub(blank, text))
    words = placed(listed(bare))
    found = [*_strange(bare, words, said), *_pairs(words, said), *by_kind(bare, words, said)]
    found = [span for span in found if not parallel(bare, *span)]
    found += (
        match.span(1)
        for match in _QUOTED.finditer(bare)
        if not _anybodys(match[1], said) and not _WHOEVER.match(match[1])
    )
    found += (match.span("what") for match in _WON.finditer(bare) if match["what"] not in said)
    found += ((start, end) for start, end, slot in speakers(bare) if slot == WHO)
    for name in doubtful(bare, said):
        found += (match.span() for match in re.finditer(re.escape(name), bare) if not parallel(bare, *match.span()))
    return list(joined(sorted(found)))


def still(text: str, taken: str, said: str = "") -> list[tuple[int, int]]:
    """(start, end) of what `carried` finds in `taken` wherever it still stands in `text` as a word: what the writer put in
    himself is not among it, and what he changed is his.

    >>> text = "城南粮站要查，粮食站也要查"
    >>> [text[start:end] for start, end in still(text, "【待填：地名】粮站要查")]
    ['粮站']
    """
    return standing(text, _names(taken, said))


def standing(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """(start, end) of each of `names` wherever it stands in `text` as a word, in order, none overlapping."""
    if not any(name in text for name in names):
        return []
    borders = {0, *(word.end for word in placed(listed(text)))}
    found = []
    for name in filter(None, names):
        at = text.find(name)
        while at >= 0:
            if {at, at + len(name)} <= borders:
                found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return list(joined(sorted(found)))


@lru_cache(maxsize=16)
def _names(taken: str, said: str) -> frozenset[str]:
    """What is shown of a precedent as it was adapted; asked at every key."""
    return frozenset(taken[start:end] for start, end in carried(taken, said))


def _strange(text: str, words: list[Word], said: str) -> Iterator[tuple[int, int]]:
    """The nouns that nobody has."""
    odd = pieces(text, said)
    for word in words:
        if _seldom(word) and word.text not in said:
            yield word.start, word.end
            continue
        piece = next((one for one in odd if one[0] <= word.start and word.end <= one[1]), None)
        part = word.tag == _PART and piece != (word.start, word.end)
        if _spoken(word):
            continue
        whole = len(word.text) >= _WHOLE and word.tag == "n" and not _had(word.text, said)
        if whole or (piece is not None and (part or _noun(word))):
            yield word.start, word.end


def _anybodys(words: str, said: str) -> bool:
    """Whether what stands in quotes is the brief's, or said of whatever matter."""
    return words in said or widely(words) or (words in GENERAL and abstract(words))


def _seldom(word: Word) -> bool:
    """Whether `word` is a thing that a topic or two of the phrasebank have and the language seldom (变电站, 春运): it is of the
    matter that the old speech was about."""
    house = len(word.text) == _WHOLE and word.text.endswith(_ROOMS)
    return (
        _PAIR <= len(word.text) <= _WHOLE
        and _noun(word)
        and word.text[0] not in _GOING
        and word.text in GENERAL
        and not widely(word.text)
        and how_often(word.text) < _SELDOM
        and word.text not in COMMONPLACE
        and (house or not OF_A_CLASS.fullmatch(word.text))
        and not abstract(word.text)
    )


def _spoken(word: Word) -> bool:
    """Whether nothing is called by `word`, a noun of the language: it says nothing of whose speech it was."""
    if word.text in COMMONPLACE:
        return True
    if word.tag == "n" and len(word.text) > 1 and how_often(word.text) and not CALLED_BY.search(word.text):
        return True
    # The dictionary has as persons what people feel (安全感).
    felt = word.tag == "nr" and word.text[0] not in SURNAMES and OF_A_CLASS.fullmatch(word.text)
    if (word.tag.startswith(PROPER) and not felt) or (
        CALLED_BY.search(word.text) and (len(word.text) == 1 or how_often(word.text) < _OFTEN)
    ):
        return False
    post = word.text[0] == "副" and len(word.text) > 1
    return how_often(word.text) >= _SPOKEN or post or OF_A_CLASS.fullmatch(word.text) is not None


def _called_by(word: Word) -> bool:
    """Whether something is called by `word`, behind its name."""
    return bool(CALLED_BY.search(word.text) or KIND.fullmatch(word.text)) or word.text in TRADE_WORDS


def _nobodys(word: Word) -> bool:
    """Whether `word` before another makes no name: everybody uses it, or the phrasebank does and nothing is called by it."""
    return _spoken(word) or (word.text in GENERAL and not _called_by(word))


def _noun(word: Word) -> bool:
    if (
        not _HAN.fullmatch(word.text)
        or word.text in FUNCTION_WORDS
        or (len(word.text) == 1 and word.text in NO_NEIGHBOUR)
    ):
        return False
    # The dictionary has as persons what is done (拉家常).
    done = word.tag == "nr" and word.text[0] not in SURNAMES
    return word.tag.startswith(_NOUN) and not done


def _pairs(words: list[Word], said: str) -> Iterator[tuple[int, int]]:
    """Two words side by side as nobody has them, where the first says which the second is."""
    for before, word in pairwise(words):
        first = before.text
        # 车间|里, 上|班: where something is, is no name of it by one character.
        which = before.tag.startswith(_BEFORE) and (before.tag != "f" or len(first) > 1)
        which = which and _HAN.fullmatch(first) is not None and first not in FUNCTION_WORDS
        # 移民|子女, 碎片|化: words that everybody has name nothing where nothing is called by the second.
        if (
            which
            and _noun(word)
            and (_called_by(word) or (len(word.text) > 1 and word.text not in GENERAL))
            and not (_nobodys(before) and _spoken(word))
            and first not in OPENING_VERBS | SURE
            and not _had(first + word.text, said)
        ):
            yield before.start, word.end


def _had(words: str, said: str) -> bool:
    return words in said or words in GENERAL
