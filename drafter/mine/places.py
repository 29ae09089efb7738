"""Where a skeleton stands (定位): every place that has it, whole clauses at a time, with what fills its slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from drafter.language.words import tagged
from drafter.mine.forms import NO_END, NO_START
from drafter.mine.masking import PEOPLE_STARTS, Token, masked, unmasked
from drafter.mine.skeleton import ANNOUNCING, COMMAS, ENDS, LEADS, OPEN, PRONOUNS, REST, Skeleton
from drafter.mine.units import MASS, NUMBER, Unit

LONGEST_FILLER = 60
"""Characters."""
WIDEST = 60
"""Words a slot is looked for over."""

Hit = tuple[int, tuple[str, ...]]
"""(index of the sentence, fillers slot by slot as written)."""


class Sentences:
    """The sentences with their words masked, and in which of them a word stands.

    What a sentence is masked to does not hang on its move, so that what is counted does not either.
    """

    def __init__(self, found: Sequence[Unit], subjects: Sequence[frozenset[str]], usable: frozenset[str]) -> None:
        """subjects: of each speech, the words it is about. usable: the words a literal may be made of."""
        self.found = found
        self.subjects = subjects
        self._masked: dict[int, tuple[Token, ...]] = {}
        self._unmasked: dict[int, tuple[Token, ...]] = {}
        self._forms: dict[tuple[int, bool], tuple[tuple[str, ...], tuple[int, ...]]] = {}
        self._with: dict[str, set[int]] = {word: set() for word in usable}
        for index, unit in enumerate(found):
            for word in usable.intersection(unit.words):
                self._with[word].add(index)

    def masked(self, index: int) -> tuple[Token, ...]:
        """The words of a sentence, what belongs to its speech only behind placeholders."""
        tokens = self._masked.get(index)
        if tokens is None:
            unit = self.found[index]
            tokens = self._masked[index] = masked(unit.text, self.subjects[unit.speech], unit.words)
        return tokens

    def unmasked(self, index: int) -> tuple[Token, ...]:
        """The words of a sentence with only the subject of its speech masked: enough for a skeleton of words."""
        tokens = self._unmasked.get(index)
        if tokens is None:
            unit = self.found[index]
            tokens = self._unmasked[index] = unmasked(unit.text, self.subjects[unit.speech], unit.words)
        return tokens

    def keys(self, index: int) -> tuple[str, ...]:
        """The words of a sentence as candidates are made of: of running argument only the subject is masked."""
        unit = self.found[index]
        if unit.step not in MASS:
            return tuple(token.key for token in self.masked(index))
        own = self.subjects[unit.speech]
        if own.isdisjoint(unit.words):
            return unit.words
        return tuple("<主题>" if word in own else word for word in unit.words)

    def places(self, skeleton: Skeleton) -> list[Hit]:
        """Every place with the skeleton, in order."""
        typed = any(key[0] == "<" and key not in (OPEN, REST, NUMBER) for key in skeleton)
        hits: list[Hit] = []
        for index in self._holding(skeleton):
            tokens = self.masked(index) if typed else self.unmasked(index)
            form = self._forms.get((index, typed))
            if form is None:
                keys = tuple(token.key for token in tokens)
                form = self._forms[index, typed] = (keys, starts_of(keys))
            hits += [(index, fillers) for fillers in matches(skeleton, tokens, *form)]
        return hits

    def _holding(self, skeleton: Skeleton) -> list[int]:
        """Indices of the sentences with all literals of the skeleton, in order."""
        holding = sorted((self._with[key] for key in {*skeleton} if key in self._with), key=len)
        return sorted(holding[0].intersection(*holding[1:])) if holding else []


def starts_of(keys: Sequence[str]) -> tuple[int, ...]:
    """Where a clause may be said to begin: after a comma, and behind a modal, adverbs or a pronoun there."""
    starts: list[int] = []
    fresh = True
    for at, key in enumerate(keys):
        if fresh:
            starts.append(at)
        fresh = key in COMMAS or (fresh and (key in LEADS or key in PRONOUNS))
    return tuple(starts)


def matches(
    skeleton: Skeleton, words: Sequence[Token], keys: tuple[str, ...], starts: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    """Fillers of the skeleton's slots at each place in the sentence where whole clauses fit it; no two places overlap.

    keys, starts: the keys of the words, and where a clause may begin among them.
    """
    first = skeleton[0]
    if first in ANNOUNCING:
        starts = sorted({*starts, *(at for at, key in enumerate(keys) if key == first)})
    free = 0
    for start in starts:
        if start >= free and (first == OPEN or keys[start] == first):
            found = _match(skeleton, 0, words, keys, start)
            if found is not None:
                fillers, free = found
                yield fillers


def _match(
    skeleton: Skeleton, at: int, words: Sequence[Token], keys: tuple[str, ...], start: int
) -> tuple[tuple[str, ...], int] | None:
    """The fillers from skeleton[at] on, and where the place ends."""
    fillers: tuple[str, ...] = ()
    size = len(keys)
    while at < len(skeleton):
        key = skeleton[at]
        if key == REST:
            end = size
            while end > start and keys[end - 1] in ENDS:
                end -= 1
            span = words[start:end]
            return ((*fillers, "".join(t.text for t in span)), size) if _remains(span) else None
        if key != OPEN:
            if start >= size or keys[start] != key:
                return None
            if key[0] == "<":
                fillers += (words[start].text,)
            at += 1
            start += 1
            continue
        before = skeleton[at - 1] if at else ""
        after = skeleton[at + 1] if at + 1 < len(skeleton) else ""
        if not after:
            end = start
            while end < size and keys[end] not in ENDS and keys[end] not in COMMAS:
                end += 1
            span = words[start:end]
            return ((*fillers, "".join(t.text for t in span)), end) if fills(span, before, after) else None
        limit = min(size, start + WIDEST)
        end = start
        while after in keys[end + 1 : limit]:
            end = keys.index(after, end + 1, limit)
            span = words[start:end]
            if fills(span, before, after):
                rest = _match(skeleton, at + 1, words, keys, end)
                if rest is not None:
                    return (*fillers, "".join(t.text for t in span), *rest[0]), rest[1]
        return None
    if start < size and keys[start] not in COMMAS and keys[start] not in ENDS:
        return None
    return fillers, start


def _remains(rest: Sequence[Token]) -> bool:
    """True when the words may be all that is left of a sentence."""
    return (
        bool(rest)
        and rest[0].key not in NO_START
        and rest[0].key not in COMMAS
        and _balanced("".join(t.text for t in rest))
    )


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count("《") == text.count("》")


_INNER_VERBS = frozenset("讲 提 提出 表示 致以 作出 作了 代表 强调 指出 是".split())


def fills(filler: Sequence[Token], before: str, after: str) -> bool:
    """True when the words may fill an open slot between these neighbours."""
    if not filler or (before == after == "的"):
        return False
    first, last = filler[0].key, filler[-1].key
    if first in NO_START or first in COMMAS or last in NO_END or last in COMMAS:
        return False
    keys = {token.key for token in filler}
    if keys <= _EMPTY:
        return False
    if "代表" in keys and any(a.key in PEOPLE_STARTS for a, b in pairwise(filler) if b.key == "代表"):
        # 全体代表: people, no verb.
        keys.discard("代表")
    if not keys.isdisjoint(_NEVER):
        return False
    if after and after not in COMMAS and (after in keys or not keys.isdisjoint(_INNER_VERBS)):
        return False
    if after in ("表示", "致以") and before == "代表" and ("向" in keys or "对" in keys):
        return False
    if "，" in keys and before not in _TAKES_CLAUSES:
        return False
    text = "".join(token.text for token in filler)
    return (
        len(text) <= LONGEST_FILLER and _balanced(text) and not (len(filler) > 1 and after and _one_word(last, after))
    )


@lru_cache(maxsize=1 << 14)
def _one_word(last: str, after: str) -> bool:
    """Whether a filler would end within a phrase: an adjective before its noun (省委坚强|领导), half of a pair of nouns of
    action (学习|教育)."""
    if last[0] == "<" or after[0] == "<":
        return False
    tag, behind = tagged(last)[-1][1], tagged(after)[0][1]
    if tag in ("a", "ad", "an"):
        return behind.startswith("n") or behind == "vn"
    return tag in ("v", "vn") and len(last) == len(after) == 2 and behind == "vn"


_EMPTY = frozenset("好 好了 了 一批 一些 一系列 更多 不少".split())
"""What may stand before any object and is none: 解决好…问题."""
_NEVER = frozenset("。！？；□")
_TAKES_CLAUSES = frozenset(("，", "：", "要", "是", "我们", "希望", "就是"))
