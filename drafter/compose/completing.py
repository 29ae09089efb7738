"""What the line being typed may become (补全). A Chinese clause has no spaces: the end of the text is what counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 50
_BREAKS = "、，；：:;, "


@dataclass(frozen=True, slots=True)
class Completion:
    """A word offered: put in place of text[start:]."""

    start: int
    text: str
    note: str = ""


def complete(text: str, words: Iterable[tuple[str, str]]) -> tuple[Completion, ...]:
    """Completions of `text`, best first: words it begins, then words whose beginning is its end, then words it is in.

    words: (word, where it comes from), in order of preference. With an empty text all of them.
    """
    ranked: dict[str, tuple[int, int, Completion]] = {}
    breaks = [place + 1 for place, character in enumerate(text) if character in _BREAKS]
    last = breaks[-1] if breaks else 0
    for order, (word, note) in enumerate(words):
        if word in ranked or word == text:
            continue
        found = _place(text, word, last)
        if found is not None:
            rank, start = found
            ranked[word] = (rank, order, Completion(start, word, note))
    return tuple(entry[2] for entry in sorted(ranked.values(), key=lambda entry: entry[:2])[:LIMIT])


def _place(text: str, word: str, last: int) -> tuple[int, int] | None:
    """(rank, start) of `word` as a completion of `text`; `last`: where its last item begins."""
    if word.startswith(text):
        return 0, 0
    tail = text[last:]
    if last and word.startswith(tail):
        return 1, last
    # 全县工|: the end of what is typed is the beginning of a word; the longest such end, two characters at least.
    for start in range(last, len(text) - 1):
        if word.startswith(text[start:]) and word != text[start:]:
            return 2 + min(start, 1), start
    if len(tail) >= 2 and tail in word:
        return 4, last
    return None
