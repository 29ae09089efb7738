"""A writer at the keyboard, without a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank
from drafter.compose.actions import opened
from drafter.compose.data import Data, from_loaded
from drafter.compose.desk import Desk
from drafter.compose.keys import press
from drafter.compose.state import State
from drafter.compose.view import draw
from drafter.plan.outline import walk
from drafter.strict_yaml import load_text

BRIEF = """\
场合: 工作会议
会议: 全县养老服务工作会议
地区: 全县
主题: 养老服务工作
对象: 各乡镇和县直有关部门
刚才:
  - {谁: 县民政局, 事: 通报了情况}
问题: [护理人员不足]
意见:
  - 居家养老
  - 农村养老
  - {主题: 队伍建设, 措施: [业务建设, 关爱建设]}
保障: {主体: 各级党委, 措施: [健全机制, 配强干部]}
"""


def data_of(text: str) -> Data:
    return from_loaded(load_text(text, "简要.yaml"))


class Writer:
    """Presses keys and looks at what comes of it."""

    def __init__(self, desk: Desk, state: State) -> None:
        self.desk = desk
        self.state = opened(desk, state)

    def press(self, *names: str) -> Writer:
        for name in names:
            self.state = press(self.desk, self.state, name)
        return self

    def type(self, text: str) -> Writer:
        return self.press(*text)

    def paste(self, text: str) -> Writer:
        self.state = press(self.desk, self.state, "paste", text)
        return self

    def go(self, node: str) -> Writer:
        """To a node, by the arrow keys."""
        self.press("escape") if self.state.mode == "candidates" else None
        self.press("home")
        for _ in range(200):
            if self.state.node == node:
                return self
            self.press("down")
        raise AssertionError(f"没有走到 {node}，停在 {self.state.node}")

    def lines(self) -> dict[str, str]:
        outline = self.desk.look(self.state.data).outline
        return {item.id: item.text for item in walk(outline.items)} if outline else {}

    def line(self, node: str) -> str:
        return self.lines()[node]

    @property
    def chosen(self) -> dict[str, str]:
        return dict(self.state.data.get("选定") or {})

    def screen(self, columns: int = 80, rows: int = 24) -> str:
        return draw(self.desk, self.state, columns, rows).text()

    def done(self) -> Writer:
        """What the state wished for is taken as done."""
        self.state = replace(self.state, wish=None)
        return self


@pytest.fixture
def desk(bank: Bank) -> Desk:
    return Desk(bank)


@pytest.fixture
def writer(desk: Desk) -> Writer:
    return Writer(desk, State(data=data_of(BRIEF), file="简要.yaml"))


@pytest.fixture
def newcomer(desk: Desk) -> Writer:
    return Writer(desk, State(file="简要.yaml"))
