"""Under a point stands the group of its topic that speaks of just that, and who acts is whom the brief names."""

from __future__ import annotations

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.heads import is_predicate
from drafter.plan.bending import _NO_NOUN
from drafter.plan.outline import plan, walk
from drafter.plan.topics import Topics
from drafter.records import Item
from drafter.strict_yaml import load_text


def _items(bank: Bank, text: str) -> list[Item]:
    return walk(plan(parse_brief(load_text(text, "简要")), bank).items)


@pytest.mark.parametrize(
    ("point", "group"),
    [
        ("暑期防溺水", "教育/防溺水/水域家庭学校"),
        ("古树名木保护", "林业/古树名木保护/古树名木"),
        ("机关食堂浪费", "机关作风/后勤保障/食堂反对浪费"),
        ("区域公用品牌推广", "农业农村/特色产业/区域公用品牌"),
        ("留守妇女", "群团统战/妇女儿童/留守妇女"),
        ("工地扬尘", "生态环境/大气污染防治/扬尘"),
        ("投诉渠道", "通用/畅通沟通/投诉渠道"),
        ("公务车辆更新", "通用/更新替换类/换前换中换后"),
        ("月度会商", "通用/调度类/实情、进度、项目、工作、任务、会商、例会"),
        ("现场指挥", "通用/调度类/情况指令结果"),
        ("收费管理", "通用/合同收费类/收费定价、价格"),
        ("货款结算", "通用/合同收费类/结算、支付、退还、返还、退款、押金"),
        ("购销合同", "通用/合同收费类/签履查"),
        ("法律援助", "政法/法律援助/受理审批"),
        ("公证服务", "政法/公证工作/便民公证"),
        ("研学旅行", "教育/研学实践/按活动时序"),
        ("渔船安全", "农业农村/渔船安全/渔船安全"),
        ("结核病防治", "卫生健康/结核病防治/防治统筹"),
        ("无废城市建设", "生态环境/无废城市/三端减废"),
    ],
)
def test_the_group_on_just_that_stands_under_a_point(bank: Bank, point: str, group: str) -> None:
    items = _items(bank, f"会议: 全县重点工作会议\n主题: 重点工作\n意见: [{point}, 组织领导]\n")
    assert {item.source.ref for item in items if item.id.startswith("意见/1/") and item.level == 2} == {group}


MEETING = "场合: 推进会\n会议: 全县快递进村推进会\n主题: 快递进村\n对象: 各乡镇、县直有关部门和各快递企业\n意见:\n"


def _line(bank: Bank, measure: str, point: str = "收费监管") -> str:
    text = f"{MEETING}- 主题: {point}\n  措施: [公示收费标准, {measure}]\n- 队伍建设\n"
    return next(item.text for item in _items(bank, text) if item.id == "意见/1/2/文")


def test_whom_the_brief_names_acts_in_the_place_of_his_like(bank: Bank) -> None:
    said = _line(bank, "严查二次收费（县市场监管局牵头）")
    assert said.startswith("县市场监管局牵头，会同邮政管理部门")
    assert "负责" not in said


def test_a_line_in_which_other_offices_act_is_no_line_for_him(bank: Bank) -> None:
    said = _line(bank, "统一配送（县邮政公司牵头）", "资源整合")
    assert "县邮政公司" in said
    assert "部门" not in said
    assert "【待填" in said


def test_a_body_alone_in_the_brackets_is_the_owner(bank: Bank) -> None:
    text = "会议: 全镇森林防火工作会议\n意见:\n- 主题: 责任落实\n  措施: [压实网格责任, 用好护林员（各村，年底前）]\n- 应急值守\n"
    said = next(item.text for item in _items(bank, text) if item.id == "意见/1/2/文")
    assert said.startswith(("年底前，", "由各村负责，年底前完成，"))
    assert "各村" in "，".join(said.split("，")[:2])
    assert "。各村" not in said


@pytest.mark.parametrize("aim", "心往一处 应换尽换 有业可就 遇事找法 先急后缓 衔接到位 取之有度".split())
def test_a_saying_is_no_noun(aim: str) -> None:
    assert _NO_NOUN.search(aim) or is_predicate(aim)


@pytest.mark.parametrize("aim", "减少增量 凝聚共识 固本强基 稳住岗位 赢得民心 群防群治 服务就业".split())
def test_what_is_done_may_stand_in_a_place(aim: str) -> None:
    assert not _NO_NOUN.search(aim)
    assert not is_predicate(aim)


