from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.model import SLOT, Frame
from drafter.mine.frames import required_range
from drafter.mine.mine import mine
from tests.mine.speeches import four, passage, speech


@pytest.fixture(scope="module")
def frames() -> dict[str, Frame]:
    return {frame.text: frame for frame in mine(four()).frames}


def test_the_announcing_sentence_becomes_a_frame_of_its_step(frames: dict[str, Frame]) -> None:
    found = [frame for text, frame in frames.items() if text.endswith("讲<点数>点意见。")]
    assert found
    assert (found[0].move, found[0].step) == ("三点意见", "领起")
    assert found[0].evidence.speeches == 4


def test_slots_are_named_by_what_stands_around_them(frames: dict[str, Frame]) -> None:
    assert any("为<奋斗目标>作出新的更大贡献！" in text for text in frames)
    assert any("我就<主题>讲<点数>点意见。" in text for text in frames)
    assert any("<对象>表示衷心的感谢！" in text or "<致意对象>表示衷心的感谢！" in text for text in frames)


def test_every_frame_recurs_and_is_not_reviewed(frames: dict[str, Frame]) -> None:
    assert frames
    for frame in frames.values():
        assert frame.evidence.kind == "mined"
        assert frame.evidence.speeches >= required_range(4) == 2
        assert not frame.reviewed


def test_a_formula_of_one_speech_and_its_copies_is_none() -> None:
    text = "首先，我代表县委向在座的护林员表示衷心的感谢！"
    one = speech("a", passage(1, text, "开场", "致意"))
    copies = [speech(name, passage(1, text, "开场", "致意"), duplicate_of="a") for name in "bcd"]
    assert mine([one, *copies]).frames == ()


def test_a_large_corpus_asks_for_three_speeches() -> None:
    assert required_range(59) == 2
    assert required_range(60) == 3


def test_no_fact_stays_in_the_literals(frames: dict[str, Frame]) -> None:
    for text in frames:
        literals = SLOT.sub("", text)
        assert not any(name in literals for name in ("云溪", "青禾", "白石", "南浦", "县委", "三点", "四点"))
        assert not any(c.isdigit() for c in literals)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_the_speeches_does_not_matter(order: Sequence[int]) -> None:
    speeches = four()
    assert mine([speeches[i] for i in order]) == mine(speeches)


def test_of_frames_that_differ_by_an_aside_the_wider_spread_stays() -> None:
    duties = ("定期研究防火工作", "选派干部驻守林场", "听取护林汇报", "解决巡护难题", "带头参加植树", "安排造林经费")
    bodies = ("各级党委", "各级党委", "各级党委", "各级党委（党组）", "各级党委（党组）", "各级党委（党组）")
    said = zip(bodies, duties, strict=True)
    speeches = [
        speech(f"s{n}", passage(1, f"{body}要{duty}。", "加强领导", "组织领导")) for n, (body, duty) in enumerate(said)
    ]
    assert len([frame for frame in mine(speeches).frames if frame.text.startswith("各级党委")]) == 1


def test_what_announces_the_points_has_its_speaker() -> None:
    texts = ("下面，我就{}讲三点意见。", "下面，我讲四点意见。", "我再讲两点意见。", "最后，就{}，我讲三点意见。")
    speeches = [
        speech(f"s{n}", passage(1, text.format(theme), "三点意见", "领起"))
        for n, (text, theme) in enumerate(zip(texts, ("巡护", "防火", "造林", "执法"), strict=True))
    ]
    found = [frame.text for frame in mine(speeches).frames]
    assert "我讲<点数>点意见。" in found
    assert not [text for text in found if text.startswith("讲")]


def test_the_end_of_a_sentence_without_whose_it_is_is_no_frame() -> None:
    def said(*texts: str) -> list[str]:
        speeches = [speech(f"s{n}", passage(1, text, "开场", "回应前述")) for n, text in enumerate(texts)]
        return [frame.text for frame in mine(speeches).frames]

    assert (
        said("大家的话很实在，听了很受启发。", "几位站长谈得很好，听了很受启发。", "都是真心话，听了很受启发。") == []
    )
    ends = said("今天开会，主要任务是总结防火。", "这次来，主要任务是总结巡护。", "会不长，主要任务是总结造林。")
    assert not [text for text in ends if text.startswith("主要任务")]
    assert said("主要任务是总结防火。", "主要任务是总结巡护。", "主要任务是总结造林。")
    assert "我完全赞同。" in said("刚才的意见，我完全赞同。", "大家说得好，我完全赞同。", "这些建议，我完全赞同。")


def test_what_ends_another_frame_and_never_stands_alone_is_none() -> None:
    def said(*texts: str) -> list[str]:
        speeches = [speech(f"s{n}", passage(1, text, "开场", "回应前述")) for n, text in enumerate(texts)]
        return [frame.text for frame in mine(speeches).frames]

    behind = (
        "刚才，林站长作了汇报，我完全赞同。",
        "刚才，三个乡镇发了言，我完全赞同。",
        "刚才，老赵介绍了做法，我完全赞同。",
        "几条建议都很实在，我完全赞同。",
    )
    assert said(*behind) == ["刚才，<刚才>，我完全赞同。"]
    assert "我完全赞同。" in said(*behind, "我完全赞同。")


def test_since_when_it_is_so_is_no_frame() -> None:
    speeches = [
        speech(f"s{n}", passage(1, f"长期以来，{who}。", "成绩回顾", "总体评价"))
        for n, who in enumerate(("护林员默默守护青山", "各乡镇重视林业", "老站长们扎根林区", "群众爱林护林"))
    ]
    assert mine(speeches).frames == ()


def test_how_many_points_is_said() -> None:
    speeches = [
        speech(f"s{n}", passage(1, f"下面，我就{theme}讲点意见。", "三点意见", "领起"))
        for n, theme in enumerate(("巡护", "防火", "造林", "执法"))
    ]
    assert not [frame.text for frame in mine(speeches).frames if "讲" in frame.text]


def test_what_announces_the_points_needs_two_speeches_as_any_other_frame() -> None:
    texts = ("下面，我讲三点意见。", "最后，我讲两点意见。", "就防火，再讲四点意见。", "站长又讲五点意见。")
    # Among so much else it is a signal of its move, of which more speeches are asked where it tells no number.
    other = "".join(f"{who}{what}。" for who in "山水林田湖草路桥村" for what in ("好看", "很多", "不远"))
    speeches = [
        speech(f"s{n}", passage(1, text, "三点意见", "领起"), passage(2, other[n:], "成绩回顾", "分项成绩"))
        for n, text in enumerate(texts)
    ]
    (found,) = [frame for frame in mine(speeches).frames if frame.text.startswith("我讲")]
    assert (found.text, found.evidence.speeches) == ("我讲<点数>点意见。", 2)


def test_what_fills_a_slot_always_begins_with_is_fixed() -> None:
    said = ("现在，我代表{}，向大会报告{}，请予审议。", "我代表{}，向大会报告{}，请予审议。")
    whole = (("县政府", "工作"), ("县法院", "工作"), ("市政府", "防火工作"), ("省政府", "林业工作"))
    speeches = [
        speech(f"s{n}", passage(1, said[n % 2].format(*pair), "开场", "会议任务")) for n, pair in enumerate(whole)
    ]
    found = [frame.text for frame in mine(speeches).frames]
    assert [text for text in found if "向大会报告<哪方面工作>，请予审议" in text]
    assert not [text for text in found if "，<向谁报告什么>" in text]
