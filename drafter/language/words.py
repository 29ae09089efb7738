"""Chinese words (分词): one cutting for the whole program.

rjieba where it can be imported, else jieba: two programs over the same dictionary, the first some twenty times as
fast. Both are loaded at the first call, since reading the dictionary takes longer than most commands.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache


def cut(text: str) -> list[str]:
    """The words of `text` in order, punctuation and blanks included: joined they are `text` again.

    >>> cut("做好工会工作")
    ['做好', '工会', '工作']
    """
    return _cutter()(text)


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their part of speech in the dictionary's tags (n 名, v 动, p 介, uj 的 …)."""
    return _tagger()(text)


@cache
def _cutter() -> Callable[[str], list[str]]:
    # Imports inside the function: loading either dictionary costs 0.1 to 1 s, which --help and search must not pay.
    try:
        import rjieba  # type: ignore[import-not-found, import-untyped, unused-ignore]

        return lambda text: list(rjieba.cut(text))
    except ImportError:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        return lambda text: list(jieba.cut(text))


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    try:
        import rjieba

        return lambda text: [(word, tag) for word, tag in rjieba.tag(text)]
    except ImportError:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(logging.WARNING)
        return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]


FUNCTION_WORDS = frozenset(
    """
    的 了 着 过 地 得 是 在 和 与 及 或 而 并 且 也 都 又 就 还 再 更 很 最 不 没 没有 有 为 以 于 对 向 从 由 把 被 将 让 使 给 到 要 会 能 可 上 中 下 里 内 外 前 后 这 那 其 此 该 各 每 某 所 之 等
    个 种 次 位 项 条 点 些 一 二 三 四 五 六 七 八 九 十 两 几 多 我 你 他 她 它 我们 你们 他们 大家 自己 这个 那个 这些 那些 这种 这样 那样 一个 一种 一些 以及 并且 而且 但 但是 不仅 不但 因为 所以
    如果 虽然 由于 对于 关于 根据 按照 通过 为了 随着 作为 其中 同时 另外 此外 然后 因此 从而 进而 以来 以后 之后 之前 以上 以下 方面 时候 什么 怎么 如何 可以 能够 应该 应当 必须 需要 已经 正在 曾经
    进一步 不断 非常 十分 特别 尤其 更加 越来越 比较 一定 一直 始终 都要 就要 还要 也要 既 既要 又要 一要 二要 三要 四要 一是 二是 三是 四是 五是 六是 不是 就是 也是 都是 只有 只要 才能 才 只 却 吗 呢 吧 啊
    """.split()
)
"""Words that carry structure rather than matter (虚词、代词、量词、能愿动词)."""
