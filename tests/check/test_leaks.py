"""A fact that the brief does not have is told: an error when a precedent has it, a warning when nobody has it."""

import pytest

from drafter.check.check import check
from drafter.check.leaks import fact_key, facts_of_library
from drafter.check.lines import of_text
from drafter.check.names import candidates
from drafter.check.reuse import Known
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import opened

LIBRARY = facts_of_library(
    [
        (
            "2023年在青岚市工会工作会议上的讲话",
            "去年新建工会462家，云溪县走在前列，江晚舟同志作了报告。6月底前完成，占35.2%。",
        ),
    ]
)
BRIEF = ("全县安全生产工作推进会", "2026-03-18", "排查隐患1,280处", "柳河镇等三个乡镇作了发言", "整改率达到98%")


def leaks(source: str, general: str = "") -> list[tuple[str, str]]:
    found = check(of_text(source), brief_facts=BRIEF, precedent_facts=LIBRARY, general=general)
    return [(finding.text, finding.severity) for finding in found if finding.rule == "leak"]


@pytest.mark.parametrize(
    ("source", "leaked"),
    [
        ("全县新建工会462家。", "462家"),
        ("云溪县的做法很好。", "云溪县"),
        ("江晚舟同志讲得很实。", "江晚舟"),
        ("各乡镇要在6月底前完成。", "6月底"),
        ("占比35.2%。", "35.2%"),
    ],
)
def test_a_fact_of_a_precedent_is_an_error(source: str, leaked: str) -> None:
    assert leaks(source) == [(leaked, "error")]


def test_the_message_names_the_precedent() -> None:
    found = [
        one for one in check(of_text("新建462家。"), brief_facts=BRIEF, precedent_facts=LIBRARY) if one.rule == "leak"
    ]
    assert found[0].message == "这个数字“462家”在先例〈2023年在青岚市工会工作会议上的讲话〉里有，简要里没有"


def test_a_fact_nobody_has_is_a_warning() -> None:
    assert leaks("全县投入3600万元。") == [("3600万元", "warning")]


@pytest.mark.parametrize(
    "source",
    [
        "全县安全生产工作推进会今天召开。",
        "（2026年3月18日）",
        "排查隐患1280处，整改率达到98%。",
        "柳河镇等三个乡镇讲了经验。",
        "下面，我讲三点意见。",
        "各地要在【待填：6月底前】完成【待填：462家】。",
        "要学习贯彻习近平新时代中国特色社会主义思想。",
        "要抓好十大工程，一个一个过堂。",
    ],
)
def test_facts_of_the_brief_gaps_and_wordings_are_no_leak(source: str) -> None:
    assert leaks(source) == []


def test_what_the_phrasebank_says_is_no_name() -> None:
    assert leaks("评选信用村，孤岛村提前备货。", "乡镇组织评信用户、信用村\n山区、孤岛村提前下摆") == []
    assert leaks("云溪县提前备货。", "乡镇组织评信用户、信用村") == [("云溪县", "error")]


@pytest.mark.parametrize(
    ("source", "leaked"),
    [("请发动村干部逐户上门。", []), ("看看哪些村没有到位。", []), ("到解放村看看。", ["解放村"])],
)
def test_a_verb_or_a_pronoun_before_a_village_is_no_name(source: str, leaked: list[str]) -> None:
    assert [text for text, _ in leaks(source)] == leaked


@pytest.mark.parametrize(("count", "leaked"), [("十", []), ("十一", [("十一个", "warning")])])
def test_the_number_of_its_own_points_is_no_leak(count: str, leaked: list[tuple[str, str]]) -> None:
    points = "\n\n".join(f"## {label}、抓好巡查" for label in "一 二 三 四 五 六 七 八 九 十".split())
    assert leaks(f"同志们：\n\n下面，我围绕{count}个方面讲几点意见。\n\n{points}\n") == leaked


