"""What a writer typed into a listing of `drafter moves` is understood, or refused with its line; nothing goes in silence."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from drafter.cli.moves import command as moves
from drafter.errors import InvalidData
from drafter.flow.correcting import feed_back
from drafter.keep.corrections import load_corrections
from drafter.keep.workspace import Workspace, open_workspace

SPEECH = """在全县护林工作推进会上的讲话

同志们：
今天，我们召开全县护林工作推进会，主要任务是总结去年工作，部署今年任务。
下面，我讲两点意见。
一、抓好巡护，守住林子
要把每座山头包到人，天天有人巡，处处有人管。
二、加强领导，落实责任
各级党委要把护林摆上重要议事日程，主要负责同志亲自抓。
同志们，让我们携起手来，为建设绿色家园而努力奋斗！
"""
INSPECTION = "要把每座山头包到人，天天有人巡，处处有人管。"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "工作区")


@pytest.fixture
def listing(tmp_path: Path, workspace: Workspace) -> Path:
    file = tmp_path / "护林讲话.txt"
    file.write_text(SPEECH, encoding="utf-8")
    shown = CliRunner().invoke(moves, [str(file), "--yaml", "--workspace", str(workspace.root)], standalone_mode=False)
    path = tmp_path / "语步.yaml"
    path.write_text(shown.stdout, encoding="utf-8")
    return path


def row_of(listing: Path) -> tuple[int, str]:
    """The row of the passage on inspection: its line, from 1, and the row."""
    lines = listing.read_text(encoding="utf-8").splitlines()
    return next((n, line) for n, line in enumerate(lines, 1) if INSPECTION in line)


def edit(listing: Path, old: str, new: str) -> int:
    """Change the row of the passage on inspection; its line, from 1."""
    number, row = row_of(listing)
    assert old in row
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace(row, row.replace(old, new, 1)), encoding="utf-8")
    return number


def hand_back(listing: Path, workspace: Workspace) -> Result:
    return CliRunner().invoke(
        moves, ["--corrections", str(listing), "--workspace", str(workspace.root)], standalone_mode=False
    )


LABEL = "move: 三点意见, step: 任务部署"


@pytest.mark.parametrize(
    "typed",
    [
        "move: 加强领导, step: 责任落实",
        "move：加强领导, step：责任落实",
        "move:加强领导, step:责任落实",
        "Move: 加强领导, STEP: 责任落实",
        "ｍｏｖｅ: 加强领导, ｓｔｅｐ: 责任落实",
        "语步: 加强领导, 步骤: 责任落实",
        'move: "加强领导　", step: 责任落实',
    ],
)
def test_a_label_is_taken_however_its_keys_were_typed(listing: Path, workspace: Workspace, typed: str) -> None:
    edit(listing, LABEL, typed)
    assert feed_back(workspace, listing).changed == 1
    assert list(load_corrections(workspace).values()) == [("加强领导", "责任落实")]


@pytest.mark.parametrize(
    "typed", ["ok: true", "ok: True", "OK: TRUE", "ok：true", "ok：是", "ok: 对", "ok: √", "认可: 是", "ok: yes"]
)
def test_a_label_is_confirmed_however_it_was_typed(listing: Path, workspace: Workspace, typed: str) -> None:
    edit(listing, LABEL, f"{LABEL}, {typed}")
    assert feed_back(workspace, listing).changed == 1
    assert list(load_corrections(workspace).values()) == [("三点意见", "任务部署")]


@pytest.mark.parametrize("typed", ["ok: false", "OK：否", "ok: 'no'"])
def test_what_is_not_confirmed_is_no_correction(listing: Path, workspace: Workspace, typed: str) -> None:
    edit(listing, LABEL, f"{LABEL}, {typed}")
    taken = feed_back(workspace, listing)
    assert (taken.touched, taken.changed, taken.missed) == (0, 0, ())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mvoe: 加强领导, step: 责任落实", "不认识“mvoe”，是否为“move”？"),
        (f"{LABEL}, 备注: 不是部署", "不认识“备注”；能改的是 move（语步）、step（步骤），没有错的写 ok: true"),
        (f"{LABEL}, ok: 大概吧", "认可写 ok: true"),
        (f"{LABEL}, ok", "认可写 ok: true"),
        (f"{LABEL}, 语步: 加强领导", "“move”写了两次"),
        ("move: '', step: ''", "move 是空的"),
        ("move: 加强领导，step: 责任落实", "逗号用成了全角"),
        ("move: 形势, step: ''", "没有语步“形势”，步骤里有“形势意义”，语步写“三点意见”"),
        ("move: 加强领到, step: ''", "没有语步“加强领到”，是否为“加强领导”？"),
        ("move: 三点意见, step: 责任落时", "没有步骤“责任落时”，是否为“责任落实”？"),
        (
            "move: 三点意见, step: 督查考核",
            "“督查考核”是“加强领导”的步骤，不是“三点意见”的。“三点意见”的步骤有：领起、",
        ),
        (
            "move: 加强领导, step: 任务部署",
            "“任务部署”是“三点意见”的步骤，不是“加强领导”的。“加强领导”的步骤有：组织领导、",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line_and_what_to_write(
    listing: Path, workspace: Workspace, typed: str, told: str
) -> None:
    number = edit(listing, LABEL, typed)
    with pytest.raises(InvalidData) as refusal:
        feed_back(workspace, listing)
    assert any(
        problem.startswith(f"{listing} 第 {number} 行：") and told in problem for problem in refusal.value.problems
    )
    assert not workspace.corrections.exists()


@pytest.mark.parametrize("name", ["语步.txt", "语步.md", "语步", "语步.json"])
def test_a_listing_is_told_by_what_is_in_it_whatever_it_is_called(
    listing: Path, workspace: Workspace, name: str
) -> None:
    edit(listing, LABEL, "move: 加强领导, step: 责任落实")
    other = listing.with_name(name)
    other.write_text(listing.read_text(encoding="utf-8"), encoding="utf-8")
    assert feed_back(workspace, other).changed == 1


def test_json_is_told_by_what_is_in_it_too(listing: Path, workspace: Workspace) -> None:
    file = listing.with_name("护林讲话.txt")
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    for row in data["sources"][0]["speeches"][0]["passages"]:
        if row["text"] == INSPECTION:
            row["move"], row["step"] = "加强领导", "责任落实"
    for name in ("语步.yaml", "语步.txt"):
        other = listing.with_name(name)
        other.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    assert feed_back(workspace, listing.with_name("语步.yaml")).changed == 1
    assert feed_back(workspace, listing.with_name("语步.txt")).changed == 0
    other.write_text('{"format": "drafter.moves/1",\n"sources": [,]}', encoding="utf-8")
    with pytest.raises(InvalidData, match="第 2 行：不是合法的 JSON"):
        feed_back(workspace, other)


def test_all_that_was_changed_is_counted_and_what_was_not_taken_is_named(listing: Path, workspace: Workspace) -> None:
    text = listing.read_text(encoding="utf-8")
    _, row = row_of(listing)
    gone = next(line for line in text.splitlines() if "亲自抓" in line)
    text = text.replace(row, row.replace(LABEL, "move: 加强领导, step: 责任落实"))
    text = text.replace(gone, gone.replace("亲自抓", "亲自管").replace("加强领导, step", "三点意见, step", 1))
    text = text.replace("三点意见, step: 组织领导", "三点意见, step: ''").replace(
        "三点意见, step: 责任落实", "三点意见, step: ''"
    )
    listing.write_text(text, encoding="utf-8")
    told = hand_back(listing, workspace)
    assert told.return_value == 1
    assert "改了 2 处（认可的也算），采用 1 处，1 处没有采用：" in told.stderr
    assert "“各级党委要把护林摆上重要议事日程，主要负……”：原文里没有这段话" in told.stderr
    again = hand_back(listing, workspace)
    assert "采用 0 处，1 处从前已是这样，1 处没有采用：" in again.stderr


def test_a_speech_that_is_not_there_is_named(listing: Path, workspace: Workspace) -> None:
    edit(listing, LABEL, "move: 加强领导, step: 责任落实")
    file = listing.with_name("护林讲话.txt")
    file.rename(file.with_name("搬走了.txt"))
    (missed,) = feed_back(workspace, listing).missed
    assert f"找不到原文件 {file}" in missed
    file.write_text(SPEECH.replace("护林", "护水"), encoding="utf-8")
    (missed,) = feed_back(workspace, listing).missed
    assert "原文件改过了" in missed


def test_a_row_taken_out_is_told(listing: Path, workspace: Workspace) -> None:
    _, row = row_of(listing)
    listing.write_text(listing.read_text(encoding="utf-8").replace(row + "\n", ""), encoding="utf-8")
    told = hand_back(listing, workspace)
    assert (told.return_value, "提示：原稿另有 1 段文件里没有，没有动" in told.stderr) == (0, True)


def test_the_listing_names_every_move_with_its_steps(listing: Path) -> None:
    head = "".join(line for line in listing.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    assert "加强领导（组织领导、责任落实、协同配合、队伍建设、督查考核、作风）" in head


def test_a_label_in_a_copy_of_a_speech_is_taken_too(listing: Path, workspace: Workspace) -> None:
    file = listing.with_name("护林讲话.txt")
    copy = listing.with_name("护林讲话（副本）.txt")
    copy.write_text(SPEECH, encoding="utf-8")
    shown = CliRunner().invoke(
        moves, [str(file), str(copy), "--yaml", "--workspace", str(workspace.root)], standalone_mode=False
    )
    first, second = shown.stdout.split(f'- path: "{copy}"')
    (row,) = [line for line in second.splitlines() if INSPECTION in line]
    second = second.replace(row, row.replace(LABEL, "move: 加强领导, step: 责任落实"))
    listing.write_text(f'{first}- path: "{copy}"{second}', encoding="utf-8")
    taken = feed_back(workspace, listing)
    assert (taken.touched, taken.changed, taken.missed) == (1, 1, ())


@pytest.mark.parametrize("form", ["--yaml", "--json"])
def test_a_listing_of_what_is_in_a_zip_is_taken_back(tmp_path: Path, workspace: Workspace, form: str) -> None:
    archive = tmp_path / "旧稿.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("2025/护林讲话.txt", SPEECH)
        packed.writestr("2025/护渠讲话.txt", SPEECH.replace("护林", "护渠").replace("山头", "水闸"))
    command = [str(archive), form, "--workspace", str(workspace.root)]
    listing = tmp_path / f"语步.{form[2:]}"
    listing.write_text(CliRunner().invoke(moves, command, standalone_mode=False).stdout, encoding="utf-8")
    data = yaml.safe_load(listing.read_text(encoding="utf-8"))
    rows = [row for source in data["sources"] for row in source["speeches"][0]["passages"]]
    row = next(each for each in rows if each["text"].startswith(INSPECTION))
    row["move"], row["step"] = "加强领导", "责任落实"
    listing.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    taken = feed_back(workspace, listing)
    assert (taken.changed, taken.missed) == (1, ())
    assert [*load_corrections(workspace).values()] == [("加强领导", "责任落实")]
    archive.unlink()
    assert "找不到原文件" in feed_back(workspace, listing).missed[0]


def test_a_file_handed_back_by_several_at_once_is_kept_once(listing: Path, workspace: Workspace) -> None:
    edit(listing, "step: 任务部署", "step: 总体要求")
    command = [sys.executable, "-m", "drafter", "moves", "--corrections", str(listing)]
    running = [subprocess.Popen([*command, "--workspace", str(workspace.root)]) for _ in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
    assert workspace.corrections.read_text(encoding="utf-8").count("总体要求") == 1
