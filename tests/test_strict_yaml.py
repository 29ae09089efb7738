"""Strict YAML: text stays text, every fault has its line."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InvalidData, UnreadableFile
from drafter.strict_yaml import MAX_BYTES, load_bytes, load_file, load_text


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
        (f"甲: 1\n{'长' * 1_000_000}: 2\n", 2, "有 1000003 个字符，冒号前的键不能超过 1024 个"),
        ("会议: 甲: 乙\n", 1, "两个冒号"),
        ("? {甲: 乙}\n: 丙\n", 1, "键必须是一个词"),
        ("甲:\n- {提示: [会上.{2,4}通报]}", 2, "要加引号"),
    ],
)
def test_what_is_refused_names_line_and_reason(text: str, line: int, word: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_text(text, "甲.yaml")
    assert f"甲.yaml 第 {line} 行" in str(caught.value)
    assert word in str(caught.value)


WIDE = "冒号用成了全角“：”，请改成英文冒号加空格"
COMMA = "逗号用成了全角“，”，请改成英文逗号加空格"
DASH = "短横后面要空一格，请写成“- …”"
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
        ("意见:\n- {主题: 甲,措施:[乙]}\n", ["第 2 行：“措施:”后面缺空格，请写成“措施: …”"]),
        ("会议: 甲\n意见:\n\t- 乙\n", [f"第 3 行：{TAB}"]),
        ("会议: 甲\n意见:\n-\t乙\n", [f"第 3 行：{TAB}"]),
        ("会议: 甲\n\t意见: 乙\n", [f"第 2 行：{TAB}"]),
        ("意见:\n  - 主题: 甲\n\t  措施: [乙]\n", [f"第 3 行：{TAB}"]),
        ("\t会议: 甲\n\t意见: 乙\n", [f"第 1 行：{TAB}", f"第 2 行：{TAB}"]),
        ("意见:\n-甲\n-乙\n会议: 丙\n", [f"第 2 行：{DASH}", f"第 3 行：{DASH}"]),
        ("意见:\n  -甲\n  - 乙\n", [f"第 2 行：{DASH}"]),
        ("意见:\n  - 甲\n  -乙\n", [f"第 3 行：{DASH}"]),
        ("意见:\n  -主题: 甲\n   措施: [乙]\n", [f"第 2 行：{DASH}"]),
        ("意见:\n  -{主题: 甲}\n", [f"第 2 行：{DASH}"]),
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
        "温度:\n  -5\n",
        "度数: -甲\n文: |\n  -甲\n注: '甲\n\n  -乙'\n",
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


@pytest.mark.parametrize("text", ["{DEEP: 1}", "甲: 1\n甲: DEEP"], ids=["a key", "a key written twice"])
def test_deep_nesting_is_refused_in_what_is_passed_over(text: str) -> None:
    assert any("嵌套太深，超过 24 层" in fault for fault in faults(text.replace("DEEP", "[" * 30 + "]" * 30)))


def test_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    with pytest.raises(InvalidData, match="锚点"):
        load_text("\n".join(rows), "甲.yaml")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_offices_use(codec: str) -> None:
    assert load_bytes("会议: 全县林长制工作会议\n".encode(codec), "甲.yaml").value == {"会议": "全县林长制工作会议"}


def test_a_parsed_file_is_left_at_the_first_place_beyond_a_bound() -> None:
    for text in ("[" * 200_000, "{甲: " * 200_000, "- " * 200_000, "? " * 200_000):
        started = time.process_time()
        assert any("嵌套太深，超过 24 层" in fault for fault in faults(text))
        assert time.process_time() - started < 5
    rows = "\n".join(" " * depth + "甲:" for depth in range(900))
    assert faults(rows) == ["第 26 行：嵌套太深，超过 24 层"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议: 甲\n标题: " + "长" * 70_000, "第 2 行：一项内容有 70000 个字符，超过 65536 个的上限，请拆开"),
        ("长" * 70_000 + ": 甲", "第 1 行：一项内容有 70000 个字符"),
        ("甲: 1\n---\n乙: 2\n", "第 2 行：一个文件只能有一份内容"),
        ("甲: !!binary aGVsbG8=\n", "第 1 行：不接受标记“tag:yaml.org,2002:binary”"),
        ("!!python/name:os.system 甲: 1\n", "第 1 行：不接受标记"),
        ("甲: !own 1\n", "第 1 行：不接受标记“!own”"),
        ("%TAG ! tag:x,2000:\n---\n甲: !own 1\n", "第 3 行：不接受标记"),
        ("甲: &a 1\n", "第 1 行：不接受锚点和引用"),
        ("&a 甲: 1\n*a : 2\n", "第 1 行：不接受锚点和引用"),
        ("甲: \x07\n", "第 1 行：含有 YAML 不允许的字符（U+0007）"),
        ("甲: 1\n乙: a\x9bb\n", "第 2 行：含有 YAML 不允许的字符（U+009B）"),
    ],
)
def test_bounds_and_tags_have_their_line_and_reason(text: str, expected: str) -> None:
    assert faults(text)[0].startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        '"\\' * 200_000,
        "a: [，" + " " * 500_000,
        "\t" * 500_000 + "a",
        " " * 500_000 + "|}",
        "{，" * 200_000,
        "'x\n" * 300_000,
    ],
)
def test_no_line_takes_for_ever(text: str) -> None:
    started = time.process_time()
    with pytest.raises(InvalidData):
        load_text(text, "甲")
    assert time.process_time() - started < 8


def test_a_file_of_too_many_values_is_left() -> None:
    with pytest.raises(InvalidData, match="第 999 行：内容太多，超过 1000 项"):
        load_text("意见:\n" + "- 甲\n" * 450_000, "甲.yaml", 1000)


def test_the_alias_bomb_takes_no_memory_and_all_its_lines_are_told() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    assert len(faults("\n".join(rows))) == 40


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices")
def test_only_files_are_read_and_never_without_end(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="设备"):
        load_file(Path("/dev/zero"))
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(UnreadableFile, match="管道"):
        load_file(tmp_path / "pipe.yaml")
    (tmp_path / "big.yaml").write_bytes(b"# " + b"x" * MAX_BYTES)
    with pytest.raises(UnreadableFile, match="上限"):
        load_file(tmp_path / "big.yaml")
    with pytest.raises(UnreadableFile, match="文件夹"):
        load_file(tmp_path)
    with pytest.raises(UnreadableFile, match="路径写法不对"):
        load_file(Path("a\0b"))


def test_a_pipe_of_the_shell_is_read_to_its_end() -> None:
    reader, writer = os.pipe()
    os.write(writer, "会议: 甲\n".encode())
    os.close(writer)
    assert load_file(Path(f"/dev/fd/{reader}")).value == {"会议": "甲"}
    os.close(reader)


plain = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("甲乙丙abc ", min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text("甲乙丙丁abc", min_size=1), plain, max_size=5))
def test_what_is_dumped_comes_back(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assert load_text(text, "甲").value == (value or {})


@given(st.text(st.sampled_from("甲乙:：,，-[]{}&*!|>'\"#?%@` \t\n\\\x07\u2028【】"), max_size=60))
def test_whatever_is_typed_it_is_taken_or_refused_in_chinese(text: str) -> None:
    try:
        load_text(text, "甲.yaml")
    except InvalidData as refusal:
        for problem in refusal.problems:
            assert problem.startswith("甲.yaml")
            assert re.search("[\u4e00-\u9fff]", problem.removeprefix("甲.yaml"))
