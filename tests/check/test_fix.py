"""--fix mends what is mechanical and touches no word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from drafter.check.check import check, fix
from drafter.check.lines import of_text

_TEXT = st.lists(
    st.lists(
        st.sampled_from(
            [
                *"的要抓全市工会一二三十是等第万年月日",
                *"，。、；：“”（）()《》,:;!?.-—%#0123456789 \u3000",
                "一、",
                "(一)",
                "1、",
                "第一、",
                "## ",
                "【待填：甲】",
                "10-20%",
                "03月08日",
                "\n",
                "\r\n",
            ]
        ),
        max_size=20,
    ).map("".join),
    max_size=6,
).map("\n".join)


@given(_TEXT)
def test_fixing_twice_is_fixing_once(source: str) -> None:
    assert fix(fix(source)) == fix(source)


@given(_TEXT)
def test_no_word_is_touched(source: str) -> None:
    def words(text: str) -> str:
        # 3-5万 → 3万—5万 repeats the unit; nothing else may come or go.
        return re.sub(r"[^\u4e00-\u9fff]|[万亿]", "", text)

    assert words(fix(source)) == words(source)


@given(_TEXT)
def test_what_has_a_fix_is_gone_afterwards(source: str) -> None:
    assert [finding for finding in check(of_text(fix(source))) if finding.fix is not None] == []


def test_line_ends_and_blank_lines_stay() -> None:
    assert fix("(一)抓组织\r\n\r\n正文,好。\r\n") == "（一）抓组织\r\n\r\n正文，好。\r\n"


def test_notes_stay_as_they_are() -> None:
    assert fix("> - 出处:简要,成绩\n") == "> - 出处:简要,成绩\n"


def test_a_finding_carries_its_line_mended() -> None:
    found = check(of_text("正文。\n\n1、抓组织"))
    assert [(one.rule, one.line, one.fix) for one in found if one.fix] == [("label-punctuation", 3, "1.抓组织")]
