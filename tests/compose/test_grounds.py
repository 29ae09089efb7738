"""What a choice was made for: when that changes the choice stays, is marked, and can be said to be right all the same."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.compose.acts import form, precedents
from drafter.compose.acts.ending import remarks, reviewed
from drafter.compose.acts.moving import amend
from drafter.compose.data import GROUND, Data, brief_of, choices, choose, put
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.grounds import kept, moved, parsed
from drafter.compose.hands import Hands, filled_by_hand, strange_in
from drafter.compose.journal import Session
from drafter.compose.keys import press
from drafter.compose.looking import Look, doubts
from drafter.compose.state import State
from drafter.keep.workspace import Workspace
from drafter.records import Finding
from tests.compose.conftest import BRIEF, HIT, Writer, data_of, outline_of, texts

LINE = "意见/1/1/文"


def answer(writer: Writer, row: str, text: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text).press("enter", "escape")


def own(writer: Writer, node: str, text: str) -> Writer:
    return writer.go(node).press("w").type(text).press("enter")


def take(writer: Writer, node: str, *keys: str) -> Writer:
    writer.go(node).press("right", *keys, "enter")
    return writer.press("escape")


def topic(writer: Writer) -> None:
    answer(writer, "意见/1", "智慧养老")


def wording(writer: Writer) -> None:
    writer.go("意见/1").press("e", "c-u").type("让养老更有温度").press("enter")


def group(writer: Writer) -> None:
    writer.go("意见/1/1").press("g", "down", "enter")


def pattern(writer: Writer) -> None:
    writer.go("意见/1").press("g", "down", "down", "enter")


@pytest.mark.parametrize("change", [topic, wording, group])
@pytest.mark.parametrize("choice", ["own", "body"])
def test_a_line_is_marked_when_what_it_stands_under_changes(writer: Writer, choice: str, change: object) -> None:
    if choice == "own":
        own(writer, LINE, "一户一户上门看。")
    else:
        take(writer, LINE, "down", "down")
    held = writer.chosen[LINE]
    assert LINE not in writer.doubts
    change(writer)  # type: ignore[operator]
    assert writer.chosen[LINE] == held, "标出来，不丢"
    assert "原是" in writer.doubts[LINE]
    screen = writer.go(LINE).screen()
    assert "仍用按 y" in screen
    assert "核对 1" in screen
    writer.press("q").done()
    assert "请核对 1 条" in writer.screen()
    # Undone, it is as it was; done again, it is marked again.
    writer.press("escape", "u")
    assert LINE not in writer.doubts
    writer.press("c-r")
    assert LINE in writer.doubts
    # One key: it was looked at and stays.
    writer.go(LINE).press("y")
    assert writer.chosen[LINE] == held
    assert writer.doubts == {}
    assert "核对" not in writer.screen().splitlines()[0]
    writer.press("u")
    assert LINE in writer.doubts
    # Or another line is taken, or its own brought back.
    own(writer, LINE, "另写一句。")
    assert writer.doubts == {}
    writer.press("u").go(LINE).press("x")
    assert writer.doubts == {}
    assert not [key for key in choices(writer.state.data) if key.startswith(LINE)]


def test_an_adapted_precedent_is_marked_likewise(writer: Writer) -> None:
    writer.go(LINE).press("/").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a", "enter")
    assert "居家养老" not in writer.doubts[LINE]
    topic(writer)
    assert "居家养老" in writer.doubts[LINE]
    writer.go(LINE).press("y")
    assert writer.doubts == {}
    assert writer.chosen[f"{LINE}/出处"].startswith("sp1#2")


def test_several_frames_taken_together_are_looked_at_again(writer: Writer) -> None:
    writer.go("成绩回顾/问题不足").press("right", " ", " ", "enter", "escape")
    assert writer.doubts == {}
    answer(writer, "讲话人.身份", "分管领导")
    assert "身份原是“主要领导”" in writer.doubts["成绩回顾/问题不足"]
    writer.press("u")
    assert writer.doubts == {}
    answer(writer, "场合", "推进会")
    assert "场合原是“工作会议”" in writer.doubts["成绩回顾/问题不足"]
    writer.go("成绩回顾/问题不足").press("y")
    assert writer.doubts == {}


def test_another_set_of_the_same_points_unsettles_no_line_under_them(writer: Writer) -> None:
    """Which tail a heading has is nothing a line leans on, whoever chose the set; its point's words are."""
    own(writer, LINE, "一户一户上门看。")
    own(writer, "意见/2/1/文", "照着去办。")
    pattern(writer)
    assert writer.doubts == {}
    assert "换了 " in writer.state.message
    headings = [writer.line(f"意见/{place}") for place in (1, 2, 3)]
    writer.go("意见/1").press("J")
    assert writer.line("意见/2") not in headings, "轮换词换了"
    assert writer.doubts == {}
    wording(writer.go("意见/1"))
    assert "意见/1/1/文" in writer.doubts


