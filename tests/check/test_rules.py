"""Every rule brings what it must find and what it must leave alone; all of them are run here."""

import pytest

from drafter.check.check import check, fix
from drafter.check.lines import of_text
from drafter.check.rules import RULES, Rule


def _found(source: str) -> set[str]:
    return {finding.rule for finding in check(of_text(source))}


@pytest.mark.parametrize(("rule", "source"), [(rule.id, source) for rule in RULES for source in rule.wrong])
def test_a_rule_finds_its_fault(rule: str, source: str) -> None:
    assert rule in _found(source)


@pytest.mark.parametrize(("rule", "source"), [(rule.id, source) for rule in RULES for source in rule.right])
def test_a_rule_leaves_good_text_alone(rule: str, source: str) -> None:
    assert rule not in _found(source)


@pytest.mark.parametrize(
    ("rule", "source"), [(rule.id, source) for rule in RULES if rule.mend for source in rule.wrong]
)
def test_what_can_be_mended_is_gone_after_the_mending(rule: str, source: str) -> None:
    assert rule not in _found(fix(source))


@pytest.mark.parametrize("source", [source for rule in RULES for source in (*rule.wrong, *rule.right)])
def test_mending_twice_is_mending_once(source: str) -> None:
    assert fix(fix(source)) == fix(source)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_both_kinds_of_example(rule: Rule) -> None:
    assert rule.wrong
    assert rule.right


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
