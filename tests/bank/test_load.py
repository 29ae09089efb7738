"""Faults of a bank are told with line and nearest name, before they can reach an outline."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import get_args

import pytest

from drafter.bank.cues import cue_fault
from drafter.bank.entries import entries_of, read_text
from drafter.bank.load import ENDINGS, RANKS, load_bank, load_occasions
from drafter.bank.model import Bank
from drafter.bank.places import bank_files
from drafter.brief.schema import Ending, Rank
from drafter.errors import InvalidData
from drafter.shipped import shipped

FRAME = "框架:\n- id: zj-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天召开<会议>。\n"
SET = "标题组:\n- id: zj-s1\n  骨架: 抓好<主题>\n"


def problems(folder: Path, name: str, text: str, encoding: str = "utf-8") -> list[str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    try:
        load_bank([shipped("phrasebank"), folder])
    except InvalidData as error:
        return error.problems
    return []


def test_a_move_called_as_another_is_told(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, "moves.yaml", "语步:\n- 编号: 我的\n  名称: 开场\n")
    assert "第 3 行" in told
    assert "“编号: 开场”" in told


@pytest.mark.parametrize(("name", "text"), [("frames.yaml", FRAME), ("sets.yaml", SET)])
def test_a_sound_entry_is_taken(tmp_path: Path, name: str, text: str) -> None:
    assert problems(tmp_path, name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("frames.yaml", FRAME.replace("会议任务", "会议任勿"), 4, "是否为“会议任务”"),
        ("frames.yaml", FRAME.replace("开场", "开厂"), 3, "是否为“开场”"),
        ("frames.yaml", FRAME + "  场合: [工作会]\n", 6, "是否为“工作会议”"),
        ("frames.yaml", FRAME + "  场合: [调度会]\n", 6, "别名"),
        ("frames.yaml", FRAME + "  身份: [主要领倒]\n", 6, "是否为“主要领导”"),
        ("frames.yaml", FRAME + FRAME.partition("\n")[2], 6, "已经有了"),
        ("frames.yaml", FRAME + "  条件: (.*)*甲\n", 6, "重复又套重复"),
        ("frames.yaml", FRAME + "  条件: '(甲'\n", 6, "不是合法的正则"),
        ("sets.yaml", SET.replace("<主题>", "落实"), 3, "没有 <主题>"),
        ("sets.yaml", SET + "  层级: ['7']\n", 4, "层级"),
        ("sets.yaml", SET + "  适用: [动作]\n", 4, "适用"),
        ("sets.yaml", SET + "  字数: [四]\n", 4, "整数"),
        ("sets.yaml", SET + SET.partition("\n")[2], 4, "已经有了"),
        ("topics/林业.yaml", "领域: 林业\n主题:\n- 名称: 巡护\n  措施:\n  - 组: 甲\n    条目: []\n", 6, "没有条目"),
        ("topics/林业.yaml", "领域: 林业\n主题:\n- 名称: 巡护\n- 名称: 巡护\n", 4, "已经有了"),
        (
            "occasions.yaml",
            "场合:\n- 名称: 誓师会\n  结束: 号昭\n  次序:\n  - {环节: 称谓, 语步: 开场}\n",
            3,
            "是否为“号召”",
        ),
        ("occasions.yaml", "场合:\n- 名称: 誓师会\n  次序:\n  - {环节: 会议任勿, 语步: 开场}\n", 4, "是否为“会议任务”"),
        ("occasions.yaml", "场合:\n- 名称: 誓师会\n  次序:\n  - {环节: 称谓, 须有: 成迹}\n", 4, "是否为“成绩”"),
        ("occasions.yaml", "场合:\n- 名称: 誓师会\n  次序:\n  - {环节: 称谓, 接前: 对}\n", 4, "接前"),
        ("occasions.yaml", "场合:\n- 名称: 誓师会\n  次序:\n  - {环节: 称谓, 身份: [主持]}\n", 4, "是否为“主持人”"),
        ("occasions.yaml", "场合:\n- 名称: 誓师会\n  字数: ²\n", 3, "整数"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_nearest_name(
    tmp_path: Path, name: str, text: str, line: int, word: str
) -> None:
    found = problems(tmp_path, name, text)
    assert any(f"第 {line} 行" in problem and word in problem for problem in found), found


def test_an_offices_own_occasion_brings_its_own_stages(tmp_path: Path) -> None:
    (tmp_path / "occasions.yaml").write_text(
        "场合:\n- 名称: 授旗会\n  次序:\n  - {环节: 授旗, 语步: 开场}\n", encoding="utf-8"
    )
    assert problems(tmp_path, "frames.yaml", FRAME.replace("会议任务", "授旗") + "  场合: [授旗会]\n") == []


def test_the_occasions_alone_are_those_of_the_whole_bank(tmp_path: Path, bank: Bank) -> None:
    (tmp_path / "occasions.yaml").write_text(
        "场合:\n  - 名称: 碰头会\n    次序:\n      - {环节: 开场, 语步: 开场}\n", "utf-8"
    )
    *shipped_ones, own = load_occasions([shipped("phrasebank"), tmp_path])
    assert (tuple(shipped_ones), own.name) == (bank.occasions, "碰头会")
    (tmp_path / "occasions.yaml").write_text("场合:\n  - 别名: [碰头会]\n", "utf-8")
    with pytest.raises(InvalidData, match="名称"):
        load_occasions([tmp_path])


def test_a_renamed_move_and_an_added_step_leave_the_shipped_entries_valid(tmp_path: Path) -> None:
    text = "语步:\n- 编号: opening\n  名称: 开篇\n  步骤:\n  - {名称: 授旗}\n"
    ids = re.findall(r"编号: (\S+)", (shipped("phrasebank") / "moves.yaml").read_text(encoding="utf-8"))
    assert problems(tmp_path, "moves.yaml", text.replace("opening", ids[0])) == []
    steps = {step.name for step in load_bank([shipped("phrasebank"), tmp_path]).moves[0].steps}
    assert {"授旗", "会议任务"} <= steps


def test_what_was_mined_never_blocks_the_writer(tmp_path: Path) -> None:
    (tmp_path / "frames.yaml").write_text(FRAME.replace("会议任务", "早先的步骤"), encoding="utf-8")
    bank = load_bank([shipped("phrasebank"), tmp_path], unreviewed=tmp_path)
    assert [frame.id for frame in bank.frames if not frame.reviewed] == ["zj-1"]


def test_the_names_are_those_of_the_brief() -> None:
    assert get_args(Rank) == RANKS
    assert get_args(Ending) == ENDINGS


@pytest.mark.parametrize(
    "cue", ["(.*)*甲", "(?:.+甲?)+", "(甲|甲)*乙", "(甲|甲)" * 40, "甲?" * 60, ".*.*.*.*乙", r"(甲)\1", "甲" * 201]
)
def test_a_cue_that_could_hang_is_refused(cue: str) -> None:
    assert cue_fault(cue)


def test_every_shipped_cue_is_taken_and_quick(bank: Bank) -> None:
    cues = {frame.cue for frame in bank.frames if frame.cue}
    assert [cue for cue in sorted(cues) if cue_fault(cue)] == []
    start = time.process_time()
    for cue in sorted(cues):
        re.search(cue, "报告传达表彰观摩" * 100)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_goes_back_as_it_came(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "frames.yaml"
    path.write_bytes(FRAME.replace("\n", newline).encode(encoding))
    before = read_text(path)
    assert before.text == FRAME
    assert before.encode(before.text) == path.read_bytes()
    assert [entry.name for entry in entries_of(tmp_path)] == ["zj-1"]


def test_a_pending_file_counts_as_written(tmp_path: Path) -> None:
    path = tmp_path / "frames" / "新.yaml"
    assert bank_files([tmp_path], [path]) == (path,)
    assert [frame.id for frame in load_bank([tmp_path], pending={path: FRAME}).frames] == ["zj-1"]
    assert not path.exists()


def test_what_people_lay_over_the_shipped_bank_is_their_own(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    own = "语步: 结束语\n框架:\n- {id: own-01, 步骤: 号召, 文: 同志们，说干就干！, 来源: {类: curated}}\n"
    (tmp_path / "frames" / "自己的.yaml").write_text(own, encoding="utf-8")
    frames = load_bank([shipped("phrasebank"), tmp_path]).frames
    assert [frame.id for frame in frames if frame.own] == ["own-01"]


def test_what_was_mined_does_not_take_the_place_of_what_is_reviewed(tmp_path: Path) -> None:
    mined, own = tmp_path / "mined", tmp_path / "own"
    for folder, text in ((tmp_path, "甲"), (mined, "乙"), (own, "丙")):
        folder.mkdir(exist_ok=True)
        (folder / "frames.yaml").write_text(FRAME.replace("今天", text), encoding="utf-8")

    def read(*folders: Path) -> list[tuple[str, bool]]:
        return [(frame.text[:1], frame.reviewed) for frame in load_bank(folders, unreviewed=mined).frames]

    assert read(tmp_path, mined) == [("甲", True)]
    assert read(tmp_path, mined, own) == [("丙", True)]
    assert read(mined) == [("乙", False)]
    assert read(mined, own) == [("丙", True)]
