"""Tracked changes (修订痕迹) by the real commands: accepted unless the writer says otherwise, and remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import drafter
from tests.read.fixtures import docx, paragraph

from .test_mine import BODY

OLD, NEW = "山头地块逐个查，进山路口有人守。", "哪座山头冒烟，就先问哪座山头的护林员。"
REVISED = docx(
    paragraph("在全县护林防火工作会议上的讲话")
    + paragraph("同志们：")
    + paragraph("今天，我们召开全县护林防火工作会议，主要任务是安排部署春防工作。")
    + f"<w:p><w:del><w:r><w:delText>{OLD}</w:delText></w:r></w:del><w:ins><w:r><w:t>{NEW}</w:t></w:r></w:ins></w:p>"
    + "".join(paragraph(line) for line in BODY.split("\n") if line)
)


def passages(*arguments: str, workspace: Path) -> list[str]:
    run = drafter("moves", "--json", *arguments, workspace=workspace)
    assert run.returncode == 0, run.stderr
    data = json.loads(run.stdout)
    return [p["text"] for source in data["sources"] for speech in source["speeches"] for p in speech["passages"]]


def found(text: str, workspace: Path) -> bool:
    hits = json.loads(drafter("search", text, "--json", workspace=workspace).stdout)["hits"]
    return any(text in hit["text"] for hit in hits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "旧稿").mkdir()
    (tmp_path / "旧稿" / "春防.docx").write_bytes(REVISED)
    return tmp_path / "旧稿"


@pytest.mark.parametrize(
    ("choice", "shown"), [((), NEW), (("--revisions", "接受"), NEW), (("--revisions", "拒绝"), OLD)]
)
def test_moves_reads_revisions_as_told(folder: Path, tmp_path: Path, choice: tuple[str, ...], shown: str) -> None:
    texts = passages(*choice, str(folder), workspace=tmp_path / "工作区")
    assert [line for line in (OLD, NEW) if line in texts] == [shown]


def test_a_changed_choice_reads_again_and_other_runs_leave_it(folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "工作区"
    other = tmp_path / "别处.txt"
    other.write_text("同志们：\n" + BODY.replace("护林防火", "防汛抗旱"), encoding="utf-8")
    first = drafter("mine", str(folder), "--revisions", "拒绝", workspace=workspace)
    assert first.returncode == 0, first.stderr
    assert (found(OLD, workspace), found(NEW, workspace)) == (True, False)
    again = drafter("mine", str(folder), "--revisions", "拒绝", workspace=workspace)
    assert "1 个没有变" in again.stdout
    elsewhere = drafter("mine", str(other), workspace=workspace)
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert found(OLD, workspace), "别处的挖掘不改这一篇的读法"
    changed = drafter("mine", str(folder), workspace=workspace)
    assert "读了 1 个文件" in changed.stdout
    assert "没有变" not in changed.stdout
    assert (found(OLD, workspace), found(NEW, workspace)) == (False, True)


def test_help_and_refusal_are_chinese(folder: Path, tmp_path: Path) -> None:
    for verb in ("mine", "moves"):
        page = drafter(verb, "--help", workspace=tmp_path / "工作区")
        assert "--revisions 接受|拒绝" in page.stdout
        assert "修订" in page.stdout
        wrong = drafter(verb, str(folder), "--revisions", "保留", workspace=tmp_path / "工作区")
        assert wrong.returncode == 2
        assert "接受" in wrong.stderr
        assert "Traceback" not in wrong.stderr
