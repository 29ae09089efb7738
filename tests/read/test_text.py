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


def test_a_byte_of_a_misread_character_is_no_line_end() -> None:
    """U+0085 ends a line (NEL), but behind a Western letter it is the second byte of 公 read as Latin-1."""
    shown = "公报".encode().decode("latin-1")
    data = f"前文\x85后文\n{shown}".encode()
    assert [block.text for block in read(data, "稿.txt", Options()).blocks] == ["前文", "后文", shown]


def test_a_block_says_what_stood_above_it() -> None:
    blocks = read("一\n\n \n二\n三\f四\n\n\f\n五".encode(), "稿.txt", Options()).blocks
    assert [(block.text, block.blank, block.ruled) for block in blocks] == [
        ("一", 0, False),
        ("二", 2, False),
        ("三", 0, False),
        ("四", 0, True),
        ("五", 1, True),
    ]
