"""A small library of invented speeches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

SPEECHES = {
    "滨江2025": (
        ("张三", "市委副书记", "2025-03-18", "滨江市", "工作会议"),
        (
            ("salutation", 0, "开场", "同志们："),
            ("paragraph", 0, "开场", "今天，我们召开全市工会工作会议，主要任务是总结去年、部署今年。"),
            ("heading", 1, "三点意见", "一、突出重点，推动高质量发展"),
            ("paragraph", 0, "三点意见", "要坚持创新驱动。各有关部门要强化要素保障，推动项目早开工、早投产。"),
            ("heading", 1, "加强领导", "二、加强组织领导，凝聚工作合力"),
            ("paragraph", 0, "加强领导", "各级党委要切实加强组织领导，银行行长要带头下基层。"),
        ),
    ),
    "青山2024": (
        ("李四", "副县长", "2024-11-02", "青山县", "推进会"),
        (
            ("heading", 1, "三点意见", "一、安全生产要抓在日常"),
            ("paragraph", 0, "三点意见", "对隐患要一查到底，GDP再高也不能带血。重要岗位要有人值守。"),
            ("paragraph", 0, "加强领导", "要健全机制，加强组织领导。"),
            ("paragraph", 0, "结束语", "让我们携手并肩，奋力谱写青山发展新篇章！"),
        ),
    ),
    "青山2023": (
        ("王五", "县长", "2023-11-02", "青山县", "推进会"),
        (
            ("paragraph", 0, "加强领导", "要健全机制、加强组织领导！"),
            ("paragraph", 0, "结束语", "让我们携手并肩，奋力谱写青山发展崭新篇章！"),
        ),
    ),
}


def entries(**changed: str) -> list[Entry]:
    """The passages; changed: a speech's id -> the text that stands in all its passages instead."""
    return [
        Entry(
            f"{speech}#{number}",
            changed.get(speech, text),
            move,
            "",
            level,
            kind,
            speech,
            f"在{place}会议上的讲话",
            speaker,
            position,
            date,
            place,
            occasion,
            f"{speech}.txt",
        )
        for speech, ((speaker, position, date, place, occasion), passages) in SPEECHES.items()
        for number, (kind, level, move, text) in enumerate(passages, 1)
    ]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace") / "library"
    build(entries(), folder)
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened
