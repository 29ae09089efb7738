"""Proof-reading (校对): all rules over a text, and the mechanical mends."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from drafter.check.characters import mend_standing_heading
from drafter.check.leaks import leaks
from drafter.check.lines import Line, Text, of_text
from drafter.check.reuse import Known, reused
from drafter.check.rules import RULES, Rule
from drafter.records import Finding

_SHOWN = 60
"""Characters of the line a finding quotes."""


def check(
    text: Text,
    *,
    library_lines: Iterable[Known] = (),
    brief_facts: Iterable[str] | None = None,
    precedent_facts: Mapping[str, str] | None = None,
    general: Container[str] = "",
    places: Mapping[str, str] | None = None,
    speakers: Iterable[str] = (),
    level: str = "",
    opened: Callable[[str], Mapping[str, bool]] = lambda text: {},
) -> tuple[Finding, ...]:
    """What is wrong with `text`, by line and then in the order of the rules; the same input gives the same findings.

    library_lines: sentences of precedents, for reuse; best those of passages found near the text.
    brief_facts: all that the brief says; None when there is no brief, then leaks are not looked for.
    precedent_facts: fact key -> citation, from leaks.facts_of_library.
    places: short name of a place -> citation of the precedent that names it.
    speakers: names of those who gave the precedents.
    level: the meeting's (市, 县 …), "" where it is not known.
    opened: what nobody vouches for in a line, see leaks.leaks.
    general: wordings that belong to no place, against which names are held before they count as facts.
    """
    found: list[tuple[int, int, Finding]] = []
    for rank, rule in enumerate(RULES):
        found += [(finding.line, rank, finding) for finding in _apply(rule, text)]
    rank = len(RULES)
    library = list(library_lines)
    if brief_facts is not None:
        found += [
            (one.line, rank, one)
            for one in leaks(
                text,
                brief_facts,
                precedent_facts or {},
                general,
                [(known.citation, known.text) for known in library],
                places or {},
                tuple(speakers),
                level,
                opened,
            )
        ]
    found += [(one.line, rank + 1, one) for one in reused(text, library)]
    found.sort(key=lambda entry: entry[:2])
    return tuple(finding for _, _, finding in found)


def _apply(rule: Rule, text: Text) -> Iterable[Finding]:
    if rule.check is not None:
        for line, message in rule.check(text):
            yield _finding(rule, line, message, _mended(rule, line))
        return
    for line in text.prose:
        mended = _mended(rule, line)
        if mended is not None:
            yield _finding(rule, line, "", mended)


def _mended(rule: Rule, line: Line) -> str | None:
    if rule.mend is None:
        return None
    mended = rule.mend(line.text)
    if rule.id == "heading-end" and mended == line.text:
        mended = mend_standing_heading(line.text)
    return mended if mended != line.text else None


def _finding(rule: Rule, line: Line, message: str, fix: str | None) -> Finding:
    shown = line.text.strip()
    return Finding(
        rule.id,
        rule.severity,
        line.number,
        shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…",
        message or rule.message,
        fix,
    )


def fix(source: str) -> str:
    """`source` (Markdown or plain text) with every mechanical fault mended and nothing else touched; idempotent.

    Line ends, blank lines, notes and wording stay as they are.
    """
    while True:
        mended = _fixed_once(source)
        if mended == source:
            return source
        source = mended


def _fixed_once(source: str) -> str:
    text = of_text(source)
    headed = {line.number for rule in RULES if rule.id == "heading-end" and rule.check for line, _ in rule.check(text)}
    prose = {line.number for line in text.prose}
    lines = source.splitlines(keepends=True)
    for at, raw in enumerate(lines):
        if at + 1 not in prose:
            continue
        body = raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        end = raw[len(body) :]
        for rule in RULES:
            if rule.mend is not None:
                body = rule.mend(body)
        if at + 1 in headed:
            body = mend_standing_heading(body)
        lines[at] = body + end
    return "".join(lines)
