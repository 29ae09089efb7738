"""What every outline keeps, whatever the brief (genre.md and the contract's invariants)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import load_brief, parse_brief
from drafter.brief.schema import Brief
from drafter.label.announce import announced
from drafter.language.meetings import theme_of
from drafter.plan.outline import facts, plan, walk
from drafter.plan.values import before_the_event
from drafter.records import Item, Outline
from drafter.shipped import shipped
from drafter.strict_yaml import load_text

BRIEFS = sorted((Path(__file__).parent.parent / "briefs").glob("*.yaml")) + sorted(
    (shipped("templates") / "briefs").glob("*.yaml")
)


def brief_of(text: str) -> Brief:
    return parse_brief(load_text(text, "简要.yaml"))


def whole_text(outline: Outline) -> str:
    return "\n".join((outline.title, *outline.subtitle, *(item.label + item.text for item in walk(outline.items))))


@pytest.fixture(scope="module", params=BRIEFS, ids=lambda path: path.stem)
def drafted(request: pytest.FixtureRequest, bank: Bank) -> tuple[Brief, Outline]:
    brief = load_brief(request.param)
    return brief, plan(brief, bank)


def test_every_fact_of_the_brief_is_used(drafted: tuple[Brief, Outline]) -> None:
    brief, outline = drafted
    text = whole_text(outline)
    assert [fact for _, fact in facts(brief) if fact not in text] == []
    assert not any("没有写进提纲" in note for note in outline.notes)


def test_the_announced_number_is_the_number_of_points(drafted: tuple[Brief, Outline]) -> None:
    _, outline = drafted
    points = [item for item in outline.items if item.level == 1]
    numbers = [found.count for item in outline.items if item.step == "领起" and (found := announced(item.text))]
    assert numbers == [len(points)]


def test_no_number_stands_in_the_outline_that_the_brief_does_not_have(drafted: tuple[Brief, Outline]) -> None:
    brief, outline = drafted
    given = " ".join(fact for _, fact in facts(brief)) + str(brief.date) + brief.meeting
    for item in walk(outline.items):
        shown = re.sub(r"【待填：[^】]*】", "", item.text)
        for number in re.findall(r"\d+(?:\.\d+)?", shown):
            assert number in given, item.text


def test_every_line_has_a_source_and_no_slot_is_left_open(drafted: tuple[Brief, Outline]) -> None:
    _, outline = drafted
    for item in walk(outline.items):
        assert item.source.ref
        assert "<" not in item.text, item.text
        assert item.text.count("【待填：") == len(item.gaps), item.text


def test_labels_climb_the_ladder_without_a_gap(drafted: tuple[Brief, Outline]) -> None:
    _, outline = drafted

    def check(items: tuple[Item, ...], above: int) -> None:
        headings = [item for item in items if item.level]
        assert len(headings) != 1 or above == 0
        for item in headings:
            assert item.level == above + 1
        for item in items:
            check(item.items, item.level or above)

    check(outline.items, 0)


def test_siblings_of_a_level_do_not_repeat_one_another(drafted: tuple[Brief, Outline]) -> None:
    _, outline = drafted
    # Several measures may be in one body's charge.
    lines = [item.text for item in walk(outline.items) if len(item.text) > 6 and not item.id.endswith("/领")]
    assert len(lines) == len(set(lines))


def test_the_same_brief_gives_the_same_outline(drafted: tuple[Brief, Outline], bank: Bank) -> None:
    brief, outline = drafted
    # Topics in a tuple of their own are not remembered from before.
    assert plan(brief.model_copy(deep=True), replace(bank, topics=(*bank.topics[:1], *bank.topics[1:]))) == outline


LEAST = "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育, 应急演练]\n"
DEEP = "会议: 全市就业工作会议\n意见: [岗位开拓, 驾驶培训, 技能培训]\n"
"""Of points whose lines have clauses for a third level."""


def test_five_moves_come_in_order_at_a_work_meeting(bank: Bank) -> None:
    moves = [item.move for item in plan(brief_of(LEAST), bank).items]
    order = list(dict.fromkeys(moves))
    assert order == ["开场", "成绩回顾", "三点意见", "加强领导", "结束语"]


def test_a_safeguard_in_the_brief_becomes_the_last_point_and_is_counted(bank: Bank) -> None:
    outline = plan(brief_of(LEAST + "保障: {主体: 各乡镇党委, 措施: [健全机制, 配强队伍]}\n"), bank)
    points = [item for item in outline.items if item.level == 1]
    assert len(points) == 4
    assert points[-1].move == "加强领导"
    assert [found.count for item in outline.items if (found := announced(item.text))] == [4]


def test_achievements_are_run_in_and_problems_answered_at_a_progress_meeting(bank: Bank) -> None:
    text = (
        "场合: 推进会\n会议: 全县农村供水推进会\n成绩: [{要点: 管网改造, 事实: 更换老旧管道31公里}, {要点: 水质监测, 事实: 设监测点46个}]\n"
        "问题: [水费收缴不及时, 管护队伍不稳定]\n意见: [工程建设, 管护队伍, 水费收缴]\n"
    )
    outline = plan(brief_of(text), bank)
    whole = whole_text(outline)
    assert re.search("一是管网改造[^，]*，更换老旧管道31公里；二是水质监测[^，]*，设监测点46个", whole)
    under = {item.text: "".join(child.text for child in item.items) for item in outline.items if item.level == 1}
    assert any("管护队伍" in heading and "管护队伍不稳定" in below for heading, below in under.items())
    assert any("水费收缴" in heading and "水费收缴不及时" in below for heading, below in under.items())


def test_a_topic_nobody_knows_still_gets_measures_and_a_note(bank: Bank) -> None:
    outline = plan(brief_of("会议: 全校屋顶农场工作会议\n意见: [土壤配比, 认养办法]\n"), bank)
    points = [item for item in outline.items if item.level == 1]
    assert all(len([child for child in point.items if child.level == 2]) >= 2 for point in points)
    assert any("土壤配比" in note for note in outline.notes)


def test_a_choice_made_by_hand_is_obeyed_and_sourced(bank: Bank) -> None:
    text = LEAST + "选定: {开场/会议任务: 今天开个短会。, 意见/2: 把道理讲进林子边}\n"
    outline = plan(brief_of(text), bank)
    chosen = {item.id: item for item in walk(outline.items)}
    assert chosen["开场/会议任务"].text == "今天开个短会。"
    assert chosen["意见/2"].text == "把道理讲进林子边"
    assert chosen["意见/2"].source.kind == "brief"


def test_a_visitor_hopes_and_does_not_order(bank: Bank) -> None:
    text = LEAST + "讲话人: {姓名: 周某, 职务: 省林业局副局长, 身份: 上级代表}\n"
    outline = plan(brief_of(text), bank)
    assert any("希望" in item.text and item.step == "领起" for item in outline.items)


def test_alternatives_are_as_many_as_asked_and_differ(bank: Bank) -> None:
    brief = brief_of(LEAST + "风格: {备选: 2}\n")
    for item in walk(plan(brief, bank).items):
        texts = [alternative.text for alternative in item.alternatives]
        assert len(texts) <= 2
        assert len({*texts, item.text}) == len(texts) + 1
    none = brief.model_copy(update={"style": brief.style.model_copy(update={"alternatives": 0})})
    assert all(not item.alternatives for item in walk(plan(none, bank).items))


@pytest.mark.parametrize(
    "brief",
    [
        "会议: 全县供水工作会议\n意见: [{主题: 工程建设, 措施: [倒排工期, 捞月亮]}, {主题: 【待填：要点二】, 措施: [晾衣服, 数星星]}]\n",
        "会议: 全县青年人才座谈会\n场合: 座谈会\n对象: 广大青年人才\n意见: [扎根基层, 数星星]\n",
    ],
)
def test_every_line_of_content_has_alternatives_whatever_the_brief_names(bank: Bank, brief: str) -> None:
    lines = [item for item in walk(plan(brief_of(brief), bank).items) if not item.level and item.id.startswith("意见/")]
    assert len(lines) >= 2
    for item in lines:
        texts = [alternative.text for alternative in item.alternatives]
        assert len({*texts, item.text}) == 4


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_what_the_writer_leaves_out_is_gone_and_the_rest_stays_sound(
    drafted: tuple[Brief, Outline], bank: Bank, offset: int
) -> None:
    brief, outline = drafted
    may = [item for item in walk(outline.items) if item.level != 1][offset::3]
    silent = {item.id: "不讲" for item in may}
    after = plan(brief.model_copy(update={"chosen": {**brief.chosen, **silent}}), bank)
    left = walk(after.items)
    assert not {item.id for item in left if item.level == 0} & set(silent)
    assert "不讲" not in {item.text.rstrip("：") for item in left}
    assert [item.text for item in left if item.level == 1] == [i.text for i in walk(outline.items) if i.level == 1]
    for item in (*left, replace(left[0], items=after.items)):
        headings = [child.label for child in item.items if child.level > 1]
        assert len(headings) != 1
        assert len(set(headings)) == len(headings)
    if silent:
        assert any(note.startswith("按选定不讲：") for note in after.notes)


def test_a_whole_point_is_not_left_out_by_a_choice(bank: Bank) -> None:
    outline = plan(brief_of(LEAST + "选定: {意见/2: 不讲}\n"), bank)
    assert "意见/2" in {item.id for item in walk(outline.items)}
    assert "不讲" not in whole_text(outline)
    assert any("删去" in note for note in outline.notes)


def test_what_ran_on_from_a_line_left_out_begins_a_paragraph(bank: Bank) -> None:
    text = "会议: 全县养老服务工作会议\n意见: [居家养老, 农村养老]\n成绩: [{要点: 设施建设, 事实: 新建14所}]\n"
    whole = [item for item in plan(brief_of(text), bank).items if item.move == "成绩回顾"]
    joined = next(k for k, item in enumerate(whole) if item.joined)
    choice = f"选定: {{{whole[joined - 1].id}: 不讲}}\n"
    after = [item for item in plan(brief_of(text + choice), bank).items if item.move == "成绩回顾"]
    assert after[joined - 1].id == whole[joined].id
    assert after[joined - 1].joined == whole[joined - 1].joined


def test_phrases_of_the_third_level_obey_the_writer(bank: Bank) -> None:
    text = DEEP + "风格: {层级: 3}\n"
    node = next(item.id for item in walk(plan(brief_of(text), bank).items) if item.level == 3)
    found = {i.id: i for i in walk(plan(brief_of(text + f"选定: {{{node}: 自己的第三级}}\n"), bank).items)}
    assert found[node].text == "自己的第三级"
    assert found[node].level == 3
    assert found[node].source.kind == "brief"


def test_when_and_by_whom_are_gaps_below_the_title_where_the_brief_leaves_them_out(bank: Bank) -> None:
    text = "会议: 全县供水工作会议\n意见: [工程建设, 水质检测]\n"
    bare = plan(brief_of(text), bank)
    assert bare.subtitle == ("（【待填：讲话日期】）", "【待填：讲话人职务、姓名】")
    assert bare.gaps[:2] == (("题下", "讲话日期"), ("题下", "讲话人职务、姓名"))
    told = plan(brief_of(text + "日期: 2026-03-18\n讲话人: {职务: 副县长}\n"), bank)
    assert told.subtitle == ("（2026年3月18日）", "副县长")
    assert not [gap for gap in told.gaps if gap[0] == "题下"]


def test_depth_is_obeyed(bank: Bank) -> None:
    for depth in (1, 2, 3):
        outline = plan(brief_of(DEEP + f"风格: {{层级: {depth}}}\n"), bank)
        assert max(item.level for item in walk(outline.items)) == depth


def test_an_empty_bank_leaves_gaps_and_never_fails() -> None:
    empty = Bank((), (), (), (), (), (), (), {})
    with pytest.raises(Exception, match="场合"):
        plan(brief_of(LEAST), empty)


def test_a_bank_without_frames_leaves_marked_gaps(bank: Bank) -> None:
    outline = plan(brief_of(LEAST), replace(bank, frames=(), sets=(), topics=(), general=()))
    assert any(item.text.startswith("【待填：") for item in outline.items)
    assert [item.text for item in outline.items if item.level == 1]


@pytest.mark.parametrize(
    ("did", "does"),
    [
        ("作了工作报告", "作工作报告"),
        ("作了发言", "发言"),
        ("就用地报批作了说明", "就用地报批作说明"),
        ("从三个方面作了交流发言", "从三个方面作交流发言"),
        ("提出了指导意见", "提出指导意见"),
        ("讲了很好的意见", "讲意见"),
        ("宣读了表彰决定", "宣读表彰决定"),
        ("解读文件精神", "解读文件精神"),
        ("签订了责任书", "签订责任书"),
        ("观看了专题片《为了谁》", "观看专题片《为了谁》"),
        ("安排了有关工作", "安排有关工作"),
        ("介绍了解决办法", "介绍解决办法"),
    ],
)
def test_what_is_to_come_is_not_told_as_done_nor_praised(did: str, does: str) -> None:
    assert before_the_event(did) == does


def test_the_one_measure_of_a_point_stands_alone_as_text(bank: Bank) -> None:
    """A parent has no child or two: where the brief names one thing to do, nothing is added to it."""
    text = "会议: 全县水利工作会议\n意见: [{主题: 河道治理, 措施: [巡坝]}, {主题: 供水保障, 措施: [管网检漏]}]\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    (only,) = [item for item in items if item.id.startswith("意见/1/")]
    assert (only.level, "巡坝" in only.text) == (0, True)
    assert not [item for item in items if item.id.startswith("意见/") and item.level == 2]


def test_of_what_a_group_lists_only_what_goes_with_the_point_stands_under_it(bank: Bank) -> None:
    text = "会议: 全县秸秆禁烧和综合利用工作会议\n主题: 秸秆禁烧\n意见: [综合利用, 组织领导]\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    headings = [item.text for item in items if item.id.startswith("意见/1/") and item.level == 2]
    assert len(headings) == 2
    assert not any("火头" in heading for heading in headings)


def test_nobody_is_praised_for_what_the_brief_does_not_tell(bank: Bank) -> None:
    text = "会议: 全县水利工作会议\n{}意见: [水库管护, 河道治理]\n"
    steps = [
        {item.step for item in walk(plan(parse_brief(load_text(text.format(told), "简要")), bank).items)}
        for told in ("", "成绩: [整修渠道8公里]\n")
    ]
    assert ["肯定感谢" in found for found in steps] == [False, True]


def test_a_fact_stands_in_the_text_and_not_in_a_gap(bank: Bank) -> None:
    text = "会议: 全县水利工作会议\n意见: [水库管护, 河道治理]\n保障: {主体: 县水利局, 措施: [专班]}\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    assert "专班" in re.sub("【[^】]*】", "", "".join(item.text for item in items))


@pytest.mark.parametrize(
    ("meeting", "theme"),
    [
        ("临港建设集团2026年安全生产工作会议", "安全生产工作"),
        ("全县第四次全国农业普查动员会", "第四次全国农业普查"),
        ("全县退役军人代表座谈会", "退役军人工作"),
        ("全市迎春台商座谈会", "对台工作"),
        ("华达集团2026年工作会议", ""),
        ("全市安委会第三次全体会议", ""),
        ("全市民营企业座谈会", ""),
    ],
)
def test_a_meetings_name_says_what_it_is_about(meeting: str, theme: str) -> None:
    assert theme_of(meeting) == theme
