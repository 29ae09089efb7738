"""Fitting weights to labelled speeches (拟合)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.label.decode import label
from drafter.label.learn import align, learn, weights_yaml
from drafter.label.model import default_model, load_model
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
