"""Problems and their answers: by words, by the kind of remedy, by what the phrasebank knows, else a gap that names them."""

from __future__ import annotations

import itertools
import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> list[Item]:
    return walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)


def under(items: list[Item], point: str) -> str:
    return "".join(item.text for item in items if item.id.startswith(f"{point}/导语"))


WORKS = "场合: 推进会\n会议: 全市老旧小区改造推进会\n"


def test_a_measure_of_the_brief_answers_by_word_and_by_kind(bank: Bank) -> None:
    text = WORKS + (
        "问题: [部分项目开工晚, 物业接不上]\n"
        "意见: [{主题: 施工组织, 措施: [倒排工期, 严把质量]}, {主题: 后续管理, 措施: [引入物业, 维修资金]}]\n"
    )
    items = outlined(text, bank)
    assert "部分项目开工晚" in under(items, "意见/1")
    assert "物业接不上" in under(items, "意见/2")
    assert not any("对策" in gap for item in items for gap in item.gaps)


def test_the_first_clause_of_a_measure_that_says_how_answers_too(bank: Bank) -> None:
    text = (
        "场合: 推进会\n会议: 全市城市照明工作推进会\n问题: [故障灯修复不及时]\n"
        "意见: [{主题: 暗区整治, 措施: [分批装灯]}, {主题: 日常维修, 措施: ['接报修复，主街24小时内、小巷48小时内', 备足配件]}]\n"
    )
    items = outlined(text, bank)
    assert "故障灯修复不及时" in under(items, "意见/2")
    assert not any("对策" in gap for item in items for gap in item.gaps)


def test_the_phrasebank_answers_where_the_point_is_unknown(bank: Bank) -> None:
    text = "场合: 推进会\n会议: 全市河湖治理现场会\n问题: [非法采砂反弹]\n意见: [碧水整治, 科技管水]\n"
    items = outlined(text, bank)
    told = next(item for item in items if item.id == "意见/1/导语/1")
    assert "非法采砂反弹" in told.text
    assert "采船" in told.text
    assert "对策取自主题" in told.source.note
    lines = [item.text for item in items if item.level == 0]
    assert len(lines) == len(set(lines))


def test_a_problem_nobody_can_answer_is_named_once_beside_a_gap(bank: Bank) -> None:
    items = outlined(WORKS + "问题: [猫咪领养率忽上忽下]\n意见: [电梯加装, 管线入地]\n", bank)
    asking = next(item for item in items if "解决这个问题的具体对策" in item.gaps)
    assert asking.text.count("猫咪领养率忽上忽下") == 1


def test_what_is_announced_takes_up_the_problems_where_there_are_any(bank: Bank) -> None:
    points = "意见: [电梯加装, 管线入地]\n讲话人: {姓名: 周某某, 职务: 副市长, 身份: 分管领导}\n"
    with_problems = next(
        item.text for item in outlined(WORKS + points + "问题: [管护机制不健全]\n", bank) if item.step == "领起"
    )
    without = next(item.text for item in outlined(WORKS + points, bank) if item.step == "领起")
    assert re.search("短板|难题|问题", with_problems)
    assert not re.search("短板|难题|问题", without)


def test_the_closing_comes_back_to_the_problems(bank: Bank) -> None:
    text = WORKS + "问题: [管护机制不健全, 群众参与度不高]\n意见: [长效管护, 群众发动]\n结束: 号召\n"
    assert "管护机制、群众参与度" in outlined(text, bank)[-1].text
    vague = WORKS + "问题: [个别单位重视不够, 群众参与度不高]\n意见: [长效管护, 群众发动]\n结束: 号召\n"
    assert "单位重视" not in outlined(vague, bank)[-1].text


def test_a_point_carries_on_what_was_achieved(bank: Bank) -> None:
    text = "会议: 全市河湖治理工作会议\n成绩: [{要点: 清河行动, 事实: 清理垃圾9吨}, {要点: 河湖巡查, 事实: 巡河8次}]\n意见: [清河整治, 河湖清查]\n"
    items = outlined(text, bank)
    assert "清河行动" in under(items, "意见/1")
    # 河湖 is what the whole meeting is about, and ties nothing to anything.
    assert under(items, "意见/2") == ""


def test_those_who_act_are_named_in_full_once_and_then_in_short(bank: Bank) -> None:
    who = "各县（市、区）和市河长制成员单位"
    text = f"会议: 全市河湖治理工作会议\n对象: {who}\n意见: [清河整治, 科技管水, 河长履职]\n"
    lines = [item.text for item in outlined(text, bank) if item.id.endswith("/文")]
    assert sum(who in line for line in lines) <= 1
    assert any("各县（市、区）各成员单位" in line for line in lines)


