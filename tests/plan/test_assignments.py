"""Who is to do a thing and by when (责任单位、时限): where the brief says so it stands in the outline, nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Group, Measure, Topic
from drafter.brief.load import parse_brief
from drafter.brief.schema import point_of
from drafter.plan.assignments import Assignment, split
from drafter.plan.facts import absent, facts
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

BRIEF = """
会议: 全区老旧小区加装电梯推进会
对象: 各街道和区直有关部门
意见:
- {主题: 居民协商, 措施: [上门沟通（责任单位：各街道；时限：6月底前）, 公示方案（区房管局牵头）]}
- 施工安全（责任单位：区住建局，配合单位：各街道，完成时限：2026年9月）
保障: {主体: 区政府, 措施: [定期会商, 严格考核（年底前）]}
"""


@pytest.mark.parametrize(
    ("wording", "bare", "told"),
    [
        ("倒排工期（责任单位：县交通局；时限：9月底前）", "倒排工期", Assignment("县交通局", "", "9月底前")),
        ("专班推进(县发改局牵头,6月底前完成)", "专班推进", Assignment("县发改局", "", "6月底前", leads="牵头")),
        ("督查考核（今年三季度末完成）", "督查考核", Assignment("", "", "今年三季度末")),
        ("清理欠薪（县人社局负责）", "清理欠薪", Assignment("县人社局", "", "")),
        ("入户走访（市妇联）", "入户走访", Assignment("市妇联")),
        ("入户走访（县残联，9月底前）", "入户走访", Assignment("县残联", "", "9月底前")),
        (
            "倒排工期（责任单位：各县（市、区）水利局；时限：5月15日前）",
            "倒排工期",
            Assignment("各县（市、区）水利局", "", "5月15日前"),
        ),
        (
            "除险加固（市水利局牵头，各县（市、区）配合，年底前）",
            "除险加固",
            Assignment("市水利局", "各县（市、区）", "年底前", leads="牵头"),
        ),
        ("签订协议（县市场监管局负责，长期坚持）", "签订协议", Assignment("县市场监管局", rhythm="长期坚持")),
        ("每周调度（责任单位：县专班办公室；时限：每周五）", "每周调度", Assignment("县专班办公室", rhythm="每周五")),
        (
            "河道清淤（县水利局负责，汛前汛后各一次）",
            "河道清淤",
            Assignment("县水利局", besides="汛前汛后各一次"),
        ),
        ("逐图斑核实（执法股，4月10日前）", "逐图斑核实", Assignment("执法股", deadline="4月10日前")),
        ("扩建车场（县交通运输局，国庆节前）", "扩建车场", Assignment("县交通运输局", deadline="国庆节前")),
        (
            "清理鱼塘（牵头：县水利局；完成时间：汛前）",
            "清理鱼塘",
            Assignment("县水利局", deadline="汛前", leads="牵头"),
        ),
        ("腾退林地（林业站，汛期前完成）", "腾退林地", Assignment("林业站", deadline="汛期前")),
        ("入户改造（县水利局 6月底）", "入户改造", Assignment("县水利局", deadline="6月底")),
        ("资金筹措（副县长周某，年底前）", "资金筹措", Assignment("副县长周某", deadline="年底前")),
        ("备足水车（县消防救援大队，立即）", "备足水车", Assignment("县消防救援大队", rhythm="立即")),
        ("夜间巡查（执法三中队、派出所；每周五）", "夜间巡查", Assignment("执法三中队、派出所", rhythm="每周五")),
        ("包案化解（剩余7件，开学前）", "包案化解", Assignment(deadline="开学前", besides="剩余7件")),
        ("欠缴清理（县总工会）", "欠缴清理", Assignment("县总工会")),
        ("领导包案（各包案县领导，6月底前）", "领导包案", Assignment("各包案县领导", deadline="6月底前")),
        ("更名（原二村小组）", "更名（原二村小组）", None),
        ("服务（含网上）", "服务（含网上）", None),
        ("深化改革（第二批）", "深化改革（第二批）", None),
    ],
)
def test_brackets_that_say_who_and_when_are_read_and_others_stay(
    wording: str, bare: str, told: Assignment | None
) -> None:
    assert split(wording) == (bare, told)


def test_a_colon_inside_of_brackets_parts_no_point_from_its_measures() -> None:
    told = "工程建设（责任单位：市水利局、各县（市、区）政府；时限：6月底前）"
    assert point_of(told) == told
    assert point_of(f"{told}：倒排工期、落实经费") == {"主题": told, "措施": ["倒排工期", "落实经费"]}


def test_who_and_when_stand_in_the_lines_and_not_in_the_headings(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(BRIEF, "简要.yaml")), bank)
    items = {item.id: item for item in walk(outline.items)}
    assert not any("（" in item.text for item in items.values())
    assert "各街道" in items["意见/1/1/文"].text
    assert "6月底前" in items["意见/1/1/文"].text
    assert "前前" not in items["意见/1/1/文"].text
    assert "区房管局" in items["意见/1/2/文"].text
    assert items["意见/2/责任"].text == "这一点由区住建局负责，各街道配合，2026年9月内完成。"
    assert items["意见/2/责任"].source.ref == "意见[1]"
    assert "年底前" in items["保障/2/文"].text
    assert not any("没有写进提纲" in note for note in outline.notes)


def test_the_facts_of_a_brief_are_bare_wordings_and_who_and_when() -> None:
    found = dict.fromkeys(fact for _, fact in facts(parse_brief(load_text(BRIEF, "简要.yaml"))))
    assert {"上门沟通", "各街道", "6月底前", "施工安全", "区住建局", "2026年9月"} <= set(found)
    assert not any("（" in fact for fact in found)


def test_what_the_brief_does_not_say_is_left_to_the_writer(bank: Bank) -> None:
    brief = BRIEF.replace("（责任单位：各街道；时限：6月底前）", "").replace("（年底前）", "")
    text = "".join(item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items))
    assert "6月底" not in text
    assert "年底前" not in text


@pytest.mark.parametrize(
    ("rhythm", "said"),
    [
        ("每周五", "每周五进行。"),
        ("每月5日前", "每月5日前完成。"),
        ("每季度末前", "每季度末前完成。"),
        ("每月", "每月进行。"),
        ("每周一次", "每周一次。"),
        ("长期", "长期坚持。"),
        ("持续推进", "持续推进。"),
        ("立即", "立即落实。"),
        ("即日起", "即日起推进。"),
    ],
)
def test_a_rhythm_says_when_and_promises_no_report(rhythm: str, said: str) -> None:
    _, told = split(f"会商调度（时限：{rhythm}）")
    assert told is not None
    assert told.sentence() == said


def test_an_owner_in_brackets_that_say_more_does_the_thing(bank: Bank) -> None:
    brief = BRIEF.replace("公示方案（区房管局牵头）", "签订协议（区市场监管局负责，换梯前后各一次）")
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    items = {item.id: item for item in walk(outline.items)}
    assert not any("（" in item.text for item in items.values())
    assert "区市场监管局" in items["意见/1/2/文"].text
    assert "换梯前后各一次" in items["意见/1/2/文"].text


def test_a_measure_that_names_its_own_actor_keeps_it_and_a_report_scores_nobody(bank: Bank) -> None:
    text = (
        "会议: 全市饮用水水源地保护工作会议\n意见: [水质监测预警, 保护区清理]\n"
        "保障: {主体: 各县（市、区）党委和政府, 措施: [市级领导包库, 每旬通报, 提级督办]}\n"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    patrol, report, urging = (items[f"保障/{n}/文"].text for n in (1, 2, 3))
    assert patrol.startswith("市级领导包库，")
    assert "政府" not in patrol
    assert "每旬" in report
    assert not any(word in report + urging for word in ("权重", "扣分", "评分", "打分"))


@pytest.mark.parametrize(
    ("written", "measures"),
    [
        ("清理事项、精简检查（县教育局，5月底前）", ["清理事项（县教育局，5月底前）", "精简检查（县教育局，5月底前）"]),
        (
            "提高津贴、带薪休假（市民政局、市财政局）",
            ["提高津贴（市民政局、市财政局）", "带薪休假（市民政局、市财政局）"],
        ),
        ("巡查（各村负责）、通报（县林业局，每月）", ["巡查（各村负责）", "通报（县林业局，每月）"]),
        ("宣讲、服务（含网上）", ["宣讲", "服务（含网上）"]),
    ],
)
def test_brackets_after_a_row_of_measures_belong_to_all_of_it(written: str, measures: list[str]) -> None:
    assert point_of(f"减负：{written}") == point_of({"减负": written}) == {"主题": "减负", "措施": measures}


@pytest.mark.parametrize(
    ("told", "woven"),
    [
        (Assignment("县水利局", deadline="9月底前"), "9月底前，县水利局逐段验收。"),
        (Assignment(deadline="9月底前"), "9月底前，县水利局逐段验收。"),
        (Assignment("县水利局", rhythm="每月一次"), "水质检测每月一次，县水利局逐段验收。"),
        (Assignment("县水利局", rhythm="每周五"), "县水利局逐段验收，每周五进行。"),
        (Assignment(helper="各乡镇", deadline="9月"), "县水利局逐段验收，各乡镇配合，9月内完成。"),
        (Assignment("县住建局"), "县水利局逐段验收，由县住建局负责。"),
    ],
)
def test_who_and_when_are_part_of_the_line(told: Assignment, woven: str) -> None:
    assert told.woven("县水利局逐段验收。", "水质检测") == woven


def test_what_goes_on_is_not_done_by_a_day() -> None:
    line = "县水利局雨前雨后各查一遍，险情当场上报。"
    told = Assignment("县水利局", deadline="9月底前").woven(line, "河堤排查")
    assert told == "县水利局雨前雨后各查一遍，险情当场上报，9月底前落实到位。"


@pytest.mark.parametrize("how", ["县领导带队", "县招商局牵头"])
def test_how_the_owner_leads_is_said_as_the_brief_does(bank: Bank, how: str) -> None:
    text = (
        f"会议: 全县竹编产业会议\n意见: [{{主题: 竹编推介, 措施: [上门拜访竹编客商（{how}）, 办好竹编集市]}}, 队伍]\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    assert how in items["意见/1/1/文"]
    assert "负责" not in items["意见/1/1/文"]


def test_leaders_of_the_safeguard_are_those_of_whom_the_brief_charges(bank: Bank) -> None:
    text = (
        "会议: 全县招商引资工作会议\n主题: 招商引资\n意见: [项目落地, 要素保障]\n"
        "保障: {主体: 各级党组织, 措施: [主要领导带头招商, 每季度通报]}\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    assert "各级党组织主要领导" in items["保障/1/文"]
    assert items["保障/1"] == "主要领导带头招商"


def test_how_often_stands_after_what_is_named_in_the_line() -> None:
    told = Assignment("县水利局", rhythm="每月一次")
    assert told.woven("县水利局做好水质检测，数据公开。", "水质检测") == "县水利局做好水质检测，每月一次，数据公开。"


STEPS = ("措施做法", "措施待填")
"""The steps of the frames for measures."""


@pytest.mark.parametrize("name", ["疏浚河道", "河道疏浚", "河道一律疏浚", "清理河道漂浮物"])
def test_a_deadline_is_of_the_measure_alone_in_every_frame(bank: Bank, name: str) -> None:
    """It opens the sentence and so is of all of it, or stands by itself: 9月底前完成. It never hangs on the last clause."""
    told = Assignment("县水利局", deadline="9月底前")
    for frame in (frame for frame in bank.frames if frame.step in STEPS):
        if "<完成时限>" in frame.text:
            # Taken where the brief sets no deadline.
            assert re.search(frame.cue, f"已定：{name}；谓语") is None
            continue
        line = re.sub("<[^>]+>", lambda slot: name if slot[0] == "<措施>" else "县水利局", frame.text)
        woven = told.woven(line, name)
        assert woven.count("9月底前") == 1
        assert woven.startswith("9月底前，") or re.search("，9月底前(?:完成|落实到位)", woven), woven


def test_what_the_brief_gives_is_never_asked_for(bank: Bank) -> None:
    text = (
        "会议: 全县竹编产业工作会议\n主题: 竹编产业\n意见:\n- 主题: 竹编产业\n  措施:\n"
        "  - 竹林一律登记（县林业局，11月1日起）\n  - 兑现竹编奖补（县财政局，每年12月底前）\n  - 开办竹编学堂（县教育局，9月开班）\n"
        "保障: {主体: 各乡镇党委, 措施: [书记抓总, 竹编帮带, 半月调度, 资金统筹]}\n"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    rule, money, school = (items[f"意见/1/{n}/文"].text for n in (1, 2, 3))
    assert rule.startswith("11月1日起，竹林一律登记，")
    assert money.startswith("每年12月底前，县财政局兑现竹编奖补，")
    assert "办好竹编学堂，9月开班，" in school
    for n in (1, 2, 3, 4):
        line = items[f"保障/{n}/文"].text
        assert "各乡镇党委" in line, line
        assert not re.search("【待填：(?:责任单位|牵头单位|调度周期)】", line), line
    assert "每半月" in items["保障/3/文"].text


def test_what_is_named_first_stays_first() -> None:
    assert (
        Assignment(deadline="9月底前").woven("“停车场建设”由县交通局负责。")
        == "“停车场建设”由县交通局负责，9月底前完成。"
    )


def test_an_office_without_a_name_is_whoever_the_brief_addresses(bank: Bank) -> None:
    """主管部门, 责任单位 at the head of a line are the departments that are spoken to; one told apart from others stays."""
    said = "会议: 全县供水工作会议\n意见: [供水]\n"
    measure = Measure("查", "主管部门逐站查看消毒记录。")
    beside = Measure("议", "牵头部门召集配合单位会商。")
    topic = Topic("水利/供水", "水利", "供水", groups=(Group("组", (measure, beside, Measure("三", "村里公示。"))),))
    own = replace(bank, topics=(topic, *(t for t in bank.topics if t.field != "水利")))

    def lines(audience: str) -> list[str]:
        brief = parse_brief(load_text(said + (f"对象: {audience}\n" if audience else ""), "简要"))
        return [item.text for item in walk(plan(brief, own).items) if item.id.endswith("/文")]

    assert lines("各乡镇和县直有关部门")[0] == "县直有关部门逐站查看消毒记录。"
    assert lines("各学校")[0] == lines("")[0] == measure.text
    assert lines("各乡镇和县直有关部门")[1] == beside.text


def test_every_candidate_for_a_line_has_who_and_when(bank: Bank) -> None:
    text = """
