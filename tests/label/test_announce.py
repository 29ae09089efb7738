"""The announcing sentence and its number (领起句)."""

from __future__ import annotations

import pytest

from drafter.label.announce import announced


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("下面，我讲三点意见。", 3),
        ("借此机会，我再强调四个方面：", 4),
        ("就做好今年的工作，我提几点希望。", None),
        ("这里，我给大家提4点要求。", 4),
        ("下面，我讲点意见，讲3个问题。", 3),
        ("下面，我谈几点意见。", None),
        ("重点抓好以下五项工作：", 5),
        ("下面，我讲十二个问题。", 12),
        ("在此，我代表县委讲两点意见！", 2),
        ("今天，我就其中一些重要问题讲点意见。", None),
        ("下面，我代表局党组作三点表态。", 3),
        ("借此机会，我想用四个词，向大家介绍我们县。", 4),
        ("我当场定几件事。", None),
    ],
)
def test_says_how_many_points_come(sentence: str, count: int | None) -> None:
    found = announced(sentence)
    assert found is not None
    assert found.count == count


@pytest.mark.parametrize(
    "sentence",
    [
        "各级各部门要认真抓好落实。",
        "会议通过了三个文件。",
        "第二，讲规矩，把配合巡察当成一条纪律。",
        "要用三个月把账算清楚，再向大家说明。",
        "市里定了三件事，大家都知道。",
        "过去一年，我们办成了几件大事，群众是满意的。",
        "",
    ],
)
def test_other_sentences_announce_nothing(sentence: str) -> None:
    assert announced(sentence) is None