def test_a_figure_may_be_followed_by_another_in_the_brief() -> None:
    found = check(of_text("监测对象1864户。"), brief_facts=("监测对象1864户5217人",))
    assert [one.text for one in found if one.rule == "leak"] == []


def test_a_part_of_a_number_is_not_the_number() -> None:
    assert leaks("排查隐患280处。") == [("280处", "warning")]


def test_without_a_brief_nothing_is_looked_for() -> None:
    assert [one for one in check(of_text("新建462家。"), precedent_facts=LIBRARY) if one.rule == "leak"] == []


def test_ways_of_writing_a_figure_are_one() -> None:
    assert fact_key("约1，200家") == fact_key("1,200 家") == "1200家"
    assert fact_key("2026年03月08日") == "2026年3月8日"


PRECEDENT = Known("张建国作了典型发言，宏达公司带头捐款，供水公司限期整改，王秀英扎根山村。", "2023年讲话")


@pytest.mark.parametrize(
    ("source", "leaked"),
    [
        ("刚才，张建国作了发言。", ["张建国"]),
        ("宏达公司带头捐款。", ["宏达公司"]),
        ("学习王秀英的做法。", ["王秀英"]),
        ("供水公司要限期整改。", []),
        ("李大山作了发言。", []),
    ],
)
def test_a_bare_name_that_only_a_precedent_has_is_told(source: str, leaked: list[str]) -> None:
    general = "供水单位、物业公司"
    found = check(of_text(source), library_lines=[PRECEDENT], brief_facts=BRIEF, general=general)
    assert [one.text for one in found if one.rule == "leak" and one.severity == "error"] == leaked
    told = check(of_text(source), library_lines=[PRECEDENT], brief_facts=(*BRIEF, source), general=general)
    assert [one.text for one in told if one.rule == "leak" and one.severity == "error"] == []


def test_bare_names_of_a_passage_are_told_and_words_before_a_name_are_no_part_of_it() -> None:
    said = "去年栖岭镇率先完成任务，由青岚市民政局牵头办理。"
    known = [Known(said, "旧稿")]
    found = check(of_text(said), brief_facts=["全县水利工作会议"], library_lines=known)
    assert {"栖岭镇", "青岚市民政局"} <= {finding.text for finding in found if finding.rule == "leak"}
    own = of_text("刚才县民政局讲的很好，正如县民政局所说。")
    found = check(own, brief_facts=["县民政局作了汇报"], library_lines=known)
    assert not [finding for finding in found if finding.rule == "leak"]


@pytest.mark.parametrize(("signed", "told"), [("秦某", True), ("秦某某", False)])
def test_a_speaker_under_the_title_whose_name_was_changed_is_told(signed: str, told: bool) -> None:
    source = f"# 在全县森林防火工作会议上的讲话\n\n县长 {signed}\n\n同志们：\n\n今天召开会议。\n"
    found = check(of_text(source), brief_facts=("全县森林防火工作会议", "秦某某", "县长"), precedent_facts={})
    assert [finding.text for finding in found if finding.rule == "leak"] == [signed] * told


@pytest.mark.parametrize(
    ("source", "leaked"),
    [
        ("参照澄岸市的做法。", [("澄岸市", "warning")]),
        ("苗某某作了发言。", [("苗某某", "warning")]),
        ("按照有关县的做法，参照试点县的经验。", []),
        ("江晚舟讲得很实，高原地区要跟上。", [("江晚舟", "error")]),
    ],
)
def test_invented_places_and_persons_and_speakers_of_precedents_are_told(
    source: str, leaked: list[tuple[str, str]]
) -> None:
    found = check(of_text(source), brief_facts=BRIEF, speakers=("江晚舟", "高原"))
    assert [(one.text, one.severity) for one in found if one.rule == "leak"] == leaked


def test_a_body_is_not_put_together_from_two_facts() -> None:
    told = ("云台县、锦溪区作了发言", "县教育局牵头")
    assert [one.text for one in check(of_text("由云台县教育局牵头。"), brief_facts=told)] == ["云台县教育局"]
    assert not list(check(of_text("由县教育局牵头。"), brief_facts=told))


