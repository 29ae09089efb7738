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

from drafter.cli.main import run
from drafter.compose.cells import width
from drafter.compose.screen import GLANCE
from drafter.keep.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="没有 tmux")


class Terminal:
    """A tmux server of its own, in a folder of its own; a window for each program started."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self.folder = folder
        self.workspace = workspace
        self.socket = folder / "tmux"

    def tmux(self, *arguments: str, given: str | None = None) -> str:
        command = ["tmux", "-u", "-S", str(self.socket), "-f", "/dev/null", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    def start(self, *arguments: str, name: str = "s", columns: int = 80, rows: int = 24, **extra: str) -> Window:
        settings = {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "DRAFTER_WORKSPACE": str(self.workspace.root), **extra}
        words = " ".join(f"{name}={value}" for name, value in settings.items())
        command = (
            f"env {words} {sys.executable} -m drafter compose {' '.join(arguments)}; echo 已退出 $?; exec sleep 60"
        )
        size = ("-x", str(columns), "-y", str(rows))
        self.tmux("new-session", "-d", "-s", name, *size, "-c", str(self.folder), command)
        return Window(self, name)

    def close(self) -> None:
        subprocess.run(["tmux", "-S", str(self.socket), "kill-server"], capture_output=True, check=False)


class Window:
    """One program in it."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self.terminal = terminal
        # A bare name could be taken for a window's.
        self.name = f"={name}:"

    def type(self, text: str) -> None:
        self.terminal.tmux("send-keys", "-t", self.name, "-l", text)

    def keys(self, *names: str) -> None:
        self.terminal.tmux("send-keys", "-t", self.name, *names)

    def enter(self, *texts: str) -> None:
        """Each text, and Enter behind it."""
        for text in texts:
            if text:
                self.type(text)
            self.keys("Enter")

    def screen(self, *how: str) -> str:
        return self.terminal.tmux("capture-pane", "-p", *how, "-t", self.name).rstrip("\n")

    def until(self, *parts: str, seconds: float = 30.0) -> str:
        end = time.monotonic() + seconds
        while not all(part in (screen := self.screen()) for part in parts):
            assert time.monotonic() < end, f"没有等到“{'”“'.join(parts)}”：\n{screen}"
            time.sleep(0.03)
        return screen

    def colours(self) -> set[str]:
        """The colours on the screen: codes of the sixteen; more of them must not be asked for."""
        found = re.findall(r"\x1b\[([\d;]*)m", self.screen("-e"))
        codes = {code for one in found for code in one.split(";") if code}
        assert not {"38", "48"} & codes
        return {code for code in codes if re.fullmatch(r"3[0-7]|9[0-7]|4[0-7]", code)}

    def pid(self) -> int:
        """The composer's process."""
        shell = int(self.terminal.tmux("list-panes", "-t", self.name, "-F", "#{pane_pid}").strip())
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0])