def test_own_headings_are_marked_when_their_siblings_take_another_set(writer: Writer) -> None:
    own(writer, "意见/2", "把农村养老抓在手上")
    own(writer, "意见/3/1", "业务要硬")
    pattern(writer)
    assert "句式" in writer.doubts["意见/2"]
    writer.go("意见/2").press("y")
    assert "意见/2" not in writer.doubts
    writer.go("意见/3").press("y")
    answer(writer, "意见/3", "队伍建设：培训、关爱建设")
    assert "业务建设" in writer.doubts["意见/3/1"]


def test_what_was_left_out_is_not_left_out_of_something_else_unseen(writer: Writer) -> None:
    writer.go("意见/1/2").press("d")
    topic(writer)
    assert "居家养老" in writer.doubts["意见/1/2"]
    assert writer.go("意见/1/2").screen().count("!") >= 1


def test_everything_below_a_heading_and_the_whole_outline_is_kept_at_once(writer: Writer) -> None:
    for node in (LINE, "意见/1/2/文", "意见/2/1/文"):
        own(writer, node, "去年新建63所。")
    assert len(writer.doubts) == 3
    writer.go("意见/1").press("y")
    assert set(writer.doubts) == {"意见/2/1/文"}
    assert "仍用这里的 2 处" in writer.state.message
    writer.press("u", "Y")
    assert writer.doubts == {}
    writer.press("y")
    assert "没有要核对的" in writer.state.message


def test_at_the_end_one_key_says_it_was_looked_at(writer: Writer) -> None:
    own(writer, LINE, "去年新建幸福院63所，继续抓好。")
    own(writer, "意见/1/2/文", "去年新建食堂17个，继续抓好。")
    writer.press("q").done()
    place = next(k for k, row in enumerate(writer.screen(100, 40).splitlines()) if "63所" in row)
    assert "请核对" in writer.screen(100, 40).splitlines()[place]
    writer.press("y")
    assert "只对“请核对”" in writer.state.message
    while "▶ 请核对" not in writer.screen(100, 40):
        writer.press("down")
    writer.press("y")
    assert writer.state.mode == "end"
    assert set(writer.doubts) == {"意见/1/2/文"}
    writer.press("y")
    assert writer.doubts == {}
    assert "请核对" not in writer.screen(100, 40)


def test_a_fact_is_named_once_at_the_end_and_no_more_when_it_was_confirmed(writer: Writer) -> None:
    own(writer, LINE, "去年新建幸福院63所，继续抓好。")
    assert "有 1 处选定要核对" in writer.state.message
    writer.go("意见/1/2/文").press("e", "home", "tab").type("6月30日").press("enter")
    found = [
        Finding("leak", "warning", 9, "63所", "这个数“63所”简要里没有，请核对"),
        Finding("leak", "warning", 11, "6月30日", "这个日期“6月30日”简要里没有，请核对"),
        Finding("leak", "error", 12, "32家", "这个数“32家”在先例〈旧〉里有，简要里没有"),
    ]

    def told(kind: str) -> list[str]:
        return [one.text for one in remarks(writer.desk, writer.state) if one.kind == kind]

    writer.press("q").done()
    writer.state = reviewed(writer.state, tuple(found))
    assert len(told("校对")) == 1
    assert "32家" in told("校对")[0]
    assert "63所" in told("请核对")[0]
    writer.press("escape", "Y", "q").done()
    writer.state = reviewed(writer.state, tuple(found))
    assert len(told("校对")) == 1
    assert told("请核对") == []


