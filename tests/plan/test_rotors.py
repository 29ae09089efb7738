"""What closes a heading is true of the point, or of the ill it answers (轮换词的搭配与对症)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank, ParallelSet
from drafter.brief.load import parse_brief
from drafter.plan.bending import bend
from drafter.plan.headings import bends, rank_families
from drafter.plan.outline import plan, walk
from drafter.plan.sibling import Sibling
from drafter.strict_yaml import load_text

FOCUS = "ps1-n-a-jujiao-ba"


@pytest.mark.parametrize(
    ("point", "ill", "closing"),
    [
        ("山货销售", "山货销路窄", "把渠道通起来"),
        ("客运衔接", "城乡换乘不畅", "把渠道通起来"),
        ("粮油收储", "应急粮源偏少", "把家底厚起来"),
        ("砂石打击", "夜间盗采频发", "把规矩严起来"),
        ("路域环境", "占道堆放时有发生", "把规矩严起来"),
    ],
)
def test_a_closing_clause_is_of_the_kind_of_the_point_or_of_its_problem(
    bank: Bank, point: str, ill: str, closing: str
) -> None:
    entry = next(entry for entry in bank.sets if entry.id == FOCUS)
    family = bend(entry, [Sibling("用户服务"), Sibling(point, ills=(ill,))])
    assert family
    assert family.headings == ("聚焦用户服务，把民心暖起来", f"聚焦{point}，{closing}")


def test_what_a_point_ends_in_says_more_than_its_problem() -> None:
    own = ParallelSet(
        "o", "抓<主题>，<轮换>", ("通渠道", "暖民心"), affinity={"暖民心": ("服务",)}, cures={"通渠道": ("不畅",)}
    )
    alone = bend(own, [Sibling("用户服务", ills=("报修不畅",)), Sibling("村口驿站")])
    assert alone
    assert alone.headings == ("抓用户服务，暖民心", "抓村口驿站，通渠道")


@pytest.mark.parametrize(
    ("point", "closing"),
    [("种质征集", "起点，打牢工作根基"), ("专利转化", "落点，释放更大价值"), ("管网检修", "抓手，补齐短板弱项")],
)
def test_what_is_gathered_made_use_of_or_mended_has_its_own_closing(bank: Bank, point: str, closing: str) -> None:
    entry = next(entry for entry in bank.sets if entry.id == "ps1-n-a-yi-wei-8")
    family = bend(entry, [Sibling(point), Sibling("库房安全")])
    assert family
    assert family.headings[0] == f"以{point}为{closing}"


@pytest.mark.parametrize(
    ("point", "closing"),
    [
        ("杂草清除", "把死角清起来"),
        ("古井普查", "把底数查起来"),
        ("群防群治", "把群众动起来"),
        ("桃树品种改良", "把样板树起来"),
        ("雨量监测", "把岗哨立起来"),
        ("绣工培养", "把本领练起来"),
    ],
)
def test_each_kind_of_work_has_a_closing_whose_verb_it_can_take(bank: Bank, point: str, closing: str) -> None:
    entry = next(entry for entry in bank.sets if entry.id == FOCUS)
    family = bend(entry, [Sibling("用户服务"), Sibling(point)])
    assert family
    assert family.headings[1] == f"聚焦{point}，{closing}"


def test_a_set_that_closes_a_point_with_another_thing_gives_way_to_one_that_says_less(bank: Bank) -> None:
    closed = ParallelSet(
        "a",
        "聚焦<主题>，<轮换>",
        ("把责任扛起来", "把民心暖起来"),
        affinity={"把责任扛起来": ("落实",), "把民心暖起来": ("服务",)},
    )
    plain = ParallelSet(
        "b", "聚焦<主题><轮换>", ("出实招", "见实效"), affinity={"出实招": ("整改",), "见实效": ("服务",)}
    )
    two = replace(bank, sets=(closed, plain))
    # Neither says anything of 保障: a verb of its own is better than both.
    for point, best in (("水源保障", "并列动宾"), ("政策落实", "a")):
        pair = (Sibling("用户服务"), Sibling(point))
        ranked = rank_families(two, pair, bends(two, pair, 1, "推进会", "分管领导", frozenset()))
        assert ranked[0].ref == best
        assert next(family.ref for family in ranked if family.ref in "ab") == ("b" if point == "水源保障" else "a")


@pytest.mark.parametrize(
    "points", ["[年鉴供稿, 村志编修, 旧志整理, 资料收集保管]", "[河湖长制, 献血者关爱, 血液安全, 宣传引导]"]
)
@pytest.mark.parametrize("occasion", ["工作会议", "推进会", "主持讲话", "表彰会"])
def test_no_tail_is_of_another_matter_and_no_verb_comes_twice(bank: Bank, points: str, occasion: str) -> None:
    brief = f"场合: {occasion}\n会议: 全县综合工作会议\n对象: 各乡镇\n意见: {points}\n保障: {{主体: 各乡镇, 措施: [责任落实]}}\n"
    items = walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)
    headings = [item.text for item in items if item.level == 1]
    for heading in headings:
        assert not re.search("守牢.*守|抓实.*抓|(?:收集保管|关爱).*(?:内生动力|民忧|急难愁盼)", heading), headings