会议: 全区老旧小区改造推进会
对象: 各街道和区直有关部门
意见: [{主题: 居民协商, 措施: [一楼一策（责任单位：各街道；时限：4月底前）, 入户问需]}]
风格: {备选: 9}
"""
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    line = next(item for item in walk(outline.items) if item.id == "意见/1/1/文")
    assert "4月底前" in line.text
    assert len(line.alternatives) >= 3
    for one in line.alternatives:
        assert "各街道" in one.text
        assert "4月底前" in one.text
        assert "4月底前前" not in one.text
        assert "责任单位" not in one.text


@pytest.mark.parametrize(
    ("line", "led"),
    [
        ("河道疏浚，由县水利局负责，先急后缓。", "河道疏浚，由县水利局牵头，先急后缓。"),
        ("河道疏浚，县水利局抓好落实，先急后缓。", "河道疏浚，由县水利局牵头，先急后缓。"),
        ("希望县水利局抓好落实。", "希望县水利局牵头落实。"),
        ("县水利局、公安部门逐段验收。", "县水利局牵头，会同公安部门逐段验收。"),
        ("县水利局要配齐护河员。", "县水利局要牵头配齐护河员。"),
        ("县水利局会同乡镇逐段验收。", "县水利局牵头，会同乡镇逐段验收。"),
        ("方案由县水利局召集各方会商。", "方案由县水利局牵头召集各方会商。"),
        ("结果报县水利局备案。", "由县水利局牵头，结果报县水利局备案。"),
        ("施工单位逐段验收。", "施工单位逐段验收，由县水利局牵头。"),
        ("县水利局牵头会商。", "县水利局牵头会商。"),
    ],
)
def test_who_leads_as_the_brief_says_leads_in_the_line(line: str, led: str) -> None:
    assert Assignment("县水利局", leads="牵头").woven(line, "河道疏浚") == led


def test_who_is_only_responsible_is_not_said_to_lead() -> None:
    told = Assignment("县水利局")
    assert told.woven("县水利局牵头推行河长制。", "推行河长制") == "县水利局负责推行河长制。"
    assert told.woven("牵头单位县水利局逐段验收。", "河道疏浚") == "牵头单位县水利局逐段验收。"


def test_a_report_each_quarter_is_made_at_the_time_the_brief_sets(bank: Bank) -> None:
    text = (
        "会议: 全县消防安全工作会议\n意见: [隐患排查]\n"
        "保障: {主体: 各乡镇党委, 措施: [经费保障, 季度通报（县消安办，每季度末）]}\n"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    line = items["保障/2/文"].text
    assert line.count("每季度末") == 1
    assert "每季" not in line.replace("每季度末", "")
    assert "报进展" not in line


def test_who_stands_for_the_safeguard_is_named_there_though_addressed_before_by_a_longer_name(bank: Bank) -> None:
    text = (
        "场合: 推进会\n会议: 全市老旧小区改造推进会\n对象: 各区县政府和市直有关部门\n意见: [物业管理, 资金筹措]\n"
        "保障: {主体: 各区县政府, 措施: [专班推进, 现场办公]}\n"
    )
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    safeguard = next(item for item in outline.items if item.id == "保障")
    said = "".join(item.text for item in walk(safeguard.items))
    assert "各区县政府" in said
    assert not re.search("(?:^|。)(?:业务组|领导班子)", said)


def test_a_body_inside_of_a_longer_name_is_not_named() -> None:
    found = [("对象", "各区县政府和市直有关部门"), ("保障.主体", "各区县政府"), ("主题", "供水")]
    text = "各区县政府和市直有关部门抓好供水工作。"
    assert absent(found, text) == [("保障.主体", "各区县政府")]
    assert absent(found, text + "各区县政府建好专班。") == []


def test_at_a_meeting_of_the_audit_office_itself_its_sections_are_not_the_audited(bank: Bank) -> None:
    def said(meeting: str) -> str:
        brief = parse_brief(
            load_text(
                f"会议: {meeting}\n意见: [审计整改, 队伍建设, 作风建设]\n选定: {{意见/1/组: 三类问题}}\n", "简要.yaml"
            )
        )
        point = next(item for item in plan(brief, bank).items if item.id == "意见/1")
        return "".join(item.text for item in walk(point.items))

    assert "各科室" not in said("县审计局党组会议")
    assert "有关单位" in said("县审计局党组会议")
    assert "有关单位" not in said("全县审计工作会议")


@pytest.mark.parametrize("joined", ["与", "同", "和"])
def test_who_leads_does_it_together_with_the_others_and_is_named_once(joined: str) -> None:
    told = Assignment(owner="市财政局", leads="牵头")
    assert told.woven(f"市财政局{joined}审计部门核对账目。") == "市财政局牵头，会同审计部门核对账目。"
    assert told.woven("市财政局同步核对账目。").startswith("市财政局牵头，同步")


@pytest.mark.parametrize("measure", ["限时报修", "红黑榜评价", "遗留问题集中办结", "垃圾定点堆放"])
def test_no_wording_of_a_measure_asks_for_the_deadline_it_has(bank: Bank, measure: str) -> None:
    text = f"会议: 全区物业服务推进会\n意见:\n  - {{主题: 物业服务, 措施: [{measure}（区城管局，9月底前）, 收费公示]}}\n  - 邻里协商\n风格: {{备选: 9}}\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    line = items["意见/1/1/文"]
    for said in (line.text, *(one.text for one in line.alternatives)):
        assert "9月底前" in said
        assert "完成时限" not in said
        assert said.count("9月底") == 1


def test_every_so_many_days_is_a_rhythm_nobody_is_asked_for(bank: Bank) -> None:
    text = "会议: 全县防汛工作会议\n主题: 防汛\n意见: [隐患排查]\n保障: {措施: [五日一调度, 追责问责]}\n"
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    assert "周期】" not in items["保障/1/文"].text


@pytest.mark.parametrize(
    "who", ["县人社局、各职业院校、企业", "区委宣传部、区总工会", "开发区、各国有公司", "县政府办、各银行机构"]
)
def test_bodies_behind_a_row_of_measures_do_each_of_them(bank: Bank, who: str) -> None:
    text = f"会议: 全县竹编产业会议\n意见:\n- 竹编推介：上门推介、办好集市（{who}）\n- 队伍\n"
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    for n in (1, 2):
        assert who in items[f"意见/1/{n}/文"]
        assert f"，{who}，" not in items[f"意见/1/{n}/文"]
        assert "（" not in items[f"意见/1/{n}"]


OWNED = (
    "会议: 全县冰场安全工作会议\n主题: 冰场安全\n对象: 各乡镇、经营业主和县直有关部门\n意见:\n- 主题: 冰面管理\n  措施:\n"
    "  - 更新老旧冰车（业主）\n  - 把限载要求写进租赁合同（出租方，11月底前）\n  - 开展专项检查（经营企业）\n- 组织领导\n"
)


def test_whoever_is_no_office_is_the_owner_in_brackets_unless_it_is_done_to_him(bank: Bank) -> None:
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(OWNED, "简要.yaml")), bank).items)}
    assert items["意见/1/1"] == "更新老旧冰车"
    assert items["意见/1/1/文"].startswith("业主更新老旧冰车，")
    assert items["意见/1/2"] == "把限载要求写进租赁合同"
    assert items["意见/1/2/文"].startswith("11月底前，出租方把限载要求写进租赁合同，")
    assert "经营企业" in items["意见/1/3"]


def test_who_is_charged_takes_the_place_of_the_office_that_would_guide_him(bank: Bank) -> None:
    text = (
        "场合: 总结表彰会\n会议: 全市职业技能竞赛总结表彰会\n主题: 职业技能竞赛工作\n对象: 各级工会、参赛企业和获奖选手\n"
        "讲话人: {职务: 省总工会副主席, 身份: 上级代表}\n意见:\n- 主题: 待遇激励\n  措施: [技能等级与工资挂钩（参赛企业）, 安排技能职工疗休养, 选聘一线裁判]\n- 成果转化\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    lines = [items[f"意见/1/{k}/文"] for k in (1, 2, 3)]
    assert lines[0].startswith("希望参赛企业")
    assert all(line.startswith("希望") and "人社部门" not in line for line in lines)


def test_what_is_set_up_for_people_is_asked_of_no_kind_of_people_alone(bank: Bank) -> None:
    text = (
        "会议: 全市导游大赛总结会\n主题: 导游队伍\n对象: 各旅行社和导游\n讲话人: {职务: 省总工会副主席, 身份: 上级代表}\n"
        "意见:\n- 主题: 服务提升\n  措施: [带好新导游, 设立导游心声信箱]\n- 组织领导\n"
    )
    items = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    assert "希望导游设立" not in items["意见/1/2/文"]
    assert items["意见/1/2/文"].startswith("希望")


def test_a_body_by_its_end_owns_a_point_and_other_brackets_break_no_heading(bank: Bank) -> None:
    text = """
