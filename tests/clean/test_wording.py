"""Likelihood by words: common wording before rare, a text's own words before strange ones, either script."""

from __future__ import annotations

import pytest

from drafter.clean.wording import Wording, neighbours


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("各项工作取得新进展", "各项工作取得新近站"),
        ("把责任落实到人。基础要打牢", "把责任落实到人保基础要打牢"),
        ("總結工作，部署任務", "總結工昨，部署任悟"),
    ],
)
def test_common_wording_is_likelier(likely: str, unlikely: str) -> None:
    wording = Wording("")
    assert wording.likelihood(likely) > wording.likelihood(unlikely) + 2


def test_both_scripts_weigh_the_same() -> None:
    wording = Wording("加强領導")
    assert wording.likelihood("加强領導，落實責任") == wording.likelihood("加强领导，落实责任")


def test_a_texts_own_words_weigh_more() -> None:
    plain, own = Wording("今年要做好各项工作。" * 20), Wording("今年要做好秸秆禁烧工作。" * 20)
    assert own.likelihood("秸秆禁烧") > plain.likelihood("秸秆禁烧") + 2


def test_nothing_is_certain_and_anything_is_weighed() -> None:
    wording = Wording("")
    assert wording.likelihood("") == 0.0
    assert wording.likelihood("\ue000?𠀀abc") < -20


def test_neighbours_of_common_words_in_either_script() -> None:
    assert "作" in neighbours(False)["工"]
    assert "結" in neighbours(True)["總"]
    assert "总" not in neighbours(True)
