"""Screens as text (golden/), from a small bank of the tests' own."""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from drafter.bank.model import (
    Bank,
    Collocation,
    Evidence,
    Frame,
    Group,
    Measure,
    MoveDef,
    Occasion,
    ParallelSet,
    Stage,
    StepDef,
    Topic,
)
from drafter.compose.acts import ending, form, precedents
from drafter.compose.candidates import Candidate
from drafter.compose.cells import width
from drafter.compose.desk import Desk
from drafter.compose.keys import help_of
from drafter.compose.state import Entry, State, Typing
from drafter.compose.view import offers
from drafter.compose.view.frame import draw
from drafter.compose.view.picture import FINE_MARKS, PLAIN_MARKS, Marks, Scene
from drafter.records import Finding
from drafter.search.query import Neighbour
from tests.compose.conftest import HIT, Writer, data_of

GOLDEN = Path(__file__).parent / "golden"
BRIEF = "会议: 全县养老服务工作会议\n地区: 全县\n主题: 养老服务工作\n对象: 各乡镇\n意见: [居家养老, 农村养老]\n"


def small_bank() -> Bank:
    seen = Evidence("mined", 9, 4)
    stages = (
        Stage("称谓", "开场"),
        Stage("会议任务", "开场", share=10),
        Stage("领起", "三点意见"),
        Stage("意见", "三点意见", share=70),
        Stage("号召", "结束语", share=20),
    )
    frames = (
        Frame("kc-1", "开场", "会议任务", "今天召开<会议>，任务是研究部署<地区><主题工作>。", evidence=seen),
        Frame("kc-2", "开场", "会议任务", "<会议>今天召开，很及时、很必要，请大家集中精力开好会、落实好。"),
        Frame("kc-3", "开场", "会议任务", "这次会议经<决定机关>同意召开，主要研究<主题工作>。", reviewed=False),
        Frame("lq-1", "三点意见", "领起", "下面，我讲<点数>点意见。"),
        Frame("hz-1", "结束语", "号召", "同志们，让我们把<主题工作>抓紧抓实抓到底！"),
    )
    sets = (
        ParallelSet("ps-1", "抓实<主题>，守住<轮换>底线", ("民生", "安全", "质量"), (1,), evidence=seen),
        ParallelSet("ps-2", "在<主题>上下<轮换>功夫", ("深", "细", "实"), (1,)),
    )
    group = Group("三步", (Measure("先摸底", "<主体>逐户摸清底数。"), Measure("再建账", "<牵头单位>建好台账。")))
    other = Group("两头", (Measure("抓两头", "<主体>一头抓重点、一头抓难点。"), Measure("带中间", "<主体>以点带面。")))
    return Bank(
        (MoveDef("开场", (StepDef("称谓"), StepDef("会议任务"))),),
        (Occasion("工作会议", (), stages, "号召"),),
        frames,
        sets,
        (Topic("民政/农村养老", "民政", "农村养老", (), (), (), (group, other)),),
        (other,),
        (Collocation("", ("抓好",)),),
        {"牵头单位": "谁牵头", "决定机关": "批准机关"},
    )


@pytest.fixture
def small() -> Writer:
    return Writer(Desk(small_bank()), State(data=data_of(BRIEF), file="简要.yaml"))


