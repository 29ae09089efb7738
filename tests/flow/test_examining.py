"""doctor: what rotted is told, and made anew from what was understood, though the old speeches are gone."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.files import Mount
from drafter.flow import examining
from drafter.flow.examining import Sign, drive_signs, examine, library_sign, tidy
from drafter.flow.manifest import write_manifest
from drafter.flow.mining import mine_paths, rebuild
from drafter.keep.atomic import current_folder
from drafter.keep.workspace import Workspace, open_workspace
from drafter.search.index import Entry, build
from drafter.search.integrity import damaged
from drafter.search.query import Library
from drafter.shipped import shipped


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    old = folder / "旧稿"
    old.mkdir()
    for path in sorted((shipped("templates") / "speeches").iterdir())[:2]:
        shutil.copyfile(path, old / path.name)
    mine_paths([old], open_workspace(folder / "ws"))
    return folder


@pytest.fixture
def workspace(mined: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(mined / "ws", tmp_path / "ws")))


def _rot(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    _write(path, data)


def _write(path: Path, data: bytes) -> None:
    """As another file of that name: one that is mapped must never be cut short under whoever still reads it."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)


def test_a_flipped_bit_is_told_in_whatever_file_it_is(workspace: Workspace) -> None:
    assert library_sign(workspace).good
    generation = current_folder(workspace.library)
    assert generation is not None
    for path in [path for path in generation.rglob("*") if path.is_file() and path.stat().st_size]:
        whole = path.read_bytes()
        _rot(path)
        assert library_sign(workspace).good is False, path
        _write(path, whole)
    assert library_sign(workspace).good


def test_a_library_without_the_sums_it_was_written_with_is_not_called_good(workspace: Workspace) -> None:
    generation = current_folder(workspace.library)
    assert generation is not None
    (generation / "sums.json").unlink()
    sign = library_sign(workspace)
    assert sign.good is False
    assert "sums.json" in sign.finding
    assert any(line.startswith("重建先例库") for line in tidy(workspace))
    assert library_sign(workspace).good