def test_a_line_opened_and_left_as_it_is_was_looked_at(writer: Writer) -> None:
    own(writer, LINE, "一户一户上门看。")
    topic(writer)
    writer.go(LINE).press("e", "enter")
    assert writer.doubts == {}
    answer(writer, "意见/1", "居家养老")
    assert LINE in writer.doubts, "核对过的是现在的，不是原来的"


def test_what_followed_the_brief_needs_no_looking_at(writer: Writer) -> None:
    take(writer, "开场/会议任务", "down")
    own(writer, "开场/会议任务", "今天，我们召开全县养老服务工作会议，请大家发言。")
    answer(writer, "会议", "全县养老服务推进会")
    assert "推进会" in writer.line("开场/会议任务")
    assert writer.doubts == {}
    answer(writer, "主题", "供水工作")
    assert "主题原是“养老服务工作”" in writer.doubts["开场/会议任务"]


def test_bodies_that_were_taken_follow_the_brief(writer: Writer) -> None:
    answer(writer, "对象", "各成员单位")
    old = [node for node, text in writer.lines().items() if node.endswith("/文") and "各成员单位" in text]
    assert old
    for node in old:
        take(writer, node)
    answer(writer, "对象", "各村党支部")
    # What could only ask how a measure is done is the writer's own from then on: to be looked at.
    assert all("各村党支部" in writer.line(node) or "各成员单位" in writer.doubts[node] for node in old)
    old = [node for node in old if "各村党支部" in writer.line(node)]
    assert len(old) > 2
    # Edited, a line goes on following what it followed.
    writer.go(old[0]).press("e", "end").type("请抓紧。").press("enter")
    answer(writer, "对象", "各社区")
    assert all("各社区" in writer.line(node) for node in old)
    assert writer.line(old[0]).endswith("请抓紧。")
    assert not writer.doubts.keys() & set(old)


def test_bodies_that_name_a_part_of_the_audience_are_marked_when_it_changes(writer: Writer) -> None:
    bodies = [node for node in writer.lines() if node.endswith("/文")]
    for node in bodies:
        take(writer, node)
    assert writer.doubts == {}
    old = {node for node in bodies if re.search("各乡镇|县直有关部门", writer.line(node))}
    assert old
    answer(writer, "对象", "各街道和区直单位")
    assert {node for node, why in writer.doubts.items() if "对象原是“各乡镇和县直有关部门”" in why} == old


@pytest.mark.parametrize(
    ("row", "text"), [("对象", "各乡镇和县直各有关部门"), ("对象", "各街道和区直单位"), ("意见/1", "居家养老工作")]
)
def test_a_body_that_is_still_offered_letter_for_letter_needs_no_looking_at(
    writer: Writer, row: str, text: str
) -> None:
    for node in [node for node in writer.lines() if node.endswith("/文")]:
        take(writer, node)
    writer.go("意见/3/1").press("right", "enter", "escape")
    answer(writer, row, text)
    for node in writer.doubts:
        assert writer.line(node) not in [one.text for one in writer.desk.candidates(writer.go(node).state) if one.ref]
    own(writer, LINE, "各乡镇把居家养老抓起来。")
    answer(writer, "对象", "各村")
    answer(writer, "意见/1", "智慧养老")
    assert LINE in writer.doubts, "自己写的没有谁再给，照样要核对"


STARTERS = sorted((Path(__file__).parents[2] / "templates" / "briefs").glob("*.yaml"))


@pytest.mark.parametrize("starter", STARTERS, ids=lambda path: path.stem)
def test_a_heading_nobody_chose_raises_no_mark_in_any_starter_brief(desk: Desk, starter: Path) -> None:
    data = data_of(starter.read_text("utf-8"))
    writer = Writer(desk, State(data=data, file="简要.yaml"))
    line = next(node for node in reversed(writer.lines()) if node.endswith("/文"))
    own(writer, line, "一户一户上门看。")
    writer.go("意见/1").press("a").type("宣传引导").press("enter")
    assert writer.doubts == {}


@pytest.mark.parametrize(("row", "text", "field"), [("地区", "全市", "地区"), ("主题", "养老服务发展工作", "主题")])
def test_a_text_that_has_words_of_a_field_is_marked_when_the_field_changes(
    writer: Writer, row: str, text: str, field: str
) -> None:
    own(writer, LINE, "全县要把养老服务工作一户一户做到位。")
    own(writer, "意见/1/2/文", "一户一户做到位。")
    answer(writer, row, text)
    assert f"{field}原是" in writer.doubts[LINE]
    assert "意见/1/2/文" not in writer.doubts


