"""Plain text and Markdown (纯文本): one block a line, marks and inner spaces left as they are.

Empty lines and page breaks are no blocks; the block below them says that they were there.
"""

from __future__ import annotations

from drafter.read.decode import decode, split_lines
from drafter.read.options import Options, Understood
from drafter.records import Block


def read(data: bytes, name: str, options: Options) -> Understood:
    """Lines with something on them, in order; the encoding is the codec's name. Raises UnreadableFile."""
    text, codec = decode(data, name)
    blocks: list[Block] = []
    for number, page in enumerate(text.split("\f")):
        blank, ruled = 0, number > 0
        for line in split_lines(page):
            if not line.strip():
                blank += 1
                continue
            blocks.append(Block(line, blank=blank, ruled=ruled) if blank or ruled else Block(line))
            blank, ruled = 0, False
    return Understood(codec, tuple(blocks))
