"""Escaping for Markdown touches markup only."""

import pytest

from drafter.render.markdown import escape_markdown


@pytest.mark.parametrize(
    "plain",
    [
        "今天，我们召开全市工作会议。",
        "一是新建320家，发展会员2.6万人；",
        "【待填：完成时限】前做到“一站式”",
        "简要·成绩[0].事实",
        "1.夯实基础",
        "10%—20%",
        "A_B",
    ],
)
def test_prose_is_left_alone(plain: str) -> None:
    assert escape_markdown(plain) == plain


@pytest.mark.parametrize(
    ("markup", "escaped"),
    [
        ("# 题", "\\# 题"),
        ("- 项", "\\- 项"),
        ("---", "\\---"),
        ("> 引", "\\> 引"),
        ("1. 项", "1\\. 项"),
        ("*重*", "\\*重\\*"),
        ("_重_", "\\_重\\_"),
        ("<b>", "\\<b>"),
        ("[字](址)", "[字\\](址)"),
        ("&lt;", "\\&lt;"),
        ("`码`", "\\`码\\`"),
        ("a\\b", "a\\\\b"),
        ("http://x.example", "http\\://x.example"),
        ("见www.x.example", "见www\\.x.example"),
    ],
)
def test_markup_is_shown(markup: str, escaped: str) -> None:
    assert escape_markdown(markup) == escaped
