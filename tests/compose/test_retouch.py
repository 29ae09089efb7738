"""What a writer typed and did not change stays as typed."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import load_brief, parse_brief
from drafter.compose.data import (
    Data,
    choose,
    edit_measures,
    from_loaded,
    insert_point,
    move_point,
    put,
    remove_point,
    to_yaml,
)
from drafter.compose.journal import Session
from drafter.compose.retouch import sheet
from drafter.compose.state import State, changed, undo
from drafter.keep.workspace import Workspace
from drafter.plan.outline import plan
from drafter.render.outline import render
from drafter.shipped import shipped
from drafter.strict_yaml import load_text
from tests.compose.conftest import BRIEF

TYPED = """\
# 样板，照着改
# 第二行

日期: 2026-03-18  # 星期三
# 会名未定
会议: 全县护林防火会   # 全称
主题:
意见:  # 三点
  - 隐患排查  # 最要紧
  # 书记加的
  - 宣传教育：进村、入户

# 排法
风格: {层级: 2, 句式: 自动, 备选: 3}
成绩: 更换管道31公里
场合: 工作会议
# 完
"""


def held(text: str) -> Data:
    return from_loaded(load_text(text, "简要.yaml"))


def written(data: Data, typed: str = TYPED) -> str:
    return sheet(typed.encode()).written(data)


def test_what_is_not_changed_is_written_to_the_letter() -> None:
    assert written(held(TYPED)) == TYPED
    chosen = choose(held(TYPED), "意见/1", "自己的话")
    assert written(chosen).replace("选定:\n  意见/1: 自己的话\n", "") == TYPED
    assert held(written(chosen)) == chosen


@pytest.mark.parametrize(
    ("key", "value", "was", "now"),
    [
        ("日期", "2026-04-01", "日期: 2026-03-18  # 星期三\n", "日期: 2026-04-01  # 星期三\n"),
        ("会议", "全县林长会", "会议: 全县护林防火会   # 全称\n", "会议: 全县林长会  # 全称\n"),
        ("主题", "护林", "主题:\n", "主题: 护林\n"),
        (
            "风格.层级",
            "3",
            "风格: {层级: 2, 句式: 自动, 备选: 3}\n",
            "风格:\n  层级: 3\n  句式: 自动\n  备选: 3\n",
        ),
        ("场合", None, "场合: 工作会议\n", ""),
        ("地区", "全县", "主题:\n", "地区: 全县\n主题:\n"),
    ],
)
def test_only_the_key_that_changed_is_written_anew(key: str, value: str | None, was: str, now: str) -> None:
    changed_ = put(held(TYPED), key, value)
    text = written(changed_)
    assert held(text) == changed_
    if key == "地区":
        assert text.replace("地区: 全县\n", "") == TYPED
    else:
        assert text == TYPED.replace(was, now)


def test_a_value_written_anew_keeps_the_comments_above_it_and_on_its_line() -> None:
    text = written(insert_point(held(TYPED), 2, "队伍建设"))
    assert "意见:  # 三点\n  - 隐患排查  # 最要紧\n  # 书记加的\n  - 宣传教育：进村、入户\n  - 队伍建设\n" in text
    assert text.startswith("# 样板，照着改\n# 第二行\n\n日期: 2026-03-18  # 星期三\n# 会名未定\n会议")
    assert "\n\n# 排法\n风格: {层级: 2, 句式: 自动, 备选: 3}\n" in text
    assert text.endswith("\n# 完\n")


def test_elements_of_a_list_take_their_comments_along() -> None:
    moved = written(move_point(held(TYPED), 1, 0))
    assert "意见:  # 三点\n  # 书记加的\n  - 宣传教育：进村、入户\n  - 隐患排查  # 最要紧\n" in moved
    assert "意见:  # 三点\n  # 书记加的\n  - 宣传教育：进村、入户\n\n# 排法" in written(remove_point(held(TYPED), 0))
    other = written(edit_measures(held(TYPED), "意见/2", [1, 0]))
    assert "# 最要紧\n  # 书记加的\n  - 主题: 宣传教育\n    措施:\n      - 入户\n      - 进村\n" in other
    assert "意见:\n- 丙\n- 甲\n" in written(
        put(held("意见:\n- 甲\n- 乙\n"), "意见", ["丙", "甲"]), "意见:\n- 甲\n- 乙\n"
    )


def test_numbers_and_dates_are_written_as_the_contract_has_them() -> None:
    text = to_yaml(held(TYPED))
    assert "日期: 2026-03-18\n" in text
    assert "  层级: 2\n" in text
    assert "  备选: 3\n" in text
    assert load_text(text, "").value == held(TYPED)
    for odd in ("2026年3月18日", "20260318", "2026-3-8"):
        assert load_text(to_yaml({"日期": odd}), "").value == {"日期": odd}


@pytest.mark.parametrize(
    "typed",
    [
        "{会议: 甲会, 意见: [甲事]}\n",
        "---\n# 甲\n会议: 甲会\n意见: [甲事]\n...\n",
        "  会议: 甲会\n  意见: [甲事]\n",
        "会议: 甲会\r\n# 乙\r\n意见: [甲事]",
        "\ufeff会议: 甲会\n意见: [甲事]\n",
        "会议: |+\n  甲会\n\n\n# 乙\n意见:\n- '甲\n\n  事'\n# 丙\n\n\n",
        "会议: >-\n  甲会\n  # 不是批注\n意见: [甲事,\n# 批注\n乙事]\n",
        '"会议": "甲会 # 不是批注" # 批注\n意见: [甲事]\n',
        "# 只有批注\n",
        "# 还没有写\n",
        "",
    ],
)
def test_however_a_file_is_laid_out_nothing_but_what_changed_is_read_from_it(typed: str) -> None:
    before = held(typed)
    for data in (before, put(before, "会议", "乙会"), put(before, "选定.意见/1", "话"), put(before, "意见", ["丙事"])):
        assert held(written(data, typed)) == data
    assert ("# 只有批注" in written({"会议": "甲会"}, typed)) == ("# 只有批注" in typed)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_end_and_the_file_begins_as_its_editor_has_it(mark: str, ends: str) -> None:
    typed = mark + "# 甲\n会议: 甲会\n意见:\n  - 甲事   # 乙\n  - 丙事\n".replace("\n", ends)
    before = held(typed)
    assert written(before, typed) == typed
    text = written(put(before, "主题", "丁"), typed)
    assert text == typed.replace(f"会议: 甲会{ends}", f"会议: 甲会{ends}主题: 丁{ends}")
    assert held(text) == put(before, "主题", "丁")


def test_a_file_with_lines_of_both_kinds_gets_one_kind() -> None:
    typed = "会议: 甲会\r\n意见: [甲事]\n"
    assert "\r" not in written(put(held(typed), "主题", "丁"), typed)


def _new_name(data: Data) -> str:
    """Of a point: one that no point has, however many came and went."""
    return next(name for number in itertools.count(1) if (name := f"第{number}件事") not in str(data["意见"]))


_CHANGES = st.sampled_from(
    [
        lambda data: choose(data, "意见/1", "自己的话：一句 # 号"),
        lambda data: put(data, "会议", "乙会"),
        lambda data: put(data, "主题", "- 丙"),
        lambda data: put(data, "场合", None),
        lambda data: put(data, "讲话人.姓名", "null"),
        lambda data: put(data, "风格.备选", "9"),
        lambda data: insert_point(data, 0, _new_name(data)),
        lambda data: remove_point(data, 0) if len(data["意见"]) > 1 else data,
        lambda data: put(data, "保障.措施", ["子", "丑"]),
        lambda data: put(data, "成绩", [*data.get("成绩", ()), f"建成{len(str(data))}处: 甲"]),
        lambda data: move_point(data, len(data["意见"]) - 1, 0),
    ]
)
_STARTERS = sorted((shipped("templates") / "briefs").glob("*.yaml"))


@given(st.sampled_from([TYPED, *(path.read_text("utf-8") for path in _STARTERS)]), st.lists(_CHANGES, max_size=6))
@settings(deadline=None, max_examples=40)
def test_whatever_is_changed_reads_back_equal_with_the_comments_of_what_stands(typed: str, changes: list) -> None:  # type: ignore[type-arg]
    start = data = held(typed)
    for change in changes:
        data = change(data)
    text = written(data, typed)
    assert held(text) == data
    assert parse_brief(load_text(text, "甲")) == parse_brief(load_text(to_yaml(data), "甲"))
    assert text.splitlines()[0] == typed.splitlines()[0]
    rows = set(text.splitlines())
    for key in start:
        if data.get(key) == start[key]:
            assert next(row for row in typed.splitlines() if row.startswith(f"{key}:")) in rows
    assert written(start, text) is not None
    assert written(start, typed) == typed


def test_the_outline_of_the_file_is_that_of_the_brief(bank: Bank) -> None:
    for path in _STARTERS[:3]:
        data = choose(held(path.read_text("utf-8")), "开场/称谓", "同志们")
        files = (written(data, path.read_text("utf-8")), to_yaml(data))
        one, two = (
            render(plan(parse_brief(load_text(text, "甲")), bank), "md", template_folders=(shipped("templates"),))
            for text in files
        )
        assert one == two


def test_a_session_leaves_the_file_as_typed_but_for_the_change_and_undoing_brings_it_back(
    tmp_path: Path, fresh: Workspace
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(TYPED, "utf-8")
    session = Session(path, fresh)
    state = State(data=session.data)
    session.begin(state)
    after = changed(state, insert_point(session.data, 0, "队伍建设"), "加一点")
    session.keep(state, after)
    assert "# 会名未定\n会议: 全县护林防火会   # 全称\n" in path.read_text("utf-8")
    assert [point.topic for point in load_brief(path).points] == ["队伍建设", "隐患排查", "宣传教育"]
    session.keep(after, replace(undo(after)))
    assert path.read_text("utf-8") == TYPED
    session.close()


def test_a_key_within_a_mapping_that_did_not_change_keeps_its_comments() -> None:
    typed = BRIEF.replace(
        "保障: {主体: 各级党委, 措施: [健全机制, 配强干部]}\n",
        "保障:\n  # 谁来抓\n  主体: 各级党委  # 书记定的\n  措施: [健全机制, 配强干部]\n讲话人:\n  职务: 县长 # 待定\n",
    )
    held = sheet(typed.encode())
    data = put(held.data, "保障.措施", ["健全机制"])
    written = held.written(data)
    assert "  # 谁来抓\n  主体: 各级党委  # 书记定的\n  措施:\n" in written
    assert load_text(written, "").value == data
    named = held.written(put(held.data, "讲话人.姓名", "某某"))
    assert "  职务: 县长 # 待定\n  姓名: 某某\n" in named
    assert held.written(held.data) == typed


def test_comments_within_an_element_that_changed_stay_with_their_rows() -> None:
    typed = BRIEF.replace(
        "  - {主题: 队伍建设, 措施: [业务建设, 关爱建设]}\n",
        "  - 主题: 队伍建设  # 书记点的\n"
        "    # 工期紧\n"
        "    措施:\n"
        "      - 业务建设  # 每周\n"
        "      # 人社局定\n"
        "      - '5#楼建设'\n"
        "      - 关爱建设 # 慰问\n"
        "      # 还有的以后加\n",
    ).replace("问题: [护理人员不足]\n", "问题: [护理人员不足]  # 核实过\n")
    held_ = sheet(typed.encode())
    data = put(held_.data, "问题", ["护理人员不足", "设施老化"])
    data = edit_measures(data, "意见/3", [0, 1, "待遇建设"])
    text = held_.written(data)
    assert load_text(text, "").value == data
    assert (
        "  - 主题: 队伍建设  # 书记点的\n"
        "    # 工期紧\n"
        "    措施:\n"
        "      - 业务建设  # 每周\n"
        "      # 人社局定\n"
        "      - 5#楼建设\n"
        "      - 待遇建设  # 慰问\n"
        "      # 还有的以后加\n"
    ) in text
    assert "问题:  # 核实过\n  - 护理人员不足\n  - 设施老化\n" in text
    fewer = held_.written(edit_measures(held_.data, "意见/3", [1, 2]))
    assert "# 每周" not in fewer, "删去的一条，它的批注也走"
    assert "      # 人社局定\n" in fewer
