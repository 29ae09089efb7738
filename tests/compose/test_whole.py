"""What holds whatever is pressed: the screen shows what outline makes, nothing is lost, all can be undone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import load_brief
from drafter.compose.acts import ending, form, line, precedents
from drafter.compose.cells import width
from drafter.compose.data import brief_of, choose, from_loaded, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.keys import BINDINGS, press
from drafter.compose.state import Entry, State, depth, undo
from drafter.compose.view.frame import draw
from drafter.compose.view.picture import PLAIN_MARKS
from drafter.plan.outline import plan, walk
from drafter.render.outline import render
from drafter.shipped import shipped
from drafter.strict_yaml import load_file, load_text
from tests.compose.conftest import BRIEF, HIT, Writer, data_of, outline_of, texts

BRIEFS = sorted((Path(__file__).parent.parent / "briefs").glob("*.yaml"))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_the_outline_on_the_screen_is_the_one_outline_makes(path: Path, bank: Bank, desk: Desk) -> None:
    data = from_loaded(load_file(path))
    seen = desk.look(data).outline
    assert seen is not None
    assert texts(seen) == texts(plan(load_brief(path), bank)) == texts(outline_of(data, bank))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_every_line_obeys_what_is_chosen(path: Path, desk: Desk) -> None:
    data = from_loaded(load_file(path))
    wanted = {
        item.id: (item.id, f"自己写的第{'一二三四五六七八九十'[k % 10] * (k // 10 + 1)}行：")
        for k, item in enumerate(desk.look(data).nodes)
    }
    chosen = data
    for key, text in wanted.values():
        chosen = choose(chosen, key, text)
    after = desk.look(chosen)
    assert {node: text for node, (_, text) in wanted.items()} == {
        item.id: item.text for item in after.nodes if item.id in wanted
    }
    assert after.misfits == ()


def test_undo_and_redo_cross_nodes_without_limit(writer: Writer) -> None:
    states = [writer.state.data]
    for _ in range(3):
        for node in ("开场/会议任务", "意见/1", "意见/3/1", "结束语/号召"):
            writer.go(node).press("e").type("改").press("enter")
            states.append(writer.state.data)
    assert depth(writer.state.past) == 12
    for data in reversed(states[:-1]):
        writer.press("u")
        assert writer.state.data == data
    writer.press("u")
    assert "没有可撤销" in writer.state.message
    for data in states[1:]:
        writer.press("c-r")
        assert writer.state.data == data


_KEYS = sorted(
    {name for table in BINDINGS.values() for key in table for name in key.keys}
    | {"养", "老", "：", "f1", "c-c", "c-f", "c-a", "c-u", "c-w", "backspace", "s-tab"}
)
_SIZES = [(80, 24), (24, 8), (61, 15), (140, 50), (20, 5)]


@given(st.lists(st.sampled_from(_KEYS), max_size=30), st.sampled_from(_SIZES))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pressed_the_brief_stays_whole_and_the_screen_full(
    desk: Desk, pressed: list[str], size: tuple[int, int]
) -> None:
    state = form.opened(desk, State(data=data_of(BRIEF), file="简要.yaml", entries=(Entry("甲", "甲.yaml"),)))
    columns, rows = size
    start = state.data
    for name in pressed:
        state = press(desk, state, name)
        if state.wish is not None:
            state = ending.reviewed(state, ())
        if state.search.answered != state.search.asked:
            state = precedents.found(state, state.search.asked, (HIT,), ())
        assert brief_of(state.data) is not None
        picture = draw(desk, state, columns, rows, PLAIN_MARKS)
        assert len(picture.lines) == rows
        assert {sum(width(text) for _, text in line) for line in picture.lines} == {columns}
        if picture.caret:
            assert 0 <= picture.caret[0] < rows
            assert 0 <= picture.caret[1] < columns
    assert load_text(to_yaml(state.data), "简要.yaml").value == state.data
    seen = desk.look(state.data)
    assert seen.outline is not None
    assert texts(seen.outline) == texts(outline_of(state.data, desk.bank))
    while state.past is not None:
        state = press(desk, line.drop(state), "paste")  # a paste without a line changes nothing
        state = undo(state)
    assert state.data == start


_ACTS = [
    "right",
    "enter",
    "down",
    "up",
    "d",
    "x",
    "J",
    "K",
    "u",
    "c-r",
    "g",
    " ",
    "e",
    "w",
    "a",
    "字",
    "escape",
    "n",
    "b",
]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_session_the_file_makes_the_outline_that_was_on_the_screen(desk: Desk, seed: int) -> None:
    """Longer walks than above, and only keys that change something: bytes as `drafter outline` writes them."""
    chance = random.Random(seed)
    text = BRIEF + f"风格: {{层级: {chance.choice((1, 2, 3))}}}\n"
    writer = Writer(desk, State(data=data_of(text), file="简要.yaml"))
    writer.go(chance.choice(list(writer.lines())))
    for _ in range(120):
        writer.press(chance.choice(_ACTS)).done()
    seen = desk.look(writer.state.data)
    assert seen.outline is not None
    again = outline_of(writer.state.data, desk.bank)
    folders = (shipped("templates"),)
    for kind in ("md", "txt"):
        shown = render(seen.outline, kind, template_folders=folders)
        assert shown == render(again, kind, template_folders=folders)
    assert writer.state.past is not None
    assert not set(seen.silent) & {item.id for item in walk(seen.outline.items)}
