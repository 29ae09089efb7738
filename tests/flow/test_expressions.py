"""What was compiled to read one speech is there for the next command, and only in a workspace that is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from drafter.shipped import shipped

SPEECH = next(iter(sorted((shipped("templates") / "speeches").rglob("*.*"))))


def _moves(workspace: Path) -> bytes:
    command = [sys.executable, "-m", "drafter", "moves", str(SPEECH), "--json", "--workspace", str(workspace)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_what_was_compiled_to_read_a_speech_is_kept_and_changes_nothing(tmp_path: Path) -> None:
    workspace = tmp_path / "工作区"
    alone = _moves(workspace)
    assert not workspace.exists(), "who only reads makes no workspace"
    workspace.mkdir()
    assert _moves(workspace) == alone
    kept = workspace / "cache" / "expressions-reading"
    whole = kept.read_bytes()
    assert _moves(workspace) == alone
    assert kept.read_bytes() == whole, "nothing was compiled anew"
    kept.write_bytes(whole[: len(whole) // 2])
    assert _moves(workspace) == alone
    assert kept.read_bytes() == whole, "what is damaged is made anew"
