"""A measure of any build stands whole in a line that can be read aloud (措施不切碎、动词不叠)."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.verbs import runs_into
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.strict_yaml import load_text

THINGS = ("路灯", "水表", "围栏", "苗圃", "雨棚", "公用电话", "渡口", "石碑", "用水", "用气", "细沙", "住宿")
DOINGS = ("清洗", "登记", "检修", "回访", "更换", "培训", "巡查", "评比", "清运", "消毒")
VERBS = ("添置", "公布", "购置", "更换", "修建", "签订", "盘活", "抓紧", "用好")

thing, doing, verb = st.sampled_from(THINGS), st.sampled_from(DOINGS), st.sampled_from(VERBS)
measures = st.one_of(
    st.builds("{0}、{1}一个窗口办".format, doing, doing),
    st.builds("{0}、{1}{2}".format, thing, thing, doing),
    st.builds("{0}{1}、{2}{3}".format, thing, doing, thing, doing),
    st.builds("抓{0}{1}到位".format, thing, doing),
    st.builds("{0}{1}提前介入".format, thing, doing),
    st.builds("{0}{1}一次完成".format, thing, doing),
    st.builds("{0}{1}".format, verb, thing),
    st.builds("{0}{1}".format, thing, doing),
    st.builds("{0}{1}建台账".format, thing, doing),
    st.builds("{0}经费列入预算".format, doing),
    st.builds("{0}结果与评先挂钩".format, doing),
    st.builds("一{0}一{1}".format, st.sampled_from("路村店栋"), st.sampled_from("档牌卡")),
    st.builds("一{0}一{1}".format, st.sampled_from("周月季"), st.sampled_from(("通报", "会商", "演练"))),
)
_HOLDS = "抓好|抓实|抓细|抓牢|管好|做好|做实|用好|强化|加强|推进|落实"
TWICE = re.compile(f"(?:{_HOLDS})(?:抓|{'|'.join(VERBS)}|(?!落实)(?:{_HOLDS}))")


def outline(bank: Bank, *named: str) -> list[Item]:
    brief = (
        "场合: 推进会\n会议: 全县公用设施推进会\n主题: 公用设施\n对象: 各乡镇和县直有关部门\n"
        f"意见:\n  - {{主题: 日常照管, 措施: [{', '.join(named)}]}}\n  - 队伍建设\n"
    )
    return list(walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(measures, min_size=2, max_size=3, unique=True))
def test_no_line_is_broken_where_a_measure_is_put_in(bank: Bank, named: list[str]) -> None:
    items = outline(bank, *named)
    for item in items:
        assert not re.search("[把对将给]、|、、|，，|把[，。]|、[，。]", item.text), item.text
        found = TWICE.search(item.text)
        # A verb of the writer's own is no second one by itself (抓紧, 用好 begin a measure).
        assert found is None or any(found[0] in measure for measure in named), item.text
    lines = {item.id: item.text for item in items}
    for k, measure in enumerate(named, 1):
        heading, line = lines[f"意见/1/{k}"], lines[f"意见/1/{k}/文"]
        assert measure in heading, (measure, heading)
        before = heading[: heading.index(measure)]
        assert not runs_into(before, measure), heading
        for part in measure.split("、") if re.fullmatch(".{4,6}、.{4,6}", measure) else ():
            assert any(part[at : at + 2] in line for at in range(len(part) - 1)), (part, line)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("挂号、取药一个窗口办", "推行挂号、取药一个窗口办"),
        ("养路经费列入预算", "要把养路经费列入预算"),
        ("沿街商铺清点建台账", "组织沿街商铺清点建台账"),
    ],
)
def test_a_clause_is_said_in_a_sentence_of_its_own(bank: Bank, measure: str, said: str) -> None:
    lines = {item.id: item.text for item in outline(bank, measure, "路灯检修")}
    assert lines["意见/1/1"] == measure
    assert said in lines["意见/1/1/文"]


def test_what_is_taken_hold_of_has_its_verb(bank: Bank) -> None:
    brief = "会议: 全县水库移民工作推进会\n意见:\n  - 传达文件精神\n  - {主题: 抓安置小区通水, 措施: [压减会议, 兑现奖补]}\n  - 后续扶持\n"
    texts = [item.text for item in walk(plan(parse_brief(load_text(brief, "简要.yaml")), bank).items)]
    assert any("抓安置小区通水" in text for text in texts)
    assert not any(re.search("(?:推动|推进|抓好|抓实|加快|加强)抓安置", text) for text in texts)


def test_a_point_beside_others_with_a_verb_is_lent_one(bank: Bank) -> None:
    brief = "会议: 全县教育工作会议\n意见:\n  - 提高课堂教学水平\n  - 家校同心\n  - 减轻课业负担\n"
    found = plan(parse_brief(load_text(brief, "简要.yaml")), bank)
    texts = [item.text for item in walk(found.items) if item.level == 1]
    assert not any(text == "家校同心" for text in texts), texts


def test_who_gathers_others_for_a_measure_is_its_subject(bank: Bank) -> None:
    lines = {
        item.id: item.text
        for item in outline(bank, "抱团参加省里农展会（县供销社，9月底前）", "组团赴外地推介（县商务局组织，5月底前）")
    }
    assert "县商务局组织" in lines["意见/1/2/文"]
    assert "由【待填" not in lines["意见/1/2/文"]
