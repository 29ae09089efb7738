"""Slips beside numerals (数字旁边的错漏): what is left side by side is no number; a number stays one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library
from tests.command import drafter


def found(folder: Path, texts: Sequence[str], query: str, limit: int = 10) -> list[str]:
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), folder)
    with Library.open(folder) as library:
        return [hit.text for hit in library.search(query, limit=limit)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("三三改", "河口片区推进三查三改。"),
        ("两一评", "镇里开展两访一评活动。"),
        ("北三一体化", "苇河北三镇一体化起步早。"),
        ("一一策", "对散户坚持一塘一策。"),
    ],
)
def test_a_character_left_out_between_two_numerals_makes_no_number(query: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, [text, "今年修渠三十一里。", "沙洲的堤要加高。"], query)[0] == text


def test_the_very_digits_come_first(tmp_path: Path) -> None:
    assert found(tmp_path, ["堤上五月一日开工。", "五一前后要清淤。"], "五一")[0] == "五一前后要清淤。"


def test_digits_of_words_written_side_by_side_are_no_number_in_figures(tmp_path: Path) -> None:
    texts = ["沿河设11岗。", "沿河设一渠一岗。"]
    assert found(tmp_path, texts, "设一一岗") == [texts[1]]


def test_what_ends_a_text_is_not_before_what_lacks_one_character(tmp_path: Path) -> None:
    cut = [
        f"五一，{place}水闸照常值守，人员不得离岗。"
        for place in ("柳湾东头的", "芦台老街那座", "石桥新村旁边", "枫林渡") * 12
    ]
    cut = [f"{text}{'甲乙丙丁戊己庚辛壬癸子丑'[n // 4] * 9}" for n, text in enumerate(cut)]
    assert found(tmp_path, [*cut, "泵站要坚持五位一体，逐项过关，逐月通报。"], "五一体", limit=1) == [
        "泵站要坚持五位一体，逐项过关，逐月通报。"
    ]


@pytest.mark.parametrize(
    ("query", "text", "lacks"),
    [
        ("为上4名河工", "为上千名河工配发雨衣。", ("4",)),
        ("为上4千名河工", "为上千名河工配发雨衣。", ("4",)),
        ("渡口修缮2家负责", "渡口修缮专家负责。", ("2",)),
        ("苇河十在五届龙舟会", "苇河在十五届龙舟会上夺冠。", ()),
        ("完成三一大清淤", "完成三渠一大清淤。", ()),
    ],
)
def test_a_slip_that_makes_a_number_is_found_and_the_digit_said_to_be_lacking(
    query: str, text: str, lacks: tuple[str, ...], tmp_path: Path
) -> None:
    build([Entry("a#1", text), Entry("a#2", "今年修渠三十一里。")], tmp_path)
    with Library.open(tmp_path) as library:
        assert [(hit.text, hit.tier, hit.lacks) for hit in library.search(query)] == [(text, "fuzzy", lacks)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("走访313家船厂", "走访312家船厂。"),
        ("走访313家船厂", "走访33家船厂。"),
        ("走访3家船厂", "走访4家船厂。"),
        ("走访3家船厂", "走访十家船厂。"),
        ("走访3家船厂", "走访13家船厂。"),
        ("走访13家船厂", "走访家家船厂。"),
        ("带动3万船民增收", "带动百万船民增收。"),
        ("带动十万船民增收", "带动十几万船民增收。"),
        ("苇河四届龙舟会", "苇河十四届龙舟会。"),
        ("苇河二大龙舟会", "苇河二十大龙舟会。"),
        ("苇河二十五届龙舟会", "苇河二五十届龙舟会。"),
        ("增收百分之3的船民", "增收百分之的船民。"),
    ],
)
def test_another_number_is_no_slip(query: str, text: str, tmp_path: Path) -> None:
    assert text not in found(tmp_path, [text, "今年修渠三十一里。"], query)


def test_a_digit_is_only_let_go_where_nothing_has_the_number(tmp_path: Path) -> None:
    texts = ["走访3家老船厂。", "走访各家船厂。"]
    assert found(tmp_path, texts, "走访3家船厂") == texts[:1]


@pytest.mark.parametrize("query", ["4十大报告说到渔港改造的那一段", "今八届大会提到老船厂要整治岸线"])
def test_a_slip_in_a_long_wording_may_be_in_its_number_which_is_told(query: str, tmp_path: Path) -> None:
    texts = ["二十大报告说到渔港改造的那一段，要读。", "十八届大会提到老船厂要整治岸线。"]
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        (hit,) = library.search(query)
        assert query[3:8] in hit.text
        assert hit.tier == "fuzzy"
        assert hit.lacks


def test_another_number_one_slip_away_is_suggested_as_such(tmp_path: Path) -> None:
    build([Entry("a#1", "苇河宣讲队要学好二十大精神。"), Entry("a#2", "走访船厂312家。")], tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        assert "学好二十大精神" in library.suggest("学好二大精神")
        assert not any("312" in words for words in library.suggest("查了993家船厂"))
    answer = drafter("search", "学好二大精神", workspace=tmp_path)
    assert answer.returncode == 1
    assert "相近而数不同的有：学好二十大精神" in answer.stderr


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("最后1公里", "疏通下乡送货的最后一公里。"),
        ("十四伍规划", "苇河编好十四五规划。"),
        ("十三规划纲要", "镇里印发十三五规划纲要。"),
    ],
)
def test_a_digit_in_a_word_and_a_slip_in_the_number_of_a_plan_are_found(query: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, [text, "今年修渠三十一里。"], query) == [text]


@pytest.mark.parametrize("query", ["十五规划", "十四届规划会议"])
def test_another_plan_is_no_slip(query: str, tmp_path: Path) -> None:
    assert not found(tmp_path, ["苇河编好十四五规划。", "镇里编好十五五规划。"], query)


def test_about_so_many_and_a_place_in_a_row_are_not_the_number(tmp_path: Path) -> None:
    texts = ["修渠用了几十年。", "修渠用了十年。", "这是第二次清淤。", "今年清淤二次。"]
    assert found(tmp_path, texts, "10年") == [texts[1]]
    assert found(tmp_path, texts, "2次") == [texts[3]]


@pytest.mark.parametrize("name", ["move", "step", "speaker", "occasion", "place"])
def test_a_condition_that_is_no_text_finds_nothing(name: str, tmp_path: Path) -> None:
    build([Entry("a#1", "修渠清淤。", speech_id="a", move="三点意见")], tmp_path)
    with Library.open(tmp_path) as library:
        assert library.search("清淤", **{name: "\udcff"}) == []  # type: ignore[arg-type]