def test_what_is_new_in_the_brief_counts_as_a_change(writer: Writer) -> None:
    own(writer, "开场/会议任务", "今天开个会。")
    own(writer, "开场/称谓", "乡亲们：")
    assert writer.doubts == {}
    answer(writer, "依据/+", "全市会议精神")
    assert writer.doubts["开场/会议任务"] == "依据原来没有，现在是“全市会议精神”"
    answer(writer, "称谓", "各位代表")
    assert writer.doubts["开场/称谓"] == "简要里的称谓原来没有，现在是“各位代表”"
    writer.press("Y")
    assert writer.doubts == {}
    answer(writer, "称谓", "各位委员")
    assert "称谓原是“各位代表”" in writer.doubts["开场/称谓"]


def test_a_salutation_is_marked_only_when_those_who_sit_there_are_spoken_to_otherwise(writer: Writer) -> None:
    own(writer, "开场/称谓", "乡亲们：")
    answer(writer, "对象", "各乡镇、县直各单位和各养老机构")
    assert writer.doubts == {}
    answer(writer, "对象", "各位企业家")
    assert writer.doubts["开场/称谓"] == "对这些人的称呼原来没有，现在是“各位企业家，同志们：”"
    writer.press("Y")
    answer(writer, "对象", "全县企业家")
    assert writer.doubts == {}


EVERY = BRIEF + "成绩: [{要点: 设施建设, 事实: 建成12所}]\n称谓: 各位代表\n依据: [全省会议精神]\n"


@pytest.mark.parametrize(
    ("node", "row", "text"),
    [
        ("开场/称谓", "称谓", "各位委员"),
        ("开场/会议任务", "依据/1", "全国会议精神"),
        ("开场/回应前述", "刚才/1", "县住建局：通报了情况"),
        ("成绩回顾/总体评价", "成绩/1", "设施建设：建成15所"),
        ("成绩回顾/分项成绩", "成绩/1", "设施建设：建成15所"),
        ("成绩回顾/肯定感谢", "成绩/1", "设施建设：建成15所"),
        ("串联/1", "刚才/1", "县住建局：通报了情况"),
        ("成绩回顾/问题不足", "问题/1", "护理设施老化"),
        ("三点意见/领起", "意见/+", "智慧养老"),
    ],
)
def test_a_line_of_ones_own_is_marked_when_what_it_is_about_changes(desk: Desk, node: str, row: str, text: str) -> None:
    occasion = "主持讲话" if "串联" in node else "工作会议"
    writer = Writer(desk, State(data={**data_of(EVERY), "场合": occasion}, file="简要.yaml"))
    place = next(each for each in writer.lines() if node in each)
    own(writer, place, "话说在前头。")
    assert writer.doubts == {}
    answer(writer, row, text)
    assert place in writer.doubts


def test_a_line_that_counts_or_names_the_points_is_marked_when_one_goes(writer: Writer) -> None:
    close = next(node for node in reversed(writer.lines()) if not node.startswith(("意见", "保障")))
    own(writer, close, "以上四点，请大家抓好落实。")
    own(writer, "意见/3/1/文", "把农村养老这件事讲透。")
    own(writer, "意见/1/1/文", "养老这件事讲透。")
    before = writer.state.data
    writer.go("意见/2").press("d")
    assert writer.doubts[close] == "点数原是“4”，现在是“3”"
    assert writer.doubts["意见/2/1/文"] == "提到的原是“农村养老”，现在没有了"
    assert "意见/1/1/文" not in writer.doubts
    writer.press("u")
    assert writer.doubts == {}
    answer(writer, "意见/2", "农村养老服务")
    assert writer.doubts == {}, "名字写长了，还是那一点"
    bare = {key: value for key, value in choices(before).items() if not key.endswith(GROUND)}
    again = Writer(writer.desk, State(data=put(before, "选定", bare), file="简要.yaml"))
    again.go("意见/2").press("d")
    assert close in again.doubts, "没有所据的旧文件也一样"


