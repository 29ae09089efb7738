"""--explain shows who said the like before: single sentences of the library, cited, the closest first (相近先例)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.brief.load import load_brief
from drafter.flow.drafting import LEAST, PRECEDENTS, draft, open_drafting, precedents, said
from drafter.flow.mining import mine_paths
from drafter.keep.workspace import open_workspace
from drafter.language.similar import bigrams
from drafter.plan.outline import plan, walk
from drafter.search.query import Library
from drafter.shipped import shipped


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("工作区")
    mine_paths([shipped("templates") / "speeches"], open_workspace(folder))
    return folder


def test_each_precedent_is_a_sentence_that_has_a_good_part_of_the_line(folder: Path) -> None:
    drafting = open_drafting(folder)
    outline = plan(load_brief(shipped("templates") / "briefs" / "推进会.yaml", drafting.occasions), drafting.bank)
    found = precedents(outline, drafting.workspace)
    lines = {item.id: item for item in walk(outline.items)}
    assert found
    with Library.open(drafting.workspace.library) as library:
        for node, hits in found.items():
            wanted = bigrams(said(lines[node]))
            shares = [len(wanted & bigrams(hit.text)) / len(wanted) for hit in hits]
            assert 1 <= len(hits) <= PRECEDENTS
            assert min(shares) >= LEAST
            assert shares == sorted(shares, reverse=True)
            for hit in hits:
                assert len(re.findall("[。！？]", hit.text)) <= 1
                assert hit.move == lines[node].move
                assert any(hit.text in each.text for each in library.context(hit.ref, 0, 0))


def test_a_line_finds_passages_that_have_a_good_part_of_it_in_any_order(folder: Path) -> None:
    with Library.open(open_workspace(folder).library) as library:
        found = library.search(resembling="就这项工作，下面我讲四点意见", limit=5)
        assert found
        assert all("意见" in hit.text for hit in found)
        assert library.search(resembling="量子纠缠态的退相干时间") == []


def test_a_pictograph_in_the_brief_is_told_of_and_stays_out_of_the_outline(tmp_path: Path) -> None:
    brief = tmp_path / "简要.yaml"
    remarks, papers = {}, {}
    for topic in ("居家养老\U0001f389", "居家养老"):
        brief.write_text(
            f"会议: 全县养老服务会\n意见: [{topic}]\n选定: {{开场/会议任务: {topic[4:]}现在开会。}}\n", encoding="utf-8"
        )
        made = draft(brief, open_drafting(tmp_path / "空"), "txt")
        remarks[topic] = [note for note in made.outline.notes if "表情图案" in note]
        papers[topic] = made.content
    assert [len(found) for found in remarks.values()] == [1, 0]
    one, other = papers.values()
    assert one == other
