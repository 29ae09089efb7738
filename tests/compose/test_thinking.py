"""What keys do to a session, without a terminal: from nothing to an outline, back and forth, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import load_brief
from drafter.compose import actions
from drafter.compose.candidates import choosable, look
from drafter.compose.cells import width
from drafter.compose.data import Data, brief_of, choose, from_loaded, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.keys import BINDINGS, press
from drafter.compose.state import Entry, State, depth
from drafter.compose.view import PLAIN_MARKS, draw
from drafter.plan.outline import plan, walk
from drafter.records import Hit, Outline
from drafter.search.query import Neighbour
from drafter.strict_yaml import load_file, load_text
from tests.compose.conftest import BRIEF, Writer, data_of

BRIEFS = sorted((Path(__file__).parent.parent / "briefs").glob("*.yaml"))


def outline_of(data: Data, bank: Bank) -> Outline:
    """The outline as `drafter outline` makes it from the file."""
    from drafter.brief.load import parse_brief

    return plan(parse_brief(load_text(to_yaml(data), "简要.yaml")), bank)


def texts(outline: Outline) -> list[str]:
    return [item.label + item.text for item in walk(outline.items)]


# --- what is shown is what outline makes -------------------------------------------------------------


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_the_outline_on_the_screen_is_the_one_outline_makes(path: Path, bank: Bank) -> None:
    data = from_loaded(load_file(path))
    seen = look(data, bank).outline
    assert seen is not None
    assert texts(seen) == texts(plan(load_brief(path), bank)) == texts(outline_of(data, bank))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_every_line_that_may_be_chosen_obeys_what_is_chosen(path: Path, bank: Bank) -> None:
    data = from_loaded(load_file(path))
    wanted = {
        item.id: (item.id, f"自己写的第{'一二三四五六七八九十'[k % 10] * (k // 10 + 1)}行：")
        for k, item in enumerate(look(data, bank).nodes)
        if choosable(item)
    }
    chosen = data
    for key, text in wanted.values():
        chosen = choose(chosen, key, text)
    after = look(chosen, bank)
    assert {node: text for node, (_, text) in wanted.items()} == {
        item.id: item.text for item in after.nodes if item.id in wanted
    }
    assert after.misfits == ()


# --- from nothing ------------------------------------------------------------------------------------


def test_a_whole_brief_from_nothing(newcomer: Writer) -> None:
    newcomer.press("down", "down", "enter")
    assert newcomer.state.data["场合"] == "推进会"
    newcomer.type("全县养老服务推进会").press("enter")
    newcomer.press("tab", "enter")
    newcomer.type("各乡镇").press("enter")
    newcomer.type("全市养老服务会议精神、《养老办法》").press("enter")
    newcomer.type("县民政局：通报了情况").press("enter", "enter")
    newcomer.type("设施建设：新建14个").press("enter", "enter")
    newcomer.type("护理人员不足").press("enter", "enter")
    newcomer.type("居家养老").press("enter").type("队伍建设：业务建设、关爱建设").press("enter", "enter")
    newcomer.type("各级党委").press("enter").type("健全机制、配强干部").press("enter")
    assert newcomer.state.mode == "outline"
    assert newcomer.state.data["主题"] == "养老服务"
    assert newcomer.state.data["依据"] == ["全市养老服务会议精神", "《养老办法》"]
    assert newcomer.state.data["意见"] == ["居家养老", {"主题": "队伍建设", "措施": ["业务建设", "关爱建设"]}]
    assert "意见/2/1" in newcomer.lines()
    assert brief_of(newcomer.state.data) is not None


def test_enter_alone_takes_the_default_occasion_and_skips_what_may_lack(newcomer: Writer) -> None:
    newcomer.press("enter").type("某会议").press("enter", *["enter"] * 6)
    assert newcomer.state.row == "意见/+"
    newcomer.press("enter")
    assert newcomer.state.typing is not None
    assert "必须" in newcomer.state.typing.fault


@pytest.mark.parametrize(
    ("row", "text", "part"),
    [
        ("日期", "2026-13-01", "2026-13-01"),
        ("场合", "推荐会", "推进会"),
        ("刚才/+", "民政局", "做了什么"),
        ("风格.层级", "9", "超出"),
        ("会议", "长" * 301, "太长"),
    ],
)
def test_what_is_wrong_is_said_while_it_is_typed_and_not_taken(writer: Writer, row: str, text: str, part: str) -> None:
    writer.state = actions.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text)
    assert writer.state.typing is not None
    assert part in writer.state.typing.fault
    before = writer.state.data
    writer.press("enter")
    assert writer.state.data is before
    assert writer.state.typing is not None


def test_earlier_briefs_complete_the_answers(bank: Bank) -> None:
    writer = Writer(Desk(bank, (data_of(BRIEF),)), State(file="新.yaml"))
    writer.press("enter").type("全县养")
    assert [one.text for one in writer.desk.completions(writer.state)] == ["全县养老服务工作会议"]
    writer.press("tab", "enter")
    assert writer.state.data["会议"] == "全县养老服务工作会议"


def test_back_among_the_questions(newcomer: Writer) -> None:
    newcomer.press("enter").type("甲会议").press("enter").press("pageup")
    assert newcomer.state.row == "会议"
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "甲会议"
    newcomer.press("backspace", "backspace").type("大会").press("enter")
    assert newcomer.state.data["会议"] == "甲大会"


# --- candidates --------------------------------------------------------------------------------------


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
    for node in writer.lines():
        writer.go(node).press("right")
        if writer.state.mode != "candidates":
            continue
        for place, one in enumerate(writer.desk.candidates(writer.state)[:4]):
            writer.go(node).press("right", "pageup", "pageup", "pageup", "pageup", "pageup", *["down"] * place, "enter")
            assert writer.line(node) == one.text, node


def test_a_choice_taken_back_leaves_the_planners_own(writer: Writer) -> None:
    before = writer.line("开场/会议任务")
    writer.go("开场/会议任务").press("right", "down", "enter")
    writer.go("开场/会议任务").press("x")
    assert writer.line("开场/会议任务") == before
    assert writer.chosen == {}
    writer.press("x")
    assert writer.state.node == "开场/回应前述"


# --- lines of one's own ------------------------------------------------------------------------------


def test_a_line_of_ones_own(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("各乡镇在【待填：时限】前摸清底数。").press("enter")
    assert writer.line("意见/1/1/文") == "各乡镇在【待填：时限】前摸清底数。"
    look_ = writer.desk.look(writer.state.data)
    assert look_.outline is not None
    assert ("意见/1/1/文", "时限") in look_.outline.gaps


def test_an_edited_line_follows_the_brief_when_a_fact_changes(writer: Writer) -> None:
    writer.go("开场/会议任务").press("e").type("请大家发言。").press("enter")
    assert writer.line("开场/会议任务").endswith("请大家发言。")
    writer.state = actions.ask(writer.desk, writer.state, "会议")
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


# --- points ------------------------------------------------------------------------------------------


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


# --- parallel sets -----------------------------------------------------------------------------------


def test_a_set_changes_all_siblings_and_is_seen_before_it_is_taken(writer: Writer) -> None:
    before = [writer.line(f"意见/{k}") for k in (1, 2, 3)]
    writer.go("意见/2").press("g", "down", "down")
    preview = writer.screen()
    assert [writer.line(f"意见/{k}") for k in (1, 2, 3)] == before
    writer.press("enter")
    after = [writer.line(f"意见/{k}") for k in (1, 2, 3)]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert after[1][:10] in preview
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


# --- undo --------------------------------------------------------------------------------------------


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


# --- an early answer changed -------------------------------------------------------------------------


def test_a_frame_that_no_longer_stands_is_put_aside_and_comes_back(writer: Writer) -> None:
    bank = writer.desk.bank
    writer.go("三点意见/领起").press("right")
    offered = writer.desk.candidates(writer.state)
    bound = (
        next(
            k
            for k, one in enumerate(offered)
            for f in bank.frames
            if f.id == one.value and "工作会议" in f.occasions and "座谈会" not in f.occasions
        )
        if any(f.id == one.value and "工作会议" in f.occasions for one in offered for f in bank.frames)
        else None
    )
    if bound is None:
        pytest.skip("短语库里没有限于工作会议的领起框架")
    writer.press("pageup", *["down"] * (bound - writer.state.pick), "enter")
    frame = offered[bound].value
    assert writer.chosen == {"三点意见/领起": frame}
    writer.state = actions.ask(writer.desk, writer.state, "场合")
    writer.press("c-u").type("座谈会").press("enter", "escape")
    assert frame not in writer.lines().values()
    assert writer.chosen == {"三点意见/领起/搁置": frame}
    assert any(frame in why for _, why in writer.desk.look(writer.state.data).misfits)
    writer.state = actions.ask(writer.desk, writer.state, "场合")
    writer.press("c-u").type("工作会议").press("enter", "escape")
    assert writer.chosen == {"三点意见/领起": frame}


def test_choices_without_a_node_are_kept_and_listed(writer: Writer) -> None:
    writer.go("开场/回应前述").press("right", "down", "enter", "escape", "b")
    writer.state = actions.ask(writer.desk, writer.state, "刚才/1")
    writer.press("c-u", "enter", "escape")
    assert "开场/回应前述" in writer.chosen
    assert "开场/回应前述" not in writer.lines()
    assert ("开场/回应前述", "这个节点现在没有了，选择还留着") in writer.desk.look(writer.state.data).misfits
    assert "选择没处放：开场/回应前述" in writer.screen()


def test_a_fact_the_brief_does_not_have_is_marked(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("去年新建幸福院63所，继续抓好。").press("enter")
    assert any("63所" in why for _, why in writer.desk.look(writer.state.data).misfits)


# --- precedents --------------------------------------------------------------------------------------

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


def test_a_stale_answer_is_dropped(writer: Writer) -> None:
    writer.press("/").type("幸")
    first = writer.state.search.asked
    writer.type("福")
    state = actions.found(writer.state, first, (HIT,), ())
    assert state.search.hits == ()
    state = actions.found(writer.state, writer.state.search.asked, (HIT,), ())
    assert state.search.hits == (HIT,)


def test_a_precedent_is_read_and_adapted_with_its_facts_as_slots(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("幸福院")
    writer.state = actions.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.kind == "context"
    writer.done()
    writer.state = actions.in_context(writer.state, "sp1#2", (Neighbour("sp1#2", "paragraph", 0, "", "", HIT.text),))
    assert "青岚市" in writer.screen()
    writer.press("a")
    line = writer.line("意见/1/1/文")
    assert line == "【待填：日期】，【待填：地名】新建幸福院【待填：数字】。"
    assert writer.chosen["意见/1/1/文/出处"] == "sp1#2（祁某某，旧讲话，2023-03-01）"
    writer.press("e", "tab").type("今年")
    writer.press("enter")
    assert writer.chosen["意见/1/1/文/出处"].startswith("sp1#2")
    writer.press("u", "u")
    assert writer.chosen == {}


def test_the_line_being_typed_comes_back_after_a_search(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("写到一半").press("c-f").type("查").press("escape")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "写到一半"
    writer.type("，接着写").press("enter")
    assert writer.line("意见/1/1/文") == "写到一半，接着写"


# --- any keys at all ---------------------------------------------------------------------------------

_KEYS = sorted(
    {name for table in BINDINGS.values() for key in table for name in key.keys} | {"养", "老", "f1", "c-c", "backspace"}
)


@given(
    st.lists(st.sampled_from(_KEYS), max_size=25), st.sampled_from([(80, 24), (24, 8), (61, 15), (140, 50), (20, 5)])
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pressed_the_brief_stays_whole_and_the_screen_full(
    desk: Desk, pressed: list[str], size: tuple[int, int]
) -> None:
    state = actions.opened(desk, State(data=data_of(BRIEF), file="简要.yaml", entries=(Entry("甲", "甲.yaml"),)))
    columns, rows = size
    start = state.data
    for name in pressed:
        state = press(desk, state, name)
        if state.wish is not None:
            state = actions.reviewed(state, ())
        assert brief_of(state.data) is not None
        picture = draw(desk, state, columns, rows, PLAIN_MARKS)
        assert len(picture.lines) == rows
        assert {sum(width(text) for _, text in line) for line in picture.lines} == {columns}
        if picture.caret:
            assert 0 <= picture.caret[0] < rows
            assert 0 <= picture.caret[1] < columns
    assert load_text(to_yaml(state.data), "简要.yaml").value == state.data
    while state.past is not None:
        state = press(desk, actions.drop_line(state), "paste")  # a paste without a line changes nothing
        from drafter.compose.state import undo

        state = undo(state)
    assert state.data == start
