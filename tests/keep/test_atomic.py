"""A file or a folder is replaced whole or not at all."""

import contextlib
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import DrafterError, WorkspaceError
from drafter.files import Mount
from drafter.flow.remembering import remember
from drafter.keep.atomic import current_folder, hold, let_go, replace_folder, write_bytes, write_text
from drafter.keep.lock import writing
from drafter.keep.sources import forget_sources
from drafter.keep.workspace import Workspace, open_workspace, write_mined
from drafter.records import Outline

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")


def test_what_is_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    write_text(tmp_path / "甲.yaml", "会议: 全市会议\n")
    write_text(tmp_path / "甲.yaml", "会议: 全县会议\n")
    assert (tmp_path / "甲.yaml").read_text("utf-8") == "会议: 全县会议\n"
    assert [path.name for path in tmp_path.iterdir()] == ["甲.yaml"]


@posix
def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    write_bytes(tmp_path / "new", b"1")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    (tmp_path / "new").chmod(0o644)
    write_bytes(tmp_path / "new", b"2")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o644
    write_bytes(tmp_path / "new", b"3", within=tmp_path)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


@posix
def test_no_symlink_leads_out_of_the_workspace(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "precious").write_text("old")
    (inside / "folder").symlink_to(outside)
    (inside / "file").symlink_to(outside / "precious")
    with pytest.raises(WorkspaceError, match="之外"):
        write_text(inside / "folder" / "precious", "new", within=inside)
    with pytest.raises(WorkspaceError, match="之外"):
        write_text(inside / ".." / "outside" / "precious", "new", within=inside)
    # A link in place of the file itself is replaced, not followed.
    write_text(inside / "file", "new", within=inside)
    assert (outside / "precious").read_text() == "old"
    assert (inside / "file").read_text() == "new"


