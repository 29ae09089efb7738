"""What is no ordinary file where one is expected keeps nobody waiting: it is refused in Chinese, or passed over."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter.compose.journal import Session
from drafter.compose.state import State, changed
from drafter.errors import DrafterError, UnreadableFile, WorkspaceError
from drafter.files import open_file, read_file
from drafter.keep.atomic import write_text
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace
from drafter.read.files import read
from drafter.strict_yaml import load_file
from tests.command import Done, drafter
from tests.trust.test_hardship import BANK, BRIEF, old_speeches

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes are files of other systems")

PATIENCE = 20.0
"""Seconds after which a verb counts as waiting; none takes a tenth of it."""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace in which every verb has left something."""
    folder = tmp_path_factory.mktemp("pipes")
    old_speeches(folder, 1)
    (folder / "简要.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "同事" / "frames").mkdir(parents=True)
    (folder / "同事" / "frames" / "a.yaml").write_text(BANK, encoding="utf-8")
    for command in (
        ["mine", "旧稿"],
        ["outline", "简要.yaml", "-o", "提纲.md"],
        ["outline", "简要.yaml", "-o", "提纲.docx"],
        ["bank", "merge", "同事"],
    ):
        done = drafter(*command, cwd=folder, workspace=folder / "ws")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(lived_in: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived_in, tmp_path / "here"))


def test_what_is_swapped_in_before_a_file_is_opened_is_seen_once_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("甲", encoding="utf-8")
    really = os.open

    def swapped(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return really(name, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(OSError, match="不是普通文件，是管道"):
        open_file(path)


@contextmanager
def _impatient(pipe: Path) -> Iterator[None]:
    """Let go whoever waits for `pipe` after PATIENCE, and fail then."""
    waited = []

    def let_go() -> None:
        waited.append(pipe)
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))

    timer = threading.Timer(PATIENCE, let_go)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    assert not waited, f"waited for {pipe}"


def _with_pipe(folder: Path, place: str, *command: str) -> Done:
    found = sorted((folder / "ws").glob(place))
    path = found[0] if found else folder / "ws" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with _impatient(path):
        done = drafter(*command, cwd=folder, workspace=folder / "ws")
    assert "出了意外" not in done.stderr
    return done


REFUSED = [
    ("sources.json", ["mine", "旧稿"]),
    ("sources.json", ["doctor"]),
    ("library/current", ["search", "工作"]),
    ("library/current", ["mine", "旧稿"]),
    ("library/gen-*/meta.json", ["search", "工作"]),
    ("library/gen-*/rows.bin", ["search", "工作"]),
    ("library/gen-*/texts-*.bin", ["search", "工作"]),
    ("library/gen-*/pinyin*", ["search", "工作"]),
    ("library/gen-*/index/meta.json", ["search", "工作"]),
    ("library/gen-*/index/*.fast", ["search", "工作"]),
    ("phrasebank/frames/我.yaml", ["outline", "简要.yaml"]),
    ("phrasebank/moves.yaml", ["moves", "旧稿"]),
    ("phrasebank/occasions.yaml", ["outline", "简要.yaml"]),
    ("phrasebank/corrections.yaml", ["mine", "旧稿"]),
    ("phrasebank/not_duplicates.yaml", ["mine", "旧稿"]),
    ("phrasebank/decisions.jsonl", ["bank", "review", "--list"]),
    ("learnt/moves.yaml", ["moves", "旧稿"]),
    ("mined/*.yaml", ["outline", "简要.yaml"]),
    ("templates/outline.md.j2", ["outline", "简要.yaml"]),
    ("templates/reference.docx", ["outline", "简要.yaml", "-o", "提纲.docx"]),
    ("lock", ["mine", "旧稿"]),
]


@pytest.mark.parametrize(("place", "command"), REFUSED, ids=lambda value: value if isinstance(value, str) else value[0])
def test_a_pipe_where_the_workspace_has_a_file_is_refused(place: str, command: list[str], folder: Path) -> None:
    done = _with_pipe(folder, place, *command)
    assert done.returncode == 1, (done.stdout, done.stderr)
    told = done.stdout + done.stderr
    assert "不是普通文件" in told or "先例库打不开" in told or "先例库已损坏" in told, told


@pytest.mark.parametrize("place", ["library/current", "library/gen-*/rows.bin", "library/gen-*/index/meta.json"])
def test_doctor_clears_pipes_out_of_the_library(place: str, folder: Path) -> None:
    done = _with_pipe(folder, place, "doctor", "--repair")
    assert "重建先例库" in done.stdout + done.stderr, (done.stdout, done.stderr)
    assert drafter("search", "工作", cwd=folder, workspace=folder / "ws").returncode == 0


PASSED_OVER = [
    ("cache/bank.json", ["outline", "简要.yaml"]),
    ("cache/merge-base.json", ["bank", "merge", "同事"]),
    ("cache/written/*.json", ["outline", "简要.yaml", "-o", "又一份.md"]),
    ("sources/*.jsonl", ["mine", "旧稿"]),
    ("ledger.json", ["mine", "旧稿"]),
    ("traces/*.json", ["trace", "提纲.docx"]),
    ("traces/0.json", ["trace", "提纲.md"]),
    ("compose/x/journal.jsonl", ["outline", "简要.yaml"]),
    ("lock.held", ["mine", "旧稿"]),
]


