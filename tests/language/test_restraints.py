"""What is to be stopped is told from what is to be done."""

from __future__ import annotations

import pytest

from drafter.language.restraints import restrains


@pytest.mark.parametrize(
    "phrase",
    "严控两高项目上马 坚决遏制高耗能项目盲目发展 杜绝违规新增产能 严禁虚报统计数据 清理乱收费 压减粗钢产量 叫停违法建设".split(),
)
def test_what_is_to_be_stopped_is_told(phrase: str) -> None:
    assert restrains(phrase)


@pytest.mark.parametrize(
    "phrase", "清单管理 防汛备汛 消除隐患 退出机制 整治行动 管控平台建设 项目建设 清洁能源 防火巡查 控辍保学".split()
)
def test_what_is_to_be_done_is_none_of_it(phrase: str) -> None:
    assert not restrains(phrase)
