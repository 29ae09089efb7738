"""Nothing is said twice in one outline: neither the same line nor one line with another name put in."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

BRIEFS = {
    "measures of one topic": "会议: 全市老旧小区电梯安全推进会\n意见: [{主题: 维保质量, 措施: [维保公示, 按需维保, 维保抽查]}, 电梯更新改造, 应急救援]\n",
    "a measure and a point of one topic": (
        "会议: 全县森林防火工作会议\n主题: 森林防火工作\n意见: [火源管控, {主题: 巡护监测, 措施: [护林员巡护, 卡口检查]}, 扑救准备]\n"
    ),
    "measures of one kind": "会议: 全院三级医院创建动员会\n意见: [病历质量, 学科建设]\n保障: {主体: 各职能科室, 措施: [每周调度, 定期会商, 专班推进]}\n",
    "points of one kind": "会议: 全县全民阅读工作会议\n意见: [阅读活动, 节庆活动, 文体活动, 社团活动]\n",
}


@pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS)
def test_no_line_stands_twice(brief: str, bank: Bank) -> None:
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    lines = [item.text for item in walk(outline.items) if item.level == 0 and item.step in ("任务部署", "组织领导")]
    assert len(lines) >= 4
    assert len(set(lines)) == len(lines)
    # What is left of a line without the names of the brief stands once, too.
    names = re.compile("|".join(sorted(set(re.findall("[一-龥]{4,}", brief)), key=lambda name: (-len(name), name))))
    bare = [names.sub("", line) for line in lines]
    assert len(set(bare)) == len(bare)


@pytest.mark.parametrize("points", ["[维权服务, 维权服务工作]", "[职工维权服务, 维权服务]", "[加强组织建设, 组织建设]"])
def test_two_points_that_say_one_thing_are_told(points: str, bank: Bank) -> None:
    notes = "".join(plan(parse_brief(load_text(f"会议: 甲会\n意见: {points}\n", "")), bank).notes)
    assert "说的像是一件事" in notes
    other = "".join(plan(parse_brief(load_text("会议: 甲会\n意见: [维权服务, 文化服务]\n", "")), bank).notes)
    assert "说的像是一件事" not in other


def test_two_points_that_are_names_of_one_topic_are_told(bank: Bank) -> None:
    def notes(points: str) -> str:
        return "".join(plan(parse_brief(load_text(f"会议: 全县作风建设会\n意见: {points}\n", "")), bank).notes)

    assert "“精文减会”和“基层减负”都归在“整治形式主义”名下" in notes("[精文减会, 政务服务, 基层减负]")
    told = "[{主题: 精文减会, 措施: [减文件, 减会议]}, {主题: 基层减负, 措施: [减报表, 减检查]}]"
    assert "名下" not in notes(told)
    assert "名下" not in notes("[精文减会, 政务服务]")


def test_a_gap_in_a_heading_or_under_the_title_is_counted(bank: Bank) -> None:
    brief = "会议: 甲会\n讲话人: {姓名: 【待填：姓名】}\n意见: [维权服务, {主题: 文化服务, 措施: [【待填：措施】, 送戏下乡]}]\n"
    outline = plan(parse_brief(load_text(brief, "")), bank)
    assert ("题下", "姓名") in outline.gaps
    assert ("意见/2/1", "措施") in outline.gaps


def test_where_not_all_have_room_the_measures_that_speak_of_the_point_stay(bank: Bank) -> None:
    points = "[粮食生产, 病虫害防治, 高标准农田, 农产品质量安全, 农村改厕, 村集体经济]"
    text = f"场合: 工作会议\n会议: 全县农业农村工作会议\n主题: 农业农村\n意见: {points}\n"
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    (point,) = [item for item in outline.items if item.level == 1 and "高标准农田" in item.text]
    under = [item for item in point.items if item.level == 2]
    assert len(under) == 2
    assert all("高标准农田" in item.text for item in under)


def test_a_safeguard_says_nothing_over_again_that_a_point_is_about(bank: Bank) -> None:
    """Where a point is 组织领导 the safeguard has another name, and one without a number leaves it out."""
    brief = "场合: 工作会议\n会议: 全县供水工作会议\n意见: [管网改造, 组织领导]\n"
    assert not any(
        item.id == "加强领导/组织领导" for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items)
    )
    plain = brief.replace("组织领导", "水质检测")
    assert any(item.id == "加强领导/组织领导" for item in walk(plan(parse_brief(load_text(plain, "简要")), bank).items))
    numbered = f"{brief}保障: {{主体: 各乡镇, 措施: [专班推进, 督查考核]}}\n"
    headings = [
        item.text for item in walk(plan(parse_brief(load_text(numbered, "简要")), bank).items) if item.level == 1
    ]
    assert sum("组织领导" in heading for heading in headings) == 1
    assert "责任落实" in headings[-1]
