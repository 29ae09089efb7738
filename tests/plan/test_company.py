"""Points that say how things are to stand, beside others that open with a verb (要达到的状态作标题)."""

from __future__ import annotations

import pytest

from drafter.bank.load import load_bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan
from drafter.shipped import shipped
from drafter.strict_yaml import load_text

BANK = load_bank((shipped("phrasebank"),))


def headings(points: str) -> list[str]:
    brief = parse_brief(load_text(f"会议: 云泽县冷链物流工作会议\n意见: [{points}]\n", "简要.yaml"))
    return [item.text for item in plan(brief, BANK).items if item.level == 1]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("冷库建设, 不夹带私货", "做到不夹带私货"),
        ("冷库建设, 节假日不乱涨价", "做到节假日不乱涨价"),
        ("冷库建设, 装卸通道畅通", "确保装卸通道畅通"),
        ("冷库建设, 月台标识补齐", "补齐月台标识"),
        ("冷库建设, 传达贯彻", "抓好传达贯彻"),
        ("冷库建设, 不夹带私货, 学习先进", "学习先进"),
        ("冷库建设, 不夹带私货, 依法经营", "坚持依法经营"),
        ("冷库建设, 不夹带私货, 废水直排", "治理废水直排"),
    ],
)
def test_it_has_a_verb_as_its_neighbour_has(points: str, expected: str) -> None:
    found = headings(points)
    assert found[-1] == expected
    assert found[0] != "冷库建设"


@pytest.mark.parametrize("points", ["不夹带私货, 不以次充好, 不压价抢货", "司机天天到岗, 车辆一周一检, 单据按批交"])
def test_where_all_say_it_alike_or_stand_by_themselves_no_verb_is_added(points: str) -> None:
    assert headings(points) == points.split(", ")


def test_no_set_is_put_around_it() -> None:
    for text in headings("冷库建设, 车辆调度, 装卸通道畅通, 司机培训"):
        assert "，" not in text
