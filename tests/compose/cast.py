"""The cast of a whole session (文字录像): what a writer presses, and the screens that come of it, in order.

    python -m tests.compose.cast            writes docs/会话.md anew
    python -m tests.compose.cast --check    says whether it is up to date to the last character

The real keys through the real thinking, drawn at 80×24; the precedents are searched in a small library of the tests'
own. The wording of lines and candidates is the shipped phrasebank's and moves on with it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.compose.acts import ending, line, precedents
from drafter.compose.acts.form import opened
from drafter.compose.data import to_yaml
from drafter.compose.desk import Desk
from drafter.compose.keys import press
from drafter.compose.searching import Question, ask
from drafter.compose.state import State
from drafter.compose.view.frame import draw
from drafter.flow.drafting import read_bank
from drafter.flow.proofing import proofread
from drafter.keep.workspace import Workspace
from drafter.search.index import build
from drafter.search.query import Library
from tests.compose.conftest import LIBRARY

PAGE = Path(__file__).resolve().parents[2] / "docs" / "会话.md"
_KEYS = {
    "enter": "回车",
    "escape": "Esc",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "c-u": "Ctrl-U",
    "c-r": "Ctrl-R",
    "c-f": "Ctrl-F",
    " ": "空格",
}
Typed = str | tuple[str, ...]
"""A text typed, or keys pressed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen of the cast."""

    title: str
    about: str
    typed: tuple[Typed, ...]


ANSWERS: tuple[Typed, ...] = (
    *("养老服务工作", ("enter",), "各乡镇和县直有关部门", ("enter",), "全市养老服务会议精神", ("enter",)),
    *("县民政局：通报了情况", ("enter", "enter"), "设施建设：新建幸福院14所", ("enter", "enter")),
    *("护理人员不足", ("enter", "enter"), "居家养老", ("enter",)),
)
REST: tuple[Typed, ...] = (
    *(("c-u",), "农村养老", ("enter",), "队伍建设：业务建设、关爱建设", ("enter", "enter")),
    *("各级党委", ("enter",), "健全机制、配强干部", ("enter",) * 4),
)
SCENES = (
    Scene("从零开始", "敲 `drafter compose`。先定简要存在哪里。", ()),
    Scene("逐项问", "先问会议全称，场合就从名称里认出来，空着按回车就用。", (("enter",), "全县养老服务工作会议", ("enter",))),
    Scene("以什么身份讲", "右上是能填的词，打头一两个字按回车就认。", (("enter",), "分")),
    Scene("要点写一条，提纲长一截", "右下随时是现在的提纲；打“农村”，短语库里的主题就列出来。", (("enter",), *ANSWERS, "农村")),
    Scene("问完了，提纲已经成形", "职务、姓名、日期没定就按回车。左栏是提纲，○ 是还有待填；右栏是这一行的候选和理由。", REST),
    Scene("换一个说法", "→ 去候选，↓ 看下一条，右下是全文、理由和编号。", (("down", "right", "down", "down"),)),
    Scene("选用，到下一行", "回车就选用；每一步先存进简要，再画到屏幕上。", (("enter",),)),
    Scene("这一句不讲", "d 略去，仍留着位置，x 恢复。", (("escape", "down", "d"),)),
    Scene("整组换句式，边选边看", "在要点上按 g，↓ 换一组，左边的各级标题跟着变。", (("x", "home", *["down"] * 8, "g", "down", "down"),)),
    Scene("加一条措施", "短语库给的措施上按 a：原来几条一字不动，多出自己的一条。", (("enter", "down", "down", "a"), "助浴上门", ("enter",))),
    Scene("查先例", "/ 之后边打边查，错字、拼音、首字母都行；打字不等它。", (("home", *["down"] * 4, "/"), "新建幸福院")),
    Scene("看上下文", "回车看这一条的前后文，↑↓ 翻，n 看下一条。", (("enter",),)),
    Scene("改用", "a 放到当前行，那时的人名、地名、数字、日期换成待填；回车才进提纲。", (("a",),)),
    Scene("逐个填空", "第一处已经选中，打字就替换，Tab 到下一处。", ("今年", ("tab",), "全县")),
    Scene("撤销", "收下以后按 u 撤销，Ctrl-R 重做，步数不限，断了再来也还在。", (("enter", "u"),)),
    Scene("先前的答案改了，后来的选择还在", "b 回到简要，改场合；不再合用的选择标出来，不丢。", (("c-r", "b", "home", "down", "enter", "c-u"), "推进会", ("enter", "escape"))),
    Scene("收尾", "q 列出待填、校对、提示；↑↓ 选一条，回车就到那一行去改。", (("q", "down"),)),
    Scene("导出", "w 是 Word，m t h s 是别的格式。", (("w", "enter"),)),
)  # fmt: skip


class Cast:
    """Plays the scenes."""

    def __init__(self, desk: Desk, workspace: Workspace, folder: Path) -> None:
        self.desk = desk
        self.workspace = workspace
        self.folder = folder
        self.state = replace(line.start(desk, State(mode="start"), "file", "简要.yaml"), entries=())
        self._library: Library | None = None

    def close(self) -> None:
        if self._library is not None:
            self._library.close()

    def play(self, typed: Iterable[Typed]) -> None:
        for part in typed:
            for key in part:
                self.state = press(self.desk, self.state, key)
                self._outside()

    def _outside(self) -> None:
        """What the shell would do: open, search, check, export."""
        wish, search = self.state.wish, self.state.search
        self.state = replace(self.state, wish=None)
        if search.answered != search.asked:
            self._library, told = ask(self._library, self.workspace.library, Question(search.asked, search.query))
            self.state = precedents.found(self.state, search.asked, told.hits, told.near, told.trouble)
        if wish is None:
            return
        match wish.kind:
            case "open":
                self.state = opened(self.desk, replace(self.state, file=wish.path))
            case "context":
                self._library, told = ask(self._library, self.workspace.library, Question(0, ref=wish.path))
                self.state = precedents.in_context(self.state, wish.path, told.context)
            case "review":
                brief = self.folder / "简要.yaml"
                brief.write_text(to_yaml(self.state.data), "utf-8")
                self.state = ending.reviewed(self.state, proofread(brief, self.workspace.root).findings)
            case "export":
                self.state = ending.exported(self.state, wish.path)

    def screen(self) -> str:
        return draw(self.desk, self.state, 80, 24).text()


def pressed(typed: Sequence[Typed]) -> str:
    """The keys of a scene as a reader sees them."""
    shown: list[str] = []
    for part in typed:
        if isinstance(part, str):
            shown.append(f"打“{part}”")
            continue
        names = [_KEYS.get(key, key) for key in part]
        runs = re.findall(r"(\S+)((?: \1)*)(?: |$)", " ".join(names))
        shown += [f"`{name}`" + (f"×{1 + len(more.split())}" if more else "") for name, more in runs]
    return " ".join(shown)


def cast(desk: Desk, workspace: Workspace) -> str:
    """The whole page. workspace: with LIBRARY as its library."""
    parts = [
        "# 一次会话（文字录像）\n",
        "`drafter compose` 从头到尾的屏幕，80×24，按先后排列；会议、单位、事实都是虚构的。"
        "由 `python -m tests.compose.cast` 按真实的按键生成，测试核对；提纲和候选的字句随短语库而变。\n",
    ]
    with tempfile.TemporaryDirectory() as folder:
        played = Cast(desk, workspace, Path(folder))
        try:
            for number, scene in enumerate(SCENES, 1):
                played.play(scene.typed)
                keys = f"按键：{pressed(scene.typed)}\n\n" if scene.typed else ""
                parts.append(f"## {number}. {scene.title}\n\n{scene.about}\n\n{keys}```text\n{played.screen()}\n```\n")
        finally:
            played.close()
    kept = to_yaml(played.state.data)
    parts.append(
        f"## 留下的简要\n\n`drafter outline 简要.yaml` 由它得到与导出逐字节相同的提纲。\n\n```yaml\n{kept}```\n"
    )
    return "\n".join(parts)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        build(LIBRARY, workspace.library)
        made = cast(Desk(read_bank(workspace)), workspace)
    if "--check" in sys.argv:
        same = PAGE.read_text("utf-8") == made
        print("一字不差" if same else "变了：python -m tests.compose.cast 重写一遍")
        return 0 if same else 1
    PAGE.write_text(made, "utf-8")
    print(f"写好了 {PAGE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
