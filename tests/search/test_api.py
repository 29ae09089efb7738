"""Searching as the README shows it: run as they stand, its examples find precedents in the sample speeches."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import InvalidCondition, WorkspaceError
from drafter.keep.workspace import open_workspace
from drafter.search.index import Entry, build
from drafter.search.query import Library
from tests.command import drafter

README = Path(__file__).parents[2] / "README.md"
TIERS = {"原文": "exact", "近似": "fuzzy", "拼音": "pinyin", "数字不算错字": "fuzzy", "加引号": "exact"}
"""What a row of the README's table begins with -> the tier of what its queries find."""


def test_every_search_of_the_readme_finds_something(samples: Path) -> None:
    section = README.read_text("utf-8").partition("\n## 查先例")[2].partition("\n## ")[0]
    blocks = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    for line in filter(None, "\n".join(blocks).splitlines()):
        typed, _, command = line.rpartition("| ")
        _, *words = shlex.split(re.sub(r"\s#.*", "", command))
        done = drafter(*words, workspace=samples, stdin=typed.removeprefix("echo ").strip())
        assert (done.returncode, bool(done.stdout)) == (0, True), line
        assert "--stdin" not in words or '"tier": "fuzzy"' in done.stdout


def test_the_table_of_the_readme_says_what_each_tier_finds(samples: Path) -> None:
    section = README.read_text("utf-8").partition("\n## 查先例")[2].partition("\n## ")[0]
    table = section.partition("```bash")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| `")]
    assert len(rows) == len(TIERS)
    with Library.open(open_workspace(samples).library) as library:
        for queries, said in rows:
            (tier,) = [tier for begin, tier in TIERS.items() if said.startswith(begin)]
            for query in re.findall("`(.+?)`", queries):
                assert [hit.tier for hit in library.search(query.strip("'"), limit=1)] == [tier], query
            # So do those that stand in what is said of it.
            for query in re.findall("`(.+?)`", said):
                assert library.search(query), query
        (slip,) = re.findall("错成同音字的（(.+?)）", table)
        assert slip not in (hit := library.search(slip)[0]).text
        assert len(slip) == sum(end - start for start, end in hit.spans)


def test_the_examples_of_the_readme_work(samples: Path) -> None:
    example, kept_open = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    environment = {**os.environ, "DRAFTER_WORKSPACE": str(samples), "PYTHONIOENCODING": "utf-8"}

    def printed(program: str) -> list[str]:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)
        return done.stdout.decode("utf-8").splitlines()

    assert printed(f"{example}{kept_open}print([hit.tier for hit in hits])")[-1].startswith("['pinyin'")
    lines = printed(example)
    assert lines
    assert all(line.startswith("fuzzy ") and "《" in line and " 段" in line for line in lines)
    assert "领导" in lines[0]


def test_a_condition_nothing_meets_is_told_and_one_that_is_none_is_refused(library: Library) -> None:
    assert library.search("组织领导", speaker="张三").unknown == ()
    assert library.search("组织领导", speaker="赵六", move="加强领导").unknown == ("speaker",)
    assert library.search(move="没有的", year=1999, place="滨江市").unknown == ("move", "year")
    assert library.search("组织领导", topic="没有的话题").unknown == ("topic",)
    # Each is met, but not by one passage.
    found = library.search("组织领导", speaker="张三", year=2023)
    assert (list(found), found.unknown) == ([], ())
    assert library.search("组织领导", speaker=" ", year="", topic="、") == library.search("组织领导")
    for conditions in ({"year": "去年"}, {"level": 9}, {"level": -1}):
        with pytest.raises(InvalidCondition):
            library.search("组织领导", **conditions)  # type: ignore[arg-type]


def test_the_values_of_a_condition_are_as_many_as_are_asked_for(library: Library) -> None:
    assert set(library.values("speaker")) == {"张三", "李四", "王五"}
    assert library.values("speaker", 1) == library.values("speaker")[:1]
    assert library.values("topic") == ()


def test_passages_that_hold_words_are_counted_the_same_text_once(tmp_path: Path) -> None:
    texts = ("清滩护岸人人有责。", "清滩护岸，人人有责。", "都来清滩护岸。", "护岸清滩。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert library.count("清滩护岸") == 2
        assert library.count("清滩", most=1) == 1
        assert library.count("船") == library.count("，") == 0


def test_every_speech_is_asked_for_its_kind_of_occasion_once(library: Library) -> None:
    asked: list[str] = []

    def kind_of(text: str) -> str:
        asked.append(text)
        return "推进会" if "推进会" in text else ""

    first = library.search("组织领导", occasion="推进会", kind_of=kind_of)
    many = len(asked)
    assert first
    assert library.search("组织领导", occasion="推进会", kind_of=kind_of) == first
    assert len(asked) - many < many  # the condition itself is asked about again, no speech is
    assert library.search("组织领导", occasion="推进会", kind_of=lambda text: "") == first


def test_blank_conditions_narrow_nothing(library: Library) -> None:
    assert library.search("组织领导", move="", place=" ", topic="", like="") == library.search("组织领导")
    assert library.search("", move="", year="") == []


@pytest.mark.parametrize("given", [{"place": 3}, {"limit": "3"}, {"query": 3}, {"topic": 3}, {"like": 1}])
def test_what_is_no_text_or_no_number_is_named(library: Library, given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(given))):
        library.search(**{"query": "组织", **given})


@pytest.mark.parametrize("spoiled", [b"\xff\xfe", b"gen-99999999", b""])
def test_a_spoiled_pointer_is_told_as_such(spoiled: bytes, tmp_path: Path) -> None:
    build([Entry("a#1", "清滩护岸。")], tmp_path / "library")
    (tmp_path / "library" / "current").write_bytes(spoiled)
    with pytest.raises(WorkspaceError, match="current 文件坏了"):
        Library.open(tmp_path / "library")
