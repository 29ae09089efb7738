"""The outline of an existing speech: every heading, its level, its order; and none of its facts in the brief."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.numerals import chinese
from drafter.plan.outline import plan, walk
from drafter.plan.run_in import LOST
from drafter.plan.skeleton import headings_of, skeleton
from drafter.plan.starter import starter_brief
from drafter.records import Passage, Speech
from drafter.strict_yaml import load_text


def speech(*rows: tuple[str, int, str, str, str]) -> Speech:
    """rows: kind, level, label, text, move."""
    passages = tuple(
        Passage(number, kind, text, level, label, move, "任务部署")  # type: ignore[arg-type]
        for number, (kind, level, label, text, move) in enumerate(rows, 1)
    )
    return Speech("甲乙丙", passages, title="在全县护林防火工作推进会上的讲话")


POINTS = (
    ("heading", 1, "一、", "一、聚焦隐患排查，在摸清底数上下功夫", "三点意见"),
    ("heading", 2, "（一）", "（一）查坟头", "三点意见"),
    ("paragraph", 0, "", "逐个坟头登记。其余照旧。", "三点意见"),
    ("heading", 2, "（二）", "（二）查田边", "三点意见"),
    ("heading", 1, "二、", "二、聚焦宣传教育，在入户到人上出实招", "三点意见"),
)


def test_headings_keep_level_and_order_and_running_text_its_first_sentence() -> None:
    items = walk(skeleton(speech(*POINTS)).items)
    assert [(item.level, item.label + item.text) for item in items] == [
        (1, "一、聚焦隐患排查，在摸清底数上下功夫"),
        (2, "（一）查坟头"),
        (0, "逐个坟头登记。"),
        (2, "（二）查田边"),
        (1, "二、聚焦宣传教育，在入户到人上出实招"),
    ]


def test_a_passage_without_a_cue_makes_way_for_the_one_with_it() -> None:
    passages = (
        Passage(1, "paragraph", "护林是天大的事。", 0, "", "三点意见", "任务部署", 0.6, ("没有明显提示，按前后次序",)),
        Passage(2, "paragraph", "话不多说。接下来天天巡山。", 0, "", "三点意见", "任务部署", 0.9, ("提示语“接下来”",)),
        Passage(3, "paragraph", "接下来还要造林。", 0, "", "三点意见", "任务部署", 0.9, ("提示语“接下来”",)),
    )
    headed = (Passage(0, "heading", "一、守住山口", 1, "一、", "三点意见", "任务部署"), *passages)
    assert [item.text for item in walk(skeleton(Speech("甲", headed)).items)] == ["守住山口", "接下来天天巡山。"]
    # Where no heading tells what a part is about, every passage has its line.
    lines = ["护林是天大的事。", "接下来天天巡山。", "接下来还要造林。"]
    assert [item.text for item in walk(skeleton(Speech("甲", passages)).items)] == lines


@pytest.mark.parametrize(
    ("said", "step", "ending"),
    [
        ("希望大家把心思用在山上。", "号召", "希望"),
        ("希望大家携手奋斗，把山守住！", "号召", "号召"),
        ("把山守住！", "号召", "号召"),
        ("祝大家身体健康！", "祝愿", "祝愿"),
    ],
)
def test_the_ending_of_the_brief_is_what_the_speech_ends_in(bank: Bank, said: str, step: str, ending: str) -> None:
    ended = Speech("甲", (Passage(1, "paragraph", said, 0, "", "结束语", step),))
    assert f"\n结束: {ending}\n" in starter_brief(ended, bank, lambda words: words)


def test_a_lost_heading_is_shown_as_a_gap() -> None:
    lost = (
        *POINTS[:4],
        ("heading", 2, "（一）", "（一）进校园", "三点意见"),
        ("heading", 2, "（二）", "（二）进村口", "三点意见"),
    )
    items = walk(skeleton(speech(*lost)).items)
    assert (1, LOST) in [(item.level, item.text) for item in items]
    assert [item.label for item in items if item.text in ("进校园", "进村口")] == ["（一）", "（二）"]


def test_where_the_first_heading_was_lost_what_is_below_it_stays_below_it() -> None:
    rows = (
        ("paragraph", 0, "", "我讲两点意见。", "三点意见"),
        ("heading", 3, "1.", "1.先查水井", "三点意见"),
        ("heading", 3, "2.", "2.再查灶台", "三点意见"),
        ("heading", 1, "二、", "二、练好救火的本领", "三点意见"),
        ("heading", 3, "1.", "1.练队伍", "三点意见"),
        ("heading", 3, "2.", "2.练器材", "三点意见"),
    )
    items = walk(skeleton(speech(*rows)).items)
    assert [(item.level, item.label + item.text) for item in items if item.level] == [
        (1, "一、" + LOST),
        (2, "（一）先查水井"),
        (2, "（二）再查灶台"),
        (1, "二、练好救火的本领"),
        (2, "（一）练队伍"),
        (2, "（二）练器材"),
    ]


def test_the_first_of_bare_headings_was_lost_after_the_announcement() -> None:
    said = speech(
        ("paragraph", 0, "", "我讲两点意见。", "三点意见"),
        ("paragraph", 0, "", "水井要先查。", "三点意见"),
        ("heading", 1, "二、", "二、练好救火的本领", "三点意见"),
    )
    announcing = Passage(1, "paragraph", "我讲两点意见。", 0, "", "三点意见", "领起")
    items = walk(skeleton(Speech("甲", (announcing, *said.passages[1:]))).items)
    assert [item.label + item.text for item in items if item.level] == ["一、" + LOST, "二、练好救火的本领"]


def test_top_labels_that_begin_anew_belong_to_parts_without_headings() -> None:
    rows = (
        ("heading", 1, "一是", "一是查坟头", "三点意见"),
        ("heading", 1, "二是", "二是查田边", "三点意见"),
        ("paragraph", 0, "", "下一步要守住。", "三点意见"),
        ("heading", 1, "一是", "一是守住山口", "三点意见"),
        ("heading", 1, "二是", "二是守住路口", "三点意见"),
    )
    items = walk(skeleton(speech(*rows)).items)
    assert [(item.level, item.label + item.text) for item in items if item.level] == [
        (1, "一、" + LOST),
        (2, "（一）查坟头"),
        (2, "（二）查田边"),
        (1, "二、" + LOST),
        (2, "（一）守住山口"),
        (2, "（二）守住路口"),
    ]


def test_a_heading_named_by_what_leads_its_list_in_stands_there_and_the_items_on_one_level() -> None:
    rows = (
        ("heading", 1, "一是", "一是查坟头。", "三点意见"),
        ("paragraph", 0, "", "逐个登记。", "三点意见"),
        ("heading", 1, "二是", "二是查田边。", "三点意见"),
        ("paragraph", 0, "", "逐块登记。", "三点意见"),
        ("paragraph", 0, "", "去年我提过这件事。今年要进一步强化以下“三种意识”：", "三点意见"),
        ("heading", 2, "一要", "一要有防患意识。", "三点意见"),
        ("paragraph", 0, "", "火在心里先灭。", "三点意见"),
        ("heading", 2, "二要", "二要有协作意识。", "三点意见"),
        ("paragraph", 0, "", "山上山下一条心。", "三点意见"),
        ("heading", 2, "三要", "三要有担当意识。", "三点意见"),
        ("paragraph", 0, "", "出了事先看自己。", "三点意见"),
    )
    found = headings_of(speech(*rows))
    assert found[5] == [(1, "强化三种意识")]
    assert [found[number] for number in (6, 8, 10)] == [
        [(2, "有防患意识")],
        [(2, "有协作意识")],
        [(2, "有担当意识")],
    ]


def test_results_counted_before_the_points_stand_below_no_point(bank: Bank) -> None:
    """They are the brief's results, and the points are its points."""
    said = speech(
        ("heading", 1, "一是", "一是林子密了", "成绩回顾"),
        ("heading", 1, "二是", "二是路通了", "成绩回顾"),
        ("heading", 1, "一是", "一是守住山口", "三点意见"),
        ("heading", 1, "二是", "二是守住路口", "三点意见"),
    )
    assert [(item.level, item.label + item.text) for item in walk(skeleton(said).items)] == [
        (2, "（一）林子密了"),
        (2, "（二）路通了"),
        (1, "一、守住山口"),
        (1, "二、守住路口"),
    ]
    brief = parse_brief(load_text(starter_brief(said, bank, lambda words: words), "简要.yaml"))
    assert len(brief.achievements) == 2
    assert [point.topic for point in brief.points] == ["守住山口", "守住路口"]


