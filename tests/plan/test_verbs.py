"""Verbs, praise and actors go by what the noun is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank, ParallelSet
from drafter.brief.load import parse_brief
from drafter.plan.bare import plain
from drafter.plan.bending import bend
from drafter.plan.headings import bends, rank_families
from drafter.plan.outline import plan, walk
from drafter.plan.praising import praises_for
from drafter.plan.sibling import Sibling
from drafter.plan.values import fits_verb
from drafter.records import Item
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> list[Item]:
    return walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)


@pytest.mark.parametrize(
    ("verb", "noun", "fits"),
    [
        ("管好", "维修资金", True),
        ("抓好", "维修资金", False),
        ("签好", "承诺书", True),
        ("抓好", "某种东西", None),
        ("飞过", "维修资金", None),
    ],
)
def test_a_verb_takes_some_nouns(bank: Bank, verb: str, noun: str, fits: bool | None) -> None:
    assert fits_verb(verb, noun, bank) is fits


def test_measures_of_mixed_kinds_get_each_their_verb(bank: Bank) -> None:
    names = ("物业服务", "维修资金", "邻里纠纷")
    best = rank_families(bank, [Sibling(name) for name in names], (), level=2)[0]
    assert best.reason == "动词与名词相配"
    assert all(
        heading.endswith(name) and fits_verb(heading[:2], name, bank)
        for heading, name in zip(best.headings, names, strict=True)
    )
    assert rank_families(bank, [Sibling(name) for name in names], (), level=1)[0].reason != "动词与名词相配"


def test_what_was_done_is_not_praised_as_a_thing(bank: Bank) -> None:
    assert "运行平稳" in praises_for("老旧电梯", bank)
    assert "运行平稳" not in praises_for("加装电梯", bank)


def test_teachers_are_led_through_their_schools(bank: Bank) -> None:
    text = "场合: 表彰会\n会议: 全区教师节表彰大会\n主题: 教育工作\n对象: 全区广大教师和教育工作者\n意见: [师德修养, 教学质量]\n"
    items = outlined(text, bank)
    assert any(item.text.startswith("各学校") for item in items)
    assert not any("各街道各有关部门" in item.text for item in items)


def test_a_training_course_is_not_the_subject_of_itself(bank: Bank) -> None:
    text = "场合: 培训班开班\n会议: 全县村党组织书记培训班开班式\n主题: 村党组织书记培训\n对象: 全体学员\n意见: [理论学习, 治村本领]\n"
    items = outlined(text, bank)
    assert not any("培训工作" in item.text or "正式开班" in item.text for item in items)


def test_a_year_end_meeting_hands_out_no_prizes_by_itself(bank: Bank) -> None:
    text = "场合: 总结会\n会议: 全县供销工作总结会\n意见: [为农服务, 基层组织]\n"
    assert not any("表彰" in item.text for item in outlined(text, bank))


def test_a_thing_that_no_ending_knows_is_not_praised_as_a_doing(bank: Bank) -> None:
    assert praises_for("订单", bank)
    assert not {"扎实推进", "有序开展"} & set(praises_for("订单", bank))
    assert "扎实推进" in praises_for("矛盾化解", bank)


def test_what_is_a_clause_of_its_own_takes_no_predicate_that_fits_anything(bank: Bank) -> None:
    brief = (
        "会议: 全县优化营商环境大会\n意见: [{主题: 审批提速, 措施: [一窗受理, 容缺办理, 全程网办]}, "
        "{主题: 政策兑现, 措施: [免申即享, 资金直达]}, {主题: 规范涉企执法, 措施: [综合查一次, 企业安静期]}]\n"
    )
    heads = [item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items) if item.level]
    assert any("免申即享" in head for head in heads)
    assert not any(re.search("免申即享(?:突出|抓在)", head) for head in heads), heads


def test_a_fight_is_for_a_matter_and_not_for_work(bank: Bank) -> None:
    text = "场合: 动员会\n会议: 全县供水动员会\n主题: 供水工作\n选定: {结束语/号召: js-haozhao-03}\n意见: [供水工作, 管网改造]\n"
    closing = next(item.text for item in outlined(text, bank) if item.id == "结束语/号召")
    assert "打赢供水这场硬仗" in closing
    fought = next(entry for entry in bank.sets if entry.skeleton.startswith("打好<主题>"))
    assert bend(fought, [Sibling("水源建设"), Sibling("管网改造")])
    assert bend(fought, [Sibling("供水工作"), Sibling("管网改造")]) is None


def test_under_a_point_a_verb_says_more_than_a_tail_that_goes_with_anything(bank: Bank) -> None:
    """水费收缴 is 规范 rather than 抓在经常; a tail that goes with each of them stands."""
    mixed = tuple(map(Sibling, ("划定保护区", "水质检测", "水源建设")))
    bent = bends(bank, mixed, 2, "推进会", "分管领导", frozenset())
    assert rank_families(bank, mixed, bent, level=2)[0].headings[0] == "划定保护区"
    alike = tuple(map(Sibling, ("水费收缴", "合同签订")))
    tails = ParallelSet("t", "<主题>抓在<轮换>", ("经常", "日常"), affinity={"经常": ("收缴",), "日常": ("签订",)})
    foreign = replace(tails, id="f", affinity={"经常": ("学习",), "日常": ("检查",)})
    own = replace(bank, sets=(tails, foreign))
    bent = tuple(family for entry in own.sets if (family := bend(entry, alike)))
    ranked = rank_families(own, alike, bent, level=2)
    assert next(family.ref for family in ranked) == "t"
    assert ranked[-1].ref == "f" or all(family.ref != "f" for family in ranked)


def test_no_heading_says_its_verb_twice(bank: Bank) -> None:
    points = "意见: [{主题: 工程建设, 措施: [优质服务, 供水补短板, 管网检修]}, 补短板强弱项, 水费收缴]"
    headings = [item.text for item in outlined(f"会议: 全县供水工作会议\n{points}", bank) if item.level]
    assert {"优质服务", "供水补短板"} <= {heading[2:] for heading in headings}
    assert not [heading for heading in headings if re.search("优化优|补[齐强足]补", heading)]


def test_a_measure_that_says_when_it_is_done_gets_no_second_verb(bank: Bank) -> None:
    """五一前开展… has its verb; 节前安全检查 has none and takes one."""
    points = "意见: [{主题: 假日服务, 措施: [五一前开展景区安全检查, 规范民宿价格]}, {主题: 值守, 措施: [节前安全检查, 应急演练]}]"
    headings = [item.text for item in outlined(f"会议: 全县旅游工作会议\n{points}", bank) if item.level == 2]
    assert headings[0].startswith("五一前开展景区安全检查")
    assert "节前安全检查" in headings[2]
    assert headings[2] != "节前安全检查"


def test_what_is_to_be_dealt_with_is_no_means() -> None:
    """以审计监督重点为先导 is no Chinese, 以学习领会为先导 is."""
    held = ParallelSet("h", "以<主题>为<轮换>", ("先导", "关键"))
    assert bend(held, [Sibling("政治学习"), Sibling("问题整改")])
    assert bend(held, [Sibling("监督重点"), Sibling("问题整改")]) is None
    assert bend(ParallelSet("g", "聚焦<主题><轮换>", ("见效", "发力")), [Sibling("监督重点"), Sibling("问题整改")])


def test_a_saying_beside_things_has_its_verb_too(bank: Bank) -> None:
    """源头治理, 快查快处: all of them with a verb, where no set holds the saying."""
    plainly = plain(bank, [Sibling("源头治理"), Sibling("快查快处"), Sibling("队伍建设")])
    assert plainly.headings[1] == "做到快查快处"
    assert all(len(heading) == 6 for heading in plainly.headings)
    assert not plain(bank, [Sibling("良种良法"), Sibling("水肥管理")]).headings[0].startswith("做到")
    assert plain(bank, [Sibling("应收尽收"), Sibling("严查偷逃")]).headings == ("应收尽收", "严查偷逃")


def test_a_single_word_that_goes_with_other_points_is_not_said_of_this_one() -> None:
    own = ParallelSet("o", "<主题>要<轮换>", ("严", "实"), affinity={"严": ("检查",), "实": ("改造",)})
    fit = bend(own, [Sibling("安全检查"), Sibling("小区改造")])
    odd = bend(own, [Sibling("安全检查"), Sibling("议事协商")])
    assert fit
    assert odd
    assert fit.score - odd.score > 1


@pytest.mark.parametrize(
    "name",
    [
        "精准摸排空巢老人",
        "放开摊位限制",
        "压缩开户时限",
        "入户征求加梯意见",
        "归集共有部位资金",
        "联网管控渣土车辆",
        "查处占道经营",
        "常态化开展技能比武",
    ],
)
def test_a_measure_with_a_verb_of_its_own_gets_no_other(bank: Bank, name: str) -> None:
    group = [Sibling(name), Sibling("邻里纠纷"), Sibling("水费收缴")]
    bent = bends(bank, tuple(group), 2, "推进会", "主要领导", frozenset())
    headings = rank_families(bank, group, bent, level=2)[0].headings
    assert headings[0].startswith(name)
    assert not headings[1].startswith("邻里纠纷")


@pytest.mark.parametrize("name", ["联网报警系统", "专项整治行动方案", "动态监测平台", "分类收集容器"])
def test_a_thing_called_by_a_doing_has_no_verb(bank: Bank, name: str) -> None:
    assert Sibling(name).kind == "事物"


def test_an_ill_that_is_dealt_with_in_time_is_not_dealt_with_twice() -> None:
    assert Sibling("及时化解婚姻纠纷").said == "及时化解婚姻纠纷"
    assert Sibling("调处婚姻纠纷").said == "调处婚姻纠纷"
    assert Sibling("婚姻纠纷").said == "化解婚姻纠纷"


def test_a_heading_has_no_matter_of_a_near_topic_that_the_brief_does_not_speak_of(bank: Bank) -> None:
    text = (
        "场合: 工作会议\n会议: 全市医疗保障工作会议\n地区: 全市\n主题: 医疗保障工作\n风格: {备选: 5}\n"
        "意见:\n  - {主题: 基金监管, 措施: [推行智能监控]}\n  - {主题: POINT, 措施: [服务事项下沉]}\n"
    )
    told = {
        name: next(i for i in outlined(text.replace("POINT", name), bank) if i.id == "意见/2")
        for name in ("经办服务", "门诊统筹")
    }
    assert "门诊" not in "".join((told["经办服务"].text, *(other.text for other in told["经办服务"].alternatives)))
    assert "门诊" in told["门诊统筹"].text


@pytest.mark.parametrize("level", [1, 2])
def test_beside_a_point_with_a_verb_the_others_get_the_verb_that_is_theirs(level: int, bank: Bank) -> None:
    names = ("压减会议", "服务质量", "应急预案", "关爱留守学生")
    best = rank_families(bank, [Sibling(name) for name in names], (), level=level)[0]
    assert (best.headings[0], best.headings[3]) == (names[0], names[3])
    for heading, name in zip(best.headings[1:3], names[1:3], strict=True):
        assert heading.endswith(name)
        assert fits_verb(heading.removesuffix(name), name, bank)


def test_where_no_verb_is_known_the_words_of_the_brief_stay_and_the_screen_says_so(bank: Bank) -> None:
    text = "会议: 全县乡村治理推进会\n意见: [积分榜, 网格管理, 晾晒村务明白账]\n"
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    assert [item.text for item in walk(outline.items) if item.level == 1] == [
        "积分榜",
        "规范网格管理",
        "晾晒村务明白账",
    ]
    assert [note for note in outline.notes if "标题照简要原话" in note and "积分榜" in note]
