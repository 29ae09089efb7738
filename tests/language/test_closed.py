"""Numbers and times are closed classes: whatever their grammar makes, no part of it survives adapting."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.check.leaks import Told, untold
from drafter.compose.adapting import adapt
from drafter.flow.strange import GENERAL
from drafter.language.quantities import CLASSIFIERS

_FEW = st.sampled_from("二三四五六七八九两")
_ONE = st.sampled_from("一二三四五六七八九")


@st.composite
def numerals(draw: st.DrawFn) -> str:
    """Numerals from 11 to some hundred millions, as they are said: no rank twice, 零 over a missing one."""
    below_ten_thousand = draw(
        st.one_of(
            st.builds("十{}".format, _ONE),
            st.builds("{}十{}".format, st.sampled_from("二三四五六七八九"), st.one_of(st.just(""), _ONE)),
            st.builds("{}百{}十{}".format, _ONE, _ONE, st.one_of(st.just(""), _ONE)),
            st.builds("{}百零{}".format, _ONE, _ONE),
            st.builds("{}千{}百{}十{}".format, _ONE, _ONE, _ONE, _ONE),
            st.builds("{}千零{}十".format, _ONE, _ONE),
        )
    )
    above = draw(st.sampled_from(["", "", "三万", "二十一万", "四百万", "两亿", "6.5万", "58万"]))
    if above and below_ten_thousand.startswith("十"):
        return f"{above}零一{below_ten_thousand}"
    return above + below_ten_thousand


_COUNTS = [unit for unit in CLASSIFIERS if unit not in ("个", "人", "位", "里", "升")]
"""Those whose first character is part of no word with 了 before and a thing behind it."""

quantities = st.one_of(
    st.builds("{}{}{}".format, numerals(), st.sampled_from(["", "多", "余"]), st.sampled_from(_COUNTS)),
    st.builds("{}成{}".format, _FEW, st.one_of(_ONE, st.just("半"))),
    st.builds("{}到{}成".format, st.sampled_from("一二两"), st.sampled_from("三四五")),
    st.builds("{}至{}{}".format, numerals(), numerals(), st.sampled_from(_COUNTS)),
    st.builds("百分之{}".format, numerals()),
    st.builds("{}分之{}".format, _FEW, _FEW),
    st.builds("{}{}折".format, st.sampled_from("六七八九"), _ONE),
    st.builds("{}{}".format, st.sampled_from("一两三"), st.sampled_from(["刻钟", "小时", "个钟头", "公里", "吨"])),
    st.builds("第{}批".format, _ONE),
    st.builds(
        "{}{}".format,
        st.sampled_from("两三四五六七八九"),
        st.sampled_from("双 趟 亩 元 吨 辆 栋 盏 艘 棵 扇 眼 筐 垛 畦".split()),
    ),
)
_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_DAYS = ["一", "五", "九", "十", "十七", "二十", "二十三", "三十一"]
_YEARS = ["", "今年", "去年", "前年", "二〇二三年", "2024年"]
_FEASTS = "春节 元宵 端午 中秋 重阳 腊八 小年 除夕 元旦 国庆节 国际护士节 劳动节 教师节 医师节 护士节 记者节 妇女节 儿童节 建军节 植树节 端午节 中秋节".split()
_TERMS = "立春 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 冬至 小寒 大寒".split()
times = st.one_of(
    st.builds(
        "{}{}月{}{}".format,
        st.sampled_from(_YEARS),
        st.sampled_from(_MONTHS),
        st.sampled_from(_DAYS),
        st.sampled_from("日号"),
    ),
    st.builds(
        "{}{}月{}{}".format, st.sampled_from(_YEARS), st.integers(1, 12), st.integers(1, 31), st.sampled_from("日号")
    ),
    st.builds("{}{}月{}旬".format, st.sampled_from(_YEARS), st.sampled_from(_MONTHS), st.sampled_from("上中下")),
    st.builds("{}腊月{}".format, st.sampled_from(_YEARS), st.sampled_from(["廿三", "二十三", "初八"])),
    st.builds("{}{}".format, st.sampled_from(["", "今年", "去年", "第三个", "第七个"]), st.sampled_from(_FEASTS)),
    st.builds("{}{}".format, st.sampled_from(["", "今年", "去年"]), st.sampled_from(_TERMS)),
    st.builds("{}第{}天".format, st.sampled_from(["节后", "开学", "新春上班", "复工", ""]), _ONE),
    st.builds(
        "{}{}周年".format, st.sampled_from(["建党", "建军", "成立"]), st.sampled_from(["一百", "九十五", "七十"])
    ),
    st.builds("{}高考".format, st.sampled_from(["今年", "去年", "明年"])),
    st.sampled_from(
        "霜月 腊月 正月 冬月 仲秋 隆冬时节 昨晚 前天 明晚 上周三 凌晨四点 早上五点半 一年之计在于春 春暖花开 数九寒天".split()
    ),
)


def _gapped(line: str) -> str:
    """`line` adapted, each slot as □."""
    return re.sub("(?:<[^<>]*>)+", "□", adapt(line, level="县", general=GENERAL))


@given(quantities)
def test_no_part_of_a_quantity_stands(said: str) -> None:
    # What is counted may stay behind the gap, no part of how many.
    left = _gapped(f"先后用了{said}，大家都看到了。").removeprefix("先后用了□").removesuffix("，大家都看到了。")
    assert left in ("", "户", "人", "%", *CLASSIFIERS)


@given(times)
def test_no_part_of_a_time_stands(said: str) -> None:
    assert _gapped(f"说的是{said}，大家都记得。") == "说的是□，大家都记得。"
    assert _gapped(f"{said}，大家都在。") == "□，大家都在。"


@pytest.mark.parametrize(
    "line",
    """
    班子要统一思想，一起上手，一定办好。|万一有闪失，千方百计补救。|不怕一万就怕万一，十年磨一剑。|两手抓、两手硬，三心二意不行。|十分用心，一干二净。
    第一时间报告，第一责任人签字。|一把手抓，半点不含糊。|三番五次，七嘴八舌，四面八方。|美好的明天靠今天，明天的事先想。|日复一日，年复一年。
    学习会开成谈心会。|三面红旗，六神无主，五湖四海。|三百六十行都要管，二十四节气是老规矩。|发扬五四精神，贯彻二十大精神，“十四五”开局。|最后一公里要打通。
    节日里也要值守，节奏要快。|政治清明，大雪压弯了树。|说一千道一万，不管三七二十一。|号召大家对号入座。|落实中央一号文件。
    """.replace("\n", "|").split("|"),
)
def test_words_that_hold_a_numeral_stay(line: str) -> None:
    assert not re.search("<(?:数字|时间|日期)", adapt(line.strip(), level="县", general=GENERAL))


def test_a_date_that_was_pasted_by_hand_is_asked_about() -> None:
    told = untold("今年三月十七号，一座桥出了事，六月一日复工。", Told(["2026年6月1日", "六月一日"]), (), GENERAL)
    assert [one.text for one in told] == ["今年三月十七号"]


def test_a_feast_the_brief_is_about_is_its_own() -> None:
    line = "春节期间照常供水，中秋也不断。"
    assert adapt(line, general=GENERAL, own="全县春节期间供水工作会议").startswith("春节期间照常供水，<时间>")
