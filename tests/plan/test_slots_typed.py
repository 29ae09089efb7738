"""A slot (<人名>) that stands anywhere in a brief is a gap of the outline, and is never shown as it is kept."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Outline
from drafter.strict_yaml import load_text

BRIEF = "会议: {}\n场合: 工作会议\n{}意见: [融资服务, {}]\n"
FIELDS = {
    "会议": ("全市商会<人名>工作会议", "", "规范经营"),
    "意见": ("全市商会工作会议", "", "规范<人名>经营"),
    **{
        name: ("全市商会工作会议", f"{line}\n", "规范经营")
        for name, line in {
            "标题": "标题: 在<人名>会上的讲话",
            "讲话人": "讲话人: {姓名: <人名>, 职务: 市长}",
            "职务": "讲话人: {姓名: 罗某某, 职务: <人名>局长}",
            "地区": "地区: <人名>县",
            "称谓": "称谓: 尊敬的<人名>会长",
            "主题": "主题: <人名>商会工作",
            "对象": "对象: <人名>商会",
            "依据": "依据: [<人名>讲话精神]",
            "刚才": "刚才: [{谁: <人名>, 事: 作了发言}]",
            "成绩": "成绩: [<人名>会长新建商会3家]",
            "问题": "问题: [<人名>商会账目不清]",
            "保障": "保障: {主体: <人名>商会}",
        }.items()
    },
    **{
        node: ("全市商会工作会议", f"选定: {{{node}: 请<人名>牵头}}\n", "规范经营")
        for node in ("开场/称谓", "开场/会议任务", "意见/1", "意见/1/1", "意见/1/1/文", "加强领导/组织领导")
    },
}


def _shown(outline: Outline) -> list[str]:
    return [outline.title, *outline.subtitle, *(item.text for item in walk(outline.items))]


@pytest.mark.parametrize("field", FIELDS)
def test_a_slot_in_any_field_is_a_gap(field: str, bank: Bank) -> None:
    outline = plan(parse_brief(load_text(BRIEF.format(*FIELDS[field]), "")), bank)
    shown = "\n".join(_shown(outline))
    assert "<" not in shown
    assert shown.count("【待填：") == len(outline.gaps)
    assert "【待填：人名】" in shown
    assert any(gap == "人名" for _, gap in outline.gaps)


def test_what_the_brief_fills_is_filled_where_it_is_chosen(bank: Bank) -> None:
    text = BRIEF.format(
        "全市商会工作会议", "标题: 在<会议>上的讲话\n选定: {开场/称谓: <对象>的同志们}\n对象: 各商会\n", "规范经营"
    )
    outline = plan(parse_brief(load_text(text, "")), bank)
    assert outline.title == "在全市商会工作会议上的讲话"
    assert next(item.text for item in walk(outline.items) if item.step == "称谓") == "各商会的同志们："


def test_a_title_inside_a_title_is_none(bank: Bank) -> None:
    text = BRIEF.format("全市商会工作会议", "依据: [《关于修改<商会条例>的决定》]\n", "规范经营")
    shown = "\n".join(_shown(plan(parse_brief(load_text(text, "")), bank)))
    assert "《关于修改<商会条例>的决定》" in shown