@pytest.fixture
def terminal(tmp_path: Path, workspace: Workspace, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    wanted = request.getfixturevalue("fresh") if "from_nothing" in request.node.name else workspace
    opened = Terminal(tmp_path, wanted)
    yield opened
    opened.close()


ANSWERS = (
    ("会议全称？", "全县养老服务工作会议"),
    ("什么场合？", ""),
    ("以什么身份讲？", ""),
    ("讲的是哪项工作？", "养老服务工作"),
    ("要求谁去做？", "各乡镇和县直有关部门"),
    ("依据哪些会议", "全市养老服务会议精神"),
    ("讲话之前会上", "县民政局：通报了情况"),
    ("已有 1 条", ""),
    ("有哪些成绩？", "设施建设：新建幸福院14所"),
    ("已有 1 条", ""),
    ("有哪些问题？", "护理人员不足"),
    ("已有 1 条", ""),
    ("要讲哪几点？", "居家养老"),
    ("已有 1 条", "农村养老"),
    ("已有 2 条", "队伍建设：业务建设、关爱建设"),
    ("已有 3 条", ""),
    ("谁来保障？", "各级党委"),
    ("怎样保障？", "健全机制、配强干部"),
    ("讲话人职务？", ""),
    ("讲话人姓名？", ""),
    ("哪天讲？", ""),
)


def test_a_whole_outline_from_nothing_killed_and_resumed(terminal: Terminal) -> None:
    one = terminal.start()
    one.until("存到哪个文件", "三步写成")
    one.keys("Enter")
    for question, text in ANSWERS:
        one.until(question)
        one.enter(text)
    one.until("提纲（左栏）")
    brief = terminal.folder / "简要.yaml"
    assert "场合: 工作会议" in brief.read_text("utf-8")

    # Take, go back, undo across moves.
    one.keys("Down", "Right", "Down", "Enter")
    one.until("选用：")
    one.keys("Escape")
    one.until("提纲（左栏）")
    one.keys("End", "e")
    one.until("编辑")
    one.enter("谢谢大家！")
    one.until("改写：")
    assert "谢谢大家！" in brief.read_text("utf-8")
    one.keys("u", "u")
    one.until("撤销：选用")
    assert "选定" not in brief.read_text("utf-8")
    one.keys("C-r", "C-r")
    one.until("重做：改写")

    # An early answer is changed; the later choices stay.
    one.keys("b")
    one.until("回车 改")
    one.keys("Home", "Enter")
    one.until("会议全称？")
    one.keys("C-u")
    one.enter("全县养老服务推进会")
    one.keys("Escape")
    one.until("全县养老服务推进会", "提纲（左栏）")
    assert "谢谢大家！" in brief.read_text("utf-8")

    # Another composer on the same brief is told who has it.
    other = terminal.start("简要.yaml", name="other")
    screen = other.until("已退出 1")
    assert "另一个 drafter compose 正开着这份简要" in screen
    assert f"进程 {one.pid()}" in screen

    # Killed while a line is being typed: everything but that line is there again.
    one.keys("Home", "w")
    one.until("写进提纲")
    one.type("没写完的")
    one.until("没写完的")
    whole = brief.read_bytes()
    os.kill(one.pid(), signal.SIGKILL)
    one.until("已退出")
    assert brief.read_bytes() == whole
    # This time on an old terminal without colours, and in no language at all.
    two = terminal.start("简要.yaml", name="two", TERM="vt100", LC_ALL="C", NO_COLOR="1")
    two.until("接着上次的做")
    assert not two.colours()
    two.keys("Enter")
    two.until("步可以撤销")
    two.keys("u", "u", "u")
    two.until("撤销：选用")
    assert "选定" not in brief.read_text("utf-8")
    two.keys("C-r", "C-r", "C-r")
    two.until("重做：会议")
    assert brief.read_bytes() == whole

    # The end: gaps, check, and an export that `drafter outline` repeats byte for byte.
    two.keys("q")
    two.until("校对没有发现")
    two.keys("m")
    two.until("导出到")
    two.keys("Enter")
    two.until("已导出")
    two.keys("q")
    two.until("已退出 0")
    by_hand = terminal.folder / "by-hand.md"
    assert run(["outline", str(brief), "-o", str(by_hand), "--workspace", str(terminal.workspace.root)]) == 0
    assert by_hand.read_bytes() == (terminal.folder / "简要.md").read_bytes()


BRIEF = """\
会议: 全县养老服务工作会议
地区: 全县
对象: 各乡镇
意见: [居家养老, 农村养老]
"""


def test_search_adapt_paste_wide_characters_and_resize(terminal: Terminal) -> None:
    brief = terminal.folder / "b.yaml"
    brief.write_text(BRIEF, "utf-8")
    one = terminal.start("b.yaml", columns=120, rows=40, TERM="screen")
    one.until("提纲（左栏）")
    assert one.colours()
    one.keys("Down", "/")
    one.type("新建幸福院")
    one.until("原文 ")
    one.keys("Enter")
    one.until("把服务送到门口")
    one.keys("a")
    one.until("事实换成了 3 处待填")
    time.sleep(GLANCE)
    one.keys("Enter")
    one.until("改用先例：")
    one.keys("Down", "w")
    one.until("写进提纲")

    text = "认真学习，抓好落实。" * 500
    terminal.tmux("load-buffer", "-", given=text)
    terminal.tmux("paste-buffer", "-p", "-t", one.name)
    one.until("抓好落实。")
    one.keys("Enter")
    one.until("自己写：认真学习")
    assert text in brief.read_text("utf-8")

    one.keys("Down", "w")
    one.until("写进提纲")
    one.type("e\u0301te\u0301 Ａ１①《办法》👍ｶﾅ")
    one.until("《办法》")
    one.keys("BSpace", "BSpace", "Enter")
    one.until("自己写：e\u0301te\u0301 Ａ１①《办法》👍")

    terminal.tmux("resize-window", "-t", one.name, "-x", "80", "-y", "24")
    end = time.monotonic() + 10
    while len(lines := one.screen().split("\n")) != 24 or "F1" not in lines[-1]:
        assert time.monotonic() < end
        time.sleep(0.03)
    bars = {width(line.split("│")[0]) for line in lines[1:22]}
    assert len(bars) == 1, lines
    one.keys("F1")
    one.until("整组换排比句式")


def test_a_console_that_marks_no_paste(terminal: Terminal) -> None:
    brief = terminal.folder / "l.yaml"
    brief.write_text(BRIEF, "utf-8")
    one = terminal.start("l.yaml", TERM="linux")
    one.until("F1")
    one.keys("Down", "w")
    one.until("Ctrl-U")
    terminal.tmux("load-buffer", "-", given="第一行。\ndd\n第三行。\nq\nq\n")
    terminal.tmux("paste-buffer", "-t", one.name)
    one.until("第一行。dd第三行。q q")
    assert "第一行" not in brief.read_text("utf-8")
    one.keys("Enter")
    one.until("自己写：第一行。dd")
    one.enter("w一条", "w再一条")
    one.until("自己写：再一条")
    assert "一条" in brief.read_text("utf-8")


def test_a_terminal_that_only_prints_is_spoken_to_line_by_line(terminal: Terminal) -> None:
    (terminal.folder / "dumb.yaml").write_text(BRIEF, "utf-8")
    dumb = terminal.start("dumb.yaml", TERM="dumb", rows=90)
    dumb.until("回车　下一行", "〔第 1 行")
    dumb.enter("", "自己的一句。", "q", "m", "", "q")
    screen = dumb.until("已退出 0", "已导出")
    assert "自己写：自己的一句" in screen
    assert "自己的一句。" in (terminal.folder / "dumb.md").read_text("utf-8")
    assert "\x1b" not in dumb.screen("-e")
