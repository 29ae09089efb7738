"""The measures of a brief stand in its outline, whatever the occasion and whoever spoke before (措施不丢)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.facts import stands_in
from drafter.plan.outline import plan, walk
from drafter.shipped import shipped
from drafter.strict_yaml import load_file, load_text

OCCASIONS = [entry["名称"] for entry in load_file(shipped("phrasebank") / "occasions.yaml").value["场合"]]
MEASURES = ("护林员巡护", "卡口检查", "收缴火种", "配强队员", "常态演练", "物资补库", "专班推进", "定期调度")


@pytest.mark.parametrize("before", ["", "刚才: [{谁: 县长韩某某, 事: 作了讲话}]\n"], ids=["first", "after the leader"])
@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_measure_of_the_brief_stands_in_the_outline(bank: Bank, occasion: str, before: str) -> None:
    brief = (
        f"场合: {occasion}\n会议: 全县森林防火工作会议\n{before}"
        "意见: [{主题: 巡护监测, 措施: [护林员巡护, 卡口检查]}, {主题: 火源管控, 措施: [收缴火种]}, "
        "{主题: 队伍建设, 措施: [配强队员, 常态演练, 物资补库]}]\n保障: {主体: 各乡镇, 措施: [专班推进, 定期调度]}\n"
    )
    text = "\n".join(item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items))
    assert [measure for measure in MEASURES if not stands_in(measure, text)] == []


def test_what_a_general_topic_is_called_besides_is_opened_by_its_first_line(bank: Bank) -> None:
    text = "会议: 全县供水工作会议\n意见: [管网改造, 水质检测]\n保障: {主体: 各乡镇, 措施: [经费保障, 专班推进]}\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}
    first = next(topic for topic in bank.topics if topic.id == "通用/资金保障").groups[0].measures[0]
    assert first.text.split("，")[0].removeprefix("<主体>") in items["保障/1/文"]
