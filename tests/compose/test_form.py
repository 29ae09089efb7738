"""From nothing to a brief: the questions, what they accept, going back among them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank
from drafter.compose import questions
from drafter.compose.acts import ending, form, line
from drafter.compose.data import brief_of
from drafter.compose.desk import Desk
from drafter.compose.state import State
from drafter.plan.slips import OVER
from drafter.records import Finding
from tests.compose.conftest import BRIEF, Writer, data_of
from tests.compose.test_view import small_bank


def test_a_whole_brief_from_nothing(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter")
    newcomer.press("enter")
    assert newcomer.state.data["场合"] == "推进会"
    newcomer.type("分管").press("enter")
    assert newcomer.state.data["讲话人"] == {"身份": "分管领导"}
    newcomer.press("tab", "enter")
    newcomer.type("各乡镇").press("enter")
    newcomer.type("全市养老服务会议精神、《养老办法》").press("enter")
    newcomer.type("县民政局：通报了情况").press("enter", "enter")
    newcomer.type("设施建设：新建14个").press("enter", "enter")
    newcomer.type("护理人员不足").press("enter", "enter")
    newcomer.type("居家养老").press("enter").type("队伍建设：业务建设、关爱建设").press("enter", "enter")
    newcomer.type("各级党委").press("enter").type("健全机制、配强干部").press("enter")
    newcomer.type("青岚县副县长").press("enter", "enter").type("2026-03-18").press("enter")
    assert newcomer.state.mode == "outline"
    assert "问完了" in newcomer.screen()
    assert newcomer.state.data["讲话人"] == {"身份": "分管领导", "职务": "青岚县副县长"}
    assert newcomer.state.data["日期"] == "2026-03-18"
    assert newcomer.state.data["主题"] == "养老服务"
    assert newcomer.state.data["依据"] == ["全市养老服务会议精神", "《养老办法》"]
    assert newcomer.state.data["意见"] == ["居家养老", {"主题": "队伍建设", "措施": ["业务建设", "关爱建设"]}]
    assert "意见/2/1" in newcomer.lines()
    assert brief_of(newcomer.state.data) is not None


def test_what_is_asked_stands_in_the_form_in_the_order_it_is_asked(newcomer: Writer) -> None:
    shown = [row.key for row in questions.rows(newcomer.state.data)]
    asked = [newcomer.state.row.split("/")[0]]
    newcomer.type("某会议")
    while newcomer.state.row.split("/")[0] != "意见":
        newcomer.press("enter")
        asked.append(newcomer.state.row.split("/")[0])
    assert list(dict.fromkeys(shown))[: len(asked)] == asked


def test_enter_alone_takes_the_default_occasion_and_skips_what_may_lack(newcomer: Writer) -> None:
    newcomer.type("某会议").press("enter", *["enter"] * 8)
    assert newcomer.state.data == {"会议": "某会议", "场合": "工作会议"}
    assert newcomer.state.row == "意见/+"
    newcomer.press("enter")
    assert "必须" in newcomer.fault


@pytest.mark.parametrize(
    ("meeting", "occasion"),
    [("全市招商引资总结表彰大会", "总结表彰会"), ("全县防汛动员会", "动员会"), ("某次活动", "工作会议")],
)
def test_the_occasion_is_read_off_the_meetings_name(newcomer: Writer, meeting: str, occasion: str) -> None:
    newcomer.type(meeting).press("enter", "enter")
    assert newcomer.state.data["场合"] == occasion


def test_of_a_closed_list_the_beginning_of_a_word_is_enough(newcomer: Writer) -> None:
    newcomer.type("某会议").press("enter").type("推")
    assert newcomer.fault == ""
    newcomer.press("enter")
    assert newcomer.state.data["场合"] == "推进会"
    newcomer.type("领导").press("enter")
    assert newcomer.state.row == "讲话人.身份"
    assert newcomer.fault
    newcomer.press("c-u").type("主").press("enter")
    assert newcomer.state.row == "讲话人.身份", "主要领导、主持人都是“主”开头"


def test_a_word_that_stands_already_can_be_changed_by_the_arrows(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "场合")
    offered = [one.text for one in writer.desk.completions(writer.state)]
    assert "座谈会" in offered
    writer.press(*["down"] * (offered.index("座谈会") + 1), "enter")
    assert writer.state.data["场合"] == "座谈会"


def test_the_hint_of_a_question_stays_while_it_is_asked(newcomer: Writer) -> None:
    newcomer.type("某会议").press("enter")
    assert "空着按回车" in newcomer.screen()
    assert "会议：某会议" not in newcomer.screen()


def test_what_must_not_lack_cannot_be_taken_out(writer: Writer) -> None:
    before = writer.state.data
    writer.press("b")
    writer.state = replace(writer.state, row="会议")
    writer.press("d")
    assert "不能没有" in writer.state.message
    writer.press("enter", "c-u", "enter")
    assert "必须" in writer.fault
    assert writer.state.data is before


def test_ctrl_c_gives_up_the_answer_and_keeps_the_form(newcomer: Writer) -> None:
    newcomer.type("写到一半").press("c-c")
    assert newcomer.state.mode == "form"
    assert newcomer.state.typing is None
    assert newcomer.state.wish is None


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
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text)
    assert part in writer.fault
    before = writer.state.data
    writer.press("enter")
    assert writer.state.data is before
    assert writer.state.typing is not None


def test_earlier_briefs_complete_the_answers(bank: Bank) -> None:
    writer = Writer(Desk(bank, (data_of(BRIEF),)), State(file="新.yaml"))
    writer.type("全县养")
    assert [one.text for one in writer.desk.completions(writer.state)] == ["全县养老服务工作会议"]
    writer.press("tab", "enter")
    assert writer.state.data["会议"] == "全县养老服务工作会议"


def test_the_facts_of_another_meeting_are_not_offered(bank: Bank) -> None:
    earlier = data_of("会议: 全县供水推进会\n成绩: [{要点: 管网改造, 事实: 改造87公里}, 投入3亿元]\n意见: [甲事]\n")
    writer = Writer(Desk(bank, (earlier,)), State(file="新.yaml"))
    writer.state = form.ask(writer.desk, writer.state, "成绩/+")
    assert [one.text for one in writer.desk.completions(writer.state)] == ["管网改造："]


def test_of_another_meeting_the_points_are_offered_without_their_measures_and_its_troubles_not_at_all(
    bank: Bank,
) -> None:
    earlier = data_of(
        "会议: 全县供水推进会\n刚才: [{谁: 县水务局, 事: 通报了情况}]\n问题: [水费收缴难]\n"
        "意见: [{主题: 管网改造, 措施: [更换管道（县水务局，5月底前）]}]\n"
    )
    for meeting, offered in (
        ("全县养老会", {"意见/+": "管网改造", "问题/+": None, "刚才/+": None}),
        (
            "全县供水推进会",
            {
                "意见/+": "管网改造：更换管道（县水务局，5月底前）",
                "问题/+": "水费收缴难",
                "刚才/+": "县水务局：通报了情况",
            },
        ),
    ):
        writer = Writer(Desk(bank, (earlier,)), State(file="新.yaml", data={"会议": meeting}))
        for row, first in offered.items():
            writer.state = form.ask(writer.desk, writer.state, row)
            found = [one.text for one in writer.desk.completions(writer.state) if one.note == "以前的简要"]
            assert found == ([first] if first else []), (meeting, row)


def test_what_an_earlier_brief_left_to_fill_is_not_offered(bank: Bank) -> None:
    earlier = data_of("会议: 【待填：会议名称】\n主题: 【待填：主题】工作\n意见: [甲事]\n")
    writer = Writer(Desk(bank, (earlier,)), State(file="新.yaml"))
    for row in ("会议", "主题"):
        writer.state = form.ask(writer.desk, writer.state, row)
        assert not [one.text for one in writer.desk.completions(writer.state) if "待填" in one.text]


def test_back_among_the_questions(newcomer: Writer) -> None:
    newcomer.type("甲会议").press("enter").press("pageup")
    assert newcomer.state.row == "会议"
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "甲会议"
    newcomer.press("backspace", "backspace").type("大会").press("enter")
    assert newcomer.state.data["会议"] == "甲大会"


def test_a_frame_that_no_longer_stands_is_put_aside_and_comes_back() -> None:
    small = small_bank()
    (task, *rest) = small.frames
    bound = replace(task, id="kc-9", text="今天的<会议>是一次年度会议。", occasions=("工作会议",))
    talk = replace(small.occasions[0], name="座谈会")
    bank = replace(small, frames=(bound, task, *rest), occasions=(*small.occasions, talk))
    writer = Writer(Desk(bank), State(data=data_of(BRIEF), file="简要.yaml"))
    writer.go("开场/会议任务").press("right")
    place = next(k for k, one in enumerate(writer.desk.candidates(writer.state)) if one.value == "kc-9")
    writer.press("pageup", *["down"] * place, "enter")
    assert writer.chosen == {"开场/会议任务": "kc-9"}
    writer.state = form.ask(writer.desk, writer.state, "场合")
    writer.press("c-u").type("座谈会").press("enter", "escape")
    assert "年度会议" not in writer.line("开场/会议任务")
    assert writer.chosen == {"开场/会议任务/搁置": "kc-9"}
    assert any("kc-9" in why for _, why in writer.desk.look(writer.state.data).misfits)
    assert "没处放" not in writer.screen(), "这一行还在，标在行上"
    assert "! 原先选的框架 kc-9" in writer.go("开场/会议任务").screen()
    writer.state = form.ask(writer.desk, writer.state, "场合")
    writer.press("c-u").type("工作会议").press("enter", "escape")
    assert writer.chosen == {"开场/会议任务": "kc-9"}


def test_choices_without_a_node_are_kept_and_listed(writer: Writer) -> None:
    writer.go("开场/回应前述").press("right", "down", "enter", "escape", "b")
    writer.state = form.ask(writer.desk, writer.state, "刚才/1")
    writer.press("c-u", "enter", "escape")
    assert "开场/回应前述" in writer.chosen
    assert "开场/回应前述" not in writer.lines()
    assert ("开场/回应前述", "这个节点现在没有了，选择还留着") in writer.desk.look(writer.state.data).misfits
    assert "1 句没处放" in writer.screen()
    assert "：刚才，" in writer.screen(), "话也看得见"


def test_a_fact_the_brief_does_not_have_is_marked(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("去年新建幸福院63所，继续抓好。").press("enter")
    assert "63所" in writer.doubts["意见/1/1/文"]


def test_a_brief_is_a_yaml_file(desk: Desk) -> None:
    state = replace(line.start(desk, State(mode="start"), "file", ""), entries=())
    writer = Writer(desk, state)
    writer.state = state
    writer.type("供水.docx").press("enter")
    assert ".yaml" in writer.fault
    writer.press("c-u").type("供水").press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.path == "供水.yaml"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "县邮政公司通报了快递进村情况，石桥镇、柳河镇作了交流发言。",
            [("县邮政公司", "通报了快递进村情况"), ("石桥镇、柳河镇", "作了交流发言")],
        ),
        (
            "刚才，县民政局通报了情况，分析了问题；甲镇作了发言",
            [("县民政局", "通报了情况，分析了问题"), ("甲镇", "作了发言")],
        ),
        ("县民政局：通报了情况，乙镇作了发言", [("县民政局", "通报了情况，乙镇作了发言")]),
    ],
)
def test_a_sentence_without_a_colon_tells_who_did_what(
    newcomer: Writer, text: str, kept: list[tuple[str, str]]
) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "刚才/+")
    newcomer.type(text).press("enter")
    assert [(one["谁"], one["事"]) for one in newcomer.state.data["刚才"]] == kept
    assert newcomer.state.row == "刚才/+"


@pytest.mark.parametrize("text", ["甲镇汇报", "作了发言", "下面开会"])
def test_what_tells_nobody_is_asked_for(newcomer: Writer, text: str) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "刚才/+")
    newcomer.type(text).press("enter")
    assert "谁：作了什么" in newcomer.fault


def test_a_date_is_taken_as_it_is_written_and_its_year_asked_for(newcomer: Writer) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "日期")
    newcomer.type("12月3日").press("enter")
    assert "年份" in newcomer.fault
    newcomer.press("c-u").type("2026年12月3日").press("enter")
    assert newcomer.state.data["日期"] == "2026-12-03"


def test_how_it_is_seen_to_is_not_asked_where_nobody_is(newcomer: Writer) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "保障.主体")
    newcomer.press("enter")
    assert newcomer.state.row == "讲话人.职务"
    newcomer.press("pageup")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "保障.主体")
    newcomer.type("各级党委").press("enter")
    assert newcomer.state.row == "保障.措施"


def test_enter_after_enter_fills_one_row_after_the_other(writer: Writer) -> None:
    writer.press("b")
    writer.state = replace(writer.state, row="保障.措施")
    writer.press("enter", "c-u").type("健全机制").press("enter", "enter").type("青岚县副县长").press("enter", "enter")
    writer.type("某某").press("enter", "enter").type("2026-12-10").press("enter")
    assert writer.state.data["保障"]["措施"] == ["健全机制"]
    assert writer.state.data["讲话人"] == {"职务": "青岚县副县长", "姓名": "某某"}
    assert writer.state.data["日期"] == "2026-12-10"


def test_a_row_passed_over_is_left_like_one_that_was_filled(writer: Writer) -> None:
    for text in ("", "青岚县副县长"):
        writer.press("b")
        writer.state = replace(writer.state, row="讲话人.职务", typing=None)
        writer.press("enter").type(text).press("enter")
        assert (writer.state.row, writer.state.typing) == ("讲话人.姓名", None)
        writer.press("escape")


@pytest.mark.parametrize(
    ("row", "text", "told"),
    [
        ("讲话人.职务", "2026年13月2日", "像是日期"),
        ("讲话人.姓名", "2026-12-02", "像是日期"),
        ("保障.主体", "12月2日", "像是日期"),
        ("保障.措施", "副县长", "像是职务"),
        ("日期", "2026年13月2日", "没有"),
        ("保障.措施", "选优书记、一把手任组长", ""),
        ("讲话人.职务", "2026年度轮值主席", ""),
    ],
)
def test_an_answer_to_another_question_is_asked_about(writer: Writer, row: str, text: str, told: str) -> None:
    before = writer.state.data
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text).press("enter")
    assert told in writer.fault
    assert (writer.state.data == before) is bool(told)


def test_how_many_lines_a_field_changes_is_told(writer: Writer) -> None:
    before = writer.lines()
    writer.press("b")
    writer.state = form.ask(writer.desk, writer.state, "主题")
    writer.press("c-u").type("养老护理员培训").press("enter")
    count = re.search(r"还有 (\d+) 句跟着换了", writer.state.message)
    nodes = writer.desk.look(writer.state.data).nodes
    changed = [item.id for item in nodes if not item.level and before.get(item.id, item.text) != item.text]
    assert count is not None
    assert int(count[1]) == len(changed) > 0


def test_a_file_name_that_is_proposed_gives_way_to_what_is_typed(desk: Desk) -> None:
    writer = Writer(desk, State(file="简要.yaml"))
    writer.state = replace(line.start(desk, State(mode="start"), "file", "简要.yaml"), entries=())
    writer.type("护林.yaml").press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.path == "护林.yaml"
    writer.state = replace(line.start(desk, State(mode="start"), "file", "简要.yaml"), entries=())
    writer.press("home").type("护林").press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.path == "护林简要.yaml"


def test_ctrl_u_clears_the_whole_line_wherever_the_caret_is(newcomer: Writer) -> None:
    newcomer.type("写了一行").press("home", "c-u")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == ""


MARKED = """\
会议: 全县养老服务工作会议
依据: ["全省养老、医疗会议精神", "《养老办法》"]
刚才:
  - {谁: "甲镇：乙村", 事: 作了发言}
