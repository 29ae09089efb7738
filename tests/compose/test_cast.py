"""docs/会话.md shows the composer as it is: the same keys, captions and frames; its wording moves on with the bank."""

from __future__ import annotations

import re

from drafter.compose.desk import Desk
from drafter.keep.workspace import Workspace
from tests.compose.cast import PAGE, SCENES, cast


def frames(page: str) -> list[tuple[str, ...]]:
    """Of each screen what is the composer's own: name of the page, the line being typed with its hint, the line of keys."""
    found = []
    for screen in re.findall(r"```text\n(.*?)```", page, flags=re.S):
        lines = screen.rstrip("\n").split("\n")
        name = lines[0].split("│")[0]
        rules = [re.sub(r"^.*(──)", r"\1", line) for line in lines if "── " in line]
        found.append((name, *rules, lines[-1]))
    return found


def told(page: str) -> list[str]:
    """Headings, captions and keys."""
    return re.sub(r"```.*?```", "", page, flags=re.S).split("\n")


def test_the_page_shows_the_session_as_it_is_now(desk: Desk, workspace: Workspace) -> None:
    page, made = PAGE.read_text("utf-8"), cast(desk, workspace)
    anew = "docs/会话.md 旧了：python -m tests.compose.cast 重写一遍，看过再提交"
    assert told(page) == told(made), anew
    assert frames(page) == frames(made), anew
    assert len(frames(page)) == len(SCENES)


def test_the_session_goes_through_everything_it_promises() -> None:
    screens = re.findall(r"```text\n(.*?)```", PAGE.read_text("utf-8"), flags=re.S)
    for number, part in (
        (1, "三步写成"),
        (2, "从会议名称"),
        (8, "（不讲）"),
        (9, "这组标题"),
        (10, "助浴上门"),
        (11, "新建幸福院32家"),
        (13, "3 处待填"),
        (15, "撤销：改用先例"),
        (17, "待填"),
        (18, "已导出：简要.docx"),
    ):
        assert part in screens[number - 1], number
    assert all(len(screen.rstrip("\n").split("\n")) == 24 for screen in screens)
