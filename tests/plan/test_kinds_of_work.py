"""A point nobody knows by name is taken for what its words surely say (按中心词): its last word and what stands before it."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        ("监测能力", "承载能力类"),
        ("业务能力", "能力类"),
        ("灾害保险", "投保理赔类"),
        ("开放时间", "时间安排类"),
        ("驾驶员招募", "队伍类"),
        ("情况反馈", "信息公开类"),
        ("老人反馈", "化解类"),
        ("网箱升级", "改造施工类"),
        ("产品包装", "品牌类"),
        ("观众疏导", "秩序类"),
        ("换热站", "管护类"),
        ("固定献血者", "人群类"),
        ("押金退还", "合同收费类"),
    ],
)
def test_the_kind_of_work_is_told_by_all_of_the_point(bank: Bank, point: str, kind: str) -> None:
    found = Topics(bank, "冰灯制作", "全镇冰灯制作推进会").match(point)
    assert found is not None
    assert (found.general, found.topic.name) == (True, kind)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("体检点进小区", "没赶上的留下电话另约"),
        ("每周巡库", "定好每周巡库的路线"),
        ("冰期巡测", "定好冰期巡测的路线"),
        ("备足灯油", "备足灯油，缺的提早订货"),
        ("改柴灶为电灶", "换下来的有去处"),
        ("一桥一牌", "照一桥一牌的要求逐一对上号"),
        ("商户出资", "商户出资怎么算"),
        ("清退闲置摊位", "清退闲置摊位前告知本人"),
        ("水源专项保护", "水源专项保护的范围划清"),
        ("整地起垄", "整地起垄做到什么样有个准"),
        ("清除残冰碎屑", "清除残冰碎屑一处一处过"),
        ("检修灯具", "检修灯具请有资质、懂行的人来做"),
        ("冰灯按月更新", "定好冰灯按月更新的单子"),
        ("招募讲解员", "招募讲解员先公布、再挑选"),
        ("冰灯意外保险", "怎么报、怎么赔讲清"),
        ("用料明示", "定好用料明示要写哪几项"),
        ("调节灯光亮度", "先定好高低的界线"),
        ("公布花灯清单", "花灯清单公布的内容、时间和地方"),
        ("组织古井认护", "组织古井认护，条件和要求写明"),
    ],
)
def test_a_measure_of_a_kind_is_told_how_such_things_are_done(bank: Bank, measure: str, said: str) -> None:
    text = f"会议: 全镇冰灯制作推进会\n意见: [{{主题: 重点任务, 措施: [{measure}, 办事不过夜]}}, 队伍]\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}
    assert said in items["意见/1/1/文"].text
    assert not any("具体" in gap for gap in items["意见/1/1/文"].gaps)
