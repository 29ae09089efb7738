"""Moves, steps, reasons and corrections on whole speeches (语步判定)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.label.corrected import fingerprint, letters, place_of
from drafter.label.cues import words
from drafter.label.decode import BY_HAND, UNSURE, label
from drafter.label.features import observe
from drafter.label.model import default_model
from drafter.label.reasons import AT_EDGES, BEGINNING, END, edge, quoted, tell
from drafter.label.structure import lay_out
from drafter.label.telling import _alike
from drafter.records import Passage, Speech
from tests.label.conftest import speech

MODEL = default_model()


def text_of(speech: Speech) -> str:
    return "".join(passage.text for passage in speech.passages)


def moves_of(speech: Speech) -> list[str]:
    return [passage.move for passage in speech.passages]


def find(speech: Speech, words: str) -> Passage:
    return next(passage for passage in speech.passages if words in passage.text)


def test_a_homely_speech_without_numbers_goes_through_all_five_moves() -> None:
    out = label(
        speech(
            "各位乡亲：",
            "晚饭都吃过了吧？把大家叫到戏台底下，就是说说守山防火的事。",
            "去年一冬，咱们村一把火没着。瞭望哨修了两座，巡山的路割了十一里，护林员老葛摔断了腿还惦记着山上。大家辛苦了。",
            "往后两个月最要紧。上坟不许烧纸，统统换成鲜花。地里的秸秆拉到场上打捆，别再点火。进山的路口放个盒子，打火机先留下。",
            "光靠广播喊不行，得有人管。我守东沟，老葛守西沟，一人一条，谁那条沟冒了烟，谁在大会上说清楚。巡山的补贴已经备好，干得好的多给，偷懒的换人。",
            "山是祖宗留下来的，也是留给娃娃的。拜托大家了，散了吧。",
        ),
        MODEL,
    )
    assert list(dict.fromkeys(moves_of(out))) == ["开场", "成绩回顾", "三点意见", "加强领导", "结束语"]
    assert find(out, "打火机").move == "三点意见"
    assert find(out, "一人一条").move == "加强领导"


def test_a_plain_meeting_speech_goes_through_all_five_moves(meeting: Speech) -> None:
    out = label(meeting, MODEL)
    assert find(out, "同志们：").move == "开场"
    assert find(out, "今天，我们召开").move == "开场"
    assert find(out, "管网86公里").move == "成绩回顾"
    assert find(out, "提高认识").move == "三点意见"
    assert find(out, "管网改造").move == "三点意见"
    assert find(out, "各级党委、政府").move == "加强领导"
    assert find(out, "让我们").move == "结束语"


def test_a_salutation_is_the_first_step_of_the_opening(meeting: Speech) -> None:
    first = label(meeting, MODEL).passages[0]
    assert (first.move, first.step) == ("开场", "称谓")


def test_the_announcing_sentence_is_cut_from_the_thanks_before_it(meeting: Speech) -> None:
    out = label(meeting, MODEL)
    announcing = find(out, "我讲三点意见")
    assert announcing.move == "三点意见"
    assert announcing.step == "领起"
    assert "感谢" not in announcing.text


def test_cutting_keeps_the_text_and_numbers_anew(meeting: Speech) -> None:
    out = label(meeting, MODEL)
    assert text_of(out) == text_of(meeting)
    assert [passage.number for passage in out.passages] == list(range(1, len(out.passages) + 1))
    assert len(out.passages) > len(meeting.passages)


def test_who_does_not_ask_why_gets_the_same_labels(meeting: Speech) -> None:
    fixed = {fingerprint(meeting.passages[1].text): ("加强领导", "责任落实")}
    told, plain = label(meeting, MODEL, fixed), label(meeting, MODEL, fixed, reasons=False)
    kept = {passage.why for passage in plain.passages}
    assert kept == {(), BY_HAND}
    assert plain.passages == tuple(
        passage if passage.why == BY_HAND else replace(passage, why=(), step_score=0.0) for passage in told.passages
    )


def test_every_passage_says_why_in_at_most_three_reasons(meeting: Speech) -> None:
    for passage in label(meeting, MODEL).passages:
        assert 1 <= len(passage.why) <= 3 + (passage.score < UNSURE)
        assert all(0 < len(reason) <= 30 for reason in passage.why)
        assert 0 < passage.score <= 1


def test_one_paragraph_without_numbering_is_still_told_apart(meeting: Speech) -> None:
    body = "".join(p.text + ("" if p.text[-1] in "。！：" else "。") for p in meeting.passages[1:])
    out = label(Speech("y", (Passage(1, "paragraph", body),)), MODEL)
    assert text_of(out) == body
    assert moves_of(out)[0] == "开场"
    assert moves_of(out)[-1] == "结束语"
    assert "成绩回顾" in moves_of(out)


def test_a_speech_cut_off_in_mid_sentence_keeps_its_last_words(meeting: Speech) -> None:
    cut = replace(meeting, passages=(*meeting.passages[:-2], Passage(9, "paragraph", "要广泛听取意见，广")))
    out = label(cut, MODEL)
    assert text_of(out) == text_of(cut)
    assert out.passages[-1].move != "开场"


def test_a_correction_wins_and_may_name_the_step(meeting: Speech) -> None:
    wrong = find(label(meeting, MODEL), "管网改造")
    out = label(meeting, MODEL, {fingerprint(wrong.text): ("加强领导", "责任落实")})
    fixed = find(out, "管网改造")
    assert (fixed.move, fixed.step, fixed.score, fixed.why) == ("加强领导", "责任落实", 1.0, ("人工改定",))


def test_a_correction_holds_for_a_passage_cut_out_of_a_paragraph(meeting: Speech) -> None:
    part = find(label(meeting, MODEL), "管网86公里")
    out = label(meeting, MODEL, {fingerprint(part.text): ("开场", "")})
    assert find(out, "管网86公里").text == part.text
    assert find(out, "管网86公里").move == "开场"
    assert find(out, "我讲三点意见").move == "三点意见"


def test_a_correction_ignores_spacing_and_punctuation() -> None:
    assert fingerprint("下面，我讲三点意见。") == fingerprint("下面 我讲三点意见")
    assert fingerprint("下面，我讲三点意见。") != fingerprint("下面，我讲四点意见。")


@pytest.mark.parametrize("wide_last", [True, False])
def test_of_two_corrections_that_meet_the_later_one_wins(wide_last: bool) -> None:
    sentence, rest = "大家务必上心。", "要抓好落实，层层传下去。"
    speech = Speech("x", (Passage(1, "paragraph", "同志们："), Passage(2, "paragraph", sentence + rest)))
    narrow, wide = (fingerprint(sentence), ("成绩回顾", "")), (fingerprint(sentence + rest), ("加强领导", ""))
    out = label(speech, MODEL, dict([narrow, wide] if wide_last else [wide, narrow]))
    told = [(p.text, p.move) for p in out.passages[1:]]
    assert told == ([(sentence + rest, "加强领导")] if wide_last else [(sentence, "成绩回顾"), (rest, "加强领导")])


def test_in_an_edited_speech_a_correction_goes_to_the_place_most_like_its_own() -> None:
    def speech(first: str, heading: str) -> Speech:
        texts = (
            first,
            "大家务必上心。",
            "村村要有人管，户户要有人问，时时要有人巡。",
            heading,
            "大家务必上心。",
            "村村要有人管，户户要有人问，时时要有人巡。",
        )
        return Speech("x", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)), title="甲会")

    def moves(speech: Speech, told: dict[str, tuple[str, str]]) -> list[str]:
        return [p.move for p in label(speech, MODEL, told).passages if p.text == "大家务必上心。"]

    one, other = "先把护林的人手配齐，把巡护的路线定下来。", "再把扑火的队伍练强，把集结的地点定下来。"
    before = speech(one, other)
    start = len(letters(one))
    told = {place_of(before, start, "大家务必上心。"): ("成绩回顾", "")}
    assert moves(before, told) == ["成绩回顾", moves(before, {})[1]]
    assert "成绩回顾" not in moves(before, {})
    edited = speech("会前大家都看了材料。" + one, other)
    assert moves(edited, told) == ["成绩回顾", moves(edited, {})[1]]
    # What stood before it is gone: both places are as like, so neither is taken for it.
    assert moves(speech("会前大家都看了材料，这里不念了。", other), told).count("成绩回顾") == 0


def test_a_correction_to_an_unknown_move_is_passed_over(meeting: Speech) -> None:
    key = fingerprint(meeting.passages[1].text)
    assert moves_of(label(meeting, MODEL, {key: ("没有这个", "")})) == moves_of(label(meeting, MODEL))


def test_the_same_speech_is_always_labelled_alike(meeting: Speech) -> None:
    assert label(meeting, MODEL) == label(meeting, MODEL)


def test_a_speech_without_passages_stays_so() -> None:
    assert label(Speech("z", ()), MODEL) == Speech("z", ())


PIECES = [
    "同志们，",
    "一、",
    "（一）",
    "第一，",
    "下面，我讲三点意见。",
    "要抓好落实。",
    "\n",
    "\ue000",
    "。！；",
    "过去一年",
    "□",
    "a1",
]


@settings(deadline=None)
@given(st.lists(st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text(max_size=20)), max_size=6))
def test_no_text_is_lost_whatever_it_is(texts: list[str]) -> None:
    speech = Speech("p", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)))
    out = label(speech, MODEL)
    assert text_of(out) == text_of(speech)
    assert all(passage.move in MODEL.names() for passage in out.passages if passage.text)


def test_the_weightiest_reason_comes_first(meeting: Speech) -> None:
    """Reasons stand in the order of what they count for the move, not of the sentence they are in."""
    lexicon = MODEL.lexicon
    place = MODEL.names().index("成绩回顾")
    passage = find(label(meeting, MODEL), "管网86公里")
    layout = lay_out(meeting)
    gains = {}
    for one, unit in zip(observe(layout, lexicon), layout.units, strict=True):
        for name in one.names:
            if (gain := lexicon.gains[place].get(name)) and unit.text in passage.text:
                cue = next(
                    (
                        f"提示语“{quoted(hit, unit.body)}”"
                        for n, hit in one.hits.items()
                        if n < len(lexicon.cue_steps) and lexicon.cue_steps[n][0] == lexicon.step_of.get(name)
                    ),
                    "",
                )
                if reason := cue or tell(name, unit, layout):
                    gains[reason] = max(gain, gains.get(reason, 0.0))
    told = [gains[reason] for reason in passage.why if not reason.startswith("分步提示")]
    assert told == sorted(told, reverse=True)
    assert len(set(told)) > 1


def test_a_label_that_is_a_guess_says_so_and_between_which_two(meeting: Speech) -> None:
    unsure = speech(
        "各位好。", "树大了要分杈。", "说一千道一万，还是那句老话。", "账由两个年轻人一起管，贴在门口。", "渠口见。"
    )
    told = 0
    for passage in (*label(unsure, MODEL).passages, *label(meeting, MODEL).passages):
        guess = re.fullmatch("拿不准，在“(.+)”“(.+)”之间猜的", passage.why[0])
        assert (guess is not None) is (passage.score < UNSURE)
        if guess:
            told += 1
            assert guess[1] == passage.move != guess[2]
            assert guess[2] in MODEL.names()
    assert told


@pytest.mark.parametrize(
    ("pattern", "body", "told"),
    [
        ("^要", "要把住路口，不许进山。", "要把住路口"),
        ("要", "乡里要抓紧清点库房里的存粮。", "要抓紧清点库房里…"),
        ("增长[0-9]", "产值增长5.2%，比上年快。", "增长5.2%"),
        ("[0-9]万", "栽树13万多株。", "13万多株"),
        ("[0-9]月底前", "11月底前完成清表。", "11月底前"),
        ("让我们一起上山", "让我们一起上山。", "让我们一起上山"),
    ],
)
def test_a_cue_of_few_characters_is_quoted_with_what_it_begins(pattern: str, body: str, told: str) -> None:
    hit = re.search(pattern, body)
    assert hit is not None
    assert quoted(hit, body) == told
    assert quoted(hit.group(), body) == told or hit.group() in body[: hit.start()]


@pytest.mark.parametrize(
    ("said", "cue"),
    [
        ("合作社要做主业，也要做副业。", "做主"),
        ("这份奖前所未有的重。", "有的"),
        ("统战工作组织得好。", "工作组"),
        ("水渠断了怎么办，老邵心里有数。", "怎么办，"),
        ("大家注重用地。", "重用"),
    ],
)
def test_no_cue_is_found_in_two_words_halves(said: str, cue: str) -> None:
    found = [words(hit) for number, hit in MODEL.lexicon.cues(plain=True).find(said).items()]
    assert not any(each == cue for each in found)


@pytest.mark.parametrize(
    ("said", "step", "heard"),
    [
        ("这份答卷凝聚着全镇干部群众的汗水。", "成绩回顾/肯定感谢", True),
        ("支部的凝聚力战斗力还差一口气。", "成绩回顾/肯定感谢", False),
        ("把大家的心凝聚到修渠上来。", "成绩回顾/肯定感谢", False),
        ("粮食安全关系国计民生，马虎不得。", "三点意见/形势意义", True),
        ("直接关系下半年能不能开好局。", "三点意见/形势意义", True),
        ("要理顺干群关系，把话说到群众心里去。", "三点意见/形势意义", False),
        ("处理好快与慢的关系，不能贪多。", "三点意见/形势意义", False),
        ("动员全社会来护这条河。", "加强领导/协同配合", True),
        ("完善和健全社会信用档案。", "加强领导/协同配合", False),
        ("把责任担起来，一级管一级。", "加强领导/责任落实", True),
        ("讲责任担当，不讲条件。", "加强领导/责任落实", False),
        ("要对每口井逐一检测。", "三点意见/任务部署", True),
        ("主要对象是留守老人。", "三点意见/任务部署", False),
        ("山洪来了要有效应对。", "三点意见/任务部署", False),
        ("这片苗不适应加密栽植。", "三点意见/任务部署", False),
        ("往后还要做什么，村里说了算。", "三点意见/任务部署", False),
        ("后一点是对各单位的要求。", "三点意见/任务部署", False),
        ("各单位都要上山清点。", "三点意见/任务部署", True),
        ("巡护队以苗长青同志为总领队。", "三点意见/总体要求", False),
        ("以林长制为总抓手。", "三点意见/总体要求", True),
        ("朝着第二个百年奋斗目标走。", "三点意见/总体要求", False),
        ("今年的奋斗目标是造林千亩。", "三点意见/总体要求", True),
    ],
)
def test_a_cue_that_is_a_piece_of_a_longer_word_says_nothing(said: str, step: str, heard: bool) -> None:
    lexicon = MODEL.lexicon
    found = lexicon.cues(plain=False).find(said)
    steps = {lexicon.step_names[lexicon.cue_steps[number][0]] for number in found if number < lexicon.first_word}
    assert (f"提示：{step}" in steps) is heard


def test_who_chairs_calls_on_speakers_in_the_opening_however_late() -> None:
    out = label(
        speech(
            "同志们：",
            "现在开会。今天的林长会议由我主持，议程有三项。",
            "下面，请林业局的同志通报上半年的巡山情况。",
            "接下来，进行第二项，请两位护林员发言。",
            "最后一项，请县长讲话，大家欢迎。",
            "会议到此结束，散会。",
        ),
        MODEL,
    )
    assert all(find(out, words).move == "开场" for words in ("请林业局", "请两位", "请县长"))


def test_what_stands_under_a_heading_and_says_nothing_itself_tells_the_heading() -> None:
    out = label(
        speech(
            "同志们：",
            "今天召开全县护林工作会议，下面，我讲三点意见。",
            "一、把苗圃建好",
            "这块地是三年前平出来的，土好水近。",
            "二、把路口守住",
            "各乡镇要设卡登记。",
            "三、把林子护好",
            "各乡镇要天天巡山。",
            "同志们，让我们一起努力！",
        ),
        MODEL,
    )
    assert find(out, "土好水近").why == ("所在标题“把苗圃建好”",)


def test_of_two_moves_with_as_many_cues_none_has_most_of_a_paragraph() -> None:
    tied = label(speech("同志们：", "去年栽树取得了很好的成绩。存活率提高到95%。要加强巡护。必须抓紧整地。"), MODEL)
    layout = lay_out(speech("同志们：", "".join(p.text for p in tied.passages[1:])))
    mains = {name for one in observe(layout, MODEL.lexicon) for name in one.names if name.startswith("段主：")}
    assert len(mains) > 1
    assert not any("全段多是这类提示语" in passage.why for passage in tied.passages)


def test_no_step_begins_behind_a_run_in_heading() -> None:
    """二要保护护林员。stands with what it heads, whatever cue that has."""
    said = "一要备足资金。经费要纳入预算，优先保障。二要爱护护林员。健全考核办法，完善追责机制，年底通报排名。"
    out = label(
        speech("同志们：", "下面，我讲两点意见。", "一、管好山林", "要天天巡山。", "二、强化组织保障", said, "散会。"),
        MODEL,
    )
    texts = [passage.text for passage in out.passages]
    assert not any(text.endswith(("一要备足资金。", "二要爱护护林员。")) for text in texts)
    assert any(text.startswith("二要爱护护林员。") for text in texts)


def test_what_decided_the_step_is_told(meeting: Speech) -> None:
    """A passage whose cues of the step are not among the reasons of the move names them."""
    heard = 0
    for passage in label(meeting, MODEL).passages:
        for reason in passage.why:
            if reason.startswith("分步提示"):
                heard += 1
                assert reason.removeprefix("分步提示“").rstrip("…”") in passage.text
    assert heard


def test_the_beginning_and_the_end_are_told_only_there(meeting: Speech) -> None:
    """Of no passage with more than a tenth of the speech, or a page of a long one, before or behind it."""
    long = Speech("long", meeting.passages[:5] + meeting.passages[5:8] * 40 + meeting.passages[8:])
    for one in (meeting, long):
        length = len(text_of(one))
        edge = min(length / 10, 600)
        told = set()
        before = 0
        for passage in label(one, MODEL).passages:
            behind = length - before - len(passage.text)
            assert BEGINNING not in passage.why or before <= edge
            assert END not in passage.why or behind <= edge
            told |= {BEGINNING, END} & set(passage.why)
            before += len(passage.text)
        assert told
    assert all(name.startswith(("距", "位置")) for name in AT_EDGES)


def test_a_correction_is_found_again_in_a_speech_without_a_title_that_was_edited_beside_it(meeting: Speech) -> None:
    def untitled(id_: str, *texts: str) -> Speech:
        return Speech(id_, tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1)))

    texts = [p.text for p in meeting.passages]
    at = 5
    start = sum(len(letters(text)) for text in texts[:at])
    told = {place_of(untitled("a", *texts), start, texts[at]): ("加强领导", "")}
    edited = [*texts[: at - 1], "这一段是后来改写的，与原先的话全不相同，多说了好几句。", *texts[at:]]
    out = label(untitled("b", *edited), default_model(), told)
    assert [p.why for p in out.passages if texts[at] in p.text] == [BY_HAND]


def test_what_rises_by_three_points_announces_none() -> None:
    texts = (
        "同志们：",
        "过去一年，全县农村供水工作取得了明显成效。农村自来水普及率提高三个百分点。水厂通水提前两个月。",
        "下面，我讲三点意见。",
        "一、抓好工程建设。各乡镇要倒排工期。",
    )
    out = label(Speech("u", tuple(Passage(n, "paragraph", text) for n, text in enumerate(texts, 1))), MODEL)
    announcing = [passage.text for passage in out.passages if passage.step == "领起"]
    assert announcing == ["下面，我讲三点意见。"]


def test_a_part_that_begins_in_mid_paragraph_is_a_passage_of_its_own(meeting: Speech) -> None:
    """What stands before it tells neither its move nor its step."""
    body = (
        "第一，认识要再提高。供水事关民生，意义重大。第二，措施要再加力。要加快管网改造，要严查漏点。"
        "第三，作风要再过硬。要少开会、多下去。"
    )
    run_in = replace(meeting, passages=(*meeting.passages[:3], Passage(4, "paragraph", body), meeting.passages[9]))
    out = label(run_in, MODEL)
    begun = [(p.text[:3], p.step) for p in out.passages if p.text.startswith("第")]
    assert [label_ for label_, _ in begun] == ["第一，", "第二，", "第三，"]
    assert [step for _, step in begun][:2] == ["形势意义", "任务部署"]


ACCOUNT = (
    "各位领导：",
    "{0}",
    "一、抓学习，提高本领。坚持每周半天学习，到林校短训两次。",
    "二、抓巡护，守住山头。带队修整瞭望哨六座，约谈护林员两名。",
    "三、下一步打算。把巡山的路线重新排过，加强夜间值守，做好火险预报。",
)


def test_the_headings_of_a_report_on_oneself_tell_what_was_done_up_to_the_plans() -> None:
    out = label(speech(*(text.format("现将我一年来的履职情况报告如下，请予评议。") for text in ACCOUNT)), MODEL)
    assert [find(out, words).move for words in ("提高本领", "守住山头")] == ["成绩回顾"] * 2
    assert find(out, "夜间值守").move != "成绩回顾"


def test_the_same_headings_in_a_speech_ask_for_it() -> None:
    """What tells the two apart is what the text says it is, not the words of the headings."""
    words = "下面，我讲三点意见，请各乡镇、各林场务必照办，各级干部要带头，大家要抓紧。"
    layout = lay_out(speech(*(text.format(words) for text in ACCOUNT)))
    assert not layout.told
    out = label(speech(*(text.format(words) for text in ACCOUNT)), MODEL)
    assert find(out, "提高本领").move == "三点意见"


@pytest.mark.parametrize(
    ("plan", "begins"),
    [
        ("今后，我将多到山上去。", True),
        ("下一步，我们准备再修三座。", True),
        ("我分管的林场没有起火。", False),
    ],
)
def test_a_report_without_headings_tells_what_was_done_from_as_follows_on(plan: str, begins: bool) -> None:
    told = lay_out(speech("各位领导：", "现将一年来的履职情况汇报如下。", "修了六座瞭望哨。", plan, "请予评议。")).told
    assert told == range(2, 3 if begins else 5)


def test_an_item_run_in_to_a_paragraph_is_no_heading_of_the_next() -> None:
    model = default_model()
    out = label(
        speech(
            "同志们：",
            "下面，我讲两点意见。",
            "一、看好山头。邻县的办法值得学：一是控制火源，稳住人心。二是加强巡护，堵住缺口。",
            "咱们县的山比他们高，林子比他们密，条件不比他们差。",
            "二、备好苗木。苗圃要早整地。",
        ),
        model,
    )
    assert not any("堵住缺口" in reason for reason in find(out, "林子比他们密").why)


def test_the_place_is_a_reason_only_for_what_stands_there() -> None:
    """篇首 speaks for the opening, 篇末 for the closing, whatever else the place weighs."""
    for place, gains in enumerate(MODEL.lexicon.gains):
        shown = {edge(name) for name in gains} - {""}
        assert shown == {"开场": {BEGINNING}, "结束语": {END}}.get(MODEL.lexicon.ids[place], set())


def test_quotes_that_run_into_one_another_are_told_once() -> None:
    assert _alike("充分认识护林的重要性", "提示语“要充分认识护…”")
    assert not _alike("加强巡护", "提示语“加强值守”")