def test_a_salutation_taken_stands_as_it_was_shown(writer: Writer) -> None:
    answer(writer, "场合", "座谈会")
    answer(writer, "对象", "各位企业家")
    offered = writer.desk.candidates(writer.go("开场/称谓").state)
    for place, one in enumerate(offered):
        take(writer, "开场/称谓", *["down"] * place)
        assert writer.line("开场/称谓") == one.text
        writer.go("开场/称谓").press("x")


# --- facts filled in by hand -------------------------------------------------------------------------


def test_a_gap_filled_by_hand_is_nothing_to_look_at(writer: Writer) -> None:
    assert "【待填：" in writer.line(LINE)
    writer.go(LINE).press("e", "home", "tab").type("6月30日").press("enter")
    assert "6月30日" in writer.line(LINE)
    assert "【待填：" not in writer.line(LINE)
    assert writer.doubts == {}
    writer.press("e", "end").type("另建23所。").press("enter")
    assert "23所" in writer.doubts[LINE], "不是填空填进去的，要核对"
    writer.press("y")
    assert writer.doubts == {}
    answer(writer, "意见/1", "智慧养老")
    assert "原是" in writer.doubts[LINE]


@pytest.mark.parametrize(
    ("before", "after", "facts"),
    [
        ("在【待填：时限】前办好。", "在6月30日前办好。", ["6月30日"]),
        ("在【待填：日期】前办好。", "在3月18日前办好，新建5所。", ["3月18日"]),
        ("建【待填：数量】，投【待填：资金】。", "建12所，投30万元。", ["12所", "30万元"]),
        ("到【待填：年份】年6月办好。", "到2027年6月办好。", ["2027年6月"]),
        ("建9所，投【待填：资金】。", "建9所，投【待填：资金】。", []),
        ("办好。", "建12所。", []),
        ("在【待填：时限】前办好。", "在【待填：时限】前办好，建7所。", []),
    ],
)
def test_which_facts_filled_a_gap(before: str, after: str, facts: list[str]) -> None:
    brief = brief_of(data_of(BRIEF))
    assert brief is not None
    assert filled_by_hand(before, after, brief) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("去年开办老年食堂87家。", ["87家"]),
        ("去年开办老年食堂187家。", []),
        ("3月11日的会议要落实，2026年3月11日已经讲了。", []),
        ("3月1日的会议要落实。", ["3月1日"]),
        ("哪些村先做，发动村干部，由属地街道牵头。", []),
        ("建11家，配22人，花33万元。", ["11家", "22人", "33万元"]),
    ],
)
def test_facts_are_held_against_the_brief_as_the_check_does(writer: Writer, text: str, facts: list[str]) -> None:
    answer(writer, "日期", "2026-03-11")
    answer(writer, "成绩/+", "助餐服务：开办老年食堂187家")
    own(writer, "意见/2/1/文", text)
    told = writer.doubts.get("意见/2/1/文", "")
    assert re.findall("“([^”]+)”", told) == facts


def test_a_text_may_count_its_own_headings() -> None:
    brief = brief_of(data_of(BRIEF))
    assert brief is not None
    assert strange_in("下面讲十二条意见。", brief, {12}) == []
    assert strange_in("下面讲十二条意见。", brief, {3}) == ["十二条"]


def test_every_fact_that_is_vouched_for_was_shown(writer: Writer) -> None:
    facts = ["11家", "22人", "33万元", "44个", "55公里", "《甲、乙管理办法》", "66%"]
    own(writer, LINE, f"建{'，'.join(facts)}，抓紧。")
    answer(writer, "意见/1", "智慧养老")
    shown = writer.desk.look(writer.state.data).trouble(LINE)
    assert shown.startswith("这一点原是“居家养老”，现在是“智慧养老”；“11家”、“22人”")
    assert f"等{len(facts)}处简要里没有" in shown
    writer.press("q").done()
    remark = next(one for one in remarks(writer.desk, writer.state) if one.kind == "请核对")
    assert all(f"“{fact}”" in remark.text for fact in facts)
    writer.press("escape", "Y")
    assert writer.doubts == {}
    writer.go(LINE).press("e", "end").type("再建9家。").press("enter")
    assert writer.doubts[LINE] == "“9家”简要里没有"


