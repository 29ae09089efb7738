"""Groups in general terms stand aside where they go on about a matter that nobody at the meeting has spoken of (别的事)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.plan.draft import begin
from drafter.plan.groups import groups_for
from drafter.plan.matter import strange_lines
from drafter.plan.outline import plan, walk
from drafter.plan.wordings import residual
from drafter.strict_yaml import load_text

STRANGERS = Group(
    "甲",
    (
        Measure("第一", "客流大时<要点>加派人手。"),
        Measure("第二", "客商多时<要点>有人接待。"),
        Measure("第三", "管线旧时<要点>先行避让。"),
    ),
)
PLAIN = Group(
    "乙",
    (
        Measure("第一", "<主体>把<要点>的要求写明白，讲给经办的人。"),
        Measure("第二", "<主体>给<要点>定下经办人和时限。"),
        Measure("第三", "<主体>到现场查看<要点>，没有做到的复查。"),
    ),
)


def best(bank: Bank, brief: str, point: str, *groups: Group) -> str:
    """The name of the group that stands under a point, where a kind of work goes by its last word."""
    kind = Topic("通用/捻线类", "通用", "捻线类", heads=("捻线",), groups=groups)
    draft = begin(parse_brief(load_text(brief, "")), replace(bank, topics=(*bank.topics, kind)))
    at = next(k for k, each in enumerate(draft.brief.points) if each.topic == point)
    return groups_for(draft, point, draft.matches[at])[0][1].name


def test_a_group_on_another_matter_comes_after_one_that_fits_any(bank: Bank) -> None:
    brief = "会议: 全镇灯会筹备会\n主题: 灯会筹备\n意见: [灯穗捻线, 展期安全]\n"
    assert best(bank, brief, "灯穗捻线", STRANGERS, PLAIN) == "乙"
    assert best(bank, brief, "灯穗捻线", PLAIN, STRANGERS) == "乙"


def test_it_is_kept_where_the_brief_speaks_of_that_matter(bank: Bank) -> None:
    brief = "会议: 全镇灯会筹备会\n主题: 灯会筹备\n问题: [客流大、客商多、管线旧]\n意见: [灯穗捻线, 展期安全]\n"
    assert best(bank, brief, "灯穗捻线", STRANGERS, PLAIN) == "甲"


def test_one_all_of_whose_lines_are_of_another_matter_gives_way_to_what_fits_any_work(bank: Bank) -> None:
    brief = "会议: 全镇灯会筹备会\n主题: 灯会筹备\n意见: [灯穗捻线, 展期安全]\n"
    assert best(bank, brief, "灯穗捻线", STRANGERS) != "甲"


def test_the_lines_on_another_matter_are_counted(bank: Bank) -> None:
    draft = begin(parse_brief(load_text("会议: 全镇灯会筹备会\n意见: [灯穗捻线, 展期安全]\n", "")), bank)
    assert strange_lines(draft, "灯穗捻线", STRANGERS, None) == 3
    assert strange_lines(draft, "灯穗捻线", PLAIN, None) == 0


def test_a_word_said_often_by_few_has_more_residual_idf_than_one_said_as_often_by_many() -> None:
    assert residual(600, 10, 60) > residual(600, 50, 60) > -0.01
    assert residual(600, 2, 60) == 0.0


@pytest.mark.parametrize(
    ("meeting", "point", "not_said"),
    [
        ("县志编修", "旧志利用", ("加工处理", "收集点", "承租")),
        ("渡运班线", "渡船调度", ("会前", "议定事项")),
        ("种鸭繁育", "种鸭选育", ("品行", "同事", "导师")),
        ("观鸟站保护", "观鸟站环境保护", ("抢救", "脆弱")),
    ],
)
def test_the_last_word_of_a_point_does_not_bring_in_other_things(
    bank: Bank, meeting: str, point: str, not_said: tuple[str, ...]
) -> None:
    brief = f"会议: 全县{meeting}工作会议\n主题: {meeting}\n意见: [{point}, 展期安全]\n"
    draft = begin(parse_brief(load_text(brief, "")), bank)
    _, group = groups_for(draft, point, draft.matches[0])[0]
    text = "".join(measure.heading + measure.text for measure in group.measures)
    assert not any(word in text for word in not_said)


def test_the_kind_of_work_comes_before_a_topic_of_another_field_that_only_sounds_alike(bank: Bank) -> None:
    """What is paid to a bus line is no welfare that old people apply for."""
    brief = "会议: 全县农村客运公交化改造推进会\n主题: 农村客运公交化改造\n意见: [财政补贴, 班线收购]\n"
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    refs = {item.source.ref for item in walk(outline.items) if item.id.startswith("意见/1/")}
    assert any(ref.startswith("通用/资金类") for ref in refs)
    assert not any("惠民补贴" in ref for ref in refs)
