import pytest

from drafter.mine.measures import dp_norm, entropy, npmi, predictability, shares_of, variability


def test_dp_norm_is_0_for_even_use_and_1_for_use_in_the_smallest_part_alone() -> None:
    shares = shares_of({"a": 100, "b": 100, "c": 50})
    assert dp_norm({"a": 4, "b": 4, "c": 2}, shares) == pytest.approx(0)
    assert dp_norm({"c": 3}, shares) == pytest.approx(1)


def test_dp_norm_of_gries_worked_example() -> None:
    # Five equal parts, the word three times in each of two and never in three: DP = 0.6, DP_norm = 0.6 / 0.8.
    shares = shares_of(dict.fromkeys("abcde", 10))
    assert dp_norm({"a": 3, "b": 3}, shares) == pytest.approx(0.75)


def test_measures_of_the_fillers() -> None:
    assert variability(["甲", "乙", "甲", "丙"]) == pytest.approx(0.75)
    assert predictability(["甲", "乙", "甲", "丙"]) == pytest.approx(0.5)
    assert entropy(["甲", "乙", "甲", "丙"]) == pytest.approx(1.5)
    assert entropy(["甲", "甲"]) == 0


def test_npmi_is_1_for_what_is_always_together_0_by_chance_and_below_for_what_avoids_each_other() -> None:
    assert npmi(4, 4, 4, 100) == pytest.approx(1)
    assert npmi(1, 10, 10, 100) == pytest.approx(0)
    assert npmi(1, 50, 50, 100) < 0
    # Half of the uses of each together: ln(5 · 100 / (10 · 10)) / −ln(5 / 100).
    assert npmi(5, 10, 10, 100) == pytest.approx(0.537, abs=0.001)
