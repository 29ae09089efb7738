"""Labels handed back: a file of another shape is refused with the place; what was learnt is the program's own file."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from drafter.cli.moves import command as moves
from drafter.errors import DrafterError, InvalidData
from drafter.flow.correcting import correct, feed_back, moved_along, place_in, steps_of
from drafter.flow.reviewing import Review, doubtful, every, unsure_steps
from drafter.flow.skeletons import skeletons
from drafter.flow.understanding import open_model, understand_files
from drafter.keep.corrections import load_corrections
from drafter.keep.workspace import Workspace, open_workspace
from drafter.label.corrected import fingerprint
from drafter.label.decode import BY_HAND
from drafter.label.model import load_model
from drafter.label.telling import SILENT
from drafter.shipped import shipped
from tests.command import drafter

PASSAGE = {"number": 1, "move": "开场", "step": "", "text": "同志们："}


def wrapped(passages: Any) -> Any:
    return {"sources": [{"path": "甲.txt", "speeches": [{"id": "a", "passages": passages}]}]}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"sources": ["x"]}, r"sources\[0\]"),
        ({"a": 1}, "“sources”"),
        ({"sources": {}}, "“sources”"),
        ({"sources": [{"path": 3, "speeches": []}]}, r"sources\[0\]：“path”"),
        ({"sources": [{"path": "甲.txt", "speeches": [{"id": "a"}]}]}, r"speeches\[0\]：“passages”"),
        (wrapped([1]), r"passages\[0\]"),
        (wrapped([{**PASSAGE, "text": True}]), "“text”"),
        (wrapped([{**PASSAGE, "step": "称胃"}]), "没有步骤“称胃”，是否为“称谓”"),
        (wrapped([{**PASSAGE, "move": None}]), "“move”"),
        (wrapped([{**PASSAGE, "move": "开厂"}]), "是否为“开场”"),
        (wrapped([{**PASSAGE, "move": "点名"}]), "没有语步“点名”，现有的是：开场、成绩回顾、"),
    ],
)
def test_another_shape_is_refused_with_its_place(tmp_path: Path, data: dict[str, Any], place: str) -> None:
    path = tmp_path / "语步.json"
    path.write_text(json.dumps({"format": "drafter.moves/1", **data}), encoding="utf-8")
    with pytest.raises(InvalidData, match=place):
        feed_back(Workspace(tmp_path / "工作区"), path)


@pytest.mark.parametrize("text", ["[1]", "{", '{"a": 1}', "[" * 100_000, "\xff"])
def test_what_is_no_moves_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "语步.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(DrafterError):
        feed_back(Workspace(tmp_path / "工作区"), path)


SPEECH = """在全县护林工作推进会上的讲话

