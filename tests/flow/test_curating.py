"""Review writes only what the bank can be read with, step by step, and leaves people's files as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank.entries import entries_of
from drafter.bank.model import Evidence, Frame, Topic
from drafter.bank.write import frames_file
from drafter.errors import DrafterError, InvalidData
from drafter.flow.curating import (
    ACCEPTED,
    Candidate,
    Near,
    adopt,
    candidates,
    decide,
    decide_all,
    keep_typed,
    marked,
    named,
    refused,
    restore,
    selected,
    undo,
)
from drafter.flow.drafting import read_bank
from drafter.keep.decisions import ACCEPT, DECISIONS, EDIT, REJECT, SKIP, decisions
from drafter.keep.workspace import Workspace

FRAME = "框架:\n# 我的注释\n- id: zj-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天召开<会议>。\n"


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


@pytest.mark.parametrize("mode", ["whole batch", "edited one", "changed since"])
def test_what_a_killed_review_wrote_is_taken_back_with_undo(
    workspace: Workspace, candidate: Candidate, mode: str
) -> None:
    edited = candidate.yaml.replace("专门研究", "专门讨论")
    if mode == "edited one":
        # What is typed is on disk before the entry.
        decide(workspace, keep_typed(workspace, candidate, edited), EDIT, edited)
    else:
        decide_all(workspace, [(candidate, ACCEPT)])
    record = workspace.phrasebank / DECISIONS
    record.write_text("".join(record.read_text("utf-8").splitlines(True)[:-1]), encoding="utf-8")
    if mode == "changed since":
        path = workspace.phrasebank / "frames" / ACCEPTED
        path.write_text(path.read_text("utf-8").replace("这次", "今天"), encoding="utf-8")
        assert adopt(workspace) == ()
        return
    assert adopt(workspace) == ("wj-1",)
    assert adopt(workspace) == ()
    assert undo(workspace).kept == ()
    assert [each.id for each in candidates(workspace)] == ["wj-1"]


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
    assert undo(workspace).ids == ("wj-1",)
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


def mined(workspace: Workspace, *frames: Frame) -> tuple[Candidate, ...]:
    put(workspace.mined / "frames.yaml", frames_file(frames))
    return candidates(workspace)


def frame(id_: str, text: str, speeches: int = 3, step: str = "会议任务") -> Frame:
    return Frame(id_, "开场", step, text, evidence=Evidence("mined", speeches, speeches), reviewed=False)


THREE = (
    frame("wj-1", "这次会议专门研究<主题>。", 3),
    frame("wj-2", "这次会议专题研究<主题>。", 2),
    frame("wj-3", "请大家围绕<主题>谈谈想法。", 5, "致意"),
)


def test_what_is_nearly_the_same_is_shown_beside_it(workspace: Workspace) -> None:
    found = {each.id: [near.id for near in each.near] for each in mined(workspace, *THREE)}
    assert found["wj-1"] == ["wj-2"]
    assert found["wj-2"] == ["wj-1"]
    assert found["wj-3"] == []
    one = next(each for each in candidates(workspace) if each.id == "wj-1")
    assert marked(one, one.near[0]) == ("这次会议专〔门〕研究<主题>。", "这次会议专〔题〕研究<主题>。")


def test_topics_are_held_against_each_other_phrase_by_phrase() -> None:
    topic = Topic("自有稿件/食堂", "自有稿件", "食堂", phrases=("公开菜价", "办好食堂", "晾晒餐具"), reviewed=False)
    other = Near("自有稿件/供餐", "办好食堂、公开菜单", False)
    assert marked(Candidate(topic), other) == ("〔公开菜价〕、办好食堂、〔晾晒餐具〕", "办好食堂、〔公开菜单〕")


def test_the_widest_comes_first_and_what_was_skipped_last(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    assert [each.id for each in waiting] == ["wj-3", "wj-1", "wj-2"]
    decide(workspace, waiting[0], SKIP)
    again = candidates(workspace)
    assert [(each.id, each.skipped) for each in again] == [("wj-1", False), ("wj-2", False), ("wj-3", True)]
    decide(workspace, again[2], REJECT)
    assert [each.id for each in candidates(workspace)] == ["wj-1", "wj-2"]


def test_several_at_once_are_one_step_to_undo(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    put(workspace.phrasebank / "frames" / ACCEPTED, FRAME)
    before = (workspace.phrasebank / "frames" / ACCEPTED).read_bytes()
    decide(workspace, waiting[0], REJECT)
    decide_all(workspace, [(each, ACCEPT) for each in waiting[1:]])
    assert candidates(workspace) == ()
    assert [each.name for each in entries_of(workspace.phrasebank)] == ["zj-1", "wj-1", "wj-2"]
    assert undo(workspace).ids == ("wj-1", "wj-2")
    assert (workspace.phrasebank / "frames" / ACCEPTED).read_bytes() == before
    assert undo(workspace).ids == ("wj-3",)
    assert len(candidates(workspace)) == 3
    with pytest.raises(DrafterError, match="没有可以撤销"):
        undo(workspace)


def test_acceptances_and_rejections_given_at_once_are_one_step_to_undo(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    decide_all(workspace, [(waiting[0], ACCEPT), (waiting[1], REJECT), (waiting[2], ACCEPT)])
    assert undo(workspace).ids == ("wj-3", "wj-1", "wj-2")
    assert (candidates(workspace), decisions(workspace)) == (waiting, ())


def test_one_old_rejection_is_taken_back_by_itself(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    decide_all(workspace, [(each, REJECT) for each in waiting])
    assert [(id_, each and each.id) for id_, each in refused(workspace)] == [(each.id, each.id) for each in waiting]
    with pytest.raises(DrafterError, match="拒绝过的条目里没有 wj-7，这一次一条也没有动"):
        restore(workspace, ["wj-3", "wj-7"])
    restore(workspace, ["wj-3"])
    assert [each.id for each in candidates(workspace)] == ["wj-3"]
    assert [id_ for id_, _ in refused(workspace)] == ["wj-1", "wj-2"]
    # Decided again together with another, it takes back none of those it was refused with at first.
    mined(workspace, *THREE, frame("wj-4", "大家讨论一下<主题>。"))
    decide_all(workspace, [(each, ACCEPT) for each in candidates(workspace)])
    assert undo(workspace).ids == ("wj-3", "wj-4")
    assert [id_ for id_, _ in refused(workspace)] == ["wj-1", "wj-2"]


def test_what_is_mined_no_more_stands_refused_by_its_name(workspace: Workspace) -> None:
    decide(workspace, mined(workspace, *THREE)[0], REJECT)
    mined(workspace, *THREE[:1])
    assert refused(workspace) == (("wj-3", None),)


def test_counts_are_those_of_the_words_they_were_counted_for(workspace: Workspace) -> None:
    for each in mined(workspace, *THREE):
        decide(workspace, each, ACCEPT)
    path = workspace.phrasebank / "frames" / ACCEPTED
    text = path.read_text(encoding="utf-8")
    first, second = (each.text for each in THREE[:2])
    path.write_text(
        text.replace(first, first.replace("<主题>", "<要议的事>")).replace(second, f"同志们，{second}"),
        encoding="utf-8",
    )
    counted = {each.id: (each.evidence.mined, each.evidence.speeches) for each in read_bank(workspace).frames}
    assert counted["wj-1"] == (True, THREE[0].evidence.speeches)
    assert counted["wj-2"] == (False, 0)


def test_what_somebody_changed_since_stays_and_does_not_stand_in_the_way(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    for each in waiting:
        decide(workspace, each, ACCEPT)
    path = workspace.phrasebank / "frames" / ACCEPTED
    path.write_text(path.read_text(encoding="utf-8").replace("专题研究", "专题讨论"), encoding="utf-8")
    undone = undo(workspace)
    assert undone.ids == ("wj-2",)
    assert undone.kept == (
        f"wj-2（{path} 第 {path.read_text(encoding='utf-8').split('- id: wj-2')[0].count(chr(10)) + 1} 行）",
    )
    assert undo(workspace).ids == ("wj-1",)
    assert [entry.name for entry in entries_of(workspace.phrasebank)] == ["wj-3", "wj-2"]


def test_what_was_typed_is_offered_again_until_a_verdict(workspace: Workspace, candidate: Candidate) -> None:
    faulty = candidate.reworded("这次会议专门讨论<主题。")
    kept = keep_typed(workspace, candidate, faulty)
    with pytest.raises(InvalidData, match="空位没有写完整"):
        decide(workspace, kept, EDIT, faulty)
    (again,) = candidates(workspace)
    assert (again.draft, again.typed_wording, again.wording) == (faulty, "这次会议专门讨论<主题。", candidate.wording)
    decide(workspace, again, SKIP)
    assert candidates(workspace)[0].draft == ""


def test_what_was_refused_is_offered_no_more_until_that_is_undone(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)

    def offered() -> set[str]:
        return {each.id for each in read_bank(workspace).frames if not each.reviewed}

    assert offered() == {"wj-1", "wj-2", "wj-3"}
    decide(workspace, waiting[0], REJECT)
    decide(workspace, waiting[1], SKIP)
    assert offered() == {"wj-1", "wj-2"}
    undo(workspace)
    undo(workspace)
    assert offered() == {"wj-1", "wj-2", "wj-3"}
    put(workspace.phrasebank / DECISIONS, "坏了")
    assert offered() == {"wj-1", "wj-2", "wj-3"}


def test_of_several_all_or_none_is_accepted(workspace: Workspace) -> None:
    waiting = mined(workspace, THREE[0], frame("wj-9", "这里少了步骤<主题>。", 9, "没有的步骤"))
    with pytest.raises(InvalidData, match="没有的步骤"):
        decide_all(workspace, [(each, ACCEPT) for each in waiting])
    assert files(workspace) == {}


def test_what_is_to_be_reviewed_can_be_narrowed(workspace: Workspace) -> None:
    waiting = mined(workspace, *THREE)
    assert [each.id for each in selected(waiting, word="致意")] == ["wj-3"]
    assert [each.id for each in selected(waiting, word="开场", least=3)] == ["wj-3", "wj-1"]
    assert selected(waiting, kind="主题") == []
    with pytest.raises(DrafterError, match="没有 wj-7"):
        named(workspace, waiting, ["wj-1", "wj-7"])


def test_one_line_of_an_entry_can_be_edited(workspace: Workspace) -> None:
    candidate = mined(workspace, *THREE)[1]
    decide(workspace, candidate, EDIT, candidate.reworded("这次会议专门讨论<主题>。"))
    (entry,) = entries_of(workspace.phrasebank)
    assert "文: 这次会议专门讨论<主题>。" in entry.text
    assert "来源: {类: curated}" in entry.text
    assert "篇数: 3" in candidate.reworded("这次会议专门研究<要讨论的事>。")
    with pytest.raises(InvalidData, match="改成空的了"):
        candidate.reworded("  ")


def test_a_check_against_the_bank_read_before_finds_the_same_faults(workspace: Workspace, candidate: Candidate) -> None:
    bank = read_bank(workspace)
    with pytest.raises(InvalidData, match="是否为“会议任务”"):
        decide(workspace, candidate, EDIT, candidate.yaml.replace("会议任务", "会议任勿"), bank)
    assert files(workspace) == {}
    decide(workspace, candidate, ACCEPT, bank=bank)
    assert undo(workspace, bank).ids == ("wj-1",)


def test_a_record_cut_off_by_a_crash_is_told_with_its_line(workspace: Workspace, candidate: Candidate) -> None:
    decide(workspace, candidate, REJECT)
    path = workspace.phrasebank / "decisions.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "wj', encoding="utf-8")
    with pytest.raises(InvalidData, match="第 2 行"):
        decisions(workspace)
