"""A point comes to what it is about: never to another subject its words are used of, too (要点各归其事)."""

from __future__ import annotations

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item, Outline
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def groups_under(outline: Outline, node: str) -> set[str]:
    return {item.source.ref for item in walk(outline.items) if item.id.startswith(f"{node}/") and item.level == 2}


CHILDREN = (
    "场合: 联席会议\n会议: 全区未成年人保护工作联席会议\n主题: 未成年人保护工作\n对象: 各成员单位\n"
    "问题: [网吧违规接纳未成年人, 留守孩子底数不清]\n意见: [学校保护, 留守儿童关爱, 专项整治]\n"
)


def test_what_is_put_right_is_what_the_problem_names_not_the_good_the_meeting_is_for(bank: Bank) -> None:
    outline = outlined(CHILDREN, bank)
    assert {ref.rsplit("/", 1)[0] for ref in groups_under(outline, "意见/3")} == {"政法/未成年人禁入场所"}
    # Without a problem to go by it is no 家庭监护 either.
    outline = outlined(CHILDREN.replace("网吧违规接纳未成年人, ", ""), bank)
    assert {ref.rsplit("/", 1)[0] for ref in groups_under(outline, "意见/3")} == {"通用/重点整治"}
    # At a meeting on what is itself to be put right it is that.
    foods = "会议: 全县食品安全工作会议\n主题: 食品安全\n意见: [宣传教育, 重点整治]\n"
    assert {ref.split("/")[0] for ref in groups_under(outlined(foods, bank), "意见/2")} == {"市场监管"}


def test_people_are_not_protected_as_relics_are(bank: Bank) -> None:
    outline = outlined("会议: 全县妇女儿童工作会议\n主题: 妇女儿童工作\n意见: [人身保护, 文物保护]\n", bank)
    assert "保护类" not in "".join(groups_under(outline, "意见/1"))


def test_clues_are_not_handled_as_permits_are(bank: Bank) -> None:
    outline = outlined("会议: 全县工作会议\n主题: 监督工作\n意见: [线索办理, 证照办理]\n", bank)
    assert "审批类" not in "".join(groups_under(outline, "意见/1"))
    assert "审批类" in "".join(groups_under(outline, "意见/2"))


def test_a_lead_in_takes_up_no_sentence_with_a_subject(bank: Bank) -> None:
    outline = outlined(
        "场合: 推进会\n会议: 全县观鸟会议\n问题: [村民意见难统一]\n"
        "意见: [{主题: 群众协商, 措施: [楼长牵头议事, 制定补偿指引]}, 步道]\n",
        bank,
    )
    lead = next(item.text for item in _lines(outline, "意见/1") if "村民意见难统一" in item.text)
    assert "抓楼长牵头议事" not in lead
    assert next(item.text for item in _lines(outline, "意见/1") if item.level == 2) == "楼长牵头议事"


def test_a_topic_in_nearly_the_point_s_own_words_needs_no_excuse(bank: Bank) -> None:
    notes = outlined(CHILDREN, bank).notes
    assert not any("留守儿童关爱" in note and "没有专讲" in note for note in notes)


VISITOR = (
    "场合: 总结表彰会\n会议: 全市职业技能竞赛总结表彰会\n地区: 全市\n主题: 技能人才工作\n对象: 获奖选手和各职业院校、企业\n"
    "讲话人: {姓名: 季某某, 职务: 省人力资源社会保障厅副厅长, 身份: 上级代表}\n依据: [新型学徒制政策]\n"
    "问题: [社会上重学历轻技能]\n意见: [{主题: 弘扬工匠精神, 措施: [讲好成才故事, 工匠进校园]}, 待遇落实]\n"
)


def said(outline: Outline, step: str) -> str:
    return "".join(item.text for item in walk(outline.items) if item.step == step)


def test_a_visitor_congratulates_for_his_office_and_studies_no_policy_on_the_spot(bank: Bank) -> None:
    outline = outlined(VISITOR, bank)
    assert "我代表省人力资源社会保障厅" in said(outline, "祝贺")
    assert "新型学徒制政策" in said(outline, "会议任务")
    assert "一起学习" not in said(outline, "会议任务")


def test_firms_among_those_addressed_make_nobody_an_entrepreneur(bank: Bank) -> None:
    assert "把企业办好" not in said(outlined(VISITOR, bank), "事迹精神")
    praised = VISITOR.replace("获奖选手和各职业院校、企业", "受表彰的民营企业家")
    texts = {frame.text for frame in bank.frames if frame.step == "事迹精神" and "把企业办好" in frame.text}
    assert said(outlined(praised, bank), "事迹精神") in texts


def test_what_people_think_is_answered_by_what_is_told_them(bank: Bank) -> None:
    lead = [item for item in walk(outlined(VISITOR, bank).items) if item.step == "导语"]
    assert [item.id.startswith("意见/1/") for item in lead if "重学历轻技能" in item.text] == [True]


def test_of_bodies_their_people_sit_there(bank: Bank) -> None:
    host = (
        "场合: 主持讲话\n会议: 全县防汛会议\n讲话人: {身份: 主持人}\n对象: WHO\n意见: [隐患排查, 预警响应]\n"
        "刚才: [{谁: 县水利局, 事: 汇报了情况}, {谁: 县长季某某, 事: 作了讲话}]\n"
    )
    for who, seated in (("各乡镇", "还有各乡镇的同志。"), ("全体乡镇干部", "还有全体乡镇干部。")):
        assert seated in said(outlined(host.replace("WHO", who), bank), "参会人员")


def _lines(outline: Outline, node: str) -> list[Item]:
    return [item for item in walk(outline.items) if item.id.startswith(f"{node}/")]


def test_a_thing_is_a_task_as_the_work_on_it(bank: Bank) -> None:
    outline = outlined(
        "场合: 推进会\n会议: 全县观鸟推进会\n讲话人: {身份: 上级代表}\n对象: 各观鸟点\n问题: [讲解队伍不稳定]\n意见: [步道, 讲解队伍]\n",
        bank,
    )
    lead = next(item.text for item in _lines(outline, "意见/2") if "讲解队伍不稳定" in item.text)
    assert "讲解队伍建设" in lead


def test_what_a_heading_comes_to_is_what_stands_below(bank: Bank) -> None:
    outline = outlined(
        "场合: 推进会\n会议: 全市老旧小区改造推进会\n主题: 老旧小区改造\n问题: [施工组织不精细]\n意见:\n"
        "  - {主题: 施工管理, 措施: [错峰安排施工时间, 推行居民监督员制度]}\n"
        "  - {主题: 管线协同, 措施: [同步设计管线, 建立会商机制]}\n",
        bank,
    )
    topic = next(topic for topic in bank.topics if topic.id == "住建城管/改造施工")
    material = next(aim for aim in topic.aims if "材料" in aim)
    offered = next(item for item in walk(outline.items) if item.id == "意见/1")
    assert material not in offered.text
    assert all(material not in other.text for other in offered.alternatives)
