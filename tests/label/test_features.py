"""What is noticed about sentences (特征)."""

from __future__ import annotations

from drafter.label.decode import label
from drafter.label.features import Seen, observe
from drafter.label.lexicon import HOMELY, JUNCTIONS
from drafter.label.model import default_model
from drafter.label.structure import lay_out
from drafter.records import Passage, Speech

LEXICON = default_model().lexicon


def look(*texts: str) -> list[Seen]:
    passages = tuple(Passage(number, "paragraph", text) for number, text in enumerate(texts, 1))
    return observe(lay_out(Speech("x", passages)), LEXICON)


def test_no_feature_stands_twice(meeting: Speech) -> None:
    for one in observe(lay_out(meeting), LEXICON):
        assert len(one.names) == len(set(one.names))


def test_the_groups_of_a_sentence_add_up_to_the_weights_of_its_features(meeting: Speech) -> None:
    for one in observe(lay_out(meeting), LEXICON):
        total = LEXICON.unpacked([sum(one.groups)])[0]
        single = [LEXICON.rows.get(name, (0.0,) * len(total)) for name in one.names]
        assert all(abs(a - sum(b)) < 1e-5 for a, b in zip(total, zip(*single, strict=True), strict=True))


def test_a_strong_cue_turns_to_something_new_as_a_paragraph_does() -> None:
    plain, turning = look("要抓好管网改造。老城漏水最多。总之，大家要把工作做好。")[1:]
    assert JUNCTIONS[plain.junction] == "句间"
    assert JUNCTIONS[turning.junction] == "段间"


def test_in_a_short_speech_without_numbers_a_new_paragraph_is_a_joint_of_its_own() -> None:
    def joint(*texts: str) -> str:
        return JUNCTIONS[look(*texts)[-1].junction]

    assert joint("要抓好管网改造。", "老城漏水最多。") == "转段"
    assert joint("一、抓管网", "要抓好管网改造。", "二、抓节水", "老城漏水最多。") == "段间"
    assert joint(*["要抓好管网改造，把任务一件一件落到实处。"] * 250, "老城漏水最多。") == "段间"


def test_homely_words_are_cues_in_a_homely_speech_alone() -> None:
    homely = look("光靠广播喊不行。", "谁那段漏了水，谁说清楚。", "老城漏水最多，不要等。要换管。")
    numbered = look(
        "一、抓管网", "光靠广播喊不行。", "二、抓节水", "谁那段漏了水，谁说清楚。老城漏水最多，不要等。要换管。"
    )
    assert "提示：加强领导/组织领导" in homely[0].names
    assert "提示：加强领导/责任落实" in homely[1].names
    assert not any("加强领导" in name for one in numbered for name in one.names if name.startswith("提示"))
    assert "段时：要多" in homely[-1].names
    assert {name for name in homely[0].names if not name.startswith(HOMELY)} == {
        name.removeprefix(HOMELY) for name in homely[0].names
    }
    assert not any(name.startswith(HOMELY) for one in numbered for name in one.names)


def test_the_company_of_a_sentence_counts_cues_before_and_after() -> None:
    middle = look("要抓好管网改造。", "要大力推进节水。", "要严格执法监管。")[1]
    assert "前窗三点意见：1" in middle.names
    assert "后窗三点意见：1" in middle.names


def test_the_last_vocative_marks_what_follows_it() -> None:
    last = look("一、甲乙", "要抓好管网改造。", "要大力推进节水。", "要严格执法监管。", "同志们，时间不等人。")[-1]
    assert "末呼后近" in last.names


def test_a_heading_says_nothing_any_more_once_the_audience_is_called_below_the_last() -> None:
    points = ("一、加强组织领导", "要抓好管网改造。", "二、加强督查考核", "要大力推进节水。")
    there = look(*points, "各位代表，时间不等人。", "漏一天就少一天。")
    assert any(name.startswith("一级标题：") for name in there[3].names)
    assert not any("标题：" in name for one in there[4:] for name in one.names)
    # Within a paragraph, and before the last heading, a call leaves nothing.
    within = look(*points[:2], "各位代表，要用心。", points[2], "要大力推进节水。各位代表，时间不等人。")
    assert any(name.startswith("一级标题：") for name in within[-1].names)


def test_the_opening_of_a_very_long_paragraph_soon_says_nothing() -> None:
    seen = look("刚才，建民同志作了工作报告。" + "各地抓好管网改造和节水工作，把任务落到实处。" * 30)
    assert any(name.startswith("段首提示：开场") for name in seen[1].names)
    assert not any(name.startswith("段首提示：开场") for name in seen[-1].names)


def test_a_thing_that_is_counted_is_no_label() -> None:
    def style(text: str) -> str:
        return lay_out(Speech("x", (Passage(1, "paragraph", text),))).units[0].style

    assert style("第一条高速公路建成通车。") == ""
    assert style("第一条，抓好管网改造。") == "K"
    assert style("第一个问题，漏水。") == "K"


def test_what_follows_the_announcing_sentence_is_not_announced_too() -> None:
    speech = Speech(
        "x",
        (
            Passage(1, "paragraph", "同志们，今天召开节水工作会议。"),
            Passage(2, "paragraph", "下面，我讲三点意见。"),
            Passage(3, "paragraph", "一要修好管网。"),
            Passage(4, "paragraph", "二要换好水表。"),
            Passage(5, "paragraph", "三要管好用水。"),
        ),
    )
    steps = [passage.step for passage in label(speech, default_model()).passages]
    assert steps.count("领起") == 1
