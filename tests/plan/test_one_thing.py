"""A meeting on one thing hears nothing of the others that a group of measures goes through (分讲几样东西的措施组)."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text


def told(bank: Bank, theme: str, point: str) -> str:
    brief = f"场合: 推进会\n会议: 全县{theme}推进会\n主题: {theme}\n意见: [{point}, 队伍建设]\n"
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    return "".join(item.text for item in walk(outline.items) if item.id.startswith("意见/1"))


@pytest.mark.parametrize(
    ("theme", "point", "others"),
    [
        ("茶产业发展", "茶园管护", ("果园", "菌棒")),
        ("苹果产业发展", "果园管护", ("茶企", "菌棒")),
        ("医保定点药店监管", "机构监管", ("假住院", "拉人住院")),
    ],
)
def test_the_other_things_of_a_group_are_left_out(bank: Bank, theme: str, point: str, others: tuple[str, ...]) -> None:
    assert not any(word in told(bank, theme, point) for word in others)


@pytest.mark.parametrize(
    ("theme", "point", "line"),
    [
        ("油茶产业", "花木搭配", "滞销苗木"),
        ("消费券发放", "车展组织", "二手车车况"),
        ("慢病管理", "老人随访", "体检单"),
    ],
)
def test_what_the_point_itself_names_is_no_other_thing(bank: Bank, theme: str, point: str, line: str) -> None:
    assert line in told(bank, theme, point)
