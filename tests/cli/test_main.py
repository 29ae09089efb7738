"""What is said of a command line that cannot be read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from drafter.cli.main import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["outline", "甲.yaml", "--format", "ppt"], "--format 只能是 md、docx"),
        (["search", "甲", "--limit", "many"], "--limit 应当是 1 到 1000 的整数"),
        (["search", "甲", "--context", "many"], "--context 应当是 0 到 20 的整数"),
    ],
)
def test_options_are_named_as_they_are_typed(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert f"drafter：{said}" in capsys.readouterr().err


def test_the_workspace_may_stand_before_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "ws"
    (made / "phrasebank" / "frames").mkdir(parents=True)
    (made / "phrasebank" / "frames" / "坏.yaml").write_text("框架: [", encoding="utf-8")
    for arguments in (["bank", "list", "--workspace"], ["--workspace"]):
        verb = [] if arguments[0] == "bank" else ["bank", "list"]
        assert run([*arguments, str(made), *verb]) == 1
        assert "坏.yaml" in capsys.readouterr().err
    assert run(["--workspace", str(made)]) == 0, "没有终端时只显示用法"


def test_a_group_lists_each_verb_with_a_whole_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bank", "--help"], terminal_width=200) == 0
    rows = capsys.readouterr().out
    assert "不写文件夹就校验工作区里自己的短语库\n" in rows
    assert "..." not in rows


def test_a_verb_is_guessed_only_where_it_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outlin"]) == 2
    assert "是否为 outline？" in capsys.readouterr().err
    assert run(["batch"]) == 2
    said = capsys.readouterr().err
    assert "是否为" not in said
    assert "几份简要" in said


@pytest.mark.parametrize(("fact", "numbers"), [("更换㙍镇管道三处", "U+364D"), ("更换石镇管道三处", "")])
def test_characters_a_console_cannot_show_are_told_by_their_numbers(
    fact: str, numbers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = tmp_path / "简要.yaml"
    brief.write_text(f"会议: 全县供水会议\n成绩: [{fact}]\n意见: [管护]\n", encoding="utf-8")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    assert run(["outline", str(brief), "--workspace", str(tmp_path / "空")]) == 0
    assert fact.replace("㙍", "?") in raw.getvalue().decode("gbk")
    told = capsys.readouterr().err
    assert ("显示不了" in told) == bool(numbers)
    assert numbers in told
