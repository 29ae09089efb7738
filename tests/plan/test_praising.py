"""What is said of each of several achievements (分项成绩的评价)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.praising import praised
from drafter.strict_yaml import load_text

WORK = "道路硬化：硬化村道37公里"


def told(bank: Bank, *achievements: str, problems: str = "") -> list[str]:
    rows = ", ".join("{{要点: {}, 事实: {}}}".format(*each.split("：")) for each in achievements)
    brief = f"会议: 全县重点工作推进会\n成绩: [{rows}]\n问题: [{problems}]\n意见: [宣传教育, 督查考核]\n"
    return list(praised(parse_brief(load_text(brief, "")), bank))


def predicate(said: str, achievement: str) -> str:
    topic, fact = achievement.split("：")
    assert said.startswith(topic), said
    assert said.endswith(f"，{fact}"), said
    return said.removeprefix(topic).removesuffix(f"，{fact}")


@pytest.mark.parametrize(
    "achievement",
    [
        "羊群规模：存栏达到2.7万只",
        "带动就业：带动412户户均增收3100元",
        "馆藏整理：扫描老照片6.1万张",
        "灌排渠系：衬砌渠道44公里",
        "账号整合：关停账号23个",
        "初次来访：一次办结率88.4%",
        "夜间游览：去年接待游客93万人次",
        "机构组建：17个乡镇全部挂牌",
        "学位数量：同比增加1260个",
    ],
)
def test_none_of_several_is_a_bare_noun_before_its_fact(bank: Bank, achievement: str) -> None:
    first, second = told(bank, achievement, WORK)
    assert len(predicate(first, achievement)) >= 4
    assert "方面" not in first
    assert predicate(second, WORK) != predicate(first, achievement)


@pytest.mark.parametrize(
    ("achievement", "pattern"),
    [
        ("牧草面积：改良草场外扩，增加4200亩", "扩大|增长"),
        ("应急救援：平均到场时间缩短到8分钟", "提速|加快"),
        ("审批时限：压缩到6个工作日", "缩短|压缩"),
        ("案件数量：同比下降14%", "下降"),
        ("品牌建设：获评省级示范品牌", "成果|台阶"),
    ],
)
def test_the_predicate_goes_the_way_the_fact_goes(bank: Bank, achievement: str, pattern: str) -> None:
    assert re.search(pattern, predicate(told(bank, achievement, WORK)[0], achievement))


def test_a_name_that_ends_in_its_own_verb_is_not_given_it_again(bank: Bank) -> None:
    faster = "制证提速：办理时限压减至4个工作日"
    assert "提速" not in predicate(told(bank, faster, WORK)[0], faster)


def test_what_fights_an_ill_is_praised_for_less_of_it(bank: Bank) -> None:
    fewer = "火灾防控：起火数同比下降31%"
    assert predicate(told(bank, fewer, WORK)[0], fewer) not in ("", "方面")
    for against in (
        "火灾防控：起火数同比上升31%",
        "工业经济：产值下降3.3%",
        "校车安全：发生事故2起",
        "学位供给：尚有2所学校未开工",
    ):
        assert [
            predicate(said, each) for said, each in zip(told(bank, against, WORK), (against, WORK), strict=True)
        ] == [
            "方面",
            "方面",
        ]


def test_a_level_of_which_no_course_is_told_is_not_said_to_have_grown(bank: Bank) -> None:
    for level in ("交易规模：交易旧家电1.9万台", "登记数量：登记犬只3400只"):
        assert predicate(told(bank, level, WORK)[0], level) == "方面"


def test_each_that_has_a_problem_too_went_on_and_no_more(bank: Bank) -> None:
    both = ("渠道清淤：清淤51公里", "泵站更新：更新泵站9座")
    said = [
        predicate(one, each) for one, each in zip(told(bank, *both, problems="渠道淤得快, 泵站老旧"), both, strict=True)
    ]
    assert all(re.search("进展|步伐|阶段性", one) for one in said), said
    assert len(set(said)) == 2


def test_what_went_up_though_not_enough_is_said_to_have_gone_up_some(bank: Bank) -> None:
    income = "船工收入：人均收入增长4.4%"
    assert predicate(told(bank, income, WORK, problems="船工收入仍旧偏低")[0], income) == "有所增加"


def test_a_name_and_the_figure_of_it_are_one_run_of_words(bank: Bank) -> None:
    assert told(bank, "城镇新增就业：1.3万人", WORK)[0] == "城镇新增就业1.3万人"
    assert not told(bank, "复耕试点：3个乡镇试点复耕960亩", WORK)[0].startswith("复耕试点3")


def test_a_rate_that_says_its_name_stands_beside_what_is_praised(bank: Bank) -> None:
    rate, work = told(bank, "失管率：竹园失管率2.2%", WORK)
    assert rate == "竹园失管率2.2%"
    assert "方面" not in work
    built = "泵房数量：累计完工17座"
    assert "增加" in predicate(told(bank, built, WORK)[0], built)


def test_predicates_are_not_said_twice(bank: Bank) -> None:
    names = ("账本整理", "馆藏整理", "院落整理", "河道整理", "苗木整理")
    each = [f"{name}：登记{k}70件" for k, name in enumerate(names, 1)]
    said = [predicate(one, row) for one, row in zip(told(bank, *each), each, strict=True)]
    assert len(set(said)) == len(said)


def test_what_was_counted_once_goes_on_for_good_only_where_the_fact_says_so(bank: Bank) -> None:
    assert "常态" not in "".join(told(bank, "汛前检查：检查塘坝87座", WORK))
    assert "常态" in "".join(told(bank, "塘坝巡查：每周巡查一遍，看过87座", WORK))
