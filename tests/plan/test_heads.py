"""Points no topic knows are answered by the kind of work they end in (按中心词)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text

MEASURES = (Measure("摸清对象", "<主体>把<要点>的对象列出来。"), Measure("备好力量", "<主体>为<要点>配齐人手。"))
SERVING = Topic("通用/服务类", "通用", "服务类", groups=(Group("对象力量", MEASURES),), heads=("服务", "志愿服务"))
STUDYING = Topic("通用/学习类", "通用", "学习类", groups=(Group("对象力量", MEASURES),), heads=("学习", "育人"))


@pytest.fixture
def topics(bank: Bank) -> Topics:
    return Topics(replace(bank, topics=(SERVING, STUDYING)), "", "")


@pytest.mark.parametrize(
    ("point", "topic", "head"),
    [
        ("河灯志愿服务", "服务类", "志愿服务"),
        ("窗口服务", "服务类", "服务"),
        ("课程育人", "学习类", "育人"),
        ("屋顶花园", None, ""),
        ("服务类", None, ""),
        ("服务", "服务类", "服务"),
        ("服务工作", "服务类", "服务"),
        ("志愿服务", "服务类", "志愿服务"),
    ],
)
def test_the_longest_head_word_decides(topics: Topics, point: str, topic: str | None, head: str) -> None:
    found = topics.match(point)
    if topic is None:
        assert found is None
    else:
        assert found is not None
        assert (found.topic.name, found.by, found.general) == (topic, head, True)


def test_a_topic_that_knows_the_point_comes_first(bank: Bank) -> None:
    known = Topic("文旅/窗口服务", "文旅", "窗口服务", groups=SERVING.groups)
    found = Topics(replace(bank, topics=(SERVING, known)), "", "").match("窗口服务")
    assert found is not None
    assert (found.topic.name, found.general) == ("窗口服务", False)


def test_a_topic_of_another_sector_that_has_nothing_to_say_here_leaves_it_to_the_head_word(bank: Bank) -> None:
    ward = Group("病房", (Measure("管好病房", "护士长给患者讲明去处。"), Measure("管好药房", "医护人员核对药品。")))
    known = Topic("医院/陪诊服务", "医院", "陪诊服务", groups=(ward,))
    town = Topic("城管/停车", "城管", "停车", groups=SERVING.groups)
    three = replace(bank, topics=(SERVING, known, town))
    at_home, elsewhere = Topics(three, "", "全市医院工作会议"), Topics(three, "停车", "全市停车工作会议")
    for topics, name in ((at_home, "陪诊服务"), (elsewhere, "服务类")):
        found = topics.match("陪诊服务")
        assert found is not None
        assert found.topic.name == name


def test_a_head_word_that_is_the_whole_point_is_no_part_of_some_other_topic(bank: Bank) -> None:
    told = Topic("政法/普法", "政法", "普法", phrases=("组建志愿服务小队", "志愿服务宣讲"), groups=SERVING.groups)
    for topics, name in (((told,), "普法"), ((told, SERVING), "服务类")):
        found = Topics(replace(bank, topics=topics), "", "").match("志愿服务")
        assert found is not None
        assert found.topic.name == name


def measures(bank: Bank, points: str) -> list[str]:
    brief = f"会议: 全市卫生健康工作会议\n对象: 各县区和市直有关部门\n意见: {points}\n"
    items = walk(plan(parse_brief(load_text(brief, "")), bank).items)
    return [item.text for item in items if item.level == 2]


@pytest.mark.parametrize(
    "named",
    [
        ("落实投入", "严格考核"),
        ("包山头", "严追责"),
        ("应收尽收", "优惠落地", "严查偷逃"),
        ("带头联系企业", "定期通报"),
    ],
)
def test_what_the_writer_says_with_a_verb_stands_as_it_is(bank: Bank, named: tuple[str, ...]) -> None:
    assert measures(bank, f"[{{主题: 责任落实, 措施: [{', '.join(named)}]}}, 基层能力]")[: len(named)] == list(named)


def test_a_single_measure_is_run_in_without_a_pattern(bank: Bank) -> None:
    brief = "会议: 全县治欠会议\n意见: [源头预防, 执法联动]\n保障: {主体: 各乡镇, 措施: [领导包案]}\n"
    items = walk(plan(parse_brief(load_text(brief, "")), bank).items)
    assert any(item.text.startswith("领导包案。各乡镇") for item in items)


def test_a_named_measure_takes_the_line_of_its_points_topic_that_speaks_of_it(bank: Bank) -> None:
    brief = "会议: 全市卫生健康工作会议\n意见: [{主题: 医护人员待遇, 措施: [落实补助, 畅通职称]}, 基层能力]\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(brief, "")), bank).items)}
    assert "补助" in items["意见/1/1/文"]
    assert "职称" in items["意见/1/2/文"]
    assert "【待填" not in items["意见/1/2/文"]


def test_after_the_leader_the_one_demand_is_the_one_that_speaks_of_the_point(bank: Bank) -> None:
    text = "场合: 主持讲话\n会议: 全县森林防火工作会议\n刚才: [{谁: 县长韩某某, 事: 作了讲话}]\n意见: [野外火源管控, 扑火队伍备勤]\n"
    items = walk(plan(parse_brief(load_text(text, "")), bank).items)
    said = "".join(item.text for item in items if item.id.startswith("意见/2/"))
    assert "扑火队" in said
    assert "护林员划片" not in said


def test_a_verb_in_front_says_the_kind_of_work_where_nothing_is_known_of_its_thing(bank: Bank) -> None:
    found = Topics(bank, "", "").by_head("拆除旁杂屋")
    assert found is not None
    assert (found.topic.name, found.by) == ("整治类", "拆除")
    brief = "会议: 全镇屋场整治会议\n对象: 各村\n意见: [拆除旁杂屋, 清扫塘堰]\n"
    lines = [item.text for item in walk(plan(parse_brief(load_text(brief, "")), bank).items) if item.level == 0]
    assert not [line for line in lines if "旁杂屋" in line.replace("拆除旁杂屋", "")]


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        ("群防群治", "动员参与类"),
        ("果树品种改良", "良种技术类"),
        ("虫口清剿", "清除处理类"),
        ("口述整理", "编写整理类"),
        ("普通话推广", "推广普及类"),
        ("站点布设", "布设安装类"),
        ("绣娘传艺", "指导传授类"),
    ],
)
def test_points_of_the_commonest_kinds_of_work_are_known_by_their_head(bank: Bank, point: str, kind: str) -> None:
    found = Topics(bank, "", "").by_head(point)
    assert found is not None
    assert found.topic.name == kind


def test_what_fits_any_point_comes_first_where_nobody_knows_its_kind(bank: Bank) -> None:
    brief = "会议: 全县拾穗节工作会议\n对象: 各乡镇\n意见: [谷垛擂台, 稻香长桌]\n"
    lines = [item.text for item in walk(plan(parse_brief(load_text(brief, "")), bank).items) if item.level == 0]
    assert any("谷垛擂台" in line for line in lines)
    assert not [line for line in lines if any(word in line for word in ("签字", "标准", "复核", "值守", "预警"))]


def test_what_is_bought_has_its_verb(bank: Bank) -> None:
    said = "会议: 全县造林工作会议\n意见:\n- {主题: 队伍建设, 措施: [组建专业造林队, 购买飞播服务, 建立老带新机制]}\n- 组织领导\n"
    headings = [item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)]
    assert any("购买飞播服务" in heading for heading in headings)
    assert not [text for text in headings if any(verb + "购买" in text for verb in ("优化", "做好", "抓好", "提升"))]
