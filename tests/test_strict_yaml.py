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
        ("甲：1\n乙: 2\n", 2, "YAML"),
        ("会议: 甲: 乙\n", 1, "两个冒号"),
        ("? {甲: 乙}\n: 丙\n", 1, "键必须是一个词"),
    ],
)
def test_what_is_refused_names_line_and_reason(text: str, line: int, word: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_text(text, "甲.yaml")
    assert f"甲.yaml 第 {line} 行" in str(caught.value)
    assert word in str(caught.value)


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
