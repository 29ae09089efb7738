"""The Python interface as the README shows it: run as it stands, it finds precedents in the sample speeches."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from drafter.cli.main import run

README = Path(__file__).parents[2] / "README.md"


def test_the_example_of_the_readme_works(tmp_path: Path) -> None:
    assert run(["mine", "--samples", "--workspace", str(tmp_path)]) == 0
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    environment = {**os.environ, "DRAFTER_WORKSPACE": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, env=environment, check=True)
    lines = done.stdout.decode("utf-8").splitlines()
    assert lines
    assert all(line.startswith("fuzzy ") and "《" in line and " 段" in line for line in lines)
    assert "领导" in lines[0]
