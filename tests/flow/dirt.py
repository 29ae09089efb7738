"""Reads the dirty files of tests/flow/dirt, each with what it must become (format: dirt/说明.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "dirt"
_TOKEN = re.compile(r"\{/(?P<mark>[@|=1-4])\}|\{-(?P<dropped>.*?)-\}|\{(?P<old>[^{}]*)>(?P<new>[^{}>]*)\}")
_KINDS = {"@": "salutation", "|": "paragraph", "1": "heading", "2": "heading", "3": "heading", "4": "heading"}


@dataclass
class Wanted:
    """What one speech must be."""

    about: dict[str, str] = field(default_factory=dict)
    passages: list[tuple[str, int, str]] = field(default_factory=list)
    """(kind, level of a heading, text)"""


@dataclass
class Dirty:
    """A dirty file and what it must become."""

    name: str
    text: str = ""
    speeches: list[Wanted] = field(default_factory=list)
    dropped: str = ""


def load() -> list[Dirty]:
    """All files, by name."""
    return [_parsed(path) for path in sorted(FOLDER.glob("*.txt")) if path.stem != "说明"]


def _parsed(path: Path) -> Dirty:
    dirty = Dirty(path.stem)
    raw: list[str] = []
    before = ""
    for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        mark, content = line[:1], line[2:]
        if mark == "#":
            continue
        if mark == "*":
            if before != "*":
                dirty.speeches.append(Wanted())
            key, _, value = content.partition("：")
            dirty.speeches[-1].about[key] = value
        else:
            raw.append(_line(dirty, mark, content))
        before = mark
    dirty.text = "\n".join(raw)
    return dirty


def _line(dirty: Dirty, mark: str, content: str) -> str:
    """Note what the line must become; what it is."""
    given: list[str] = []
    wanted: list[str] = []

    def close() -> None:
        text = "".join(wanted).strip(" \u3000")
        wanted.clear()
        if mark in "-=~":
            dirty.dropped += text
            return
        passages = dirty.speeches[-1].passages
        if mark == "+":
            kind, level, so_far = passages[-1]
            passages[-1] = (kind, level, so_far + text)
        else:
            passages.append((_KINDS[mark], int(mark) if mark.isdigit() else 0, text))

    at = 0
    for token in _TOKEN.finditer(content):
        between = content[at : token.start()]
        at = token.end()
        given.append(between)
        wanted.append(between)
        if token["mark"]:
            close()
            mark = token["mark"]
        elif token["dropped"] is not None:
            given.append(token["dropped"])
            dirty.dropped += token["dropped"]
        else:
            given.append(token["old"])
            wanted.append(token["new"])
    given.append(content[at:])
    wanted.append(content[at:])
    close()
    return "".join(given)