会议: 全县地方志工作会议
意见:
- 年鉴编纂
- 资料收集保管（责任单位：县档案馆）
- 旧志整理（县图书馆、市古籍书店、岚山博物馆）
- 村志编修（周末、节假日）
- 古籍保护（含民间收藏）
"""
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    headings = {item.id: item.text for item in walk(outline.items) if item.level == 1}
    said = {item.id: item.text for item in walk(outline.items)}
    assert "（" not in headings["意见/3"]
    assert said["意见/3/责任"] == "这一点由县图书馆、市古籍书店、岚山博物馆负责。"
    assert "村志编修（周末、节假日）" in headings["意见/4"]
    # What is no owner takes part in the pattern of the others, and its line speaks of the point alone.
    assert not any(heading.startswith(("年鉴", "资料", "旧志", "村志", "古籍")) for heading in headings.values())
    assert not any("节假日" in text for node, text in said.items() if node.startswith("意见/4/"))
    asked = [note for note in outline.notes if "认不出是责任单位还是时限" in note]
    assert len(asked) == 1
    assert "村志编修（周末、节假日）" in asked[0]
    assert "民间收藏" not in asked[0]
    assert absent(facts(parse_brief(load_text(text, "简要.yaml"))), " ".join(said.values())) == []


def test_one_measure_without_a_verb_leaves_the_others_theirs(bank: Bank) -> None:
    text = """