def test_a_list_that_begins_among_the_results_tells_of_results_to_its_end(bank: Bank) -> None:
    """Also where its later items speak of ills that were mended."""
    text = "二是紧盯问题、精准整改。查出的毛病逐项改。三是严督实导、内外用力。"
    passages = (
        Passage(1, "paragraph", "去年护林有了新办法。一是聚焦主题、紧扣主线。", 0, "", "成绩回顾", "总体评价"),
        Passage(2, "paragraph", f"山头都定了人。{text}督导组常驻。", 0, "", "成绩回顾", "问题不足"),
        Passage(3, "heading", "一、守住山口", 1, "一、", "三点意见", "任务部署"),
        Passage(4, "heading", "二、守住路口", 1, "二、", "三点意见", "任务部署"),
    )
    said = Speech("甲", passages)
    assert [item.text for item in walk(skeleton(said).items) if item.level == 2] == [
        "聚焦主题、紧扣主线",
        "紧盯问题、精准整改",
        "严督实导、内外用力",
    ]
    assert len(parse_brief(load_text(starter_brief(said, bank, lambda words: words), "简要.yaml")).achievements) == 3


@pytest.mark.parametrize(
    ("ills", "gaps"),
    [
        ("一是底数不清。二是有的人不上山，有的车不登记。三是经费不足。", 3),
        ("但有的山头没人管，有的路口没设卡；个别同志怕得罪人。", 3),
        ("但防火的弦绷得还不紧。", 1),
    ],
)
def test_every_problem_the_old_speech_tells_apart_is_a_gap(bank: Bank, ills: str, gaps: int) -> None:
    passages = (
        Passage(1, "paragraph", "去年护林有了新办法。", 0, "", "成绩回顾", "总体评价"),
        Passage(2, "paragraph", ills, 0, "", "成绩回顾", "问题不足"),
        Passage(3, "heading", "一、守住山口", 1, "一、", "三点意见", "任务部署"),
    )
    brief = parse_brief(load_text(starter_brief(Speech("甲", passages), bank, lambda words: words), "简要.yaml"))
    assert len(brief.problems) == gaps
    assert len(set(brief.problems)) == gaps


