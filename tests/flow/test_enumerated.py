"""Names told in one breath: what stands in a list with a name is one, whatever words it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.compose.adapting import adapt
from drafter.flow.enumerated import enumerated
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import unvouched

PARTS = "<地名> <人名> <单位> <名称> <数> 红旗 上寮 和 、 等 村 企业 的 责任 水利 推进 鼎盛 ， 各 王二嫂 赵记 这些 老字号".split()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<地名>、上寮<数>村的桑园没人管", ["上寮"]),
        ("红旗、青山、前进<数>村先动工", ["红旗", "青山", "前进"]),
        ("东风、团结等乡镇要开会", ["东风", "团结"]),
        ("<名称>、鼎盛、金果子<数>企业要招工", ["鼎盛", "金果子"]),
        ("<单位>、本地的阿婆茶坊等<数>企业落户", ["阿婆茶坊"]),
        ("白水乡、<地名>要新建", ["白水乡"]),
        ("<人名>、马铁柱主动让出宅基地", ["马铁柱"]),
        ("扶持老街坊米粉、赵记豆腐脑这些老字号", ["老街坊米粉", "赵记豆腐脑"]),
        ("小状元等<数>机构要查", ["小状元"]),
        ("柏林、舒展<数>同志量了房", ["柏林", "舒展"]),
        ("林海涛等<数>民警立了功", ["林海涛"]),
        ("安平、瑞和<数>房企要复工", ["安平", "瑞和"]),
        ("<单位>、清泉自来水公司要让出工作面", ["清泉自来水公司"]),
        ("<名称>、一心诊所都开到了门口", ["一心诊所"]),
        ("一品香、聚贤居等<数>饭店关了门", ["一品香", "聚贤居"]),
        ("穿过<名称>、笔架山等隧道", ["笔架山"]),
        ("引进<单位>、<地名>时代等<数>企业", ["<地名>时代"]),
    ],
)
def test_what_is_told_with_a_name_is_one(text: str, names: list[str]) -> None:
    assert sorted({text[start:end] for start, end in enumerated(text)}, key=text.index) == names


@pytest.mark.parametrize(
    "text",
    [
        "<单位>、各乡镇、扑火队要配合",
        "发展<名称>、黑木耳、中药材",
        "水利、交通等<数>部门跟上",
        "安全、应急<数>同志牵头",
        "<地名>、城区和农村同步推进",
        "省、市、县<数>村",
        "城市、农村<数>社区",
        "化工、建材等<数>企业搬走",
        "在<地名>和周边乡镇都能办",
        "引进<名称>和一批龙头企业",
        "<地名>、乡镇、村都要来",
        "向<人名>、单位和个人致谢",
        "一切照搬、照抄、<名称>的做法",
    ],
)
def test_kinds_fields_offices_and_everyday_words_in_a_list_are_none(text: str) -> None:
    assert list(enumerated(text)) == []


def test_a_name_found_by_form_makes_names_of_what_stands_beside_it() -> None:
    line = "2023年，天天鲜超市、百姓缘大药房相继开业，陈记糍粑、阿秀米粉供不应求。"
    assert (
        adapt(line, general=GENERAL, unvouched=unvouched)
        == "<日期>，<名称一>、<名称二>相继开业，<名称三>、<名称四>供不应求。"
    )


def test_what_the_brief_says_stays() -> None:
    assert [*enumerated("红旗、青山<数>村", "红旗村整治")] == [(3, 5)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_every_name_stands_outside_of_slots(text: str) -> None:
    for start, end in enumerated(text):
        assert 0 <= start < end <= len(text)
        assert not set("、，") & set(text[start:end])
        assert text.count("<", 0, start) == text.count(">", 0, start)
