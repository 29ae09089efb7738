import pytest

from drafter.mine.measures import cores, dp_norm, entropy, log_likelihood, predictability, shares_of, variability


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


def test_what_cannot_be_spread_is_not_measured() -> None:
    assert dp_norm({"a": 3}, shares_of({"a": 10})) is None
    assert dp_norm({}, shares_of({"a": 10, "b": 10})) is None


def test_a_filler_that_only_holds_another_is_that_other() -> None:
    assert cores(["以民为本", "坚持以民为本", "和"]) == ["以民为本", "以民为本", "和"]


def test_log_likelihood_is_0_by_chance_or_less_and_grows_with_what_is_seen() -> None:
    assert log_likelihood(1, 10, 10, 100) == 0
    assert log_likelihood(1, 50, 50, 100) == 0
    # All four uses of each together: 2 · (4·ln(4·100 / (4·4)) + 96·ln(96·100 / (96·96))).
    assert log_likelihood(4, 4, 4, 100) == pytest.approx(33.59, abs=0.01)
    assert log_likelihood(8, 8, 8, 200) == pytest.approx(2 * log_likelihood(4, 4, 4, 100))
