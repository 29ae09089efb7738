"""Where outlines are written: never on top of one another, of a brief, or of what somebody else wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter.cli.outline import command
from drafter.errors import DrafterError


def outline(folder: Path, *arguments: str | Path) -> Result:
    options = [*map(str, arguments), "--workspace", str(folder / "工作区")]
    return CliRunner().invoke(command, options, standalone_mode=False)


def brief(path: Path, meeting: str = "全县护林防火工作会议") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"会议: {meeting}\n意见: [隐患排查, 宣传教育]\n", encoding="utf-8")
    return path


def test_briefs_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    one = brief(tmp_path / "云河" / "简要.yaml", "云河县林长会议")
    two = brief(tmp_path / "石桥" / "简要.yaml", "石桥县林长会议")
    assert outline(tmp_path, one, two, "-o", tmp_path / "出").exception is None
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["云河-简要.md", "石桥-简要.md"]
    assert "云河县" in (tmp_path / "出" / "云河-简要.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("names", [("甲/简要.yaml", "甲/简要.yml"), ("简要.yaml", "简要.yaml"), ("A.yaml", "a.yml")])
def test_briefs_that_would_still_meet_are_refused_before_anything_is_written(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    paths = [brief(tmp_path / name) for name in names]
    result = outline(tmp_path, *paths, "-o", tmp_path / "出")
    assert isinstance(result.exception, DrafterError)
    assert "都会写到" in str(result.exception)
    assert not (tmp_path / "出").exists()


@pytest.mark.parametrize("said", ["", "日期: 2026-03-02\n讲话人: {姓名: 罗某某, 职务: 县长}\n"])
@pytest.mark.parametrize("form", ["md", "txt"])
def test_what_is_shown_is_the_file_to_the_last_line_end(said: str, form: str, tmp_path: Path) -> None:
    path, target = brief(tmp_path / "简要.yaml"), tmp_path / f"提纲.{form}"
    path.write_text(path.read_text(encoding="utf-8") + said, encoding="utf-8")
    outline(tmp_path, path, "-o", target)
    assert outline(tmp_path, path, "--format", form).stdout == target.read_text(encoding="utf-8")


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_outline_is_never_written_over_its_brief(tmp_path: Path, force: list[str]) -> None:
    path = brief(tmp_path / "简要.yaml")
    before = path.read_bytes()
    result = outline(tmp_path, path, "--format", "md", "-o", tmp_path / "." / "简要.yaml", *force)
    assert "输入的文件" in str(result.exception)
    assert path.read_bytes() == before
    folder = brief(tmp_path / "提纲" / "甲.md")
    result = outline(tmp_path, folder, "-o", tmp_path / "提纲", *force)
    assert "输入的文件" in str(result.exception)
    assert folder.read_text(encoding="utf-8").startswith("会议")


def test_what_drafter_did_not_write_is_left_alone(tmp_path: Path) -> None:
    path, target = brief(tmp_path / "简要.yaml"), tmp_path / "提纲.md"
    target.write_text("我自己的笔记\n", encoding="utf-8")
    assert "没有覆盖" in str(outline(tmp_path, path, "-o", target).exception)
    assert target.read_text(encoding="utf-8") == "我自己的笔记\n"
    assert outline(tmp_path, path, "-o", target, "--force").exception is None
    assert outline(tmp_path, path, "-o", target).exception is None
    target.write_text(target.read_text(encoding="utf-8") + "添了一行\n", encoding="utf-8")
    assert "没有覆盖" in str(outline(tmp_path, path, "-o", target).exception)


@pytest.mark.parametrize("asked", [["--json"], ["--format", "json"]])
def test_a_file_is_not_written_in_another_format_than_its_name_says(tmp_path: Path, asked: list[str]) -> None:
    one, target = brief(tmp_path / "一.yaml"), tmp_path / "提纲.md"
    result = outline(tmp_path, one, *asked, "-o", target)
    assert "与后缀 .md 不符，请改用 -o 提纲.json" in str(result.exception)
    assert not target.exists()
    right = tmp_path / "提纲.json"
    assert outline(tmp_path, one, *asked, "-o", right).exit_code == 0
    assert json.loads(right.read_text(encoding="utf-8"))["format"] == "drafter.outline/1"


def test_a_name_that_ends_in_a_slash_is_a_folder(tmp_path: Path) -> None:
    path = brief(tmp_path / "简要.yaml")
    assert outline(tmp_path, path, "-o", f"{tmp_path / '出'}/").exception is None
    assert [found.name for found in (tmp_path / "出").iterdir()] == ["简要.md"]


def test_several_outlines_as_json_are_one_document_a_line(tmp_path: Path) -> None:
    one, two = brief(tmp_path / "一.yaml", "云河县林长会议"), brief(tmp_path / "二.yaml", "石桥县林长会议")
    lines = outline(tmp_path, one, two, "--json").stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert ["云河县" in told[0]["title"], "石桥县" in told[1]["title"]] == [True, True]
    assert told[1] == json.loads(outline(tmp_path, two, "--json").stdout)


def test_what_was_compiled_for_one_outline_is_there_for_the_next_in_a_process_of_its_own(tmp_path: Path) -> None:
    path, kept = brief(tmp_path / "简要.yaml"), tmp_path / "工作区" / "cache" / "expressions"
    drafter = [sys.executable, "-m", "drafter", "outline", str(path), "--workspace", str(tmp_path / "工作区")]
    first = subprocess.run(drafter, capture_output=True, check=True)
    whole = kept.read_bytes()
    assert subprocess.run(drafter, capture_output=True, check=True).stdout == first.stdout
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[: len(whole) // 2])
    assert subprocess.run(drafter, capture_output=True, check=True).stdout == first.stdout
    assert kept.read_bytes() == whole, "what is damaged is made anew"
