"""The real application, fed through a pipe."""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput, Output
from prompt_toolkit.output.vt100 import Vt100_Output

from drafter.bank.model import Bank
from drafter.cli.main import run
from drafter.compose.acts.form import ask
from drafter.compose.burst import pasted
from drafter.compose.data import Data
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.journal import Session
from drafter.compose.keys import bindings
from drafter.compose.looking import Look
from drafter.compose.screen import GLANCE, PAUSE, Composer
from drafter.compose.state import Entry, State
from drafter.compose.view.frame import draw
from drafter.flow.drafting import Drafting, draft
from drafter.keep.workspace import Workspace
from drafter.render.outline import render
from tests.compose.conftest import BRIEF
from tests.compose.test_view import small_bank

DOWN, RIGHT, ESCAPE, ENTER, TAB, END = "\x1b[B", "\x1b[C", "\x1b", "\r", "\t", "\x1b[F"


@pytest.fixture
def drafting(bank: Bank, workspace: Workspace) -> Drafting:
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
        self.painted = asyncio.Event()
        composer.application.after_render += lambda _: self.painted.set()

    def screen(self) -> str:
        return draw(self.composer.desk, self.composer.state, 100, 30).text()

    async def keys(self, text: str) -> None:
        self.pipe.send_text(text)
        await asyncio.sleep(0)

    async def until(self, part: str, seconds: float = 10.0) -> None:
        """Wait until the screen, painted anew whenever something happens, comes to say `part`."""
        end = time.monotonic() + seconds
        while part not in self.screen():
            assert time.monotonic() < end, f"没有等到“{part}”：\n{self.screen()}"
            self.painted.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.painted.wait(), 0.5)


async def accepts(stage: Stage) -> None:
    """Enter, once the adapted line has been on the screen long enough; on a busy machine that may take a while."""
    for _ in range(40):
        await asyncio.sleep(GLANCE)
        await stage.keys(ENTER)
        await asyncio.sleep(GLANCE)
        if "改用先例：" in stage.screen():
            return
    raise AssertionError(f"没有收下：\n{stage.screen()}")


def play(
    drafting: Drafting,
    desk: Desk,
    path: Path,
    acts: Callable[[Stage], object],
    resume: bool = False,
    output: Output | None = None,
) -> State:
    """Run the application on the brief while `acts` types."""

    async def main() -> State:
        with create_pipe_input() as pipe:
            session = Session(path, drafting.workspace, desk.occasions)
            begun = begin(desk, session, resume)
            composer = Composer(drafting, desk, begun, session, input=pipe, output=output or DummyOutput())
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


def test_choose_edit_undo_and_leave(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + RIGHT + DOWN + ENTER)
        await stage.until("选用：")
        await stage.keys("w自己写的一行。" + ENTER)
        await stage.until("自己写：自己写的一行。")
        assert "自己写的一行。" in path.read_text("utf-8")
        await stage.keys("u")
        await stage.until("撤销：")
        assert "自己写的一行。" not in path.read_text("utf-8")
        await stage.keys("\x12")
        await stage.until("重做：")
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("q")

    play(drafting, desk, path, acts)
    assert "自己写的一行。" in draft(path, drafting, "md").content.decode()


def test_alt_and_a_letter_is_neither_escape_nor_the_letter(drafting: Drafting, desk: Desk, path: Path) -> None:
    before = path.read_text("utf-8")

    async def acts(stage: Stage) -> None:
        for keys in (DOWN + "\x1bd", "\x1bx"):
            await stage.keys(keys)
            await stage.until(f"没有 Alt-{keys[-1]} 这个键")
        await stage.keys("w写到一半")
        await stage.until("写到一半")
        await stage.keys("\x1bd")
        await stage.until("没有 Alt-d 这个键")
        assert stage.composer.state.typing is not None
        await stage.keys(ESCAPE)
        await stage.until("没有改动")
        await stage.keys("d")
        await stage.until("不讲了")

    play(drafting, desk, path, acts)
    assert "会议任务: 不讲" in path.read_text("utf-8")
    assert "不讲" not in before


