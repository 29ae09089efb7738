"""A brief started from an old speech: what is no point, no result, no fact of it does not become one; what goes is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank.load import load_bank
from drafter.brief.load import load_brief
from drafter.brief.schema import MOST_ITEMS, MOST_POINTS, Brief
from drafter.flow.drafting import open_drafting
from drafter.flow.skeletons import skeletons
from drafter.language.numerals import chinese
from drafter.plan.campaigns import without_names
from drafter.plan.naming import only_sees, tells_why
from drafter.plan.outline import plan, walk
from drafter.plan.starter import _runs_meeting
from drafter.shipped import shipped

HEAD = "在全县水渠管护工作会议上的讲话\n\n同志们：\n今天开会，主要任务是安排今年的事情。下面，我讲几点意见。\n"
TAIL = "\n同志们，让我们共同努力，把渠守好！\n"


def started(tmp_path: Path, text: str) -> tuple[str, Brief]:
    """The brief of a speech, as text and as outline takes it."""
    path = tmp_path / "讲话.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = skeletons(path, tmp_path / "工作区")
    brief = tmp_path / "简要.yaml"
    brief.write_text(found.brief(), encoding="utf-8")
    loaded = load_brief(brief)
    assert plan(loaded, open_drafting(tmp_path / "工作区").bank).items
    return found.brief(), loaded


HOST = (
    "在全县水渠管护现场会上的主持词\n\n同志们：\n现在开会。\n{agenda}\n"
    "为开好这次会，请大家把手机调到静音，不要随意走动，遵守会场纪律。\n"
    "下面，请蒲家乡乡长发言。\n接下来，请石鼓镇镇长发言。\n"
    "我再提两点要求。\n第一，抓紧传达。三天内传达到村。\n第二，抓紧清淤。月底前清完。\n散会。\n"
)


@pytest.mark.parametrize(
    ("agenda", "wanted"),
    [
        (
            "会议有四项议程：一是蒲家乡、石鼓镇作经验介绍；二是县水利局通报进度；三是汤县长作工作安排；四是卫书记作重要讲话。",
            ["介绍了经验", "通报了有关情况", "安排了有关工作", "作了讲话"],
        ),
        (
            "今天的议程有三项：一是参观渠首；二是分组讨论；三是向先进单位授牌。",
            ["参观了现场", "讨论了有关事项", "颁发了奖牌"],
        ),
        (
            "会议有三项议程：一是放飞护渠气球；二是县水利研究所汇报；三是邢县长讲话。",
            ["【待填：议程一做了什么】", "汇报了有关情况", "作了讲话"],
        ),
    ],
)
def test_every_item_of_an_agenda_is_one_of_the_brief(tmp_path: Path, agenda: str, wanted: list[str]) -> None:
    _, brief = started(tmp_path, HOST.format(agenda=agenda))
    assert [event.what for event in brief.events] == wanted


@pytest.mark.parametrize("said", ["下面，逐项进行。", "下面依次进行。", "现在进行第一项。大家欢迎！"])
def test_what_comes_next_in_a_meeting_is_nothing_achieved(tmp_path: Path, said: str) -> None:
    text = HOST.format(agenda=f"会议有三项议程：一是县水利局通报进度；二是两个乡发言；三是邢县长讲话。{said}")
    _, brief = started(tmp_path, text)
    assert not brief.achievements
    assert _runs_meeting(said)
    assert not _runs_meeting(f"{said}去年，全县清淤三百里。")


def test_the_safeguard_loses_its_must_as_the_points_do(tmp_path: Path) -> None:
    body = "一是要传达到村。开会讲。\n二是要抓紧清淤。不等不靠。\n三是要严格督查考核。县委督查室每月通报，排名末位的约谈问责。\n"
    _, brief = started(tmp_path, HEAD + body + TAIL)
    said = [*(point.topic for point in brief.points), *brief.chosen.values()]
    assert any(str(each).endswith("督查考核") for each in said), said
    assert not any(str(each).startswith("要") for each in said)


def test_what_a_host_asks_of_those_present_is_nothing_achieved(tmp_path: Path) -> None:
    _, brief = started(tmp_path, HOST.format(agenda="今天的会时间不长。"))
    assert not brief.achievements


@pytest.mark.parametrize(
    "heading",
    [
        "提高认识，切实增强管好水渠的紧迫感",
        "充分认识管好水渠的重要意义",
        "统一思想，坚定信心",
        "把思想统一到县委的部署上来",
        "正视差距，增强责任感和使命感",
        "为什么要管好水渠",
    ],
)
def test_a_part_on_why_is_no_point_whatever_its_passages_are_taken_for(tmp_path: Path, heading: str) -> None:
    assert tells_why(heading) or only_sees(heading)
    body = (
        f"一、{heading}\n（一）这是几代人的心愿\n各村要把渠当成自家的。\n（二）这是救命的渠\n各乡镇要天天巡。\n"
        "二、加固堤埂\n要在汛前清完。\n三、专人看守\n每段都要有人。"
    )
    text, brief = started(tmp_path, HEAD + body + TAIL)
    assert [point.topic for point in brief.points] == ["加固堤埂", "专人看守"]
    assert "原稿讲的是形势意义" in text
    assert "# 原稿：（一）这是几代人的心愿\n" in text


@pytest.mark.parametrize(
    "heading",
    [
        "提高认识，加快清淤",
        "增强法治意识",
        "增强队伍的责任意识",
        "增强紧迫感，限期整改",
        "提高灌溉效益",
        "认清形势，补齐短板",
        "提升队伍素质",
    ],
)
def test_a_part_that_also_says_what_to_do_stays_a_point(heading: str) -> None:
    assert not tells_why(heading)
    assert not only_sees(heading)


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("提高站位，迅速行动", True),
        ("上下联动，全员行动", True),
        ("立即行动起来", True),
        ("确保攻坚行动见到实效", True),
        ("迅速掀起项目建设的新热潮", True),
        ("全力主攻工业项目", True),
        ("盯紧项目进度", True),
        ("掀起丰登行动的新热潮", False),
        ("深入开展清渠亮水行动", False),
        ("抓好春芽行动", False),
    ],
)
def test_who_acts_at_once_names_no_campaign(heading: str, kept: bool) -> None:
    unnamed = without_names(load_bank([shipped("phrasebank")]))
    assert (unnamed(heading) == heading) is kept


def test_of_parallel_siblings_all_keep_their_verb_or_none(tmp_path: Path) -> None:
    body = "一、近期任务\n（一）抓清淤，保畅通。要清完。\n（二）抓巡查，早发现。要天天巡。\n（三）严奖惩，明责任。要兑现。\n二、长远打算\n要修新渠。"
    _, brief = started(tmp_path, HEAD + body + TAIL)
    assert brief.points[0].measures == ("抓清淤", "抓巡查", "严奖惩")


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (("脚步要赶上", "漏洞要堵上"), ("脚步要赶上", "漏洞要堵上")),
        (("担子要压在身上", "功夫要花在平时"), ("担子要压在身上", "功夫要花在平时")),
        (("盯渠上", "盯坝下"), ("盯渠上", "盯坝下")),
        (("抓晚上", "抓坡上"), ("抓晚上", "抓坡上")),
        (("抓什么", "怎么抓"), ("抓什么", "怎么抓")),
        (("在队伍建设上", "在经费筹措上"), ("队伍建设", "经费筹措")),
        (("渠道清淤上", "水费征收上"), ("渠道清淤", "水费征收")),
    ],
)
def test_a_verb_keeps_what_completes_it_and_a_place_its_word(
    tmp_path: Path, headings: tuple[str, str], wanted: tuple[str, str]
) -> None:
    body = f"一、守渠\n（一）{headings[0]}\n天天看。\n（二）{headings[1]}\n夜夜看。\n二、修渠\n月月修。"
    _, brief = started(tmp_path, HEAD + body + TAIL)
    assert brief.points[0].measures == wanted


@pytest.mark.parametrize(
    ("quoted", "bare"), [("“百日清渠攻坚”", "百日清渠攻坚"), ("“清源”会战", "清源会战"), ("“春水”行动", "春水行动")]
)
def test_a_campaign_the_speech_has_in_quotation_marks_is_a_gap_without_them_too(
    tmp_path: Path, quoted: str, bare: str
) -> None:
    head = HEAD.replace("水渠管护工作会议", f"{quoted}动员会")
    body = f"一、打赢{bare}\n要打赢。\n二、全力以赴保放水\n各乡镇要照办。\n三、加强领导，为{bare}提供保障\n各级党委要负总责，县委督查室要督查。\n"
    text, brief = started(tmp_path, head + body + TAIL)
    assert bare not in text
    assert quoted not in text
    assert brief.points[1].topic == "全力以赴保放水"


def test_what_says_how_in_four_characters_has_its_own_verb(tmp_path: Path) -> None:
    measures = ("千方百计保放水", "想方设法筹石料", "齐抓共管护堤埂")
    body = "一、近期任务\n" + "".join(f"（{chinese(n)}）{each}。各乡镇要照办。\n" for n, each in enumerate(measures, 1))
    _, brief = started(tmp_path, HEAD + body + "二、长远打算\n要修新渠。" + TAIL)
    assert brief.points[0].measures == measures
    items = plan(brief, open_drafting(tmp_path / "工作区").bank).items
    point = next(item for item in items if any(child.level == 2 for child in item.items))
    assert tuple(child.text for child in point.items if child.level == 2) == measures


PASSED_ON = (
    "在全县传达学习全市水渠管护现场会精神会议上的讲话\n\n同志们：\n今天开会，传达市里的会议，安排县里的事情。下面，我讲三个方面。\n"
    "一、关于会议的主要精神\n4月2日，市里在渠首召开现场会。会议强调，要把每条渠包到人。会议要求，各县五月底前建好台账。\n"
    "二、关于我县的情况\n去年，我县整修支渠41条，放水比往年早了六天。{turn}一是管护人员老，七成过了六十；二是经费散，三个部门各管一头。\n"
    "三、{ahead}\n{points}"
    "同志们，让我们共同努力，把渠守好！\n"
)
DEMANDS = "要包好每条支渠。各乡镇本月内把人定下来。\n要管好管护经费。县财政局统一列支。\n要换上年轻人手。村里推荐，乡镇培训。\n"
LISTED = "一是要包好每条支渠。各乡镇本月内把人定下来。\n二是要管好管护经费。县财政局统一列支。\n三是要换上年轻人手。村里推荐，乡镇培训。\n"
HEADED = "（一）包好每条支渠\n各乡镇本月内把人定下来。\n（二）管好管护经费\n县财政局统一列支。\n（三）换上年轻人手\n村里推荐，乡镇培训。\n"


@pytest.mark.parametrize("turn", ["但对照先进县，我们的差距不小。", "同时也要看到，问题还不少。", "短板也很明显。"])
@pytest.mark.parametrize(
    ("ahead", "points"), [("关于下一步的工作", DEMANDS), ("下步工作打算", LISTED), ("贯彻落实意见", HEADED)]
)
def test_a_part_of_the_speech_is_no_point(tmp_path: Path, turn: str, ahead: str, points: str) -> None:
    """What was said elsewhere is what the meeting goes by, how things are here is 成绩 and 问题, what is to be done the points."""
    text, brief = started(tmp_path, PASSED_ON.format(turn=turn, ahead=ahead, points=points))
    assert brief.occasion == "传达学习会"
    assert "# 场合是" not in text
    assert brief.bases
    assert (len(brief.achievements), len(brief.problems)) == (1, 2)
    assert [point.topic for point in brief.points] == ["包好每条支渠", "管好管护经费", "换上年轻人手"]
    assert not any(point.measures for point in brief.points)
    assert "# 原稿：二、关于我县的情况\n" in text


def test_of_several_parts_on_what_is_to_be_done_each_stays_a_point(tmp_path: Path) -> None:
    body = "一、清淤\n要清完。\n二、下一步工作打算\n要包好每条支渠。\n要管好管护经费。\n"
    _, brief = started(tmp_path, HEAD + body + TAIL)
    assert len(brief.points) == 2


@pytest.mark.parametrize(
    ("title", "opening", "occasion", "guessed"),
    [
        ("在县委常委会会议上传达学习全市水渠管护现场会精神时的讲话", "开会。", "传达学习会", False),
        ("在全县学习贯彻全市水渠管护推进会精神会议上的讲话", "开会。", "传达学习会", False),
        ("在全县贯彻落实全市水渠管护会议精神动员大会上的讲话", "开会。", "动员会", False),
        ("在县水利局党组会上的讲话", "今天开会，传达市水渠管护现场会精神。", "传达学习会", True),
        ("在县水利局党组会上的讲话", "今天开会，安排春灌。", "工作会议", True),
    ],
)
def test_what_is_passed_on_tells_the_occasion(
    tmp_path: Path, title: str, opening: str, occasion: str, guessed: bool
) -> None:
    text, brief = started(
        tmp_path, f"{title}\n\n同志们：\n{opening}下面，我讲两点。\n一、清淤\n要清完。\n二、巡渠\n要巡到。\n"
    )
    assert (brief.occasion, "# 场合是" in text) == (occasion, guessed)


def test_what_stays_of_the_old_speech_is_told_on_top(tmp_path: Path) -> None:
    body = "一、强化水渠管护责任\n要包段。\n二、落实水渠管护经费\n要列支。"
    text, _ = started(tmp_path, HEAD + body + TAIL)
    assert "# 讲什么事照原稿留着（如“水渠管护”）：" in text
    text, _ = started(tmp_path, HEAD.replace("水渠管护", "") + "一、抓好排查\n要查。\n二、抓好整改\n要改。" + TAIL)
    assert "（如" not in text


def test_more_than_a_brief_takes_is_left_for_its_writer_to_merge(tmp_path: Path) -> None:
    many = "".join(f"（{chinese(n)}）疏通第{chinese(n)}号支渠\n要疏通。\n" for n in range(1, MOST_ITEMS + 4))
    points = "".join(
        f"{chinese(n)}、管好{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'东西南北'[n % 4]}渠\n要管好。\n"
        for n in range(2, MOST_POINTS + 4)
    )
    text, brief = started(tmp_path, HEAD + "一、疏通支渠\n" + many + points + TAIL)
    assert len(brief.points) <= MOST_POINTS
    assert all(len(point.measures) <= MOST_ITEMS for point in brief.points)
    assert f"# 原稿的措施有 {MOST_ITEMS + 3} 条，简要最多 {MOST_ITEMS} 条" in text
    assert f"# 原稿的要点有 {MOST_POINTS + 3} 条，简要最多 {MOST_POINTS} 条" in text


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "一、打好清淤攻坚战（一）底数要摸清。各村三天内报。（二）方案要管用。先易后难。\n二、守好水渠\n要天天巡。",
            "（二）方案要管用",
        ),
        (
            "一、打好清淤攻坚战\n（一）底数要摸清\n各村三天内报。\n（二）方案要管用\n先易后难。\n二、守好水渠\n要天天巡。",
            "",
        ),
        ("一、守好水渠\n要按管护办法第（三）条、第七条（二）项办。\n二、修好水渠\n要修。", ""),
    ],
    ids=["stuck", "parted", "cited"],
)
def test_numbers_stuck_in_the_midst_of_text_are_told(tmp_path: Path, body: str, told: str) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(HEAD + body + TAIL, encoding="utf-8")
    (found,) = skeletons(path, tmp_path / "工作区")
    remarks = [remark for remark in found.remarks if "粘在句子中间" in remark]
    headings = found.content("md").decode("utf-8")
    if told and f"### {told}" not in headings:
        assert told in remarks[0]
        assert told in found.brief()
    else:
        assert not remarks


def test_how_things_stand_becomes_no_measure(tmp_path: Path) -> None:
    said = (
        f"{HEAD}一、认清形势，切实增强管好水渠的紧迫感\n"
        "（一）来水形势依然严峻。库里的水比常年少三成。\n（二）管护难度加大。渠线老化，漏水的地方多。\n"
        "（三）惰性思想仍然存在。有的村等着上头来修。\n"
        "二、突出重点，抓好水渠管护各项工作\n"
        "（一）清淤要到位\n各村要在月底前清完支渠。\n（二）夜间值守要到位\n各村要天天有人巡。\n"
        "（三）管护力量明显不足\n有的村只有一个人管渠，要补起来。\n" + TAIL
    )
    text, brief = started(tmp_path, said)
    assert [[*point.measures] for point in brief.points] == [["清淤要到位", "夜间值守要到位"]]
    assert "# 原稿：（三）管护力量明显不足" in text
    # Also where its writer follows the advice of the comment.
    path = tmp_path / "照办.yaml"
    path.write_text(text.replace("\n#- ", "\n- "), encoding="utf-8")
    followed = load_brief(path)
    assert len(followed.points) == 2
    assert not followed.points[0].measures
    lines = [each.text for each in walk(plan(followed, open_drafting(tmp_path / "工作区").bank).items)]
    assert not [line for line in lines if "形势依然严峻" in line or "难度加大" in line]
    # A clause stands in its own words, without a verb before it.
    assert "夜间值守要到位" in lines


def test_who_is_called_on_besides_the_agenda_is_told(tmp_path: Path) -> None:
    said = HOST.format(
        agenda="今天的会议有三项议程：一是现场观摩；二是交流发言；三是汤县长讲话。上午，我们已经观摩了两处渠首，下面进行后两项。"
    ).replace("我再提两点要求", "下面，请水利局邢局长通报检查情况。\n下面，请汤县长讲话。\n我再提两点要求")
    text, brief = started(tmp_path, said)
    assert [each.what for each in brief.events] == ["观摩了现场", "作了交流发言", "通报了有关情况", "作了讲话"]
    assert "交流发言一】、【待填：谁作了交流发言二】" in text
    assert not brief.achievements


def test_first_with_no_second_is_no_point(tmp_path: Path) -> None:
    said = (
        "在全县水渠管护工作会议上的主持讲话\n\n同志们：\n现在开会。\n首先，由县水利局局长葛某某同志宣读《水渠管护方案》。\n"
        "下面，请石鼓镇镇长作表态发言。\n下面，我讲几点意见：\n一、清淤要赶早。各村月底前清完。\n二、巡查要跟上。各村天天有人巡。\n散会！\n"
    )
    _, brief = started(tmp_path, said)
    assert [each.topic for each in brief.points] == ["清淤要赶早", "巡查要跟上"]
    assert [each.what for each in brief.events] == ["宣读了有关文件", "作了表态发言"]


@pytest.mark.parametrize("heading", ["抓好大会精神贯彻落实的几点要求", "结合我县实际，切实抓好贯彻落实"])
def test_what_carries_out_the_spirit_is_what_is_to_be_done(tmp_path: Path, heading: str) -> None:
    said = (
        "在全县传达学习全市水利大会精神会议上的讲话\n\n同志们：\n今天开会，主要是传达全市水利大会精神。\n"
        "一、关于大会的主要精神\n大会开得很好，讲了今年怎么干。\n二、我县水渠管护的现状\n去年清了一百里渠。\n"
        f"三、{heading}\n（一）把支渠清出来。各村要在月底前清完。\n（二）把渠首修起来。县水利局要在五月底前修好。\n"
        "（三）把水费收上来。各村要按方收，张榜公布。\n" + TAIL
    )
    text, brief = started(tmp_path, said)
    assert len(brief.points) == 3, text
    assert f"# 原稿：三、{heading}" in text
