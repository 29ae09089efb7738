"""`drafter bank list`: found by its name, or by any few characters it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.cli.main import run


def listed(word: str, workspace: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["bank", "list", word, *options, "--workspace", str(workspace)]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_name_lists_what_bears_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed("领起", tmp_path, capsys, "--kind", "frames")
    assert rows
    assert all("·领起\t" in row for row in rows)


def test_a_few_characters_list_what_holds_them_in_name_synonym_or_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed("食堂", tmp_path, capsys, "--kind", "topics")
    assert "校园食堂" in rows[0]
    assert len(rows) > len([row for row in rows if "食堂" in row]) > 0
    assert all("下面" in row for row in listed("下面", tmp_path, capsys, "--kind", "frames"))


def test_what_nothing_holds_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bank", "list", "火星车", "--workspace", str(tmp_path)]) == 1
    assert "没有与“火星车”对应的条目" in capsys.readouterr().err