def kinds_spoken_to(bank: Bank, item: Item) -> str:
    """The cue of the frame a lead-in was made from: the kinds of trouble it is for."""
    return next(frame.cue for frame in bank.frames if frame.id == item.source.ref)


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        ("数据共享不畅", "不通"),
        ("项目进展不平衡", "不均"),
        ("基层医生留不住", "流失"),
        ("野外用火屡禁不止", "一阵风"),
        ("后期维护没人管", "没人养"),
        ("管护机制不健全", "机制"),
        ("群众参与度不高", "参与少"),
        ("托位缺口600多个", "覆盖少"),
        ("有的加工点批了一年没有投产", "未动"),
        ("外县次品冒充本地花椒", "冒牌"),
        ("站里和所里来回推", "各管各"),
        ("背街小巷环境脏乱", "脏乱"),
        ("监管存在盲区", "盲区"),
    ],
)
@pytest.mark.parametrize("occasion", ["推进会", "动员会", "工作会议", "主持讲话"])
def test_a_problem_is_taken_up_by_its_kind(bank: Bank, occasion: str, problem: str, kind: str) -> None:
    brief = f"场合: {occasion}\n会议: 全县重点工作会议\n问题: [{problem}]\n意见: [{problem[:4]}, 宣传教育]\n"
    lead = next(
        i for i in walk(plan(parse_brief(load_text(brief, "")), bank).items) if problem in i.text and i.step == "导语"
    )
    assert re.search(rf"[:|]{kind}[|)]", kinds_spoken_to(bank, lead)), lead.text
    assert f"“{problem}”" in lead.text


def test_no_wording_comes_twice_and_none_lists_what_stands_below(bank: Bank) -> None:
    problems = [f"{thing}迟迟没有开工" for thing in ("水厂", "泵站", "堤防", "闸门", "涵洞", "渠首")]
    brief = (
        f"场合: 推进会\n会议: 全县水利工程推进会\n主题: 水利工程\n问题: [{', '.join(problems)}]\n"
        "意见: [{主题: 项目建设, 措施: [倒排工期, 逐处会诊]}, {主题: 资金监管, 措施: [专户管理, 凭单拨付]}]\n"
    )
    leads = [item for item in outlined(brief, bank) if item.step == "导语"]
    assert len(leads) == len(problems)
    assert len({item.source.ref for item in leads}) == len(leads)
    assert not any(measure in item.text for item in leads for measure in ("倒排工期", "逐处会诊"))


def test_a_problem_with_the_word_safeguard_in_it_is_no_safeguard(bank: Bank) -> None:
    brief = "场合: 推进会\n会议: 全县重点工作会议\n问题: [服务保障跟着走]\n意见: [服务保障, 宣传教育]\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(brief, "")), bank).items)}
    assert "服务保障跟着走" in items["意见/1/导语/1"]


def test_a_problem_of_no_point_may_be_answered_by_the_safeguard(bank: Bank) -> None:
    text = (
        "场合: 联席会议\n会议: 全市打击欺诈骗保联席会议\n问题: [部门信息系统不通]\n意见: [行业自律, 学习领会]\n"
        "保障: {主体: 各成员单位, 措施: [联合惩戒, 信息共享]}\n"
    )
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    assert "信息系统不通" in under(walk(outline.items), "保障")
    assert not any("没有哪一点" in note for note in outline.notes)


@pytest.mark.parametrize(
    ("problem", "point"),
    [
        ("部门信息系统不通", "信息互联互通"),
        ("雨污混流突出", "分流改造"),
        ("水域巡查有盲区", "全面排查"),
        ("外力破坏多发", "线路巡护"),
    ],
)
def test_trouble_finds_the_point_that_mends_it(bank: Bank, problem: str, point: str) -> None:
    text = f"会议: 全县重点工作会议\n问题: [{problem}]\n意见: [学习领会, {point}]\n"
    assert problem in under(outlined(text, bank), "意见/2")


def test_what_no_point_is_seen_to_answer_is_asked_in_one_line(bank: Bank) -> None:
    text = (
        "会议: 全市饮用水水源地保护工作会议\n"
        "问题: [石门水库二级保护区内仍有农家乐17家, 村医后继乏人, 个别县区路灯不亮, 夜市噪声扰民]\n"
        "意见: [保护区违规项目清理, 应急备用水源建设]\n"
        "保障: {措施: [定向培养医学生, 提级督办]}\n"
    )
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    asked = [note for note in outline.notes if "由哪一点来回答" in note]
    assert len(asked) == 1
    assert "路灯不亮" in asked[0]
    assert "夜市噪声扰民" in asked[0]
    assert "农家乐" not in asked[0]
    assert "后继乏人" not in asked[0]