def test_a_building_and_a_name_run_into_by_a_verb_are_no_persons() -> None:
    assert [
        name for kind, name in candidates("文昌阁边的店关了门，秦工说得好，柏长青多次讲。") if kind == "person"
    ] == ["柏长青"]


OLD = Known(
    "主任老费守在柳树屯，出厂水浊度降到零点三以下，蓝海物流的车六点半出发，补贴从一千五提到两千，姓裴的师傅去年冬天没歇过。",
    "旧稿",
)


@pytest.mark.parametrize(
    ("source", "leaked"),
    [
        ("补贴从一千五提上去。", ["一千五"]),
        ("浊度降到零点三才算合格。", ["零点三"]),
        ("主任老费带头。", ["老费"]),
        ("先到柳树屯看一看。", ["柳树屯"]),
        ("蓝海物流要跟上。", ["蓝海物流"]),
        ("他们去年冬天没歇过一天。", ["去年冬天"]),
        # A time or a small figure any two speeches may have.
        ("去年冬天讲过这件事。", []),
        ("车队六点半集合。", []),
        # Nobody's: gaps, and what is no name as it stands here.
        ("先到【待填：柳树屯】看一看。", []),
        ("老费用要压下来。", []),
    ],
)
def test_what_adapting_a_precedent_would_leave_open_is_told_when_it_was_copied(source: str, leaked: list[str]) -> None:
    found = check(of_text(source), library_lines=[OLD], brief_facts=BRIEF, general=GENERAL, level="县")
    assert [one.text for one in found if one.rule == "leak" and one.severity == "error"] == leaked
    told = check(of_text(source), library_lines=[OLD], brief_facts=(*BRIEF, source), general=GENERAL, level="县")
    assert [one for one in told if one.rule == "leak"] == []


def test_a_zone_that_begins_like_a_surname_is_nobody() -> None:
    assert list(candidates("高新区的底子好，张建国作了发言。")) == [("person", "张建国")]


PASTED = [
    ("好邻居超市把货送到楼上，鼓楼巷的阿依古丽开了店。", {"好邻居超市", "鼓楼巷", "阿依古丽"}),
    ("水生说，野猫沟的路难走，“清溪见底”行动帮了大忙。", {"水生", "野猫沟", "清溪见底"}),
    ("龙年开工第一天，夏侯婉医生就下了村。", {"龙年", "开工第一天", "夏侯婉"}),
    ("仁爱医药的于主任来了，护士评上了“最美乡医”。", {"仁爱医药", "于主任", "最美乡医"}),
    ("开弓没有回头箭，这道坎不好过。", {"开弓?", "道坎?"}),
    ("有的同志当了鸵鸟，把头埋进沙子里，火车跑得快，全靠车头带。", set()),
    ("年轻人爱喝奶茶、爱逛夜市，汗水要洒在田野车间，好酒也怕巷子深。", set()),
]


@pytest.mark.parametrize(("passage", "leaked"), PASTED)
def test_what_adapting_would_leave_open_is_told_where_it_was_pasted_by_hand(passage: str, leaked: set[str]) -> None:
    """A word that only nobody vouches for (?) is asked about."""

    def told(*said: str, library: str = passage) -> set[str]:
        found = check(
            of_text(passage),
            brief_facts=[*BRIEF, *said],
            precedent_facts={},
            general=GENERAL,
            library_lines=[Known(library, "去年的讲话")],
            opened=lambda line: opened(line, "\n".join(said)),
        )
        leaks = [one for one in found if one.rule == "leak"]
        return {one.text + "?" * (one.severity == "warning") for one in leaks}

    assert told() == leaked
    assert told(passage) == set(), "简要里有的不算"
    assert told(library="各乡镇要逐户登记。") == set(), "先例里没有的不算"
