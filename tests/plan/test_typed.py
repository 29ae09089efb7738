"""What a brief says stands as it was typed: stops inside a fact, traditional characters (事实照写)."""

from __future__ import annotations

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.script import simplified
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
    text = "".join((typed.title, *(item.text for item in walk(typed.items))))
    assert all(word in text for word in ("全县中药材产业推进会", "各乡镇和县直有关部门", "品牌不响"))
    assert simplified(text) == text
    assert not any("没有写进提纲" in note for note in typed.notes)
    assert sum("繁体字" in note for note in typed.notes) == 1
    assert not any("繁体字" in note for note in simple.notes)


def test_a_line_typed_in_traditional_characters_stands_as_typed_and_the_writer_is_told(bank: Bank) -> None:
    chosen = "选定:\n  意见/1: 把關口守住\n"
    outline = outlined(SIMPLIFIED + chosen, bank)
    assert any(item.text == "把關口守住" for item in walk(outline.items))
    assert [note for note in outline.notes if "繁体字" in note] == [
        "选定里手写的句子有繁体字（如“把關口守住”），照原样写，没有改成简体字"
    ]


UNKNOWN = "会议: 全县屋顶花园工作推进会\n意见: [屋顶花园打理, {主题: 浇水排班, 措施: [轮流浇水, 晾晒水管]}]\n选定:\n"


def test_a_group_of_the_bank_that_is_chosen_stands_under_any_point(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(UNKNOWN + "  意见/1/组: 安全生产/消防安全/XX\n", "简要.yaml")), bank)
    assert any("XX" in note and "短语库里没有" in note for note in outline.notes)
    topic = next(topic for topic in bank.topics if topic.id == "安全生产/消防安全")
    group = topic.groups[0]
    for wanted in (f"{topic.id}/{group.name}", f"{topic.id}/{topic.groups[1].name}"):
        outline = plan(parse_brief(load_text(f"{UNKNOWN}  意见/1/组: {wanted}\n", "简要.yaml")), bank)
        refs = {item.source.ref for item in walk(outline.items) if item.id.startswith("意见/1/") and item.level == 0}
        assert wanted in refs
        assert not any("屋顶花园打理" in note for note in outline.notes)


def test_a_group_chosen_for_a_point_with_measures_of_its_own_is_told_of(bank: Bank) -> None:
    outline = plan(parse_brief(load_text(UNKNOWN + "  意见/2/组: 安全生产/消防安全/XX\n", "简要.yaml")), bank)
    assert any("浇水排班" in note and "没有用上" in note for note in outline.notes)


def test_a_line_the_writer_put_there_is_not_said_to_be_wanting(bank: Bank) -> None:
    def wanting(chosen: str) -> list[str]:
        brief = parse_brief(load_text(UNKNOWN + "  意见/1: 打理屋顶花园\n" + chosen, "简要.yaml"))
        return [note for note in plan(brief, bank).notes if "没有找到贴合" in note]

    assert any("轮流浇水" in note for note in wanting(""))
    left = wanting("  意见/2/1/文: 每天早晚各浇一次。\n")
    assert not any("轮流浇水" in note for note in left)
    assert any("晾晒水管" in note for note in left)


def test_a_line_under_a_measure_is_chosen_by_the_id_its_alternatives_show(bank: Bank) -> None:
    text = "会议: 全县高标准农田建设推进会\n对象: 各乡镇\n意见:\n- {主题: 工程质量, 措施: [渠道衬砌抽检, 隐蔽工程验收]}\n- 管护经费\n"
    node = "意见/1/1/文"
    free = next(item for item in walk(plan(parse_brief(load_text(text, "简要.yaml")), bank).items) if item.id == node)
    other = next(one for one in free.alternatives if one.ref != free.source.ref)
    chosen = plan(parse_brief(load_text(f"{text}选定: {{{node}: {other.ref}}}\n", "简要.yaml")), bank)
    line = next(item for item in walk(chosen.items) if item.id == node)
    assert (line.text, line.source.ref) == (other.text, other.ref)
    # An id that names nothing here is no line to be read out.
    lost = plan(parse_brief(load_text(f"{text}选定: {{{node}: yj-meiyou-01}}\n", "简要.yaml")), bank)
    assert next(item for item in walk(lost.items) if item.id == node).text == free.text
    assert [note for note in lost.notes if "yj-meiyou-01" in note]