同志们：
今天，我们召开全县护林工作推进会，主要任务是总结去年工作，部署今年任务。
过去一年，全县新造林3200亩，没有发生大的山火，成绩来之不易。木耳场的老范带着全家守了三十年山。
下面，我讲两点意见。
一、抓好巡护，守住林子
要把每座山头包到人，天天有人巡，处处有人管。
二、加强领导，落实责任
各级党委要把护林摆上重要议事日程。护林经费要列入预算，专款专用。
同志们，让我们携起手来，为建设绿色家园而努力奋斗！
"""
INSPECTION = "要把每座山头包到人，天天有人巡，处处有人管。"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "护林讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "工作区")


def passages(file: Path, workspace: Workspace) -> list[dict[str, Any]]:
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    assert shown.exception is None, shown.output
    found: list[dict[str, Any]] = json.loads(shown.stdout)["sources"][0]["speeches"][0]["passages"]
    return found


def _edited(file: Path, workspace: Workspace, folder: Path) -> Path:
    """The listing of the speech with the passage on inspection given another label by hand."""
    shown = CliRunner().invoke(moves, [str(file), "--yaml", "--workspace", str(workspace.root)], standalone_mode=False)
    lines = shown.stdout.splitlines()
    place = next(n for n, line in enumerate(lines) if INSPECTION in line)
    lines[place] = f'    - {{move: 加强领导, step: 责任落实, text: "{INSPECTION}"}}'
    listing = folder / "语步.yaml"
    listing.write_text("\n".join(lines), encoding="utf-8")
    return listing


def test_an_edited_yaml_listing_is_taken_back(file: Path, workspace: Workspace, tmp_path: Path) -> None:
    listing = _edited(file, workspace, tmp_path)
    assert feed_back(workspace, listing).changed == 1
    row = next(p for p in passages(file, workspace) if p["text"] == INSPECTION)
    assert (row["move"], row["step"], row["why"]) == ("加强领导", "责任落实", ["人工改定"])
    assert feed_back(workspace, listing).changed == 0


@pytest.mark.parametrize("form", ["--yaml", "--json"])
def test_a_stale_listing_does_not_undo_what_was_corrected_since(
    file: Path, workspace: Workspace, tmp_path: Path, form: str
) -> None:
    """What is edited in it counts, also against a later correction."""
    shown = CliRunner().invoke(moves, [str(file), form, "--workspace", str(workspace.root)], standalone_mode=False)
    listing = tmp_path / f"语步.{form[2:]}"
    correct(workspace, INSPECTION, "加强领导", "责任落实")
    listing.write_text(shown.stdout, encoding="utf-8")
    told = CliRunner().invoke(moves, ["--corrections", str(listing), "--workspace", str(workspace.root)])
    assert "改了 0 处（认可的也算），采用 0 处" in told.output
    assert "有 1 段文件里没有改" in told.output
    assert next(p["move"] for p in passages(file, workspace) if p["text"] == INSPECTION) == "加强领导"
    data = json.loads(shown.stdout) if form == "--json" else yaml.safe_load(shown.stdout)
    for row in data["sources"][0]["speeches"][0]["passages"]:
        if row["text"] == INSPECTION:
            row["move"], row["step"] = "成绩回顾", ""
    listing.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    taken = feed_back(workspace, listing)
    assert (taken.changed, taken.stale) == (1, 0)
    assert next(p["move"] for p in passages(file, workspace) if p["text"] == INSPECTION) == "成绩回顾"


def test_a_label_the_program_has_come_to_give_is_kept_where_it_was_given_by_hand(
    file: Path, workspace: Workspace, tmp_path: Path
) -> None:
    """What was learnt may be unlearnt; a correction stays."""
    listing = tmp_path / "语步.json"
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    row = next(each for each in data["sources"][0]["speeches"][0]["passages"] if each["text"] == INSPECTION)
    row["was"] = "开场/背景"
    listing.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, listing).changed == 1
    assert [*load_corrections(workspace).values()] == [(row["move"], row["step"])]
    assert feed_back(workspace, listing).changed == 0


@pytest.mark.parametrize("form", ["--yaml", "--json"])
def test_one_row_changed_is_one_correction_whatever_moves_with_it(
    workspace: Workspace, tmp_path: Path, form: str
) -> None:
    speech = min((shipped("templates") / "speeches").iterdir())
    shown = CliRunner().invoke(moves, [str(speech), form, "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout) if form == "--json" else yaml.safe_load(shown.stdout)
    rows = data["sources"][0]["speeches"][0]["passages"]
    changed = next(row for row in rows if row["text"].startswith("困难职工档案要"))
    changed["move"], changed["step"] = "加强领导", ""
    listing = tmp_path / "改.json"
    listing.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, listing).changed == 1
    assert [move for move, _ in load_corrections(workspace).values()] == ["加强领导"]
    now = passages(speech, workspace)
    assert [p["text"] for p in now if p["why"] == ["人工改定"]] == [changed["text"]]
    # What stands beside it moved with it.
    assert sum(p["move"] != row["was"].partition("/")[0] for p, row in zip(now, rows, strict=True)) > 1


def test_what_is_handed_back_again_is_not_kept_again(file: Path, workspace: Workspace, tmp_path: Path) -> None:
    """Also where the step is left to the program, which then gives one."""
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    for passage in data["sources"][0]["speeches"][0]["passages"]:
        passage["move"], passage["step"] = "开场", ""
    path = tmp_path / "订正.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, path).changed
    kept = workspace.corrections.read_bytes()
    assert feed_back(workspace, path).changed == 0
    assert workspace.corrections.read_bytes() == kept


def test_labels_that_move_with_those_beside_them_are_held_where_they_were_handed_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    speeches = [str(path) for path in sorted((shipped("templates") / "speeches").iterdir())[:4]]
    shown = CliRunner().invoke(moves, [*speeches, "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    for source in data["sources"]:
        for passage in source["speeches"][0]["passages"][1:8]:
            passage["move"], passage["step"] = "开场", ""
    path = tmp_path / "订正.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, path).changed
    kept = workspace.corrections.read_bytes()
    assert feed_back(workspace, path).changed == 0
    assert workspace.corrections.read_bytes() == kept


def test_a_passage_may_be_handed_back_in_two(file: Path, workspace: Workspace, tmp_path: Path) -> None:
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    rows = data["sources"][0]["speeches"][0]["passages"]
    place = next(n for n, row in enumerate(rows) if "护林经费" in row["text"])
    first, second, _ = rows[place]["text"].partition("护林经费要列入预算，专款专用。")
    rows[place : place + 1] = [
        rows[place] | {"text": first},
        rows[place] | {"text": second, "move": "三点意见", "step": ""},
    ]
    path = tmp_path / "语步.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, path).changed == 1
    assert [p["move"] for p in passages(file, workspace) if "议事日程" in p["text"]] == ["加强领导"]
    assert [p["move"] for p in passages(file, workspace) if "护林经费" in p["text"]] == ["三点意见"]


def test_what_is_not_in_the_speech_any_more_is_named(file: Path, workspace: Workspace, tmp_path: Path) -> None:
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    path = tmp_path / "语步.json"
    path.write_text(shown.stdout.replace("每座山头", "每个山头"), encoding="utf-8")
    assert feed_back(workspace, path).missed == (
        "sources[0].speeches[0].passages[5]“要把每个山头包到人，天天有人巡，处处有人……”：原文里没有这段话，text 请照原文，不要改",
    )


def review_of(file: Path, workspace: Workspace, below: float = 1.01) -> Review:
    model = open_model(workspace)
    sources = [s for _, found, _ in understand_files([file], model) for s in found]
    return Review(workspace, doubtful(sources, below), steps_of(model))


def test_keys_choose_a_move_and_its_step_and_are_on_disk_at_once(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    assert "1 开场" in review.options()
    assert review.press("4") == ""
    assert "1 组织领导" in review.options()
    assert review.press("2") == "记下：加强领导·责任落实"
    assert list(load_corrections(workspace).values()) == [("加强领导", "责任落实")]
    assert len(review.corrected) == 1


def test_names_are_as_good_as_their_numbers(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    assert review.press("加强领导") == ""
    assert review.press("责任落实") == "记下：加强领导·责任落实"
    assert list(load_corrections(workspace).values()) == [("加强领导", "责任落实")]


def test_a_beginning_no_other_name_has_is_enough_and_a_step_tells_its_move(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    assert review.press("加强") == ""
    assert review.press("责") == "记下：加强领导·责任落实"
    assert review.press("督查") == "记下：加强领导·督查考核"
    assert review.press("问题不足") == "记下：成绩回顾·问题不足"
    told = [("加强领导", "责任落实"), ("加强领导", "督查考核"), ("成绩回顾", "问题不足")]
    assert list(load_corrections(workspace).values()) == told
    assert review.press("总体") == "“总体”合得上2个：总体评价（成绩回顾）、总体要求（三点意见），请多写几个字"
    assert "不认识" in review.press("表彰")
    assert len(review.corrected) == 3


@pytest.mark.parametrize("key", ["加强领导 督查考核", "加强领导·督查", "4 5"])
def test_a_move_and_its_step_may_be_told_at_once(key: str, file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    assert review.press(key) == "记下：加强领导·督查考核"
    assert list(load_corrections(workspace).values()) == [("加强领导", "督查考核")]
    assert "不认识" in review.press("加强领导 分项成绩")
    # The step is asked for: the move may be told anew with it.
    review.press("1")
    assert review.press(key) == "记下：加强领导·督查考核"
    review.press("1")
    assert "不认识" in review.press("加强领导 分项成绩")


def test_full_width_and_capital_keys_are_the_keys(file: Path, workspace: Workspace) -> None:
    """An input method gives them."""
    review = all_of(file, workspace)
    first = review.question()
    assert review.press("＝").startswith("记下：")
    assert "撤销了" in review.press("Ｕ")
    assert review.question() == first
    assert review.press("４") == ""
    assert review.press("U") == "重选语步"
    review = all_of(file, workspace)
    assert review.press("４　２") == "记下：加强领导·责任落实"
    _skip_to(review, "二、加强领导")
    assert review.press("＝＋").endswith("下面 1 段各照现在的")
    for key in ("Q", "ｑ", "Ｑ"):
        review = all_of(file, workspace)
        assert review.press(key) == ""
        assert review.ended


def test_help_names_every_move_with_its_steps_and_changes_nothing(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    before = review.question()
    for key in ("?", "？"):
        told = review.press(key)
        for move, steps in steps_of(open_model(workspace)).items():
            assert f"{move}：{'、'.join(steps)}" in told
    assert review.question() == before
    review.press("4")
    assert "加强领导：" in review.press("?")
    assert "组织领导" in review.options()


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_a_listing_confirms_is_a_correction(file: Path, workspace: Workspace, tmp_path: Path, form: str) -> None:
    shown = CliRunner().invoke(
        moves, [str(file), f"--{form}", "--workspace", str(workspace.root)], standalone_mode=False
    )
    data = json.loads(shown.stdout) if form == "json" else yaml.safe_load(shown.stdout)
    rows = data["sources"][0]["speeches"][0]["passages"]
    row = next(row for row in rows if row["text"].strip() == INSPECTION)
    row["ok"] = True
    path = tmp_path / "认可.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, path).changed == 1
    assert list(load_corrections(workspace).values()) == [(row["move"], row["step"])]
    assert [p["text"] for p in passages(file, workspace) if p["why"] == ["人工改定"]] == [row["text"]]
    assert feed_back(workspace, path).changed == 0
    row["ok"] = "好"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InvalidData, match="ok: true"):
        feed_back(workspace, path)


def test_a_row_of_the_listing_is_confirmed_by_hand_as_its_head_says(
    file: Path, workspace: Workspace, tmp_path: Path
) -> None:
    shown = CliRunner().invoke(moves, [str(file), "--yaml", "--workspace", str(workspace.root)], standalone_mode=False)
    lines = shown.stdout.splitlines()
    told = re.search(r"，可以在行末的 } 前面加上 (?P<added>.+?)（认可）", shown.stdout)
    assert told
    place = next(n for n, line in enumerate(lines) if INSPECTION in line)
    lines[place] = lines[place].removesuffix("}") + told["added"] + "}"
    path = tmp_path / "认可.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert feed_back(workspace, path).changed == 1
    assert [p["text"] for p in passages(file, workspace) if p["why"] == ["人工改定"]] == [INSPECTION]
    path.write_text("\n".join(lines).replace("ok: true", "ok: 好"), encoding="utf-8")
    with pytest.raises(InvalidData, match="ok: true"):
        feed_back(workspace, path)


def test_the_readme_has_every_move_with_its_steps() -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    for move, steps in steps_of(load_model([shipped("phrasebank") / "moves.yaml"])).items():
        assert f"| {move} | {'、'.join(steps)} |" in readme


def test_a_move_may_be_handed_back_by_its_id(file: Path, workspace: Workspace, tmp_path: Path) -> None:
    workspace.write(workspace.phrasebank / "moves.yaml", "语步:\n- {编号: 加强领导, 名称: 组织保障}\n")
    listing = _edited(file, workspace, tmp_path)
    assert feed_back(workspace, listing).changed == 1
    assert next(p["move"] for p in passages(file, workspace) if p["text"] == INSPECTION) == "组织保障"


def test_a_wrong_key_changes_nothing(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    before = review.question()
    assert "不认识" in review.press("9")
    review.press("4")
    assert "不认识" in review.press("x")
    review.press("")
    assert review.question() != before
    assert list(load_corrections(workspace).values()) == [("加强领导", "")]


def test_going_back_takes_the_correction_back(file: Path, workspace: Workspace) -> None:
    labels = [(p["text"], p["move"]) for p in passages(file, workspace)]
    review = review_of(file, workspace)
    first = review.question()
    assert review.press("u") == "已经是第一段"
    review.press("5")
    review.press("")
    assert [(p["text"], p["move"]) for p in passages(file, workspace)] != labels
    assert "撤销" in review.press("u")
    assert review.question() == first
    assert not review.corrected
    assert [(p["text"], p["move"]) for p in passages(file, workspace)] == labels


@pytest.mark.parametrize("where", ["its place", "anywhere", "the speech before it was edited"])
def test_going_back_restores_what_was_corrected_in_an_earlier_sitting(
    file: Path, workspace: Workspace, where: str
) -> None:
    model = open_model(workspace)
    (speech,) = [s for _, found, _ in understand_files([file], model) for each in found for s in each.speeches]
    number = next(p.number for p in speech.passages if p.text == INSPECTION)
    correct(workspace, INSPECTION, "成绩回顾", "分项成绩", "" if where == "anywhere" else place_in(speech, number))
    if where == "the speech before it was edited":
        file.write_text(SPEECH.replace("三十年", "四十年"), encoding="utf-8")
    labels = [(p["move"], p["step"], p["why"]) for p in passages(file, workspace)]
    assert ("成绩回顾", "分项成绩", ["人工改定"]) in labels
    found = understand_files([file], model, load_corrections(workspace), reasons=True)
    review = Review(workspace, every([each for _, sources, _ in found for each in sources]), steps_of(model))
    _skip_to(review, INSPECTION)
    assert review.press("会议任务") == "记下：开场·会议任务"
    assert [(p["move"], p["step"], p["why"]) for p in passages(file, workspace)] != labels
    assert review.press("u") == "已退回上一段，它的订正撤销了，从前的订正恢复了"
    assert not review.corrected
    assert [(p["move"], p["step"], p["why"]) for p in passages(file, workspace)] == labels


def test_what_was_confirmed_is_not_asked_again(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    while review.question():
        review.press("=")
    assert review.press("") == ""
    assert review.ended
    assert all(p["score"] == 1.0 for p in passages(file, workspace) if p["kind"] != "salutation")


@pytest.mark.skipif(sys.platform == "win32", reason="没有 pty")
def test_the_command_reviews_on_a_terminal(file: Path, workspace: Workspace) -> None:
    import pty

    # What is told already is not asked about.
    correct(workspace, INSPECTION, "三点意见", "任务部署")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "drafter", "moves", str(file), "--review", "--below", "1"]
    with subprocess.Popen(
        [*command, "--workspace", str(workspace.root)], stdin=slave, stdout=slave, stderr=slave, close_fds=True
    ) as process:
        os.close(slave)
        os.write(master, b"\n?\n4\n1\nq\n")
        shown = b""
        with contextlib.suppress(OSError):
            while chunk := os.read(master, 4096):
                shown += chunk
        assert process.wait(60) == 0
    os.close(master)
    text = shown.decode("utf-8", "replace")
    assert "语步和步骤：" in text
    assert "另有" in text
    assert "记下：加强领导·组织领导" in text
    assert "订正 1 段" in text
    assert list(load_corrections(workspace).values())[1:] == [("加强领导", "组织领导")]


def test_a_review_left_at_once_does_not_say_that_something_was_kept(file: Path, workspace: Workspace) -> None:
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "drafter", "moves", str(file), "--review", "--all", "--workspace"]
    with subprocess.Popen(
        [*command, str(workspace.root)], stdin=slave, stdout=slave, stderr=subprocess.PIPE, close_fds=True
    ) as process:
        os.close(slave)
        os.write(master, b"q\n")
        _, told = process.communicate(timeout=60)
    os.close(master)
    assert told.decode("utf-8").endswith("没有订正\n")
    assert not workspace.corrections.exists()


def test_all_passages_can_be_reviewed_the_sure_and_the_corrected_too(file: Path, workspace: Workspace) -> None:
    correct(workspace, INSPECTION, "加强领导", "责任落实")
    model = open_model(workspace)
    found = understand_files([file], model, load_corrections(workspace))
    sources = [source for _, sources, _ in found for source in sources]
    shown = [each.passage.text for each in every(sources)]
    assert INSPECTION in shown
    assert shown == [p["text"] for p in passages(file, workspace) if p["kind"] != "salutation"]
    assert len(doubtful(sources, 1)) < len(shown)


@pytest.mark.parametrize("option", [["--all"], ["--below", "0.5"]])
def test_what_is_for_the_review_is_no_order_without_it(option: list[str], file: Path, workspace: Workspace) -> None:
    told = CliRunner().invoke(moves, [str(file), *option, "--workspace", str(workspace.root)])
    assert told.exit_code == 2
    assert "--review" in told.output


def test_the_last_answer_can_be_taken_back(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    last = ""
    while question := review.question():
        last = question
        review.press("=")
    assert not review.ended
    assert "u 退回上一段" in review.options()
    known = len(review.corrected)
    assert "已退回上一段" in review.press("u")
    assert review.question() == last
    assert len(review.corrected) == known - 1
    review.press("4")
    assert review.press("2") == "记下：加强领导·责任落实"
    assert review.press("散会").startswith("都问完了")
    assert review.press("") == ""
    assert review.ended


def test_where_nothing_was_answered_nothing_is_asked_at_the_end(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    while review.question():
        review.press("")
    assert review.ended


def test_a_doubtful_step_of_a_sure_move_is_asked_about(file: Path, workspace: Workspace) -> None:
    model = open_model(workspace)
    sources = [s for _, found, _ in understand_files([file], model) for s in found]
    one, two, three = (
        replace(each.passage, number=n, score=score, step_score=step, why=())
        for n, (each, score, step) in enumerate(zip(every(sources), (0.9, 0.9, 0.5), (0.45, 0.6, 0.3), strict=False), 1)
    )
    speech = replace(sources[0].speeches[0], passages=(one, two, three, replace(one, number=4, why=BY_HAND)))
    source = replace(sources[0], speeches=(speech,))
    assert [each.number for each in doubtful([source], 0.8)] == [3]
    assert [each.number for each in unsure_steps([source], 0.8)] == [1]


def test_without_a_terminal_the_command_says_what_to_do_instead(file: Path, workspace: Workspace) -> None:
    command = [sys.executable, "-m", "drafter", "moves", str(file), "--review", "--below", "1"]
    done = subprocess.run(
        [*command, "--workspace", str(workspace.root)], input="4\n", capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "--corrections" in done.stderr
    assert load_corrections(workspace) == {}


def test_the_skeleton_is_of_the_speech_as_corrected(file: Path, workspace: Workspace) -> None:
    review = next(p["text"] for p in passages(file, workspace) if "新造林" in p["text"])
    correct(workspace, review, "成绩回顾", "问题不足")
    (corrected,) = skeletons(file, workspace.root)
    rows = json.loads(corrected.content("json"))["items"]
    assert ("成绩回顾", "问题不足") in {(row["move"], row["step"]) for row in rows}
    assert "问题: [" in corrected.brief()


TWICE = """在全县护林工作推进会上的讲话

