"""The end: what is left to see to, the way back to it, exports."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.compose import doing
from drafter.compose.acts import ending
from drafter.compose.acts.ending import remarks
from drafter.compose.candidates import in_words
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.journal import Session
from drafter.compose.state import State
from drafter.flow.proofing import UNUSED
from drafter.keep.workspace import Workspace
from drafter.records import Finding
from tests.compose.conftest import BRIEF, Writer, data_of


def finding(text: str, message: str, rule: str = "parallel") -> Finding:
    return Finding(rule, "warning", 9, text, message)


def test_gaps_findings_misfits_and_remarks_are_listed_once_each(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("去年新建幸福院63所。").press("enter")
    writer.press("q").done()
    assert "在校对" in writer.screen()
    found = (finding(writer.line("意见/2"), "句式不齐"), finding("【待填：时限】", "还没有填", "gap"))
    writer.state = ending.reviewed(writer.state, found)
    kinds = [one.kind for one in ending.remarks(writer.desk, writer.state)]
    outline = writer.desk.look(writer.state.data).outline
    assert outline is not None
    assert kinds.count("待填") == len(outline.gaps)
    assert kinds.count("校对") == 1
    assert kinds.count("请核对") == 1
    assert kinds == sorted(kinds, key=["待填", "校对", "请核对", "提示"].index)


def test_each_gap_of_a_line_is_shown_where_it_is(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type(
        "各乡镇在【待填：时限】前摸清底数，建好【待填：数目】本台账，配齐【待填：数目】个专员。"
    )
    writer.press("enter", "q").done()
    told = [one.text for one in ending.remarks(writer.desk, writer.state) if one.node == "意见/1/1/文"]
    begun = ("时限：各乡镇在【待填", "数目：…建好【待填", "数目：…配齐【待填")
    assert [one.startswith(begins) for one, begins in zip(told, begun, strict=False)] == [True] * 3


def test_enter_leads_to_the_line_a_remark_is_about(writer: Writer) -> None:
    writer.press("q").done()
    writer.state = ending.reviewed(writer.state, (finding("### （一）" + writer.line("意见/3/1"), "太长"),))
    found = ending.remarks(writer.desk, writer.state)
    for place, one in enumerate(found):
        writer.go("开场/称谓").press("q").done()
        writer.state = ending.reviewed(writer.state, (finding("### （一）" + writer.line("意见/3/1"), "太长"),))
        writer.press(*["down"] * place, "enter")
        if one.row:
            assert (writer.state.mode, writer.state.row) == ("form", one.row)
        elif one.node:
            assert (writer.state.mode, writer.state.node) == ("outline", one.node)
        else:
            assert "没有对着哪一行" in writer.state.message
    assert "意见/3/1" in {one.node for one in found}


def test_speaker_and_date_that_are_not_written_are_named_and_asked_for(writer: Writer) -> None:
    writer.state = replace(writer.state, data={**writer.state.data, "讲话人": {"职务": "副县长"}})
    writer.press("q").done()
    rows = [one.row for one in ending.remarks(writer.desk, writer.state)]
    assert {"讲话人.姓名", "日期"} <= set(rows)
    writer.press(*["down"] * rows.index("讲话人.姓名"), "enter").type("周某某").press("enter")
    assert writer.state.data["讲话人"] == {"职务": "副县长", "姓名": "周某某"}
    writer.state = replace(writer.state, data={**writer.state.data, "日期": "2026-03-18"})
    assert not [one for one in ending.remarks(writer.desk, writer.state) if one.row]


def test_leaving_needs_two_keys_and_esc_goes_back_to_writing(writer: Writer) -> None:
    writer.press("q").done().press("escape")
    assert writer.state.mode == "outline"
    writer.press("q").done().press("q")
    assert writer.state.wish is not None
    assert writer.state.wish.kind == "leave"


def test_an_export_is_asked_for_by_name_and_told_when_done(writer: Writer) -> None:
    writer.press("q").done().press("w")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "简要.docx"
    writer.press("enter")
    wish = writer.state.wish
    assert wish is not None
    assert (wish.kind, wish.path, wish.form, wish.sure) == ("export", "简要.docx", "docx", False)
    assert "在导出：简要.docx" in writer.screen()
    writer.state = ending.exported(writer.state, "简要.docx")
    assert "已导出：简要.docx" in writer.screen()
    assert "在导出" not in writer.screen()


def test_a_word_is_put_to_the_name_of_an_export(writer: Writer) -> None:
    writer.press("q").done().press("w").type("-终稿").press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.path == "简要-终稿.docx"


@pytest.mark.parametrize(
    ("typed", "path", "form"),
    [("b/c.docx", "b/c.docx", "docx"), ("b/c.MD", "b/c.MD", "md"), ("b/c", "b/c.docx", "docx"), ("b/c.docxq", "", "")],
)
def test_the_name_of_an_export_says_its_format(writer: Writer, typed: str, path: str, form: str) -> None:
    writer.press("q").done().press("w", "c-u").type(typed).press("enter")
    wish = writer.state.wish
    if path:
        assert wish is not None
        assert (wish.path, wish.form) == (path, form)
    else:
        assert wish is None
        assert "不会写“.docxq”文件" in writer.fault


def test_a_broken_bank_is_told_line_by_line_without_damage(writer: Writer, fresh: Workspace, tmp_path: Path) -> None:
    brief = tmp_path / "简要.yaml"
    brief.write_text(BRIEF, "utf-8")
    fresh.phrasebank.mkdir(parents=True)
    (fresh.phrasebank / "frames.yaml").write_text("框架:\n- 甲\n- 乙\n", "utf-8")
    session = Session(brief, fresh)
    writer.press("q").done()
    writer.state = doing.review(session, writer.desk, writer.state, fresh.root)()(writer.state)
    assert "第 2 行：这里应当是" in writer.state.ended.trouble
    assert "；" in writer.state.ended.trouble
    assert "\ufffd" not in writer.screen(120, 40)


def test_without_points_the_end_says_what_lacks(newcomer: Writer) -> None:
    newcomer.type("某会议").press("enter", "escape", "q").done()
    assert "还没有“会议”和“意见”" in newcomer.screen()
    newcomer.press("escape")
    assert newcomer.state.mode == "form"


def test_what_the_planner_remarks_is_in_the_writers_words(writer: Writer) -> None:
    writer.go("开场/回应前述").press("d", "q").done()
    told = [remark.text for remark in ending.remarks(writer.desk, writer.state) if "没有写进提纲" in remark.text]
    assert told
    assert all("刚才第1条" in text for text in told)
    assert not [text for text in told if re.search(r"\[\d", text)]


def test_home_and_end_lead_to_the_first_and_the_last_remark(writer: Writer) -> None:
    writer.press("q").done().press("end")
    assert writer.state.pick == len(remarks(writer.desk, writer.state)) - 1 > 0
    writer.press("home")
    assert writer.state.pick == 0


def test_a_fact_left_unused_is_told_once_and_by_no_path_of_the_programs(writer: Writer) -> None:
    fact = "没有写进来的事实"
    found = Finding(UNUSED, "warning", 1, fact, f"简要里的“{fact}”（意见[2].措施[0]）没有写进来")
    writer.press("q").done()
    writer.state = ending.reviewed(writer.state, (found,))
    told = [one.text for one in remarks(writer.desk, writer.state) if fact in one.text]
    assert told == [f"简要里的“{fact}”（第3点措施第1条）没有写进来"]


def test_words_given_up_are_counted_and_lead_back_to_where_they_were_typed(writer: Writer) -> None:
    assert "有字待取" not in writer.screen()
    writer.go("意见/1/1/文").press("w").type("写到一半").press("escape")
    assert "有字待取" in writer.screen()
    writer.go("开场/称谓").press("q").done()
    place = next(k for k, one in enumerate(ending.remarks(writer.desk, writer.state)) if one.kind == "待取")
    writer.press(*["down"] * place, "enter")
    assert (writer.state.mode, writer.state.node) == ("outline", "意见/1/1/文")
    writer.press("w", "c-y", "enter")
    assert writer.line("意见/1/1/文") == "写到一半。"
    assert "有字待取" not in writer.screen()
    # What was typed in the form leads there, what was pasted nowhere in particular to where a line may be typed.
    writer.press("b", "home", "enter", "c-u").type("别的会").press("escape")
    writer.press("q").done()
    writer.press(*["down"] * (len(ending.remarks(writer.desk, writer.state)) - 1))
    place = next(k for k, one in enumerate(ending.remarks(writer.desk, writer.state)) if one.kind == "待取")
    writer.state = replace(writer.state, pick=place)
    writer.press("enter")
    assert (writer.state.mode, writer.state.row) == ("form", "会议")
    writer.press("c-y")
    assert "别的会" in writer.screen()


def test_words_given_up_that_stand_in_the_draft_wait_no_more(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("一户一户上门看").press("escape")
    assert "有字待取" in writer.screen()
    writer.go("意见/1/2/文").press("w").type("一户一户上门看，看过登记。").press("enter")
    assert "有字待取" not in writer.screen()
    writer.press("q").done()
    assert not [one for one in remarks(writer.desk, writer.state) if one.kind == "待取"]


def test_what_was_pasted_nowhere_leads_from_the_end_to_a_line_it_may_be_fetched_into(writer: Writer) -> None:
    writer.go("开场/会议任务").paste("粘贴来的一句话")
    writer.press("q").done()
    place = next(k for k, one in enumerate(ending.remarks(writer.desk, writer.state)) if one.kind == "待取")
    writer.state = replace(writer.state, pick=place)
    writer.press("enter")
    assert "没有对着哪一行" not in writer.state.message
    writer.press("w", "c-y", "enter")
    assert writer.line(writer.state.node) == "粘贴来的一句话。"


def test_a_brief_that_cannot_be_written_is_said_to_be_so(
    desk: Desk, fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, fresh, desk.occasions)
    # Whoever may do everything, as in a container, can write in any folder.
    monkeypatch.setattr("os.access", lambda *_: False)
    state = begin(desk, session, False)
    session.close()
    assert "不能写" in state.message
    writer = Writer(desk, state)
    writer.state = replace(ending.finish(writer.state), wish=None)
    assert "简要没有存" in writer.screen()


def test_places_in_the_brief_are_said_in_words(bank: Bank) -> None:
    said = in_words("刚才[0].事没有用上；要点出自简要的 意见[1].措施[0]", bank)
    assert said == "刚才第1条的“事”没有用上；要点出自简要的第2点措施第1条"


def test_what_the_planner_asks_to_look_at_is_marked_where_it_stands(bank: Bank) -> None:
    text = "会议: 全县消防工作会议\n意见: [快递进村, 队伍建设]\n"
    writer = Writer(Desk(bank), State(data=data_of(text), file="简要.yaml"))
    seen = writer.desk.look(writer.state.data)
    asked = [item for item in seen.nodes if item.level and "请核改" in seen.note_at(item.id)]
    assert asked, "这份简要里没有要核改的，换一份"
    rows = writer.screen(120, 60).split("\n")
    for item in asked:
        assert any("?" in row.partition(item.text[:6])[0] for row in rows if item.text[:6] in row)
