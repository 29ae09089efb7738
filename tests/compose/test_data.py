"""The brief as data: what is written is what is read, and choices go where their point goes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compose.data import (
    choices,
    choose,
    clean,
    edit_measures,
    from_loaded,
    get,
    insert_point,
    move_point,
    put,
    remove_point,
    to_yaml,
)
from drafter.errors import InvalidData
from drafter.strict_yaml import load_text
from tests.compose.conftest import BRIEF, data_of

texts = st.text(min_size=1, max_size=30).map(clean).map(str.strip).filter(bool)
awkward = st.sampled_from(
    [
        "no",
        "12:30",
        "2026-03-05",
        "null",
        "~",
        "- 甲",
        "甲: 乙",
        "#号",
        "“引号”",
        "'",
        '"',
        "{甲}",
        "[乙]",
        "1e3",
        "=",
        "é",
        "👍",
        "<会议>",
        "&锚",
        "*星",
    ]
)


@given(st.dictionaries(texts | awkward, texts | awkward, max_size=6), st.lists(texts | awkward, min_size=1, max_size=5))
def test_what_is_written_reads_back_equal(chosen: dict[str, str], points: list[str]) -> None:
    data: dict[str, Any] = (
        {"会议": "某某会议", "意见": points, "选定": chosen} if chosen else {"会议": "甲", "意见": points}
    )
    assert load_text(to_yaml(data), "简要.yaml").value == data


def test_the_file_is_written_in_the_order_of_the_contract_with_nothing_quoted_that_need_not_be() -> None:
    shuffled = dict(reversed(list(data_of(BRIEF).items())))
    text = to_yaml(shuffled)
    assert text.startswith("场合: 工作会议\n会议: 全县养老服务工作会议\n地区: 全县\n")
    assert "  - 主题: 队伍建设\n    措施:\n      - 业务建设\n" in text
    assert '"' not in text


def test_a_brief_without_its_needed_fields_can_be_taken_up_again() -> None:
    assert from_loaded(load_text("主题: 养老\n", "简要.yaml")) == {"主题": "养老"}
    assert from_loaded(load_text(to_yaml({}), "简要.yaml")) == {}


def test_what_a_file_may_write_shorter_is_held_in_one_shape() -> None:
    text = "会议: 甲会\n意见: [管护队伍：健全制度、落实经费, 供水]\n成绩: 更换管道31公里\n"
    held = from_loaded(load_text(text, "简要.yaml"))
    assert held["意见"] == [{"主题": "管护队伍", "措施": ["健全制度", "落实经费"]}, "供水"]
    assert held["成绩"] == ["更换管道31公里"]


@pytest.mark.parametrize("text", ["会仪: 甲\n", "会议: 甲\n日期: 2026-13-01\n", "- 甲\n", "会议: [甲]\n"])
def test_a_faulty_brief_is_refused_as_outline_refuses_it(text: str) -> None:
    with pytest.raises(InvalidData):
        from_loaded(load_text(text, "简要.yaml"))


def test_an_emptied_field_leaves_no_empty_parent() -> None:
    data = put({"会议": "甲"}, "讲话人.姓名", "某某")
    assert get(data, "讲话人.姓名") == "某某"
    assert put(data, "讲话人.姓名", None) == {"会议": "甲"}


CHOSEN = {
    "意见/1": "甲甲",
    "意见/2/1/文": "乙乙",
    "意见/2/组": "组",
    "三点意见/导语/2": "导",
    "意见/3": "丙丙",
    "意见/句式": "式",
    "开场/称谓": "同志们",
}


def test_choices_go_with_their_point_when_it_moves() -> None:
    data = {**data_of(BRIEF), "选定": CHOSEN}
    moved = move_point(data, 1, 0)
    assert [str(point) for point in moved["意见"]][:2] == ["农村养老", "居家养老"]
    assert choices(moved) == {
        "意见/2": "甲甲",
        "意见/1/1/文": "乙乙",
        "意见/1/组": "组",
        "三点意见/导语/1": "导",
        "意见/3": "丙丙",
        "意见/句式": "式",
        "开场/称谓": "同志们",
    }
    assert move_point(moved, 0, 1) == data


def test_words_of_a_removed_point_stay_without_a_place_and_the_others_keep_theirs() -> None:
    left = choices(remove_point({**data_of(BRIEF), "选定": CHOSEN}, 1))
    kept = {"意见/1": "甲甲", "意见/2": "丙丙", "意见/句式": "式", "开场/称谓": "同志们"}
    assert left == {**kept, "三点意见/导语/5": "导", "意见/5/1/文": "乙乙"}


def test_a_point_put_between_moves_the_choices_behind_it_on() -> None:
    left = choices(insert_point({**data_of(BRIEF), "选定": CHOSEN}, 1, "医养结合"))
    assert left["意见/4"] == "丙丙"
    assert left["意见/3/1/文"] == "乙乙"
    assert left["意见/1"] == "甲甲"


def test_measures_move_with_their_choices() -> None:
    data = choose(data_of(BRIEF), "意见/3/2", "自己的题")
    moved = edit_measures(data, "意见/3", [1, 0])
    assert moved["意见"][2]["措施"] == ["关爱建设", "业务建设"]
    assert choices(moved) == {"意见/3/1": "自己的题"}
    assert choices(edit_measures(data, "意见/3", [0])) == {"意见/3/4": "自己的题"}
    assert edit_measures(data, "保障", [0, 1, "督查考核"])["保障"]["措施"] == ["健全机制", "配强干部", "督查考核"]
