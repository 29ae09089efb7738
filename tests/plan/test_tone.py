"""Lines fit who speaks, to whom, and what the brief says (语气)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.facts import stands_in
from drafter.plan.outline import plan, walk
from drafter.plan.values import values_of
from drafter.records import Outline
from drafter.strict_yaml import load_text

HOST = """\
场合: 主持讲话
会议: 全县河道清淤工作调度会
讲话人: {身份: 主持人}
对象: 各乡镇和县直有关部门
刚才: [{谁: 县水利局, 事: 通报了进度}, {谁: 柳溪镇, 事: 作了表态发言}, {谁: 县长季某某, 事: 作了讲话}]
意见: [清淤进度, 质量把关]
"""
VISITOR = """\
场合: 座谈会
会议: 云津古镇保护工作座谈会
讲话人: {职务: 省文物局副局长, 身份: 上级代表}
地区: 云津市
对象: 云津市有关部门
问题: [商业业态雷同, 消防隐患较多]
意见: [业态提升, 消防安全]
"""


def planned(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def said(text: str, bank: Bank) -> str:
    return "\n".join(item.text for item in walk(planned(text, bank).items))


def test_a_host_counts_the_agenda_and_welcomes_only_who_came_from_above(bank: Bank) -> None:
    text = said(HOST, bank)
    assert re.findall("进行第(.)项议程", text) == ["一", "二", "三"]
    assert "季某某同志出席会议并将作讲话" in text
    assert "表示欢迎" not in text
    assert "市水利局副局长季某某同志出席会议并讲话，让我们以热烈的掌声表示欢迎" in said(
        HOST.replace("县长季某某", "市水利局副局长季某某") + "地区: 全县\n", bank
    )
    assert "认真听" not in text


def test_a_host_says_who_is_present_or_leaves_room_for_it(bank: Bank) -> None:
    items = walk(planned("场合: 主持讲话\n会议: 全县防汛工作会议\n意见: [隐患排查, 物资储备]\n", bank).items)
    assert next(item for item in items if item.step == "参会人员").gaps


def test_what_is_said_of_the_leaders_speech_is_said_of_it_alone(bank: Bank) -> None:
    assert "柳溪镇作了表态发言。县长季某某同志作了讲话，" in said(HOST, bank)


def test_a_visitor_hopes_where_a_problem_is_taken_up(bank: Bank) -> None:
    leads = [item.text for item in walk(planned(VISITOR, bank).items) if item.step == "导语"]
    assert len(leads) == 2
    assert all("希望" in text and not re.search("硬任务|限期|一抓到底", text) for text in leads), leads


def test_every_achievement_keeps_its_name(bank: Bank) -> None:
    brief = "会议: 全县防火工作会议\n意见: [巡护, 值守]\n成绩: [{要点: 防火通道, 事实: 新建防火通道42公里}, {要点: 火情处置, 事实: 去年处置火情17起}]\n"
    assert "一是防火通道有新进展，新建防火通道42公里；二是火情处置" in said(brief, bank)


def test_a_problem_goes_to_the_point_whose_measure_names_the_same(bank: Bank) -> None:
    brief = (
        "会议: 全县森林草原防灭火工作动员会\n问题: [护林员年龄偏大]\n"
        "意见:\n- 火源管控\n- {主题: 巡护监测, 措施: [护林员网格巡护, 视频监控补点]}\n"
    )
    leads = [item.id for item in walk(planned(brief, bank).items) if item.step == "导语" and "护林员" in item.text]
    assert leads == ["意见/2/导语/1"]


def test_teachers_are_not_praised_for_daring(bank: Bank) -> None:
    brief = "场合: 表彰会\n会议: 全市教育工作表彰大会\n对象: 广大教师\n意见: [立德树人, 师德师风]\n"
    assert not re.search("敢闯敢试|攻坚|攻关", said(brief, bank))


def test_a_choice_under_half_a_name_is_told_the_whole_one(bank: Bank) -> None:
    outline = planned(f"{HOST}选定: {{回应前述: 好}}\n", bank)
    assert any("要写全：开场/回应前述" in note for note in outline.notes)


def test_a_percent_sign_is_one_in_either_width() -> None:
    assert stands_in("提高到61%", "就业率提高到61％。")


def test_achievements_are_told_in_one_pattern(bank: Bank) -> None:
    brief = "会议: 全县古城保护会议\n意见: [修缮, 值守]\n成绩: [{要点: 夜间旅游, 事实: 去年接待游客410万人次}, {要点: 学位供给, 事实: 新增学位900个}]\n"
    text = said(brief, bank)
    assert re.search("一是夜间旅游[^，]{4,7}，去年接待游客410万人次；二是学位供给[^，]{4,7}，新增学位900个", text), text
    # Praised by no fact, what sank is named like all beside it.
    sank = said(brief.replace("新增学位900个", "学位减少900个"), bank)
    assert "一是夜间旅游方面，去年接待游客410万人次；二是学位供给方面，学位减少900个" in sank


def test_a_fact_that_says_what_it_is_about_is_told_by_itself(bank: Bank) -> None:
    brief = (
        "会议: 全县古城保护会议\n意见: [修缮, 值守]\n成绩: [{要点: 修缮老宅, 事实: 修缮老宅41处}]\n问题: [老宅漏雨]\n"
    )
    text = said(brief, bank)
    assert "修缮老宅41处" in text
    assert "修缮老宅方面" not in text
    assert "，修缮老宅41处" not in text


def test_achievements_of_one_list_have_one_form(bank: Bank) -> None:
    brief = (
        "会议: 全县古城保护会议\n意见: [修缮, 值守]\n成绩: [{要点: 夜间旅游, 事实: 去年接待游客410万人次}, "
        "{要点: 人居环境, 事实: 整治沟渠27条}, {要点: 道路提升, 事实: 新修石板巷道6公里}]\n"
    )
    text = said(brief, bank)
    names = ("夜间旅游", "人居环境", "道路提升")
    said_of = [re.search(f"是{name}([^，；]{{4,7}})，", text) for name in names]
    assert all(said_of), text
    assert len({found[1] for found in said_of if found}) == len(names)


def test_of_work_the_brief_says_nothing_of_nothing_is_said(bank: Bank) -> None:
    text = said("会议: 石桥镇秋季秸秆禁烧工作会\n讲话人: {身份: 分管领导}\n意见: [宣传发动, 巡查值守]\n", bank)
    assert "【待填：重点工作及成效一】" in text
    assert not re.search("平稳有序|正在逐项落实|新进展|扎实推进|总的情况是好的", text)


def test_thanks_are_said_once(bank: Bank) -> None:
    for place in ("石桥镇", "柳溪镇", "全县", "全市", "临溪县"):
        text = said(f"会议: {place}秸秆禁烧工作会\n讲话人: {{身份: 主要领导}}\n意见: [宣传发动, 巡查值守]\n", bank)
        assert len(re.findall("感谢|谢谢|辛苦了", text.replace("道一声辛苦、说一声谢谢", "感谢"))) <= 1, text


def test_no_image_comes_twice(bank: Bank) -> None:
    brief = (
        "场合: 动员会\n会议: 全县{}动员会\n依据: [全市会议精神]\n意见: [火源管控, 巡护监测]\n"
        "问题: [清明上坟烧纸屡禁不止]\n成绩: [{{要点: 火情处置, 事实: 去年处置火情17起}}]\n"
    )
    for matter in ("森林草原防灭火工作", "防汛抗旱工作", "秋冬季大气污染防治", "根治欠薪"):
        text = said(brief.format(matter), bank)
        assert text.count("硬仗") <= 1, text


DAY = (
    "场合: 表彰会\n会议: 庆祝第42个教师节暨全市教育工作表彰大会\n讲话人: {{职务: 中共岳溪市委书记, 身份: 主要领导}}\n"
    "对象: 广大教师\n意见: [立德树人, 师德师风]\n结束: {}\n"
)


def test_a_day_of_honour_is_greeted_at_both_ends(bank: Bank) -> None:
    for ending in ("祝愿", "号召", "希望"):
        text = said(DAY.format(ending), bank)
        assert "在教师节到来之际，我代表市委" in text
        assert "向广大教师致以节日的问候" in text
        assert "节日快乐" in text.splitlines()[-1]


def test_a_day_that_is_only_a_time_is_greeted_by_nobody(bank: Bank) -> None:
    for name in ("全县国庆节前安全生产会议", "全市五一假期旅游安全工作会议", "春节期间保供座谈会"):
        assert not re.search("节日快乐|到来之际", said(f"会议: {name}\n意见: [值班值守, 应急准备]\n", bank)), name


def test_who_is_praised_is_praised_for_his_own_work(bank: Bank) -> None:
    for who, word in (("全市护士", "病"), ("广大教师", "学生"), ("全县新闻工作者", "新闻"), ("全市劳动模范", "劳动")):
        text = said(f"场合: 表彰会\n会议: 全市工作表彰大会\n对象: {who}\n意见: [队伍建设, 本领提升]\n", bank)
        assert any(word in line for line in text.splitlines() if "先进" in line), text


def test_an_owner_is_named_once(bank: Bank) -> None:
    brief = (
        "会议: 全县防火工作会议\n意见:\n"
        "- {主题: 扑救准备, 措施: ['物资补库（责任单位：县应急局）', '队伍拉动（责任单位：国有林场）', '水车编组（县水利局）']}\n"
    )
    for line in said(brief, bank).splitlines():
        assert not re.search("由(.{2,6})牵头.*由\\1负责", line), line
        assert len(re.findall("县应急局|国有林场|县水利局", line)) <= 1, line


def test_what_a_host_says_of_achievements_is_a_sentence(bank: Bank) -> None:
    brief = f"{HOST}成绩: [{{要点: 河道清障, 事实: 清障38公里}}]\n"
    assert re.search("从前一段的情况看，.+打下了好的基础：河道清障[^。]+。这些成果要巩固好。", said(brief, bank))


def test_a_visitor_says_whose_departments_they_are(bank: Bank) -> None:
    text = said(VISITOR, bank)
    assert "云津市有关部门" in text
    assert not re.search("(?<!云津市)有关部门", text)


def test_a_problem_nothing_answers_is_asked_for(bank: Bank) -> None:
    brief = "场合: {}\n会议: 全县森林防火会议\n意见: [巡护, 值守]\n问题: [北山片区没有信号覆盖]\n"
    for occasion in ("动员会", "工作会议", "推进会", "联席会议"):
        lines = [line for line in said(brief.format(occasion), bank).splitlines() if "北山" in line]
        assert any("【待填：解决这个问题的具体对策】" in line for line in lines[1:]), occasion


def test_tails_that_say_nothing_come_last(bank: Bank) -> None:
    brief = "会议: 全县{}会议\n意见: [巡护, 值守]\n保障: {{主体: 各乡镇, 措施: [领导带班值守, 火情零报告]}}\n"
    for matter in ("森林防火", "防汛", "水利"):
        assert not re.search("不遗余力|凝心聚力|提质增效|做出特色", said(brief.format(matter), bank))


def test_what_is_owed_to_guests_is_not_demanded_of_them(bank: Bank) -> None:
    text = (
        "场合: 座谈会\n会议: 全县民营企业座谈会\n讲话人: {职务: 县委书记, 身份: 主要领导}\n主题: 民营经济发展\n对象: 广大民营企业家\n"
        "刚才: [{谁: 7位企业家, 事: 提了16条意见建议}]\n问题: [中小企业融资难, 拖欠账款没有清完, 减税降费落实不到位]\n"
        "意见: [账款清欠, 融资服务, 减税降费]\n保障: {主体: 县直有关部门, 措施: [诉求限时办结]}\n风格: {备选: 3}\n"
    )
    items = walk(plan(parse_brief(load_text(text, "")), bank).items)
    said = [each for item in items for each in (item.text, *(other.text for other in item.alternatives))]
    leads = [each for each in said if "“拖欠账款没有清完”" in each or "“减税降费落实不到位”" in each]
    assert leads
    assert not any("企业家要" in each or "企业家把" in each for each in said), said
    assert not any(re.search("请大家[^。]*落实", each) for each in said)


def test_the_meeting_of_those_above_is_the_one_the_brief_names(bank: Bank) -> None:
    bases = "依据: [《信访工作条例》, 市信访工作会议精神]\n"
    brief = parse_brief(load_text(f"会议: 全县信访工作会议\n{bases}意见: [积案攻坚]\n", ""))
    assert values_of(brief, bank, 1).filled["上级会议"] == "市信访工作会议"


def test_a_speech_that_was_only_held_is_not_said_to_have_proposed_anything(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县青年人才座谈会\n对象: 广大青年人才\n意见: [立足岗位, 终身学习]\n刚才: [{谁: 6位代表, 事: %s}]\n"
    told, proposed = said(brief % "作了发言", bank), said(brief % "作了发言、提了建议", bank)
    assert "6位代表作了发言" in told
    assert not re.search("意见建议|提得中肯|含金量", told)
    assert proposed != told.replace("作了发言", "作了发言、提了建议")


def test_what_the_agenda_announces_the_host_looks_back_on_as_done(bank: Bank) -> None:
    brief = (
        HOST.replace("通报了进度", "通报巡查情况").replace("作了表态发言", "作表态发言").replace("作了讲话", "作讲话")
    )
    text = said(brief, bank)
    assert "请县水利局通报巡查情况" in text
    assert "县水利局通报了巡查情况" in text
    assert "作了表态发言" in text
    assert "县长季某某同志作了讲话" in text
    assert not any("没有写进提纲" in note for note in planned(brief, bank).notes)


def test_several_meetings_are_named_once_and_dated_each(bank: Bank) -> None:
    brief = (
        "场合: 传达学习会\n会议: 县水务局党组会议\n主题: 水务工作\n依据: [全国水利工作会议精神, 全省水利工作会议精神]\n"
        "意见: [学习领会, 对标找差]\n"
    )
    text = said(brief, bank)
    assert text.count("全国水利工作会议精神") == 1
    assert text.count("这两次会议精神") >= 1
    assert "时间分别是【待填" in text
    single = said(brief.replace(", 全省水利工作会议精神", ""), bank)
    assert "这两次" not in single
    assert "分别" not in single


def test_when_to_pass_it_on_is_taken_from_the_measure_that_dates_it(bank: Bank) -> None:
    brief = (
        HOST.partition("意见")[0] + "意见:\n- {主题: 会议精神传达, 措施: [召开会议学习（各乡镇，4月10日前）]}\n- %s\n"
    )
    dated = said(brief % "巡护", bank)
    assert "4月10日前完成传达学习" in dated
    other = brief.replace("召开会议学习", "制定方案").replace("会议精神传达", "巡护") % "值守"
    assert "【待填：传达时限】" in said(other, bank)


def test_the_young_are_not_told_of_what_they_did_for_many_years(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县%s座谈会\n对象: 广大%s\n意见: [永葆初心, 岗位建功]\n"
    assert "多年" not in said(brief % ("青年人才", "青年人才"), bank)
    assert "多年" in said(brief % ("退役军人", "退役军人"), bank)


def test_a_call_to_action_begins_with_why(bank: Bank) -> None:
    brief = (
        "场合: 动员会\n会议: 全县卫生县城创建动员会\n主题: 卫生县城创建工作\n讲话人: {姓名: 鲁某某, 职务: 县长, 身份: 主要领导}\n"
        "成绩: [{要点: 公厕改造, 事实: 改造公厕28座}]\n问题: [背街小巷脏乱]\n意见: [背街小巷治理, 全民参与]\n"
    )
    steps = [item.step for item in planned(brief, bank).items]
    assert steps.index("形势意义") < steps.index("总体评价") < steps.index("问题不足") < steps.index("总体要求")


def test_a_joint_meeting_without_achievements_leaves_them_out(bank: Bank) -> None:
    brief = "场合: 联席会议\n会议: 全市反诈工作联席会议\n意见: [预警劝阻, 防骗宣传]\n"
    assert "成效一" not in said(brief, bank)
    assert "接待" in said(brief + "成绩: [{要点: 群众接待, 事实: 接待群众300人次}]\n", bank)


def test_what_was_built_made_the_thing_itself_grow_by_nobody_knows_how_much(bank: Bank) -> None:
    brief = (
        HOST.replace("主持讲话", "工作会议")
        + "成绩: [{要点: 救援力量, 事实: 新建救援队6支}, {要点: 市容环境, 事实: 清理占道430处}, {要点: 欠薪追讨, 事实: 追回工资2亿元}]\n"
    )
    text = said(brief, bank)
    assert "救援力量不断壮大，新建救援队6支" in text
    assert re.search("市容环境持续[优改][化善]，清理占道430处", text)
    assert "欠薪追讨有力有效，追回工资2亿元" in text


def test_a_visitor_announces_hopes_and_no_opinions(bank: Bank) -> None:
    outline = planned(
        "场合: 推进会\n会议: 全市养蜂推进会\n讲话人: {姓名: 罗某, 职务: 省畜牧局副局长, 身份: 上级代表}\n"
        "问题: [蜂病防治跟不上]\n意见: [蜂病防治, 蜂蜜销售, 蜂种保护]\n",
        bank,
    )
    (line,) = (item.text for item in walk(outline.items) if item.step == "领起")
    assert "希望" in line
    assert "意见" not in line


GUESTS = (
    "场合: 座谈会\n会议: 全县{}座谈会\n讲话人: {{职务: 中共松溪县委书记, 身份: 主要领导}}\n对象: {}\n主题: 引才工作\n"
    "成绩: [{{要点: 牵线搭桥, 事实: 引进项目3个}}]\n"
    "问题: [项目审批环节多, 年轻人回乡少, 园区食堂不够用]\n"
    "意见: [{{主题: 项目回归, 措施: [实行项目代办（县政务服务中心）, 每月开一次诉求协调会]}}, 青年联谊, 园区食堂]\n"
    "保障: {{主体: 县直有关部门, 措施: [诉求办理]}}\n结束: 祝愿\n"
)


@pytest.mark.parametrize("who", ["广大在外乡贤", "各位客商", "广大侨胞", "各位老同志"])
def test_guests_are_thanked_and_neither_judged_nor_lectured(bank: Bank, who: str) -> None:
    text = said(GUESTS.format("在外乡贤新春", who), bank)
    assert not re.search("充分肯定|应当肯定|硬任务|不是小事|突破口|对症下药|各位企业家", text), text
    assert "希望大家每月开一次" not in text
    assert "希望大家实行" not in text
    assert re.search("新春快乐", text.splitlines()[-1])
    # A point whose measures are all an office's is none for guests, whoever is named for them.
    assert not re.search("(?:前.|第一[^，。]*)点同大家共勉", text)


def test_one_s_own_people_are_still_praised(bank: Bank) -> None:
    text = said(GUESTS.format("乡镇书记", "各乡镇党委书记"), bank)
    assert "情分" not in text
    assert "心意" not in text


@pytest.mark.parametrize("matter", ["无偿献血工作", "志愿服务工作", "见义勇为工作"])
def test_who_gives_of_his_own_will_has_no_post_and_no_race(bank: Bank, matter: str) -> None:
    for ending in ("希望", "祝愿"):
        brief = (
            f"场合: 表彰会\n会议: 全市{matter}表彰会\n讲话人: {{身份: 分管领导}}\n主题: {matter}\n依据: [全省{matter}会议精神]\n"
            f"对象: 各乡镇、市直各单位和受表彰的集体、个人\n成绩: [{{要点: 人数, 事实: 参加的有3万人}}]\n意见: [宣传发动, 关爱激励]\n结束: {ending}\n"
        )
        text = said(brief, bank)
        opening = text.partition("意见")[0]
        assert not re.search("岗位|比学赶超|干得辛苦|奋发有为|比一比标准", opening), opening
        assert f"全省{matter}会议精神" in text
        # Who is honoured is charged with nothing.
        assert "受表彰的集体要" not in text


def test_nobody_boasts_after_somebody_has_owned_up(bank: Bank) -> None:
    brief = (
        "场合: 推进会\n会议: 全县渡口安全推进会\n刚才: [{谁: 柳渡镇, 事: WHAT}]\n成绩: [{要点: 渡船更新, 事实: 更新渡船12艘}]\n"
        "问题: [渡工老化]\n意见: [隐患排查, 渡工培训]\n"
    )
    boasts = re.compile("新突破|精气神|劲头|成绩单|走得稳|亮点|答卷")
    assert not boasts.search(said(brief.replace("WHAT", "作了检讨发言"), bank))
    assert boasts.search(said(brief.replace("WHAT", "作了交流发言"), bank))


def test_thanks_for_a_kindness_are_for_those_who_did_one(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县{0}座谈会\n对象: 各位{0}\n主题: {0}工作\n成绩: [{{要点: 名录, 事实: 入册63人}}]\n意见: [队伍建设]\n"
    kindness = re.compile("情意|情分|心意")
    assert not kindness.search(said(brief.format("篾匠"), bank))
    assert kindness.search(said(brief.format("侨胞"), bank))


@pytest.mark.parametrize(
    ("problem", "fact"), [("各乡镇进度不平衡", "缴费12万人"), ("宣传不够", "缴费12万人，完成任务的48.5%")]
)
def test_work_that_is_behind_is_not_boasted_of(bank: Bank, problem: str, fact: str) -> None:
    brief = "场合: 推进会\n会议: 全县参保缴费推进会\n成绩: [{{要点: 参保缴费, 事实: '{}'}}]\n问题: [{}]\n意见: [宣传发动, 上门服务]\n"
    boasts = "走得稳|新突破|亮点|精气神|答卷|新的成效|步子更稳"
    assert not re.search(boasts, said(brief.format(fact, problem), bank))


def test_nobody_is_called_to_account_where_people_are_honoured(bank: Bank) -> None:
    brief = (
        "场合: 总结表彰会\n会议: 全县渡工总结表彰会\n对象: 各乡镇和县直各单位\n问题: [渡口标识不清, 老渡工退休无人接班, 救生衣偏少]\n"
        "意见: [渡口标识, 渡工接班, 救生衣配备]\n"
    )
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    leads = [item.text for item in walk(outline.items) if "导语" in item.id]
    assert leads
    assert not [lead for lead in leads if re.search("认下来|不能等|硬任务|限期|一抓到底|有本账", lead)], leads


def test_guests_are_sent_home_with_no_staff_orders(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县WHO座谈会\n主题: 家乡建设\n对象: 各位WHO\n问题: [建议办理慢]\n意见: [家乡宣传, 助学奖学]\n结束: 希望\n"
    for who in ("新乡贤", "侨胞", "船工"):
        last = [
            item.text for item in walk(plan(parse_brief(load_text(brief.replace("WHO", who), "简要")), bank).items)
        ][-1]
        assert not re.search("任务|奋发有为|业绩|岗位|一年接着一年干", last), last


LIGHTERS = (
    "场合: {}\n会议: 全县灯塔看守{}\n讲话人: {{姓名: 邬某某, 职务: 县长, 身份: 主要领导}}\n地区: 全县\n主题: 灯塔看守\n依据: [全省航标会议精神]\n"
    "成绩: [{{要点: 夜间值守, 事实: 灯塔完好率连续4年全省第一}}, {{要点: 看守队伍, 事实: 新招看守员12名}}]\n意见: [值守排班, 灯器养护, 塔体修缮, 航道通报]\n"
)


def test_guests_are_not_reported_to_and_told_to_carry_out(bank: Bank) -> None:
    brief = LIGHTERS.format("座谈会", "船主座谈会") + (
        "称谓: 各位企业家、各位船主，同志们\n对象: 各航运企业和船主\n保障: {主体: 县直有关部门, 措施: [增设候船棚]}\n结束: 祝愿\n"
    )
    text = said(brief, bank)
    assert "逐项落实" not in text
    assert "贯彻落实全省航标会议精神" not in text
    assert "服务保障" in text
    assert "组织领导" not in text
    assert "祝各位企业家" not in text


def test_the_honoured_hear_what_they_have_done(bank: Bank) -> None:
    text = said(LIGHTERS.format("总结表彰会", "总结表彰会") + "对象: 全县灯塔看守员\n", bank)
    assert "逐项落实" not in text
    assert any(word in text for word in ("夜间值守走在前列", "夜间值守保持领先"))
    assert any(word in text for word in ("看守队伍得到加强", "看守队伍得到充实"))


def test_not_all_points_are_read_out_at_the_end(bank: Bank) -> None:
    text = said(LIGHTERS.format("动员会", "动员会") + "对象: 各看守站\n结束: 号召\n", bank)
    assert "值守排班、灯器养护、塔体修缮、航道通报" not in text
