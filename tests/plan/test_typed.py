"""What a brief says stands as it was typed: stops inside a fact, traditional characters (事实照写)."""

from __future__ import annotations

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Outline
from drafter.strict_yaml import load_text


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(text, "简要.yaml")), bank)


def test_stops_inside_a_fact_do_not_end_its_item(bank: Bank) -> None:
    outline = outlined(
        "会议: 全县供水工作会议\n成绩: [{要点: 税收, 事实: 入库3亿元。占比71%；增2%}, {要点: 技改, 事实: 完成58个}]\n意见: [管网, 水质]\n",
        bank,
    )
    told = next(item.text for item in walk(outline.items) if item.step == "分项成绩")
    first = told.partition("一是")[2].partition("二是")[0]
    assert first.rstrip("；").count("；") == first.count("。") == 0
    assert "入库3亿元，占比71%，增2%" in first
    assert not any("没有写进提纲" in note and "入库" in note for note in outline.notes)


TRADITIONAL = (
    "场合: 推进会\n会议: 全縣中藥材產業推進會\n地区: 全縣\n主题: 中藥材產業\n对象: 各鄉鎮和縣直有關部門\n"
    "问题: [品牌不響]\n意见: [食品安全, 品牌打造]\n"
)
SIMPLIFIED = (
    "场合: 推进会\n会议: 全县中药材产业推进会\n地区: 全县\n主题: 中药材产业\n对象: 各乡镇和县直有关部门\n"
    "问题: [品牌不响]\n意见: [食品安全, 品牌打造]\n"
)


def test_a_brief_in_traditional_characters_finds_what_a_simplified_one_finds(bank: Bank) -> None:
    typed, simple = outlined(TRADITIONAL, bank), outlined(SIMPLIFIED, bank)
    assert [item.source.ref for item in walk(typed.items)] == [item.source.ref for item in walk(simple.items)]
    text = "".join(item.text for item in walk(typed.items))
    assert all(word in text for word in ("全縣中藥材產業推進會", "各鄉鎮和縣直有關部門", "品牌不響"))
    assert not any(word in text for word in ("全县中药材", "品牌不响"))
    assert not any("没有写进提纲" in note for note in typed.notes)
