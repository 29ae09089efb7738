"""Who sits there, who acts, who speaks: what the outline makes of audience, bodies and rank (对象、主体、身份)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Frame
from drafter.brief.load import parse_brief
from drafter.brief.schema import Brief
from drafter.language.audience import audience_parts, is_department_work
from drafter.language.meetings import bodies_of
from drafter.plan.outline import plan, walk
from drafter.plan.values import values_of
from drafter.records import Item
from drafter.strict_yaml import load_text


def brief_of(text: str) -> Brief:
    return parse_brief(load_text(text, "简要.yaml"))


def lines(bank: Bank, text: str) -> dict[str, Item]:
    return {item.id: item for item in walk(plan(brief_of(text), bank).items)}


@pytest.mark.parametrize(
    ("audience", "parts"),
    [
        ("各乡镇和县直有关部门", ("各乡镇", "县直有关部门")),
        ("各县（市、区）和市直有关部门", ("各县（市、区）", "市直有关部门")),
        ("各镇街、区直各部门", ("各镇街", "区直各部门")),
        ("各成员单位", None),
        ("全体教职工", None),
        ("全市各级工会组织和广大工会干部", None),
        ("", None),
    ],
)
def test_an_audience_of_two_kinds_is_taken_apart(audience: str, parts: tuple[str, str] | None) -> None:
    assert audience_parts(audience) == parts


@pytest.mark.parametrize(
    ("line", "department"),
    [
        ("<主体>定出验收标准，把审批各关理顺。", True),
        ("<主体>入户登记，把点位逐一摸清。", False),
        ("<主体>把事情办好。", None),
    ],
)
def test_a_line_says_whose_work_it_is(line: str, department: bool | None) -> None:
    assert is_department_work(line) is department


@pytest.mark.parametrize(
    ("meeting", "region", "bodies"),
    [
        ("柳湾第三中学德育工作会议", "", "各部门各年级"),
        ("市教育局党组传达学习会议", "全市", "各科室各单位"),
        ("全市中小学校园食堂工作会议", "全市", "各地各有关部门"),
        ("全市食品安全委员会全体会议", "全市", "各成员单位"),
        ("中共某县委员会第三次全体会议", "全县", "各乡镇各有关部门"),
        ("新型城镇化工作会议", "", "各有关单位和部门"),
        ("青岗镇人居环境整治会", "", "各村（社区）和各部门"),
    ],
)
def test_nobody_named_the_general_bodies_of_such_a_meeting_act(meeting: str, region: str, bodies: str) -> None:
    assert bodies_of(meeting, region) == bodies


BASE = "会议: 全县河道保洁推进会\n场合: 推进会\n意见: [河道管护, 群众发动, 督查考核]\n"


def test_both_parts_of_an_audience_are_named_in_full_first_and_then_each_does_its_own(bank: Bank) -> None:
    items = lines(bank, BASE + "对象: 各乡镇和县直有关部门\n成绩: [{要点: 河道清淤, 事实: 清淤河道12公里}]\n")
    assert "各乡镇和县直有关部门" in items["成绩回顾/总体评价"].text
    actors = {item.slots.get("主体") for item in items.values() if item.id.endswith("/文")}
    assert {"各乡镇", "县直有关部门"} <= actors


@pytest.mark.parametrize(
    ("audience", "salutation"),
    [
        ("广大民营企业家", "各位企业家，同志们："),
        ("全县离退休老同志", "各位老领导、老同志："),
        ("全体教职工", "老师们、同志们："),
        ("各乡镇", "同志们："),
    ],
)
def test_the_salutation_is_for_those_who_sit_there(bank: Bank, audience: str, salutation: str) -> None:
    text = f"会议: 全县座谈会\n场合: 座谈会\n对象: {audience}\n意见: [学习提升, 服务保障]\n"
    assert lines(bank, text)["开场/称谓"].text == salutation
    assert lines(bank, text + "称谓: 乡亲们\n")["开场/称谓"].text == "乡亲们："


def test_a_visitor_hopes_of_those_he_names_and_orders_nobody(bank: Bank) -> None:
    items = lines(bank, BASE + "讲话人: {职务: 省水利厅副厅长, 身份: 上级代表}\n对象: 各市县水利部门\n")
    for point in (1, 2, 3):
        under = [
            item.text for item in items.values() if item.id.startswith(f"意见/{point}/") and item.id.endswith("/文")
        ]
        assert under[0].startswith("希望")
        assert not any(text.startswith("各市县水利部门") for text in under)


def test_a_host_commends_the_leaders_speech_not_his_advice(bank: Bank) -> None:
    text = (
        "会议: 全县护林会议\n场合: 主持讲话\n讲话人: {身份: 主持人}\n"
        "刚才: [{谁: 林业局, 事: 通报了情况}, {谁: 刘县长, 事: 作了讲话}]\n意见: [传达会议精神, 值班值守]\n"
    )
    assert "刘县长作了讲话，站位高" in lines(bank, text)["开场/回应前述"].text


def test_what_is_put_right_is_what_the_meeting_is_about(bank: Bank) -> None:
    text = "会议: 全市食品安全工作会议\n意见: [思想认识, 重点整治, 责任落实]\n"
    assert lines(bank, text)["意见/2/1"].source.ref.startswith("市场监管/食品安全")


def test_guests_are_served_and_bodies_are_led(bank: Bank) -> None:
    text = "会议: 全市企业家座谈会\n场合: 座谈会\n意见: [坚定信心, 守法诚信]\n保障: {主体: 各级各部门, 措施: [减轻负担, 兑现承诺]}\n"
    guests, bodies = text + "对象: 广大民营企业家\n", text + "对象: 各商会\n"
    assert "服务保障" in lines(bank, guests)["保障"].text
    assert "前两点" in lines(bank, guests)["三点意见/领起"].text
    assert "组织领导" in lines(bank, bodies)["保障"].text


def test_an_offices_own_wording_comes_before_a_shipped_one_that_suits_as_well(bank: Bank) -> None:
    text = "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育]\n结束: 号召\n"
    shipped = lines(bank, text)["结束语/号召"]
    same = next(frame for frame in bank.frames if frame.id == shipped.source.ref)
    own = replace(same, id="own-01", text="同志们，让我们说干就干，把<地区><主题工作>干出样子！", own=True)
    assert lines(replace(bank, frames=(*bank.frames, own)), text)["结束语/号召"].source.ref == "own-01"


@pytest.mark.parametrize("ending", ["号召", "希望", "总结", "祝愿"])
@pytest.mark.parametrize("occasion", ["工作会议", "动员会", "联席会议", "培训班开班"])
def test_whom_the_meeting_addresses_and_who_leads_is_named_somewhere(bank: Bank, ending: str, occasion: str) -> None:
    text = (
        f"会议: 全县护林会议\n场合: {occasion}\n对象: 全县各级林长和广大护林员\n意见: [{{主题: 隐患排查, 措施: [巡山, 设卡]}}]\n"
        f"保障: {{主体: 各林场党委, 措施: [以奖代补]}}\n结束: {ending}\n"
    )
    whole = "\n".join(item.text for item in lines(bank, text).values())
    assert "全县各级林长和广大护林员" in whole
    assert "各林场党委" in whole


def test_what_was_built_is_what_is_looked_after(bank: Bank) -> None:
    text = "会议: 全县民生项目推进会\n场合: 推进会\n意见: [项目建设, 长效管护]\n"
    facts = "成绩: [{要点: 文化阵地, 事实: 新建文化广场17处}, {要点: 灌溉条件, 事实: 改造提灌泵站29座}]\n"
    whole = "\n".join(item.text for item in lines(bank, text + facts).values())
    assert "建成的文化广场、提灌泵站" in whole
    assert "建成的设施" not in "\n".join(item.text for item in lines(bank, text).values())


FIRMS = """会议: 全县民营企业家座谈会
场合: 座谈会
讲话人: {职务: 县委副书记、县长}
地区: 全县
主题: 民营经济发展
对象: 广大民营企业家
意见: [融资服务, 坚定信心]
保障: {主体: 县直有关部门, 措施: [政策兑现, 减轻负担]}
"""


def test_what_is_done_for_firms_is_not_done_by_them(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(FIRMS, "简要.yaml")), bank)
    service = [item.text for item in walk(outline.items) if item.id.startswith("意见/1/") and item.level == 0]
    virtue = [item.text for item in walk(outline.items) if item.id.startswith("意见/2/") and item.level == 0]
    assert any("县直有关部门" in text for text in service)
    assert not any("广大民营企业家" in text for text in service)
    assert any("广大民营企业家" in text for text in virtue)
    assert any("我代表县委、县政府" in item.text for item in walk(outline.items))


def test_a_secretary_is_told_a_body_does(bank: Bank) -> None:
    brief = "会议: 全镇党建述职评议会\n对象: 各村党组织书记\n意见: [移风易俗, 党员教育管理]\n"
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    lines = [item.text for item in walk(outline.items) if item.id.startswith("意见/") and item.level == 0]
    assert any("各村党组织" in text for text in lines)
    assert not any("各村党组织书记" in text for text in lines)


def test_occasion_and_theme_come_from_the_meetings_name_and_this_is_said(bank: Bank) -> None:
    outline = plan(
        parse_brief(load_text("会议: 集团公司安全生产月动员会\n意见: [隐患排查, 应急演练]\n", "简要.yaml")), bank
    )
    notes = "".join(outline.notes)
    assert "按会名作“动员会”" in notes
    assert "按会名取“安全生产”" in notes
    named = plan(
        parse_brief(
            load_text("会议: 安全生产月动员会\n场合: 工作会议\n主题: 安全工作\n意见: [隐患排查, 应急演练]\n", "")
        ),
        bank,
    )
    assert "按会名" not in "".join(named.notes)


def test_an_offices_own_frame_comes_first(bank: Bank) -> None:
    own = Frame("bdw-01", "开场", "会议任务", "同志们，今天召开<会议>，请大家来，就是要算一算账。", own=True)
    items = lines(replace(bank, frames=(*bank.frames, own)), "会议: 全县林长制工作会议\n地区: 全县\n意见: [巡山护林]\n")
    assert items["开场/会议任务"].source.ref == "bdw-01"


@pytest.mark.parametrize(
    ("given", "who"),
    [("", "各位学员"), ("对象: 各村党组织书记\n", "各村党组织书记把"), ("场合: 工作会议\n", "各乡镇各有关部门")],
)
def test_trainees_are_spoken_to_where_the_brief_names_nobody(bank: Bank, given: str, who: str) -> None:
    brief = parse_brief(load_text(f"会议: 全县党务干部培训班\n地区: 全县\n意见: [学以致用]\n{given}", "简要.yaml"))
    lines = [item.text for item in walk(plan(brief, bank).items)]
    assert any(who in line for line in lines)
    assert any("各位学员把" in line for line in lines) == (who == "各位学员")


@pytest.mark.parametrize(
    ("theme", "work"),
    [
        ("履职能力", "履职能力提升"),
        ("质量监管", "质量监管工作"),
        ("供水工作", "供水工作"),
        ("安全生产月活动", "安全生产月活动"),
    ],
)
def test_a_quality_is_raised(bank: Bank, theme: str, work: str) -> None:
    brief = parse_brief(load_text(f"会议: 全县某某会议\n主题: {theme}\n意见: [学以致用]\n", "简要.yaml"))
    assert values_of(brief, bank, 1).filled["主题工作"] == work


TEACHERS = (
    "会议: 全县教师节座谈会\n讲话人: {职务: 副县长, 身份: 分管领导}\n对象: 县直有关部门\n"
    "刚才: [{谁: 六位优秀教师代表, 事: 作了发言}]\n成绩: [{要点: 教学质量, 事实: 本科上线率62%}]\n"
    "意见: [师德师风, 教师待遇]\n结束: 祝愿\n"
)
THANKS = ("致意", "总体评价", "肯定感谢", "祝愿")


def test_those_who_came_to_be_heard_are_thanked_and_not_the_bodies_that_are_to_act(bank: Bank) -> None:
    thanks = "".join(item.text for item in lines(bank, TEACHERS).values() if item.step in THANKS)
    assert "各位教师" in thanks
    assert "县直有关部门" not in thanks
    nobody = TEACHERS.replace("教师节", "重点工作").replace("六位优秀教师代表", "县教育局")
    thanks = "".join(item.text for item in lines(bank, nobody).values() if item.step in THANKS)
    assert thanks
    assert "县直有关部门" not in thanks


def test_what_is_done_for_people_is_done_by_the_body_the_safeguard_names(bank: Bank) -> None:
    brief = "会议: 全市青年人才座谈会\n对象: 青年人才\n意见: [人才引进, 人才服务]\n保障: {主体: 市直有关部门}\n"
    text = "".join(item.text for item in lines(bank, brief).values() if item.step == "任务部署")
    assert "市直有关部门" in text
    assert "青年人才" not in text


def test_who_spoke_at_a_meeting_attended_it(bank: Bank) -> None:
    brief = "场合: 主持讲话\n会议: 全县经济工作会议\n对象: 各乡镇\n刚才: [{谁: 市委书记, 事: 作了重要讲话}]\n意见: [学习贯彻, 工作落实]\n"
    attended = lines(bank, brief)["开场/参会人员"]
    assert "出席领导" not in attended.gaps
    filled = values_of(brief_of(brief), bank, 2).filled
    assert filled["出席领导"] == "市委书记"
    assert "出席领导" not in values_of(brief_of(brief.replace("场合: 主持讲话\n", "")), bank, 2).filled


def test_a_frame_does_not_say_the_themes_word_again(bank: Bank) -> None:
    brief = "会议: 全区干部能力提升培训班开班式\n主题: 干部能力提升\n意见: [理论学习, 培训纪律]\n"
    items = lines(bank, brief)
    text = "".join(item.text for item in items.values())
    assert "提升工作" not in text
    assert "能力提升的能力" not in text
    assert "不迟到早退" in text


def test_an_aim_goes_to_the_point_it_is_about(bank: Bank) -> None:
    items = lines(bank, TEACHERS)
    assert "师德" not in items["意见/2"].text
    assert "师资" not in items["意见/1"].text


def test_a_meeting_that_listens_does_not_wholly_agree(bank: Bank) -> None:
    for asked in ("提出了意见建议和发展诉求", "提了三点请求"):
        brief = TEACHERS.replace("作了发言", asked)
        assert "完全赞同" not in "".join(item.text for item in lines(bank, brief).values())


@pytest.mark.parametrize("rank", ["主要领导", "分管领导"])
@pytest.mark.parametrize("occasion", ["座谈会", "工作会议", "传达学习会"])
def test_a_leader_agrees_with_nobody_who_proposed_nothing(bank: Bank, occasion: str, rank: str) -> None:
    brief = (
        f"场合: {occasion}\n会议: 全县养老服务会议\n讲话人: {{身份: {rank}}}\n意见: [养老服务]\n风格: {{备选: 9}}\n"
        "刚才: [{谁: 县民政局, 事: %s}]\n"
    )
    for what, may in (("汇报了工作情况", False), ("通报了进展", False), ("汇报了工作，提出了下步建议", True)):
        answer = lines(bank, brief % what)["开场/回应前述"]
        said = "".join((answer.text, *(other.text for other in answer.alternatives)))
        assert may or not re.search("赞同|赞成|我都同意", said)
        chosen = f"{brief % what}选定: {{开场/回应前述: kc-huiying-01}}\n"
        assert ("我都赞同" in lines(bank, chosen)["开场/回应前述"].text) == may


@pytest.mark.parametrize(("meeting", "who"), [("全镇河湖长制工作会议", "镇里"), ("全县河湖长制工作会议", "属地乡镇")])
def test_a_town_does_not_speak_of_itself_as_the_town_on_the_spot(bank: Bank, meeting: str, who: str) -> None:
    brief = f"会议: {meeting}\n意见: [河湖长制, 河湖管护, 河道治理]\n风格: {{备选: 3}}\n"
    text = "".join(item.text for item in lines(bank, brief).values())
    assert ("属地乡镇" in text) == (who == "属地乡镇")


def test_trainees_are_told_of_their_own_study(bank: Bank) -> None:
    brief = "场合: {}\n会议: 全镇村级后备干部培训班开班式\n主题: 村级后备干部培训\n意见: [理论武装, 培训纪律]\n"
    course = "".join(item.text for item in lines(bank, brief.format("培训班开班")).values())
    assert "中心组" not in course
    assert "学员围绕理论武装" in course
    assert "中心组" in "".join(item.text for item in lines(bank, brief.format("工作会议")).values())


def test_occasions_of_one_rank_do_not_thank_in_one_wording(bank: Bank) -> None:
    brief = "场合: {}\n会议: 全县供水会议\n讲话人: {{身份: 分管领导}}\n成绩: [新建水厂3座]\n问题: [管护不到位]\n意见: [工程建设]\n对象: 各乡镇\n"
    said = {}
    for occasion in ("推进会", "工作会议", "联席会议"):
        items = lines(bank, brief.format(occasion))
        said[occasion] = (items["成绩回顾/肯定感谢"].text, items["成绩回顾/总体评价"].text)
    assert len({thanks for thanks, _ in said.values()}) == 3
    assert len({praise for _, praise in said.values()}) == 3


def test_those_a_meeting_listens_to_are_served_though_the_brief_names_no_audience(bank: Bank) -> None:
    brief = (
        "场合: 座谈会\n会议: 全县高层次人才座谈会\n主题: 人才工作\n刚才: [{谁: 6位人才代表, 事: 作了发言}]\n"
        "意见: [攻克难题]\n保障: {主体: 县直有关部门, 措施: [住房保障, 项目资助]}\n"
    )
    items = lines(bank, brief)
    assert "服务保障" in items["保障"].text
    assert "对县直有关部门的要求" in items["三点意见/领起"].text
    assert "攻克难题一件" not in "".join(item.text for item in items.values())


@pytest.mark.parametrize(
    ("meeting", "who", "points"),
    [
        ("退役军人代表座谈会", "广大退役军人", "永葆军人本色, 积极创业就业, 参与基层治理"),
        ("离退休老干部代表座谈会", "广大老干部", "永葆政治本色, 发挥余热, 建言献策"),
        ("劳动模范座谈会", "广大劳模", "珍惜荣誉, 勇于创新, 带徒传艺"),
        ("台商座谈会", "各位台商", "坚定发展信心, 融入本地产业, 促进两岸交流"),
        ("妇女座谈会", "广大妇女", "岗位建功, 弘扬家庭美德, 学习新本领"),
        ("青年人才座谈会", "各位青年人才", "扎根家乡, 勇于创新, 锤炼品格"),
    ],
)
def test_guests_are_wished_well_and_given_no_work(bank: Bank, meeting: str, who: str, points: str) -> None:
    text = f"场合: 座谈会\n会议: 全县{meeting}\n对象: {who}\n意见: [{points}]\n保障: {{主体: 各有关部门, 措施: [落实待遇, 帮扶解困]}}\n"
    items = lines(bank, text)
    for k, point in enumerate(points.split(", "), 1):
        assert items[f"意见/{k}"].text.endswith(point)
        said = "".join(item.text for item in items.values() if item.id.startswith(f"意见/{k}/"))
        assert "希望" in said
        assert not re.search("摸底|台账|销号|考核|核验|各有关部门|岗位开发|抽查", said)
    assert "各有关部门" in "".join(item.text for item in items.values() if item.id.startswith("保障"))


@pytest.mark.parametrize(("measure", "craft"), [("带好徒弟", False), ("传授手艺", True)])
def test_only_a_measure_on_a_craft_is_wished_for_as_one(bank: Bank, measure: str, craft: bool) -> None:
    text = f"场合: 座谈会\n会议: 全县老年志愿者座谈会\n对象: 广大老年志愿者\n意见: [{{主题: 发挥余热, 措施: [{measure}, 调解纠纷]}}]\n"
    said = lines(bank, text)["意见/1/1/文"].text
    assert "希望" in said
    assert ("老手艺" in said) is craft


def test_a_visitor_wishes_people_well_in_one_breath(bank: Bank) -> None:
    text = (
        "会议: 青川市妇女第九次代表大会\n讲话人: {职务: 省妇联副主席, 身份: 上级代表}\n对象: 全市广大妇女和各级妇联组织\n"
        "意见: [同心向前, 奋发建新功]\n"
    )
    items = lines(bank, text)
    said = [item.text for item in items.values() if re.match("意见/[12]/", item.id)]
    assert len(said) == 2
    assert all(re.sub("【[^】]*】", "", text).count("希望") == 1 for text in said)


def test_entrepreneurs_hear_of_their_firms_and_not_of_offices(bank: Bank) -> None:
    text = "场合: 座谈会\n会议: 全市民营企业家座谈会\n对象: 广大民营企业家\n意见: [坚定信心, 创新转型]\n保障: {主体: 各级各部门, 措施: [减轻负担]}\n"
    said = "".join(item.text for item in lines(bank, text).values() if item.id.startswith("意见/"))
    assert not re.search("领导班子|本单位|干部|攻坚决心|各级各部门", said)


def test_colleagues_among_themselves_are_no_guests_to_be_wished_well(bank: Bank) -> None:
    text = "场合: 座谈会\n会议: {}座谈会\n意见: [命题质量, 阅卷误差控制]\n"
    assert "结束语/希望" in lines(bank, text.format("全校期末命题"))
    assert "结束语/希望" in lines(bank, text.format("柳湾第三中学德育"))
    assert "结束语/祝愿" in lines(bank, text.format("全县教师节"))


def test_meetings_of_one_office_do_not_open_and_close_alike(bank: Bank) -> None:
    said: dict[str, set[str]] = {}
    for name in ("水利", "档案", "统计", "妇女", "文联", "公安", "邮政管理", "慈善", "气象", "供销"):
        text = f"会议: 全市{name}工作会议\n意见: [队伍建设, 宣传教育, 督查考核]\n"
        for node, item in lines(bank, text).items():
            said.setdefault(node, set()).add(item.source.ref)
    for node in ("开场/会议任务", "成绩回顾/总体评价", "加强领导/组织领导", "加强领导/责任落实", "结束语/号召"):
        assert len(said[node]) >= 3, node


def test_a_visitor_names_those_he_hopes_of_once_in_full(bank: Bank) -> None:
    text = (
        "场合: 座谈会\n会议: 云津市古城保护利用工作座谈会\n讲话人: {姓名: 杜某某, 职务: 省文化和旅游厅副厅长, 身份: 上级代表}\n"
        "对象: 云津市有关部门\n地区: 云津市\n意见: [保护为先, 活态传承, 业态提升]\n"
    )
    found = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    under = [item.text for item in found if item.id.startswith("意见/")]
    assert sum("云津市有关部门" in line for line in under) == 1
    assert sum("希望大家" in line for line in under) >= 2


def test_thanks_leave_out_none_of_those_who_spoke(bank: Bank) -> None:
    text = (
        "场合: 座谈会\n会议: 云津市古城保护利用工作座谈会\n地区: 云津市\n意见: [活态传承, 业态提升]\n"
        "刚才: [{谁: 云津市副市长吴某某同志, 事: 汇报了古城保护情况}, {谁: 三位专家和两位商户代表, 事: 谈了意见}]\n"
    )
    found = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    thanks = re.findall("[^。！，]*(?:感谢|问候|谢意|道谢)[^。！]*", "。".join(item.text for item in found))
    assert thanks
    assert not any("专家" in line for line in thanks), thanks


@pytest.mark.parametrize(
    ("points", "safeguard", "announced"),
    [
        (
            "[扎根基层, 人才待遇保障, 潜心钻研, 就医服务]",
            "",
            "第一、三点同大家共勉，第二、四点请各乡镇各有关部门抓好落实",
        ),
        ("[扎根基层, 潜心钻研, 人才待遇保障]", "", "前两点同大家共勉，最后一点请各乡镇各有关部门抓好落实"),
        ("[扎根基层, 人才待遇保障]", "保障: {主体: 县直各部门}", "第一点同大家共勉，后两点请县直各部门抓好落实"),
        ("[扎根基层, 住房难（县住建局牵头）]", "", "第一点同大家共勉，最后一点请县住建局抓好落实"),
        ("[扎根基层, 潜心钻研]", "", "我讲两点意见"),
    ],
)
def test_who_gets_which_points_is_announced_as_it_is(bank: Bank, points: str, safeguard: str, announced: str) -> None:
    text = f"会议: 全县青年人才座谈会\n场合: 座谈会\n对象: 广大青年人才\n意见: {points}\n{safeguard}\n"
    items = lines(bank, text)
    names = [point.topic.partition("（")[0] for point in brief_of(text).points]
    assert announced in items["三点意见/领起"].text
    under = {name: [i.text for i in items.values() if i.id.startswith(f"意见/{n}/")] for n, name in enumerate(names, 1)}
    for name, said in under.items():
        assert any("希望广大青年人才" in text for text in said) is (name in ("扎根基层", "潜心钻研"))


def test_a_visitor_is_no_company_on_points_with_measures(bank: Bank) -> None:
    text = (
        "会议: 江洲市科技特派员工作总结表彰会\n场合: 总结表彰会\n讲话人: {职务: 省科技厅副厅长, 身份: 上级代表}\n"
        "对象: 广大科技特派员和各派出单位\n意见: [{主题: 成果转化, 措施: [推行利益共享, 建好示范基地]}, 人才服务]\n"
        "保障: {主体: 市县科技部门, 措施: [经费保障, 激励兑现]}\n"
    )
    announced = lines(bank, text)["三点意见/领起"].text
    assert "希望" in announced
    assert "共勉" not in announced


def test_points_for_guests_are_hoped_only_of_those_who_are_to_do_them(bank: Bank) -> None:
    text = "会议: 全县优秀教师表彰大会\n场合: 总结表彰会\n意见: [立德树人, 校园安全]\n"
    assert "提两点希望" in lines(bank, text + "对象: 各学校\n")["三点意见/领起"].text
    # What is asked of teachers is done by their schools, which nobody announces as a hope of teachers.
    assert "我讲两点意见" in lines(bank, text + "对象: 全县广大教师\n")["三点意见/领起"].text


def test_entrepreneurs_are_served_by_the_departments_where_the_safeguard_names_nobody(bank: Bank) -> None:
    text = "会议: 全市企业家座谈会\n场合: 座谈会\n对象: 广大民营企业家\n意见: [坚定信心, 守法诚信]\n保障: {措施: [减轻负担, 兑现承诺]}\n"
    items = lines(bank, text)
    assert "最后一点请各地各有关部门" in items["三点意见/领起"].text
    assert "服务保障" in items["保障"].text
    assert not any("企业家" in item.text for item in items.values() if item.id.startswith("保障/"))


@pytest.mark.parametrize(
    ("measures", "name"),
    [("[联席会商, 考核问责]", "组织领导"), ("[减轻负担, 联席会商]", "服务保障"), ("[]", "服务保障")],
)
def test_a_safeguard_serves_guests_only_where_it_names_something_for_them(bank: Bank, measures: str, name: str) -> None:
    brief = f"场合: 座谈会\n会议: 全市企业家座谈会\n对象: 广大企业家\n意见: [坚定信心]\n保障: {{主体: 各部门, 措施: {measures}}}\n"
    assert values_of(brief_of(brief), bank, 2).safeguard == name


def test_what_offices_do_for_firms_is_no_matter_of_their_own(bank: Bank) -> None:
    """减轻负担 of entrepreneurs is about their fees and inspections, not about forms that offices fill in."""
    said = (
        "场合: 座谈会\n会议: 全市民营企业家座谈会\n主题: 民营经济发展\n对象: 广大民营企业家\n意见: [坚定信心, 创新转型]\n"
        "保障: {主体: 各级各部门, 措施: [兑现承诺, 畅通沟通, 减轻负担]}\n"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(said, "简要")), bank).items)}
    lines = [items[f"保障/{k}/文"] for k in (1, 2, 3)]
    assert all("企业" in line.text and line.source.ref.startswith("营商环境/") for line in lines)


def test_what_guests_are_wished_has_a_persons_verb_where_each_point_has_one(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县青年人才座谈会\n对象: 广大青年人才\n意见: [理想信念, %s, 终身学习]\n"
    known = [item.text for item in lines(bank, brief % "岗位建功").values() if item.level == 1]
    assert known == ["坚定理想信念", "立足岗位建功", "坚持终身学习"]
    unknown = [item.text for item in lines(bank, brief % "灯塔守望").values() if item.level == 1]
    assert unknown == ["理想信念", "灯塔守望", "终身学习"]


def test_who_is_hoped_of_is_the_subject_of_the_hope(bank: Bank) -> None:
    brief = (
        "场合: 总结表彰会\n会议: 全市根治欠薪工作总结表彰会\n讲话人: {职务: 省人社厅副厅长, 身份: 上级代表}\n对象: 全市人社系统\n"
        "意见: [源头治理]\n保障: {主体: 市领导小组, 措施: [联席会商, 考核问责]}\n"
    )
    said = "".join(item.text for item in lines(bank, brief).values())
    assert "希望市领导小组" in said
    assert "希望由" not in said


AMONG_OFFICES = (
    "场合: 推进会\n会议: 全区物业服务推进会\n对象: {}\n意见:\n"
    "  - {{主题: 收费公示, 措施: [张榜公布（区城管局）]}}\n  - 邻里协商\n保障: {{主体: 区委、区政府, 措施: [专班推进]}}\n"
)


@pytest.mark.parametrize("audience", ["各镇街、区城管局、物业企业代表", "各镇街和物业企业代表"])
def test_a_meeting_mostly_of_offices_is_none_of_guests_whoever_else_is_named(bank: Bank, audience: str) -> None:
    said = lines(bank, AMONG_OFFICES.format(audience))
    assert said["开场/称谓"].text == "同志们："
    assert "共勉" not in said["三点意见/领起"].text
    assert said["三点意见/领起"].alternatives
    guests = lines(bank, AMONG_OFFICES.format("物业企业代表"))
    assert guests["开场/称谓"].text == "各位代表，同志们："
    assert "共勉" in guests["三点意见/领起"].text
