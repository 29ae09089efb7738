"""Searching as the README shows it: run as they stand, its examples find precedents in the sample speeches."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from drafter.keep.workspace import open_workspace
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