def test_a_doing_in_front_says_what_kind_of_work_it_is(bank: Bank) -> None:
    topics = Topics(bank, "重点工作", "全县重点工作会议")
    wanted = {"公示收费标准": "信息公开类", "排查线路隐患": "排查类", "检查人员管理": "队伍类"}
    found = {point: topics.by_head(point) for point in wanted}
    assert {point: match.topic.name for point, match in found.items() if match} == wanted
    assert topics.by_head("第一时间报告") is None


def test_an_ill_of_whom_the_topic_says_nothing_of_the_kind_borrows_no_group(bank: Bank) -> None:
    items = _items(bank, "会议: 全县重点工作会议\n主题: 重点工作\n意见: [外卖小哥闯红灯, 组织领导]\n")
    said = {item.source.ref.partition("/")[0] for item in items if item.id.startswith("意见/1/")}
    assert said == {"通用"}


def _headings(bank: Bank, text: str, point: str) -> list[str]:
    return [item.text for item in _items(bank, text) if item.level == 2 and item.id.startswith(f"{point}/")]


def test_what_another_point_is_about_is_left_to_it(bank: Bank) -> None:
    brief = "会议: 全市反诈工作联席会议\n主题: 打击治理电信网络诈骗工作\n意见: [预警劝阻, %s, 组织协调]\n"
    beside, alone = (_headings(bank, brief % other, "意见/1") for other in ("防骗宣传", "资金返还"))
    assert not any(heading.startswith("宣传") for heading in beside)
    assert any(heading.startswith("劝阻") for heading in beside)
    assert any(heading.startswith("劝阻") for heading in alone)
    audit = "会议: 全县审计工作会议\n主题: 审计工作\n意见: [审计监督重点, 审计整改, 队伍建设]\n"
    assert not any("整改" in heading for heading in _headings(bank, audit, "意见/1"))


def test_a_word_that_says_little_at_the_end_of_another_point_takes_no_measure_away(bank: Bank) -> None:
    brief = "会议: 全县宅基地管理工作会议\n主题: 宅基地管理工作\n意见: [违建查处, %s, 组织领导]\n"
    beside, alone = (_headings(bank, brief % other, "意见/1") for other in ("线索发现", "资金返还"))
    assert beside == alone
    assert any(heading.startswith("发现") for heading in beside)


def test_projects_of_villages_are_told_by_their_pace_and_honest_trade_by_law_faith_and_distance(bank: Bank) -> None:
    villages = "场合: 推进会\n会议: 全县乡村建设推进会\n主题: 乡村建设工作\n问题: [项目进度不平衡]\n意见: [项目建设, 群众发动]\n"
    said = "".join(item.text for item in _items(bank, villages) if item.id.startswith("意见/1/"))
    assert "节点" in said
    assert "快慢" in said
    firms = "场合: 座谈会\n会议: 全市民营企业家座谈会\n对象: 广大民营企业家\n意见: [坚定信心, 守法诚信]\n"
    assert [heading[:2] for heading in _headings(bank, firms, "意见/2")] == ["守法", "守信", "守清"]


@pytest.mark.parametrize(
    ("theme", "point", "topic"),
    [
        # What is against the law is fought, nobody examines and permits it.
        ("古玩市场", "打击走私", "通用/打击犯罪类"),
        ("应急广播", "内容审核", "通用/审批类"),
        ("测绘地理信息", "数据更新", "通用/数字类"),
        ("内河渡口", "渡改桥", "通用/改造施工类"),
        ("国有粮库", "智能测温", "通用/数字类"),
        ("司法鉴定", "质量评查", "通用/评查评选类"),
        ("留学人员服务", "招收引进", "通用/招录类"),
        ("标本馆", "错时开放", "通用/开放类"),
        ("校园文创", "线路优化", "通用/改进类"),
        # A topic called just so that names a thing of its own is meant wherever one meets.
        ("夜市摊区", "食品安全", "市场监管/食品安全"),
    ],
)
def test_the_kind_of_work_a_point_is_says_what_is_done_and_not_what_merely_has_its_last_word(
    bank: Bank, theme: str, point: str, topic: str
) -> None:
    items = _items(bank, f"会议: 全市{theme}会议\n主题: {theme}\n意见: [{point}, 组织领导]\n")
    refs = {item.source.ref for item in items if item.id.startswith("意见/1/") and item.level == 2}
    assert {ref.rpartition("/")[0] for ref in refs} == {topic}
