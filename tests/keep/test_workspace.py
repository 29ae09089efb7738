"""Where the workspace is, and what belongs to the program in it."""

import os
import stat
from pathlib import Path

import pytest

from drafter.errors import WorkspaceError
from drafter.keep.workspace import open_workspace, write_mined


def test_the_place_named_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_WORKSPACE", str(tmp_path / "env"))
    assert open_workspace(tmp_path / "named").root == tmp_path / "named"
    assert open_workspace().root == tmp_path / "env"
    assert open_workspace(None).root.is_dir()


def test_without_either_it_is_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_WORKSPACE", " ")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert open_workspace().root == tmp_path / "data" / "drafter"


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_it_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    root = open_workspace(tmp_path / "a" / "b").root
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert stat.S_IMODE(root.parent.stat().st_mode) == 0o700


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(WorkspaceError, match="不"):
            open_workspace(path)


def test_the_folder_of_a_user_who_is_not_is_no_workspace() -> None:
    with pytest.raises(WorkspaceError, match="完整路径"):
        open_workspace(Path("~nobody-of-that-name/ws"))


def test_mined_holds_exactly_what_was_mined_and_people_keep_theirs(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    workspace.write(workspace.phrasebank / "own.yaml", "短语框架: []\n")
    write_mined(workspace, {"frames.yaml": "a: 1\n", "topics.yaml": "b: 1\n"})
    untouched = (workspace.mined / "topics.yaml").stat().st_mtime_ns
    (workspace.mined / "stray.tmp").write_text("")
    write_mined(workspace, {"frames.yaml": "a: 2\n", "topics.yaml": "b: 1\n"})
    assert {path.name for path in workspace.mined.iterdir()} == {"frames.yaml", "topics.yaml"}
    assert (workspace.mined / "frames.yaml").read_text() == "a: 2\n"
    assert (workspace.mined / "topics.yaml").stat().st_mtime_ns == untouched
    assert (workspace.phrasebank / "own.yaml").read_text("utf-8") == "短语框架: []\n"


@pytest.mark.parametrize("name", ["../own.yaml", "a/b.yaml", "a.txt", "", "c:x.yaml"])
def test_only_yaml_files_go_into_mined(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError):
        write_mined(open_workspace(tmp_path), {name: "x"})
