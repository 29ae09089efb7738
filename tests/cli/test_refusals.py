"""Bad input: one clear Chinese message, the right exit status, no traceback, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import drafter

GOOD = "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育, 应急演练]\n"


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["outline", "没有.yaml"], 1, "没有这个文件"),
        (["outline", "坏.yaml"], 1, "是否为“成绩”"),
        (["outline", "."], 1, "这是文件夹"),
        (["outline", "好.yaml", "--format", "docx"], 1, "-o"),
        (["outline", "好.yaml", "-o", "没有的夹/提纲.md"], 1, "文件夹不存在"),
        (["outline", "好.yaml", "又好.yaml", "-o", "提纲.md"], 1, "要写到文件夹"),
        (["outline", "选.yaml"], 1, "应当写成 {节点: …}"),
        (["outline", "数.yaml"], 1, "“成绩第 1 条”：只有数字（5）"),
        (["outline", "好.yaml", "--format", "ppt"], 2, "只能是"),
        (["outline"], 2, "缺少"),
        (["outlin"], 2, "是否为 outline"),
        (["moves", "空夹"], 1, "没有找到能读的文件"),
        (["moves", "假.txt"], 1, "假.txt"),
        (["moves", "没有.txt"], 1, "没有这个文件"),
        *[([verb, "空夹"], 1, "这是文件夹") for verb in ("check", "skeleton", "trace")],
        *[([verb, "没有后缀"], 1, "没有这个文件") for verb in ("check", "skeleton", "trace", "moves")],
        (["mine", "空夹"], 1, "没有找到能读的"),
        (["mine"], 2, "--samples"),
        (["search", "压实责任"], 1, "drafter mine"),
        (["search"], 2, "要查的词句"),
        (["skeleton", "假.txt"], 1, "假.txt"),
        (["brief", "new", "坐谈会"], 1, "是否为“座谈会”"),
        (["brief", "check", "坏.yaml"], 1, "第 2 行"),
        (["bank", "show", "没有这一条"], 1, "没有条目"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_one_clear_message(arguments: list[str], status: int, word: str, tmp_path: Path) -> None:
    (tmp_path / "好.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "又好.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "选.yaml").write_text(GOOD + "选定: [甲]\n", encoding="utf-8")
    (tmp_path / "数.yaml").write_text(GOOD + "成绩: [5, {要点: 参保率, 事实: 98%}]\n", encoding="utf-8")
    (tmp_path / "坏.yaml").write_text("会议: 甲会\n成迹: [甲]\n意见: [乙]\n", encoding="utf-8")
    (tmp_path / "假.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (tmp_path / "空夹").mkdir()
    options = [] if status == 2 else ["--workspace", str(tmp_path / "工作区")]
    result = drafter(*arguments, *options, cwd=tmp_path)
    assert result.returncode == status, result.stderr
    assert word in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_one_failing_brief_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "一.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "二.yaml").write_text("会议: 甲\n", encoding="utf-8")
    (tmp_path / "三.yaml").write_text(GOOD, encoding="utf-8")
    result = drafter(
        "outline", "一.yaml", "二.yaml", "三.yaml", "-o", "出/", cwd=tmp_path, workspace=tmp_path / "工作区"
    )
    assert result.returncode == 1
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["一.md", "三.md"]
    assert "成 2 份，败 1 份" in result.stderr


def test_strict_fails_when_something_is_left_to_fill(tmp_path: Path) -> None:
    (tmp_path / "一.yaml").write_text(GOOD, encoding="utf-8")
    loose = drafter("outline", "一.yaml", cwd=tmp_path, workspace=tmp_path / "工作区")
    strict = drafter("outline", "一.yaml", "--strict", cwd=tmp_path, workspace=tmp_path / "工作区")
    assert (loose.returncode, strict.returncode) == (0, 1)
    assert loose.stdout == strict.stdout


def test_every_verb_has_chinese_help_with_an_example(tmp_path: Path) -> None:
    top = drafter("--help", cwd=tmp_path)
    verbs = [line.split()[0] for line in top.stdout.partition("动词:")[2].splitlines() if line.startswith("  ")]
    assert len(verbs) >= 8
    for verb in verbs:
        help_page = drafter(verb, "--help", cwd=tmp_path)
        assert help_page.returncode == 0
        assert "用法：" in help_page.stdout, verb
        assert "例：" in help_page.stdout, verb
    assert "COMMAND" not in top.stdout


@pytest.mark.parametrize("arguments", [["outline", "好.yaml"], ["brief", "schema"], ["--help"]], ids=" ".join)
@pytest.mark.parametrize(("closed", "heard"), [("<&-", True), ("2>&-", True), (">&-", False), ("<&- >&- 2>&-", False)])
@pytest.mark.skipif(os.name == "nt", reason="a shell that closes streams")
def test_a_stream_closed_before_the_start_is_nothing_to_fail_of(
    arguments: list[str], closed: str, heard: bool, tmp_path: Path
) -> None:
    (tmp_path / "好.yaml").write_text(GOOD, encoding="utf-8")
    line = f'exec "$0" -m drafter "$@" {closed}'
    environment = os.environ | {
        "DRAFTER_WORKSPACE": str(tmp_path / "工作区"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    result = subprocess.run(
        ["sh", "-c", line, sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True
    )
    assert result.returncode == 0, result.stderr.decode()
    assert bool(result.stdout) == heard
    assert "程序出了意外" not in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["outline", "一.yaml", "二.yaml", "-o", "出"], 0),
        (["outline", "一.yaml"], 0),
        (["outline", "无.yaml"], 1),
        (["bank"], 2),
    ],
    ids=str,
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_messages_that_cannot_be_written_fail_nothing(arguments: list[str], status: int, tmp_path: Path) -> None:
    for name in ("一", "二"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    environment = os.environ | {
        "DRAFTER_WORKSPACE": str(tmp_path / "工作区"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "drafter", *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=full,
        )
    assert result.returncode == status
    if "-o" in arguments:
        assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["一.md", "二.md"]


def test_json_is_the_contract_form(tmp_path: Path) -> None:
    import json

    (tmp_path / "一.yaml").write_text(GOOD, encoding="utf-8")
    data = json.loads(drafter("outline", "一.yaml", "--json", cwd=tmp_path, workspace=tmp_path / "工作区").stdout)
    assert data["format"] == "drafter.outline/1"
    assert {"id", "level", "label", "text", "move", "step", "source", "slots", "gaps", "alternatives", "items"} <= set(
        data["items"][0]
    )