@pytest.mark.parametrize("reviewed", [True, False])
def test_problems_told_behind_the_last_point_are_gaps_too(bank: Bank, reviewed: bool) -> None:
    ills = "在看到变化的同时，也要清醒认识到，巡山还存在一些问题：一是卡点少，二是人手缺。"
    review = Passage(1, "paragraph", "去年护林有了新办法。", 0, "", "成绩回顾", "总体评价")
    passages = (
        *[review] * reviewed,
        Passage(2, "heading", "一、守住山口", 1, "一、", "三点意见", "任务部署"),
        Passage(3, "heading", "二、加强组织领导", 1, "二、", "加强领导", "组织领导"),
        Passage(4, "paragraph", "各村要正视困难，把短板补上。", 0, "", "加强领导", "组织领导"),
    )
    whole = (*passages, Passage(5, "paragraph", ills, 0, "", "加强领导", "组织领导"))
    briefs = [
        parse_brief(load_text(starter_brief(Speech("甲", each), bank, lambda words: words), "简要.yaml"))
        for each in (passages, whole)
    ]
    assert [len(brief.problems) for brief in briefs] == [0, 2]


def test_a_point_that_says_what_to_do_is_one_though_reasons_are_given(bank: Bank) -> None:
    passages = (
        Passage(1, "heading", "一、抢抓工期", 1, "一、", "三点意见", "形势意义"),
        Passage(2, "paragraph", "雨季就在眼前，要说明白为什么赶。", 0, "", "三点意见", "形势意义"),
        Passage(3, "heading", "二、守住山口", 1, "二、", "三点意见", "任务部署"),
    )
    text = starter_brief(Speech("甲", passages), bank, lambda words: words)
    assert [point.topic for point in parse_brief(load_text(text, "简要.yaml")).points] == ["抢抓工期", "守住山口"]