会议: 全区夜市管理工作推进会
意见:
- {主题: 夜市管理, 措施: [压减占道摊位, 油烟治理, 一摊一码牌照灯箱]}
"""
    items = walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)
    headings = [item.text for item in items if item.id in ("意见/1/1", "意见/1/2")]
    assert "油烟治理" not in headings


def test_one_of_many_reports_on_none_of_his_kind_and_a_period_in_a_measure_is_kept(bank: Bank) -> None:
    text = """
会议: 全县档案工作推进会
对象: 各乡镇和县直各单位
意见:
- {主题: 档案归集, 措施: [明确一名管档员（各乡镇）, 无人接管的由村集体代管代存]}
- 库房管理
保障: {主体: 各乡镇党委, 措施: [归档情况季度通报, 经费列入预算]}
"""
    said = {item.id: item.text for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items)}
    assert "每季度" in said["保障/1/文"]
    assert "周期" not in said["保障/1/文"]
    assert not said["保障/1/文"].startswith("各乡镇党委")
    assert "各乡镇党委" in said["保障/2/文"]
    # Who does it is in the measure: nobody else is asked for.
    assert "责任单位" not in said["意见/1/2/文"]
    assert said["意见/1/1/文"].count("管档员") == 1


@pytest.mark.parametrize(
    "office",
    [
        "市自然资源和规划局",
        "市人力资源和社会保障局",
        "市住房和城乡建设局、市工业和信息化局",
        "市卫健委和市文化和旅游局",
    ],
)
def test_and_within_the_name_of_an_office_joins_nobody(bank: Bank, office: str) -> None:
    brief = (
        f"会议: 全市托育工作会议\n意见:\n  - {{主题: 设施建设, 措施: [配建托育设施（{office}，6月底前）, 岗位培训]}}\n"
    )
    outline = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    said = "".join(item.text for item in walk(outline.items))
    assert office in said
    assert f"（{office}" not in said
    assert not any("认不出" in note for note in outline.notes)
