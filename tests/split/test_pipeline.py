"""Compilations into speeches; what stands between; kinds; accounts."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings

from drafter.clean.pipeline import clean
from drafter.records import Block, Cleaned, Loss, Speech
from drafter.split.duplicates import mark_duplicates
from drafter.split.pipeline import split

from .strategies import texts

FILLER = "各级各部门要统一思想、提高站位，把责任扛在肩上，把工作抓在手上，一件一件办好，让群众看到变化、得到实惠。"


def speech(opening: str, closing: str, size: int = 8) -> list[str]:
    return [opening, *[f"第{n}项工作要抓紧。{FILLER}" for n in "一二三四五六七八九"[:size]], closing]


A = speech("今天，我们召开全市工会工作会议，主要任务是部署工作。", "同志们，让我们携起手来，为建设美丽云川而努力奋斗！")
B = speech(
    "市委召开农业工作会议，目的是贯彻上级精神。刚才，几个单位作了发言。",
    "同志们，让我们真抓实干，奋力开创工作新局面！",
    7,
)


def run(*lines: str, path: str = "稿.txt") -> tuple[tuple[Speech, ...], tuple[Loss, ...], tuple[Loss, ...]]:
    return split(Cleaned(tuple(map(Block, lines))), path, "")


def first_lines(speeches: Iterable[Speech]) -> list[str]:
    return [next(p.text for p in s.passages if p.kind != "salutation") for s in speeches]


@pytest.mark.parametrize(
    "heads",
    [("会议讲话内容篇一", "会议讲话内容篇二"), ("第一篇", "第二篇"), ("范文一：", "范文二："), ("【篇1】", "【篇2】")],
)
def test_chapter_headings_part_speeches(heads: tuple[str, str]) -> None:
    speeches, dropped, _ = run("这是编者的话，不是讲话。", heads[0], "同志们：", *A, heads[1], *B)
    assert first_lines(speeches) == [A[0], B[0]]
    assert [loss.reason for loss in dropped] == ["篇前文字", "篇目标题", "篇目标题"]


def test_numbered_titles_part_speeches_and_name_them() -> None:
    speeches, _, _ = run("一、在全市工会工作会议上的讲话", *A, "二、在全市农业工作会议上的讲话", *B)
    assert [s.title for s in speeches] == ["在全市工会工作会议上的讲话", "在全市农业工作会议上的讲话"]


def test_a_new_salutation_begins_a_new_speech_even_after_a_cut_off_one() -> None:
    speeches, _, _ = run("同志们：", *A[:-1], "各位主席、同志们：", *B)
    assert first_lines(speeches) == [A[0], B[0]]


def test_a_salutation_before_the_last_words_does_not() -> None:
    speeches, _, _ = run("同志们：", *A[:-1], "同志们：", "新的一年已经开始，让我们努力奋斗！")
    assert len(speeches) == 1


def test_a_closing_and_an_opening_part_speeches_without_any_heading() -> None:
    speeches, _, _ = run("同志们：", *A, *B)
    assert first_lines(speeches) == [A[0], B[0]]


NUMBERED = ["一、认清形势", FILLER, "二、抓住重点", FILLER, FILLER]


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        ("同志们，让我们行动起来，守好每一片林子！", "今天，我们召开全市供水会议，安排夏季供水。"),
        ("同志们，让我们行动起来，守好每一片林子！", "很高兴和大家一起研究供水的事。"),
        ("我就讲这些，谢谢大家。", "今年入夏以来，用水量一天比一天大。"),
        ("祝各位身体健康、阖家幸福！", "这次供水工作会议的主要任务是，安排夏季供水。"),
        ("云川的明天一定更加辉煌！", "现在，我代表供水公司，向大会报告工作。"),
        ("让我们以实干赢得新的胜利！", "刚才，三家水厂作了发言，讲得都很实在。"),
    ],
)
def test_an_ending_and_an_opening_part_speeches_however_short(closing: str, opening: str) -> None:
    speeches, _, _ = run("同志们：", "今天，我们召开护林会议。", FILLER, *NUMBERED, closing, opening, FILLER, *NUMBERED)
    assert first_lines(speeches) == ["今天，我们召开护林会议。", opening]


def test_headings_that_count_anew_below_a_call_part_speeches() -> None:
    first = ["今天，我们召开护林会议。", FILLER, *NUMBERED, "同志们，让我们行动起来，守好每一片林子！"]
    speeches, _, _ = run("同志们：", *first, "用水的事，一头连着千家万户。", FILLER, *NUMBERED)
    assert first_lines(speeches) == ["今天，我们召开护林会议。", "用水的事，一头连着千家万户。"]


def test_they_part_them_where_an_ending_meets_an_opening_and_not_at_a_weaker_spot_before() -> None:
    first = ["今天，我们召开护林会议。", FILLER, *NUMBERED, "希望大家再接再厉！", "今年是关键一年。", FILLER]
    speeches, _, _ = run(
        "同志们：",
        *first,
        "同志们，让我们守好每一片林子！",
        "这次会议是一次供水会议，是大家要求开的。",
        FILLER,
        *NUMBERED,
    )
    assert first_lines(speeches) == ["今天，我们召开护林会议。", "这次会议是一次供水会议，是大家要求开的。"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("向获得表彰的单位表示衷心的祝贺！", "今年是承上启下的一年。"),
        ("在这里，我向大家表示感谢！", "刚才，几个单位作了发言，大家要认真学习。"),
        ("对这项工作，我们一定要抓好。", "当前和今后一个时期，要把这件事放在心上。"),
        ("这是多么可贵的精神！", "近年来，供水一年比一年稳。"),
        ("同志们，让我们把林子守好！", "一要把路口守住。"),
    ],
)
def test_a_call_inside_a_speech_parts_nothing(before: str, after: str) -> None:
    body = ["今天，我们召开护林会议。", FILLER, FILLER, *NUMBERED, before, after, FILLER, "三、压实责任", FILLER]
    speeches, _, _ = run("同志们：", *body)
    assert len(speeches) == 1


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("一代接一代，才有今天的成功！", "今天，我们召开护林会议，就是要把话讲透。", "三、压实责任"),
        ("我们一定要打赢这一仗，夺取最后胜利！", "今天上午，我到南坡开了一个现场会。", "三、压实责任"),
        ("说一声谢谢大家！", "今年以来，火情少了一半。", "三、压实责任"),
        ("他说：“让我们努力奋斗，走向更好的明天！”", "今天，我们召开护林会议，就是要接过来。", "把林子看住。"),
        ("谢谢老师们！", "近年来，学校越办越好。", "把林子看住。"),
        ("祝愿老师们桃李满天下！", "今天，我们召开庆祝大会，还有一层意思。", "把林子看住。"),
        ("同志们，让我们一起守住！", "这里我再补充几句，今天召开的会很重要。", "一、不怕麻烦"),
        ("让我们一起守住！", "这次会议是一次鼓劲的会，大家都受教育。", "把林子看住。"),
    ],
)
def test_neither_does_one_before_headings_that_count_on_or_words_that_add(
    before: str, after: str, goes_on: str
) -> None:
    body = ["今天，我们召开护林会议。", FILLER, *NUMBERED, before, after, FILLER, goes_on, FILLER, FILLER]
    speeches, _, _ = run("同志们：", *body)
    assert len(speeches) == 1


@pytest.mark.parametrize(
    "heads",
    [
        ("为什么抓", "抓什么"),
        ("上篇：为什么抓", "下篇：怎么抓"),
        ("（第一部分）", "（第二部分）"),
        ("先说第一个大问题，为什么抓。", "今年以来，议论很多，下面说第二个大问题，怎么抓。"),
        ("先看为什么。", "关于第二个议题，这次会议听取的汇报，我都同意。"),
    ],
)
def test_headings_that_count_anew_under_parts_part_nothing(heads: tuple[str, str]) -> None:
    call = "同志们，作风就是形象，作风就是力量！"
    speeches, _, _ = run("同志们：", A[0], FILLER, heads[0], *NUMBERED, call, heads[1], *NUMBERED, A[-1])
    assert len(speeches) == 1


def test_parts_may_begin_with_some_words_above_their_headings() -> None:
    first = [A[0], FILLER, "过去一年的工作", FILLER, *NUMBERED, "在此，我代表市总工会，向大家表示崇高的敬意！"]
    speeches, _, _ = run("各位代表：", *first, "今后一年的任务", "2026年是关键一年。", FILLER, *NUMBERED, A[-1])
    assert len(speeches) == 1


@pytest.mark.parametrize("closing", ["会议到此结束，散会。", "我就讲这些。", "谢谢大家！"])
def test_after_the_last_word_of_a_speech_a_salutation_opens_the_next_however_it_goes_on(closing: str) -> None:
    second = ["听了汇报，看了现场，很受鼓舞。", *[FILLER] * 6, "让我们把林子守好！"]
    speeches, _, _ = run("同志们：", *A[:-1], closing, "各位：", *second)
    assert first_lines(speeches) == [A[0], second[0]]


def test_a_speech_without_headings_between_two_with_them_is_one_of_its_own() -> None:
    first = ["大家上午好！", FILLER, *NUMBERED, "最后，祝各位来宾身体健康、万事如意！"]
    second = ["柳河中学迎来七十岁生日，我感到非常高兴。", FILLER, FILLER, FILLER, "祝愿学校越办越好！"]
    third = ["今天上午，我们在这里召开动员会，主要是统一思想。", FILLER, *NUMBERED]
    speeches, _, _ = run(*first, *second, *third)
    assert len(speeches) == 3


def test_lines_that_hand_speeches_on_part_them_and_are_no_part_of_them() -> None:
    leads = ["3月2日，全市工会工作会议召开。现将讲话全文刊登如下：", "下面是在农业会上的讲话，供学习参考。"]
    speeches, dropped, _ = run(leads[0], *A, leads[1], *B)
    assert first_lines(speeches) == [A[0], B[0]]
    assert [loss.text for loss in dropped] == leads


def test_a_call_in_mid_speech_does_not() -> None:
    speeches, _, _ = run("同志们：", *A, f"今年任务很重。{FILLER}", *A[1:])
    assert len(speeches) == 1


def test_title_lines_part_speeches() -> None:
    speeches, _, _ = run(
        "在全市工会工作会议上的讲话", "陈小河", *A, "在全市农业工作会议上的讲话", "（2026年3月18日）", *B
    )
    assert [(s.title, s.speaker, s.date) for s in speeches] == [
        ("在全市工会工作会议上的讲话", "陈小河", None),
        ("在全市农业工作会议上的讲话", None, "2026-03-18"),
    ]


def test_a_lead_in_above_the_salutation_is_dropped() -> None:
    speeches, dropped, _ = run("工会工作很重要，这里收了一篇讲话。", "同志们：", *A)
    assert speeches[0].passages[0].text == "同志们："
    assert dropped == (Loss("篇前引语", "工会工作很重要，这里收了一篇讲话。"),)


def test_attachments_are_no_part_of_a_speech() -> None:
    body = [*A[:-1], *A[1:-1], *NUMBERED, A[-1]]
    speeches, dropped, _ = run("各位代表：", *body, "附件1", "民生实事清单", f"把实事办好。{FILLER}", *NUMBERED)
    assert [speech.passages[-1].text for speech in speeches] == [A[-1]]
    assert [loss.reason for loss in dropped] == ["附件"]


@pytest.mark.parametrize(
    ("lines", "genre"),
    [
        (["在全市工作会议上的讲话", *A], "speech"),
        (["政府工作报告", "各位代表：", *A], "report"),
        (["同志们：", "现在，我代表市委向大会报告工作。", *A], "report"),
        (["学习市委书记讲话精神的体会", *B[1:]], "other"),
        (["把讲话精神落到实处", "本报评论员", *B[1:]], "other"),
        (
            ["关于实干的论述摘编", *[f"要实干。{FILLER}（2026年3月{n}日在云川市调研时的讲话）" for n in range(1, 9)]],
            "other",
        ),
        (
            [
                "市委书记强调抓好落实",
                f"市委书记陈小河3月2日出席会议并讲话。他强调，要抓好落实。{FILLER}",
                f"会议指出，形势很好。{FILLER}",
            ],
            "other",
        ),
    ],
)
def test_kinds(lines: list[str], genre: str) -> None:
    speeches, _, _ = run(*lines)
    assert [s.genre for s in speeches] == [genre]


def test_ids_follow_the_text_alone_and_are_unique_in_a_file() -> None:
    (alone,), _, _ = run("同志们：", *A, path="甲.txt")
    (titled,), _, _ = run("在会议上的讲话", "同志们：", *A, path="乙.txt")
    assert alone.id == titled.id
    assert re.fullmatch("[0-9a-f]{10}", alone.id)
    twice, _, _ = run("篇一", *A, "篇二", *A)
    assert len({s.id for s in twice}) == 2


def test_damaged_sentences_are_named_with_their_speech() -> None:
    (found,), _, quarantined = run("同志们：", *A, "路\ue000?修\ue001好了。大家满意。")
    assert quarantined == (Loss("字节损坏，无法复原", "路?修好了。", found.id),)
    assert found.passages[-1].text == "大家满意。"


def han(parts: Iterable[str]) -> Counter[str]:
    return Counter(re.findall("[\u3400-\u9fff]", "".join(parts)))


def assert_accounted(cleaned: Cleaned, path: str) -> tuple[Speech, ...]:
    speeches, dropped, quarantined = split(cleaned, path, "")
    passages = [p.text for s in speeches for p in s.passages]
    assert han(b.text for b in cleaned.blocks) == han([*passages, *(loss.text for loss in dropped + quarantined)])
    assert not re.search("[\ue000\ue001]", "".join(passages))
    return speeches


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_chinese_character_is_in_exactly_one_place(text: str) -> None:
    assert_accounted(clean((Block(text),)), "稿.txt")
    assert_accounted(Cleaned(tuple(Block(line) for line in text.split("\n"))), "稿.txt")


CORPUS = Path(os.environ.get("DRAFTER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
on_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="没有语料文件夹")


def read(path: Path) -> tuple[Speech, ...]:
    cleaned = clean(tuple(Block(line) for line in path.read_text(encoding="utf-8").split("\n")))
    return assert_accounted(cleaned, path.name)


WEAK = speech("防汛这件事，我讲几点看法。", "同志们，让我们守住大堤，向县委交上满意的答卷！")


def below(lines: list[str], *, ruled: bool = False, blank: int = 0) -> list[Block]:
    return [Block(lines[0], ruled=ruled, blank=blank), *map(Block, lines[1:])]


def first_of(blocks: list[Block]) -> list[str]:
    return first_lines(split(Cleaned(tuple(blocks), (), ()), "稿.txt", "")[0])


@pytest.mark.parametrize("layout", [{"ruled": True}, {"blank": 3}])
def test_a_separator_lends_weight_where_a_speech_ends_or_opens(layout: dict[str, int]) -> None:
    above = list(map(Block, A))
    assert first_of(above + list(map(Block, WEAK))) == [A[0]]
    assert first_of(above + below(WEAK, **layout)) == [A[0], WEAK[0]]
    cut_off = list(map(Block, [*A[:-1], "这些事大家回去就办。"]))
    today = ["今天，我们召开全市农业工作会议，主要任务是部署春耕。", *B[1:]]
    assert first_of(cut_off + list(map(Block, today))) == [A[0]]
    assert first_of(cut_off + below(today, **layout)) == [A[0], today[0]]


def test_separators_within_a_speech_part_nothing() -> None:
    lines = ["同志们：", *A]
    assert first_of([Block(line, ruled=n > 1) for n, line in enumerate(lines)]) == [A[0]]
    numbered = [A[0], "一、看清形势", *A[1:4], "局面一定要守住！", "二、抓住重点", *A[4:], "三、落实责任", *B[1:]]
    assert first_of([Block(line, ruled=line[1] == "、") for line in numbered]) == [A[0]]
    sections = [*A[:6], "我相信，这件事一定能办好。", f"今年以来，出了三件大事。{FILLER}", *A[6:]]
    assert first_of([Block(line, ruled=line.startswith("今年")) for line in sections]) == [A[0]]
    greeted = ["同志们：", *A[:6], "祝愿云川的明天更好！", f"我很高兴地看到这些变化。{FILLER}", *A[6:]]
    assert first_of([Block(line, ruled=line.startswith("我很")) for line in greeted]) == [A[0]]
    # Where every paragraph stands below two blank lines, they say nothing.
    assert first_of([Block(line, blank=2) for line in [*A, *WEAK]]) == [A[0]]


def test_below_a_separator_a_salutation_needs_one_sign_more_to_open_a_speech() -> None:
    weak = ["今年的任务不轻，我讲几点。", *B[1:-1], "就这么办。"]
    above = list(map(Block, ["同志们：", *A[:-1], "这些事大家回去就办。"]))
    assert first_of([*above, Block("同志们："), *map(Block, weak)]) == [A[0]]
    assert first_of([*above, Block("同志们：", ruled=True), *map(Block, weak)]) == [A[0], weak[0]]


def test_a_part_named_in_brackets_is_a_heading() -> None:
    parts = ["（第一部分）", *A[1:5], "（第二部分）", *A[5:]]
    (found,), dropped, _ = run("在全市工会工作会议上的讲话", "同志们：", A[0], *parts)
    assert [p.text for p in found.passages if p.kind == "heading"] == ["（第一部分）", "（第二部分）"]
    assert [loss.reason for loss in dropped] == ["题名、署名、日期行（已记入元数据）"]
    (headed,), _, _ = run("在全市工会工作会议上的讲话", *parts)
    assert (headed.title, headed.passages[0].text) == ("在全市工会工作会议上的讲话", "（第一部分）")


def test_what_is_damaged_outside_the_text_is_quarantined_too() -> None:
    lines = (
        "在全市工\ue000?\ue001会议上的讲话",
        "（2024年3月5日）",
        "同志\ue000浠�\ue001：",
        *A,
        "中共云川市\ue000?\ue001办公室",
    )
    (found,), dropped, quarantined = run(*lines)
    assert (found.title, found.date) == (None, "2024-03-05")
    assert [loss.text for loss in dropped] == ["（2024年3月5日）"]
    assert {loss.text for loss in quarantined} == {"在全市工?会议上的讲话", "同志浠�：", "中共云川市?办公室"}
    assert {loss.speech for loss in quarantined} == {found.id}


def test_where_every_sentence_is_damaged_there_is_no_speech() -> None:
    speeches, dropped, quarantined = run("在全市工会工作会议上的讲话", *[f"\ue000?\ue001{FILLER}"] * 5)
    assert speeches == ()
    assert [loss.text for loss in dropped] == ["在全市工会工作会议上的讲话"]
    assert [loss.text for loss in quarantined] == [f"?{FILLER}"] * 5


@on_corpus
def test_the_four_files_hold_thirteen_speeches_two_of_them_twice() -> None:
    speeches = mark_duplicates([s for path in sorted(CORPUS.glob("0*.txt")) for s in read(path)])
    assert len(speeches) == 15
    copies = [s for s in speeches if s.duplicate_of]
    assert len(copies) == 2
    by_id = {s.id: s for s in speeches}
    assert [("天门" in text_of(by_id[s.duplicate_of or ""]), s.similarity > 0.95) for s in copies] == [
        (False, True),
        (True, True),
    ]
    assert all(len(text_of(s)) < len(text_of(by_id[s.duplicate_of or ""])) for s in copies)
    openings = " ".join(text_of(s)[:400] for s in speeches)
    for cue in (
        "联席会议",
        "民权",
        "省直机关工会",
        "成林",
        "荆门",
        "十堰",
        "全县工会",
        "克云",
        "发展改革工作",
        "宜都",
        "G20",
        "十七",
    ):
        assert cue in openings + text_of(speeches[-2])
    assert all(s.genre == "speech" for s in speeches)
    furniture = re.compile("小编|本站|您可能关注|内容篇|文件格式|办公厅$|根据录音整理")
    assert not any(furniture.search(p.text) for s in speeches for p in s.passages)


def text_of(found: Speech) -> str:
    return "".join(p.text for p in found.passages)


XI = "习近平"
# Number of the file: end of the title, speaker, date, kind. The titles themselves stand in SOURCES.tsv.
MORE = {
    "002": ("在绍兴一中八届三次教代会上的讲话", "陈国阳", "2009-11-09", "speech"),
    "007": ("盛阅春同志的讲话摘要", "盛阅春", "2019-05", "speech"),
    "012": ("在党史学习教育动员大会上的讲话", XI, "2021-02-20", "speech"),
    "013": ("——在党的二十届一中全会上的讲话", XI, "2022-10-23", "speech"),
    "014": ("第二次全体会议上的讲话", XI, "2024-07-18", "speech"),
    "015": ("必然要求构建新发展格局", XI, "2020-10-29", "speech"),
    "019": ("专题研讨班上的讲话", XI, "2016-01-18", "speech"),
    "020": ("在哲学社会科学工作座谈会上的讲话", XI, "2016-05-17", "speech"),
    "021": ("中国科协第九次全国代表大会上的讲话", XI, "2016-05-30", "speech"),
    "022": ("文选》报告会上的讲话", XI, "2016-09-29", "speech"),
    "023": ("作协九大开幕式上的讲话", XI, "2016-11-30", "speech"),
    "026": ("在会见全国优秀县委书记时的讲话", XI, "2015-06-30", "speech"),
    "027": ("攻坚战座谈会上的讲话", XI, "2018-02-12", "speech"),
    "030": ("疫情工作时的讲话", XI, "2020-02-03", "speech"),
    "031": ("主题教育总结大会上的讲话", XI, "2020-01-08", "speech"),
    "033": (None, None, "2020-09", "speech"),
    "034": (None, None, "2020-09", "speech"),
    "035": (None, None, "2020-07", "speech"),
    "036": ("提供有力保障", XI, "2020-06-02", "speech"),
    "043": ("省域现代化先行", None, "2022", "report"),
    "044": ("政府工作报告", "孟凡利", "2026-01-26", "report"),
    "045": ("2026年西藏自治区政府工作报告", "嘎玛泽登", "2026-01-31", "report"),
    "046": ("2026年吉林省政府工作报告", "胡玉亭", "2026-01-27", "report"),
    "047": ("政府工作报告", "李炳军", "2026-01-27", "report"),
}


@on_corpus
@pytest.mark.parametrize("number", MORE)
def test_titles_speakers_and_dates_as_far_as_the_text_has_them(number: str) -> None:
    (path,) = (CORPUS / "more").glob(f"{number}_*.txt")
    (found,) = read(path)
    title, speaker, date, genre = MORE[number]
    assert (found.speaker, found.date, found.genre) == (speaker, date, genre)
    assert (found.title is None) if title is None else (found.title or "").endswith(title)