@posix
def test_an_output_file_may_be_a_link_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_text(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


@posix
def test_an_output_that_is_no_file_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_bytes(pipe, b"through")
        assert os.read(reader, 20) == b"through"
        assert stat.S_ISFIFO(pipe.stat().st_mode)
    finally:
        os.close(reader)


@posix
def test_a_pipe_swapped_in_between_look_and_write_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, theirs = tmp_path / "pipe", tmp_path / "theirs"
    os.mkfifo(pipe)
    os.mkfifo(theirs)
    reader = os.open(theirs, os.O_RDONLY | os.O_NONBLOCK)
    opened = os.open

    def swapped(path: Path, flags: int, *rest: int) -> int:
        if path == pipe:
            os.replace(theirs, pipe)
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", swapped)
    try:
        with pytest.raises(DrafterError, match="被换成了别的东西"):
            write_bytes(pipe, b"secret")
        assert os.read(reader, 20) == b""
    finally:
        os.close(reader)


@posix
def test_a_new_name_is_asked_to_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First what is in the file, then, once it bears its name, the folder."""
    asked, fsync = [], os.fsync

    def noted(handle: int) -> None:
        asked.append(("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file", (tmp_path / "x").exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_text(tmp_path / "x", "one")
    assert asked == [("file", False), ("folder", True)]


def test_a_folder_in_the_way_or_none_at_all_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="这是文件夹"):
        write_text(tmp_path, "x")
    with pytest.raises(DrafterError, match="文件夹不存在"):
        write_text(tmp_path / "none" / "x.md", "x")
    write_text(tmp_path / "none" / "x.md", "x", within=tmp_path)
    assert (tmp_path / "none" / "x.md").read_text() == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="chmod does not bar writing to a folder there")
def test_a_workspace_that_is_gone_is_not_made_anew_by_who_was_in_it(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "盘" / "ws")
    shutil.move(tmp_path / "盘", tmp_path / "断开")
    for write in (
        lambda: workspace.write(workspace.bank_cache, "{}"),
        lambda: replace_folder(workspace.library, lambda _: None, within=workspace.root),
        lambda: writing(workspace).__enter__(),
    ):
        with pytest.raises(WorkspaceError, match="断开"):
            write()
    assert not (tmp_path / "盘").exists()
    workspace = open_workspace(tmp_path / "盘" / "ws")  # who comes anew may
    workspace.write(workspace.bank_cache, "{}")


def test_when_writing_fails_the_old_content_stands(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_text(folder / "x", "old")
    folder.chmod(0o500)
    try:
        if os.geteuid() != 0:  # nothing is barred to root
            with pytest.raises(DrafterError, match="没有写权限"):
                write_text(folder / "x", "new")
            assert (folder / "x").read_text() == "old"
    finally:
        folder.chmod(0o700)


def _fill(text: str):
    def fill(folder: Path) -> None:
        (folder / "a").write_text(text)

    return fill


def test_generations_follow_each_other_and_the_old_ones_go(tmp_path: Path) -> None:
    parent = tmp_path / "library"
    assert current_folder(parent) is None
    first = replace_folder(parent, _fill("1"), within=tmp_path)
    assert current_folder(parent) == first
    second = replace_folder(parent, _fill("2"), within=tmp_path)
    assert current_folder(parent) == second != first
    assert sorted(path.name for path in parent.iterdir()) == ["current", second.name]


def test_a_generation_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "half").write_text("half")
        raise RuntimeError("power cut")

    first = replace_folder(tmp_path, _fill("1"))
    with pytest.raises(RuntimeError):
        replace_folder(tmp_path, broken)
    assert current_folder(tmp_path) == first
    assert (first / "a").read_text() == "1"


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(errno.EIO, "EIO"), OSError(errno.ENOSPC, "ENOSPC")])
@pytest.mark.parametrize("before", [0, 1, 3])
def test_what_stops_the_writer_behind_the_move_of_the_pointer_leaves_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, before: int
) -> None:
    for number in range(before):
        replace_folder(tmp_path, _fill(str(number)))
    replace = os.replace

    def stopped(source: Any, target: Any) -> None:
        replace(source, target)
        if Path(target).name == "current":
            raise stop

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with pytest.raises((KeyboardInterrupt, DrafterError)):
            replace_folder(tmp_path, _fill("new"))
    folder = current_folder(tmp_path)
    assert folder
    assert (folder / "a").read_text() == "new"
    newest = replace_folder(tmp_path, _fill("newest"))
    assert newest.name > folder.name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", newest.name]


@posix
def test_a_generation_that_is_gone_is_not_made_anew_under_the_name_in_use(tmp_path: Path) -> None:
    for number in range(2):
        named = replace_folder(tmp_path, _fill(str(number)))
    shutil.rmtree(named)
    killed = (
        "import os, signal, sys; from pathlib import Path; from drafter.keep.atomic import replace_folder\n"
        "def fill(folder):\n"
        "    (folder / 'a').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "replace_folder(Path(sys.argv[1]), fill)"
    )
    checkout = Path(__file__).resolve().parents[2]
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False, cwd=checkout)
        assert done.returncode == -signal.SIGKILL
        assert [path.read_text() for path in tmp_path.glob("gen-*/a")].count("half") >= 1
        assert current_folder(tmp_path) is None
    whole = replace_folder(tmp_path, _fill("whole"))
    assert current_folder(tmp_path) == whole
    assert (whole / "a").read_text() == "whole"


@posix
def test_a_reader_keeps_the_generation_it_opened(tmp_path: Path) -> None:
    first = replace_folder(tmp_path, _fill("1"))
    with (first / "a").open() as reader:
        replace_folder(tmp_path, _fill("2"))
        assert reader.read() == "1"


@pytest.mark.parametrize("pointer", ["", "../elsewhere", "gen-1", "gen-00000009", "gen-00000001/..", "\udcff"])
def test_a_pointer_to_nowhere_names_no_generation(tmp_path: Path, pointer: str) -> None:
    replace_folder(tmp_path, _fill("1"))
    (tmp_path / "current").write_bytes(pointer.encode("utf-8", "surrogateescape"))
    assert current_folder(tmp_path) is None


def test_a_generation_replaced_between_two_looks_is_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_folder(tmp_path, lambda folder: None)
    look = Path.is_dir

    def replaced_meanwhile(path: Path) -> bool:
        monkeypatch.setattr(Path, "is_dir", look)
        replace_folder(tmp_path, lambda folder: None)
        return path.is_dir()

    monkeypatch.setattr(Path, "is_dir", replaced_meanwhile)
    assert current_folder(tmp_path) == tmp_path / "gen-00000002"


@posix
def test_an_output_link_that_leads_out_of_its_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_text("old")
    for name, target in (("link.md", "precious"), ("dangling.md", "nothing-yet")):
        (tmp_path / "out" / name).symlink_to(tmp_path / target)
        with pytest.raises(DrafterError, match="符号链接"):
            write_text(tmp_path / "out" / name, "new")
    assert (tmp_path / "precious").read_text() == "old"
    assert not (tmp_path / "nothing-yet").exists()


@posix
def test_no_folder_of_the_workspace_that_is_a_link_is_emptied(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    workspace.root.mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "paper.json").write_text("mine")
    for folder in (workspace.mined, workspace.sources, workspace.library, workspace.root / "traces"):
        folder.symlink_to(tmp_path / "documents")
    with pytest.raises(WorkspaceError, match="之外"):
        write_mined(workspace, {})
    with pytest.raises(WorkspaceError, match="之外"):
        forget_sources(workspace, frozenset())
    with pytest.raises(WorkspaceError, match="之外"):
        replace_folder(workspace.library, _fill("x"), within=workspace.root)
    with pytest.raises(WorkspaceError, match="之外"):
        remember(Outline("题", ()), workspace)
    assert [path.name for path in (tmp_path / "documents").iterdir()] == ["paper.json"]


@posix
def test_what_a_killed_writer_left_beside_an_output_is_swept_by_the_next(tmp_path: Path) -> None:
    old, young = tmp_path / ".x.md.old.tmp", tmp_path / ".x.md.young.tmp"
    old.write_text("half")
    young.write_text("another writer's")
    os.utime(old, (0, 0))
    write_text(tmp_path / "x.md", "whole")
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize("name", ["长" * 300, "a/" * 3000 + "x"])
def test_a_name_the_system_refuses_is_said_in_chinese(name: str, tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match=r"文件名太长|文件夹不存在"):
        write_text(tmp_path / name, "x")


@posix
def test_a_drive_without_modes_or_folder_fsync_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As CIFS and FUSE drives answer: EINVAL for fsync of a folder, EPERM for chmod."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "chmod", refused)
    monkeypatch.setattr(os, "fchmod", refused)
    write_text(tmp_path / "x", "one")
    (tmp_path / "lib").mkdir()
    folder = replace_folder(tmp_path / "lib", _fill("1"))
    assert (tmp_path / "x").read_text() == "one"
    assert current_folder(tmp_path / "lib") == folder


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files to others")
def test_what_another_user_has_laid_out_does_not_catch_the_text(tmp_path: Path) -> None:
    laid, pipe = tmp_path / "提纲.md", tmp_path / "管道.md"
    laid.touch()
    laid.chmod(0o666)
    os.mkfifo(pipe, 0o666)
    for path in (laid, pipe):
        os.chown(path, 65534, 65534)
    write_text(laid, "机密")
    assert laid.read_text(encoding="utf-8") == "机密"
    assert stat.S_IMODE(laid.stat().st_mode) == 0o600
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(DrafterError, match="别的用户建的管道"):
            write_text(pipe, "机密")
        assert os.read(reading, 10) == b""
    finally:
        os.close(reading)


@posix
def test_a_link_swapped_in_between_look_and_write_is_not_followed(tmp_path: Path) -> None:
    victim, out, away = tmp_path / "victim", tmp_path / "shared" / "out.md", tmp_path / "shared" / "away"
    out.parent.mkdir()
    victim.write_bytes(b"mine")
    ended = threading.Event()

    def swap() -> None:
        while not ended.is_set():
            away.write_bytes(b"")
            os.replace(away, out)
            away.symlink_to(victim)
            os.replace(away, out)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        end = time.monotonic() + 1
        while time.monotonic() < end and victim.read_bytes() == b"mine":
            with contextlib.suppress(DrafterError):  # seen as a link in time
                write_bytes(out, b"secret")
    finally:
        ended.set()
        swapper.join()
    assert victim.read_bytes() == b"mine"


@posix
def test_the_modes_of_a_file_whose_name_was_taken_meanwhile_stay(tmp_path: Path) -> None:
    victim, out = tmp_path / "victim", tmp_path / "shared" / "out.md"
    out.parent.mkdir()
    victim.write_bytes(b"mine")
    victim.chmod(0o600)
    out.write_bytes(b"")
    out.chmod(0o644)
    ended = threading.Event()

    def swap() -> None:
        while not ended.is_set():
            for name in out.parent.glob(".*.tmp"):
                with contextlib.suppress(OSError):
                    name.unlink()
                    name.symlink_to(victim)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            with contextlib.suppress(DrafterError):
                write_bytes(out, b"text" * 100_000)
            if stat.S_IMODE(victim.stat().st_mode) != 0o600:
                break
            if out.is_symlink():  # the swapped name was moved into place: his own affair
                out.unlink()
                out.write_bytes(b"")
                out.chmod(0o644)
    finally:
        ended.set()
        swapper.join()
    assert stat.S_IMODE(victim.stat().st_mode) == 0o600


@posix
def test_what_the_shell_hands_over_is_written_straight(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    write_bytes(Path(f"/dev/fd/{writer}"), b"1")
    write_bytes(Path(f"/dev/fd/{writer}"), b"2")
    os.close(writer)
    assert os.read(reader, 9) == b"12"
    os.close(reader)
    file = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for text in (b"1", b"2"):
        write_bytes(Path(f"/dev/fd/{file}"), text)  # as `>> out`: what stands there stays
    os.close(file)
    assert (tmp_path / "out").read_bytes() == b"12"


def test_who_lost_the_lock_once_the_pointer_was_moved_takes_nothing_away(tmp_path: Path) -> None:
    """What is old then may be what another writer is about to make."""
    workspace = open_workspace(tmp_path)
    first = replace_folder(workspace.library, _fill("1"), within=workspace.root)
    held = tmp_path / "lock.held.1"
    held.touch()
    hold(workspace.root, held)
    moved = os.replace

    def moving(source: Any, target: Any) -> None:
        moved(source, target)
        held.unlink(missing_ok=True)

    with pytest.MonkeyPatch.context() as slept:
        slept.setattr(os, "replace", moving)
        second = replace_folder(workspace.library, _fill("2"), within=workspace.root)
    let_go(workspace.root, held)
    assert current_folder(workspace.library) == second
    assert first.is_dir()


def test_a_generation_another_machine_has_made_and_that_is_not_listed_yet_is_stepped_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a network drive says of a folder may be as old as a minute."""
    first = replace_folder(tmp_path, _fill("1"))
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(()))
    second = replace_folder(tmp_path, _fill("2"))
    assert (first.name, second.name) == ("gen-00000001", "gen-00000002")


def test_a_workspace_on_another_share_at_the_same_place_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network drives count their files anew when they are mounted again; their share and place stay the same."""
    mount = Mount("fuse.sshfs", "甲:/share", "/", str(tmp_path), "rw,user_id=0")
    mounts = [mount]
    monkeypatch.setattr("drafter.keep.atomic.mount_of", lambda _: mounts[-1])
    root = tmp_path / "ws"
    workspace = open_workspace(root)

    def mounted_again(share: Mount | None) -> None:
        mounts.append(share)  # type: ignore[arg-type]
        root.rename(tmp_path / f"{len(mounts)}")
        root.mkdir()

    mounted_again(mount._replace(options="rw,user_id=1"))
    workspace.write(workspace.ledger, "我的")
    for other in (mount._replace(source="乙:/share"), mount._replace(part="/别的"), None):
        mounted_again(other)
        with pytest.raises(WorkspaceError, match="断开了"):
            workspace.write(workspace.ledger, "我的")
        assert not workspace.ledger.exists()
