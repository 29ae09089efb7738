"""Levels, their bodies and posts, and speakers in words are the precedent's; the same characters in sayings and at the desk are anybody's."""

from __future__ import annotations

import pytest

from drafter.compose.adapting import adapt
from drafter.language.levels import levels
from drafter.language.speakers import speakers


def found(text: str, level: str = "县") -> list[str]:
    return [text[start:end] for start, end, _ in sorted([*levels(text, level), *speakers(text)])]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("区里成立专班，区直部门参加，全州通报", ["区里", "区直部门", "全州"]),
        ("由市直有关单位办，各旗县、各市州跟上", ["市直有关单位", "各旗县", "各市州"]),
        ("由我牵头，我每月看两家，也请大家监督我。", ["我", "我", "我"]),
        ("刚才三位同志讲了做法", ["三位同志"]),
    ],
)
def test_what_is_the_precedents(text: str, named: list[str]) -> None:
    assert found(text) == named


@pytest.mark.parametrize(
    "text",
    """
    我讲三点意见，我们要一心一意。|我完全赞同，我代表县委感谢大家。|我的理解有三层，我体会要靠大家，对此我理解为一件事。|变“要我干”为“我要干”。|忘我工作，我国、我党都讲。
    今天，我们开个会。|小区里、城市里都干净。|全县各乡镇、县直各单位、县里都要动。|数据直达、省直达基层。
    刚才，大家作了很好的发言。|青年内部团结。
    """.replace("\n", "|").split("|"),
)
def test_what_is_anybodys(text: str) -> None:
    assert found(text.strip()) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("副市长带队，乡长镇长都在，村支书、驻村第一书记也来", ["副市长", "乡长镇长", "村支书", "驻村第一书记"]),
        ("国务院督查组点名，财政部、省水利厅、国家审计署都问过", ["国务院督查组", "财政部", "省水利厅", "国家审计署"]),
        ("按市委一号文件和省政府工作报告办", ["市委一号文件", "省政府工作报告"]),
        ("县纪委监委立案，省委巡视组反馈", ["县纪委监委", "省委巡视组"]),
        (
            "会同市供电公司，省厅、市局发文，区财政、市领导、拿回了省里的旗",
            ["市供电公司", "省厅", "市局", "区财政", "市领导", "省里"],
        ),
        ("人大主任包片，住房保障科来人，财政科、党政办催办", ["人大主任", "住房保障科", "财政科", "党政办"]),
        ("地区财政要稳，教育科研、综合科技都强，城市供水公司不少", []),
        ("县长高度重视，区长期坚持，城市长远发展，家乡长大的人，市长热线", []),
        ("党中央部署，教育部门、财政部门都要动，国家大局、安全局面", []),
    ],
)
def test_bodies_posts_and_papers_of_another_level_are_somebodys(text: str, named: list[str]) -> None:
    assert found(text) == named


def test_those_a_speech_speaks_to_are_its_own() -> None:
    text = "乡长镇长到田头，村支书带头，副市长带队。"
    own = "各乡镇、各村"
    assert [text[start:end] for start, end, _ in levels(text, "县", own=own)] == ["副市长"]
    # 农村 names no village.
    assert "村支书" in [text[start:end] for start, end, _ in levels(text, "县", own="全县农村供水推进会")]


def test_a_level_is_this_meetings_or_anothers() -> None:
    line = "县里牵头，各乡镇落实，各县区跟上。"
    assert found(line, "县") == ["各县区"]
    assert found(line, "市") == ["县里"]
    assert adapt("县里成立专班，由我牵头，本月底前交账。", level="市") == "<本级称呼>成立专班，由我牵头，<时间>交账。"


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("材料写满八页，跑了十一趟，等了两个多小时。", "材料写满<数字一>页，跑了<数字二>趟，等了<数字三>。"),
        ("每两周调度，开了一个半小时，低了两个百分点。", "<数字一>调度，开了<数字二>，低了<数字三>个百分点。"),
        ("查出的七个问题要改，抓好三个问题。", "查出的<数字>个问题要改，抓好三个问题。"),
        ("不能三天打鱼、两天晒网，三个代表、一把手都讲。", "不能三天打鱼、两天晒网，三个代表、一把手都讲。"),
        ("由县妇联牵头。", "由<单位名称>牵头。"),
        ("县武装部送兵，县人武部值班，武装部队的事不提。", "<单位名称一>送兵，<单位名称二>值班，武装部队的事不提。"),
        ("请公路段补坑，由老水务所看闸。", "请<单位名称一>补坑，由<单位名称二>看闸。"),
        ("疾控中心采样。", "<单位名称>采样。"),
        ("各级疾控中心都要练兵，公路段落要分清。", "各级疾控中心都要练兵，公路段落要分清。"),
        (
            "会议有三项议程，两个重点县区来了，抓住三个重点。",
            "会议有<数字一>项议程，<数字二>个重点县区来了，抓住三个重点。",
        ),
    ],
)
def test_counts_in_words_are_figures_and_sayings_stay(line: str, adapted: str) -> None:
    assert adapt(line, level="县") == adapted
