"""From a file to its outline and to a brief: headings of every make at their levels, and no fact in the brief."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from drafter.brief.load import load_brief
from drafter.flow.drafting import open_drafting
from drafter.flow.skeletons import skeletons, stuck
from drafter.flow.starting import without_facts
from drafter.language.entities import entities
from drafter.plan.outline import plan
from drafter.plan.run_in import LOST
from drafter.plan.skeleton import chairs
from drafter.records import Passage, Speech
from tests.command import drafter

OWN = Path(__file__).parent.parent / "gold" / "own"
HEAD = "在全县林长制工作会议上的讲话\n\n同志们：\n今天召开全县林长制工作会议，主要任务是安排今年的事情。下面，我讲几点意见。\n"
TAIL = "\n同志们，让我们共同努力，为建设绿色家园而奋斗！\n"


def headings(markdown: bytes) -> list[str]:
    """The headings of an outline: #s without those of the title, then label and text."""
    return [line[1:] for line in markdown.decode("utf-8").splitlines() if line.startswith("##")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "**一要把责任扛起来。**各级林长要巡林，山头要有人管，地块要有人包。\n"
            "**二要把林子护起来。**防火期二十四小时值守，进山路口设卡登记。\n"
            "**三要把效益提起来。**发展林下经济，让老百姓从山上增收。",
            ["# 一、把责任扛起来", "# 二、把林子护起来", "# 三、把效益提起来"],
            id="bold, 一要",
        ),
        pytest.param(
            "第一，守土有责。各级林长要巡林，不能挂名不出征。\n第二，守土尽责。进山路口设卡登记。",
            ["# 一、守土有责", "# 二、守土尽责"],
            id="第一，",
        ),
        pytest.param(
            "第一句话：认清形势。山上人多了，火源也多了。\n第二句话：找准办法。一是盯人，二是盯车，三是盯路。",
            ["# 一、认清形势", "# 二、找准办法"],
            id="第一句话：",
        ),
        pytest.param(
            "第一个词是“严”。进山不带火，发现一个处理一个。\n第二个词是“细”。把坟头登记到户。",
            ["# 一、“严”", "# 二、“细”"],
            id="第一个词是",
        ),
        pytest.param(
            "所谓“严”，就是管得严一点。进山不带火，发现一个处理一个。\n所谓“细”，就是查得细一点。把坟头登记到户。",
            ["# 一、“严”，就是管得严一点", "# 二、“细”，就是查得细一点"],
            id="所谓“…”",
        ),
        pytest.param(
            "首先，要把认识提上来。不出事不等于没有事。\n其次，要把办法想出来。一个山头一个办法。\n"
            "最后，要把责任压下去。谁的山头谁负责。",
            ["# 一、要把认识提上来", "# 二、要把办法想出来", "# 三、要把责任压下去"],
            id="首先，其次，最后，",
        ),
        pytest.param(
            "一、抓好巡护\n1．查坟头。坟头登记到户，一户不漏。\n2．查田边。田边秸秆清运出去。\n"
            "二、抓好造林\n（1）备苗。苗圃提前备足。\n（2）整地。雨季之前整完。",
            [
                "# 一、抓好巡护",
                "## （一）查坟头",
                "## （二）查田边",
                "# 二、抓好造林",
                "## （一）备苗",
                "## （二）整地",
            ],
            id="1． and （1） below 一、",
        ),
        pytest.param(
            "一、关于去年的工作去年以来，全县上下扎实苦干，山上没有起火，林下增了收入。\n"
            "二、关于今年的任务各级林长要带头巡山，严防火情。",
            ["# 一、关于去年的工作", "# 二、关于今年的任务"],
            id="headings run together with the body",
        ),
        pytest.param(
            "**一、认清形势，鼓足干劲**去年全县造林两千亩，山上没有起火。\n**二、突出重点，管住火源**进山路口要设卡登记。",
            ["# 一、认清形势，鼓足干劲", "# 二、突出重点，管住火源"],
            id="bold headings run together with the body",
        ),
        pytest.param(
            "一、抓好巡护\n一是查坟头。登记到户，一户不漏。二是查田边。秸秆清运出去。\n"
            "二、抓好造林\n一是备苗。苗圃提前备足。\n二是整地。雨季之前整完。",
            [
                "# 一、抓好巡护",
                "## （一）查坟头",
                "## （二）查田边",
                "# 二、抓好造林",
                "## （一）备苗",
                "## （二）整地",
            ],
            id="一是 within a paragraph and at the head of several",
        ),
        pytest.param(
            "一、抓好巡护\n各级林长要巡林。一是建台账，山头写上名字；二是定标准，谁来都一样；三是筹经费，县里补一点。\n"
            "二、抓好造林\n苗圃提前备足，雨季之前整完地，栽一片活一片。",
            ["# 一、抓好巡护", "## （一）建台账", "## （二）定标准", "## （三）筹经费", "# 二、抓好造林"],
            id="一是…；二是… is called by its first clause",
        ),
        pytest.param(
            "一、抓好巡护\n一是各乡镇的林长和护林员要把每一座山头每一块林地都看住管住；二是要有人。\n"
            "二、抓好造林\n苗圃提前备足，雨季之前整完地，栽一片活一片。",
            ["# 一、抓好巡护", "# 二、抓好造林"],
            id="a list of whole sentences heads nothing",
        ),
        pytest.param(
            "一、抓好巡护\n各级林长要巡林，山头要有人管。二、抓好造林。苗圃提前备足，雨季之前整完地。\n"
            "三、抓好防火\n防火期二十四小时值守。",
            ["# 一、抓好巡护", "# 二、抓好造林", "# 三、抓好防火"],
            id="a heading glued to the paragraph before it",
        ),
        pytest.param(
            "（一）抓好巡护。山头要有人管，地块要有人包。\n（二）抓好造林。苗圃提前备足。",
            ["# 一、抓好巡护", "# 二、抓好造林"],
            id="the ladder begins at its second rung",
        ),
        pytest.param(
            "一、抓好巡护\n一是把全县每一座山头每一块林地都看住管住守住护住。落实到人，一户不漏。二是定标准。谁来都一样。"
            "三是筹经费。县里补一点。\n二、抓好造林\n苗圃提前备足，雨季之前整完地，栽一片活一片。",
            [
                "# 一、抓好巡护",
                "## （一）把全县每一座山头每一块林地都看住管住守住护住",
                "## （二）定标准",
                "## （三）筹经费",
                "# 二、抓好造林",
            ],
            id="one long item among short ones",
        ),
        pytest.param(
            "一、抓好巡护\n针对山头散、火源多、人手少、路不通、设备旧等问题，要做到：一是管住人。进山登记。二是管住火。收缴火种。\n"
            "二、抓好造林\n今年定了两件事，一是备苗。苗圃提前备足。二是整地。雨季之前整完。",
            [
                "# 一、抓好巡护",
                "## （一）管住人",
                "## （二）管住火",
                "# 二、抓好造林",
                "## （一）备苗",
                "## （二）整地",
            ],
            id="lists behind a long lead-in and behind a comma",
        ),
        pytest.param(
            "一、抓好巡护\n各级林长要做到：第一，管住人。一是登记。进山留名。二是劝返。雨雪封山。第二，管住火。收缴火种。\n"
            "二、抓好造林\n干部首先要懂行。首先，要备苗。苗圃提前备足。其次，要整地。雨季之前整完。最后，要管护。栽一片活一片。",
            [
                "# 一、抓好巡护",
                "## （一）管住人",
                "### 1.登记",
                "### 2.劝返",
                "## （二）管住火",
                "# 二、抓好造林",
                "## （一）要备苗",
                "## （二）要整地",
                "## （三）要管护",
            ],
            id="lists within a list, and 首先，其次，最后 within a paragraph",
        ),
        pytest.param(
            "一、抓好巡护\n"
            + "".join(
                f"{n}是管{what}。天天有人看。"
                for n, what in zip(
                    ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"),
                    "山水路田林草沟坡坎塘坝",
                    strict=True,
                )
            )
            + "\n二、抓好造林\n苗圃提前备足。",
            ["# 一、抓好巡护"]
            + [
                f"## （{n}）管{what}"
                for n, what in zip(
                    ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"),
                    "山水路田林草沟坡坎塘坝",
                    strict=True,
                )
            ]
            + ["# 二、抓好造林"],
            id="more than ten items",
        ),
        pytest.param(
            "第一，管住人。进山登记。\n第二，管住火。收缴火种。\n同志们，责任重大，使命光荣。新当选的林长要记住几条。\n"
            "一是多走。山头要走到。\n二是多看。林子要看到。",
            [
                "# 一、管住人",
                "# 二、管住火",
                "# 三、【待填：原稿这里没有标题】",
                "## （一）多走",
                "## （二）多看",
            ],
            id="a list behind the last point, where the speaker turns to all",
        ),
        pytest.param(
            "一、管住人\n要进山登记。登记要留名。\n白天要巡。\n二、管住火\n要收缴火种。\n夜里要看。\n最后，我再强调两点要求。"
            "一要守住底线。谁出事谁担责。二要守住纪律。谁违纪谁受罚。",
            [
                "# 一、管住人",
                "# 二、管住火",
                "# 三、【待填：原稿这里没有标题】",
                "## （一）守住底线",
                "## （二）守住纪律",
            ],
            id="what is last, behind the last point",
        ),
        pytest.param(
            "一、管住人\n要进山登记。\n二、管住火\n一是收火种。进山就收。二是清杂草。入冬就清。\n最后，我再强调两点要求。"
            "一要守住底线。谁出事谁担责。二要守住纪律。谁违纪谁受罚。",
            [
                "# 一、管住人",
                "# 二、管住火",
                "## （一）收火种",
                "## （二）清杂草",
                "# 三、【待填：原稿这里没有标题】",
                "## （一）守住底线",
                "## （二）守住纪律",
            ],
            id="what is last, behind a list of the last point",
        ),
        pytest.param(
            "一、管住人\n要进山登记。\n二、管住火\n同志们，火是最大的敌人。一是收火种。进山就收。二是清可燃物。入冬就清。\n三、管住车\n逢车必查。",
            ["# 一、管住人", "# 二、管住火", "## （一）收火种", "## （二）清可燃物", "# 三、管住车"],
            id="a list within a point, where another point follows",
        ),
        pytest.param(
            "一、看清差距。（一）人少了。山头没人管。（二）路断了。车子上不去。二、做好工作。人手要足。\n1、要管住人。进山登记。2、要管住火。收缴火种。"
            "3、要管住车。逢车必查。\n三、压实责任\n首先是干部要上山。每周一次。其次是经费要到位。专款专用。",
            [
                "# 一、看清差距",
                "## （一）人少了",
                "## （二）路断了",
                "# 二、做好工作",
                "## （一）要管住人",
                "## （二）要管住火",
                "## （三）要管住车",
                "# 三、压实责任",
                "## （一）干部要上山",
                "## （二）经费要到位",
            ],
            id="headings of several rungs glued together",
        ),
        pytest.param(
            "一、管住人\n①守路口。见人就问。②守坟头。见烟就灭。\n二、管住火\n要收缴火种。",
            ["# 一、管住人", "## （一）守路口", "## （二）守坟头", "# 二、管住火"],
            id="① and ② in one paragraph",
        ),
        pytest.param(
            "一、管住人\n要进山登记。\n二、管住火\n要收缴火种。\n四、管住车\n要逢车必查。",
            ["# 一、管住人", "# 二、管住火", "# 三、【待填：原稿这里没有标题】", "# 四、管住车"],
            id="the heading between was lost",
        ),
        pytest.param(
            "一、抓好巡护\n要做到三点：一是查坟头。登记到户。二是查田边。秸秆清运。三是查路边。杂草割净。\n"
            "还要处理好两个关系：一是栽与管。三分栽七分管。二是快与好。宁可慢一点。\n"
            "二、认清来路\n林场走过了两段路：一是伐木阶段。砍得多栽得少。二是停伐阶段。只栽不砍。\n"
            "眼下有两样变化：一是林子密了。火源多了。二是人手少了。年轻人走了。",
            [
                "# 一、抓好巡护",
                "## （一）查坟头",
                "## （二）查田边",
                "## （三）查路边",
                "## （四）栽与管",
                "## （五）快与好",
                "# 二、认清来路",
            ],
            id="two lists of tasks in one part, and two of how things are",
        ),
        pytest.param(
            "一、抓好巡护\n——管住人。进山登记。\n——管住火。收缴火种。\n二、抓好造林\n"
            "所谓“早”，就是苗要早备。入冬就备。所谓“细”，就是地要细整。石头拣净。\n"
            "三、抓好防火\n首先，要巡得勤。一天两遍。其次，要报得快。见烟就报。最后，要扑得净。不留余火。\n四、抓好管护\n"
            "一是浇水。旱了就浇。二是除草。荒了就除。\n三是防虫。见虫就治。",
            [
                "# 一、抓好巡护",
                "## （一）管住人",
                "## （二）管住火",
                "# 二、抓好造林",
                "## （一）“早”，就是苗要早备",
                "## （二）“细”，就是地要细整",
                "# 三、抓好防火",
                "## （一）要巡得勤",
                "## （二）要报得快",
                "## （三）要扑得净",
                "# 四、抓好管护",
                "## （一）浇水",
                "## （二）除草",
                "## （三）防虫",
            ],
            id="——, 所谓“…” and 首先 run in, and 一是 run in and at the head",
        ),
        pytest.param(
            "**一、压实责任：**各级林长要巡林，一级抓一级。\n**二、广泛发动：**家家户户都要参与进来。\n三、守住一条：有火必扑。",
            ["# 一、压实责任", "# 二、广泛发动", "# 三、守住一条：有火必扑"],
            id="headings that end in a colon, the body on the same line",
        ),
        pytest.param(
            "头一件事，把山口看住。逢人就查。\n第二件事，把火种收上来。一户不漏。\n第三件事，把队伍拉起来。一队十人。\n"
            "最后说说经费。县里出一半，乡里出一半。",
            ["# 一、把山口看住", "# 二、把火种收上来", "# 三、把队伍拉起来", "# 四、经费"],
            id="the first is 头一件事, and one point more",
        ),
        pytest.param(
            "头一件事，把山口看住。逢人就查。第二件事，把火种收上来。一户不漏。第三件事，把队伍拉起来。一队十人。",
            ["# 一、把山口看住", "# 二、把火种收上来", "# 三、把队伍拉起来"],
            id="the same in one paragraph",
        ),
        pytest.param(
            "一个是把山口看住。逢人就查。\n再一个是把火种收上来。一户不漏。\n还有一个是把队伍拉起来。一队十人。",
            ["# 一、把山口看住", "# 二、把火种收上来", "# 三、把队伍拉起来"],
            id="一个是 and 再一个是",
        ),
    ],
)
def test_headings_of_every_make(body: str, expected: list[str], tmp_path: Path) -> None:
    file = tmp_path / "讲话.txt"
    file.write_text(HEAD + body + TAIL, encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    assert headings(found.content("md")) == expected


@pytest.mark.parametrize(
    ("said", "points", "remarks"),
    [
        ("我讲三点意见", 3, ()),
        ("我讲三点意见", 2, ("原稿说“讲三点意见”，这里找到 2 点，请核对原稿",)),
        ("我有两句话送给大家", 3, ("原稿说“我有两句话送给”，这里找到 3 点，请核对原稿",)),
        ("我讲几点意见", 2, ()),
    ],
)
def test_another_number_than_announced_is_told(
    said: str, points: int, remarks: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "讲话.txt"
    body = "\n".join(
        f"{n}、把{what}抓起来\n{what}要天天有人管，月月有人查，年年有人评。"
        for n, what in list(zip("一二三", ("巡护", "造林", "防火"), strict=True))[:points]
    )
    file.write_text(HEAD.replace("我讲几点意见", said) + body + TAIL, encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    assert found.remarks == remarks
    assert all(f"# {remark}\n" in found.brief() for remark in remarks)


def test_one_point_more_is_none_of_those_announced(tmp_path: Path) -> None:
    body = (
        "第一件事，把山口看住。逢人就查。\n第二件事，把火种收上来。一户不漏。\n最后说说经费。县里出一半，乡里出一半。"
    )
    for said, remarks in (
        ("两件事", ()),
        ("四件事", ("原稿说“讲四件事”，这里找到 3 点，请核对原稿",)),
    ):
        (found,) = skeletons(_written(tmp_path, HEAD.replace("几点意见", said) + body + TAIL), tmp_path / "工作区")
        assert found.remarks == remarks


def lines_of(tmp_path: Path, text: str) -> list[str]:
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    return [line for line in found.content("md").decode("utf-8").splitlines() if line]


def test_a_step_is_told_by_the_sentence_that_carries_it(tmp_path: Path) -> None:
    said = (
        "同志们：\n现在开会。今天会议的主要任务是安排护林。\n一、抓好巡护\n各级林长要巡林。\n二、抓好造林\n苗要备足。\n"
        "同志们，青山不会说话。让我们一起上山，把林子守住！"
    )
    lines = lines_of(tmp_path, said)
    assert "今天会议的主要任务是安排护林。" in lines
    assert "现在开会。" not in lines
    assert lines[-1] == "让我们一起上山，把林子守住！"


def test_no_line_is_a_call_a_stub_or_half_a_quotation(tmp_path: Path) -> None:
    points = (
        "一、抓好巡护\n老话说“火从山上起。水往低处流。”各级林长要巡林。\n同志们！\n二、抓好防火\n"
        "清明将近，一是严管火源。进山路口设卡。二是严查隐患。一天巡两遍。"
    )
    lines = lines_of(tmp_path, HEAD + points + TAIL)
    assert lines.count("同志们！") == 0
    assert not any(line.endswith("，") for line in lines)
    assert all(line.count("“") == line.count("”") for line in lines)


def test_a_speech_without_headings_is_told(tmp_path: Path) -> None:
    body = "山上人多了，火源也多了。各级林长今晚就上山，不要在办公室等消息。进山路口天黑以前设好卡。"
    (found,) = skeletons(_written(tmp_path, HEAD + body + TAIL), tmp_path / "工作区")
    assert found.remarks == ("没有认出标题：原稿没有编号，提纲里只有正文，要点请照原稿自己写",)


def test_a_part_without_a_heading_behind_the_points_is_none_of_those_announced(tmp_path: Path) -> None:
    points = (
        "第一，抓巡护。天天有人管。\n第二，抓造林。月月有人查。\n同志们，责任重大。大家要记住几条。\n"
        "一是多走。山头要走到。\n二是多看。林子要看到。"
    )
    file = _written(tmp_path, HEAD.replace("我讲几点意见", "我讲两点意见") + points + TAIL)
    (found,) = skeletons(file, tmp_path / "工作区")
    assert found.remarks == ()
    assert "三、【待填：原稿这里没有标题】" in found.content("md").decode("utf-8")


def test_what_is_announced_within_a_point_does_not_end_the_count(tmp_path: Path) -> None:
    points = "一、抓巡护\n天天有人管。\n二、抓造林\n月月有人查。这里，我再强调两点：一是苗要壮，二是水要足。\n三、抓防火\n年年有人评。"
    file = tmp_path / "讲话.txt"
    file.write_text(HEAD.replace("我讲几点意见", "我讲三点意见") + points + TAIL, encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    assert found.remarks == ()


def test_the_review_s_list_before_the_points_is_told_above_them(tmp_path: Path) -> None:
    review = (
        "去年以来，全县上下合力攻坚，护林工作取得显著成绩。主要体现在以下几个方面：一是领导重视。各级主要领导亲自部署，带头上山。"
        "二是投入加大。全县投入资金3.2亿元。三是机制创新。推行以奖代补，调动了积极性。\n"
        "在看到成绩的同时，也要看到存在的问题：一是管护跟不上。重栽轻管的现象还不少。二是资金有缺口。有的乡镇配套没有到位。\n"
    )
    text = (
        HEAD.replace("下面，", "\n" + review + "下面，") + "一、管住人\n要进山登记。\n二、管住火\n要收缴火种。" + TAIL
    )
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    assert headings(found.content("md")) == ["# 一、管住人", "# 二、管住火"]
    # Below no heading they are running text: an outline never climbs above where it began.
    lines = [item.text for item in found.outline.items if not item.level]
    results = ["领导重视。", "投入加大。", "机制创新。"]
    assert [line for line in lines if line in results] == results
    assert found.brief().count("- {要点: 【待填：成绩") == 3
    assert "3.2" not in found.brief()


def test_moves_tells_the_headings_of_the_skeleton_at_their_levels(tmp_path: Path) -> None:
    text = (
        HEAD
        + "一、管住人\n要做到两点：一是登记。进山留名。二是劝返。雪天封山。\n二、管住火\n1.收火种。进山就收。\n2.清杂草。入冬就清。"
        + TAIL
    )
    file = _written(tmp_path, text)
    told = json.loads(drafter("moves", str(file), "--json", workspace=tmp_path / "工作区").stdout)
    found = [each for p in told["sources"][0]["speeches"][0]["passages"] for each in p["headings"]]
    (made,) = skeletons(file, tmp_path / "工作区")
    assert [each["level"] for each in found] == [1, 2, 2, 1, 2, 2]
    assert [re.sub("^#+ [^、）]*[、）]", "", line) for line in headings(made.content("md"))] == [
        each["text"] for each in found
    ]
    assert "标题：## 登记；## 劝返" in drafter("moves", str(file), workspace=tmp_path / "工作区").stdout


def test_a_brief_says_that_the_old_speech_has_no_ending(tmp_path: Path) -> None:
    text = HEAD + "一、管住人\n要进山登记，进山留名。\n二、管住火\n要收缴火种，进山就收。"
    path = tmp_path / "简要.yaml"
    brief = skeletons(_written(tmp_path, text), tmp_path / "工作区")[0].brief()
    chosen = re.search("在“选定”里写 (结束语/..: 不讲)", brief)
    assert chosen is not None
    path.write_text(f"{brief}选定:\n  {chosen[1]}\n", encoding="utf-8")
    outline = plan(load_brief(path), open_drafting(tmp_path / "工作区").bank)
    assert "结束语" not in {item.move for item in outline.items}


def test_the_review_s_list_is_told_above_points_that_are_run_in_too(tmp_path: Path) -> None:
    review = "去年以来，全县护林有了很大变化。首先，林子密了。栽树两万棵。其次，山路通了。修路86公里。再次，人心齐了。家家出工。\n"
    points = "第一，抓巡山。林长要常上山。第二，抓防火。管住火源。"
    text = HEAD.replace("下面，", "\n" + review + "下面，").rstrip("\n") + points + TAIL
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    assert headings(found.content("md")) == ["# 一、抓巡山", "# 二、抓防火"]
    lines = [item.text for item in found.outline.items if not item.level]
    results = ["林子密了。", "山路通了。", "人心齐了。"]
    assert [line for line in lines if line in results] == results


SPEECHES = {
    "02B_xiangcun": [
        "# 一、去年工作回顾",
        "# 二、存在的主要问题",
        "# 三、今年的重点任务",
        "## （一）守牢两条底线",
        "## （二）做强三个产业",
        "## （三）建好一批村庄",
        "## （四）激活农村改革",
        "# 四、凝聚工作合力",
    ],
    "05A_guoqi": [
        "# 一、2023年工作的简要回顾",
        "## （一）改革攻坚蹄疾步稳",
        "## （二）科技创新多点开花",
        "## （三）项目建设捷报频传",
        "## （四）党的建设走深走实",
        "# 二、准确研判当前面临的形势",
        "# 三、扎实抓好2024年重点工作",
        "## （一）全力稳增长",
        "## （二）深化提质增效",
        "## （三）加快转型升级",
        "## （四）严守安全底线",
        "## （五）强化党建引领",
    ],
    "07A_yiyuan": ["# 一、思想上要警醒", "# 二、治理上要较真", "# 三、服务上要用心", "# 四、责任上要压紧"],
    "18B_chuanda2": [
        "# 一、传达全会的主要精神",
        "# 二、深刻领会全会精神",
        "# 三、抓好当前的几项工作",
        "## （一）冲刺年度目标",
        "## （二）谋划明年项目",
        "## （三）保障群众温暖过冬",
        "## （四）做好安全稳定",
    ],
    "38C_fayuan": [
        "# 一、关于2022年的工作",
        "## （一）服务大局有力有效",
        "## （二）司法为民用心用情",
        "## （三）司法改革走深走实",
        "# 二、关于今年的工作思路",
        "# 三、关于今年的重点工作",
        "## （一）依法维护社会安全稳定",
        "## （二）依法服务经济高质量发展",
        "## （三）依法保障民生权益",
        "## （四）推进审判质效提升",
        "# 四、关于队伍建设",
    ],
}


def unmarked(name: str, folder: Path) -> Path:
    """One of our own labelled speeches without its marks."""
    file = folder / f"{name}.txt"
    text = (OWN / file.name).read_text(encoding="utf-8")
    file.write_text(re.sub("⟦[^⟧]*⟧", "", text), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", SPEECHES)
def test_every_numbered_heading_at_its_level_in_order(name: str, tmp_path: Path) -> None:
    (found,) = skeletons(unmarked(name, tmp_path), tmp_path / "工作区")
    assert headings(found.content("md")) == SPEECHES[name]


@pytest.mark.parametrize("name", sorted(path.stem for path in OWN.glob("*.txt")))
def test_the_brief_of_any_speech_makes_an_outline_and_keeps_no_fact(name: str, tmp_path: Path) -> None:
    (found,) = skeletons(unmarked(name, tmp_path), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    brief = load_brief(path)
    written = "".join(
        line for line in found.brief().splitlines(keepends=True) if not line.startswith("#") and "场合" not in line
    )
    assert not re.search("[0-9０-９]", written)
    assert [entity.text for entity in entities(written)] == []
    outline = plan(brief, open_drafting(tmp_path / "工作区").bank)
    assert outline.items


def test_what_was_achieved_is_left_as_gaps_and_measures_stay(tmp_path: Path) -> None:
    (found,) = skeletons(unmarked("05A_guoqi", tmp_path), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    brief = load_brief(path)
    # The other one says how things stand.
    assert [point.topic for point in brief.points] == ["重点工作"]
    assert "\n#- 研判当前面临的形势\n" in found.brief()
    assert brief.points[0].measures == ("稳增长", "深化提质增效", "转型升级", "严守安全底线", "党建引领")
    # What it worked at may stand where the bank knows it, what came of it may not.
    assert [result.topic for result in brief.achievements] == ["改革攻坚", "科技创新", "项目建设", "党的建设"]
    assert [result.fact for result in brief.achievements] == [f"【待填：成绩{n}的事实】" for n in "一二三四"]
    assert "多点开花" not in found.brief()
    assert "# 原稿：一、工作的简要回顾\n成绩:" in found.brief()
    assert brief.safeguard is None


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("做强三个产业", "做强产业"),
        ("守住三条防线，抓好五件大事", "守住三条防线，抓好五件大事"),
        ("实施五大工程", "实施五大工程"),
        ("新建两个关口镇的水厂", "新建关口镇的水厂"),
        ("划行归市", "划行归市"),
        ("建好一批村庄", "建好村庄"),
        ("抓好2024年重点工作", "抓好重点工作"),
        ("降本3.5%", "降本"),
        ("守住一方净土", "守住一方净土"),
        ("三类、四类渠段全部停用", "三类、四类渠段全部停用"),
        ("评定三类、五个先进单位", "评定三类、先进单位"),
        ("要明理弘道，走在前面", "要明理弘道，走在前面"),
        ("办好崇德弘道书院", "办好【待填：名称】"),
        ("学习党的十九届四中全会精神", "学习【待填：会议】精神"),
    ],
)
def test_counts_and_figures_go_and_words_stay(heading: str, left: str) -> None:
    assert without_facts(heading) == left


def test_what_was_cut_out_of_a_speech_is_not_written_on() -> None:
    assert "□" not in without_facts("学习贯彻党的□届四中全会精神")
    assert without_facts("推动林业发展") == "推动林业发展"


def brief_of(tmp_path: Path, body: str) -> str:
    path = tmp_path / "讲话.txt"
    path.write_text(HEAD + body + TAIL, encoding="utf-8")
    return skeletons(path, tmp_path / "工作区")[0].brief()


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("把水库管护摆在突出位置", "水库管护"),
        ("把苗圃建设抓到位", "苗圃建设"),
        ("把青山绿水守护好", "青山绿水"),
        ("从巡护力量看，人手还缺得多", "巡护力量"),
        ("加强对进山火源的管控", "进山火源的管控"),
        ("突出重点抓巡护", "突出重点抓巡护"),
        ("以提高巡护本领为主线", "提高巡护本领"),
        ("自觉遵守林区规矩", "遵守林区规矩"),
        ("坚持干字当头", "坚持干字当头"),
        ("坚持封山育林", "封山育林"),
        ("今后五年的总体要求、奋斗目标和主要任务", "【待填：要点一】"),
        ("今年的工作安排", "【待填：要点一】"),
        ("今年的重点工作", "重点工作"),
    ],
)
def test_a_point_is_called_by_what_its_heading_is_about(tmp_path: Path, heading: str, topic: str) -> None:
    brief = brief_of(tmp_path, f"一、{heading}\n各级林长要巡林。\n二、抓好育苗\n苗圃要备足。")
    assert f"- {topic}\n" in brief.replace("'", "")


def test_what_was_done_before_the_speech_is_in_the_brief_without_those_who_did_it(tmp_path: Path) -> None:
    told = "刚才，周大山同志传达了全省会议精神，云溪、白石两个乡镇作了很好的交流发言，老林同志宣读了表彰决定。"
    text = HEAD.replace("下面，", told + "\n下面，") + "一、管好山\n要巡林。\n二、护好林\n要防火。" + TAIL
    path = tmp_path / "简要.yaml"
    path.write_text(skeletons(_written(tmp_path, text), tmp_path / "工作区")[0].brief(), encoding="utf-8")
    brief = load_brief(path)
    assert [event.what for event in brief.events] == ["传达了有关精神", "作了交流发言", "宣读了有关文件"]
    assert all(event.who.startswith("【待填：") for event in brief.events)
    assert "刚才，【待填：" in "".join(item.text for item in plan(brief, open_drafting(tmp_path / "工作区").bank).items)


def test_a_heading_of_two_clauses_is_told_whole_and_called_by_the_one_that_says_what_to_do(tmp_path: Path) -> None:
    brief = brief_of(
        tmp_path,
        "一、立足长远发展，建设护林队伍\n各级林长要巡林。\n二、依法治林，坚持生态至上\n苗圃要备足。\n三、抓好育苗\n苗要壮。",
    )
    assert "# 原稿：一、立足长远发展，建设护林队伍\n- 建设护林队伍\n" in brief
    assert "# 原稿：二、依法治林，坚持生态至上\n- 坚持生态至上\n- 抓好育苗\n" in brief


def test_a_term_of_the_speech_s_own_and_a_code_do_not_stay(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, "一、擦亮“五色云溪”\n要巡林。\n二、做好T20服务\n要备足苗。\n三、管好“一把手”\n要带头。")
    assert "五色云溪" not in brief
    assert "T20" not in brief
    assert "“一把手”" in brief


def test_named_sites_and_numbered_events_do_not_stay(tmp_path: Path) -> None:
    brief = brief_of(
        tmp_path,
        "一、加快推进云溪新材料产业园建设\n（一）打通白石岭隧道\n要加快进度。\n（二）抓好安置\n要稳妥推进。\n"
        "二、全力备战第十二届茶博会\n要做好宣传。",
    )
    assert not any(name in brief for name in ("云溪", "白石岭", "十二届", "茶博会"))


def test_a_place_named_in_full_elsewhere_does_not_stay_where_it_stands_bare(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, "一、管好青岚山林\n青岚县各级林长要巡林。\n二、推动青岚林业发展\n青岚县要壮大林业。")
    assert "青岚" not in brief


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("打赢柳沟河治理攻坚战", "打赢【待填：人名】治理攻坚战"),
        ("建成青塘污水处理厂等12个项目", "建成【待填：名称】污水处理厂等项目"),
        ("学习推广石桥镇经验", "学习推广【待填：名称】经验"),
        ("学习推广大坪村经验", "学习推广【待填：单位】经验"),
        ("抓好宏远机械公司搬迁", "抓好【待填：单位】搬迁"),
        ("加快推进临河县、青塘区供水工程", "加快推进【待填：地名】供水工程"),
        ("开好党和国家机构改革动员会", "开好党和国家机构改革动员会"),
        ("年内备好苗木", "年内备好苗木"),
        ("汇聚攻坚伟力", "汇聚攻坚伟力"),
        ("以“两个维护”引领护林", "以“两个维护”引领护林"),
        ("牢记“国之大者”，护好山林", "牢记“国之大者”，护好山林"),
        ("学好用好习近平生态文明思想", "学好用好习近平生态文明思想"),
        ("谋划好“十五五”护林规划", "谋划好【待填：文件】护林规划"),
        ("抓好芦溪河治理", "抓好【待填：名称】治理"),
        ("学习沈总，带动姚家坳", "学习【待填：人名】，带动【待填：地名】"),
        ("抓好翠垄农业扩产", "抓好【待填：名称】扩产"),
        ("抓实棉溪县试点", "抓实【待填：地名】试点"),
        ("沈县长牵头", "【待填：人名】牵头"),
        ("学习孟站长守山的劲头", "学习【待填：人名】守山的劲头"),
        ("帮滕总、裴总解决用地", "帮【待填：人名】解决用地"),
        ("落实河长、林长责任", "落实河长、林长责任"),
        ("抓好总体设计，选好组长", "抓好总体设计，选好组长"),
        ("确保9月20日前开园", "确保【待填：时限】前开园"),
        ("确保11月底以前通水，一户不漏", "确保【待填：时限】前通水，一户不漏"),
        ("发展设施农业，壮大特色农业", "发展设施农业，壮大特色农业"),
        ("市长热线要打得通", "市长热线要打得通"),
    ],
)
def test_what_nobody_vouches_for_in_a_heading_is_a_gap(heading: str, left: str) -> None:
    assert without_facts(heading) == left


def test_names_stay_in_no_point_and_no_heading_chosen_for_the_safeguard(tmp_path: Path) -> None:
    brief = brief_of(
        tmp_path,
        "一、抓好宏远机械公司搬迁\n要限期搬完。\n二、学习推广大坪村经验\n要到村里看一看。\n"
        "三、加强组织领导，学好石桥镇机制\n各级党委要加强组织领导，主要负责同志亲自抓，纳入督查考核。",
    )
    assert "选定: {保障: " in brief
    assert not any(name in brief for name in ("宏远", "机械公司", "大坪", "石桥"))


def test_a_part_that_asks_to_see_how_things_are_is_no_point(tmp_path: Path) -> None:
    seen = "一、看清形势，增强紧迫感\n一要看到成绩。苗活了九成。\n二要看到差距。山火多了两起。\n"
    brief = brief_of(tmp_path, seen + "二、抓好育苗\n一要看准品种。要备足。\n二要看住苗圃。要天天查。")
    assert "# 原稿：（一）看到成绩\n# 原稿：（二）看到差距\n#- 看清形势\n" in brief
    assert "- {主题: 抓好育苗, 措施: [看准品种, 看住苗圃]}\n" in brief


def test_dots_and_a_note_of_the_record_are_no_passages(tmp_path: Path) -> None:
    body = "一、管好山\n要巡林。\n……\n二、护好林\n要防火。"
    path = _written(tmp_path, HEAD + body + TAIL + "（根据录音整理，未经本人审阅）\n")
    (found,) = skeletons(path, tmp_path / "工作区")
    assert not any("…" in each.text or "录音" in each.text for each in found.speech.passages)
    shown = drafter("moves", str(path), "--workspace", str(tmp_path / "工作区")).stdout
    assert "剔除（文中说明）：……" in shown
    assert "剔除（文中说明）：（根据录音整理，未经本人审阅）" in shown


def test_what_every_heading_of_the_speech_begins_with_is_in_no_heading_chosen(tmp_path: Path) -> None:
    lead = "守山护林、造福子孙，"
    body = (
        f"一、{lead}必须管住人\n要进山登记。\n二、{lead}必须管住火\n要收缴火种。\n"
        f"三、{lead}必须加强组织领导\n各级党委要加强组织领导，主要负责同志亲自抓，纳入督查考核。"
    )
    assert "\n选定: {保障: 加强组织领导}\n" in brief_of(tmp_path, body)


CHAIRED = (
    "同志们：\n现在开会。今天的会议主要任务是安排护林。\n首先，请林业局局长发言。\n下面，请木耳场场长发言。\n"
    "同志们，刚才两位同志讲得很实在，会后大家要抓好落实。\n今天的会议就开到这里，散会。\n"
)


@pytest.mark.parametrize(
    ("title", "body", "occasion", "told"),
    [
        ("在全县护林现场推进会上的主持讲话", CHAIRED, "主持讲话", False),
        ("在全县护林现场推进会上的讲话", CHAIRED, "主持讲话", True),
        (
            "在全县护林现场推进会上的讲话",
            "同志们：\n今天开会，主要任务是安排护林。\n一、管人\n要巡山。",
            "推进会",
            False,
        ),
        ("讲话", "各位林长：\n今天请大家来座谈，主要是听听意见。\n希望大家常上山，把林子看住。", "座谈会", True),
        ("讲话", "各位林长：\n今天主要是来看看大家。\n希望大家常上山，把林子看住。", "工作会议", True),
    ],
)
def test_the_occasion_is_that_of_the_speech_and_a_guess_is_told(
    title: str, body: str, occasion: str, told: bool, tmp_path: Path
) -> None:
    brief = skeletons(_written(tmp_path, f"{title}\n\n{body}"), tmp_path / "工作区")[0].brief()
    assert f"\n场合: {occasion}\n" in brief
    assert ("# 场合是" in brief) is told


HOSTED = (
    "在全县护林座谈会上的讲话\n\n各位林长：\n今天请大家来，是想听听大家的想法。刚才，七位林长先后发了言，我听了很受教育。\n"
    "这两年，大家守住了山林，没有起过一场火，成绩来之不易。\n下一步，要把乡里的路修好，年底前通到林场。\n林业局要抓紧把工具配齐，月底前发到人。\n"
    "最后，祝大家身体健康、阖家幸福！\n"
)


def test_what_a_speech_without_headings_did_is_a_gap_and_every_passage_a_line(tmp_path: Path) -> None:
    (found,) = skeletons(_written(tmp_path, HOSTED), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    brief = load_brief(path)
    assert [event.what for event in brief.events] == ["作了发言"]
    assert [result.fact for result in brief.achievements] == ["【待填：成绩的事实】"]
    assert [point.topic for point in brief.points] == ["【待填：要点一】", "【待填：要点二】"]
    assert "\n结束: 祝愿\n" in found.brief()
    lines = found.content("md").decode("utf-8")
    assert all(words in lines for words in ("要把乡里的路修好", "林业局要抓紧把工具配齐"))
    assert plan(brief, open_drafting(tmp_path / "工作区").bank).items


def test_what_others_did_or_think_makes_no_points(tmp_path: Path) -> None:
    text = "一、看清差距。青岚县的做法值得学：一是管住火源；二是盯住山头。\n二、守住山林。一是管人；二是管车。"
    found = skeletons(_written(tmp_path, HEAD + text + TAIL), tmp_path / "工作区")[0]
    assert headings(found.content("md")) == ["# 一、看清差距", "# 二、守住山林", "## （一）管人", "## （二）管车"]


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "讲话.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_moves_called_otherwise_by_the_office_make_the_same_brief(tmp_path: Path) -> None:
    file = unmarked("05A_guoqi", tmp_path)
    (shipped,) = skeletons(file, tmp_path / "工作区")
    own = tmp_path / "本单位" / "phrasebank" / "moves.yaml"
    own.parent.mkdir(parents=True)
    names = {"成绩回顾": "回顾", "三点意见": "任务", "加强领导": "组织保障", "结束语": "收尾"}
    own.write_text("语步:\n" + "".join(f"- {{编号: {id_}, 名称: {name}}}\n" for id_, name in names.items()), "utf-8")
    (found,) = skeletons(file, tmp_path / "本单位")
    assert found.brief() == shipped.brief()
    assert '"move": "组织保障"' in found.content("json").decode("utf-8")
    assert '"move": "加强领导"' not in found.content("json").decode("utf-8")


def test_a_move_of_the_offices_own_is_found_by_id_and_name_and_told_to_have_no_place_in_a_brief(tmp_path: Path) -> None:
    own = tmp_path / "工作区" / "phrasebank" / "moves.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "语步:\n- 编号: 点名\n  名称: 点名通报\n  步骤:\n  - {名称: 通报问题, 提示: ['在这里.{0,2}点名']}\n",
        encoding="utf-8",
    )
    said = (
        "在这里点名通报三个乡镇，坟头至今没有登记。\n下面，我讲几点意见。\n一、管好山\n要巡林。\n二、护好林\n要防火。"
    )
    path = _written(tmp_path, HEAD.replace("下面，我讲几点意见。\n", "\n") + said + TAIL)
    made = drafter("skeleton", str(path), "--brief", workspace=tmp_path / "工作区")
    assert "提示：简要里没有“点名通报”的位置" in made.stderr
    drafter("mine", str(path), workspace=tmp_path / "工作区")
    for name in ("点名", "点名通报"):
        assert "在这里点名" in drafter("search", "--move", name, workspace=tmp_path / "工作区").stdout


def test_a_skeleton_named_docx_is_a_word_file(tmp_path: Path) -> None:
    path = _written(tmp_path, HEAD + "一、管好山。要巡林。\n二、护好林。要防火。" + TAIL)
    done = drafter("skeleton", str(path), "-o", str(tmp_path / "提纲.docx"), workspace=tmp_path / "工作区")
    assert done.returncode == 0
    assert (tmp_path / "提纲.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("name", "options"), [("简要.yaml", ["--brief"]), ("提纲.md", [])])
def test_a_file_that_was_worked_on_is_not_written_over_unasked(name: str, options: list[str], tmp_path: Path) -> None:
    path = _written(tmp_path, HEAD + "一、管好山。要巡林。\n二、护好林。要防火。" + TAIL)
    made = tmp_path / name
    arguments = ["skeleton", str(path), *options, "-o", str(made)]
    assert drafter(*arguments, workspace=tmp_path / "工作区").returncode == 0
    fresh = made.read_text(encoding="utf-8")
    made.write_text(fresh + "# 改了一下午\n", encoding="utf-8")
    refused = drafter(*arguments, workspace=tmp_path / "工作区")
    assert (refused.returncode, "文件已经有了。换个名字，或加 --force 覆盖" in refused.stderr) == (1, True)
    assert made.read_text(encoding="utf-8") == fresh + "# 改了一下午\n"
    assert drafter(*arguments, "--force", workspace=tmp_path / "工作区").returncode == 0
    assert made.read_text(encoding="utf-8") == fresh


def test_the_speech_itself_is_never_written_over(tmp_path: Path) -> None:
    path = _written(tmp_path, HEAD + "一、管好山。要巡林。\n二、护好林。要防火。" + TAIL)
    before = path.read_bytes()
    refused = drafter("skeleton", str(path), "--brief", "-o", str(path), "--force", workspace=tmp_path / "工作区")
    assert (refused.returncode, path.read_bytes()) == (1, before)


def test_a_brief_tells_what_the_old_speech_did_without_a_part_for_it(tmp_path: Path) -> None:
    """It answered what had been said, not telling who did what, and asked for leadership in a paragraph of a point."""
    path = tmp_path / "讲话.txt"
    path.write_text(
        HEAD.replace("今天召开", "刚才几位林长讲了难处，我都记下了。今天召开")
        + "一、把林子护起来\n进山路口设卡登记，防火期二十四小时值守。\n"
        + "二、把效益提起来\n发展林下经济，让老百姓从山上增收。\n"
        + "各级党委要加强组织领导，主要负责同志亲自抓，把林长制纳入督查考核，失职的严肃问责。"
        + TAIL,
        encoding="utf-8",
    )
    (found,) = skeletons(path, tmp_path / "工作区")
    assert "\n刚才: [{谁: 【待填：刚才谁】, 事: 【待填：刚才做了什么】}]\n" in found.brief()
    assert "没有单列成一部分" in found.brief()
    (tmp_path / "简要.yaml").write_text(found.brief(), encoding="utf-8")
    assert len(load_brief(tmp_path / "简要.yaml").points) == 2


CHAIRED = (
    "全县秸秆离田现场会主持词\n\n同志们：\n现在开会。出席今天会议的有县农业农村局、县财政局的负责同志。\n"
    "会议有四项议程：一是观看专题片；二是柳河镇、梨山乡作表态发言；三是县农业农村局通报进度；四是邱县长讲话。\n"
    "首先，请大家观看专题片。\n下面，请柳河镇镇长柏某某同志发言。\n接下来，请梨山乡乡长水某某同志发言。\n"
    "请县农业农村局局长云某某同志通报进度。\n下面，让我们以热烈的掌声欢迎邱县长作重要讲话。\n"
    "邱县长的讲话很实在，请大家对照落实。\n我再强调两点。\n一要抓紧传达。各乡镇三天内传达到村。\n"
    "二要抓紧打捆。月底前打完。\n散会。\n"
)


@pytest.mark.parametrize(
    ("calls", "host"),
    [
        (("下面，进行第一项议程，请县应急局局长通报情况。", "请柳河镇镇长作表态发言，请梨山乡做准备。"), True),
        (("现在进行第二项，请柳河镇镇长发言。", "请梨山乡乡长汇报。"), True),
        (("请各乡镇对照通报抓好整改。", "请大家领会邱县长的讲话。", "请宣传部门做好工作。"), False),
        (("下面，请大家贯彻好邱县长的讲话。", "请县农业农村局学习借鉴经验介绍。"), False),
    ],
)
def test_who_calls_on_one_after_another_is_a_host(calls: tuple[str, ...], host: bool) -> None:
    assert chairs([Passage(number, "paragraph", text) for number, text in enumerate(calls, 1)]) is host


def test_a_host_s_script_keeps_every_line_and_its_agenda_in_order(tmp_path: Path) -> None:
    (found,) = skeletons(_written(tmp_path, CHAIRED), tmp_path / "工作区")
    lines = found.content("md").decode("utf-8")
    for line in (
        "出席今天会议的有",
        "一是观看专题片；二是",
        "四是邱县长讲话",
        "柏某某",
        "水某某",
        "云某某",
        "欢迎邱县长",
    ):
        assert line in lines, line
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    brief = load_brief(path)
    assert [event.what for event in brief.events] == ["观看了专题片", "作了表态发言", "通报了有关情况", "作了讲话"]
    assert brief.events[1].who == "【待填：谁作了表态发言一】、【待填：谁作了表态发言二】"
    assert not brief.achievements
    assert not re.search("邱|柏|柳河|梨山", found.brief())


def test_a_host_s_agenda_is_told_from_whom_he_calls_on_where_he_does_not_list_it(tmp_path: Path) -> None:
    text = re.sub("会议有四项议程：.*", "今天的会议时间不长。", CHAIRED)
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    told = [event.what for event in load_brief(path).events]
    assert told == ["观看了专题片", "作了发言", "作了发言", "通报了有关情况", "作了讲话"]


GUESTS = (
    "在返乡创业青年座谈会上的讲话\n\n各位朋友：\n今天请大家来坐一坐，听听大家的想法。\n"
    "过去一年，大家办起了三十多家店，不容易。\n"
    "希望各位朋友继续在家乡扎下根。店开在哪里都是开，开在家门口更有奔头。\n"
    "希望各位朋友多带几个徒弟。一个人会了不算会，带出一帮人才算。\n"
    "希望各位朋友常给县里提意见。好听的难听的，都要讲。\n祝大家生意兴隆、阖家幸福！\n"
)
TOGETHER = (
    "在建场四十周年大会上的讲话\n\n同志们：\n今天，我们在这里集会，纪念林场创建四十周年。\n"
    "四十年前，一批年轻人背着铺盖上了山。\n"
    "我们要坚持把树种好，荒坡石缝都不放过。我们要坚持改革不停步，该放的权放到位。我们要坚持以职工为中心，把房子盖好。\n"
    "同志们，让我们一起把这片林子守下去！\n"
)


@pytest.mark.parametrize(
    ("text", "said", "topics"),
    [
        (GUESTS, "希望各位朋友", ["继续在家乡扎下根", "多带徒弟", "常给县里提意见"]),
        (TOGETHER, "我们要坚持", ["把树种好", "改革不停步", "坚持以职工为中心"]),
    ],
    ids=["paragraphs", "sentences"],
)
def test_sentences_that_begin_alike_are_the_points_of_a_speech_without_headings(
    text: str, said: str, topics: list[str], tmp_path: Path
) -> None:
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    assert found.content("md").decode("utf-8").count(f"\n{said}") == 3
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    assert [point.topic for point in load_brief(path).points] == topics


def test_of_whom_something_is_hoped_is_told_and_a_hope_without_a_matter_is_no_point(tmp_path: Path) -> None:
    text = GUESTS.replace("希望各位朋友多带几个徒弟", "希望各位朋友多走走看看")
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    assert "\n对象: 【待填：对象】\n" in found.brief()
    assert "\n# 原稿：希望各位朋友多走走看看\n- 【待填：要点二】\n" in found.brief()
    (other,) = skeletons(_written(tmp_path, TOGETHER), tmp_path / "工作区")
    assert "对象" not in other.brief()


def test_who_is_called_in_the_salutation_of_a_talk_to_guests_is_its_audience(tmp_path: Path) -> None:
    text = GUESTS.replace("各位朋友：", "尊敬的骆书记，各位老党员、各位返乡青年，朋友们：")
    (found,) = skeletons(_written(tmp_path, text), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    assert load_brief(path).audience == "老党员、返乡青年"


def test_what_is_done_to_what_is_not_doubled_in_the_lines_below(tmp_path: Path) -> None:
    body = "一、把垃圾管住\n要天天扫。\n二、把污水管住\n要天天查。\n三、把人心聚住\n要天天访。"
    path = tmp_path / "简要.yaml"
    path.write_text(brief_of(tmp_path, body), encoding="utf-8")
    brief = load_brief(path)
    assert [point.topic for point in brief.points] == ["把垃圾管住", "把污水管住", "把人心聚住"]
    outline = plan(brief, open_drafting(tmp_path / "工作区").bank)
    told = [line.text for point in outline.items for measure in point.items for line in (measure, *measure.items)]
    assert any("把污水管住" in text for text in told)
    assert not any("把把" in text for text in told)


def test_a_heading_says_what_to_do_and_no_reason_why(tmp_path: Path) -> None:
    body = (
        "一、充分认识护林的意义\n（一）加强护林，是守住绿水青山的必然要求\n山没了，水就没了。\n"
        "（二）加强护林，是富民增收的重要途径\n林子里有药材。\n"
        "二、抓山口卡点\n要逢车必查。\n三、强化底线意识\n要防患未然。"
    )
    (found,) = skeletons(_written(tmp_path, HEAD + body + TAIL), tmp_path / "工作区")
    path = tmp_path / "简要.yaml"
    path.write_text(found.brief(), encoding="utf-8")
    brief = load_brief(path)
    assert [(point.topic, point.measures) for point in brief.points] == [("山口卡点", ()), ("强化底线意识", ())]
    assert "富民增收的重要途径" in found.brief()


UNTIDY = (
    "在全镇禁烧工作会上的讲话\n同志们：\n今天召开禁烧工作会，任务是安排秋收期间的禁烧。下面，我讲三点意见。 ◆\n"
    "一 、提高认识 ， 增强责任感\n禁烧关系空气质量，也关系行车安全。 ■ ~\n - 2 -\n"
    "二 、 突出重点 ，抓好巡查看护各村要划定责任田块，昼夜有人巡。哪一块出了事就找哪个人。三 、严格奖惩 ，形成合力各村主任是第一责任人，烧一处\n"
    "罚一处，处理一批典型。\n散会。\n"
)


def test_headings_of_an_untidy_text_are_found(tmp_path: Path) -> None:
    (found,) = skeletons(_written(tmp_path, UNTIDY), tmp_path / "工作区")
    lines = found.content("md")
    wanted = ["# 一、提高认识，增强责任感", "# 二、突出重点，抓好巡查看护", "# 三、严格奖惩，形成合力"]
    assert headings(lines) == wanted
    assert not found.remarks
    assert not re.search("[■◆~]| 2 ", lines.decode("utf-8"))


def test_the_outline_is_made_without_the_bank_and_the_brief_with_it(tmp_path: Path) -> None:
    """What is not asked for is not paid for: a bank that cannot be read is in nobody's way but the brief's."""
    path = _written(tmp_path, HEAD + "一、管好山\n要巡林。\n二、护好林\n要防火。" + TAIL)
    broken = tmp_path / "工作区" / "phrasebank" / "frames" / "坏.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("框架: {", encoding="utf-8")
    made = drafter("skeleton", str(path), workspace=tmp_path / "工作区")
    assert (made.returncode, made.stdout.count("\n## ")) == (0, 2)
    refused = drafter("skeleton", str(path), "--brief", workspace=tmp_path / "工作区")
    assert refused.returncode == 1
    assert "坏.yaml" in refused.stderr


def test_a_set_the_bank_has_is_kept_and_what_topics_are_likened_to_is_told(tmp_path: Path) -> None:
    """The headings of the old speech are one parallel set: with the set in the bank the brief asks for it."""
    body = "一、把巡护队伍作为护好青山的顶梁柱\n要巡林。\n二、把苗圃建设作为护好青山的源头水\n要育苗。"
    said = "- 巡护队伍\n# 原稿：二、把苗圃建设作为护好青山的源头水\n- 苗圃建设\n"
    brief = brief_of(tmp_path, body)
    assert f"# 原稿：一、把巡护队伍作为护好青山的顶梁柱\n{said}" in brief
    assert "风格:" not in brief
    own = tmp_path / "工作区" / "phrasebank" / "sets" / "本单位.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "标题组:\n- {id: bdw-zu, 骨架: 把<主题>作为护好青山的<轮换>, 轮换: [源头水, 顶梁柱, 铺路石], 适用: [活动, 事物]}\n",
        encoding="utf-8",
    )
    brief = brief_of(tmp_path, body)
    assert "\n风格: {句式: bdw-zu}\n" in brief
    path = tmp_path / "简要.yaml"
    path.write_text(brief, encoding="utf-8")
    tops = [
        item.text for item in plan(load_brief(path), open_drafting(tmp_path / "工作区").bank).items if item.level == 1
    ]
    assert sum("作为护好青山的" in text for text in tops) == 2


GLUED = (
    "在全县清渠会上的讲话\n\n同志们：\n今天开会，安排清渠。下面，我讲三点意见。\n"
    "一、统一思想，认清清渠的紧迫性\n渠堵了三年，水到不了田头。\n"
    "二、突出重点，打好清渠攻坚战{first}底数要摸清。各乡镇三天内逐段登记。\n"
    "（二）方案要管用。县水利局拿总方案。（三）队伍要专业。每段配两名技术员。\n"
    "三、压实责任，保证清渠见实效{lead}各乡镇包段。乡镇长是第一责任人。二要强化督查。每旬通报一次。三要兑现奖惩。先进的表彰。\n"
    "同志们，让我们共同努力，把渠清好！\n"
)


@pytest.mark.parametrize(
    ("first", "lead"), [("（一）", "一要"), ("(一)", "一要"), ("（一）", "\n一要"), ("\n（一）", "一要")]
)
def test_a_list_that_ran_together_with_its_heading_is_parted(tmp_path: Path, first: str, lead: str) -> None:
    text = GLUED.format(first=first, lead=lead)
    if first == "(一)":
        text = text.replace("（二）", "(二)").replace("（三）", "(三)")
    file = tmp_path / "清渠.txt"
    file.write_text(text, encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    tops = [item for item in found.outline.items if item.level == 1]
    assert [(item.label, item.text) for item in tops] == [
        ("一、", "统一思想，认清清渠的紧迫性"),
        ("二、", "突出重点，打好清渠攻坚战"),
        ("三、", "压实责任，保证清渠见实效"),
    ]
    below = [[child.text for child in item.items if child.level == 2] for item in tops]
    assert below[1] == ["底数要摸清", "方案要管用", "队伍要专业"]
    assert below[2][1:] == ["强化督查", "兑现奖惩"]
    assert not found.remarks


def test_a_first_heading_lost_under_another_leaves_those_above_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "清渠.txt"
    file.write_text(GLUED.format(first="。", lead="\n一要"), encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    tops = [item for item in found.outline.items if item.level == 1]
    assert [item.label for item in tops] == ["一、", "二、", "三、"]
    assert LOST not in [item.text for item in tops]
    second = [(child.label, child.text == LOST) for child in tops[1].items if child.level == 2]
    assert second == [("（一）", True), ("（二）", False), ("（三）", False)]


def test_moves_too_tells_of_numbers_stuck_in_the_midst_of_text(tmp_path: Path) -> None:
    file = tmp_path / "清渠.txt"
    file.write_text(GLUED.format(first="，（四）", lead="\n一要"), encoding="utf-8")
    told = drafter("moves", str(file), workspace=tmp_path / "工作区").stderr
    assert "粘在句子中间，没有分成标题（“（四）底数要摸清……”）" in told
    file.write_text(GLUED.format(first="\n（一）", lead="\n一要"), encoding="utf-8")
    assert "粘在句子中间" not in drafter("moves", str(file), workspace=tmp_path / "工作区").stderr


def test_a_heading_that_swallowed_its_text_is_told() -> None:
    lines = ("一、增强紧迫感环境就是脸面，也是饭碗。", "二、压实责任", "三、强化督查")
    passages = tuple(Passage(n, "heading", text, 1, text[:2]) for n, text in enumerate(lines, 1))
    (remark,) = stuck(Speech("甲", passages), [])
    assert "“一、增强紧迫感" in remark
    assert stuck(Speech("甲", passages[1:]), []) == ()
    every = tuple(Passage(n, "heading", f"{text.rstrip('。')}。", 1, text[:2]) for n, text in enumerate(lines, 1))
    assert stuck(Speech("甲", every), []) == ()


MEETING = (
    ("salutation", "同志们："),
    ("paragraph", "今天我们召开全县护渠工作推进会，主要任务是部署冬修。下面，我讲两点意见。"),
    ("heading", "一、看清家底"),
    ("paragraph", "要把渠道逐段看一遍。"),
    ("heading", "二、抓紧开工"),
    ("paragraph", "要赶在上冻前完工。"),
    ("paragraph", "同志们，让我们共同努力，为明年丰收作出贡献！"),
)


@pytest.mark.parametrize("dropped", [(), ("同志们：",)], ids=["greeted", "not greeted"])
def test_two_speeches_left_together_are_told(dropped: tuple[str, ...]) -> None:
    second = [each for each in MEETING if each[1] not in dropped]
    once, twice = (
        Speech(
            "甲",
            tuple(
                Passage(n, kind, text, int(kind == "heading"), text[:2] * (kind == "heading"))  # type: ignore[arg-type]
                for n, (kind, text) in enumerate(rows, 1)
            ),
        )
        for rows in (MEETING, [*MEETING, *second])
    )
    headings = [text for _, text in MEETING]
    assert stuck(once, headings) == ()
    (remark,) = stuck(twice, headings)
    assert "像是另一篇讲话的开头" in remark


def test_a_call_in_mid_speech_begins_no_other() -> None:
    rows = [
        *MEETING[:4],
        ("paragraph", "同志们，让我们把这件事办好！"),
        ("paragraph", "今天到会的都是老水利。"),
        *MEETING[4:],
    ]
    passages = tuple(
        Passage(n, kind, text, int(kind == "heading"), text[:2] * (kind == "heading"))  # type: ignore[arg-type]
        for n, (kind, text) in enumerate(rows, 1)
    )
    assert stuck(Speech("甲", passages), [text for _, text in rows]) == ()