class Written(DummyOutput):
    """A terminal of which nothing is kept but the words."""

    def __init__(self) -> None:
        self.words = ""

    def write(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("slow", [True, False])
def test_who_would_have_to_wait_for_a_new_outline_is_told(
    slow: bool, drafting: Drafting, bank: Bank, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.compose.screen.SLOW", 0.0 if slow else 60.0)
    output = Written()

    async def acts(stage: Stage) -> None:
        await stage.keys("b\x1b[H" + ENTER)
        await stage.until("会议全称")
        await stage.keys("（扩大）" + ENTER)
        await stage.until("会议：全县养老服务工作会议（扩大）")

    play(drafting, Desk(bank), path, acts, output=output)
    assert ("正在重排" in output.words) is slow


def test_search_as_one_types_read_adapt(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "/新建幸福院")
        await stage.until("原文 ")
        await stage.keys(ENTER)
        await stage.until("下一步要把服务送到门口")
        await stage.keys("a")
        await stage.until("事实换成了 3 处待填")
        await accepts(stage)
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("q")

    state = play(drafting, desk, path, acts)
    assert "青岚" not in str(state.data)
    assert state.data["选定"]["开场/会议任务/出处"].startswith("甲#2")


def test_the_passage_is_seen_again_when_the_line_is_edited_in_another_session(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def adapts(stage: Stage) -> None:
        await stage.keys(DOWN + "/新建幸福院")
        await stage.until("成绩回顾 旧讲话")
        await stage.keys("\x01")
        await stage.until("事实换成了 3 处待填")
        await accepts(stage)

    async def edits(stage: Stage) -> None:
        await stage.keys("e")
        await stage.until("原文，标出的没有抄过来")
        assert "青岚市新建幸福院32家" in stage.screen()
        await stage.keys(ESCAPE)
        await stage.until("没有改动")
        # A line of the phrasebank has no passage.
        await stage.keys(DOWN + "e")
        await stage.until("改好")
        assert "标出的没有抄过来" not in stage.screen()

    play(drafting, desk, path, adapts)
    play(drafting, desk, path, edits, resume=True)


def test_an_enter_pressed_before_the_adapted_line_was_seen_does_not_accept_it(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "/新建幸福院")
        await stage.until("原文 ")
        await stage.keys(ENTER)
        await stage.until("下一步要把服务送到门口")
        await stage.keys("a" + ENTER + ENTER)
        await stage.until("回车没有算")
        assert "选定" not in path.read_text("utf-8")
        await asyncio.sleep(GLANCE)
        await stage.keys(ENTER)
        await stage.until("改用先例：")

    assert "选定" in play(drafting, desk, path, acts).data


def test_a_burst_of_enters_takes_one_candidate(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + RIGHT + ENTER * 30)
        await stage.until("回车没有算")
        first = stage.composer.state.node
        assert len(stage.composer.state.data["选定"]) == 1
        await asyncio.sleep(GLANCE)
        await stage.keys(ENTER)
        while stage.composer.state.node == first:
            await asyncio.sleep(0.01)

    assert len(play(drafting, desk, path, acts).data["选定"]) == 2


def test_without_a_library_the_search_says_what_to_do(bank: Bank, desk: Desk, path: Path, tmp_path: Path) -> None:
    drafting = Drafting(bank, Workspace(tmp_path / "empty"))

    async def acts(stage: Stage) -> None:
        await stage.keys("/甲乙")
        await stage.until("有先例库。请先运行 drafter mine")
        await stage.keys(ESCAPE)
        await stage.until("提纲（左栏）")

    play(drafting, desk, path, acts)


def test_a_bracketed_paste_of_five_thousand_characters(drafting: Drafting, desk: Desk, path: Path) -> None:
    text = "字，qd" * 1000

    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w" + "\x1b[200~" + text + "\x1b[201~")
        await stage.keys(ENTER)
        await stage.until("自己写：字")

    state = play(drafting, desk, path, acts)
    assert state.data["选定"]["开场/会议任务"] == text + "。"


FORMS = {"md": "m", "docx": "w", "txt": "t", "html": "h", "json": "s"}


def test_an_export_is_what_outline_writes_byte_for_byte(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w自己写<会议>的一行。" + ENTER + "q")
        await stage.until("简要已存")
        for form, key in FORMS.items():
            await stage.keys(key + ENTER)
            await stage.until(f"已导出：{path.with_suffix('.' + form).parent}")
            await stage.until(f"{path.stem}.{form}")
        await stage.until("已导出")
        while stage.composer.state.ended.exporting:
            await asyncio.sleep(0.01)
        await stage.keys("q")

    play(drafting, desk, path, acts)
    for form in FORMS:
        by_hand = path.with_suffix(f".hand.{form}")
        made = run(["outline", str(path), "-o", str(by_hand), "--workspace", str(drafting.workspace.root)])
        assert made == 0
        assert path.with_suffix(f".{form}").read_bytes() == by_hand.read_bytes(), form


def test_leaving_waits_for_an_export_that_is_being_written(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("w")
        await stage.until("导出到")
        for waited in range(1000):
            if stage.composer.state.typing is None:
                break
            if waited % 100 == 0:
                await stage.keys(ENTER)  # before its line is on screen it is not taken
            await asyncio.sleep(0.01)
        await stage.keys("q")
        while not stage.composer.application.is_done:
            await asyncio.sleep(0.01)

    state = play(drafting, desk, path, acts)
    assert state.ended.written == (str(path.with_suffix(".docx")),)
    assert path.with_suffix(".docx").read_bytes().startswith(b"PK")


def test_a_file_saved_elsewhere_meanwhile_is_read_in_and_not_written_over(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w第一句。" + ENTER)
        await stage.until("自己写：第一句")
        path.write_text(path.read_text("utf-8").replace("居家养老", "社区养老"), "utf-8")
        await stage.keys("w第二句。" + ENTER)
        await stage.until("简要在别处改过")
        assert "社区养老" in path.read_text("utf-8")
        assert stage.composer.state.typing is not None
        assert stage.composer.state.typing.text == "第二句。"
        await stage.keys(ENTER)
        await stage.until("自己写：第二句")

    state = play(drafting, desk, path, acts)
    assert state.data["意见"][0] == "社区养老"
    assert "社区养老" in path.read_text("utf-8")
    assert "第二句。" in path.read_text("utf-8")


def test_an_export_asks_before_it_replaces_a_file(drafting: Drafting, desk: Desk, path: Path) -> None:
    target = path.with_suffix(".md")
    target.write_text("别人的", "utf-8")

    async def acts(stage: Stage) -> None:
        await stage.keys("q")
        await stage.until("简要已存")
        await stage.keys("m")
        await stage.until("导出到")
        await stage.keys(ENTER)
        await stage.until("再按回车就覆盖")
        assert target.read_text("utf-8") == "别人的"
        await stage.keys(ENTER)
        await stage.until("已导出")

    play(drafting, desk, path, acts)
    assert target.read_text("utf-8").startswith("# ")


def test_when_the_disk_refuses_the_screen_says_so_and_the_step_does_not_count(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def acts(stage: Stage) -> None:
        path.unlink()
        path.mkdir()
        await stage.keys(DOWN + "w甲" + ENTER)
        await stage.until("没有存上")
        assert stage.composer.state.typing is not None
        assert stage.composer.state.typing.text == "甲"

    play(drafting, desk, path, acts)


_HASTE = [
    DOWN,
    "\x1b[A",
    RIGHT,
    "\x1b[D",
    ENTER,
    TAB,
    "\x03",
    "d",
    "x",
    "J",
    "K",
    "g",
    "u",
    "\x12",
    "e",
    "w",
    "a",
    " ",
    "n",
]
_HASTE += ["写一句，", "养老", "b", "\x06", "\x7f", "\x17", "\x1b[200~粘来的\n两行\x1b[201~"]


def test_after_any_keys_the_file_makes_what_was_on_the_screen(drafting: Drafting, desk: Desk, path: Path) -> None:
    chance = random.Random(2)

    async def acts(stage: Stage) -> None:
        for _ in range(100):
            await stage.keys(chance.choice(_HASTE))
        # Whatever is being typed or looked at is given up, one after another, until all is said and done.
        end = time.monotonic() + 20
        while stage.composer.state.mode != "end":
            assert time.monotonic() < end, stage.screen()
            if not stage.painted.is_set():
                await asyncio.sleep(0.02)
            stage.painted.clear()
            await stage.keys("\x03" if stage.composer.state.mode != "pattern" else "q")
            await asyncio.wait_for(stage.painted.wait(), 10)
        await stage.keys("m")
        await stage.until("导出到")
        await stage.keys(ENTER)
        await stage.until("已导出：")
        await stage.keys("q")

    state = play(drafting, desk, path, acts)
    seen = desk.look(state.data)
    assert seen.outline is not None
    shown = render(seen.outline, "md", template_folders=drafting.template_folders)
    assert path.with_suffix(".md").read_bytes() == shown == draft(path, drafting, "md").content
    assert state.past is not None or state.future is not None


def test_in_the_pause_after_a_key_the_next_ones_are_thought_ahead(path: Path, workspace: Workspace) -> None:
    class Counting(Desk):
        plans = 0

        def look(self, data: Data) -> Look:
            before = len(self._memory.get("look", ()))
            found = super().look(data)
            Counting.plans += len(self._memory["look"]) > before
            return found

    bank = small_bank()
    desk = Counting(bank)

    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + RIGHT + DOWN)
        await stage.until("▶ 全县养老服务工作会议今天召开")
        counted = -1
        while counted != Counting.plans:
            counted = Counting.plans
            await asyncio.sleep(2 * PAUSE)
        assert stage.composer.state.past is None, "想在前头，什么也不改"
        planned, at_paint = Counting.plans, list[int]()
        stage.composer.application.after_render += lambda _: at_paint.append(Counting.plans)
        await stage.keys(ENTER)
        await stage.until("选用：")
        assert at_paint[0] == planned, "选用时不用再谋篇"

    play(Drafting(bank, workspace), desk, path, acts)


# --- a paste the terminal does not mark --------------------------------------------------------------


def test_a_paste_that_comes_as_keys_is_one_line(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w")
        await stage.until("写进提纲")
        before = path.read_text("utf-8")
        await asyncio.sleep(0.05)
        await stage.keys("第一行说明，\r第二行 dd\rqqq\r\n")
        await stage.until("第二行 dd qqq")
        assert stage.composer.state.mode == "outline"
        assert path.read_text("utf-8") == before
        await asyncio.sleep(0.05)
        await stage.keys(ENTER)
        await stage.until("自己写：第一行说明")

    state = play(drafting, desk, path, acts)
    assert "第一行说明，第二行 dd qqq。" in state.data["选定"].values()


def test_a_long_paste_that_comes_as_keys_is_read_in_parts(drafting: Drafting, desk: Desk, path: Path) -> None:
    # Every part of a read begins and ends somewhere else; line ends stand at some of their borders.
    text = "\r".join(["认真学习，抓好落实。" * (1 + k % 5) for k in range(90)])
    whole = text.replace("\r", "")

    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w")
        await stage.until("写进提纲")
        await asyncio.sleep(0.05)
        await stage.keys(text)
        end = time.monotonic() + 60
        while stage.composer.state.typing is None or len(stage.composer.state.typing.text) < len(whole):
            assert time.monotonic() < end, stage.screen()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        await stage.keys(ENTER)
        await stage.until("自己写：认真学习")

    state = play(drafting, desk, path, acts)
    assert whole in state.data["选定"].values()


def test_a_list_pasted_as_keys_in_parts_gives_one_item_a_line(drafting: Drafting, desk: Desk, path: Path) -> None:
    problems = [f"第{k}类服务的人手和设施还不足" + "，再加一些" * (1 + k % 4) for k in range(20)]
    text = "".join(f"{k}. {problem}\r" for k, problem in enumerate(problems, 1))

    async def acts(stage: Stage) -> None:
        stage.composer.show(ask(desk, stage.composer.state, "问题/+"))
        await stage.until("有哪些问题？")
        await stage.keys(DOWN)
        await asyncio.sleep(0.05)
        await stage.keys(text)
        end = time.monotonic() + 60
        while len(stage.composer.state.data["问题"]) < len(problems):
            assert time.monotonic() < end, stage.screen()
            await asyncio.sleep(0.01)

    state = play(drafting, desk, path, acts)
    # What came last without a line behind it may still stand in the line.
    assert state.typing is not None
    assert [*state.data["问题"][1:], *[state.typing.text] * bool(state.typing.text)] == problems


def test_a_paste_that_comes_as_keys_where_no_line_is_open_does_nothing(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def acts(stage: Stage) -> None:
        before = stage.composer.state
        await stage.keys("养老服务\rdd\rq")
        await stage.until("没有地方放")
        assert stage.composer.state.data is before.data
        assert stage.composer.state.mode == "outline"
        await stage.keys("jjj" + DOWN * 3)
        await stage.until("总体评价")
        end = time.monotonic() + 60
        while stage.composer.desk.look(before.data).index(stage.composer.state.node) != 6:
            assert time.monotonic() < end
            await asyncio.sleep(0.01)

    play(drafting, desk, path, acts)


def test_whole_answers_typed_while_it_starts_are_keys(drafting: Drafting, desk: Desk, tmp_path: Path) -> None:
    answers = ("全县养老服务工作会议", "", "", "养老服务工作", "各乡镇和县直有关部门", "全市养老服务会议精神")
    answers = (*answers, "县民政局：通报了情况", "", "设施建设：新建幸福院14所", "", "护理人员不足", "")

    async def main() -> State:
        with create_pipe_input() as pipe:
            session = Session(tmp_path / "新.yaml", drafting.workspace, desk.occasions)
            composer = Composer(drafting, desk, begin(desk, session, False), session, input=pipe, output=DummyOutput())
            stage = Stage(composer, pipe)
            pipe.send_text("".join(answer + ENTER for answer in answers))

            async def acting() -> None:
                try:
                    await stage.until("要讲哪几点？")
                finally:
                    composer.application.exit()

            await asyncio.wait_for(asyncio.gather(composer.run_async(), acting()), 30)
            return composer.state

    data = asyncio.run(main()).data
    assert (data["会议"], data["对象"]) == (answers[0], answers[4])
    assert data["问题"] == ["护理人员不足"]


@pytest.mark.parametrize(
    ("run", "typing", "at_once", "taken"),
    [
        ("第一行\r第二行\r", True, True, 8),
        ("第一行\rdqdq", True, True, 8),
        ("写好了\rq", True, True, 3),  # Enter and a command typed ahead
        ("写好了\r", True, True, 3),
        ("第一条\r第二条\r", True, False, 3),  # piled up while the program was busy
        ("第一条\r" * 20, True, False, 80),
        ("\r第二条", True, True, 0),
        ("字", True, True, 0),
        ("养老服务", False, True, 4),
        ("2026年\rdd", False, True, 8),
        ("jjjj", False, True, 0),
        ("w写一句\r", False, True, 0),
        ("w第一行\r第二行\r", False, True, 0),
        ("\r全县养老\r", False, True, 0),
    ],
)
def test_what_a_burst_of_keys_is(run: str, typing: bool, at_once: bool, taken: int) -> None:
    assert pasted(run, typing, at_once) == taken


@pytest.mark.parametrize(
    ("run", "typing", "taken"),
    [
        ("全市甲会议\r老旧改造\r", True, 5),
        ("老旧改造", True, 4),
        ("第一行\r" * 40, True, 3),
        ("\r老旧改造\r", True, 0),
        ("养老服务\rdd\rq", False, 9),  # text where no line is open runs as no command
        ("jjdd", False, 0),
        ("w养老服务\r", False, 0),
    ],
)
def test_where_pastes_are_marked_a_line_end_is_the_key(run: str, typing: bool, taken: int) -> None:
    assert pasted(run, typing, True, marked=True) == taken
    assert pasted(run, typing, True, going_on=True, marked=True) == taken


def test_once_a_marked_paste_was_seen_two_answers_of_one_read_are_two(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    async def acts(stage: Stage) -> None:
        stage.composer.show(ask(desk, stage.composer.state, "问题/+"))
        await stage.until("有哪些问题？")
        await stage.keys("\x1b[200~床位空置\x1b[201~" + ENTER)
        await asyncio.sleep(0.05)
        await stage.keys("人手不足\r设施老化\r")
        end = time.monotonic() + 10
        while len(stage.composer.state.data["问题"]) < 4:
            assert time.monotonic() < end, stage.screen()
            await asyncio.sleep(0.01)

    data = play(drafting, desk, path, acts).data
    assert data["问题"][1:] == ["床位空置", "人手不足", "设施老化"]


@pytest.mark.parametrize(
    ("run", "taken"), [("AI plus\r", 8), ("x86\rdd", 6), ("jjdd", 0), ("jjq", 0), ("wAI\r", 0), ("ui", 2), ("d", 0)]
)
def test_letters_that_are_no_keys_make_a_line_of_text(run: str, taken: int) -> None:
    known = {key for binding in bindings(State()) for key in binding.keys}
    assert pasted(run, False, True, keys=known, marked=True) == taken


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("stalled", [True, False])
def test_lines_that_come_at_once_answer_one_question_each(
    drafting: Drafting, desk: Desk, tmp_path: Path, stalled: bool, marked: bool
) -> None:
    async def main() -> State:
        with create_pipe_input() as pipe:
            session = Session(tmp_path / "新.yaml", drafting.workspace, desk.occasions)
            composer = Composer(
                drafting,
                desk,
                begin(desk, session, False),
                session,
                input=pipe,
                output=DummyOutput(),
                pastes_marked=marked,
            )
            stage = Stage(composer, pipe)

            async def acting() -> None:
                try:
                    await stage.until("会议全称？")
                    await asyncio.sleep(0 if stalled else 0.02)
                    pipe.send_text("全市甲会议\r老旧改造\r各乡镇\r")
                    await stage.until("后面 1 行没有收")
                finally:
                    composer.application.exit()

            await asyncio.wait_for(asyncio.gather(composer.run_async(), acting()), 30)
            return composer.state

    state = asyncio.run(main())
    assert state.data["会议"] == "全市甲会议"
    assert state.typing is not None
    assert (state.row, state.typing.text) == ("场合", "老旧改造")
    assert list(state.laid.values()) == ["各乡镇"]


def test_what_cannot_be_seen_is_not_swallowed(drafting: Drafting, desk: Desk, path: Path) -> None:
    async def acts(stage: Stage) -> None:
        await stage.keys(DOWN + "w")
        await stage.until("写进提纲")
        for character in "甲乙\u3000丙":
            await stage.keys(character)
        await stage.until("甲乙\u3000丙")
        await stage.keys("\x7f" * 3)
        await stage.keys("\u200d")
        await stage.until("有看不见的字符，去掉了")
        await stage.keys(ENTER)
        await stage.until("自己写：甲")

    state = play(drafting, desk, path, acts)
    assert "甲。" in state.data["选定"].values()


def test_that_a_brief_is_being_opened_is_on_the_screen_before_it_is_open(
    drafting: Drafting, desk: Desk, path: Path
) -> None:
    written = io.StringIO()

    async def main() -> State:
        with create_pipe_input() as pipe:
            state = State(mode="start", entries=(Entry("接着上次的做", str(path)),))
            output = Vt100_Output(written, lambda: Size(24, 80), term="xterm")
            composer = Composer(drafting, desk, state, None, input=pipe, output=output)
            stage = Stage(composer, pipe)

            async def acting() -> None:
                await stage.until("接着上次的做")
                await stage.keys(ENTER)
                await stage.until("会议任务")
                composer.application.exit()

            await asyncio.wait_for(asyncio.gather(composer.run_async(), acting()), 30)
            return composer.state

    assert asyncio.run(main()).message != "正在打开……"
    assert "正在打开" in written.getvalue()
