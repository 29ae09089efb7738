"""A frame of one field (分领域) is offered where the meeting is surely about that field, never for a word it has in it."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan
from drafter.plan.topics import Topics
from drafter.records import Item
from drafter.strict_yaml import load_text

CASES = {
    "": "民营企业家健康体检 党史学习教育 国防教育 网络安全 食品安全 药品安全 数据安全 经济普查 医疗保障 职工医保 体育产业"
    " 城市供水保障 城市供水 财经纪律整治 社会保险费征收 国有企业党建 干部教育培训 健康教育 爱国主义教育 法治宣传教育"
    " 统计 税收 项目审计 青年干部培训 文化产业 数字经济 文明养犬 未成年人保护 巡察 招生考试 水源保护区划定 农村金融"
    " 干部健康管理 城市信用体系 企业年金 交通文化 经济责任审计 校园文化 就业 档案",
    "anquan": "安全生产 消防安全 秋冬季森林防火 防汛抗旱 燃气安全 道路交通安全 应急管理",
    "nongye": "粮食安全 农业农村 高标准农田 春耕生产 乡村振兴",
    "jiaoyu": "教育工作 基础教育 师德师风 课后服务",
    "weijian": "卫生健康 公立医院改革 分级诊疗",
    "shengtai": "生态环境保护 河长制 大气污染防治 国土绿化",
    "xiangmu": "民营经济健康发展 民营经济高质量发展 招商引资 项目建设 优化营商环境",
    "dangjian": "党建 基层党建 党的建设",
    "zuofeng": "警示教育 作风建设 党风廉政建设",
    "pingan": "信访工作 平安建设 反诈",
    "wenlv": "文化旅游 非遗保护 文明城市创建",
    "minsheng": "社会救助 残疾人 儿童福利",
    "chengjian": "老旧小区改造 城市管理",
    "quntuan": "工会 妇联 共青团",
    "keji": "科技创新 人才工作",
}


def _of_fields(bank: Bank) -> dict[str, str]:
    return {frame.id: frame.cue for frame in bank.frames if frame.id.startswith("fl-")}


@pytest.mark.parametrize(("field", "theme"), [(field, theme) for field, row in CASES.items() for theme in row.split()])
def test_the_field_is_the_one_the_theme_is_surely_of(bank: Bank, field: str, theme: str) -> None:
    matter = Topics(bank, theme, f"全县{theme}会议").matter()
    cues = _of_fields(bank).items()
    assert {id_.split("-")[1] for id_, cue in cues if re.search(cue, f"；事项：{matter}；")} == (
        {field} if field else set()
    )


def test_what_the_cues_name_exists(bank: Bank) -> None:
    """Every name in a cue leads back to it when a meeting is about just that: none is dead."""
    known = {topic.name: topic.id for topic in bank.topics}
    fields = {topic.field for topic in bank.topics}
    for id_, cue in _of_fields(bank).items():
        assert cue.startswith("事项："), id_
        for field in re.findall(r"([一-龥]+)/", cue):
            assert field in fields, (id_, field)
        for name in re.findall(r"(?<=[(|])[一-龥]+(?=[|)])", cue):
            matter = known.get(name) or Topics(bank, name, f"全县{name}工作会议").matter()
            assert re.search(cue, f"；事项：{matter}；") or "(?!" in cue, (id_, name, matter)


def _frames(item: Item) -> list[str]:
    own = [item.source.ref] if item.step in ("形势意义", "号召") else []
    return own + [ref for child in item.items for ref in _frames(child)]


@pytest.mark.parametrize(("theme", "field"), [("粮食安全", "nongye"), ("经济普查", ""), ("基础教育", "jiaoyu")])
def test_an_outline_speaks_of_its_own_field(bank: Bank, theme: str, field: str) -> None:
    text = f"场合: 工作会议\n会议: 全县{theme}工作会议\n主题: {theme}\n地区: 全县\n意见: [组织领导, 宣传引导]\n"
    outline = plan(parse_brief(load_text(text, "简要.yaml")), bank)
    chosen = [ref for item in outline.items for ref in _frames(item)]
    assert chosen
    fields = {ref.split("-")[1] for ref in chosen if ref.startswith("fl-")}
    assert fields == ({field} if field else set())
