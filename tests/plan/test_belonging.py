"""Lines under named measures (措施下面的句子) say what the measure says, and speak of no other matter and no other places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.plan.belonging import elsewhere
from drafter.plan.draft import begin
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def outlined(bank: Bank, text: str) -> dict[str, Item]:
    return {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}


def of(field: str, name: str, called: str, *texts: str) -> Topic:
    """A topic of a field with one group of lines, the first of them called so."""
    measures = tuple(Measure(f"先办哪样，第{k}条", text, called if k == 1 else "") for k, text in enumerate(texts, 1))
    return Topic(f"{field}/{name}", field, name, groups=(Group("甲", measures),))


SHIPS = of("航运", "拖船改造", "故障登记", "轮机员逐台登记舵机毛病，泊岸检修。", "舵机每航次试转。", "舵机备件随船。")
PLAIN = of("航运", "拖船改造", "故障登记", "经办人逐件登记，办结销号。", "舵机每航次试转。", "舵机备件随船。")
BRIEF = "会议: 全县灯会筹备推进会\n主题: 灯会筹备\n意见: [{主题: 灯组布展, 措施: [故障登记, 竹灯扎制]}, 展期安全]\n"


def test_a_line_of_another_field_that_speaks_of_its_own_matter_is_left_there(bank: Bank) -> None:
    own, plain = (
        outlined(replace(bank, topics=(*bank.topics, topic)), BRIEF)["意见/1/1/文"] for topic in (SHIPS, PLAIN)
    )
    assert "舵机" not in own.text
    assert plain.text == "经办人逐件登记，办结销号。"


STREETS = "会议: 全区加装电梯推进会\n对象: 各街道\n主题: 加装电梯\n意见: [{主题: 宣传发动, 措施: [逐楼栋征求意见]}, 审批服务]\n"
VILLAGES = (
    "会议: 全县河道保洁推进会\n对象: 各乡镇\n主题: 河道保洁\n意见: [{主题: 宣传发动, 措施: [村规民约]}, 保洁队伍]\n"
)


@pytest.mark.parametrize(
    ("brief", "line", "strange"),
    [
        (STREETS, "村广播天天播。", True),
        (STREETS, "各村（社区）张贴告示。", False),
        (STREETS, "社区在楼道张贴告示。", False),
        (VILLAGES, "楼栋长上门讲。", True),
        (VILLAGES, "村干部上门讲。", False),
        ("会议: 全市河道保洁推进会\n意见: [保洁队伍, 宣传]\n", "村干部上门讲。", False),
    ],
)
def test_villages_are_no_matter_of_streets_nor_the_reverse(bank: Bank, brief: str, line: str, strange: bool) -> None:
    assert elsewhere(begin(parse_brief(load_text(brief, "简要.yaml")), bank), line) is strange


def test_a_figure_of_the_measure_is_in_its_line(bank: Bank) -> None:
    topic = of("农业农村", "蚕桑生产", "桑园打药告知", "植保站在桑园打药之前告知蚕农，选低毒药，中毒的留样查因。")
    text = "会议: 全县蚕桑生产工作会议\n主题: 蚕桑生产\n意见: [{主题: 桑园管护, 措施: [桑园打药提前%s告知蚕农, 桑枝修剪]}, 蚕病防治]\n"
    known = replace(bank, topics=(*bank.topics, topic))
    for when in ("三天", "48小时"):
        line = outlined(known, text % when)["意见/1/1/文"]
        assert when in line.text
        assert "选低毒药" in line.text
        assert line.text.count("告知") == 1


def test_what_a_verb_only_furthers_is_called_as_its_thing_is(bank: Bank) -> None:
    topic = of("人社", "帮工集市", "帮工集市", "社保所在集市口登记雇主，按日结清工钱。")
    text = (
        "会议: 全县帮工集市工作会议\n主题: 帮工集市\n意见: [{主题: 岗位归集, 措施: [%s帮工集市, 欠薪投诉]}, 技能培训]\n"
    )
    known = replace(bank, topics=(*bank.topics, topic))
    assert "按日结清" in outlined(known, text % "发展")["意见/1/1/文"].text
    assert "按日结清" not in outlined(known, text % "关停")["意见/1/1/文"].text


def test_what_is_called_just_so_in_the_meeting_s_field_is_meant_whatever_it_says(bank: Bank) -> None:
    line = "轮机部门按钟点报时，过客歇脚有热水。"
    text = "会议: 全县蚕桑生产工作会议\n主题: 蚕桑生产\n意见: [{主题: 桑园管护, 措施: [修缮古驿热水亭, 桑枝修剪]}, 蚕病防治]\n"
    own, abroad = (of(field, "驿站看护", "修缮古驿热水亭", line) for field in ("农业农村", "驿运"))
    assert outlined(replace(bank, topics=(*bank.topics, own)), text)["意见/1/1/文"].text == line
    assert outlined(replace(bank, topics=(*bank.topics, abroad)), text)["意见/1/1/文"].text != line
