"""The announcing sentence and its number (领起句)."""

from __future__ import annotations

import pytest

from drafter.label.announce import announced
from drafter.label.structure import SHORT, lay_out
from drafter.records import Passage, Speech


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("下面，我讲三点意见。", 3),
        ("借此机会，我再强调四个方面：", 4),
        ("就做好今年的工作，我提几点希望。", None),
        ("这里，我给大家提4点要求。", 4),
        ("下面，我讲点意见，讲3个问题。", 3),
        ("下面，我谈几点意见。", None),
        ("重点抓好以下五项工作：", 5),
        ("下面，我讲十二个问题。", 12),
        ("在此，我代表县委讲两点意见！", 2),
        ("今天，我就其中一些重要问题讲点意见。", None),
        ("下面，我代表局党组作三点表态。", 3),
        ("借此机会，我想用四个词，向大家介绍我们县。", 4),
        ("我当场定几件事。", None),
        ("怎么守好水，我用三句话来概括：一是勤看。", 3),
        ("借这个机会，我有三句话送给大家。", 3),
        ("下面，我讲三点期望。", 3),
        ("在此，提三点希望。", 3),
        ("结合工作，我谈三点体会。", 3),
        ("今天同大家说三件心里话。", 3),
        ("我谈几点想法。", None),
        ("提几点建议。", None),
        ("这里强调几个问题。", None),
        ("我还有两个问题想强调一下。", 2),
        ("最后，送给同学们四句话：", 4),
        ("刚才，书记强调三点要求，下面我再补充讲两点意见。", 2),
        ("会议开到这里，讲两点意见。", 2),
        ("给同志们讲三点意见。", 3),
        ("代表县委讲两点意见。", 2),
        ("向督查组汇报三个方面的情况。", 3),
        ("同调研组的同志交流三点体会。", 3),
    ],
)
def test_says_how_many_points_come(sentence: str, count: int | None) -> None:
    found = announced(sentence)
    assert found is not None
    assert found.count == count


@pytest.mark.parametrize(
    "sentence",
    [
        "各级各部门要认真抓好落实。",
        "督查组发现以下三个问题：",
        "省委书记强调三点要求。",
        "去年，我们抓好以下三项工作：",
        "会议通过了三个文件。",
        "眼下的年景，可以用四个字来概括：喜忧参半。",
        "第二，讲规矩，把配合巡察当成一条纪律。",
        "要用三个月把账算清楚，再向大家说明。",
        "市里定了三件事，大家都知道。",
        "过去一年，我们办成了几件大事，群众是满意的。",
        "我县有三个项目同省里签了约。",
        "我们有两条线和三个点。",
        "全市还有五个方面与先进地区有差距。",
        "我们村有三件事和大家商量过了。",
        "",
    ],
)
def test_other_sentences_announce_nothing(sentence: str) -> None:
    assert announced(sentence) is None


def lead(*texts: str) -> str:
    """The announcing sentence the layout finds, empty for none."""
    speech = Speech("x", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)))
    layout = lay_out(speech)
    return layout.units[layout.lead].text if layout.lead >= 0 else ""


BEFORE = "今天开会，先把上半年的账算一算。管网修了，水厂扩了，水价也定了，群众是满意的，我心里有数。" * 3
ANNOUNCING = "最后，我提三点希望。"
POINTS = ("一要守住水源。", "二要管好管网。", "三要服务好用户。")


def test_the_points_of_a_short_speech_may_be_announced_late() -> None:
    assert lead(BEFORE, ANNOUNCING, *POINTS) == ANNOUNCING


def test_late_in_a_speech_only_what_the_first_point_follows_announces() -> None:
    assert lead(BEFORE, ANNOUNCING, "谢谢大家。") == ""


def test_late_in_a_speech_that_has_its_points_nothing_announces_them() -> None:
    assert lead("一、上半年工作", BEFORE, "二、下半年打算", ANNOUNCING, *POINTS) == ""


def test_late_in_a_long_speech_nothing_announces_its_points() -> None:
    assert lead(BEFORE * (SHORT // len(BEFORE) + 1), ANNOUNCING, *POINTS) == ""


def test_the_first_announcement_counts() -> None:
    assert (
        lead("下面，我讲两点意见。", "一、守住水源", "我强调三个问题。", "二、管好管网", BEFORE)
        == "下面，我讲两点意见。"
    )


@pytest.mark.parametrize("style", ["、", "个问题，"])
def test_what_is_counted_with_一_heads_the_speech_before_what_is_counted_with_一是(style: str) -> None:
    """一、 and 第一个问题 number the level-1 parts wherever 一是 runs through them."""
    first = "第" if "个" in style else ""
    texts = [
        f"{first}{n}{style}抓好{what}。一是要实。二是要快。" for n, what in zip("一二", ("水源", "管网"), strict=True)
    ]
    layout = lay_out(Speech("x", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1))))
    assert [unit.text for unit in layout.units if unit.opens_top] == [text.partition("。")[0] + "。" for text in texts]


@pytest.mark.parametrize(
    "sentence",
    [
        "前不久，市委书记赵某某同志提出三点要求。",
        "总书记向广大青年提出六点要求：",
        "省委对我们提出三点希望。",
        "会议强调，要做好三件事：",
        "我去年在这里提出三点要求。",
        "下面，由李局长讲三点意见。",
        "下面，请李明同志讲三点意见。",
    ],
)
def test_what_others_say_or_was_said_before_announces_nothing(sentence: str) -> None:
    assert announced(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("下面我啰嗦三句话。", 3),
        ("有三件事要拜托大家：", 3),
        ("最后，还有两句话要叮嘱大家。", 2),
        ("下面，我聊几句心里话。", None),
        ("我再补充两点：", 2),
        ("请允许我讲三点意见。", 3),
        ("对同志们，我提三点希望：", 3),
        ("今天我就布置三件事：", 3),
    ],
)
def test_homely_words_announce_as_well(sentence: str, count: int | None) -> None:
    found = announced(sentence)
    assert found is not None
    assert found.count == count
