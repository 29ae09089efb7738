"""Thanks and closings go with the meeting (因会而异), and stay what suits occasion, rank and facts."""

from __future__ import annotations

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

MEETINGS = ("农村供水", "校园食堂", "污水治理", "河湖治理", "道路养护", "林长制")


def refs(bank: Bank, text: str, step: str) -> list[str]:
    found = []
    for meeting in MEETINGS:
        brief = parse_brief(load_text(f"会议: 全县{meeting}推进会\n{text}", "简要.yaml"))
        found += [item.source.ref for item in walk(plan(brief, bank).items) if item.step == step]
    return found


def test_meetings_do_not_all_close_in_the_same_words(bank: Bank) -> None:
    text = "场合: 工作会议\n意见: [责任落实, 宣传引导]\n结束: 号召\n"
    closings = refs(bank, text, "号召")
    assert len(closings) == len(MEETINGS)
    assert len(set(closings)) > 1
    assert closings == refs(bank, text, "号召")


def test_a_visitor_keeps_the_words_of_a_visitor(bank: Bank) -> None:
    text = "场合: 工作会议\n讲话人: {身份: 上级代表}\n问题: [进度偏慢, 力量不足]\n意见: [责任落实, 宣传引导]\n"
    frames = {frame.id: frame for frame in bank.frames}
    assert all("上级代表" in frames[ref].ranks for ref in refs(bank, text, "问题不足"))
