"""The real application, fed through a pipe."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from drafter.bank.model import Bank
from drafter.compose.desk import Desk
from drafter.compose.journal import Session
from drafter.compose.screen import Composer, begin
from drafter.compose.state import State
from drafter.compose.view import draw
from drafter.flow.drafting import Drafting, draft
from drafter.keep.workspace import Workspace
from drafter.search.index import Entry, build
from tests.compose.conftest import BRIEF

DOWN, RIGHT, ESCAPE, ENTER, TAB, END = "\x1b[B", "\x1b[C", "\x1b", "\r", "\t", "\x1b[F"
LIBRARY = [
    Entry("甲#1", "同志们：", "开场", "称谓", 0, "salutation", "甲", "旧讲话"),
    Entry(
        "甲#2", "2023年3月，青岚市新建幸福院32家，群众满意。", "成绩回顾", "分项成绩", speech_id="甲", title="旧讲话"
    ),
    Entry("甲#3", "下一步要把服务送到门口。", "三点意见", "任务部署", speech_id="甲", title="旧讲话"),
]


@pytest.fixture
def drafting(bank: Bank, tmp_path: Path) -> Drafting:
    workspace = Workspace(tmp_path / "ws")
    workspace.root.mkdir()
    build(LIBRARY, workspace.library)
    return Drafting(bank, workspace)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "简要.yaml"
    found.write_text(BRIEF, "utf-8")
    return found


class Stage:
    """An application running; `keys` are typed, `until` waits for what the screen must come to say."""

    def __init__(self, composer: Composer, pipe: PipeInput) -> None:
        self.composer = composer
        self.pipe = pipe

    def screen(self) -> str:
        return draw(self.composer.desk, self.composer.state, 100, 30).text()

    async def keys(self, text: str) -> None:
        self.pipe.send_text(text)
        await asyncio.sleep(0.02)

    async def until(self, part: str, seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while part not in self.screen():
            assert time.monotonic() < end, f"没有等到“{part}”：\n{self.screen()}"
            await asyncio.sleep(0.01)

    async def escape(self) -> None:
        self.pipe.send_text(ESCAPE)
        await asyncio.sleep(0.2)


def play(drafting: Drafting, path: Path, acts: Callable[[Stage], object], resume: bool = False) -> State:
    """Run the application on the brief while `acts` types; it must leave by itself."""

    async def main() -> State:
        with create_pipe_input() as pipe:
            desk = Desk(drafting.bank)
            session = Session(path, drafting.workspace, desk.occasions)
            composer = Composer(drafting, desk, begin(desk, session, resume), session, input=pipe, output=DummyOutput())
            stage = Stage(composer, pipe)

            async def acting() -> None:
                try:
                    await acts(stage)  # type: ignore[misc]
                finally:
                    if composer.application.is_running and not composer.application.is_done:
                        composer.application.exit()

            await asyncio.wait_for(asyncio.gather(composer.run_async(), acting()), 30)
            return composer.state

    return asyncio.run(main())


def test_choose_edit_undo_and_leave(drafting: Drafting, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + RIGHT + DOWN + ENTER)
        await stage.until("选用：")
        await stage.keys("w自己写的一行。" + ENTER)
        await stage.until("自己写：自己写的一行。")
        assert "自己写的一行。" in path.read_text("utf-8")
        await stage.keys("u")
        await stage.until("撤销")
        assert "自己写的一行。" not in path.read_text("utf-8")
        await stage.keys("\x12")
        await stage.until("重做")
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("q")

    play(drafting, path, acts)
    assert "自己写的一行。" in draft(path, drafting, "md").content.decode()


def test_search_as_one_types_read_adapt(drafting: Drafting, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "/新建幸福院")
        await stage.until("原文 ")
        await stage.keys(ENTER)
        await stage.until("下一步要把服务送到门口")
        await stage.keys("a")
        await stage.until("事实换成待填")
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("q")

    state = play(drafting, path, acts)
    assert "青岚" not in str(state.data)
    assert state.data["选定"]["开场/会议任务/出处"].startswith("甲#2")


def test_without_a_library_the_search_says_what_to_do(bank: Bank, path: Path, tmp_path: Path) -> None:
    drafting = Drafting(bank, Workspace(tmp_path / "empty"))

    async def acts(stage: Stage) -> None:
        await stage.keys("/甲乙")
        await stage.until("还没有先例库")
        await stage.escape()

    play(drafting, path, acts)


def test_a_bracketed_paste_of_five_thousand_characters(drafting: Drafting, path: Path) -> None:
    text = "字，qd" * 1000

    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w" + "\x1b[200~" + text + "\x1b[201~")
        await stage.keys(ENTER)
        await stage.until("自己写：字")

    state = play(drafting, path, acts)
    assert state.data["选定"]["开场/会议任务"] == text


@pytest.mark.parametrize("form", ["md", "docx", "txt", "html", "json"])
def test_an_export_is_what_outline_writes_byte_for_byte(drafting: Drafting, path: Path, form: str) -> None:
    key = {"md": "m", "docx": "w", "txt": "t", "html": "h", "json": "s"}[form]

    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w自己写<会议>的一行。" + ENTER + "q")
        await stage.until("简要已存")
        await stage.keys(key + ENTER)
        await stage.until("已导出")
        await stage.keys("q")

    play(drafting, path, acts)
    by_hand = path.with_suffix(f".hand.{form}")
    command = [sys.executable, "-m", "drafter", "outline", str(path), "-o", str(by_hand)]
    subprocess.run([*command, "--workspace", str(drafting.workspace.root)], capture_output=True, check=True)
    assert path.with_suffix(f".{form}").read_bytes() == by_hand.read_bytes()


def test_an_export_asks_before_it_replaces_a_file(drafting: Drafting, path: Path) -> None:
    target = path.with_suffix(".md")
    target.write_text("别人的", "utf-8")

    async def acts(stage: Stage) -> None:
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("m" + ENTER)
        await stage.until("再按回车就覆盖")
        assert target.read_text("utf-8") == "别人的"
        await stage.keys(ENTER)
        await stage.until("已导出")

    play(drafting, path, acts)
    assert target.read_text("utf-8").startswith("# ")


def test_when_the_disk_refuses_the_screen_says_so_and_the_step_does_not_count(drafting: Drafting, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        path.unlink()
        path.mkdir()
        await stage.keys(DOWN + "w甲" + ENTER)
        await stage.until("没有存上")
        assert stage.composer.state.typing is not None
        assert stage.composer.state.typing.text == "甲"

    play(drafting, path, acts)


def test_without_a_terminal_one_message_names_outline(tmp_path: Path) -> None:
    for arguments in (["compose"], ["compose", "简要.yaml"]):
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "drafter outline" in done.stderr
        assert list(tmp_path.iterdir()) == []
