"""A text becomes numbered lines: titles, salutations, headings with label and level, paragraphs, notes."""

from drafter.check.lines import Text, of_blocks, of_outline, of_text
from drafter.records import Block

SPEECH = """# 在全市工会工作会议上的讲话

（2026年3月18日）

市委副书记 许某某

同志们：

今天开个会。

## 一、聚焦组织建设

### （一）建队伍

各级工会要选好人。

---

待填清单：

- 开场：时间
"""


def shown(text: Text) -> list[tuple[int, str, int, str, str]]:
    return [(line.number, line.kind, line.level, line.label, line.body) for line in text.lines if line.kind != "blank"]


def test_markdown() -> None:
    assert shown(of_text(SPEECH))[:8] == [
        (1, "title", 0, "", "在全市工会工作会议上的讲话"),
        (3, "subtitle", 0, "", "（2026年3月18日）"),
        (5, "subtitle", 0, "", "市委副书记 许某某"),
        (7, "salutation", 0, "", "同志们："),
        (9, "paragraph", 0, "", "今天开个会。"),
        (11, "heading", 1, "一、", "聚焦组织建设"),
        (13, "heading", 2, "（一）", "建队伍"),
        (15, "paragraph", 0, "", "各级工会要选好人。"),
    ]


def test_the_closing_list_is_a_note() -> None:
    assert {line.kind for line in of_text(SPEECH).lines[16:]} == {"note", "blank"}


def test_plain_text_with_indents_and_run_in_headings() -> None:
    lines = of_text("讲话\n\n同志们：\n　　一、抓组织。各级工会要动起来。\n　　1．选好人\n").lines
    heading, point = lines[3], lines[4]
    assert (heading.level, heading.label, heading.heading, heading.alone) == (1, "一、", "抓组织", False)
    assert (point.level, point.label, point.heading, point.alone) == (3, "1．", "选好人", True)


def test_escapes_and_bold_are_no_part_of_the_words() -> None:
    lines = of_text("**一、抓组织**\n\n1\\. 选好人\n").lines
    assert [(line.label, line.body) for line in lines if line.kind == "heading"] == [
        ("一、", "抓组织"),
        ("1.", "选好人"),
    ]


def test_a_run_in_series_is_a_paragraph_and_a_series_of_paragraphs_is_points() -> None:
    assert of_text("一是人少，二是事多。").lines[0].kind == "paragraph"
    assert [line.kind for line in of_text("一是人少。\n二是事多。").lines] == ["heading", "heading"]


def test_families_are_siblings_under_one_parent() -> None:
    text = of_text("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n")
    assert [[line.body for line in family] for family in text.families] == [["甲", "丁"], ["乙", "丙"], ["戊"]]


def test_another_speech_counts_anew() -> None:
    text = of_text("# 其一\n\n一、甲\n\n# 其二\n\n一、乙\n")
    assert [[line.body for line in family] for family in text.families] == [["甲"], ["乙"]]


def test_blocks_of_a_word_file_keep_their_styles() -> None:
    text = of_blocks([Block("同志们："), Block("一、抓组织", level=1), Block("页码", furniture=True), Block("正文。")])
    assert [(line.number, line.kind, line.level) for line in text.lines] == [
        (1, "salutation", 0),
        (2, "heading", 1),
        (4, "paragraph", 0),
    ]


def test_an_outline_keeps_its_levels_and_joins_what_runs_on() -> None:
    outline = {
        "title": "讲话",
        "items": [
            {"level": 0, "label": "", "text": "同志们：", "step": "称谓"},
            {"level": 0, "label": "", "text": "今天开会。", "step": "会议任务"},
            {"level": 0, "label": "", "text": "刚才都讲了。", "step": "回应前述", "joined": True},
            {"level": 1, "label": "一、", "text": "抓组织", "items": [{"level": 0, "label": "", "text": "各级要抓。"}]},
        ],
    }
    assert [(line.kind, line.body) for line in of_outline(outline).lines] == [
        ("title", "讲话"),
        ("salutation", "同志们："),
        ("paragraph", "今天开会。刚才都讲了。"),
        ("heading", "抓组织"),
        ("paragraph", "各级要抓。"),
    ]
