"""Several lines pasted: one thing each where one a line is asked for, one line anywhere else."""

from __future__ import annotations

import pytest

from drafter.compose.acts import form
from drafter.compose.cells import width
from drafter.compose.data import topic_of
from drafter.compose.desk import Desk
from drafter.compose.keys import press
from drafter.compose.state import Entry, State
from tests.compose.conftest import BRIEF, Writer, data_of

PROBLEMS = "1. 护理人员不足；\n2、床位空置\n\n（三）经费不足。\n"


def ask(writer: Writer, row: str) -> Writer:
    writer.state = form.ask(writer.desk, writer.state, row)
    return writer


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(
    ("row", "text", "kept"),
    [
        ("问题", PROBLEMS, ["护理人员不足", "床位空置", "经费不足"]),
        ("意见", "• 医养结合\n• 智慧养老：搭建平台、配齐设备\n", ["医养结合", {"主题": "智慧养老", "措施": ["搭建平台", "配齐设备"]}]),
        ("成绩", "一是设施建设：新建14所\n二是14所幸福院开了", [{"要点": "设施建设", "事实": "新建14所"}, {"事实": "14所幸福院开了"}]),
        ("刚才", "- 县民政局：通报了情况\n- 甲镇：作了发言", [{"谁": "县民政局", "事": "通报了情况"}, {"谁": "甲镇", "事": "作了发言"}]),
    ],
)  # fmt: skip
def test_each_line_is_an_item(writer: Writer, row: str, text: str, kept: list[object], end: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, f"{row}/+")
    had = list(writer.state.data.get(row, []))
    before = writer.state.data
    writer.paste(text.replace("\n", end))
    assert writer.state.data[row] == [*had, *kept]
    assert f"粘贴了 {len(kept)} 条" in writer.screen()
    assert writer.state.row == f"{row}/+"
    assert writer.state.typing is not None
    assert writer.state.typing.text == ""
    writer.press("escape", "u")
    assert writer.state.data == before, "一次粘贴，一次撤销"


def test_what_goes_between_stops_is_one_line_of_several(writer: Writer) -> None:
    ask(writer, "保障.措施").press("c-u").paste("1. 健全机制；\n2. 配强干部；\n3. 落实经费。")
    assert "粘贴了 3 条" in writer.state.message
    writer.press("enter")
    assert writer.state.data["保障"]["措施"] == ["健全机制", "配强干部", "落实经费"]


def test_a_line_begun_is_the_first_and_one_that_was_opened_stays(writer: Writer) -> None:
    ask(writer, "问题/+").type("服务").paste("不够\n床位空置")
    assert writer.state.data["问题"] == ["护理人员不足", "服务不够", "床位空置"]
    ask(writer, "问题/1").paste("1. 甲\n2. 乙")
    assert writer.state.data["问题"] == ["护理人员不足", "服务不够", "床位空置", "甲", "乙"]


def test_the_first_line_that_cannot_stand_waits_and_the_rest_is_not_lost(writer: Writer) -> None:
    ask(writer, "刚才/+").paste("甲镇：作了发言\n乙镇发言\n丙镇：作了发言\n丁镇：作了发言")
    assert [one["谁"] for one in writer.state.data["刚才"]] == ["县民政局", "甲镇"]
    assert writer.state.typing is not None
    assert writer.state.typing.text == "乙镇发言"
    assert "还差" in writer.fault
    assert "后面 2 条" in writer.state.message
    writer.press("c-u").type("乙镇：作了发言").press("enter", "c-y")
    assert [one["谁"] for one in writer.state.data["刚才"]] == ["县民政局", "甲镇", "乙镇", "丙镇", "丁镇"]
    assert writer.state.laid == {}


def test_points_and_measures_are_pasted_in_the_outline(writer: Writer) -> None:
    writer.go("意见/3/1").press("a").paste("1. 待遇建设\n2. 班子建设")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "待遇建设", "班子建设", "关爱建设"]
    writer.press("escape").go("意见/1").press("a").paste("医养结合\n智慧养老")
    assert [topic_of(one) for one in writer.state.data["意见"]][:4] == [
        "居家养老",
        "医养结合",
        "智慧养老",
        "农村养老",
    ]
    writer.press("escape", "u", "u")
    assert writer.state.data == data_of(BRIEF)


def test_a_typed_item_loses_its_number_as_well(writer: Writer) -> None:
    ask(writer, "问题/+").type("2. 床位空置").press("enter")
    assert writer.state.data["问题"] == ["护理人员不足", "床位空置"]


@pytest.mark.parametrize("key", ["w", "e"])
def test_anywhere_else_lines_are_joined_without_spaces_in_chinese(writer: Writer, key: str) -> None:
    writer.go("意见/1/1/文").press(key, "c-u").paste("把底数\n　　摸清，\r\n建档 14 户。\n")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "把底数摸清，建档 14 户。"


def test_a_paste_that_comes_in_pieces_breaks_no_item(writer: Writer) -> None:
    ask(writer, "问题/+")
    writer.state = press(writer.desk, writer.state, "pasting", "1. 甲不足\r2. 乙不")
    assert writer.state.data["问题"] == ["护理人员不足", "甲不足"]
    writer.paste("足\r3. 丙不足\r")
    assert writer.state.data["问题"] == ["护理人员不足", "甲不足", "乙不足", "丙不足"]


@pytest.mark.parametrize(("where", "named"), [("outline", ("w", "e")), ("candidates", ("w", "e")), ("form", ("回车",))])
def test_a_paste_without_a_line_names_keys_that_are_there(writer: Writer, where: str, named: tuple[str, ...]) -> None:
    writer.go("意见/1/1/文").press(*{"candidates": ["right"], "form": ["b"], "outline": []}[where])
    before, bar = writer.state, writer.screen().splitlines()[-1]
    writer.paste("第一行\n第二行")
    assert writer.state.data is before.data
    for key in named:
        assert f" {key} " in bar
        assert key in writer.state.message
    assert not [key for key in ("w", "e") if key not in named and f"按 {key}" in writer.state.message]