def test_a_problem_that_has_the_topic_of_a_point_is_answered_there(bank: Bank) -> None:
    text = "会议: 古镇保护座谈会\n问题: [消防设施老化, 原住民外迁较多]\n意见: [留住原住居民, 筑牢消防安全防线]\n"
    items = outlined(text, bank)
    assert "原住民外迁" in under(items, "意见/1")
    assert "消防设施老化" in under(items, "意见/2")


@pytest.mark.parametrize(
    ("problem", "point"),
    [
        ("居民意见难统一", "群众工作"),
        ("施工扰民投诉多", "群众工作"),
        ("遗留问题多", "信访稳定"),
        ("医患纠纷时有发生", "平安医院建设"),
        ("管线单位不配合", "部门协同"),
        ("纳税人办税体验不佳", "便民服务"),
        ("群众排队时间长", "便民服务"),
    ],
)
def test_trouble_goes_to_the_point_of_its_kind_and_not_to_the_first_free_one(
    bank: Bank, problem: str, point: str
) -> None:
    text = WORKS + f"问题: [{problem}]\n意见: [进度攻坚, {point}]\n"
    items = outlined(text, bank)
    assert problem not in under(items, "意见/1")
    assert problem in under(items, "意见/2")


def test_two_problems_may_have_one_point_where_no_other_is_near(bank: Bank) -> None:
    text = WORKS + "问题: [群众工作不细, 居民意见难统一, 群众投诉多]\n意见: [进度攻坚, 群众工作]\n"
    assert under(outlined(text, bank), "意见/2").count("“") >= 3


@pytest.mark.parametrize("safeguard", ["", "保障: {主体: 各区政府, 措施: [专班推进]}\n"])
def test_what_no_point_answers_is_charged_to_none_and_asked_for_in_one_line(bank: Bank, safeguard: str) -> None:
    loose = ("猫咪领养率忽上忽下", "鸽子不回笼", "风筝断线")
    items = outlined(
        WORKS + f"问题: [{'、'.join(loose)}]\n".replace("、", ", ") + "意见: [电梯加装, 管线入地]\n" + safeguard, bank
    )
    assert not any(problem in item.text for item in items if item.id.startswith("意见/") for problem in loose)
    asking = [item for item in items if any("各自的具体对策" in gap for gap in item.gaps)]
    assert len(asking) == 1
    assert all(f"“{problem}”" in asking[0].text for problem in loose)


def test_what_a_topic_knows_besides_the_named_measures_answers_nothing(bank: Bank) -> None:
    """护林员 are in the lines of 森林防火, which are not said where the brief has measures of its own."""
    said = (
        "场合: 动员会\n会议: 全县森林防火动员会\n主题: 森林防火工作\n问题: [护林员年龄偏大]\n"
        "意见: [{主题: 火源管控, 措施: [设卡收缴火种, 野外用火一律报批]}, 经费使用]\n"
    )
    outline = plan(parse_brief(load_text(said, "简要")), bank)
    lines = [item.text for item in walk(outline.items) if "护林员年龄偏大”" in item.text]
    assert any("由哪一点来回答" in note for note in outline.notes)
    assert lines
    assert all("【待填" in line for line in lines), lines


def test_no_sentence_is_the_object_of_a_lead_in(bank: Bank) -> None:
    said = (
        "场合: 工作会议\n会议: 全县养老服务工作会议\n主题: 养老服务\n问题: [乡镇敬老院利用率不高]\n"
        "意见: [{主题: 完善设施网络, 措施: [把敬老院改造成养老中心, 敬老院一律年检]}, 队伍建设]\n"
    )
    items = outlined(said, bank)
    lead = under(items, "意见/1")
    assert "敬老院利用率不高" in lead
    assert "养老中心" not in lead


POINTS = (
    "{主题: 资金统筹, 措施: [争取专项债券, 引导社会资本参与]}",
    "做好群众工作",
    "{主题: 长效物业, 措施: [引入专业物业, 建立居民议事会]}",
    "责任落实",
    "督查考核",
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(POINTS))))[::17])
def test_a_problem_keeps_to_its_point_wherever_the_points_stand(bank: Bank, order: tuple[int, ...]) -> None:
    """责任落实 and 督查考核 are equally close to 工作走过场: one of them, and always the same one."""
    points = ", ".join(POINTS[place] for place in order)
    items = outlined(WORKS + f"问题: [居民意见统一难, 工作走过场]\n意见: [{points}]\n", bank)

    def lead(point: str) -> str:
        return under(items, f"意见/{order.index(POINTS.index(point)) + 1}")

    assert "居民意见统一难" in lead("做好群众工作")
    assert "工作走过场" in lead("责任落实")


