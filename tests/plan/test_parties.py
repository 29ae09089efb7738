"""Who acts where offices and those whom they administer sit together (各方各做各的事)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Outline
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def texts(outline: Outline) -> dict[str, str]:
    return {item.id: item.text for item in walk(outline.items)}


LIFTS = (
    "场合: 推进会\n会议: 全区自动扶梯安全推进会\n讲话人: {身份: 分管领导}\n地区: 全区\n主题: 自动扶梯安全\n"
    "对象: 各街道、区直有关部门和扶梯使用单位、维保单位\n"
    "成绩: [{要点: 设备普查, 事实: 普查扶梯840部}]\n问题: [部分维保单位只签字不干活, 应急响应慢]\n"
    "意见:\n  - {主题: 维保监管, 措施: [推广示范合同, 质量抽查]}\n  - {主题: 使用管理, 措施: [隐患自查, 签订维保合同]}\n"
    "  - {主题: 应急响应, 措施: [组织联合演练, 公布投诉电话]}\n"
    "保障: {主体: 区扶梯安全专班, 措施: [经费保障, 统筹调度]}\n"
)
WHOLE = "各街道、区直有关部门和扶梯使用单位、维保单位"


def test_offices_administer_and_the_parties_do_what_is_theirs(bank: Bank) -> None:
    text = texts(outlined(LIFTS, bank))
    for node in ("意见/1/1/文", "意见/1/2/文", "意见/3/1/文"):
        assert "维保单位" not in text[node].partition("，")[0]
        assert "使用单位" not in text[node].partition("，")[0]
    assert text["意见/2/1/文"].startswith("扶梯使用单位、维保单位")
    # A measure that has a word of one of them is that one's.
    assert text["意见/2/2/文"].startswith("维保单位")


def test_the_whole_name_is_said_once(bank: Bank) -> None:
    assert sum(WHOLE in line for line in texts(outlined(LIFTS, bank)).values()) == 1


def test_whoever_a_problem_blames_is_not_praised(bank: Bank) -> None:
    praised = texts(outlined(LIFTS, bank))["成绩回顾/总体评价"]
    assert "维保单位" not in praised
    assert "扶梯使用单位" in praised
    blameless = LIFTS.replace("部分维保单位只签字不干活", "老旧扶梯多")
    assert "维保单位" in texts(outlined(blameless, bank))["成绩回顾/总体评价"]


@pytest.mark.parametrize(
    ("actor", "wanted"),
    [("区扶梯安全专班", "区扶梯安全专班会同财政部门"), ("各级政府", "各级政府把"), ("区财政局", "区财政局把")],
)
def test_who_only_brings_others_together_has_no_purse(actor: str, wanted: str, bank: Bank) -> None:
    text = texts(outlined(LIFTS.replace("区扶梯安全专班", actor), bank))
    assert wanted in text["保障/1/文"]
    assert "会同财政部门" not in text["保障/2/文"]


def test_what_is_put_on_a_list_is_named(bank: Bank) -> None:
    text = texts(outlined(LIFTS.replace("统筹调度", "列入民生实事"), bank))
    assert "把自动扶梯安全列入民生实事" in text["保障/2/文"]


def test_offices_with_brackets_keep_their_name(bank: Bank) -> None:
    text = texts(outlined(LIFTS.replace("各街道、区直", "各县（市、区）政府、市直"), bank))
    assert "各县政府" not in "".join(text.values())


GROWERS = (
    "场合: 座谈会\n会议: 全县枸杞产业座谈会\n讲话人: {身份: 主要领导}\n地区: 全县\n主题: 枸杞产业\n"
    "对象: 枸杞合作社、枸杞加工企业和广大杞农\n成绩: [{要点: 基地建设, 事实: 新建基地900亩}]\n"
    "意见: [提升枸杞品质, 打响枸杞品牌]\n"
)


def test_thanks_lose_nobody(bank: Bank) -> None:
    for line in texts(outlined(GROWERS, bank)).values():
        assert ("枸杞加工企业" in line) <= ("杞农" in line)


HOSTED = (
    "场合: 主持讲话\n会议: 全县护林防火工作会议\n讲话人: {职务: 县委副书记, 身份: 主持人}\n地区: 全县\n主题: 护林防火\n"
    "对象: 各乡镇、县直有关部门\n刚才: [{谁: 县长荀某某, 事: 讲话}]\n意见: [值班值守, 火源管控, 督查问效]\n"
)


def test_a_host_makes_no_demands_on_top_of_the_leaders(bank: Bank) -> None:
    after = texts(outlined(HOSTED, bank))["三点意见/领起"]
    assert "要求" not in after
    assert "强调三点" in after
    alone = texts(outlined(HOSTED.replace("县长荀某某", "县应急局").replace("事: 讲话", "事: 通报情况"), bank))
    assert "要求" in alone["三点意见/领起"]


TALK = (
    "场合: 座谈会\n会议: 全县枸杞产业座谈会\n讲话人: {身份: 主要领导}\n地区: 全县\n主题: 枸杞产业\n"
    "对象: 枸杞合作社、枸杞加工企业和广大杞农\n意见:\n  - {主题: 提升品质, 措施: [合作社约定只收红透的鲜果, 杞农不打禁用农药]}\n"
    "  - {主题: 稳定收购, 措施: [企业让利收购]}\n  - {主题: 技术服务, 措施: [选派技术员, 开办修剪培训班]}\n"
    "保障: {主体: 县直有关部门, 措施: [资金支持]}\n"
)


def test_what_guests_do_is_hoped_of_those_who_do_it(bank: Bank) -> None:
    text = texts(outlined(TALK, bank))
    assert re.match("[希盼]望?着?合作社约定只收红透的鲜果", text["意见/1/1/文"])
    assert re.match("[希盼]望?着?杞农不打禁用农药", text["意见/1/2/文"])
    assert "企业让利收购" in text["意见/2"] + "".join(t for node, t in text.items() if node.startswith("意见/2"))
    assert "县直有关部门" in text["意见/3/1/文"]


def test_the_announcement_agrees_with_who_acts_below(bank: Bank) -> None:
    for brief in (TALK, TALK.replace("选派技术员, 开办修剪培训班", "合作社记好生产账")):
        text = texts(outlined(brief, bank))
        guests = [
            n
            for n in (1, 2, 3)
            if any(re.search("希望|盼着", line) for node, line in text.items() if node.startswith(f"意见/{n}/"))
        ]
        announced = text["三点意见/领起"]
        wanted = "前两点" if guests == [1, 2] else "前三点"
        assert re.search(f"{wanted}(?:与大家交流|同大家共勉)", announced), announced


FIRMS = (
    "场合: 座谈会\n会议: 全市钟表企业座谈会\n讲话人: {身份: 主要领导}\n地区: 全市\n主题: 钟表产业发展\n对象: 广大钟表企业\n"
    "意见: [坚定信心, 技术改造]\n保障: {主体: 市直有关部门, 措施: [惠企政策]}\n"
)


def test_firms_are_hoped_of_and_offices_do_what_only_they_can(bank: Bank) -> None:
    lines = [text for node, text in texts(outlined(FIRMS, bank)).items() if node.endswith("/文")]
    for line in lines:
        if re.match("(?:希望)?(?:广大钟表企业|大家|企业)", line):
            assert line.startswith("希望")
            assert not re.search("审批|备案|能评|环评", line)


OWNED = (
    "场合: 工作会议\n会议: 全市养老服务工作会议\n地区: 全市\n主题: 养老服务\n对象: 各县区、市直有关部门\n"
    "意见:\n  - {主题: 机构监管, 措施: [BRACKETS, 信用评价]}\n  - 社区助餐\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "（市民政局、市金融办）",
        "（市民政局和市金融办，6月底前）",
        "（责任单位：市民政局、市金融办）",
        "（市民政局、市金融办；时限：6月底前）",
    ],
)
@pytest.mark.parametrize("measure", ["预收费存管", "消防检查", "护理员培训", "建立投诉台账"])
def test_two_owners_in_brackets_act_once(measure: str, told: str, bank: Bank) -> None:
    line = texts(outlined(OWNED.replace("BRACKETS", f'"{measure}{told}"'), bank))["意见/1/1/文"]
    owners = [owner for owner in ("市民政局、市金融办", "市民政局和市金融办") if owner in line]
    assert len(owners) == 1, line
    rest = line.replace(owners[0], "", 1)
    assert "民政" not in rest, line
    assert "责任单位" not in rest, line


def test_nobody_in_a_trade_has_authority_over_it(bank: Bank) -> None:
    brief = (
        "场合: 工作会议\n会议: 全区汽修企业工作会议\n讲话人: {职务: 区交通局局长, 身份: 主要领导}\n地区: 全区\n主题: 汽修服务\n"
        "对象: 各汽修企业\n意见:\n  - {主题: 规范收费, 措施: [公示收支, 黑名单管理]}\n  - 维修质量\n"
    )
    text = texts(outlined(brief, bank))
    assert text["意见/1/1/文"].startswith("各汽修企业")
    assert text["意见/1/2/文"].startswith("区交通局")
    owned = texts(outlined(brief + "保障: {主体: 区直有关部门, 措施: [督查考核]}\n", bank))
    assert owned["意见/1/2/文"].startswith("区直有关部门")


def test_under_a_point_on_what_is_theirs_the_firms_act(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全县烟花仓储安全推进会\n讲话人: {身份: 分管领导}\n地区: 全县\n主题: 烟花仓储安全\n"
        "对象: 各乡镇、县直有关部门和烟花批发企业\n"
        "意见:\n  - {主题: 企业主体责任, 措施: [领导带班, 信用评价]}\n  - {主题: 部门监管, 措施: [严格执法]}\n"
    )
    text = texts(outlined(brief, bank))
    assert text["意见/1/1/文"].startswith("烟花批发企业")
    assert "烟花批发企业" not in text["意见/1/2/文"].partition("，")[0]


def test_a_visitor_hopes_and_charges_nobody_here(bank: Bank) -> None:
    text = texts(outlined(TALK.replace("身份: 主要领导", "职务: 省农业农村厅副厅长, 身份: 上级代表"), bank))
    assert "希望" in text["三点意见/领起"]
    assert "要求" not in text["三点意见/领起"]
    assert re.match("(?:希望|盼着|盼)合作社", text["意见/1/1/文"])


def test_what_is_built_for_guests_is_not_hoped_of_them(bank: Bank) -> None:
    brief = (
        "场合: 座谈会\n会议: 全县乡村医生座谈会\n地区: 全县\n主题: 乡村医生队伍\n对象: 各位乡村医生\n"
        "意见:\n  - {主题: 修医德, 措施: [带头学习, 不收红包]}\n  - {主题: 松绑解忧, 措施: [清理多头报表, 建周转房]}\n"
        "保障: {主体: 县直有关部门, 措施: [待遇落实]}\n"
    )
    text = texts(outlined(brief, bank))
    assert "希望" in text["意见/1/1/文"] + text["意见/1/2/文"]
    assert not any(re.search("望|盼", text[f"意见/2/{n}/文"]) for n in (1, 2))


SCHOOLS = (
    "场合: 工作会议\n会议: 全县校园安全工作会议\n地区: 全县\n主题: 校园安全\n对象: 局机关各科室、各学校、幼儿园和校外培训机构\n"
    "意见:\n  - {主题: 防欺凌, 措施: [建立班级档案, 督导检查]}\n  - {主题: 应急处置, 措施: [组织联合演练, 完善预案]}\n"
)


def test_what_is_done_in_schools_schools_do(bank: Bank) -> None:
    text = texts(outlined(SCHOOLS, bank))
    assert text["意见/1/1/文"].startswith("各学校、幼儿园")
    assert not any(
        "各科室、各学校" in line and "培训机构" in line for node, line in text.items() if node.endswith("/文")
    )


def test_long_names_of_people_are_said_in_full_once(bank: Bank) -> None:
    who = "县委理论学习中心组成员"
    brief = f"场合: 传达学习会\n会议: 县委专题学习会\n地区: 全县\n主题: 作风建设\n对象: {who}\n意见: [深化认识, 改进作风, 联系群众]\n"
    lines = [line for node, line in texts(outlined(brief, bank)).items() if node.startswith("意见/")]
    assert sum(who in line for line in lines) <= 1


def test_at_a_talk_who_brings_offices_together_gives_nothing_by_himself(bank: Bank) -> None:
    brief = TALK.replace("县直有关部门", "县枸杞产业领导小组").replace(
        "选派技术员, 开办修剪培训班", "提供晾晒场地, 订单履约"
    )
    text = texts(outlined(brief, bank))
    assert text["意见/3/1/文"].startswith("县枸杞产业领导小组会同有关部门")
    # What is done in a business is hoped of those who run one.
    assert re.search("希望|盼", text["意见/3/2/文"])


def test_what_offices_do_for_guests_is_not_hoped_of_them(bank: Bank) -> None:
    text = texts(
        outlined(
            TALK.replace("技术服务, 措施: [选派技术员, 开办修剪培训班", "稳定生产, 措施: [公布价格行情, 统一供药"), bank
        )
    )
    assert text["意见/3/1/文"].startswith("县直有关部门")
    assert text["意见/3/2/文"].startswith("县直有关部门")


def test_nobody_acts_with_his_own_name(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全区老旧小区改造推进会\n地区: 全区\n主题: 老旧小区改造\n对象: 各街道、区直有关部门\n"
        "意见:\n  - {主题: 更新改造, 措施: [摸清底数, 质量验收]}\n  - 资金筹措\n"
    )
    assert not any("各街道和街道" in line for line in texts(outlined(brief, bank)).values())
