"""What a heading says of what stands under it, and what the text under it says of the heading (标题与下文)."""

from __future__ import annotations

import pytest

from drafter.label.decode import label
from drafter.label.features import observe
from drafter.label.model import default_model
from drafter.label.structure import lay_out
from tests.label.conftest import speech

MODEL = default_model()
HEAD = ("同志们：", "今天召开全镇水渠清淤推进会，主要任务是安排冬修。", "下面，我讲三点意见。")
FIRST = (
    "一、摸清底数",
    "要把支渠、斗渠逐条走一遍，堵了的、塌了的登记上图。",
    "二、备足料具",
    "要把水泥、沙石运到渠边，挖机提前检修。",
)
TASKS = (
    "月底前清完三条支渠，下月十号前清完毛渠，机械一天两班倒。",
    "渠底清到硬底，边坡拍实，淤泥运到指定的坑里。闸门锈死的换新，漏水的地方用水泥补上。",
)
LEADERSHIP = (
    "各村党支部书记是第一责任人，责任书要签到组、落实到人。",
    "镇督查办三天督查一次，进度落后的通报，连续垫底的约谈问责。",
)
HEADINGS = ("不折不扣抓好贯彻落实", "狠抓落实", "抓好会议精神的贯彻落实", "务求清淤取得实效", "把各项任务落到实处")


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(("under", "move"), [(TASKS, "三点意见"), (LEADERSHIP, "加强领导")])
def test_what_stands_under_a_heading_that_may_head_anything_says_what_it_is(
    heading: str, under: tuple[str, ...], move: str
) -> None:
    told = label(speech(*HEAD, *FIRST, f"三、{heading}", *under, "散会。"), MODEL)
    found = {passage.move for passage in told.passages if passage.text in under}
    assert found == {move}


def test_only_what_bears_the_heading_out_counts_for_it() -> None:
    def named(*under: str) -> set[str]:
        layout = lay_out(speech(*HEAD, *FIRST, "三、狠抓落实", *under))
        seen = observe(layout, MODEL.lexicon)[-1].names
        return {name for name in seen if name.startswith("一级标题：加强领导")}

    assert named(*LEADERSHIP)
    assert not named(*TASKS)
    # The same words in the text say as little as in the heading.
    assert not named("要把清淤抓好落实。", "要确保冬修取得实效。")
    # With nothing under it a heading is taken at its word.
    assert named()


@pytest.mark.parametrize(
    "wish",
    [
        "祝大家身体健康、阖家幸福！",
        "愿大家平平安安，把幸福带回家。",
        "天冷路滑，大家执勤多保重身体，注意安全。",
        "也请大家把镇里的问候带给家人。",
        "中秋月圆，愿家里的老人硬硬朗朗，孩子们学业有成。",
        "希望大家保重身体，过一个欢乐祥和的春节。",
    ],
)
def test_a_wish_behind_the_last_point_is_of_the_ending(wish: str) -> None:
    points = (
        "借这个机会，我讲三点。",
        "第一，要把班值好。抢修车辆油料备足，接到电话半小时出门。",
        "第二，要把安全守牢。登高作业系好安全带，雪天上路穿反光背心。",
        "第三，领导要带头。各单位负责同志除夕到一线带班，工会要走访困难职工。",
    )
    for behind in ((wish,), (wish, "祝同志们工作顺利！")):
        told = label(speech("同志们：", "快过年了，我来看看大家。", *points, *behind), MODEL)
        assert next(passage.move for passage in told.passages if passage.text == wish) == "结束语"
