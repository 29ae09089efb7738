"""A point finds its topic though it is worded otherwise, and none where nobody knows it; a wrong field is the worst.

The points stand in cases/找主题.txt, one a line with what it ought to find.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from drafter.bank.model import Bank, Topic
from drafter.brief.load import parse_brief
from drafter.language.meetings import theme_of
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.plan.wordings import Wordings
from drafter.strict_yaml import load_text

CASES = Path(__file__).parent / "cases" / "找主题.txt"
NONE = "无"


@dataclass(frozen=True, slots=True)
class Case:
    point: str
    section: str
    wanted: frozenset[str]

    def right(self, topic: Topic | None) -> bool:
        return (topic.id in self.wanted or f"{topic.field}/*" in self.wanted) if topic else NONE in self.wanted


def cases() -> list[Case]:
    found = []
    section = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            section = line.strip("= ")
        elif " → " in line and not line.startswith("#"):
            point, _, wanted = line.partition(" → ")
            found.append(Case(point, section, frozenset(wanted.split("、"))))
    return found


@pytest.fixture(scope="module")
def found(bank: Bank) -> dict[Case, Topic | None]:
    topics = Topics(bank, "", "全县重点工作会议")
    return {case: _topic_of(topics, case.point) for case in cases()}


def _topic_of(topics: Topics, point: str) -> Topic | None:
    """What the point found; its head word alone (按中心词) is nothing known about it."""
    match = topics.match(point)
    return match.topic if match and not match.general else None


def test_the_cases_name_topics_that_exist(bank: Bank) -> None:
    known = {topic.id for topic in bank.topics} | {f"{topic.field}/*" for topic in bank.topics} | {NONE}
    assert [(case.point, wanted) for case in cases() for wanted in sorted(case.wanted - known)] == []
    assert len(cases()) >= 150
    assert sum(case.wanted == {NONE} for case in cases()) >= 20
    assert sum(case.section == "陷阱" for case in cases()) >= 20


def test_hardly_a_point_is_given_a_topic_of_another_field(found: dict[Case, Topic | None]) -> None:
    wrong = [(case.point, topic.id) for case, topic in found.items() if topic and not case.right(topic)]
    assert len(wrong) <= 0.02 * len(found), wrong
    traps = [(case.point, topic) for case, topic in found.items() if case.section in ("陷阱", NONE)]
    assert [(point, topic and topic.id) for point, topic in traps if (point, topic) not in _right(found)] == []


def test_most_points_find_their_topic(found: dict[Case, Topic | None]) -> None:
    known = [case for case in found if case.wanted != {NONE}]
    missed = [case.point for case in known if not case.right(found[case])]
    assert len(missed) <= 0.05 * len(known), missed


def _right(found: dict[Case, Topic | None]) -> list[tuple[str, Topic | None]]:
    return [(case.point, topic) for case, topic in found.items() if case.right(topic)]


def _topic(id_: str, *synonyms: str, phrases: tuple[str, ...] = ()) -> Topic:
    field, _, name = id_.partition("/")
    return Topic(id_, field, name, synonyms, phrases=phrases)


TOPICS = (
    _topic("住建/停车治理", "停车难", "停车管理"),
    _topic("住建/老旧小区改造", "加装电梯", "老旧小区管理"),
    _topic("林业/森林防火", "护林防火", phrases=("开展林区巡护",)),
    _topic("安全/消防安全", "消防管理", "宿舍防火"),
    _topic("人社/根治欠薪", "农民工工资", "欠薪治理"),
    _topic("工会/新业态服务", "农民工服务", "服务保障"),
    _topic("农业/农业管理", "农业服务保障", "农业"),
    _topic("数字/数字城市", "数字", "城市管理"),
)


def near(point: str) -> dict[str, float]:
    return {TOPICS[index].id: close.score for index, close in Wordings(TOPICS).near(point).items()}


def best(point: str) -> str | None:
    scores = near(point)
    return max(scores, key=lambda id_: scores[id_]) if scores else None


def test_all_words_of_a_point_count_and_the_rare_ones_most() -> None:
    assert best("农民工欠薪") == "人社/根治欠薪"
    assert best("老旧小区加装电梯") == "住建/老旧小区改造"


def test_a_short_wording_is_one_word() -> None:
    assert best("打车难") is None
    assert best("停车难") == "住建/停车治理"


def test_a_word_that_only_qualifies_finds_nothing() -> None:
    assert "数字/数字城市" not in near("数字乡村")


def test_words_that_all_fields_use_find_nothing() -> None:
    assert near("火箭管理") == {}


def test_what_the_topics_tell_is_the_last_resort() -> None:
    share, index = Wordings(TOPICS).told("林区巡护")[0]
    assert (TOPICS[index].id, share) == ("林业/森林防火", 1.0)


IN_MEETINGS = Path(__file__).parent / "cases" / "会上的要点.txt"


@pytest.mark.parametrize(
    "line",
    [line for line in IN_MEETINGS.read_text(encoding="utf-8").splitlines() if " → " in line[1:] and line[0] != "#"],
)
def test_at_a_meeting_a_point_means_what_the_meeting_is_about(bank: Bank, line: str) -> None:
    told, _, wanted = line.partition(" → ")
    meeting, _, point = told.partition(" | ")
    match = Topics(bank, theme_of(meeting), meeting).match(point)
    if wanted == "泛":
        assert match is None or match.general or match.topic.field == "通用"
    else:
        assert match is not None
        assert match.topic.id == wanted or f"{match.topic.field}/*" == wanted


def test_what_is_borrowed_from_another_field_or_meaning_is_told(bank: Bank) -> None:
    def notes(meeting: str, point: str) -> str:
        brief = parse_brief(load_text(f"会议: {meeting}\n意见: [{point}, 责任落实]\n", "简要.yaml"))
        return "".join(note for note in plan(brief, bank).notes if f"“{point}”" in note)

    assert "别的领域" in notes("全县安全生产工作会议", "应急演练")
    assert notes("全县安全生产工作会议", "隐患排查") == ""
    assert notes("全市民营企业家座谈会", "融资服务") == ""
    assert "通用措施" in notes("华兴化工公司年度总结表彰大会", "班组建设")


def test_a_part_of_the_theme_takes_the_group_that_speaks_of_it_and_only_once(bank: Bank) -> None:
    text = "会议: 全市饮用水水源地保护工作会议\n意见: [保护区违规项目清理, 应急备用水源建设]\n"
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    first, second = (
        {item.source.ref for item in walk(outline.items) if item.id.startswith(f"意见/{n}/")} for n in (1, 2)
    )
    assert first == {"生态环境/水环境治理/按饮用水水源地"}
    assert {ref.rpartition("/")[0] for ref in second} == {"通用/创建类"}
    assert any("保护区违规项目清理" in note and "本会主题" in note for note in outline.notes)


def test_no_line_speaks_of_a_question(bank: Bank) -> None:
    text = "会议: 全市乡镇统计员业务培训班\n意见: [为什么学, 学什么, 怎么学]\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    asked = [item.text for item in items if item.id in ("意见/1", "意见/2", "意见/3")]
    assert all(text.startswith(point) for text, point in zip(asked, ("为什么学", "学什么", "怎么学"), strict=True))
    lines = "".join(item.text for item in items if item.id.startswith("意见") and item.level == 0)
    assert "为什么学" not in lines
    assert "怎么学" not in lines
    assert "围绕乡镇统计员业务" in lines


def test_a_point_called_by_a_group_of_the_meetings_topic_is_its_matter(bank: Bank) -> None:
    """行业监管 at a meeting on fraud is what banks and carriers do; elsewhere it is supervision as such."""
    fraud = Topics(bank, "打击治理电信网络诈骗工作", "全市打击治理电信网络诈骗工作联席会议")
    match = fraud.match("行业监管")
    assert match
    assert match.topic.id == "政法/反诈"
    assert match.part
    assert [group.name for group in match.topic.groups] == ["按行业"]
    elsewhere = Topics(bank, "屋顶农场工作", "全县屋顶农场工作会议").match("行业监管")
    assert elsewhere is None or elsewhere.topic.id != "政法/反诈"
    # What it ends in says what kind of work it is, no group.
    other = fraud.match("质量监管")
    assert other is None or other.general


@pytest.mark.parametrize(("meeting", "same"), [("供销合作社", True), ("信息通信", False)])
def test_a_group_stands_under_the_points_it_names_at_its_topics_meetings_alone(
    bank: Bank, meeting: str, same: bool
) -> None:
    # Every field has some network of its own: 网络建设 is what the meeting makes it.
    found = Topics(bank, f"{meeting}工作", f"全县{meeting}工作会议").match("网络建设")
    group = next(g for t in bank.topics if t.name == "供销合作" for g in t.groups if "网络建设" in g.points)
    assert found
    assert (found.topic.groups == (group,)) is same
    assert bool(set(found.topic.aims) & set(group.aims)) is same


def test_a_group_is_found_by_its_points_other_names_and_what_every_field_has_by_none(bank: Bank) -> None:
    at_home = Topics(bank, "供销合作社工作", "全县供销合作社工作会议")
    (named,) = [m for m in (at_home.match("网络打造"),) if m]
    assert named.by_group
    assert named.topic.groups == at_home.match("网络建设").topic.groups  # type: ignore[union-attr]
    everybodys = Topics(bank, "教育工作", "全市教育工作会议").match("压实责任")
    assert everybodys
    assert everybodys.topic.field == "通用"


def test_what_has_no_name_is_about_nothing(bank: Bank) -> None:
    assert Topics(bank, "", "全县重点工作会议").match("") is None


@pytest.mark.parametrize(
    ("theme", "wrong"),
    [
        ("噪声地图编制", "编制"),
        ("退役运动员安置", "退役军人"),
        ("围棋事业发展", "发展改革"),
        ("社会体育指导员", "社会工作"),
        ("高危险性体育项目", "项目招商"),
    ],
)
def test_a_word_that_a_field_begins_with_makes_a_meeting_no_matter_of_it(theme: str, wrong: str, bank: Bank) -> None:
    assert wrong not in Topics(bank, theme, f"全市{theme}工作会议").fields


@pytest.mark.parametrize(("theme", "right"), [("编制工作", "编制"), ("教育工作", "教育"), ("退役军人工作", "退役军人")])
def test_a_field_called_by_its_own_name_is_meant(theme: str, right: str, bank: Bank) -> None:
    assert right in Topics(bank, theme, f"全市{theme}会议").fields


def test_what_begins_with_not_is_not_what_stands_after_it(bank: Bank) -> None:
    """非现场监管 is looked at from afar, 现场监管 on the spot."""
    wordings = Topics(bank, "", "").wordings
    called = {close.by for point in ("非现场监管", "环境非现场监管") for close in wordings.near(point).values()}
    assert "现场监管" not in called
    assert not any(close.by.endswith("非现场监管") for close in wordings.near("现场监管").values())


def test_nothing_is_told_in_passing_to_a_meeting_nobody_knows(bank: Bank) -> None:
    """技术服务 at one on an unknown crop is no matter of what companies ask of universities."""
    match = Topics(bank, "灵草种植", "全县灵草种植推进会").match("技术服务")
    assert match is None or match.general


def test_what_is_done_away_with_is_not_told_how_to_be_built(bank: Bank) -> None:
    match = Topics(bank, "海水养殖", "全县海水养殖整治会议").match("网箱清退")
    assert match is None or match.general or any("清退" in m.text for g in match.topic.groups for m in g.measures)
    built = Topics(bank, "海水养殖", "全县海水养殖整治会议").match("网箱建设")
    assert built
    assert built.topic.name == "海水养殖"


def test_parents_stand_in_no_line_of_a_canteen_without_pupils(bank: Bank) -> None:
    match = Topics(bank, "机关食堂", "全县机关食堂工作会议").match("食材采购")
    lines = [m.text for g in match.topic.groups for m in g.measures] if match else []
    assert lines
    assert not any(word in line for line in lines for word in ("家长", "学校"))


@pytest.mark.parametrize(
    ("theme", "point", "topic"),
    [
        ("松材线虫病防控", "林相改造", "林业/林长制"),
        ("博物馆", "文创开发", "宣传文旅/文创产业"),
        ("夜市经济", "摊位管理", "商贸物流/农贸市场"),
    ],
)
def test_a_point_that_another_topic_of_the_field_alone_has_by_that_name_is_its_matter(
    bank: Bank, theme: str, point: str, topic: str
) -> None:
    match = Topics(bank, theme, f"全市{theme}工作会议").match(point)
    assert match
    assert match.topic.id == topic