def test_what_the_whole_meeting_is_about_draws_no_problem_to_a_point(bank: Bank) -> None:
    items = outlined(
        "场合: 动员会\n会议: 全区大气污染防治动员会\n主题: 大气污染防治工作\n问题: [重型柴油货车污染突出]\n"
        "意见: [{主题: 工业企业治理, 措施: [落实重污染天气绩效分级管控]}, {主题: 移动源管理, 措施: [划定货车绕行路线]}]\n",
        bank,
    )
    assert "柴油货车" in under(items, "意见/2")
    assert not under(items, "意见/1")


def test_a_problem_no_point_is_near_is_led_in_nowhere_and_the_writer_is_told_how_to_bind_it(bank: Bank) -> None:
    points = "{主题: 资金统筹, 措施: [争取专项债券, 引导社会资本参与]}, 电梯加装"
    brief = WORKS + "问题: [居民意见统一难]\n意见: [" + points + "]\n"
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    leads = [item for item in walk(outline.items) if item.id.startswith("意见/") and "居民意见" in item.text]
    assert not leads
    assert any("居民意见统一难”由哪一点" in note and "写进那一点的要点或措施" in note for note in outline.notes)
    bound = outlined(brief.replace("电梯加装", "{主题: 电梯加装, 措施: [协调居民意见, 简化审批]}"), bank)
    assert "居民意见统一难" in under(bound, "意见/2")


@pytest.mark.parametrize("measures", [("逐栋摸底", "逐处复查"), ("先停用再加固", "校舍逐间过尺子")])
def test_a_problem_is_led_into_by_neither_itself_nor_what_stands_below(bank: Bank, measures: tuple[str, str]) -> None:
    brief = f"场合: 工作会议\n会议: 全县工作会议\n问题: [老旧校舍加固拖着]\n意见: [{{主题: 老旧校舍加固, 措施: [{', '.join(measures)}]}}, 宣传教育]\n"
    lead = under(outlined(brief, bank), "意见/1")
    assert "老旧校舍加固拖着" in lead
    assert not any(measure in lead for measure in measures)
    assert "老旧校舍加固" not in lead.replace("老旧校舍加固拖着", "")


def test_people_a_problem_is_about_are_those_a_point_names(bank: Bank) -> None:
    said = (
        "场合: 动员会\n会议: 全县林业普查动员会\n主题: 林业普查工作\n问题: [普查员眼神不好看不清图, 普查员上山怕狗]\n"
        "意见: [{主题: 普查员选聘, 措施: [年纪大的换年轻的]}, {主题: 普查宣传, 措施: [广播天天讲]}]\n"
    )
    leads = [item.id for item in outlined(said, bank) if item.step == "导语" and "普查员" in item.text]
    assert leads == ["意见/1/导语/1", "意见/1/导语/2"]


