"""A measure of the brief keeps every word of its own, takes no verb it has no use for, and asks for what its kind leaves open
(措施原话、动词和空位)."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def outlined(bank: Bank, *measures: str) -> dict[str, str]:
    text = (
        "场合: 推进会\n会议: 全县竹业发展推进会\n主题: 竹业发展\n对象: 各乡镇和县直有关部门\n"
        f"意见:\n  - {{主题: 竹园管护, 措施: [{', '.join(measures)}]}}\n  - 队伍建设\n"
        "保障: {主体: 县竹业专班, 措施: [专班推进, 定期调度]}\n"
    )
    return {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}


VERBS = ("修缮", "更换", "补齐", "印发", "落实", "建成", "清理", "配发", "延长", "明确", "在竹园加装", "扶持")
WHICH = ("老旧", "村级", "沿河", "一名", "12处", "两套", "城东片", "饮水充电")
THINGS = ("晾竹棚", "巡护道", "告知书", "护林员", "采伐标准", "开放时间", "防火器材", "年度预算")
OWNERS = ("", "（县林业局，6月底前）", "（县林业局牵头，各林场配合，清明前）", "（各村、竹业公司）")


@given(st.sampled_from([*itertools.product(VERBS, WHICH, THINGS)]), st.sampled_from(OWNERS))
def test_every_character_of_a_measure_and_whoever_does_it_stand_in_its_heading_or_line(
    bank: Bank, words: tuple[str, str, str], owner: str
) -> None:
    measure = "".join(words)
    items = outlined(bank, measure + owner, "竹笋分级")
    said = items["意见/1/1"] + items["意见/1/1/文"]
    assert all(char in said for char in measure)
    assert words[1] in said
    for fact in filter(None, re.split("[（），、]|牵头|配合", owner)):
        assert fact in items["意见/1/1/文"]


@pytest.mark.parametrize(
    "measure",
    ["坟头烧纸改献花", "巡护员签责任书", "竹笋线路开通5条", "补助向山区竹农倾斜", "竹园路口加装护栏", "盲区配发对讲机"],
)
def test_what_has_its_verb_in_the_midst_takes_no_other(bank: Bank, measure: str) -> None:
    items = outlined(bank, f"{measure}（县林业局，6月底前）", "疏浚竹园沟渠")
    assert items["意见/1/1"] == measure
    assert re.search(f"(?:抓好|做好|抓实|推进|落实|用好){measure}", items["意见/1/1/文"]) is None
    assert "县林业局" in items["意见/1/1/文"]


@pytest.mark.parametrize(
    ("measure", "asked"),
    [
        ("招募竹园巡护员（县林业局）", "人数、条件和待遇"),
        ("购置竹笋分级机（县林业局）", "数量、标准和配给谁"),
        ("购置两台竹笋分级机（县林业局）", "标准和配给谁"),
        ("举办竹笋节（县林业局）", "时间、地点和参加单位"),
        ("举办竹笋节（县林业局，5月底前）", "地点和参加单位"),
        ("修建晾竹棚（县林业局，5月底前）", "地点和规模"),
    ],
)
def test_a_gap_asks_for_what_this_kind_of_measure_leaves_open_and_nothing_given(
    bank: Bank, measure: str, asked: str
) -> None:
    line = outlined(bank, measure, "竹笋义卖")["意见/1/1/文"]
    assert re.findall("【待填：([^】]+)】", line) in ([asked], []), line


def test_a_line_of_the_bank_that_says_a_measure_with_less_gives_way_to_its_own_words(bank: Bank) -> None:
    line = outlined(bank, "竹笋分级", "经费列入乡镇年度预算")["意见/1/2/文"]
    assert "经费列入乡镇年度预算" in line
