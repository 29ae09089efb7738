"""Moves as data: what an office may write in its own moves.yaml (语步模型)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import InvalidData
from drafter.label.decode import label
from drafter.label.lexicon import ABSENT
from drafter.label.model import default_model, load_model
from drafter.records import Passage, Speech
from drafter.shipped import shipped

SHIPPED = shipped("phrasebank") / "moves.yaml"


def written(folder: Path, text: str) -> Path:
    path = folder / "moves.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_five_moves_are_shipped() -> None:
    assert default_model().names() == ("开场", "成绩回顾", "三点意见", "加强领导", "结束语")
    assert default_model().weights
    assert default_model().transitions


def test_the_shipped_file_passes_as_an_office_s_own_would(tmp_path: Path) -> None:
    """Its patterns are not compiled when it is loaded as the program's own."""
    assert load_model(written(tmp_path, SHIPPED.read_text(encoding="utf-8"))).moves == default_model().moves


def test_an_office_renames_a_move(tmp_path: Path, meeting: Speech) -> None:
    model = load_model([SHIPPED, written(tmp_path, "语步:\n  - 编号: 结束语\n    名称: 收尾\n")])
    assert "收尾" in model.names()
    assert label(meeting, model).passages[-1].move == "收尾"


STEP = "    步骤:\n      - {名称: 举一反三, 提示: [举一反三]}\n"


@pytest.mark.parametrize(
    "head",
    ["  - 编号: 加强领导\n", "  - 名称: 加强领导\n", "  - 名称: 组织保障\n", "  - 编号: 组织保障\n"],
)
def test_a_step_is_added_by_the_move_s_id_or_name(tmp_path: Path, head: str) -> None:
    renamed = "语步:\n  - 编号: 加强领导\n    名称: 组织保障\n"
    model = load_model([SHIPPED, written(tmp_path, renamed + head + STEP)])
    assert [move.id for move in model.moves] == [move.id for move in default_model().moves]
    (move,) = (move for move in model.moves if move.id == "加强领导")
    assert move.steps[-1].name == "举一反三"


def test_an_added_step_wins_over_the_built_in_ones_of_its_move(tmp_path: Path, meeting: Speech) -> None:
    own = written(tmp_path, "语步:\n  - 编号: 加强领导\n    步骤:\n      - {名称: 安全兜底, 提示: [安全底线]}\n")
    built_in = "各施工队要守住安全底线，严肃作风纪律，压实责任，严格督查考核，绝不搞形式主义。"
    speech = replace(meeting, passages=(*meeting.passages[:8], Passage(9, "paragraph", built_in), meeting.passages[9]))
    found = {
        which: next(p for p in label(speech, model).passages if built_in in p.text)
        for which, model in (("shipped", default_model()), ("own", load_model([SHIPPED, own])))
    }
    assert found["own"].step == "安全兜底"
    assert found["own"].move == found["shipped"].move == "加强领导"


def test_two_moves_of_one_name_are_refused(tmp_path: Path) -> None:
    own = written(tmp_path, "语步:\n  - 编号: 我的\n    名称: 加强领导\n" + STEP)
    with pytest.raises(InvalidData, match="给它加步骤请写“编号: 加强领导”"):
        load_model([SHIPPED, own])


def test_an_office_adds_a_move_by_its_cues_alone(tmp_path: Path, meeting: Speech) -> None:
    own = written(
        tmp_path,
        "语步:\n  - 编号: 执法\n    步骤:\n      - 名称: 监管\n        提示: [{式: '执法监管', 权重: 3}]\n",
    )
    out = label(meeting, load_model([SHIPPED, own]))
    assert next(p for p in out.passages if "执法监管" in p.text).move == "执法"


def test_an_office_splits_a_move_which_keeps_the_weights(tmp_path: Path, meeting: Speech) -> None:
    own = written(
        tmp_path,
        "语步:\n  - 编号: 形势意义\n    承接: 三点意见\n    步骤:\n      - 名称: 意义\n"
        "        提示: [{式: '事关|意义重大|重要性', 权重: 2}]\n",
    )
    out = label(meeting, load_model([SHIPPED, own]))
    assert {p.move for p in out.passages} >= {"形势意义", "开场", "结束语"}


def test_an_heir_takes_only_what_its_cues_claim(tmp_path: Path, meeting: Speech) -> None:
    before = label(meeting, load_model([SHIPPED])).passages
    own = "语步:\n  - 编号: 执法要求\n    承接: 三点意见\n    步骤:\n      - 名称: 监管\n        提示: ['{}']\n"
    idle = label(meeting, load_model([SHIPPED, written(tmp_path, own.format("绝无此语"))])).passages
    assert [(p.move, p.text, p.score) for p in idle] == [(p.move, p.text, p.score) for p in before]
    busy = label(meeting, load_model([SHIPPED, written(tmp_path, own.format("执法监管"))])).passages
    taken = [p for p in busy if p.move == "执法要求"]
    assert taken
    assert all("执法监管" in p.text for p in taken)
    assert min(p.score for p in taken) > 0.5


def test_what_nobody_is_called_is_taken_over_by_none(tmp_path: Path) -> None:
    own = written(tmp_path, "语步:\n  - 编号: 执法\n    承接: 开昜\n")
    with pytest.raises(InvalidData, match=r"第 3 行.*开昜"):
        load_model([SHIPPED, own])


