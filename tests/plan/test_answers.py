"""Which point answers which problem: by what the trouble is against what a point does, all of them weighed at once."""

from __future__ import annotations

import itertools

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.answers import _shared_out, answers_of
from drafter.plan.draft import begin
from drafter.strict_yaml import load_text


def given(bank: Bank, brief: str) -> dict[str, str]:
    """Problem → the point that answers it (保障 for the safeguard); the others are left out."""
    read = parse_brief(load_text(brief, "简要.yaml"))
    names = [*(point.topic for point in read.points), "保障"]
    found = answers_of(begin(read, bank)).by_point
    return {read.problems[k]: names[place] for place, numbers in found.items() for k in numbers}


TEA = (
    "场合: 推进会\n会议: 全县茶油产业推进会\n主题: 茶油产业\n"
    "问题: [调和油冒充纯茶油以次充好, 后生不肯学压榨手艺, 拨了款的车间半年没有动工, 榨季收入低、油坊开工率不到四成]\n"
    "意见: [{主题: 项目建设, 措施: [把没动的车间逐个过一遍, 按月晒进度]}, {主题: 资金监管, 措施: [专户管理]}, "
    "{主题: 品牌保护, 措施: [产品赋码]}, {主题: 技艺传承, 措施: [办传习所]}]\n保障: {主体: 各乡镇, 措施: [督查通报]}\n"
)


def test_trouble_goes_where_it_is_mended_though_no_word_is_shared(bank: Bank) -> None:
    found = given(bank, TEA)
    assert found["调和油冒充纯茶油以次充好"] == "品牌保护"
    assert found["后生不肯学压榨手艺"] == "技艺传承"


def test_what_is_not_begun_goes_to_what_begins_it_and_not_to_the_word_for_money(bank: Bank) -> None:
    brief = TEA.replace("拨了款的车间半年没有动工", "有的车间资金拨下去半年没有动工")
    assert given(bank, brief)["有的车间资金拨下去半年没有动工"] == "项目建设"


@pytest.mark.parametrize(
    ("problem", "point"),
    [
        ("镇里和站里来回推", "部门联动"),
        ("有的站长打卡就走", "作风建设"),
        ("饭菜不合口味", "膳食服务"),
        ("护工招不满、走得快", "护理队伍"),
        ("盖一个章要跑三个部门", "流程再造"),
        ("活动室大半空着", "运营质量"),
    ],
)
@pytest.mark.parametrize("turn", range(3))
def test_the_kind_of_trouble_decides_wherever_the_points_stand(bank: Bank, problem: str, point: str, turn: int) -> None:
    points = ["部门联动", "作风建设", "膳食服务", "护理队伍", "流程再造", "运营质量"]
    points = points[turn * 2 :] + points[: turn * 2]
    brief = (
        f"场合: 推进会\n会议: 全县日间照料站推进会\n主题: 日间照料\n问题: ['{problem}']\n意见: [{', '.join(points)}]\n"
    )
    assert given(bank, brief) == {problem: point}


def test_too_few_of_them_is_not_mended_by_what_else_is_done_for_them(bank: Bank) -> None:
    brief = "会议: 全县重点工作会议\n问题: [乡镇医生缺口20多人]\n意见: [账目清理, {}]\n"
    assert given(bank, brief.format("诊疗收费")) == {}
    assert given(bank, brief.format("人员招聘")) == {"乡镇医生缺口20多人": "人员招聘"}


def test_all_are_shared_out_at_once() -> None:
    """The first problem is a trifle closer to the point that alone suits the second."""
    rows = [[0.40, 0.42, 0.0], [0.0, 0.41, 0.0]]
    assert _shared_out(rows) == [0, 1]
    for order in itertools.permutations(range(2)):
        assert _shared_out([rows[k] for k in order]) == [[0, 1][k] for k in order]
    # None goes where it is too far, however crowded the other place is.
    assert _shared_out([[0.1, 0.5], [0.1, 0.5], [0.1, 0.5]]) == [1, 1, 1]


def test_what_is_not_done_goes_to_the_point_that_does_it(bank: Bank) -> None:
    brief = "场合: 推进会\n会议: 全县废旧渔网回收推进会\n主题: 废旧渔网回收工作\n问题: [{}]\n意见: [入户宣传, 网具转运, 经费补助]\n"
    assert given(bank, brief.format("收来的旧网堆在码头没人拉")) == {"收来的旧网堆在码头没人拉": "网具转运"}


def test_what_the_bank_speaks_of_together_goes_together(bank: Bank) -> None:
    """No word in common: 收废品的压价 and 订单收购, of which the lines of the bank speak in one breath."""
    brief = (
        "场合: 推进会\n会议: 全县山苍子产业推进会\n主题: 山苍子产业\n问题: [{}]\n意见: [订单收购, 危房修缮, 经费补助]\n"
    )
    assert given(bank, brief.format("小贩上门压价")) == {"小贩上门压价": "订单收购"}
    assert given(bank, brief.format("祠堂漏雨")) == {"祠堂漏雨": "危房修缮"}
    assert given(bank, brief.format("猫咪夜里打呼噜")) == {}


def test_whose_two_matters_are_ties_them_no_more_than_the_place(bank: Bank) -> None:
    brief = "会议: 全县重点工作会议\n问题: [乡村治理责任压得不实]\n意见: [乡村产业, 城市更新]\n"
    assert given(bank, brief) == {}


@pytest.mark.parametrize(
    ("problem", "points"),
    [
        ("栈道反复开挖游人有怨言", ["公示宣讲", "栈道施工组织"]),
        ("末班渡船天天亏损", ["航线收编", "渡运补助"]),
        ("庙会当天渡船运力不够", ["航线收编", "开行调度"]),
        ("新装广告牌随意伸到路上，边拆边乱", ["分批整治", "新增招牌管控"]),
        ("山腰散埋没有停过", ["厚养薄葬", "旧坟整理"]),
        ("旧图纸查一张要半天", ["入库管理", "图纸扫描"]),
    ],
)
def test_trouble_goes_to_what_is_done_about_its_kind(bank: Bank, problem: str, points: list[str]) -> None:
    said = f"场合: 推进会\n会议: 全县石坪古渡保护推进会\n问题: ['{problem}']\n意见: [{', '.join(points)}]\n"
    assert given(bank, said) == {problem: points[1]}
