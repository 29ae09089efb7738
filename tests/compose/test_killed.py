"""kill -9 at any moment: nothing the screen showed is lost, and the next start takes it up.

A composer runs on a terminal of its own (pty) while a script types; it is killed at moments drawn from a seed. Three
moments in the suite; DRAFTER_KILLS=30 for as many as you like.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from drafter.brief.load import load_brief
from drafter.compose.data import from_loaded
from drafter.compose.desk import Desk
from drafter.compose.doing import begin, entries_for
from drafter.compose.journal import Session
from drafter.compose.screen import DRAFT
from drafter.compose.sessions import JOURNAL, replay
from drafter.compose.state import undo
from drafter.keep.workspace import Workspace
from drafter.strict_yaml import load_file
from tests.command import on_a_terminal
from tests.compose.conftest import BRIEF, data_of

KILLS = int(os.environ.get("DRAFTER_KILLS", "3"))
DOWN = "\x1b[B"
_SHOWN = re.compile(r"自己写：第(\d+)行")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="没有 pty")


@dataclass
class Child:
    """A composer on a pty of its own."""

    pid: int
    terminal: int
    seen: bytes = b""

    def drain(self, seconds: float) -> None:
        """Take what it paints for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and select.select([self.terminal], [], [], left)[0]:
            try:
                self.seen += os.read(self.terminal, 65536)
            except OSError:
                return

    def until(self, part: str) -> None:
        end = time.monotonic() + 30
        while part.encode() not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:].decode("utf-8", "replace")
            self.drain(0.05)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.drain(0.05)
        os.close(self.terminal)


def compose(path: Path, workspace: Workspace) -> Child:
    """A composer on a terminal of 80 by 24."""
    screen = {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
    return Child(*on_a_terminal("compose", str(path), DRAFTER_WORKSPACE=str(workspace.root), **screen))


def script(chance: random.Random, lines: int) -> list[str]:
    """Keys as a hasty writer types them: numbered lines of one's own, with other changes between."""
    found: list[str] = []
    for number in range(lines):
        found += ["\x1b[H" if chance.random() < 0.2 else DOWN * chance.randint(1, 3)]
        found += ["w", *f"第{number}行，写到哪里算哪里。", "\r"]
        found += chance.choice([[], ["J"], ["x"], ["u", "\x12"], ["g", DOWN, "\r"], ["d", "u"]])
    return found


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_shown_is_there_again(seed: int, desk: Desk, workspace: Workspace, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    child = compose(path, workspace)
    child.until("F1")
    keys = script(chance, 40)
    stop = chance.randint(10, len(keys) - 1)
    for key in keys[:stop]:
        os.write(child.terminal, key.encode())
        child.drain(chance.choice((0.0, 0.0, 0.001, 0.01)))
    child.drain(chance.random() * 0.3)
    child.kill()

    shown = [int(number) for number in _SHOWN.findall(child.seen.decode("utf-8", "replace"))]
    told, before = replay(Session(path, workspace).folder / JOURNAL)
    in_file = from_loaded(load_file(path))
    assert in_file in (told.data, before), "文件不是日志的最后一步，也不是前一步"
    load_brief(path)

    session = Session(path, workspace)
    if shown:
        assert session.unfinished
        assert entries_for(session)[0].resume
    state = begin(desk, session, resume=True)
    session.close()
    assert from_loaded(load_file(path)) == state.data
    journal = (session.folder / JOURNAL).read_text("utf-8")
    assert all(f"第{number}行" in journal for number in shown)
    while state.past is not None:
        state = undo(state)
    assert state.data == data_of(BRIEF)


def test_a_long_line_is_kept_but_for_its_last_second(desk: Desk, workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    child = compose(path, workspace)
    child.until("F1")
    os.write(child.terminal, b"w")
    child.until("自己写")
    long = "".join(f"第{number}句说的是一件事，" for number in range(60))
    for start in range(0, len(long), 20):
        os.write(child.terminal, long[start : start + 20].encode())
        child.drain(0.01)
    child.drain(DRAFT + 0.7)
    os.write(child.terminal, "最后几个字".encode())
    child.drain(0.1)
    child.kill()
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, resume=True)
    session.close()
    assert [text.removesuffix("最后几个字") for text in state.laid.values()] == [long]


def test_keys_pressed_before_there_is_a_screen_do_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    child = compose(path, workspace)
    child.until("正在读短语库")
    os.write(child.terminal, (DOWN + "w没有人看见的字\rdq").encode())
    child.until("F1")
    child.drain(0.5)
    screen = child.seen.decode("utf-8", "replace")
    child.kill()
    assert "^[[B" not in screen, "装入时按的键没有印在屏幕上"
    assert "没有人看见的字" not in screen
    assert path.read_text("utf-8") == BRIEF


@pytest.mark.parametrize("broken", ["hangup", "terminal gone", "terminal gone in a search"])
def test_the_line_being_typed_outlives_the_connection(
    broken: str, desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    child = compose(path, workspace)
    child.until("F1")
    os.write(child.terminal, "w连接断开前写的几个字".encode())
    child.until("断开前写的几个字")
    if broken == "terminal gone in a search":
        os.write(child.terminal, b"\x06")
        child.until("查先例")
    if broken == "hangup":
        os.kill(child.pid, signal.SIGHUP)
        os.waitpid(child.pid, 0)
        os.close(child.terminal)
    else:
        os.close(child.terminal)
        os.waitpid(child.pid, 0)
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, resume=True)
    session.close()
    assert list(state.laid.values()) == ["连接断开前写的几个字"]
