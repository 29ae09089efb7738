"""A choice whose place in the outline is gone: its words are shown, reached, dropped or put somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.compose.acts import ending, form, precedents
from drafter.compose.looking import LOST
from tests.compose.conftest import HIT, Writer

NODE, WORDS = "开场/回应前述", "刚才的通报讲得很实。"


@pytest.fixture
def lost(writer: Writer) -> Writer:
    writer.go(NODE).press("w").type(WORDS).press("enter", "b")
    writer.state = form.ask(writer.desk, writer.state, "刚才/1")
    writer.press("c-u", "enter", "escape")
    assert NODE not in writer.lines()
    return writer


@pytest.fixture
def line(writer: Writer) -> Writer:
    """The words of a line that stood under a point which is gone, with the precedent they are from."""
    writer.go("意见/3/2/文").press("/").type("查")
    hit = replace(HIT, text=WORDS)
    writer.state = precedents.found(writer.state, writer.state.search.asked, (hit,), ())
    writer.press("c-a", "enter", "b")
    writer.state = form.ask(writer.desk, writer.state, "意见/3")
    writer.press("c-u", "enter", "escape")
    assert [one.text for one in writer.desk.look(writer.state.data).lost] == [WORDS]
    return writer


def test_its_words_are_on_the_screen_and_the_cursor_reaches_them(lost: Writer) -> None:
    assert WORDS[:4] in lost.screen()
    lost.press("end")
    assert lost.state.node == LOST + NODE
    screen = lost.screen()
    assert WORDS in screen
    assert f"原在 {NODE}" in screen
    assert "x 丢掉" in screen.splitlines()[-1]
    lost.press("up")
    assert not lost.state.node.startswith(LOST)
    lost.press("down")
    assert lost.state.node == LOST + NODE


@pytest.mark.parametrize("key", ["x", "d"])
def test_it_is_dropped_and_comes_back(lost: Writer, key: str) -> None:
    lost.press("end", key)
    assert lost.chosen == {}
    assert "没处放" not in lost.screen().replace("丢掉没处放的", "")
    assert lost.desk.look(lost.state.data).item(lost.state.node) is not None
    lost.press("u")
    assert lost.chosen == {NODE: WORDS}
    assert lost.state.node == LOST + NODE


@pytest.mark.parametrize("key", ["enter", "w"])
def test_it_goes_to_the_line_the_cursor_was_at_and_keeps_its_source(line: Writer, key: str) -> None:
    line.go("意见/1/1/文").press("end", key)
    assert line.state.node == "意见/1/1/文"
    assert line.state.typing is not None
    assert line.state.typing.text == WORDS
    line.press("enter")
    assert line.line("意见/1/1/文") == WORDS
    assert list(line.chosen) == ["意见/1/1/文", "意见/1/1/文/出处"]
    assert line.chosen["意见/1/1/文/出处"].startswith(HIT.ref)
    assert line.desk.look(line.state.data).lost == ()


def test_it_is_put_at_no_line_of_another_step_but_kept_for_any(line: Writer) -> None:
    line.go("开场/称谓").press("end", "enter")
    assert line.state.typing is None
    assert "没有同一步骤" in line.state.message
    line.go("意见/2/1/文").press("w", "c-y", "enter")
    assert line.line("意见/2/1/文") == WORDS
    assert line.chosen["意见/2/1/文/出处"].startswith(HIT.ref)


def test_given_up_there_it_can_be_fetched_anywhere_and_is_not_gone(lost: Writer) -> None:
    lost.go("意见/1/1/文").press("end", "enter", "escape")
    assert lost.chosen == {NODE: WORDS}
    lost.go("意见/2/1/文").press("w")
    assert WORDS[:6] in lost.state.message
    lost.press("c-y")
    assert lost.state.typing is not None
    assert lost.state.typing.text == WORDS
    lost.press("enter")
    assert lost.chosen == {"意见/2/1/文": WORDS}, "放好了，提纲末尾不再列"
    assert lost.state.laid == {}


@pytest.mark.parametrize("keys", [("x",), ("w", "enter")])
def test_once_it_is_dropped_or_placed_it_is_offered_nowhere(line: Writer, keys: tuple[str, ...]) -> None:
    line.go("意见/1/1/文").press("end", "enter", "escape", "end", *keys)
    line.go("意见/2/1/文").press("w")
    assert "取回" not in line.state.message
    assert line.state.laid == {}


def test_the_end_leads_to_it(lost: Writer) -> None:
    lost.press("q").done()
    lost.state = ending.reviewed(lost.state, ())
    found = ending.remarks(lost.desk, lost.state)
    place = next(k for k, one in enumerate(found) if one.text.startswith(WORDS))
    assert sum(WORDS in one.text for one in found) == 1
    lost.press(*["down"] * place, "enter")
    assert lost.state.node == LOST + NODE


def test_a_line_left_out_or_a_set_has_no_words_but_can_be_dropped(writer: Writer) -> None:
    writer.go("意见/3/1").press("g", "down", "enter").go("开场/回应前述").press("d", "b")
    for row in ("刚才/1", "意见/3"):
        writer.state = form.ask(writer.desk, writer.state, row)
        writer.press("c-u", "enter")
    writer.press("escape", "end")
    while writer.state.node.startswith(LOST):
        writer.press("enter")
        assert writer.state.typing is None
        assert "x 丢掉" in writer.state.message
        writer.press("x")
    assert writer.desk.look(writer.state.data).lost == ()


@pytest.mark.parametrize("keys", [("c-u",), ("c-u", *"另一句话。"), ("backspace",) * 5])
def test_it_stays_when_another_line_is_accepted_in_its_stead(line: Writer, keys: tuple[str, ...]) -> None:
    line.go("意见/1/1/文").press("end", "enter", *keys).type("大家要上心。").press("enter")
    assert line.line("意见/1/1/文").endswith("大家要上心。")
    assert WORDS in line.chosen.values()
    assert WORDS in line.press("end").screen()


def test_it_stays_when_another_kept_line_takes_its_turn(lost: Writer) -> None:
    lost.go("意见/1/1/文").press("w").type("放下的一句。").press("escape", "end", "enter", "escape")
    lost.go("意见/1/1/文").press("w")
    for _ in range(3):
        lost.press("c-y")
        if lost.state.typing and lost.state.typing.text == WORDS:
            break
    lost.press("c-y")
    assert lost.state.typing is not None
    assert lost.state.typing.text == "放下的一句。"
    lost.press("enter")
    assert lost.chosen == {NODE: WORDS, "意见/1/1/文": "放下的一句。"}


OWN = "业务那句要紧话。"


def _held(writer: Writer) -> bool:
    """Whether the words are without a place, to be reached, and stand in no line of the outline."""
    gone = [one.text for one in writer.desk.look(writer.state.data).lost]
    return OWN in gone and OWN not in writer.lines().values()


def _retyped(writer: Writer, row: str, text: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text).press("enter", "escape")


def test_under_a_measure_that_is_gone_it_outlives_further_edits(writer: Writer) -> None:
    writer.go("意见/3/1/文").press("w").type(OWN).press("enter")
    _retyped(writer, "意见/3", "队伍建设：关爱建设")
    assert _held(writer)
    for text in ("队伍建设：关爱建设、教育培训", "队伍建设：教育培训、关爱建设、待遇建设", "队伍建设：待遇建设"):
        _retyped(writer, "意见/3", text)
        assert _held(writer), text
    writer.go("意见/3/1").press("a").type("班子建设").press("enter", "escape")
    assert _held(writer)
    writer.go("意见/3/1").press("J")
    assert _held(writer)


def test_behind_the_last_point_it_outlives_what_becomes_of_the_points(writer: Writer) -> None:
    lost = {"意见/4": "把班子建强", "意见/4/1/文": OWN, "三点意见/导语/4": "先说班子。"}
    writer.state = replace(writer.state, data={**writer.state.data, "选定": lost})
    for keys in (("a", *"医养结合", "enter", "escape"), ("J",), ("d",), ("b", "end"), ("escape",)):
        writer.go("意见/1").press(*keys) if keys[0] in "aJd" else writer.press(*keys)
        assert _held(writer), keys
        assert {"把班子建强", "先说班子。"} <= set(writer.chosen.values()), keys
    writer.state = form.ask(writer.desk, writer.state, "意见/+")
    writer.type("智慧养老").press("enter", "escape")
    assert _held(writer), "新的一点不是它原来那一点"


@pytest.mark.parametrize("node", ["意见/3/1", "意见/3"])
def test_what_was_written_under_what_is_removed_is_not_gone(writer: Writer, node: str) -> None:
    writer.go("意见/3/1/文").press("w").type(OWN).press("enter").go(node).press("d")
    assert _held(writer)
    assert "没处放" in writer.screen()
    writer.press("u")
    assert writer.line("意见/3/1/文") == OWN


def test_measures_of_the_bank_named_in_the_brief_leave_it_where_it_is(writer: Writer) -> None:
    writer.state = replace(writer.state, data={**writer.state.data, "选定": {"意见/1/9/文": OWN}})
    writer.go("意见/1/1").press("a").type("上门服务").press("enter", "escape")
    assert writer.state.data["意见"][0]["措施"]
    assert _held(writer)
