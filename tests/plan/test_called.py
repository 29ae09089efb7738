"""A measure finds the line that offices call as the brief does (叫法), and none that is merely called nearly so."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank, Group, Measure, Same, Topic
from drafter.brief.load import parse_brief
from drafter.plan.called import Names, names_of
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def _topic(name: str, *measures: Measure) -> Topic:
    return Topic(f"城管/{name}", "城管", name, groups=(Group("按环节", measures),))


NAMES = Names(
    [
        _topic(
            "改造施工",
            Measure("噪声，让开午休", "施工方公布作业时段，考试期间停工。", "错峰施工、施工降噪"),
            Measure("道路，留出通道", "施工方每天清出便道。", "便道保通、消防通道预留"),
        ),
        _topic("物资保障", Measure("备得足，按目录补", "应急部门照目录补货。", "防火物资补充、物资补库")),
        _topic("排查整治", Measure("一边查一边改", "检查员当场开单，到期再看。", "排查整治、边查边改")),
        _topic("堤防管护", Measure("走得勤，险情早报", "巡查员雨后走一遍。", "堤防巡查、巡堤查险")),
    ]
)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("错峰施工", "错峰施工"),
        ("错峰安排施工时间", "错峰施工"),
        ("加强堤防巡查", "堤防巡查"),
        ("巡查堤防", "堤防巡查"),
        ("补充防火物资", "防火物资补充"),
    ],
)
def test_order_and_empty_words_do_not_matter(name: str, called: str) -> None:
    found = NAMES.near(name, "", 0.7)
    assert [one.name for one in found[:1]] == [called]
    assert 0.7 <= found[0].score <= 1.0


@pytest.mark.parametrize("name", ["错峰用电", "堤防绿化", "防汛物资补充", "补充更新防汛物资", "通道", "加强管理"])
def test_a_word_in_common_is_not_the_same_measure(name: str) -> None:
    assert NAMES.near(name, "", 0.7) == []


def test_what_only_doings_make_up_is_called_just_so_or_not_at_all() -> None:
    assert [one.name for one in NAMES.near("排查整治", "", 0.7)] == ["排查整治"]
    assert NAMES.near("整治提升", "", 0.7) == []


def test_what_the_point_says_need_not_be_said_again() -> None:
    assert NAMES.near("物资补充", "", 0.9) == []
    assert [one.name for one in NAMES.near("物资补充", "森林防火|防火", 0.9)] == ["防火物资补充"]


def _told(bank: Bank, meeting: str, point: str, *measures: str) -> list[Item]:
    said = f"会议: 全县{meeting}工作会议\n主题: {meeting}\n意见:\n- 主题: {point}\n  措施: [{', '.join(measures)}]\n- 组织领导\n"
    items = walk(plan(parse_brief(load_text(said, "简要")), bank).items)
    return [item for item in items if item.id.startswith("意见/1/") and item.id.endswith("/文")]


@pytest.mark.parametrize(
    ("meeting", "point", "measures", "headings"),
    [
        ("招商引资", "产业链招商", ("绘制产业链招商图谱", "组建基金招商专班"), ("画图谱",)),
        ("招商引资", "项目落地", ("建立全程代办制度", "低效用地清理"), ("给一个人，帮到底",)),
        ("老旧小区改造", "施工管理", ("错峰安排施工时间", "推行居民监督员制度"), ("噪声，错开", "质量全程公开")),
        ("防汛抗旱", "预警响应", ("叫应到村到户", "组织转移"), ("预警快叫应",)),
        ("老旧小区改造", "施工管理", ("设立居民监督员", "公示工期"), ("质量全程公开",)),
        ("老旧小区改造", "居民议事协商", ("推行小区议事会", "方案上墙"), ("议事谈，",)),
        ("养老服务", "责任落实", ("一把手负总责", "党政同责"), ("主要负责人当好", "党政责任")),
        ("养老服务", "督查考核", ("四不两直督查", "约谈滞后单位"), ("督查要准", "约滞后")),
        ("养老服务", "资金保障", ("加大财政投入", "公开公示"), ("预算列一块", "支出后")),
    ],
)
def test_a_figure_of_speech_is_found_by_what_the_measure_is_called(
    bank: Bank, meeting: str, point: str, measures: tuple[str, ...], headings: tuple[str, ...]
) -> None:
    reasons = [item.source.note for item in _told(bank, meeting, point, *measures)]
    assert all(heading in reason for heading, reason in zip(headings, reasons, strict=False)), reasons


def test_a_verb_of_any_doing_before_what_a_topic_is_called_does_not_hide_it(bank: Bank) -> None:
    told = [_told(bank, "志愿服务", "激励保障", name, "专班推进")[0].text for name in ("经费保障", "落实经费保障")]
    assert told[0] == told[1]
    turned = "会议: 全县安全生产工作会议\n主题: 安全生产\n意见: [排查隐患, 压实责任]\n"
    items = walk(plan(parse_brief(load_text(turned, "简要")), bank).items)
    assert any(item.source.ref.startswith("安全生产/隐患排查整治/") for item in items if item.id.startswith("意见/1/"))


def test_another_field_s_own_matter_does_not_stand_under_a_measure_called_alike(bank: Bank) -> None:
    # 产改联席会商, 党建联席会: other offices' meetings.
    for name in ("联席会商", "信息共享", "资金监管"):
        text = _told(bank, "根治欠薪", "协同配合", name, "线索移交")[0].text
        assert [word for word in ("产改", "党建", "儿童", "学费") if word in text] == [], text


def test_the_owner_of_the_brief_takes_the_place_of_the_single_office_of_a_line_that_is_called_so(bank: Bank) -> None:
    said = _told(bank, "招商引资", "产业链招商", "招商图谱绘制（县工信局，3月底前）", "企业家座谈")[0].text
    assert said.startswith("3月底前，县工信局摸清"), said
    assert "招商部门" not in said


def test_no_two_measures_of_a_topic_go_by_the_same_name(bank: Bank) -> None:
    twice = [
        (topic.id, name)
        for topic in bank.topics
        for names in [[name for group in topic.groups for measure in group.measures for name in measure.names]]
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    assert twice == []


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("绘制作战图", "专班推进"),
        ("每季度通报排名", "月度调度"),
        ("开展整改回头看", "问题整改"),
        ("落实容错纠错", "考核激励"),
        ("引入第三方评估", "考核激励"),
        ("推动干部下沉一线", "基层基础"),
        ("落实轮休调休", "减轻负担"),
        ("简化办事手续", "服务群众"),
        ("更新老旧装备", "科技支撑"),
        ("排查廉政风险", "廉洁自律"),
    ],
)
def test_what_backs_a_speech_of_any_field_is_called_as_offices_list_it(bank: Bank, name: str, topic: str) -> None:
    near = names_of(Same(bank.topics)).near(name, "", 0.7)
    assert topic in [one.topic.name for one in near if one.topic.field == "通用"]


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "absurd"),
    [
        ("城市管理", "老旧小区改造", "加装外墙保温", "禁止停车"),
        ("卫生健康", "托育服务", "降低托育收费", "预收费"),
        ("供销工作", "农产品上行", "培育直播带货人才", "假货"),
        ("妇女儿童", "权益维护", "提供法律援助", "侨"),
    ],
)
def test_what_is_done_to_it_must_be_said_too(bank: Bank, meeting: str, point: str, measure: str, absurd: str) -> None:
    """外墙保温整治 has the thing of 加装外墙保温, and neither its 加 nor its 装."""
    assert absurd not in _told(bank, meeting, point, measure, "办好夜校")[0].text


@pytest.mark.parametrize("measure", ["部门协同", "信息共享"])
def test_what_holds_a_meeting_together_is_no_business_of_other_offices(bank: Bank, measure: str) -> None:
    """The bank has both in lines of single fields (林业牵头…, 巡察机构…), whose business they are."""
    brief = f"会议: 全市医疗保障工作会议\n主题: 医疗保障工作\n意见: [参保扩面]\n保障: {{措施: [{measure}, 督导考核]}}\n"
    text = "".join(item.text for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items))
    assert not any(word in text for word in ("林业", "巡察", "审计"))


def test_how_many_and_when_do_not_hide_what_is_meant(bank: Bank) -> None:
    plain, counted = (
        _told(bank, "大气污染防治", "工业企业治理", name, "错峰生产")[0].source.note
        for name in ("挥发性有机物治理", "完成14家企业挥发性有机物治理")
    )
    assert "又叫" in plain
    assert counted == plain


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "said"),
    [
        ("安全生产", "隐患排查", "拉网式排查“九小场所”", "小旅馆"),
        ("安全生产", "隐患排查", "春节前开展“四不两直”检查", "不打招呼"),
        ("安全生产", "值班值守", "领导带班值守", "脱岗"),
        ("反诈", "预警处置", "高危预警30分钟内见面劝阻", "上门见面"),
    ],
)
def test_a_longer_measure_that_says_the_name_of_a_line_whole_has_that_line(
    bank: Bank, meeting: str, point: str, measure: str, said: str
) -> None:
    assert any(said in item.text for item in _told(bank, meeting, point, measure, "组织领导"))


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "field"),
    [("应急救援", "队伍建设", "师徒结对", "教育"), ("城市供热", "客户服务", "首接负责", "信访")],
)
def test_what_fits_any_office_comes_before_another_field_s_line_of_that_name(
    bank: Bank, meeting: str, point: str, measure: str, field: str
) -> None:
    line = _told(bank, meeting, point, measure, "群众满意")[0]
    assert line.source.ref.startswith("通用"), line
    assert field not in line.source.ref


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "said"),
    [
        ("公共机构节能", "日常管理", "推行无纸化办公", "电子分发"),
        ("公共机构节能", "日常管理", "限定空调温度", "空调温度"),
        ("公共机构节能", "日常管理", "清理闲置办公设备", "调剂"),
        ("公共机构节能", "技术改造", "利用屋顶建设光伏", "承重"),
        ("公共机构节能", "摸清家底", "开展能源审计", "用能设备"),
        ("中药材产业", "道地品种", "选用脱毒种苗", "种苗标签"),
    ],
)
def test_the_field_s_own_line_stands_under_its_measure(
    bank: Bank, meeting: str, point: str, measure: str, said: str
) -> None:
    assert said in _told(bank, meeting, point, measure, "专班推进")[0].text


def test_a_line_on_metering_takes_no_other_measure_of_the_brief_with_it(bank: Bank) -> None:
    text = _told(bank, "公共机构节能", "摸清家底", "安装分项计量电表（市机关事务管理局，8月底前）", "专班推进")[0].text
    assert "分项装表" in text
    assert not [word for word in ("空调", "断电") if word in text], text


def test_who_answers_for_a_thing_is_not_who_is_watched_or_talked_to(bank: Bank) -> None:
    text = _told(bank, "公共机构节能", "责任落实", "一把手负责", "专班推进")[0].text
    assert "主要负责人" in text
    assert "选人用人" not in text


def test_what_is_opened_is_no_matter_of_a_line_that_opens_nothing(bank: Bank) -> None:
    assert "鉴定药材" not in _told(bank, "中药材产业", "产销对接", "开设线上药材铺", "专班推进")[0].text


def test_a_thing_that_is_replaced_or_measured_is_not_issued_nor_audited_for_money(bank: Bank) -> None:
    names = ("更换老旧水泵", "开展能源审计")
    replaced, measured = (_told(bank, "公园管理", "改造提升", name, "专班推进")[0].text for name in names)
    assert "品种和数量" not in replaced
    assert "年限" in replaced
    assert "资金去向" not in measured
    assert "耗在哪里" in measured
