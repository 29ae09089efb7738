"""An entry is changed where its value is, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.touch import touched
from drafter.strict_yaml import Value, load_text

BLOCK = """- 名称: 巡护   # 大家都用
  同义: [林区巡护, 看山]  # 别再加
  # 老规矩
  措施:
  - 组: 按事项
    条目:
    # 年年有
    - 题: 巡山  # 头等事
      文: 护林员每天上山。
    - {题: 清枝, 文: "林场：清枝"}
  来源: {类: curated}
"""


def value(text: str) -> dict[str, Value]:
    (found,) = load_text(text, "").value  # type: ignore[misc, union-attr]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("看山]", "看山, 守林]"),
        ("林区巡护, ", ""),
        (", 看山", ""),
        ("每天上山", "每周上山"),
        ("林场：清枝", "林场：修枝"),
        ("  来源: {类: curated}\n", "  来源: {类: mined, 次数: 3}\n"),
        ('清枝"}\n', '清枝"}\n    - {题: 防火, 文: 设卡。}\n'),
        ("    # 年年有\n", "    # 年年有\n    - 题: 防虫\n      文: 查虫。\n"),
        ("  来源: {类: curated}\n", "  来源: {类: curated}\n  中心: 管护\n"),
        ('    - {题: 清枝, 文: "林场：清枝"}\n', ""),
    ],
)
def test_only_what_differs_is_typed_anew(before: str, after: str) -> None:
    assert BLOCK.count(before) == 1
    wanted = BLOCK.replace(before, after)
    assert touched(BLOCK, value(BLOCK), value(wanted)) == wanted.replace('"林场：修枝"', "林场：修枝")


def test_a_remark_on_what_goes_stays() -> None:
    new = value(BLOCK)
    del new["同义"]
    assert touched(BLOCK, value(BLOCK), new) == BLOCK.replace("  同义: [林区巡护, 看山]  # 别再加\n", "  # 别再加\n")


def test_another_layout_is_written_anew_with_its_remarks() -> None:
    odd = "- ? 名称\n  : 巡护\n  # 老规矩\n  同义: [看山]\n"
    new: dict[str, Value] = {"同义": ["守林"]}
    found = touched(odd, value(odd), new)
    assert value(found) == new
    assert "# 老规矩" in found


WORDS = st.sampled_from(["甲", "乙: 丙", "# 丁", "“戊”", "己, 庚", "no", "12"])
ROWS = st.lists(WORDS, unique=True, max_size=4)
ENTRY = st.fixed_dictionaries({"名称": WORDS}, optional={"同义": ROWS, "中心": WORDS, "短语": ROWS})


@settings(max_examples=60, deadline=None)
@given(
    ENTRY,
    st.sampled_from(
        [BLOCK, "- {名称: 甲, 同义: [乙, 丁], 中心: 丙}  # 一\n", "- 名称: 甲\n  短语:\n  - 甲 # 二\n  - 戊\n"]
    ),
)
def test_whatever_is_wanted_is_what_is_read_and_no_remark_is_lost(wanted: dict[str, Value], text: str) -> None:
    found = touched(text, value(text), wanted)
    assert value(found) == wanted
    for remark in ("# 大家都用", "# 别再加", "# 老规矩", "# 年年有", "# 头等事", "# 一", "# 二"):
        assert remark not in text or remark in found
