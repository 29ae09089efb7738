"""What the name of a meeting says, and whom a post speaks for."""

from __future__ import annotations

import pytest

from drafter.language.meetings import guests_of, region_of, theme_of, unit_of


@pytest.mark.parametrize(
    ("meeting", "region", "theme"),
    [
        ("全市工会工作会议", "全市", "工会工作"),
        ("全县乡村建设现场推进会", "全县", "乡村建设"),
        ("全区防汛动员部署会", "全区", "防汛"),
        ("市教育局党组传达学习会议", "", ""),
        ("座谈会", "", ""),
        ("县域商业体系建设推进会", "", "县域商业体系建设"),
        ("市政府第12次常务会议", "", ""),
        ("青岚市教育工作会议", "", "教育工作"),
        ("全省乡村旅游工作推进会暨现场观摩会", "全省", "乡村旅游"),
        ("县农业农村局2025年度总结暨2026年工作部署会", "", ""),
    ],
)
def test_what_the_name_of_a_meeting_says(meeting: str, region: str, theme: str) -> None:
    assert region_of(meeting) == region
    assert theme_of(meeting) == theme


@pytest.mark.parametrize(
    ("position", "unit"),
    [
        ("市委书记", "市委"),
        ("市委副书记", "市委"),
        ("市委常委、副市长", "市委"),
        ("副县长", "县政府"),
        ("市总工会主席", "市总工会"),
        ("市教育局党组书记、局长", "市教育局党组"),
        ("省体育局副局长", "省体育局"),
        ("特邀代表", ""),
        ("青岚县委副书记、县长", "县委、县政府"),
        ("中共青岚县委副书记、青岚县人民政府县长", "县委、县政府"),
        ("澜江市委书记", "市委"),
        ("青岚县政府副县长", "县政府"),
        ("澜江市总工会主席", "澜江市总工会"),
        ("自治区党委书记", "自治区党委"),
    ],
)
def test_whom_a_post_speaks_for(position: str, unit: str) -> None:
    assert unit_of(position) == unit


def test_the_place_the_brief_names_is_no_theme() -> None:
    assert theme_of("白塔镇2026年春季森林防火紧急会议", "白塔镇") == "森林防火"


@pytest.mark.parametrize(
    ("meeting", "theme"),
    [
        ("全省“一老一小”服务现场会暨县域托育推进会", "“一老一小”服务"),
        ("全县“百日清零”动员会", "百日清零"),
        ("学习宣传《安全生产法》动员会", "学习宣传《安全生产法》"),
        ("最美养老护理员表彰大会暨养老服务高质量发展座谈会", "养老服务"),
        ("“十佳护士”表彰会暨卫生健康工作会议", "卫生健康工作"),
        ("全县“最美园丁”表彰会", ""),
        ("全市民营经济高质量发展大会", "民营经济高质量发展"),
    ],
)
def test_marks_stay_paired_and_those_who_are_commended_are_no_theme(meeting: str, theme: str) -> None:
    assert theme_of(meeting) == theme


@pytest.mark.parametrize(
    ("meeting", "theme"),
    [
        ("全市银企座谈会", ""),
        ("全市银企对接推进会", "银企对接"),
        ("全市校企合作座谈会", "校企合作"),
        ("全县党外人士座谈会", ""),
        ("全县蜂农座谈会", ""),
        ("全县护林员会议", ""),
        ("全市湖长会议", ""),
        ("全县河湖长制工作推进会", "河湖长制"),
        ("全市就业增长推进会", "就业增长"),
        ("老干部情况通报会", ""),
        ("全县防汛工作情况通报会", "防汛工作"),
        ("全县一季度经济运行分析会", "经济运行"),
        ("新任职干部集体谈话会", ""),
        ("全县三干会", ""),
        ("县政府常务会议", ""),
        ("县委常委会（扩大）会议", ""),
        ("县委党校开学典礼", ""),
        ("全县老促会年会", ""),
        ("市两会期间信访维稳调度会", "信访维稳"),
    ],
)
def test_who_comes_and_what_is_done_there_is_no_theme(meeting: str, theme: str) -> None:
    assert theme_of(meeting, region_of(meeting)) == theme


@pytest.mark.parametrize(
    ("meeting", "guests"),
    [
        ("全县党外人士座谈会", "各位党外人士"),
        ("全县种粮大户和农机手座谈会", "各位种粮大户和农机手"),
        ("全县蜂农座谈会", "各位蜂农"),
        ("全市银企座谈会", ""),
        ("全市律师工作座谈会", ""),
    ],
)
def test_the_name_of_a_meeting_tells_its_guests(meeting: str, guests: str) -> None:
    assert guests_of(meeting, region_of(meeting), ()) == guests
