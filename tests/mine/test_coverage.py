"""What the mining benchmark counts as covered: in its own group, and with every slot inside one clause."""

from __future__ import annotations

from benchmarks.mining import covers, covers_closely
from drafter.bank.model import Frame


def test_a_slot_that_swallows_clauses_covers_only_by_the_generous_count() -> None:
    frame = Frame("wj-1", "开场", "会议任务", "今天召开<会议>，<任务>。")
    near, far = "今天召开全县林业会议，部署秋冬造林。", "今天召开会议；人到齐了：听完汇报，部署造林。"
    assert (covers(frame, near), covers_closely(frame, near)) == (True, True)
    assert (covers(frame, far), covers_closely(frame, far)) == (True, False)
