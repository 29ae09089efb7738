"""Same brief and same bank: the same bytes, whatever the process (invariant 5); same speeches: the same phrasebank."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from drafter.shipped import shipped

BRIEF = Path(__file__).parent.parent / "briefs" / "12-事实很多.yaml"
FORMS = ("md", "docx", "html", "json", "txt")
ALL_FORMS = """
import sys
from drafter.cli.main import run
brief, folder, forms, *speeches = sys.argv[1:]
for form in forms.split():
    assert run(["outline", brief, "-o", f"{folder}/提纲.{form}", "--workspace", folder]) == 0
assert run(["mine", *speeches, "--workspace", folder]) == 0
"""


def test_two_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    written, mined = [], []
    speeches = [str(path) for path in sorted((shipped("templates") / "speeches").glob("*.txt"))[:3]]
    for seed in ("1", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", ALL_FORMS, str(BRIEF), str(folder), " ".join(FORMS), *speeches]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=60)
        written.append({form: (folder / f"提纲.{form}").read_bytes() for form in FORMS})
        mined.append({path.name: path.read_bytes() for path in (folder / "mined").glob("*.yaml")})
        speeches.reverse()
    assert all(written[0].values())
    assert written[0] == written[1]
    assert b"id: mf-" in mined[0]["frames.yaml"]
    assert mined[0] == mined[1]
