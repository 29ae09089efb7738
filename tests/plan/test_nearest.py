"""Each measure a brief names stands over the line of the phrasebank that is about just that, none twice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Measure, pattern
from drafter.brief.load import parse_brief
from drafter.language.heads import kind
from drafter.language.standing import turned
from drafter.plan.nearest import Near, assigned, does_such, nearness
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.plan.ways import WAYS, ways_for
from drafter.strict_yaml import load_text


def _lines(bank: Bank, meeting: str, point: str, *measures: str) -> list[str]:
    said = f"会议: 全县{meeting}工作会议\n主题: {meeting}\n意见:\n- 主题: {point}\n  措施: [{', '.join(measures)}]\n- 组织领导\n"
    items = walk(plan(parse_brief(load_text(said, "简要")), bank).items)
    return [item.text for item in items if item.id.startswith("意见/1/") and item.id.endswith("/文")]


@pytest.mark.parametrize(
    ("meeting", "point", "measures", "told"),
    [
        (
            "森林防火",
            "火源管控",
            ("进山路口设卡", "清明祭扫疏导", "农事用火审批"),
            ("进山路口", "墓区路口", "秸秆杂草"),
        ),
        ("森林防火", "巡护监测", ("护林员网格巡护", "视频监控补点"), ("划片定线", "瞭望盲区")),
        ("森林防火", "扑救准备", ("半专业队集训", "物资补库"), ("扑火队伍按地形练", "逐库清点")),
        ("优化营商环境", "规范涉企执法", ("综合查一次", "企业安静期"), ("约好同一天进门", "不入企检查的日子")),
        ("优化营商环境", "审批提速", ("容缺办理", "一窗受理"), ("主件齐全的签承诺先办", "统一收件、统一出证")),
        ("根治欠薪", "根治欠薪", ("春节前值守", "政府项目带头清欠"), ("值守接访", "政府投资项目的欠款")),
        ("秸秆禁烧", "秸秆禁烧", ("秸秆离田", "巡查值守"), ("打捆离田", "网格员按路线")),
        ("防汛", "隐患排查", ("山洪沟清障", "低洼院落转移"), ("弃渣", "撤往哪里")),
        ("医疗保障", "全民参保", ("逐户摸排未参保人员", "及时公布缴费渠道"), ("未参保的逐户问清", "公布缴费渠道")),
        ("老旧小区改造", "居民协商", ("及时化解邻里纠纷", "选好居民代表监督"), ("邻里争执", "居民监督员")),
        ("医疗保障", "基金监管", ("完善举报奖励办法", "拦截异常结算"), ("查实的及时奖励", "疑点费用先挂起")),
        ("防汛抗旱", "预警预报", ("细化转移避险预案", "备足抢险物资"), ("村和社区预案", "编织袋")),
    ],
)
def test_a_measure_finds_its_line_in_any_group(
    bank: Bank, meeting: str, point: str, measures: tuple[str, ...], told: tuple[str, ...]
) -> None:
    found = _lines(bank, meeting, point, *measures)
    assert [part in line for part, line in zip(told, found, strict=True)] == [True] * len(told), found


def test_how_a_measure_is_written_does_not_take_its_line_from_it(bank: Bank) -> None:
    found = _lines(bank, "森林防火", "森林防火", "护林员管理", "农事用火管理")
    assert "划片定线" in found[0]
    assert "秸秆杂草" in found[1]


@pytest.mark.parametrize(
    ("measure", "way", "fits"),
    [
        ("配齐护校人员", "按岗位定人", True),
        ("配齐救援装备", "按岗位定人", False),
        ("落实工程监督", "看现场、看记录", True),
        ("选好村民代表监督", "看现场、看记录", False),
        ("推行视频监控", "看现场、看记录", False),
        ("公开曝光案例", "曝光以后跟踪整改", True),
        ("公开收费标准", "曝光以后跟踪整改", False),
    ],
)
def test_how_it_is_done_goes_by_what_it_is_done_to(bank: Bank, measure: str, way: str, fits: bool) -> None:
    assert (way in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]) == fits


def test_a_line_of_the_field_that_has_but_one_word_of_the_measure_is_none(bank: Bank) -> None:
    assert "【待填" in _lines(bank, "老旧小区改造", "长效管理", "用活专业审图机构", "用好公共收益")[0]


def test_a_doing_that_is_not_heard_is_another_line(bank: Bank) -> None:
    """Of two things done to one place the line on the other one is none: 清障 is no 盯守."""
    wordings = Topics(bank, "防汛抗旱", "全县防汛抗旱会议").wordings
    watch = Measure("山洪沟口，有人盯守叫应", "<主体>对沟口户一户一卡，预警一到上门喊。")
    lines = [watch, *(measure for group in bank.topics[0].groups for measure in group.measures)]
    assert nearness(wordings, "山洪沟清障", lines)[0] == 0
    assert nearness(wordings, "山洪沟盯守", lines)[0] > 0


def test_what_is_set_up_is_not_told_what_it_does_once_it_is_there(bank: Bank) -> None:
    """组建 wants a line on setting up: a team that is there already needs none."""
    called_out = "抢险队伍接到预警就近集结"
    assert called_out not in _lines(bank, "防汛抗旱", "队伍建设", "组建专业抢险队", "物资前置")[0]
    assert called_out in _lines(bank, "防汛抗旱", "队伍建设", "抢险队伍集结", "物资前置")[0]
    assert "成立筹备组" in _lines(bank, "老旧小区改造", "长效管理", "组建小区业委会", "质量全程公开")[0]


def test_of_two_lines_equally_near_the_one_with_the_doing_is_nearer(bank: Bank) -> None:
    wordings = Topics(bank, "快递进村", "全县快递进村推进会").wordings
    lines = [Measure("价目亮明", "不得二次收费。"), Measure("查得严", "二次收费的退还。")]
    lines += [measure for group in bank.topics[0].groups for measure in group.measures]
    told, checked = nearness(wordings, "严查二次收费", lines)[:2]
    assert 0 < told < checked


def test_nothing_is_near_where_there_is_no_line(bank: Bank) -> None:
    assert nearness(Topics(bank, "防汛", "防汛会议").wordings, "山洪沟清障", []) == []


def test_lines_are_shared_out_so_that_all_together_are_nearest(bank: Bank) -> None:
    topic = bank.topics[0]

    def near(text: str, score: float) -> Near:
        return Near(topic, "", Measure(text, text), score)

    first, second = near("甲", 0.9), near("乙", 0.8)
    found = assigned({"一": [first, second], "二": [replace(first, score=0.7)], "三": []})
    assert {name: choice.measure.text for name, choice in found.items()} == {"一": "乙", "二": "甲"}


def test_many_measures_that_want_many_lines_are_shared_out_at_once(bank: Bank) -> None:
    topic = bank.topics[0]
    lines = [Near(topic, "", Measure(str(k), str(k)), 0.5 + k / 100) for k in range(24)]
    found = assigned({str(at): lines[at : at + 4] for at in range(20)})
    assert len({near.measure.text for near in found.values()}) == 20


def test_what_a_group_calls_its_measure_counts_and_the_name_of_a_slot_does_not(bank: Bank) -> None:
    assert "协管员到场指导留样" in _lines(bank, "食品安全", "农村集体聚餐", "聚餐备案", "摊贩登记")[0]
    found = _lines(bank, "防汛抗旱", "责任落实", "包保责任到人", "预警信息叫应")
    assert "一户一卡" not in found[0]


def _under(bank: Bank, meeting: str, point: str) -> tuple[set[str], tuple[str, ...]]:
    said = f"会议: 全县{meeting}会议\n主题: {meeting}\n意见: [{point}, 组织领导]\n"
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    items = walk(outline.items)
    refs = {item.source.ref for item in items if item.id.startswith("意见/1/") and item.level == 2}
    return refs, tuple(note for note in outline.notes if f"“{point}”" in note)


@pytest.mark.parametrize(
    ("meeting", "point", "topic"),
    [
        ("优化营商环境", "政策兑现", "营商环境/惠企政策"),
        ("教育工作", "涵养师德", "教育/教师队伍/按师德"),
        ("宣传思想文化工作", "文物保护", "宣传文旅/文物保护"),
        ("乡村建设", "保护为先", "通用/理念类"),
    ],
)
def test_a_point_called_as_its_topic_is_spoken_of_by_it(bank: Bank, meeting: str, point: str, topic: str) -> None:
    refs, notes = _under(bank, meeting, point)
    assert all(ref.startswith(topic) for ref in refs)
    assert not any("没有专讲" in note for note in notes)


def test_where_no_group_is_about_the_point_those_one_could_choose_are_named(bank: Bank) -> None:
    _, notes = _under(bank, "旅游工作", "门票减免")
    said = next(note for note in notes if "没有专讲" in note)
    assert "“意见/1/组”" in said
    assert "“景区秩序”" in said


def test_of_lines_for_a_kind_of_work_the_one_that_says_a_word_of_the_measure_stands(bank: Bank) -> None:
    assert "可容缺的先行受理" in _lines(bank, "森林防火", "火源管控", "清明祭扫疏导", "容缺审批")[1]


def test_a_doing_is_not_taken_for_another_one_of_the_same_name(bank: Bank) -> None:
    """疏导 of traffic or of mourners is no care for the needy."""
    match = Topics(bank, "重点工作", "全县重点工作会议").by_head("清明祭扫疏导")
    assert match is None or match.topic.name != "关爱类"


def test_no_line_is_taken_for_what_it_only_names_further_on_or_in_a_list(bank: Bank) -> None:
    lines = [
        Measure("水送到家", "供水单位更换老化管线，检测缆车、备好应急水源。"),
        Measure("扶上马", "缆车站点在职称、检测、住房上从优。"),
        Measure("缆车检测", "逐台检测缆车。"),
    ]
    lines += [measure for group in bank.topics[0].groups for measure in group.measures]
    found = nearness(Topics(bank, "缆车检测", "缆车检测会议").wordings, "缆车检测", lines)
    assert [score > 0 for score in found[:3]] == [False, False, True]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("管水员培训", "培训"),
        ("水质检测", "检测"),
        ("新建水厂", "验收"),
        ("水费收缴", "收支定期公布"),
        ("划定取水区", "落到图上"),
        ("偷水查处", "线索"),
        ("废旧泵房盘活", "权属"),
        ("水池保洁", "划到片"),
        ("水厂污泥收运", "划到片"),
        ("饮水品牌打造", "达不到标准的不许用"),
        ("用水公约修订", "初稿"),
        ("节水扶持", "申请办法"),
        ("缺水户兜底", "名册"),
        ("送水服务点", "按人口和路程"),
        ("停水投诉办理", "反馈"),
        ("水费办理", "材料"),
        ("管水队伍管理", "一人一册"),
        ("管水经费管理", "专款专用"),
        ("水泵管理", "出了问题有人查"),
        ("贫困户欠费动态监测", "上门核实"),
        ("节水进校园", "当面讲解"),
        ("滴灌推广", "样板"),
        ("断水演练", "不排脚本"),
        ("钟楼抢修", "备好料"),
        ("水塔周边绿化", "落实管护"),
        ("泵房标识标准化", "样子"),
        ("蓄水池移交", "不合格的不收"),
        ("停水预警", "未应答的派人上门"),
        ("换表提速承诺", "没兑现的"),
        ("管水员名册", "随变随改"),
        ("节水讲堂", "想听什么"),
        ("向展馆派驻监督员", "没有利害关系"),
        ("凌晨错时巡查", "哪些时段"),
        ("设立钟表鉴定中心", "受理什么"),
        ("设立游客援助站", "难的往上转"),
        ("扩建钟表展厅", "扩多少"),
        ("畅通退票申诉渠道", "反映人的信息"),
        ("列入季度督查计划", "查完通报"),
        ("购票、存包、讲解一窗办理", "一次交齐"),
        ("寄存点设进候车厅", "方便的时间"),
        ("委托专业公司清洗钟面", "写进合同"),
        ("开通藏品交换平台", "先核实"),
        ("保安、讲解员同岗执勤", "排好班次"),
        ("钟楼转角加装护栏", "量好尺寸"),
        ("排查修表门店和作坊", "列名单"),
        ("售后、质检、调解衔接", "重跑"),
        ("把好吊钟检验关", "谁验谁签"),
        ("巡馆记录仪全程开启", "专人抽看"),
        ("修订借展办法", "新旧怎么接"),
        ("奖励政策从重参展转向重成交", "新的导向"),
        ("扩大藏品质押贷款", "差在哪里"),
        ("建设钟表产业园", "专人协助办理手续"),
        ("展厅温度数据实时上传", "断了当天接上"),
        ("每月会商客流走势", "看法讲透"),
        ("展厅暗访曝光", "不打招呼"),
    ],
)
def test_a_measure_no_line_is_about_is_told_by_what_kind_of_doing_it_is(bank: Bank, measure: str, said: str) -> None:
    found = _lines(bank, "钟表博览", "钟表博览", measure, "办事不过夜")[0]
    assert measure in found or turned(measure) in found
    assert said in found
    assert "【待填" not in found


@pytest.mark.parametrize(
    ("meeting", "measure", "foreign"),
    [("生态环境", "河道巡查", "种水草"), ("数字政府", "机房统筹", "领导小组"), ("钟表维修", "合同推广", "定期碰头")],
)
def test_a_line_without_the_doing_or_only_sounding_alike_is_none(
    bank: Bank, meeting: str, measure: str, foreign: str
) -> None:
    found = _lines(bank, meeting, "标准建设", measure, "办事不过夜")[0]
    assert measure in found
    assert foreign not in found


@pytest.mark.parametrize(
    ("meeting", "measure", "strange"),
    [
        ("养老服务", "资金统筹", "议事规则"),
        ("防汛抗旱", "24小时领导带班", "包联"),
        ("老旧小区改造", "质量回访", "隐蔽工程"),
        ("老旧小区改造", "夜间和中高考期间停止噪声作业", "老人病重"),
        ("森林防火", "半专业扑火队集中食宿备勤", "水泵"),
    ],
)
def test_a_word_in_common_is_no_matter_in_common(bank: Bank, meeting: str, measure: str, strange: str) -> None:
    said = (
        f"场合: 工作会议\n会议: 全县{meeting}工作会议\n主题: {meeting}工作\n意见: [责任落实, 应急处置]\n"
        f"保障: {{主体: 各乡镇党委, 措施: [{measure}, 督导检查]}}\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert strange not in items["保障/1/文"]


def test_a_work_of_many_fields_is_a_matter_of_the_meeting(bank: Bank) -> None:
    said = "场合: 联席会议\n会议: 全县根治欠薪工作联席会议\n主题: 根治欠薪工作\n意见: [源头治理, 部门联动]\n"
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    refs = [
        item.source.ref for item in walk(outline.items) if item.id.startswith("意见/1/") and item.id.endswith("/文")
    ]
    assert refs
    assert all(ref.startswith("人社/根治欠薪") for ref in refs)


def test_a_group_of_the_theme_called_as_the_point_comes_first(bank: Bank) -> None:
    said = "场合: 动员会\n会议: 全县森林防火动员会\n主题: 森林防火工作\n意见: [宣传教育, 应急处置]\n"
    found = [
        item.source.ref
        for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)
        if item.id == "意见/1/1/文"
    ]
    assert found == ["应急管理/森林防灭火/宣传教育"]


@pytest.mark.parametrize(
    ("measure", "said", "never"),
    [
        ("更换老旧电线", "最危险的先换", "采购"),
        ("更换水泵", "采购", "最危险的先换"),
        ("更换老旧水泵", "逐台", "采购"),
        ("签订管水责任书", "失职", "续签"),
        ("签订供水协议", "续签", "失职"),
        ("设立供水专栏", "先核实、再公布", "少有人用"),
        ("组建供水基金", "定期接受审计", "有活干"),
    ],
)
def test_what_is_done_depends_on_the_kind_of_thing_it_is_done_to(
    bank: Bank, measure: str, said: str, never: str
) -> None:
    (line,) = [line for line in _lines(bank, "农村供水", "农村供水", measure, "护好水源地") if measure[-2:] in line][:1]
    assert said in line
    assert never not in line


def test_two_measures_of_one_kind_are_told_in_two_ways(bank: Bank) -> None:
    found = _lines(bank, "农村供水", "农村供水", "节水工艺推广", "滴灌推广")
    assert all("【待填" not in line for line in found)
    assert found[0].replace("水塔加盖推广", "滴灌推广") != found[1]


def test_every_way_of_doing_has_a_cue_that_names_its_doing(bank: Bank) -> None:
    """A cue without a word of the measure it is for would never be looked at."""
    ways = [frame for frame in bank.frames if frame.step == WAYS]
    for frame in ways:
        if "><" not in frame.text:
            measure = re.fullmatch(pattern(frame.text), frame.example)
            assert measure, frame.id
            said = dict(zip(frame.slots, measure.groups(), strict=True))["措施"]
            assert frame in ways_for(ways, said), frame.id
            assert re.search(frame.cue, f"措施：{said}"), frame.id


@pytest.mark.parametrize(
    ("meeting", "measure", "said"),
    [
        ("农业农村", "撂荒地整治", "撂荒地的面积"),
        ("安全生产", "控辍保学", "上门问清缘由"),
        ("森林防火", "容缺办理", "主件齐全的签承诺先办"),
        ("乡村治理", "移风易俗", "理事会"),
        ("城市管理", "共享单车停放", "运营企业"),
        ("城市管理", "公交一体化", "镇村班线"),
    ],
)
def test_a_line_whose_heading_names_the_measure_is_found_in_any_field(
    bank: Bank, meeting: str, measure: str, said: str
) -> None:
    assert said in _lines(bank, meeting, "重点任务", measure, "办事不过夜")[0]


def test_a_line_headed_by_the_thing_alone_does_not_serve_another_doing(bank: Bank) -> None:
    found = _lines(bank, "就业创业", "重点任务", "青少年维权", "老年人体检")
    assert "电话和地点" in found[0]
    assert "保健品" not in found[1]


def test_a_topic_called_as_the_measure_comes_before_a_heading_of_another_field(bank: Bank) -> None:
    assert "桶" in _lines(bank, "城市管理", "环境卫生", "垃圾分类", "道路保洁")[0]
    assert "分级" in _lines(bank, "数字政府", "数据赋能", "数据安全管理", "政务云建设")[0]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("修缮破旧凉亭", "破旧凉亭修缮逐处排出先后"),
        ("抽查泳池水温", "泳池水温抽查的范围和次序"),
        ("上门探访守塔老人", "守塔老人上门探访"),
        ("安装动态监控", "位置、数量和型号"),
        ("救援装备", "为救援装备列出清单"),
        ("储备灯油", "灯油储备的量和时间"),
        ("储备青年骨干", "先选苗子"),
        ("摸清凉亭底数", "名册逐个列明"),
        ("配备看塔人员", "按岗位定人"),
        ("入户征求修亭意见", "把方案讲明白再问"),
        ("疏通营地水沟", "营地水沟疏通排好分段"),
        ("受理吵闹投诉", "吵闹投诉受理逐件登记"),
        ("公开露营价格", "露营价格公开"),
        ("及时发布预警", "预警及时发布宁早勿晚"),
        ("举办搭帐篷比赛", "把规则先公开"),
        ("统一包装标识", "确定统一样式"),
    ],
)
def test_a_verb_and_its_thing_are_done_as_such_things_are(bank: Bank, measure: str, said: str) -> None:
    assert said in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "absurd"),
    [
        ("民政", "养老服务", "建设老年食堂", "老年病科"),
        ("供销工作", "基层社建设", "盘活闲置资产", "村民代表会议"),
        ("城市管理", "路灯照明", "节能改造", "企业"),
        ("统战", "侨务工作", "摸清侨情底数", "党外人才"),
        ("政法", "社区矫正", "定位监管", "产品"),
        ("城市管理", "排水防涝", "清掏雨水管网", "管径"),
        ("医疗保障", "参保扩面", "动员参保缴费", "按户建账"),
        ("城市管理", "绿地养护", "防治病虫害", "养殖户"),
        ("城市管理", "窨井盖管护", "明确产权单位", "污水"),
        ("城市管理", "垃圾分类", "定时定点投放", "摊位"),
        ("妇女儿童", "权益维护", "提供法律援助", "侨"),
        ("文化旅游", "公共文化", "延时开放图书馆", "编目"),
        ("人力资源和社会保障", "劳动关系", "督促签订劳动合同", "合同督促"),
        ("教育", "教材建设", "更新农家书屋图书", "完工"),
        ("统计", "人口普查", "入户登记", "凭据"),
        ("财政", "预算管理", "公开部门预算", "追加"),
        ("财政", "预算管理", "评审投资项目", "储备清单"),
        ("应急管理", "基层力量", "轮训网格员", "选配好"),
    ],
)
def test_a_line_on_another_thing_or_another_doing_is_none(
    bank: Bank, meeting: str, point: str, measure: str, absurd: str
) -> None:
    assert absurd not in _lines(bank, meeting, point, measure, "办好夜校")[0]


@pytest.mark.parametrize(
    "name",
    [
        "培训护林人员",
        "抽查加油机",
        "保障骑手权益",
        "施划停车泊位",
        "走访侨眷",
        "检修加压泵站",
        "公布检测结果",
        "包案化解积案",
    ],
)
def test_a_measure_that_opens_with_what_is_done_has_its_verb(name: str) -> None:
    assert kind(name) == "动宾"


@pytest.mark.parametrize(
    "name", ["培训基地", "检测机构", "安全监督员", "检修队伍", "保障性住房", "开放型经济", "监测站点", "走访制度"]
)
def test_a_thing_called_by_what_is_done_there_has_none(name: str) -> None:
    assert kind(name) == "事物"


def test_of_two_lines_equally_near_the_one_that_speaks_of_the_point_is_nearer(bank: Bank) -> None:
    assert "背街" not in _lines(bank, "市政公用", "公厕管理", "错时保洁", "办好夜校")[0]


@pytest.mark.parametrize(
    ("theme", "fields"),
    [
        ("燃气和电动车安全", {"住建城管", "交通"}),
        ("粮食安全与耕地保护", {"农业农村", "自然资源"}),
        ("养老和托育服务", {"民政", "卫生健康"}),
        ("和美乡村建设", {"乡村振兴"}),
    ],
)
def test_a_meeting_on_two_things_is_of_the_fields_of_both(bank: Bank, theme: str, fields: set[str]) -> None:
    assert Topics(bank, theme, f"全县{theme}会议").fields == fields


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("包联露营商户", "有名单、有电话"),
        ("晾晒营地进度", "数字由填报单位签字"),
        ("压减营地表格", "不得变换名目另行要求"),
        ("取消进山证明", "名录向社会公布"),
        ("遴选露营教练", "标准公布在前"),
        ("查处抢占营位", "各有关部门查处抢占营位，力量用在"),
        ("缓交营位租金", "落实缓交营位租金，条件"),
        ("抽调看塔骨干", "原单位的事有人接"),
    ],
)
def test_offices_verbs_have_ways_of_their_own(bank: Bank, measure: str, said: str) -> None:
    line = _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]
    assert said in line


def test_looking_through_oneself_is_no_inspection() -> None:
    line = Measure("自查在先，主动退回", "定点药店对照清单自查，多收的主动退回。")
    assert not does_such("开展定点药店全覆盖检查", line.heading + line.text)
    assert does_such("定点药店自查", line.heading + line.text)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("一营一档", "专人填写、及时更新"),
        ("一营一策", "不照搬、不统用"),
        ("一坡一长", "由谁负责"),
        ("乱搭帐篷有奖举报", "举报人信息严格保密"),
        ("露营宣传周", "到人员集中的地方讲"),
        ("完善营地标识标牌", "缺的补上"),
        ("营位建账", "统一编号"),
        ("看塔员购买意外险", "出险时协助办理"),
        ("骗客营地取缔", "依法下达文书"),
        ("逃单租客联合惩戒", "有异议的及时复核"),
        ("营位情况周报告", "没有新情况的也如实写明"),
        ("帐篷以奖代补", "现场核验"),
        ("缓交营位租金", "不另设门槛"),
        ("编发露营事故案例", "不便公开的信息隐去"),
        ("完成看塔检修", "试运行合格"),
        ("完成营地志初稿", "分章节定人"),
        ("组建营主协会", "章程和人选"),
        ("吸收老看塔人入库", "本人自愿"),
        ("开通山地救援热线", "轮班接听"),
        ("逐户入户测温", "一户一记"),
        ("网格包楼", "包联名单公布"),
        ("斩断假票利益链", "追来源、追去向"),
        ("签订营地煤炭购销合同", "买卖双方"),
        ("营位价格承诺", "由办事的单位和人员"),
        ("对乱扔烟头的约谈", "双方签字留底"),
        ("迁移山脚散坟", "先上门商量"),
        ("预警信息到户到人", "没收到的派人上门"),
        ("开通救护绿色通道", "随到随办"),
        ("营地集中夜查", "另派人员复查"),
        ("签订营地安全承诺书", "失职怎么办"),
        ("防火物资清零", "逐一编号上账"),
    ],
)
def test_what_offices_list_in_every_field_has_a_way_of_its_own(bank: Bank, measure: str, said: str) -> None:
    assert said in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("营客投诉首接负责", "第一个接到的"),
        ("冒牌教练列入黑名单", "整改到位的依规移出"),
        ("山脚小型露营地占道揽客违规行为有奖举报", "奖励标准"),
        ("逢营必查", "查有记录"),
        ("营客投保率达到九成以上", "底数核准"),
        ("与气象台站会商研判", "事后检验判断是否准确"),
    ],
)
def test_a_whole_predicate_or_a_long_measure_has_a_way_whose_cue_asks_for_it(
    bank: Bank, measure: str, said: str
) -> None:
    assert said in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]


@pytest.mark.parametrize(
    ("measure", "never"),
    [
        ("营地垃圾分类", "评定"),
        ("旅客体温测量", "有资质的队伍"),
        ("严查违规收费", "仓库"),
        ("组建看塔专家团队", "装备"),
        ("推行智能监控", "条件成熟"),
        ("悬挂警示标牌", "名册"),
        ("垃圾承包户检查", "谁包哪里"),
        ("营主颁证仪式", "界线"),
        ("开展婚前辅导", "手把手"),
        ("山林火源管控", "指标"),
        ("路灯委托看护", "夜里"),
    ],
)
def test_a_way_is_for_the_acts_and_things_its_cue_names_alone(bank: Bank, measure: str, never: str) -> None:
    assert never not in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]


def test_what_a_long_measure_says_in_passing_gives_it_no_way(bank: Bank) -> None:
    assert "【待填" in _lines(bank, "露营地管理", "规范露营", "组建看塔队伍之后的夜间伙食", "办好夜校")[0]
    assert "编好组" in _lines(bank, "露营地管理", "规范露营", "组建看塔、救护、向导三支山地队伍", "办好夜校")[0]


@pytest.mark.parametrize("measure", ["陪餐记录公示", "养护质量月考评", "防火宣传月"])
def test_a_doing_in_front_that_takes_no_object_is_part_of_the_thing(bank: Bank, measure: str) -> None:
    line = _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]
    assert measure in line
    assert "【待填" not in line


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "said"),
    [
        ("养老服务", "居家养老", "养老护理员大赛", "规则先公开"),
        ("招商引资", "项目洽谈", "签约项目周调度", "逐项对进度"),
        ("渔业", "禁捕退捕", "渔船编号登记", "办好一个给一个凭据"),
    ],
)
def test_a_line_on_the_same_thing_must_have_what_the_measure_ends_in(
    bank: Bank, meeting: str, point: str, measure: str, said: str
) -> None:
    assert said in _lines(bank, meeting, point, measure, "办好夜校")[0]


def test_another_field_s_office_does_not_act_at_this_meeting(bank: Bank) -> None:
    line = _lines(bank, "农资打假", "投诉举报", "有奖举报", "办好夜校")[0]
    assert "生态环境" not in line
    assert "奖" in line


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("执法人员轮训", "安排执法人员轮训"),
        ("安置政策宣讲", "组织安置政策宣讲"),
        ("维修资金审批提速", "抓维修资金审批提速"),
        ("维修基金统筹", "抓维修基金统筹"),
    ],
)
def test_what_is_called_by_the_doing_in_front_of_it_is_not_turned_round(bank: Bank, measure: str, said: str) -> None:
    assert said in _lines(bank, "露营地管理", "规范露营", measure, "办好夜校")[0]


def test_a_thing_called_by_a_doing_is_left_open_rather_than_turned_round(bank: Bank) -> None:
    line = _lines(bank, "露营地管理", "规范露营", "抢修电话张贴到户", "办好夜校")[0]
    assert "张贴到户抢修" not in line
    assert "抢修电话张贴到户" in line


def test_cases_made_known_are_no_progress_reported(bank: Bank) -> None:
    line = _lines(bank, "露营地管理", "规范露营", "典型事故案例通报", "办好夜校")[0]
    assert "完成情况" not in line
    assert "案例" in line


@pytest.mark.parametrize("measure", ["月度调度", "进度调度"])
def test_a_topic_called_as_the_measure_is_needs_no_word_of_it_in_its_lines(bank: Bank, measure: str) -> None:
    said = f"会议: 全县露营地管理工作会议\n意见: [规范露营]\n保障: {{主体: 各乡镇党委, 措施: [专班推进, {measure}]}}\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert items["保障/2/文"].source.ref.startswith("通用/月度调度"), items["保障/2/文"]


@pytest.mark.parametrize(
    ("meeting", "measure", "told", "strange"),
    [
        ("计量", "新建充电桩检定标准", "新建充电桩检定标准，", "补桩"),
        ("龙舟运动", "选聘本地裁判", "选聘本地裁判，", "走线"),
        ("地名管理", "整治刻意夸大地名", "整治", "志书"),
        ("古树名木保护", "组织养护工技能比武", "组织养护工技能比武，", "案卷"),
        ("职业技能竞赛", "组织获奖选手巡回示范", "组织获奖选手巡回示范，", "晋升"),
        ("计量", "明确分管领导", "明确分管领导，", "专业背景"),
    ],
)
def test_a_line_is_on_what_is_done_and_on_the_thing_it_is_done_to(
    bank: Bank, meeting: str, measure: str, told: str, strange: str
) -> None:
    text = f"会议: 全县{meeting}工作会议\n主题: {meeting}\n意见:\n- 主题: 日常养护\n  措施: [{measure}]\n- 监督考核\n保障: {{主体: 各县级局, 措施: [{measure}, 每月通报]}}\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}
    lines = [text for node, text in items.items() if node in ("意见/1/1/文", "意见/1/1", "意见/1/文")]
    assert any(told in line for line in lines), items
    assert not any(strange in line for line in lines), lines


@pytest.mark.parametrize(
    ("meeting", "point", "measure", "kept"),
    [
        ("农机", "农机作业", "错峰加油", "错峰"),
        ("残联", "就业增收", "开展盲人按摩培训", "盲人"),
        ("交通运输", "路面管控", "半月会商", "半月"),
        ("交通运输", "路面管控", "称重数据实时上传", "称重"),
        ("档案", "库房安全", "第三方抽检数字化成果", "第三方"),
    ],
)
def test_a_line_near_by_leaves_no_word_of_the_measure_out(
    bank: Bank, meeting: str, point: str, measure: str, kept: str
) -> None:
    assert kept in _lines(bank, meeting, point, measure, "办事不过夜")[0]


def test_whoever_is_charged_does_the_measure_and_not_only_answers_for_it(bank: Bank) -> None:
    found = _lines(bank, "城市排水防涝", "管网清淤", "开展汛前清淤（市城管局）", "备足沙袋")
    assert "市城管局开展汛前清淤" in found[0]
    assert "由市城管局负责" not in found[0]
