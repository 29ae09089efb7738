"""The JSON of moves, search and check, whole trees, as the contract writes it: no key missing, none of another type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafter.keep.workspace import open_workspace
from drafter.search.query import Library
from drafter.shipped import shipped
from tests.command import drafter

TEXT, COUNT, NUMBER, MAYBE = (str,), (int,), (float, int), (str, type(None))

MOVES = {
    "format": TEXT,
    "sources": [
        {
            "path": TEXT,
            "encoding": TEXT,
            "sha256": TEXT,
            "repairs": [{"rule": TEXT, "count": COUNT}],
            "speeches": [
                {
                    "id": TEXT,
                    "title": MAYBE,
                    "speaker": MAYBE,
                    "position": MAYBE,
                    "occasion": MAYBE,
                    "date": MAYBE,
                    "duplicate_of": MAYBE,
                    "similarity": NUMBER,
                    "passages": [
                        {
                            "number": COUNT,
                            "kind": ("salutation", "heading", "paragraph"),
                            "level": COUNT,
                            "label": TEXT,
                            "text": TEXT,
                            "move": TEXT,
                            "step": TEXT,
                            "score": NUMBER,
                            "why": [TEXT],
                        }
                    ],
                }
            ],
            "dropped": [{"reason": TEXT, "text": TEXT}],
            "quarantined": [{"reason": TEXT, "text": TEXT, "speech": TEXT}],
        }
    ],
}
SPEECH = {"id": TEXT, "title": MAYBE, "speaker": TEXT, "date": TEXT, "path": TEXT}
SEARCH = {
    "format": TEXT,
    "query": TEXT,
    "hits": [
        {
            "ref": TEXT,
            "tier": ("exact", "fuzzy", "pinyin"),
            "score": NUMBER,
            "move": TEXT,
            "step": TEXT,
            "text": TEXT,
            "spans": [[COUNT]],
            "speech": SPEECH,
        }
    ],
}
CHECK = {
    "format": TEXT,
    "findings": [
        {
            "rule": TEXT,
            "severity": ("error", "warning", "hint"),
            "line": COUNT,
            "text": TEXT,
            "message": TEXT,
            "fix": MAYBE,
        }
    ],
}


def faults(value: Any, shape: Any, place: str = "") -> list[str]:
    """Where `value` is not of `shape`: a dict names keys, a list one element, a tuple types or the words allowed."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{place}: no object"]
        lacking = [f"{place}.{key}: missing" for key in shape if key not in value]
        return lacking + [f for key in shape if key in value for f in faults(value[key], shape[key], f"{place}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: no list"]
        return [f for at, each in enumerate(value) for f in faults(each, shape[0], f"{place}[{at}]")]
    if isinstance(shape[0], str):
        return [] if value in shape else [f"{place}: {value!r}"]
    return [] if isinstance(value, shape) and not isinstance(value, bool) else [f"{place}: {value!r}"]


def run(*arguments: str, workspace: Path) -> str:
    return drafter(*arguments, workspace=workspace).stdout


def test_the_moves_of_all_samples(samples: Path) -> None:
    files = sorted(str(path) for path in (shipped("templates") / "speeches").glob("*.txt"))
    data = json.loads(run("moves", "--json", *files, workspace=samples))
    assert data["format"] == "drafter.moves/1"
    assert faults(data, MOVES) == []
    assert len(data["sources"]) == len(files)
    for source in data["sources"]:
        for speech in source["speeches"]:
            assert speech["passages"]
            for passage in speech["passages"]:
                assert passage["label"] in passage["text"]
                assert 0 <= passage["score"] <= 1
                assert 0 <= passage["level"] <= 5
            assert [p["number"] for p in speech["passages"]] == list(range(1, len(speech["passages"]) + 1))


@pytest.mark.parametrize("query", ["组织领导", "组职领导", "zuzhilingdao"])
def test_the_hits_of_a_query(samples: Path, query: str) -> None:
    data = json.loads(run("search", query, "--json", workspace=samples))
    assert (data["format"], data["query"]) == ("drafter.search/1", query)
    assert faults(data, SEARCH) == []
    assert data["hits"]
    for hit in data["hits"]:
        speech, _, number = hit["ref"].partition("#")
        assert speech == hit["speech"]["id"]
        assert number.isdecimal()
        for start, end in hit["spans"]:
            assert 0 <= start < end <= len(hit["text"])
        with Library.open(open_workspace(samples).library) as library:
            assert [each.text for each in library.context(hit["ref"], 0, 0)] == [hit["text"]]
            assert hit["ref"] not in [each.ref for each in library.search(like=hit["ref"])]


def test_the_findings_of_a_faulty_outline(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "提纲.md"
    path.write_text(
        "# 在护林会议上的讲话\n\n同志们:\n\n## 一,抓实巡护\n\n## 三、抓好宣传\n\n做好工作,抓好落实。\n",
        encoding="utf-8",
    )
    data = json.loads(run("check", str(path), "--json", workspace=samples))
    assert data["format"] == "drafter.check/1"
    assert faults(data, CHECK) == []
    assert data["findings"]
    assert any(finding["fix"] for finding in data["findings"])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all(1 <= finding["line"] <= len(lines) for finding in data["findings"])


def test_the_measure_itself_sees_faults() -> None:
    assert faults({"format": 1}, {"format": TEXT, "b": TEXT}) == [".b: missing", ".format: 1"]
    assert faults([True], [COUNT]) == ["[0]: True"]
