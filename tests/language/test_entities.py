"""Entities are found where their shape is certain, and general words of the same shape are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.entities import SLOT, entities, mask


def found(text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.type) for entity in entities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年12月8日上午", [("2016年12月8日", "date")]),
        ("今年3月以来", [("今年3月", "date")]),
        ("到2030年", [("2030年", "date")]),
        ("2021—2025年", [("2021—2025年", "date")]),
        ("6月底前", [("6月底", "date")]),
        ("二〇二六年", [("二〇二六年", "date")]),
        ("（2026-03-18）", [("2026-03-18", "date")]),
        ("新建320家", [("320家", "number")]),
        ("增长12.5%", [("12.5%", "number")]),
        ("下降0.8个百分点", [("0.8个百分点", "number")]),
        ("10%—20%", [("10%—20%", "number")]),
        ("投入1,200多万元", [("1,200多万元", "number")]),
        ("一千多家企业", [("一千多家", "number")]),
        ("三分之二的村", [("三分之二", "number")]),
        ("江晚舟同志讲了话", [("江晚舟", "person")]),
        ("感谢李明同志", [("李明", "person")]),
        ("王书记到会", [("王", "person")]),
        ("某某同志作报告", [("某某", "person")]),
        ("常务副市长陈晓主持会议", [("陈晓", "person")]),
        ("在青岚市召开", [("青岚市", "place")]),
        ("赴柳河镇调研", [("柳河镇", "place")]),
        ("请柳河镇发言", [("柳河镇", "place")]),
        ("县委书记管亮作了讲话", [("管亮", "person")]),
        ("聚焦焦作的做法", [("焦作", "place")]),
        ("以上海为例", [("上海", "place")]),
        ("从重庆到成都", [("重庆", "place"), ("成都", "place")]),
        ("在青岚县直机关", [("青岚县", "place")]),
        ("浙江省的做法", [("浙江省", "place")]),
        ("云溪县委决定", [("云溪县委", "org")]),
        ("青岚市总工会牵头", [("青岚市总工会", "org")]),
        ("由市教育局负责", [("市教育局", "org")]),
        ("恒达集团、北辰大学", [("恒达集团", "org"), ("北辰大学", "org")]),
        ("党的二十届三中全会精神", [("党的二十届三中全会", "event")]),
        ("全市工会工作会议今天召开", [("全市工会工作会议", "event")]),
        ("省第十次党代会以来", [("省第十次党代会", "event")]),
        ("《安全生产条例》", [("《安全生产条例》", "policy")]),
        ("“十四五”时期", [("“十四五”", "policy")]),
    ],
)
def test_what_is_an_entity(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全市上下、我市各县、各乡镇和街道",
        "建设美丽乡村、特色小镇、示范区",
        "推进老旧小区和城中村改造",
        "工业园区、旅游景区、革命老区",
        "重点县、贫困村、文明城市、超市",
        "乡村振兴、县域经济、区域协调、市场主体",
        "高校校长、各单位同志、老同志、领导同志",
        "书记管总、副书记包片，乡长管全面",
        "担任书记、常务副市长、市纪委书记、党委书记",
        "市委、市政府，党委和政府，有关部门",
        "大型企业集团、乡镇党委、各级医院",
        "讲三点意见、十分重要、十大工程、第一、一是",
        "1.加强领导",
        "（1）加强领导",
        "一个一个抓、千家万户、百花齐放",
        "这次会议、本次大会、贯彻落实会议精神",
        "从全局的高度看大局，抓结构和布局",
        "聚焦作风建设、隆重庆祝、均衡水平",
        "推广安全经验、建设美丽水乡、造福幸福建设者",
        "关怀化解、建成都市圈、重大连锁反应、公开封存",
        "依照宪法国家机关、加强道德防线、沿海口岸",
        "大家共商县直机关党建",
        "助力县域发展、督导镇村两级、富民强市",
        "市县两级总工会、县市区总工会、省区市党委",
        "向总书记汇报",
        "划行归市、坐商归市、资金归村",
        "质量兴市、文化立市、商贸活市",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


def test_masking_names_the_slots() -> None:
    assert mask("2026年3月，江晚舟同志到青岚市走访120户") == (
        "<日期>，<人名>同志到<地名>走访<数>",
        entities("2026年3月，江晚舟同志到青岚市走访120户"),
    )


@given(st.text(alphabet="在青岚市县区镇村同志书记王李明2016年3月8日%，。家一二十百万的全各《》第届会议", max_size=40))
def test_filling_the_slots_gives_the_text_back(text: str) -> None:
    masked, entities_ = mask(text)
    for entity in entities_:
        assert text[entity.start : entity.end] == entity.text
        masked = masked.replace(f"<{SLOT[entity.type]}>", entity.text, 1)
    assert masked == text
    assert all(a.end <= b.start for a, b in pairwise(entities_))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("湛江省域副中心、广东省域规划", "<地名>省域副中心、<地名>省域规划"),
        ("便利杭州市民，激活北京市场", "便利<地名>市民，激活<地名>市场"),
        ("湖北省武汉市、重庆市", "<地名>、<地名>"),
        ("推进霞浦山县镇村建设", "推进霞浦山县镇村建设"),
        ("在安康市平利县老县镇", "在<地名><地名>"),
        ("嘉兴市、绍兴市", "<地名>、<地名>"),
    ],
)
def test_a_place_ends_where_the_next_word_begins(text: str, masked: str) -> None:
    assert mask(text)[0] == masked
