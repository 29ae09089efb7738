"""A topic of phrases alone, as a review accepts them (只有短语的主题): headings under its point, nothing in place of what
is known of the matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.bank.model import Bank, Topic
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Item, Outline
from drafter.strict_yaml import load_text

MEETING = "会议: 全县商贸流通工作会议\n"
FIELD = "自有稿件"


def outlined(text: str, bank: Bank) -> Outline:
    return plan(parse_brief(load_text(MEETING + text, "简要.yaml")), bank)


def under(outline: Outline, node: str) -> list[Item]:
    point = next(item for item in walk(outline.items) if item.id == node)
    return [item for item in point.items if item.level == 2]


def with_phrases(bank: Bank, name: str, *phrases: str, synonyms: tuple[str, ...] = ()) -> Bank:
    own = Topic(f"{FIELD}/{name}", FIELD, name, synonyms=synonyms, phrases=phrases)
    return replace(bank, topics=(*bank.topics, own))


@pytest.fixture
def buying(bank: Bank) -> Bank:
    return with_phrases(bank, "消费", "扩大假日消费", "培育新型消费", "培育夜间消费", "优化消费供给", "激发消费潜能呀")


@pytest.mark.parametrize("point", ["消费", "消费工作", "推进消费"])
def test_phrases_stand_as_headings_under_the_point_they_are_about(buying: Bank, point: str) -> None:
    outline = outlined(f"意见: [{point}, 物流配送]\n", buying)
    below = under(outline, "意见/1")
    # Of two with one verb the first; of one length.
    assert [item.text for item in below] == ["扩大假日消费", "培育新型消费", "优化消费供给"]
    assert {item.source.ref for item in below} == {f"{FIELD}/消费/短语"}
    lines = [item.items[0] for item in below]
    assert all(line.text.endswith("。") for line in lines)
    assert len({line.text for line in lines}) == 3
    assert not any(f"没有找到“{point}”这个主题" in note for note in outline.notes)


def test_what_is_to_be_done_is_said_by_the_shipped_topic_of_the_matter(buying: Bank) -> None:
    outline = outlined("意见: [消费, 物流配送]\n", buying)
    assert any(item.items[0].source.ref.startswith("商贸物流/促进消费") for item in under(outline, "意见/1"))
    first, second = (next(item for item in walk(outline.items) if item.id == node) for node in ("意见/1", "意见/2"))
    assert f"小标题用自己短语库主题“{FIELD}/消费”的短语，句子先找主题“商贸物流/促进消费”" in first.source.note
    assert "自己短语库" not in second.source.note


def test_a_synonym_of_an_own_topic_finds_it(bank: Bank) -> None:
    own = with_phrases(bank, "猫咖", "规范猫咖经营", "办好猫咖协会", synonyms=("撸猫馆",))
    outline = outlined("意见: [撸猫馆, 物流配送]\n", own)
    below = under(outline, "意见/1")
    assert [item.text for item in below] == ["规范猫咖经营", "办好猫咖协会"]
    assert all(item.items[0].source.ref.startswith(("通用/", "yj-zuofa")) for item in below)
    assert any("“撸猫馆”的小标题用的是自己短语库主题“" in note for note in outline.notes)


@pytest.mark.parametrize("point", ["促消费", "消费维权", "物流配送", FIELD])
def test_what_it_is_not_called_by_stays_as_without_it(bank: Bank, buying: Bank, point: str) -> None:
    brief = f"意见: [{point}, 商圈建设]\n"
    assert outlined(brief, buying) == outlined(brief, bank)


def test_no_field_of_own_topics_is_ever_said(buying: Bank) -> None:
    brief = "主题: 消费\n意见: [消费, {主题: 消费环境, 措施: [扩大消费]}, 商圈建设]\n保障: {主体: 各乡镇}\n"
    items = walk(outlined(brief, buying).items)
    assert not [item.text for item in items if FIELD in item.text]


def test_who_asks_for_a_group_of_measures_gets_it(buying: Bank) -> None:
    outline = outlined("意见: [消费, 物流配送]\n选定: {意见/1/组: 点线面}\n", buying)
    assert {item.source.ref for item in under(outline, "意见/1")} == {"通用/点线面"}


def test_one_phrase_alone_is_no_row_of_headings(bank: Bank) -> None:
    own = with_phrases(bank, "消费", "扩大假日消费", "扩大城乡消费")
    brief = "意见: [消费, 物流配送]\n"
    assert outlined(brief, own) == outlined(brief, bank)
