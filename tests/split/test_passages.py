"""Blocks into passages: salutation, headings, paragraphs; nothing added, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from drafter.records import Block, Passage
from drafter.split.passages import passages_of, quarantine

from .strategies import texts


def shape(*lines: str | Block) -> list[tuple[str, int, str, str]]:
    blocks = [line if isinstance(line, Block) else Block(line) for line in lines]
    return [(p.kind, p.level, p.label, p.text) for p in passages_of(blocks)]


def test_headings_alone_run_in_and_paragraphs() -> None:
    assert shape(
        "同志们：",
        "今天开个会。",
        "一、提高认识，增强责任感",
        "认识是行动的先导，大家要学深学透。",
        "（一）服务大局。这是今年最大的特色，也是最大的亮点。",
        "二、狠抓落实。",
        "1.责任要落实。各单位要建立台账，逐项销号。",
    ) == [
        ("salutation", 0, "", "同志们："),
        ("paragraph", 0, "", "今天开个会。"),
        ("heading", 1, "一、", "一、提高认识，增强责任感"),
        ("paragraph", 0, "", "认识是行动的先导，大家要学深学透。"),
        ("heading", 2, "（一）", "（一）服务大局。"),
        ("paragraph", 0, "", "这是今年最大的特色，也是最大的亮点。"),
        ("heading", 1, "二、", "二、狠抓落实。"),
        ("heading", 3, "1.", "1.责任要落实。"),
        ("paragraph", 0, "", "各单位要建立台账，逐项销号。"),
    ]


def test_a_label_that_counts_on_behind_a_sentence_begins_a_passage() -> None:
    assert shape(
        "一、摸清底数", "先看水，再看路。二、补齐短板要修渠。（一）修渠。先修漏的。（二）修路。后修土的。三、管好用好。"
    ) == [
        ("heading", 1, "一、", "一、摸清底数"),
        ("paragraph", 0, "", "先看水，再看路。"),
        ("heading", 1, "二、", "二、补齐短板要修渠。"),
        ("heading", 2, "（一）", "（一）修渠。"),
        ("paragraph", 0, "", "先修漏的。"),
        ("heading", 2, "（二）", "（二）修路。"),
        ("paragraph", 0, "", "后修土的。"),
        ("heading", 1, "三、", "三、管好用好。"),
    ]


def test_a_number_within_the_text_that_counts_on_from_nothing_begins_none() -> None:
    for text in ("去年办了几件事。三、四月份雨多。", "他说了两句。一、水要清。说完就走了。"):
        assert shape("同志们：", text)[1:] == [("paragraph", 0, "", text)]


def test_a_heading_ends_where_its_body_begins_in_the_same_sentence() -> None:
    assert [text for _, _, _, text in shape("一、看清成绩，找准不足今年以来，全镇修了路。但水还没通。")] == [
        "一、看清成绩，找准不足",
        "今年以来，全镇修了路。但水还没通。",
    ]
    demands = "要先看高处。要再看低处。要天天看。"
    assert [text for _, _, _, text in shape(f"二、突出重点，抓好巡查{demands}")] == ["二、突出重点，抓好巡查", demands]
    whole = "三、各级各单位要先看高处。要再看低处。要天天看。"
    assert shape(whole)[0][3].startswith("三、各级各单位要先看高处。")


def test_a_heading_ends_at_the_office_that_is_to_do_it() -> None:
    assert [text for _, _, _, text in shape("三、严格督查考核县委组织部每季度查一次，落后的约谈。")] == [
        "三、严格督查考核",
        "县委组织部每季度查一次，落后的约谈。",
    ]
    listed = shape("一是要摸清底数。先看水。", "二是要严格追责问责市创建办每周通报排名，垫底的说明情况。")
    assert [text for _, _, _, text in listed][2:] == ["二是要严格追责问责", "市创建办每周通报排名，垫底的说明情况。"]
    for whole in ("三、积极配合县委组织部每季度查一次，落后的约谈。", "三、县委组织部要每季度查一次，落后的约谈。"):
        assert shape(whole)[0][3] == whole


@pytest.mark.parametrize(
    "body",
    [
        "各镇要逐座水库看一遍。",
        "各科室要安排专人在岗，电话不关。",
        "各党支部书记必须自己带班。",
        "各包村干部每周进村两次。",
        "各成员单位、各企业都要备足沙袋。",
        "农业农村局要派人下到田头。",
        "某某局要派人下到田头。",
        "工作专班要一天一调度。",
    ],
)
def test_a_heading_ends_at_any_bodies_that_are_to_do_it(body: str) -> None:
    assert [text for _, _, _, text in shape(f"三、抓好值班值守{body}")] == ["三、抓好值班值守", body]


@pytest.mark.parametrize(
    "heading",
    [
        "三、层层压实各科室责任要到位",
        "三、加强对各支部的管理必须从严",
        "三、尽快成立专班要有人牵头",
        "三、抓好各项制度要有人盯",
    ],
)
def test_bodies_a_heading_speaks_of_do_not_end_it(heading: str) -> None:
    assert shape(heading)[0][3] == heading


def test_a_sentence_that_counts_on_within_itself_is_no_heading() -> None:
    text = "第一、谁家的渠谁清；第二、谁家的闸谁管；第三、谁家的路谁修。"
    assert shape(text) == [("paragraph", 0, "", text)]
    assert shape("第一、谁家的渠谁清；堵了的先清。")[0][:3] == ("heading", 1, "第一、")


def test_a_long_labelled_sentence_is_no_heading() -> None:
    text = "二是积极开展和谐园区创建活动，大力推进制度建设，抓好安全保障，有力维护了职工利益，促进了社会稳定，群众普遍满意。三是抓服务。"
    assert shape(text) == [("paragraph", 0, "", text)]


def test_a_run_in_list_inside_a_paragraph_is_no_heading() -> None:
    text = "今年要办三件事。一是修路。二是架桥。三是通水。"
    assert shape(text) == [("paragraph", 0, "", text)]


def test_heading_levels_of_the_format_count_from_the_highest() -> None:
    assert shape(Block("工作回顾", 2), "去年成绩很好，大家都出了力。", Block("农业", 3)) == [
        ("heading", 1, "", "工作回顾"),
        ("paragraph", 0, "", "去年成绩很好，大家都出了力。"),
        ("heading", 2, "", "农业"),
    ]


def test_a_salutation_that_runs_on_is_split_off() -> None:
    assert shape("各位代表，同志们：现在，我向大会报告工作。") == [
        ("salutation", 0, "", "各位代表，同志们："),
        ("paragraph", 0, "", "现在，我向大会报告工作。"),
    ]


def test_an_address_in_mid_speech_is_a_paragraph() -> None:
    kinds = [kind for kind, *_ in shape("同志们：", "今天开个会。", "成绩很大。", "同志们！", "让我们一起努力！")]
    assert kinds == ["salutation", *["paragraph"] * 4]


def test_最后_without_首先_is_no_label() -> None:
    assert shape("最后，预祝大会圆满成功！") == [("paragraph", 0, "", "最后，预祝大会圆满成功！")]


def test_damaged_sentences_leave_the_passage() -> None:
    kept, losses = quarantine(
        [
            Passage(1, "paragraph", "路修好了。桥\ue000?架\ue001好了。水通了。"),
            Passage(2, "heading", "一、\ue000?抓\ue001实", 1, "一、"),
            Passage(3, "paragraph", "群众满意。"),
        ]
    )
    assert [(p.number, p.text) for p in kept] == [(1, "路修好了。水通了。"), (2, "群众满意。")]
    assert [loss.text for loss in losses] == ["桥?架好了。", "一、?抓实"]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_passages_rejoin_to_the_text(text: str) -> None:
    blocks = [Block(line) for line in text.split("\n")]
    assert "".join(p.text for p in passages_of(blocks)) == "".join(b.text for b in blocks)
