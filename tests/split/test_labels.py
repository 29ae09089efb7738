"""Labels and levels, as genre.md “Labels and levels” has them."""

from __future__ import annotations

import pytest

from drafter.split.labels import Ladder, label_of


@pytest.mark.parametrize(
    ("text", "label", "rung", "number"),
    [
        ("一、提高认识", "一、", 1, 1),
        ("十二、提高认识", "十二、", 1, 12),
        ("一百零二、提高认识", "一百零二、", 1, 102),
        ("一百二十一、提高认识", "一百二十一、", 1, 121),
        ("（三）抓好落实", "（三）", 2, 3),
        ("(三)抓好落实", "(三)", 2, 3),
        ("2.抓好落实", "2.", 3, 2),
        ("2、抓好落实", "2、", 3, 2),
        ("2．抓好落实", "2．", 3, 2),
        ("（4）抓好落实", "（4）", 4, 4),
        ("①抓好落实", "①", 5, 0),
        ("第一，抓好落实", "第一，", 0, 1),
        ("第二个问题：抓好落实", "第二个问题：", 0, 2),
        ("一是抓好落实", "一是", 0, 1),
        ("二要抓好落实", "二要", 0, 2),
        ("首先，抓好落实", "首先，", 0, 0),
        ("头一件事，抓好落实", "头一件事，", 0, 1),
        ("头一条，抓好落实", "头一条，", 0, 1),
        ("头一个是抓好落实", "头一个是", 0, 1),
        ("一个是抓好落实", "一个是", 0, 0),
        ("再一个就是抓好落实", "再一个就是", 0, 0),
        ("最后说说保障。县里出钱。", "最后说说", 0, 0),
    ],
)
def test_a_label_is_read_as_written(text: str, label: str, rung: int, number: int) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.text, found.rung, found.number) == (label, rung, number)


@pytest.mark.parametrize(
    "text",
    [
        "3.5亿元用于民生",
        "头一回见到这样的场面",
        "一个是非不分的人",
        "最后说说我的心里话。",
        "最后说几句。",
        "一年来成绩明显",
        "第一线的职工",
        "2026年工作",
        "一切为了群众",
        "十分重要",
        "一、",
        "同志们，一是",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert label_of(text) is None


def levels(*texts: str) -> list[int]:
    found = [label_of(text) for text in texts]
    ladder = Ladder(found)
    return [ladder.level(label) for label in found if label]


def test_the_ladder_has_fixed_rungs_and_may_start_anywhere() -> None:
    assert levels("一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "二、己") == [1, 2, 3, 4, 2, 1]
    assert levels("（一）乙", "1.丙", "（二）戊") == [2, 3, 2]


def test_a_kind_of_label_that_stands_above_another_throughout_is_the_higher_level() -> None:
    assert levels("1、甲", "（一）乙", "（二）丙", "2、丁", "（一）戊") == [1, 2, 2, 1, 2]
    assert levels("（一）甲", "一、乙", "二、丙", "（二）丁", "一、戊", "（1）己") == [1, 2, 2, 1, 2, 3]
    assert levels("一、甲", "1．乙", "（一）丙", "2．丁", "（一）戊", "二、己", "1．庚") == [1, 2, 3, 2, 3, 1, 2]


def test_labels_that_count_on_across_one_another_keep_their_rungs() -> None:
    assert levels("（一）甲", "1.乙", "2.丙", "（二）丁", "3.戊", "（三）己") == [2, 3, 3, 2, 3, 2]
    assert levels("1.甲", "（一）乙", "（二）丙", "2.丁", "（三）戊") == [3, 2, 2, 3, 2]


def test_a_style_without_rung_stands_below_what_encloses_it() -> None:
    assert levels("第一，甲", "第二，乙") == [1, 1]
    assert levels("一、甲", "第一，乙", "第二，丙", "二、丁", "第一，戊") == [1, 2, 2, 1, 2]
    assert levels("一是甲", "二是乙", "三是丙", "一要丁", "二要戊") == [1, 1, 1, 2, 2]


def test_a_series_that_changes_its_word_goes_on() -> None:
    assert levels("一、甲", "一是乙", "二要丙", "三是丁") == [1, 2, 2, 2]
