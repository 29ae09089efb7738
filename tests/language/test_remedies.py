"""Kinds of trouble: each told by a problem of its own, and not by one that only sounds like it."""

from __future__ import annotations

import re

import pytest

from drafter.language.other_names import same_matter
from drafter.language.remedies import answer_of, asks_for, kind_answered, kinds_of
from drafter.language.trouble_kinds import BY_WORD, KINDS


@pytest.mark.parametrize(
    ("kind", "problem", "other"),
    [
        ("未动", "两处泵站批了半年还没动工", "泵站动工较早"),
        ("钱未拨", "补助下达两个月没有拨付", "补助标准偏低"),
        ("冒牌", "外地茶冒充本地茶", "本地茶名气不大"),
        ("后继", "后生不肯学这门手艺", "手艺人收入低"),
        ("流失", "骨干教师年年跳槽", "骨干教师年年评优"),
        ("缺人", "乡镇兽医缺口40多人", "加工设备缺少配件"),
        ("缺人", "懂运营的人太少", "成员单位投入不足"),
        ("缺钱", "管护经费还差一半、没有着落", "管护责任不清"),
        ("闲置", "村部旁的厂房空置三年", "村部旁的厂房超期"),
        ("价高", "景区停车收费偏高", "景区停车位偏少"),
        ("雷同", "几家民宿一个样子", "几家民宿分布散"),
        ("环节多", "办一个证要跑三个部门", "一个部门管三件事"),
        ("不通", "两个系统数据对不上", "两个系统建得早"),
        ("各管各", "几家单位来回推", "几家单位人手紧"),
        ("作风", "有的干部打卡就走", "有的干部刚刚上任"),
        ("一阵风", "占道摆摊屡禁不止", "占道摆摊点位多"),
        ("覆盖少", "养老床位一床难求", "养老床位老旧"),
        ("覆盖少", "污水处理能力不足", "业务能力不强"),
        ("能力", "业务能力不强", "污水处理能力不足"),
        ("没人养", "水渠坏了找不到人修", "水渠要新建三条"),
        ("违规", "渣土车超限上路", "渣土车线路绕远"),
        ("脏乱", "楼道杂物成堆", "楼道灯光偏暗"),
        ("重轻", "有的村重建设轻管护", "有的村建设任务重"),
        ("意识", "业主安全意识淡薄", "业主安全设施不全"),
        ("规模", "产业规模偏小", "产业园区偏远"),
        ("底数", "散居户底数不清", "散居户搬得远"),
    ],
)
def test_each_kind_is_told_by_what_is_wrong(kind: str, problem: str, other: str) -> None:
    assert kind in kinds_of(problem)
    assert kind not in kinds_of(other)


def test_kinds_are_named_once_each_and_their_patterns_hold() -> None:
    named = [name for name, _, _ in KINDS]
    assert len(named) == len(set(named))
    for _, trouble, remedy in (*KINDS, *BY_WORD):
        assert re.compile(trouble).search("") is None
        assert re.compile(remedy).search("") is None


def test_what_is_wrong_comes_before_a_word_beside_it() -> None:
    problem = "资金下达半年还没动工"
    assert answer_of(problem, "倒排工期") > answer_of(problem, "资金筹措") > 0


def test_the_kind_is_the_one_the_point_mends() -> None:
    problem = "护工招不来、留不住"
    assert kind_answered(problem, ["落实津贴"]) == "流失"
    assert kind_answered(problem, ["定向培养"]) == "后继"
    assert kind_answered("场馆上座率不到四成", ["种树"]) == "闲置"


def test_one_matter_goes_by_several_names_save_that_of_the_whole_meeting() -> None:
    assert same_matter("饭菜凉了", "膳食服务")
    assert not same_matter("饭菜凉了", "膳食服务", "膳食工作")
    assert not same_matter("饭菜凉了", "床位扩建")


def test_money_led_in_is_no_winning_over() -> None:
    assert not asks_for("住户意见统一难", "吸引民间资本投入")
