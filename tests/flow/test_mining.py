"""What the workspace rests on: files that are gone are forgotten, what changes understanding is understood again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.flow.examining import examine
from drafter.flow.manifest import MANIFEST, read_manifest
from drafter.flow.mining import forget_paths, mine_paths
from drafter.flow.understanding import learnt_file
from drafter.keep.workspace import Workspace, open_workspace
from drafter.shipped import shipped

SPEECHES = sorted((shipped("templates") / "speeches").glob("*.txt"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    found = []
    for name, speech in zip(("甲", "乙"), SPEECHES, strict=False):
        (tmp_path / name).mkdir()
        (tmp_path / name / speech.name).write_bytes(speech.read_bytes())
        found.append(tmp_path / name)
    return found[0], found[1]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "工作区")


def names(workspace: Workspace) -> set[str]:
    return {Path(path).parent.name for path in read_manifest(workspace)}


def mined(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(workspace.mined.glob("*.yaml"))}


def test_the_mined_yaml_is_the_same_whatever_the_way_to_the_files(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "旧稿", tmp_path / "移到别处"
    for place, names_ in ((folder, "甲乙丙丁"), (elsewhere, "丁丙乙甲")):
        place.mkdir()
        for name, speech in zip(names_, SPEECHES, strict=False):
            (place / f"{name}.txt").write_bytes(speech.read_bytes())
    at_once, bit_by_bit = open_workspace(tmp_path / "一次"), open_workspace(tmp_path / "分几次")
    mine_paths([folder], at_once)
    wanted = mined(at_once)
    assert b"id: mf-" in wanted["frames.yaml"]

    mine_paths([elsewhere / "乙.txt", elsewhere / "甲.txt"], bit_by_bit)
    assert mined(bit_by_bit) != wanted
    mine_paths([elsewhere / "丁.txt", elsewhere / "丙.txt"], bit_by_bit)
    assert mined(bit_by_bit) == wanted

    forget_paths([folder / "甲.txt"], at_once)
    forget_paths([elsewhere / "丁.txt"], bit_by_bit)
    assert mined(at_once) == mined(bit_by_bit) != wanted


def test_what_was_mined_from_elsewhere_stays(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths([folders[0]], workspace)
    second = mine_paths([folders[1]], workspace)
    assert (second.fresh, second.gone, names(workspace)) == (1, 0, {"甲", "乙"})


def test_a_deleted_folder_is_forgotten_at_the_next_mining_and_named(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths(folders, workspace)
    gone = next(folders[0].iterdir())
    gone.unlink()
    mining = mine_paths([folders[1]], workspace)
    assert (mining.forgotten, mining.gone, mining.reused) == ((str(gone),), 1, 1)
    assert names(workspace) == {"乙"}
    assert len(mining.sources) == 1


def test_what_was_mined_from_a_folder_out_of_reach_stays_and_is_told_of(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    whole = mine_paths(folders, workspace)
    for mined_again in ([folders[1]], folders):  # named or not
        folders[0].rename(tmp_path / "断开")
        mining = mine_paths(mined_again, workspace)
        assert (mining.gone, mining.passages, names(workspace)) == (0, whole.passages, {"甲", "乙"})
        assert any(str(folders[0]) in problem and "--forget" in problem for problem in mining.problems)
        (tmp_path / "断开").rename(folders[0])
    assert mine_paths(folders, workspace).problems == ()
    folders[0].rename(tmp_path / "断开")
    assert forget_paths([folders[0]], workspace).gone == 1
    assert names(workspace) == {"乙"}


def test_a_folder_that_goes_out_of_reach_while_it_is_mined_stays_as_it_was_understood(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    whole = mine_paths(folders, workspace)

    def unplug(done: int, _: int, __: str) -> None:
        if done == 1:
            folders[0].rename(tmp_path / "断开")

    mining = mine_paths(folders, workspace, unplug)
    assert (mining.gone, mining.passages, names(workspace)) == (0, whole.passages, {"甲", "乙"})
    assert "没有这个文件" in mining.problems[0]
    assert "--forget" in mining.problems[1]
    (tmp_path / "断开").rename(folders[0])
    next(folders[0].iterdir()).write_bytes(b"")  # within reach, and emptied
    assert mine_paths(folders, workspace).gone == 1


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b'{"half', b"[]"])
def test_a_list_of_old_speeches_that_is_damaged_is_told_and_nothing_is_emptied(
    content: bytes, folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths([folders[0]], workspace)
    (workspace.root / MANIFEST).write_bytes(content)
    before = mined(workspace)
    for work in (mine_paths, forget_paths):
        with pytest.raises(DrafterError, match="旧稿清单坏了"):
            work([folders[1]], workspace)
    assert mined(workspace) == before
    assert any(sign.name == "旧稿" and sign.good is False for sign in examine(workspace))
    (workspace.root / MANIFEST).unlink()
    mine_paths(folders, workspace)
    assert names(workspace) == {"甲", "乙"}


def test_where_nothing_is_a_speech_the_workspace_stays_as_it_was(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    mine_paths([folders[0]], workspace)
    before = read_manifest(workspace)
    empty = tmp_path / "丙"
    empty.mkdir()
    (empty / "短.txt").write_text("备忘", encoding="utf-8")
    with pytest.raises(DrafterError, match="读了 1 个文件，里面没有成篇的讲话，工作区没有改动"):
        mine_paths([empty], workspace)
    assert read_manifest(workspace) == before


def test_forgetting_takes_folders_and_files_out_and_leaves_the_originals(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    both = mine_paths(folders, workspace)
    left = forget_paths([folders[0]], workspace)
    assert names(workspace) == {"乙"}
    assert 0 < left.passages < both.passages
    assert next(folders[0].iterdir()).is_file()
    last = forget_paths([next(folders[1].iterdir())], workspace)
    assert (last.passages, names(workspace)) == (0, set())


def test_forgetting_what_was_never_mined_is_refused(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths([folders[0]], workspace)
    with pytest.raises(DrafterError, match="没有从这里挖过"):
        forget_paths([folders[1]], workspace)
    assert names(workspace) == {"甲"}


def test_new_weights_have_every_file_understood_again_and_kept(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths(folders, workspace)
    learnt_file(workspace).parent.mkdir()
    learnt_file(workspace).write_text("权重:\n  段首提示：开场: {opening: 0.1}\n", encoding="utf-8")
    again = mine_paths([folders[0]], workspace)
    assert (again.fresh, again.reused) == (1, 0)
    kept = {path.name for path in workspace.sources.iterdir()}
    once_more = mine_paths(folders, workspace)
    assert (once_more.fresh, once_more.reused) == (0, 2)
    assert {path.name for path in workspace.sources.iterdir()} == kept


def test_the_ledger_names_every_source(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths(folders, workspace)
    ledger = json.loads(workspace.ledger.read_text(encoding="utf-8"))
    assert {Path(source["path"]).parent.name for source in ledger["sources"]} == {"甲", "乙"}


def test_a_copy_of_a_file_has_an_id_of_its_own_in_the_ledger(folders: tuple[Path, Path], workspace: Workspace) -> None:
    original = next(folders[0].iterdir())
    (folders[0] / "另存.txt").write_bytes("\n".join(["来源：某某网", original.read_text("utf-8")]).encode())
    mining = mine_paths([folders[0]], workspace)
    first, copy = (source for source in json.loads(workspace.ledger.read_text("utf-8"))["sources"])
    (whole,), (again,) = first["speeches"], copy["speeches"]
    assert (whole["duplicate_of"], again["duplicate_of"]) == (None, whole["id"])
    assert again["id"] != whole["id"]
    assert again["id"] in {loss["speech"] for loss in copy["dropped"]}
    assert whole["id"] not in {loss["speech"] for loss in copy["dropped"]}
    assert mining.passages == sum(len(speech.passages) for speech in mining.sources[0].speeches)
