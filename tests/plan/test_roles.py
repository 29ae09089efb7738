"""What one is to be (做群众的贴心人) is no doing: nobody is put in charge of it, and what is asked of it stands in quotes."""

from __future__ import annotations

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

BRIEF = """场合: 推进会
会议: 全县驻村帮扶工作推进会
主题: 驻村帮扶
对象: 各驻村工作队
意见:
- {主题: 做群众的贴心人, 措施: [当好政策的明白人, 争做产业的带头人, 加固院墙]}
- 做乡村振兴的实干家
"""


def test_nobody_is_in_charge_of_being_something(bank: Bank) -> None:
    items = list(walk(plan(parse_brief(load_text(BRIEF, "简要.yaml")), bank).items))
    said = {item.id: item.text for item in items}
    for number, role in ((1, "当好政策的明白人"), (2, "争做产业的带头人")):
        assert said[f"意见/1/{number}"] == role
        line = next(text for text in said.values() if text.startswith("各驻村工作队") and role in text)
        assert line.startswith(("各驻村工作队要", "各驻村工作队要带头")), line
    second = [item.text for item in items if item.id.startswith("意见/2/") and "做乡村振兴的实干家" in item.text]
    assert second
    assert all("“做乡村振兴的实干家”" in text for text in second), second


def test_no_verb_goes_before_being_something(bank: Bank) -> None:
    roles = ["做政策的明白人", "做发展的开路人", "做群众的贴心人"]
    brief = f"场合: 工作会议\n会议: 全县党支部书记工作会议\n主题: 支部建设\n意见: [{', '.join(roles)}]\n选定: {{意见/句式: 并列动宾}}\n"
    said = {item.id: item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)}
    assert [said[f"意见/{number}"] for number in (1, 2, 3)] == roles
