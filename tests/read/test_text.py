"""Text and Markdown: one block a line, untouched."""

from __future__ import annotations

from drafter.read.options import Options
from drafter.read.text import read

from .fixtures import SAMPLES


def test_lines_become_blocks_with_their_inner_spaces_and_marks() -> None:
    encoding, blocks = read("# 标题\r\n\r\n　　弘 扬**林风** \n\n- 第二行".encode(), "稿.md", Options())
    assert encoding == "utf-8"
    assert [block.text for block in blocks] == ["# 标题", "　　弘 扬**林风** ", "- 第二行"]
    assert all(block.level == 0 and not block.furniture for block in blocks)


def test_the_encoding_is_told() -> None:
    assert read("\n".join(SAMPLES).encode("gbk"), "稿.txt", Options()).encoding == "gb18030"
