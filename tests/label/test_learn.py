"""Fitting weights to labelled speeches (拟合)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.label.decode import label
from drafter.label.learn import Labelled, align, learn, weights_yaml
from drafter.label.model import default_model, load_model
from drafter.label.structure import lay_out
from drafter.records import Passage, Speech

BARE = replace(default_model(), weights={}, transitions={})


def test_labels_are_carried_over_by_sentences_even_where_the_text_was_cleaned(meeting: Speech) -> None:
    one = align(meeting, [(("开场",), "同志们： 今天,我们召开全市水务工作会议,主要任务是总结去年工作,部署今年任务。")])
    assert one.allowed[0] == ("开场",)
    assert one.allowed[1] == ("开场",)
    assert one.allowed[-1] == ()


def test_learning_is_deterministic_and_fits_what_it_saw(meeting: Speech) -> None:
    segments = [((passage.move,), passage.text) for passage in label(meeting, default_model()).passages]
    seen = [align(meeting, segments)] * 3
    model = learn(seen, BARE, rounds=10)
    assert model.weights == learn(seen, BARE, rounds=10).weights
    assert [p.move for p in label(meeting, model).passages] == [moves[0] for moves, _ in segments]


def test_either_of_two_allowed_moves_will_do() -> None:
    speech = Speech("a", (Passage(1, "paragraph", "总之，要继续努力。"),))
    both = align(speech, [(("加强领导", "结束语"), speech.passages[0].text)])
    model = learn([both] * 2, BARE, rounds=5)
    assert label(speech, model).passages[0].move in ("加强领导", "结束语")


def test_fitted_weights_are_written_so_that_they_load_again(meeting: Speech, tmp_path: Path) -> None:
    model = learn([align(meeting, [(("开场",), meeting.passages[1].text)])] * 2, BARE, rounds=2)
    path = tmp_path / "weights.yaml"
    path.write_text(weights_yaml(model) + "语步:\n  - 名称: 开场\n", encoding="utf-8")
    loaded = load_model(path)
    assert loaded.weights == model.weights
    assert loaded.transitions == model.transitions


def test_one_correction_teaches_what_it_says_and_leaves_the_rest_as_it_was(meeting: Speech) -> None:
    """Sentences nobody spoke of are judged as before: no sureness is borrowed from the program's own answers."""
    model = default_model()
    text = "今年夏粮丰收，总产创历史新高。"
    speech = Speech(
        "y",
        tuple(
            Passage(n, "paragraph", t)
            for n, t in enumerate(
                (
                    "同志们：",
                    "今天召开秋收会议，部署秋收工作。",
                    text,
                    "下面，我讲两点意见。",
                    "一、抢收抢种。要抓住晴天。",
                    "二、加强领导。书记要亲自抓。",
                    "同志们，让我们颗粒归仓！",
                ),
                1,
            )
        ),
    )
    wanted = tuple(("成绩回顾",) if unit.text == text else () for unit in lay_out(speech).units)
    learnt = learn([Labelled(speech, wanted)], model, adapt=True)
    after = label(speech, learnt).passages
    assert next(p.move for p in after if p.text == text) == "成绩回顾"
    before, now = label(meeting, model).passages, label(meeting, learnt).passages
    assert [(p.move, p.text) for p in before] == [(p.move, p.text) for p in now]
    assert max(abs(one.score - other.score) for one, other in zip(before, now, strict=True)) < 0.1
