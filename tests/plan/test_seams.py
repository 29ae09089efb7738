"""Where a frame meets what is put into it: no two verbs, no adverb before a noun, nothing 抓好 that is no doing (接缝)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.verbs import HOW, MANNERS, OPENING_VERBS
from drafter.plan.bending import bend
from drafter.plan.outline import plan, walk
from drafter.plan.sibling import Sibling
from drafter.records import Item
from drafter.strict_yaml import load_text


def items(bank: Bank, *measures: str, audience: str = "各渡口所") -> dict[str, Item]:
    said = f"场合: 推进会\n会议: 全县渡船推进会\n主题: 渡船管护\n对象: {audience}\n意见:\n- 主题: 渡口整修\n  措施:\n"
    said += "".join(f"  - {measure}\n" for measure in measures) + "- 渡工培训\n"
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    return {item.id: item for item in walk(outline.items)}


@pytest.mark.parametrize(
    "measure",
    [
        "站长所长一线抓",
        "一个渡口一名安全员",
        "渡船下水前必须做稳性试验",
        "在沿江各村形成爱船护船风气",
        "策划端午水上赛事",
    ],
)
@pytest.mark.parametrize("beside", ["加固码头护栏", "船工考核"])
def test_what_says_all_there_is_has_no_verb_before_it(bank: Bank, measure: str, beside: str) -> None:
    found = items(bank, measure, beside)
    assert found["意见/1/1"].text == measure
    assert not re.search(f"(?:抓[好实]|推进|开展|做好){measure}", found["意见/1/1/文"].text)


def test_so_many_to_each_is_told_as_what_is_done(bank: Bank) -> None:
    line = items(bank, "一个渡口一名安全员", "加固码头护栏")["意见/1/1/文"].text
    assert line.startswith("各渡口所为每个渡口明确一名安全员")


def test_a_holiday_before_which_it_is_done_tells_no_thing(bank: Bank) -> None:
    line = items(bank, "端午节前渡口杂物集中清运（县航道站，6月5日前）", "加固码头护栏")["意见/1/1/文"].text
    assert "端午节前集中清运渡口杂物" in line
    assert "清运端午节前" not in line


@pytest.mark.parametrize(
    ("measure", "heading"),
    [
        ("破损船板逐块更换，更换一块验收一块", "逐块更换破损船板"),
        ("用好水上训练场，常态化举办救生比武", "用好水上训练场"),
    ],
)
def test_the_first_clause_is_the_heading_and_all_of_it_the_line(bank: Bank, measure: str, heading: str) -> None:
    found = items(bank, measure, "加固码头护栏")
    assert found["意见/1/1"].text.replace("破损船板逐块更换", "逐块更换破损船板") == heading
    assert measure in found["意见/1/1/文"].text


def test_no_set_puts_its_verb_before_a_verb(bank: Bank) -> None:
    siblings = [Sibling("吃透航规条文"), Sibling("压实船东责任")]
    bent = [family for entry in bank.sets if (family := bend(entry, siblings))]
    assert not [h for family in bent for h in family.headings if re.search("(?:抓[好实]?|推进|开展)(?:吃透|压实)", h)]


def test_what_a_name_is_given_as_its_verb_is_no_adverb(bank: Bank) -> None:
    given = {verb for each in bank.collocations for verb in each.verbs}
    adverbs = {"及时", "主动", "尽快", "切实", "持续", "不断", "全面", "深入"}
    adverbs |= (HOW | MANNERS) - OPENING_VERBS
    assert given & adverbs == set()
