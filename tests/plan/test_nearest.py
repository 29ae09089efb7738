"""Each measure a brief names stands over the line of the phrasebank that is about just that, none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Measure
from drafter.brief.load import parse_brief
from drafter.plan.nearest import Near, assigned, nearness
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text


def _lines(bank: Bank, meeting: str, point: str, *measures: str) -> list[str]:
    said = f"会议: 全县{meeting}工作会议\n主题: {meeting}\n意见:\n- 主题: {point}\n  措施: [{', '.join(measures)}]\n- 组织领导\n"
    items = walk(plan(parse_brief(load_text(said, "简要")), bank).items)
    return [item.text for item in items if item.id.startswith("意见/1/") and item.id.endswith("/文")]


@pytest.mark.parametrize(
    ("meeting", "point", "measures", "told"),
    [
        (
            "森林防火",
            "火源管控",
            ("进山路口设卡", "清明祭扫疏导", "农事用火审批"),
            ("进山路口", "墓区路口", "秸秆杂草"),
        ),
        ("森林防火", "巡护监测", ("护林员网格巡护", "视频监控补点"), ("划片定线", "瞭望盲区")),
        ("森林防火", "扑救准备", ("半专业队集训", "物资补库"), ("扑火队伍按地形练", "逐库清点")),
        ("优化营商环境", "规范涉企执法", ("综合查一次", "企业安静期"), ("约好同一天进门", "不入企检查的日子")),
        ("优化营商环境", "审批提速", ("容缺办理", "一窗受理"), ("主件齐全的签承诺先办", "统一收件、统一出证")),
        ("根治欠薪", "根治欠薪", ("春节前值守", "政府项目带头清欠"), ("值守接访", "政府投资项目的欠款")),
        ("秸秆禁烧", "秸秆禁烧", ("秸秆离田", "巡查值守"), ("打捆离田", "网格员按路线")),
        ("防汛", "隐患排查", ("山洪沟清障", "低洼院落转移"), ("弃渣", "撤往哪里")),
    ],
)
def test_a_measure_finds_its_line_in_any_group(
    bank: Bank, meeting: str, point: str, measures: tuple[str, ...], told: tuple[str, ...]
) -> None:
    found = _lines(bank, meeting, point, *measures)
    assert [part in line for part, line in zip(told, found, strict=True)] == [True] * len(told), found


def test_how_a_measure_is_written_does_not_take_its_line_from_it(bank: Bank) -> None:
    found = _lines(bank, "森林防火", "森林防火", "护林员管理", "农事用火管理")
    assert "划片定线" in found[0]
    assert "秸秆杂草" in found[1]


def test_a_doing_that_is_not_heard_is_another_line(bank: Bank) -> None:
    """Of two things done to one place the line on the other one is none: 清障 is no 盯守."""
    wordings = Topics(bank, "防汛抗旱", "全县防汛抗旱会议").wordings
    watch = Measure("山洪沟口，有人盯守叫应", "<主体>对沟口户一户一卡，预警一到上门喊。")
    lines = [watch, *(measure for group in bank.topics[0].groups for measure in group.measures)]
    assert nearness(wordings, "山洪沟清障", lines)[0] == 0
    assert nearness(wordings, "山洪沟盯守", lines)[0] > 0


def test_of_two_lines_equally_near_the_one_with_the_doing_is_nearer(bank: Bank) -> None:
    wordings = Topics(bank, "快递进村", "全县快递进村推进会").wordings
    lines = [Measure("价目亮明", "不得二次收费。"), Measure("查得严", "二次收费的退还。")]
    lines += [measure for group in bank.topics[0].groups for measure in group.measures]
    told, checked = nearness(wordings, "严查二次收费", lines)[:2]
    assert 0 < told < checked


def test_nothing_is_near_where_there_is_no_line(bank: Bank) -> None:
    assert nearness(Topics(bank, "防汛", "防汛会议").wordings, "山洪沟清障", []) == []


def test_lines_are_shared_out_so_that_all_together_are_nearest(bank: Bank) -> None:
    topic = bank.topics[0]

    def near(text: str, score: float) -> Near:
        return Near(topic, "", Measure(text, text), score)

    first, second = near("甲", 0.9), near("乙", 0.8)
    found = assigned({"一": [first, second], "二": [replace(first, score=0.7)], "三": []})
    assert {name: choice.measure.text for name, choice in found.items()} == {"一": "乙", "二": "甲"}


def test_many_measures_that_want_many_lines_are_shared_out_at_once(bank: Bank) -> None:
    topic = bank.topics[0]
    lines = [Near(topic, "", Measure(str(k), str(k)), 0.5 + k / 100) for k in range(24)]
    found = assigned({str(at): lines[at : at + 4] for at in range(20)})
    assert len({near.measure.text for near in found.values()}) == 20
