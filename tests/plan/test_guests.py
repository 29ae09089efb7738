"""Guests beside offices, points with and without a verb, brackets for a whole row: what a leader would stumble over."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.strict_yaml import load_text


def _texts(bank: Bank, brief: str) -> list[str]:
    return [item.text for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items)]


def test_guests_beside_offices_are_given_no_tasks(bank: Bank) -> None:
    texts = _texts(
        bank,
        "会议: 全区老干部座谈会\n场合: 座谈会\n对象: 老干部代表、区委老干部局\n问题: [老干部就医不便]\n"
        "意见:\n- {主题: 服务保障, 措施: [开通绿色通道, 上门体检]}\n- 发挥余热：多提意见、关心下一代（老干部代表）\n",
    )
    charged = [text for text in texts if "老干部代表" in text]
    assert charged
    assert all("希望老干部代表" in text for text in charged)


def test_guests_beside_offices_lead_nothing(bank: Bank) -> None:
    texts = _texts(
        bank,
        "会议: 全县春耕推进会\n场合: 推进会\n对象: 各乡镇和县直有关部门、种粮大户代表\n意见: [农资供应, 农技服务]\n",
    )
    assert not [text for text in texts if "种粮大户代表主要负责" in text or "种粮大户代表要" in text]


def test_points_of_which_some_have_a_verb_come_to_one_pattern(bank: Bank) -> None:
    brief = "会议: 全市民营企业家座谈会\n场合: 座谈会\n对象: 广大民营企业家\n意见: [坚定信心, 创新转型, 守法诚信]\n"
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    headings = [item.text for item in walk(outline.items) if item.level == 1]
    assert len(headings) == 3
    assert len({heading.count("，") for heading in headings}) == 1
    assert len({heading[0] for heading in headings}) == 1, headings


def test_who_and_how_often_behind_a_row_of_measures_is_said_of_each(bank: Bank) -> None:
    texts = _texts(
        bank, "会议: 全县质量工作会议\n意见:\n- 工程质量：严把材料关、逐段验收（县住建局，每月）\n- 组织领导\n"
    )
    assert sum("县住建局" in text for text in texts) == 2


def test_short_points_with_a_verb_are_names_beside_such_as_no_verb_goes_with(bank: Bank) -> None:
    brief = "会议: 全县老旧小区改造推进会\n场合: 推进会\n意见: [统筹施工, 居民工作, 长效管理, 配套补短]\n"
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    headings = [item.text for item in walk(outline.items) if item.level == 1]
    assert {heading[:2] for heading in headings} <= {"聚焦", "围绕"} or {heading[0] for heading in headings} <= {
        "在",
        "以",
    }


@pytest.mark.parametrize(
    ("guests", "wished", "never"),
    [
        ("退休教师代表", "健康长寿", "工作顺|事业|前程"),
        ("蜂农代表", "收成", "前程|事业"),
        ("广大民营企业家", "兴旺|生意", "长寿|前程"),
        ("青年人才代表", "前程似锦", "长寿|生意"),
        ("公交司机代表", "平安", "前程|生意"),
        ("残疾人代表", "祝各位残疾人朋友", "前程|生意|工作顺"),
    ],
)
def test_guests_are_wished_what_fits_them_and_briefly(bank: Bank, guests: str, wished: str, never: str) -> None:
    texts = _texts(
        bank, f"会议: 全县民生座谈会\n场合: 座谈会\n对象: {guests}\n结束: 祝愿\n意见: [凝聚共识, 务实笃行]\n"
    )
    assert re.search(wished, texts[-1]), texts[-1]
    assert not re.search(never, texts[-1])
    # Those who came stand for all of them.
    assert "代表" not in texts[-1]
    assert len(texts[-1]) <= 45


def test_a_wish_does_not_recite_all_who_were_named_before(bank: Bank) -> None:
    texts = _texts(
        bank,
        "会议: 全县供水总结表彰会\n场合: 总结表彰会\n结束: 祝愿\n成绩: [{要点: 管网改造, 事实: 更换管道31公里}]\n"
        "对象: 受表彰的先进个人、各乡镇和县直有关部门、各水厂负责人\n意见: [工程建设, 管护队伍]\n",
    )
    assert "祝" in texts[-1]
    assert "水厂" not in texts[-1]


def _under(bank: Bank, brief: str) -> list[str]:
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    return [item.text for item in walk(outline.items) if item.id.startswith("意见/") and item.id.endswith("/文")]


BEEKEEPERS = "场合: 座谈会\n会议: 全县蜂农座谈会\n主题: 养蜂业发展\n对象: 各位蜂农\n"


def test_what_guests_are_told_on_points_nobody_knows_is_hoped_of_them_or_done_for_them(bank: Bank) -> None:
    lines = _under(bank, f"{BEEKEEPERS}意见: [蜂种改良, 蜂蜜品质, 抱团合作]\n")
    assert len(lines) >= 6
    assert all("大家" in line or line.startswith("希望各位蜂农") for line in lines)
    assert not [line for line in lines if "蜂农" in line.removeprefix("希望各位蜂农") or "【待填" in line]


def test_offices_get_tasks_on_the_same_points(bank: Bank) -> None:
    lines = _under(
        bank, "场合: 推进会\n会议: 全县柳编工作推进会\n对象: 各乡镇和县直有关部门\n意见: [柳条改良, 柳编品质]\n"
    )
    assert lines
    assert not [line for line in lines if "希望" in line or "大家自己" in line]
    assert any(line.startswith(("各乡镇", "县直有关部门")) for line in lines)


def test_guests_are_told_no_more_twice_on_points_of_one_kind(bank: Bank) -> None:
    lines = _under(bank, f"{BEEKEEPERS}意见: [蜂蜜品质, 蜂王浆品质, 蜂胶品质]\n")
    assert len(set(lines)) == len(lines)


def test_the_writer_may_name_another_group_of_hopes(bank: Bank) -> None:
    brief = f"{BEEKEEPERS}意见: [蜂蜜品质, 抱团合作]\n选定: {{意见/1/组: 合作寄语}}\n"
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    assert "意见/1/组" not in "".join(outline.notes)
    named = next(group for group in bank.general if group.name == "合作寄语")
    lines = [item.text for item in walk(outline.items) if item.id.startswith("意见/1/") and item.id.endswith("/文")]
    assert lines == [measure.text for measure in named.measures]


def test_who_is_no_office_is_not_told_to_lead(bank: Bank) -> None:
    texts = _texts(bank, "会议: 全镇屋场整治动员会\n场合: 动员会\n对象: 各位村民\n意见: [拆除旁杂屋, 路面清扫]\n")
    assert any("组织领导" in text or "责任" in text for text in texts)
    assert not [text for text in texts if re.search("各位村民(?:要|必须|把)", text)]


def test_what_is_done_for_guests_is_a_matter_of_those_who_do_it(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全区退休护林人座谈会\n对象: 各位老护林人\n意见: [生活照料, 山歌传唱]\n"
    lines = _under(bank, brief)
    cared = [line for line in lines if "生活照料" in line]
    assert cared
    assert not [line for line in cared if "老护林人" in line or line.startswith("希望")]


SILK = "场合: 座谈会\n会议: 全县蚕农座谈会\n主题: 蚕桑产业\n对象: 各位蚕农\n"


def test_guests_are_hoped_to_look_after_and_sell_what_is_theirs(bank: Bank) -> None:
    lines = _under(bank, f"{SILK}意见: [桑园管护, 鲜茧售茧]\n")
    named = {group.name: [measure.text for measure in group.measures] for group in bank.general if group.hopes}
    assert [line.replace("希望各位蚕农", "希望大家") for line in lines] == [*named["管护寄语"], *named["销售寄语"]]
    # Where a point begins they are named.
    assert sum("希望各位蚕农" in line for line in lines) == 2


def test_guests_are_greeted_by_what_they_are_and_hear_light_headings(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(f"{SILK}意见: [桑园管护, 品种改良, 方格蔟上蔟]\n", "简要")), bank)
    items = walk(outline.items)
    assert items[0].text == "各位蚕农，同志们："
    headings = [item.text for item in items if item.level == 1]
    assert {heading[0] for heading in headings} == {"把"} or {heading[0] for heading in headings} == {"在"}
    assert len(set(headings)) == 3


def test_what_one_is_or_has_is_nothing_to_work_at(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(f"{SILK}意见: [桑园管护, 蚕农荣誉]\n", "简要")), bank)
    assert [item.text for item in walk(outline.items) if item.level == 1] == ["桑园管护", "蚕农荣誉"]


def test_headings_for_guests_are_no_offices(bank: Bank) -> None:
    to_guests = {entry.id for entry in bank.sets if entry.hopes}
    brief = "场合: 座谈会\n会议: 全县蚕桑座谈会\n对象: 各乡镇和县直有关部门\n意见: [桑园管护, 品种改良]\n"
    refs = {item.source.ref for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items)}
    assert to_guests
    assert not refs & to_guests


CARVERS = "场合: 座谈会\n会议: 全县石刻艺人座谈会\n主题: 石刻技艺传承\n对象: 各位石刻艺人\n"


def test_a_hope_goes_by_a_word_of_the_point_before_its_kind_of_work(bank: Bank) -> None:
    named = {group.name: group for group in bank.general if group.hopes}
    lines = _under(bank, f"{CARVERS}意见: [手艺传承, 邻里相处]\n")
    told = [line.replace("希望各位石刻艺人", "希望大家") for line in lines]
    assert told == [m.text for name in ("带徒寄语", "邻里寄语") for m in named[name].measures]


def test_a_measure_without_a_verb_takes_the_hope_on_its_matter_or_leaves_a_gap(bank: Bank) -> None:
    brief = f"{CARVERS}意见:\n  - {{主题: 走出去, 措施: [款式设计, 网上销售, 拓片题跋]}}\n"
    items = walk(plan(parse_brief(load_text(brief, "简要")), bank).items)
    item = {item.id: item for item in items}
    named = {m.text for group in bank.general if group.hopes for m in group.measures}
    assert item["意见/1/1/文"].text in named
    assert item["意见/1/2/文"].text in named
    assert item["意见/1/1/文"].text != item["意见/1/2/文"].text
    # Nothing is known of it: no praise of what is done already, no hollow line.
    assert item["意见/1/3/文"].gaps
    assert not any(re.search("接着做下去|别人替不了", each.text) for each in items)


def test_a_hope_keeps_the_measure_s_own_words_and_says_last_who_helps_and_when(bank: Bank) -> None:
    brief = f"{CARVERS}意见:\n  - {{主题: 传艺, 措施: [每年带出一名徒弟, 老图样描下来（县文化馆配合，9月底前）]}}\n"
    text = {item.id: item.text for item in walk(plan(parse_brief(load_text(brief, "简要")), bank).items)}
    assert text["意见/1/1/文"].startswith("希望大家每年带出一名徒弟，")
    assert "愿做" not in text["意见/1/1/文"]
    assert "大家把老图样描下来，" in text["意见/1/2/文"]
    assert text["意见/1/2/文"].endswith("县文化馆配合，9月底前完成。")


def test_those_of_a_calling_come_to_a_talk_for_themselves(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全县乡村教师座谈会\n主题: 乡村教师成长\n对象: 各位乡村教师\n意见:\n  - {主题: 课堂, 措施: [听课评课, 作业设计]}\n"
    told = _under(bank, brief)
    assert all(line.startswith("希望大家") for line in told), told
    # On the very matter of the second, not on design at large.
    assert "作业" in told[1]


def test_what_guests_give_themselves_is_hoped_of_them(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全市WHO座谈会\n主题: 发展\n对象: 各位WHO\n意见: [MATTER, 品牌建设]\n"
    for who, matter, hoped in (
        ("企业家", "员工关爱", True),
        ("志愿者", "助老服务", True),
        ("快递员代表", "员工关爱", False),
        ("企业家", "融资服务", False),
    ):
        text = brief.replace("WHO", who).replace("MATTER", matter)
        items = walk(plan(parse_brief(load_text(text, "简要")), bank).items)
        told = [item.text for item in items if item.id.startswith("意见/1/") and item.id.endswith("/文")]
        assert told
        assert all(re.search(f"希望(?:大家|各位{who})", line) for line in told) is hoped, (who, matter, told)


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        ("线路巡防", "通用/日常职责类"),
        ("鲜茧售茧", "通用/销售类"),
        ("规范接单", "通用/规范类"),
        ("规范管理", "通用/管理类"),
        ("技工培育", "通用/队伍类"),
        ("花卉培育", "通用/产业类"),
        ("灭蚁新技术", "通用/良种技术类"),
        ("占道晾晒", "通用/整治类"),
        ("安全送餐", "通用/安全类"),
        ("库房值守", "通用/日常职责类"),
    ],
)
def test_the_kind_of_a_point_nobody_knows_is_told_by_its_verb_and_by_whom_it_is_done_to(
    bank: Bank, point: str, kind: str
) -> None:
    match = Topics(bank, "钟乳石保护", "全市钟乳石保护工作会议").by_head(point)
    assert match
    assert match.topic.id == kind


def test_entrepreneurs_bring_up_their_own_people(bank: Bank) -> None:
    brief = "场合: 座谈会\n会议: 全市钟表企业座谈会\n主题: 钟表产业\n对象: 各位企业家\n意见: [机芯攻关, 工匠培育]\n"
    lines = _under(bank, brief)
    assert not [line for line in lines if "劳模" in line or "部门把" in line]
    assert sum("新人" in line for line in lines) == 3


def test_what_is_punished_is_not_cleared_up_twice(bank: Bank) -> None:
    brief = "场合: 推进会\n会议: 全省古茶树保护推进会\n主题: 古茶树保护\n意见: [挂牌建档, 违法惩处]\n"
    outline = plan(parse_brief(load_text(brief, "简要")), bank)
    headings = [item.text for item in walk(outline.items) if item.level == 1]
    assert any("违法惩处" in heading for heading in headings)
    assert not [heading for heading in headings if "整治违法惩处" in heading]


def test_a_routine_duty_is_neither_tried_nor_spread(bank: Bank) -> None:
    brief = "场合: 联席会议\n会议: 全市铁路护路联防联席会议\n主题: 铁路护路联防\n意见: [线路巡防, 沿线环境治理]\n"
    lines = "".join(_under(bank, brief))
    assert "推开" not in lines
    # What is done at roads is no matter of railways.
    assert "行道树" not in lines


def test_what_growers_and_firms_propose_is_not_handed_back_to_them(bank: Bank) -> None:
    for day in range(1, 9):
        texts = _texts(
            bank,
            f"会议: 全县茶叶座谈会\n场合: 座谈会\n对象: 茶农和茶叶企业\n日期: 2026-03-0{day}\n"
            "刚才: [{谁: 7位茶农代表, 事: 谈了想法}, {谁: 3家茶叶企业, 事: 提了建议}]\n意见: [品种改良, 产销对接]\n",
        )
        answer = next(text for text in texts if "提了建议" in text)
        assert not re.search("请大家.*落实|对号入座|对照", answer), answer


def test_the_task_in_a_lead_in_is_its_owner_s_not_the_guests(bank: Bank) -> None:
    texts = _texts(
        bank,
        "会议: 全县茶叶座谈会\n场合: 座谈会\n对象: 茶农和茶叶企业\n问题: [种苗混杂, 价格大起大落]\n"
        "意见:\n- {主题: 良种, 措施: [选用无性系种苗]}\n"
        "- {主题: 产销对接, 措施: [签订收购合同（茶叶企业）, 发布价格行情（县发改局，每月10日前）]}\n",
    )
    answer = next(text for text in texts if "“价格大起大落”" in text)
    assert "茶农和茶叶企业要" not in answer


def test_at_a_meeting_with_villagers_their_villages_act(bank: Bank) -> None:
    text = "场合: 动员会\n会议: 全镇莲子采收动员会\n地区: 全镇\n对象: 各村干部和莲农代表\n意见: [采收用工, 质量把关]\n"
    said = [
        item.text for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items) if item.id.endswith("/文")
    ]
    assert any(line.startswith("各村") for line in said)
    assert not any("部门" in line and "镇直" in line for line in said)
