"""Frames that claim what the brief does not say, or that are not for this speaker to say (断言与口气)."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.brief.schema import Achievement
from drafter.plan.claims import out_of_place
from drafter.plan.draft import begin
from drafter.plan.outline import plan, walk
from drafter.plan.praising import praised
from drafter.plan.values import values_of
from drafter.records import Item
from drafter.strict_yaml import load_text


def lines(bank: Bank, brief: str) -> dict[str, Item]:
    return {item.id: item for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)}


def offered(item: Item) -> list[str]:
    """The line and what it may be changed for."""
    return [item.text, *(other.text for other in item.alternatives)]


@pytest.mark.parametrize("theme", ["露天焚烧治理百日攻坚行动", "欠薪问题专项整治"])
@pytest.mark.parametrize("rank", ["主要领导", "分管领导"])
def test_what_is_launched_today_has_no_progress_yet(theme: str, rank: str, bank: Bank) -> None:
    item = lines(
        bank,
        f"会议: 全市{theme}动员大会\n场合: 动员会\n讲话人: {{身份: {rank}}}\n主题: {theme}\n"
        "成绩: [{要点: 隐患排查, 事实: 排查点位90处}]\n意见: [源头管控, 巡查执法]\n风格: {备选: 3}\n",
    )["成绩回顾/总体评价"]
    assert not any(theme in text for text in offered(item)), offered(item)


@pytest.mark.parametrize("occasion", ["动员会", "推进会", "工作会议"])
def test_a_bulletin_of_what_is_wrong_is_no_summary_of_experience(occasion: str, bank: Bank) -> None:
    item = lines(
        bank,
        f"会议: 全市水源地保护{occasion}\n场合: {occasion}\n刚才:\n- {{谁: 生态环境局, 事: 通报了督察暗访情况}}\n"
        "- {谁: 甲县、乙县, 事: 作了表态发言}\n意见: [违建清理, 水质监测]\n",
    )["开场/回应前述"]
    assert not any(word in item.text for word in ("总结", "经验", "借鉴", "讲得都很好")), item.text


@pytest.mark.parametrize(("honoured", "unsaid"), [("12名优秀护林员", "集体"), ("8个先进集体", "个人")])
def test_only_those_are_honoured_whom_the_brief_names(honoured: str, unsaid: str, bank: Bank) -> None:
    items = lines(
        bank,
        f"会议: 全县护林工作总结表彰会\n场合: 总结表彰会\n刚才: [{{谁: 县委, 事: 为{honoured}颁了奖}}]\n"
        "问题: [山高路远补给难]\n意见: [学习先进, 提升本领]\n结束: 希望\n风格: {备选: 3}\n",
    )
    said = [text for item in items.values() for text in offered(item)]
    assert not any(unsaid in text for text in said)
    assert "躲不过" not in items["成绩回顾/问题不足"].text


VISIT = (
    "会议: 某古镇保护利用座谈会\n场合: 座谈会\n讲话人: {职务: 省文化厅副厅长, 身份: 上级代表}\n主题: 古镇保护利用\n"
    "对象: 县委县政府\n刚才: [{谁: 5位专家, 事: 谈了意见和建议}]\n成绩: [{要点: 民居修缮, 事实: 修缮93处}]\n"
    "问题: [住户外迁较多, 管线老化]\n意见: [保护第一, 业态培育]\n结束: 希望\n"
)


def test_a_visitor_speaks_neither_as_host_nor_down_to_guests(bank: Bank) -> None:
    items = lines(bank, VISIT)
    assert "县委县政府" in items["结束语/希望"].text
    assert "专家" not in items["结束语/希望"].text
    said = "".join(item.text for id_, item in items.items() if not id_.startswith("意见"))
    assert not any(word in said for word in ("我们", "打拼", "组织的信任")), said


HOST = (
    "会议: 全县护林会议\n场合: 主持讲话\n刚才: [{谁: 林业局, 事: 通报了情况}, {谁: 县长韩某某, 事: 作了讲话}]\n"
    "成绩: [{要点: 卡口建设, 事实: 新建卡口46处}]\n问题: [祭扫用火难禁]\n意见: [火源管控, 值班值守]\n"
)


def test_after_the_leader_the_host_asks_that_it_be_carried_out(bank: Bank) -> None:
    items = lines(bank, HOST)
    said = "".join(item.text for item in items.values())
    assert said.count("韩某某") == said.count("韩某某同志")
    assert "成绩回顾/总体评价" not in items
    assert "新建卡口46处" in said
    assert "祭扫用火难禁" in said
    assert not any(item.level == 2 for item in items.values())
    asked = lines(bank, HOST + "风格: {层级: 2}\n")
    assert any(item.level == 2 for item in asked.values())


def test_two_achievements_are_not_praised_in_the_same_word(bank: Bank) -> None:
    text = lines(bank, VISIT.replace("修缮93处}", "修缮93处}, {要点: 文旅融合, 事实: 接待游客9万人次}"))[
        "成绩回顾/分项成绩"
    ].text
    assert text.count("向好") < 2, text


@pytest.mark.parametrize(
    ("topic", "fact"),
    [
        ("表彰", "表彰劳动模范50名"),
        ("高考", "本科上线1268人"),
        ("县域医共体", "建成县域医共体6个"),
        ("火情起数", "发生火情3起"),
        ("税收", "12.5"),
        ("教师素质", "培训教师300人"),
    ],
)
def test_nobody_says_how_things_went_where_it_is_not_told(bank: Bank, topic: str, fact: str) -> None:
    text = f'会议: 全县重点工作会议\n成绩: [{{要点: {topic}, 事实: "{fact}"}}]\n意见: [宣传教育, 督查考核]\n'
    said = lines(bank, text)["成绩回顾/分项成绩"].text
    assert fact in said
    assert topic in said
    assert not re.search("稳步向好|持续进步|日见成效|提升|增强", said)
    assert f"，{fact}。" not in said or not fact.replace(".", "").isdecimal()


def test_a_rise_that_is_told_may_be_praised(bank: Bank) -> None:
    text = "会议: 全县重点工作会议\n成绩: [{要点: 税收, 事实: 税收同比增长12%}]\n意见: [宣传教育, 督查考核]\n"
    assert re.search("税收[^方，]+，税收同比增长12%", lines(bank, text)["成绩回顾/分项成绩"].text)


def test_facts_that_say_since_when_are_not_asked_for_the_time(bank: Bank) -> None:
    text = "会议: 全县重点工作会议\n成绩: [{要点: 隐患整治, 事实: 今年以来整改隐患36处}, {要点: 演练培训, 事实: 今年以来演练8场}]\n意见: [宣传教育, 督查考核]\n"
    items = lines(bank, text)
    assert "以来" not in items["成绩回顾/总体评价"].text
    assert "统计时段" not in "".join(items["成绩回顾/总体评价"].gaps)


@pytest.mark.parametrize(
    ("theme", "work"), [("劳模精神", "弘扬劳模精神工作"), ("弘扬工匠精神", "弘扬工匠精神工作"), ("供水", "供水工作")]
)
def test_a_spirit_is_kept_up_and_no_work(bank: Bank, theme: str, work: str) -> None:
    brief = parse_brief(load_text(f"会议: 全市大会\n主题: {theme}\n意见: [宣传教育]\n", ""))
    assert values_of(brief, bank, 1).filled["主题工作"] == work


@pytest.mark.parametrize(
    ("topic", "fact"),
    [
        ("工业经济", "规上工业增加值下降2.1%"),
        ("粮食生产", "减产1.2万吨"),
        ("信访工作", "信访量同比上升8%"),
        ("财政收入", "完成12.5亿元，下降3%"),
        ("文旅融合", "接待游客9万人次"),
    ],
)
def test_what_went_down_or_goes_nobody_knows_where_is_told_and_not_praised(topic: str, fact: str, bank: Bank) -> None:
    text = f'会议: 全县经济工作会议\n成绩: [{{要点: {topic}, 事实: "{fact}"}}]\n意见: [宣传教育, 督查考核]\n风格: {{备选: 3}}\n'
    items = lines(bank, text)
    assert all(f"{topic}方面，{fact}" in said for said in offered(items["成绩回顾/分项成绩"]))
    if "游客" not in fact:
        said = items["成绩回顾/总体评价"].text + items["成绩回顾/分项成绩"].text
        assert not re.search("扎实|亮点|成效|进展|有序|特别是|几件事", said), said


def test_no_predicate_of_the_bank_is_a_trend_of_one_figure_nor_praise_of_a_fall(bank: Bank) -> None:
    brief = parse_brief(load_text("会议: 全县大会\n意见: [宣传教育]\n", ""))
    topics = {each.ending for each in bank.collocations if each.praises and each.ending} - {"获得感"}
    assert len(topics) > 100
    for topic in sorted(topics):
        for fact in ("新建示范点27家", "产值增长5.1%"):
            said = praised(brief.model_copy(update={"achievements": (Achievement(要点=topic, 事实=fact),)}), bank)[0]
            assert not re.search("稳中|平稳|形势|势头|总体", said.removeprefix(topic)), said
        fell = brief.model_copy(update={"achievements": (Achievement(要点=topic, 事实="产值下降2.1%"),)})
        assert praised(fell, bank) == (f"{topic}方面，产值下降2.1%",)


def test_a_predicate_claims_no_second_deed_the_fact_does_not_tell_of(bank: Bank) -> None:
    twofold = [said for each in bank.collocations for said in each.praises if re.search("并重$|并举$|结合$", said)]
    assert not twofold
    brief = parse_brief(load_text("会议: 全县大会\n意见: [宣传教育]\n", ""))
    built = brief.model_copy(update={"achievements": (Achievement(要点="高标准农田", 事实="新建8.6万亩，完成92%"),)})
    assert praised(built, bank) == ("高标准农田加快推进，新建8.6万亩，完成92%",)


@pytest.mark.parametrize("audience", ["企业家代表、县直有关部门", "县直有关部门", ""])
def test_entrepreneurs_are_addressed_where_they_were_invited(bank: Bank, audience: str) -> None:
    text = f"场合: 座谈会\n会议: 全县企业家座谈会\n主题: 民营经济\n意见: [营商环境, 科技创新]\n对象: {audience}\n"
    assert lines(bank, text)["开场/称谓"].text == "各位企业家，同志们："


def test_praise_claims_no_promptness_nor_quality_the_fact_does_not_tell(bank: Bank) -> None:
    brief = parse_brief(load_text("会议: 全区加装电梯推进会\n意见: [宣传教育]\n", ""))

    def said(fact: str, *problems: str) -> str:
        told = {"achievements": (Achievement(要点="财政补贴", 事实=fact),), "problems": problems}
        return praised(brief.model_copy(update=told), bank)[0]

    assert not re.search("及时|规范|到位", said("落实区级补贴资金1860万元"))
    assert said("发放规范，落实补贴1860万元").startswith("财政补贴发放规范，")
    for topic in {each.ending for each in bank.collocations if each.praises and each.ending}:
        fact = "新建示范点27家，增长5.1%"
        one = brief.model_copy(update={"achievements": (Achievement(要点=topic, 事实=fact),)})
        assert not re.search("及时|精准|规范|高效|透明|到位", praised(one, bank)[0].removeprefix(topic)), topic


def test_what_a_problem_is_about_is_not_praised(bank: Bank) -> None:
    text = "会议: 全区加装电梯推进会\n成绩: [{要点: 财政补贴, 事实: 发放规范，同比增长12%}]\n意见: [宣传教育]\n"
    assert "财政补贴方面，" not in lines(bank, text)["成绩回顾/分项成绩"].text
    troubled = lines(bank, text + "问题: [补贴到账慢]\n")
    assert "财政补贴方面，发放规范" in troubled["成绩回顾/分项成绩"].text
    # That both speak of what the meeting is about tells nothing.
    assert "财政补贴方面，" not in lines(bank, text + "问题: [部分电梯加装慢]\n")["成绩回顾/分项成绩"].text


def test_what_a_guest_said_in_a_speech_is_not_summed_up_as_an_example(bank: Bank) -> None:
    agenda = "{谁: 县委副书记, 事: 宣读了表彰决定}, {谁: 护理员代表, 事: 作了发言}"
    text = "场合: 总结表彰会\n会议: 全县养老服务表彰会\n刚才: [%s]\n意见: [护理员关爱, 技能培训]\n"
    assert "大家要向先进学习" in lines(bank, text % agenda)["开场/回应前述"].text
    said = lines(bank, text % f"{agenda}, {{谁: 省民政厅处长, 事: 作了讲话}}")["开场/回应前述"]
    assert "作了讲话" in said.text
    assert not any("向先进学习" in one for one in offered(said))


@pytest.mark.parametrize(("measure", "persuades"), [("错峰引导", False), ("车流引导", False), ("光盘引导", True)])
def test_who_guides_traffic_persuades_nobody(bank: Bank, measure: str, persuades: bool) -> None:
    text = f"场合: 推进会\n会议: 全县秩序整治推进会\n意见:\n  - {{主题: 出行组织, 措施: [{measure}, 明查暗访]}}\n  - 督查考核\n"
    assert ("有顾虑的个别沟通" in lines(bank, text)["意见/1/1/文"].text) is persuades


ANNALS = (
    "场合: 动员会\n会议: 全县第三轮修志动员会\n讲话人: {姓名: 柏某, 职务: 县长, 身份: 主要领导}\n主题: 地方志编修工作\n"
    "日期: 2026-03-02\n对象: 各乡镇\n成绩: [{要点: 年鉴编纂, 事实: %s}]\n意见: [资料征集, 志稿质量]\n"
)


def _all_said(brief: str, bank: Bank) -> str:
    return "".join(item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items))


def test_what_touches_nobodys_life_is_nothing_the_people_wait_for(bank: Bank) -> None:
    frames = [frame for frame in bank.frames if frame.step == "形势意义" and "群众期盼" in frame.text]
    assert frames
    annals = ANNALS % "出版年鉴一部"
    for brief, held_back in ((annals, True), (annals.replace("地方志编修工作", "农村供水工作"), False)):
        draft = begin(parse_brief(load_text(brief, "简要.yaml")), bank)
        assert {out_of_place(draft, frame.step, frame) for frame in frames} == {held_back}


def test_what_went_on_for_years_is_not_this_while(bank: Bank) -> None:
    lately = ("这段时间", "一段时间以来")
    assert any(word in _all_said(ANNALS % "出版年鉴一部", bank) for word in lately)
    for fact in ("连续14年出版", "2019年出版县志"):
        assert not any(word in _all_said(ANNALS % fact, bank) for word in lately)


def test_those_who_are_greeted_as_guests_are_not_judged(bank: Bank) -> None:
    brief = (
        "场合: 座谈会\n会议: 全县侨界人士座谈会\n讲话人: {姓名: 柏某, 职务: 县长, 身份: 主要领导}\n主题: 侨务工作\n"
        "%s对象: 县侨联和县直有关部门\n成绩: [{要点: 侨资回归, 事实: 新引进项目6个}]\n意见: [侨益维护, 联谊联络]\n"
    )
    assert "肯定" not in _all_said(brief % "称谓: 各位侨胞、各位乡亲\n", bank)


def test_an_achievement_without_a_name_beside_others_is_asked_for(bank: Bank) -> None:
    brief = (ANNALS % "出版年鉴一部").replace("}]\n意见", "}, 征集老照片4200幅]\n意见")
    notes = plan(parse_brief(load_text(brief, "简要.yaml")), bank).notes
    assert any("征集老照片4200幅”没有写要点" in note for note in notes)
