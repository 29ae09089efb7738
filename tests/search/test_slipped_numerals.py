"""Slips beside numerals (数字旁边的错漏): what is left side by side is no number; a number stays one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library


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
