"""What the shipped bank calls mined (类: mined) was mined: `drafter mine` finds it on the corpus, with those counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank.load import load_bank
from drafter.bank.model import SLOT, Bank, Frame
from drafter.flow.mining import mine_paths
from drafter.keep.workspace import open_workspace


@pytest.fixture(scope="module")
def found(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Frame]:
    workspace = open_workspace(tmp_path_factory.mktemp("工作区"))
    mine_paths([corpus], workspace)
    return {frame.id: frame for frame in load_bank([workspace.mined], unreviewed=workspace.mined).frames}


def test_there_are_mined_frames_of_all_moves(bank: Bank) -> None:
    mined = [frame for frame in bank.frames if frame.evidence.kind == "mined"]
    assert len(mined) >= 30
    assert {frame.move for frame in mined} == {move.name for move in bank.moves}


def test_every_shipped_mined_frame_is_found_by_mining_with_its_counts(bank: Bank, found: dict[str, Frame]) -> None:
    for frame in bank.frames:
        if frame.evidence.kind == "mined":
            mined = found[frame.id]
            # A reviewer may call a slot by another name, nothing else.
            assert SLOT.sub("<>", frame.text) == SLOT.sub("<>", mined.text)
            assert (frame.move, frame.step, frame.evidence) == (mined.move, mined.step, mined.evidence)
