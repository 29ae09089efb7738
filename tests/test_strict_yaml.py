"""Strict YAML: text stays text, every fault has its line."""

import pytest

from drafter.errors import InvalidData
from drafter.strict_yaml import load_bytes, load_text


@pytest.mark.parametrize("typed", ["no", "12:30", "2026-03-18", "1e3", "0o17", "true", "~甲"])
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert load_text(f"值: {typed}\n", "甲.yaml").value == {"值": typed}


def test_an_empty_value_is_none() -> None:
    assert load_text("值:\n", "甲.yaml").value == {"值": None}


def test_slots_in_angle_brackets_load_unquoted() -> None:
    assert load_text("文: 今天，我们召开<会议>。\n", "甲.yaml").value == {"文": "今天，我们召开<会议>。"}


def test_lines_are_known_for_keys_and_elements() -> None:
    loaded = load_text("甲: 1\n乙:\n- 子\n- 丑: 2\n", "甲.yaml")
    assert loaded.line(("乙", 1, "丑")) == 4
    assert loaded.line(("乙", 1, "没有")) == 4


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("甲: 1\n甲: 2\n", 2, "写了两次"),
        ("甲: &a [1]\n乙: *a\n", 1, "锚点"),
        ("甲: !!python/object:os.system x\n", 1, "标记"),
        ("甲: 1\n 乙: 2\n", 2, "YAML"),
        ("甲：1\n乙: 2\n", 1, "全角"),
        ("会议: 甲: 乙\n", 1, "两个冒号"),
        ("? {甲: 乙}\n: 丙\n", 1, "键必须是一个词"),
    ],
)
def test_what_is_refused_names_line_and_reason(text: str, line: int, word: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_text(text, "甲.yaml")
    assert f"甲.yaml 第 {line} 行" in str(caught.value)
    assert word in str(caught.value)


WIDE = "冒号用成了全角“：”，请改成英文冒号加空格"
COMMA = "逗号用成了全角“，”，请改成英文逗号加空格"
TAB = "用了制表符，请换成空格"


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        load_text(text, "甲")
    return [problem.removeprefix("甲 ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("场合：推进会\n会议: 甲\n", [f"第 1 行：{WIDE}"]),
        ("会议: 甲\n场合：推进会\n意见: [乙]\n", [f"第 2 行：{WIDE}"]),
        ("会议：甲\n意见：\n- 乙\n", [f"第 1 行：{WIDE}", f"第 2 行：{WIDE}"]),
        ("场合：推进会\n", [f"第 1 行：{WIDE}"]),
        ("场合:推进会\n会议: 甲\n", ["第 1 行：“场合:”后面缺空格，请写成“场合: …”"]),
        ("会议: 甲\n人: {姓名: 某，职务: 书记}\n", [f"第 2 行：{COMMA}"]),
        ("会议：甲\n人: {姓名：某，职务: 书记}\n", [f"第 1 行：{WIDE}", f"第 2 行：{WIDE}", f"第 2 行：{COMMA}"]),
        ('意见: ["甲"，"乙"]\n会议: 丙\n', [f"第 1 行：{COMMA}"]),
        ("意见:\n- 主题：甲\n  措施: [乙]\n", [f"第 2 行：{WIDE}"]),
        ("会议: 甲\n意见:\n\t- 乙\n", [f"第 3 行：{TAB}"]),
        ("会议: 甲\n意见:\n-\t乙\n", [f"第 3 行：{TAB}"]),
        ("会议: 甲\n\t意见: 乙\n", [f"第 2 行：{TAB}"]),
        ("意见:\n  - 主题: 甲\n\t  措施: [乙]\n", [f"第 3 行：{TAB}"]),
        ("\t会议: 甲\n\t意见: 乙\n", [f"第 1 行：{TAB}", f"第 2 行：{TAB}"]),
        ("甲: 1\n甲: 2\n乙: &a [1]\n丙: *a\n", ["第 2 行：“甲”写了两次（前一处在第 1 行），请合并"]),
    ],
)
def test_what_an_input_method_spoils_is_named_where_it_stands(text: str, expected: list[str]) -> None:
    assert faults(text)[: len(expected)] == expected


def test_a_syntax_error_does_not_hide_the_other_spoilt_lines() -> None:
    found = faults("场合：推进会\n会议: 甲: 乙\n意见：\n\t- 乙\n")
    assert [line.split("：")[0] for line in found] == ["第 1 行", "第 2 行", "第 3 行", "第 4 行"]
    assert "两个冒号" in found[1]


def test_an_open_quote_or_bracket_is_said_where_it_was_opened() -> None:
    assert faults('会议: "甲\n意见: 乙\n成绩: 丙\n')[0].startswith("第 1 行：不是合法的 YAML（从这一行起，引号")
    assert faults("会议: 甲\n意见: [乙, 丙\n问题: [丁]\n")[0].startswith("第 2 行")


@pytest.mark.parametrize(
    "text",
    [
        "会议:\t甲\n",
        "文: |\n  讲话：甲，乙\n  时间:12点\n意见: [甲]\n",
        "意见:\n- 强调：甲，乙\n- {主题: 甲，乙}\n",
        "# 说明：甲\n会议: 甲\n",
        '会议: "主题：甲，乙"\n',
    ],
)
def test_what_is_good_yaml_is_taken_whatever_its_punctuation(text: str) -> None:
    assert isinstance(load_text(text, "甲").value, dict)


def test_text_under_a_bar_and_in_quotes_is_not_suspected() -> None:
    found = faults('文: |\n  讲话：甲\n注: "意见：乙"\n场合：丙\n会议: 甲\n')
    assert found == [f"第 4 行：{WIDE}"]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InvalidData, match="嵌套太深"):
        load_text("[" * 60 + "]" * 60, "甲.yaml")


def test_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    with pytest.raises(InvalidData, match="锚点"):
        load_text("\n".join(rows), "甲.yaml")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_offices_use(codec: str) -> None:
    assert load_bytes("会议: 全县林长制工作会议\n".encode(codec), "甲.yaml").value == {"会议": "全县林长制工作会议"}
