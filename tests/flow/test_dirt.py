"""Dirty files of many kinds, none of them real: every line goes where it belongs, every character once."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from drafter.clean.pipeline import clean
from drafter.records import Block, Speech
from drafter.split.pipeline import split

from . import dirt

FILES = dirt.load()
GENRES = {"speech": "讲话", "report": "报告", "other": "非讲话"}


def han(text: str) -> str:
    return "".join(re.findall("[\u3400-\u9fff]", text))


def about(speech: Speech) -> dict[str, str]:
    return {
        "题名": speech.title or "无",
        "讲话人": speech.speaker or "无",
        "职务": speech.position or "无",
        "场合": speech.occasion or "无",
        "日期": speech.date or "无",
        "地点": speech.place or "无",
        "体裁": GENRES[speech.genre],
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_dirty_file_becomes_its_speeches(file: dirt.Dirty) -> None:
    cleaned = clean(tuple(Block(line) for line in file.text.split("\n")))
    speeches, dropped, quarantined = split(cleaned, "无题.txt", "")
    got = [[(p.kind, p.level if p.kind == "heading" else 0, p.text) for p in speech.passages] for speech in speeches]
    assert got == [wanted.passages for wanted in file.speeches]
    for speech, wanted in zip(speeches, file.speeches, strict=True):
        known = about(speech)
        assert {key: known[key] for key in wanted.about} == wanted.about
    lost = "".join(loss.text for loss in (*cleaned.dropped, *dropped))
    assert Counter(han(lost)) == Counter(han(file.dropped))
    assert quarantined == ()