def test_searching_what_rotted_refuses_in_chinese_or_finds(workspace: Workspace) -> None:
    generation = current_folder(workspace.library)
    assert generation is not None
    for path in [path for path in generation.rglob("*") if path.is_file() and path.stat().st_size]:
        whole = path.read_bytes()
        _rot(path)
        with contextlib.suppress(DrafterError), Library.open(workspace.library) as library:
            library.search("加强组织领道")
            library.search("jqzz")
        _write(path, whole)


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the program")
@pytest.mark.parametrize("script", ["exec sleep 20", "printf '\\377\\376Fang'", None])
def test_a_list_of_fonts_that_hangs_or_is_garbled_is_told(
    script: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "fc-list"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n" if script else "not a program\n\0", "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setattr(examining, "FONTS_WITHIN", 0.3)
    sign = examining.fonts_sign()
    assert sign.good is None
    assert "仿宋_GB2312" in sign.finding


def test_a_library_that_is_gone_is_told_and_made_from_what_was_understood(workspace: Workspace) -> None:
    with Library.open(workspace.library) as library:
        before = len(library)
    for path in (workspace.library, workspace.library / "current"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        sign = library_sign(workspace)
        assert (sign.good, "--repair" in sign.finding) == (False, True)
        assert any("重建先例库" in line for line in tidy(workspace))
        with Library.open(workspace.library) as library:
            assert len(library) == before
    assert library_sign(Workspace(workspace.root / "另一个")).good is None


@pytest.mark.parametrize("inside", [True, False])
def test_a_library_that_is_a_dangling_link_is_called_so(inside: bool, workspace: Workspace, tmp_path: Path) -> None:
    shutil.rmtree(workspace.library)
    workspace.library.symlink_to((workspace.root if inside else tmp_path) / "没有")
    sign = library_sign(workspace)
    assert sign.good is False
    assert "断了的链接" in sign.finding
    with pytest.raises(DrafterError, match="链接"):
        rebuild(workspace)
    workspace.library.unlink()
    assert rebuild(workspace).passages
    assert library_sign(workspace).good


def test_the_old_speeches_are_not_needed_for_it(workspace: Workspace, mined: Path) -> None:
    with Library.open(workspace.library) as library:
        before = len(library)
    shutil.move(mined / "旧稿", mined / "搬走")
    try:
        shutil.rmtree(current_folder(workspace.library) or workspace.root)
        assert library_sign(workspace).good is False
        assert f"重建先例库，{before} 段" in tidy(workspace)
        assert not any(line.startswith("重建") for line in tidy(workspace))
    finally:
        shutil.move(mined / "搬走", mined / "旧稿")
    with Library.open(workspace.library) as library:
        assert len(library) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_source_that_is_a_pipe_by_now_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "稿.txt")
    writer = os.open(tmp_path / "稿.txt", os.O_RDWR)  # else a fault would hang the test
    os.set_blocking(writer, False)
    workspace = Workspace(tmp_path / "ws")
    workspace.root.mkdir()
    write_manifest(workspace, {str(tmp_path / "稿.txt"): "0" * 64})
    done: list[Sign] = []
    looking = threading.Thread(target=lambda: done.extend(examine(workspace)), daemon=True)
    looking.start()
    looking.join(20)
    os.close(writer)
    assert any("已不在" in sign.finding for sign in done)


def test_only_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    """A file of people's that ends in .tmp stays: a workspace may be any folder they name.

    So does a brief just being written beside the program's files; what only the holder of the lock writes is nobody's.
    """
    left, busy, theirs = ".ledger.json.ab_12xyz.tmp", ".简要.yaml.abcdefgh.tmp", ("记录.tmp", ".vim.tmp", "a.b.tmp")
    (tmp_path / "phrasebank").mkdir()
    for name in (left, busy, *theirs):
        for folder in (tmp_path, tmp_path / "phrasebank"):
            (folder / name).write_text("一半", encoding="utf-8")
            os.utime(folder / name, (1, time.time() - (0 if name == busy else 3600)))
    assert tidy(Workspace(tmp_path)).count(f"清掉半截文件 {left}") == 2
    assert {path.name for path in (tmp_path / "phrasebank").iterdir()} == set(theirs)
    assert {path.name for path in tmp_path.iterdir()} == {busy, *theirs, "phrasebank", "lock"}


def test_what_rotted_is_told_after_it_was_passed_on_to_a_newer_library(tmp_path: Path) -> None:
    first = [Entry(f"a#{n}", "要切实加强组织领导。", speech_id="a") for n in range(1, 4)]
    build(first, tmp_path)
    generation = current_folder(tmp_path)
    assert generation is not None
    assert damaged(generation) == ()
    texts = generation / "texts-00000001.bin"
    texts.write_bytes(texts.read_bytes().replace("领导".encode(), "领寻".encode()))
    build([*first, Entry("b#1", "要落实责任。", speech_id="b")], tmp_path)
    newer = current_folder(tmp_path)
    assert newer is not None
    assert newer != generation
    assert damaged(newer) == ("texts-00000001.bin",)


@pytest.mark.parametrize(
    ("kind", "options", "told"),
    [
        ("fuse.sshfs", "rw,nosuid", "只管本机"),
        ("nfs4", "rw,hard,local_lock=none", "管得到别的机器"),
        ("nfs", "rw,hard,local_lock=all", "只管本机"),
        ("cifs", "rw,nobrl", "只管本机"),
        ("fuse.rclone", "rw", "认不出"),
    ],
)
def test_a_network_drive_is_told_with_what_its_locks_are_good_for(kind: str, options: str, told: str) -> None:
    (sign,) = drive_signs(Mount(kind, "甲机:/共享", "/", "/mnt", options))
    assert sign.good is None
    assert told in sign.finding
    assert "甲机:/共享" in sign.finding


def test_of_a_disk_of_this_machine_nothing_of_the_kind_is_told(tmp_path: Path) -> None:
    assert drive_signs(Mount("ext4", "/dev/sda1", "/", "/")) == drive_signs(None) == ()


@pytest.mark.skipif(os.name == "nt", reason="locks made of files are met on POSIX")
def test_locks_that_were_left_behind_are_told_of_and_taken_away(workspace: Workspace) -> None:
    brief = workspace.root / "compose" / "a"
    brief.mkdir(parents=True)
    left = [folder / "lock.held.0123456789abcdef" for folder in (workspace.root, brief)]
    for path in left:
        path.symlink_to("nobody")  # no holder's, and of every system
    (sign,) = [sign for sign in examine(workspace) if sign.name == "写锁"]
    assert "lock.held.0123456789abcdef、compose/a/lock.held.0123456789abcdef" in sign.finding
    assert [line for line in tidy(workspace) if line.startswith("清掉丢下的写锁")] == [
        "清掉丢下的写锁 lock.held.0123456789abcdef",
        "清掉丢下的写锁 compose/a/lock.held.0123456789abcdef",
    ]
    assert "写锁" not in [sign.name for sign in examine(workspace)]