def same(name: str, screen: str) -> None:
    """The screen is the one in golden/; DRAFTER_GOLDEN=1 writes it anew, to be read before it is kept."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DRAFTER_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen + "\n", "utf-8")
    assert path.read_text("utf-8") == screen + "\n"


def test_the_outline(small: Writer) -> None:
    same("outline", small.press("down").screen())


def test_the_candidates(small: Writer) -> None:
    same("candidates", small.press("down", "right", "down").screen())


def test_a_line_being_edited(small: Writer) -> None:
    same("edit", small.go("意见/2/2/文").press("e", "tab").screen())


def test_the_set_being_changed(small: Writer) -> None:
    same("pattern", small.go("意见/1").press("g", "down").screen())


def test_the_questions(small: Writer) -> None:
    small.state = form.ask(small.desk, small.state, "意见/+")
    same("question", small.type("农村").screen())


def test_a_precedent_in_its_context(small: Writer) -> None:
    small.press("down", "/").type("幸福院")
    small.state = precedents.found(small.state, small.state.search.asked, (HIT,), ())
    same("search", small.screen())
    small.press("enter").done()
    before = Neighbour("sp1#1", "heading", 1, "", "", "一、去年的工作")
    here = Neighbour("sp1#2", "paragraph", 0, "", "", HIT.text)
    small.state = precedents.in_context(small.state, "sp1#2", (before, here))
    same("context", small.screen())


def test_the_end(small: Writer) -> None:
    small.press("q").done()
    small.state = ending.reviewed(
        small.state, (Finding("parallel", "warning", 9, "一、抓实居家养老，守住民生底线", "句式不齐"),)
    )
    same("end", small.screen())


def test_help_lists_every_key(small: Writer) -> None:
    same("help", small.press("f1").screen(80, 130))


def test_one_pane_where_there_is_no_room_for_two(small: Writer) -> None:
    same("narrow", small.press("down", "right").screen(46, 14))


def test_what_is_to_be_taken_up_again_on_a_small_screen(small: Writer) -> None:
    known = "2026-03-18 09:00:00 中断，3 处改动，最后一处：自己写：把农村养老办好办实"
    entries = (Entry("接着上次的做", "简要.yaml", True, known), Entry("只看文件，不要上次的撤销记录", "简要.yaml"))
    small.state = State(mode="start", entries=entries)
    same("resume-40x10", small.screen(40, 10))


def test_a_line_to_be_looked_at_again(small: Writer) -> None:
    small.go("意见/2/1/文").press("w").type("村村有人管。").press("enter")
    small.state = form.ask(small.desk, small.state, "意见/2")
    small.press("c-u").type("智慧养老").press("enter", "escape")
    same("doubt", small.go("意见/2/1/文").screen())
    small.press("q").done()
    small.state = ending.reviewed(small.state, ())
    same("doubt-end", small.screen())


def test_a_line_given_up_is_offered(small: Writer) -> None:
    same("laid", small.press("down", "w").type("写到一半").press("escape", "w").screen())


@pytest.mark.parametrize("purpose", ["answer", "own", "edit", "adapt", "point", "measure"])
def test_the_line_of_keys_names_the_search_while_one_types(small: Writer, purpose: str) -> None:
    small.state = replace(small.state, typing=Typing(purpose, target="意见/1"), row="会议")  # type: ignore[arg-type]
    assert "Ctrl-F 查先例" in small.screen().splitlines()[-1]


def test_plain_signs_where_the_console_has_no_others(small: Writer) -> None:
    screen = draw(small.desk, small.press("down", "right").state, 80, 24, PLAIN_MARKS).text()
    assert not set("▶✓○●│─") & set(screen)
    assert ">" in screen


@pytest.mark.parametrize("text", ["é" * 60, "👍" * 60, "ﾊﾝｶｸ全角" * 20, "长" * 5000, "a" * 200, "\x1b[31m红\u202e"])
def test_whatever_stands_in_a_line_the_columns_hold(small: Writer, text: str) -> None:
    small.press("down", "w").paste(text)
    for _ in range(2):
        picture = draw(small.desk, small.state, 80, 24)
        assert {sum(width(piece) for _, piece in line) for line in picture.lines} == {80}
        assert "\x1b" not in picture.text()
        assert "\u202e" not in picture.text()
        small.press("enter")


@pytest.mark.parametrize("mode", ["outline", "candidates"])
def test_the_way_back_and_the_way_out_are_in_the_line_of_keys(writer: Writer, mode: str) -> None:
    writer.go("意见/1").press(*["right"] * (mode == "candidates"))
    for columns in (60, 80, 120):
        bar = writer.screen(columns, 24).splitlines()[-1]
        assert " u 撤销" in bar
        assert " q 收尾" in bar
    assert " / 查先例" in bar
    assert " x 恢复" in bar
    assert mode == "candidates" or " / 查先例" in writer.screen(80, 24).splitlines()[-1]


def test_help_is_whole_on_a_narrow_screen(writer: Writer) -> None:
    writer.press("f1")
    shown = draw(writer.desk, writer.state, 44, 200).text()
    flat = re.sub(r"\s", "", shown)
    for key, does in help_of(writer.state):
        assert re.sub(r"\s", "", does) in flat, key


@pytest.mark.parametrize("marks", [FINE_MARKS, PLAIN_MARKS])
def test_help_tells_of_every_sign_as_the_terminal_shows_it(writer: Writer, marks: Marks) -> None:
    writer.press("f1")
    told = [
        line.split()[0] for line in draw(writer.desk, writer.state, 80, 200, marks).text().splitlines() if line.strip()
    ]
    lines = {"bar", "rule"}  # they part the panes and say nothing
    assert {getattr(marks, one.name) for one in fields(marks) if one.name not in lines} <= set(told)
    assert "划线" in told


def test_undo_works_on_the_end_page(writer: Writer) -> None:
    before = writer.state.data
    writer.go("意见/1").press("w").type("把居家养老抓在手上").press("enter", "q").done().press("u")
    assert writer.state.mode == "end"
    assert writer.state.data == before
    assert writer.state.wish is not None
    assert writer.state.wish.kind == "review"


def test_the_remark_on_a_measure_stands_beside_its_line(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "意见/3")
    writer.press("c-u").type("队伍建设：进场检验、关爱建设").press("enter", "escape")
    assert any("“进场检验”" in one for one in writer.desk.look(writer.state.data).notes)
    assert "提示：没有找到贴合" in writer.go("意见/3/1/文").screen(160, 40)
    assert "提示：没有找到贴合" not in writer.go("意见/1/1/文").screen(160, 40)


def test_what_candidates_begin_alike_with_is_left_off(writer: Writer) -> None:
    alike = "过去一年，各乡镇和县直有关部门把养老服务工作放在心上、抓在手上、扛在肩上，年初定的事一件一件办成，"
    offered = tuple(
        Candidate(alike + end + "，大家都很辛苦。", "", end, "", "自拟") for end in ("开局不错", "成效很好")
    )
    scene = Scene(writer.desk, writer.go("成绩回顾/总体评价").state, FINE_MARKS)
    shown = ["".join(piece for _, piece in line) for line in offers.candidates(scene, offered, 43, 10)]
    assert "开局不错" in shown[0]
    assert "成效很好" in shown[1]


def test_the_name_of_the_file_shows_whole_whatever_stands_before_it(writer: Writer) -> None:
    folder = "/很长的文件夹/" * 8
    writer.state = replace(writer.state, file=f"{folder}养老推进会.yaml")
    assert "养老推进会.yaml" in writer.screen().splitlines()[0]


def test_how_many_points_there_are_is_said_as_it_is(writer: Writer) -> None:
    assert "四点意见·" in writer.go("意见/3").screen()
