"""Review and merge write only what the bank can be read with, and leave people's files as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank.entries import entries_of
from drafter.bank.model import Evidence, Frame
from drafter.bank.write import frames_file
from drafter.errors import InvalidData
from drafter.flow.curating import ACCEPT, ACCEPTED, EDIT, Candidate, candidates, decide, decisions, merge, undo
from drafter.flow.drafting import read_bank
from drafter.keep.workspace import Workspace

FRAME = "框架:\n# 我的注释\n- id: zj-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天召开<会议>。\n"
TOPIC = "领域: 林业\n主题:\n- 名称: 巡护管理\n  同义: [林区巡护]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "工作区")
    found.mined.mkdir(parents=True)
    frame = Frame(
        "wj-1", "开场", "会议任务", "这次会议专门研究<主题>。", evidence=Evidence("mined", 3, 3), reviewed=False
    )
    (found.mined / "frames.yaml").write_text(frames_file([frame]), encoding="utf-8")
    return found


@pytest.fixture
def candidate(workspace: Workspace) -> Candidate:
    return candidates(workspace)[0]


def files(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.phrasebank
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("步骤: 会议任务", "步骤: 会议任勿", "第 3 行：“步骤”里没有“会议任勿”这一种，是否为“会议任务”"),
        ("<主题>", "<主题", "空位没有写完整"),
        ("  文: ", "  文文: ", "缺少“文”"),
        ("- id: wj-1\n", "- id: wj-1\n  条件: (.*)*\n", "重复又套重复"),
    ],
)
def test_an_edited_entry_that_cannot_be_read_is_refused_and_nothing_is_written(
    workspace: Workspace, candidate: Candidate, old: str, new: str, word: str
) -> None:
    assert old in candidate.yaml
    with pytest.raises(InvalidData, match=word):
        decide(workspace, candidate, EDIT, candidate.yaml.replace(old, new))
    assert files(workspace) == {}
    assert decisions(workspace) == ()


@pytest.mark.parametrize("text", ["文: 甲\n", "- id: a-1\n- id: a-2\n", "\n"])
def test_an_edit_must_be_one_entry(workspace: Workspace, candidate: Candidate, text: str) -> None:
    with pytest.raises(InvalidData):
        decide(workspace, candidate, EDIT, text)
    assert files(workspace) == {}


def test_accepting_survives_a_crash_before_the_record(workspace: Workspace, candidate: Candidate) -> None:
    decide(workspace, candidate, ACCEPT)
    (workspace.phrasebank / "decisions.jsonl").unlink()
    decide(workspace, candidate, ACCEPT)
    assert [entry.name for entry in entries_of(workspace.phrasebank)] == ["wj-1"]
    assert undo(workspace) == "wj-1"
    assert list(entries_of(workspace.phrasebank)) == []
    decide(workspace, candidate, ACCEPT)
    assert next(f.reviewed for f in read_bank(workspace).frames if f.id == "wj-1")


def test_an_accepted_file_in_gbk_stays_gbk(workspace: Workspace, candidate: Candidate) -> None:
    path = put(workspace.phrasebank / "frames" / ACCEPTED, FRAME.replace("\n", "\r\n"), "gb18030")
    before = path.read_bytes()
    decide(workspace, candidate, ACCEPT)
    assert path.read_bytes().startswith(before)
    assert path.read_bytes().decode("gb18030").count("\n") == path.read_bytes().decode("gb18030").count("\r\n")
    undo(workspace)
    assert path.read_bytes() == before


@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("fault", [("会议任务", "会议任勿"), ("<会议>", "<会议"), ("  文", "  闻")])
def test_a_faulty_bank_is_not_merged(
    workspace: Workspace, tmp_path: Path, single: bool, fault: tuple[str, str]
) -> None:
    put(workspace.phrasebank / "frames.yaml", FRAME)
    before = files(workspace)
    good = FRAME.replace("zj-1", "ts-1") + FRAME.partition("注释\n")[2].replace("zj-1", "ts-2").replace(*fault)
    other = put(tmp_path / "同事" / "frames.yaml", good)
    with pytest.raises(InvalidData, match=r"同事.*第"):
        merge(workspace, other if single else other.parent)
    assert files(workspace) == before
    assert not (workspace.cache / "merge-base.json").exists()


def test_a_merge_keeps_comments_encoding_and_the_field_of_topics(workspace: Workspace, tmp_path: Path) -> None:
    mine = put(workspace.phrasebank / "frames.yaml", FRAME, "gb18030")
    other = tmp_path / "同事"
    put(other / "frames.yaml", FRAME)
    put(other / "topics" / "林业.yaml", TOPIC, "gb18030")
    first = merge(workspace, other)
    assert (first.added, first.updated, first.same) == (("林业/巡护管理",), (), 1)
    put(other / "frames.yaml", FRAME.replace("今天召开", "这里召开"))
    second = merge(workspace, other)
    assert (second.added, second.updated, second.same) == ((), ("zj-1",), 1)
    assert mine.read_bytes().decode("gb18030") == FRAME.replace("今天召开", "这里召开")
    assert "林业/巡护管理" in {topic.id for topic in read_bank(workspace).topics}
