"""Reads the text cases in tests/clean/cases (format: cases/说明.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from drafter.records import Block, Loss

FOLDER = Path(__file__).parent / "cases"
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nrt]))")


@dataclass(frozen=True)
class Case:
    rule: str
    title: str
    given: tuple[Block, ...]
    expected: tuple[Block, ...]
    dropped: tuple[Loss, ...]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda m: chr(int(m.group(1), 16)) if m.group(1) else {"n": "\n", "r": "\r", "t": "\t"}[m.group(2)], text
    )


def _block(line: str) -> Block:
    level = re.match(r"\[(\d)\] ", line)
    if level:
        return Block(_unescaped(line[level.end() :]), int(level.group(1)))
    if line.startswith("[页眉] "):
        return Block(_unescaped(line.removeprefix("[页眉] ")), furniture=True)
    return Block(_unescaped(line))


def _loss(line: str) -> Loss:
    reason, _, text = line.partition("｜")
    return Loss(reason, _unescaped(text))


def load() -> list[Case]:
    """All cases, file by file."""
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem == "说明":
            continue
        for chunk in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            title, _, rest = chunk.partition("\n")
            parts: dict[str, list[str]] = {}
            name = ""
            for line in rest.removesuffix("\n").split("\n"):
                if line in ("--- 原文", "--- 应得", "--- 剔除"):
                    name = line.removeprefix("--- ")
                    parts[name] = []
                else:
                    parts[name].append(line)
            cases.append(
                Case(
                    path.stem,
                    title,
                    tuple(map(_block, parts["原文"])),
                    tuple(map(_block, parts["应得"])),
                    tuple(map(_loss, parts.get("剔除", []))),
                )
            )
    return cases