@pytest.mark.parametrize(("place", "command"), PASSED_OVER, ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_pipe_where_a_memory_is_kept_is_passed_over(place: str, command: list[str], folder: Path) -> None:
    done = _with_pipe(folder, place, *command)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["mine", "管.txt"],
        ["moves", "管.txt"],
        ["moves", "--corrections", "管.json"],
        ["moves", "--corrections", "管.yaml"],
        ["outline", "管.yaml"],
        ["outline", "简要.yaml", "--reference", "管.docx", "-o", "新.docx"],
        ["skeleton", "管.txt"],
        ["check", "管.md"],
        ["check", "管.json"],
        ["check", "管.yaml"],
        ["check", "提纲.md", "--brief", "管.yaml"],
        ["trace", "管.docx"],
        ["trace", "管.json"],
        ["bank", "validate", "管.yaml"],
        ["bank", "merge", "管.yaml"],
        ["brief", "check", "管.yaml"],
    ],
    ids=" ".join,
)
def test_a_pipe_handed_over_as_a_file_is_refused(command: list[str], folder: Path) -> None:
    pipe = next(folder / word for word in command if word.startswith("管"))
    os.mkfifo(pipe)
    # Somebody holds it open and writes nothing: the worst of pipes.
    other = os.open(pipe, os.O_RDWR)
    try:
        with _impatient(pipe):
            done = drafter(*command, cwd=folder, workspace=folder / "ws")
    finally:
        os.close(other)
    assert done.returncode == 1, done.stdout
    assert "不是普通文件" in done.stderr or "没有这个文件" in done.stderr, done.stderr
    assert not (folder / "新.docx").exists()


def test_what_the_shell_hands_over_is_still_read(folder: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, BRIEF.encode())
    os.close(writer)
    done = drafter("outline", f"/dev/fd/{reader}", cwd=folder, workspace=folder / "ws")
    os.close(reader)
    assert done.returncode == 0, done.stderr
    assert "护林防火" in done.stdout


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # the names of sockets may not be long
        end.bind(path.name)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("管道", os.mkfifo),
        ("套接字", _socket),
        ("文件夹", os.mkdir),
        ("设备", lambda path: path.symlink_to("/dev/zero")),
    ],
    ids=["pipe", "socket", "folder", "device"],
)
def test_whatever_is_no_file_is_called_what_it_is(kind: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    for name in ("甲.txt", "甲.yaml"):
        make(tmp_path / name)
        with pytest.raises(OSError, match=kind):
            open_file(tmp_path / name)
        with pytest.raises(UnreadableFile, match=kind):
            (read if name.endswith("txt") else load_file)(tmp_path / name)


def test_a_link_in_the_place_of_the_programs_own_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "own").symlink_to("secret")
    assert read_file(tmp_path / "own") == b"x"
    with pytest.raises(OSError, match="符号链接"):
        read_file(tmp_path / "own", links=False)


def test_a_pipe_in_the_place_of_a_journal_or_its_brief_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    with _session(tmp_path / "简要.yaml", workspace) as session:
        session.keep(State(), changed(State(), {"会议": "甲"}, "会议"))
        journal = session.folder / "journal.jsonl"
    journal.unlink()
    os.mkfifo(journal)
    with _impatient(journal), pytest.raises(DrafterError, match="不是普通文件"):
        Session(tmp_path / "简要.yaml", workspace).close()
    os.mkfifo(tmp_path / "另.yaml")
    with _impatient(tmp_path / "另.yaml"), pytest.raises(DrafterError, match="不是普通文件"):
        Session(tmp_path / "另.yaml", workspace).close()


@contextmanager
def _session(brief: Path, workspace: Workspace) -> Iterator[Session]:
    session = Session(brief, workspace)
    try:
        yield session
    finally:
        session.close()


def test_a_pipe_in_the_place_of_a_journal_swapped_in_later_is_not_waited_for(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    with _session(tmp_path / "简要.yaml", workspace) as session:
        os.mkfifo(session.folder / "journal.jsonl")
        with _impatient(session.folder / "journal.jsonl"), pytest.raises(WorkspaceError, match="不是普通文件"):
            session.keep(State(), changed(State(), {"会议": "甲"}, "会议"))


def test_writing_over_a_pipe_of_the_workspace_replaces_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with _impatient(tmp_path / "a.json"):
        write_text(tmp_path / "a.json", "{}", within=tmp_path)
    assert (tmp_path / "a.json").read_text() == "{}"


def test_a_folder_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(WorkspaceError, match="文件夹"), writing(Workspace(tmp_path), wait=0):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_disk_that_fails_in_the_midst_of_reading_is_said(folder: Path) -> None:
    # The first page of a process is never there: reading it fails as a broken disk does, for any user.
    own = folder / "ws" / "phrasebank" / "frames" / "我.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    for path, command in (
        (own, ["outline", "简要.yaml"]),
        (folder / "坏.yaml", ["outline", "坏.yaml"]),
        (folder / "坏.txt", ["moves", "坏.txt"]),
        (folder / "坏.docx", ["outline", "简要.yaml", "--reference", "坏.docx", "-o", "新.docx"]),
    ):
        path.symlink_to("/proc/self/mem")
        done = drafter(*command, cwd=folder, workspace=folder / "ws")
        path.unlink()
        assert (done.returncode, "磁盘读写出错" in done.stderr) == (1, True), done.stderr
