"""What one speech took over from another is evidence once."""

from __future__ import annotations

from drafter.mine.mine import mine
from drafter.mine.repeats import RUN, Repeats
from drafter.mine.units import Unit, words
from tests.mine.speeches import passage, speech

FORMULA = ("让", "我们", "<*>")
SHARED = "巡山要走遍每一条沟，看火要盯住每一个坡"


def units(*texts: str) -> list[Unit]:
    """One speech a text, cut at its stops."""
    return [
        Unit(number, "结束语", "号召", sentence, words(sentence), True)
        for number, text in enumerate(texts)
        for sentence in text.split("|")
    ]


def kept(*texts: str) -> list[int]:
    found = units(*texts)
    hits = [(i, (unit.text[3:-1],)) for i, unit in enumerate(found) if unit.text.startswith("让我们")]
    return [found[index].speech for index, _ in Repeats(found).independent(FORMULA, hits)]


def test_the_same_surroundings_are_one_place() -> None:
    assert kept(f"{SHARED}。|让我们守好青山！", f"{SHARED}。|让我们守好绿水！") == [0]
    assert kept(f"让我们守好青山！|{SHARED}。", f"让我们守好绿水！|{SHARED}。", "让我们守好家园！") == [0, 2]


def test_the_formula_itself_and_a_short_run_are_no_surroundings() -> None:
    assert kept("让我们守好青山！", "让我们守好青山！") == [0, 1]
    assert kept(f"{SHARED[: RUN - 4]}。|让我们守好青山！", f"{SHARED[: RUN - 4]}。|让我们守好绿水！") == [0, 1]


def test_a_speech_may_say_a_thing_twice() -> None:
    assert kept(f"{SHARED}。|让我们守好青山！|{SHARED}。|让我们守好绿水！") == [0, 0]


def test_a_passage_taken_over_makes_no_frame() -> None:
    def said(name: str, before: str, people: str) -> object:
        return speech(name, passage(1, f"{before}。在此，我代表县委，向{people}表示衷心的感谢！", "开场", "致意"))

    names = ("护林员", "保洁员", "维保人员")
    apart = ("天气转凉了", "大家从各地赶来", "会开得很紧凑")
    assert mine([said(str(n), SHARED, who) for n, who in enumerate(names)]).frames == ()  # type: ignore[misc]
    assert mine([said(str(n), b, who) for n, (b, who) in enumerate(zip(apart, names, strict=True))]).frames  # type: ignore[misc]
