"""Figures as they are said are the precedent's; sayings that hold a numeral are anybody's."""

from __future__ import annotations

import pytest

from drafter.compose.adapting import adapt
from drafter.flow.foreign import GENERAL
from drafter.language.figures import figures, times


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("补助从每人一千五提到两千，不超三百五", ["一千五", "两千", "三百五"]),
        ("花了两千来万，来了二十来个，户数两百多", ["两千来万", "二十来个", "两百多"]),
        ("罚款上千万，数百名职工，招来近千，贷款过亿，产量百万吨", ["上千万", "数百名", "近千", "过亿", "百万吨"]),
        ("降了一半，不少于半数，清了一大半，到课率过半", ["一半", "半数", "一大半", "过半"]),
        ("停了一年有余，拖了两年半，等了大半个月，一个月没见人", ["一年有余", "两年半", "大半个月", "一个月"]),
        ("产值翻了一番，收入翻两番，配比一比十五，实现零的突破", ["一番", "两番", "一比十五", "零的突破"]),
        ("三四十个人，百来户，近百个村，上百件，小一万人", ["三四十个", "百来户", "近百个", "上百件", "小一万人"]),
        ("死亡九人，户均八千，七八年，一二十里，三五回", ["九人", "八千", "七八年", "一二十里", "三五回"]),
        ("停了十天半月，修了两年零三个月，涨了好几百", ["十天半月", "两年零三个月", "好几百"]),
        ("三死七伤，长一米二，隔三天来一趟，改了两回", ["三死七伤", "一米二", "隔三天", "两回"]),
        ("每十家有三家停产，亏损面四成多，八十有三", ["每十家", "三家", "四成多", "八十有三"]),
        ("三号楼渗水，排名倒数第三，四层以上，贵了两毛", ["三号楼", "倒数第三", "四层", "两毛"]),
    ],
)
def test_what_is_said_of_how_much_is_a_figure(text: str, said: list[str]) -> None:
    # 排名 goes with the place it is said of.
    assert [text[start:end].removeprefix("排名") for start, end, _ in figures(text, GENERAL)] == said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("年底前完成，本月底前报账，上半年开工", ["年底前", "本月底前", "上半年"]),
        ("去年秋天栽的树，前年以来没人浇", ["去年秋天", "前年以来"]),
        ("昨天下午开会，下周一前交图纸，春节前发钱", ["昨天下午", "下周一前", "春节前"]),
        ("今天上午的会议，明年一季度前见效", ["今天上午", "明年一季度前"]),
        ("食堂每周三晚上开门，每月逢五赶集，早七晚九有人", ["每周三晚上", "每月逢五", "早七晚九"]),
        ("周末照常，汛期巡堤，放学后没人，两会前清完", ["周末", "汛期", "放学后", "两会前"]),
        ("上个月底修好，前年夏天又坏，明年开春再看，六点半集合", ["上个月底", "前年夏天", "明年开春", "六点半"]),
    ],
)
def test_when_it_was_or_is_to_be_is_a_time(text: str, named: list[str]) -> None:
    assert [text[start:end] for start, end in times(text)] == named


def test_the_season_a_speech_is_about_is_no_time_of_anothers() -> None:
    text = "汛期巡堤，周末不休"
    assert [text[start:end] for start, end in times(text, "全市防汛工作会议")] == ["周末"]


@pytest.mark.parametrize(
    "text",
    """
    抓好一把手工程，一一对照。|千家万户的事，万众一心办。|百尺竿头更进一步，一线干部一马当先。|三农工作一以贯之、一抓到底。|千方百计，成千上万，百花齐放，以防万一。
    今年雨情要会商，今年开学早，今年春耕生产抓得早。|美好的明天，昨天的成绩。|今天，我们开个会。|近年来、多年以来都这样。|年底考核不走过场。|第一时间办，目前年轻干部多。|一月一调度，一周一碰头。
    千万不能大意，过日子要节约，上百姓的门。|事半功倍，信心百倍，好的开头是成功的一半。|行行出状元，三百六十行，两万五千里长征。|一分部署、九分落实。|干出一番事业，下一番功夫。
    时间过半、任务过半。|一年一个样，一年比一年多，一个月一调度。|一年多来，多半没去，大半是好的。|线上千万要注意，第一百货。|一点半点不能差，四点意见。|一大批干部，一大步。|名列前茅，第一位的是人。
    """.replace("\n", "|").split("|"),
)
def test_what_is_only_said_so_is_none(text: str) -> None:
    assert figures(text.strip(), GENERAL) == []


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("像北坡小区17号楼那样，跨过了五百亿台阶。", "像<单位名称><数字一>那样，跨过了<数字二>台阶。"),
        ("推广东岭小学的课，没进过一次小区。", "推广<单位名称>的课，没进过一次小区。"),
        ("卫生实现全覆盖，组建小区党支部。", "卫生实现全覆盖，组建小区党支部。"),
        ("分管副市长周志远带队，全县四大班子都来。", "分管副市长<人名>带队，全县四大班子都来。"),
        ("早上六点半开门，来年五一交付，重阳节前后见面。", "<时间一>开门，<时间二>交付，<时间三>见面。"),
        ("账上趴着八千多万没花出去。", "账上趴着<数字>没花出去。"),
        ("早七晚九在岗，早八点到晚六点收件，一年零两个月。", "<时间一>在岗，<时间二>收件，<数字>。"),
        ("半山亭那一片，十里铺打头阵。", "<地名一>那一片，<地名二>打头阵。"),
        ("腊月廿七回家，去冬今春栽树。", "<时间一>回家，<时间二>栽树。"),
    ],
)
def test_a_gap_takes_the_whole_of_it_and_nothing_else(line: str, adapted: str) -> None:
    assert adapt(line, level="县", general=GENERAL) == adapted