同志们：
今天，我们召开全县护林工作推进会，主要任务是总结去年工作，部署今年任务。
下面，我讲两点意见。
一、抓好巡护，守住林子
要把每座山头包到人，天天有人巡，处处有人管。
大家务必上心。
二、加强领导，落实责任
各级党委要把护林摆上重要议事日程。护林经费要列入预算，专款专用。
大家务必上心。
同志们，让我们携起手来，为建设绿色家园而努力奋斗！
"""
REFRAIN = "大家务必上心。"


def refrains(file: Path, workspace: Workspace) -> list[str]:
    return [p["move"] for p in passages(file, workspace) if p["text"].strip() == REFRAIN]


def hand_back(file: Path, workspace: Workspace, which: int, move: str) -> None:
    """Correct one of the equal sentences of a file through the listing."""
    shown = CliRunner().invoke(moves, [str(file), "--json", "--workspace", str(workspace.root)], standalone_mode=False)
    data = json.loads(shown.stdout)
    rows = [p for p in data["sources"][0]["speeches"][0]["passages"] if p["text"].strip() == REFRAIN]
    rows[which]["move"], rows[which]["step"] = move, ""
    path = workspace.root / "改过.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    assert feed_back(workspace, path).changed == 1
    assert feed_back(workspace, path).changed == 0


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_equal_sentences_only_the_corrected_one_changes(
    tmp_path: Path, workspace: Workspace, which: int
) -> None:
    file = tmp_path / "护林.txt"
    file.write_text(TWICE, encoding="utf-8")
    before = refrains(file, workspace)
    assert len(before) == 2
    hand_back(file, workspace, which, "成绩回顾")
    before[which] = "成绩回顾"
    assert refrains(file, workspace) == before


def test_an_equal_sentence_of_another_speech_is_left_alone(tmp_path: Path, workspace: Workspace) -> None:
    file, other = tmp_path / "护林.txt", tmp_path / "防汛.txt"
    file.write_text(TWICE, encoding="utf-8")
    other.write_text(TWICE.replace("护林", "防汛").replace("巡", "排").replace("专款", "足额"), encoding="utf-8")
    before = refrains(other, workspace)
    hand_back(file, workspace, 1, "成绩回顾")
    assert refrains(other, workspace) == before


def test_a_correction_moves_with_its_neighbours_when_the_speech_is_edited(tmp_path: Path, workspace: Workspace) -> None:
    file = tmp_path / "护林.txt"
    file.write_text(TWICE, encoding="utf-8")
    hand_back(file, workspace, 1, "成绩回顾")
    file.write_text(TWICE.replace("部署今年任务。", "部署今年任务。会议开半天。"), encoding="utf-8")
    assert refrains(file, workspace)[1] == "成绩回顾"
    assert refrains(file, workspace)[0] != "成绩回顾"


def test_a_short_text_that_stands_once_is_told_again_though_both_neighbours_were_edited(
    tmp_path: Path, workspace: Workspace
) -> None:
    file = tmp_path / "护林.txt"
    once = TWICE.replace(f"处处有人管。\n{REFRAIN}", "处处有人管。")
    file.write_text(once, encoding="utf-8")
    hand_back(file, workspace, 0, "成绩回顾")
    file.write_text(once.replace("专款专用", "足额到位").replace("携起手来", "齐心协力"), encoding="utf-8")
    assert refrains(file, workspace) == ["成绩回顾"]
    file.write_text(once.replace("护林工作推进会", "林业工作会议").replace("专款专用", "足额到位"), encoding="utf-8")
    assert refrains(file, workspace) != ["成绩回顾"]


def test_corrections_kept_by_text_alone_still_hold_wherever_it_stands(tmp_path: Path, workspace: Workspace) -> None:
    file = tmp_path / "护林.txt"
    file.write_text(TWICE, encoding="utf-8")
    workspace.write(
        workspace.corrections, f"- {{段落: {fingerprint(REFRAIN)}, 语步: 成绩回顾, 步骤: '', 开头: 大家}}\n"
    )
    assert refrains(file, workspace) == ["成绩回顾", "成绩回顾"]
    hand_back(file, workspace, 0, "结束语")
    assert refrains(file, workspace) == ["结束语", "成绩回顾"]


def test_the_question_shows_what_stands_before_and_behind(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    while INSPECTION not in review.question().split("上文：")[-1].splitlines()[1:2]:
        review.press("")
    question = review.question()
    assert "上文：一、抓好巡护，守住林子" in question
    assert "下文：二、加强领导，落实责任" in question


def test_at_the_step_one_may_go_back_to_the_move_or_leave(file: Path, workspace: Workspace) -> None:
    review = review_of(file, workspace)
    first = review.question()
    review.press("4")
    assert "u 重选语步" in review.options()
    review.press("u")
    assert review.question() == first
    review.press("5")
    review.press("q")
    assert review.ended
    assert len(review.corrected) == 1
    assert list(load_corrections(workspace).values()) == [("结束语", "")]


def test_a_heading_is_answered_for_with_everything_under_it(file: Path, workspace: Workspace) -> None:
    """But not with the ending behind the last heading."""
    found = passages(file, workspace)
    review = all_of(file, workspace)
    _skip_to(review, "二、加强领导")
    assert "下面还有 1 段（到“" in review.question()
    assert review.press("三点意见 任务部署+") == "记下：三点意见·任务部署，下面 1 段也一样"
    assert "携起手来" in review.question()
    now = {p["text"]: (p["move"], p["step"]) for p in passages(file, workspace)}
    under = [p["text"] for p in found if "二、加强领导" in p["text"] or "议事日程" in p["text"]]
    assert {now[text] for text in under} == {("三点意见", "任务部署")}
    assert len(review.corrected) == len(under) == 2
    assert review.press("u") == "已退回上一段，它的订正撤销了，连下面 1 段"
    assert not review.corrected
    assert [(p["text"], p["move"]) for p in passages(file, workspace)] == [(p["text"], p["move"]) for p in found]


def test_what_is_accepted_under_a_heading_stays_what_it_is(file: Path, workspace: Workspace) -> None:
    correct(workspace, INSPECTION, "成绩回顾", "分项成绩")
    model = open_model(workspace)
    found = understand_files([file], model, load_corrections(workspace))
    waiting = every([source for _, sources, _ in found for source in sources])
    review = Review(workspace, waiting, steps_of(model))
    _skip_to(review, "一、抓好巡护")
    assert review.press("呀+").startswith("不认识")
    assert review.press("=+").endswith("，下面 1 段各照现在的")
    assert [label for label in load_corrections(workspace).values() if label == ("成绩回顾", "分项成绩")]


def _skip_to(review: Review, text: str) -> None:
    """Pass passages over until the one is asked about that begins with `text`."""
    while not re.search(f"^{text}", review.question(), re.MULTILINE):
        assert not review.press("")


def all_of(file: Path, workspace: Workspace) -> Review:
    model = open_model(workspace)
    sources = [s for _, found, _ in understand_files([file], model) for s in found]
    return Review(workspace, every(sources), steps_of(model))


def test_a_plus_where_nothing_stands_under_is_told(file: Path, workspace: Workspace) -> None:
    review = all_of(file, workspace)
    before = review.question()
    assert "不是标题" in review.press("4+")
    assert "不是标题" in review.press("=＋")
    review.press("4")
    assert "不是标题" in review.press("2+")
    assert review.press("") == "记下：加强领导·步骤由程序定"
    assert review.question() != before
    assert len(review.corrected) == 1


def test_a_step_begun_like_two_is_told_apart(file: Path, workspace: Workspace) -> None:
    workspace.write(
        workspace.phrasebank / "moves.yaml",
        "语步:\n- 编号: 加强领导\n  步骤:\n  - {名称: 作风建设, 提示: [改作风]}\n  - {名称: 作风整顿, 提示: [整作风]}\n",
    )
    review = all_of(file, workspace)
    review.press("加强领导")
    assert review.press("作风建") == "记下：加强领导·作风建设"
    review.press("加强领导")
    assert review.press("作风") == "记下：加强领导·作风"
    review.press("加强领导")
    assert "合得上2个" not in review.press("责")


def test_what_nothing_speaks_for_is_asked_about_however_sure(file: Path, workspace: Workspace) -> None:
    model = open_model(workspace)
    sources = [s for _, found, _ in understand_files([file], model, reasons=True) for s in found]
    silent = [each for each in every(sources) if SILENT in each.passage.why]
    sure = replace(every(sources)[0].passage, score=0.99, why=(SILENT,))
    speech = replace(sources[0].speeches[0], passages=(sure,))
    (asked,) = doubtful([replace(sources[0], speeches=(speech,))], 0.8)
    assert asked.passage.why == (SILENT,)
    assert {each.passage.text for each in doubtful(sources, 0.0)} == {each.passage.text for each in silent}


def test_what_moved_along_with_a_correction_is_told(workspace: Workspace) -> None:
    speech = min((shipped("templates") / "speeches").iterdir())
    model = open_model(workspace)
    (before,) = [s for _, found, _ in understand_files([speech], model) for each in found for s in each.speeches]
    number = next(p.number for p in before.passages if p.text.startswith("困难职工档案要"))
    place = place_in(before, number)
    correct(workspace, before.passages[number - 1].text, "加强领导", "", place)
    now = understand_files([speech], model, load_corrections(workspace))
    (after,) = [s for _, found, _ in now for each in found for s in each.speeches]
    told = moved_along([before], {after.id: after}, {place})
    assert told
    changed = {
        f"第 {one.number} 段"
        for one, other in zip(before.passages, after.passages, strict=True)
        if (one.move, one.step) != (other.move, other.step) and one.number != number
    }
    assert {line.partition(" 段")[0] + " 段" for line in told} == changed


@pytest.mark.parametrize("value", ["80", "-1", "高"])
def test_a_score_out_of_range_is_refused_in_chinese(value: str, file: Path) -> None:
    told = drafter("moves", str(file), "--review", "--below", value)
    assert told.returncode == 2
    assert "--below 应当是 0 到 1 的数，可以带小数" in told.stderr
