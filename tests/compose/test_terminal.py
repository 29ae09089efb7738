"""A whole session in a real terminal (tmux): typed keys in, captured screens out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.compose.cells import width
from drafter.keep.workspace import Workspace
from drafter.search.index import build
from tests.compose.test_screen import LIBRARY

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="没有 tmux")


class Terminal:
    """A tmux server of its own, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder / "ws")
        self.workspace.root.mkdir()
        build(LIBRARY, self.workspace.library)
        self.socket = folder / "tmux"

    def tmux(self, *arguments: str, given: str | None = None) -> str:
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    def start(self, *arguments: str, columns: int = 80, rows: int = 24, term: str = "", **extra: str) -> None:
        settings = {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **extra}
        settings["DRAFTER_WORKSPACE"] = str(self.workspace.root)
        if term:
            settings["TERM"] = term
        words = " ".join(f"{name}={value}" for name, value in settings.items())
        command = f"env {words} {sys.executable} -m drafter compose {' '.join(arguments)}; echo 已退出 $?; sleep 60"
        self.tmux(
            *("new-session", "-d", "-s", "s", "-x", str(columns), "-y", str(rows), "-c", str(self.folder), command)
        )

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-t", "s", "-l", text)

    def keys(self, *names: str) -> None:
        self.tmux("send-keys", "-t", "s", *names)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "s").rstrip("\n")

    def until(self, part: str, seconds: float = 8.0) -> str:
        end = time.monotonic() + seconds
        while part not in (screen := self.screen()):
            assert time.monotonic() < end, f"没有等到“{part}”：\n{screen}"
            time.sleep(0.03)
        return screen

    def pid(self) -> int:
        """The composer's process."""
        shell = int(self.tmux("list-panes", "-t", "s", "-F", "#{pane_pid}").strip())
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0])

    def close(self) -> None:
        subprocess.run(["tmux", "-S", str(self.socket), "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def answer_all(terminal: Terminal) -> None:
    """A brief from nothing: every question of a new one answered."""
    terminal.until("存到哪个文件")
    terminal.keys("Enter")
    terminal.until("什么场合？")
    terminal.keys("Enter")
    for question, answers in (
        ("会议全称？", ["全县养老服务工作会议"]),
        ("讲的是哪项工作？", ["养老服务工作"]),
        ("要求谁去做？", ["各乡镇和县直有关部门"]),
        ("依据哪些会议", ["全市养老服务会议精神"]),
        ("讲话之前会上", ["县民政局：通报了情况", ""]),
        ("有哪些成绩？", ["设施建设：新建幸福院14所", ""]),
        ("有哪些问题？", ["护理人员不足", ""]),
        ("要讲哪几点？", ["居家养老", "农村养老", "队伍建设：业务建设、关爱建设", ""]),
        ("谁来保障？", ["各级党委"]),
        ("怎样保障？", ["健全机制、配强干部"]),
    ):
        terminal.until(question)
        for answer in answers:
            terminal.type(answer)
            terminal.keys("Enter")
            time.sleep(0.06)
    terminal.until("提纲（左栏）")


def test_a_whole_outline_from_nothing_killed_and_resumed(terminal: Terminal) -> None:
    terminal.start()
    answer_all(terminal)
    brief = terminal.folder / "简要.yaml"

    # Take, go back, undo across moves.
    terminal.keys("Down", "Right", "Down", "Enter")
    terminal.until("选用：")
    terminal.keys("Escape")
    terminal.until("提纲（左栏）")
    terminal.keys("End", "e")
    terminal.until("编辑")
    terminal.type("谢谢大家！")
    terminal.keys("Enter")
    terminal.until("改写：")
    assert "谢谢大家！" in brief.read_text("utf-8")
    terminal.keys("u", "u")
    terminal.until("撤销：选用")
    assert "选定" not in brief.read_text("utf-8")
    terminal.keys("C-r", "C-r")
    terminal.until("重做：改写")

    # An early answer is changed; the later choices stay.
    terminal.keys("b")
    terminal.until("回车 改")
    terminal.keys("Home", "Down", "Enter")
    terminal.until("会议全称？")
    terminal.keys("C-u")
    terminal.type("全县养老服务推进会")
    terminal.keys("Enter", "Escape")
    terminal.until("全县养老服务推进会")
    terminal.until("提纲（左栏）")
    assert "谢谢大家！" in brief.read_text("utf-8")

    # Killed while a line is being typed: everything but that line is there again.
    terminal.keys("Home", "w")
    terminal.until("写进提纲")
    terminal.type("没写完的")
    terminal.until("没写完的")
    whole = brief.read_bytes()
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.until("已退出")
    assert brief.read_bytes() == whole
    terminal.tmux("kill-session", "-t", "s")
    terminal.start("简要.yaml")
    terminal.until("接着上次的做")
    terminal.keys("Enter")
    terminal.until("改动都可撤销")
    terminal.keys("u", "u", "u")
    terminal.until("撤销：选用")
    assert "选定" not in brief.read_text("utf-8")
    terminal.keys("C-r", "C-r", "C-r")
    terminal.until("重做")
    assert brief.read_bytes() == whole

    # The end: gaps, check, and an export that `drafter outline` repeats byte for byte.
    terminal.keys("q")
    terminal.until("校对 ")
    terminal.keys("m")
    terminal.until("导出到")
    terminal.keys("Enter")
    terminal.until("已导出")
    terminal.keys("q")
    terminal.until("已退出 0")
    made = subprocess.run(
        [sys.executable, "-m", "drafter", "outline", str(brief), "--workspace", str(terminal.workspace.root)],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert made.stdout == (terminal.folder / "简要.md").read_bytes()


BRIEF = """\
会议: 全县养老服务工作会议
地区: 全县
对象: 各乡镇
意见: [居家养老, 农村养老]
"""


def test_search_adapt_paste_wide_characters_and_resize(terminal: Terminal) -> None:
    (terminal.folder / "b.yaml").write_text(BRIEF, "utf-8")
    terminal.start("b.yaml", columns=120, rows=40)
    terminal.until("提纲（左栏）")
    terminal.keys("Down", "/")
    terminal.type("新建幸福院")
    terminal.until("原文 ")
    terminal.keys("Enter")
    terminal.until("把服务送到门口")
    terminal.keys("a")
    terminal.until("事实换成待填")
    terminal.keys("Down", "w")
    terminal.until("写进提纲")

    text = "认真学习，抓好落实。" * 500
    terminal.tmux("load-buffer", "-", given=text)
    terminal.tmux("paste-buffer", "-p", "-t", "s")
    terminal.until("抓好落实。")
    terminal.keys("Enter")
    terminal.until("自己写：认真学习")
    assert text in (terminal.folder / "b.yaml").read_text("utf-8")

    terminal.keys("Down", "w")
    terminal.until("写进提纲")
    terminal.type("e\u0301te\u0301 Ａ１①《办法》👍ｶﾅ")
    terminal.until("《办法》")
    terminal.keys("BSpace", "BSpace", "Enter")
    terminal.until("自己写：e")
    assert "e\u0301te\u0301 Ａ１①《办法》👍" in terminal.screen()

    terminal.tmux("resize-window", "-t", "s", "-x", "80", "-y", "24")
    time.sleep(0.4)
    screen = terminal.screen()
    lines = screen.split("\n")
    assert len(lines) == 24
    assert "F1" in lines[-1]
    bars = {width(line.split("│")[0]) for line in lines[1:22]}
    assert len(bars) == 1, screen
    terminal.keys("F1")
    terminal.until("撤销，步数不限")


def test_the_second_composer_is_told(terminal: Terminal) -> None:
    (terminal.folder / "b.yaml").write_text(BRIEF, "utf-8")
    terminal.start("b.yaml")
    terminal.until("提纲（左栏）")
    terminal.tmux("rename-session", "-t", "s", "first")
    terminal.start("b.yaml")
    screen = terminal.until("已退出 1")
    assert "另一个 drafter compose 正开着这份简要" in screen


@pytest.mark.parametrize(("term", "extra"), [("screen", {}), ("screen", {"NO_COLOR": "1"}), ("dumb", {})])
def test_sixteen_colours_and_none(terminal: Terminal, term: str, extra: dict[str, str]) -> None:
    (terminal.folder / "b.yaml").write_text(BRIEF, "utf-8")
    terminal.start("b.yaml", term=term, **extra)
    terminal.until("提纲（左栏）")
    coloured = terminal.tmux("capture-pane", "-p", "-e", "-t", "s")
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", coloured) for code in found.split(";")}
    assert not {"38", "48"} & codes
    if extra or term == "dumb":
        assert not {code for code in codes if re.fullmatch(r"3[0-7]|9[0-7]|4[0-7]", code)}
    terminal.keys("Down", "Right")
    terminal.until("候选（右栏）")
