"""Where the read bank is kept: what travels with the program once for all workspaces, what is an office's own with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.bank import cache as caching
from drafter.flow.drafting import read_bank
from drafter.keep.workspace import Workspace
from drafter.shipped import beside_the_program

KEPT = beside_the_program("phrasebank.json")


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    caching._READ.clear()
    yield
    caching._READ.clear()


def test_a_new_workspace_reads_what_another_one_parsed(tmp_path: Path) -> None:
    first, second = Workspace(tmp_path / "甲"), Workspace(tmp_path / "乙")
    for workspace in (first, second):
        workspace.root.mkdir()
    expected = read_bank(first)
    written = KEPT.stat()
    caching._READ.clear()
    assert read_bank(second) == expected
    assert not first.bank_cache.exists()
    assert not second.bank_cache.exists()
    assert KEPT.stat().st_mtime_ns == written.st_mtime_ns


def test_what_an_office_lays_over_it_stays_with_the_office(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    own = workspace.phrasebank / "slots.yaml"
    own.parent.mkdir()
    own.write_text("空位: {青螺湾点位: 看了哪几个点}\n", encoding="utf-8")
    assert "青螺湾点位" in read_bank(workspace).hints
    assert "青螺湾点位" in workspace.bank_cache.read_text("utf-8")
    assert "青螺湾点位" not in (KEPT.read_text("utf-8") if KEPT.exists() else "")
