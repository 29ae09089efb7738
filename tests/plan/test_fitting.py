"""What stands under a point is about it, or the writer is told: never another part of its topic, never others' people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.language.meetings import theme_of
from drafter.plan.fitting import fitted, part_of
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text


def _under(bank: Bank, meeting: str, theme: str, points: str) -> dict[str, tuple[set[str], str]]:
    """Point → (the groups its measures are from, the notes on it)."""
    text = f"场合: 工作会议\n会议: {meeting}\n主题: {theme}\n意见: [{points}]\n"
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    found = {}
    for k, point in enumerate(points.split(", "), 1):
        refs = {item.source.ref for item in walk(outline.items) if item.id.startswith(f"意见/{k}/") and item.level == 2}
        found[point] = (refs, "".join(note for note in outline.notes if f"“{point}”" in note))
    return found


@pytest.mark.parametrize(
    ("point", "topic", "part"),
    [
        ("档案执法", "档案工作", ("执法", True)),
        ("水库管理", "水利工程建设", ("水库", True)),
        ("科普宣传", "科学普及", ("宣传", True)),
        ("路边停车", "停车治理", ("路边", False)),
        ("停车治理工作", "停车治理", ("", False)),
        ("河湖管护", "河湖长制", ("", False)),
    ],
)
def test_what_a_point_is_besides_its_topic(point: str, topic: str, part: tuple[str, bool]) -> None:
    assert part_of(point, Topic(f"某/{topic}", "某", topic)) == part


LAKE = Topic(
    "水利/河湖治理",
    "水利",
    "河湖治理",
    synonyms=("采砂", "水面保洁", "河湖", "捕鱼"),
    groups=(
        Group(
            "三样",
            (
                Measure("清四乱", "<主体>拆旧账。"),
                Measure("管采砂", "<主体>发许可。"),
                Measure("护岸线", "<主体>种草。"),
            ),
        ),
        Group("水面", (Measure("捞水草", "水面保洁队天天捞。"), Measure("评成效", "水面保洁由群众打分。"))),
    ),
)


def _meant(bank: Bank, point: str) -> tuple[tuple[str, ...], bool, bool]:
    """(names of the groups left, whether the topic is too wide, whether nothing in it is on the point)"""
    others = (topic for topic in bank.topics if topic.field in ("通用", "工会", "教育"))
    topics = Topics(replace(bank, topics=(LAKE, *others)), "河湖治理", "全县河湖治理工作会议")
    match = fitted(topics, point, topics.match(point))
    assert match
    return tuple(group.name for group in match.topic.groups), match.wider is not None, match.unspoken


def test_the_group_is_the_one_that_speaks_of_the_point(bank: Bank) -> None:
    assert _meant(bank, "河湖治理") == (("三样", "水面"), False, False)
    assert _meant(bank, "水面保洁") == (("水面",), False, False)
    # One line of three is on it: the other two are on something else.
    assert _meant(bank, "采砂") == ((), True, False)
    # The topic is called so, yet says nothing of it: the writer is told.
    assert _meant(bank, "捕鱼") == (("三样", "水面"), False, True)


@pytest.mark.parametrize(
    ("meeting", "theme", "point", "never"),
    [
        ("全市人大代表工作会议", "代表工作", "代表档案", "公共事务/人大代表履职"),
        ("全市文物工作会议", "文物工作", "文物拍卖研究", "宣传文旅/文物保护"),
        ("全县港口岸线工作会议", "港口岸线工作", "源头治理", "信访/源头治理"),
        ("全县乡村振兴工作会议", "乡村振兴工作", "安全生产", "通用/生产类"),
    ],
)
def test_of_a_topic_that_is_not_about_the_point_nothing_stands(
    bank: Bank, meeting: str, theme: str, point: str, never: str
) -> None:
    refs, notes = _under(bank, meeting, theme, f"{point}, 责任落实")[point]
    assert not any(ref.startswith(never) for ref in refs), refs
    assert notes


@pytest.mark.parametrize(
    ("meeting", "theme", "point", "group"),
    [
        ("全县老字号工作会议", "老字号保护传承", "传承人培养", "技艺传承"),
        ("全市养犬管理推进会", "养犬管理", "流浪犬收容领养", "收容处置"),
        ("全县疾控工作会议", "疾控工作", "慢病管理", "慢病防控"),
        ("全县护林工作会议", "护林工作", "护林员待遇", ""),
    ],
)
def test_the_group_of_the_meetings_topic_that_has_the_points_words_comes_before_what_fits_any_work(
    bank: Bank, meeting: str, theme: str, point: str, group: str
) -> None:
    topics = Topics(bank, theme, meeting)
    match = fitted(topics, point, topics.match(point))
    assert match
    assert (match.general, match.topic.groups[0].name) == (False, group) if group else match.general


@pytest.mark.parametrize("point", ["燃气安全", "诉源治理", "就业创业", "学科建设", "网格化治理"])
def test_another_fields_matter_is_always_told(bank: Bank, point: str) -> None:
    """However surely it is called so: 燃气安全 at a meeting of returned overseas Chinese."""
    assert _under(bank, "全市侨联工作会议", "侨联工作", f"{point}, 责任落实")[point][1]


@pytest.mark.parametrize("point", ["招商引资", "乡村振兴", "营商环境"])
def test_at_a_meeting_on_everything_no_matter_is_strange(bank: Bank, point: str) -> None:
    notes = _under(bank, "全县经济工作会议", "经济工作", f"{point}, 责任落实")[point][1]
    assert "别的领域" not in notes


def test_what_is_not_chosen_is_still_offered(bank: Bank) -> None:
    text = "会议: 全市档案工作会议\n主题: 档案工作\n意见: [档案拍摄, 责任落实]\n选定: {意见/1/组: 公共事务/档案工作/收集保管利用}\n"
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    assert any(item.source.ref == "公共事务/档案工作/收集保管利用" for item in items if item.id.startswith("意见/1/"))


def test_a_group_that_is_called_as_the_point_is_left_to_it(bank: Bank) -> None:
    """The wider point before it finds others of its topic."""
    under = _under(bank, "全市水文工作会议", "水文工作", "水文工作, 水文站网建设")
    assert under["水文站网建设"][0] == {"水利/水文工作/水文站网"}
    assert {ref.rpartition("/")[0] for ref in under["水文工作"][0]} == {"水利/水文工作"}
    assert "水利/水文工作/水文站网" not in under["水文工作"][0]


EVERYDAY = """
全市妇女工作会议：思想政治引领 巾帼建功；全市卫生健康工作会议：基层能力建设 平安医院建设；全市工会工作会议：关心关爱劳模 食堂管理；
全市公安工作会议：科技兴警；全市文物工作会议：考古研究；全市供销社工作会议：再生资源 综合改革；全市人大代表工作会议：代表培训；
全市老干部工作会议：建言献策；全市烟草工作会议：烟叶生产 零售终端；全市数据工作会议：数据开放；全市档案工作会议：档案数字化 档案执法；
全县水利工作会议：水库管护；全县教育工作会议：防溺水；全市残联工作会议：康复服务；全市文联工作会议：精品创作 文艺惠民；
全市科协工作会议：学会建设 人才服务；全市侨联工作会议：维护侨益；全市政协工作会议：民主监督 委员管理；全市党史工作会议：史料征集；
全市机关事务工作会议：公务用车 办公用房；全市公积金工作会议：归集扩面；全市医保工作会议：异地就医 长护险；全市疾控工作会议：免疫规划 慢病防控；
全市法院工作会议：诉源治理 诉讼服务；全市检察工作会议：公益诉讼 未成年人检察；全市司法行政工作会议：人民调解 法律援助；
全市税务工作会议：税务稽查 纳税服务；全市粮食和物资储备工作会议：粮食收购 储备管理；全市气象工作会议：防雷安全 为农服务；全市水文工作会议：站网建设；
全市海洋渔业工作会议：伏季休渔 海洋牧场；全市邮政工作会议：寄递安全 绿色包装；全市通信工作会议：网络覆盖 应急通信；全市电力工作会议：电网建设
"""


@pytest.mark.parametrize("row", [row.strip() for row in EVERYDAY.replace("\n", "").split("；") if row.strip()])
def test_everyday_points_of_an_office_have_measures_of_their_own(bank: Bank, row: str) -> None:
    meeting, _, points = row.partition("：")
    topics = Topics(bank, theme_of(meeting), meeting)
    for point in points.split():
        match = fitted(topics, point, topics.match(point))
        assert match, point
        assert (match.general, match.unspoken, topics.abroad(match, point)) == (False, False, False), point
        assert match.topic.groups, point


@pytest.mark.parametrize(
    ("theme", "point", "group"),
    [
        ("档案工作", "库房安全", "公共事务/档案工作/档案安全"),
        ("秸秆禁烧", "巡查管控", "生态环境/秸秆禁烧/按责任"),
    ],
)
def test_the_meetings_own_group_comes_before_what_fits_any_meeting(
    bank: Bank, theme: str, point: str, group: str
) -> None:
    refs, note = _under(bank, f"全县{theme}会议", theme, f"宣传发动, {point}")[point]
    assert refs == {group}
    assert "本会主题" in note


def test_of_what_many_fields_have_only_groups_that_go_on_about_it_are_the_meetings_own(bank: Bank) -> None:
    told = _under(bank, "全县农家书屋工作会议", "农家书屋", "阅读积分")["阅读积分"]
    assert not [ref for ref in told[0] if not ref.startswith("通用/")]
    assert "公共文化服务" in told[1]
    cared = _under(bank, "全市养老护理工作会议", "养老护理", "老人照料")["老人照料"]
    assert all(ref.startswith("民政/养老服务") for ref in cared[0])
