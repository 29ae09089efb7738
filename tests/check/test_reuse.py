"""A sentence that stands in a precedent is told with its citation."""

from drafter.check.check import check
from drafter.check.lines import of_text
from drafter.check.reuse import Known
from drafter.records import Finding

LIBRARY = (
    Known(
        "同志们：码头要修，渔港要建，海堤要加固，群众的安居房一天也不能等。大家辛苦了。",
        "2021年在某县渔港建设会上的讲话",
    ),
    Known("各村要把护林员的工钱按月发到手里，不许拖欠一分一厘。", "2019年在林业会议上的讲话"),
)


def reused(source: str) -> list[Finding]:
    return [one for one in check(of_text(source), library_lines=LIBRARY) if one.rule == "reuse"]


def test_the_same_sentence() -> None:
    found = reused("码头要修，渔港要建，海堤要加固，群众的安居房一天也不能等。")
    assert [(one.severity, one.line) for one in found] == [("warning", 1)]
    assert "2021年在某县渔港建设会上的讲话" in found[0].message


def test_nearly_the_same_sentence() -> None:
    found = reused("开场。\n\n各村要把护林员的工钱按月发到手上，不许拖欠一分一厘。")
    assert [(one.severity, one.line) for one in found] == [("hint", 3)]


def test_marks_do_not_hide_it() -> None:
    assert reused("码头要修、渔港要建、海堤要加固，群众的安居房一天也不能等！")[0].severity == "warning"


def test_short_and_different_sentences_are_free() -> None:
    assert reused("大家辛苦了。各村要把护林员的培训办到林场去，讲防火、讲巡护、讲急救。") == []
