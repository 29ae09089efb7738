"""Fitting weights to labelled speeches (拟合)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.label.corrected import fingerprint
from drafter.label.decode import label
from drafter.label.learn import Labelled, align, learn, weights_yaml
from drafter.label.learn_steps import learn_steps, steps_yaml
from drafter.label.lexicon import HOMELY
from drafter.label.model import Model, default_model, load_model
from drafter.label.structure import lay_out
from drafter.records import Passage, Speech
from drafter.shipped import shipped

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


def parts(*texts: str) -> Speech:
    return Speech("x", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)))


def step_of(speech: Speech, model: Model, words: str) -> str:
    return next(passage.step for passage in label(speech, model).passages if words in passage.text)


def test_what_homely_speeches_teach_of_their_own_leaves_the_others_as_they_were(meeting: Speech) -> None:
    model = default_model()
    homely = parts("管子换了。", "老城漏水最多。", "先换老城的管子。")
    taught = Labelled(homely, (("结束语",),) * 3)
    learnt = learn([taught, Labelled(meeting, (("结束语",),) * len(lay_out(meeting).units))], model, own=HOMELY)
    assert {passage.move for passage in label(homely, learnt).passages} == {"结束语"}
    assert label(meeting, learnt) == label(meeting, model)
    assert {name for name, row in learnt.weights.items() if model.weights.get(name) != row}
    assert all(name.startswith(HOMELY) for name, row in learnt.weights.items() if model.weights.get(name) != row)


CHAIRED = """同志们：
现在开会。今天的会议有三项议程：一是柳河镇汇报；二是梨山乡发言；三是县林业局通报进度。
下面进行第一项议程，请柳河镇镇长汇报。
刚才，柳河镇讲得很实在，苗木统供这个办法值得各地琢磨。
接下来，请梨山乡书记发言，请石桥镇准备。
下面，请石桥镇副镇长发言。
两位同志的发言，一个讲钱，一个讲人，路数不同，劲头一样。
现在，请县林业局局长通报进度。
下面，让我们以热烈的掌声欢迎县长讲话。
县长的讲话要求很严，既肯定了成绩，也点了几个乡镇的名，回去要对照。
就贯彻落实好这次会议精神，我再强调两点。
一要抓紧传达。各乡镇三天之内开会，传达到村。
二要抓紧整地。月底前能整的地块全部整出来。
会议到此结束。散会！"""
CHAIRED_ELSEWHERE = """同志们：
现在开会。今天的会议有两项议程：一是青石镇介绍经验；二是副县长讲话。
首先，请青石镇介绍经验。
青石镇讲得很实，办法值得学。
下面，请白沙乡乡长表态发言。
下面，请副县长讲话。
就会议落实，我再强调两点。一要抓紧传达，三天内传达到村。二要抓紧备料，月底前完成。
散会！"""


def test_lines_like_the_corrected_ones_are_judged_no_worse_in_another_speech() -> None:
    """Neither what stands beside the corrections nor where they stand is learnt against their words."""

    def speech(text: str) -> Speech:
        return Speech(text[-4:], tuple(Passage(n, "paragraph", line) for n, line in enumerate(text.split("\n"), 1)))

    def opening(model: Model) -> list[float]:
        """How sure the lines that call on somebody are of the opening; below zero where they are taken for another move."""
        lines = [p for p in label(speech(CHAIRED_ELSEWHERE), model).passages if "，请" in p.text and "镇" not in p.text]
        return [line.score if line.move == "开场" else -line.score for line in lines[:2]]

    model = default_model()
    taught = speech(CHAIRED)
    said = set(CHAIRED.split("\n")[5:10])
    wanted = tuple(("开场",) if taught.passages[u.passage].text in said else () for u in lay_out(taught).units)
    learnt = learn([Labelled(taught, wanted)], model, adapt=True)
    assert len(opening(model)) == 2
    assert all(now > then - 0.005 for then, now in zip(opening(model), opening(learnt), strict=True))
    assert learnt.transitions == model.transitions


def test_a_corrected_step_is_learnt_for_other_speeches_and_the_rest_stays(tmp_path: Path) -> None:
    """The cues of the right step gain on those of the wrong one; what was written loads again."""
    model = default_model()
    frame = (
        "同志们：",
        "下面，我讲两点意见。",
        "一、认清形势。今年上游来水偏多，防汛形势严峻。",
        "{}",
        "二、抓紧备汛。各乡镇要备足沙袋。",
        "总之，希望大家扎实工作。",
    )
    corrected = "当前形势严峻，各乡镇要加快堤防加固。"
    unseen = "当前形势严峻，各学校要加快线路改造。"
    speech, other = (parts(*(line.format(one) for line in frame)) for one in (corrected, unseen))
    assert step_of(other, model, "线路") == "形势意义"
    corrections = {fingerprint(corrected): ("三点意见", "任务部署")}
    learnt = learn_steps([speech], model, corrections, model)
    assert learnt == learn_steps([speech], model, corrections, model)
    (tmp_path / "learnt.yaml").write_text(steps_yaml(learnt, model), encoding="utf-8")
    loaded = load_model([shipped("phrasebank") / "moves.yaml", tmp_path / "learnt.yaml"])
    assert loaded.moves == learnt.moves
    assert step_of(other, loaded, "线路") == "任务部署"
    assert step_of(other, loaded, "上游来水") == "形势意义"
    assert steps_yaml(model, model) == ""


def test_cues_of_the_office_are_left_as_it_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "moves.yaml"
    path.write_text(
        "语步:\n  - 编号: 三点意见\n    步骤:\n      - {名称: 形势意义, 定步: [{式: 汛情通报, 定步: 3}]}\n",
        encoding="utf-8",
    )
    model = load_model([shipped("phrasebank") / "moves.yaml", path])
    text = "据汛情通报，各乡镇都在加固堤防。"
    speech = parts(
        "同志们：", "下面，我讲两点意见。", "一、抓紧备汛。各乡镇要备足沙袋。", text, "二、严明纪律。要坚守岗位。"
    )
    assert step_of(speech, model, text) == "形势意义"
    learnt = learn_steps([speech], model, {fingerprint(text): ("三点意见", "任务部署")}, default_model())
    assert "汛情通报" not in steps_yaml(learnt, model)
