"""What somebody who never saw the program runs into: every key named works, every letter is answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.compose import keys, questions
from drafter.compose.acts import form, line
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.grounds import called
from drafter.compose.journal import Session
from drafter.compose.keys import BINDINGS, press
from drafter.compose.sessions import JOURNAL, read_journal
from drafter.compose.state import Entry, State, Wish
from drafter.keep.workspace import Workspace
from tests.compose.conftest import Writer


@pytest.mark.parametrize(("key", "row"), [("pagedown", "意见/+"), ("pageup", "成绩/+")])
def test_page_keys_lead_to_the_question_beside_one_that_was_reopened(writer: Writer, key: str, row: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, "问题/1")
    assert "PgUp/PgDn 上/下一问" in writer.screen()
    before = writer.state.data
    writer.type("没写完").press(key)
    assert writer.state.row == row
    assert writer.state.typing is not None
    assert writer.state.typing.text == ""
    assert writer.state.data is before
    assert "没写完" in "".join(writer.state.laid.values())


def test_the_empty_enter_that_ends_a_reopened_list_leads_to_the_row_behind_it(writer: Writer) -> None:
    writer.press("b")
    writer.state = form.ask(writer.desk, writer.state, "问题/+")
    writer.type("床位空置").press("enter", "enter")
    assert writer.state.data["问题"] == ["护理人员不足", "床位空置"]
    assert (writer.state.row, writer.state.typing) == ("意见/1", None)
    writer.state = form.ask(writer.desk, writer.state, "风格.备选")
    writer.press("pagedown")
    assert writer.state.typing is None
    assert "最后一项" in writer.state.message


@pytest.mark.parametrize("mode", ["form", "outline", "candidates", "pattern", "end"])
def test_a_letter_that_is_no_key_is_answered_with_one_that_is(writer: Writer, mode: str) -> None:
    writer.go("意见/1")
    writer.press(*{"form": ["b"], "candidates": ["right"], "pattern": ["g"], "end": ["q"]}.get(mode, [])).done()
    before = writer.state
    writer.type("养")
    assert "“养”" in writer.state.message
    assert replace(writer.state, message="", laid={}) == replace(before, message="")
    shown = [one.shown for one in BINDINGS[writer.state.mode] if one.brief]
    assert any(f"按 {key}" in writer.state.message or f"按{key}" in writer.state.message for key in shown)


def test_the_end_of_the_questions_is_where_it_is_said_to_be(newcomer: Writer) -> None:
    newcomer.type("某会议").press("enter")
    while newcomer.state.row != "日期":
        newcomer.type("甲" if newcomer.state.row == "意见/+" else "").press("enter")
        if newcomer.state.row == "意见/+" and newcomer.state.data.get("意见"):
            newcomer.press("enter")
    screen = newcomer.screen()
    assert "最后一问" in screen
    assert [row for row in screen.splitlines() if "标题 " in row and "不问" in row]
    newcomer.press("enter")
    left = [question.key for question in questions.QUESTIONS if not question.core and "风格" not in question.key]
    assert "、".join(left) + "没有问" in newcomer.state.message


def test_another_salutation_in_the_brief_is_asked_about_where_one_was_chosen(writer: Writer) -> None:
    writer.go("开场/称谓").press("w").type("同志们，朋友们：").press("enter")
    assert writer.doubts == {}
    writer.state = form.ask(writer.desk, writer.state, "称谓")
    writer.type("各位代表").press("enter", "escape")
    assert "各位代表" in writer.doubts["开场/称谓"]
    writer.go("开场/称谓").press("y")
    assert writer.doubts == {}


@pytest.mark.parametrize("typed", ["第一，把队伍建强", "第二、把队伍建强", "1）把队伍建强"])
def test_a_heading_of_ones_own_loses_any_number(writer: Writer, typed: str) -> None:
    writer.go("意见/3").press("w").type(typed).press("enter")
    assert writer.line("意见/3") == "把队伍建强"
    assert "序号由提纲来编" in writer.state.message


def test_a_heading_that_only_begins_like_a_number_stays(writer: Writer) -> None:
    writer.go("意见/3").press("w").type("第一时间把队伍建强").press("enter")
    assert writer.line("意见/3") == "第一时间把队伍建强"


def test_what_is_announced_once_takes_one_line(writer: Writer) -> None:
    node = next(node for node in writer.lines() if node.endswith("/领起"))
    before = writer.state.data
    writer.go(node).press("right", "home")
    assert len(writer.desk.candidates(writer.state)) > 1
    writer.press("pageup", " ", " ", "enter")
    assert writer.state.data is before
    assert "领起只用一条" in writer.state.message
    assert writer.state.marked
    writer.press("up", " ", "enter")
    assert node in writer.chosen


def test_a_set_one_point_too_many_cannot_hold_is_named_with_the_reason(writer: Writer) -> None:
    sets = {entry.id: entry for entry in writer.desk.bank.sets}
    writer.go("意见/1").press("g")
    place = next(
        k
        for k, one in enumerate(writer.desk.families(writer.state))
        if one.value in sets and len(sets[one.value].rotors) == 4
    )
    writer.press("pageup", "pageup", "pageup", *["down"] * place, "enter")
    held = writer.chosen["意见/句式"]
    writer.press("a").type("医养结合").press("enter")
    for part in (f"“{called(writer.desk.bank)[held]}”", "点数 5，句式 4", "按 g 另选"):
        assert part in writer.state.message
    writer.go("意见/1")
    assert writer.screen().count("! ") >= 1
    assert "用不上了" in writer.screen()


def test_help_is_read_to_its_end_and_does_not_name_keys_that_type(writer: Writer, desk: Desk) -> None:
    writer.press("f1", "end")
    assert writer.state.mode == "help"
    last = keys.help_of(writer.state)[-1][1][:4]
    for height in (16, 24, 50):
        assert last in writer.screen(80, height), height
    seen = writer.screen(80, 16)
    assert writer.press("up").screen(80, 16) != seen
    assert writer.press("down", "down").screen(80, 16) == seen
    writer.press("home")
    assert writer.state.scroll == 0
    start = replace(line.start(desk, State(mode="start"), "file", ""), entries=())
    writer.state = start
    writer.press("f1")
    assert [one for one in keys.help_of(writer.state) if one == ("q", "离开")] == [("q", "离开")], "只剩收尾那一处"
    assert writer.screen().splitlines()[1].strip().startswith("打字时")
    writer.press("f1").type("q")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "q"


def test_what_is_pasted_before_a_brief_is_open_waits_for_it(desk: Desk, tmp_path: Path, fresh: Workspace) -> None:
    entries = (Entry("打开 别的.yaml", "别的.yaml"), Entry("新写一份", ""))
    state = press(desk, State(mode="start", entries=entries, file="简要.yaml"), "paste", "护理人员不足\n设施老化")
    assert "没有地方放，留着" in state.message
    session = Session(tmp_path / "简要.yaml", fresh, desk.occasions)
    state = begin(desk, session, False, state.laid)
    session.close()
    known = read_journal(session.folder / JOURNAL)
    assert known is not None
    assert dict(known.laid) == dict(state.laid), "打开了就在盘上"
    state = form.ask(desk, state, "问题/+")
    assert press(desk, state, "c-y").data["问题"] == ["护理人员不足", "设施老化"]


def test_a_brief_named_by_a_paste_on_the_opening_list_is_opened(desk: Desk) -> None:
    entries = (Entry("打开 别的.yaml", "别的.yaml"), Entry("新写一份", ""))
    state = press(desk, State(mode="start", entries=entries, file="简要.yaml"), "paste", "'/家/旧 简要.yaml'\n")
    assert state.typing is not None
    assert state.typing.text == "/家/旧 简要.yaml"
    assert press(desk, state, "enter").wish == Wish("open", "/家/旧 简要.yaml")
