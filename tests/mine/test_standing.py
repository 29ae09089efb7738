"""A frame belongs to the step the labeller gives its sentences, and is counted there."""

from __future__ import annotations

from drafter.bank.model import Frame
from drafter.mine.mine import mine
from drafter.mine.skeleton import OPEN
from drafter.mine.standing import bound
from tests.mine.speeches import passage, speech

WORK = ("林长制", "垃圾分类", "校园食堂", "老旧电梯", "河道清淤", "村史馆")


def mined(*steps: tuple[str, str]) -> dict[tuple[str, str], Frame]:
    """The frames of speeches that all call for the same, each in a passage of another move and step, by move and text."""
    speeches = [
        speech(f"s{number}", passage(1, f"要切实加强对{work}的组织领导，务必抓出成效。", move, step))
        for number, (work, (move, step)) in enumerate(zip(WORK, steps, strict=False))
    ]
    return {(frame.move, frame.text): frame for frame in mine(speeches).frames}


def only(frames: dict[tuple[str, str], Frame], move: str) -> Frame:
    (found,) = [frame for (of, text), frame in frames.items() if of == move and "组织领导" in text]
    return found


DUTY, LEADING, CALL = ("加强领导", "责任落实"), ("加强领导", "组织领导"), ("结束语", "号召")


def test_the_step_is_that_of_most_sentences_whatever_the_words_say() -> None:
    frame = only(mined(LEADING, LEADING, LEADING, DUTY), "加强领导")
    assert (frame.step, frame.evidence.count, frame.evidence.speeches) == ("组织领导", 3, 3)
    assert frame.evidence.range == 0.75
    frame = only(mined(DUTY, DUTY, DUTY, LEADING), "加强领导")
    assert (frame.step, frame.evidence.count) == ("责任落实", 3)


def test_what_recurs_in_two_moves_is_a_frame_of_each_with_its_own_places() -> None:
    frames = mined(DUTY, DUTY, DUTY, CALL, CALL, CALL)
    assert (only(frames, "加强领导").step, only(frames, "加强领导").evidence.count) == ("责任落实", 3)
    assert (only(frames, "结束语").step, only(frames, "结束语").evidence.count) == ("号召", 3)
    assert only(frames, "结束语").evidence.references == ("s3", "s4", "s5")


def test_a_move_that_has_less_than_its_share_of_the_places_has_no_frame_of_them() -> None:
    speeches = [
        speech(
            f"s{number}",
            passage(1, f"要切实加强对{work}的组织领导，务必抓出成效。", *DUTY),
            *([passage(2, f"要切实加强对{work}的组织领导，务必抓出成效。", *CALL)] if number < 2 else []),
            passage(3, "我们把话说完。大家辛苦了。山上风大。路也不好走。" * (number < 2), *CALL),
        )
        for number, work in enumerate(WORK)
    ]
    found = {frame.move for frame in mine(speeches).frames if "组织领导" in frame.text}
    assert found == {"加强领导"}


def test_a_fixed_sentence_is_of_a_step_only_where_most_of_its_places_are() -> None:
    said = "让我们一起守好山林。"
    speeches = [speech(f"s{n}", passage(1, said, *step)) for n, step in enumerate((CALL, CALL, CALL, DUTY))]
    assert [frame.move for frame in mine(speeches).frames if not frame.slots] == ["结束语"]
    speeches += [speech(f"t{n}", passage(1, said, *DUTY)) for n in range(2)]
    assert [frame.move for frame in mine(speeches).frames if not frame.slots] == []


def test_what_recurs_in_no_step_is_no_frame() -> None:
    frames = mined(DUTY, CALL, ("开场", "会议任务"), ("成绩回顾", "总体评价"))
    assert [text for _, text in frames if "组织领导" in text] == []


def test_a_step_calls_its_own_only_what_it_has_half_of_or_draws() -> None:
    frames = mined(DUTY, DUTY, DUTY, DUTY, LEADING, LEADING)
    assert {step for (_, text), step in ((key, frame.step) for key, frame in frames.items()) if "组织领导" in text} == {
        "责任落实"
    }


def test_the_step_half_of_the_places_are_in_is_theirs_however_long_it_is() -> None:
    speeches = [
        speech(
            f"s{number}",
            passage(1, f"要切实加强对{work}的组织领导，务必抓出成效。", *step),
            passage(2, "我们把话说完。大家辛苦了。山上风大。路也不好走。", *LEADING),
        )
        for number, (work, step) in enumerate(
            zip(WORK, (LEADING, LEADING, LEADING, DUTY, DUTY, ("加强领导", "作风")), strict=True)
        )
    ]
    (frame,) = (frame for frame in mine(speeches).frames if "务必抓出成效" in frame.text)
    assert (frame.step, frame.evidence.count) == ("组织领导", 3)


def test_what_announces_points_is_of_the_announcing_step_wherever_it_stands() -> None:
    texts = [f"对于{work}，我再强调{number}点。" for work, number in zip(WORK, "两三四五两三", strict=True)]

    def frames(*steps: tuple[str, str]) -> set[tuple[str, str]]:
        speeches = [
            speech(f"s{n}", passage(1, text, *step)) for n, (text, step) in enumerate(zip(texts, steps, strict=False))
        ]
        return {(frame.move, frame.step) for frame in mine(speeches).frames if "<点数>点" in frame.text}

    announced = ("三点意见", "领起")
    assert frames(announced, announced, announced, DUTY, DUTY, DUTY) == {announced}
    assert frames(DUTY, DUTY, DUTY, DUTY) == set()


def test_what_one_field_says_of_itself_is_no_frame() -> None:
    def frames(*subjects: str) -> list[str]:
        speeches = [
            speech(
                f"s{n}",
                passage(1, f"{subject}工作是造福百姓的崇高事业。", *LEADING),
                passage(2, "".join(f"{subject}要抓{what}。" for what in ("早", "实", "细", "紧")), *CALL),
            )
            for n, subject in enumerate(subjects)
        ]
        return [frame.text for frame in mine(speeches).frames if "崇高事业" in frame.text]

    assert frames("林业", "林业", "林业") == []


def test_a_slot_whose_fillers_end_in_one_noun_before_a_noun_is_none() -> None:
    skeleton = ("自觉", "接受", OPEN, "民主", "监督")
    assert bound(skeleton, 0, [(0, ("县林协",)), (1, ("乡镇林协",))])
    assert not bound(skeleton, 0, [(0, ("县林协",)), (1, ("护林员",))])
    assert not bound(("就", OPEN, "讲", "意见"), 0, [(0, ("防火工作",)), (1, ("巡护工作",))])