def test_those_whom_the_whole_meeting_is_about_lead_a_problem_to_no_point(bank: Bank) -> None:
    said = (
        "会议: 全市志愿服务工作推进会\n主题: 志愿服务工作\n问题: [专业志愿者偏少]\n"
        "意见:\n- 主题: 站点建设\n  措施: [站点提质]\n- 主题: 激励嘉许\n  措施: [落实志愿者保险]\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert not any("专业志愿者偏少" in text for id_, text in items.items() if id_.startswith("意见/2"))


def test_a_word_of_a_problem_that_stands_in_one_point_s_measures_alone_leads_it_there(bank: Bank) -> None:
    said = (
        "会议: 全县创业服务工作推进会\n主题: 创业服务工作\n问题: [路演次数不多]\n"
        "意见:\n- 主题: 场地支持\n  措施: [建设孵化园区, 提供摊位]\n- 主题: 金融支持\n  措施: [推行信用担保, 办好{}]\n"
    )
    for measure, answered in (("季度路演", True), ("季度沙龙", False)):
        outline = plan(parse_brief(load_text(said.format(measure), "简要")), bank)
        assert any("由哪一点来回答" in note for note in outline.notes) is not answered


def test_a_word_in_a_point_s_measures_comes_before_a_safeguard_of_the_kind_of_remedy(bank: Bank) -> None:
    said = (
        "场合: 推进会\n会议: 全县古树保护推进会\n主题: 古树保护工作\n问题: [房前屋后硬化侵占根系]\n"
        "意见:\n- 主题: 普查建档\n  措施: [更新标牌, 补充普查]\n- 主题: 抢救复壮\n  措施: [拆除树下硬化地面, 安装避雷设施]\n"
        "保障: {主体: 各乡镇, 措施: [专班推进, 季度巡查]}\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    assert "房前屋后硬化侵占根系" in items["意见/2/导语/1"]


def test_what_is_not_counted_is_answered_where_it_is_counted(bank: Bank) -> None:
    text = (
        "场合: 推进会\n会议: 全县养蜂推进会\n主题: 养蜂工作\n问题: [散养蜂箱底数不清]\n"
        "意见: [{主题: 日常管护, 措施: [早晚到点巡查]}, {主题: 登记防疫, 措施: ['逐户摸排蜂群，一户一册', 发放防疫手册]}]\n"
    )
    items = outlined(text, bank)
    assert "底数不清" in under(items, "意见/2")
    assert "底数不清" not in under(items, "意见/1")


def test_words_for_anybody_lead_a_problem_to_no_point(bank: Bank) -> None:
    text = (
        "场合: 推进会\n会议: 全市版权推进会\n主题: 版权工作\n问题: [企业维权花钱多]\n"
        "意见: [{主题: 版权登记, 措施: [推行企业版权托管]}, {主题: 版权保护, 措施: [设立海外维权站]}]\n"
    )
    items = outlined(text, bank)
    assert "维权花钱多" in under(items, "意见/2")
    assert "维权花钱多" not in under(items, "意见/1")


@pytest.mark.parametrize(
    ("problem", "node"),
    [
        ("冬季血浆偏紧", "意见/1"),
        ("部分村民嫌费用高、不愿意来", "意见/2"),
        ("不少居民不知道怎么报名", "意见/2"),
        ("有的社区只靠发通知，没有上门", "意见/3"),
    ],
)
def test_shortage_reluctance_and_ignorance_find_what_mends_them(bank: Bank, problem: str, node: str) -> None:
    brief = (
        f"场合: 推进会\n会议: 全县采浆工作推进会\n主题: 采浆工作\n问题: ['{problem}']\n"
        "意见: [{主题: 浆站储备, 措施: [扩容冷库, 季节调剂]}, {主题: 宣传引导, 措施: [讲清政策, 身边人讲身边事]}, "
        "{主题: 入户排查, 措施: [逐户登记]}, 血浆安全]\n保障: {主体: 各乡镇, 措施: [专班推进]}\n"
    )
    leads = {item.id: item.text for item in outlined(brief, bank) if "导语" in item.id and problem[:4] in item.text}
    assert list(leads) == [f"{node}/导语/1"], leads


def test_where_nothing_answers_at_a_commendation_the_part_on_leadership_does(bank: Bank) -> None:
    brief = (
        "场合: {}\n会议: 全县河道保洁会\n对象: 各乡镇\n问题: [船只油污味重]\n意见: [典型引路, 队伍建设]\n"
        "保障: {{主体: 各乡镇党委, 措施: [专班推进, 经费保障]}}\n"
    )
    for occasion in ("表彰会", "座谈会"):
        told = [item.id for item in outlined(brief.format(occasion), bank) if "“船只油污味重”" in item.text]
        assert any(node.startswith("保障") for node in told), occasion


def test_a_lead_in_left_out_leaves_its_problem_without_an_answer_and_that_is_said(bank: Bank) -> None:
    brief = "场合: 推进会\n会议: 全县电梯加装推进会\n问题: [居民意见不统一]\n意见: [居民协商, 质量安全]\n"
    node = next(item.id for item in outlined(brief, bank) if "导语" in item.id)
    outline = plan(parse_brief(load_text(f"{brief}选定: {{{node}: 不讲}}\n", "简要.yaml")), bank)
    assert any("居民意见不统一" in note and node in note for note in outline.notes)


def test_those_who_are_cared_for_do_not_mend_it_themselves_and_scarcity_goes_past_care(bank: Bank) -> None:
    brief = (
        "场合: 表彰会\n会议: 全市环卫工人表彰会\n对象: 广大环卫工人\n问题: [城郊环卫工人人手紧, 高温津贴落实不到位]\n"
        "意见: [环卫工人关爱, 城郊保洁力量, 作业安全]\n"
    )
    items = outlined(brief, bank)
    assert "人手紧" in under(items, "意见/2")
    assert not re.search("广大环卫工人(?:要|把|在)", under(items, "意见/1") + under(items, "意见/2"))
