"""Title, speaker, position, occasion, date, place from the lines above a speech."""

from __future__ import annotations

import pytest

from drafter.split.metadata import (
    Metadata,
    body_metadata,
    date_of,
    file_metadata,
    head_metadata,
    is_head_line,
    is_signature,
    is_title,
    is_wrapper,
    region_of,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("（2016年12月8日，根据录音整理）", "2016-12-08"),
        ("2016 年 12 月 8 日", "2016-12-08"),
        ("陈云川 2022.10.23", "2022-10-23"),
        ("2016-05-17_在工作会议上的讲话", "2016-05-17"),
        ("二〇一七年十二月二十九日", "2017-12-29"),
        ("二○二六年三月", "2026-03"),
        ("2026年3月", "2026-03"),
        ("2026年工作要点", "2026"),
        ("2026年13月1日", "2026"),
        ("编号 120263.5", None),
        ("明年", None),
        # What a scan or an input method made of a figure: read for what it is or not at all, never in part.
        ("2025 年 11 月 2O 日", "2025-11-20"),
        ("2025年11月2〇日", "2025-11-20"),
        ("2025年1O月3日", "2025-10-03"),
        ("2025年3月1l日", "2025-03"),
        ("2025年3月1 8日", "2025-03"),
        ("2025年11月2 O 日", "2025-11"),
        ("2025年3月18日 9时", "2025-03-18"),
    ],
)
def test_dates_as_far_as_the_text_says(text: str, date: str | None) -> None:
    assert date_of(text) == date


def test_a_name_set_wide_behind_the_day_is_the_speakers() -> None:
    known = head_metadata(["在全县防火工作会议上的讲话", "（2025 年 11 月 2O 日）        路 某 某"])
    assert (known.speaker, known.date) == ("路某某", "2025-11-20")


def test_title_subtitle_byline_date() -> None:
    assert head_metadata(
        [
            "认真总结工作 精心谋划思路",
            "——在云川市工会工作座谈会上的讲话",
            "市人大常委会副主任、市总工会主席 郑小河",
            "（2026年3月18日）",
        ]
    ) == Metadata(
        title="认真总结工作 精心谋划思路——在云川市工会工作座谈会上的讲话",
        speaker="郑小河",
        position="市人大常委会副主任、市总工会主席",
        occasion="云川市工会工作座谈会",
        date="2026-03-18",
    )


def test_the_author_before_the_title_becomes_the_speaker() -> None:
    known = head_metadata(["陈小河局长：在全市教育工作会议上的讲话", "（2026年3月）"])
    assert (known.title, known.speaker, known.position, known.date) == (
        "在全市教育工作会议上的讲话",
        "陈小河",
        "局长",
        "2026-03",
    )
    known = head_metadata(["王小河在云川市党代表会议上的讲话"])
    assert (known.title, known.speaker) == ("在云川市党代表会议上的讲话", "王小河")
    known = head_metadata(["王小河同志的讲话摘要"])
    assert (known.title, known.speaker) == ("王小河同志的讲话摘要", "王小河")


@pytest.mark.parametrize(
    "line", ["周小河 副县长", "周小河（副县长）", "（周小河 副县长）", "周小河\u3000副县长", "讲话人：周小河 副县长"]
)
def test_a_post_behind_the_name_is_read(line: str) -> None:
    known = head_metadata(["在全县秸秆禁烧工作会议上的讲话", line, "（2025年5月20日）"])
    assert (known.speaker, known.position) == ("周小河", "副县长")
    assert known.title == "在全县秸秆禁烧工作会议上的讲话"


def test_a_post_before_the_name_stays_one() -> None:
    known = head_metadata(["在全县秸秆禁烧工作会议上的讲话", "县委常委 周小河"])
    assert (known.speaker, known.position) == ("周小河", "县委常委")
    known = head_metadata(["在全县秸秆禁烧工作会议上的讲话", "云川市 市长"])
    assert known.speaker is None


@pytest.mark.parametrize("line", ["发言人：坪洲县县长  谌某某", "汇报人：坪洲县县长 谌某", "坪洲县县长 嬴某某"])
def test_a_labelled_byline_and_a_name_taken_out(line: str) -> None:
    known = head_metadata(["全市小流域治理现场推进会经验交流发言", line])
    assert known.title == "全市小流域治理现场推进会经验交流发言"
    assert known.position == "坪洲县县长"
    assert known.speaker == line[line.index("县长") + 2 :].strip()


def test_a_word_before_a_colon_is_no_author() -> None:
    known = head_metadata(["方法论：怎样抓落实"])
    assert (known.title, known.speaker) == ("方法论：怎样抓落实", None)


def test_red_heads_and_columns_are_no_title() -> None:
    known = head_metadata(
        [
            "内部通报",
            "（53）",
            "云川市人民政府办公厅",
            "二〇二六年三月二十日",
            "在云川市工作会议上的主持讲话",
            "张小河",
            "（2026年3月18日）",
        ]
    )
    assert (known.title, known.speaker, known.date) == ("在云川市工作会议上的主持讲话", "张小河", "2026-03-18")


