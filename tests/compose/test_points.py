"""Points and measures with their choices; parallel sets for all siblings."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.compose.acts import form
from drafter.compose.acts.patterns import previewed
from drafter.compose.candidates import siblings
from drafter.compose.data import lasting
from drafter.compose.desk import Desk
from drafter.compose.state import State
from tests.compose.conftest import BRIEF, Writer, data_of


def test_points_are_added_moved_and_removed_with_their_choices(writer: Writer) -> None:
    writer.go("意见/2").press("w").type("把农村养老抓在手上").press("enter")
    writer.press("a").type("医养结合").press("enter")
    assert [str(p) for p in writer.state.data["意见"]][:3] == ["居家养老", "农村养老", "医养结合"]
    assert writer.state.node == "意见/3"
    writer.go("意见/2").press("K")
    assert writer.line("意见/1") == "把农村养老抓在手上"
    assert writer.state.node == "意见/1"
    writer.press("J", "d")
    assert "把农村养老抓在手上" not in writer.lines().values()
    writer.press("u", "u")
    assert writer.line("意见/1") == "把农村养老抓在手上"


def test_the_safeguard_can_be_removed_as_a_whole(writer: Writer) -> None:
    writer.go("保障").press("d")
    assert "保障" not in writer.state.data
    writer.press("u")
    assert writer.line("保障")


def test_measures_of_the_bank_that_were_moved_are_still_a_group_to_change(writer: Writer) -> None:
    writer.go("意见/1/2")
    said = [one.text for one in writer.desk.families(writer.state)]
    second = writer.line("意见/1/2")
    writer.press("K")
    assert writer.line("意见/1/1") == second
    assert "短语库" in writer.screen(100, 40)
    assert [one.text for one in writer.desk.families(writer.state)] == said
    writer.press("g", "down", "enter")
    assert writer.state.data["意见"][0] in ("居家养老", {"主题": "居家养老"})
    assert writer.line("意见/1/1") == said[1]
    writer.press("u", "u")
    assert writer.state.data == data_of(BRIEF)


def test_a_measure_added_to_the_banks_keeps_theirs_to_the_word(writer: Writer) -> None:
    writer.go("意见/1/2").press("d").go("意见/1/3/文").press("e").type("改过的").press("enter")
    said = [text for node, text in writer.lines().items() if node.startswith("意见/1/") and "导语" not in node]
    writer.go("意见/1/1").press("a").type("助浴上门").press("enter")
    assert writer.state.node == "意见/1/2"
    assert "助浴上门" in writer.line("意见/1/2")
    after = {node: text for node, text in writer.lines().items() if node.startswith("意见/1/") and "导语" not in node}
    assert [text for node, text in after.items() if not node.startswith("意见/1/2")] == said
    assert list(writer.chosen) == ["意见/1/3/文"], "没有碰过的不算选定"
    assert writer.desk.look(writer.state.data).misfits == ()
    assert writer.doubts == {}
    writer.press("J").go("意见/1/3").press("d")
    assert [text for node, text in writer.lines().items() if node.startswith("意见/1/") and "导语" not in node] == said
    writer.press(*["u"] * 5)
    assert writer.state.data == data_of(BRIEF)


@pytest.mark.parametrize("keys", [("J",), ("a", *"助浴上门", "enter")])
def test_what_stands_under_a_measure_left_out_is_not_lost_when_another_moves(
    writer: Writer, keys: tuple[str, ...]
) -> None:
    writer.go("意见/1/2/文").press("w").type("一户一户上门看。").press("enter")
    heading = writer.line("意见/1/2")
    writer.go("意见/1/2").press("d").go("意见/1/1").press(*keys)
    assert heading not in writer.lines().values()
    node = next(node for node, value in writer.chosen.items() if value == "不讲")
    assert writer.chosen[f"{node}/文"] == "一户一户上门看。"
    assert writer.desk.look(writer.state.data).misfits == ()
    assert writer.doubts == {}
    writer.go(node).press("d")
    assert writer.state.message == "这里已经不讲了，按 x 恢复"
    writer.press("x")
    assert writer.line(node) == heading
    assert writer.line(f"{node}/文") == "一户一户上门看。"
    assert writer.doubts == {}


def test_the_measures_nobody_touched_follow_the_brief_and_take_another_set(writer: Writer) -> None:
    before = writer.line("意见/1/1/文")
    assert "各乡镇" in before
    writer.go("意见/1/1").press("a").type("助浴上门").press("enter")
    writer.state = form.ask(writer.desk, writer.state, "对象")
    writer.press("c-u").type("各街道").press("enter", "escape")
    assert writer.line("意见/1/1/文") == before.replace("各乡镇", "各街道")
    headings = [writer.line(f"意见/1/{k}") for k in (1, 2, 3, 4)]
    writer.go("意见/1/1").press("g", "enter")
    assert all(
        old != new for old, new in zip(headings, [writer.line(f"意见/1/{k}") for k in (1, 2, 3, 4)], strict=True)
    )
    assert writer.line("意见/1/1/文") == before.replace("各乡镇", "各街道"), "换的是标题，不是内容"


@pytest.mark.parametrize("typed", ["助浴上门", "居家有人帮助", "社区养老有处去", "床位", "上门巡访", "日间照料"])
@pytest.mark.parametrize("touch", [False, True])
def test_no_line_stands_twice_when_a_measure_is_added(writer: Writer, typed: str, touch: bool) -> None:
    if touch:
        # A body from another group, which the planner may want somewhere itself.
        writer.go("意见/1/2/文").press("right", "down", "down", "enter").go("意见/2/1/文").press(
            "right", "down", "enter"
        )
    for node in ("意见/1/1", "意见/2/2"):
        writer.go(node).press("a").type(typed).press("enter")
    bodies = [item.text for item in writer.desk.look(writer.state.data).nodes if item.id.endswith("/文")]
    assert len(set(bodies)) == len(bodies)


def test_a_body_taken_from_another_place_is_not_said_there_as_well(desk: Desk) -> None:
    # Two points of one topic, so that what stands under one could stand under the other.
    writer = Writer(desk, State(data=data_of(BRIEF.replace("农村养老", "社区养老")), file="简要.yaml"))
    bodies = {node: text for node, text in writer.lines().items() if re.fullmatch("意见/[12]/[0-9]/文", node)}
    node, place, text = next(
        (node, place, one.text)
        for node in bodies
        for place, one in enumerate(writer.desk.candidates(writer.go(node).state))
        if any(one.text == text and other[:4] != node[:4] for other, text in bodies.items())
    )
    writer.go(node).press("right", "home", *["down"] * place, "enter")
    assert writer.line(node) == text
    assert list(writer.lines().values()).count(text) == 1


def test_a_set_that_is_only_looked_at_carries_its_own_signs(writer: Writer) -> None:
    writer.go("意见/1/2").press("d")
    assert "×" in writer.screen()
    writer.go("意见/1/1").press("g", "down")
    assert "×" not in writer.screen()


def test_a_measure_of_the_bank_moves_and_takes_its_line_along(writer: Writer) -> None:
    first, line = writer.line("意见/1/1"), writer.line("意见/1/1/文")
    writer.go("意见/1/1").press("J")
    assert (writer.line("意见/1/2"), writer.line("意见/1/2/文")) == (first, line)
    assert writer.state.node == "意见/1/2"


def test_only_the_line_under_a_named_measure_is_left_out_not_the_measure(writer: Writer) -> None:
    writer.go("意见/3/1/文").press("d")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "关爱建设"]
    assert "意见/3/1/文" not in writer.lines()


def test_the_last_point_stays(writer: Writer) -> None:
    writer.go("意见/1").press("d").go("意见/1").press("d").go("意见/1").press("d")
    assert len(writer.state.data["意见"]) == 1


def test_measures_the_brief_names_are_added_and_moved(writer: Writer) -> None:
    writer.go("意见/3/1").press("a").type("待遇建设").press("enter")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "待遇建设", "关爱建设"]
    writer.press("J")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "关爱建设", "待遇建设"]
    writer.press("d")
    assert writer.state.data["意见"][2]["措施"] == ["业务建设", "关爱建设"]


def test_one_d_too_many_takes_no_whole_point(writer: Writer) -> None:
    writer.go("意见/3/2").press("d")
    assert writer.state.node == "意见/3/1"
    for _ in range(4):
        writer.press("d")
        assert writer.state.node.startswith("意见/3/")
    assert len(writer.state.data["意见"]) == 3


def test_a_set_changes_all_siblings_and_is_seen_before_it_is_taken(writer: Writer) -> None:
    before = [writer.line(f"意见/{k}") for k in (1, 2, 3)]
    writer.go("意见/2").press("g", "down", "down")
    preview = writer.screen()
    assert [writer.line(f"意见/{k}") for k in (1, 2, 3)] == before
    writer.press("enter")
    after = [writer.line(f"意见/{k}") for k in (1, 2, 3)]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert after[1][:10] in preview
    assert all(text in preview for text in after), "整组都要看得见"
    assert "意见/句式" in writer.chosen
    writer.press("u")
    assert [writer.line(f"意见/{k}") for k in (1, 2, 3)] == before


@pytest.mark.parametrize(
    ("node", "key"), [("意见/1/1", "意见/1/组"), ("意见/3/1", "意见/3/句式"), ("保障/2", "保障/句式")]
)
def test_lower_siblings_have_sets_of_their_own(writer: Writer, node: str, key: str) -> None:
    parent = node.rpartition("/")[0]
    before = [text for name, text in writer.lines().items() if name.rpartition("/")[0] == parent]
    writer.go(node).press("g", "down", "enter")
    assert key in writer.chosen
    assert [text for name, text in writer.lines().items() if name.rpartition("/")[0] == parent] != before


def test_a_set_looked_at_and_left_changes_nothing(writer: Writer) -> None:
    before = writer.state.data
    writer.go("意见/1").press("g", "down", "escape")
    assert writer.state.data is before


def test_another_group_of_measures_does_not_inherit_what_was_left_out_of_the_last(writer: Writer) -> None:
    writer.go("意见/1/2").press("d").go("意见/1/1").press("g", "down", "enter")
    assert "不讲" not in writer.chosen.values()
    assert not writer.desk.look(writer.state.data).silent


@pytest.mark.parametrize(
    ("row", "parent", "old", "new", "places"),
    [
        ("意见/3", "意见/3", "队伍建设：业务建设、关爱建设", "队伍建设：关爱建设、业务建设", {1: 2, 2: 1}),
        ("意见/3", "意见/3", "队伍建设：业务建设、关爱建设、待遇建设", "队伍建设：关爱建设、待遇建设", {2: 1}),
        ("意见/3", "意见/3", "队伍建设：业务建设、关爱建设", "队伍建设：待遇建设、业务建设、关爱建设", {1: 2, 2: 3}),
        ("意见/3", "意见/3", "队伍建设：业务建设、关爱建设", "队伍建设：业务培训、关爱建设", {1: 1, 2: 2}),
        ("保障.措施", "保障", "健全机制、配强干部", "配强干部、健全机制", {1: 2, 2: 1}),
    ],
)
def test_ones_own_lines_follow_measures_typed_anew(
    writer: Writer, row: str, parent: str, old: str, new: str, places: dict[int, int]
) -> None:
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(old).press("enter", "escape")
    for number in (1, 2):
        writer.go(f"{parent}/{number}/文").press("w").type(f"自己写的第{number}句。").press("enter")
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(new).press("enter", "escape")
    for number, place in places.items():
        assert writer.line(f"{parent}/{place}/文") == f"自己写的第{number}句。"
    gone = [number for number in (1, 2) if number not in places]
    assert [one.said for one in writer.desk.look(writer.state.data).lost] == [f"自己写的第{n}句。" for n in gone]


@pytest.mark.parametrize("way", ["a", "form"])
def test_what_the_planner_takes_a_point_for_is_said_when_it_is_named_and_on_its_line(writer: Writer, way: str) -> None:
    if way == "a":
        writer.go("意见/1").press("a").type("智慧养老服务站点").press("enter")
    else:
        writer.state = form.ask(writer.desk, writer.state, "意见/+")
        writer.type("智慧养老服务站点").press("enter")
    note = writer.desk.look(writer.state.data).note_of("智慧养老服务站点")
    assert note
    assert note in writer.state.message
    node = next(f"意见/{k}" for k, one in enumerate(writer.state.data["意见"], 1) if one == "智慧养老服务站点")
    # The note may be longer than a row of the pane.
    assert "".join(note.split()) in "".join(writer.go(node).screen(160, 40).split())


def test_where_no_set_holds_the_points_the_one_in_the_way_is_named(writer: Writer) -> None:
    writer.go("意见/1").press("a").type("把群众冷暖放在心上，办好实事").press("enter")
    for node in ("意见/2", "意见/1"):
        writer.go(node)
        assert [one.ref for one in writer.desk.families(writer.state)] == ["并列动宾"]
        # It is said where the writer first sees the bare headings, not only when a set is asked for.
        assert "“把群众冷暖放在心上，办好实事”是动作的说法" in writer.go(node).screen(120, 40).replace("\n", "")
        assert "同组的一起换按 g" not in writer.screen(120, 40)
        writer.press("g")
        assert writer.state.mode == "outline"
        assert "要点“把群众冷暖放在心上，办好实事”是动作的说法" in writer.state.message
        assert "按 b 在简要里把要点改成一样的说法" in writer.state.message


def test_nothing_of_the_banks_stands_behind_the_one_measure_of_a_point(desk: Desk) -> None:
    brief = "会议: 全镇移风易俗推进会\n意见:\n- {主题: 移风易俗, 措施: [完善村规民约]}\n- 阵地建设\n"
    writer = Writer(desk, State(data=data_of(brief), file="简要.yaml"))
    assert not [node for node in writer.lines() if node.startswith(("意见/1/2", "意见/1/3"))]
    assert any("完善村规民约" in text for node, text in writer.lines().items() if node.startswith("意见/1"))


def test_how_many_headings_a_set_changed_and_how_many_stayed_is_said(writer: Writer) -> None:
    writer.go("意见/2").press("w").type("把农村养老放在心上").press("enter")
    before = {node: text for node, text in writer.lines().items() if node in ("意见/1", "意见/2", "意见/3", "保障")}
    writer.go("意见/1").press("g", "down", "enter")
    changed = [node for node, text in before.items() if writer.line(node) != text]
    assert "意见/2" not in changed
    labels = {item.id: item.label.rstrip("、") for item in writer.desk.look(writer.state.data).nodes}
    named = "、".join(labels[node] for node in changed)
    assert f"换了 {len(changed)} 个标题（{named}）" in writer.state.message
    assert "您改过的 1 个没动" in writer.state.message


def test_headings_that_change_along_with_a_point_are_told(writer: Writer) -> None:
    places = ("意见/1", "意见/2", "意见/3", "保障")
    before = {writer.line(place) for place in places}
    writer.go("意见/3").press("a").type("智慧养老").press("enter")
    after = {writer.line(place) for place in (*places, "意见/4")}
    gone = len(before - after)
    assert (f"换了 {gone} 个标题" in writer.state.message) is bool(gone)
    writer.go("意见/1").press("w").type("把居家养老放在心上").press("enter")
    assert "个标题" not in writer.state.message, "自己改的这一条不算"


def test_groups_that_may_be_used_are_named_by_the_key_that_leads_to_them(writer: Writer) -> None:
    writer.go("意见/2").press("a").type("空巢老人服务站点").press("enter")
    told = writer.state.message
    assert "在选定里写" not in told
    assert "到它的措施上按 g 换：“" in told
    group = told.partition("按 g 换：“")[2].partition("”")[0]
    writer.go(f"{writer.state.node}/1").press("g")
    assert any(one.ref.endswith(f"/{group}") for one in writer.desk.families(writer.state))


def test_a_whole_point_typed_as_a_measure_becomes_a_point(writer: Writer) -> None:
    writer.go("意见/3/1").press("a").type("完善设施：新建站点、改造老站（县住建局，6月底前）").press("enter")
    added = writer.state.data["意见"][3]
    assert added["主题"] == "完善设施"
    assert len(added["措施"]) == 2
    assert "一整点" in writer.state.message
    writer.go("意见/3/1").press("a").type("推行“码上办”：一码通办").press("enter")
    assert writer.state.data["意见"][2]["措施"][1] == "推行“码上办”：一码通办"


def test_the_point_as_it_stands_is_always_a_candidate(writer: Writer) -> None:
    for node, said in (("意见/1", "居家养老"), ("意见/3/1", "业务建设"), ("保障/2", "配强干部")):
        writer.go(node)
        offered = [one.text for one in writer.desk.candidates(writer.state)]
        assert said in offered, node
    writer.go("意见/1").press("right", *["down"] * 40, "enter")
    assert writer.line("意见/1") == "居家养老"


def test_lines_that_change_with_a_move_though_nobody_chose_them_are_named(desk: Desk) -> None:
    moved = 0
    for number in (1, 2, 3):
        writer = Writer(desk, State(data=data_of(BRIEF), file="简要.yaml"))
        before = {lasting(writer.state.data, node): text for node, text in writer.lines().items()}
        levels = {item.id: item.level for item in desk.look(writer.state.data).nodes}
        writer.go(f"意见/{number}").press("K" if number > 1 else "J")
        after = {lasting(writer.state.data, node): (node, text) for node, text in writer.lines().items()}
        levels |= {item.id: item.level for item in desk.look(writer.state.data).nodes}
        other = [node for name, (node, text) in after.items() if not levels[node] and before.get(name, text) != text]
        assert (f"还有 {len(other)} 句跟着换了：" in writer.state.message) is bool(other)
        moved += len(other)
    assert moved, "没有一句跟着换的，就没有试到"
    # What the writer chose stays, and is not counted.
    node = next(item.id for item in desk.look(writer.state.data).nodes if item.id in other)
    writer.press("u").go(node).press("w").type("自己的一句。").press("enter").go("意见/3").press("K")
    assert "自己的一句。" in writer.lines().values()
    assert f"还有 {len(other) - 1} 句" in writer.state.message if len(other) > 1 else "还有" not in writer.state.message


def test_asking_for_a_set_begins_at_the_one_that_stands_there(writer: Writer) -> None:
    for node in ("意见/1", "意见/3/1", "保障/1"):
        before = list(writer.lines().values())
        writer.go(node).press("g")
        assert writer.state.mode == "pattern"
        assert [item.text for item in writer.desk.look(previewed(writer.desk, writer.state)).nodes] == before
        writer.press("escape")
    # Headings without a pattern are one of the choices, and may be had back.
    writer.go("意见/1").press("g")
    plain = next(k for k, one in enumerate(writer.desk.families(writer.state)) if one.ref == "并列动宾")
    writer.state = replace(writer.state, pick=plain)
    writer.press("enter")
    assert writer.chosen == {"意见/句式": "并列动宾"}
    assert writer.desk.look(writer.state.data).misfits == ()
    assert not any("并列动宾" in note for note in writer.desk.look(writer.state.data).notes)
    stands = [writer.line(f"意见/{k}") for k in (1, 2, 3)]
    writer.press("g")
    assert writer.desk.families(writer.state)[writer.state.pick].ref == "并列动宾"
    assert stands == [item.text for item in siblings("意见/句式", "", writer.desk.look(writer.state.data))][:3]


def test_lines_that_change_with_any_key_are_told(desk: Desk) -> None:
    """What is taken, written, left out or added in one place is none of another's any more."""
    told = 0
    for node in ("开场/会议任务", "开场/回应前述", "成绩回顾/问题不足", "意见/1/1", "意见/1/1/文", "结束语/号召"):
        for keys in (
            ("right", "down", "enter"),
            ("right", "down", "down", "down", "enter"),
            ("d",),
            ("g", "down", "enter"),
        ):
            writer = Writer(desk, State(data=data_of(BRIEF), file="简要.yaml"))
            seen = desk.look(writer.state.data)
            before = {item.id: item.text for item in seen.nodes if not item.level}
            under = "意见/1/" if keys[0] == "g" else f"{node}/"
            writer.go(node).press(*keys)
            seen = desk.look(writer.state.data)
            other = [
                item.id
                for item in seen.nodes
                if not item.level
                and before.get(item.id, item.text) != item.text
                and not f"{item.id}/".startswith(under)
            ]
            assert (f"还有 {len(other)} 句跟着换了" in writer.state.message) is bool(other), (node, keys, other)
            told += len(other)
    assert told, "没有一句跟着换的，就没有试到"


def test_a_line_with_a_fixed_place_is_not_moved_and_told_why(writer: Writer) -> None:
    before = writer.state.data
    writer.go("成绩回顾/问题不足").press("J")
    assert writer.state.data is before
    assert "位置是定的" in writer.state.message
