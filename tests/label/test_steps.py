"""Steps within a move (步骤): a paragraph is cut where cues say surely that a new step begins."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.label.corrected import fingerprint
from drafter.label.decode import label
from drafter.label.model import default_model, load_model
from drafter.records import Block, Passage, Speech
from drafter.shipped import shipped
from drafter.split.passages import passages_of

MODEL = default_model()
SPEECHES = sorted((Path(__file__).parent.parent / "gold" / "steps").glob("*.txt"))
MARK = re.compile("⟦([^⟧]*)⟧")


def marked(path: Path) -> tuple[Speech, list[tuple[str, str]]]:
    """The speech of a marked file without its title, and its stretches with their labels (move/step)."""
    pieces = MARK.split(path.read_text(encoding="utf-8"))
    stretches = [
        (mark, text) for mark, text in zip(pieces[1::2], pieces[2::2], strict=True) if not mark.startswith("非正文")
    ]
    lines = "".join(text for _, text in stretches).splitlines(keepends=True)
    return Speech(path.stem, passages_of([Block(line) for line in lines if line.strip()])), stretches


def rightly(path: Path) -> tuple[int, int]:
    """How many characters of a marked speech bear the right step, and how many there are."""
    speech, stretches = marked(path)
    wanted = [mark for mark, text in stretches for char in text if not char.isspace()]
    out = label(speech, MODEL)
    got = [f"{p.move}/{p.step}" for p in out.passages for char in p.text if not char.isspace()]
    assert len(wanted) == len(got)
    return sum(one == other for one, other in zip(wanted, got, strict=True)), len(got)


def test_steps_are_right_on_speeches_of_six_occasions() -> None:
    counted = [rightly(path) for path in SPEECHES]
    assert len(counted) == 6
    assert sum(right for right, _ in counted) / sum(size for _, size in counted) > 0.9


def steps(*texts: str) -> list[tuple[str, str, str]]:
    speech = Speech("x", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)))
    return [(p.move, p.step, p.text) for p in label(speech, MODEL).passages]


SAFEGUARDS = (
    "各级党委要把这项工作摆上重要议事日程，主要领导亲自抓。要成立工作专班，定期调度。",
    "任务要分解到人，层层签订责任书。",
    "县督查室要按月督查，结果纳入年度考核，落实不力的严肃问责。",
)


def test_no_step_begins_at_a_sentence_that_says_nothing_of_it() -> None:
    """What praises the whole does not begin with the last of the deeds it praises."""
    text = "一年来，各项工作取得新成效。一是修了两条路。二是打了两眼井。三是分了一回红。这些成绩，是大家伙儿一起干出来的，我向大家表示衷心的感谢。"
    found = steps("同志们：", "今天召开总结会，总结去年工作。", text, "下面，我讲三点意见。")
    assert not any(said.startswith(("二是", "三是")) for _, _, said in found), found


def test_a_paragraph_of_one_move_is_cut_where_its_step_changes(meeting: Speech) -> None:
    before = [p.text for p in meeting.passages[:-2]]
    out = steps(*before, "".join(SAFEGUARDS), meeting.passages[-1].text)
    assert [(m, s) for m, s, text in out if text in SAFEGUARDS] == [
        ("加强领导", "组织领导"),
        ("加强领导", "责任落实"),
        ("加强领导", "督查考核"),
    ]


def test_a_step_is_surer_the_more_its_cues_outweigh_the_others(meeting: Speech) -> None:
    """Each step has a score of its own, which the sureness of the move says nothing of."""
    passages = label(meeting, MODEL).passages
    by_text = {p.text: p for p in passages}
    assert by_text["同志们："].step_score > 0.95
    assert by_text["下面，我讲三点意见。"].step_score > 0.95
    told = "要清理河道。"
    clear = "但也要看到，一些地方还存在底数不清的问题，有的干部作风不实，短板仍然突出。"
    doubtful, sure = (
        next(p for p in label(each, MODEL).passages if p.text == text)
        for text, each in (
            (told, replace(meeting, passages=(*meeting.passages[:7], Passage(8, "paragraph", told)))),
            (clear, replace(meeting, passages=(*meeting.passages[:2], Passage(3, "paragraph", clear)))),
        )
    )
    assert doubtful.step_score <= 0.75 < sure.step_score < 1.0
    assert doubtful.step_score < doubtful.score


def test_the_score_of_a_step_a_writer_named_is_certain(meeting: Speech) -> None:
    text = meeting.passages[4].text
    for step, certain in (("总体要求", True), ("", False)):
        fixed = label(meeting, MODEL, {fingerprint(text): ("三点意见", step)})
        found = next(p for p in fixed.passages if p.text == text)
        assert found.score == 1.0
        assert (found.step_score == 1.0) is certain


def test_one_weak_cue_cuts_nothing(meeting: Speech) -> None:
    """A paragraph of measures with one remark on the situation stays whole."""
    body = "要加快管网改造，切实降低漏损。目前任务还很重。要大力推进节水，抓好重点行业。"
    out = steps(*[p.text for p in meeting.passages[:5]], body, meeting.passages[-1].text)
    assert ("三点意见", "任务部署", body) in out


@pytest.mark.parametrize("words", ["今年要先把十二个供水站修起来。", "下一步要抓好水质检测。"])
def test_what_is_to_be_done_this_year_is_a_task(meeting: Speech, words: str) -> None:
    """今年要…… and 下一步要…… set tasks: only what is called aim or principle is 总体要求."""
    body = "总体要求是：以保供水为中心，坚持建管并重的原则，三年内实现全覆盖。" + words
    out = steps(*[p.text for p in meeting.passages[:5]], body, *[p.text for p in meeting.passages[7:]])
    assert next(step for _, step, text in out if words in text) == "任务部署"
    assert next(step for _, step, text in out if "总体要求是" in text) == "总体要求"


def test_a_long_item_says_nothing_for_what_follows_it(meeting: Speech) -> None:
    """The figures of the last item of a list are no heading of the shortcomings told next."""
    body = (
        "三是水价改革到位，全县23个乡镇完成了水价核定，水费收缴率提高到97.3%，管护经费有了着落。"
        "在肯定成绩的同时，也要看到差距：漏损率偏高；有的乡镇管护不到位。"
    )
    out = steps(*[p.text for p in meeting.passages[:2]], "过去一年，工作取得了成效。", body, meeting.passages[-1].text)
    assert [step for move, step, text in out if move == "成绩回顾" and "漏损率" in text] == ["问题不足"]


def test_a_correction_keeps_its_passage_whole(meeting: Speech) -> None:
    text = "".join(SAFEGUARDS)
    speech = Speech("x", tuple(Passage(n, "paragraph", p) for n, p in enumerate(["同志们：", "开会。", text], 1)))
    out = label(speech, MODEL, {fingerprint(text): ("加强领导", "")})
    assert [p.step for p in out.passages if p.text == text] == ["组织领导"]


def test_cues_for_steps_alone_leave_the_moves_as_they_were(meeting: Speech, tmp_path: Path) -> None:
    path = tmp_path / "moves.yaml"
    path.write_text(
        "语步:\n- 编号: 三点意见\n  步骤:\n  - {名称: 管网, 定步: [{式: ^要, 权重: 9}]}\n", encoding="utf-8"
    )
    model = load_model([shipped("phrasebank") / "moves.yaml", path])
    plain, with_step = label(meeting, MODEL), label(meeting, model)
    assert [p.move for p in with_step.passages for _ in p.text] == [p.move for p in plain.passages for _ in p.text]
    assert [p.step for p in with_step.passages if "管网改造" in p.text] == ["管网"]


def test_a_heading_counts_once_and_not_in_every_sentence_under_it(meeting: Speech) -> None:
    """Under 加强领导 a sentence of inspection is inspection, whatever the heading says of the part."""
    body = "二、加强组织领导。乡镇党委要定期研究。对工作不力的要严肃问责。"
    out = steps(*[p.text for p in meeting.passages[:-2]], body, meeting.passages[-1].text)
    assert next(step for _, step, text in out if "问责" in text) == "督查考核"


def test_one_sure_cue_opens_a_passage(meeting: Speech) -> None:
    body = "成绩是大家干出来的，全年新建水厂12座。工作中也存在漏损偏高、屡禁不止的问题。"
    out = steps("同志们：", "今天召开水务工作会议。", body, *[p.text for p in meeting.passages[4:]])
    assert [step for _, step, text in out if "屡禁不止" in text] == ["问题不足"]
    assert [step for _, step, text in out if "12座" in text] != ["问题不足"]


def test_what_follows_a_corrected_passage_goes_on_from_the_step_it_was_given(meeting: Speech) -> None:
    texts = ("要加快清淤。", "水渠连着千家万户。")
    speech = Speech(
        "x",
        tuple(
            Passage(n, "paragraph", t)
            for n, t in enumerate((*[p.text for p in meeting.passages[:5]], *texts, meeting.passages[-1].text), 1)
        ),
    )
    out = label(speech, MODEL, {fingerprint(texts[0]): ("三点意见", "形势意义")})
    assert [p.step for p in out.passages if p.text in texts] == ["形势意义", "形势意义"]


def test_first_of_all_may_open_what_it_labels(meeting: Speech) -> None:
    """首先，我代表…… greets, though 首先 is taken off as the label of a list."""
    texts = ("老师们、同学们：", "首先，我代表学校欢迎四百名新同学，欢迎十一位新老师！", "新学期，我有三个词送给大家。")
    out = steps(*texts, *[p.text for p in meeting.passages[4:]])
    assert ("开场", "致意", texts[1]) in out


def test_an_item_s_heading_begins_its_passage_and_ends_none(meeting: Speech) -> None:
    before = [p.text for p in meeting.passages[:-2]]
    items = (
        "一要加强组织领导。各级党委要把这项工作摆上重要议事日程，主要领导亲自抓。"
        "二要提升队伍素质。对基层干部要分批培训，选好配强一线力量。"
        "三要严格督查考核。县督查室要按月督查，结果纳入年度考核，落实不力的严肃问责。"
    )
    out = [text for _, _, text in steps(*before, items, meeting.passages[-1].text)]
    assert not [text for text in out if text.endswith(("要提升队伍素质。", "要严格督查考核。"))]
    assert any(text.startswith("三要严格督查考核。县督查室") for text in out)


def test_one_sentence_is_one_move() -> None:
    text = "会议有三项议程：一是柳河镇汇报防汛准备情况；二是县水利局通报险工险段；三是副县长讲话。"
    out = steps("同志们：", "现在开会。", text, "下面，我讲两点意见。", "一、看住河堤。", "二、备足物资。", "散会。")
    assert [(move, said) for move, _, said in out if "柳河镇" in said] == [("开场", text)]


def test_one_sentence_is_one_step() -> None:
    text = "会议有四项议程：一是观看专题片；二是两个镇作交流发言；三是县水利局通报险工险段；四是副县长讲话。"
    out = steps(
        "同志们：", "现在开会。", text, "首先，请大家观看专题片。", "下面，我讲两点意见。", "一、看住河堤。", "散会。"
    )
    assert text in [said for _, _, said in out]