def test_a_report_names_its_meeting_under_the_title() -> None:
    known = head_metadata(
        ["政府工作报告", "——2026年1月26日在云川省第十四届", "人民代表大会第五次会议上", "云川省省长 孟小河"]
    )
    assert known == Metadata(
        "政府工作报告", "孟小河", "云川省省长", "云川省第十四届人民代表大会第五次会议", "2026-01-26"
    )


def test_meeting_fields_are_no_title() -> None:
    known = head_metadata(["在工作会议上的讲话", "时间：2026年3月18日", "地点：市委礼堂"])
    assert (known.title, known.date) == ("在工作会议上的讲话", "2026-03-18")


def test_occasion_and_place_from_the_first_paragraphs() -> None:
    known = body_metadata(
        Metadata(),
        [],
        ["今天，云川市委召开工会工作会议，主要任务是部署工作。", "云川市各级工会要抓落实，云川的明天会更好。"],
    )
    assert (known.occasion, known.place) == ("工会工作会议", "云川市")
    known = body_metadata(Metadata(), [], ["今天，云川机关工会召开第十一次工作会议，部署工作。"])
    assert known.occasion == "云川机关工会第十一次工作会议"
    assert body_metadata(Metadata(), [], ["全市上下要努力，我市形势很好，努力开创我市工作新局面。"]).place is None


def test_notes_front_matter_and_file_name_come_last() -> None:
    note = "※这是陈小河同志2026年3月2日在云川市代表座谈会上的讲话。"
    known = file_metadata(Metadata(), [note], "a.txt")
    assert (known.speaker, known.date, known.occasion) == ("陈小河", "2026-03-02", "云川市代表座谈会")
    known = file_metadata(Metadata(), ["title: 在座谈会上的讲话\ndate: 2026-03-02 01:21"], "a.md")
    assert (known.title, known.date) == ("在座谈会上的讲话", "2026-03-02")
    known = file_metadata(Metadata(), ["（新华社云川9月22日电）", "《 云川日报 》（ 2026年09月23日 02 版）"], "a.txt")
    assert known.date == "2026-09", "电头是发稿日，只取到月"
    known = file_metadata(Metadata(), [], "稿子/2026-03-18_在全市工作会议上的讲话.txt")
    assert (known.title, known.date, known.occasion) == ("在全市工作会议上的讲话", "2026-03-18", "全市工作会议")
    assert file_metadata(Metadata(date="2020"), [], "2026.txt").date == "2020"


def test_the_day_of_the_print_gives_the_month() -> None:
    known = file_metadata(Metadata(), ["中共云川市委办公室 2026 年3 月20 日印发"], "稿.txt")
    assert known.date == "2026-03"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("全市上下要努力。郴州的优势在矿产，建设新郴州，全市一条心。", "郴州市"),
        ("我省要走新路。夺取贵州小康，推动贵州发展，全省要发力。", "贵州省"),
        ("全省要发力，我省任务重。西藏各族群众，西藏的未来。", "西藏自治区"),
        ("天门市工会要换届。推动天门发展，建设幸福天门，全市上下一条心，我市形势好。", "天门市"),
        ("全市上下要努力，我市要学宁波、学绍兴。", None),
        ("全市要努力，我市要学宁波经验，宁波的做法好，绍兴的做法好。", None),
        ("全县要努力，我县是宁波的后花园，宁波有钱，全县有景。", None),
        ("我到过宁波，宁波变化大，宁波人勤快。", None),
        ("北方天门大开，日照充足，全市增收，我市丰收，日照好。", None),
    ],
)
def test_the_place_a_speech_calls_its_own(text: str, place: str | None) -> None:
    assert region_of(text) == place


def test_a_day_in_the_style_of_pages_gives_the_month() -> None:
    assert head_metadata(["在全市工作会议上的讲话", "2026-04-02"]).date == "2026-04"
    assert head_metadata(["在全市工作会议上的讲话", "2026-04-02", "（2026年3月18日）"]).date == "2026-03-18"


@pytest.mark.parametrize(
    "line", ["云政发〔2026〕17号", "关于印发讲话的通知", "2026年3月9日", "云川市人民政府办公室", "特 急"]
)
def test_what_carries_a_speech_is_no_title_of_it(line: str) -> None:
    assert is_wrapper(line)


@pytest.mark.parametrize("line", ["云川市人民政府", "2026年3月9日", "陈小河", "中共云川市委员会（2026年3月9日）"])
def test_a_signature_is_nobodys_sentence(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize(
    "line", ["让我们共同努力！", "一、加强领导", "在云川市会议上的讲话（2026年3月9日）", "谢谢大家"]
)
def test_the_last_words_are_no_signature(line: str) -> None:
    assert not is_signature(line)


def test_what_stands_above_a_speech() -> None:
    assert is_title("在云川市工会工作会议上的讲话")
    assert not is_title("要学习好他在工作会议上的讲话。")
    assert is_head_line("（2026年3月18日）")
    assert is_head_line("市委副书记 陈云川")
    assert not is_head_line("同志们：")
    assert not is_head_line("一、提高认识")
    assert not is_head_line("今天，我们召开会议。")
