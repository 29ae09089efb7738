"""Who is spoken to."""

from __future__ import annotations

from drafter.language.audience import is_people, short_audience


def test_a_long_audience_is_shortened_to_its_first_part() -> None:
    assert short_audience("全市各级工会组织和广大工会干部", "全市") == "各级工会组织"
    assert short_audience("各乡镇和县直有关部门", "全县") == "各乡镇和县直有关部门"


def test_people_and_bodies_are_told_apart() -> None:
    assert is_people("广大民营企业家")
    assert not is_people("各乡镇和县直有关部门")
