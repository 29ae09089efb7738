"""Cells, completion, adaptation and the line being typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compose.adapting import GAP, adapt, template
from drafter.compose.cells import clusters, cut, fit, width, wrap
from drafter.compose.completing import complete
from drafter.compose.state import Typing
from drafter.compose.typing_line import LONGEST, insert, jump, key

mixed = st.text(alphabet=st.sampled_from("中文，。a é\u0301👍【】—…１ａ"), max_size=60)


@given(mixed, st.integers(4, 30))
def test_a_cut_or_fitted_text_never_overflows(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
    assert width(fit(text, cells)) == cells


@given(mixed, st.integers(4, 30))
def test_wrapped_lines_join_to_the_text_and_none_overflows(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines) == text
    assert all(width(line) <= cells for line in lines)


def test_no_line_begins_with_a_stop() -> None:
    assert wrap("一二三四，五六七八。", 8) == ["一二三", "四，五六", "七八。"]
    assert wrap("前面的空位【一】，后面", 16) == ["前面的空位", "【一】，后面"]


def test_what_is_written_together_is_not_torn_apart() -> None:
    assert wrap("编号 kc-renwu-05、2026-03-18", 14)[1:] == ["kc-renwu-05、", "2026-03-18"]


def test_the_caret_never_stands_between_a_letter_and_its_marks() -> None:
    assert clusters("ae\u0301中") == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["各乡镇党委", "县直机关", "全县养老服务会议"]),
        ("各", ["各乡镇党委"]),
        ("县直", ["县直机关"]),
        ("各部门、县", ["县直机关"]),
        ("请各乡", ["各乡镇党委"]),
        ("服务", ["全县养老服务会议"]),
        ("不相干", []),
    ],
)
def test_what_a_clause_may_become(text: str, expected: list[str]) -> None:
    offered = complete(text, [("各乡镇党委", ""), ("县直机关", ""), ("全县养老服务会议", "")])
    assert [one.text for one in offered] == expected


def test_a_completion_replaces_only_what_it_completes() -> None:
    (one,) = complete("各部门、县直", [("县直机关", "")])
    assert "各部门、县直"[: one.start] + one.text == "各部门、县直机关"


def test_the_facts_of_a_precedent_become_slots() -> None:
    text = adapt("（一）2023年3月，青岚市召开工会工作会议，新建工会320家")
    assert text.startswith("<日期>，<地名>")
    assert "青岚" not in text
    assert "320" not in text
    assert "（一）" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大家看了岚桥三中的食堂和县实验小学的陪餐室", "大家看了<单位名称一>的食堂和<单位名称二>的陪餐室"),
        ("要学习柳溪村、松湾社区的做法", "要学习<地名>、<单位名称>的做法"),
        ("今天到岭前大桥工地", "今天到<单位名称>工地"),
        ("各学校、各医院和每个村都要对照整改", "各学校、各医院和每个村都要对照整改"),
        ("走进医院、深入社区，办好县城小学", "走进医院、深入社区，办好县城小学"),
        ("公办幼儿园、示范村、农贸市场、专业合作社", "公办幼儿园、示范村、农贸市场、专业合作社"),
        ("压实村级责任，选优村干部", "压实村级责任，选优村干部"),
        ("激发市场活力，打造市场化环境，占领国际市场", "激发市场活力，打造市场化环境，占领国际市场"),
        ("建好县级医院、高职学校、零碳园区和口袋公园", "建好县级医院、高职学校、零碳园区和口袋公园"),
        ("集中学习多次，增加高中学位，驻镇帮镇扶村", "集中学习多次，增加高中学位，驻镇帮镇扶村"),
        ("推动岭湾农贸市场改造，到栖岭县级医院", "推动<单位名称一>改造，到<单位名称二>"),
        ("走进平安小区，到开拓广场", "走进<单位名称一>，到<单位名称二>"),
        ("打造碳市场，组团出海拓市场，保障内外需市场", "打造碳市场，组团出海拓市场，保障内外需市场"),
        ("新改扩建幼儿园、建公共充电站，办好平安医院", "新改扩建幼儿园、建公共充电站，办好平安医院"),
        ("推动非遗进景区，加快发展社区商业", "推动非遗进景区，加快发展社区商业"),
        ("继续办好“榕江超”、村超，开展村字号活动", "继续办好“<名称>”、村超，开展村字号活动"),
        ("走进前进社区，到岭湾批发市场", "走进<单位名称一>，到<单位名称二>"),
        ("青岚市国际市场、团结水库、胜利大桥", "<地名><单位名称一>、<单位名称二>、<单位名称三>"),
    ],
)
def test_things_with_names_of_their_own_become_slots_and_general_words_do_not(text: str, expected: str) -> None:
    assert adapt(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("守护太行山、黄河两岸", "守护<地名一>、<地名二>两岸"),
        ("入河排污口、深海养殖，绿水青山，防止信口开河", "入河排污口、深海养殖，绿水青山，防止信口开河"),
        ("到莘县、沛县取经", "到<地名一>、<地名二>取经"),
        ("新县的做法值得学", "<地名>的做法值得学"),
        ("本县、全县，整县推进，县县通高速", "<本级称呼一>、<本级称呼二>，整县推进，县县通高速"),
        ("推动新县域经济、强县富民", "推动新县域经济、强县富民"),
    ],
)
def test_mountains_waters_and_counties_of_one_character_are_slots(text: str, expected: str) -> None:
    assert adapt(text) == expected


def test_what_is_all_of_a_level_stays_at_a_meeting_of_that_level() -> None:
    assert adapt("本县、全县，整县推进", level="县") == "本县、全县，整县推进"
    assert adapt("全市上下，我市", level="县") == "<本级称呼一>上下，<本级称呼二>"


def test_a_bare_committee_is_anothers_where_the_precedent_is_of_another_level() -> None:
    line = "市委、市政府高度重视，各市直部门跟进。"
    assert adapt(line, level="县", theirs="市") == "<单位名称一>、<单位名称二>高度重视，各市直部门跟进。"
    assert adapt(line, level="市", theirs="市") == line
    assert adapt(line) == line
    assert adapt("一名市委员和市政府办的同志", level="县", theirs="市") == "一名市委员和<单位名称>的同志"


def test_a_precedents_meeting_is_not_this_meeting() -> None:
    assert "<会议>" not in adapt("全市工会工作会议召开以来，各级工会积极行动。")


def test_a_line_stays_tied_to_the_brief_and_its_gaps_stay_gaps() -> None:
    filled = {"会议": "全县养老工作会议", "主体": "各乡镇"}
    kept = template("各乡镇在全县养老工作会议后【待填：完成时限】前见效", filled, {"牵头单位": "谁牵头"}, filled)
    assert kept == "<主体>在<会议>后<完成时限>前见效"


def test_a_gap_goes_by_the_name_its_hint_stands_for() -> None:
    assert template("由【待填：谁牵头】牵头", {}, {"牵头单位": "谁牵头"}, {}) == "由<牵头单位>牵头"


def typed(text: str, caret: int | None = None) -> Typing:
    return Typing("own", text, len(text) if caret is None else caret)


@given(mixed, st.data())
def test_backspace_and_delete_take_whole_characters(text: str, data: st.DataObject) -> None:
    caret = data.draw(st.sampled_from(clusters(text)))
    for name in ("backspace", "delete", "left", "right", "c-w", "c-u", "c-k", "home", "end"):
        after = key(typed(text, caret), name)
        assert after is not None
        assert after.caret in clusters(after.text) or name in ("delete", "c-k", "c-u", "backspace", "c-w")
        assert 0 <= after.caret <= len(after.text)


def test_tab_marks_the_slots_one_after_another_and_typing_replaces_them() -> None:
    line = jump(typed("在【待填：时限】前由【待填：单位】负责", 0))
    assert line.text[line.mark : line.caret] == "【待填：时限】"
    line = jump(insert(line, "6月"))
    assert line.text[line.mark : line.caret] == "【待填：单位】"
    line = insert(line, "民政局")
    assert line.text == "在6月前由民政局负责"
    assert not GAP.search(line.text)


def test_shift_tab_goes_back() -> None:
    line = jump(jump(typed("【待填：甲】乙【待填：丙】", 0)))
    assert jump(line, backwards=True).mark == 0


def test_a_paste_becomes_one_line_and_is_bounded() -> None:
    line = insert(typed(""), "第一行\r\n第二行\t完\x1b[2J")
    assert line.text == "第一行第二行 完[2J"
    assert len(insert(typed(""), "长" * (LONGEST + 5)).text) == LONGEST


def test_ctrl_w_takes_a_clause_since_chinese_has_no_words() -> None:
    line = key(typed("第一小句，第二小句"), "c-w")
    assert line is not None
    assert line.text == "第一小句，"


@pytest.mark.parametrize("name", ["c-w", "backspace", "delete", "left", "right"])
@pytest.mark.parametrize("marked", [True, False])
def test_no_key_parts_a_slot(name: str, marked: bool) -> None:
    """Half a slot (【待填：) is asked for by nobody and stays in the outline."""
    slot = "【待填：时间】"
    for text in (f"项目，在{slot}开工", f"{slot}开工", f"项目{slot}"):
        start = text.index(slot)
        end = start + len(slot)
        line = replace(typed(text, end), mark=start) if marked else typed(text, start if name == "delete" else end)
        if name == "right" and not marked:
            line = typed(text, start)
        after = key(line, name)
        assert after is not None
        assert after.text.replace(slot, "").count("待填") == 0, after.text
        assert not start < after.caret < end or slot not in after.text
    assert key(typed(f"先这样，{slot}再那样"), "c-w") == typed("先这样，")


@pytest.mark.parametrize(
    "cluster", ["🇨🇳", "👨\u200d👩\u200d👧", "👍🏽", "1\ufe0f\u20e3", "e\u0301", "葛\U000e0100", "각", "क्षि"]
)
def test_what_is_read_as_one_character_is_erased_and_passed_over_as_one(cluster: str) -> None:
    line = Typing("own", f"中{cluster}文", len(cluster) + 1)
    assert key(line, "backspace") == Typing("own", "中文", 1)
    assert key(line, "left") == Typing("own", f"中{cluster}文", 1)
    before = Typing("own", f"中{cluster}文", 1)
    assert key(before, "delete") == Typing("own", "中文", 1)
    assert key(before, "right") == line


def test_neighbouring_flags_are_two() -> None:
    assert clusters("🇨🇳🇫🇷x") == [0, 2, 4, 5]
