"""Same brief and same bank: the same bytes, whatever the process (invariant 5)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BRIEF = Path(__file__).parent.parent / "briefs" / "12-事实很多.yaml"


@pytest.mark.parametrize("form", ["md", "docx", "html", "json", "txt"])
def test_two_processes_with_different_hash_seeds_write_the_same_bytes(form: str, tmp_path: Path) -> None:
    written = []
    for seed in ("1", "77"):
        target = tmp_path / f"{seed}.{form}"
        command = [
            sys.executable,
            "-m",
            "drafter",
            "outline",
            str(BRIEF),
            "-o",
            str(target),
            "--workspace",
            str(tmp_path / seed),
        ]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=60)
        written.append(target.read_bytes())
    assert written[0] == written[1]
