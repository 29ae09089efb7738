"""The counts of the shipped bank are those of the corpus: `drafter mine` finds what it calls mined (类: mined), with its
counts; what was written by hand (类: curated) tells where it stands there, which is mostly nowhere. And what mining
finds there is worth having: it fits what it was mined from, and copies no more than a formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.counting import counts
from drafter.bank.load import load_bank
from drafter.bank.model import SLOT, Bank, Frame, fill, pattern
from drafter.flow.mining import Mining, mine_paths
from drafter.keep.workspace import Workspace, open_workspace
from drafter.mine.forms import LONGEST_RUN
from drafter.mine.units import distinct, units
from drafter.records import Passage, Speech


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return open_workspace(tmp_path_factory.mktemp("工作区"))


@pytest.fixture(scope="module")
def mining(corpus: Path, workspace: Workspace) -> Mining:
    return mine_paths([corpus], workspace)


@pytest.fixture(scope="module")
def speeches(mining: Mining) -> list[Speech]:
    return [speech for source in mining.sources for speech in source.speeches]


@pytest.fixture(scope="module")
def found(mining: Mining, workspace: Workspace) -> dict[str, Frame]:
    return {frame.id: frame for frame in load_bank([workspace.mined], unreviewed=workspace.mined).frames}


def test_there_are_mined_frames_of_all_moves(bank: Bank) -> None:
    mined = [frame for frame in bank.frames if frame.evidence.kind == "mined"]
    assert len(mined) >= 20
    assert {frame.move for frame in mined} == {move.name for move in bank.moves}


def test_every_shipped_mined_frame_is_found_by_mining_with_its_counts(bank: Bank, found: dict[str, Frame]) -> None:
    for frame in bank.frames:
        if frame.evidence.kind == "mined":
            mined = found[frame.id]
            # A reviewer may call a slot by another name, nothing else.
            assert SLOT.sub("<>", frame.text) == SLOT.sub("<>", mined.text)
            assert (frame.move, frame.step, frame.evidence) == (mined.move, mined.step, mined.evidence)


def test_every_entry_written_by_hand_tells_its_counts(bank: Bank, speeches: list[Speech]) -> None:
    seen = counts(bank, speeches)
    told = {
        entry.id: (entry.evidence.count, entry.evidence.speeches)
        for entry in (*bank.frames, *bank.sets, *bank.topics)
        if entry.evidence.kind == "curated"
    }
    assert told == seen, "数目变了：benchmarks/counting.py --write 重数"


def test_filling_a_frame_with_what_it_matched_gives_the_sentence_back(
    speeches: list[Speech], found: dict[str, Frame]
) -> None:
    said = units(distinct(speeches))
    for frame in found.values():
        bare = frame.text.rstrip("。！")
        assert len(set(frame.slots)) == len(frame.slots)
        seen: set[int] = set()
        looked_for = pattern(bare)
        for unit in said:
            hit = looked_for.search(unit.text)
            if hit:
                assert fill(bare, dict(zip(frame.slots, hit.groups(), strict=True))) == hit.group()
                seen.add(unit.speech)
        assert len(seen) >= frame.evidence.speeches, frame.text


def test_no_long_run_of_the_source_survives(found: dict[str, Frame]) -> None:
    for frame in found.values():
        for literal in SLOT.split(frame.text)[::2]:
            assert sum("\u4e00" <= c <= "\u9fff" for c in literal) <= LONGEST_RUN < 20


def test_the_corpus_gives_frames_for_the_formulaic_moves(found: dict[str, Frame]) -> None:
    assert {"开场", "成绩回顾", "三点意见", "加强领导", "结束语"} <= {frame.move for frame in found.values()}


def test_what_an_entry_is_counted_in(bank: Bank) -> None:
    told = counts(
        bank,
        [
            Speech("甲", (Passage(1, "paragraph", "现在开会。今天的议程有两项。", move="开场"),)),
            Speech("乙", (Passage(1, "paragraph", "请大家坐好，现在开会。", move="开场"),)),
            Speech("丙", (Passage(1, "paragraph", "现在开会。", move="结束语"),)),
            Speech(
                "丁",
                tuple(
                    Passage(number, "heading", f"{label}{text}", 2, label, "三点意见")
                    for number, (label, text) in enumerate(
                        (("（一）", "抓紧修好渠道"), ("（二）", "加快平整土地"), ("（三）", "切实管住用水"))
                    )
                ),
            ),
        ],
    )
    assert told["kc-xuanbu-01"] == (1, 1)
    assert told["cj-fenxiang-01"] == (0, 0)
    assert told["ps2-b-dongbin-qie"] == (1, 1)
    assert told["ps2-c-dafa"] == (0, 0)