def test_a_point_that_only_says_why_is_marked_as_one(bank: Bank) -> None:
    passages = (
        Passage(1, "heading", "一、掂清火险的分量", 1, "一、", "三点意见", "任务部署"),
        Passage(2, "paragraph", "山火连着万家安危。", 0, "", "三点意见", "形势意义"),
        Passage(3, "heading", "二、守住山口", 1, "二、", "三点意见", "任务部署"),
        Passage(4, "paragraph", "要逢车必查。", 0, "", "三点意见", "任务部署"),
    )
    text = starter_brief(Speech("甲", passages), bank, lambda words: words)
    assert [point.topic for point in parse_brief(load_text(text, "简要.yaml")).points] == ["守住山口"]
    assert "\n# “掂清火险的分量”原稿讲的是形势意义，不是要做的事" in text
    assert "\n#- 掂清火险的分量\n" in text
    # A brief has at least one point.
    alone = starter_brief(Speech("甲", passages[:2]), bank, lambda words: words)
    assert [point.topic for point in parse_brief(load_text(alone, "简要.yaml")).points] == ["掂清火险的分量"]


@pytest.mark.parametrize(
    ("heading", "topic"), [("造林绿化提速增效", "造林绿化"), ("加强政府自身建设", None), ("护林防火", "护林防火")]
)
def test_a_result_is_called_by_a_topic_of_the_bank(bank: Bank, heading: str, topic: str | None) -> None:
    rows = (
        ("heading", 1, "一、", "一、去年的工作", "成绩回顾"),
        ("heading", 2, "（一）", f"（一）{heading}", "成绩回顾"),
        ("heading", 2, "（二）", "（二）迎来喜事", "成绩回顾"),
        ("heading", 1, "二、", "二、守住路口", "三点意见"),
    )
    brief = parse_brief(load_text(starter_brief(speech(*rows), bank, lambda words: words), "简要.yaml"))
    assert [each.topic for each in brief.achievements] == [topic or "【待填：成绩一】", "【待填：成绩二】"]


def test_a_first_without_a_second_is_running_text() -> None:
    rows = (*POINTS[:1], ("paragraph", 2, "首先，", "首先，我要把话说明白。", "三点意见"), POINTS[4])
    items = walk(skeleton(speech(*rows)).items)
    assert [item.level for item in items] == [1, 0, 1]


def test_headings_of_one_part_stay_together_whatever_their_moves() -> None:
    rows = (
        ("heading", 1, "一、", "一、打好这一仗", "三点意见"),
        ("paragraph", 0, "", "各级党组织要带头。", "加强领导"),
        ("heading", 2, "第一，", "第一，加强领导", "加强领导"),
        ("paragraph", 0, "", "目标要守住。", "三点意见"),
        ("heading", 2, "第二，", "第二，守住目标", "三点意见"),
        ("paragraph", 0, "", "让我们一起上山。", "结束语"),
    )
    outline = skeleton(speech(*rows))
    assert [item.label for item in walk(outline.items) if item.level] == ["一、", "（一）", "（二）"]
    assert outline.items[-1].move == "结束语"


def test_a_speech_that_begins_on_a_lower_rung_climbs_without_a_gap() -> None:
    rows = (("heading", 3, "1.", "1.先排查", "三点意见"), ("heading", 3, "2.", "2.后整改", "三点意见"))
    assert [item.level for item in walk(skeleton(speech(*rows)).items)] == [1, 1]


def test_a_skipped_rung_pushes_no_two_kinds_of_heading_together() -> None:
    rows = (
        ("heading", 1, "一、", "一、守住山口", "三点意见"),
        ("heading", 2, "（一）", "（一）查坟头", "三点意见"),
        ("heading", 4, "（1）", "（1）查远坟", "三点意见"),
        ("heading", 5, "①", "①登记坟主", "三点意见"),
        ("heading", 5, "②", "②登记路线", "三点意见"),
        ("heading", 4, "（2）", "（2）查近坟", "三点意见"),
        ("heading", 2, "（二）", "（二）查田边", "三点意见"),
    )
    assert [item.level for item in walk(skeleton(speech(*rows)).items)] == [1, 2, 3, 4, 4, 3, 2]


