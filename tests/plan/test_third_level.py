"""The third level (第三层): the clauses of a measure's line one by one, nothing said twice, nothing lost."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.third import VERBS, part
from drafter.records import Item, Outline
from drafter.strict_yaml import load_text

MEETING = "会议: 全县林长制工作会议\n对象: 各乡镇和县直有关部门\n"
POINTS = (
    "意见: [{主题: 巡护监测, 措施: [护林员巡护, 卡口检查（县林业局，9月底前）]}, {主题: 火源管控, 措施: [祭祀用火看护, 林缘可燃物清理]}]\n"
    "保障: {主体: 各乡镇, 措施: [专班推进, 定期调度]}\n"
)
DEEP = "风格: {层级: 3, 备选: 3}\n"


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(MEETING + text, "简要.yaml")), bank)


def second(outline: Outline) -> dict[str, Item]:
    return {item.id: item for item in walk(outline.items) if item.level == 2}


def said(item: Item) -> str:
    return "".join(child.text for child in walk(item.items))


def test_most_measures_go_deeper_and_every_clause_of_the_line_is_there_once(bank: Bank) -> None:
    shallow, deep = second(outlined(POINTS + DEEP.replace("3", "2", 1), bank)), second(outlined(POINTS + DEEP, bank))
    assert shallow.keys() == deep.keys()
    parted = 0
    for node, item in deep.items():
        below = [child for child in item.items if child.level == 3]
        assert len(below) != 1
        assert [child.label for child in below] == ["1.", "2.", "3.", "4."][: len(below)]
        (line,) = shallow[node].items
        if not below:
            assert said(item) == line.text
            continue
        parted += 1
        assert not any(child.text.endswith(("。", "，")) for child in below)
        assert {child.source.ref for child in below} == {line.source.ref}
        # Every item stands in the line as it is; all that may be missing of the line is the verb of the measure.
        assert all(child.text in line.text for child in below)
        told = said(item) + item.text
        assert len([char for char in line.text if char not in told + "，"]) <= VERBS
        assert len("".join(child.text for child in below)) <= len(line.text)
    assert parted >= 5


def test_who_and_by_when_stand_over_the_items(bank: Bank) -> None:
    item = second(outlined(POINTS + DEEP, bank))["意见/1/2"]
    lead = item.items[0]
    assert lead.level == 0
    assert "县林业局" in lead.text
    assert "9月底前" in said(item)
    assert said(item).count("县林业局") == 1


def test_another_line_of_the_bank_is_parted_in_its_turn(bank: Bank) -> None:
    deep = second(outlined(POINTS + DEEP, bank))
    node, first = next(
        (node, child) for node, item in deep.items() for child in item.items if child.level == 3 and child.alternatives
    )
    other = first.alternatives[0]
    chosen = outlined(POINTS + DEEP + f"选定: {{{node}/文: '{other.text}'}}\n", bank)
    below = [child for child in second(chosen)[node].items if child.level == 3]
    assert len(below) > 1
    assert all(child.text in other.text for child in below)
    assert not any("没有用上" in note or "选定里" in note for note in chosen.notes)


@pytest.mark.parametrize("left", [2, 1])
def test_items_are_rewritten_and_left_out_by_their_nodes(bank: Bank, left: int) -> None:
    deep = second(outlined(POINTS + DEEP, bank))
    node, below = next(
        (node, rows)
        for node, item in deep.items()
        if len(rows := [child for child in item.items if child.level == 3]) == 3
    )
    gone = below[left:]
    chosen = {below[0].id: "把山口守住", **{item.id: "不讲" for item in gone}}
    text = "".join(f"  {key}: {value}\n" for key, value in chosen.items())
    item = second(outlined(f"{POINTS}{DEEP}选定:\n{text}", bank))[node]
    assert "把山口守住" in said(item)
    assert not any(each.text in said(item) for each in gone)
    assert sum(child.level == 3 for child in item.items) == (2 if left == 2 else 0)


def test_a_line_of_one_clause_has_none_and_the_writer_is_told(bank: Bank) -> None:
    text = "意见: [{主题: 巡护监测, 措施: [护林员巡护, 猫头鹰认养]}, 火源管控]\n" + DEEP
    outline = outlined(text, bank)
    item = second(outline)["意见/1/2"]
    assert [child.level for child in item.items] == [0]
    assert any("猫头鹰认养" in note and "没有写第三级" in note for note in outline.notes)


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("各村划清河段，上图，逐段签字。", ("划清河段，上图", "逐段签字")),
        ("河道逐段清淤。", 0),
        ("对逾期不改的，由执法队拆除，费用由当事人承担，拒付的依法追缴。", 3),
        ("抓好河道清淤，【待填：具体怎么做】。", 0),
        ("渠首先放水，再修，并把闸门逐孔试一遍。", 0),
        ("渠首先放水，再检修闸门，渠道逐段巡护，险工险段专人守。", 4),
        ("甲段河道清淤，乙段护坡，丙段绿化，丁段修路，戊段架桥。", 4),
    ],
)
def test_clauses_that_lean_on_a_neighbour_stay_with_it(line: str, items: tuple[str, ...] | int) -> None:
    parted = part(line, "各村")
    if items == 0:
        assert parted is None
        return
    assert parted is not None
    if isinstance(items, int):
        assert len(parted.items) == items
        assert re.sub("[，。]", "", "".join(parted.items)) == re.sub("[，。]", "", line)
    else:
        assert parted.items == items


def test_who_leads_and_who_helps_stand_over_the_items_and_are_none_of_them(bank: Bank) -> None:
    text = (
        "意见: [{主题: 巡护监测, 措施: [护林员巡护（县林业局牵头，各林场配合，9月20日前）, 卡口检查]}, 队伍建设]\n"
        "风格: {层级: 3}\n"
    )
    item = second(outlined(text, bank))["意见/1/1"]
    lead, *below = item.items
    assert lead.text == "由县林业局牵头，各林场配合，9月20日前完成。"
    assert below
    assert not any("配合" in child.text or "县林业局" in child.text for child in below)


def test_a_stock_phrase_is_no_item_of_work() -> None:
    assert part("各村公示低保名单，具体要求事先公布，执行标准统一。", "各村") is None
