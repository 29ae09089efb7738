"""`drafter mine` by its real command: copies named, told apart on request, nothing of the originals touched."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import drafter

BODY = "".join(
    f"第{number}，要把护林防火的第{number}件事办好，山头地块逐个查，进山路口有人守，火种一律不上山。\n"
    for number in "一二三四五六七八九"
)
SPEECH = (
    "在全县护林防火工作会议上的讲话\n\n同志们：\n今天，我们召开全县护林防火工作会议，主要任务是安排部署春防工作。下面，我讲九点意见。\n"
    + BODY
    + "同志们，让我们行动起来，守好每一片林子！\n"
)


def ids(folder: Path, workspace: Path) -> list[str]:
    data = json.loads(drafter("moves", "--json", str(folder), workspace=workspace).stdout)
    return [speech["id"] for source in data["sources"] for speech in source["speeches"]]


def test_a_copy_is_named_until_a_writer_says_it_is_none(tmp_path: Path) -> None:
    folder, workspace = tmp_path / "旧稿", tmp_path / "工作区"
    folder.mkdir()
    (folder / "甲.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "乙.txt").write_text(SPEECH.replace("春防", "冬防"), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    first = drafter("mine", str(folder), workspace=workspace)
    assert first.returncode == 0, first.stderr
    assert "共 1 篇不同的讲话，另有 1 篇重复" in first.stdout
    assert "没有变" not in first.stdout
    one, other = ids(folder, workspace)
    told = drafter("mine", "--not-duplicate", one, other, workspace=workspace)
    assert told.returncode == 0, told.stderr
    again = drafter("mine", str(folder), workspace=workspace)
    assert "共 2 篇不同的讲话" in again.stdout
    assert "读了 0 个文件，2 个没有变，沿用上次的" in again.stdout
    assert "重复" not in again.stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_unknown_file_in_a_folder_is_a_word_not_a_refusal(tmp_path: Path) -> None:
    folder = tmp_path / "旧稿"
    folder.mkdir()
    (folder / "甲.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "表.tsv").write_text("甲\t乙\n", encoding="utf-8")
    result = drafter("mine", str(folder), workspace=tmp_path / "工作区")
    assert result.returncode == 0, result.stderr
    assert ".tsv" in result.stderr
