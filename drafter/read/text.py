"""Plain text and Markdown (纯文本): one block a line, marks and inner spaces left as they are."""

from __future__ import annotations

from drafter.read.decode import decode, split_lines
from drafter.read.options import Options, Understood
from drafter.records import Block


def read(data: bytes, name: str, options: Options) -> Understood:
    """Lines with something on them, in order; the encoding is the codec's name. Raises UnreadableFile."""
    text, codec = decode(data, name)
    return Understood(codec, tuple(Block(line) for line in split_lines(text) if line.strip()))
