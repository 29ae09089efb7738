import pytest

from drafter.language.audience import is_people, short_audience
from drafter.language.heads import doing_last, kind, verb_and_thing
from drafter.language.meetings import region_of, theme_of, unit_of
from drafter.language.restraints import restrains


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("坚定信心", "动宾"),
        ("压实主体责任", "动宾"),
        ("维权服务", "活动"),
        ("项目建设", "活动"),
        ("学习领会", "活动"),
        ("校园食堂", "事物"),
        ("老旧电梯", "事物"),
    ],
)
def test_kind_of_a_point(point: str, expected: str) -> None:
    assert kind(point) == expected


@pytest.mark.parametrize(
    ("meeting", "region", "theme"),
    [
        ("全市工会工作会议", "全市", "工会工作"),
        ("全县乡村建设现场推进会", "全县", "乡村建设"),
        ("全区防汛动员部署会", "全区", "防汛"),
        ("市教育局党组传达学习会议", "", ""),
        ("座谈会", "", ""),
        ("县域商业体系建设推进会", "", "县域商业体系建设"),
        ("市政府第12次常务会议", "", ""),
        ("青岚市教育工作会议", "", "教育工作"),
        ("全省乡村旅游工作推进会暨现场观摩会", "全省", "乡村旅游"),
        ("县农业农村局2025年度总结暨2026年工作部署会", "", ""),
    ],
)
def test_what_the_name_of_a_meeting_says(meeting: str, region: str, theme: str) -> None:
    assert region_of(meeting) == region
    assert theme_of(meeting) == theme


@pytest.mark.parametrize(
    ("position", "unit"),
    [
        ("市委书记", "市委"),
        ("市委副书记", "市委"),
        ("市委常委、副市长", "市委"),
        ("副县长", "县政府"),
        ("市总工会主席", "市总工会"),
        ("市教育局党组书记、局长", "市教育局党组"),
        ("省体育局副局长", "省体育局"),
        ("特邀代表", ""),
        ("青岚县委副书记、县长", "县委、县政府"),
        ("中共青岚县委副书记、青岚县人民政府县长", "县委、县政府"),
        ("澜江市委书记", "市委"),
        ("青岚县政府副县长", "县政府"),
        ("澜江市总工会主席", "澜江市总工会"),
        ("自治区党委书记", "自治区党委"),
    ],
)
def test_whom_a_post_speaks_for(position: str, unit: str) -> None:
    assert unit_of(position) == unit


def test_a_long_audience_is_shortened_to_its_first_part() -> None:
    assert short_audience("全市各级工会组织和广大工会干部", "全市") == "各级工会组织"
    assert short_audience("各乡镇和县直有关部门", "全县") == "各乡镇和县直有关部门"


def test_people_and_bodies_are_told_apart() -> None:
    assert is_people("广大民营企业家")
    assert not is_people("各乡镇和县直有关部门")


def test_the_place_the_brief_names_is_no_theme() -> None:
    assert theme_of("白塔镇2026年春季森林防火紧急会议", "白塔镇") == "森林防火"


@pytest.mark.parametrize(
    "phrase",
    "严控两高项目上马 坚决遏制高耗能项目盲目发展 杜绝违规新增产能 严禁虚报统计数据 清理乱收费 压减粗钢产量 叫停违法建设".split(),
)
def test_what_is_to_be_stopped_is_told(phrase: str) -> None:
    assert restrains(phrase)


@pytest.mark.parametrize(
    "phrase", "清单管理 防汛备汛 消除隐患 退出机制 整治行动 管控平台建设 项目建设 清洁能源 防火巡查 控辍保学".split()
)
def test_what_is_to_be_done_is_none_of_it(phrase: str) -> None:
    assert not restrains(phrase)


@pytest.mark.parametrize(
    ("meeting", "theme"),
    [
        ("全省“一老一小”服务现场会暨县域托育推进会", "“一老一小”服务"),
        ("全县“百日清零”动员会", "百日清零"),
        ("学习宣传《安全生产法》动员会", "学习宣传《安全生产法》"),
        ("最美养老护理员表彰大会暨养老服务高质量发展座谈会", "养老服务"),
        ("“十佳护士”表彰会暨卫生健康工作会议", "卫生健康工作"),
        ("全县“最美园丁”表彰会", ""),
        ("全市民营经济高质量发展大会", "民营经济高质量发展"),
    ],
)
def test_marks_stay_paired_and_those_who_are_commended_are_no_theme(meeting: str, theme: str) -> None:
    assert theme_of(meeting) == theme


@pytest.mark.parametrize(
    "measure",
    """
    分批轮训骨干教师 遴选建设示范街 严守耕地红线 下派科技特派员 包联重点企业 开发研学课程 公示低保名册 规范宴席申报 慰问职工 化验水样
    晾晒整改成效 复盘招商案例 领办民生实事 收储零散土地 归并执法力量 常态化巡查山塘 及时足额发放工资 摸排整治危房 随机暗访窗口 上门送医
    发放优待证 延时开放图书馆 审核重点项目
    """.split(),
)
def test_a_verb_and_what_it_is_done_to(measure: str) -> None:
    assert kind(measure) == "动宾"


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("巡查路线", "事物"),
        ("检测数据", "事物"),
        ("公示制度", "事物"),
        ("安全检查员", "事物"),
        ("辅导员选配", "事物"),
        ("外包队伍管理", "活动"),
        ("登记备案", "活动"),
        ("分批轮训", "活动"),
        ("联系服务", "活动"),
        ("净化器清洗", "活动"),
    ],
)
def test_what_is_called_by_a_doing_has_no_verb(point: str, expected: str) -> None:
    assert kind(point) == expected


def test_what_is_set_up_for_a_doing_is_no_doing() -> None:
    assert doing_last("建立维修资金账户") == ""
    assert verb_and_thing("确定一名联络员")[1] == "确定"
