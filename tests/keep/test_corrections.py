"""Corrections are people's: read strictly, added to, never rewritten."""

from pathlib import Path

import pytest

from drafter.errors import InvalidData
from drafter.keep.corrections import (
    load_corrections,
    load_not_duplicates,
    save_correction,
    save_not_duplicates,
)
from drafter.keep.workspace import open_workspace


def test_the_last_correction_of_a_passage_wins_and_comments_stay(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    assert load_corrections(workspace) == {}
    workspace.write(workspace.corrections, "# 办公室的更正\n- {段落: 3-ab, 语步: 开场, 步骤: 称谓}")
    save_correction(workspace, "9-cd", "结束语", "", "同志们，“路”在脚下: 走！")
    save_correction(workspace, "3-ab", "加强领导", "责任")
    assert load_corrections(workspace) == {"3-ab": ("加强领导", "责任"), "9-cd": ("结束语", "")}
    assert workspace.corrections.read_text("utf-8").startswith("# 办公室的更正\n- {段落: 3-ab")


def test_all_faults_are_listed_with_their_lines(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    faulty = "- {段落: a, 语步: 开场}\n- 开场\n- {段落: b, 语布: 开场}\n"
    workspace.write(workspace.corrections, faulty)
    with pytest.raises(InvalidData) as refusal:
        load_corrections(workspace)
    assert [problem.split("：")[0].rsplit(" ", 2)[1] for problem in refusal.value.problems] == ["2", "3", "3"]
    with pytest.raises(InvalidData):
        save_correction(workspace, "c", "开场", "")
    assert workspace.corrections.read_text("utf-8") == faulty


def test_pairs_told_apart_are_remembered_once(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    save_not_duplicates(workspace, "乙", "甲")
    save_not_duplicates(workspace, "甲", "乙")
    assert load_not_duplicates(workspace) == frozenset((frozenset(("甲", "乙")),))
    assert len(workspace.not_duplicates.read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize("text", ["- [甲]\n", "- 甲\n", "- [甲, 甲]\n", "甲: 乙\n", "- [甲, [乙]]\n"])
def test_anything_but_a_pair_is_refused(tmp_path: Path, text: str) -> None:
    workspace = open_workspace(tmp_path)
    workspace.write(workspace.not_duplicates, text)
    with pytest.raises(InvalidData):
        load_not_duplicates(workspace)
