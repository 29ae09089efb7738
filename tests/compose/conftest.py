"""A writer at the keyboard, without a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.compose.acts.form import opened
from drafter.compose.acts.moving import focus
from drafter.compose.data import GROUND, Data, choices, from_loaded, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.keys import press
from drafter.compose.state import State
from drafter.compose.view.frame import draw
from drafter.flow.drafting import read_bank
from drafter.keep.workspace import Workspace
from drafter.plan.outline import plan, walk
from drafter.records import Hit, Outline
from drafter.search.index import Entry, build
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
HIT = Hit(
    "sp1#2",
    "exact",
    1.0,
    "成绩回顾",
    "分项成绩",
    "2023年3月，青岚市新建幸福院32家。",
    ((8, 13),),
    "sp1",
    "旧讲话",
    "祁某某",
    "2023-03-01",
    "旧.txt",
)


def data_of(text: str) -> Data:
    return from_loaded(load_text(text, "简要.yaml"))


def outline_of(data: Data, bank: Bank) -> Outline:
    """The outline as `drafter outline` makes it from the file."""
    return plan(parse_brief(load_text(to_yaml(data), "简要.yaml")), bank)


def texts(outline: Outline) -> list[str]:
    return [item.label + item.text for item in walk(outline.items)]


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
        """To a node, as the arrow keys would lead there."""
        assert self.desk.look(self.state.data).item(node) is not None, f"没有 {node}"
        self.state = focus(self.desk, replace(self.state, mode="outline", typing=None, message=""), node)
        return self

    def lines(self) -> dict[str, str]:
        """What is said: id -> text."""
        outline = self.desk.look(self.state.data).outline
        return {item.id: item.text for item in walk(outline.items)} if outline else {}

    def line(self, node: str) -> str:
        return self.lines()[node]

    @property
    def chosen(self) -> dict[str, str]:
        """What is under 选定, without what it was chosen for."""
        return {key: value for key, value in choices(self.state.data).items() if not key.endswith(GROUND)}

    @property
    def doubts(self) -> dict[str, str]:
        """Node -> why what was chosen there wants looking at again."""
        return dict(self.desk.look(self.state.data).doubts)

    @property
    def fault(self) -> str:
        """What is said to be wrong with the line being typed."""
        return self.state.typing.fault if self.state.typing else ""

    def screen(self, columns: int = 80, rows: int = 24) -> str:
        return draw(self.desk, self.state, columns, rows).text()

    def done(self) -> Writer:
        """What the state wished for is taken as done."""
        self.state = replace(self.state, wish=None)
        return self


@pytest.fixture(scope="session")
def desk(bank: Bank) -> Desk:
    """One for all tests: what it remembers shows in speed only."""
    return Desk(bank)


LIBRARY = (
    Entry("甲#1", "同志们：", "开场", "称谓", 0, "salutation", "甲", "旧讲话"),
    Entry(
        "甲#2", "2023年3月，青岚市新建幸福院32家，群众满意。", "成绩回顾", "分项成绩", speech_id="甲", title="旧讲话"
    ),
    Entry("甲#3", "下一步要把服务送到门口。", "三点意见", "任务部署", speech_id="甲", title="旧讲话"),
)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One for all tests, with a small library and the bank read once: sessions go by the path of their brief."""
    found = Workspace(tmp_path_factory.mktemp("shared") / "ws")
    build(LIBRARY, found.library)
    read_bank(found)
    return found


@pytest.fixture
def fresh(tmp_path: Path) -> Workspace:
    """A workspace where nothing was done yet."""
    return Workspace(tmp_path / "ws")


@pytest.fixture
def writer(desk: Desk) -> Writer:
    return Writer(desk, State(data=data_of(BRIEF), file="简要.yaml"))


@pytest.fixture
def newcomer(desk: Desk) -> Writer:
    return Writer(desk, State(file="简要.yaml"))
