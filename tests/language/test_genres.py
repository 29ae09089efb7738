"""What no leader says to a meeting is told apart, by its title or by what it says of itself; speeches are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.language.genres import is_account, other_kind
from drafter.records import Passage, Speech
from drafter.shipped import shipped
from tests.command import drafter

PROMISES = "各位领导：\n我到所里一年了。我将把台账补齐。我一定守好纪律，我会常去田头走走。\n"
DEMANDS = "同志们：\n我到县里一年了。我讲两点。各乡镇要抢晴天，粮库必须开夜班。各单位务必抓落实，我会常去看。\n"


def speech(title: str, text: str) -> Speech:
    passages = tuple(Passage(n, "paragraph", line) for n, line in enumerate(text.splitlines(), 1))
    return Speech("a", passages, title or None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2031年度述职报告", "述职报告"),
        ("述职述廉报告 蒲家乡农技站 苗某某", "述职报告"),
        ("在全县抗旱会上的表态发言", "表态发言"),
        ("表态性发言（2031年5月）", "表态发言"),
        ("蒲家乡2031年工作总结", "工作总结"),
        ("在抗旱工作会议上的经验交流发言", "经验交流"),
        ("典型发言材料", "经验交流"),
        ("抗旱工作汇报", "工作汇报"),
        ("在总结表彰大会上的讲话", ""),
        ("在经验交流会上的讲话", ""),
        ("在述职评议会上的讲话", ""),
        ("在全县年终总结会上的讲话提纲", ""),
        ("在抗旱表态会上的主持词", ""),
    ],
)
@pytest.mark.parametrize("text", [DEMANDS, "同志们：\n今天开会。\n"])
def test_by_its_title(title: str, kind: str, text: str) -> None:
    assert other_kind(speech(title, text)) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("各位领导：\n下面，我代表蒲家乡作如下表态。\n我们将连夜传达。\n请县委放心。", "表态发言"),
        ("各位领导：\n现将一年来履行职责的情况报告如下，请予评议。\n我学了法。", "述职报告"),
        (PROMISES, "个人表态"),
        (DEMANDS, ""),
        ("同志们：\n刚才，三个乡镇作了表态。我代表县委作几点要求：各乡镇要抓落实，各部门要配合，大家务必上心。", ""),
        ("同志们：\n刚才大家的述职我都听了，请予以评议。各单位要整改，各班子要带头，大家必须过关。", ""),
    ],
)
def test_by_what_it_says(text: str, kind: str) -> None:
    assert other_kind(speech("", text)) == kind


@pytest.mark.parametrize(
    ("title", "text", "account"),
    [
        ("2031年度述职报告", PROMISES, True),
        ("蒲家乡2031年工作总结", PROMISES, True),
        ("在抗旱会上的表态发言", PROMISES, False),
        ("在述职评议会上的讲话", "各位：\n现将情况报告如下，请予评议。\n", False),
        ("", "各位领导：\n现将一年来履行职责的情况报告如下，请予评议。\n我学了法。", True),
        ("", "现将全年抗旱情况总结如下。\n打井六口。", True),
        ("", DEMANDS, False),
        ("", "同志们：\n刚才大家的述职我都听了，请予以评议。各单位要整改，各班子要带头，大家必须过关。", False),
    ],
)
def test_an_account_tells_of_what_its_speaker_did(title: str, text: str, account: bool) -> None:
    assert is_account(speech(title, text)) is account


def test_none_of_the_sample_speeches_is_one(tmp_path: Path) -> None:
    samples = sorted((shipped("templates") / "speeches").iterdir())
    shown = drafter("moves", *map(str, samples), workspace=tmp_path / "工作区")
    assert shown.returncode == 0
    assert "像是" not in shown.stderr


def test_it_is_told_by_moves_and_by_the_brief(tmp_path: Path) -> None:
    file = tmp_path / "表态.txt"
    file.write_text(
        "在全县抗旱工作会议上的表态发言\n\n各位领导：\n蒲家乡坚决落实。\n一、认识到位\n我们将学透。\n二、措施到位\n我们将抽水保苗。\n",
        encoding="utf-8",
    )
    told = "像是表态发言"
    assert told in drafter("moves", str(file), workspace=tmp_path / "工作区").stderr
    assert told not in drafter("skeleton", str(file), workspace=tmp_path / "工作区").stderr
    brief = drafter("skeleton", str(file), "--brief", workspace=tmp_path / "工作区")
    assert f"提示：原稿{told}" in brief.stderr
    assert f"# 原稿{told}" in brief.stdout