def test_a_heading_taken_as_it_stood_is_no_change(writer: Writer) -> None:
    own(writer, LINE, "一户一户上门看。")
    own(writer, "意见/3/1/文", "教业务。")
    said = writer.lines()
    for node, keys in (("意见/1", ["right", "enter"]), ("意见/1", ["g", "enter"]), ("意见/3/1", ["g", "enter"])):
        writer.go(node).press(*keys)
        writer.state = replace(writer.state, mode="outline")
        assert writer.lines() == said
        assert writer.doubts == {}
    # A set the planner takes by itself, of the siblings' doing, says nothing new.
    writer.press("u", "u", "u")
    assert writer.lines() == said
    answer(writer, "意见/2", "农村互助养老服务设施")
    assert LINE not in writer.doubts


def test_no_id_of_the_banks_reaches_the_writer(writer: Writer) -> None:
    own(writer, "意见/2", "把农村养老抓在手上")
    pattern(writer)
    assert "同级的句式原是“" in writer.doubts["意见/2"]
    assert not re.search("[a-z<>]", writer.doubts["意见/2"])


# --- on disk -----------------------------------------------------------------------------------------


def test_the_ground_outlives_kill_and_leaving_and_changes_no_outline(
    writer: Writer, desk: Desk, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace, desk.occasions)
    state = begin(desk, session, False)
    there = Writer(desk, state)

    def keep(old: State) -> None:
        session.keep(old, there.state)

    for act in (lambda: own(there, LINE, "一户一户上门看。"), lambda: topic(there)):
        old = there.state
        act()
        keep(old)
    assert LINE in there.doubts
    # As after kill -9: nothing is closed in order.
    session.close()
    again = Session(path, workspace, desk.occasions)
    resumed = Writer(desk, begin(desk, again, True))
    assert resumed.doubts == there.doubts
    resumed.press("u")
    assert resumed.doubts == {}
    again.close()
    # And a session begun anew from the file alone.
    last = Session(path, workspace, desk.occasions)
    assert Writer(desk, begin(desk, last, False)).doubts == there.doubts
    last.close()
    bare = {key: item for key, item in choices(there.state.data).items() if not key.endswith(GROUND)}
    assert texts(outline_of(there.state.data, desk.bank)) == texts(
        outline_of(put(there.state.data, "选定", bare), desk.bank)
    )
    assert not [note for note in outline_of(there.state.data, desk.bank).notes if "所据" in note]
    assert re.search(f"{LINE}/所据: 要点：居家养老｜标题：.*居家养老.*（自动）／", path.read_text("utf-8"))


def test_a_file_without_grounds_is_left_as_it_is_till_something_moves(desk: Desk) -> None:
    old = put(data_of(BRIEF), "选定", {LINE: "一户一户上门看。", "意见/3/1/文": "请老师来讲。"})
    writer = Writer(desk, State(data=old, file="简要.yaml"))
    assert writer.doubts == {}
    answer(writer, "讲话人.职务", "县委书记")
    assert choices(writer.state.data) == choices(old), "没有动过的一字不动"
    topic(writer)
    assert set(writer.doubts) == {LINE}
    assert "意见/3/1/文" + GROUND not in choices(writer.state.data)
    writer.press("u")
    assert choices(writer.state.data) == choices(old)


def test_a_ground_written_by_hand_or_torn_does_no_harm(desk: Desk) -> None:
    held = {LINE: "一户一户上门看。", LINE + GROUND: "乱写的", "意见/9/文" + GROUND: "要点：没有了"}
    writer = Writer(desk, State(data=put(data_of(BRIEF), "选定", held), file="简要.yaml"))
    assert writer.doubts == {}
    assert writer.screen()


def test_grounds_are_read_back_as_they_were_written() -> None:
    parts = {"要点": "甲", "标题": "乙／丙：丁"}
    assert parsed(kept(parts, Hands(["3所", "3所"]))) == {**parts, "手填": "3所"}
    assert moved(kept(parts, Hands(["3所"])), parts) == ""
    assert moved(kept(parts), {**parts, "标题": "乙／戊"}) == "上面的标题原是“丙：丁”，现在是“戊”"
    assert moved(kept(parts), {"标题": "乙／丙：丁"}) == "这一点原是“甲”，现在没有了"


def test_choices_survive_any_walk(writer: Writer) -> None:
    own(writer, LINE, "一户一户上门看。")
    for keys in (["J"], ["K"], ["g", "down", "enter"], ["u"], ["c-r"], ["u"]):
        writer.go("意见/1" if writer.line("意见/1") else "意见/2").press(*keys)
        assert "一户一户上门看。" in writer.lines().values()
    assert press(writer.desk, writer.state, "y").message


def test_typing_the_next_line_asks_the_planner_nothing_new(writer: Writer) -> None:
    own(writer, LINE, "各乡镇把养老服务工作抓在手上。")
    answer(writer, "对象", "各街道和区直单位")
    asked: list[Data] = []

    def see(data: Data) -> Look:
        asked.append(data)
        return writer.desk.look(data)

    for text in ("教业务。", "换一句。"):
        own(writer, "意见/3/1/文", text)
        look = writer.desk.look(writer.state.data)
        assert look.brief is not None
        assert [
            node
            for node, _ in doubts(
                writer.state.data, look.brief, look.nodes, writer.desk.bank, see, writer.desk.topics_of
            )
        ] == [LINE]
    first, second = asked
    assert first == second


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("这四件事要抓实。", "点数原是“4”，现在是“3”"),
        ("四个要点都要抓。", "点数原是“4”，现在是“3”"),
        ("抓好这四项重点工作。", "点数原是“4”，现在是“3”"),
        ("第三点我再强调一下。", "按次序说的那几点原是“队伍建设”，现在是“保障”"),
        ("前两点讲的是服务。", "按次序说的那几点原是“居家养老、农村养老”，现在是“居家养老、队伍建设”"),
        ("第一点不能松。", ""),
        ("到下午四点为止。", ""),
    ],
)
def test_a_line_that_calls_points_by_number_or_place_is_marked_when_one_goes(
    writer: Writer, said: str, why: str
) -> None:
    own(writer, "意见/1/1/文", said)
    before = writer.doubts.get("意见/1/1/文", "")
    assert writer.go("意见/2").press("d").doubts.get("意见/1/1/文", "") == (why or before)


@pytest.mark.parametrize(
    ("said", "field", "value", "named"),
    [
        ("业务建设那样的劲头要有。", "意见", ["居家养老", "农村养老", "队伍建设"], "业务建设"),
        ("县民政局要牵头。", "刚才", [{"谁": "县财政局", "事": "作了发言"}], "县民政局"),
        ("护理人员不足要解决。", "问题", ["床位空置"], "护理人员不足"),
        ("各级党委要扛起来。", "保障", {"主体": "县委", "措施": ["健全机制"]}, "各级党委"),
        ("这个副县长当一天就抓一天。", "讲话人", {"职务": "县委书记"}, "副县长"),
    ],
)
def test_what_a_line_names_from_elsewhere_in_the_brief_marks_it_when_it_goes(
    writer: Writer, said: str, field: str, value: object, named: str
) -> None:
    writer.state = replace(writer.state, data=put(writer.state.data, "讲话人", {"职务": "副县长"}))
    whole = {"主体": "各级党委和政府", "措施": ["健全机制", "配强干部"]}
    writer.state = replace(writer.state, data=put(writer.state.data, "保障", whole))
    own(writer, "意见/2/1/文", said)
    assert "提到的" not in writer.doubts.get("意见/2/1/文", "")
    writer.state = amend(writer.desk, writer.state, put(writer.state.data, field, value), "改")
    assert f"提到的原是“{named}”，现在没有了" in writer.doubts["意见/2/1/文"]


def test_what_a_choice_stands_on_makes_no_new_plan(bank: Bank) -> None:
    desk = Desk(bank)
    took: list[float] = []
    desk.planning = took.append
    data = data_of(BRIEF)
    chosen = choose(data, "意见/1/1/文", "各乡镇要把责任落到人头。")
    with_ground = choose(chosen, "意见/1/1/文" + GROUND, "划线：人头")
    desk.look(data)
    desk.look(chosen)
    once = len(took)
    assert desk.look(with_ground).outline == desk.look(chosen).outline
    assert len(took) == once
    desk.look(choose(data, "意见/1/1/文", "各乡镇要把任务落到人头。"))
    assert len(took) > once