def test_what_a_line_of_several_is_made_of_keeps_its_own_stops(writer: Writer) -> None:
    ask(writer, "保障.措施").paste("统筹医疗、养老资源\n落实经费").press("enter")
    assert writer.state.data["保障"]["措施"] == ["健全机制", "配强干部", "统筹医疗、养老资源", "落实经费"]


def test_the_last_line_of_a_paste_stands_in_the_line_to_be_looked_at(writer: Writer) -> None:
    ask(writer, "刚才/+").paste("乙镇发言\n丙镇：作了发言").press("c-u").type("乙镇：作了发言").press("enter", "c-y")
    assert [one["谁"] for one in writer.state.data["刚才"]] == ["县民政局", "乙镇"]
    assert writer.state.typing is not None
    assert writer.state.typing.text == "丙镇：作了发言"
    writer.press("enter")
    assert [one["谁"] for one in writer.state.data["刚才"]] == ["县民政局", "乙镇", "丙镇"]
    assert writer.state.laid == {}


def test_what_was_typed_meanwhile_is_not_joined_to_the_rest_of_a_paste(writer: Writer) -> None:
    ask(writer, "刚才/+").paste("乙镇发言\n丙镇：作了发言\n丁镇：作了发言").press("c-u").type("乙镇：作了发言").press(
        "c-y"
    )
    assert [one["谁"] for one in writer.state.data["刚才"]] == ["县民政局", "乙镇", "丙镇", "丁镇"]


def test_what_is_typed_where_no_line_is_open_is_kept_and_marked_until_it_is_fetched(writer: Writer) -> None:
    writer.go("意见/1/1/文").paste("县民政局").paste("公开招标")
    assert "县民政" in writer.state.message
    writer.press("k")
    assert writer.state.message == "", "说一次，往后不挡着别的"
    assert "有字待取" in writer.screen()
    writer.go("意见/1/1/文").press("w", "c-y", "enter", "j")
    assert "县民政局公开招标。" in writer.lines().values()
    assert writer.state.laid == {}
    assert writer.state.message == ""
    assert "有字待取" not in writer.screen()


def test_what_was_typed_without_a_place_is_kept_no_longer_once_it_stands_elsewhere(writer: Writer) -> None:
    writer.go("意见/1/1/文").paste("县民政局公开招标。").go("意见/2/1/文").press("w").type("县民政局公开招标。")
    writer.press("enter")
    assert writer.state.laid == {}


def test_of_a_list_pasted_where_one_value_goes_the_first_line_is_taken(newcomer: Writer) -> None:
    newcomer.paste("全县供水推进会\n管网老化\n水费难收\n")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "全县供水推进会"
    assert "后面 2 行没有收，留着" in newcomer.state.message
    newcomer.press("enter")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "问题/+")
    newcomer.press("c-y", "enter", "c-y", "enter")
    assert sorted(newcomer.state.data["问题"]) == ["水费难收", "管网老化"]


def test_several_lines_without_a_place_are_items_where_they_are_fetched(writer: Writer) -> None:
    writer.paste("设施老化\n经费不足\n")
    writer.state = form.ask(writer.desk, writer.state, "问题/+")
    writer.press("c-y")
    assert writer.state.data["问题"] == ["护理人员不足", "设施老化", "经费不足"]
    assert writer.state.laid == {}


def test_several_lines_without_a_place_come_one_at_a_time_where_one_goes(writer: Writer) -> None:
    writer.paste("县民政局公开招标。\n县财政局按月拨付。\n")
    writer.go("意见/1/1/文").press("w", "c-y")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "县民政局公开招标。"
    writer.press("enter")
    assert writer.line("意见/1/1/文") == "县民政局公开招标。"
    assert list(writer.state.laid.values()) == ["县财政局按月拨付。"]
    writer.go("意见/1/2/文").press("w", "c-y", "enter")
    assert writer.line("意见/1/2/文") == "县财政局按月拨付。"
    assert writer.state.laid == {}


@pytest.mark.parametrize("emoji", ["\U0001f469\u200d\U0001f4bb", "\u2764\ufe0f\u200d\U0001f525", "\u2600\ufe0f" * 20])
def test_what_joins_emoji_and_chooses_forms_is_kept_as_it_came(writer: Writer, emoji: str) -> None:
    writer.go("意见/1/1/文").press("w").paste(f"办好{emoji}热线。").press("enter")
    assert writer.chosen["意见/1/1/文"] == f"办好{emoji}热线。"
    assert "看不见" not in writer.state.message
    assert writer.line("意见/1/1/文") == "办好热线。", "简要里照留，提纲里没有"
    assert all(width(row) <= 80 for row in writer.screen().splitlines())


def test_other_hidden_characters_go_and_that_is_said(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").paste("办好\u200b热\u202e线。")
    assert "看不见的字符，去掉了" in writer.state.message
    writer.press("enter")
    assert writer.chosen["意见/1/1/文"] == "办好热线。"


def test_lines_joined_into_one_are_told(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").paste("先摸底数\n再定方案\n")
    assert "2 行接成了一行" in writer.state.message


def test_on_the_opening_list_a_paste_names_a_brief(desk: Desk) -> None:
    state = State(mode="start", entries=(Entry("新的一份", ""),))
    after = press(desk, state, "paste", "推进会\n")
    assert after.typing is not None
    assert (after.typing.purpose, after.typing.text) == ("file", "推进会")