def test_the_brief_loads_and_makes_an_outline_of_the_same_build(bank: Bank) -> None:
    text = starter_brief(speech(*POINTS), bank, lambda words: words)
    brief = parse_brief(load_text(text, "简要.yaml"))
    assert brief.occasion == "推进会"
    assert [(point.topic, point.measures) for point in brief.points] == [
        ("隐患排查", ("查坟头", "查田边")),
        ("宣传教育", ()),
    ]
    outline = plan(brief, bank)
    assert "【待填：会议名称】" in outline.title
    assert ("标题", "会议名称") in outline.gaps


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("扎实开展春风行动", "开展【待填：专项名称】"),
        ("持续推进“净网”行动", "【待填：专项名称】"),
        ("实施桥头水库项目", "实施【待填：专项名称】"),
        ("抓好人居环境整治行动", "人居环境整治行动"),
        ("推进重大项目", "重大项目"),
        ("突出重点，抓好春季造林", "春季造林"),
        ("突出重点，迅速掀起冬季造林的新热潮", "冬季造林"),
        ("希望大家增强护林意识", "增强护林意识"),
        ("坚定不移深化林权改革", "深化林权改革"),
        ("落实好惠林政策", "惠林政策"),
        ("牢牢把握守住底线的要求", "把握守住底线"),
        ("关于火险形势和抓好护林防火工作", "护林防火工作"),
        ("认清护林防火形势和做好巡山护林工作", "巡山护林工作"),
        ("关于护林队伍和统筹协调", "护林队伍和统筹协调"),
    ],
)
def test_a_named_campaign_is_a_fact_and_stock_words_are_no_point(bank: Bank, heading: str, topic: str) -> None:
    text = starter_brief(speech(*POINTS[:1], ("heading", 1, "二、", f"二、{heading}", "三点意见")), bank, lambda w: w)
    assert topic in [point.topic for point in parse_brief(load_text(text, "简要.yaml")).points]


def test_points_on_one_topic_are_told_apart(bank: Bank) -> None:
    """The brief takes no point twice."""
    heads = ("扎实抓好春季造林", "大力推进春季造林", "大力推进春季造林")
    text = starter_brief(
        speech(
            *(("heading", 1, f"{n}、", f"{n}、{head}", "三点意见") for n, head in zip("一二三", heads, strict=True))
        ),
        bank,
        lambda w: w,
    )
    topics = [point.topic for point in parse_brief(load_text(text, "简要.yaml")).points]
    assert topics == ["扎实抓好春季造林", "大力推进春季造林", "【待填：要点三】"]


@pytest.mark.parametrize(
    ("heads", "topics"),
    [
        # Without the predicate nothing is left of what is done.
        (("认识要再提高", "防线要再扎牢"), ["认识要再提高", "防线要再扎牢"]),
        (("巡护上要较真", "责任上要压紧"), ["巡护上要较真", "责任上要压紧"]),
        (("护林员要更好发挥带头作用", "抓好育苗"), ["护林员要更好发挥带头作用", "抓好育苗"]),
        (("各乡镇、各林场要加强对巡护的支持", "抓好育苗"), ["各乡镇、各林场要加强对巡护的支持", "抓好育苗"]),
        # One that cannot be called by its first clause: all by their last, or all whole.
        (("立足长远，建设护林队伍", "依法治林，坚持生态至上"), ["建设护林队伍", "坚持生态至上"]),
        (("守住青山，必须管住火源", "守住青山，必须管住人"), ["管住火源", "管住人"]),
        (("立足长远，建设护林队伍", "依法治林，建设护林队伍"), ["立足长远，建设护林队伍", "依法治林，建设护林队伍"]),
    ],
)
def test_siblings_are_cut_alike_or_not_at_all(bank: Bank, heads: tuple[str, ...], topics: list[str]) -> None:
    rows = (("heading", 1, f"{n}、", f"{n}、{head}", "三点意见") for n, head in zip("一二", heads, strict=True))
    text = starter_brief(speech(*rows), bank, lambda words: words)
    assert [point.topic for point in parse_brief(load_text(text, "简要.yaml")).points] == topics