def test_transitions_are_bounded(tmp_path: Path) -> None:
    own = written(tmp_path, "转移:\n  句间:\n    开场: {开场: 200}\n")
    with pytest.raises(InvalidData, match="-30 到 30"):
        load_model([SHIPPED, own])


def test_a_bank_without_weights_goes_by_cues(tmp_path: Path, meeting: Speech) -> None:
    own = written(
        tmp_path,
        "语步:\n  - 名称: 头\n    步骤: [{名称: 召开, 提示: [召开]}]\n"
        "  - 名称: 尾\n    步骤: [{名称: 号召, 提示: [{式: 让我们, 权重: 3}]}]\n",
    )
    out = label(meeting, load_model(own))
    assert (out.passages[0].move, out.passages[-1].move) == ("头", "尾")


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        "语步:\n  - 名称: 头\n    步聚: []\n    步骤: [{名称: 甲, 提示: ['(未完']}]\n权重: {特征: {头: 多}}\n",
    )
    with pytest.raises(InvalidData) as caught:
        load_model(own)
    assert len(caught.value.problems) == 3
    assert "第 3 行" in str(caught.value)
    assert "步聚" in str(caught.value)


def test_a_pattern_that_could_hang_is_refused(tmp_path: Path) -> None:
    own = written(tmp_path, "语步:\n  - 名称: 头\n    步骤: [{名称: 甲, 提示: ['(要+)+做']}]\n")
    with pytest.raises(InvalidData, match="重复里又套重复"):
        load_model(own)


@pytest.mark.parametrize("head", ["编号: 成绩回顾", "名称: 成绩回顾"])
def test_an_added_step_may_be_the_usual_one_of_its_move(tmp_path: Path, head: str) -> None:
    own = written(tmp_path, f"语步:\n  - {head}\n    步骤: [{{名称: 典型, 默认: 是, 提示: [记功簿]}}]\n")
    model = load_model([SHIPPED, own])
    place = model.names().index("成绩回顾")
    assert model.moves[place].steps[model.lexicon.usual[place]].name == "典型"
    assert sum(step.default for step in model.moves[place].steps) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("步骤: [{名称: 典型, 默认: true}]", "第 3 行：“默认”写的是“true”，应当写 是 或 否"),
        ("步骤: [{名称: 典型, 默认: 不}]", "第 3 行：“默认”写的是“不”，应当写 是 或 否"),
        ("步骤: [{名称: 典型, 默认: [是]}]", "第 3 行：“默认”"),
        ("步骤: [{名称: 典型, 说明: [甲]}]", "第 3 行：“说明”应当写一段文字"),
        ("说明: {甲: 乙}", "第 3 行：“说明”应当写一段文字"),
        ("承接: [开场]", "第 3 行：“承接”应当写一段文字"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(InvalidData, match=told):
        load_model([SHIPPED, written(tmp_path, f"语步:\n  - 名称: 成绩回顾\n    {line}\n")])


def test_an_empty_bank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="没有语步"):
        load_model(written(tmp_path, ""))


def test_a_move_an_office_added_begins_a_little_behind_the_best_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "moves.yaml"
    path.write_text("语步:\n- 编号: 授旗\n  步骤:\n  - {名称: 接旗, 提示: [接过旗帜]}\n", encoding="utf-8")
    lexicon = load_model([shipped("phrasebank") / "moves.yaml", path]).lexicon
    rows = [[0.5, 2.0, -1.0, 0.0, 1.0, 0.7]]
    lexicon.seat(rows)
    assert rows == [[0.5, 2.0, -1.0, 0.0, 1.0, pytest.approx(0.7 + 2.0 - ABSENT)]]


def test_a_move_an_office_added_that_no_cue_speaks_for_leaves_the_answers_as_they_were(
    tmp_path: Path, meeting: Speech
) -> None:
    path = tmp_path / "moves.yaml"
    names = "甲乙丙丁戊"
    path.write_text(
        "语步:\n" + "".join(f"- 编号: 另{n}\n  步骤:\n  - {{名称: 一, 提示: [从不出现的{n}]}}\n" for n in names),
        encoding="utf-8",
    )
    wider = load_model([shipped("phrasebank") / "moves.yaml", path])
    told = [(p.text, p.move, p.step, p.score) for p in label(meeting, wider).passages]
    assert told == [(p.text, p.move, p.step, p.score) for p in label(meeting, default_model()).passages]


def test_a_move_an_office_added_makes_no_answer_less_sure_far_from_its_cues(tmp_path: Path, meeting: Speech) -> None:
    own = written(tmp_path, "语步:\n- 编号: 点名\n  步骤:\n  - {名称: 通报, 提示: [抓好重点行业]}\n")
    wider = load_model([SHIPPED, own])
    told, plain = (label(meeting, model).passages for model in (wider, default_model()))
    after = next(n for n, p in enumerate(told) if "抓好重点行业" in p.text)
    assert told[after].move == "点名"
    # The sentences right before and behind it are another matter.
    assert [(p.text, p.score) for p in told[: after - 2]] == [
        (p.text, pytest.approx(p.score, abs=0.01)) for p in plain[: after - 2]
    ]
    assert [(p.text, p.score) for p in told[-2:]] == [(p.text, pytest.approx(p.score, abs=0.01)) for p in plain[-2:]]