成绩: [{事实: "投入：3亿元"}, {要点: 设施建设}]
意见:
  - {主题: 队伍建设, 措施: ["统筹医疗、养老资源", 关爱建设]}
  - {主题: "一件事：居家养老"}
  - {主题: "住房、医疗保障", 措施: ["甲、乙；丙"]}
保障: {主体: 各级党委, 措施: ["健全制度、机制"]}
"""


@pytest.mark.parametrize(
    ("row", "more", "key", "kept"),
    [
        ("依据", "和部署", "依据", ["全省养老、医疗会议精神", "《养老办法》和部署"]),
        ("刚才/1", "了", "刚才", [{"谁": "甲镇：乙村", "事": "作了发言了"}]),
        ("成绩/1", "多", "成绩", [{"事实": "投入：3亿元多"}, {"要点": "设施建设"}]),
        ("成绩/2", "年", "成绩", [{"事实": "投入：3亿元"}, {"要点": "设施建设年"}]),
        ("意见/1", "年", "意见", [{"主题": "队伍建设", "措施": ["统筹医疗、养老资源", "关爱建设年"]}]),
        ("意见/2", "年", "意见", [{"主题": "一件事：居家养老年"}]),
        ("意见/3", "丁", "意见", [{"主题": "住房、医疗保障", "措施": ["甲、乙；丙丁"]}]),
        ("保障.措施", "年", "保障", {"主体": "各级党委", "措施": ["健全制度、机制年"]}),
    ],
)
def test_what_holds_stops_and_colons_is_edited_without_being_cut(
    desk: Desk, row: str, more: str, key: str, kept: object
) -> None:
    writer = Writer(desk, State(data=data_of(MARKED)))
    writer.state = form.ask(desk, writer.state, row)
    writer.type(more).press("enter")
    changed = writer.state.data[key]
    assert (changed if key != "意见" else [changed[int(row[-1]) - 1]]) == kept


def test_what_stands_between_is_said_where_it_is_another(desk: Desk) -> None:
    writer = Writer(desk, State(data=data_of(MARKED)))
    writer.state = form.ask(desk, writer.state, "意见/1")
    assert "几条之间用“；”隔开" in writer.screen()
    writer.type("；业务建设").press("enter")
    assert writer.state.data["意见"][0]["措施"] == ["统筹医疗、养老资源", "关爱建设", "业务建设"]


def test_what_a_rename_leaves_without_a_place_is_told(writer: Writer) -> None:
    node = next(one for one in writer.lines() if one.startswith("意见/") and "/导语/" in one)
    writer.go(node).press("w").type("人手不够，就把待遇提上来。").press("enter")
    writer.go("/".join(node.split("/")[:2])).press("b", "enter", "c-u").type("设施管护").press("enter")
    assert "有 1 句没处放了" in writer.state.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("分析了存在的问题", "还差“谁”：写成“谁：作了什么”；还是上一位的，就写“县民政局：分析了存在的问题”"),
        ("并作了部署", "还是上一位的，就写“县民政局：并作了部署”"),
        ("王某某同志讲过了", "加冒号"),
        ("县民政局", "还差“做了什么”"),
    ],
)
def test_an_event_that_lacks_something_is_told_what(writer: Writer, text: str, said: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, "刚才/+")
    writer.type(text).press("enter")
    assert said in writer.fault


def test_an_answer_that_was_changed_and_left_by_the_page_keys_is_said_to_wait(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "主题")
    writer.type("和托育服务工作").press("pageup")
    assert "主题打的字没有收下，留着" in writer.state.message
    assert writer.press("pagedown", "c-y").state.typing is not None
    assert writer.state.typing is not None
    assert writer.state.typing.text == "养老服务工作和托育服务工作"


def test_after_esc_the_questions_go_on_with_enter(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter", "escape")
    assert "按回车接着答" in newcomer.state.message
    newcomer.press("enter", "enter")
    assert newcomer.state.row == "讲话人.身份"
    assert newcomer.state.typing is not None


@pytest.mark.parametrize(("row", "neighbour"), [("意见/1", "意见/1"), ("意见/3", "意见/2"), ("问题/1", "问题/+")])
def test_what_is_removed_leaves_the_cursor_beside_it(writer: Writer, row: str, neighbour: str) -> None:
    writer.press("b")
    writer.state = replace(writer.state, row=row)
    writer.press("d")
    assert writer.state.row == neighbour
    writer.press("u", "down")
    assert writer.state.row != "会议"


def test_a_date_may_end_in_hao_and_a_wrong_one_is_refused_in_words_for_the_screen(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "日期")
    writer.type("下周")
    assert "空着回车" in writer.fault
    assert "删去这一行" not in writer.fault
    writer.press("c-u").type("2026年3月18号").press("enter")
    assert writer.state.data["日期"] == "2026-03-18"


def test_a_very_long_title_is_told_of(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "标题")
    writer.type("在会上的讲话" * 10).press("enter")
    assert "60 字" in writer.state.message


def test_what_is_not_asked_leads_on_and_not_back_to_the_first_question(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter", "escape")
    newcomer.state = replace(newcomer.state, row="标题")
    newcomer.press("enter").type("在推进会上的讲话").press("enter")
    assert newcomer.state.row == "地区"


def test_a_question_passed_over_with_one_enter_too_many_is_said_with_the_way_back(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter", "enter", "enter", "enter", "enter")
    assert newcomer.state.row == "依据"
    assert "讲话人·身份、主题、对象空着；要填按 PgUp" in newcomer.screen()
    assert "几条就用顿号" in newcomer.screen(), "这一问怎么答也还在"
    newcomer.type("某会议精神").press("enter")
    assert "空着" not in newcomer.state.message
    newcomer.type("县民政局：通报了情况").press("enter", "enter", "enter")
    assert newcomer.state.row == "问题/+"
    assert newcomer.state.message.startswith("成绩空着"), "刚才已经答了"
    newcomer.press("pageup").type("新建食堂3个").press("enter", "enter")
    assert newcomer.state.row == "问题/+"
    assert "空着" not in newcomer.state.message


def test_an_early_answer_put_right_leads_back_to_where_the_writer_was(newcomer: Writer) -> None:
    newcomer.type("全县养老服务推进会").press("enter", "enter", "enter", "tab", "enter")
    newcomer.type("各乡镇").press("enter").type("某会议精神").press("enter").type("县民政局：通报了情况").press(
        "enter", "enter"
    )
    assert newcomer.state.row == "成绩/+"
    newcomer.press(*["pageup"] * 6)
    assert newcomer.state.row == "场合"
    newcomer.press("c-u").type("动员会").press("enter")
    assert newcomer.state.data["场合"] == "动员会"
    assert newcomer.state.row == "成绩/+"
    assert "回到“成绩”接着答" in newcomer.state.message
    # Esc and the form lead back as well.
    newcomer.press("escape", "home", "enter", "c-u").type("全县养老服务动员会").press("enter")
    assert newcomer.state.row == "成绩/+"
    newcomer.press("enter")
    assert newcomer.state.row == "问题/+", "往下照旧一问接一问"


def test_who_and_when_behind_a_row_of_measures_is_for_each_as_in_the_file(writer: Writer) -> None:
    line = "视力监测：每学期两次、一生一档（县教育局牵头，9月底前）"
    writer.state = form.ask(writer.desk, writer.state, "意见/+")
    writer.type(line).press("enter")
    assert writer.state.data["意见"][-1] == data_of(f"会议: 某会议\n意见:\n  - {line}\n")["意见"][0]
    assert writer.state.data["意见"][-1]["措施"][0] == "每学期两次（县教育局牵头，9月底前）"
    writer.state = form.ask(writer.desk, writer.state, "意见/4")
    writer.press("c-u").type(line).press("enter")
    assert writer.state.data["意见"][-1]["措施"][0] == "每学期两次", "分开以后各归各的"


@pytest.mark.parametrize(
    ("text", "guest"),
    [("特邀嘉宾", "特邀嘉宾"), ("各乡镇和各位来宾", "各位来宾"), ("各乡镇和县直有关部门", ""), ("全体党员干部", "")],
)
def test_guests_among_those_who_are_to_act_are_asked_about_while_typing(
    newcomer: Writer, text: str, guest: str
) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "对象")
    newcomer.type(text)
    assert (f"“{guest}”只来听会就不用写" in newcomer.screen()) is bool(guest)
    assert newcomer.fault == ""
    newcomer.press("enter")
    assert newcomer.state.data["对象"] == text, "照写也行"
    assert ("只来听会就不用写" in newcomer.state.message) is bool(guest), "一下子粘贴、逐行答的也看得到"


def test_at_a_talk_held_with_them_guests_are_the_ones_to_name(newcomer: Writer) -> None:
    newcomer.state = replace(newcomer.state, data={**newcomer.state.data, "场合": "座谈会"})
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "对象")
    newcomer.type("各位来宾")
    assert "只来听会" not in newcomer.screen()


def test_a_question_that_is_empty_again_is_not_jumped_over(newcomer: Writer) -> None:
    newcomer.type("全县供水推进会").press("enter", "enter", "enter", "tab", "enter").type("各乡镇").press("enter")
    newcomer.type("某会议精神").press("enter").type("县水利局：通报了情况").press("enter", "enter", "enter")
    assert newcomer.state.row == "问题/+"
    newcomer.type("管网老化").press("enter", "enter")
    assert newcomer.state.row == "意见/+"
    newcomer.press("escape", "u", "enter")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "刚才/+")
    newcomer.press("enter")
    assert newcomer.state.row == "成绩/+"
    newcomer.press("enter")
    assert newcomer.state.row == "问题/+"


def test_what_comes_behind_the_safeguard_is_asked_though_it_was_looked_at(newcomer: Writer) -> None:
    newcomer.type("全县供水推进会").press("enter")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "日期")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "保障.主体")
    newcomer.type("县委").press("enter")
    for row in ("保障.措施", "讲话人.职务", "讲话人.姓名", "日期"):
        assert newcomer.state.row == row
        newcomer.press("enter")


def test_what_the_theme_is_taken_for_is_said_where_it_is_asked(newcomer: Writer) -> None:
    newcomer.type("全市科技创新表彰暨高层次人才座谈会").press("enter", "enter", "enter")
    assert newcomer.state.row == "主题"
    assert "不写就从会议名称里取“科技创新”" in newcomer.screen()


@pytest.mark.parametrize(
    ("row", "text", "said"),
    [
        ("地区", "各位来宾、同志们：", "称谓"),
        ("讲话人.姓名", "副市长", "这里写姓名"),
        ("讲话人.姓名", "副市长陶某某", "这里写姓名"),
        ("讲话人.姓名", "县委副书记殷某某", "这里写姓名"),
        ("讲话人.职务", "1. 倒排工期", "这像是一条措施"),
    ],
)
def test_what_belongs_to_another_question_is_sent_there(writer: Writer, row: str, text: str, said: str) -> None:
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.press("c-u").type(text)
    assert said in writer.fault
    writer.press("c-u").type("周某某" if row != "地区" else "全县")
    assert writer.fault == ""


def test_that_how_it_is_seen_to_was_not_asked_is_said(newcomer: Writer) -> None:
    newcomer.type("全县养老会").press("enter")
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "保障.主体")
    newcomer.press("enter")
    assert "怎样保障也就不问" in newcomer.screen()


@pytest.mark.parametrize(
    ("row", "text", "again"),
    [
        ("刚才/+", "县民政局：通报了情况", True),
        ("刚才/+", "县民政局：通报了进度", False),
        ("问题/+", "护理人员不足", True),
        ("意见/+", "农村养老", True),
        ("意见/+", "农村养老服务", False),
    ],
)
def test_an_item_told_twice_is_named_while_it_is_typed(writer: Writer, row: str, text: str, again: bool) -> None:
    writer.press("b")
    writer.state = form.ask(writer.desk, writer.state, row)
    writer.type(text)
    assert ("条一样，写一次就够" in writer.state.message) is again


def test_a_hope_typed_as_a_point_is_told_while_it_is_typed(writer: Writer) -> None:
    writer.press("b")
    writer.state = form.ask(writer.desk, writer.state, "意见/+")
    writer.type("希望老同志")
    assert "只说是希望" in writer.state.message


def test_an_achievement_told_twice_is_named_while_it_is_typed(newcomer: Writer) -> None:
    newcomer.state = form.ask(newcomer.desk, newcomer.state, "成绩/+")
    newcomer.type("累计建成126部").press("enter")
    newcomer.type("建成电梯：投用126部")
    assert "“126部”在第1条成绩里已经有了" in newcomer.screen()
    newcomer.press("enter")
    assert len(newcomer.state.data["成绩"]) == 2, "照写也行"
    assert "“126部”在第1条成绩里已经有了" in newcomer.state.message
    newcomer.type("惠及居民1260户")
    assert "已经有了" not in newcomer.screen()


def test_a_deadline_before_the_meeting_is_told_when_the_day_or_the_deadline_comes(writer: Writer) -> None:
    writer.state = form.ask(writer.desk, writer.state, "意见/+")
    writer.type("供餐：配餐到户（县民政局，3月底前）、上门助餐（县民政局，10月底前）").press("enter")
    assert "之前" not in writer.state.message
    writer.state = form.ask(writer.desk, writer.state, "日期")
    writer.type("2026-05-18").press("enter")
    assert "“配餐到户”的时限“3月底前”在开会那天" in writer.state.message
    assert "上门助餐" not in writer.state.message
    message = next(note for note in writer.desk.look(writer.state.data).notes if "“3月底前”" in note)
    writer.press("q").done()
    # The check says it in the same words: once is enough.
    writer.state = ending.reviewed(writer.state, (Finding(OVER, "hint", 1, "3月底前", message),))
    assert [one.text for one in ending.remarks(writer.desk, writer.state)].count(message) == 1


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("宣传培训", {"要点": "宣传培训"}),
        ("新建站点12个", {"事实": "新建站点12个"}),
        ("群众满意度提高", {"事实": "群众满意度提高"}),
        ("宣传培训：办班12期", {"要点": "宣传培训", "事实": "办班12期"}),
    ],
)
def test_what_was_done_without_what_came_of_it_is_left_to_be_filled_in(
    bank: Bank, typed: str, held: dict[str, str]
) -> None:
    writer = Writer(Desk(bank), State(file="新.yaml", data=data_of("会议: 全县供水推进会\n意见: [甲事]\n")))
    writer.state = form.ask(writer.desk, writer.state, "成绩/+")
    writer.type(typed).press("enter")
    assert writer.state.data["成绩"] == [held]
    if "事实" not in held:
        assert any("具体成效" in gap for _, gap in writer.desk.look(writer.state.data).outline.gaps)  # type: ignore[union-attr]


def test_whom_another_meeting_charged_with_a_point_is_not_offered(bank: Bank) -> None:
    earlier = data_of("会议: 全县供水推进会\n意见: [隐患排查（县水利局牵头，9月底前）]\n")
    writer = Writer(Desk(bank, (earlier,)), State(file="新.yaml", data={"会议": "全县消防工作会议"}))
    writer.state = form.ask(writer.desk, writer.state, "意见/+")
    offered = [one.text for one in writer.desk.completions(writer.state)]
    assert "隐患排查" in offered
    assert not any("县水利局" in one for one in offered)
