"""A line given up is not lost: it is offered where it was being typed, also after a kill."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.compose.acts import ending, form
from drafter.compose.acts.line import offered, shelf, start
from drafter.compose.desk import Desk
from drafter.compose.doing import begin, keep
from drafter.compose.journal import Session
from drafter.compose.keys import press
from drafter.compose.questions import rows
from drafter.compose.sessions import JOURNAL, read_journal
from drafter.compose.state import Typing
from drafter.keep.workspace import Workspace
from tests.compose.conftest import BRIEF, Writer

LINE = "意见/1/1/文"


@pytest.mark.parametrize("key", ["escape", "c-c"])
@pytest.mark.parametrize("begin_with", ["w", "e"])
def test_a_line_given_up_comes_back_where_it_was_typed(writer: Writer, key: str, begin_with: str) -> None:
    before = writer.state.data
    writer.go(LINE).press(begin_with, "end").type("写到一半的话").press(key)
    assert "Ctrl-Y 取回" in writer.state.message
    assert writer.state.data is before
    writer.go("意见/2").press("w")
    assert "取回" not in writer.screen(), "别处不提"
    writer.press("escape").go(LINE).press("w")
    assert "写到一半的话" in writer.state.message or "…”还在" in writer.state.message
    writer.press("c-y")
    assert writer.state.typing is not None
    assert writer.state.typing.text.endswith("写到一半的话")
    writer.type("，写完了。").press("enter")
    assert writer.line(LINE).endswith("写到一半的话，写完了。")
    writer.press("w")
    assert "还在" not in writer.state.message, "写成了就不再提"


def test_what_was_typed_since_stays_when_it_is_fetched(writer: Writer) -> None:
    writer.go(LINE).press("w").type("后半句。").press("escape", "w").type("前半句，").press("c-y", "enter")
    assert writer.line(LINE) == "前半句，后半句。"


def test_nothing_typed_is_nothing_to_keep(writer: Writer) -> None:
    writer.go(LINE).press("e", "escape", "w", "escape")
    assert writer.state.laid == {}
    assert writer.state.message == "没有改动"
    writer.press("w", "c-y")
    assert "没有放下的字" in writer.state.message


def test_points_and_measures_given_up_come_back(writer: Writer) -> None:
    writer.go("意见/2").press("a").type("医养结合").press("escape", "a", "c-y", "enter")
    assert writer.state.data["意见"][2] == "医养结合"
    assert writer.state.laid == {}
    writer.go("意见/4/1").press("a").type("待遇建设").press("escape").press("a", "c-y", "enter")
    assert "待遇建设" in writer.state.data["意见"][3]["措施"]


def test_an_answer_given_up_or_paged_away_from_comes_back(newcomer: Writer) -> None:
    newcomer.type("全县养老").press("escape")
    assert newcomer.state.laid == {"项/会议": "全县养老"}
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "会议")
    assert "全县养老" in newcomer.screen()
    newcomer.press("c-y").type("服务工作会议").press("enter")
    assert newcomer.state.data["会议"] == "全县养老服务工作会议"
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "成绩/+")
    newcomer.type("设施建设：新建").press("escape")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "成绩/+")
    newcomer.type("组织建设：建会3家").press("enter")
    assert "设施建设：新建" in newcomer.state.message, "加了别的一条，放下的那条还在"
    newcomer.press("c-y")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "设施建设：新建"


def test_pages_between_questions_keep_what_was_begun(newcomer: Writer) -> None:
    newcomer.type("全县养老服务工作会议").press("enter", "enter", "enter").type("养老服")
    row = newcomer.state.row
    newcomer.press("pageup", "pagedown")
    assert newcomer.state.row == row
    newcomer.press("c-y")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "养老服"


def test_none_falls_off_however_many_come(writer: Writer) -> None:
    nodes = [node for node in writer.lines() if node.startswith("意见")]
    for number in range(60):
        writer.go(nodes[number % len(nodes)]).press("w").type(f"第{number}句").press("escape")
    assert list(writer.state.laid.values())[-1] == "第59句"
    assert len(writer.state.laid) == 60


def text_of(writer: Writer) -> str:
    assert writer.state.typing is not None
    return writer.state.typing.text


def test_several_lines_given_up_at_one_place_are_all_kept(writer: Writer) -> None:
    writer.go(LINE)
    for words in ("头一句", "第二句", "第三句"):
        writer.press("w").type(words).press("escape")
    writer.press("w")
    assert "第三句" in writer.state.message
    assert "共 3 句" in writer.state.message
    for words in ("第三句", "第二句", "头一句", "第三句", "第二句"):
        writer.press("c-y")
        assert text_of(writer) == words
    writer.type("写完了。").press("enter", "w")
    assert "共 2 句" in writer.state.message
    writer.press("c-y")
    assert text_of(writer) == "第三句"


def test_what_was_given_up_goes_with_its_point(writer: Writer) -> None:
    """Not with the number the point has today."""
    writer.go("意见/2/1/文").press("w").type("说第二点的话").press("escape")
    writer.go("意见/2").press("K")
    assert writer.state.data["意见"][0] != "机构建设"
    writer.go("意见/2/1/文").press("w")
    assert "还在" not in writer.state.message
    writer.press("escape").go("意见/1/1/文").press("w", "c-y")
    assert text_of(writer) == "说第二点的话"
    writer.press("escape").press("u").go("意见/2/1/文").press("w", "c-y")
    assert text_of(writer) == "说第二点的话"


def test_where_its_point_is_gone_it_may_be_fetched_anywhere(writer: Writer) -> None:
    writer.go("意见/2/1/文").press("w").type("说第二点的话").press("escape")
    writer.go("意见/2").press("d")
    writer.go("意见/1/1/文").press("w")
    assert "说第二点的话" in writer.state.message
    writer.press("c-y", "enter")
    assert writer.line("意见/1/1/文") == "说第二点的话。"
    assert writer.state.laid == {}


def everywhere(writer: Writer) -> set[str]:
    """Every name that is offered at some line, row or new point."""
    desk, state = writer.desk, replace(writer.state, typing=None)
    found: set[str] = set()
    for item in desk.look(state.data).nodes:
        for purpose in ("own", "point"):
            found.update(offered(desk, start(desk, replace(state, node=item.id), purpose)))
    for row in rows(state.data):
        found.update(offered(desk, form.ask(desk, state, row.id)))
    return found


KEYS = ("d", "J", "K", "g", "down", "up", "enter", "escape", "u", "c-r", "x", "w", "e", "a", "c-y", "c-u", "b", "end")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_kept_is_offered_somewhere_after_any_keys(writer: Writer, seed: int) -> None:
    chance = random.Random(seed)
    for step in range(40):
        if step % 3 == 0:
            nodes = list(writer.lines())
            if nodes and writer.state.mode != "end":
                writer.go(chance.choice(nodes)).press(chance.choice("wea")).type(f"第{step}句").press("escape")
        writer.press(chance.choice(KEYS)).done()
        if step == 30:
            writer.state = form.ask(writer.desk, replace(writer.state, mode="form", typing=None), "问题/1")
            writer.press("c-u", "enter")
    assert len(writer.state.laid) > 5
    assert set(writer.state.laid) <= everywhere(writer)


LOSSES = {
    "措施删了": ("意见/3/2/文", lambda writer: writer.go("意见/3/2").press("d")),
    "库里的措施挪了": ("意见/1/2/文", lambda writer: writer.go("意见/1/2").press("K")),
    "库里的措施加了": ("意见/1/2/文", lambda writer: writer.go("意见/1/1").press("a").type("送餐上门").press("enter")),
    "措施改名": ("意见/3/2/文", lambda writer: answered(writer, "意见/3", "队伍建设：业务建设、关心关爱")),
    "保障没了": ("保障/2/文", lambda writer: writer.go("保障").press("d")),
    "保障的措施删了": ("保障/1/文", lambda writer: writer.go("保障/1").press("d")),
    "问题清空": ("成绩回顾/问题不足", lambda writer: answered(writer, "问题/1", "")),
}


def answered(writer: Writer, row: str, text: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text).press("enter", "escape")


@pytest.mark.parametrize("loss", LOSSES)
def test_what_lost_its_place_is_offered_everywhere(writer: Writer, loss: str) -> None:
    node, lose = LOSSES[loss]
    writer.go(node).press("w").type("写到一半的一句").press("escape")
    lose(writer)
    if writer.state.mode == "form":
        writer.press("escape")
    for other in ("意见/1", "开场/会议任务"):
        writer.go(other).press("w")
        assert "写到一半的一句" in writer.state.message
        writer.press("escape")


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ("三点意见/导语/2", "三点意见/导语/农村养老"),
        ("主持/串联/1", "主持/串联/县民政局，通报了情况"),
        ("意见/3/2/文", "意见/队伍建设/关爱建设/文"),
        ("保障/2/文", "保障/配强干部/文"),
    ],
)
def test_a_place_is_called_by_what_it_says(writer: Writer, node: str, name: str) -> None:
    assert shelf(writer.state, Typing("own", target=node)) == f"行/{name}"


def test_a_measure_of_the_safeguard_keeps_its_line_when_another_goes(writer: Writer) -> None:
    answered(writer, "保障.措施", "健全机制、配强干部、强化保障")
    writer.go("保障/2/文").press("w").type("配强干部的一句").press("escape")
    writer.go("保障/1").press("d")
    writer.go("保障/1/文").press("w", "c-y")
    assert text_of(writer) == "配强干部的一句"
    writer.press("escape").go("意见/1").press("w")
    assert "还在" not in writer.state.message


def test_a_kept_line_goes_only_when_all_of_it_stands_in_the_brief(writer: Writer) -> None:
    long = "这是写了很久的一大段话，一个字也不能丢。"
    writer.go(LINE).press("w").type(long).press("escape")
    writer.press("w", "c-y", "c-u").type("别的话").press("escape")
    assert sorted(writer.state.laid.values()) == sorted([long, "别的话"])
    writer.press("w", "c-y", "c-y", "c-u").type("又一句。").press("enter")
    assert writer.line(LINE) == "又一句。"
    assert long in writer.state.laid.values(), "换成别的话写进去，原来那句没有进提纲"
    writer.press("w", "c-u", "c-y", "c-y")
    while text_of(writer) != long:
        writer.press("c-y")
    writer.type("写完了。").press("enter")
    assert long not in writer.state.laid.values()


def test_the_rest_of_a_paste_stays_with_its_question(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "刚才/+")
    newcomer.paste("甲镇汇报\n乙镇汇报\n丙镇汇报")
    rest = [text for text in newcomer.state.laid.values() if "丙镇" in text]
    assert rest
    newcomer.press("escape")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "成绩/+")
    assert "还在" not in newcomer.state.message
    newcomer.press("c-y")
    assert "成绩" not in newcomer.state.data
    newcomer.press("escape")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "刚才/+")
    assert "还在" in newcomer.state.message


def test_a_list_fetched_where_one_thing_goes_comes_one_at_a_time(writer: Writer) -> None:
    writer.go("意见/3/1").press("a").paste("待遇建设\n2026\n班子建设\n作风建设")
    writer.press("escape").go("意见/3").press("d")
    before = writer.state.data
    writer.go(LINE).press("w")
    assert "共 3 句" in writer.state.message
    seen = []
    for _ in range(3):
        writer.press("c-y")
        seen.append(text_of(writer))
    assert sorted(seen) == sorted(["班子建设", "作风建设", "2026"])
    assert seen.index("班子建设") + 1 == seen.index("作风建设"), "先粘贴的先来"
    assert writer.state.data is before, "回车才算"
    writer.press("escape")
    assert {"班子建设", "作风建设"} <= set(writer.state.laid.values())


def test_a_line_fetched_is_kept_on_disk_when_its_enter_is_refused(
    desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace, desk.occasions)
    there = Writer(desk, begin(desk, session, False))
    there.go(LINE)

    def play(*names: str) -> None:
        for name in names:
            there.state = keep(session, there.state, press(desk, there.state, name))

    play("w", *"写到一半的话", "escape", "w", "c-y")
    path.write_text(BRIEF.replace("全县养老服务工作会议", "全县养老服务推进会"), "utf-8")
    play("enter")
    assert "在别处改过" in there.state.message
    known = read_journal(session.folder / JOURNAL)
    assert known is not None
    assert dict(known.laid) == dict(there.state.laid) != {}
    play("enter")
    known = read_journal(session.folder / JOURNAL)
    assert known is not None
    assert known.laid == {}
    session.close()


def test_it_outlives_kill_and_leaving(desk: Desk, tmp_path: Path, workspace: Workspace) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")

    def play(session: Session, *names: str) -> Writer:
        there = Writer(desk, begin(desk, session, False))
        there.go(LINE)
        for name in names:
            new = press(desk, there.state, name)
            there.state = keep(session, there.state, new)
        return there

    first = Session(path, workspace, desk.occasions)
    play(first, "w", *"写到一半", "escape")
    journal = first.folder / JOURNAL
    first.close()
    # Killed in the middle of the next record.
    with journal.open("ab") as file:
        file.write(b'{"do":"lay","for":"\xe8')
    second = Session(path, workspace, desk.occasions)
    assert not second.unfinished, "没有改动可接着做"
    there = play(second, "w", "c-y")
    assert there.state.typing is not None
    assert there.state.typing.text == "写到一半"
    second.end()
    second.close()
    third = Session(path, workspace, desk.occasions)
    there = play(third, "w", "c-y", *"了。", "enter")
    assert there.line(LINE) == "写到一半了。"
    third.close()
    known = read_journal(journal)
    assert known is not None
    assert known.laid == {}
    fourth = Session(path, workspace, desk.occasions)
    assert begin(desk, fourth, True).laid == {}
    fourth.close()


@pytest.mark.parametrize("laid", ['"话"', "[1]", '{"行/甲":3,"行/乙":"好"}', "null"])
def test_a_damaged_journal_does_no_harm(laid: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    records = ['{"format":"drafter.compose/1","path":"/甲.yaml"}', f'{{"do":"begin","data":{{}},"laid":{laid}}}']
    journal.write_text("\n".join([*records, '{"do":"lay","for":[1],"text":{}}', '{"do":"lay"}']) + "\n", "utf-8")
    known = read_journal(journal)
    assert known is not None
    assert dict(known.laid) == ({"行/乙": "好"} if "乙" in laid else {})


def test_a_line_that_is_wanted_no_more_is_thrown_away(writer: Writer) -> None:
    writer.go(LINE).press("e", "end").type("甲").press("escape", "w").type("乙句。").press("escape", "w")
    writer.press("c-x")
    assert len(writer.state.laid) == 2, "没有取回的不丢"
    writer.press("c-y", "c-x")
    assert text_of(writer) == ""
    assert [text[-1] for text in writer.state.laid.values()] == ["甲"]
    writer.press("c-y").type("丙").press("c-x")
    assert len(writer.state.laid) == 1, "改过的不是那一句了"


def test_what_was_typed_without_a_place_goes_into_a_line_being_edited_and_not_over_it(writer: Writer) -> None:
    stood = writer.go("意见/1/1/文").line("意见/1/1/文")
    writer.paste("另外一句").press("e", "end", "c-y")
    assert writer.state.typing is not None
    assert writer.state.typing.text == f"{stood}另外一句"


def test_what_waits_is_not_offered_again_at_every_question(newcomer: Writer) -> None:
    newcomer.press("escape").paste("一句话").press("enter")
    assert newcomer.state.typing is not None
    assert "按 Ctrl-Y 取回" not in newcomer.state.message
    assert "有字待取" in newcomer.type("甲会议").press("enter").screen()
    newcomer.press("c-u", "c-y")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "一句话"


def test_a_line_fetched_over_a_gap_being_filled_fills_no_other(writer: Writer) -> None:
    node = "意见/1/1/文"
    writer.go(node).press("w").type("【待填：责任单位】负责，【待填：责任单位】督促，别的照旧。").press("escape")
    writer.press("w").type("【待填：责任单位】牵头。").press("s-tab").type("县民政局").press("c-u", "c-y", "enter")
    assert writer.line(node) == "【待填：责任单位】负责，【待填：责任单位】督促，别的照旧。"


def test_words_that_wait_are_named_at_the_end(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("一户一户上门看").press("escape", "q").done()
    assert any(one.kind == "待取" and "一户一户上门看" in one.text for one in ending.remarks(writer.desk, writer.state))
    assert "待取" in writer.screen(80, 40)
    writer.press("escape").go("意见/1/1/文").press("w", "c-y", "enter", "q").done()
    assert not any(one.kind == "待取" for one in ending.remarks(writer.desk, writer.state))


def test_a_line_is_no_longer_said_to_wait_once_it_was_fetched_and_its_gaps_were_filled(writer: Writer) -> None:
    writer.go(LINE).press("w").type("由【待填：单位名称】牵头，逐户登记").press("escape")
    assert "有字待取" in writer.screen()
    writer.press("w", "c-y")
    assert "有字待取" not in writer.screen(), "已经在行里了"
    writer.press("escape")
    assert "有字待取" in writer.screen(), "没有收下"
    writer.press("w", "c-y", "c-u").type("由县民政局牵头，逐户登记。").press("enter")
    assert writer.state.laid == {}
    assert "有字待取" not in writer.screen()


def test_what_was_left_out_of_a_fetched_line_is_kept(writer: Writer) -> None:
    writer.go(LINE).press("w").type("由【待填：单位名称】牵头，逐户登记").press("escape")
    writer.press("w", "c-y", "c-u").type("由县民政局牵头。").press("enter")
    assert list(writer.state.laid.values()) == ["由【待填：单位名称】牵头，逐户登记"]
