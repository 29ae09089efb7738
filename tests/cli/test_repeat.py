"""Same brief and same bank: the same bytes, whatever the process (invariant 5); same speeches: the same phrasebank."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from drafter.cli.main import run
from drafter.shipped import shipped

ROOT = Path(__file__).parent.parent.parent
BRIEF = ROOT / "tests" / "briefs" / "12-事实很多.yaml"
FORMS = ("md", "docx", "html", "json", "txt")
IN_A_PROCESS = """
import sys
from pathlib import Path
from tests.cli.test_repeat import write_all
write_all(Path(sys.argv[1]), sys.argv[2:])
"""


def write_all(folder: Path, speeches: Iterable[str]) -> None:
    """The outline in all its forms, and a phrasebank mined, into a folder that is a workspace too."""
    for form in FORMS:
        assert run(["outline", str(BRIEF), "-o", str(folder / f"提纲.{form}"), "--workspace", str(folder)]) == 0
    assert run(["mine", *speeches, "--workspace", str(folder)]) == 0


def test_a_process_with_another_hash_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    speeches = [str(path) for path in sorted((shipped("templates") / "speeches").glob("*.txt"))[:3]]
    here, there = tmp_path / "此", tmp_path / "彼"
    here.mkdir()
    write_all(here, speeches)
    there.mkdir()
    # This process has a seed of its own: drawn by lot, or what the environment says.
    seed = "77" if os.environ.get("PYTHONHASHSEED") != "77" else "1"
    command = [sys.executable, "-c", IN_A_PROCESS, str(there), *reversed(speeches)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True)
    for made, most in (("提纲.*", len(FORMS)), ("mined/*.yaml", 3)):
        written, again = ({path.name: path.read_bytes() for path in folder.glob(made)} for folder in (here, there))
        assert len(written) >= most
        assert all(written.values())
        assert written == again
    assert b"id: mf-" in (here / "mined" / "frames.yaml").read_bytes()
