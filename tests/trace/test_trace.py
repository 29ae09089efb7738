"""A line finds its source again after it was reworded, moved, cut up or joined; a writer's own line is left to them."""

from typing import Any

import pytest

from drafter.trace.trace import Traced, trace

OUTLINE: dict[str, Any] = {
    "format": "drafter.outline/1",
    "title": "在全市工会工作会议上的讲话",
    "subtitle": ["（2026年3月18日）"],
    "items": [
        {
            "id": "开场/称谓",
            "level": 0,
            "label": "",
            "text": "同志们：",
            "source": {"kind": "brief", "ref": "称谓"},
            "items": [],
        },
        {
            "id": "开场/会议任务",
            "level": 0,
            "label": "",
            "text": "今天，我们召开全市工会工作会议，主要任务是总结去年工作，部署今年任务。【待填：统计时段】，全市工会服务能力稳步增强。",
            "source": {"kind": "frame", "ref": "kc-01"},
            "items": [],
        },
        {
            "id": "意见/1",
            "level": 1,
            "label": "一、",
            "text": "聚焦思想引领，在凝心聚力上下功夫",
            "source": {"kind": "frame", "ref": "set-03"},
            "items": [
                {
                    "id": "意见/1/1",
                    "level": 2,
                    "label": "（一）",
                    "text": "抓实理论武装",
                    "source": {"kind": "brief", "ref": "意见[0].措施[0]"},
                    "items": [
                        {
                            "id": "意见/1/1/内容",
                            "level": 0,
                            "label": "",
                            "text": "各级工会每季度组织职工宣讲员进车间、进班组，用身边事讲清大道理，讲完当场听意见、记台账。",
                            "source": {"kind": "precedent", "ref": "S1#4"},
                            "items": [],
                        }
                    ],
                }
            ],
        },
        {
            "id": "结束/号召",
            "level": 0,
            "label": "",
            "text": "让我们干在实处、走在前列，用新的业绩回报全市职工的信任。",
            "source": {"kind": "frame", "ref": "js-02"},
            "items": [],
        },
    ],
}
CONTENT = OUTLINE["items"][2]["items"][0]["items"][0]["text"]


def one(line: str) -> Traced:
    return trace([line], [OUTLINE])[0]


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("## 一、聚焦思想引领，在凝心聚力上下功夫", "意见/1"),
        ("（二）抓实理论武装", "意见/1/1"),
        ("　　" + CONTENT, "意见/1/1/内容"),
        (CONTENT.replace("，", ",").replace("、", " 、"), "意见/1/1/内容"),
        ("# 在全市工会工作会议上的讲话", "标题"),
        ("同志们：", "开场/称谓"),
    ],
)
def test_marks_blanks_and_labels_do_not_matter(line: str, node: str) -> None:
    traced = one(line)
    assert (traced.node, traced.status, traced.similarity) == (node, "原样", 1.0)


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("一、聚焦思想政治引领，在凝聚人心上下功夫", "意见/1"),
        (
            "各级工会每月组织宣讲员进车间、进班组，用身边人身边事讲清大道理，当场听取意见并记入台账。",
            "意见/1/1/内容",
        ),
        ("同志们，让我们干在实处、走在前列，以更好的业绩回报全市广大职工的信任！", "结束/号召"),
    ],
)
def test_a_reworded_line_finds_its_source(line: str, node: str) -> None:
    traced = one(line)
    assert (traced.node, traced.status) == (node, "改过")
    assert 0.5 <= traced.similarity < 1


def test_a_filled_gap_is_an_edit_of_the_same_line() -> None:
    traced = one("去年三月到今年二月，全市工会服务能力稳步增强。")
    assert (traced.node, traced.ref, traced.status) == ("开场/会议任务", "kc-01", "改过")


def test_the_source_is_told_with_its_kind() -> None:
    assert (one(CONTENT).kind, one(CONTENT).ref) == ("precedent", "S1#4")


@pytest.mark.parametrize(
    "line",
    [
        "食堂的饭菜质量，职工提了很多意见，后勤科要拿出办法来。",
        "去年台风过境时，渔港码头的抢险队三天三夜没有合眼。",
        "谢谢大家！",
        "（一）修好码头",
    ],
)
def test_a_line_of_the_writers_own_is_said_to_be_so(line: str) -> None:
    traced = one(line)
    assert (traced.status, traced.node, traced.similarity) == ("自己写的", "", 0.0)


def test_moved_lines_keep_their_sources() -> None:
    lines = [
        "让我们干在实处、走在前列，用新的业绩回报全市职工的信任。",
        CONTENT,
        "同志们：",
        "一、聚焦思想引领，在凝心聚力上下功夫",
    ]
    assert [line.node for line in trace(lines, [OUTLINE])] == ["结束/号召", "意见/1/1/内容", "开场/称谓", "意见/1"]


def test_a_sentence_cut_in_two_and_two_run_together_are_found() -> None:
    cut = trace(
        ["各级工会每季度组织职工宣讲员进车间、进班组。", "用身边事讲清大道理，讲完当场听意见、记台账。"], [OUTLINE]
    )
    assert {line.node for line in cut} == {"意见/1/1/内容"}
    joined = one(CONTENT.rstrip("。") + "，让我们干在实处、走在前列，用新的业绩回报全市职工的信任。")
    assert joined.node == "意见/1/1/内容"


def test_a_paragraph_of_two_origins_names_both_sentences() -> None:
    traced = one(CONTENT + "食堂的饭菜质量也要一并抓好。")
    assert traced.status == "改过"
    assert [part.status for part in traced.parts] == ["原样", "自己写的"]
    assert traced.node == "意见/1/1/内容"


def test_notes_and_blank_lines_are_left_out() -> None:
    lines = [
        "同志们：",
        "",
        "> - 称谓 · 出处：简要·称谓",
        "〔称谓｜出处：简要·称谓〕",
        "---",
        "待填清单：",
        "- 开场：统计时段",
    ]
    assert [line.line for line in trace(lines, [OUTLINE])] == [1]


def test_without_an_outline_everything_is_the_writers_own() -> None:
    assert [line.status for line in trace([CONTENT, "同志们："], [])] == ["自己写的", "自己写的"]


def test_the_outline_that_fits_is_chosen_among_several() -> None:
    other = {
        "title": "别的会",
        "items": [{"id": "x", "level": 0, "text": "渔港建设要抓紧。", "source": {"kind": "frame", "ref": "y"}}],
    }
    assert trace(["渔港建设要抓得更紧。", CONTENT], [OUTLINE, other])[0].node == "x"