def test_a_clause_is_put_into_no_set(bank: Bank) -> None:
    """X要再Y says all that is to be said."""
    rows = (
        ("heading", 1, "一、", "一、认识要再提高", "三点意见"),
        ("heading", 1, "二、", "二、防线要再扎牢", "三点意见"),
    )
    brief = parse_brief(load_text(starter_brief(speech(*rows), bank, lambda words: words), "简要.yaml"))
    assert [item.text for item in plan(brief, bank).items if item.level == 1] == ["认识要再提高", "防线要再扎牢"]


def test_leadership_within_the_points_makes_no_safeguard(bank: Bank) -> None:
    rows = (
        ("heading", 1, "一、", "一、守住山口", "三点意见"),
        ("heading", 2, "（一）", "（一）查坟头", "三点意见"),
        ("heading", 2, "（二）", "（二）压实林长责任", "加强领导"),
        ("heading", 1, "二、", "二、守住路口", "三点意见"),
        ("paragraph", 0, "", "各级林长要亲自抓。", "加强领导"),
    )
    text = starter_brief(speech(*rows), bank, lambda words: words)
    brief = parse_brief(load_text(text, "简要.yaml"))
    assert [(point.topic, point.measures) for point in brief.points] == [
        ("守住山口", ("查坟头", "压实林长责任")),
        ("守住路口", ()),
    ]
    assert "\n保障" not in text
    assert brief.ending is None  # the speech has none


def test_the_part_of_leadership_keeps_its_heading(bank: Bank) -> None:
    rows = (*POINTS, ("heading", 1, "三、", "三、拧紧责任链条，形成护林合力", "加强领导"))
    text = starter_brief(speech(*rows), bank, lambda words: words)
    items = plan(parse_brief(load_text(text, "简要.yaml")), bank).items
    assert [item.text for item in items if item.level == 1][2:] == ["拧紧责任链条，形成护林合力"]


def test_a_heading_of_stock_words_alone_is_left_to_the_writer(bank: Bank) -> None:
    text = starter_brief(speech(("heading", 1, "一、", "一、突出重点，狠抓落实", "三点意见")), bank, lambda w: w)
    assert "【待填：要点一】" in text
    assert "重点" not in text


def test_a_measure_that_is_all_facts_leaves_a_gap_in_its_place(bank: Bank) -> None:
    headings = ("青岚市和云溪县", "查坟头", "查田边")
    rows = (
        ("heading", 2, f"（{n}）", f"（{n}）{text}", "三点意见") for n, text in zip("一二三", headings, strict=True)
    )
    masked = {headings[0]: "【待填：地名】和【待填：地名】"}
    text = starter_brief(speech(POINTS[0], *rows), bank, lambda words: masked.get(words, words))
    assert parse_brief(load_text(text, "简要.yaml")).points[0].measures == ("【待填：措施一】", "查坟头", "查田边")


def test_the_third_level_is_told_beside_its_point_without_facts(bank: Bank) -> None:
    """The brief has no place for it."""
    rows = (
        *POINTS[:2],
        ("heading", 3, "1.", "1.登记青岚的坟头", "三点意见"),
        ("heading", 3, "2.", "2.劝阻上坟", "三点意见"),
        *POINTS[3:],
    )
    text = starter_brief(speech(*rows), bank, lambda words: words.replace("青岚", "【待填：地名】"))
    assert "# “查坟头”下面原稿还分：登记【待填：地名】的坟头；劝阻上坟\n- {主题: 隐患排查," in text
    assert parse_brief(load_text(text, "简要.yaml")).points[0].measures == ("查坟头", "查田边")


def test_headings_are_numbered_beyond_ninety_nine(bank: Bank) -> None:
    passages = tuple(
        Passage(n, "heading", f"{chinese(n)}、修好村路", 1, f"{chinese(n)}、", "三点意见", "任务部署")
        for n in range(1, 122)
    )
    items = skeleton(Speech("甲", passages)).items
    assert [item.label for item in items][98:102] == ["九十九、", "一百、", "一百零一、", "一百零二、"]
    assert items[-1].label == "一百二十一、"
    parse_brief(load_text(starter_brief(Speech("甲", passages), bank, lambda words: words), "简要.yaml"))
