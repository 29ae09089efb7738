"""Measures that are clauses (措施是整句), and names that merely look like one."""

from __future__ import annotations

import pytest

from drafter.language.clauses import is_whole


@pytest.mark.parametrize(
    "measure",
    "不达标的退费 热线电话有人接、有人办 动态监控不准离线 县长担任总指挥 谁失职追究谁 新增坟墓零容忍 台账不许补记 投诉当天有回音 主要领导负总责"
    " 重点路段专人看守 运煤车辆错峰通行 群众电话24小时畅通 贫困学生一个不少 重点隐患不过夜 材料齐全的当天办结".split(),
)
def test_what_must_not_be_or_is_said_of_those_who_do_not_comply_is_a_clause(measure: str) -> None:
    assert is_whole(measure)


@pytest.mark.parametrize(
    "name",
    "不动产登记 不良资产处置 有奖举报 有序用电 专人负责制 谁执法谁普法责任制 零容忍机制 双人双锁制度 错峰生产 24小时便利店 不合格产品召回 不文明行为治理 县长信箱办理 责任人培训".split(),
)
def test_a_name_that_has_such_a_word_is_none(name: str) -> None:
    assert not is_whole(name)
