"""Headings of points that fit them: nothing strained, not always the same set (标题贴合)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.bending import bend
from drafter.plan.headings import bends, rank_families
from drafter.plan.outline import plan, walk
from drafter.plan.sibling import Family, Sibling
from drafter.strict_yaml import load_text

POINTS = [
    ("竹苗筹集", "竹园巡查", "竹农培训"),
    ("灯会宣传", "灯谜征集", "灯市管理"),
    ("盐田改造", "盐仓检查", "盐工培训"),
    ("陶窑改造", "陶土采购", "陶品检测", "陶工培训"),
    ("渡船检修", "渡口管护", "渡工培训"),
    ("蚕房消毒", "蚕茧收购", "桑园管护"),
    ("戏台修缮", "戏班培训", "戏迷服务"),
    ("鱼塘清淤", "鱼苗投放", "鱼市管理"),
    ("药园管护", "药农辅导", "药市巡查"),
    ("牧道修复", "牛羊检疫", "牧户走访"),
]


def first(bank: Bank, points: tuple[str, ...], occasion: str) -> Family:
    siblings = [Sibling(point) for point in points] + [Sibling("组织领导", safeguard=True)]
    return rank_families(bank, siblings, bends(bank, tuple(siblings), 1, occasion, "分管领导", frozenset()))[0]


@pytest.mark.parametrize("occasion", ["推进会", "工作会议", "动员会", "联席会议"])
def test_no_point_is_said_to_come_to_what_is_said_of_others(bank: Bank, occasion: str) -> None:
    found = [first(bank, points, occasion) for points in POINTS]
    assert not any(family.strange for family in found)
    assert len({family.ref for family in found}) >= 3
    assert found == [first(bank, points, occasion) for points in POINTS]


def test_what_stands_right_behind_a_point_is_what_is_done_by_it(bank: Bank) -> None:
    entry = next(each for each in bank.sets if each.skeleton == "以<主题><要旨4>")
    said = ("余粮充足", "守住仓门", "精打细磨")
    bent = bend(entry, [Sibling("粮仓清点", said), Sibling("粮船看护", ("凉热得宜", "护好船板"))])
    assert bent is not None
    assert bent.headings == ("以粮仓清点守住仓门", "以粮船看护护好船板")


def test_the_safeguard_is_no_burden_and_takes_up_what_stands_under_it(bank: Bank) -> None:
    assert not [entry.last for entry in bank.sets if re.search("扛在肩|靠前指挥", entry.last)]
    shouldered = [entry for entry in bank.sets if "扛在肩上" in entry.rotors]
    assert shouldered
    assert not any("领导" in entry.affinity["扛在肩上"] for entry in shouldered)


@pytest.mark.parametrize("point", ["维护竹农利益", "维护篾匠名声", "运维竹器作坊"])
def test_what_a_kind_of_work_comes_to_is_said_where_the_point_ends_in_it(bank: Bank, point: str) -> None:
    brief = parse_brief(load_text(f"会议: 全县竹编推进会\n意见: [{point}, 竹笛管护]\n", ""))
    kept_up = next(topic.aims for topic in bank.topics if topic.name == "管护类")
    items = {item.id: item for item in walk(plan(brief, bank).items)}
    offered = [items["意见/1"].text, *(other.text for other in items["意见/1"].alternatives)]
    assert not any(aim in text for aim in kept_up for text in offered), offered


@pytest.mark.parametrize("occasion", ["工作会议", "动员会", "主持讲话", "传达学习会"])
def test_a_state_of_mind_is_raised_and_not_managed(bank: Bank, occasion: str) -> None:
    points = ("思想认识", "灯会巡查", "责任落实")
    headings = first(bank, points, occasion).headings
    assert not any(re.search("抓[好实细牢]思想认识", heading) for heading in headings), headings
