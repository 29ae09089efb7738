"""Chinese words (分词): one cutting for the whole program.

rjieba, and jieba on a platform for which rjieba has no wheel: two programs over the same dictionary and model, whose
words agree (on 144,000 words of speeches wherever no file name or dotted date stood, which `_even` settles). jieba's
own tagger takes a thousand times as long as rjieba, so there the dictionary's tags are looked up; a word it does not
know is then tagged x, where rjieba guesses. Cutting takes jieba 0.27 s where rjieba takes 0.012 s: with jieba alone
mining would take more than the twofold of jieba's time it is allowed, hence the dependency.
Both are loaded at the first call, since reading the dictionary takes longer than most commands.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from drafter.files import read_utf8
from drafter.language.late import late

_JOINED = late(r"\d+\.\d+|[-_.]|[^-_.]+")
_JOINTS = frozenset("-_.")


class Cutter(NamedTuple):
    """A program that cuts words (分词程序)."""

    cut: Callable[[str], list[str]]
    tagged: Callable[[str], list[tuple[str, str]]]
    listed: Callable[[str], list[tuple[str, str]]]


def cut(text: str) -> list[str]:
    """The words of `text` in order, punctuation and blanks included: joined they are `text` again.

    >>> cut("做好工会工作")
    ['做好', '工会工作']
    """
    return _cutter().cut(text)


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their part of speech in the dictionary's tags (n 名, v 动, p 介, uj 的 …)."""
    return _cutter().tagged(text)


def listed(text: str) -> list[tuple[str, str]]:
    """As `tagged`, by the dictionary alone: what it does not have stays in single characters (顺|丰), never guessed at."""
    return _cutter().listed(text)


@lru_cache(maxsize=4096)
def how_often(word: str) -> int:
    """How often the dictionary counts `word`, 0 for one it does not have.

    >>> how_often("办公室") > how_often("馄饨") > how_often("桑麻") == 0
    True
    """
    text, sought = _dictionary(), word.encode()
    first, last = 0, len(text)
    # Its Chinese words stand in the order of their bytes, a few neighbours aside: looking at all of them takes 5 ms.
    if word and min(word) >= "\u4e00" and max(word) <= "\u9fff":
        first = text.find("\n一 ".encode())
        while last - first > _NEIGHBOURS:
            line = text.find(b"\n", (first + last) // 2)
            if text[line + 1 : text.find(b" ", line)] <= sought:
                first = line
            else:
                last = line
        first, last = max(0, first - _NEIGHBOURS), last + _NEIGHBOURS
    at = text.find(b"\n" + sought + b" ", first, last)
    return int(text[at : text.find(b"\n", at + 1)].split()[1]) if at >= 0 else 0


_NEIGHBOURS = 4096
"""Bytes of the dictionary among which a word is looked for."""


@cache
def _dictionary() -> bytes:
    """The lines of the dictionary, word, count and tag; read as they lie there, since loading jieba takes 0.3 s."""
    package = find_spec("jieba")
    assert package is not None
    return b"\n" + read_utf8(Path(str(package.origin)).with_name("dict.txt")).encode()


@cache
def _cutter() -> Cutter:
    return with_rjieba() or with_jieba()


@cache
def with_rjieba() -> Cutter | None:
    """rjieba as a Cutter; None where it is not installed."""
    # Imports inside the functions: loading either dictionary costs 0.1 to 1 s, which --help and search must not pay.
    try:
        import rjieba  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return None

    def tags(text: str, guessed: bool = True) -> list[tuple[str, str]]:
        pairs = [(word, tag) for word, tag in rjieba.tag(text, guessed)]
        if _JOINTS.isdisjoint(text):
            return pairs
        return [(part, tag if part == word else _shape(part)) for word, tag in pairs for part in _even((word,))]

    return Cutter(lambda text: _evened(rjieba.cut(text), text), tags, lambda text: tags(text, False))


@cache
def with_jieba() -> Cutter:
    """jieba as a Cutter, with the dictionary's tags."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.initialize()
    table: dict[str, str] = jieba.posseg.dt.word_tag_tab

    def words(text: str, guessed: bool = True) -> list[str]:
        return _evened(jieba.cut(text, HMM=guessed), text)

    def tags(text: str, guessed: bool = True) -> list[tuple[str, str]]:
        return [(word, table.get(word) or _shape(word)) for word in words(text, guessed)]

    return Cutter(words, tags, lambda text: tags(text, False))


def _evened(words: Iterable[str], text: str) -> list[str]:
    return list(words) if _JOINTS.isdisjoint(text) else _even(words)


def _even(words: Iterable[str]) -> list[str]:
    """The words with what is joined by - _ . taken apart, decimals aside: the one place where the programs differ."""
    return [part for word in words for part in (_JOINED.findall(word) if not _JOINTS.isdisjoint(word) else (word,))]


def _shape(word: str) -> str:
    """The tag of a word the dictionary does not have: m figures, eng letters, x anything else."""
    if re.fullmatch(r"\d+(?:\.\d+)?", word, re.ASCII):
        return "m"
    return "eng" if word.isascii() and any(c.isalnum() for c in word) else "x"


FUNCTION_WORDS = frozenset(
    """
    的 了 着 过 地 得 是 在 和 与 及 或 而 并 且 也 都 又 就 还 再 更 很 最 不 没 没有 有 为 以 于 对 向 从 由 把 被 将 让 使 给 到 要 会 能 可 上 中 下 里 内 外 前 后 这 那 其 此 该 各 每 某 所 之 等
    个 种 次 位 项 条 点 些 一 二 三 四 五 六 七 八 九 十 两 几 多 我 你 他 她 它 我们 你们 他们 大家 自己 这个 那个 这些 那些 这种 这样 那样 一个 一种 一些 以及 并且 而且 但 但是 不仅 不但 因为 所以
    如果 虽然 由于 对于 关于 根据 按照 通过 为了 随着 作为 其中 同时 另外 此外 然后 因此 从而 进而 以来 以后 之后 之前 以上 以下 方面 时候 什么 怎么 如何 可以 能够 应该 应当 必须 需要 已经 正在 曾经
    进一步 不断 非常 十分 特别 尤其 更加 越来越 比较 一定 一直 始终 都要 就要 还要 也要 既 既要 又要 一要 二要 三要 四要 一是 二是 三是 四是 五是 六是 不是 就是 也是 都是 只有 只要 才能 才 只 却 吗 呢 吧 啊
    """.split()
)
"""Words that carry structure rather than matter (虚词、代词、量词、能愿动词)."""
