"""A point nobody knows by name is taken for what its words surely say (按中心词): its last word and what stands before it."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        ("监测能力", "承载能力类"),
        ("业务能力", "能力类"),
        ("灾害保险", "投保理赔类"),
        ("开放时间", "时间安排类"),
        ("驾驶员招募", "队伍类"),
        ("情况反馈", "信息公开类"),
        ("老人反馈", "化解类"),
        ("网箱升级", "改造施工类"),
        ("产品包装", "品牌类"),
        ("观众疏导", "秩序类"),
        ("换热站", "管护类"),
        ("固定献血者", "人群类"),
        ("押金退还", "合同收费类"),
        ("提高灯棚上座率", "指标类"),
        ("上座率稳定", "指标类"),
        ("摊主活跃度", "指标类"),
        ("户均制灯量", "指标类"),
        ("审批效率", "审批类"),
        ("扎灯手艺传承", "精神类"),
        ("灯棚代办", "服务类"),
        ("灯棚联查", "协同类"),
        ("灯户甄别", "调查类"),
        ("灯样意见征集", "协商类"),
        ("摊位动态调整", "管理类"),
        ("旧灯债核销", "资金类"),
        ("村级播灯员", "队伍类"),
        ("制灯证应发尽发", "覆盖类"),
        ("旧灯资源化", "利用类"),
        ("灯棚产权移交", "协同类"),
        ("灯组编码", "数字类"),
        ("冰面清洗", "清除处理类"),
    ],
)
def test_the_kind_of_work_is_told_by_all_of_the_point(bank: Bank, point: str, kind: str) -> None:
    found = Topics(bank, "冰灯制作", "全镇冰灯制作推进会").match(point)
    assert found is not None
    assert (found.general, found.topic.name) == (True, kind)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("体检点进小区", "没赶上的留下电话另约"),
        ("每周巡库", "定好每周巡库的路线"),
        ("冰期巡测", "定好冰期巡测的路线"),
        ("备足灯油", "备足灯油，缺的提早订货"),
        ("改柴灶为电灶", "换下来的有去处"),
        ("一桥一牌", "照一桥一牌的要求逐一对上号"),
        ("商户出资", "商户出资怎么算"),
        ("清退闲置摊位", "清退闲置摊位前告知本人"),
        ("水源专项保护", "水源专项保护的范围划清"),
        ("整地起垄", "整地起垄做到什么样有个准"),
        ("清除残冰碎屑", "清除残冰碎屑逐处清查"),
        ("检修灯具", "检修灯具请有资质的专业人员承担"),
        ("冰灯按月更新", "排定冰灯按月更新的清单"),
        ("招募讲解员", "招募讲解员先公布、再挑选"),
        ("冰灯意外保险", "怎么报、怎么赔讲清"),
        ("用料明示", "定好用料明示要写哪几项"),
        ("调节灯光亮度", "先定好高低的界线"),
        ("公布花灯清单", "花灯清单公布的内容、时间和地方"),
        ("组织古井认护", "组织古井认护，条件和要求写明"),
    ],
)
def test_a_measure_of_a_kind_is_told_how_such_things_are_done(bank: Bank, measure: str, said: str) -> None:
    text = f"会议: 全镇冰灯制作推进会\n意见: [{{主题: 重点任务, 措施: [{measure}, 办事不过夜]}}, 队伍]\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}
    assert said in items["意见/1/1/文"].text
    assert not any("具体" in gap for gap in items["意见/1/1/文"].gaps)


def lines(bank: Bank, points: str, more: str = "") -> dict[str, str]:
    brief = f"会议: 全镇冰灯工作会议\n对象: 各村\n{more}意见: [{points}]\n"
    return {item.id: item.text for item in walk(plan(parse_brief(load_text(brief, "")), bank).items)}


def told(items: dict[str, str], node: str) -> str:
    return "".join(text for id_, text in items.items() if id_.startswith(f"{node}/"))


def test_a_figure_better_low_is_brought_down_and_one_better_high_is_not(bank: Bank) -> None:
    items = lines(bank, "灯棚上座率, 灯棚空置率")
    assert "压降" not in told(items, "意见/1")
    assert "压降" in told(items, "意见/2")


@pytest.mark.parametrize(
    ("point", "said", "other"),
    [
        ("灯棚夜间突查", "不打招呼", "灯棚检查"),
        ("灯棚隐患闭环管理", "核验", "灯棚管理"),
        ("灯棚全程管理", "准入", "灯棚管理"),
        ("会议传达", "涉密内容", "灯会研讨"),
        ("镇领导带案下访", "包案领导", "灯摊纠纷调解"),
        ("灯工后备力量储备", "名册", "灯工培养"),
    ],
)
def test_what_certain_works_of_a_kind_are_about_is_said_of_these_alone(
    bank: Bank, point: str, said: str, other: str
) -> None:
    assert said in told(lines(bank, f"{point}, 冰场照明"), "意见/1")
    assert said not in told(lines(bank, f"{other}, 冰场照明"), "意见/1")


def test_how_things_are_to_stand_is_asked_for_and_not_counted_as_a_thing(bank: Bank) -> None:
    items = lines(bank, "观灯不排长队, 灯谜擂台")
    assert "“观灯不排长队”" in told(items, "意见/1")
    assert "“灯谜擂台”" not in told(items, "意见/2")
    # A measure of the writer's own is no point.
    given = lines(bank, "{主题: 冰场照明, 措施: [观灯不排长队, 灯谜擂台]}, 灯工培养")
    assert "“观灯不排长队”" not in given["意见/1/1/文"]


def test_points_nobody_knows_do_not_read_alike(bank: Bank) -> None:
    points = ["谷垛擂台", "稻香长桌", "竹筏灯影", "糖画巷弄"]
    items = lines(bank, ", ".join(points))
    lines_of = [
        [text.replace(point, "") for id_, text in items.items() if id_.startswith(f"意见/{k}/")]
        for k, point in enumerate(points, 1)
    ]
    said = [line for each in lines_of for line in each]
    assert len(said) >= 4 * 6
    assert len(set(said)) == len(said)


def test_trainees_learn_what_is_learnt_and_take_the_rest_to_their_posts(bank: Bank) -> None:
    said = "场合: 培训班开班\n会议: 全镇灯会统计员培训班\n意见: [统计知识, 课堂纪律, 报表审核把关]\n"
    items = walk(plan(parse_brief(load_text(said, "")), bank).items)
    refs = [
        {item.source.ref.split("/")[1] for item in items if item.id.startswith(f"意见/{k}/") and item.id.endswith("文")}
        for k in (1, 2, 3)
    ]
    assert refs == [{"学习类"}, {"参训类"}, {"返岗类"}]


def test_the_lines_of_the_last_resort_are_such_as_are_read_out(bank: Bank) -> None:
    homely = re.compile("一件一件|毛病|问起来|随手|听听|看一遍|对一对|几时|哪样|问一问|手边|坏了|东西")
    general = [group for group in bank.general if not group.hopes]
    kinds = [group for topic in bank.topics if topic.heads for group in topic.groups]
    assert len(general) >= 20
    assert len(kinds) > 250
    said = [measure.heading + measure.text for group in (*general, *kinds) for measure in group.measures]
    assert [text for text in said if homely.search(text)] == []


@pytest.mark.parametrize(
    ("point", "said", "other"),
    [
        ("灯架搭建", "验收", "灯迷长桌"),
        ("旧灯转运", "车辆、线路", "灯迷长桌"),
        ("孔明灯放飞", "允许的地点、时段", "灯迷长桌"),
        ("灯谜撰写", "引文", "灯迷长桌"),
    ],
)
def test_a_point_nobody_knows_is_told_by_the_doing_it_ends_in(bank: Bank, point: str, said: str, other: str) -> None:
    assert said in told(lines(bank, f"{point}, 冰场照明"), "意见/1")
    assert said not in told(lines(bank, f"{other}, 冰场照明"), "意见/1")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("灯匠平均年龄五十八岁", "带教人员"),
        ("有的摊主偷电", "不打招呼"),
        ("观灯的游客不知道从哪进", "问答和图片"),
        ("各部门互相推诿", "由谁牵头"),
        ("摆灯经费只有去年的一半", "单独记账"),
    ],
)
def test_a_point_nobody_knows_is_told_by_the_trouble_it_answers(bank: Bank, problem: str, said: str) -> None:
    brief = "会议: 全镇灯会推进会\n场合: 推进会\n{}意见: [稻香长桌]\n"
    without, with_it = (
        "".join(item.text for item in walk(plan(parse_brief(load_text(brief.format(given), "")), bank).items))
        for given in ("", f"问题: [稻香长桌{problem}]\n")
    )
    assert said in with_it
    assert said not in without


def test_what_nobody_can_know_of_a_point_is_asked_for_once(bank: Bank) -> None:
    items = lines(bank, "稻香长桌, 竹筏灯影")
    for point in ("意见/1", "意见/2"):
        assert told(items, point).count("【待填：") == 1


def test_what_is_known_by_the_kind_of_thing_alone_gives_way_to_how_the_point_ends(bank: Bank) -> None:
    """灯会伤员 are people, and yet no staff to be chosen and trained."""
    assert "送医" in told(lines(bank, "灯会伤员, 冰场照明"), "意见/1")
    assert "选准人" not in told(lines(bank, "灯会伤员, 冰场照明"), "意见/1")


def test_a_group_on_certain_works_of_a_kind_is_not_for_another_that_ends_alike(bank: Bank) -> None:
    said = "场合: 推进会\n会议: 全镇灯谜推进会\n意见: [谜书利用, 菜叶综合利用]\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(said, "")), bank).items)}
    listed = next(g.name for t in bank.topics if t.name == "利用类" for g in t.groups if g.name.startswith("综合利用"))
    assert listed not in items["意见/1/1"].source.ref
    assert listed in items["意见/2/1"].source.ref
