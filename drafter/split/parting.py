"""Headings that ran together with what is before them, as paragraphs of their own (粘在段中的标题)."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.language.late import late
from drafter.records import Block
from drafter.split.labels import label_of, number_of

_N = "[一二三四五六七八九十]{1,3}"
_INSIDE = late(rf"[。！？][”’」』）)]?[ \u3000]*(?P<label>(?P<bare>{_N}、)|(?P<bracket>[（(]{_N}[）)]))(?=[一-龥“《])")
"""A label of the two upper rungs behind the end of a sentence."""
_STYLES = ("bare", "bracket")


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a speech, cut before every label of the upper rungs (二、 （二）) that stands behind a sentence in a
    paragraph and counts on: from the one before it, or, a first one, to a second behind it.

    Lines lost their breaks. The texts, put end to end, stay what they are.
    """
    if not any(not block.level and _INSIDE.search(block.text) for block in blocks):
        return list(blocks)
    found: list[Block] = []
    counts = dict.fromkeys(_STYLES, 0)
    """Style → number last counted."""
    heads = [label_of(block.text.lstrip()) for block in blocks]
    for index, block in enumerate(blocks):
        head = heads[index]
        if head and head.style in counts:
            counts[head.style] = head.number
            if head.style == "bare":
                counts["bracket"] = 0
        if block.level or not _INSIDE.search(block.text):
            if block.level:
                counts["bracket"] = 0
            found.append(block)
            continue
        begin = 0
        pieces = []
        marks = list(_INSIDE.finditer(block.text))
        for at, mark in enumerate(marks):
            style = "bare" if mark["bare"] else "bracket"
            number = number_of(mark["label"])
            ahead = [("bare" if each["bare"] else "bracket", number_of(each["label"])) for each in marks[at + 1 :]]
            ahead += [(each.style, each.number) for each in heads[index + 1 :] if each]
            follows = next((count for kind, count in ahead if kind == style), 0)
            if number == counts[style] + 1 and (number > 1 or follows == 2):
                pieces.append(block.text[begin : mark.start("label")])
                begin = mark.start("label")
                counts[style] = number
                if style == "bare":
                    counts["bracket"] = 0
        pieces.append(block.text[begin:])
        first, *rest = pieces
        found.append(block if not rest else Block(first, 0, block.furniture, block.blank, block.ruled))
        found += [Block(piece, 0, block.furniture) for piece in rest]
    return found
