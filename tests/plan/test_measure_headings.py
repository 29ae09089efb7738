"""Headings of measures the brief names: alike, no verb too many, the deadline left to the line (措施的标题)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.bare import plain
from drafter.plan.outline import plan, walk
from drafter.plan.sibling import Sibling
from drafter.records import Item
from drafter.strict_yaml import load_text


def items(bank: Bank, *measures: str) -> dict[str, Item]:
    said = "场合: 推进会\n会议: 全县竹编产业推进会\n主题: 竹编产业\n意见:\n- 主题: 竹园整理\n  措施:\n"
    said += "".join(f"  - {measure}\n" for measure in measures) + "- 竹笛传艺\n"
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    assert not [note for note in outline.notes if "没有写进提纲" in note]
    return {item.id: item for item in walk(outline.items)}


def headings(bank: Bank, *measures: str) -> list[str]:
    found = items(bank, *measures)
    return [found[f"意见/1/{n}"].text for n in range(1, len(measures) + 1)]


@pytest.mark.parametrize(
    ("measure", "heading", "when"),
    [
        ("4月底前把旧竹山挨片踏一遍", "挨片踏一遍旧竹山", "4月底前"),
        ("2027年3月15日前立好竹山界桩", "立好竹山界桩", "2027年3月15日前"),
        ("竹农补助十月底前发到户", "竹农补助发到户", "十月底前"),
    ],
)
def test_by_when_a_thing_is_done_is_told_under_its_heading(bank: Bank, measure: str, heading: str, when: str) -> None:
    found = items(bank, measure, "竹器抽检")
    assert found["意见/1/1"].text.endswith(heading)
    assert when not in found["意见/1/1"].text
    assert when in found["意见/1/1/文"].text


def test_what_is_apart_by_its_day_alone_keeps_it(bank: Bank) -> None:
    assert len({*headings(bank, "5月底前挖一遍竹蔸", "9月底前挖一遍竹蔸")}) == 2


@pytest.mark.parametrize("clause", ["每旬巡一次竹山", "带料上门到竹农家里", "镇长包竹山", "竹山监管全覆盖且不留空档"])
def test_beside_a_clause_no_doing_is_given_a_verb(bank: Bank, clause: str) -> None:
    said = headings(bank, "竹器抽检", clause, "竹农走访")
    assert said == ["竹器抽检", clause, "竹农走访"]


def test_beside_a_clause_a_thing_keeps_the_verb_that_is_its_own(bank: Bank) -> None:
    assert headings(bank, "护竹队伍", "每旬巡一次竹山")[0] != "护竹队伍"


@pytest.mark.parametrize("name", ["防火识竹进社区", "竹山联合执法", "竹市专项整治"])
def test_a_campaign_is_carried_out(bank: Bank, name: str) -> None:
    said = plain(bank, (Sibling(name), Sibling("竹农培训")), level=2).headings
    assert said[0] in (f"开展{name}", f"组织{name}", f"推动{name}", f"深化{name}"), said


def test_two_doings_with_their_result_stay_side_by_side(bank: Bank) -> None:
    assert headings(bank, "选优育强", "竹农培训")[0] == "选优育强"
