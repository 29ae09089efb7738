"""Same brief and same bank: the same bytes, whatever the process (invariant 5)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BRIEF = Path(__file__).parent.parent / "briefs" / "12-事实很多.yaml"
FORMS = ("md", "docx", "html", "json", "txt")
ALL_FORMS = """
import sys
from drafter.cli.main import run
brief, folder, *forms = sys.argv[1:]
for form in forms:
    assert run(["outline", brief, "-o", f"{folder}/提纲.{form}", "--workspace", folder]) == 0
"""


def test_two_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", ALL_FORMS, str(BRIEF), str(folder), *FORMS]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=60)
        written.append({form: (folder / f"提纲.{form}").read_bytes() for form in FORMS})
    assert all(written[0].values())
    assert written[0] == written[1]
