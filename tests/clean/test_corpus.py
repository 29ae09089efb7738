"""The real corpus, where it is at hand: nothing lost, nothing left over, cleaned once for all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from drafter.clean.pipeline import clean
from drafter.records import Block, Cleaned

CORPUS = Path(os.environ.get("DRAFTER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
FILES = sorted([*CORPUS.glob("0*.txt"), *CORPUS.glob("more/0*.txt")])
pytestmark = pytest.mark.skipif(not FILES, reason="没有语料文件夹")


def cleaned(path: Path) -> Cleaned:
    return clean(tuple(Block(line) for line in path.read_text(encoding="utf-8").split("\n")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_cleans_once_for_all(path: Path) -> None:
    once = cleaned(path)
    again = clean(once.blocks)
    assert again.blocks == once.blocks
    assert again.repairs == ()
    text = "\n".join(block.text for block in once.blocks)
    assert not re.search(r"小编|新华社记者|您可能关注|\*\*|<!--|\([a-zīéǎù]+\)|[\u3000\ufeff]", text)


def test_the_scraped_compilation() -> None:
    ledger = cleaned(CORPUS / "02-compound-scraped-traditional.txt")
    counts = {repair.rule: repair.count for repair in ledger.repairs}
    assert counts["pinyin-annotation"] >= 4600
    assert counts["traditional-simplified"] >= 19800
    assert counts["link-text"] == 4
    assert counts["gap"] >= 50
    assert sum(loss.reason == "推荐链接" for loss in ledger.dropped) == 30


def test_the_page_blocks_are_one_text_again() -> None:
    ledger = cleaned(CORPUS / "03-hangzhou-2016-paged.txt")
    assert {r.rule: r.count for r in ledger.repairs}["page-number"] == 15
    labels = [block.text[:3] for block in ledger.blocks if block.text[1:2] in "、一二三四五六"]
    assert labels[:7] == ["一、2", "（一）", "（二）", "（三）", "（四）", "（五）", "（六）"]
