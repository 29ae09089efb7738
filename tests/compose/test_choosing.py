"""Candidates, lines of one's own, lines left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.compose.acts import form
from drafter.compose.data import PARKED, SOURCE, choose, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.state import State
from tests.compose.conftest import BRIEF, Writer, data_of, outline_of


def test_taking_a_candidate_puts_it_into_the_outline_and_goes_on(writer: Writer) -> None:
    writer.go("开场/会议任务").press("right")
    offered = writer.desk.candidates(writer.state)
    assert len(offered) > 3
    writer.press("down", "down", "enter")
    assert writer.line("开场/会议任务") == offered[2].text
    assert writer.chosen == {"开场/会议任务": offered[2].value}
    assert writer.state.node == "开场/回应前述"


def test_the_order_of_candidates_does_not_depend_on_the_choice(writer: Writer) -> None:
    writer.go("开场/会议任务").press("right")
    before = [one.text for one in writer.desk.candidates(writer.state)]
    writer.press("down", "down", "down", "enter")
    writer.go("开场/会议任务").press("right")
    assert [one.text for one in writer.desk.candidates(writer.state)] == before
    assert writer.state.pick == 3


def test_several_candidates_stand_one_after_another_and_follow_the_brief(writer: Writer) -> None:
    writer.go("三点意见/形势意义").press("right")
    offered = writer.desk.candidates(writer.state)
    writer.press(" ", " ", "enter")
    assert writer.line("三点意见/形势意义") == offered[0].text + offered[1].text


def test_every_candidate_stands_as_it_was_shown(writer: Writer) -> None:
    state = writer.state
    for number, node in enumerate(writer.lines()):
        writer.state = state
        offered = writer.go(node).press("right").desk.candidates(writer.state)
        # Two of each node, not the same two everywhere.
        for place in {number % len(offered), -1 % len(offered)} if offered else ():
            writer.state = replace(writer.go(node).press("right").state, pick=place)
            writer.press("enter")
            assert writer.line(node) == offered[place].text, node


def test_a_choice_taken_back_leaves_the_planners_own(writer: Writer) -> None:
    before = writer.line("开场/会议任务")
    writer.go("开场/会议任务").press("right", "down", "enter")
    writer.go("开场/会议任务").press("x")
    assert writer.line("开场/会议任务") == before
    assert writer.chosen == {}
    writer.press("x")
    assert writer.state.node == "开场/回应前述"


# --- left out ----------------------------------------------------------------------------------------


def test_a_line_left_out_is_gone_from_the_outline_and_can_be_had_back(writer: Writer) -> None:
    before = writer.state.data
    writer.go("结束语/号召").press("d")
    assert writer.chosen == {"结束语/号召": "不讲"}
    assert "结束语/号召" not in writer.lines()
    assert "（不讲）" in writer.screen()
    assert writer.state.node == "结束语/号召"
    writer.press("d")
    assert "已经不讲" in writer.state.message
    writer.press("x")
    assert writer.state.data == before
    writer.press("d", "u")
    assert writer.state.data == before


def test_words_of_ones_own_come_back_with_a_line_that_was_left_out(writer: Writer) -> None:
    own = "县民政局每周到村里看一次。"
    writer.go("意见/1/1/文").press("w").type(own).press("enter")
    writer.press("d")
    assert "意见/1/1/文" not in writer.lines()
    assert writer.desk.look(writer.state.data).misfits == ()
    # Through the file: nothing but it is left of the session.
    writer = Writer(writer.desk, State(data=data_of(to_yaml(writer.state.data)), file="简要.yaml"))
    writer.go("意见/1/1/文").press("x")
    assert writer.line("意见/1/1/文") == own
    assert own in writer.state.message
    writer.press("x")
    assert writer.line("意见/1/1/文") != own, "再按一次才是取消选定"
    # Another wording taken meanwhile is the one that counts.
    writer.press("w").type(own).press("enter", "d", "w").type("按月通报。").press("enter", "d", "x")
    assert writer.line("意见/1/1/文") == "按月通报。"
    assert {key for key in writer.chosen if key.endswith(PARKED)} == set()


def test_a_precedent_left_out_and_taken_back_is_to_be_looked_at_again(writer: Writer) -> None:
    node = "意见/1/1/文"
    data = choose(writer.state.data, node, "下一步要把服务送到门口。", "甲#3（旧讲话）")
    writer.state = replace(writer.state, data=data)
    writer.go(node).press("y", "d")
    assert writer.doubts == {}
    writer.press("x")
    assert writer.chosen[node + SOURCE] == "甲#3（旧讲话）"
    assert writer.line(node) == "下一步要把服务送到门口。"


def test_a_measure_of_the_bank_is_left_out_with_all_under_it_and_the_labels_close_up(writer: Writer) -> None:
    labels = [item.label for item in writer.desk.look(writer.state.data).children("意见/1")]
    writer.go("意见/1/2").press("d")
    seen = writer.desk.look(writer.state.data)
    assert [item.label for item in seen.children("意见/1")] == labels[:-1]
    assert {"意见/1/2", "意见/1/2/文"} <= seen.silent
    assert [item.id for item in seen.children("意见/1")] == ["意见/1/1", "意见/1/3"]
    assert seen.misfits == ()
    writer.go("意见/1/2/文").press("x")
    assert "意见/1/2/文" in writer.lines()


def test_a_candidate_taken_for_a_line_left_out_brings_it_back(writer: Writer) -> None:
    writer.go("结束语/号召").press("d", "right", "down", "enter")
    assert writer.line("结束语/号召")
    assert "不讲" not in writer.chosen.values()


def test_a_line_of_ones_own_is_never_taken_for_the_sign_of_leaving_out(writer: Writer) -> None:
    writer.go("结束语/号召").press("w").type("不讲").press("enter")
    assert "略去" in writer.fault
    assert writer.chosen == {}


# --- the third level ---------------------------------------------------------------------------------


def deep(desk: Desk) -> Writer:
    return Writer(desk, State(data=data_of(BRIEF + "风格: {层级: 3}\n"), file="简要.yaml"))


def test_phrases_of_the_third_level_are_chosen_edited_and_left_out(desk: Desk) -> None:
    writer = deep(desk)
    seen = desk.look(writer.state.data)
    node = next(i.id for i in seen.nodes if i.level == 3 and len(seen.children(i.id.rpartition("/")[0])) > 2)
    writer.go(node).press("e", "c-u").type("把底数摸清").press("enter")
    assert writer.line(node) == "把底数摸清"
    writer.press("d")
    assert node not in writer.lines()
    parent = node.rpartition("/")[0]
    left = [item.id for item in desk.look(writer.state.data).children(parent)]
    for one in left:
        writer.go(one).press("d")
    assert len(desk.look(writer.state.data).children(parent)) == 2
    assert "至少要有两条" in writer.state.message


def test_another_line_is_chosen_at_its_first_clause_on_the_third_level(desk: Desk) -> None:
    writer = deep(desk)
    for item in desk.look(writer.state.data).nodes:
        if item.level == 3 and item.alternatives:
            writer.go(item.id).press("right", "down", "enter")
            line = next(one.text for one in item.alternatives if writer.line(item.id) in one.text)
            parent = item.id.rpartition("/")[0]
            below = [child.text for child in desk.look(writer.state.data).children(parent) if child.level == 3]
            assert len(below) > 1
            assert all(each in line for each in below)
            writer.go(item.id).press("x")
            assert writer.line(item.id) == item.text
            return
    raise AssertionError("第三级没有哪一条有候选")


def test_a_line_of_ones_own(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("各乡镇在【待填：时限】前摸清底数。").press("enter")
    assert writer.line("意见/1/1/文") == "各乡镇在【待填：时限】前摸清底数。"
    look_ = writer.desk.look(writer.state.data)
    assert look_.outline is not None
    assert ("意见/1/1/文", "时限") in look_.outline.gaps


def test_an_edited_line_follows_the_brief_when_a_fact_changes(writer: Writer) -> None:
    writer.go("开场/会议任务").press("e").type("请大家发言。").press("enter")
    assert writer.line("开场/会议任务").endswith("请大家发言。")
    writer.state = form.ask(writer.desk, writer.state, "会议")
    writer.press("c-u").type("全县养老服务推进会").press("enter", "escape")
    assert "全县养老服务推进会" in writer.line("开场/会议任务")
    assert "工作会议" not in writer.line("开场/会议任务")


def test_an_edit_given_up_changes_nothing(writer: Writer) -> None:
    before = writer.state.data
    writer.go("意见/1").press("e").type("改了").press("escape")
    assert writer.state.data is before


def test_a_paste_of_five_thousand_characters_is_one_line(writer: Writer) -> None:
    text = "深入学习、认真落实。" * 500
    writer.go("意见/1/1/文").press("w").paste(text + "\n").press("enter")
    assert writer.line("意见/1/1/文") == text
    assert outline_of(writer.state.data, writer.desk.bank)


def test_a_paste_without_a_line_is_not_taken_for_keys(writer: Writer) -> None:
    before = writer.state.data
    writer.paste("ddddqqq")
    assert writer.state.data is before
    assert writer.state.mode == "outline"


@pytest.mark.parametrize(
    ("node", "typed", "stands"),
    [
        ("意见/1", "一、把居家养老办好。", "把居家养老办好"),
        ("意见/1/1", "（一）  上门看得勤；", "上门看得勤"),
        ("意见/3/2", "2．待遇要跟上。", "待遇要跟上"),
        ("意见/2", "二、（二）3.村村有食堂", "村村有食堂"),
        ("意见/2", "3.5万张床位怎么用好？", "3.5万张床位怎么用好？"),
        ("意见/2", "一把手要上手", "一把手要上手"),
    ],
)
def test_a_heading_keeps_neither_a_number_nor_a_stop(writer: Writer, node: str, typed: str, stands: str) -> None:
    writer.go(node).press("w").paste(typed).press("enter")
    assert writer.line(node) == stands
    assert ("去掉了" in writer.screen()) == (typed != stands)
    assert (
        not any(one.text.startswith(typed[:2]) for one in writer.desk.look(writer.state.data).nodes) or typed == stands
    )


def test_what_went_off_a_heading_is_said(writer: Writer) -> None:
    for typed, said in (
        ("一、甲甲", "去掉了“一、”：序号由提纲来编）"),
        ("乙乙。", "去掉了“。”：标题末尾不用标点）"),
        ("一、丙丙。", "去掉了“一、…。”：序号由提纲来编、标题末尾不用标点）"),
    ):
        writer.go("意见/1").press("w").type(typed).press("enter")
        assert writer.state.message.endswith(said)


def test_a_heading_of_a_number_alone_is_none(writer: Writer) -> None:
    writer.go("意见/1").press("w").type("（一）").press("enter")
    assert "序号不用写" in writer.fault
    writer.press("escape", "e", "end").type("。").press("enter")
    assert writer.chosen == {}
    assert "没有改动" in writer.state.message


def test_a_line_of_content_keeps_its_stop(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("一户一户上门看。").press("enter")
    assert writer.line("意见/1/1/文") == "一户一户上门看。"


def test_a_measure_or_point_added_with_a_number_loses_it(writer: Writer) -> None:
    writer.go("意见/3/1").press("a").type("（三）待遇建设。").press("enter")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "待遇建设", "关爱建设"]
    assert "序号由提纲来编" in writer.state.message
    writer.go("意见/3").press("a").type("四、医养结合").press("enter")
    assert writer.state.data["意见"][3] == "医养结合"


def test_a_heading_of_a_group_is_offered_no_heading_of_another(writer: Writer) -> None:
    seen = writer.desk.look(writer.state.data)
    node = next(i.id for i in seen.nodes if i.level == 2 and i.source.kind == "frame")
    screen = writer.go(node).press("right").screen()
    assert [one.text for one in writer.desk.candidates(writer.state)] == [writer.line(node)]
    assert "一起换按 g" in screen
    assert len(writer.desk.families(writer.state)) > 1
    # What the brief names keeps its other wordings: they say the same.
    writer.go("意见/3/1")
    assert len(writer.desk.candidates(writer.state)) > 2


@pytest.mark.parametrize("node", ["意见/1", "意见/3/1", "保障/1", "意见/1/1/文"])
def test_reasons_are_in_the_writers_words(writer: Writer, node: str) -> None:
    writer.go(node)
    for one in (*writer.desk.candidates(writer.state), *writer.desk.families(writer.state)):
        assert not re.search(r"[a-z]+\d*-|\[\d", one.reason), one.reason


@pytest.mark.parametrize("key", ["e", "w"])
def test_a_line_of_ones_own_is_the_first_candidate_and_the_current_one(writer: Writer, key: str) -> None:
    writer.go("意见/1/1/文").press("right", "down", key, "end").type("再加一句。").press("enter")
    own = writer.line("意见/1/1/文")
    assert own.endswith("再加一句。")
    assert writer.state.mode == "candidates"
    first, *rest = writer.desk.candidates(writer.state)
    assert (first.text, writer.state.pick) == (own, 0)
    assert rest
    assert own not in [one.text for one in rest]
    assert "自己写的" in writer.screen(80, 40)
    before = writer.state.data
    writer.press("enter")
    assert writer.state.data is before, "再按回车不会换掉自己写的"
    assert writer.state.node != "意见/1/1/文"
    writer.go("意见/1/1/文").press("right", "down", "enter")
    assert writer.line("意见/1/1/文") == rest[0].text
    assert writer.desk.candidates(writer.go("意见/1/1/文").state) == tuple(rest)


def test_running_text_gets_its_stop_and_a_heading_none(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("县民政局公开招标").press("enter")
    assert writer.line("意见/1/1/文") == "县民政局公开招标。"
    writer.go("意见/1/1").press("w").type("选好运营方").press("enter")
    assert writer.line("意见/1/1") == "选好运营方"
    writer.go("开场/称谓").press("w").type("各位代表").press("enter")
    assert writer.line("开场/称谓") == "各位代表："


def test_a_line_is_edited_in_its_gap(writer: Writer) -> None:
    writer.go("意见/1/1").press("n", "e").type("8月底").press("enter")
    assert writer.line("意见/1/1/文").startswith("各乡镇在8月底前为")


def test_the_next_gap_is_in_the_form_when_only_the_title_has_any(writer: Writer) -> None:
    for node, text in writer.lines().items():
        if "【待填" in text:
            writer.go(node).press("w").type("已经填好的一行").press("enter")
    writer.press("n")
    assert writer.state.row == "日期"
    assert "讲话人职务、姓名" in writer.state.message
    writer.type("2026-03-02").press("enter", "escape", "escape", "n")
    assert writer.state.row == "讲话人.职务"
    writer.type("县长").press("enter", "escape", "escape", "n")
    assert writer.state.message == "没有待填之处了"


def test_nobody_is_spoken_to_who_comes_to_another_kind_of_meeting(writer: Writer) -> None:
    writer.go("开场/称谓")
    assert not any("学员" in one.text for one in writer.desk.candidates(writer.state))
    writer.state = replace(writer.state, data={**writer.state.data, "对象": "全体学员"})
    assert any("学员" in one.text for one in writer.desk.candidates(writer.state))


def test_the_agenda_is_told_by_one_line(writer: Writer) -> None:
    before = writer.state.data
    writer.go("开场/回应前述").press("right", " ", " ", "enter")
    assert "回应前述只用一条" in writer.state.message
    assert writer.state.data is before


def test_a_picture_is_told_of_wherever_it_is_typed(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("加油")
    assert "表情图案" not in writer.screen()
    writer.type("💪")
    assert "有表情图案，公文里不用" in writer.screen()
    writer.press("enter")
    assert writer.line("意见/1/1/文") == "加油。"
    writer.press("w").paste("好☀")
    assert "有表情图案" in writer.screen()


def test_editing_says_that_the_first_gap_is_chosen_already(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("【待填：谁】在【待填：何时】前办好。").press("enter", "e")
    assert "第一处待填已经选中" in writer.screen()
    writer.type("县民政局").press("tab").type("6月底").press("enter")
    assert writer.line("意见/1/1/文") == "县民政局在6月底前办好。"
    writer.press("e")
    assert "第一处待填" not in writer.screen()


def test_a_line_whose_gaps_are_filled_is_not_called_one_to_be_filled(desk: Desk) -> None:
    writer = Writer(
        desk,
        State(data=data_of("场合: 推进会\n会议: 全县养老服务推进会\n意见: [居家养老, 农村养老]\n"), file="简要.yaml"),
    )
    node = next(item.id for item in desk.look(writer.state.data).nodes if item.step == "成绩待填")
    assert "成绩待填" in writer.go(node).screen(120, 40)
    writer.press("w").type("建成站点14个。").press("enter")
    assert "成绩待填" not in writer.go(node).screen(120, 40)
